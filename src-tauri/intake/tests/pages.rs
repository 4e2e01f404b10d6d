//! What is text on a web page, and what is not: the traps that sites of councils set.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use fairnotice_intake::{Imported, Tracked, html};
use fairnotice_notice::Block;

fn page(body: &str) -> Imported {
    html(
        format!("<!DOCTYPE html><html><body><main><h1>Trees privacy notice</h1>{body}</main></body></html>").as_bytes(),
        Tracked::Accepted,
    )
    .unwrap()
}

fn text(body: &str) -> String {
    page(body).content.plain_text()
}

#[test]
fn what_opens_and_closes_is_read_however_it_is_hidden() {
    for panel in [
        "<h3><button aria-controls='x' aria-expanded='false'>Rights</button></h3><div id='x' hidden><p>You may object.</p></div>",
        "<h3><button aria-controls='x' aria-expanded='false'>Rights</button></h3><div id='x' aria-hidden='true'>You may object.</div>",
        "<h3><button aria-expanded=false>Rights</button></h3><div style='display:none'><p>You may object.</p></div>",
        "<h3><a data-toggle='collapse' href='#x1'>Rights</a></h3><div id='x1' class='c' style='display: none'><p>You may object.</p></div>",
        "<button aria-controls='x2'>Rights</button><div id='x2' hidden><p>You may object.</p></div>",
        "<details><summary>Rights</summary><p>You may object.</p></details>",
        "<button class=accordion>Rights</button><div class=panel><p>You may object.</p></div>",
        "<div class='accordion-header'><button>Rights</button></div><div><p>You may object.</p></div>",
        "<ul><li><button>Rights</button><div>You may object.</div></li></ul>",
    ] {
        let read = page(&format!("<h2>Who we are</h2><p>We plant trees.</p>{panel}"));
        let said = read.content.plain_text();
        assert!(said.contains("You may object."), "{panel}: {said}");
        assert!(read.content.sections.iter().any(|s| s.heading == "Rights"), "{panel}: {said}");
    }
    let read = page("<p>We plant trees.</p><div hidden><p>A window that asks for your name.</p></div>");
    assert!(
        !read.content.plain_text().contains("window")
            && read.notes.iter().any(|n| n.message.contains("A window that asks"))
    );
}

#[test]
fn words_that_are_left_out_are_told() {
    let read = page(
        "<p>See <span class='sr-only'>not</span> shared, for <s>six</s> seven years.</p><button>Print the page</button>",
    );
    assert!(read.content.plain_text().contains("See shared, for seven years."));
    let told: String = read.notes.iter().map(|n| n.message.as_str()).collect();
    assert!(told.contains("not") && told.contains("six") && told.contains("Print the page"), "{told}");
    assert!(text("<pre>One line\nTwo line\nThree</pre>").contains("One line\nTwo line\nThree"));
}

#[test]
fn a_name_alone_makes_no_furniture() {
    for name in [
        "social-care",
        "contact",
        "cookies-used",
        "newsletter",
        "share-info",
        "search-records",
        "related-law",
        "banner",
        "print-only",
        "toolbar",
    ] {
        let said = text(&format!(
            "<p>We plant.</p><div class='{name}'><h2>Sharing</h2><p>We share what you tell us with the police and with the courts.</p></div>"
        ));
        assert!(said.contains("with the police"), "{name}");
    }
    for wrapper in ["footer-fixed", "with-related", "no-sidebar", "has-cookie-banner"] {
        let whole = format!(
            "<html><body><div class='{wrapper}'><h1>Trees privacy notice</h1><p>We plant trees in every ward.</p></div></body></html>"
        );
        let read = html(whole.as_bytes(), Tracked::Accepted).unwrap();
        assert!(read.content.plain_text().contains("every ward"), "{wrapper}");
    }
    assert!(
        text("<aside><p>If you give us a false name we may be unable to help you with your tree.</p></aside>")
            .contains("false name")
    );
}

