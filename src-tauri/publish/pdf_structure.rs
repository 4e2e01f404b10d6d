//! What printpdf leaves out: the structure tree, links, bookmarks, metadata and output intent, put in through lopdf.

use crate::PublishError;
use crate::layout::{Field, Layout};
use crate::metadata::{Metadata, PRODUCER};
use crate::pdf::{Drawn, fault};
use crate::tags::{ElementId, Kind, Owner, Target};
use crate::tree::Mark;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};
use sha2::{Digest as _, Sha256};

/// A child of a structure element.
enum Kid {
    Element(ElementId),
    Content { page: usize, number: usize },
    Area { page: usize, annotation: ObjectId },
}

/// Completes the document and writes it out.
pub(crate) fn complete(drawn: Drawn, layout: &Layout, metadata: &Metadata<'_>) -> Result<Vec<u8>, PublishError> {
    let Drawn { mut document, content } = drawn;
    let pages: Vec<ObjectId> = document.get_pages().into_values().collect();
    let mut kids: Vec<Vec<Kid>> = layout.elements.iter().map(|_| Vec::new()).collect();
    attach(layout, &content, &mut kids);
    let annotations = links(&mut document, layout, &pages, &mut kids);
    let tree = structure(&mut document, layout, &pages, &content, &kids, &annotations);
    for (page, &id) in pages.iter().enumerate() {
        let page_links: Vec<Object> =
            annotations.iter().filter(|a| a.page == page).map(|a| Object::Reference(a.id)).collect();
        let dictionary = document.get_dictionary_mut(id).map_err(fault("completing a page"))?;
        dictionary.set("StructParents", index(page));
        dictionary.set("Tabs", "S");
        dictionary.remove(b"Annots");
        if !page_links.is_empty() {
            dictionary.set("Annots", page_links);
        }
    }
    let outlines = outlines(&mut document, layout, &pages);
    catalogue(&mut document, metadata, tree, outlines)?;
    write(document)
}

/// A place on a page: the view starts there, as large as it was.
fn destination(page: ObjectId, y: f32) -> Vec<Object> {
    let y = Object::Real((y * 100.0).round() / 100.0);
    vec![Object::Reference(page), "XYZ".into(), Object::Integer(0), y, Object::Null]
}

fn index(n: usize) -> Object {
    Object::Integer(i64::try_from(n).unwrap_or(i64::MAX))
}

/// Text as UTF-16 with its byte order mark, in hexadecimal; plain where it is ASCII.
fn words(text: &str) -> Object {
    if text.is_ascii() {
        return Object::String(text.as_bytes().to_vec(), StringFormat::Literal);
    }
    let mut bytes = vec![0xfe, 0xff];
    bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes, StringFormat::Hexadecimal)
}

/// Hangs each element on its parent at the place where its first content is read.
fn attach(layout: &Layout, content: &[Vec<ElementId>], kids: &mut [Vec<Kid>]) {
    let mut attached = vec![false; layout.elements.len()];
    attached[0] = true;
    // Cells and rows without words are part of their table all the same, so order counts, not content alone.
    for (page, owners) in content.iter().enumerate() {
        for (number, &owner) in owners.iter().enumerate() {
            let mut chain = vec![owner];
            while let Some(&last) = chain.last()
                && !attached[last]
                && let Some(parent) = layout.elements[last].parent
            {
                attached[last] = true;
                chain.push(parent);
            }
            for pair in chain.windows(2).rev() {
                if let &[child, parent] = pair {
                    kids[parent].push(Kid::Element(child));
                }
            }
            kids[owner].push(Kid::Content { page, number });
        }
    }
}

/// A link annotation in the file.
struct Annotation {
    id: ObjectId,
    page: usize,
    element: ElementId,
    /// Its key in the parent tree.
    key: usize,
}

