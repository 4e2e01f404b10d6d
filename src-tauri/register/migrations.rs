//! The numbered steps from an empty file to today's.

use rusqlite_migration::{M, Migrations};

/// Marks a SQLite file as a register ("FNR1").
pub const APPLICATION_ID: i32 = 0x464e_5231;

/// The newest format: the number of migrations.
pub const LATEST: i64 = 5;

const STEPS: &[M<'_>] = &[
    M::up(include_str!("migrations/0001_register.sql")),
    M::up(include_str!("migrations/0002_pictures.sql")),
    M::up(include_str!("migrations/0003_processing.sql")),
    M::up(include_str!("migrations/0004_suggestions.sql")),
    M::up(include_str!("migrations/0005_kept_files.sql")),
];

/// All steps. They run in one transaction; a failing step leaves the file as it was.
pub(crate) const MIGRATIONS: Migrations<'_> = Migrations::from_slice(STEPS);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_valid_and_counted() {
        MIGRATIONS.validate().unwrap();
        assert_eq!(STEPS.len() as i64, LATEST);
    }
}
