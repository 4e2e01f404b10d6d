//! What the blocks of a notice are called when changes are told: "recipient", "retention period", "paragraph".

use crate::{Change, Kind, Op};
use fairnotice_notice::Role;

/// A kind of thing, with its place in the order in which kinds are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Thing {
    rank: u8,
    pub(crate) one: &'static str,
    pub(crate) several: &'static str,
}

/// Things up to this rank have names that a sentence can give.
const NAMED_TO: u8 = 11;

impl Thing {
    pub(crate) fn of(block: &Change) -> Thing {
        let thing = |rank, one, several| Thing { rank, one, several };
        match (block.kind.as_str(), block.role) {
            ("row", _) if block.header || !has_other_number(block) => thing(31, "table row", "table rows"),
            ("title", _) => thing(19, "title", "titles"),
            ("heading", _) => thing(20, "heading", "headings"),
            ("item" | "row", Some(Role::Retention)) => thing(11, "retention period", "retention periods"),
            ("item" | "row", Some(Role::Purposes)) => thing(1, "purpose", "purposes"),
            ("item" | "row", Some(Role::Recipients)) => thing(2, "recipient", "recipients"),
            ("item" | "row", Some(Role::Transfers)) => thing(3, "transfer", "transfers"),
            ("item" | "row", Some(Role::DataCategories)) => thing(4, "category of data", "categories of data"),
            ("item" | "row", Some(Role::SpecialCategory)) => {
                thing(5, "special category of data", "special categories of data")
            }
            ("item" | "row", Some(Role::LawfulBasis)) => thing(6, "lawful basis", "lawful bases"),
            ("item" | "row", Some(Role::People)) => thing(7, "group of people", "groups of people"),
            ("item" | "row", Some(Role::Services)) => thing(8, "service", "services"),
            ("item" | "row", Some(Role::Source)) => thing(9, "source", "sources"),
            ("item", Some(Role::Rights)) => thing(10, "right", "rights"),
            ("item", _) => thing(30, "list item", "list items"),
            ("row", _) => thing(31, "table row", "table rows"),
            ("image", _) => thing(32, "picture", "pictures"),
            (_, _) => thing(21, "paragraph", "paragraphs"),
        }
    }

    /// Whether a sentence can give its name: a recipient has one, a paragraph has not.
    pub(crate) fn is_named(self) -> bool {
        self.rank <= NAMED_TO
    }
}

/// Whether a row is new or gone, or a number in it became another: else no period in it changed.
fn has_other_number(block: &Change) -> bool {
    if block.role != Some(Role::Retention) || matches!(block.change, Kind::Inserted | Kind::Deleted) {
        return true;
    }
    let number = |op: Op| block.runs.iter().any(|r| r.op == op && r.text.contains(|c: char| c.is_ascii_digit()));
    number(Op::Insert) && number(Op::Delete)
}

/// With a capital.
pub(crate) fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|c| c.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
