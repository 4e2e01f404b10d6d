//! What one of our pages draws, read operator by operator.
//!
//! We know every operator that we write. Anything else (other colours, drawing over words, other ways of showing
//! text, pictures) makes a page *odd*: it may show what is not reported, or hide what is.

use crate::breaking::Colour;
use crate::colour::{LEAST_CONTRAST, Rgb};
use crate::flow::{HEAD, INK, LINK, MARK, PANEL, QUIET, RULE};
use crate::fonts::{FaceId, Fonts, outline};
use crate::layout::{FOOTER_BASELINE, HEADER_BASELINE, PAGE_HEIGHT, PAGE_WIDTH};
use crate::picture::{Coding, fingerprint};
use crate::read_back::LIMIT;
use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId};
use std::collections::BTreeMap;

/// Words shown at one place. Points from the lower left corner.
#[derive(Clone, Debug)]
pub(crate) struct Spot {
    pub page: usize,
    pub x: f32,
    pub y: f32,
    pub end: f32,
    pub size: f32,
    /// Whether they are in the colour of the mark over unapproved texts.
    pub marked: bool,
    pub text: String,
}

/// A picture at one place. Points from the lower left corner.
#[derive(Clone, Debug)]
pub(crate) struct Shown {
    pub x: f32,
    pub y: f32,
    pub width: f32,
    pub height: f32,
    /// As [`crate::picture::Picture::fingerprint`].
    pub fingerprint: String,
}

/// What a page shows.
#[derive(Debug, Default)]
pub(crate) struct PageContent {
    /// By the number of the marked content.
    pub parts: BTreeMap<usize, Vec<Spot>>,
    /// Pictures, by the number of the marked content.
    pub pictures: BTreeMap<usize, Shown>,
    /// Pictures that say nothing.
    pub ornaments: Vec<Shown>,
    /// Lines and bars: from the left, from below, width and height.
    pub lines: Vec<[f32; 4]>,
    pub header: Vec<Spot>,
    pub footer: Vec<Spot>,
    /// Table headers said again.
    pub repeated: Vec<Vec<Spot>>,
    /// Words that belong to nothing.
    pub loose: Vec<Spot>,
    pub odd: bool,
}

/// A typeface as the file has it: what each code stands for, and how wide it is.
#[derive(Clone, Default)]
struct Embedded {
    face: Option<FaceId>,
    /// Each code's character, its width and its glyph in the shipped typeface.
    codes: BTreeMap<u16, (char, u16, u16)>,
    odd: bool,
}

/// What is known of a document from the pages already read.
#[derive(Default)]
pub(crate) struct Known {
    typefaces: BTreeMap<ObjectId, Embedded>,
    pictures: BTreeMap<ObjectId, Option<String>>,
    /// The council's own colour: one that is not among ours, and can be read.
    colour: Option<Colour>,
}

enum Within {
    Part(usize),
    Layout,
    Header,
    Footer,
    Repeated,
    Other,
}

struct Reader<'a> {
    out: PageContent,
    fonts: &'a Fonts,
    faces: BTreeMap<Vec<u8>, Embedded>,
    pictures: BTreeMap<Vec<u8>, Option<String>>,
    council: &'a mut Option<Colour>,
    page: usize,
    within: Option<Within>,
    in_text: bool,
    font: Option<(&'a [u8], f32)>,
    at: Option<(f32, f32)>,
    colour: Option<Colour>,
    words_seen: bool,
    rectangle: bool,
    /// Whether a place for a picture is being set.
    saved: bool,
    placed: Option<[f32; 6]>,
}

const TEXT_COLOURS: [Colour; 5] = [INK, QUIET, HEAD, LINK, MARK];
/// How thick a line or a bar is at most, in points.
const THICKEST: f32 = 3.5;
const SHAPE_COLOURS: [Colour; 4] = [PANEL, RULE, LINK, QUIET];

/// Reads a page.
pub(crate) fn read(document: &Document, id: ObjectId, page: usize, fonts: &Fonts, known: &mut Known) -> PageContent {
    let odd = || PageContent { odd: true, ..PageContent::default() };
    let Ok(bytes) = document.get_page_content_with_limit(id, LIMIT) else { return odd() };
    let Ok(content) = Content::decode(&bytes) else { return odd() };
    let faces = page_faces(document, id, fonts, known);
    let pictures = page_pictures(document, id, known);
    let mut reader = Reader {
        out: PageContent { odd: faces.values().any(|f| f.odd), ..PageContent::default() },
        fonts,
        faces,
        pictures,
        council: &mut known.colour,
        page,
        within: None,
        in_text: false,
        font: None,
        at: None,
        colour: None,
        words_seen: false,
        rectangle: false,
        saved: false,
        placed: None,
    };
    for operation in &content.operations {
        if reader.step(operation).is_none() {
            reader.out.odd = true;
        }
    }
    let mut out = reader.out;
    out.odd |= overlapping(&out);
    out
}

