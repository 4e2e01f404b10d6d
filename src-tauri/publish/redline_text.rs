//! A redline for a terminal: the summary, then each change with the line before and after it.

use fairnotice_redline::{Change, Kind, Op, Redline};

/// The redline as text. Deleted words stand in `[-…-]`, inserted ones in `{+…+}`; the sign before each line says
/// what happened to it (`~` changed, `+` added, `-` removed, `>` moved, `/` split, `&` merged). With `colour`, ANSI
/// sequences repeat what the signs say. Control characters in the words come out as `�`. Ends with a line end.
pub fn plain(redline: &Redline, colour: bool) -> String {
    let pen = Pen { colour };
    let summary = redline.summary();
    let mut out = format!("{}\n", pen.paint(BOLD, &clean(&summary.sentence)));
    if !summary.matters.is_empty() {
        out.push_str("\nTell people about these before they take effect:\n");
        for point in &summary.matters {
            out.push_str(&format!("  ! {}\n", clean(point)));
        }
    }
    let shown = shown(&redline.blocks);
    let mut last: Option<usize> = None;
    let mut section: Option<&str> = None;
    for at in shown {
        let block = &redline.blocks[at];
        if last.is_none_or(|l| l + 1 != at) {
            out.push('\n');
        }
        // Says where a stretch of lines stands, unless its own heading is among them.
        match (block.kind.as_str(), block.section.as_deref()) {
            ("title" | "heading", _) => section = None,
            (_, Some(heading)) if section != Some(heading) => {
                let after_heading = last.is_some_and(|l| l + 1 == at && redline.blocks[l].kind == "heading");
                if !after_heading {
                    out.push_str(&format!("{}\n", pen.paint(DIM, &format!("@ {}", clean(heading)))));
                }
                section = Some(heading);
            }
            (_, _) => {}
        }
        out.push_str(&pen.line(block));
        last = Some(at);
    }
    out
}

const BOLD: &str = "1";
const DIM: &str = "2";
const DELETED: &str = "31;9";
const INSERTED: &str = "32;4";
const SIGN: &str = "36";

/// The changed blocks and one neighbour on each side.
fn shown(blocks: &[Change]) -> Vec<usize> {
    let differs = |at: usize| blocks.get(at).is_some_and(|b| b.change != Kind::Same || b.note.is_some());
    (0..blocks.len()).filter(|at| differs(*at) || differs(at + 1) || at.checked_sub(1).is_some_and(differs)).collect()
}

/// Words fit for a terminal: no escape sequence can come from a notice. Cells are parted by bars.
fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\t' => out.push_str(" | "),
            '\n' | '\r' => out.push(' '),
            c if c.is_control() => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

struct Pen {
    colour: bool,
}

impl Pen {
    fn paint(&self, code: &str, text: &str) -> String {
        if self.colour { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
    }

    fn line(&self, block: &Change) -> String {
        let sign = match block.change {
            Kind::Same => " ",
            Kind::Changed => "~",
            Kind::Inserted => "+",
            Kind::Deleted => "-",
            Kind::Moved | Kind::MovedChanged => ">",
            Kind::Split => "/",
            Kind::Merged => "&",
        };
        let lead = match (block.kind.as_str(), block.level, block.depth) {
            ("title", _, _) => "# ".to_owned(),
            ("heading", level, _) => format!("{} ", "#".repeat(usize::from(level.unwrap_or(2)))),
            ("item", _, depth) => format!("{}- ", "  ".repeat(depth.unwrap_or(0).min(12))),
            ("image", _, _) => "[picture] ".to_owned(),
            (_, _, _) => String::new(),
        };
        let mut line = format!("{} {lead}", self.paint(SIGN, sign));
        for run in &block.runs {
            let text = clean(&run.text);
            match run.op {
                Op::Keep => line.push_str(&text),
                Op::Delete => line.push_str(&self.paint(DELETED, &format!("[-{text}-]"))),
                Op::Insert => line.push_str(&self.paint(INSERTED, &format!("{{+{text}+}}"))),
            }
        }
        let mut remarks: Vec<String> = Vec::new();
        match block.change {
            Kind::Moved | Kind::MovedChanged => remarks.push(match &block.from {
                Some(from) => format!("moved from “{from}”"),
                None => "moved".to_owned(),
            }),
            Kind::Same | Kind::Changed | Kind::Inserted | Kind::Deleted | Kind::Split | Kind::Merged => {}
        }
        remarks.extend(block.note.clone());
        if !remarks.is_empty() {
            line.push_str(&format!("  {}", self.paint(DIM, &clean(&format!("({})", remarks.join("; "))))));
        }
        format!("{}\n", line.trim_end())
    }
}

#[cfg(test)]
mod tests {
    use super::plain;
    use fairnotice_notice::{Block, Content, Field, FieldKind, Role, Run, Section};
    use fairnotice_redline::compare;

