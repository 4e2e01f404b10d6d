//! The words of a paragraph with their make.

use super::Tracked;
use super::styles::{Local, Styles};
use fairnotice_notice::{Emphasis, Link, Run};
use roxmltree::Node;
use std::collections::BTreeMap;

/// How deep elements may stand in one another before the rest is left out.
pub(crate) const DEEPEST: usize = 60;

/// The first child of that name.
pub(crate) fn child<'a, 'b>(node: Node<'a, 'b>, name: &str) -> Option<Node<'a, 'b>> {
    node.children().find(|n| n.has_tag_name_of(name))
}

/// The `val` attribute.
pub(crate) fn value<'a>(node: Node<'a, '_>) -> Option<&'a str> {
    node.attributes().find(|a| a.name() == "val").map(|a| a.value())
}

/// Whether a switch is on: it is, unless it says otherwise.
pub(crate) fn on(node: Node<'_, '_>) -> bool {
    !matches!(value(node), Some("0" | "false" | "off"))
}

/// What reading paragraphs needs to know of the file.
pub(crate) struct Reader<'a> {
    pub(crate) styles: &'a Styles,
    pub(crate) links: &'a BTreeMap<String, String>,
    pub(crate) tracked: Tracked,
}

/// The words of a paragraph, and what hangs on it.
#[derive(Debug, Default)]
pub(crate) struct Words {
    pub(crate) runs: Vec<Run>,
    /// Whether every word is bold.
    pub(crate) all_bold: bool,
    /// Comments that begin here, by their ids, with the words they are about as far as this paragraph has them.
    pub(crate) comments: Vec<(String, String)>,
    /// The comments that are open, as places in `comments`.
    open: Vec<usize>,
    /// Footnotes and endnotes that are called here, by their part and ids.
    pub(crate) notes: Vec<(&'static str, String)>,
    /// Whether there are tracked changes in it.
    pub(crate) changed: bool,
    pub(crate) pictures: usize,
}

/// A field of Word's while its parts are read: its instruction, then what it shows.
#[derive(Default)]
struct Fields {
    open: Vec<(String, bool)>,
}

impl Reader<'_> {
    /// Reads a paragraph; `boxes` gets the text boxes that hang on it.
    pub(crate) fn words<'a, 'b>(&self, paragraph: Node<'a, 'b>, boxes: &mut Vec<Node<'a, 'b>>) -> Words {
        let mut words = Words::default();
        let style = child(paragraph, "pPr").and_then(|p| child(p, "pStyle")).and_then(value);
        // What a whole style makes bold is its look. What a run makes bold is stress.
        let look = style.map_or((false, false), |s| self.styles.stress(s));
        self.inside(paragraph, None, &mut Fields::default(), &mut words, boxes, 0);
        let said = |r: &&Run| r.text.chars().any(char::is_alphanumeric);
        let strong = words.runs.iter().filter(said).all(|r| r.emphasis == Some(Emphasis::Strong));
        words.all_bold = words.runs.iter().any(|r| said(&r)) && (strong || look.0);
        words
    }

    fn inside<'a, 'b>(
        &self,
        node: Node<'a, 'b>,
        link: Option<&str>,
        fields: &mut Fields,
        words: &mut Words,
        boxes: &mut Vec<Node<'a, 'b>>,
        depth: usize,
    ) {
        if depth > DEEPEST {
            return;
        }
        for inner in node.children().filter(Node::is_element) {
            match inner.tag_name().name() {
                "r" => self.run(inner, link, fields, words, boxes),
                "hyperlink" => {
                    let target = inner.attr("id").and_then(|id| self.links.get(id)).map(String::as_str);
                    self.inside(inner, target.or(link), fields, words, boxes, depth + 1);
                }
                "fldSimple" => {
                    let target = inner.attr("instr").and_then(target_of);
                    self.inside(inner, target.as_deref().or(link), fields, words, boxes, depth + 1);
                }
                "ins" | "moveTo" => {
                    words.changed = true;
                    if self.tracked == Tracked::Accepted {
                        self.inside(inner, link, fields, words, boxes, depth + 1);
                    }
                }
                "del" | "moveFrom" => {
                    words.changed = true;
                    if self.tracked == Tracked::Rejected {
                        self.inside(inner, link, fields, words, boxes, depth + 1);
                    }
                }
                "commentRangeStart" => {
                    if let Some(id) = inner.attr("id") {
                        words.open.push(words.comments.len());
                        words.comments.push((id.to_owned(), String::new()));
                    }
                }
                "commentRangeEnd" => {
                    let Words { comments, open, .. } = &mut *words;
                    open.retain(|at| inner.attr("id") != comments.get(*at).map(|c| c.0.as_str()));
                }
                "pPr" | "rPr" | "sdtPr" | "proofErr" => {}
                _ => self.inside(inner, link, fields, words, boxes, depth + 1),
            }
        }
    }

