//! The second half of `cargo xtask bench`: one notice made by us, by Typst and by WeasyPrint, side by side in one run.

use crate::setup;
use crate::shell::{Done, cargo, output, program, root, run, works};
use crate::window::target;
use serde_json::Value;
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// What is compared with, pinned: their figures are quoted.
const PEERS: &[&str] = &["typst==0.15.2", "weasyprint==70.0", "redlines==0.6.2", "typing_extensions==4.15.0"];
/// The comparer from npm.
const NPM: &str = "diff@9.0.0";
/// What WeasyPrint loads, as Debian calls the packages.
const PANGO: &[&str] = &["libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"];
/// The notice that is made: few are longer.
const NOTICE: &str = "src-tauri/publish/examples/five-pages.json";

/// Measures and prints the table; it is also written to `target/peers/table.md`.
pub fn table(notice: Option<&str>) -> Done {
    let folder = target().join("peers");
    std::fs::create_dir_all(&folder).map_err(|e| format!("could not make {}: {e}", folder.display()))?;
    let notice = root().join(notice.unwrap_or(NOTICE));
    let ours = ours(&notice)?;
    let mut rows = vec![ours.clone()];
    match peers(&folder, &notice) {
        Ok(theirs) => rows.extend(theirs),
        Err(why) => println!("The others could not be measured here: {why}"),
    }
    let table = drawn(&ours, &rows);
    println!("\n{table}");
    let page = folder.join("table.md");
    std::fs::write(&page, table).map_err(|e| format!("could not write {}: {e}", page.display()))
}

fn parsed(text: &str, who: &str) -> Result<Value, String> {
    serde_json::from_str(text).map_err(|e| format!("{who} printed no JSON: {e}"))
}

/// Our own figures, from `publish`'s example.
fn ours(notice: &Path) -> Result<Value, String> {
    let example = ["run", "--release", "--quiet", "--package", "fairnotice-publish", "--example", "pace", "--"];
    let mut figures = parsed(&output(cargo().args(example).arg(notice), 0)?, "pace")?;
    if figures["pdf_ms"]["median"].as_f64().is_none() {
        return Err("pace printed no `pdf_ms.median`".into());
    }
    figures["name"] = "Fair Notice".into();
    figures["version"] = env!("CARGO_PKG_VERSION").into();
    figures["median"] = figures["pdf_ms"]["median"].clone();
    figures["min"] = figures["pdf_ms"]["min"].clone();
    figures["kb"] = figures["pdf_kb"].clone();
    Ok(figures)
}

/// The others' figures, measured in one process of Python's.
fn peers(folder: &Path, notice: &Path) -> Result<Vec<Value>, String> {
    let python = python(folder)?;
    let mut command = program(&python.to_string_lossy());
    command.arg(root().join("src-tauri/xtask/peers/peers.py")).arg(notice);
    command.arg(root().join("src-tauri/publish/fonts")).arg(folder);
    let rows = parsed(&output(&mut command, 0)?, "peers.py")?;
    Ok(rows.as_array().cloned().unwrap_or_default())
}

/// Comparing two texts: us, `git diff --word-diff`, npm's `diff` and Python's `redlines`, on the same texts in one run.
pub fn redlines() -> Done {
    let folder = target().join("peers/redlines");
    std::fs::create_dir_all(&folder).map_err(|e| format!("could not make {}: {e}", folder.display()))?;
    let example = ["run", "--release", "--quiet", "--package", "fairnotice-redline", "--example", "pace", "--"];
    let ours = parsed(&output(cargo().args(example).arg(&folder), 0)?, "pace")?;
    let python = python(&target().join("peers"))?;
    if !folder.join("node_modules/diff").exists() {
        run(program("npm").args(["install", "--no-save", "--silent", NPM]).current_dir(&folder))?;
    }
    let mut command = program(&python.to_string_lossy());
    command.arg(root().join("src-tauri/xtask/peers/redlines.py")).arg(&folder);
    let theirs = parsed(&output(&mut command, 0)?, "redlines.py")?;
    let mut table = String::from("| words | | median ms | words marked |\n|---:|---|---:|---:|\n");
    for own in ours.as_array().into_iter().flatten() {
        let row = |name: &str, row: &Value| {
            let ms =
                row["ms"].as_f64().map_or_else(|| row["why"].as_str().unwrap_or("–").into(), |n| format!("{n:.1}"));
            let marked = row["changed"].as_u64().map_or_else(|| "–".into(), |n| n.to_string());
            format!("| {} | {name} | {ms} | {marked} |\n", own["words"])
        };
        table += &row("Fair Notice", own);
        for other in theirs.as_array().into_iter().flatten().filter(|o| o["words"] == own["words"]) {
            table += &row(other["name"].as_str().unwrap_or("?"), other);
        }
    }
    println!("\n{table}");
    let page = folder.join("table.md");
    std::fs::write(&page, table).map_err(|e| format!("could not write {}: {e}", page.display()))
}

/// A Python of our own with the others in it, made where it is missing or holds other versions.
fn python(folder: &Path) -> Result<PathBuf, String> {
    let own = folder.join("venv");
    let python = own.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    let name = python.to_string_lossy().into_owned();
    let marker = own.join("peers.txt");
    let wanted = PEERS.join("\n");
    if std::fs::read_to_string(&marker).unwrap_or_default() != wanted {
        if !works("python3", &["-c", "import ensurepip, venv"]) {
            setup::install(&["python3-venv"])?;
        }
        run(program("python3").args(["-m", "venv", "--clear"]).arg(&own))?;
        run(program(&name).args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]).args(PEERS))
            .map_err(|_| "PyPI gave us no Typst and no WeasyPrint.".to_string())?;
    }
    if !works(&name, &["-c", "import weasyprint"]) {
        setup::install(PANGO)?;
    }
    std::fs::write(&marker, wanted).map_err(|e| format!("could not write {}: {e}", marker.display()))?;
    Ok(python)
}

/// The table, and what else we measured of ourselves.
fn drawn(ours: &Value, rows: &[Value]) -> String {
    let mut table =
        String::from("| | version | warm, median ms | best ms | times ours | KB |\n|---|---|---:|---:|---:|---:|\n");
    let number = |value: &Value| match value.as_f64() {
        Some(n) if n >= 1000.0 => format!("{n:.0}"),
        Some(n) => format!("{n:.1}"),
        None => "–".into(),
    };
    for row in rows {
        let times = match (row["median"].as_f64(), ours["median"].as_f64()) {
            (Some(theirs), Some(own)) if own > 0.0 => format!("{:.1}", theirs / own),
            _ => "–".into(),
        };
        let (name, version) = (row["name"].as_str().unwrap_or("?"), row["version"].as_str().unwrap_or("?"));
        let (median, best, size) = (number(&row["median"]), number(&row["min"]), number(&row["kb"]));
        let _ = writeln!(table, "| {name} | {version} | {median} | {best} | {times} | {size} |");
    }
    let figure = |value: &Value| number(if value.is_object() { &value["median"] } else { value });
    let _ = writeln!(
        table,
        "\nOurs besides: {} pages of HTML a second; a Word file in {} ms; a PDF of a hundred pages in {} s; of a \
         thousand, with {} MB at the most.",
        figure(&ours["html_per_second"]),
        figure(&ours["docx_ms"]),
        figure(&ours["hundred_pdf_s"]),
        figure(&ours["thousand_peak_mb"]),
    );
    table
}
