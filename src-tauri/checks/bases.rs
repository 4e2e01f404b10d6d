//! What makes the use lawful: Article 6 bases, consent, the conditions of Articles 9 and 10.

use crate::absences::at_spot;
use crate::facts::{Facts, Spot};
use crate::found::{Findings, Found};
use crate::pattern::Pattern;
use crate::rules::*;
use crate::text::Text;

/// Looks at bases and conditions.
pub(crate) fn check(text: &Text<'_>, facts: &Facts, out: &mut Findings<'_>) {
    article_6(text, facts, out);
    consent(text, facts, out);
    special(text, facts, out);
    if let Some(spot) = facts.criminal_item.as_ref().filter(|_| !facts.art10) {
        out.add(at_spot(MISSING_ART10, text, Some(spot)));
    }
    let protected = facts.special_item.is_some() || facts.special_mention.is_some() || facts.criminal_item.is_some();
    if protected && !text.body().any(|l| l.text.to_lowercase().contains("policy document")) {
        out.add(Found::absent(MISSING_POLICY_DOCUMENT));
    }
}

fn article_6(text: &Text<'_>, facts: &Facts, out: &mut Findings<'_>) {
    static STATED: Pattern = Pattern::new(
        r"\b(?:our|the|these|their|legitimate) interests?(?: here)? (?:is|are|in|of|to)\b|\blegitimate interests? (?:is|are|in|of|to)\b",
    );
    static OUTSIDE: Pattern = Pattern::new(
        r"\bnot (?:part of )?(?:a |our |the )?(?:public |statutory )?tasks?\b|\boutside (?:\w+ ){0,3}tasks?\b|\bcommercial\b",
    );
    match (&facts.basis, &facts.basis_hint) {
        (None, None) => out.add(Found::absent(MISSING_LAWFUL_BASIS)),
        (None, Some(spot)) => out.add(at_spot(LAWFUL_BASIS_VAGUE, text, Some(spot))),
        (Some(spot), _) if facts.public_duty && !facts.law_named => {
            out.add(at_spot(LAW_NOT_NAMED, text, Some(spot)));
        }
        (Some(_), _) => {}
    }
    if let Some(spot) = &facts.legitimate_interests {
        if !text.body().any(|l| OUTSIDE.is_match(&l.text)) {
            out.add(at_spot(BASIS_NOT_OPEN, text, Some(spot)));
        }
        if !text.body().any(|l| STATED.is_match(&l.text)) {
            out.add(at_spot(MISSING_LEGITIMATE_INTERESTS, text, Some(spot)));
        }
    }
}

fn consent(text: &Text<'_>, facts: &Facts, out: &mut Findings<'_>) {
    static BLANKET: Pattern = Pattern::new(
        r"\bconsent (?:for|to) (?:us |the council |our )?(?:to )?(?:the )?(?:entry|use|using|process|processing|hold|holding|store|storing|collect|collecting|record|recording|keep|keeping) (?:on|of|onto|your|its|their|the|any|all|and|personal)\b[^.]{0,50}\b(?:data|information|system|details|records?)\b",
    );
    static WITH_PURPOSE: Pattern = Pattern::new(
        r"\b(?:so that|in order to|because|when|if)\b|\b(?:data|information|details|records?)\b[^.]{0,20}\b(?:to|for) \w+",
    );
    if let Some(spot) = facts.consent.as_ref().filter(|_| !facts.withdraw) {
        out.add(at_spot(MISSING_WITHDRAW_CONSENT, text, Some(spot)));
    }
    for (line, sentence) in text.sentences() {
        if let Some(words) = BLANKET.find(sentence)
            && !WITH_PURPOSE.is_match(&sentence[sentence.find(words).unwrap_or(0)..])
        {
            out.add(Found::at(CONSENT_NOT_SPECIFIC, line, sentence));
        }
    }
}

/// Two findings at most: the item that needs a condition, and the sentence that should name it. A text that has a
/// list for special category data and an item of it among ordinary data gets that said of the item instead.
fn special(text: &Text<'_>, facts: &Facts, out: &mut Findings<'_>) {
    let apart: Option<&Spot> = facts.special_mention.as_ref();
    let leads = |spot: &&Spot| text.lines.get(spot.0).is_some_and(|l| text.leads_into_list(l));
    let own_list = apart.filter(leads);
    match (&facts.special_item, own_list) {
        (Some(item), Some(lead)) if item.0 < lead.0 => {
            out.add(at_spot(SPECIAL_IN_ORDINARY_LIST, text, Some(item)));
        }
        (Some(item), None) if !facts.art9 && apart.is_none_or(|a| a.0 != item.0) => {
            out.add(at_spot(SPECIAL_NO_CONDITION, text, Some(item)))
        }
        (Some(_) | None, _) => {}
    }
    if !facts.art9
        && let Some(spot) = apart
    {
        out.add(at_spot(MISSING_ART9, text, Some(spot)));
    }
}
