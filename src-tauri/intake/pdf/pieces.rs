//! The words of the pages with where they stand and how they are made, in the order in which they are drawn.

use super::{limits, not_pdf};
use crate::IntakeError;
use hayro_interpret::font::{Glyph, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::object::{Array, Dict, ObjectIdentifier, Rect as PdfRect, String as PdfString};
use hayro_interpret::hayro_syntax::{Pdf, page::Page};
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, RenderContent, SoftMask, TransformExt as _, interpret_page,
};
use std::collections::BTreeMap;

/// The most signs that are read of one file.
const MOST_GLYPHS: usize = 6_000_000;
/// The most drawing that one page may ask for, as a guard against forms that draw one another without end.
const MOST_A_PAGE: usize = 400_000;
/// From this part of the size on, a gap between two signs is a space.
const SPACE: f32 = 0.17;
/// From this part of the size on, it parts columns.
const COLUMN: f32 = 0.9;
/// From this part of the size on, it parts cells that were drawn one by one.
const CELL: f32 = 0.38;

/// Words that were drawn one after the other on one line in one make. Measures are points, from the top left corner.
#[derive(Clone, Debug)]
pub(crate) struct Piece {
    pub(crate) text: String,
    /// From 0.
    pub(crate) page: usize,
    pub(crate) left: f32,
    pub(crate) right: f32,
    /// Where the letters stand.
    pub(crate) base: f32,
    pub(crate) size: f32,
    pub(crate) bold: bool,
    pub(crate) italic: bool,
    /// Set apart from what was drawn before it on the line, and drawn by an order of its own, as cells are.
    pub(crate) apart: bool,
    /// The number of the marked content that it is part of.
    pub(crate) mark: Option<i32>,
    /// Drawn as something that is not part of the text, or slanted like a stamp.
    pub(crate) artifact: bool,
    /// Found to be at the head or the foot of every page.
    pub(crate) running: bool,
    /// The place in [`Found::links`].
    pub(crate) link: Option<usize>,
}

/// What the pages hold.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(crate) pieces: Vec<Piece>,
    /// The addresses of links.
    pub(crate) links: Vec<String>,
    /// The height and width of each page.
    pub(crate) heights: Vec<f32>,
    pub(crate) widths: Vec<f32>,
    /// Each page by its object, for tags that name it.
    pub(crate) pages: BTreeMap<ObjectIdentifier, usize>,
    pub(crate) pictures: usize,
    /// Signs whose letters can't be told.
    pub(crate) untold: usize,
}

/// Reads every page.
pub(crate) fn read(pdf: &Pdf) -> Result<Found, IntakeError> {
    let settings = InterpreterSettings { render_content: RenderContent::PAGE, ..InterpreterSettings::default() };
    let cache = InterpreterCache::new();
    let mut drawing = Drawing::default();
    let mut known = BTreeMap::new();
    for (number, page) in pdf.pages().iter().enumerate() {
        let transform = page.initial_transform(true).to_kurbo();
        let (width, height) = page.render_dimensions();
        drawing.found.heights.push(height);
        drawing.found.widths.push(width);
        if let Some(id) = page.raw().obj_id() {
            drawing.found.pages.insert(id, number);
        }
        let areas = areas(page, transform, &mut drawing.found.links);
        drawing.start(number, areas);
        if !limits::page_within_bounds(page, &mut known) {
            return Err(not_pdf("asks for drawings without end: it is damaged"));
        }
        let bounds = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
        let mut context = Context::new(transform, bounds, &cache, pdf.xref(), settings.clone());
        interpret_page(page, &mut context, &mut drawing);
        if drawing.glyphs > MOST_GLYPHS {
            return Err(not_pdf("holds more text than any notice"));
        }
    }
    Ok(drawing.found)
}

