//! What must be there and is not: controller, data protection officer, recipients, retention, rights, complaints.
//!
//! These are the items that a notice above may answer (checks 1, 3 and 15 to 21). What no notice above can answer for
//! a text is in `bases` and `duties`.

use crate::Context;
use crate::facts::{Facts, Spot, spot};
use crate::found::{Findings, Found};
use crate::items::Item;
use crate::matrix::AnsweredBy;
use crate::pattern::{Pattern, Words};
use crate::rules::*;
use crate::said::{RIGHTS_WORD, has_period, is_schedule};
use crate::text::{Line, Text};
use fairnotice_notice::Severity;

/// What the notices above answer.
pub(crate) struct Above<'a> {
    register: Vec<&'a Facts>,
    /// A page outside the register was confirmed, and the text sends the reader to it.
    confirmed: bool,
}

impl<'a> Above<'a> {
    /// Gathers what the notices above answer.
    pub(crate) fn read(context: &Context<'a>, own: &Facts) -> Self {
        Above {
            register: context.parents.iter().map(|answers| &answers.0).collect(),
            confirmed: context.external_parent_confirmed && own.refers_upward,
        }
    }

    /// Which notice above answers an item.
    pub(crate) fn answered_by(&self, item: Item) -> Option<AnsweredBy> {
        let parent = self.register.iter().position(|f| f.answers.contains_key(&item)).map(AnsweredBy::Parent);
        parent.or(self.confirmed.then_some(AnsweredBy::ExternalPage))
    }

    /// Whether a notice above answers what `item` asks.
    pub(crate) fn answers(&self, item: impl Fn(&Facts) -> bool) -> bool {
        self.confirmed || self.register.iter().any(|f| item(f))
    }
}

/// The line of a spot.
pub(crate) fn line_of<'t>(text: &'t Text<'t>, spot: &Spot) -> Option<&'t Line<'t>> {
    text.lines.get(spot.0)
}

/// A finding at a spot, or of something absent where there is none.
pub(crate) fn at_spot<'t>(rule: Rule, text: &'t Text<'t>, spot: Option<&Spot>) -> Found<'t> {
    match spot.and_then(|s| line_of(text, s).map(|l| (l, s))) {
        Some((line, spot)) => Found::at(rule, line, &spot.1),
        None => Found::absent(rule),
    }
}

/// Looks for what is absent and could stand in a notice above.
pub(crate) fn check(text: &Text<'_>, facts: &Facts, above: &Above<'_>, out: &mut Findings<'_>) {
    controller(text, facts, above, out);
    if !facts.dpo_contact && !above.answers(|f| f.dpo_contact) {
        out.add(at_spot(MISSING_DPO_CONTACT, text, facts.dpo_mention.as_ref()));
    }
    if !facts.recipients && !above.answers(|f| f.recipients) {
        out.add(Found::absent(MISSING_RECIPIENTS));
    }
    transfers(text, facts, above, out);
    retention(text, facts, above, out);
    rights(text, facts, above, out);
    complaints(text, facts, above, out);
}

fn controller(text: &Text<'_>, facts: &Facts, above: &Above<'_>, out: &mut Findings<'_>) {
    if above.answers(|f| f.controller.is_some() && f.contact) {
        return;
    }
    match &facts.controller {
        None => out.add(Found::absent(MISSING_CONTROLLER)),
        Some(spot) if !facts.contact => out.add(at_spot(CONTROLLER_NO_CONTACT, text, Some(spot))),
        Some(_) => {}
    }
}

