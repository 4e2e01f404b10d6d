//! People and organisations: named persons, joint controllers, recipients who are none, children among the readers.

use crate::Context;
use crate::facts::Facts;
use crate::found::{Findings, Found};
use crate::items::Item;
use crate::kinds::{holds_people, holds_recipients};
use crate::pattern::{Pattern, Words};
use crate::rules::*;
use crate::said::{RECIPIENT_HEADING, councils};
use crate::text::Text;
use fairnotice_lexicon::vocabulary::{People, contains_term, plain_form, vocabulary};
use fairnotice_notice::Role;
use fairnotice_notice::organisation::Arrangement;
use std::collections::BTreeSet;

/// Looks at people and organisations.
pub(crate) fn check(context: &Context<'_>, text: &Text<'_>, facts: &Facts, out: &mut Findings<'_>) {
    individuals(text, out);
    contractors(text, out);
    joint(context, text, facts, out);
    recipients(text, out);
    stem_mismatch(text, out);
    children(text, out);
}

static POST: Pattern = Pattern::new(
    r"\b(?:directors?|heads?|managers?|officers?|executives?|council|service|team|leaders?|secretary|mayor|president|chair|department|directorate|group|board|committee|university|trust|ltd|limited|plc|partnership|assistant|deputy|chief|senior|service|public|adult|children|corporate|interim|acting|commissioning|minister|england|office|the|our|please|if|civic|town|hall|borough|district|county|city|authority|constabulary|protection|information)\b",
);

/// Names of persons with a post, and acting posts. A name that is a variable follows its source and may stand.
fn individuals(text: &Text<'_>, out: &mut Findings<'_>) {
    static LED: Pattern = Pattern::cased(
        r"\b(?:led|headed|managed|run|overseen|directed|chaired|supervised) by (?:(?:Mr|Mrs|Ms|Miss|Dr|Cllr|Councillor|Professor) )?([A-Z][a-z]+(?: [A-Z]\.?)?(?: [A-Z][\w'-]*[a-z])+)",
    );
    static APPOSITION: Pattern = Pattern::cased(
        r"\b([A-Z][a-z]+ [A-Z][\w'-]*[a-z]), (?:(?:the|our|who is the|who is our) )?(?:[A-Z][\w&]+ (?:and |of |for |the )*){0,5}(?:Director|Head|Manager|Officer|Executive|Secretary|Leader|Solicitor|Guardian)\b",
    );
    static IS_POST: Pattern = Pattern::cased(
        r"\b(?:Director|Officer|Manager|Executive|Head of [A-Z]\w+(?: \w+)?|Guardian)(?: is|:|,| -)? ([A-Z][a-z]+ [A-Z][\w'-]*[a-z])\b",
    );
    static CONTACT: Pattern =
        Pattern::cased(r"\bContact(?: name| officer| person| point)?: ?([A-Z][a-z]+ [A-Z][\w'-]*[a-z])\b");
    static TITLED: Pattern = Pattern::cased(
        r"\b((?:Mr|Mrs|Ms|Miss|Sister|Rev|Councillor|Cllr) (?:[A-Z]\.? )?(?:[A-Z][a-z]+ )?[A-Z][\w'-]*[a-z])\b",
    );
    static ACTING: Pattern = Pattern::cased(
        r"\b(?:[Aa]cting|[Ii]nterim) (?:[A-Z]\w+ ){0,3}(?:Director|Head|Manager|Officer|Executive|Leader)\b",
    );
    for (line, sentence) in text.lines.iter().skip(1).flat_map(|l| l.sentences().map(move |s| (l, s))) {
        let is_variable = |name: &str| {
            line.runs().iter().any(|r| r.var.is_some() && (r.text.contains(name) || name.contains(r.text.as_str())))
        };
        let patterns = [&LED, &APPOSITION, &IS_POST, &CONTACT, &TITLED];
        let named = patterns.iter().find_map(|p| {
            p.group(sentence, 1).filter(|name| !POST.is_match(name) && !is_variable(name)).zip(p.find(sentence))
        });
        if let Some((_, words)) = named {
            out.add(Found::at(NAMED_INDIVIDUAL, line, with_post(sentence.as_str(), words)));
        } else if let Some(words) = ACTING.find(sentence) {
            out.add(Found::at(NAMED_INDIVIDUAL, line, words));
        }
    }
}

