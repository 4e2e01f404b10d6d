//! Officers' keys: signing what was decided, telling whose signature it is, and keeping the private half safe.
//!
//! Ed25519 (RFC 8032). The private half lies in the operating system's credential store, or, where there is none, in a
//! file that a passphrase opens. It never leaves this crate.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod sealed;
mod store;

pub use store::{Kept, Keys};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ed25519_dalek::{Signer, SigningKey, VerifyingKey};
use sha2::{Digest, Sha256};
use std::fmt;
use std::str::FromStr;
use thiserror::Error;

/// What can go wrong with a key.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum KeyError {
    /// A passphrase is needed, and none was given.
    #[error("the signing key is locked: its passphrase is needed")]
    Locked,
    /// The passphrase is another.
    #[error("that is not the passphrase of the signing key")]
    WrongPassphrase,
    /// A passphrase that is easily guessed.
    #[error("a passphrase needs at least {0} characters")]
    ShortPassphrase(usize),
    /// The file of the key is not what was written.
    #[error("the file of the signing key is damaged ({0})")]
    Damaged(String),
    /// The credential store, or the disk, said no.
    #[error("the signing key could not be reached ({0})")]
    Unreachable(String),
    /// The text is no key.
    #[error("that is not a signing key; one begins with \"{PREFIX}\"")]
    NotAKey,
    /// The text is no signature.
    #[error("that is not a signature")]
    NotASignature,
    /// The signature is not of this key and these words.
    #[error("the signature does not belong to these words and this key")]
    Refuted,
}

/// What a public key's text begins with: the kind of key and of text.
const PREFIX: &str = "fnk1-";

/// The public half of an officer's key, which may be shown to anybody.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct PublicKey(VerifyingKey);

impl PublicKey {
    /// A short form to compare by telephone: twenty letters and digits in groups of four, the first 80 bits of the key's
    /// SHA-256.
    pub fn fingerprint(&self) -> String {
        let hash = Sha256::digest(self.0.as_bytes());
        let hex: String = hash.iter().take(10).map(|b| format!("{b:02X}")).collect();
        let groups: Vec<&str> = (0..hex.len()).step_by(4).filter_map(|at| hex.get(at..at + 4)).collect();
        groups.join("-")
    }

    /// Whether somebody read out this key's fingerprint; spaces, dashes and case don't matter.
    pub fn has_fingerprint(&self, said: &str) -> bool {
        let plain = |text: &str| -> String {
            text.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect()
        };
        plain(said) == plain(&self.fingerprint())
    }

    /// Refuses a signature that is not this key's of that message.
    ///
    /// # Errors
    /// [`KeyError::NotASignature`], [`KeyError::Refuted`].
    pub fn verify(&self, message: &[u8], signature: &str) -> Result<(), KeyError> {
        let bytes = URL_SAFE_NO_PAD.decode(signature).map_err(|_| KeyError::NotASignature)?;
        let signature = ed25519_dalek::Signature::from_slice(&bytes).map_err(|_| KeyError::NotASignature)?;
        self.0.verify_strict(message, &signature).map_err(|_| KeyError::Refuted)
    }
}

impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{PREFIX}{}", URL_SAFE_NO_PAD.encode(self.0.as_bytes()))
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey({self})")
    }
}

impl FromStr for PublicKey {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        let rest = text.trim().strip_prefix(PREFIX).ok_or(KeyError::NotAKey)?;
        let bytes = URL_SAFE_NO_PAD.decode(rest).map_err(|_| KeyError::NotAKey)?;
        let bytes: [u8; 32] = bytes.try_into().map_err(|_| KeyError::NotAKey)?;
        let key = VerifyingKey::from_bytes(&bytes).map_err(|_| KeyError::NotAKey)?;
        // A weak key would let one signature fit many messages.
        if key.is_weak() { Err(KeyError::NotAKey) } else { Ok(PublicKey(key)) }
    }
}

/// An officer's key. It is wiped from memory when it is dropped, and shows nothing of itself.
#[derive(Clone)]
pub struct SecretKey(SigningKey);

