//! Two officers have typed in one draft: both texts as one, with what somebody must decide.

use crate::check::current_content;
use crate::compare::{Comparison, Side};
use crate::desk::Desk;
use crate::draft::token;
use crate::error::Result;
use crate::resolve::{demand_open, find_notice};
use chrono::{DateTime, Utc};
use fairnotice_notice::mend::apply;
use fairnotice_notice::{Content, Mend};
use fairnotice_redline::{Conflict, ConflictKind, merge};
use serde::Serialize;
use ts_rs::TS;

/// Both texts as one.
#[derive(Clone, Debug, Serialize, TS)]
pub struct DraftMerge {
    /// The merged text; at a conflict it holds what the conflict says is kept.
    #[ts(type = "Content")]
    pub content: Content,
    /// The draft as it stands now: what the merged text is held against when it is next saved or merged.
    #[ts(type = "Content")]
    pub theirs: Content,
    /// What the merged text is based on; handed back with the next autosave.
    pub token: String,
    /// Whose the other text is.
    pub by: String,
    /// When it was saved.
    #[ts(type = "string | null")]
    pub at: Option<DateTime<Utc>>,
    /// What somebody must decide.
    pub conflicts: Vec<ConflictView>,
    /// Lines in which both changed words, and both changes were taken: worth a look.
    pub both: Vec<String>,
    /// What the other text changes in mine.
    #[ts(type = "Comparison")]
    pub changes: Comparison,
}

/// A place where the two texts can't both be had.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ConflictView {
    /// words, deleted-here, deleted-there, joined, moved or setting.
    pub kind: String,
    /// What somebody must decide, in a sentence.
    pub sentence: String,
    /// The heading it stands under.
    pub section: Option<String>,
    /// What stood there before both.
    pub base: String,
    /// What I have there.
    pub mine: String,
    /// What the other has there.
    pub theirs: String,
    /// Which of the two the merged text has.
    pub kept: String,
    /// The edit of the merged text that takes the other one; nothing when that has to be done by hand.
    #[ts(type = "Mend | null")]
    pub other: Option<Mend>,
}

/// The edit that takes the side which the merged text has not, where a small one does.
fn other_side(content: &Content, conflict: &Conflict) -> Option<Mend> {
    let leaf = conflict.leaf?;
    let line = content.leaves().get(leaf)?.text();
    let replace = |words: &str, with: &str| {
        let mut places = line.match_indices(words);
        let (at, _) = places.next().filter(|_| !words.is_empty())?;
        places.next().is_none().then(|| Mend::ReplaceWords { leaf, at, words: words.to_owned(), with: with.to_owned() })
    };
    let edit = match conflict.kind {
        ConflictKind::Words => replace(&conflict.mine, &conflict.theirs),
        ConflictKind::DeletedHere | ConflictKind::DeletedThere => Some(Mend::RemoveItem { leaf, words: line.clone() }),
        ConflictKind::Joined | ConflictKind::Moved | ConflictKind::Setting => None,
    }?;
    apply(&mut content.clone(), &edit).then_some(edit)
}

fn view(content: &Content, conflict: &Conflict) -> ConflictView {
    let kept = match conflict.kind {
        ConflictKind::DeletedHere => "theirs",
        ConflictKind::Joined if !conflict.mine.is_empty() => "theirs",
        ConflictKind::Words
        | ConflictKind::DeletedThere
        | ConflictKind::Joined
        | ConflictKind::Moved
        | ConflictKind::Setting => "mine",
    };
    ConflictView {
        kind: serde_json::to_value(conflict.kind).ok().and_then(|k| k.as_str().map(str::to_owned)).unwrap_or_default(),
        sentence: conflict.sentence(),
        section: conflict.section.clone(),
        base: conflict.base.clone(),
        mine: conflict.mine.clone(),
        theirs: conflict.theirs.clone(),
        kept: kept.to_owned(),
        other: other_side(content, conflict),
    }
}

