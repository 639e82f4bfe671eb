//! The head of a record's page: what it is, where it stands, who decided, what took its place.

use schemars::JsonSchema;
use serde::Serialize;

use super::Subject;
use crate::{
    model::record::{Relation, Status},
    present::{
        standpoint::{Link, RecordRef, StatusMark, full_id, status_mark},
        words::{self, Day},
    },
};

/// A line above the record that says what happened to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Banner<'a> {
    /// `superseded`, `partly`, `announced`, `unreadable` or `no-status`.
    pub key: &'static str,
    /// What happened: `Superseded by`, `A proposal would supersede it:` …
    pub text: String,
    /// The record that did it; null where none did.
    pub by: Option<RecordRef<'a>>,
    /// What that record says of itself in a sentence.
    pub quote: Option<&'a str>,
}

/// The head.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Head<'a> {
    /// Its id, with the scope.
    pub id: std::borrow::Cow<'a, str>,
    /// Its title.
    pub title: &'a str,
    /// One sentence.
    pub summary: Option<&'a str>,
    /// Where it stands, and the list of records that stand so.
    pub status: StatusMark,
    /// That list.
    pub status_url: Option<String>,
    /// The day it got its status; null where nobody said.
    pub date: Option<Day>,
    /// Whether that is the day of its file's first commit, since nothing in it states one.
    pub date_derived: bool,
    /// The day it was first accepted, where that is another.
    pub decided: Option<Day>,
    /// Who decided.
    pub deciders: &'a [String],
    /// Who was asked.
    pub consulted: &'a [String],
    /// Who was told.
    pub informed: &'a [String],
    /// Who reviews, and the list of what they own.
    pub owner: Option<Link<'a>>,
    /// Its tags and their lists.
    pub tags: Vec<Link<'a>>,
    /// The scope and its list.
    pub scope: Option<Link<'a>>,
    /// The framework it follows.
    pub framework: Option<Link<'a>>,
    /// `low`, `medium` or `high`.
    pub confidence: Option<&'static str>,
    /// What happened to it.
    pub banners: Vec<Banner<'a>>,
}

/// The head of a record.
pub fn head<'a>(of: &Subject<'a>) -> Head<'a> {
    let (record, from) = (of.record, of.from);
    let material = from.material;
    let listing = material.listing(crate::present::listing::ListKind::Status(record.status));
    Head {
        id: full_id(record),
        title: &record.title,
        summary: record.summary.as_deref(),
        status: status_mark(record.status),
        status_url: listing.map(|listing| from.to(&listing.url)),
        date: record.date.map(Day::new),
        date_derived: record.date_derived,
        decided: record.decided.filter(|decided| record.date != Some(*decided)).map(Day::new),
        deciders: &record.deciders,
        consulted: &record.consulted,
        informed: &record.informed,
        owner: record.owner.as_deref().and_then(|owner| material.owner(owner)).map(|list| from.to_list(list)),
        tags: record.tags.iter().filter_map(|tag| material.tag(tag)).map(|list| from.to_list(list)).collect(),
        scope: record.scope.as_deref().and_then(|scope| material.scope(scope)).map(|list| from.to_list(list)),
        framework: record.framework.map(|ix| from.to_framework(ix)),
        confidence: record.confidence.map(crate::model::record::Confidence::word),
        banners: banners(of),
    }
}

fn banners<'a>(of: &Subject<'a>) -> Vec<Banner<'a>> {
    let mut banners = Vec::new();
    let alone = |key, text: &str| Banner { key, text: text.to_owned(), by: None, quote: None };
    match of.record.status {
        Status::Unreadable => {
            banners.push(alone("unreadable", "The front matter of this record cannot be read, so nothing in it counts yet."));
        }
        Status::Absent => {
            banners.push(alone("no-status", "This record does not say where it stands, so it does not count as decided."));
        }
        _ => {}
    }
    banners.extend(of.record.relations.superseded_by.iter().filter_map(|relation| successor(of, relation)));
    banners
}

/// What a successor means: accepted ones take its place, proposed ones announce it, rejected ones are void (ruling 11).
fn successor<'a>(of: &Subject<'a>, relation: &'a Relation) -> Option<Banner<'a>> {
    let site = of.from.material.site;
    let by = site.record(relation.to);
    let part = relation.part.as_deref();
    let (key, text) = match (by.status, part) {
        (Status::Draft | Status::Proposed, None) => ("announced", "A proposal would supersede it".to_owned()),
        (Status::Draft | Status::Proposed, Some(part)) => ("announced", format!("A proposal would supersede a part of it ({part})")),
        (Status::Rejected | Status::Unreadable | Status::Unknown | Status::Absent, _) => return None,
        (_, None) => ("superseded", "Superseded by".to_owned()),
        (_, Some(part)) => ("partly", format!("Superseded in part ({part}) by")),
    };
    Some(Banner { key, text: words::capitalised(&text), by: Some(of.from.record(relation.to)), quote: by.summary.as_deref() })
}
