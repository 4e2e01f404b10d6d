//! The checkers that `cargo xtask conformance` asks: veraPDF, Nu, axe-core in Chromium, LibreOffice.
//!
//! Each is started once for all files. A checker that says nothing of a file has not passed it.

use crate::setup::{Pdf, Tools};
use crate::shell::{output, program, root};
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What a checker says.
pub enum Verdict {
    /// What is wrong with a file, in one column of the table: nothing, when it passed.
    Faults {
        /// The file it was asked about.
        file: PathBuf,
        /// The column of the table.
        column: &'static str,
        /// One sentence each.
        faults: Vec<String>,
    },
    /// Something to know that nobody fails for.
    Remark(String),
}

/// veraPDF's name for each standard, and ours.
const FLAVOURS: [(&str, &str); 2] = [("ua1", "PDF/UA-1"), ("3a", "PDF/A-3a")];

/// A file under `tests/conformance`.
fn script(name: &str) -> PathBuf {
    root().join("tests/conformance").join(name)
}

fn read(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|e| format!("could not read {}: {e}", path.display()))
}

fn json(text: &str, who: &str) -> Result<Value, String> {
    serde_json::from_str(text).map_err(|e| format!("{who} printed no JSON: {e}"))
}

/// Each sentence of a JSON list.
fn sentences(list: &Value) -> Option<Vec<String>> {
    Some(list.as_array()?.iter().map(|word| word.as_str().unwrap_or_default().to_string()).collect())
}

/// PDF/UA-1 and PDF/A-3a, by veraPDF.
pub fn pdf(files: &[PathBuf], tools: &Tools) -> Result<Vec<Verdict>, String> {
    let mut found: BTreeMap<(usize, String), Vec<String>> = BTreeMap::new();
    let mut looked_at: Vec<(usize, String)> = Vec::new();
    match &tools.pdf {
        Pdf::Library { classes, report } => {
            let flavours = FLAVOURS.map(|(flavour, _)| flavour).join(",");
            let mut java = program("java");
            java.arg("-cp").arg(classes).arg(script("Vera.java")).arg(report).arg(flavours).args(files);
            output(&mut java, 0)?;
            for line in read(report)?.lines() {
                let cells: Vec<&str> = line.split('\t').collect();
                let [what, flavour, file, rest @ ..] = cells.as_slice() else { continue };
                let Some(flavour) = FLAVOURS.iter().position(|(known, _)| known == flavour) else { continue };
                match (*what, rest) {
                    ("done", _) => looked_at.push((flavour, file.to_string())),
                    (_, [rule, times, sentence]) => found
                        .entry((flavour, file.to_string()))
                        .or_default()
                        .push(format!("{rule} × {times}: {sentence}")),
                    _ => return Err(format!("veraPDF's report holds a line of another kind: {line}")),
                }
            }
        }
        Pdf::Program(verapdf) => {
            for (flavour, (name, _)) in FLAVOURS.iter().enumerate() {
                let mut command = Command::new(verapdf);
                command.args(["--flavour", name, "--format", "text", "--verbose"]).args(files);
                let printed = command.output().map_err(|e| format!("veraPDF could not be run: {e}"))?;
                let mut file = String::new();
                for line in String::from_utf8_lossy(&printed.stdout).lines() {
                    // A file's line begins at the margin; the lines of its rules are set in.
                    if let Some(verdict) = line.strip_prefix("PASS ").or_else(|| line.strip_prefix("FAIL ")) {
                        file = verdict.strip_suffix(&format!(" {name}")).unwrap_or(verdict).trim().to_string();
                        looked_at.push((flavour, file.clone()));
                        if line.starts_with("FAIL") {
                            found.entry((flavour, file.clone())).or_default().push("is not compliant".into());
                        }
                    } else if let Some(rule) = line.trim().strip_prefix("FAIL ") {
                        found.entry((flavour, file.clone())).or_default().push(rule.to_string());
                    }
                }
            }
        }
    }
    let mut verdicts = Vec::new();
    for file in files {
        for (flavour, (_, column)) in FLAVOURS.iter().enumerate() {
            let key = (flavour, file.to_string_lossy().into_owned());
            let faults = found.remove(&key).unwrap_or_default();
            if !faults.is_empty() || looked_at.contains(&key) {
                verdicts.push(Verdict::Faults { file: file.clone(), column, faults });
            }
        }
    }
    Ok(verdicts)
}

