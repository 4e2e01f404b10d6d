//! Word files taken in: made by others, made by us, and made to do harm.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use fairnotice_desk::notice::organisation::Snapshot;
use fairnotice_desk::notice::{Content, Rendering};
use fairnotice_intake::{IntakeError, Tracked, docx, is_docx};
use fairnotice_publish::{Edition, Pictures, render};
use std::io::{Cursor, Write};
use std::path::Path;
use zip::write::SimpleFileOptions;

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures").join(name)).unwrap()
}

/// The text as an outline: what a reader of the draft sees.
fn outline(content: &Content) -> String {
    fairnotice_intake::markdown::write(&content.without_ids())
}

#[test]
fn a_file_of_python_docx() {
    let read = docx(&fixture("averley-allotments-python.docx"), Tracked::Accepted).unwrap();
    insta::assert_snapshot!(outline(&read.content));
    let notes: Vec<String> = read.notes.iter().map(|n| format!("{}: {}", n.line, n.message)).collect();
    insta::assert_snapshot!(notes.join("\n"));
}

#[test]
fn tracked_changes_are_taken_or_refused() {
    let bytes = fixture("averley-allotments-python.docx");
    let text = |tracked| outline(&docx(&bytes, tracked).unwrap().content);
    assert!(text(Tracked::Accepted).contains("We keep it for 7 years."));
    assert!(text(Tracked::Rejected).contains("We keep it for 6 years."));
}

#[test]
fn a_file_of_libreoffice() {
    insta::assert_snapshot!(outline(
        &docx(&fixture("averley-trees-libreoffice.docx"), Tracked::Accepted).unwrap().content
    ));
}

/// Bold numbered paragraphs head what follows them; a table of contents is told, not taken.
#[test]
fn a_file_whose_headings_are_numbered_items() {
    let read = docx(&fixture("averley-bins-numbered.docx"), Tracked::Accepted).unwrap();
    let headings: Vec<&str> = read.content.sections.iter().map(|s| s.heading.as_str()).collect();
    assert_eq!(headings, ["Who we are", "Your rights"]);
    assert!(read.notes.iter().any(|n| n.message.contains("table of contents was left out")), "{:?}", read.notes);
    assert!(!read.content.plain_text().contains("Contents"));
}

fn words(content: &Content) -> Vec<String> {
    let text: Vec<String> = content.leaves().iter().map(|l| l.text()).collect();
    text.join(" ").split_whitespace().map(str::to_owned).collect()
}

/// What we write as Word comes back: every word, every heading, list and table.
#[test]
fn our_own_files_come_back() {
    for name in ["housing-2.md", "housing-3.md"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample").join(name);
        let mut content = fairnotice_intake::markdown::read(&std::fs::read_to_string(path).unwrap()).unwrap();
        content.assign_ids();
        let rendering = Rendering::of(&content, &Snapshot::default());
        let tree = render(&rendering, &Edition::default(), &Pictures::new());
        let bytes = fairnotice_publish::docx::document(&tree).unwrap();
        assert!(is_docx(&bytes));
        let back = docx(&bytes, Tracked::Accepted).unwrap().content;
        let (wanted, found) = (words(&content), words(&back));
        assert_eq!(wanted.first(), found.first(), "the title comes first");
        // Around the text stands what every file of ours says of itself.
        let text = wanted[words(&Content::new(content.title.clone(), "en-GB")).len()..].join(" ");
        assert!(found.join(" ").contains(&text), "every word is there, in order");
        let headings = |c: &Content| c.sections.iter().map(|s| (s.heading.clone(), s.level)).collect::<Vec<_>>();
        for heading in headings(&content) {
            assert!(headings(&back).contains(&heading), "{heading:?} in {:?}", headings(&back));
        }
        let items = |c: &Content| c.fields().map(|(_, f)| f.item_count()).sum::<usize>();
        assert_eq!(items(&content), items(&back), "every item is one");
    }
}

fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    for (name, bytes) in parts {
        zip.start_file(*name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn document(body: &str) -> Vec<u8> {
    let name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let xml = format!("<w:document xmlns:w=\"{name}\"><w:body>{body}</w:body></w:document>");
    packed(&[("word/document.xml", xml.as_bytes())])
}

fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

#[test]
fn what_is_no_word_file_is_refused_in_a_sentence() {
    let bomb = packed(&[("word/document.xml", &vec![b' '; 70_000_000])]);
    assert!(bomb.len() < 200_000, "small, and enormous when it is unpacked");
    let entities = b"<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]><x>&b;</x>";
    let cut = {
        let mut whole = fixture("averley-trees-libreoffice.docx");
        whole.truncate(whole.len() / 2);
        whole
    };
    let cases: [(&str, Vec<u8>); 7] = [
        ("a text", b"Privacy notice".to_vec()),
        ("nothing", Vec::new()),
        ("a locked file", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and more".to_vec()),
        ("half a file", cut),
        ("another zip file", packed(&[("xl/workbook.xml", b"<x/>")])),
        ("entities", packed(&[("word/document.xml", entities)])),
        ("a bomb", bomb),
    ];
    for (what, bytes) in cases {
        let error = docx(&bytes, Tracked::Accepted).expect_err(what);
        let fits = matches!(error, IntakeError::NotWord { .. } | IntakeError::TooLarge { .. });
        assert!(fits && error.to_string().lines().count() == 1, "{what}: {error:?}");
    }
    assert_eq!(docx(&document("<w:p/>"), Tracked::Accepted), Err(IntakeError::Empty));
}

/// Spans of a good file taken out, said twice and mixed up: read or refused, and what is read can be stored.
#[test]
fn damaged_files_are_read_or_refused() {
    let mut archive = zip::ZipArchive::new(Cursor::new(fixture("averley-allotments-python.docx"))).unwrap();
    let mut part = |name: &str| {
        let mut text = String::new();
        std::io::Read::read_to_string(&mut archive.by_name(name).unwrap(), &mut text).unwrap();
        text
    };
    let (body, styles, numbering) = (part("word/document.xml"), part("word/styles.xml"), part("word/numbering.xml"));
    // Numbers that follow from a seed, the same on every machine (xorshift).
    let mut seed = 0x9E37_79B9_7F4A_7C15_u64;
    let mut below = |n: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed % n as u64) as usize
    };
    let mut read = 0;
    for _ in 0..400 {
        // Whole elements change places, or are lost: the file stays XML, and means something else.
        let mut elements: Vec<&str> = body.split_inclusive("</w:p>").collect();
        for _ in 0..=below(4) {
            let (a, b) = (below(elements.len() - 1), below(elements.len() - 1));
            match below(3) {
                0 => elements.swap(a, b),
                1 => elements[a] = elements[b],
                _ => elements[a] = "",
            }
        }
        let mut mixed = elements.concat();
        if below(4) == 0 {
            let at = mixed.floor_char_boundary(below(mixed.len()));
            mixed.truncate(at);
        }
        let bytes = packed(&[
            ("word/document.xml", mixed.as_bytes()),
            ("word/styles.xml", styles.as_bytes()),
            ("word/numbering.xml", numbering.as_bytes()),
        ]);
        if let Ok(imported) = docx(&bytes, Tracked::Accepted) {
            read += 1;
            let json = serde_json::to_string(&imported.content).unwrap();
            assert_eq!(fairnotice_intake::json(&json).unwrap(), imported.content);
        }
    }
    assert!(read > 20, "some of them are still Word files: {read}");
}

#[test]
fn deep_nesting_ends_somewhere() {
    let table = |inner: String| {
        format!("<w:tbl><w:tr><w:tc>{inner}</w:tc><w:tc>{}</w:tc></w:tr><w:tr><w:tc/></w:tr></w:tbl>", p("x"))
    };
    let mut deep = p("innermost");
    for _ in 0..200 {
        deep = table(deep);
    }
    let read = docx(&document(&format!("{}{deep}", p("Title"))), Tracked::Accepted).unwrap();
    assert!(
        fairnotice_intake::json(&serde_json::to_string(&read.content).unwrap()).is_ok(),
        "what comes in can be stored"
    );
}

#[test]
fn paragraphs_whose_end_is_tracked_away_are_one() {
    let gone =
        "<w:p><w:pPr><w:rPr><w:del w:id=\"1\" w:author=\"A\"/></w:rPr></w:pPr><w:r><w:t>One half </w:t></w:r></w:p>";
    let body =
        format!("{}{gone}{}{}", p("Privacy notice: Trees"), p("and the other half of it."), p("Another one, whole."));
    let lines = |tracked| -> Vec<String> {
        docx(&document(&body), tracked)
            .unwrap()
            .content
            .leaves()
            .iter()
            .map(|l| l.text())
            .filter(|t| !t.is_empty())
            .collect()
    };
    assert_eq!(lines(Tracked::Accepted)[1], "One half and the other half of it.");
    assert_eq!(lines(Tracked::Rejected)[1..3], ["One half", "and the other half of it."]);
}

#[test]
fn links_of_every_kind() {
    let field = "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> HYPERLINK \"https://averley.example/rights\" </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>your rights</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r><w:r><w:t> and more.</w:t></w:r></w:p>";
    let simple = "<w:p><w:fldSimple w:instr=\"HYPERLINK &quot;https://averley.example/b&quot;\"><w:r><w:t>here</w:t></w:r></w:fldSimple></w:p>";
    let read = docx(
        &document(&format!("{}{}{field}{simple}", p("Privacy notice"), p("Some words to begin with."))),
        Tracked::Accepted,
    );
    let markdown = outline(&read.unwrap().content);
    assert!(markdown.contains("[your rights](https://averley.example/rights) and more."), "{markdown}");
    assert!(markdown.contains("[here](https://averley.example/b)"), "{markdown}");
}
