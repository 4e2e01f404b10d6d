//! What changed, in plain English: a sentence that can serve as the change note, and the points behind it.

use crate::{Change, Kind, Op, words};
use fairnotice_notice::Role;
use std::collections::BTreeMap;

/// What changed, in plain English.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Summary {
    /// "3 recipients added; 1 paragraph changed." or "Nothing changed."
    pub sentence: String,
    /// Every change that is worth a line, in reading order.
    pub points: Vec<String>,
    /// Changes to what is done with whose data (purposes, recipients, transfers, categories of data, lawful
    /// basis): of these people must be told before (UK GDPR, articles 13(3) and 14(4)).
    pub matters: Vec<String>,
}

/// How many words of a block a point quotes.
const QUOTED: usize = 12;

pub(crate) fn of(blocks: &[Change]) -> Summary {
    let mut counts: BTreeMap<Group, usize> = BTreeMap::new();
    let (mut points, mut matters) = (Vec::new(), Vec::new());
    for (at, block) in blocks.iter().enumerate() {
        let Some(act) = Act::of(block) else { continue };
        // A split or merged block is said once, at its first part.
        if is_later_part(blocks, at) {
            continue;
        }
        let weighty = matters_in_law(block);
        *counts.entry(Group { weighty: !weighty, thing: Thing::of(block), act }).or_default() += 1;
        let Some(point) = point(blocks, at, act) else { continue };
        if weighty {
            matters.push(point.clone());
        }
        points.push(point);
    }
    Summary { sentence: sentence(&counts), points, matters }
}

fn is_later_part(blocks: &[Change], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|b| blocks.get(b)) else { return false };
    let block = &blocks[at];
    match block.change {
        Kind::Split => before.change == Kind::Split && before.old == block.old,
        Kind::Merged => before.change == Kind::Merged && before.new == block.new,
        Kind::Same | Kind::Changed | Kind::Inserted | Kind::Deleted | Kind::Moved | Kind::MovedChanged => false,
    }
}

/// Whether the block says, or said, what is done with whose data, and its words or its meaning changed.
fn matters_in_law(block: &Change) -> bool {
    let weighty = |role: &Option<Role>| role.is_some_and(is_weighty);
    let words = block.runs.iter().any(|r| r.op != Op::Keep && words::count(&r.text) > 0);
    (weighty(&block.role) && words)
        || (block.from_role.is_some() && (weighty(&block.role) || weighty(&block.from_role)))
}

fn is_weighty(role: Role) -> bool {
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

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Act {
    Added,
    Removed,
    Changed,
    Moved,
    MovedChanged,
    Split,
    Merged,
}

impl Act {
    fn of(block: &Change) -> Option<Act> {
        match block.change {
            Kind::Same => None,
            // An empty paragraph more or less is nothing to tell.
            Kind::Inserted | Kind::Deleted if block.runs.is_empty() && block.kind != "heading" => None,
            Kind::Inserted => Some(Act::Added),
            Kind::Deleted => Some(Act::Removed),
            Kind::Changed => Some(Act::Changed),
            Kind::Moved => Some(Act::Moved),
            Kind::MovedChanged => Some(Act::MovedChanged),
            Kind::Split => Some(Act::Split),
            Kind::Merged => Some(Act::Merged),
        }
    }

    fn done(self) -> &'static str {
        match self {
            Act::Added => "added",
            Act::Removed => "removed",
            Act::Changed => "changed",
            Act::Moved => "moved",
            Act::MovedChanged => "moved and changed",
            Act::Split => "split",
            Act::Merged => "made from several",
        }
    }
}

/// Changes that are counted together; those that matter in law sort first.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Group {
    weighty: bool,
    thing: Thing,
    act: Act,
}

/// What is counted: its name for one and for several.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Thing {
    rank: u8,
    one: &'static str,
    several: &'static str,
}

impl Thing {
    fn of(block: &Change) -> Thing {
        let thing = |rank, one, several| Thing { rank, one, several };
        match (block.kind.as_str(), block.role) {
            ("title", _) => thing(0, "title", "titles"),
            ("heading", _) => thing(20, "heading", "headings"),
            ("item", Some(role)) => match role {
                Role::Purposes => thing(1, "purpose", "purposes"),
                Role::Recipients => thing(2, "recipient", "recipients"),
                Role::Transfers => thing(3, "transfer", "transfers"),
                Role::DataCategories => thing(4, "category of data", "categories of data"),
                Role::SpecialCategory => thing(5, "special category of data", "special categories of data"),
                Role::LawfulBasis => thing(6, "lawful basis", "lawful bases"),
                Role::People => thing(7, "group of people", "groups of people"),
                Role::Services => thing(8, "service", "services"),
                Role::Source => thing(9, "source", "sources"),
                Role::Rights => thing(10, "right", "rights"),
                Role::Retention => thing(11, "retention period", "retention periods"),
                Role::Introduction
                | Role::AutomatedDecisions
                | Role::Security
                | Role::Complaints
                | Role::Contact
                | Role::StatutoryRequirement
                | Role::Other => thing(30, "list item", "list items"),
            },
            ("item", None) => thing(30, "list item", "list items"),
            ("row", Some(Role::Retention)) => thing(11, "retention period", "retention periods"),
            ("row", _) => thing(31, "table row", "table rows"),
            ("image", _) => thing(32, "picture", "pictures"),
            (_, _) => thing(21, "paragraph", "paragraphs"),
        }
    }
}

