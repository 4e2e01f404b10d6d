//! A text as the checks read it: its lines, their sentences, and the lists that a reader sees as one.

use crate::pattern::{Pattern, Words};
use crate::sieve::Letters;
use fairnotice_notice::leaves::{Leaf, LeafKind};
use fairnotice_notice::{Content, Role, Run};
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

/// A line of the text; see [`Content::leaves`].
pub(crate) struct Line<'a> {
    /// Its number; the title is 0.
    pub index: usize,
    /// What it is and where it stands.
    pub leaf: Leaf<'a>,
    /// Its words.
    pub text: String,
    /// One of several short lines that a colon announced: an item that lost its sign where the text came from a file.
    announced: bool,
    letters: Letters,
    sentences: Vec<(Range<usize>, Letters)>,
}

/// Items that a reader sees as one list, though a gap may part them.
pub(crate) struct ListGroup {
    /// The line that leads into it.
    pub lead_in: Option<usize>,
    /// The first line of each item, items of lists inside it left out.
    pub items: Vec<usize>,
    /// The items before which a gap parts the list.
    pub gaps: Vec<usize>,
}

/// A text, read once for all checks.
pub(crate) struct Text<'a> {
    /// The content.
    pub content: &'a Content,
    /// Every line in reading order.
    pub lines: Vec<Line<'a>>,
    /// Every list.
    pub lists: Vec<ListGroup>,
    /// The lines of each section, its heading among them; those of none are the title's.
    sections: HashMap<Option<usize>, Range<usize>>,
    /// The list of each line that is an item.
    list_of: HashMap<usize, usize>,
    /// Every word that stands in small letters, with how many lines have it.
    small_words: HashMap<String, usize>,
}

