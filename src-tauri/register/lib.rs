//! The register: one SQLite file that holds a council's notices, their versions and decisions.
//!
//! The only crate that knows SQL. It stores and finds; what may follow what is the desk's affair and the model's.
//! It reads no clock and makes no ids: both come in as parameters.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod assets;
mod backup;
mod comments;
mod decisions;
mod error;
mod imports;
mod integrity;
mod journal;
mod kept_files;
mod migrations;
mod notices;
mod open;
mod organisation;
mod people;
mod place;
mod processing;
mod revisions;
mod rows;
mod search;
mod versions;
mod working_copy;

pub use comments::{Comment, CommentAnswer, CommentOutcome};
pub use decisions::{Decision, Reason};
pub use error::{RegisterError, Result};
pub use imports::Import;
pub use integrity::{Fault, Inspection, directorate_form};
pub use journal::{Event, GENESIS, NewEvent};
pub use kept_files::KeptFile;
pub use migrations::{APPLICATION_ID, LATEST};
pub use open::{Access, Held, Reader, Register, Writer};
pub use processing::ProcessingRecord;
pub use revisions::{NewRevision, Revision};
pub use search::Hit;
pub use versions::OverviewRow;
pub use working_copy::WorkingCopy;
