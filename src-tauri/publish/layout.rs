//! Pages of positioned, tagged runs: what any back end draws. No PDF here.

use crate::PublishError;
use crate::breaking::{Colour, Segment, Style, measure};
use crate::colour::Rgb;
use crate::flow::{
    BODY, Column, DELETED, Drawing, Flow, Frame, FrameKind, HEAD, INSERTED, LINK, MARK, PANEL, Piece, QUIET, RULE,
    SAID, Slice,
};
use crate::fonts::{FaceId, Fonts, Weight};
use crate::picture::Picture;
use crate::tags::{Artifact, Element, ElementId, Kind, Owner, Target};
use crate::tree::{Mark, RenderTree, Span};
use std::sync::Arc;

/// A4 in points.
pub(crate) const PAGE_WIDTH: f32 = 595.276;
/// A4 in points.
pub(crate) const PAGE_HEIGHT: f32 = 841.89;
/// Where the line above the text stands.
pub(crate) const HEADER_BASELINE: f32 = PAGE_HEIGHT - 44.0;
/// Where the line under the text stands.
pub(crate) const FOOTER_BASELINE: f32 = 40.0;
const MARGIN: f32 = 70.9;
const TOP: f32 = 74.0;
const BOTTOM: f32 = 76.0;
/// The title of the element around the council's sign.
pub(crate) const ISSUER: &str = "Issuer";

/// A document laid out.
#[derive(Debug)]
pub(crate) struct Layout {
    pub pages: Vec<Page>,
    pub elements: Vec<Element>,
    pub bookmarks: Vec<Bookmark>,
    /// Where each heading stands, by its number.
    pub headings: Vec<Place>,
    pub pictures: Vec<Arc<Picture>>,
}

/// A place that a link leads to.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Place {
    pub page: usize,
    pub y: f32,
}

/// A page. Coordinates are points from the lower left corner.
#[derive(Clone, Debug, Default)]
pub(crate) struct Page {
    /// Filled rectangles; all lie behind the words.
    pub shapes: Vec<Shape>,
    /// In reading order.
    pub runs: Vec<Run>,
    pub links: Vec<LinkArea>,
}

/// A filled rectangle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Shape {
    pub x: f32,
    pub y: f32,
    pub width: f32,
    pub height: f32,
    pub colour: Colour,
}

/// Words of one make at one place.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Run {
    pub owner: Owner,
    pub x: f32,
    /// The baseline.
    pub y: f32,
    pub size: f32,
    pub face: FaceId,
    pub colour: Colour,
    pub text: String,
    /// Before which characters the pen moves, and by how many thousandths of an em.
    pub kerns: Vec<(usize, i16)>,
    /// A picture instead of words, its lower left corner at the baseline.
    pub drawing: Option<Drawing>,
}

/// Where on a page a link can be followed: a field for each line it takes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct LinkArea {
    pub element: ElementId,
    pub fields: Vec<Field>,
}

/// A rectangle on a page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Field {
    pub x: f32,
    pub y: f32,
    pub width: f32,
    pub height: f32,
}

/// An entry of the outline.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Bookmark {
    pub level: u8,
    pub text: String,
    pub page: usize,
    pub y: f32,
}

