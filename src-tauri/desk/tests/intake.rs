//! Bringing in what a council has: editions from before, folders of files, changed files, comments, repairs.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod council;

use chrono::NaiveDate;
use council::{Council, TEXT, code};
use fairnotice_desk::notice::State;
use fairnotice_desk::*;
use std::ops::ControlFlow;
use std::path::Path;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn published(from: &str, until: Option<&str>) -> ImportOptions {
    let published = Published {
        from: day(from),
        until: until.map(day),
        url: Some("https://www.averley.example/privacy/allotments".into()),
        agreed_by: Some("The Parks Committee".into()),
    };
    ImportOptions { published: Some(published), ..ImportOptions::default() }
}

fn edition(n: u32) -> String {
    TEXT.replace("the police", &format!("the police (edition {n})"))
}

impl Council {
    fn take(&mut self, text: &str, options: &ImportOptions) -> Result<Imported> {
        let author = self.author;
        Ok(self.desk.import_bytes(author, "allotments.txt", text.as_bytes(), options)?.value)
    }
}

#[test]
fn editions_from_before_become_the_history_of_one_notice() {
    let mut c = Council::new();
    let first = c.take(&edition(1), &published("2019-05-01", None)).unwrap();
    let third = c.take(&edition(3), &published("2024-02-01", None)).unwrap();
    let second = c.take(&edition(2), &published("2021-07-15", None)).unwrap();
    assert_eq!([&third.notice, &second.notice], [&first.notice, &first.notice], "one notice");
    let live = |c: &Council, on: &str| c.desk.live_on(&first.notice, day(on)).unwrap();
    assert_eq!(live(&c, "2019-04-30").version, None);
    assert_eq!(live(&c, "2020-01-01").version, Some(first.version));
    assert_eq!(live(&c, "2021-07-15").version, Some(second.version));
    assert_eq!(live(&c, "2024-01-31").version, Some(second.version));
    assert_eq!(live(&c, "2026-11-02").version, Some(third.version));
    assert_eq!(live(&c, "2020-01-01").recorded.unwrap().agreed_by.as_deref(), Some("The Parks Committee"));
    let page = c.desk.history(&first.notice).unwrap();
    assert_eq!(
        page.versions.iter().map(|v| v.version).collect::<Vec<_>>(),
        [third.version, second.version, first.version]
    );
    assert!(page.versions.iter().all(|v| v.state == State::Recorded && v.decisions.is_empty()));
    assert_eq!(c.desk.list().unwrap().notices[0].live, Some(third.version));
    let compare = |a: u32, b: u32| {
        let side = |n: u32| c.desk.side(&format!("{}@{n}", first.notice)).unwrap();
        Comparison::of(&side(a), &side(b))
    };
    let changes = compare(first.version, third.version).summary.sentence;
    assert_ne!(changes, "Nothing changed.");
    assert!(c.desk.verify_register().unwrap().unbroken);
}

#[test]
fn what_was_recorded_is_superseded_by_what_is_published_here() {
    let mut c = Council::new();
    let old = c.take(&edition(1), &published("2019-05-01", None)).unwrap();
    let notice = old.notice.clone();
    // Its findings are a backlog for the next version, never a gate.
    assert!(!c.desk.check(&notice, None).unwrap().findings.is_empty());
    let pdf = c.path("recorded.pdf");
    let exported = c.desk.export(&notice, &ExportRequest { pdf: Some(pdf), ..ExportRequest::default() }).unwrap();
    assert_eq!(exported.state, State::Recorded);
    let author = c.author;
    c.desk.new_version(author, &notice).unwrap();
    c.submit(author, &notice);
    c.approve(&notice);
    c.desk.publish(c.publisher, &notice, None).unwrap();
    assert_eq!(c.state(&notice, old.version), State::Recorded, "never approved here");
    let live = |on: &str| c.desk.live_on(&notice, day(on)).unwrap().version;
    assert_eq!((live("2020-01-01"), live("2026-11-02")), (Some(1), Some(2)));
    assert!(c.desk.verify_register().unwrap().unbroken);
}

#[test]
fn editions_that_contradict_one_another_are_refused() {
    let mut c = Council::new();
    c.take(&edition(1), &published("2019-05-01", Some("2020-05-01"))).unwrap();
    let mut n = 2;
    let mut refused = |c: &mut Council, from: &str, until: Option<&str>| {
        n += 1;
        assert_eq!(code(c.take(&edition(n), &published(from, until))).0, "bad-day", "{from} to {until:?}");
    };
    refused(&mut c, "2019-05-01", None);
    refused(&mut c, "2020-01-01", None);
    refused(&mut c, "2018-01-01", Some("2019-06-01"));
    refused(&mut c, "2021-01-01", Some("2020-12-31"));
    refused(&mut c, "2031-01-01", None);
    assert_eq!(c.desk.history("allotments").unwrap().versions.len(), 1);
}

