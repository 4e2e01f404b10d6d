//! What a reader of a PDF sees: ours by its structure tree, checked against what the pages draw; others by the order
//! in which they are drawn.

use crate::expected::{contents_line, link_line, picture_line};
use crate::labels::{Labels, labels};
use crate::layout::{ISSUER, PAGE_HEIGHT, PAGE_WIDTH};
use crate::metadata::PRODUCER;
use crate::pdf_structure::SOURCE_FILE;
use crate::read_back::{LIMIT, find_code};
use crate::read_content::{Known, PageContent, Shown, Spot};
use crate::tree::squeeze;
use crate::{PublishError, VisibleText, fonts::Fonts};
use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId};
use std::collections::BTreeMap;

const MOST_PAGES: usize = 2000;
const MOST_ELEMENTS: usize = 400_000;
const DEEPEST: usize = 120;

/// Reads a PDF.
pub(crate) fn read(bytes: &[u8]) -> Result<VisibleText, PublishError> {
    if !bytes.get(..bytes.len().min(1024)).is_some_and(|head| head.windows(5).any(|w| w == b"%PDF-")) {
        return Err(PublishError::NotPdf);
    }
    let unreadable = |e: lopdf::Error| {
        if matches!(e, lopdf::Error::InvalidPassword | lopdf::Error::Decryption(_)) {
            PublishError::Encrypted
        } else {
            PublishError::Unreadable { reason: e.to_string() }
        }
    };
    let options = LoadOptions { max_decompressed_size: Some(LIMIT), ..LoadOptions::default() };
    let document = Document::load_mem_with_options(bytes, options).map_err(unreadable)?;
    if document.is_encrypted() || document.was_encrypted() {
        return Err(PublishError::Encrypted);
    }
    let pages: Vec<ObjectId> = document.page_iter().take(MOST_PAGES + 1).collect();
    if pages.len() > MOST_PAGES {
        return Err(PublishError::TooLarge { size: pages.len(), limit: MOST_PAGES });
    }
    if pages.is_empty() {
        return Err(PublishError::Unreadable { reason: "it has no pages".into() });
    }
    let producer = document
        .trailer
        .get_deref(b"Info", &document)
        .and_then(Object::as_dict)
        .and_then(|i| i.get(b"Producer"))
        .and_then(Object::as_str);
    let tree = document.catalog().and_then(|c| c.get_deref(b"StructTreeRoot", &document)).and_then(Object::as_dict);
    match (producer, tree) {
        (Ok(producer), Ok(root)) if producer == PRODUCER.as_bytes() => {
            let mut walk = Walk::new(&document, &pages)?;
            walk.out.hidden |= bytes.windows(9).filter(|w| w == b"startxref").count() != 1;
            walk.document(root);
            Ok(walk.finish())
        }
        _ => Ok(foreign(&document, pages.len())),
    }
}

/// The words of a PDF that is not ours, line by line as its pages have them. Whether it hides anything is not known.
fn foreign(document: &Document, pages: usize) -> VisibleText {
    let numbers: Vec<u32> = (1..=pages).filter_map(|n| u32::try_from(n).ok()).collect();
    let lines: Vec<String> = numbers
        .iter()
        .filter_map(|&n| document.extract_text(&[n]).ok())
        .flat_map(|text| text.lines().map(squeeze).collect::<Vec<_>>())
        .filter(|line| !line.is_empty())
        .collect();
    VisibleText { title: lines.first().cloned(), code: find_code(&lines), lines, ..VisibleText::default() }
}

struct Walk<'a> {
    document: &'a Document,
    labels: &'static Labels,
    page_numbers: BTreeMap<ObjectId, usize>,
    contents: Vec<PageContent>,
    /// How many parts of each page have been read.
    read: Vec<usize>,
    elements: usize,
    out: VisibleText,
    links: Vec<String>,
    pictures: Vec<String>,
    logo: Vec<String>,
    control: Vec<String>,
    contents_lines: Vec<String>,
    about: Vec<String>,
    header_rows: Vec<String>,
    /// Where the last words stood.
    last: Option<Spot>,
    /// Where the words of the row that is being read stand.
    trail: Vec<Spot>,
}

/// What stands around the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Region {
    Issuer,
    Control,
    Contents,
    About,
}

