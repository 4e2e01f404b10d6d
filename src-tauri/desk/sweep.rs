//! The whole council at once: which notices lack what, and which of them a change of the law touches.

use crate::at_once::at_once;
use crate::check::{Case, current_content};
use crate::desk::Desk;
use crate::error::Result;
use crate::surroundings::Surroundings;
use crate::views::{FindingView, SeverityCounts};
use chrono::NaiveDate;
use fairnotice_checks::{Record, check_record, rules};
use fairnotice_lexicon::law::{Status, law};
use fairnotice_notice::{Finding, Notice, NoticeKind, Severity, State, Version};
use fairnotice_register::Reader;
use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeMap;
use ts_rs::TS;

/// What is found in a council's notices.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct Sweep {
    /// The day on which the law was asked.
    #[ts(type = "string")]
    pub as_of: NaiveDate,
    /// The notices: the live version of each, and of those without one the open version.
    pub notices: Vec<SweptNotice>,
    /// What is found, by rule, weightiest and most frequent first.
    pub rules: Vec<SweptRule>,
}

/// A notice of the council.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct SweptNotice {
    /// The short name.
    pub notice: String,
    /// The title.
    pub title: String,
    /// The version that was looked at.
    pub version: u32,
    /// Where it stands.
    #[ts(type = "State")]
    pub state: State,
    /// How many of each severity.
    pub counts: SeverityCounts,
    /// What is found in its text and in its record, without what was answered.
    pub findings: Vec<FindingView>,
}

/// A rule and where it finds something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct SweptRule {
    /// The rule.
    pub rule: String,
    /// What officers read.
    pub title: String,
    /// The weightiest that was found.
    #[ts(type = "Severity")]
    pub severity: Severity,
    /// The day from which the law asks for it, where it is newer than UK GDPR itself.
    #[ts(type = "string | null")]
    pub since: Option<NaiveDate>,
    /// The notices, by short name.
    pub notices: Vec<String>,
}

/// A change of the law, and the live notices it touches.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct LawChange {
    /// The day from which it holds.
    #[ts(type = "string")]
    pub since: NaiveDate,
    /// What changed, in a sentence.
    pub what: String,
    /// Where it was read.
    pub source: String,
    /// The day on which somebody last compared it with the source.
    pub checked: String,
    /// Whether it is from memory and waits to be compared with the source.
    pub from_memory: bool,
    /// The live notices that it touches, by short name.
    pub notices: Vec<String>,
}

impl Desk {
    /// Checks every notice that is live, and of those that have no live version the open one.
    ///
    /// # Errors
    /// What the register says.
    pub fn sweep(&self, as_of: Option<NaiveDate>) -> Result<Sweep> {
        let reader = self.register.read();
        let today = self.now().day;
        let day = as_of.unwrap_or(today);
        let around = Surroundings::read(&reader, Some(&self.read))?;
        let mut texts = Vec::new();
        for notice in reader.notices()? {
            let version = match reader.live_version(notice.id)? {
                Some(live) => Some(live),
                None => reader.open_version(notice.id)?,
            };
            texts.extend(version.map(|version| (notice, version)));
        }
        let cases = texts.iter().map(|(notice, version)| {
            let content = current_content(&reader, notice, version, today)?;
            Case::read(&reader, notice, version, Cow::Owned(content), day, &around)
        });
        let mut notices = Vec::new();
        for (reckoned, (notice, version)) in at_once(cases, Case::reckon)?.into_iter().zip(&texts) {
            let mut found = reckoned.judged(&reader)?.open;
            if matches!(version.state, State::Live | State::Recorded) {
                found.extend(record_findings(&reader, notice, version, day)?);
            }
            found.sort_by_key(|f| f.severity);
            notices.push(swept(notice, version, found));
        }
        let rules = by_rule(&notices);
        Ok(Sweep { as_of: day, notices, rules })
    }

    /// The changes of the law that the law file has a day for, the last first, each with the live notices that it touches:
    /// those in whose text something is found because of it.
    ///
    /// # Errors
    /// What the register says.
    pub fn law_changes(&self, from: Option<NaiveDate>) -> Result<Vec<LawChange>> {
        let sweep = self.sweep(None)?;
        let mut changes = changes_of_the_law();
        changes.retain(|c| from.is_none_or(|from| c.change.since >= from));
        for change in &mut changes {
            for notice in sweep.notices.iter().filter(|n| matches!(n.state, State::Live | State::Recorded)) {
                if notice.findings.iter().any(|f| f.since == Some(change.change.since) && change.is_meant(f)) {
                    change.change.notices.push(notice.notice.clone());
                }
            }
        }
        changes.sort_by(|a, b| b.change.since.cmp(&a.change.since).then_with(|| a.change.what.cmp(&b.change.what)));
        Ok(changes.into_iter().map(|c| c.change).collect())
    }
}

