//! Pictures: taken in with a text that shows them, kept in the council file, handed to what is published.

use crate::desk::Act;
use crate::error::{DeskError, Result};
use crate::import::read_bytes;
use fairnotice_notice::{Block, Content, Rendering};
use fairnotice_publish::{Picture, Pictures};
use fairnotice_register::Reader;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path};
use std::sync::Arc;

/// The names of the pictures in a text: SHA-256 of what is kept, or what the author wrote.
pub(crate) fn named(content: &Content) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    content.walk(&mut |block| {
        if let Block::Image { asset, .. } = block {
            names.insert(asset.clone());
        }
    });
    names
}

fn is_kept_name(name: &str) -> bool {
    name.len() == 64 && name.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

/// Whether a name is that of a file beside the text or below it. A text comes from anywhere: it must not be able to make
/// the program open a share on another computer, or publish a picture from somewhere else on this one.
fn lies_beside(name: &str) -> bool {
    let plain = !name.contains(['\\', ':', '\0']) && !name.is_empty();
    plain && Path::new(name).components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir))
}

/// Reads the pictures that a text names by their files, which lie where the text's own file says; those that are named
/// by what is kept are left to the council file.
///
/// # Errors
/// `picture-elsewhere`, `cannot-read`, `too-large`; `unreadable-picture`, naming the file.
pub(crate) fn read_named(content: &Content, folder: &Path) -> Result<BTreeMap<String, Picture>> {
    let mut found = BTreeMap::new();
    for name in named(content).into_iter().filter(|name| !is_kept_name(name)) {
        if !lies_beside(&name) {
            return Err(DeskError::failed(
                "picture-elsewhere",
                format!("The picture \"{name}\" does not lie beside the text."),
            )
            .hint("Put it into the text's folder, or one below it, and name it from there. Nothing is fetched."));
        }
        let path = folder.join(&name);
        let picture = Picture::clean(&read_bytes(&path)?).map_err(|e| {
            DeskError::failed("unreadable-picture", format!("{}: {e}.", path.display())).hint(PICTURE_HINT)
        })?;
        found.insert(name, picture);
    }
    Ok(found)
}

const PICTURE_HINT: &str = "Save it as PNG or JPEG and try again. Nothing was changed.";

/// The pictures that a rendering shows, the council's sign among them.
///
/// # Errors
/// `missing-picture`; `tampered` (exit 3) for one that is not what was kept.
pub(crate) fn pictures_of(reader: &Reader<'_>, rendering: &Rendering) -> Result<Pictures> {
    let mut names: BTreeSet<&str> = rendering.organisation.logo.as_deref().into_iter().collect();
    for block in rendering.sections.iter().flat_map(|s| &s.blocks) {
        block.walk(&mut |b| {
            if let Block::Image { asset, .. } = b {
                names.insert(asset);
            }
        });
    }
    let mut pictures = Pictures::new();
    for name in names {
        let bytes = reader.asset(name).map_err(|_| {
            DeskError::text("tampered", "A picture in the council file is not what was kept.")
                .hint("Somebody changed the council file outside Fair Notice. Restore a backup.")
        })?;
        let Some(bytes) = bytes else { continue };
        pictures.insert(name.to_owned(), Arc::new(Picture::kept(bytes)?));
    }
    Ok(pictures)
}

impl Act<'_> {
    /// Keeps a picture and returns the name by which texts show it.
    pub(crate) fn keep_picture(&self, picture: &Picture) -> Result<String> {
        let name = picture.asset();
        if !self.writer.has_asset(&name)? {
            self.writer.add_asset(picture.coding.media_type(), &picture.bytes, self.now.at)?;
            let facts = json!({
                "sha256": name,
                "media-type": picture.coding.media_type(),
                "width": picture.width,
                "height": picture.height,
            });
            self.event("picture-kept", None, facts)?;
        }
        Ok(name)
    }

    /// Keeps the pictures that came with a text, and lets the text show them by the names under which they are kept.
    pub(crate) fn keep_pictures(&self, content: &mut Content, read: &BTreeMap<String, Picture>) -> Result<()> {
        let mut kept = BTreeMap::new();
        for (name, picture) in read {
            kept.insert(name, self.keep_picture(picture)?);
        }
        content.walk_mut(&mut |block| {
            if let Block::Image { asset, .. } = block
                && let Some(name) = kept.get(asset)
            {
                asset.clone_from(name);
            }
        });
        Ok(())
    }

    /// Refuses a text that shows a picture which is not kept.
    pub(crate) fn demand_kept(&self, content: &Content) -> Result<()> {
        for name in named(content) {
            if !self.writer.has_asset(&name)? {
                return Err(DeskError::failed(
                    "unknown-picture",
                    format!("The picture \"{name}\" is not in the council file."),
                )
                .hint("Keep it first with `fairnotice picture FILE`, or name its file in the text that you take in."));
            }
        }
        Ok(())
    }
}
