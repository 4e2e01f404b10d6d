//! What stands on the terminal.

use fairnotice_desk::{
    CheckReport, DeskError, Dismissed, ExportAll, Exported, FactRow, FindingView, HistoryPage, ImportReport, Imported,
    JournalPage, LawChange, Mended, NoticeList, ProcessingPage, Progress, ProposalRow, ReadView, Reading, Repaired,
    SearchHit, SectionView, Sweep, Verification, WordingView,
};
use serde::Serialize;
use serde_json::json;
use std::io::{IsTerminal, Write};

/// Prints text, quietly stopping when the reader has gone away (`| head`).
pub fn text(words: &str) {
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(words.as_bytes());
    if !words.ends_with('\n') {
        let _ = out.write_all(b"\n");
    }
    let _ = out.flush();
}

/// Prints one JSON document.
pub fn json<T: Serialize>(value: &T) -> Result<(), DeskError> {
    text(&serde_json::to_string_pretty(value)?);
    Ok(())
}

/// One clear line on standard error, or its JSON.
pub fn failure(error: &DeskError, as_json: bool) {
    let line = if as_json {
        json!({ "error": { "code": error.code, "message": error.message, "hint": error.hint } }).to_string()
    } else {
        let hint = error.hint.as_deref().map(|h| format!(" {h}")).unwrap_or_default();
        format!("{}: {}{hint}", error.code, error.message)
    };
    let _ = writeln!(std::io::stderr(), "{}", line.replace(['\n', '\r'], " "));
}

/// Lines beside what goes to standard output.
pub fn beside(lines: &[String]) {
    let mut out = std::io::stderr().lock();
    for line in lines {
        let _ = writeln!(out, "{}", line.replace(['\n', '\r'], " "));
    }
}

/// Whether standard output is a terminal that shows colours.
pub fn colour() -> bool {
    std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none()
}

/// The list of notices as a table.
pub fn list(list: &NoticeList) {
    if list.notices.is_empty() {
        return text("There is no notice yet. Start one with `fairnotice new TITLE`, or `fairnotice import FILE`.");
    }
    let mut rows = vec![["NOTICE", "LIVE", "OPEN", "BLOCKING", "REVIEW BY", "DIRECTORATE"].map(str::to_string)];
    for n in &list.notices {
        let open = n.open.as_ref().or(n.last.as_ref());
        rows.push([
            n.notice.clone(),
            n.live.map_or_else(|| "–".into(), |v| format!("v{v}")),
            open.map_or_else(|| "–".into(), |o| format!("v{} {}", o.version, o.state)),
            n.blocking.filter(|n| *n > 0).map_or_else(|| "–".into(), |n| n.to_string()),
            n.review_due.map_or_else(|| "–".into(), |d| format!("{d}{}", if n.overdue { " overdue" } else { "" })),
            n.directorate.clone().unwrap_or_else(|| "–".into()),
        ]);
    }
    table(&rows);
}

