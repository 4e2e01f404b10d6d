//! What changed, in plain English: a sentence that can serve as the change note, and the points behind it.

use crate::matters::{MatterAct, is_weighty};
use crate::periods::{article_change, date_change, period_change};
use crate::things::{Thing, capital};
use crate::{Change, Kind, Op, Redline, words};
use fairnotice_notice::Role;
use std::collections::{BTreeMap, BTreeSet};
use unicode_segmentation::UnicodeSegmentation;

/// What changed, in plain English.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Summary {
    /// "2 recipients added: schools and the fire service; retention for complaints changed from 6 to 7 years." or
    /// "Nothing changed.". It can serve as the change note.
    pub sentence: String,
    /// Every change that is worth a line, in reading order.
    pub points: Vec<String>,
    /// Those of the points that change what is done with whose data (purposes, recipients, transfers, categories of
    /// data, lawful basis): of these people must be told before (UK GDPR, articles 13(3) and 14(4)).
    pub matters: Vec<String>,
}

/// A change in words, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// The heading it stands under.
    pub section: Option<String>,
    /// "Recipient added: “Schools”".
    pub text: String,
    /// Whether it changes what is done with whose data.
    pub matters: bool,
}

/// How many words of a block a point quotes.
const QUOTED: usize = 12;
/// How many words of a name the sentence quotes.
const NAMED_WORDS: usize = 7;
/// How many names the sentence gives of one kind.
const NAMED: usize = 3;
/// How far from one another the parts of one block are looked for.
const PARTS_WITHIN: usize = 200;
/// How many clauses the sentence has.
const CLAUSES: usize = 9;

impl Redline {
    /// What changed, in plain English.
    pub fn summary(&self) -> Summary {
        let points = self.points();
        let line = |point: &Point| match &point.section {
            Some(section) => format!("{} (under “{section}”)", point.text),
            None => point.text.clone(),
        };
        Summary {
            sentence: sentence(self),
            points: points.iter().map(line).collect(),
            matters: points.iter().filter(|p| p.matters).map(line).collect(),
        }
    }

    /// Every change that is worth a line, in reading order; a split or joined block is told once.
    pub fn points(&self) -> Vec<Point> {
        let weighty: BTreeSet<usize> = self.matters().into_iter().map(|m| m.block).collect();
        let told = told(&self.blocks);
        let point = |at: usize| -> Option<Point> {
            let block = &self.blocks[at];
            let act = Act::of(block)?;
            let matters = parts(&self.blocks, at).iter().any(|part| weighty.contains(part));
            Some(Point { section: block.section.clone(), text: text(&self.blocks, at, act), matters })
        };
        told.into_iter().filter_map(point).collect()
    }
}

/// The blocks that are told: of a split or merged one only the first part.
fn told(blocks: &[Change]) -> Vec<usize> {
    let (mut olds, mut news) = (BTreeSet::new(), BTreeSet::new());
    let first = |block: &Change| match block.change {
        Kind::Split => olds.insert(block.old),
        Kind::Merged => news.insert(block.new),
        Kind::Same | Kind::Changed | Kind::Inserted | Kind::Deleted | Kind::Moved | Kind::MovedChanged => true,
    };
    let mut first = first;
    (0..blocks.len()).filter(|at| first(&blocks[*at])).collect()
}

