//! What a colleague changed in a Word file, brought back as suggestions under their name.
//!
//! Three texts: the one that was sent (found by the document code in the file), the colleague's, and the draft as it
//! stands now. Every difference between the first two becomes a suggestion that the author takes or leaves, or, where no
//! button could do it, a comment that says it whole. Nothing is taken by itself and nothing is lost in silence.

use crate::check::current_content;
use crate::comment::{IN_THE_FILE, edits_of};
use crate::desk::{Act, Desk, Outcome};
use crate::error::{DeskError, Result};
use crate::export::edition_of;
use crate::import::read_bytes;
use crate::pictures::pictures_of;
use crate::resolve::{demand_open, find_notice};
use crate::setup::{optional, required};
use fairnotice_intake::{Remark, Tracked, docx as read_docx, docx_words, is_docx};
use fairnotice_notice::ids::OfficerId;
use fairnotice_notice::{Content, Notice, Permission, Rendering, Version};
use fairnotice_publish::{docx, render};
use fairnotice_redline::{Change, Kind, Op, Run, compare};
use fairnotice_register::{Comment, Revision};
use serde::Serialize;
use serde_json::json;
use std::path::Path;
use ts_rs::TS;

/// What came of bringing a Word file back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct WordMerge {
    /// The notice's short name.
    pub notice: String,
    /// The version the suggestions are on.
    pub version: u32,
    /// The document code of the text that was sent; null when the file names none that is known here.
    pub code: Option<String>,
    /// Whose suggestions they are.
    pub by: String,
    /// Suggestions that a button can take.
    pub suggestions: u32,
    /// Comments: those of the margin, and changes that no button can do.
    pub comments: u32,
    /// How many of them are about words that have changed here since.
    pub conflicts: u32,
    /// What should be known of it, in sentences.
    pub notes: Vec<String>,
}

/// A point of a colleague's, before it is a comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Point {
    /// The heading it stands under.
    section: Option<String>,
    /// The words it is about.
    pub(crate) quote: Option<String>,
    /// The words in their place.
    pub(crate) instead: Option<String>,
    /// What is said.
    words: String,
}

fn side(runs: &[Run], without: Op) -> String {
    runs.iter().filter(|r| r.op != without).map(|r| r.text.as_str()).collect()
}

fn old_text(block: &Change) -> String {
    side(&block.runs, Op::Insert)
}

fn new_text(block: &Change) -> String {
    side(&block.runs, Op::Delete)
}

/// How long a line may be to be proposed as a whole, in letters.
const SHORT: usize = 160;

/// How many words of what stays are quoted around a change.
const AROUND: usize = 4;

fn last_words(text: &str) -> &str {
    let mut spaces = text.char_indices().rev().filter(|(_, c)| c.is_whitespace());
    spaces.nth(AROUND).and_then(|(at, c)| text.get(at + c.len_utf8()..)).unwrap_or(text)
}

fn first_words(text: &str) -> &str {
    let mut spaces = text.char_indices().filter(|(_, c)| c.is_whitespace());
    spaces.nth(AROUND).and_then(|(at, _)| text.get(..at)).unwrap_or(text)
}

/// The changes within a line, each with some words around it; the whole line where it is short, or where the words around
/// would not say which place is meant.
fn within(block: &Change) -> Vec<(String, String)> {
    let (old, new) = (old_text(block), new_text(block));
    let whole = vec![(old.clone(), new)];
    if old.chars().count() <= SHORT {
        return whole;
    }
    let mut found = Vec::new();
    let mut at = 0;
    while at < block.runs.len() {
        if block.runs.get(at).is_some_and(|r| r.op == Op::Keep) {
            at += 1;
            continue;
        }
        let from = at;
        while block.runs.get(at).is_some_and(|r| r.op != Op::Keep) {
            at += 1;
        }
        let before = from.checked_sub(1).and_then(|i| block.runs.get(i)).map_or("", |r| last_words(&r.text));
        let after = block.runs.get(at).map_or("", |r| first_words(&r.text));
        let changed = &block.runs[from..at];
        let quote = format!("{before}{}{after}", side(changed, Op::Insert));
        let instead = format!("{before}{}{after}", side(changed, Op::Delete));
        if quote.trim().is_empty() || old.matches(quote.trim()).count() != 1 {
            return whole;
        }
        found.push((quote.trim().to_owned(), instead.trim().to_owned()));
    }
    // Two that share words could not both be taken.
    let overlap = found.windows(2).any(|pair| match pair {
        [(a, _), (b, _)] => {
            let end = old.find(a.as_str()).map(|at| at + a.len()).unwrap_or(usize::MAX);
            old.find(b.as_str()).is_none_or(|start| start < end)
        }
        _ => false,
    });
    if overlap { whole } else { found }
}

