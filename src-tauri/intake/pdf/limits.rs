//! What keeps a small PDF from asking for memory or time without end.

use flate2::{Decompress, FlushDecompress, Status};
use hayro_interpret::hayro_syntax::content::TypedIter;
use hayro_interpret::hayro_syntax::content::ops::TypedInstruction;
use hayro_interpret::hayro_syntax::object::{Dict, Name, ObjectIdentifier, Stream};
use hayro_interpret::hayro_syntax::page::{Page, Resources};
use std::collections::BTreeMap;

/// The most bytes that all streams but pictures may have together when they are unpacked.
const UNPACKED: u64 = 200_000_000;
/// The most bytes of a stream in an old packing of high ratio.
const OLD_PACKING: usize = 200_000;
/// The most drawing operators that one page may come to.
const MOST_OPERATORS: u64 = 3_000_000;
/// How deep drawings may stand in one another.
const DEEPEST: usize = 40;

/// Whether what the file packs stays within bounds, found by unpacking it piece by piece into nothing.
pub(crate) fn unpacks_within_bounds(bytes: &[u8]) -> bool {
    let mut total = 0u64;
    let mut at = 0;
    while let Some(found) = find(&bytes[at..], b"stream") {
        let begin = at + found;
        at = begin + b"stream".len();
        if bytes[..begin].ends_with(b"end") {
            continue;
        }
        let dictionary = &bytes[begin.saturating_sub(600)..begin];
        let from = dictionary.windows(3).rposition(|w| w == b"obj").unwrap_or(0);
        let dictionary = &dictionary[from..];
        let has = |name: &[u8]| find(dictionary, name).is_some();
        let data = &bytes[at..];
        let data = data.strip_prefix(b"\r\n").or(data.strip_prefix(b"\n")).unwrap_or(data);
        if has(b"/Image") {
            continue;
        }
        let packings = dictionary.windows(6).filter(|w| *w == b"Decode").count();
        let parameters = dictionary.windows(11).filter(|w| *w == b"DecodeParms").count();
        if packings.saturating_sub(parameters) > 2 {
            return false;
        }
        if has(b"LZWDecode") || has(b"RunLengthDecode") {
            let end = find(data, b"endstream").unwrap_or(data.len());
            if end > OLD_PACKING {
                return false;
            }
        }
        if data.first().is_some_and(|b| b & 0x0f == 8) {
            total += unpacked(data, UNPACKED - total.min(UNPACKED));
        }
        if total >= UNPACKED {
            return false;
        }
    }
    true
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    memchr::memmem::find(bytes, wanted)
}

/// How many bytes a packed stream unpacks to, up to a limit.
fn unpacked(data: &[u8], limit: u64) -> u64 {
    let mut packed = Decompress::new(true);
    let mut room = vec![0u8; 64 * 1024];
    loop {
        let taken = usize::try_from(packed.total_in()).unwrap_or(usize::MAX).min(data.len());
        let before = packed.total_out();
        match packed.decompress(&data[taken..], &mut room, FlushDecompress::None) {
            Ok(Status::Ok) if packed.total_out() < limit && packed.total_out() > before => {}
            _ => return packed.total_out(),
        }
    }
}

/// Whether the drawings of a page stay within bounds, those counted that are drawn again and again.
pub(crate) fn page_within_bounds(page: &Page<'_>, known: &mut BTreeMap<ObjectIdentifier, u64>) -> bool {
    let data = page.page_stream().unwrap_or_default();
    cost(data, page.resources(), known, 0) <= MOST_OPERATORS
}

fn cost(data: &[u8], resources: &Resources<'_>, known: &mut BTreeMap<ObjectIdentifier, u64>, depth: usize) -> u64 {
    if depth > DEEPEST {
        return MOST_OPERATORS + 1;
    }
    let mut total = 0u64;
    let mut operators = TypedIter::new(data);
    while let Some(operator) = operators.next() {
        total += 1;
        let TypedInstruction::XObject(named) = operator else { continue };
        let Some(form) = resources.get_x_object(named.0) else { continue };
        if form.dict().get::<Name<'_>>("Subtype").is_none_or(|s| s.as_str() != "Form") {
            continue;
        }
        total = total.saturating_add(of_form(&form, resources, known, depth));
        if total > MOST_OPERATORS {
            break;
        }
    }
    total
}

fn of_form(form: &Stream<'_>, outer: &Resources<'_>, known: &mut BTreeMap<ObjectIdentifier, u64>, depth: usize) -> u64 {
    let id = form.obj_id();
    if let Some(found) = known.get(&id) {
        return *found;
    }
    // What draws itself is as good as endless.
    known.insert(id, MOST_OPERATORS + 1);
    let data = form.decoded_data().unwrap_or_default();
    let own = form.dict().get::<Dict<'_>>("Resources").map(Resources::new);
    let found = cost(&data, own.as_ref().unwrap_or(outer), known, depth + 1);
    known.insert(id, found);
    found
}
