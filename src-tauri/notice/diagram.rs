//! The states as a page of documentation, made from the table so that it can't contradict it.

use crate::states::TRANSITIONS;
use std::fmt::Write;

/// The page `docs/states.md`: a Mermaid diagram and the table it is made from.
pub fn states_page() -> String {
    let mut page = String::from(
        "# States of a version\n\nMade by `cargo xtask tidy --write` from `src-tauri/notice/states.rs`; do not edit.\n\n\
         ```mermaid\nstateDiagram-v2\n    [*] --> drafting\n",
    );
    let plain = |name: &str| name.replace('-', "_");
    for t in TRANSITIONS {
        let _ = writeln!(page, "    {} --> {}: {}", plain(t.from.name()), plain(t.to.name()), t.action);
    }
    page.push_str("```\n\n| from | act | to | who | needs |\n|---|---|---|---|---|\n");
    for t in TRANSITIONS {
        let who = t.permission.map_or("Fair Notice", |p| p.name());
        let needs: Vec<&str> = t.needs.iter().map(|n| n.label()).collect();
        let _ = writeln!(page, "| {} | {} | {} | {who} | {} |", t.from, t.action, t.to, needs.join("; "));
    }
    page
}
