//! Purposes that say nothing: too vague, circular, without limit, only the name of a service.

use crate::found::{Findings, Found};
use crate::kinds::holds_data;
use crate::pattern::Pattern;
use crate::rules::*;
use crate::said::{lead_of, names_council};
use crate::services::is_of_services;
use crate::text::{ListGroup, Text};
use fairnotice_lexicon::vocabulary::plain_form;
use fairnotice_notice::Role;
use std::cell::OnceCell;
use std::collections::BTreeMap;

static VAGUE: Pattern = Pattern::new(
    r"^(?:for |and |to carry out |to perform )*(?:any |our |the |various |general |other |all |council |normal )*(?:(?:lawful|business|operational|administrative|administration|management|legitimate|other|council|related) )*(?:purposes?|business|administration|functions?|reasons)[.;,]?$|^(?:for |the )?(?:audit(?:ing)? purposes|service (?:delivery|improvement|planning)(?: and (?:planning|improvement|delivery|development))?|administration|research|statistics|statistical (?:purposes|analysis)|(?:performance )?monitoring|financial transactions?|record[- ]keeping|communication|communications|management|planning|reporting|analysis|delivering services|providing services|(?:to )?(?:help (?:us )?)?improv(?:e|ing) (?:our|the|council) services?|reviews?|training|general enquiries|other services?|enforcement|compliance|digital transformation|transformation|(?:improving|making) things (?:better )?(?:for \w+)?|data[- ]matching(?: exercises?| purposes)?|sharing (?:of )?(?:intelligence|information)|(?:to )?plan(?:ning)? (?:our )?(?:services )?for the future(?: and [^.]*)?)[.;,]?$|\b(?:make|makes|making) (?:[A-Z]\w+|\w+|our \w+|the \w+) (?:a )?(?:safer|better|great|good|cleaner|happier|fairer)(?: and \w+)? places?\b",
);
/// Every council provides services: that says nothing of what this one needs the information for.
static ANY_SERVICE: Pattern = Pattern::new(
    r"^(?:to )?(?:manage and |plan and |provide and )?(?:provide|deliver|manage|run) (?:our |the |you with |council |statutory )*services(?: and support)?(?: to you| to (?:our |the )?(?:residents|customers|community))?[.;,]?$",
);
static CIRCULAR: Pattern = Pattern::new(
    r"^(?:to )?(?:process|use|hold|collect|handle|manage) (?:your |the |personal )*(?:information|data)[.;,]?$|^(?:to )?(?:meet|fulfil|discharge|comply with|carry out) (?:the |our |its |any )?(?:statutory|legal) (?:obligations?|duties|requirements?|responsibilities)(?: (?:that |which )?(?:the |this |our |your )?(?:\w+ ){0,2}(?:we|it|council|authority|local authority) (?:has|have))?[.;,]?$|^(?:data|information) processing[.;,]?$|^(?:to )?carry(?:ing)? out (?:the|our|its) (?:functions?|work|duties|business) of (?:the|our|this) (?:\w+ ){0,4}(?:service|council|team|department|directorate|section|unit)[.;,]?$|^(?:to )?(?:provide|deliver|perform|fulfil|carry out|undertake|for)? ?(?:a |our |the |any )?(?:statutory|public) (?:services?|purposes?|functions?|duties|tasks?)(?: for (?:a |our |the )?(?:statutory|legal|public) (?:requirements?|purposes?|functions?))?[.;,]?$",
);
static UNLIMITED: Pattern = Pattern::new(
    r"\b(?:any|all)(?: of)?(?: the)? (?:available |other )?(?:information|data)\b[^.]{0,30}\b(?:at its disposal|available to (?:it|us)|it holds|at our disposal)\b[^.]*|\b(?:use|process|share) (?:all|any) (?:of the |the |of your |your )?(?:personal )?(?:information|data) (?:that |which )?(?:is )?(?:held by us|we hold|available to us)\b[^.]*|\bfor any (?:other |lawful |legitimate )*purposes?\b|\bused?\b[^.]*\bfor any reason\b|\bfor any other (?:lawful |legitimate )*reasons?\b|\b(?:as|whatever|however) (?:\w+ ){0,6}sees? fit\b|\bfor whatever \w+ (?:is|are) (?:needed|required|necessary)\b|\bany other functions?\b|^any other purposes?\b[^.]*|\banyone (?:else )?(?:that |whom )?we (?:think|see|consider)[^.]*|\ball (?:the |other )?activities (?:that |which )?(?:we|it|the council) (?:(?:is|are) required to |must |has to |have to )?carr(?:y|ies) out\b|\ball (?:your |the |personal )*(?:information|data) (?:will|may|can) be shared (?:among|between|with)\b[^.]*|\bused by (?:all|any|every) (?:\w+ )?(?:services?|departments?|directorates?)\b|\bpurposes notified to the\b|\bany other reason (?:that |which )?we think\b|\bfor whatever purpose\b|\bin other ways (?:that|which) (?:are|is|may be) compatible with\b[^.]*|\bany (?:other )?(?:organisations?|bod(?:y|ies)|persons?|people|agenc(?:y|ies)|third part(?:y|ies)) (?:where|if|that|which|whom|who) we (?:\w+ )?(?:consider|think|believe|feel|deem|choose|decide|wish)\b[^.]*",
);

