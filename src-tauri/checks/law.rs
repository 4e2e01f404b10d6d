//! Law, bodies and terms that have changed; the lexicon's law file says which.

use crate::Context;
use crate::found::{Findings, Found};
use crate::pattern::{Pattern, Words};
use crate::phrases::Phrases;
use crate::rules::*;
use crate::text::{Line, Text};
use fairnotice_lexicon::law::{Body, Enactment, Law, Status, Term, law};
use fairnotice_notice::Severity;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// What a name of the law file is a name of.
#[derive(Clone, Copy)]
enum Named {
    Enactment(&'static Enactment),
    Body(&'static Body, &'static str),
    Term(&'static Term),
}

static NAMES: LazyLock<Phrases<Named>> = LazyLock::new(|| {
    let law = law();
    let enactments = law.enactments.iter().map(|e| (e.name.as_str(), Named::Enactment(e)));
    let bodies = law.bodies.iter().flat_map(|b| b.names.iter().map(move |n| (n.as_str(), Named::Body(b, n))));
    let terms = law.terms.iter().flat_map(|t| t.words.iter().map(move |w| (w.as_str(), Named::Term(t))));
    Phrases::new(enactments.chain(bodies).chain(terms))
});

/// A name of the law file in the text.
struct Hit<'t> {
    line: &'t Line<'t>,
    at: usize,
    words: &'t str,
    named: Named,
}

impl<'t> Hit<'t> {
    /// The sentence it stands in.
    fn sentence(&self) -> Words<'t> {
        self.line.sentence_at(self.at)
    }

    /// Whether it begins a sentence.
    fn begins(&self) -> bool {
        self.line.text.get(..self.at).is_none_or(|before| {
            let before = before.trim_end();
            before.is_empty() || before.ends_with(['.', '?', '!', ':'])
        })
    }

    /// What follows it in its line.
    fn rest(&self) -> &'t str {
        self.line.text.get(self.at + self.words.len()..).unwrap_or("")
    }
}

/// Looks for dead law, as of the context's day.
pub(crate) fn check(context: &Context<'_>, text: &Text<'_>, out: &mut Findings<'_>) {
    let day = context.as_of.to_string();
    let mut hits: Vec<Hit<'_>> = Vec::new();
    for line in &text.lines {
        let found = NAMES.hits(&line.text).into_iter();
        hits.extend(found.map(|h| Hit { line, at: h.at, words: h.words, named: h.means }));
    }
    enactments(&hits, &day, out);
    without_year(text, &hits, out);
    references(text, law(), &day, out);
    fee(text, out);
    several_undated(text, out);
    old_right(text, &day, out);
    regulation(text, out);
    bodies(&hits, &day, out);
    terms(&hits, &day, out);
}

/// The year that follows an enactment's name, over "of" and brackets.
fn year_after(text: &str) -> Option<u16> {
    static YEAR: Pattern = Pattern::new(r"^(?: \([A-Z]\w+\))?,? ?(?:of )?\(?(\d{4})\b");
    YEAR.group(text, 1).and_then(|y| y.parse().ok())
}

