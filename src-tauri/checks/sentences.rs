//! Sentences that break off, start small, stop twice or not at all, or lack a word.

use crate::found::{Findings, Found};
use crate::pattern::{Pattern, Words};
use crate::rules::*;
use crate::text::{Line, Text};

/// Looks at sentences.
pub(crate) fn check(text: &Text<'_>, out: &mut Findings<'_>) {
    for line in &text.lines {
        repeated_words(line, out);
    }
    for line in text.body() {
        unfinished(text, line, out);
        lead_in(text, line, out);
        without_end(line, out);
        for sentence in line.sentences() {
            stops(line, sentence, out);
            slips(line, sentence, out);
            punctuation(line, sentence, out);
            articles(line, sentence, out);
            apostrophes(line, sentence, out);
        }
    }
    missing_stops(text, out);
    verbless(text, out);
    fragments(text, out);
}

/// Words that can't end a sentence. Particles ("to", "with") can: "the team you deal with", "if you ask us to".
static HANGING: Pattern = Pattern::new(
    r"\b(?:the|a|an|of|and|or|our|your|their|its|because|including|such as|(?:in order|due|according|relating|subject) to|as well as|along with|where|whether|if|unless|until|but|for (?:statistical|administrative|operational|statutory|medical|various|certain|relevant)|(?:and|or|,) to)$",
);

/// Whether a line begins with a small letter, where it is not a name that is written so ("mySociety", "eBay").
fn starts_small(line: &Line<'_>) -> bool {
    let mut letters = line.trimmed().as_str().split_whitespace().next().unwrap_or("").chars();
    letters.next().is_some_and(char::is_lowercase) && !letters.any(char::is_uppercase)
}

/// A paragraph or item that breaks off: it ends in a word that can't end a sentence, or goes on in the next paragraph
/// with a small letter. A lead-in may end in such a word.
fn unfinished(text: &Text<'_>, line: &Line<'_>, out: &mut Findings<'_>) {
    let words = line.trimmed().as_str();
    let next = text.next(line).filter(|n| n.leaf.section == line.leaf.section);
    let leads = text.leads_into_list(line) || line.text.trim_end().ends_with([':', ',', ';']);
    // Particles end sentences ("the team you deal with"), so they tell only where something should follow.
    // "and" before the last item of a list that is one sentence.
    let before_last = [", and", ", or", "; and", "; or"].iter().any(|w| words.ends_with(w)) && next.is_some();
    let joins = (words.ends_with(" and") || words.ends_with(" or")) && text.next(line).is_some_and(Line::is_item)
        || before_last;
    static ENDS_SO: Pattern = Pattern::new(
        r"\b(?:complained|disposed|thought|heard|approved|aware|made|spoken|accused|suspected|convicted) of$",
    );
    let hangs = HANGING.is_match(words) && !ENDS_SO.is_match(words) && line.word_count() > 2 && !joins;
    let goes_on = line.is_paragraph()
        && !line.is_stopped()
        && line.word_count() > 2
        && next.is_some_and(|n| n.is_paragraph() && starts_small(n) && !looks_like_address(n));
    let item_goes_on = line.is_item()
        && !line.is_stopped()
        && line.word_count() > 4
        && next.is_some_and(|n| n.is_paragraph() && starts_small(n) && !looks_like_address(n));
    // A sentence of its own that stops where its reason or its object should stand.
    static STOPS_SHORT: Pattern = Pattern::new(
        r"\b(?:and that|in order that|so that|in order to|such as|because|(?:which|that|who) (?:are|is|has|have))[.]$",
    );
    let stops = line.sentences().find(|s| STOPS_SHORT.is_match(s));
    static OPEN_ITEM: Pattern = Pattern::new(r"\b(?:which|that|who) (?:are|is|has|have)$");
    let open = line.is_item() && OPEN_ITEM.is_match(words) && line.word_count() > 2 && !text.leads_into_list(line);
    if let Some(sentence) = stops {
        out.add(Found::at(UNFINISHED_SENTENCE, line, sentence));
    } else if open {
        out.add(Found::at(UNFINISHED_SENTENCE, line, words));
    } else if !leads && (goes_on || item_goes_on || (hangs && !words.ends_with(['.', '?', '!']))) {
        let quote = line.sentences().last().unwrap_or(words.into());
        out.add(Found::at(UNFINISHED_SENTENCE, line, quote));
        let goes_on = |n: &&Line<'_>| text.next(n).is_some_and(Line::is_item) && !n.trimmed().ends_with(':');
        let rest = next.filter(|n| n.is_paragraph() && line.is_item()).filter(goes_on);
        if let Some(rest) = rest {
            out.add(Found::at(ORPHAN_PARAGRAPH, rest, rest.sentences().next().unwrap_or_default()));
        }
    }
    if line.is_paragraph() && starts_small(line) && line.word_count() > 2 && !looks_like_address(line) {
        out.add(Found::at(LOWERCASE_START, line, line.sentences().next().unwrap_or(words.into())));
    }
}