/// From the start of `words` to the end of the post that follows them.
fn with_post<'s>(sentence: &'s str, words: &str) -> &'s str {
    static POST_AFTER: Pattern =
        Pattern::cased(r"^,? (?:(?:the|our|who is the|who is our) )?(?:[A-Z][\w&'-]+(?: (?:and|of|for|the))* ?){1,7}");
    let Some(at) = sentence.find(words) else { return sentence };
    let rest = sentence.get(at + words.len()..).unwrap_or("");
    let post = POST_AFTER.find(rest).map_or(0, |p| p.trim_end().len());
    sentence.get(at..at + words.len() + post).unwrap_or(sentence)
}

fn contractors(text: &Text<'_>, out: &mut Findings<'_>) {
    static COMPANY: Pattern = Pattern::cased(r"\b(?:[A-Z][\w&'-]+ ){1,4}(?:Ltd|Limited|PLC|plc|LLP)\b");
    static SUCH_AS: Pattern = Pattern::cased(
        r"\b(?:partners|contractors|suppliers|providers) (?:such as|like|including) [A-Z]\w+(?:[,&]? (?:and |or )?[A-Z]\w+)*",
    );
    let mut seen = BTreeSet::new();
    for (line, sentence) in text.sentences() {
        for name in COMPANY.find_all(sentence).into_iter().chain(SUCH_AS.find_all(sentence)).map(|(_, n)| n) {
            if seen.insert(name.to_owned()) {
                out.add(Found::at(NAMED_CONTRACTOR, line, name));
            }
        }
    }
}