impl SecretKey {
    /// A new key, from the operating system's randomness.
    ///
    /// # Errors
    /// [`KeyError::Unreachable`] when the system has none to give.
    pub fn make() -> Result<SecretKey, KeyError> {
        let mut seed = zeroize::Zeroizing::new([0u8; 32]);
        getrandom::fill(seed.as_mut()).map_err(|e| KeyError::Unreachable(e.to_string()))?;
        Ok(SecretKey(SigningKey::from_bytes(&seed)))
    }

    pub(crate) fn of_bytes(bytes: &[u8]) -> Result<SecretKey, KeyError> {
        let seed: &[u8; 32] = bytes.try_into().map_err(|_| KeyError::Damaged("its length".into()))?;
        Ok(SecretKey(SigningKey::from_bytes(seed)))
    }

    pub(crate) fn bytes(&self) -> zeroize::Zeroizing<[u8; 32]> {
        zeroize::Zeroizing::new(self.0.to_bytes())
    }

    /// The public half.
    pub fn public(&self) -> PublicKey {
        PublicKey(self.0.verifying_key())
    }

    /// The signature of a message, as text.
    pub fn sign(&self, message: &[u8]) -> String {
        URL_SAFE_NO_PAD.encode(self.0.sign(message).to_bytes())
    }
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SecretKey({})", self.public().fingerprint())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_is_of_its_key_and_its_words_alone() {
        let key = SecretKey::make().unwrap();
        let signature = key.sign(b"approved");
        let public: PublicKey = key.public().to_string().parse().unwrap();
        assert_eq!(public.verify(b"approved", &signature), Ok(()));
        assert_eq!(public.verify(b"approvee", &signature), Err(KeyError::Refuted));
        let other = SecretKey::make().unwrap().public();
        assert_eq!(other.verify(b"approved", &signature), Err(KeyError::Refuted));
        assert_eq!(public.verify(b"approved", "zzz"), Err(KeyError::NotASignature));
    }

    #[test]
    fn the_key_of_the_standard_signs_as_the_standard_says() {
        // RFC 8032, section 7.1, test 2.
        let seed = [
            0x4c, 0xcd, 0x08, 0x9b, 0x28, 0xff, 0x96, 0xda, 0x9d, 0xb6, 0xc3, 0x46, 0xec, 0x11, 0x4e, 0x0f, 0x5b, 0x8a,
            0x31, 0x9f, 0x35, 0xab, 0xa6, 0x24, 0xda, 0x8c, 0xf6, 0xed, 0x4f, 0xb8, 0xa6, 0xfb,
        ];
        let key = SecretKey::of_bytes(&seed).unwrap();
        let signature = URL_SAFE_NO_PAD.decode(key.sign(&[0x72])).unwrap();
        assert_eq!(signature[..4], [0x92, 0xa0, 0x09, 0xa9]);
        assert_eq!(signature[60..], [0x12, 0xbb, 0x0c, 0x00]);
    }

    #[test]
    fn what_is_no_key_is_refused() {
        for text in ["", "fnk1-", "fnk1-AAAA", "ssh-ed25519 AAAA", "fnk1-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"] {
            assert_eq!(text.parse::<PublicKey>(), Err(KeyError::NotAKey), "{text}");
        }
    }

    #[test]
    fn a_fingerprint_is_compared_as_it_is_read_out() {
        let key = SecretKey::make().unwrap().public();
        let said = key.fingerprint();
        assert_eq!(said.len(), 24);
        assert!(key.has_fingerprint(&said.to_lowercase().replace('-', " ")));
        assert!(!key.has_fingerprint(""), "nothing read out is no fingerprint");
        assert!(!key.has_fingerprint(&said[..20]));
    }

    #[test]
    fn a_key_shows_nothing_of_itself() {
        let key = SecretKey::make().unwrap();
        let shown = format!("{key:?}");
        assert!(!shown.contains(&URL_SAFE_NO_PAD.encode(key.bytes().as_ref())), "{shown}");
    }
}