#[test]
fn what_stands_around_is_left_out_and_told() {
    let body = "<p class='breadcrumbs'><a>Home</a> &gt; <a>Privacy</a></p><div class='addthis_toolbox'><a>Share on Facebook</a></div>\
                <div class='page-tools'><a>Print</a> <a>Email</a></div><h2>Who we are</h2><p>We plant trees.</p>\
                <p>Did you find this page useful? <a>Yes</a> <a>No</a></p><h3>Share this:</h3><ul class='social'><li><a>Mastodon</a></li></ul>";
    let read = page(body);
    assert_eq!(read.content.plain_text(), "Trees privacy notice\nWho we are\nWe plant trees.");
    let told: String = read.notes.iter().map(|n| n.message.as_str()).collect();
    for words in ["Home > Privacy", "Share on Facebook", "Print Email", "find this page useful", "Mastodon"] {
        assert!(told.contains(words), "{words}: {told}");
    }
}

#[test]
fn no_word_between_is_lost() {
    assert!(text("<ul><li>One</li>stray text<li>Two</li></ul>").contains("stray text"));
    assert!(text("<dl><dt>One</dt>stray<dd>x</dd></dl>").contains("stray"));
    let links = "<p>We collect:</p><ul><li><a href='#z'>Identity data</a></li><li><a href='#p'>Police data</a></li></ul><h2 id='z'>Names</h2><p>x</p>";
    assert!(text(links).contains("Identity data"), "a list is no table of contents because its items lead on");
    let contents = "<ul><li><a href='#z'>Names</a></li><li><a href='#p'>Police</a></li></ul><h2 id='z'>Names</h2><p>x</p><h2 id=p>Police</h2><p>y</p>";
    assert_eq!(text(contents).matches("Names").count(), 1);
}

#[test]
fn links_that_lose_their_target_are_told_and_addresses_found() {
    let read = page("<p>See <a href='/your-rights'>rights</a> and <a href='retention.pdf'>periods</a>.</p>");
    assert!(read.notes.iter().any(|n| n.message.contains("2 links lead")), "{:?}", read.notes);
    // "a@b.uk" by Cloudflare's way, with the key 0x2a.
    let coded: String =
        std::iter::once(0x2au8).chain("a@b.uk".bytes().map(|b| b ^ 0x2a)).map(|b| format!("{b:02x}")).collect();
    let read = page(&format!("<p>Write to <a class='__cf_email__' data-cfemail='{coded}'>[email protected]</a>.</p>"));
    assert!(read.content.plain_text().contains("Write to a@b.uk."));
}

#[test]
fn cells_keep_their_columns() {
    let table = "<table><tr><th>Election</th><th>Paper</th><th>Digital</th></tr><tr><td rowspan=2>Local</td><td>1 year</td><td>2 years</td></tr>\
                 <tr><td>3 years</td><td>4 years</td></tr></table>";
    let read = page(table);
    let mut rows = Vec::new();
    read.content.walk(&mut |block| {
        if let Block::Table { rows: found, .. } = block {
            rows = found
                .iter()
                .map(|r| r.iter().map(|c| c.iter().map(Block::plain_text).collect::<String>()).collect::<Vec<_>>())
                .collect();
        }
    });
    assert_eq!(rows, [vec!["Local", "1 year", "2 years"], vec!["", "3 years", "4 years"]]);
}

#[test]
fn an_address_keeps_its_lines_and_stress_its_place() {
    assert!(
        text("<h2>Contact</h2><p>Address:<br>Town Hall<br>High Street<br>AV1 1AA</p><p>End of it.</p>")
            .contains("Town Hall\nHigh Street")
    );
    let read = page("<p>We keep it for <strong>8 years </strong>after.</p>");
    let mut runs = Vec::new();
    read.content.walk(&mut |b| {
        if let Block::Paragraph { runs: found, .. } = b {
            runs.extend(found.iter().map(|r| r.text.clone()));
        }
    });
    assert_eq!(runs, ["We keep it for ", "8 years", " after."]);
}
