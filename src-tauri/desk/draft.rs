//! Drafting: a new notice, autosave into the working copy, checkpoints, edits from a file.

use crate::approval::Words;
use crate::check::current_content;
use crate::clock::new_id;
use crate::desk::{Act, Changed, Desk, Outcome};
use crate::error::{DeskError, Result};
use crate::import::read_edit;
use crate::pictures::read_named;
use crate::resolve::{demand_open, find_directorate, find_notice, find_version};
use crate::save::demand_keepable;
use crate::show::actions;
use crate::submit::Submitted;
use crate::views::{ActionView, TemplateView};
use chrono::{DateTime, NaiveDate, Utc};
use fairnotice_notice::edition::Audience;
use fairnotice_notice::ids::{NoticeId, OfficerId};
use fairnotice_notice::template::{TEMPLATES, by_id};
use fairnotice_notice::variables::{VARIABLES, value};
use fairnotice_notice::{Action, Content, Notice, State, Version};
use fairnotice_publish::Picture;
use fairnotice_register::{Reader, WorkingCopy};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;
use ts_rs::TS;

/// A notice to be started from a template.
#[derive(Clone, Debug, Default, Deserialize, TS)]
pub struct NewNotice {
    /// The title.
    pub title: String,
    /// The template's name.
    pub template: String,
    /// The directorate, by name or id.
    pub directorate: Option<String>,
    /// The notice above it, by short name or id.
    pub parent: Option<String>,
}

/// A draft on the screen.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct DraftPage {
    /// The notice's short name.
    pub notice: String,
    /// The notice's id.
    pub id: String,
    /// The directorate's name.
    pub directorate: Option<String>,
    /// The version's number.
    pub version: u32,
    /// Where it stands.
    #[ts(type = "State")]
    pub state: State,
    /// The text as it stands, what is being typed included.
    #[ts(type = "Content")]
    pub content: Content,
    /// Says what the text is based on; handed back with each autosave.
    pub token: String,
    /// The digest of the newest saved copy.
    pub digest: String,
    /// When the working copy was last saved.
    #[ts(type = "string | null")]
    pub saved_at: Option<DateTime<Utc>>,
    /// Who is typing, when it is somebody else.
    pub typing: Option<String>,
    /// The live version's number.
    pub live: Option<u32>,
    /// The day from which it shall be live, when it waits for one.
    #[ts(type = "string | null")]
    pub effective: Option<NaiveDate>,
    /// Whether the officer can type now; else why not.
    pub locked: Option<String>,
    /// What the officer can do, or why not.
    pub actions: Vec<ActionView>,
    /// What an approver confirms beside the text, as the council asks it.
    pub statements: Vec<String>,
    /// What the council's details can fill in.
    pub variables: Vec<VariableView>,
}

/// A detail of the council that a text can follow.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct VariableView {
    /// Its name, such as `dpo.email`.
    pub name: String,
    /// What it is, in words.
    pub what: String,
    /// What it stands for today.
    pub text: String,
}

/// What an autosave returns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Saved {
    /// When.
    #[ts(type = "string")]
    pub at: DateTime<Utc>,
    /// What the text is based on now.
    pub token: String,
}

/// Says which text a screen was loaded from: the newest saved copy and the working copy upon it.
pub(crate) fn token(reader: &Reader<'_>, version: &Version) -> Result<String> {
    let typed = reader.working_copy(version.id)?.map(|c| format!("{}/{}", c.officer, c.saved_at.timestamp_micros()));
    Ok(format!("{}:{}", version.head, typed.unwrap_or_default()))
}

impl Desk {
    /// The templates.
    pub fn templates() -> Vec<TemplateView> {
        TEMPLATES
            .iter()
            .map(|t| TemplateView { id: t.id.into(), name: t.name.into(), description: t.description.into() })
            .collect()
    }