fn enactments(hits: &[Hit<'_>], day: &str, out: &mut Findings<'_>) {
    static AS_HISTORY: Pattern = Pattern::new(
        r"\b(?:replaced|replaces|repealed|repeals|superseded|previous|previously|formerly|former|until|before|took the place|in place of)\b",
    );
    for hit in hits {
        let Named::Enactment(enactment) = hit.named else { continue };
        let rule = match enactment.status {
            Status::Repealed => REPEALED_LAW,
            Status::Superseded => SUPERSEDED_LAW,
            Status::Live | Status::Amended => continue,
        };
        if enactment.since.as_deref().is_some_and(|since| since > day) || year_after(hit.rest()) != Some(enactment.year)
        {
            continue;
        }
        let lower = hit.sentence().to_lowercase();
        let meant = enactment.only_with.is_empty() || enactment.only_with.iter().any(|w| lower.contains(w.as_str()));
        if !meant || AS_HISTORY.is_match(hit.sentence()) {
            continue;
        }
        let end = hit.rest().find(char::is_numeric).map_or(0, |d| d + 4);
        let quote = hit.line.text.get(hit.at..hit.at + hit.words.len() + end).unwrap_or(hit.words);
        let found = Found::at(rule, hit.line, quote).with(enactment.replaced_by.as_deref().unwrap_or("today's law"));
        let found = match &enactment.since {
            Some(since) => found.since(since),
            None => found,
        };
        // An Act that is not about data is dead all the same, but misleads nobody about their rights.
        let data = enactment.name.contains("Data Protection") || enactment.name == "DPA";
        out.add(if rule == REPEALED_LAW && !data { found.weighing(Severity::Explain) } else { found });
    }
}

fn without_year(text: &Text<'_>, hits: &[Hit<'_>], out: &mut Findings<'_>) {
    static CITED: Pattern = Pattern::cased(
        r"\b[A-Z][\w'-]+(?:(?: and| of| for| to| the| in| at| with|,)* \(?[A-Z][\w'-]+\)?|(?: and| of| for| to| the| in| at| with|,)* \([A-Z][\w' -]+\)){0,9} (?:Act|Regulations|Order)\b",
    );
    static MAYBE: Pattern = Pattern::cased(r"(?:Act|Regulations|Order)\b");
    static GENERIC: Pattern = Pattern::cased(
        r"^(?:The|This|That|An|Each|Any|Our|Other|These|Those|Some|All|Section \d+|Schedule|Part|Under|Court|Local|Health) (?:Court |Care )?(?:Act|Regulations|Order)$|(?:Court|Care|Supervision|Protection|Purchase|Traffic|Preservation|Interim|Restraining|Prevention|Community|Guardianship|Standing|Banker's|Postal|Adoption|Regulation|Spaces Protection|Control|Licensing|Possession|Charging|Liability|Attachment) Order$|General Data Protection Regulation|^UK ",
    );
    let mut cited: Vec<(&Line<'_>, usize, &str)> = hits
        .iter()
        .filter(|h| matches!(h.named, Named::Enactment(e) if e.name.len() == h.words.len()))
        .map(|h| (h.line, h.at, h.words))
        .collect();
    for line in text.lines.iter().filter(|l| MAYBE.is_match(l)) {
        cited.extend(CITED.find_all(line).into_iter().map(|(at, m)| strip_article(at, m)).map(|(at, m)| (line, at, m)));
    }
    cited.sort_by_key(|(line, at, name)| (line.index, *at, std::cmp::Reverse(name.len())));
    // "The Children Act 1989", or "the 1989 and 2004 Children Act".
    static YEAR_BEFORE: Pattern = Pattern::new(r"(?:\b(?:the|and)|,) (?:1[89]|20)\d\d $");
    let followed = |line: &Line<'_>, at: usize, name: &str| {
        line.text.get(at + name.len()..).is_some_and(|rest| year_after(rest).is_some())
            || line.text.get(..at).is_some_and(|before| YEAR_BEFORE.is_match(before))
    };
    // A law is dated when any place of the text gives its year.
    // That of an Act that is gone dates only itself.
    let gone = |l: &Line<'_>, at: usize, n: &str| {
        let year = l.text.get(at + n.len()..).and_then(year_after);
        let same = |e: &&Enactment| e.name.eq_ignore_ascii_case(n) && Some(e.year) == year;
        law().enactments.iter().filter(same).any(|e| matches!(e.status, Status::Repealed | Status::Superseded))
    };
    let dated: BTreeSet<String> = cited
        .iter()
        .filter(|(l, at, n)| followed(l, *at, n) && !gone(l, *at, n))
        .map(|(_, _, n)| n.to_lowercase())
        .collect();
    let mut seen: BTreeSet<(usize, String)> = BTreeSet::new();
    // Once for each law: what is written at its first place can be written at the others.
    let mut told: BTreeSet<String> = BTreeSet::new();
    for (line, at, name) in cited {
        let short = name.to_lowercase();
        let no_law = GENERIC.is_match(name) || name.split_whitespace().count() < 2;
        if followed(line, at, name) || no_law || dated.contains(&short) || !seen.insert((line.index, short.clone())) {
            continue;
        }
        let of_line = (line.index, String::new())..(line.index + 1, String::new());
        if seen.range(of_line).any(|(_, other)| *other != short && other.ends_with(&short)) {
            continue;
        }
        // The title of a form or a leaflet, not the Act.
        static IN_A_TITLE: Pattern = Pattern::cased(r"^ [A-Z][a-z]+\b");
        if line.text.get(at + name.len()..).is_some_and(|rest| IN_A_TITLE.is_match(rest)) {
            continue;
        }
        if !told.insert(short.clone()) {
            continue;
        }
        let found = Found::at(LAW_NO_YEAR, line, name);
        out.add(if short == "data protection act" {
            found.with(": the Data Protection Act 2018").weighing(Severity::Explain)
        } else {
            found.with(known_year(law(), name))
        });
    }
}

