//! What makes the use lawful: Article 6 bases, consent, the conditions of Articles 9 and 10.

use crate::absences::at_spot;
use crate::facts::{Facts, Spot, about};
use crate::found::{Findings, Found};
use crate::pattern::Pattern;
use crate::rules::*;
use crate::said::{ART9, BASIS_HEADING, BASIS_WORDS, RIGHTS_WORD, lead_of};
use crate::text::Text;
use fairnotice_notice::leaves::LeafKind;
use fairnotice_notice::{Role, Severity};

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
        r"\b(?:our|the|these|their|legitimate) interests?(?: here)? (?:is|are|in|of|to)\b|\blegitimate interests? (?:is|are|in|of|to)\b|\binterests?,? (?:namely|that is|such as|for example)\b|\bthey are to\b",
    );
    static OUTSIDE: Pattern = Pattern::new(
        r"\bnot (?:part of )?(?:a |our |the )?(?:public |statutory )?tasks?\b|\boutside (?:\w+ ){0,3}tasks?\b|\bcommercial\b",
    );
    // The duties that data protection law itself lays on everybody give no basis that another law would have to name.
    static OWN_DUTIES: Pattern = Pattern::new(r"\bunder (?:the )?data protection (?:legislation|laws?)\b");
    match (&facts.basis, &facts.basis_hint) {
        (None, None) => out.add(Found::absent(MISSING_LAWFUL_BASIS)),
        (None, Some(spot)) => {
            let found = at_spot(LAWFUL_BASIS_VAGUE, text, Some(spot));
            out.add(found.with("This hints at a lawful basis without stating one."));
        }
        (Some(spot), _) if facts.public_duty && !facts.law_named && !OWN_DUTIES.is_match(&spot.1) => {
            out.add(at_spot(LAW_NOT_NAMED, text, Some(spot)));
        }
        (Some(_), _) => {}
    }
    unnamed_law(text, facts, out);
    anything_lawful(text, out);
    untied(text, facts, out);
    misstated(text, out);
    mispaired(text, out);
    in_tables(text, out);
    if let Some(spot) = &facts.legitimate_interests {
        if !text.body().any(|l| OUTSIDE.is_match(l)) {
            out.add(at_spot(BASIS_NOT_OPEN, text, Some(spot)));
        }
        if !text.body().any(|l| STATED.is_match(l)) {
            out.add(at_spot(MISSING_LEGITIMATE_INTERESTS, text, Some(spot)));
        }
    }
}

/// Duties of data protection itself, of keeping for a time, and of the reader.
static OF_DATA: Pattern = Pattern::new(
    r"\bdata protection\b|\bdata subject\b|\bgdpr\b|\bprivacy\b|\bfreedom of information\b|\b(?:keep|retain) (?:it|them|your|the|this|information|data|records)\b|\b(?:kept|retention)\b|\bexplain\b|\byou (?:are|have|must|may)\b[^.]{0,30}\b(?:required|obliged|legal|statutory)",
);

/// A duty that a law lays on the council, in a text that names no law but those on data protection.
fn unnamed_law(text: &Text<'_>, facts: &Facts, out: &mut Findings<'_>) {
    static DUTY: Pattern = Pattern::new(
        r"\b(?:have|has|under|is|are|be|our|its|a|an|the|any|meet|fulfil|by|perform|carry out|discharge) (?:\w+ ){0,2}?(?:statutory|legal) (?:dut(?:y|ies)|obligations?|requirements?|responsibilit(?:y|ies)|powers?)\b|\bunder (?:\w+ ){1,3}(?:legislation|laws?)\b|\ba (?:range|number|variety) of (?:\w+ )?(?:laws|acts|legislation)\b|\b(?:duty|duties|obligations?) (?:placed|imposed|laid) (?:up)?on\b|\b(?:dut(?:y|ies)|responsibilit(?:y|ies)) (?:and functions )?as a (?:local|public|highway|planning|licensing|housing|education) authority\b|\b(?:authorit(?:y|ies)|councils?) ha(?:s|ve) a duty to\b|\brequired by law to (?:collect|process|share|disclose|hold|record|publish)\b",
    );
    if facts.law_named || out.has(LAW_NOT_NAMED) {
        return;
    }
    let duty = text.sentences().find(|(line, s)| {
        !line.is_heading() && DUTY.is_match(s) && !OF_DATA.is_match(s) && !about(text, line, Role::Rights, &RIGHTS_WORD)
    });
    if let Some((line, sentence)) = duty {
        out.add(Found::at(LAW_NOT_NAMED, line, sentence));
    }
}

