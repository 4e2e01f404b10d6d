//! How hard a text is to read.

use crate::text::{Text, words};
use serde::{Deserialize, Serialize};

/// How hard a text is to read.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Readability {
    /// Words of title, headings and text.
    pub words: usize,
    /// Sentences of the text: those of paragraphs, and of list items that have eight words or end with a stop.
    pub sentences: usize,
    /// Words in a sentence, on average, to one decimal.
    pub average_sentence_words: f64,
    /// Sentences of more than 25 words.
    pub long_sentences: usize,
    /// The Flesch–Kincaid grade level: 0.39 × words/sentences + 11.8 × syllables/words − 15.59, to one decimal
    /// (J. P. Kincaid and others, "Derivation of new readability formulas …", US Navy, Research Branch Report 8-75,
    /// 1975). Syllables are counted by groups of vowels.
    pub flesch_kincaid_grade: f64,
    /// The Automated Readability Index: 4.71 × characters/words + 0.5 × words/sentences − 21.43, to one decimal (R. J.
    /// Senter and E. A. Smith, "Automated Readability Index", Aerospace Medical Research Laboratories, AMRL-TR-66-220,
    /// 1967). Characters are letters and digits.
    pub automated_readability_index: f64,
    /// The age that goes with the mean of the two grades: an American grade is entered at its number plus five years.
    pub reading_age: f64,
}

/// The number of words over which a sentence is long.
pub(crate) const LONG: usize = 25;

/// Measures a text. A text without sentences measures 0.
pub(crate) fn measure(text: &Text<'_>) -> Readability {
    let all: usize = text.lines.iter().map(|l| l.word_count()).sum();
    let (mut sentences, mut counted, mut syllables, mut characters, mut long) =
        (0usize, 0usize, 0usize, 0usize, 0usize);
    for (line, sentence) in text.sentences() {
        let count = words(&sentence).count();
        if count == 0 || (line.is_item() && count < 8 && !line.is_stopped()) {
            continue;
        }
        sentences += 1;
        counted += count;
        long += usize::from(count > LONG);
        syllables += words(&sentence).map(syllables_of).sum::<usize>();
        characters += sentence.chars().filter(|c| c.is_alphanumeric()).count();
    }
    if sentences == 0 {
        return Readability { words: all, ..Readability::default() };
    }
    let average = counted as f64 / sentences as f64;
    let grade = 0.39 * average + 11.8 * (syllables as f64 / counted as f64) - 15.59;
    let grade = one_decimal(grade.max(0.0));
    let index = 4.71 * (characters as f64 / counted as f64) + 0.5 * average - 21.43;
    let index = one_decimal(index.max(0.0));
    Readability {
        words: all,
        sentences,
        average_sentence_words: one_decimal(average),
        long_sentences: long,
        flesch_kincaid_grade: grade,
        automated_readability_index: index,
        reading_age: one_decimal((grade + index) / 2.0 + 5.0),
    }
}

fn one_decimal(number: f64) -> f64 {
    (number * 10.0).round() / 10.0
}

/// Groups of vowels, a final silent `e` not counted; at least one.
fn syllables_of(word: &str) -> usize {
    let lower = word.to_lowercase();
    let mut count = 0usize;
    let mut in_vowels = false;
    for c in lower.chars() {
        let vowel = matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
        count += usize::from(vowel && !in_vowels);
        in_vowels = vowel;
    }
    let silent = lower.ends_with('e') && !lower.ends_with("le") && count > 1;
    (count - usize::from(silent)).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_are_counted_well_enough() {
        for (word, expected) in
            [("the", 1), ("people", 2), ("information", 4), ("use", 1), ("council", 2), ("x", 1), ("27", 1)]
        {
            assert_eq!(syllables_of(word), expected, "{word}");
        }
    }
}
