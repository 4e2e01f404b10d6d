//! `cargo xtask tidy`: the arrows between crates, and what each must not know.

use crate::shell::{Done, cargo, output, root};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Which of our crates each may use. Everything not listed is an arrow the wrong way.
const ARROWS: &[(&str, &[&str])] = &[
    ("notice", &[]),
    ("lexicon", &["notice"]),
    ("redline", &["notice"]),
    ("checks", &["notice", "lexicon", "redline"]),
    ("intake", &["notice", "lexicon"]),
    ("publish", &["notice", "redline"]),
    ("register", &["notice"]),
    ("keys", &[]),
    ("desk", &["notice", "lexicon", "redline", "checks", "intake", "publish", "register", "keys"]),
    ("cli", &["desk"]),
    ("desktop", &["desk"]),
    ("xtask", &["notice"]),
];

/// Libraries that only one crate may know.
const KEEPERS: &[(&str, &str)] = &[
    ("rusqlite", "register"),
    ("rusqlite_migration", "register"),
    ("tauri", "desktop"),
    ("tauri-build", "desktop"),
    ("tauri-plugin-dialog", "desktop"),
    ("tauri-plugin-window-state", "desktop"),
    ("printpdf", "publish"),
    ("clap", "cli"),
    ("ts-rs", "desk"),
    ("keyring", "keys"),
    ("ed25519-dalek", "keys"),
    ("argon2", "keys"),
    ("chacha20poly1305", "keys"),
];

/// Crates without clock, chance, files, network or environment.
const PURE: &[&str] = &["notice", "lexicon", "redline", "checks", "intake", "publish"];

/// What a pure crate must not say.
const IMPURE: &[&str] = &[
    "Utc::now",
    "Local::now",
    "SystemTime",
    "Instant::now",
    "rand::",
    "new_v4(",
    "now_v7(",
    "std::fs",
    "std::net",
    "std::env::",
    "std::process",
    "std::thread",
];

/// Proves it all; `write` also makes the page of the states.
pub fn tidy(write: bool) -> Done {
    let mut faults = Vec::new();
    arrows(&mut faults)?;
    purity(&mut faults)?;
    window(&mut faults)?;
    documents(&mut faults, write)?;
    if faults.is_empty() {
        println!("tidy: every arrow points the right way.");
        return Ok(());
    }
    faults.sort();
    Err(format!("tidy found {}:\n  {}", faults.len(), faults.join("\n  ")))
}

/// The short name of one of our packages.
fn short(package: &str) -> Option<&str> {
    match package {
        "fair-notice" => Some("desktop"),
        "xtask" => Some("xtask"),
        other => other.strip_prefix("fairnotice-"),
    }
}

fn arrows(faults: &mut Vec<String>) -> Done {
    let json = output(cargo().args(["metadata", "--no-deps", "--format-version", "1"]), 0)?;
    let metadata: Value = serde_json::from_str(&json).map_err(|e| format!("cargo metadata: {e}"))?;
    let allowed: BTreeMap<&str, &[&str]> = ARROWS.iter().copied().collect();
    let mut seen = BTreeSet::new();
    for package in metadata["packages"].as_array().into_iter().flatten() {
        let name = package["name"].as_str().unwrap_or_default();
        let Some(own) = short(name) else {
            faults.push(format!("{name}: a package with a name of another kind"));
            continue;
        };
        seen.insert(own.to_string());
        let Some(may) = allowed.get(own) else {
            faults.push(format!("{own}: a crate that no arrow is drawn for"));
            continue;
        };
        for dependency in package["dependencies"].as_array().into_iter().flatten() {
            let other = dependency["name"].as_str().unwrap_or_default();
            // Tests may look from above; what ships may not.
            let for_tests = dependency["kind"].as_str() == Some("dev");
            if let Some(ours) = short(other)
                && !may.contains(&ours)
                && !for_tests
            {
                faults.push(format!("{own} → {ours}: an arrow the wrong way"));
            }
            if let Some((_, keeper)) = KEEPERS.iter().find(|(library, _)| *library == other)
                && *keeper != own
                && !for_tests
            {
                faults.push(format!("{own} knows {other}, which only {keeper} may"));
            }
        }
    }
    for (name, _) in ARROWS {
        if !seen.contains(*name) {
            faults.push(format!("{name}: an arrow is drawn for a crate that is not there"));
        }
    }
    Ok(())
}

