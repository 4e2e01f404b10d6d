//! Many fixed phrases looked for at once: the names of the law file, the words of the vocabulary.

use aho_corasick::{AhoCorasick, MatchKind};

/// Phrases, each standing for something of type `T`. Case is ignored, both apostrophes are the same, a plural `s` is
/// understood, and only whole words count.
pub(crate) struct Phrases<T> {
    search: Option<AhoCorasick>,
    means: Vec<T>,
}

/// A phrase found in a text.
pub(crate) struct Hit<'t, T> {
    /// Where it begins, in bytes.
    pub at: usize,
    /// The words as the text has them.
    pub words: &'t str,
    /// What the phrase stands for.
    pub means: T,
}

impl<T: Copy> Phrases<T> {
    /// Phrases to look for. An empty one is left out.
    pub(crate) fn new<'p>(phrases: impl IntoIterator<Item = (&'p str, T)>) -> Self {
        let (mut spelt, mut means) = (Vec::new(), Vec::new());
        for (phrase, meaning) in phrases.into_iter().filter(|(p, _)| !p.is_empty()) {
            let mut spell = |words: String| {
                spelt.push(words);
                means.push(meaning);
            };
            for words in [phrase.to_owned(), format!("{phrase}s")] {
                if words.contains('\'') {
                    spell(words.replace('\'', "\u{2019}"));
                }
                spell(words);
            }
        }
        let search = AhoCorasick::builder().ascii_case_insensitive(true).match_kind(MatchKind::Standard).build(&spelt);
        Phrases { search: search.ok(), means }
    }

    /// Every phrase that stands in a text, in the order of the text; those inside longer ones are among them.
    pub(crate) fn hits<'t>(&self, text: &'t str) -> Vec<Hit<'t, T>> {
        let Some(search) = &self.search else { return Vec::new() };
        let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        let mut found: Vec<Hit<'t, T>> = search
            .find_overlapping_iter(text)
            .filter_map(|m| {
                let words = text.get(m.start()..m.end())?;
                let whole = edge(text[..m.start()].chars().next_back()) && edge(text[m.end()..].chars().next());
                whole.then(|| Hit { at: m.start(), words, means: self.means[m.pattern().as_usize()] })
            })
            .collect();
        found.sort_by_key(|h| (h.at, std::cmp::Reverse(h.words.len())));
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_are_found_whatever_their_case_and_apostrophe() {
        let phrases = Phrases::new([("driver's licence", 1), ("act", 2), ("care act", 3)]);
        let found = |text: &str| -> Vec<(usize, u8)> { phrases.hits(text).iter().map(|h| (h.at, h.means)).collect() };
        assert_eq!(found("A Driver\u{2019}s licence"), [(2, 1)]);
        assert_eq!(found("the Care Acts"), [(4, 3), (9, 2)]);
        assert_eq!(found("actor, react"), []);
        assert_eq!(found("caf\u{e9}act act"), [(9, 2)]);
    }
}