/// Lays a tree out.
///
/// # Errors
/// [`PublishError::MissingGlyph`] and [`PublishError::Picture`], before anything is drawn.
pub(crate) fn lay_out(tree: &RenderTree, fonts: &Fonts) -> Result<Layout, PublishError> {
    let column = Column { x: MARGIN, width: PAGE_WIDTH - 2.0 * MARGIN };
    let language = tree.labels.foreign_in(&tree.language);
    let mut flow = Flow::new(fonts, tree.colour.map_or(HEAD, |Rgb(colour)| colour));
    let upper = tree.upper_level();
    if let Some(logo) = &tree.logo {
        flow.logo(logo, ISSUER, column);
    }
    if !tree.title.is_empty() {
        flow.title(&tree.title, column)?;
    }
    if !tree.control.is_empty() {
        flow.panel(&tree.control, tree.labels.control, language, column)?;
    }
    if tree.contents {
        flow.contents(&tree.nodes, upper, tree.labels, language, column)?;
    }
    flow.nodes(&tree.nodes, 0, column, BODY, 0)?;
    if !tree.about.is_empty() {
        flow.about(tree.labels.about, upper, &tree.about, language, column)?;
    }
    let Flow { slices, elements, frames, header_rows, headings, pictures, .. } = flow;
    let mut pager = Pager { pages: vec![Sheet::default()], y: TOP, header_rows, repeats: false };
    pager.place(slices);
    let mut sheets = pager.pages;
    let mut bookmarks = Vec::new();
    let mut places = vec![Place::default(); headings.len()];
    for (page, sheet) in sheets.iter().enumerate() {
        for (y, number) in sheet.bookmarks() {
            if let (Some(h), Some(place)) = (headings.get(number), places.get_mut(number)) {
                bookmarks.push(Bookmark { level: h.level, text: h.text.clone(), page, y });
                *place = Place { page, y };
            }
        }
    }
    number_contents(&mut sheets, &places, fonts)?;
    let mut pages: Vec<Page> = sheets.into_iter().map(|sheet| sheet.drawn(&frames, &elements)).collect();
    let count = pages.len();
    for (i, page) in pages.iter_mut().enumerate() {
        surround(page, tree, fonts, i + 1, count)?;
    }
    Ok(Layout { pages, elements, bookmarks, headings: places, pictures })
}

/// Writes into the table of contents on which page each heading has come to stand.
fn number_contents(sheets: &mut [Sheet], places: &[Place], fonts: &Fonts) -> Result<(), PublishError> {
    for piece in sheets.iter_mut().flat_map(|s| &mut s.slices).flat_map(|p| &mut p.slice.pieces) {
        let Some(place) = piece.page_of.and_then(|number| places.get(number)) else { continue };
        let style = Style { size: piece.size, leading: 0.0, weight: Weight::default(), colour: piece.colour };
        // The space parts the number from the words for those who hear or copy them.
        let number = Span::plain(format!("\u{a0}{}", place.page + 1));
        if let Some(line) = measure(fonts, &[number], style)?.lines(f32::INFINITY).into_iter().next() {
            piece.x -= line.width;
            piece.width = line.width;
            piece.segments = line.segments;
        }
    }
    Ok(())
}

/// A slice where it has come to stand; `top` is measured from the page's upper edge.
struct Placed {
    top: f32,
    slice: Slice,
    repeated: bool,
}

#[derive(Default)]
struct Sheet {
    slices: Vec<Placed>,
}

struct Pager {
    pages: Vec<Sheet>,
    y: f32,
    header_rows: Vec<Vec<Slice>>,
    /// Whether the current page began with a repeated row.
    repeats: bool,
}

const FLOOR: f32 = PAGE_HEIGHT - BOTTOM;

impl Pager {
    fn at_top(&self) -> bool {
        self.pages.last().is_none_or(|p| p.slices.iter().all(|s| s.repeated))
    }

    fn place(&mut self, slices: Vec<Slice>) {
        let mut rest = slices.into_iter().peekable();
        while let Some(first) = rest.next() {
            let mut group = vec![first];
            while let Some(next) = rest.next_if(|s| s.glued) {
                group.push(next);
            }
            let height: f32 = group.iter().map(|s| s.before + s.height).sum::<f32>() - group[0].before;
            let before = if self.at_top() { 0.0 } else { group[0].before };
            // A group taller than a page is parted where it must be.
            let tall = height > FLOOR - TOP - 90.0;
            if !tall && self.y + before + height > FLOOR && !self.at_top() {
                self.turn(&group[0]);
            }
            for slice in group {
                self.put(slice);
            }
        }
    }

