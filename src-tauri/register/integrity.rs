//! Is the register unbroken? The pages, the locks, the chain, and every row against what the journal says of it.

use crate::decisions::Decision;
use crate::error::Result;
use crate::journal::{Event, GENESIS, NewEvent, hash_of};
use crate::migrations::MIGRATIONS;
use crate::open::Reader;
use crate::revisions::Revision;
use crate::rows::instant;
use fairnotice_notice::ids::NoticeId;
use fairnotice_notice::{Action, Digest, Directorate, Notice, State, Version};
use rusqlite::Connection;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Something that is not as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What it is about: "journal", "revision", "decision", "version", "notice", "council", "picture",
    /// "file".
    pub what: &'static str,
    /// What is wrong with it, in plain English.
    pub message: String,
}

/// What an inspection found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inspection {
    /// How many events were read.
    pub events: usize,
    /// How many revisions were read.
    pub revisions: usize,
    /// The hash of the last event.
    pub head: String,
    /// What is not as it was written; empty when all is well.
    pub faults: Vec<Fault>,
}

/// A directorate as the journal keeps it: posts and days, no names of people.
pub fn directorate_form(directorate: &Directorate) -> Value {
    let holders: Vec<Value> =
        directorate.role_holders.iter().map(|h| json!({ "post": h.post, "from": h.from, "until": h.until })).collect();
    json!({ "directorate": directorate.id, "name": directorate.name, "holders": holders, "partner": directorate.partner })
}

/// Gathers faults.
#[derive(Default)]
struct Faults(Vec<Fault>);

impl Faults {
    fn say(&mut self, what: &'static str, message: String) {
        self.0.push(Fault { what, message });
    }
}

/// Whether a row's time is that of its event. Comments that came with a file are some moments apart, in its order.
fn told_by_then(event: &Event, at: chrono::DateTime<chrono::Utc>) -> bool {
    (at - event.at).num_seconds().abs() < 60
}

/// Whether an event is what was written.
fn is_whole(event: &Event) -> Result<bool> {
    let again = NewEvent {
        id: event.id,
        at: event.at,
        officer: event.officer,
        kind: &event.kind,
        notice: event.notice,
        data: event.data.clone(),
    };
    Ok(hash_of(&again, &event.previous)? == event.hash)
}

