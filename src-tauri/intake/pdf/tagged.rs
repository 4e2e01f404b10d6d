//! A tagged PDF: its structure tree says what is a heading, a list, a table (ISO 32000-1, 14.7 and 14.8).

use super::lines::{runs, usual_size};
use super::pieces::{Found, Piece, text_string};
use super::untagged;
use crate::parts::{Part, Parts, put_below, take_lead};
use crate::{Note, headings};
use fairnotice_notice::content::text_of;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{Array, Dict, Name, Object, ObjectIdentifier, String as PdfString};
use std::collections::{BTreeMap, BTreeSet};

/// How deep tags may stand in one another.
const DEEPEST: usize = 80;
/// The most tags that are read.
const MOST_TAGS: usize = 300_000;
/// How much of the words must be in the tags for them to be trusted (hundredths).
const COVERED: usize = 97;

/// The language that the file says it is in.
pub(crate) fn language(pdf: &Pdf) -> Option<String> {
    let catalogue = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id())?;
    let language = catalogue.get::<PdfString<'_>>("Lang").map(|l| text_string(l.as_bytes()))?;
    (!language.trim().is_empty()).then_some(language)
}

/// Reads the tags; `None` when there are none, or when they leave out some of the words.
pub(crate) fn read(pdf: &Pdf, found: &Found) -> Option<Parts> {
    let catalogue = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id())?;
    let root = catalogue.get::<Dict<'_>>("StructTreeRoot")?;
    let mut by_mark: BTreeMap<(usize, i32), Vec<usize>> = BTreeMap::new();
    for (n, piece) in found.pieces.iter().enumerate() {
        if let (Some(mark), false) = (piece.mark, piece.artifact || piece.running) {
            by_mark.entry((piece.page, mark)).or_default().push(n);
        }
    }
    let whole = found.pieces.iter().map(|p| p.text.as_str()).collect::<Vec<_>>().join(" ");
    let mut tree = Tree {
        found,
        by_mark,
        whole,
        roles: root.get::<Dict<'_>>("RoleMap").map(|m| roles(&m)).unwrap_or_default(),
        body: usual_size(found.pieces.iter().filter(|p| !p.artifact).map(|p| (p.size, p.text.len()))),
        taken: BTreeSet::new(),
        ours: pdf.metadata().producer.as_deref() == Some(b"Fair Notice".as_slice()),
        tags: 0,
        page: 0,
        notes: Vec::new(),
    };
    let mut parts = Vec::new();
    tree.children(&root, None, &mut parts, 0);
    settle(&mut parts);
    let letters = |pieces: &mut dyn Iterator<Item = &Piece>| -> usize {
        pieces.map(|p| p.text.chars().filter(|c| !c.is_whitespace()).count()).sum()
    };
    let all = letters(&mut found.pieces.iter().filter(|p| !p.artifact && !p.running));
    let taken = letters(&mut tree.taken.iter().filter_map(|n| found.pieces.get(*n)));
    if taken * 100 < all * COVERED || parts.is_empty() {
        return None;
    }
    if taken < all {
        // A few words outside of every tag: they come last rather than not at all.
        let left = found.pieces.iter().enumerate();
        let left: Vec<&Piece> =
            left.filter(|(n, p)| !p.artifact && !p.running && !tree.taken.contains(n)).map(|(_, p)| p).collect();
        let line = left.first().map_or(1, |p| p.page + 1);
        let runs = runs(left, &found.links, &tree.whole);
        if !text_of(&runs).trim().is_empty() {
            let line = u32::try_from(line).unwrap_or(u32::MAX);
            tree.notes.push(Note { line, message: "These words have no tag: they stand at the end.".into() });
            parts.push(Part::Paragraph { line, runs, bold: false });
        }
    }
    Some(Parts { parts, notes: tree.notes, ..Parts::default() })
}

