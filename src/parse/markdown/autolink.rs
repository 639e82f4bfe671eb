//! Web addresses written bare in a text, by the rule of GitHub Flavored Markdown.

use std::ops::Range;

/// The first bare `http://` or `https://` address in `text`.
pub(super) fn find(text: &str) -> Option<Range<usize>> {
    let mut from = 0;
    while let Some(at) = text[from..].find("://").map(|at| from + at) {
        let start = at - scheme_before(&text[..at]);
        let end = at + 3 + address_length(&text[at + 3..]);
        let free = !text[..start].ends_with(|c: char| c.is_alphanumeric() || c == '_');
        if start < at && free && text[at + 3..end].contains(|c: char| c.is_alphanumeric()) {
            return Some(start..end);
        }
        from = at + 3;
    }
    None
}

/// Length of the `http` or `https` that `before` ends with; 0 where it ends with neither.
fn scheme_before(before: &str) -> usize {
    [5, 4]
        .into_iter()
        .find(|&length| {
            before
                .len()
                .checked_sub(length)
                .and_then(|at| before.get(at..))
                .is_some_and(|word| word.eq_ignore_ascii_case(if length == 5 { "https" } else { "http" }))
        })
        .unwrap_or(0)
}

/// How much of `rest` belongs to the address: up to white space or `<`, without trailing punctuation and unmatched brackets.
fn address_length(rest: &str) -> usize {
    let mut address = &rest[..rest.find(|c: char| c.is_whitespace() || c == '<').unwrap_or(rest.len())];
    let (opened, mut closed) = (address.matches('(').count(), address.matches(')').count());
    while let Some(last) = address.chars().next_back() {
        match last {
            '?' | '!' | '.' | ',' | ':' | '*' | '_' | '~' | '\'' | '"' | ';' => {}
            ')' if closed > opened => closed -= 1,
            _ => break,
        }
        address = &address[..address.len() - last.len_utf8()];
    }
    address.len()
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn addresses_end_where_people_mean_them_to_end() {
        for (text, expected) in [
            ("see https://a.org/b_c.", Some("https://a.org/b_c")),
            ("(http://a.org/x(1))", Some("http://a.org/x(1)")),
            ("xhttps://a.org", None),
            ("ftp://a.org then http://b.org", Some("http://b.org")),
            ("https://", None),
            ("http://…", None),
        ] {
            assert_eq!(find(text).map(|range| &text[range]), expected, "{text}");
        }
    }
}