/// The bases of Article 6(1) by their points, and the words that name them.
const POINTS: &[(&str, &[&str])] = &[
    ("a", &["consent"]),
    ("b", &["contract"]),
    ("c", &["legal obligation", "legal duty", "required by law"]),
    ("d", &["vital interest"]),
    ("e", &["public task", "public interest", "official authority", "statutory duties", "statutory functions"]),
    ("ea", &["recognised legitimate interest"]),
    ("f", &["legitimate interest"]),
];

/// A point of Article 6(1) with the name of another right beside it, or one that does not exist.
fn misstated(text: &Text<'_>, out: &mut Findings<'_>) {
    static POINT: Pattern = Pattern::new(
        r"\b6 ?\(1\) ?\(([a-z]{1,2})\)(?:[ ,:(\u{2013}\u{2014}-]{1,3}(?:the |a |our |is |that |it is |which is |necessary for |a |for |compliance with |performance of )*(?:a |the )?(consent|contract|legal obligation|legal duty|vital interests?|public task|public interest|official authority|recognised legitimate interests?|legitimate interests?))?",
    );
    static NAME_FIRST: Pattern = Pattern::new(
        r"\b(consent|contract|legal obligation|legal duty|vital interests?|public task|legitimate interests?)\b ?[(,] ?(?:under )?(?:article )?6 ?\(1\) ?\(([a-z]{1,2})\)",
    );
    // A point without the paragraph it belongs to, of an article that has no bases.
    static OF_ANOTHER_ARTICLE: Pattern = Pattern::new(r"\barticle [1-5] ?\([a-f]\)(?: (?:of )?(?:the )?(?:UK )?GDPR)?");
    // Consent is one of the bases, not something beside them.
    static BESIDE_CONSENT: Pattern = Pattern::new(
        r"\b(?:if |where )?(?:it was |it is |they were |we )?(?:\w+ )?(?:under|by|on|with|rely on)? ?consent(?:,)? (?:rather than|instead of|and not|as opposed to) (?:a |another |any |the )?(?:lawful|legal) bas[ie]s\b",
    );
    // What data protection law asks of everybody makes no use lawful.
    static DATA_LAW_ITSELF: Pattern = Pattern::new(
        r"^(?:to )?comply(?:ing)? with (?:the )?(?:uk )?(?:general data protection|gdpr|data protection (?:act|law|legislation))[^.]*",
    );
    for (line, sentence) in text.sentences() {
        let on_bases =
            || about(text, line, Role::LawfulBasis, &BASIS_HEADING) || BASIS_WORDS.is_match(lead_of(text, line));
        if let Some(words) = DATA_LAW_ITSELF.find(sentence).filter(|_| line.is_item() && on_bases()) {
            let found = Found::at(BASIS_MISSTATED, line, words);
            out.add(found.with("Data protection law says how information may be used, not that it may be."));
        }
        if let Some(words) = OF_ANOTHER_ARTICLE.find(sentence) {
            out.add(Found::at(BASIS_MISSTATED, line, words).with("The lawful bases are the points of Article 6(1)."));
        }
        if let Some(words) = BESIDE_CONSENT.find(sentence) {
            out.add(Found::at(BASIS_MISSTATED, line, words).with("Consent is itself a lawful basis, point (a)."));
        }
        if let Some((name, point)) = NAME_FIRST.group(sentence, 1).zip(NAME_FIRST.group(sentence, 2)) {
            let (name, point) = (name.to_lowercase(), point.to_lowercase());
            let right = POINTS.iter().find(|(_, names)| names.iter().any(|n| name.contains(n)));
            if let Some((right, _)) = right.filter(|(p, _)| *p != point && !(*p == "f" && point == "ea")) {
                let words = NAME_FIRST.find(sentence).unwrap_or(sentence.as_str());
                let detail = format!("These words are point ({right}), not ({point}).");
                out.add(Found::at(BASIS_MISSTATED, line, words).with(detail));
            }
        }
        let points = POINT.groups(sentence, 1);
        let all = POINT.find_all(sentence);
        for (point, (_, words)) in points.into_iter().zip(all) {
            let point = point.to_lowercase();
            let lower = words.to_lowercase();
            let found = |detail: String| Found::at(BASIS_MISSTATED, line, words).with(detail);
            let Some((_, own)) = POINTS.iter().find(|(p, _)| *p == point) else {
                out.add(found(format!("There is no point ({point}).")));
                continue;
            };
            let other = POINTS.iter().find(|(p, names)| *p != point && names.iter().any(|n| lower.contains(n)));
            if let Some((right, _)) = other.filter(|_| !own.iter().any(|n| lower.contains(n))) {
                out.add(found(format!("Point ({point}) is {}; these words are point ({right}).", own[0])));
            }
        }
    }
}

