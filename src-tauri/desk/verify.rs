//! Is this what was approved? And is the whole register unbroken?

use crate::desk::Desk;
use crate::error::{DeskError, Result};
use crate::export::{demand_approved_text, demand_unbroken, edition_of, told_changes};
use crate::import::read_bytes;
use crate::likeness::{likeness, surrounded, words};
use crate::pictures::pictures_of;
use fairnotice_notice::{Block, Content, Field, FieldKind, Notice, Rendering, Role, Section, State, Version};
use fairnotice_publish::{
    Contents, Edition, Pictures, RenderTree, Standing, VisibleText, expected_lines, furniture, html, pdf, read_back,
    render,
};
use fairnotice_register::{Reader, Revision};
use serde::Serialize;
use std::path::Path;
use ts_rs::TS;

/// The four answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// It is, byte for byte, the file that is written for an approved version in this register.
    Exact,
    /// Every word of an approved version stands in it, in order, whatever template surrounds them.
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

/// With a table of contents or without.
const CONTENTS: [Contents; 3] = [Contents::WhenLong, Contents::Always, Contents::Never];

/// An approved text to compare with.
struct Candidate {
    notice: Notice,
    version: Version,
    revision: Revision,
    rendering: Rendering,
    pictures: Pictures,
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
        let mut addresses = vec![now.published_at.clone(), None];
        for event in reader.events(Some(self.notice.id))?.iter().filter(|e| e.kind == "seen-online") {
            addresses.push(event.data.get("url").and_then(|u| u.as_str()).map(str::to_owned));
        }
        // The file may have been exported at any time since it was approved: before its day was set, before the page's
        // address was known, while it was live, after its time was over.
        for standing in [now.standing, Standing::Approved, Standing::Pending] {
            for begun in [true, false] {
                for (address, contents) in addresses.iter().flat_map(|a| CONTENTS.map(|c| (a, c))) {
                    let over = standing == now.standing;
                    let edition = Edition {
                        standing,
                        contents,
                        effective: now.effective.filter(|_| begun),
                        review_due: now.review_due.filter(|_| begun),
                        ended: now.ended.filter(|_| begun && over),
                        published_at: address.clone(),
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
        let whole = demand_unbroken(reader, &notice);
        for version in reader.versions(notice.id)?.into_iter().rev().filter(|v| v.state.was_approved()) {
            match demand_approved_text(reader, &notice, &version).and_then(|found| whole.clone().map(|()| found)) {
                Ok(revision) => {
                    let rendering = revision.rendering()?;
                    let code = revision.digest.code();
                    match pictures_of(reader, &rendering) {
                        Ok(pictures) => {
                            let notice = notice.clone();
                            sound.push(Candidate { notice, version, revision, rendering, pictures, code });
                        }
                        Err(error) => broken.push(error),
                    }
                }
                Err(error) => broken.push(error),
            }
        }
    }
    Ok(Approved { sound, broken })
}

/// What a file shows.
fn visible(bytes: &[u8]) -> Result<VisibleText> {
    if bytes.starts_with(b"%PDF") {
        return Ok(read_back::pdf(bytes)?);
    }
    let text = fairnotice_intake::decoded(bytes)?;
    let start = text.trim_start().to_lowercase();
    // A page, or a piece of one.
    let piece = start.starts_with('<') && start.contains("</");
    if piece || start.starts_with("<!doctype") || start.contains("<body") {
        return Ok(read_back::html(&text)?);
    }
    Ok(VisibleText {
        lines: text.lines().map(str::to_owned).collect(),
        furniture: Vec::new(),
        code: None,
        title: None,
        carried: None,
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
        let bytes = read_bytes(path)?;
        let seen = visible(&bytes)?;
        let _held = self.register.hold()?;
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
                let tree = render(&candidate.rendering, &edition, &candidate.pictures);
                wanted = furniture(&tree);
                if wanted != seen.furniture {
                    continue;
                }
                let (number, title, code) = (candidate.version.number, &candidate.notice.title, &candidate.code);
                if is_this_file(&tree, &bytes) {
                    let sentence = format!(
                        "This is version {number} of {title}, exactly as it was approved (code {code}){}.",
                        candidate.since()
                    );
                    return Ok(candidate.says(file, Answer::Exact, sentence, Vec::new()));
                }
                let sentence = format!(
                    "The visible words and details are those of version {number} of {title} as it was approved (code \
                     {code}){}, but the file is not the one Fair Notice writes: it was changed, or saved by another \
                     program or release. Its links and bookmarks were not compared.",
                    candidate.since()
                );
                return Ok(candidate.says(file, Answer::SameWords, sentence, candidate.carried_otherwise(&seen)));
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
        if !(seen.ours && seen.hidden)
            && let Some(found) = same_words(&reader, &sound, &shown)?
        {
            return Ok(found.0.says_same_words(file, &found.1));
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
            let expected = words(expected_lines(&candidate.rendering));
            let alike = likeness(&expected, shown) + if named { 1.0 } else { 0.0 };
            if alike >= 0.6 && best.is_none_or(|(most, _)| alike > most) {
                best = Some((alike, candidate));
            }
        }
        if let Some((_, candidate)) = best {
            let approved = candidate.revision.content()?;
            // What it carries as data tells more than its lines, links and all; but only while it is what it shows.
            let data = carried(seen).filter(|data| seen.ours && expected_lines(data) == seen.lines);
            let shows = data.as_ref().map_or_else(|| as_content(&seen.lines), text_of);
            let mut told = told_changes(&approved, &shows, 200);
            // What a template adds is told after what became of the words themselves.
            told.sort_by_key(|change| change.contains("\" was added"));
            told.truncate(10);
            if data.is_none() {
                told.extend(candidate.carried_otherwise(seen));
            } else {
                told.extend(other_links(&candidate.rendering, seen));
            }
            if seen.ours && seen.hidden {
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
        Ok(Verification {
            file,
            answer: Answer::UnknownHere,
            sentence: "Nothing that was approved in this council file resembles it.".into(),
            notice: None,
            version: None,
            state: None,
            code: None,
            // A version that is no longer what was approved can't be compared with.
            differences: broken.iter().map(|e| e.message.clone()).collect(),
        })
    }

    /// Reads the whole register and says whether it is unbroken.
    ///
    /// # Errors
    /// What the register says when the file can't be read at all.
    pub fn verify_register(&self) -> Result<Inspection> {
        let _held = self.register.hold()?;
        let reader = self.register.read();
        let inspection = reader.inspect()?;
        let mut faults: Vec<String> = inspection.faults.iter().map(|f| crate::error::sentence(&f.message)).collect();
        // What was approved, and what it has become, in words.
        for error in approved(&reader)?.broken {
            if !faults.contains(&error.message) {
                faults.push(error.message);
            }
        }
        Ok(Inspection {
            unbroken: faults.is_empty(),
            head: inspection.head,
            events: u32::try_from(inspection.events).unwrap_or(u32::MAX),
            revisions: u32::try_from(inspection.revisions).unwrap_or(u32::MAX),
            faults,
        })
    }
}

/// Whether a file is, byte for byte, the one that is written for that tree.
fn is_this_file(tree: &RenderTree, bytes: &[u8]) -> bool {
    if bytes.starts_with(b"%PDF") {
        return pdf::document(tree).is_ok_and(|written| written == bytes);
    }
    html::page(tree).as_bytes() == bytes
}

/// The approved text whose words stand in what is shown, and what stands around them. When one text is part of another,
/// the longer one is meant.
fn same_words<'a>(
    reader: &Reader<'_>,
    sound: &'a [Candidate],
    shown: &[String],
) -> Result<Option<(&'a Candidate, Vec<String>)>> {
    let mut best: Option<(usize, &Candidate, Vec<String>)> = None;
    for candidate in sound {
        let expected = words(expected_lines(&candidate.rendering));
        if best.as_ref().is_some_and(|(most, _, _)| expected.len() <= *most) {
            continue;
        }
        // Every word must be there at all: most candidates end here, before their pages are made.
        if likeness(&expected, shown) < 1.0 {
            continue;
        }
        // What our own pages put around the text: the control block, the running lines, the page numbers.
        let mut running = vec![
            candidate.rendering.title.clone(),
            candidate.rendering.organisation.controller.clone(),
            candidate.code.clone(),
            "Page of".to_string(),
        ];
        for edition in candidate.editions(reader)? {
            running.extend(furniture(&render(&candidate.rendering, &edition, &candidate.pictures)));
        }
        let running = words(running).into_iter().collect();
        if let Some(around) = surrounded(shown, &expected, &running) {
            best = Some((expected.len(), candidate, around));
        }
    }
    Ok(best.map(|(_, candidate, around)| (candidate, around)))
}

/// The text that a file carries as data.
fn carried(seen: &VisibleText) -> Option<Rendering> {
    serde_json::from_str(seen.carried.as_deref()?).ok()
}

/// A rendering as a text that can be compared.
fn text_of(rendering: &Rendering) -> Content {
    let mut content = Content::new(rendering.title.clone(), rendering.language.clone());
    content.sections = rendering
        .sections
        .iter()
        .map(|section| Section {
            id: String::new(),
            heading: section.heading.clone(),
            level: section.level,
            fields: vec![Field {
                id: String::new(),
                role: Role::Other,
                kind: FieldKind::Prose,
                blocks: section.blocks.clone(),
            }],
        })
        .collect();
    content
}

/// Links that lead elsewhere than those of the approved text.
fn other_links(rendering: &Rendering, seen: &VisibleText) -> Vec<String> {
    let links = |lines: &[String]| -> Vec<String> {
        lines.iter().filter_map(|l| l.strip_prefix("Link: ").map(str::to_owned)).collect()
    };
    let approved = furniture(&render(rendering, &Edition::default(), &Pictures::new()));
    let approved = links(&approved);
    let found = links(&seen.furniture);
    let new = found.iter().filter(|l| !approved.contains(l)).map(|l| format!("a link that was not approved: {l}"));
    new.take(10).collect()
}

impl Candidate {
    /// What the file carries as data, where that is not the approved text. What is seen decides; this is told.
    fn carried_otherwise(&self, seen: &VisibleText) -> Vec<String> {
        let Some(json) = &seen.carried else { return Vec::new() };
        if self.rendering.canonical_json().is_ok_and(|approved| approved == *json) {
            return Vec::new();
        }
        let Some(data) = carried(seen) else {
            return vec!["the text it carries as data can't be read".into()];
        };
        let told = told_changes(&text_of(&self.rendering), &text_of(&data), 5);
        if told.is_empty() {
            return vec!["the text it carries as data is not, to the last letter, the approved one".into()];
        }
        told.into_iter().map(|change| format!("in the text it carries as data, {change}")).collect()
    }

    /// What became of the version since, where it is no longer live.
    fn since(&self) -> &'static str {
        match self.version.state {
            State::Superseded => "; it was superseded since",
            State::Withdrawn => "; it was taken down since",
            State::Approved => "; it is not live yet",
            State::Live | State::Drafting | State::InReview | State::Discarded | State::Recorded => "",
        }
    }

    fn says_same_words(&self, file: String, around: &[String]) -> Verification {
        let sentence = format!(
            "The words are those of version {} of {} as it was approved (code {}){}; what surrounds them is not ours.",
            self.version.number,
            self.notice.title,
            self.code,
            self.since()
        );
        let mut differences = Vec::new();
        if !around.is_empty() {
            let some: Vec<&str> = around.iter().take(40).map(String::as_str).collect();
            let more = if around.len() > some.len() { " …" } else { "" };
            differences.push(format!("around them stands: {}{more}", some.join(" ")));
        }
        self.says(file, Answer::SameWords, sentence, differences)
    }

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
