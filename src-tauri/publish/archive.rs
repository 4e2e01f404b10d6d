//! Several files as one zip, the same bytes for the same files on every machine.

use crate::PublishError;
use crate::docx_package::zipped;

/// Packs files by their names, in their order.
///
/// # Errors
/// [`PublishError::Internal`] when the zip can't be written.
pub fn archive(files: Vec<(String, Vec<u8>)>) -> Result<Vec<u8>, PublishError> {
    zipped(files)
}
