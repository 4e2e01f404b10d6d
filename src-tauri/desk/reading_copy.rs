//! The reading copy of a version under review: for somebody who installs nothing. Changes marked, things to fix, and a form
//! to answer in e-mail or on paper.

use crate::error::Result;
use crate::pack::ReviewPack;
use fairnotice_publish::dossier::{self, Dossier, Part, Piece};
use fairnotice_publish::{Compared, redline};

/// The reading copy as a PDF.
///
/// # Errors
/// `cannot-publish` naming a character that no shipped typeface has.
pub(crate) fn document(pack: &ReviewPack) -> Result<Vec<u8>> {
    let page = pack.page()?;
    let (text, changes) = pack.shown()?;
    let mut parts = vec![Part::new(
        "What is asked of you",
        vec![
            Piece::Words(format!(
                "{} asks for your approval of these words, on {}: {}",
                page.submitted_by,
                page.submitted_at.format("%-d %B %Y"),
                page.note.clone().unwrap_or_default()
            )),
            Piece::Words(format!(
                "Answer in e-mail, or on this paper, and name the document code {}: an approval is of exactly these words.",
                page.code
            )),
        ],
    )];
    if let Some(changes) = &changes {
        let labels = (
            format!("version {} (live)", page.live.unwrap_or_default()),
            format!("version {} (in review)", page.version),
        );
        let compared = Compared { title: Some(&page.title), old: &labels.0, new: &labels.1 };
        parts.push(Part::new("What changes", vec![Piece::Nodes(redline(&changes.redline, compared).nodes)]));
    }
    let rows: Vec<Vec<String>> = page
        .report
        .findings
        .iter()
        .filter(|f| page.needs.contains(&f.rule) || f.severity == fairnotice_notice::Severity::Warn)
        .map(|f| {
            let said: Vec<&str> = page.reasons.iter().filter(|r| r.rule == f.rule).map(|r| r.reason.as_str()).collect();
            vec![
                f.severity.label().to_owned(),
                f.section.clone().unwrap_or_default(),
                f.message.clone(),
                said.join("; "),
            ]
        })
        .collect();
    let header = ["Weight", "Where", "What was found", "The author's reason"].map(str::to_owned).to_vec();
    let found = if rows.is_empty() {
        vec![Piece::Words("The checks found nothing.".into())]
    } else {
        vec![Piece::Table { header, rows }]
    };
    parts.push(Part::new("Things to fix", found));
    let mut form = vec![format!("I approve exactly the words with the document code {} (yes or no)", page.code)];
    form.extend(page.statements.iter().map(|s| format!("I confirm: {s} (yes or no)")));
    form.push("What must change, and why".into());
    form.extend(["Name", "Post", "Date"].map(str::to_owned));
    parts.push(Part::new("Your answer", vec![Piece::Form(form)]));
    parts.push(Part::new("The whole text", vec![Piece::Nodes(text.nodes)]));
    Ok(dossier::document(&Dossier {
        title: format!("For review: {}", page.title),
        organisation: page.council.clone(),
        footer: format!("Version {} · {}", page.version, page.code),
        code: page.code.clone(),
        dated: Some(page.made_at.date_naive()),
        mark: Some("DRAFT – not approved".into()),
        control: vec![
            ("Notice".into(), page.title.clone()),
            ("Version".into(), page.version.to_string()),
            ("Document code".into(), page.code.clone()),
        ],
        parts,
    })?)
}
