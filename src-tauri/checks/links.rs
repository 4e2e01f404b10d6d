//! Links that lead nowhere, references to what is not there, contact without details.

use crate::facts::{has_email, reachable};
use crate::found::{Findings, Found};
use crate::pattern::Pattern;
use crate::rules::*;
use crate::text::{Text, has_target};

/// Looks at links and references. Words are looked at in English texts only.
pub(crate) fn check(text: &Text<'_>, english: bool, out: &mut Findings<'_>) {
    for line in &text.lines {
        for run in line.runs().iter().filter(|r| r.link.is_some()) {
            if !has_target(run) {
                out.add(Found::at(EMPTY_LINK, line, &run.text));
            } else if english && is_vague(&run.text) {
                out.add(Found::at(VAGUE_LINK_TEXT, line, &run.text));
            }
        }
    }
    if english {
        documents(text, out);
        pointers(text, out);
        pictures(text, out);
        contact(text, out);
    }
}

fn is_vague(words: &str) -> bool {
    const VAGUE: &[&str] = &[
        "here",
        "click here",
        "this link",
        "link",
        "more",
        "read more",
        "find out more",
        "learn more",
        "this page",
        "page",
        "website",
        "web site",
        "our website",
        "this website",
        "download",
        "more information",
        "further information",
        "details",
        "more details",
        "click",
        "this",
        "follow this link",
        "visit",
        "online",
        "see here",
        "document",
    ];
    let lower = words.to_lowercase();
    VAGUE.contains(&lower.trim().trim_end_matches(['.', ':', '\u{bb}', '>']).trim())
}

/// Documents that the reader is sent to without a link.
fn documents(text: &Text<'_>, out: &mut Findings<'_>) {
    static DOCUMENT: Pattern = Pattern::new(
        r"\b(?:our|the|council's|your) (?:(?:corporate|council's|council|main|general|full|overarching|records?|document|data|information|management|and|disposal|published|privacy|website|directorate|directorate's|own) )*(?:retention (?:and disposal )?(?:schedules?|polic(?:y|ies)|guidelines?)|disposal schedules?|corporate (?:privacy )?(?:notice|statement|policy)|privacy (?:notice|statement|policy)|data protection policy|complaints (?:policy|procedure))\b",
    );
    static SENDS: Pattern = Pattern::new(
        r"\b(?:see|found|find|detail(?:s|ed)?|refer|read|set out|available|view(?:ed)?|accessed|listed|explained|visit|check|in line with|according to|following|please|more|further|outlined|described)\b",
    );
    static OWN: Pattern = Pattern::new(r"\b(?:the|our|your) (?:council's )?(?:privacy|own) ");
    static UPPER: Pattern = Pattern::new(
        r"\b(?:corporate|main|general|full|overarching|council's|schedule|retention|procedure|polic|directorate)",
    );
    let linked: Vec<String> =
        text.lines.iter().flat_map(|l| l.runs()).filter(|r| has_target(r)).map(|r| r.text.to_lowercase()).collect();
    for (line, sentence) in text.sentences() {
        let Some(words) = DOCUMENT.find(sentence).filter(|_| SENDS.is_match(sentence)) else { continue };
        // "The privacy notice" alone may be this one.
        if OWN.is_match(words) && !UPPER.is_match(words) {
            continue;
        }
        let core = words.split_once(' ').map_or(words, |(_, rest)| rest).to_lowercase();
        let reachable_here = line.leads_somewhere() && sentence_leads(line, sentence);
        if !reachable_here && !linked.iter().any(|l| l.contains(&core) || core.contains(l.as_str())) {
            out.add(Found::at(REFERENCE_WITHOUT_LINK, line, words));
        }
    }
}

/// Whether a run that leads somewhere, or an address, stands in the sentence.
fn sentence_leads(line: &crate::text::Line<'_>, sentence: &str) -> bool {
    let runs = line.runs();
    runs.iter().any(|r| has_target(r) && (sentence.contains(r.text.trim()) || r.text.contains(sentence)))
        || ["http://", "https://", "www.", ".gov.uk", "[organisation."].iter().any(|w| sentence.contains(w))
        || runs.iter().any(|r| r.var.as_deref().is_some_and(|v| v.ends_with("page") || v.ends_with("schedule")))
}

