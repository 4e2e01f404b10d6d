//! Pictures, colours, contents and the piece to paste: what goes in, what comes out, what is seen when it is changed.

use crate::samples::{council, edition, notice, rendering, section};
use crate::{
    Contents, Edition, Picture, Pictures, PublishError, Standing, expected_lines, fixtures, html, pdf, read_back,
    render,
};
use fairnotice_notice::content::Section;
use fairnotice_notice::{Block, Rendering, Run};
use image::{DynamicImage, ExtendedColorType, ImageEncoder as _, RgbImage};
use lopdf::content::Content;
use lopdf::{Document, Object};
use proptest::prelude::*;
use std::io::Cursor;
use std::sync::Arc;

fn png(image: &DynamicImage) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

#[test]
fn a_picture_keeps_its_pixels_and_nothing_else() {
    // A JPEG on its side, with a note of who took it (Exif 2.32, orientation 6: turn right by 90°).
    let wide = RgbImage::from_fn(40, 20, |x, _| image::Rgb([x as u8 * 6, 0, 0]));
    let mut bytes = Vec::new();
    let mut encoder = image::codecs::jpeg::JpegEncoder::new(&mut bytes);
    let mut exif = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0".to_vec();
    exif.extend(b"Ann Author was here");
    encoder.set_exif_metadata(exif).unwrap();
    encoder.write_image(wide.as_raw(), 40, 20, ExtendedColorType::Rgb8).unwrap();
    assert!(bytes.windows(10).any(|w| w == b"Ann Author"));
    let kept = Picture::clean(&bytes).unwrap();
    assert_eq!((kept.width, kept.height), (20, 40), "it stands upright");
    assert!(!kept.bytes.windows(4).any(|w| w == b"Exif" || w == b"Ann "), "only pixels are kept");
    assert_eq!(kept.asset(), Picture::clean(&bytes).unwrap().asset(), "the same picture every time");
    assert_eq!(Picture::kept(kept.bytes.clone()).unwrap(), kept);
}

#[test]
fn what_is_no_picture_or_too_large_a_one_is_refused() {
    let small = png(&DynamicImage::new_rgb8(3, 3));
    let mut huge = small.clone();
    // A header that promises more pixels than any page can show.
    huge[16..24].copy_from_slice(&[0, 1, 0x86, 0xa0, 0, 1, 0x86, 0xa0]);
    for (bytes, what) in [
        (b"GIF89a".to_vec(), "another format"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec(), "a drawing"),
        (small[..small.len() / 2].to_vec(), "half a file"),
        (huge, "a bomb"),
        (Vec::new(), "nothing"),
    ] {
        let error = Picture::clean(&bytes).unwrap_err();
        assert!(matches!(error, PublishError::UnreadablePicture { .. }), "{what}: {error}");
    }
    let long = Picture::clean(&png(&DynamicImage::new_rgb8(4000, 10))).unwrap();
    assert_eq!((long.width, long.height), (2000, 5), "no more pixels are kept than print needs");
}

#[test]
fn another_picture_is_seen() {
    let kept: Vec<Picture> = fixtures::pictures().iter().map(|bytes| Picture::clean(bytes).unwrap()).collect();
    let names: Vec<String> = kept.iter().map(Picture::asset).collect();
    let pictures: Pictures = kept.iter().map(|p| (p.asset(), Arc::new(p.clone()))).collect();
    let (_, content) = fixtures::all(&names).into_iter().find(|(name, _)| *name == "pictures").unwrap();
    let rendering = Rendering::of(&content, &council());
    let tree = render(&rendering, &edition(Standing::Approved), &pictures);
    let genuine = read_back::pdf(&pdf::document(&tree).unwrap()).unwrap();
    // The same words over another picture: one that the file was never approved with.
    let swapped: Pictures = names.iter().map(|name| (name.clone(), pictures[&names[0]].clone())).collect();
    let tree = render(&rendering, &edition(Standing::Approved), &swapped);
    for seen in [read_back::pdf(&pdf::document(&tree).unwrap()).unwrap(), read_back::html(&html::page(&tree)).unwrap()]
    {
        assert_eq!(seen.lines, genuine.lines);
        assert_ne!(seen.furniture, genuine.furniture, "which picture it is stands among what is compared");
    }
}

#[test]
fn a_letter_does_not_reach_into_the_link_beside_it() {
    // In each pair the second letter would move under the first one.
    let pairs = ["TA", "AV", "Av", "Ty", "LT", "To", "P.", "F,", "Yo", "VA", "WA", "L’"];
    let blocks = pairs.iter().map(|pair| {
        let (first, second) = pair.split_at(1);
        let link = Run::linked(second, Some("https://www.averley.example/".into()));
        Block::Paragraph { id: None, runs: vec![Run::plain(first), link, Run::plain(*pair)] }
    });
    let rendering = rendering("T", vec![section("H", 2, blocks.collect())]);
    let bytes = pdf::document(&render(&rendering, &edition(Standing::Approved), &Pictures::new())).unwrap();
    assert!(!read_back::pdf(&bytes).unwrap().hidden, "words beside one another are not words over one another");
}

