//! What is put on the council's site: pictures, colours, pieces to paste, whole folders, and telling what differs.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod council;

use council::{Council, TEXT, code, on};
use fairnotice_desk::notice::Organisation;
use fairnotice_desk::*;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// A picture as it comes from a camera: with a comment that no public file may hold.
fn png(path: &Path, shade: u8) -> PathBuf {
    let picture = image::RgbImage::from_fn(64, 40, |x, y| image::Rgb([shade, x as u8, y as u8]));
    picture.save(path).unwrap();
    let mut bytes = std::fs::read(path).unwrap();
    // A text chunk right after the header (PNG, 11.3.4.3).
    let chunk = b"tEXtComment\0taken by Ann Author";
    let mut whole = u32::try_from(chunk.len() - 4).unwrap().to_be_bytes().to_vec();
    whole.extend(chunk);
    whole.extend(crc(chunk).to_be_bytes());
    bytes.splice(33..33, whole);
    std::fs::write(path, bytes).unwrap();
    path.to_owned()
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |c, _| if c & 1 == 1 { c >> 1 ^ 0xedb8_8320 } else { c >> 1 })
    })
}

fn change(c: &mut Council, with: impl FnOnce(&mut Organisation)) -> Result<Outcome<()>> {
    let mut organisation = c.desk.organisation_page().unwrap().organisation;
    with(&mut organisation);
    c.desk.change_organisation(c.author, &organisation)
}

#[test]
fn pictures_come_in_with_a_text_and_go_out_without_what_they_carry() {
    let mut c = Council::new();
    let notice = c.import();
    png(&c.path("sign.png"), 10);
    let markdown = c.desk.show(&notice, ShowFormat::Markdown).unwrap().text;
    std::fs::write(c.path("text.md"), format!("{markdown}\n![The sign at the gate](sign.png)\n")).unwrap();
    c.desk.edit(c.author, &notice, &c.path("text.md"), None).unwrap();
    let request = ExportRequest {
        pdf: Some(c.path("a.pdf")),
        html: Some(c.path("a.html")),
        fragment: Some(c.path("a.fragment.html")),
        docx: Some(c.path("a.docx")),
        ..ExportRequest::default()
    };
    c.desk.export(&notice, &request).unwrap();
    let html = std::fs::read_to_string(c.path("a.html")).unwrap();
    assert!(html.contains("alt=\"The sign at the gate\"") && html.contains("src=\"data:image/png;base64,"));
    // What a camera adds stands in no file: the council file keeps the pixels alone.
    let kept = c.desk.keep_picture(c.author, &c.path("sign.png")).unwrap().value;
    assert!(html.contains(&kept.asset), "the text as data names the picture that was kept");
    let register = std::fs::read(c.path("council.fairnotice")).unwrap();
    let wal = std::fs::read(c.path("council.fairnotice-wal")).unwrap_or_default();
    assert!(![register, wal].iter().any(|f| f.windows(14).any(|w| w == b"taken by Ann A")));

    let again = c.desk.show(&notice, ShowFormat::Markdown).unwrap().text;
    std::fs::write(c.path("again.md"), again).unwrap();
    c.desk.edit(c.author, &notice, &c.path("again.md"), None).unwrap();
    std::fs::write(c.path("none.md"), format!("{markdown}\n![A sign](nowhere.png)\n")).unwrap();
    assert_eq!(code(c.desk.edit(c.author, &notice, &c.path("none.md"), None)).0, "cannot-read");
    let unknown = c.changed(&notice, &kept.asset, &"0".repeat(64));
    assert_eq!(code(c.desk.edit_content(c.author, &notice, &unknown, None)).0, "unknown-picture");
    // Nothing is fetched: a picture from elsewhere is its words and its address.
    std::fs::write(c.path("far.md"), format!("{markdown}\n![A sign](https://averley.example/x.png)\n")).unwrap();
    c.desk.edit(c.author, &notice, &c.path("far.md"), None).unwrap();
    assert!(
        c.desk.show(&notice, ShowFormat::Markdown).unwrap().text.contains("[A sign](https://averley.example/x.png)")
    );
    std::fs::write(c.path("text.png"), "no picture").unwrap();
    assert_eq!(code(c.desk.keep_picture(c.author, &c.path("text.png"))).0, "unreadable-picture");
    assert!(c.desk.verify_register().unwrap().unbroken);
}

