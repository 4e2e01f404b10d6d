//! Prints what the checks find in a plain-text or Markdown file, as JSON:
//! `cargo run -p fairnotice-checks --example score -- FILE`.
//! For trying rules on real notices without a register.

use chrono::NaiveDate;
use fairnotice_checks::{Context, check};
use std::collections::BTreeMap;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("usage: score FILE")?;
    let bytes = std::fs::read(&path)?;
    let (content, lines) = if path.ends_with(".md") {
        (fairnotice_intake::markdown::read(std::str::from_utf8(&bytes)?)?, BTreeMap::new())
    } else {
        let imported = fairnotice_intake::text(&bytes)?;
        (imported.content, imported.lines)
    };
    let report = check(&Context {
        content: &content,
        as_of: NaiveDate::from_ymd_opt(2026, 11, 22).ok_or("date")?,
        organisation: None,
        partner: None,
        parents: &[],
        external_parent_confirmed: false,
        previous: None,
        imported: !path.ends_with(".md"),
        lines: Some(&lines),
    });
    println!("{}", serde_json::to_string_pretty(&report)?);
    Ok(())
}
