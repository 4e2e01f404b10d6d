//! A review between two computers that share nothing but files: the author's with the council file, the reviewer's without.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

/// A computer: a folder of its own, with its own keys.
struct Laptop {
    folder: TempDir,
    passphrase: &'static str,
}

const NOTICE: &str = "parking-services";

impl Laptop {
    fn new(passphrase: &'static str) -> Laptop {
        Laptop { folder: tempfile::tempdir().unwrap(), passphrase }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn run(&self, who: &str, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_fairnotice"))
            .args(["--as", who, "--json"])
            .args(arguments)
            .env("FAIRNOTICE_REGISTER", self.path("council.fairnotice"))
            .env("FAIRNOTICE_KEYS", self.path("keys"))
            .env("FAIRNOTICE_PASSPHRASE", self.passphrase)
            .env_remove("USER")
            .env_remove("USERNAME")
            .env_remove("LOGNAME")
            .current_dir(self.folder.path())
            .output()
            .unwrap()
    }

    fn ok(&self, who: &str, arguments: &[&str]) -> Value {
        let done = self.run(who, arguments);
        assert!(done.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
        serde_json::from_slice(&done.stdout).unwrap()
    }

    /// The code and the message of a refusal.
    fn refused(&self, who: &str, arguments: &[&str]) -> (String, String) {
        let done = self.run(who, arguments);
        assert!(!done.status.success(), "{arguments:?} was not refused");
        let said: Value = serde_json::from_slice(&done.stderr).unwrap();
        let text = |key: &str| said["error"][key].as_str().unwrap().to_owned();
        (text("code"), text("message"))
    }

    fn rules(&self, severities: &[&str]) -> Vec<String> {
        let report = self.ok("Ann Author", &["check", NOTICE]);
        let found = report["findings"].as_array().unwrap().iter();
        let mut rules: Vec<String> = found
            .filter(|f| severities.contains(&f["severity"].as_str().unwrap()))
            .map(|f| f["rule"].as_str().unwrap().to_owned())
            .collect();
        rules.sort();
        rules.dedup();
        rules
    }
}

/// Sends a file by e-mail.
fn send(from: &Laptop, to: &Laptop, name: &str) {
    std::fs::copy(from.path(name), to.path(name)).unwrap();
}

fn reasons(rules: &[String]) -> Vec<String> {
    rules.iter().flat_map(|rule| ["--because".to_owned(), format!("{rule}=Known and agreed")]).collect()
}

fn with<'a>(first: &[&'a str], more: &'a [String]) -> Vec<&'a str> {
    first.iter().copied().chain(more.iter().map(String::as_str)).collect()
}

/// The author's laptop with a version in review and its pack, and the reviewer's with the pack.
fn begin() -> (Laptop, Laptop) {
    let (author, reviewer) = (Laptop::new("the author's own words"), Laptop::new("the reviewer's own words"));
    author.ok("Ann Author", &["init", "--organisation", "Averley Borough Council", "--officer", "Ann Author"]);
    author.ok(
        "Ann Author",
        &["officer", "add", "Rita Reviewer", "--email", "rita@averley.example", "--role", "reviewer"],
    );
    author.ok("Ann Author", &["officer", "add", "Olu Other", "--email", "olu@averley.example", "--role", "reviewer"]);
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/averley-parking.txt");
    author.ok("Ann Author", &["import", &fixture.to_string_lossy()]);
    let because = reasons(&author.rules(&["block"]));
    author.ok("Ann Author", &with(&["submit", NOTICE, "--note", "The first edition"], &because));
    author.ok("Ann Author", &["pack", NOTICE, "--out", "pack.fairnotice"]);
    send(&author, &reviewer, "pack.fairnotice");
    (author, reviewer)
}

/// The administrator telephones, compares the fingerprint, and enrols the key.
fn enrol(author: &Laptop, reviewer: &Laptop, who: &str) -> Value {
    let key = reviewer.ok(who, &["key", "show", "--pack", "pack.fairnotice"]);
    let (text, fingerprint) = (key["key"].as_str().unwrap(), key["fingerprint"].as_str().unwrap());
    author.ok("Ann Author", &["key", "enrol", who, "--key", text, "--fingerprint", fingerprint]);
    key
}

fn approve(author: &Laptop, reviewer: &Laptop, who: &str) {
    let because = reasons(&author.rules(&["block", "explain"]));
    reviewer.ok(
        who,
        &with(
            &[
                "answer",
                "pack.fairnotice",
                "--approve",
                "--out",
                "answer.fairnotice",
                "--comment",
                "Well written",
                "--suggest",
                "Parking=Car parking",
            ],
            &because,
        ),
    );
    send(reviewer, author, "answer.fairnotice");
}

#[test]
fn a_version_is_approved_on_another_laptop_and_published() {
    let (author, reviewer) = begin();
    let shown = reviewer.ok("Rita Reviewer", &["open", "pack.fairnotice"]);
    assert_eq!(shown["notice"], NOTICE);
    assert_eq!(shown["note"], "The first edition");
    assert!(shown["html"].as_str().unwrap().contains("DRAFT"), "what is not approved says so");
    assert!(!reviewer.path("council.fairnotice").exists(), "a reviewer needs no council file");

    approve(&author, &reviewer, "Rita Reviewer");
    let (code, message) = author.refused("Ann Author", &["take-answer", "answer.fairnotice"]);
    assert_eq!(code, "unknown-key", "{message}");
    enrol(&author, &reviewer, "Rita Reviewer");
    let page = author.ok("Ann Author", &["open", "answer.fairnotice"]);
    assert_eq!((page["refused"].as_str(), page["verdict"].as_str()), (None, Some("approve")));
    let taken = author.ok("Ann Author", &["take-answer", "answer.fairnotice"]);
    assert_eq!((taken["version"]["state"].as_str(), taken["comments"].as_u64()), (Some("approved"), Some(2)));

    let (code, message) = author.refused("Ann Author", &["take-answer", "answer.fairnotice"]);
    assert_eq!(code, "answer-taken-already", "{message}");
    author.ok("Ann Author", &["publish", NOTICE]);
    let exported = author.ok("Ann Author", &["export", NOTICE, "--pdf", "parking.pdf", "--record", "record.pdf"]);
    assert_eq!(exported["code"], shown["code"], "what is published is what the reviewer read");

    let history = author.ok("Ann Author", &["history", NOTICE]);
    let decisions = history["versions"][0]["decisions"].as_array().unwrap();
    let approval = decisions.iter().find(|d| d["action"] == "approve").unwrap();
    assert_eq!(approval["officer"], "Rita Reviewer");
    assert_eq!(approval["signature"]["standing"], "good");
    assert_eq!(approval["signature"]["by_answer"], true);
    let submission = decisions.iter().find(|d| d["action"] == "submit").unwrap();
    assert_eq!(
        submission["signature"]["standing"], "good",
        "the first administrator's key is enrolled at the beginning"
    );
    let comments = history["versions"][0]["comments"].as_array().unwrap();
    assert!(comments.iter().any(|c| c["officer"] == "Rita Reviewer" && c["instead"] == "Car parking"));

    let inspection = author.ok("Ann Author", &["verify"]);
    assert_eq!(inspection["unbroken"], true, "{inspection}");
    assert_eq!((inspection["signed"].as_u64(), inspection["unsigned"].as_u64()), (Some(3), Some(0)), "{inspection}");
}

#[test]
fn an_answer_of_another_key_officer_or_council_file_is_refused() {
    let (author, reviewer) = begin();
    enrol(&author, &reviewer, "Rita Reviewer");
    // Somebody else's key says it is Rita's.
    let stranger = Laptop::new("somebody else entirely");
    send(&author, &stranger, "pack.fairnotice");
    approve(&author, &stranger, "Rita Reviewer");
    assert_eq!(author.refused("Ann Author", &["take-answer", "answer.fairnotice"]).0, "unknown-key");
    enrol(&author, &stranger, "Olu Other");
    let key = author.ok("Ann Author", &["key", "list"]);
    assert_eq!(key["keys"].as_array().unwrap().len(), 3);

    // The author herself can't approve by way of a pack.
    let own = author.ok("Ann Author", &["open", "pack.fairnotice"]);
    let why = own["reviewers"].as_array().unwrap().iter().find(|r| r["name"] == "Ann Author").unwrap();
    assert!(why["why_not"].as_str().unwrap().contains("somebody else must approve"));
    let because = reasons(&author.rules(&["block", "explain"]));
    let refused = author
        .refused("Ann Author", &with(&["answer", "pack.fairnotice", "--approve", "--out", "own.fairnotice"], &because));
    assert_eq!(refused.0, "own-words");

    // Withdrawn: what was signed and not taken in yet is refused too.
    approve(&author, &reviewer, "Rita Reviewer");
    let keys = author.ok("Ann Author", &["key", "list"]);
    let ritas = keys["keys"].as_array().unwrap().iter().find(|k| k["officer"] == "Rita Reviewer").unwrap();
    let fingerprint = ritas["fingerprint"].as_str().unwrap();
    author.ok("Ann Author", &["key", "withdraw", fingerprint, "--why", "The laptop was stolen"]);
    assert_eq!(author.refused("Ann Author", &["take-answer", "answer.fairnotice"]).0, "withdrawn-key");

    let elsewhere = Laptop::new("quite another council");
    elsewhere.ok("Zed", &["init", "--organisation", "Larkshire Council", "--officer", "Zed"]);
    send(&author, &elsewhere, "answer.fairnotice");
    assert_eq!(elsewhere.refused("Zed", &["take-answer", "answer.fairnotice"]).0, "other-register");
}

#[test]
fn an_answer_to_an_older_text_gives_its_comments_and_shows_what_changed() {
    let (author, reviewer) = begin();
    enrol(&author, &reviewer, "Rita Reviewer");
    approve(&author, &reviewer, "Rita Reviewer");
    author.ok("Ann Author", &["recall", NOTICE]);
    let text = author.ok("Ann Author", &["show", NOTICE, "--format", "json"]).to_string();
    std::fs::write(author.path("edited.json"), text.replacen("Parking", "Car park", 1)).unwrap();
    author.ok("Ann Author", &["edit", NOTICE, "--from", "edited.json"]);
    let because = reasons(&author.rules(&["block"]));
    author.ok("Ann Author", &with(&["submit", NOTICE, "--note", "Another title"], &because));

    let page = author.ok("Ann Author", &["open", "answer.fairnotice"]);
    assert!(page["refused"].as_str().unwrap().contains("another text"), "{page}");
    assert_eq!(page["comments_only"], true);
    assert!(page["since"]["summary"]["points"].as_array().unwrap().len() == 1, "{}", page["since"]["summary"]);
    assert_eq!(author.refused("Ann Author", &["take-answer", "answer.fairnotice"]).0, "other-text");
    let taken = author.ok("Ann Author", &["take-answer", "answer.fairnotice", "--comments-only"]);
    assert_eq!((taken["version"]["state"].as_str(), taken["comments"].as_u64()), (Some("in-review"), Some(2)));
    assert_eq!(author.ok("Ann Author", &["verify"])["unbroken"], true);
}

#[test]
fn changes_are_asked_for_from_another_laptop() {
    let (author, reviewer) = begin();
    enrol(&author, &reviewer, "Rita Reviewer");
    reviewer.ok(
        "Rita Reviewer",
        &["answer", "pack.fairnotice", "--request-changes", "Say how long you keep it", "--out", "answer.fairnotice"],
    );
    send(&reviewer, &author, "answer.fairnotice");
    let taken = author.ok("Ann Author", &["take-answer", "answer.fairnotice"]);
    assert_eq!(taken["version"]["state"], "drafting");
    let history = author.ok("Ann Author", &["history", NOTICE]);
    let last = history["versions"][0]["decisions"].as_array().unwrap().last().unwrap().clone();
    assert_eq!(
        (last["officer"].as_str(), last["words"].as_str()),
        (Some("Rita Reviewer"), Some("Say how long you keep it"))
    );
    assert_eq!(last["signature"]["standing"], "good");
}

#[test]
fn a_lost_key_is_replaced_and_what_it_signed_stays_signed() {
    let (author, reviewer) = begin();
    enrol(&author, &reviewer, "Rita Reviewer");
    approve(&author, &reviewer, "Rita Reviewer");
    author.ok("Ann Author", &["take-answer", "answer.fairnotice"]);
    let keys = author.ok("Ann Author", &["key", "list"]);
    let ritas = keys["keys"].as_array().unwrap().iter().find(|k| k["officer"] == "Rita Reviewer").unwrap();
    std::thread::sleep(std::time::Duration::from_millis(1100));
    author.ok("Ann Author", &["key", "withdraw", ritas["key"].as_str().unwrap(), "--why", "Lost"]);
    std::fs::remove_dir_all(reviewer.path("keys")).unwrap();
    let again = enrol(&author, &reviewer, "Rita Reviewer");
    assert_ne!(again["key"], ritas["key"]);
    let history = author.ok("Ann Author", &["history", NOTICE]);
    let decisions = history["versions"][0]["decisions"].as_array().unwrap();
    assert_eq!(decisions.iter().find(|d| d["action"] == "approve").unwrap()["signature"]["standing"], "good");
}

#[test]
fn a_locked_key_signs_nothing_and_a_decision_here_is_shown_as_not_signed() {
    let (author, reviewer) = begin();
    let locked = Laptop { folder: reviewer.folder, passphrase: "" };
    let because = reasons(&author.rules(&["block", "explain"]));
    let refused = locked.refused(
        "Rita Reviewer",
        &with(&["answer", "pack.fairnotice", "--approve", "--out", "a.fairnotice"], &because),
    );
    assert_eq!(refused.0, "key-locked");
    assert!(!locked.path("a.fairnotice").exists());
    let author = Laptop { folder: author.folder, passphrase: "" };
    author.ok("Ann Author", &["recall", NOTICE]);
    let history = author.ok("Ann Author", &["history", NOTICE]);
    let last = history["versions"][0]["decisions"].as_array().unwrap().last().unwrap().clone();
    assert_eq!((last["action"].as_str(), last["signature"].is_null()), (Some("recall"), true));
}

#[test]
fn bad_packs_and_answers_are_refused_with_one_sentence() {
    let (author, reviewer) = begin();
    let whole = std::fs::read(reviewer.path("pack.fairnotice")).unwrap();
    let text = String::from_utf8(whole.clone()).unwrap();
    for (name, bytes, code) in [
        ("cut", whole[..whole.len() / 2].to_vec(), "other-kind"),
        ("altered", text.replacen("Rita", "Rota", 1).into_bytes(), "file-altered"),
        ("newer", text.replace("\"version\":1}", "\"version\":9}").into_bytes(), "file-newer"),
        ("empty", Vec::new(), "other-kind"),
        ("text", b"Dear Ann, I approve.".to_vec(), "other-kind"),
    ] {
        std::fs::write(reviewer.path("bad.fairnotice"), bytes).unwrap();
        let (found, message) = reviewer.refused("Rita Reviewer", &["open", "bad.fairnotice"]);
        assert_eq!(found, code, "{name}: {message}");
        assert!(!message.contains('\n'), "{message}");
    }
    // An approval without the reasons that the pack asks for.
    let (code, message) =
        reviewer.refused("Rita Reviewer", &["answer", "pack.fairnotice", "--approve", "--out", "a.fairnotice"]);
    assert_eq!(code, "findings-block", "{message}");
    assert_eq!(author.refused("Ann Author", &["take-answer", "pack.fairnotice"]).0, "other-kind");
    assert_eq!(reviewer.refused("Nobody", &["key", "show", "--pack", "pack.fairnotice"]).0, "unknown-officer");
}

#[test]
fn a_fingerprint_that_was_not_read_out_enrols_nothing() {
    let (author, reviewer) = begin();
    let key = reviewer.ok("Rita Reviewer", &["key", "show", "--pack", "pack.fairnotice"]);
    let text = key["key"].as_str().unwrap();
    let arguments = ["key", "enrol", "Rita Reviewer", "--key", text, "--fingerprint", "0000-0000-0000-0000-0000"];
    assert_eq!(author.refused("Ann Author", &arguments).0, "other-fingerprint");
    let by_reviewer =
        ["key", "enrol", "Rita Reviewer", "--key", text, "--fingerprint", key["fingerprint"].as_str().unwrap()];
    assert_eq!(author.refused("Rita Reviewer", &by_reviewer).0, "not-permitted");
}

#[test]
fn an_approval_by_email_is_recorded_for_ever_as_recorded_by_another() {
    let (author, _) = begin();
    std::fs::write(author.path("mail.eml"), "From: director\n\nI approve.").unwrap();
    let today = author.ok("Ann Author", &["history", NOTICE])["versions"][0]["decisions"][0]["at"].as_str().unwrap()
        [..10]
        .to_owned();
    let code = author.ok("Ann Author", &["history", NOTICE])["versions"][0]["code"].as_str().unwrap().to_owned();
    let record = |digest: &str, who: &str, on: &str| -> Vec<String> {
        [
            "record-approval",
            NOTICE,
            "--digest",
            digest,
            "--who",
            who,
            "--post",
            "Director",
            "--on",
            on,
            "--how",
            "e-mail",
            "--attach",
            "mail.eml",
        ]
        .map(str::to_owned)
        .to_vec()
    };
    let run = |arguments: &[String]| author.refused("Ann Author", &with(&[], arguments)).0;
    assert_eq!(run(&record("0000-0000-0000-0000", "Dee Director", &today)), "other-text");
    assert_eq!(run(&record(&code, "Ann Author", &today)), "own-approval");
    assert_eq!(run(&record(&code, "Dee Director", "2020-01-01")), "bad-day");
    author.ok("Ann Author", &["organisation", "set", "--reviewer-must-approve", "true"]);
    assert_eq!(run(&record(&code, "Dee Director", &today)), "does-not-suffice");
    author.ok("Ann Author", &["organisation", "set", "--reviewer-must-approve", "false"]);
    let done = author.ok("Ann Author", &with(&[], &record(&code, "Dee Director", &today)));
    assert_eq!(done["state"], "approved");
    let history = author.ok("Ann Author", &["history", NOTICE]);
    let last = history["versions"][0]["decisions"].as_array().unwrap().last().unwrap().clone();
    assert_eq!(
        (last["officer"].as_str(), last["recorded"]["who"].as_str()),
        (Some("Ann Author"), Some("Dee Director"))
    );
    assert_eq!(last["recorded"]["file_name"], "mail.eml");
    assert!(last["words"].as_str().unwrap().contains("recorded by Ann Author"));
    assert_eq!(author.ok("Ann Author", &["verify"])["unbroken"], true);
    author.ok("Ann Author", &["publish", NOTICE]);
}

#[test]
fn a_consultation_is_a_record_of_who_was_asked_and_what_came_of_it() {
    let (author, _) = begin();
    author.ok("Ann Author", &["recall", NOTICE]);
    let sent = author.ok(
        "Ann Author",
        &["consultation", "send", NOTICE, "--to", "Lee Legal", "--post", "Solicitor", "--due", "2099-01-01"],
    );
    assert_eq!(sent["how"], "word");
    author.ok("Ann Author", &["consultation", "send", NOTICE, "--to", "Sam Service"]);
    author.ok("Ann Author", &["consultation", "remind", NOTICE, "Sam Service"]);
    author.ok("Ann Author", &["consultation", "answer", NOTICE, "Sam Service", "--no-comment"]);
    assert_eq!(
        author.refused("Ann Author", &["consultation", "answer", NOTICE, "Sam Service", "--no-comment"]).0,
        "unknown-consultation",
        "one answer is enough"
    );
    let rows = author.ok("Ann Author", &["consultation", "list", NOTICE]);
    let rows = rows["consultations"].as_array().unwrap();
    assert_eq!((rows[0]["answer"].is_null(), rows[1]["answer"].as_str()), (true, Some("no-comment")));
    assert_eq!(rows[1]["reminded"].as_array().unwrap().len(), 1);
    author.ok("Ann Author", &["consultation", "print", NOTICE, "--pdf", "asked.pdf"]);
    let printed = words(&author.path("asked.pdf"));
    assert!(printed.contains("Lee Legal, Solicitor") && printed.contains("No comment"), "{printed}");
    assert_eq!(
        author.refused("Ann Author", &["consultation", "send", NOTICE, "--to", "X", "--due", "2001-01-01"]).0,
        "bad-day"
    );
}

/// The words of a PDF, as its reader finds them.
fn words(path: &Path) -> String {
    let file = std::fs::read(path).unwrap();
    let seen = fairnotice_publish::read_back::pdf(&file).unwrap();
    [seen.lines, seen.furniture].concat().join("\n")
}

#[test]
fn evidence_for_a_day_is_whole_and_its_public_copy_names_nobody() {
    let (author, reviewer) = begin();
    enrol(&author, &reviewer, "Rita Reviewer");
    author.ok("Ann Author", &["consultation", "send", NOTICE, "--to", "Lee Legal"]);
    author.ok("Ann Author", &["consultation", "answer", NOTICE, "Lee Legal", "--words", "Fine by us"]);
    approve(&author, &reviewer, "Rita Reviewer");
    author.ok("Ann Author", &["take-answer", "answer.fairnotice"]);
    let live = author.ok("Ann Author", &["publish", NOTICE]);
    let today = live["effective"].as_str().unwrap().to_owned();
    author.ok("Ann Author", &["seen-online", NOTICE, "--url", "https://www.averley.example/parking", "--on", &today]);
    author.ok("Ann Author", &["evidence", NOTICE, &today, "--pdf", "e.pdf", "--zip", "e.zip"]);
    author.ok("Ann Author", &["evidence", NOTICE, &today, "--pdf", "p.pdf", "--zip", "p.zip", "--public"]);
    let internal = words(&author.path("e.pdf"));
    for told in [
        "Rita Reviewer",
        "Signed with the key",
        "Known and agreed",
        "Lee Legal",
        "www.averley.example/parking",
        "INTERNAL",
    ] {
        assert!(internal.contains(told), "{told} in {internal}");
    }
    let public = words(&author.path("p.pdf"));
    assert!(public.contains("www.averley.example/parking") && public.contains("One person was asked"), "{public}");
    for hidden in ["Rita", "Ann Author", "Known and agreed", "Lee", "Fine by us", "INTERNAL"] {
        assert!(!public.contains(hidden), "{hidden} in {public}");
    }
    // A zip names its files in the clear.
    let names = String::from_utf8_lossy(&std::fs::read(author.path("p.zip")).unwrap()).into_owned();
    assert!(names.contains("evidence.pdf") && !names.contains("record.pdf") && !names.contains("audit-trail"));
    assert_eq!(author.refused("Ann Author", &["evidence", NOTICE, "2001-01-01", "--pdf", "x.pdf"]).0, "not-live-then");
}

#[test]
fn a_reading_copy_has_the_words_the_findings_and_a_form() {
    let (author, _) = begin();
    let packed = author.ok("Ann Author", &["pack", NOTICE, "--pdf", "copy.pdf"]);
    assert_eq!(packed["files"].as_array().unwrap().len(), 1);
    let copy = words(&author.path("copy.pdf"));
    for told in ["The first edition", "Things to fix", "Your answer", "DRAFT", packed["code"].as_str().unwrap()] {
        assert!(copy.contains(told), "{told} in {copy}");
    }
}

#[test]
fn every_byte_of_an_answer_counts() {
    let (author, reviewer) = begin();
    enrol(&author, &reviewer, "Rita Reviewer");
    approve(&author, &reviewer, "Rita Reviewer");
    let desk = fairnotice_desk::Desk::open_to_read(&author.path("council.fairnotice"), fairnotice_desk::Clock::Machine)
        .unwrap();
    let whole = std::fs::read(author.path("answer.fairnotice")).unwrap();
    assert_eq!(desk.look_at_answer(&whole).unwrap().refused, None);
    for at in 0..whole.len() {
        let mut other = whole.clone();
        other[at] ^= 1;
        assert!(desk.look_at_answer(&other).is_err(), "byte {at} of {}", whole.len());
    }
    // A pack is larger: every part of it is met, and nothing of it is believed that was altered.
    let whole = std::fs::read(author.path("pack.fairnotice")).unwrap();
    for at in (0..whole.len()).step_by(whole.len() / 400 + 1) {
        let mut other = whole.clone();
        other[at] ^= 1;
        assert!(fairnotice_desk::ReviewPack::open(&other).is_err(), "byte {at} of {}", whole.len());
    }
}

#[test]
fn a_clock_that_is_wrong_is_told_and_decides_nothing() {
    use fairnotice_desk::{NewAnswer, ReviewPack, Verdict};
    let (author, reviewer) = begin();
    enrol(&author, &reviewer, "Rita Reviewer");
    let pack = ReviewPack::open(&std::fs::read(reviewer.path("pack.fairnotice")).unwrap()).unwrap();
    let keys = fairnotice_desk::Keys::in_folder(&reviewer.path("keys")).with_passphrase(reviewer.passphrase);
    let answer = NewAnswer {
        reviewer: "Rita Reviewer".into(),
        verdict: Some(Verdict::RequestChanges),
        words: "Say how long".into(),
        reasons: vec![],
        confirmed: vec![],
        comments: vec![],
    };
    let later = fairnotice_desk::Clock::Machine.now().at + chrono::TimeDelta::days(400);
    let bytes = pack.answer(&answer, Some(&keys), later).unwrap();
    std::fs::write(author.path("answer.fairnotice"), bytes).unwrap();
    let page = author.ok("Ann Author", &["open", "answer.fairnotice"]);
    assert!(page["clock"].as_str().unwrap().contains("one of the two clocks is wrong"), "{page}");
    let taken = author.ok("Ann Author", &["take-answer", "answer.fairnotice"]);
    assert_eq!(taken["version"]["state"], "drafting");
    let history = author.ok("Ann Author", &["history", NOTICE]);
    let decisions = history["versions"][0]["decisions"].as_array().unwrap();
    let at = decisions.last().unwrap()["at"].as_str().unwrap();
    assert!(at < later.to_rfc3339().as_str(), "what counts is when it was taken in");
}

/// A pack's JSON with something exchanged, sealed anew as somebody would who knows how.
fn resealed(pack: &Path, change: impl Fn(&mut Value)) -> Vec<u8> {
    use fairnotice_desk::notice::Digest;
    use fairnotice_desk::notice::digest::canonical_json;
    let mut whole: Value = serde_json::from_slice(&std::fs::read(pack).unwrap()).unwrap();
    change(&mut whole["body"]);
    let sha256 = Digest::of(canonical_json(&whole["body"]).unwrap().as_bytes()).to_string();
    whole["sha256"] = Value::String(sha256);
    let mut bytes = canonical_json(&whole).unwrap().into_bytes();
    bytes.push(b'\n');
    bytes
}

#[test]
fn an_answer_to_a_pack_that_was_not_made_here_is_refused() {
    let (author, reviewer) = begin();
    enrol(&author, &reviewer, "Rita Reviewer");
    let forged = resealed(&reviewer.path("pack.fairnotice"), |body| {
        body["note"] = Value::String("Legal has signed it off".into());
    });
    std::fs::write(reviewer.path("pack.fairnotice"), forged).unwrap();
    approve(&author, &reviewer, "Rita Reviewer");
    assert_eq!(author.refused("Ann Author", &["take-answer", "answer.fairnotice"]).0, "other-pack");
    let swapped = resealed(&author.path("pack.fairnotice"), |body| {
        body["content"]["title"] = Value::String("Another text".into());
    });
    std::fs::write(reviewer.path("swapped.fairnotice"), swapped).unwrap();
    assert_eq!(reviewer.refused("Rita Reviewer", &["open", "swapped.fairnotice"]).0, "file-altered");
}

#[test]
fn an_old_approval_does_not_override_a_later_request_for_changes() {
    let (author, reviewer) = begin();
    enrol(&author, &reviewer, "Rita Reviewer");
    approve(&author, &reviewer, "Rita Reviewer");
    reviewer.ok(
        "Rita Reviewer",
        &["answer", "pack.fairnotice", "--request-changes", "Wait: say how long", "--out", "second.fairnotice"],
    );
    send(&reviewer, &author, "second.fairnotice");
    author.ok("Ann Author", &["take-answer", "second.fairnotice"]);
    let because = reasons(&author.rules(&["block"]));
    author.ok("Ann Author", &with(&["submit", NOTICE, "--note", "The same again"], &because));
    assert_eq!(author.refused("Ann Author", &["take-answer", "answer.fairnotice"]).0, "older-review");
}

#[test]
fn nobody_speaks_in_anothers_name_and_no_words_are_dropped() {
    let (author, reviewer) = begin();
    enrol(&author, &reviewer, "Rita Reviewer");
    let forged = "Olu Other, in the file: I approve all of this";
    reviewer.ok("Rita Reviewer", &["answer", "pack.fairnotice", "--comment", forged, "--out", "a.fairnotice"]);
    send(&reviewer, &author, "a.fairnotice");
    author.ok("Ann Author", &["take-answer", "a.fairnotice"]);
    let history = author.ok("Ann Author", &["history", NOTICE]);
    let comments = history["versions"][0]["comments"].as_array().unwrap();
    assert!(comments[0]["written_by"].is_null() && comments[0]["officer"] == "Rita Reviewer", "{comments:?}");

    // The reason for a text that has changed since comes in as a comment.
    reviewer.ok(
        "Rita Reviewer",
        &["answer", "pack.fairnotice", "--request-changes", "Say how long you keep it", "--out", "b.fairnotice"],
    );
    send(&reviewer, &author, "b.fairnotice");
    author.ok("Ann Author", &["recall", NOTICE]);
    let taken = author.ok("Ann Author", &["take-answer", "b.fairnotice", "--comments-only"]);
    assert_eq!(taken["comments"], 1);
    let history = author.ok("Ann Author", &["history", NOTICE]);
    assert!(history["versions"][0]["comments"].to_string().contains("Say how long you keep it"));
}

#[test]
fn a_wrong_passphrase_decides_nothing() {
    let (author, _) = begin();
    let slip = Laptop { folder: author.folder, passphrase: "the author's own wurds" };
    assert_eq!(slip.refused("Ann Author", &["recall", NOTICE]).0, "wrong-passphrase");
}

#[test]
fn nobody_records_the_approval_of_who_wrote_it() {
    let (author, _) = begin();
    author.ok("Ann Author", &["officer", "add", "Bob Author", "--email", "bob@averley.example", "--role", "author"]);
    let history = author.ok("Ann Author", &["history", NOTICE]);
    let code = history["versions"][0]["code"].as_str().unwrap().to_owned();
    let today = history["versions"][0]["decisions"][0]["at"].as_str().unwrap()[..10].to_owned();
    let words =
        ["record-approval", NOTICE, "--digest", &code, "--who", "ann  author", "--post", "Lead", "--on", &today];
    assert_eq!(author.refused("Bob Author", &words).0, "own-words");
}
