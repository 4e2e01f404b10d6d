//! In which order the children of a merged node stand.

use std::collections::{BTreeMap, BTreeSet};

/// The order of `kept`: mine, with what their side moved or put in taken to its place there. Also what both sides
/// moved to different places.
pub(crate) fn order(
    kept: &BTreeSet<usize>,
    base: &[usize],
    mine: &[usize],
    theirs: &[usize],
) -> (Vec<usize>, Vec<usize>) {
    let (moved_here, moved_there) = (moved(base, mine), moved(base, theirs));
    let here: BTreeSet<usize> = mine.iter().copied().collect();
    let there: BTreeSet<usize> = theirs.iter().copied().collect();
    let taken = |key: &usize| moved_there.contains(key) && !moved_here.contains(key);
    let mut list: Vec<usize> = mine.iter().copied().filter(|k| kept.contains(k) && !taken(k)).collect();
    let followed: Vec<usize> = theirs.iter().copied().filter(|k| kept.contains(k)).collect();
    for (i, key) in followed.iter().copied().enumerate() {
        if here.contains(&key) && !taken(&key) {
            continue;
        }
        let place = |of: usize| list.iter().position(|k| *k == of);
        let before = i.checked_sub(1).map(|b| followed[b]);
        // What I moved away is no neighbour any more: then the one that follows is.
        let after = followed.get(i + 1).copied().filter(|k| !taken(k) && !moved_here.contains(k)).and_then(place);
        if let Some(at) = after.filter(|_| before.is_some_and(|b| moved_here.contains(&b))) {
            list.insert(at, key);
            continue;
        }
        let mut at = before.and_then(place).map_or(0, |p| p + 1);
        // What only my side put there stands before what only theirs did.
        while list.get(at).is_some_and(|k| !there.contains(k)) {
            at += 1;
        }
        list.insert(at, key);
    }
    let in_list: BTreeSet<usize> = list.iter().copied().collect();
    // Kept at a place that is on neither side in this node: after all others.
    list.extend(kept.iter().filter(|k| !in_list.contains(k)));
    let mut apart = Vec::new();
    let next_to = |list: &[usize], key: usize| {
        let at = list.iter().position(|k| *k == key);
        at.map(|at| at.checked_sub(1).map(|b| list[b]))
    };
    for key in kept.iter().copied().filter(|k| moved_here.contains(k) && moved_there.contains(k)) {
        if next_to(mine, key) != next_to(theirs, key) {
            apart.push(key);
        }
    }
    (list, apart)
}

/// The keys of `now` that left their place among the others of `before`: all but the longest run that kept its order.
fn moved(before: &[usize], now: &[usize]) -> BTreeSet<usize> {
    let place: BTreeMap<usize, usize> = before.iter().enumerate().map(|(i, k)| (*k, i)).collect();
    let shared: Vec<(usize, usize)> = now.iter().filter_map(|k| Some((*k, *place.get(k)?))).collect();
    // Patience: the smallest last place of a chain of each length, and what each stands after.
    let mut ends: Vec<usize> = Vec::new();
    let mut after: Vec<Option<usize>> = vec![None; shared.len()];
    for (i, (_, at)) in shared.iter().enumerate() {
        let length = ends.partition_point(|e| shared[*e].1 < *at);
        after[i] = length.checked_sub(1).map(|l| ends[l]);
        if length == ends.len() { ends.push(i) } else { ends[length] = i }
    }
    let mut kept = BTreeSet::new();
    let mut at = ends.last().copied();
    while let Some(i) = at {
        kept.insert(shared[i].0);
        at = after[i];
    }
    shared.into_iter().map(|(key, _)| key).filter(|key| !kept.contains(key)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_sides_orders() {
        type Keys<'a> = &'a [usize];
        let cases: &[(Keys, Keys, Keys, Keys)] = &[
            (&[1, 2, 3], &[1, 2, 3], &[3, 1, 2], &[3, 1, 2]),
            (&[1, 2, 3], &[3, 1, 2], &[1, 2, 3], &[3, 1, 2]),
            (&[1, 2], &[1, 8, 2], &[1, 9, 2], &[1, 8, 9, 2]),
            (&[1, 2], &[1, 2], &[7, 1, 8, 9, 2], &[7, 1, 8, 9, 2]),
            (&[1, 2, 3, 4], &[2, 1, 3, 4], &[1, 2, 4, 3], &[2, 1, 4, 3]),
            (&[], &[], &[], &[]),
        ];
        for (base, mine, theirs, expected) in cases {
            let kept = mine.iter().chain(*theirs).copied().collect();
            let (order, apart) = order(&kept, base, mine, theirs);
            assert_eq!(&order, expected, "{base:?} {mine:?} {theirs:?}");
            assert!(apart.is_empty());
        }
    }
}
