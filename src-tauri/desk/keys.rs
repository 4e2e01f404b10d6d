//! Officers' keys in the council file: enrolled by an administrator who compared the fingerprint, withdrawn when lost.
//!
//! Enrolments and withdrawals are events of the journal: they can't be changed later, and none is ever deleted, so that
//! what a key signed while it was good stays signed.

use crate::approval::words_of;
use crate::desk::{Changed, Desk, Outcome};
use crate::error::{DeskError, Result};
use crate::history::names;
use crate::place;
use chrono::{DateTime, NaiveDate, Utc};
use fairnotice_keys::{Kept, KeyError, Keys, PublicKey, SecretKey};
use fairnotice_notice::ids::OfficerId;
use fairnotice_notice::{Officer, Permission};
use fairnotice_register::Reader;
use serde::Serialize;
use serde_json::{Value, json};
use ts_rs::TS;

impl From<KeyError> for DeskError {
    fn from(error: KeyError) -> Self {
        let message = crate::error::sentence(&error.to_string());
        match error {
            KeyError::Locked => DeskError::failed("key-locked", message)
                .hint("Give the passphrase; in the terminal, in FAIRNOTICE_PASSPHRASE."),
            KeyError::WrongPassphrase => DeskError::failed("wrong-passphrase", message)
                .hint("Try again. A forgotten passphrase can't be found out: ask an administrator to enrol a new key."),
            KeyError::ShortPassphrase(_) => DeskError::usage("short-passphrase", message)
                .hint("Three or four words that don't belong together are easy to keep in mind."),
            KeyError::Damaged(_) => DeskError::failed("key-damaged", message)
                .hint("Put the file back from a backup, or move it away and ask an administrator to enrol a new key."),
            KeyError::Unreachable(_) => DeskError::failed("key-unreachable", message)
                .hint("Unlock the computer's credential store and try again."),
            KeyError::NotAKey => DeskError::usage("not-a-key", message),
            KeyError::NotASignature | KeyError::Refuted => DeskError::text("bad-signature", message),
        }
    }
}

/// An officer's key as the council file knows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct KeyRow {
    /// The public half.
    pub key: String,
    /// The short form that is compared.
    pub fingerprint: String,
    /// The officer's id.
    pub officer_id: String,
    /// The officer's name.
    pub officer: String,
    /// Who enrolled it.
    pub enrolled_by: String,
    /// When.
    #[ts(type = "string")]
    pub enrolled_at: DateTime<Utc>,
    /// The last day on which it may sign.
    #[ts(type = "string | null")]
    pub expires: Option<NaiveDate>,
    /// When it was withdrawn.
    #[ts(type = "string | null")]
    pub withdrawn_at: Option<DateTime<Utc>>,
    /// Why.
    pub why: Option<String>,
}

/// An officer's own key on this machine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct OwnKey {
    /// The officer's name.
    pub officer: String,
    /// The public half; null when there is no key yet.
    pub key: Option<String>,
    /// The short form, to be read out to an administrator.
    pub fingerprint: Option<String>,
    /// "system" (the computer's credential store) or "file" (opened by a passphrase).
    pub kept: String,
    /// Whether it can sign now; a file needs its passphrase first.
    pub ready: bool,
    /// Whether an administrator has enrolled it here.
    pub enrolled: bool,
}

fn told<'a>(data: &'a Value, key: &str) -> Option<&'a str> {
    data.get(key).and_then(Value::as_str)
}

/// Every key that was ever enrolled, oldest first.
pub(crate) fn rows(reader: &Reader<'_>) -> Result<Vec<KeyRow>> {
    let names = names(reader)?;
    let name = |id: Option<OfficerId>| id.and_then(|id| names.get(&id).cloned()).unwrap_or_else(|| "somebody".into());
    let mut rows: Vec<KeyRow> = Vec::new();
    for event in reader.events_of_the_council("key-enrolled")? {
        let (Some(key), Some(officer)) = (told(&event.data, "key"), told(&event.data, "of")) else { continue };
        rows.push(KeyRow {
            fingerprint: key.parse::<PublicKey>().map(|k| k.fingerprint()).unwrap_or_default(),
            key: key.to_owned(),
            officer: name(officer.parse().ok()),
            officer_id: officer.to_owned(),
            enrolled_by: name(event.officer),
            enrolled_at: event.at,
            expires: told(&event.data, "expires").and_then(|day| day.parse().ok()),
            withdrawn_at: None,
            why: None,
        });
    }
    for event in reader.events_of_the_council("key-withdrawn")? {
        if let Some(row) = rows.iter_mut().find(|r| Some(r.key.as_str()) == told(&event.data, "key")) {
            row.withdrawn_at = Some(event.at);
            row.why = told(&event.data, "why").map(str::to_owned);
        }
    }
    Ok(rows)
}