/// The block and, where it was split or merged, its other parts.
fn parts(blocks: &[Change], at: usize) -> Vec<usize> {
    let this = &blocks[at];
    let beside = |of: fn(&Change) -> Option<usize>| {
        // Parts stand near one another: at most a few blocks that were put in, or taken out, between them.
        let same = move |other: &usize| blocks[*other].change == this.change && of(&blocks[*other]) == of(this);
        (at.saturating_sub(PARTS_WITHIN)..blocks.len().min(at + PARTS_WITHIN)).filter(same).collect()
    };
    match this.change {
        Kind::Split => beside(|b| b.old),
        Kind::Merged => beside(|b| b.new),
        Kind::Same | Kind::Changed | Kind::Inserted | Kind::Deleted | Kind::Moved | Kind::MovedChanged => vec![at],
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
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

/// Whether only signs changed: punctuation, spaces, quotation marks, dashes.
fn is_small(block: &Change) -> bool {
    let mut marked = block.runs.iter().filter(|r| r.op != Op::Keep).peekable();
    block.change == Kind::Changed && marked.peek().is_some() && marked.all(|r| r.small || words::count(&r.text) == 0)
}

/// Whether nothing changed but what stands in the note: a link's target, stress, a level.
fn is_make_only(block: &Change) -> bool {
    block.change == Kind::Changed && block.runs.iter().all(|r| r.op == Op::Keep)
}

/// What is counted together in the sentence, in the order in which it is said: what matters in law first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Group {
    light: bool,
    thing: Thing,
    act: Act,
}

/// The sentence: clauses from what weighs most to what weighs least.
fn sentence(redline: &Redline) -> String {
    let blocks = &redline.blocks;
    let folded = folded_sections(blocks);
    let weighty: BTreeMap<usize, MatterAct> = redline.matters().into_iter().map(|m| (m.block, m.act)).collect();
    let mut groups: BTreeMap<Group, Vec<usize>> = BTreeMap::new();
    let (mut facts, mut periods, mut dated) = (Vec::new(), Vec::new(), Vec::new());
    let (mut settings, mut small, mut make_only) = (Vec::new(), 0, 0);
    for at in told(blocks) {
        let block = &blocks[at];
        let Some(act) = Act::of(block) else { continue };
        if block.kind == "title" {
            settings.extend(title(block));
        } else if is_small(block) {
            small += 1;
        } else if is_make_only(block) && !weighty.contains_key(&at) {
            make_only += 1;
        } else if let Some(period) = period_change(block) {
            let retention = block.role == Some(Role::Retention);
            let of = period.of.filter(|_| retention).map(|of| format!(" for {of}")).unwrap_or_default();
            let what = if retention { "retention" } else { "a period" };
            periods.push(format!("{what}{of} changed from {}", period.change));
        } else if let Some(articles) = article_change(block) {
            let basis = matches!(block.role, Some(Role::LawfulBasis | Role::Purposes | Role::SpecialCategory));
            let what = if basis { "lawful basis" } else { "a reference" };
            facts.push(format!("{what} changed from {articles}"));
        } else if let Some(dates) = date_change(block) {
            dated.push(format!("a date changed from {dates}"));
        } else if folded.inside.contains(&at) {
            // Told with its section.
        } else {
            let matters = parts(blocks, at).iter().any(|part| weighty.contains_key(part));
            let light = !(matters && block.kind != "paragraph");
            groups.entry(Group { light, thing: Thing::of(block), act }).or_default().push(at);
        }
    }
    let mut clauses: Vec<String> = Vec::new();
    let clause = |(group, at): (&Group, &Vec<usize>)| clause(blocks, *group, at);
    clauses.extend(groups.iter().filter(|(g, _)| !g.light).map(clause));
    clauses.extend(shortened(facts, "other articles"));
    clauses.extend(shortened(periods, "other periods"));
    clauses.extend(shortened(dated, "other dates"));
    clauses.extend(stated_apart(blocks));
    clauses.extend(folded.said);
    clauses.extend(settings);
    clauses.extend(groups.iter().filter(|(g, _)| g.light).map(clause));
    clauses.extend(counted(
        make_only,
        "line has another level, link or form",
        "lines have another level, link or form",
    ));
    clauses.extend(counted(small, "line differs only in spaces or signs", "lines differ only in spaces or signs"));
    if clauses.is_empty() {
        return "Nothing changed.".to_owned();
    }
    if clauses.len() > CLAUSES {
        let more = clauses.len() - CLAUSES + 1;
        clauses.truncate(CLAUSES - 1);
        clauses.push(format!("{more} more kinds of change"));
    }
    format!("{}.", capital(&clauses.join("; ")))
}

fn counted(count: usize, one: &str, several: &str) -> Option<String> {
    match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        _ => Some(format!("{count} {several}")),
    }
}

/// The first few clauses of a kind, and how many more there are.
fn shortened(mut clauses: Vec<String>, others: &str) -> Vec<String> {
    clauses.dedup();
    let more = clauses.len().saturating_sub(NAMED);
    // One more is said rather than counted.
    if more > 1 {
        clauses.truncate(NAMED);
        clauses.push(format!("{more} {others} changed"));
    }
    clauses
}

