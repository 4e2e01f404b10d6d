//! Repairs that a text may need after it was taken in, as proposals: an officer accepts each, or not. Nothing is mended in
//! silence; the imported copy keeps the words as they stood.
//!
//! Proposals are told from the text alone, so that they can be asked for at any time, and those that a repair brings
//! about (two lists that stand side by side once the page number between them is gone) come by themselves.

use crate::headings::{self, Candidate, Next};
use fairnotice_lexicon::hints;
use fairnotice_notice::content::text_of;
use fairnotice_notice::{Block, Content, Field, FieldKind, Item, Run, Section};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What a repair does. Blocks are named by their ids.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
pub enum Repair {
    /// Takes paragraphs away: the head or the number of a page.
    Remove {
        /// The paragraphs.
        blocks: Vec<String>,
    },
    /// Puts a sentence together that was cut in two: the second paragraph goes to the end of the first.
    JoinSentence {
        /// The paragraph that breaks off; it may stand in an item.
        first: String,
        /// The one that goes on.
        second: String,
    },
    /// Makes two lists one.
    JoinLists {
        /// The list that goes on.
        first: String,
        /// The list whose items go to its end.
        second: String,
    },
    /// Makes a paragraph the heading of what follows.
    MakeHeading {
        /// The paragraph.
        block: String,
    },
    /// Makes short paragraphs the items of one list.
    MakeList {
        /// The paragraphs.
        blocks: Vec<String>,
    },
    /// Puts a word together that was cut at the end of a line.
    JoinWord {
        /// The paragraph.
        block: String,
        /// The word as it stands: "infor- mation".
        words: String,
        /// The word as it was meant.
        word: String,
    },
    /// Makes words of a paragraph a variable that stands for them.
    MakeVariable {
        /// The paragraph.
        block: String,
        /// The words as they stand.
        words: String,
        /// The variable's name.
        variable: String,
    },
}

/// A repair that an officer may accept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Proposal {
    /// Names the proposal for as long as its blocks stand: what it does and the first block it is about.
    pub id: String,
    /// The id of the section it is about.
    pub section: String,
    /// What was seen and what is proposed, in plain English.
    pub message: String,
    /// The words as they stand, a line for each block.
    pub before: Vec<String>,
    /// The words as they would stand.
    pub after: Vec<String>,
    /// What it does.
    pub repair: Repair,
}

/// Words after which a sentence can't end.
const DANGLING: &[&str] = &[
    "a", "about", "an", "and", "are", "as", "at", "be", "because", "between", "by", "for", "from", "have", "if", "in",
    "into", "is", "may", "of", "on", "or", "our", "such", "that", "the", "their", "this", "to", "under", "was", "we",
    "were", "where", "which", "who", "will", "with", "your", "not", "but", "than", "these", "those", "its",
];
/// Words that begin a sentence of their own, after one that was left unfinished.
const OPENERS: &[&str] = &[
    "we",
    "you",
    "the",
    "this",
    "these",
    "they",
    "it",
    "our",
    "your",
    "all",
    "any",
    "some",
    "if",
    "when",
    "where",
    "please",
    "in",
    "as",
    "for",
    "there",
    "other",
    "each",
    "everyone",
    "information",
    "personal",
    "how",
    "what",
    "who",
    "why",
];
/// The most words of what stands at the head of a page.
const HEAD_WORDS: usize = 12;
/// How often it must stand in the text.
const HEAD_TIMES: usize = 3;

