//! Lists: items twice, broken lists, stray commas, mixed case.

use crate::found::{Findings, Found};
use crate::pattern::{Pattern, Words};
use crate::rules::*;
use crate::text::{Line, ListGroup, Text};
use fairnotice_lexicon::vocabulary::{plain_form, vocabulary};
use fairnotice_notice::leaves::LeafKind;
use fairnotice_notice::{Mend, Severity};
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// Looks at lists. Words are looked at in English texts only.
pub(crate) fn check(text: &Text<'_>, english: bool, out: &mut Findings<'_>) {
    for list in &text.lists {
        for gap in list.gaps.iter().filter_map(|i| text.lines.get(*i)) {
            // The gap itself has no words to quote.
            let found = Found::at(LIST_BROKEN, gap, "");
            let directly = text.before(gap).is_some_and(|b| b.depth().is_some());
            let mend = Mend::JoinLists { leaf: gap.index, words: gap.text.clone() };
            out.add(if directly { found.mend(mend) } else { found });
        }
        duplicates(text, list, english, out);
        ends(text, list, out);
        marks(text, list, out);
        if english {
            case(text, list, out);
            merged(text, list, out);
            forms(text, list, out);
            counts(text, list, out);
        }
    }
    split_by_rest(text, out);
    for line in text.body() {
        inline_duplicates(line, out);
    }
}

/// An item as it is compared: case, outer punctuation and white space ignored.
fn same_form(text: &str) -> String {
    let lower = text.to_lowercase().replace('\u{2019}', "'");
    let words: Vec<&str> = lower.split_whitespace().collect();
    words.join(" ").trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '(' | ')' | '[' | ']')).to_owned()
}

fn duplicates(text: &Text<'_>, list: &ListGroup, english: bool, out: &mut Findings<'_>) {
    let mut exact: BTreeMap<String, usize> = BTreeMap::new();
    let mut near: BTreeMap<String, usize> = BTreeMap::new();
    for item in text.items(list) {
        // Items that only wait to be filled in are reported as placeholders.
        if item.text.contains('[') || item.trimmed().is_empty() {
            continue;
        }
        let form = same_form(&item.text);
        let loose = plain_form(&item.text);
        if form.is_empty() || loose.is_empty() {
            continue;
        }
        if exact.contains_key(&form) {
            let mend = Mend::RemoveItem { leaf: item.index, words: item.text.clone() };
            let found = Found::at(DUPLICATE_ITEM, item, quote(item));
            // Words that are the same may lead to different places.
            let first = exact.get(&form).and_then(|i: &usize| text.lines.get(*i));
            let targets = |l: &Line<'_>| l.runs().iter().filter_map(|r| r.link.clone()).collect::<Vec<_>>();
            let alike = first.is_some_and(|first| targets(first) == targets(item));
            out.add(if text.leads_into_list(item) || !alike || !item.is_in_list() { found } else { found.mend(mend) });
            continue;
        }
        let keys = if english { likenesses(&loose) } else { vec![] };
        if let Some(other) = keys.iter().find_map(|k| near.get(k)).and_then(|i| text.lines.get(*i)) {
            out.add(Found::at(NEAR_DUPLICATE_ITEM, item, quote(item)).with(other.trimmed().as_str()));
        }
        exact.insert(form, item.index);
        for key in keys {
            near.entry(key).or_insert(item.index);
        }
    }
    if english {
        contained(text, list, out);
    }
}