fn joint(context: &Context<'_>, text: &Text<'_>, facts: &Facts, out: &mut Findings<'_>) {
    static TOGETHER: Pattern = Pattern::new(
        r"\b(?:joint|shared)\b[^.]{0,120}\b(?:directorate|department|service|team|unit|management|partnership|arrangement)s?\b|\b(?:directorate|department|service|team)s?\b[^.]{0,110}\b(?:shared|jointly|joint) (?:with|by|run|between)\b",
    );
    static BOTH: Pattern = Pattern::new(
        r"\bon behalf of\b[^.]{0,60}\band\b|\bhealth and social care partnership\b|\bintegration joint board\b",
    );
    static HEALTH_BODY: Pattern = Pattern::cased(
        r"\bNHS [A-Z][a-z]+(?: and [A-Z][a-z]+)?\b|\b[A-Z]\w+ (?:Health Board|NHS Trust|Constabulary)\b",
    );
    static WITH_US: Pattern = Pattern::new(
        r"\b(?:consortium|partnership|joint committee|shared service)\b[^.]{0,60}\b(?:run|runs|manages?|shares?|shared|operates?|holds?)\b[^.]{0,40}\bwith us\b|\bshared service (?:of|between|for) [^.]{0,60}\b(?:neighbouring|other|two|three|four|partner) (?:\w+ )?(?:authorit|council|district|borough)|\bare (?:both|each|jointly|joint) (?:data )?controllers?\b|\b(?:partnership|service|team)\b[^.]{0,60}\b(?:is |are )?run (?:together|jointly) with\b|\bpartners? decides? together\b|\b(?:ourselves|we|us|the council|our) and (?:some|other|certain|several|many|most|the) (?:\w+ ){1,4}(?:is|are) (?:the |both |all )?(?:data )?controllers?\b|\b(?:share|shares|shared|sharing) (?:this|that|the|its|their) responsibilit(?:y|ies) with (?:other|another|the|our|its|their|some)\b|\b(?:take|takes|taking|took) on the role of (?:the |a )?(?:data )?(?:controller|processor)\b",
    );
    static OWN_RIGHT: Pattern =
        Pattern::new(r"\bin (?:their|its) own right\b|\b(?:independent|separate) controllers?\b");
    static JOINTLY: Pattern = Pattern::new(
        r"\b(?:we|our|services?|teams?|department|directorate)\b[^.]{0,120}\b(?:(?:run|managed|provided|delivered|operated) (?:jointly |together )?(?:with|by)|shared service (?:provided|delivered|run|operated) (?:jointly |together )?with|(?:is|are) (?:now |also )?run with|jointly (?:run|manage|provide|deliver|operate)[^.]{0,60}\bwith)\b",
    );
    static NOT_JOINTLY: Pattern = Pattern::new(r"\b(?:no|not|never)\b|n't\b");
    if facts.answers.contains_key(&Item::JointControllers) {
        return;
    }
    let together = text.sentences().find(|(_, s)| {
        let mut named: BTreeSet<&str> = councils(s).into_iter().collect();
        named.extend(HEALTH_BODY.find_all(s).into_iter().map(|(_, name)| name));
        (named.len() >= 2 && (TOGETHER.is_match(s) || BOTH.is_match(s)))
            || (!named.is_empty() && JOINTLY.is_match(s) && !NOT_JOINTLY.is_match(s))
            || (WITH_US.is_match(s) && !OWN_RIGHT.is_match(s))
            || crate::said::JOINT.is_match(s)
    });
    if let Some((line, sentence)) = together {
        out.add(Found::at(JOINT_CONTROLLER_UNCLEAR, line, sentence));
    } else if let Some(partner) = context.partner {
        // Shared managers alone make no joint controllers, and a notice need not speak of them.
        let needed = match partner.arrangement {
            Arrangement::Controllers => true,
            Arrangement::Processor => !text.body().any(|l| l.text.contains(&partner.organisation)),
            Arrangement::SharedManagement => false,
        };
        if needed {
            out.add(Found::absent(JOINT_CONTROLLER_UNCLEAR));
        }
    }
}

