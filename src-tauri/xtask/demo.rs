//! `cargo xtask demo`: the main job on a sample notice, from a council's Word-pasted text to the files readers get.

use crate::setup;
use crate::shell::{Done, cargo, output, program, root, run};
use crate::window::{display, open, target};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The command line on a council file of its own.
pub struct Demo {
    cli: PathBuf,
    register: PathBuf,
}

impl Demo {
    /// Runs the command line as an officer and returns its JSON; its exit code must be `expected`.
    fn say(&self, officer: &str, arguments: &[&str], expected: i32) -> Result<Value, String> {
        println!("  $ fairnotice --as {officer} {}", arguments.join(" "));
        self.quietly(officer, arguments, expected)
    }

    fn quietly(&self, officer: &str, arguments: &[&str], expected: i32) -> Result<Value, String> {
        let mut command = program(&self.cli.to_string_lossy());
        command.arg("--register").arg(&self.register).args(["--as", officer, "--json"]).args(arguments);
        let printed = output(&mut command, expected)?;
        if printed.trim().is_empty() {
            return Ok(Value::Null);
        }
        serde_json::from_str(&printed).map_err(|e| format!("fairnotice printed no JSON: {e}"))
    }

    /// A reason for every rule of those severities.
    fn reasons(&self, officer: &str, notice: &str, severities: &[&str], reason: &str) -> Result<Vec<String>, String> {
        let report = self.quietly(officer, &["check", notice], 0)?;
        let findings = report["findings"].as_array().cloned().unwrap_or_default();
        let rules: BTreeSet<&str> = findings
            .iter()
            .filter(|f| severities.contains(&f["severity"].as_str().unwrap_or_default()))
            .filter_map(|f| f["rule"].as_str())
            .collect();
        println!(
            "    {} findings; {} rules need a reason: {}",
            findings.len(),
            rules.len(),
            rules.iter().copied().collect::<Vec<_>>().join(", ")
        );
        Ok(rules.iter().flat_map(|rule| ["--because".to_string(), format!("{rule}={reason}")]).collect())
    }

    fn acted(&self, officer: &str, words: &[&str], because: &[String]) -> Done {
        println!(
            "  $ fairnotice --as {officer} {}{}",
            words.join(" "),
            if because.is_empty() { "" } else { " --because …" }
        );
        let mut arguments: Vec<&str> = words.to_vec();
        arguments.extend(because.iter().map(String::as_str));
        let stands = self.quietly(officer, &arguments, 0)?;
        println!("    version {} is {}", stands["version"], stands["state"].as_str().unwrap_or_default());
        Ok(())
    }
}

/// Takes a sample notice through draft, check, review, approval and export; opens the window when there is a display.
pub fn demo() -> Done {
    setup::for_build()?;
    run(cargo().args(["build", "--package", "fair-notice", "--package", "fairnotice-cli"]))?;
    let demo = main_job()?;
    if display() {
        println!("\nOpening the window on the sample council; close it to end.");
        open(&demo.register)?;
    } else {
        println!(
            "\nThere is no display here, so the window stays closed. `cargo xtask run` opens it where there is one."
        );
    }
    Ok(())
}

/// The demo up to the files, with the programs as they were built.
pub fn main_job() -> Result<Demo, String> {
    let folder = target().join("demo");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).map_err(|e| format!("could not make {}: {e}", folder.display()))?;
    let demo = Demo {
        cli: target().join("debug").join(if cfg!(windows) { "fairnotice.exe" } else { "fairnotice" }),
        register: folder.join("averley.fairnotice"),
    };
    chain(&demo, &folder)?;
    Ok(demo)
}

fn chain(demo: &Demo, folder: &Path) -> Done {
    const AUTHOR: &str = "amara.quillfeather@averley.example";
    const REVIEWER: &str = "gareth.lindenow@averley.example";
    const PUBLISHER: &str = "helen.marchbanks@averley.example";
    let text = |path: &Path| path.to_string_lossy().into_owned();

    println!("\n1. The sample council, made up, with notices in every state");
    let mut init = program(&demo.cli.to_string_lossy());
    run(init.arg("--register").arg(&demo.register).args(["init", "--sample"]))?;

    println!("\n2. A council's old notice is taken in, every word as it stood");
    let source = text(&root().join("tests/fixtures/averley-parking.txt"));
    let import = demo.say(AUTHOR, &["import", &source, "--title", "Privacy notice: Parking appeals"], 0)?;
    let notice = import["notice"].as_str().unwrap_or_default().to_string();
    println!(
        "    {notice} version {}, {} sections",
        import["version"],
        import["sections"].as_array().map_or(0, Vec::len)
    );

    println!("\n3. It is checked against what the law asks; what blocks must be mended or reasoned");
    demo.say(AUTHOR, &["submit", &notice, "--note", "First edition"], 3)?;
    println!("    refused: the text is the reason");
    let why = "A sample: the corporate notice covers it until the next edition";
    let because = demo.reasons(AUTHOR, &notice, &["block"], why)?;
    demo.acted(AUTHOR, &["submit", &notice, "--note", "First edition in Fair Notice"], &because)?;

    println!("\n4. A second person approves exactly this text");
    let why = "A sample: seen, and accepted until the next edition";
    let because = demo.reasons(REVIEWER, &notice, &["block", "explain"], why)?;
    demo.acted(REVIEWER, &["approve", &notice], &because)?;
    demo.acted(PUBLISHER, &["publish", &notice], &[])?;

    println!("\n5. The files readers get, and the internal record");
    let (pdf, html, record) =
        (folder.join("parking.pdf"), folder.join("parking.html"), folder.join("parking-record.pdf"));
    demo.say(
        PUBLISHER,
        &["export", &notice, "--pdf", &text(&pdf), "--html", &text(&html), "--record", &text(&record)],
        0,
    )?;
    for file in [&pdf, &html] {
        let verified = demo.say(PUBLISHER, &["verify", &text(file)], 0)?;
        println!("    {}", verified["sentence"].as_str().unwrap_or_default());
    }
    println!("\nPDF:    {}\nHTML:   {}\nrecord: {}", pdf.display(), html.display(), record.display());
    Ok(())
}
