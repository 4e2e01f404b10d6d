//! The render tree as a flow of slices: horizontal strips that a page takes or leaves whole.
//!
//! Each slice knows whether a page may end before it; the rules for headings, widows, orphans, short items and rows
//! are all expressed by that. Where the slices come to stand is decided in [`crate::layout`].

use crate::PublishError;
use crate::breaking::{Colour, Line, Measured, Segment, Style, inlines, measure};
use crate::fonts::{Fonts, Weight};
use crate::picture::Picture;
use crate::tags::{Element, ElementId, Kind, Numbering, Target};
use crate::tree::{Entry, Mark, Node, Span, spaced, text_of};
use std::sync::Arc;

pub(crate) const INK: Colour = [27, 32, 38];
pub(crate) const QUIET: Colour = [74, 85, 96];
pub(crate) const HEAD: Colour = [18, 50, 74];
pub(crate) const LINK: Colour = [11, 79, 138];
pub(crate) const MARK: Colour = [155, 28, 18];
pub(crate) const INSERTED: Colour = [11, 90, 43];
pub(crate) const DELETED: Colour = [140, 28, 19];
pub(crate) const SAID: Colour = [28, 66, 128];
pub(crate) const PANEL: Colour = [243, 245, 247];
pub(crate) const RULE: Colour = [201, 209, 216];

const PLAIN: Weight = Weight { bold: false, italic: false };
pub(crate) const BOLD: Weight = Weight { bold: true, italic: false };
pub(crate) const BODY: Style = Style { size: 10.5, leading: 15.2, weight: PLAIN, colour: INK };
pub(crate) const CELL: Style = Style { size: 9.75, leading: 13.6, weight: PLAIN, colour: INK };
const LABEL: Style = Style { size: 8.5, leading: 12.0, weight: PLAIN, colour: QUIET };
const VALUE: Style = Style { size: 10.0, leading: 14.0, weight: BOLD, colour: INK };
const TITLE: Style = Style { size: 22.0, leading: 27.5, weight: BOLD, colour: HEAD };

/// A list of no more lines than this stays together.
const SHORT_LIST: usize = 5;

/// A row of a table that is taller than this may be parted by a page's end.
pub(crate) const TALL_ROW: f32 = 220.0;

/// A strip of the page.
#[derive(Clone, Debug, Default)]
pub(crate) struct Slice {
    /// Empty space above, left out at the top of a page. Points.
    pub before: f32,
    /// Points.
    pub height: f32,
    /// No page may end right above it.
    pub glued: bool,
    pub pieces: Vec<Piece>,
    /// A line along its lower edge.
    pub rule: Option<Rule>,
    /// The frames it stands in.
    pub frames: Vec<usize>,
    /// The table whose header row is said again when a page starts with this slice.
    pub table: Option<usize>,
    /// The bookmark that leads here.
    pub bookmark: Option<usize>,
}

/// Words on a slice.
#[derive(Clone, Debug)]
pub(crate) struct Piece {
    /// The place in reading order.
    pub order: usize,
    pub owner: ElementId,
    /// From the left edge of the page. Points.
    pub x: f32,
    /// From the top of the slice. Points.
    pub baseline: f32,
    pub size: f32,
    pub colour: Colour,
    pub segments: Vec<Segment>,
    /// The width without trailing spaces. Points.
    pub width: f32,
    /// The elements of the paragraph's links and marked words.
    pub inlines: Vec<ElementId>,
    /// A picture instead of words; the baseline is its lower edge.
    pub drawing: Option<Drawing>,
    /// The heading whose page number stands here, ending at the right edge of the text.
    pub page_of: Option<usize>,
}

/// A picture at its size on the page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Drawing {
    /// Its place among the document's pictures.
    pub picture: usize,
    /// Points.
    pub width: f32,
    /// Points.
    pub height: f32,
}

/// A line along a slice's lower edge.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rule {
    pub x: f32,
    pub width: f32,
    pub thickness: f32,
    pub colour: Colour,
}

/// A coloured ground behind slices.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Frame {
    pub kind: FrameKind,
    pub x: f32,
    pub width: f32,
    /// The colour of its bar.
    pub colour: Colour,
}

/// How a frame looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FrameKind {
    /// A ground with a line above and below.
    Panel,
    /// A ground with a bar on the left.
    Callout,
    /// A bar in the margin, beside what a redline changed.
    Changed,
}

/// An entry of the bookmarks.
#[derive(Clone, Debug)]
pub(crate) struct Heading {
    pub level: u8,
    pub text: String,
}

