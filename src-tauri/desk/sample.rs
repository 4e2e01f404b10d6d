//! The sample council: made-up texts, taken through the real workflow act by act.

use crate::clock::{Clock, Moment, new_id};
use crate::desk::Desk;
use crate::error::{DeskError, Result};
use crate::reasons::{GivenReason, needing};
use crate::resolve::find_notice;
use crate::surroundings::Surroundings;
use chrono::{DateTime, NaiveDate, Utc};
use fairnotice_notice::edition::{Audience, NoticeKind};
use fairnotice_notice::ids::{DirectorateId, EventId, NoticeId, OfficerId};
use fairnotice_notice::organisation::{Arrangement, Partner, RoleHolder};
use fairnotice_notice::{Content, Directorate, Notice, Officer, Organisation, Permission, Severity};
use fairnotice_register::{NewEvent, Register, directorate_form};
use serde::Deserialize;
use serde_json::json;
use std::collections::BTreeMap;
use std::path::Path;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Script {
    organisation: Organisation,
    reasons: Reasons,
    officer: Vec<ScriptOfficer>,
    directorate: Vec<ScriptDirectorate>,
    notice: Vec<ScriptNotice>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Reasons {
    author: String,
    approver: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ScriptOfficer {
    key: String,
    name: String,
    email: String,
    post: String,
    permissions: Vec<Permission>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ScriptDirectorate {
    key: String,
    name: String,
    #[serde(default)]
    holder: Vec<ScriptHolder>,
    partner: Option<ScriptPartner>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ScriptHolder {
    name: String,
    post: String,
    from: Option<NaiveDate>,
    until: Option<NaiveDate>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ScriptPartner {
    organisation: String,
    arrangement: Arrangement,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ScriptNotice {
    key: String,
    directorate: Option<String>,
    kind: NoticeKind,
    parent: Option<String>,
    #[serde(rename = "template")]
    _template: Option<String>,
    act: Vec<ScriptAct>,
}

#[derive(Clone, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case", deny_unknown_fields)]
enum ScriptAct {
    Draft { by: String, at: DateTime<Utc>, text: String, note: Option<String> },
    NewVersion { by: String, at: DateTime<Utc> },
    Edit { by: String, at: DateTime<Utc>, text: String, note: Option<String> },
    Submit { by: String, at: DateTime<Utc>, note: String },
    RequestChanges { by: String, at: DateTime<Utc>, reason: String },
    Recall { by: String, at: DateTime<Utc> },
    Discard { by: String, at: DateTime<Utc> },
    Withdraw { by: String, at: DateTime<Utc>, reason: String },
    Approve { by: String, at: DateTime<Utc> },
    Publish { by: String, at: DateTime<Utc>, effective: Option<NaiveDate> },
}

impl ScriptAct {
    fn who_and_when(&self) -> (&str, DateTime<Utc>) {
        match self {
            ScriptAct::Draft { by, at, .. }
            | ScriptAct::NewVersion { by, at }
            | ScriptAct::Edit { by, at, .. }
            | ScriptAct::Submit { by, at, .. }
            | ScriptAct::RequestChanges { by, at, .. }
            | ScriptAct::Recall { by, at }
            | ScriptAct::Discard { by, at }
            | ScriptAct::Withdraw { by, at, .. }
            | ScriptAct::Approve { by, at }
            | ScriptAct::Publish { by, at, .. } => (by, *at),
        }
    }
}

fn broken(what: impl std::fmt::Display) -> DeskError {
    DeskError::failed("sample-broken", format!("The sample council can't be made: {what}."))
}

fn text_of(name: &str) -> Result<Content> {
    let source = TEXTS.iter().find(|(file, _)| *file == name).map(|(_, text)| *text);
    let source = source.ok_or_else(|| broken(format!("there is no text {name}")))?;
    fairnotice_intake::markdown::read(source).map_err(|e| broken(format!("{name}: {e}")))
}

/// A sample's people, directorates and notices by the script's keys.
#[derive(Default)]
struct Keys {
    officers: BTreeMap<String, OfficerId>,
    directorates: BTreeMap<String, DirectorateId>,
    notices: BTreeMap<String, String>,
}

impl Desk {
    /// Makes the sample council in a new register: at least eight directorates, notices in every state.
    ///
    /// # Errors
    /// `file-exists`; the disk's answers.
    pub fn init_sample(path: &Path, clock: Clock) -> Result<Desk> {
        let script: Script = toml::from_str(SCRIPT).map_err(|e| broken(e.message()))?;
        let mut acts: Vec<(&ScriptNotice, &ScriptAct)> =
            script.notice.iter().flat_map(|n| n.act.iter().map(move |a| (n, a))).collect();
        acts.sort_by_key(|(_, act)| act.who_and_when().1);
        let begin =
            acts.first().map_or_else(|| clock.now().at, |(_, a)| a.who_and_when().1) - chrono::Duration::days(1);

        let register = Register::create(path)?;
        let mut desk = Desk::around(register, Clock::Fixed(Moment::utc(begin)));
        let made = desk.play(&script, &acts, begin);
        if let Err(error) = made {
            drop(desk);
            Register::clear(path);
            return Err(error);
        }
        desk.clock = clock;
        desk.activate_due()?;
        Ok(desk)
    }

    fn play(&mut self, script: &Script, acts: &[(&ScriptNotice, &ScriptAct)], begin: DateTime<Utc>) -> Result<()> {
        let mut keys = Keys::default();
        self.people(script, &mut keys, begin)?;
        for (notice, act) in acts {
            let (who, at) = act.who_and_when();
            let by = *keys.officers.get(who).ok_or_else(|| broken(format!("there is no officer {who}")))?;
            self.clock = Clock::Fixed(Moment::utc(at));
            self.activate_due()?;
            self.act(script, notice, act, by, &mut keys)
                .map_err(|e| broken(format!("{} at {at}: {} {}", notice.key, e.message, e.hint.unwrap_or_default())))?;
        }
        Ok(())
    }

    fn people(&mut self, script: &Script, keys: &mut Keys, at: DateTime<Utc>) -> Result<()> {
        let mut people = Vec::new();
        self.register.transact(|writer| {
            writer.set_organisation(&script.organisation)?;
            for officer in &script.officer {
                let id = OfficerId(new_id(at));
                keys.officers.insert(officer.key.clone(), id);
                let officer = Officer {
                    id,
                    name: officer.name.clone(),
                    email: Some(officer.email.clone()),
                    post: Some(officer.post.clone()),
                    permissions: officer.permissions.iter().copied().collect(),
                };
                writer.add_officer(&officer, at)?;
                people.push(("officer-added", json!({ "added": id, "permissions": officer.permissions })));
            }
            for directorate in &script.directorate {
                let id = DirectorateId(new_id(at));
                keys.directorates.insert(directorate.key.clone(), id);
                let directorate = Directorate {
                    id,
                    name: directorate.name.clone(),
                    role_holders: directorate
                        .holder
                        .iter()
                        .map(|h| RoleHolder {
                            name: h.name.clone(),
                            post: h.post.clone(),
                            from: h.from,
                            until: h.until,
                        })
                        .collect(),
                    partner: directorate
                        .partner
                        .as_ref()
                        .map(|p| Partner { organisation: p.organisation.clone(), arrangement: p.arrangement }),
                };
                writer.put_directorate(&directorate)?;
                people.push(("directorate-added", directorate_form(&directorate)));
            }
            let made = json!({ "organisation": script.organisation, "sample": true });
            for (kind, data) in std::iter::once(("register-made", made)).chain(people) {
                writer.append(&NewEvent { id: EventId(new_id(at)), at, officer: None, kind, notice: None, data })?;
            }
            Ok::<(), DeskError>(())
        })
    }

    fn act(
        &mut self,
        script: &Script,
        notice: &ScriptNotice,
        act: &ScriptAct,
        by: OfficerId,
        keys: &mut Keys,
    ) -> Result<()> {
        if let ScriptAct::Draft { text, note, .. } = act {
            return self.sample_notice(notice, text, note.as_deref(), by, keys);
        }
        let name = keys.notices.get(&notice.key).cloned().ok_or_else(|| broken("it was never drafted"))?;
        match act {
            ScriptAct::Draft { .. } => {}
            ScriptAct::NewVersion { .. } => drop(self.new_version(by, &name)?),
            ScriptAct::Edit { text, note, .. } => {
                drop(self.edit_content(by, &name, &text_of(text)?, note.as_deref())?)
            }
            ScriptAct::Submit { note, .. } => {
                let because = self.sample_reasons(&name, &[Severity::Block], &script.reasons.author)?;
                drop(self.submit(by, &name, note, &because)?);
            }
            ScriptAct::RequestChanges { reason, .. } => drop(self.request_changes(by, &name, reason)?),
            ScriptAct::Recall { .. } => drop(self.recall(by, &name)?),
            ScriptAct::Discard { .. } => drop(self.discard(by, &name)?),
            ScriptAct::Withdraw { reason, .. } => drop(self.withdraw(by, &name, reason)?),
            ScriptAct::Approve { .. } => {
                let severities = [Severity::Block, Severity::Explain];
                let because = self.sample_reasons(&name, &severities, &script.reasons.approver)?;
                drop(self.approve(by, &name, None, &because, &[])?);
            }
            ScriptAct::Publish { effective, .. } => drop(self.publish(by, &name, *effective)?),
        }
        Ok(())
    }

    fn sample_notice(
        &mut self,
        script: &ScriptNotice,
        text: &str,
        note: Option<&str>,
        by: OfficerId,
        keys: &mut Keys,
    ) -> Result<()> {
        let mut content = text_of(text)?;
        let directorate = script.directorate.as_ref().map(|key| {
            keys.directorates.get(key).copied().ok_or_else(|| broken(format!("there is no directorate {key}")))
        });
        let directorate = directorate.transpose()?;
        let parent = script.parent.as_ref().and_then(|key| keys.notices.get(key)).cloned();
        let made = self.change(by, |act| {
            let parent = parent.as_deref().map(|p| find_notice(act.writer, p)).transpose()?;
            let notice = Notice {
                id: NoticeId(new_id(act.now.at)),
                short_name: act.free_short_name(&content.title)?,
                title: content.title.clone(),
                directorate,
                kind: script.kind,
                parent: parent.map(|p| p.id),
                external_parent: None,
                language: content.language.clone(),
                audience: Audience::Adults,
                counterpart_of: None,
                url: None,
            };
            let (notice, _, _) = act.new_notice(&notice, &mut content, note.unwrap_or("First draft"))?;
            Ok(notice.short_name)
        })?;
        keys.notices.insert(script.key.clone(), made.value);
        Ok(())
    }

    /// The script's reason for each rule that needs one now.
    fn sample_reasons(&self, name: &str, severities: &[Severity], reason: &str) -> Result<Vec<GivenReason>> {
        let reader = self.register.read();
        let notice = find_notice(&reader, name)?;
        let version = crate::resolve::demand_open(&reader, &notice)?;
        let day = self.now().day;
        let content = crate::check::current_content(&reader, &notice, &version, day)?;
        let judged = crate::check::judge(&reader, &notice, &version, &content, day, &Surroundings::default())?;
        let needed = needing(judged.all(), severities);
        Ok(needed.into_keys().map(|rule| GivenReason { rule, reason: reason.to_string() }).collect())
    }
}

const SCRIPT: &str = include_str!("sample/sample.toml");

macro_rules! texts {
    ($($name:literal),+ $(,)?) => { &[$(($name, include_str!(concat!("sample/", $name)))),+] };
}

/// The texts the script names.
const TEXTS: &[(&str, &str)] = texts![
    "adult-learning-1.md",
    "adult-social-care-1.md",
    "adult-social-care-2.md",
    "children-families-1.md",
    "children-families-2.md",
    "corporate-1.md",
    "corporate-2.md",
    "corporate-3.md",
    "corporate-services-1.md",
    "environment-1.md",
    "homelessness-1.md",
    "housing-1.md",
    "housing-2.md",
    "housing-3.md",
    "libraries-culture-1.md",
    "libraries-culture-2.md",
    "parking-1.md",
    "planning-1.md",
    "planning-2.md",
    "planning-comments-1.md",
    "public-health-1.md",
    "revenues-benefits-1.md",
    "revenues-benefits-2.md",
    "winter-warmth-1.md",
];

#[cfg(test)]
mod tests {
    use super::*;
    use fairnotice_notice::State;
    use std::collections::BTreeSet;

    #[test]
    fn the_sample_holds_every_state_and_is_unbroken() {
        let dir = tempfile::tempdir().unwrap();
        let today = Moment::utc("2026-11-22T09:00:00Z".parse().unwrap());
        let desk = Desk::init_sample(&dir.path().join("sample.fairnotice"), Clock::Fixed(today)).unwrap();
        let page = desk.organisation_page().unwrap();
        assert!(page.directorates.len() >= 8, "a council has at least eight directorates");
        let mut states = BTreeSet::new();
        for notice in desk.list().unwrap().notices {
            for version in desk.history(&notice.notice).unwrap().versions {
                states.insert(version.state);
            }
        }
        let recorded_elsewhere = State::Recorded;
        for state in State::ALL.into_iter().filter(|s| *s != recorded_elsewhere) {
            assert!(states.contains(&state), "no version of the sample is {state}");
        }
        let inspection = desk.verify_register().unwrap();
        assert!(inspection.unbroken, "{:?}", inspection.faults);
    }
}
