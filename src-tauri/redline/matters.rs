//! Which changes matter in law: what is done with whose data, and who gets it.

use crate::{Change, Kind, Op, Redline, words};
use fairnotice_notice::Role;
use std::collections::BTreeSet;
use unicode_segmentation::UnicodeSegmentation;

/// A change to a purpose, a recipient, a transfer, a category of data or a lawful basis. People are told of what was
/// added before it happens (UK GDPR, articles 13(3) and 14(4)).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matter {
    /// The block of the redline that tells it.
    pub block: usize,
    /// The leaf of the new content; `None` for what was taken away.
    pub leaf: Option<usize>,
    /// What it is in law.
    pub role: Role,
    /// What happened to it.
    pub act: MatterAct,
}

/// What happened to something that matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MatterAct {
    /// It is new under that role.
    Added,
    /// It was taken away.
    Removed,
    /// Its words changed, and with them what they say.
    Changed,
}

impl Redline {
    /// The changes that matter in law, in reading order. A change of case, spelling of a plural, common words, quotation
    /// marks or place alone does not; a line that moved to a field of another meaning does.
    /// What only leads in to a list says nothing that the list does not.
    pub fn matters(&self) -> Vec<Matter> {
        let all = self.blocks.iter().enumerate();
        all.filter(|(at, _)| !self.leads_in(*at)).filter_map(|(at, block)| matter(at, block)).collect()
    }
}

impl Redline {
    /// Whether a block is a paragraph over a list.
    fn leads_in(&self, at: usize) -> bool {
        let this = &self.blocks[at];
        let next = self.blocks.get(at + 1);
        this.kind == "paragraph" && next.is_some_and(|n| n.kind == "item" && n.section == this.section)
    }
}

impl Change {
    /// Whether the new text says something here that the old block did not: words that are not common ones, and not
    /// only another form of words that were there.
    pub fn says_more(&self) -> bool {
        self.has_own_words(Op::Insert)
    }

    /// Whether the old text said something here that the new block does not.
    pub fn says_less(&self) -> bool {
        self.has_own_words(Op::Delete)
    }

    fn has_own_words(&self, op: Op) -> bool {
        let of = |wanted: fn(Op, Op) -> bool| -> BTreeSet<String> {
            let runs = self.runs.iter().filter(|r| !r.small && wanted(r.op, op));
            runs.flat_map(|r| r.text.unicode_words()).map(plain_form).collect()
        };
        let (own, others) = (of(|a, b| a == b), of(|a, b| a != b));
        own.iter().any(|w| !words::is_common(w) && !others.contains(w))
    }
}

/// A word without its case and its plural.
fn plain_form(word: &str) -> String {
    let lower = word.to_lowercase();
    match lower.strip_suffix("ies") {
        Some(stem) if stem.len() > 2 => format!("{stem}y"),
        _ => lower.strip_suffix('s').filter(|s| s.len() > 2).map(str::to_owned).unwrap_or(lower),
    }
}

/// Whether a role says what is done with whose data.
pub(crate) fn is_weighty(role: Role) -> bool {
    matches!(
        role,
        Role::Purposes
            | Role::Recipients
            | Role::Transfers
            | Role::DataCategories
            | Role::SpecialCategory
            | Role::LawfulBasis
    )
}

fn matter(at: usize, block: &Change) -> Option<Matter> {
    let now = block.role.filter(|r| is_weighty(*r));
    let before = block.from_role.filter(|r| is_weighty(*r));
    let (role, act) = match (block.change, now, before) {
        (Kind::Inserted, Some(role), _) if block.says_more() => (role, MatterAct::Added),
        (Kind::Deleted, Some(role), _) if block.says_less() => (role, MatterAct::Removed),
        (Kind::Inserted | Kind::Deleted | Kind::Same, _, _) => return None,
        (_, Some(role), _) if block.from_role.is_some() => (role, MatterAct::Added),
        (_, _, Some(role)) => (role, MatterAct::Removed),
        (_, Some(role), _) if block.says_more() || block.says_less() => (role, MatterAct::Changed),
        (Kind::Changed | Kind::Moved | Kind::MovedChanged | Kind::Split | Kind::Merged, _, _) => return None,
    };
    Some(Matter { block: at, leaf: block.new, role, act })
}
