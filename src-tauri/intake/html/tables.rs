//! Tables that say something, and those that only place things on the page.

use super::dom::{Ask, NodeRef, words};
use super::inline::Make;
use super::walk::{Walk, heading_level};
use crate::parts::Part;

/// The most columns that one cell may stand over.
const WIDEST: usize = 60;
/// A cell of more words than this in a table without heads holds a page, not a datum.
const LONG: usize = 120;

fn cells<'a>(row: &NodeRef<'a>) -> Vec<NodeRef<'a>> {
    row.children().filter(|c| matches!(c.name(), "td" | "th")).collect()
}

/// Leaves the places empty in which a cell from a row above stands.
fn below(standing: &mut [usize], row: &mut Vec<Vec<Part>>) {
    while let Some(left) = standing.get_mut(row.len()).filter(|left| **left > 0) {
        *left -= 1;
        row.push(Vec::new());
    }
}

/// Whether a cell of a table that only places things holds nothing but links to other pages.
fn is_menu(cell: NodeRef<'_>) -> bool {
    let links: Vec<NodeRef<'_>> = cell.descendants().filter(|n| n.name() == "a" && n.has("href")).collect();
    let linked: usize = links.iter().map(|l| words(*l).split_whitespace().count()).sum();
    links.len() > 2 && linked == words(cell).split_whitespace().count() && linked < links.len() * 5
}

impl Walk<'_> {
    pub(crate) fn table(&mut self, node: NodeRef<'_>, make: &Make, parts: &mut Vec<Part>, depth: usize) {
        let own = |n: &NodeRef<'_>| n.ancestors().find(|a| a.name() == "table").is_some_and(|t| t.id() == node.id());
        let rows: Vec<NodeRef<'_>> = node.descendants().filter(|n| n.name() == "tr" && own(n)).collect();
        let heads = node.descendants().any(|n| n.name() == "th" && own(&n));
        let presentation = matches!(node.attr("role"), "presentation" | "none");
        let full = |row: &NodeRef<'_>| cells(row).iter().filter(|c| !words(**c).trim().is_empty()).count();
        let narrow = rows.iter().all(|r| full(r) < 2) || rows.iter().filter(|r| full(r) > 0).count() < 2;
        let holds_page = node.descendants().any(|n| heading_level(n).is_some())
            || (!heads && node.descendants().skip(1).any(|n| n.name() == "table"))
            || (!heads && rows.iter().flat_map(cells).any(|c| words(c).split_whitespace().count() > LONG));
        for caption in node.children().filter(|c| c.name() == "caption") {
            self.blocks(caption, make, parts, depth + 1);
        }
        if presentation || (narrow && !heads) || holds_page {
            for cell in rows.iter().flat_map(cells) {
                if is_menu(cell) {
                    self.leave_out("navigation", &words(cell));
                } else {
                    self.blocks(cell, make, parts, depth + 1);
                }
            }
            return;
        }
        let line = self.line + 1;
        let mut read: Vec<Vec<Vec<Part>>> = Vec::new();
        let mut header = false;
        // For how many more rows a cell from above stands in each column.
        let mut standing: Vec<usize> = Vec::new();
        for row in &rows {
            let cells = cells(row);
            if cells.is_empty() {
                continue;
            }
            let is_header = row.ancestors().any(|a| a.name() == "thead") || cells.iter().all(|c| c.name() == "th");
            let mut out: Vec<Vec<Part>> = Vec::new();
            for cell in cells {
                below(&mut standing, &mut out);
                let mut inner = Vec::new();
                self.blocks(cell, make, &mut inner, depth + 1);
                let span = cell.attr("colspan").parse::<usize>().unwrap_or(1).clamp(1, WIDEST);
                let down = cell.attr("rowspan").parse::<usize>().unwrap_or(1).clamp(1, 1_000);
                standing.resize(standing.len().max(out.len() + span), 0);
                standing[out.len()..out.len() + span].iter_mut().for_each(|s| *s = down - 1);
                out.push(inner);
                out.extend((1..span).map(|_| Vec::new()));
            }
            below(&mut standing, &mut out);
            header |= read.is_empty() && is_header;
            read.push(out);
        }
        let bold = |cells: &[Vec<Part>]| {
            !cells.is_empty() && cells.iter().all(|c| matches!(c.as_slice(), [Part::Paragraph { bold: true, .. }]))
        };
        header |= read.len() > 1 && bold(&read[0]) && !read[1..].iter().any(|r| bold(r));
        if read.iter().flatten().any(|c| !c.is_empty()) {
            parts.push(Part::Table { line, header, rows: read });
        }
    }
}
