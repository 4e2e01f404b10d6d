//! Our own Markdown: what `show --format md` prints and `edit` takes back whole.
//!
//! Headings carry the ids, roles and kinds in attributes; further fields of a section begin with a comment. What
//! Markdown can't say stands in a fenced block as JSON. The writer proves each block by reading it back, so that
//! `read(write(content))` is the content again (in its normal form, without the ids of blocks and items).

mod attributes;
mod escape;
mod inline;
mod read;
mod write;

pub use read::read;
pub use write::write;

/// The word after the fence of a block that stands as JSON.
const JSON_FENCE: &str = "json block";
/// The language of a text that names none.
const LANGUAGE: &str = "en-GB";

#[cfg(test)]
mod tests;
