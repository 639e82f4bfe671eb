//! The calendar of reviews, grouped by how they stand on the day the site was built for.

use schemars::JsonSchema;
use serde::Serialize;

use super::{
    calendar,
    drift_words::{DriftNote, Told},
    feed::FeedKind,
    home_page::moved,
    list_page::{ListLink, years},
    listing::{ListKind, Listing, Part},
    material::Material,
    meta::Meta,
    standpoint::{Link, RecordRef, RecordRow, Standpoint},
    words::{self, Day},
};

use crate::{analyze::review::ReviewState, model::RecordIx};

/// Decisions listed for what prices have made of them, at most: the command line lists all.
const DRIFTED: usize = 100;

/// Owners whose calendars are listed, at most.
const OWNERS: usize = 100;

/// A review that will come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ReviewRow<'a> {
    /// The record; `row.due` is never null here.
    pub row: RecordRow<'a>,
    /// How often, in words: `every 6 months`; null where only a date or an event asks for it.
    pub every: Option<String>,
    /// Watched prices that moved, in words.
    pub moved: Vec<String>,
    /// Events that ask for a review.
    pub when: &'a [String],
}

/// A decision whose answer today's prices have touched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DriftedRow<'a> {
    /// The record.
    pub record: RecordRef<'a>,
    /// What has come of it.
    pub note: DriftNote,
    /// The day on which the last of these prices took effect; null while one is not known.
    pub since: Option<Day>,
    /// Who reviews.
    pub owner: Option<&'a str>,
}

/// Reviews that stand alike.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ReviewGroup<'a> {
    /// `overdue`, `due`, `upcoming` or `ok`.
    pub key: &'static str,
    /// Its words.
    pub label: &'static str,
    /// What the words mean with this site's notice and grace.
    pub meaning: String,
    /// The reviews by date; may be empty, so that scripts can move rows here.
    pub rows: Vec<ReviewRow<'a>>,
}

/// An owner's calendar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct OwnerCalendar<'a> {
    /// Where it is, and whose.
    pub link: Link<'a>,
    /// Reviews in it, formatted.
    pub count: String,
}

/// What a calendar or a feed reader can follow.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Subscriptions<'a> {
    /// The calendar of all reviews.
    pub all: OwnerCalendar<'a>,
    /// The same by its absolute address, for a calendar that wants to be told; null without a base URL.
    pub address: Option<String>,
    /// Calendars of owners who have a review to come, by name.
    pub owners: Vec<OwnerCalendar<'a>>,
    /// How many more owners there are, formatted with the noun; null where all are listed.
    pub more: Option<String>,
    /// The feed of reviews; null without a base URL.
    pub feed: Option<Link<'a>>,
}

/// Reviews: template `reviews.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ReviewsPage<'a> {
    /// What every page has.
    pub meta: Meta,
    /// Its heading.
    pub heading: String,
    /// The whole calendar, on the page of a year; null otherwise.
    pub parent: Option<Link<'a>>,
    /// The four groups, the most urgent first.
    pub groups: Vec<ReviewGroup<'a>>,
    /// Answers that today's prices have touched and no review has looked at since, the weightiest first; on the first page only.
    pub drifted: Vec<DriftedRow<'a>>,
    /// How many more of them there are, formatted with the noun; null where all are shown.
    pub drifted_more: Option<String>,
    /// Pages by year, where there are more than one page holds.
    pub years: Vec<ListLink<'a>>,
    /// Reviews in all, formatted with the noun.
    pub total: String,
    /// Calendars and feed; null on the page of a year.
    pub subscriptions: Option<Subscriptions<'a>>,
}

/// The whole calendar, or its most urgent part.
pub fn front<'a>(from: &Standpoint<'a>, listing: &'a Listing) -> ReviewsPage<'a> {
    // The first page is about urgency: a watched price may make a review due long before its date.
    let rows = if listing.parts.is_empty() { &from.material.due } else { &from.material.due[..listing.front().len()] };
    let meta = Meta::new(from, &listing.url, ("reviews", "Reviews".into()));
    let total = words::count(from.numbers(), listing.rows.len(), "decision");
    let all = &from.material.drifted;
    let hidden = all.len().saturating_sub(DRIFTED);
    ReviewsPage {
        meta,
        heading: "Reviews".into(),
        parent: None,
        groups: groups(from, rows),
        drifted: all.iter().take(DRIFTED).filter_map(|ix| drifted(from, *ix)).collect(),
        drifted_more: (hidden > 0).then(|| words::count(from.numbers(), hidden, "more decision")),
        years: years(from, listing),
        total,
        subscriptions: Some(subscriptions(from)),
    }
}

