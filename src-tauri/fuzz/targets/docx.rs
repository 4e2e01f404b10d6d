//! Word files: whole files, and the main part alone in a sound package, which is where the words are; a fuzzer would
//! hardly find its way there through a zip file.
#![no_main]

use fairnotice_intake::Tracked;
use libfuzzer_sys::fuzz_target;
use std::io::{Cursor, Write as _};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn package(document: &[u8]) -> Option<Vec<u8>> {
    let mut file = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    file.start_file("word/document.xml", stored).ok()?;
    file.write_all(document).ok()?;
    Some(file.finish().ok()?.into_inner())
}

fuzz_target!(|bytes: &[u8]| {
    let tracked = if bytes.len() % 2 == 1 { Tracked::Rejected } else { Tracked::Accepted };
    let _ = fairnotice_intake::docx(bytes, tracked);
    if let Some(file) = package(bytes) {
        let _ = fairnotice_intake::docx(&file, tracked);
    }
});
