//! Many files at once: each by itself, so that one that can't be read keeps no other back; a report for each.

use crate::desk::{Changed, Desk, Outcome};
use crate::error::{DeskError, Result};
use crate::export_all::Progress;
use crate::import::{ImportOptions, Imported, parse, read_bytes};
use crate::resolve::find_directorate;
use fairnotice_notice::ids::OfficerId;
use fairnotice_notice::{Directorate, Permission};
use serde::Serialize;
use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use ts_rs::TS;

/// The most files that one call takes.
const MOST: usize = 5_000;
/// How deep folders may stand in one another.
const DEEPEST: usize = 8;
/// What notices come as.
const KINDS: [&str; 10] = ["docx", "docm", "html", "htm", "xhtml", "pdf", "md", "markdown", "txt", "text"];

/// What became of many files.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
pub struct ImportReport {
    /// A row for each file, in the order in which they were read.
    pub files: Vec<FileReport>,
    /// How many became notices of their own.
    pub new: u32,
    /// How many became the next draft of a notice that was here.
    pub changed: u32,
    /// How many had been imported before.
    pub existing: u32,
    /// How many could not be read.
    pub failed: u32,
    /// How many were left, because they are no kind of file that is read.
    pub skipped: u32,
    /// Whether it was stopped before the end.
    pub stopped: bool,
}

/// What became of one file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct FileReport {
    /// Its path.
    pub file: String,
    /// new, changed, existing, failed or skipped.
    pub outcome: String,
    /// The notice, where it became one.
    pub imported: Option<Imported>,
    /// The directorate that was guessed or given.
    pub directorate: Option<String>,
    /// Why it failed or was left.
    pub why: Option<String>,
}

/// The files that are meant: those named, and those in the folders named, by name.
fn files(paths: &[PathBuf]) -> Result<(Vec<PathBuf>, Vec<PathBuf>)> {
    let (mut wanted, mut left) = (Vec::new(), Vec::new());
    let mut open: Vec<(PathBuf, usize)> = paths.iter().rev().map(|p| (p.clone(), 0)).collect();
    while let Some((path, depth)) = open.pop() {
        if !path.is_dir() {
            let extension = path.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
            // A file that was named is read whatever it is called.
            if depth == 0 || KINDS.contains(&extension.as_str()) { wanted.push(path) } else { left.push(path) }
        } else if depth < DEEPEST {
            let entries = std::fs::read_dir(&path).map_err(|error| {
                DeskError::failed("cannot-read", format!("{} could not be read ({error}).", path.display()))
            })?;
            let mut inner: Vec<PathBuf> = entries.filter_map(|e| Some(e.ok()?.path())).collect();
            // Word's own lock files, and what systems hide.
            inner.retain(|p| {
                let name = p.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
                !name.starts_with('.') && !name.starts_with("~$") && name != "Thumbs.db" && !p.is_symlink()
            });
            inner.sort();
            open.extend(inner.into_iter().rev().map(|p| (p, depth + 1)));
        }
        if wanted.len() + left.len() > MOST {
            return Err(DeskError::failed("too-many", format!("There are more than {MOST} files.")).hint("Name fewer."));
        }
    }
    Ok((wanted, left))
}

/// The words of a name that tell it from others.
fn telling(name: &str) -> BTreeSet<String> {
    let plain =
        ["and", "the", "of", "for", "services", "service", "directorate", "department", "council", "privacy", "notice"];
    name.to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| w.len() > 2 && !plain.contains(w))
        .map(|w| w.trim_end_matches('s').to_owned())
        .collect()
}

/// The directorate whose name, or whose leader's, the title, the first words or the folder speak of.
fn guess<'a>(directorates: &'a [Directorate], title: &str, first_words: &str, folder: &str) -> Option<&'a Directorate> {
    let mut best: Option<(usize, usize, &Directorate)> = None;
    for (weight, text) in [(3, title), (2, folder), (1, first_words)] {
        let said = telling(text);
        for directorate in directorates {
            let own = telling(&directorate.name);
            let shared = own.intersection(&said).count();
            if shared == 0 || shared * 2 < own.len() {
                continue;
            }
            let rank = (weight, shared);
            if best.is_none_or(|(w, s, _)| rank > (w, s)) {
                best = Some((weight, shared, directorate));
            }
        }
    }
    best.map(|(_, _, directorate)| directorate)
}

