//! A redline as one self-contained page: the summary first, then the whole text with every change marked.
//!
//! Marks never rest on colour alone: inserted words are underlined, deleted ones struck through, and both are
//! announced to screen readers in words. No script; nothing is loaded from anywhere.

use fairnotice_redline::{Change, Kind, Op, Redline, Run};

/// The page. `old_name` and `new_name` say what is compared ("version 3", a file's name). Every word is escaped.
pub fn page(redline: &Redline, old_name: &str, new_name: &str) -> String {
    let heading = format!("Changes from {} to {}", escape(old_name), escape(new_name));
    let language = redline.accept().language;
    let mut out = String::with_capacity(16 * 1024);
    out.push_str("<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n");
    out.push_str(&format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n"));
    out.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    out.push_str(&format!("<title>{heading}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"));
    out.push_str(&format!("<h1>{heading}</h1>\n"));
    summary(&mut out, redline);
    out.push_str("<section aria-labelledby=\"text\">\n<h2 id=\"text\">The text with its changes</h2>\n");
    out.push_str(KEY);
    out.push_str(&format!("<div class=\"text\" lang=\"{}\">\n", escape(&language)));
    Body { out: &mut out, lists: Vec::new(), table: false }.blocks(&redline.blocks);
    out.push_str("</div>\n</section>\n</main>\n</body>\n</html>\n");
    out
}

const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

const KEY: &str = "<p class=\"key\">Words that are <ins><span class=\"said\">inserted: </span>underlined\
<span class=\"said\"> (end)</span></ins> are new; words that are <del><span class=\"said\">deleted: </span>struck \
through<span class=\"said\"> (end)</span></del> are gone. A label says what was moved, split or merged.</p>\n";

const STYLE: &str = "\
:root{color-scheme:light dark;--text:#1b1b1f;--page:#fff;--quiet:#505058;--line:#8a8a94;--ins:#0b5a2b;--ins-back:#e3f4e8;\
--del:#8c1c13;--del-back:#fbe9e7;--tag:#1c4280;--tag-back:#e6eefa}\
@media(prefers-color-scheme:dark){:root{--text:#ececf1;--page:#17171b;--quiet:#b9b9c3;--line:#80808a;--ins:#a6e3b8;\
--ins-back:#12361f;--del:#ffb4a9;--del-back:#4a1512;--tag:#b7d0ff;--tag-back:#1b2c4d}}\
body{margin:0;background:var(--page);color:var(--text);font:1rem/1.55 system-ui,\"Segoe UI\",Arial,sans-serif}\
main{max-width:46rem;margin:0 auto;padding:1.5rem 1rem 4rem;overflow-wrap:anywhere}\
h1{font-size:1.6rem;line-height:1.25}h2{font-size:1.3rem;margin-top:2rem}h3{font-size:1.15rem}\
.sentence{font-size:1.1rem;font-weight:600}.key,.note{color:var(--quiet)}\
.text p,.text h3,.text h4,.text h5,.text h6,.text li,.text td{white-space:pre-wrap}\
ins,del{unicode-bidi:isolate;padding:0 .1em;border-radius:.15em}\
ins{color:var(--ins);background:var(--ins-back);text-decoration:underline;text-decoration-thickness:.12em}\
del{color:var(--del);background:var(--del-back);text-decoration:line-through;text-decoration-thickness:.12em}\
.block{border-inline-start:.25rem solid var(--line);padding-inline-start:.75rem}\
.tag{font-size:.85rem;font-weight:600;color:var(--tag);background:var(--tag-back);padding:.05em .45em;border-radius:.25em;\
border:1px solid currentColor;white-space:normal}\
.note{font-size:.9rem;font-weight:400;white-space:normal}.bare{list-style:none}\
table{border-collapse:collapse;margin:1rem 0}th,td{border:1px solid var(--line);padding:.35rem .6rem;text-align:start;\
vertical-align:top}caption{text-align:start;color:var(--quiet)}\
.said{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}\
@media print{main{max-width:none}.block{break-inside:avoid}}";

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' => out.push(c),
            c if c.is_control() => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

fn summary(out: &mut String, redline: &Redline) {
    let summary = redline.summary();
    let list = |out: &mut String, heading: &str, points: &[String]| {
        if !points.is_empty() {
            out.push_str(&format!("<h3>{heading}</h3>\n<ul>\n"));
            points.iter().for_each(|p| out.push_str(&format!("<li>{}</li>\n", escape(p))));
            out.push_str("</ul>\n");
        }
    };
    out.push_str("<section aria-labelledby=\"summary\">\n<h2 id=\"summary\">Summary</h2>\n");
    out.push_str(&format!("<p class=\"sentence\">{}</p>\n", escape(&summary.sentence)));
    list(out, "Tell people about these before they take effect", &summary.matters);
    list(out, "Every change", &summary.points);
    let stats = &redline.stats;
    out.push_str(&format!(
        "<p class=\"note\">Words inserted: {}. Words deleted: {}. Words unchanged: {}.</p>\n</section>\n",
        stats.words_inserted, stats.words_deleted, stats.words_kept
    ));
}

/// Writes the blocks; knows which lists and table are open.
struct Body<'a> {
    out: &'a mut String,
    /// For each open list, whether an item is open in it.
    lists: Vec<bool>,
    table: bool,
}