/// The standard of HTML, by the Nu checker: pairs of the page to check and the file it stands for.
pub fn html(pages: &[(PathBuf, PathBuf)], tools: &Tools) -> Result<Vec<Verdict>, String> {
    let mut java = program("java");
    java.arg("-jar").arg(tools.node.join("node_modules/vnu-jar/build/dist/vnu.jar"));
    java.args(["--stdout", "--verbose", "--exit-zero-always", "--format", "json"]);
    let printed = java.args(pages.iter().map(|(page, _)| page)).output();
    let printed = printed.map_err(|e| format!("the Nu checker could not be run: {e}"))?;
    // Told to be verbose, it names each file that it looks at.
    let looked_at = String::from_utf8_lossy(&printed.stderr);
    let report = json(&String::from_utf8_lossy(&printed.stdout), "the Nu checker")?;
    let mut found: BTreeMap<&Path, Vec<String>> = BTreeMap::new();
    for (page, _) in pages {
        if looked_at.lines().any(|line| Path::new(line) == page) {
            found.insert(page, Vec::new());
        }
    }
    let mut verdicts = Vec::new();
    for message in report["messages"].as_array().into_iter().flatten() {
        let text = message["message"].as_str().unwrap_or_default();
        let url = decoded(message["url"].as_str().unwrap_or_default());
        if message["type"] == "info" {
            verdicts.push(Verdict::Remark(text.to_string()));
            continue;
        }
        let page = pages.iter().find(|(page, _)| url.strip_prefix("file:").is_some_and(|path| Path::new(path) == page));
        let (page, _) = page.ok_or_else(|| format!("the Nu checker failed: {text} {url}"))?;
        let sentence = format!("line {}: {text} @ {}", message["lastLine"], message["extract"]);
        found.entry(page).or_default().push(sentence);
    }
    for (page, file) in pages {
        if let Some(faults) = found.remove(page.as_path()) {
            verdicts.push(Verdict::Faults { file: file.clone(), column: "Nu", faults });
        }
    }
    Ok(verdicts)
}

