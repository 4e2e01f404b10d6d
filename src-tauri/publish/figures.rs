//! Pictures and the table of contents in the flow.

use crate::PublishError;
use crate::breaking::{Line, Style};
use crate::flow::{BODY, Column, Drawing, Flow, RULE, Rule, Slice};
use crate::labels::Labels;
use crate::picture::Picture;
use crate::tags::{ElementId, Kind, Target};
use crate::tree::{ContentsEntry, Logo, Node, Span, contents};
use std::sync::Arc;

/// How high a picture may stand on the page, in points.
const TALLEST: f32 = 360.0;
/// The room of the council's sign, in points.
const LOGO: (f32, f32) = (190.0, 46.0);

/// How wide a picture wants to be, in points: two of its pixels to a point, which is sharp in print.
pub(crate) fn picture_width(picture: &Picture) -> f32 {
    picture.width as f32 / 2.0
}

impl Flow<'_> {
    /// A picture on a line of its own.
    pub(crate) fn picture(&mut self, alt: &str, picture: &Arc<Picture>, parent: ElementId, column: Column) {
        self.at_least(7.0);
        self.drawn(alt, picture, parent, column, (column.width, TALLEST));
        self.at_least(7.0);
    }

    /// The council's sign above the title.
    pub(crate) fn logo(&mut self, logo: &Logo, title: &'static str, column: Column) {
        let section = self.open(Kind::Section(title), 0);
        self.drawn(&logo.alt, &logo.picture, section, column, LOGO);
        self.glue = true;
        self.at_least(18.0);
    }

    fn drawn(&mut self, alt: &str, picture: &Arc<Picture>, parent: ElementId, column: Column, room: (f32, f32)) {
        let (width, height) = (picture.width.max(1) as f32 / 2.0, picture.height.max(1) as f32 / 2.0);
        let scale = (room.0 / width).min(room.1 / height).min(1.0);
        let drawing = Drawing { picture: self.pictures.len(), width: width * scale, height: height * scale };
        self.pictures.push(picture.clone());
        let figure = self.open(Kind::Figure { alt: alt.to_owned() }, parent);
        let mut piece = self.piece(figure, column.x, BODY, Line::default());
        piece.baseline = drawing.height;
        piece.width = drawing.width;
        piece.drawing = Some(drawing);
        self.push(Slice { height: drawing.height, pieces: vec![piece], ..Slice::default() });
    }

    /// The table of contents: each heading with the page it stands on, as a link that leads there.
    pub(crate) fn contents(
        &mut self,
        nodes: &[Node],
        level: u8,
        labels: &'static Labels,
        language: Option<&str>,
        column: Column,
    ) -> Result<(), PublishError> {
        let section = self.open(Kind::Section(labels.contents), 0);
        let heading = self.open(Kind::Heading(level), section);
        self.elements[heading].language = language.map(str::to_owned);
        let style = self.contents_heading();
        self.words(heading, &[Span::plain(labels.contents)], style, column)?;
        self.gap_after(4.0);
        self.glue = true;
        // What this has is numbered on from the headings that stand before the text.
        let before = self.headings.len();
        let mut open: Vec<ElementId> = vec![self.open(Kind::Contents, section)];
        let number_width = self.measure(&[Span::plain("0000")], BODY)?.natural_width();
        for (i, ContentsEntry { level, text, number, .. }) in contents(nodes).into_iter().enumerate() {
            while open.len() > usize::from(level) + 1 {
                open.pop();
            }
            while open.len() <= usize::from(level) {
                let parent = open.last().copied().unwrap_or(section);
                open.push(self.open(Kind::Contents, parent));
            }
            let parent = open.last().copied().unwrap_or(section);
            let item = self.open(Kind::ContentsItem, parent);
            let reference = self.open(Kind::Reference, item);
            let place = before + number;
            let link = self.open(Kind::Link { target: Target::Heading(place), words: text.clone() }, reference);
            let indent = f32::from(level) * 14.0;
            let room = Column { x: column.x + indent, width: column.width - indent - number_width };
            let style = if level == 0 { BODY } else { Style { size: 9.75, leading: 14.0, ..BODY } };
            if i > 0 {
                self.at_least(if level == 0 { 2.6 } else { 1.2 });
            }
            let first = self.slices.len();
            self.words(link, &[Span::plain(text)], style, room)?;
            self.glue_from(first + 1);
            let mut page = self.piece(link, column.x + column.width, style, Line::default());
            page.page_of = Some(place);
            if let Some(last) = self.slices.last_mut() {
                last.pieces.push(page);
                // A hair line leads the eye from the words to the number.
                last.rule = Some(Rule { x: room.x, width: column.width - indent, thickness: 0.4, colour: RULE });
            }
        }
        self.at_least(16.0);
        Ok(())
    }
}