impl Line<'_> {
    /// Its sentences. A line without a stop is one.
    pub(crate) fn sentences(&self) -> impl Iterator<Item = Words<'_>> {
        self.sentences.iter().filter_map(|(r, letters)| Some(Words::known(self.text.get(r.clone())?, letters)))
    }

    /// The title or a section's heading.
    pub(crate) fn is_heading(&self) -> bool {
        matches!(self.leaf.kind, LeafKind::Title | LeafKind::Heading { .. })
    }

    /// A list item's first line.
    pub(crate) fn is_item(&self) -> bool {
        self.announced || matches!(self.leaf.kind, LeafKind::Item { first: true, .. })
    }

    /// Whether it stands in a list of the text itself, from which it can be taken.
    pub(crate) fn is_in_list(&self) -> bool {
        self.leaf.list.is_some()
    }

    /// Where a part of its words begins, in bytes: `part` is cut from them.
    pub(crate) fn offset_of(&self, part: &str) -> usize {
        (part.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize).min(self.text.len())
    }

    /// The sentence in which byte `at` stands; the whole line where it stands between sentences.
    pub(crate) fn sentence_at(&self, at: usize) -> Words<'_> {
        let found = self.sentences.iter().find(|(r, _)| r.contains(&at));
        let words = found.and_then(|(r, letters)| Some(Words::known(self.text.get(r.clone())?, letters)));
        words.unwrap_or_else(|| self.into())
    }

    /// A paragraph outside lists and tables.
    pub(crate) fn is_paragraph(&self) -> bool {
        matches!(self.leaf.kind, LeafKind::Paragraph { .. }) && !self.announced
    }

    /// How deep in lists an item stands, from 0.
    pub(crate) fn depth(&self) -> Option<usize> {
        match self.leaf.kind {
            LeafKind::Item { depth, .. } => Some(depth),
            LeafKind::Paragraph { .. } if self.announced => Some(0),
            LeafKind::Title
            | LeafKind::Heading { .. }
            | LeafKind::Paragraph { .. }
            | LeafKind::Row { .. }
            | LeafKind::Image => None,
        }
    }

    /// The role of its field; [`Role::Other`] for headings.
    pub(crate) fn role(&self) -> Role {
        self.leaf.role.unwrap_or(Role::Other)
    }

    /// Its words without white space around them.
    pub(crate) fn trimmed(&self) -> Words<'_> {
        Words::known(self.text.trim(), &self.letters)
    }

    /// How many words it has.
    pub(crate) fn word_count(&self) -> usize {
        words(&self.text).count()
    }

    /// Ends as a sentence does.
    pub(crate) fn is_stopped(&self) -> bool {
        ends_with_stop(&self.text)
    }

    /// Whether `length` bytes of it from `at` can be changed by a mend: not in a table, and not words that follow a source.
    pub(crate) fn can_be_mended(&self, at: usize, length: usize) -> bool {
        !matches!(self.leaf.kind, LeafKind::Row { .. } | LeafKind::Image)
            && fairnotice_notice::mend::is_free(self.runs(), at, length)
    }

    /// Its runs.
    pub(crate) fn runs(&self) -> &[Run] {
        &self.leaf.runs
    }

    /// Whether a run leads somewhere, or an address to go to is written out or will be filled in.
    pub(crate) fn leads_somewhere(&self) -> bool {
        self.runs().iter().any(has_target) || names_page(&self.text) || self.text.contains("[organisation.")
    }

    /// Whether a page can be reached from it: an address to write to is none.
    pub(crate) fn leads_to_page(&self) -> bool {
        let page = |word: &str| !word.contains('@') && names_page(word);
        let target = |run: &Run| {
            let href = run.link.as_ref().and_then(|l| l.href.as_deref()).unwrap_or("").to_lowercase();
            has_target(run) && !["mailto:", "tel:", "#"].iter().any(|other| href.starts_with(other))
        };
        self.runs().iter().any(target) || self.text.split_whitespace().any(page) || self.text.contains("[organisation.")
    }

    /// The first sentence in which `test` finds something.
    pub(crate) fn sentence_with(&self, test: impl Fn(Words<'_>) -> bool) -> Option<Words<'_>> {
        self.sentences().find(|s| test(*s))
    }
}

impl<'t> From<&&'t Line<'_>> for Words<'t> {
    fn from(line: &&'t Line<'_>) -> Self {
        (*line).into()
    }
}

impl<'t> From<&'t Line<'_>> for Words<'t> {
    fn from(line: &'t Line<'_>) -> Self {
        Words::known(&line.text, &line.letters)
    }
}

/// Whether the address of a page is written out in some words.
pub(crate) fn names_page(words: &str) -> bool {
    ["http://", "https://", "www.", ".gov.uk"].iter().any(|mark| words.contains(mark))
}

/// Whether a run is a link that leads somewhere.
pub(crate) fn has_target(run: &Run) -> bool {
    run.link.as_ref().and_then(|l| l.href.as_deref()).is_some_and(|h| !matches!(h.trim(), "" | "#"))
}

fn is_small(word: &&str) -> bool {
    word.starts_with(char::is_lowercase)
}

/// The words of a text: letters, digits and what joins them.
pub(crate) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| c.is_whitespace() || matches!(c, '/' | '\u{2013}' | '\u{2014}'))
        .map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|w| !w.is_empty())
}

/// Ends with `.`, `?`, `!` or these before a closing bracket or quotation mark.
pub(crate) fn ends_with_stop(text: &str) -> bool {
    text.trim_end()
        .trim_end_matches([')', ']', '"', '\'', '\u{2019}', '\u{201d}'])
        .ends_with(['.', '?', '!', '\u{2026}'])
}

/// Abbreviations after which a full stop ends no sentence.
const ABBREVIATIONS: &[&str] = &[
    "e.g", "i.e", "etc", "mr", "mrs", "ms", "dr", "st", "no", "nos", "art", "arts", "para", "paras", "s", "ss", "sch",
    "reg", "regs", "ltd", "co", "vs", "v", "approx", "tel", "ext", "inc", "p", "pp", "cf", "viz", "hon", "rev", "sec",
];

