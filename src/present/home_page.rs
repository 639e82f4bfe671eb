//! The first page: what needs attention, what was decided lately, what is in force.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use super::{
    drift_words::{DriftNote, Told},
    html,
    list_page::ListLink,
    listing::ListKind,
    material::Material,
    meta::{Count, Extra, Meta, extra, status_counts},
    standpoint::{Due, RecordRef, Standpoint},
    words::{self, Day},
};
use crate::{
    analyze::{
        drift::{DriftFlag, change},
        review::{Review, ReviewState},
    },
    base::date::Date,
    base::diagnostic::Severity,
    model::{RecordIx, check::Cause, record::Status, site::ContentPage},
};

/// Rows of the tables of this page, at most: the full lists are a link away.
const ROWS: usize = 25;
/// Decisions shown as cards.
const CARDS: usize = 6;
/// Tags shown.
const TAGS: usize = 24;

/// Why a record needs attention.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Attention<'a> {
    /// The record.
    pub record: RecordRef<'a>,
    /// What is wrong, where it is not the review: `fails a check`, `cannot be read`, `says no status`.
    pub reason: Option<&'static str>,
    /// The review that is due; null where the reason is another.
    pub due: Option<Due>,
    /// What today's prices have made of its answer; null where nothing that asks for attention.
    pub drift: Option<DriftNote>,
    /// Watched prices that moved, in words; empty for most.
    pub moved: Vec<String>,
    /// Since when: the due date, or the day on which prices moved; null where neither is known.
    pub since: Option<Day>,
    /// Who reviews.
    pub owner: Option<&'a str>,
}

/// A decision as a card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Card<'a> {
    /// The record.
    pub record: RecordRef<'a>,
    /// One sentence.
    pub summary: Option<&'a str>,
    /// The day it got its status.
    pub date: Option<Day>,
}

/// The first page: template `home.html`.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct HomePage<'a> {
    /// What every page has.
    pub meta: Meta,
    /// Its heading.
    pub heading: &'a str,
    /// A sentence or two of what there is.
    pub lede: String,
    /// The introduction, as HTML; null without `content/index.md`.
    pub intro: Option<String>,
    /// Numbers at a glance.
    pub counts: Vec<Count>,
    /// What needs attention, the most urgent first.
    pub attention: Vec<Attention<'a>>,
    /// How many more there are, in words; null where all are shown.
    pub attention_more: Option<String>,
    /// Reviews that come next, though not yet due.
    pub upcoming: Vec<Attention<'a>>,
    /// The latest decisions.
    pub newest: Vec<Card<'a>>,
    /// Decisions in force by tag, the commonest first.
    pub tags: Vec<ListLink<'a>>,
    /// Whether there are more tags than shown.
    pub more_tags: bool,
    /// Free fields of `content/index.md`.
    pub extra: Vec<Extra<'a>>,
}

/// The first page of a site.
pub fn home<'a>(from: &Standpoint<'a>) -> HomePage<'a> {
    let material: &'a Material<'a> = from.material;
    let config = &material.site.config;
    let intro: Option<&'a ContentPage> = material.site.pages.iter().find(|page| page.url.is_none());
    let all = attention(material);
    let hidden = all.len().saturating_sub(ROWS);
    let (tags, more_tags) = tags(from);
    let description = intro.and_then(|page| page.summary.clone()).or_else(|| config.description.clone());
    HomePage {
        meta: Meta::new(from, "index.html", ("home", config.title.clone())).described(description),
        heading: intro.map_or("What we decided, and what needs another look", |page| page.title.as_str()),
        lede: lede(from, all.len()),
        intro: intro.map(|page| html::body(from, &page.body)).filter(|html| !html.trim().is_empty()),
        counts: counts(material),
        attention_more: (hidden > 0).then(|| words::count(from.numbers(), hidden, "more record")),
        attention: all.into_iter().take(ROWS).map(|each| wanted(from, each)).collect(),
        upcoming: upcoming(from),
        newest: newest(from),
        tags,
        more_tags,
        extra: intro.map(|page| extra(&page.extra)).unwrap_or_default(),
    }
}