/// Looks at purposes.
pub(crate) fn check(text: &Text<'_>, out: &mut Findings<'_>) {
    let purposes = |l: &&ListGroup| is_of_purposes(text, l) && !holds_data(text, l) && !is_of_services(text, l);
    let names: OnceCell<BTreeMap<String, usize>> = OnceCell::new();
    for list in text.lists.iter().filter(purposes) {
        for item in text.items(list) {
            let words = item.trimmed();
            let says = item.sentences().next().unwrap_or(words).as_str().trim();
            // A name among names is looked at by `only_names`.
            if VAGUE.is_match(words) {
                out.add(Found::at(VAGUE_PURPOSE, item, words));
            } else if ANY_SERVICE.is_match(says) {
                out.add(Found::at(VAGUE_PURPOSE, item, says));
            } else if CIRCULAR.is_match(words) || says_itself(&words) {
                out.add(Found::at(CIRCULAR_PURPOSE, item, words));
            }
        }
        only_names(text, list, names.get_or_init(|| names_of(text)), out);
    }
    static ALSO_VAGUE: Pattern = Pattern::new(
        r"\bfor (?:other |any |various |general )*(?:hr|administrative|business|management|operational|internal|general|corporate|other council) purposes\b(?: and in connection with [^.]*)?|\bfor other functions of the (?:council|authority)\b|\b(?:for|to) (?:the )?(?:maintain|maintenance|improve|improvement)(?: and (?:improve|improvement|develop\w*))?(?: of)? (?:the |our |council )*services(?: (?:that |which )?we (?:deliver|provide|offer))?(?:[.,;]|$)|\btailor (?:our |the )?services to (?:meet )?your needs\b|\bin connection with our (?:business )?activities\b|\bas part of our business\b|\bso (?:that )?we can do our (?:work|jobs?)\b|\b(?:provide|give|deliver|offer)(?: \w+)? (?:the |a |you with (?:the |a |an )?)?(?:best|efficient and effective|effective and efficient|high quality|right|good|better) (?:\w+ )?services?(?: and support)?(?: to (?:you|our \w+|the \w+))?(?:[.,;]|$)|\bprovides? you with an? (?:efficient|effective)(?: and (?:efficient|effective))? service\b|\bprovide you with the services? (?:that )?you (?:need|want|require|ask for)(?:[.,;]|$)|\bcarry out (?:the |our |its )?(?:specific |various |other )?functions (?:for which (?:we|it) (?:are|is) responsible|that we are responsible for)\b|\bprotect (?:the council\W?s?|our) (?:financial |business |legitimate )*interests\b|\bsupport (?:our|the council\W?s?) (?:legal |statutory )?(?:\w+ ){0,2}functions(?:[.,;]|$| and )|\b(?:provide|deliver|send)\w*\b[^.]{0,60}\b(?:and|or) (?:any |all )?other (?:support |council |related |relevant |similar |local )*services\b[.;]?$|\bfor (?:insight|intelligence|analytical|analysis|planning|audit|monitoring|reporting|quality) purposes\b|\bunderstand(?:ing)? (?:your|their|our (?:residents|customers)\S*) (?:needs and interests|interests and needs|interests|preferences)\b|\b(?:a |wide )*(?:variety|range|number) of (?:different |other )*services to meet (?:\w+ )?needs\b|\b(?:provide|deliver)(?: you)?(?: with)? (?:statutory|public|council) and other (?:\w+ )?services\b|\bservices (?:you request |that you (?:request|ask for) )?(?:can|to|may) be delivered effectively(?: and efficiently)?\b|\bdevelop(?:ing)? the services (?:\w+ ){0,3}as a whole\b|\b(?:use|need|collect|process|hold)s?\b[^.]{0,60}\b(?:information|data|details|it)\b[^.]{0,30}\b(?:to|so that we can) (?:allow us to |help us (?:to )?|enable us to )?(?:provide|deliver)(?: you with| and deliver)? (?:our |the |council |statutory |other |and )*services?(?: and support)?(?: to you| to (?:our |the )?(?:residents|customers|city|borough|county|district))?[.;]?$",
    );
    for (line, sentence) in text.sentences().filter(|(l, _)| !l.is_item() || l.word_count() >= 8) {
        // What it goes on to say, and what is not done, is another matter.
        static SAID_MORE: Pattern = Pattern::new(
            r"\b(?:such as|for example|act \d{4}|under the|article \d|section \d)\b|\b(?:not|never) (?:\w+ ){0,2}(?:use|need|keep|share)\b|\bnever use\b|\banonym\w+\b",
        );
        if let Some(words) = ALSO_VAGUE.find(sentence).filter(|_| !SAID_MORE.is_match(sentence)) {
            out.add(Found::at(VAGUE_PURPOSE, line, words));
        }
    }
    // Reasons that are there and are not told.
    static SOME_REASON: Pattern = Pattern::new(
        r"\b(?:various|several|many|different|a (?:number|variety|range) of|all (?:sorts|kinds) of) (?:different |other )?(?:reasons|purposes)\b[^.:]*\b(?:need|use|collect|hold|process|have)\b[^.:]*|\b(?:need|use|collect|hold|process)\b[^.:]*\bfor (?:various|several|many|different|a (?:number|variety|range) of|all (?:sorts|kinds) of) (?:different |other )?(?:reasons|purposes)[.]",
    );
    static NAMED: Pattern =
        Pattern::new(r"\b(?:including|include|such as|for example|these are|they are|as follows|below)\b");
    for (line, sentence) in text.sentences() {
        let follows = text.leads_into_list(line) || NAMED.is_match(sentence);
        if let Some(words) = SOME_REASON.find(sentence).filter(|_| !follows) {
            out.add(Found::at(VAGUE_PURPOSE, line, words));
        }
    }
    static AS_GIVEN: Pattern = Pattern::new(
        r"\bfor (?:the|those|that) (?:purposes?|reasons?) (?:(?:for|to) which |that )?(?:you|it was|they were) (?:have |originally |first )*(?:provided?|gave|give|given|supplied|supply|sent|send|submit\w*|collected|obtained)\b[^.]*",
    );
    static ONLY: Pattern =
        Pattern::new(r"\b(?:no longer|not|never|other than|unless|until|to them|kept|keep|retain\w*|hold|held)\b");
    if let Some((line, words)) =
        text.sentences().filter(|(_, s)| !ONLY.is_match(s)).find_map(|(l, s)| AS_GIVEN.find(s).map(|w| (l, w)))
    {
        out.add(Found::at(CIRCULAR_PURPOSE, line, words));
    }
    for (line, sentence) in text.sentences() {
        let lower = sentence.to_lowercase();
        let negated = lower.contains(" not ") || lower.contains("ask you before") || lower.starts_with("if ");
        if let Some(words) = UNLIMITED.find(sentence).filter(|_| !negated) {
            let quote = if names_council(sentence) { words } else { sentence.as_str() };
            out.add(Found::at(OVERBROAD_PURPOSE, line, quote));
        }
    }
}

