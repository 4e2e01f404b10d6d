//! `cargo xtask conformance`: the files that go out, held against the standards by other people's checkers.

use crate::checkers::{self, Verdict};
use crate::setup;
use crate::shell::{Done, cargo, output, program, root, run};
use crate::window::target;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// What is asked of a file, in the table's order.
const COLUMNS: &[&str] =
    &["PDF/UA-1", "PDF/A-3a", "Nu", "load", "axe light", "dark", "print", "320 px", "parts", "words"];
/// So many faults of one kind are shown for each file.
const SHOWN: usize = 12;

/// The files that are checked, by what can be asked of them.
struct Corpus {
    pdf: Vec<PathBuf>,
    pages: Vec<PathBuf>,
    fragments: Vec<PathBuf>,
    docx: Vec<PathBuf>,
}

/// Makes the files, asks every checker about every file, and prints and writes the table. `keep` checks the files of
/// the last run again, without making them anew.
pub fn conformance(keep: bool) -> Done {
    let folder = target().join("conformance");
    let made = folder.join("files");
    if !keep {
        make(&folder, &made)?;
    }
    let corpus = Corpus::below(&made)?;
    let tools = setup::for_conformance(&folder.join("tools"), !corpus.docx.is_empty())?;
    let mut report = Report::new(&made, &corpus);
    report.stage("veraPDF", &corpus.pdf, |files| checkers::pdf(files, &tools))?;
    let wrapped = wrap(&corpus.fragments, &made, &folder.join("wrapped"))?;
    let mut pages: Vec<(PathBuf, PathBuf)> = corpus.pages.iter().map(|page| (page.clone(), page.clone())).collect();
    pages.extend(wrapped);
    report.stage("Nu", &pages, |pages| checkers::html(pages, &tools))?;
    report.stage("axe-core", &corpus.pages, |pages| checkers::pages(pages, &tools))?;
    report.stage("Word files", &corpus.docx, |files| checkers::docx(files, &folder.join("words"), &tools))?;
    report.end(&folder.join("report.md"))
}

/// Makes the corpus: the awkward notices of `publish`'s example, and the sample council as it leaves the house.
fn make(folder: &Path, made: &Path) -> Done {
    let _ = std::fs::remove_dir_all(made);
    for folder in [made.to_path_buf(), made.join("drafts"), made.join("records"), made.join("changes")] {
        std::fs::create_dir_all(&folder).map_err(|e| format!("could not make {}: {e}", folder.display()))?;
    }
    run(cargo().args(["run", "--quiet", "--package", "fairnotice-publish", "--example", "corpus", "--"]).arg(made))?;
    run(cargo().args(["build", "--quiet", "--package", "fairnotice-cli"]))?;

    let register = folder.join("sample.fairnotice");
    for left in ["sample.fairnotice", "sample.fairnotice-wal", "sample.fairnotice-shm"] {
        let _ = std::fs::remove_file(folder.join(left));
    }
    let cli = target().join("debug").join(if cfg!(windows) { "fairnotice.exe" } else { "fairnotice" });
    let say = |words: &[&str]| {
        let mut command = program(&cli.to_string_lossy());
        output(command.arg("--register").arg(&register).args(words), 0)
    };
    say(&["init", "--sample"])?;
    say(&["export", "--all", "--to", &made.join("site").to_string_lossy()])?;
    let list: Value = serde_json::from_str(&say(&["list", "--json"])?).map_err(|e| format!("list: {e}"))?;
    for notice in list["notices"].as_array().into_iter().flatten() {
        let slug = notice["notice"].as_str().unwrap_or_default();
        let file = |folder: &str, ending: &str| made.join(folder).join(slug).to_string_lossy().into_owned() + ending;
        say(&["export", slug, "--record", &file("records", ".record.pdf")])?;
        let Some(open) = notice["open"]["version"].as_u64() else { continue };
        let draft = format!("{slug}@{open}");
        say(&["export", &draft, "--pdf", &file("drafts", ".draft.pdf"), "--html", &file("drafts", ".draft.html")])?;
        if let Some(live) = notice["live"].as_u64() {
            let live = format!("{slug}@{live}");
            say(&["diff", &live, &draft, "--format", "html", "--out", &file("changes", ".changes.html")])?;
        }
    }
    Ok(())
}

impl Corpus {
    fn below(made: &Path) -> Result<Corpus, String> {
        let (fragments, pages): (Vec<PathBuf>, Vec<PathBuf>) =
            files(made, ".html").into_iter().partition(|page| page.to_string_lossy().ends_with(".fragment.html"));
        let corpus = Corpus { pdf: files(made, ".pdf"), pages, fragments, docx: files(made, ".docx") };
        if corpus.pdf.is_empty() || corpus.pages.is_empty() {
            return Err(format!("there are no PDFs or no pages in {}: nothing would be proved", made.display()));
        }
        Ok(corpus)
    }
}

