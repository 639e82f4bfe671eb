//! Decisions over time: by year and month, the latest first, each with what it took the place of.

use schemars::JsonSchema;
use serde::Serialize;

use super::{
    list_page::{ListLink, years},
    listing::{Listing, Part},
    meta::Meta,
    standpoint::{Link, RecordRef, Standpoint},
    words::{self, Day},
};
use crate::model::RecordIx;

/// A decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Entry<'a> {
    /// Its day; null where the record has none.
    pub day: Option<Day>,
    /// The same within its month: `28`.
    pub day_of_month: Option<i8>,
    /// The record.
    pub record: RecordRef<'a>,
    /// What it took the place of.
    pub supersedes: Vec<RecordRef<'a>>,
    /// What took its place.
    pub superseded_by: Vec<RecordRef<'a>>,
}

/// A month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Month<'a> {
    /// Its name; `Without a date` for records that have none.
    pub name: String,
    /// Its decisions, the latest first.
    pub entries: Vec<Entry<'a>>,
}

/// A year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Year<'a> {
    /// `2026`; null for records without a date.
    pub name: Option<String>,
    /// How many decisions are shown of it, formatted with the noun.
    pub total: String,
    /// Its months, the latest first.
    pub months: Vec<Month<'a>>,
}

/// The timeline: template `timeline.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TimelinePage<'a> {
    /// What every page has.
    pub meta: Meta,
    /// Its heading.
    pub heading: String,
    /// The whole timeline, on the page of a year; null otherwise.
    pub parent: Option<Link<'a>>,
    /// The years shown, the latest first.
    pub years: Vec<Year<'a>>,
    /// Pages by year, where there are more decisions than one page holds.
    pub pages: Vec<ListLink<'a>>,
}

/// The whole timeline, or its latest part.
pub fn front<'a>(from: &Standpoint<'a>, listing: &'a Listing) -> TimelinePage<'a> {
    let meta = Meta::new(from, &listing.url, ("timeline", "Timeline".into())).described(Some("Decisions by year and month.".into()));
    TimelinePage { meta, heading: "Timeline".into(), parent: None, years: by_year(from, listing.front()), pages: years(from, listing) }
}

/// A year of it.
pub fn part<'a>(from: &Standpoint<'a>, listing: &'a Listing, part: &'a Part) -> TimelinePage<'a> {
    let heading = part.year.map_or_else(|| "Decisions without a date".to_owned(), |year| format!("Timeline of {year}"));
    let meta = Meta::new(from, &part.url, ("timeline", heading.clone())).below(&listing.url, &listing.name);
    TimelinePage {
        meta,
        heading,
        parent: Some(from.to_list(listing)),
        years: by_year(from, &listing.rows[part.rows.clone()]),
        pages: years(from, listing),
    }
}

/// Rows that are in order of their dates, by year and month.
fn by_year<'a>(from: &Standpoint<'a>, rows: &[RecordIx]) -> Vec<Year<'a>> {
    let date = |ix: &RecordIx| from.material.site.record(*ix).date;
    let year = |ix: &RecordIx| date(ix).map(jiff::civil::Date::year);
    let month = |ix: &RecordIx| date(ix).map(jiff::civil::Date::month);
    let months = |rows: &[RecordIx]| {
        let name = |ix: &RecordIx| date(ix).map_or_else(|| "Without a date".to_owned(), |day| words::month_name(day).to_owned());
        let each = rows.chunk_by(|a, b| month(a) == month(b));
        each.map(|rows| Month { name: name(&rows[0]), entries: rows.iter().map(|ix| entry(from, *ix)).collect() }).collect()
    };
    let each = rows.chunk_by(|a, b| year(a) == year(b));
    each.map(|rows| Year {
        name: year(&rows[0]).map(|year| year.to_string()),
        total: words::count(from.numbers(), rows.len(), "decision"),
        months: months(rows),
    })
    .collect()
}

fn entry<'a>(from: &Standpoint<'a>, ix: RecordIx) -> Entry<'a> {
    let record = from.material.site.record(ix);
    let named = |ties: &[crate::model::record::Relation]| ties.iter().map(|tie| from.record(tie.to)).collect();
    Entry {
        day: record.date.map(Day::new),
        day_of_month: record.date.map(jiff::civil::Date::day),
        record: from.record(ix),
        supersedes: named(&record.relations.supersedes),
        superseded_by: named(&record.relations.superseded_by),
    }
}
