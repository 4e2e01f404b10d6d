//! Links that lead nowhere, references to what is not there, contact without details.

use crate::found::{Findings, Found};
use crate::pattern::{Pattern, Words};
use crate::rules::*;
use crate::said::{has_email, only_reaches_commission, reachable};
use crate::text::{Line, Text, has_target, names_page};
use fairnotice_notice::leaves::LeafKind;

/// Looks at links and references. Words are looked at in English texts only.
pub(crate) fn check(text: &Text<'_>, english: bool, out: &mut Findings<'_>) {
    for line in &text.lines {
        for run in line.runs().iter().filter(|r| r.link.is_some()) {
            if !has_target(run) {
                out.add(Found::at(EMPTY_LINK, line, &run.text));
            }
            if english && is_vague(&run.text) {
                out.add(Found::at(VAGUE_LINK_TEXT, line, &run.text));
            }
        }
    }
    if english {
        documents(text, out);
        pointers(text, out);
        cross_references(text, out);
        details_below(text, out);
        nothing_above(text, out);
        nothing_follows(text, out);
        lost_here(text, out);
        pictures(text, out);
        contact(text, out);
    }
}

fn is_vague(words: &str) -> bool {
    const VAGUE: &[&str] = &[
        "here",
        "this link",
        "link",
        "more",
        "read more",
        "find out more",
        "learn more",
        "this page",
        "page",
        "website",
        "web site",
        "our website",
        "this website",
        "download",
        "more information",
        "further information",
        "details",
        "more details",
        "click",
        "this",
        "follow this link",
        "visit",
        "online",
        "document",
    ];
    let lower = words.to_lowercase();
    let lower = lower.trim().trim_end_matches(['.', ':', '\u{bb}', '>']).trim();
    // "can be seen here", "available here": where it leads stands before the link.
    let here = lower.ends_with(" here") && lower.split_whitespace().count() <= 4;
    VAGUE.contains(&lower) || here || lower.starts_with("on request")
}

