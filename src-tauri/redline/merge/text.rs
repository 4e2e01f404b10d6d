//! The words of one paragraph from three sides.

use crate::words;
use fairnotice_notice::Run;
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::collections::HashMap;

/// Words of both sides as one, and where they can't both be had: base, mine, theirs.
pub(crate) struct Blended {
    pub(crate) runs: Vec<Run>,
    pub(crate) conflicts: Vec<[String; 3]>,
}

/// A word with its make, in as many runs as its parts have makes. A variable is one word: it stands for one thing.
type Token = Vec<Run>;

/// Takes what each side changed. Where both changed the same words, mine stay.
pub(crate) fn blend(base: &[Run], mine: &[Run], theirs: &[Run]) -> Blended {
    let sides = [tokens(base), tokens(mine), tokens(theirs)];
    let keys = numbered(&sides);
    let (to_mine, to_theirs) = (matches(&keys[0], &keys[1]), matches(&keys[0], &keys[2]));
    let [base, mine, theirs] = sides;
    let mut out = Blended { runs: Vec::new(), conflicts: Vec::new() };
    let (mut b, mut m, mut t) = (0, 0, 0);
    while b < base.len() || m < mine.len() || t < theirs.len() {
        // A word that all three have.
        if b < base.len() && to_mine[b] == Some(m) && to_theirs[b] == Some(t) {
            out.extend(&mine[m..m + 1]);
            (b, m, t) = (b + 1, m + 1, t + 1);
            continue;
        }
        // On to the next word that all three have.
        let next = (b..base.len()).find_map(|b| Some((b, to_mine[b]?, to_theirs[b]?)));
        let (b_end, m_end, t_end) = next.unwrap_or((base.len(), mine.len(), theirs.len()));
        out.part(&base[b..b_end], &mine[m..m_end], &theirs[t..t_end]);
        (b, m, t) = (b_end, m_end, t_end);
    }
    out
}

impl Blended {
    fn extend(&mut self, tokens: &[Token]) {
        for run in tokens.iter().flatten() {
            match self.runs.last_mut() {
                Some(last) if last.var.is_none() && run.var.is_none() && same_make(last, run) => {
                    last.text.push_str(&run.text);
                }
                _ => self.runs.push(run.clone()),
            }
        }
    }

    fn part(&mut self, base: &[Token], mine: &[Token], theirs: &[Token]) {
        if mine == base {
            self.extend(theirs);
        } else {
            self.extend(mine);
            if theirs != base && theirs != mine {
                let text = |tokens: &[Token]| tokens.iter().flatten().map(|r| r.text.as_str()).collect::<String>();
                self.conflicts.push([text(base), text(mine), text(theirs)]);
            }
        }
    }
}

fn same_make(a: &Run, b: &Run) -> bool {
    a.link == b.link && a.emphasis == b.emphasis && a.var == b.var
}

fn tokens(runs: &[Run]) -> Vec<Token> {
    let mut tokens = Vec::new();
    for stretch in runs.chunk_by(|a, b| a.var.is_none() && b.var.is_none()) {
        if stretch.iter().any(|r| r.var.is_some()) {
            tokens.push(stretch.to_vec());
            continue;
        }
        let text = fairnotice_notice::content::text_of(stretch);
        let mut pieces = stretch.iter().flat_map(|run| run.text.char_indices().map(move |(_, c)| (c, run)));
        for word in words::words(&text) {
            let mut token: Token = Vec::new();
            for _ in text[word.core.start..word.end].chars() {
                let Some((c, run)) = pieces.next() else { break };
                match token.last_mut() {
                    Some(last) if same_make(last, run) => last.text.push(c),
                    _ => token.push(Run { text: c.to_string(), ..run.clone() }),
                }
            }
            tokens.push(token);
        }
    }
    tokens
}

/// Equal tokens by equal numbers.
fn numbered(sides: &[Vec<Token>; 3]) -> [Vec<usize>; 3] {
    let mut known: HashMap<String, Vec<(&Token, usize)>> = HashMap::new();
    let mut next = 0;
    sides.each_ref().map(|tokens| {
        let mut keys = Vec::with_capacity(tokens.len());
        for token in tokens {
            let text: String = token.iter().map(|r| r.text.as_str()).collect();
            let alike = known.entry(text).or_default();
            let key = alike.iter().find(|(t, _)| *t == token).map(|(_, key)| *key).unwrap_or_else(|| {
                next += 1;
                alike.push((token, next));
                next
            });
            keys.push(key);
        }
        keys
    })
}

/// For each word of the first its partner in the second.
fn matches(from: &[usize], to: &[usize]) -> Vec<Option<usize>> {
    let mut found = vec![None; from.len()];
    for op in capture_diff_slices(Algorithm::Myers, from, to) {
        if let DiffOp::Equal { old_index, new_index, len } = op {
            (0..len).for_each(|i| found[old_index + i] = Some(new_index + i));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(base: &str, mine: &str, theirs: &str, expected: &str, conflicts: usize) {
        let blended = blend(&[Run::plain(base)], &[Run::plain(mine)], &[Run::plain(theirs)]);
        let text: String = blended.runs.iter().map(|r| r.text.as_str()).collect();
        assert_eq!((text.as_str(), blended.conflicts.len()), (expected, conflicts));
    }

    #[test]
    fn what_each_side_changed_is_taken() {
        let base = "We keep it for 6 years and then destroy it.";
        check(
            base,
            "We keep it for 7 years and then destroy it.",
            base,
            "We keep it for 7 years and then destroy it.",
            0,
        );
        check(
            base,
            "We keep it for 7 years and then destroy it.",
            "We keep it for 6 years and then burn it.",
            "We keep it for 7 years and then burn it.",
            0,
        );
        check(
            base,
            "We keep it for 7 years and then destroy it.",
            "We keep it for 8 years and then destroy it.",
            "We keep it for 7 years and then destroy it.",
            1,
        );
        check("", "A", "A", "A", 0);
        check("A b", "A", "", "A", 1);
    }

    #[test]
    fn a_variable_stays_one() {
        let var = |text: &str| Run { var: Some("dpo.post".into()), ..Run::plain(text) };
        let base = [Run::plain("Ask the "), var("Data Protection Officer"), Run::plain(" in writing.")];
        let mine = [Run::plain("Ask the "), var("Data Protection Officer"), Run::plain(" by letter.")];
        let theirs = [Run::plain("Write to the "), var("Information Governance Lead"), Run::plain(" in writing.")];
        let blended = blend(&base, &mine, &theirs);
        assert!(blended.conflicts.is_empty());
        let expected = [Run::plain("Write to the "), var("Information Governance Lead"), Run::plain(" by letter.")];
        assert_eq!(blended.runs, expected);
    }
}
