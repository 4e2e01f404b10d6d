//! The paragraphs and tables of a Word file, in reading order.

use super::Tracked;
use super::numbering::{Numbering, Sign};
use super::package::Package;
use super::paragraph::{DEEPEST, Reader, Words, child, on, value};
use super::styles::{Local, Styles};
use crate::parts::{Part, Parts};
use crate::{IntakeError, Note, Remark};
use fairnotice_notice::content::text_of;
use roxmltree::{Document, Node};
use std::collections::BTreeSet;

pub(crate) fn read(package: &Package, tracked: Tracked) -> Result<Parts, IntakeError> {
    let document = package.document()?;
    let styles_xml = package.beside("styles.xml");
    let styles = Styles::of(styles_xml.as_ref());
    let numbering = Numbering::of(package.beside("numbering.xml").as_ref());
    let links = package.links();
    let reader = Reader { styles: &styles, links: &links, tracked };
    let mut body = Body {
        reader,
        numbering: &numbering,
        line: 0,
        carried: None,
        notes: Vec::new(),
        known: package.beside("comments.xml").as_ref().map(comments).unwrap_or_default(),
        told: BTreeSet::new(),
        comments: Vec::new(),
        called: Vec::new(),
        changed: false,
        around: Vec::new(),
        contents: Vec::new(),
    };
    let root = document.descendants().find(|n| n.has_tag_name_of("body"));
    let mut parts = Vec::new();
    if let Some(root) = root {
        body.blocks(root, &mut parts, 0);
    }
    body.carried_on(&mut parts);
    for (file, id) in std::mem::take(&mut body.called) {
        let Some(notes) = package.beside(file) else { continue };
        let note = notes.descendants().find(|n| n.attr("id") == Some(&id) && n.parent() == Some(notes.root_element()));
        if let Some(note) = note {
            body.blocks(note, &mut parts, 0);
            body.carried_on(&mut parts);
            body.notes.push(Note { line: body.line, message: "A footnote: its words stand at the end.".into() });
        }
    }
    if body.changed {
        let taken = if tracked == Tracked::Accepted { "taken" } else { "refused" };
        body.notes.push(Note { line: 1, message: format!("The file has tracked changes: they were {taken}.") });
    }
    if !body.around.is_empty() {
        let message = format!("Left out: version, document code and the like: “{}”.", body.around.join("”, “"));
        body.notes.push(Note { line: 1, message });
    }
    if !body.contents.is_empty() {
        let message = format!("A table of contents was left out: “{}”.", body.contents.join("”, “"));
        body.notes.push(Note { line: 1, message });
    }
    let running: Vec<String> = package.running().iter().map(plain).filter(|t| !t.trim().is_empty()).collect();
    if !running.is_empty() {
        let message = format!("Page headers and footers were left out: “{}”.", running.join("”, “"));
        body.notes.push(Note { line: 1, message });
    }
    let language = styles_xml.as_ref().and_then(|s| {
        let default = s.descendants().find(|n| n.has_tag_name_of("docDefaults"))?;
        default.descendants().find(|n| n.has_tag_name_of("lang")).and_then(value).map(str::to_owned)
    });
    Ok(Parts { parts, notes: body.notes, comments: body.comments, language, name: None })
}

/// The words of a part, paragraphs parted by a space.
fn plain(document: &Document<'_>) -> String {
    let paragraphs = document.descendants().filter(|n| n.has_tag_name_of("p")).map(|p| {
        let texts = p.descendants().filter(|n| n.has_tag_name_of("t"));
        texts.filter_map(|t| t.text()).collect::<String>()
    });
    paragraphs.filter(|t| !t.trim().is_empty()).collect::<Vec<_>>().join(" ")
}

/// Who said what, by the comments' ids.
fn comments(document: &Document<'_>) -> Vec<(String, Remark)> {
    let all = document.descendants().filter(|n| n.has_tag_name_of("comment"));
    all.filter_map(|c| {
        let paragraphs = c.descendants().filter(|n| n.has_tag_name_of("p"));
        let words: Vec<String> = paragraphs
            .map(|p| p.descendants().filter(|n| n.has_tag_name_of("t")).filter_map(|t| t.text()).collect::<String>())
            .filter(|t| !t.trim().is_empty())
            .collect();
        let remark = Remark {
            line: 0,
            who: c.attr("author").unwrap_or_default().trim().to_owned(),
            at: c.attr("date").unwrap_or_default().to_owned(),
            words: words.join("\n"),
            quote: String::new(),
        };
        (!remark.words.is_empty()).then_some((c.attr("id")?.to_owned(), remark))
    })
    .collect()
}

