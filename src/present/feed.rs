//! What is new, for feed readers: decisions by the day of their status, and reviews as they come due and are held. Only a portal with an address
//! has feeds. Days come from records, and from the build's own day only which of them have come. Knows no format.

use schemars::JsonSchema;
use serde::Serialize;

use super::{
    material::Material,
    standpoint::{encoded, full_id, state_words, status_mark},
    words,
};
use crate::{
    analyze::review::{Review, ReviewState},
    base::date::{Date, add_days},
    model::{RecordIx, record::Record, review::ReviewEntry},
};

/// Entries of a feed, at most.
const ENTRIES: usize = 50;

/// Which feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FeedKind {
    /// Decisions.
    Decisions,
    /// Reviews.
    Reviews,
}

impl FeedKind {
    /// All there are.
    pub const ALL: [Self; 2] = [Self::Decisions, Self::Reviews];

    /// Its address from the root of the site.
    pub fn address(self) -> &'static str {
        match self {
            Self::Decisions => "atom.xml",
            Self::Reviews => "reviews.xml",
        }
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Decisions => "Decisions",
            Self::Reviews => "Reviews",
        }
    }

    /// The page that shows the same.
    fn page(self) -> &'static str {
        match self {
            Self::Decisions => "",
            Self::Reviews => "reviews.html",
        }
    }
}

/// A feed as a page points to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FeedLink {
    /// Its name.
    pub title: String,
    /// Address from the root of the site: put `page.meta.root` before it.
    pub url: &'static str,
}

/// A feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feed<'a> {
    /// Its name.
    pub title: String,
    /// A sentence about the portal.
    pub subtitle: Option<&'a str>,
    /// A language tag.
    pub language: &'a str,
    /// Who answers for entries that name nobody: the portal.
    pub author: &'a str,
    /// Its own absolute address, which is its id too.
    pub url: String,
    /// Absolute address of the page that shows the same.
    pub page: String,
    /// The day of its newest entry; without entries, the day the site is built for.
    pub updated: Date,
    /// Its entries, the newest first.
    pub entries: Vec<Entry<'a>>,
}

/// An entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry<'a> {
    /// The same for the same decision or review in every build, whatever its title or file name.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Absolute address of the record's page.
    pub url: String,
    /// The day it first came up.
    pub published: Date,
    /// The day of its last change that matters; never before `published`.
    pub updated: Date,
    /// Who made it so; empty where nobody said.
    pub authors: Vec<&'a str>,
    /// Tags of the record.
    pub tags: &'a [String],
    /// A few sentences.
    pub summary: String,
}

/// The feeds that pages point to; none without a base URL.
pub fn links(material: &Material<'_>) -> Vec<FeedLink> {
    let config = &material.site.config;
    let kinds = config.base_url.iter().flat_map(|_| FeedKind::ALL);
    kinds.map(|kind| FeedLink { title: format!("{} · {}", kind.name(), config.title), url: kind.address() }).collect()
}

/// The newest of a kind.
pub fn feed<'a>(material: &Material<'a>, kind: FeedKind) -> Feed<'a> {
    let config = &material.site.config;
    let base = config.base_url.as_deref().unwrap_or_default();
    let entries = match kind {
        FeedKind::Decisions => decisions(material, base),
        FeedKind::Reviews => reviews(material, base),
    };
    Feed {
        title: format!("{} · {}", kind.name(), config.title),
        subtitle: config.description.as_deref(),
        language: &config.language,
        author: &config.title,
        url: format!("{base}{}", kind.address()),
        page: format!("{base}{}", kind.page()),
        updated: entries.iter().map(|entry| entry.updated).max().unwrap_or(material.site.today),
        entries,
    }
}

fn decisions<'a>(material: &Material<'a>, base: &str) -> Vec<Entry<'a>> {
    let site = material.site;
    let mut rows: Vec<(Date, RecordIx)> = material.record_ixs().filter_map(|ix| Some((site.record(ix).date?, ix))).collect();
    rows.sort_unstable();
    rows.reverse();
    rows.truncate(ENTRIES);
    rows.into_iter().map(|(on, ix)| decision(site.record(ix), on, base)).collect()
}