fn table<const N: usize>(rows: &[[String; N]]) {
    let mut widths = [0usize; N];
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let mut out = String::new();
    for row in rows {
        let mut line = String::new();
        for (i, (cell, width)) in row.iter().zip(widths).enumerate() {
            line.push_str(cell);
            if i + 1 < N {
                line.extend(std::iter::repeat_n(' ', width - cell.chars().count() + 2));
            }
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    text(&out);
}

/// What was recognised in an imported file.
pub fn imported(imported: &Imported) {
    let mut out = if imported.existing {
        format!(
            "{} version {}: the same file was imported before; nothing was changed.\n",
            imported.notice, imported.version
        )
    } else {
        format!("{} version {}: \"{}\" ({}).\n", imported.notice, imported.version, imported.title, imported.encoding)
    };
    if let (Some(before), Some(changes)) = (imported.before, &imported.changes) {
        out.push_str(&format!("  Changed since version {before}: {changes}\n"));
        out.push_str(&if before == imported.version {
            format!("  The text before it is kept as a saved copy: `fairnotice history {}`.\n", imported.notice)
        } else {
            format!("  `fairnotice diff {0}@{before} {0}@{1}` shows each change.\n", imported.notice, imported.version)
        });
    }
    sections(&mut out, &imported.sections, &imported.readings);
    for note in &imported.notes {
        out.push_str(&format!("  unclear: {note}\n"));
    }
    if imported.comments > 0 {
        out.push_str(&format!(
            "  {} kept as comments.\n",
            counted(imported.comments, "comment of the file was", "comments of the file were")
        ));
    }
    if !imported.proposals.is_empty() {
        let count = u32::try_from(imported.proposals.len()).unwrap_or(u32::MAX);
        let what = counted(count, "repair is proposed", "repairs are proposed");
        out.push_str(&format!("  {what}: `fairnotice repairs {}` lists them.\n", imported.notice));
    }
    text(&out);
}

fn counted(count: u32, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// Sections with the roles of their fields, how sure these are, and what their words state.
fn sections(out: &mut String, sections: &[SectionView], readings: &[Reading]) {
    let mut readings = readings.iter();
    for section in sections {
        out.push_str(&format!(
            "  {}\n",
            if section.heading.is_empty() { "(before the first heading)" } else { &section.heading }
        ));
        for field in &section.fields {
            let items = if field.items > 0 { format!(", {} items", field.items) } else { String::new() };
            let sure = readings.next();
            let doubt = match sure {
                Some(r) if r.confidence < 60 => format!("  ({} % sure: {})", r.confidence, r.because),
                Some(r) => format!("  ({} % sure)", r.confidence),
                None => String::new(),
            };
            out.push_str(&format!("    {}{items}{doubt}\n", field.role));
            let fact = |f: &FactRow| match &f.about {
                Some(about) => format!("{} ({about})", f.value),
                None => f.value.clone(),
            };
            let facts: Vec<String> = sure.iter().flat_map(|r| &r.facts).map(fact).collect();
            if !facts.is_empty() {
                out.push_str(&format!("      states {}\n", facts.join(" · ")));
            }
        }
    }
}

/// What a file would be read as.
pub fn read(read: &ReadView) {
    let title = if read.title.is_empty() { "(no title)" } else { &read.title };
    let mut out = format!("{title}  [{}, {}]\n", read.language, read.encoding);
    sections(&mut out, &read.sections, &read.readings);
    for note in &read.notes {
        out.push_str(&format!("  unclear: {note}\n"));
    }
    for comment in &read.comments {
        out.push_str(&format!("  comment by {comment}\n"));
    }
    text(&out);
}

/// What became of many files.
pub fn import_report(report: &ImportReport) {
    let mut out = String::new();
    for file in &report.files {
        let became = match &file.imported {
            Some(i) => {
                let unclear = if i.notes.is_empty() { String::new() } else { format!(", {} unclear", i.notes.len()) };
                let repairs = if i.proposals.is_empty() {
                    String::new()
                } else {
                    format!(
                        ", {} proposed",
                        counted(u32::try_from(i.proposals.len()).unwrap_or(u32::MAX), "repair", "repairs")
                    )
                };
                let whose = file.directorate.as_deref().map(|d| format!(" ({d})")).unwrap_or_default();
                format!("{} version {}: \"{}\"{whose}{unclear}{repairs}", i.notice, i.version, i.title)
            }
            None => file.why.clone().unwrap_or_default(),
        };
        out.push_str(&format!("{:<8} {}\n         {became}\n", file.outcome, file.file));
        if let Some(changes) = file.imported.as_ref().and_then(|i| i.changes.as_deref()) {
            out.push_str(&format!("         {changes}\n"));
        }
    }
    out.push_str(&format!(
        "{} new, {} changed, {} imported before, {} failed, {} left\n",
        report.new, report.changed, report.existing, report.failed, report.skipped
    ));
    if report.stopped {
        out.push_str("It was stopped before the end; what is listed was taken in.\n");
    }
    text(&out);
}

/// Repairs that a draft may need.
pub fn repairs(proposed: &[ProposalRow]) {
    let mut out = String::new();
    for p in proposed {
        let place = if p.heading.is_empty() { String::new() } else { format!("  ({})", p.heading) };
        out.push_str(&format!("{}{place}\n  {}\n", p.id, p.message));
        for line in &p.before {
            out.push_str(&format!("  - {line}\n"));
        }
        for line in &p.after {
            out.push_str(&format!("  + {line}\n"));
        }
    }
    if proposed.is_empty() {
        out.push_str("No repair is proposed.\n");
    }
    text(&out);
}

/// Repairs that were accepted.
pub fn repaired(repaired: &Repaired) {
    let mut out = String::new();
    for done in &repaired.done {
        out.push_str(&format!("done: {done}\n"));
    }
    let left = u32::try_from(repaired.left.len()).unwrap_or(u32::MAX);
    out.push_str(&format!(
        "{} version {}: {} left\n",
        repaired.notice,
        repaired.version,
        counted(left, "repair", "repairs")
    ));
    text(&out);
}

/// The words that a finding is about, after a blank; nothing where something is absent.
fn quoted(quote: &str) -> String {
    if quote.is_empty() { String::new() } else { format!(" “{quote}”") }
}

fn finding(out: &mut String, finding: &FindingView, keys: bool) {
    let place = match (finding.line, &finding.section) {
        (Some(line), _) => format!(" (line {line})"),
        (None, Some(section)) if !section.is_empty() => format!(" ({section})"),
        (None, _) => String::new(),
    };
    let quote = quoted(&finding.quote);
    let since = finding.since.map(|d| format!(", since {d}")).unwrap_or_default();
    let key = if keys { format!("{}  ", finding.key) } else { String::new() };
    let reasoned = if finding.reasoned { ", reasoned before" } else { "" };
    let mend = finding.mend.as_ref().filter(|_| keys).map(|m| format!(" [{}]", m.label)).unwrap_or_default();
    out.push_str(&format!(
        "{key}{:<7} {}{place}{quote}{mend}\n        {} [{}{since}{reasoned}]\n",
        finding.severity.name(),
        finding.rule,
        finding.message,
        finding.source
    ));
}

/// Findings, weightiest first, with their keys when asked for.
pub fn report(report: &CheckReport, keys: bool) {
    let mut out = String::new();
    for found in &report.findings {
        finding(&mut out, found, keys);
    }
    for answered in &report.dismissed {
        let key = if keys { format!("{}  ", answered.finding.key) } else { String::new() };
        let quote = quoted(&answered.finding.quote);
        out.push_str(&format!(
            "{key}not here {}{quote}\n        because: {} ({}, {})\n",
            answered.finding.rule,
            answered.reason,
            answered.officer,
            answered.at.date_naive()
        ));
    }
    let c = &report.counts;
    let r = &report.readability;
    out.push_str(&format!(
        "{}: {} to fix or justify, {} to explain, {} to fix, {} suggestions. {} words, {:.1} a sentence, reading age {:.0} \
         (Flesch–Kincaid grade {:.1}, Automated Readability Index {:.1}).\n",
        report.checked,
        c.block,
        c.explain,
        c.warn,
        c.hint,
        r.words,
        r.average_sentence_words,
        r.reading_age,
        r.flesch_kincaid_grade,
        r.automated_readability_index
    ));
    text(&out);
}

/// What the law asks, item by item.
pub fn matrix(report: &CheckReport) {
    let mut rows = vec![["WHAT THE LAW ASKS", "ANSWER", "WHERE", "SOURCE"].map(str::to_string)];
    for row in &report.matrix {
        let headings: Vec<&str> = row
            .sections
            .iter()
            .map(|s| if s.heading.is_empty() { "(before the first heading)" } else { s.heading.as_str() })
            .collect();
        let place = row.above.clone().unwrap_or_else(|| headings.join("; "));
        let place = if place.is_empty() { "–".to_owned() } else { place };
        rows.push([row.title.clone(), row.label.clone(), place, row.source.clone()]);
    }
    if report.matrix.is_empty() {
        return text("The matrix reads English sentences, and this text is in another language.");
    }
    table(&rows);
}

/// The first of many names; `--json` has all.
fn some_of(names: &[String]) -> String {
    const SHOWN: usize = 12;
    let more = names.len().saturating_sub(SHOWN);
    let shown = names.iter().take(SHOWN).map(String::as_str).collect::<Vec<_>>().join(", ");
    if more == 0 { shown } else { format!("{shown} and {more} more (--json names all)") }
}

/// What is found in the whole council, by rule; with keys, each notice's findings too.
pub fn sweep(sweep: &Sweep, keys: bool) {
    let mut out = String::new();
    for rule in &sweep.rules {
        let since = rule.since.map(|d| format!(", in force since {d}")).unwrap_or_default();
        let count = u32::try_from(rule.notices.len()).unwrap_or(u32::MAX);
        out.push_str(&format!(
            "{:<7} {} ({}{since}): {}\n        {}\n",
            rule.severity.name(),
            rule.title,
            rule.rule,
            counted(count, "notice", "notices"),
            some_of(&rule.notices)
        ));
    }
    for notice in sweep.notices.iter().filter(|_| keys) {
        out.push_str(&format!("\n{}@{} {}\n", notice.notice, notice.version, notice.state));
        for found in &notice.findings {
            finding(&mut out, found, keys);
        }
    }
    let clean = sweep.notices.iter().filter(|n| n.counts.block + n.counts.explain + n.counts.warn == 0).count();
    let all = u32::try_from(sweep.notices.len()).unwrap_or(u32::MAX);
    out.push_str(&format!(
        "{} checked as of {}, {clean} with nothing to fix.\n",
        counted(all, "notice", "notices"),
        sweep.as_of
    ));
    text(&out);
}

/// Findings that were answered or brought back.
pub fn dismissed(done: &Dismissed, what: &str) {
    let mut out = String::new();
    for (rule, quote) in &done.findings {
        let quote = quoted(quote);
        out.push_str(&format!("{what}: {rule}{quote}\n"));
    }
    text(&out);
}

/// Findings that have a mend.
pub fn mends(found: &[FindingView]) {
    let mut out = String::new();
    for one in found {
        finding(&mut out, one, true);
    }
    if found.is_empty() {
        out.push_str("Nothing has a mend.\n");
    }
    text(&out);
}

/// Mends that were done.
pub fn mended(mended: &Mended) {
    let mut out = String::new();
    for (rule, quote) in &mended.done {
        out.push_str(&format!("mended: {rule} “{quote}”\n"));
    }
    out.push_str(&format!(
        "{} version {}: {} left\n",
        mended.notice,
        mended.version,
        counted(mended.left, "mend", "mends")
    ));
    text(&out);
}

/// Changes of the law and the notices they touch.
pub fn law(changes: &[LawChange]) {
    let mut out = String::new();
    for change in changes {
        let memory = if change.from_memory { ", from memory" } else { "" };
        let touched =
            if change.notices.is_empty() { "touches no live notice".to_owned() } else { some_of(&change.notices) };
        out.push_str(&format!(
            "{}  {}\n            {touched}\n            [{}, checked {}{memory}]\n",
            change.since, change.what, change.source, change.checked
        ));
    }
    if changes.is_empty() {
        out.push_str("No such change of the law is known.\n");
    }
    text(&out);
}

/// The standard wording in use.
pub fn wordings(wordings: &[WordingView]) {
    let mut out = String::new();
    for w in wordings {
        out.push_str(&format!("{}, version {}, since {}\n", w.name, w.version, w.at.date_naive()));
        for line in w.words.lines() {
            out.push_str(&format!("    {line}\n"));
        }
    }
    if wordings.is_empty() {
        out.push_str("There is no standard wording yet. Set one: `fairnotice wording --set NAME --from FILE`.\n");
    }
    text(&out);
}

/// The record of processing.
pub fn processing(page: &ProcessingPage) {
    let Some(file) = &page.file_name else {
        return text(
            "There is no record of processing yet. Take one in: `fairnotice processing --import FILE.csv --column purpose=HEADING`.",
        );
    };
    let mut rows = vec![["PURPOSE", "PART"].map(str::to_string)];
    for activity in &page.activities {
        rows.push([activity.purpose.clone(), activity.part.clone().unwrap_or_else(|| "the whole council".into())]);
    }
    table(&rows);
    let lines = u32::try_from(page.activities.len()).unwrap_or(u32::MAX);
    text(&format!(
        "{}, taken in from {file} by {}.",
        counted(lines, "purpose", "purposes"),
        page.officer.as_deref().unwrap_or("somebody")
    ));
    if !page.unknown_parts.is_empty() {
        text(&format!("No directorate and no notice is called: {}.", page.unknown_parts.join(", ")));
    }
}

/// What became of a notice.
pub fn history(page: &HistoryPage) {
    let mut out = format!("{}\n", page.title);
    for version in &page.versions {
        let days = match (version.effective, version.ended) {
            (Some(from), Some(until)) => format!(", {from} to {until}"),
            (Some(from), None) => format!(", from {from}"),
            (None, _) => String::new(),
        };
        out.push_str(&format!("\nversion {} {}{days} [{}]\n", version.version, version.state, version.code));
        if let Some(recorded) = &version.recorded {
            out.push_str("  from before Fair Notice: not checked or approved here\n");
            for (what, said) in [("published at", &recorded.url), ("agreed by", &recorded.agreed_by)] {
                out.push_str(&said.as_ref().map(|s| format!("  {what} {s}\n")).unwrap_or_default());
            }
        }
        let mut lines: Vec<(String, String)> = Vec::new();
        for r in &version.revisions {
            let note = r.note.as_deref().map(|n| format!(": {n}")).unwrap_or_default();
            lines.push((r.at.to_rfc3339(), format!("saved copy {} by {}{note}", r.number, r.author)));
        }
        for d in &version.decisions {
            let words = d.words.as_deref().map(|w| format!(": {w}")).unwrap_or_default();
            lines.push((d.at.to_rfc3339(), format!("{} by {}{words}", d.action, d.officer)));
            for reason in &d.reasons {
                lines.push((d.at.to_rfc3339(), format!("  because {}: {}", reason.rule, reason.reason)));
            }
        }
        for c in &version.comments {
            lines.push((c.at.to_rfc3339(), format!("comment by {}: {}", c.officer, c.words)));
        }
        lines.sort_by(|a, b| a.0.cmp(&b.0));
        for (at, line) in lines {
            out.push_str(&format!("  {}  {line}\n", &at[..16].replace('T', " ")));
        }
    }
    text(&out);
}

/// What a search found.
pub fn hits(hits: &[SearchHit]) {
    if hits.is_empty() {
        return text("Nothing was found.");
    }
    for hit in hits {
        let snippet = hit.snippet.replace('\u{2}', "[").replace('\u{3}', "]").replace('\n', " ");
        text(&format!("{}@{} ({}): {snippet}", hit.notice, hit.version, hit.state));
    }
}

/// What was written.
pub fn exported(exported: &Exported) {
    let mark = if exported.draft { "DRAFT of " } else { "" };
    text(&format!("{mark}{} version {} [{}]", exported.notice, exported.version, exported.code));
    for file in &exported.files {
        text(&format!("  {file}"));
    }
}

/// What an export of every live notice did.
pub fn exported_all(all: &ExportAll) {
    all.exported.iter().for_each(exported);
    text(&format!("{}\n  {} files written, {} unchanged", all.index, all.written, all.unchanged));
    all.removed.iter().for_each(|file| text(&format!("  {file} was taken away: its notice is no longer live")));
    all.left.iter().for_each(|file| {
        text(&format!("  {file} was left: its notice is no longer live, but somebody changed the file"));
    });
    all.refused.iter().for_each(|refused| text(&format!("not written: {refused}")));
}

/// A file's bytes on standard output, for a pipe or a redirection.
///
/// # Errors
/// `cannot-write` when nobody takes them.
pub fn bytes(bytes: &[u8]) -> Result<(), DeskError> {
    let mut out = std::io::stdout().lock();
    out.write_all(bytes)
        .and_then(|()| out.flush())
        .map_err(|e| DeskError::failed("cannot-write", format!("Standard output could not be written ({e}).")))
}

/// Whether standard output is a terminal.
pub fn to_terminal() -> bool {
    std::io::stdout().is_terminal()
}

/// Whether a person is looking.
pub fn is_terminal() -> bool {
    std::io::stderr().is_terminal()
}

/// How far an export is, on one line of the terminal.
pub fn progress(progress: &Progress) {
    let mut out = std::io::stderr().lock();
    let end = if progress.done == progress.of { "\n" } else { "" };
    let _ = write!(out, "\r\x1b[K{} of {}  {}{end}", progress.done, progress.of, progress.notice);
    let _ = out.flush();
}

/// What a file is.
pub fn verification(verification: &Verification) {
    text(&verification.sentence);
    for difference in &verification.differences {
        text(&format!("  {difference}"));
    }
}

/// The audit trail.
pub fn journal(page: &JournalPage) {
    for event in &page.events {
        let notice = event.notice.as_deref().map(|n| format!("  {n}")).unwrap_or_default();
        let version = event.version.map(|v| format!(" v{v}")).unwrap_or_default();
        text(&format!(
            "{}  {}  {}{notice}{version}  {}",
            event.at.format("%Y-%m-%d %H:%M"),
            event.kind,
            event.officer,
            event.hash
        ));
    }
    text(&format!("head of the chain: {}", page.head));
}
