//! A page's place in the site: every link it shows is relative from there, so that the site works from any folder and from `file://`.
//! Knows addresses; what stands on the page is not its business.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use schemars::JsonSchema;
use serde::Serialize;

use super::{
    listing::Listing,
    material::Material,
    number::NumberFormat,
    words::{Day, long_date},
};
use crate::{
    analyze::review::ReviewState,
    base::date::Date,
    model::{
        FrameworkIx, PriceIx, RecordIx,
        body::Target,
        check::Check,
        record::{Record, Status},
    },
};

/// What may not stand as itself in the path of a link.
const PATH: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'#').add(b'%').add(b'<').add(b'>').add(b'?').add(b'\\').add(b'`').add(b'{').add(b'}');

/// An address, ready to stand in a link.
pub fn encoded(address: &str) -> String {
    utf8_percent_encode(address, PATH).to_string()
}

/// A link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Link<'a> {
    /// Where it leads, relative from the page it stands on.
    pub url: String,
    /// Its words.
    pub text: Cow<'a, str>,
}

/// A status, in words and in a tone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct StatusMark {
    /// `accepted`, `no status` …
    pub word: &'static str,
    /// `Accepted`, `No status` …
    pub label: &'static str,
    /// `good`, `warn`, `bad` or `mute`: never the only sign, the label stands beside it.
    pub tone: &'static str,
}

/// When a record is due for review.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Due {
    /// The day of the schedule; null where only an event asks for the review.
    pub day: Option<Day>,
    /// Since when a watched price has made it due, where that came before the day of the schedule; null otherwise.
    pub since: Option<Day>,
    /// `overdue`, `due`, `upcoming` or `ok`, on the day the site was built for. Scripts mark it anew for the reader's day.
    pub state: &'static str,
    /// The same for people.
    pub label: &'static str,
    /// `good`, `warn`, `bad` or `mute`.
    pub tone: &'static str,
    /// Whether a watched price makes it due whatever the date says.
    pub watched: bool,
}

/// A record as others name it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RecordRef<'a> {
    /// Its id, with the scope.
    pub id: Cow<'a, str>,
    /// Its title.
    pub title: &'a str,
    /// Its page.
    pub url: String,
    /// Where it stands.
    pub status: StatusMark,
}

/// A record as a row of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RecordRow<'a> {
    /// Its id, with the scope.
    pub id: Cow<'a, str>,
    /// Its title.
    pub title: &'a str,
    /// Its page.
    pub url: String,
    /// Where it stands.
    pub status: StatusMark,
    /// The day it got its status.
    pub date: Option<Day>,
    /// Who reviews.
    pub owner: Option<&'a str>,
    /// Its tags.
    pub tags: &'a [String],
    /// Its scope; null in a site of one log.
    pub scope: Option<&'a str>,
    /// When it is due; null where nobody asked for a review or it is not in force.
    pub due: Option<Due>,
}

/// Where a page stands, and what it is made from.
pub struct Standpoint<'a> {
    /// What pages are made from.
    pub material: &'a Material<'a>,
    /// The way to the root of the site: empty, `../`, `../../` …; for the 404 page an absolute path.
    pub root: String,
}

impl<'a> Standpoint<'a> {
    /// The place of the page at `address`.
    pub fn at(material: &'a Material<'a>, address: &str) -> Self {
        Self { material, root: "../".repeat(address.matches('/').count()) }
    }

    /// How numbers are written.
    pub fn numbers(&self) -> NumberFormat {
        self.material.numbers
    }

    /// A link to an address from the root of the site.
    pub fn to(&self, address: &str) -> String {
        let mut url = String::with_capacity(self.root.len() + address.len());
        url.push_str(&self.root);
        url.extend(utf8_percent_encode(address, PATH));
        url
    }

    /// A link to the page of a record.
    pub fn to_record(&self, ix: RecordIx) -> String {
        self.to(&self.material.site.record(ix).stem) + ".html"
    }

    /// A link to a list, with its name.
    pub fn to_list(&self, listing: &'a Listing) -> Link<'a> {
        Link { url: self.to(&listing.url), text: Cow::Borrowed(&listing.name) }
    }

    /// A link to the place that says what a check looks for.
    pub fn to_check(&self, check: &Check) -> String {
        [&self.to("checks.html"), "#r-", &check.anchor()].concat()
    }

    /// A link to the page of a framework, with its name.
    pub fn to_framework(&self, ix: FrameworkIx) -> Link<'a> {
        let framework = self.material.site.framework(ix);
        Link { url: self.to(&format!("frameworks/{}.html", framework.id)), text: Cow::Borrowed(&framework.name) }
    }