/// The areas of a page that are links.
fn areas(page: &Page<'_>, transform: Affine, links: &mut Vec<String>) -> Vec<(Rect, usize)> {
    let Some(annotations) = page.raw().get::<Array<'_>>("Annots") else { return Vec::new() };
    let mut areas = Vec::new();
    for annotation in annotations.iter::<Dict<'_>>().take(5_000) {
        let Some(address) = annotation.get::<Dict<'_>>("A").and_then(|a| a.get::<PdfString<'_>>("URI")) else {
            continue;
        };
        let Some(rect) = annotation.get::<PdfRect>("Rect") else { continue };
        let address = String::from_utf8_lossy(address.as_bytes()).trim().to_owned();
        if address.is_empty() || address.len() > 2_000 {
            continue;
        }
        let known = links.iter().position(|l| *l == address);
        // A link over several lines names an area for each; its rectangle is around them all.
        let corners: Vec<f64> = annotation
            .get::<Array<'_>>("QuadPoints")
            .map(|a| a.iter::<f32>().map(f64::from).collect())
            .unwrap_or_default();
        let mut rects: Vec<Rect> = Vec::new();
        for quad in corners.chunks_exact(8).take(50) {
            let points = quad.chunks_exact(2).map(|p| Point::new(p[0], p[1]));
            rects.extend(points.map(|p| Rect::from_points(p, p)).reduce(|a, b| a.union(b)));
        }
        if rects.is_empty() {
            rects.push(Rect::new(rect.x0, rect.y0, rect.x1, rect.y1));
        }
        let number = known.unwrap_or(links.len());
        areas.extend(rects.into_iter().map(|r| (transform.transform_rect_bbox(r), number)));
        if known.is_none() {
            links.push(address);
        }
    }
    areas
}

#[derive(Default)]
struct Drawing {
    found: Found,
    page: usize,
    areas: Vec<(Rect, usize)>,
    glyphs: usize,
    on_page: usize,
    /// Whether an order to draw has just begun.
    fresh: bool,
    /// What is open: whether it is no part of the text, its number, and the words that stand for what it draws.
    marks: Vec<(bool, Option<i32>, Option<String>)>,
    /// Bold and italic by the identity of a sign.
    makes: BTreeMap<u128, (bool, bool)>,
}

impl Drawing {
    fn start(&mut self, page: usize, areas: Vec<(Rect, usize)>) {
        self.page = page;
        self.areas = areas;
        self.on_page = 0;
        self.marks.clear();
    }

    fn make(&mut self, glyph: &Glyph<'_>) -> (bool, bool) {
        let Glyph::Outline(outline) = glyph else { return (false, false) };
        let key = outline.identifier().cache_key();
        *self.makes.entry(key).or_insert_with(|| {
            let Some(font) = outline.font_data() else { return (false, false) };
            let name = font.postscript_name.unwrap_or_default().to_lowercase();
            let bold = ["bold", "black", "heavy", "demi"].iter().any(|w| name.contains(w));
            let italic = font.is_italic || name.contains("italic") || name.contains("oblique");
            (bold || font.weight.is_some_and(|w| w >= 600), italic)
        })
    }