/// Documents that the reader is sent to without a link.
fn documents(text: &Text<'_>, out: &mut Findings<'_>) {
    static DOCUMENT: Pattern = Pattern::new(
        r"\b(?:our|the|council's|your) (?:(?:corporate|primary|council's|council|main|general|full|overarching|records?|document|data|information|management|and|disposal|published|privacy|website|directorate|directorate's|own) )*(?:(?:data protection|freedom of information|privacy|subject access) (?:web ?)?pages?|subject access (?:pack|form)|(?:\w+ ){0,2}terms (?:of (?:use|service)|and conditions)|privacy notices|retention (?:and disposal )?(?:schedules?|polic(?:y|ies)|guidelines?)|disposal schedules?|corporate (?:privacy )?(?:notice|statement|policy)|privacy (?:notice|statement|policy)|data protection policy|complaints (?:policy|procedure|leaflet|form|page)|page (?:on|about) your rights|rights page|information asset registers?|records? of processing(?: activities)?|(?:information|data) sharing (?:agreements?|protocols?|frameworks?)|(?:cookies?|cctv|data breach|document retention|information security|information governance|safeguarding|acceptable use|subject access(?: request)?|recruitment|data retention) (?:policy|policies|guidance|procedure|schedule|page|form|leaflet)|leaflet|handbook|frequently asked questions|faqs|information charter)\b",
    );
    static BARE: Pattern = Pattern::new(
        r"\bsee (?:also )?(?:retention|disposal|records?)(?: and disposal)? schedule\b|\bthat service's (?:own )?privacy notice\b|\bsee the guidance (?:from|of|by) the\b",
    );
    static SENDS: Pattern = Pattern::new(
        r"\b(?:see|contained|found|find|detail(?:s|ed)?|refer|read|set out|using|available|view(?:ed)?|accessed|listed|explained|visit|check|in (?:line|accordance) with|according to|following|please|more|further|outlined|described|use|fill in|complete|download|request)\b",
    );
    static OWN: Pattern = Pattern::new(r"\b(?:the|our|your) (?:council's )?(?:privacy|own) ");
    static UPPER: Pattern = Pattern::new(
        r"\b(?:web ?page|primary|corporate|main|general|full|overarching|council's|schedule|retention|procedure|polic|directorate|page|leaflet|form|agreement|handbook|guidance)",
    );
    let linked: Vec<String> =
        text.lines.iter().flat_map(|l| l.runs()).filter(|r| has_target(r)).map(|r| r.text.to_lowercase()).collect();
    static ON_A_SITE: Pattern = Pattern::new(
        r"\b(?:see|visit|found?|available|view(?:ed)?|read|more|details?|information|notice is|notices are|schedule is|policy is|form|page)\b[^.]{0,60}\bon (?:our|the|their) (?:\w+(?:'s)? ){0,2}(?:web ?site|web ?pages?)\b|\b(?:see|visit|check|go to|look at) (?:our|the) (?:\w+'s )?(?:web ?site|web ?pages?)\b[^.]{0,40}\b(?:to find out|for (?:more|further)|to (?:see|read|learn))\b",
    );
    // A council's, a partner's or a site's own by its name.
    static NAMED: Pattern = Pattern::cased(
        r"\b[Tt]he (?:full |main |latest )?(?:[A-Z][\w&'-]+ ){1,5}(?:[Pp]rivacy|[Cc]ookies?|[Dd]ata [Pp]rotection) (?:[Nn]otice|[Ss]tatement|[Pp]olicy)(?: page)?\b",
    );
    for (line, sentence) in text.sentences() {
        if let Some(words) =
            BARE.find(sentence).filter(|_| !line.leads_somewhere() && line.runs().iter().all(|r| r.link.is_none()))
        {
            out.add(Found::at(REFERENCE_WITHOUT_LINK, line, words));
            continue;
        }
        let on_a_site = ON_A_SITE.find(sentence);
        if let Some(words) = on_a_site.filter(|_| DOCUMENT.find(sentence).is_none()) {
            if !line.leads_somewhere() && line.runs().iter().all(|r| r.link.is_none()) {
                out.add(Found::at(REFERENCE_WITHOUT_LINK, line, words));
            }
            continue;
        }
        // A notice that names itself sends nobody anywhere.
        let other = |words: &&str| {
            let name = words.split_once(' ').map_or(*words, |(_, rest)| rest).to_lowercase();
            let kinds = [" privacy", " cookie", " data protection"];
            let name = kinds.iter().find_map(|k| name.split_once(k)).map_or("", |(n, _)| n);
            !text.content.title.to_lowercase().contains(name)
        };
        let Some(words) = DOCUMENT
            .find(sentence)
            .or_else(|| NAMED.find(sentence).filter(other))
            .filter(|_| on_a_site.is_some() || SENDS.is_match(sentence))
        else {
            continue;
        };
        // "The privacy notice" alone may be this one.
        if OWN.is_match(words) && !UPPER.is_match(words) || sentence.to_lowercase().contains("intranet") {
            continue;
        }
        // A link that has lost its target is reported as that.
        let lost = |r: &fairnotice_notice::Run| r.link.is_some() && !has_target(r) && words.contains(r.text.trim());
        if line.runs().iter().any(lost) {
            continue;
        }
        let core = words.split_once(' ').map_or(words, |(_, rest)| rest).to_lowercase();
        let reachable_here = line.leads_somewhere() && sentence_leads(line, sentence);
        if !reachable_here && !linked.iter().any(|l| l.contains(&core) || core.contains(l.as_str())) {
            // The words of a short sentence, the name of the document in a longer one.
            let short = crate::text::words(&sentence).count() <= 2 * crate::text::words(words).count();
            let quote = if short { sentence.as_str() } else { words };
            out.add(Found::at(REFERENCE_WITHOUT_LINK, line, quote));
        }
    }
}

/// "See Equalities", where nothing is called that: a cross-reference that was left behind when the text was moved.
fn cross_references(text: &Text<'_>, out: &mut Findings<'_>) {
    static SEE: Pattern = Pattern::cased(
        r"\((?:[Ff]or (?:more|further) (?:details?|information),? )?(?:please )?[Ss]ee (?:also )?((?:the )?[A-Z][\w'’-]+(?: (?:(?:and|of|the|for|to|with|in|on|your|our) )*[A-Z]?[\w'’-]+){0,5})\)",
    );
    static OTHER: Pattern = Pattern::new(
        r"\b(?:act|acts|regulations?|article|section|schedule|part|annex|appendix|table|note|paragraph|order|rules|website|gov)\b|\d",
    );
    let headings: Vec<String> = text.lines.iter().filter(|l| l.is_heading()).map(|l| l.text.to_lowercase()).collect();
    for line in text.body().filter(|l| !l.leads_somewhere() && l.runs().iter().all(|r| r.link.is_none())) {
        for (name, (_, words)) in SEE.groups(line, 1).into_iter().zip(SEE.find_all(line)) {
            let name = name.to_lowercase();
            let here = headings.iter().any(|h| h.contains(&name) || (h.len() > 5 && name.contains(h.trim())));
            if !here && !OTHER.is_match(&name) {
                out.add(Found::at(DANGLING_REFERENCE, line, words));
            }
        }
    }
}

