//! The notice as a tagged PDF (PDF/UA-1 and PDF/A-3a), drawn by printpdf and completed in lopdf.
//!
//! printpdf draws the pages and embeds the typefaces; the logical structure, the bookmarks, the links, the metadata
//! and the output intent are put in by [`crate::pdf_structure`].

use crate::PublishError;
use crate::flow::Drawing;
use crate::fonts::{FaceId, Fonts, Subset};
use crate::layout::{Layout, Page, Run, lay_out};
use crate::metadata::Metadata;
use crate::picture::{Coding, Picture};
use crate::tags::{Artifact, ElementId, Owner};
use crate::tree::RenderTree;
use lopdf::{Dictionary, Object, Stream};
use printpdf::{
    Color, DictItem, ExternalStream, ExternalXObject, FontId, FontType, Mm, Op, PaintMode, ParsedFont, PdfDocument,
    PdfFont, PdfFontHandle, PdfPage, PdfSaveOptions, Point, Pt, Rect, Rgb, TextItem, XObject, XObjectId,
    XObjectTransform,
};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The PDF of that tree: the same bytes whenever and wherever it is made.
///
/// # Errors
/// [`PublishError::MissingGlyph`] and [`PublishError::MissingPicture`], before anything is drawn;
/// [`PublishError::UnreadablePicture`]; [`PublishError::Internal`] when a library fails.
pub fn document(tree: &RenderTree) -> Result<Vec<u8>, PublishError> {
    let fonts = Fonts::load()?;
    let layout = lay_out(tree, fonts)?;
    let subsets = subsets(&layout, fonts)?;
    let mut drawn = draw(&layout, fonts, &subsets)?;
    embed_codes(&mut drawn.document, &subsets)?;
    let title = if tree.title.is_empty() { crate::html::UNTITLED } else { &tree.title };
    let metadata = Metadata { title, language: &tree.language, dated: tree.dated, source: tree.source.as_deref() };
    crate::pdf_structure::complete(drawn, &layout, &metadata)
}

pub(crate) fn fault(doing: &'static str) -> impl Fn(lopdf::Error) -> PublishError {
    move |e| PublishError::Internal { doing, reason: e.to_string() }
}

/// The pages as drawn, and which marked content belongs to which element.
pub(crate) struct Drawn {
    pub document: lopdf::Document,
    /// For each page, the owner of each marked content, by its number.
    pub content: Vec<Vec<ElementId>>,
}

fn subsets(layout: &Layout, fonts: &Fonts) -> Result<BTreeMap<FaceId, Arc<Subset>>, PublishError> {
    let mut used: BTreeMap<FaceId, BTreeSet<char>> = BTreeMap::new();
    for run in layout.pages.iter().flat_map(|p| &p.runs) {
        used.entry(run.face).or_default().extend(run.text.chars());
    }
    used.into_iter()
        .filter(|(_, characters)| !characters.is_empty())
        .map(|(face, characters)| Ok((face, fonts.subset(face, &characters)?)))
        .collect()
}

fn colour([r, g, b]: [u8; 3]) -> Color {
    // Three digits are enough for eight bits and keep the content short.
    let part = |n: u8| (f32::from(n) / 255.0 * 1000.0).round() / 1000.0;
    Color::Rgb(Rgb { r: part(r), g: part(g), b: part(b), icc_profile: None })
}

fn points(n: f32) -> Pt {
    Pt((n * 100.0).round() / 100.0)
}

fn properties(entries: &[(&str, DictItem)]) -> DictItem {
    DictItem::Dict { map: entries.iter().map(|(k, v)| ((*k).to_owned(), v.clone())).collect() }
}

fn begin(owner: Owner, layout: &Layout, content: &mut Vec<ElementId>) -> Op {
    let name = |n: &str| DictItem::Name(n.as_bytes().to_vec());
    match owner {
        Owner::Element(element) => {
            let number = content.len();
            content.push(element);
            Op::BeginMarkedContentWithProperties {
                tag: layout.elements[element].kind.tag().to_owned(),
                properties: properties(&[("MCID", DictItem::Int(i64::try_from(number).unwrap_or(i64::MAX)))]),
            }
        }
        Owner::Artifact(artifact) => {
            let entries = match artifact {
                Artifact::Header => vec![("Type", name("Pagination")), ("Subtype", name("Header"))],
                Artifact::Footer => vec![("Type", name("Pagination")), ("Subtype", name("Footer"))],
                Artifact::RepeatedRow => vec![("Type", name("Pagination")), ("Subtype", name("RepeatedRow"))],
                Artifact::Ornament => vec![("Type", name("Layout"))],
            };
            Op::BeginMarkedContentWithProperties { tag: "Artifact".to_owned(), properties: properties(&entries) }
        }
    }
}

