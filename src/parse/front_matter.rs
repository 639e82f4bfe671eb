//! Where front matter ends and a body begins: TOML between two lines `+++` at the very top. Reads neither of the two.

use std::ops::Range;

/// The line before and after front matter.
pub const FENCE: &str = "+++";

/// A text, cut.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FrontMatter {
    /// There is none; the whole is body.
    Absent,
    /// Bytes of the TOML, and first byte of the body.
    Present(Range<usize>, usize),
    /// It begins, at this line, and does not end.
    Unclosed(Range<usize>),
}

/// Finds the front matter of `text`.
pub fn find(text: &str) -> FrontMatter {
    let first = line_end(text, 0);
    if text[..first].trim_end() != FENCE {
        return FrontMatter::Absent;
    }
    let start = after(text, first);
    let mut at = start;
    while at < text.len() {
        let end = line_end(text, at);
        if text[at..end].trim_end() == FENCE {
            return FrontMatter::Present(start..at, after(text, end));
        }
        at = after(text, end);
    }
    FrontMatter::Unclosed(0..text[..first].trim_end().len())
}

fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |end| at + end)
}

fn after(text: &str, line_end: usize) -> usize {
    (line_end + 1).min(text.len())
}

#[cfg(test)]
mod tests {
    use super::{FrontMatter, find};

    #[test]
    fn stands_between_two_fences_at_the_very_top() {
        assert_eq!(find("+++\na = 1\n+++\nbody"), FrontMatter::Present(4..10, 14));
        assert_eq!(find("+++\r\na = 1\r\n+++\r\nbody"), FrontMatter::Present(5..12, 17));
        assert_eq!(find("+++\n+++"), FrontMatter::Present(4..4, 7));
        assert_eq!(find("+++\na = 1\n++++\n"), FrontMatter::Unclosed(0..3));
        for text in ["", "body", "\n+++\n+++\n", "++++\n+++\n"] {
            assert_eq!(find(text), FrontMatter::Absent, "{text:?}");
        }
    }
}
