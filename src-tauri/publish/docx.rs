//! The notice as a Word file (ECMA-376, transitional): [`document`] for the text, [`redline`] for what changed in it.
//!
//! It is for colleagues who comment in Word, and as accessible as Word files get: real headings, lists and tables,
//! alternative texts, the language of every word. The approved forms are HTML and PDF.

pub use crate::docx_redline::{Changer, redline};

use crate::PublishError;
use crate::docx_package::{About, Package, escape};
use crate::docx_styles::{BULLETS, CALLOUT, CHANGED, LEVELS, STEP};
use crate::html::UNTITLED;
use crate::picture::Picture;
use crate::tree::{Entry, Mark, Node, RenderTree, Span, squeeze, text_of};
use std::fmt::Write as _;
use std::sync::Arc;

/// How wide the text is, in twentieths of a point.
const WIDTH: usize = 9072;
/// How far what is set apart is set in.
const SET_IN: usize = 284;
/// English metric units in a pixel: two pixels to a point, as in the PDF.
const PIXEL: u64 = 6350;
/// English metric units in a twentieth of a point.
const TWENTIETH: u64 = 635;
/// How high a picture may stand.
const TALLEST: u64 = 360 * 12700;
/// The room of the council's sign.
const LOGO: (u64, u64) = (190 * 12700, 46 * 12700);
/// How long the words of each cell may be, in bytes, for a row to be kept on one page.
const SHORT: usize = 600;
/// The colour of headings where the council has none.
pub(crate) const COLOUR: &str = "12324A";

/// The notice as a Word file, for colleagues who comment in Word. What stands around the text (mark, control block,
/// the council's details) stands in it too; nothing internal does. The same tree gives the same bytes.
///
/// # Errors
/// [`PublishError::MissingPicture`] when a picture of the text is not at hand; [`PublishError::Internal`] for faults
/// of our own.
pub fn document(tree: &RenderTree) -> Result<Vec<u8>, PublishError> {
    let raised = u8::from(!tree.title.is_empty());
    let foreign = tree.labels.foreign_in(&tree.language);
    let mut writer = Writer { raised, ..Writer::default() };
    let place = Place { width: WIDTH, ..Place::default() };
    let around = Place { language: foreign, ..place };
    if let Some(mark) = &tree.mark {
        writer.styled("Mark", around, &[Span::plain(mark.as_str())]);
    }
    if let Some(logo) = &tree.logo {
        let drawing = writer.drawing(&logo.alt, &logo.picture, LOGO);
        writer.paragraph(Look { style: "Picture", ..Look::default() }, &drawing);
    }
    if !tree.title.is_empty() {
        writer.styled("Title", place, &[Span::plain(tree.title.as_str())]);
    }
    writer.entries(&tree.control, around);
    writer.nodes(&tree.nodes, place)?;
    if !tree.about.is_empty() {
        writer.styled("Heading1", around, &[Span::plain(tree.labels.about)]);
        writer.entries(&tree.about, around);
    }
    if writer.below_table {
        // Word wants a paragraph at the end.
        writer.out.push_str("<w:p/>");
    }
    writer.package.file(&about(tree), &writer.out)
}

/// The words of the file's body in their order, a line for each paragraph: what any program must read in it. Pictures
/// have none.
pub fn words(tree: &RenderTree) -> String {
    let mut lines: Vec<String> = tree.mark.iter().cloned().collect();
    lines.push(tree.title.clone());
    lines.extend(tree.control.iter().map(Entry::line));
    words_of(&tree.nodes, &mut lines);
    if !tree.about.is_empty() {
        lines.push(tree.labels.about.to_owned());
        lines.extend(tree.about.iter().map(Entry::line));
    }
    lines.iter().map(|line| squeeze(line)).filter(|line| !line.is_empty()).map(|line| line + "\n").collect()
}

fn words_of(nodes: &[Node], lines: &mut Vec<String>) {
    for node in nodes {
        match node {
            Node::Heading { words, .. } | Node::Paragraph(words) => lines.push(text_of(words)),
            Node::List { items, .. } => items.iter().for_each(|item| words_of(item, lines)),
            Node::Table { header, rows } => {
                header.iter().chain(rows.iter().flatten()).for_each(|cell| words_of(cell, lines));
            }
            Node::Callout(inner) | Node::Changed(inner) | Node::Foreign { nodes: inner, .. } => words_of(inner, lines),
            Node::Picture { .. } => {}
            Node::Entries(entries) => lines.extend(entries.iter().map(Entry::line)),
        }
    }
}