/// What a file's own names of tags mean.
fn roles(map: &Dict<'_>) -> BTreeMap<String, String> {
    let named = map.entries().take(500).filter_map(|(own, _)| {
        let standard = map.get::<Name<'_>>(&*own)?;
        Some((own.as_str().to_owned(), standard.as_str().to_owned()))
    });
    named.collect()
}

struct Tree<'f> {
    found: &'f Found,
    by_mark: BTreeMap<(usize, i32), Vec<usize>>,
    whole: String,
    roles: BTreeMap<String, String>,
    body: f32,
    /// The pieces that some tag holds.
    taken: BTreeSet<usize>,
    /// Whether the file was written by Fair Notice: then its details around the text stand in sections with a title.
    ours: bool,
    tags: usize,
    /// The page of the last words, from 0.
    page: usize,
    notes: Vec<Note>,
}

/// A child of a tag: another tag, or words.
enum Kid<'a> {
    Tag(Dict<'a>),
    Words(usize, i32),
}

impl<'f> Tree<'f> {
    fn name(&self, tag: &Dict<'_>) -> String {
        let own = tag.get::<Name<'_>>("S").map(|n| n.as_str().to_owned()).unwrap_or_default();
        let mut name = own;
        for _ in 0..5 {
            match self.roles.get(&name) {
                Some(standard) if *standard != name => name.clone_from(standard),
                _ => break,
            }
        }
        name
    }

    /// Whether a tag stands within a line: by its name, or because it means nothing and holds only what does.
    fn stands_in_line(&self, tag: &Dict<'_>, name: &str, depth: usize) -> bool {
        is_inline(name)
            || (matches!(name, "NonStruct" | "Private")
                && depth < DEEPEST
                && self.kids(tag, Some(0)).iter().all(|k| match k {
                    Kid::Words(..) => true,
                    Kid::Tag(inner) => self.stands_in_line(inner, &self.name(inner), depth + 1),
                }))
    }

    fn page_of(&self, tag: &Dict<'_>) -> Option<usize> {
        tag.get_ref("Pg").and_then(|page| self.found.pages.get(&ObjectIdentifier::from(page)).copied())
    }

