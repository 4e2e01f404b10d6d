//! The main job, measured: check, compare, render, save, list. Compare runs made side by side.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use criterion::{Criterion, criterion_group, criterion_main};
use fairnotice_desk::notice::organisation::Snapshot;
use fairnotice_desk::notice::{Content, Rendering};
use fairnotice_desk::{Clock, Desk};
use fairnotice_publish::{Contents, Edition, Pictures, Standing, html, pdf, render};
use std::hint::black_box;

fn text(name: &str) -> Content {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("sample").join(name);
    let mut content = fairnotice_intake::markdown::read(&std::fs::read_to_string(path).unwrap()).unwrap();
    content.assign_ids();
    content
}

fn main_job(criterion: &mut Criterion) {
    let (old, new) = (text("housing-2.md"), text("housing-3.md"));
    let as_of = "2026-11-22".parse().unwrap();
    criterion.bench_function("check a notice", |b| {
        b.iter(|| {
            fairnotice_checks::check(&fairnotice_checks::Context {
                previous: Some(&old),
                ..fairnotice_checks::Context::alone(black_box(&new), as_of)
            })
        });
    });
    criterion.bench_function("compare two versions", |b| {
        b.iter(|| fairnotice_redline::compare(black_box(&old), black_box(&new)));
    });
    let rendering = Rendering::of(&new, &Snapshot::default());
    let edition = Edition {
        version: 3,
        standing: Standing::Approved,
        effective: Some(as_of),
        review_due: None,
        ended: None,
        directorate: None,
        owner_post: None,
        approver: None,
        code: rendering.digest().unwrap().code(),
        published_at: None,
        contents: Contents::WhenLong,
    };
    let tree = render(&rendering, &edition, &Pictures::new());
    criterion.bench_function("digest a rendering", |b| b.iter(|| black_box(&rendering).digest().unwrap()));
    criterion.bench_function("write the page", |b| b.iter(|| html::page(black_box(&tree))));
    criterion.bench_function("write the PDF", |b| b.iter(|| pdf::document(black_box(&tree)).unwrap()));

    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::init_sample(&folder.path().join("sample.fairnotice"), Clock::Machine).unwrap();
    criterion.bench_function("list the sample council", |b| b.iter(|| desk.list().unwrap()));
    criterion.bench_function("search the sample council", |b| b.iter(|| desk.search("personal data").unwrap()));
}

criterion_group!(benches, main_job);
criterion_main!(benches);
