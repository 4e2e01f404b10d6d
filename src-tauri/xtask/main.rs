//! `cargo xtask`: everything a developer runs. `cargo xtask help` lists it.

mod bindings;
mod checkers;
mod ci;
mod conformance;
mod demo;
mod fuzz;
mod peers;
mod screenshots;
mod setup;
mod shell;
mod test;
mod tidy;
mod window;

use std::process::ExitCode;

const HELP: &str = "cargo xtask COMMAND

  demo          install what is missing, build, take a sample notice from draft to signed-off PDF and HTML,
                and open the window when there is a display
  test          install what is missing, run every test
  run           open the window (the sample council, in target/run)
  ci            what CI runs: format, lints, tidy, licences, the window's checks, every test, the demo
  tidy          prove the arrows between crates and what each must not know   (--write: make docs/states.md)
  bindings      write the window's types from the desk's
  conformance   hold the files that go out against PDF/UA, PDF/A, HTML, WCAG and Word
                (--keep: the files of the last run, without making them anew)
  bench         measure: criterion, then us and others side by side   (peers: PDFs only; redline: comparing only)
  score-redline how well changes are marked: a corpus of edits, random edits recovered, words marked
  score-intake  how well files of every format are read: a corpus of files beside the outline each should have
  laws          hold every law to new random cases   (how many may follow; 5,000)
  fuzz          feed every reader of files with damaged ones   (SECONDS and names of readers may follow)
  screenshots   take the README's screenshots of the real window
  setup         install what is missing, and nothing else
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let rest: Vec<&str> = arguments.iter().skip(1).map(String::as_str).collect();
    let done = match arguments.first().map(String::as_str) {
        Some("demo") => demo::demo(),
        Some("test") => test::test(&rest),
        Some("run") => window::run(),
        Some("ci") => ci::ci(),
        Some("tidy") => tidy::tidy(rest.contains(&"--write")),
        Some("bindings") => bindings::write(),
        Some("conformance") => conformance::conformance(rest.contains(&"--keep")),
        Some("bench") => test::bench(&rest),
        Some("score-redline") => test::score_redline(),
        Some("score-intake") => test::score_intake(),
        Some("laws") => test::laws(&rest),
        Some("fuzz") => fuzz::fuzz(&rest),
        Some("screenshots") => screenshots::take(),
        Some("setup") => setup::everything(),
        Some("help" | "--help" | "-h") | None => {
            print!("{HELP}");
            Ok(())
        }
        Some(other) => Err(format!("there is no `cargo xtask {other}`\n\n{HELP}")),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("xtask: {message}");
            ExitCode::FAILURE
        }
    }
}
