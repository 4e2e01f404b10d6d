//! Cutting text into the words that a redline keeps, deletes or inserts.
//!
//! Words follow UAX 29; punctuation and space belong to the word before them. What a reader takes as one
//! thing stays one word: `decision-making`, `6(1)(e)`, `£1,200`, `12 March 2026`, `no longer`, an address.

use std::ops::Range;
use unicode_normalization::UnicodeNormalization as _;
use unicode_segmentation::UnicodeSegmentation;

/// One word with what follows it up to the next word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    /// The word itself, as bytes of the text; empty only for what stands before a text's first word.
    pub(crate) core: Range<usize>,
    /// Where the punctuation and space after it end.
    pub(crate) end: usize,
}

impl Word {
    /// The same word in a text that stands `by` bytes later.
    pub(crate) fn shifted(&self, by: usize) -> Word {
        Word { core: self.core.start + by..self.core.end + by, end: self.end + by }
    }
}

/// The words of a text. Their ranges follow one another without a gap and cover the whole text.
pub(crate) fn words(text: &str) -> Vec<Word> {
    let pieces: Vec<(usize, &str)> = text.split_word_bound_indices().collect();
    let mut found: Vec<Word> = Vec::new();
    let mut chunk = Chunk { end: 0, address: false };
    let mut at = 0;
    while at < pieces.len() {
        let (start, piece) = pieces[at];
        if start >= chunk.end {
            chunk = Chunk::at(text, start);
        }
        if is_word(piece) || starts_sum(&pieces, at) {
            let next = core_end(&pieces, at, &chunk);
            let end = pieces.get(next).map_or(text.len(), |(s, _)| *s);
            found.push(Word { core: start..end, end });
            at = next;
        } else {
            let end = start + piece.len();
            match found.last_mut() {
                Some(last) => last.end = end,
                None => found.push(Word { core: 0..0, end }),
            }
            at += 1;
        }
    }
    join_units(text, found)
}

/// How many words a reader counts in a piece of text.
pub(crate) fn count(text: &str) -> usize {
    text.unicode_words().count()
}

/// Whether a word is so common that it says nothing about two texts being the same. Negations are not in it.
pub(crate) fn is_common(word: &str) -> bool {
    const COMMON: &[&str] = &[
        "", "a", "about", "also", "an", "and", "any", "are", "as", "at", "be", "been", "but", "by", "can", "do", "for",
        "from", "has", "have", "if", "in", "into", "is", "it", "its", "may", "of", "on", "or", "our", "so", "such",
        "that", "the", "their", "them", "they", "this", "those", "to", "us", "was", "we", "were", "when", "which",
        "who", "will", "with", "you", "your",
    ];
    COMMON.binary_search(&word).is_ok()
}

/// Whether a word must not be hidden in a larger change: a number, or a word that turns the meaning round.
pub(crate) fn is_telling(lower: &str) -> bool {
    lower.contains(char::is_numeric)
        || matches!(lower, "not" | "no" | "never" | "no longer" | "cannot" | "without" | "unless" | "except")
        || lower.ends_with("n't")
        || lower.ends_with("n’t")
}

/// A text without what only its look needs: white space, quotation marks, apostrophes and dashes; letters with their
/// accents in one spelling (Unicode NFC). The minus before a number is no look.
pub(crate) fn bare(text: &str) -> String {
    let of_the_look = |c: char| {
        c.is_whitespace()
            || is_dash(c)
            || matches!(c, '\'' | '"' | '`' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
            || ('\u{2018}'..='\u{201f}').contains(&c)
    };
    let mut out = String::with_capacity(text.len());
    let mut before = None;
    let mut characters = text.nfc().peekable();
    while let Some(c) = characters.next() {
        let minus = is_dash(c)
            && characters.peek().is_some_and(char::is_ascii_digit)
            && before.is_none_or(|b: char| b.is_whitespace() || matches!(b, '(' | '£' | '$' | '€'));
        if minus {
            out.push('-');
        } else if !of_the_look(c) {
            out.push(c);
        }
        before = Some(c);
    }
    out
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2212}') || ('\u{2010}'..='\u{2015}').contains(&c)
}