/// The first page's operators, changed, put back.
fn with_operators(bytes: &[u8], change: impl FnOnce(&mut Content)) -> Vec<u8> {
    let mut document = Document::load_mem(bytes).unwrap();
    let page = document.page_iter().next().unwrap();
    let mut content = Content::decode(&document.get_page_content(page)).unwrap();
    change(&mut content);
    document.change_page_content(page, content.encode().unwrap()).unwrap();
    let mut out = Vec::new();
    document.save_to(&mut out).unwrap();
    out
}

#[test]
fn letters_moved_otherwise_than_their_typeface_says_are_seen() {
    let rendering = rendering("To Avery", vec![section("To Avery", 2, vec![Block::paragraph("To Avery. To Avery.")])]);
    let bytes = pdf::document(&render(&rendering, &edition(Standing::Approved), &Pictures::new())).unwrap();
    let same = with_operators(&bytes, |_| {});
    assert!(!read_back::pdf(&same).unwrap().hidden, "saving it again changes nothing that is seen");
    let moved = with_operators(&bytes, |content| {
        let parts = content.operations.iter_mut().find(|o| o.operator == "TJ").expect("the title is kerned");
        let Object::Array(parts) = &mut parts.operands[0] else { panic!("TJ shows an array") };
        let offset = parts.iter_mut().find(|p| !matches!(p, Object::String(..))).unwrap();
        *offset = Object::Real(900.0);
    });
    assert!(read_back::pdf(&moved).unwrap().hidden, "a letter that was pulled over another is seen");
}

#[test]
fn a_long_text_has_contents_that_lead_to_the_right_pages_and_a_short_one_has_none() {
    let tree = render(&notice(), &edition(Standing::Approved), &Pictures::new());
    assert!(!tree.contents && !html::page(&tree).contains("<nav"));
    let (_, long) = fixtures::all(&[]).into_iter().find(|(name, _)| *name == "sixty-pages").unwrap();
    let rendering = Rendering::of(&long, &council());
    let tree = render(&rendering, &edition(Standing::Approved), &Pictures::new());
    assert!(tree.contents);
    let page = html::page(&tree);
    for id in ["part-1", "part-2", "part-68"] {
        let (link, place) = (format!("<a href=\"#{id}\">"), format!("id=\"{id}\""));
        assert!(page.matches(&link).count() == 1 && page.matches(&place).count() == 1, "{id}");
    }
    let bytes = pdf::document(&tree).unwrap();
    let document = Document::load_mem(&bytes).unwrap();
    let count = document.get_pages().len();
    assert!(count >= 60, "{count} pages");
    assert!(!read_back::pdf(&bytes).unwrap().hidden, "each number in the contents is that of the page it leads to");
    let never = Edition { contents: Contents::Never, ..edition(Standing::Approved) };
    assert!(!render(&rendering, &never, &Pictures::new()).contents);
}

#[test]
fn two_headings_of_the_same_words_are_two_places() {
    let sections =
        ["Who?", "Who?", "Contents", "2026", "…"].map(|h| section(h, 2, vec![Block::paragraph("x")])).to_vec();
    let edition = Edition { contents: Contents::Always, ..edition(Standing::Approved) };
    let page = html::page(&render(&rendering("T", sections), &edition, &Pictures::new()));
    for id in ["who", "who-2", "contents-2", "section-2026", "section"] {
        assert!(page.contains(&format!("<h2 id=\"{id}\">")), "{id} in {page}");
    }
}

fn any_section() -> impl Strategy<Value = Section> {
    let words = "[a-zA-Z<>&\"'’ŵ£ .,-]{1,40}";
    let blocks =
        prop_oneof![words.prop_map(Block::paragraph), prop::collection::vec(words, 1..4).prop_map(Block::bullets),];
    (words, 2u8..=6, prop::collection::vec(blocks, 0..4)).prop_map(|(h, level, blocks)| section(&h, level, blocks))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_piece_to_paste_holds_every_word_in_order(
        title in "[a-zA-Z&<]{1,20}",
        sections in prop::collection::vec(any_section(), 0..5),
        level in 1u8..=5,
    ) {
        let rendering = rendering(&title, sections);
        let tree = render(&rendering, &edition(Standing::Approved), &Pictures::new());
        let piece = html::fragment(&tree, html::FragmentOptions { level, title: true });
        for mark in ["<script", " style=", " class=", " id=", "javascript:"] {
            prop_assert!(!piece.contains(mark));
        }
        let seen = read_back::html(&format!("<html><body>{piece}</body></html>")).unwrap();
        let lines = expected_lines(&rendering);
        prop_assert_eq!(seen.lines.get(..lines.len()), Some(&lines[..]));
    }
}
