//! What the window and `--json` show. Plain data: no rule lives here.

use chrono::{DateTime, NaiveDate, Utc};
use fairnotice_notice::{Action, Directorate, Finding, Mend, Officer, Organisation, Severity, State};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// An officer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct OfficerView {
    /// The id.
    pub id: String,
    /// First and last name.
    pub name: String,
    /// The e-mail address.
    pub email: Option<String>,
    /// The post.
    pub post: Option<String>,
    /// Names of permissions.
    pub permissions: Vec<String>,
}

impl OfficerView {
    pub(crate) fn of(officer: &Officer) -> Self {
        OfficerView {
            id: officer.id.to_string(),
            name: officer.name.clone(),
            email: officer.email.clone(),
            post: officer.post.clone(),
            permissions: officer.permissions.iter().map(|p| p.name().to_string()).collect(),
        }
    }
}

/// A directorate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct DirectorateView {
    /// The id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Who leads it today.
    pub led_by: Option<String>,
    /// The post that leads it today.
    pub post: Option<String>,
    /// The organisation it is shared with.
    pub partner: Option<String>,
    /// controllers, shared-management or processor.
    pub arrangement: Option<String>,
    /// Everybody who leads, led or will lead it, as they were entered.
    pub holders: Vec<PostHolder>,
}

/// Who leads a directorate, and when.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PostHolder {
    /// The person's name; empty when only the post is known.
    pub name: String,
    /// The post, which is what notices print.
    pub post: String,
    /// The first day; nothing when it is not known.
    #[ts(type = "string | null")]
    pub from: Option<NaiveDate>,
    /// The last day; nothing while it goes on.
    #[ts(type = "string | null")]
    pub until: Option<NaiveDate>,
}

impl DirectorateView {
    pub(crate) fn of(directorate: &Directorate, day: NaiveDate) -> Self {
        let holder = directorate.led_by(day);
        DirectorateView {
            id: directorate.id.to_string(),
            name: directorate.name.clone(),
            led_by: holder.map(|h| h.name.clone()).filter(|n| !n.is_empty()),
            post: holder.map(|h| h.post.clone()),
            partner: directorate.partner.as_ref().map(|p| p.organisation.clone()),
            arrangement: directorate.partner.as_ref().map(|p| p.arrangement.name().to_string()),
            holders: directorate
                .role_holders
                .iter()
                .map(|h| PostHolder { name: h.name.clone(), post: h.post.clone(), from: h.from, until: h.until })
                .collect(),
        }
    }
}

/// The council, its directorates and its officers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct OrganisationPage {
    /// The council's details.
    #[ts(type = "Organisation")]
    pub organisation: Organisation,
    /// Its directorates.
    pub directorates: Vec<DirectorateView>,
    /// Its officers.
    pub officers: Vec<OfficerView>,
}

/// The open version of a notice, in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct OpenVersion {
    /// Its number.
    pub version: u32,
    /// Where it stands.
    #[ts(type = "State")]
    pub state: State,
    /// The day from which it shall be live, when it waits for one.
    #[ts(type = "string | null")]
    pub effective: Option<NaiveDate>,
    /// Who it waits for, in words: "its author", "a reviewer", "a publisher".
    pub waits_for: String,
}

/// A notice in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct NoticeRow {
    /// The short name.
    pub notice: String,
    /// The id.
    pub id: String,
    /// The title.
    pub title: String,
    /// The directorate's name.
    pub directorate: Option<String>,
    /// corporate, directorate, service or short-statement.
    pub kind: String,
    /// The live version's number.
    pub live: Option<u32>,
    /// Since which day it is live.
    #[ts(type = "string | null")]
    pub live_since: Option<NaiveDate>,
    /// The open version.
    pub open: Option<OpenVersion>,
    /// The newest version's number and state, when there is neither an open nor a live one.
    pub last: Option<OpenVersion>,
    /// Blocking findings in the open version; nothing where they are not counted yet.
    pub blocking: Option<u32>,
    /// The day by which the live version shall be reviewed.
    #[ts(type = "string | null")]
    pub review_due: Option<NaiveDate>,
    /// Whether that day is past.
    pub overdue: bool,
    /// The post that leads the directorate.
    pub owner: Option<String>,
    /// When something was last done to it.
    #[ts(type = "string")]
    pub changed_at: DateTime<Utc>,
}

