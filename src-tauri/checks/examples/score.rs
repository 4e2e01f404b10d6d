//! Prints what the checks find in a plain-text file, as JSON: `cargo run -p fairnotice-checks --example score -- FILE`.
//! For trying rules on real notices without a register.

use chrono::NaiveDate;
use fairnotice_checks::{Context, check};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("usage: score FILE")?;
    let imported = fairnotice_intake::text(&std::fs::read(path)?)?;
    let report = check(&Context {
        content: &imported.content,
        as_of: NaiveDate::from_ymd_opt(2026, 11, 22).ok_or("date")?,
        organisation: None,
        partner: None,
        parents: &[],
        external_parent_confirmed: false,
        previous: None,
        imported: true,
        lines: Some(&imported.lines),
    });
    println!("{}", serde_json::to_string_pretty(&report)?);
    Ok(())
}
