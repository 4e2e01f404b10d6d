//! Is this what was approved? And is the whole register unbroken?

use crate::desk::Desk;
use crate::error::{DeskError, Result};
use crate::export::{demand_approved_text, edition_of, told_changes};
use crate::import::read_bytes;
use fairnotice_notice::{Block, Content, Field, FieldKind, Notice, Rendering, Role, Section, State, Version};
use fairnotice_publish::{Edition, VisibleText, expected_lines, furniture, read_back, render};
use fairnotice_register::{Reader, Revision};
use serde::Serialize;
use std::collections::BTreeSet;
use std::path::Path;
use ts_rs::TS;

/// The four answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// The visible text is that of an approved version in this register, to the last letter.
    Exact,
    /// The words are, whatever template surrounds them.
    SameWords,
    /// It resembles an approved version, with what differs.
    Changed,
    /// Nothing approved in this register resembles it.
    UnknownHere,
}

/// What a file is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Verification {
    /// The file.
    pub file: String,
    /// The answer.
    pub answer: Answer,
    /// The answer in a sentence.
    pub sentence: String,
    /// The notice it was compared with.
    pub notice: Option<String>,
    /// That version's number.
    pub version: Option<u32>,
    /// Where that version stands today.
    #[ts(type = "State | null")]
    pub state: Option<State>,
    /// That version's document code.
    pub code: Option<String>,
    /// What differs.
    pub differences: Vec<String>,
}

/// Whether the register is unbroken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Inspection {
    /// Whether nothing is amiss.
    pub unbroken: bool,
    /// The head of the chain.
    pub head: String,
    /// How many events were read.
    pub events: u32,
    /// How many saved copies were read.
    pub revisions: u32,
    /// What is amiss, in sentences.
    pub faults: Vec<String>,
}

