//! A section's blocks are cut into fields where their role changes.

use fairnotice_lexicon::hints;
use fairnotice_notice::{Block, Field, FieldKind, Item, Role};
use std::collections::BTreeMap;

/// What the heading counts for beside the words under it.
const HEADING: f32 = 0.6;
/// What the vocabulary of a list's items counts for.
const ITEMS: f32 = 0.9;
/// From this confidence on a lead-in outweighs heading and vocabulary unless both are against it.
const SURE_LEAD_IN: f32 = 0.93;
/// From this confidence on a paragraph's own words outweigh its heading.
const PARAGRAPH: f32 = 0.8;

/// A part of a section that has one role: a list with its lead-in, or a block by itself.
struct Unit {
    blocks: Vec<Block>,
    role: Option<Role>,
    lists: bool,
}

/// The fields of a section. `first` says that it stands before the first heading.
pub(crate) fn cut(heading: &str, first: bool, blocks: Vec<Block>) -> Vec<Field> {
    let of_heading = match hints::role_of_heading(heading) {
        None if first && heading.trim().is_empty() => Some((Role::Introduction, 1.0)),
        found => found,
    };
    let units = units(of_heading, blocks);
    let fallback = of_heading.map(|(role, _)| role).unwrap_or_else(|| {
        // A heading that says nothing known: what the first part that says something is about.
        units.iter().find_map(|u| u.role).unwrap_or(Role::Other)
    });
    let mut fields: Vec<(Role, bool, Vec<Block>)> = Vec::new();
    for unit in units {
        let role = match (unit.role, fields.last()) {
            (Some(role), _) => role,
            // A paragraph after a list of another role goes back to what the heading says.
            (None, Some((_, true, _)) | None) => fallback,
            (None, Some((before, false, _))) => *before,
        };
        match fields.last_mut() {
            Some((before, lists, blocks)) if *before == role => {
                *lists = unit.lists;
                blocks.extend(unit.blocks);
            }
            _ => fields.push((role, unit.lists, unit.blocks)),
        }
    }
    fields
        .into_iter()
        .map(|(role, _, blocks)| Field { id: String::new(), role, kind: kind(role, &blocks), blocks })
        .collect()
}

/// How sure it is that these blocks under that heading have that role (0 to 1), and what tells it.
pub(crate) fn confidence(heading: &str, first: bool, role: Role, blocks: &[Block]) -> (f32, String) {
    let of_heading = hints::role_of_heading(heading);
    let mut weight = 0.0f32;
    let mut because: Vec<&str> = Vec::new();
    let mut against = false;
    match of_heading {
        Some((told, sure)) if told == role => {
            weight = sure;
            because.push("the heading says so");
        }
        Some((_, sure)) => against = sure > 0.8,
        None if first && role == Role::Introduction => {
            weight = 0.7;
            because.push("it stands before the first heading");
        }
        None => {}
    }
    let mut lead_in: Option<String> = None;
    for block in blocks {
        match block {
            Block::Paragraph { .. } => {
                let words = block.plain_text();
                if let Some((told, sure)) = hints::role_of_paragraph(first_sentence(&words))
                    && told == role
                {
                    weight = weight.max(sure * 0.95) + 0.02;
                    because.push("its words say so");
                }
                lead_in = Some(words);
            }
            Block::List { items, .. } => {
                if let Some((told, sure)) = lead_in.take().as_deref().and_then(hints::role_of_lead_in)
                    && told == role
                {
                    weight = weight.max(sure * 0.95) + 0.02;
                    because.push("the sentence before the list says so");
                }
                let words: Vec<String> =
                    items.iter().map(|i| i.blocks.first().map(Block::plain_text).unwrap_or_default()).collect();
                let shares = hints::roles_of_items(words.iter().map(String::as_str));
                if let Some((_, share)) = shares.iter().find(|(told, _)| *told == role).filter(|(_, s)| *s > 0.2) {
                    weight = weight.max(0.5 + share * 0.4) + 0.02;
                    because.push("its items are of that kind");
                }
            }
            Block::Table { .. } | Block::Callout { .. } | Block::Image { .. } => lead_in = None,
        }
    }
    because.dedup();
    if because.is_empty() {
        return if role == Role::Other {
            (0.3, "nothing in it says what it is about".into())
        } else {
            (0.4, "it follows on what stands before it".into())
        };
    }
    // The heading speaks of something else: then its words must be believed more than it.
    let sure = if against { weight * 0.8 } else { weight };
    let mut said: Vec<&str> = Vec::new();
    for reason in because {
        if !said.contains(&reason) {
            said.push(reason);
        }
    }
    (sure.clamp(0.0, 0.99), said.join("; "))
}

