//! Random contents and random edits of them.

use fairnotice_notice::{Block, Content, Emphasis, Field, FieldKind, Item, Link, Role, Run, Section, content::text_of};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

const WORDS: &[&str] = &[
    "the",
    "of",
    "and",
    "to",
    "we",
    "your",
    "name",
    "Name",
    "address",
    "council",
    "police",
    "health",
    "records",
    "share",
    "keep",
    "6",
    "7",
    "years",
    "years.",
    "not",
    "no longer",
    "information,",
    "(housing)",
    "benefit;",
    "schools",
    "NHS",
    "12 March 2026",
    "£1,200",
    "dpo@averley.example.gov.uk",
    "https://averley.example/a?b=1",
    "gwasanaethau",
    "tŷ",
    "é",
    "👩‍👩‍👧",
    "—",
    "“quoted”",
    "Art 6(1)(e)",
    "decision-making",
    "contracts",
    "staff",
    "tenants",
    "visits",
    "appeals",
    "\t",
    "  ",
];

fn text(most: usize) -> impl Strategy<Value = String> {
    vec(select(WORDS), 0..most).prop_map(|words| words.join(" "))
}

fn id() -> impl Strategy<Value = Option<String>> {
    option::of((0u8..40).prop_map(|n| format!("b{n}")))
}

fn run() -> impl Strategy<Value = Run> {
    let link = option::weighted(0.2, option::of(select(&["https://a.example", "https://b.example"][..])));
    let emphasis = option::weighted(0.2, select(&[Emphasis::Strong, Emphasis::Em][..]));
    let var = option::weighted(0.1, select(&["role-holder.post", "dpo.email"][..]));
    (text(8), link, emphasis, var).prop_map(|(text, link, emphasis, var)| Run {
        text,
        link: link.map(|href| Link { href: href.map(str::to_owned) }),
        emphasis,
        var: var.map(str::to_owned),
    })
}

fn paragraph() -> impl Strategy<Value = Block> {
    (id(), vec(run(), 0..4)).prop_map(|(id, runs)| Block::Paragraph { id, runs })
}

fn block() -> impl Strategy<Value = Block> {
    let leaf = prop_oneof![
        6 => paragraph(),
        1 => (id(), text(5), "[0-3]").prop_map(|(id, alt, asset)| Block::Image { id, alt, asset }),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        let blocks = vec(inner, 0..3);
        let item = (id(), blocks.clone()).prop_map(|(id, blocks)| Item { id, blocks });
        let row = vec(blocks.clone(), 0..4);
        prop_oneof![
            3 => (id(), any::<bool>(), vec(item, 0..5))
                .prop_map(|(id, ordered, items)| Block::List { id, ordered, items }),
            1 => (id(), row.clone(), vec(row, 0..4)).prop_map(|(id, header, rows)| Block::Table { id, header, rows }),
            1 => (id(), blocks).prop_map(|(id, blocks)| Block::Callout { id, blocks }),
        ]
    })
}

fn field() -> impl Strategy<Value = Field> {
    ("f?[0-9]?", select(&Role::ALL[..]), select(FieldKind::ALL.to_vec()), vec(block(), 0..5))
        .prop_map(|(id, role, kind, blocks)| Field { id, role, kind, blocks })
}

fn section() -> impl Strategy<Value = Section> {
    ("s?[0-9]?", text(4), 2u8..5, vec(field(), 0..3)).prop_map(|(id, heading, level, fields)| Section {
        id,
        heading,
        level,
        fields,
    })
}

/// Any content: empty parts, ids used twice, every block in every other.
pub fn content() -> impl Strategy<Value = Content> {
    (text(5), select(&["en-GB", "cy"][..]), vec(section(), 0..5)).prop_map(|(title, language, sections)| Content {
        title,
        language: language.to_owned(),
        sections,
    })
}

/// One edit: what, where, and with what.
#[derive(Clone, Debug)]
pub struct Edit {
    what: u8,
    place: usize,
    other: usize,
    words: String,
}

/// Up to a dozen edits.
pub fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let edit = (0u8..13, 0usize..1000, 0usize..1000, text(6));
    vec(edit.prop_map(|(what, place, other, words)| Edit { what, place, other, words }), 0..12)
}

