//! What a reader of a web page sees: ours strictly, element by element; others by their blocks.

use crate::VisibleText;
use crate::address::safe_href;
use crate::colour::{LEAST_CONTRAST, Rgb};
use crate::expected::{contents_line, link_line, picture_line};
use crate::hiding::Hidden;
use crate::html::{SOURCE_NAME, STYLE, UNTITLED, colour_style};
use crate::labels::{ALL, Labels, labels};
use crate::metadata::PRODUCER;
use crate::picture::Picture;
use crate::read_back::find_code;
use crate::tree::squeeze;
use base64::Engine as _;
use scraper::node::Element;
use scraper::{Html, Node};

/// Where words stand on a page of ours.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Region {
    Text,
    Furniture,
}

struct Reader {
    labels: &'static Labels,
    out: VisibleText,
    /// The words of the line so far.
    line: String,
    /// Open elements that put their words among the furniture.
    furniture: usize,
    /// Open elements whose words nobody sees.
    unseen: usize,
    /// Open table rows; all their words are one line.
    rows: usize,
    links: Vec<String>,
    /// The council's sign, and the pictures of the text.
    pictures: Vec<String>,
    /// Pictures that say nothing.
    ornaments: Vec<String>,
    /// Whether the table of contents is open.
    contents: bool,
    /// The address of the open link, and where in the line it began.
    link: Option<(String, String)>,
    head_title: String,
    /// What the page's own styles hide.
    sheets: Hidden,
}

/// Reads a page.
pub(crate) fn read(text: &str) -> VisibleText {
    let page = Html::parse_document(text);
    let language = page.root_element().attr("lang").unwrap_or_default();
    let mut reader = Reader {
        labels: labels(language),
        out: VisibleText::default(),
        line: String::new(),
        furniture: 0,
        unseen: 0,
        rows: 0,
        links: Vec::new(),
        pictures: Vec::new(),
        ornaments: Vec::new(),
        contents: false,
        link: None,
        head_title: String::new(),
        sheets: Hidden::default(),
    };
    reader.out.ours = page.tree.nodes().any(|node| {
        node.value().as_element().is_some_and(|e| {
            e.name() == "meta" && e.attr("name") == Some("generator") && e.attr("content") == Some(PRODUCER)
        })
    });
    if reader.out.ours {
        reader.out.carried = page.tree.nodes().find_map(|node| {
            let meta =
                node.value().as_element().filter(|e| e.name() == "meta" && e.attr("name") == Some(SOURCE_NAME))?;
            meta.attr("content").map(str::to_owned)
        });
    } else {
        let is_sheet = |e: &Element| e.name() == "style";
        let sheets = page.tree.nodes().filter(|n| n.value().as_element().is_some_and(is_sheet));
        let texts: Vec<&str> =
            sheets.flat_map(|s| s.children()).filter_map(|c| c.value().as_text().map(|t| &**t)).collect();
        reader.sheets = Hidden::by(texts);
    }
    for edge in page.tree.root().traverse() {
        match edge {
            ego_tree::iter::Edge::Open(node) => match node.value() {
                Node::Element(element) => reader.open(element),
                Node::Text(words) => {
                    let parent = node.parent().and_then(|p| p.value().as_element().map(Element::name));
                    reader.words(words, parent.unwrap_or_default());
                }
                Node::Document
                | Node::Fragment
                | Node::Doctype(_)
                | Node::Comment(_)
                | Node::ProcessingInstruction(_) => {}
            },
            ego_tree::iter::Edge::Close(node) => {
                if let Node::Element(element) = node.value() {
                    reader.close(element);
                }
            }
        }
    }
    reader.finish()
}

/// Whether a sheet says nothing but the council's colour, and one that can be read.
fn is_colour_style(sheet: &str) -> bool {
    let colour = sheet.strip_prefix(":root{--head:").and_then(|rest| Rgb::parse(rest.get(..7)?));
    colour.is_some_and(|c| c.contrast_on_paper() >= LEAST_CONTRAST && colour_style(c) == sheet)
}

fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "b"
            | "bdi"
            | "bdo"
            | "cite"
            | "code"
            | "data"
            | "dfn"
            | "em"
            | "font"
            | "i"
            | "ins"
            | "kbd"
            | "label"
            | "mark"
            | "q"
            | "samp"
            | "small"
            | "span"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "tt"
            | "u"
            | "var"
            | "wbr"
    )
}

/// Elements whose words are not part of the page.
fn is_unseen(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "template"
            // Words that are struck out are not what the page says.
            | "del"
            | "s"
            | "strike"
            | "noscript"
            | "head"
            | "title"
            | "object"
            | "iframe"
            | "svg"
            | "math"
            | "audio"
            | "video"
            | "canvas"
            | "datalist"
            | "select"
            | "textarea"
    )
}

/// Whether an element is one that we write, with nothing that we don't.
fn is_ours(element: &Element) -> bool {
    let attributes: Vec<(&str, &str)> = element.attrs().collect();
    attributes.iter().all(|&(name, value)| match (element.name(), name) {
        ("html", "lang") => true,
        ("p" | "dl" | "section" | "h1" | "h2", "lang") => ALL.iter().any(|l| l.tag == value),
        ("p", "class") => matches!(value, "mark" | "logo"),
        ("nav", "class") => value == "contents",
        ("nav", "aria-labelledby") => value == "contents",
        ("h1" | "h2" | "h3" | "h4" | "h5" | "h6", "id") => true,
        ("img", "src") => pictured(value).is_some(),
        ("img", "alt") => true,
        ("img", "width" | "height") => value.bytes().all(|b| b.is_ascii_digit()),
        ("dl", "class") => value == "control",
        ("section", "class") => value == "about",
        ("div", "class") => matches!(value, "callout" | "table"),
        ("div", "role") => matches!(value, "note" | "group"),
        ("div", "aria-label") => ALL.iter().any(|l| l.table == value),
        ("div", "tabindex") => value == "0",
        ("th", "scope") => value == "col",
        ("a", "href") => value.starts_with('#') || safe_href(value).as_deref() == Some(value),
        ("meta", "charset") => true,
        ("meta", "name") => matches!(value, "viewport" | "generator" | "robots" | SOURCE_NAME),
        ("meta", "http-equiv") => matches!(value, "Content-Security-Policy" | "Content-Type"),
        ("meta", "content") => element.attr("http-equiv").is_some() || element.attr("name").is_some(),
        _ => false,
    }) && matches!(
        element.name(),
        "html"
            | "head"
            | "meta"
            | "title"
            | "style"
            | "body"
            | "main"
            | "header"
            | "section"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "p"
            | "ul"
            | "ol"
            | "li"
            | "dl"
            | "dt"
            | "dd"
            | "div"
            | "table"
            | "thead"
            | "tbody"
            | "tr"
            | "th"
            | "td"
            | "a"
            | "strong"
            | "em"
            | "nav"
            | "img"
    )
}

/// The picture that an address holds as data.
fn pictured(address: &str) -> Option<Picture> {
    let (media, data) = address.strip_prefix("data:")?.split_once(";base64,")?;
    let bytes = base64::engine::general_purpose::STANDARD.decode(data).ok()?;
    Picture::kept(bytes).ok().filter(|p| p.coding.media_type() == media)
}

fn is_furniture(element: &Element) -> bool {
    matches!(
        (element.name(), element.attr("class")),
        ("p", Some("mark" | "logo")) | ("dl", Some("control")) | ("section", Some("about")) | ("nav", Some("contents"))
    )
}

impl Reader {
    fn open(&mut self, element: &Element) {
        let name = element.name();
        if self.out.ours && !is_ours(element) {
            self.out.hidden = true;
        }
        if self.sheets.hides(element) {
            self.out.hidden = true;
            self.unseen += 1;
        } else if self.unseen > 0 || is_unseen(name) {
            self.unseen += 1;
        }
        self.out.hidden |= name == "script";
        if self.unseen > 0 {
            return;
        }
        if !is_inline(name) {
            self.part();
        }
        if self.out.ours && is_furniture(element) {
            self.furniture += 1;
        }
        self.contents |= name == "nav" && self.out.ours;
        if name == "img" {
            self.picture(element);
        }
        if name == "tr" {
            self.rows += 1;
        }
        if name == "a" && !self.contents {
            self.link = element.attr("href").map(|href| (href.to_owned(), String::new()));
        }
    }

