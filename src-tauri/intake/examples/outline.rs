//! Prints what a file becomes: `cargo run -p fairnotice-intake --example outline -- text|markdown|words FILE`.
//!
//! `text`: the outline with lines, roles and kinds; `markdown`: our Markdown of it; `words`: its
//! plain text, for comparing with the source.

use fairnotice_notice::leaves::LeafKind;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let (Some(form), Some(path)) = (args.next(), args.next()) else {
        eprintln!("usage: outline text|markdown|words FILE");
        return ExitCode::from(2);
    };
    let read = std::fs::read(&path).map_err(|e| e.to_string());
    let imported = match read.and_then(|bytes| {
        fairnotice_intake::read(&path, &bytes, fairnotice_intake::Tracked::Accepted).map_err(|e| e.to_string())
    }) {
        Ok(imported) => imported,
        Err(message) => {
            eprintln!("{path}: {message}");
            return ExitCode::FAILURE;
        }
    };
    match form.as_str() {
        "markdown" => print!("{}", fairnotice_intake::markdown::write(&imported.content)),
        "words" => println!("{}", imported.content.plain_text()),
        _ => outline(&imported),
    }
    ExitCode::SUCCESS
}

fn outline(imported: &fairnotice_intake::Imported) {
    let content = &imported.content;
    println!("{}", imported.encoding);
    imported.notes.iter().for_each(|n| println!("note {}: {}", n.line, n.message));
    imported.comments.iter().for_each(|c| println!("comment {}: {c:?}", c.line));
    let mut field = None;
    for leaf in content.leaves() {
        if leaf.field.is_some() && field != leaf.section.zip(leaf.field) {
            field = leaf.section.zip(leaf.field);
            if let Some((s, f)) = field {
                let found = &content.sections[s].fields[f];
                println!("      [{} {:?}]", found.role, found.kind);
            }
        }
        let line = match leaf.kind {
            LeafKind::Title => imported.lines.get("title"),
            LeafKind::Heading { .. }
            | LeafKind::Paragraph { .. }
            | LeafKind::Item { .. }
            | LeafKind::Row { .. }
            | LeafKind::Image => leaf.id.and_then(|id| imported.lines.get(id)),
        };
        let mark = match leaf.kind {
            LeafKind::Title => "# ".to_owned(),
            LeafKind::Heading { level } => "#".repeat(level.into()) + " ",
            LeafKind::Item { depth, .. } => "  ".repeat(depth) + "- ",
            LeafKind::Paragraph { .. } | LeafKind::Row { .. } | LeafKind::Image => String::new(),
        };
        println!("{:>4}  {mark}{}", line.map_or_else(String::new, u32::to_string), leaf.text());
    }
}
