//! `fairnotice`: the desk from a terminal. It parses, calls the desk, prints; no rule lives here.

mod arguments;
mod place;
mod print;
mod run;

use arguments::Arguments;
use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // clap's own answers: help and version go to standard output and are no failure.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    match run::run(&arguments) {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            print::failure(&error, arguments.json);
            ExitCode::from(error.exit as u8)
        }
    }
}
