//! Running programs from the root of the project.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What a step returns: nothing, or one sentence on what went wrong.
pub type Done = Result<(), String>;

/// The root of the project.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_path_buf()
}

/// A program, run in the root.
pub fn program(name: &str) -> Command {
    // npm and npx are scripts on Windows.
    let name = if cfg!(windows) && matches!(name, "npm" | "npx") { format!("{name}.cmd") } else { name.to_string() };
    let mut command = Command::new(name);
    command.current_dir(root());
    command
}

/// cargo, the one that runs us.
pub fn cargo() -> Command {
    let mut command = program(&std::env::var("CARGO").unwrap_or_else(|_| "cargo".into()));
    if std::env::var_os("CI").is_some() {
        command.env("CARGO_INCREMENTAL", "0");
    }
    command
}

/// Runs a program, saying which; a failure is named.
pub fn run(command: &mut Command) -> Done {
    let line = said(command);
    println!("\n$ {line}");
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("`{line}` failed ({status})")),
        Err(error) => Err(format!("`{line}` could not be run: {error}")),
    }
}

/// Runs a program and returns what it printed; its exit code must be `expected`.
pub fn output(command: &mut Command, expected: i32) -> Result<String, String> {
    let line = said(command);
    let output = command.output().map_err(|e| format!("`{line}` could not be run: {e}"))?;
    if output.status.code() != Some(expected) {
        let words = String::from_utf8_lossy(&output.stderr);
        return Err(format!("`{line}` ended with {} instead of {expected}: {}", output.status, words.trim()));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Whether a program can be run and succeeds; what it prints is dropped.
pub fn works(name: &str, arguments: &[&str]) -> bool {
    program(name)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

fn said(command: &Command) -> String {
    let mut words = vec![command.get_program().to_string_lossy().into_owned()];
    words.extend(command.get_args().map(|a| a.to_string_lossy().into_owned()));
    let mut line = words.join(" ");
    if line.chars().count() > 160 {
        line = format!("{}…", line.chars().take(160).collect::<String>());
    }
    line
}