    /// A link to the page of a price, with its name.
    pub fn to_price(&self, ix: PriceIx) -> Link<'a> {
        let price = self.material.site.prices.price(ix);
        Link { url: self.to(&format!("prices/{}.html", price.id)), text: Cow::Borrowed(&price.name) }
    }

    /// Where a target of a body leads; `None`: nowhere.
    pub fn target(&self, target: &Target) -> Option<String> {
        let site = self.material.site;
        let with = |url: String, fragment: &Option<String>| match fragment {
            Some(fragment) => format!("{url}#{fragment}"),
            None => url,
        };
        match target {
            Target::Record(ix, fragment) => Some(with(self.to_record(*ix), fragment)),
            Target::Page(ix, fragment) => {
                let address = site.pages[ix.index()].url.as_deref().unwrap_or("index.html");
                Some(with(self.to(address), fragment))
            }
            Target::Asset(ix) => Some(self.to(&site.assets[ix.index()].url)),
            Target::Address(address) => match address.split_once('#') {
                Some((path, fragment)) => Some(format!("{}#{fragment}", self.to(path))),
                None => Some(self.to(address)),
            },
            Target::Nowhere => None,
        }
    }

    /// The words for a target whose link has none of its own.
    pub fn target_text(&self, target: &Target) -> String {
        let site = self.material.site;
        match target {
            Target::Record(ix, _) => {
                let record = site.record(*ix);
                format!("{} {}", record.full_id(), record.title)
            }
            Target::Page(ix, _) => site.pages[ix.index()].title.clone(),
            Target::Asset(ix) => site.assets[ix.index()].url.clone(),
            Target::Address(address) => address.clone(),
            Target::Nowhere => String::new(),
        }
    }

    /// A record as others name it.
    pub fn record(&self, ix: RecordIx) -> RecordRef<'a> {
        let record = self.material.site.record(ix);
        RecordRef { id: full_id(record), title: &record.title, url: self.to_record(ix), status: status_mark(record.status) }
    }

    /// A record as a row of a list.
    pub fn row(&self, ix: RecordIx) -> RecordRow<'a> {
        let record = self.material.site.record(ix);
        RecordRow {
            id: full_id(record),
            title: &record.title,
            url: self.to_record(ix),
            status: status_mark(record.status),
            date: record.date.map(Day::new),
            owner: record.owner.as_deref(),
            tags: &record.tags,
            scope: record.scope.as_deref(),
            due: self.due(ix),
        }
    }

    /// When a record is due for review.
    pub fn due(&self, ix: RecordIx) -> Option<Due> {
        let review = self.material.review_of(ix)?;
        let (label, tone) = state_words(review.state);
        let watched = !review.fired.is_empty();
        Some(Due { day: review.next.map(Day::new), since: review.early().map(Day::new), state: review.state.word(), label, tone, watched })
    }

    /// `28 February 2027`.
    pub fn date(&self, date: Date) -> String {
        long_date(date)
    }
}

/// A state of review for people, and its tone.
pub fn state_words(state: ReviewState) -> (&'static str, &'static str) {
    match state {
        ReviewState::Overdue => ("overdue", "bad"),
        ReviewState::Due => ("due", "warn"),
        ReviewState::Upcoming => ("upcoming", "mute"),
        ReviewState::Ok => ("on time", "good"),
    }
}

/// The id of a record, with its scope.
pub fn full_id(record: &Record) -> Cow<'_, str> {
    if record.scope.is_some() { Cow::Owned(record.full_id()) } else { Cow::Borrowed(&record.id) }
}

/// A status in words and in a tone.
pub fn status_mark(status: Status) -> StatusMark {
    let (label, tone) = match status {
        Status::Draft => ("Draft", "mute"),
        Status::Proposed => ("Proposed", "warn"),
        Status::Accepted => ("Accepted", "good"),
        Status::Rejected => ("Rejected", "bad"),
        Status::Deprecated => ("Deprecated", "mute"),
        Status::Superseded => ("Superseded", "mute"),
        Status::Unknown => ("Unknown status", "warn"),
        Status::Absent => ("No status", "warn"),
        Status::Unreadable => ("Unreadable", "bad"),
    };
    StatusMark { word: status.word(), label, tone }
}