/// What the record of a published version lacks.
pub(crate) fn record_findings(
    reader: &Reader<'_>,
    notice: &Notice,
    version: &Version,
    day: NaiveDate,
) -> Result<Vec<Finding>> {
    let directorate = notice.directorate.map(|id| reader.directorate(id)).transpose()?.flatten();
    let organisation = reader.organisation()?;
    let led = directorate.as_ref().and_then(|d| d.led_by(day)).map(|h| h.post.as_str());
    // The council's own notice belongs to no part of it; the data protection officer answers for it.
    let own = organisation.as_ref().filter(|_| notice.kind == NoticeKind::Corporate).map(|o| o.dpo_post.as_str());
    let owner = led.or(own);
    // A file that was published before Fair Notice lies in the register as it came.
    let mut faults = Vec::new();
    if version.state == State::Recorded
        && let Some(import) = reader.import_of_version(version.id)?
        && let Some(bytes) = reader.import_bytes(import.id)?
        && bytes.starts_with(b"%PDF")
    {
        faults = fairnotice_publish::accessibility_faults(&bytes);
    }
    Ok(check_record(&Record {
        day,
        owner,
        effective: version.effective,
        review_due: version.review_due,
        file_faults: &faults,
    }))
}

fn swept(notice: &Notice, version: &Version, found: Vec<Finding>) -> SweptNotice {
    SweptNotice {
        notice: notice.short_name.clone(),
        title: notice.title.clone(),
        version: version.number,
        state: version.state,
        counts: SeverityCounts::of(&found),
        findings: found.into_iter().map(FindingView::of).collect(),
    }
}

fn by_rule(notices: &[SweptNotice]) -> Vec<SweptRule> {
    let mut found: BTreeMap<&str, SweptRule> = BTreeMap::new();
    for notice in notices {
        for finding in &notice.findings {
            let rule = rules().iter().find(|r| r.id == finding.rule);
            let entry = found.entry(&finding.rule).or_insert_with(|| SweptRule {
                rule: finding.rule.clone(),
                title: rule.map(|r| r.title.to_owned()).unwrap_or_default(),
                severity: finding.severity,
                since: rule.and_then(|r| r.since()),
                notices: vec![],
            });
            entry.severity = entry.severity.min(finding.severity);
            if entry.notices.last() != Some(&notice.notice) {
                entry.notices.push(notice.notice.clone());
            }
        }
    }
    let mut all: Vec<SweptRule> = found.into_values().collect();
    all.sort_by(|a, b| {
        (a.severity, std::cmp::Reverse(a.notices.len()), &a.rule).cmp(&(
            b.severity,
            std::cmp::Reverse(b.notices.len()),
            &b.rule,
        ))
    });
    all
}

/// A change of the law and how its findings are known.
struct Change {
    change: LawChange,
    /// The rules that look for it.
    rules: Vec<&'static str>,
    /// Words that a finding's quote holds; empty for any.
    words: Vec<&'static str>,
}

impl Change {
    fn is_meant(&self, finding: &FindingView) -> bool {
        let quote = finding.quote.to_lowercase().replace('\u{2019}', "'");
        self.rules.contains(&finding.rule.as_str())
            && (self.words.is_empty() || self.words.iter().any(|w| quote.contains(&w.to_lowercase())))
    }
}

fn changes_of_the_law() -> Vec<Change> {
    let law = law();
    let new = |since: &str, what: String, source: &str, checked: &str, from_memory: bool| {
        Some(LawChange {
            since: since.parse().ok()?,
            what,
            source: source.to_owned(),
            checked: checked.to_owned(),
            from_memory,
            notices: vec![],
        })
    };
    let mut all: Vec<Change> = Vec::new();
    let mut add = |change: Option<LawChange>, rules: Vec<&'static str>, words: Vec<&'static str>| {
        all.extend(change.map(|change| Change { change, rules, words }));
    };
    for d in &law.duties {
        let Some(since) = &d.since else { continue };
        let what = format!("New: {} ({})", d.title.to_lowercase(), d.articles);
        add(
            new(since, what, &d.source, &d.checked, d.from_memory),
            d.rules.iter().map(String::as_str).collect(),
            vec![],
        );
    }
    for e in &law.enactments {
        let Some(since) = &e.since else { continue };
        let (how, rule) = match e.status {
            Status::Repealed => ("is repealed", "repealed-law"),
            Status::Superseded | Status::Live | Status::Amended => ("is superseded", "superseded-law"),
        };
        let what =
            format!("The {} {} {how}: now {}", e.name, e.year, e.replaced_by.as_deref().unwrap_or("today's law"));
        add(new(since, what, &e.source, &e.checked, e.from_memory), vec![rule], vec![&e.name]);
    }
    for r in &law.references {
        let what = format!("Article {} of UK GDPR is replaced by {}", r.article, r.replaced_by);
        let number = r.article.as_str();
        let words = if r.is_a_right { vec![number, "subject to"] } else { vec![number] };
        add(new(&r.since, what, &r.source, &r.checked, r.from_memory), vec!["outdated-law"], words);
    }
    for b in &law.bodies {
        let name = b.names.first().map_or("", String::as_str);
        let what = format!("{name} ended: now {}", b.replaced_by);
        let rules = vec!["abolished-body", "outdated-term"];
        add(
            new(&b.ended, what, &b.source, &b.checked, b.from_memory),
            rules,
            b.names.iter().map(String::as_str).collect(),
        );
    }
    for t in &law.terms {
        let what = format!("\"{}\" is out of use: now {}", t.words.first().map_or("", String::as_str), t.instead);
        let words = t.words.iter().map(String::as_str).collect();
        add(new(&t.since, what, &t.source, &t.checked, t.from_memory), vec!["outdated-term"], words);
    }
    all
}