/// The conditions of Article 9(2) that councils name, by their points and the words that name them.
const CONDITIONS: &[(&str, &[&str])] = &[
    ("a", &["explicit consent"]),
    ("b", &["employment", "social security", "social protection"]),
    ("c", &["vital interest"]),
    ("f", &["legal claim"]),
    ("g", &["substantial public interest", "safeguarding"]),
    ("h", &["health or social care", "health and social care", "health care", "healthcare", "medical", "treatment"]),
    ("i", &["public health"]),
    ("j", &["archiving", "research", "statistic"]),
];

/// A point of Article 9(2) with the name of another condition directly after it.
fn mispaired(text: &Text<'_>, out: &mut Findings<'_>) {
    static POINT: Pattern = Pattern::new(
        r"\b9 ?\(2\) ?\(([a-j])\)[ ,:('\x22\u{2018}\u{201c}\u{2026}.\u{2013}\u{2014}-]{1,6}(?:for |reasons of |the |is |it is |necessary for |public interest in the area of )*(explicit consent|employment|vital interests?|legal claims?|substantial public interest|health (?:or|and) social care|public health|archiving|research|safeguarding)\b",
    );
    // A short line that cites a point may have come in as a heading.
    for (line, sentence) in text.lines.iter().flat_map(|l| l.sentences().map(move |s| (l, s))) {
        let (points, names) = (POINT.groups(sentence, 1), POINT.groups(sentence, 2));
        for ((point, name), (_, words)) in points.into_iter().zip(names).zip(POINT.find_all(sentence)) {
            let (point, name) = (point.to_lowercase(), name.to_lowercase());
            let right = CONDITIONS.iter().find(|(_, names)| names.iter().any(|n| name.starts_with(n)));
            if let Some((right, _)) = right.filter(|(p, _)| *p != point) {
                let detail = format!("In Article 9(2), these words are point ({right}), not ({point}).");
                out.add(Found::at(BASIS_MISSTATED, line, words).with(detail));
            }
        }
    }
}

/// A catch-all: "where otherwise permitted under data protection law" says that there is a basis, not which.
fn anything_lawful(text: &Text<'_>, out: &mut Findings<'_>) {
    static OTHERWISE: Pattern = Pattern::new(
        r"\b(?:where|when|if|as) (?:it is |this is |we are )?otherwise (?:permitted|allowed|authorised|lawful)\b[^.]*|\b(?:where|when|if) (?:we are|it is) (?:permitted|allowed|able)(?: to)?(?:,| or)(?: are)? required to(?: do so)? by law\b[^.]*|^(?:legal obligation|public task|legal duty|public interest|consent|contract),? (?:or|and/or) (?:legal obligation|public task|legal duty|public interest|consent|contract) under (?:various|several|a (?:number|range|variety) of|relevant|different)\b[^.]*",
    );
    static NAMED: Pattern = Pattern::new(r"\b6 ?\(1\)|\b(?:19|20)\d\d\b");
    let mut unnamed = text.sentences().filter(|(_, s)| !NAMED.is_match(s));
    if let Some((line, words)) = unnamed.find_map(|(l, s)| OTHERWISE.find(s).map(|w| (l, w))) {
        out.add(Found::at(LAWFUL_BASIS_VAGUE, line, words).with("This allows whatever the law allows."));
    }
    // That there is a basis, and that it varies or is told elsewhere, is not which.
    static VARIES: Pattern = Pattern::new(
        r"\b(?:lawful|legal) (?:bas[ie]s|reasons?|grounds?)\b[^.]{0,80}\b(?:will |may |can )?(?:vary|varies|depends?|differs?)\b|\bdetails (?:about|of|on) (?:\w+ ){0,4}(?:lawful|legal) (?:bas[ie]s|grounds?)\b[^.]*\b(?:can be |is |are )?(?:found|set out|given|available)\b",
    );
    if !out.has(LAWFUL_BASIS_VAGUE)
        && let Some((line, sentence)) = text.sentences().find(|(_, s)| VARIES.is_match(s) && !s.contains("6(1)"))
    {
        out.add(Found::at(LAWFUL_BASIS_VAGUE, line, sentence).with("Say which basis is for what."));
    }
}

