//! Which of the paired leaves kept their place: the heaviest chain of pairs that rise on both sides.
//! The others were moved. Heaviest, so that of two parts that changed places the lighter one moved.

/// A pair of places with the weight of what stands there.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pair {
    pub(crate) old: usize,
    pub(crate) new: usize,
    pub(crate) weight: u64,
}

/// For each pair, whether it is in the heaviest chain. No place may be in two pairs. n log n.
pub(crate) fn heaviest(pairs: &[Pair]) -> Vec<bool> {
    let mut order: Vec<usize> = (0..pairs.len()).collect();
    order.sort_by_key(|p| pairs[*p].old);
    let places = pairs.iter().map(|p| p.new + 1).max().unwrap_or(0);
    // A Fenwick tree over the new places: the heaviest chain that ends at or before each, and its last pair.
    let mut tree: Vec<(u64, Option<usize>)> = vec![(0, None); places + 1];
    let mut before: Vec<Option<usize>> = vec![None; pairs.len()];
    let mut best: (u64, Option<usize>) = (0, None);
    for p in order {
        let mut heaviest = (0, None);
        let mut at = pairs[p].new;
        while at > 0 {
            if tree[at].0 > heaviest.0 {
                heaviest = tree[at];
            }
            at &= at - 1;
        }
        before[p] = heaviest.1;
        let total = heaviest.0 + pairs[p].weight;
        let mut at = pairs[p].new + 1;
        while at <= places {
            if total > tree[at].0 {
                tree[at] = (total, Some(p));
            }
            at += at & at.wrapping_neg();
        }
        if total > best.0 {
            best = (total, Some(p));
        }
    }
    let mut chosen = vec![false; pairs.len()];
    let mut at = best.1;
    while let Some(p) = at {
        chosen[p] = true;
        at = before[p];
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lighter_part_moves() {
        let pairs = |places: &[(usize, usize, u64)]| -> Vec<bool> {
            heaviest(&places.iter().map(|&(old, new, weight)| Pair { old, new, weight }).collect::<Vec<_>>())
        };
        assert_eq!(pairs(&[]), [false; 0]);
        assert_eq!(pairs(&[(0, 0, 1), (1, 2, 5), (2, 1, 3)]), [true, true, false]);
        assert_eq!(pairs(&[(0, 0, 1), (1, 2, 3), (2, 1, 5)]), [true, false, true]);
        assert_eq!(pairs(&[(0, 3, 4), (1, 0, 2), (2, 1, 2), (3, 2, 2)]), [false, true, true, true]);
    }
}
