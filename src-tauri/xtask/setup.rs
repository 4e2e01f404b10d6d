//! Installing what is missing: Debian's packages for the window, npm's for the user interface.

use crate::shell::{Done, output, program, root, run, works};
use crate::window::target;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// What a build needs, on Debian and Ubuntu.
const TO_BUILD: &[&str] = &["libwebkit2gtk-4.1-dev", "pkg-config", "build-essential"];
/// What the journeys through the window need as well.
const TO_TEST: &[&str] = &["webkit2gtk-driver", "xvfb", "xauth"];

/// Where Debian puts Java's libraries.
const JARS: &str = "/usr/share/java";
/// What veraPDF's library needs beside itself: Java has had no XML binding of its own since 11.
const XML_BINDING: &[&str] = &[
    "jaxb-runtime.jar",
    "jaxb-core.jar",
    "jaxb-api.jar",
    "istack-commons-runtime.jar",
    "txw2.jar",
    "javax.activation.jar",
];

/// Installs everything.
pub fn everything() -> Done {
    for_tests()?;
    for_conformance(&target().join("conformance/tools"), true).map(|_| ())
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

/// What checks the files that go out.
pub struct Tools {
    /// What checks a PDF.
    pub pdf: Pdf,
    /// The folder with npm's packages.
    pub node: PathBuf,
    /// Chromium.
    pub browser: PathBuf,
    /// LibreOffice; nothing where it was not asked for.
    pub office: PathBuf,
}

/// How veraPDF is there.
pub enum Pdf {
    /// As the program its makers give out.
    Program(PathBuf),
    /// As a library, run by `tests/conformance/Vera.java`.
    Library {
        /// Java's class path.
        classes: String,
        /// Where to write what was found.
        report: PathBuf,
    },
}

/// Installs what checks the files that go out; what is not Debian's is kept in `folder`.
pub fn for_conformance(folder: &Path, with_office: bool) -> Result<Tools, String> {
    let browser = || ["chromium", "chromium-browser", "google-chrome"].into_iter().find_map(found);
    let office = || ["soffice", "libreoffice"].into_iter().find_map(found);
    let verapdf = found("verapdf");
    let jar = folder.join("verapdf.jar");
    let mut missing = Vec::new();
    // Not only `java`: Vera.java is run from its source.
    if found("javac").is_none() {
        missing.push("default-jdk-headless");
    }
    if verapdf.is_none() && !Path::new(JARS).join("jaxb-runtime.jar").exists() {
        missing.extend(["libjaxb-java", "libistack-commons-java", "libjaxb-api-java", "libactivation-java"]);
    }
    if verapdf.is_none() && !jar.exists() && !works("python3", &["-m", "pip", "--version"]) {
        missing.push("python3-pip");
    }
    if browser().is_none() {
        missing.push("chromium");
    }
    if with_office && office().is_none() {
        missing.push("libreoffice-writer-nogui");
    }
    if !missing.is_empty() {
        install(&missing)?;
    }
    std::fs::create_dir_all(folder).map_err(|e| format!("could not make {}: {e}", folder.display()))?;
    let pdf = match verapdf {
        Some(program) => Pdf::Program(program),
        None => Pdf::Library { classes: classes(folder)?, report: folder.join("verapdf.tsv") },
    };
    npm_packages(folder)?;
    let browser = browser().ok_or("please put Chromium on the PATH and try again")?;
    Ok(Tools { pdf, node: folder.to_path_buf(), browser, office: office().unwrap_or_default() })
}

/// Java's class path for veraPDF's library, which is fetched the first time and looked at every time.
fn classes(folder: &Path) -> Result<String, String> {
    let script = root().join("tests/conformance/jar.py");
    let mut classes = vec![output(program("python3").arg(script).arg(folder), 0)?.trim().to_string()];
    for jar in XML_BINDING {
        let jar = Path::new(JARS).join(jar);
        if jar.exists() {
            classes.push(jar.to_string_lossy().into_owned());
        }
    }
    Ok(classes.join(if cfg!(windows) { ";" } else { ":" }))
}

/// npm's packages for the checks, in a folder that a clean checkout may bring along.
fn npm_packages(folder: &Path) -> Done {
    let read = |path: &Path| std::fs::read(path).unwrap_or_default();
    let source = root().join("tests/conformance");
    let lock = read(&source.join("package-lock.json"));
    let there = folder.join("node_modules/.package-lock.json").exists();
    if there && lock == read(&folder.join("package-lock.json")) {
        return Ok(());
    }
    for name in ["package.json", "package-lock.json", ".npmrc"] {
        std::fs::copy(source.join(name), folder.join(name)).map_err(|e| format!("could not copy {name}: {e}"))?;
    }
    // Scripts of packages would fetch browsers and a Java of their own.
    run(program("npm").args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(folder))
}

/// Where a program is on the PATH.
pub fn found(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let name = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    std::env::split_paths(&path).map(|folder| folder.join(&name)).find(|file| file.is_file())
}

/// Installs Debian's packages; elsewhere, says which.
pub fn install(packages: &[&str]) -> Done {
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