    fn kids<'a>(&self, tag: &Dict<'a>, page: Option<usize>) -> Vec<Kid<'a>> {
        let mut kids = Vec::new();
        let page = self.page_of(tag).or(page);
        let mut take = |object: Object<'a>| match object {
            Object::Number(number) => {
                kids.extend(page.map(|page| Kid::Words(page, number.as_f64() as i32)));
            }
            Object::Dict(inner) => match inner.get::<Name<'_>>("Type").map(|t| t.as_str().to_owned()).as_deref() {
                Some("MCR") => {
                    let own = self.page_of(&inner).or(page);
                    kids.extend(own.zip(inner.get::<i32>("MCID")).map(|(page, mark)| Kid::Words(page, mark)));
                }
                Some("OBJR") => {}
                _ => kids.push(Kid::Tag(inner)),
            },
            Object::Null(_)
            | Object::Boolean(_)
            | Object::String(_)
            | Object::Name(_)
            | Object::Array(_)
            | Object::Stream(_) => {}
        };
        match tag.get::<Object<'a>>("K") {
            Some(Object::Array(array)) => array.iter::<Object<'a>>().take(MOST_TAGS).for_each(&mut take),
            Some(other) => take(other),
            None => {}
        }
        kids
    }

    fn pieces(&mut self, page: usize, mark: i32) -> Vec<&'f Piece> {
        let Some(members) = self.by_mark.get(&(page, mark)) else { return Vec::new() };
        self.page = page;
        let found = self.found;
        let fresh: Vec<usize> = members.iter().copied().filter(|n| !self.taken.contains(n)).collect();
        self.taken.extend(fresh.iter().copied());
        fresh.into_iter().filter_map(|n| found.pieces.get(n)).collect()
    }

    fn line(&self) -> u32 {
        u32::try_from(self.page + 1).unwrap_or(u32::MAX)
    }

    fn children(&mut self, tag: &Dict<'_>, page: Option<usize>, parts: &mut Vec<Part>, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        let own = self.page_of(tag).or(page);
        let mut loose: Vec<&'f Piece> = Vec::new();
        for kid in self.kids(tag, page) {
            self.tags += 1;
            if self.tags > MOST_TAGS {
                return;
            }
            match kid {
                Kid::Words(page, mark) => loose.extend(self.pieces(page, mark)),
                Kid::Tag(inner) => {
                    let name = self.name(&inner);
                    if self.stands_in_line(&inner, &name, depth) {
                        self.gather(&inner, own, &mut loose, depth + 1);
                        continue;
                    }
                    self.paragraph(std::mem::take(&mut loose), parts);
                    self.tag(&inner, &name, own, parts, depth + 1);
                }
            }
        }
        self.paragraph(loose, parts);
    }

    fn tag(&mut self, tag: &Dict<'_>, name: &str, page: Option<usize>, parts: &mut Vec<Part>, depth: usize) {
        match name {
            "H" | "H1" | "H2" | "H3" | "H4" | "H5" | "H6" | "Title" => {
                let mut pieces = Vec::new();
                self.gather(tag, page, &mut pieces, depth);
                let runs = runs(pieces, &self.found.links, &self.whole);
                if text_of(&runs).trim().is_empty() {
                    return;
                }
                let line = self.line();
                let level = name.get(1..).and_then(|n| n.parse().ok());
                parts.push(match (name, level) {
                    ("Title", _) => Part::Title { line, runs },
                    (_, Some(level)) => Part::Heading { line, level, runs },
                    (_, None) => Part::Heading { line, level: u8::try_from(depth.min(6)).unwrap_or(6).max(1), runs },
                });
            }
            "P" | "Note" | "Caption" | "BibEntry" | "Code" | "Formula" | "FENote" => {
                let holds_blocks =
                    |k: &Kid<'_>| matches!(k, Kid::Tag(t) if !self.stands_in_line(t, &self.name(t), depth));
                if self.kids(tag, page).iter().any(holds_blocks) {
                    return self.children(tag, page, parts, depth);
                }
                let mut pieces = Vec::new();
                self.gather(tag, page, &mut pieces, depth);
                self.paragraph(pieces, parts);
            }
            "L" => self.list(tag, page, parts, depth),
            "Table" => self.table(tag, page, parts, depth),
            "Figure" => {
                let alt = tag.get::<PdfString<'_>>("Alt").map(|a| text_string(a.as_bytes())).unwrap_or_default();
                let said =
                    if alt.trim().is_empty() { String::new() } else { format!(" It says “{}”.", alt.trim()) };
                let message = format!("A picture was left out: put it in again.{said}");
                self.notes.push(Note { line: self.line(), message });
                self.children(tag, page, parts, depth);
            }
            "Artifact" => {}
            "TOC" | "TOCI" => {
                let mut lines = Vec::new();
                self.gather(tag, page, &mut lines, depth);
                let words = lines.iter().map(|p| p.text.trim()).collect::<Vec<_>>().join(" ");
                if !words.is_empty() {
                    let message = format!("A table of contents was left out: “{words}”.");
                    self.notes.push(Note { line: self.line(), message });
                }
            }
            "Sect" if self.ours && tag.get::<PdfString<'_>>("T").is_some() => {
                let mut details = Vec::new();
                self.gather(tag, page, &mut details, depth);
                let words = details.iter().map(|p| p.text.trim()).collect::<Vec<_>>().join(" ");
                let message = format!("Left out: version, document code and the like: “{}”.", words.trim());
                self.notes.push(Note { line: self.line(), message });
            }
            _ => self.children(tag, page, parts, depth),
        }
    }

    /// The words under a tag, in order.
    fn gather(&mut self, tag: &Dict<'_>, page: Option<usize>, pieces: &mut Vec<&'f Piece>, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        let own = self.page_of(tag).or(page);
        for kid in self.kids(tag, page) {
            self.tags += 1;
            if self.tags > MOST_TAGS {
                return;
            }
            match kid {
                Kid::Words(page, mark) => pieces.extend(self.pieces(page, mark)),
                Kid::Tag(inner) => self.gather(&inner, own, pieces, depth + 1),
            }
        }
    }

    fn paragraph(&mut self, pieces: Vec<&'f Piece>, parts: &mut Vec<Part>) {
        let size = pieces.iter().max_by_key(|p| p.text.len()).map_or(0.0, |p| p.size);
        let bold = pieces.iter().filter(|p| p.text.chars().any(char::is_alphanumeric)).all(|p| p.bold);
        let runs = runs(pieces, &self.found.links, &self.whole);
        let text = text_of(&runs);
        if text.trim().is_empty() {
            return;
        }
        let line = self.line();
        // Many who tag call a heading a paragraph.
        let larger = size > self.body * 1.15 && headings::looks_like_heading(text.trim());
        parts.push(Part::Paragraph { line, runs, bold: bold || larger });
    }

    fn list(&mut self, tag: &Dict<'_>, page: Option<usize>, parts: &mut Vec<Part>, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        let own = self.page_of(tag).or(page);
        for kid in self.kids(tag, page) {
            match kid {
                Kid::Tag(inner) => match self.name(&inner).as_str() {
                    "LI" => self.item(&inner, own, parts, depth + 1),
                    // A list right in a list is under the item before it.
                    "L" => {
                        let mut below = Vec::new();
                        self.list(&inner, own, &mut below, depth + 1);
                        put_below(parts, below);
                    }
                    name => self.tag(&inner, name, own, parts, depth + 1),
                },
                Kid::Words(page, mark) => {
                    let pieces = self.pieces(page, mark);
                    self.paragraph(pieces, parts);
                }
            }
        }
    }

    fn item(&mut self, tag: &Dict<'_>, page: Option<usize>, parts: &mut Vec<Part>, depth: usize) {
        let own = self.page_of(tag).or(page);
        let mut sign = String::new();
        let mut inner = Vec::new();
        let before = self.taken.last().map_or(0, |n| n + 1);
        let mut loose: Vec<&'f Piece> = Vec::new();
        for kid in self.kids(tag, page) {
            match kid {
                Kid::Words(page, mark) => loose.extend(self.pieces(page, mark)),
                Kid::Tag(kid) => match self.name(&kid).as_str() {
                    "Lbl" => {
                        let mut pieces = Vec::new();
                        self.gather(&kid, own, &mut pieces, depth);
                        sign = pieces.iter().map(|p| p.text.trim()).collect();
                        // A word before an item is a term that the item explains, no sign.
                        if sign.chars().filter(|c| c.is_alphabetic()).count() > 3 {
                            loose.extend(pieces);
                            sign.clear();
                        }
                    }
                    name if self.stands_in_line(&kid, name, depth) => self.gather(&kid, own, &mut loose, depth),
                    "LBody" => {
                        self.paragraph(std::mem::take(&mut loose), &mut inner);
                        self.children(&kid, own, &mut inner, depth + 1);
                    }
                    name => {
                        self.paragraph(std::mem::take(&mut loose), &mut inner);
                        self.tag(&kid, name, own, &mut inner, depth + 1);
                    }
                },
            }
        }
        self.paragraph(loose, &mut inner);
        settle(&mut inner);
        let line = self.line();
        let left = self.taken.range(before..).next().and_then(|n| self.found.pieces.get(*n)).map_or(0.0, |p| p.left);
        let mut runs = take_lead(&mut inner);
        // Some put the sign among the words.
        let text = text_of(&runs);
        let typed = crate::assemble::typed_sign(&text).map(|(bytes, counts, _)| (bytes, counts));
        if sign.is_empty()
            && let Some((bytes, counts)) = typed.or_else(|| untagged::number(&text).map(|(_, bytes)| (bytes, true)))
        {
            sign = if counts { "1.".into() } else { "•".into() };
            runs = crate::assemble::without_front(runs, bytes);
        }
        let ordered = sign.chars().any(char::is_alphanumeric) && sign != "o";
        if !runs.is_empty() || !inner.is_empty() {
            let level = UNSETTLED + left.max(0.0) as usize;
            parts.push(Part::Item { line, level, ordered, bold: false, runs, below: inner });
        }
    }

    fn table(&mut self, tag: &Dict<'_>, page: Option<usize>, parts: &mut Vec<Part>, depth: usize) {
        let mut rows: Vec<Vec<Vec<Part>>> = Vec::new();
        let mut header = false;
        self.rows(tag, page, &mut rows, &mut header, parts, depth);
        let line = self.line();
        if rows.iter().flatten().all(Vec::is_empty) {
            return;
        }
        // A table of one column or one row places its words on the page: it says nothing by its lines.
        let full = |row: &Vec<Vec<Part>>| row.iter().filter(|c| !c.is_empty()).count();
        if rows.iter().filter(|r| full(r) > 0).count() < 2 || rows.iter().all(|r| full(r) < 2) {
            return parts.extend(rows.into_iter().flatten().flatten());
        }
        parts.push(Part::Table { line, header, rows });
    }

    fn rows(
        &mut self,
        tag: &Dict<'_>,
        page: Option<usize>,
        rows: &mut Vec<Vec<Vec<Part>>>,
        header: &mut bool,
        parts: &mut Vec<Part>,
        depth: usize,
    ) {
        if depth > DEEPEST {
            return;
        }
        let own = self.page_of(tag).or(page);
        for kid in self.kids(tag, page) {
            let Kid::Tag(inner) = kid else { continue };
            match self.name(&inner).as_str() {
                "TR" => {
                    let row_page = self.page_of(&inner).or(own);
                    let mut cells: Vec<Vec<Part>> = Vec::new();
                    let mut heads = true;
                    for cell in self.kids(&inner, own) {
                        let Kid::Tag(cell) = cell else { continue };
                        let name = self.name(&cell);
                        heads &= name == "TH";
                        let mut inside = Vec::new();
                        self.children(&cell, row_page, &mut inside, depth + 1);
                        settle(&mut inside);
                        cells.push(inside);
                        let span = spans(&cell);
                        cells.extend((1..span).map(|_| Vec::new()));
                    }
                    *header |= rows.is_empty() && heads && !cells.is_empty();
                    rows.push(cells);
                }
                "THead" | "TBody" | "TFoot" => self.rows(&inner, own, rows, header, parts, depth + 1),
                name => self.tag(&inner, name, own, parts, depth + 1),
            }
        }
    }
}

