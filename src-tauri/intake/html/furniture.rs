//! What stands around the text of a page: navigation, banners, forms for feedback; and what is hidden until it is opened.

use super::dom::{Ask, NodeRef};

/// Parts of the names of classes and ids that tell of furniture, whole words of them.
const NAMES: &[&str] = &[
    "breadcrumb",
    "breadcrumbs",
    "cookie",
    "cookies",
    "consent",
    "gdpr",
    "skip",
    "skiplink",
    "nav",
    "navbar",
    "navigation",
    "menu",
    "megamenu",
    "sidebar",
    "footer",
    "masthead",
    "share",
    "sharing",
    "social",
    "pagination",
    "pager",
    "related",
    "feedback",
    "helpful",
    "rating",
    "search",
    "login",
    "toolbar",
    "advert",
    "banner",
    "modal",
    "popup",
    "offcanvas",
    "readspeaker",
    "browsealoud",
    "translate",
    "print",
    "printfriendly",
    "toc",
    "contents",
    "backtotop",
    "newsletter",
    "subscribe",
    "phase",
    "chatbot",
    "emergency",
    "addthis",
    "toolbox",
    "sharethis",
    "sharedaddy",
    "tools",
    "rate",
];

/// Names of what opens and closes: hidden at first, text nevertheless.
const OPENS: [&str; 16] = [
    "accordion",
    "accordions",
    "collapse",
    "collapsible",
    "collapsed",
    "tab",
    "tabs",
    "tabpanel",
    "panel",
    "panels",
    "expander",
    "expandable",
    "toggle",
    "details",
    "disclosure",
    "step",
];

/// The words of the names of an element's classes and of its id: `govuk-accordion__section` has three.
pub(crate) fn names(node: NodeRef<'_>) -> Vec<String> {
    let mut words = Vec::new();
    // An id of many words is that of a section, made from its heading: `who-we-share-it-with`.
    let id = node.attr("id");
    let short = id.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty()).count() <= 2;
    for text in [node.attr("class"), if short { id } else { "" }] {
        let mut word = String::new();
        let mut before = ' ';
        for c in text.chars() {
            let camel = c.is_ascii_uppercase() && before.is_ascii_lowercase();
            if (!c.is_ascii_alphanumeric() || camel) && !word.is_empty() {
                words.push(std::mem::take(&mut word));
            }
            if c.is_ascii_alphanumeric() {
                word.push(c.to_ascii_lowercase());
            }
            before = c;
        }
        if !word.is_empty() {
            words.push(word);
        }
    }
    words
}

