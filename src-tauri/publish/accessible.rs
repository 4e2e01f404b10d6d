//! What keeps people from reading a PDF: told of files that were published before Fair Notice.
//!
//! These are signs that any reader can check (PDF/UA-1, ISO 14289-1), not a proof of accessibility: that is what a
//! validator and people with assistive technology are for.

use lopdf::{Dictionary, Document, Object};

/// From so many pages on a reader needs bookmarks.
const LONG: usize = 10;

/// What is wrong with a PDF, each as the end of a sentence that begins "The published PDF …"; nothing when no sign of a
/// fault was seen. An unreadable file has one fault.
pub fn accessibility_faults(bytes: &[u8]) -> Vec<String> {
    let Ok(document) = Document::load_mem(bytes) else { return vec!["can't be opened".into()] };
    let Ok(root) = document.catalog() else { return vec!["can't be opened".into()] };
    let mut faults = Vec::new();
    let follow = |object: &'_ Object| document.dereference(object).ok().map(|(_, o)| o.clone());
    let marked = root.get(b"MarkInfo").ok().and_then(follow).and_then(|o| o.as_dict().ok().cloned());
    let is_marked = marked.is_some_and(|m| m.get(b"Marked").and_then(Object::as_bool).unwrap_or(false));
    if !is_marked || root.get(b"StructTreeRoot").is_err() {
        faults.push("has no tags, so a screen reader can't tell headings and lists".to_owned());
    }
    if root.get(b"Lang").is_err() {
        faults.push("does not say its language".to_owned());
    }
    let info = document.trailer.get(b"Info").ok().and_then(follow).and_then(|o| o.as_dict().ok().cloned());
    let says = |b: &u8| !b.is_ascii_whitespace() && !matches!(b, 0 | 0xfe | 0xff);
    let title = info.and_then(|i| i.get(b"Title").ok().and_then(follow));
    let titled = title.is_some_and(|t| t.as_str().is_ok_and(|bytes| bytes.iter().any(says)));
    if !titled {
        faults.push("has no title".to_owned());
    }
    if document.get_pages().len() >= LONG && root.get(b"Outlines").is_err() {
        faults.push("has no bookmarks".to_owned());
    }
    if document.objects.values().any(|o| is_font_left_out(&document, o)) {
        faults.push("does not embed its fonts".to_owned());
    }
    faults
}

/// A font descriptor without a font file. The descriptor of a Type 3 font needs none.
fn is_font_left_out(document: &Document, object: &Object) -> bool {
    let Ok(dictionary) = object.as_dict() else { return false };
    if dictionary.get(b"Type").and_then(Object::as_name).ok() != Some(b"Font") {
        return false;
    }
    let subtype = dictionary.get(b"Subtype").and_then(Object::as_name).unwrap_or(b"");
    if matches!(subtype, b"Type3" | b"Type0") {
        return false;
    }
    let descriptor = dictionary
        .get(b"FontDescriptor")
        .ok()
        .and_then(|o| document.dereference(o).ok())
        .and_then(|(_, o)| o.as_dict().ok());
    let has_file = |d: &Dictionary| [&b"FontFile"[..], b"FontFile2", b"FontFile3"].iter().any(|key| d.has(key));
    !descriptor.is_some_and(has_file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_own_files_have_no_sign_of_a_fault_and_bare_ones_have_all() {
        for standing in [crate::Standing::Draft, crate::Standing::Approved] {
            let edition = crate::samples::edition(standing);
            let tree = crate::render(&crate::samples::notice(), &edition, &crate::Pictures::new());
            let bytes = crate::pdf::document(&tree).unwrap();
            assert_eq!(accessibility_faults(&bytes), [""; 0], "{edition:?}");
        }
        let mut bare = Document::with_version("1.4");
        let pages =
            bare.add_object(lopdf::dictionary! { "Type" => "Pages", "Kids" => Vec::<Object>::new(), "Count" => 0 });
        let font = lopdf::dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica" };
        bare.add_object(font);
        let catalog = bare.add_object(lopdf::dictionary! { "Type" => "Catalog", "Pages" => pages });
        bare.trailer.set("Root", catalog);
        let mut bytes = Vec::new();
        bare.save_to(&mut bytes).unwrap();
        let faults = accessibility_faults(&bytes);
        assert_eq!(faults.len(), 4, "tags, language, title, fonts: {faults:?}");
        assert_eq!(accessibility_faults(b"%PDF-1.4 cut"), ["can't be opened"]);
    }
}
