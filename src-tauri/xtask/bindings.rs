//! `cargo xtask bindings`: the window's types, from the desk's.

use crate::shell::{Done, cargo, output, root};

/// Writes `ui/src/lib/backend/types.ts`.
pub fn write() -> Done {
    let text = output(cargo().args(["run", "--quiet", "--package", "fairnotice-desk", "--example", "bindings"]), 0)?;
    let path = root().join("ui/src/lib/backend/types.ts");
    std::fs::write(&path, text).map_err(|e| format!("could not write {}: {e}", path.display()))?;
    println!("{}", path.display());
    Ok(())
}
