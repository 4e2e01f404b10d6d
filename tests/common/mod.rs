//! The real window under WebDriver: a small client, one window a test.

#![allow(dead_code, reason = "each test binary uses its own part")]

use base64::Engine;
use serde_json::{Value, json};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// How long a step may take before the journey fails.
const PATIENCE: Duration = Duration::from_secs(30);
/// How an element is named in an answer (WebDriver, section 12.1).
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// A running window.
pub struct Window {
    driver: Child,
    session: String,
    agent: ureq::Agent,
    register: PathBuf,
    /// Clicks by script: the driver misses what it clicks at when the text is larger than by itself.
    pub scripted: bool,
    /// Where the window keeps its things, and where its files are chosen.
    pub folder: TempDir,
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("an address").port()
}

/// Keys that have no letter (WebDriver, section 17.4.2).
pub mod key {
    pub const ENTER: &str = "\u{E007}";
    pub const TAB: &str = "\u{E004}";
    pub const ESCAPE: &str = "\u{E00C}";
    pub const CONTROL: &str = "\u{E009}";
    pub const ALT: &str = "\u{E00A}";
    pub const SHIFT: &str = "\u{E008}";
    pub const END: &str = "\u{E010}";
    pub const RIGHT: &str = "\u{E014}";
    pub const UP: &str = "\u{E013}";
    pub const DOWN: &str = "\u{E015}";
    pub const F6: &str = "\u{E036}";
    pub const F7: &str = "\u{E037}";
}

impl Window {
    /// Opens the window on an empty folder.
    pub fn open() -> Window {
        Window::open_in(tempfile::tempdir().expect("a folder"))
    }

    /// Opens the window on a folder.
    pub fn open_in(folder: TempDir) -> Window {
        let register = folder.path().join("council.fairnotice");
        Window::open_on(folder, &register)
    }

    /// Opens another program on the council file of this one, as a colleague at the same machine would.
    pub fn beside(&self) -> Window {
        Window::open_on(tempfile::tempdir().expect("a folder"), &self.register())
    }

    /// Where the council file lies.
    pub fn register(&self) -> PathBuf {
        self.register.clone()
    }

    fn open_on(folder: TempDir, register: &Path) -> Window {
        let window = Window::start_in(Path::new(env!("CARGO_BIN_EXE_fair-notice")), folder, register);
        window.find("main, [data-testid=first-run-create]");
        window
    }

    /// Starts a program with a window, without waiting until it shows anything.
    pub fn start(program: &Path, register: &Path) -> Window {
        Window::start_in(program, tempfile::tempdir().expect("a folder"), register)
    }

