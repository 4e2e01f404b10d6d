//! Words become Markdown that reads back as the same words.

/// How careful the writer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Care {
    /// Only what nearly always needs it, for the sake of whoever reads the Markdown.
    Light,
    /// Every character that could mean something, and entities for white space and control characters.
    Full,
}

/// Escapes words for a place inside a line; `in_cell` also for a table.
pub(super) fn words(text: &str, care: Care, in_cell: bool) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    let characters: Vec<char> = text.chars().collect();
    for (i, &c) in characters.iter().enumerate() {
        let before = i.checked_sub(1).map(|at| characters[at]);
        let after = characters.get(i + 1).copied();
        let alone = match care {
            Care::Full => {
                if c.is_control()
                    || (c.is_whitespace() && (c != ' ' || before == Some(' ') || after.is_none() || i == 0))
                {
                    out.push_str(&format!("&#{};", u32::from(c)));
                    continue;
                }
                c.is_ascii_punctuation()
            }
            Care::Light => match c {
                '\\' | '`' | '*' | '<' | '~' => true,
                '_' => !(before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric)),
                '{' | '}' => before == Some(c) || after == Some(c),
                '&' => after.is_some_and(|a| a.is_ascii_alphanumeric() || a == '#'),
                // A bracket means something only before "(" or as the start of a definition; images need "!".
                ']' => matches!(after, Some('(' | ':' | '[')),
                '|' => in_cell,
                _ => false,
            },
        };
        if alone {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Escapes what would mean something at the start of a line: "#", "-", ">", "1." and their like.
pub(super) fn line_start(line: String, care: Care) -> String {
    if care == Care::Full {
        // Only a number's stop is left to see to there: it is escaped as all punctuation is.
        return line;
    }
    let Some(first) = line.chars().next() else { return line };
    if matches!(first, '#' | '-' | '+' | '>' | '=' | '|' | '~' | ':') {
        return format!("\\{line}");
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 && line[digits..].starts_with(['.', ')']) {
        return format!("{}\\{}", &line[..digits], &line[digits..]);
    }
    line
}

/// A link's target between its brackets: as it is when nothing in it can end it, else in angle brackets.
pub(super) fn target(href: &str) -> String {
    let plain = href.chars().all(|c| {
        c.is_ascii_graphic()
            && !matches!(c, '(' | ')' | '<' | '>' | '\\' | '&' | '|' | '*' | '_' | '`' | '[' | ']' | '{' | '}')
    }) || href.chars().all(|c| {
        c.is_ascii_alphanumeric()
            || matches!(c, '/' | ':' | '.' | '_' | '-' | '?' | '=' | '#' | '%' | '@' | '+' | ',' | '~')
    });
    if plain && !href.is_empty() {
        return href.to_owned();
    }
    let mut out = String::from("<");
    for c in href.chars() {
        if c.is_control() || c.is_whitespace() {
            out.push_str(&format!("&#{};", u32::from(c)));
        } else {
            if c.is_ascii_punctuation() {
                out.push('\\');
            }
            out.push(c);
        }
    }
    out.push('>');
    out
}