/// Where the walk is.
#[derive(Clone, Copy, Default)]
struct Place<'a> {
    depth: usize,
    page: Option<usize>,
    section: Option<Region>,
    /// The list's numbering and the item's place in it.
    numbering: Option<&'a [u8]>,
    item: usize,
}

fn only(dictionary: &Dictionary, keys: &[&[u8]]) -> bool {
    dictionary.iter().all(|(key, _)| keys.contains(&key.as_slice()))
}

impl<'a> Walk<'a> {
    fn new(document: &'a Document, pages: &[ObjectId]) -> Result<Self, PublishError> {
        let fonts = Fonts::load()?;
        let mut known = Known::default();
        let contents: Vec<PageContent> = pages
            .iter()
            .enumerate()
            .map(|(n, &id)| crate::read_content::read(document, id, n, fonts, &mut known))
            .collect();
        let language = document.catalog().and_then(|c| c.get(b"Lang")).and_then(Object::as_str).unwrap_or_default();
        let mut walk = Walk {
            document,
            labels: labels(std::str::from_utf8(language).unwrap_or_default()),
            page_numbers: pages.iter().enumerate().map(|(n, &id)| (id, n)).collect(),
            read: vec![0; contents.len()],
            contents,
            elements: 0,
            out: VisibleText { ours: true, ..VisibleText::default() },
            links: Vec::new(),
            pictures: Vec::new(),
            logo: Vec::new(),
            contents_lines: Vec::new(),
            control: Vec::new(),
            about: Vec::new(),
            header_rows: Vec::new(),
            last: None,
            trail: Vec::new(),
        };
        let plain = walk.frame_is_ours().is_some() && pages.iter().all(|&p| walk.page_is_ours(p).is_some());
        walk.out.carried = walk.carried();
        walk.out.hidden = !plain || walk.contents.iter().any(|c| c.odd);
        Ok(walk)
    }

    /// Nothing in the catalogue that could show or do more than the pages.
    fn frame_is_ours(&self) -> Option<()> {
        let catalogue = self.document.catalog().ok()?;
        let known: [&[u8]; 13] = [
            b"AF",
            b"Names",
            b"Type",
            b"Pages",
            b"PageLayout",
            b"PageMode",
            b"Lang",
            b"MarkInfo",
            b"StructTreeRoot",
            b"ViewerPreferences",
            b"Metadata",
            b"OutputIntents",
            b"Outlines",
        ];
        let tree = catalogue.get_deref(b"Pages", self.document).and_then(Object::as_dict).ok()?;
        // One file may lie beside the pages: the text as data.
        if let Ok(names) = catalogue.get_deref(b"Names", self.document).and_then(Object::as_dict) {
            let files = names.get_deref(b"EmbeddedFiles", self.document).and_then(Object::as_dict).ok()?;
            let list = files.get_deref(b"Names", self.document).and_then(Object::as_array).ok()?;
            let [name, file] = list.as_slice() else { return None };
            let associated = catalogue.get_deref(b"AF", self.document).and_then(Object::as_array).ok()?;
            let same = associated.as_slice() == [file.clone()] && name.as_str().ok() == Some(SOURCE_FILE.as_bytes());
            if !same || !only(names, &[b"EmbeddedFiles"]) || !only(files, &[b"Names"]) {
                return None;
            }
        }
        (only(catalogue, &known) && only(tree, &[b"Type", b"Count", b"Kids"])).then_some(())
    }

    /// The text as data that lies beside the pages.
    fn carried(&self) -> Option<String> {
        let files = self.document.catalog().ok()?.get_deref(b"AF", self.document).and_then(Object::as_array).ok()?;
        let file = self.document.dereference(files.first()?).ok()?.1.as_dict().ok()?;
        let streams = file.get_deref(b"EF", self.document).and_then(Object::as_dict).ok()?;
        let stream = streams.get_deref(b"F", self.document).and_then(Object::as_stream).ok()?;
        String::from_utf8(stream.get_plain_content_with_limit(LIMIT).ok()?).ok()
    }