/// Whether a purpose is the service it is for: "Land charges – to provide the land charges service", "provide a visiting
/// service to those who receive visiting".
fn says_itself(words: &str) -> bool {
    static TO_PROVIDE: Pattern = Pattern::new(
        r"^(.{4,60}?) ?[-\u{2013}\u{2014}:] ?(?:to )?(?:provide|deliver|run|operate|manage|administer)(?: the| our| a| an)? (.{4,60}?)(?: services?)?[.;,]?$",
    );
    static FOR_THOSE: Pattern = Pattern::new(
        r"^(?:to )?(?:provide|deliver|run|operate)(?: the| our| a| an)? (.{4,50}?) services? to (?:those|people|residents|customers|anyone|everybody) who (?:receive|use|need|want|get|ask for)s? (.{4,50}?)[.;,]?$",
    );
    [&TO_PROVIDE, &FOR_THOSE].iter().any(|pattern| {
        let sides = (pattern.group(words, 1), pattern.group(words, 2));
        matches!(sides, (Some(one), Some(other)) if plain_form(one) == plain_form(other))
    })
}

/// Whether a list is one of purposes: by role, heading or lead-in.
pub(crate) fn is_of_purposes(text: &Text<'_>, list: &ListGroup) -> bool {
    static HEADING: Pattern = Pattern::new(
        r"\bwhy\b|\bpurposes?\b|\bwhat we (?:use|do)|\bhow we (?:will )?use|^(?:our )?(?:processes|activities)$",
    );
    static LEAD: Pattern = Pattern::new(
        r"\b(?:use|need|process|collect)\b[^.]*\b(?:information|data|it)\b[^.]*(?: to| for)?:?$|\bpurposes?\b",
    );
    text.list_role(list) == Role::Purposes
        || (HEADING.is_match(text.list_heading(list))
            && (text.list_role(list) != Role::LawfulBasis || !text.list_heading(list).to_lowercase().contains("can")))
        || (LEAD.is_match(text.lead_in(list).trim()) && text.lead_in(list).trim_end().ends_with("to:"))
}

