//! The sign-off record: who wrote, who approved, on which words, with which reasons. For the council alone.

use crate::PublishError;
use crate::labels::ENGLISH;
use crate::tree::{Entry, Node, RenderTree, Span, spaced, squeeze};
use chrono::NaiveDate;

/// What stands in the sign-off record. Times are written as the reader shall see them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// The notice's title.
    pub title: String,
    /// The version's number.
    pub version: u32,
    /// Where the version stands, in words.
    pub state: String,
    /// The document code, as on the public files.
    pub code: String,
    /// The whole digest of the approved rendering: 64 hexadecimal digits.
    pub digest: String,
    /// The head of the journal's chain when the record was made: 64 hexadecimal digits.
    pub chain_head: String,
    /// Who wrote it.
    pub author: RecordedPerson,
    /// Who approved it; `None` while nobody has.
    pub approver: Option<RecordedPerson>,
    /// What the author said when submitting it.
    pub change_note: String,
    /// Every decision, oldest first.
    pub decisions: Vec<RecordedDecision>,
    /// The reasons given for findings that stayed open.
    pub reasons: Vec<RecordedReason>,
    /// What the law asks and how the text answers it.
    pub matrix: Vec<RecordedItem>,
    /// What changed since the last version, a sentence each.
    pub changes: Vec<String>,
    /// The day from which it is in force.
    pub effective: Option<NaiveDate>,
    /// The day by which it is reviewed.
    pub review_due: Option<NaiveDate>,
    /// The council.
    pub organisation: String,
    /// What the approver confirmed beside the text.
    pub confirmed: Vec<String>,
    /// How people are told of the change, a sentence each.
    pub told: Vec<String>,
}

/// An officer in the record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordedPerson {
    /// The name.
    pub name: String,
    /// The post.
    pub post: String,
    /// When they acted.
    pub at: String,
}

/// A decision in the record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordedDecision {
    /// What was decided.
    pub what: String,
    /// By whom.
    pub who: String,
    /// Their post.
    pub post: String,
    /// When.
    pub at: String,
    /// Their words.
    pub reason: String,
}

/// A reason in the record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordedReason {
    /// The rule's name.
    pub rule: String,
    /// What the finding says.
    pub message: String,
    /// How grave it is, in words.
    pub severity: String,
    /// Who gave the reason.
    pub by: String,
    /// The reason.
    pub reason: String,
}

/// What the law asks, in the record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordedItem {
    /// What is asked.
    pub title: String,
    /// The articles that ask it.
    pub source: String,
    /// How it is answered, in words.
    pub answer: String,
    /// Where: the headings of sections, or the notice above.
    pub place: String,
}

/// The record as a PDF, laid out as the public one and marked INTERNAL on every page.
///
/// # Errors
/// As [`crate::pdf::document`].
pub fn document(record: &Record) -> Result<Vec<u8>, PublishError> {
    crate::pdf::document(&tree(record))
}