fn numbers<const N: usize>(operation: &Operation) -> Option<[f32; N]> {
    let values: Vec<f32> = operation.operands.iter().map(|o| o.as_float().ok()).collect::<Option<_>>()?;
    let values: [f32; N] = values.try_into().ok()?;
    values.iter().all(|v| v.is_finite()).then_some(values)
}

impl<'a> Reader<'a> {
    /// One operator; `None` when it is not one of ours or not where we put it.
    fn step(&mut self, operation: &'a Operation) -> Option<()> {
        match operation.operator.as_str() {
            "BDC" => self.begin(operation),
            "EMC" => self.within.take().map(|_| ()),
            "rg" => {
                let [r, g, b] = numbers(operation)?;
                let part = |n: f32| (n * 255.0).round().clamp(0.0, 255.0) as u8;
                self.colour = Some([part(r), part(g), part(b)]);
                Some(())
            }
            "re" => {
                let [x, y, width, height] = numbers(operation)?;
                let colour = self.colour?;
                self.rectangle = true;
                // Grounds are pale; lines and bars are thin. Nothing else is drawn, and nothing over words.
                let thin = width <= THICKEST || height <= THICKEST;
                if thin {
                    self.out.lines.push([x, y, width, height]);
                }
                let fits = width > 0.0
                    && height > 0.0
                    && if thin { SHAPE_COLOURS.contains(&colour) || self.is_ink(colour) } else { colour == PANEL };
                (fits && matches!(self.within, Some(Within::Layout)) && !self.words_seen).then_some(())
            }
            "f" => std::mem::take(&mut self.rectangle).then_some(()),
            "BT" => {
                let fits = !self.in_text;
                (self.in_text, self.at) = (true, None);
                fits.then_some(())
            }
            "ET" => std::mem::take(&mut self.in_text).then_some(()),
            "Tf" => {
                let [name, size] = operation.operands.as_slice() else { return None };
                let size = size.as_float().ok()?;
                self.font = Some((name.as_name().ok()?, size));
                (6.0..=30.0).contains(&size).then_some(())
            }
            "Td" => {
                let [x, y] = numbers(operation)?;
                let fits = self.in_text && self.at.is_none() && (0.0..PAGE_WIDTH).contains(&x);
                self.at = Some((x, y));
                (fits && (0.0..PAGE_HEIGHT).contains(&y)).then_some(())
            }
            "Tj" => self.show(operation.operands.get(..1)?),
            "TJ" => {
                let [Object::Array(parts)] = operation.operands.as_slice() else { return None };
                self.show(parts)
            }
            "q" => {
                let fits = !self.in_text && !self.saved;
                self.saved = true;
                fits.then_some(())
            }
            "cm" => {
                let fits = self.saved && self.placed.is_none();
                self.placed = Some(numbers(operation)?);
                fits.then_some(())
            }
            "Do" => self.picture(operation),
            "Q" => (std::mem::take(&mut self.saved) && self.placed.is_none()).then_some(()),
            _ => None,
        }
    }

    fn picture(&mut self, operation: &Operation) -> Option<()> {
        let [name] = operation.operands.as_slice() else { return None };
        let [width, a, b, height, x, y] = self.placed.take()?;
        let fingerprint = self.pictures.get(name.as_name().ok()?)?.clone()?;
        let fits = a == 0.0
            && b == 0.0
            && width > 0.0
            && height > 0.0
            && x >= 0.0
            && x + width <= PAGE_WIDTH
            && y >= FOOTER_BASELINE + 15.0
            && y + height <= HEADER_BASELINE;
        let shown = Shown { x, y, width, height, fingerprint };
        match self.within {
            Some(Within::Part(number)) => {
                if self.out.pictures.insert(number, shown).is_some() {
                    return None;
                }
            }
            Some(Within::Layout) => self.out.ornaments.push(shown),
            Some(Within::Header | Within::Footer | Within::Repeated | Within::Other) | None => return None,
        }
        fits.then_some(())
    }

    /// Whether words may be in that colour: one of ours, or the one colour of the council that a file may have.
    fn is_ink(&mut self, colour: Colour) -> bool {
        if TEXT_COLOURS.contains(&colour) || *self.council == Some(colour) {
            return true;
        }
        let new = self.council.is_none() && Rgb(colour).contrast_on_paper() >= LEAST_CONTRAST;
        if new {
            *self.council = Some(colour);
        }
        new
    }