/// The words of a text: letters and digits, case and punctuation aside.
fn words<'a>(lines: impl IntoIterator<Item = &'a String>) -> Vec<String> {
    lines
        .into_iter()
        .flat_map(|line| line.split(|c: char| !c.is_alphanumeric()))
        .filter(|w| !w.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// Whether `inner` stands in `outer` whole and unbroken.
fn holds(outer: &[String], inner: &[String]) -> bool {
    !inner.is_empty() && outer.windows(inner.len()).any(|window| window == inner)
}

/// Lines as a text of paragraphs, so that the redline can say what differs.
fn as_content(lines: &[String]) -> Content {
    let mut content = Content::new("", "en-GB");
    content.sections.push(Section {
        id: String::new(),
        heading: String::new(),
        level: 2,
        fields: vec![Field {
            id: String::new(),
            role: Role::Other,
            kind: FieldKind::Prose,
            blocks: lines.iter().map(Block::paragraph).collect(),
        }],
    });
    content
}

/// The share of `of`'s different words that stand in `among`.
fn likeness(of: &[String], among: &[String]) -> f64 {
    let (of, among): (BTreeSet<_>, BTreeSet<_>) = (of.iter().collect(), among.iter().collect());
    if of.is_empty() {
        return 0.0;
    }
    of.intersection(&among).count() as f64 / of.len() as f64
}

/// An approved text to compare with.
struct Candidate {
    notice: Notice,
    version: Version,
    revision: Revision,
    rendering: Rendering,
    code: String,
}

/// Every approved text: those that are what was approved, and why the others are not.
struct Approved {
    sound: Vec<Candidate>,
    broken: Vec<DeskError>,
}

impl Candidate {
    fn editions(&self, reader: &Reader<'_>) -> Result<Vec<Edition>> {
        let now = edition_of(reader, &self.notice, &self.version, self.revision.digest)?;
        let mut all = Vec::new();
        // The file may have been exported before its day was set, before the page's address was known, or before its
        // time was over.
        for begun in [true, false] {
            for ended in [true, false] {
                for known in [true, false] {
                    let edition = Edition {
                        effective: now.effective.filter(|_| begun),
                        review_due: now.review_due.filter(|_| begun),
                        ended: now.ended.filter(|_| begun && ended),
                        published_at: now.published_at.clone().filter(|_| known),
                        ..now.clone()
                    };
                    if !all.contains(&edition) {
                        all.push(edition);
                    }
                }
            }
        }
        Ok(all)
    }
}

fn approved(reader: &Reader<'_>) -> Result<Approved> {
    let (mut sound, mut broken) = (Vec::new(), Vec::new());
    for notice in reader.notices()? {
        for version in reader.versions(notice.id)?.into_iter().rev().filter(|v| v.state.was_approved()) {
            match demand_approved_text(reader, &notice, &version) {
                Ok(revision) => {
                    let rendering = revision.rendering()?;
                    let code = revision.digest.code();
                    sound.push(Candidate { notice: notice.clone(), version, revision, rendering, code });
                }
                Err(error) => broken.push(error),
            }
        }
    }
    Ok(Approved { sound, broken })
}

/// What a file shows.
fn visible(path: &Path) -> Result<VisibleText> {
    let bytes = read_bytes(path)?;
    if bytes.starts_with(b"%PDF") {
        return Ok(read_back::pdf(&bytes)?);
    }
    let text = match std::str::from_utf8(&bytes) {
        Ok(text) => text.to_string(),
        Err(_) => fairnotice_intake::text(&bytes)?.content.plain_text(),
    };
    let start = text.trim_start().to_lowercase();
    if start.starts_with("<!doctype") || start.starts_with("<html") || start.contains("<body") {
        return Ok(read_back::html(&text)?);
    }
    Ok(VisibleText {
        lines: text.lines().map(str::to_owned).collect(),
        furniture: Vec::new(),
        code: None,
        title: None,
        ours: false,
        hidden: false,
    })
}

impl Desk {
    /// Says whether a PDF, a page or a text is what was approved.
    ///
    /// # Errors
    /// `tampered` (exit 3) when the version it claims to be is no longer what was approved; `cannot-read`;
    /// `cannot-publish` for a file that can't be read back.
    pub fn verify_file(&self, path: &Path) -> Result<Verification> {
        let seen = visible(path)?;
        let reader = self.register.read();
        let file = path.display().to_string();
        let Approved { sound, broken } = approved(&reader)?;

        let mut details: Option<(usize, Vec<String>)> = None;
        for (i, candidate) in sound.iter().enumerate() {
            if !seen.ours || seen.hidden || seen.lines != expected_lines(&candidate.rendering) {
                continue;
            }
            let mut wanted = Vec::new();
            for edition in candidate.editions(&reader)? {
                wanted = furniture(&render(&candidate.rendering, &edition));
                if wanted == seen.furniture {
                    return Ok(candidate.says(
                        file,
                        Answer::Exact,
                        format!(
                            "This is version {} of {}, exactly as it was approved (code {}).",
                            candidate.version.number, candidate.notice.title, candidate.code
                        ),
                        Vec::new(),
                    ));
                }
            }
            if details.is_none() {
                let told = told_changes(&as_content(&wanted), &as_content(&seen.furniture), 10);
                details = Some((i, told));
            }
        }
        if let Some((i, told)) = details {
            let candidate = &sound[i];
            return Ok(candidate.says(
                file,
                Answer::Changed,
                format!(
                    "The text is that of version {} of {}, but the details around it (version, dates, code or contacts) are not.",
                    candidate.version.number, candidate.notice.title
                ),
                told,
            ));
        }

        if let Some(code) = &seen.code
            && let Some(error) = broken.iter().find(|e| e.message.contains(code.as_str()))
        {
            return Err(error.clone());
        }
        let shown = words(&seen.lines);
        if !seen.hidden {
            for candidate in &sound {
                if holds(&shown, &words(&expected_lines(&candidate.rendering))) {
                    let sentence = format!(
                        "The words are those of version {} of {} as it was approved (code {}); what surrounds them is not ours.",
                        candidate.version.number, candidate.notice.title, candidate.code
                    );
                    return Ok(candidate.says(file, Answer::SameWords, sentence, Vec::new()));
                }
            }
        }
        self.nearest(&seen, &shown, file, &sound, &broken)
    }

    fn nearest(
        &self,
        seen: &VisibleText,
        shown: &[String],
        file: String,
        sound: &[Candidate],
        broken: &[DeskError],
    ) -> Result<Verification> {
        let mut best: Option<(f64, &Candidate)> = None;
        for candidate in sound {
            let named = seen.code.as_deref() == Some(candidate.code.as_str());
            let expected = words(&expected_lines(&candidate.rendering));
            let alike = likeness(&expected, shown) + if named { 1.0 } else { 0.0 };
            if alike >= 0.6 && best.is_none_or(|(most, _)| alike > most) {
                best = Some((alike, candidate));
            }
        }
        if let Some((_, candidate)) = best {
            let expected = expected_lines(&candidate.rendering);
            let mut told = told_changes(&as_content(&expected), &as_content(&seen.lines), 10);
            if seen.hidden {
                told.insert(0, "the file hides text or shows text that is not part of the notice".into());
            }
            return Ok(candidate.says(
                file,
                Answer::Changed,
                format!(
                    "This resembles version {} of {}, but it is not what was approved.",
                    candidate.version.number, candidate.notice.title
                ),
                told,
            ));
        }
        if let Some(error) = broken.first() {
            return Err(error.clone());
        }
        Ok(Verification {
            file,
            answer: Answer::UnknownHere,
            sentence: "Nothing that was approved in this council file resembles it.".into(),
            notice: None,
            version: None,
            state: None,
            code: None,
            differences: Vec::new(),
        })
    }

    /// Reads the whole register and says whether it is unbroken.
    ///
    /// # Errors
    /// What the register says when the file can't be read at all.
    pub fn verify_register(&self) -> Result<Inspection> {
        let reader = self.register.read();
        let inspection = reader.inspect()?;
        let mut faults: Vec<String> = inspection.faults.into_iter().map(|f| f.message).collect();
        faults.extend(approved(&reader)?.broken.into_iter().map(|e| e.message));
        Ok(Inspection {
            unbroken: faults.is_empty(),
            head: inspection.head,
            events: u32::try_from(inspection.events).unwrap_or(u32::MAX),
            revisions: u32::try_from(inspection.revisions).unwrap_or(u32::MAX),
            faults,
        })
    }
}

impl Candidate {
    fn says(&self, file: String, answer: Answer, sentence: String, differences: Vec<String>) -> Verification {
        Verification {
            file,
            answer,
            sentence,
            notice: Some(self.notice.short_name.clone()),
            version: Some(self.version.number),
            state: Some(self.version.state),
            code: Some(self.code.clone()),
            differences,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_whole_and_unbroken() {
        let list = |text: &str| words([&text.to_string()]);
        assert!(holds(&list("Home. We share with: Police, HMRC! Footer"), &list("We share with Police HMRC")));
        assert!(!holds(&list("We share with Police and others HMRC"), &list("We share with Police HMRC")));
        assert!(!holds(&list("anything"), &[]), "an empty text is in nothing");
    }
}