    /// Starts a notice from a template.
    ///
    /// # Errors
    /// `unknown-template`, `unknown-directorate`, `unknown-notice` for the parent, `not-permitted`.
    pub fn new_notice(&mut self, by: OfficerId, new: &NewNotice) -> Result<Outcome<Submitted>> {
        let Some(template) = by_id(&new.template) else {
            let known: Vec<&str> = TEMPLATES.iter().map(|t| t.id).collect();
            return Err(DeskError::usage("unknown-template", format!("There is no template \"{}\".", new.template))
                .hint(format!("Known: {}.", known.join(", "))));
        };
        self.change(by, |act| {
            act.demand(fairnotice_notice::Permission::Author, "start a notice")?;
            let mut content = fairnotice_intake::markdown::read(template.markdown)?;
            content.title = crate::setup::required("The title", &new.title)?;
            content.language = act.organisation()?.language;
            let directorate = new.directorate.as_deref().map(|d| find_directorate(act.writer, d)).transpose()?;
            let parent = new.parent.as_deref().map(|p| find_notice(act.writer, p)).transpose()?;
            let notice = Notice {
                id: NoticeId(new_id(act.now.at)),
                short_name: act.free_short_name(&content.title)?,
                title: content.title.clone(),
                directorate: directorate.map(|d| d.id),
                kind: template.kind,
                parent: parent.map(|p| p.id),
                external_parent: None,
                language: content.language.clone(),
                audience: Audience::Adults,
                counterpart_of: None,
                url: None,
            };
            let note = format!("Started from the template \"{}\"", template.name);
            let (notice, version, revision) = act.new_notice(&notice, &mut content, &note)?;
            Ok(Submitted::of(&notice, &version, &revision))
        })
    }

    /// A notice's open version (else its live one) as the draft screen shows it.
    ///
    /// # Errors
    /// `unknown-notice`.
    pub fn draft(&self, officer: OfficerId, notice: &str) -> Result<DraftPage> {
        // The text and the token that speaks for it are of one moment.
        let _held = self.register.hold()?;
        let reader = self.register.read();
        let day = self.now().day;
        let notice = find_notice(&reader, notice)?;
        let version = find_version(&reader, &notice, None)?;
        let copy = reader.working_copy(version.id)?;
        let actions = actions(&reader, &notice, &version, officer)?;
        let editing = actions.iter().find(|a| a.action == Action::Edit.name());
        let locked = match version.state {
            State::Drafting => editing.and_then(|a| a.why.clone()),
            State::InReview
            | State::Approved
            | State::Live
            | State::Superseded
            | State::Withdrawn
            | State::Discarded
            | State::Recorded => Some(match editing.and_then(|a| a.why.clone()) {
                Some(why) => why,
                None => "It is approved. Opening it for editing drops the approval".into(),
            }),
        };
        let typing = match &copy {
            Some(copy) if copy.officer != officer => reader.officer(copy.officer)?.map(|o| o.name),
            _ => None,
        };
        let directorate = notice.directorate.map(|id| reader.directorate(id)).transpose()?.flatten();
        let organisation = reader.organisation()?.unwrap_or_default();
        let variables = VARIABLES.iter().filter_map(|(name, what)| {
            let text = value(name, &organisation, directorate.as_ref(), day)?;
            Some(VariableView { name: (*name).to_owned(), what: (*what).to_owned(), text })
        });
        let variables = variables.collect();
        Ok(DraftPage {
            notice: notice.short_name.clone(),
            id: notice.id.to_string(),
            directorate: directorate.map(|d| d.name),
            version: version.number,
            state: version.state,
            content: current_content(&reader, &notice, &version, day)?,
            token: token(&reader, &version)?,
            digest: reader.revision(version.head)?.digest.to_string(),
            saved_at: copy.map(|c| c.saved_at),
            typing,
            live: reader.live_version(notice.id)?.map(|v| v.number),
            effective: version.effective,
            locked,
            actions,
            statements: organisation.statements,
            variables,
        })
    }

    /// Saves what is being typed. `token` is what the text was loaded from: when another officer has saved since, the
    /// save is refused and both texts stay.
    ///
    /// # Errors
    /// `draft-moved`, `not-in-this-state`, `not-permitted`.
    pub fn autosave(&mut self, by: OfficerId, notice: &str, base: &str, content: &Content) -> Result<Outcome<Saved>> {
        self.change(by, |act| {
            let notice = find_notice(act.writer, notice)?;
            let mut version = demand_open(act.writer, &notice)?;
            if version.state != State::Drafting {
                return Err(DeskError::failed(
                    "not-in-this-state",
                    format!(
                        "{} version {} is {}; it can't be typed in now.",
                        notice.short_name, version.number, version.state
                    ),
                ));
            }
            act.demand_transition(&notice, &version, Action::Edit)?;
            if token(act.writer, &version)? != base {
                return Err(DeskError::failed(
                    "draft-moved",
                    "Somebody else has changed this draft since you opened it.",
                )
                .hint("Nothing is lost: your words are still on the screen. Look at both texts together and go on."));
            }
            let mut content = content.clone();
            content.normalise();
            content.assign_ids();
            demand_keepable(&content)?;
            if let Some(copy) = act.writer.working_copy(version.id)?
                && copy.officer != act.officer.id
            {
                // Two officers' edits are two revisions: what the other typed becomes theirs first.
                act.checkpoint(&notice, &mut version, None)?;
            }
            act.writer.save_working_copy(&WorkingCopy {
                version: version.id,
                officer: act.officer.id,
                base: version.head,
                content,
                saved_at: act.now.at,
            })?;
            act.touched(Changed::WorkingCopy(notice.id.to_string()));
            Ok(Saved { at: act.now.at, token: token(act.writer, &version)? })
        })
    }

