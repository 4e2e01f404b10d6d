//! Two edits of one text made into one: what each side changed is taken; where both changed the same, it is a conflict.
//!
//! [`merge`] stands on the alignment of the redline: a paragraph that one side moved and the other reworded is found at
//! its new place with its new words. Nothing is lost silently: the words that did not make it into the merged text are
//! in a conflict, and where one side took away what the other changed, the changed words stay.

mod identity;
mod order;
mod resolve;
mod text;
mod tree;

use fairnotice_notice::Content;
use serde::Serialize;

/// Two edits of one text, as one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Merged {
    /// The merged text. At a conflict it holds my side, or the side that still has the words.
    pub content: Content,
    /// What somebody must decide.
    pub conflicts: Vec<Conflict>,
    /// The leaves (`Content::leaves` of the merged text) in which both sides changed words and both changes were taken.
    /// No conflict, but a sentence that nobody wrote: worth a look.
    pub both: Vec<usize>,
}

/// A place where the two sides can't both be had.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Conflict {
    /// What kind of disagreement it is.
    pub kind: ConflictKind,
    /// The leaf of the merged text where it stands; `None` where the words are in it no longer.
    pub leaf: Option<usize>,
    /// The heading it stands under in the merged text, or stood under.
    pub section: Option<String>,
    /// What stood there before; empty for nothing.
    pub base: String,
    /// What my side has there.
    pub mine: String,
    /// What their side has there.
    pub theirs: String,
}

/// How two sides disagree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ConflictKind {
    /// Both changed the same words. The merged text has mine.
    Words,
    /// My side took away what theirs changed. The merged text has theirs.
    DeletedHere,
    /// Their side took away what mine changed. The merged text has mine.
    DeletedThere,
    /// One side joined what the other changed with its neighbour. The merged text has the joined words.
    Joined,
    /// Both moved it, to different places. The merged text has it where mine put it.
    Moved,
    /// Both changed what it is (a level, a section type, the language). The merged text has mine.
    Setting,
}

impl Conflict {
    /// What somebody must decide, in a sentence.
    pub fn sentence(&self) -> String {
        let quoted = |text: &str| format!("“{}”", text.split_whitespace().collect::<Vec<_>>().join(" "));
        let (base, mine, theirs) = (quoted(&self.base), quoted(&self.mine), quoted(&self.theirs));
        let said = match self.kind {
            ConflictKind::Words | ConflictKind::Setting => {
                format!("{base} became {mine} on my side and {theirs} on theirs: mine is kept")
            }
            ConflictKind::DeletedHere => {
                format!("{base} was taken out on my side and became {theirs} on theirs: theirs is kept")
            }
            ConflictKind::DeletedThere => {
                format!("{base} was taken out on their side and became {mine} on mine: mine is kept")
            }
            ConflictKind::Joined if self.mine.is_empty() => {
                format!("{base} was joined with its neighbour on my side and became {theirs} on theirs: mine is kept")
            }
            ConflictKind::Joined => {
                format!("{base} was joined with its neighbour on their side and became {mine} on mine: theirs is kept")
            }
            ConflictKind::Moved => format!("{base} was moved to two places: it stands where my side put it"),
        };
        match &self.section {
            Some(section) => format!("Under “{section}”: {said}."),
            None => format!("{}.", crate::things::capital(&said)),
        }
    }
}

/// Merges two edits of `base`. What only one side changed is taken from it; what both changed alike is taken once.
///
/// `merge(base, a, base)` is `a`, `merge(base, base, b)` is `b`, and `merge(base, a, a)` is `a`, without a conflict.
pub fn merge(base: &Content, mine: &Content, theirs: &Content) -> Merged {
    let (base, mine, theirs) = (tree::Tree::of(base), tree::Tree::of(mine), tree::Tree::of(theirs));
    let sides = identity::Sides::of(&base, &mine, &theirs);
    resolve::resolve(&sides)
}
