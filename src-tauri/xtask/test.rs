//! `cargo xtask test` and `cargo xtask bench`.

use crate::shell::{Done, cargo, program, root, run, works};
use crate::window::target;
use crate::{peers, setup};
use std::hash::{BuildHasher, Hasher, RandomState};
use std::process::Command;

/// Runs every test: the window's unit tests, then every crate's with the journeys through the real window.
pub fn test(more: &[&str]) -> Done {
    setup::for_tests()?;
    if more.is_empty() {
        run(program("npm").args(["test"]).current_dir(root().join("ui")))?;
    }
    rust_tests(more)
}

/// Every crate's tests and the journeys, in one invocation: two kinds of invocation build the window twice.
pub fn rust_tests(more: &[&str]) -> Done {
    let mut command = on_a_display(if has_nextest() {
        &["nextest", "run", "--workspace", "--no-fail-fast"]
    } else {
        &["test", "--workspace", "--no-fail-fast"]
    });
    run(command.args(more))
}

fn has_nextest() -> bool {
    works("cargo", &["nextest", "--version"])
}

/// The tests of laws on random cases that no run has seen yet. The seed is told first: with it in `PROPTEST_RNG_SEED`, and
/// as many `PROPTEST_CASES`, the same cases come again.
pub fn laws(more: &[&str]) -> Done {
    let cases: u32 = match more {
        [] => 5_000,
        [count] => count.parse().map_err(|_| format!("“{count}” is no number of cases"))?,
        _ => return Err("only a number of cases may follow".into()),
    };
    // The system's random numbers, which the standard library hands out only as keys of its hashing.
    let seed = RandomState::new().build_hasher().finish();
    println!("PROPTEST_RNG_SEED={seed} PROPTEST_CASES={cases}");
    let runner: &[&str] =
        if has_nextest() { &["nextest", "run", "--profile", "laws", "--no-fail-fast"] } else { &["test"] };
    let (seed, cases) = (seed.to_string(), cases.to_string());
    run(cargo()
        .args(runner)
        .args(["--workspace", "--exclude", "fair-notice"])
        .envs([("PROPTEST_RNG_SEED", seed.as_str()), ("PROPTEST_CASES", cases.as_str())]))
}

/// cargo, under a virtual display where there is none: the journeys need one.
pub fn on_a_display(arguments: &[&str]) -> Command {
    if !cfg!(target_os = "linux") || crate::window::display() {
        let mut command = cargo();
        command.args(arguments);
        return command;
    }
    let mut command = program("xvfb-run");
    let real = cargo();
    command.args(["-a", "-s", "-screen 0 2000x1200x24"]).arg(real.get_program()).args(arguments);
    for (name, value) in real.get_envs() {
        if let Some(value) = value {
            command.env(name, value);
        }
    }
    command
}

/// Measures: criterion, then us and others on one notice and on pairs of texts. `peers [NOTICE.json]` and `redline` do
/// only a part. Compare runs made side by side: machines are noisy.
pub fn bench(more: &[&str]) -> Done {
    let criterion = |package: &str, bench: &str, more: &[&str]| {
        run(cargo().args(["bench", "--package", package, "--bench", bench, "--"]).args(more))
    };
    match more {
        ["peers", rest @ ..] => peers::table(rest.first().copied()),
        ["window"] => window(),
        ["redline", rest @ ..] => {
            criterion("fairnotice-redline", "redline", rest)?;
            peers::redlines()
        }
        more => {
            criterion("fairnotice-desk", "main_job", more)?;
            criterion("fairnotice-redline", "redline", more)?;
            criterion("fairnotice-intake", "readers", more)?;
            peers::table(None)?;
            peers::redlines()
        }
    }
}

/// Measures the real window, in a release build, beside a bare one: starts, keys, findings, preview, memory.
fn window() -> Done {
    setup::for_tests()?;
    run(cargo().args(["build", "--release", "--package", "fair-notice", "--example", "bare"]))?;
    let arguments =
        ["test", "--release", "--package", "fair-notice", "--test", "speed", "--", "--ignored", "--nocapture"];
    let mut command = on_a_display(&arguments);
    run(command.env("FAIRNOTICE_BARE", target().join("release/examples/bare")))
}

/// Prints how well the redline marks: the corpus of edits, random edits recovered, and words marked against the least.
pub fn score_redline() -> Done {
    let tests = ["--test", "corpus", "--test", "recovery"];
    run(cargo().args(["test", "--quiet", "--package", "fairnotice-redline"]).args(tests).args([
        "--",
        "--nocapture",
        "--test-threads",
        "1",
    ]))
}

/// Prints how well files are read: every file of the corpus against the outline that a careful person would give it.
pub fn score_intake() -> Done {
    let test = ["test", "--quiet", "--package", "fairnotice-intake", "--test", "corpus"];
    run(cargo().args(test).args(["--", "--nocapture"]))
}
