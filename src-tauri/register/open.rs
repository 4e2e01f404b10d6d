//! Opening and creating the file, and the one door for change.

use crate::error::{RegisterError, Result};
use crate::migrations::{APPLICATION_ID, LATEST, MIGRATIONS};
use crate::place::refuse_network;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long a writer waits for another before it gives up.
const PATIENCE: Duration = Duration::from_secs(4);

/// What the file is opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Reading only: the file may lie on read-only media.
    Read,
    /// Reading and writing.
    Write,
}

/// An open register.
#[derive(Debug)]
pub struct Register {
    connection: Connection,
    path: PathBuf,
    /// Which file it was when it was opened.
    identity: Option<(u64, u64)>,
}

/// Which file lies at a path, whatever its name; `None` when there is none. Where an open file can't be moved
/// (Windows), being there is all there is to know.
fn identity(path: &Path) -> Option<(u64, u64)> {
    let metadata = std::fs::metadata(path).ok()?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        Some((metadata.dev(), metadata.ino()))
    }
    #[cfg(not(unix))]
    {
        let _ = metadata;
        Some((0, 0))
    }
}

/// What can be read, inside a transaction or outside.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'a> {
    pub(crate) sql: &'a Connection,
}

/// What can be written, inside a transaction only.
#[derive(Debug)]
pub struct Writer<'a> {
    reader: Reader<'a>,
}

impl<'a> Deref for Writer<'a> {
    type Target = Reader<'a>;
    fn deref(&self) -> &Reader<'a> {
        &self.reader
    }
}

/// While it lives, every read sees one state of the file.
#[derive(Debug)]
pub struct Held<'a> {
    sql: &'a Connection,
    begun: bool,
}

impl Drop for Held<'_> {
    fn drop(&mut self) {
        if self.begun {
            let _ = self.sql.execute_batch("COMMIT");
        }
    }
}

/// The files that SQLite keeps beside a database.
pub(crate) const BESIDE: [&str; 3] = ["-wal", "-shm", "-journal"];

/// Refuses a place where a file, or what SQLite keeps beside one, lies already: a log left behind would be replayed.
pub(crate) fn demand_free(path: &Path) -> Result<()> {
    let all = std::iter::once(path.to_path_buf()).chain(BESIDE.map(|end| beside(path, end)));
    match all.into_iter().find(|p| p.exists()) {
        Some(there) => Err(RegisterError::Exists(there)),
        None => Ok(()),
    }
}