fn links(document: &mut Document, layout: &Layout, pages: &[ObjectId], kids: &mut [Vec<Kid>]) -> Vec<Annotation> {
    let mut annotations = Vec::new();
    for (page, laid) in layout.pages.iter().enumerate() {
        for area in &laid.links {
            let Kind::Link { target, words: text } = &layout.elements[area.element].kind else { continue };
            let key = layout.pages.len() + annotations.len();
            let side = |n: f32| Object::Real((n * 100.0).round() / 100.0);
            let fields = &area.fields;
            let least = |of: fn(&Field) -> f32| fields.iter().map(of).fold(f32::INFINITY, f32::min);
            let most = |of: fn(&Field) -> f32| fields.iter().map(of).fold(0.0, f32::max);
            let (left, bottom) = (least(|f| f.x), least(|f| f.y));
            let (right, top) = (most(|f| f.x + f.width), most(|f| f.y + f.height));
            let mut annotation = dictionary! {
                "Type" => "Annot",
                "Subtype" => "Link",
                "Rect" => vec![side(left), side(bottom), side(right), side(top)],
                "Border" => vec![Object::Integer(0), Object::Integer(0), Object::Integer(0)],
                "F" => 4,
                "Contents" => words(text),
                "StructParent" => index(key),
                "P" => Object::Reference(pages[page]),
            };
            if fields.len() > 1 {
                // One link, whatever its lines: upper left, upper right, lower left, lower right of each.
                let corners = fields.iter().flat_map(|f| {
                    let (x, y, right, top) = (f.x, f.y, f.x + f.width, f.y + f.height);
                    [x, top, right, top, x, y, right, y]
                });
                annotation.set("QuadPoints", corners.map(side).collect::<Vec<_>>());
            }
            match target {
                Target::Address(href) => annotation.set(
                    "A",
                    dictionary! {
                        "S" => "URI",
                        "URI" => Object::String(href.as_bytes().to_vec(), StringFormat::Literal),
                    },
                ),
                Target::Heading(number) => {
                    let place = layout.headings.get(*number).copied().unwrap_or_default();
                    annotation.set("Dest", destination(pages[place.page], place.y));
                }
            }
            let id = document.add_object(annotation);
            kids[area.element].push(Kid::Area { page, annotation: id });
            annotations.push(Annotation { id, page, element: area.element, key });
        }
    }
    annotations
}

fn structure(
    document: &mut Document,
    layout: &Layout,
    pages: &[ObjectId],
    content: &[Vec<ElementId>],
    kids: &[Vec<Kid>],
    annotations: &[Annotation],
) -> ObjectId {
    let root = document.new_object_id();
    let ids: Vec<Option<ObjectId>> = kids
        .iter()
        .enumerate()
        .map(|(i, kids)| (i == 0 || !kids.is_empty()).then(|| document.new_object_id()))
        .collect();
    let reference = |element: ElementId| ids[element].map_or(Object::Null, Object::Reference);
    for (number, element) in layout.elements.iter().enumerate() {
        let Some(id) = ids[number] else { continue };
        let home = kids[number].iter().find_map(|k| match k {
            Kid::Content { page, .. } | Kid::Area { page, .. } => Some(*page),
            Kid::Element(_) => None,
        });
        let mut entry = dictionary! { "Type" => "StructElem", "S" => element.kind.tag() };
        entry.set("P", element.parent.map_or(Object::Reference(root), &reference));
        if let Some(page) = home {
            entry.set("Pg", Object::Reference(pages[page]));
        }
        if let Some(language) = &element.language {
            entry.set("Lang", words(language));
        }
        match &element.kind {
            Kind::Section(title) => entry.set("T", words(title)),
            Kind::List(numbering) => {
                entry.set("A", dictionary! { "O" => "List", "ListNumbering" => numbering.name() });
            }
            Kind::HeaderCell => entry.set("A", dictionary! { "O" => "Table", "Scope" => "Column" }),
            Kind::Document
            | Kind::Division
            | Kind::Heading(_)
            | Kind::Paragraph
            | Kind::Item
            | Kind::Label
            | Kind::Body
            | Kind::Table
            | Kind::Row
            | Kind::Cell
            | Kind::Contents
            | Kind::ContentsItem
            | Kind::Reference
            | Kind::Link { .. } => {}
            Kind::Figure { alt } => {
                entry.set("Alt", words(alt));
                if let Some(place) = bounds(layout, number) {
                    entry.set("A", dictionary! { "O" => "Layout", "Placement" => "Block", "BBox" => place });
                }
            }
            Kind::Marked { mark: Mark::Said, .. } => {}
            Kind::Marked { mark: Mark::Inserted, words: text } => {
                marked(&mut entry, &format!("[inserted: {} end]", text.trim()), "Underline");
            }
            Kind::Marked { mark: Mark::Deleted, words: text } => {
                marked(&mut entry, &format!("[deleted: {} end]", text.trim()), "LineThrough");
            }
        }
        let children: Vec<Object> = kids[number]
            .iter()
            .map(|kid| match kid {
                Kid::Element(child) => reference(*child),
                Kid::Content { page, number } if Some(*page) == home => index(*number),
                Kid::Content { page, number } => Object::Dictionary(dictionary! {
                    "Type" => "MCR", "Pg" => Object::Reference(pages[*page]), "MCID" => index(*number),
                }),
                Kid::Area { page, annotation } => Object::Dictionary(dictionary! {
                    "Type" => "OBJR", "Pg" => Object::Reference(pages[*page]), "Obj" => Object::Reference(*annotation),
                }),
            })
            .collect();
        entry.set("K", children);
        document.set_object(id, entry);
    }
    let mut numbers = Vec::new();
    for (page, owners) in content.iter().enumerate() {
        let owners: Vec<Object> = owners.iter().map(|&o| reference(o)).collect();
        let array = document.add_object(owners);
        numbers.extend([index(page), Object::Reference(array)]);
    }
    for annotation in annotations {
        numbers.extend([index(annotation.key), reference(annotation.element)]);
    }
    let parents = document.add_object(dictionary! { "Nums" => numbers });
    document.set_object(
        root,
        dictionary! {
            "Type" => "StructTreeRoot",
            "K" => vec![reference(0)],
            "ParentTree" => Object::Reference(parents),
            "ParentTreeNextKey" => index(content.len() + annotations.len()),
        },
    );
    root
}

