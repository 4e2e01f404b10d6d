//! Redlines as pages and PDFs: every change is marked, said, and no word becomes markup.

use crate::{Compared, html, pdf, redline, side_by_side};
use fairnotice_notice::{Block, Content, Field, FieldKind, Item, Role, Section};
use fairnotice_redline::compare;
use lopdf::{Document, Object};

fn notice(blocks: Vec<Block>) -> Content {
    let mut content = Content::new("Privacy notice: Parks", "en-GB");
    let field = Field { id: String::new(), role: Role::Recipients, kind: FieldKind::Prose, blocks };
    let heading = "Who we share it with".to_owned();
    content.sections.push(Section { id: String::new(), heading, level: 2, fields: vec![field] });
    content
}

fn page(old: &Content, new: &Content) -> String {
    html::page(&redline(&compare(old, new), Compared { title: None, old: "version 1", new: "version 2" }))
}

#[test]
fn marks_are_elements_and_words() {
    let html = page(
        &notice(vec![Block::paragraph("We keep it for 6 years.")]),
        &notice(vec![Block::paragraph("We keep it for 7 years.")]),
    );
    assert!(html.contains("<title>Changes from version 1 to version 2</title>"));
    let said = |word: &str| format!("<span class=\"said\" lang=\"en-GB\">{word}: </span>");
    assert!(html.contains(&format!("<del>{}6<span", said("deleted"))), "{html}");
    assert!(html.contains(&format!("<ins>{}7<span", said("inserted"))), "{html}");
    let summary = html.find("id=\"summary\"").unwrap();
    assert!(summary < html.find("id=\"the-text-with-its-changes\"").unwrap(), "the summary comes first");
}

#[test]
fn both_texts_beside_one_another() {
    let old = notice(vec![Block::paragraph("We share it with:"), Block::bullets(["police", "courts", "schools"])]);
    let new =
        notice(vec![Block::paragraph("We share it with:"), Block::bullets(["schools", "police", "fire service"])]);
    let tree = side_by_side(&compare(&old, &new), Compared { title: None, old: "version 1", new: "version 2" });
    let html = html::page(&tree);
    assert!(html.contains("<th scope=\"col\">version 1</th><th scope=\"col\">version 2</th>"), "{html}");
    let rows: Vec<&str> = html.split("<tr>").skip(2).collect();
    let [lead, moved, kept, gone, come] = rows.as_slice() else { panic!("five rows: {rows:?}") };
    assert!(lead.contains("<td>We share it with:</td><td>We share it with:</td>"), "{lead}");
    assert!(moved.matches("schools").count() == 2 && moved.contains(">Moved<"), "{moved}");
    assert!(kept.matches("police").count() == 2 && !kept.contains("<ins"), "{kept}");
    assert!(gone.contains("<del>") && gone.contains("courts") && gone.contains("<td></td>"), "{gone}");
    assert!(come.contains("<ins>") && come.contains("fire service") && come.contains("<td></td>"), "{come}");
}

#[test]
fn a_change_of_signs_alone_is_small() {
    let old = notice(vec![Block::paragraph("Ask the \"agency\" - please.")]);
    let new = notice(vec![Block::paragraph("Ask the “agency” – please.")]);
    let html = page(&old, &new);
    let text = &html[html.find("id=\"privacy-notice-parks\"").unwrap()..];
    assert!(text.contains("<ins class=\"small\">") && !text.contains("<ins>"), "{html}");
    assert!(html.contains("1 line differs only in spaces or signs."), "{html}");
}

#[test]
fn no_word_of_a_notice_becomes_markup() {
    let evil = "<script>alert(1)</script> & \"x\" 'y' \u{1b}";
    let mut old = notice(vec![Block::paragraph("a")]);
    old.sections[0].heading = evil.to_owned();
    old.language = "\"><script>".to_owned();
    let mut new = notice(vec![Block::paragraph(evil), Block::bullets([evil])]);
    new.language.clone_from(&old.language);
    for (a, b) in [(&old, &new), (&new, &old)] {
        let html = html::page(&redline(&compare(a, b), Compared { title: None, old: evil, new: evil }));
        assert!(!html.contains("<script") && !html.contains('\u{1b}'), "{html}");
        assert!(html.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;x&quot; &#39;y&#39;"));
    }
}

#[test]
fn nested_lists_and_tables_are_closed() {
    let nested = Item { id: None, blocks: vec![Block::bullets(["deep"])] };
    let list = Block::List { id: None, ordered: false, items: vec![nested] };
    let row = |a: &str, b: &str| vec![vec![Block::paragraph(a)], vec![Block::paragraph(b)]];
    let table = Block::Table { id: None, header: row("Who", "Why"), rows: vec![row("Police", "Crime")] };
    let old = notice(vec![Block::bullets(["one", "two"]), table.clone()]);
    let new = notice(vec![list, Block::bullets(["two", "one"]), table, Block::paragraph("End.")]);
    let html = page(&old, &new);
    for name in ["ul", "li", "table", "tr", "td", "th", "p", "main", "ins", "del", "span", "h3", "h4", "div"] {
        let opened = html.matches(&format!("<{name}>")).count() + html.matches(&format!("<{name} ")).count();
        assert_eq!(opened, html.matches(&format!("</{name}>")).count(), "<{name}> in {html}");
    }
    assert!(html.contains("<td>Unchanged</td><td>Police</td><td>Crime</td>"), "{html}");
    assert!(html.contains("<span class=\"tag\" lang=\"en-GB\">Moved</span>"));
}

#[test]
fn a_text_in_another_language_is_marked_as_such_and_what_is_said_of_it_is_english() {
    let mut old = notice(vec![Block::paragraph("Rydym yn cadw hyn.")]);
    old.language = "cy".into();
    let mut new = old.clone();
    new.sections[0].fields[0].blocks.push(Block::paragraph("Eto."));
    let html = page(&old, &new);
    assert!(html.contains("<html lang=\"en-GB\">") && html.contains("<div lang=\"cy\">"), "{html}");
}

/// What a screen reader hears of marked words in the PDF, and how they are adorned.
fn marked(bytes: &[u8]) -> Vec<(String, String)> {
    let document = Document::load_mem(bytes).unwrap();
    let mut marks = Vec::new();
    for object in document.objects.values() {
        let Ok(element) = object.as_dict() else { continue };
        let Ok(Object::String(said, _)) = element.get(b"ActualText") else { continue };
        let line = element.get(b"A").unwrap().as_dict().unwrap().get(b"TextDecorationType").unwrap();
        let line = String::from_utf8_lossy(line.as_name().unwrap()).into_owned();
        marks.push((String::from_utf8_lossy(said).into_owned(), line));
    }
    marks.sort();
    marks
}

#[test]
fn a_pdf_says_what_was_inserted_and_deleted() {
    let old = notice(vec![Block::paragraph("We keep it for 6 years."), Block::bullets(["police", "courts"])]);
    let new = notice(vec![Block::paragraph("We keep it for 7 years."), Block::bullets(["courts", "police"])]);
    let tree = redline(&compare(&old, &new), Compared { title: None, old: "version 1", new: "version 2" });
    let bytes = pdf::document(&tree).unwrap();
    let marks = marked(&bytes);
    for wanted in [("[deleted: 6 end]", "LineThrough"), ("[inserted: 7 end]", "Underline")] {
        assert!(marks.contains(&(wanted.0.into(), wanted.1.into())), "{wanted:?} in {marks:?}");
    }
    assert_eq!(bytes, pdf::document(&tree).unwrap(), "the same bytes every time");
}