/// How a key stood at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum KeyStanding {
    /// It may sign for that officer.
    Good,
    /// Nobody has enrolled it.
    Unknown,
    /// It is another officer's.
    Anothers,
    /// Its last day was over.
    Expired,
    /// It was withdrawn before.
    Withdrawn,
}

/// How `key` stood for `officer` at `at`. That it was enrolled later than it signed is no fault: the administrator vouches
/// for whose it is.
pub(crate) fn standing(rows: &[KeyRow], key: &str, officer: OfficerId, at: DateTime<Utc>) -> KeyStanding {
    let Some(row) = rows.iter().find(|r| r.key == key) else { return KeyStanding::Unknown };
    if row.officer_id != officer.to_string() {
        KeyStanding::Anothers
    } else if row.withdrawn_at.is_some_and(|withdrawn| withdrawn <= at) {
        KeyStanding::Withdrawn
    } else if row.expires.is_some_and(|last| last < at.date_naive()) {
        KeyStanding::Expired
    } else {
        KeyStanding::Good
    }
}

/// Where this machine keeps keys. FAIRNOTICE_KEYS names another folder, or is `none` for no signatures at all.
pub fn keys_of_this_machine(passphrase: Option<&str>) -> Option<Keys> {
    let keys = match std::env::var("FAIRNOTICE_KEYS") {
        Ok(none) if none == "none" => return None,
        Ok(folder) if !folder.is_empty() => Keys::in_folder(std::path::Path::new(&folder)),
        Ok(_) | Err(_) => Keys::of_this_machine(&place::own_folder()?.join("keys")),
    };
    let said = passphrase.map(str::to_owned).or_else(|| std::env::var("FAIRNOTICE_PASSPHRASE").ok());
    Some(match said {
        Some(said) => keys.with_passphrase(&said),
        None => keys,
    })
}

impl Desk {
    /// With the keys of this machine: decisions are signed from now on.
    #[must_use]
    pub fn with_keys(mut self, keys: Option<Keys>) -> Desk {
        self.keys = keys;
        self
    }

    /// Exchanges the keys of this machine: a passphrase was given.
    pub fn set_keys(&mut self, keys: Option<Keys>) {
        self.keys = keys;
    }

    /// The key with which an officer signs here; none where there is no store, or where it is locked. A decision is never
    /// lost because a key can't be reached: it is then shown as not signed.
    ///
    /// # Errors
    /// `wrong-passphrase`: that is a slip of who decides, who would think it signed.
    pub(crate) fn signer(&self, officer: OfficerId) -> Result<Option<SecretKey>> {
        match self.keys.as_ref().map(|keys| keys.find_or_make(&officer.to_string())) {
            Some(Ok(key)) => Ok(Some(key)),
            Some(Err(error @ KeyError::WrongPassphrase)) => Err(error.into()),
            Some(Err(_)) | None => Ok(None),
        }
    }

    /// An officer's own key on this machine; `make` makes one where there is none.
    ///
    /// # Errors
    /// `key-locked`, `wrong-passphrase`, `short-passphrase`, `key-unreachable`, `key-damaged`; `no-keys` where signing is
    /// switched off.
    pub fn own_key(&self, officer: OfficerId, make: bool) -> Result<OwnKey> {
        let reader = self.register.read();
        let officer = reader
            .officer(officer)?
            .ok_or_else(|| DeskError::failed("unknown-officer", "There is no such officer in this council file."))?;
        let own = own_key(self.keys.as_ref(), &officer.id.to_string(), &officer.name, make)?;
        let rows = rows(&reader)?;
        let enrolled =
            own.key.as_deref().is_some_and(|key| standing(&rows, key, officer.id, self.now().at) == KeyStanding::Good);
        Ok(OwnKey { enrolled, ..own })
    }

    /// Every key that was ever enrolled, oldest first.
    ///
    /// # Errors
    /// What the register says of the file.
    pub fn keys(&self) -> Result<Vec<KeyRow>> {
        rows(&self.register.read())
    }

