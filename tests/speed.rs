//! How fast the real window is, measured and told, never judged by a test: `cargo xtask bench window`.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{Window, by};
use fairnotice_desk::notice::Organisation;
use fairnotice_desk::{Clock, Desk, ImportOptions, NewOfficer};
use serde_json::json;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

const NOTICES: usize = 2_000;
/// How often each start is measured; ours and the bare window's take turns.
const STARTS: usize = 5;

/// A council with many notices, one of them as long as sixty pages.
fn council(path: &Path) {
    let first = NewOfficer { name: "Ann Author".into(), ..NewOfficer::default() };
    let organisation = Organisation::named("Larkshire Council");
    let (mut desk, ann) = Desk::init(path, &organisation, &first, None, Clock::Machine).unwrap();
    let ann = ann.id.parse().unwrap();
    let text = |name: &str, parts: usize| {
        let mut text = format!("# Privacy notice: {name}\n");
        for part in 0..parts {
            text.push_str(&format!("\n## Part {part} of {name}\n\n"));
            for line in 0..6 {
                text.push_str(&format!(
                    "We use your information to run the service, and we keep it for {} years after your case is closed. \
                     Our staff see it when they need it, and nobody else does.\n\n",
                    line + 1
                ));
            }
            text.push_str("- your name and address\n- your date of birth\n- letters that you send to us\n");
        }
        text
    };
    for n in 0..NOTICES {
        let (name, parts) = if n == 0 { ("Long one".to_owned(), 80) } else { (format!("Service {n}"), 2) };
        let file = format!("{n}.md");
        desk.import_bytes(
            ann,
            &file,
            text(&name, parts).as_bytes(),
            &ImportOptions { title: Some(format!("Privacy notice: {name}")), ..ImportOptions::default() },
        )
        .unwrap();
    }
}

/// The median of some durations.
fn median(mut all: Vec<Duration>) -> Duration {
    all.sort();
    all[all.len() / 2]
}

/// Memory of a process and all its children in megabytes: the proportional share of what they share.
fn memory(root: u32) -> f64 {
    let mut all = vec![root];
    let mut at = 0;
    while at < all.len() {
        let children = std::fs::read_to_string(format!("/proc/{0}/task/{0}/children", all[at])).unwrap_or_default();
        all.extend(children.split_whitespace().filter_map(|c| c.parse::<u32>().ok()));
        at += 1;
    }
    let share = |pid: &u32| -> f64 {
        let rollup = std::fs::read_to_string(format!("/proc/{pid}/smaps_rollup")).unwrap_or_default();
        let line = rollup.lines().find(|l| l.starts_with("Pss:"));
        line.and_then(|l| l.split_whitespace().nth(1)?.parse::<f64>().ok()).unwrap_or(0.0) / 1024.0
    };
    all[1..].iter().map(share).sum()
}

#[test]
#[ignore = "a measurement: cargo xtask bench window"]
fn the_window_is_measured() {
    let folder = tempfile::tempdir().unwrap();
    let register = folder.path().join("council.fairnotice");
    council(&register);
    let bare = PathBuf::from(std::env::var_os("FAIRNOTICE_BARE").expect("FAIRNOTICE_BARE names the bare window"));

    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..STARTS {
        let begun = Instant::now();
        let window = Window::start(&bare, &register);
        window.wait("an empty page", || {
            let state = window.script("return document.readyState", json!([]));
            (state.as_str() == Some("complete")).then_some(())
        });
        theirs.push(begun.elapsed());
        drop(window);
        let begun = Instant::now();
        let window = Window::start(Path::new(env!("CARGO_BIN_EXE_fair-notice")), &register);
        window.find(&by("nav-notices"));
        window.script("location.hash = '#/notices'", json!([]));
        window.find("[data-testid^=\"notice-row-\"]");
        ours.push(begun.elapsed());
        drop(window);
    }
    let (ours, theirs) = (median(ours), median(theirs));
    println!(
        "start to the list of {NOTICES} notices: {ours:.0?}; a bare window: {theirs:.0?}; {:.2} times",
        ours.as_secs_f64() / theirs.as_secs_f64()
    );

    let window = Window::start(Path::new(env!("CARGO_BIN_EXE_fair-notice")), &register);
    window.find(&by("nav-notices"));
    // Times are taken in the page, so that the driver's own are not in them.
    let opened = window.later(
        "const done = arguments[arguments.length - 1]; const begun = performance.now();
         const look = () => document.querySelector('[data-testid=draft-title]') ? requestAnimationFrame(() => done(performance.now() - begun)) : setTimeout(look, 1);
         location.hash = arguments[0]; look();",
        json!(["#/notice/service-7"]),
    );
    println!("open a short notice: {opened} ms");
    let opened = window.later(
        "const done = arguments[arguments.length - 1]; const begun = performance.now();
         const look = () => document.querySelectorAll('.form section').length > 40 ? requestAnimationFrame(() => done(performance.now() - begun)) : setTimeout(look, 1);
         location.hash = arguments[0]; look();",
        json!(["#/notice/long-one"]),
    );
    println!("open a notice of sixty pages: {opened} ms");
    window.find(&by("finding"));
    let keys = window.later(
        "const done = arguments[arguments.length - 1];
         const editor = document.querySelector('.form .ProseMirror'); editor.focus();
         const times = []; let left = 40;
         const type = () => {
           const begun = performance.now();
           document.execCommand('insertText', false, 'a');
           const handled = performance.now();
           requestAnimationFrame(() => setTimeout(() => {
             times.push([handled - begun, performance.now() - begun]);
             if (--left > 0) setTimeout(type, 60); else done(times);
           }, 0));
         };
         type();",
        json!([]),
    );
    let all: Vec<(f64, f64)> =
        keys.as_array().unwrap().iter().map(|t| (t[0].as_f64().unwrap(), t[1].as_f64().unwrap())).collect();
    let worst = |f: fn(&(f64, f64)) -> f64| all.iter().map(f).fold(0.0, f64::max);
    let middle = |f: fn(&(f64, f64)) -> f64| {
        let mut times: Vec<f64> = all.iter().map(f).collect();
        times.sort_by(f64::total_cmp);
        times[times.len() / 2]
    };
    println!(
        "a key in it: handled in {:.1} ms (worst {:.1}), drawn after {:.1} ms (worst {:.1})",
        middle(|t| t.0),
        worst(|t| t.0),
        middle(|t| t.1),
        worst(|t| t.1)
    );
    let found = window.later(
        "const done = arguments[arguments.length - 1];
         const line = document.querySelector('.form .ProseMirror'); line.focus();
         document.execCommand('insertText', false, ' the the ');
         const begun = performance.now();
         const look = () => document.querySelector('[data-rule=duplicate-word]') ? done(performance.now() - begun) : setTimeout(look, 1);
         look();",
        json!([]),
    );
    println!("a finding after the last key, its pause included: {found} ms");
    window.click("panel-preview");
    window.find(&by("preview-frame"));
    let shown = window.later(
        "const done = arguments[arguments.length - 1];
         const frame = document.querySelector('[data-testid=preview-frame]'); const before = frame.srcdoc;
         document.querySelector('.form .ProseMirror').focus(); document.execCommand('insertText', false, 'z');
         const begun = performance.now();
         const look = () => frame.srcdoc !== before ? done(performance.now() - begun) : setTimeout(look, 1);
         look();",
        json!([]),
    );
    println!("the preview after the last key, its pause included: {shown} ms");
    println!("memory of all processes: {:.0} MB", memory(window.driver_id()));
}