fn transfers(text: &Text<'_>, facts: &Facts, above: &Above<'_>, out: &mut Findings<'_>) {
    static CLAIM: Pattern = Pattern::new(
        r"\btransfers?\b[^.]*\b(?:complian|comply|accordance|protect|safe|secure)|\bfull compliance\b|\b(?:make sure|ensure|only)\b[^.]*\b(?:protect\w*|safe\w*|secur\w*|encrypt\w*)\b|\b(?:safeguards?|measures|protections?|arrangements) (?:will be|is|are) (?:put )?in place\b|\b(?:always|fully|completely) (?:be )?(?:secure|safe)\b",
    );
    match &facts.transfer {
        Some(spot) => {
            static OF_TRANSFERS: Pattern =
                Pattern::new(r"\btransfer|\bcountr|\babroad\b|\boverseas\b|\boutside\b|\beea\b|\bservers?\b");
            let section = || line_of(text, spot).map(|l| text.section_lines(l).collect::<Vec<_>>()).unwrap_or_default();
            let sentence = |test: &dyn Fn(Words<'_>) -> bool| {
                section().into_iter().find_map(|l| l.sentence_with(test).map(|s| (l.index, s.to_owned())))
            };
            if !facts.transfer_country && !above.answers(|f| f.transfer_country) {
                let vague = sentence(&|s| s.contains("countr") || s.contains("territor"));
                out.add(at_spot(TRANSFER_VAGUE, text, vague.as_ref().or(Some(spot))));
            }
            if !facts.transfer_safeguard && !above.answers(|f| f.transfer_safeguard) {
                let near = |i: usize| i == spot.0 || i == spot.0 + 1;
                let claim = sentence(&|s| CLAIM.is_match(s)).filter(|(i, s)| near(*i) || OF_TRANSFERS.is_match(s));
                out.add(at_spot(TRANSFER_NO_SAFEGUARD, text, claim.as_ref().or(Some(spot))));
            }
        }
        None if !facts.transfers_answered && !above.answers(|f| f.transfers_answered) => {
            out.add(Found::absent(MISSING_TRANSFERS));
        }
        None => {}
    }
}

fn retention(text: &Text<'_>, facts: &Facts, above: &Above<'_>, out: &mut Findings<'_>) {
    static INTERNAL: Pattern = Pattern::new(
        r"\b(?:our|the|its|council's|an) (?:council's |own |service's )*internal (?:\w+ ){0,3}(?:schedule|guidance|guidelines?|polic(?:y|ies)|procedures?|documents?|records?)\b",
    );
    static INTRANET: Pattern = Pattern::new(
        r"(?:\b(?:polic(?:y|ies)|schedules?|procedures?|guidance|documents?|details|which|that|available|found|published)\b[^.]{0,60})?\b(?:on|in) (?:the |our |its )?(?:council's |staff |internal )*intranet\b",
    );
    for (line, sentence) in text.sentences() {
        if let Some(words) = INTERNAL.find(sentence)
            && !line.leads_to_page()
        {
            out.add(Found::at(REFERENCE_INTERNAL_DOCUMENT, line, words));
        } else if let Some(words) = INTRANET.find(sentence) {
            out.add(Found::at(REFERENCE_INTERNAL_DOCUMENT, line, words));
        }
    }
    if facts.retention_period || above.answers(|f| f.retention_period) {
        without_limit(text, out);
        without_period(text, out);
        return;
    }
    match &facts.retention {
        Some(spot) => out.add(at_spot(RETENTION_NO_PERIOD, text, Some(spot))),
        None => {
            // Where the reader is sent for it, if anywhere.
            static ELSEWHERE: Pattern = Pattern::new(
                r"\b(?:information|details?|find out|read|more)\b[^.]*\bhow long (?:\w+ ){0,4}(?:is |are |be |we )?(?:held|kept|retained|hold|keep|retain)\b",
            );
            out.add(at_spot(MISSING_RETENTION, text, spot(text, |_, s| ELSEWHERE.is_match(s)).as_ref()));
        }
    }
}

