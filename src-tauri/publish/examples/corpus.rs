//! Writes the fixtures in every form: `cargo run -p fairnotice-publish --example corpus -- FOLDER`.
//!
//! For `cargo xtask conformance`: NAME.pdf, NAME.html, NAME.fragment.html, NAME.docx with the words that must be in it
//! in NAME.docx.txt, and the same for redlines; all of the made-up Averley Borough Council.

#[path = "../fixtures.rs"]
mod fixtures;

use chrono::NaiveDate;
use fairnotice_notice::organisation::Snapshot;
use fairnotice_notice::{Block, Content, Rendering};
use fairnotice_publish::{
    Compared, Contents, Edition, Picture, Pictures, Record, RecordedDecision, RecordedItem, RecordedPerson,
    RecordedReason, RenderTree, Standing, docx, html, pdf, record, redline, render, side_by_side,
};
use std::error::Error;
use std::path::{Path, PathBuf};
use std::sync::Arc;

type Done = Result<(), Box<dyn Error>>;

fn main() -> Done {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("usage: corpus FOLDER")?);
    std::fs::create_dir_all(&folder)?;
    let kept = fixtures::pictures().iter().map(|bytes| Picture::clean(bytes)).collect::<Result<Vec<_>, _>>()?;
    let names: Vec<String> = kept.iter().map(Picture::asset).collect();
    let pictures: Pictures = kept.into_iter().map(|p| (p.asset(), Arc::new(p))).collect();
    let all = fixtures::all(&names);
    for (name, content) in &all {
        let adorned = Snapshot { logo: names.first().cloned(), colour: Some("#7a1f5c".into()), ..council() };
        let forms = [
            ("", Standing::Approved, council(), Contents::WhenLong),
            (".draft", Standing::Draft, council(), Contents::Never),
            (".adorned", Standing::Superseded, adorned, Contents::Always),
        ];
        for (kind, standing, council, contents) in forms {
            let rendering = Rendering::of(content, &council);
            let edition = edition(standing, contents, &rendering)?;
            write(&folder, &format!("{name}{kind}"), &render(&rendering, &edition, &pictures))?;
        }
        let changed = changed(content);
        let compared = Compared { title: None, old: "version 2 (superseded)", new: "version 3 (live)" };
        let changes = fairnotice_redline::compare(content, &changed);
        let marked = redline(&changes, compared);
        std::fs::write(folder.join(format!("{name}.redline.pdf")), pdf::document(&marked)?)?;
        std::fs::write(folder.join(format!("{name}.redline.html")), html::page(&marked))?;
        std::fs::write(folder.join(format!("{name}.sides.html")), html::page(&side_by_side(&changes, compared)))?;
    }
    std::fs::write(folder.join("sign-off.record.pdf"), record::document(&sign_off())?)?;
    Ok(())
}

fn write(folder: &Path, name: &str, tree: &RenderTree) -> Done {
    std::fs::write(folder.join(format!("{name}.pdf")), pdf::document(tree)?)?;
    std::fs::write(folder.join(format!("{name}.html")), html::page(tree))?;
    std::fs::write(folder.join(format!("{name}.docx")), docx::document(tree)?)?;
    std::fs::write(folder.join(format!("{name}.docx.txt")), docx::words(tree))?;
    let fragment = html::fragment(tree, html::FragmentOptions::default());
    std::fs::write(folder.join(format!("{name}.fragment.html")), fragment)?;
    Ok(())
}

fn council() -> Snapshot {
    Snapshot {
        controller: "Averley Borough Council".into(),
        address: "Town Hall, Market Place, Averley AV1 1AA".into(),
        email: "enquiries@averley.example".into(),
        phone: "01632 960100".into(),
        ico_registration: "Z0000000".into(),
        dpo_post: "Data Protection Officer".into(),
        dpo_email: "dpo@averley.example".into(),
        dpo_phone: "01632 960101".into(),
        ..Snapshot::default()
    }
}

fn edition(standing: Standing, contents: Contents, rendering: &Rendering) -> Result<Edition, Box<dyn Error>> {
    Ok(Edition {
        version: 3,
        standing,
        effective: NaiveDate::from_ymd_opt(2026, 4, 1),
        review_due: NaiveDate::from_ymd_opt(2027, 4, 1),
        ended: (standing == Standing::Superseded).then(|| NaiveDate::from_ymd_opt(2026, 9, 30)).flatten(),
        directorate: Some("Corporate Resources".into()),
        owner_post: Some("Director of Corporate Resources".into()),
        approver: None,
        code: rendering.digest()?.code(),
        published_at: Some("https://www.averley.example/privacy/corporate-resources".into()),
        contents,
    })
}

/// The same text with something added, taken out, moved and changed.
fn changed(content: &Content) -> Content {
    let mut changed = content.clone();
    if changed.sections.len() > 1 {
        changed.sections.rotate_left(1);
    }
    for field in changed.sections.iter_mut().flat_map(|s| &mut s.fields) {
        for block in &mut field.blocks {
            match block {
                Block::Paragraph { runs, .. } => {
                    if let Some(run) = runs.first_mut() {
                        run.text = format!("{} In 2026 this was added.", run.text.replacen(" is ", " is not ", 1));
                    }
                }
                Block::List { items, .. } => {
                    items.truncate(items.len().div_ceil(2));
                    items.reverse();
                }
                Block::Table { rows, .. } => rows.truncate(rows.len().div_ceil(2)),
                Block::Callout { .. } | Block::Image { .. } => {}
            }
        }
        field.blocks.push(Block::bullets(["a new item", "another"]));
    }
    changed
}

/// A sign-off record with something in every part.
fn sign_off() -> Record {
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
    let note = "The pool at Averley Green is new; the period for accident reports is now the one of the schedule.";
    Record {
        title: "Privacy notice: Parks".into(),
        version: 3,
        state: "Live".into(),
        code: "BA78-16BF-8F01-CFEA".into(),
        digest: "41c6".repeat(16),
        chain_head: "9f02".repeat(16),
        change_note: note.into(),
        decisions: vec![decision("Submitted for review", &author, note), decision("Approved", &approver, "Read.")],
        reasons: vec![RecordedReason {
            rule: "transfers-absent".into(),
            message: "The notice does not say whether information is sent abroad".into(),
            severity: "Explain".into(),
            by: "Rhys Reviewer".into(),
            reason: "Nothing is sent abroad by this service; the corporate notice says so.".into(),
        }],
        matrix: vec![RecordedItem {
            title: "How long it is kept".into(),
            source: "UK GDPR Article 13(2)(a)".into(),
            answer: "answered".into(),
            place: "How long we keep your information".into(),
        }],
        changes: vec!["2 recipients added: Sport England, Averley Leisure Trust.".into()],
        effective: NaiveDate::from_ymd_opt(2026, 4, 1),
        review_due: NaiveDate::from_ymd_opt(2027, 4, 1),
        organisation: "Averley Borough Council".into(),
        confirmed: vec!["The director has read this version.".into()],
        told: vec!["Seen at https://www.averley.example/privacy/parks on 2 April 2026 by Petra Publisher.".into()],
        author,
        approver: Some(approver),
    }
}