/// The list of notices.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct NoticeList {
    /// Every notice, by title.
    pub notices: Vec<NoticeRow>,
}

/// What can be done, or why it can't.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ActionView {
    /// The act: edit, submit, recall, request-changes, approve, publish, withdraw, discard, new-version.
    pub action: String,
    /// What stands on the button.
    pub label: String,
    /// Whether the officer can do it now.
    pub allowed: bool,
    /// Why not, in a sentence.
    pub why: Option<String>,
}

impl ActionView {
    pub(crate) fn of(action: Action, why: Option<String>) -> Self {
        ActionView { action: action.name().to_string(), label: action.label().to_string(), allowed: why.is_none(), why }
    }
}

/// A version in a history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct VersionRow {
    /// Its number.
    pub version: u32,
    /// Where it stands.
    #[ts(type = "State")]
    pub state: State,
    /// From which day it is, was or shall be live.
    #[ts(type = "string | null")]
    pub effective: Option<NaiveDate>,
    /// The last day it was live.
    #[ts(type = "string | null")]
    pub ended: Option<NaiveDate>,
    /// The day by which it shall be reviewed.
    #[ts(type = "string | null")]
    pub review_due: Option<NaiveDate>,
    /// What is known of an edition from before Fair Notice; nothing for any other version.
    pub recorded: Option<crate::RecordedFacts>,
    /// The document code of its newest saved copy.
    pub code: String,
    /// The digest of its newest saved copy.
    pub digest: String,
    /// Its saved copies, oldest first.
    pub revisions: Vec<RevisionRow>,
    /// What was decided, oldest first.
    pub decisions: Vec<DecisionRow>,
    /// What was said of it, oldest first.
    pub comments: Vec<CommentRow>,
    /// When it was sent to the web team, and where it was seen, oldest first.
    pub online: Vec<OnlineRow>,
}

/// A saved copy in a history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct RevisionRow {
    /// The id.
    pub revision: String,
    /// 1, 2, 3 … within the version.
    pub number: u32,
    /// Whose words were added.
    pub author: String,
    /// When.
    #[ts(type = "string")]
    pub at: DateTime<Utc>,
    /// What the officer said of it.
    pub note: Option<String>,
    /// Its document code.
    pub code: String,
}

/// A decision in a history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct DecisionRow {
    /// submit, recall, request-changes, approve, publish, schedule, activate, supersede, withdraw, discard, edit.
    pub action: String,
    /// Who; "Fair Notice" when nobody did.
    pub officer: String,
    /// When.
    #[ts(type = "string")]
    pub at: DateTime<Utc>,
    /// The change note or the reason.
    pub words: Option<String>,
    /// Reasons for open findings.
    pub reasons: Vec<ReasonView>,
    /// The document code it was made on.
    pub code: String,
    /// The day from which it shall be live.
    #[ts(type = "string | null")]
    pub effective: Option<NaiveDate>,
    /// The signature under it; null for a decision that nobody signed.
    pub signature: Option<crate::SignatureView>,
    /// Who approved elsewhere, when the officer only recorded it.
    pub recorded: Option<crate::RecordedApproval>,
}

/// A reason for an open finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReasonView {
    /// The rule.
    pub rule: String,
    /// The officer's words.
    pub reason: String,
    /// Whether it was given for an earlier text and carried forward.
    pub carried: bool,
}

/// A comment in a history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CommentRow {
    /// The id.
    pub id: String,
    /// Whose it is.
    pub officer: String,
    /// When.
    #[ts(type = "string")]
    pub at: DateTime<Utc>,
    /// The id of the section it is about.
    pub section: Option<String>,
    /// The words it is about.
    pub quote: Option<String>,
    /// Who wrote it, and on which day, in a file that the officer brought in.
    pub written_by: Option<String>,
    /// What is said.
    pub words: String,
    /// The words proposed in the place of the quoted ones; empty proposes to take them out.
    pub instead: Option<String>,
    /// What became of it.
    pub answer: Option<CommentAnswerRow>,
}

