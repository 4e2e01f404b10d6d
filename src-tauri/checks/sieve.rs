//! Which expressions need not be tried on which words.
//!
//! There are hundreds of expressions and most match nowhere in most sentences. What every match of an expression must
//! hold is told from the expression itself ("consent", or "withdraw" or "opt"); which letters stand together in a
//! sentence is reckoned once. Where no such piece can be in the sentence, the expression is not tried. This is the way
//! an index of letter triples serves a search by regular expression (R. Cox, "Regular Expression Matching with a Trigram
//! Index", 2012); a wrong "perhaps" costs time and nothing else, and there is no wrong "no".

use regex_syntax::hir::{Class, Hir, HirKind};
use std::collections::BTreeSet;

/// How many letters in a row are looked at together.
const TOGETHER: usize = 3;
/// Bits of the set of those that stand in some words: a long paragraph fills a quarter of it.
const BITS: usize = 2048;
/// More pieces than this, one of which a match must hold, take longer to look for than the expression takes.
const MOST_PIECES: usize = 48;
/// What stands for any white space, and for both apostrophes.
const SPACE: char = ' ';
const APOSTROPHE: char = '\'';

/// Which letters stand together in some words.
#[derive(Clone, Debug)]
pub(crate) struct Letters([u64; BITS / 64]);

impl Letters {
    /// Reads some words.
    pub(crate) fn of(words: &str) -> Self {
        let mut letters = Letters([0; BITS / 64]);
        let mut last = ['\0'; TOGETHER];
        let mut spaced = false;
        for c in words.chars() {
            let c = plain(c);
            if spaced && c == SPACE {
                continue;
            }
            spaced = c == SPACE;
            last.rotate_left(1);
            last[TOGETHER - 1] = c;
            letters.put(place(last));
        }
        letters
    }

    fn put(&mut self, bit: u16) {
        if let Some(word) = self.0.get_mut(usize::from(bit) / 64) {
            *word |= 1 << (bit % 64);
        }
    }

    fn has(&self, bit: u16) -> bool {
        self.0.get(usize::from(bit) / 64).is_some_and(|word| word & (1 << (bit % 64)) != 0)
    }
}

/// A letter as the expressions mean it: without case, white space and apostrophes all one.
fn plain(c: char) -> char {
    match c {
        'a'..='z' | '0'..='9' => c,
        'A'..='Z' => c.to_ascii_lowercase(),
        '\'' | '\u{2019}' => APOSTROPHE,
        // Unicode holds these two equal to a letter of ours where case is ignored.
        '\u{17f}' => 's',
        '\u{212a}' => 'k',
        c if c.is_whitespace() => SPACE,
        c if c.is_ascii() => c,
        c => c.to_lowercase().next().unwrap_or(c),
    }
}

/// The bit of some letters.
fn place(letters: [char; TOGETHER]) -> u16 {
    let sum = letters.into_iter().fold(0_u32, |sum, c| sum.wrapping_mul(0x0100_0193) ^ u32::from(c));
    let mixed = sum.wrapping_mul(0x9E37_79B1) >> 16;
    (mixed as usize % BITS) as u16
}

/// What words must hold for an expression to match somewhere in them: one of these pieces, whole.
#[derive(Clone, Debug)]
pub(crate) struct Needed(Vec<Vec<u16>>);

impl Needed {
    /// What an expression asks for; `None` where that can't be told, or is too much to look for.
    pub(crate) fn by(expression: &str) -> Option<Self> {
        let hir = regex_syntax::parse(expression).ok()?;
        let pieces = read(&hir).best()?;
        let bits = |piece: &String| {
            let letters: Vec<char> = piece.chars().collect();
            letters.windows(TOGETHER).filter_map(|w| w.try_into().ok()).map(place).collect()
        };
        Some(Needed(pieces.iter().map(bits).collect()))
    }

    /// Whether words with these letters may hold one of the pieces.
    pub(crate) fn may_be_in(&self, letters: &Letters) -> bool {
        self.0.iter().any(|piece| piece.iter().all(|bit| letters.has(*bit)))
    }
}

/// What is known of the words that a part of an expression matches.
struct Known {
    /// All of them, where they are few.
    exact: Option<BTreeSet<String>>,
    /// Pieces of which each of them holds one.
    needed: Option<BTreeSet<String>>,
}

impl Known {
    fn exactly(all: BTreeSet<String>) -> Known {
        Known { exact: Some(all), needed: None }
    }

    fn nothing() -> Known {
        Known { exact: None, needed: None }
    }

    /// The pieces to look for: none shorter than what is looked at together.
    fn best(self) -> Option<BTreeSet<String>> {
        let usable = |pieces: &BTreeSet<String>| {
            !pieces.is_empty() && pieces.len() <= MOST_PIECES && pieces.iter().all(|p| p.chars().count() >= TOGETHER)
        };
        let mut both: Vec<BTreeSet<String>> = self.exact.into_iter().chain(self.needed).filter(usable).collect();
        both.sort_by_key(worth);
        both.pop()
    }
}

/// How much pieces tell: the shortest weighs most, then how few they are.
fn worth(pieces: &BTreeSet<String>) -> (usize, std::cmp::Reverse<usize>) {
    let shortest = pieces.iter().map(|p| p.chars().count()).min().unwrap_or(0);
    (shortest.min(6), std::cmp::Reverse(pieces.len()))
}