/// Verbs with which items begin after "to:" or "we will:".
static BASE_VERB: Pattern = Pattern::new(
    r"^(?:also |only )?(?:access|administer|advise|agree|allocate|answer|apply|appoint|arrange|ask|assess|assist|authorise|award|book|build|buy|calculate|carry|change|check|choose|claim|collect|comment|communicate|compare|complete|comply|confirm|consider|consult|contact|continue|correct|create|deal|decide|delete|deliver|design|detect|determine|develop|discuss|draw|empty|enable|enforce|ensure|enter|establish|evaluate|evidence|explain|find|follow|fulfil|gather|get|give|have|help|hold|identify|improve|include|inform|inspect|investigate|invite|issue|keep|know|lend|let|license|link|look|maintain|make|manage|match|meet|monitor|notify|object|offer|organise|pass|pay|plan|prepare|prevent|process|produce|promote|prosecute|protect|prove|provide|publish|raise|receive|record|recover|reduce|refer|register|reply|report|request|resolve|respond|restrict|review|run|safeguard|see|seek|sell|send|set|share|show|sign|speak|stop|store|submit|supervise|supply|support|take|talk|tell|test|track|train|transfer|treat|understand|undertake|update|use|verify|visit|withdraw|work|write|analyse|safeguard|progress|be)\b",
);

/// The keys by which items meet that say the same: singular and plural, words in another order, words run together,
/// words of one meaning.
fn likenesses(loose: &str) -> Vec<String> {
    let bare = ["other ", "our ", "your ", "the "].iter().fold(loose, |l, w| l.strip_prefix(w).unwrap_or(l));
    const EMPTY: &[&str] = &["and", "the", "a", "an", "of", "your", "our", "their", "any", "other", "local"];
    let stem = |w: &str| w.strip_suffix("ness").filter(|s| s.len() > 3).unwrap_or(w).to_owned();
    let mut words: Vec<String> = loose.split(' ').map(stem).collect();
    let joined = words.concat();
    let mut keys = vec![loose.to_owned(), format!("={joined}")];
    words.retain(|w| !EMPTY.contains(&w.as_str()));
    if words.len() > 1 {
        words.sort_unstable();
        keys.push(format!("#{}", words.join(" ")));
    }
    if let Some(meaning) = vocabulary().same_as(bare) {
        keys.push(format!("~{meaning}"));
    }
    keys
}

/// Items of a list that are held against one another.
const LONGEST_LIST: usize = 400;

/// An item that another item of the list names among others: "date of birth" beside "name, address and date of birth",
/// "Parish Councils" beside "Parish and Town Councils". Said of the later of the two.
fn contained(text: &Text<'_>, list: &ListGroup, out: &mut Findings<'_>) {
    // Each item is held against each other; a list longer than any reader reads is left alone.
    if list.items.len() > LONGEST_LIST {
        return;
    }
    let forms: Vec<(&Line<'_>, String)> = text.items(list).map(|i| (i, plain_form(&i.text))).collect();
    let parts_of = |item: &Line<'_>| -> Vec<String> {
        let words = item.trimmed();
        if !words.contains(',') || words.contains([':', '(', '\u{2013}']) || item.is_stopped() {
            return vec![];
        }
        let part = |p: &str| plain_form(p.trim().trim_start_matches("and ")).trim_start_matches("your ").to_owned();
        words.split(',').map(part).collect()
    };
    let parts: Vec<Vec<String>> = forms.iter().map(|(i, _)| parts_of(i)).collect();
    for (n, (item, form)) in forms.iter().enumerate() {
        if item.trimmed().contains(',') || item.trimmed().contains(" and ") || item.is_stopped() {
            continue;
        }
        let own = form.strip_prefix("detail of ").unwrap_or(form).trim_start_matches("your ");
        let words: Vec<&str> = own.split(' ').collect();
        let names_it = |other: &str| {
            let theirs: Vec<&str> = other.split(' ').collect();
            let joined = |at: Option<&&str>| at.is_some_and(|w| *w == "and");
            let first = theirs.starts_with(&words) && joined(theirs.get(words.len()));
            let last = theirs.ends_with(&words)
                && joined(theirs.len().checked_sub(words.len() + 1).and_then(|i| theirs.get(i)));
            let head = theirs.contains(&"and")
                && theirs.len() <= words.len() + 2
                && theirs.last() == words.last()
                && words.iter().all(|w| theirs.contains(w));
            words.len() >= 2 && (first || last || head)
        };
        let other = (0..forms.len()).find(|m| {
            *m != n
                && ((own.len() > 3 && parts[*m].iter().any(|p| p == own))
                    || (forms[*m].1.len() > form.len() && names_it(&forms[*m].1)))
        });
        if let Some(other) = other.and_then(|m| forms.get(m)).map(|(line, _)| *line) {
            let (later, earlier) = if other.index > item.index { (other, *item) } else { (*item, other) };
            out.add(Found::at(NEAR_DUPLICATE_ITEM, later, quote(later)).with(earlier.trimmed().as_str()));
        }
    }
}

