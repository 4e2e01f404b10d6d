//! Long and awkward texts, on which a quadratic step would never end, come back whole. How fast they are is for
//! `cargo xtask bench redline` to say.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use fairnotice_notice::{Block, Content, Field, FieldKind, Role, Section};
use fairnotice_redline::compare;

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

fn check(a: &Content, b: &Content) {
    let redline = compare(a, b);
    assert_eq!(&redline.accept(), b);
    assert_eq!(&redline.reject(), a);
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
    // A tenth changed.
    check(&ten_thousand, &of(tenth));
    check(&items(0, 1), &items(7, 3));
    // Two different texts.
    let others = (0..2000).map(|i| Block::paragraph(paragraph(i, 20).replace('w', "v").replace("the", "y")));
    check(&forwards, &of(others.collect()));
    check(&forwards, &of(reversed));
    // Paragraphs of seven kinds, over and over.
    check(&same_words(3000), &same_words(2900));
    check(&long(1), &long(5));
    // No space at all.
    let chunk = |text: &str| of(vec![Block::paragraph(text.repeat(20_000))]);
    check(&chunk("a,b."), &chunk("b,a."));
}
