//! The same fact said differently: against the council's details, and against what its other notices say.

use crate::Context;
use crate::found::{Findings, Found};
use crate::pattern::Pattern;
use crate::rules::{CONTRADICTS_NOTICE, CONTRADICTS_ORGANISATION};
use crate::text::{Line, Text};
use fairnotice_lexicon::vocabulary::plain_form;
use fairnotice_notice::Content;
use std::collections::{BTreeMap, BTreeSet};

/// What a statement is about, when two notices must say the same of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// The data protection officer's e-mail address.
    OfficerEmail,
    /// The data protection officer's telephone number.
    OfficerPhone,
    /// The Information Commission's telephone number.
    CommissionPhone,
    /// How long records of that name are kept.
    Kept(String),
}

impl Subject {
    fn label(&self) -> String {
        match self {
            Subject::OfficerEmail => "the data protection officer's email address".into(),
            Subject::OfficerPhone => "the data protection officer's phone number".into(),
            Subject::CommissionPhone => "the Information Commission's phone number".into(),
            Subject::Kept(records) => format!("how long \"{records}\" are kept"),
        }
    }
}

/// What a text says of a subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The subject.
    pub subject: Subject,
    /// What it says, in one spelling.
    pub value: String,
    /// The line.
    leaf: usize,
    /// The words.
    quote: String,
}

/// What a council's live notices say, each subject with its values and the notices that give them.
#[derive(Clone, Debug, Default)]
pub struct CouncilFacts {
    said: BTreeMap<Subject, BTreeMap<String, BTreeSet<String>>>,
}

impl CouncilFacts {
    /// Adds what a live notice says. `notice`: its short name.
    pub fn add(&mut self, notice: &str, statements: &[Statement]) {
        for s in statements {
            let values = self.said.entry(s.subject.clone()).or_default();
            values.entry(s.value.clone()).or_default().insert(notice.to_owned());
        }
    }

    /// What most of the other notices say of a subject, how many, and one of them. `None` where none says anything.
    fn others_say(&self, subject: &Subject, own: &str) -> Option<(&str, usize, &str)> {
        let values = self.said.get(subject)?;
        let others = |names: &BTreeSet<String>| names.len() - usize::from(names.contains(own));
        let (value, names) = values.iter().max_by_key(|(_, names)| others(names))?;
        let one = names.iter().find(|n| *n != own)?;
        Some((value, others(names), one))
    }

    /// How many of the other notices say that of a subject.
    fn as_many(&self, subject: &Subject, value: &str, own: &str) -> usize {
        let names = self.said.get(subject).and_then(|values| values.get(value));
        names.map_or(0, |names| names.len() - usize::from(names.contains(own)))
    }
}

/// What a text says that other notices may say too.
pub fn statements(content: &Content) -> Vec<Statement> {
    said(&Text::read(content, false))
}

fn said(text: &Text<'_>) -> Vec<Statement> {
    static OFFICER: Pattern = Pattern::new(r"\bdata protection officer\b|\bdpo\b");
    static COMMISSION: Pattern = Pattern::new(r"\binformation commission(?:er)?\b|\bico\b");
    static EMAIL: Pattern = Pattern::new(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+");
    static PHONE: Pattern = Pattern::new(r"\b0[\d][\d ]{8,11}\d\b");
    static KEPT: Pattern = Pattern::new(
        r"^([A-Za-z][A-Za-z' ]{3,50}?)(?::| -| \u{2013}|,)? (?:(?:are|is|will be) (?:kept|held|retained|stored) (?:for )?)?(?:for )?((?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|twenty-five|seventy-five) (?:years?|months?|weeks?))\b",
    );
    const NO_NAME: &[&str] =
        &["we keep", "we hold", "information", "your information", "data", "records", "it", "they", "we", "this"];
    let mut all: Vec<Statement> = Vec::new();
    let mut add = |subject: Subject, value: String, line: &Line<'_>, quote: &str| {
        if !all.iter().any(|s| s.subject == subject) {
            all.push(Statement { subject, value, leaf: line.index, quote: quote.to_owned() });
        }
    };
    for (line, sentence) in text.sentences() {
        if OFFICER.is_match(sentence) && !COMMISSION.is_match(sentence) {
            if let Some(email) = EMAIL.find(sentence) {
                add(Subject::OfficerEmail, email.to_lowercase(), line, email);
            }
            if let Some(phone) = PHONE.find(sentence) {
                add(Subject::OfficerPhone, digits(phone), line, phone);
            }
        } else if COMMISSION.is_match(sentence)
            && !OFFICER.is_match(sentence)
            && let Some(phone) = PHONE.find(sentence)
        {
            add(Subject::CommissionPhone, digits(phone), line, phone);
        }
        if let Some((name, period)) = KEPT.group(sentence, 1).zip(KEPT.group(sentence, 2)) {
            let name = plain_form(name);
            if !name.is_empty() && !NO_NAME.iter().any(|n| name == *n || name.starts_with("we ")) {
                add(Subject::Kept(name), plain_form(period), line, sentence.as_str());
            }
        }
    }
    all
}

fn digits(phone: &str) -> String {
    phone.chars().filter(char::is_ascii_digit).collect()
}

/// Holds a text against the council's details and its other notices.
pub(crate) fn check(context: &Context<'_>, text: &Text<'_>, out: &mut Findings<'_>) {
    let own = said(text);
    let details = context.organisation.map(|o| {
        [
            (Subject::OfficerEmail, o.dpo_email.trim().to_lowercase(), o.dpo_email.clone()),
            (Subject::OfficerPhone, digits(&o.dpo_phone), o.dpo_phone.clone()),
        ]
    });
    for statement in &own {
        let Some(line) = text.lines.get(statement.leaf) else { continue };
        let told = details.iter().flatten().find(|(s, value, _)| *s == statement.subject && !value.is_empty());
        if let Some((_, value, shown)) = told {
            if *value != statement.value {
                out.add(Found::at(CONTRADICTS_ORGANISATION, line, &statement.quote).with(shown.as_str()));
            }
            continue;
        }
        let Some((facts, name)) = context.council else { continue };
        if let Some((value, count, notice)) = facts.others_say(&statement.subject, name)
            && value != statement.value
            && count > facts.as_many(&statement.subject, &statement.value, name)
        {
            let more = if count > 1 { format!(" and {} more", count - 1) } else { String::new() };
            let message =
                format!("The notice \"{notice}\"{more} says otherwise of {}: {value}.", statement.subject.label());
            out.add(Found::at(CONTRADICTS_NOTICE, line, &statement.quote).with(message));
        }
    }
}
