//! The list of services against the purposes told service by service (check 44).

use crate::found::{Findings, Found};
use crate::pattern::Pattern;
use crate::rules::SERVICE_NOT_IN_LIST;
use crate::text::{Line, ListGroup, Text, words};
use fairnotice_lexicon::vocabulary::singular;
use fairnotice_notice::Role;

/// Words that say nothing of which service it is.
const EMPTY: &[&str] =
    &["and", "the", "of", "for", "our", "a", "service", "team", "department", "directorate", "council"];

/// Looks for services without a purpose and purposes of services that the list leaves out.
pub(crate) fn check(text: &Text<'_>, out: &mut Findings<'_>) {
    let Some(services) = text.lists.iter().find(|l| is_of_services(text, l)) else { return };
    let names: Vec<(&Line<'_>, Vec<String>)> = text.items(services).map(|i| (i, stems(&i.trimmed()))).collect();
    let told = text.lists.iter().filter(|l| l.items.first() > services.items.last() && l.items.len() >= 4);
    for list in told {
        let heads: Vec<(&Line<'_>, &str, Vec<String>)> =
            text.items(list).map(|i| (i, head(i.trimmed().as_str()))).map(|(i, h)| (i, h, stems(h))).collect();
        let meets = |name: &[String], head: &[String]| {
            !name.is_empty()
                && !head.is_empty()
                && (name.iter().all(|w| head.contains(w)) || head.iter().all(|w| name.contains(w)))
        };
        let known = |head: &[String]| names.iter().any(|(_, name)| meets(name, head));
        let met = heads.iter().filter(|(_, _, head)| known(head)).count();
        if met < 3 || met * 2 < heads.len() {
            continue;
        }
        for (line, words, stems) in &heads {
            if is_name(words) && !known(stems) {
                out.add(Found::at(SERVICE_NOT_IN_LIST, line, words).with(
                    "This service is not in the list of services above. Add it there, or call it by the name the list has.",
                ));
            }
        }
        let spoken_of: Vec<Vec<String>> = text.items(list).map(|l| stems(&l.text)).collect();
        let spoken = |name: &[String]| {
            let within = |all: &Vec<String>| name.iter().all(|w| all.contains(w));
            heads.iter().any(|(_, _, head)| meets(name, head)) || spoken_of.iter().any(within)
        };
        let silent: Vec<&Line<'_>> =
            names.iter().filter(|(_, name)| !name.is_empty() && !spoken(name)).map(|(line, _)| *line).collect();
        // Where many are silent, the purposes are only some of the council's, and the list is not held against them.
        for line in silent.iter().filter(|_| silent.len() <= 2 && silent.len() * 5 <= names.len()) {
            out.add(Found::at(SERVICE_NOT_IN_LIST, line, line.trimmed()).with(
                "The list names this service, and nothing below says what it uses information for. Say so, or take it out.",
            ));
        }
        return;
    }
}

/// Whether a list is one of the council's services.
pub(crate) fn is_of_services(text: &Text<'_>, list: &ListGroup) -> bool {
    static LEAD: Pattern = Pattern::new(
        r"\bservices?\b[^.]{0,40}(?:\bare|includ\w+|:)\s*:?$|\b(?:teams|departments|services) (?:are|include)",
    );
    static INCLUDES: Pattern = Pattern::new(
        r"\b(?:directorate|department|division)\b[^.]*\b(?:which|that)? ?(?:includes?|covers?|consists of|is made up of)\b[^.]{0,20}:$",
    );
    static HEADING: Pattern = Pattern::new(r"\bwh(?:at|ich) services\b|^our services\b|\bservices (?:are )?covered\b");
    let short = text.items(list).filter(|i| i.word_count() <= 7 && !i.is_stopped()).count();
    list.items.len() >= 4
        && short * 10 >= list.items.len() * 9
        && (INCLUDES.is_match(text.lead_in(list).trim())
            || !matches!(text.list_role(list), Role::Purposes | Role::Recipients | Role::DataCategories))
        && (text.list_role(list) == Role::Services
            || LEAD.is_match(text.lead_in(list).trim())
            || INCLUDES.is_match(text.lead_in(list).trim())
            || (text.lead_in(list).is_empty() && HEADING.is_match(text.list_heading(list))))
}

/// The name with which an item begins, before a dash, a colon or its verb.
fn head(item: &str) -> &str {
    static VERB: Pattern = Pattern::new(
        r" (?:which|who|that|is|are|was|has|have|will|can|may|must|need|needs|use|uses|manage|manages|provide|provides|deal|deals|support|supports|carry|carries|collect|collects|deliver|delivers|process|processes|investigate|investigates|issue|issues|inspect|inspects|keep|keeps|hold|holds|work|works|ensure|ensures|officers|applications?|for|on|also|undertake|undertakes|administer|administers|handle|handles|pay|pays|make|makes|look|looks|help|helps|maintain|maintains|record|records|review|reviews|decide|decides|arrange|arranges|ask|asks)\b| [\u{2013}\u{2014}-] |[:,(]",
    );
    let end = VERB.find(item).and_then(|v| item.find(v)).unwrap_or(item.len());
    item.get(..end).unwrap_or(item).trim()
}

fn stems(name: &str) -> Vec<String> {
    let all = words(name).flat_map(|w| w.split('-')).map(|w| singular(&w.to_lowercase()));
    all.filter(|w| !EMPTY.contains(&w.as_str())).collect()
}

/// Reads as the name of a service: up to five words, all but the small ones in capitals.
fn is_name(head: &str) -> bool {
    let all: Vec<&str> = words(head).collect();
    (1..=5).contains(&all.len())
        && all
            .iter()
            .filter(|w| !matches!(**w, "and" | "of" | "the" | "for" | "to"))
            .all(|w| w.starts_with(char::is_uppercase))
        && !["The", "We", "Our", "This", "If", "When", "You", "In", "All"].contains(&all[0])
}
