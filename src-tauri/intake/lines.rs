//! The lines of a plain text and what each is by itself.

use crate::headings;
use std::collections::BTreeMap;

/// The sign that stands before a list item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sign {
    /// `-`, `•`, `*`, `–` and their like.
    Bullet,
    /// `o`, `◦`: what word processors put on the second level.
    Ring,
    /// `▪`, `§`: the third level.
    Square,
    /// `1.`, `2)`.
    Digit,
    /// `a)`, `(b)`.
    Letter,
    /// `i.`, `(ii)`.
    Roman,
}

impl Sign {
    /// Whether items under this sign are numbered.
    pub(crate) fn is_ordered(self) -> bool {
        match self {
            Sign::Digit | Sign::Letter | Sign::Roman => true,
            Sign::Bullet | Sign::Ring | Sign::Square => false,
        }
    }
}

/// What a line is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Nothing but white space.
    Blank,
    /// A line of `=`, `-` or `*` only: a rule, or the underlining of the line above. No words.
    Rule,
    /// `#` to `######`.
    Hash {
        /// The number of signs.
        level: u8,
    },
    /// A list item.
    Item {
        /// Its sign.
        sign: Sign,
        /// The column of its text.
        column: usize,
    },
    /// Anything else.
    Text,
}

/// A line of the file.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    /// 1-based.
    pub(crate) number: u32,
    /// The width of the white space before it, tabs counted to the next multiple of four.
    pub(crate) indent: usize,
    /// What it is.
    pub(crate) kind: Kind,
    /// The words, without the sign, trimmed of spaces and tabs but not of no-break spaces.
    pub(crate) text: String,
    /// The words with the sign as it stood, for when the line turns out to be no item.
    pub(crate) whole: String,
    /// The head or the foot of a page, by standing in the text again and again.
    pub(crate) of_page: bool,
    /// Which numbers the sign of a numbered item can mean.
    numbers: Numbers,
}

const BULLETS: &[char] =
    &['•', '·', '●', '∙', '‣', '➢', '➤', '►', '✓', '✔', '❖', '◆', '⁃', '\u{f0b7}', '\u{f0d8}', '\u{f0fc}'];
const RINGS: &[char] = &['◦', '○', '⚬'];
const SQUARES: &[char] = &['▪', '■', '□', '▫', '\u{f0a7}'];

/// Whether a character is white space within a line or stands for nothing at all.
fn is_gap(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}')
}

fn trim(text: &str) -> &str {
    text.trim_matches([' ', '\t'])
}

/// The lines of a text. A vertical tab or a form feed ends a line, but is none of its own in the count.
pub(crate) fn split(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut number = 0u32;
    let mut rest = text;
    while !rest.is_empty() {
        number = number.saturating_add(1);
        let (line, after) = match rest.find(['\n', '\r']) {
            Some(at) => {
                let width = if rest[at..].starts_with("\r\n") { 2 } else { 1 };
                (&rest[..at], &rest[at + width..])
            }
            None => (rest, ""),
        };
        lines.extend(line.split(['\u{b}', '\u{c}']).map(|part| classify(number, part)));
        rest = after;
    }
    mark_page_lines(&mut lines);
    pair_signs(&mut lines);
    demote_loose_numbers(&mut lines);
    demote_dashes_in_sentences(&mut lines);
    lines
}

/// A line with every number made the same: "Page 2 of 9" and "Page 3 of 9" have one shape.
pub(crate) fn shape(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars().filter(|c| !is_gap(*c)) {
        if !c.is_ascii_digit() {
            out.extend(c.to_lowercase());
        } else if !out.ends_with('#') {
            out.push('#');
        }
    }
    out
}

/// Marks what stood at the head and the foot of the pages that a text was taken from: short lines that say the same three
/// times or more, and numbers of pages twice.
fn mark_page_lines(lines: &mut [Line]) {
    let short = |l: &Line| {
        l.kind == Kind::Text && l.text.split_whitespace().count() <= 14 && !l.text.ends_with([':', '?', '.'])
    };
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for line in lines.iter().filter(|l| short(l)) {
        *times.entry(shape(&line.text)).or_default() += 1;
    }
    for line in lines.iter_mut().filter(|l| short(l)) {
        let form = shape(&line.text);
        let often = times.get(&form).copied().unwrap_or(0);
        let numbered = form.contains("page#") || form.contains("tudalen#") || headings::is_page_number(&line.text);
        line.of_page = often > 2 || (often > 1 && numbered);
    }
}

