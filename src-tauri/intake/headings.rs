//! Which unmarked lines of a plain text are headings, and which make its title.

use fairnotice_lexicon::hints;

/// What stands after a line that might be a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Next<'a> {
    /// The end of the text.
    Nothing,
    /// A list.
    List,
    /// A heading that is marked as such.
    Heading,
    /// A paragraph with its words.
    Paragraph(&'a str),
}

/// What is known of a line that stands alone.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Candidate<'a> {
    /// Its words.
    pub(crate) text: &'a str,
    /// The paragraph before it, when it is one.
    pub(crate) before: Option<&'a str>,
    /// What comes after it.
    pub(crate) next: Next<'a>,
    /// Whether the text marks its headings with `#`: then an unmarked one must be surer.
    pub(crate) marked_elsewhere: bool,
    /// Whether it stands among other short lines, without a gap: then too it must be surer.
    pub(crate) among: bool,
}

/// From this confidence on the words alone make a heading.
const SURE: f32 = 0.8;
const LONGEST_HEADING: usize = 110;

/// Whether an unmarked line is a heading.
pub(crate) fn is_heading(line: Candidate<'_>) -> bool {
    let text = line.text;
    if is_page_number(text) {
        return false;
    }
    if line.next == Next::Nothing || hints::is_contact_line(text) || hints::is_date_line(text) {
        return false;
    }
    let words = text.split_whitespace().count();
    if text.ends_with('?') {
        // A stop inside makes it two sentences; that of a number before it does not.
        let inside = text.find(". ").is_some_and(|at| at > 4);
        return words <= 25 && text.chars().count() <= 2 * LONGEST_HEADING && !inside;
    }
    if !looks_like_heading(text) || hints::is_caption(text) {
        return false;
    }
    let sure = hints::role_of_heading(text).is_some_and(|(_, confidence)| confidence >= SURE);
    // "We pass your details to" leads into something; "How we share" and "Who we share with" head it.
    if hints::is_lead_in(text) && !(sure && (starts_as_question(text) || names_something(text)) && !ends_open(text)) {
        return false;
    }
    let sentence = starts_as_sentence(text);
    match line.next {
        Next::Nothing => false,
        Next::List => sure && !sentence,
        Next::Heading => sure && !sentence && !line.among,
        Next::Paragraph(next) => {
            // What a colon announces is the first of several lines, not the heading of the second.
            let announced = line.before.is_some_and(|b| b.trim_end().ends_with(':'));
            if sure && !sentence && !((announced || line.among) && !is_body(next)) {
                return true;
            }
            !line.marked_elsewhere && !line.among && !announced && !sentence && words <= 10 && is_body(next)
        }
    }
}

/// Whether a line is nothing but the number of a page.
pub(crate) fn is_page_number(text: &str) -> bool {
    let bare: String = text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
    let digits = bare.chars().filter(char::is_ascii_digit).count();
    let rest: String = bare.chars().filter(|c| !c.is_ascii_digit()).collect();
    (1..=8).contains(&digits)
        && matches!(rest.as_str(), "page" | "pageof" | "of" | "p" | "" | "tudalen" | "tudaleno")
        && (digits < 4 || !rest.is_empty())
}

/// Whether a line begins as the name of something: "The people we hold information about".
fn names_something(text: &str) -> bool {
    first_word(text) == "the"
}

/// Whether a line ends with a word after which something must follow.
fn ends_open(text: &str) -> bool {
    let last = text.split_whitespace().last().unwrap_or_default().to_lowercase();
    matches!(last.as_str(), "include" | "includes" | "are" | "is" | "following" | "with" | "to" | "from" | "for" | "as")
}

/// Whether a line has the form of a heading: short, without a stop, beginning as one.
pub(crate) fn looks_like_heading(text: &str) -> bool {
    let end = text.trim_end_matches([' ', '\u{a0}']);
    // A link without a stop ends a sentence, "please" asks for something, and "6(1)(e)" is a point of an article.
    let asks = text.split_whitespace().count() > 8 && text.to_lowercase().contains(" please ");
    // A file to load has its size beside its name, and ", you can" and its like make a sentence.
    let file = ["KB)", "MB)", "kb)", "mb)"].iter().any(|size| end.ends_with(size));
    let lower = text.to_lowercase();
    let cites = cites_a_point(&lower);
    let clause = [", you ", ", we ", ", the council "].iter().any(|c| lower.contains(c));
    if end.contains("](")
        || asks
        || file
        || clause
        || cites
        || end.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with('(')
    {
        return false;
    }
    !end.ends_with(['.', '!', ';', ':', ',', '…'])
        && text.chars().count() <= LONGEST_HEADING
        && text.split_whitespace().count() <= 16
        && text.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| c.is_uppercase() || c.is_numeric())
        && text.chars().any(char::is_alphabetic)
        && !text.contains('\t')
}

/// "Article 6(1)": a point of an article, which stands in a sentence. "Right of access (Article 15)" heads a section.
fn cites_a_point(lower: &str) -> bool {
    lower.split("article ").skip(1).any(|rest| {
        let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start();
        rest.strip_prefix('(').is_some_and(|inside| inside.starts_with(|c: char| c.is_ascii_digit()))
    })
}

