//! How fast two texts are compared and three are merged. Compare runs made side by side.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

#[path = "../tests/council/mod.rs"]
mod council;

use council::{Dice, long};
use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use fairnotice_notice::{Block, Content, Field, FieldKind, Role, Section};
use fairnotice_redline::{compare, merge};
use std::hint::black_box;

/// A text of one list or of paragraphs.
fn of(blocks: Vec<Block>) -> Content {
    let mut content = Content::new("Privacy notice: Parks", "en-GB");
    let field = Field { id: String::new(), role: Role::Other, kind: FieldKind::Prose, blocks };
    content.sections.push(Section { id: String::new(), heading: "All".to_owned(), level: 2, fields: vec![field] });
    content
}

fn redline(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("compare");
    for words in [2_000, 10_000, 100_000] {
        let (old, new) = long(&mut Dice::new(7), words);
        if words > 50_000 {
            group.sample_size(10);
        }
        group.bench_with_input(BenchmarkId::new("a tenth changed", words), &words, |b, _| {
            b.iter(|| compare(black_box(&old), black_box(&new)))
        });
    }
    let items =
        |step: usize| of(vec![Block::bullets((0..5_000).map(|i| format!("Record of kind {} that we hold", i * step)))]);
    let (old, new) = (items(1), items(3));
    group.bench_function("a list of 5,000 similar items", |b| b.iter(|| compare(black_box(&old), black_box(&new))));
    let (old, new) = (long(&mut Dice::new(1), 10_000).0, of(nonsense(200, 50)));
    group.bench_function("10,000 words, entirely different", |b| b.iter(|| compare(black_box(&old), black_box(&new))));
    let (old, new) = (of(nonsense(1, 10_000)), of(vec![Block::paragraph("council ".repeat(10_000))]));
    group.bench_function("one paragraph of 10,000 other words", |b| {
        b.iter(|| compare(black_box(&old), black_box(&new)))
    });
    group.finish();

    let (base, mine) = long(&mut Dice::new(7), 10_000);
    let theirs = council::reworked(&base, &mut Dice::new(8));
    criterion.bench_function("merge two edits of 10,000 words", |b| {
        b.iter(|| merge(black_box(&base), black_box(&mine), black_box(&theirs)))
    });
}

/// Paragraphs of words that no notice has.
fn nonsense(paragraphs: usize, words: usize) -> Vec<Block> {
    let paragraph = |p: usize| {
        let words: Vec<String> = (0..words).map(|w| format!("v{}", (p * 7919 + w * 104_729) % 30_011)).collect();
        Block::paragraph(words.join(" "))
    };
    (0..paragraphs).map(paragraph).collect()
}

criterion_group!(benches, redline);
criterion_main!(benches);
