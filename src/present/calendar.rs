//! Reviews as calendars, for programs that people live by: one of all, and one an owner. What stands in them comes from records alone, so
//! that a day without a change writes the same bytes. Knows no format.

use super::{
    home_page::moved,
    listing::Listing,
    material::Material,
    standpoint::{Standpoint, encoded, full_id},
    words,
};
use crate::{
    base::{date::Date, slug::slug},
    model::RecordIx,
};

/// The calendar of all reviews.
pub const ALL: &str = "reviews.ics";

/// A calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar<'a> {
    /// Its name.
    pub name: String,
    /// The page that shows the same; `None` without a base URL.
    pub url: Option<String>,
    /// Its events, by day, then record.
    pub events: Vec<Event<'a>>,
}

/// A review that will come, or has: a whole day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event<'a> {
    /// The same for the same record in every build, whatever its title, date or file name.
    pub uid: String,
    /// How often it was moved: reviews that were held.
    pub sequence: usize,
    /// The day of the last change that moved it.
    pub stamp: Date,
    /// The day on which the review is due.
    pub on: Date,
    /// Its title.
    pub summary: String,
    /// Who, how often, and what else asks for it: a line each.
    pub description: String,
    /// Tags of the record.
    pub categories: &'a [String],
    /// The record's page; `None` without a base URL.
    pub url: Option<String>,
}

/// Address of an owner's calendar, beside the list of what they own: `reviews/payments.ics`.
pub fn address(owner: &Listing) -> String {
    let name = owner.url.strip_prefix("owners/").unwrap_or(&owner.url);
    format!("reviews/{}.ics", name.strip_suffix(".html").unwrap_or(name))
}

/// How many of these records are in a calendar.
pub fn count(material: &Material<'_>, rows: &[RecordIx]) -> usize {
    rows.iter().filter(|ix| day(material, **ix).is_some()).count()
}

/// The calendar of all reviews.
pub fn all<'a>(material: &Material<'a>) -> Calendar<'a> {
    calendar(material, format!("Reviews · {}", material.site.config.title), &material.due)
}

/// The calendar of what an owner reviews.
pub fn of_owner<'a>(material: &Material<'a>, owner: &Listing) -> Calendar<'a> {
    calendar(material, format!("Reviews of {} · {}", owner.name, material.site.config.title), &owner.rows)
}

fn calendar<'a>(material: &Material<'a>, name: String, rows: &[RecordIx]) -> Calendar<'a> {
    let place = place(material);
    let mut events: Vec<(Date, RecordIx)> = rows.iter().filter_map(|ix| Some((day(material, *ix)?, *ix))).collect();
    events.sort_unstable();
    Calendar {
        name,
        url: material.site.config.base_url.as_ref().map(|base| format!("{base}reviews.html")),
        events: events.into_iter().map(|(on, ix)| event(material, (on, ix), &place)).collect(),
    }
}

/// The day on which a review is due: its date, or the day on which a watched price went too far, if that was earlier. `None`: no day is known.
fn day(material: &Material<'_>, ix: RecordIx) -> Option<Date> {
    let review = material.review_of(ix)?;
    review.fired.iter().map(|watch| watch.since).chain(review.next).min()
}

/// What tells the events of this portal from those of another, which has a record 0001 too.
fn place(material: &Material<'_>) -> String {
    let config = &material.site.config;
    let address = config.base_url.as_deref().and_then(|url| url.split_once("://")).map(|(_, rest)| joined(rest));
    address.unwrap_or_else(|| Some(slug(&config.title)).filter(|slug| !slug.is_empty()).unwrap_or_else(|| "decisions".into()))
}

fn joined(address: &str) -> String {
    address.split('/').filter(|part| !part.is_empty()).collect::<Vec<_>>().join(".")
}

fn event<'a>(material: &Material<'a>, (on, ix): (Date, RecordIx), place: &str) -> Event<'a> {
    let (site, record) = (material.site, material.site.record(ix));
    let id = full_id(record);
    let mut lines: Vec<String> = Vec::new();
    lines.extend(record.summary.clone());
    lines.extend(record.owner.as_ref().map(|owner| format!("Owner: {owner}")));
    if let Some(plan) = &record.review {
        lines.extend(plan.every_months.map(|months| format!("Every {}", words::interval(months))));
        lines.extend(moved(&Standpoint::at(material, ALL), ix));
        lines.extend(plan.when.iter().map(|event| format!("Also when: {event}")));
    }
    let review = material.review_of(ix);
    let moved_on = review.into_iter().flat_map(|review| review.fired.iter().map(|watch| watch.since));
    let stamp = review.map(|review| review.anchor).into_iter().chain(moved_on).max();
    Event {
        uid: format!("review-{}@{place}", id.replace('/', ".")),
        sequence: record.reviews.len(),
        stamp: stamp.unwrap_or(on),
        on,
        summary: format!("Review {id} {}", record.title),
        description: lines.join("\n"),
        categories: &record.tags,
        url: site.config.base_url.as_ref().map(|base| format!("{base}{}", encoded(&record.url()))),
    }
}
