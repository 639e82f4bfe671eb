//! When a record is looked at again, what else asks for it, and what earlier reviews said.

use schemars::JsonSchema;
use serde::Serialize;

use super::Subject;
use crate::{
    model::review::{Outcome, ReviewEntry},
    present::{
        home_page::moved,
        standpoint::Due,
        words::{self, Day},
    },
};

/// A price that is watched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct WatchRow<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its page.
    pub url: String,
    /// The change that asks for a review: `±20%`.
    pub change: String,
}

/// A review that was held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct EntryRow<'a> {
    /// The day.
    pub on: Day,
    /// Who held it.
    pub by: Option<&'a str>,
    /// `reaffirmed`, `changed` or `superseded`.
    pub outcome: Option<&'static str>,
    /// Remark.
    pub note: Option<&'a str>,
}

/// The section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ReviewSection<'a> {
    /// The next review; null where none is planned or the record is not in force.
    pub due: Option<Due>,
    /// How often, in words: `every 6 months`.
    pub every: Option<String>,
    /// The dates after the next one.
    pub later: Vec<Day>,
    /// Events that ask for a review.
    pub when: &'a [String],
    /// Prices that ask for one.
    pub watches: Vec<WatchRow<'a>>,
    /// Of these, those that moved, in words.
    pub moved: Vec<String>,
    /// Reviews that were held, the latest first.
    pub log: Vec<EntryRow<'a>>,
}

/// The reviews of a record; `None` where it neither asks for any nor had one.
pub fn section<'a>(of: &Subject<'a>) -> Option<ReviewSection<'a>> {
    let record = of.record;
    let plan = record.review.as_ref();
    if plan.is_none() && record.reviews.is_empty() {
        return None;
    }
    let review = of.from.material.review_of(of.ix);
    let next = review.and_then(|review| review.next);
    let schedule = review.map(|review| review.schedule.as_slice()).unwrap_or_default();
    let watches = plan.map(|plan| plan.watch.as_slice()).unwrap_or_default();
    Some(ReviewSection {
        due: of.from.due(of.ix),
        every: plan.and_then(|plan| plan.every_months).map(words::every),
        later: schedule.iter().filter(|day| next.is_some_and(|next| **day > next)).map(|day| Day::new(*day)).collect(),
        when: plan.map(|plan| plan.when.as_slice()).unwrap_or_default(),
        watches: watches
            .iter()
            .map(|watch| WatchRow {
                name: &of.from.material.site.prices.price(watch.price).name,
                url: of.from.to_price(watch.price).url,
                change: format!("±{}", of.from.numbers().percentage(watch.change, 1)),
            })
            .collect(),
        moved: moved(of.from, of.ix),
        log: record.reviews.iter().rev().map(entry).collect(),
    })
}

fn entry(entry: &ReviewEntry) -> EntryRow<'_> {
    EntryRow { on: Day::new(entry.on), by: entry.by.as_deref(), outcome: entry.outcome.map(Outcome::word), note: entry.note.as_deref() }
}
