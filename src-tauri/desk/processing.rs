//! The council's record of processing (UK GDPR Article 30), taken in as CSV with the columns that the officer names.

use crate::clock::new_id;
use crate::desk::{Changed, Desk, Outcome};
use crate::error::{DeskError, Result};
use crate::import::read_bytes;
use fairnotice_notice::ids::OfficerId;
use fairnotice_notice::{Digest, Permission};
use fairnotice_register::{ProcessingRecord, Reader};
use serde::Serialize;
use serde_json::json;
use std::collections::BTreeMap;
use std::path::Path;
use ts_rs::TS;

/// A file of more bytes than this is no record of processing.
const SIZE_LIMIT: usize = 10 * 1024 * 1024;

/// What the columns can say. A purpose is needed; without a part, each purpose is the whole council's.
const MEANINGS: [&str; 6] = ["purpose", "part", "basis", "data", "recipients", "retention"];

/// A line of the record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Activity {
    /// What is done, and why.
    pub purpose: String,
    /// The directorate or the service, by name; nothing for the whole council.
    pub part: Option<String>,
    /// The lawful basis.
    pub basis: Option<String>,
    /// The kinds of information.
    pub data: Option<String>,
    /// Who receives it.
    pub recipients: Option<String>,
    /// How long it is kept.
    pub retention: Option<String>,
}

/// The record of processing as it was taken in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ProcessingPage {
    /// The file's name; nothing while there is no record.
    pub file_name: Option<String>,
    /// Who took it in.
    pub officer: Option<String>,
    /// When.
    #[ts(type = "string | null")]
    pub at: Option<chrono::DateTime<chrono::Utc>>,
    /// Its lines.
    pub activities: Vec<Activity>,
    /// Parts of the council that the record names and the council file does not have.
    pub unknown_parts: Vec<String>,
}

/// The columns of a CSV file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Columns {
    /// The file's name.
    pub file: String,
    /// The headings, in their order.
    pub headings: Vec<String>,
    /// What a column says ("purpose", "part" …) to the heading that probably says it.
    #[ts(type = "Record<string, string>")]
    pub likely: BTreeMap<String, String>,
}

fn unreadable(message: impl Into<String>) -> DeskError {
    DeskError::failed("unreadable-record", message).hint(
        "Save it from the spreadsheet as CSV (comma or semicolon between the columns, the headings in the first line).",
    )
}

/// The text of a CSV file: UTF-8, or what spreadsheets on Windows write.
fn text_of(bytes: &[u8]) -> Result<String> {
    if bytes.len() > SIZE_LIMIT {
        return Err(unreadable("The file is larger than 10 MB, which no record of processing is."));
    }
    if bytes.starts_with(b"PK") || bytes.contains(&0) {
        return Err(unreadable("This is not a CSV file."));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    Ok(match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => encoding_rs::WINDOWS_1252.decode(bytes).0.into_owned(),
    })
}

/// The CSV table in a text, from its headings on: spreadsheets may write their separator in a line of its own, and leave
/// lines empty before the headings.
fn table_in(text: &str) -> Result<csv::Reader<&[u8]>> {
    let mut text = text;
    while let Some((line, rest)) = text.split_once('\n')
        && (line.trim().trim_matches([',', ';', '"']).is_empty() || line.to_lowercase().starts_with("sep="))
    {
        text = rest;
    }
    let first = text.lines().next().unwrap_or("");
    if first.trim().is_empty() {
        return Err(unreadable("The file is empty."));
    }
    let count = |c: char| first.matches(c).count();
    let delimiter = [b',', b';', b'\t'].into_iter().max_by_key(|d| count(char::from(*d))).unwrap_or(b',');
    Ok(csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).trim(csv::Trim::All).from_reader(text.as_bytes()))
}

fn headings_of(reader: &mut csv::Reader<&[u8]>) -> Result<Vec<String>> {
    let headings = reader.headers().map_err(|e| unreadable(format!("The file can't be read: {e}.")))?;
    Ok(headings.iter().map(str::to_owned).collect())
}