/// What an officer may mend, in the order of the text.
pub fn proposals(content: &Content) -> Vec<Proposal> {
    let mut found = Vec::new();
    let furniture = page_furniture(content, &mut found);
    for section in &content.sections {
        let blocks: Vec<&Block> = section.fields.iter().flat_map(|f| &f.blocks).collect();
        // What is about to be taken away does not part what stands around it.
        let standing: Vec<&Block> =
            blocks.iter().copied().filter(|b| !b.id().is_some_and(|id| furniture.contains(id))).collect();
        for pair in standing.windows(2) {
            found.extend(cut_sentence(section, pair[0], pair[1]));
            found.extend(broken_list(section, pair[0], pair[1]));
        }
        for block in &standing {
            block.walk(&mut |b| found.extend(cut_words(section, b)));
        }
        found.extend(unmarked_list(section, &standing));
        found.extend(unmarked_headings(section, &standing));
    }
    found
}

/// The words of the organisation and its directorates that stand in the text as words: a variable would follow when they
/// change. `values` are the variables with what they stand for today.
pub fn variable_proposals(content: &Content, values: &[(&str, String)]) -> Vec<Proposal> {
    let mut found = Vec::new();
    for section in &content.sections {
        for block in section.fields.iter().flat_map(|f| &f.blocks) {
            block.walk(&mut |b| {
                let Block::Paragraph { id: Some(id), runs } = b else { return };
                for (name, value) in values {
                    let stands = runs.iter().any(|r| r.var.is_none() && stands_whole(&r.text, value).is_some());
                    if stands && value.chars().count() > 3 {
                        found.push(Proposal {
                            id: format!("variable:{id}:{name}"),
                            section: section.id.clone(),
                            message: format!(
                                "“{value}” is kept in the council's details: as a variable it follows them."
                            ),
                            before: vec![text_of(runs)],
                            after: vec![text_of(runs).replacen(value.as_str(), &format!("[{value}]"), 1)],
                            repair: Repair::MakeVariable {
                                block: id.clone(),
                                words: value.clone(),
                                variable: (*name).to_owned(),
                            },
                        });
                    }
                }
            });
        }
    }
    found
}