struct Body<'a> {
    reader: Reader<'a>,
    numbering: &'a Numbering,
    /// The number of the paragraph that was read last.
    line: u32,
    /// The words of a paragraph whose end is taken away: it goes on in the next.
    carried: Option<Words>,
    notes: Vec<Note>,
    /// Every comment of the file by its id, and those whose place was found.
    known: Vec<(String, Remark)>,
    told: BTreeSet<String>,
    comments: Vec<Remark>,
    called: Vec<(&'static str, String)>,
    changed: bool,
    /// Our own details around the text.
    around: Vec<String>,
    /// The lines of tables of contents.
    contents: Vec<String>,
}

impl Body<'_> {
    fn blocks(&mut self, node: Node<'_, '_>, parts: &mut Vec<Part>, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        for inner in node.children().filter(Node::is_element) {
            match inner.tag_name().name() {
                "p" => self.paragraph(inner, parts, depth),
                "tbl" => {
                    self.carried_on(parts);
                    self.table(inner, parts, depth);
                }
                "del" | "moveFrom" if self.reader.tracked == Tracked::Accepted => self.changed = true,
                "ins" | "moveTo" if self.reader.tracked == Tracked::Rejected => self.changed = true,
                "sdt" if is_contents(inner) => self.leave_contents(inner),
                "sectPr" | "sdtPr" | "tblPr" | "tblGrid" => {}
                // Of two ways to say the same, the first is for programs of today.
                "AlternateContent" => {
                    if let Some(choice) = child(inner, "Choice").or(child(inner, "Fallback")) {
                        self.blocks(choice, parts, depth + 1);
                    }
                }
                _ => self.blocks(inner, parts, depth + 1),
            }
        }
    }

    /// Whether a paragraph is a line of a table of contents: by its style, or because it leads to a heading's own mark.
    fn is_contents_line(&self, node: Node<'_, '_>) -> bool {
        let style = child(node, "pPr").and_then(|p| child(p, "pStyle")).and_then(value);
        let marked =
            |n: Node<'_, '_>| n.has_tag_name_of("hyperlink") && n.attr("anchor").is_some_and(|a| a.starts_with("_Toc"));
        style.is_some_and(|s| self.reader.styles.is_contents(s)) || node.descendants().any(marked)
    }

    /// Writes what was carried and has nothing to go on in.
    fn carried_on(&mut self, parts: &mut Vec<Part>) {
        if let Some(words) = self.carried.take() {
            parts.push(Part::Paragraph { line: self.line, bold: words.all_bold, runs: words.runs });
        }
    }

    /// A table of contents is made anew from the headings: its words are told, not taken.
    fn leave_contents(&mut self, node: Node<'_, '_>) {
        let paragraphs = node.descendants().filter(|n| n.has_tag_name_of("p"));
        self.line += u32::try_from(paragraphs.clone().count()).unwrap_or(0);
        for paragraph in paragraphs {
            let words: String =
                paragraph.descendants().filter(|n| n.has_tag_name_of("t")).filter_map(|t| t.text()).collect();
            self.contents.extend(Some(words).filter(|w| !w.trim().is_empty()));
        }
    }

    fn paragraph(&mut self, node: Node<'_, '_>, parts: &mut Vec<Part>, depth: usize) {
        if self.is_contents_line(node) {
            self.leave_contents(node);
            // What heads the contents heads nothing else.
            if self.contents.len() == 1
                && matches!(parts.last(), Some(p) if p.text().to_lowercase().trim() == "contents")
            {
                self.contents.extend(parts.pop().map(|p| p.text()));
            }
            return;
        }
        self.line += 1;
        let line = self.line;
        let mut boxes = Vec::new();
        let mut words = self.reader.words(node, &mut boxes);
        self.changed |= words.changed;
        for (id, quote) in std::mem::take(&mut words.comments) {
            if let Some((_, remark)) = self.known.iter().find(|(known, _)| *known == id)
                && self.told.insert(id)
            {
                self.comments.push(Remark { line, quote: quote.trim().to_owned(), ..remark.clone() });
            }
        }
        self.called.append(&mut words.notes);
        if words.pictures > 0 {
            self.notes.push(Note { line, message: "A picture was left out: put it in again.".into() });
        }
        if let Some(before) = self.carried.take() {
            words.runs.splice(0..0, before.runs);
            words.all_bold &= before.all_bold;
        }
        let properties = child(node, "pPr");
        let mark = properties.and_then(|p| child(p, "rPr"));
        let gone = match self.reader.tracked {
            Tracked::Accepted => "del",
            Tracked::Rejected => "ins",
        };
        if mark.is_some_and(|m| child(m, gone).is_some()) {
            self.changed = true;
            self.carried = Some(words);
        } else if words.runs.iter().any(|r| !r.text.trim().is_empty()) {
            let style = properties.and_then(|p| child(p, "pStyle")).and_then(value);
            if style.is_some_and(|s| self.reader.styles.is_around(s)) {
                self.around.push(text_of(&words.runs));
                // What heads our details heads nothing else.
                if matches!(parts.last(), Some(Part::Heading { .. }))
                    && let Some(heading) = parts.pop()
                {
                    self.around.push(heading.text());
                }
            } else {
                parts.push(self.part(properties, words, line));
            }
        }
        for inner in boxes {
            self.blocks(inner, parts, depth + 1);
        }
    }

    fn part(&self, properties: Option<Node<'_, '_>>, words: Words, line: u32) -> Part {
        let styles = self.reader.styles;
        let style = properties.and_then(|p| child(p, "pStyle")).and_then(value);
        let outline =
            properties.and_then(|p| child(p, "outlineLvl")).and_then(value).and_then(|v| v.parse::<u8>().ok());
        if style.is_some_and(|s| styles.is_title(s)) {
            return Part::Title { line, runs: words.runs };
        }
        let level = style.and_then(|s| styles.heading(s)).or(outline.filter(|o| *o < 9).map(|o| o + 1));
        if let Some(level) = level {
            return Part::Heading { line, level, runs: words.runs };
        }
        let own = properties.and_then(|p| child(p, "numPr")).and_then(|n| {
            let level = child(n, "ilvl").and_then(value).and_then(|v| v.parse().ok()).unwrap_or(0);
            Some((child(n, "numId").and_then(value)?.to_owned(), level))
        });
        let list = own.or_else(|| style.and_then(|s| styles.list(s)));
        match list.and_then(|(id, level)| Some((self.numbering.sign(&id, level)?, level))) {
            Some((sign, level)) => Part::Item {
                line,
                level,
                ordered: sign == Sign::Number,
                bold: words.all_bold,
                runs: words.runs,
                below: Vec::new(),
            },
            None => Part::Paragraph { line, bold: words.all_bold, runs: words.runs },
        }
    }

    fn table(&mut self, node: Node<'_, '_>, parts: &mut Vec<Part>, depth: usize) {
        let line = self.line + 1;
        let mut rows: Vec<Vec<Vec<Part>>> = Vec::new();
        let mut header = false;
        for row in node.descendants().filter(|n| n.has_tag_name_of("tr") && nearest_table(*n) == Some(node)) {
            let properties = child(row, "trPr");
            let is = |name: &str| properties.and_then(|p| child(p, name)).is_some();
            let gone = match self.reader.tracked {
                Tracked::Accepted => is("del"),
                Tracked::Rejected => is("ins"),
            };
            if gone {
                self.changed = true;
                continue;
            }
            header |= rows.is_empty() && properties.and_then(|p| child(p, "tblHeader")).is_some_and(on);
            let mut cells: Vec<Vec<Part>> = Vec::new();
            for cell in row.descendants().filter(|n| n.has_tag_name_of("tc") && nearest_row(*n) == Some(row)) {
                let mut inner = Vec::new();
                self.blocks(cell, &mut inner, depth + 1);
                self.carried_on(&mut inner);
                let span = child(cell, "tcPr").and_then(|p| child(p, "gridSpan")).and_then(value);
                let span = span.and_then(|v| v.parse::<usize>().ok()).unwrap_or(1).clamp(1, 60);
                cells.push(inner);
                // A cell over several columns has its words in the first.
                cells.extend((1..span).map(|_| Vec::new()));
            }
            rows.push(cells);
        }
        if rows.iter().flatten().all(Vec::is_empty) {
            return;
        }
        // A table of one column or one row places its words on the page: it says nothing by its lines.
        if rows.len() < 2 || rows.iter().all(|cells| cells.len() < 2) {
            parts.extend(rows.into_iter().flatten().flatten());
            return;
        }
        let bold = |cells: &[Vec<Part>]| {
            cells.iter().flatten().all(|p| matches!(p, Part::Paragraph { bold: true, .. } | Part::Heading { .. }))
                && cells.iter().all(|c| !c.is_empty())
        };
        header |= bold(&rows[0]) && !rows[1..].iter().any(|cells| bold(cells));
        parts.push(Part::Table { line, header, rows });
    }
}

/// Whether a block of Word's own holds a table of contents.
fn is_contents(node: Node<'_, '_>) -> bool {
    let properties = child(node, "sdtPr");
    let gallery =
        properties.and_then(|p| p.descendants().find(|n| n.has_tag_name_of("docPartGallery"))).and_then(value);
    gallery.is_some_and(|g| g.to_lowercase().contains("table of contents"))
}

fn nearest<'a, 'b>(node: Node<'a, 'b>, name: &str) -> Option<Node<'a, 'b>> {
    node.ancestors().skip(1).find(|n| n.has_tag_name_of(name))
}

fn nearest_table<'a, 'b>(node: Node<'a, 'b>) -> Option<Node<'a, 'b>> {
    nearest(node, "tbl")
}

fn nearest_row<'a, 'b>(node: Node<'a, 'b>) -> Option<Node<'a, 'b>> {
    nearest(node, "tr")
}
