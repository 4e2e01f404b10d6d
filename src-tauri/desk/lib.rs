//! The desk: what officers do, one file a verb.
//!
//! The command line and the window call this crate and no other. Each verb reads as its steps: find, ask the
//! model's table, check, write, append the event; all in one transaction, through one door ([`Desk`]'s `change`),
//! which says what changed. Errors leave here as one `{ code, message, hint }`.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod activate;
mod approval;
mod backup;
pub mod bindings;
mod bring_back;
mod check;
mod clock;
mod combine;
mod comment;
mod compare;
mod desk;
mod details;
mod differences;
mod discard;
mod dismiss;
mod draft;
pub mod edge;
mod error;
mod export;
mod export_all;
mod files;
mod guidance;
mod history;
mod import;
mod import_many;
mod import_preview;
mod journal;
mod likeness;
mod list;
mod mend;
mod merge_draft;
mod new_version;
mod organisation;
mod pictures;
pub mod place;
mod processing;
mod publish;
mod readings;
mod reasons;
mod record;
mod recorded;
mod repair;
pub mod rescue;
mod resolve;
mod review;
mod sample;
mod save;
mod search;
mod seen_online;
mod setup;
mod show;
mod submit;
mod surroundings;
mod sweep;
mod verify;
mod views;
mod wording;

pub use backup::BackedUp;
pub use check::{CheckReport, DismissedView, MatrixCell, MatrixRow};
pub use clock::{Clock, Moment};
pub use combine::Combined;
pub use comment::NewComment;
pub use compare::{CompareFormat, Comparison, Side};
pub use desk::{Changed, Desk, Outcome};
pub use details::{DetailsPage, NoticeDetails, ParentChoice};
pub use dismiss::Dismissed;
pub use draft::{DraftPage, NewNotice, Saved, VariableView};
pub use error::{DeskError, Exit, Result};
pub use export::{ExportForms, ExportRequest, Exported, Preview};
pub use export_all::{ExportAll, Progress};
pub use files::write_beside;
pub use guidance::{GuidanceView, PreparedWording, VocabularyTerm};
pub use history::{HistoryPage, LiveOn};
pub use import::{ImportOptions, Imported, Published, ReadView, SectionView};
pub use import_many::{FileReport, ImportReport};
pub use import_preview::{ImportPreview, PreviewField, PreviewSection};
pub use journal::JournalPage;
pub use mend::Mended;
pub use merge_draft::{ConflictView, DraftMerge};
pub use organisation::{EditedDirectorate, KeptPicture};
pub use processing::{Activity, Columns, ProcessingPage};
pub use readings::{FactRow, Reading};
pub use reasons::GivenReason;
pub use recorded::RecordedFacts;
pub use repair::{ProposalRow, Repaired};
pub use search::SearchHit;
pub use setup::{NewDirectorate, NewOfficer};
pub use show::{ShowFormat, Shown};
pub use submit::Submitted;
pub use sweep::{LawChange, Sweep, SweptNotice, SweptRule};
pub use verify::{Answer, Inspection, Verification};
pub use views::*;
pub use wording::WordingView;

pub use fairnotice_notice as notice;
pub use fairnotice_publish::Contents;
pub use fairnotice_publish::html::FragmentOptions;