/// What the nodes have become.
pub(crate) struct Flow<'a> {
    fonts: &'a Fonts,
    pub elements: Vec<Element>,
    pub slices: Vec<Slice>,
    pub frames: Vec<Frame>,
    /// The header rows of the tables.
    pub header_rows: Vec<Vec<Slice>>,
    pub headings: Vec<Heading>,
    pub pictures: Vec<Arc<Picture>>,
    /// The colour of title and headings.
    head: Colour,
    open_frames: Vec<usize>,
    /// Labels that wait for the first line of their item.
    labels: Vec<Piece>,
    /// The next slice stays with the one before it.
    pub(crate) glue: bool,
    /// The space that the next slice wants above it.
    gap: f32,
    order: usize,
}

/// A column: where it starts and how wide it is, in points.
#[derive(Clone, Copy)]
pub(crate) struct Column {
    pub x: f32,
    pub width: f32,
}

impl Column {
    fn inset(self, by: f32) -> Column {
        Column { x: self.x + by, width: self.width - by }
    }
}

impl<'a> Flow<'a> {
    pub(crate) fn new(fonts: &'a Fonts, head: Colour) -> Self {
        Flow {
            fonts,
            head,
            pictures: Vec::new(),
            elements: vec![Element { kind: Kind::Document, parent: None, language: None }],
            slices: Vec::new(),
            frames: Vec::new(),
            header_rows: Vec::new(),
            headings: Vec::new(),
            open_frames: Vec::new(),
            labels: Vec::new(),
            glue: false,
            gap: 0.0,
            order: 0,
        }
    }

    pub(crate) fn open(&mut self, kind: Kind, parent: ElementId) -> ElementId {
        self.elements.push(Element { kind, parent: Some(parent), language: None });
        self.elements.len() - 1
    }

    fn next_order(&mut self) -> usize {
        self.order += 1;
        self.order
    }

    pub(crate) fn at_least(&mut self, gap: f32) {
        self.gap = self.gap.max(gap);
    }

    pub(crate) fn measure(&self, spans: &[Span], style: Style) -> Result<Measured, PublishError> {
        measure(self.fonts, spans, style).map_err(|error| match (error, self.headings.last()) {
            (PublishError::MissingGlyph { character, place }, Some(h)) if h.level > 1 && h.text != place => {
                PublishError::MissingGlyph { character, place: format!("{place}, under “{}”", h.text) }
            }
            (error, _) => error,
        })
    }

    pub(crate) fn piece(&mut self, owner: ElementId, x: f32, style: Style, line: Line) -> Piece {
        Piece {
            order: self.next_order(),
            owner,
            x,
            // The capitals stand in the middle of the line.
            baseline: (style.leading + style.size * 0.714) / 2.0,
            size: style.size,
            colour: style.colour,
            width: line.width,
            segments: line.segments,
            inlines: Vec::new(),
            drawing: None,
            page_of: None,
        }
    }

    pub(crate) fn push(&mut self, mut slice: Slice) {
        slice.before = self.gap;
        slice.glued |= self.glue;
        slice.frames = self.open_frames.clone();
        let labels = std::mem::take(&mut self.labels);
        slice.pieces.splice(0..0, labels);
        self.slices.push(slice);
        self.gap = 0.0;
        self.glue = false;
    }

    /// Words as lines. No line stands alone at the foot or at the head of a page.
    pub(crate) fn words(
        &mut self,
        owner: ElementId,
        spans: &[Span],
        style: Style,
        column: Column,
    ) -> Result<(), PublishError> {
        let inlines: Vec<ElementId> = inlines(spans)
            .filter_map(|group| Some((group.first()?, text_of(group))))
            .map(|(first, words)| match (&first.href, first.mark) {
                (Some(href), _) => Kind::Link { target: Target::Address(href.clone()), words },
                (None, mark) => Kind::Marked { mark: mark.unwrap_or(Mark::Said), words },
            })
            .collect::<Vec<Kind>>()
            .into_iter()
            .map(|kind| {
                let said = matches!(kind, Kind::Marked { mark: Mark::Said, .. });
                let element = self.open(kind, owner);
                self.elements[element].language = said.then(|| "en-GB".to_owned());
                element
            })
            .collect();
        let measured = self.measure(spans, style)?;
        let heading = matches!(self.elements[owner].kind, Kind::Heading(_));
        let lines = if heading { measured.balanced(column.width) } else { measured.lines(column.width) };
        let count = lines.len();
        for (i, line) in lines.into_iter().enumerate() {
            let mut piece = self.piece(owner, column.x, style, line);
            piece.inlines.clone_from(&inlines);
            let glued = i > 0 && (i == 1 || i + 1 == count);
            self.push(Slice { height: style.leading, glued, pieces: vec![piece], ..Slice::default() });
        }
        Ok(())
    }

