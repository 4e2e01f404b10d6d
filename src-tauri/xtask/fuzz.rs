//! `cargo xtask fuzz`: every reader of files, fed with what no officer would give it.

use crate::shell::{Done, cargo, program, root, run, works};
use crate::window::target;
use std::path::Path;

/// The readers, and the ends of the names of the sample files that each begins with.
const READERS: &[(&str, &[&str])] =
    &[("text", &["txt"]), ("markdown", &["md"]), ("html", &["html", "htm"]), ("docx", &["docx"]), ("pdf", &["pdf"])];

/// Fuzzes the readers named (all, when none is), each for some seconds (600).
pub fn fuzz(more: &[&str]) -> Done {
    let seconds = more.iter().find_map(|m| m.parse::<u32>().ok()).unwrap_or(600);
    let named: Vec<&str> = more.iter().copied().filter(|m| m.parse::<u32>().is_err()).collect();
    if let Some(unknown) = named.iter().find(|n| READERS.iter().all(|(reader, _)| reader != *n)) {
        let known: Vec<&str> = READERS.iter().map(|(reader, _)| *reader).collect();
        return Err(format!("there is no reader called {unknown}; there are {}", known.join(", ")));
    }
    if !works("cargo", &["fuzz", "--version"]) {
        run(cargo().args(["install", "cargo-fuzz", "--locked", "--quiet"]))?;
    }
    let work = target().join("fuzz");
    for (reader, kinds) in READERS.iter().filter(|(reader, _)| named.is_empty() || named.contains(reader)) {
        let corpus = work.join(reader);
        seed(&corpus, kinds)?;
        let found = format!("-artifact_prefix={}/", work.display());
        let most = format!("-max_total_time={seconds}");
        // The sanitizers need a switch of the compiler that is not stable yet; the compiler itself is the usual one.
        run(program("cargo")
            .current_dir(root().join("src-tauri"))
            .env("RUSTC_BOOTSTRAP", "1")
            .env("CARGO_TARGET_DIR", work.join("build"))
            .args(["fuzz", "run", "--fuzz-dir", "fuzz", reader])
            .arg(&corpus)
            .args(["--", &most, "-max_len=60000", "-rss_limit_mb=3000", "-timeout=20", &found]))?;
    }
    Ok(())
}

/// Begins a corpus with the sample files, and for Word with the text in them, unpacked.
fn seed(corpus: &Path, kinds: &[&str]) -> Done {
    let say = |error: std::io::Error| format!("{} can't be filled: {error}", corpus.display());
    std::fs::create_dir_all(corpus).map_err(say)?;
    let samples = root().join("src-tauri/intake/tests/corpus");
    for entry in std::fs::read_dir(samples).map_err(say)? {
        let path = entry.map_err(say)?.path();
        let kind = path.extension().map(|e| e.to_string_lossy().into_owned()).unwrap_or_default();
        let Some(name) = path.file_name().filter(|_| kinds.contains(&kind.as_str())) else { continue };
        std::fs::copy(&path, corpus.join(name)).map_err(say)?;
    }
    Ok(())
}
