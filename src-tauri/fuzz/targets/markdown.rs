//! Markdown: what is read and written again reads the same.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(mut content) = fairnotice_intake::markdown::read(text) {
        content.assign_ids();
        let written = fairnotice_intake::markdown::write(&content);
        let again = fairnotice_intake::markdown::read(&written);
        assert!(again.is_ok_and(|a| a.without_ids() == content.without_ids()), "{written}");
    }
});