/// "The details below", where nobody can be reached by anything below.
fn details_below(text: &Text<'_>, out: &mut Findings<'_>) {
    static BELOW: Pattern = Pattern::new(
        r"\b(?:using|on|at|via|by|to|with|through) (?:the|our) (?:\w+ ){0,2}(?:details|address|addresses|number|numbers) (?:given |set out |shown |provided |listed )?(?:below|at the (?:end|bottom|foot)(?: of this \w+)?)\b",
    );
    for (line, sentence) in text.sentences() {
        let Some(words) = BELOW.find(sentence) else { continue };
        let mut after = text.lines.iter().filter(|l| l.index >= line.index);
        if !after.any(|l| reaches_council(l) || l.runs().iter().any(|r| r.var.is_some())) {
            out.add(Found::at(DANGLING_REFERENCE, line, words));
        }
    }
}

/// Whether a run that leads somewhere, or an address, stands in the sentence.
fn sentence_leads(line: &Line<'_>, sentence: Words<'_>) -> bool {
    let runs = line.runs();
    runs.iter().any(|r| has_target(r) && (sentence.contains(r.text.trim()) || r.text.contains(sentence.as_str())))
        || names_page(&sentence)
        || sentence.contains("[organisation.")
        || runs.iter().any(|r| r.var.as_deref().is_some_and(|v| v.ends_with("page") || v.ends_with("schedule")))
}

/// "You can subscribe here", "see our website here and …": what was to be clicked is gone.
fn lost_here(text: &Text<'_>, out: &mut Findings<'_>) {
    static HERE: Pattern = Pattern::new(
        r"\b(?:report|complain|apply|register|do (?:this|so|it)|request|sign up|pay|book|check|find out|learn|(?:un)?subscribe|see|view|use|read|visit|download|access)\b[^.]{0,50}?\bhere(?:$|[.,;)]| \(| and\b| for\b| to\b)",
    );
    for line in text.body().filter(|l| !l.leads_somewhere() && l.runs().iter().all(|r| r.link.is_none())) {
        static BEING_HERE: Pattern =
            Pattern::new(r"\b(?:are|is|were|be|been|live[sd]?|work(?:s|ed)?|stay\w*) (?:and \w+ )?here\b");
        for (_, words) in line.sentences().flat_map(|s| HERE.find_all(s)).filter(|(_, w)| !BEING_HERE.is_match(w)) {
            out.add(Found::at(VAGUE_LINK_TEXT, line, words.trim_end_matches(['.', ',', ';', ')', '('])));
        }
    }
}

/// What follows and does not: "under the following legislation.", "the table below".
fn nothing_follows(text: &Text<'_>, out: &mut Findings<'_>) {
    static FOLLOWING: Pattern = Pattern::new(
        r"\bthe following (?:legislation|laws?|acts?|regulations?|organisations?|reasons?|purposes?|ways?|categories|circumstances|rights|services|partners|agencies|bodies|documents?|people)\b[^.:,(\u{2013}]*(?:,[^.:,(\u{2013}]* or [^.:,(\u{2013}]*)?[.]$",
    );
    for line in text.body().filter(|l| l.is_paragraph() && !text.leads_into_list(l)) {
        let headed = text.next(line).is_some_and(|n| n.is_heading());
        let listed =
            headed || text.next(line).is_some_and(|n| n.is_item() || matches!(n.leaf.kind, LeafKind::Row { .. }));
        if let Some(words) = line.sentences().last().and_then(|s| FOLLOWING.find(s)).filter(|_| !listed) {
            out.add(Found::at(DANGLING_REFERENCE, line, words));
        }
    }
    static TABLE: Pattern = Pattern::new(
        r"\b(?:table|chart|grid) (?:below|that follows|underneath)\b|\bfollowing table\b|\btable (?:shows|sets out|lists)\b",
    );
    // A table that came in as "cell | cell" is one.
    let tables = text.body().any(|l| matches!(l.leaf.kind, LeafKind::Row { .. }))
        || text.body().filter(|l| l.text.contains(" | ")).count() >= 2;
    for line in text.body().filter(|l| !tables && !l.is_heading()) {
        let follows = text.next(line).is_some_and(|n| n.is_item() && n.leaf.section == line.leaf.section);
        if let Some(words) = line.sentences().find_map(|s| TABLE.find(s)).filter(|_| !follows) {
            out.add(Found::at(DANGLING_REFERENCE, line, words));
        }
    }
}