/// What became of a comment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CommentAnswerRow {
    /// taken, left or done.
    pub how: String,
    /// Who said so.
    pub officer: String,
    /// The reason, or what else was said.
    pub words: Option<String>,
    /// When.
    #[ts(type = "string")]
    pub at: DateTime<Utc>,
}

/// That a live version was sent to the web team, or seen online.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct OnlineRow {
    /// sent or seen.
    pub what: String,
    /// Who recorded it.
    pub officer: String,
    /// When it was recorded.
    #[ts(type = "string")]
    pub at: DateTime<Utc>,
    /// To whom it was sent, or where it was seen.
    pub words: String,
    /// The day on which it was seen.
    #[ts(type = "string | null")]
    pub on: Option<NaiveDate>,
}

/// A finding on the screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FindingView {
    /// The rule.
    pub rule: String,
    /// How much it weighs.
    #[ts(type = "Severity")]
    pub severity: Severity,
    /// The 1-based line of an imported file.
    pub line: Option<u32>,
    /// The heading of its section.
    pub section: Option<String>,
    /// The words it is about.
    pub quote: String,
    /// What is wrong, why it matters and what to do.
    pub message: String,
    /// The article, clause or standard.
    pub source: String,
    /// Where it stands.
    pub place: PlaceView,
    /// Stands for what was found and said; an answer is given to it.
    pub key: String,
    /// The day from which the law asks for it, or the words are out of date.
    #[ts(type = "string | null")]
    pub since: Option<NaiveDate>,
    /// A small safe edit that mends it, and what its button says.
    pub mend: Option<MendView>,
    /// Whether the author's reason of an earlier version still holds, so that none is asked for.
    pub reasoned: bool,
}

/// A mend on a button.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MendView {
    /// What the button says.
    pub label: String,
    /// The edit, to be handed back.
    #[ts(type = "Mend")]
    pub edit: Mend,
}

/// Where a finding stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PlaceView {
    /// The number of the line of text; the title is 0.
    pub leaf: Option<u32>,
    /// The id of the section.
    pub section: Option<String>,
    /// The id of the field.
    pub field: Option<String>,
    /// The id of the block.
    pub block: Option<String>,
}

impl FindingView {
    pub(crate) fn of(finding: Finding) -> Self {
        FindingView {
            rule: finding.rule,
            severity: finding.severity,
            line: finding.line,
            section: finding.section,
            quote: finding.quote,
            message: finding.message,
            source: finding.source,
            place: PlaceView {
                leaf: finding.place.leaf.and_then(|n| u32::try_from(n).ok()),
                section: finding.place.section,
                field: finding.place.field,
                block: finding.place.block,
            },
            key: finding.key,
            since: finding.since,
            reasoned: false,
            mend: finding.mend.map(|edit| MendView { label: edit.label().to_owned(), edit }),
        }
    }
}

/// A template to start from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct TemplateView {
    /// Its name on the command line.
    pub id: String,
    /// What officers read.
    pub name: String,
    /// When to choose it.
    pub description: String,
}

/// The severities, for the window's filters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SeverityCounts {
    /// Fix or justify.
    pub block: u32,
    /// Approver must explain.
    pub explain: u32,
    /// Should fix.
    pub warn: u32,
    /// Suggestion.
    pub hint: u32,
}

impl SeverityCounts {
    /// How many of some findings have each severity.
    pub(crate) fn of(findings: &[Finding]) -> SeverityCounts {
        let count =
            |severity| u32::try_from(findings.iter().filter(|f| f.severity == severity).count()).unwrap_or(u32::MAX);
        SeverityCounts {
            block: count(Severity::Block),
            explain: count(Severity::Explain),
            warn: count(Severity::Warn),
            hint: count(Severity::Hint),
        }
    }
}