/// Cuts a line into sentences: after `.`, `?` or `!` (and closing marks) before white space and a word that can
/// begin a sentence.
fn cut_sentences(text: &str) -> Vec<Range<usize>> {
    let mut cuts = Vec::new();
    let mut start = text.len() - text.trim_start().len();
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let mut i = 0;
    while let Some(&(at, c)) = chars.get(i) {
        i += 1;
        if !matches!(c, '.' | '?' | '!') {
            continue;
        }
        let before = text[start.min(at)..at].rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or("");
        let mut end = i;
        while chars
            .get(end)
            .is_some_and(|(_, c)| matches!(c, '.' | '?' | '!' | ')' | '"' | '\'' | '\u{2019}' | '\u{201d}'))
        {
            end += 1;
        }
        // "18. Safeguarding": the number of what follows.
        if start == at - before.len() && !before.is_empty() && before.chars().all(|c| c.is_ascii_digit()) {
            continue;
        }
        let Some(&(space, gap)) = chars.get(end) else { break };
        if !gap.is_whitespace() {
            continue;
        }
        let next = text[space..].trim_start().chars().next();
        let opens = next.is_some_and(|n| !n.is_lowercase() && !matches!(n, ',' | ';' | ':' | ')'));
        let lowered = before.to_lowercase();
        if !opens || (c == '.' && end == i && ABBREVIATIONS.contains(&lowered.as_str()) && lowered != "etc") {
            i = end;
            continue;
        }
        cuts.push(start..space);
        start = space + (text[space..].len() - text[space..].trim_start().len());
        i = end;
    }
    let end = text.trim_end().len();
    if start < end {
        cuts.push(start..end);
    }
    cuts
}

impl<'a> Text<'a> {
    /// Reads a text. `imported`: lists that a gap parts are one although their fields' roles differ, since the roles
    /// were guessed.
    pub(crate) fn read(content: &'a Content, imported: bool) -> Self {
        let mut lines: Vec<Line<'a>> = content
            .leaves()
            .into_iter()
            .enumerate()
            .map(|(index, leaf)| {
                let text = leaf.text();
                let sentences = cut_sentences(&text).into_iter().map(|r| {
                    let letters = Letters::of(text.get(r.clone()).unwrap_or(""));
                    (r, letters)
                });
                Line {
                    index,
                    announced: false,
                    sentences: sentences.collect(),
                    letters: Letters::of(&text),
                    text,
                    leaf,
                }
            })
            .collect();
        let announced = if imported { announced(&mut lines) } else { Vec::new() };
        let mut lists = group_lists(&lines, imported);
        lists.extend(announced);
        lists.sort_by_key(|l| l.items.first().copied());
        let members = lists.iter().enumerate().flat_map(|(n, g)| g.items.iter().map(move |i| (*i, n)));
        let list_of = members.collect();
        let mut small_words: HashMap<String, usize> = HashMap::new();
        for line in &lines {
            let words: BTreeSet<&str> = line.text.split(|c: char| !c.is_alphanumeric()).filter(is_small).collect();
            for word in words {
                *small_words.entry(word.to_owned()).or_default() += 1;
            }
        }
        let mut sections: HashMap<Option<usize>, Range<usize>> = HashMap::new();
        for line in &lines {
            sections.entry(line.leaf.section).or_insert(line.index..line.index).end = line.index + 1;
        }
        Text { content, lines, lists, sections, list_of, small_words }
    }

    /// Whether the small words are Welsh rather than English.
    pub(crate) fn reads_as_welsh(&self) -> bool {
        const WELSH: &[&str] =
            &["yn", "yr", "ar", "eich", "ein", "ni", "chi", "gan", "neu", "wybodaeth", "gyda", "rydym", "mae"];
        const ENGLISH: &[&str] =
            &["the", "and", "of", "to", "we", "you", "your", "our", "for", "is", "with", "information"];
        let lines = |words: &[&str]| words.iter().filter_map(|w| self.small_words.get(*w)).sum::<usize>();
        let welsh = lines(WELSH);
        welsh >= 6 && welsh > 2 * lines(ENGLISH)
    }

    /// The list in which a line is an item.
    pub(crate) fn list_of(&self, line: &Line<'_>) -> Option<&ListGroup> {
        self.list_of.get(&line.index).and_then(|n| self.lists.get(*n))
    }

    /// Whether another line has a word in small letters.
    pub(crate) fn has_small(&self, word: &str, line: &Line<'_>) -> bool {
        let own = line.text.split(|c: char| !c.is_alphanumeric()).any(|w| w == word);
        self.small_words.get(word).is_some_and(|lines| *lines > usize::from(own))
    }

