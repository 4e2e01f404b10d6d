//! The main job through the real window: draft, check, ask for review, approve, publish, export; and nothing typed is
//! lost when the window is killed.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{Window, by, key};
use serde_json::json;

/// The sample council, with somebody at work.
fn sample_as(name: &str) -> Window {
    let window = Window::open();
    window.click("first-run-sample");
    window.find(&by("nav-notices"));
    window.act_as(name);
    window
}

/// Starts a notice from the first template.
fn start_notice(window: &Window, title: &str) {
    window.click("nav-notices");
    window.click("new-notice");
    window.find(&format!("{} option", by("new-notice-template")));
    window.fill("new-notice-title", title);
    window.click("dialog-confirm");
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
    let window = sample_as("Amara Quillfeather");

    // The author starts a notice from a template, and types.
    start_notice(&window, "Privacy notice: Allotments");
    window.find(&by("draft-title"));
    window.find(&by("field-f1"));
    window.click("field-f1");
    window.keys("field-f1", "Allotments for everybody. ");
    window.shows(&by("saved-at"), "Saved at");
    window.find(&by("finding"));
    // Findings and sections scroll in their own panes; what is around them stands still, however many there are.
    let stands =
        "return [...document.querySelectorAll('main, main .view')].every((e) => e.scrollHeight <= e.clientHeight + 1)";
    assert_eq!(window.script(stands, json!([])), true, "the screen around the panes can be scrolled");

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

    window.act_as("Gareth Lindenow");
    window.click("action-approve");
    reason_all(&window, "Seen, and accepted");
    window.click("confirm-statement");
    window.click("dialog-confirm");
    window.shows(&by("state-tag"), "Approved");

    window.act_as("Helen Marchbanks");
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
    let window = sample_as("Amara Quillfeather");
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
    window.act_as("Gareth Lindenow");
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
    start_notice(&window, "Privacy notice: Trees");
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

#[test]
fn a_word_file_is_looked_at_taken_in_mended_and_sent_for_review() {
    let window = sample_as("Amara Quillfeather");
    window.click("nav-notices");
    window.lay("averley-allotments-python.docx");
    window.click("import-file");
    window.shows(&by("import-counter"), "words");
    window.fill("import-title", "Privacy notice: Plots and allotments");
    window.click("import-take");
    window.shows(&by("import-done"), "It is the draft of version 1");
    window.click("import-open");
    window.shows(&by("state-tag"), "Drafting");
    // A slip is mended by one click; then it goes to the reviewer with reasons for what is still open.
    window.keys("draft-title", " allotments");
    let twice = format!("{}[data-rule=duplicate-word]", by("finding"));
    window.click_on(&format!("{twice} {}", by("mend")));
    window.gone(&twice);
    window.click("action-submit");
    window.keys("submit-note", "Taken over from Word");
    reason_all(&window, "It comes with the next edition");
    window.click("dialog-confirm");
    window.shows(&by("state-tag"), "In review");
}

#[test]
fn the_reviewer_compares_proposes_words_and_asks_for_changes() {
    let window = sample_as("Gareth Lindenow");
    window.open_notice("children-families");
    window.find(&by("compare-change"));
    window.press(&[&[key::F7]]);
    let first = window.text(":focus");
    window.press(&[&[key::F7]]);
    assert_ne!(window.text(":focus"), first, "F7 goes from change to change");

    // Words of a change are selected; the comment is about them.
    let select = "const change = [...document.querySelectorAll('[data-testid=compare-change] ins')].find(i => i.innerText.includes('family hubs'));
        const range = document.createRange(); range.selectNodeContents(change.querySelector('.sr') ? change : change);
        getSelection().removeAllRanges(); getSelection().addRange(range); return change.innerText";
    window.script(select, json!([]));
    window.click("panel-comments");
    window.shows(&by("comment-quote"), "family hubs");
    window.click("comment-propose");
    window.fill("comment-instead", "and family centres");
    window.keys("comment-words", "They were renamed");
    window.click("comment-say");
    window.shows(&by("comment"), "and family centres");
    window.click("action-request-changes");
    window.keys("reason-words", "Please use the new name");
    window.click("dialog-confirm");
    window.shows(&by("state-tag"), "Drafting");

    window.act_as("Amara Quillfeather");
    window.open_notice("children-families");
    window.shows(&by("asked-for-changes"), "Please use the new name");
    window.click("panel-comments");
    window.click("take-proposal");
    window.wait("the proposed words in the text", || {
        let script = "return [...document.querySelectorAll('.form textarea, .form .ProseMirror')].some(e => (e.value ?? e.innerText).includes('and family centres'))";
        window.script(script, json!([])).as_bool().unwrap_or(false).then_some(())
    });
    window.shows("aside", "Every comment is answered");
    // What was taken can be taken back, like anything else.
    window.click("undo");
    window.wait("the old words", || {
        let script = "return [...document.querySelectorAll('.form textarea, .form .ProseMirror')].some(e => (e.value ?? e.innerText).includes('family hubs'))";
        window.script(script, json!([])).as_bool().unwrap_or(false).then_some(())
    });
}

/// The sample's draft that two officers edit.
fn open_draft(window: &Window, officer: &str) {
    window.find(&by("nav-notices"));
    window.act_as(officer);
    window.open_notice("revenues-benefits");
    window.find(&by("draft-title"));
}

#[test]
fn two_windows_on_one_draft_end_in_one_text_and_lose_no_word() {
    let first = Window::open();
    first.click("first-run-sample");
    first.find(&by("nav-notices"));
    first.act_as("Ruth Okonjo-Vale");
    first.click("nav-organisation");
    first.click_on("[aria-label=\"Change Helen Marchbanks\"]");
    first.tick("permission-author");
    first.click("dialog-confirm");
    first.gone("dialog[open]");
    open_draft(&first, "Amara Quillfeather");
    let second = first.beside();
    open_draft(&second, "Helen Marchbanks");

    // What one window saves, the other shows by itself.
    first.keys("draft-title", " by Amara");
    first.shows(&by("saved-at"), "Saved at");
    second.wait("the other window's words", || {
        let title = second.script("return document.querySelector('[data-testid=draft-title]').value", json!([]));
        title.as_str().unwrap_or_default().ends_with("by Amara").then_some(())
    });

    // Both type before either has seen the other: a merge, never a lost word.
    let heading = |window: &Window| {
        let script = "return [...document.querySelectorAll('textarea.heading')].map(i => i.dataset.testid)";
        let all = window.script(script, json!([]));
        all.as_array().unwrap()[1].as_str().unwrap().to_string()
    };
    let place = heading(&second);
    let add = "const here = document.querySelector(arguments[0]);
        here.focus();
        here.value += arguments[1];
        here.dispatchEvent(new Event('input', { bubbles: true }))";
    std::thread::scope(|both| {
        both.spawn(|| second.script(add, json!([by(&place), " as Helen says"])));
        both.spawn(|| first.script(add, json!([by("draft-title"), " twice"])));
    });
    second.wait("both texts or a saved one", || {
        (second.has(&by("merge-who")) || first.has(&by("merge-who"))).then_some(())
    });
    let behind = if second.has(&by("merge-who")) { &second } else { &first };
    behind.click("dialog-confirm");
    behind.gone("dialog[open]");
    behind.shows(&by("saved-at"), "Saved at");
    for window in [&first, &second] {
        window.wait("both edits", || {
            let script = "return document.querySelector('[data-testid=draft-title]').value + '|' + document.querySelector(arguments[0]).value";
            let shown = window.script(script, json!([by(&place)]));
            let shown = shown.as_str().unwrap_or_default();
            (shown.contains("by Amara twice") && shown.contains("as Helen says")).then_some(())
        });
    }
}

#[test]
fn words_typed_while_the_council_file_is_away_are_kept_and_offered_again() {
    let window = Window::open();
    window.click("first-run-sample");
    open_draft(&window, "Amara Quillfeather");
    let (here, away) = (window.register(), window.folder.path().join("elsewhere.fairnotice"));
    std::fs::rename(&here, &away).unwrap();
    window.shows(&by("trouble"), "no longer at");
    window.keys("draft-title", " typed in vain?");
    window.shows(&by("saved-at"), "Not saved yet");
    window.shows("main", "They are also kept in");
    // It comes back: the words are saved by themselves.
    std::fs::rename(&away, &here).unwrap();
    window.gone(&by("trouble"));
    window.shows(&by("saved-at"), "Saved at");

    // It goes again, and the window with it: the words are offered when the draft is next opened.
    std::fs::rename(&here, &away).unwrap();
    window.shows(&by("trouble"), "no longer at");
    window.keys("draft-title", " and once more");
    window.shows("main", "They are also kept in");
    let folder = window.kill();
    std::fs::rename(folder.path().join("elsewhere.fairnotice"), folder.path().join("council.fairnotice")).unwrap();
    let window = Window::open_in(folder);
    open_draft(&window, "Amara Quillfeather");
    window.shows(&by("kept-words"), "are not in this draft");
    window.click("kept-use");
    window.find(&by("merge-who"));
    window.click("dialog-confirm");
    window.gone("dialog[open]");
    let title = window.script("return document.querySelector('[data-testid=draft-title]').value", json!([]));
    assert!(title.as_str().unwrap().ends_with("typed in vain? and once more"), "{title}");
    window.shows(&by("saved-at"), "Saved at");
}

#[test]
fn the_keyboard_alone_is_enough() {
    let window = Window::open();
    window.tab_to("first-run-organisation");
    window.type_words("Averley");
    window.tab_to("first-run-officer");
    window.type_words("Ann Author");
    window.tab_to("first-run-email");
    window.type_words("ann@averley.example");
    window.press(&[&[key::ENTER]]);
    window.find(&by("nav-notices"));
    window.press(&[&[key::CONTROL, "2"]]);
    window.shows("main h1", "Notices");
    window.tab_to("new-notice");
    window.press(&[&[key::ENTER]]);
    window.find(&format!("{} option", by("new-notice-template")));
    window.tab_to("new-notice-title");
    window.type_words("Ponds");
    window.press(&[&[key::ENTER]]);
    window.find(&by("draft-title"));

    // Into the text, a line more in a list, moved and taken back.
    window.tab_to("field-f1");
    window.type_words("Ponds and lakes. ");
    window.tab_to("items-f4-0");
    window.press(&[&[key::CONTROL, key::END], &[key::ENTER]]);
    window.type_words("fishing");
    let line = |n: usize| {
        let script = "return document.querySelector(arguments[0])?.value ?? ''";
        window.script(script, json!([by(&format!("items-f4-{n}"))])).as_str().unwrap_or_default().to_string()
    };
    assert_eq!(line(1), "fishing");
    window.press(&[&[key::ALT, key::UP]]);
    window.wait("the moved line", || (line(0) == "fishing").then_some(()));
    window.press(&[&[key::CONTROL, "z"]]);
    window.wait("the move to be taken back", || (line(1) == "fishing").then_some(()));
    window.press(&[&[key::CONTROL, "y"]]);
    window.wait("the move to be done again", || (line(0) == "fishing").then_some(()));

    // Beside the text: the tabs are one stop, arrows move among them.
    window.press(&[&[key::F6]]);
    window.wait("the tabs beside the text", || {
        let at = window.script("return document.activeElement?.dataset.testid ?? ''", json!([]));
        (at.as_str() == Some("panel-findings")).then_some(())
    });
    window.press(&[&[key::RIGHT]]);
    window.shows("aside", "A good example");

    // Search, the sheet of shortcuts, and back.
    window.press(&[&[key::CONTROL, "k"]]);
    window.type_words("ponds");
    window.find(&by("search-result"));
    window.press(&[&[key::DOWN], &[key::ENTER]]);
    window.press(&[&[key::ESCAPE]]);
    window.tab_to("action-submit");
    window.press(&[&[key::ENTER]]);
    window.find("dialog[open]");
    window.press(&[&[key::ESCAPE]]);
    window.gone("dialog[open]");
    let focused = window.script("return document.activeElement?.dataset.testid ?? ''", json!([]));
    assert_eq!(focused.as_str(), Some("action-submit"), "the dialog gives the focus back");
}

#[test]
fn a_line_of_a_list_is_suggested_from_the_vocabulary() {
    let window = sample_as("Amara Quillfeather");
    window.open_notice("parking-services");
    window.find(&by("draft-title"));
    let list = window.wait("a list of data", || {
        let script = "const all = [...document.querySelectorAll('[data-field]')];
            const home = all.find(f => f.querySelector('select.role')?.value === 'data-categories' && f.querySelector('[data-testid^=items-]'));
            return home?.dataset.field ?? null";
        window.script(script, json!([])).as_str().map(str::to_owned)
    });
    window.click_on(&format!("#add-{list}"));
    window.type_words("ethn");
    window.find(&by("suggestions"));
    assert_eq!(window.axe(), Vec::<String>::new());
    window.press(&[&[key::DOWN], &[key::ENTER]]);
    window.gone(&by("suggestions"));
    let words = window.script("return document.activeElement.value", json!([]));
    assert!(words.as_str().unwrap().to_lowercase().contains("ethnic"), "{words}");
    window.shows(&by("saved-at"), "Saved at");
}

#[test]
fn forms_write_the_words_that_readers_see() {
    let window = sample_as("Amara Quillfeather");
    start_notice(&window, "Privacy notice: Cemeteries");
    window.find(&by("draft-title"));
    let page = |words: &str| {
        window.wait(&format!("\"{words}\" in the preview"), || {
            let page = window.script("return document.querySelector('iframe')?.srcdoc ?? ''", json!([]));
            page.as_str().unwrap_or_default().contains(words).then_some(())
        });
    };

    // A purpose is a card; what the card says is what readers see.
    window.fill("purpose-f11-0", "arrange a burial and keep the register of graves");
    window.click_on(&format!("{} option[value^=\"public task\"]", by("purpose-basis-f11-0")));
    window.keys("purpose-law-f11-0", "Local Government Act 1972");
    window.click("panel-preview");
    page("arrange a burial and keep the register of graves");
    page("Lawful basis: public task (UK GDPR Article 6(1)(e))");
    page("Law or power: Local Government Act 1972");

    // Common lines are ticked, and what the law protects more is marked.
    window.click("items-f7-0");
    window.click("panel-guidance");
    window.shows(&by("guidance"), "Special category");
    window.click("choose-lines");
    window.tick("line-choice");
    window.click("dialog-confirm");
    window.shows(".items .kind", "special category");

    // A prepared wording is put in, with the council's details, and taken back.
    window.click_on("[data-field=f18] .ProseMirror");
    window.shows(&by("guidance"), "Transfers");
    let before = window.text("[data-field=f18] .ProseMirror");
    window.click_on("[data-testid=guidance] details summary");
    window.click("use-wording");
    window.wait("the wording", || (window.text("[data-field=f18] .ProseMirror") != before).then_some(()));
    window.click("notification-undo");
    window.wait("the words as they were", || (window.text("[data-field=f18] .ProseMirror") == before).then_some(()));
    window.shows(&by("saved-at"), "Saved at");
}

#[test]
fn larger_text_is_drawn_while_the_window_runs() {
    let window = Window::open();
    let grow = "const done = arguments[arguments.length - 1];
        window.__TAURI_INTERNALS__.invoke('zoom', { by: 1 }).then(() => requestAnimationFrame(() => done(window.innerWidth)));";
    let wide = window.later(grow, json!([]));
    for _ in 0..5 {
        window.later(grow, json!([]));
    }
    let narrow = window.later(grow, json!([]));
    assert!(narrow.as_f64().unwrap() < wide.as_f64().unwrap(), "{wide} {narrow}");
    window.find("main, [data-testid=first-run-create]");
}
