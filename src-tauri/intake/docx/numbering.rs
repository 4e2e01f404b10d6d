//! Which lists are numbered and which have bullets.

use super::paragraph::{child, value};
use super::styles::Local;
use roxmltree::{Document, Node};
use std::collections::BTreeMap;

/// For each list and level, whether it is numbered; what is none has no sign at all.
#[derive(Debug, Default)]
pub(crate) struct Numbering(BTreeMap<(String, usize), Sign>);

/// The sign of a list's items.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sign {
    Bullet,
    Number,
    None,
}

impl Numbering {
    pub(crate) fn of(document: Option<&Document<'_>>) -> Numbering {
        let mut found = Numbering::default();
        let Some(document) = document else { return found };
        let all = |name: &'static str| document.descendants().filter(move |n| n.has_tag_name_of(name));
        let abstracts: BTreeMap<&str, Node<'_, '_>> =
            all("abstractNum").filter_map(|n| Some((n.attr("abstractNumId")?, n))).collect();
        for num in all("num") {
            let (Some(id), Some(of)) = (num.attr("numId"), child(num, "abstractNumId").and_then(value)) else {
                continue;
            };
            let levels = abstracts.get(of).into_iter().flat_map(|a| a.children());
            let own = num.children().filter_map(|o| child(o, "lvl"));
            for level in levels.chain(own).filter(|l| l.has_tag_name_of("lvl")) {
                let at = level.attr("ilvl").and_then(|v| v.parse().ok()).unwrap_or(0);
                let sign = match child(level, "numFmt").and_then(value) {
                    Some("bullet") => Sign::Bullet,
                    Some("none") => Sign::None,
                    Some(_) | None => Sign::Number,
                };
                found.0.insert((id.to_owned(), at), sign);
            }
        }
        found
    }

    /// The sign of the items of a list at a level; nothing for a list that is switched off.
    pub(crate) fn sign(&self, list: &str, level: usize) -> Option<Sign> {
        if list == "0" {
            return None;
        }
        let sign = self.0.get(&(list.to_owned(), level)).copied();
        // A list that the file does not describe is shown with bullets.
        Some(sign.unwrap_or(Sign::Bullet)).filter(|s| *s != Sign::None)
    }
}
