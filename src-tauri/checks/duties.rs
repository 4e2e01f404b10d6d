//! What a text must say about its own work: categories, sources, whether people must give their information,
//! automated decisions, law enforcement.

use crate::absences::{Above, at_spot};
use crate::facts::Facts;
use crate::found::{Findings, Found};
use crate::pattern::{Pattern, Words};
use crate::rules::*;
use crate::said::mixes_sources;
use crate::text::Text;
use fairnotice_notice::{Role, Severity};

/// Looks at what only this text can answer.
pub(crate) fn check(text: &Text<'_>, facts: &Facts, above: &Above<'_>, out: &mut Findings<'_>) {
    if !facts.purposes {
        out.add(Found::absent(MISSING_PURPOSES));
    }
    if !facts.data_categories {
        let found = Found::absent(MISSING_DATA_CATEGORIES);
        out.add(if facts.indirect.is_some() { found.weighing(Severity::Block) } else { found });
    }
    if !facts.statutory && !above.answers(|f| f.statutory) {
        // Article 13(2)(e) is about what is obtained from the person; where nothing is, it is a suggestion.
        let found = Found::absent(MISSING_STATUTORY);
        out.add(if facts.only_indirect.is_some() { found.weighing(Severity::Hint) } else { found });
    }
    sources(text, facts, out);
    automated(text, facts, above, out);
    law_enforcement(text, out);
}

fn sources(text: &Text<'_>, facts: &Facts, out: &mut Findings<'_>) {
    static WITHIN: Pattern = Pattern::new(r"\bwithin (?:one|a|1) (?:calendar )?month\b|\barticle 14\b|\b14 ?\(5\)");
    for (line, sentence) in text.sentences().filter(|(_, s)| mixes_sources(s)) {
        out.add(Found::at(SOURCES_MIXED, line, sentence));
    }
    if !facts.source {
        let found = Found::absent(MISSING_SOURCE);
        out.add(if facts.indirect.is_some() { found } else { found.weighing(Severity::Warn) });
    }
    // "From other organisations": which, nobody can tell.
    if let Some(spot) = facts.source_unnamed.as_ref() {
        out.add(at_spot(MISSING_SOURCE, text, Some(spot)).weighing(Severity::Explain));
    }
    if let Some(spot) = facts.only_indirect.as_ref().filter(|_| !text.body().any(|l| WITHIN.is_match(l))) {
        out.add(at_spot(ARTICLE14_TRIGGERED, text, Some(spot)));
    }
}

