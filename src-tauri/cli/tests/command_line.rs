//! The contract of the command line: exit codes, one line on failure, JSON, and bad input.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use serde_json::Value;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

struct Terminal {
    folder: TempDir,
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures").join(name)
}

impl Terminal {
    fn empty() -> Terminal {
        Terminal { folder: tempfile::tempdir().unwrap() }
    }

    fn new() -> Terminal {
        let t = Terminal::empty();
        t.ok(&[
            "init",
            "--organisation",
            "Averley Borough Council",
            "--officer",
            "Ann Author",
            "--email",
            "ann@a.example",
        ]);
        t.ok(&[
            "--as",
            "Ann Author",
            "officer",
            "add",
            "Rita Reviewer",
            "--email",
            "rita@a.example",
            "--role",
            "reviewer",
        ]);
        t
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).to_string_lossy().into_owned()
    }

    fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_fairnotice"))
            .args(arguments)
            .env("FAIRNOTICE_REGISTER", self.folder.path().join("council.fairnotice"))
            .env_remove("USER")
            .env_remove("USERNAME")
            .env_remove("LOGNAME")
            .current_dir(self.folder.path())
            .output()
            .unwrap()
    }

    fn ok(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let words = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {words}");
        String::from_utf8(output.stdout).unwrap()
    }

    fn json(&self, arguments: &[&str]) -> Value {
        let mut all = arguments.to_vec();
        all.push("--json");
        serde_json::from_str(&self.ok(&all)).expect("one JSON document")
    }

    /// A refusal: its exit code, its code, one line without a trace.
    fn refused(&self, arguments: &[&str], exit: i32, code: &str) -> String {
        let output = self.run(arguments);
        let words = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(exit), "{arguments:?}: {words}");
        assert_eq!(words.trim_end().lines().count(), 1, "one line: {words}");
        assert!(words.starts_with(&format!("{code}: ")), "{words}");
        assert!(!words.contains("panicked"), "{words}");
        let mut as_json = arguments.to_vec();
        as_json.push("--json");
        let error: Value = serde_json::from_slice(&self.run(&as_json).stderr).expect("an error is JSON too");
        assert_eq!(error["error"]["code"], code);
        words
    }

    fn reasons(&self, notice: &str, severities: &[&str]) -> Vec<String> {
        let report = self.json(&["check", notice]);
        let rules: BTreeSet<String> = report["findings"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|f| severities.contains(&f["severity"].as_str().unwrap()))
            .map(|f| f["rule"].as_str().unwrap().to_string())
            .collect();
        rules.into_iter().flat_map(|rule| ["--because".to_string(), format!("{rule}=Known and accepted")]).collect()
    }

    fn with(&self, words: &[&str], because: &[String]) -> String {
        let mut all = words.to_vec();
        all.extend(because.iter().map(String::as_str));
        self.ok(&all)
    }

    fn live(&self) -> String {
        let file = fixture("averley-parking.txt");
        let notice = self.json(&["--as", "Ann Author", "import", &file.to_string_lossy()])["notice"]
            .as_str()
            .unwrap()
            .to_string();
        let because = self.reasons(&notice, &["block"]);
        self.with(&["--as", "Ann Author", "submit", &notice, "--note", "First"], &because);
        let because = self.reasons(&notice, &["block", "explain"]);
        self.with(&["--as", "rita@a.example", "approve", &notice], &because);
        self.ok(&["--as", "Ann Author", "publish", &notice]);
        notice
    }
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect()
}

