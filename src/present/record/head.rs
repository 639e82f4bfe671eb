//! The head of a record's page: what it is, where it stands, who decided, what took its place.

use schemars::JsonSchema;
use serde::Serialize;

use super::Subject;
use crate::{
    model::record::{Record, Relation, Status},
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

/// What another team's record decided for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Outcome<'a> {
    /// The option's name.
    pub name: &'a str,
    /// `of 3 options`; null where it names no other.
    pub of: Option<String>,
    /// Where its text weighs them: a fragment; null where no heading says so.
    pub section: Option<&'a str>,
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
    /// The status in the words of another team's record, where they say more than ours; null otherwise.
    pub status_text: Option<&'a str>,
    /// What another team's record decided for, with the place in its text; null where it does not say.
    pub outcome: Option<Outcome<'a>>,
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
        status_text: status_text(record),
        outcome: outcome(of),
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

/// The words of a status, unless they are ours.
fn status_text(record: &Record) -> Option<&str> {
    let text = record.status_text.as_deref()?;
    let said: String = text.chars().filter(|letter| letter.is_alphanumeric()).collect();
    (!said.eq_ignore_ascii_case(record.status.word())).then_some(text)
}

/// What another team's record decided for: its own text says the rest, so that nothing stands here twice.
fn outcome<'a>(of: &Subject<'a>) -> Option<Outcome<'a>> {
    let record = of.record;
    let chosen = record.chosen.filter(|_| record.form.is_some())?;
    let options = record.options.len();
    let weighs = |text: &str| ["option", "alternative", "position"].iter().any(|word| text.to_lowercase().contains(word));
    Some(Outcome {
        name: of.option_name(chosen),
        of: (options > 1).then(|| format!("of {}", words::count(of.from.numbers(), options, "option"))),
        section: record.body.headings.iter().find(|heading| weighs(&heading.text)).map(|heading| heading.id.as_str()),
    })
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
        Status::Unknown => {
            banners.push(alone("no-status", "The words of its status have no known meaning, so it does not count as decided."));
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
    // Another team may say "in part" without saying which.
    let named = |part: &str| if part.is_empty() { String::new() } else { format!(" ({part})") };
    let part = relation.part.as_deref().map(named);
    let (key, text) = match (by.status, part) {
        (Status::Draft | Status::Proposed, None) => ("announced", "A proposal would supersede it".to_owned()),
        (Status::Draft | Status::Proposed, Some(part)) => ("announced", format!("A proposal would supersede a part of it{part}")),
        (Status::Rejected | Status::Unreadable | Status::Unknown | Status::Absent, _) => return None,
        (_, None) => ("superseded", "Superseded by".to_owned()),
        (_, Some(part)) => ("partly", format!("Superseded in part{part} by")),
    };
    Some(Banner { key, text: words::capitalised(&text), by: Some(of.from.record(relation.to)), quote: by.summary.as_deref() })
}