/// Whether a paragraph is body text under a heading rather than another short line.
fn is_body(text: &str) -> bool {
    text.trim_end().ends_with(['.', '?', '!', ':']) || text.split_whitespace().count() >= 9 || hints::is_lead_in(text)
}

fn first_word(text: &str) -> String {
    text.split_whitespace().next().unwrap_or_default().to_lowercase()
}

fn starts_as_question(text: &str) -> bool {
    matches!(first_word(text).as_str(), "who" | "what" | "why" | "how" | "where" | "when" | "which" | "whether")
}

pub(crate) fn starts_as_sentence(text: &str) -> bool {
    matches!(
        first_word(text).as_str(),
        "we" | "you" | "they" | "it" | "he" | "she" | "this" | "these" | "there" | "please" | "i"
    )
}

/// How many of the first lines make the title, given the non-empty lines at the start of the text that stand alone.
///
/// A title often stands on two lines ("Privacy notice" / "Parking services"; "Averley Borough Council" / "Privacy
/// notice: parking"): it goes on while what has been read says only what kind of document this is, or only who
/// issues it. 0 when the text begins with body text.
pub(crate) fn title_lines(lines: &[&str]) -> usize {
    let Some(first) = lines.first() else { return 0 };
    if first.chars().count() > 160 || first.split_whitespace().count() > 22 || ends_as_sentence(first) {
        return 0;
    }
    let mut taken = 1;
    let mut so_far = (*first).to_owned();
    // Who issues it says nothing about what it is: such a line doesn't count for that.
    let mut own = if hints::is_organisation_name(first) { String::new() } else { so_far.clone() };
    while let Some(next) = lines.get(taken).filter(|_| taken < 4) {
        let open = so_far.trim_end().ends_with(['-', '–', '—', ':', '|', '&', ',']) || dangles(&so_far);
        let generic = hints::is_generic_title(&own);
        let completes = !hints::names_document_kind(&so_far) && hints::names_document_kind(next);
        let known = hints::role_of_heading(next).is_some() && !hints::names_document_kind(next);
        let fits = looks_like_heading(next)
            && !next.ends_with('?')
            && !hints::is_lead_in(next)
            && !hints::is_contact_line(next)
            && !hints::is_date_line(next)
            && !starts_as_sentence(next)
            && next.split_whitespace().count() <= 12;
        if !(fits && (open || completes || (generic && !known))) {
            break;
        }
        so_far.push(' ');
        so_far.push_str(next);
        own = format!("{own} {next}");
        taken += 1;
    }
    taken
}

fn ends_as_sentence(text: &str) -> bool {
    text.trim_end().ends_with(['.', ';']) && text.split_whitespace().count() > 6
}

fn dangles(text: &str) -> bool {
    matches!(
        text.split_whitespace().last().map(str::to_lowercase).as_deref(),
        Some("for" | "of" | "and" | "the" | "about" | "to" | "in")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_over_several_lines() {
        for (lines, expected) in [
            (&["Privacy Notice", "Parking Services"][..], 2),
            (&["Privacy notice", "Who we are"], 1),
            (&["Privacy notice", "Introduction"], 1),
            (&["Privacy notice for", "Housing and homelessness"], 2),
            (&["Privacy Notice Parking", "Background to the service"], 1),
            (&["Averley Borough Council", "Privacy notice: parking"], 2),
            (&["Averley Borough Council", "Privacy Notice", "Libraries"], 3),
            (&["Privacy notice", "This notice tells you what we do with what we know."], 1),
            (&["Privacy notice", "What do we hold?"], 1),
            (&["Privacy Notice", "Last updated 3 May 2026"], 1),
            (&["We collect information about the people who park in the borough."], 0),
            (&[], 0),
        ] {
            assert_eq!(title_lines(lines), expected, "{lines:?}");
        }
    }

    #[test]
    fn headings_and_what_is_none() {
        let body = Next::Paragraph("We keep what we know for six years after the permit ends.");
        let of = |text, next| is_heading(Candidate { text, before: None, next, marked_elsewhere: false, among: false });
        for (text, next, expected) in [
            ("Nature of work", body, true),
            ("What do we hold about you?", Next::List, true),
            ("12. What do we hold about you?", Next::List, true),
            ("We hold a lot. Do you want to know what?", body, false),
            ("Your rights", Next::List, true),
            ("How long we will keep it", body, true),
            ("3. Who sees your information", body, true),
            ("Permits and zones", body, true),
            ("Permits and zones", Next::List, false),
            ("Permits and zones", Next::Paragraph("Town Hall"), false),
            ("The groups of people whose details we keep includes", Next::List, false),
            ("We pass your details to", Next::List, false),
            ("These are the kinds of data we keep:", Next::List, false),
            ("Parking enforcement process diagram", body, false),
            ("Email: parking@averley.example", body, false),
            ("Last updated 3 May 2026", body, false),
            ("We use your information to run the permit scheme", body, false),
            ("Contact details", Next::Paragraph("Town Hall"), true),
            ("Your rights", Next::Nothing, false),
            ("and so on", body, false),
        ] {
            assert_eq!(of(text, next), expected, "{text:?} before {next:?}");
        }
        let announced = Candidate {
            text: "The parking cycle",
            before: Some("It is often drawn as a cycle:"),
            next: body,
            marked_elsewhere: false,
            among: false,
        };
        assert!(!is_heading(announced), "what a colon announces is no heading");
    }
}
