//! Installing what is missing: Debian's packages for the window, npm's for the user interface.

use crate::shell::{Done, program, root, run, works};
use std::path::Path;
use std::time::SystemTime;

/// What a build needs, on Debian and Ubuntu.
const TO_BUILD: &[&str] = &["libwebkit2gtk-4.1-dev", "pkg-config", "build-essential"];
/// What the journeys through the window need as well.
const TO_TEST: &[&str] = &["webkit2gtk-driver", "xvfb", "xauth"];

/// Installs everything.
pub fn everything() -> Done {
    for_tests()
}

/// Installs what a build needs.
pub fn for_build() -> Done {
    if cfg!(target_os = "linux") && !works("pkg-config", &["--exists", "webkit2gtk-4.1"]) {
        install(TO_BUILD)?;
    }
    window()
}

/// Installs what the tests need.
pub fn for_tests() -> Done {
    for_build()?;
    let there = |name: &str| works("sh", &["-c", &format!("command -v {name}")]);
    if cfg!(target_os = "linux") && !(there("WebKitWebDriver") && there("xvfb-run") && there("xauth")) {
        install(TO_TEST)?;
    }
    Ok(())
}

fn install(packages: &[&str]) -> Done {
    if !works("apt-get", &["--version"]) {
        return Err(format!("please install {} (Debian's names) and try again", packages.join(", ")));
    }
    let mut words: Vec<&str> = Vec::new();
    if !works("sh", &["-c", "test \"$(id -u)\" = 0"]) {
        words.push("sudo");
    }
    words.extend(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
    let apt = |more: &[&str]| {
        let mut command = program(words.first().copied().unwrap_or("apt-get"));
        command.args(&words[1..]).args(more);
        run(&mut command)
    };
    apt(&["update", "-qq"])?;
    let mut more = vec!["install", "-y", "-qq", "--no-install-recommends"];
    more.extend(packages);
    apt(&more)
}

/// Installs npm's packages and builds the user interface, where they are missing or older than their sources.
pub fn window() -> Done {
    let ui = root().join("ui");
    if !works("npm", &["--version"]) {
        return Err("please install Node.js 20 or newer (with npm) and try again".into());
    }
    let installed = changed(&ui.join("node_modules/.package-lock.json"));
    if installed < changed(&ui.join("package-lock.json")) {
        run(program("npm").args(["ci", "--no-audit", "--no-fund"]).current_dir(&ui))?;
    }
    let built = changed(&ui.join("dist/index.html"));
    let sources = ["src", "index.html", "package.json", "vite.config.ts", "public"];
    if sources.iter().any(|source| built < newest(&ui.join(source))) {
        run(program("npm").args(["run", "build"]).current_dir(&ui))?;
    }
    Ok(())
}

/// When a file was last changed; the beginning of time when it is not there.
fn changed(path: &Path) -> SystemTime {
    std::fs::metadata(path).and_then(|m| m.modified()).unwrap_or(SystemTime::UNIX_EPOCH)
}

/// When a file or anything in a folder was last changed.
fn newest(path: &Path) -> SystemTime {
    let Ok(entries) = std::fs::read_dir(path) else { return changed(path) };
    entries.flatten().map(|entry| newest(&entry.path())).max().unwrap_or(SystemTime::UNIX_EPOCH)
}
