//! Somebody changes the council file with another SQLite tool: nothing goes out, and it is said what differs.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use fairnotice_desk::notice::ids::OfficerId;
use fairnotice_desk::notice::{Organisation, Severity};
use fairnotice_desk::*;
use rusqlite::Connection;
use std::path::PathBuf;
use tempfile::TempDir;

const TEXT: &str = "Privacy notice: Markets\n\nWho we are\n\nAverley Borough Council runs the markets.\n\n\
Who we share information with\n\nWe share it with:\n\n- the police\n- traders\n";

struct Live {
    folder: TempDir,
    path: PathBuf,
    notice: String,
}

fn clock() -> Clock {
    Clock::Fixed(Moment::utc("2026-11-02T09:30:00Z".parse().unwrap()))
}

/// A live notice, exported as PDF, in a closed council file.
fn live() -> Live {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("council.fairnotice");
    let first = NewOfficer { name: "Ann".into(), ..NewOfficer::default() };
    let organisation = Organisation::named("Averley Borough Council");
    let (mut desk, ann) = Desk::init(&path, &organisation, &first, None, clock()).unwrap();
    let ann: OfficerId = ann.id.parse().unwrap();
    let second = NewOfficer {
        name: "Rita".into(),
        email: Some("rita@averley.example".into()),
        post: None,
        permissions: vec!["reviewer".into()],
    };
    let rita: OfficerId = desk.add_officer(ann, &second).unwrap().value.id.parse().unwrap();
    let notice = desk.import_bytes(ann, "m.txt", TEXT.as_bytes(), &ImportOptions::default()).unwrap().value.notice;
    let reasons = |desk: &Desk, severities: &[Severity]| -> Vec<GivenReason> {
        let findings = desk.check(&notice, None).unwrap().findings;
        let rules: std::collections::BTreeSet<String> =
            findings.into_iter().filter(|f| severities.contains(&f.severity)).map(|f| f.rule).collect();
        rules.into_iter().map(|rule| GivenReason { rule, reason: "Accepted".into() }).collect()
    };
    let because = reasons(&desk, &[Severity::Block]);
    desk.submit(ann, &notice, "First", &because).unwrap();
    let because = reasons(&desk, &[Severity::Block, Severity::Explain]);
    desk.approve(rita, &notice, None, &because, &[]).unwrap();
    desk.publish(ann, &notice, None).unwrap();
    let pdf = Some(folder.path().join("markets.pdf"));
    desk.export(&notice, &ExportRequest { pdf, ..ExportRequest::default() }).unwrap();
    Live { folder, path, notice }
}

impl Live {
    /// What another tool does: first it must take away the locks that keep the tables append-only.
    fn tamper(&self, sql: &str) {
        let other = Connection::open(&self.path).unwrap();
        let locks: Vec<String> = other
            .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
            .unwrap()
            .query_map([], |row| row.get(0))
            .unwrap()
            .collect::<std::result::Result<_, _>>()
            .unwrap();
        let made: Vec<String> = other
            .prepare("SELECT sql FROM sqlite_schema WHERE type = 'trigger'")
            .unwrap()
            .query_map([], |row| row.get(0))
            .unwrap()
            .collect::<std::result::Result<_, _>>()
            .unwrap();
        for lock in locks {
            other.execute_batch(&format!("DROP TRIGGER {lock}")).unwrap();
        }
        other.execute_batch(sql).unwrap();
        // A careful hand puts the locks back.
        for lock in made {
            other.execute_batch(&lock).unwrap();
        }
    }

    fn desk(&self) -> Desk {
        Desk::open_for_change(&self.path, clock()).unwrap()
    }

    fn export(&self) -> Result<Exported> {
        let html = Some(self.folder.path().join("markets.html"));
        self.desk().export(&self.notice, &ExportRequest { html, ..ExportRequest::default() })
    }
}