    fn page_is_ours(&self, id: ObjectId) -> Option<()> {
        let page = self.document.get_dictionary(id).ok()?;
        let known: [&[u8]; 10] = [
            b"Type",
            b"MediaBox",
            b"TrimBox",
            b"CropBox",
            b"Parent",
            b"Resources",
            b"Contents",
            b"Annots",
            b"StructParents",
            b"Tabs",
        ];
        if !only(page, &known) {
            return None;
        }
        for key in [b"MediaBox".as_slice(), b"CropBox"] {
            let sides = page.get_deref(key, self.document).and_then(Object::as_array).ok()?;
            let sides: Vec<f32> = sides.iter().filter_map(|s| s.as_float().ok()).collect();
            let wanted = [0.0, 0.0, PAGE_WIDTH, PAGE_HEIGHT];
            if sides.len() != 4 || sides.iter().zip(wanted).any(|(a, b)| (a - b).abs() > 1.0) {
                return None;
            }
        }
        if let Ok(annotations) = page.get_deref(b"Annots", self.document).and_then(Object::as_array) {
            for annotation in annotations {
                let annotation = self.document.dereference(annotation).ok()?.1.as_dict().ok()?;
                let known: [&[u8]; 11] = [
                    b"Type",
                    b"Subtype",
                    b"Rect",
                    b"QuadPoints",
                    b"Border",
                    b"F",
                    b"Contents",
                    b"StructParent",
                    b"P",
                    b"A",
                    b"Dest",
                ];
                let link = annotation.get(b"Subtype").and_then(Object::as_name).ok()? == b"Link";
                if !link || !only(annotation, &known) || annotation.get(b"F").and_then(Object::as_i64).ok()? != 4 {
                    return None;
                }
            }
        }
        Some(())
    }

    fn odd(&mut self) {
        self.out.hidden = true;
    }

    fn document(&mut self, root: &'a Dictionary) {
        if !only(root, &[b"Type", b"K", b"ParentTree", b"ParentTreeNextKey"]) {
            self.odd();
        }
        let kids = self.kids(root);
        if kids.len() != 1 {
            self.odd();
        }
        for kid in kids {
            self.element(kid, Place::default());
        }
    }

