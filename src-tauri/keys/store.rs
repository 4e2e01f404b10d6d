//! Where private keys lie on this machine.

use crate::{KeyError, PublicKey, SecretKey, sealed};
use std::fmt;
use std::io::Write;
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

/// The service under which the credential store keeps the keys.
const SERVICE: &str = "Fair Notice signing key";

/// Where a key is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// In the operating system's credential store.
    System,
    /// In a file that a passphrase opens.
    File,
}

/// The private keys of the officers who work on this machine, each by the officer's id.
#[derive(Clone)]
pub struct Keys {
    folder: PathBuf,
    /// Whether the folder is meant even where there is a credential store.
    forced: bool,
    passphrase: Option<Zeroizing<String>>,
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Keys").field("folder", &self.folder).finish_non_exhaustive()
    }
}

fn unreachable(error: impl fmt::Display) -> KeyError {
    KeyError::Unreachable(error.to_string())
}

impl Keys {
    /// Where this machine keeps keys: the credential store, or `folder` where there is none.
    ///
    /// The store is asked for when a key is: a program that signs nothing does not wait for it.
    pub fn of_this_machine(folder: &Path) -> Keys {
        Keys { forced: false, ..Keys::in_folder(folder) }
    }

    /// Keys in files of that folder, whatever else this machine has.
    pub fn in_folder(folder: &Path) -> Keys {
        Keys { folder: folder.to_path_buf(), forced: true, passphrase: None }
    }

    /// The folder of the files, where keys lie in files.
    fn in_files(&self) -> Option<&Path> {
        (self.forced || keyring::v1::Entry::store_status().is_err()).then_some(self.folder.as_path())
    }

    /// With the passphrase that opens the files.
    #[must_use]
    pub fn with_passphrase(mut self, passphrase: &str) -> Keys {
        self.passphrase = (!passphrase.is_empty()).then(|| Zeroizing::new(passphrase.to_owned()));
        self
    }

    /// Where keys are kept.
    pub fn kept(&self) -> Kept {
        if self.in_files().is_some() { Kept::File } else { Kept::System }
    }

    fn file(&self, folder: &Path, who: &str) -> PathBuf {
        // Ids are letters, digits and dashes; anything else must not become part of a path.
        let name: String = who.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
        folder.join(format!("{name}.key"))
    }