/// "Link below", "attached", a lead-in to nothing.
fn pointers(text: &Text<'_>, out: &mut Findings<'_>) {
    static POINTER: Pattern = Pattern::new(
        r"\b(?:links?|attachments?|documents?) (?:is |are |listed |given |provided )?below\b|\bfollowing links?\b|\battached below\b|\bbelow links?\b|\b(?:click|use|follow|using|via) (?:on )?the links?(?:$|[.,;:)]| to\b| for\b)|\b(?:is|are|please see|see) attached\b",
    );
    static MORE: Pattern =
        Pattern::new(r"^(?:find out more|read more|more information|click here|further information)[.:]?$");
    for line in text.body() {
        let near = || text.section_lines(line).filter(|l| l.index >= line.index);
        let linked = near().any(|l| l.leads_somewhere());
        // A link that has lost its target is reported as that.
        let lost = near().any(|l| l.runs().iter().any(|r| r.link.is_some()));
        if !linked && !lost {
            let words = line.sentences().find_map(|s| POINTER.find(s));
            let alone = line.is_paragraph().then(|| MORE.find(line.trimmed())).flatten();
            if let Some(words) = words.or(alone) {
                out.add(Found::at(DANGLING_REFERENCE, line, words));
            }
        }
        let next = text.next(line).filter(|n| n.leaf.section == line.leaf.section);
        let follows = next.is_some_and(|n| !is_picture_name(n));
        if line.is_paragraph() && line.trimmed().ends_with(':') && !follows {
            out.add(Found::at(DANGLING_REFERENCE, line, line.sentences().last().unwrap_or("")));
        }
    }
}

/// A short paragraph without a stop that names a picture.
fn is_picture_name(line: &crate::text::Line<'_>) -> bool {
    static PICTURE: Pattern = Pattern::new(
        r"\b(?:diagram|image|picture|logo|photo(?:graph)?|chart|graphic|infographic|flowchart|screenshot|icon|banner)(?: ?\d+)?$|\.(?:png|jpe?g|gif|svg|bmp)$|^(?:diagram|image|picture|logo|photo|chart|infographic)(?: of\b.*| ?\d+)?$",
    );
    line.is_paragraph() && !line.is_stopped() && line.word_count() <= 8 && PICTURE.is_match(line.trimmed())
}

fn pictures(text: &Text<'_>, out: &mut Findings<'_>) {
    for line in text.body().filter(|l| is_picture_name(l)) {
        out.add(Found::at(ORPHAN_IMAGE_TEXT, line, line.trimmed()));
    }
}

fn contact(text: &Text<'_>, out: &mut Findings<'_>) {
    static CONTACT: Pattern = Pattern::new(
        r"\b(?:contact us|get in touch|contact the (?:\w+ ){0,3}(?:team|service|council|officer)|(?:we|team|service|officer) (?:can|may) be contacted|write to us|email us|phone us|call us)\b",
    );
    static BY_EMAIL: Pattern = Pattern::new(
        r"\b(?:contact(?:ed)?|us|team|touch|write|reached)\b[^.]{0,60}\b(?:by|via|through) (?:e-?mail|(?:phone|telephone) or e-?mail|letter or e-?mail)\b",
    );
    let anything = text.body().any(|l| reachable(l) || l.leads_somewhere());
    let email = text.body().any(|l| has_email(l) || l.leads_somewhere());
    let mut told = false;
    for (line, sentence) in text.sentences() {
        if told || sentence.contains('[') || line.runs().iter().any(|r| r.var.is_some()) {
            continue;
        }
        if BY_EMAIL.is_match(sentence) && !email {
            out.add(Found::at(CONTACT_NO_DETAILS, line, sentence).with("email address"));
            told = true;
        } else if !anything && let Some(words) = CONTACT.find(sentence) {
            out.add(Found::at(CONTACT_NO_DETAILS, line, words).with("address, email address or phone number"));
            told = true;
        }
    }
}