/// The record as a render tree.
pub(crate) fn tree(record: &Record) -> RenderTree {
    let mut control = Vec::new();
    let mut add = |label: &str, value: &str| {
        if !value.trim().is_empty() {
            control.push(Entry::plain(label, value));
        }
    };
    add("Notice", &record.title);
    add("Version", &record.version.to_string());
    add("State", &record.state);
    add(ENGLISH.code, &record.code);
    add("In force from", &record.effective.map(|d| ENGLISH.day(d)).unwrap_or_default());
    add("Next review", &record.review_due.map(|d| ENGLISH.day(d)).unwrap_or_default());

    let mut nodes = Vec::new();
    heading(&mut nodes, "Who wrote and who approved");
    let nobody = RecordedPerson { name: "Not approved".into(), ..RecordedPerson::default() };
    let people = [("Author", &record.author), ("Approver", record.approver.as_ref().unwrap_or(&nobody))];
    table(
        &mut nodes,
        &["Part", "Name", "Post", "When"],
        people.iter().map(|(part, p)| vec![*part, &p.name, &p.post, &p.at]),
    );
    heading(&mut nodes, "What the author said of the change");
    say(&mut nodes, &record.change_note, "Nothing was said.");
    heading(&mut nodes, "What changed since the last version");
    sentences(&mut nodes, &record.changes, "Nothing is recorded.");
    heading(&mut nodes, "How people are told");
    sentences(&mut nodes, &record.told, "Nothing is recorded.");
    heading(&mut nodes, "What the approver confirmed");
    sentences(&mut nodes, &record.confirmed, "No statements were asked for.");
    heading(&mut nodes, "Decisions");
    if record.decisions.is_empty() {
        say(&mut nodes, "", "None yet.");
    } else {
        table(
            &mut nodes,
            &["Decision", "By", "Post", "When", "What they wrote"],
            record.decisions.iter().map(|d| vec![d.what.as_str(), &d.who, &d.post, &d.at, &d.reason]),
        );
    }
    heading(&mut nodes, "Findings left open, and why");
    if record.reasons.is_empty() {
        say(&mut nodes, "", "Nothing was left to fix.");
    } else {
        table(
            &mut nodes,
            &["Finding", "Severity", "Given by", "Reason"],
            record.reasons.iter().map(|r| vec![r.message.as_str(), &r.severity, &r.by, &r.reason]),
        );
        // Rules stand with their findings, so that both can be looked up.
        if let Some(Node::Table { rows, .. }) = nodes.last_mut() {
            for (row, reason) in rows.iter_mut().zip(&record.reasons) {
                if let Some(cell) = row.first_mut() {
                    let rule = spaced(vec![Span { em: true, ..Span::plain(reason.rule.as_str()) }]);
                    if !rule.is_empty() {
                        cell.push(Node::Paragraph(rule));
                    }
                }
            }
        }
    }
    if !record.matrix.is_empty() {
        heading(&mut nodes, "What the law asks");
        table(
            &mut nodes,
            &["What", "Source", "Answer", "Where"],
            record.matrix.iter().map(|i| vec![i.title.as_str(), &i.source, &i.answer, &i.place]),
        );
    }
    heading(&mut nodes, "Proof");
    nodes.extend(paragraph(
        "The document code in full is the SHA-256 of the text as readers see it. The last seal covers every entry of the \
         audit trail up to the moment this record was made: an audit trail that no longer contains it was rewritten.",
    ));
    // Each on a line of its own, so that it can be copied and searched for whole.
    for (label, value) in
        [("Document code in full", &record.digest), ("Last seal of the audit trail", &record.chain_head)]
    {
        if let Some(value) = paragraph(value) {
            nodes.push(Node::heading(3, label, "proof"));
            nodes.push(value);
        }
    }
    RenderTree {
        title: squeeze(&format!("Sign-off record: {}, version {}", record.title, record.version)),
        language: ENGLISH.tag.into(),
        labels: &ENGLISH,
        logo: None,
        colour: None,
        contents: false,
        source: None,
        mark: Some("INTERNAL – not for publication".into()),
        issuer: squeeze(&record.organisation),
        footer_name: squeeze(&record.title),
        footer: squeeze(&format!("Sign-off record · Version {} · {}", record.version, record.code)),
        control,
        nodes,
        about: Vec::new(),
        code: record.code.clone(),
        dated: record.effective,
        internal: true,
        wide: false,
    }
}

fn heading(nodes: &mut Vec<Node>, text: &str) {
    nodes.push(Node::heading(2, text, "part"));
}

fn paragraph(text: &str) -> Option<Node> {
    let spans = spaced(vec![Span::plain(text)]);
    (!spans.is_empty()).then_some(Node::Paragraph(spans))
}

/// Sentences as a list.
fn sentences(nodes: &mut Vec<Node>, sentences: &[String], otherwise: &str) {
    let items: Vec<Vec<Node>> = sentences.iter().filter_map(|s| paragraph(s)).map(|p| vec![p]).collect();
    if items.is_empty() {
        say(nodes, "", otherwise);
    } else {
        nodes.push(Node::List { ordered: false, items });
    }
}

fn say(nodes: &mut Vec<Node>, text: &str, otherwise: &str) {
    nodes.extend(paragraph(text).or_else(|| paragraph(otherwise)));
}

fn table<'a>(nodes: &mut Vec<Node>, header: &[&str], rows: impl Iterator<Item = Vec<&'a str>>) {
    let cell = |text: &&str| -> Vec<Node> { paragraph(text).into_iter().collect() };
    nodes.push(Node::Table {
        header: header.iter().map(cell).collect(),
        rows: rows.map(|row| row.iter().map(cell).collect()).collect(),
    });
}