    fn sign(&mut self, glyph: &Glyph<'_>, place: Affine) {
        self.glyphs += 1;
        self.on_page += 1;
        if self.glyphs > MOST_GLYPHS || self.on_page > MOST_A_PAGE {
            return;
        }
        let artifact = self.marks.iter().any(|(a, ..)| *a);
        let mark = self.marks.iter().rev().find_map(|(_, mark, _)| *mark);
        let text = match self.marks.iter_mut().rev().find_map(|(.., actual)| actual.as_mut()) {
            // Said once, for all that is drawn of it.
            Some(actual) => std::mem::take(actual),
            None => match glyph.as_unicode() {
                Some(BfString::Char(c)) => c.to_string(),
                Some(BfString::String(s)) => s,
                None => {
                    self.found.untold += 1;
                    '\u{fffd}'.to_string()
                }
            },
        };
        let start = place * Point::ZERO;
        let advance = match glyph {
            Glyph::Outline(outline) => outline.advance_width(),
            Glyph::Type3(drawn) => drawn.advance_width(),
        };
        let end = place * Point::new(f64::from(advance.unwrap_or(500.0)), 0.0);
        let up = place * Point::new(0.0, 1000.0);
        let size = ((up - start).hypot()) as f32;
        let (left, right, base) = (start.x as f32, end.x as f32, start.y as f32);
        let slanted = (end.y - start.y).abs() > (end.x - start.x).abs() * 0.1 + 0.01 || right < left;
        if !(left.is_finite() && right.is_finite() && base.is_finite() && size.is_finite()) || size < 0.5 {
            return;
        }
        let (bold, italic) = self.make(glyph);
        let middle = Point::new((start.x + end.x) / 2.0, start.y - f64::from(size) * 0.3);
        let link = self.areas.iter().find(|(area, _)| area.contains(middle)).map(|(_, link)| *link);
        let text: String = text.chars().filter(|c| !c.is_control() || *c == '\t').collect();
        let piece = Piece {
            text,
            page: self.page,
            left,
            right: right.max(left),
            base,
            size,
            bold,
            italic,
            apart: false,
            mark,
            artifact: artifact || slanted,
            running: false,
            link,
        };
        self.push(piece);
    }

    /// Adds to the last piece what goes on from it.
    fn push(&mut self, mut piece: Piece) {
        let first_of_order = std::mem::take(&mut self.fresh);
        if let Some(last) = self.found.pieces.last_mut()
            && last.page == piece.page
            && last.mark == piece.mark
            && last.artifact == piece.artifact
            && last.link == piece.link
            && (last.bold, last.italic) == (piece.bold, piece.italic)
            && (last.size - piece.size).abs() < 0.3
            && (last.base - piece.base).abs() < piece.size * 0.2
        {
            let gap = piece.left - last.right;
            // Bold is sometimes made by drawing everything twice.
            let twice = last.text.ends_with(piece.text.as_str())
                && !piece.text.trim().is_empty()
                && (piece.right - last.right).abs() < piece.size * 0.08;
            if twice {
                return;
            }
            piece.apart = first_of_order && gap > piece.size * CELL;
            if gap > -piece.size * 0.5 && gap < piece.size * COLUMN && !piece.apart {
                if gap > piece.size * SPACE && !last.text.ends_with(' ') && !piece.text.starts_with(' ') {
                    last.text.push(' ');
                }
                last.text.push_str(&piece.text);
                last.right = piece.right;
                return;
            }
        }
        self.found.pieces.push(piece);
    }
}

impl<'a> Device<'a> for Drawing {
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}

    fn push_clip_path(&mut self, _: &ClipPath) {}

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        self.fresh = true;
        for glyph in run.glyphs() {
            self.sign(glyph, props.transform * glyph.transform());
        }
    }

    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {
        self.found.pictures += 1;
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}

    fn begin_marked_content(&mut self, tag: &[u8], properties: Option<&Dict<'_>>) {
        let actual = properties.and_then(|p| p.get::<PdfString<'_>>("ActualText")).map(|s| text_string(s.as_bytes()));
        let mark = properties.and_then(|p| p.get::<i32>("MCID"));
        self.marks.push((tag == b"Artifact", mark, actual));
    }

    fn end_marked_content(&mut self) {
        self.marks.pop();
    }
}

/// A text string of the format: UTF-16 or UTF-8 with a mark, else Latin (ISO 32000-1, 7.9.2.2).
pub(crate) fn text_string(bytes: &[u8]) -> String {
    match bytes {
        [0xfe, 0xff, rest @ ..] => encoding_rs::UTF_16BE.decode_without_bom_handling(rest).0.into_owned(),
        [0xff, 0xfe, rest @ ..] => encoding_rs::UTF_16LE.decode_without_bom_handling(rest).0.into_owned(),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        rest => encoding_rs::WINDOWS_1252.decode_without_bom_handling(rest).0.into_owned(),
    }
}
