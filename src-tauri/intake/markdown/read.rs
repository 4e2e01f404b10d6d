//! Our Markdown, or anybody's, becomes content.

use super::attributes::{self, Attributes};
use super::inline::Gathered;
use super::{JSON_FENCE, LANGUAGE};
use crate::{DEPTH_LIMIT, IntakeError, decode, depth, fields};
use fairnotice_lexicon::hints;
use fairnotice_notice::{Block, Content, Field, FieldKind, Item, Role, Section};
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// Reads Markdown, ours or anybody's: attributes of headings are optional, roles then come from the words.
///
/// The result is in its normal form; sections and fields have ids, **blocks and items have none** (so that
/// [`crate::carry_ids`] can give them back what they had; for a new text call [`Content::assign_ids`]).
///
/// # Errors
/// [`IntakeError::Empty`], [`IntakeError::TooLarge`], and [`IntakeError::Markdown`] with the line: an unknown role,
/// kind or attribute, a bad JSON block, a table row with more cells than columns, nesting beyond
/// [`crate::DEPTH_LIMIT`].
pub fn read(markdown: &str) -> Result<Content, IntakeError> {
    decode::check_size(markdown.len())?;
    let text = markdown.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
    if text.trim().is_empty() {
        return Err(IntakeError::Empty);
    }
    let front = front_matter(&text)?;
    let pieces = pieces(&text[front.length..], front.lines)?;
    let mut content = Content::new(front.title, front.language);
    assemble(&mut content, pieces);
    content.normalise();
    let mut numbered = content.clone();
    numbered.assign_ids();
    for (section, with_id) in content.sections.iter_mut().zip(numbered.sections) {
        section.id = with_id.id;
        for (field, with_id) in section.fields.iter_mut().zip(with_id.fields) {
            field.id = with_id.id;
        }
    }
    Ok(content)
}

/// The blocks of a text that holds nothing else.
pub(super) fn blocks(markdown: &str) -> Result<Vec<Block>, IntakeError> {
    let no_block = || failed(1, "there is more than blocks here");
    pieces(markdown, 0)?
        .into_iter()
        .map(|p| match p {
            Piece::Block(block) => Ok(block),
            Piece::Heading { .. } | Piece::HeadingWords(_) | Piece::Field(_) => Err(no_block()),
        })
        .collect()
}

/// The words of a heading's line; `None` when it is something else.
pub(super) fn heading_words(line: &str) -> Option<String> {
    match pieces(line, 0).ok()?.as_slice() {
        [Piece::Heading { words, .. }] => Some(words.clone()),
        _ => None,
    }
}

fn failed(line: u32, message: impl Into<String>) -> IntakeError {
    IntakeError::Markdown { line, message: message.into() }
}

struct Front {
    length: usize,
    lines: u32,
    language: String,
    title: String,
}

/// What stands between two lines of three hyphens at the start.
fn front_matter(text: &str) -> Result<Front, IntakeError> {
    let mut front = Front { length: 0, lines: 0, language: LANGUAGE.to_owned(), title: String::new() };
    let Some(after) = text.strip_prefix("---\n") else { return Ok(front) };
    let Some((length, lines)) = front_extent(after) else { return Ok(front) };
    for (i, line) in after.lines().take(lines).enumerate() {
        let number = i as u32 + 2;
        let Some((key, value)) = line.split_once(':') else { continue };
        let value = value.trim();
        let value = match serde_json::from_str::<String>(value) {
            Ok(text) => text,
            Err(_) => value.trim_matches('\'').to_owned(),
        };
        match key.trim() {
            "language" | "lang" if !value.is_empty() => front.language = value,
            "language" | "lang" => return Err(failed(number, "the language is missing")),
            "title" => front.title = value,
            other => return Err(failed(number, format!("'{other}' means nothing here; known are language and title"))),
        }
    }
    front.length = "---\n".len() + length;
    front.lines = lines as u32 + 2;
    Ok(front)
}