/// In a notice that gives periods, words that keep the rest without one: in a section that has no period, or for what
/// the periods leave out.
fn without_limit(text: &Text<'_>, out: &mut Findings<'_>) {
    static NO_LIMIT: Pattern = Pattern::new(
        r"\bfor (?:a|an) (?:reasonable|appropriate|suitable|limited|certain|set|fixed|short|long) (?:period|time|length of time|amount of time)\b|\b(?:for )?as long as (?:\w+ ){0,3}(?:is |are )?(?:need(?:ed|s)?|necessary|required|reasonabl\w+)\b|\b(?:no|not|never) (?:\w+ ){0,2}longer than (?:\w+ ){0,3}(?:necessary|need(?:ed)?|required)\b|\bin (?:line|accordance) with (?:our|the|its) (?:\w+ ){0,3}(?:retention|disposal)\b|\bin (?:line|accordance) with (?:the |our )?(?:legal|statutory) requirements\b|\buntil (?:it is |they are )?no longer (?:need(?:ed)?|required)\b|\buntil we no longer (?:need|require)\b|\bno longer have (?:a|any) need\b|\b(?:when|once|until) (?:it|they) (?:has|have) served (?:its|their) purpose\b|\bfor the (?:lifetime|life|duration|length) of (?:our|your) (?:involvement|relationship|contact|dealings)\b|\b(?:kept|held|retained|stored) (?:as per|in keeping with|subject to) (?:the |our |all )?(?:\w+ )?(?:legislation|law|legal requirements|guidance|polic(?:y|ies))\b|\b(?:kept|held|retained|stored) for (?:\w+ )?longer(?:$|[.;,](?:$| ))|\bfor (?:only )?the (?:minimum|shortest|least) (?:possible |necessary )?(?:periods?|time|amount of time|length of time)\b|\b(?:when|once|after) (?:\w+ ){1,5}(?:is|are) no longer (?:needed|required)\b|\bnot (?:kept|held|retained|stored) for (?:an )?(?:excessive|unreasonable|undue|unnecessary)\b|\b(?:from|between) (?:days|weeks|months|a few \w+|years)\b[^.]*\bto (?:much |far |considerably )?(?:longer|many years)\b|\b(?:do|does|will) not (?:usually |normally |generally )?(?:delete|destroy|dispose of) (?:any |the |your |old |such )?(?:reports?|records?|information|data|updates|files|accounts?|it|them)(?: or \w+)?(?: (?:made|from|on|once)\b|[.;,]|$)",
    );
    static THE_REST: Pattern = Pattern::new(
        r"\b(?:everything|anything) else\b|\ball other\b|\botherwise\b|\bother (?:records|information|data)\b",
    );
    static GENERAL: Pattern = Pattern::new(
        r"\bwe (?:will )?(?:only |not )?(?:keep|hold|retain|store)\b|^(?:all |any |your |the |this )*(?:personal )?(?:information|data)\b",
    );
    for (line, sentence) in text.sentences() {
        let Some(_) = NO_LIMIT.find(sentence).filter(|_| !has_period(sentence)) else { continue };
        let leads = line.leads_to_page();
        // The principle as the law has it.
        if sentence.to_lowercase().contains("identification") {
            continue;
        }
        let item = line.is_item() && line.word_count() < 16;
        let section = text.section_lines(line).filter(|l| l.index != line.index);
        let told_elsewhere = section.into_iter().any(|l| has_period(&l.text) || (is_schedule(l) && l.leads_to_page()));
        let general = GENERAL.is_match(sentence) && !THE_REST.is_match(sentence);
        if !leads && (item || !general || !told_elsewhere) {
            out.add(Found::at(RETENTION_NO_PERIOD, line, sentence));
        }
    }
}

/// In a list of records with their periods, one that has none.
fn without_period(text: &Text<'_>, out: &mut Findings<'_>) {
    for list in text.lists.iter().filter(|l| l.items.len() >= 3) {
        let told = text.items(list).filter(|i| has_period(&i.text)).count();
        if told * 10 < list.items.len() * 6 || text.list_role(list) != fairnotice_notice::Role::Retention {
            continue;
        }
        let bare = |i: &&Line<'_>| {
            !has_period(&i.text)
                && !i.leads_somewhere()
                && !text.leads_into_list(i)
                && i.word_count() <= 8
                && !i.text.contains('[')
        };
        for item in text.items(list).filter(bare) {
            out.add(Found::at(RETENTION_NO_PERIOD, item, item.trimmed()));
        }
    }
}