impl Register {
    /// Makes a new, empty register. Folders above it are made as needed.
    ///
    /// # Errors
    /// [`RegisterError::Exists`] when there is a file already; [`RegisterError::NetworkPath`];
    /// the disk's answers otherwise. No half-made file is left behind.
    pub fn create(path: &Path) -> Result<Register> {
        refuse_network(path)?;
        demand_free(path)?;
        if let Some(folder) = path.parent().filter(|p| !p.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder).map_err(|e| RegisterError::io("make the folder", folder, e))?;
        }
        // An empty file is made first, exclusively: two programs that create at once can't both win.
        std::fs::OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(path)
            .map_err(|e| RegisterError::io("create", path, e))?;
        let made = (|| {
            let mut connection = Connection::open_with_flags(path, flags(Access::Write))?;
            connection.pragma_update(None, "application_id", APPLICATION_ID)?;
            settle(&mut connection, Access::Write)?;
            MIGRATIONS.to_latest(&mut connection).map_err(migration_error)?;
            Ok(Register { connection, path: path.to_path_buf(), identity: identity(path) })
        })();
        if made.is_err() {
            Register::clear(path);
        }
        made
    }

    /// Opens a register. An older format is brought up to date after a dated copy was laid beside it, when `access`
    /// is for writing; `copy_stamp` names the copy (a day and a time without spaces). For reading it stays as it is.
    ///
    /// # Errors
    /// [`RegisterError::Missing`], [`RegisterError::NotARegister`], [`RegisterError::Newer`] (the file is left
    /// untouched), [`RegisterError::Damaged`], [`RegisterError::NetworkPath`], [`RegisterError::Busy`].
    pub fn open(path: &Path, access: Access, copy_stamp: &str) -> Result<Register> {
        refuse_network(path)?;
        if !path.exists() {
            return Err(RegisterError::Missing(path.to_path_buf()));
        }
        inspect_header(path)?;
        let mut connection = Connection::open_with_flags(path, flags(access))?;
        connection.busy_timeout(PATIENCE)?;
        let version = match user_version(&connection) {
            Err(RegisterError::ReadOnly | RegisterError::Sqlite(_)) if access == Access::Read => {
                // On read-only media write-ahead logging has nowhere to put its index: read the file as it lies.
                connection = open_immutable(path)?;
                user_version(&connection)?
            }
            other => other?,
        };
        if version > LATEST {
            return Err(RegisterError::Newer { path: path.to_path_buf(), found: version, known: LATEST });
        }
        if version < LATEST {
            if access == Access::Read {
                // Reading never changes the file, which may lie on read-only media: a copy in memory is brought up to
                // date and read in its place.
                let mut copy = Connection::open_in_memory()?;
                rusqlite::backup::Backup::new(&connection, &mut copy)?.run_to_completion(1000, Duration::ZERO, None)?;
                settle(&mut copy, access)?;
                MIGRATIONS.to_latest(&mut copy).map_err(migration_error)?;
                return Ok(Register { connection: copy, path: path.to_path_buf(), identity: identity(path) });
            }
            let copy = beside(path, &format!(".before-format-{LATEST}.{copy_stamp}"));
            connection.execute("VACUUM INTO ?1", [copy.to_string_lossy()])?;
        }
        settle(&mut connection, access)?;
        if version < LATEST {
            MIGRATIONS.to_latest(&mut connection).map_err(migration_error)?;
        }
        Ok(Register { connection, path: path.to_path_buf(), identity: identity(path) })
    }

    /// Takes away a register that was made and could not be filled, with what SQLite keeps beside it.
    pub fn clear(path: &Path) {
        for left in std::iter::once(path.to_path_buf()).chain(BESIDE.map(|end| beside(path, end))) {
            let _ = std::fs::remove_file(left);
        }
    }

    /// Where the file lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Refuses when the file that was opened no longer lies where it lay: what is written would be found by nobody.
    ///
    /// # Errors
    /// [`RegisterError::MovedAway`].
    pub fn demand_in_place(&self) -> Result<()> {
        if self.identity.is_some() && identity(&self.path) == self.identity {
            return Ok(());
        }
        Err(RegisterError::MovedAway(self.path.clone()))
    }

    /// Whether nothing can be written through this connection: then all that changes the file changes its
    /// [`Register::data_version`].
    ///
    /// # Errors
    /// What SQLite says.
    pub fn only_reads(&self) -> Result<bool> {
        Ok(self.connection.is_readonly("main")?)
    }

    /// A number that changes whenever another connection, of this program or another, has changed the file.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn data_version(&self) -> Result<i64> {
        Ok(self.connection.query_row("PRAGMA data_version", [], |row| row.get(0))?)
    }

    /// Reads.
    pub fn read(&self) -> Reader<'_> {
        Reader { sql: &self.connection }
    }

    /// Holds what is read still until the guard is dropped: all reads see one state of the file, whoever writes meanwhile.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn hold(&self) -> Result<Held<'_>> {
        let begun = self.connection.is_autocommit();
        if begun {
            self.connection.execute_batch("BEGIN DEFERRED")?;
        }
        Ok(Held { sql: &self.connection, begun })
    }

    /// The one door for change: `work` runs in one immediate transaction, which is undone whole when it fails.
    ///
    /// # Errors
    /// What `work` returns, and [`RegisterError::MovedAway`], [`RegisterError::Busy`], [`RegisterError::Full`] or [`RegisterError::ReadOnly`] when
    /// the transaction can't be begun or ended.
    pub fn transact<T, E: From<RegisterError>>(
        &mut self,
        work: impl FnOnce(&Writer<'_>) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        self.demand_in_place().map_err(E::from)?;
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(|e| E::from(RegisterError::from(e)))?;
        let value = work(&Writer { reader: Reader { sql: &transaction } })?;
        transaction.commit().map_err(|e| E::from(RegisterError::from(e)))?;
        Ok(value)
    }
}

/// The path with something added to its name.
pub(crate) fn beside(path: &Path, addition: &str) -> PathBuf {
    let mut name = path.as_os_str().to_os_string();
    name.push(addition);
    PathBuf::from(name)
}

fn flags(access: Access) -> OpenFlags {
    let common = OpenFlags::SQLITE_OPEN_NO_MUTEX;
    match access {
        Access::Read => common | OpenFlags::SQLITE_OPEN_READ_ONLY,
        Access::Write => common | OpenFlags::SQLITE_OPEN_READ_WRITE,
    }
}

fn open_immutable(path: &Path) -> Result<Connection> {
    let real = path.canonicalize().map_err(|e| RegisterError::io("find", path, e))?;
    let mut uri = String::from("file:");
    for byte in real.to_string_lossy().bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' => uri.push(byte as char),
            b'\\' => uri.push('/'),
            other => uri.push_str(&format!("%{other:02X}")),
        }
    }
    uri.push_str("?immutable=1");
    Ok(Connection::open_with_flags(uri, flags(Access::Read) | OpenFlags::SQLITE_OPEN_URI)?)
}