fn quote<'l>(item: &'l Line<'_>) -> Words<'l> {
    item.sentences().next().unwrap_or_default()
}

/// A comma or semicolon ends some items and not others. A list that is one sentence (a comma after every item but the
/// last, or but the last two joined by "and") may stand.
fn ends(text: &Text<'_>, list: &ListGroup, out: &mut Findings<'_>) {
    let items: Vec<&Line<'_>> = text.items(list).collect();
    let ends = |i: &Line<'_>| i.trimmed().ends_with([',', ';']);
    let joins = |i: &Line<'_>| i.trimmed().ends_with(" and") || i.trimmed().ends_with(" or");
    let ending = items.iter().filter(|i| ends(i) || joins(i)).count();
    let one_sentence = items.split_last().is_some_and(|(_, rest)| rest.iter().all(|i| ends(i) || joins(i)));
    if items.len() >= 3
        && one_sentence
        && let Some(last) = items.last().filter(|l| !l.is_stopped() && !ends(l) && l.word_count() > 1)
    {
        out.add(Found::at(MISSING_FULL_STOP, last, quote(last)));
    }
    if items.len() < 3 || one_sentence || ending * 2 > items.len() {
        return;
    }
    for item in items.iter().filter(|i| ends(i)) {
        let at = item.text.trim_end().len() - 1;
        let found = Found::at(ITEM_TRAILING_COMMA, item, item.trimmed());
        out.add(match item.text.get(at..at + 1) {
            Some(mark) => found.replacing(at, mark, ""),
            None => found,
        });
    }
}

/// Items without words, and bullets typed before the words.
fn marks(text: &Text<'_>, list: &ListGroup, out: &mut Findings<'_>) {
    const BULLETS: [char; 7] = ['\u{2022}', '\u{b7}', '\u{25cf}', '\u{25aa}', '\u{f0b7}', '\u{25e6}', '\u{2023}'];
    let mut told = false;
    for item in text.items(list) {
        let words = item.trimmed();
        if words.is_empty() && !text.leads_into_list(item) && !matches!(item.leaf.kind, LeafKind::Image) {
            out.add(
                Found::at(EMPTY_ITEM, item, "").mend(Mend::RemoveItem { leaf: item.index, words: item.text.clone() }),
            );
        } else if words.starts_with(BULLETS) && !told {
            told = true;
            let rest = words.trim_start_matches(|c: char| BULLETS.contains(&c) || c.is_whitespace());
            let at = item.text.len() - item.text.trim_start().len();
            let bullets = &words[..words.len() - rest.len()];
            out.add(Found::at(STRAY_BULLET, item, words).replacing(at, bullets, ""));
        }
    }
}