    fn begin(&mut self, operation: &Operation) -> Option<()> {
        let [tag, properties] = operation.operands.as_slice() else { return None };
        let (tag, properties) = (tag.as_name().ok()?, properties.as_dict().ok()?);
        let before = self.within.take();
        let name = |key: &[u8]| properties.get(key).and_then(Object::as_name).unwrap_or_default();
        self.within = Some(if tag == b"Artifact" {
            match (name(b"Type"), name(b"Subtype")) {
                (b"Layout", _) => Within::Layout,
                (b"Pagination", b"Header") => Within::Header,
                (b"Pagination", b"Footer") => Within::Footer,
                (b"Pagination", b"RepeatedRow") => {
                    self.out.repeated.push(Vec::new());
                    Within::Repeated
                }
                _ => Within::Other,
            }
        } else {
            let number = usize::try_from(properties.get(b"MCID").and_then(Object::as_i64).ok()?).ok()?;
            // Ours are numbered as they are drawn.
            if number != self.out.parts.len() || self.out.parts.insert(number, Vec::new()).is_some() {
                self.out.odd = true;
            }
            Within::Part(number)
        });
        let known = properties.iter().all(|(key, _)| matches!(key.as_slice(), b"MCID" | b"Type" | b"Subtype"));
        (before.is_none() && known).then_some(())
    }

    /// Shows words; between two of them the pen may move as their typeface says, and not otherwise.
    fn show(&mut self, parts: &[Object]) -> Option<()> {
        let (name, size) = self.font?;
        let (x, y) = self.at?;
        let face = self.faces.get(name)?;
        let mut text = String::new();
        let mut width = 0.0;
        let mut known = true;
        let mut last: Option<u16> = None;
        let mut moved: Option<f32> = None;
        for part in parts {
            let Object::String(bytes, _) = part else {
                known &= moved.is_none() && last.is_some();
                moved = Some(-part.as_float().ok()?);
                continue;
            };
            known &= bytes.len().is_multiple_of(2) && !bytes.is_empty();
            for pair in bytes.chunks_exact(2) {
                match face.codes.get(&u16::from_be_bytes([pair[0], pair[1]])) {
                    Some(&(c, advance, glyph)) => {
                        let kern = match (face.face, last) {
                            (Some(id), Some(last)) => f32::from(self.fonts.kern(id, last, glyph)),
                            (_, _) => 0.0,
                        };
                        known &= (moved.take().unwrap_or(0.0) - kern).abs() < 0.5;
                        text.push(c);
                        width += (f32::from(advance) + kern) * size / 1000.0;
                        last = Some(glyph);
                    }
                    None => {
                        text.push('\u{fffd}');
                        known = false;
                        last = None;
                    }
                }
            }
        }
        known &= moved.is_none();
        let ink = self.colour;
        let mut fits = known && self.in_text && ink.is_some_and(|c| self.is_ink(c));
        let visible = text.trim_end();
        let trailing: usize = text.chars().count() - visible.chars().count();
        let end = x + width - trailing as f32 * 0.2 * size;
        fits &= end <= PAGE_WIDTH + 1.0;
        let spot = Spot { page: self.page, x, y, end, size, marked: self.colour == Some(MARK), text };
        self.words_seen = true;
        // A second string at the same place would need a position that we never leave out.
        self.at = None;
        // Each kind of words has its part of the page.
        fits &= match self.within {
            Some(Within::Header) => y > HEADER_BASELINE - 1.0,
            Some(Within::Footer) => y < FOOTER_BASELINE + 1.0,
            Some(Within::Part(_) | Within::Repeated | Within::Layout | Within::Other) | None => {
                (FOOTER_BASELINE + 15.0..HEADER_BASELINE - 15.0).contains(&y)
            }
        };
        let home = match self.within {
            Some(Within::Part(number)) => self.out.parts.entry(number).or_default(),
            Some(Within::Header) => &mut self.out.header,
            Some(Within::Footer) => &mut self.out.footer,
            Some(Within::Repeated) => match self.out.repeated.last_mut() {
                Some(row) => row,
                None => &mut self.out.loose,
            },
            Some(Within::Layout | Within::Other) | None => {
                fits = false;
                &mut self.out.loose
            }
        };
        home.push(spot);
        fits.then_some(())
    }
}

