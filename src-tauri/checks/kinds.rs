//! What a list is a list of: kinds of information, kinds of people, recipients. By role, lead-in and items together.

use crate::pattern::Pattern;
use crate::said::RECIPIENT_HEADING;
use crate::text::{ListGroup, Text};
use fairnotice_lexicon::vocabulary::vocabulary;
use fairnotice_notice::Role;

static PEOPLE_LEAD: Pattern = Pattern::new(r"\b(?:people|person|individuals?|who|whom|data subjects?)\b");
static DATA_LEAD: Pattern = Pattern::new(
    r"\b(?:information|data|details|records)\b|\bwe (?:will |may |also )*(?:ask|need|collect|hold|record)(?: you)?(?: for)?:$",
);
static SHARING_LEAD: Pattern = Pattern::new(
    r"\b(?:shar(?:e|ed|ing)|disclos|agencies|organisations|pass|from|rights?|ask us|purposes?|use (?:it|your|this|the) [^.]*to)\b|\bto:?\s*$",
);

/// Whether a list is one of kinds of information: by role, or by its lead-in and its items.
pub(crate) fn holds_data(text: &Text<'_>, list: &ListGroup) -> bool {
    if matches!(text.list_role(list), Role::DataCategories | Role::SpecialCategory) {
        return true;
    }
    let lead = text.lead_in(list);
    let known = text.items(list).filter(|i| vocabulary().data_kind(&i.text).is_some()).count();
    DATA_LEAD.is_match(lead) && !SHARING_LEAD.is_match(lead) && known * 3 >= list.items.len() && known > 0
}

/// Whether a list is one of kinds of people whom the information is about.
pub(crate) fn holds_people(text: &Text<'_>, list: &ListGroup) -> bool {
    static WHOSE: Pattern =
        Pattern::new(r"\bwho\b[^?]*\babout\b|\bpeople\b|\bindividuals\b|\bwhose\b|\bdata subjects\b");
    let lead = text.lead_in(list);
    if SHARING_LEAD.is_match(lead)
        || matches!(text.list_role(list), Role::Recipients | Role::Source | Role::Services | Role::Purposes)
    {
        return false;
    }
    let known = text.items(list).filter(|i| vocabulary().people(&i.text).is_some()).count();
    text.list_role(list) == Role::People
        || (known * 2 >= list.items.len()
            && known > 0
            && (PEOPLE_LEAD.is_match(lead) || WHOSE.is_match(text.list_heading(list))))
}

/// Whether a list is one of recipients.
pub(crate) fn holds_recipients(text: &Text<'_>, list: &ListGroup) -> bool {
    static LEAD: Pattern = Pattern::new(
        r"\bshar(?:e|es|ing)\b|\bshared (?:with|by|between)\b|\bdisclos\w*\b|\bpass(?:ed)? (?:\w+ ){0,3}to\b|\bgive\b[^.]*\bto\b",
    );
    text.list_role(list) == Role::Recipients
        || LEAD.is_match(text.lead_in(list))
        || (text.lead_in(list).is_empty() && RECIPIENT_HEADING.is_match(text.list_heading(list)))
}