fn user_version(connection: &Connection) -> Result<i64> {
    Ok(connection.query_row("PRAGMA user_version", [], |row| row.get(0))?)
}

/// The settings every connection has. Durable to the last commit (`synchronous = FULL`): text lost is the worst day.
fn settle(connection: &mut Connection, access: Access) -> Result<()> {
    connection.busy_timeout(PATIENCE)?;
    connection.set_transaction_behavior(TransactionBehavior::Immediate);
    connection.set_prepared_statement_cache_capacity(64);
    if access == Access::Write {
        let mode: String = connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))?;
        if !mode.eq_ignore_ascii_case("wal") {
            return Err(RegisterError::ReadOnly);
        }
        connection.pragma_update(None, "synchronous", "FULL")?;
    }
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "recursive_triggers", true)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    Ok(())
}

fn migration_error(error: rusqlite_migration::Error) -> RegisterError {
    #[allow(clippy::wildcard_enum_match_arm, reason = "the library's own errors")]
    match error {
        rusqlite_migration::Error::RusqliteError { err, .. } => err.into(),
        other => RegisterError::damaged(other),
    }
}

/// Reads the first hundred bytes: is it ours, is it newer, is it whole? Nothing is opened for writing before this.
fn inspect_header(path: &Path) -> Result<()> {
    use std::io::Read;
    let mut file = std::fs::File::open(path).map_err(|e| RegisterError::io("read", path, e))?;
    let length = file.metadata().map_err(|e| RegisterError::io("read", path, e))?.len();
    let mut header = [0u8; 100];
    if file.read_exact(&mut header).is_err() || !header.starts_with(b"SQLite format 3\0") {
        return Err(RegisterError::NotARegister(path.to_path_buf()));
    }
    let number = |at: usize| u32::from_be_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]]);
    if number(68) != APPLICATION_ID as u32 {
        return Err(RegisterError::NotARegister(path.to_path_buf()));
    }
    let found = i64::from(number(60));
    if found > LATEST {
        return Err(RegisterError::Newer { path: path.to_path_buf(), found, known: LATEST });
    }
    let page = match u64::from(u16::from_be_bytes([header[16], header[17]])) {
        1 => 65_536,
        size => size,
    };
    // While a log lies beside the file, its pages may still be on their way.
    let log = std::fs::metadata(beside(path, "-wal")).map_or(0, |m| m.len());
    let expected = page * u64::from(number(28));
    if log == 0 && number(24) == number(92) && length < expected {
        return Err(RegisterError::Damaged(format!("it is cut short ({length} of {expected} bytes are left)")));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> tempfile::TempDir {
        tempfile::tempdir().unwrap()
    }

    fn made(path: &Path) {
        drop(Register::create(path).unwrap());
    }

    #[test]
    fn a_new_register_opens_and_is_not_made_twice() {
        let dir = folder();
        let path = dir.path().join("a folder/naïve.fairnotice");
        made(&path);
        assert!(Register::open(&path, Access::Write, "x").is_ok());
        assert!(Register::open(&path, Access::Read, "x").is_ok());
        assert!(matches!(Register::create(&path), Err(RegisterError::Exists(_))));
    }

    #[test]
    fn a_newer_file_is_refused_and_left_untouched() {
        let dir = folder();
        let path = dir.path().join("r.fairnotice");
        made(&path);
        let connection = Connection::open(&path).unwrap();
        connection.pragma_update(None, "user_version", LATEST + 7).unwrap();
        connection.pragma_update(None, "journal_mode", "DELETE").unwrap();
        drop(connection);
        let before = std::fs::read(&path).unwrap();
        for access in [Access::Read, Access::Write] {
            assert!(matches!(Register::open(&path, access, "x"), Err(RegisterError::Newer { .. })));
        }
        assert_eq!(std::fs::read(&path).unwrap(), before, "a newer file must not be touched");
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1, "nor anything laid beside it");
    }

    #[test]
    fn other_files_are_refused() {
        let dir = folder();
        let path = dir.path().join("letter.docx");
        for bytes in [&b""[..], b"PK\x03\x04", &[0u8; 4096]] {
            std::fs::write(&path, bytes).unwrap();
            assert!(matches!(Register::open(&path, Access::Write, "x"), Err(RegisterError::NotARegister(_))));
        }
        let other = dir.path().join("other.db");
        Connection::open(&other).unwrap().execute_batch("CREATE TABLE t (a)").unwrap();
        assert!(matches!(Register::open(&other, Access::Write, "x"), Err(RegisterError::NotARegister(_))));
        assert!(matches!(Register::open(&dir.path().join("no"), Access::Read, "x"), Err(RegisterError::Missing(_))));
    }

    #[test]
    fn a_file_cut_short_is_called_damaged() {
        let dir = folder();
        let path = dir.path().join("r.fairnotice");
        made(&path);
        let whole = std::fs::read(&path).unwrap();
        for share in [2, 3, 10] {
            std::fs::write(&path, &whole[..whole.len() / share]).unwrap();
            let opened = Register::open(&path, Access::Write, "x").map(|_| ());
            assert!(matches!(opened, Err(RegisterError::Damaged(_))), "1/{share}: {opened:?}");
        }
    }

    #[test]
    fn a_lock_held_elsewhere_ends_in_busy_and_loses_nothing() {
        let dir = folder();
        let path = dir.path().join("r.fairnotice");
        made(&path);
        let holder = Connection::open(&path).unwrap();
        holder.execute_batch("BEGIN IMMEDIATE").unwrap();
        let mut register = Register::open(&path, Access::Write, "x").unwrap();
        let result: Result<()> = register.transact(|_| Ok(()));
        assert!(matches!(result, Err(RegisterError::Busy)), "{result:?}");
    }

    #[test]
    fn a_full_disk_ends_in_full_and_loses_nothing() {
        let dir = folder();
        let path = dir.path().join("r.fairnotice");
        let mut register = Register::create(&path).unwrap();
        let pages: i64 = register.connection.query_row("PRAGMA page_count", [], |r| r.get(0)).unwrap();
        register.connection.pragma_update(None, "max_page_count", pages).unwrap();
        let result: Result<()> = register
            .transact(|writer| writer.set_organisation(&fairnotice_notice::Organisation::named("x".repeat(1_000_000))));
        assert!(matches!(result, Err(RegisterError::Full)), "{result:?}");
        assert!(register.read().organisation().unwrap().is_none(), "the failed change is undone whole");
    }

    #[test]
    #[cfg(unix)]
    fn what_would_be_written_into_a_file_that_was_moved_away_is_refused() {
        let dir = folder();
        let path = dir.path().join("r.fairnotice");
        made(&path);
        let mut register = Register::open(&path, Access::Write, "x").unwrap();
        let aside = dir.path().join("aside.fairnotice");
        std::fs::rename(&path, &aside).unwrap();
        let result: Result<()> = register.transact(|_| Ok(()));
        assert!(matches!(result, Err(RegisterError::MovedAway(_))), "{result:?}");
        std::fs::copy(&aside, &path).unwrap();
        assert!(register.demand_in_place().is_err(), "a copy of the same name is another file");
        std::fs::rename(&aside, &path).unwrap();
        register.transact(|_| Ok::<(), RegisterError>(())).unwrap();
    }

    #[test]
    fn only_what_others_write_changes_the_data_version() {
        let dir = folder();
        let path = dir.path().join("r.fairnotice");
        made(&path);
        let mut own = Register::open(&path, Access::Write, "x").unwrap();
        let mut other = Register::open(&path, Access::Write, "x").unwrap();
        let write = |register: &mut Register, name: &str| {
            let organisation = fairnotice_notice::Organisation::named(name);
            register.transact(|writer| writer.set_organisation(&organisation)).unwrap();
        };
        let before = own.data_version().unwrap();
        write(&mut own, "Larkshire");
        assert_eq!(own.data_version().unwrap(), before);
        write(&mut other, "Larkshire Council");
        assert_ne!(own.data_version().unwrap(), before);
    }

    #[test]
    fn an_older_file_is_read_without_being_changed() {
        let dir = folder();
        let path = dir.path().join("c.fairnotice");
        let mut connection = Connection::open(&path).unwrap();
        connection.pragma_update(None, "application_id", APPLICATION_ID).unwrap();
        MIGRATIONS.to_version(&mut connection, 1).unwrap();
        drop(connection);
        let before = std::fs::read(&path).unwrap();
        let register = Register::open(&path, Access::Read, "x").unwrap();
        assert_eq!(register.read().asset_names().unwrap(), Vec::<String>::new(), "what is read is up to date");
        assert_eq!(std::fs::read(&path).unwrap(), before, "the file is as it was");
    }

    #[test]
    fn an_older_file_is_copied_before_it_is_changed() {
        let dir = folder();
        let path = dir.path().join("r.fairnotice");
        let connection = Connection::open(&path).unwrap();
        connection.pragma_update(None, "application_id", APPLICATION_ID).unwrap();
        connection.execute_batch("PRAGMA user_version = 0; CREATE TABLE old_thing (a TEXT) STRICT;").unwrap();
        drop(connection);
        let register = Register::open(&path, Access::Write, "2026-11-22T0900").unwrap();
        assert!(register.read().organisation().unwrap().is_none());
        let copy = beside(&path, &format!(".before-format-{LATEST}.2026-11-22T0900"));
        assert_eq!(user_version(&Connection::open(copy).unwrap()).unwrap(), 0, "the copy is the file as it was");
    }
}
