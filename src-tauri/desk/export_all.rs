//! Every live notice as files for the council's site, with an index: all of it or nothing.
//!
//! What is new or changed is made in a folder of its own inside the target and moved into place when all of it is
//! there; files that would be the same are left alone, times and all. A list of what was written lets the next export
//! take away the files of notices that are no longer live, as long as nobody changed them.

use crate::desk::Desk;
use crate::error::{DeskError, Result};
use crate::export::{Exported, Ready, accessible_pdf, ready};
use fairnotice_notice::digest::Digest;
use fairnotice_notice::{Notice, Version};
use fairnotice_publish::Contents;
use fairnotice_publish::colour::Rgb;
use fairnotice_publish::html::{self, FragmentOptions};
use fairnotice_publish::site_index::{self, Index, IndexEntry};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use ts_rs::TS;

/// The list of what an export wrote, with each file's SHA-256.
const LIST: &str = "fair-notice-files.json";
/// Where files are made until all of them are there.
const HALF: &str = ".fair-notice-export.part";
/// Held by the export that is writing into the folder.
const LOCK: &str = ".fair-notice-export.lock";
/// How the names of a notice's files end.
const ENDINGS: [&str; 3] = [".html", ".pdf", ".fragment.html"];
/// How large a file is at most that an export wrote.
const LARGEST: u64 = 256 * 1024 * 1024;

/// How many notices are made at once at most: each takes some megabytes while it is made.
const MOST_AT_ONCE: usize = 8;

/// How far an export is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Progress {
    /// How many notices are done.
    pub done: u32,
    /// How many there are.
    pub of: u32,
    /// The notice that comes next; empty when all are done.
    pub notice: String,
}

/// What an export of every live notice did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ExportAll {
    /// What stands in the folder now.
    pub exported: Vec<Exported>,
    /// What could not be written, in words. Its earlier files are as they were.
    pub refused: Vec<String>,
    /// The page that leads to all of them.
    pub index: String,
    /// How many files were written.
    pub written: u32,
    /// How many files were already as they should be, and were left alone.
    pub unchanged: u32,
    /// Files of notices that are no longer live, which were taken away.
    pub removed: Vec<String>,
    /// Files of notices that are no longer live, but that somebody changed: they were left.
    pub left: Vec<String>,
    /// Whether a text was the reason for a refusal, rather than a disk or a folder.
    #[serde(skip)]
    #[ts(skip)]
    pub text_refused: bool,
}

#[derive(Default, Serialize, Deserialize)]
struct Files {
    /// Which council file wrote them.
    #[serde(default)]
    from: String,
    files: BTreeMap<String, String>,
}

/// Files on their way into a folder.
struct Stage {
    folder: PathBuf,
    half: PathBuf,
    files: Files,
    changed: Vec<String>,
    unchanged: u32,
    /// Whether the folder was made for this.
    made: bool,
    /// Held while files come into the folder, and let go when the process ends, however it ends.
    lock: std::fs::File,
}

fn cannot_write(path: &Path, error: &std::io::Error) -> DeskError {
    if error.kind() == std::io::ErrorKind::StorageFull {
        return DeskError::failed("disk-full", "The disk is full; nothing in the folder was changed.")
            .hint("Make room on the disk and try again.");
    }
    DeskError::failed("cannot-write", format!("{} could not be written ({error}).", path.display()))
        .hint("If a file is open in another program, close it there and try again.")
}

impl Stage {
    fn open(folder: &Path) -> Result<Stage> {
        let half = folder.join(HALF);
        let made = !folder.exists();
        std::fs::create_dir_all(folder).map_err(|e| cannot_write(folder, &e))?;
        let at = folder.join(LOCK);
        let lock = std::fs::File::options().create(true).truncate(false).write(true).open(&at);
        let lock = lock.map_err(|e| cannot_write(&at, &e))?;
        if lock.try_lock().is_err() {
            return Err(DeskError::failed("busy", format!("Another export is writing into {}.", folder.display()))
                .hint("Wait until it is done, or choose another folder."));
        }
        // What an export left behind that was killed.
        if half.exists() {
            std::fs::remove_dir_all(&half).map_err(|e| cannot_write(&half, &e))?;
        }
        std::fs::create_dir_all(&half).map_err(|e| cannot_write(folder, &e))?;
        Ok(Stage {
            folder: folder.to_path_buf(),
            half,
            files: Files::default(),
            changed: Vec::new(),
            unchanged: 0,
            made,
            lock,
        })
    }