/// What differs between the text that was sent, as Word reads it, and the colleague's. Lines that only surround the text in
/// a file of ours are told by not being in `sent`.
pub(crate) fn points(as_sent: &Content, theirs: &Content, sent: &Content) -> Vec<Point> {
    let own: Vec<String> = sent.leaves().iter().map(|l| l.text()).collect();
    let is_own = |text: &str| own.iter().any(|line| line == text);
    let redline = compare(as_sent, theirs);
    let mut points: Vec<Point> = Vec::new();
    // The line after which something new stands, and whether it is one that lines can be added after.
    let mut before: Option<(String, bool)> = None;
    let mut split: Option<usize> = None;
    let mut adding: Option<usize> = None;
    // The line just before, when its words were changed too: from which point on, and both its texts.
    let mut changed: Option<(usize, String, String)> = None;
    for block in &redline.blocks {
        let (old, new) = (old_text(block), new_text(block));
        let section = block.section.clone();
        let point = |quote: Option<String>, instead: Option<String>, words: &str| Point {
            section: section.clone(),
            quote,
            instead,
            words: words.to_owned(),
        };
        let inserted = block.change == Kind::Inserted;
        if !inserted {
            adding = None;
            changed = None;
        }
        match block.change {
            Kind::Same => {
                if let Some(note) = block.note.as_ref().filter(|_| is_own(&old)) {
                    points.push(point(Some(old.clone()), None, &format!("Changed besides the words: {note}")));
                }
            }
            Kind::Changed if is_own(&old) => {
                if old != new {
                    changed = block.note.is_none().then(|| (points.len(), old.clone(), new.clone()));
                    for (quote, instead) in within(block) {
                        points.push(point(Some(quote), Some(instead), "Changed"));
                    }
                }
                if let Some(note) = &block.note {
                    points.push(point(Some(new.clone()), None, &format!("Changed besides the words: {note}")));
                }
            }
            Kind::Deleted if is_own(&old) => points.push(point(Some(old.clone()), Some(String::new()), "Taken out")),
            Kind::Inserted if new.trim().is_empty() => {}
            Kind::Inserted => match (&before, block.kind.as_str(), adding) {
                (Some(_), "paragraph" | "item", Some(at)) => {
                    if let Some(Point { instead: Some(instead), .. }) = points.get_mut(at) {
                        instead.push('\n');
                        instead.push_str(&new);
                    }
                }
                (Some(_), "paragraph" | "item", None) if changed.is_some() => {
                    // A line that is changed and followed by a new one is one suggestion: taken apart, the first would take
                    // away the words after which the second stands.
                    if let Some((from, was, is)) = changed.take() {
                        points.truncate(from);
                        points.push(point(Some(was), Some(format!("{is}\n{new}")), "Changed, and added to"));
                        adding = Some(points.len() - 1);
                    }
                }
                (Some((line, true)), "paragraph" | "item", None) => {
                    points.push(point(Some(line.clone()), Some(format!("{line}\n{new}")), "Added after these words"));
                    adding = Some(points.len() - 1);
                }
                (Some((line, _)), kind, _) => points.push(point(
                    Some(line.clone()),
                    None,
                    &format!(
                        "Added after these words, a {}: “{new}”",
                        if kind == "row" { "row of a table" } else { kind }
                    ),
                )),
                (None, ..) => {}
            },
            Kind::Moved if is_own(&old) => {
                let to = before
                    .as_ref()
                    .map(|(line, _)| format!("Moved to after “{line}”"))
                    .unwrap_or("Moved to the top".into());
                points.push(point(Some(old.clone()), None, &to));
            }
            Kind::MovedChanged if is_own(&old) => {
                let to = before.as_ref().map(|(line, _)| format!(" to after “{line}”")).unwrap_or_default();
                points.push(point(Some(old.clone()), None, &format!("Moved{to}, and changed to: “{new}”")));
            }
            Kind::Split if is_own(&old) => {
                if split != block.old {
                    let parts: Vec<String> =
                        redline.blocks.iter().filter(|b| b.old == block.old).map(new_text).collect();
                    points.push(point(Some(old.clone()), Some(parts.join("\n")), "Made several lines of it"));
                }
                split = block.old;
            }
            Kind::Merged if is_own(&old) => {
                points.push(point(Some(old.clone()), None, &format!("Joined with what stands beside it: “{new}”")));
            }
            Kind::Changed | Kind::Deleted | Kind::Moved | Kind::MovedChanged | Kind::Split | Kind::Merged => {}
        }
        if !inserted
            && block.change != Kind::Deleted
            && block.change != Kind::Moved
            && block.change != Kind::MovedChanged
        {
            let able = matches!(block.kind.as_str(), "paragraph" | "item" | "heading") && block.change != Kind::Merged;
            before = if is_own(&old) { Some((old, able)) } else { None };
        }
    }
    points
}

