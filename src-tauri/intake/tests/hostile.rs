//! Files made to do harm, or only damaged: one clear sentence each, soon, in little memory.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use fairnotice_intake::{IntakeError, Tracked, html, pdf, read};
use std::path::Path;

fn file(folder: &str, name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(folder).join(name)).unwrap()
}

fn refused(what: Result<fairnotice_intake::Imported, IntakeError>) -> String {
    let said = match what {
        Ok(read) => panic!("this must be refused: {}", read.content.title),
        Err(error) => error.to_string(),
    };
    assert!(!said.contains('\n') && said.len() < 200, "one sentence: {said}");
    said
}

#[test]
fn pdfs_that_cannot_be_read_say_why() {
    for (name, why) in [
        ("locked.pdf", "locked by a password"),
        ("scan.pdf", "is a scan"),
        ("forms.pdf", "without end"),
        ("bomb.pdf", "unpacks to more"),
    ] {
        let said = refused(pdf(&file("hostile", name)));
        assert!(said.contains(why), "{name}: {said}");
    }
    assert!(refused(pdf(b"%PDF-1.7\nnothing more")).contains("damaged"));
    // Only what may be done with it is locked, not the words.
    let open = pdf(&file("hostile", "owner-only.pdf")).unwrap();
    assert_eq!(open.content.title, "Parking services privacy notice");
}

#[test]
fn a_damaged_pdf_is_read_or_refused_but_never_more() {
    let sound = file("corpus", "parking-chromium.pdf");
    for cut in (1..20).map(|n| sound.len() * n / 20) {
        let _ = pdf(&sound[..cut]);
    }
    for n in 0..60usize {
        let mut bytes = sound.clone();
        for k in 0..8 {
            let at = (n * 7919 + k * 104_729) % bytes.len();
            bytes[at] = bytes[at].wrapping_add(u8::try_from(n % 200).unwrap() + 1);
        }
        let _ = pdf(&bytes);
    }
}

#[test]
fn pages_that_nest_without_end_are_refused_and_deep_ones_are_read() {
    let deep = format!("<html><body>{}words{}", "<div>".repeat(200_000), "</div>".repeat(200_000));
    assert!(refused(html(deep.as_bytes(), Tracked::Accepted)).contains("without end"));
    let stress: String = (0..20_000).map(|n| format!("<p><font color={n}>x")).collect();
    assert!(refused(html(stress.as_bytes(), Tracked::Accepted)).contains("without end"));
    let lists = format!("<h1>Deep</h1><p>First.</p>{}bottom", "<ul><li>".repeat(160));
    let read = html(lists.as_bytes(), Tracked::Accepted).unwrap();
    assert!(read.content.plain_text().contains("bottom"), "no word is lost, however deep it stands");
    let spans = "<h1>Wide</h1><table><tr><th colspan=99999999>a</th></tr><tr><td>b</td><td>c</td></tr></table>";
    assert!(html(spans.as_bytes(), Tracked::Accepted).unwrap().content.plain_text().contains('c'));
}

#[test]
fn hostile_links_are_no_links() {
    let page = "<h1>Links</h1><p><a href='javascript:alert(1)'>one</a> <a href='data:text/html,x'>two</a> \
                <a href='file:///c:/x'>three</a> <a href='/four'>four</a> <a href='https://averley.example/five'>five</a> \
                <a href='#six'>six</a></p>";
    let read = html(page.as_bytes(), Tracked::Accepted).unwrap();
    let mut targets = Vec::new();
    read.content.walk(&mut |block| {
        if let fairnotice_notice::Block::Paragraph { runs, .. } = block {
            targets.extend(runs.iter().filter_map(|r| r.link.clone().map(|l| (r.text.clone(), l.href))));
        }
    });
    let lost = |text: &str| (text.to_owned(), None);
    assert_eq!(
        targets,
        [
            lost("one"),
            lost("two"),
            lost("three"),
            lost("four"),
            ("five".into(), Some("https://averley.example/five".into()))
        ]
    );
}

#[test]
fn what_a_file_holds_counts_and_not_its_name() {
    let pdf = file("corpus", "parking-chromium.pdf");
    assert_eq!(read("notice.txt", &pdf, Tracked::Accepted).unwrap().encoding, "PDF");
    let page = b"<!DOCTYPE html><h1>Parks</h1><p>We plant trees.</p>";
    assert!(read("notice.docx", page, Tracked::Accepted).unwrap().content.title == "Parks");
    assert!(refused(read("notice.docx", b"Just words", Tracked::Accepted)).contains("no Word file"));
    assert!(
        refused(read("page.mht", b"MIME-Version: 1.0\nContent-Type: multipart/related", Tracked::Accepted))
            .contains("web archive")
    );
    assert!(refused(read("empty.html", b"<html><body><nav>Home</nav></body>", Tracked::Accepted)).contains("empty"));
}
