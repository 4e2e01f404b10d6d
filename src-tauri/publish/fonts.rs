//! The shipped typefaces: which of them has a character, how wide it is, and the part of them that goes into a file.
//!
//! Noto Sans carries the text; Liberation Sans stands in for the signs it lacks (arrows, ≥, ☐ …). Advance widths and
//! kerning: no ligatures, no shaping, so complex scripts are refused as missing.

use crate::PublishError;
use crate::kerning::Kerning;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use ttf_parser::{Face, GlyphId};

/// A typeface that may be embedded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum FaceId {
    Regular,
    Bold,
    Italic,
    BoldItalic,
    SignsRegular,
    SignsBold,
}

/// How words are set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Weight {
    pub bold: bool,
    pub italic: bool,
}

impl FaceId {
    pub(crate) const ALL: [FaceId; 6] =
        [FaceId::Regular, FaceId::Bold, FaceId::Italic, FaceId::BoldItalic, FaceId::SignsRegular, FaceId::SignsBold];

    /// The PostScript name.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            FaceId::Regular => "NotoSans-Regular",
            FaceId::Bold => "NotoSans-Bold",
            FaceId::Italic => "NotoSans-Italic",
            FaceId::BoldItalic => "NotoSans-BoldItalic",
            FaceId::SignsRegular => "LiberationSans",
            FaceId::SignsBold => "LiberationSans-Bold",
        }
    }

    /// The name under which pages refer to it; also the letters before the `+` of a subset's name.
    pub(crate) const fn resource(self) -> &'static str {
        match self {
            FaceId::Regular => "FNOTRG",
            FaceId::Bold => "FNOTBD",
            FaceId::Italic => "FNOTIT",
            FaceId::BoldItalic => "FNOTBI",
            FaceId::SignsRegular => "FNLIRG",
            FaceId::SignsBold => "FNLIBD",
        }
    }

    /// The font program.
    pub(crate) const fn program(self) -> &'static [u8] {
        match self {
            FaceId::Regular => include_bytes!("fonts/NotoSans-Regular.ttf"),
            FaceId::Bold => include_bytes!("fonts/NotoSans-Bold.ttf"),
            FaceId::Italic => include_bytes!("fonts/NotoSans-Italic.ttf"),
            FaceId::BoldItalic => include_bytes!("fonts/NotoSans-BoldItalic.ttf"),
            FaceId::SignsRegular => include_bytes!("fonts/LiberationSans-Regular.ttf"),
            FaceId::SignsBold => include_bytes!("fonts/LiberationSans-Bold.ttf"),
        }
    }

    const fn index(self) -> usize {
        match self {
            FaceId::Regular => 0,
            FaceId::Bold => 1,
            FaceId::Italic => 2,
            FaceId::BoldItalic => 3,
            FaceId::SignsRegular => 4,
            FaceId::SignsBold => 5,
        }
    }

    const fn of(weight: Weight) -> [FaceId; 2] {
        match (weight.bold, weight.italic) {
            (false, false) => [FaceId::Regular, FaceId::SignsRegular],
            (true, false) => [FaceId::Bold, FaceId::SignsBold],
            (false, true) => [FaceId::Italic, FaceId::SignsRegular],
            (true, true) => [FaceId::BoldItalic, FaceId::SignsBold],
        }
    }
}

/// Parts of typefaces by what they hold.
type Taken = BTreeMap<(FaceId, BTreeSet<char>), Arc<Subset>>;

/// The typefaces, parsed.
pub(crate) struct Fonts {
    faces: [Face<'static>; 6],
    kernings: [Kerning; 6],
    /// The glyphs of the letters that nearly every text is made of, looked up once.
    common: [Vec<Option<Glyph>>; 6],
    /// The parts of typefaces that were taken before.
    subsets: Mutex<Taken>,
}

/// Letters up to the end of Latin Extended-B are looked up beforehand.
const COMMON: u32 = 0x250;

/// How many parts of typefaces are kept: a run over many notices uses few different ones.
const KEPT_SUBSETS: usize = 24;

/// What goes with a text typeface whether a notice uses it or not, so that most notices have the same part of it.
const ALWAYS: &str = " !\"#%&'()*+,-./0123456789:;?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]_abcdefghijklmnopqrstuvwxyz£–—‘’“”•…·";

/// A character that can be drawn: in which typeface, which glyph, how wide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Glyph {
    pub face: FaceId,
    pub id: u16,
    /// Thousandths of an em, cut off as the PDF's width table has it.
    pub advance: u16,
}

