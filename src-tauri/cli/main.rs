//! `fairnotice`: the desk from a terminal. It parses, calls the desk, prints; no rule lives here.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod arguments;
mod cancel;
mod place;
mod print;
mod review;
mod run;

use arguments::Arguments;
use clap::Parser;
use fairnotice_desk::DeskError;
use std::ffi::OsString;
use std::process::ExitCode;

fn main() -> ExitCode {
    let words = rewritten(std::env::args_os().collect());
    let arguments = match Arguments::try_parse_from(&words) {
        Ok(arguments) => arguments,
        Err(error) => return unparsed(&error, words.iter().any(|w| w == "--json")),
    };
    match run::run(&arguments) {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            print::failure(&error, arguments.json);
            ExitCode::from(error.exit as u8)
        }
    }
}

/// What clap says when it can't read the command line: help as it is, a mistake in one line.
fn unparsed(error: &clap::Error, as_json: bool) -> ExitCode {
    use clap::error::ErrorKind;
    #[allow(clippy::wildcard_enum_match_arm, reason = "clap's own kinds")]
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let _ = error.print();
            ExitCode::SUCCESS
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand if !as_json => {
            let _ = error.print();
            ExitCode::from(2)
        }
        _ => {
            let said = error.to_string();
            let first = said.split("\n\n").next().unwrap_or_default().trim_start_matches("error: ");
            let line = first.split_whitespace().collect::<Vec<_>>().join(" ");
            let failure = DeskError::usage("usage", line).hint("`fairnotice help COMMAND` shows how it is used.");
            print::failure(&failure, as_json);
            ExitCode::from(2)
        }
    }
}

/// `export NOTICE --json FILE` names a file, while `--json` elsewhere asks for JSON on standard output: after the notice,
/// and before a word that is no option, it is the file's.
fn rewritten(words: Vec<OsString>) -> Vec<OsString> {
    const WITH_VALUE: [&str; 8] =
        ["--register", "--as", "--pdf", "--html", "--content", "--record", "--to", "--fragment"];
    let mut out: Vec<OsString> = Vec::with_capacity(words.len());
    let (mut exporting, mut named, mut value_next) = (false, false, false);
    for (i, word) in words.iter().enumerate() {
        let text = word.to_string_lossy();
        let is_option = text.starts_with('-');
        if exporting
            && named
            && text == "--json"
            && words.get(i + 1).is_some_and(|n| !n.to_string_lossy().starts_with('-'))
        {
            out.push("--content".into());
            value_next = true;
            continue;
        }
        if value_next {
            value_next = false;
        } else if is_option {
            value_next = WITH_VALUE.contains(&text.as_ref());
        } else if exporting {
            named = true;
        } else if i > 0 && text == "export" {
            exporting = true;
        }
        out.push(word.clone());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_after_an_exported_notice_names_a_file() {
        let check = |line: &str, expected: &str| {
            let words = line.split(' ').map(OsString::from).collect();
            let out: Vec<String> = rewritten(words).iter().map(|w| w.to_string_lossy().into_owned()).collect();
            assert_eq!(out.join(" "), expected);
        };
        check("f export parks --json a.json", "f export parks --content a.json");
        check(
            "f --register export export parks --pdf a.pdf --json",
            "f --register export export parks --pdf a.pdf --json",
        );
        check("f --json export parks --pdf a.pdf", "f --json export parks --pdf a.pdf");
        check("f export --json parks --pdf a.pdf", "f export --json parks --pdf a.pdf");
        check("f export parks --json --pdf a.pdf", "f export parks --json --pdf a.pdf");
        check("f show parks --json x", "f show parks --json x");
    }
}
