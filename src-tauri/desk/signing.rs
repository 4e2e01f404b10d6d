//! Signatures under decisions: written beside them in the journal, and looked at whenever they are shown.

use crate::desk::Act;
use crate::error::Result;
use crate::keys::{KeyRow, KeyStanding, standing};
use chrono::{DateTime, Utc};
use fairnotice_keys::PublicKey;
use fairnotice_notice::digest::canonical_json;
use fairnotice_notice::ids::{EventId, NoticeId, OfficerId};
use fairnotice_register::{NewEvent, Reader};
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use ts_rs::TS;

/// What every signed decision begins with: nothing that is signed for another purpose can pass for one.
const DOMAIN: &str = "Fair Notice decision 1\n";

/// A signature under a decision, as it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct SignatureView {
    /// The fingerprint of the key.
    pub fingerprint: String,
    /// good, unknown-key, anothers-key, expired-key, withdrawn-key or broken.
    pub standing: String,
    /// The same in a sentence.
    pub sentence: String,
    /// Whether it came with an answer from another computer.
    pub by_answer: bool,
}

/// The words of a decision's event that are signed: all but its place in this journal, so that they hold in another too.
fn message(
    id: EventId,
    at: DateTime<Utc>,
    officer: Option<OfficerId>,
    kind: &str,
    notice: Option<NoticeId>,
    data: &Value,
) -> Result<String> {
    let said =
        json!({ "event": id, "at": at.timestamp(), "officer": officer, "kind": kind, "notice": notice, "data": data });
    Ok(format!("{DOMAIN}{}", canonical_json(&said)?))
}

impl Act<'_> {
    /// Signs what was just decided, where the officer's key is here.
    pub(crate) fn sign(&self, decided: &NewEvent<'_>) -> Result<()> {
        let Some(key) = &self.signer else { return Ok(()) };
        let said = message(decided.id, decided.at, decided.officer, decided.kind, decided.notice, &decided.data)?;
        self.event(
            "signed",
            decided.notice,
            json!({ "signed": decided.id, "under": decided.data.get("decision"), "key": key.public().to_string(),
                    "signature": key.sign(said.as_bytes()) }),
        )
    }
}

fn view(
    keys: &[KeyRow],
    key: &str,
    officer: Option<OfficerId>,
    at: DateTime<Utc>,
    holds: bool,
    by_answer: bool,
) -> SignatureView {
    let fingerprint = key.parse::<PublicKey>().map(|k| k.fingerprint()).unwrap_or_default();
    let stands = officer.map_or(KeyStanding::Anothers, |officer| standing(keys, key, officer, at));
    let (name, sentence) = match (holds, stands) {
        (false, _) => ("broken", "The signature does not belong to what stands here".to_owned()),
        (true, KeyStanding::Good) => ("good", format!("Signed with the key {fingerprint}")),
        (true, KeyStanding::Unknown) => {
            ("unknown-key", format!("Signed with the key {fingerprint}, which no administrator has enrolled"))
        }
        (true, KeyStanding::Anothers) => {
            ("anothers-key", format!("Signed with the key {fingerprint} of somebody else"))
        }
        (true, KeyStanding::Expired) => {
            ("expired-key", format!("Signed with the key {fingerprint} after its last day"))
        }
        (true, KeyStanding::Withdrawn) => {
            ("withdrawn-key", format!("Signed with the key {fingerprint} after it was withdrawn"))
        }
    };
    SignatureView { fingerprint, standing: name.to_owned(), sentence, by_answer }
}

/// The signatures under a notice's decisions, by the decision's id.
pub(crate) fn signatures(reader: &Reader<'_>, notice: NoticeId) -> Result<BTreeMap<String, SignatureView>> {
    let keys = crate::keys::rows(reader)?;
    let events = reader.events(Some(notice))?;
    let mut found = BTreeMap::new();
    for event in &events {
        match event.kind.as_str() {
            "signed" => {
                let (Some(of), Some(under), Some(key), Some(signature)) =
                    (event.text("signed"), event.text("under"), event.text("key"), event.text("signature"))
                else {
                    continue;
                };
                let decided = events.iter().find(|e| e.id.to_string() == of);
                let holds = match (decided, key.parse::<PublicKey>()) {
                    (Some(d), Ok(public)) if d.text("decision") == Some(under) => {
                        let said = message(d.id, d.at, d.officer, &d.kind, d.notice, &d.data)?;
                        public.verify(said.as_bytes(), signature).is_ok()
                    }
                    (Some(_), Ok(_) | Err(_)) | (None, _) => false,
                };
                let officer = decided.and_then(|d| d.officer);
                found.insert(under.to_owned(), view(&keys, key, officer, event.at, holds, false));
            }
            "answer-taken" => {
                let Some(under) = event.text("made") else { continue };
                let decided = events.iter().find(|e| e.text("decision") == Some(under));
                let taken = crate::answer::AnswerBody::of_event(event);
                let holds = match (&taken, decided) {
                    (Some(answer), Some(decided)) => answer.is_signed() && answer.stands_behind(decided),
                    (Some(_) | None, _) => false,
                };
                let key = taken.as_ref().map(|a| a.key.clone()).unwrap_or_default();
                let officer = decided.and_then(|d| d.officer);
                found.insert(under.to_owned(), view(&keys, &key, officer, event.at, holds, true));
            }
            _ => {}
        }
    }
    Ok(found)
}