fn about(tree: &RenderTree) -> About {
    let foreign = tree.labels.foreign_in(&tree.language);
    let mut header = String::new();
    for (text, strong) in [(Some(tree.issuer.as_str()), false), (tree.mark.as_deref(), true)] {
        if let Some(text) = text.filter(|t| !t.is_empty()) {
            let language = if strong { foreign } else { None };
            let words = run(&Make { strong, language, ..Make::default() }, text);
            let _ = write!(header, "<w:p><w:pPr><w:pStyle w:val=\"Header\"/></w:pPr>{words}</w:p>");
        }
    }
    let foot: Vec<&str> =
        [tree.footer_name.as_str(), tree.footer.as_str()].into_iter().filter(|t| !t.is_empty()).collect();
    About {
        title: if tree.title.is_empty() { UNTITLED.to_owned() } else { tree.title.clone() },
        language: tree.language.clone(),
        colour: tree.colour.map_or(COLOUR.to_owned(), |c| c.hex().trim_start_matches('#').to_uppercase()),
        dated: tree.dated.map(|day| day.format("%Y-%m-%d").to_string()),
        header,
        footer: footer(&foot.join(" · "), tree.labels.page, tree.labels.of, foreign),
        tracked: false,
    }
}

/// The foot of every page: what it is, and "Page 2 of 3".
pub(crate) fn footer(text: &str, page: &str, of: &str, language: Option<&str>) -> String {
    let make = Make { language, ..Make::default() };
    let mut out = "<w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr>".to_owned();
    out.push_str(&run(&Make::default(), text));
    out.push_str("<w:r><w:tab/></w:r>");
    out.push_str(&run(&make, &format!("{page} ")));
    let _ = write!(out, "<w:fldSimple w:instr=\" PAGE \">{}</w:fldSimple>", run(&make, "1"));
    out.push_str(&run(&make, &format!(" {of} ")));
    let _ = write!(out, "<w:fldSimple w:instr=\" NUMPAGES \">{}</w:fldSimple></w:p>", run(&make, "1"));
    out
}

/// What stands beside a paragraph.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Beside {
    /// Nothing.
    #[default]
    Nothing,
    /// The bar and the ground of what is set apart.
    Callout,
    /// The bar of what changed.
    Changed,
}

/// How a paragraph looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Look<'a> {
    /// The id of its style; empty for the normal one.
    pub style: &'a str,
    /// The list whose mark it carries, and the level there, from 0.
    pub list: Option<(usize, usize)>,
    /// How far it is set in, in twentieths of a point, where that is neither its style's matter nor its list's.
    pub left: Option<usize>,
    /// What stands beside it.
    pub beside: Beside,
    /// Whether it keeps away from what stands above it.
    pub apart: bool,
}

impl Look<'_> {
    /// Its properties, in the order of the schema, without `w:pPr` around them.
    pub(crate) fn properties(&self) -> String {
        let mut out = String::new();
        if !self.style.is_empty() {
            let _ = write!(out, "<w:pStyle w:val=\"{}\"/>", self.style);
        }
        if let Some((list, level)) = self.list {
            let _ = write!(out, "<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>");
        }
        match self.beside {
            Beside::Callout if self.style != "Callout" => out.push_str(CALLOUT),
            Beside::Changed => out.push_str(CHANGED),
            Beside::Callout | Beside::Nothing => {}
        }
        if self.apart {
            out.push_str("<w:spacing w:before=\"200\"/>");
        }
        if let Some(left) = self.left {
            let hanging = if self.list.is_some() { format!(" w:hanging=\"{STEP}\"") } else { String::new() };
            let _ = write!(out, "<w:ind w:left=\"{left}\"{hanging}/>");
        }
        out
    }
}

/// How words look.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Make<'a> {
    strong: bool,
    em: bool,
    link: bool,
    mark: Option<Mark>,
    /// Their language, where it is not the document's.
    language: Option<&'a str>,
}

