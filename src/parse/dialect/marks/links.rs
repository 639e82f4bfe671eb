//! Links and tags of a short text: where their words begin and end, and where they lead.

use std::ops::Range;

use super::super::outline::clip;

/// Bytes that the text of a link is looked for in.
const LINK: usize = 600;

/// A link at the beginning of a text: its words, where it leads, whether that is a name, and its end.
pub(super) fn link(text: &str) -> Option<(Range<usize>, Range<usize>, bool, usize)> {
    let window = clip(text, LINK);
    if window.starts_with("[[") {
        let end = window.find("]]")?;
        let dest = window[2..end].find('|').map_or(2..end, |bar| 2..2 + bar);
        let words = window[2..end].find('|').map_or(2..end, |bar| 2 + bar + 1..end);
        return Some((words, dest, false, end + 2));
    }
    let mut depth = 0_usize;
    let mut close = None;
    let mut escaped = false;
    for (at, letter) in window.char_indices() {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '[' => depth += 1,
            ']' => {
                depth -= 1;
                if depth == 0 {
                    close = Some(at);
                    break;
                }
            }
            _ => {}
        }
    }
    let close = close?;
    let after = &text[close + 1..];
    if let Some(inner) = after.strip_prefix('(') {
        let inner = clip(inner, 2 * LINK);
        let end = closing(inner)?;
        let start = close + 2 + (inner.len() - inner.trim_start().len());
        let dest = inner[..end].trim();
        let dest = dest.split_once([' ', '\t']).map_or(dest, |(dest, _)| dest);
        let bare = dest.strip_prefix('<').and_then(|dest| dest.strip_suffix('>'));
        let start = start + usize::from(bare.is_some());
        return Some((1..close, start..start + bare.unwrap_or(dest).len(), false, close + 2 + end + 1));
    }
    if let Some(inner) = after.strip_prefix('[') {
        let end = clip(inner, LINK).find(']')?;
        let named = close + 2..close + 2 + end;
        return Some((1..close, if end == 0 { 1..close } else { named }, true, close + 2 + end + 1));
    }
    None
}

/// The bracket that closes an address, brackets within it passed over.
fn closing(inner: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, letter) in inner.char_indices() {
        match letter {
            '(' => depth += 1,
            ')' if depth == 0 => return Some(at),
            ')' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// A tag, comment or address between `<` and `>`: its inside, and its end.
pub(super) fn tag(text: &str) -> Option<(&str, usize)> {
    if let Some(rest) = text.strip_prefix("<!--") {
        return Some(("", rest.find("-->").map_or(text.len(), |end| end + 7)));
    }
    if !text[1..].starts_with(|first: char| first.is_ascii_alphabetic() || first == '/') {
        return None;
    }
    let end = clip(text, LINK).find('>')?;
    Some((&text[1..end], end + 1))
}

/// `<a href="0012-x.html">twelve</a>`: its words, where it leads, and its end.
pub(super) fn anchor(text: &str) -> Option<(Range<usize>, Range<usize>, usize)> {
    let (inner, open) = tag(text)?;
    let lower = inner.to_ascii_lowercase();
    let href = Some(lower.find("href=")? + 5).filter(|_| lower.starts_with("a "))?;
    let quote = inner[href..].chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let from = href + 1;
    let end = from + inner[from..].find(quote)?;
    let close = clip(&text[open..], LINK).to_ascii_lowercase().find("</a>")?;
    Some((open..open + close, from + 1..end + 1, open + close + "</a>".len()))
}