#[test]
fn a_colour_that_cannot_be_read_is_refused_and_a_sign_is_frozen_with_the_approval() {
    let mut c = Council::new();
    let refused = change(&mut c, |o| o.colour = Some("#ffcc00".into())).unwrap_err();
    assert_eq!(refused.code, "poor-colour");
    assert!(refused.message.contains("1.38:1"), "{}", refused.message);
    assert_eq!(code(change(&mut c, |o| o.colour = Some("teal".into()))).0, "bad-colour");
    assert_eq!(code(change(&mut c, |o| o.logo = Some("0".repeat(64)))).0, "unknown-picture");

    let logo = c.desk.keep_picture(c.author, &png(&c.path("crest.png"), 90)).unwrap().value.asset;
    change(&mut c, |o| (o.colour, o.logo) = (Some("#7A1F5C".into()), Some(logo.clone()))).unwrap();
    let notice = c.live();
    let files = |c: &Council, name: &str| {
        let html = Some(c.path(&format!("{name}.html")));
        c.desk.export(&notice, &ExportRequest { html, pdf: Some(c.path(name)), ..ExportRequest::default() }).unwrap();
        (std::fs::read(c.path(name)).unwrap(), std::fs::read_to_string(c.path(&format!("{name}.html"))).unwrap())
    };
    let (pdf, html) = files(&c, "before.pdf");
    assert!(html.contains("--head:#7a1f5c") && html.contains("alt=\"Averley Borough Council\""));
    change(&mut c, |o| (o.colour, o.logo) = (None, None)).unwrap();
    assert_eq!(files(&c, "after.pdf"), (pdf, html), "what was approved keeps its colour and sign");
    for name in ["before.pdf", "before.pdf.html"] {
        assert_eq!(c.desk.verify_file(&c.path(name)).unwrap().answer, Answer::Exact, "{name}");
    }
}

#[test]
fn a_piece_to_paste_has_no_style_and_no_name_and_the_level_that_was_asked_for() {
    let mut c = Council::new();
    let notice = c.live();
    let piece = |level: u8, title: bool| {
        let request = ExportRequest {
            fragment: Some(c.path("piece.html")),
            fragment_options: FragmentOptions { level, title },
            ..ExportRequest::default()
        };
        c.desk.export(&notice, &request).unwrap();
        std::fs::read_to_string(c.path("piece.html")).unwrap()
    };
    let third = piece(3, true);
    assert!(third.starts_with("<h3>Privacy notice: Allotments</h3>\n<h4>Who we are</h4>"), "{third}");
    for mark in ["style", "class", " id=", "<html", "<body", "<script"] {
        assert!(!third.contains(mark), "{mark} in {third}");
    }
    assert_eq!(c.desk.verify_file(&c.path("piece.html")).unwrap().answer, Answer::SameWords, "the piece by itself");
    let bare = piece(2, false);
    assert!(bare.starts_with("<h2>Who we are</h2>") && !bare.contains("<h1"), "{bare}");
    let site =
        format!("<html><body><nav>Home</nav><h1>Privacy notice: Allotments</h1>{bare}<p>Footer</p></body></html>");
    std::fs::write(c.path("site.html"), site).unwrap();
    let found = c.desk.verify_file(&c.path("site.html")).unwrap();
    assert_eq!(found.answer, Answer::SameWords, "{found:?}");
    let altered = bare.replace("the police", "the polite");
    std::fs::write(c.path("altered.html"), format!("<html><body><h1>Privacy notice: Allotments</h1>{altered}"))
        .unwrap();
    let found = c.desk.verify_file(&c.path("altered.html")).unwrap();
    assert_eq!(found.answer, Answer::Changed);
    let told = found.differences.join("; ");
    assert!(told.contains("polite") && told.contains("under “Who we share information with”"), "{told}");
    // Words put into the middle are told first, and the page's own are not told as changes.
    let site = |body: &str| {
        format!("<html><body><nav>Home</nav><h1>Privacy notice: Allotments</h1>{body}<p>Footer</p></body></html>")
    };
    std::fs::write(
        c.path("planted.html"),
        site(&bare.replace("<li>the police</li>", "<li>the police</li><li>advertisers</li>")),
    )
    .unwrap();
    let found = c.desk.verify_file(&c.path("planted.html")).unwrap();
    assert_eq!(found.answer, Answer::Changed);
    assert!(found.differences[0].contains("\"advertisers\" was added"), "{:?}", found.differences);
    assert!(found.differences.iter().all(|d| !d.contains("is missing")), "{:?}", found.differences);
    // The title may stand in the head of the page alone.
    let head = format!(
        "<html><head><title>Privacy notice: Allotments</title></head><body><h1>Privacy</h1>{bare}</body></html>"
    );
    std::fs::write(c.path("head.html"), head).unwrap();
    assert_eq!(c.desk.verify_file(&c.path("head.html")).unwrap().answer, Answer::SameWords);
    // Our details under a pasted text, changed.
    std::fs::write(c.path("details.html"), site(&bare.replace("<dd>1</dd>", "<dd>9</dd>"))).unwrap();
    let found = c.desk.verify_file(&c.path("details.html")).unwrap();
    assert!(found.sentence.contains("but not all") && found.differences[0].contains("Version"), "{found:?}");
}

