//! Every screen and dialog of the real window: axe finds nothing (WCAG 2.2 AA), in light and dark, small and large, and
//! with the text at twice its size; and the pictures of them.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{Window, by};
use serde_json::json;
use std::path::PathBuf;

struct Tour {
    window: Window,
    pictures: Option<PathBuf>,
    /// Widths and heights, with what a picture of that size is called; the README's has no name.
    sizes: Vec<(u32, u32, &'static str)>,
    faults: Vec<String>,
}

impl Tour {
    /// Holds a screen against axe, in light and dark and in every size, and takes its picture when asked to.
    fn visit(&mut self, name: &str, shows: &str) {
        self.window.find(shows);
        self.window.wait(&format!("{name} to be read"), || {
            let shown = self.window.text("body");
            let busy = ["Reading…", "Checking…", "Checking every notice…", "Drawing the page", "Opening…"];
            (!busy.iter().any(|words| shown.contains(words))).then_some(())
        });
        for (width, height, called) in self.sizes.clone() {
            self.window.resize(width, height);
            for theme in ["light", "dark"] {
                self.window.script("document.documentElement.dataset.theme = arguments[0]", json!([theme]));
                self.window.settle();
                if let Some(folder) = &self.pictures {
                    self.window.photograph(&folder.join(format!("{name}{called}-{theme}.png")));
                }
                let faults = self.window.axe();
                self.faults.extend(faults.into_iter().map(|fault| format!("{name}{called}, {theme}: {fault}")));
            }
        }
        self.window.script("delete document.documentElement.dataset.theme", json!([]));
    }

    /// In a narrow window either the text or what is beside it is shown.
    fn show_beside(&self) {
        let script = "const last = [...document.querySelectorAll('.switch button')].at(-1); if (last?.offsetParent) last.click()";
        self.window.script(script, json!([]));
        self.window.settle();
    }

    /// Closes an open dialog without doing what it offers.
    fn cancel(&self) {
        self.window.click("dialog-cancel");
        self.window.gone("dialog[open]");
    }

    /// Every screen and dialog.
    fn walk(mut self) {
        self.visit("first-run", &by("first-run-create"));
        self.window.click("first-run-sample");
        self.window.find(&by("nav-work"));
        self.window.act_as("Amara Quillfeather");
        self.visit("work", "main h1");
        self.window.click("nav-notices");
        self.visit("notices", &by("notice-row-housing-homelessness"));
        self.window.click("new-notice");
        self.visit("new-notice", &format!("{} option", by("new-notice-template")));
        self.cancel();
        self.window.lay("averley-parks-comments.docx");
        self.window.click("import-file");
        self.visit("import", &by("import-take"));
        self.window.click("import-take");
        self.visit("imported", &by("import-done"));
        self.window.click("import-open");
        self.window.find(&by("draft-title"));
        self.show_beside();
        self.window.click("panel-comments");
        self.visit("comments", &by("comment"));
        self.draft();
        self.window.open_notice("children-families");
        self.window.click("tab-review");
        self.visit("review", &by("compare-summary"));
        self.window.act_as("Gareth Lindenow");
        self.window.click("action-request-changes");
        self.visit("request-changes", &by("reason-words"));
        self.cancel();
        self.window.click("action-approve");
        self.visit("approve", &by("confirm-statement"));
        self.cancel();
        self.window.click("tab-history");
        self.visit("history", &by("live-on-date"));
        self.travel();
        self.window.act_as("Helen Marchbanks");
        self.window.open_notice("children-families");
        self.window.click("tab-history");
        self.window.click_on("[data-testid=\"online\"] [data-testid=\"record-seen\"]");
        self.visit("seen-online", &by("seen-url"));
        self.window.click_on("[data-testid^=\"export-version-\"]");
        self.visit("export", &by("export-run"));
        self.cancel();
        for screen in ["reviews", "law", "organisation", "audit", "settings"] {
            self.window.click(&format!("nav-{screen}"));
            self.visit(screen, "main h1");
        }
        self.window.click("nav-law");
        self.window.click("panel-changes");
        self.visit("law-changes", &by("law-change"));
        self.window.click("panel-processing");
        self.visit("processing", &by("import-processing"));
        self.window.click_on(".help");
        self.visit("shortcuts", "dialog[open]");
        self.cancel();
        assert!(self.faults.is_empty(), "{}", self.faults.join("\n"));
    }