/// "Link below", "attached", a lead-in to nothing.
fn pointers(text: &Text<'_>, out: &mut Findings<'_>) {
    static POINTER: Pattern = Pattern::new(
        r"\b(?:links?|attachments?|documents?) (?:is |are |listed |given |provided )?below\b|\bfollowing links?\b|\bsee (?:the )?link\b|\battached below\b|\bbelow links?\b|\b(?:click|use|follow|using|via) (?:on )?(?:the|this|these) links?(?:$|[.,;:)]| to\b| for\b)|\b(?:is|are|please see|see) attached\b|\bdetails (?:of (?:which|these|this|it) )?(?:are|is|can be found|are given|are set out) below\b|\b(?:found|available|viewed|accessed|read|downloaded|seen) here\b|\bclick here\b|\b(?:which|that|who) (?:can be found|is|are|is found|are found) below\b|\b(?:form|map|table) (?:at|on) the (?:bottom|end|foot) of this (?:page|notice)\b|\b(?:on|in|from|using) the (?:side ?bar|(?:left|right)[- ]?hand (?:side|menu|column|navigation)|(?:menu|links|box|panel) (?:on|to|at) the (?:left|right|side))\b|\bmore about (?:it|this|them|these) below\b",
    );
    static MORE: Pattern = Pattern::new(
        r"^(?:find out more|read more|more information|click here|further information)[.:]?$|^(?:find out more|read more|more information|further information) (?:about|on) [^.]*$",
    );
    // "Find out more about cookies, including how to …": what was to be clicked is gone.
    static MORE_ABOUT: Pattern = Pattern::new(
        r"^(?:find out|read|learn|see|find|get) (?:more|further) (?:information )?(?:about|on) (?:(?:the|our|your|how|what) )?[\w' -]{2,60}|^find out (?:about|how|what) [\w', -]{2,80}",
    );
    for line in text.body() {
        let alone = line.is_paragraph().then(|| MORE.find(line.trimmed())).flatten();
        let alone =
            alone.filter(|_| !text.next(line).is_some_and(|n| n.is_item() && n.leaf.section == line.leaf.section));
        static TOLD_WHERE: Pattern = Pattern::new(
            r"\b(?:this notice|rights|site|website|web|page|leaflet|office|library|by|from|at|visit\w*|below|above)\b",
        );
        let more = line.sentences().filter(|s| !TOLD_WHERE.is_match(s)).find_map(|s| MORE_ABOUT.find(s));
        let more = more.filter(|_| !line.is_item() && !line.leads_somewhere());
        if let Some(words) = line.sentences().find_map(|s| POINTER.find(s)).or(alone).or(more) {
            let near = || text.section_lines(line).filter(|l| l.index >= line.index);
            let linked = near().any(|l| l.leads_somewhere());
            // A link that has lost its target is reported as that.
            let lost = near().any(|l| l.runs().iter().any(|r| r.link.is_some()));
            if !linked && !lost {
                out.add(Found::at(DANGLING_REFERENCE, line, words));
            }
        }
        let next = text.next(line).filter(|n| n.leaf.section == line.leaf.section);
        // Parts with headings of their own can follow: "You have rights:", "Right of access".
        let parts = text.next(line).is_some_and(|n| n.is_heading() && shares_a_word(line, n));
        let follows = parts || next.is_some_and(|n| !is_picture_name(n));
        if line.is_paragraph() && line.trimmed().ends_with(':') && !follows {
            out.add(Found::at(DANGLING_REFERENCE, line, line.sentences().last().unwrap_or_default()));
        }
    }
}