    fn run<'a, 'b>(
        &self,
        run: Node<'a, 'b>,
        link: Option<&str>,
        fields: &mut Fields,
        words: &mut Words,
        boxes: &mut Vec<Node<'a, 'b>>,
    ) {
        let properties = child(run, "rPr");
        let is = |name: &str| properties.and_then(|p| child(p, name)).is_some_and(on);
        if is("vanish") {
            return;
        }
        let style = properties.and_then(|p| child(p, "rStyle")).and_then(value).map(|s| self.styles.stress(s));
        let own = |name: &str| properties.and_then(|p| child(p, name)).map(on);
        let bold = own("b").or(style.map(|s| s.0)).unwrap_or(false);
        let italic = own("i").or(style.map(|s| s.1)).unwrap_or(false);
        let mut text = String::new();
        for part in run.children().filter(Node::is_element) {
            match part.tag_name().name() {
                "t" | "delText" => text.push_str(part.text().unwrap_or_default()),
                "tab" | "ptab" => text.push('\t'),
                "br" | "cr" => text.push(' '),
                "noBreakHyphen" => text.push('\u{2011}'),
                "sym" => text.extend(symbol(part)),
                "fldChar" => match part.attr("fldCharType") {
                    Some("begin") => fields.open.push((String::new(), false)),
                    Some("separate") => {
                        if let Some(field) = fields.open.last_mut() {
                            field.1 = true;
                        }
                    }
                    Some("end") => {
                        // What the field showed up to here is its own.
                        self.push(&mut text, link, fields, (bold, italic), words);
                        fields.open.pop();
                    }
                    Some(_) | None => {}
                },
                "instrText" => {
                    if let Some((instruction, false)) = fields.open.last_mut() {
                        instruction.push_str(part.text().unwrap_or_default());
                    }
                }
                "footnoteReference" => words.notes.extend(part.attr("id").map(|id| ("footnotes.xml", id.to_owned()))),
                // A comment on no words in particular.
                "commentReference" => {
                    if let Some(id) = part.attr("id").filter(|id| words.comments.iter().all(|c| c.0 != *id)) {
                        words.comments.push((id.to_owned(), String::new()));
                    }
                }
                "endnoteReference" => words.notes.extend(part.attr("id").map(|id| ("endnotes.xml", id.to_owned()))),
                "drawing" | "pict" | "object" | "AlternateContent" => {
                    // A box comes twice where old programs are thought of: once for them, once for new ones.
                    let shown = child(part, "Choice").unwrap_or(part);
                    let found = shown.descendants().filter(|n| n.has_tag_name_of("txbxContent"));
                    let before = boxes.len();
                    boxes.extend(found);
                    words.pictures += usize::from(boxes.len() == before);
                }
                _ => {}
            }
        }
        self.push(&mut text, link, fields, (bold, italic), words);
    }

    fn push(
        &self,
        text: &mut String,
        link: Option<&str>,
        fields: &Fields,
        (bold, italic): (bool, bool),
        words: &mut Words,
    ) {
        // The instruction of a field is not shown.
        if text.is_empty() || fields.open.iter().any(|(_, shown)| !shown) {
            return text.clear();
        }
        let field = fields.open.iter().rev().find_map(|(instruction, _)| target_of(instruction));
        let href = field.or(link.map(str::to_owned));
        let emphasis = match (bold, italic) {
            (true, _) => Some(Emphasis::Strong),
            (false, true) => Some(Emphasis::Em),
            (false, false) => None,
        };
        let link = href.map(|href| Link { href: Some(href) });
        for at in &words.open {
            if let Some((_, quote)) = words.comments.get_mut(*at) {
                quote.push_str(text);
            }
        }
        words.runs.push(Run { text: std::mem::take(text), link, emphasis, var: None });
    }
}

/// Where a field that is a link leads: `HYPERLINK "https://…"`. A place in the same file is none.
fn target_of(instruction: &str) -> Option<String> {
    let rest = instruction.trim().strip_prefix("HYPERLINK")?.trim();
    let quoted = rest.strip_prefix('"')?;
    let target = quoted.split('"').next()?;
    (!target.is_empty()).then(|| target.to_owned())
}

/// A sign from a typeface of signs: the usual bullets; others as the file has them.
fn symbol(node: Node<'_, '_>) -> Option<char> {
    let code = u32::from_str_radix(node.attr("char")?, 16).ok()?;
    Some(match code & 0xfff {
        0xb7 | 0xa7 => '•',
        0xe0 => '→',
        0xfc => '✓',
        _ => char::from_u32(code)?,
    })
}