/// Two items run together: two Acts with their years, a small letter followed by a capital, two names of the vocabulary.
fn merged(text: &Text<'_>, list: &ListGroup, out: &mut Findings<'_>) {
    static TWO_ACTS: Pattern = Pattern::cased(
        r"\b(?:Act|Regulations|Order|Rules) (?:19|20)\d\d (?:The )?[A-Z]\w+(?: [\w()&-]+){0,8} (?:Act|Regulations|Order|Rules) (?:19|20)\d\d\b",
    );
    static GLUED: Pattern = Pattern::cased(r"\b[a-z]{4,}[A-Z][a-z]{3,}\b");
    static NO_WORD: Pattern = Pattern::new(r"[@/_]|www\.|youtube|linkedin|whatsapp|facebook|javascript|my[A-Z]");
    let v = vocabulary();
    let named = |words: &[&str]| {
        let form = plain_form(&words.join(" "));
        let is = |all: &[String]| all.contains(&form);
        v.data.iter().any(|d| is(&d.words))
            || v.people.iter().any(|p| is(&p.words))
            || v.recipients.iter().any(|r| is(&r.words))
    };
    for item in text.items(list) {
        let words: Vec<&str> = item.trimmed().as_str().split(' ').collect();
        let cut = |at: usize| {
            words[at].starts_with(char::is_uppercase)
                && words[at - 1].ends_with(char::is_alphabetic)
                && named(&words[..at])
                && named(&words[at..])
        };
        let whose = item.text.contains(['\'', '\u{2019}']);
        let two = !whose && words.len() < 7 && !named(&words) && (1..words.len()).any(cut);
        let glued = GLUED.is_match(item) && !NO_WORD.is_match(item);
        if two || glued || TWO_ACTS.is_match(item) {
            out.add(Found::at(MERGED_ITEMS, item, quote(item)));
        }
    }
}

/// Items that don't go on where the lead-in stops: "we use it to:" followed by "To pay you" or "Measuring …".
fn forms(text: &Text<'_>, list: &ListGroup, out: &mut Findings<'_>) {
    static WANTS_VERB: Pattern = Pattern::new(r"\b(?:to|can|will|may|must|should|could|would)(?: also| only)?:?\s*$");
    static WANTS_NOUN: Pattern = Pattern::new(
        r"\b(?:for|of|by|with|from|include|includes|including|such as|are|these purposes)(?: the following)?:?\s*$",
    );
    static TO: Pattern = Pattern::new(r"^(?:not )?to [a-z]+");
    static ING: Pattern = Pattern::new(
        r"^[a-z]{3,}ing (?:a|an|the|your|our|their|that|if|whether|for|with|any|all|people|how|information|data|you|us|services|and|records|payments?|complaints?|contracts?|decisions?|applications?|support|[a-z]+ing)\b",
    );
    static ANY_ING: Pattern = Pattern::new(r"^[a-z]{4,}ing\b");
    static FOR: Pattern = Pattern::new(r"^for [a-z]+");
    // The law's own words begin so: they come from Articles 6 and 9.
    static OF_A_BASIS: Pattern =
        Pattern::new(r"^for (?:the )?(?:performance|establishment|exercise|compliance|reasons)\b");
    static WHOLE: Pattern =
        Pattern::cased(r"^(?:The |Our )?[A-Z][a-z]+(?: [\w'-]+){0,8} (?:is|are|was|were|has|have|will|may|can) [a-z]+");
    static NOUN_FIRST: Pattern = Pattern::new(
        r"^[a-z]+ (?:returns?|training|surveys?|appeals?|records?|management|purposes|portability)\b|^[a-z]*(?:tion|ment|ity|ing|ness|ance|ence|s) (?:of|for)\b",
    );
    sentences_among(text, list, out);
    let lead = text.lead_in(list).as_str().trim();
    if lead.is_empty() || list.items.len() < 3 {
        return;
    }
    let count = |p: &Pattern| text.items(list).filter(|i| p.is_match(i.trimmed())).count();
    let (to, ing, all) = (count(&TO), count(&ING), list.items.len());
    let (any_ing, fors) = (count(&ANY_ING), count(&FOR));
    let (verbs, wholes) = (count(&BASE_VERB), count(&WHOLE));
    for item in text.items(list) {
        let words = item.trimmed();
        let noun =
            || !BASE_VERB.is_match(words) && !TO.is_match(words) && NOUN_FIRST.is_match(words) && item.word_count() > 1;
        let most = |n: usize| all >= 4 && n * 10 >= all * 6;
        let among_verbs = WANTS_VERB.is_match(lead) && most(verbs) && noun();
        // "For the following purposes: for teaching, to keep children safe" reads on either way.
        static OF_PURPOSES: Pattern = Pattern::new(r"\b(?:purposes?|reasons?|following):?\s*$");
        if FOR.is_match(words) && OF_PURPOSES.is_match(lead) {
            continue;
        }
        let among_to = most(to) && !TO.is_match(words) && !BASE_VERB.is_match(words) && !words.starts_with("of ");
        // One "for …" where the others are verbs, or names, or begin with "to".
        let one_for = FOR.is_match(words)
            && (WANTS_VERB.is_match(lead) && fors * 2 <= all || fors == 1 && all >= 5)
            && !OF_A_BASIS.is_match(words);
        // A bare name of things after "to", and a verb after "for".
        static NAME_ALONE: Pattern = Pattern::new(r"^[a-z]{4,}s$");
        let alone = WANTS_VERB.is_match(lead) && verbs >= 2 && NAME_ALONE.is_match(words) && !BASE_VERB.is_match(words);
        static ENDS_FOR: Pattern = Pattern::new(r"\b(?:for|of)(?: the following)?:?\s*$");
        let verb_after_for = ENDS_FOR.is_match(lead) && BASE_VERB.is_match(words) && verbs * 3 <= all;
        let odd = alone
            || verb_after_for
            || among_verbs
            || among_to
            || one_for
            || if WANTS_VERB.is_match(lead) {
                let whole = || WHOLE.is_match(words) && !BASE_VERB.is_match(words) && wholes * 3 <= all;
                TO.is_match(words)
                    || (ING.is_match(words) && ing * 2 <= all)
                    || (ANY_ING.is_match(words) && any_ing * 3 <= all && verbs >= 2 && !names_a_thing(&words))
                    || whole()
            } else {
                (WANTS_NOUN.is_match(lead) || ing * 2 >= all) && TO.is_match(words) && to * 2 <= all
            };
        if odd {
            let message = format!(
                "After \"{}\" this does not read on, unlike the other items. Begin it as they do.",
                last_words(lead)
            );
            out.add(Found::at(STEM_ITEM_MISMATCH, item, quote(item)).with(message));
        }
    }
}

