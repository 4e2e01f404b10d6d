//! Writes a notice out: `cargo run -p fairnotice-publish --example sheet -- CONTENT.json FOLDER`.
//!
//! Reads the JSON that `fairnotice show --format json` prints and writes `notice.pdf`, `notice.html`, `notice.txt` and
//! a made-up `record.pdf`, as a draft of the made-up Averley Borough Council, and says whether both read back as they were meant.

use chrono::NaiveDate;
use fairnotice_notice::organisation::Snapshot;
use fairnotice_notice::{Content, Rendering};
use fairnotice_publish::{
    Edition, Record, RecordedDecision, RecordedPerson, RecordedReason, Standing, expected_lines, furniture, html, pdf,
    read_back, record, render, text,
};
use std::error::Error;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let source = arguments.next().ok_or("usage: sheet CONTENT.json FOLDER")?;
    let folder = PathBuf::from(arguments.next().ok_or("usage: sheet CONTENT.json FOLDER")?);
    let standing = match arguments.next().as_deref() {
        Some("approved") => Standing::Approved,
        Some("recorded") => Standing::Recorded,
        Some(_) | None => Standing::Draft,
    };
    let content = Content::from_json(&std::fs::read_to_string(source)?)?;
    let council = Snapshot {
        controller: "Averley Borough Council".into(),
        address: "Town Hall, Market Place, Averley AV1 1AA".into(),
        email: "enquiries@averley.example".into(),
        phone: "01632 960100".into(),
        ico_registration: "Z0000000".into(),
        dpo_post: "Data Protection Officer".into(),
        dpo_email: "dpo@averley.example".into(),
        dpo_phone: "01632 960101".into(),
        logo: None,
    };
    let rendering = Rendering::of(&content, &council);
    let edition = Edition {
        version: 3,
        standing,
        effective: NaiveDate::from_ymd_opt(2026, 4, 1),
        review_due: NaiveDate::from_ymd_opt(2027, 4, 1),
        ended: None,
        directorate: Some("Corporate Resources".into()),
        owner_post: Some("Director of Corporate Resources".into()),
        approver: None,
        code: rendering.digest()?.code(),
        published_at: Some("https://www.averley.example/privacy/corporate-resources".into()),
    };
    let tree = render(&rendering, &edition);
    let started = std::time::Instant::now();
    let document = pdf::document(&tree)?;
    println!("pdf: {} bytes in {:?}", document.len(), started.elapsed());
    let page = html::page(&tree);
    std::fs::create_dir_all(&folder)?;
    std::fs::write(folder.join("notice.pdf"), &document)?;
    std::fs::write(folder.join("notice.html"), &page)?;
    std::fs::write(folder.join("notice.txt"), text::plain(&rendering))?;
    std::fs::write(folder.join("record.pdf"), record::document(&sign_off(&edition, &rendering.title))?)?;
    let lines = expected_lines(&rendering);
    for (form, seen) in [("pdf", read_back::pdf(&document)?), ("html", read_back::html(&page)?)] {
        println!(
            "{form}: text {}, furniture {}, ours {}, hidden {}",
            if seen.lines == lines { "as meant" } else { "DIFFERS" },
            if seen.furniture == furniture(&tree) { "as meant" } else { "DIFFERS" },
            seen.ours,
            seen.hidden
        );
    }
    Ok(())
}

/// A sign-off record with something in every part.
fn sign_off(edition: &Edition, title: &str) -> Record {
    let person =
        |name: &str, post: &str, at: &str| RecordedPerson { name: name.into(), post: post.into(), at: at.into() };
    let decision = |what: &str, by: &RecordedPerson, reason: &str| RecordedDecision {
        what: what.into(),
        who: by.name.clone(),
        post: by.post.clone(),
        at: by.at.clone(),
        reason: reason.into(),
    };
    let author = person("Ada Author", "Information Governance Officer", "2 March 2026, 10:02");
    let approver = person("Rhys Reviewer", "Data Protection Officer", "5 March 2026, 16:40");
    Record {
        title: title.into(),
        version: edition.version,
        state: "Live".into(),
        code: edition.code.clone(),
        digest: "41c6".repeat(16),
        chain_head: "9f02".repeat(16),
        change_note:
            "The pool at Averley Green is new; the period for accident reports is now the one of the schedule.".into(),
        decisions: vec![
            decision("Submitted for review", &author, "The pool at Averley Green is new."),
            decision("Approved", &approver, "Read against the schedule."),
        ],
        reasons: vec![RecordedReason {
            rule: "transfers-absent".into(),
            message: "The notice does not say whether information is sent abroad".into(),
            severity: "Explain".into(),
            by: "Rhys Reviewer".into(),
            reason: "Nothing is sent abroad by this service; the corporate notice says so.".into(),
        }],
        changes: vec![
            "1 paragraph changed.".into(),
            "2 recipients added: Sport England, Averley Leisure Trust.".into(),
        ],
        effective: edition.effective,
        review_due: edition.review_due,
        organisation: "Averley Borough Council".into(),
        printed_for: "Ada Author".into(),
        author,
        approver: Some(approver),
    }
}