/// What a redline marks: said in words to those who listen, and by its kind of line.
fn marked(entry: &mut Dictionary, said: &str, line: &str) {
    entry.set("ActualText", words(said));
    entry.set("A", dictionary! { "O" => "Layout", "TextDecorationType" => line });
}

/// Where a picture stands on its page.
fn bounds(layout: &Layout, element: ElementId) -> Option<Vec<Object>> {
    let run = layout.pages.iter().flat_map(|p| &p.runs).find(|r| r.owner == Owner::Element(element))?;
    let drawing = run.drawing?;
    let side = |n: f32| Object::Real((n * 100.0).round() / 100.0);
    Some(vec![side(run.x), side(run.y), side(run.x + drawing.width), side(run.y + drawing.height)])
}

/// Nested bookmarks; `None` when there is no heading.
fn outlines(document: &mut Document, layout: &Layout, pages: &[ObjectId]) -> Option<ObjectId> {
    let marks = &layout.bookmarks;
    if marks.is_empty() {
        return None;
    }
    let root = document.new_object_id();
    let ids: Vec<ObjectId> = marks.iter().map(|_| document.new_object_id()).collect();
    let parent_of = |i: usize| (0..i).rev().find(|&j| marks[j].level < marks[i].level);
    let parents: Vec<Option<usize>> = (0..marks.len()).map(parent_of).collect();
    let children = |of: Option<usize>| -> Vec<usize> {
        parents.iter().enumerate().filter(|(_, p)| **p == of).map(|(i, _)| i).collect()
    };
    let enter = |entry: &mut Dictionary, below: &[usize], count: usize| {
        if let (Some(&first), Some(&last)) = (below.first(), below.last()) {
            entry.set("First", Object::Reference(ids[first]));
            entry.set("Last", Object::Reference(ids[last]));
            entry.set("Count", index(count));
        }
    };
    for (i, mark) in marks.iter().enumerate() {
        let siblings = children(parents[i]);
        let at = siblings.iter().position(|&s| s == i).unwrap_or(0);
        let mut entry = dictionary! {
            "Title" => words(&mark.text),
            "Parent" => Object::Reference(parents[i].map_or(root, |p| ids[p])),
            "Dest" => destination(pages[mark.page], mark.y),
        };
        if let Some(&before) = at.checked_sub(1).and_then(|a| siblings.get(a)) {
            entry.set("Prev", Object::Reference(ids[before]));
        }
        if let Some(&after) = siblings.get(at + 1) {
            entry.set("Next", Object::Reference(ids[after]));
        }
        let below = children(Some(i));
        let open = (i + 1..marks.len()).take_while(|&j| marks[j].level > mark.level).count();
        enter(&mut entry, &below, open);
        document.set_object(ids[i], entry);
    }
    let mut entry = dictionary! { "Type" => "Outlines" };
    enter(&mut entry, &children(None), marks.len());
    document.set_object(root, entry);
    Some(root)
}

/// The name of the file that holds the approved text as data.
pub(crate) const SOURCE_FILE: &str = "notice.json";

/// Puts the approved text beside the pages as data (PDF/A-3, 6.8: an associated file).
fn attach_source(document: &mut Document, source: &str, metadata: &Metadata<'_>) -> ObjectId {
    let mut parameters = dictionary! { "Size" => index(source.len()) };
    if let Some(date) = metadata.pdf_date() {
        parameters.set("ModDate", words(&date));
    }
    let stream = Stream::new(
        dictionary! { "Type" => "EmbeddedFile", "Subtype" => "application/json", "Params" => parameters },
        source.as_bytes().to_vec(),
    );
    let stream = document.add_object(stream);
    document.add_object(dictionary! {
        "Type" => "Filespec",
        "F" => words(SOURCE_FILE),
        "UF" => words(SOURCE_FILE),
        "Desc" => words("The text of this notice as data: its SHA-256 begins with the document code"),
        "AFRelationship" => "Data",
        "EF" => dictionary! { "F" => Object::Reference(stream), "UF" => Object::Reference(stream) },
    })
}

