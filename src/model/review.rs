//! When a record is to be looked at again, and when it was.

use super::PriceIx;
use crate::base::date::Date;

/// A price to watch.
#[derive(Debug, Clone, PartialEq)]
pub struct Watch {
    /// The entry of the price book.
    pub price: PriceIx,
    /// Relative change that asks for a review, > 0.
    pub change: f64,
}

/// What a record asks for (ruling 20).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ReviewPlan {
    /// Interval in whole months: the record's, else its framework's, else the site's.
    pub every_months: Option<u32>,
    /// A fixed date; it holds until a review is logged on or after `on − notice`.
    pub on: Option<Date>,
    /// Events that ask for a review, in words.
    pub when: Vec<String>,
    /// Prices that ask for a review.
    pub watch: Vec<Watch>,
}

/// How a review ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The decision stands.
    Reaffirmed,
    /// Something in it was changed.
    Changed,
    /// Another record took its place.
    Superseded,
}

impl Outcome {
    /// The word people write.
    pub fn word(self) -> &'static str {
        match self {
            Self::Reaffirmed => "reaffirmed",
            Self::Changed => "changed",
            Self::Superseded => "superseded",
        }
    }
}

/// A review that was held.
#[derive(Debug, Clone, PartialEq)]
pub struct ReviewEntry {
    /// The day.
    pub on: Date,
    /// Who held it.
    pub by: Option<String>,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// Remark.
    pub note: Option<String>,
}