/// The length in bytes, with the closing line, and the number of lines between; `None` when it is a rule and text.
fn front_extent(after: &str) -> Option<(usize, usize)> {
    let mut length = 0;
    for (i, line) in after.split_inclusive('\n').enumerate() {
        length += line.len();
        match line.trim_end() {
            "---" => return Some((length, i)),
            "" => {}
            pair if pair.contains(':') && !pair.starts_with(['#', '-', ' ']) => {}
            _ => return None,
        }
    }
    None
}

/// A part of the text at the outermost level.
#[derive(Debug)]
enum Piece {
    Heading {
        level: u8,
        words: String,
        attributes: Attributes,
    },
    /// The words of the heading before it, which Markdown couldn't hold.
    HeadingWords(String),
    Field(Attributes),
    Block(Block),
}

enum Frame {
    List { ordered: bool, items: Vec<Item> },
    Item(Vec<Block>),
    Callout(Vec<Block>),
    Table { columns: usize, header: Vec<Vec<Block>>, rows: Vec<Vec<Vec<Block>>> },
}

struct Reader<'a> {
    source: &'a str,
    line_ends: Vec<usize>,
    lines_before: u32,
    pieces: Vec<Piece>,
    frames: Vec<Frame>,
    gathered: Gathered,
    heading: Option<(u8, usize, Attributes)>,
    picture: Option<(String, Gathered)>,
    html: Option<(String, u32)>,
    code: Option<(String, String, u32)>,
    cell_is_paragraph: bool,
}

fn pieces(source: &str, lines_before: u32) -> Result<Vec<Piece>, IntakeError> {
    let mut reader = Reader {
        source,
        line_ends: source.match_indices('\n').map(|(at, _)| at).collect(),
        lines_before,
        pieces: Vec::new(),
        frames: Vec::new(),
        gathered: Gathered::default(),
        heading: None,
        picture: None,
        html: None,
        code: None,
        cell_is_paragraph: false,
    };
    for (event, range) in Parser::new_ext(source, Options::ENABLE_TABLES).into_offset_iter() {
        reader.take(event, range)?;
    }
    reader.end_paragraph();
    Ok(reader.pieces)
}

