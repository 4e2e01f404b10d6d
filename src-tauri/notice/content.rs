//! What a notice says: sections of fields of blocks of runs.
//!
//! The JSON form of these types is a contract (`show --format json`, `edit --from`). Unknown names are
//! refused, not dropped: content from a newer Fair Notice must not lose words by passing through here.

use crate::roles::Role;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The whole text of a notice in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Content {
    /// The title as readers see it.
    pub title: String,
    /// The language of the text, as a BCP 47 tag ("en-GB", "cy").
    pub language: String,
    /// The sections in reading order.
    pub sections: Vec<Section>,
}

/// A heading with the fields under it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Stable across revisions; empty until [`Content::assign_ids`] gives one.
    #[serde(default)]
    pub id: String,
    /// The heading's words; empty for text that stands before the first heading.
    pub heading: String,
    /// The heading's level: 2 (below the title) to 6.
    pub level: u8,
    /// The fields in reading order.
    pub fields: Vec<Field>,
}

/// A part of a section with one meaning in law.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// Stable across revisions; empty until [`Content::assign_ids`] gives one.
    #[serde(default)]
    pub id: String,
    /// What the field means in law.
    pub role: Role,
    /// How the field is edited.
    #[serde(default)]
    pub kind: FieldKind,
    /// The text.
    pub blocks: Vec<Block>,
}

/// How a field is edited; what it holds is always blocks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FieldKind {
    /// Free text: paragraphs, lists, tables, callouts.
    #[default]
    Prose,
    /// An optional lead-in and one list, edited one line an item.
    Items,
    /// Names, posts, addresses, telephone numbers and links.
    Contacts,
    /// An optional lead-in and one list; each item is a purpose, with what belongs to it in a list below it, such as
    /// "Lawful basis: …". Edited as cards.
    Purposes,
    /// An optional lead-in and one table of records, how long they are kept, from when, and why. Edited as rows.
    Retention,
}

/// A block of text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "lowercase", deny_unknown_fields)]
pub enum Block {
    /// A paragraph.
    Paragraph {
        /// Stable across revisions, where there is one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        id: Option<String>,
        /// The text.
        runs: Vec<Run>,
    },
    /// A list; items may hold lists.
    List {
        /// Stable across revisions, where there is one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        id: Option<String>,
        /// Numbered rather than bulleted.
        #[serde(default)]
        ordered: bool,
        /// The items in order.
        items: Vec<Item>,
    },
    /// A table with one header row.
    Table {
        /// Stable across revisions, where there is one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        id: Option<String>,
        /// The header row; empty when the table has none (a finding: WCAG 1.3.1).
        #[serde(default)]
        header: Vec<Vec<Block>>,
        /// The rows, each of cells of blocks.
        rows: Vec<Vec<Vec<Block>>>,
    },
    /// A paragraph or more set apart from the rest.
    Callout {
        /// Stable across revisions, where there is one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        id: Option<String>,
        /// What it holds.
        blocks: Vec<Block>,
    },
    /// A picture.
    Image {
        /// Stable across revisions, where there is one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        id: Option<String>,
        /// What the picture says, in words (WCAG 1.1.1).
        alt: String,
        /// SHA-256 of the picture's bytes.
        asset: String,
    },
}

/// An item of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Stable across revisions, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// What it holds: usually one paragraph, sometimes a nested list after it.
    pub blocks: Vec<Block>,
}

/// A stretch of text of one make.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Run {
    /// The words. For a variable: what it stood for when it was last resolved.
    pub text: String,
    /// Where the text leads.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<Link>,
    /// How it is stressed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub emphasis: Option<Emphasis>,
    /// The variable whose text this is, such as `role-holder.post`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub var: Option<String>,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// The address; `None` when the text was a link whose target is lost (a finding: WCAG 2.4.4).
    pub href: Option<String>,
}

/// How a run is stressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Emphasis {
    /// Strong importance.
    Strong,
    /// Stress.
    Em,
}

