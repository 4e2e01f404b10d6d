//! A Word file that a colleague changed comes back as suggestions: edited by hand, in LibreOffice, by python-docx.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod council;

use council::Council;
use fairnotice_desk::notice::Content;
use fairnotice_desk::{CommentRow, ExportRequest};
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};

/// The draft as a Word file, with some of its XML exchanged.
fn exported(c: &Council, notice: &str, name: &str, exchange: &[(&str, &str)]) -> PathBuf {
    let path = c.path(name);
    c.desk.export(notice, &ExportRequest { docx: Some(path.clone()), ..ExportRequest::default() }).unwrap();
    let bytes = std::fs::read(&path).unwrap();
    let mut from = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..from.len() {
        let mut part = from.by_index(at).unwrap();
        let name = part.name().unwrap().to_string();
        let mut text = Vec::new();
        part.read_to_end(&mut text).unwrap();
        if name == "word/document.xml" {
            let mut xml = String::from_utf8(text).unwrap();
            for (old, new) in exchange {
                assert!(xml.contains(old), "{old} stands in {xml}");
                xml = xml.replacen(old, new, 1);
            }
            text = xml.into_bytes();
        }
        to.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        to.write_all(&text).unwrap();
    }
    std::fs::write(&path, to.finish().unwrap().into_inner()).unwrap();
    path
}

fn comments(c: &Council, notice: &str) -> Vec<CommentRow> {
    c.desk.history(notice).unwrap().versions[0].comments.clone()
}

fn text(c: &Council, notice: &str) -> Content {
    c.desk.draft(c.author, notice).unwrap().content
}

fn lines(content: &Content) -> Vec<String> {
    content.leaves().iter().map(|l| l.text()).collect()
}

/// Takes every suggestion, as an author would who clicks on each.
fn take_all(c: &Council, notice: &str) -> Content {
    let mut content = text(c, notice);
    for comment in comments(c, notice).iter().filter(|x| x.instead.is_some()) {
        content = c.desk.with_proposal(notice, &comment.id, &content).unwrap();
    }
    content
}

#[test]
fn plain_edits_and_tracked_changes_become_suggestions_under_the_colleagues_name() {
    let mut c = Council::new();
    let notice = c.import();
    let file = exported(
        &c,
        &notice,
        "lee.docx",
        &[
            // Typed over, without tracking.
            ("looks after the allotments", "lets and looks after the allotments"),
            // Tracked by Word.
            (
                ">the police</w:t></w:r>",
                "></w:t></w:r><w:del w:id=\"90\" w:author=\"Lee Legal\" w:date=\"2026-11-03T10:00:00Z\"><w:r><w:delText>the police</w:delText></w:r></w:del><w:ins w:id=\"91\" w:author=\"Lee Legal\" w:date=\"2026-11-03T10:00:00Z\"><w:r><w:t>the police and the fire service</w:t></w:r></w:ins>",
            ),
        ],
    );
    let merged = c.desk.merge_word(c.author, &notice, &file, Some("Lee Legal"), Some("Solicitor")).unwrap().value;
    assert_eq!((merged.suggestions, merged.comments, merged.conflicts), (2, 0, 0), "{merged:?}");
    assert!(merged.code.is_some(), "the file says which text was sent");
    let said = comments(&c, &notice);
    assert!(said.iter().all(|x| x.written_by.as_deref() == Some("Lee Legal (Solicitor)")), "{said:?}");
    let taken = lines(&take_all(&c, &notice));
    assert!(taken.contains(&"Averley Borough Council lets and looks after the allotments.".to_owned()), "{taken:?}");
    assert!(taken.contains(&"the police and the fire service".to_owned()), "{taken:?}");

    let again = c.desk.merge_word(c.author, &notice, &file, Some("Lee Legal"), None).unwrap_err();
    assert_eq!(again.code, "merged-already");
    assert!(c.desk.verify_register().unwrap().unbroken);
}