/// Addresses, web pages and telephone lines start as they like.
fn looks_like_address(line: &Line<'_>) -> bool {
    let first = line.trimmed().as_str().split_whitespace().next().unwrap_or("");
    first.contains(['@', '/'])
        || first.starts_with("www")
        || first.ends_with(':')
        || first.contains(".gov")
        || line.runs().first().is_some_and(|r| r.var.is_some())
}

/// A paragraph directly before a list ends with a colon.
fn lead_in(text: &Text<'_>, line: &Line<'_>, out: &mut Findings<'_>) {
    let words = line.trimmed().as_str();
    let next_small = text.next(line).is_some_and(|n| n.is_item());
    if line.is_paragraph()
        && next_small
        && text.leads_into_list(line)
        && !line.is_stopped()
        && (line.word_count() > 2 || words.ends_with("include") || words.ends_with("includes"))
        && !words.ends_with([':', ';', ',', '-', '\u{2013}', '\u{2014}'])
    {
        out.add(Found::at(LEADIN_NO_COLON, line, line.sentences().last().unwrap_or(words.into())));
    }
}

fn stops(line: &Line<'_>, sentence: Words<'_>, out: &mut Findings<'_>) {
    // A sentence that runs into the next without a stop.
    static RUN_ON: Pattern =
        Pattern::cased(r"(?:\S+ ){0,2}[a-z]{3,} (?:Further|More|Please|We|You|If|This|These|They|However|It) [a-z]+");
    if let Some(words) = RUN_ON.find(sentence) {
        out.add(Found::at(MISSING_FULL_STOP, line, words));
    }
    static DOUBLE: Pattern = Pattern::new(r"(?:\S+ ){0,4}\S*[^.\s/]\.\.(?:$|[^./\w])");
    if let Some(words) = DOUBLE.find(sentence) {
        let found = Found::at(DOUBLE_FULL_STOP, line, words);
        out.add(match words.find("..") {
            Some(at) => found.replacing(line.offset_of(words) + at, "..", "."),
            None => found,
        });
    }
}