    /// The title.
    pub(crate) fn title(&mut self, text: &str, column: Column) -> Result<(), PublishError> {
        let element = self.open(Kind::Heading(1), 0);
        self.headings.push(Heading { level: 1, text: text.to_owned() });
        let first = self.slices.len();
        self.words(element, &[Span::plain(text)], Style { colour: self.head, ..TITLE }, column)?;
        self.bookmark(first);
        self.at_least(12.0);
        self.glue = true;
        Ok(())
    }

    fn bookmark(&mut self, first: usize) {
        let bookmark = self.headings.len().checked_sub(1);
        if let Some(slice) = self.slices.get_mut(first) {
            slice.bookmark = bookmark;
        }
        for slice in self.slices.iter_mut().skip(first + 1) {
            slice.glued = true;
        }
    }

    /// A heading, which stays with what follows it.
    pub(crate) fn heading(
        &mut self,
        level: u8,
        words: &[Span],
        parent: ElementId,
        column: Column,
    ) -> Result<(), PublishError> {
        let (size, leading, weight, before, after) = match level {
            0..=2 => (15.0, 19.5, BOLD, 20.0, 4.0),
            3 => (12.5, 16.5, BOLD, 15.0, 3.0),
            4 => (10.75, 15.0, BOLD, 12.0, 2.0),
            5.. => (10.5, 15.0, Weight { bold: true, italic: true }, 11.0, 2.0),
        };
        let element = self.open(Kind::Heading(level), parent);
        self.headings.push(Heading { level, text: text_of(words) });
        self.at_least(before);
        let first = self.slices.len();
        self.words(element, words, Style { size, leading, weight, colour: self.head }, column)?;
        self.bookmark(first);
        self.gap = after;
        self.glue = true;
        Ok(())
    }

    /// Nodes one under the other.
    pub(crate) fn nodes(
        &mut self,
        nodes: &[Node],
        parent: ElementId,
        column: Column,
        style: Style,
        depth: usize,
    ) -> Result<(), PublishError> {
        for (i, node) in nodes.iter().enumerate() {
            match node {
                Node::Heading { level, words, .. } => self.heading(*level, words, parent, column)?,
                Node::Paragraph(spans) => {
                    let element = self.open(Kind::Paragraph, parent);
                    self.at_least(if depth == 0 { style.size * 0.62 } else { 3.0 });
                    self.words(element, spans, style, column)?;
                    if matches!(nodes.get(i + 1), Some(Node::List { .. } | Node::Table { .. })) {
                        // A lead-in stays with what it leads to.
                        self.glue = true;
                        self.at_least(2.5);
                    }
                }
                Node::List { ordered, items } => self.list(*ordered, items, parent, column, style, depth)?,
                Node::Table { header, rows } => self.table(header, rows, parent, column)?,
                Node::Callout(inner) => {
                    let element = self.open(Kind::Division, parent);
                    self.at_least(10.0);
                    let frame = self.open_frame(FrameKind::Callout, column);
                    let narrow = Column { x: column.x + 15.0, width: column.width - 29.0 };
                    self.nodes(inner, element, narrow, style, depth)?;
                    self.close_frame(frame, 9.0);
                    self.at_least(10.0);
                }
                Node::Picture { alt, picture: None } => return Err(PublishError::MissingPicture { alt: alt.clone() }),
                Node::Picture { alt, picture: Some(picture) } => self.picture(alt, picture, parent, column),
                Node::Changed(inner) => {
                    let frame = self.open_frame(FrameKind::Changed, column);
                    self.nodes(inner, parent, column, style, depth)?;
                    let after = self.gap;
                    self.close_frame(frame, 0.0);
                    self.gap = after;
                }
                Node::Foreign { language, nodes } => {
                    let element = self.open(Kind::Division, parent);
                    self.elements[element].language = Some(language.clone());
                    self.nodes(nodes, element, column, style, depth)?;
                }
                Node::Entries(entries) => self.entries(entries, parent, column)?,
            }
        }
        Ok(())
    }