/// Whether words lie over words, or a picture over either.
fn overlapping(page: &PageContent) -> bool {
    let mut spots: Vec<&Spot> = page
        .parts
        .values()
        .flatten()
        .chain(&page.header)
        .chain(&page.footer)
        .chain(page.repeated.iter().flatten())
        .chain(&page.loose)
        .filter(|s| !s.text.trim().is_empty())
        .collect();
    let pictures: Vec<&Shown> = page.pictures.values().chain(&page.ornaments).collect();
    let covers = |p: &Shown, s: &Spot| {
        p.x < s.end - 0.5 && s.x < p.x + p.width - 0.5 && p.y < s.y + s.size * 0.6 && s.y < p.y + p.height - 0.5
    };
    let over = |a: &Shown, b: &Shown| {
        a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
    };
    if pictures.iter().any(|p| spots.iter().any(|s| covers(p, s)))
        || pictures.iter().enumerate().any(|(i, a)| pictures[i + 1..].iter().any(|b| over(a, b)))
    {
        return true;
    }
    // A line under words is where they lead; a line through them strikes them out.
    let struck = |s: &Spot, [x, y, width, height]: &[f32; 4]| {
        let middle = y + height / 2.0;
        x + width > s.x + 1.0 && s.end - 1.0 > *x && middle > s.y + 0.02 * s.size && middle < s.y + 0.72 * s.size
    };
    let upright = |s: &Spot, [x, y, width, height]: &[f32; 4]| {
        *height > THICKEST && x + width > s.x + 1.0 && s.end - 1.0 > *x && y + height > s.y && s.y + 0.7 * s.size > *y
    };
    if spots.iter().any(|s| page.lines.iter().any(|line| struck(s, line) || upright(s, line))) {
        return true;
    }
    spots.sort_by(|a, b| a.y.total_cmp(&b.y));
    spots.iter().enumerate().any(|(i, a)| {
        spots[i + 1..]
            .iter()
            .take_while(|b| b.y - a.y < a.size.max(b.size) * 0.8)
            .any(|b| a.end.min(b.end) - a.x.max(b.x) > 1.0)
    })
}

fn page_faces(document: &Document, page: ObjectId, fonts: &Fonts, known: &mut Known) -> BTreeMap<Vec<u8>, Embedded> {
    let mut faces = BTreeMap::new();
    let resources = document
        .get_dictionary(page)
        .and_then(|p| p.get_deref(b"Resources", document))
        .and_then(Object::as_dict)
        .and_then(|r| r.get_deref(b"Font", document))
        .and_then(Object::as_dict);
    let Ok(list) = resources else { return faces };
    for (name, value) in list {
        let Ok(id) = value.as_reference() else {
            faces.insert(name.clone(), Embedded { odd: true, ..Embedded::default() });
            continue;
        };
        let face = known.typefaces.entry(id).or_insert_with(|| {
            document
                .get_dictionary(id)
                .ok()
                .and_then(|d| embedded(document, d, fonts))
                .unwrap_or(Embedded { odd: true, ..Embedded::default() })
        });
        faces.insert(name.clone(), face.clone());
    }
    faces
}

/// The pictures of a page, by the names that its content has for them; `None` for what is not as we write them.
fn page_pictures(document: &Document, page: ObjectId, known: &mut Known) -> BTreeMap<Vec<u8>, Option<String>> {
    let list = document
        .get_dictionary(page)
        .and_then(|p| p.get_deref(b"Resources", document))
        .and_then(Object::as_dict)
        .and_then(|r| r.get_deref(b"XObject", document))
        .and_then(Object::as_dict);
    let Ok(list) = list else { return BTreeMap::new() };
    let mut pictures = BTreeMap::new();
    for (name, value) in list {
        let Ok(id) = value.as_reference() else { continue };
        let found = known.pictures.entry(id).or_insert_with(|| picture(document, id));
        pictures.insert(name.clone(), found.clone());
    }
    pictures
}

fn picture(document: &Document, id: ObjectId) -> Option<String> {
    let stream = document.get_object(id).and_then(Object::as_stream).ok()?;
    let dict = &stream.dict;
    let plain: [&[u8]; 8] =
        [b"Type", b"Subtype", b"Width", b"Height", b"ColorSpace", b"BitsPerComponent", b"Filter", b"Length"];
    if !dict.iter().all(|(key, _)| plain.contains(&key.as_slice()))
        || dict.get(b"ColorSpace").and_then(Object::as_name).ok()? != b"DeviceRGB"
        || dict.get(b"BitsPerComponent").and_then(Object::as_i64).ok()? != 8
    {
        return None;
    }
    if dict.get(b"Filter").and_then(Object::as_name).is_ok_and(|filter| filter == b"DCTDecode") {
        return Some(fingerprint(Coding::Jpeg, &stream.content, Vec::new));
    }
    let pixels = stream.get_plain_content_with_limit(4 * LIMIT).ok()?;
    Some(fingerprint(Coding::Png, &[], || pixels))
}

