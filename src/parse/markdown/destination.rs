//! Where links lead: out of the site, within it, or nowhere they may.

use std::borrow::Cow;

/// What a destination is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Destination<'a> {
    /// Out of the site, by one of four schemes.
    External(Cow<'a, str>),
    /// Within it.
    Internal,
    /// By a scheme that is not followed.
    Forbidden,
}

/// Sorts a destination. Browsers skip control characters, tabs and line ends in addresses; so does this.
pub(super) fn classify(dest: &str) -> Destination<'_> {
    let unwanted = |c: char| c.is_control();
    let cleaned: Cow<'_, str> =
        if dest.contains(unwanted) { Cow::Owned(dest.chars().filter(|c| !unwanted(*c)).collect()) } else { Cow::Borrowed(dest) };
    let cleaned = match cleaned {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
    };
    if cleaned.starts_with("//") || cleaned.starts_with("\\\\") {
        return Destination::External(Cow::Owned(format!("https:{cleaned}")));
    }
    let Some(end) = cleaned.find([':', '/', '?', '#']).filter(|at| cleaned.as_bytes()[*at] == b':') else {
        return Destination::Internal;
    };
    let (scheme, rest) = cleaned.split_at(end);
    let followed = if scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https") {
        rest.starts_with("://")
    } else {
        scheme.eq_ignore_ascii_case("mailto") || scheme.eq_ignore_ascii_case("tel")
    };
    if followed { Destination::External(cleaned) } else { Destination::Forbidden }
}

/// Appends an address as the value of an attribute: what is unsafe there is percent-encoded.
pub(super) fn escape_address(out: &mut String, address: &str) {
    for byte in address.bytes() {
        match byte {
            b'&' => out.push_str("&amp;"),
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => out.push(char::from(byte)),
            _ if b"-_.~:/?#[]@!$()*+,;=%".contains(&byte) => out.push(char::from(byte)),
            _ => {
                const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
                out.push('%');
                out.push(char::from(DIGITS[usize::from(byte >> 4)]));
                out.push(char::from(DIGITS[usize::from(byte & 15)]));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Destination, classify};

    #[test]
    fn only_four_schemes_lead_out() {
        for (dest, external) in [
            ("https://example.org/a", Some("https://example.org/a")),
            ("HTTP://example.org", Some("HTTP://example.org")),
            ("//example.org/x", Some("https://example.org/x")),
            ("mailto:a@b.c", Some("mailto:a@b.c")),
            ("tel:+491234", Some("tel:+491234")),
            (" https://example.org ", Some("https://example.org")),
        ] {
            assert_eq!(classify(dest), external.map_or(Destination::Internal, |to| Destination::External(to.into())), "{dest}");
        }
        for dest in ["0003-x.md", "#context", "a/b:c.md", "../reviews.html?x=a:b", "", "./a:b"] {
            assert_eq!(classify(dest), Destination::Internal, "{dest}");
        }
        for dest in
            ["javascript:alert(1)", "JaVaScRiPt:x", "java\tscript:x", "\u{1}javascript:x", "data:text/html,x", "vbscript:x", "http:x"]
        {
            assert_eq!(classify(dest), Destination::Forbidden, "{dest}");
        }
    }
}