/// Where words stand in a text as whole words.
fn stands_whole(text: &str, words: &str) -> Option<usize> {
    text.match_indices(words).map(|(at, _)| at).find(|at| {
        let before = text[..*at].chars().next_back();
        let after = text[at + words.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

/// Page numbers, and short paragraphs that stand in the text again and again.
fn page_furniture<'a>(content: &'a Content, found: &mut Vec<Proposal>) -> BTreeSet<&'a str> {
    let mut by_words: BTreeMap<String, Vec<(&'a str, &'a str, String)>> = BTreeMap::new();
    for section in &content.sections {
        for block in section.fields.iter().flat_map(|f| &f.blocks) {
            let Block::Paragraph { id: Some(id), runs } = block else { continue };
            let words = text_of(runs);
            let form = words.to_lowercase();
            let numbered = form.contains("page ") && words.chars().any(|c| c.is_ascii_digit());
            let number =
                headings::is_page_number(&words) || (numbered && words.split_whitespace().count() <= HEAD_WORDS);
            let short = words.split_whitespace().count() <= HEAD_WORDS && !words.trim_end().ends_with(':');
            if number || short {
                let key = if number { String::new() } else { words.trim().to_lowercase() };
                by_words.entry(key).or_default().push((&section.id, id, words));
            }
        }
    }
    let mut gone = BTreeSet::new();
    for (key, places) in by_words {
        let numbers = key.is_empty();
        if !(numbers && places.len() > 1 || places.len() >= HEAD_TIMES) {
            continue;
        }
        let Some((section, first, words)) = places.first() else { continue };
        let what = if numbers {
            "These are page numbers".to_owned()
        } else {
            format!("“{words}” stands here {} times, as at the head of a page", places.len())
        };
        gone.extend(places.iter().map(|(_, id, _)| *id));
        found.push(Proposal {
            id: format!("remove:{first}"),
            section: (*section).to_owned(),
            message: format!("{what}: they can be taken out."),
            before: places.iter().map(|(.., words)| words.clone()).collect(),
            after: Vec::new(),
            repair: Repair::Remove { blocks: places.iter().map(|(_, id, _)| (*id).to_owned()).collect() },
        });
    }
    gone
}

/// The last paragraph in a block, where a sentence could break off.
fn end_of(block: &Block) -> Option<(&str, &[Run])> {
    match block {
        Block::Paragraph { id: Some(id), runs } => Some((id, runs)),
        Block::List { items, .. } => items.last()?.blocks.last().and_then(end_of),
        Block::Paragraph { .. } | Block::Table { .. } | Block::Callout { .. } | Block::Image { .. } => None,
    }
}

/// Whether a text ends where no sentence can.
pub(crate) fn breaks_off(text: &str) -> bool {
    let end = text.trim_end();
    let last = end.rsplit(|c: char| !(c.is_alphanumeric() || c == '\'' || c == '’')).next().unwrap_or_default();
    // A greeting ends with a comma as well.
    let comma = end.ends_with(',') && end.split_whitespace().count() > 4;
    !end.ends_with(['.', '?', '!', ':', ';']) && (comma || DANGLING.contains(&last.to_lowercase().as_str()))
}

fn cut_sentence(section: &Section, first: &Block, second: &Block) -> Option<Proposal> {
    let Block::Paragraph { id: Some(to), runs: after } = second else { return None };
    let (from, before) = end_of(first)?;
    let (a, b) = (text_of(before), text_of(after));
    let begins_low = b.trim_start().chars().next().is_some_and(char::is_lowercase);
    let open = !a.trim_end().ends_with(['.', '?', '!', ':', ';']);
    let in_list = matches!(first, Block::List { .. });
    let long = a.split_whitespace().count() > 4 && a.chars().count() >= 40;
    // What begins with a sign is an item that lost its list.
    if !b.trim_start().starts_with(|c: char| c.is_alphanumeric() || matches!(c, '(' | '“' | '"' | '‘' | '\'' | '£'))
    {
        return None;
    }
    let opener = b.split_whitespace().next().is_some_and(|w| OPENERS.contains(&w.to_lowercase().as_str()));
    let goes_on = breaks_off(&a) && (begins_low || !opener);
    if !(open && ((begins_low && long && !in_list) || goes_on)) {
        return None;
    }
    Some(Proposal {
        id: format!("join:{from}"),
        section: section.id.clone(),
        message: "A sentence was cut in two here, as at the end of a page: its parts can be put together.".into(),
        after: vec![format!("{} {}", a.trim_end(), b.trim_start())],
        before: vec![a, b],
        repair: Repair::JoinSentence { first: from.to_owned(), second: to.clone() },
    })
}

/// Words with a hyphen and a space inside, as a line end leaves them: "infor- mation", not "full- and part-time".
fn cut_words(section: &Section, block: &Block) -> Vec<Proposal> {
    let Block::Paragraph { id: Some(id), runs } = block else { return Vec::new() };
    let text = text_of(runs);
    let mut found = Vec::new();
    for (at, _) in text.match_indices("- ") {
        let first = text[..at].rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        let second = text[at + 2..].split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        let low = second.starts_with(char::is_lowercase) && !DANGLING.contains(&second);
        if first.chars().count() < 2 || second.chars().count() < 2 || !low {
            continue;
        }
        let (words, word) = (format!("{first}- {second}"), format!("{first}{second}"));
        found.push(Proposal {
            id: format!("word:{id}:{at}"),
            section: section.id.clone(),
            message: format!("“{words}” looks like one word that was cut at the end of a line."),
            before: vec![words.clone()],
            after: vec![word.clone()],
            repair: Repair::JoinWord { block: id.clone(), words, word },
        });
    }
    found
}

fn broken_list(section: &Section, first: &Block, second: &Block) -> Option<Proposal> {
    let (Block::List { id: Some(a), ordered: one, items }, Block::List { id: Some(b), ordered: two, items: more }) =
        (first, second)
    else {
        return None;
    };
    // The ends that meet tell enough.
    let (head, tail) = (said(items), said(more));
    let (last, first_two) = (&head[head.len().saturating_sub(2)..], &tail[..tail.len().min(2)]);
    (one == two).then(|| Proposal {
        id: format!("list:{a}"),
        section: section.id.clone(),
        message: "This list is broken in two: its parts can be made one list.".into(),
        before: [last, &["—".to_owned()], first_two].concat(),
        after: [last, first_two].concat(),
        repair: Repair::JoinLists { first: a.clone(), second: b.clone() },
    })
}

/// The first words of each item.
fn said(items: &[Item]) -> Vec<String> {
    items.iter().map(|i| i.blocks.first().map(Block::plain_text).unwrap_or_default()).collect()
}

/// Short paragraphs after a sentence that leads into a list: items that lost their signs.
fn unmarked_list(section: &Section, blocks: &[&Block]) -> Vec<Proposal> {
    let mut found = Vec::new();
    let mut at = 0;
    while at + 1 < blocks.len() {
        let leads = matches!(blocks[at], Block::Paragraph { runs, .. } if text_of(runs).trim_end().ends_with(':'));
        at += 1;
        if !leads {
            continue;
        }
        let short = |b: &&&Block| {
            let Block::Paragraph { id: Some(_), runs } = b else { return false };
            let text = text_of(runs);
            let (end, words) = (text.trim_end(), text.split_whitespace().count());
            (1..=12).contains(&words) && !end.ends_with([':', '?']) && !(words > 6 && end.ends_with('.'))
        };
        let run: Vec<&&Block> = blocks[at..].iter().take_while(short).collect();
        if run.len() >= 3 {
            let ids: Vec<String> = run.iter().filter_map(|b| b.id().map(str::to_owned)).collect();
            let words: Vec<String> = run.iter().map(|b| b.plain_text()).collect();
            if let Some(first) = ids.first() {
                found.push(Proposal {
                    id: format!("items:{first}"),
                    section: section.id.clone(),
                    message: "These lines read as items that lost their signs: they can be made a list.".into(),
                    after: words.iter().map(|w| format!("• {w}")).collect(),
                    before: words,
                    repair: Repair::MakeList { blocks: ids },
                });
            }
            at += run.len();
        }
    }
    found
}

/// Paragraphs that may be headings, though not surely enough to be taken as such.
fn unmarked_headings(section: &Section, blocks: &[&Block]) -> Vec<Proposal> {
    let mut found = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        let Block::Paragraph { id: Some(id), runs } = block else { continue };
        let text = text_of(runs);
        let Some(next) = blocks.get(at + 1) else { continue };
        let before = at.checked_sub(1).map(|b| blocks[b].plain_text());
        let following = next.plain_text();
        let next = match next {
            Block::Paragraph { .. } => Next::Paragraph(&following),
            Block::List { .. } | Block::Table { .. } | Block::Callout { .. } | Block::Image { .. } => Next::List,
        };
        let candidate =
            Candidate { text: text.trim(), before: before.as_deref(), next, marked_elsewhere: false, among: false };
        let known = hints::role_of_heading(&text).is_some_and(|(_, confidence)| confidence >= 0.9)
            && headings::looks_like_heading(text.trim())
            && text.split_whitespace().count() <= 10;
        let leads_away = runs.iter().any(|r| r.link.is_some()) || hints::is_contact_line(&text);
        let announced = before.as_ref().is_some_and(|b| b.trim_end().ends_with(':'));
        if !announced
            && !leads_away
            && text.split_whitespace().count() > 1
            && (headings::is_heading(candidate) || (known && !hints::is_lead_in(&text)))
        {
            found.push(Proposal {
                id: format!("heading:{id}"),
                section: section.id.clone(),
                message: "This line reads as a heading: it can be made one.".into(),
                before: vec![text.clone()],
                after: vec![format!("## {}", text.trim())],
                repair: Repair::MakeHeading { block: id.clone() },
            });
        }
    }
    found
}

/// Does what a proposal says. `false` when the blocks it is about no longer stand as they did; nothing is changed then.
pub fn apply(content: &mut Content, repair: &Repair) -> bool {
    let done = match repair {
        Repair::Remove { blocks } => {
            let all = blocks.iter().all(|id| find(content, id).is_some());
            all && blocks.iter().all(|id| take(content, id).is_some())
        }
        Repair::JoinSentence { first, second } => join_sentence(content, first, second),
        Repair::JoinLists { first, second } => join_lists(content, first, second),
        Repair::MakeHeading { block } => make_heading(content, block),
        Repair::MakeList { blocks } => make_list(content, blocks),
        Repair::JoinWord { block, words, word } => join_word(content, block, words, word),
        Repair::MakeVariable { block, words, variable } => make_variable(content, block, words, variable),
    };
    if done {
        for section in &mut content.sections {
            section.fields.retain(|f| !f.blocks.is_empty());
        }
        content.normalise();
        content.assign_ids();
    }
    done
}

fn find<'a>(content: &'a Content, id: &str) -> Option<&'a Block> {
    let mut found = None;
    content.walk(&mut |b| {
        if b.id() == Some(id) {
            found = Some(b);
        }
    });
    found
}