impl Desk {
    /// Takes many files in; folders are read with what is in them. `watch` hears of each file before it is read and
    /// may stop the rest; what was taken in until then stays.
    ///
    /// # Errors
    /// `cannot-read` for a folder, `too-many`. What is wrong with a single file is in its row.
    pub fn import_many(
        &mut self,
        by: OfficerId,
        paths: &[PathBuf],
        options: &ImportOptions,
        watch: &mut dyn FnMut(&Progress) -> ControlFlow<()>,
    ) -> Result<Outcome<ImportReport>> {
        let (wanted, left) = files(paths)?;
        let directorates = self.register.read().directorates()?;
        // What holds for every file is said once.
        self.change(by, |act| {
            act.demand(Permission::Author, "import notices")?;
            options.directorate.as_deref().map(|d| find_directorate(act.writer, d)).transpose().map(|_| ())
        })?;
        let mut options = options.clone();
        let mut report = ImportReport::default();
        let mut changed: BTreeSet<Changed> = BTreeSet::new();
        let total = wanted.len();
        for (n, path) in wanted.into_iter().enumerate() {
            let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
            if watch(&Progress { done: count(n), of: count(total), notice: name }).is_break() {
                report.stopped = true;
                break;
            }
            report.files.push(match self.import_one(by, &path, &options, &directorates) {
                Ok((outcome, directorate)) => {
                    changed.extend(outcome.changed);
                    let imported = outcome.value;
                    let (word, counter) = match (&imported.existing, &imported.before) {
                        (true, _) => ("existing", &mut report.existing),
                        (false, Some(_)) => ("changed", &mut report.changed),
                        (false, None) => ("new", &mut report.new),
                    };
                    *counter += 1;
                    options.apart_from.insert(imported.notice.clone());
                    FileReport {
                        file: path.display().to_string(),
                        outcome: word.into(),
                        imported: Some(imported),
                        directorate,
                        why: None,
                    }
                }
                Err(error) => {
                    report.failed += 1;
                    let why = match &error.hint {
                        Some(hint) => format!("{} {hint}", error.message),
                        None => error.message.clone(),
                    };
                    row(&path, "failed", why)
                }
            });
        }
        if !report.stopped {
            let _ = watch(&Progress { done: count(total), of: count(total), notice: String::new() });
        }
        report.skipped = count(left.len());
        report.files.extend(left.iter().map(|p| row(p, "skipped", "No kind of file that is read.".into())));
        Ok(Outcome { value: report, changed })
    }

    fn import_one(
        &mut self,
        by: OfficerId,
        path: &Path,
        options: &ImportOptions,
        directorates: &[Directorate],
    ) -> Result<(Outcome<Imported>, Option<String>)> {
        let bytes = read_bytes(path)?;
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let read = parse(&name, &bytes, options.tracked())?;
        let mut options = options.clone();
        if options.directorate.is_none() && options.into.is_none() {
            let folder = path.parent().and_then(Path::file_name).map(|f| f.to_string_lossy().into_owned());
            let words = read.content.plain_text();
            let first: String = words.split_whitespace().take(120).collect::<Vec<_>>().join(" ");
            let found = guess(directorates, &read.content.title, &first, &folder.unwrap_or_default());
            options.directorate = found.map(|d| d.name.clone());
        }
        let directorate = options.directorate.clone();
        Ok((self.take_in(by, &name, &bytes, read, path.parent(), &options)?, directorate))
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn row(path: &Path, outcome: &str, why: String) -> FileReport {
    let file = path.display().to_string();
    FileReport { file, outcome: outcome.into(), imported: None, directorate: None, why: Some(why) }
}
