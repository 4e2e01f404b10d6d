//! The parts of a Word file (ECMA-376, transitional) and the ZIP file around them.
//!
//! Everything is written in one fixed order with one fixed date, so that the same document gives the same bytes.

use crate::PublishError;
use crate::docx_styles::{numbering, settings, styles};
use crate::picture::{Coding, Picture};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use std::sync::Arc;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// The names that the parts of the text are written with.
const NAMES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
     xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
     xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
     xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
     xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"";

/// Text as it may stand in an element or in a quoted attribute. What XML 1.0 can't hold becomes U+FFFD; the ends of
/// lines and tabs become spaces, for neither is a word.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' | '\r' => out.push(' '),
            '\0'..'\u{20}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

/// What a Word file is made of besides its text.
#[derive(Clone, Debug)]
pub(crate) struct About {
    /// The title among the properties.
    pub title: String,
    /// The language of the text, as a BCP 47 tag.
    pub language: String,
    /// The colour of the headings, as six hexadecimal digits.
    pub colour: String,
    /// The day it counts as made, as `2026-04-01`.
    pub dated: Option<String>,
    /// The paragraphs at the head of every page; none when empty.
    pub header: String,
    /// The paragraphs at the foot of every page.
    pub footer: String,
    /// Whether Word goes on tracking what is changed.
    pub tracked: bool,
}

/// What the text of a Word file refers to: links, pictures, lists.
#[derive(Clone, Debug, Default)]
pub(crate) struct Package {
    /// Relationships that lead out of the file, by their address.
    links: BTreeMap<String, usize>,
    /// The addresses in the order of their numbers.
    addresses: Vec<String>,
    /// Pictures by the names of their bytes.
    pictures: BTreeMap<String, usize>,
    /// The pictures in the order of their numbers.
    files: Vec<Arc<Picture>>,
    /// How many numbered lists there are.
    numbered: usize,
}

impl Package {
    /// The relationship that leads to an address; one for each address.
    pub(crate) fn link(&mut self, href: &str) -> String {
        let next = self.addresses.len();
        let number = *self.links.entry(href.to_owned()).or_insert(next);
        if number == next {
            self.addresses.push(address(href));
        }
        format!("link{}", number + 1)
    }

    /// The relationship that leads to a picture; one for each picture.
    pub(crate) fn picture(&mut self, picture: &Arc<Picture>) -> String {
        let next = self.files.len();
        let number = *self.pictures.entry(picture.asset()).or_insert(next);
        if number == next {
            self.files.push(picture.clone());
        }
        format!("picture{}", number + 1)
    }

    /// The number of a new numbered list, which starts with 1.
    pub(crate) fn numbered_list(&mut self) -> usize {
        self.numbered += 1;
        // The first is the one of all bulleted lists.
        self.numbered + 1
    }

    /// The file with that body: the elements inside `w:body`, without the properties of its section.
    ///
    /// # Errors
    /// [`PublishError::Internal`] when the ZIP file can't be written.
    pub(crate) fn file(&self, about: &About, body: &str) -> Result<Vec<u8>, PublishError> {
        let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
        let mut add = |name: &str, text: String| parts.push((name.to_owned(), text.into_bytes()));
        let header = !about.header.is_empty();
        add("[Content_Types].xml", self.content_types(header));
        add("_rels/.rels", package_relationships());
        add("docProps/core.xml", core(about));
        add("word/document.xml", document(body, header));
        add("word/_rels/document.xml.rels", self.relationships(header));
        add("word/styles.xml", format!("{HEAD}{}", styles(NAMES, about)));
        add("word/numbering.xml", format!("{HEAD}{}", numbering(NAMES, self.numbered)));
        add("word/settings.xml", format!("{HEAD}{}", settings(NAMES, about)));
        if header {
            add("word/header1.xml", format!("{HEAD}<w:hdr {NAMES}>{}</w:hdr>", about.header));
        }
        add("word/footer1.xml", format!("{HEAD}<w:ftr {NAMES}>{}</w:ftr>", about.footer));
        for (i, picture) in self.files.iter().enumerate() {
            parts.push((format!("word/{}", media(i, picture)), picture.bytes.clone()));
        }
        zipped(parts)
    }

    fn content_types(&self, header: bool) -> String {
        let mut out = format!(
            "{HEAD}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
             <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
             <Default Extension=\"xml\" ContentType=\"application/xml\"/>"
        );
        for coding in [Coding::Png, Coding::Jpeg] {
            if self.files.iter().any(|p| p.coding == coding) {
                let (ending, kind) = (ending(coding), coding.media_type());
                let _ = write!(out, "<Default Extension=\"{ending}\" ContentType=\"{kind}\"/>");
            }
        }
        let mut part = |name: &str, kind: &str| {
            let _ = write!(out, "<Override PartName=\"{name}\" ContentType=\"{kind}\"/>");
        };
        part("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml");
        part("/word/document.xml", &format!("{WORD}.document.main+xml"));
        for name in ["styles", "numbering", "settings"] {
            part(&format!("/word/{name}.xml"), &format!("{WORD}.{name}+xml"));
        }
        if header {
            part("/word/header1.xml", &format!("{WORD}.header+xml"));
        }
        part("/word/footer1.xml", &format!("{WORD}.footer+xml"));
        out.push_str("</Types>");
        out
    }