#[test]
fn the_main_job_from_file_to_signed_off_files() {
    let t = Terminal::new();
    let file = fixture("averley-parking.txt");
    let imported = t.json(&["--as", "Ann Author", "import", &file.to_string_lossy()]);
    assert_eq!((imported["version"].as_u64(), imported["existing"].as_bool()), (Some(1), Some(false)));
    assert!(imported["sections"].as_array().unwrap().len() > 3);
    let notice = imported["notice"].as_str().unwrap();
    let again = t.json(&["--as", "Ann Author", "import", &file.to_string_lossy()]);
    assert_eq!((again["notice"].as_str(), again["existing"].as_bool()), (Some(notice), Some(true)));

    let text = t.ok(&["show", notice]);
    let source = std::fs::read_to_string(&file).unwrap().replace("](#)", "").replace(['[', ']'], "");
    assert_eq!(words(&text), words(&source), "every word, in order, and none added");

    t.refused(&["--as", "Ann Author", "submit", notice, "--note", "First"], 3, "findings-block");
    let because = t.reasons(notice, &["block"]);
    t.with(&["--as", "Ann Author", "submit", notice, "--note", "First"], &because);
    t.refused(&["--as", "Ann Author", "approve", notice], 1, "own-words");
    let because = t.reasons(notice, &["block", "explain"]);
    t.with(&["--as", "Rita Reviewer", "approve", notice], &because);
    t.refused(&["--as", "Rita Reviewer", "publish", notice], 1, "not-permitted");
    t.ok(&["--as", "Ann Author", "publish", notice]);

    let (pdf, html, record) = (t.path("n.pdf"), t.path("n.html"), t.path("r.pdf"));
    t.ok(&["export", notice, "--pdf", &pdf, "--html", &html, "--record", &record]);
    for file in [&pdf, &html] {
        assert_eq!(t.json(&["verify", file])["answer"], "exact");
    }
    assert!(t.ok(&["verify"]).contains("unbroken"));
    let listed = t.json(&["list"]);
    assert_eq!(listed["notices"][0]["live"], 1);
    assert!(listed["notices"][0]["open"].is_null());
}

#[test]
fn an_edit_is_exactly_what_the_comparison_shows() {
    let t = Terminal::new();
    let notice = t.live();
    t.ok(&["--as", "Ann Author", "new-version", &notice]);
    for form in ["json", "md"] {
        let file = t.path(&format!("edit.{form}"));
        let text = t.ok(&["show", &notice, "--format", form]);
        std::fs::write(&file, &text).unwrap();
        t.ok(&["--as", "Ann Author", "edit", &notice, "--from", &file]);
        let diff = t.json(&["diff", &format!("{notice}@1"), &format!("{notice}@2")]);
        let touched = diff["blocks"].as_array().unwrap().iter().filter(|b| b["change"] != "same").count();
        assert_eq!(touched, 0, "{form} comes back as it was");
    }
    let file = t.path("edit.json");
    let text = std::fs::read_to_string(&file).unwrap();
    let word = "councils that";
    assert!(text.contains(word));
    std::fs::write(&file, text.replacen(word, "councils today that", 1)).unwrap();
    t.ok(&["--as", "Ann Author", "edit", &notice, "--from", &file, "--note", "One word"]);
    let diff = t.json(&["diff", &format!("{notice}@1"), &notice]);
    let touched: Vec<&Value> = diff["blocks"].as_array().unwrap().iter().filter(|b| b["change"] != "same").collect();
    assert_eq!(touched.len(), 1);
    let runs = touched[0]["runs"].as_array().unwrap();
    let inserted: Vec<&str> = runs.iter().filter(|r| r["op"] == "insert").filter_map(|r| r["text"].as_str()).collect();
    assert_eq!(inserted.concat().trim(), "today");
    assert!(runs.iter().all(|r| r["op"] != "delete"));
    assert!(t.ok(&["diff", &format!("{notice}@1"), &notice, "--format", "html"]).contains("<ins"));
    let sides = t.ok(&["diff", &format!("{notice}@1"), &notice, "--format", "html", "--side-by-side"]);
    assert!(sides.contains("<th scope=\"col\">version 1 (live)</th>") && sides.contains("<ins"), "{sides}");
    let pdf = t.run(&["diff", &format!("{notice}@1"), &notice, "--format", "pdf"]);
    assert!(pdf.status.success() && pdf.stdout.starts_with(b"%PDF-"), "a PDF goes into a pipe as it is");
    let docx = t.path("changes.docx");
    t.ok(&["diff", &format!("{notice}@1"), &notice, "--format", "docx", "--out", &docx]);
    assert!(std::fs::read(&docx).unwrap().starts_with(b"PK"));
    assert!(t.ok(&["diff", &file, &file]).to_lowercase().contains("nothing changed"));
}

