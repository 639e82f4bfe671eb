//! Where front matter ends and the body begins: two lines `+++`, the first at the very top.

use std::ops::Range;

/// A text, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Parts {
    /// Both fences are there.
    Fenced {
        /// The first fence.
        fence: Range<usize>,
        /// The TOML between them.
        front: Range<usize>,
        /// First byte of the body.
        body: usize,
    },
    /// The first fence is there, the second is not.
    Open(Range<usize>),
    /// There is no fence at the top.
    Bare,
}

/// Takes a text apart. Line ends may be `\n` or `\r\n`; blanks after a fence do not matter.
pub fn split(text: &str) -> Parts {
    let is_fence = |line: &str| line.trim_end() == "+++";
    let first = text.split_inclusive('\n').next().unwrap_or_default();
    if !is_fence(first) {
        return Parts::Bare;
    }
    let mut at = first.len();
    for line in text[at..].split_inclusive('\n') {
        if is_fence(line) {
            return Parts::Fenced { fence: 0..3, front: first.len()..at, body: at + line.len() };
        }
        at += line.len();
    }
    Parts::Open(0..3)
}

#[cfg(test)]
mod tests {
    use super::{Parts, split};

    #[test]
    fn fences() {
        assert_eq!(split("+++\na = 1\n+++\nx"), Parts::Fenced { fence: 0..3, front: 4..10, body: 14 });
        assert_eq!(split("+++ \r\na = 1\r\n+++\r\nx"), Parts::Fenced { fence: 0..3, front: 6..13, body: 18 });
        assert_eq!(split("+++\n+++"), Parts::Fenced { fence: 0..3, front: 4..4, body: 7 });
        assert_eq!(split("+++\na = 1\n++++\n"), Parts::Open(0..3));
        assert_eq!(split("\n+++\n"), Parts::Bare);
        assert_eq!(split(""), Parts::Bare);
    }
}