    fn list(
        &mut self,
        ordered: bool,
        items: &[Vec<Node>],
        parent: ElementId,
        column: Column,
        style: Style,
        depth: usize,
    ) -> Result<(), PublishError> {
        let (numbering, bullet) = match (ordered, depth) {
            (true, _) => (Numbering::Decimal, ""),
            (false, 0) => (Numbering::Disc, "•"),
            (false, _) => (Numbering::Circle, "–"),
        };
        let list = self.open(Kind::List(numbering), parent);
        let widest = if ordered {
            let label = Span::plain(format!("{}.", items.len()));
            self.measure(&[label], style)?.natural_width() + 6.0
        } else {
            0.0
        };
        let indent = f32::max(15.0, widest);
        self.at_least(if depth == 0 { 4.0 } else { 2.0 });
        let start = self.slices.len();
        let mut last_item = start;
        let mut second_item = None;
        for (i, nodes) in items.iter().enumerate() {
            let item = self.open(Kind::Item, list);
            let label = self.open(Kind::Label, item);
            let body = self.open(Kind::Body, item);
            let text = if ordered { format!("{}.", i + 1) } else { bullet.to_owned() };
            if let Some(line) = self.measure(&[Span::plain(text)], style)?.lines(column.width).into_iter().next() {
                let piece = self.piece(label, column.x + if ordered { 0.0 } else { 2.5 }, style, line);
                self.labels.push(piece);
            }
            last_item = self.slices.len();
            if i == 1 {
                second_item = Some(last_item);
            }
            if i > 0 {
                self.at_least(2.6);
            }
            self.nodes(nodes, body, column.inset(indent), style, depth + 1)?;
            if self.slices.len() - last_item <= 3 {
                self.glue_from(last_item + 1);
            }
        }
        if self.slices.len() - start <= SHORT_LIST {
            self.glue_from(start + 1);
        }
        if items.len() > 2 && self.slices.len() - last_item <= 3 && last_item > start {
            // No single item at the head of a page …
            self.glue_from(last_item);
        }
        if items.len() > 2
            && let Some(second) = second_item.filter(|s| s - start <= 3)
            && let Some(slice) = self.slices.get_mut(second)
        {
            // … nor at the foot of one.
            slice.glued = true;
        }
        self.at_least(if depth == 0 { 7.0 } else { 2.6 });
        Ok(())
    }

    pub(crate) fn glue_from(&mut self, from: usize) {
        self.slices.iter_mut().skip(from).for_each(|s| s.glued = true);
    }

    fn open_frame(&mut self, kind: FrameKind, column: Column) -> (usize, usize) {
        self.frames.push(Frame { kind, x: column.x, width: column.width, colour: self.head });
        let frame = self.frames.len() - 1;
        self.open_frames.push(frame);
        (frame, self.slices.len())
    }

    fn close_frame(&mut self, (frame, start): (usize, usize), padding: f32) {
        self.open_frames.retain(|&f| f != frame);
        if let Some(first) = self.slices.get_mut(start) {
            lower(first, padding);
        }
        if self.slices.len() > start
            && let Some(last) = self.slices.last_mut()
        {
            last.height += padding;
        }
        self.gap = 0.0;
    }

    /// Lays something out on its own and hands back its slices.
    pub(crate) fn aside(
        &mut self,
        work: impl FnOnce(&mut Self) -> Result<(), PublishError>,
    ) -> Result<Vec<Slice>, PublishError> {
        let slices = std::mem::take(&mut self.slices);
        let labels = std::mem::take(&mut self.labels);
        let frames = std::mem::take(&mut self.open_frames);
        let (gap, glue) = (std::mem::take(&mut self.gap), std::mem::take(&mut self.glue));
        let done = work(self);
        let own = std::mem::replace(&mut self.slices, slices);
        (self.labels, self.open_frames, self.gap, self.glue) = (labels, frames, gap, glue);
        done.map(|()| own)
    }

    /// Puts slices that were laid out aside where the flow stands.
    pub(crate) fn take(&mut self, slices: Vec<Slice>) {
        for (i, slice) in slices.into_iter().enumerate() {
            if i > 0 {
                self.gap = slice.before;
            }
            self.push(slice);
        }
    }