/// "The Local Government Acts": several, and none of them dated.
fn several_undated(text: &Text<'_>, out: &mut Findings<'_>) {
    static ACTS: Pattern = Pattern::cased(r"\b(?:under|by|of|with|are) the (?:[A-Z][a-z]+(?:,? and)? ){1,6}Acts\b");
    for line in text.body() {
        for (at, words) in ACTS.find_all(line) {
            if line.text.get(at + words.len()..).is_some_and(|rest| year_after(rest).is_none()) {
                out.add(Found::at(LAW_NO_YEAR, line, words).with(": each by its own name"));
            }
        }
    }
}

/// Takes what leads into a citation off it.
fn strip_article(at: usize, name: &str) -> (usize, &str) {
    const BEFORE: [&str; 7] = ["Under ", "In ", "See ", "Our ", "By ", "The ", "the "];
    BEFORE.iter().fold((at, name), |(at, name), word| match name.strip_prefix(word) {
        Some(rest) => (at + word.len(), rest),
        None => (at, name),
    })
}

fn known_year(law: &Law, name: &str) -> String {
    let live = |e: &&Enactment| e.name.eq_ignore_ascii_case(name) && matches!(e.status, Status::Live | Status::Amended);
    let mut years = law.enactments.iter().filter(live);
    match (years.next(), years.next()) {
        (Some(one), None) => format!(": the {} {}", one.name, one.year),
        (Some(_), Some(_)) | (None, _) => String::new(),
    }
}

/// The right "not to be subject to" automated decisions, which was Article 22 and is now in Articles 22A to 22D.
fn old_right(text: &Text<'_>, day: &str, out: &mut Findings<'_>) {
    static NOT_SUBJECT: Pattern = Pattern::new(
        r"\bnot (?:to )?be(?:ing)? subject to (?:a |any )?(?:solely )?(?:decisions?|automated|profiling)\b[^.]*",
    );
    let moved = law().references.iter().find(|r| r.article == "22" && r.since.as_str() <= day);
    let Some(moved) = moved else { return };
    for (line, sentence) in text.sentences() {
        if let Some(words) = NOT_SUBJECT.find(sentence).filter(|w| !w.contains("22")) {
            let now = format!(
                "what {} of UK GDPR give: to be told, to have a person look again, and to contest",
                moved.replaced_by
            );
            out.add(Found::at(OUTDATED_LAW, line, words).weighing(Severity::Explain).since(&moved.since).with(now));
            return;
        }
    }
}

