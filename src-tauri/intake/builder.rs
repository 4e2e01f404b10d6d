//! What every reader of a format needs to make sections: ids, and where in the file each came from.

use crate::{Note, fields};
use fairnotice_notice::{Block, Section};
use std::collections::BTreeMap;

/// Gives ids and remembers their places.
pub(crate) struct Builder {
    /// The place in the file of each id.
    pub(crate) lines: BTreeMap<String, u32>,
    /// What was unclear.
    pub(crate) notes: Vec<Note>,
    blocks: usize,
    sections: usize,
}

impl Builder {
    pub(crate) fn new(notes: Vec<Note>) -> Builder {
        Builder { lines: BTreeMap::new(), notes, blocks: 0, sections: 0 }
    }

    /// The id of the next block.
    pub(crate) fn id(&mut self, line: u32) -> Option<String> {
        self.blocks += 1;
        let id = format!("b{}", self.blocks);
        self.lines.insert(id.clone(), line);
        Some(id)
    }

    /// The next section, cut into fields by what its parts mean. `line` is its heading's; nothing for what stands before
    /// the first heading.
    pub(crate) fn section(&mut self, line: Option<u32>, level: u8, heading: String, blocks: Vec<Block>) -> Section {
        self.sections += 1;
        let id = format!("s{}", self.sections);
        self.lines.extend(line.map(|line| (id.clone(), line)));
        if blocks.is_empty() {
            self.notes.extend(line.map(|line| Note { line, message: "A heading with nothing under it.".into() }));
        }
        let fields = fields::cut(&heading, line.is_none(), blocks);
        Section { id, heading, level, fields }
    }
}