/// A stretch of text without white space.
struct Chunk {
    end: usize,
    address: bool,
}

impl Chunk {
    fn at(text: &str, start: usize) -> Chunk {
        let rest = &text[start..];
        let len = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let chunk = &rest[..len];
        let mail = chunk.find('@').is_some_and(|i| {
            chunk[..i].chars().next_back().is_some_and(char::is_alphanumeric)
                && chunk[i + 1..].chars().next().is_some_and(char::is_alphanumeric)
        });
        let address = mail || chunk.contains("://") || chunk.starts_with("www.") || chunk.starts_with("mailto:");
        Chunk { end: start + len.max(1), address }
    }
}

fn is_word(piece: &str) -> bool {
    piece.chars().any(char::is_alphanumeric)
}

/// A currency sign directly before a number.
fn starts_sum(pieces: &[(usize, &str)], at: usize) -> bool {
    matches!(pieces[at].1, "£" | "€" | "$")
        && pieces.get(at + 1).is_some_and(|(_, next)| next.starts_with(|c: char| c.is_ascii_digit()))
}

/// The index of the first piece after the word that starts with piece `at`.
fn core_end(pieces: &[(usize, &str)], at: usize, chunk: &Chunk) -> usize {
    let word_at = |i: usize| pieces.get(i).is_some_and(|(_, p)| is_word(p));
    let text_at = |i: usize| pieces.get(i).map_or("", |(_, p)| *p);
    let mut next = if is_word(pieces[at].1) { at + 1 } else { at + 2 };
    if chunk.address {
        let mut last = next;
        while next < pieces.len() && pieces[next].0 < chunk.end {
            if is_word(pieces[next].1) || pieces[next].1 == "/" {
                last = next + 1;
            }
            next += 1;
        }
        return last;
    }
    loop {
        let hyphen = matches!(text_at(next), "-" | "\u{2010}" | "\u{2011}" | "_") && word_at(next + 1);
        let digits = |i: usize| text_at(i).bytes().all(|b| b.is_ascii_digit());
        let slash = text_at(next) == "/" && word_at(next + 1) && digits(next - 1) && digits(next + 1);
        if hyphen || slash {
            next += 2;
        } else if text_at(next) == "("
            && word_at(next + 1)
            && text_at(next + 1).len() <= 4
            && text_at(next + 2) == ")"
            && text_at(next - 1).starts_with(|c: char| c.is_ascii_digit() || c == ')')
        {
            next += 3;
        } else if text_at(next) == "%" && text_at(next - 1).ends_with(|c: char| c.is_ascii_digit()) {
            next += 1;
        } else {
            return next;
        }
    }
}

const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Whether a text is one date: "12 March 2026", "May 2026".
pub(crate) fn is_date(text: &str) -> bool {
    let found = words(text);
    let month = |word: &str| MONTHS.iter().any(|m| m.eq_ignore_ascii_case(word));
    found.len() == 1 && text.contains(' ') && text.split(' ').any(month)
}

/// Whether two words are the halves of a telephone number: "01632 960100".
fn is_phone(first: &str, second: &str) -> bool {
    let digits = |s: &str| s.len() >= 3 && s.bytes().all(|b| b.is_ascii_digit());
    first.starts_with('0') && digits(first) && digits(second) && first.len() + second.len() >= 7
}

/// Whether two words are the halves of a British postcode: "AV1 4QT".
fn is_postcode(first: &str, second: &str) -> bool {
    let letters = first.bytes().take_while(u8::is_ascii_uppercase).count();
    let area = &first.as_bytes()[letters..];
    let unit = second.as_bytes();
    (1..=2).contains(&letters)
        && (1..=2).contains(&area.len())
        && area[0].is_ascii_digit()
        && matches!(unit, [a, b, c] if a.is_ascii_digit() && b.is_ascii_uppercase() && c.is_ascii_uppercase())
}

