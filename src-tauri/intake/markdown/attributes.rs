//! `{#s1 field=f1 role=recipients kind=items}` behind a heading and `<!-- field f2 role=people kind=items -->`.

use fairnotice_notice::{Field, FieldKind, Role};

/// What a heading or a field's comment says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Attributes {
    /// The section's id.
    pub(super) section: Option<String>,
    /// The field's id.
    pub(super) field: Option<String>,
    /// The field's role.
    pub(super) role: Option<Role>,
    /// The field's kind.
    pub(super) kind: Option<FieldKind>,
}

impl Attributes {
    /// Whether a field begins here.
    pub(super) fn begins_field(&self) -> bool {
        self.field.is_some() || self.role.is_some() || self.kind.is_some()
    }
}

/// Splits a heading's source into its words and its attributes.
///
/// # Errors
/// What is wrong with an attribute, in a sentence.
pub(super) fn of_heading(source: &str) -> Result<(usize, Attributes), String> {
    let end = source.trim_end();
    let none = (source.len(), Attributes::default());
    if !end.ends_with('}') {
        return Ok(none);
    }
    let Some(start) = end.rfind('{') else { return Ok(none) };
    let escaped = end[..start].bytes().rev().take_while(|b| *b == b'\\').count() % 2 == 1;
    let inside = end[start + 1..end.len() - 1].trim();
    let ours = inside.starts_with('#') || ["field=", "role=", "kind="].iter().any(|k| inside.starts_with(k));
    if escaped || !ours {
        return Ok(none);
    }
    Ok((start, parse(inside)?))
}

/// Reads the comment that begins a field; `None` when it is another comment.
///
/// # Errors
/// What is wrong with an attribute, in a sentence.
pub(super) fn of_comment(comment: &str) -> Result<Option<Attributes>, String> {
    let inside = comment.trim().strip_prefix("<!--").and_then(|c| c.strip_suffix("-->")).map(str::trim);
    let Some(words) = inside.and_then(|c| c.strip_prefix("field")) else { return Ok(None) };
    if !words.is_empty() && !words.starts_with(char::is_whitespace) {
        return Ok(None);
    }
    let words = words.trim();
    let (id, rest) = match words.split_whitespace().next() {
        Some(first) if !first.contains('=') => (Some(decoded(first)?), words[first.len()..].trim()),
        Some(_) | None => (None, words),
    };
    let mut attributes = parse(rest)?;
    attributes.field = id.or(attributes.field).or_else(|| Some(String::new()));
    Ok(Some(attributes))
}

fn parse(inside: &str) -> Result<Attributes, String> {
    let mut found = Attributes::default();
    for word in inside.split_whitespace() {
        if let Some(id) = word.strip_prefix('#') {
            found.section = Some(decoded(id)?);
            continue;
        }
        match word.split_once('=') {
            Some(("field", id)) => found.field = Some(decoded(id)?),
            Some(("role", name)) => {
                let role = Role::from_name(name).ok_or_else(|| {
                    let names: Vec<&str> = Role::ALL.iter().map(|r| r.name()).collect();
                    format!("there is no role '{name}'; the roles are {}", names.join(", "))
                })?;
                found.role = Some(role);
            }
            Some(("kind", name)) => {
                let kind = FieldKind::ALL.into_iter().find(|k| k.name() == name).ok_or_else(|| {
                    let names: Vec<&str> = FieldKind::ALL.iter().map(|k| k.name()).collect();
                    format!("there is no kind '{name}'; the kinds are {}", names.join(", "))
                })?;
                found.kind = Some(kind);
            }
            Some(_) | None => {
                return Err(format!("'{word}' means nothing here; known are #id, field=, role= and kind="));
            }
        }
    }
    Ok(found)
}

/// The attributes of a heading, with the space before them; empty when there are none.
pub(super) fn behind_heading(section: &str, field: Option<&Field>) -> String {
    let mut words = Vec::new();
    if !section.is_empty() {
        words.push(format!("#{}", encoded(section)));
    }
    if let Some(field) = field {
        if !field.id.is_empty() {
            words.push(format!("field={}", encoded(&field.id)));
        }
        words.push(format!("role={} kind={}", field.role, field.kind.name()));
    }
    if words.is_empty() { String::new() } else { format!(" {{{}}}", words.join(" ")) }
}

/// The comment that begins a field.
pub(super) fn comment(field: &Field) -> String {
    let id = if field.id.is_empty() { String::new() } else { format!("{} ", encoded(&field.id)) };
    format!("<!-- field {id}role={} kind={} -->", field.role, field.kind.name())
}

/// Ids are letters, digits and hyphens as a rule; anything else stands as %XX, so that no id can break the line.
fn encoded(id: &str) -> String {
    let mut out = String::with_capacity(id.len());
    let mut before = b' ';
    for byte in id.bytes() {
        // Two hyphens would end a comment.
        if byte.is_ascii_alphanumeric() || (byte == b'-' && before.is_ascii_alphanumeric()) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
        before = byte;
    }
    out
}

fn decoded(id: &str) -> Result<String, String> {
    let mut bytes = Vec::with_capacity(id.len());
    let mut rest = id.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        rest = after;
        let hex = (first == b'%').then(|| rest.get(..2)).flatten().and_then(|h| std::str::from_utf8(h).ok());
        match hex.and_then(|h| u8::from_str_radix(h, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &rest[2..];
            }
            None => bytes.push(first),
        }
    }
    String::from_utf8(bytes).map_err(|_| format!("'{id}' is no id"))
}
