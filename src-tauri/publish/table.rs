//! Tables in the flow: column widths, rows, and the header row that is said again on the next page.

use crate::PublishError;
use crate::breaking::{Line, Style};
use crate::figures::picture_width;
use crate::flow::{BOLD, CELL, Column, Flow, QUIET, RULE, Rule, Slice, TALL_ROW, beside, lower};
use crate::tags::{ElementId, Kind};
use crate::tree::{Node, Span};

impl Flow<'_> {
    /// A table, with a line under each row.
    pub(crate) fn table(
        &mut self,
        header: &[Vec<Node>],
        rows: &[Vec<Vec<Node>>],
        parent: ElementId,
        column: Column,
    ) -> Result<(), PublishError> {
        let table = self.open(Kind::Table, parent);
        let columns = self.columns(header, rows, column)?;
        self.at_least(8.0);
        let number = self.header_rows.len();
        self.header_rows.push(Vec::new());
        if !header.is_empty() {
            let style = Style { weight: BOLD, ..CELL };
            let row = self.row(header, table, &columns, style, true, column)?;
            self.header_rows[number].clone_from(&row);
            self.take(row);
            self.glue = true;
        }
        for row in rows {
            let slices = self.row(row, table, &columns, CELL, false, column)?;
            let start = self.slices.len();
            self.take(slices);
            self.slices.iter_mut().skip(start).for_each(|s| s.table = Some(number));
        }
        self.glue = false;
        self.at_least(10.0);
        Ok(())
    }

    fn row(
        &mut self,
        cells: &[Vec<Node>],
        table: ElementId,
        columns: &[Column],
        style: Style,
        header: bool,
        whole: Column,
    ) -> Result<Vec<Slice>, PublishError> {
        let row = self.open(Kind::Row, table);
        let mut laid = Vec::new();
        for (cell, &column) in cells.iter().zip(columns) {
            let kind = if header && !cell.is_empty() { Kind::HeaderCell } else { Kind::Cell };
            let element = self.open(kind, row);
            laid.push(self.aside(|flow| {
                flow.nodes(cell, element, column, style, 1)?;
                if flow.slices.is_empty() {
                    // An empty cell is still a cell of its row.
                    let blank = flow.piece(element, column.x, style, Line::default());
                    flow.push(Slice { height: style.leading, pieces: vec![blank], ..Slice::default() });
                }
                Ok(())
            })?);
        }
        let mut slices = beside(laid);
        let height: f32 = slices.iter().map(|s| s.before + s.height).sum();
        let count = slices.len();
        for (i, slice) in slices.iter_mut().enumerate() {
            slice.glued = i > 0 && (height < TALL_ROW || i == 1 || i + 1 == count);
        }
        if let Some(first) = slices.first_mut() {
            first.before = 0.0;
            lower(first, 5.0);
        }
        if let Some(last) = slices.last_mut() {
            last.height += 5.0;
            last.rule = Some(Rule {
                x: whole.x,
                width: whole.width,
                thickness: if header { 1.2 } else { 0.6 },
                colour: if header { QUIET } else { RULE },
            });
        }
        Ok(slices)
    }

    /// How wide the columns are: each as wide as its words want when there is room, otherwise the room beyond the
    /// longest words is shared out by need.
    fn columns(
        &self,
        header: &[Vec<Node>],
        rows: &[Vec<Vec<Node>>],
        column: Column,
    ) -> Result<Vec<Column>, PublishError> {
        let count = rows.iter().map(Vec::len).chain([header.len()]).max().unwrap_or(0).max(1);
        let gutter = 14.0;
        let room = column.width - gutter * (count as f32 - 1.0);
        let mut want = vec![24.0f32; count];
        let mut need = vec![24.0f32; count];
        let bold = Style { weight: BOLD, ..CELL };
        let styled = rows.iter().map(|r| (r.as_slice(), CELL)).chain([(header, bold)]);
        for (row, style) in styled {
            for (i, cell) in row.iter().enumerate() {
                let (wanted, needed) = self.extent(cell, style)?;
                want[i] = want[i].max(wanted);
                need[i] = need[i].max(needed);
            }
        }
        let (wanted, needed): (f32, f32) = (want.iter().sum(), need.iter().sum());
        let widths: Vec<f32> = if wanted <= room {
            want.iter().map(|w| w + (room - wanted) * w / wanted).collect()
        } else if needed <= room {
            // Long columns don't push short ones to their narrowest: need counts by its root.
            let share: Vec<f32> = want.iter().zip(&need).map(|(w, n)| (w - n).max(0.0).sqrt()).collect();
            let shares: f32 = share.iter().sum::<f32>().max(0.001);
            need.iter().zip(&share).map(|(n, s)| n + (room - needed) * s / shares).collect()
        } else {
            need.iter().map(|n| n * room / needed).collect()
        };
        let mut x = column.x;
        Ok(widths
            .into_iter()
            .map(|width| {
                let c = Column { x, width };
                x += width + gutter;
                c
            })
            .collect())
    }

    /// The width that a cell wants and the least it needs.
    fn extent(&self, nodes: &[Node], style: Style) -> Result<(f32, f32), PublishError> {
        let mut extent = (0.0f32, 0.0f32);
        let widen = |extent: &mut (f32, f32), spans: &[Span], indent: f32| -> Result<(), PublishError> {
            let measured = self.measure(spans, style)?;
            extent.0 = extent.0.max(measured.natural_width() + indent + 0.5);
            extent.1 = extent.1.max(measured.narrowest() + indent + 0.5);
            Ok(())
        };
        for node in nodes {
            match node {
                Node::Paragraph(spans) => widen(&mut extent, spans, 0.0)?,
                Node::List { items, .. } => {
                    for inner in items.iter().flatten() {
                        if let Node::Paragraph(spans) = inner {
                            widen(&mut extent, spans, 20.0)?;
                        }
                    }
                }
                Node::Picture { picture: Some(picture), .. } => {
                    extent.0 = extent.0.max(picture_width(picture).min(180.0));
                    extent.1 = extent.1.max(60.0);
                }
                Node::Heading { .. }
                | Node::Table { .. }
                | Node::Callout(_)
                | Node::Picture { picture: None, .. }
                | Node::Changed(_)
                | Node::Foreign { .. }
                | Node::Entries(_) => {}
            }
        }
        Ok(extent)
    }
}