/// The saved copy whose document code stands in a file.
fn sent_copy(act: &Act<'_>, notice: &Notice, words: &str) -> Result<Option<Revision>> {
    let mut versions = act.writer.versions(notice.id)?;
    versions.reverse();
    for version in versions {
        for revision in act.writer.revisions(version.id)?.into_iter().rev() {
            if words.contains(&revision.digest.code()) {
                return Ok(Some(revision));
            }
        }
    }
    Ok(None)
}

/// A text as it comes back from a Word file of ours that nobody touched: from the plain file, and, where another version was
/// live, from the one that shows the changes against it, which knows no links.
fn through_word(act: &Act<'_>, notice: &Notice, version: &Version, revision: &Revision) -> Result<Vec<Content>> {
    let rendering: Rendering = revision.rendering()?;
    let edition = edition_of(act.writer, notice, version, revision.digest)?;
    let bytes = docx::document(&render(&rendering, &edition, &pictures_of(act.writer, &rendering)?))?;
    let mut all = vec![read_docx(&bytes, Tracked::Accepted)?.content];
    let before: Vec<Version> = act
        .writer
        .versions(notice.id)?
        .into_iter()
        .filter(|v| v.number < version.number && v.approved.is_some())
        .collect();
    for other in before.iter().rev().take(2) {
        let old = act.writer.revision(other.approved.unwrap_or(other.head))?;
        let redline = compare(&old.content()?, &revision.content()?);
        let changer = docx::Changer { author: "Fair Notice", at: revision.created_at, foot: "" };
        all.push(read_docx(&docx::redline(&redline, &changer)?, Tracked::Accepted)?.content);
    }
    Ok(all)
}