    fn section(heading: &str, role: Role, blocks: Vec<Block>) -> Section {
        let field = Field { id: String::new(), role, kind: FieldKind::Prose, blocks };
        Section { id: String::new(), heading: heading.to_owned(), level: 2, fields: vec![field] }
    }

    fn notice(recipients: &[&str], kept: &[&str], link: &str) -> Content {
        let mut content = Content::new("Privacy notice: Parks", "en-GB");
        let link = Run::linked("how we keep it safe", Some(link.to_owned()));
        content.sections = vec![
            section("Who we are", Role::Introduction, ["One.", "Two.", "Three."].map(Block::paragraph).to_vec()),
            section("Who we share it with", Role::Recipients, vec![Block::bullets(recipients.iter().copied())]),
            section("How long we keep it", Role::Retention, kept.iter().map(|t| Block::paragraph(*t)).collect()),
            section(
                "Security",
                Role::Security,
                vec![Block::Paragraph { id: None, runs: vec![Run::plain("See "), link] }],
            ),
        ];
        content
    }

    fn pair() -> (Content, Content) {
        let long =
            "Bookings of pitches are kept for 3 years from the last game. Letters are kept for 1 year after we answer.";
        let parts = [
            "Bookings of pitches are kept for 3 years from the last game.",
            "Letters are kept for 2 years after we answer.",
        ];
        (
            notice(&["Police", "Sports clubs", "Contractors"], &[long], "https://averley.example/a"),
            notice(&["Contractors", "Police", "Sports clubs", "Schools"], &parts, "https://averley.example/b"),
        )
    }

    #[test]
    fn changes_with_their_neighbours() {
        let (old, new) = pair();
        insta::assert_snapshot!(plain(&compare(&old, &new), false), @r"
        1 recipient added: Schools; 1 recipient moved; 1 paragraph split; 1 line has another level, link or form.

        Tell people about these before they take effect:
          ! Recipient added: “Schools” (under “Who we share it with”)

          ## Who we share it with
        > - Contractors  (moved)
          - Police
          - Sports clubs
        + - {+Schools+}
          ## How long we keep it
        / Bookings of pitches are kept for 3 years from the last game.[- -]  (part 1 of 2 of what was one)
        / Letters are kept for [-1 year -]{+2 years +}after we answer.  (part 2 of 2 of what was one)
          ## Security
        ~ See how we keep it safe  (link target changed from https://averley.example/a to https://averley.example/b)
        ");
    }

    #[test]
    fn nothing_changed() {
        let (old, _) = pair();
        assert_eq!(plain(&compare(&old, &old), false), "Nothing changed.\n");
    }

    #[test]
    fn colours_only_when_asked_and_never_from_the_text() {
        let (old, mut new) = pair();
        new.title = "Parks \u{1b}[2J\u{7}".to_owned();
        let bare = plain(&compare(&old, &new), false);
        assert!(!bare.contains('\u{1b}') && bare.contains("\u{fffd}[2J\u{fffd}"));
        let coloured = plain(&compare(&old, &new), true);
        assert!(coloured.contains("\u{1b}[32;4m{+Schools+}\u{1b}[0m"));
        assert!(!coloured.contains("\u{1b}[2J"), "a notice can't clear the reader's terminal");
    }
}
