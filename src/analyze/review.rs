//! When a record is due for another look (maths.md, 6; rulings 20 and 21).

use crate::{
    base::date::Date,
    model::{PriceIx, record::Record, site::Site},
};

/// How a due date stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReviewState {
    /// Its grace has run out.
    Overdue,
    /// The day has come.
    Due,
    /// It comes within the notice.
    Upcoming,
    /// It is further off.
    Ok,
}

impl ReviewState {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Due => "due",
            Self::Upcoming => "upcoming",
            Self::Ok => "ok",
        }
    }
}

/// A watched price that has moved as far as the record said.
#[derive(Debug, Clone, PartialEq)]
pub struct FiredWatch {
    /// The price.
    pub price: PriceIx,
    /// The price when it was last looked at.
    pub then: f64,
    /// The price today.
    pub now: f64,
    /// The day from which it holds.
    pub since: Date,
}

/// A review schedule on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Review {
    /// The day that the schedule counts from: the last review held, else the day of the decision.
    pub anchor: Date,
    /// The next due date; `None`: only events ask for a review.
    pub next: Option<Date>,
    /// How that date stands today, fired watches counted as due.
    pub state: ReviewState,
    /// Days from today to the next date; negative once it has passed.
    pub days_to_due: Option<i64>,
    /// Six due dates from the anchor on.
    pub schedule: Vec<Date>,
    /// Watched prices that have moved.
    pub fired: Vec<FiredWatch>,
}

/// How `due` stands on `today` (maths.md, 6), with the site's notice and grace in days.
pub fn state(_due: Date, _today: Date, _notice_days: i64, _grace_days: i64) -> ReviewState {
    ReviewState::Ok
}

/// The review of a record.
pub fn analyze(_site: &Site, _record: &Record) -> Option<Review> {
    None
}