/// How a field of these blocks is edited.
pub(crate) fn kind(role: Role, blocks: &[Block]) -> FieldKind {
    if role == Role::Contact && !blocks.is_empty() {
        return FieldKind::Contacts;
    }
    match blocks {
        [Block::List { ordered: false, items, .. }]
        | [Block::Paragraph { .. }, Block::List { ordered: false, items, .. }]
            if role == Role::Purposes && items.iter().all(fits_a_card) =>
        {
            FieldKind::Purposes
        }
        [Block::Table { header, rows, .. }] | [Block::Paragraph { .. }, Block::Table { header, rows, .. }]
            if role == Role::Retention && fits_rows(header, rows) =>
        {
            FieldKind::Retention
        }
        [Block::List { .. }] | [Block::Paragraph { .. }, Block::List { .. }] => FieldKind::Items,
        _ => FieldKind::Prose,
    }
}

/// Whether an item is a purpose with at most plain lines below it, as a card shows it.
fn fits_a_card(item: &Item) -> bool {
    let plain = |item: &Item| matches!(item.blocks.as_slice(), [Block::Paragraph { .. }]);
    match item.blocks.as_slice() {
        [Block::Paragraph { .. }] => true,
        [Block::Paragraph { .. }, Block::List { ordered: false, items, .. }] => items.iter().all(plain),
        _ => false,
    }
}

/// Whether a paragraph has words alone: no link, stress or variable.
fn plain_words(block: &Block) -> bool {
    let Block::Paragraph { runs, .. } = block else { return false };
    runs.iter().all(|r| r.link.is_none() && r.var.is_none() && r.emphasis.is_none())
}

/// Whether a table has the shape that rows of records and periods are edited in: two to five plain columns.
fn fits_rows(header: &[Vec<Block>], rows: &[Vec<Vec<Block>>]) -> bool {
    let plain = |cell: &Vec<Block>| matches!(cell.as_slice(), [] | [Block::Paragraph { .. }]);
    (2..=5).contains(&header.len())
        && header.iter().all(|cell| plain(cell) && cell.iter().all(plain_words))
        && rows.iter().all(|row| row.len() == header.len() && row.iter().all(plain))
}

fn units(of_heading: Option<(Role, f32)>, blocks: Vec<Block>) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::new();
    let mut lead_in: Option<Block> = None;
    for block in blocks {
        match &block {
            Block::List { items, .. } => {
                let words: Vec<String> =
                    items.iter().map(|i| i.blocks.first().map(Block::plain_text).unwrap_or_default()).collect();
                let introduced = lead_in.as_ref().map(Block::plain_text);
                let bare = lead_in.is_none();
                let follows_list = bare && units.last().is_some_and(|u| u.lists);
                let role = if follows_list && !speaks_for_itself(&words, units.last().and_then(|u| u.role)) {
                    // A list that was only broken off by a blank line means what its first half means.
                    units.last().and_then(|u| u.role)
                } else {
                    role_of_list(of_heading, introduced.as_deref(), &words)
                };
                let mut parts: Vec<Block> = lead_in.take().into_iter().collect();
                parts.push(block);
                units.push(Unit { blocks: parts, role, lists: true });
            }
            Block::Paragraph { .. } => {
                if let Some(before) = lead_in.replace(block) {
                    units.push(prose(of_heading, before));
                }
            }
            Block::Table { .. } | Block::Callout { .. } | Block::Image { .. } => {
                units.extend(lead_in.take().map(|b| prose(of_heading, b)));
                units.push(prose(of_heading, block));
            }
        }
        // Only a sentence that leads on belongs to the list after it.
        if let Some(held) = lead_in.take_if(|b| !leads_on(&b.plain_text())) {
            units.push(prose(of_heading, held));
        }
    }
    units.extend(lead_in.take().map(|b| prose(of_heading, b)));
    units
}

fn leads_on(text: &str) -> bool {
    let end = text.trim_end();
    end.ends_with([':', '-', '–', '—']) || hints::is_lead_in(end) || !end.ends_with(['.', '!', '?', ';'])
}

