//! Numbers as letters of a text between quotes. They compress well, and a browser reads them without a parser.
//!
//! A number is written to the base 43, the highest digit first. Digits are the letters from `(` to `~` but the backslash, 86 of them:
//! the lower half ends a number, the upper half has more to come. Below them are left the marks of levels, and the space.

/// The base; twice that many letters are digits.
const BASE: u32 = 43;

/// Writes a number.
pub(super) fn number(out: &mut String, value: u32) {
    if value >= BASE {
        higher(out, value / BASE);
    }
    out.push(digit(value % BASE));
}

fn higher(out: &mut String, value: u32) {
    if value >= BASE {
        higher(out, value / BASE);
    }
    out.push(digit(BASE + value % BASE));
}

/// The letter of a digit, leaving out the backslash.
fn digit(value: u32) -> char {
    let code = value + u32::from(b'(');
    char::from_u32(if code < u32::from(b'\\') { code } else { code + 1 }).expect("a letter of ASCII")
}

/// Writes rising numbers as the distances between them, less one.
pub(super) fn rising(values: impl IntoIterator<Item = u32>) -> String {
    let mut out = String::new();
    let mut next = 0;
    for value in values {
        number(&mut out, value - next);
        next = value + 1;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{number, rising};

    #[test]
    fn numbers_are_short_and_plain() {
        let text = |value| {
            let mut out = String::new();
            number(&mut out, value);
            out
        };
        assert_eq!(["(", "R", "T(", "TR", "~R"].map(str::to_owned), [0, 42, 43, 85, 42 * 43 + 42].map(text));
        assert_eq!(rising([0, 1, 2, 10]), "(((/");
        let all: String = (0..100_000).map(text).collect();
        assert!(all.bytes().all(|byte| (b'('..=b'~').contains(&byte) && byte != b'\\'));
    }
}