/// Reads a typeface, and compares each glyph with the one that its character has in the shipped typeface: what is
/// seen must be what is said.
fn embedded(document: &Document, font: &Dictionary, fonts: &Fonts) -> Option<Embedded> {
    let base = font.get(b"BaseFont").and_then(Object::as_name).ok()?;
    let base = std::str::from_utf8(base).ok()?;
    let id = FaceId::ALL.into_iter().find(|f| base == format!("{}+{}", f.resource(), f.name()))?;
    let stream = |d: &Dictionary, key: &[u8]| -> Option<Vec<u8>> {
        d.get_deref(key, document).and_then(Object::as_stream).ok()?.get_plain_content_with_limit(LIMIT).ok()
    };
    let descendants = font.get_deref(b"DescendantFonts", document).and_then(Object::as_array).ok()?;
    let [descendant] = descendants.as_slice() else { return None };
    let descendant = document.dereference(descendant).ok()?.1.as_dict().ok()?;
    let descriptor = descendant.get_deref(b"FontDescriptor", document).and_then(Object::as_dict).ok()?;
    let program = stream(descriptor, b"FontFile2")?;
    let face = ttf_parser::Face::parse(&program, 0).ok()?;
    let original = fonts.face(id);
    let map = stream(descendant, b"CIDToGIDMap")?;
    let widths = widths(descendant.get_deref(b"W", document).and_then(Object::as_array).ok()?)?;
    let odd = face.units_per_em() != original.units_per_em();
    let mut out = Embedded { face: Some(id), odd, ..Embedded::default() };
    out.odd |= font.get(b"Encoding").and_then(Object::as_name).ok() != Some(b"Identity-H");
    for (code, c) in to_unicode(&stream(font, b"ToUnicode")?)? {
        let at = usize::from(code) * 2;
        let glyph = u16::from_be_bytes([*map.get(at)?, *map.get(at + 1)?]);
        let wanted = fonts.glyph_in(id, c)?;
        out.odd |= outline(&face, glyph) != outline(original, wanted.id);
        out.odd |= widths.get(&code) != Some(&wanted.advance);
        out.codes.insert(code, (c, wanted.advance, wanted.id));
    }
    Some(out)
}

/// The widths of codes as `[first [w w …] …]` has them.
fn widths(array: &[Object]) -> Option<BTreeMap<u16, u16>> {
    let mut out = BTreeMap::new();
    for pair in array.chunks(2) {
        let [first, list] = pair else { return None };
        let first = u16::try_from(first.as_i64().ok()?).ok()?;
        for (i, width) in list.as_array().ok()?.iter().enumerate() {
            let code = first.checked_add(u16::try_from(i).ok()?)?;
            out.insert(code, u16::try_from(width.as_i64().ok()?).ok()?);
        }
    }
    Some(out)
}

/// Codes and characters of a ToUnicode map that has one character to a code; `None` for any other.
fn to_unicode(bytes: &[u8]) -> Option<BTreeMap<u16, char>> {
    let text = std::str::from_utf8(bytes).ok()?;
    let mut out = BTreeMap::new();
    let mut inside = false;
    for line in text.lines().map(str::trim) {
        if line.ends_with("beginbfchar") {
            inside = true;
        } else if line == "endbfchar" {
            inside = false;
        } else if line.contains("bfrange") || line.contains("usecmap") {
            return None;
        } else if inside {
            let (code, target) = line.split_once(' ')?;
            let hex = |part: &str| -> Option<Vec<u16>> {
                let digits = part.trim().strip_prefix('<')?.strip_suffix('>')?;
                if digits.is_empty() || !digits.len().is_multiple_of(4) || !digits.is_ascii() {
                    return None;
                }
                (0..digits.len() / 4).map(|i| u16::from_str_radix(&digits[4 * i..4 * i + 4], 16).ok()).collect()
            };
            let (code, target) = (hex(code)?, hex(target)?);
            let [code] = code.as_slice() else { return None };
            let mut characters = char::decode_utf16(target).collect::<Result<Vec<char>, _>>().ok()?;
            let c = characters.pop()?;
            if !characters.is_empty() || out.insert(*code, c).is_some() {
                return None;
            }
        }
    }
    Some(out)
}