/// A URL's path without its `%20`s.
fn decoded(url: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = url.as_bytes();
    while let [first, after @ ..] = rest {
        let code = after.get(..2).and_then(|two| u8::from_str_radix(std::str::from_utf8(two).ok()?, 16).ok());
        match (first, code) {
            (b'%', Some(byte)) => {
                bytes.push(byte);
                rest = after.get(2..).unwrap_or_default();
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// WCAG 2.2 A and AA, by axe-core in a real browser; and that a page asks for nothing and runs nothing.
pub fn pages(pages: &[PathBuf], tools: &Tools) -> Result<Vec<Verdict>, String> {
    const VIEWS: [(&str, &str); 5] =
        [("load", "load"), ("light", "axe light"), ("dark", "dark"), ("print", "print"), ("narrow", "320 px")];
    // Beside its packages, since that is where Node looks for them.
    let axe = tools.node.join("axe.mjs");
    std::fs::copy(script("axe.mjs"), &axe).map_err(|e| format!("could not copy axe.mjs: {e}"))?;
    let mut node = program("node");
    node.arg(&axe).arg(&tools.browser).stdin(Stdio::piped()).stdout(Stdio::piped());
    let failed = |e: std::io::Error| format!("node could not be run: {e}");
    let mut child = node.spawn().map_err(failed)?;
    let list = Value::from(pages.iter().map(|page| page.to_string_lossy().into_owned()).collect::<Vec<_>>());
    if let Some(mut input) = child.stdin.take() {
        input.write_all(list.to_string().as_bytes()).map_err(failed)?;
    }
    let printed = child.wait_with_output().map_err(failed)?;
    let report = json(&String::from_utf8_lossy(&printed.stdout), "axe.mjs")?;
    let mut verdicts = Vec::new();
    for file in pages {
        let said = &report[file.to_string_lossy().as_ref()];
        for (view, column) in VIEWS {
            if let Some(faults) = sentences(&said[view]) {
                verdicts.push(Verdict::Faults { file: file.clone(), column, faults });
            }
        }
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        for what in sentences(&said["unsure"]).into_iter().flatten() {
            // One line for all places of a page: a table may have hundreds.
            let what = what.split_once(" @ ").map_or(what.as_str(), |(rule, _)| rule);
            verdicts.push(Verdict::Remark(format!("cannot tell in {name}: {what}")));
        }
    }
    Ok(verdicts)
}

/// Word files: whether their parts are sound, and whether LibreOffice reads the words that `NAME.docx.txt` holds.
pub fn docx(files: &[PathBuf], folder: &Path, tools: &Tools) -> Result<Vec<Verdict>, String> {
    let report = json(&output(program("python3").arg(script("parts.py")).args(files), 0)?, "parts.py")?;
    let _ = std::fs::remove_dir_all(folder);
    std::fs::create_dir_all(folder).map_err(|e| format!("could not make {}: {e}", folder.display()))?;
    let mut copies = Vec::new();
    for (i, file) in files.iter().enumerate() {
        // Two files of one name would be written to one text.
        let copy = folder.join(format!("{i:04}.docx"));
        std::fs::copy(file, &copy).map_err(|e| format!("could not copy {}: {e}", file.display()))?;
        copies.push(copy);
    }
    let mut office = program(&tools.office.to_string_lossy());
    // A profile of its own: the developer's may be in use.
    office.arg(format!("-env:UserInstallation=file://{}", folder.join("profile").display()));
    office.args(["--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir"]).arg(folder);
    // It says 0 even of files it could not open; what is not written then is missed below.
    output(office.args(&copies), 0)?;
    let mut verdicts = Vec::new();
    for (file, copy) in files.iter().zip(&copies) {
        if let Some(faults) = sentences(&report[file.to_string_lossy().as_ref()]) {
            verdicts.push(Verdict::Faults { file: file.clone(), column: "parts", faults });
        }
        let expected = read(&PathBuf::from(format!("{}.txt", file.display())))?;
        let faults = match read(&copy.with_extension("txt")) {
            Ok(got) => differing(&words(&expected), &words(&got)),
            Err(_) => vec!["LibreOffice cannot open it".into()],
        };
        verdicts.push(Verdict::Faults { file: file.clone(), column: "words", faults });
    }
    Ok(verdicts)
}

/// The words of a text without the marks of its lists, which every program sets in its own way.
fn words(text: &str) -> Vec<&str> {
    text.trim_start_matches('\u{feff}').split_whitespace().filter(|word| !is_list_mark(word)).collect()
}

/// A bullet, or `1.`, `a)`, `iv.`, `2.1.`: always on its own between white space.
fn is_list_mark(word: &str) -> bool {
    if word.chars().all(|c| "•◦▪▫‣⁃·●○■□–—*o-".contains(c)) && word.chars().count() == 1 {
        return true;
    }
    let Some(number) = word.strip_suffix(['.', ')']) else { return false };
    let roman = !number.is_empty() && number.chars().all(|c| "ivxlc".contains(c));
    let letter = number.len() == 1 && number.chars().all(|c| c.is_ascii_lowercase());
    let digits = !number.is_empty() && number.chars().all(|c| c.is_ascii_digit() || c == '.');
    roman || letter || digits
}

/// What is missing, what is too many; or else where the order differs.
fn differing(expected: &[&str], got: &[&str]) -> Vec<String> {
    let Some(at) = (0..expected.len().max(got.len())).find(|i| expected.get(*i) != got.get(*i)) else {
        return Vec::new();
    };
    let mut balance: BTreeMap<&str, i64> = BTreeMap::new();
    expected.iter().for_each(|word| *balance.entry(word).or_default() += 1);
    got.iter().for_each(|word| *balance.entry(word).or_default() -= 1);
    let around = |words: &[&str]| {
        words.iter().skip(at.saturating_sub(4)).take(10).copied().collect::<Vec<_>>().join(" ").to_string()
    };
    let mut faults = vec![format!("differs first at: “{}” instead of “{}”", around(got), around(expected))];
    for (word, n) in balance {
        let what = if n > 0 { "is missing" } else { "is too many" };
        faults.extend((0..n.abs()).map(|_| format!("“{word}” {what}")));
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_compared_without_the_marks_of_lists() {
        let expected = words("Why we hold it\nto let homes\nto collect rent by 1 May");
        assert!(
            differing(&expected, &words("Why we hold it\n•\tto let homes\n1.\tto collect rent by 1\u{a0}May"))
                .is_empty()
        );
        let faults = differing(&expected, &words("Why we hold it to collect rent by 1 May May"));
        assert_eq!(faults.len(), 1 + 3 + 1, "{faults:?}");
        assert_eq!(differing(&words("a b c"), &words("a c b")).len(), 1);
    }

    #[test]
    fn a_url_loses_its_percent_signs() {
        assert_eq!(decoded("file:/a%20b/c%C3%A9.html"), "file:/a b/cé.html");
        assert_eq!(decoded("50%"), "50%");
    }
}