impl Reader<'_> {
    fn line(&self, at: usize) -> u32 {
        self.lines_before + self.line_ends.partition_point(|end| *end < at) as u32 + 1
    }

    fn push(&mut self, block: Block) {
        match self.frames.last_mut() {
            Some(Frame::Item(blocks) | Frame::Callout(blocks)) => blocks.push(block),
            // Nothing but items stands right in a list, nothing but cells in a table.
            Some(Frame::List { .. } | Frame::Table { .. }) | None => self.pieces.push(Piece::Block(block)),
        }
    }

    /// Ends the paragraph that is being gathered, where there is one.
    fn end_paragraph(&mut self) {
        if !self.gathered.is_empty() {
            let runs = self.gathered.runs();
            self.push(Block::Paragraph { id: None, runs });
        }
    }

    fn open(&mut self, frame: Frame, at: usize) -> Result<(), IntakeError> {
        self.end_paragraph();
        self.frames.push(frame);
        if self.nesting() > DEPTH_LIMIT {
            let message = format!("lists, callouts and tables stand more than {DEPTH_LIMIT} deep in one another");
            return Err(failed(self.line(at), message));
        }
        Ok(())
    }

    fn nesting(&self) -> usize {
        self.frames.iter().filter(|f| !matches!(f, Frame::Item(_))).count()
    }

    fn take(&mut self, event: Event<'_>, range: Range<usize>) -> Result<(), IntakeError> {
        if let Some((_, alt)) = &mut self.picture
            && !matches!(event, Event::End(TagEnd::Image))
        {
            alt.take(&event, &range, self.source);
            return Ok(());
        }
        if let Some((text, _)) = &mut self.html
            && let Event::Html(more) = &event
        {
            text.push_str(more);
            return Ok(());
        }
        if let Some((_, text, _)) = &mut self.code
            && let Event::Text(more) = &event
        {
            text.push_str(more);
            return Ok(());
        }
        if let Some((_, end, _)) = &self.heading
            && range.start >= *end
            && !matches!(event, Event::End(TagEnd::Heading(_)))
        {
            return Ok(());
        }
        match &event {
            Event::Start(Tag::Heading { level, .. }) => self.start_heading(*level, &range)?,
            Event::End(TagEnd::Heading(_)) => self.end_heading(),
            Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => self.end_paragraph(),
            Event::Start(Tag::List(start)) => {
                self.open(Frame::List { ordered: start.is_some(), items: Vec::new() }, range.start)?;
            }
            Event::Start(Tag::Item) => self.open(Frame::Item(Vec::new()), range.start)?,
            Event::Start(Tag::BlockQuote(_)) => self.open(Frame::Callout(Vec::new()), range.start)?,
            Event::Start(Tag::Table(columns)) => {
                let table = Frame::Table { columns: columns.len(), header: Vec::new(), rows: Vec::new() };
                self.open(table, range.start)?;
            }
            Event::Start(Tag::TableRow) => self.start_row(&range)?,
            Event::Start(Tag::TableCell) => self.cell_is_paragraph = false,
            Event::End(TagEnd::TableCell) => self.end_cell(),
            Event::End(TagEnd::List(_) | TagEnd::Item | TagEnd::BlockQuote(_) | TagEnd::Table) => self.close(),
            Event::Start(Tag::Image { dest_url, .. }) => {
                self.picture = Some((dest_url.to_string(), Gathered::default()));
            }
            Event::End(TagEnd::Image) => self.end_picture(),
            Event::Start(Tag::HtmlBlock) => {
                self.end_paragraph();
                self.html = Some((String::new(), self.line(range.start)));
            }
            Event::End(TagEnd::HtmlBlock) => self.end_html()?,
            Event::Start(Tag::CodeBlock(kind)) => {
                self.end_paragraph();
                let name = match kind {
                    CodeBlockKind::Fenced(name) => name.to_string(),
                    CodeBlockKind::Indented => String::new(),
                };
                self.code = Some((name, String::new(), self.line(range.start)));
            }
            Event::End(TagEnd::CodeBlock) => self.end_code()?,
            Event::InlineHtml(tag) if is_empty_mark(tag) => self.cell_is_paragraph = true,
            Event::Text(text) if self.overlaps_attributes(&range) => {
                let end = self.heading.as_ref().map_or(range.end, |(_, end, _)| *end);
                let kept = text.get(..end - range.start).unwrap_or_default().to_owned();
                self.gathered.take(&Event::Text(kept.into()), &(range.start..end), self.source);
            }
            // What is left is inline, or says nothing (a rule).
            Event::Start(_)
            | Event::End(_)
            | Event::Text(_)
            | Event::Code(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::Html(_)
            | Event::InlineHtml(_)
            | Event::FootnoteReference(_)
            | Event::SoftBreak
            | Event::HardBreak
            | Event::Rule
            | Event::TaskListMarker(_) => self.gathered.take(&event, &range, self.source),
        }
        Ok(())
    }

    fn overlaps_attributes(&self, range: &Range<usize>) -> bool {
        self.heading.as_ref().is_some_and(|(_, end, _)| range.start < *end && *end < range.end)
    }

    fn start_heading(&mut self, level: HeadingLevel, range: &Range<usize>) -> Result<(), IntakeError> {
        self.end_paragraph();
        let source = self.source[range.clone()].trim_end();
        let (length, attributes) = attributes::of_heading(source).map_err(|m| failed(self.line(range.start), m))?;
        self.heading = Some((level as u8, range.start + length, attributes));
        Ok(())
    }

    fn end_heading(&mut self) {
        let Some((level, _, attributes)) = self.heading.take() else { return };
        if attributes != Attributes::default() {
            self.gathered.trim_end();
        }
        let words = self.gathered.words();
        if self.frames.is_empty() {
            self.pieces.push(Piece::Heading { level, words, attributes });
        } else if !words.is_empty() {
            // The model has no headings inside a list or a callout; the words stay.
            self.push(Block::paragraph(words));
        }
    }

    fn close(&mut self) {
        self.end_paragraph();
        let block = match self.frames.pop() {
            Some(Frame::Item(blocks)) => {
                if let Some(Frame::List { items, .. }) = self.frames.last_mut() {
                    items.push(Item { id: None, blocks });
                }
                return;
            }
            Some(Frame::List { ordered, items }) => Block::List { id: None, ordered, items },
            Some(Frame::Callout(blocks)) => Block::Callout { id: None, blocks },
            Some(Frame::Table { mut header, rows, .. }) => {
                // Markdown has no table without a first row: an empty one stands for none.
                if header.iter().all(Vec::is_empty) {
                    header.clear();
                }
                Block::Table { id: None, header, rows }
            }
            None => return,
        };
        self.push(block);
    }

    fn start_row(&mut self, range: &Range<usize>) -> Result<(), IntakeError> {
        let line = self.line(range.start);
        let source = self.source[range.clone()].trim();
        if let Some(Frame::Table { columns, rows, .. }) = self.frames.last_mut() {
            // The parser drops cells beyond the last column without a word; words must not be lost like that.
            if cells_in(source) > *columns {
                return Err(failed(line, format!("this row has more cells than the table's {columns} columns")));
            }
            rows.push(Vec::new());
        }
        Ok(())
    }

    fn end_cell(&mut self) {
        let mut cell = Vec::new();
        if self.cell_is_paragraph || !self.gathered.is_empty() {
            cell.push(Block::Paragraph { id: None, runs: self.gathered.runs() });
        }
        if let Some(Frame::Table { header, rows, .. }) = self.frames.last_mut() {
            match rows.last_mut() {
                Some(row) => row.push(cell),
                None => header.push(cell),
            }
        }
    }

    fn end_picture(&mut self) {
        let Some((target, mut alt)) = self.picture.take() else { return };
        let words = alt.words();
        match target.strip_prefix("asset:").or_else(|| picture_file(&target)) {
            Some(asset) if self.heading.is_none() && !matches!(self.frames.last(), Some(Frame::Table { .. })) => {
                if self.gathered.has_words() {
                    self.end_paragraph();
                } else {
                    self.gathered.words();
                }
                self.push(Block::Image { id: None, alt: words, asset: asset.to_owned() });
            }
            // A picture from elsewhere can't be taken in; its words and its address can.
            Some(_) | None => self.gathered.linked(&words, &target),
        }
    }

    fn end_html(&mut self) -> Result<(), IntakeError> {
        let Some((html, line)) = self.html.take() else { return Ok(()) };
        let html = html.trim();
        let (comment, rest) = match html.strip_prefix("<!--").and_then(|h| h.find("-->")) {
            Some(at) => html.split_at("<!--".len() + at + "-->".len()),
            None => ("", html),
        };
        let outermost = self.frames.is_empty();
        if let Some(attributes) = attributes::of_comment(comment).map_err(|m| failed(line, m))? {
            if !outermost {
                return Err(failed(line, "a field can't begin inside a list or a callout"));
            }
            self.pieces.push(Piece::Field(attributes));
        } else if let Some(words) = heading_comment(comment)
            && outermost
        {
            self.pieces.push(Piece::HeadingWords(words));
        }
        self.literal_paragraph(rest);
        Ok(())
    }

    fn end_code(&mut self) -> Result<(), IntakeError> {
        let Some((name, text, line)) = self.code.take() else { return Ok(()) };
        if name.trim() != JSON_FENCE {
            self.literal_paragraph(&text);
            return Ok(());
        }
        let block: Block =
            serde_json::from_str(text.trim()).map_err(|e| failed(line, format!("this is no block: {e}")))?;
        if self.nesting() + depth(&block) > DEPTH_LIMIT {
            let message = format!("lists, callouts and tables stand more than {DEPTH_LIMIT} deep in one another");
            return Err(failed(line, message));
        }
        self.push(block);
        Ok(())
    }

    /// Text that means nothing to us (code, tags of HTML): its words stay, in one paragraph.
    fn literal_paragraph(&mut self, text: &str) {
        let words: Vec<&str> = text.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
        if !words.is_empty() {
            self.push(Block::paragraph(words.join(" ")));
        }
    }
}

