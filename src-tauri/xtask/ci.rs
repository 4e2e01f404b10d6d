//! `cargo xtask ci`: what must pass before a change lands.

use crate::shell::{Done, cargo, program, root, run, works};
use crate::{conformance, demo, setup, test, tidy};

/// Runs every gate, the quickest first.
pub fn ci() -> Done {
    setup::for_tests()?;
    run(cargo().args(["fmt", "--all", "--check"]))?;
    tidy::tidy(false)?;
    let ui = root().join("ui");
    for script in ["check", "lint"] {
        run(program("npm").args(["run", script]).current_dir(&ui))?;
    }
    licences()?;
    run(cargo().args(["clippy", "--workspace", "--all-targets", "--", "--deny", "warnings"]))?;
    test::test(&[])?;
    conformance::conformance(false)?;
    // The tests have built the programs; another kind of build would make the window's libraries anew.
    demo::main_job().map(|_| ())
}

/// Licences, sources and bans, by cargo-deny. Its list of advisories is asked when it can be fetched.
fn licences() -> Done {
    if !works("cargo", &["deny", "--version"]) {
        run(cargo().args(["install", "cargo-deny", "--locked", "--quiet"]))?;
    }
    run(cargo().args(["deny", "--workspace", "check", "licenses", "bans", "sources"]))?;
    if works("cargo", &["deny", "fetch", "db"]) {
        run(cargo().args(["deny", "--workspace", "check", "advisories"]))?;
    } else {
        println!("The list of advisories could not be fetched here: it was not asked.");
    }
    Ok(())
}