/// "To answer you", "For audits", and then "We may also …": a sentence of its own among words that go on from a lead-in.
fn sentences_among(text: &Text<'_>, list: &ListGroup, out: &mut Findings<'_>) {
    static GOES_ON: Pattern = Pattern::cased(r"^(?:[Tt]o|[Ff]or|[Ii]n order to|[Bb]y|[Ww]hen|[Ii]f) [a-z]+");
    static WE: Pattern = Pattern::cased(r"^(?:We|The [Cc]ouncil) (?:(?:may|will|can|do|also|might|sometimes) )+[a-z]+");
    let ours: Vec<_> = text.items(list).filter(|i| WE.is_match(i.trimmed())).collect();
    if ours.is_empty() {
        return;
    }
    let going = text.items(list).filter(|i| GOES_ON.is_match(i.trimmed())).count();
    if ours.len() <= going && ours.len() + going == list.items.len() {
        for item in ours {
            let found = Found::at(STEM_ITEM_MISMATCH, item, quote(item)).weighing(Severity::Warn);
            out.add(found.with("This is a sentence of its own among items that are none. Put it below the list."));
        }
    }
}

/// "Parking suspensions": the word in -ing says which things, and the next word is what they are.
fn names_a_thing(words: &str) -> bool {
    words.split_whitespace().nth(1).is_some_and(|w| w.ends_with('s') && w.len() > 3)
}

/// The last words of a lead-in, for a message.
fn last_words(lead: &str) -> &str {
    let starts: Vec<usize> = lead.match_indices(' ').map(|(at, _)| at + 1).collect();
    let from = starts.len().checked_sub(3).and_then(|n| starts.get(n)).copied().unwrap_or(0);
    lead.get(from..).unwrap_or(lead)
}

