//! Tests of the whole crate: what comes out, and that it comes back.

use crate::samples::{edition, item, list, notice, rendering, runs, section};
use crate::{
    Contents, Edition, Picture, Pictures, PublishError, Standing, VisibleText, expected_lines, fixtures, furniture,
    html, pdf, read_back, render, text,
};
use fairnotice_notice::content::Section;
use fairnotice_notice::{Block, Emphasis, Item, Link, Rendering, Run};
use lopdf::{Document, Object};
use proptest::prelude::*;
use std::sync::Arc;

fn written(rendering: &Rendering) -> Vec<u8> {
    pdf::document(&render(rendering, &edition(Standing::Approved), &Pictures::new())).unwrap()
}

/// Both forms read back as they were meant.
fn check_round(rendering: &Rendering) {
    let tree = render(rendering, &edition(Standing::Approved), &Pictures::new());
    let forms = [
        ("pdf", read_back::pdf(&pdf::document(&tree).unwrap()).unwrap()),
        ("html", read_back::html(&html::page(&tree)).unwrap()),
    ];
    for (form, seen) in forms {
        assert_eq!(seen.lines, expected_lines(rendering), "{form}: what a reader sees is the text");
        assert_eq!(seen.furniture, furniture(&tree), "{form}: what stands around it is what was put there");
        assert!(seen.ours, "{form} is known as ours");
        assert!(!seen.hidden, "{form}: nothing of ours is suspicious");
        assert_eq!(seen.code.as_deref(), Some("BA78-16BF-8F01-CFEA"), "{form}: the code is found");
    }
}

/// The structure of a PDF as indented text, with the words that each element draws.
fn outline(bytes: &[u8]) -> String {
    let document = Document::load_mem(bytes).unwrap();
    let pages: Vec<_> = document.page_iter().collect();
    let fonts = crate::fonts::Fonts::load().unwrap();
    let mut faces = crate::read_content::Known::default();
    let contents: Vec<_> = pages
        .iter()
        .enumerate()
        .map(|(n, &id)| crate::read_content::read(&document, id, n, fonts, &mut faces))
        .collect();
    let words = |page: usize, number: i64| -> String {
        contents[page].parts[&usize::try_from(number).unwrap()].iter().map(|s| s.text.as_str()).collect()
    };
    let page_of = |object: &Object| pages.iter().position(|p| *p == object.as_reference().unwrap()).unwrap();
    let mut out = String::new();
    let root = document.catalog().unwrap().get_deref(b"StructTreeRoot", &document).unwrap().as_dict().unwrap();
    let mut open: Vec<(usize, Object, usize)> =
        root.get(b"K").unwrap().as_array().unwrap().iter().map(|k| (0, k.clone(), 0)).collect();
    while let Some((depth, kid, page)) = open.pop() {
        let indent = "  ".repeat(depth);
        match &kid {
            Object::Integer(number) => out.push_str(&format!("{indent}“{}”\n", words(page, *number))),
            Object::Dictionary(d) if d.has_type(b"MCR") => {
                let page = page_of(d.get(b"Pg").unwrap());
                let number = d.get(b"MCID").unwrap().as_i64().unwrap();
                out.push_str(&format!("{indent}(page {}) “{}”\n", page + 1, words(page, number)));
            }
            Object::Dictionary(d) => {
                let target = d.get_deref(b"Obj", &document).unwrap().as_dict().unwrap();
                let action = target.get(b"A").unwrap().as_dict().unwrap();
                let uri = String::from_utf8_lossy(action.get(b"URI").unwrap().as_str().unwrap()).into_owned();
                out.push_str(&format!("{indent}OBJR {uri}\n"));
            }
            Object::Reference(id) => {
                let element = document.get_dictionary(*id).unwrap();
                let tag = String::from_utf8_lossy(element.get(b"S").unwrap().as_name().unwrap()).into_owned();
                let more = element.get(b"A").map(|a| format!(" {a:?}")).unwrap_or_default();
                out.push_str(&format!("{indent}{tag}{more}\n"));
                let page = element.get(b"Pg").map(page_of).unwrap_or(page);
                let kids = element.get(b"K").unwrap().as_array().unwrap();
                open.extend(kids.iter().rev().map(|k| (depth + 1, k.clone(), page)));
            }
            Object::Null
            | Object::Boolean(_)
            | Object::Real(_)
            | Object::Name(_)
            | Object::String(..)
            | Object::Array(_)
            | Object::Stream(_) => panic!("{kid:?} in the structure tree"),
        }
    }
    out
}