    fn add(&mut self, name: &str, bytes: &[u8]) -> Result<()> {
        let sha256 = Digest::of(bytes).to_string();
        let there = self.folder.join(name);
        let same = plain_file(&there, bytes.len() as u64).is_some_and(|old| old == bytes);
        self.files.files.insert(name.to_owned(), sha256);
        if same {
            self.unchanged += 1;
            return Ok(());
        }
        if there.is_dir() {
            return Err(DeskError::failed("cannot-write", format!("{} is a folder.", there.display()))
                .hint("Choose another folder."));
        }
        let path = self.half.join(name);
        let write = || -> std::io::Result<()> {
            use std::io::Write as _;
            let mut file = std::fs::File::create(&path)?;
            file.write_all(bytes)?;
            file.sync_all()
        };
        write().map_err(|e| cannot_write(&path, &e))?;
        self.changed.push(name.to_owned());
        Ok(())
    }

    /// Adds the files of a notice; returns its entry in the index, its directorate and what it says of the export.
    fn take(&mut self, notice: &Notice, version: &Version, made: Made) -> Result<(IndexEntry, String, Exported)> {
        let stem = stem(notice);
        let Made { ready, html, pdf, fragment } = made;
        let pdf_size = pdf.len();
        let names = [format!("{stem}.html"), format!("{stem}.pdf"), format!("{stem}.fragment.html")];
        for (name, bytes) in names.iter().zip([html, pdf, fragment]) {
            self.add(name, &bytes)?;
        }
        let one = Exported {
            notice: notice.short_name.clone(),
            version: version.number,
            state: version.state,
            draft: false,
            digest: ready.digest.to_string(),
            code: ready.digest.code(),
            files: names.iter().map(|name| self.folder.join(name).display().to_string()).collect(),
        };
        let [html, pdf, _] = names;
        let entry = IndexEntry {
            title: ready.content.title,
            language: ready.content.language,
            html,
            pdf,
            pdf_size,
            version: version.number,
            effective: version.effective,
        };
        Ok((entry, ready.edition.directorate.unwrap_or_default(), one))
    }

    /// Moves what was made into place.
    fn finish(&self) -> Result<()> {
        for name in &self.changed {
            let to = self.folder.join(name);
            std::fs::rename(self.half.join(name), &to).map_err(|e| cannot_write(&to, &e))?;
        }
        Ok(())
    }

    /// Takes away files that an earlier export wrote and this one did not, unless somebody changed them or `keeps`.
    fn tidy(&self, before: &Files, keeps: impl Fn(&str) -> bool) -> (Vec<String>, Vec<String>) {
        let (mut removed, mut left) = (Vec::new(), Vec::new());
        for (name, sha256) in &before.files {
            let plain =
                !name.contains(['/', '\\', ':']) && (name == "index.html" || ENDINGS.iter().any(|e| name.ends_with(e)));
            if self.files.files.contains_key(name) || !plain || keeps(name) {
                continue;
            }
            let path = self.folder.join(name);
            match plain_file(&path, LARGEST) {
                Some(bytes) if Digest::of(&bytes).to_string() == *sha256 && std::fs::remove_file(&path).is_ok() => {
                    removed.push(name.clone());
                }
                Some(_) => left.push(name.clone()),
                None => {}
            }
        }
        (removed, left)
    }
}

/// What a file holds; `None` for links, pipes and devices, and for one that is larger.
fn plain_file(path: &Path, most: u64) -> Option<Vec<u8>> {
    let found = std::fs::symlink_metadata(path).ok()?;
    (found.is_file() && found.len() <= most).then(|| std::fs::read(path).ok())?
}

impl Drop for Stage {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.half);
        let _ = self.lock.unlock();
        let _ = std::fs::remove_file(self.folder.join(LOCK));
        if self.made {
            // Only while nothing came into it.
            let _ = std::fs::remove_dir(&self.folder);
        }
    }
}

/// The stem of a notice's files. The index has its own.
fn stem(notice: &Notice) -> String {
    if notice.short_name == "index" { "index-notice".into() } else { notice.short_name.clone() }
}

