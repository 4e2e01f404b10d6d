//! Bytes become characters.

use crate::{IntakeError, SIZE_LIMIT};
use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::borrow::Cow;

/// How a file that is no plain text begins, and what it is.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF file"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word, Excel or Outlook file (.doc, .xls, .msg)"),
    (b"{\\rtf", "a rich-text file (.rtf)"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "a gzip file"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip file"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"MZ\x90\0", "a Windows program"),
    (b"\x7fELF", "a Linux program"),
];

/// Refuses what is larger than the limit.
pub(crate) fn check_size(bytes: usize) -> Result<(), IntakeError> {
    if bytes > SIZE_LIMIT { Err(IntakeError::TooLarge { bytes, limit: SIZE_LIMIT }) } else { Ok(()) }
}

/// Refuses a Word file or a PDF that is larger than the limit for these.
pub(crate) fn check_packed_size(bytes: usize) -> Result<(), IntakeError> {
    let limit = crate::PACKED_SIZE_LIMIT;
    if bytes > limit { Err(IntakeError::TooLarge { bytes, limit }) } else { Ok(()) }
}

/// The text of any file that is text, a web page too: UTF-8, UTF-16 with a mark, else Windows-1252.
///
/// # Errors
/// [`IntakeError::TooLarge`], and [`IntakeError::NotText`] for a binary file.
pub fn decoded(bytes: &[u8]) -> Result<String, IntakeError> {
    check_size(bytes.len())?;
    let text = match bytes {
        [0xff, 0xfe, rest @ ..] => UTF_16LE.decode_without_bom_handling(rest).0,
        [0xfe, 0xff, rest @ ..] => UTF_16BE.decode_without_bom_handling(rest).0,
        [0xef, 0xbb, 0xbf, rest @ ..] => utf8_or_western(rest, true).0,
        rest => utf8_or_western(rest, false).0,
    };
    if text.contains('\0') {
        return Err(IntakeError::NotText { looks_like: "a binary file" });
    }
    Ok(text.into_owned())
}

/// The characters of a file, the name of its encoding, and whether some bytes meant nothing in it.
pub(crate) fn decode(bytes: &[u8]) -> Result<(Cow<'_, str>, &'static str, bool), IntakeError> {
    check_size(bytes.len())?;
    if let Some(looks_like) = signature(bytes) {
        return Err(IntakeError::NotText { looks_like });
    }
    let (text, encoding, damaged) = match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => utf8_or_western(rest, true),
        [0xff, 0xfe, 0, 0, ..] | [0, 0, 0xfe, 0xff, ..] => {
            return Err(IntakeError::NotText { looks_like: "UTF-32 text, which is not read; save it as UTF-8" });
        }
        [0xff, 0xfe, rest @ ..] => {
            let (text, damaged) = UTF_16LE.decode_without_bom_handling(rest);
            (text, "UTF-16LE", damaged)
        }
        [0xfe, 0xff, rest @ ..] => {
            let (text, damaged) = UTF_16BE.decode_without_bom_handling(rest);
            (text, "UTF-16BE", damaged)
        }
        rest => utf8_or_western(rest, false),
    };
    if text.contains('\0') {
        let looks_like = if sixteen_bits(bytes) {
            "UTF-16 text without a byte-order mark; save it as UTF-8"
        } else {
            "a binary file"
        };
        return Err(IntakeError::NotText { looks_like });
    }
    // Real text has hardly a control character; a file full of them is something else.
    let controls = text.chars().filter(|c| c.is_ascii_control() && !c.is_ascii_whitespace() && *c != '\u{b}').count();
    if controls > 8 && controls > text.len() / 50 {
        return Err(IntakeError::NotText { looks_like: "a binary file" });
    }
    if text.chars().all(|c| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}')) {
        return Err(IntakeError::Empty);
    }
    Ok((text, encoding, damaged))
}

/// The characters of a web page and the name of its encoding: the mark at its start, UTF-8 where it is valid, else what
/// the page says of itself, else Windows-1252 (WHATWG Encoding Standard).
pub(crate) fn page(bytes: &[u8]) -> Result<(String, &'static str), IntakeError> {
    check_size(bytes.len())?;
    if let Some(looks_like) = signature(bytes).filter(|s| !s.starts_with("a web page")) {
        return Err(IntakeError::NotText { looks_like });
    }
    let said = || {
        let head = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]).to_ascii_lowercase();
        let name = head.split("charset=").nth(1)?.trim_start_matches(['"', '\'']);
        let name = name.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_')).next()?;
        encoding_rs::Encoding::for_label(name.as_bytes())
    };
    let encoding = encoding_rs::Encoding::for_bom(bytes).map(|(e, _)| e);
    let encoding = encoding.or_else(|| std::str::from_utf8(bytes).is_ok().then_some(encoding_rs::UTF_8));
    let encoding = encoding.or_else(said).unwrap_or(WINDOWS_1252);
    let text = encoding.decode_with_bom_removal(bytes).0;
    if text.contains('\0') {
        return Err(IntakeError::NotText { looks_like: "a binary file" });
    }
    Ok((text.into_owned(), encoding.name()))
}

fn utf8_or_western(bytes: &[u8], marked: bool) -> (Cow<'_, str>, &'static str, bool) {
    match std::str::from_utf8(bytes) {
        Ok(text) => (Cow::Borrowed(text), "UTF-8", false),
        // The mark says UTF-8: then a bad byte is damage, not another encoding.
        Err(_) if marked => (String::from_utf8_lossy(bytes), "UTF-8", true),
        Err(_) => {
            let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
            // The five bytes that mean nothing in Windows-1252 come out as C1 controls.
            let damaged = text.chars().any(|c| ('\u{80}'..='\u{9f}').contains(&c));
            (text, "Windows-1252", damaged)
        }
    }
}

fn signature(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        let holds = |name: &[u8]| bytes.windows(name.len()).take(1 << 20).any(|w| w == name);
        return Some(if holds(b"word/") {
            "a Word document (.docx)"
        } else if holds(b"xl/") {
            "an Excel workbook (.xlsx)"
        } else if holds(b"opendocument.text") {
            "an OpenDocument text (.odt)"
        } else {
            "a ZIP archive"
        });
    }
    if let Some((_, name)) = SIGNATURES.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Some(name);
    }
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(256)]).to_lowercase();
    let start = start.trim_start_matches('\u{feff}').trim_start();
    (start.starts_with("<!doctype html") || start.starts_with("<html")).then_some("a web page (.html)")
}

/// Whether every other byte is zero nearly always, as in Western text of 16 bits a character.
fn sixteen_bits(bytes: &[u8]) -> bool {
    let zeros = |from: usize| bytes.iter().skip(from).step_by(2).filter(|b| **b == 0).count();
    let half = bytes.len() / 2;
    let (even, odd) = (zeros(0), zeros(1));
    half > 0 && even.max(odd) * 10 > half * 8 && even.min(odd) * 10 < half
}