/// Takes a block away that stands right in a field.
fn take(content: &mut Content, id: &str) -> Option<Block> {
    content.sections.iter_mut().flat_map(|s| &mut s.fields).find_map(|field| {
        let at = field.blocks.iter().position(|b| b.id() == Some(id))?;
        Some(field.blocks.remove(at))
    })
}

fn join_sentence(content: &mut Content, first: &str, second: &str) -> bool {
    if !matches!(find(content, first), Some(Block::Paragraph { .. })) || first == second {
        return false;
    }
    let Some(Block::Paragraph { runs: mut more, .. }) = take(content, second) else { return false };
    if let Some(run) = more.first_mut() {
        run.text = run.text.trim_start().to_owned();
    }
    content.walk_mut(&mut |block| {
        if block.id() == Some(first)
            && let Block::Paragraph { runs, .. } = block
        {
            if let Some(last) = runs.last_mut() {
                last.text.truncate(last.text.trim_end().len());
            }
            runs.push(Run::plain(" "));
            runs.append(&mut more);
        }
    });
    true
}

fn join_lists(content: &mut Content, first: &str, second: &str) -> bool {
    if !matches!(find(content, first), Some(Block::List { .. })) || first == second {
        return false;
    }
    let Some(Block::List { items: mut more, .. }) = take(content, second) else { return false };
    content.walk_mut(&mut |block| {
        if block.id() == Some(first)
            && let Block::List { items, .. } = block
        {
            items.append(&mut more);
        }
    });
    true
}

