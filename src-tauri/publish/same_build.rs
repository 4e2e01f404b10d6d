//! Whether a file of ours is built as we build it, whatever order its parts lie in: what a reader is shown by it is then
//! what is shown by the file we write. Reading words back can't tell that: there are more ways to show others than can be
//! listed. The text as data that a file carries is left aside: it is shown to nobody, and is compared by itself.

use crate::html::SOURCE_NAME;
use crate::read_back::LIMIT;
use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId, Stream};
use scraper::{Html, Node};
use std::collections::BTreeSet;

/// How deep objects may lie in one another.
const DEEPEST: usize = 400;

/// Whether two PDFs are one, but for the numbers of their objects, their compression and their names. `ours` is one that
/// we wrote; `found` comes from outside.
pub fn pdf(ours: &[u8], found: &[u8]) -> bool {
    // Nothing before the first byte and nothing after the end: another reader might begin or end elsewhere.
    let ends = found.trim_ascii_end().ends_with(b"%%EOF");
    let count = |what: &[u8]| found.windows(what.len()).filter(|w| *w == what).count();
    if !found.starts_with(b"%PDF-") || !ends || count(b"startxref") != 1 || count(b"%%EOF") != 1 {
        return false;
    }
    let load = |bytes: &[u8]| {
        let options = LoadOptions { max_decompressed_size: Some(LIMIT), strict: true, ..LoadOptions::default() };
        Document::load_mem_with_options(bytes, options).ok()
    };
    let (Some(a), Some(b)) = (load(ours), load(found)) else { return false };
    let mut walk = Walk { a: &a, b: &b, met: BTreeSet::new(), carried: BTreeSet::new() };
    let root = |d: &Document| d.trailer.get(b"Root").cloned().ok();
    let info = |d: &Document| d.trailer.get(b"Info").cloned().ok();
    let known: [&[u8]; 12] = [
        b"Root",
        b"Info",
        b"ID",
        b"Size",
        b"Type",
        b"W",
        b"Index",
        b"Filter",
        b"Length",
        b"DecodeParms",
        b"XRefStm",
        b"Prev",
    ];
    b.trailer.iter().all(|(key, _)| known.contains(&key.as_slice()))
        && !b.trailer.has(b"Prev")
        && !b.trailer.has(b"XRefStm")
        && matches!((root(&a), root(&b)), (Some(x), Some(y)) if walk.same(&x, &y, 0))
        && matches!((info(&a), info(&b)), (Some(x), Some(y)) if walk.same(&x, &y, 0))
        && walk.carried.len() <= 1
}

struct Walk<'a> {
    a: &'a Document,
    b: &'a Document,
    /// Pairs that are being compared or were found the same.
    met: BTreeSet<(ObjectId, ObjectId)>,
    /// The files that the one from outside carries.
    carried: BTreeSet<ObjectId>,
}

impl Walk<'_> {
    fn same(&mut self, x: &Object, y: &Object, depth: usize) -> bool {
        if depth > DEEPEST {
            return false;
        }
        match (x, y) {
            (Object::Reference(p), Object::Reference(q)) => {
                if !self.met.insert((*p, *q)) {
                    return true;
                }
                match (self.a.get_object(*p), self.b.get_object(*q)) {
                    (Ok(Object::Stream(x)), Ok(Object::Stream(y))) if x.dict.has_type(b"EmbeddedFile") => {
                        self.carried.insert(*q);
                        let apart: [&[u8]; 4] = [b"Length", b"Filter", b"DecodeParms", b"Params"];
                        self.same_entries(&x.dict, &y.dict, &apart, depth)
                    }
                    (Ok(p), Ok(q)) => self.same(p, q, depth + 1),
                    (Err(_), Err(_)) => true,
                    (_, _) => false,
                }
            }
            // Another program may lay a part into its place that we refer to, or the other way round.
            (Object::Reference(p), other) => self.a.get_object(*p).is_ok_and(|p| self.same(p, other, depth + 1)),
            (other, Object::Reference(q)) => self.b.get_object(*q).is_ok_and(|q| self.same(other, q, depth + 1)),
            (Object::Array(p), Object::Array(q)) => {
                p.len() == q.len() && p.iter().zip(q).all(|(p, q)| self.same(p, q, depth + 1))
            }
            (Object::Dictionary(p), Object::Dictionary(q)) => self.same_entries(p, q, &[], depth),
            (Object::Stream(p), Object::Stream(q)) => {
                let apart: [&[u8]; 3] = [b"Length", b"Filter", b"DecodeParms"];
                self.same_entries(&p.dict, &q.dict, &apart, depth)
                    && matches!((plain(p), plain(q)), (Some(p), Some(q)) if p == q)
            }
            (Object::String(p, _), Object::String(q, _)) => p == q,
            (Object::Name(p), Object::Name(q)) => p == q,
            (Object::Boolean(p), Object::Boolean(q)) => p == q,
            (Object::Null, Object::Null) => true,
            (Object::Integer(_) | Object::Real(_), Object::Integer(_) | Object::Real(_)) => {
                matches!((x.as_float(), y.as_float()), (Ok(p), Ok(q)) if (p - q).abs() < 0.0005)
            }
            (_, _) => false,
        }
    }

    fn same_entries(&mut self, p: &Dictionary, q: &Dictionary, apart: &[&[u8]], depth: usize) -> bool {
        let counted = |d: &Dictionary| d.iter().filter(|(k, _)| !apart.contains(&k.as_slice())).count();
        counted(p) == counted(q)
            && p.iter()
                .filter(|(k, _)| !apart.contains(&k.as_slice()))
                .all(|(k, v)| q.get(k).is_ok_and(|w| self.same(v, w, depth + 1)))
    }
}

