//! How fast files are read: a notice of two pages in each format, and a text and a web page of 1,000 pages.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)]

use criterion::{Criterion, criterion_group, criterion_main};
use fairnotice_intake::{Tracked, read};
use std::hint::black_box;
use std::path::Path;

fn file(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus").join(name)).unwrap()
}

/// The body of a notice again and again under one title.
fn long(front: &str, body: &str, pages: usize, end: &str) -> Vec<u8> {
    let mut text = front.to_owned();
    (0..pages / 2).for_each(|_| text.push_str(body));
    text.push_str(end);
    text.into_bytes()
}

fn readers(c: &mut Criterion) {
    let mut group = c.benchmark_group("read a notice");
    for name in [
        "housing-plain.txt",
        "housing-accordion.html",
        "housing-libreoffice.docx",
        "housing-untagged.pdf",
        "housing-pages-tagged.pdf",
    ] {
        let bytes = file(name);
        group.bench_function(name, |b| b.iter(|| read(name, black_box(&bytes), Tracked::Accepted).unwrap()));
    }
    group.finish();
    let mut group = c.benchmark_group("read 1,000 pages");
    group.sample_size(10);
    let plain = String::from_utf8(file("housing-plain.txt")).unwrap();
    let page = String::from_utf8(file("housing-word.htm").iter().map(|b| b & 0x7f).collect()).unwrap();
    let body = page.split_once("<div class=WordSection1>").map_or("", |(_, rest)| rest);
    let body = body.split_once("</div>").map_or(body, |(body, _)| body);
    for (name, bytes) in [
        ("long.txt", long("Privacy notice: everything\n\n", &plain, 1_000, "")),
        ("long.html", long("<html><body><h1>Privacy notice: everything</h1>", body, 1_000, "</body></html>")),
    ] {
        group.bench_function(name, |b| b.iter(|| read(name, black_box(&bytes), Tracked::Accepted).unwrap()));
    }
    group.finish();
}

criterion_group!(benches, readers);
criterion_main!(benches);
