//! Showing a notice: its text in four forms, and what can be done with it.

use crate::check::current_content;
use crate::desk::Desk;
use crate::error::Result;
use crate::export::edition_of;
use crate::resolve::{find_notice, find_version, parse_ref};
use crate::review::{OWN_WORDS, has_part_in, is_own};
use crate::views::ActionView;
use fairnotice_notice::ids::OfficerId;
use fairnotice_notice::states::{Need, transition, why_not};
use fairnotice_notice::{Action, Content, Notice, Permission, Rendering, State, Version};
use fairnotice_register::Reader;
use serde::Serialize;

/// In which form a text is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShowFormat {
    /// The words alone.
    Text,
    /// Markdown with roles and ids in its headings.
    Markdown,
    /// The page as it would be published.
    Html,
    /// The content of the contract.
    Json,
}

/// A text on the terminal.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Shown {
    /// The notice's short name.
    pub notice: String,
    /// The version's number.
    pub version: u32,
    /// Where it stands.
    pub state: State,
    /// The digest of what a reader sees.
    pub digest: String,
    /// The content.
    pub content: Content,
    /// The text in the form that was asked for.
    #[serde(skip)]
    pub text: String,
}

impl Desk {
    /// Shows `NOTICE` or `NOTICE@V`.
    ///
    /// # Errors
    /// `unknown-notice`, `unknown-version`.
    pub fn show(&self, reference: &str, format: ShowFormat) -> Result<Shown> {
        let reader = self.register.read();
        let wanted = parse_ref(reference)?;
        let notice = find_notice(&reader, wanted.name)?;
        let version = find_version(&reader, &notice, wanted.version)?;
        let content = current_content(&reader, &notice, &version, self.now().day)?;
        let organisation = match version.state {
            State::Drafting => reader.organisation()?.unwrap_or_default().snapshot(),
            State::InReview
            | State::Approved
            | State::Live
            | State::Superseded
            | State::Withdrawn
            | State::Discarded
            | State::Recorded => reader.revision(version.head)?.organisation()?,
        };
        let rendering = Rendering::of(&content, &organisation);
        let digest = rendering.digest()?;
        let text = match format {
            ShowFormat::Text => fairnotice_publish::text::plain(&rendering),
            ShowFormat::Markdown => fairnotice_intake::markdown::write(&content),
            ShowFormat::Html => {
                let edition = edition_of(&reader, &notice, &version, digest)?;
                let pictures = crate::pictures::pictures_of(&reader, &rendering)?;
                fairnotice_publish::html::page(&fairnotice_publish::render(&rendering, &edition, &pictures))
            }
            ShowFormat::Json => serde_json::to_string_pretty(&content)?,
        };
        Ok(Shown {
            notice: notice.short_name,
            version: version.number,
            state: version.state,
            digest: digest.to_string(),
            content,
            text,
        })
    }
}

/// The acts an officer can choose, in the order of the buttons.
const CHOICES: [Action; 9] = [
    Action::Edit,
    Action::Submit,
    Action::Recall,
    Action::RequestChanges,
    Action::Approve,
    Action::Publish,
    Action::Schedule,
    Action::Withdraw,
    Action::Discard,
];

/// What an officer can do with a version, and why not the rest; and whether a new version can be started.
pub(crate) fn actions(
    reader: &Reader<'_>,
    notice: &Notice,
    version: &Version,
    officer: OfficerId,
) -> Result<Vec<ActionView>> {
    let Some(officer) = reader.officer(officer)? else { return Ok(Vec::new()) };
    let own = is_own(reader, version, &officer)?;
    let part = has_part_in(reader, version, &officer)?;
    let lacks = |permission: Permission| {
        let name = permission.name();
        let article = if name.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
        (!officer.may(permission)).then(|| format!("That needs the permission of {article} {name}"))
    };
    let mut all = Vec::new();
    for action in CHOICES {
        let why = match transition(version.state, action) {
            None => Some(capital(why_not(version.state, action))),
            Some(row) => row.permission.and_then(lacks).or_else(|| {
                row.needs.iter().find_map(|need| match need {
                    Need::NoOwnRevision if own => Some(OWN_WORDS.to_string()),
                    Need::OwnRevision if !part => {
                        Some("Only who wrote or submitted a version can take it back".to_string())
                    }
                    Need::NoOwnRevision
                    | Need::OwnRevision
                    | Need::AuthorsReasons
                    | Need::ApproversReasons
                    | Need::Reason
                    | Need::ApprovedText
                    | Need::DayHasCome => None,
                })
            }),
        };
        all.push(ActionView::of(action, why));
    }
    let why = lacks(Permission::Author)
        .or(reader.open_version(notice.id)?.map(|v| format!("Version {} is still open", v.number)));
    all.push(ActionView {
        action: "new-version".into(),
        label: "Start a new version".into(),
        allowed: why.is_none(),
        why,
    });
    Ok(all)
}

fn capital(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
