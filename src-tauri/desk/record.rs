//! The internal sign-off record of a version.

use crate::check::MatrixRow;
use crate::check::judge;
use crate::desk::Desk;
use crate::error::Result;
use crate::surroundings::Surroundings;
use chrono::{DateTime, Utc};
use fairnotice_notice::digest::Digest;
use fairnotice_notice::ids::OfficerId;
use fairnotice_notice::{Action, Notice, Officer, Version};
use fairnotice_publish::{Record, RecordedDecision, RecordedItem, RecordedPerson, RecordedReason};
use fairnotice_redline::compare;
use fairnotice_register::{Decision, Reader};

fn time(at: DateTime<Utc>) -> String {
    at.format("%-d %B %Y, %H:%M UTC").to_string()
}

struct People(Vec<Officer>);

impl People {
    fn name(&self, id: Option<OfficerId>) -> String {
        match id {
            None => "Fair Notice".into(),
            Some(id) => self.0.iter().find(|o| o.id == id).map_or_else(|| "somebody".into(), |o| o.name.clone()),
        }
    }

    fn post(&self, id: Option<OfficerId>) -> String {
        id.and_then(|id| self.0.iter().find(|o| o.id == id)).and_then(|o| o.post.clone()).unwrap_or_default()
    }

    fn person(&self, decision: &Decision) -> RecordedPerson {
        RecordedPerson { name: self.name(decision.officer), post: self.post(decision.officer), at: time(decision.at) }
    }
}

/// What changed since the version before, in sentences.
fn changes(reader: &Reader<'_>, notice: &Notice, version: &Version) -> Result<Vec<String>> {
    let before =
        reader.versions(notice.id)?.into_iter().rev().find(|v| v.number < version.number && v.state.was_approved());
    let Some(before) = before else { return Ok(vec!["This is the first version published with Fair Notice.".into()]) };
    let old = reader.revision(before.approved.unwrap_or(before.head))?.content()?;
    let new = reader.revision(version.approved.unwrap_or(version.head))?.content()?;
    let summary = compare(&old, &new).summary();
    let mut all = vec![format!("Against version {}: {}", before.number, summary.sentence)];
    all.extend(summary.matters);
    for point in summary.points {
        if !all.contains(&point) {
            all.push(point);
        }
    }
    Ok(all)
}

/// How people are told: what was said when the check asked for it, and where the page was seen.
fn told(
    reader: &Reader<'_>,
    notice: &Notice,
    version: &Version,
    people: &People,
    decisions: &[Decision],
) -> Result<Vec<String>> {
    let mut all = Vec::new();
    for reason in decisions.iter().flat_map(|d| &d.reasons).filter(|r| r.rule.starts_with("change-adds-")) {
        if !all.contains(&reason.reason) {
            all.push(reason.reason.clone());
        }
    }
    let id = version.id.to_string();
    for event in reader.events(Some(notice.id))? {
        let said = |key: &str| event.data.get(key).and_then(serde_json::Value::as_str).unwrap_or_default();
        if event.kind == "seen-online" && said("version") == id {
            let on = said("on")
                .parse()
                .map_or_else(|_| said("on").to_owned(), |d: chrono::NaiveDate| d.format("%-d %B %Y").to_string());
            all.push(format!("Seen at {} on {on} by {}.", said("url"), people.name(event.officer)));
        }
    }
    Ok(all)
}

/// A row of the completeness matrix as the record shows it.
fn recorded_item(row: &MatrixRow) -> RecordedItem {
    let headings: Vec<&str> = row.sections.iter().map(|s| s.heading.as_str()).filter(|h| !h.is_empty()).collect();
    RecordedItem {
        title: row.title.clone(),
        source: row.source.clone(),
        answer: row.label.clone(),
        place: row.above.clone().unwrap_or_else(|| headings.join("; ")),
    }
}

pub(crate) fn record_of(desk: &Desk, notice: &Notice, version: &Version, digest: Digest) -> Result<Record> {
    let reader = desk.register.read();
    crate::export::demand_unbroken(&reader, notice)?;
    let people = People(reader.officers()?);
    let decisions = reader.decisions(version.id)?;
    let submission = decisions.iter().rev().find(|d| d.action == Action::Submit);
    let approval = decisions.iter().rev().find(|d| d.action == Action::Approve);
    let head = reader.revision(version.approved.unwrap_or(version.head))?;
    let mut authors = Vec::new();
    for revision in reader.revisions(version.id)? {
        if !authors.contains(&revision.author) {
            authors.push(revision.author);
        }
    }
    let joined = |of: &dyn Fn(Option<OfficerId>) -> String| {
        let all: Vec<String> = authors.iter().map(|id| of(Some(*id))).filter(|t| !t.is_empty()).collect();
        all.join(", ")
    };
    let author = RecordedPerson {
        name: joined(&|id| people.name(id)),
        post: joined(&|id| people.post(id)),
        at: time(head.created_at),
    };
    // What the rules say today of the text that was approved; reasons of rules that no longer find anything stay.
    let day = approval.or(submission).map_or(desk.now().day, |d| d.at.date_naive());
    let around = Surroundings::read(&reader, None)?;
    let judged = judge(&reader, notice, version, &head.content()?, day, &around)?;
    let mut reasons = Vec::new();
    for decision in [submission, approval].into_iter().flatten() {
        for reason in &decision.reasons {
            let finding = judged.all().find(|f| f.rule == reason.rule);
            reasons.push(RecordedReason {
                rule: reason.rule.clone(),
                message: finding.map(|f| f.message.clone()).unwrap_or_default(),
                severity: finding.map(|f| f.severity.label().to_string()).unwrap_or_default(),
                by: people.name(decision.officer),
                reason: reason.reason.clone(),
            });
        }
    }
    let event = crate::export::approval_event(&reader, notice, version)?;
    let signatures = crate::signing::signatures(&reader, notice.id)?;
    let elsewhere = event.as_ref().and_then(crate::record_approval::of_event);
    let confirmed = event.as_ref().and_then(|e| e.data.get("confirmed")).cloned().unwrap_or_default();
    let confirmed: Vec<String> = serde_json::from_value(confirmed).unwrap_or_default();
    Ok(Record {
        title: head.content()?.title,
        version: version.number,
        state: version.state.label().to_string(),
        code: digest.code(),
        digest: digest.to_string(),
        chain_head: reader.chain_head()?,
        author,
        approver: approval.filter(|_| version.approved.is_some()).map(|d| match &elsewhere {
            Some(given) => RecordedPerson {
                name: given.who.clone(),
                post: given.post.clone(),
                at: format!("{}, recorded by {}", given.on.format("%-d %B %Y"), people.name(d.officer)),
            },
            None => people.person(d),
        }),
        change_note: submission.and_then(|d| d.words.clone()).unwrap_or_default(),
        decisions: decisions
            .iter()
            .map(|d| RecordedDecision {
                what: d.action.done().to_string(),
                who: people.name(d.officer),
                post: people.post(d.officer),
                at: time(d.at),
                reason: [d.words.clone(), signatures.get(&d.id.to_string()).map(|s| s.sentence.clone())]
                    .into_iter()
                    .flatten()
                    .collect::<Vec<_>>()
                    .join(". "),
            })
            .collect(),
        reasons,
        matrix: judged.matrix.iter().map(recorded_item).collect(),
        changes: changes(&reader, notice, version)?,
        effective: version.effective,
        review_due: version.review_due,
        organisation: head.organisation()?.controller,
        confirmed,
        told: told(&reader, notice, version, &people, &decisions)?,
    })
}