    /// Makes a revision of what is being typed.
    ///
    /// # Errors
    /// `no-open-version`.
    pub fn save_copy(&mut self, by: OfficerId, notice: &str, note: Option<&str>) -> Result<Outcome<Submitted>> {
        self.change(by, |act| {
            let notice = find_notice(act.writer, notice)?;
            let mut version = demand_open(act.writer, &notice)?;
            act.demand_transition(&notice, &version, Action::Edit)?;
            act.checkpoint(&notice, &mut version, note)?;
            let revision = act.writer.revision(version.head)?;
            Ok(Submitted::of(&notice, &version, &revision))
        })
    }

    /// Replaces the open draft's text with that of a file. An approved version is drafted again, and the dropped
    /// approval is recorded.
    ///
    /// # Errors
    /// `unreadable-text`, `not-in-this-state`, `not-permitted`, `no-open-version`.
    pub fn edit(&mut self, by: OfficerId, notice: &str, from: &Path, note: Option<&str>) -> Result<Outcome<Submitted>> {
        let content = read_edit(from)?;
        let pictures = read_named(&content, from.parent().unwrap_or(Path::new("")))?;
        self.edit_with(by, notice, &content, &pictures, note)
    }

    /// As [`Desk::edit`], from a text in memory.
    ///
    /// # Errors
    /// As [`Desk::edit`].
    pub fn edit_content(
        &mut self,
        by: OfficerId,
        notice: &str,
        content: &Content,
        note: Option<&str>,
    ) -> Result<Outcome<Submitted>> {
        self.edit_with(by, notice, content, &BTreeMap::new(), note)
    }

    fn edit_with(
        &mut self,
        by: OfficerId,
        notice: &str,
        content: &Content,
        pictures: &BTreeMap<String, Picture>,
        note: Option<&str>,
    ) -> Result<Outcome<Submitted>> {
        self.change(by, |act| {
            let notice = find_notice(act.writer, notice)?;
            let mut version = demand_open(act.writer, &notice)?;
            let to = act.demand_transition(&notice, &version, Action::Edit)?;
            act.checkpoint(&notice, &mut version, None)?;
            let before = act.writer.revision(version.head)?;
            let mut content = content.clone();
            act.keep_pictures(&mut content, pictures)?;
            content.normalise();
            let old = before.content()?;
            fairnotice_intake::carry_ids(&old, &mut content);
            content.assign_ids();
            if version.state == State::Approved {
                // The words are what was approved: nothing to save, and nothing to drop.
                if content == old {
                    return Ok(Submitted::of(&notice, &version, &before));
                }
                act.drop_approval(&notice, &mut version, to)?;
            }
            let revision = act.save_revision(&notice, &mut version, &mut content, act.officer.id, note, false)?;
            Ok(Submitted::of(&notice, &version, &revision))
        })
    }

    /// Opens an approved version for editing; the dropped approval is recorded.
    ///
    /// # Errors
    /// `not-in-this-state`, `not-permitted`.
    pub fn reopen(&mut self, by: OfficerId, notice: &str) -> Result<Outcome<Submitted>> {
        self.change(by, |act| {
            let notice = find_notice(act.writer, notice)?;
            let mut version = demand_open(act.writer, &notice)?;
            let to = act.demand_transition(&notice, &version, Action::Edit)?;
            if version.state == State::Approved {
                act.drop_approval(&notice, &mut version, to)?;
            }
            let revision = act.writer.revision(version.head)?;
            Ok(Submitted::of(&notice, &version, &revision))
        })
    }
}

impl Act<'_> {
    pub(crate) fn drop_approval(&self, notice: &Notice, version: &mut Version, to: State) -> Result<()> {
        let approved = self.writer.revision(version.head)?;
        version.approved = None;
        version.effective = None;
        version.review_due = None;
        let words = Words { words: Some("Opened for editing: the approval is dropped"), ..Words::default() };
        self.decide(notice, version, &approved, Action::Edit, to, words)
    }
}