fn slips(line: &Line<'_>, sentence: Words<'_>, out: &mut Findings<'_>) {
    static TO_DETERMINER: Pattern = Pattern::new(
        r"(?:\S+ ){0,3}\b(?:needs?|wish(?:es)?|wants?|able|unable|required|going|likely|tries) to (?:your|our|their|my|a|an|this|his|her) (?:\S+ ?){0,3}",
    );
    static AGAINST_ITSELF: Pattern = Pattern::new(r"\ban? (\w{4,}) against (?:an?|the) (\w{4,})\b");
    static AGREE: Pattern = Pattern::new(
        r"\b(?:categories|types|kinds|classes|groups|examples) of (?:[\w/]+ ){1,7}(?:includes|is|has|comprises)\b",
    );
    static PLURAL_IS: Pattern =
        Pattern::cased(r"^(?:The |These |Your |Our )?(?:[A-Z]?[a-z]{3,}(?:[^siu\W]s)) (?:is|has|was) [a-z]+");
    const SINGULAR_S: &[&str] = &["News", "Wales", "Always", "Besides", "Politics", "Series"];
    if let Some(words) = PLURAL_IS.find(sentence).filter(|w| !SINGULAR_S.iter().any(|s| w.starts_with(s))) {
        out.add(Found::at(AGREEMENT, line, words));
    }
    static HAVE_BASE: Pattern = Pattern::new(
        r"(?:\S+ ){0,2}\b(?:have|has|had) (?:receive|provide|collect|give|require|obtain|choose|agree|become)\b(?: \S+)?",
    );
    static SOME_THESE: Pattern =
        Pattern::new(r"\b(?:\w+ )?(?:one|some|many|most|each|none|several|part) (?:these|those)\b(?: \w+)?");
    static PART_OF: Pattern =
        Pattern::cased(r"\bpart of (?:[A-Z][\w'-]+(?: and| of|,)* )+(?:directorate|department|team|division)\b");
    static TWICE_MAY: Pattern = Pattern::new(r"\bmay\b(?: \w+){1,8} may\b(?: \w+)?");
    let pair = AGAINST_ITSELF.group(sentence, 1).zip(AGAINST_ITSELF.group(sentence, 2));
    if let Some((_, words)) = pair.filter(|(a, b)| a.eq_ignore_ascii_case(b)).zip(AGAINST_ITSELF.find(sentence)) {
        out.add(Found::at(NONSENSE_PHRASE, line, words));
    }
    static SHARED_TO: Pattern = Pattern::new(
        r"(?:\S+ ){0,2}\bshared? to (?:(?:our|other|relevant|any) [a-z]+|the (?:council|police|public|team|department|service)|staff|partners|agencies|services|organisations|providers)\b",
    );
    static THE_HOW: Pattern =
        Pattern::new(r"(?:\S+ ){0,2}\bthe (?:how (?:often|much|many|long)|why|whether)\b(?: \S+)?");
    static THIS_ARE: Pattern = Pattern::new(
        r"\b(?:this|the|your|that) (?:information|report|form|record),[^,.]{3,70}, (?:are|were|have)\b(?: \S+)?",
    );
    static NO_ARTICLE: Pattern = Pattern::new(
        r"\b(?:ensures?|provides?|takes?|adopts?|makes?) (?:fair|consistent|better|more \w+|robust|safe|clear|good)(?: and \w+)? (?:approach|process|decision|outcome|record|picture|view)\b",
    );
    static WITHOUT_BE: Pattern = Pattern::new(
        r"(?:\S+ ){0,2}\b(?:will|would|may|might|could|should|must|shall) (?:no longer |not )?(?:able|unable|entitled|eligible|obliged) to\b",
    );
    static PROVIDE_WHAT: Pattern = Pattern::new(
        r"(?:\S+ ){0,2}\b(?:(?:provide|supply) you (?:a|an|the)|(?:provide|supply) with (?:a|an|the))\b(?: \S+)?",
    );
    // Case counts: the month of May is no verb.
    static TWO_AUXILIARIES: Pattern =
        Pattern::cased(r"(?:\S+ ){0,2}\b(?:have|has|had|may|must|should) (?:may|can|must|should|could)\b(?: \S+)?");
    static IF_CHOSE: Pattern = Pattern::new(r"\bif (?:you|we|they) chose to\b(?: \S+){0,3}");
    static WERE_FOR_WHERE: Pattern =
        Pattern::new(r"^were (?:your|the|our|this|any|personal) \w+ (?:is|are|has|have)\b(?: \S+)?");
    static NO_THE: Pattern = Pattern::cased(
        r"^As (?:an?|the) [^,]{3,50}, Council (?:takes|will|has|may|must|can|does|is|processes|collects|holds|uses|needs|shares)\b",
    );
    static OURSELVES_FIRST: Pattern = Pattern::cased(r"^(?:Ourselves|Myself|Yourself) and (?:\S+ ?){1,4}");
    static IS_FOR: Pattern = Pattern::new(
        r"\bpurpose of (?:the |our |this )?\w+(?: \w+){0,3} (?:is|are) for (?:the )?(?:prevention|detection|safety|security|monitoring|protection)\b",
    );
    static PURPOSE_WHICH: Pattern = Pattern::new(
        r"\bfor the purposes? which (?:it|they) (?:was|were) (?:\w+ )?(?:collected|obtained|given|provided|supplied)(?:$|[.,;])|\brelevant you\b|\bdetails of to whom\b",
    );
    static DUE_ITS: Pattern = Pattern::new(r"\bdue its (?:nature|sensitiv\w+|contents?|purpose|size|age)\b(?: \w+)?");
    let slips: [(Rule, &Pattern); 19] = [
        (GRAMMAR, &IS_FOR),
        (MISSING_WORD, &PURPOSE_WHICH),
        (MISSING_WORD, &NO_THE),
        (MISSING_WORD, &DUE_ITS),
        (GRAMMAR, &OURSELVES_FIRST),
        (GARBLED_SENTENCE, &TO_DETERMINER),
        (AGREEMENT, &THIS_ARE),
        (HEDGE_DOUBLE_MAY, &TWICE_MAY),
        (GRAMMAR, &HAVE_BASE),
        (GRAMMAR, &SHARED_TO),
        (GRAMMAR, &THE_HOW),
        (GRAMMAR, &TWO_AUXILIARIES),
        (GRAMMAR, &IF_CHOSE),
        (GRAMMAR, &WERE_FOR_WHERE),
        (MISSING_WORD, &SOME_THESE),
        (MISSING_WORD, &NO_ARTICLE),
        (MISSING_WORD, &WITHOUT_BE),
        (MISSING_WORD, &PROVIDE_WHAT),
        (MISSING_WORD, &PART_OF),
    ];
    for (rule, pattern) in slips {
        if let Some(words) = pattern.find(sentence) {
            out.add(Found::at(rule, line, words));
        }
    }
    if AGREE.is_match(sentence) {
        out.add(Found::at(AGREEMENT, line, sentence));
    }
    static AGE_TWICE: Pattern = Pattern::new(r"\bage of \d+ years(?: of age)?\b");
    if let Some(words) = AGE_TWICE.find(sentence) {
        out.add(Found::at(SPELLING_UK, line, words).with("the age once (\"under 19\")"));
    }
}