impl FieldKind {
    /// Every kind.
    pub const ALL: [FieldKind; 5] =
        [FieldKind::Prose, FieldKind::Items, FieldKind::Contacts, FieldKind::Purposes, FieldKind::Retention];

    /// The name in JSON and Markdown.
    pub const fn name(self) -> &'static str {
        match self {
            FieldKind::Prose => "prose",
            FieldKind::Items => "items",
            FieldKind::Contacts => "contacts",
            FieldKind::Purposes => "purposes",
            FieldKind::Retention => "retention",
        }
    }
}

impl Run {
    /// Plain words.
    pub fn plain(text: impl Into<String>) -> Self {
        Run { text: text.into(), ..Run::default() }
    }

    /// Words that lead somewhere; `None` for a lost target.
    pub fn linked(text: impl Into<String>, href: Option<String>) -> Self {
        Run { text: text.into(), link: Some(Link { href }), ..Run::default() }
    }

    fn same_make(&self, other: &Run) -> bool {
        self.link == other.link && self.emphasis == other.emphasis && self.var.is_none() && other.var.is_none()
    }
}

/// The words of some runs, one after the other.
pub fn text_of(runs: &[Run]) -> String {
    runs.iter().map(|r| r.text.as_str()).collect()
}

impl Block {
    /// A paragraph of plain words.
    pub fn paragraph(text: impl Into<String>) -> Self {
        Block::Paragraph { id: None, runs: vec![Run::plain(text)] }
    }

    /// A bulleted list of plain items.
    pub fn bullets<T: Into<String>>(items: impl IntoIterator<Item = T>) -> Self {
        Block::List {
            id: None,
            ordered: false,
            items: items.into_iter().map(|t| Item { id: None, blocks: vec![Block::paragraph(t)] }).collect(),
        }
    }

    /// The block's own id, where it has one.
    pub fn id(&self) -> Option<&str> {
        match self {
            Block::Paragraph { id, .. }
            | Block::List { id, .. }
            | Block::Table { id, .. }
            | Block::Callout { id, .. }
            | Block::Image { id, .. } => id.as_deref(),
        }
    }

    /// The place where the block's own id is kept.
    pub fn id_mut(&mut self) -> &mut Option<String> {
        match self {
            Block::Paragraph { id, .. }
            | Block::List { id, .. }
            | Block::Table { id, .. }
            | Block::Callout { id, .. }
            | Block::Image { id, .. } => id,
        }
    }

    /// The words in the block, paragraphs parted by line ends; a picture's are its alternative text.
    pub fn plain_text(&self) -> String {
        match self {
            Block::Paragraph { runs, .. } => text_of(runs),
            Block::List { items, .. } => join(items.iter().flat_map(|i| &i.blocks)),
            Block::Table { header, rows, .. } => join(header.iter().chain(rows.iter().flatten()).flatten()),
            Block::Callout { blocks, .. } => join(blocks),
            Block::Image { alt, .. } => alt.clone(),
        }
    }

    /// Calls `visit` on this block and on every block inside it, in reading order.
    pub fn walk<'a>(&'a self, visit: &mut dyn FnMut(&'a Block)) {
        visit(self);
        match self {
            Block::Paragraph { .. } | Block::Image { .. } => {}
            Block::List { items, .. } => items.iter().flat_map(|i| &i.blocks).for_each(|b| b.walk(visit)),
            Block::Table { header, rows, .. } => {
                header.iter().chain(rows.iter().flatten()).flatten().for_each(|b| b.walk(visit));
            }
            Block::Callout { blocks, .. } => blocks.iter().for_each(|b| b.walk(visit)),
        }
    }

    /// As [`Block::walk`], with leave to change. The visitor sees a block before what is inside it.
    pub fn walk_mut(&mut self, visit: &mut dyn FnMut(&mut Block)) {
        visit(self);
        match self {
            Block::Paragraph { .. } | Block::Image { .. } => {}
            Block::List { items, .. } => {
                items.iter_mut().flat_map(|i| &mut i.blocks).for_each(|b| b.walk_mut(visit));
            }
            Block::Table { header, rows, .. } => {
                header.iter_mut().chain(rows.iter_mut().flatten()).flatten().for_each(|b| b.walk_mut(visit));
            }
            Block::Callout { blocks, .. } => blocks.iter_mut().for_each(|b| b.walk_mut(visit)),
        }
    }
}

