//! Writing a file whole or not at all: beside its place first, then renamed over it.

use crate::error::{DeskError, Result};
use std::io::Write;
use std::path::{Path, PathBuf};

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
    if path.is_dir() {
        return Err(
            DeskError::failed("cannot-write", format!("{} is a folder.", path.display())).hint("Name a file in it.")
        );
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

fn half_name(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(format!(".{}.part", std::process::id()));
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
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_disk_is_named() {
        // /dev/full answers every write with "no space left".
        let dir = tempfile::tempdir().unwrap();
        let half = half_name(&dir.path().join("x.pdf"));
        std::os::unix::fs::symlink("/dev/full", &half).unwrap();
        let error = write_beside(&dir.path().join("x.pdf"), b"some words").unwrap_err();
        assert_eq!(error.code, "disk-full");
        assert!(!dir.path().join("x.pdf").exists());
    }
}
