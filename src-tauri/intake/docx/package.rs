//! The parts of a Word file, within limits: a small file may claim to be an enormous one.

use crate::IntakeError;
use crate::decode::check_packed_size;
use roxmltree::{Document, ParsingOptions};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// The most bytes that the parts we read may have together when they are unpacked.
const UNPACKED: u64 = 64_000_000;
/// The most elements of one part.
const NODES: u32 = 4_000_000;

/// The parts of the file that are read, as XML.
pub(crate) struct Package {
    parts: BTreeMap<String, String>,
    /// The name of the main part.
    main: String,
}

fn not_word(what: &str) -> IntakeError {
    IntakeError::NotWord { what: what.to_owned() }
}

impl Package {
    /// Unpacks what is read of a Word file.
    pub(crate) fn open(bytes: &[u8]) -> Result<Package, IntakeError> {
        check_packed_size(bytes.len())?;
        if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
            return Err(not_word("is locked by a password, or an old .doc file: save it as .docx without one"));
        }
        if !bytes.starts_with(b"PK\x03\x04") {
            return Err(not_word("is no Word file, whatever its name says"));
        }
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| not_word("is damaged"))?;
        let names: Vec<String> = archive.file_names().filter_map(|n| Some(n.ok()?.into_owned())).collect();
        let mut package = Package { parts: BTreeMap::new(), main: "word/document.xml".to_owned() };
        let mut left = UNPACKED;
        for name in names.into_iter().filter(|name| is_read(name)) {
            let file = archive.by_name(&name).map_err(|_| not_word("is damaged, or locked by a password"))?;
            let mut text = Vec::new();
            let taken = file.take(left + 1).read_to_end(&mut text).map_err(|_| not_word("is damaged"))?;
            left = left
                .checked_sub(taken as u64)
                .ok_or(IntakeError::TooLarge { bytes: UNPACKED as usize + 1, limit: UNPACKED as usize })?;
            package.parts.insert(name, decoded(&text)?);
        }
        if let Some(main) = package.main_part() {
            package.main = main;
        }
        if !package.parts.contains_key(&package.main) {
            return Err(not_word("is a zip file, but no Word file"));
        }
        Ok(package)
    }

    /// The main part's name, as the package's own relations have it.
    fn main_part(&self) -> Option<String> {
        let rels = self.parts.get("_rels/.rels")?;
        let document = parsed(rels).ok()?;
        let main =
            document.descendants().find(|n| n.attribute("Type").is_some_and(|t| t.ends_with("/officeDocument")))?;
        Some(main.attribute("Target")?.trim_start_matches('/').to_owned())
    }

    /// The main part.
    pub(crate) fn document(&self) -> Result<Document<'_>, IntakeError> {
        parsed(self.parts.get(&self.main).map_or("", String::as_str))
    }

    /// A part beside the main one, such as `styles.xml`; nothing when it is not there or no XML.
    pub(crate) fn beside(&self, name: &str) -> Option<Document<'_>> {
        let folder = self.main.rsplit_once('/').map_or("", |(folder, _)| folder);
        let path = if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
        parsed(self.parts.get(&path)?).ok()
    }

    /// Where the links of the main part lead, by their ids.
    pub(crate) fn links(&self) -> BTreeMap<String, String> {
        let (folder, name) = self.main.rsplit_once('/').unwrap_or(("", &self.main));
        let path = format!("{folder}/_rels/{name}.rels");
        let Some(document) = self.parts.get(path.trim_start_matches('/')).and_then(|xml| parsed(xml).ok()) else {
            return BTreeMap::new();
        };
        let external = document.descendants().filter(|n| n.attribute("TargetMode") == Some("External"));
        external.filter_map(|n| Some((n.attribute("Id")?.to_owned(), n.attribute("Target")?.to_owned()))).collect()
    }

    /// The page headers and footers.
    pub(crate) fn running(&self) -> Vec<Document<'_>> {
        let running = self.parts.iter().filter(|(name, _)| name.contains("/header") || name.contains("/footer"));
        running.filter_map(|(_, xml)| parsed(xml).ok()).collect()
    }
}

/// Whether a part is read at all: pictures, fonts and macros are not even unpacked.
fn is_read(name: &str) -> bool {
    let wanted = ["document", "styles", "numbering", "comments", "footnotes", "endnotes", "header", "footer"];
    let file = name.rsplit('/').next().unwrap_or_default();
    file.ends_with(".rels") || (file.ends_with(".xml") && wanted.iter().any(|w| file.starts_with(w)))
}

fn decoded(bytes: &[u8]) -> Result<String, IntakeError> {
    match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => crate::decoded(bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => Ok(String::from_utf8_lossy(rest).into_owned()),
        _ => Ok(String::from_utf8_lossy(bytes).into_owned()),
    }
}

/// XML without a document type: no entity of its own can be made to grow.
fn parsed(xml: &str) -> Result<Document<'_>, IntakeError> {
    let options = ParsingOptions { allow_dtd: false, nodes_limit: NODES, ..ParsingOptions::default() };
    Document::parse_with_options(xml, options).map_err(|_| not_word("is damaged: its text can't be read"))
}
