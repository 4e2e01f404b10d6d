//! What a reader of a file sees.
//!
//! Only what is visible counts: words in the body of the page, in reading order. The copy of the text that our files
//! carry as data is handed over apart from them ([`VisibleText::carried`]); others (metadata, alternative texts) are
//! never read. Whatever could show other words than those that
//! are reported, or hide some of them, sets [`VisibleText::hidden`].

use crate::PublishError;

/// The words a reader of the file sees, in reading order, a line for each title, heading, paragraph, item and row; and
/// apart from them the control block and the page furniture.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VisibleText {
    /// The text, white space squeezed; empty lines left out.
    pub lines: Vec<String>,
    /// For a file of ours: what [`crate::furniture`] gives for its tree.
    pub furniture: Vec<String>,
    /// For a page of others: where its links lead ("Link: words <address>").
    pub links: Vec<String>,
    /// Whether its links were read: not in a text, and not in a PDF of others.
    pub links_known: bool,
    /// The printed document code, if one is found.
    pub code: Option<String>,
    /// The title.
    pub title: Option<String>,
    /// What a page of others is called in its window.
    pub window_title: Option<String>,
    /// The text as data that the file carries beside what is seen, letter by letter as it stands there. What it says
    /// proves nothing.
    pub carried: Option<String>,
    /// Whether the file says that Fair Notice made it, and is built as Fair Notice builds files.
    pub ours: bool,
    /// For a file of ours: whether something was found that shows words which are not in `lines` or `furniture`, or hides some that are.
    pub hidden: bool,
}

/// How large a file may be, in bytes: some twenty times the longest notice with its typefaces.
pub(crate) const LIMIT: usize = 32 * 1024 * 1024;

/// What a reader of a PDF sees.
///
/// # Errors
/// [`PublishError::NotPdf`], [`PublishError::Encrypted`], [`PublishError::TooLarge`] (over 32 MiB or 2,000 pages) and
/// [`PublishError::Unreadable`].
pub fn pdf(bytes: &[u8]) -> Result<VisibleText, PublishError> {
    if bytes.len() > LIMIT {
        return Err(PublishError::TooLarge { size: bytes.len(), limit: LIMIT });
    }
    crate::read_pdf::read(bytes)
}

/// What a reader of a web page sees, as far as it can be told without laying it out: what attributes and the page's own
/// style sheets hide is left out; sheets from elsewhere, and tricks with colours, are not seen through.
///
/// # Errors
/// [`PublishError::TooLarge`] (over 32 MiB).
pub fn html(text: &str) -> Result<VisibleText, PublishError> {
    if text.len() > LIMIT {
        return Err(PublishError::TooLarge { size: text.len(), limit: LIMIT });
    }
    if nesting(text) > DEEPEST {
        return Err(PublishError::Unreadable { reason: "its parts lie too deeply in one another".into() });
    }
    Ok(crate::read_html::read(text))
}

/// How deep the elements of a page may lie in one another.
const DEEPEST: usize = 1000;

/// How deep elements lie in one another at most, reckoned by their tags; those that pages leave open are not counted.
fn nesting(text: &str) -> usize {
    const LEFT_OPEN: [&str; 22] = [
        "p", "li", "br", "img", "meta", "link", "input", "hr", "td", "th", "tr", "dt", "dd", "option", "source", "wbr",
        "area", "base", "col", "embed", "track", "tbody",
    ];
    let (mut depth, mut deepest) = (0usize, 0usize);
    for tag in text.split('<').skip(1) {
        let (closes, rest) = tag.strip_prefix('/').map_or((false, tag), |rest| (true, rest));
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let name = rest[..end].to_ascii_lowercase();
        if name.is_empty() || LEFT_OPEN.contains(&name.as_str()) {
            continue;
        }
        depth = if closes { depth.saturating_sub(1) } else { depth + 1 };
        deepest = deepest.max(depth);
    }
    deepest
}

/// The first document code in some lines: four groups of four hexadecimal digits.
pub(crate) fn find_code(lines: &[String]) -> Option<String> {
    let is_code = |word: &str| {
        word.len() == 19
            && word
                .bytes()
                .enumerate()
                .all(|(i, b)| if i % 5 == 4 { b == b'-' } else { b.is_ascii_digit() || (b'A'..=b'F').contains(&b) })
    };
    lines
        .iter()
        .flat_map(|l| l.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-')))
        .find(|word| is_code(word))
        .map(str::to_owned)
}