fn make_list(content: &mut Content, blocks: &[String]) -> bool {
    let whole = |field: &Field| {
        let at = field.blocks.iter().position(|b| b.id() == blocks.first().map(String::as_str))?;
        let same = field.blocks.get(at..at + blocks.len())?.iter().zip(blocks).all(|(b, id)| b.id() == Some(id));
        same.then_some(at)
    };
    for field in content.sections.iter_mut().flat_map(|s| &mut s.fields) {
        let Some(at) = whole(field) else { continue };
        let taken: Vec<Block> = field.blocks.drain(at..at + blocks.len()).collect();
        let items = taken.into_iter().map(|b| Item { id: None, blocks: vec![b] }).collect();
        field.blocks.insert(at, Block::List { id: None, ordered: false, items });
        if let [Block::List { .. }] | [Block::Paragraph { .. }, Block::List { .. }] = field.blocks.as_slice() {
            field.kind = FieldKind::Items;
        }
        return true;
    }
    false
}

/// The paragraph heads a section of its own; what follows it goes there, its meaning told anew by the heading.
fn make_heading(content: &mut Content, id: &str) -> bool {
    for n in 0..content.sections.len() {
        let section = &content.sections[n];
        let place = section
            .fields
            .iter()
            .enumerate()
            .find_map(|(f, field)| field.blocks.iter().position(|b| b.id() == Some(id)).map(|b| (f, b)));
        let Some((f, b)) = place else { continue };
        let level = section.level;
        let Block::Paragraph { runs, .. } = &section.fields[f].blocks[b] else { return false };
        let heading = text_of(runs).trim().to_owned();
        let section = &mut content.sections[n];
        let mut later = section.fields.split_off(f);
        let Some(cut) = later.first_mut() else { return false };
        let below = cut.blocks.split_off(b + 1);
        cut.blocks.truncate(b);
        let mut rest: Vec<Block> = below;
        let mut later = later.into_iter();
        section.fields.extend(later.next().filter(|field| !field.blocks.is_empty()));
        rest.extend(later.flat_map(|field| field.blocks));
        let fields = crate::fields::cut(&heading, false, rest);
        content.sections.insert(n + 1, Section { id: String::new(), heading, level, fields });
        return true;
    }
    false
}