    fn relationships(&self, header: bool) -> String {
        let mut out = format!("{HEAD}<Relationships xmlns=\"{RELATIONSHIPS}\">");
        let mut relate = |id: &str, kind: &str, target: &str, mode: &str| {
            let target = escape(target);
            let _ = write!(out, "<Relationship Id=\"{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"{mode}/>");
        };
        for name in ["styles", "numbering", "settings"] {
            relate(name, name, &format!("{name}.xml"), "");
        }
        if header {
            relate("header1", "header", "header1.xml", "");
        }
        relate("footer1", "footer", "footer1.xml", "");
        for (i, picture) in self.files.iter().enumerate() {
            relate(&format!("picture{}", i + 1), "image", &media(i, picture), "");
        }
        for (i, href) in self.addresses.iter().enumerate() {
            relate(&format!("link{}", i + 1), "hyperlink", href, " TargetMode=\"External\"");
        }
        out.push_str("</Relationships>");
        out
    }
}

fn ending(coding: Coding) -> &'static str {
    match coding {
        Coding::Png => "png",
        Coding::Jpeg => "jpeg",
    }
}

fn media(at: usize, picture: &Picture) -> String {
    format!("media/image{}.{}", at + 1, ending(picture.coding))
}

/// The address as a target of a relationship, where Word reads it by the letter of RFC 3986 and takes the whole file
/// for broken otherwise: a lone percent sign and a second fragment are percent-encoded.
fn address(href: &str) -> String {
    let mut out = String::with_capacity(href.len());
    let mut fragment = false;
    for (i, c) in href.char_indices() {
        let coded = || {
            let digits = href.as_bytes().get(i + 1..i + 3);
            digits.is_some_and(|d| d.iter().all(u8::is_ascii_hexdigit))
        };
        match c {
            '%' if !coded() => out.push_str("%25"),
            '#' if fragment => out.push_str("%23"),
            c => {
                fragment |= c == '#';
                out.push(c);
            }
        }
    }
    out
}

fn package_relationships() -> String {
    format!(
        "{HEAD}<Relationships xmlns=\"{RELATIONSHIPS}\">\
         <Relationship Id=\"document\" Type=\"{OFFICE}/officeDocument\" Target=\"word/document.xml\"/>\
         <Relationship Id=\"core\" \
         Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" \
         Target=\"docProps/core.xml\"/></Relationships>"
    )
}

/// The properties: the title, the language, and the day, where there is one. Nobody's name.
fn core(about: &About) -> String {
    let mut out = format!(
        "{HEAD}<cp:coreProperties \
         xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{}</dc:title>\
         <dc:language>{}</dc:language>",
        escape(&about.title),
        escape(&about.language)
    );
    if let Some(day) = &about.dated {
        for name in ["created", "modified"] {
            let _ = write!(out, "<dcterms:{name} xsi:type=\"dcterms:W3CDTF\">{day}T00:00:00Z</dcterms:{name}>");
        }
    }
    out.push_str("</cp:coreProperties>");
    out
}

fn document(body: &str, header: bool) -> String {
    let header = if header { "<w:headerReference w:type=\"default\" r:id=\"header1\"/>" } else { "" };
    // A4 with margins of 2.5 cm, in twentieths of a point.
    format!(
        "{HEAD}<w:document {NAMES}><w:body>{body}<w:sectPr>{header}\
         <w:footerReference w:type=\"default\" r:id=\"footer1\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
         <w:pgMar w:top=\"1417\" w:right=\"1417\" w:bottom=\"1417\" w:left=\"1417\" w:header=\"709\" \
         w:footer=\"709\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>"
    )
}

pub(crate) fn zipped(parts: Vec<(String, Vec<u8>)>) -> Result<Vec<u8>, PublishError> {
    let fault = |e: &dyn ToString| PublishError::Internal { doing: "writing a Word file", reason: e.to_string() };
    // Otherwise the file says on which system it was made.
    let options = SimpleFileOptions::default()
        .system(System::Dos)
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(6))
        .last_modified_time(DateTime::default());
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(name, options).map_err(|e| fault(&e))?;
        zip.write_all(&bytes).map_err(|e| fault(&e))?;
    }
    Ok(zip.finish().map_err(|e| fault(&e))?.into_inner())
}