    fn start_in(program: &Path, folder: TempDir, register: &Path) -> Window {
        let port = free_port();
        std::fs::create_dir_all(folder.path().join("chosen")).expect("a folder");
        let driver = Command::new("WebKitWebDriver")
            .arg(format!("--port={port}"))
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .env("NO_AT_BRIDGE", "1")
            .env("XDG_DATA_HOME", folder.path().join("data"))
            .env("XDG_CONFIG_HOME", folder.path().join("config"))
            .env("FAIRNOTICE_REGISTER", register)
            .env("FAIRNOTICE_KEYS", folder.path().join("keys"))
            .env_remove("FAIRNOTICE_PASSPHRASE")
            .env("FAIRNOTICE_TEST_CHOICE", folder.path().join("chosen"))
            .env_remove("USER")
            .env_remove("LOGNAME")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("WebKitWebDriver (cargo xtask setup installs it)");
        let agent: ureq::Agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(120)))
            .build()
            .into();
        let session = format!("http://127.0.0.1:{port}");
        let mut window = Window { driver, session, agent, register: register.to_path_buf(), scripted: false, folder };
        let capabilities = json!({ "capabilities": { "alwaysMatch": {
            "webkitgtk:browserOptions": { "binary": program, "args": [] } } } });
        let begun = Instant::now();
        let session = loop {
            match window.agent.post(format!("{}/session", window.session)).send_json(&capabilities) {
                Ok(mut answer) => {
                    let answer: Value = answer.body_mut().read_json().expect("JSON");
                    break answer["value"]["sessionId"]
                        .as_str()
                        .unwrap_or_else(|| panic!("no session: {answer}"))
                        .to_string();
                }
                Err(error) if begun.elapsed() > PATIENCE => panic!("the driver does not answer: {error}"),
                Err(_) => std::thread::sleep(Duration::from_millis(50)),
            }
        };
        window.session = format!("{}/session/{session}", window.session);
        window
    }

    fn post(&self, path: &str, body: Value) -> Result<Value, String> {
        let mut answer =
            self.agent.post(format!("{}{path}", self.session)).send_json(&body).map_err(|e| e.to_string())?;
        let failed = answer.status().as_u16() >= 400;
        let value: Value = answer.body_mut().read_json().map_err(|e| e.to_string())?;
        if failed {
            Err(value["value"]["message"].as_str().unwrap_or("refused").to_string())
        } else {
            Ok(value["value"].clone())
        }
    }

    /// Runs a script; `arguments` are its arguments.
    pub fn script(&self, script: &str, arguments: Value) -> Value {
        self.post("/execute/sync", json!({ "script": script, "args": arguments }))
            .unwrap_or_else(|e| panic!("{script}: {e}"))
    }

    /// Runs a script that says when it is done by calling its last argument, and returns what it says.
    pub fn later(&self, script: &str, arguments: Value) -> Value {
        self.post("/execute/async", json!({ "script": script, "args": arguments }))
            .unwrap_or_else(|e| panic!("{script}: {e}"))
    }

    /// The driver's process, whose children are the window's.
    pub fn driver_id(&self) -> u32 {
        self.driver.id()
    }

    /// Waits until `look` finds something.
    pub fn wait<T>(&self, what: &str, mut look: impl FnMut() -> Option<T>) -> T {
        let begun = Instant::now();
        loop {
            if let Some(found) = look() {
                return found;
            }
            if begun.elapsed() > PATIENCE {
                let shown = self.script("return document.body.innerText", json!([]));
                self.photograph(Path::new(&std::env::temp_dir().join("fair-notice-failed.png")));
                panic!("waited in vain for {what}; the window shows:\n{}", shown.as_str().unwrap_or_default());
            }
            std::thread::sleep(Duration::from_millis(40));
        }
    }

    fn look(&self, selector: &str) -> Option<String> {
        let found = self.post("/element", json!({ "using": "css selector", "value": selector })).ok()?;
        found[ELEMENT].as_str().map(str::to_owned)
    }

    /// Waits for an element.
    pub fn find(&self, selector: &str) -> String {
        self.wait(selector, || self.look(selector))
    }

    /// Whether an element is there now.
    pub fn has(&self, selector: &str) -> bool {
        self.look(selector).is_some()
    }

    /// Waits until an element is gone.
    pub fn gone(&self, selector: &str) {
        self.wait(&format!("{selector} to go"), || (!self.has(selector)).then_some(()));
    }

    /// Clicks what has that test id, when it can be clicked.
    pub fn click(&self, id: &str) {
        self.click_on(&by(id));
    }

    /// Clicks an element, when it can be clicked.
    pub fn click_on(&self, selector: &str) {
        self.wait(&format!("a click on {selector}"), || {
            let element = self.look(selector)?;
            if self.scripted {
                let click = "const it = document.querySelector(arguments[0]); it.focus(); it.click()";
                self.script(click, json!([selector]));
                return Some(());
            }
            self.post(&format!("/element/{element}/click"), json!({})).ok().map(|_| ())
        });
    }

    /// Ticks a box, when it is there to be ticked.
    pub fn tick(&self, id: &str) {
        self.click(id);
        self.wait(&format!("a tick in {id}"), || {
            let ticked = self.script("return document.querySelector(arguments[0])?.checked", json!([by(id)]));
            if ticked.as_bool() == Some(false) {
                self.click(id);
            }
            (ticked.as_bool() == Some(true)).then_some(())
        });
    }

    /// Acts as another officer.
    pub fn act_as(&self, name: &str) {
        self.click("officer-switch");
        self.click(&format!("officer-option-{name}"));
        self.shows(&by("officer-switch"), name);
    }

    /// Opens a notice from the list.
    pub fn open_notice(&self, name: &str) {
        self.click("nav-notices");
        self.click_on(&format!("{} a", by(&format!("notice-row-{name}"))));
    }

    /// Types into what has that test id.
    pub fn keys(&self, id: &str, text: &str) {
        self.keys_to(&by(id), text);
    }

    /// Types into an element.
    pub fn keys_to(&self, selector: &str, text: &str) {
        self.wait(&format!("keys for {selector}"), || {
            let element = self.look(selector)?;
            self.post(&format!("/element/{element}/value"), json!({ "text": text })).ok()
        });
    }

    /// Presses keys as a hand does, whatever has the focus: those of a chord together, chord after chord.
    pub fn press(&self, chords: &[&[&str]]) {
        let mut actions = Vec::new();
        for chord in chords {
            actions.extend(chord.iter().map(|k| json!({ "type": "keyDown", "value": k })));
            actions.extend(chord.iter().rev().map(|k| json!({ "type": "keyUp", "value": k })));
        }
        let keys = json!({ "actions": [{ "type": "key", "id": "keyboard", "actions": actions }] });
        self.post("/actions", keys).expect("keys");
    }

    /// Types words into whatever has the focus.
    pub fn type_words(&self, words: &str) {
        let letters: Vec<String> = words.chars().map(String::from).collect();
        let chords: Vec<[&str; 1]> = letters.iter().map(|l| [l.as_str()]).collect();
        let chords: Vec<&[&str]> = chords.iter().map(|c| c.as_slice()).collect();
        self.press(&chords);
    }

    /// Goes on with the Tab key until what has that test id has the focus.
    pub fn tab_to(&self, id: &str) {
        self.find(&by(id));
        for _ in 0..120 {
            let focused =
                self.script("return document.activeElement?.closest('[data-testid]')?.dataset.testid ?? ''", json!([]));
            if focused.as_str() == Some(id) {
                return;
            }
            self.press(&[&[key::TAB]]);
        }
        let at = self.script("return document.activeElement?.outerHTML?.slice(0, 200) ?? ''", json!([]));
        panic!("the Tab key does not come to {id}; it is at {at}");
    }

    /// Empties a field and types into it.
    pub fn fill(&self, id: &str, text: &str) {
        let element = self.find(&by(id));
        let _ = self.post(&format!("/element/{element}/clear"), json!({}));
        self.keys(id, text);
    }

    /// The words an element shows.
    pub fn text(&self, selector: &str) -> String {
        self.find(selector);
        let words = self.script("return document.querySelector(arguments[0])?.innerText ?? ''", json!([selector]));
        words.as_str().unwrap_or_default().to_string()
    }

    /// Waits until an element shows those words.
    pub fn shows(&self, selector: &str, words: &str) {
        self.wait(&format!("{selector} to show \"{words}\""), || self.text(selector).contains(words).then_some(()));
    }

    /// Sets the window's size.
    pub fn resize(&self, width: u32, height: u32) {
        let _ = self.post("/window/rect", json!({ "width": width, "height": height, "x": 0, "y": 0 }));
    }

    /// Takes a picture of the window.
    pub fn photograph(&self, to: &Path) {
        let Ok(mut answer) = self.agent.get(format!("{}/screenshot", self.session)).call() else { return };
        let Ok(value) = answer.body_mut().with_config().limit(64 << 20).read_json::<Value>() else { return };
        if let Some(picture) = value["value"].as_str() {
            let bytes = base64::engine::general_purpose::STANDARD.decode(picture).expect("base64");
            std::fs::write(to, bytes).expect("a picture");
        }
    }

    /// Waits until the window has drawn what it was told.
    pub fn settle(&self) {
        let frames = "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done(true)))";
        self.post("/execute/async", json!({ "script": frames, "args": [] })).expect("two frames");
    }

    /// What axe finds wrong with the screen by WCAG 2.2 AA, a line each.
    pub fn axe(&self) -> Vec<String> {
        let axe =
            std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("ui/node_modules/axe-core/axe.min.js"))
                .expect("axe-core (npm ci in ui)");
        self.script(&format!("{axe}; return true"), json!([]));
        let run = "const done = arguments[arguments.length - 1];
            axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
                                iframes: false })
               .then(r => done(r.violations.map(v => v.id + ': ' + v.help + ' at ' + v.nodes.map(n => n.target.join(' ')).join(', '))))
               .catch(e => done(['axe failed: ' + e]));";
        let found = self.post("/execute/async", json!({ "script": run, "args": [] })).expect("axe");
        found.as_array().cloned().unwrap_or_default().iter().filter_map(|v| v.as_str().map(str::to_owned)).collect()
    }

    /// The folder that every native dialog answers with.
    pub fn chosen(&self) -> PathBuf {
        self.folder.path().join("chosen")
    }

    /// Lays a fixture where the next native dialog for a file will find it, in the place of what lay there.
    pub fn lay(&self, fixture: &str) {
        let folder = self.chosen().join("open");
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).expect("a folder");
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(fixture);
        std::fs::copy(from, folder.join(fixture)).expect("the fixture");
    }

    /// Kills the window as a power cut would, and keeps its folder.
    pub fn kill(mut self) -> TempDir {
        // The window first: it would live on for a moment without its driver.
        let windows = Command::new("pgrep").args(["-P", &self.driver.id().to_string()]).output().expect("pgrep");
        for window in String::from_utf8_lossy(&windows.stdout).split_whitespace() {
            let _ = Command::new("kill").args(["-9", window]).status();
        }
        let _ = self.driver.kill();
        let _ = self.driver.wait();
        std::mem::replace(&mut self.folder, tempfile::tempdir().expect("a folder"))
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        let _ = self.agent.delete(&self.session).call();
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// What has that test id.
pub fn by(id: &str) -> String {
    format!("[data-testid=\"{id}\"]")
}