fn is_empty_mark(tag: &str) -> bool {
    tag.strip_prefix("<!--").and_then(|t| t.strip_suffix("-->")).is_some_and(|t| t.trim() == "empty")
}

fn heading_comment(comment: &str) -> Option<String> {
    let inside = comment.strip_prefix("<!--")?.strip_suffix("-->")?.trim().strip_prefix("heading ")?;
    serde_json::from_str(inside.trim()).ok()
}

/// How many cells a table's row has in its source.
fn cells_in(row: &str) -> usize {
    let mut bars = 0;
    let mut escaped = false;
    let mut last_is_bar = false;
    for c in row.chars() {
        let bar = c == '|' && !escaped;
        bars += usize::from(bar);
        last_is_bar = bar;
        escaped = c == '\\' && !escaped;
    }
    bars + 1 - usize::from(row.starts_with('|')) - usize::from(last_is_bar && bars > 1 || row == "|")
}

/// A section while it is being read: its parts are fields that said what they are, and text that did not.
struct Draft {
    section: Section,
    first: bool,
    parts: Vec<(Option<Attributes>, Vec<Block>)>,
}

fn assemble(content: &mut Content, pieces: Vec<Piece>) {
    let mut drafts: Vec<Draft> = Vec::new();
    let mut titled = false;
    for piece in pieces {
        match piece {
            Piece::Heading { level: 1, words, .. } if !titled && drafts.is_empty() => {
                content.title = words;
                titled = true;
            }
            Piece::Heading { level, words, attributes } => {
                let id = attributes.section.clone().unwrap_or_default();
                let section = Section { id, heading: words, level: level.max(2), fields: Vec::new() };
                let field = attributes.begins_field().then_some((Some(attributes), Vec::new()));
                drafts.push(Draft { section, first: false, parts: field.into_iter().collect() });
            }
            Piece::HeadingWords(words) => match drafts.last_mut() {
                Some(draft) => draft.section.heading = words,
                None => content.title = words,
            },
            Piece::Field(attributes) => current(&mut drafts).parts.push((Some(attributes), Vec::new())),
            Piece::Block(block) => {
                let parts = &mut current(&mut drafts).parts;
                match parts.last_mut() {
                    Some((_, blocks)) => blocks.push(block),
                    None => parts.push((None, vec![block])),
                }
            }
        }
    }
    content.sections = drafts.into_iter().map(finished).collect();
}