/// The tables, indexes and locks of a database, by name.
fn schema(sql: &Connection) -> Result<BTreeMap<String, String>> {
    let mut statement = sql.prepare(
        "SELECT type || ' ' || name, coalesce(sql, '') FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY 1",
    )?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

impl Reader<'_> {
    /// Reads the whole register and says what is not as it was written.
    ///
    /// # Errors
    /// What SQLite says when the file can't be read at all.
    pub fn inspect(&self) -> Result<Inspection> {
        let mut faults = Faults::default();
        self.inspect_file(&mut faults)?;
        let events = self.events(None)?;
        let mut previous = GENESIS.to_string();
        for event in &events {
            if event.previous != previous {
                faults.say("journal", format!("the chain is broken before event {} ({})", event.place, event.kind));
            }
            if !is_whole(event)? {
                faults.say("journal", format!("event {} ({}) is not what was written", event.place, event.kind));
            }
            previous.clone_from(&event.hash);
        }
        self.inspect_council(&events, &mut faults)?;
        self.inspect_pictures(&events, &mut faults)?;
        self.inspect_kept_files(&events, &mut faults)?;
        if let Some(record) = self.processing_record()? {
            let real = Digest::of(&record.bytes).to_string();
            let told = events.iter().any(|e| e.kind == "processing-record-imported" && e.text("sha256") == Some(&real));
            if real != record.sha256.to_string() || !told {
                faults.say("council", "the record of processing is not what was taken in".to_owned());
            }
        }
        let mut revisions = 0;
        let mut told: BTreeSet<NoticeId> = events.iter().filter_map(|e| e.notice).collect();
        for notice in self.notices()? {
            told.remove(&notice.id);
            let own: Vec<&Event> = events.iter().filter(|e| e.notice == Some(notice.id)).collect();
            revisions += self.inspect_notice(&notice, &own, &mut faults)?;
        }
        for id in told {
            faults.say("notice", format!("notice {id} is no longer in the file"));
        }
        Ok(Inspection { events: events.len(), revisions, head: previous, faults: faults.0 })
    }

    /// What of one notice is not as the journal says: what an export of it must know.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn notice_faults(&self, notice: &Notice) -> Result<Vec<Fault>> {
        let mut faults = Faults::default();
        let events = self.events(Some(notice.id))?;
        for event in &events {
            if !is_whole(event)? {
                faults.say("journal", format!("event {} ({}) is not what was written", event.place, event.kind));
            }
        }
        self.inspect_notice(notice, &events.iter().collect::<Vec<_>>(), &mut faults)?;
        Ok(faults.0)
    }

    fn inspect_file(&self, faults: &mut Faults) -> Result<()> {
        let quick: String = self.sql.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
        if quick != "ok" {
            faults.say("file", format!("the file is damaged: {quick}"));
        }
        let dangling: i64 =
            self.sql.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| row.get(0))?;
        if dangling > 0 {
            faults.say("file", format!("{dangling} rows lead to rows that are missing"));
        }
        let mut fresh = Connection::open_in_memory()?;
        MIGRATIONS.to_latest(&mut fresh).map_err(crate::error::RegisterError::damaged)?;
        let (wanted, found) = (schema(&fresh)?, schema(self.sql)?);
        for (name, sql) in &wanted {
            match found.get(name) {
                Some(same) if same == sql => {}
                Some(_) => faults.say("file", format!("the {name} was changed")),
                None => faults.say("file", format!("the {name} was removed")),
            }
        }
        for name in found.keys().filter(|name| !wanted.contains_key(*name)) {
            faults.say("file", format!("the {name} was added"));
        }
        Ok(())
    }

    fn inspect_council(&self, events: &[Event], faults: &mut Faults) -> Result<()> {
        let mut organisation = None;
        let mut directorates: BTreeMap<String, &Value> = BTreeMap::new();
        let mut permissions: BTreeMap<String, &Value> = BTreeMap::new();
        for event in events {
            match event.kind.as_str() {
                "register-made" | "organisation-changed" => organisation = event.data.get("organisation"),
                "directorate-added" | "directorate-changed" => {
                    if let Some(id) = event.text("directorate") {
                        directorates.insert(id.to_string(), &event.data);
                    }
                }
                _ => {}
            }
            let officer = ["added", "changed", "officer"].into_iter().find_map(|key| event.text(key));
            if let (Some(officer), Some(held)) = (officer, event.data.get("permissions")) {
                permissions.insert(officer.to_string(), held);
            }
        }
        let stored = self.organisation()?.map(serde_json::to_value).transpose()?;
        if stored.as_ref() != organisation {
            faults.say("council", "the council's details are not what was written".into());
        }
        for directorate in self.directorates()? {
            let told = directorates.remove(&directorate.id.to_string());
            if told != Some(&directorate_form(&directorate)) {
                faults.say("council", format!("the directorate {} is not what was written", directorate.name));
            }
        }
        for officer in self.officers()? {
            let held = serde_json::to_value(&officer.permissions)?;
            if permissions.remove(&officer.id.to_string()) != Some(&held) {
                faults.say("council", format!("the permissions of {} are not what was written", officer.name));
            }
        }
        for id in directorates.keys() {
            faults.say("council", format!("directorate {id} is no longer in the file"));
        }
        for id in permissions.keys() {
            faults.say("council", format!("officer {id} is no longer in the file"));
        }
        Ok(())
    }

    fn inspect_kept_files(&self, events: &[Event], faults: &mut Faults) -> Result<()> {
        let told = events.iter().filter(|e| e.kind == "file-kept").filter_map(|e| e.text("sha256"));
        let mut told: BTreeSet<&str> = told.collect();
        for (name, real) in self.kept_files()? {
            if !told.remove(name.as_str()) {
                faults.say("file", format!("the kept file {name} was added by another program"));
            }
            if real != name {
                faults.say("file", format!("the kept file {name} is not what was kept"));
            }
        }
        for name in told {
            faults.say("file", format!("the kept file {name} is no longer in the council file"));
        }
        Ok(())
    }

    fn inspect_pictures(&self, events: &[Event], faults: &mut Faults) -> Result<()> {
        let told = events.iter().filter(|e| e.kind == "picture-kept").filter_map(|e| e.text("sha256"));
        let mut told: BTreeSet<&str> = told.collect();
        for name in self.asset_names()? {
            if !told.remove(name.as_str()) {
                faults.say("picture", format!("the picture {name} was added by another program"));
            }
            if self.asset(&name).is_err() {
                faults.say("picture", format!("the picture {name} is not what was kept"));
            }
        }
        for name in told {
            faults.say("picture", format!("the picture {name} is no longer in the file"));
        }
        Ok(())
    }

    /// Returns how many revisions were read.
    fn inspect_notice(&self, notice: &Notice, events: &[&Event], faults: &mut Faults) -> Result<usize> {
        let mut told = Told::default();
        for event in events {
            told.hear(event);
        }
        let form = |mut value: Value| {
            if let Some(fields) = value.as_object_mut() {
                fields.remove("title");
                fields.remove("url");
            }
            value
        };
        let stored = form(serde_json::to_value(notice)?);
        if told.notice.cloned().map(form) != Some(stored) || told.url != notice.url.as_deref() {
            faults.say("notice", format!("the details of {} are not what was written", notice.short_name));
        }
        let mut count = 0;
        for version in self.versions(notice.id)? {
            let name = format!("{} version {}", notice.short_name, version.number);
            if let Some(message) = told.version_fault(&version) {
                faults.say("version", format!("{name}: {message}"));
            }
            for revision in self.revisions(version.id)? {
                count += 1;
                if let Some(message) = revision_fault(&revision, told.revisions.remove(&revision.id.to_string())) {
                    faults.say("revision", format!("{name}, saved copy {}: {message}", revision.number));
                }
            }
            let decisions = self.decisions(version.id)?;
            for decision in &decisions {
                if !is_told(decision, told.decisions.remove(&decision.id.to_string())) {
                    faults.say("decision", format!("{name}: a decision ({}) is not what was written", decision.action));
                }
            }
            if matches!(version.state, State::Approved | State::Live) && !self.is_bound(&version, &decisions)? {
                faults.say("version", format!("{name} is {} without an approval of its text", version.state));
            }
            for comment in self.comments(version.id)? {
                let heard = told.comments.remove(&comment.id.to_string());
                let same = heard.is_some_and(|event| {
                    event.officer == Some(comment.officer)
                        && event.text("words") == Some(&comment.words)
                        && event.text("quote") == comment.quote.as_deref()
                        && event.text("section") == comment.section.as_deref()
                        && event.text("instead") == comment.instead.as_deref()
                        && event.text("version") == Some(version.id.to_string().as_str())
                        && told_by_then(event, comment.at)
                });
                if !same {
                    faults.say("comment", format!("{name}: a comment is not what was written"));
                }
            }
            for answer in self.comment_answers(version.id)? {
                let same = told.answers.remove(&answer.id.to_string()).is_some_and(|event| {
                    event.officer == Some(answer.officer)
                        && event.text("to-comment") == Some(answer.comment.to_string().as_str())
                        && event.text("how") == Some(answer.how.name())
                        && event.text("words") == answer.words.as_deref()
                        && event.text("version") == Some(version.id.to_string().as_str())
                        && told_by_then(event, answer.at)
                });
                if !same {
                    faults.say("comment", format!("{name}: an answer to a comment is not what was written"));
                }
            }
        }
        let mut kept = BTreeSet::new();
        for (sha256, bytes) in self.imports_of_notice(notice.id)? {
            let real = Digest::of(&bytes).to_string();
            if real != sha256.to_string() || !told.imports.contains(real.as_str()) {
                faults.say("notice", format!("{}: the imported file is not what was taken in", notice.short_name));
            }
            kept.insert(real);
        }
        for _ in told.imports.iter().filter(|sha256| !kept.contains(**sha256)) {
            faults.say("notice", format!("{}: the imported file is no longer in the file", notice.short_name));
        }
        for _ in told.comments.keys() {
            faults.say("comment", format!("{}: a comment is no longer in the file", notice.short_name));
        }
        for _ in told.answers.keys() {
            faults.say("comment", format!("{}: an answer to a comment is no longer in the file", notice.short_name));
        }
        for id in told.revisions.keys() {
            faults.say("revision", format!("{}: revision {id} is no longer in the file", notice.short_name));
        }
        for id in told.decisions.keys() {
            faults.say("decision", format!("{}: decision {id} is no longer in the file", notice.short_name));
        }
        Ok(count)
    }

    /// Whether the approved revision is that of the last approval, digest and all.
    fn is_bound(&self, version: &Version, decisions: &[Decision]) -> Result<bool> {
        let approval = decisions.iter().rev().find(|d| d.action == Action::Approve);
        Ok(match (approval, version.approved) {
            (Some(decision), Some(id)) => decision.revision == id && decision.digest == self.revision(id)?.digest,
            _ => false,
        })
    }
}