/// Joins dates, telephone numbers, postcodes and "no longer" into one word each.
fn join_units(text: &str, words: Vec<Word>) -> Vec<Word> {
    let core = |w: &Word| &text[w.core.clone()];
    let blank = |w: &Word| {
        let tail = &text[w.core.end..w.end];
        !tail.is_empty() && tail.chars().all(|c| c == ' ' || c == '\u{a0}')
    };
    let is_month = |w: &Word| {
        (3..=9).contains(&core(w).len())
            && core(w).starts_with(|c: char| c.is_ascii_uppercase())
            && MONTHS.iter().any(|month| month.eq_ignore_ascii_case(core(w)))
    };
    let is_year = |w: &Word| core(w).len() == 4 && core(w).bytes().all(|b| b.is_ascii_digit());
    let is_day = |w: &Word| {
        let c = core(w);
        let digits = c.trim_end_matches(|c: char| c.is_ascii_lowercase());
        matches!(&c[digits.len()..], "" | "st" | "nd" | "rd" | "th")
            && digits.len() <= 2
            && digits.parse::<u8>().is_ok_and(|d| (1..=31).contains(&d))
    };
    let mut joined: Vec<Word> = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        let follows = |n: usize, is: &dyn Fn(&Word) -> bool| {
            words.get(at + n).is_some_and(is) && words.get(at + n - 1).is_some_and(blank)
        };
        let mut take = 1;
        if is_day(&words[at]) && follows(1, &is_month) {
            take = if follows(2, &is_year) { 3 } else { 2 };
        } else if is_phone(core(&words[at]), "0000") && follows(1, &|w| is_phone(core(&words[at]), core(w))) {
            take = 2;
            // "020 7946 0000"
            let all_digits = |w: &Word| core(w).len() >= 3 && core(w).bytes().all(|b| b.is_ascii_digit());
            take += usize::from(follows(2, &all_digits));
        } else if (is_month(&words[at]) && follows(1, &is_year))
            || follows(1, &|w| is_postcode(core(&words[at]), core(w)))
            || (core(&words[at]).eq_ignore_ascii_case("no") && follows(1, &|w| core(w) == "longer"))
        {
            take = 2;
        }
        let last = &words[at + take - 1];
        joined.push(Word { core: words[at].core.start..last.core.end, end: last.end });
        at += take;
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_reader_takes_as_one_word() {
        let cases: &[(&str, &[&str])] = &[
            ("The cat, sat.", &["The", "cat", "sat"]),
            ("decision-making (new)", &["decision-making", "new"]),
            ("Article 6(1)(e) applies", &["Article", "6(1)(e)", "applies"]),
            ("costs £1,200 or 5%.", &["costs", "£1,200", "or", "5%"]),
            ("from 12 March 2026 on", &["from", "12 March 2026", "on"]),
            ("since May 2025", &["since", "May 2025"]),
            ("we no longer share", &["we", "no longer", "share"]),
            ("Ask (dpo@averley.example.gov.uk).", &["Ask", "dpo@averley.example.gov.uk"]),
            ("See https://averley.example/a/b?c=1.", &["See", "https://averley.example/a/b?c=1"]),
            ("(a) one", &["", "a", "one"]),
            ("—", &[""]),
            ("you may 2 go", &["you", "may", "2", "go"]),
            ("ring 01632 960100 now", &["ring", "01632 960100", "now"]),
            ("ring 020 7946 0000.", &["ring", "020 7946 0000"]),
            ("on 14/03/2023.", &["on", "14/03/2023"]),
            ("and/or", &["and", "or"]),
            ("Averley, AV1 4QT", &["Averley", "AV1 4QT"]),
            ("in 2025 2026", &["in", "2025", "2026"]),
        ];
        for (text, expected) in cases {
            let found = words(text);
            let cores: Vec<&str> = found.iter().map(|w| &text[w.core.clone()]).collect();
            assert_eq!(&cores, expected, "{text}");
            let mut end = 0;
            for word in &found {
                assert_eq!(word.core.start, end, "no gap in {text}");
                end = word.end;
            }
            assert_eq!(end, text.len());
        }
    }

    #[test]
    fn the_common_words_are_sorted() {
        for word in ["a", "the", "of", "your", "", "and"] {
            assert!(is_common(word), "{word}");
        }
        for word in ["not", "no", "never", "police"] {
            assert!(!is_common(word), "{word} must hold its own");
        }
    }
}