    /// A review that travels: who was asked, an approval in a meeting, the pack, and the answer.
    fn travel(&mut self) {
        self.window.act_as("Amara Quillfeather");
        self.window.open_notice("children-families");
        self.window.click("tab-consultation");
        self.window.click("consult");
        self.window.keys("consult-to", "Lee Legal");
        self.window.click("consult-save");
        self.window.click("reply");
        self.visit("consultation", &by("reply-save"));
        self.window.click("more-actions");
        self.window.click("action-record-approval");
        self.visit("record-approval", &by("record-who"));
        self.cancel();
        self.window.click("more-actions");
        self.window.click("action-pack");
        self.give("children-families-review.fairnotice");
        self.window.click("nav-work");
        self.window.click("open-travelled");
        self.visit("pack-review", &by("answer-reviewer"));
        self.window.script(
            "const s = document.querySelector('[data-testid=answer-reviewer]');
             s.value = [...s.options].find(o => o.text.startsWith('Gareth')).value;
             s.dispatchEvent(new Event('change', { bubbles: true }))",
            json!([]),
        );
        self.window.click("verdict-request-changes");
        self.window.keys("answer-words", "Say how long it is kept");
        self.window.keys("answer-passphrase", "a passphrase of some words");
        self.window.keys("answer-passphrase-again", "a passphrase of some words");
        self.window.click("answer-sign");
        self.visit("pack-answered", &by("answer-written"));
        self.give("children-families-answer.fairnotice");
        self.window.click("pack-close");
        self.window.click("open-travelled");
        self.visit("reviewers-answer", &by("answer-refused"));
        self.cancel();
        self.window.act_as("Ruth Okonjo-Vale");
        self.window.click("nav-organisation");
        self.window.click("enrol-key");
        self.visit("enrol-key", &by("enrol-text"));
        self.cancel();
    }

    /// Lays a file that the window wrote where its next dialog finds it.
    fn give(&self, name: &str) {
        let file = self.window.wait("the file", || Some(self.window.chosen().join(name)).filter(|f| f.exists()));
        let folder = self.window.chosen().join("open");
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::copy(file, folder.join(name)).unwrap();
    }

    /// The draft with everything beside it.
    fn draft(&mut self) {
        self.window.open_notice("revenues-benefits");
        self.window.find(&by("finding"));
        self.visit("draft", &by("draft-title"));
        self.show_beside();
        self.window.click("dismiss");
        self.visit("answer", &by("reason-words"));
        self.window.keys("reason-words", "Only the wording is clearer: they always had it");
        self.window.click("dialog-confirm");
        self.visit("answered", &by("dismissed"));
        self.window.click("panel-guidance");
        self.window.click_on("[data-field] .ProseMirror");
        self.visit("guidance", &by("guidance"));
        self.window.click("panel-matrix");
        self.visit("law-asks", &by("matrix-row"));
        self.window.click("panel-preview");
        self.visit("preview", &by("preview-frame"));
        self.window.click("preview-pdf");
        self.visit("pages", &format!("{} canvas", by("pdf-pages")));
        self.window.click("more-actions");
        self.visit("more", &by("action-details"));
        self.window.click("action-details");
        self.visit("details", &by("details-parent"));
        self.cancel();
        self.window.click("action-submit");
        self.visit("submit", &by("submit-note"));
        self.cancel();
        self.window.click("tab-changes");
        self.visit("changes", &by("compare-summary"));
        self.window.click("compare-sides");
        self.visit("changes-side-by-side", &by("compare-summary"));
    }
}

#[test]
fn every_screen_is_accessible() {
    let pictures = std::env::var_os("FAIRNOTICE_SCREENSHOTS").map(PathBuf::from);
    let mut sizes = vec![(1024, 700, "-small"), (1920, 1080, "-large")];
    if pictures.is_some() {
        sizes.push((1280, 860, ""));
    }
    Tour { window: Window::open(), pictures, sizes, faults: Vec::new() }.walk();
}

#[test]
fn every_screen_is_accessible_with_the_text_at_twice_its_size() {
    let folder = tempfile::tempdir().unwrap();
    let own = folder.path().join("Fair Notice");
    std::fs::create_dir_all(&own).unwrap();
    std::fs::write(own.join("settings.json"), r#"{ "zoom": 2.0 }"#).unwrap();
    let pictures = std::env::var_os("FAIRNOTICE_SCREENSHOTS").map(PathBuf::from);
    let sizes = vec![(1280, 860, "-twice")];
    let mut window = Window::open_in(folder);
    window.scripted = true;
    Tour { window, pictures, sizes, faults: Vec::new() }.walk();
}
