//! The page that leads to every notice a council publishes, by directorate.

use crate::colour::Rgb;
use crate::html::{STYLE, colour_style, escape, policy};
use crate::labels::labels;
use chrono::NaiveDate;
use std::fmt::Write as _;

/// A notice on the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexEntry {
    /// Its title, in its own language.
    pub title: String,
    /// Its language, as a BCP 47 tag.
    pub language: String,
    /// The name of its page, beside the index.
    pub html: String,
    /// The name of its PDF, beside the index.
    pub pdf: String,
    /// How large the PDF is, in bytes.
    pub pdf_size: usize,
    /// The version's number.
    pub version: u32,
    /// The day from which it is in force.
    pub effective: Option<NaiveDate>,
}

/// All notices, by directorate.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Index {
    /// The council's name.
    pub council: String,
    /// The colour of headings.
    pub colour: Option<Rgb>,
    /// The directorates in the order in which they stand, each with its notices. An empty name is for the council as a
    /// whole.
    pub directorates: Vec<(String, Vec<IndexEntry>)>,
}

/// The page: HTML as self-contained as the notices' own.
pub fn page(index: &Index) -> String {
    let english = labels("en");
    let mut styles = vec![STYLE.to_owned()];
    styles.extend(index.colour.map(colour_style));
    let title = format!("Privacy notices of {}", escape(&index.council));
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n",
        policy(&styles, false)
    );
    for style in styles {
        let _ = writeln!(out, "<style>{style}</style>");
    }
    let _ = writeln!(out, "</head>\n<body>\n<main>\n<header>\n<h1>{title}</h1>\n</header>");
    if index.directorates.iter().all(|(_, notices)| notices.is_empty()) {
        out.push_str("<p>No notice is in force.</p>\n");
    }
    for (name, notices) in index.directorates.iter().filter(|(_, notices)| !notices.is_empty()) {
        let name = if name.is_empty() { "The whole council" } else { name };
        let _ = writeln!(out, "<section>\n<h2>{}</h2>\n<ul>", escape(name));
        for notice in notices {
            let lang = if notice.language.starts_with("en") {
                String::new()
            } else {
                format!(" lang=\"{0}\" hreflang=\"{0}\"", escape(&notice.language))
            };
            let title = escape(&notice.title);
            let size = (notice.pdf_size as f64 / 1024.0).ceil();
            let _ = write!(
                out,
                "<li><a href=\"{}\"{lang}>{title}</a> (<a href=\"{}\" aria-label=\"PDF, {size} KB: {title}\">PDF, {size} KB</a>)<br>\
                 <span class=\"small\">{} {}",
                escape(&address(&notice.html)),
                escape(&address(&notice.pdf)),
                english.version,
                notice.version
            );
            if let Some(day) = notice.effective {
                let _ = write!(out, ", in force from {}", english.day(day));
            }
            out.push_str("</span></li>\n");
        }
        out.push_str("</ul>\n</section>\n");
    }
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

/// A file's name as a relative address (RFC 3986).
fn address(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}
