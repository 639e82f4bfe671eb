//! When a record is due for another look (maths.md, 6; rulings 20 and 21).

use super::drift::has_moved;
use crate::{
    base::date::{Date, add_days, add_months, days_between},
    model::{
        PriceIx,
        record::Record,
        review::{ReviewPlan, Watch},
        site::Site,
    },
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
    /// The day from which it has been that far away.
    pub since: Date,
}

/// A review schedule on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Review {
    /// The day that the schedule counts from: the last review held, else the day of the decision, else a fixed date.
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

impl Review {
    /// Since when a watched price has made the review due, where that came before the day of its schedule.
    pub fn early(&self) -> Option<Date> {
        let since = self.fired.iter().map(|watch| watch.since).min()?;
        self.next.is_none_or(|next| since < next).then_some(since)
    }

    /// The day on which it is due: that of its schedule, or an earlier one on which a watched price moved.
    pub fn due_on(&self) -> Option<Date> {
        self.early().or(self.next)
    }
}

/// Dates of a schedule that are worked out.
const SCHEDULED: u32 = 6;

/// How `due` stands on `today` (maths.md, 6), with the site's notice and grace in days.
pub fn state(due: Date, today: Date, notice_days: i64, grace_days: i64) -> ReviewState {
    if today < add_days(due, -notice_days) {
        ReviewState::Ok
    } else if today < due {
        ReviewState::Upcoming
    } else if today <= add_days(due, grace_days) {
        ReviewState::Due
    } else {
        ReviewState::Overdue
    }
}

/// The review of a record in force; `None` where it asks for none, is not in force (ruling 5), or has no day to count from.
pub fn analyze(site: &Site, record: &Record) -> Option<Review> {
    let plan = record.review.as_ref().filter(|_| record.in_force())?;
    let last_held = record.reviews.iter().map(|review| review.on).max();
    let fixed = plan.on.filter(|on| last_held.is_none_or(|held| held < add_days(*on, -site.config.notice_days)));
    let anchor = last_held.or(record.decided_on()).or(fixed)?;
    let schedule = schedule(anchor, fixed, plan.every_months);
    let next = schedule.first().copied();
    let moved = moved_watches(site, record, plan, last_held);
    let by_date = next.map_or(ReviewState::Ok, |next| state(next, site.today, site.config.notice_days, site.config.grace_days));
    Some(Review {
        anchor,
        next,
        // The states stand in order of urgency: a watch that fired makes a review due, never less.
        state: if moved.is_empty() { by_date } else { by_date.min(ReviewState::Due) },
        days_to_due: next.map(|next| days_between(site.today, next)),
        schedule,
        fired: moved,
    })
}

/// Due dates from the next one on: a fixed date that was not held yet, then one interval after another. Each is counted from
/// the anchor, never from the date before it, so that a short month shortens no other.
pub fn schedule(anchor: Date, fixed: Option<Date>, every_months: Option<u32>) -> Vec<Date> {
    let start = fixed.unwrap_or(anchor);
    let steps = every_months.into_iter().flat_map(|every| (1..=SCHEDULED).map(move |step| step * every));
    let dates = steps.map(|months| add_months(start, i32::try_from(months).unwrap_or(i32::MAX)));
    fixed.into_iter().chain(dates).take(SCHEDULED as usize).collect()
}

/// Watched prices that have moved as far as the record said since they were last looked at (ruling 21).
fn moved_watches(site: &Site, record: &Record, plan: &ReviewPlan, last_held: Option<Date>) -> Vec<FiredWatch> {
    let looked_at = last_held.unwrap_or_else(|| record.price_day(site.today));
    let check = |watch: &Watch| {
        let price = site.prices.price(watch.price);
        let (then, now) = (price.row_on(looked_at)?.price, price.row_on(site.today)?.price);
        // It took effect with the first of the rows that have kept it beyond the bound: a later change that leaves it there starts nothing anew.
        let rows = price.history.iter().rev().skip_while(|row| row.from > site.today).take_while(|row| row.from > looked_at);
        let since = rows.take_while(|row| has_moved(then, row.price, watch.change)).last()?.from;
        Some(FiredWatch { price: watch.price, then, now, since })
    };
    plan.watch.iter().filter_map(check).collect()
}
