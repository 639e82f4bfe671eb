//! Lists and tables that are made while they are written: a page or file holds thousands of figures, and nobody else asks for them.

use serde::{Serialize, Serializer};

/// A list, by what makes its entries.
pub(super) struct List<F>(pub(super) F);

impl<I, F> Serialize for List<F>
where
    F: Fn() -> I,
    I: IntoIterator<Item: Serialize>,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}

/// A table of keys and values, by what makes its entries.
pub(super) struct Table<F>(pub(super) F);

impl<K, V, I, F> Serialize for Table<F>
where
    K: Serialize,
    V: Serialize,
    F: Fn() -> I,
    I: IntoIterator<Item = (K, V)>,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map((self.0)())
    }
}
