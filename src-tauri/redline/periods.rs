//! Finding that a change is one of a single fact: a period ("retention for complaints changed from 6 to 7 years"), an
//! article of the law, a date.

use crate::{Change, Op, words};

/// A period that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PeriodChange {
    /// What is kept that long, in the notice's words, where they tell.
    pub(crate) of: Option<String>,
    /// "6 to 7 years", "6 months to 1 year".
    pub(crate) change: String,
}

/// The one deletion and the one insertion of a block, and the words before and after them.
struct OneChange {
    before: String,
    gone: String,
    come: String,
    after: String,
}

impl OneChange {
    /// Nothing where more, or something else, changed.
    fn of(block: &Change) -> Option<OneChange> {
        let changed: Vec<usize> = (0..block.runs.len()).filter(|i| block.runs[*i].op != Op::Keep).collect();
        let &[gone, come] = changed.as_slice() else { return None };
        let (old, new) = (&block.runs[gone], &block.runs[come]);
        let text = |runs: &[crate::Run]| runs.iter().map(|r| r.text.as_str()).collect::<String>();
        (old.op == Op::Delete && new.op == Op::Insert && come == gone + 1).then(|| OneChange {
            before: text(&block.runs[..gone]),
            gone: old.text.clone(),
            come: new.text.clone(),
            after: text(&block.runs[come + 1..]),
        })
    }
}

fn bare(word: &str) -> &str {
    word.trim().trim_end_matches(['.', ',', ';', ':'])
}

/// The change of one period, where that is all that changed in the block.
pub(crate) fn period_change(block: &Change) -> Option<PeriodChange> {
    let one = OneChange::of(block)?;
    // The unit is in the change, or follows it.
    let (was, is) = (period(&one.gone, &one.after)?, period(&one.come, &one.after)?);
    // A column that moved brings its periods along.
    if was == is {
        return None;
    }
    let change = if singular(&was.1) == singular(&is.1) {
        format!("{} to {} {}", was.0, is.0, is.1)
    } else {
        format!("{} {} to {} {}", was.0, was.1, is.0, is.1)
    };
    Some(PeriodChange { of: subject(&one.before), change })
}

/// "Article 6(1)(c) to 6(1)(e)": one article became another, and nothing else changed.
pub(crate) fn article_change(block: &Change) -> Option<String> {
    let one = OneChange::of(block)?;
    let article = |text: &str| -> Option<String> {
        let text = bare(text);
        let text = text.strip_prefix("Article ").unwrap_or(text);
        let number = text.starts_with(|c: char| c.is_ascii_digit()) && text.ends_with(')');
        (number && text.contains('(') && !text.contains(char::is_whitespace)).then(|| text.to_owned())
    };
    Some(format!("Article {} to {}", article(&one.gone)?, article(&one.come)?))
}

/// "3 March 2025 to 14 May 2026": one date became another, and nothing else changed.
pub(crate) fn date_change(block: &Change) -> Option<String> {
    let one = OneChange::of(block)?;
    let date = |text: &str| -> Option<String> {
        let text = bare(text);
        words::is_date(text).then(|| text.to_owned())
    };
    Some(format!("{} to {}", date(&one.gone)?, date(&one.come)?))
}

fn singular(unit: &str) -> &str {
    unit.strip_suffix('s').unwrap_or(unit)
}

/// A number and its unit, where a text is just that; the unit may be the first word of what follows.
fn period(text: &str, next: &str) -> Option<(String, String)> {
    let bare = |word: &str| word.trim_end_matches(['.', ',', ';', ':', ')']).to_owned();
    let mut words = text.split_whitespace();
    let number = words.next()?.to_owned();
    let unit = match words.next() {
        Some(unit) => bare(unit),
        None => bare(next.split_whitespace().next()?),
    };
    (words.next().is_none() && is_period(&number, &unit)).then_some((number, unit))
}

/// Numbers that people write out before a period.
const WRITTEN_OUT: &[&str] =
    &["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/// Whether two words are a number and the unit of time that it counts: "6 years".
fn is_period(number: &str, unit: &str) -> bool {
    let counted = (number.len() <= 4 && number.bytes().all(|b| b.is_ascii_digit()))
        || WRITTEN_OUT.contains(&number.to_lowercase().as_str());
    counted && matches!(singular(unit), "year" | "month" | "week" | "day" | "hour" | "minute")
}

/// What a sentence or row speaks of, from what stands before its period: "Complaints are kept for" → "complaints".
fn subject(before: &str) -> Option<String> {
    // A row's first cell; else the sentence the period stands in.
    let text = match before.split_once('\t') {
        Some((first, _)) => first,
        None => before.rsplit(['.', '?', '!', ';']).next()?,
    };
    let lower = text.to_lowercase();
    let ends =
        [", for", " – for", " (", ":", " are kept", " is kept", " will be kept", " for ", " are held", " is held"];
    let starts = ["we keep ", "we will keep ", "we hold ", "we retain ", "we store "];
    let from = starts.iter().find_map(|s| Some(lower.find(s)? + s.len())).unwrap_or(0);
    // Lower case may take other bytes than the text has: then where to cut is not known.
    if lower.len() != text.len() {
        return None;
    }
    let to = ends.iter().filter_map(|e| Some(lower[from..].find(e)? + from)).min().unwrap_or(text.len());
    let of = text.get(from..to)?.trim().trim_end_matches([',', ':', '–', '-']).trim();
    let few = (1..=7).contains(&of.split_whitespace().count());
    few.then(|| uncapitalised(of))
}

/// Without the capital of a sentence's beginning; names and abbreviations keep theirs.
fn uncapitalised(text: &str) -> String {
    let mut letters = text.chars();
    let Some(first) = letters.next() else { return String::new() };
    let word: String = text.split_whitespace().next().unwrap_or_default().chars().skip(1).collect();
    let second = text.split_whitespace().nth(1);
    // "Housing Benefit", "NHS", "iPad": names.
    let name = word.chars().any(char::is_uppercase) || second.is_some_and(|w| w.starts_with(char::is_uppercase));
    if name || word.is_empty() { text.to_owned() } else { first.to_lowercase().chain(letters).collect() }
}
