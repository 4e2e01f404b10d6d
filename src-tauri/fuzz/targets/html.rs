//! Web pages and clipboards.
#![no_main]

use libfuzzer_sys::fuzz_target;
use fairnotice_intake::Tracked;

fuzz_target!(|bytes: &[u8]| {
    let _ = fairnotice_intake::html(bytes, Tracked::Accepted);
});