fn join_word(content: &mut Content, id: &str, words: &str, word: &str) -> bool {
    let mut done = false;
    content.walk_mut(&mut |block| {
        if block.id() != Some(id) {
            return;
        }
        let Block::Paragraph { runs, .. } = block else { return };
        if let Some(run) = runs.iter_mut().find(|r| r.var.is_none() && r.text.contains(words)) {
            run.text = run.text.replacen(words, word, 1);
            done = true;
        }
    });
    done
}

fn make_variable(content: &mut Content, id: &str, words: &str, variable: &str) -> bool {
    let mut done = false;
    content.walk_mut(&mut |block| {
        if block.id() != Some(id) || done {
            return;
        }
        let Block::Paragraph { runs, .. } = block else { return };
        let place = runs.iter().enumerate().find_map(|(n, run)| {
            if run.var.is_some() { None } else { stands_whole(&run.text, words).map(|at| (n, at)) }
        });
        let Some((n, at)) = place else { return };
        let run = runs.remove(n);
        let part = |text: &str| Run { text: text.to_owned(), ..run.clone() };
        let named = Run { var: Some(variable.to_owned()), ..part(words) };
        let parts = [part(&run.text[..at]), named, part(&run.text[at + words.len()..])];
        for (k, part) in parts.into_iter().filter(|p| !p.text.is_empty()).enumerate() {
            runs.insert(n + k, part);
        }
        done = true;
    });
    done
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Content {
        crate::text(text.as_bytes()).unwrap().content
    }

    fn accept_all(content: &mut Content) -> Vec<String> {
        let mut done = Vec::new();
        while let Some(next) = proposals(content).into_iter().next() {
            assert!(apply(content, &next.repair), "{next:?}");
            done.push(next.id.split(':').next().unwrap_or_default().to_owned());
            assert!(done.len() < 50, "repairs without end: {done:?}");
        }
        done
    }

    #[test]
    fn what_a_page_end_cut_is_put_together() {
        let mut content = read(
            "Privacy notice: Parks\n\nWhat we hold\n\nWe hold what you tell us. The kinds of information we\n\nPage 1\n\nmay process include:\n\n- names\n- addresses\n\n- telephone numbers\n\nPage 2\n\nWe keep it for the\n\nBorough Council and for nobody else.\n",
        );
        let words = |c: &Content| c.plain_text().split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let before = words(&content);
        let done = accept_all(&mut content);
        assert_eq!(done, ["remove", "join", "list", "join"]);
        let left: Vec<String> = before.iter().filter(|w| !["Page", "1", "2"].contains(&w.as_str())).cloned().collect();
        assert_eq!(words(&content), left, "no other word is lost or moved");
        let text = content.plain_text();
        assert!(text.contains("The kinds of information we may process include:"), "{text}");
        assert!(text.contains("We keep it for the Borough Council and for nobody else."), "{text}");
    }

    #[test]
    fn heads_of_pages_between_words_are_taken_out() {
        let page =
            |n: u32| format!("Page {n} of 3 | Version 1.2 | May 2025\n\u{c}Thornmere Council – Waste privacy notice\n");
        let text = format!(
            "Privacy notice: Waste\n\nWho we are\n\nWe write this at some length so that the text runs over the end of one page\n{}and onto the next, as every long text that was taken out of a PDF does, with in-\nfor\u{2d}\nmation cut. It goes on for a while so that the lines are long and\n{}reach the margin of the page.\n\n{}The end of it.\n",
            page(1),
            page(2),
            page(3)
        );
        let mut content = read(&text);
        accept_all(&mut content);
        let text = content.plain_text();
        assert!(
            text.contains("one page and onto the next") && text.contains("are long and reach the margin"),
            "{text}"
        );
        assert!(!text.contains("Version 1.2") && !text.contains("Thornmere"), "{text}");
    }

    #[test]
    fn words_cut_at_a_line_end_and_signs_apart_from_their_items() {
        let mut content = read(
            "Parks\n\nWhat we hold\n\nWe hold personal infor-\nmation about full- and part-time gardeners, for instance:\n\n•\n\n•\n\nnames of people\n\ntheir addresses\n\nThat is all.\n",
        );
        assert_eq!(content.fields().map(|(_, f)| f.item_count()).max(), Some(2), "{}", content.plain_text());
        assert_eq!(accept_all(&mut content), ["word"]);
        assert!(content.plain_text().contains("personal information about full- and part-time gardeners"));
    }

    #[test]
    fn a_sound_text_needs_no_repair() {
        let content = read(
            "Privacy notice: Parks\n\nWhat we hold\n\nWe hold:\n\n- names\n- addresses\n\nWe keep it for two years.\n\nWho we share it with\n\nWe share it with the police.\n",
        );
        assert_eq!(proposals(&content), []);
    }

    #[test]
    fn lines_that_lost_their_signs_become_a_list() {
        let mut content = read("Parks\n\nWhat we hold\n\nWe hold:\n\nYour name\n\nYour address\n\nYour dog's name\n");
        assert!(accept_all(&mut content).contains(&"items".to_owned()));
        assert_eq!(content.fields().map(|(_, f)| f.item_count()).sum::<usize>(), 3);
    }

    #[test]
    fn what_the_council_keeps_becomes_a_variable() {
        let mut content = read("Parks\n\nContact\n\nWrite to the Head of Parks, Averley Borough Council, today.\n");
        let values = [("organisation.name", "Averley Borough Council".to_owned())];
        let found = variable_proposals(&content, &values);
        assert_eq!(found.len(), 1);
        assert!(apply(&mut content, &found[0].repair));
        let Block::Paragraph { runs, .. } = &content.sections.last().unwrap().fields[0].blocks[0] else { panic!() };
        assert_eq!(runs.len(), 3);
        assert_eq!(runs[1].var.as_deref(), Some("organisation.name"));
        assert!(variable_proposals(&content, &values).is_empty());
    }

    #[test]
    fn a_repair_of_what_is_gone_does_nothing() {
        let mut content = read("Parks\n\nContact\n\nWrite to us.\n");
        let before = content.clone();
        for repair in [
            Repair::Remove { blocks: vec!["b99".into()] },
            Repair::JoinSentence { first: "b1".into(), second: "b99".into() },
            Repair::JoinLists { first: "b1".into(), second: "b2".into() },
            Repair::MakeHeading { block: "b99".into() },
            Repair::MakeList { blocks: vec!["b1".into(), "b99".into()] },
        ] {
            assert!(!apply(&mut content, &repair), "{repair:?}");
            assert_eq!(content, before);
        }
    }
}