/// Stops, commas and spaces that are not there.
fn punctuation(line: &Line<'_>, sentence: Words<'_>, out: &mut Findings<'_>) {
    // Two sentences held together by a comma.
    static SPLICE: Pattern = Pattern::new(
        r", (?:(?:this|these) (?:is|are|was|were|includes?|will|may|can|has|have|means|allows?|enables?|helps?)\b|however,? (?:we|you|it|they|this|there)\b)",
    );
    // What comes before the main clause, or stands between commas in it, is no sentence of its own.
    static CLAUSE: Pattern = Pattern::new(
        r"^(?:if|when|whenever|where|wherever|whatever|as|because|since|while|whilst|although|though|once|unless|until|under|in|for|to|by|with|within|without|after|before|at|on|upon|from|during|following|throughout|over|except|together|provided|should|depending|given|how|however|whether)\b",
    );
    static ABBREVIATION: Pattern = Pattern::new(r"\b(?:i\.e|e\.g) \w+(?: \S+)?");
    static NO_SPACE: Pattern = Pattern::cased(
        r"\S*\)[a-z]{2,}(?: \S+)?|(?:\S+ )?\b[a-z]{3,},[a-z]{3,}\b(?: \S+)?|\b[a-z]{3,}\.(?:We|You|The|This|If|Your|Please|These|They|It|For|In|Our) [a-z]+",
    );
    let splice = SPLICE.find_all(sentence).into_iter().find_map(|(at, words)| {
        let before = sentence.get(..at)?;
        let clause = before.rsplit(", ").next().unwrap_or(before);
        let whole = crate::text::words(clause).count() >= 5 && VERB.is_match(clause);
        let from = clause.char_indices().rev().filter(|(_, c)| *c == ' ').nth(2).map_or(0, |(i, _)| i + 1);
        let start = at - clause.len() + from;
        (whole && !CLAUSE.is_match(before) && !CLAUSE.is_match(clause))
            .then(|| sentence.get(start..at + words.len()))?
    });
    let found = splice.or_else(|| ABBREVIATION.find(sentence));
    // Addresses are written as they are.
    let addresses = sentence.contains(['@', '/']);
    let run_together = sentence.as_bytes().windows(2).any(|two| {
        matches!(two, [b')' | b',', after] if after.is_ascii_lowercase())
            || matches!(two, [b'.', after] if after.is_ascii_uppercase())
    });
    if let Some(words) = found.or_else(|| if run_together && !addresses { NO_SPACE.find(sentence) } else { None }) {
        out.add(Found::at(MISSING_PUNCTUATION, line, words));
    }
}