/// What a stream holds: as it lies, or out of one plain FlateDecode; a JPEG stays one. `None` for any other coding.
fn plain(stream: &Stream) -> Option<(bool, Vec<u8>)> {
    if stream.dict.has(b"DecodeParms") {
        return None;
    }
    let filter = match stream.dict.get(b"Filter") {
        Err(_) => None,
        Ok(Object::Name(name)) => Some(name.as_slice()),
        Ok(Object::Array(names)) => match names.as_slice() {
            [Object::Name(name)] => Some(name.as_slice()),
            _ => return None,
        },
        Ok(_) => return None,
    };
    match filter {
        None => Some((false, stream.content.clone())),
        Some(b"DCTDecode") => Some((true, stream.content.clone())),
        Some(b"FlateDecode") => Some((false, stream.get_plain_content_with_limit(4 * LIMIT).ok()?)),
        Some(_) => None,
    }
}

/// Whether two pages are one, element by element, but for comments and what a browser adds when it saves a page.
pub fn page(ours: &str, found: &str) -> bool {
    // A page that begins like another kind of file may be shown as one. Controls change how the rest is read.
    let head = found.get(..found.floor_char_boundary(2048)).unwrap_or_default();
    if head.contains("%PDF-") || found.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
        return false;
    }
    let (a, b) = (Html::parse_document(ours), Html::parse_document(found));
    parts(&a) == parts(&b)
}

/// A page as what stands in it one after the other, white space between elements apart.
fn parts(page: &Html) -> Vec<String> {
    let mut all = Vec::new();
    for edge in page.tree.root().traverse() {
        match edge {
            ego_tree::iter::Edge::Open(node) => match node.value() {
                Node::Element(element) => {
                    let saved = element.name() == "meta"
                        && element.attr("http-equiv") == Some("Content-Type")
                        && element.attr("content").is_some_and(|c| c.eq_ignore_ascii_case("text/html; charset=utf-8"))
                        && element.attrs().count() == 2;
                    let data = element.name() == "meta" && element.attr("name") == Some(SOURCE_NAME);
                    if data {
                        all.push(SOURCE_NAME.to_owned());
                    } else if !saved {
                        let mut attributes: Vec<String> = element.attrs().map(|(k, v)| format!("{k}={v:?}")).collect();
                        attributes.sort();
                        all.push(format!("<{} {}>", element.name(), attributes.join(" ")));
                    }
                }
                Node::Text(text) => {
                    // White space between elements is the writer's; within words it is one space.
                    let squeezed = crate::tree::squeeze(text);
                    let edge = |c: Option<char>| if c.is_some_and(char::is_whitespace) { " " } else { "" };
                    if !squeezed.is_empty() {
                        let (first, last) = (edge(text.chars().next()), edge(text.chars().next_back()));
                        all.push(format!("{first}{squeezed}{last}"));
                    }
                }
                Node::Doctype(doctype) => all.push(format!("{:?}", doctype.name())),
                Node::Document | Node::Fragment | Node::Comment(_) | Node::ProcessingInstruction(_) => {}
            },
            ego_tree::iter::Edge::Close(node) => {
                if let Node::Element(element) = node.value()
                    && element.attr("http-equiv") != Some("Content-Type")
                {
                    all.push(format!("</{}>", element.name()));
                }
            }
        }
    }
    all
}
