//! Statutory and drafting rules: a text and what surrounds it in, findings out.
//!
//! Pure: the day, the organisation and the notices above come in as parameters. The rules stand in one table
//! (`rules.rs`), the law they rest on in the lexicon's data files; each other file here is a family of small
//! functions that look for one thing each. A check can be wrong: a finding never stops anything by itself.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod absences;
mod bases;
mod changes;
mod council;
mod duties;
mod facts;
mod found;
mod headings;
mod items;
mod kinds;
mod language;
mod law;
mod links;
mod lists;
mod matrix;
mod pattern;
mod people;
mod phrases;
mod processing;
mod purposes;
mod readability;
mod record;
mod rules;
mod said;
mod sentences;
mod services;
mod shape;
mod sieve;
mod text;
mod wording;

#[cfg(test)]
mod testing;

use chrono::NaiveDate;
use fairnotice_notice::organisation::Partner;
use fairnotice_notice::{Content, Finding, Organisation};
use serde::Serialize;
use std::collections::BTreeMap;

pub use council::{CouncilFacts, Statement, Subject, statements};
pub use items::Item;
pub use matrix::{Answer, AnsweredBy, Cell, Row};
pub use readability::Readability;
pub use record::{Record, check_file_faults, check_record};
pub use rules::{Rule, rules};
pub use wording::Wording;

/// A text and what must be known to judge it.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The text.
    pub content: &'a Content,
    /// The day on which the law is asked.
    pub as_of: NaiveDate,
    /// The council; `None` for a file outside a register.
    pub organisation: Option<&'a Organisation>,
    /// The organisation with which the directorate is shared.
    pub partner: Option<&'a Partner>,
    /// What the live texts of the notices above it in the register answer, the nearest first.
    pub parents: &'a [&'a Answers],
    /// Somebody confirmed that a page outside the register answers what is left to it.
    pub external_parent_confirmed: bool,
    /// The live text that this version replaces.
    pub previous: Option<&'a Content>,
    /// The text came from a file: roles are guessed and shape may be lost.
    pub imported: bool,
    /// From the ids of blocks and sections to 1-based lines of the imported file; the title's key is "title".
    pub lines: Option<&'a BTreeMap<String, u32>>,
    /// What the council's live notices say, and the short name of this one among them.
    pub council: Option<(&'a CouncilFacts, &'a str)>,
    /// The purposes that the record of processing has for this part of the council; empty where there is no record.
    pub processing: &'a [String],
    /// The council's standard wording.
    pub wordings: &'a [Wording],
    /// What the council calls this part of itself: "directorate".
    pub part: Option<&'a str>,
}

impl<'a> Context<'a> {
    /// A text outside a register.
    pub fn alone(content: &'a Content, as_of: NaiveDate) -> Self {
        Context {
            content,
            as_of,
            organisation: None,
            partner: None,
            parents: &[],
            external_parent_confirmed: false,
            previous: None,
            imported: false,
            lines: None,
            council: None,
            processing: &[],
            wordings: &[],
            part: None,
        }
    }
}

/// What a notice answers for those below it, read once for all of them.
#[derive(Debug)]
pub struct Answers(facts::Facts);

impl Answers {
    /// Reads a text; the organisation is the council whose it is.
    pub fn read(content: &Content, organisation: Option<&Organisation>) -> Self {
        Answers(facts::Facts::read(&text::Text::read(content, false), organisation))
    }
}

/// What the checks say of a text.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// The findings, by severity, then place; what is absent stands last of its severity.
    pub findings: Vec<Finding>,
    /// How hard the text is to read.
    pub readability: Readability,
    /// What the law asks and how the text answers it; empty for a text that is not English.
    pub matrix: Vec<Row>,
}

/// Checks a text. The same context gives the same report; no text makes it fail.
pub fn check(context: &Context<'_>) -> Report {
    let text = text::Text::read(context.content, context.imported);
    let mut findings = found::Findings::new(&text, context.lines, context.as_of);
    let said = context.content.language.to_lowercase();
    let other = text.reads_as_welsh();
    let english = (said.starts_with("en") || said.is_empty()) && !other;
    let readability = readability::measure(&text);
    let mut read: Option<(facts::Facts, absences::Above<'_>)> = None;
    if english {
        // The statutory rules read the meaning of English sentences, so they too are for English texts only.
        let facts = facts::Facts::read(&text, context.organisation);
        let above = absences::Above::read(context, &facts);
        absences::check(&text, &facts, &above, &mut findings);
        bases::check(&text, &facts, &mut findings);
        duties::check(&text, &facts, &above, &mut findings);
        purposes::check(&text, &mut findings);
        people::check(context, &text, &facts, &mut findings);
        law::check(context, &text, &mut findings);
        language::check(&text, &readability, &mut findings);
        sentences::check(&text, &mut findings);
        services::check(&text, &mut findings);
        changes::check(context, &text, &mut findings);
        council::check(context, &text, &mut findings);
        processing::check(context, &text, &mut findings);
        wording::check(context, &text, &mut findings);
        read = Some((facts, above));
    }
    links::check(&text, english, &mut findings);
    lists::check(&text, english, &mut findings);
    headings::check(&text, english, context.imported, &mut findings);
    shape::check(&text, other && !said.starts_with("cy"), &mut findings);
    let findings = findings.into_sorted();
    let day = context.as_of.to_string();
    let matrix = read.map(|(facts, above)| matrix::matrix(&text, &facts, &above, &findings, &day)).unwrap_or_default();
    Report { findings, readability, matrix }
}
