//! The main job through the real window: draft, check, ask for review, approve, publish, export; and nothing typed is
//! lost when the window is killed.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{Window, by};
use serde_json::json;

/// Acts as another officer of the sample council.
fn act_as(window: &Window, name: &str) {
    window.click("officer-switch");
    window.click(&format!("officer-option-{name}"));
    window.shows(&by("officer-switch"), name);
}

/// Gives a reason for every rule the dialog asks about.
fn reason_all(window: &Window, reason: &str) -> usize {
    window.find(&by("dialog-confirm"));
    window.wait("the checks", || (!window.text("dialog[open]").contains("being checked")).then_some(()));
    let script = "return [...document.querySelectorAll('[data-testid^=\"reason-\"]')].map(e => e.dataset.testid)";
    let fields = window.script(script, json!([]));
    let fields: Vec<String> = fields.as_array().unwrap().iter().map(|f| f.as_str().unwrap().to_string()).collect();
    for field in &fields {
        window.keys(field, reason);
    }
    fields.len()
}

#[test]
fn from_draft_to_signed_off_files_by_three_officers() {
    let window = Window::open();
    window.click("first-run-sample");
    window.find(&by("nav-notices"));
    act_as(&window, "Amara Quillfeather");

    // The author starts a notice from a template, and types.
    window.click("nav-notices");
    window.click("new-notice");
    window.find(&format!("{} option", by("new-notice-template")));
    window.fill("new-notice-title", "Privacy notice: Allotments");
    window.click("dialog-confirm");
    window.find(&by("draft-title"));
    window.find(&by("field-f1"));
    window.click("field-f1");
    window.keys("field-f1", "Allotments for everybody. ");
    window.shows(&by("saved-at"), "Saved at");
    window.find(&by("finding"));

    // The text is the reason it can't simply go on: what blocks needs a reason each.
    window.click("action-submit");
    window.keys("submit-note", "The first edition");
    assert!(reason_all(&window, "Agreed with the service") > 0, "a template with unfilled parts is held up");
    window.click("dialog-confirm");
    window.shows(&by("state-tag"), "In review");

    // Not by the same officer.
    let refused = window.script(
        "return document.querySelector('[data-testid=action-approve]')?.getAttribute('aria-disabled') ?? 'absent'",
        json!([]),
    );
    assert_ne!(refused, "false", "the author can't approve");

    act_as(&window, "Gareth Lindenow");
    window.click("action-approve");
    reason_all(&window, "Seen, and accepted");
    window.click("confirm-statement");
    window.click("dialog-confirm");
    window.shows(&by("state-tag"), "Approved");

    act_as(&window, "Helen Marchbanks");
    window.click("action-publish");
    window.click("publish-today");
    window.click("dialog-confirm");
    window.shows(&by("state-tag"), "Live");
    export(&window);
    // Each file appears when it is whole; the window is not asked how far it is.
    let written: Vec<String> = window.wait("both files", || {
        let names: Vec<String> = std::fs::read_dir(window.chosen())
            .unwrap()
            .flatten()
            .map(|e| e.file_name().to_string_lossy().into_owned())
            .collect();
        let there = |ending: &str| names.iter().any(|n| n.ends_with(ending));
        (there("v1.pdf") && there("v1.html")).then_some(names)
    });
    let html = written.iter().find(|n| n.ends_with(".html")).unwrap();
    let page = std::fs::read_to_string(window.chosen().join(html)).unwrap();
    assert!(page.contains("Allotments for everybody."), "what was typed is what was published");
    assert!(!page.contains("Gareth") && !page.contains("Seen, and accepted"), "nothing internal");
}

/// Writes the files from the dialog that opens by itself once a notice is published.
fn export(window: &Window) {
    window.click("export-run");
    window.wait("the files", || {
        let there = std::fs::read_dir(window.chosen()).unwrap().flatten().count();
        (there >= 2).then_some(())
    });
}

#[test]
fn findings_are_mended_answered_and_shown_to_the_reviewer() {
    let window = Window::open();
    window.click("first-run-sample");
    window.find(&by("nav-notices"));
    act_as(&window, "Amara Quillfeather");
    window.open_notice("revenues-benefits");
    window.find(&by("finding"));
    let title = || window.script("return document.querySelector('[data-testid=draft-title]').value", json!([]));
    let before = title();
    window.keys("draft-title", " again again");

    // A safe mend is one click, and can be taken back.
    let twice = format!("{}[data-rule=duplicate-word]", by("finding"));
    window.find(&twice);
    window.click_on(&format!("{twice} {}", by("mend")));
    window.gone(&twice);
    assert_eq!(title().as_str(), Some(format!("{} again", before.as_str().unwrap()).as_str()));
    window.click("notification-undo");
    window.find(&twice);

    // "Not here, because …" is kept with the notice, and the reviewer reads it.
    window.click_on(&format!("{twice} {}", by("dismiss")));
    window.keys("reason-words", "A refrain that the service asked for");
    window.click("dialog-confirm");
    window.gone(&twice);
    window.shows(&by("dismissed"), "A refrain that the service asked for");
    window.click("panel-matrix");
    window.shows(&by("matrix"), "How long it is kept");
    window.click("action-submit");
    window.keys("submit-note", "Energy companies added");
    reason_all(&window, "Agreed with the service");
    window.click("dialog-confirm");
    window.shows(&by("state-tag"), "In review");
    act_as(&window, "Gareth Lindenow");
    window.click("tab-review");
    window.shows(&by("dismissed"), "Amara Quillfeather");
    window.shows(&by("dismissed"), "A refrain that the service asked for");
}

#[test]
fn what_was_typed_survives_a_killed_window() {
    let window = Window::open();
    window.keys("first-run-organisation", "Averley Borough Council");
    window.keys("first-run-officer", "Ann Author");
    window.keys("first-run-email", "ann@averley.example");
    window.click("first-run-create");
    window.click("nav-notices");
    window.click("new-notice");
    window.find(&format!("{} option", by("new-notice-template")));
    window.fill("new-notice-title", "Privacy notice: Trees");
    window.click("dialog-confirm");
    window.click("field-f1");
    window.keys("field-f1", "Half a sentence about oaks ");
    window.shows(&by("saved-at"), "Saved at");

    let window = Window::open_in(window.kill());
    window.open_notice("trees");
    window.shows(&by("field-f1"), "Half a sentence about oaks");
}

#[test]
fn a_council_file_that_cannot_be_opened_is_named_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("council.fairnotice");
    std::fs::write(&path, "not a council file").unwrap();
    let window = Window::open_in(folder);
    window.shows(&by("refusal"), "not a Fair Notice council file");
    assert!(!window.has(&by("first-run-create")), "nothing is made where a file lies");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "not a council file");
}
