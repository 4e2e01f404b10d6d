//! Vocabularies and law as data, used by intake, forms and checks alike.
//!
//! Each module reads one TOML file that stands beside it, compiled in, and checks it in a test: a lawyer corrects
//! the file, not the code. Nothing here judges a text; that is `checks`.

pub mod facets;
pub mod guidance;
pub mod hints;
pub mod law;
pub mod vocabulary;