fn sentence(counts: &BTreeMap<Group, usize>) -> String {
    // A weighty and a light change of one kind ("paragraph changed") read as one count.
    let mut said: Vec<(Thing, Act, usize)> = Vec::new();
    for (group, count) in counts {
        match said.iter_mut().find(|(thing, act, _)| *thing == group.thing && *act == group.act) {
            Some((_, _, total)) => *total += count,
            None => said.push((group.thing, group.act, *count)),
        }
    }
    let parts: Vec<String> = said
        .into_iter()
        .map(|(thing, act, count)| match (thing.one, count) {
            ("title", 1) => format!("title {}", act.done()),
            (_, 1) => format!("1 {} {}", thing.one, act.done()),
            _ => format!("{count} {} {}", thing.several, act.done()),
        })
        .collect();
    if parts.is_empty() {
        return "Nothing changed.".to_owned();
    }
    let sentence = parts.join("; ");
    let mut letters = sentence.chars();
    let first = letters.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}

/// One line about one change.
fn point(blocks: &[Change], at: usize, act: Act) -> Option<String> {
    let block = &blocks[at];
    let thing = capital(Thing::of(block).one);
    let under = match (&block.section, block.kind.as_str()) {
        (Some(section), "title" | "heading") | (Some(section), _) => format!(" under “{section}”"),
        (None, _) => String::new(),
    };
    let quote = |without: Op| quoted(&side(block, without));
    let note = block.note.as_deref().map(|n| format!(" ({n})")).unwrap_or_default();
    let from = block.from.as_deref().map(|f| format!(" from “{f}”")).unwrap_or_default();
    Some(match act {
        Act::Added => format!("{thing} added{under}: {}{note}", quote(Op::Delete)),
        Act::Removed => format!("{thing} removed{under}: {}", quote(Op::Insert)),
        Act::Moved => format!("{thing} moved{from}{under}: {}{note}", quote(Op::Delete)),
        Act::Changed => format!("{thing} changed{under}: {}{note}", marked(block)),
        Act::MovedChanged => format!("{thing} moved{from}{under} and changed: {}{note}", marked(block)),
        Act::Split => {
            let parts = blocks[at..].iter().take_while(|b| b.change == Kind::Split && b.old == block.old).count();
            format!("{thing} split into {parts}{under}: {}", quote(Op::Delete))
        }
        Act::Merged => {
            let parts = blocks[at..].iter().take_while(|b| b.change == Kind::Merged && b.new == block.new).count();
            format!("{thing} made from {parts}{under}: {}", quote(Op::Delete))
        }
    })
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|c| c.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn side(block: &Change, without: Op) -> String {
    block.runs.iter().filter(|r| r.op != without).map(|r| r.text.as_str()).collect()
}

/// Up to [`QUOTED`] words in quotation marks.
fn quoted(text: &str) -> String {
    let mut words = text.split_whitespace();
    let mut short = words.by_ref().take(QUOTED).collect::<Vec<_>>().join(" ");
    if words.next().is_some() {
        short.push_str(" …");
    }
    format!("“{short}”")
}

/// What changed in the words: "“6” became “7”", up to three changes; else how the block begins.
fn marked(block: &Change) -> String {
    let mut changes: Vec<(String, String)> = Vec::new();
    let mut open = false;
    for run in &block.runs {
        match run.op {
            Op::Keep => open = false,
            Op::Delete | Op::Insert => {
                if !open {
                    changes.push((String::new(), String::new()));
                    open = true;
                }
                if let Some((gone, come)) = changes.last_mut() {
                    if run.op == Op::Delete { gone } else { come }.push_str(&run.text);
                }
            }
        }
    }
    let telling: Vec<&(String, String)> =
        changes.iter().filter(|(gone, come)| words::count(gone) + words::count(come) > 0).collect();
    if telling.is_empty() {
        let begins = quoted(&side(block, Op::Delete));
        return if changes.is_empty() { begins } else { format!("only spacing or punctuation, in {begins}") };
    }
    if telling.len() > 3 {
        return format!("{} places in {}", telling.len(), quoted(&side(block, Op::Delete)));
    }
    let said: Vec<String> = telling
        .into_iter()
        .map(|(gone, come)| match (gone.trim().is_empty(), come.trim().is_empty()) {
            (false, false) => format!("{} became {}", quoted(gone), quoted(come)),
            (false, true) => format!("{} taken out", quoted(gone)),
            (true, _) => format!("{} put in", quoted(come)),
        })
        .collect();
    said.join(", ")
}