fn lede(from: &Standpoint<'_>, attention: usize) -> String {
    let (numbers, site) = (from.numbers(), from.material.site);
    if site.records.is_empty() {
        return "No decision has been recorded yet.".into();
    }
    let in_force = from.material.listing(ListKind::Status(Status::Accepted)).map_or(0, |listing| listing.rows.len());
    let across = match site.config.sources.len() {
        0 | 1 => String::new(),
        logs => format!(" across {}", words::count(numbers, logs, "log")),
    };
    let wants = match attention {
        0 => "None wants attention".to_owned(),
        1 => "One wants attention".to_owned(),
        n => format!("{} want attention", numbers.whole(n as f64)),
    };
    format!("{} in force{across}. {wants} on {}.", words::count(numbers, in_force, "decision"), from.date(site.today))
}

fn counts(material: &Material<'_>) -> Vec<Count> {
    let mut counts = status_counts(material);
    let overdue =
        material.due.iter().filter_map(|ix| material.review_of(*ix)).filter(|review| review.state == ReviewState::Overdue).count();
    if overdue > 0 {
        let value = material.numbers.whole(overdue as f64);
        let label = if overdue == 1 { "review overdue" } else { "reviews overdue" };
        let at = counts.len().min(1);
        counts.insert(at, Count { key: "overdue", label, value, tone: "bad", url: Some("reviews.html".into()) });
    }
    let drifts = material.drifted.iter().filter_map(|ix| material.analysis_of(*ix).drift.as_ref());
    let changed = drifts.filter(|drift| drift.has(DriftFlag::WinnerChanged) || drift.has(DriftFlag::CheapestChanged)).count();
    if changed > 0 {
        let value = material.numbers.whole(changed as f64);
        let label = if changed == 1 { "answer changed by prices" } else { "answers changed by prices" };
        let at = counts.len().min(1) + usize::from(overdue > 0);
        counts.insert(at, Count { key: "drifted", label, value, tone: "warn", url: Some("reviews.html#r-drift".into()) });
    }
    counts
}

/// Overdue and due reviews first, then answers that prices have touched, then records that fail a check, that nobody can read or that say no
/// status; the last three with what is wrong.
fn attention(material: &Material<'_>) -> Vec<(RecordIx, Option<&'static str>)> {
    let state = |ix: &RecordIx| material.review_of(*ix).map(|review| review.state);
    let is_urgent = |ix: &RecordIx| state(ix).is_some_and(|state| state <= ReviewState::Due);
    let urgent = material.due.iter().filter(|ix| is_urgent(ix));
    let drifted = material.drifted.iter().filter(|ix| !is_urgent(ix));
    let mut all: Vec<(RecordIx, Option<&'static str>)> = urgent.chain(drifted).map(|ix| (*ix, None)).collect();
    let failing = material.listing(ListKind::Checks).map(|listing| listing.rows.as_slice()).unwrap_or_default();
    let listed: BTreeSet<RecordIx> = all.iter().map(|(ix, _)| *ix).collect();
    let failing = failing.iter().filter(|ix| fails_a_check(material, **ix) && !listed.contains(ix));
    all.extend(failing.map(|ix| (*ix, Some("fails a check"))));
    for (status, reason) in [(Status::Unreadable, "cannot be read"), (Status::Absent, "says no status")] {
        let rows = material.listing(ListKind::Status(status)).map(|listing| listing.rows.as_slice()).unwrap_or_default();
        // Another team's log is as it is: what it leaves open is told on the page of checks.
        let own = rows.iter().filter(|ix| material.site.record(**ix).form.is_none());
        all.extend(own.map(|ix| (*ix, Some(reason))));
    }
    all
}

/// Whether a check found an error that a person can be asked to mend; what only time brings is told by the review.
fn fails_a_check(material: &Material<'_>, ix: RecordIx) -> bool {
    let findings = &material.analysis_of(ix).findings;
    findings.iter().any(|finding| finding.severity == Severity::Error && finding.check.cause == Cause::Record)
}

fn wanted<'a>(from: &Standpoint<'a>, (ix, reason): (RecordIx, Option<&'static str>)) -> Attention<'a> {
    let material: &'a Material<'a> = from.material;
    if reason.is_some() {
        let owner = material.site.record(ix).owner.as_deref();
        return Attention { record: from.record(ix), reason, due: None, drift: None, moved: Vec::new(), since: None, owner };
    }
    let mut item = review(from, ix);
    if material.review_of(ix).is_none_or(|review| review.state > ReviewState::Due) {
        // It is here for what prices have made of it; when its review is due is another matter.
        item.due = None;
        item.since = material.analysis_of(ix).drift.as_ref().and_then(|drift| drift.since).map(Day::new);
    }
    item
}

fn upcoming<'a>(from: &Standpoint<'a>) -> Vec<Attention<'a>> {
    let material: &'a Material<'a> = from.material;
    let next = material
        .due
        .iter()
        .filter(|ix| material.review_of(**ix).is_some_and(|review| review.state > ReviewState::Due && review.next.is_some()));
    next.take(5).map(|ix| review(from, *ix)).collect()
}

