//! Words into lines: Unicode line breaking (UAX 14), first fit, no hyphenation.

use crate::PublishError;
use crate::fonts::{FaceId, Fonts, Glyph, Weight};
use crate::tree::{Mark, Span};

/// How words are set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Style {
    /// Size in points.
    pub size: f32,
    /// From one line to the next, in points.
    pub leading: f32,
    /// Weight before emphasis.
    pub weight: Weight,
    /// Red, green, blue.
    pub colour: Colour,
}

/// Red, green and blue, 0 to 255 each.
pub(crate) type Colour = [u8; 3];

/// Some characters of one make on one line.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Segment {
    pub text: String,
    /// How many characters the text has.
    pub length: usize,
    pub face: FaceId,
    /// From the line's start, in points.
    pub x: f32,
    /// In points, trailing spaces included.
    pub width: f32,
    /// Which of the paragraph's links and marked words it belongs to.
    pub inline: Option<usize>,
    /// Before which characters the pen moves, and by how many thousandths of an em.
    pub kerns: Vec<(usize, i16)>,
}

/// A line.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Line {
    pub segments: Vec<Segment>,
    /// In points, without trailing spaces.
    pub width: f32,
}

/// Words with all that is needed to break them.
pub(crate) struct Measured {
    characters: Vec<Character>,
    /// Whether a line may end before that character; as long as `characters` plus one.
    breaks: Vec<bool>,
}

#[derive(Clone, Copy)]
struct Character {
    c: char,
    face: FaceId,
    width: f32,
    /// How much further right it starts after the character before it, in thousandths of an em.
    kern: i16,
    /// The same in points.
    moved: f32,
    inline: Option<usize>,
}

impl Character {
    fn is_space(&self) -> bool {
        self.c == ' '
    }
}

/// Where words stand, for the sentence that refuses a character.
fn place(text: &str, at: usize) -> String {
    let from = text.char_indices().map(|(i, _)| i).filter(|&i| i + 40 >= at).min().unwrap_or(0);
    // From one word to another, and what was left out is said.
    let from = if from == 0 { 0 } else { text[from..at].find(' ').map_or(from, |space| from + space + 1) };
    let part: String = text[from..].chars().take(60).collect();
    let cut = part.len() < text.len() - from;
    // Not so far that the character itself is left out.
    let end = part.rfind(' ').filter(|end| cut && from + end > at).unwrap_or(part.len());
    let part = &part[..end];
    format!("“{}{}{}”", if from > 0 { "… " } else { "" }, part.trim(), if cut { " …" } else { "" })
}

/// The spans that become an element of their own inside a paragraph (links, marked words), neighbours of one kind
/// together; the segments of a line name them by their number.
pub(crate) fn inlines(spans: &[Span]) -> impl Iterator<Item = &[Span]> {
    spans.chunk_by(|a, b| a.href == b.href && a.mark == b.mark).filter(|group| is_inline(group))
}

fn is_inline(group: &[Span]) -> bool {
    group.first().is_some_and(|s| s.href.is_some() || s.mark.is_some())
}

/// Measures words.
///
/// # Errors
/// [`PublishError::MissingGlyph`] for a character that no shipped typeface has.
pub(crate) fn measure(fonts: &Fonts, spans: &[Span], style: Style) -> Result<Measured, PublishError> {
    let text: String = crate::tree::text_of(spans);
    let mut characters: Vec<Character> = Vec::with_capacity(text.len());
    let mut numbers = 0..;
    let mut at = 0;
    let mut last: Option<(Glyph, Option<usize>)> = None;
    for group in spans.chunk_by(|a, b| a.href == b.href && a.mark == b.mark) {
        let inline = if is_inline(group) { numbers.next() } else { None };
        for span in group {
            let said = span.mark == Some(Mark::Said);
            let weight =
                Weight { bold: style.weight.bold || span.strong || said, italic: style.weight.italic || span.em };
            for c in span.text.chars() {
                let glyph = fonts
                    .glyph(weight, c)
                    .ok_or_else(|| PublishError::MissingGlyph { character: c, place: place(&text, at) })?;
                let width = f32::from(glyph.advance) * style.size / 1000.0;
                // Words of one make are drawn together; a letter does not reach into a link beside it.
                let kern = match last {
                    Some((l, of)) if l.face == glyph.face && of == inline => fonts.kern(l.face, l.id, glyph.id),
                    Some(_) | None => 0,
                };
                let moved = f32::from(kern) * style.size / 1000.0;
                characters.push(Character { c, face: glyph.face, width, kern, moved, inline });
                last = Some((glyph, inline));
                at += c.len_utf8();
            }
        }
    }
    let mut breaks = vec![false; characters.len() + 1];
    let mut index_of = text.char_indices().map(|(i, _)| i).enumerate().peekable();
    for (byte, _) in unicode_linebreak::linebreaks(&text) {
        while let Some(&(i, b)) = index_of.peek() {
            if b >= byte {
                breaks[i] = b == byte;
                break;
            }
            index_of.next();
        }
    }
    breaks[characters.len()] = true;
    Ok(Measured { characters, breaks })
}