/// A lead-in that announces a number of items, and a list of another number.
fn counts(text: &Text<'_>, list: &ListGroup, out: &mut Findings<'_>) {
    static ANNOUNCED: Pattern = Pattern::new(
        r"\b(two|three|four|five|six|seven|eight|nine|ten) (?:\w+ )?(?:types?|kinds?|categor(?:y|ies)|reasons|ways|rights|principles|purposes|stages|steps|groups|areas|services|bases|conditions|things|main)\b",
    );
    const NUMBERS: [&str; 9] = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    let lead = text.lead_in(list).as_str().trim();
    let Some(word) = ANNOUNCED.group(lead, 1).filter(|_| lead.ends_with(':')) else { return };
    let Some(number) = NUMBERS.iter().position(|n| n.eq_ignore_ascii_case(word)).map(|n| n + 2) else { return };
    let has = list.items.len();
    if has != number
        && list.gaps.is_empty()
        && let Some(line) = list.lead_in.and_then(|i| text.lines.get(i))
    {
        let words = ANNOUNCED.find(lead).unwrap_or(lead);
        out.add(Found::at(NUMBER_MISMATCH, line, words).with(word.to_lowercase()).with(has.to_string()));
    }
}

/// Items in lower case among items whose capitals are no names: a capital counts only where the vocabulary knows the
/// word as a common noun.
fn case(text: &Text<'_>, list: &ListGroup, out: &mut Findings<'_>) {
    let v = vocabulary();
    let starts = |i: &Line<'_>, test: fn(char) -> bool| i.trimmed().chars().next().is_some_and(test);
    let common = |i: &&Line<'_>| {
        let mut words = i.trimmed().as_str().split_whitespace();
        let letters = words.next().is_some_and(|w| w.chars().filter(|c| c.is_uppercase()).count() > 1);
        let name = words.next().is_some_and(|w| w.starts_with(char::is_uppercase));
        starts(i, char::is_uppercase)
            && !letters
            && !name
            && (v.people(&i.text).is_some()
                || v.data_kind(&i.text).is_some()
                || (v.is_recipient(&i.text) && !i.trimmed().contains(' ')))
    };
    let small: Vec<&Line<'_>> = text.items(list).filter(|i| starts(i, char::is_lowercase) && !is_address(i)).collect();
    let capital: Vec<&Line<'_>> =
        text.items(list).filter(|i| common(i) || (starts(i, char::is_uppercase) && is_common(text, i))).collect();
    if capital.is_empty() || small.is_empty() {
        return;
    }
    // Said once a list, of the first item that is not as most are; of two that are as many, the one that departs.
    let departs = |item: &Line<'_>| match small.len().cmp(&capital.len()) {
        Ordering::Greater => starts(item, char::is_uppercase),
        Ordering::Less => starts(item, char::is_lowercase),
        Ordering::Equal => {
            let others = if starts(item, char::is_lowercase) { &capital } else { &small };
            others.iter().any(|o| o.index < item.index)
        }
    };
    let mut mixed: Vec<&Line<'_>> = small.iter().chain(&capital).copied().filter(|i| departs(i)).collect();
    mixed.sort_by_key(|i| i.index);
    if let Some(item) = mixed.first() {
        let message = if starts(item, char::is_lowercase) {
            "Other items of this list start with a capital, this one with a small letter."
        } else {
            "Other items of this list start with a small letter, this one with a capital."
        };
        out.add(Found::at(LIST_CASE, item, quote(item)).with(message));
    }
}

/// Words with which items of councils' lists begin and that are no names where a small letter follows, or nothing.
const COMMON: &str = "administer administering apply applying arrange arranging ask asking assess assessing assist \
    assisting be calculate calculating carry carrying check checking collect collecting communicate complain complaining \
    comply complying consult contact contacting create decide deciding deliver delivering detect detecting develop \
    employ enable enforce enforcing ensure ensuring evaluate follow fulfil get give giving handle have help helping \
    identify identifying improve improving inform investigate investigating issue issuing keep keeping know maintain \
    maintaining make making manage managing meet meeting monitor monitoring notify obtain obtaining offer organise pay \
    paying perform plan planning prepare prevent preventing process processing promote protect protecting provide \
    providing publish receive receiving record recording recover recovering register registering report reporting \
    request respond responding restrict review reviewing safeguard send sending set share sharing stop supply support \
    supporting take taking tell train training transfer understand update updating use using verify visit withdraw work \
    working write applicants agencies builders businesses carers charities children claimants colleagues companies \
    contractors councillors creditors customers dentists developers doctors electors employees employers executors \
    families friends guardians hospitals insurers landlords lawyers neighbours nurseries nurses occupants occupation \
    occupiers organisations owners parents partners patients pensioners professionals providers pupils relatives \
    residents schools solicitors staff students suppliers teachers tenants trustees victims visitors volunteers \
    witnesses bank benefit complaints contact correspondence credit criminal current cycle debt disability education \
    emergency employment equality ethnic ethnicity evidence family financial former funeral future gender health home \
    housing income it language legal letting local mental national no not personal photographs physical previous proof \
    recent religious sensitive similar social they unusual utility various vehicle voluntary we who why you";

