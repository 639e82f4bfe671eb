//! What another team's record says beyond our own keys: the words of its status, days that can be read two ways, ties whose other end is a link or
//! a title. Ties are looked up later, and leniently.

use super::Name;
use crate::{
    base::{date::Date, source::Spanned},
    model::origin::Form,
};

/// The part of a draft that ours do not have.
#[derive(Debug, Clone)]
pub struct ForeignDraft {
    /// The form it is written in.
    pub form: Form,
    /// The words of its status, without marks: `Superseded by 0012`; `None`: it states none.
    pub status_text: Option<Name>,
    /// Its day, where it can be read two ways and nobody has settled which; `RecordDraft::date` is `None` until then.
    pub ambiguous: Option<Spanned<AmbiguousDate>>,
    /// The day that two numbers of a date have settled the order of, `dd/mm` or `mm/dd`: what others of the log are read by.
    pub order: Option<DateOrder>,
    /// Whether the day was told from the file's name, since nothing in it states one.
    pub dated_by_name: bool,
    /// Ties to other records, in the order they were met.
    pub ties: Vec<TieDraft>,
}

/// Which of two numbers is the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DateOrder {
    /// `31/12/2026`
    DayFirst,
    /// `12/31/2026`
    MonthFirst,
}

/// `05/04/2026`: the fifth of April, or the fourth of May.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AmbiguousDate {
    /// With the day before the month.
    pub day_first: Date,
    /// With the month before the day.
    pub month_first: Date,
}

impl AmbiguousDate {
    /// The day that it is in an order.
    pub fn read(self, order: DateOrder) -> Date {
        match order {
            DateOrder::DayFirst => self.day_first,
            DateOrder::MonthFirst => self.month_first,
        }
    }
}

/// A tie to another record, as written on this side.
#[derive(Debug, Clone, PartialEq)]
pub struct TieDraft {
    /// What the other is to this one.
    pub kind: TieKind,
    /// The word that was used, in small letters, where it says more than `kind`: `refines`, `deprecated by`.
    pub label: Option<String>,
    /// The other record, and where it is named.
    pub target: Spanned<TieTarget>,
    /// Whether only a part is meant.
    pub in_part: bool,
}

/// The ties that the model knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TieKind {
    /// This one takes the other's place.
    Supersedes,
    /// The other takes its place.
    SupersededBy,
    /// This one changes the other.
    Amends,
    /// The other changes it.
    AmendedBy,
    /// This one builds on the other.
    DependsOn,
    /// The other builds on it.
    NeededBy,
    /// Worth reading with it.
    RelatesTo,
}

/// How the other record is named.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum TieTarget {
    /// By its number or id: `0012`, `12`, `20200926-use-x`.
    Id(String),
    /// By a link, as written: `0012-x.md`, `../adr/0012-x.html#context`.
    Link(String),
    /// By its title, or by words that may be one.
    Title(String),
}