fn prose(of_heading: Option<(Role, f32)>, block: Block) -> Unit {
    let words = block.plain_text();
    // A paragraph is about what its first sentence says; a later one adds to it.
    let own = hints::role_of_paragraph(first_sentence(&words));
    let role = match (own, of_heading) {
        (Some((role, weight)), Some((heading, _))) => {
            (role == heading || (weight >= PARAGRAPH && may_stand_under(role, heading))).then_some(role)
        }
        (Some((role, _)), None) => Some(role),
        (None, _) => None,
    };
    Unit { blocks: vec![block], role, lists: false }
}

/// Whether a paragraph or a list of this role makes a field of its own under a heading of another one. Some
/// headings promise one thing only: what a paragraph under "Your rights" says of lawful bases is about rights.
fn may_stand_under(role: Role, heading: Role) -> bool {
    match heading {
        Role::Introduction => matches!(role, Role::Services | Role::Contact | Role::StatutoryRequirement),
        Role::Rights => role == Role::Complaints,
        Role::Complaints => role == Role::Rights,
        Role::Contact | Role::Transfers | Role::AutomatedDecisions => false,
        Role::Retention | Role::Security => role == Role::Transfers,
        Role::LawfulBasis => !matches!(role, Role::SpecialCategory | Role::DataCategories | Role::Retention),
        // What is said to need more protection stays so, whatever ordinary data it names.
        Role::SpecialCategory => role != Role::DataCategories,
        // Services are called by what they deal with: grants, licences, the people they are for.
        Role::Services => !matches!(role, Role::DataCategories | Role::SpecialCategory | Role::People),
        Role::DataCategories
        | Role::People
        | Role::Purposes
        | Role::Recipients
        | Role::Source
        | Role::StatutoryRequirement
        | Role::Other => true,
    }
}

fn first_sentence(text: &str) -> &str {
    let end = text.match_indices(['.', '?', '!']).find(|(at, stop)| {
        let after = &text[at + stop.len()..];
        after.starts_with(char::is_whitespace) && after.trim_start().starts_with(char::is_uppercase)
    });
    end.map_or(text, |(at, stop)| &text[..at + stop.len()])
}

fn speaks_for_itself(items: &[String], before: Option<Role>) -> bool {
    let shares = hints::roles_of_items(items.iter().map(String::as_str));
    let share = |role: Option<Role>| shares.iter().find(|(r, _)| Some(*r) == role).map_or(0.0, |(_, s)| *s);
    shares.first().is_some_and(|(best, s)| Some(*best) != before && *s >= 0.8 && share(before) < 0.3)
}

fn role_of_list(of_heading: Option<(Role, f32)>, lead_in: Option<&str>, items: &[String]) -> Option<Role> {
    let mut scores: BTreeMap<Role, f32> = BTreeMap::new();
    if let Some((role, weight)) = of_heading {
        *scores.entry(role).or_default() += weight * HEADING;
    }
    if let Some((role, weight)) = lead_in.and_then(hints::role_of_lead_in) {
        // A lead-in that names its subject says more about the list than the heading above it.
        *scores.entry(role).or_default() += if weight >= SURE_LEAD_IN { weight * 1.25 } else { weight };
    }
    for (role, share) in hints::roles_of_items(items.iter().map(String::as_str)) {
        // Long items are sentences; words of a vocabulary stand in them by chance.
        let long = items.iter().filter(|t| t.split_whitespace().count() > 12).count() * 2 > items.len();
        *scores.entry(role).or_default() += share * if long { ITEMS / 3.0 } else { ITEMS };
    }
    // Every kind of special category data is a category of data as well; only the lead-in or the heading says that
    // a list is the special one.
    if of_heading.is_none_or(|(r, _)| r != Role::SpecialCategory)
        && lead_in.and_then(hints::role_of_lead_in).is_none_or(|(r, _)| r != Role::SpecialCategory)
    {
        scores.remove(&Role::SpecialCategory);
    }
    if let Some((heading, _)) = of_heading {
        // Short notices have their lists in the introduction: there the lead-in says what a list is.
        let said = |role| {
            heading == Role::Introduction && lead_in.and_then(hints::role_of_lead_in).is_some_and(|(r, _)| r == role)
        };
        scores.retain(|role, _| *role == heading || may_stand_under(*role, heading) || said(*role));
    }
    let mut best: Option<(Role, f32)> = None;
    for (role, score) in scores {
        if score >= 0.5 && best.is_none_or(|(_, b)| score > b) {
            best = Some((role, score));
        }
    }
    best.map(|(role, _)| role)
}
