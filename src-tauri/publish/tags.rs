//! The logical structure of a laid-out document: what a screen reader walks (ISO 32000-1, 14.8; PDF/UA-1).

use crate::tree::Mark;

/// The number of a structure element in its document.
pub(crate) type ElementId = usize;

/// What an element is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Document,
    /// Something apart from the text, with a title: the control block, the council's details.
    Section(&'static str),
    Division,
    Heading(u8),
    Paragraph,
    List(Numbering),
    Item,
    Label,
    Body,
    Table,
    Row,
    HeaderCell,
    Cell,
    Link {
        target: Target,
        words: String,
    },
    /// A picture with what it says.
    Figure {
        alt: String,
    },
    /// The table of contents, or a part of it that lies deeper.
    Contents,
    ContentsItem,
    Reference,
    /// Words that a redline marks.
    Marked {
        mark: Mark,
        words: String,
    },
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// To an address.
    Address(String),
    /// To a heading of the document, by its number.
    Heading(usize),
}

/// How the items of a list are marked (ISO 32000-1, table 347).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Numbering {
    None,
    Disc,
    Circle,
    Decimal,
}

impl Numbering {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Numbering::None => "None",
            Numbering::Disc => "Disc",
            Numbering::Circle => "Circle",
            Numbering::Decimal => "Decimal",
        }
    }
}

impl Kind {
    /// The standard structure type.
    pub(crate) fn tag(&self) -> &'static str {
        match self {
            Kind::Document => "Document",
            Kind::Section(_) => "Sect",
            Kind::Division => "Div",
            Kind::Heading(1) => "H1",
            Kind::Heading(2) => "H2",
            Kind::Heading(3) => "H3",
            Kind::Heading(4) => "H4",
            Kind::Heading(5) => "H5",
            Kind::Heading(_) => "H6",
            Kind::Paragraph => "P",
            Kind::List(_) => "L",
            Kind::Item => "LI",
            Kind::Label => "Lbl",
            Kind::Body => "LBody",
            Kind::Table => "Table",
            Kind::Row => "TR",
            Kind::HeaderCell => "TH",
            Kind::Cell => "TD",
            Kind::Link { .. } => "Link",
            Kind::Figure { .. } => "Figure",
            Kind::Contents => "TOC",
            Kind::ContentsItem => "TOCI",
            Kind::Reference => "Reference",
            Kind::Marked { .. } => "Span",
        }
    }
}

/// A structure element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Element {
    pub kind: Kind,
    pub parent: Option<ElementId>,
    /// The language, where it is not the document's.
    pub language: Option<String>,
}

/// Whose a drawn thing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Owner {
    /// Part of the text.
    Element(ElementId),
    /// Page furniture, which a screen reader passes over.
    Artifact(Artifact),
}

/// A kind of page furniture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Artifact {
    /// The line above the text.
    Header,
    /// The line under the text.
    Footer,
    /// A table's header row, said again on the next page.
    RepeatedRow,
    /// A picture that says nothing.
    Ornament,
}