/// The same word twice with only white space between. Some words may rightly stand twice, and so may names.
fn repeated_words(line: &Line<'_>, out: &mut Findings<'_>) {
    const RIGHTLY: &[&str] = &["that", "had", "is", "do", "so", "very", "no", "who", "her", "you", "in"];
    let mut before: Option<(usize, &str)> = None;
    let mut at = 0usize;
    for part in line.text.split_inclusive(char::is_whitespace) {
        let word = part.trim_end();
        if word.is_empty() {
            at += part.len();
            continue;
        }
        if let Some((start, last)) = before
            && last.eq_ignore_ascii_case(word)
            && word.chars().all(char::is_alphabetic)
            && !RIGHTLY.contains(&word.to_lowercase().as_str())
            && !(last.starts_with(char::is_uppercase) && word.starts_with(char::is_uppercase))
            && let Some(words) = line.text.get(start..at + word.len())
        {
            let again = line.text.get(start + last.len()..at + word.len()).unwrap_or("");
            out.add(Found::at(DUPLICATE_WORD, line, words).replacing(start + last.len(), again, ""));
        }
        before = Some((at, word));
        at += part.len();
    }
}

/// "A" before a vowel and "an" before a consonant, as they are spoken.
fn articles(line: &Line<'_>, sentence: Words<'_>, out: &mut Findings<'_>) {
    static PAIR: Pattern = Pattern::new(r"\ban? [a-z][\w-]*");
    const SPOKEN_AS_CONSONANT: &[&str] = &[
        "unit", "unif", "univ", "uniq", "union", "use", "usu", "eur", "one-", "once", "uk", "ubi", "uti", "ewe", "uro",
        "unanim", "u-",
    ];
    const SILENT: &[&str] = &["hour", "honest", "honour", "honor", "heir"];
    for (at, words) in PAIR.find_all(sentence) {
        let Some((article, word)) = words.split_once(char::is_whitespace) else { continue };
        // Letters read one by one ("an FOI request", "an NHS"), and names, are left alone; so is "a" that is a point.
        if word.chars().any(char::is_uppercase) || article.starts_with('A') && at > 0 || sentence[..at].ends_with('(') {
            continue;
        }
        let consonant = word == "one"
            || SPOKEN_AS_CONSONANT.iter().any(|s| word.starts_with(s))
            || !word.starts_with(['a', 'e', 'i', 'o', 'u']);
        let consonant = consonant && !SILENT.iter().any(|s| word.starts_with(s));
        let right = if consonant { "a" } else { "an" };
        let hesitant = word.starts_with("hist") || word.starts_with("hotel") || word.len() < 3;
        if !article.eq_ignore_ascii_case(right) && !hesitant {
            let begin = if article.starts_with('A') { if consonant { "A" } else { "An" } } else { right };
            let at = line.offset_of(&sentence) + at;
            let found = Found::at(ARTICLE, line, words).with(format!("{begin} {word}"));
            out.add(found.replacing(at, article, begin));
        }
    }
}