/// Three bases or more, listed as the law lists them, with no word of what each is for.
fn untied(text: &Text<'_>, facts: &Facts, out: &mut Findings<'_>) {
    static STATUTORY: Pattern = Pattern::new(
        r"\b(?:where|when|if|because|it is|this is|necessary|to|for|with|by|in|of|under|the|a|an|our|your|you|we|us|have|has|given|us|do|so|is|are|or|and|on|performance|compliance|comply|meet|task|tasks|carried|out|exercise|vested|council|authority|official|public|interest|interests|legal|obligations?|duty|law|contract|entered|into|party|explicit|consent|consented|protect|protecting|vital|someone|somebody|emergency|person|another|legitimate|recognised|personal|data|information|process|processing|processed|article|uk|gdpr|basis|bases|lawful|perform|statutory|required|it|that|which|reasons?|substantial|functions?|services?|provide|statute|disclosure|disclosing|steps|take|taking|request|prior|entering|order|yourself|subject|else|life|lives|protection)\b|\b[69] ?\(?[12]?\)? ?(?:\([a-z]+\))?|[^\w\s]|\b[a-f]\b|\d",
    );
    let mut named: Vec<(usize, &str)> = Vec::new();
    for (line, sentence) in text.sentences() {
        let lower = sentence.to_lowercase();
        let within = facts.answers.get(&crate::items::Item::LawfulBasis).is_some_and(|spots| {
            let section = line.leaf.section;
            spots.iter().any(|(i, _)| text.lines.get(*i).is_some_and(|l| l.leaf.section == section))
        });
        if !within || sentence.contains('[') {
            continue;
        }
        if !(line.is_item() || line.is_heading()) {
            // One sentence with most of the bases in it ties none of them to anything.
            let all = POINTS.iter().filter(|(_, names)| names.iter().any(|n| lower.contains(n))).count();
            if all >= 4 {
                let found = Found::at(LAWFUL_BASIS_VAGUE, line, sentence);
                out.add(found.with("These bases are listed without a word of what each is for."));
                return;
            }
            continue;
        }
        for (point, names) in POINTS {
            if names.iter().any(|n| lower.contains(n)) && STATUTORY.rest(&sentence) <= 3 {
                named.push((line.index, point));
            }
        }
    }
    let distinct: std::collections::BTreeSet<&str> = named.iter().map(|(_, point)| *point).collect();
    // The purposes may name their bases one by one.
    let names_one = |l: &crate::text::Line<'_>| {
        let lower = l.text.to_lowercase();
        POINTS.iter().flat_map(|(_, names)| *names).any(|n| lower.contains(n))
    };
    let purposes = text.lists.iter().filter(|l| crate::purposes::is_of_purposes(text, l)).flat_map(|l| text.items(l));
    let tied = purposes.filter(|i| i.word_count() > 5 && STATUTORY.rest(&i.text) > 3 && names_one(i)).count();
    if distinct.len() < 3 || tied >= 2 {
        return;
    }
    let first = named.first().and_then(|(i, _)| text.lines.get(*i));
    let lead = first.and_then(|l| text.list_of(l)).and_then(|g| g.lead_in);
    if let Some(line) = lead.and_then(|i| text.lines.get(i)).or(first) {
        let found = Found::at(LAWFUL_BASIS_VAGUE, line, line.sentences().last().unwrap_or_default());
        out.add(found.with("These bases are listed without a word of what each is for."));
    }
}

