//! Saving a revision: the one place where words become part of a version.

use crate::desk::{Act, Changed};
use crate::error::{DeskError, Result};
use chrono::NaiveDate;
use fairnotice_notice::ids::{OfficerId, VersionId};
use fairnotice_notice::{Block, Content, Notice, Organisation, Version, digest, variables};
use fairnotice_register::{NewRevision, Reader, Revision};
use serde_json::json;

/// How deep lists may be nested, and how long a text may be: what no notice needs, and no page can show.
const DEEPEST: usize = 12;
const MOST_BLOCKS: usize = 20_000;
const MOST_CHARACTERS: usize = 500_000;
const LONGEST_HEADING: usize = 500;

/// Refuses a text that can't be kept: no title, characters that can't be printed, nesting beyond reason.
pub(crate) fn demand_keepable(content: &Content) -> Result<()> {
    if content.title.trim().is_empty() {
        return Err(DeskError::failed("no-title", "A notice needs a title.").hint("Write the title first."));
    }
    let headings = std::iter::once(&content.title).chain(content.sections.iter().map(|s| &s.heading));
    if headings.into_iter().any(|h| h.chars().count() > LONGEST_HEADING) {
        return Err(DeskError::failed("too-long", "A title or heading is longer than any page can show.")
            .hint(format!("At most {LONGEST_HEADING} characters.")));
    }
    let text = content.plain_text();
    if let Some(character) = text.chars().find(|c| is_unprintable(*c)) {
        return Err(DeskError::failed(
            "bad-character",
            format!("The text holds a character that can't be printed (U+{:04X}).", u32::from(character)),
        )
        .hint("Take it out; it often comes from a damaged file or from text that was copied."));
    }
    let language = &content.language;
    if language.is_empty() || language.len() > 35 || !language.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') {
        return Err(DeskError::failed("bad-language", format!("\"{language}\" is not a language tag."))
            .hint("Use a tag such as en-GB or cy."));
    }
    let mut blocks = 0;
    content.walk(&mut |_| blocks += 1);
    let deepest = content.sections.iter().flat_map(|s| &s.fields).flat_map(|f| &f.blocks).map(depth).max().unwrap_or(0);
    if blocks > MOST_BLOCKS || deepest > DEEPEST || text.chars().count() > MOST_CHARACTERS {
        return Err(DeskError::failed("too-large", "This text is too long or nested too deeply for a notice.").hint(
            format!(
                "At most {MOST_CHARACTERS} characters in {MOST_BLOCKS} paragraphs, and lists at most {DEEPEST} deep."
            ),
        ));
    }
    Ok(())
}

/// Control characters, and those that turn the reading order of what stands around them: a reviewer would be shown
/// other words than are stored.
pub(crate) fn is_unprintable(character: char) -> bool {
    (character.is_control() && !matches!(character, '\n' | '\t'))
        || matches!(character, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FFFE}' | '\u{FFFF}')
}

fn depth(block: &Block) -> usize {
    match block {
        Block::Paragraph { .. } | Block::Image { .. } => 1,
        Block::List { items, .. } => 1 + items.iter().flat_map(|i| &i.blocks).map(depth).max().unwrap_or(0),
        Block::Table { header, rows, .. } => {
            1 + header.iter().chain(rows.iter().flatten()).flatten().map(depth).max().unwrap_or(0)
        }
        Block::Callout { blocks, .. } => 1 + blocks.iter().map(depth).max().unwrap_or(0),
    }
}

/// A draft's text with its variables brought up to their sources.
pub(crate) fn follow_sources(
    reader: &Reader<'_>,
    notice: &Notice,
    content: &mut Content,
    organisation: &Organisation,
    day: NaiveDate,
) -> Result<()> {
    let directorate = notice.directorate.map(|id| reader.directorate(id)).transpose()?.flatten();
    variables::resolve(content, organisation, directorate.as_ref(), day);
    content.normalise();
    Ok(())
}

impl Act<'_> {
    /// Saves `content` as a revision by `author` when it differs from the newest one; returns the newest either way.
    /// The working copy stays as it is.
    pub(crate) fn save_revision(
        &self,
        notice: &Notice,
        version: &mut Version,
        content: &mut Content,
        author: OfficerId,
        note: Option<&str>,
        first: bool,
    ) -> Result<Revision> {
        demand_keepable(content)?;
        self.demand_kept(content)?;
        let organisation = self.organisation()?;
        follow_sources(self.writer, notice, content, &organisation, self.now.day)?;
        content.assign_ids();
        let snapshot = organisation.snapshot();
        if !first {
            let newest = self.writer.revision(version.head)?;
            let same = newest.content_json == digest::canonical_json(content)?
                && newest.organisation_json == digest::canonical_json(&snapshot)?;
            if same {
                return Ok(newest);
            }
        }
        let id = if first { version.head } else { self.revision_id() };
        let revision = self.writer.add_revision(&NewRevision {
            id,
            version: version.id,
            author,
            content,
            organisation: &snapshot,
            note,
            at: self.now.at,
        })?;
        version.head = revision.id;
        self.writer.change_version(version)?;
        self.writer.index_version(version.id, Some(content))?;
        if notice.title != content.title {
            let renamed = Notice { title: content.title.clone(), ..notice.clone() };
            self.writer.change_notice(&renamed)?;
        }
        self.event(
            "revision-saved",
            Some(notice.id),
            json!({
                "version": version.id,
                "number": version.number,
                "state": version.state,
                "revision": revision.id,
                "author": author,
                "digest": revision.digest,
                "content-sha256": digest::Digest::of(revision.content_json.as_bytes()),
                "note": note,
            }),
        )?;
        self.touched_notice(notice.id);
        Ok(revision)
    }

    /// Makes a revision of the working copy, in the name of the officer it belongs to, and drops it.
    pub(crate) fn checkpoint(
        &self,
        notice: &Notice,
        version: &mut Version,
        note: Option<&str>,
    ) -> Result<Option<Revision>> {
        let Some(copy) = self.writer.working_copy(version.id)? else { return Ok(None) };
        let mut content = copy.content;
        let revision = self.save_revision(notice, version, &mut content, copy.officer, note, false)?;
        self.drop_working_copy(notice, version.id)?;
        Ok(Some(revision))
    }

    /// Drops the working copy of a version.
    pub(crate) fn drop_working_copy(&self, notice: &Notice, version: VersionId) -> Result<()> {
        self.writer.drop_working_copy(version)?;
        self.touched(Changed::WorkingCopy(notice.id.to_string()));
        Ok(())
    }
}