/// Apostrophes that make another word of it.
fn apostrophes(line: &Line<'_>, sentence: Words<'_>, out: &mut Findings<'_>) {
    static ITS: Pattern = Pattern::new(
        r"\bit's (?:use|own|uses|purpose|purposes|duties|functions?|powers?|services?|staff|officers?|content|contents|source|retention|storage|partners?|customers|residents|members|website|obligations?|accuracy)\b",
    );
    static PLURAL: Pattern = Pattern::cased(
        r"\b([A-Z]{2,5})'s(?:,| (?:who|which|are|were|have|will|may)\b)|\b(?:such as|like|including) (?:GP|MP)'s (?:and|or)\b",
    );
    static YOUR: Pattern = Pattern::new(
        r"\byour (?:not (?:able|happy|sure|entitled|required|satisfied)|entitled|able to|unhappy|happy|applying|asking|going)\b",
    );
    static THERE: Pattern = Pattern::new(
        r"\bthere (?:rights|details|names?|address(?:es)?|information|data|needs|parents?|famil(?:y|ies)|own|duties|consent|licen[cs]es?|homes?|child(?:ren)?|applications?|accounts?|behalf)\b",
    );
    static OFFICE: Pattern = Pattern::cased(
        r"\b(?:Commissioners|Coroners|Registrars|Ombudsmans|Guardians) (?:Office|[Ss]ervice)\b|\bMagistrates [Cc]ourts?\b",
    );
    static PEOPLES: Pattern = Pattern::new(
        r"\b(?:childrens|peoples|womens|mens|persons|childs) (?:date|school|birth|services?|information|data|homes?|social|rights|details|names?|records|personal|social)\b",
    );
    static COUNCILS: Pattern = Pattern::new(
        r"\b(?:the|our) (?:councils|cities|citys|boroughs|districts|countys|authoritys) (?:web ?site|highways?|roads|streets|polic(?:y|ies)|services?|staff|officers?|functions?|duties|privacy|retention|records?|residents|complaints|data|corporate|legal|statutory|own)\b",
    );
    static BARE: Pattern =
        Pattern::cased(r"\bBarnardos\b|\b(?:dont|cant|wont|doesnt|isnt|wouldnt|youre|were not able)\b");
    let told: [(&Pattern, &str); 8] = [
        (&ITS, "\"its\", without the apostrophe"),
        (&PLURAL, "the plural without an apostrophe"),
        (&YOUR, "\"you're\" or \"you are\""),
        (&THERE, "\"their\""),
        (&OFFICE, "the name with its apostrophe"),
        (&PEOPLES, "the word with its apostrophe (\"children's\", \"people's\")"),
        (&COUNCILS, "the word with its apostrophe (\"the council's website\")"),
        (&BARE, "the word with its apostrophe"),
    ];
    for (pattern, advice) in told {
        if let Some(words) = pattern.find(sentence) {
            out.add(Found::at(APOSTROPHE, line, words).with(advice));
        }
    }
}

/// A line that ends where a day or a name should stand: "next review".
fn without_end(line: &Line<'_>, out: &mut Findings<'_>) {
    if let Some(words) = is_label(line) {
        out.add(Found::at(UNFINISHED_SENTENCE, line, words));
    }
}

fn is_label<'l>(line: &'l Line<'_>) -> Option<&'l str> {
    static LABEL: Pattern = Pattern::new(
        r"\b(?:next review(?: date)?|review(?:ed)? (?:date|on|by)|last (?:updated|reviewed)(?: on)?|updated on|date of (?:issue|review)|effective from|version(?: number)?|approved by|published on)\s*:?$",
    );
    let waits = line.is_paragraph() && line.word_count() <= 14 && line.runs().iter().all(|r| r.var.is_none());
    if waits { LABEL.find(line.trimmed()) } else { None }
}

static VERB: Pattern = Pattern::new(
    r"\b(?:is|are|was|were|has|have|will|can|may|must|should|would|could|do|does|need|needs|investigates?|manages?|supports?|provides?|ensures?|delivers?|processes|collects?|handles?|attends?|reserves?|involves?|helps?|works?|makes?|keeps?|uses|deals?|includes?|enables?|reviews?|reports?|carr(?:y|ies)|records|decides?|arranges?|gives?|pays?)\b",
);

/// Reads as a sentence: eight words and a verb, or a stop inside and something after it.
fn is_sentence_like(line: &Line<'_>) -> bool {
    line.word_count() >= 8 && (VERB.is_match(line) || line.sentences().count() > 1)
}

