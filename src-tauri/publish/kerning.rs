//! How much closer than their widths two letters of a typeface stand: its GPOS table's pair adjustments (OpenType 1.9).
//!
//! Pairs alone: no contextual lookups, which Latin text does without.

use std::sync::atomic::{AtomicI16, Ordering};
use ttf_parser::gpos::{PairAdjustment, PositioningSubtable};
use ttf_parser::{Face, GlyphId, Tag};

/// The pair adjustments of a typeface, with those that were looked up before.
pub(crate) struct Kerning {
    subtables: Vec<PairAdjustment<'static>>,
    units_per_em: i32,
    /// For pairs of the first glyphs, which are the common ones; [`UNKNOWN`] until they are looked up.
    known: Vec<AtomicI16>,
}

/// How many glyphs from the first on have their pairs remembered: all of Latin.
const COMMON: u16 = 600;
/// What nobody sees: a sixth of a point at the size of the text. It would part every other word in the file.
const LEAST: i16 = 16;
/// A pair that was not looked up yet: no typeface moves letters by thirty times their size.
const UNKNOWN: i16 = i16::MIN;

impl Kerning {
    pub(crate) fn of(face: &Face<'static>) -> Kerning {
        let mut lookups: Vec<u16> = Vec::new();
        let mut subtables = Vec::new();
        if let Some(gpos) = face.tables().gpos {
            let wanted = [Tag::from_bytes(b"latn"), Tag::from_bytes(b"DFLT")];
            let script = wanted.into_iter().find_map(|tag| gpos.scripts.find(tag));
            let language = script.and_then(|s| s.default_language);
            for feature in language.iter().flat_map(|l| l.feature_indices).filter_map(|i| gpos.features.get(i)) {
                if feature.tag == Tag::from_bytes(b"kern") {
                    lookups.extend(feature.lookup_indices);
                }
            }
            lookups.sort_unstable();
            lookups.dedup();
            for lookup in lookups.into_iter().filter_map(|i| gpos.lookups.get(i)) {
                for subtable in lookup.subtables.into_iter::<PositioningSubtable<'_>>() {
                    if let PositioningSubtable::Pair(pair) = subtable {
                        subtables.push(pair);
                    }
                }
            }
        }
        let pairs = if subtables.is_empty() { 0 } else { usize::from(COMMON) * usize::from(COMMON) };
        let known = std::iter::repeat_with(|| AtomicI16::new(UNKNOWN)).take(pairs).collect();
        Kerning { subtables, units_per_em: i32::from(face.units_per_em().max(1)), known }
    }

    /// How much further right the second glyph starts than the first one's width says, in thousandths of an em, cut
    /// off towards nought.
    pub(crate) fn between(&self, first: u16, second: u16) -> i16 {
        let place = usize::from(first) * usize::from(COMMON) + usize::from(second);
        let Some(known) = self.known.get(place).filter(|_| first < COMMON && second < COMMON) else {
            return self.looked_up(first, second);
        };
        match known.load(Ordering::Relaxed) {
            UNKNOWN => {
                let found = self.looked_up(first, second);
                known.store(found, Ordering::Relaxed);
                found
            }
            found => found,
        }
    }

    fn looked_up(&self, first: u16, second: u16) -> i16 {
        let units = self.subtables.iter().find_map(|s| adjustment(s, GlyphId(first), GlyphId(second)));
        let moved = i16::try_from(i32::from(units.unwrap_or(0)) * 1000 / self.units_per_em).unwrap_or(0);
        if moved.abs() < LEAST { 0 } else { moved }
    }
}

/// What the first subtable that knows the pair says; `None` when this one doesn't know it.
fn adjustment(subtable: &PairAdjustment<'_>, first: GlyphId, second: GlyphId) -> Option<i16> {
    let covered = subtable.coverage().get(first)?;
    match subtable {
        PairAdjustment::Format1 { sets, .. } => {
            let (value, _) = sets.get(covered)?.get(second)?;
            Some(value.x_advance)
        }
        PairAdjustment::Format2 { classes, matrix, .. } => {
            let (value, _) = matrix.get((classes.0.get(first), classes.1.get(second)))?;
            Some(value.x_advance)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Kerning;
    use crate::fonts::FaceId;

    #[test]
    fn letters_move_closer_where_their_typeface_says_so() {
        let face = ttf_parser::Face::parse(FaceId::Regular.program(), 0).unwrap();
        let kerning = Kerning::of(&face);
        let between =
            |a: char, b: char| kerning.between(face.glyph_index(a).unwrap().0, face.glyph_index(b).unwrap().0);
        assert!(between('T', 'o') < -20, "To: {}", between('T', 'o'));
        assert!(between('A', 'V') < -20, "AV: {}", between('A', 'V'));
        assert_eq!(between('n', 'n'), 0);
    }
}
