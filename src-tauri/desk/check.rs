//! Checking a text: what the law demands of it, and where it stands.

use crate::desk::Desk;
use crate::dismiss::{Dismissal, dismissals};
use crate::error::Result;
use crate::reasons::held;
use crate::resolve::{find_notice, find_version, parse_ref};
use crate::save::follow_sources;
use crate::submit::decisions_of_notice;
use crate::surroundings::Surroundings;
use crate::views::{FindingView, PlaceView, SeverityCounts};
use chrono::{DateTime, NaiveDate, Utc};
use fairnotice_checks::{Answer, AnsweredBy, Answers, Context, Readability, Report, Row, check_file_faults};
use fairnotice_notice::organisation::Partner;
use fairnotice_notice::{Action, Content, Finding, Notice, Organisation, Severity, State, Version};
use fairnotice_register::{Import, Reader};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;
use ts_rs::TS;

/// What the checks say of a text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct CheckReport {
    /// What was checked: NOTICE@V or a file's name.
    pub checked: String,
    /// The day on which the law was asked.
    #[ts(type = "string")]
    pub as_of: NaiveDate,
    /// The findings, weightiest first, without those that were answered.
    pub findings: Vec<FindingView>,
    /// How many of each severity.
    pub counts: SeverityCounts,
    /// The findings that an officer answered with "not here, because …".
    pub dismissed: Vec<DismissedView>,
    /// What the law asks and how the text answers it; empty for a text that is not English.
    pub matrix: Vec<MatrixRow>,
    /// How readable the text is.
    #[ts(type = "Readability")]
    pub readability: Readability,
}

/// A finding that an officer answered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct DismissedView {
    /// The finding.
    pub finding: FindingView,
    /// The officer's words.
    pub reason: String,
    /// Whose they are.
    pub officer: String,
    /// When they were given.
    #[ts(type = "string")]
    pub at: DateTime<Utc>,
}

/// A row of the completeness matrix.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct MatrixRow {
    /// The item's id: "retention".
    pub item: String,
    /// What officers read.
    pub title: String,
    /// The articles that ask for it.
    pub source: String,
    /// answered, weak, above, missing or not-needed.
    pub state: String,
    /// The state in officers' words: "answered above".
    pub label: String,
    /// The sections that answer it, in the order of the text.
    pub sections: Vec<MatrixCell>,
    /// The notice or the page above that answers it, where the notice itself does not.
    pub above: Option<String>,
    /// The rules that found something.
    pub rules: Vec<String>,
}

/// A section that answers an item.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct MatrixCell {
    /// The heading; empty before the first.
    pub heading: String,
    /// The first words that answer.
    pub quote: String,
    /// Where they stand.
    pub place: PlaceView,
}

/// What the checks say of a version, the answered findings apart.
pub(crate) struct Judged {
    /// What was found and not answered.
    pub(crate) open: Vec<Finding>,
    /// What was found and answered.
    pub(crate) dismissed: Vec<(Finding, Dismissal)>,
    /// The keys of open findings for which the author's reason of an earlier version still holds.
    pub(crate) held: BTreeSet<String>,
    readability: Readability,
    /// What the law asks and how the text answers it.
    pub(crate) matrix: Vec<MatrixRow>,
}

impl Judged {
    /// Everything that was found, answered or not.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Finding> {
        self.open.iter().chain(self.dismissed.iter().map(|(f, _)| f))
    }

    fn of(report: Report, answered: BTreeMap<String, Dismissal>, above: &[String], page: Option<&str>) -> Judged {
        let matrix = report.matrix.iter().map(|row| matrix_row(row, above, page)).collect();
        let mut judged =
            Judged { open: vec![], dismissed: vec![], held: BTreeSet::new(), readability: report.readability, matrix };
        for finding in report.findings {
            match answered.get(&finding.key) {
                Some(dismissal) => judged.dismissed.push((finding, dismissal.clone())),
                None => judged.open.push(finding),
            }
        }
        judged
    }

    pub(crate) fn report(self, reader: Option<&Reader<'_>>, checked: String, as_of: NaiveDate) -> Result<CheckReport> {
        let counts = SeverityCounts::of(&self.open);
        let mut dismissed = Vec::new();
        for (finding, dismissal) in self.dismissed {
            let officer = match (reader, dismissal.officer) {
                (Some(reader), Some(id)) => reader.officer(id)?.map(|o| o.name),
                (Some(_) | None, _) => None,
            };
            dismissed.push(DismissedView {
                finding: FindingView::of(finding),
                reason: dismissal.reason,
                officer: officer.unwrap_or_else(|| "somebody".into()),
                at: dismissal.at,
            });
        }
        Ok(CheckReport {
            checked,
            as_of,
            counts,
            findings: self
                .open
                .into_iter()
                .map(|f| {
                    let reasoned = self.held.contains(&f.key);
                    FindingView { reasoned, ..FindingView::of(f) }
                })
                .collect(),
            dismissed,
            matrix: self.matrix,
            readability: self.readability,
        })
    }
}

