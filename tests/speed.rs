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
fn memory(root: u32) -> String {
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
    let name = |pid: &u32| std::fs::read_to_string(format!("/proc/{pid}/comm")).unwrap_or_default().trim().to_owned();
    let each: Vec<String> = all[1..].iter().map(|pid| format!("{} {:.0}", name(pid), share(pid))).collect();
    format!("{:.0} MB ({})", all[1..].iter().map(share).sum::<f64>(), each.join(", "))
}

/// Types forty letters into what has the focus, and says how long each took: handled, drawn by the work of this program
/// (without the wait for the screen to be drawn next, which is up to a sixtieth of a second whatever a program does), and
/// drawn with that wait.
const TYPE: &str = "
    const done = arguments[arguments.length - 1];
    const times = []; let left = 40;
    const type = () => {
      const begun = performance.now();
      document.execCommand('insertText', false, 'a');
      const handled = performance.now();
      requestAnimationFrame((frame) => setTimeout(() => {
        const shown = performance.now();
        times.push([handled - begun, handled - begun + shown - Math.max(handled, frame), shown - begun]);
        if (--left > 0) setTimeout(type, 60); else done(times);
      }, 0));
    };
    type();";

/// What typing took, in words.
fn typing(window: &Window) -> String {
    let keys = window.later(TYPE, json!([]));
    let of = |at: usize| -> String {
        let mut times: Vec<f64> = keys.as_array().unwrap().iter().map(|t| t[at].as_f64().unwrap()).collect();
        times.sort_by(f64::total_cmp);
        format!("{:.1} ms (worst {:.1})", times[times.len() / 2], times[times.len() - 1])
    };
    format!("handled in {}, drawn by {} of work, on the screen after {}", of(0), of(1), of(2))
}

/// Waits in the page itself for something to be there and laid out, so that asking takes no time. Not for the screen: the
/// first picture of any window waits for the graphics card, and a driver's question may come before or after it.
/// Returns how long after the page began (milliseconds).
fn until(window: &Window, selector: &str) -> f64 {
    let at = window.later(
        "const done = arguments[arguments.length - 1];
         const look = () => {
           const found = document.querySelector(arguments[0]);
           if (!found) return setTimeout(look, 2);
           found.getBoundingClientRect();
           done(performance.now());
         };
         look();",
        json!([selector]),
    );
    at.as_f64().unwrap_or_default()
}

#[test]
#[ignore = "a measurement: cargo xtask bench window"]
fn the_window_is_measured() {
    let folder = tempfile::tempdir().unwrap();
    let register = folder.path().join("council.fairnotice");
    council(&register);
    let bare = PathBuf::from(std::env::var_os("FAIRNOTICE_BARE").expect("FAIRNOTICE_BARE names the bare window"));

    let (mut ours, mut lists, mut theirs) = (Vec::new(), Vec::new(), Vec::new());
    let mut bare_says = String::new();
    for _ in 0..STARTS {
        let begun = Instant::now();
        let window = Window::start(&bare, &register);
        until(&window, "body");
        theirs.push(begun.elapsed());
        window.script(
            "document.body.innerHTML = '<div contenteditable>A line of words.</div>'; document.body.firstChild.focus()",
            json!([]),
        );
        bare_says = format!("a key in it: {}; memory: {}", typing(&window), memory(window.driver_id()));
        drop(window);
        let begun = Instant::now();
        let window = Window::start(Path::new(env!("CARGO_BIN_EXE_fair-notice")), &register);
        let shown = until(&window, "#mine ~ ul a");
        ours.push(begun.elapsed());
        println!("  My work stood there {shown:.0} ms after its page began");
        window.script("location.hash = '#/notices'", json!([]));
        until(&window, "[data-testid^=\"notice-row-\"]");
        lists.push(begun.elapsed());
        drop(window);
    }
    let theirs = median(theirs);
    for (what, times) in [("My work", ours), ("the list", lists)] {
        let ours = median(times);
        println!(
            "start to {what}, {NOTICES} notices: {ours:.0?}; a bare window: {theirs:.0?}; {:.2} times",
            ours.as_secs_f64() / theirs.as_secs_f64()
        );
    }
    println!("the bare window: {bare_says}");

    let window = Window::start(Path::new(env!("CARGO_BIN_EXE_fair-notice")), &register);
    window.find(&by("nav-notices"));
    // As long as somebody looks at the first screen: what comes after it is read meanwhile.
    std::thread::sleep(Duration::from_secs(2));
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
         const look = () => document.querySelector('.form .ProseMirror') && document.querySelectorAll('.form section').length > 40 ? requestAnimationFrame(() => done(performance.now() - begun)) : setTimeout(look, 1);
         location.hash = arguments[0]; look();",
        json!(["#/notice/long-one"]),
    );
    println!("open a notice of sixty pages: {opened} ms");
    window.find(&by("finding"));
    window.script("document.querySelector('.form .ProseMirror').focus()", json!([]));
    println!("a key in it: {}", typing(&window));
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
    println!("memory of all processes: {}", memory(window.driver_id()));
}
