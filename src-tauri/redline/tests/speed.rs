//! No input makes the comparison quadratic: long texts stay within bounds that even a debug build on a slow
//! machine meets, and that a quadratic step would miss by far.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use fairnotice_notice::{Block, Content, Field, FieldKind, Role, Section};
use fairnotice_redline::compare;
use std::time::{Duration, Instant};

fn of(blocks: Vec<Block>) -> Content {
    let mut content = Content::new("Privacy notice: Parks", "en-GB");
    let field = Field { id: String::new(), role: Role::Other, kind: FieldKind::Prose, blocks };
    content.sections.push(Section { id: String::new(), heading: "All".to_owned(), level: 2, fields: vec![field] });
    content
}

/// A paragraph of made-up words that follow from a number.
fn paragraph(seed: usize, words: usize) -> String {
    let word = |i: usize| {
        let mixed = (seed * 7919 + i * 104_729).wrapping_mul(2_654_435_761) >> 7;
        if mixed.is_multiple_of(3) { "the".to_owned() } else { format!("w{}", mixed % 3000) }
    };
    (0..words).map(word).collect::<Vec<_>>().join(" ")
}

fn timed(name: &str, a: &Content, b: &Content) -> Duration {
    let start = Instant::now();
    let redline = compare(a, b);
    let took = start.elapsed();
    println!("{name}: {took:?}, {:?}", redline.stats);
    assert_eq!(&redline.accept(), b);
    assert_eq!(&redline.reject(), a);
    took
}

#[test]
fn long_and_awkward_texts() {
    let texts: Vec<String> = (0..200).map(|i| paragraph(i, 50)).collect();
    let ten_thousand = of(texts.iter().map(|t| Block::paragraph(t.clone())).collect());
    let tenth: Vec<Block> = texts
        .iter()
        .enumerate()
        .map(|(i, t)| {
            Block::paragraph(if i % 2 == 0 {
                t.clone()
            } else {
                t.replacen("w1", "new words w1", 3).replacen("the ", "", 2)
            })
        })
        .collect();
    let items = |from: usize, step: usize| {
        of(vec![Block::bullets((0..5000).map(|i| format!("Record of kind {} that we hold", from + i * step)))])
    };
    let mut reversed: Vec<Block> = (0..2000).map(|i| Block::paragraph(paragraph(i, 20))).collect();
    let forwards = of(reversed.clone());
    reversed.reverse();
    let same_words =
        |n: usize| of((0..n).map(|i| Block::paragraph(format!("we share data {}", "again ".repeat(i % 7)))).collect());
    let long = |seed: usize| of(vec![Block::paragraph(paragraph(seed, 10_000))]);
    let cases = [
        ("10,000 words, 10 % changed", timed("10,000 words", &ten_thousand, &of(tenth))),
        ("5,000 similar items, other numbers", timed("items", &items(0, 1), &items(7, 3))),
        (
            "two different texts",
            timed(
                "different",
                &forwards,
                &of((0..2000)
                    .map(|i| Block::paragraph(paragraph(i, 20).replace('w', "v").replace("the", "y")))
                    .collect()),
            ),
        ),
        ("everything reversed", timed("reversed", &forwards, &of(reversed))),
        ("3,000 paragraphs of seven kinds", timed("repeated", &same_words(3000), &same_words(2900))),
        ("one paragraph of 10,000 other words", timed("one long", &long(1), &long(5))),
        (
            "no space at all",
            timed(
                "chunk",
                &of(vec![Block::paragraph("a,b.".repeat(20_000))]),
                &of(vec![Block::paragraph("b,a.".repeat(20_000))]),
            ),
        ),
    ];
    for (name, took) in cases {
        assert!(took < Duration::from_secs(8), "{name} took {took:?}");
    }
}