fn catalogue(
    document: &mut Document,
    metadata: &Metadata<'_>,
    tree: ObjectId,
    outlines: Option<ObjectId>,
) -> Result<(), PublishError> {
    document.version = "1.7".to_owned();
    let xmp = Stream::new(dictionary! { "Type" => "Metadata", "Subtype" => "XML" }, metadata.xmp().into_bytes());
    let xmp = document.add_object(xmp.with_compression(false));
    let profile = Stream::new(dictionary! { "N" => 3 }, crate::colour_profile::srgb());
    let profile = document.add_object(profile);
    let intent = document.add_object(dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => words("sRGB"),
        "Info" => words("sRGB"),
        "DestOutputProfile" => Object::Reference(profile),
    });
    let mut info = dictionary! {
        "Title" => words(metadata.title),
        "Producer" => words(PRODUCER),
        "Creator" => words(PRODUCER),
    };
    if let Some(date) = metadata.pdf_date() {
        info.set("CreationDate", words(&date));
        info.set("ModDate", words(&date));
    }
    let info = document.add_object(info);
    // printpdf's own information dictionary holds dates and names that are not ours.
    if let Ok(old) = document.trailer.get(b"Info").and_then(Object::as_reference) {
        document.objects.remove(&old);
    }
    document.trailer.set("Info", Object::Reference(info));
    let source = metadata.source.map(|source| attach_source(document, source, metadata));
    let catalogue = document.catalog_mut().map_err(fault("completing the catalogue"))?;
    if let Some(file) = source {
        catalogue.set("AF", vec![Object::Reference(file)]);
        let names = vec![words(SOURCE_FILE), Object::Reference(file)];
        catalogue.set("Names", dictionary! { "EmbeddedFiles" => dictionary! { "Names" => names } });
    }
    catalogue.set("Lang", words(metadata.language));
    catalogue.set("MarkInfo", dictionary! { "Marked" => true });
    catalogue.set("StructTreeRoot", Object::Reference(tree));
    catalogue.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
    catalogue.set("Metadata", Object::Reference(xmp));
    catalogue.set("OutputIntents", vec![Object::Reference(intent)]);
    catalogue.remove(b"PageMode");
    if let Some(outlines) = outlines {
        catalogue.set("Outlines", Object::Reference(outlines));
        catalogue.set("PageMode", "UseOutlines");
    }
    Ok(())
}

/// How hard streams are pressed: twice the time for three per cent less is no bargain.
const PRESSURE: flate2::Compression = flate2::Compression::new(4);

/// Bytes as a FlateDecode stream has them (RFC 1950). The same on every machine: the library has one way of its own, in
/// plain Rust, whatever the processor.
pub(crate) fn deflated(bytes: &[u8]) -> Vec<u8> {
    use std::io::Write as _;
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::with_capacity(bytes.len() / 2), PRESSURE);
    // Writing into memory does not fail.
    let _ = encoder.write_all(bytes);
    encoder.finish().unwrap_or_default()
}

/// Compresses, writes the document out, and names the file by the hash of what it holds.
fn write(mut document: Document) -> Result<Vec<u8>, PublishError> {
    const NAMELESS: [u8; 16] = [0; 16];
    let doing = "writing the PDF";
    for object in document.objects.values_mut() {
        if let Object::Stream(stream) = object
            && stream.allows_compression
            && !stream.dict.has(b"Filter")
        {
            let pressed = deflated(&stream.content);
            if pressed.len() < stream.content.len() {
                stream.dict.set("Filter", "FlateDecode");
                stream.set_content(pressed);
            }
        }
    }
    let name = |bytes: &[u8]| Object::String(bytes.to_vec(), StringFormat::Hexadecimal);
    document.trailer.set("ID", vec![name(&NAMELESS), name(&NAMELESS)]);
    let mut bytes = Vec::with_capacity(256 * 1024);
    document.save_to(&mut bytes).map_err(|e| PublishError::Internal { doing, reason: e.to_string() })?;
    let hash: String = Sha256::digest(&bytes)[..16].iter().map(|b| format!("{b:02X}")).collect();
    let nameless = "0".repeat(32);
    let fault = || PublishError::Internal { doing, reason: "the file has no place for its name".into() };
    // The name stands twice in the trailer, which ends the file.
    for _ in 0..2 {
        let at = bytes.windows(32).rposition(|w| w == nameless.as_bytes()).ok_or_else(fault)?;
        bytes[at..at + 32].copy_from_slice(hash.as_bytes());
    }
    Ok(bytes)
}