    /// A control block: labels over what they are, in two columns on a ground.
    pub(crate) fn panel(
        &mut self,
        entries: &[Entry],
        title: &'static str,
        language: Option<&str>,
        column: Column,
    ) -> Result<(), PublishError> {
        let section = self.open(Kind::Section(title), 0);
        self.elements[section].language = language.map(str::to_owned);
        let list = self.open(Kind::List(Numbering::None), section);
        let frame = self.open_frame(FrameKind::Panel, column);
        let inner = Column { x: column.x + 12.0, width: column.width - 24.0 };
        let half = (inner.width - 20.0) / 2.0;
        for pair in entries.chunks(2) {
            let mut laid = Vec::new();
            for (i, entry) in pair.iter().enumerate() {
                let x = inner.x + i as f32 * (half + 20.0);
                laid.push(self.aside(|flow| flow.entry(entry, list, Column { x, width: half }))?);
            }
            let mut slices = beside(laid);
            slices.iter_mut().for_each(|s| s.glued = true);
            self.take(slices);
            self.gap = 6.0;
        }
        self.close_frame(frame, 10.0);
        self.at_least(14.0);
        Ok(())
    }

    fn entry(&mut self, entry: &Entry, list: ElementId, column: Column) -> Result<(), PublishError> {
        let item = self.open(Kind::Item, list);
        let label = self.open(Kind::Label, item);
        let body = self.open(Kind::Body, item);
        self.words(label, &[Span::plain(entry.label.as_str())], LABEL, column)?;
        self.words(body, &entry.value, VALUE, column)
    }

    /// Labels on the left, what they are on the right.
    pub(crate) fn entries(&mut self, entries: &[Entry], parent: ElementId, column: Column) -> Result<(), PublishError> {
        let list = self.open(Kind::List(Numbering::None), parent);
        let left = Column { x: column.x, width: column.width * 0.36 };
        let right = Column { x: column.x + column.width * 0.36 + 14.0, width: column.width * 0.64 - 14.0 };
        self.at_least(6.0);
        for entry in entries {
            let item = self.open(Kind::Item, list);
            let label = self.open(Kind::Label, item);
            let body = self.open(Kind::Body, item);
            let quiet = Style { colour: QUIET, ..CELL };
            let name = self.aside(|flow| flow.words(label, &[Span::plain(entry.label.as_str())], quiet, left))?;
            let value = self.aside(|flow| flow.words(body, &entry.value, CELL, right))?;
            let mut slices = beside(vec![name, value]);
            if let Some(first) = slices.first_mut() {
                first.glued = false;
            }
            self.take(slices);
            self.gap = 4.0;
        }
        self.at_least(7.0);
        Ok(())
    }

    /// The council's details at the end, kept together.
    pub(crate) fn about(
        &mut self,
        heading: &'static str,
        level: u8,
        entries: &[Entry],
        language: Option<&str>,
        column: Column,
    ) -> Result<(), PublishError> {
        let section = self.open(Kind::Section(heading), 0);
        self.elements[section].language = language.map(str::to_owned);
        let start = self.slices.len();
        self.at_least(26.0);
        self.heading(level, &spaced(vec![Span::plain(heading)]), section, column)?;
        self.entries(entries, section, column)?;
        self.glue_from(start + 1);
        Ok(())
    }

    /// The space between what was laid out last and what comes next.
    pub(crate) fn gap_after(&mut self, gap: f32) {
        self.gap = gap;
    }

    /// How the heading over the table of contents is set.
    pub(crate) fn contents_heading(&self) -> Style {
        Style { size: 12.5, leading: 16.5, weight: BOLD, colour: self.head }
    }
}

/// Moves what stands on a slice down, making it taller by as much.
pub(crate) fn lower(slice: &mut Slice, by: f32) {
    slice.height += by;
    slice.pieces.iter_mut().for_each(|p| p.baseline += by);
}

/// Columns side by side, as one slice; where that would be too tall for a page to keep whole, line by line: the first
/// slices of all columns become one, the second ones, and so on.
pub(crate) fn beside(columns: Vec<Vec<Slice>>) -> Vec<Slice> {
    let height = |column: &[Slice]| -> f32 { column.iter().map(|s| s.before + s.height).sum() };
    let tallest = columns.iter().map(|c| height(c)).fold(0.0, f32::max);
    let mut out: Vec<Slice> = Vec::new();
    for column in columns {
        let mut top = 0.0;
        for (i, mut slice) in column.into_iter().enumerate() {
            if tallest < TALL_ROW {
                top += if i > 0 { slice.before } else { 0.0 };
                let height = std::mem::take(&mut slice.height);
                lower(&mut slice, top);
                (slice.before, slice.height) = (0.0, tallest);
                top += height;
            }
            match out.get_mut(if tallest < TALL_ROW { 0 } else { i }) {
                Some(row) => {
                    row.before = row.before.max(slice.before);
                    row.height = row.height.max(slice.height);
                    row.glued |= slice.glued;
                    row.pieces.extend(slice.pieces);
                }
                None => out.push(slice),
            }
        }
    }
    out
}
