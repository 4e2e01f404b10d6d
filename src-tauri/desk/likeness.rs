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
            // What a number is of counts; so does a sign that turns the order of what is read.
            let counts = |c: char| c.is_alphanumeric() || matches!(c, '£' | '€' | '$' | '%') || turns(c);
            let bare = plain.trim_end_matches(|c| !counts(c));
            let core = bare.trim_start_matches(|c| !counts(c));
            let signed = bare[..bare.len() - core.len()].ends_with(['-', '+', '<', '>', '±', '~'])
                && core.starts_with(|c: char| c.is_ascii_digit());
            let core = if signed { &bare[bare.len() - core.len() - 1..] } else { core };
            if core.chars().any(counts) {
                all.push(core.to_lowercase());
            }
        }
    }
    all
}

/// Characters that turn the order in which what follows is read.
fn turns(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
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
/// Words of a site's own that say what the others around them are: without one, words are not the site's.
const TELLING: [&str; 14] = [
    "updated",
    "reviewed",
    "published",
    "page",
    "back",
    "print",
    "share",
    "permalink",
    "copy",
    "expand",
    "collapse",
    "contents",
    "menu",
    "previous",
];
/// The longest stretch between two words of one line of the notice: a page's foot and the next one's head.
const LONGEST_WITHIN: usize = 40;
/// The longest stretch between two lines: the control block and a table of contents.
const LONGEST_BETWEEN: usize = 600;
/// The longest stretch of a site's own words.
const LONGEST_OF_A_SITE: usize = 8;

/// The words of a text, and which of them begin a line.
pub(crate) struct Lined {
    pub(crate) words: Vec<String>,
    starts: BTreeSet<usize>,
}

impl Lined {
    pub(crate) fn of<T: AsRef<str>>(lines: impl IntoIterator<Item = T>) -> Lined {
        let (mut all, mut starts) = (Vec::new(), BTreeSet::new());
        for line in lines {
            starts.insert(all.len());
            all.extend(words([line]));
        }
        Lined { words: all, starts }
    }
}

/// The lines that our own pages put between those of a text.
pub(crate) struct Running {
    /// What every page repeats: it may break a line of the text in two.
    repeated: Vec<Vec<String>>,
    /// What stands before and after the text as well.
    all: Vec<Vec<String>>,
}

impl Running {
    /// `repeated` are the lines at the head and the foot of pages, `others` those before and after the text.
    pub(crate) fn of(repeated: &[String], others: &[String]) -> Running {
        let lines = |of: &mut dyn Iterator<Item = &String>| {
            let mut lines: Vec<Vec<String>> = of.map(|l| words([l])).filter(|l| !l.is_empty()).collect();
            // The longest first: a line may begin with another.
            lines.sort_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
            lines.dedup();
            lines
        };
        Running { repeated: lines(&mut repeated.iter()), all: lines(&mut repeated.iter().chain(others)) }
    }
}

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| c.is_ascii_digit())
}

/// Whether words are nothing but whole lines of those, one after the other, and page numbers.
fn are_lines(mut gap: &[String], lines: &[Vec<String>]) -> bool {
    while let Some(first) = gap.first() {
        let number = |at: usize| gap.get(at).is_some_and(|w| is_number(w));
        let paged = matches!(first.as_str(), "page" | "tudalen" | "strona") && number(1);
        let taken = match lines.iter().find(|line| gap.starts_with(line)) {
            Some(line) => line.len(),
            None if paged && matches!(gap.get(2).map(String::as_str), Some("of" | "o" | "z")) && number(3) => 4,
            None if paged => 2,
            None => return false,
        };
        gap = &gap[taken..];
    }
    true
}

/// Whether words between two lines of a notice may be a site's own: "Last updated 3 May 2026", "Back to top".
fn are_of_a_site(gap: &[String]) -> bool {
    let plain =
        |word: &String| is_number(word) || OF_A_SITE.contains(&word.as_str()) || MONTHS.contains(&word.as_str());
    gap.len() <= LONGEST_OF_A_SITE && gap.iter().all(plain) && gap.iter().any(|word| TELLING.contains(&word.as_str()))
}

/// What stands around the words of a notice on a page, and between them.
pub(crate) struct Surrounded {
    /// The words before and after.
    pub(crate) around: Vec<String>,
    /// Those of them that no page of ours puts there.
    pub(crate) foreign: Vec<String>,
    /// Each stretch of words between two words of the notice: running lines, a site's own.
    pub(crate) between: Vec<String>,
}