impl Fonts {
    /// The typefaces, read once in a process: they are part of the program.
    pub(crate) fn load() -> Result<&'static Fonts, PublishError> {
        static FONTS: OnceLock<Result<Fonts, PublishError>> = OnceLock::new();
        FONTS.get_or_init(Fonts::parse).as_ref().map_err(Clone::clone)
    }

    fn parse() -> Result<Fonts, PublishError> {
        let parse = |id: FaceId| {
            Face::parse(id.program(), 0).map_err(|e| PublishError::Internal {
                doing: "reading a shipped typeface",
                reason: format!("{}: {e}", id.name()),
            })
        };
        let [a, b, c, d, e, f] = FaceId::ALL;
        let faces = [parse(a)?, parse(b)?, parse(c)?, parse(d)?, parse(e)?, parse(f)?];
        let kernings = faces.each_ref().map(Kerning::of);
        let mut fonts = Fonts { faces, kernings, common: Default::default(), subsets: Mutex::default() };
        fonts.common = FaceId::ALL
            .map(|id| (0..COMMON).map(|c| char::from_u32(c).and_then(|c| fonts.looked_up(id, c))).collect::<Vec<_>>());
        Ok(fonts)
    }

    /// How much further right the second glyph of a typeface starts than the first one's width says, in thousandths of
    /// an em.
    pub(crate) fn kern(&self, id: FaceId, first: u16, second: u16) -> i16 {
        self.kernings[id.index()].between(first, second)
    }

    pub(crate) fn face(&self, id: FaceId) -> &Face<'static> {
        &self.faces[id.index()]
    }

    /// The glyph of a character; `None` when no typeface has it, or when it is a control character.
    pub(crate) fn glyph(&self, weight: Weight, c: char) -> Option<Glyph> {
        if c.is_control() {
            return None;
        }
        FaceId::of(weight).into_iter().find_map(|face| self.glyph_in(face, c))
    }

    /// The glyph of a character in that typeface.
    pub(crate) fn glyph_in(&self, id: FaceId, c: char) -> Option<Glyph> {
        match self.common[id.index()].get(c as usize) {
            Some(known) => *known,
            None => self.looked_up(id, c),
        }
    }

    fn looked_up(&self, id: FaceId, c: char) -> Option<Glyph> {
        let face = self.face(id);
        let glyph = face.glyph_index(c).filter(|g| g.0 != 0)?;
        let advance = u32::from(face.glyph_hor_advance(glyph)?) * 1000 / u32::from(face.units_per_em().max(1));
        Some(Glyph { face: id, id: glyph.0, advance: u16::try_from(advance).ok()? })
    }
}

/// The part of a typeface that a file needs. Each character has a code of its own, also where two share a glyph, so
/// that each comes back as itself when the file is read.
pub(crate) struct Subset {
    /// The font program with only those glyphs.
    pub program: Vec<u8>,
    /// The same, compressed.
    pub pressed: Vec<u8>,
    /// Each character's code, from 1, in the characters' order.
    pub codes: BTreeMap<char, u16>,
    /// Each code's width in thousandths of an em.
    pub widths: BTreeMap<u16, u16>,
    /// For each code from 0, the glyph in the program, as two bytes.
    pub code_to_glyph: Vec<u8>,
}

impl Fonts {
    /// The part of the typeface that holds those characters; with upright text typefaces, the common ones as well.
    pub(crate) fn subset(&self, face: FaceId, characters: &BTreeSet<char>) -> Result<Arc<Subset>, PublishError> {
        let mut wanted = characters.clone();
        if matches!(face, FaceId::Regular | FaceId::Bold) {
            wanted.extend(ALWAYS.chars());
        }
        let key = (face, wanted);
        let kept = || self.subsets.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = kept().get(&key) {
            return Ok(known.clone());
        }
        let made = Arc::new(self.taken(face, &key.1)?);
        let mut kept = kept();
        if kept.len() >= KEPT_SUBSETS {
            kept.clear();
        }
        kept.insert(key, made.clone());
        Ok(made)
    }

    fn taken(&self, face: FaceId, characters: &BTreeSet<char>) -> Result<Subset, PublishError> {
        let fault = |reason: String| PublishError::Internal { doing: "taking the needed part of a typeface", reason };
        let mut remapper = subsetter::GlyphRemapper::new();
        let (mut codes, mut widths, mut code_to_glyph) = (BTreeMap::new(), BTreeMap::new(), vec![0, 0]);
        for (i, &c) in characters.iter().enumerate() {
            let code = u16::try_from(i + 1).map_err(|e| fault(e.to_string()))?;
            let glyph = self.glyph_in(face, c).ok_or_else(|| fault(format!("{} has no {c:?}", face.name())))?;
            codes.insert(c, code);
            widths.insert(code, glyph.advance);
            code_to_glyph.extend(remapper.remap(glyph.id).to_be_bytes());
        }
        let program =
            subsetter::subset(face.program(), 0, &remapper).map_err(|e| fault(format!("{}: {e:?}", face.name())))?;
        let pressed = crate::pdf_structure::deflated(&program);
        Ok(Subset { program, pressed, codes, widths, code_to_glyph })
    }
}

/// The outline of a glyph as numbers, for telling whether two glyphs look the same; empty for a blank one.
pub(crate) fn outline(face: &Face<'_>, glyph: u16) -> Vec<i32> {
    let mut shape = Shape(Vec::new());
    let _ = face.outline_glyph(GlyphId(glyph), &mut shape);
    shape.0
}

struct Shape(Vec<i32>);

impl Shape {
    fn push(&mut self, kind: i32, numbers: &[f32]) {
        self.0.push(kind);
        // Sixteenths of a font unit: finer than any difference that could be seen.
        self.0.extend(numbers.iter().map(|n| (n * 16.0).round() as i32));
    }
}

impl ttf_parser::OutlineBuilder for Shape {
    fn move_to(&mut self, x: f32, y: f32) {
        self.push(0, &[x, y]);
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.push(1, &[x, y]);
    }
    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.push(2, &[x1, y1, x, y]);
    }
    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.push(3, &[x1, y1, x2, y2, x, y]);
    }
    fn close(&mut self) {
        self.push(4, &[]);
    }
}