/// Added to the place of an item until it is known how deep it stands.
const UNSETTLED: usize = 100_000;

/// How deep items stand, where lists that follow on one another stand at different edges: some tag each level of a list
/// as a list of its own.
fn settle(parts: &mut [Part]) {
    let mut edges: Vec<usize> = Vec::new();
    for part in parts {
        let Part::Item { level, .. } = part else {
            edges.clear();
            continue;
        };
        if let Some(left) = level.checked_sub(UNSETTLED) {
            edges.retain(|edge| *edge < left + 6);
            if edges.last().is_none_or(|edge| left > edge + 6) {
                edges.push(left);
            }
            *level = edges.len().saturating_sub(1);
        }
    }
}

/// Over how many columns a cell stands.
fn spans(cell: &Dict<'_>) -> usize {
    let own = cell.get::<Dict<'_>>("A").and_then(|a| a.get::<i32>("ColSpan"));
    let listed = || {
        let all = cell.get::<Array<'_>>("A")?;
        all.iter::<Object<'_>>().find_map(|o| o.into_dict()?.get::<i32>("ColSpan"))
    };
    own.or_else(listed).and_then(|n| usize::try_from(n).ok()).unwrap_or(1).clamp(1, 60)
}

/// Tags within a line.
fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "Span" | "Link" | "Quote" | "Reference" | "Em" | "Strong" | "Annot" | "Sub" | "Lbl" | "Ruby" | "Warichu" | "WP"
    )
}
