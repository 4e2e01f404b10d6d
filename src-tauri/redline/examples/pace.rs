//! How fast we compare, and how many words we mark: `cargo run --release -p fairnotice-redline --example pace -- DIR`.
//!
//! Writes the two texts of each size into the folder, a line a block, for others to compare, and prints one line of
//! JSON with our own figures.
#![allow(missing_docs)]

#[path = "../tests/council/mod.rs"]
mod council;

use council::{Dice, long};
use fairnotice_notice::Content;
use fairnotice_redline::{Op, compare};
use serde_json::json;
use std::error::Error;
use std::path::Path;
use std::time::Instant;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("usage: pace DIR")?;
    let mut figures = Vec::new();
    for words in [2_000, 10_000, 100_000] {
        let (old, new) = long(&mut Dice::new(7), words);
        for (name, content) in [("old", &old), ("new", &new)] {
            std::fs::write(Path::new(&folder).join(format!("{words}-{name}.txt")), lines(content))?;
        }
        let mut times = Vec::new();
        for _ in 0..if words > 50_000 { 7 } else { 25 } {
            let start = Instant::now();
            std::hint::black_box(compare(&old, &new));
            times.push(start.elapsed().as_secs_f64() * 1000.0);
        }
        times.sort_by(f64::total_cmp);
        let runs = compare(&old, &new);
        let changed: usize = runs
            .blocks
            .iter()
            .flat_map(|b| &b.runs)
            .filter(|r| r.op != Op::Keep)
            .map(|r| r.text.split_whitespace().count())
            .sum();
        figures.push(json!({ "words": words, "ms": times[times.len() / 2], "changed": changed }));
    }
    println!("{}", json!(figures));
    Ok(())
}

fn lines(content: &Content) -> String {
    content.leaves().iter().map(|leaf| leaf.text() + "\n").collect()
}