impl Desk {
    /// Makes one text of what was typed here (`mine`, begun from `base`) and of the draft as it stands now. Nothing is
    /// stored: the officer looks at it first, and what is then typed is saved as ever.
    ///
    /// # Errors
    /// `unknown-notice`, `no-open-version`.
    pub fn merge_draft(&self, notice: &str, base: &Content, mine: &Content) -> Result<DraftMerge> {
        // The other text and the token that speaks for it are of one moment.
        let _held = self.register.hold()?;
        let reader = self.register.read();
        let notice = find_notice(&reader, notice)?;
        let version = demand_open(&reader, &notice)?;
        let tidy = |content: &Content| {
            let mut content = content.clone();
            content.normalise();
            content.assign_ids();
            content
        };
        let (base, mine) = (tidy(base), tidy(mine));
        let theirs = current_content(&reader, &notice, &version, self.now().day)?;
        let mut merged = merge(&base, &mine, &theirs);
        merged.content.assign_ids();
        let leaves = merged.content.leaves();
        let told = |at: &usize| merged.conflicts.iter().any(|c| c.leaf == Some(*at));
        let both = merged.both.iter().filter(|at| !told(at)).filter_map(|at| leaves.get(*at));
        let both = both.map(|leaf| leaf.text()).collect();
        let (author, at) = match reader.working_copy(version.id)? {
            Some(copy) => (copy.officer, Some(copy.saved_at)),
            None => {
                let head = reader.revision(version.head)?;
                (head.author, Some(head.created_at))
            }
        };
        let side = |name: &str, content: &Content| Side {
            name: name.to_owned(),
            label: name.to_owned(),
            edition: None,
            code: None,
            content: content.clone(),
            by: (String::new(), DateTime::<Utc>::default()),
        };
        let changes = Comparison::of(&side("What you typed", &mine), &side("Both texts together", &merged.content));
        Ok(DraftMerge {
            token: token(&reader, &version)?,
            by: reader.officer(author)?.map_or_else(|| "Somebody".into(), |o| o.name),
            at,
            conflicts: merged.conflicts.iter().map(|c| view(&merged.content, c)).collect(),
            both,
            changes,
            theirs,
            content: merged.content,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use fairnotice_notice::{Block, Field, FieldKind, Role, Section};

    fn text(lines: &[&str]) -> Content {
        let mut content = Content::new("Privacy notice: Ponds", "en-GB");
        content.sections.push(Section {
            id: "s1".into(),
            heading: "What we collect".into(),
            level: 2,
            fields: vec![Field {
                id: "f1".into(),
                role: Role::DataCategories,
                kind: FieldKind::Items,
                blocks: vec![Block::bullets(lines.iter().copied())],
            }],
        });
        content.assign_ids();
        content
    }

    fn sides(base: &[&str], mine: &[&str], theirs: &[&str]) -> (Content, Vec<ConflictView>) {
        let (base, mine, theirs) = (text(base), text(mine), text(theirs));
        let merged = merge(&base, &mine, &theirs);
        let views = merged.conflicts.iter().map(|c| view(&merged.content, c)).collect();
        (merged.content, views)
    }

    #[test]
    fn the_other_side_of_a_conflict_is_one_edit_away() {
        let (mut content, conflicts) = sides(
            &["your name", "kept for six years in all"],
            &["your name", "kept for seven years in all"],
            &["your name", "kept for two years in all"],
        );
        let [conflict] = conflicts.as_slice() else { panic!("{conflicts:?}") };
        assert_eq!(conflict.kept, "mine");
        assert!(content.plain_text().contains("seven years"));
        assert!(apply(&mut content, conflict.other.as_ref().unwrap()));
        assert!(content.plain_text().contains("kept for two years in all"), "{}", content.plain_text());
    }

    #[test]
    fn what_one_took_away_and_the_other_changed_can_be_taken_away() {
        let (mut content, conflicts) = sides(
            &["your name", "your bank details"],
            &["your name"],
            &["your name", "your bank details and card number"],
        );
        let [conflict] = conflicts.as_slice() else { panic!("{conflicts:?}") };
        assert_eq!((conflict.kind.as_str(), conflict.kept.as_str()), ("deleted-here", "theirs"));
        assert!(apply(&mut content, conflict.other.as_ref().unwrap()));
        assert!(!content.plain_text().contains("bank"), "{}", content.plain_text());
    }
}
