//! Is this what was approved? And is the whole register unbroken?

use crate::desk::Desk;
use crate::differences::{as_content, other_details, other_links, text_of, told_changes, told_of_page};
use crate::error::{DeskError, Result};
use crate::export::{demand_approved_text, demand_unbroken, edition_of};
use crate::import::read_bytes;
use crate::likeness::{Lined, Running, Surrounded, find, likeness, surrounded, words};
use crate::pictures::pictures_of;
use fairnotice_notice::{Block, Notice, Rendering, State, Version};
use fairnotice_publish::{
    Contents, Edition, Pictures, RenderTree, Standing, VisibleText, expected_lines, furniture, html, pdf, read_back,
    render, same_build, squeeze,
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
    /// How many decisions carry a good signature.
    pub signed: u32,
    /// How many nobody signed.
    pub unsigned: u32,
    /// Decisions whose signature is of a key that is not to be relied on, in sentences.
    pub doubtful: Vec<String>,
}

/// How many changes are told.
const MOST_TOLD: usize = 10;

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
    if bytes.starts_with(b"PK\x03\x04") {
        return Err(DeskError::failed("unsupported-format", "A Word file can't be verified.")
            .hint("Verify the PDF or the page: they are what readers get."));
    }
    let text = fairnotice_intake::decoded(bytes)?;
    let start = text.trim_start().to_lowercase();
    // A page, or a piece of one.
    let piece = start.starts_with('<') && start.contains("</");
    if piece || start.starts_with("<!doctype") || start.contains("<body") {
        return Ok(read_back::html(&text)?);
    }
    Ok(VisibleText { lines: text.lines().map(str::to_owned).collect(), ..VisibleText::default() })
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
            let mut nearest: Option<(usize, Vec<String>)> = None;
            for edition in candidate.editions(&reader)? {
                let tree = render(&candidate.rendering, &edition, &candidate.pictures);
                let wanted = furniture(&tree);
                if wanted != seen.furniture {
                    // Of the forms that a file can have, the one that it is nearest to.
                    let unlike = wanted.iter().filter(|l| !seen.furniture.contains(l)).count()
                        + seen.furniture.iter().filter(|l| !wanted.contains(l)).count();
                    if nearest.as_ref().is_none_or(|(least, _)| unlike < *least) {
                        nearest = Some((unlike, wanted));
                    }
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
                if is_built_like(&tree, &bytes) {
                    let sentence = format!(
                        "All that it shows is version {number} of {title} as it was approved (code {code}){}, but it is \
                         not byte for byte the file of an export: another program saved it again.",
                        candidate.since()
                    );
                    let told = candidate.carried_otherwise(&seen);
                    return Ok(candidate.says(file, Answer::SameWords, sentence, told));
                }
                // What can be read is not all that a file can show: pictures over words, letters of another shape.
                let sentence = format!(
                    "The words that can be read in it are those of version {number} of {title} (code {code}){}, but it \
                     is not built as Fair Notice builds it, and may show a reader something else. Take the file from an \
                     export.",
                    candidate.since()
                );
                return Ok(candidate.says(file, Answer::Changed, sentence, candidate.carried_otherwise(&seen)));
            }
            if let (None, Some((_, wanted))) = (&details, nearest) {
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
        if !seen.ours
            && let Some(found) = same_words(&reader, &sound, &seen, &shown)?
        {
            return Ok(found.candidate.says_same_words(file, &found, &seen));
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
            let mut told = match &data {
                Some(data) => told_changes(&approved, &text_of(data), MOST_TOLD),
                None => told_of_page(&approved, &seen.lines, MOST_TOLD),
            };
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
        let (mut signed, mut unsigned, mut doubtful) = (0, 0, Vec::new());
        for notice in reader.notices()? {
            let signatures = crate::signing::signatures(&reader, notice.id)?;
            for version in reader.versions(notice.id)? {
                for decision in reader.decisions(version.id)? {
                    let name = format!(
                        "{} version {}, {}",
                        notice.short_name,
                        version.number,
                        decision.action.done().to_lowercase()
                    );
                    match signatures.get(&decision.id.to_string()) {
                        None if decision.officer.is_some() => unsigned += 1,
                        None => {}
                        Some(s) if s.standing == "good" => signed += 1,
                        Some(s) if s.standing == "broken" => faults.push(format!("{name}: {}.", lower(&s.sentence))),
                        Some(s) => doubtful.push(format!("{name}: {}.", lower(&s.sentence))),
                    }
                }
            }
        }
        Ok(Inspection {
            signed,
            unsigned,
            doubtful,
            unbroken: faults.is_empty(),
            head: inspection.head,
            events: u32::try_from(inspection.events).unwrap_or(u32::MAX),
            revisions: u32::try_from(inspection.revisions).unwrap_or(u32::MAX),
            faults,
        })
    }
}

/// A sentence that goes on after a colon.
fn lower(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

/// Whether a file is, byte for byte, the one that is written for that tree.
fn is_this_file(tree: &RenderTree, bytes: &[u8]) -> bool {
    if bytes.starts_with(b"%PDF") {
        return pdf::document(tree).is_ok_and(|written| written == bytes);
    }
    html::page(tree).as_bytes() == bytes
}

/// Whether a file shows what the one shows that is written for that tree, though its bytes are others.
fn is_built_like(tree: &RenderTree, bytes: &[u8]) -> bool {
    if bytes.starts_with(b"%PDF") {
        return pdf::document(tree).is_ok_and(|written| same_build::pdf(&written, bytes));
    }
    std::str::from_utf8(bytes).is_ok_and(|found| same_build::page(&html::page(tree), found))
}

/// An approved text whose words stand in what is shown.
struct Found<'a> {
    candidate: &'a Candidate,
    /// How many words it has: when one text is part of another, the longer one is meant.
    length: usize,
    /// What stands before and after it.
    around: Vec<String>,
    /// What of that no page of ours puts there.
    foreign: Vec<String>,
    /// What stands between two words of it: running lines, a site's own.
    between: Vec<String>,
    /// What of it could not be looked for.
    unseen: Vec<String>,
    /// What our own pages put around it, in each form.
    details: Vec<Vec<String>>,
}

/// The approved text whose words stand in what is shown.
fn same_words<'a>(
    reader: &Reader<'_>,
    sound: &'a [Candidate],
    seen: &VisibleText,
    shown: &[String],
) -> Result<Option<Found<'a>>> {
    let mut best: Option<Found<'a>> = None;
    for candidate in sound {
        let mut forms: Option<(Vec<Vec<String>>, Running)> = None;
        for (expected, unseen) in candidate.readings(seen, shown) {
            let length = expected.words.len();
            if best.as_ref().is_some_and(|b| length <= b.length) || likeness(&expected.words, shown) < 1.0 {
                // Every word must be there at all: most candidates end here, before their pages are made.
                continue;
            }
            if forms.is_none() {
                forms = Some(candidate.forms(reader)?);
            }
            let Some((details, running)) = &forms else { continue };
            if let Some(Surrounded { around, foreign, between }) = surrounded(shown, &expected, running) {
                best = Some(Found { candidate, length, around, foreign, between, unseen, details: details.clone() });
                break;
            }
        }
    }
    Ok(best)
}