#[test]
fn the_file_itself_refuses_changes_to_what_is_append_only() {
    let live = live();
    let other = Connection::open(&live.path).unwrap();
    for sql in [
        "UPDATE revision SET content = replace(content, 'police', 'p0lice')",
        "DELETE FROM revision",
        "INSERT OR REPLACE INTO revision SELECT * FROM revision",
        "REPLACE INTO event SELECT * FROM event",
        "UPDATE event SET kind = 'nothing'",
        "DELETE FROM decision",
        "INSERT OR REPLACE INTO decision SELECT * FROM decision",
    ] {
        let refused = other.execute_batch(sql);
        assert!(refused.is_err_and(|e| e.to_string().contains("append-only")), "{sql}");
    }
}

#[test]
fn a_changed_letter_stops_export_and_verify() {
    let live = live();
    live.tamper("UPDATE revision SET content = replace(content, 'the police', 'the p0lice')");
    let error = live.export().unwrap_err();
    assert_eq!((error.code, error.exit), ("tampered", Exit::Text));
    assert!(!live.folder.path().join("markets.html").exists(), "nothing is written");
    let error = live.desk().verify_file(&live.folder.path().join("markets.pdf")).unwrap_err();
    assert_eq!((error.code, error.exit), ("tampered", Exit::Text));
    let inspection = live.desk().verify_register().unwrap();
    assert!(!inspection.unbroken && !inspection.faults.is_empty());
}

#[test]
fn a_changed_digest_beside_the_changed_letter_does_not_help() {
    let live = live();
    live.tamper(
        "UPDATE revision SET content = replace(content, 'the police', 'the p0lice');
         UPDATE revision SET digest = 'ab' || substr(digest, 3);
         UPDATE decision SET digest = 'ab' || substr(digest, 3);",
    );
    assert_eq!(live.export().unwrap_err().code, "tampered");
}

#[test]
fn a_text_that_is_no_text_any_more_is_tampered_too() {
    let live = live();
    live.tamper("UPDATE revision SET content = '{}'");
    assert_eq!(live.export().unwrap_err().code, "tampered");
}

#[test]
fn a_state_written_by_hand_shows() {
    let live = live();
    let other = Connection::open(&live.path).unwrap();
    other.execute_batch("UPDATE version SET state = 'withdrawn', ended = '2026-11-03'").unwrap();
    drop(other);
    let inspection = live.desk().verify_register().unwrap();
    assert!(inspection.faults.iter().any(|f| f.contains("journal says \"live\"")), "{:?}", inspection.faults);
}

#[test]
fn a_removed_event_breaks_the_chain() {
    let live = live();
    live.tamper("DELETE FROM event WHERE kind = 'submit'");
    let inspection = live.desk().verify_register().unwrap();
    assert!(inspection.faults.iter().any(|f| f.contains("chain is broken")), "{:?}", inspection.faults);
}

#[test]
fn a_rewritten_event_shows() {
    let live = live();
    live.tamper("UPDATE event SET at = '2020-01-01T00:00:00.000Z' WHERE kind = 'approve'");
    let inspection = live.desk().verify_register().unwrap();
    assert!(inspection.faults.iter().any(|f| f.contains("not what was written")), "{:?}", inspection.faults);
}

#[test]
fn a_second_live_version_is_refused_by_the_file() {
    let live = live();
    let other = Connection::open(&live.path).unwrap();
    let refused = other.execute_batch(
        "INSERT INTO version (id, notice, number, state, head, approved, effective, created_at)
         SELECT 'x', notice, 9, 'live', head, approved, effective, created_at FROM version",
    );
    assert!(refused.is_err_and(|e| e.to_string().contains("UNIQUE")));
}