#[test]
fn tag_tree_and_words_of_a_notice() {
    insta::assert_snapshot!(outline(&written(&notice())));
}

#[test]
fn page_of_a_notice() {
    let source = notice().canonical_json().unwrap().replace('&', "&amp;").replace('"', "&quot;");
    insta::assert_snapshot!(
        html::page(&render(&notice(), &edition(Standing::Draft), &Pictures::new()))
            .replace(html::STYLE, "STYLE")
            .replace(&source, "SOURCE")
    );
}

#[test]
fn text_of_a_notice() {
    let text = text::plain(&notice());
    insta::assert_snapshot!(text);
    let words = |t: &str| -> Vec<String> { t.split_whitespace().map(str::to_owned).collect() };
    let marks = |w: &String| !matches!(w.as_str(), "-" | "|" | "1." | "2.");
    let bare: Vec<String> = words(&text).into_iter().filter(marks).collect();
    assert_eq!(bare, words(&expected_lines(&notice()).join(" ")), "not a word is added or lost");
}

/// The pictures of the fixtures, and their names.
fn kept() -> (Pictures, Vec<String>) {
    let kept: Vec<Picture> = fixtures::pictures().iter().map(|bytes| Picture::clean(bytes).unwrap()).collect();
    let names = kept.iter().map(Picture::asset).collect();
    (kept.into_iter().map(|p| (p.asset(), Arc::new(p))).collect(), names)
}

#[test]
fn every_fixture_comes_back_with_contents_sign_and_colour_and_without() {
    let (pictures, names) = kept();
    for (name, content) in fixtures::all(&names) {
        for adorned in [false, true] {
            let mut council = crate::samples::council();
            council.logo = adorned.then(|| names[0].clone());
            council.colour = adorned.then(|| "#7a1f5c".to_owned());
            let rendering = Rendering::of(&content, &council);
            let contents = if adorned { Contents::Always } else { Contents::Never };
            let edition = Edition { contents, ..edition(Standing::Approved) };
            let tree = render(&rendering, &edition, &pictures);
            let forms = [
                ("pdf", read_back::pdf(&pdf::document(&tree).unwrap()).unwrap()),
                ("html", read_back::html(&html::page(&tree)).unwrap()),
            ];
            for (form, seen) in forms {
                let name = format!("{name} as {form}, adorned: {adorned}");
                assert_eq!(seen.lines, expected_lines(&rendering), "{name}: what a reader sees is the text");
                assert_eq!(seen.furniture, furniture(&tree), "{name}: what stands around it is what was put there");
                assert!(seen.ours && !seen.hidden, "{name}: nothing of ours is suspicious");
                assert_eq!(seen.carried, tree.source, "{name}: the text as data lies beside it");
            }
        }
    }
}

#[test]
fn every_construct_comes_back() {
    check_round(&notice());
}

#[test]
fn the_same_bytes_every_time() {
    let first = written(&notice());
    assert_eq!(first, written(&notice()), "the second file of a process is the first");
    let hash: String = {
        use sha2::Digest as _;
        sha2::Sha256::digest(&first).iter().take(4).map(|b| format!("{b:02x}")).collect()
    };
    // The same in another process and on another machine. A new layout or library changes it: then so be it.
    insta::assert_snapshot!(format!("{} bytes, {hash}", first.len()));
}