/// A year of it.
pub fn part<'a>(from: &Standpoint<'a>, listing: &'a Listing, part: &'a Part) -> ReviewsPage<'a> {
    let rows = &listing.rows[part.rows.clone()];
    let heading = part.year.map_or_else(|| "Reviews without a date".to_owned(), |year| format!("Reviews due in {year}"));
    let meta = Meta::new(from, &part.url, ("reviews", heading.clone()));
    let total = words::count(from.numbers(), rows.len(), "decision");
    ReviewsPage {
        meta,
        heading,
        parent: Some(from.to_list(listing)),
        groups: groups(from, rows),
        drifted: Vec::new(),
        drifted_more: None,
        years: years(from, listing),
        total,
        subscriptions: None,
    }
}

fn drifted<'a>(from: &Standpoint<'a>, ix: RecordIx) -> Option<DriftedRow<'a>> {
    let material: &'a Material<'a> = from.material;
    let told = Told::of(material, ix)?;
    let owner = material.site.record(ix).owner.as_deref();
    Some(DriftedRow { record: from.record(ix), note: told.note(&[])?, since: told.drift.since.map(Day::new), owner })
}

fn subscriptions<'a>(from: &Standpoint<'a>) -> Subscriptions<'a> {
    let material: &'a Material<'a> = from.material;
    let entry = |address: &str, text: &'a str, count: usize| OwnerCalendar {
        link: Link { url: from.to(address), text: text.into() },
        count: from.numbers().whole(count as f64),
    };
    let owners = material.listings.iter().filter(|listing| matches!(listing.kind, ListKind::Owner(_)));
    let mut owners: Vec<OwnerCalendar<'a>> = owners
        .map(|owner| (owner, calendar::count(material, &owner.rows)))
        .filter(|(_, count)| *count > 0)
        .map(|(owner, count)| entry(&calendar::address(owner), &owner.name, count))
        .collect();
    let hidden = owners.len().saturating_sub(OWNERS);
    owners.truncate(OWNERS);
    let base = material.site.config.base_url.as_ref();
    Subscriptions {
        all: entry(calendar::ALL, "All reviews", calendar::count(material, &material.due)),
        address: base.map(|base| format!("{base}{}", calendar::ALL)),
        owners,
        more: (hidden > 0).then(|| words::count(from.numbers(), hidden, "more owner")),
        feed: base.map(|_| Link { url: from.to(FeedKind::Reviews.address()), text: "feed of reviews".into() }),
    }
}

fn groups<'a>(from: &Standpoint<'a>, ixs: &[RecordIx]) -> Vec<ReviewGroup<'a>> {
    let config = &from.material.site.config;
    let days = |n: i64| words::count(from.numbers(), usize::try_from(n).unwrap_or_default(), "day");
    [
        (ReviewState::Overdue, "Overdue", format!("More than {} past the due date.", days(config.grace_days))),
        (ReviewState::Due, "Due", format!("The date has come, at most {} ago, or a watched price has moved.", days(config.grace_days))),
        (ReviewState::Upcoming, "Upcoming", format!("Within {}.", days(config.notice_days))),
        (ReviewState::Ok, "Later", "Further off, or on an event.".to_owned()),
    ]
    .map(|(state, label, meaning)| {
        let alike = ixs.iter().filter(|ix| from.material.review_of(**ix).is_some_and(|review| review.state == state));
        ReviewGroup { key: state.word(), label, meaning, rows: alike.map(|ix| row(from, *ix)).collect() }
    })
    .into()
}

fn row<'a>(from: &Standpoint<'a>, ix: RecordIx) -> ReviewRow<'a> {
    let plan = from.material.site.record(ix).review.as_ref();
    ReviewRow {
        row: from.row(ix),
        every: plan.and_then(|plan| plan.every_months).map(words::every),
        moved: moved(from, ix),
        when: plan.map(|plan| plan.when.as_slice()).unwrap_or_default(),
    }
}
