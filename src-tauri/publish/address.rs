//! Where a link may lead, and how an address is written in a file.

/// The address, when a reader may be led there; percent-encoded where a URI must be (RFC 3986).
pub(crate) fn safe_href(href: &str) -> Option<String> {
    let href = href.trim();
    let (scheme, rest) = href.split_once(':')?;
    let scheme = scheme.to_ascii_lowercase();
    if !matches!(scheme.as_str(), "http" | "https" | "mailto" | "tel") || rest.is_empty() {
        return None;
    }
    if rest.chars().any(|c| c.is_control() || c.is_whitespace()) {
        return None;
    }
    let mut out = format!("{scheme}:");
    let mut host = matches!(scheme.as_str(), "http" | "https");
    if host && (!rest.starts_with("//") || rest.len() < 3) {
        return None;
    }
    for (i, c) in rest.char_indices() {
        if i >= 2 && matches!(c, '/' | '?' | '#') {
            host = false;
        }
        let allowed = c.is_ascii_alphanumeric() || "-._~:/?#@!$&'()*+,;=%".contains(c) || (host && "[]".contains(c));
        if allowed {
            out.push(c);
        } else {
            let mut buffer = [0u8; 4];
            for byte in c.encode_utf8(&mut buffer).bytes() {
                out.push_str(&format!("%{byte:02X}"));
            }
        }
    }
    Some(out)
}