fn join<'a>(blocks: impl IntoIterator<Item = &'a Block>) -> String {
    blocks.into_iter().map(Block::plain_text).collect::<Vec<_>>().join("\n")
}

impl Section {
    /// The words of the section without its heading.
    pub fn plain_text(&self) -> String {
        join(self.fields.iter().flat_map(|f| &f.blocks))
    }
}

impl Field {
    /// The words of the field.
    pub fn plain_text(&self) -> String {
        join(&self.blocks)
    }

    /// How many list items the field holds, at any depth.
    pub fn item_count(&self) -> usize {
        let mut count = 0;
        for block in &self.blocks {
            block.walk(&mut |b| {
                if let Block::List { items, .. } = b {
                    count += items.len();
                }
            });
        }
        count
    }
}

impl Content {
    /// An empty text with a title.
    pub fn new(title: impl Into<String>, language: impl Into<String>) -> Self {
        Content { title: title.into(), language: language.into(), sections: Vec::new() }
    }

    /// Every field with the section it stands in.
    pub fn fields(&self) -> impl Iterator<Item = (&Section, &Field)> {
        self.sections.iter().flat_map(|s| s.fields.iter().map(move |f| (s, f)))
    }

    /// Calls `visit` on every block at any depth, in reading order.
    pub fn walk<'a>(&'a self, visit: &mut dyn FnMut(&'a Block)) {
        for field in self.sections.iter().flat_map(|s| &s.fields) {
            field.blocks.iter().for_each(|b| b.walk(visit));
        }
    }

    /// As [`Content::walk`], with leave to change.
    pub fn walk_mut(&mut self, visit: &mut dyn FnMut(&mut Block)) {
        for field in self.sections.iter_mut().flat_map(|s| &mut s.fields) {
            field.blocks.iter_mut().for_each(|b| b.walk_mut(visit));
        }
    }

    /// The normal form: no empty run, neighbouring runs of one make joined, levels within 2 to 6, line ends
    /// and pages inside a run turned into spaces. No word is lost. Equal texts have equal normal forms.
    pub fn normalise(&mut self) {
        self.title = one_line(&self.title);
        for section in &mut self.sections {
            section.level = section.level.clamp(2, 6);
            section.heading = one_line(&section.heading);
        }
        self.walk_mut(&mut |block| {
            if let Block::Paragraph { runs, .. } = block {
                let mut joined: Vec<Run> = Vec::with_capacity(runs.len());
                for mut run in std::mem::take(runs) {
                    if run.text.contains(ENDS_OF_LINES) {
                        run.text = one_line(&run.text);
                    }
                    if run.text.is_empty() && run.var.is_none() {
                        continue;
                    }
                    match joined.last_mut() {
                        Some(last) if last.same_make(&run) => last.text.push_str(&run.text),
                        _ => joined.push(run),
                    }
                }
                *runs = joined;
            }
        });
    }

    /// Gives an id to every section (`s1` …), field (`f1` …) and block (`b1` …) that has none, or one that
    /// stood before it. Ids that are there and unique stay as they are.
    pub fn assign_ids(&mut self) {
        let mut taken: BTreeSet<String> = BTreeSet::new();
        let mut keep = |id: &mut String| {
            if !id.is_empty() && !taken.insert(id.clone()) {
                id.clear();
            }
        };
        for section in &mut self.sections {
            keep(&mut section.id);
            for field in &mut section.fields {
                keep(&mut field.id);
            }
        }
        self.walk_mut(&mut |block| {
            if let Some(id) = block.id_mut()
                && !id.is_empty()
                && !taken.insert(id.clone())
            {
                id.clear();
            }
        });
        let mut counters = [0usize; 3];
        let mut fresh = |kind: usize, letter: char| loop {
            counters[kind] += 1;
            let id = format!("{letter}{}", counters[kind]);
            if taken.insert(id.clone()) {
                return id;
            }
        };
        for section in &mut self.sections {
            if section.id.is_empty() {
                section.id = fresh(0, 's');
            }
            for field in &mut section.fields {
                if field.id.is_empty() {
                    field.id = fresh(1, 'f');
                }
            }
        }
        self.walk_mut(&mut |block| {
            let id = block.id_mut();
            if id.as_deref().is_none_or(str::is_empty) {
                *id = Some(fresh(2, 'b'));
            }
        });
    }

