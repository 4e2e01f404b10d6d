//! Made-up notices that read like a council's, and edits of them whose meaning is known: what each block was before.
#![allow(dead_code, reason = "each test uses a part")]

use fairnotice_notice::{Block, Content, Field, FieldKind, Item, Role, Section};
use std::collections::BTreeMap;

/// Numbers that follow from a seed (splitmix64), the same on every machine.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Dice {
        Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x5851_F42D_4C95_7F2D)
    }

    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        (self.roll() % n.max(1) as u64) as usize
    }

    fn pick<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }
}

const WHO: &[&str] = &[
    "We",
    "The council",
    "Our housing team",
    "The benefits service",
    "Averley Borough Council",
    "Our contractors",
    "The fraud team",
    "Social workers",
    "The registrar",
    "Our legal service",
    "The parking office",
    "School admissions",
];
const THING: &[&str] = &[
    "your name and address",
    "tenancy files",
    "details of your income",
    "complaints and our answers",
    "photographs of the damage",
    "records of visits to your home",
    "health information that you give us",
    "the names of children in your household",
    "bank details",
    "your National Insurance number",
    "case notes",
    "recordings of telephone calls",
    "licence applications",
    "school records",
    "planning objections",
];
const BODY: &[&str] = &[
    "the police",
    "the Department for Work and Pensions",
    "other councils",
    "your landlord",
    "the NHS",
    "schools and colleges",
    "the Valuation Office Agency",
    "courts and tribunals",
    "voluntary organisations",
    "our auditors",
    "the fire service",
    "housing associations",
];
const WHEN: &[&str] = &[
    "when the law requires it",
    "if somebody may be at risk of harm",
    "after the case has been closed",
    "before we make a decision",
    "to prevent and detect fraud",
    "because the Housing Act 1996 asks us to",
    "so that we can pay you the right amount",
    "unless you tell us not to",
    "while your application is being looked at",
    "in order to protect public money",
    "where a court has ordered it",
    "to plan the services of the coming years",
];
const ADDED: &[&str] = &[
    "without delay",
    "in writing",
    "and their advisers",
    "as described below",
    "on paper or online",
    "every quarter",
    "with your agreement",
    "at no cost",
];
const HEADINGS: &[(&str, Role)] = &[
    ("Who we are", Role::Introduction),
    ("Services this notice covers", Role::Services),
    ("What information we collect", Role::DataCategories),
    ("Whose information we hold", Role::People),
    ("Why we use it", Role::Purposes),
    ("Our lawful basis", Role::LawfulBasis),
    ("Who we share it with", Role::Recipients),
    ("How long we keep it", Role::Retention),
    ("Transfers to other countries", Role::Transfers),
    ("Your rights", Role::Rights),
    ("How to complain", Role::Complaints),
];

fn sentence(dice: &mut Dice) -> String {
    let (who, thing, body, when) = (dice.pick(WHO), dice.pick(THING), dice.pick(BODY), dice.pick(WHEN));
    let years = dice.below(9) + 1;
    match dice.below(5) {
        0 => format!("{who} may share {thing} with {body} {when}."),
        1 => format!("{who} will keep {thing} for {years} years {when}."),
        2 => format!("{who} can ask {body} for {thing} {when}."),
        3 => format!("If you write to {body}, {thing} will be kept for {years} years and then destroyed {when}."),
        _ => format!("{who} will not use {thing} for anything else {when}, and {body} will be told."),
    }
}

fn item(dice: &mut Dice) -> String {
    let (thing, body, when) = (dice.pick(THING), dice.pick(BODY), dice.pick(WHEN));
    match dice.below(4) {
        0 => body.to_owned(),
        1 => thing.to_owned(),
        2 => format!("{body} {when}"),
        _ => format!("{thing}, for {} years", dice.below(9) + 1),
    }
}

/// A paragraph or an item, and which blocks it was made of.
#[derive(Clone, Debug)]
pub struct Part {
    pub text: String,
    pub item: bool,
    /// The blocks that it was, by their numbers; none for a new one.
    pub was: Vec<usize>,
    /// Whether its words were changed.
    pub edited: bool,
    /// Whether it was taken elsewhere.
    pub moved: bool,
}

#[derive(Clone, Debug)]
pub struct Chapter {
    heading: &'static str,
    role: Role,
    pub parts: Vec<Part>,
}