/// Some programs write the signs of a list first and its items after them: each sign goes back to its item.
fn pair_signs(lines: &mut [Line]) {
    let bare = |l: &Line| matches!(l.kind, Kind::Item { .. }) && l.text.is_empty() && l.numbers.is_empty();
    let mut at = 0;
    while at < lines.len() {
        if !bare(&lines[at]) {
            at += 1;
            continue;
        }
        let mut signs: Vec<usize> = Vec::new();
        let mut next = at;
        while next < lines.len() && (bare(&lines[next]) || lines[next].kind == Kind::Blank) {
            if bare(&lines[next]) {
                signs.push(next);
            }
            next += 1;
        }
        // The items follow with or without lines between them, as many as there are signs, and then something else.
        let mut items: Vec<usize> = Vec::new();
        let mut end = next;
        while end < lines.len() && items.len() < signs.len() {
            match lines[end].kind {
                Kind::Text if !lines[end].of_page => items.push(end),
                Kind::Blank => {}
                Kind::Text | Kind::Rule | Kind::Hash { .. } | Kind::Item { .. } => break,
            }
            end += 1;
        }
        let ends = lines.get(end).is_none_or(|l| l.kind != Kind::Text);
        if signs.len() > 1 && items.len() == signs.len() && ends {
            for (sign, item) in signs.iter().zip(&items) {
                let indent = lines[*sign].indent;
                lines[*item].indent = indent;
                if let Kind::Item { sign, .. } = lines[*sign].kind {
                    lines[*item].kind = Kind::Item { sign, column: indent + 2 };
                }
                lines[*sign].kind = Kind::Blank;
            }
        }
        at = end.max(at + 1);
    }
}

fn classify(number: u32, raw: &str) -> Line {
    let mut indent = 0;
    let mut start = raw.len();
    for (at, c) in raw.char_indices() {
        match c {
            '\t' => indent = (indent / 4 + 1) * 4,
            ' ' => indent += 1,
            _ => {
                start = at;
                break;
            }
        }
    }
    let whole = trim(&raw[start..]).to_owned();
    let mut line =
        Line { number, indent, kind: Kind::Text, text: whole.clone(), whole, of_page: false, numbers: Vec::new() };
    if line.whole.chars().all(is_gap) {
        (line.kind, line.text) = (Kind::Blank, String::new());
        return line;
    }
    if is_rule(&line.whole) {
        line.kind = Kind::Rule;
        return line;
    }
    let hashes = line.whole.bytes().take_while(|b| *b == b'#').count();
    if (1..=6).contains(&hashes)
        && let Some(words) = line.whole[hashes..].strip_prefix([' ', '\t'])
        && !trim(words).is_empty()
    {
        line.kind = Kind::Hash { level: hashes as u8 };
        line.text = trim(trim(words).trim_end_matches('#')).to_owned();
        return line;
    }
    // Word pads bullets, and what stands before them, with no-break spaces.
    let padded = line.whole.trim_start_matches(is_gap);
    let padding = line.whole[..line.whole.len() - padded.len()].chars().count();
    if let Some((sign, length, numbers)) = sign_of(padded) {
        let after = &padded[length..];
        let words = after.trim_start_matches(is_gap);
        line.indent += padding;
        let column = line.indent + padded[..padded.len() - words.len()].chars().count();
        line.kind = Kind::Item { sign, column };
        line.text = trim(words).to_owned();
        line.numbers = numbers;
    }
    line
}

fn is_rule(text: &str) -> bool {
    let signs: Vec<char> = text.chars().filter(|c| !is_gap(*c)).collect();
    signs.len() >= 3 && matches!(signs[0], '-' | '=' | '*' | '~' | '–' | '—') && signs.iter().all(|c| *c == signs[0])
}

/// The numbers that a sign can mean: "i)" is one in Roman numbers and nine in letters.
type Numbers = Vec<(Sign, u32)>;

/// The sign at the start of a line, its length in bytes, and the numbers that it can mean.
fn sign_of(text: &str) -> Option<(Sign, usize, Numbers)> {
    let first = text.chars().next()?;
    let width = first.len_utf8();
    let gap_after = |at: usize| text[at..].chars().next().is_none_or(is_gap);
    if BULLETS.contains(&first) {
        return Some((Sign::Bullet, width, vec![]));
    }
    if RINGS.contains(&first) {
        return Some((Sign::Ring, width, vec![]));
    }
    if SQUARES.contains(&first) {
        return Some((Sign::Square, width, vec![]));
    }
    if gap_after(width) {
        match first {
            '-' | '–' | '—' | '*' | '+' | '‐' | '−' => return Some((Sign::Bullet, width, vec![])),
            // Alone on a line an "o" or a section sign is a word.
            'o' if text.len() > 1 => return Some((Sign::Ring, width, vec![])),
            '§' if text.len() > 2 && text[width..].starts_with('\t') => return Some((Sign::Square, width, vec![])),
            _ => {}
        }
    }
    let open = usize::from(first == '(');
    let name: String = text[open..].chars().take_while(char::is_ascii_alphanumeric).take(5).collect();
    let close = open + name.len();
    let end = text[close..].chars().next()?;
    if name.is_empty() || !(end == ')' || (end == '.' && open == 0)) || !gap_after(close + 1) {
        return None;
    }
    let mut numbers = Vec::new();
    if name.bytes().all(|b| b.is_ascii_digit()) && name.len() <= 3 {
        numbers.push((Sign::Digit, name.parse().ok()?));
    } else if name.bytes().all(|b| b.is_ascii_lowercase()) {
        if let Some(value) = roman(&name) {
            numbers.push((Sign::Roman, value));
        }
        if let [letter] = name.as_bytes() {
            numbers.push((Sign::Letter, u32::from(letter - b'a') + 1));
        }
    }
    let sign = numbers.first()?.0;
    Some((sign, close + 1, numbers))
}