/// How often each item with a lead-in stands in the lists of the whole text.
fn names_of(text: &Text<'_>) -> BTreeMap<String, usize> {
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    for item in text.body().filter(|l| l.is_item() && !lead_of(text, l).is_empty()) {
        *names.entry(plain_form(&item.text)).or_default() += 1;
    }
    names
}

/// Among purposes that are sentences, one that repeats an item of another list word for word.
fn only_names(text: &Text<'_>, list: &ListGroup, names: &BTreeMap<String, usize>, out: &mut Findings<'_>) {
    static VERB_FIRST: Pattern = Pattern::new(
        r"^(?:to\b|(?:administer|answer|apply|arrange|assess|calculate|carry|check|collect|comply|consider|contact|deal|decide|deliver|detect|enable|enforce|ensure|find|fulfil|give|help|identify|improve|investigate|issue|keep|look|maintain|make|manage|meet|monitor|offer|pay|plan|prevent|process|produce|protect|provide|publish|record|recover|register|reply|respond|review|run|safeguard|send|share|support|tell|train|understand|update|use|verify|work)s?\b|[a-z]{3,}ing\b (?:a|an|the|your|our|their|out|up|with|for|to|on|of|and|that|if|whether|any|all|people|you|us)\b)",
    );
    static NO_VERB: Pattern = Pattern::new(
        r"^(?:trading|licensing|planning|parking|housing|fostering|funding|training|building|safeguarding|commissioning|recycling|cleansing|marketing)\b",
    );
    static NO_PURPOSE: Pattern = Pattern::new(
        r"\b(?:act|regulations|order) \d{4}\b|\b(?:consent|contract|obligation|public task|interests?|authority)\b",
    );
    let sentences = text.items(list).filter(|i| i.is_stopped() || i.word_count() > 12).count();
    if list.items.len() < 3 {
        return;
    }
    // Where the others say what is done, a name in capitals with nothing after it says nothing.
    let verb_first = |i: &crate::text::Line<'_>| VERB_FIRST.is_match(i.trimmed()) && !NO_VERB.is_match(i.trimmed());
    let says = text.items(list).filter(|i| i.is_stopped() || i.word_count() >= 6 || verb_first(i)).count();
    let is_name = |i: &crate::text::Line<'_>| {
        !i.is_stopped()
            && (1..=4).contains(&i.word_count())
            && !i.trimmed().ends_with(':')
            && !text.leads_into_list(i)
            && !verb_first(i)
            && !VAGUE.is_match(i.trimmed())
            && !NO_PURPOSE.is_match(i.trimmed())
            && crate::text::words(i.trimmed().as_str())
                .filter(|w| !matches!(*w, "and" | "of" | "the" | "for" | "in" | "&"))
                .all(|w| w.starts_with(char::is_uppercase))
    };
    let bare_noun = |i: &crate::text::Line<'_>| {
        !i.is_stopped()
            && (1..=3).contains(&i.word_count())
            && !verb_first(i)
            && !VAGUE.is_match(i.trimmed())
            && !NO_PURPOSE.is_match(i.trimmed())
            && !text.leads_into_list(i)
            && NO_VERB.is_match(i.trimmed())
    };
    let all_names =
        list.items.len() >= 4 && text.items(list).all(|i| is_name(i) || !i.is_stopped() && i.word_count() <= 4);
    let heading = list.items.first().and_then(|i| text.lines.get(*i)).and_then(|l| text.section_lines(l).next());
    if let Some(heading) = heading.filter(|h| all_names && says == 0 && h.is_heading() && text.lead_in(list).is_empty())
    {
        out.add(Found::at(PURPOSE_IS_ONLY_A_NAME, heading, heading.trimmed()));
    }
    if says * 3 >= list.items.len() {
        let mostly_said = says * 4 >= list.items.len() * 3;
        for item in text.items(list).filter(|i| is_name(i) || (mostly_said && bare_noun(i))) {
            out.add(Found::at(PURPOSE_IS_ONLY_A_NAME, item, item.trimmed()));
        }
    }
    if sentences * 2 < list.items.len() {
        return;
    }
    let mut own: BTreeMap<String, usize> = BTreeMap::new();
    for item in text.items(list).filter(|i| !lead_of(text, i).is_empty()) {
        *own.entry(plain_form(&item.text)).or_default() += 1;
    }
    let elsewhere = |form: &String| names.get(form).copied().unwrap_or(0) > own.get(form).copied().unwrap_or(0);
    for item in text.items(list).filter(|i| !i.is_stopped() && !is_name(i)) {
        if elsewhere(&plain_form(&item.text)) {
            out.add(Found::at(PURPOSE_IS_ONLY_A_NAME, item, item.trimmed()));
        }
    }
}