/// The same words can be live twice, and a draft can be dated afterwards.
#[test]
fn the_same_file_can_be_more_than_one_edition() {
    let mut c = Council::new();
    let draft = c.take(TEXT, &ImportOptions::default()).unwrap();
    let first = c.take(TEXT, &published("2019-05-01", Some("2020-05-01"))).unwrap();
    let second = c.take(TEXT, &published("2022-05-01", Some("2023-05-01"))).unwrap();
    assert!(c.take(TEXT, &published("2022-05-01", Some("2023-05-01"))).unwrap().existing);
    assert_eq!([&first.notice, &second.notice], [&draft.notice, &draft.notice]);
    let live = |on: &str| c.desk.live_on(&draft.notice, day(on)).unwrap().version;
    assert_eq!(
        [live("2019-06-01"), live("2021-06-01"), live("2022-06-01")],
        [Some(first.version), None, Some(second.version)]
    );
    assert_eq!(c.state(&draft.notice, draft.version), State::Drafting);
    // Another text of the same title is an edition of the same notice: two can't begin on one day.
    let other = "Privacy notice: Allotments\n\nWhat this is\n\nQuite another thing.\n";
    assert_eq!(code(c.take(other, &published("2019-05-01", None))).0, "bad-day");
}

#[test]
fn a_changed_file_is_the_next_draft_with_what_changed() {
    let mut c = Council::new();
    let first = c.take(TEXT, &ImportOptions::default()).unwrap();
    let again = c.take(TEXT, &ImportOptions::default()).unwrap();
    assert!(again.existing && again.notice == first.notice);
    let changed = c.take(&TEXT.replace("the police", "schools"), &ImportOptions::default()).unwrap();
    assert_eq!((changed.notice.as_str(), changed.before), (first.notice.as_str(), Some(1)));
    assert!(changed.changes.unwrap().to_lowercase().contains("schools"));
    // An officer's own words are not written over by a file that looks alike.
    let author = c.author;
    let mine = c.changed(&first.notice, "schools", "colleges");
    c.desk.edit_content(author, &first.notice, &mine, None).unwrap();
    assert_eq!(code(c.take(&TEXT.replace("the police", "nurseries"), &ImportOptions::default())).0, "changed-here");
    // Another text with the same title is another notice.
    let other = "Privacy notice: Allotments\n\nWhat this is\n\nQuite another thing altogether, about waiting lists.\n";
    assert_ne!(c.take(other, &ImportOptions::default()).unwrap().notice, first.notice);
}