/// Paragraphs and items that read as sentences and have no stop: a paragraph always, an item where others of its list
/// (lists inside it counted) end with one.
fn missing_stops(text: &Text<'_>, out: &mut Findings<'_>) {
    let reported = |line: &Line<'_>| HANGING.is_match(line.trimmed()) || is_label(line).is_some();
    for list in &text.lists {
        let stopped = text.items(list).filter(|i| i.is_stopped()).count();
        for item in text.items(list).filter(|i| !i.is_stopped()) {
            let inner_stop = item.sentences().count() > 1;
            let ends_open = item.trimmed().ends_with([':', ',', ';']) || text.leads_into_list(item);
            if !ends_open
                && !reported(item)
                && is_sentence_like(item)
                && (stopped >= 2 && stopped * 3 >= list.items.len() || inner_stop)
            {
                out.add(Found::at(MISSING_FULL_STOP, item, tail(item)));
            }
        }
    }
    // Three short paragraphs without a stop, each over one that ends with one, are headings that came in as words.
    let heads = |l: &Line<'_>| {
        let over = |n: &Line<'_>| n.is_paragraph() && (n.is_stopped() || n.trimmed().ends_with(':'));
        l.is_paragraph()
            && !l.is_stopped()
            && l.word_count() <= 14
            && l.sentences().count() == 1
            && text.next(l).is_some_and(over)
    };
    let headed = text.body().filter(|l| heads(l)).count() >= 3;
    static TELLS_ADDRESS: Pattern = Pattern::new(
        r"\b(?:please|you can|you may|you could|simply|should|would like|wish)\b[^.]*\b(?:e-?mail(?:ing)?|contact(?:ing)?|writ(?:e|ing)|visit(?:ing)?)\b[^.]*\S+@\S+$",
    );
    for line in text.body().filter(|l| l.is_paragraph() && !l.is_stopped() && !(headed && heads(l))) {
        // What came in as "cell | cell" was a row of a table.
        let row = line.text.contains(" | ");
        let ends_open = row || line.trimmed().ends_with([':', ',', ';', '-']) || text.leads_into_list(line);
        let next_small = text.next(line).is_some_and(|n| n.is_paragraph() && starts_small(n));
        let ends_in_address = line.trimmed().as_str().split_whitespace().last().is_some_and(|w| {
            // Where the sentences before it end with a stop, a number or a year at the end wants one too.
            let number = w.ends_with(|c: char| c.is_numeric()) && line.sentences().count() < 2;
            // A sentence that ends in an address is still a sentence; a short line that gives one is none.
            let address = w.contains(['@', '/']) || w.contains(".gov");
            let told = line.word_count() >= 8 && TELLS_ADDRESS.is_match(line);
            (address && !told) || number || w.ends_with(']')
        });
        let ends_in_link = line.word_count() < 12
            && line.sentences().count() < 2
            && line.runs().last().is_some_and(|r| r.link.is_some())
            || line.runs().last().is_some_and(|r| r.var.is_some());
        if !ends_open && !next_small && !reported(line) && !ends_in_address && !ends_in_link && is_sentence_like(line) {
            out.add(Found::at(MISSING_FULL_STOP, line, tail(line)));
        }
    }
}

/// The last five words of a line.
fn tail<'l>(line: &'l Line<'_>) -> &'l str {
    let words = line.trimmed().as_str();
    let mut starts: Vec<usize> = words.match_indices(char::is_whitespace).map(|(i, w)| i + w.len()).collect();
    starts.insert(0, 0);
    let from = starts.len().checked_sub(5).and_then(|i| starts.get(i)).copied().unwrap_or(0);
    words.get(from..).unwrap_or(words)
}