fn matrix_row(row: &Row, above: &[String], page: Option<&str>) -> MatrixRow {
    let state = match row.state {
        Answer::Answered => "answered",
        Answer::Weak => "weak",
        Answer::Above => "above",
        Answer::Missing => "missing",
        Answer::NotNeeded => "not-needed",
    };
    MatrixRow {
        item: row.item.id().to_owned(),
        title: row.title().to_owned(),
        source: row.articles().to_owned(),
        state: state.to_owned(),
        label: row.state.label().to_owned(),
        sections: row
            .cells
            .iter()
            .map(|cell| MatrixCell {
                heading: cell.heading.clone(),
                quote: cell.quote.clone(),
                place: PlaceView {
                    leaf: u32::try_from(cell.leaf).ok(),
                    section: (!cell.id.is_empty()).then(|| cell.id.clone()),
                    field: None,
                    block: None,
                },
            })
            .collect(),
        above: row.above.and_then(|by| match by {
            AnsweredBy::Parent(at) => above.get(at).cloned(),
            AnsweredBy::ExternalPage => page.map(str::to_owned),
        }),
        rules: row.rules.clone(),
    }
}

/// The text of a version as it stands now: what is being typed while it is drafted, else the newest saved copy.
pub(crate) fn current_content(
    reader: &Reader<'_>,
    notice: &Notice,
    version: &Version,
    desk_day: chrono::NaiveDate,
) -> Result<Content> {
    if version.state == State::Drafting {
        let mut content = match reader.working_copy(version.id)? {
            Some(copy) => copy.content,
            None => reader.revision(version.head)?.content()?,
        };
        if let Some(organisation) = reader.organisation()? {
            follow_sources(reader, notice, &mut content, &organisation, desk_day)?;
        }
        return Ok(content);
    }
    Ok(reader.revision(version.head)?.content()?)
}

/// The notices above one, the nearest first: their titles and what their live texts answer.
fn above(
    reader: &Reader<'_>,
    notice: &Notice,
    organisation: Option<&Organisation>,
    around: &Surroundings,
) -> Result<Vec<(String, Arc<Answers>)>> {
    let mut parents = Vec::new();
    let mut above = notice.parent;
    // A chain of parents is short; a circle, which the forms refuse, must not hang the checks.
    for _ in 0..8 {
        let Some(id) = above else { break };
        let Some(parent) = reader.notice(id)? else { break };
        if let Some(live) = reader.live_version(parent.id)? {
            let answers = around.answers(reader, live.approved.unwrap_or(live.head), organisation)?;
            parents.push((parent.title, answers));
        }
        above = parent.parent;
    }
    Ok(parents)
}

/// A text as a version of a notice, with everything that must be known to judge it: once it is read, the checks need the
/// register no more.
pub(crate) struct Case<'a> {
    notice: &'a Notice,
    content: Cow<'a, Content>,
    around: &'a Surroundings,
    day: NaiveDate,
    above: Vec<(String, Arc<Answers>)>,
    organisation: Option<Organisation>,
    partner: Option<Partner>,
    previous: Option<Content>,
    import: Option<Import>,
    processing: Vec<String>,
}

impl<'a> Case<'a> {
    /// Reads what surrounds a text.
    pub(crate) fn read(
        reader: &Reader<'_>,
        notice: &'a Notice,
        version: &Version,
        content: Cow<'a, Content>,
        day: NaiveDate,
        around: &'a Surroundings,
    ) -> Result<Self> {
        let organisation = reader.organisation()?;
        let directorate = notice.directorate.map(|id| reader.directorate(id)).transpose()?.flatten();
        let previous = match reader.live_version(notice.id)? {
            Some(live) if live.number < version.number => {
                Some(reader.revision(live.approved.unwrap_or(live.head))?.content()?)
            }
            _ => None,
        };
        Ok(Case {
            above: above(reader, notice, organisation.as_ref(), around)?,
            import: reader.import_of_version(version.id)?,
            processing: around.purposes_of(notice, directorate.as_ref()),
            partner: directorate.and_then(|d| d.partner),
            notice,
            content,
            around,
            day,
            organisation,
            previous,
        })
    }

    /// What the checks find. Takes nearly all the time of a judgement, and reads nothing.
    pub(crate) fn reckon(self) -> Reckoned<'a> {
        let parents: Vec<&Answers> = self.above.iter().map(|(_, answers)| answers.as_ref()).collect();
        let report = fairnotice_checks::check(&Context {
            organisation: self.organisation.as_ref(),
            partner: self.partner.as_ref(),
            parents: &parents,
            external_parent_confirmed: self.notice.external_parent.is_some(),
            previous: self.previous.as_ref(),
            imported: self.import.is_some(),
            lines: self.import.as_ref().map(|i| &i.lines),
            council: self.around.council.as_deref().map(|facts| (facts, self.notice.short_name.as_str())),
            processing: &self.processing,
            wordings: &self.around.wordings,
            part: self.organisation.as_ref().map(|o| o.directorate_label.as_str()),
            ..Context::alone(&self.content, self.day)
        });
        Reckoned { notice: self.notice, above: self.above.into_iter().map(|(title, _)| title).collect(), report }
    }
}