    /// Every line but the title and the headings.
    pub(crate) fn body(&self) -> impl Iterator<Item = &Line<'a>> {
        self.lines.iter().filter(|l| !l.is_heading())
    }

    /// Every sentence of the body with its line.
    pub(crate) fn sentences(&self) -> impl Iterator<Item = (&Line<'a>, Words<'_>)> {
        self.body().flat_map(|l| l.sentences().map(move |s| (l, s)))
    }

    /// The heading over a line; empty where there is none.
    pub(crate) fn heading_of(&self, line: &Line<'_>) -> Words<'_> {
        // The heading is the first line of its section, unless it is empty.
        let first = self.section_lines(line).next().filter(|l| l.is_heading() && l.leaf.section.is_some());
        first.map_or_else(|| "".into(), Words::from)
    }

    /// The line after.
    pub(crate) fn next(&self, line: &Line<'_>) -> Option<&Line<'a>> {
        self.lines.get(line.index + 1)
    }

    /// The line before.
    pub(crate) fn before(&self, line: &Line<'_>) -> Option<&Line<'a>> {
        self.lines.get(line.index.checked_sub(1)?)
    }

    /// The lines of the same section, heading included.
    pub(crate) fn section_lines(&self, line: &Line<'_>) -> impl Iterator<Item = &Line<'a>> {
        let own = self.sections.get(&line.leaf.section).cloned().unwrap_or_default();
        self.lines.get(own).unwrap_or_default().iter()
    }

    /// Whether a line is followed directly by a list that it leads into.
    pub(crate) fn leads_into_list(&self, line: &Line<'_>) -> bool {
        let own = line.depth();
        self.next(line).is_some_and(|n| {
            n.is_item() && n.leaf.section == line.leaf.section && own.is_none_or(|d| n.depth() > Some(d))
        })
    }

    /// The items of a list.
    pub(crate) fn items<'t>(&'t self, list: &'t ListGroup) -> impl Iterator<Item = &'t Line<'a>> {
        list.items.iter().filter_map(|i| self.lines.get(*i))
    }

    /// The words that lead into a list.
    pub(crate) fn lead_in(&self, list: &ListGroup) -> Words<'_> {
        list.lead_in.and_then(|i| self.lines.get(i)).map_or_else(|| "".into(), Words::from)
    }

    /// The heading over a list.
    pub(crate) fn list_heading(&self, list: &ListGroup) -> Words<'_> {
        list.items.first().and_then(|i| self.lines.get(*i)).map_or_else(|| "".into(), |l| self.heading_of(l))
    }

    /// The role of a list's field.
    pub(crate) fn list_role(&self, list: &ListGroup) -> Role {
        list.items.first().and_then(|i| self.lines.get(*i)).map_or(Role::Other, Line::role)
    }
}

/// The most words of a line that is one of several.
const LONGEST_ANNOUNCED: usize = 45;

/// Finds short lines that a colon announces, two at least: a list that lost its signs on the way into the file.
fn announced(lines: &mut [Line<'_>]) -> Vec<ListGroup> {
    let mut groups = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let lead = &lines[at];
        // Without a colon, lines that begin small tell it: two at least, none of them a sentence.
        let small = |at: usize| {
            let line = lines.get(at).filter(|l| l.is_paragraph() && !l.is_stopped() && !l.trimmed().ends_with(':'));
            line.is_some_and(|l| l.leaf.section == lead.leaf.section && l.trimmed().starts_with(char::is_lowercase))
        };
        let leads = lead.trimmed().ends_with(':') || (small(at + 1) && small(at + 2));
        if !lead.is_paragraph() || !leads {
            at += 1;
            continue;
        }
        let mut items: Vec<usize> = Vec::new();
        let begins_small = lines.get(at + 1).is_some_and(|l| l.trimmed().starts_with(char::is_lowercase));
        for line in lines.iter().skip(at + 1).take_while(|l| l.is_paragraph() && l.leaf.section == lead.leaf.section) {
            let asks = line.text.contains('@') || line.trimmed().ends_with([':', '?']);
            // Among items that begin small, a capital begins a sentence of its own.
            let other = begins_small && line.trimmed().starts_with(char::is_uppercase);
            // A sentence after the list is no item of it, unless the items before it end as parts of one sentence do.
            let joined = |i: &usize| {
                let words = &lines[*i].trimmed();
                words.ends_with([';', ',']) || words.ends_with(" and") || words.ends_with(" or")
            };
            let after = line.is_stopped()
                && line.word_count() >= 6
                && line.trimmed().starts_with(char::is_uppercase)
                && !items.last().is_some_and(joined);
            if asks || other || after || line.word_count() > LONGEST_ANNOUNCED || line.sentences.len() > 1 {
                break;
            }
            items.push(line.index);
            if line.is_stopped() {
                break;
            }
        }
        // The lines of an address are none, nor are one line and a sentence.
        static REACHES: Pattern = Pattern::new(
            r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b|\bwww\.|\d{5}|\d{3} \d{4}|\b(?:house|street|road|lane|square|hall|centre|avenue) *,?$|\bpo box\b|^(?:telephone|phone|tel|minicom)\b *:",
        );
        let address = items.iter().any(|i| REACHES.is_match(&lines[*i]));
        let unstopped = items.iter().filter(|i| !lines[**i].is_stopped()).count();
        at += 1 + items.len();
        if unstopped >= 2 && !address {
            for item in &items {
                lines[*item].announced = true;
            }
            groups.push(ListGroup { lead_in: items.first().map(|i| i - 1), items, gaps: vec![] });
        }
    }
    groups
}

