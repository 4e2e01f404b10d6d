//! Lists: items twice, broken lists, stray commas, mixed case.

use crate::found::{Findings, Found};
use crate::pattern::Pattern;
use crate::rules::*;
use crate::text::{Line, ListGroup, Text};
use fairnotice_lexicon::vocabulary::{plain_form, vocabulary};
use std::collections::BTreeMap;

/// Looks at lists. Words are looked at in English texts only.
pub(crate) fn check(text: &Text<'_>, english: bool, out: &mut Findings<'_>) {
    for list in &text.lists {
        for gap in list.gaps.iter().filter_map(|i| text.lines.get(*i)) {
            // The gap itself has no words to quote.
            out.add(Found::at(LIST_BROKEN, gap, ""));
        }
        duplicates(text, list, english, out);
        commas(text, list, out);
        if english {
            case(text, list, out);
        }
    }
    split_by_rest(text, out);
    for line in text.body() {
        inline_duplicates(line, out);
    }
}

/// An item as it is compared: case, outer punctuation and white space ignored.
fn same_form(text: &str) -> String {
    let lower = text.to_lowercase().replace('\u{2019}', "'");
    let words: Vec<&str> = lower.split_whitespace().collect();
    words.join(" ").trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '(' | ')' | '[' | ']')).to_owned()
}

fn duplicates(text: &Text<'_>, list: &ListGroup, english: bool, out: &mut Findings<'_>) {
    let mut exact: BTreeMap<String, usize> = BTreeMap::new();
    let mut near: BTreeMap<String, usize> = BTreeMap::new();
    for item in text.items(list) {
        // Items that only wait to be filled in are reported as placeholders.
        if item.text.contains('[') || item.trimmed().is_empty() {
            continue;
        }
        let form = same_form(&item.text);
        let loose = plain_form(&item.text);
        if form.is_empty() || loose.is_empty() {
            continue;
        }
        if exact.contains_key(&form) {
            out.add(Found::at(DUPLICATE_ITEM, item, quote(item)));
            continue;
        }
        if english && let Some(other) = near.get(&loose).and_then(|i| text.lines.get(*i)) {
            out.add(Found::at(NEAR_DUPLICATE_ITEM, item, quote(item)).with(other.trimmed()));
        }
        exact.insert(form, item.index);
        near.entry(loose).or_insert(item.index);
    }
}

fn quote<'l>(item: &'l Line<'_>) -> &'l str {
    item.sentences().next().unwrap_or("")
}

/// A comma ends some items and not others. A list that is one sentence (a comma after every item but the last, or but
/// the last two joined by "and") may stand.
fn commas(text: &Text<'_>, list: &ListGroup, out: &mut Findings<'_>) {
    let items: Vec<&Line<'_>> = text.items(list).collect();
    let ends = |i: &&&Line<'_>| i.trimmed().ends_with(',');
    let one_sentence = items.split_last().is_some_and(|(_, rest)| {
        rest.iter().all(|i| i.trimmed().ends_with(',') || i.trimmed().ends_with(" and") || i.trimmed().ends_with(" or"))
    });
    if items.len() < 3 || one_sentence || items.iter().all(|i| i.trimmed().ends_with(',')) {
        return;
    }
    for item in items.iter().filter(ends) {
        out.add(Found::at(ITEM_TRAILING_COMMA, item, item.trimmed()));
    }
}

/// Items in lower case among items whose capitals are no names: a capital counts only where the vocabulary knows the
/// word as a common noun.
fn case(text: &Text<'_>, list: &ListGroup, out: &mut Findings<'_>) {
    let v = vocabulary();
    let starts = |i: &Line<'_>, test: fn(char) -> bool| i.trimmed().chars().next().is_some_and(test);
    let common = |i: &&Line<'_>| {
        starts(i, char::is_uppercase)
            && (v.people(&i.text).is_some()
                || v.data_kind(&i.text).is_some()
                || (v.is_recipient(&i.text) && !i.trimmed().contains(' ')))
    };
    let small: Vec<&Line<'_>> = text.items(list).filter(|i| starts(i, char::is_lowercase) && !is_address(i)).collect();
    let capital = text.items(list).filter(common).count();
    let all_capital = text.items(list).filter(|i| starts(i, char::is_uppercase)).count();
    if capital > 0 && !small.is_empty() && small.len() <= all_capital {
        for item in small {
            out.add(Found::at(LIST_CASE, item, quote(item)));
        }
    }
}

fn is_address(line: &Line<'_>) -> bool {
    let first = line.trimmed().split_whitespace().next().unwrap_or("");
    first.contains(['@', '/', '.'])
}

/// A list, the rest of its last item as a paragraph, and the list goes on.
fn split_by_rest(text: &Text<'_>, out: &mut Findings<'_>) {
    static OPEN: Pattern = Pattern::new(r"\b(?:the|a|an|to|of|and|or|with|by|from|for|our|your|their)$");
    for line in text.body().filter(|l| l.is_paragraph()) {
        let same = |l: &&Line<'_>| l.leaf.section == line.leaf.section;
        let before = text.before(line).filter(same).filter(|b| b.depth().is_some() && OPEN.is_match(b.trimmed()));
        let after = text.next(line).filter(same).filter(|n| n.is_item());
        if let (Some(_), Some(next)) = (before, after)
            && !line.trimmed().ends_with(':')
        {
            out.add(Found::at(LIST_BROKEN, next, ""));
        }
    }
}

/// The same capitalised name twice in a row of names in brackets.
fn inline_duplicates(line: &Line<'_>, out: &mut Findings<'_>) {
    static ROW: Pattern = Pattern::new(r"\(([^()]*,[^()]*,[^()]*)\)");
    for row in ROW.groups(&line.text, 1) {
        let mut seen = std::collections::BTreeSet::new();
        for name in row.split([',', ';']).map(str::trim).filter(|n| n.len() > 3) {
            if !seen.insert(name.to_lowercase()) {
                out.add(Found::at(DUPLICATE_ITEM_INLINE, line, row));
                break;
            }
        }
    }
}
