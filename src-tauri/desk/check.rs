//! Checking a text: what the law demands of it, and where it stands.

use crate::desk::Desk;
use crate::error::Result;
use crate::resolve::{find_notice, find_version, parse_ref};
use crate::save::follow_sources;
use crate::views::{FindingView, SeverityCounts};
use fairnotice_checks::{Context, Readability, Report};
use fairnotice_notice::{Content, Finding, Notice, Severity, State, Version};
use fairnotice_register::Reader;
use serde::Serialize;
use std::path::Path;
use ts_rs::TS;

/// What the checks say of a text.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct CheckReport {
    /// What was checked: NOTICE@V or a file's name.
    pub checked: String,
    /// The findings, weightiest first.
    pub findings: Vec<FindingView>,
    /// How many of each severity.
    pub counts: SeverityCounts,
    /// How readable the text is.
    #[ts(type = "Readability")]
    pub readability: Readability,
}

impl CheckReport {
    pub(crate) fn of(checked: String, report: Report) -> Self {
        let count = |severity| {
            u32::try_from(report.findings.iter().filter(|f| f.severity == severity).count()).unwrap_or(u32::MAX)
        };
        CheckReport {
            checked,
            counts: SeverityCounts {
                block: count(Severity::Block),
                explain: count(Severity::Explain),
                warn: count(Severity::Warn),
                hint: count(Severity::Hint),
            },
            readability: report.readability,
            findings: report.findings.into_iter().map(FindingView::of).collect(),
        }
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

/// The findings of a text as the given version of the given notice.
pub(crate) fn findings(
    reader: &Reader<'_>,
    notice: &Notice,
    version: &Version,
    content: &Content,
    day: chrono::NaiveDate,
) -> Result<Report> {
    let organisation = reader.organisation()?;
    let directorate = notice.directorate.map(|id| reader.directorate(id)).transpose()?.flatten();
    let mut parents = Vec::new();
    let mut above = notice.parent;
    // A chain of parents is short; a circle, which the forms refuse, must not hang the checks.
    for _ in 0..8 {
        let Some(id) = above else { break };
        let Some(parent) = reader.notice(id)? else { break };
        if let Some(live) = reader.live_version(parent.id)? {
            parents.push(reader.revision(live.approved.unwrap_or(live.head))?.content()?);
        }
        above = parent.parent;
    }
    let parents: Vec<&Content> = parents.iter().collect();
    let previous = match reader.live_version(notice.id)? {
        Some(live) if live.number < version.number => {
            Some(reader.revision(live.approved.unwrap_or(live.head))?.content()?)
        }
        _ => None,
    };
    let import = reader.import_of_version(version.id)?;
    Ok(fairnotice_checks::check(&Context {
        content,
        as_of: day,
        organisation: organisation.as_ref(),
        partner: directorate.as_ref().and_then(|d| d.partner.as_ref()),
        parents: &parents,
        external_parent_confirmed: notice.external_parent.is_some(),
        previous: previous.as_ref(),
        imported: import.is_some(),
        lines: import.as_ref().map(|i| &i.lines),
        council: None,
        processing: &[],
        part: None,
    }))
}

/// The findings of a text that is in no register.
pub(crate) fn findings_of_file(
    content: &Content,
    lines: Option<&std::collections::BTreeMap<String, u32>>,
    day: chrono::NaiveDate,
) -> Report {
    fairnotice_checks::check(&Context { imported: true, lines, ..Context::alone(content, day) })
}

/// How many findings block, for the list.
pub(crate) fn blocking(findings: &[Finding]) -> u32 {
    u32::try_from(findings.iter().filter(|f| f.severity == Severity::Block).count()).unwrap_or(u32::MAX)
}

impl Desk {
    /// Checks `NOTICE` or `NOTICE@V`.
    ///
    /// # Errors
    /// `unknown-notice`, `unknown-version`.
    pub fn check(&self, reference: &str) -> Result<CheckReport> {
        let reader = self.register.read();
        let wanted = parse_ref(reference)?;
        let notice = find_notice(&reader, wanted.name)?;
        let version = find_version(&reader, &notice, wanted.version)?;
        let day = self.now().day;
        let content = current_content(&reader, &notice, &version, day)?;
        let report = findings(&reader, &notice, &version, &content, day)?;
        Ok(CheckReport::of(format!("{}@{}", notice.short_name, version.number), report))
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
        if let Some(organisation) = reader.organisation()? {
            follow_sources(&reader, &notice, &mut content, &organisation, self.now().day)?;
        }
        let report = findings(&reader, &notice, &version, &content, self.now().day)?;
        Ok(CheckReport::of(format!("{}@{}", notice.short_name, version.number), report))
    }

    /// Checks a file without a register.
    ///
    /// # Errors
    /// `unreadable-text`, `cannot-read`.
    pub fn check_file(path: &Path, clock: crate::Clock) -> Result<CheckReport> {
        let (content, lines) = crate::import::read_text_file(path)?;
        let report = findings_of_file(&content, Some(&lines), clock.now().day);
        Ok(CheckReport::of(path.display().to_string(), report))
    }
}