#[test]
fn what_changed_here_meanwhile_is_marked_and_nothing_is_lost() {
    let mut c = Council::new();
    let notice = c.import();
    let file = exported(&c, &notice, "lee.docx", &[("looks after the allotments", "lets the allotments")]);
    let mut content = text(&c, &notice);
    let shown = serde_json::to_string(&content).unwrap().replace("looks after", "cares for");
    content = serde_json::from_str(&shown).unwrap();
    std::fs::write(c.path("edited.json"), serde_json::to_string(&content).unwrap()).unwrap();
    c.desk.edit(c.author, &notice, &c.path("edited.json"), None).unwrap();
    let merged = c.desk.merge_word(c.author, &notice, &file, Some("Lee Legal"), None).unwrap().value;
    assert_eq!(merged.conflicts, 1, "{merged:?}");
    let said = comments(&c, &notice);
    assert!(said[0].words.contains("has changed here since"), "{said:?}");
    assert!(said[0].instead.as_deref().unwrap().contains("lets the allotments"), "{said:?}");
}

#[test]
fn a_file_that_says_nothing_new_or_is_no_word_file_is_refused() {
    let mut c = Council::new();
    let notice = c.import();
    let file = exported(&c, &notice, "same.docx", &[]);
    let refused = c.desk.merge_word(c.author, &notice, &file, Some("Lee Legal"), None).unwrap_err();
    assert_eq!(refused.code, "nothing-changed");
    std::fs::write(c.path("a.docx"), "not a Word file").unwrap();
    let refused = c.desk.merge_word(c.author, &notice, &c.path("a.docx"), None, None).unwrap_err();
    assert_eq!(refused.code, "not-a-word-file");
    let refused = c.desk.merge_word(c.reviewer, &notice, &file, None, None).unwrap_err();
    assert_eq!(refused.code, "not-permitted");
}

#[test]
fn the_answer_of_somebody_who_is_waited_for_is_recorded_with_the_file() {
    let mut c = Council::new();
    let notice = c.import();
    let asked = fairnotice_desk::NewConsultation { to: "Lee Legal".into(), how: "word".into(), ..Default::default() };
    c.desk.consult(c.author, &notice, &asked).unwrap();
    let file = exported(&c, &notice, "lee.docx", &[("the police", "the police forces")]);
    c.desk.merge_word(c.author, &notice, &file, Some("Lee Legal"), None).unwrap();
    let rows = c.desk.consultations(&notice).unwrap();
    assert_eq!(rows[0].answer.as_deref(), Some("comments"));
    assert_eq!(rows[0].points.len(), 1);
    let (name, bytes) = c.desk.kept_file(rows[0].file.as_deref().unwrap()).unwrap();
    assert_eq!((name.as_str(), bytes), ("lee.docx", std::fs::read(&file).unwrap()));
}

/// A file made by another program from the Word file of the same text.
fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures").join(name)
}

#[test]
fn a_file_edited_by_python_docx_comes_back() {
    let mut c = Council::new();
    let notice = c.import();
    let file = fixture("averley-allotments-answer-python.docx");
    let merged = c.desk.merge_word(c.author, &notice, &file, Some("Lee Legal"), None).unwrap().value;
    assert!(merged.code.is_some(), "{merged:?}");
    let taken = lines(&take_all(&c, &notice));
    assert!(taken.contains(&"Averley Borough Council lets and looks after the allotments.".to_owned()), "{taken:?}");
    assert!(taken.contains(&"We keep a waiting list.".to_owned()), "{taken:?}");
    assert!(!taken.contains(&"tenants' associations".to_owned()), "{taken:?}");
}

#[test]
fn a_file_with_changes_tracked_in_libreoffice_comes_back() {
    let mut c = Council::new();
    let notice = c.import();
    let file = fixture("averley-allotments-answer-libreoffice.docx");
    let merged = c.desk.merge_word(c.author, &notice, &file, Some("Lee Legal"), None).unwrap().value;
    assert!(merged.code.is_some(), "{merged:?}");
    let taken = lines(&take_all(&c, &notice));
    assert!(taken.contains(&"Averley Borough Council lets and looks after the allotments.".to_owned()), "{taken:?}");
    assert!(taken.contains(&"the police and the fire service".to_owned()), "{taken:?}");
    let said = comments(&c, &notice);
    assert!(said.iter().any(|x| x.words.contains("Is this still so?")), "{said:?}");
}