/// What an element is called when it stands around the text; `None` for what may be text.
///
/// What the page itself calls navigation or the foot of the page is taken at its word. A name alone is not: text stands in
/// elements of any name. Such an element is furniture when it says hardly anything but links and buttons.
pub(crate) fn kind(node: NodeRef<'_>) -> Option<&'static str> {
    let name = node.name();
    let role = node.attr("role");
    if matches!(name, "" | "html" | "body" | "main" | "article" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
        || role == "main"
    {
        return None;
    }
    let names = names(node);
    let named = |any: &[&str]| names.iter().any(|n| any.contains(&n.as_str()));
    let within = node.ancestors().any(|a| matches!(a.name(), "main" | "article") || a.attr("role") == "main");
    let candidate = if named(&["cookie", "cookies", "consent", "ccc"]) {
        Some("the cookie banner")
    } else if matches!(name, "nav" | "menu") || matches!(role, "navigation" | "menu" | "toolbar") {
        Some("navigation")
    } else if name == "footer" || role == "contentinfo" {
        Some("the foot of the page")
    } else if role == "banner" || (name == "header" && !within) {
        Some("the head of the page")
    } else if role == "search" {
        Some("a search form")
    } else if matches!(name, "aside" | "dialog") || matches!(role, "complementary" | "dialog" | "alertdialog") {
        Some("what stands beside the text")
    } else if named(NAMES) && !named(&OPENS) {
        Some("what stands around the text")
    } else {
        None
    }?;
    // The title stands in the text, whatever it stands in.
    if node.descendants().any(|n| n.name() == "h1") && !matches!(candidate, "navigation" | "the head of the page") {
        return None;
    }
    let certain = match candidate {
        "navigation" | "a search form" | "the head of the page" => true,
        "the cookie banner" => holds_controls(node),
        "the foot of the page" | "what stands beside the text" => !within,
        _ => false,
    };
    (certain || says_little(node)).then_some(candidate)
}

/// How many words outside of links, headings and controls an element may hold and still say little.
const FEW: usize = 10;
/// How many nodes furniture has at most.
const MOST_NODES: usize = 3_000;

fn is_control(node: NodeRef<'_>) -> bool {
    matches!(node.name(), "button" | "input" | "select" | "label" | "form")
}

fn holds_controls(node: NodeRef<'_>) -> bool {
    node.descendants().any(is_control)
}

/// Whether an element has hardly a word but those of links, headings and controls.
fn says_little(node: NodeRef<'_>) -> bool {
    // What holds so much is no furniture, and is not worth counting.
    if node.descendants().nth(MOST_NODES).is_some() {
        return false;
    }
    let linked = |n: &NodeRef<'_>| n.name() == "a" || is_control(*n);
    let apart = |n: &NodeRef<'_>| linked(n) || super::walk::heading_level(*n).is_some();
    let count = |n: NodeRef<'_>| super::dom::words(n).split_whitespace().count();
    let outermost = |wanted: &dyn Fn(&NodeRef<'_>) -> bool| -> usize {
        let found = node.descendants().skip(1).filter(|n| wanted(n));
        let outer = found.filter(|n| !n.ancestors().take_while(|a| a.id() != node.id()).any(|a| wanted(&a)));
        outer.map(count).sum()
    };
    let all = count(node);
    let links = if linked(&node) { all } else { outermost(&linked) };
    let own = all.saturating_sub(if apart(&node) { all } else { outermost(&apart) });
    // Without a link or a control there is nothing to do with it but read it, unless it is only a word or two.
    if links == 0 && !holds_controls(node) { all <= 3 } else { own <= FEW || links * 10 >= all * 7 }
}

/// The declarations of an element's own style, in lower case, without white space.
pub(crate) fn style(node: NodeRef<'_>) -> String {
    node.attr("style").to_ascii_lowercase().split_whitespace().collect()
}

/// Whether an element is hidden, unless it is by its name something that opens.
pub(crate) fn is_hidden(node: NodeRef<'_>) -> bool {
    let style = style(node);
    if style.contains("mso-hide:all") {
        return true;
    }
    let hidden = (node.has("hidden") && node.attr("hidden") != "until-found")
        || style.contains("display:none")
        || style.contains("visibility:hidden")
        || node.attr("aria-hidden") == "true";
    hidden && !opens(node)
}

/// Whether an element is, or stands in, something that opens and closes.
fn opens(node: NodeRef<'_>) -> bool {
    let is = |n: NodeRef<'_>| {
        matches!(n.name(), "details")
            || matches!(n.attr("role"), "tabpanel" | "region")
            || n.has("aria-labelledby")
            || names(n).iter().any(|w| OPENS.contains(&w.as_str()))
    };
    is(node) || node.ancestors().take(3).any(is)
}

/// Whether an element is called as what opens and closes is.
pub(crate) fn is_opener(node: NodeRef<'_>) -> bool {
    names(node).iter().any(|w| OPENS.contains(&w.as_str()))
}

/// Whether words are there for screen readers only.
pub(crate) fn is_spoken_only(node: NodeRef<'_>) -> bool {
    let class = node.attr("class").to_ascii_lowercase();
    [
        "visually-hidden",
        "visuallyhidden",
        "sr-only",
        "screen-reader",
        "screenreader",
        "offscreen",
        "off-screen",
        "accessibility-text",
    ]
    .iter()
    .any(|name| class.contains(name))
}

/// Whether an element is set apart from the rest of the text.
pub(crate) fn is_callout(node: NodeRef<'_>) -> bool {
    let names = names(node);
    node.name() == "blockquote"
        || (matches!(node.name(), "div" | "section")
            && names
                .iter()
                .any(|n| matches!(n.as_str(), "inset" | "callout" | "highlight" | "alert" | "infobox" | "warning")))
}
