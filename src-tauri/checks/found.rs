//! What the checks find, gathered and put in order.

use crate::pattern::Words;
use crate::rules::Rule;
use crate::text::{Line, Text};
use chrono::NaiveDate;
use fairnotice_notice::{Digest, Finding, Mend, Place, Severity};
use std::collections::BTreeMap;

/// Hexadecimal digits of a finding's key: enough that no two in a council meet by chance, few enough to type.
const KEY_LENGTH: usize = 12;

/// A finding in the making.
pub(crate) struct Found<'t> {
    rule: Rule,
    severity: Severity,
    line: Option<&'t Line<'t>>,
    quote: String,
    details: Vec<String>,
    since: Option<NaiveDate>,
    mend: Option<Mend>,
}

impl<'t> Found<'t> {
    /// Something is absent.
    pub(crate) fn absent(rule: Rule) -> Self {
        Found {
            rule,
            severity: rule.severity,
            line: None,
            quote: String::new(),
            details: vec![],
            since: rule.since(),
            mend: None,
        }
    }

    /// Something stands in a line. The quote must be words of that line, at most a sentence.
    pub(crate) fn at<'w>(rule: Rule, line: &'t Line<'t>, quote: impl Into<Words<'w>>) -> Self {
        Found { line: Some(line), quote: quote.into().trim().to_owned(), ..Found::absent(rule) }
    }

    /// It weighs differently here.
    pub(crate) fn weighing(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// Words for the next `{}` of the message.
    pub(crate) fn with(mut self, detail: impl Into<String>) -> Self {
        self.details.push(detail.into());
        self
    }

    /// The day from which it is so.
    pub(crate) fn since(mut self, day: &str) -> Self {
        self.since = day.parse().ok();
        self
    }

    /// The finding, where it is of a record and stands in no text.
    pub(crate) fn of_no_text(self) -> Finding {
        let (message, _) = self.said();
        Finding {
            rule: self.rule.id.to_owned(),
            severity: self.severity,
            line: None,
            section: None,
            quote: self.quote,
            message,
            source: self.rule.source().to_owned(),
            place: Place::default(),
            // Nobody answers it: the record is mended instead.
            key: String::new(),
            since: self.since,
            mend: self.mend,
        }
    }

    /// What it says, and the key that stands for what was found and said.
    fn said(&self) -> (String, String) {
        let mut message = self.rule.message.to_owned();
        for detail in &self.details {
            message = message.replacen("{}", detail, 1);
        }
        let message = message.replace("{}", "").trim_end().to_owned();
        // The words are those of the sentence: what else is said in the paragraph may change.
        let whole = |l: &'t Line<'t>| l.sentence_with(|s| s.contains(&self.quote)).unwrap_or_else(|| l.into());
        let sentence = self.line.map(whole).unwrap_or_default();
        let words: Vec<&str> = sentence.split_whitespace().collect();
        let stands_for = [
            self.rule.id,
            self.severity.name(),
            self.rule.message,
            &self.details.join("\u{1f}"),
            &self.quote,
            &words.join(" "),
        ];
        let key = Digest::of(stands_for.join("\u{1e}").as_bytes()).to_string();
        (message, key.get(..KEY_LENGTH).unwrap_or_default().to_owned())
    }

    /// A small safe edit that mends it.
    pub(crate) fn mend(mut self, mend: Mend) -> Self {
        self.mend = Some(mend);
        self
    }

    /// A mend that puts `with` in the place of `words`, which stand in the line from byte `at`; none in a table.
    pub(crate) fn replacing(self, at: usize, words: &str, with: &str) -> Self {
        let Some(line) = self.line.filter(|l| l.can_be_mended(at, words.len())) else { return self };
        let mend = Mend::ReplaceWords { leaf: line.index, at, words: words.to_owned(), with: with.to_owned() };
        self.mend(mend)
    }
}

/// Everything found in one text.
pub(crate) struct Findings<'a> {
    text: &'a Text<'a>,
    lines: Option<&'a BTreeMap<String, u32>>,
    day: NaiveDate,
    found: Vec<Finding>,
}

impl<'a> Findings<'a> {
    /// Nothing found yet. `lines`: from the ids of blocks and sections to lines of the imported file; `day`: the day on
    /// which the law is asked.
    pub(crate) fn new(text: &'a Text<'a>, lines: Option<&'a BTreeMap<String, u32>>, day: NaiveDate) -> Self {
        Findings { text, lines, day, found: Vec::new() }
    }

    /// Adds a finding, unless it is of something the law asks only later.
    pub(crate) fn add(&mut self, found: Found<'_>) {
        if found.since.is_some_and(|since| since > self.day) {
            return;
        }
        let (message, key) = found.said();
        let section = found.line.and_then(|l| l.leaf.section).and_then(|s| self.text.content.sections.get(s));
        let field = section.zip(found.line.and_then(|l| l.leaf.field)).and_then(|(s, f)| s.fields.get(f));
        let named = |id: &str| (!id.is_empty()).then(|| id.to_owned());
        self.found.push(Finding {
            rule: found.rule.id.to_owned(),
            severity: found.severity,
            line: found.line.and_then(|l| self.file_line(l)),
            section: section.and_then(|s| named(&s.heading)),
            quote: found.quote,
            message,
            source: found.rule.source().to_owned(),
            place: Place {
                leaf: found.line.map(|l| l.index),
                section: section.and_then(|s| named(&s.id)),
                field: field.and_then(|f| named(&f.id)),
                block: found.line.filter(|l| !l.is_heading()).and_then(|l| l.leaf.id).map(str::to_owned),
            },
            key,
            since: found.since,
            mend: found.mend,
        });
    }

    /// Whether a rule has found something already.
    pub(crate) fn has(&self, rule: Rule) -> bool {
        self.found.iter().any(|f| f.rule == rule.id)
    }

    fn file_line(&self, line: &Line<'_>) -> Option<u32> {
        let lines = self.lines?;
        let id = line.leaf.id.or((line.index == 0).then_some("title"))?;
        lines.get(id).copied()
    }

    /// All of it, by severity, then place; what is absent stands after what has a place.
    pub(crate) fn into_sorted(mut self) -> Vec<Finding> {
        self.found.sort_by(|a, b| {
            let key = |f: &Finding| (f.severity, f.place.leaf.is_none(), f.place.leaf);
            key(a).cmp(&key(b)).then_with(|| a.rule.cmp(&b.rule)).then_with(|| a.quote.cmp(&b.quote))
        });
        self.found.dedup();
        self.found
    }
}
