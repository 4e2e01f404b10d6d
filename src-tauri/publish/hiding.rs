//! What a page's own styles hide, as far as it can be told without laying the page out.

use scraper::node::Element;
use std::collections::BTreeSet;

/// Declarations that take words out of sight, without white space.
const OUT_OF_SIGHT: [&str; 9] = [
    "display:none",
    "visibility:hidden",
    "visibility:collapse",
    "opacity:0",
    "font-size:0",
    "left:-",
    "top:-999",
    "text-indent:-",
    "clip:rect(",
];

fn bare(css: &str) -> String {
    css.to_ascii_lowercase().split_whitespace().collect()
}

fn hides(declarations: &str) -> bool {
    OUT_OF_SIGHT.iter().any(|d| declarations.contains(d))
}

/// The classes and ids that a page's style sheets hide.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Hidden {
    names: BTreeSet<String>,
}

impl Hidden {
    /// Reads the sheets of a page.
    pub(crate) fn by<'a>(sheets: impl IntoIterator<Item = &'a str>) -> Hidden {
        let mut names = BTreeSet::new();
        for sheet in sheets {
            for rule in sheet.split('}') {
                let Some((selectors, declarations)) = rule.rsplit_once('{') else { continue };
                if !hides(&bare(declarations)) {
                    continue;
                }
                // What stands before an inner brace is the condition of a group of rules.
                let selectors = selectors.rsplit('{').next().unwrap_or_default();
                for selector in selectors.split(',') {
                    let last = selector.split_whitespace().last().unwrap_or_default();
                    if last.contains(':') {
                        continue;
                    }
                    let mut start = 0;
                    for (at, sign) in last.char_indices().filter(|(_, c)| matches!(c, '.' | '#' | '[')) {
                        if at > start {
                            keep(&mut names, &last[start..at]);
                        }
                        start = at;
                        if sign == '[' {
                            break;
                        }
                    }
                    keep(&mut names, last.get(start..).unwrap_or_default());
                }
            }
        }
        Hidden { names }
    }

    /// Whether an element is hidden: by its attributes, its own style, or a style sheet of the page.
    pub(crate) fn hides(&self, element: &Element) -> bool {
        element.attr("hidden").is_some()
            || element.attr("style").is_some_and(|style| hides(&bare(style)))
            || element.classes().any(|class| self.names.contains(&format!(".{class}")))
            || element.id().is_some_and(|id| self.names.contains(&format!("#{id}")))
    }
}

fn keep(names: &mut BTreeSet<String>, part: &str) {
    if part.len() > 1 && part.starts_with(['.', '#']) {
        names.insert(part.to_string());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_and_ids_that_are_hidden() {
        let hidden = Hidden::by([
            ".z { display : none } p{color:red} #menu,.nav .sub-menu{ left: -9999px }",
            "@media print { .ad { visibility: hidden } .text { color: black } } .x:hover{display:none}",
        ]);
        let names: Vec<&str> = hidden.names.iter().map(String::as_str).collect();
        assert_eq!(names, ["#menu", ".ad", ".sub-menu", ".z"]);
    }
}