/// The fee that a copy cost before 2018, and the forty days that it took.
fn fee(text: &Text<'_>, out: &mut Findings<'_>) {
    static SMALL: Pattern =
        Pattern::new(r"\b(?:small|nominal) (?:administration |administrative |statutory )?(?:charge|fee)\b");
    static FORTY: Pattern = Pattern::new(r"\b(?:with)?in (?:40|forty) (?:calendar |working )?days\b");
    static ABOUT_DATA: Pattern = Pattern::new(r"\b(?:information|data|cop(?:y|ies)|records?|subject access)\b");
    static STILL_ALLOWED: Pattern = Pattern::new(r"\b(?:excessive|unfounded|repeat\w*|further|additional|extra)\b");
    for (line, sentence) in text.sentences().filter(|(_, s)| ABOUT_DATA.is_match(s)) {
        let found = || Found::at(OUTDATED_LAW, line, sentence).weighing(Severity::Explain).since("2018-05-25");
        if FORTY.is_match(sentence) {
            out.add(found().with("one month (Article 12(3) of UK GDPR)"));
        } else if SMALL.is_match(sentence) && !STILL_ALLOWED.is_match(sentence) {
            out.add(found().with("that a copy is free (Article 12(5) of UK GDPR)"));
        }
    }
    static FEE: Pattern =
        Pattern::new(r"\b(?:fee|charge|cost)s? (?:of |is )?\u{a3} ?10\b|\u{a3} ?10(?:\.00)? (?:fee|charge)\b");
    static OF_A_COPY: Pattern = Pattern::new(r"\bsubject access\b|\bcop(?:y|ies)\b|\baccess\b|\brequest\b");
    for line in text.body().filter(|l| OF_A_COPY.is_match(l)) {
        if let Some(sentence) = line.sentence_with(|s| FEE.is_match(s)) {
            let found = Found::at(OUTDATED_LAW, line, sentence).weighing(Severity::Explain).since("2018-05-25");
            out.add(found.with("that a copy is free (Article 12(5) of UK GDPR)"));
        }
    }
}

fn references(text: &Text<'_>, law: &Law, day: &str, out: &mut Findings<'_>) {
    static ARTICLE: Pattern = Pattern::new(r"\bArt(?:icle|\.)? ?(\d+(?: ?\(\d+\)(?: ?\([a-z]+\))?)?)([A-Z])?");
    static OTHER: Pattern = Pattern::new(r"\b(?:human rights|convention|echr|treaty)\b");
    static TO_A_RIGHT: Pattern = Pattern::new(r"\brights?\b|\bobject\b|\bask\b");
    for (line, sentence) in text.sentences() {
        if OTHER.is_match(sentence) {
            continue;
        }
        for (_, words) in ARTICLE.find_all(sentence) {
            let number: String =
                words.chars().skip_while(|c| !c.is_ascii_digit()).filter(|c| !c.is_whitespace()).collect();
            for reference in law.references.iter().filter(|r| r.since.as_str() <= day) {
                if number == reference.article
                    || (number.starts_with(&format!("{}(", reference.article)) && !reference.article.contains('('))
                {
                    let found =
                        Found::at(OUTDATED_LAW, line, words).with(format!("{} of UK GDPR", reference.replaced_by));
                    let sent = reference.is_a_right && TO_A_RIGHT.is_match(sentence);
                    let found = found.since(&reference.since);
                    out.add(if sent { found.weighing(Severity::Explain) } else { found });
                }
            }
        }
    }
}

/// "GDPR" without "UK", once, where the notice never says "UK GDPR".
fn regulation(text: &Text<'_>, out: &mut Findings<'_>) {
    static NAMED: Pattern = Pattern::new(
        r"\bUK[- ](?:GDPR|General Data Protection Regulation)|\bUnited Kingdom General Data Protection Regulation",
    );
    static BARE: Pattern =
        Pattern::new(r"\b(?:EU )?(?:GDPR|General Data Protection Regulations?)\b|\bRegulation \(EU\) 2016/679");
    if text.lines.iter().any(|l| NAMED.is_match(l)) {
        return;
    }
    for (line, sentence) in text.sentences() {
        // A few words without a stop are a label, not a citation.
        let label = line.is_paragraph() && !line.is_stopped() && line.word_count() < 8;
        if let Some(words) = BARE.find(sentence).filter(|_| !label) {
            out.add(Found::at(OUTDATED_LAW, line, words).with("UK GDPR"));
            return;
        }
    }
}