#[test]
fn two_edits_become_one_text_and_what_cannot_is_named() {
    let t = Terminal::empty();
    let text = |name: &str, years: &str, who: &str| {
        let path = t.path(name);
        let body = format!(
            "# Privacy notice: Trees\n\n## How long we keep it\n\nWe keep it for {years} years.\n\n{who} answers for it.\n"
        );
        std::fs::write(&path, body).unwrap();
        path
    };
    let base = text("base.md", "6", "The tree officer");
    let (mine, theirs) = (text("mine.md", "7", "The tree officer"), text("theirs.md", "6", "The parks officer"));
    let out = t.path("merged.md");
    let from = |mine: &str, theirs: &str| {
        ["merge", "--base", &base, "--mine", mine, "--theirs", theirs].map(str::to_owned).to_vec()
    };
    let run = |arguments: &[String]| t.run(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
    let mut both = from(&mine, &theirs);
    both.extend(["--out".to_owned(), out.clone()]);
    assert_eq!(run(&both).status.code(), Some(0), "they changed different words");
    let merged = std::fs::read_to_string(&out).unwrap();
    assert!(merged.contains("for 7 years.") && merged.contains("The parks officer"), "{merged}");
    let other = text("other.md", "9", "The tree officer");
    let clash = run(&from(&mine, &other));
    assert_eq!(clash.status.code(), Some(3), "the text is the reason");
    let said = String::from_utf8_lossy(&clash.stderr).into_owned();
    assert!(said.contains("“6” became “7” on my side and “9” on theirs: mine is kept."), "{said}");
    let mut as_json = from(&mine, &other);
    as_json.push("--json".into());
    let value: Value = serde_json::from_slice(&run(&as_json).stdout).unwrap();
    assert_eq!(value["conflicts"][0]["kind"], "words");
    assert_eq!(value["conflicts"][0]["section"], "How long we keep it");
    assert!(value["content"]["sections"].is_array());
}

#[test]
fn reading_needs_no_officer_and_files_need_no_register() {
    let t = Terminal::empty();
    let file = fixture("averley-parking.txt").to_string_lossy().into_owned();
    let report = t.json(&["check", "--file", &file]);
    let findings = report["findings"].as_array().unwrap();
    for key in ["rule", "severity", "line", "section", "quote", "message", "source"] {
        assert!(findings[0].get(key).is_some(), "{key} is in the contract");
    }
    let lines: Vec<&Value> = findings.iter().filter(|f| f["rule"] == "empty-link").collect();
    let expected = std::fs::read_to_string(&file).unwrap().lines().position(|l| l.contains("](#)")).unwrap() + 1;
    assert_eq!(lines[0]["line"].as_u64(), Some(expected as u64));
    assert!(report["readability"].is_object());
    t.json(&["diff", &file, &file]);
    t.refused(&["list"], 1, "register-missing");
}

#[test]
fn who_acts_is_asked_when_it_is_not_clear() {
    let t = Terminal::new();
    let words = t.refused(&["new", "Privacy notice: Trees"], 1, "which-officer");
    assert!(words.contains("Ann Author") && words.contains("rita@a.example"), "they are listed: {words}");
    t.refused(&["--as", "Nobody", "new", "Trees"], 1, "unknown-officer");
    t.refused(&["--as", "Rita Reviewer", "new", "Trees"], 1, "not-permitted");
    t.ok(&["--as", "ANN@a.example", "new", "Privacy notice: Trees"]);
    t.refused(&["show", "treez"], 1, "unknown-notice");
    t.refused(&["show", "trees@7"], 1, "unknown-version");
}

#[test]
fn wrong_usage_is_exit_two() {
    let t = Terminal::new();
    assert_eq!(t.run(&["publish"]).status.code(), Some(2));
    assert_eq!(t.run(&["nonsense"]).status.code(), Some(2));
    assert_eq!(t.run(&["submit", "x", "--note", "y", "--because", "no equals sign"]).status.code(), Some(2));
    assert_eq!(t.run(&["live-on", "x", "yesterday"]).status.code(), Some(2));
    assert_eq!(t.run(&["diff", "a", "b", "--format", "pdf", "--json"]).status.code(), Some(2));
    assert_eq!(t.run(&["diff", "a", "b", "--side-by-side"]).status.code(), Some(2));
    assert_eq!(t.run(&["merge", "--base", "a", "--mine", "b"]).status.code(), Some(2));
    assert_eq!(t.run(&["export", "x", "--fragment", "f", "--heading-level", "7"]).status.code(), Some(2));
    assert_eq!(t.run(&["export", "x", "--contents", "--no-contents"]).status.code(), Some(2));
    t.refused(&["publish"], 2, "usage");
    t.refused(&["publish", "x", "--effective", "tomorrow"], 2, "usage");
    assert_eq!(t.run(&["--help"]).status.code(), Some(0));
}

#[test]
fn files_that_are_no_notices_are_refused_in_one_line() {
    let t = Terminal::new();
    let write = |name: &str, bytes: &[u8]| {
        std::fs::write(t.path(name), bytes).unwrap();
        t.path(name)
    };
    let import = |file: &str| ["--as".to_string(), "Ann Author".into(), "import".into(), file.to_string()];
    let refuse = |file: &str, code: &str| {
        let arguments = import(file);
        t.refused(&arguments.iter().map(String::as_str).collect::<Vec<_>>(), 1, code);
    };
    refuse(&write("empty.txt", b""), "unreadable-text");
    refuse(&write("blank.txt", b" \n\n\t\n"), "unreadable-text");
    refuse(&write("picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), "unreadable-text");
    refuse(&write("lying.txt", b"PK\x03\x04\x14\0\x06\0\x08\0"), "unreadable-text");
    refuse(&write("big.txt", &vec![b'a'; 50 * 1024 * 1024]), "too-large");
    refuse(&write("damaged.docx", b"PK\x03\x04"), "unreadable-text");
    refuse(&write("renamed.docx", b"Privacy notice"), "unreadable-text");
    refuse(&write("locked.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "unreadable-text");
    refuse(&write("letter.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "unsupported-format");
    refuse(&t.path("not there.txt"), "cannot-read");
    refuse(&write("page.html", b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n"), "unreadable-text");
    refuse(&write("scan.pdf", b"%PDF-1.4\n%%EOF"), "unreadable-text");
    assert_eq!(t.json(&["list"])["notices"].as_array().unwrap().len(), 0, "nothing was imported");
}

#[test]
fn a_word_file_imports_and_can_be_edited_and_written_as_one() {
    let t = Terminal::new();
    let file = fixture("averley-trees-libreoffice.docx").to_string_lossy().into_owned();
    let imported = t.json(&["--as", "Ann Author", "import", &file]);
    assert_eq!(imported["encoding"], "Word");
    let roles: Vec<&str> =
        imported["sections"].as_array().unwrap().iter().filter_map(|s| s["fields"][0]["role"].as_str()).collect();
    assert_eq!(roles, ["introduction", "data-categories", "retention", "complaints"]);
    let again = t.json(&["--as", "Ann Author", "import", &file]);
    assert_eq!(again["existing"], true, "the same bytes are the same notice");
    // What the draft exports as Word says the same when it is read again.
    let notice = imported["notice"].as_str().unwrap();
    let out = t.path("out.docx");
    t.ok(&["export", notice, "--docx", &out]);
    let text = t.ok(&["show", notice, "--format", "text"]);
    let diff = t.json(&["diff", notice, &out]);
    assert_eq!(diff["stats"]["words_deleted"], 0, "no word is lost: {text}");
}

#[test]
fn a_windows_1252_file_imports_right() {
    let t = Terminal::new();
    let one = t.json(&["--as", "Ann Author", "import", &fixture("averley-parking-1252.txt").to_string_lossy()]);
    assert_eq!(one["encoding"], "Windows-1252");
    let from_1252 = t.ok(&["show", one["notice"].as_str().unwrap()]);
    let two = t.json(&["--as", "Ann Author", "import", &fixture("averley-parking.txt").to_string_lossy()]);
    let from_utf8 = t.ok(&["show", two["notice"].as_str().unwrap()]);
    assert_eq!(from_1252, from_utf8, "the same text in two encodings is the same text");
    assert!(from_1252.contains('£') || from_1252.contains('’'), "the characters that go wrong first");
}

#[test]
fn broken_registers_are_refused_and_left_alone() {
    let t = Terminal::new();
    t.live();
    let path = t.path("council.fairnotice");
    let whole = std::fs::read(&path).unwrap();
    std::fs::write(&path, &whole[..whole.len() / 2]).unwrap();
    t.refused(&["list"], 1, "register-damaged");
    let mut newer = whole.clone();
    newer[60..64].copy_from_slice(&99u32.to_be_bytes());
    std::fs::write(&path, &newer).unwrap();
    t.refused(&["list"], 1, "register-newer");
    assert_eq!(std::fs::read(&path).unwrap(), newer, "a newer file is left untouched");
    std::fs::write(&path, b"hello").unwrap();
    t.refused(&["list"], 1, "not-a-register");
    t.refused(&["init", "--organisation", "X", "--officer", "Y"], 1, "file-exists");
    std::fs::write(&path, &whole).unwrap();
    t.ok(&["list"]);
    t.refused(&["--register", "//server/share/council.fairnotice", "list"], 1, "network-path");
}

#[test]
fn exports_refuse_bad_places() {
    let t = Terminal::new();
    let notice = t.live();
    t.refused(&["export", &notice, "--pdf", &t.path("no folder/n.pdf")], 1, "cannot-write");
    t.refused(&["export", &notice, "--pdf", &t.path(".")], 1, "cannot-write");
    t.refused(&["export", &notice], 2, "nothing-to-export");
    t.refused(&["export", &notice, "--pdf", &t.path("council.fairnotice")], 1, "cannot-write");
    t.refused(&["export", &notice, "--pdf", &t.path("x"), "--html", &t.path("./x")], 2, "same-file");
    t.ok(&["export", &notice, "--json", &t.path("content.json")]);
    let content: Value = serde_json::from_slice(&std::fs::read(t.path("content.json")).unwrap()).unwrap();
    assert!(content["sections"].is_array());
    let all = t.json(&["export", "--all", "--to", &t.path("out")]);
    assert_eq!(all["exported"].as_array().unwrap().len(), 1);
    std::fs::write(t.path("other.txt"), "Nothing of the kind.").unwrap();
    let output = t.run(&["verify", &t.path("other.txt"), "--json"]);
    assert_eq!(output.status.code(), Some(3), "a verification that failed");
    let said: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(said["answer"], "unknown-here");
}

#[test]
fn the_sample_council_has_a_notice_in_every_state() {
    let t = Terminal::empty();
    t.ok(&["init", "--sample"]);
    let listed = t.json(&["list"]);
    let notices = listed["notices"].as_array().unwrap();
    assert!(notices.len() >= 10);
    let open: BTreeSet<&str> = notices.iter().filter_map(|n| n["open"]["state"].as_str()).collect();
    for state in ["drafting", "in-review", "approved"] {
        assert!(open.contains(state), "{state}");
    }
    assert!(notices.iter().any(|n| n["overdue"] == true));
    assert!(t.json(&["directorate", "list"])["directorates"].as_array().unwrap().len() >= 8);
    assert!(t.ok(&["verify"]).contains("unbroken"));
    let all = t.json(&["export", "--all", "--to", &t.path("out")]);
    assert!(all["refused"].as_array().unwrap().is_empty(), "{:?}", all["refused"]);
    let hits = t.json(&["search", "housing"]);
    assert!(!hits["hits"].as_array().unwrap().is_empty());
}
