//! One leaf that was cut into several that stand together, and several that were made one.

use crate::align::{Matching, within};
use crate::line::{self, Class, Line, TELLING, Weighted, ratio};
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// The most parts that are looked for.
const MOST: usize = 24;
/// How many other leaves may stand between them.
const BETWEEN: usize = 3;
/// How much of a part's words must come from the whole (thousandths).
const FROM_WHOLE: u32 = 500;
/// How much of a whole of a few words must be the parts': a list of short items becomes a sentence, or the reverse.
const COVERED_SHORT: u32 = 800;
/// A whole of fewer words than this is short.
const SHORT: usize = 6;
/// How much of the whole and the parts together must be the same words, in the same order.
const COVERED: u32 = 700;

/// Finds old leaves that became several new ones.
pub(crate) fn split(matching: &mut Matching) {
    for (whole, parts) in groups(matching.old, &matching.of_old, matching.new, &matching.of_new) {
        if matching.of_old[whole].is_none() && parts.iter().all(|p| matching.of_new[*p].is_none()) {
            matching.link(&[whole], &parts, true);
        }
    }
}

/// Finds new leaves that were several old ones.
pub(crate) fn merge(matching: &mut Matching) {
    for (whole, parts) in groups(matching.new, &matching.of_new, matching.old, &matching.of_old) {
        if matching.of_new[whole].is_none() && parts.iter().all(|p| matching.of_old[*p].is_none()) {
            matching.link(&parts, &[whole], true);
        }
    }
}

/// Free leaves of one side that are covered by several free neighbours of the other, the best cover first.
fn groups(
    wholes: &[Line],
    of_whole: &[Option<usize>],
    parts: &[Line],
    of_part: &[Option<usize>],
) -> Vec<(usize, Vec<usize>)> {
    let index = Matching::index(parts, of_part);
    let mut found: Vec<(u32, usize, Vec<usize>)> = Vec::new();
    for whole in wholes.iter().filter(|l| of_whole[l.at].is_none() && l.class == Class::Body && l.bag.len() >= 2) {
        let is_part = |p: usize| {
            parts.get(p).is_some_and(|part| {
                of_part[p].is_none()
                    && part.class == Class::Body
                    && !part.bag.is_empty()
                    && part.weight < whole.weight
                    && within(part, whole) >= FROM_WHOLE
            })
        };
        let mut seen_to = 0;
        for candidate in Matching::candidates(whole, &index) {
            if candidate < seen_to || !is_part(candidate) {
                continue;
            }
            // The neighbours around the candidate that could all be parts. What was put in between, or taken from
            // there, does not part them.
            let near = |p: &usize| parts[*p].leaf.section == parts[candidate].leaf.section;
            let reach = MOST + BETWEEN;
            let before = (seen_to..candidate).rev().take(reach).take_while(near).filter(|p| is_part(*p));
            let mut stretch: Vec<usize> = before.take(MOST).collect();
            stretch.reverse();
            stretch.push(candidate);
            let after = (candidate + 1..parts.len()).take(reach).take_while(near).filter(|p| is_part(*p));
            stretch.extend(after.take(MOST));
            seen_to = stretch.last().map_or(candidate, |p| p + 1);
            if let Some((cover, together)) = best_cover(whole, parts, &stretch) {
                found.push((cover, whole.at, together));
            }
        }
    }
    found.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
    found.into_iter().map(|(_, whole, together)| (whole, together)).collect()
}

/// The neighbours of `stretch` that together are most like the whole, if they are like it, each with words of its
/// own, and in its order.
fn best_cover(whole: &Line, parts: &[Line], stretch: &[usize]) -> Option<(u32, Vec<usize>)> {
    let mut best: Option<(u32, &[usize])> = None;
    let enough = if whole.bag.len() < SHORT { COVERED_SHORT } else { COVERED };
    for start in 0..stretch.len() {
        let mut bag: Vec<Weighted> = Vec::new();
        let mut weight = 0;
        for end in start + 1..=stretch.len().min(start + MOST) {
            let part = &parts[stretch[end - 1]];
            bag.extend(&part.bag);
            weight += part.weight;
            // So many words can't be the whole's, however many of them are.
            if weight > 2 * whole.weight {
                break;
            }
            if end - start < 2 {
                continue;
            }
            bag.sort_unstable();
            let cover = ratio(2 * line::common(&bag, &whole.bag).0, weight + whole.weight);
            if cover >= enough && best.is_none_or(|(c, _)| cover > c) {
                best = Some((cover, &stretch[start..end]));
            }
        }
    }
    let (cover, together) = best?;
    // Each part must bring words of its own: not those that the other parts have brought already.
    let shared = |without: Option<usize>| {
        let taken = together.iter().filter(|p| Some(**p) != without);
        let mut bag: Vec<Weighted> = taken.flat_map(|p| parts[*p].bag.iter().copied()).collect();
        bag.sort_unstable();
        line::common(&bag, &whole.bag).0
    };
    let all = shared(None);
    let own = |p: usize| {
        let own = ratio(all - shared(Some(p)), parts[p].weight);
        // A single word is a part only when it says something, and is there.
        if parts[p].bag.len() < 2 { own == 1000 && parts[p].weight >= TELLING } else { own >= FROM_WHOLE }
    };
    if together.iter().any(|p| !own(*p)) {
        return None;
    }
    let keys: Vec<u32> = together.iter().flat_map(|p| parts[*p].text.keys.iter().copied()).collect();
    let kept: usize = capture_diff_slices(Algorithm::Myers, &whole.text.keys, &keys)
        .iter()
        .map(|op| if let DiffOp::Equal { len, .. } = op { *len } else { 0 })
        .sum();
    let in_order = ratio(2 * kept as u32, (keys.len() + whole.text.keys.len()) as u32);
    // A few words may have changed their capitals.
    (whole.bag.len() < SHORT || in_order + 100 >= COVERED).then(|| (cover, together.to_vec()))
}
