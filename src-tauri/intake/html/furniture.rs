//! What stands around the text of a page: navigation, banners, forms for feedback; and what is hidden until it is opened.

use super::dom::{Ask, NodeRef};

/// Elements that are never part of the text.
const ELEMENTS: [&str; 5] = ["nav", "footer", "aside", "dialog", "menu"];

/// Roles that are never part of the text.
const ROLES: [&str; 9] =
    ["navigation", "banner", "contentinfo", "search", "complementary", "dialog", "alertdialog", "toolbar", "menu"];

/// Parts of the names of classes and ids that tell of furniture, whole words of them.
const NAMES: [&str; 46] = [
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
];

/// Names that make the ones above mean something else: `cookie-policy-text`, `contents-body`.
const UNLESS: [&str; 12] = [
    "content",
    "body",
    "main",
    "article",
    "text",
    "page",
    "policy",
    "section",
    "accordion",
    "wrapper",
    "container",
    "layout",
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
pub(crate) fn kind(node: NodeRef<'_>) -> Option<&'static str> {
    let name = node.name();
    if matches!(name, "html" | "body" | "main" | "article" | "h1" | "p") || node.attr("role") == "main" {
        return None;
    }
    let role = node.attr("role");
    let names = names(node);
    let named = |any: &[&str]| names.iter().any(|n| any.contains(&n.as_str()));
    if named(&["cookie", "cookies", "consent", "ccc"]) && !named(&UNLESS) {
        return Some("the cookie banner");
    }
    if ELEMENTS.contains(&name) || ROLES.contains(&role) {
        return Some(match (name, role) {
            ("footer", _) | (_, "contentinfo") => "the foot of the page",
            ("nav" | "menu", _) | (_, "navigation" | "menu" | "toolbar") => "navigation",
            (_, "banner") => "the head of the page",
            (_, "search") => "a search form",
            _ => "what stands beside the text",
        });
    }
    // The head of the page, not that of an article or a section.
    if name == "header" && !node.ancestors().any(|a| matches!(a.name(), "main" | "article" | "section")) {
        return Some("the head of the page");
    }
    let holds = matches!(name, "div" | "section" | "ul" | "ol" | "header" | "form" | "span" | "td" | "a" | "p" | "dl");
    if !holds || !named(&NAMES) || named(&UNLESS) || named(&OPENS) {
        return None;
    }
    // "Sharing your information" names a section of the text as well as buttons: what says much is text.
    (!named(&AMBIGUOUS) || words_of_its_own(node) <= FEW).then_some("what stands around the text")
}

/// How many words outside of links, buttons and forms an element may hold and still be furniture by an ambiguous name.
const FEW: usize = 25;

/// Names of furniture that are also what notices speak of.
const AMBIGUOUS: [&str; 15] = [
    "share",
    "sharing",
    "rating",
    "search",
    "print",
    "toc",
    "contents",
    "translate",
    "related",
    "feedback",
    "helpful",
    "social",
    "emergency",
    "banner",
    "subscribe",
];

fn words_of_its_own(node: NodeRef<'_>) -> usize {
    let linked = |n: &NodeRef<'_>| matches!(n.name(), "a" | "button" | "form" | "label");
    let all = super::dom::words(node).split_whitespace().count();
    let links: usize = node
        .descendants()
        .filter(|n| linked(n) && !n.ancestors().take_while(|a| a.id() != node.id()).any(|a| linked(&a)))
        .map(|n| super::dom::words(n).split_whitespace().count())
        .sum();
    all.saturating_sub(links)
}

fn style(node: NodeRef<'_>) -> String {
    node.attr("style").to_ascii_lowercase().split_whitespace().collect()
}

/// Whether an element is hidden from everybody, for good.
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