/// What the journal says of a notice.
#[derive(Default)]
struct Told<'a> {
    notice: Option<&'a Value>,
    url: Option<&'a str>,
    revisions: BTreeMap<String, &'a Event>,
    decisions: BTreeMap<String, &'a Event>,
    /// The last thing said of each fact of a version.
    versions: BTreeMap<String, BTreeMap<&'static str, &'a Value>>,
    imports: BTreeSet<&'a str>,
    comments: BTreeMap<String, &'a Event>,
    answers: BTreeMap<String, &'a Event>,
}

impl<'a> Told<'a> {
    fn hear(&mut self, event: &'a Event) {
        if let Some(notice) = event.data.get("notice") {
            self.notice = Some(notice);
            self.url = notice.get("url").and_then(Value::as_str);
        }
        if event.kind == "seen-online" {
            self.url = event.text("url");
        }
        if event.kind == "imported"
            && let Some(sha256) = event.text("sha256")
        {
            self.imports.insert(sha256);
        }
        if let Some(id) = event.text("comment") {
            self.comments.insert(id.to_string(), event);
        }
        if let Some(id) = event.text("answer") {
            self.answers.insert(id.to_string(), event);
        }
        if let Some(id) = event.text("revision") {
            self.revisions.insert(id.to_string(), event);
        }
        if let Some(id) = event.text("decision") {
            self.decisions.insert(id.to_string(), event);
        }
        if let Some(version) = event.text("version") {
            let facts = self.versions.entry(version.to_string()).or_default();
            for key in ["state", "number", "effective", "review-due", "ended"] {
                if let Some(value) = event.data.get(key) {
                    facts.insert(key, value);
                }
            }
        }
    }

