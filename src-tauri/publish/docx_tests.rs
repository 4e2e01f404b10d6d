//! Tests of the Word files: they are taken apart again, and read as Word reads them.

#[path = "../redline/tests/generator/mod.rs"]
mod generator;

use crate::docx::{Changer, document, redline, words};
use crate::samples::{edition, notice, rendering, section};
use crate::{
    Coding, Edition, Picture, Pictures, PublishError, RenderTree, Standing, expected_lines, fixtures, render, squeeze,
};
use chrono::{DateTime, NaiveDate, Utc};
use fairnotice_notice::{Block, Content, Rendering};
use fairnotice_redline::{Redline, compare};
use generator::{content, edited, edits};
use proptest::prelude::*;
use roxmltree::{Document, Node};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _};
use std::sync::Arc;

/// The parts by their names, in their order.
fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..zip.len())
        .map(|i| {
            let mut file = zip.by_index(i).unwrap();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            (file.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

fn part(bytes: &[u8], name: &str) -> String {
    let found = parts(bytes).into_iter().find(|(n, _)| n == name);
    String::from_utf8(found.unwrap_or_else(|| panic!("no {name}")).1).unwrap()
}

/// What is done with the changes before the text is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Take {
    Accept,
    Reject,
}

impl Take {
    /// Whether what stands in that element, or is marked by it, is gone then.
    fn drops(self, name: &str) -> bool {
        match self {
            Take::Accept => matches!(name, "del" | "moveFrom"),
            Take::Reject => matches!(name, "ins" | "moveTo"),
        }
    }
}

fn child<'a>(node: Node<'a, 'a>, name: &str) -> Option<Node<'a, 'a>> {
    node.children().find(|c| c.has_tag_name(name) || c.tag_name().name() == name)
}

/// An attribute by its name without the prefix.
fn attribute<'a>(node: Node<'a, 'a>, name: &str) -> Option<&'a str> {
    node.attributes().find(|a| a.name() == name).map(|a| a.value())
}

fn style<'a>(paragraph: Node<'a, 'a>) -> &'a str {
    let style = child(paragraph, "pPr").and_then(|p| child(p, "pStyle"));
    style.and_then(|s| attribute(s, "val")).unwrap_or_default()
}

/// The words of a paragraph; a picture's are its alternative text.
fn text_in(paragraph: Node, take: Take) -> String {
    let mut out = String::new();
    for node in paragraph.descendants() {
        let gone = node.ancestors().take_while(|a| *a != paragraph).any(|a| take.drops(a.tag_name().name()));
        match node.tag_name().name() {
            _ if gone => {}
            "t" | "delText" => {
                let deleted = node.ancestors().any(|a| a.tag_name().name() == "del");
                assert_eq!(node.tag_name().name() == "delText", deleted, "Word keeps deleted words apart");
                out.push_str(node.text().unwrap_or_default());
            }
            "tab" if node.parent().is_some_and(|p| p.tag_name().name() == "r") => out.push('\t'),
            "docPr" => out.push_str(attribute(node, "descr").unwrap()),
            _ => {}
        }
    }
    out
}

/// A line as it is read: its style and its words. Rows have none, and their cells are parted by tabs.
type Read = (String, String);

/// The lines of the body as Word has them after all changes are accepted or rejected.
fn read(bytes: &[u8], take: Take) -> Vec<Read> {
    let xml = part(bytes, "word/document.xml");
    let document = Document::parse(&xml).unwrap();
    let body = child(document.root_element(), "body").unwrap();
    let mut lines: Vec<Read> = Vec::new();
    // Words of a paragraph whose end is gone: they go to the next.
    let mut carried = String::new();
    for node in body.children() {
        match node.tag_name().name() {
            "p" => {
                let words = std::mem::take(&mut carried) + &text_in(node, take);
                let end = child(node, "pPr").and_then(|p| child(p, "rPr"));
                if end.is_some_and(|e| e.children().any(|c| take.drops(c.tag_name().name()))) {
                    carried = words;
                } else {
                    lines.push((style(node).to_owned(), words));
                }
            }
            "tbl" => {
                assert_eq!(carried, "", "words can't be joined to a table");
                for row in node.children().filter(|c| c.tag_name().name() == "tr") {
                    let properties = child(row, "trPr");
                    if properties.is_some_and(|p| p.children().any(|c| take.drops(c.tag_name().name()))) {
                        continue;
                    }
                    let cells = row.children().filter(|c| c.tag_name().name() == "tc").map(|cell| {
                        let paragraphs: Vec<Node> = cell.children().filter(|c| c.tag_name().name() == "p").collect();
                        assert!(cell.last_element_child().unwrap().tag_name().name() == "p", "Word asks for it");
                        paragraphs.iter().map(|p| text_in(*p, take)).collect::<Vec<_>>().join(" ")
                    });
                    lines.push(("row".into(), cells.collect::<Vec<_>>().join("\t")));
                }
            }
            "sectPr" | "moveFromRangeEnd" | "moveToRangeEnd" => {}
            other => panic!("{other} in the body"),
        }
    }
    assert_eq!(carried, "", "words can't be joined to nothing");
    lines.into_iter().map(|(s, words)| (s, squeeze(&words))).filter(|(_, words)| !words.is_empty()).collect()
}

fn lines(bytes: &[u8], take: Take) -> Vec<String> {
    read(bytes, take).into_iter().map(|(_, words)| words).collect()
}

/// Whether a program that reads by the letter can open it: every part is well-formed and has a type, every reference
/// leads somewhere, no number stands twice.
fn check_sound(bytes: &[u8]) {
    let parts = parts(bytes);
    assert_eq!(parts[0].0, "[Content_Types].xml");
    let text = |name: &str| String::from_utf8(parts.iter().find(|(n, _)| n == name).unwrap().1.clone()).unwrap();
    for (name, bytes) in &parts {
        if name.ends_with(".xml") || name.ends_with(".rels") {
            Document::parse(std::str::from_utf8(bytes).unwrap()).unwrap_or_else(|e| panic!("{name}: {e}"));
        }
    }
    let types = text("[Content_Types].xml");
    for (name, _) in parts.iter().skip(1) {
        let ending = name.rsplit('.').next().unwrap();
        let known = types.contains(&format!("PartName=\"/{name}\""))
            || (ending != "xml" && types.contains(&format!("Extension=\"{ending}\"")));
        assert!(known, "{name} has no type");
    }
    let relationships = text("word/_rels/document.xml.rels");
    let relationships = Document::parse(&relationships).unwrap();
    let mut targets: BTreeMap<&str, &str> = BTreeMap::new();
    for node in relationships.root_element().children() {
        let (id, target) = (attribute(node, "Id").unwrap(), attribute(node, "Target").unwrap());
        assert!(targets.insert(id, target).is_none(), "{id} stands twice");
        if attribute(node, "TargetMode").is_none() {
            assert!(parts.iter().any(|(name, _)| *name == format!("word/{target}")), "{target} is not there");
        }
    }
    let styles = text("word/styles.xml");
    let numbering = text("word/numbering.xml");
    let xml = text("word/document.xml");
    let document = Document::parse(&xml).unwrap();
    let (mut changes, mut pictures, mut moves) = (BTreeSet::new(), BTreeSet::new(), BTreeMap::new());
    for node in document.descendants() {
        for a in node.attributes().filter(|a| a.namespace().is_some_and(|n| n.ends_with("/relationships"))) {
            assert!(targets.contains_key(a.value()), "{} leads nowhere", a.value());
        }
        let value = || attribute(node, "val").unwrap();
        match node.tag_name().name() {
            "pStyle" | "rStyle" | "tblStyle" => {
                assert!(styles.contains(&format!("w:styleId=\"{}\"", value())), "no style {}", value());
            }
            "numId" => assert!(numbering.contains(&format!("<w:num w:numId=\"{}\"", value())), "no list {}", value()),
            "docPr" => assert!(pictures.insert(attribute(node, "id").unwrap()), "a picture's number stands twice"),
            "ins" | "del" | "moveFrom" | "moveTo" | "pPrChange" | "moveFromRangeStart" | "moveToRangeStart" => {
                assert!(changes.insert(attribute(node, "id").unwrap()), "a change's number stands twice");
                assert_eq!(attribute(node, "author"), Some("Ada <Author> & \"Co\""));
                assert_eq!(attribute(node, "date"), Some("2026-03-02T10:02:00Z"));
                if let Some(name) = attribute(node, "name") {
                    let from = node.tag_name().name() == "moveFromRangeStart";
                    let [there, here] = moves.entry(name).or_insert([0, 0]);
                    *if from { there } else { here } += 1;
                }
            }
            _ => {}
        }
    }
    assert!(moves.values().all(|ends| *ends == [1, 1]), "every move has both its ends: {moves:?}");
    for (start, end) in [("moveFromRangeStart", "moveFromRangeEnd"), ("moveToRangeStart", "moveToRangeEnd")] {
        let ids = |name: &str| -> Vec<_> {
            let found = document.descendants().filter(|n| n.tag_name().name() == name);
            found.map(|n| attribute(n, "id").unwrap().to_owned()).collect()
        };
        assert_eq!(ids(start), ids(end), "ranges end one after the other");
    }
}

/// The pictures of the fixtures, and their names.
fn kept() -> (Pictures, Vec<String>) {
    let kept: Vec<Picture> = fixtures::pictures().iter().map(|bytes| Picture::clean(bytes).unwrap()).collect();
    let names = kept.iter().map(Picture::asset).collect();
    (kept.into_iter().map(|p| (p.asset(), Arc::new(p))).collect(), names)
}

/// The lines of the text alone, without what stands around it.
fn text_lines(bytes: &[u8], tree: &RenderTree) -> Vec<String> {
    let mut lines: Vec<Read> = read(bytes, Take::Accept);
    if let Some(about) = lines.iter().rposition(|(_, words)| words == tree.labels.about) {
        assert!(lines[about].0 == "Heading1" && lines[about + 1..].iter().all(|(style, _)| style == "Entry"));
        lines.truncate(about);
    }
    lines.retain(|(style, _)| style != "Mark" && style != "Entry");
    let sign = tree.logo.iter().filter(|l| !l.alt.is_empty()).count();
    lines.into_iter().skip(sign).map(|(_, words)| words).collect()
}

fn tree_of(
    content: &Content,
    standing: Standing,
    logo: Option<&String>,
    pictures: &Pictures,
) -> (Rendering, RenderTree) {
    let mut council = crate::samples::council();
    council.logo = logo.cloned();
    council.colour = logo.map(|_| "#7a1f5c".to_owned());
    let rendering = Rendering::of(content, &council);
    let tree = render(&rendering, &edition(standing), pictures);
    (rendering, tree)
}

fn at() -> DateTime<Utc> {
    NaiveDate::from_ymd_opt(2026, 3, 2).unwrap().and_hms_opt(10, 2, 0).unwrap().and_utc()
}

fn tracked(redline_: &Redline) -> Vec<u8> {
    redline(redline_, &Changer { author: "Ada <Author> & \"Co\"", at: at(), foot: "" }).unwrap()
}

fn leaves(content: &Content) -> Vec<String> {
    content.leaves().iter().map(|l| squeeze(&l.text())).filter(|l| !l.is_empty()).collect()
}

/// Accepting all gives the new text, rejecting all the old.
fn check_redline(old: &Content, new: &Content) -> Vec<u8> {
    let bytes = tracked(&compare(old, new));
    check_sound(&bytes);
    assert_eq!(lines(&bytes, Take::Accept), leaves(new), "accepting every change gives the new text");
    assert_eq!(lines(&bytes, Take::Reject), leaves(old), "rejecting every change gives the old text");
    bytes
}

#[test]
fn every_fixture_comes_back_with_sign_and_colour_and_without() {
    let (pictures, names) = kept();
    for (name, content) in fixtures::all(&names) {
        for (standing, logo) in [(Standing::Approved, None), (Standing::Draft, names.first())] {
            let (rendering, tree) = tree_of(&content, standing, logo, &pictures);
            let bytes = document(&tree).unwrap();
            check_sound(&bytes);
            assert_eq!(text_lines(&bytes, &tree), expected_lines(&rendering), "{name}: what a reader sees is the text");
        }
    }
}

#[test]
fn the_body_of_a_notice() {
    let tree = render(&notice(), &edition(Standing::Draft), &Pictures::new());
    let bytes = document(&tree).unwrap();
    check_sound(&bytes);
    let body = part(&bytes, "word/document.xml");
    insta::assert_snapshot!(body.replace("<w:p>", "\n<w:p>").replace("<w:tbl>", "\n<w:tbl>"));
    // Rows are lines of their own there, cells here.
    assert_eq!(squeeze(&words(&tree)), lines(&bytes, Take::Accept).join(" "));
}

#[test]
fn the_mark_of_a_draft_stands_first_and_on_every_page() {
    let draft = document(&render(&notice(), &edition(Standing::Draft), &Pictures::new())).unwrap();
    assert_eq!(read(&draft, Take::Accept)[0], ("Mark".to_owned(), "DRAFT – not approved".to_owned()));
    assert!(part(&draft, "word/header1.xml").contains("DRAFT – not approved"));
    let approved = document(&render(&notice(), &edition(Standing::Approved), &Pictures::new())).unwrap();
    assert!(parts(&approved).iter().all(|(_, bytes)| !String::from_utf8_lossy(bytes).contains("DRAFT")));
    let foot = part(&approved, "word/footer1.xml");
    assert!(foot.contains("Privacy notice: Parks · Version 3 · BA78-16BF-8F01-CFEA"));
    assert!(foot.contains(" PAGE ") && foot.contains(" NUMPAGES "));
}

#[test]
fn nothing_internal_is_in_the_file() {
    let tree = render(&notice(), &edition(Standing::Approved), &Pictures::new());
    let bytes = document(&tree).unwrap();
    let names: Vec<String> = parts(&bytes).into_iter().map(|(name, _)| name).collect();
    insta::assert_snapshot!(names.join("\n"));
    insta::assert_snapshot!(part(&bytes, "docProps/core.xml"));
    let undated = Edition { effective: None, ..edition(Standing::Draft) };
    let undated = document(&render(&notice(), &undated, &Pictures::new())).unwrap();
    assert!(!part(&undated, "docProps/core.xml").contains("dcterms:created"), "no day, and never the clock's");
    for (name, bytes) in parts(&bytes) {
        assert!(!String::from_utf8_lossy(&bytes).contains("rsid"), "{name} tells who worked on it when");
    }
}

#[test]
fn the_same_bytes_every_time() {
    let (pictures, names) = kept();
    let pages = fixtures::all(&names).into_iter().find(|(name, _)| *name == "pictures").unwrap().1;
    let one = || document(&tree_of(&pages, Standing::Draft, names.first(), &pictures).1).unwrap();
    let mut other = pages.clone();
    other.sections.rotate_left(1);
    let first = (one(), tracked(&compare(&pages, &other)));
    assert_eq!(first, (one(), tracked(&compare(&pages, &other))));
    use sha2::Digest as _;
    let hash: String = sha2::Sha256::digest(&first.1).iter().take(4).map(|b| format!("{b:02x}")).collect();
    // The same in another process and on another machine. A new style or library changes it: then so be it.
    insta::assert_snapshot!(format!("{} bytes, {hash}", first.1.len()));
}

#[test]
fn hostile_words_stay_words() {
    let words = "</w:t></w:r><w:p/> & &amp; ]]> \" ' \u{1}\u{b}\u{fffe} <!-- x -->";
    let content = rendering(words, vec![section(words, 2, vec![Block::paragraph(words)])]);
    let bytes = document(&render(&content, &edition(Standing::Approved), &Pictures::new())).unwrap();
    check_sound(&bytes);
    let seen = lines(&bytes, Take::Accept);
    let meant = squeeze(&words.replace(['\u{1}', '\u{b}', '\u{fffe}'], "\u{fffd}"));
    // The vertical tab is white space in the tree.
    let meant = meant.replace("\u{fffd}\u{fffd}\u{fffd}", "\u{fffd} \u{fffd}");
    assert_eq!(seen.iter().filter(|line| **line == meant).count(), 3, "{seen:?}");
}

#[test]
fn a_picture_that_is_not_at_hand_is_an_error() {
    let image = Block::Image { id: None, alt: "A map".into(), asset: "missing".into() };
    let content = rendering("T", vec![section("H", 2, vec![image])]);
    let tree = render(&content, &edition(Standing::Approved), &Pictures::new());
    assert_eq!(document(&tree), Err(PublishError::MissingPicture { alt: "A map".into() }));
}

#[test]
fn a_picture_says_what_it_shows_or_that_it_adorns() {
    let (pictures, names) = kept();
    let content = fixtures::all(&names).into_iter().find(|(name, _)| *name == "pictures").unwrap().1;
    let bytes = document(&tree_of(&content, Standing::Approved, None, &pictures).1).unwrap();
    let xml = part(&bytes, "word/document.xml");
    assert!(xml.contains("descr=\"The north gate\""));
    assert_eq!(xml.matches("adec:decorative ").count(), 1, "the one without words adorns");
    assert_eq!(
        parts(&bytes).iter().filter(|(name, _)| name.starts_with("word/media/")).count(),
        2,
        "each is there once"
    );
}

#[test]
fn lists_start_with_one_and_nest() {
    let item = |words: &str| vec![Block::paragraph(words)];
    let list = |ordered: bool, items: Vec<Vec<Block>>| Block::List {
        id: None,
        ordered,
        items: items.into_iter().map(|blocks| fairnotice_notice::Item { id: None, blocks }).collect(),
    };
    let inner = list(true, vec![item("one"), item("two")]);
    let blocks = vec![
        list(true, vec![item("first"), vec![inner.clone()], vec![Block::paragraph("third"), inner]]),
        list(true, vec![item("again")]),
    ];
    let content = rendering("T", vec![section("", 2, blocks)]);
    let bytes = document(&render(&content, &edition(Standing::Approved), &Pictures::new())).unwrap();
    let xml = part(&bytes, "word/document.xml");
    let document = Document::parse(&xml).unwrap();
    let value = |n: Node, name: &str| attribute(child(n, name).unwrap(), "val").unwrap().to_owned();
    let marks: Vec<String> = document
        .descendants()
        .filter(|n| n.tag_name().name() == "numPr")
        .map(|n| {
            let words = text_in(n.ancestors().nth(2).unwrap(), Take::Accept);
            format!("{}.{} {words}", value(n, "numId"), value(n, "ilvl"))
        })
        .collect();
    // The second item has nothing to carry its number but an empty paragraph.
    let meant = ["2.0 first", "2.0 ", "3.1 one", "3.1 two", "2.0 third", "4.1 one", "4.1 two", "5.0 again"];
    assert_eq!(marks, meant);
}

#[test]
fn words_in_another_language_are_marked() {
    let mut content = Content::new("پرائیویسی نوٹس", "ur");
    content.sections = vec![section("H", 2, vec![Block::paragraph("words")])];
    let (_, tree) = tree_of(&content, Standing::Draft, None, &Pictures::new());
    let bytes = document(&tree).unwrap();
    assert!(part(&bytes, "word/styles.xml").contains("<w:lang w:val=\"ur\""));
    let xml = part(&bytes, "word/document.xml");
    let mark = "<w:lang w:val=\"en-GB\" w:eastAsia=\"en-GB\" w:bidi=\"en-GB\"/></w:rPr>\
                <w:t xml:space=\"preserve\">DRAFT";
    assert!(xml.contains(mark), "the furniture is English");
    assert!(xml.contains("<w:r><w:t xml:space=\"preserve\">words</w:t>"), "the text is the document's language");
}

#[test]
fn a_moved_paragraph_is_a_move() {
    let paragraph = |n: usize| Block::paragraph(format!("Paragraph {n} says something of number {n} that is its own."));
    let text = |order: [usize; 4]| {
        let mut content = Content::new("T", "en-GB");
        content.sections = vec![section("H", 2, order.map(paragraph).to_vec())];
        content
    };
    let bytes = check_redline(&text([1, 2, 3, 4]), &text([4, 1, 2, 3]));
    let xml = part(&bytes, "word/document.xml");
    for name in ["moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd"] {
        assert_eq!(xml.matches(&format!("<w:{name} ")).count(), 1, "{name}");
    }
    assert!(!xml.contains("<w:ins ") && !xml.contains("<w:del "), "nothing but the move");
    assert!(part(&bytes, "word/settings.xml").contains("<w:trackRevisions/>"));
}

#[test]
fn split_and_merged_paragraphs_have_their_ends_marked() {
    let one = "We collect your name and address when you book a court, and we keep them for seven years afterwards.";
    let (front, back) = one.split_at(one.find("and we").unwrap());
    let text = |paragraphs: &[&str]| {
        let mut content = Content::new("T", "en-GB");
        content.sections = vec![section("H", 2, paragraphs.iter().map(|p| Block::paragraph(*p)).collect())];
        content
    };
    let (whole, parted) = (text(&["Before.", one, "After."]), text(&["Before.", front.trim(), back, "After."]));
    let split = part(&check_redline(&whole, &parted), "word/document.xml");
    assert_eq!(split.matches("<w:rPr><w:ins ").count(), 1, "{split}");
    let merged = part(&check_redline(&parted, &whole), "word/document.xml");
    assert_eq!(merged.matches("<w:rPr><w:del ").count(), 1, "{merged}");
}

#[test]
fn rows_come_and_go_and_change() {
    let cell = |words: &str| vec![Block::paragraph(words)];
    let text = |rows: &[[&str; 2]]| {
        let mut content = Content::new("T", "en-GB");
        let table = Block::Table {
            id: None,
            header: vec![cell("Record"), cell("How long")],
            rows: rows.iter().map(|r| r.iter().map(|c| cell(c)).collect()).collect(),
        };
        content.sections = vec![section("H", 2, vec![table])];
        content
    };
    let old = text(&[["Membership", "2 years"], ["Accidents", "3 years"], ["Bookings", "1 year"]]);
    let new = text(&[["Membership", "6 years"], ["Bookings", "1 year"], ["Pictures of events", "until you object"]]);
    let xml = part(&check_redline(&old, &new), "word/document.xml");
    assert_eq!(xml.matches("<w:trPr><w:del ").count(), 1, "{xml}");
    assert_eq!(xml.matches("<w:trPr><w:ins ").count(), 1);
    assert_eq!(xml.matches("<w:tblHeader/>").count(), 1);
}

#[test]
fn a_heading_of_another_level_is_a_change_of_style() {
    let text = |level| {
        let mut content = Content::new("T", "en-GB");
        content.sections = vec![section("A heading", level, vec![Block::paragraph("Words.")])];
        content
    };
    let bytes = check_redline(&text(2), &text(3));
    let meant = "<w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr></w:pPrChange>";
    assert!(part(&bytes, "word/document.xml").contains(meant));
}

#[test]
fn every_fixture_turned_into_every_other() {
    let (_, names) = kept();
    let all = fixtures::all(&names);
    for (pair, other) in all.iter().zip(all.iter().skip(1)) {
        check_redline(&pair.1, &other.1);
        check_redline(&other.1, &pair.1);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_content_and_its_edit(a in content(), script in edits()) {
        check_redline(&a, &edited(&a, &script));
    }

    #[test]
    fn any_two_contents(a in content(), b in content()) {
        check_redline(&a, &b);
    }

    #[test]
    fn any_content_as_a_document(a in content()) {
        let bytes = b"any bytes will do".to_vec();
        let picture = Arc::new(Picture { coding: Coding::Png, width: 9, height: 3, bytes });
        let pictures: Pictures = (0..=3).map(|n| (n.to_string(), picture.clone())).collect();
        let (_, mut tree) = tree_of(&a, Standing::Draft, None, &pictures);
        let bytes = document(&tree).unwrap();
        check_sound(&bytes);
        without_pictures(&mut tree.nodes);
        let seen: String = lines(&document(&tree).unwrap(), Take::Accept).join(" ");
        prop_assert_eq!(seen, squeeze(&words(&tree)));
    }

    #[test]
    fn a_redline_that_was_tampered_with_is_still_a_file(
        a in content(), script in edits(), cut in 0usize..50, n in any::<usize>()
    ) {
        let mut redline = compare(&a, &edited(&a, &script));
        let at = cut % redline.blocks.len();
        redline.blocks[at].new = Some(n);
        redline.blocks[at].old = Some(n / 2);
        redline.blocks.remove(cut / 2 % redline.blocks.len());
        let bytes = tracked(&redline);
        Document::parse(&part(&bytes, "word/document.xml")).unwrap();
    }
}

/// Takes the pictures out, for their words are none of the paragraphs'.
fn without_pictures(nodes: &mut Vec<crate::Node>) {
    use crate::Node;
    nodes.retain(|node| !matches!(node, Node::Picture { .. }));
    for node in nodes {
        match node {
            Node::List { items, .. } => items.iter_mut().for_each(without_pictures),
            Node::Table { header, rows } => {
                header.iter_mut().chain(rows.iter_mut().flatten()).for_each(without_pictures)
            }
            Node::Callout(inner) | Node::Changed(inner) | Node::Foreign { nodes: inner, .. } => without_pictures(inner),
            Node::Heading { .. } | Node::Paragraph(_) | Node::Picture { .. } | Node::Entries(_) => {}
        }
    }
}