fn group_lists(lines: &[Line<'_>], imported: bool) -> Vec<ListGroup> {
    let mut groups: Vec<(Option<usize>, ListGroup)> = Vec::new();
    let mut known: HashMap<Option<usize>, usize> = HashMap::new();
    let mut last_outer: Option<usize> = None;
    for line in lines.iter().filter(|l| l.is_item() && !l.announced) {
        if let Some(at) = known.get(&line.leaf.list).copied() {
            groups[at].1.items.push(line.index);
            continue;
        }
        let before = line.index.checked_sub(1).and_then(|i| lines.get(i));
        let outer = line.depth() == Some(0);
        let follows_list =
            before.is_some_and(|b| b.depth().is_some() && !b.announced && b.leaf.section == line.leaf.section);
        if outer
            && follows_list
            && let Some(at) = last_outer
            && let Some(one) = before
            && (imported || one.leaf.field == line.leaf.field || one.leaf.role == line.leaf.role)
        {
            let (list, group) = &mut groups[at];
            group.gaps.push(line.index);
            group.items.push(line.index);
            *list = line.leaf.list;
            known.insert(line.leaf.list, at);
            continue;
        }
        let lead_in = before.filter(|b| (b.is_paragraph() || !outer) && b.leaf.section == line.leaf.section);
        groups.push((
            line.leaf.list,
            ListGroup { lead_in: lead_in.map(|l| l.index), items: vec![line.index], gaps: vec![] },
        ));
        known.insert(line.leaf.list, groups.len() - 1);
        if outer {
            last_outer = Some(groups.len() - 1);
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_where_a_reader_ends_them() {
        let cut = |text: &str| -> Vec<String> { cut_sentences(text).into_iter().map(|r| text[r].to_owned()).collect() };
        for (text, expected) in [
            ("One. Two.", vec!["One.", "Two."]),
            ("One (or two). Three", vec!["One (or two).", "Three"]),
            ("We use data (e.g. Names). Really?  Yes", vec!["We use data (e.g. Names).", "Really?", "Yes"]),
            ("See Art. 6 and s. 8.", vec!["See Art. 6 and s. 8."]),
            ("Version 1.2 of example.gov.uk is here.", vec!["Version 1.2 of example.gov.uk is here."]),
            ("Wait.. Then", vec!["Wait..", "Then"]),
            ("  ", vec![]),
            ("", vec![]),
            ("\u{a0}é. É?", vec!["é.", "É?"]),
        ] {
            assert_eq!(cut(text), expected, "{text:?}");
        }
    }

    #[test]
    fn a_gap_makes_two_lists_that_are_read_as_one() {
        use fairnotice_notice::{Block, Field, FieldKind, Section};
        let mut content = Content::new("T", "en-GB");
        content.sections.push(Section {
            id: "s1".into(),
            heading: "H".into(),
            level: 2,
            fields: vec![Field {
                id: "f1".into(),
                role: Role::Recipients,
                kind: FieldKind::Prose,
                blocks: vec![
                    Block::paragraph("We share with:"),
                    Block::bullets(["a", "b"]),
                    Block::bullets(["c"]),
                    Block::paragraph("And with:"),
                    Block::bullets(["d"]),
                ],
            }],
        });
        let text = Text::read(&content, false);
        let shape: Vec<(usize, usize)> = text.lists.iter().map(|l| (l.items.len(), l.gaps.len())).collect();
        assert_eq!(shape, [(3, 1), (1, 0)]);
        assert_eq!(text.lead_in(&text.lists[1]).as_str(), "And with:");
    }
}