/// Words as a run; nothing of no words.
pub(crate) fn run(make: &Make, text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    let mut out = "<w:r>".to_owned();
    let mut properties = String::new();
    if make.link {
        properties.push_str("<w:rStyle w:val=\"Hyperlink\"/>");
    }
    if make.strong || make.mark == Some(Mark::Said) {
        properties.push_str("<w:b/><w:bCs/>");
    }
    if make.em {
        properties.push_str("<w:i/><w:iCs/>");
    }
    match make.mark {
        Some(Mark::Deleted) => properties.push_str("<w:strike/>"),
        Some(Mark::Inserted) => properties.push_str("<w:u w:val=\"single\"/>"),
        Some(Mark::Said) | None => {}
    }
    if let Some(tag) = make.language.map(escape) {
        let _ = write!(properties, "<w:lang w:val=\"{tag}\" w:eastAsia=\"{tag}\" w:bidi=\"{tag}\"/>");
    }
    if !properties.is_empty() {
        let _ = write!(out, "<w:rPr>{properties}</w:rPr>");
    }
    let _ = write!(out, "<w:t xml:space=\"preserve\">{}</w:t></w:r>", escape(text));
    out
}

/// Where a node stands.
#[derive(Clone, Copy, Default)]
struct Place<'a> {
    /// How many lists it stands in.
    depth: usize,
    beside: Beside,
    language: Option<&'a str>,
    /// In a cell; whether of the header.
    cell: Option<bool>,
    /// The room it has, in twentieths of a point.
    width: usize,
}

impl Place<'_> {
    /// How far paragraphs of a list and tables are set in here.
    fn left(&self) -> usize {
        STEP * self.depth.min(LEVELS) + if self.beside == Beside::Callout { SET_IN } else { 0 }
    }
}

/// Writes the body.
#[derive(Default)]
struct Writer {
    out: String,
    package: Package,
    /// 1 where there is a title: the headings below it are of level 2, and Word's first level is theirs.
    raised: u8,
    /// The list, its level and its style, until a paragraph of the item carries its mark.
    item: Option<(usize, usize, &'static str)>,
    /// Whether a table or a control block stands above, which keep no distance themselves.
    below: bool,
    /// Whether it was a table: Word takes two that touch for one.
    below_table: bool,
    drawings: usize,
}

impl Writer {
    fn paragraph(&mut self, look: Look<'_>, content: &str) {
        let heading = look.style.starts_with("Heading") || look.style == "Title";
        let look = Look { apart: self.below && !heading, ..look };
        (self.below, self.below_table) = (false, false);
        let properties = look.properties();
        self.out.push_str("<w:p>");
        if !properties.is_empty() {
            let _ = write!(self.out, "<w:pPr>{properties}</w:pPr>");
        }
        let _ = write!(self.out, "{content}</w:p>");
    }

    fn styled(&mut self, style: &str, place: Place<'_>, spans: &[Span]) {
        let content = self.spans(spans, place.language);
        self.paragraph(Look { style, beside: place.beside, ..Look::default() }, &content);
    }