impl Desk {
    /// Brings a Word file back that a colleague has changed: tracked changes, plain edits and comments become suggestions
    /// and comments on the open version, under the colleague's name.
    ///
    /// # Errors
    /// `unknown-notice`, `not-permitted`; `not-a-word-file`; `merged-already` for the same file twice; `missing-value`;
    /// `nothing-changed` when the file says what was sent, and nothing beside.
    pub fn merge_word(
        &mut self,
        by: OfficerId,
        notice: &str,
        file: &Path,
        who: Option<&str>,
        post: Option<&str>,
    ) -> Result<Outcome<WordMerge>> {
        let bytes = read_bytes(file)?;
        if !is_docx(&bytes) {
            return Err(DeskError::failed(
                "not-a-word-file",
                format!("{} is not a Word file (.docx).", file.display()),
            )
            .hint("Save it as a Word document and try again. Nothing was changed."));
        }
        let theirs = read_docx(&bytes, Tracked::Accepted)?;
        let words = docx_words(&bytes)?;
        self.change(by, |act| {
            act.demand(Permission::Author, "bring a Word file back")?;
            let notice = find_notice(act.writer, notice)?;
            let version = demand_open(act.writer, &notice)?;
            let (sha256, name) = act.keep_file(file)?;
            for event in act.writer.events(Some(notice.id))? {
                if event.kind == "word-merged" && event.data.get("sha256").and_then(|v| v.as_str()) == Some(&sha256) {
                    return Err(DeskError::failed("merged-already", "This file was brought back already.")
                        .hint("Its suggestions are among the comments."));
                }
            }
            let head = act.writer.revision(version.head)?;
            let mut notes = Vec::new();
            let sent = sent_copy(act, &notice, &words)?;
            let code = sent.as_ref().map(|r| r.digest.code());
            let sent = sent.unwrap_or_else(|| {
                notes.push(
                    "The file names no text that is known here, so it was compared with the newest saved copy."
                        .to_owned(),
                );
                head.clone()
            });
            let of = act.writer.version(sent.version)?.unwrap_or_else(|| version.clone());
            let as_sent = through_word(act, &notice, &of, &sent)?;
            let text = sent.content()?;
            // The file is the one of ours from which it differs least.
            let points = as_sent
                .iter()
                .map(|sent| points(sent, &theirs.content, &text))
                .min_by_key(Vec::len)
                .unwrap_or_default();
            let mut names: Vec<&str> =
                theirs.comments.iter().map(|r| r.who.as_str()).filter(|w| !w.is_empty()).collect();
            names.sort_unstable();
            names.dedup();
            let who = match (optional("Whose the file is", who)?, names.as_slice()) {
                (Some(who), _) => who,
                (None, [one]) => required("Whose the file is", one)?,
                (None, _) => "A colleague".to_owned(),
            };
            let post = optional("The post", post)?;
            let whose = post.as_deref().map_or_else(|| who.clone(), |post| format!("{who} ({post})"));
            if points.is_empty() && theirs.comments.is_empty() {
                return Err(DeskError::failed("nothing-changed", "The file says what was sent, and nothing beside.")
                    .hint("Record it as an answer without comment: `fairnotice consultation answer --no-comment`."));
            }
            let now = current_content(act.writer, &notice, &version, act.now.day)?;
            let mut told = Told { suggestions: 0, comments: 0, conflicts: 0 };
            for (n, point) in (0i64..).zip(&points) {
                act.add_point(&version, &head, &now, &whose, point, n, &mut told)?;
            }
            for (n, remark) in (0i64..).zip(&theirs.comments) {
                let said_by = if remark.who.is_empty() || remark.who == who { &whose } else { &remark.who };
                act.add_remark(&version, &head, &now, said_by, remark, n, &mut told)?;
            }
            if told.conflicts > 0 {
                notes.push(format!(
                    "{} of them are about words that have changed here since the file was sent: they are marked.",
                    told.conflicts
                ));
            }
            act.event(
                "word-merged",
                Some(notice.id),
                json!({ "version": version.id, "on-revision": sent.id, "sha256": sha256, "name": name, "by": whose,
                        "suggestions": told.suggestions, "comments": told.comments, "conflicts": told.conflicts }),
            )?;
            act.answer_from_file(&notice, &who, &sha256)?;
            act.touched_notice(notice.id);
            Ok(WordMerge {
                notice: notice.short_name.clone(),
                version: version.number,
                code,
                by: whose,
                suggestions: told.suggestions,
                comments: told.comments,
                conflicts: told.conflicts,
                notes,
            })
        })
    }
}

struct Told {
    suggestions: u32,
    comments: u32,
    conflicts: u32,
}

/// Whether some words stand in a text's lines.
fn stands(content: &Content, words: &str) -> bool {
    content.leaves().iter().any(|line| line.text().contains(words))
}

/// The id of the section with that heading; the first that bears it.
fn section_of(content: &Content, heading: Option<&str>) -> Option<String> {
    content.sections.iter().find(|s| Some(s.heading.as_str()) == heading).map(|s| s.id.clone())
}

const CHANGED_SINCE: &str = "The draft has changed here since this was sent. ";