#[test]
fn a_link_that_leads_elsewhere_on_the_site_is_told() {
    let mut c = Council::new();
    let notice = c.import();
    let markdown = c.desk.show(&notice, ShowFormat::Markdown).unwrap().text;
    let linked = format!("{markdown}\nYou can [complain](https://ico.org.uk/complaints).\n");
    std::fs::write(c.path("l.md"), linked).unwrap();
    c.desk.edit(c.author, &notice, &c.path("l.md"), None).unwrap();
    c.submit(c.author, &notice);
    c.approve(&notice);
    c.desk.publish(c.publisher, &notice, None).unwrap();
    let fragment = Some(c.path("p.html"));
    c.desk.export(&notice, &ExportRequest { fragment, ..ExportRequest::default() }).unwrap();
    let piece = std::fs::read_to_string(c.path("p.html")).unwrap();
    let page = |body: &str| format!("<html><body><nav><a href=/>Home</a></nav>{body}</body></html>");
    std::fs::write(c.path("same.html"), page(&piece)).unwrap();
    let found = c.desk.verify_file(&c.path("same.html")).unwrap();
    assert!(found.answer == Answer::SameWords && !found.sentence.contains("but not all"), "{found:?}");
    std::fs::write(c.path("other.html"), page(&piece.replace("ico.org.uk", "evil.example"))).unwrap();
    let found = c.desk.verify_file(&c.path("other.html")).unwrap();
    assert!(found.sentence.contains("but not all") && found.differences[0].contains("evil.example"), "{found:?}");
}

#[test]
fn what_a_file_carries_as_data_tells_more_and_decides_nothing() {
    let mut c = Council::new();
    let notice = c.live();
    let html = Some(c.path("a.html"));
    c.desk.export(&notice, &ExportRequest { html, ..ExportRequest::default() }).unwrap();
    let page = std::fs::read_to_string(c.path("a.html")).unwrap();
    // Other data beside the approved words: the words decide, the data is told.
    std::fs::write(c.path("data.html"), page.replacen("the police", "the polite", 1)).unwrap();
    let found = c.desk.verify_file(&c.path("data.html")).unwrap();
    assert_eq!(found.answer, Answer::SameWords);
    assert!(found.differences.iter().any(|d| d.contains("as data") && d.contains("polite")), "{found:?}");
    // The approved data beside other words.
    let (head, body) = page.split_once("<body>").unwrap();
    std::fs::write(c.path("body.html"), format!("{head}<body>{}", body.replace("the police", "the polite"))).unwrap();
    let found = c.desk.verify_file(&c.path("body.html")).unwrap();
    assert_eq!(found.answer, Answer::Changed, "the approved text as data proves nothing");
    assert!(found.differences.iter().any(|d| d.contains("polite")), "{found:?}");
}