/// The lines of a CSV text by the columns that say what.
fn parse(bytes: &[u8], columns: &BTreeMap<String, String>) -> Result<Vec<Activity>> {
    let text = text_of(bytes)?;
    let mut reader = table_in(&text)?;
    let headings = headings_of(&mut reader)?;
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for (meaning, heading) in columns {
        let Some(meaning) = MEANINGS.iter().find(|m| *m == meaning) else {
            return Err(DeskError::usage("unknown-column", format!("A column can't say \"{meaning}\"."))
                .hint(format!("It can say: {}.", MEANINGS.join(", "))));
        };
        let Some(place) = headings.iter().position(|h| h.eq_ignore_ascii_case(heading.trim())) else {
            return Err(DeskError::usage("unknown-column", format!("The file has no column \"{heading}\"."))
                .hint(format!("Its columns: {}.", headings.join(", "))));
        };
        places.insert(meaning, place);
    }
    let Some(purpose) = places.get("purpose") else {
        return Err(DeskError::usage("unknown-column", "Say which column tells the purpose.").hint(format!(
            "For example --column purpose=\"{}\". The columns: {}.",
            headings.first().map_or("", String::as_str),
            headings.join(", ")
        )));
    };
    let mut all = Vec::new();
    for row in reader.records() {
        let row = row.map_err(|e| unreadable(format!("The file can't be read: {e}.")))?;
        let cell = |meaning: &str| {
            let words = places.get(meaning).and_then(|at| row.get(*at)).unwrap_or("").trim();
            (!words.is_empty()).then(|| words.to_owned())
        };
        if let Some(purpose) = row.get(*purpose).map(str::trim).filter(|p| !p.is_empty()) {
            all.push(Activity {
                purpose: purpose.to_owned(),
                part: cell("part"),
                basis: cell("basis"),
                data: cell("data"),
                recipients: cell("recipients"),
                retention: cell("retention"),
            });
        }
    }
    Ok(all)
}

/// Whether two names are of one part of the council: "Environment & Waste" and "Privacy notice: environment and waste".
pub(crate) fn same_part(a: &str, b: &str) -> bool {
    let form = |name: &str| -> Vec<String> {
        let name = name.to_lowercase().replace('&', " and ");
        let words = name.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned);
        words.filter(|w| !matches!(w.as_str(), "privacy" | "notice" | "the")).collect()
    };
    let form_a = form(a);
    !form_a.is_empty() && form_a == form(b)
}

/// The lines of the record that was taken in last.
pub(crate) fn activities(reader: &Reader<'_>) -> Result<Vec<Activity>> {
    match reader.processing_record()? {
        Some(record) => parse(&record.bytes, &record.columns),
        None => Ok(vec![]),
    }
}

impl Desk {
    /// The record of processing.
    ///
    /// # Errors
    /// What the register says.
    pub fn processing(&self) -> Result<ProcessingPage> {
        let reader = self.register.read();
        let Some(record) = reader.processing_record()? else {
            return Ok(ProcessingPage {
                file_name: None,
                officer: None,
                at: None,
                activities: vec![],
                unknown_parts: vec![],
            });
        };
        let activities = parse(&record.bytes, &record.columns)?;
        let mut names: Vec<String> = reader.directorates()?.into_iter().map(|d| d.name).collect();
        for notice in reader.notices()? {
            names.extend([notice.title, notice.short_name]);
        }
        let mut unknown: Vec<String> = activities.iter().filter_map(|a| a.part.clone()).collect();
        unknown.retain(|part| !names.iter().any(|n| same_part(n, part)));
        unknown.sort_unstable();
        unknown.dedup();
        Ok(ProcessingPage {
            officer: reader.officer(record.officer)?.map(|o| o.name),
            file_name: Some(record.file_name),
            at: Some(record.at),
            activities,
            unknown_parts: unknown,
        })
    }