impl Act<'_> {
    #[allow(clippy::too_many_arguments, reason = "each is a fact of the point")]
    fn add_point(
        &self,
        version: &Version,
        head: &Revision,
        now: &Content,
        whose: &str,
        point: &Point,
        n: i64,
        told: &mut Told,
    ) -> Result<()> {
        let conflict = point.quote.as_deref().is_some_and(|quote| !stands(now, quote));
        let mut comment = Comment {
            id: crate::clock::new_id(self.now.at),
            version: version.id,
            revision: head.id,
            officer: self.officer.id,
            section: section_of(now, point.section.as_deref()),
            quote: point.quote.clone(),
            words: format!("{whose}{IN_THE_FILE}{}{}", if conflict { CHANGED_SINCE } else { "" }, point.words),
            instead: point.instead.clone(),
            // In the order of the text, though they all came at once.
            at: self.now.at + chrono::TimeDelta::milliseconds(n),
        };
        // A proposal that no button can do is said in words, so that nobody waits for a button that fails.
        if let (Some(instead), false) = (&point.instead, conflict)
            && edits_of(now, &comment).is_err()
        {
            comment.words = format!("{}: “{}”", comment.words, instead.replace('\n', " ¶ "));
            comment.instead = None;
        }
        told.conflicts += u32::from(conflict);
        if comment.instead.is_some() {
            told.suggestions += 1;
        } else {
            told.comments += 1;
        }
        self.add_comment(version, &comment)
    }

    #[allow(clippy::too_many_arguments, reason = "each is a fact of the remark")]
    fn add_remark(
        &self,
        version: &Version,
        head: &Revision,
        now: &Content,
        whose: &str,
        remark: &Remark,
        n: i64,
        told: &mut Told,
    ) -> Result<()> {
        let quote = (!remark.quote.is_empty()).then(|| remark.quote.clone());
        let conflict = quote.as_deref().is_some_and(|quote| !stands(now, quote));
        told.conflicts += u32::from(conflict);
        told.comments += 1;
        self.add_comment(
            version,
            &Comment {
                id: crate::clock::new_id(self.now.at),
                version: version.id,
                revision: head.id,
                officer: self.officer.id,
                section: None,
                quote,
                words: format!("{whose}{IN_THE_FILE}{}{}", if conflict { CHANGED_SINCE } else { "" }, remark.words),
                instead: None,
                at: self.now.at + chrono::TimeDelta::milliseconds(n),
            },
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use fairnotice_notice::mend::apply;
    use fairnotice_notice::{Block, Field, FieldKind, Item, Role, Section};
    use proptest::prelude::*;

    fn lines(content: &Content) -> Vec<String> {
        content.leaves().iter().map(|l| l.text()).collect()
    }

    /// Two sections, each with a paragraph, a list and a paragraph; every line has a word of its own.
    fn text(words: &[Vec<String>]) -> Content {
        let mut content = Content::new("A notice", "en-GB");
        for (n, lines) in words.chunks(4).enumerate() {
            let own = |at: usize| {
                let said = lines.get(at).map(|w| w.join(" ")).unwrap_or_default();
                format!("Line{n}x{at} {said}").trim().to_owned()
            };
            let field = Field {
                id: format!("f{n}"),
                role: Role::Other,
                kind: FieldKind::Prose,
                blocks: vec![Block::paragraph(own(0)), Block::bullets([own(1), own(2)]), Block::paragraph(own(3))],
            };
            let heading = format!("Section number {n}");
            content.sections.push(Section { id: format!("s{n}"), heading, level: 2, fields: vec![field] });
        }
        content.assign_ids();
        content
    }

    #[derive(Clone, Debug)]
    enum Edit {
        Word(usize, usize, String),
        Drop(usize),
        Add(usize, String),
    }

    fn edit(content: &mut Content, edit: &Edit) {
        let mut at = 0;
        let wanted = match edit {
            Edit::Word(at, ..) | Edit::Drop(at) | Edit::Add(at, _) => *at,
        };
        for field in content.sections.iter_mut().flat_map(|s| &mut s.fields) {
            let count = field.blocks.len();
            let mut next = Vec::new();
            for mut block in std::mem::take(&mut field.blocks) {
                match &mut block {
                    Block::Paragraph { runs, .. } => {
                        let here = at == wanted;
                        at += 1;
                        if let (true, Edit::Word(_, place, word), Some(run)) = (here, edit, runs.first_mut()) {
                            run.text = replaced(&run.text, *place, word);
                        }
                        if !(here && matches!(edit, Edit::Drop(_)) && count > 1) {
                            next.push(block);
                        }
                        if let (true, Edit::Add(_, words)) = (here, edit) {
                            next.push(Block::paragraph(words));
                        }
                    }
                    Block::List { items, .. } => {
                        let mut kept = Vec::new();
                        let many = items.len() > 1;
                        for mut item in std::mem::take(items) {
                            let here = at == wanted;
                            at += 1;
                            if let (true, Edit::Word(_, place, word), Some(Block::Paragraph { runs, .. })) =
                                (here, edit, item.blocks.first_mut())
                                && let Some(run) = runs.first_mut()
                            {
                                run.text = replaced(&run.text, *place, word);
                            }
                            if !(here && matches!(edit, Edit::Drop(_)) && many) {
                                kept.push(item);
                            }
                            if let (true, Edit::Add(_, words)) = (here, edit) {
                                kept.push(Item { id: None, blocks: vec![Block::paragraph(words)] });
                            }
                        }
                        *items = kept;
                        next.push(block);
                    }
                    Block::Table { .. } | Block::Callout { .. } | Block::Image { .. } => next.push(block),
                }
            }
            field.blocks = next;
        }
        content.normalise();
    }

    fn replaced(text: &str, place: usize, word: &str) -> String {
        let mut words: Vec<&str> = text.split(' ').collect();
        // The first word tells the line from every other.
        let at = 1 + place % words.len().max(2).saturating_sub(1);
        match words.get_mut(at) {
            Some(old) => *old = word,
            None => words.push(word),
        }
        words.join(" ")
    }

    fn word() -> impl Strategy<Value = String> {
        "[a-z]{3,9}"
    }

    proptest! {
        /// Taking every suggestion makes the colleague's text; what no button can do is said in words.
        #[test]
        fn taking_everything_makes_the_colleagues_text(
            words in prop::collection::vec(prop::collection::vec(word(), 1..40), 8),
            edits in prop::collection::vec(prop_oneof![
                (0usize..8, 0usize..40, word()).prop_map(|(at, place, w)| Edit::Word(at, place, w)),
                (0usize..8).prop_map(Edit::Drop),
                (0usize..8, prop::collection::vec(word(), 2..6)).prop_map(|(at, w)| Edit::Add(at, format!("New {}", w.join(" ")))),
            ], 0..4),
        ) {
            let sent = text(&words);
            let mut theirs = sent.clone();
            for one in &edits {
                edit(&mut theirs, one);
            }
            let points = points(&sent, &theirs, &sent);
            let mut taken = sent.clone();
            let mut by_hand = Vec::new();
            for point in &points {
                let comment = Comment {
                    id: uuid::Uuid::nil(),
                    version: fairnotice_notice::ids::VersionId(uuid::Uuid::nil()),
                    revision: fairnotice_notice::ids::RevisionId(uuid::Uuid::nil()),
                    officer: OfficerId(uuid::Uuid::nil()),
                    section: section_of(&taken, point.section.as_deref()),
                    quote: point.quote.clone(),
                    words: point.words.clone(),
                    instead: point.instead.clone(),
                    at: chrono::DateTime::UNIX_EPOCH,
                };
                let done = point.instead.is_some()
                    && edits_of(&taken, &comment).is_ok_and(|edits| edits.iter().all(|e| apply(&mut taken, e)));
                if !done {
                    by_hand.push(format!("{} {} {}", point.quote.as_deref().unwrap_or_default(), point.words,
                        point.instead.as_deref().unwrap_or_default()));
                }
            }
            if by_hand.is_empty() {
                prop_assert_eq!(lines(&taken), lines(&theirs));
            }
            // Nothing of the colleague's is lost in silence.
            let told = by_hand.join("\n");
            let there = lines(&taken);
            for line in lines(&theirs) {
                prop_assert!(there.contains(&line) || told.contains(&line) || line.split(' ').all(|w| told.contains(w)),
                    "“{}” is neither in the text nor told", line);
            }
        }
    }
}