fn decision<'a>(record: &'a Record, on: Date, base: &str) -> Entry<'a> {
    let status = status_mark(record.status).label;
    let mut summary = format!("{status} on {}.", words::long_date(on));
    if let Some(chosen) = record.chosen {
        summary.push_str(&[" Decided for ", &record.option(chosen).name, "."].concat());
    }
    if let Some(text) = &record.summary {
        summary.push(' ');
        summary.push_str(text);
    }
    Entry {
        id: format!("{base}#decision/{}", full_id(record)),
        title: format!("{} {}", full_id(record), record.title),
        url: page(record, base),
        published: record.decided_on().unwrap_or(on).min(on),
        updated: on,
        authors: record.deciders.iter().map(String::as_str).collect(),
        tags: &record.tags,
        summary,
    }
}

/// Reviews that have been announced or have come due and were not held, and those that were: the newest first.
fn reviews<'a>(material: &Material<'a>, base: &str) -> Vec<Entry<'a>> {
    let mut entries: Vec<(Date, RecordIx, Entry<'a>)> = Vec::new();
    for ix in material.record_ixs() {
        let record = material.site.record(ix);
        let coming = material.review_of(ix).and_then(|review| coming(material, (record, review), base));
        let held = record.reviews.iter().enumerate().map(|(at, review)| held((record, review), at, base));
        entries.extend(coming.into_iter().chain(held).map(|entry| (entry.updated, ix, entry)));
    }
    entries.sort_by(|a, b| (b.0, b.1, &b.2.id).cmp(&(a.0, a.1, &a.2.id)));
    entries.truncate(ENTRIES);
    entries.into_iter().map(|(.., entry)| entry).collect()
}

/// One entry a due date: it comes with the notice, and again when the date has come and when the grace is over.
fn coming<'a>(material: &Material<'a>, (record, review): (&'a Record, &Review), base: &str) -> Option<Entry<'a>> {
    let config = &material.site.config;
    let moved = review.fired.iter().map(|watch| watch.since).min();
    let noticed = review.next.map(|next| add_days(next, -config.notice_days));
    let by_date = review.next.filter(|next| *next <= material.site.today);
    let updated = match review.state {
        ReviewState::Ok => return None,
        ReviewState::Upcoming => noticed?,
        ReviewState::Due => by_date.or(moved)?,
        ReviewState::Overdue => add_days(review.next?, config.grace_days + 1),
    };
    let due = review.next.or(moved)?;
    let published = noticed.into_iter().chain(moved).min().unwrap_or(updated).min(updated);
    let state = words::capitalised(state_words(review.state).0);
    let mut summary = match (review.next, moved) {
        (Some(next), None) => format!("{state}: to be looked at again on {}.", words::long_date(next)),
        (_, Some(since)) => format!("{state}: a watched price has moved, on {}.", words::long_date(since)),
        (None, None) => return None,
    };
    if let Some(owner) = &record.owner {
        summary.push_str(&[" Owner: ", owner, "."].concat());
    }
    Some(Entry {
        id: format!("{base}#review/{}/{due}", full_id(record)),
        title: format!("Review {}: {} {}", state.to_lowercase(), full_id(record), record.title),
        url: format!("{}#r-review", page(record, base)),
        published,
        updated,
        authors: record.owner.as_deref().into_iter().collect(),
        tags: &record.tags,
        summary,
    })
}

fn held<'a>((record, review): (&'a Record, &'a ReviewEntry), at: usize, base: &str) -> Entry<'a> {
    let outcome = review.outcome.map_or("held", crate::model::review::Outcome::word);
    let by = review.by.as_ref().map(|by| format!(" by {by}")).unwrap_or_default();
    let note = review.note.as_ref().map(|note| format!(" {note}")).unwrap_or_default();
    Entry {
        // Two reviews of one day are two.
        id: format!("{base}#reviewed/{}/{}/{}", full_id(record), review.on, at + 1),
        title: format!("Reviewed, {outcome}: {} {}", full_id(record), record.title),
        url: format!("{}#r-review", page(record, base)),
        published: review.on,
        updated: review.on,
        authors: review.by.as_deref().into_iter().collect(),
        tags: &record.tags,
        summary: format!("Reviewed on {}{by}: {outcome}.{note}", words::long_date(review.on)),
    }
}

fn page(record: &Record, base: &str) -> String {
    format!("{base}{}", encoded(&record.url()))
}