#[derive(Clone, Debug)]
pub struct Notice {
    pub chapters: Vec<Chapter>,
    /// How many blocks there are besides title and headings.
    pub blocks: usize,
}

/// A notice of some pages.
pub fn notice(dice: &mut Dice) -> Notice {
    let mut blocks = 0;
    let count = 5 + dice.below(HEADINGS.len() - 5);
    let mut chapters = Vec::new();
    let mut said = std::collections::BTreeSet::new();
    for (heading, role) in HEADINGS.iter().take(count) {
        let mut parts = Vec::new();
        let mut add = |text: String, item: bool| {
            // What stands twice word for word has no identity that a reader could know.
            if said.insert(text.clone()) {
                parts.push(Part { text, item, was: vec![blocks], edited: false, moved: false });
                blocks += 1;
            }
        };
        for _ in 0..1 + dice.below(4) {
            let text: Vec<String> = (0..1 + dice.below(4)).map(|_| sentence(dice)).collect();
            add(text.join(" "), false);
        }
        if dice.below(3) > 0 {
            for _ in 0..3 + dice.below(8) {
                add(item(dice), true);
            }
        }
        chapters.push(Chapter { heading, role: *role, parts });
    }
    Notice { chapters, blocks }
}

impl Notice {
    /// As the model has it. With ids, blocks keep the ids of what they were.
    pub fn content(&self, with_ids: bool) -> Content {
        let mut content = Content::new("Privacy notice: Averley", "en-GB");
        for (number, chapter) in self.chapters.iter().enumerate() {
            let mut blocks: Vec<Block> = Vec::new();
            let mut used = BTreeMap::new();
            for part in &chapter.parts {
                let id = part.was.first().filter(|w| with_ids && used.insert(**w, ()).is_none());
                let id = id.map(|w| format!("b{w}"));
                let paragraph = |id| Block::Paragraph { id, runs: vec![fairnotice_notice::Run::plain(&part.text)] };
                match (part.item, blocks.last_mut()) {
                    (false, _) => blocks.push(paragraph(id)),
                    (true, Some(Block::List { items, .. })) => {
                        items.push(Item { id: None, blocks: vec![paragraph(id)] })
                    }
                    (true, _) => {
                        let items = vec![Item { id: None, blocks: vec![paragraph(id)] }];
                        blocks.push(Block::List { id: None, ordered: false, items });
                    }
                }
            }
            let field = Field { id: String::new(), role: chapter.role, kind: FieldKind::Prose, blocks };
            content.sections.push(Section {
                id: if with_ids { format!("s{number}") } else { String::new() },
                heading: chapter.heading.to_owned(),
                level: 2,
                fields: vec![field],
            });
        }
        content
    }

    /// All parts with the number of their leaf.
    pub fn leaves(&self) -> Vec<(usize, &Part)> {
        let mut at = 0;
        let mut found = Vec::new();
        for chapter in &self.chapters {
            at += 1;
            for part in &chapter.parts {
                at += 1;
                found.push((at, part));
            }
        }
        found
    }

    fn any(&self, dice: &mut Dice) -> Option<(usize, usize)> {
        let chapter = dice.below(self.chapters.len());
        let parts = self.chapters[chapter].parts.len();
        (parts > 0).then(|| (chapter, dice.below(parts)))
    }
}

fn untouched(part: &Part) -> bool {
    part.was.len() == 1 && !part.edited && !part.moved
}

/// What an edit did, for telling what was found of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Edit {
    Words,
    Insert,
    Delete,
    Move,
    MoveAndWords,
    Split,
    Merge,
}