/// A table of purposes and bases has a basis in every row.
fn in_tables(text: &Text<'_>, out: &mut Findings<'_>) {
    static PURPOSE: Pattern = Pattern::new(r"\bpurpose|\bwhy\b|\bactivit|\bwhat we (?:use|do)|\breason");
    static BASIS: Pattern = Pattern::new(r"\b(?:lawful|legal) (?:bas[ie]s|ground|reason)|\bbasis\b|\barticle 6\b");
    let mut header: Vec<String> = Vec::new();
    for line in text.body() {
        let LeafKind::Row { header: is_header } = line.leaf.kind else { continue };
        let cells: Vec<&str> = line.text.split('\t').collect();
        if is_header {
            header = cells.iter().map(|c| (*c).to_owned()).collect();
            continue;
        }
        let column = header.iter().position(|c| BASIS.is_match(c));
        let purposes = header.iter().any(|c| PURPOSE.is_match(c));
        if let Some(column) = column.filter(|_| purposes && cells.len() == header.len())
            && cells.get(column).is_some_and(|c| c.trim().is_empty())
        {
            let purpose = cells.iter().map(|c| c.trim()).find(|c| !c.is_empty()).unwrap_or("");
            out.add(Found::at(MISSING_LAWFUL_BASIS, line, purpose));
        }
    }
}

/// How many places that rely on consent are told, where withdrawing it is not.
const MOST_CONSENTS: usize = 2;

