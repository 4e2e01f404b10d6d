//! How long the checks take: a notice of five pages while somebody types, and the notices of a whole council.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use criterion::{Criterion, criterion_group, criterion_main};
use fairnotice_checks::{Context, check};
use fairnotice_notice::Content;
use std::hint::black_box;

/// The sample council's housing notice: 1,500 words, five printed pages.
fn five_pages() -> Content {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../desk/sample/housing-3.md");
    let mut content = fairnotice_intake::markdown::read(&std::fs::read_to_string(path).unwrap()).unwrap();
    content.assign_ids();
    content
}

fn checks(criterion: &mut Criterion) {
    let content = five_pages();
    let day = "2026-11-22".parse().unwrap();
    criterion.bench_function("check a notice of five pages", |b| {
        b.iter(|| check(black_box(&Context::alone(&content, day))))
    });
    let mut group = criterion.benchmark_group("a council");
    group.sample_size(10);
    group.bench_function("check 2,000 notices", |b| {
        b.iter(|| (0..2_000).map(|_| check(black_box(&Context::alone(&content, day))).findings.len()).sum::<usize>());
    });
}

criterion_group!(benches, checks);
criterion_main!(benches);