fn read(hir: &Hir) -> Known {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => Known::exactly(BTreeSet::from([String::new()])),
        HirKind::Literal(literal) => match std::str::from_utf8(&literal.0) {
            Ok(words) => {
                let piece = words.chars().fold(String::new(), |piece, c| join(&piece, &plain(c).to_string()));
                Known::exactly(BTreeSet::from([piece]))
            }
            Err(_) => Known::nothing(),
        },
        HirKind::Class(Class::Unicode(class)) => {
            let few = class.ranges().iter().map(|r| u32::from(r.end()) - u32::from(r.start()) + 1).sum::<u32>() <= 40;
            let letters: BTreeSet<String> = match few {
                true => class.ranges().iter().flat_map(|r| r.start()..=r.end()).map(|c| plain(c).to_string()).collect(),
                false => BTreeSet::new(),
            };
            if letters.is_empty() || letters.len() > 4 { Known::nothing() } else { Known::exactly(letters) }
        }
        HirKind::Class(Class::Bytes(_)) => Known::nothing(),
        HirKind::Capture(capture) => read(&capture.sub),
        HirKind::Repetition(repetition) => {
            let inner = read(&repetition.sub);
            let spaces = inner.exact.as_ref().is_some_and(|e| e.iter().eq([" "]));
            match (repetition.min, repetition.max) {
                // White space is one however much of it there is.
                (1, _) if spaces => inner,
                (0, Some(1)) => Known {
                    exact: inner.exact.map(|mut all| {
                        all.insert(String::new());
                        all
                    }),
                    needed: None,
                },
                (0, _) => Known::nothing(),
                _ => Known { exact: None, needed: inner.best() },
            }
        }
        HirKind::Concat(parts) => in_a_row(parts),
        HirKind::Alternation(parts) => one_of(parts),
    }
}

fn in_a_row(parts: &[Hir]) -> Known {
    let mut found: Vec<BTreeSet<String>> = Vec::new();
    let mut run = BTreeSet::from([String::new()]);
    let mut whole = true;
    for part in parts {
        let known = read(part);
        let joined = known.exact.as_ref().filter(|e| e.len() * run.len() <= MOST_PIECES);
        match joined {
            Some(exact) => run = run.iter().flat_map(|a| exact.iter().map(move |b| join(a, b))).collect(),
            None => {
                whole = false;
                let next = known.exact.clone().filter(|e| e.len() <= MOST_PIECES);
                found.extend(known.best());
                found.push(std::mem::replace(&mut run, next.unwrap_or_else(|| BTreeSet::from([String::new()]))));
            }
        }
    }
    if whole {
        return Known::exactly(run);
    }
    found.push(run);
    let best = found.into_iter().filter_map(|pieces| Known::exactly(pieces).best()).max_by_key(worth);
    Known { exact: None, needed: best }
}

/// Two spaces that meet are one.
fn join(a: &str, b: &str) -> String {
    let b = if a.ends_with(SPACE) { b.trim_start_matches(SPACE) } else { b };
    format!("{a}{b}")
}

fn one_of(parts: &[Hir]) -> Known {
    let known: Vec<Known> = parts.iter().map(read).collect();
    if known.iter().all(|k| k.exact.is_some()) {
        let all: BTreeSet<String> = known.iter().filter_map(|k| k.exact.clone()).flatten().collect();
        if all.len() <= MOST_PIECES {
            return Known::exactly(all);
        }
    }
    let mut pieces = BTreeSet::new();
    for one in known {
        match one.best() {
            Some(best) => pieces.extend(best),
            None => return Known::nothing(),
        }
    }
    Known { exact: None, needed: (pieces.len() <= MOST_PIECES).then_some(pieces) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(expression: &str) -> Option<Vec<String>> {
        read(&regex_syntax::parse(expression).unwrap()).best().map(|p| p.into_iter().collect())
    }

    #[test]
    fn what_a_match_must_hold_is_told_from_the_expression() {
        for (expression, expected) in [
            (r"(?i)\bconsent(?:ed)?\b", Some(vec!["consent", "consented"])),
            (r"(?i)data(?:\s+)protection", Some(vec!["data protection"])),
            (r"(?i)council['\u{2019}]s", Some(vec!["council's"])),
            (r"(?i)(?:withdraw|opt out)[^.]{0,60}any", Some(vec!["opt out", "withdraw"])),
            (r"(?i)(?:pass|give)[^.]*consent", Some(vec!["consent"])),
            (r"(?i)(?:abc|[^.]*)", None),
            (r"(?i)ab", None),
            (r"[A-Z][A-Za-z]+", None),
            (r"(?i)(?:very )*unhappy", Some(vec!["unhappy"])),
            ("a  b", Some(vec!["a b"])),
        ] {
            let expected = expected.map(|e| e.into_iter().map(str::to_owned).collect::<Vec<_>>());
            assert_eq!(pieces(expression), expected, "{expression}");
        }
    }

    #[test]
    fn words_that_hold_a_piece_may_match() {
        let needed = Needed::by(r"(?i)the(?:\s+)council['\u{2019}]s(?:\s+)task").unwrap();
        for words in ["THE\u{a0}Council\u{2019}s  task", "The Council's ta\u{17f}\u{212a}"] {
            assert!(needed.may_be_in(&Letters::of(words)), "{words}");
        }
        assert!(!needed.may_be_in(&Letters::of("Our task")));
    }
}
