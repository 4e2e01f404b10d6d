//! How much closer than their widths two letters of a typeface stand: its GPOS table's pair adjustments (OpenType 1.9).
//!
//! Pairs alone: no contextual lookups, which Latin text does without.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use ttf_parser::gpos::{PairAdjustment, PositioningSubtable};
use ttf_parser::{Face, GlyphId, Tag};

/// The pair adjustments of a typeface, with those that were looked up before.
pub(crate) struct Kerning {
    subtables: Vec<PairAdjustment<'static>>,
    units_per_em: i32,
    known: Mutex<BTreeMap<(u16, u16), i16>>,
}

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
        Kerning { subtables, units_per_em: i32::from(face.units_per_em().max(1)), known: Mutex::default() }
    }

    /// How much further right the second glyph starts than the first one's width says, in thousandths of an em, cut
    /// off towards nought.
    pub(crate) fn between(&self, first: u16, second: u16) -> i16 {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        *known.entry((first, second)).or_insert_with(|| {
            let units = self.subtables.iter().find_map(|s| adjustment(s, GlyphId(first), GlyphId(second)));
            i16::try_from(i32::from(units.unwrap_or(0)) * 1000 / self.units_per_em).unwrap_or(0)
        })
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