    fn text(&self, folder: &Path, who: &str) -> Result<Option<String>, KeyError> {
        match std::fs::read_to_string(self.file(folder, who)) {
            Ok(text) => Ok(Some(text)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(unreachable(error)),
        }
    }

    /// The key of an officer, where there is one.
    ///
    /// # Errors
    /// [`KeyError::Locked`] or [`KeyError::WrongPassphrase`] for a file; [`KeyError::Unreachable`], [`KeyError::Damaged`].
    pub fn find(&self, who: &str) -> Result<Option<SecretKey>, KeyError> {
        let Some(folder) = self.in_files() else {
            let entry = keyring::v1::Entry::new(SERVICE, who).map_err(unreachable)?;
            return match entry.get_secret() {
                Ok(bytes) => SecretKey::of_bytes(&Zeroizing::new(bytes)).map(Some),
                Err(keyring::v1::Error::NoEntry) => Ok(None),
                Err(error) => Err(unreachable(error)),
            };
        };
        let Some(text) = self.text(folder, who)? else { return Ok(None) };
        let passphrase = self.passphrase.as_ref().ok_or(KeyError::Locked)?;
        sealed::open(&text, passphrase).map(Some)
    }

    /// The public half of an officer's key, where there is one; a locked file shows it too.
    ///
    /// # Errors
    /// As [`Keys::find`], without those of the passphrase.
    pub fn public(&self, who: &str) -> Result<Option<PublicKey>, KeyError> {
        match self.in_files() {
            None => Ok(self.find(who)?.map(|key| key.public())),
            Some(folder) => self.text(folder, who)?.map(|text| sealed::public(&text)).transpose(),
        }
    }

    /// The key of an officer; a new one where there is none.
    ///
    /// # Errors
    /// As [`Keys::find`]; [`KeyError::ShortPassphrase`].
    pub fn find_or_make(&self, who: &str) -> Result<SecretKey, KeyError> {
        if let Some(key) = self.find(who)? {
            return Ok(key);
        }
        let key = SecretKey::make()?;
        let Some(folder) = self.in_files() else {
            let entry = keyring::v1::Entry::new(SERVICE, who).map_err(unreachable)?;
            entry.set_secret(key.bytes().as_ref()).map_err(unreachable)?;
            return Ok(key);
        };
        let passphrase = self.passphrase.as_ref().ok_or(KeyError::Locked)?;
        let text = sealed::seal(&key, passphrase)?;
        std::fs::create_dir_all(folder).map_err(unreachable)?;
        // Never over a key that is there: two programs may begin at once.
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = match options.open(self.file(folder, who)) {
            Ok(file) => file,
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
                return self.find(who)?.ok_or(KeyError::Locked);
            }
            Err(error) => return Err(unreachable(error)),
        };
        file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(unreachable)?;
        Ok(key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHO: &str = "0190aaaa-0000-7000-8000-000000000001";
    const SAID: &str = "correct horse battery";

    #[test]
    fn a_key_is_made_once_and_found_again() {
        let folder = tempfile::tempdir().unwrap();
        let keys = Keys::in_folder(folder.path()).with_passphrase(SAID);
        assert!(keys.find(WHO).unwrap().is_none());
        let made = keys.find_or_make(WHO).unwrap().public();
        assert_eq!(keys.find_or_make(WHO).unwrap().public(), made);
        let text = std::fs::read_to_string(folder.path().join(format!("{WHO}.key"))).unwrap();
        assert!(!text.contains(SAID));
    }

    #[test]
    fn a_locked_key_shows_its_public_half_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let made = Keys::in_folder(folder.path()).with_passphrase(SAID).find_or_make(WHO).unwrap().public();
        let locked = Keys::in_folder(folder.path());
        assert_eq!(locked.public(WHO).unwrap(), Some(made));
        assert_eq!(locked.find(WHO).unwrap_err(), KeyError::Locked);
        let wrong = locked.with_passphrase("correct horse batterz");
        assert_eq!(wrong.find(WHO).unwrap_err(), KeyError::WrongPassphrase);
    }

    #[test]
    fn a_short_passphrase_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let keys = Keys::in_folder(folder.path()).with_passphrase("short");
        assert!(matches!(keys.find_or_make(WHO), Err(KeyError::ShortPassphrase(_))));
        assert!(!folder.path().join(format!("{WHO}.key")).exists());
    }

    #[test]
    fn an_altered_file_opens_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let keys = Keys::in_folder(folder.path()).with_passphrase(SAID);
        keys.find_or_make(WHO).unwrap();
        let path = folder.path().join(format!("{WHO}.key"));
        let text = std::fs::read_to_string(&path).unwrap();
        let other = SecretKey::make().unwrap().public().to_string();
        let public = serde_json::from_str::<serde_json::Value>(&text).unwrap()["public"].as_str().unwrap().to_owned();
        std::fs::write(&path, text.replace(&public, &other)).unwrap();
        assert_eq!(keys.find(WHO).unwrap_err(), KeyError::WrongPassphrase);
        std::fs::write(&path, &text[..40]).unwrap();
        assert!(matches!(keys.find(WHO).unwrap_err(), KeyError::Damaged(_)));
    }

    #[test]
    fn a_hostile_name_stays_in_the_folder() {
        let folder = tempfile::tempdir().unwrap();
        let keys = Keys::in_folder(folder.path()).with_passphrase(SAID);
        keys.find_or_make("../../etc/passwd").unwrap();
        assert!(folder.path().join("etcpasswd.key").exists());
    }
}