#[test]
fn nothing_internal_is_in_a_public_file() {
    let bytes = written(&notice());
    let document = Document::load_mem(&bytes).unwrap();
    let info = document.trailer.get_deref(b"Info", &document).unwrap().as_dict().unwrap();
    let keys: Vec<String> = info.iter().map(|(k, _)| String::from_utf8_lossy(k).into_owned()).collect();
    assert_eq!(keys, ["Title", "Producer", "Creator", "CreationDate", "ModDate"]);
    let catalogue = document.catalog().unwrap();
    let tree = render(&notice(), &edition(Standing::Approved), &Pictures::new());
    assert_eq!(
        read_back::pdf(&bytes).unwrap().carried,
        tree.source,
        "the one file beside the pages is the text itself"
    );
    for key in [b"AcroForm".as_slice(), b"OpenAction", b"PieceInfo"] {
        assert!(!catalogue.has(key), "{} has no place in a public file", String::from_utf8_lossy(key));
    }
    let xmp = catalogue.get_deref(b"Metadata", &document).unwrap().as_stream().unwrap();
    let xmp = String::from_utf8_lossy(&xmp.content).into_owned();
    assert!(!xmp.contains("creator"), "no author in the metadata");
    let page = html::page(&render(&notice(), &edition(Standing::Approved), &Pictures::new()));
    assert!(!page.contains("author") && !page.contains("Approved by"));
}

#[test]
fn the_mark_of_a_draft_is_text_on_every_page() {
    let long = vec![section("H", 2, (0..120).map(|i| Block::paragraph(format!("Paragraph {i}."))).collect())];
    let long = rendering("T", long);
    let tree = render(&long, &edition(Standing::Draft), &Pictures::new());
    let bytes = pdf::document(&tree).unwrap();
    let document = Document::load_mem(&bytes).unwrap();
    assert!(document.get_pages().len() > 2);
    let seen = read_back::pdf(&bytes).unwrap();
    assert_eq!(seen.furniture.first().map(String::as_str), Some("DRAFT – not approved"));
    assert!(!seen.hidden, "a page without the mark would be found");
    assert!(html::page(&tree).contains("<p class=\"mark\">DRAFT – not approved</p>"));
    let approved = render(&long, &edition(Standing::Approved), &Pictures::new());
    assert!(!html::page(&approved).contains("DRAFT"));
}

