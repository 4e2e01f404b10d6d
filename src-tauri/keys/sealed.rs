//! A private key in a file that a passphrase opens: Argon2id (RFC 9106) and XChaCha20-Poly1305.

use crate::{KeyError, PublicKey, SecretKey};
use argon2::Argon2;
use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// The fewest characters of a passphrase.
pub(crate) const SHORTEST: usize = 12;

const FORMAT: &str = "fair-notice-key";

/// What such a file holds. The public half is bound to the sealed one.
#[derive(Serialize, Deserialize)]
struct File {
    format: String,
    version: u32,
    public: String,
    salt: String,
    nonce: String,
    sealed: String,
}

fn opener(passphrase: &str, salt: &[u8]) -> Result<XChaCha20Poly1305, KeyError> {
    let mut key = Zeroizing::new([0u8; 32]);
    Argon2::default()
        .hash_password_into(passphrase.as_bytes(), salt, key.as_mut())
        .map_err(|e| KeyError::Unreachable(e.to_string()))?;
    XChaCha20Poly1305::new_from_slice(key.as_ref()).map_err(|e| KeyError::Unreachable(e.to_string()))
}

/// The text of a file that holds the key.
pub(crate) fn seal(key: &SecretKey, passphrase: &str) -> Result<String, KeyError> {
    if passphrase.chars().count() < SHORTEST {
        return Err(KeyError::ShortPassphrase(SHORTEST));
    }
    let (mut salt, mut nonce) = ([0u8; 16], [0u8; 24]);
    getrandom::fill(&mut salt).map_err(|e| KeyError::Unreachable(e.to_string()))?;
    getrandom::fill(&mut nonce).map_err(|e| KeyError::Unreachable(e.to_string()))?;
    let public = key.public().to_string();
    let bytes = key.bytes();
    let sealed = opener(passphrase, &salt)?
        .encrypt(&XNonce::from(nonce), Payload { msg: bytes.as_ref(), aad: public.as_bytes() })
        .map_err(|e| KeyError::Unreachable(e.to_string()))?;
    let file = File {
        format: FORMAT.into(),
        version: 1,
        public,
        salt: STANDARD_NO_PAD.encode(salt),
        nonce: STANDARD_NO_PAD.encode(nonce),
        sealed: STANDARD_NO_PAD.encode(sealed),
    };
    serde_json::to_string_pretty(&file).map_err(|e| KeyError::Damaged(e.to_string()))
}

fn read(text: &str) -> Result<File, KeyError> {
    let file: File = serde_json::from_str(text).map_err(|e| KeyError::Damaged(e.to_string()))?;
    if file.format != FORMAT || file.version != 1 {
        return Err(KeyError::Damaged("it is of another kind, or of a newer Fair Notice".into()));
    }
    Ok(file)
}

/// The public half, which needs no passphrase.
pub(crate) fn public(text: &str) -> Result<PublicKey, KeyError> {
    read(text)?.public.parse().map_err(|_| KeyError::Damaged("its public half".into()))
}

/// The key in such a file.
pub(crate) fn open(text: &str, passphrase: &str) -> Result<SecretKey, KeyError> {
    let file = read(text)?;
    let bytes = |what: &str, text: &str| STANDARD_NO_PAD.decode(text).map_err(|_| KeyError::Damaged(what.to_owned()));
    let nonce: [u8; 24] =
        bytes("its nonce", &file.nonce)?.try_into().map_err(|_| KeyError::Damaged("its nonce".into()))?;
    let sealed = bytes("the sealed half", &file.sealed)?;
    let opened = opener(passphrase, &bytes("its salt", &file.salt)?)?
        .decrypt(&XNonce::from(nonce), Payload { msg: &sealed, aad: file.public.as_bytes() })
        .map_err(|_| KeyError::WrongPassphrase)?;
    let key = SecretKey::of_bytes(&Zeroizing::new(opened))?;
    if key.public().to_string() != file.public {
        return Err(KeyError::Damaged("its public half is another's".into()));
    }
    Ok(key)
}