fn review<'a>(from: &Standpoint<'a>, ix: RecordIx) -> Attention<'a> {
    let material: &'a Material<'a> = from.material;
    let owner = material.site.record(ix).owner.as_deref();
    let review = material.review_of(ix);
    let moved = moved(from, ix);
    let drift = Told::of(material, ix).and_then(|told| told.note(&moved));
    let since = review.and_then(Review::due_on).map(Day::new);
    Attention { record: from.record(ix), reason: None, due: from.due(ix), drift, moved, since, owner }
}

/// Watched prices that moved: `Input tokens −80%, past its bound since 15 October 2026`. It need not have stood where it is now ever since.
pub fn moved(from: &Standpoint<'_>, ix: RecordIx) -> Vec<String> {
    moved_by(from, ix).into_iter().map(|(change, since)| past_bound(from, &change, since)).collect()
}

/// `Input tokens −80%, past its bound since 15 October 2026`.
pub fn past_bound(from: &Standpoint<'_>, change: &str, since: Date) -> String {
    format!("{change}, past its bound since {}", from.date(since))
}

/// The same, with the days apart: `Input tokens, frontier API −80%`.
pub fn moved_by(from: &Standpoint<'_>, ix: RecordIx) -> Vec<(String, Date)> {
    let material = from.material;
    let fired = material.review_of(ix).map(|review| review.fired.as_slice()).unwrap_or_default();
    fired
        .iter()
        .map(|watch| {
            // From nothing to something is no percentage.
            let change = from.numbers().share_change(change(watch.then, watch.now)).unwrap_or_else(|| "no longer free".to_owned());
            (format!("{} {change}", material.site.prices.price(watch.price).name), watch.since)
        })
        .collect()
}

/// The latest decisions: everything that can be read and has a date, by that date.
fn newest<'a>(from: &Standpoint<'a>) -> Vec<Card<'a>> {
    let material: &'a Material<'a> = from.material;
    let rows = material.listing(ListKind::Records).map(|listing| listing.rows.as_slice()).unwrap_or_default();
    rows.iter()
        .map(|ix| (ix, material.site.record(*ix)))
        .filter(|(_, record)| record.date.is_some() && !matches!(record.status, Status::Superseded | Status::Unreadable))
        .take(CARDS)
        .map(|(ix, record)| Card { record: from.record(*ix), summary: record.summary.as_deref(), date: record.date.map(Day::new) })
        .collect()
}

/// Tags of decisions in force, the commonest first.
fn tags<'a>(from: &Standpoint<'a>) -> (Vec<ListLink<'a>>, bool) {
    let material: &'a Material<'a> = from.material;
    let active = |rows: &[RecordIx]| rows.iter().filter(|ix| material.site.record(**ix).in_force()).count();
    let mut tags: Vec<_> = material
        .listings
        .iter()
        .filter(|listing| matches!(listing.kind, ListKind::Tag(_)))
        .map(|listing| (active(&listing.rows), listing))
        .filter(|(count, _)| *count > 0)
        .collect();
    // The lists are in alphabetical order already, and the sort keeps that among equals.
    tags.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    let more = tags.len() > TAGS;
    let links = tags.into_iter().take(TAGS);
    (links.map(|(count, listing)| ListLink { link: from.to_list(listing), count: from.numbers().whole(count as f64) }).collect(), more)
}
