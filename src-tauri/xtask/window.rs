//! Opening the window.

use crate::setup;
use crate::shell::{Done, cargo, program, root, run as step};
use std::path::Path;

/// Whether a window can be shown here.
pub fn display() -> bool {
    !cfg!(target_os = "linux")
        || std::env::var_os("DISPLAY").is_some_and(|d| !d.is_empty())
        || std::env::var_os("WAYLAND_DISPLAY").is_some_and(|d| !d.is_empty())
}

/// Opens the window on a council file.
pub fn open(register: &Path) -> Done {
    let name = if cfg!(windows) { "fair-notice.exe" } else { "fair-notice" };
    step(program(&target().join("debug").join(name).to_string_lossy()).env("FAIRNOTICE_REGISTER", register))
}

/// Where cargo builds.
pub fn target() -> std::path::PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |t| root().join(t))
}

/// Builds and opens the window; a sample council is made the first time.
pub fn run_sample(register: &Path) -> Done {
    if !register.exists() {
        let cli = target().join("debug").join(if cfg!(windows) { "fairnotice.exe" } else { "fairnotice" });
        step(program(&cli.to_string_lossy()).arg("--register").arg(register).args(["init", "--sample"]))?;
    }
    open(register)
}

/// `cargo xtask run`.
pub fn run() -> Done {
    setup::for_build()?;
    step(cargo().args(["build", "--package", "fair-notice", "--package", "fairnotice-cli"]))?;
    let folder = target().join("run");
    std::fs::create_dir_all(&folder).map_err(|e| format!("could not make {}: {e}", folder.display()))?;
    run_sample(&folder.join("sample.fairnotice"))
}
