//! Where a record writes what findings of the checks speak of: a finding points to the key that it is about, not to the record as a whole.

use crate::base::source::Span;

/// Places of keys and tables; `None`: not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Places {
    /// The value of `chosen`.
    pub chosen: Option<Span>,
    /// `[review]`, or its short form.
    pub review: Option<Span>,
    /// `[evaluation]`.
    pub evaluation: Option<Span>,
    /// `[data]`.
    pub data: Option<Span>,
    /// `[training]`.
    pub training: Option<Span>,
}