    fn put(&mut self, slice: Slice) {
        let before = if self.at_top() && !self.repeats { 0.0 } else { slice.before };
        if self.y + before + slice.height > FLOOR && !self.at_top() {
            self.turn(&slice);
            return self.set(slice, 0.0);
        }
        self.set(slice, before);
    }

    fn set(&mut self, slice: Slice, before: f32) {
        let top = self.y + before;
        self.y = top + slice.height;
        if let Some(page) = self.pages.last_mut() {
            page.slices.push(Placed { top, slice, repeated: false });
        }
    }

    fn turn(&mut self, next: &Slice) {
        self.pages.push(Sheet::default());
        self.y = TOP;
        self.repeats = false;
        let Some(header) = next.table.and_then(|t| self.header_rows.get(t)) else { return };
        let height: f32 = header.iter().map(|s| s.before + s.height).sum();
        if header.is_empty() || height > (FLOOR - TOP) / 3.0 {
            return;
        }
        self.repeats = true;
        for slice in header.clone() {
            let top = self.y + slice.before;
            self.y = top + slice.height;
            if let Some(page) = self.pages.last_mut() {
                page.slices.push(Placed { top, slice, repeated: true });
            }
        }
    }
}

impl Sheet {
    fn bookmarks(&self) -> Vec<(f32, usize)> {
        self.slices.iter().filter_map(|p| Some((PAGE_HEIGHT - p.top + 6.0, p.slice.bookmark?))).collect()
    }

    fn drawn(self, frames: &[Frame], elements: &[Element]) -> Page {
        let mut page = Page::default();
        for (number, frame) in frames.iter().enumerate() {
            let mut inside = self.slices.iter().filter(|p| p.slice.frames.contains(&number)).peekable();
            if let Some(first) = inside.peek().map(|p| p.top)
                && let Some(last) = inside.last().map(|p| p.top + p.slice.height)
            {
                draw_frame(&mut page, frame, first, last);
            }
        }
        let mut pieces: Vec<(f32, bool, Piece)> = Vec::new();
        for placed in self.slices {
            if let Some(rule) = placed.slice.rule {
                let y = PAGE_HEIGHT - placed.top - placed.slice.height;
                page.shapes.push(Shape {
                    x: rule.x,
                    y,
                    width: rule.width,
                    height: rule.thickness,
                    colour: rule.colour,
                });
            }
            pieces.extend(placed.slice.pieces.into_iter().map(|p| (placed.top, placed.repeated, p)));
        }
        // Rows were laid out line by line; they are read cell by cell.
        pieces.sort_by_key(|(_, repeated, p)| (!repeated, p.order));
        for (top, repeated, piece) in pieces {
            draw_piece(&mut page, top, repeated, piece, elements);
        }
        page
    }
}

fn draw_frame(page: &mut Page, frame: &Frame, top: f32, bottom: f32) {
    if frame.kind == FrameKind::Changed {
        let (y, height) = (PAGE_HEIGHT - bottom + 2.0, bottom - top - 4.0);
        return page.shapes.push(Shape { x: MARGIN - 14.0, y, width: 2.2, height, colour: QUIET });
    }
    let ground = Shape { x: frame.x, y: PAGE_HEIGHT - bottom, width: frame.width, height: bottom - top, colour: PANEL };
    page.shapes.push(ground);
    match frame.kind {
        FrameKind::Panel => {
            page.shapes.push(Shape { height: 0.8, colour: RULE, ..ground });
            page.shapes.push(Shape { y: ground.y + ground.height - 0.8, height: 0.8, colour: RULE, ..ground });
        }
        FrameKind::Callout => page.shapes.push(Shape { width: 3.0, colour: frame.colour, ..ground }),
        FrameKind::Changed => {}
    }
}