/// Whether `page` holds every word of `notice`, in order, with nothing between them but whole running lines and, between
/// two lines of the notice, a site's own words.
pub(crate) fn surrounded(page: &[String], notice: &Lined, running: &Running) -> Option<Surrounded> {
    let first = notice.words.first()?;
    for start in (0..page.len()).filter(|at| page[*at] == *first) {
        if let Some((end, between)) = follow(&page[start..], notice, running) {
            let sides = [&page[..start], &page[start + end..]];
            let foreign = sides.iter().filter(|side| !are_lines(side, &running.all)).copied().flatten().cloned();
            let (around, foreign) = (sides.concat(), foreign.collect());
            return Some(Surrounded { around, foreign, between });
        }
    }
    None
}

/// How many words of `page` the whole of `notice` takes, and what stands between its words.
fn follow(page: &[String], notice: &Lined, running: &Running) -> Option<(usize, Vec<String>)> {
    let mut at = 0;
    let mut between = Vec::new();
    for (i, word) in notice.words.iter().enumerate() {
        if page.get(at) != Some(word) {
            // The next few words must follow whole: one common word is no place to go on.
            let ahead = &notice.words[i..notice.words.len().min(i + 4)];
            let parts_lines = notice.starts.contains(&i);
            let most = if parts_lines { LONGEST_BETWEEN } else { LONGEST_WITHIN };
            let gap = (1..=most).find(|gap| {
                let stretch = page.get(at..at + gap);
                page.get(at + gap..at + gap + ahead.len()).is_some_and(|found| found == ahead)
                    && stretch.is_some_and(|stretch| {
                        if parts_lines {
                            are_lines(stretch, &running.all) || are_of_a_site(stretch)
                        } else {
                            are_lines(stretch, &running.repeated)
                        }
                    })
            })?;
            between.push(page[at..at + gap].join(" "));
            at += gap;
        }
        at += 1;
    }
    Some((at, between))
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

    fn found(page: &str, notice: &str) -> Option<Surrounded> {
        let repeated = ["Averley Borough Council", "Privacy notice: Parks · Version 1"].map(str::to_owned);
        let others = ["In force from: 1 April 2026".to_owned()];
        surrounded(&words([page]), &Lined::of(notice.split(" / ")), &Running::of(&repeated, &others))
    }

    fn held(page: &str, notice: &str) -> bool {
        found(page, notice).is_some()
    }

    #[test]
    fn letters_printed_as_one_sign_are_the_same_letters() {
        assert_eq!(words(["Our O\u{fb03}cer; bene\u{fb01}ts, o\u{fb00}er"]), words(["our officer benefits offer"]));
    }

    #[test]
    fn a_template_may_surround_the_words_and_stand_between_its_parts() {
        let notice = "Privacy notice: Parks / We share it with the police and the courts. / Write to dpo@averley.example. / We keep it for 8 years and it costs £5.";
        for page in [
            "Home Menu Privacy notice: Parks We share it with the police and the courts. Write to dpo@averley.example. We keep it for 8 years and it costs £5. Footer",
            "Privacy notice: Parks Last updated 3 May 2026 We share it with the police and the courts. Write to dpo@averley.example We keep it for 8 years and it costs £5.",
            "Privacy notice: Parks. We share it with the Averley Borough Council Privacy notice Parks Version 1 Page 1 of 3 \
             police and the courts. Write to dpo@averley.example We keep it for 8 years and it costs £5.",
            "Privacy no\u{ad}tice: Parks. We share it with the police and the courts. Write to dpo@averley.example We keep it for 8 years and it costs £5.",
        ] {
            assert!(held(page, notice), "{page}");
        }
        let whole = "Privacy notice: Parks. We share it with the police and the courts. Write to dpo@averley.example. We keep it for 8 years and it costs £5.";
        for (from, to) in [
            (" and the courts", ""),
            ("the courts.", "the courts and everybody else."),
            ("We share", "We sell your data. We share"),
            ("dpo@averley", "dpo-averley"),
            ("with the police", "not with the police"),
            ("for 8 years", "for 80 to 8 years"),
            ("for 8 years", "for 50 8 years"),
            ("for 8 years", "for -8 years"),
            ("for 8 years", "for \u{202e}8 years"),
            ("£5", "5"),
            ("Write to", "2030 Write to"),
            ("Write to", "Privacy force Write to"),
        ] {
            assert!(whole.contains(from));
            let page = whole.replacen(from, to, 1);
            assert!(!held(&page, notice), "{page}");
        }
        assert!(!held("anything else", notice));
        assert!(!held("anything", ""), "an empty text is in nothing");
    }
}