/// The last section; where there is none, one without a heading.
fn current(drafts: &mut Vec<Draft>) -> &mut Draft {
    if drafts.is_empty() {
        let section = Section { id: String::new(), heading: String::new(), level: 2, fields: Vec::new() };
        drafts.push(Draft { section, first: true, parts: Vec::new() });
    }
    let last = drafts.len() - 1;
    &mut drafts[last]
}

fn finished(draft: Draft) -> Section {
    let mut section = draft.section;
    for (attributes, blocks) in draft.parts {
        let Some(attributes) = attributes else {
            section.fields.extend(fields::cut(&section.heading, draft.first, blocks));
            continue;
        };
        let role = attributes.role.unwrap_or_else(|| {
            let said = fields::cut(&section.heading, draft.first, blocks.clone()).first().map(|f| f.role);
            said.or(hints::role_of_heading(&section.heading).map(|(r, _)| r)).unwrap_or(Role::Other)
        });
        let kind: FieldKind = attributes.kind.unwrap_or_else(|| fields::kind(role, &blocks));
        section.fields.push(Field { id: attributes.field.unwrap_or_default(), role, kind, blocks });
    }
    section
}

/// The target of a picture that lies in a file beside the text: the desk takes it in.
fn picture_file(target: &str) -> Option<&str> {
    let is_picture = [".png", ".jpg", ".jpeg"].iter().any(|end| target.to_ascii_lowercase().ends_with(end));
    (is_picture && !target.contains(':') && !target.starts_with("//")).then_some(target)
}