#[test]
fn a_folder_is_taken_in_file_by_file() {
    let mut c = Council::new();
    let author = c.author;
    let parks = NewDirectorate { name: "Parks and Allotments".into(), ..NewDirectorate::default() };
    c.desk.add_directorate(author, &parks).unwrap();
    let folder = c.path("notices");
    std::fs::create_dir_all(folder.join("housing")).unwrap();
    std::fs::write(folder.join("allotments.txt"), TEXT).unwrap();
    std::fs::write(folder.join("housing/homes.md"), "# Privacy notice: Homes\n\n## Contact\n\nWrite to us.\n").unwrap();
    std::fs::write(folder.join("broken.docx"), b"PK\x03\x04 nothing").unwrap();
    std::fs::write(folder.join("~$lock.docx"), b"x").unwrap();
    std::fs::write(folder.join("logo.png"), b"\x89PNG").unwrap();
    let run = |c: &mut Council| {
        let author = c.author;
        c.desk
            .import_many(author, std::slice::from_ref(&folder), &ImportOptions::default(), &mut |_| {
                ControlFlow::Continue(())
            })
            .unwrap()
            .value
    };
    let report = run(&mut c);
    assert_eq!((report.new, report.failed, report.skipped, report.existing), (2, 1, 1, 0), "{report:?}");
    assert_eq!(
        report.files.iter().find(|f| f.file.ends_with("allotments.txt")).unwrap().directorate.as_deref(),
        Some("Parks and Allotments")
    );
    assert!(report.files.iter().any(|f| f.outcome == "failed" && f.why.as_ref().unwrap().contains("damaged")));
    assert_eq!(run(&mut c).existing, 2, "the same files again are the same notices");
    std::fs::write(folder.join("allotments.txt"), TEXT.replace("the police", "the fire service")).unwrap();
    assert_eq!(run(&mut c).changed, 1);
    let mut stop = 0;
    let report = c.desk.import_many(author, &[folder], &ImportOptions::default(), &mut |_| {
        stop += 1;
        if stop > 1 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert!(report.unwrap().value.stopped);
    assert!(c.desk.verify_register().unwrap().unbroken);
}

#[test]
fn comments_of_a_word_file_are_comments_on_the_draft() {
    let mut c = Council::new();
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/averley-parks-comments.docx");
    let author = c.author;
    let imported = c.desk.import(author, &file, &ImportOptions::default()).unwrap().value;
    assert_eq!(imported.comments, 2);
    let page = c.desk.history(&imported.notice).unwrap();
    let comments = &page.versions[0].comments;
    assert_eq!(comments.len(), imported.comments as usize);
    assert!(comments.iter().all(|c| c.section.is_some()), "{comments:?}");
    assert_eq!(comments[0].quote.as_deref(), Some("the police"));
    assert!(
        comments[0].words == "Do we still? Ask the park wardens."
            && comments[0].written_by.as_deref() == Some("Ines Marlow, 2026-11-26")
    );
    assert!(c.desk.verify_register().unwrap().unbroken);
}

#[test]
fn repairs_are_proposed_and_done_one_by_one() {
    let mut c = Council::new();
    let text = "Privacy notice: Trees\n\nWhat we hold\n\nWe hold what Averley Borough Council is told by the\n\npeople who ask for a tree.\n\n- names\n- addresses\n\n- telephone numbers\n";
    let imported = c.take(text, &ImportOptions::default()).unwrap();
    let words = |c: &Council| c.desk.show(&imported.notice, ShowFormat::Text).unwrap().text;
    let ids: Vec<&str> = imported.proposals.iter().map(|p| p.id.split(':').next().unwrap()).collect();
    assert_eq!(ids, ["join", "list", "variable"]);
    assert!(words(&c).contains("by the\n"), "nothing is mended in silence");
    let author = c.author;
    let first = imported.proposals[0].id.clone();
    let done = c.desk.accept_repairs(author, &imported.notice, std::slice::from_ref(&first), false).unwrap().value;
    assert_eq!((done.done.len(), done.left.len()), (1, 2));
    assert!(words(&c).contains("is told by the people who ask for a tree."));
    assert_eq!(code(c.desk.accept_repairs(author, &imported.notice, &[first], false)).0, "unknown-repair");
    let done = c.desk.accept_repairs(author, &imported.notice, &[], true).unwrap().value;
    assert_eq!((done.done.len(), done.left.len()), (2, 0));
    let content = c.content(&imported.notice);
    assert_eq!(content.fields().map(|(_, f)| f.item_count()).max(), Some(3));
    let page = c.desk.history(&imported.notice).unwrap();
    assert_eq!(page.versions[0].revisions.len(), 3, "each state of the text stays in the history");
}

#[test]
fn roles_come_with_their_confidence_and_facts() {
    let mut c = Council::new();
    let text = "Privacy notice: Trees\n\nHow long we keep it\n\nWe keep it for six years under the Highways Act 1980.\n\nOddments\n\nA word on this and that.\n";
    let imported = c.take(text, &ImportOptions::default()).unwrap();
    let retention = imported.readings.iter().find(|r| r.heading == "How long we keep it").unwrap();
    assert!(retention.confidence > 90, "{retention:?}");
    let facts: Vec<&str> = retention.facts.iter().map(|f| f.value.as_str()).collect();
    assert_eq!(facts, ["6 years", "Highways Act 1980"]);
    let odd = imported.readings.iter().find(|r| r.heading == "Oddments").unwrap();
    assert!(odd.confidence < 60, "{odd:?}");
}

/// What we write comes back as it was, in each of the forms; what stands around the text is told, not taken.
#[test]
fn our_own_exports_come_back_whole() {
    let mut c = Council::new();
    let text = "Privacy notice: Trees\n\nWho we share it with\n\nWe share it with:\n\n- the police\n  - their tree officers\n- schools\n\nHow long we keep it\n\nWe keep it for six years. Ask trees@averley.example or read https://www.averley.example/trees for more.\n";
    let notice = c.take(text, &ImportOptions::default()).unwrap().notice;
    let paths = ["out.docx", "out.html", "out.pdf"].map(|name| c.path(name));
    let request = ExportRequest {
        docx: Some(paths[0].clone()),
        html: Some(paths[1].clone()),
        pdf: Some(paths[2].clone()),
        ..ExportRequest::default()
    };
    c.desk.export(&notice, &request).unwrap();
    for path in paths {
        let read = Desk::read_file(&path, false).unwrap();
        assert_eq!(read.content.without_ids(), c.content(&notice).without_ids(), "{}", path.display());
        assert!(read.notes.iter().any(|n| n.contains("version, document code")), "{:?}", read.notes);
    }
}