/// An item whose first word is surely no name: a word of grammar, a kind of people or data, or one that the notice has
/// in small letters elsewhere, with more words in small letters after it.
fn is_common(text: &Text<'_>, item: &Line<'_>) -> bool {
    const GRAMMAR: &[&str] = &[
        "a",
        "an",
        "the",
        "to",
        "your",
        "our",
        "their",
        "any",
        "all",
        "other",
        "some",
        "information",
        "details",
        "people",
        "where",
        "when",
        "if",
        "for",
        "with",
        "whether",
        "anyone",
        "anything",
        "those",
        "this",
        "these",
    ];
    let v = vocabulary();
    let mut all = item.trimmed().as_str().split_whitespace();
    let (Some(first), second) = (all.next(), all.next()) else { return false };
    let lower = first.trim_end_matches([',', ';', '.']).to_lowercase();
    if GRAMMAR.contains(&lower.as_str()) {
        return true;
    }
    if first.chars().skip(1).any(char::is_uppercase) || second.is_some_and(|w| w.starts_with(char::is_uppercase)) {
        return false;
    }
    if COMMON.split_whitespace().any(|w| w == lower) {
        return true;
    }
    let name = v.recipients.iter().any(|r| r.name.as_deref().is_some_and(|n| n.starts_with(first)));
    let plural = first.len() > 6 && lower.ends_with('s') && second.is_some() && !name;
    let known = v.people(&lower).is_some() || v.data_kind(&lower).is_some() || plural;
    let elsewhere = || text.has_small(&lower, item);
    (second.is_some() && (known || elsewhere())) || (second.is_none() && known && elsewhere())
}

fn is_address(line: &Line<'_>) -> bool {
    let first = line.trimmed().as_str().split_whitespace().next().unwrap_or("");
    first.contains(['@', '/', '.'])
}

/// A list, the rest of its last item as a paragraph, and the list goes on.
fn split_by_rest(text: &Text<'_>, out: &mut Findings<'_>) {
    static OPEN: Pattern = Pattern::new(r"\b(?:the|a|an|to|of|and|or|with|by|from|for|our|your|their)$");
    for line in text.body().filter(|l| l.is_paragraph()) {
        let same = |l: &&Line<'_>| l.leaf.section == line.leaf.section;
        let before = text.before(line).filter(same).filter(|b| b.depth().is_some() && OPEN.is_match(b.trimmed()));
        let after = text.next(line).filter(same).filter(|n| n.is_item());
        if let (Some(_), Some(next)) = (before, after)
            && !line.trimmed().ends_with(':')
        {
            out.add(Found::at(LIST_BROKEN, next, ""));
        }
    }
}

/// The same capitalised name twice in a row of names in brackets.
fn inline_duplicates(line: &Line<'_>, out: &mut Findings<'_>) {
    static ROW: Pattern = Pattern::new(r"\(([^()]*,[^()]*,[^()]*)\)");
    for row in ROW.groups(line, 1) {
        let mut seen = std::collections::BTreeSet::new();
        for name in row.split([',', ';']).map(str::trim).filter(|n| n.len() > 3) {
            if !seen.insert(name.to_lowercase()) {
                out.add(Found::at(DUPLICATE_ITEM_INLINE, line, row));
                break;
            }
        }
    }
}
