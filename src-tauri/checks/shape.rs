//! Pictures, tables, language, placeholders, invisible characters: what needs no reading.

use crate::found::{Findings, Found};
use crate::pattern::Pattern;
use crate::rules::*;
use crate::said::lead_of;
use crate::text::Text;
use fairnotice_notice::Block;
use fairnotice_notice::leaves::LeafKind;

/// Looks at shape.
pub(crate) fn check(text: &Text<'_>, mistagged: bool, out: &mut Findings<'_>) {
    let tag = text.content.language.trim();
    let primary = tag.split('-').next().unwrap_or("");
    if mistagged || !(2..=3).contains(&primary.len()) || !primary.chars().all(|c| c.is_ascii_alphabetic()) {
        out.add(Found::absent(LANGUAGE_UNTAGGED));
    }
    for line in text.body().filter(|l| matches!(l.leaf.kind, LeafKind::Image)) {
        if line.trimmed().is_empty() {
            out.add(Found::at(IMAGE_WITHOUT_ALT, line, ""));
        }
    }
    tables(text, out);
    placeholders(text, out);
    invisible(text, out);
    quotes(text, out);
}

fn tables(text: &Text<'_>, out: &mut Findings<'_>) {
    let mut headless: Vec<Option<&str>> = Vec::new();
    text.content.walk(&mut |block| {
        if let Block::Table { id, header, rows } = block
            && !rows.is_empty()
            && header.iter().flatten().all(|b| b.plain_text().trim().is_empty())
        {
            headless.push(id.as_deref());
        }
    });
    for id in headless {
        let row = text.body().find(|l| id.is_some() && l.leaf.id == id);
        out.add(row.map_or_else(|| Found::absent(TABLE_WITHOUT_HEADERS), |l| Found::at(TABLE_WITHOUT_HEADERS, l, "")));
    }
}

fn placeholders(text: &Text<'_>, out: &mut Findings<'_>) {
    static BRACKETS: Pattern = Pattern::new(r"\[[^\]\[]+\]|<(?:insert|name|date|team|enter|add|council)[^>]*>");
    static NO_PLACEHOLDER: Pattern = Pattern::new(
        r"^\[(?:\d+|sic|\u{2026}|\.\.\.|[\d.,]+ ?(?:kb|mb|gb|kib|mib|bytes|pages?)|(?:pdf|docx?|xlsx?|word|external link|opens[^\]]*)(?:[ ,;]+[\d.,]+ ?(?:kb|mb))?)\]$",
    );
    static WORDS: Pattern = Pattern::cased(
        r"\b(?:TBC|TBA|TBD|XX+|xxx+)\b|\b[Ll]orem ipsum\b|\b(?:DD/MM/YYYY|dd/mm/yyyy|XX/XX/XXXX)\b|\b(?:INSERT|Insert|insert) (?:[Nn]ame|[Dd]ate|[Tt]ext|[Ll]ink|[Hh]ere|[Dd]etails|[Tt]eam|[Ss]ervice)\b|_{4,}|\?{3,}",
    );
    // What somebody has still to settle is not told yet.
    static UNSETTLED: Pattern = Pattern::new(
        r"\b(?:this|the|our|these|its|retention) (?:\w+ ){0,2}(?:periods?|retention (?:schedule|polic(?:y|ies))) (?:is|are) (?:currently |still |now )*(?:being |to be |yet to be )(?:confirmed|decided|agreed|determined|finalised|discussed|developed|drafted)\b",
    );
    // What a template tells the one who fills it in.
    static TOLD_THE_AUTHOR: Pattern = Pattern::new(
        r"\((?:please )?(?:state|insert|specify|delete|amend) (?:relevant|applicable|appropriate|as (?:applicable|appropriate|necessary|required)|here)\b[^)]*\)|^\d[\d.]*\)? (?:please )?include\b[^.]*|^include ?:$|\bplease also (?:include|add|insert) (?:a |the |any )?links?\b[^.]*|^(?:\d[\d.]*\)? )?(?:please )?(?:delete|amend) as (?:appropriate|applicable|necessary|required)\b[^.]*",
    );
    for (line, sentence) in text.sentences() {
        let after_lead = || line.is_item() && !lead_of(text, line).is_empty();
        if let Some(words) = UNSETTLED
            .find(sentence)
            .or_else(|| TOLD_THE_AUTHOR.find(sentence).filter(|w| w.starts_with('(') || !after_lead()))
        {
            out.add(Found::at(PLACEHOLDER, line, words));
        }
    }
    for line in &text.lines {
        for (at, words) in BRACKETS.find_all(line) {
            let target = line.text.get(at + words.len()..).is_some_and(|rest| rest.starts_with('('));
            if !target && !NO_PLACEHOLDER.is_match(words) {
                out.add(Found::at(PLACEHOLDER, line, words));
            }
        }
        for (at, words) in WORDS.find_all(line) {
            let inside = BRACKETS.find_all(line).iter().any(|(b, m)| (*b..b + m.len()).contains(&at));
            let reference = line.text[..at].ends_with(['/', '-']);
            if !inside && !reference {
                out.add(Found::at(PLACEHOLDER, line, words));
            }
        }
    }
}

/// Straight and curly quotation marks, or apostrophes, in one notice: the rarer kind, once.
fn quotes(text: &Text<'_>, out: &mut Findings<'_>) {
    let kinds: [(&str, &[char], &[char]); 2] =
        [("apostrophes", &['\''], &['\u{2019}']), ("quotation marks", &['"'], &['\u{201c}', '\u{201d}'])];
    for (name, straight, curly) in kinds {
        let with = |marks: &[char]| -> Vec<&crate::text::Line<'_>> {
            text.lines.iter().filter(|l| l.text.contains(marks)).collect()
        };
        let (straight_lines, curly_lines) = (with(straight), with(curly));
        if straight_lines.is_empty() || curly_lines.is_empty() {
            continue;
        }
        let (rare, marks) =
            if straight_lines.len() <= curly_lines.len() { (&straight_lines, straight) } else { (&curly_lines, curly) };
        if let Some(line) = rare.first()
            && let Some(word) = line.text.split_whitespace().find(|w| w.contains(marks))
        {
            out.add(Found::at(MIXED_QUOTES, line, word).with(name));
        }
    }
}

fn invisible(text: &Text<'_>, out: &mut Findings<'_>) {
    for line in &text.lines {
        if let Some(at) = line.text.find('\u{a0}') {
            let from = line.text[..at].rfind(char::is_whitespace).map_or(0, |i| i + 1);
            let from = (from..=at).find(|i| line.text.is_char_boundary(*i)).unwrap_or(at);
            let rest = &line.text[at..];
            let to = rest
                .trim_start()
                .find(char::is_whitespace)
                .map_or(line.text.len(), |i| line.text.len() - rest.trim_start().len() + i);
            let found = Found::at(NBSP, line, line.text.get(from..to).unwrap_or(""));
            out.add(found.replacing(at, "\u{a0}", " "));
        }
        let cut = line.text.trim_end();
        if cut.len() < line.text.len() && !cut.is_empty() {
            let from = cut.rfind(char::is_whitespace).map_or(0, |i| i + 1);
            let found = Found::at(TRAILING_SPACE, line, cut.get(from..).unwrap_or(cut));
            out.add(found.replacing(cut.len(), &line.text[cut.len()..], ""));
        }
    }
}