fn recipients(text: &Text<'_>, out: &mut Findings<'_>) {
    static CONTRACTED: Pattern = Pattern::cased(
        r"\b(?:provider|supplier|contractor|processor|subcontractor|sub-contractor),? ([A-Z][a-z]\w+(?: [A-Z]\w+)?)",
    );
    let v = vocabulary();
    let lists: Vec<_> = text.lists.iter().filter(|l| holds_recipients(text, l)).collect();
    let mut named = String::new();
    for item in lists.iter().flat_map(|l| text.items(l)) {
        named.push_str(&item.text);
        named.push('\n');
        let form = plain_form(&item.text);
        let form = form.trim_start_matches("our ").trim_start_matches("the ");
        if v.people.iter().any(|p| p.never_recipient && p.words.iter().any(|w| w == form)) {
            out.add(Found::at(RECIPIENT_IS_DATA_SUBJECT, item, item.trimmed()));
        }
    }
    if named.is_empty() {
        return;
    }
    static CHECKED_BY: Pattern = Pattern::cased(
        r"\b(?:checks?|checking|search(?:es)?|verification|screening|tracing|survey)\b[^.]{0,60}\b(?:using|with|through|by|via|from) ([A-Z][a-z]\w+)\b",
    );
    static THROUGH: Pattern = Pattern::cased(
        r"\b(?:[Aa]pplications?|[Aa]pply|[Pp]ayments?|[Bb]ookings?|[Rr]egister|[Ss]urveys?)\b[^.]{0,40}\b(?:through|via|using|on) (?:the |our )?([A-Z][a-z]\w*[A-Z]\w*) (?:website|portal|system|app|platform)\b",
    );
    static SOMEBODY: Pattern = Pattern::new(
        r"\b(?:tool|system|software|platform|app|service|database|portal) (?:that is |which is )?(?:provided|supplied|hosted|run|managed|operated) by (?:a |an |our )?(?:third part(?:y|ies)|external (?:company|supplier|provider)|another company|outside company)\b",
    );
    static ANY_SUPPLIER: Pattern = Pattern::new(
        r"\bsuppliers?\b|\bcontractors?\b|\bprocessors?\b|\bproviders?\b|\bcompan(?:y|ies)\b|\bthird part(?:y|ies)\b|\bsoftware\b",
    );
    // A company by its name, at work for the council.
    static COMPANY: Pattern = Pattern::cased(
        r"\b(?:provided|hosted|supplied|operated|run|managed|delivered|maintained|collected|held|stored) (?:for us |on our behalf )?by (?:our partner |a company called |our supplier )?([A-Z]\w+(?: (?:[A-Z]\w+|and|&)){0,4} (?:Ltd|Limited|Inc|plc|PLC|CIC|LLP))\b|\bby our partner ([A-Z]\w+(?: [A-Z]\w+){0,3})",
    );
    // Somebody without a name who is given information, by what they do.
    static BY_WORK: Pattern = Pattern::new(
        r"\b(?:given|gives?|pass(?:es|ed)?|hands?|handed|sen[dt]|sends|scored?|checked|held|stored|analysed|printed|collected)\b[^.]{0,60}\b(?:to|by|with) (?:a|an|our|the) ((?:software|debt collection|debt recovery|enforcement|research|payroll|printing|mailing|survey|system|translation|archive) (?:suppliers?|agenc(?:y|ies)|partners?|compan(?:y|ies)|firms?|agents?|contractors?|providers?))\b",
    );
    let plain_named = plain_form(&named);
    let mut seen = BTreeSet::new();
    for (line, sentence) in text.sentences() {
        for who in BY_WORK.groups(sentence, 1) {
            let (work, kind) = who.rsplit_once(' ').unwrap_or((who, ""));
            let told = [work, kind].iter().any(|w| contains_term(&plain_named, &plain_form(w)))
                || ANY_SUPPLIER.is_match(&named) && ANY_SUPPLIER.is_match(kind);
            let in_a_list = line.is_item() && text.list_of(line).is_some_and(|l| holds_recipients(text, l));
            if !told && !in_a_list && seen.insert(who.to_lowercase()) {
                out.add(Found::at(RECIPIENT_MISSING_FROM_LIST, line, sentence).with(who));
            }
        }
        for name in CHECKED_BY.groups(sentence, 1).into_iter().chain(THROUGH.groups(sentence, 1)) {
            if !named.contains(name) && v.stands_for(name).is_none() && seen.insert(name.to_owned()) {
                out.add(Found::at(RECIPIENT_MISSING_FROM_LIST, line, sentence).with(name));
            }
        }
        if let Some(words) = SOMEBODY.find(sentence).filter(|_| !ANY_SUPPLIER.is_match(&named)) {
            out.add(Found::at(RECIPIENT_MISSING_FROM_LIST, line, words).with("A supplier"));
        }
        let companies = COMPANY.groups(sentence, 1).into_iter().chain(COMPANY.groups(sentence, 2));
        for name in CONTRACTED.groups(sentence, 1).into_iter().chain(companies) {
            if !named.contains(name) && seen.insert(name.to_owned()) {
                out.add(Found::at(RECIPIENT_MISSING_FROM_LIST, line, sentence).with(name));
            }
        }
    }
}