/// What the checks find in a text.
pub(crate) struct Reckoned<'a> {
    notice: &'a Notice,
    /// The titles of the notices above.
    above: Vec<String>,
    report: Report,
}

impl Reckoned<'_> {
    /// Tells what was answered already from what is open.
    pub(crate) fn judged(self, reader: &Reader<'_>) -> Result<Judged> {
        let page = self.notice.external_parent.as_ref().map(|p| p.url.as_str());
        let mut judged = Judged::of(self.report, dismissals(reader, self.notice.id)?, &self.above, page);
        let blocks = judged.open.iter().filter(|f| f.severity == Severity::Block).map(|f| f.key.clone());
        let blocks: BTreeSet<String> = blocks.collect();
        if !blocks.is_empty() {
            judged.held = held(&decisions_of_notice(reader, self.notice)?, Action::Submit, &blocks);
        }
        Ok(judged)
    }
}

/// What the checks say of a text as the given version of the given notice, the answered findings apart.
pub(crate) fn judge(
    reader: &Reader<'_>,
    notice: &Notice,
    version: &Version,
    content: &Content,
    day: NaiveDate,
    around: &Surroundings,
) -> Result<Judged> {
    Case::read(reader, notice, version, Cow::Borrowed(content), day, around)?.reckon().judged(reader)
}

/// The findings of a text that is in no register.
pub(crate) fn findings_of_file(
    content: &Content,
    lines: Option<&std::collections::BTreeMap<String, u32>>,
    day: chrono::NaiveDate,
) -> Report {
    fairnotice_checks::check(&Context { imported: true, lines, ..Context::alone(content, day) })
}

/// How many findings hold up a submission, for the list: those that block and have no reason that still holds.
pub(crate) fn blocking(judged: &Judged) -> u32 {
    let open = judged.open.iter().filter(|f| f.severity == Severity::Block && !judged.held.contains(&f.key));
    u32::try_from(open.count()).unwrap_or(u32::MAX)
}

impl Desk {
    /// Checks `NOTICE` or `NOTICE@V`, the law asked on a day (today without one).
    ///
    /// # Errors
    /// `unknown-notice`, `unknown-version`.
    pub fn check(&self, reference: &str, as_of: Option<NaiveDate>) -> Result<CheckReport> {
        let reader = self.register.read();
        let wanted = parse_ref(reference)?;
        let notice = find_notice(&reader, wanted.name)?;
        let version = find_version(&reader, &notice, wanted.version)?;
        let today = self.now().day;
        let content = current_content(&reader, &notice, &version, today)?;
        let around = Surroundings::read(&reader, Some(&self.read))?;
        let day = as_of.unwrap_or(today);
        let judged = judge(&reader, &notice, &version, &content, day, &around)?;
        judged.report(Some(&reader), format!("{}@{}", notice.short_name, version.number), day)
    }

    /// Checks a text that is being typed in a notice's open version.
    ///
    /// # Errors
    /// `unknown-notice`, `unknown-version`.
    pub fn check_draft(&self, notice: &str, content: &Content) -> Result<CheckReport> {
        let reader = self.register.read();
        let notice = find_notice(&reader, notice)?;
        let version = find_version(&reader, &notice, None)?;
        let mut content = content.clone();
        let day = self.now().day;
        if let Some(organisation) = reader.organisation()? {
            follow_sources(&reader, &notice, &mut content, &organisation, day)?;
        }
        let around = Surroundings::read(&reader, Some(&self.read))?;
        let judged = judge(&reader, &notice, &version, &content, day, &around)?;
        judged.report(Some(&reader), format!("{}@{}", notice.short_name, version.number), day)
    }

    /// Checks a file without a register, the law asked on a day (today without one).
    ///
    /// # Errors
    /// `unreadable-text`, `cannot-read`.
    pub fn check_file(path: &Path, clock: crate::Clock, as_of: Option<NaiveDate>) -> Result<CheckReport> {
        let bytes = crate::import::read_bytes(path)?;
        let (content, lines) = crate::import::read_text(path, &bytes)?;
        let day = as_of.unwrap_or(clock.now().day);
        let mut report = findings_of_file(&content, Some(&lines), day);
        if bytes.starts_with(b"%PDF") {
            report.findings.extend(check_file_faults(&fairnotice_publish::accessibility_faults(&bytes)));
            report.findings.sort_by_key(|f| f.severity);
        }
        Judged::of(report, BTreeMap::new(), &[], None).report(None, path.display().to_string(), day)
    }
}