#[test]
fn everything_the_journal_tells_is_held_against_it() {
    for (sql, says) in [
        (
            "UPDATE decision SET officer = (SELECT author FROM revision LIMIT 1) WHERE action = 'approve'",
            "decision (approve)",
        ),
        ("UPDATE decision SET at = '2020-01-01T00:00:00.000Z' WHERE action = 'submit'", "decision (submit)"),
        ("UPDATE decision SET reasons = '[]' WHERE action = 'approve'", "decision (approve)"),
        ("DELETE FROM decision WHERE action = 'submit'", "no longer in the file"),
        ("UPDATE revision SET author = (SELECT officer FROM decision WHERE action = 'approve')", "author"),
        ("UPDATE version SET effective = '2019-01-01'", "effective"),
        ("UPDATE version SET number = 7", "number"),
        ("UPDATE version SET review_due = '2040-01-01'", "review-due"),
        ("UPDATE notice SET url = 'https://elsewhere.example/'", "details"),
    ] {
        let live = live();
        live.tamper(sql);
        let inspection = live.desk().verify_register().unwrap();
        assert!(inspection.faults.iter().any(|f| f.contains(says)), "{sql}: {:?}", inspection.faults);
        assert_eq!(live.export().unwrap_err().code, "tampered", "{sql}");
    }
    for (sql, says) in [
        ("UPDATE organisation SET data = json_set(data, '$.dpo_email', 'x@y.example')", "council's details"),
        ("UPDATE import SET bytes = x'00'", "imported file"),
        ("DELETE FROM import", "imported file is no longer"),
        ("PRAGMA foreign_keys = OFF; DELETE FROM officer WHERE name = 'Rita'", "no longer in the file"),
        ("PRAGMA foreign_keys = OFF; DELETE FROM version; DELETE FROM notice", "no longer in the file"),
        ("DROP TRIGGER comment_no_update", "comment_no_update was removed"),
        (
            "INSERT INTO officer_permission SELECT officer, 'publisher' FROM officer_permission WHERE permission = 'reviewer' ON CONFLICT DO NOTHING",
            "permissions of Rita",
        ),
    ] {
        let live = live();
        Connection::open(&live.path).unwrap().execute_batch(sql).unwrap();
        let inspection = live.desk().verify_register().unwrap();
        assert!(inspection.faults.iter().any(|f| f.contains(says)), "{sql}: {:?}", inspection.faults);
    }
}

#[test]
fn a_changed_copy_of_our_own_file_is_not_exact() {
    let live = live();
    live.export().unwrap();
    let page = live.folder.path().join("markets.html");
    let html = std::fs::read_to_string(&page).unwrap();
    let desk = live.desk();
    assert_eq!(desk.verify_file(&page).unwrap().answer, Answer::Exact);
    for (from, to) in [
        ("<html lang=\"en-GB\"", "<html lang=\"ar\""),
        ("</body>", "<style></style></body>"),
        ("charset=\"utf-8\"", "charset=\"windows-1252\""),
    ] {
        assert!(html.contains(from), "{from}");
        std::fs::write(&page, html.replacen(from, to, 1)).unwrap();
        assert_ne!(desk.verify_file(&page).unwrap().answer, Answer::Exact, "{to}");
    }
    let site = |body: &str| {
        std::fs::write(
            &page,
            format!("<html><head><style>.z{{display:none}}</style></head><body>{body}</body></html>"),
        )
        .unwrap();
        desk.verify_file(&page).unwrap().answer
    };
    let words = TEXT.replace("\n\n", "</p><p>").replace("- ", "<br>");
    assert_eq!(
        site(&format!("<script>var a;</script><nav hidden>Menu</nav><p>{words}</p><footer>Cookies</footer>")),
        Answer::SameWords
    );
    assert_ne!(
        site(&format!("<div class=\"z\"><p>{words}</p></div><p>We sell your data for ever.</p>")),
        Answer::SameWords
    );
    assert_ne!(site(&format!("<p>{}</p>", words.replace("the police", "the <del>police</del>"))), Answer::SameWords);
}

#[test]
fn what_was_written_by_hand_does_not_become_true_by_the_next_act() {
    let live = live();
    let mut desk = live.desk();
    let ann = desk.officer_named("Ann").unwrap().id;
    let rita = desk.officer_named("Rita").unwrap().id;
    desk.new_version(ann, &live.notice).unwrap();
    Connection::open(&live.path)
        .unwrap()
        .execute_batch("UPDATE version SET state = 'in-review' WHERE number = 2")
        .unwrap();
    let findings = desk.check(&live.notice, None).unwrap().findings;
    let rules: std::collections::BTreeSet<String> = findings.into_iter().map(|f| f.rule).collect();
    let because: Vec<GivenReason> = rules.into_iter().map(|rule| GivenReason { rule, reason: "x".into() }).collect();
    let refused = desk.approve(rita, &live.notice, None, &because, &[]).unwrap_err();
    assert_eq!(refused.code, "tampered", "it was never submitted: {}", refused.message);
    assert!(!desk.verify_register().unwrap().unbroken);
}
