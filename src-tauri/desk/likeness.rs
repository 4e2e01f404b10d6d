//! Whether a page holds the words of a notice, whatever template surrounds them.

use std::collections::BTreeSet;

/// The words of some lines: lower case, without the punctuation around them, quotes and dashes made alike. What stands
/// inside a word (an address, a date, "and/or") counts.
pub(crate) fn words<T: AsRef<str>>(lines: impl IntoIterator<Item = T>) -> Vec<String> {
    let mut all = Vec::new();
    for line in lines {
        for word in line.as_ref().split_whitespace() {
            let mut plain = String::with_capacity(word.len());
            for c in word.chars() {
                match c {
                    '\u{ad}' | '\u{200b}' | '\u{feff}' => {}
                    '\u{2018}' | '\u{2019}' => plain.push('\''),
                    '\u{2010}'..='\u{2014}' => plain.push('-'),
                    // Browsers print some pairs of letters as one sign.
                    '\u{fb00}' => plain.push_str("ff"),
                    '\u{fb01}' => plain.push_str("fi"),
                    '\u{fb02}' => plain.push_str("fl"),
                    '\u{fb03}' => plain.push_str("ffi"),
                    '\u{fb04}' => plain.push_str("ffl"),
                    other => plain.push(other),
                }
            }
            let core = plain.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
            if !core.is_empty() {
                all.push(core);
            }
        }
    }
    all
}

/// What a site puts between the parts of a page: the day it was changed, links to the top, things to open and print.
const OF_A_SITE: [&str; 30] = [
    "last",
    "updated",
    "reviewed",
    "published",
    "page",
    "back",
    "to",
    "top",
    "of",
    "the",
    "this",
    "print",
    "share",
    "permalink",
    "copy",
    "link",
    "show",
    "hide",
    "open",
    "close",
    "expand",
    "collapse",
    "all",
    "sections",
    "section",
    "contents",
    "on",
    "next",
    "previous",
    "menu",
];
const MONTHS: [&str; 12] = [
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
/// The longest stretch of a site's own words between two words of the notice.
const LONGEST_GAP: usize = 40;

/// Whether words between two words of the notice may be a template's: page numbers, running lines, a site's furniture.
fn may_stand_between(gap: &[String], running: &BTreeSet<String>) -> bool {
    let numeric = |word: &str| word.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ')' | '/' | ':'));
    let furniture = |word: &String| running.contains(word) || numeric(word);
    let of_a_site =
        |word: &String| numeric(word) || OF_A_SITE.contains(&word.as_str()) || MONTHS.contains(&word.as_str());
    gap.len() <= LONGEST_GAP && (gap.iter().all(furniture) || (gap.len() <= 8 && gap.iter().all(of_a_site)))
}

/// Whether `page` holds every word of `notice`, in order, with nothing but a template's words between them; `running`
/// are the words of the lines that our own pages repeat. Returns the words that stand before and after.
pub(crate) fn surrounded(page: &[String], notice: &[String], running: &BTreeSet<String>) -> Option<Vec<String>> {
    let first = notice.first()?;
    for start in (0..page.len()).filter(|at| page[*at] == *first) {
        if let Some(end) = follow(&page[start..], notice, running) {
            return Some(page[..start].iter().chain(&page[start + end..]).cloned().collect());
        }
    }
    None
}

/// How many words of `page` the whole of `notice` takes.
fn follow(page: &[String], notice: &[String], running: &BTreeSet<String>) -> Option<usize> {
    let mut at = 0;
    for (i, word) in notice.iter().enumerate() {
        if page.get(at) != Some(word) {
            // The next few words must follow whole: one common word is no place to go on.
            let ahead = &notice[i..notice.len().min(i + 4)];
            let gap = (1..=LONGEST_GAP).find(|gap| {
                page.get(at + gap..at + gap + ahead.len()).is_some_and(|found| found == ahead)
                    && may_stand_between(&page[at..at + gap], running)
            })?;
            at += gap;
        }
        at += 1;
    }
    Some(at)
}

/// Where some words stand in others, one after the other.
pub(crate) fn find<'a>(among: &'a [String], wanted: &'a [String]) -> impl Iterator<Item = usize> + 'a {
    let most = among.len().saturating_sub(wanted.len());
    (0..=most).filter(move |at| !wanted.is_empty() && among[*at..].starts_with(wanted))
}

/// The share of `of`'s different words that stand in `among`.
pub(crate) fn likeness(of: &[String], among: &[String]) -> f64 {
    let (of, among): (BTreeSet<_>, BTreeSet<_>) = (of.iter().collect(), among.iter().collect());
    if of.is_empty() {
        return 0.0;
    }
    of.intersection(&among).count() as f64 / of.len() as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held(page: &str, notice: &str) -> bool {
        let running: BTreeSet<String> =
            words(["Privacy notice Parks Version 1 Page of Averley Borough Council"]).into_iter().collect();
        surrounded(&words([page]), &words([notice]), &running).is_some()
    }

    #[test]
    fn letters_printed_as_one_sign_are_the_same_letters() {
        assert_eq!(words(["Our O\u{fb03}cer; bene\u{fb01}ts, o\u{fb00}er"]), words(["our officer benefits offer"]));
    }

    #[test]
    fn a_template_may_surround_the_words_and_stand_between_its_parts() {
        let notice = "Privacy notice: Parks. We share it with the police and the courts. Write to dpo@averley.example.";
        for page in [
            "Home Menu Privacy notice: Parks We share it with the police and the courts. Write to dpo@averley.example. Footer",
            "Privacy notice: Parks Last updated 3 May 2026 We share it with the police and the courts. Write to dpo@averley.example",
            "Privacy notice: Parks. We share it with the Averley Borough Council Privacy notice Parks Version 1 Page 1 of 3 \
             police and the courts. Write to dpo@averley.example",
            "Privacy no\u{ad}tice: Parks. We share it with the police and the courts. Write to dpo@averley.example",
        ] {
            assert!(held(page, notice), "{page}");
        }
        for page in [
            "Privacy notice: Parks. We share it with the police. Write to dpo@averley.example.",
            "Privacy notice: Parks. We share it with the police and the courts and everybody else. Write to dpo@averley.example.",
            "Privacy notice: Parks. We sell your data. We share it with the police and the courts. Write to dpo@averley.example.",
            "Privacy notice: Parks. We share it with the police and the courts. Write to dpo-averley.example.",
            "anything else",
        ] {
            assert!(!held(page, notice), "{page}");
        }
        assert!(!held("anything", ""), "an empty text is in nothing");
    }
}