    /// The headings of a CSV file's columns, for the officer to say what each means; and what each probably means.
    ///
    /// # Errors
    /// `cannot-read`, `unreadable-record`.
    pub fn processing_columns(path: &Path) -> Result<Columns> {
        let bytes = read_bytes(path)?;
        let text = text_of(&bytes)?;
        let headings = headings_of(&mut table_in(&text)?)?;
        let guesses = [
            ("purpose", ["purpose", "business function", "activity"].as_slice()),
            ("part", ["directorate", "department", "service", "team"].as_slice()),
            ("basis", ["lawful basis", "legal basis", "basis"].as_slice()),
            ("data", ["categories of personal data", "personal data", "data"].as_slice()),
            ("recipients", ["recipient", "shared with"].as_slice()),
            ("retention", ["retention", "kept"].as_slice()),
        ];
        let mut likely = BTreeMap::new();
        for (meaning, words) in guesses {
            let found = words.iter().find_map(|word| headings.iter().find(|h| h.to_lowercase().contains(word)));
            if let Some(heading) = found.filter(|h| !likely.values().any(|taken| taken == *h)) {
                likely.insert(meaning.to_owned(), heading.clone());
            }
        }
        Ok(Columns { file: path.file_name().unwrap_or_default().to_string_lossy().into_owned(), headings, likely })
    }

    /// Takes in a record of processing; the one before it stays in the file and no longer counts. `columns`: what a column
    /// says ("purpose", "part", "basis", "data", "recipients", "retention") to the column's heading.
    ///
    /// # Errors
    /// `cannot-read`, `unreadable-record`, `unknown-column`, `empty-record`, `not-permitted`; then nothing is changed.
    pub fn import_processing(
        &mut self,
        by: OfficerId,
        path: &Path,
        columns: &BTreeMap<String, String>,
    ) -> Result<Outcome<ProcessingPage>> {
        let bytes = read_bytes(path)?;
        let file_name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let found = parse(&bytes, columns)?;
        if found.is_empty() {
            return Err(DeskError::failed(
                "empty-record",
                "No line of the file has a purpose, so nothing was taken in.",
            ));
        }
        let outcome = self.change(by, |act| {
            act.demand(Permission::Administrator, "take in the record of processing")?;
            let record = ProcessingRecord {
                id: new_id(act.now.at),
                sha256: Digest::of(&bytes),
                file_name: file_name.clone(),
                columns: columns.clone(),
                bytes: bytes.clone(),
                officer: act.officer.id,
                at: act.now.at,
            };
            act.writer.add_processing_record(&record)?;
            act.event(
                "processing-record-imported",
                None,
                json!({ "record": record.id, "file": record.file_name, "sha256": record.sha256, "columns": record.columns,
                        "lines": found.len() }),
            )?;
            act.touched(Changed::Organisation);
            act.touched(Changed::Notices);
            Ok(())
        })?;
        Ok(Outcome { value: self.processing()?, changed: outcome.changed })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
        pairs.iter().map(|(a, b)| (a.to_string(), b.to_string())).collect()
    }

    #[test]
    fn columns_are_those_that_the_officer_names() {
        let csv = "\u{feff}Ref;Directorate;Business function\r\n1;Places;\"Issue permits; and fines\"\r\n2;;\r\n3;;Pay staff\r\n";
        let found =
            parse(csv.as_bytes(), &columns(&[("purpose", "business function"), ("part", "Directorate")])).unwrap();
        let told: Vec<(&str, Option<&str>)> = found.iter().map(|a| (a.purpose.as_str(), a.part.as_deref())).collect();
        assert_eq!(told, [("Issue permits; and fines", Some("Places")), ("Pay staff", None)]);
        assert_eq!(parse(csv.as_bytes(), &columns(&[("purpose", "Why")])).unwrap_err().code, "unknown-column");
        assert_eq!(parse(csv.as_bytes(), &columns(&[("why", "Ref")])).unwrap_err().code, "unknown-column");
        assert_eq!(parse(csv.as_bytes(), &columns(&[("part", "Ref")])).unwrap_err().code, "unknown-column");
        assert_eq!(parse(b"PK\x03\x04", &columns(&[("purpose", "a")])).unwrap_err().code, "unreadable-record");
        let old = parse(b"Why,x\nCaf\xe9 licences,y\n", &columns(&[("purpose", "Why")])).unwrap();
        assert_eq!(old[0].purpose, "Café licences");
    }
}
