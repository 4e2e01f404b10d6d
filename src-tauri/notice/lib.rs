//! The model: what a privacy notice is, who answers for it, and which acts may follow which.
//!
//! This crate knows nothing of the world: no files, no clock, no random numbers, no database, no window.
//! `now`, ids and the acting officer are always parameters. Everything else in Fair Notice depends on
//! it; it depends on no other crate of ours.

pub mod content;
pub mod diagram;
pub mod digest;
pub mod edition;
pub mod finding;
pub mod ids;
pub mod leaves;
pub mod mend;
pub mod officer;
pub mod organisation;
pub mod roles;
pub mod states;
pub mod template;
pub mod variables;

pub use content::{Block, Content, Emphasis, Field, FieldKind, Item, Link, Run, Section};
pub use digest::{Digest, Rendering};
pub use edition::{Audience, Notice, NoticeKind, Version};
pub use finding::{Finding, Place, Severity};
pub use mend::Mend;
pub use officer::{Officer, Permission};
pub use organisation::{Directorate, Organisation, RoleHolder};
pub use roles::Role;
pub use states::{Action, State};