impl Desk {
    /// Writes HTML, PDF and the piece to paste of every live notice into a folder, with an index by directorate.
    /// `watch` is told how far it is and may end it: then nothing in the folder has changed.
    ///
    /// # Errors
    /// `busy`, `other-council`, `cannot-write`, `disk-full`, `cancelled`: nothing in the folder has changed, unless moving files into place was
    /// what failed; each file is then either the old or the new one. A notice that can't be exported is named in the
    /// result.
    pub fn export_all(&self, folder: &Path, watch: &mut dyn FnMut(&Progress) -> ControlFlow<()>) -> Result<ExportAll> {
        let _held = self.register.hold()?;
        let reader = self.register.read();
        let mut stage = Stage::open(folder)?;
        let before: Files = plain_file(&folder.join(LIST), LARGEST)
            .and_then(|bytes| serde_json::from_slice(&bytes).ok())
            .unwrap_or_default();
        stage.files.from = reader.beginning()?;
        if !before.files.is_empty() && before.from != stage.files.from {
            return Err(DeskError::failed(
                "other-council",
                format!("{} holds the notices of another council file.", folder.display()),
            )
            .hint("Choose another folder. Nothing in it was changed."));
        }
        let mut notices = Vec::new();
        for notice in reader.notices()? {
            if let Some(version) = reader.live_version(notice.id)? {
                notices.push((notice, version));
            }
        }
        let (mut exported, mut refused, mut text_refused) = (Vec::new(), Vec::new(), false);
        let mut refused_stems = Vec::new();
        let mut groups: BTreeMap<String, Vec<IndexEntry>> = BTreeMap::new();
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let mut tell =
            |done: usize, next: &str| -> Result<()> {
                let progress = Progress { done: count(done), of: count(notices.len()), notice: next.to_owned() };
                match watch(&progress) {
                    ControlFlow::Continue(()) => Ok(()),
                    ControlFlow::Break(()) => Err(DeskError::failed("cancelled", "The export was ended.")
                        .hint("Nothing in the folder was changed.")),
                }
            };
        let width = std::thread::available_parallelism().map_or(1, usize::from).min(MOST_AT_ONCE);
        for (batch, some) in notices.chunks(width).enumerate() {
            let day = self.now().day;
            let readied: Vec<(usize, Result<Ready>)> = some
                .iter()
                .enumerate()
                .map(|(i, (notice, version))| {
                    (batch * width + i, ready(&reader, notice, version, day, Contents::WhenLong))
                })
                .collect();
            // Making files is all reckoning: as many at once as there are processors.
            let made: Vec<(usize, Result<Made>)> = std::thread::scope(|scope| {
                let running: Vec<_> =
                    readied.into_iter().map(|(at, ready)| (at, scope.spawn(move || ready.and_then(make)))).collect();
                let fell = |_| Err(DeskError::failed("internal", "Making a file ended unexpectedly."));
                running.into_iter().map(|(at, work)| (at, work.join().unwrap_or_else(fell))).collect()
            });
            for (at, made) in made {
                let (notice, version) = &notices[at];
                tell(at, &notice.short_name)?;
                match made.and_then(|made| stage.take(notice, version, made)) {
                    Ok((entry, directorate, one)) => {
                        groups.entry(directorate).or_default().push(entry);
                        exported.push(one);
                    }
                    // The disk's refusal is not the notice's.
                    Err(error) if matches!(error.code, "cannot-write" | "disk-full") => return Err(error),
                    Err(error) => {
                        text_refused |= error.exit == crate::Exit::Text;
                        refused.push(format!("{}: {}", notice.short_name, error.message));
                        refused_stems.push(stem(notice));
                    }
                }
            }
        }
        tell(notices.len(), "")?;
        let organisation = reader.organisation()?.unwrap_or_default();
        groups.values_mut().for_each(|g| g.sort_by(|a, b| a.title.cmp(&b.title)));
        let index = Index {
            council: organisation.name,
            colour: organisation.colour.as_deref().and_then(Rgb::parse),
            directorates: groups.into_iter().collect(),
        };
        stage.add("index.html", site_index::page(&index).as_bytes())?;
        let kept = |name: &str| refused_stems.iter().any(|s| name.strip_prefix(s.as_str()).is_some_and(is_ending));
        for (name, sha256) in before.files.iter().filter(|(name, _)| kept(name)) {
            stage.files.files.insert(name.clone(), sha256.clone());
        }
        let list = serde_json::to_string_pretty(&stage.files)?;
        stage.add(LIST, list.as_bytes())?;
        stage.finish()?;
        let (removed, left) = stage.tidy(&before, |name| name == LIST);
        Ok(ExportAll {
            exported,
            refused,
            index: folder.join("index.html").display().to_string(),
            written: count(stage.changed.len()),
            unchanged: stage.unchanged,
            removed,
            left,
            text_refused,
        })
    }
}

/// The files of a notice, not yet written.
struct Made {
    ready: Ready,
    html: Vec<u8>,
    pdf: Vec<u8>,
    fragment: Vec<u8>,
}

fn make(ready: Ready) -> Result<Made> {
    Ok(Made {
        html: html::page(&ready.tree).into_bytes(),
        pdf: accessible_pdf(&ready.tree)?,
        fragment: html::fragment(&ready.tree, FragmentOptions::default()).into_bytes(),
        ready,
    })
}

/// Whether what follows a stem is the ending of one of its files.
fn is_ending(rest: &str) -> bool {
    ENDINGS.contains(&rest)
}