fn consent(text: &Text<'_>, facts: &Facts, out: &mut Findings<'_>) {
    static BLANKET: Pattern = Pattern::new(
        r"\bconsent (?:for|to) (?:us |the council |our )?(?:to )?(?:the )?(?:entry|use|using|process|processing|hold|holding|store|storing|collect|collecting|record|recording|keep|keeping) (?:on|of|onto|your|its|their|the|any|all|and|personal)\b[^.]{0,50}\b(?:data|information|system|details|records?)\b",
    );
    static OTHER_TERMS: Pattern =
        Pattern::new(r"\bagree(?:ing)? to (?:pay|follow|abide|keep|obey|the rules|the terms|our terms)\b");
    static NEGATED: Pattern =
        Pattern::new(r"\b(?:not|never|without|n't)\b[^.]{0,40}\b(?:consent\b|presum|assum|deem|infer)");
    static TAKEN_BACK: Pattern = Pattern::new(r"\b(?:withdraw\w*|withdrew|removed?|revoked?|taken back)\b");
    // Consent that is the by-product of something else is none.
    static BY_DOING: Pattern = Pattern::new(
        r"\bby (?:using|signing|completing|submitting|applying|ticking|registering|providing|contacting|buying|booking|paying|entering|joining|continuing|visiting|sending|giving|filling|accepting|taking)\b[^.]{0,80}\byou (?:are |also |will be )*(?:agree(?:ing)?|consent(?:ing)?|giv(?:e|ing) (?:us )?(?:your )?consent)\b|\bconsent,? which you (?:give|gave) (?:when|by)\b|\byou (?:agree|consent)\b[^.]{0,40}\bby \w+ing\b|\b(?:presum\w+|assum\w+|deem\w*|infer\w*|implied|implies)\b[^.]{0,100}\bconsent\w*\b|^I have read (?:the above|this|and understood)\b[^.]*\b(?:agree|consent)\b",
    );
    static WITH_PURPOSE: Pattern = Pattern::new(
        r"\b(?:so that|in order to|because|when|if)\b|\b(?:data|information|details|records?)\b[^.]{0,20}\b(?:to|for) \w+",
    );
    static HOW: Pattern = Pattern::new(
        r"\b(?:contact|e-?mail\w*|telling|tell|phone|telephon\w+|writ\w+|call\w*|unsubscribe|form|page|link|online|website|asking|speak\w*|letter|visit\w*|in any library)\b|@|\bby \w+ing\b|\[",
    );
    if !facts.consents.is_empty() && !facts.withdraw {
        // What the notice lacks, and the places that lack it: few, since one sentence mends them all.
        out.add(Found::absent(MISSING_WITHDRAW_CONSENT));
        for spot in facts.consents.iter().take(MOST_CONSENTS) {
            out.add(at_spot(CONSENT_WITHOUT_WITHDRAWAL, text, Some(spot)));
        }
    } else if let Some((line, sentence)) =
        text.sentences().find(|(l, s)| !l.is_item() && s.to_lowercase().contains("withdraw"))
        && !text.section_lines(line).any(|l| HOW.is_match(l) || l.leads_somewhere())
    {
        // The right is told, and the way to use it is not.
        out.add(Found::at(MISSING_WITHDRAW_CONSENT, line, sentence).weighing(Severity::Warn));
    }
    for (line, sentence) in text.sentences() {
        if let Some(words) = BLANKET.find(sentence)
            && !NEGATED.is_match(sentence)
            && !TAKEN_BACK.is_match(sentence)
            && !WITH_PURPOSE.is_match(&sentence[sentence.find(words).unwrap_or(0)..])
        {
            out.add(Found::at(CONSENT_NOT_SPECIFIC, line, sentence));
        } else if BY_DOING.is_match(sentence) && !OTHER_TERMS.is_match(sentence) && !NEGATED.is_match(sentence) {
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
    // Consent to the use of special category data has to be explicit (Article 9(2)(a)).
    static MERE_CONSENT: Pattern = Pattern::new(
        r"\b(?:health|medical|special category|sensitive|disability|ethnic\w*)\b[^.]{0,120}\b(?:rely|relying|relies) on (?:your |their )?consent\b",
    );
    if let Some((line, words)) = text.sentences().find_map(|(l, s)| MERE_CONSENT.find(s).map(|w| (l, w))) {
        out.add(Found::at(MISSING_ART9, line, words));
    }
    // Article 9 is named, and none of its conditions anywhere.
    static NINE: Pattern = Pattern::new(
        r"\b(?:conditions?|provisions?|basis|under|by|of|articles?)\b[^.]{0,60}\barticles? (?:6 (?:and|&) )?9\b[^.]*",
    );
    static WHICH: Pattern = Pattern::new(
        r"\b9 ?[(.]? ?2 ?\)? ?\(?[a-j]\b|\bsubstantial public interest\b|\bexplicit consent\b|\bemployment\b|\bsocial (?:security|protection|care)\b|\bhealth ?care\b|\bvital interests?\b|\blegal claims?\b|\bpublic health\b|\barchiv\w+\b|\bmade public\b|\bparagraph \d+\b|\bpart \d of schedule\b",
    );
    if (facts.special_item.is_some() || apart.is_some())
        && !text.body().any(|l| ART9.is_match(l) && WHICH.is_match(l))
        && let Some((line, words)) =
            text.sentences().filter(|(_, s)| !s.contains('[')).find_map(|(l, s)| NINE.find(s).map(|w| (l, w)))
    {
        out.add(Found::at(MISSING_ART9, line, words));
    }
    // A condition told in words alone, without its point.
    static IN_WORDS: Pattern = Pattern::new(
        r"\bsubstantial public interest\b[^.]*|\b(?:to|for|in) the (?:benefit|good) of society\b|\bin the public good\b",
    );
    let cited = text.body().any(|l| {
        let t = l.text.to_lowercase();
        t.contains("article 9") || t.contains("9(2)") || t.contains("schedule 1")
    });
    if !cited && let Some((line, words)) = text.sentences().find_map(|(l, s)| IN_WORDS.find(s).map(|_| (l, s))) {
        out.add(Found::at(MISSING_ART9, line, words).weighing(Severity::Warn));
    }
    // The paragraph of Schedule 1 that points (b) and (g) need belongs in the record; the notice may say it.
    static NEEDS_PARAGRAPH: Pattern = Pattern::new(r"\b(?:article )?9 ?\(2\) ?\([bg]\)[^.]{0,60}");
    static PARAGRAPH: Pattern = Pattern::new(r"\bschedule 1\b|\bsch\.? ?1\b|\bparagraph \d");
    if !text.body().any(|l| PARAGRAPH.is_match(l))
        && let Some((line, words)) = text.sentences().find_map(|(l, s)| NEEDS_PARAGRAPH.find(s).map(|w| (l, w)))
    {
        out.add(Found::at(MISSING_ART9, line, words).weighing(Severity::Warn));
    }
    if !facts.art9
        && let Some(spot) = apart
    {
        out.add(at_spot(MISSING_ART9, text, Some(spot)));
    }
}