fn draw(layout: &Layout, fonts: &Fonts, subsets: &BTreeMap<FaceId, Arc<Subset>>) -> Result<Drawn, PublishError> {
    let mut document = PdfDocument::new("");
    for (&face, subset) in subsets {
        document.resources.fonts.map.insert(FontId(face.resource().to_owned()), embedded(face, subset, fonts)?);
    }
    for (number, picture) in layout.pictures.iter().enumerate() {
        document.resources.xobjects.map.insert(picture_name(number), XObject::External(picture_stream(picture)?));
    }
    let mut content = Vec::new();
    for page in &layout.pages {
        let mut owners = Vec::new();
        let ops = page_ops(page, layout, &mut owners);
        content.push(owners);
        document.pages.push(PdfPage::new(Mm(210.0), Mm(297.0), ops));
    }
    let options = PdfSaveOptions { optimize: true, subset_fonts: false, secure: true, image_optimization: None };
    let mut warnings = Vec::new();
    let document = document.to_lopdf_document(&options, &mut warnings);
    Ok(Drawn { document, content })
}

fn page_ops(page: &Page, layout: &Layout, owners: &mut Vec<ElementId>) -> Vec<Op> {
    let mut ops = Vec::new();
    if !page.shapes.is_empty() {
        ops.push(Op::BeginMarkedContentWithProperties {
            tag: "Artifact".to_owned(),
            properties: properties(&[("Type", DictItem::Name(b"Layout".to_vec()))]),
        });
        let mut ground = None;
        for shape in &page.shapes {
            if ground.replace(shape.colour) != Some(shape.colour) {
                ops.push(Op::SetFillColor { col: colour(shape.colour) });
            }
            ops.push(Op::DrawRectangle {
                rectangle: Rect {
                    x: points(shape.x),
                    y: points(shape.y),
                    width: points(shape.width),
                    height: points(shape.height),
                    mode: Some(PaintMode::Fill),
                    winding_order: None,
                },
            });
        }
        ops.push(Op::EndMarkedContent);
    }
    // Ink and typeface stay from one run to the next (ISO 32000-1, 8.4.1).
    let (mut ink, mut face) = (None, None);
    for group in page.runs.chunk_by(|a, b| a.owner == b.owner) {
        let Some(first) = group.first() else { continue };
        ops.push(begin(first.owner, layout, owners));
        for run in group {
            ops.extend(run.drawing.map(|drawing| place_picture(run, drawing)));
            if run.text.is_empty() {
                continue;
            }
            if ink.replace(run.colour) != Some(run.colour) {
                ops.push(Op::SetFillColor { col: colour(run.colour) });
            }
            ops.push(Op::StartTextSection);
            if face.replace((run.face, run.size)) != Some((run.face, run.size)) {
                let font = PdfFontHandle::External(FontId(run.face.resource().to_owned()));
                ops.push(Op::SetFont { font, size: Pt(run.size) });
            }
            ops.push(Op::SetTextCursor { pos: Point { x: points(run.x), y: points(run.y) } });
            ops.push(Op::ShowText { items: items(run) });
            ops.push(Op::EndTextSection);
        }
        ops.push(Op::EndMarkedContent);
    }
    ops
}

/// The run's words, parted where the pen moves between two letters.
fn items(run: &Run) -> Vec<TextItem> {
    let mut items = Vec::with_capacity(run.kerns.len() * 2 + 1);
    let mut kerns = run.kerns.iter().peekable();
    let mut start = 0;
    for (number, (at, _)) in run.text.char_indices().enumerate() {
        if let Some((_, kern)) = kerns.next_if(|(before, _)| *before == number) {
            items.push(TextItem::Text(run.text[start..at].to_owned()));
            // A positive number moves the pen back (ISO 32000-1, 9.4.3).
            items.push(TextItem::Offset(-f32::from(*kern)));
            start = at;
        }
    }
    items.push(TextItem::Text(run.text[start..].to_owned()));
    items
}

fn picture_name(number: usize) -> XObjectId {
    XObjectId(format!("Im{number}"))
}

fn place_picture(run: &Run, drawing: Drawing) -> Op {
    Op::UseXobject {
        id: picture_name(drawing.picture),
        transform: XObjectTransform {
            translate_x: Some(points(run.x)),
            translate_y: Some(points(run.y)),
            scale_x: Some(points(drawing.width).0),
            scale_y: Some(points(drawing.height).0),
            no_auto_scale: true,
            ..XObjectTransform::default()
        },
    }
}