impl Measured {
    /// The width of all words on one line.
    pub(crate) fn natural_width(&self) -> f32 {
        self.characters.iter().map(|c| c.width + c.moved).sum::<f32>()
    }

    /// The width of the widest piece that can't be broken.
    pub(crate) fn narrowest(&self) -> f32 {
        let mut widest = 0.0f32;
        let mut width = 0.0;
        for (i, c) in self.characters.iter().enumerate() {
            if self.breaks[i] {
                width = 0.0;
            }
            if !c.is_space() {
                width += c.width + if width > 0.0 { c.moved } else { 0.0 };
                widest = widest.max(width);
            }
        }
        widest
    }

    /// The lines, none wider than `measure` points unless a single character is.
    pub(crate) fn lines(&self, measure: f32) -> Vec<Line> {
        let mut lines = Vec::new();
        let mut start = 0;
        while start < self.characters.len() {
            let end = self.line_end(start, measure);
            lines.push(self.line(start, end));
            start = end;
        }
        lines
    }

    /// The lines, of which none is much shorter than the others: as many as [`Measured::lines`] makes.
    pub(crate) fn balanced(&self, measure: f32) -> Vec<Line> {
        let lines = self.lines(measure);
        let (mut low, mut high) = (self.narrowest().min(measure), measure);
        if lines.len() < 2 {
            return lines;
        }
        while high - low > 2.0 {
            let middle = (low + high) / 2.0;
            if self.lines(middle).len() > lines.len() {
                low = middle;
            } else {
                high = middle;
            }
        }
        self.lines(high)
    }

    fn line_end(&self, start: usize, measure: f32) -> usize {
        let mut width = 0.0;
        let mut last_break = None;
        for i in start..self.characters.len() {
            if i > start && self.breaks[i] {
                last_break = Some(i);
            }
            let c = &self.characters[i];
            let moved = if i > start { c.moved } else { 0.0 };
            if !c.is_space() && width + moved + c.width > measure + 0.01 && i > start {
                return last_break.unwrap_or_else(|| self.split_word(start, i));
            }
            width += moved + c.width;
        }
        self.characters.len()
    }

    /// Where to cut a word that is wider than the line: not before a mark that belongs to the letter before it.
    fn split_word(&self, start: usize, end: usize) -> usize {
        (start + 1..=end).rev().find(|&i| self.characters[i].width > 0.0).unwrap_or(end)
    }

    fn line(&self, start: usize, end: usize) -> Line {
        let mut line = Line::default();
        let mut x = 0.0;
        for (i, c) in self.characters[start..end].iter().enumerate() {
            // The first letter of a line has nothing before it to move away from.
            let (kern, moved) = if i > 0 { (c.kern, c.moved) } else { (0, 0.0) };
            match line.segments.last_mut() {
                Some(s) if s.face == c.face && s.inline == c.inline => {
                    if kern != 0 {
                        s.kerns.push((s.length, kern));
                    }
                    s.text.push(c.c);
                    s.length += 1;
                    s.width += moved + c.width;
                }
                _ => line.segments.push(Segment {
                    text: c.c.to_string(),
                    length: 1,
                    face: c.face,
                    x: x + moved,
                    width: c.width,
                    inline: c.inline,
                    kerns: Vec::new(),
                }),
            }
            x += moved + c.width;
            if !c.is_space() {
                line.width = x;
            }
        }
        line
    }
}
