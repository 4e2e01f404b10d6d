//! `cargo xtask screenshots`: the README's pictures, taken of the real window.

use crate::setup;
use crate::shell::{Done, root, run};
use crate::test::on_a_display;

/// Takes them.
pub fn take() -> Done {
    setup::for_tests()?;
    let folder = root().join("docs/screenshots");
    std::fs::create_dir_all(&folder).map_err(|e| format!("could not make {}: {e}", folder.display()))?;
    let mut command = on_a_display(&["test", "--workspace", "--test", "screens"]);
    run(command.env("FAIRNOTICE_SCREENSHOTS", &folder))
}