fn draw_piece(page: &mut Page, top: f32, repeated: bool, piece: Piece, elements: &[Element]) {
    let y = PAGE_HEIGHT - top - piece.baseline;
    let owner = Owner::Element(piece.owner);
    if piece.segments.is_empty() && !repeated {
        let decorates = matches!(&elements[piece.owner].kind, Kind::Figure { alt } if alt.is_empty());
        page.runs.push(Run {
            owner: if decorates { Owner::Artifact(Artifact::Ornament) } else { owner },
            x: piece.x,
            y,
            size: piece.size,
            face: FaceId::Regular,
            colour: piece.colour,
            text: String::new(),
            kerns: Vec::new(),
            drawing: piece.drawing,
        });
    }
    let end = piece.x + piece.width;
    // An entry of the table of contents is one link, whatever its parts.
    let whole = matches!(&elements[piece.owner].kind, Kind::Link { target: Target::Heading(_), .. });
    for Segment { text, face, x, width, inline, kerns, .. } in piece.segments {
        let x = piece.x + x;
        let element = if whole { Some(piece.owner) } else { inline.and_then(|i| piece.inlines.get(i).copied()) };
        let mut run = Run { owner, x, y, size: piece.size, face, colour: piece.colour, text, kerns, drawing: None };
        if repeated {
            run.owner = Owner::Artifact(Artifact::RepeatedRow);
        } else if let Some(element) = element {
            run.owner = Owner::Element(element);
            adorn(page, &mut run, width.min(end - x).max(0.0), element, &elements[element].kind);
        }
        page.runs.push(run);
    }
}

/// Lines under and through links and marked words, and where links can be followed.
fn adorn(page: &mut Page, run: &mut Run, width: f32, element: ElementId, kind: &Kind) {
    let (x, y, size) = (run.x, run.y, run.size);
    let mut line = |at: f32, height: f32, colour: Colour| {
        // The space at the end of a line has no width.
        if width > 0.05 {
            page.shapes.push(Shape { x, y: y + at * size, width, height, colour });
        }
    };
    match kind {
        Kind::Link { target, .. } => {
            if matches!(target, Target::Address(_)) {
                run.colour = LINK;
                line(-0.14, 0.6, LINK);
            }
            if !run.text.trim().is_empty() {
                let field = Field { x, y: y - size * 0.3, width: width.max(0.5), height: size * 1.25 };
                add_link(page, element, field);
            }
        }
        Kind::Marked { mark: Mark::Inserted, .. } => {
            run.colour = INSERTED;
            line(-0.14, 0.6, INSERTED);
            line(-0.26, 0.6, INSERTED);
        }
        Kind::Marked { mark: Mark::Deleted, .. } => {
            run.colour = DELETED;
            line(0.27, 0.8, DELETED);
        }
        Kind::Marked { mark: Mark::Said, .. } => run.colour = SAID,
        Kind::Document
        | Kind::Section(_)
        | Kind::Division
        | Kind::Heading(_)
        | Kind::Paragraph
        | Kind::List(_)
        | Kind::Item
        | Kind::Label
        | Kind::Body
        | Kind::Table
        | Kind::Row
        | Kind::HeaderCell
        | Kind::Cell
        | Kind::Figure { .. }
        | Kind::Contents
        | Kind::ContentsItem
        | Kind::Reference => {}
    }
}

/// Adds a field to a link, or widens the last one when the link goes on beside it.
fn add_link(page: &mut Page, element: ElementId, field: Field) {
    let Some(area) = page.links.iter_mut().find(|area| area.element == element) else {
        page.links.push(LinkArea { element, fields: vec![field] });
        return;
    };
    match area.fields.last_mut() {
        // In another typeface, or the page's number at the end of a line of the contents.
        Some(last) if (last.y - field.y).abs() < 0.1 && field.x >= last.x => {
            last.width = field.x + field.width - last.x
        }
        Some(_) | None => area.fields.push(field),
    }
}