#[test]
fn hostile_words_stay_words() {
    let hostile = r#"</title></style><script>alert("x")</script><!-- ' " & &amp; --> <img src=x onerror=alert(1)>"#;
    let links = [
        "javascript:alert(1)",
        " JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "//evil.example",
        "https:evil",
    ];
    let mut words: Vec<Run> = links.iter().map(|l| Run::linked("go ", Some((*l).to_owned()))).collect();
    words.push(Run::linked("fine", Some(r#"https://a.example/"onmouseover="x" b"#.replace(' ', ""))));
    let rendering = rendering(hostile, vec![section(hostile, 2, vec![Block::paragraph(hostile), runs(words)])]);
    let page = html::page(&render(&rendering, &edition(Standing::Approved), &Pictures::new()));
    assert!(!page.contains("<script") && !page.contains("<img") && !page.contains("javascript:alert(1)\""));
    assert_eq!(page.matches("<a href=").count(), 5, "one in the text, four in the council's details");
    assert!(page.contains(r#"<a href="https://a.example/%22onmouseover=%22x%22b">"#));
    check_round(&rendering);
}

#[test]
fn a_missing_character_is_refused_by_name_and_place() {
    let rendering = rendering("T", vec![section("Languages", 2, vec![Block::paragraph("We speak 中文 too.")])]);
    let error = pdf::document(&render(&rendering, &edition(Standing::Approved), &Pictures::new())).unwrap_err();
    assert_eq!(
        error,
        PublishError::MissingGlyph {
            character: '中', place: "“We speak 中文 too.”, under “Languages”".into()
        }
    );
    assert!(error.to_string().contains("U+4E2D"));
}

#[test]
fn a_picture_that_is_not_at_hand_is_refused() {
    let picture = Block::Image { id: None, alt: "The town hall".into(), asset: "00".into() };
    let rendering = rendering("T", vec![section("H", 2, vec![picture])]);
    let error = pdf::document(&render(&rendering, &edition(Standing::Approved), &Pictures::new())).unwrap_err();
    assert_eq!(error, PublishError::MissingPicture { alt: "The town hall".into() });
}

#[test]
fn lists_and_tables_run_over_pages() {
    let items: Vec<Item> = (0..90)
        .map(|i| {
            item(vec![
                Block::paragraph(format!("Item number {i} says something that is a little longer than a line of the page is, so that it is broken.")),
                list(i % 2 == 0, vec![item(vec![Block::paragraph("below")]), item(vec![Block::paragraph("and more")])]),
            ])
        })
        .collect();
    let cell = |t: String| vec![Block::paragraph(t)];
    let table = Block::Table {
        id: None,
        header: vec![cell("Service".into()), cell("Kept for".into())],
        rows: (0..80)
            .map(|i| {
                vec![
                    cell(format!("Service {i}")),
                    cell("Seven years after the last day. ".repeat(i % 5 + if i == 40 { 120 } else { 0 })),
                ]
            })
            .collect(),
    };
    let rendering =
        rendering("Long", vec![section("List", 2, vec![list(true, items)]), section("Table", 2, vec![table])]);
    check_round(&rendering);
    let bytes = written(&rendering);
    let document = Document::load_mem(&bytes).unwrap();
    let last = document.page_iter().last().unwrap();
    let content = String::from_utf8_lossy(&document.get_page_content(last)).into_owned();
    assert!(content.contains("RepeatedRow"), "the header row is said again");
}

#[test]
fn sixty_pages() {
    let sections = (0..120).map(|i| {
        let text = "The quick brown fox jumps over the lazy dog and is none the worse for it. ".repeat(9);
        section(&format!("Chapter {i}"), 2 + u8::try_from(i % 3).unwrap(), vec![Block::paragraph(text); 3])
    });
    let rendering = rendering("A long notice", sections.collect());
    let bytes = written(&rendering);
    let pages = Document::load_mem(&bytes).unwrap().get_pages().len();
    assert!((60..110).contains(&pages), "{pages} pages");
    let seen = read_back::pdf(&bytes).unwrap();
    assert_eq!(seen.lines, expected_lines(&rendering));
    assert!(!seen.hidden);
}

/// Changes the content of the first page that holds `from`, and reads the file back.
fn tampered(change: impl Fn(&mut Document)) -> VisibleText {
    static WHOLE: std::sync::LazyLock<Vec<u8>> = std::sync::LazyLock::new(|| written(&notice()));
    let mut document = Document::load_mem(&WHOLE).unwrap();
    change(&mut document);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    read_back::pdf(&bytes).unwrap()
}

fn first_page(document: &mut Document, change: impl Fn(String) -> String) {
    let page = document.page_iter().next().unwrap();
    let content = document.get_page_content(page);
    let changed = change(content.iter().map(|&b| char::from(b)).collect());
    let id = document.get_page_contents(page)[0];
    let bytes = changed.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    document.get_object_mut(id).unwrap().as_stream_mut().unwrap().set_plain_content(bytes);
}

fn genuine(seen: &VisibleText) -> bool {
    let tree = render(&notice(), &edition(Standing::Approved), &Pictures::new());
    seen.lines == expected_lines(&notice()) && seen.furniture == furniture(&tree) && !seen.hidden
}

#[test]
fn a_file_saved_anew_is_still_genuine() {
    assert!(genuine(&tampered(|_| {})), "otherwise the tests below would prove nothing");
}

#[test]
fn a_changed_letter_in_what_is_drawn_is_seen() {
    // Each string that the first page shows, with its last letter changed to another that the typeface has.
    let strings = {
        let document = Document::load_mem(&written(&notice())).unwrap();
        let page = document.page_iter().next().unwrap();
        String::from_utf8_lossy(&document.get_page_content(page)).matches("> Tj").count()
    };
    assert!(strings > 20);
    for n in 0..strings {
        let seen = tampered(|document| {
            first_page(document, |content| {
                let mut parts: Vec<String> = content.split("> Tj").map(str::to_owned).collect();
                let part = &mut parts[n];
                let code = part.split_off(part.len() - 4);
                part.push_str(if code == "0005" { "0006" } else { "0005" });
                parts.join("> Tj")
            });
        });
        assert!(!genuine(&seen), "string {n} was changed and nobody saw");
    }
}

#[test]
fn words_moved_about_are_seen() {
    let strings = {
        let document = Document::load_mem(&written(&notice())).unwrap();
        let page = document.page_iter().next().unwrap();
        let content = String::from_utf8_lossy(&document.get_page_content(page)).into_owned();
        let shown = content
            .split("BT")
            .skip(1)
            .map(|part| part.split_once(" Td").unwrap().1.lines().nth(1).unwrap().to_owned());
        shown.collect::<Vec<_>>()
    };
    // A single sign may be a space, which nobody sees move.
    let alone = |n: usize| strings[n].len() <= "<0001> Tj".len();
    for n in (0..strings.len()).filter(|&n| !alone(n)) {
        for other in (n + 1..strings.len()).step_by(7).take(1).filter(|&o| strings[o] != strings[n] && !alone(o)) {
            let seen = tampered(|document| {
                first_page(document, |content| {
                    // "BT … Tf\nx y Td\n…": the two change places.
                    let mut parts: Vec<String> = content.split("BT").map(str::to_owned).collect();
                    let place = |part: &str| part.split_once(" Td").unwrap().0.lines().last().unwrap().to_owned();
                    let (here, there) = (place(&parts[n + 1]), place(&parts[other + 1]));
                    parts[n + 1] = parts[n + 1].replacen(&here, &there, 1);
                    parts[other + 1] = parts[other + 1].replacen(&there, &here, 1);
                    parts.join("BT")
                });
            });
            assert!(
                !genuine(&seen),
                "{n} and {other} changed places and nobody saw: {} {}",
                strings[n],
                strings[other]
            );
        }
    }
}

#[test]
fn other_ways_to_show_other_words_are_seen() {
    let insert =
        |what: &'static str| move |document: &mut Document| first_page(document, move |content| content + what);
    let after = [
        "\n1 1 1 rg 60 60 400 600 re f",
        "\n/Artifact <</Type /Layout>> BDC 0.953 0.961 0.969 rg 60 60 400 600 re f EMC",
        "\nBT /FNOTRG 10 Tf 100 100 Td <00050006> Tj ET",
        "\n/Artifact <</Type /Pagination /Subtype /Footer>> BDC BT /FNOTRG 10 Tf 100 100 Td <00050006> Tj ET EMC",
        "\n3 Tr",
        "\n/X0 Do",
    ];
    for what in after {
        assert!(!genuine(&tampered(insert(what))), "{what}");
    }
    let replace = |from: &'static str, to: &'static str| {
        move |document: &mut Document| {
            first_page(document, move |content| {
                assert!(content.contains(from), "{from} is on the page");
                content.replacen(from, to, 1)
            });
        }
    };
    assert!(!genuine(&tampered(replace("0.106 0.125 0.149 rg", "1 1 1 rg"))), "white words");
    assert!(!genuine(&tampered(replace("10.5 Tf", "1 Tf"))), "words too small to see");
}

#[test]
fn a_page_turned_or_a_new_entry_in_the_catalogue_is_seen() {
    let turned = tampered(|document| {
        let page = document.page_iter().next().unwrap();
        document.get_dictionary_mut(page).unwrap().set("Rotate", 180);
    });
    assert!(turned.hidden);
    let scripted = tampered(|document| {
        document.catalog_mut().unwrap().set("OpenAction", lopdf::dictionary! { "S" => "JavaScript" });
    });
    assert!(scripted.hidden);
}

#[test]
fn a_letter_that_looks_like_another_is_seen() {
    // The map from codes to glyphs is changed: the page shows other letters than the file says.
    let seen = tampered(|document| {
        let maps: Vec<_> = document
            .objects
            .values()
            .filter_map(|o| o.as_dict().ok()?.get(b"DescendantFonts").ok()?.as_array().ok()?.first()?.as_dict().ok())
            .filter_map(|d| d.get(b"CIDToGIDMap").ok()?.as_reference().ok())
            .collect();
        assert!(!maps.is_empty());
        for id in maps {
            let stream = document.get_object_mut(id).unwrap().as_stream_mut().unwrap();
            let mut map = stream.get_plain_content().unwrap();
            let end = map.len();
            map.swap(end - 1, end - 3);
            stream.set_plain_content(map);
        }
    });
    assert!(seen.hidden);
}

#[test]
fn a_link_led_elsewhere_is_seen() {
    let seen = tampered(|document| {
        for object in document.objects.values_mut() {
            if let Ok(action) = object.as_dict_mut().and_then(|d| d.get_mut(b"A")).and_then(lopdf::Object::as_dict_mut)
                && action.has(b"URI")
            {
                action.set("URI", Object::string_literal("https://evil.example"));
            }
        }
    });
    assert!(!genuine(&seen));
    assert!(!seen.hidden, "it is told, not only suspected");
}

#[test]
fn a_changed_page_is_seen() {
    let page = html::page(&render(&notice(), &edition(Standing::Approved), &Pictures::new()));
    let tree = render(&notice(), &edition(Standing::Approved), &Pictures::new());
    let same = |page: &str| {
        let seen = read_back::html(page).unwrap();
        seen.lines == expected_lines(&notice()) && seen.furniture == furniture(&tree) && !seen.hidden
    };
    assert!(same(&page));
    let changes = [
        ("your name", "your mane"),
        ("Version", "Edition"),
        ("<p>", "<p hidden>"),
        ("<p>", "<p style=\"display:none\">"),
        ("</body>", "<script>document.body.remove()</script></body>"),
        ("</body>", "<iframe src=x></iframe></body>"),
        ("</body>", "<style>p{display:none}</style></body>"),
        ("body{margin:0", "body{display:none;margin:0"),
        ("https://www.averley.example/privacy?", "https://evil.example/?"),
        ("<li>", "<li><details>"),
        ("<h2 id", "<h2 class=\"mark\" id"),
        ("2 years", "2&#8203; years"),
        ("<title>Privacy", "<title>No privacy"),
    ];
    for (from, to) in changes {
        assert!(page.contains(from), "{from} is on the page");
        // The text as data in the head of the page is no part of what is seen.
        let (head, body) = page.split_once("<title>").unwrap();
        let body = format!("<title>{body}").replacen(from, to, 1);
        assert!(!same(&format!("{head}{body}")), "{from} became {to} and nobody saw");
    }
}

#[test]
fn other_peoples_pages_are_read_by_their_blocks() {
    let seen = read_back::html(
        "<title>Parks</title><body><nav><a href=/>Home</a></nav><div>One<br>two <b>bold</b></div><p hidden>not</p>\
         <table><tr><td>a<td>b</table><script>x</script>Code BA78-16BF-8F01-CFEA",
    )
    .unwrap();
    assert_eq!(seen.lines, ["Home", "One", "two bold", "a b", "Code BA78-16BF-8F01-CFEA"]);
    assert_eq!(seen.code.as_deref(), Some("BA78-16BF-8F01-CFEA"));
    assert!(!seen.ours && seen.hidden);
}

#[test]
fn broken_files_are_refused() {
    assert_eq!(read_back::pdf(b"hello").unwrap_err(), PublishError::NotPdf);
    assert_eq!(read_back::pdf(b"").unwrap_err(), PublishError::NotPdf);
    let whole = written(&notice());
    assert!(matches!(read_back::pdf(&whole[..whole.len() / 2]), Err(PublishError::Unreadable { .. })));
    let huge = vec![b' '; 33 * 1024 * 1024];
    assert!(matches!(read_back::pdf(&huge), Err(PublishError::TooLarge { .. })));
}

#[test]
fn crowded_pages_come_back() {
    let cell = |t: String| vec![Block::paragraph(t)];
    let wide = Block::Table {
        id: None,
        header: (0..14).map(|i| cell(format!("Heading{i}"))).collect(),
        rows: (0..6).map(|r| (0..14).map(|c| cell(format!("Unbreakableword{r}{c}"))).collect()).collect(),
    };
    let mut deep = wide.clone();
    for depth in 0..14 {
        let blocks = vec![Block::paragraph(format!("depth {depth}")), deep];
        deep = if depth % 2 == 0 { list(true, vec![item(blocks)]) } else { Block::Callout { id: None, blocks } };
    }
    let long = "A title that goes on and on ".repeat(12);
    let mut crowded = rendering(&long, vec![section(&long, 2, vec![wide, deep])]);
    crowded.organisation.controller =
        "The Council of the Borough of Averley and of the Isle of Little Averley ".repeat(3);
    check_round(&crowded);
}

#[test]
fn a_protected_file_is_refused() {
    for password in ["", "secret"] {
        let mut document = Document::load_mem(&written(&notice())).unwrap();
        let version = lopdf::EncryptionVersion::V2 {
            document: &document,
            owner_password: "owner",
            user_password: password,
            key_length: 128,
            permissions: lopdf::Permissions::all(),
        };
        let state = lopdf::EncryptionState::try_from(version).unwrap();
        document.encrypt(&state).unwrap();
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).unwrap();
        assert_eq!(read_back::pdf(&bytes).unwrap_err(), PublishError::Encrypted, "with the password “{password}”");
    }
}

#[test]
fn a_text_without_a_title_starts_at_the_first_level() {
    let sections = vec![section("One", 2, vec![]), section("Two", 2, vec![Block::paragraph("x")])];
    let tree = render(&rendering(" ", sections), &edition(Standing::Draft), &Pictures::new());
    let page = html::page(&tree);
    assert!(
        page.contains("<h1 id=\"one\">One</h1>")
            && page.contains("<h1 id=\"two\">Two</h1>")
            && page.contains("<title>Privacy notice</title>")
    );
    assert!(!page.contains("<h2"));
}

#[test]
fn deep_lists_lose_no_word() {
    let mut block = Block::paragraph("the bottom");
    for depth in 0..60 {
        block = list(false, vec![item(vec![Block::paragraph(format!("depth {depth}")), block])]);
    }
    check_round(&rendering("Deep", vec![section("H", 2, vec![block])]));
}

#[test]
fn the_record_is_marked_and_whole() {
    let record = crate::Record {
        title: "Privacy notice: Parks".into(),
        version: 3,
        state: "Live".into(),
        code: "BA78-16BF-8F01-CFEA".into(),
        digest: "ab".repeat(32),
        chain_head: "cd".repeat(32),
        author: crate::RecordedPerson {
            name: "Ada Author".into(),
            post: "Information Officer".into(),
            at: "1 March 2026, 10:02".into(),
        },
        approver: Some(crate::RecordedPerson {
            name: "Rhys Reviewer".into(),
            post: "Data Protection Officer".into(),
            at: "2 March 2026, 09:15".into(),
        }),
        change_note: "A new pool.".into(),
        decisions: vec![crate::RecordedDecision {
            what: "Approved".into(),
            who: "Rhys Reviewer".into(),
            post: "Data Protection Officer".into(),
            at: "2 March 2026, 09:15".into(),
            reason: "Read twice.".into(),
        }],
        reasons: vec![crate::RecordedReason {
            rule: "retention-missing".into(),
            message: "No period is given".into(),
            severity: "Blocks".into(),
            by: "Ada Author".into(),
            reason: "It is in the schedule.".into(),
        }],
        changes: vec!["One paragraph changed.".into()],
        organisation: "Averley Borough Council".into(),
        confirmed: vec!["The director has read it.".into()],
        told: vec!["By post.".into()],
        ..crate::Record::default()
    };
    let bytes = crate::record::document(&record).unwrap();
    let seen = read_back::pdf(&bytes).unwrap();
    let all = seen.lines.join("\n") + &seen.furniture.join("\n");
    for words in [
        "Ada Author",
        "Rhys Reviewer",
        "A new pool.",
        "Read twice.",
        "It is in the schedule.",
        "INTERNAL",
        "retention-missing",
    ] {
        assert!(all.contains(words), "{words} is in the record:\n{all}");
    }
    assert!(all.contains(&record.chain_head) && all.contains(&record.digest));
    assert_eq!(bytes, crate::record::document(&record).unwrap());
}

// ---- random contents -------------------------------------------------------------------------------------------

fn words() -> impl Strategy<Value = String> {
    proptest::collection::vec(
        prop_oneof![
            6 => "[a-zA-Z0-9,.;:'()/&<>\"-]{1,9}",
            1 => "[ąćęłńóśźżŵŷÂéß€£–—“”‘’…•→≥]{1,5}",
            1 => "[ \u{a0}\t\u{2009}]{1,3}",
            1 => "[a-z]{60,120}",
        ],
        0..14,
    )
    .prop_map(|w| w.join(" "))
}

fn run() -> impl Strategy<Value = Run> {
    let link = prop_oneof![
        6 => Just(None),
        1 => Just(Some(Link { href: None })),
        1 => Just(Some(Link { href: Some("https://www.averley.example/ŵ?a=1&b='2'".into()) })),
        1 => Just(Some(Link { href: Some("tel:01632960100".into()) })),
        1 => Just(Some(Link { href: Some("javascript:x".into()) })),
    ];
    let emphasis = prop_oneof![4 => Just(None), 1 => Just(Some(Emphasis::Strong)), 1 => Just(Some(Emphasis::Em))];
    (words(), link, emphasis).prop_map(|(text, link, emphasis)| Run { text, link, emphasis, var: None })
}

fn block() -> impl Strategy<Value = Block> {
    let paragraph = proptest::collection::vec(run(), 0..4).prop_map(runs).boxed();
    paragraph.prop_recursive(3, 24, 4, |inner| {
        let blocks = proptest::collection::vec(inner, 0..3);
        prop_oneof![
            3 => (any::<bool>(), proptest::collection::vec(blocks.clone().prop_map(item), 0..5)).prop_map(|(o, i)| list(o, i)),
            1 => blocks.clone().prop_map(|blocks| Block::Callout { id: None, blocks }),
            1 => (
                proptest::collection::vec(blocks.clone(), 0..3),
                proptest::collection::vec(proptest::collection::vec(blocks, 0..4), 0..4),
            )
                .prop_map(|(header, rows)| Block::Table { id: None, header, rows }),
        ]
    })
}

fn a_section() -> impl Strategy<Value = Section> {
    (words(), 1u8..8, proptest::collection::vec(block(), 0..5)).prop_map(|(h, l, b)| section(&h, l, b))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read_back(title in words(), sections in proptest::collection::vec(a_section(), 0..5)) {
        check_round(&rendering(&title, sections));
    }
}