/// A picture as an image: a JPEG as it is, a PNG by its pixels.
fn picture_stream(picture: &Picture) -> Result<ExternalXObject, PublishError> {
    let name = |n: &str| DictItem::Name(n.as_bytes().to_vec());
    let mut dict: BTreeMap<String, DictItem> = [
        ("Type", name("XObject")),
        ("Subtype", name("Image")),
        ("Width", DictItem::Int(i64::from(picture.width))),
        ("Height", DictItem::Int(i64::from(picture.height))),
        ("ColorSpace", name("DeviceRGB")),
        ("BitsPerComponent", DictItem::Int(8)),
    ]
    .into_iter()
    .map(|(k, v)| (k.to_owned(), v))
    .collect();
    let (content, compress) = match picture.coding {
        Coding::Jpeg => {
            dict.insert("Filter".to_owned(), name("DCTDecode"));
            (picture.bytes.clone(), false)
        }
        Coding::Png => (picture.pixels()?, true),
    };
    let stream = ExternalStream { dict, content, compress };
    Ok(ExternalXObject { stream, width: None, height: None, dpi: None })
}

/// The typeface as printpdf embeds it: our subset, with our codes in the place of glyph numbers.
fn embedded(face: FaceId, subset: &Subset, fonts: &Fonts) -> Result<PdfFont, PublishError> {
    let doing = "handing a typeface to the PDF";
    let mut warnings = Vec::new();
    let mut parsed = ParsedFont::from_bytes(&subset.program, 0, &mut warnings)
        .ok_or_else(|| PublishError::Internal { doing, reason: format!("{} was not understood", face.name()) })?;
    let original = fonts.face(face);
    parsed.font_name = Some(format!("{}+{}", face.resource(), face.name()));
    parsed.font_type = FontType::TrueType;
    parsed.codepoint_to_glyph = subset.codes.iter().map(|(&c, &code)| (u32::from(c), code)).collect();
    // printpdf scales to thousandths itself, and cuts off: hand it what scales to the width we reckoned with.
    parsed.units_per_em = 1000;
    let scale = |n: i16| i16::try_from(i32::from(n) * 1000 / i32::from(original.units_per_em())).unwrap_or(n);
    let metrics = &mut parsed.pdf_font_metrics;
    metrics.units_per_em = 1000;
    metrics.us_weight_class = original.weight().to_number();
    for side in [&mut metrics.x_min, &mut metrics.y_min, &mut metrics.x_max, &mut metrics.y_max] {
        *side = scale(*side);
    }
    parsed.font_metrics.ascent = scale(original.ascender());
    parsed.font_metrics.descent = scale(original.descender());
    parsed.glyph_widths = subset.widths.clone();
    Ok(PdfFont::new(parsed))
}

/// Puts in which glyph each code stands for, which printpdf takes to be the same number.
fn embed_codes(document: &mut lopdf::Document, subsets: &BTreeMap<FaceId, Arc<Subset>>) -> Result<(), PublishError> {
    let doing = "telling codes from glyphs";
    let ids: Vec<lopdf::ObjectId> = document.objects.keys().copied().collect();
    for (face, subset) in subsets {
        let name = format!("{}+{}", face.resource(), face.name());
        let font = ids.iter().copied().find(|&id| {
            document.get_dictionary(id).is_ok_and(|d: &Dictionary| {
                d.has_type(b"Font") && d.get(b"BaseFont").and_then(Object::as_name).is_ok_and(|n| n == name.as_bytes())
            })
        });
        let missing = || PublishError::Internal { doing, reason: format!("{name} is not in the file") };
        let font = font.ok_or_else(missing)?;
        let map = document.add_object(Stream::new(Dictionary::new(), subset.code_to_glyph.clone()));
        let descendant = document
            .get_dictionary_mut(font)
            .and_then(|d| d.get_mut(b"DescendantFonts"))
            .and_then(Object::as_array_mut)
            .map_err(fault(doing))?
            .first_mut()
            .ok_or_else(missing)?
            .as_dict_mut()
            .map_err(fault(doing))?;
        descendant.set("CIDToGIDMap", Object::Reference(map));
        // The program was compressed when it was taken, which many files share.
        let descriptor = descendant.get(b"FontDescriptor").and_then(Object::as_reference).map_err(fault(doing))?;
        let program = document.get_dictionary(descriptor).and_then(|d| d.get(b"FontFile2"));
        let program = program.and_then(Object::as_reference).map_err(fault(doing))?;
        let stream = document.get_object_mut(program).and_then(Object::as_stream_mut).map_err(fault(doing))?;
        if stream.content == subset.program {
            stream.dict.set("Filter", "FlateDecode");
            stream.set_content(subset.pressed.clone());
        }
    }
    Ok(())
}
