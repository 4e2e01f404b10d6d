//! Regular expressions as constants, written the way the texts are read.

use crate::sieve::{Letters, Needed};
use regex::{Regex, RegexBuilder};
use std::ops::Deref;
use std::sync::OnceLock;

/// How much of what it learned about a text an expression may keep, for each thread that searches. There are hundreds, but
/// few learn so much; those that may keep less than they learn are slow.
const DFA_BYTES: usize = 1024 * 1024;

/// Words to look in. Those of a text know which letters they have, so that most expressions need not be tried on them.
#[derive(Clone, Copy, Default)]
pub(crate) struct Words<'t> {
    text: &'t str,
    letters: Option<&'t Letters>,
}

impl<'t> Words<'t> {
    /// Words whose letters are known.
    pub(crate) const fn known(text: &'t str, letters: &'t Letters) -> Self {
        Words { text, letters: Some(letters) }
    }

    /// The words alone.
    pub(crate) const fn as_str(self) -> &'t str {
        self.text
    }

    /// The words, to keep.
    pub(crate) fn to_owned(self) -> String {
        self.text.to_owned()
    }
}

impl<'t> From<&Words<'t>> for Words<'t> {
    fn from(words: &Words<'t>) -> Self {
        *words
    }
}

impl Deref for Words<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        self.text
    }
}

impl<'t> From<&'t str> for Words<'t> {
    fn from(text: &'t str) -> Self {
        Words { text, letters: None }
    }
}

impl<'t> From<&&'t str> for Words<'t> {
    fn from(text: &&'t str) -> Self {
        (*text).into()
    }
}

impl<'t> From<&'t String> for Words<'t> {
    fn from(text: &'t String) -> Self {
        Words { text, letters: None }
    }
}

/// An expression compiled at its first use.
///
/// A space stands for any run of white space (no-break spaces too) and `'` for both apostrophes, so that the
/// expressions stay readable. Case is ignored unless the pattern is [`Pattern::cased`].
pub(crate) struct Pattern {
    source: &'static str,
    cased: bool,
    regex: OnceLock<Option<Regex>>,
    needed: OnceLock<Option<Needed>>,
}

impl Pattern {
    /// An expression that ignores case.
    pub(crate) const fn new(source: &'static str) -> Self {
        Pattern { source, cased: false, regex: OnceLock::new(), needed: OnceLock::new() }
    }

    /// An expression that minds case.
    pub(crate) const fn cased(source: &'static str) -> Self {
        Pattern { source, cased: true, regex: OnceLock::new(), needed: OnceLock::new() }
    }

    fn whole(&self) -> String {
        let spelt = spell_out(self.source);
        if self.cased { spelt } else { format!("(?i){spelt}") }
    }

    fn regex(&self) -> Option<&Regex> {
        let compile = || {
            let whole = self.whole();
            let regex = RegexBuilder::new(&whole).dfa_size_limit(DFA_BYTES).build();
            debug_assert!(regex.is_ok(), "{whole}");
            regex.ok()
        };
        self.regex.get_or_init(compile).as_ref()
    }

    /// The expression, where it may match in the words.
    fn tried_on(&self, words: Words<'_>) -> Option<&Regex> {
        let letters = words.letters;
        let needed = letters.and_then(|_| self.needed.get_or_init(|| Needed::by(&self.whole())).as_ref());
        if let (Some(letters), Some(needed)) = (letters, needed)
            && !needed.may_be_in(letters)
        {
            debug_assert!(!self.regex()?.is_match(words.text), "{} in {}", self.source, words.text);
            return None;
        }
        self.regex()
    }

    /// Whether the expression matches somewhere.
    pub(crate) fn is_match<'t>(&self, words: impl Into<Words<'t>>) -> bool {
        let words = words.into();
        self.tried_on(words).is_some_and(|r| r.is_match(words.text))
    }

    /// The words of the first match.
    pub(crate) fn find<'t>(&self, words: impl Into<Words<'t>>) -> Option<&'t str> {
        let words = words.into();
        self.tried_on(words)?.find(words.text).map(|m| m.as_str())
    }

    /// The words of every match with their places in bytes.
    pub(crate) fn find_all<'t>(&self, words: impl Into<Words<'t>>) -> Vec<(usize, &'t str)> {
        let words = words.into();
        let all = |r: &Regex| r.find_iter(words.text).map(|m| (m.start(), m.as_str())).collect();
        self.tried_on(words).map(all).unwrap_or_default()
    }

    /// How often the expression matches.
    pub(crate) fn count<'t>(&self, words: impl Into<Words<'t>>) -> usize {
        let words = words.into();
        self.tried_on(words).map_or(0, |r| r.find_iter(words.text).count())
    }

    /// How many words are left of a text without its matches.
    pub(crate) fn rest(&self, text: &str) -> usize {
        self.regex().map_or(0, |r| r.replace_all(text, " ").split_whitespace().count())
    }

    /// The words of group `n` of the first match.
    pub(crate) fn group<'t>(&self, words: impl Into<Words<'t>>, n: usize) -> Option<&'t str> {
        let words = words.into();
        self.tried_on(words)?.captures(words.text)?.get(n).map(|m| m.as_str())
    }

    /// The words of group `n` of every match.
    pub(crate) fn groups<'t>(&self, words: impl Into<Words<'t>>, n: usize) -> Vec<&'t str> {
        let words = words.into();
        let all = |r: &Regex| r.captures_iter(words.text).filter_map(|c| c.get(n).map(|m| m.as_str())).collect();
        self.tried_on(words).map(all).unwrap_or_default()
    }
}

/// Writes out what a space and an apostrophe stand for.
fn spell_out(source: &str) -> String {
    let mut out = String::with_capacity(source.len() * 2);
    let (mut in_class, mut escaped) = (false, false);
    for c in source.chars() {
        match c {
            // The edges of words are told by ASCII letters: the Unicode ones can't be searched for fast in a text with
            // a curly apostrophe, and every text has one.
            'b' if escaped => {
                escaped = false;
                out.push_str(r"(?-u:\b)");
                continue;
            }
            // Letters and digits likewise: the tables of all the world's are large, and built anew for each expression.
            'w' | 'd' if escaped => {
                escaped = false;
                out.push_str(match (c, in_class) {
                    ('w', true) => "A-Za-z0-9_",
                    ('w', false) => "[A-Za-z0-9_]",
                    (_, true) => "0-9",
                    (_, false) => "[0-9]",
                });
                continue;
            }
            _ if escaped => {
                escaped = false;
                out.push('\\');
                out.push(c);
                continue;
            }
            '\\' => {
                escaped = true;
                continue;
            }
            '[' => in_class = true,
            ']' => in_class = false,
            ' ' => {
                out.push_str(if in_class { r"\s" } else { r"(?:\s+)" });
                continue;
            }
            '\'' => {
                out.push_str(if in_class { "'\u{2019}" } else { "['\u{2019}]" });
                continue;
            }
            _ => {}
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_and_apostrophes_are_read_widely() {
        static PATTERN: Pattern = Pattern::new(r"the council's [^. ]+ \d");
        assert!(PATTERN.is_match("The\u{a0}Council\u{2019}s  page 4"));
        assert_eq!(PATTERN.find("see the council's page 4"), Some("the council's page 4"));
        assert!(!PATTERN.is_match("the councils page 4"));
        static OPTIONAL: Pattern = Pattern::new(r"6 ?\(1\)");
        assert!(OPTIONAL.is_match("6(1)") && OPTIONAL.is_match("6 (1)"), "a space may be optional");
    }
}