fn clause(blocks: &[Change], group: Group, at: &[usize]) -> String {
    let Group { thing, act, .. } = group;
    let count = at.len();
    let head = match count {
        1 => format!("1 {} {}", thing.one, act.done()),
        _ => format!("{count} {} {}", thing.several, act.done()),
    };
    // Only what has a name is named: an item, not a paragraph.
    let named = match act {
        Act::Added | Act::Removed => thing.is_named(),
        Act::Moved | Act::MovedChanged | Act::Changed | Act::Split | Act::Merged => false,
    };
    if !named {
        return match (act, at) {
            (Act::Changed, [one]) if thing.is_named() => match told_words(&blocks[*one]).as_deref() {
                Some([said]) => format!("{head} ({said})"),
                Some(_) | None => head,
            },
            (_, _) => head,
        };
    }
    let without = if act == Act::Added { Op::Delete } else { Op::Insert };
    let names: Vec<String> = at.iter().take(NAMED).map(|at| name(&side(&blocks[*at], without))).collect();
    let said = match (names.as_slice(), count - names.len()) {
        ([first @ .., last], 0) if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        (names, 0) => names.join(", "),
        (names, more) => format!("{} and {more} more", names.join(", ")),
    };
    format!("{head}: {said}")
}

/// An item's words as a name in a sentence.
fn name(text: &str) -> String {
    let text = text.replace('\t', ", ");
    let mut bare = text.trim().trim_end_matches(['.', ',', ';', ':']).trim_end();
    for end in [" and", " or", ","] {
        bare = bare.strip_suffix(end).unwrap_or(bare).trim_end_matches([';', ',']);
    }
    let mut words = bare.split_whitespace();
    let mut short = words.by_ref().take(NAMED_WORDS).collect::<Vec<_>>().join(" ");
    if words.next().is_some() {
        short = format!("{} …", short.trim_end_matches([',', ';']));
    }
    // Commas inside would read as further names.
    if short.contains([',', ';']) { format!("“{short}”") } else { short }
}

/// "title changed to “…”" and "language changed …".
fn title(block: &Change) -> Vec<String> {
    let mut said = Vec::new();
    if block.runs.iter().any(|r| r.op != Op::Keep) {
        said.push(format!("title changed to “{}”", side(block, Op::Delete).trim()));
    }
    said.extend(block.note.as_deref().filter(|note| note.starts_with("language")).map(str::to_owned));
    said
}

/// Sections that are new or gone as a whole, and the blocks that are told with them.
struct Folded {
    said: Vec<String>,
    inside: BTreeSet<usize>,
}

fn folded_sections(blocks: &[Change]) -> Folded {
    let mut folded = Folded { said: Vec::new(), inside: BTreeSet::new() };
    let (mut added, mut removed, mut moved) = (Vec::new(), Vec::new(), Vec::new());
    for (at, heading) in blocks.iter().enumerate().filter(|(_, b)| b.kind == "heading") {
        let words = |without| side(heading, without).trim().to_owned();
        let (into, without) = match heading.change {
            Kind::Inserted => (&mut added, Op::Delete),
            Kind::Deleted => (&mut removed, Op::Insert),
            Kind::Moved => (&mut moved, Op::Delete),
            Kind::Same | Kind::Changed | Kind::MovedChanged | Kind::Split | Kind::Merged => continue,
        };
        let name = words(without);
        if name.is_empty() {
            continue;
        }
        // What stands in it and went the same way; what weighs in law is told by itself.
        let below = (at + 1..blocks.len()).take_while(|b| blocks[*b].kind != "heading").filter(|b| {
            let block = &blocks[*b];
            let light =
                heading.change == Kind::Moved || block.kind == "paragraph" || !block.role.is_some_and(is_weighty);
            block.change == heading.change && light && block.section.as_deref() == Some(name.as_str())
        });
        folded.inside.extend(below);
        folded.inside.insert(at);
        into.push(format!("“{name}”"));
    }
    for (names, done) in [(added, "added"), (removed, "removed"), (moved, "moved")] {
        folded.said.extend(match names.as_slice() {
            [] => None,
            [one] => Some(format!("section {one} {done}")),
            [first @ .., last] if names.len() <= NAMED => {
                Some(format!("sections {} and {last} {done}", first.join(", ")))
            }
            _ => Some(format!("{} sections {done}", names.len())),
        });
    }
    folded
}

/// The right to object must be shown clearly and apart from other information (UK GDPR, article 21(4)): whether it now
/// has, or has lost, a heading of its own.
fn stated_apart(blocks: &[Change]) -> Option<String> {
    let speaks = |text: &str| {
        let lower = text.to_lowercase();
        ["right to object", "how to object", "you can object", "you may object", "object to"]
            .iter()
            .any(|s| lower.contains(s))
    };
    // The blocks of one side, without the words of the other.
    let any = |without: Op, heading: bool| {
        let there = |b: &&Change| if without == Op::Insert { b.old.is_some() } else { b.new.is_some() };
        let mut blocks = blocks.iter().filter(there).filter(|b| !heading || b.kind == "heading");
        blocks.any(|b| speaks(&side(b, without)))
    };
    match (any(Op::Insert, true), any(Op::Delete, true)) {
        (false, true) if any(Op::Insert, false) => Some("the right to object is now stated apart".to_owned()),
        (true, false) if any(Op::Delete, false) => Some("the right to object is no longer stated apart".to_owned()),
        (true, false) => Some("the right to object is no longer stated".to_owned()),
        (_, _) => None,
    }
}