/// Whether a name is an abbreviation, which is looked for in capitals only.
fn is_abbreviation(name: &str) -> bool {
    !name.contains(' ') && name.chars().filter(|c| c.is_uppercase()).count() >= 2
}

fn bodies(hits: &[Hit<'_>], day: &str, out: &mut Findings<'_>) {
    static PREDECESSOR: Pattern = Pattern::new(
        r"\b(?:formerly|previously|replaced|replaces|former|used to be|until|was|were|received|pandemic|had been|at the time|took over|took the place)\b",
    );
    let mut seen: BTreeSet<(&str, usize)> = BTreeSet::new();
    let mut told: (usize, usize) = (usize::MAX, 0);
    for hit in hits.iter().filter(|h| !h.line.is_heading()) {
        let Named::Body(body, name) = hit.named else { continue };
        let abbreviated = is_abbreviation(name) && !hit.words.starts_with(name);
        // "UK Border Agency" holds "Border Agency".
        let inside = told.0 == hit.line.index && hit.at < told.1;
        if body.ended.as_str() > day || abbreviated || inside || PREDECESSOR.is_match(hit.sentence()) {
            continue;
        }
        told = (hit.line.index, hit.at + hit.words.len());
        // Once in running text, once more where it is an item of a list.
        let place = match hit.line.leaf.list.filter(|_| hit.line.is_item()) {
            Some(list) => list + 2,
            // Where people are told whom to complain to, the name matters most.
            None => usize::from(hit.sentence().to_lowercase().contains("complain")),
        };
        // By whichever of its names: "the Health Protection Agency (HPA)" is one.
        if !seen.insert((body.names.first().map_or(name, String::as_str), place)) {
            continue;
        }
        // A name that changed with the law itself is a term; a body that is gone misleads about recipients.
        let found = if name.starts_with("Information Commissioner") {
            Found::at(OUTDATED_TERM, hit.line, hit.words).with("Information Commission")
        } else {
            Found::at(ABOLISHED_BODY, hit.line, hit.words).with(body.replaced_by.as_str())
        };
        let found = found.since(&body.ended);
        out.add(match &body.write {
            Some(write) => found.replacing(hit.at, hit.words, write),
            None => found,
        });
    }
}

fn terms(hits: &[Hit<'_>], day: &str, out: &mut Findings<'_>) {
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut told: (usize, usize) = (usize::MAX, 0);
    for hit in hits {
        let Named::Term(term) = hit.named else { continue };
        let inside = told.0 == hit.line.index && hit.at < told.1;
        if term.since.as_str() > day || inside {
            continue;
        }
        told = (hit.line.index, hit.at + hit.words.len());
        if !seen.insert(&term.instead) {
            continue;
        }
        let found = Found::at(OUTDATED_TERM, hit.line, hit.words).with(term.instead.as_str()).since(&term.since);
        let found = if term.only_style { found.weighing(Severity::Hint) } else { found };
        out.add(match &term.write {
            Some(write) => found.replacing(hit.at, hit.words, &like(hit.words, write, hit.begins())),
            None => found,
        });
    }
}

/// Words in the case and number of those they replace: "Privacy impact assessments" at the beginning of a sentence begins
/// with a capital and is plural.
fn like(old: &str, new: &str, begins: bool) -> String {
    let plural = old.ends_with('s') && !new.ends_with('s') && new.ends_with(|c: char| c.is_lowercase());
    let mut written = if plural { format!("{new}s") } else { new.to_owned() };
    if begins
        && old.starts_with(char::is_uppercase)
        && let Some(first) = new.chars().next()
    {
        written.replace_range(..first.len_utf8(), &first.to_uppercase().to_string());
    }
    written
}

/// The abbreviations of bodies that are gone: no use in spelling them out.
pub(crate) fn is_gone(letters: &str, line: &Line<'_>) -> bool {
    !line.is_heading() && law().bodies.iter().any(|b| b.names.iter().any(|n| n == letters))
}
