//! `cargo xtask screenshots`: the README's pictures, taken of the real window.

use crate::setup;
use crate::shell::{Done, root, run};
use crate::test::on_a_display;
use crate::window::target;

/// Takes a picture of every screen into `target/screens`, and keeps those the README shows.
pub fn take() -> Done {
    setup::for_tests()?;
    let taken = target().join("screens");
    let kept = root().join("docs/screenshots");
    for folder in [&taken, &kept] {
        std::fs::create_dir_all(folder).map_err(|e| format!("could not make {}: {e}", folder.display()))?;
    }
    let mut command = on_a_display(&["test", "--workspace", "--test", "screens"]);
    run(command.env("FAIRNOTICE_SCREENSHOTS", &taken))?;
    let readme =
        std::fs::read_to_string(root().join("README.md")).map_err(|e| format!("could not read README.md: {e}"))?;
    for at in readme.match_indices("docs/screenshots/").map(|(at, found)| at + found.len()) {
        let name: String = readme[at..].chars().take_while(|c| *c != ')').collect();
        std::fs::copy(taken.join(&name), kept.join(&name)).map_err(|e| format!("no picture {name} was taken: {e}"))?;
        println!("{}", kept.join(&name).display());
    }
    Ok(())
}