fn automated(text: &Text<'_>, facts: &Facts, above: &Above<'_>, out: &mut Findings<'_>) {
    static SIGNS: Pattern = Pattern::new(
        r"\b(?:claims?|applications?|cases|customers|households?|residents|families|people|individuals|accounts|you|requests|properties|tenants|they) (?:is|are|will be|may be|can be|being) (?:\w+ly |then |also )?(?:risk[- ]assessed|risk[- ]scored|risk[- ]rated|scored|profiled|ranked|segmented)\b|\btarget(?:s|ed|ing)? (?:\w+ ){0,3}(?:messages?|advert\w*|communications?|campaigns?|content)\b[^.]{0,80}\b(?:age|gender|interests?|sections? of|groups?|individuals|internet|social media|households?)\b|\bpredictive (?:analytics?|model\w*|tools?)\b|\brisk[- ]scores?\b|\bpropensity (?:model|score)|\bmachine learning\b|\balgorithms?\b|\bmosaic\b[^.]{0,30}\bprofil|\brisk[- ]profil\w+|\b(?:gives?|given|allocates?|assigns?|calculates?) (?:\w+ ){0,4}(?:a |an |their |your )?(?:risk |vulnerability )?scores?\b|\b(?:put|placed|sorted|grouped) (?:\w+ ){0,2}(?:in|into|in to) (?:a |an |one of \w+ )?(?:\w+,? (?:or )?){0,4}(?:risk|priority) (?:group|band|categor(?:y|ies)|level)s?\b|\brisk[- ]based verification\b|\b(?:customer|population|household) segmentation\b|\b(?:is|are) scored (?:automatically|by)\b|\b(?:assessments?|application forms?|questionnaires?|referrals?|answers) (?:is|are|will be) scored\b|\b(?:screened|sifted|sorted|flagged) by (?:a |an |our )?(?:\w+ )?(?:scoring|automated|risk) (?:tool|system|model)\b|\bpropensity to \w+ (?:rating|band|group)\b|\b(?:given|allocated|assigned) (?:a |an )(?:\w+ ){0,4}(?:rating|grade)\b[^.]{0,60}\b(?:decides?|determines?)\b|\b(?:rejected|scored|ranked|assessed|closed|approved|declined|refused) automatically\b|\bautomatically (?:scored|ranked|assessed|rejected|closed)\b|\b(?:families|people|households|claims|applications|cases|who meet [^.]{0,40}) are scored\b|\b(?:match|link)(?:ing|es|s)? (?:information|data|records)\b[^.]*\b(?:identify|predict|scored?)\b|\bsystem (?:then |will |also )?(?:scores?|ranks?|decides?|refuses?|rejects?)\b|\bdecided by (?:a |the |our )?(?:computer|system|software|algorithm)\b|\bpredict(?:s|ed|ing)? (?:who|which|whether|the likelihood|how likely)\b|\blikelihood of (?:needing|becoming|being)\b[^.]{0,40}\b(?:score|model|tool)",
    );
    static DENIED: Pattern = Pattern::new(
        r"\b(?:no|never|don't|doesn't|without|none|if)\b|\bdecisions made by computers?\b|\brights?\b|\bobject\b|\bask\b|\bunless\b|\[",
    );
    static ADMITTED: Pattern = Pattern::new(
        r"\bwe (?:also |do |sometimes |may )*(?:use|make|carry out|undertake)\b|\bis used\b|\bare made\b|\buses\b",
    );
    static SAFEGUARDS: Pattern = Pattern::new(
        r"\b(?:person|human|officer|staff|somebody|someone)\b[^.]{0,60}\b(?:look|review|check|decide|intervention|involved)|\bhuman (?:intervention|review)|\bchallenge\b|\bcontest\b|\breviewed by\b|\blook at it again\b|\breconsider",
    );
    // Decisions in which no human takes part are automated, by whichever words.
    static NO_HUMAN: Pattern = Pattern::new(
        r"\bdecisions?\b[^.]{0,80}\b(?:do(?:es)? not (?:involve|include|have)|without|(?:have|with|involve) no) (?:any )?human (?:intervention|involvement|review|input)\b",
    );
    static NEVER: Pattern = Pattern::new(
        r"\b(?:not|never|n't|no) (?:\w+ ){0,3}(?:make|makes|made|take|taken|use|used|happen|decisions?)\b|\brights?\b|\bask\b|\bany decisions?\b|\breviewed by\b",
    );
    static NONE_SUCH: Pattern =
        Pattern::new(r"\b(?:do not|don't|never|no) (?:\w+ ){0,2}(?:such|automated|these|those)\b[^.]*\bdecisions?\b");
    // "Without human involvement" is no safeguard; what stands beside it may be one.
    let safeguarded = |s: Words<'_>| match NO_HUMAN.find(s) {
        Some(words) => SAFEGUARDS.is_match(&s.replace(words, " ")),
        None => SAFEGUARDS.is_match(s),
    };
    let answered = facts.automated.is_some() && text.body().any(|l| l.sentences().any(safeguarded));
    for (line, sentence) in text.sentences() {
        let Some(sign) = SIGNS.find(sentence) else { continue };
        if !answered && !DENIED.is_match(sentence) && !negated(sentence, sign) {
            out.add(Found::at(PROFILING_UNDISCLOSED, line, sentence));
        }
    }
    match &facts.automated {
        Some(spot) => {
            let by_name = |s: &Words<'_>| {
                (s.to_lowercase().contains("automat") || s.to_lowercase().contains("profil"))
                    && ADMITTED.is_match(s)
                    && !DENIED.is_match(s)
                    && !negated(s, s.as_str())
            };
            let none_such = || text.sentences().any(|(_, s)| NONE_SUCH.is_match(s));
            let without_people = |s: &Words<'_>| NO_HUMAN.is_match(s) && !NEVER.is_match(s) && !none_such();
            let admitted = text.sentences().find(|(l, s)| {
                (s.as_str() == spot.1 || l.role() == Role::AutomatedDecisions) && (by_name(s) || without_people(s))
            });
            if let Some((line, sentence)) = admitted.filter(|_| !answered) {
                let found = Found::at(MISSING_ADM, line, sentence).weighing(Severity::Block);
                out.add(found.with("Automated decisions are admitted without saying how they work, what follows from them and how people can have a person look again. Add all three."));
            }
        }
        None if !out.has(PROFILING_UNDISCLOSED) && !above.answers(|f| f.automated.is_some()) => {
            out.add(Found::absent(MISSING_ADM).with(
                "The notice does not say whether decisions about people are made by automated means. Say that they are not, or how they work.",
            ));
        }
        None => {}
    }
}

