//! Names of cells: columns count from 0 here, rows from 1 as spreadsheets show them.

use std::fmt;

/// Column of the likely value on the sheet of inputs.
pub(super) const LIKELY: char = 'F';

/// The letters of a column: 0 is `A`, 25 is `Z`, 26 is `AA`.
pub fn letters(column: usize) -> String {
    const LETTERS: &[u8; 26] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    let mut name = String::with_capacity(3);
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        name.insert(0, char::from(LETTERS[rest % 26]));
        rest /= 26;
    }
    name
}

/// An input: the row of the sheet `Inputs` that its likely value stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct At(pub(super) usize);

impl fmt::Display for At {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Inputs!${LIKELY}${}", self.0)
    }
}

/// A part of a column of the sheet `Inputs`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rows {
    pub(super) column: char,
    pub(super) first: usize,
    pub(super) last: usize,
}

impl Rows {
    /// All but the last, and all but the first: each row and the next.
    pub(super) fn neighbours(self) -> (Self, Self) {
        (Self { last: self.last - 1, ..self }, Self { first: self.first + 1, ..self })
    }

    /// The first cell.
    pub(super) fn top(self) -> String {
        format!("Inputs!${}${}", self.column, self.first)
    }
}

impl fmt::Display for Rows {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { column, first, last } = self;
        write!(out, "Inputs!${column}${first}:${column}${last}")
    }
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn columns_have_letters() {
        for (column, expected) in [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")] {
            assert_eq!(letters(column), expected);
        }
    }
}