/// Deeper lists are drawn at this depth.
const DEEPEST: usize = 12;

impl Body<'_> {
    fn blocks(&mut self, blocks: &[Change]) {
        for block in blocks {
            if block.kind != "row" {
                self.end_table();
            }
            if block.kind != "item" {
                self.end_lists(0);
            }
            // An empty heading or paragraph would be announced as such; there is nothing to see in it.
            if block.runs.is_empty() && block.note.is_none() {
                continue;
            }
            match block.kind.as_str() {
                "title" => self.element("h3", block),
                "heading" => match block.level {
                    Some(4..) => self.element("h6", block),
                    Some(3) => self.element("h5", block),
                    Some(_) | None => self.element("h4", block),
                },
                "item" => self.item(block),
                "row" => self.row(block),
                _ => self.element("p", block),
            }
        }
        self.end_table();
        self.end_lists(0);
    }

    fn element(&mut self, name: &str, block: &Change) {
        let class = if block.change == Kind::Same { "" } else { " class=\"block\"" };
        self.out.push_str(&format!("<{name}{class}>"));
        if block.kind == "image" {
            self.out.push_str("<span class=\"note\">Picture: </span>");
        }
        self.labels(block);
        self.runs(&block.runs);
        self.note(block);
        self.out.push_str(&format!("</{name}>\n"));
    }

    fn item(&mut self, block: &Change) {
        let depth = block.depth.unwrap_or(0).min(DEEPEST) + 1;
        self.end_lists(depth);
        while self.lists.len() < depth {
            if let Some(open) = self.lists.last_mut()
                && !*open
            {
                *open = true;
                self.out.push_str("<li class=\"bare\">");
            }
            self.out.push_str("<ul>\n");
            self.lists.push(false);
        }
        if let Some(open) = self.lists.last_mut() {
            if *open {
                self.out.push_str("</li>\n");
            }
            *open = true;
        }
        self.out.push_str(if block.change == Kind::Same { "<li>" } else { "<li class=\"block\">" });
        self.labels(block);
        self.runs(&block.runs);
        self.note(block);
    }

    /// Closes lists until only `depth` are open.
    fn end_lists(&mut self, depth: usize) {
        while self.lists.len() > depth {
            if self.lists.pop() == Some(true) {
                self.out.push_str("</li>\n");
            }
            self.out.push_str("</ul>\n");
        }
    }

    /// A row says first, as its header, what happened to it.
    fn row(&mut self, block: &Change) {
        if !self.table {
            self.table = true;
            self.out.push_str("<table>\n<caption>Table; the first column says what happened to each row</caption>\n");
        }
        self.out.push_str("<tr><th scope=\"row\">");
        match block.change {
            Kind::Same => self.out.push_str("Unchanged"),
            Kind::Changed => self.out.push_str("<span class=\"tag\">Changed</span>"),
            Kind::Inserted | Kind::Deleted | Kind::Moved | Kind::MovedChanged | Kind::Split | Kind::Merged => {
                self.labels(block)
            }
        }
        self.note(block);
        self.out.push_str("</th><td>");
        for run in &block.runs {
            for (i, text) in run.text.split('\t').enumerate() {
                if i > 0 {
                    self.out.push_str("</td><td>");
                }
                if !text.is_empty() {
                    self.run(run.op, text);
                }
            }
        }
        self.out.push_str("</td></tr>\n");
    }

    fn end_table(&mut self) {
        if self.table {
            self.table = false;
            self.out.push_str("</table>\n");
        }
    }

    /// What happened to the block as a whole; a change of words speaks for itself.
    fn labels(&mut self, block: &Change) {
        let label = match block.change {
            Kind::Same | Kind::Changed => return,
            Kind::Inserted => "Added".to_owned(),
            Kind::Deleted => "Removed".to_owned(),
            Kind::Split => "Split".to_owned(),
            Kind::Merged => "Merged".to_owned(),
            Kind::Moved | Kind::MovedChanged => {
                let what = if block.change == Kind::Moved { "Moved" } else { "Moved and changed" };
                block.from.as_ref().map_or(what.to_owned(), |from| format!("{what}, from “{from}”"))
            }
        };
        self.out.push_str(&format!("<span class=\"tag\" lang=\"en-GB\">{}</span> ", escape(&label)));
    }

    fn note(&mut self, block: &Change) {
        if let Some(note) = &block.note {
            self.out.push_str(&format!(" <span class=\"note\" lang=\"en-GB\">({})</span>", escape(note)));
        }
    }

    fn runs(&mut self, runs: &[Run]) {
        runs.iter().for_each(|run| self.run(run.op, &run.text));
    }

    fn run(&mut self, op: Op, text: &str) {
        let text = escape(text);
        let (name, said) = match op {
            Op::Keep => return self.out.push_str(&text),
            Op::Insert => ("ins", "inserted"),
            Op::Delete => ("del", "deleted"),
        };
        self.out.push_str(&format!(
            "<{name}><span class=\"said\" lang=\"en-GB\">{said}: </span>{text}<span class=\"said\" lang=\"en-GB\"> \
             (end)</span></{name}>"
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::page;
    use fairnotice_notice::{Block, Content, Field, FieldKind, Item, Role, Section};
    use fairnotice_redline::compare;

    fn notice(blocks: Vec<Block>) -> Content {
        let mut content = Content::new("Privacy notice: Parks", "en-GB");
        let field = Field { id: String::new(), role: Role::Recipients, kind: FieldKind::Prose, blocks };
        let heading = "Who we share it with".to_owned();
        content.sections.push(Section { id: String::new(), heading, level: 2, fields: vec![field] });
        content
    }

    #[test]
    fn marks_are_elements_and_words() {
        let html = page(
            &compare(
                &notice(vec![Block::paragraph("We keep it for 6 years.")]),
                &notice(vec![Block::paragraph("We keep it for 7 years.")]),
            ),
            "version 1",
            "version 2",
        );
        assert!(html.contains("<title>Changes from version 1 to version 2</title>"));
        let said = |word: &str| format!("<span class=\"said\" lang=\"en-GB\">{word}: </span>");
        assert!(html.contains(&format!("<del>{}6 <span", said("deleted"))), "{html}");
        assert!(html.contains(&format!("<ins>{}7 <span", said("inserted"))), "{html}");
    }

    #[test]
    fn no_word_of_a_notice_becomes_markup() {
        let evil = "<script>alert(1)</script> & \"x\" 'y' \u{1b}";
        let mut old = notice(vec![Block::paragraph("a")]);
        old.sections[0].heading = evil.to_owned();
        old.language = "\"><script>".to_owned();
        let mut new = notice(vec![Block::paragraph(evil), Block::bullets([evil])]);
        new.language.clone_from(&old.language);
        for (a, b) in [(&old, &new), (&new, &old)] {
            let html = page(&compare(a, b), evil, evil);
            assert!(!html.contains("<script") && !html.contains('\u{1b}'), "{html}");
            assert!(html.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;x&quot; &#39;y&#39;"));
        }
    }

    #[test]
    fn nested_lists_and_tables_are_closed() {
        let nested = Item { id: None, blocks: vec![Block::bullets(["deep"])] };
        let list = Block::List { id: None, ordered: false, items: vec![nested] };
        let row = |a: &str, b: &str| vec![vec![Block::paragraph(a)], vec![Block::paragraph(b)]];
        let table = Block::Table { id: None, header: row("Who", "Why"), rows: vec![row("Police", "Crime")] };
        let old = notice(vec![Block::bullets(["one", "two"]), table.clone()]);
        let new = notice(vec![list, Block::bullets(["two", "one"]), table, Block::paragraph("End.")]);
        let html = page(&compare(&old, &new), "a", "b");
        for name in ["ul", "li", "table", "tr", "td", "th", "p", "section", "main", "ins", "del", "span", "h3", "h4"] {
            let opened = html.matches(&format!("<{name}>")).count() + html.matches(&format!("<{name} ")).count();
            assert_eq!(opened, html.matches(&format!("</{name}>")).count(), "<{name}> in {html}");
        }
        assert!(html.contains("<td>Police</td><td>Crime</td>"));
        assert!(html.contains(">Moved</span>"));
    }
}