/// The content after the edits. An edit that finds nothing to act on does nothing.
pub fn edited(content: &Content, edits: &[Edit]) -> Content {
    let mut content = content.clone();
    edits.iter().for_each(|edit| apply(&mut content, edit));
    content
}

fn apply(content: &mut Content, edit: &Edit) {
    let at = |len: usize| edit.place % len.max(1);
    let sections = content.sections.len();
    match edit.what {
        0..=2 => nth_paragraph(content, edit.place, |runs| {
            if let Some(run) = runs.first_mut() {
                let mut words: Vec<&str> = run.text.split(' ').collect();
                let place = edit.other % words.len();
                match edit.what {
                    0 => words[place] = &edit.words,
                    1 => words.insert(place, &edit.words),
                    _ => drop(words.remove(place)),
                }
                run.text = words.join(" ");
            }
        }),
        3 => nth_paragraph(content, edit.place, |runs| {
            if let Some(run) = runs.first_mut() {
                run.link = Some(Link { href: Some(format!("https://{}.example", edit.other % 3)) });
            }
        }),
        4 => with_blocks(content, edit.place, |blocks| {
            blocks.insert(edit.other % (blocks.len() + 1), Block::paragraph(edit.words.clone()));
        }),
        5 => with_blocks(content, edit.place, |blocks| {
            if !blocks.is_empty() {
                blocks.remove(edit.other % blocks.len());
            }
        }),
        6 => {
            let mut taken = None;
            with_blocks(content, edit.place, |blocks| taken = blocks.pop());
            let Some(block) = taken else { return };
            // Where there was a field to take from there is one to put it back into.
            with_blocks(content, edit.other, |blocks| blocks.insert(0, block.clone()));
        }
        7 => with_blocks(content, edit.place, |blocks| {
            let split = blocks.iter().position(|b| matches!(b, Block::Paragraph { .. }));
            if let Some(at) = split {
                let text = blocks[at].plain_text();
                let words: Vec<&str> = text.split(' ').collect();
                let (front, back) = words.split_at(words.len() / 2);
                let parts = [Block::paragraph(front.join(" ")), Block::paragraph(back.join(" "))];
                blocks.splice(at..=at, parts);
            }
        }),
        8 => with_blocks(content, edit.place, |blocks| {
            if let [Block::Paragraph { runs, .. }, second @ Block::Paragraph { .. }, ..] = blocks.as_mut_slice() {
                let text = format!("{} {}", text_of(runs), second.plain_text());
                blocks.splice(0..=1, [Block::paragraph(text)]);
            }
        }),
        9 if sections > 0 => {
            let section = content.sections.remove(at(sections));
            content.sections.insert(edit.other % sections, section);
        }
        10 if sections > 0 => {
            content.sections.remove(at(sections));
        }
        11 if sections > 0 => {
            let section = &mut content.sections[at(sections)];
            section.heading.clone_from(&edit.words);
            section.level = 2 + (edit.other % 3) as u8;
        }
        12 => nth_list(content, edit.place, |items| {
            if !items.is_empty() {
                let item = items.remove(edit.other % items.len());
                items.insert(edit.place % (items.len() + 1), item);
            }
        }),
        _ => content.title.clone_from(&edit.words),
    }
}

fn nth_paragraph(content: &mut Content, nth: usize, mut change: impl FnMut(&mut Vec<Run>)) {
    let mut count = 0;
    content.walk(&mut |b| count += usize::from(matches!(b, Block::Paragraph { .. })));
    let mut at = 0;
    content.walk_mut(&mut |b| {
        if let Block::Paragraph { runs, .. } = b {
            if at == nth % count {
                change(runs);
            }
            at += 1;
        }
    });
}

fn nth_list(content: &mut Content, nth: usize, mut change: impl FnMut(&mut Vec<Item>)) {
    let mut count = 0;
    content.walk(&mut |b| count += usize::from(matches!(b, Block::List { .. })));
    let mut at = 0;
    content.walk_mut(&mut |b| {
        if let Block::List { items, .. } = b {
            if at == nth % count {
                change(items);
            }
            at += 1;
        }
    });
}

fn with_blocks(content: &mut Content, nth: usize, change: impl FnOnce(&mut Vec<Block>)) {
    let mut fields: Vec<&mut Field> = content.sections.iter_mut().flat_map(|s| &mut s.fields).collect();
    if !fields.is_empty() {
        let at = nth % fields.len();
        change(&mut fields[at].blocks);
    }
}