/// One random edit; what it did and to which blocks, or nothing where it found no place.
pub fn edit(notice: &mut Notice, dice: &mut Dice, with_moves: bool) -> Option<(Edit, Vec<usize>)> {
    let (c, p) = notice.any(dice)?;
    let parts = &mut notice.chapters[c].parts;
    let kind = dice.below(if with_moves { 10 } else { 7 });
    match kind {
        0..=2 => {
            let part = &mut parts[p];
            if !untouched(part) {
                return None;
            }
            let most = 1 + dice.below(5);
            for _ in 0..1 + dice.below(most) {
                part.text = reworded(&part.text, dice)?;
            }
            part.edited = true;
            Some((Edit::Words, part.was.clone()))
        }
        3 => {
            let is_item = parts[p].item;
            let text = if is_item { format!("{} in Averley", item(dice)) } else { sentence(dice) };
            parts.insert(p + 1, Part { text, item: is_item, was: Vec::new(), edited: false, moved: false });
            Some((Edit::Insert, Vec::new()))
        }
        4 => {
            if !untouched(&parts[p]) {
                return None;
            }
            Some((Edit::Delete, parts.remove(p).was))
        }
        5 => {
            let part = &parts[p];
            let at = part.text.match_indices(". ").map(|(i, _)| i + 1).nth(dice.below(3))?;
            if !untouched(part) || part.item {
                return None;
            }
            let mut second = part.clone();
            second.text = part.text[at + 1..].to_owned();
            let was = part.was.clone();
            parts[p].text.truncate(at);
            (parts[p].edited, second.edited) = (true, true);
            parts.insert(p + 1, second);
            Some((Edit::Split, was))
        }
        6 => {
            let next = parts.get(p + 1)?;
            if !untouched(&parts[p]) || !untouched(next) || parts[p].item || next.item {
                return None;
            }
            let next = parts.remove(p + 1);
            let first = &mut parts[p];
            first.text = format!("{} {}", first.text, next.text);
            first.was.extend(next.was);
            first.edited = true;
            Some((Edit::Merge, first.was.clone()))
        }
        _ => {
            if !untouched(&parts[p]) {
                return None;
            }
            let mut part = parts[p].clone();
            if kind == 9 {
                part.text = reworded(&part.text, dice)?;
                part.edited = true;
            }
            parts.remove(p);
            part.moved = true;
            let was = part.was.clone();
            let item = part.item;
            // Far enough that it is this one that moved, and not its neighbours.
            let target = dice.below(notice.chapters.len());
            let place = if target == c {
                let parts = &notice.chapters[c].parts;
                let far: Vec<usize> = (0..=parts.len()).filter(|at| at.abs_diff(p) >= 4).collect();
                *far.get(dice.below(far.len()))?
            } else {
                let parts = &notice.chapters[target].parts;
                if item { parts.iter().rposition(|x| x.item)? + 1 } else { 0 }
            };
            notice.chapters[target].parts.insert(place, part);
            Some((if kind == 9 { Edit::MoveAndWords } else { Edit::Move }, was))
        }
    }
}

/// One change of words: another number, other words, words more or less.
fn reworded(text: &str, dice: &mut Dice) -> Option<String> {
    let mut words: Vec<&str> = text.split(' ').collect();
    let at = dice.below(words.len());
    let number = (dice.below(20) + 10).to_string();
    let added = dice.pick(ADDED);
    match dice.below(4) {
        0 => {
            let at = words.iter().position(|w| w.parse::<u32>().is_ok())?;
            words[at] = &number;
        }
        1 => words.insert(at, added),
        2 if words.len() > 5 => {
            let end = (at + 1 + dice.below(3)).min(words.len());
            words.drain(at..end);
        }
        _ => words[at] = added,
    }
    let changed = words.join(" ");
    (changed != text).then_some(changed)
}

/// A text of about so many words, and an edit of it that changes about a tenth of its blocks.
pub fn long(dice: &mut Dice, words: usize) -> (Content, Content) {
    let mut chapters = Vec::new();
    let mut count = 0;
    while count < words {
        let one = notice(dice);
        count += one.leaves().iter().map(|(_, p)| p.text.split(' ').count()).sum::<usize>();
        chapters.extend(one.chapters);
    }
    let mut whole = Notice { chapters, blocks: 0 };
    // What stands twice word for word is told apart by a word of its own, as in a real text.
    let mut said = std::collections::BTreeSet::new();
    for (number, part) in whole.chapters.iter_mut().flat_map(|c| &mut c.parts).enumerate() {
        if !said.insert(part.text.clone()) {
            part.text = format!("{} (case {number})", part.text.trim_end_matches('.'));
        }
    }
    let content = whole.content(false);
    let edited = reworked(&content, dice);
    (content, edited)
}

/// The text with a few words changed in about a tenth of its blocks.
pub fn reworked(content: &Content, dice: &mut Dice) -> Content {
    let mut edited = content.clone();
    edited.walk_mut(&mut |block| {
        if let Block::Paragraph { runs, .. } = block
            && dice.below(10) == 0
            && let Some(run) = runs.first_mut()
            && let Some(text) = reworded(&run.text, dice)
        {
            run.text = text;
        }
    });
    edited
}
