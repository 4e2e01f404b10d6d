//! How fast notices are published: `cargo run --release -p fairnotice-publish --example pace -- NOTICE.json`.
//!
//! Prints one line of JSON: milliseconds a PDF and a Word file, pages a second, seconds for a hundred PDFs, and the
//! most memory a thousand PDFs took. Warm, in one process; nothing is remembered from one notice to the next but the
//! parsed typefaces.

use fairnotice_notice::organisation::Snapshot;
use fairnotice_notice::{Content, Rendering};
use fairnotice_publish::{Edition, Pictures, RenderTree, Standing, docx, html, pdf, render};
use serde_json::json;
use std::error::Error;
use std::time::Instant;

fn tree(content: &Content, number: u32) -> RenderTree {
    let council = Snapshot {
        controller: "Averley Borough Council".into(),
        dpo_email: "dpo@averley.example".into(),
        ..Snapshot::default()
    };
    let edition = Edition {
        version: number,
        standing: Standing::Approved,
        code: "BA78-16BF-8F01-CFEA".into(),
        ..Edition::default()
    };
    render(&Rendering::of(content, &council), &edition, &Pictures::new())
}

/// The most memory the process ever held, in megabytes; nothing where the system does not say.
fn peak() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches("kB").trim().parse::<f64>().ok().map(|kb| kb / 1024.0)
}

fn milliseconds(mut one: impl FnMut(u32) -> Result<usize, Box<dyn Error>>) -> Result<(f64, f64), Box<dyn Error>> {
    let mut times = Vec::new();
    for n in 0..60 {
        let start = Instant::now();
        std::hint::black_box(one(n)?);
        times.push(start.elapsed().as_secs_f64() * 1000.0);
    }
    let mut warm = times.split_off(10);
    warm.sort_by(f64::total_cmp);
    Ok((warm[warm.len() / 2], warm[0]))
}

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("usage: pace NOTICE.json")?;
    let content = Content::from_json(&std::fs::read_to_string(path)?)?;
    let (pdf_median, pdf_least) = milliseconds(|n| Ok(pdf::document(&tree(&content, n))?.len()))?;
    let (docx_median, _) = milliseconds(|n| Ok(docx::document(&tree(&content, n))?.len()))?;
    let (html_median, _) = milliseconds(|n| Ok(html::page(&tree(&content, n)).len()))?;
    let start = Instant::now();
    for n in 0..100 {
        std::hint::black_box(pdf::document(&tree(&content, n))?);
    }
    let hundred = start.elapsed().as_secs_f64();
    for n in 0..900 {
        std::hint::black_box(pdf::document(&tree(&content, n))?);
    }
    let bytes = pdf::document(&tree(&content, 1))?;
    let rounded = |n: f64| (n * 100.0).round() / 100.0;
    println!(
        "{}",
        json!({
            "pdf_ms": { "median": rounded(pdf_median), "min": rounded(pdf_least) },
            "pdf_kb": rounded(bytes.len() as f64 / 1024.0),
            "docx_ms": rounded(docx_median),
            "html_per_second": (1000.0 / html_median).round(),
            "hundred_pdf_s": rounded(hundred),
            "thousand_peak_mb": peak().map(rounded),
        })
    );
    Ok(())
}
