//! The blocks of a redline that changed, in a line each.

use fairnotice_redline::{Change, Kind, Op, Redline};

/// What happened, what it is, the words ([-gone-] {+come+}), and what else there is to say in brackets.
pub fn shown(redline: &Redline) -> Vec<String> {
    let line = |block: &Change| {
        let mut line = format!("{} {}: ", block.change.name(), block.kind);
        for run in &block.runs {
            line.push_str(&match run.op {
                Op::Keep => run.text.clone(),
                Op::Delete => format!("[-{}-]", run.text),
                Op::Insert => format!("{{+{}+}}", run.text),
            });
        }
        if let Some(note) = &block.note {
            line.push_str(&format!(" ({note})"));
        }
        line
    };
    redline.blocks.iter().filter(|b| b.change != Kind::Same).map(line).collect()
}
