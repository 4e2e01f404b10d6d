//! Links inside a line of plain text.

use fairnotice_notice::Run;
use regex::Regex;
use std::sync::LazyLock;

// Written as optional so that nothing can fail at run time; the tests below would show a pattern that doesn't compile.
static LINK: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"\[(?P<words>[^\[\]]+)\]\((?P<target>(?:[^()\s]|\([^()\s]*\))*)\)",
        r#"|(?P<url>\bhttps?://[^\s<>"“”\[\]{}|\\^`]+)"#,
        r"|(?P<mail>\b[A-Za-z0-9][A-Za-z0-9._%+'-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}\b)",
    ))
    .ok()
});

/// The words of a line with its links: `[words](target)`, an address that stands open, an e-mail address. The target
/// of `[words](#)` and `[words]()` is lost.
pub(crate) fn runs(text: &str) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut done = 0;
    let pattern = LINK.as_ref();
    for found in pattern.iter().flat_map(|p| p.captures_iter(text)) {
        let Some(whole) = found.get(0) else { continue };
        let (run, end) = if let (Some(words), Some(target)) = (found.name("words"), found.name("target")) {
            let href = Some(target.as_str()).filter(|t| !t.is_empty() && *t != "#").map(str::to_owned);
            (Run::linked(words.as_str(), href), whole.end())
        } else if let Some(url) = found.name("url") {
            let address = without_stop(url.as_str());
            if address.len() <= "https://".len() {
                continue;
            }
            (Run::linked(address, Some(address.to_owned())), url.start() + address.len())
        } else {
            (Run::linked(whole.as_str(), Some(format!("mailto:{}", whole.as_str()))), whole.end())
        };
        if done < whole.start() {
            runs.push(Run::plain(&text[done..whole.start()]));
        }
        runs.push(run);
        done = end;
    }
    if done < text.len() {
        runs.push(Run::plain(&text[done..]));
    }
    runs
}

/// An address without the punctuation of the sentence that it ends.
fn without_stop(url: &str) -> &str {
    let mut end = url.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’', '‘']);
    while end.ends_with(')') && end.matches(')').count() > end.matches('(').count() {
        end = end[..end.len() - 1].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’', '‘']);
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_found_and_words_stay() {
        let shown = |text: &str| {
            runs(text)
                .iter()
                .map(|r| match &r.link {
                    None => r.text.clone(),
                    Some(link) => format!("<{}|{}>", r.text, link.href.as_deref().unwrap_or("lost")),
                })
                .collect::<String>()
        };
        for (text, expected) in [
            ("See [Parking permits](#).", "See <Parking permits|lost>."),
            ("See [permits]().", "See <permits|lost>."),
            ("[rights](https://averley.example/a_(b))", "<rights|https://averley.example/a_(b)>"),
            ("at https://averley.example/x.", "at <https://averley.example/x|https://averley.example/x>."),
            ("(https://averley.example)", "(<https://averley.example|https://averley.example>)"),
            ("ask dpo@averley.example.", "ask <dpo@averley.example|mailto:dpo@averley.example>."),
            ("[name of the team] and (this)", "[name of the team] and (this)"),
            ("http:// is no address", "http:// is no address"),
            ("", ""),
        ] {
            assert_eq!(shown(text), expected);
        }
    }
}