/// A lead-in that announces information, and items that are all people.
fn stem_mismatch(text: &Text<'_>, out: &mut Findings<'_>) {
    static STEM: Pattern = Pattern::new(
        r"\b(?:class(?:es)?|categor(?:y|ies)|kinds?|types?|sorts?) of (?:personal )?(?:information|data)\b[^.]{0,60}(?:include|are|:)[^.]{0,10}$",
    );
    static ABOUT: Pattern = Pattern::new(r"\babout\b|\bfrom\b|\bwith\b|\brelat");
    let v = vocabulary();
    for list in &text.lists {
        let stem = text.lead_in(list).as_str().trim();
        let people = |i: &&crate::text::Line<'_>| {
            let head = head_of(i.trimmed().as_str());
            v.people(head).is_some() && v.data_kind(head).is_none()
        };
        if STEM.is_match(stem)
            && !ABOUT.is_match(stem)
            && text.items(list).filter(people).count() == list.items.len()
            && let Some(line) = list.lead_in.and_then(|i| text.lines.get(i))
        {
            out.add(
                Found::at(STEM_ITEM_MISMATCH, line, line.sentences().last().map_or(stem, Words::as_str))
                    .with("The lead-in announces information and the items are people. Change the lead-in."),
            );
        }
    }
}

/// An item without what follows its first noun: brackets, ages, clauses.
fn head_of(item: &str) -> &str {
    static REST: Pattern =
        Pattern::new(r"^(.+?)(?:\s*\(| under | over | aged | who | whose | that | in | with | from | for ).*$");
    REST.group(item, 1).unwrap_or(item)
}

fn children(text: &Text<'_>, out: &mut Findings<'_>) {
    static LAYER: Pattern = Pattern::new(
        r"\b(?:version|notice|summary|leaflet|page|guide)\b[^.]{0,60}\bfor (?:children|young people|young readers|pupils)\b|\b(?:children's|young people's|child-friendly|easy[- ]read) (?:privacy )?(?:version|notice|summary|guide)\b|\bnotice is for (?:the )?(?:parents|carers|guardians)\b|\bif you are (?:a child|under \d+|a young person)\b|\b(?:parents|carers|guardians)\b[^.]{0,60}\b(?:read|on (?:their|the child's|behalf)|explain)\b",
    );
    if text.lines.iter().any(|l| LAYER.is_match(l)) {
        return;
    }
    let v = vocabulary();
    let lists = text.lists.iter().filter(|l| holds_people(text, l));
    // Children named first are readers; "partners, children and others" are the household of a reader.
    let named = |i: &&crate::text::Line<'_>| {
        let form = plain_form(&i.text.replace('\u{2019}', "'").to_lowercase().replace("children's services", ""));
        let children = |p: &&People| p.children;
        v.people.iter().filter(children).flat_map(|p| &p.words).any(|w| {
            let first = form.strip_prefix(w.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
            first || (w.contains(' ') && contains_term(&form, w))
        })
    };
    let item = lists.flat_map(|l| text.items(l)).find(named);
    if let Some(item) = item {
        out.add(Found::at(CHILDREN_NO_LAYER, item, item.trimmed()));
        return;
    }
    // In running text: the notice or the service is for them, or the information is about them.
    static FOR_CHILDREN: Pattern = Pattern::new(
        r"\bif you are (?:aged )?under (?:the age of )?1[0-8]\b|\bif you are (?:\w+ ){1,5}and are under (?:the age of )?1[0-8]\b|^(?:children|young people|pupils) (?:who|under|over|aged|can|may|must)\b(?: \w+){0,4}|\b(?:(?:this )?notice (?:is for|covers|also covers|applies to)|it also covers|information (?:about|for)|services?\b[^.]{0,60}? (?:to|for)|support|(?:we )?work with)\b[^.]{0,60}?\b(?:children|young people|pupils|students aged|care leavers)(?:\b[^'’\w]|$)(?:,? ?(?:children|young people|pupils)\b)*(?:,? and (?:young people|their families|families|young adults))*",
    );
    let readers = |l: &crate::text::Line<'_>| {
        !matches!(l.role(), Role::Recipients | Role::Source | Role::Retention)
            && !RECIPIENT_HEADING.is_match(text.heading_of(l))
    };
    let mut sentences = text.sentences().filter(|(l, _)| readers(l));
    if let Some((line, words)) = sentences.find_map(|(l, s)| FOR_CHILDREN.find(s).map(|w| (l, w))) {
        out.add(Found::at(CHILDREN_NO_LAYER, line, words));
    }
}