#[test]
fn a_whole_folder_is_written_or_nothing_of_it_and_what_is_the_same_is_left_alone() {
    let mut c = Council::new();
    let first = c.live();
    let other = TEXT.replace("Allotments", "Parks").replace("allotments", "parks");
    let made = c.desk.import_bytes(c.author, "parks.txt", other.as_bytes(), &ImportOptions::default());
    let second = made.unwrap().value.notice;
    c.submit(c.author, &second);
    c.approve(&second);
    c.desk.publish(c.publisher, &second, None).unwrap();

    let site = c.path("site");
    let mut seen = Vec::new();
    let stopped = c.desk.export_all(&site, &mut |p| {
        seen.push((p.done, p.of));
        if p.done == 1 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert_eq!(code(stopped).0, "cancelled");
    assert_eq!(seen, [(0, 2), (1, 2)]);
    assert!(!site.exists(), "an export that was ended leaves nothing");

    let go = &mut |_: &Progress| ControlFlow::Continue(());
    let all = c.desk.export_all(&site, go).unwrap();
    assert_eq!((all.exported.len(), all.written, all.unchanged), (2, 8, 0), "{all:?}");
    let index = std::fs::read_to_string(site.join("index.html")).unwrap();
    assert!(
        index.contains("href=\"allotments.html\"") && index.contains(" KB: Privacy notice: Parks\">PDF, "),
        "{index}"
    );
    let old = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000);
    let pdf = std::fs::File::options().write(true).open(site.join("allotments.pdf")).unwrap();
    pdf.set_modified(old).unwrap();
    let again = c.desk.export_all(&site, go).unwrap();
    assert_eq!((again.written, again.unchanged), (0, 8));
    assert_eq!(std::fs::metadata(site.join("allotments.pdf")).unwrap().modified().unwrap(), old, "not even touched");

    // A notice that is taken down takes its files with it, but none that somebody changed.
    std::fs::write(site.join("parks.html"), "the web team's own").unwrap();
    std::fs::write(site.join("mine.txt"), "not ours").unwrap();
    c.desk.withdraw(c.publisher, &second, "No longer run by the council").unwrap();
    let after = c.desk.export_all(&site, go).unwrap();
    assert_eq!(after.removed, ["parks.fragment.html", "parks.pdf"]);
    assert_eq!(after.left, ["parks.html"]);
    let mut names: Vec<String> =
        std::fs::read_dir(&site).unwrap().map(|e| e.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    let kept =
        ["allotments.fragment.html", "allotments.html", "allotments.pdf", "fair-notice-files.json", "index.html"];
    assert_eq!(names, [&kept[..], &["mine.txt", "parks.html"]].concat());
    assert_eq!(c.desk.verify_file(&site.join(format!("{first}.html"))).unwrap().answer, Answer::Exact);
}

#[test]
fn statements_are_confirmed_word_for_word_and_kept_in_the_record() {
    let mut c = Council::new();
    let read = "The director has read this version.".to_string();
    change(&mut c, |o| o.statements = vec![read.clone()]).unwrap();
    let notice = c.import();
    c.submit(c.author, &notice);
    let because = c.reasons(&notice, &[notice::Severity::Block, notice::Severity::Explain]);
    let refused = c.desk.approve(c.reviewer, &notice, None, &because, &["Something else".into()]).unwrap_err();
    assert_eq!(refused.code, "not-confirmed");
    assert!(refused.message.contains(&read), "{}", refused.message);
    c.desk.approve(c.reviewer, &notice, None, &because, std::slice::from_ref(&read)).unwrap();
    let record = Some(c.path("record.pdf"));
    c.desk.export(&notice, &ExportRequest { record, ..ExportRequest::default() }).unwrap();
    let shown = fairnotice_publish::read_back::pdf(&std::fs::read(c.path("record.pdf")).unwrap()).unwrap();
    assert!(shown.lines.contains(&read), "{:?}", shown.lines);
}

#[test]
fn a_file_of_each_format_is_read_and_brought_up_to_date() {
    for (fixture, events, notice, approved) in [
        ("format-1.fairnotice", 11, "parking-services", "DFE7-F318-477F-0FEC"),
        ("format-2.fairnotice", 12, "housing-homelessness@1", "0AB8-6348-8494-0C2B"),
        ("format-3.fairnotice", 10, "allotments", "F63B-0D88-C424-4254"),
        ("format-4.fairnotice", 11, "parking-services", "DFE7-F318-477F-0FEC"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("council.fairnotice");
        std::fs::copy(format!("{}/tests/fixtures/{fixture}", env!("CARGO_MANIFEST_DIR")), &path).unwrap();
        let before = std::fs::read(&path).unwrap();
        let clock = on("2026-12-01");
        let read = Desk::open_to_read(&path, clock).unwrap();
        assert!(read.verify_register().unwrap().unbroken, "{fixture}: {:?}", read.verify_register());
        drop(read);
        assert_eq!(std::fs::read(&path).unwrap(), before, "{fixture}: reading leaves the file as it was");

        let desk = Desk::open_for_change(&path, clock).unwrap();
        let inspection = desk.verify_register().unwrap();
        assert!(inspection.unbroken && inspection.events == events, "{fixture}: {inspection:?}");
        let html = Some(folder.path().join("a.html"));
        let exported = desk.export(notice, &ExportRequest { html, ..ExportRequest::default() }).unwrap();
        assert_eq!(exported.code, approved, "{fixture}: the approval holds");
        let copies = std::fs::read_dir(folder.path())
            .unwrap()
            .filter(|e| e.as_ref().unwrap().file_name().to_string_lossy().contains(".before-format-"));
        assert_eq!(copies.count(), 1, "{fixture}: a copy of the old file lies beside it");
    }
}

/// Everything that stands in a file, its compressed parts opened.
fn opened(path: &Path) -> String {
    let bytes = std::fs::read(path).unwrap();
    let mut all = vec![bytes.clone()];
    if bytes.starts_with(b"%PDF") {
        let mut document = lopdf::Document::load_mem(&bytes).unwrap();
        document.decompress();
        let streams = document.objects.values().filter_map(|o| o.as_stream().ok());
        all.extend(streams.map(|s| s.content.clone()));
        let mut plain = Vec::new();
        document.save_to(&mut plain).unwrap();
        all.push(plain);
        let seen = fairnotice_publish::read_back::pdf(&bytes).unwrap();
        all.push([seen.lines, seen.furniture].concat().join("\n").into_bytes());
    }
    if bytes.starts_with(b"PK") {
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        for i in 0..archive.len() {
            let mut part = Vec::new();
            std::io::copy(&mut archive.by_index(i).unwrap(), &mut part).unwrap();
            all.push(part);
        }
    }
    all.iter().map(|part| String::from_utf8_lossy(part).into_owned()).collect::<Vec<_>>().join("\n")
}

#[test]
fn no_public_file_holds_anything_internal_in_any_part_of_it() {
    let mut c = Council::new();
    let notice = c.import();
    let comment = NewComment { words: "Remarkable comment".into(), ..NewComment::default() };
    c.desk.comment(c.reviewer, &notice, &comment).unwrap();
    c.submit(c.author, &notice);
    c.approve(&notice);
    c.desk.publish(c.publisher, &notice, None).unwrap();
    let go = &mut |_: &Progress| ControlFlow::Continue(());
    c.desk.export_all(&c.path("site"), go).unwrap();
    let docx = Some(c.path("site/a.docx"));
    c.desk.export(&notice, &ExportRequest { docx, ..ExportRequest::default() }).unwrap();
    let mut files = 0;
    for entry in std::fs::read_dir(c.path("site")).unwrap() {
        let path = entry.unwrap().path();
        let text = opened(&path);
        files += 1;
        for internal in [
            "Ann Author",
            "Rita",
            "Paul Publisher",
            "Known, and accepted",
            "What changed",
            "Remarkable",
            "allotments.txt",
        ] {
            assert!(!text.contains(internal), "{internal} is in {}", path.display());
        }
        let folder = c.folder.path().to_string_lossy().into_owned();
        assert!(!text.contains(&folder), "no path of this computer is in {}", path.display());
    }
    assert_eq!(files, 6);
    let record = Some(c.path("record.pdf"));
    c.desk.export(&notice, &ExportRequest { record, ..ExportRequest::default() }).unwrap();
    let record = opened(&c.path("record.pdf"));
    for kept in ["Ann Author", "Rita Reviewer", "Known, and accepted", "What changed"] {
        assert!(record.contains(kept), "{kept} is what the record is for");
    }
    assert!(record.contains(&c.desk.verify_register().unwrap().head), "the head of the chain is printed in it");
}

/// A PDF saved again, changed on its way.
fn saved_again(from: &Path, to: &Path, change: impl FnOnce(&mut lopdf::Document)) {
    let mut document = lopdf::Document::load(from).unwrap();
    change(&mut document);
    document.save(to).unwrap();
}

#[test]
fn a_file_of_ours_is_the_same_only_when_all_that_it_shows_is() {
    let mut c = Council::new();
    let notice = c.live();
    let (pdf, html) = (c.path("a.pdf"), c.path("a.html"));
    let request = ExportRequest { pdf: Some(pdf.clone()), html: Some(html.clone()), ..ExportRequest::default() };
    c.desk.export(&notice, &request).unwrap();
    let answer = |name: &str| c.desk.verify_file(&c.path(name)).unwrap();

    saved_again(&pdf, &c.path("again.pdf"), |d| {
        d.renumber_objects_with(500);
        d.decompress();
    });
    assert_eq!(answer("again.pdf").answer, Answer::SameWords, "other numbers and no compression show the same");
    let first_page = |d: &lopdf::Document| d.page_iter().next().unwrap();
    type Change = Box<dyn Fn(&mut lopdf::Document)>;
    let changes: Vec<(&str, Change)> = vec![
        (
            "turned",
            Box::new(move |d| {
                let page = first_page(d);
                d.get_dictionary_mut(page).unwrap().set("Rotate", 180);
            }),
        ),
        (
            "runs a program",
            Box::new(|d| {
                let action = lopdf::dictionary! { "S" => "JavaScript", "JS" => "app.alert(1)" };
                d.catalog_mut().unwrap().set("OpenAction", action);
            }),
        ),
        (
            "covered",
            Box::new(move |d| {
                let page = first_page(d);
                let mut content = d.get_page_content(page);
                content.extend(b"\n1 1 1 rg 0 0 595 842 re f\n");
                d.change_page_content(page, content).unwrap();
            }),
        ),
        (
            "garbled after a stray sign",
            Box::new(move |d| {
                let page = first_page(d);
                let mut content = d.get_page_content(page);
                content.extend(b"\n) 1 1 1 rg 0 0 595 842 re f\n");
                d.change_page_content(page, content).unwrap();
            }),
        ),
        (
            "with fewer pages",
            Box::new(|d| {
                let pages = d.catalog().unwrap().get(b"Pages").unwrap().as_reference().unwrap();
                d.get_dictionary_mut(pages).unwrap().set("Count", 0);
            }),
        ),
        (
            "with another title in its window",
            Box::new(|d| {
                let info = d.trailer.get(b"Info").unwrap().as_reference().unwrap();
                d.get_dictionary_mut(info).unwrap().set("Title", lopdf::Object::string_literal("Another"));
            }),
        ),
    ];
    for (what, change) in changes {
        saved_again(&pdf, &c.path("changed.pdf"), change);
        let found = answer("changed.pdf");
        assert_eq!(found.answer, Answer::Changed, "a file that is {what}: {found:?}");
    }
    let mut polyglot = std::fs::read(&html).unwrap();
    polyglot.splice(0..0, b"<!-- %PDF-1.7 -->".iter().copied());
    std::fs::write(c.path("two.html"), polyglot).unwrap();
    assert_eq!(answer("two.html").answer, Answer::Changed, "a page that another reader takes for a PDF");

    let page = std::fs::read_to_string(&html).unwrap();
    let saved = page.replacen("<head>", "<!-- saved from url=(0042)https://www.averley.example/ --><head>\n<meta http-equiv=\"Content-Type\" content=\"text/html; charset=UTF-8\">", 1);
    std::fs::write(c.path("saved.html"), &saved).unwrap();
    assert_eq!(answer("saved.html").answer, Answer::SameWords, "as a browser saves it");
    for (from, to) in [
        ("charset=\"utf-8\"", "charset=\"iso-2022-jp\""),
        ("width=device-width", "width=1"),
        ("default-src &#39;none&#39;", "default-src *"),
        ("<main>", "<main><details>"),
        ("<li>", "<li id=\"x\">"),
    ] {
        assert!(page.contains(from), "{from}");
        std::fs::write(c.path("other.html"), page.replacen(from, to, 1)).unwrap();
        assert_eq!(answer("other.html").answer, Answer::Changed, "{from} became {to}");
    }
}

#[test]
fn addresses_that_lead_nowhere_on_a_page_are_in_no_file() {
    let mut c = Council::new();
    let notice = c.import();
    let markdown = c.desk.show(&notice, ShowFormat::Markdown).unwrap().text;
    let linked = format!("{markdown}\nSee [our plan](C:/Users/ann/Drafts/secret.docx) and [this](javascript:alert).\n");
    std::fs::write(c.path("l.md"), linked).unwrap();
    c.desk.edit(c.author, &notice, &c.path("l.md"), None).unwrap();
    let request = ExportRequest {
        pdf: Some(c.path("a.pdf")),
        html: Some(c.path("a.html")),
        fragment: Some(c.path("b.html")),
        docx: Some(c.path("a.docx")),
        ..ExportRequest::default()
    };
    c.desk.export(&notice, &request).unwrap();
    for name in ["a.pdf", "a.html", "b.html", "a.docx"] {
        let text = opened(&c.path(name));
        assert!(text.contains("our plan"));
        assert!(!text.contains("secret.docx") && !text.contains("javascript:"), "{name}");
    }
}

#[test]
fn a_folder_belongs_to_one_council_file_and_to_one_export_at_a_time() {
    let mut c = Council::new();
    c.live();
    let go = &mut |_: &Progress| ControlFlow::Continue(());
    let site = c.path("site");
    c.desk.export_all(&site, go).unwrap();
    let other = Council::new();
    assert_eq!(code(other.desk.export_all(&site, go)).0, "other-council");
    assert!(site.join("allotments.html").exists());
    // A list that somebody wrote by hand takes nothing away that is not a notice's.
    std::fs::write(site.join(".htaccess"), "mine").unwrap();
    let list = std::fs::read_to_string(site.join("fair-notice-files.json")).unwrap();
    let digest = digest_of(b"mine");
    std::fs::write(
        site.join("fair-notice-files.json"),
        list.replacen("\"files\": {", &format!("\"files\": {{ \".htaccess\": \"{digest}\","), 1),
    )
    .unwrap();
    c.desk.export_all(&site, go).unwrap();
    assert!(site.join(".htaccess").exists());
    let mut within = None;
    c.desk
        .export_all(&site, &mut |_: &Progress| {
            within
                .get_or_insert_with(|| code(c.desk.export_all(&site, &mut |_: &Progress| ControlFlow::Continue(()))).0);
            ControlFlow::Continue(())
        })
        .unwrap();
    assert_eq!(within, Some("busy"));
}

fn digest_of(bytes: &[u8]) -> String {
    fairnotice_desk::notice::digest::Digest::of(bytes).to_string()
}