    /// Enrols the public half of an officer's key. `fingerprint` is what the officer read out.
    ///
    /// # Errors
    /// `not-permitted`, `unknown-officer`, `not-a-key`; `other-fingerprint` when what was read out is not this key's;
    /// `key-known` when it is enrolled already.
    pub fn enrol_key(
        &mut self,
        by: OfficerId,
        officer: &str,
        key: &str,
        fingerprint: &str,
        expires: Option<NaiveDate>,
    ) -> Result<Outcome<KeyRow>> {
        let officer = self.officer_named(officer)?;
        let public: PublicKey = key.parse()?;
        if !public.has_fingerprint(fingerprint) {
            return Err(DeskError::failed(
                "other-fingerprint",
                "The fingerprint that was read out is not that of this key.",
            )
            .hint("Ask the officer to read it out again. If it differs, the key was exchanged on its way: don't enrol it."));
        }
        self.change(by, |act| {
            act.demand(Permission::Administrator, "enrol a key")?;
            enrol(act, &officer, &public, expires)?;
            let known = rows(act.writer)?.into_iter().find(|r| r.key == public.to_string());
            known.ok_or_else(|| DeskError::failed("internal", "The key was not kept."))
        })
    }

    /// Enrols an administrator's own key in a council file where none was ever enrolled: nobody else could. Returns `None`
    /// where there is one, or where no key can be reached.
    ///
    /// # Errors
    /// What the register says of the file.
    pub fn enrol_first_key(&mut self, officer: OfficerId) -> Result<Option<KeyRow>> {
        let Some(key) = self.signer(officer)? else { return Ok(None) };
        if !self.keys()?.is_empty() {
            return Ok(None);
        }
        let done = self.change(officer, |act| {
            act.demand(Permission::Administrator, "enrol a key")?;
            enrol(act, &act.officer, &key.public(), None)?;
            Ok(rows(act.writer)?.pop())
        })?;
        Ok(done.value)
    }

    /// Withdraws a key, by its text or its fingerprint: lost, or somebody left. What it signed before stays signed.
    ///
    /// # Errors
    /// `not-permitted`, `unknown-key`, `missing-words`.
    pub fn withdraw_key(&mut self, by: OfficerId, key: &str, why: &str) -> Result<Outcome<KeyRow>> {
        self.change(by, |act| {
            act.demand(Permission::Administrator, "withdraw a key")?;
            let why = words_of("The reason", why)?;
            let find = |rows: Vec<KeyRow>| {
                rows.into_iter().find(|r| {
                    r.key == key.trim() || r.key.parse::<PublicKey>().is_ok_and(|public| public.has_fingerprint(key))
                })
            };
            let row = find(rows(act.writer)?).filter(|r| r.withdrawn_at.is_none()).ok_or_else(|| {
                DeskError::failed("unknown-key", "No key that is good has that text or fingerprint.")
                    .hint("`fairnotice key list` shows the keys.")
            })?;
            act.event("key-withdrawn", None, json!({ "key": row.key, "of": row.officer_id, "why": why }))?;
            act.touched(Changed::Officers);
            find(rows(act.writer)?).ok_or_else(|| DeskError::failed("internal", "The key is gone."))
        })
    }
}

/// Tells the journal that a key is an officer's.
pub(crate) fn enrol(
    act: &crate::desk::Act<'_>,
    officer: &Officer,
    key: &PublicKey,
    expires: Option<NaiveDate>,
) -> Result<()> {
    if let Some(row) = rows(act.writer)?.into_iter().find(|r| r.key == key.to_string()) {
        return Err(DeskError::failed("key-known", format!("That key was enrolled for {} already.", row.officer)));
    }
    act.event("key-enrolled", None, json!({ "key": key.to_string(), "of": officer.id, "expires": expires }))?;
    act.touched(Changed::Officers);
    Ok(())
}

/// Somebody's key on this machine; `enrolled` is for the council file to say.
pub(crate) fn own_key(keys: Option<&Keys>, who: &str, name: &str, make: bool) -> Result<OwnKey> {
    let keys = keys.ok_or_else(|| {
        DeskError::failed("no-keys", "Signing is switched off on this computer.").hint("Unset FAIRNOTICE_KEYS.")
    })?;
    let public = if make { Some(keys.find_or_make(who)?.public()) } else { keys.public(who)? };
    Ok(OwnKey {
        officer: name.to_owned(),
        fingerprint: public.map(|p| p.fingerprint()),
        key: public.map(|p| p.to_string()),
        kept: match keys.kept() {
            Kept::System => "system",
            Kept::File => "file",
        }
        .to_owned(),
        ready: keys.find(who).is_ok_and(|key| key.is_some()),
        enrolled: false,
    })
}
