//! Every screen of the real window: axe finds nothing (WCAG 2.2 AA), in light and dark; and the README's pictures.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{Window, by};
use serde_json::json;
use std::path::PathBuf;

struct Tour {
    window: Window,
    pictures: Option<PathBuf>,
    faults: Vec<String>,
}

impl Tour {
    /// Holds a screen against axe, in light and dark, and takes its picture when asked to.
    fn visit(&mut self, name: &str, shows: &str) {
        self.window.find(shows);
        self.window.wait(&format!("{name} to be read"), || {
            let shown = self.window.text("body");
            (!shown.contains("Reading…") && !shown.contains("Checking…")).then_some(())
        });
        for theme in ["light", "dark"] {
            self.window.script("document.documentElement.dataset.theme = arguments[0]", json!([theme]));
            self.window.settle();
            if let Some(folder) = &self.pictures {
                self.window.photograph(&folder.join(format!("{name}-{theme}.png")));
            }
            self.faults.extend(self.window.axe().into_iter().map(|fault| format!("{name}, {theme}: {fault}")));
        }
        self.window.script("delete document.documentElement.dataset.theme", json!([]));
    }
}

#[test]
fn every_screen_is_accessible() {
    let window = Window::open();
    window.resize(1280, 860);
    let pictures = std::env::var_os("FAIRNOTICE_SCREENSHOTS").map(PathBuf::from);
    let mut tour = Tour { window, pictures, faults: Vec::new() };
    tour.visit("first-run", &by("first-run-create"));
    tour.window.click("first-run-sample");
    tour.window.find(&by("nav-work"));
    tour.window.click("officer-switch");
    tour.window.click("officer-option-Amara Quillfeather");
    tour.visit("work", "main h1");
    tour.window.click("nav-notices");
    tour.visit("notices", &by("notice-row-housing-homelessness"));
    tour.window.open_notice("revenues-benefits");
    tour.window.find(&by("finding"));
    tour.visit("draft", &by("draft-title"));
    tour.window.click("dismiss");
    tour.visit("answer", &by("reason-words"));
    tour.window.keys("reason-words", "Only the wording is clearer: they always had it");
    tour.window.click("dialog-confirm");
    tour.visit("answered", &by("dismissed"));
    tour.window.click("panel-matrix");
    tour.visit("law-asks", &by("matrix-row"));
    tour.window.click("panel-preview");
    tour.visit("preview", &by("preview-frame"));
    tour.window.click("tab-changes");
    tour.visit("changes", &by("compare-summary"));
    tour.window.open_notice("children-families");
    tour.window.click("tab-review");
    tour.visit("review", &by("compare-summary"));
    tour.window.click("tab-history");
    tour.visit("history", &by("live-on-date"));
    for screen in ["reviews", "organisation", "audit", "settings"] {
        tour.window.click(&format!("nav-{screen}"));
        tour.visit(screen, "main h1");
    }
    assert!(tour.faults.is_empty(), "{}", tour.faults.join("\n"));
}
