//! Free values: what people put under `[extra]`, handed to the theme untouched and in the order they were written.

/// A value of any shape.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Whole(i64),
    /// Any other number.
    Number(f64),
    /// A text; dates and times keep their text too.
    Text(String),
    /// A list.
    List(Vec<Value>),
    /// A table, in the order it was written.
    Table(Vec<(String, Value)>),
}
