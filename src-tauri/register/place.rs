//! Whether a path is on this machine. Write-ahead logging breaks on network shares.

use crate::error::{RegisterError, Result};
use std::path::Path;

/// Refuses a path on a network share.
///
/// # Errors
/// [`RegisterError::NetworkPath`].
pub(crate) fn refuse_network(path: &Path) -> Result<()> {
    if is_network_name(&path.to_string_lossy()) || is_network_mount(path) {
        return Err(RegisterError::NetworkPath(path.to_path_buf()));
    }
    Ok(())
}

/// Whether the path itself names a share: `\\server\share`, `//server/share`, `\\?\UNC\…`.
fn is_network_name(path: &str) -> bool {
    let path = path.replace('/', "\\");
    if let Some(rest) = path.strip_prefix(r"\\?\") {
        return rest.to_ascii_uppercase().starts_with(r"UNC\");
    }
    path.starts_with(r"\\") && !path.starts_with(r"\\.\")
}

/// The nearest folder above the path that exists.
fn nearest_folder(path: &Path) -> Option<&Path> {
    path.ancestors().find(|p| !p.as_os_str().is_empty() && p.exists())
}

/// On Windows a mapped drive's canonical path is the share's.
#[cfg(windows)]
fn is_network_mount(path: &Path) -> bool {
    nearest_folder(path)
        .and_then(|folder| folder.canonicalize().ok())
        .is_some_and(|real| is_network_name(&real.to_string_lossy()))
}

/// On Linux the mount table says which file systems are remote.
#[cfg(target_os = "linux")]
fn is_network_mount(path: &Path) -> bool {
    const REMOTE: [&str; 9] = ["nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ncpfs", "fuse.sshfs", "fuse.davfs2"];
    let absolute = match nearest_folder(path) {
        Some(folder) => folder.canonicalize(),
        None => std::env::current_dir(),
    };
    let (Ok(real), Ok(mounts)) = (absolute, std::fs::read_to_string("/proc/self/mounts")) else { return false };
    longest_mount(&real, &mounts).is_some_and(|kind| REMOTE.contains(&kind))
}

/// The kind of file system the path lies on, by a mount table in the form of `/proc/self/mounts`.
#[cfg(target_os = "linux")]
fn longest_mount<'a>(path: &Path, mounts: &'a str) -> Option<&'a str> {
    mounts
        .lines()
        .filter_map(|line| {
            let mut words = line.split(' ');
            let (_, point, kind) = (words.next()?, words.next()?, words.next()?);
            let point = point.replace("\\040", " ");
            path.starts_with(&point).then_some((point.len(), kind))
        })
        .max_by_key(|(length, _)| *length)
        .map(|(_, kind)| kind)
}

/// Elsewhere only the name tells.
#[cfg(not(any(windows, target_os = "linux")))]
fn is_network_mount(path: &Path) -> bool {
    nearest_folder(path).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_told_by_name() {
        for share in [r"\\files\ig\notices.fairnotice", "//files/ig/n", r"\\?\UNC\files\ig", r"\\?\unc\files"] {
            assert!(is_network_name(share), "{share}");
        }
        for local in [r"C:\Users\a\n", "/home/a/n", r"\\?\C:\long", r"\\.\pipe\x", "n.fairnotice"] {
            assert!(!is_network_name(local), "{local}");
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn shares_are_told_by_mount() {
        let mounts = "/dev/vda / ext4 rw 0 0\nfs:/home /home nfs4 rw 0 0\n/dev/vdb /home/local\\040disk ext4 rw 0 0\n";
        assert_eq!(longest_mount(Path::new("/home/ann/x"), mounts), Some("nfs4"));
        assert_eq!(longest_mount(Path::new("/home/local disk/x"), mounts), Some("ext4"));
        assert_eq!(longest_mount(Path::new("/var/x"), mounts), Some("ext4"));
    }
}