/// One line about one change.
fn text(blocks: &[Change], at: usize, act: Act) -> String {
    let block = &blocks[at];
    let thing = capital(Thing::of(block).one);
    let quote = |without: Op| quoted(&side(block, without));
    let note = block.note.as_deref().map(|n| format!(" ({n})")).unwrap_or_default();
    let from = block.from.as_deref().map(|f| format!(" from “{f}”")).unwrap_or_default();
    match act {
        Act::Added => format!("{thing} added: {}{note}", quote(Op::Delete)),
        Act::Removed => format!("{thing} removed: {}", quote(Op::Insert)),
        Act::Moved => format!("{thing} moved{from}: {}{note}", quote(Op::Delete)),
        Act::Changed => format!("{thing} changed: {}{note}", which(block)),
        Act::MovedChanged => format!("{thing} moved{from} and changed: {}{note}", which(block)),
        Act::Split => format!("{thing} split into {}: {}", parts(blocks, at).len(), quote(Op::Delete)),
        Act::Merged => format!("{thing} made from {}: {}", parts(blocks, at).len(), quote(Op::Insert)),
    }
}

fn side(block: &Change, without: Op) -> String {
    block.runs.iter().filter(|r| r.op != without).map(|r| r.text.as_str()).collect()
}

/// Up to [`QUOTED`] words in quotation marks, without the punctuation they end in.
fn quoted(text: &str) -> String {
    let text = text.replace('\t', " | ");
    let mut words = text.trim_start_matches([',', ';', ':', '.', ' ']).split_whitespace();
    let mut short = words.by_ref().take(QUOTED).collect::<Vec<_>>().join(" ");
    if words.next().is_some() {
        short.push_str(" …");
    } else {
        short.truncate(short.trim_end_matches([',', ';', ':', '.', ' ', '|']).len());
    }
    format!("“{short}”")
}

/// What changed in the words, after the words themselves where they are a name: "“Household details”: “details” …".
fn which(block: &Change) -> String {
    let (old, marked) = (side(block, Op::Insert), marked(block));
    let named = Thing::of(block).is_named() && words::count(&old) > 0 && words::count(&old) <= QUOTED;
    // One that became another in all its words has been quoted.
    let whole = block.runs.iter().all(|r| r.op != Op::Keep || words::count(&r.text) == 0);
    if named && !whole && period_change(block).is_none() && told_words(block).is_some() {
        return format!("{}: {marked}", quoted(&old));
    }
    marked
}

/// What changed in the words: "“6 years” became “7 years”", up to three changes; else how the block begins.
fn marked(block: &Change) -> String {
    if let Some(period) = period_change(block) {
        let of = period.of.map(|of| format!("{}: ", quoted(&of))).unwrap_or_default();
        return format!("{of}from {}", period.change);
    }
    let begins = || quoted(&side(block, Op::Delete));
    match told_words(block) {
        Some(said) if said.len() > 3 => format!("{} places in {}", said.len(), begins()),
        Some(said) => said.join(", "),
        // The note says it where it was only spaces, quotation marks or dashes.
        None if is_small(block) && block.note.is_none() => format!("only signs, in {}", begins()),
        None => begins(),
    }
}

/// Each change of words in words; nothing where only signs or the make changed.
fn told_words(block: &Change) -> Option<Vec<String>> {
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
    changes.retain(|(gone, come)| words::count(gone) + words::count(come) > 0);
    // “and” that moved on in a list is not worth a word beside what else changed.
    let common = |text: &str| text.unicode_words().all(|w| words::is_common(&w.to_lowercase()));
    if !changes.iter().all(|(gone, come)| common(gone) && common(come)) {
        changes.retain(|(gone, come)| !(common(gone) && common(come)));
    }
    let said: Vec<String> = changes
        .iter()
        .map(|(gone, come)| match (words::count(gone), words::count(come)) {
            (0, _) => format!("{} put in", quoted(come)),
            (_, 0) => format!("{} taken out", quoted(gone)),
            (_, _) => format!("{} became {}", quoted(gone), quoted(come)),
        })
        .collect();
    (!said.is_empty()).then_some(said)
}