/// Whether a sentence takes back what `words` in it say: "not" stands among the few words before them or in them.
fn negated<'t>(sentence: impl Into<Words<'t>>, words: &str) -> bool {
    let sentence = sentence.into();
    let before = sentence.as_str().find(words).and_then(|at| sentence.get(..at)).unwrap_or("");
    let near = before.split_whitespace().rev().take(3).chain(words.split_whitespace());
    near.map(str::to_lowercase).any(|w| matches!(w.as_str(), "not" | "nor" | "cannot" | "any"))
}

/// The council's own law enforcement; neither "prevention of crime" nor sharing with the police.
fn law_enforcement(text: &Text<'_>, out: &mut Findings<'_>) {
    static OWN: Pattern = Pattern::new(
        r"\b(?:we|our|team|service|officers?|council)\b[^.]{0,80}\b(?:law enforcement purposes|for law enforcement)\b|\blaw enforcement (?:functions?|powers|processing)\b|\bfor (?:all |any |our )?law enforcement,|\b(?:we|teams?|services?|officers?) (?:\w+ )?(?:investigates? and prosecutes?|prosecutes?)\b|\b(?:trading standards|we|teams?|services?|officers?|council|department)\b[^.]{0,60}\binvestigat(?:e|es|ing|ions?)\b[^.]{0,80}\b(?:offences?|prosecut\w+|crimes?|criminal)\b|\bbring(?:ing|s)? prosecutions?\b|\bsuch as prosecutions?\b|\bprosecutions? (?:for|of) (?:\w+,? (?:and )?){1,4}offen[cd]\w+|\bissue (?:\w+ ){0,2}fixed penalty notices\b|\bwe (?:also )?prosecute\b|\bwe (?:will|may|can|do|also)\b[^.]{0,90}\bprosecute\b|\btak(?:e|ing) (?:people|offenders|cases|them|those \w+)[^.]{0,40}\bto court\b|\b(?:we|council|teams?|service|officers?) (?:may |can |will |also )*(?:take|bring) (?:criminal )?(?:legal )?(?:action|proceedings|prosecutions?) (?:in|through|before) the (?:criminal |magistrates'? )?courts?\b",
    );
    static SHARING: Pattern =
        Pattern::new(r"\bshar(?:e|ed|ing)\b|\bdisclos|\bpolice\b|\bpass(?:ed)?\b|\bprovide[sd]?\b[^.]*\bto\b");
    static PART_3: Pattern = Pattern::new(r"\bpart 3\b|\bpart three\b|\blaw enforcement (?:privacy )?notice\b");
    if text.body().any(|l| PART_3.is_match(l)) {
        return;
    }
    // In a list of what the council does, its items have no subject of their own.
    static ITEM: Pattern = Pattern::new(
        r"^(?:to )?(?:investigat\w+|detect\w*)\b[^.]{0,60}\bprosecut\w+|^(?:to )?prosecut(?:e|ing) \w+|^(?:to )?(?:take|bring|taking|bringing) (?:\w+ ){0,2}prosecutions?\b",
    );
    let does = |line: &crate::text::Line<'_>, s: &str| {
        line.is_item()
            && ITEM.is_match(s)
            && text.list_of(line).is_some_and(|l| crate::purposes::is_of_purposes(text, l))
    };
    let own: Vec<_> = text
        .sentences()
        .filter(|(l, s)| (OWN.is_match(s) || does(l, s)) && !SHARING.is_match(s) && !s.starts_with('['))
        .collect();
    // The sentence that says it outright, where there is one.
    let outright = own.iter().find(|(_, s)| s.to_lowercase().contains("law enforcement"));
    if let Some((line, sentence)) = outright.or_else(|| own.first()) {
        out.add(Found::at(LAW_ENFORCEMENT_REGIME, line, sentence));
    }
}