fn rights(text: &Text<'_>, facts: &Facts, above: &Above<'_>, out: &mut Findings<'_>) {
    const NEEDED: [&str; 4] = ["access", "rectification", "erasure", "restriction"];
    if above.answers(|f| f.rights.len() >= 3) {
        return;
    }
    match (facts.rights.len(), &facts.rights_mention) {
        (0, None) => {
            // A section on rights that only names another notice.
            static CONTAINED: Pattern = Pattern::new(
                r"^(?:these|they|your rights|full details|details(?: of (?:these|your rights))?) (?:are|can be|is|may be) (?:contained|set out|explained|listed|described|detailed|found|available|given)\b[^.]*",
            );
            let told = spot(text, |l, s| RIGHTS_WORD.is_match(text.heading_of(l)) && CONTAINED.is_match(s));
            let rule = if told.is_some() { RIGHTS_BY_REFERENCE_ONLY } else { MISSING_RIGHTS };
            out.add(at_spot(rule, text, told.as_ref()));
        }
        (0, Some(spot)) => {
            // The sentence that sends the reader elsewhere, where the line has one.
            static SENT: Pattern = Pattern::new(
                r"\b(?:see|found|find|read|visit|contained|set out|refer|go to)\b[^.]*\b(?:notice|page|web ?site|policy|statement|link)\b",
            );
            let line = line_of(text, spot);
            let sent = line.filter(|_| !SENT.is_match(&spot.1)).and_then(|l| l.sentence_with(|s| SENT.is_match(s)));
            let sent = sent.map(|s| (spot.0, s.to_owned()));
            let found = at_spot(RIGHTS_BY_REFERENCE_ONLY, text, sent.as_ref().or(Some(spot)));
            out.add(if facts.rights_linked { found.weighing(Severity::Warn) } else { found });
        }
        (_, mention) => {
            let lacking: Vec<&str> = NEEDED.into_iter().filter(|n| !facts.rights.contains(n)).collect();
            if !lacking.is_empty() {
                out.add(at_spot(RIGHTS_INCOMPLETE, text, mention.as_ref()).with(lacking.join(", ")));
            }
        }
    }
    // Where no right is listed at all, that finding says it. Where no basis is told, most of what a council does is
    // still a public task, and the right is likely: a warning, unless the words are those of point (c), which gives no such right.
    static NO_OBJECTION: Pattern = Pattern::new(r"\blegal (?:obligation|duty)\b");
    let unknown =
        facts.basis.is_none() && facts.basis_hint.is_some() && !text.sentences().any(|(_, s)| NO_OBJECTION.is_match(s));
    if (facts.may_object || (unknown && !facts.rights.is_empty()))
        && !facts.objection_apart
        && !above.answers(|f| f.objection_apart)
    {
        let found = at_spot(MISSING_OBJECTION, text, facts.objection.as_ref());
        out.add(if facts.may_object { found } else { found.weighing(Severity::Warn) });
    }
}

fn complaints(text: &Text<'_>, facts: &Facts, above: &Above<'_>, out: &mut Findings<'_>) {
    if !above.answers(|f| f.complaint_controller && f.complaint_hinted.is_none()) {
        if !facts.complaint_controller {
            // A request to come to the council first is no word of a right.
            static FIRST: Pattern = Pattern::new(
                r"\b(?:contact|speak to|talk to|write to|tell|approach|ask) (?:us|the council|our \w+) first\b|\b(?:questions|queries) or (?:worries|concerns)\b[^.]*\bcontact\b|\braise (?:a |any |your )?concerns? with (?:us|the council|our)\b",
            );
            let first = spot(text, |_, s| FIRST.is_match(s));
            out.add(at_spot(MISSING_COMPLAINT_CONTROLLER, text, first.as_ref()));
        } else if let Some(spot) = &facts.complaint_hinted {
            // A route is there; that it is a right is not said.
            out.add(at_spot(MISSING_COMPLAINT_CONTROLLER, text, Some(spot)).weighing(Severity::Warn));
        }
    }
    if above.answers(|f| f.complaint_commission.is_some()) {
        return;
    }
    match &facts.complaint_commission {
        None => out.add(Found::absent(MISSING_COMPLAINT_COMMISSION)),
        Some(spot) if !facts.commission_route => {
            let found = at_spot(MISSING_COMPLAINT_COMMISSION, text, Some(spot)).weighing(Severity::Warn);
            out.add(found.with("Its address, phone number or web page is not given."));
        }
        Some(_) => {}
    }
}