/// A paragraph that ends as a sentence does and has no verb of its own: "Applications for stalls and permits."
fn verbless(text: &Text<'_>, out: &mut Findings<'_>) {
    static SOME_VERB: Pattern = Pattern::new(
        r"\b(?:be|been|had|did|shall|might|please|see|us|we|you|they|it|i|he|she|there|this|these|that|who|which)\b|\b(?:contact|email|visit|write|call|ask|go|read|find|click|apply|send|tell|check|look|complete|sign|ring|phone|choose|select|note)\b|\b(?:allows?|applies|apply|asks?|become[s]?|begins?|brings?|buys?|changes?|comes?|complies|comply|consists?|contains?|covers?|depends?|describes?|ends?|exists?|explains?|expects?|falls?|finds?|follows?|gets?|goes|grants?|happens?|helps?|holds?|issues?|lets?|lies|looks?|makes?|means?|meets?|mentions?|names?|offers?|owns?|passes|prevents?|protects?|publishes|receives?|relates?|relies|rely|remains?|requires?|runs?|says?|sees?|sells?|sends?|sets?|shares?|shows?|stands?|starts?|stays?|stores?|takes?|tells?|thinks?|uses?|wants?|writes?|\w+ed|kept|held|sent|made|given|taken|told|put|let|led|met|left|found|got|went|came|said|wear|process|maintain|support|deal|give|run|liaise|investigate|manage|provide|work|use|help|keep|collect|make|take|want|need|carry|enforce|monitor|assess|review|respond|handle|issue|license|inspect|hold|share|pay|plan|organise|arrange|answer|advise|train)\b|\b(?:Act|Regulations|Order)\b",
    );
    static DOES: Pattern = Pattern::new(r"\b[a-z]{3,}s (?:the|a|an|our|your|their|with|all|any|to)\b");
    for line in text.body().filter(|l| l.is_paragraph() && l.is_stopped() && l.runs().iter().all(|r| r.var.is_none())) {
        // "Information held for one year."
        static HELD_FOR: Pattern = Pattern::new(
            r"^(?:\w+ ){0,2}(?:information|data|records?|details|statements?|files?|copies) (?:held |kept |stored |retained )?for (?:\d+|an?|one|two|three|four|five|six|seven|eight|ten|twelve) (?:years?|months?|days|weeks)(?: (?:after|from|once|when|if|following|since|until)\b[^.]*)?[.]$",
        );
        // "Will be kept for a year": what?
        static NO_SUBJECT: Pattern = Pattern::cased(
            r"^(?:Will|Can|May|Must) (?:be|also|only|not) [a-z]+\b[^?]*$|^(?:Has|Have) been [a-z]+\b[^?]*$",
        );
        let Some(first) = line.sentences().next() else { continue };
        if HELD_FOR.is_match(first) || NO_SUBJECT.is_match(first) {
            out.add(Found::at(SENTENCE_FRAGMENT, line, first));
            continue;
        }
        let long = crate::text::words(&first).count() >= 7;
        if long
            && !VERB.is_match(first)
            && !SOME_VERB.is_match(first)
            && !DOES.is_match(first)
            && !first.contains([':', '[', '@', '|'])
        {
            out.add(Found::at(SENTENCE_FRAGMENT, line, first));
        }
    }
}

/// An item of a list of sentences that is only a name and a clause about it.
fn fragments(text: &Text<'_>, out: &mut Findings<'_>) {
    static NAME_WHICH: Pattern =
        Pattern::cased(r"^[A-Z][\w&'-]+(?: (?:and |of |for )*[A-Z][\w&'-]+){0,4} (?:which|who|that) \w+");
    static MAIN_VERB: Pattern =
        Pattern::new(r"(?:\b\w+) (?:is|are|was|were|has|have|will|can|may|must|should|would|could|does|do)\b");
    static SUBJECT: Pattern = Pattern::new(
        r"\b(?:we|you|they|it|which|who|that|and|or|i|he|she|this|these) (?:is|are|was|were|has|have|will|can|may|must|should|would|could|does|do)$",
    );
    for list in &text.lists {
        let sentences = text.items(list).filter(|i| is_sentence_like(i)).count();
        if sentences * 2 < list.items.len() {
            continue;
        }
        for item in text.items(list) {
            let Some(first) = item.sentences().next() else { continue };
            if !NAME_WHICH.is_match(first)
                || first.starts_with("The ")
                || first.starts_with("This ")
                || first.starts_with("Our ")
            {
                continue;
            }
            let main = MAIN_VERB.find_all(first).into_iter().any(|(_, m)| !SUBJECT.is_match(m));
            if !main {
                out.add(Found::at(SENTENCE_FRAGMENT, item, first));
            }
        }
    }
}