    /// The text with every id removed: what two texts are compared by when only their words and shape count.
    pub fn without_ids(&self) -> Content {
        let mut bare = self.clone();
        for section in &mut bare.sections {
            section.id.clear();
            for field in &mut section.fields {
                field.id.clear();
            }
        }
        bare.walk_mut(&mut |block| {
            *block.id_mut() = None;
            if let Block::List { items, .. } = block {
                items.iter_mut().for_each(|i| i.id = None);
            }
        });
        bare
    }

    /// All words, title and headings included, a line for each heading, paragraph, item and row.
    pub fn plain_text(&self) -> String {
        self.leaves().iter().map(|leaf| leaf.text()).collect::<Vec<_>>().join("\n")
    }

    /// Reads the JSON of the contract and brings it into its normal form, with ids.
    ///
    /// # Errors
    /// The parser's own sentence, with line and column.
    pub fn from_json(json: &str) -> Result<Content, serde_json::Error> {
        let mut content: Content = serde_json::from_str(json)?;
        content.normalise();
        content.assign_ids();
        Ok(content)
    }
}

/// Ends of lines and pages (Unicode Standard Annex 14, classes BK, CR, LF and NL).
const ENDS_OF_LINES: [char; 7] = ['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'];

fn one_line(text: &str) -> String {
    text.replace("\r\n", " ").replace(ENDS_OF_LINES, " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_given_once_and_kept() {
        let mut content = Content::new("T", "en-GB");
        for id in ["s2", "", "s2"] {
            content.sections.push(Section {
                id: id.into(),
                heading: "H".into(),
                level: 2,
                fields: vec![Field {
                    id: String::new(),
                    role: Role::Other,
                    kind: FieldKind::Prose,
                    blocks: vec![Block::bullets(["a", "b"])],
                }],
            });
        }
        content.assign_ids();
        let ids: Vec<&str> = content.sections.iter().map(|s| s.id.as_str()).collect();
        assert_eq!(ids, ["s2", "s1", "s3"], "the first s2 stays, the double one gets a new id");
        let before = content.clone();
        content.assign_ids();
        assert_eq!(content, before, "a second call changes nothing");
    }

    #[test]
    fn normal_form_joins_runs_and_loses_no_word() {
        let mut content = Content::new("A\ntitle", "en-GB");
        content.sections.push(Section {
            id: String::new(),
            heading: "H".into(),
            level: 9,
            fields: vec![Field {
                id: String::new(),
                role: Role::Other,
                kind: FieldKind::Prose,
                blocks: vec![Block::Paragraph {
                    id: None,
                    runs: vec![Run::plain("one "), Run::plain(""), Run::plain("two"), Run::linked("x", None)],
                }],
            }],
        });
        content.normalise();
        assert_eq!(content.title, "A title");
        assert_eq!(content.sections[0].level, 6);
        let Block::Paragraph { runs, .. } = &content.sections[0].fields[0].blocks[0] else { unreachable!() };
        assert_eq!(runs.len(), 2);
        assert_eq!(text_of(runs), "one twox");
    }

    #[test]
    fn unknown_names_are_refused_not_dropped() {
        let json = r#"{"title":"T","language":"en-GB","sections":[],"audience":"x"}"#;
        assert!(Content::from_json(json).is_err(), "a field from a newer release would be lost");
    }
}