/// Header and footer.
fn surround(page: &mut Page, tree: &RenderTree, fonts: &Fonts, number: usize, of: usize) -> Result<(), PublishError> {
    let small = Style { size: 8.5, leading: 11.0, weight: Weight::default(), colour: QUIET };
    let strong = Style { size: 9.5, weight: Weight { bold: true, italic: false }, colour: MARK, ..small };
    let width = PAGE_WIDTH - 2.0 * MARGIN;
    let top = HEADER_BASELINE;
    let mut head = Vec::new();
    if let Some(mark) = &tree.mark {
        head.extend(strip(fonts, mark, strong, Artifact::Header, MARGIN, top, width * 0.62)?);
    }
    if !tree.issuer.is_empty() {
        let room = if tree.mark.is_some() { width * 0.36 } else { width };
        let runs = strip(fonts, &tree.issuer, small, Artifact::Header, MARGIN, top, room)?;
        head.extend(to_right(runs, fonts, small));
    }
    page.runs.splice(0..0, head);
    let low = FOOTER_BASELINE;
    page.shapes.push(Shape { x: MARGIN, y: low + 14.0, width, height: 0.5, colour: RULE });
    let numbers = strip(fonts, &tree.labels.page_of(number, of), small, Artifact::Footer, MARGIN, low, width)?;
    let parted = !tree.footer_name.is_empty() && !tree.footer.is_empty();
    let rest = format!("{}{}", if parted { " · " } else { "" }, tree.footer);
    let room = width - 70.0 - measure(fonts, &[Span::plain(rest.as_str())], small)?.natural_width();
    let name = cut(fonts, &tree.footer_name, small, room)?;
    let foot = strip(fonts, &format!("{name}{rest}"), small, Artifact::Footer, MARGIN, low, width)?;
    page.runs.extend(foot);
    page.runs.extend(to_right(numbers, fonts, small));
    Ok(())
}

/// Words that fit, ending in an ellipsis where some had to go.
fn cut(fonts: &Fonts, text: &str, style: Style, room: f32) -> Result<String, PublishError> {
    let mut shown = text.to_owned();
    while measure(fonts, &[Span::plain(shown.as_str())], style)?.natural_width() > room && shown.chars().count() > 1 {
        let keep = shown.trim_end_matches('…').chars().count().saturating_sub(1);
        shown = shown.chars().take(keep).collect::<String>().trim_end().to_owned() + "…";
    }
    Ok(shown)
}

/// One line of furniture.
fn strip(
    fonts: &Fonts,
    text: &str,
    style: Style,
    artifact: Artifact,
    x: f32,
    y: f32,
    room: f32,
) -> Result<Vec<Run>, PublishError> {
    let shown = cut(fonts, text, style, room)?;
    let lines = measure(fonts, &[Span::plain(shown)], style)?.lines(f32::INFINITY);
    Ok(lines
        .into_iter()
        .flat_map(|line| line.segments)
        .map(|s| Run {
            owner: Owner::Artifact(artifact),
            x: x + s.x,
            y,
            size: style.size,
            face: s.face,
            colour: style.colour,
            text: s.text,
            kerns: s.kerns,
            drawing: None,
        })
        .collect())
}

/// One line of furniture moved to the right edge.
fn to_right(mut runs: Vec<Run>, fonts: &Fonts, style: Style) -> Vec<Run> {
    let end = |run: &Run| -> f32 {
        let widths = run.text.chars().filter_map(|c| fonts.glyph_in(run.face, c)).map(|g| f32::from(g.advance));
        let kerns = run.kerns.iter().map(|(_, kern)| f32::from(*kern));
        run.x + widths.chain(kerns).sum::<f32>() * style.size / 1000.0
    };
    let width = runs.last().map_or(0.0, end) - runs.first().map_or(0.0, |r| r.x);
    runs.iter_mut().for_each(|r| r.x += PAGE_WIDTH - 2.0 * MARGIN - width);
    runs
}