/// Small Roman numbers as they stand before list items: i to xxxix.
fn roman(name: &str) -> Option<u32> {
    let tens = name.bytes().take_while(|b| *b == b'x').count();
    let ones = match &name[tens..] {
        "" => 0,
        "i" => 1,
        "ii" => 2,
        "iii" => 3,
        "iv" => 4,
        "v" => 5,
        "vi" => 6,
        "vii" => 7,
        "viii" => 8,
        "ix" => 9,
        _ => return None,
    };
    let value = tens as u32 * 10 + ones;
    (tens <= 3 && value > 0).then_some(value)
}

/// A number before a line is a list's only when the list counts 1, 2, 3 …; otherwise it belongs to the words (a
/// numbered heading, the number of a section of an Act) and taking it away would lose it.
fn demote_loose_numbers(lines: &mut [Line]) {
    let numbered: Vec<usize> = (0..lines.len()).filter(|&i| !lines[i].numbers.is_empty()).collect();
    let mut settled = vec![false; lines.len()];
    for (k, &start) in numbered.iter().enumerate() {
        if settled[start] {
            continue;
        }
        let mut best: Option<(Sign, Vec<usize>)> = None;
        for &(sign, value) in &lines[start].numbers {
            if value != 1 {
                continue;
            }
            let chain = chain_from(lines, &numbered[k..], sign);
            if chain.len() > 1 && best.as_ref().is_none_or(|(_, b)| chain.len() > b.len()) {
                best = Some((sign, chain));
            }
        }
        if let Some((sign, chain)) = best {
            let headings = chain.iter().filter(|&&i| heads_a_section(lines, i)).count();
            if headings * 2 <= chain.len() {
                for i in chain {
                    settled[i] = true;
                    if let Kind::Item { sign: s, .. } = &mut lines[i].kind {
                        *s = sign;
                    }
                }
            }
        }
    }
    for i in numbered {
        if !settled[i] {
            lines[i].kind = Kind::Text;
            lines[i].text = lines[i].whole.clone();
        }
    }
}

/// The lines that count on from the first of `numbered`, at its indentation, before other text comes between.
fn chain_from(lines: &[Line], numbered: &[usize], sign: Sign) -> Vec<usize> {
    let Some(&first) = numbered.first() else { return vec![] };
    let indent = lines[first].indent;
    let mut chain = vec![first];
    let mut wanted = 2;
    let mut after_blank = false;
    for (i, line) in lines.iter().enumerate().skip(first + 1) {
        match &line.kind {
            Kind::Blank => after_blank = true,
            Kind::Hash { .. } | Kind::Rule => break,
            Kind::Text if after_blank && line.indent <= indent => break,
            Kind::Text => {}
            Kind::Item { .. } => {
                // Less indented, or counting from one again: another list.
                if line.indent < indent || (line.indent == indent && line.numbers.contains(&(sign, 1))) {
                    break;
                }
                if line.indent == indent && line.numbers.contains(&(sign, wanted)) {
                    chain.push(i);
                    wanted += 1;
                }
                after_blank = false;
            }
        }
    }
    chain
}

/// Whether a numbered line stands alone and reads as a known heading.
fn heads_a_section(lines: &[Line], at: usize) -> bool {
    let blank = |i: Option<usize>| i.and_then(|i| lines.get(i)).is_none_or(|l| l.kind == Kind::Blank);
    blank(at.checked_sub(1))
        && blank(Some(at + 1))
        && !lines[at].text.ends_with(['.', ';', ':', ','])
        && fairnotice_lexicon::hints::role_of_heading(&lines[at].text).is_some()
}

/// A dash at the start of a line that goes on with the sentence of the line above is no bullet.
fn demote_dashes_in_sentences(lines: &mut [Line]) {
    for i in 1..lines.len() {
        let is_item = |l: Option<&Line>| l.is_some_and(|l| matches!(l.kind, Kind::Item { .. }));
        let dash = is_item(Some(&lines[i])) && lines[i].whole.starts_with(['-', '–', '—', '−']);
        let above = &lines[i - 1];
        if dash
            && above.kind == Kind::Text
            && !above.text.ends_with([':', '.', '?', '!', ';'])
            && above.indent == lines[i].indent
            && !is_item(lines.get(i + 1))
            && lines[i].text.starts_with(char::is_lowercase)
        {
            lines[i].kind = Kind::Text;
            lines[i].text = lines[i].whole.clone();
        }
    }
}