/// Whether two lines share a word of substance, in whichever number.
fn shares_a_word(one: &Line<'_>, other: &Line<'_>) -> bool {
    let stems = |l: &Line<'_>| -> Vec<String> {
        let lower = l.text.to_lowercase();
        let words = lower.split(|c: char| !c.is_alphanumeric()).map(|w| w.trim_end_matches('s').to_owned());
        words.filter(|w| w.len() > 4).collect()
    };
    let ours = stems(one);
    stems(other).iter().any(|w| ours.contains(w))
}

/// "The data above", where nothing above lists any.
fn nothing_above(text: &Text<'_>, out: &mut Findings<'_>) {
    static ABOVE: Pattern = Pattern::new(
        r"^(?:all )?(?:the|this|these) (?:data|information|details) (?:listed |given |set out |shown )?above\b",
    );
    for line in text.body() {
        let Some(words) = line.sentences().next().and_then(|s| ABOVE.find(s)) else { continue };
        let section = line.leaf.section;
        let above = section.and_then(|s| s.checked_sub(1));
        let near = |l: &&Line<'_>| l.leaf.section == section || (above.is_some() && l.leaf.section == above);
        let names = |l: &Line<'_>| l.is_item() || l.text.contains(',') || matches!(l.leaf.kind, LeafKind::Row { .. });
        if !text.lines.iter().take(line.index).filter(near).any(|l| !l.is_heading() && names(l)) {
            out.add(Found::at(DANGLING_REFERENCE, line, words));
        }
    }
}

/// A short paragraph without a stop that names a picture.
fn is_picture_name(line: &Line<'_>) -> bool {
    static PICTURE: Pattern = Pattern::new(
        r"\b(?:diagram|image|picture|logo|photo(?:graph)?|chart|graphic|infographic|flowchart|screenshot|icon|banner)(?: ?\d+)?$|\.(?:png|jpe?g|gif|svg|bmp)$|^(?:diagram|image|picture|logo|photo|chart|infographic)(?: of\b.*| ?\d+)?$",
    );
    line.is_paragraph() && !line.is_stopped() && line.word_count() <= 8 && PICTURE.is_match(line.trimmed())
}

fn pictures(text: &Text<'_>, out: &mut Findings<'_>) {
    for line in text.body().filter(|l| is_picture_name(l)) {
        out.add(Found::at(ORPHAN_IMAGE_TEXT, line, line.trimmed()));
    }
}