    /// How the next paragraph looks; it carries the mark of the item it stands in when it is the first there.
    fn look(&mut self, place: Place<'_>) -> Look<'static> {
        let look = Look { beside: place.beside, ..Look::default() };
        let set_in = place.beside == Beside::Callout;
        match (self.item.take(), place.cell) {
            (Some((list, level, style)), _) => {
                Look { style, list: Some((list, level)), left: set_in.then_some(place.left()), ..look }
            }
            (None, _) if place.depth > 0 => Look { style: "ListContinue", left: Some(place.left()), ..look },
            (None, Some(true)) => Look { style: "TableHeading", ..look },
            (None, Some(false)) => Look { style: "TableText", ..look },
            (None, None) if set_in => Look { style: "Callout", ..look },
            (None, None) => look,
        }
    }

    /// An item whose first part can't carry its number has an empty paragraph that does: else the others would be
    /// numbered otherwise than they are referred to.
    fn number_alone(&mut self, place: Place<'_>) {
        if matches!(self.item, Some((list, ..)) if list != BULLETS) {
            let look = self.look(place);
            self.paragraph(look, "");
        }
        self.item = None;
    }

    fn entries(&mut self, entries: &[Entry], place: Place<'_>) {
        for entry in entries {
            let label = Span { strong: true, ..Span::plain(format!("{}: ", entry.label)) };
            let content = self.spans(&[label], place.language) + &self.spans(&entry.value, place.language);
            self.paragraph(Look { style: "Entry", beside: place.beside, ..Look::default() }, &content);
        }
        self.below |= !entries.is_empty();
    }

    fn nodes(&mut self, nodes: &[Node], place: Place<'_>) -> Result<(), PublishError> {
        for node in nodes {
            match node {
                Node::Heading { level, words, .. } => {
                    let style = format!("Heading{}", level.saturating_sub(self.raised).clamp(1, 6));
                    self.styled(&style, place, words);
                }
                Node::Paragraph(words) => {
                    let look = self.look(place);
                    let content = self.spans(words, place.language);
                    self.paragraph(look, &content);
                }
                Node::List { ordered, items } => {
                    self.number_alone(place);
                    let (list, style) = match ordered {
                        true => (self.package.numbered_list(), "ListNumber"),
                        false => (BULLETS, "ListBullet"),
                    };
                    let level = place.depth.min(LEVELS - 1);
                    let inside = Place { depth: place.depth + 1, ..place };
                    for item in items {
                        self.item = Some((list, level, style));
                        self.nodes(item, inside)?;
                        self.item = None;
                    }
                }
                Node::Table { header, rows } => {
                    self.number_alone(place);
                    self.table(header, rows, place)?;
                }
                Node::Callout(inner) => self.nodes(inner, Place { beside: Beside::Callout, ..place })?,
                Node::Picture { alt, picture: Some(picture) } => {
                    let room = place.width.saturating_sub(place.left()) as u64 * TWENTIETH;
                    let drawing = self.drawing(alt, picture, (room, TALLEST));
                    let look = match self.look(place) {
                        Look { style: "", .. } => Look { style: "Picture", ..Look::default() },
                        look => look,
                    };
                    self.paragraph(Look { beside: place.beside, ..look }, &drawing);
                }
                Node::Picture { alt, picture: None } => {
                    return Err(PublishError::MissingPicture { alt: alt.clone() });
                }
                Node::Changed(inner) => self.nodes(inner, Place { beside: Beside::Changed, ..place })?,
                Node::Foreign { language, nodes } => {
                    self.nodes(nodes, Place { language: Some(language), ..place })?;
                }
                Node::Entries(entries) => {
                    self.number_alone(place);
                    self.entries(entries, place);
                }
            }
        }
        Ok(())
    }

    fn table(&mut self, header: &[Vec<Node>], rows: &[Vec<Vec<Node>>], place: Place<'_>) -> Result<(), PublishError> {
        if self.below_table {
            self.out.push_str("<w:p/>");
        }
        let all = || (!header.is_empty()).then_some(header).into_iter().chain(rows.iter().map(Vec::as_slice));
        let texts: Vec<Vec<String>> = all()
            .map(|row| {
                row.iter()
                    .map(|cell| {
                        let mut lines = Vec::new();
                        words_of(cell, &mut lines);
                        lines.join(" ")
                    })
                    .collect()
            })
            .collect();
        let widths = widths(&texts, place.width.saturating_sub(place.left()));
        self.out.push_str(&table_head(&widths, place.left(), !header.is_empty()));
        for (i, row) in all().enumerate() {
            let is_header = i == 0 && !header.is_empty();
            self.out.push_str("<w:tr>");
            self.out.push_str(match texts.get(i) {
                _ if is_header => "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>",
                Some(texts) if texts.iter().all(|text| text.len() < SHORT) => "<w:trPr><w:cantSplit/></w:trPr>",
                Some(_) | None => "",
            });
            for (n, width) in widths.iter().enumerate() {
                let _ = write!(self.out, "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>");
                (self.below, self.below_table) = (false, false);
                let inside = Place {
                    cell: Some(is_header),
                    language: place.language,
                    width: width.saturating_sub(216),
                    ..Place::default()
                };
                if let Some(cell) = row.get(n) {
                    self.nodes(cell, inside)?;
                }
                // A cell without one at its end is a broken file to Word.
                if !self.out.ends_with("</w:p>") {
                    let look = self.look(inside);
                    self.paragraph(look, "");
                }
                self.out.push_str("</w:tc>");
            }
            self.out.push_str("</w:tr>");
        }
        self.out.push_str("</w:tbl>");
        (self.below, self.below_table) = (true, true);
        Ok(())
    }

    fn spans(&mut self, spans: &[Span], language: Option<&str>) -> String {
        let mut out = String::new();
        for group in spans.chunk_by(|a, b| a.href == b.href) {
            let href = group.first().and_then(|s| s.href.as_deref());
            if let Some(href) = href {
                let link = self.package.link(href);
                let _ = write!(out, "<w:hyperlink r:id=\"{link}\" w:history=\"1\">");
            }
            for span in group {
                let make = Make { strong: span.strong, em: span.em, link: href.is_some(), mark: span.mark, language };
                out.push_str(&run(&make, &span.text));
            }
            if href.is_some() {
                out.push_str("</w:hyperlink>");
            }
        }
        out
    }

    /// A picture as a run, no larger than its room (in English metric units).
    fn drawing(&mut self, alt: &str, picture: &Arc<Picture>, room: (u64, u64)) -> String {
        self.drawings += 1;
        let number = self.drawings;
        let id = self.package.picture(picture);
        let (mut width, mut height) =
            (u64::from(picture.width.max(1)) * PIXEL, u64::from(picture.height.max(1)) * PIXEL);
        if width > room.0 {
            (width, height) = (room.0, height * room.0 / width);
        }
        if height > room.1 {
            (width, height) = (width * room.1 / height, room.1);
        }
        let (width, height) = (width.max(1), height.max(1));
        let adorns = if alt.is_empty() {
            "<a:extLst><a:ext uri=\"{C183D7F6-B498-43B3-948B-1728B52AA6E4}\"><adec:decorative \
             xmlns:adec=\"http://schemas.microsoft.com/office/drawing/2017/decorative\" val=\"1\"/></a:ext></a:extLst>"
        } else {
            ""
        };
        let alt = escape(alt);
        format!(
            "<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\">\
             <wp:extent cx=\"{width}\" cy=\"{height}\"/>\
             <wp:docPr id=\"{number}\" name=\"Picture {number}\" descr=\"{alt}\">{adorns}</wp:docPr>\
             <wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect=\"1\"/></wp:cNvGraphicFramePr>\
             <a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic>\
             <pic:nvPicPr><pic:cNvPr id=\"{number}\" name=\"Picture {number}\" descr=\"{alt}\"/><pic:cNvPicPr/>\
             </pic:nvPicPr><pic:blipFill><a:blip r:embed=\"{id}\"/><a:stretch><a:fillRect/></a:stretch>\
             </pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{width}\" cy=\"{height}\"/></a:xfrm>\
             <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>\
             </wp:inline></w:drawing></w:r>"
        )
    }
}

/// The start of a table: how it looks and how wide its columns are.
pub(crate) fn table_head(widths: &[usize], left: usize, header: bool) -> String {
    let width: usize = widths.iter().sum();
    let first = u8::from(header);
    let mut out = format!(
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/><w:tblW w:w=\"{width}\" w:type=\"dxa\"/>\
         <w:tblInd w:w=\"{left}\" w:type=\"dxa\"/><w:tblLook w:val=\"{}\" w:firstRow=\"{first}\" w:lastRow=\"0\" \
         w:firstColumn=\"0\" w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\"/></w:tblPr><w:tblGrid>",
        if header { "0620" } else { "0600" }
    );
    for width in widths {
        let _ = write!(out, "<w:gridCol w:w=\"{width}\"/>");
    }
    out.push_str("</w:tblGrid>");
    out
}

/// The widths of a table's columns: each has room for its longest word as far as there is any, and the rest is shared
/// by how much stands in them.
pub(crate) fn widths(rows: &[Vec<String>], room: usize) -> Vec<usize> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0).max(1);
    let column = |n: usize| rows.iter().filter_map(move |row| row.get(n));
    let longest_word = |text: &String| text.split_whitespace().map(|w| w.chars().count()).max().unwrap_or(0);
    // A letter is about 130 twentieths of a point wide; a cell has a margin on both sides.
    let least: Vec<usize> =
        (0..columns).map(|n| 260 + 130 * column(n).map(longest_word).max().unwrap_or(0).clamp(2, 24)).collect();
    let wants: Vec<usize> =
        (0..columns).map(|n| column(n).map(|t| t.chars().count()).max().unwrap_or(0).clamp(4, 90)).collect();
    let (sum, wanted): (usize, usize) = (least.iter().sum(), wants.iter().sum());
    let mut widths: Vec<usize> = if sum >= room {
        least.iter().map(|w| w * room / sum).collect()
    } else {
        least.iter().zip(&wants).map(|(w, share)| w + (room - sum) * share / wanted.max(1)).collect()
    };
    let left = room.saturating_sub(widths.iter().sum());
    if let Some(last) = widths.last_mut() {
        *last += left;
    }
    widths
}
