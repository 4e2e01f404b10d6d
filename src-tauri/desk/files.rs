//! Writing a file whole or not at all: beside its place first, then renamed over it.

use crate::error::{DeskError, Result};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// Writes a file whole or not at all. A file that is there is replaced only when the new one is complete on disk.
///
/// # Errors
/// `disk-full`, `cannot-write`; the old file is then as it was.
pub fn write_beside(path: &Path, bytes: &[u8]) -> Result<()> {
    let fail = |error: std::io::Error| {
        if error.kind() == std::io::ErrorKind::StorageFull {
            return DeskError::failed("disk-full", format!("The disk is full; {} was not written.", path.display()))
                .hint("Make room on the disk and try again. What was there before is unchanged.");
        }
        DeskError::failed("cannot-write", format!("{} could not be written ({error}).", path.display()))
            .hint("Choose another folder or name; if the file is open in another program, close it there.")
    };
    let target = match std::fs::symlink_metadata(path) {
        // A link stays a link: what it leads to is replaced.
        Ok(found) if found.is_symlink() => path.canonicalize().map_err(fail)?,
        Ok(_) | Err(_) => path.to_path_buf(),
    };
    let path = target.as_path();
    if path.is_dir() {
        return Err(
            DeskError::failed("cannot-write", format!("{} is a folder.", path.display())).hint("Name a file in it.")
        );
    }
    if std::fs::metadata(path).is_ok_and(|m| !m.is_file()) {
        return Err(DeskError::failed("cannot-write", format!("{} is a device, not a file.", path.display()))
            .hint("Name a file."));
    }
    if is_register(path) {
        return Err(DeskError::failed("cannot-write", format!("{} is a council file.", path.display()))
            .hint("Nothing is ever written over a council file. Choose another name."));
    }
    if std::fs::metadata(path).is_ok_and(|m| m.permissions().readonly()) {
        return Err(DeskError::failed("cannot-write", format!("{} is write-protected.", path.display()))
            .hint("Choose another name. What was there before is unchanged."));
    }
    let half = half_name(path);
    let result = (|| {
        let mut file = std::fs::File::create(&half)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        drop(file);
        std::fs::rename(&half, path)
    })();
    if let Err(error) = result {
        let _ = std::fs::remove_file(&half);
        return Err(fail(error));
    }
    Ok(())
}

/// Whether a file is a database, or belongs to one: nothing is written over those.
fn is_register(path: &Path) -> bool {
    use std::io::Read;
    let mut start = [0u8; 16];
    let mut is_database = |path: &Path| {
        std::fs::File::open(path).and_then(|mut f| f.read_exact(&mut start)).is_ok() && start == *b"SQLite format 3\0"
    };
    let name = path.to_string_lossy();
    let owner = ["-wal", "-shm", "-journal"].iter().find_map(|end| name.strip_suffix(end)).map(Path::new);
    std::iter::once(path).chain(owner).any(&mut is_database)
}

/// Whether two names mean one place.
pub fn same_place(one: &Path, other: &Path) -> bool {
    let real = |path: &Path| {
        let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        path.canonicalize().ok().or_else(|| Some(folder.canonicalize().ok()?.join(path.file_name()?)))
    };
    one == other || real(one).is_some_and(|place| Some(place) == real(other))
}

fn half_name(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    static COUNT: AtomicU64 = AtomicU64::new(0);
    name.push(format!(".{}-{}.part", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed)));
    path.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_or_left_alone() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("notice.pdf");
        write_beside(&path, b"one").unwrap();
        write_beside(&path, b"two").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"two");
        let error = write_beside(&dir.path().join("no such folder/x"), b"x").unwrap_err();
        assert_eq!(error.code, "cannot-write");
        assert_eq!(write_beside(dir.path(), b"x").unwrap_err().code, "cannot-write");
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1, "no half file is left behind");
        assert!(same_place(&path, &dir.path().join("./notice.pdf")));
    }

    #[test]
    fn a_council_file_is_never_written_over() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("council.fairnotice");
        std::fs::write(&path, b"SQLite format 3\0 and more").unwrap();
        for name in ["council.fairnotice", "council.fairnotice-wal", "council.fairnotice-shm"] {
            assert_eq!(write_beside(&dir.path().join(name), b"x").unwrap_err().code, "cannot-write", "{name}");
        }
        assert!(std::fs::read(&path).unwrap().starts_with(b"SQLite"));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_disk_is_named() {
        // /dev/full answers every write with "no space left".
        let dir = tempfile::tempdir().unwrap();
        let half = half_name(&dir.path().join("x.pdf")).to_string_lossy().into_owned();
        let (start, count) = half.trim_end_matches(".part").rsplit_once('-').unwrap();
        // Other tests take numbers meanwhile.
        for next in 1..200 {
            let name = format!("{start}-{}.part", count.parse::<u64>().unwrap() + next);
            std::os::unix::fs::symlink("/dev/full", name).unwrap();
        }
        let error = write_beside(&dir.path().join("x.pdf"), b"some words").unwrap_err();
        assert_eq!(error.code, "disk-full");
        assert!(!dir.path().join("x.pdf").exists());
    }
}