impl Candidate {
    /// The words of the text as a page may hold them: all of them; without what its pictures say, which a copied text has
    /// lost; without the title, where that stands elsewhere on the page.
    fn readings(&self, seen: &VisibleText, shown: &[String]) -> Vec<(Lined, Vec<String>)> {
        let lines = expected_lines(&self.rendering);
        let mut alts = Vec::new();
        for block in self.rendering.sections.iter().flat_map(|s| &s.blocks) {
            block.walk(&mut |b| {
                if let Block::Image { alt, .. } = b {
                    alts.push(squeeze(alt));
                }
            });
        }
        let title = squeeze(&self.rendering.title);
        let mut apart = words(seen.title.iter().chain(&seen.window_title));
        apart.extend(shown.iter().cloned());
        let titled = !title.is_empty() && find(&apart, &words([title.as_str()])).next().is_some();
        let mut all = vec![(Lined::of(&lines), Vec::new())];
        let without = |skip_title: bool, skip_alts: bool| -> Lined {
            let from = usize::from(skip_title && !title.is_empty());
            Lined::of(lines.iter().skip(from).filter(|l| !skip_alts || !alts.contains(l)))
        };
        let pictures = "its pictures could not be looked at".to_string();
        if titled {
            all.push((without(true, false), Vec::new()));
        }
        if !alts.is_empty() {
            all.push((without(false, true), vec![pictures.clone()]));
            if titled {
                all.push((without(true, true), vec![pictures]));
            }
        }
        all
    }

    /// What our own pages put around the text, in each form; and the lines that pages of ours repeat, which may also stand
    /// between two words of the text.
    fn forms(&self, reader: &Reader<'_>) -> Result<(Vec<Vec<String>>, Running)> {
        let mut repeated = vec![self.rendering.title.clone(), self.rendering.organisation.controller.clone()];
        let (mut others, mut forms) = (Vec::new(), Vec::new());
        for edition in self.editions(reader)? {
            let tree = render(&self.rendering, &edition, &self.pictures);
            repeated.extend([tree.footer.clone(), format!("{} · {}", tree.footer_name, tree.footer)]);
            repeated.extend(tree.mark.clone());
            let lines = furniture(&tree);
            // A title, labels and entries of the contents stand each on a line.
            for line in lines.iter().filter(|l| !l.starts_with("Link: ") && !l.starts_with("Picture: ")) {
                others.push(line.strip_prefix("In the contents: ").unwrap_or(line).to_owned());
            }
            forms.push(lines);
        }
        Ok((forms, Running::of(&repeated, &others)))
    }
}

/// The text that a file carries as data.
fn carried(seen: &VisibleText) -> Option<Rendering> {
    serde_json::from_str(seen.carried.as_deref()?).ok()
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

    fn says_same_words(&self, file: String, found: &Found<'_>, seen: &VisibleText) -> Verification {
        let mut differences = Vec::new();
        if seen.links_known {
            // In a text that was taken out of a PDF, labels and what they are may stand apart.
            differences.extend(other_links(&self.rendering, seen));
            differences.extend(other_details(&found.around, &found.details));
        }
        let but = if differences.is_empty() { "" } else { ", but not all that goes with them is" };
        let sentence = format!(
            "The words are those of version {} of {} as it was approved (code {}){}{but}.",
            self.version.number,
            self.notice.title,
            self.code,
            self.since()
        );
        differences.extend(found.unseen.iter().cloned());
        differences.extend(found.between.iter().map(|gap| format!("between the words stands: {gap}")));
        differences.push(if seen.links_known {
            "whether the page hides or changes words by styles, scripts or pictures was not looked for".to_string()
        } else {
            "where its links lead, and whether it shows more than its words, could not be looked at".to_string()
        });
        if !found.foreign.is_empty() {
            let some: Vec<&str> = found.foreign.iter().take(40).map(String::as_str).collect();
            let more = if found.foreign.len() > some.len() { " …" } else { "" };
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
