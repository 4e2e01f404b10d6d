//! A review between two computers through two real windows: the author's council file, and a reviewer who has none.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{Window, by};
use serde_json::json;
use std::path::Path;

/// Sends a file by e-mail: it lies where the other one's next dialog finds it.
fn send(from: &Window, to: &Window, name: &str) {
    let file = from.wait("the file", || Some(from.chosen().join(name)).filter(|f| f.exists()));
    let folder = to.chosen().join("open");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::copy(file, folder.join(name)).unwrap();
}

fn fields(window: &Window, prefix: &str) -> Vec<String> {
    let script = "return [...document.querySelectorAll(`[data-testid^='${arguments[0]}']`)].map(e => e.dataset.testid)";
    let found = window.script(script, json!([prefix]));
    found.as_array().unwrap().iter().map(|f| f.as_str().unwrap().to_owned()).collect()
}

const PACK: &str = "children-families-review.fairnotice";
const ANSWER: &str = "children-families-answer.fairnotice";

#[test]
fn a_version_travels_to_a_reviewer_without_a_council_file_and_comes_back_approved() {
    let author = Window::open();
    author.click("first-run-sample");
    author.find(&by("nav-notices"));
    author.act_as("Amara Quillfeather");
    author.open_notice("children-families");
    author.shows(&by("state-tag"), "In review");
    author.click("more-actions");
    author.click("action-pack");

    // The reviewer has nothing but the pack.
    let reviewer = Window::open();
    send(&author, &reviewer, PACK);
    reviewer.click("first-run-pack");
    reviewer.find(&by("pack-review"));
    reviewer.find(&by("compare-change"));
    assert_eq!(reviewer.axe(), Vec::<String>::new());
    reviewer.script(
        "const s = document.querySelector('[data-testid=answer-reviewer]');
         s.value = [...s.options].find(o => o.text.startsWith('Gareth')).value; s.dispatchEvent(new Event('change', { bubbles: true }))",
        json!([]),
    );
    reviewer.click("verdict-approve");
    for field in fields(&reviewer, "reason-") {
        reviewer.keys(&field, "Seen, and accepted");
    }
    reviewer.click("panel-comments");
    reviewer.keys("comment-words", "Well put");
    reviewer.click("comment-say");
    reviewer.shows(&by("comment"), "Well put");
    reviewer.click("panel-decide");

    // What was written is there again after the window was closed.
    reviewer.wait("the answer to be kept", || {
        let folder = reviewer.folder.path().join("Fair Notice");
        let kept = std::fs::read_dir(folder)
            .ok()?
            .flatten()
            .find(|f| f.file_name().to_string_lossy().starts_with("answer-"))?;
        std::fs::read_to_string(kept.path()).ok().filter(|text| text.contains("Well put"))
    });
    reviewer.click("pack-close");
    reviewer.click("first-run-pack");
    reviewer.shows(&by("panel-comments"), "Comments");
    for field in fields(&reviewer, "answer-confirm-") {
        reviewer.tick(&field);
    }
    reviewer.keys("answer-passphrase", "the reviewer's own words");
    reviewer.keys("answer-passphrase-again", "the reviewer's own words");
    reviewer.click("answer-sign");
    reviewer.shows(&by("answer-written"), "Signed and saved");
    let fingerprint = reviewer.text(&by("fingerprint"));
    let key = reviewer.script("return document.querySelector('[data-testid=public-key]').textContent", json!([]));
    let key = key.as_str().unwrap().to_owned();
    assert_eq!(reviewer.axe(), Vec::<String>::new());

    // Nobody has enrolled the key yet.
    send(&reviewer, &author, ANSWER);
    author.click("nav-work");
    author.click("open-travelled");
    author.shows(&by("answer-refused"), &fingerprint);
    assert_eq!(author.axe(), Vec::<String>::new());
    author.click("dialog-cancel");
    author.act_as("Ruth Okonjo-Vale");
    author.click("nav-organisation");
    author.click("enrol-key");
    author.script(
        "const s = document.querySelector('[data-testid=enrol-officer]');
         s.value = [...s.options].find(o => o.text.startsWith('Gareth')).value; s.dispatchEvent(new Event('change', { bubbles: true }))",
        json!([]),
    );
    author.keys("enrol-text", &key);
    author.keys("enrol-fingerprint", &fingerprint.to_lowercase());
    author.click("dialog-confirm");
    author.gone("dialog[open]");

    author.act_as("Amara Quillfeather");
    author.click("nav-work");
    author.click("open-travelled");
    author.shows(&by("answer-says"), "approves exactly this text");
    author.click("dialog-confirm");
    author.shows(&by("state-tag"), "Approved");
    author.click("tab-history");
    author.shows(&by("signature"), &fingerprint);
    author.click("nav-audit");
    author.find("main h1");
}

#[test]
fn an_approval_in_a_meeting_and_a_consultation_are_recorded() {
    let window = Window::open();
    window.click("first-run-sample");
    window.find(&by("nav-notices"));
    window.act_as("Amara Quillfeather");
    window.open_notice("children-families");
    window.click("tab-history");
    let code = window.text("[aria-labelledby='version-2'] code");
    window.click("tab-consultation");
    window.click("consult");
    window.keys("consult-to", "Lee Legal");
    window.click("consult-save");
    window.shows(&by("consultation"), "No answer yet");
    window.click("remind");
    window.shows(&by("consultation"), "reminded on");
    window.click("reply");
    window.click("reply-no-comment");
    window.click("reply-save");
    window.shows(&by("consultation"), "No comment");
    assert_eq!(window.axe(), Vec::<String>::new());

    // A Word file that names no text of ours is compared with the newest copy: all of it is suggested or said.
    window.lay("averley-parks-comments.docx");
    window.click("merge-word");
    window.shows(".toast", "stand beside the text");
    window.click("tab-review");
    window.click("panel-comments");
    window.find(&by("comment"));

    window.click("more-actions");
    window.click("action-record-approval");
    assert_eq!(window.axe(), Vec::<String>::new());
    window.keys("record-who", "Dee Director");
    window.keys("record-post", "Director of Children's Services");
    window.keys("record-code", "0000-0000-0000-0000");
    let today = window.script("return document.querySelector('[data-testid=record-on]').max", json!([]));
    window.script(
        "const set = (id, value) => { const e = document.querySelector(`[data-testid=${id}]`); e.value = value;
           e.dispatchEvent(new Event('input', { bubbles: true })); e.dispatchEvent(new Event('change', { bubbles: true })); };
         set('record-on', arguments[0]); set('record-how', 'in a meeting')",
        json!([today]),
    );
    window.tick("record-without");
    window.click("dialog-confirm");
    window.shows("dialog[open]", "not the text under review");
    window.fill("record-code", &code);
    window.click("dialog-confirm");
    window.shows(&by("state-tag"), "Approved");
    window.click("tab-history");
    window.shows(&by("recorded-approval"), "recorded by Amara Quillfeather");
    assert!(Path::new(&window.register()).exists());
}