    fn kids(&self, element: &'a Dictionary) -> Vec<&'a Object> {
        match element.get_deref(b"K", self.document) {
            Ok(Object::Array(kids)) => kids.iter().collect(),
            Ok(other) => vec![other],
            Err(_) => Vec::new(),
        }
    }

    /// The dictionary of a structure element, once it is counted and found to be of our make.
    fn enter(&mut self, kid: &'a Object, place: &mut Place<'a>) -> Option<(&'a Dictionary, &'a [u8])> {
        self.elements += 1;
        place.depth += 1;
        if self.elements > MOST_ELEMENTS || place.depth > DEEPEST {
            self.odd();
            return None;
        }
        let element = self.document.dereference(kid).ok().and_then(|(_, o)| o.as_dict().ok());
        let Some(element) = element.filter(|e| e.has_type(b"StructElem")) else {
            self.odd();
            return None;
        };
        if !only(element, &[b"Type", b"S", b"P", b"Pg", b"Lang", b"T", b"A", b"Alt", b"K"]) {
            self.odd();
        }
        if let Ok(page) = element.get(b"Pg").and_then(Object::as_reference) {
            place.page = self.page_numbers.get(&page).copied();
        }
        let tag = element.get(b"S").and_then(Object::as_name).unwrap_or_default();
        Some((element, tag))
    }

    fn element(&mut self, kid: &'a Object, mut place: Place<'a>) {
        let Some((element, tag)) = self.enter(kid, &mut place) else { return };
        match tag {
            b"H1" | b"H2" | b"H3" | b"H4" | b"H5" | b"H6" | b"P" => {
                let spots = self.words(element, place);
                self.in_order(&spots);
                let line = line_of(&spots);
                if tag == b"H1" && self.out.title.is_none() {
                    self.out.title = Some(line.clone());
                }
                self.say(line, place);
            }
            b"Sect" => {
                let title = element.get(b"T").map(said).unwrap_or_default();
                let l = self.labels;
                let region = [
                    (l.control, Region::Control),
                    (l.contents, Region::Contents),
                    (l.about, Region::About),
                    (ISSUER, Region::Issuer),
                ]
                .into_iter()
                .find(|(name, _)| *name == title);
                if place.section.is_some() || region.is_none() {
                    self.odd();
                }
                place.section = Some(region.map_or(Region::About, |(_, region)| region));
                self.children(element, place);
            }
            b"Figure" => self.figure(element, place),
            b"TOC" if place.section == Some(Region::Contents) => self.children(element, place),
            b"TOCI" if place.section == Some(Region::Contents) => self.contents_entry(element, place),
            b"L" => {
                let attributes = element.get_deref(b"A", self.document).and_then(Object::as_dict);
                place.numbering = attributes.and_then(|a| a.get(b"ListNumbering")).and_then(Object::as_name).ok();
                for (i, kid) in self.kids(element).into_iter().enumerate() {
                    self.element(kid, Place { item: i + 1, ..place });
                }
            }
            b"LI" if place.numbering == Some(b"None") => self.entry(element, place),
            b"Lbl" => self.label(element, place),
            b"TR" => self.row(element, place),
            b"Document" | b"Div" | b"LI" | b"LBody" | b"Table" => self.children(element, place),
            _ => {
                self.odd();
                self.children(element, place);
            }
        }
    }

    fn children(&mut self, element: &'a Dictionary, place: Place<'a>) {
        for kid in self.kids(element) {
            self.element(kid, place);
        }
    }

    /// Puts a line where it belongs.
    fn say(&mut self, line: String, place: Place<'a>) {
        if line.is_empty() {
            return;
        }
        match place.section {
            None => self.out.lines.push(line),
            Some(Region::Issuer) => self.logo.push(line),
            Some(Region::Control) => self.control.push(line),
            Some(Region::Contents) => self.contents_lines.push(line),
            Some(Region::About) => self.about.push(line),
        }
    }

    /// The words of an element and of the links in it, in the order of the tree.
    fn words(&mut self, element: &'a Dictionary, place: Place<'a>) -> Vec<Spot> {
        let mut spots = Vec::new();
        for kid in self.kids(element) {
            match kid {
                Object::Integer(number) => spots.extend(self.part(place.page, *number)),
                Object::Dictionary(d) if d.has_type(b"MCR") => spots.extend(self.elsewhere(d)),
                Object::Null
                | Object::Boolean(_)
                | Object::Real(_)
                | Object::Name(_)
                | Object::String(..)
                | Object::Array(_)
                | Object::Dictionary(_)
                | Object::Stream(_)
                | Object::Reference(_) => {
                    let mut inner = place;
                    match self.enter(kid, &mut inner) {
                        Some((link, b"Link")) => spots.extend(self.link(link, inner)),
                        Some(_) => self.odd(),
                        None => {}
                    }
                }
            }
        }
        spots
    }

    /// What is drawn as that part of that page. Parts must be read in the order in which they are drawn.
    fn part(&mut self, page: Option<usize>, number: i64) -> Vec<Spot> {
        let number = usize::try_from(number).ok();
        let (Some(page), Some(number)) = (page, number) else {
            self.odd();
            return Vec::new();
        };
        let found = self.contents.get_mut(page).and_then(|c| c.parts.remove(&number));
        match (found, self.read.get_mut(page)) {
            (Some(spots), Some(read)) if *read == number => {
                *read += 1;
                spots
            }
            (found, _) => {
                self.odd();
                found.unwrap_or_default()
            }
        }
    }

    /// What a reference to the content of some page draws.
    fn elsewhere(&mut self, reference: &Dictionary) -> Vec<Spot> {
        let page = reference.get(b"Pg").and_then(Object::as_reference).ok();
        let page = page.and_then(|p| self.page_numbers.get(&p).copied());
        self.part(page, reference.get(b"MCID").and_then(Object::as_i64).unwrap_or(-1))
    }

    fn link(&mut self, element: &'a Dictionary, place: Place<'a>) -> Vec<Spot> {
        let mut spots = Vec::new();
        let mut target: Option<String> = None;
        let mut same = true;
        for kid in self.kids(element) {
            match kid {
                Object::Dictionary(d) if d.has_type(b"OBJR") => {
                    let uri = d
                        .get_deref(b"Obj", self.document)
                        .and_then(Object::as_dict)
                        .and_then(|a| a.get_deref(b"A", self.document))
                        .and_then(Object::as_dict)
                        .ok()
                        .filter(|a| only(a, &[b"S", b"URI"]))
                        .and_then(|a| a.get(b"URI").and_then(Object::as_str).ok())
                        .map(|u| String::from_utf8_lossy(u).into_owned());
                    same &= uri.is_some() && (target.is_none() || target == uri);
                    target = target.or(uri);
                }
                Object::Dictionary(d) if d.has_type(b"MCR") => spots.extend(self.elsewhere(d)),
                Object::Integer(number) => spots.extend(self.part(place.page, *number)),
                Object::Null
                | Object::Boolean(_)
                | Object::Real(_)
                | Object::Name(_)
                | Object::String(..)
                | Object::Array(_)
                | Object::Dictionary(_)
                | Object::Stream(_)
                | Object::Reference(_) => same = false,
            }
        }
        let Some(target) = target.filter(|_| same) else {
            self.odd();
            return spots;
        };
        let words: String = spots.iter().map(|s| s.text.as_str()).collect();
        self.links.push(link_line(&words, &target));
        spots
    }

    /// A picture: what it says is its line, and which one it is stands among the furniture.
    fn figure(&mut self, element: &'a Dictionary, place: Place<'a>) {
        let alt = squeeze(&element.get(b"Alt").map(said).unwrap_or_default());
        let mut found: Option<(usize, Shown)> = None;
        for kid in self.kids(element) {
            let Object::Integer(number) = kid else {
                self.odd();
                continue;
            };
            if !self.part(place.page, *number).is_empty() || found.is_some() {
                self.odd();
            }
            let number = usize::try_from(*number).unwrap_or(usize::MAX);
            let shown = place.page.and_then(|p| self.contents.get_mut(p)?.pictures.remove(&number));
            found = place.page.zip(shown);
        }
        let Some((page, shown)) = found else { return self.odd() };
        // As a line of words as wide as the page, whose foot is the picture's.
        let spot = Spot { page, x: shown.x, y: shown.y, end: PAGE_WIDTH, size: 0.0, marked: false, text: alt.clone() };
        self.in_order(&[spot]);
        let line = picture_line(&alt, &shown.fingerprint);
        if place.section == Some(Region::Issuer) {
            self.logo.push(line);
        } else {
            self.pictures.push(line);
            self.say(alt, place);
        }
    }

    /// A heading in the table of contents, with the page that it leads to.
    fn contents_entry(&mut self, item: &'a Dictionary, place: Place<'a>) {
        for kid in self.kids(item) {
            let mut inner = place;
            let Some((reference, b"Reference")) = self.enter(kid, &mut inner) else { return self.odd() };
            for kid in self.kids(reference) {
                let mut inner = inner;
                let Some((link, b"Link")) = self.enter(kid, &mut inner) else { return self.odd() };
                let mut spots = Vec::new();
                let mut to = None;
                for kid in self.kids(link) {
                    match kid {
                        Object::Integer(number) => spots.extend(self.part(inner.page, *number)),
                        Object::Dictionary(d) if d.has_type(b"OBJR") => {
                            let page = self.leads_to(d);
                            if page.is_none() || (to.is_some() && to != page) {
                                self.odd();
                            }
                            to = page;
                        }
                        Object::Null
                        | Object::Boolean(_)
                        | Object::Real(_)
                        | Object::Name(_)
                        | Object::String(..)
                        | Object::Array(_)
                        | Object::Dictionary(_)
                        | Object::Stream(_)
                        | Object::Reference(_) => self.odd(),
                    }
                }
                self.in_order(&spots);
                let number = spots.pop().map(|s| s.text.trim().to_owned()).unwrap_or_default();
                if to.map(|page| (page + 1).to_string()) != Some(number) {
                    self.odd();
                }
                self.say(contents_line(&line_of(&spots)), place);
            }
        }
    }

    /// The page that a link inside the document leads to.
    fn leads_to(&self, reference: &Dictionary) -> Option<usize> {
        let annotation = reference.get_deref(b"Obj", self.document).and_then(Object::as_dict).ok()?;
        let destination = annotation.get(b"Dest").and_then(Object::as_array).ok()?;
        let page = destination.first()?.as_reference().ok()?;
        (!annotation.has(b"A")).then(|| self.page_numbers.get(&page).copied())?
    }

    /// Words go down the page, and from left to right on a line.
    fn in_order(&mut self, spots: &[Spot]) {
        for spot in spots.iter().filter(|s| !s.text.trim().is_empty()) {
            if self.last.as_ref().is_some_and(|last| !follows(last, spot)) {
                self.odd();
            }
            self.last = Some(spot.clone());
            self.trail.push(spot.clone());
        }
    }

    fn label(&mut self, element: &'a Dictionary, place: Place<'a>) {
        let spots = self.words(element, place);
        self.in_order(&spots);
        let text = line_of(&spots);
        let wanted = match place.numbering {
            Some(b"Disc") => "•".to_owned(),
            Some(b"Circle") => "–".to_owned(),
            Some(b"Decimal") => format!("{}.", place.item),
            _ => String::new(),
        };
        if text != wanted || wanted.is_empty() {
            self.odd();
            self.say(text, place);
        }
    }

    /// A label with what it is, beside or under it.
    fn entry(&mut self, element: &'a Dictionary, place: Place<'a>) {
        let (mut label, mut value) = (Vec::new(), Vec::new());
        for kid in self.kids(element) {
            let mut inner = place;
            match self.enter(kid, &mut inner) {
                Some((part, b"Lbl")) if label.is_empty() => label = self.words(part, inner),
                Some((part, b"LBody")) if value.is_empty() => value = self.words(part, inner),
                Some(_) => self.odd(),
                None => {}
            }
        }
        if let (Some(l), Some(end), Some(v)) = (label.first(), label.last(), value.first()) {
            let under = (v.x - l.x).abs() < 1.0 && (8.0..18.0).contains(&(end.y - v.y));
            let beside = v.x > l.x && (v.y - l.y).abs() < 4.0;
            // In the control block what a label says stands under it, elsewhere beside it.
            let fits = if place.section == Some(Region::Control) { under } else { beside };
            if l.page != v.page || !fits {
                self.odd();
            }
        }
        let ordered = |spots: &[Spot]| spots.windows(2).all(|w| follows(&w[0], &w[1]));
        if !ordered(&label) || !ordered(&value) {
            self.odd();
        }
        let (label, value) = (line_of(&label), line_of(&value));
        if place.section.is_some() && label == self.labels.code {
            self.out.code = Some(value.clone());
        }
        self.say(squeeze(&format!("{label}: {value}")), place);
    }

    /// A row: each cell goes down the page by itself, each starts right of the one before, and all of them start under
    /// what stands above the row.
    fn row(&mut self, element: &'a Dictionary, place: Place<'a>) {
        let above = self.last.take();
        self.trail.clear();
        let outside = std::mem::take(&mut self.out.lines);
        let mut header = false;
        let mut left = f32::NEG_INFINITY;
        for kid in self.kids(element) {
            let mut inner = Place { section: None, ..place };
            let Some((cell, tag)) = self.enter(kid, &mut inner) else { continue };
            header |= tag == b"TH";
            if tag != b"TH" && tag != b"TD" {
                self.odd();
            }
            self.last = None;
            let start = self.trail.len();
            for kid in self.kids(cell) {
                if let Object::Integer(number) = kid {
                    // The place of an empty cell.
                    let drawn = self.part(inner.page, *number);
                    self.in_order(&drawn);
                    self.out.lines.push(line_of(&drawn));
                } else {
                    self.element(kid, inner);
                }
            }
            if let Some(first) = self.trail.get(start) {
                if first.x < left {
                    self.out.hidden = true;
                }
                left = first.x;
            }
        }
        let cells = std::mem::replace(&mut self.out.lines, outside);
        if let Some(above) = above {
            let under = |s: &Spot| s.page > above.page || (s.page == above.page && s.y < above.y);
            if !self.trail.iter().all(under) {
                self.odd();
            }
            self.last = Some(above);
        }
        // What comes next starts under the lowest words of this row.
        let lowest = self.trail.iter().max_by(|a, b| a.page.cmp(&b.page).then(b.y.total_cmp(&a.y)));
        self.last = lowest.map(|s| Spot { end: PAGE_WIDTH, ..s.clone() }).or(self.last.take());
        let line = squeeze(&cells.join(" "));
        if header {
            // With the marks of lists in it, which a repeated row has too.
            self.header_rows.push(bare(&line_of(&self.trail)));
        }
        self.say(line, place);
    }

    fn finish(mut self) -> VisibleText {
        let count = self.contents.len();
        let contents = std::mem::take(&mut self.contents);
        let value = |label: &str, of: &[String]| {
            of.iter().find_map(|l| l.strip_prefix(&format!("{label}: ")).map(str::to_owned)).unwrap_or_default()
        };
        let l = self.labels;
        let issuer = value(l.controller, &self.about);
        let title = self.out.title.clone().unwrap_or_default();
        let version = value(l.version, &self.control);
        let code = self.out.code.clone().unwrap_or_default();
        let rest: Vec<String> =
            [format!("{} {version}", l.version), code].into_iter().filter(|p| !p.is_empty()).collect();
        let rest = rest.join(" · ");
        let wanted = |footer: &str| {
            footer.strip_suffix(&rest).is_some_and(|start| {
                let name = start.trim_end().trim_end_matches('·').trim_end();
                name.is_empty() || cut_from(name, &title)
            })
        };
        let mut mark: Option<String> = None;
        let mut stray = Vec::new();
        for (n, page) in contents.into_iter().enumerate() {
            for shown in &page.ornaments {
                self.pictures.push(picture_line("", &shown.fingerprint));
            }
            if !page.pictures.is_empty() {
                self.out.hidden = true;
            }
            if !page.parts.is_empty() || !page.loose.is_empty() {
                self.out.hidden = true;
                self.out.lines.push(line_of(&page.loose));
                self.out.lines.extend(page.parts.values().map(|spots| line_of(spots)));
            }
            let ordered = |spots: &[Spot]| spots.windows(2).all(|w| follows(&w[0], &w[1]));
            self.out.hidden |= !ordered(&page.header) || !ordered(&page.footer);
            let (marked, rest): (Vec<Spot>, Vec<Spot>) = page.header.into_iter().partition(|s| s.marked);
            let (marked, rest) = (line_of(&marked), line_of(&rest));
            if *mark.get_or_insert_with(|| marked.clone()) != marked {
                self.out.hidden = true;
                stray.push(marked);
            }
            if !cut_from(&rest, &issuer) {
                stray.push(rest);
            }
            let footer = line_of(&page.footer);
            let numbered = l.page_of(n + 1, count);
            match footer.strip_suffix(&numbered) {
                Some(text) if wanted(text.trim()) => {}
                Some(_) | None => stray.push(footer),
            }
            let repeated: String = page.repeated.iter().map(|r| bare(&line_of(r))).collect();
            if !repeated.is_empty() && !self.header_rows.contains(&repeated) {
                self.out.hidden = true;
                stray.push(repeated);
            }
        }
        self.out.lines.retain(|l| !l.is_empty());
        self.out.furniture = mark.into_iter().filter(|m| !m.is_empty()).collect();
        self.out.furniture.extend(self.control);
        self.out.furniture.extend(self.contents_lines);
        self.out.furniture.extend(self.about);
        self.out.furniture.extend(self.links);
        self.out.furniture.extend(self.logo);
        self.out.furniture.extend(self.pictures);
        self.out.furniture.extend(stray);
        self.out
    }
}

/// A string of the structure tree: UTF-16 with its byte order mark, or ASCII.
fn said(object: &Object) -> String {
    let bytes = object.as_str().unwrap_or_default();
    match bytes.strip_prefix(&[0xfe, 0xff]) {
        Some(utf16) => {
            let units: Vec<u16> = utf16.chunks_exact(2).map(|b| u16::from_be_bytes([b[0], b[1]])).collect();
            String::from_utf16_lossy(&units)
        }
        None => String::from_utf8_lossy(bytes).into_owned(),
    }
}

fn line_of(spots: &[Spot]) -> String {
    squeeze(&spots.iter().map(|s| s.text.as_str()).collect::<String>())
}

fn bare(line: &str) -> String {
    line.split_whitespace().collect()
}

/// Whether a running line is the wanted one, or its beginning with an ellipsis.
fn cut_from(line: &str, whole: &str) -> bool {
    line == whole || line.strip_suffix('…').is_some_and(|start| whole.starts_with(start) && !start.is_empty())
}

/// Whether words come after others as one reads: on a later page, lower, or further right on the same line.
fn follows(before: &Spot, after: &Spot) -> bool {
    let down = before.y - after.y;
    after.page > before.page
        || (after.page == before.page && (down > 3.0 || (down.abs() <= 3.0 && after.x >= before.end - 1.5)))
}