/// Every file below a folder with that ending, in order.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for path in std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path.to_string_lossy().ends_with(ending) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Puts each fragment into a page, as a council's site would. Nothing moves to another line. Returns the page that is
/// to be checked with the fragment that it stands for.
fn wrap(fragments: &[PathBuf], made: &Path, folder: &Path) -> Result<Vec<(PathBuf, PathBuf)>, String> {
    let _ = std::fs::remove_dir_all(folder);
    std::fs::create_dir_all(folder).map_err(|e| format!("could not make {}: {e}", folder.display()))?;
    let mut wrapped = Vec::new();
    for fragment in fragments {
        let text = std::fs::read_to_string(fragment).map_err(|e| format!("{}: {e}", fragment.display()))?;
        let name = named(fragment, made);
        let heading = if text.contains("<h1") { "" } else { "<h1>A page of the council</h1>" };
        let page = folder.join(name.replace('/', "-"));
        let head = "<!doctype html><html lang=en><meta charset=utf-8><title>A page of the council</title>";
        let whole = format!("{head}{heading}{text}</html>\n");
        std::fs::write(&page, whole).map_err(|e| format!("could not write {}: {e}", page.display()))?;
        wrapped.push((page, fragment.clone()));
    }
    Ok(wrapped)
}

/// How a file is called in the table.
fn named(file: &Path, folder: &Path) -> String {
    file.strip_prefix(folder).unwrap_or(file).to_string_lossy().replace('\\', "/")
}

/// What was found, file by file and column by column.
struct Report {
    folder: PathBuf,
    /// For each file the columns it must fill; empty until its checker has spoken.
    rows: BTreeMap<String, BTreeMap<usize, Option<Vec<String>>>>,
    /// What no one fails for, and how often.
    remarks: BTreeMap<String, usize>,
}

impl Report {
    fn new(folder: &Path, corpus: &Corpus) -> Report {
        let mut rows = BTreeMap::new();
        let kinds: [(&[PathBuf], &[usize]); 4] = [
            (&corpus.pdf, &[0, 1]),
            (&corpus.pages, &[2, 3, 4, 5, 6, 7]),
            (&corpus.fragments, &[2]),
            (&corpus.docx, &[8, 9]),
        ];
        for (files, columns) in kinds {
            for file in files {
                rows.insert(named(file, folder), columns.iter().map(|column| (*column, None)).collect());
            }
        }
        Report { folder: folder.to_path_buf(), rows, remarks: BTreeMap::new() }
    }

    /// Asks one checker about its files, and says how long it took.
    fn stage<T>(&mut self, name: &str, files: &[T], ask: impl FnOnce(&[T]) -> Result<Vec<Verdict>, String>) -> Done {
        if files.is_empty() {
            println!("{name}: there are no files for it.");
            return Ok(());
        }
        let began = Instant::now();
        for verdict in ask(files)? {
            match verdict {
                Verdict::Faults { file, column, faults } => {
                    let file = named(&file, &self.folder);
                    let column = COLUMNS.iter().position(|known| *known == column);
                    let cell = self.rows.get_mut(&file).zip(column).and_then(|(row, column)| row.get_mut(&column));
                    *cell.ok_or_else(|| format!("{name} speaks of {file}, which it was not asked about"))? =
                        Some(faults);
                }
                Verdict::Remark(remark) => *self.remarks.entry(format!("{name}: {remark}")).or_default() += 1,
            }
        }
        println!("{name}: {} files in {:.1} s", files.len(), began.elapsed().as_secs_f64());
        Ok(())
    }

    /// Prints and writes the table; anything but noughts in it is an error.
    fn end(self, path: &Path) -> Done {
        let (mut table, mut details) = (format!("| file | {} |\n|---", COLUMNS.join(" | ")), String::new());
        table += &"|---:".repeat(COLUMNS.len());
        table += "|\n";
        let (mut totals, mut faulty) = (vec![None; COLUMNS.len()], 0);
        let cells = |counts: &[Option<usize>]| {
            let words: Vec<String> = counts.iter().map(|c| c.map_or("–".into(), |n| n.to_string())).collect();
            words.join(" | ")
        };
        for (file, row) in &self.rows {
            let mut counts = vec![None; COLUMNS.len()];
            for (column, faults) in row {
                let silent = [String::from("was not checked: the checker said nothing of this file")];
                let faults = faults.as_deref().unwrap_or(&silent);
                counts[*column] = Some(faults.len());
                *totals[*column].get_or_insert(0) += faults.len();
                if !faults.is_empty() {
                    let _ = writeln!(details, "\n{file}, {}: {}", COLUMNS[*column], faults.len());
                    for fault in faults.iter().take(SHOWN) {
                        let _ = writeln!(details, "- {fault}");
                    }
                    if faults.len() > SHOWN {
                        let _ = writeln!(details, "- … and {} more", faults.len() - SHOWN);
                    }
                }
            }
            faulty += usize::from(counts.iter().flatten().any(|n| *n > 0));
            let _ = writeln!(table, "| {file} | {} |", cells(&counts));
        }
        let _ = writeln!(table, "| **{} files** | {} |", self.rows.len(), cells(&totals));
        for (remark, times) in &self.remarks {
            let _ = writeln!(details, "\nNot a fault, {times} ×: {remark}");
        }
        let page = format!("# Conformance\n\n{table}{details}");
        std::fs::write(path, &page).map_err(|e| format!("could not write {}: {e}", path.display()))?;
        println!("\n{table}{details}\n{}", path.strip_prefix(root()).unwrap_or(path).display());
        let faults: usize = totals.iter().flatten().sum();
        if faults > 0 {
            return Err(format!("{faults} faults in {faulty} of {} files", self.rows.len()));
        }
        Ok(())
    }
}