    /// A picture's words are a line of the text; which one it is stands among the furniture.
    fn picture(&mut self, element: &Element) {
        let alt = element.attr("alt").unwrap_or_default();
        if !self.out.ours {
            // What a picture says is seen by nobody who sees the picture.
            return;
        }
        match pictured(element.attr("src").unwrap_or_default()) {
            Some(picture) if self.furniture > 0 => {
                self.pictures.insert(0, picture_line(alt, &picture.fingerprint()));
            }
            Some(picture) => {
                let line = picture_line(alt, &picture.fingerprint());
                if alt.is_empty() { &mut self.ornaments } else { &mut self.pictures }.push(line);
                self.line.push_str(alt);
            }
            None => self.out.hidden = true,
        }
    }

    fn words(&mut self, words: &str, parent: &str) {
        if parent == "style" {
            if self.out.ours && words != STYLE && !is_colour_style(words) {
                self.out.hidden = true;
            }
            return;
        }
        if parent == "title" {
            self.head_title.push_str(words);
        }
        if self.unseen > 0 {
            return;
        }
        self.line.push_str(words);
        if let Some((_, linked)) = &mut self.link {
            linked.push_str(words);
        }
    }

    fn close(&mut self, element: &Element) {
        let name = element.name();
        if self.unseen > 0 {
            self.unseen -= 1;
            return;
        }
        if name == "h1" && self.out.title.is_none() {
            self.out.title = Some(squeeze(&self.line));
        }
        if name == "a"
            && let Some((href, words)) = self.link.take()
        {
            // Inside a page nothing but its table of contents leads anywhere.
            self.out.hidden |= href.starts_with('#');
            self.links.push(link_line(&words, &href));
        }
        match name {
            "dt" if self.out.ours => self.line.push_str(": "),
            "tr" => {
                self.rows = self.rows.saturating_sub(1);
                self.part();
            }
            name if !is_inline(name) => self.part(),
            _ => {}
        }
        if self.out.ours && is_furniture(element) {
            self.furniture = self.furniture.saturating_sub(1);
        }
        self.contents &= name != "nav";
    }

    /// Ends a line, or inside a row parts words.
    fn part(&mut self) {
        if self.rows > 0 {
            self.line.push(' ');
            return;
        }
        // A label and what it is are one line.
        if self.out.ours && self.line.ends_with(": ") && self.furniture > 0 {
            return;
        }
        self.end();
    }

    fn end(&mut self) {
        let line = squeeze(&std::mem::take(&mut self.line));
        if line.is_empty() {
            return;
        }
        let region = if self.furniture > 0 { Region::Furniture } else { Region::Text };
        match region {
            Region::Text => self.out.lines.push(line),
            Region::Furniture if self.contents && line != self.labels.contents => {
                self.out.furniture.push(contents_line(&line));
            }
            Region::Furniture => self.out.furniture.push(line),
        }
    }

    fn finish(mut self) -> VisibleText {
        self.end();
        let mut out = self.out;
        out.links_known = true;
        if out.ours {
            let called = squeeze(&self.head_title);
            let label = format!("{}: ", self.labels.code);
            out.code = out.furniture.iter().find_map(|l| l.strip_prefix(&label).map(str::to_owned));
            out.furniture.extend(self.links);
            out.furniture.extend(self.pictures);
            out.furniture.extend(self.ornaments);
            if out.title.as_ref() != Some(&called) && called != UNTITLED {
                out.furniture.push(format!("Title of the page: {called}"));
            }
            // The council's details may stand in one place only.
            out.hidden |= out.furniture.iter().filter(|l| *l == self.labels.about).count() > 1;
        } else {
            out.code = find_code(&out.lines);
            out.links = self.links;
            out.window_title = Some(squeeze(&self.head_title)).filter(|t| !t.is_empty());
            out.title = out.title.or_else(|| Some(squeeze(&self.head_title)).filter(|t| !t.is_empty()));
        }
        out
    }
}