/// Every file below a folder with one of the endings.
fn files(folder: &Path, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let Ok(entries) = std::fs::read_dir(folder) else { return found };
    for entry in entries.flatten() {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        if path.is_dir() {
            if !matches!(name.as_str(), "target" | "node_modules" | "dist" | "gen" | ".git" | ".svelte-kit") {
                found.extend(files(&path, endings));
            }
        } else if endings.iter().any(|ending| name.ends_with(ending)) {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn read(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|e| format!("could not read {}: {e}", path.display()))
}

fn name_of(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).to_string_lossy().replace('\\', "/")
}

fn purity(faults: &mut Vec<String>) -> Done {
    for own in PURE {
        let folder = root().join("src-tauri").join(own);
        for path in files(&folder, &[".rs"]) {
            let name = name_of(&path);
            if name.contains("/tests/") || name.contains("/examples/") || name.contains("/benches/") {
                continue;
            }
            let text = read(&path)?;
            // Unit tests stand at the end of a file.
            let shipped = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
            for (i, line) in shipped.lines().enumerate() {
                let code = line.split("//").next().unwrap_or_default();
                for word in IMPURE {
                    if code.contains(word) {
                        faults.push(format!("{name}:{}: {own} is pure, but says {word}", i + 1));
                    }
                }
            }
        }
    }
    for path in files(&root().join("src-tauri"), &[".rs"]) {
        let name = name_of(&path);
        // Tests may play another SQLite tool.
        if name.starts_with("src-tauri/register/") || name.starts_with("src-tauri/xtask/") || name.contains("/tests/") {
            continue;
        }
        for (i, line) in read(&path)?.lines().enumerate() {
            let sql = ["INSERT INTO ", "DELETE FROM ", "SELECT * FROM "];
            if sql.iter().any(|word| line.contains(word)) {
                faults.push(format!("{name}:{}: SQL outside the register", i + 1));
            }
        }
    }
    Ok(())
}

fn window(faults: &mut Vec<String>) -> Done {
    for path in files(&root().join("ui/src"), &[".ts", ".svelte"]) {
        let name = name_of(&path);
        let text = read(&path)?;
        if text.contains("@tauri-apps/") && !name.starts_with("ui/src/lib/backend/") {
            faults.push(format!("{name}: only ui/src/lib/backend may import @tauri-apps"));
        }
    }
    Ok(())
}

fn documents(faults: &mut Vec<String>, write: bool) -> Done {
    let states = root().join("docs/states.md");
    let made = fairnotice_notice::diagram::states_page();
    if write {
        std::fs::write(&states, &made).map_err(|e| format!("could not write {}: {e}", states.display()))?;
    }
    if std::fs::read_to_string(&states).unwrap_or_default().replace("\r\n", "\n") != made {
        faults.push("docs/states.md contradicts the transition table: run `cargo xtask tidy --write`".into());
    }
    let map = read(&root().join("ARCHITECTURE.md"))?;
    if map.lines().count() > 300 {
        faults.push("ARCHITECTURE.md is longer than 300 lines".into());
    }
    for path in files(&root(), &[".md"]) {
        let name = name_of(&path);
        if name.starts_with("src-tauri/desk/sample/") || name.starts_with("src-tauri/notice/templates/") {
            continue;
        }
        let folder = path.parent().unwrap_or(&path).to_path_buf();
        for (i, line) in read(&path)?.lines().enumerate() {
            for target in links(line) {
                let file = target.split('#').next().unwrap_or_default();
                if !file.is_empty() && !folder.join(file).exists() {
                    faults.push(format!("{name}:{}: a link to {file}, which is not there", i + 1));
                }
            }
        }
    }
    for path in files(&root(), &[".rs", ".ts", ".svelte", ".toml", ".sql"]) {
        let name = name_of(&path);
        if name == "src-tauri/xtask/tidy.rs" {
            continue;
        }
        for (i, line) in read(&path)?.lines().enumerate() {
            if ["TODO", "FIXME", "todo!(", "unimplemented!("].iter().any(|mark| line.contains(mark)) {
                faults.push(format!("{name}:{}: something is left unfinished", i + 1));
            }
        }
    }
    Ok(())
}

/// The targets of the relative links in a line of Markdown.
fn links(line: &str) -> Vec<&str> {
    line.match_indices("](")
        .filter_map(|(at, _)| line[at + 2..].split(')').next())
        .filter(|target| !target.contains(':') && !target.starts_with('#') && !target.contains(' '))
        .collect()
}