fn contact(text: &Text<'_>, out: &mut Findings<'_>) {
    static CONTACT: Pattern = Pattern::new(
        r"\b(?:contact us|get in touch|let us know|notify us|inform us|tell us (?:if|when|about)|contact the (?:\w+ ){0,3}(?:team|service|council|officer|departments?)|(?:we|team|service|officer) (?:can|may) be contacted|write to us|email us|phone us|call us|you (?:must|should|need to) (?:make|send|put)\b[^.]{0,60}\bin writing)\b",
    );
    static TEAM: Pattern = Pattern::cased(
        r"\b(?:[Cc]ontact|[Tt]ell|[Aa]sk|[Ss]peak to|[Tt]alk to|[Ww]rite to|[Ee]-?mail|[Pp]hone|[Rr]ing|[Cc]all|[Aa]pproach) (?:the|our|your) (?:[a-z]+ )?((?:[A-Z][\w'&-]+ (?:and |of |for |& )*){1,5}(?:[Tt]eam|[Ss]ervice|[Oo]ffice|[Uu]nit|[Dd]epartment|[Oo]fficer|[Mm]anager)|(?:Director|Head|Head of Service) (?:of|for) [A-Z][\w'&-]+(?: (?:and |of |for |& )*[A-Z][\w'&-]+)*)\b",
    );
    static BY_EMAIL: Pattern = Pattern::new(
        r"\b(?:contact(?:ed)?|us|team|touch|write|reached)\b[^.]{0,60}\b(?:by|via|through) (?:e-?mail|(?:phone|telephone) or e-?mail|letter or e-?mail)\b",
    );
    // By e-mail to somebody whose address stands nowhere near, whatever else a long text gives.
    static MAIL_SOMEBODY: Pattern = Pattern::new(
        r"\bplease (?:also )?e-?mail (?:the|our|your)(?: council's)? (?:\w+ ){0,3}?(?:manager|team|officer|department|unit|office|service|desk|section)\b",
    );
    // Breaks off where the address should stand.
    static CUT: Pattern = Pattern::new(
        r"(?:\S+ ){0,3}(?:\b(?:by|please) (?:e-?mailing|phoning|telephoning|calling|ringing|writing to)|\b(?:please )?(?:e-?mail|telephone|phone)(?: us)? (?:at|on)|\bcontacted (?:at|on|by e-?mail))\s*:?$|(?:\S+ ){0,3}\bby (?:e-?mailing|writing to|telephoning|phoning) (?:or|and) (?:by )?(?:phone|telephone|e-?mail|letter|post|calling)\b",
    );
    for line in text.body().filter(|l| l.is_paragraph() || l.is_item()) {
        let next = text.next(line).filter(|n| n.leaf.section == line.leaf.section);
        if let Some(words) = CUT.find(line.trimmed())
            && !next.is_some_and(|n| reachable(n) || n.leads_somewhere() || n.runs().iter().any(|r| r.var.is_some()))
        {
            out.add(Found::at(CONTACT_NO_DETAILS, line, words).with("address, email address or phone number"));
        }
    }
    // A page that is read is no way to reach anybody; one that is spoken of as such is.
    static TO_REACH: Pattern = Pattern::new(
        r"\b(?:contact|e-?mail|phone|write|speak|ask|get in touch|complain|report|form|questions?|queries|enquir\w+|address)\b",
    );
    let leads = |l: &Line<'_>| {
        l.leads_somewhere()
            && !only_leads_to_commission(l)
            && (TO_REACH.is_match(l) || TO_REACH.is_match(text.heading_of(l)))
    };
    let anything = text.body().any(|l| (reachable(l) && !only_reaches_commission(l)) || leads(l));
    let email = text.body().any(|l| has_email(l) || l.leads_somewhere());
    let mut told: Option<usize> = None;
    for (line, sentence) in text.sentences() {
        if sentence.contains('[') || line.runs().iter().any(|r| r.var.is_some()) {
            continue;
        }
        let ways = "address, email address or phone number";
        let first = told != Some(line.index);
        let found = if first
            && !anything
            && let Some(words) = CONTACT.find(sentence).filter(|_| email || !BY_EMAIL.is_match(sentence))
        {
            Found::at(CONTACT_NO_DETAILS, line, words).with(ways)
        } else if told.is_some() {
            continue;
        } else if BY_EMAIL.is_match(sentence) && !email {
            Found::at(CONTACT_NO_DETAILS, line, sentence).with("email address")
        } else if let Some(words) = MAIL_SOMEBODY.find(sentence)
            && !text.section_lines(line).any(|l| has_email(l) || l.leads_somewhere())
        {
            Found::at(CONTACT_NO_DETAILS, line, words).with("email address")
        } else if TEAM.group(sentence, 1).is_some_and(|team| is_out_of_reach(text, line, team)) {
            Found::at(CONTACT_NO_DETAILS, line, TEAM.find(sentence).unwrap_or(sentence.as_str())).with(ways)
        } else {
            continue;
        };
        out.add(found);
        told = Some(line.index);
    }
}

/// Whether a team that readers are sent to can be reached neither where that is said nor where it is named elsewhere.
fn is_out_of_reach(text: &Text<'_>, line: &Line<'_>, team: &str) -> bool {
    let team = team.to_lowercase();
    let others = ["data protection off", "information commission"];
    !others.iter().any(|other| team.contains(other))
        && !text.lines.iter().any(|l| {
            let named = l.index == line.index || l.text.to_lowercase().contains(&team);
            let near = (l.index..l.index + 4).filter_map(|i| text.lines.get(i));
            named && near.filter(|n| n.leaf.section == l.leaf.section).any(reaches_council)
        })
}

/// A way to somebody who is not the Information Commission.
fn reaches_council(line: &Line<'_>) -> bool {
    !only_reaches_commission(line) && (reachable(line) || (line.leads_somewhere() && !only_leads_to_commission(line)))
}

/// A line whose only link or address is the Information Commission's.
fn only_leads_to_commission(line: &Line<'_>) -> bool {
    let targets = line.runs().iter().filter_map(|r| r.link.as_ref()?.href.as_deref());
    let written =
        line.text.split_whitespace().filter(|w| w.contains("://") || w.contains("www.") || w.contains(".gov.uk"));
    targets.chain(written).all(|t| t.contains("ico.org.uk") || t.is_empty() || t == "#")
}
