//! A record's matrix and costs as plain tables, for programs and spreadsheets: unrounded, a header of documented words, one row a fact.
//! Knows nothing of commas: how a table is written down is `render`'s business.

pub mod cost;
pub mod matrix;

use std::borrow::Cow;

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell<'a> {
    /// Nothing: not known, or it does not apply.
    Empty,
    /// A number.
    Number(f64),
    /// Words, some of them written by people.
    Text(Cow<'a, str>),
}

impl<'a> Cell<'a> {
    /// Words.
    fn text(text: impl Into<Cow<'a, str>>) -> Self {
        Self::Text(text.into())
    }

    /// Words, or nothing.
    fn words(text: Option<&'a str>) -> Self {
        text.map_or(Self::Empty, Self::text)
    }

    /// A number, or nothing.
    fn number(value: Option<f64>) -> Self {
        value.map_or(Self::Empty, Self::Number)
    }
}

/// A table.
#[derive(Debug, Clone, PartialEq)]
pub struct Table<'a> {
    /// Names of the columns.
    pub header: Vec<Cow<'a, str>>,
    /// The rows, each as long as the header.
    pub rows: Vec<Vec<Cell<'a>>>,
}