    fn version_fault(&self, version: &Version) -> Option<String> {
        let Some(facts) = self.versions.get(&version.id.to_string()) else {
            return Some("it is not in the journal".into());
        };
        let stored = [
            ("state", json!(version.state)),
            ("number", json!(version.number)),
            ("effective", json!(version.effective)),
            ("review-due", json!(version.review_due)),
            ("ended", json!(version.ended)),
        ];
        stored.into_iter().find_map(|(key, stored)| {
            let told = facts.get(key).copied().unwrap_or(&Value::Null);
            (stored != *told).then(|| format!("its {key} is {stored}, but the journal says {told}"))
        })
    }
}

/// What is wrong with a stored revision, given what the journal says of it.
fn revision_fault(revision: &Revision, told: Option<&Event>) -> Option<String> {
    let Some(event) = told else { return Some("it is not in the journal".into()) };
    if event.text("content-sha256") != Some(&Digest::of(revision.content_json.as_bytes()).to_string()) {
        return Some("its stored text is not what was saved".into());
    }
    if event.text("digest") != Some(&revision.digest.to_string()) {
        return Some("its document code is not what was saved".into());
    }
    let same = event.text("author") == Some(&revision.author.to_string())
        && event.text("note") == revision.note.as_deref()
        && instant(event.at) == instant(revision.created_at);
    if !same {
        return Some("its author, note or time is not what was saved".into());
    }
    match revision.rendering().map(|r| r.digest()) {
        Ok(Ok(again)) if again == revision.digest => None,
        _ => Some("its text does not have its document code".into()),
    }
}

/// Whether a stored decision is what the journal says.
fn is_told(decision: &Decision, told: Option<&Event>) -> bool {
    let Some(event) = told else { return false };
    event.kind == decision.action.name()
        && event.officer == decision.officer
        && instant(event.at) == instant(decision.at)
        && event.text("on-revision") == Some(&decision.revision.to_string())
        && event.text("on-digest") == Some(&decision.digest.to_string())
        && event.text("words") == decision.words.as_deref()
        && event.data.get("reasons").is_some_and(|told| *told == json!(decision.reasons))
        && event.data.get("day").is_some_and(|told| *told == json!(decision.effective))
}
