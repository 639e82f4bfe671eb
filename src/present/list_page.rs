//! Pages that list records: all of them, those of a status, tag, owner or scope, and the years of a long list.

use schemars::JsonSchema;
use serde::Serialize;

use super::{
    listing::{ListKind, Listing, Part},
    material::Material,
    meta::Meta,
    standpoint::{Link, RecordRow, Standpoint},
    words,
};

/// A list that a reader can go to, with how much is in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ListLink<'a> {
    /// Its page and name.
    pub link: Link<'a>,
    /// Rows in it, formatted.
    pub count: String,
}

/// A group of such lists.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ListGroup<'a> {
    /// `status`, `tags`, `owners`, `scopes`.
    pub key: &'static str,
    /// Its words.
    pub label: &'static str,
    /// Its lists; never empty.
    pub lists: Vec<ListLink<'a>>,
}

/// Rows of records, whole or the first few with the way to the rest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Rows<'a> {
    /// The rows, the latest first.
    pub rows: Vec<RecordRow<'a>>,
    /// Whether any of them has an owner: else the column is left out.
    pub any_owner: bool,
    /// Whether any of them is due for review some day: else the column is left out.
    pub any_due: bool,
    /// Pages by year, where the list is longer than one page.
    pub years: Vec<ListLink<'a>>,
    /// Rows of the whole list, formatted with the noun.
    pub total: String,
}

/// A list of records: template `records.html` for the list of all, `list.html` for others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ListPage<'a> {
    /// What every page has.
    pub meta: Meta,
    /// `Status`, `Tag`, `Owner`, `Scope`, `Framework`, `Provider`, `Price`; null for the list of all.
    pub kind: Option<&'static str>,
    /// What is listed: `Accepted`, `payments`, `Records of 2026`.
    pub heading: String,
    /// The list that this is a year of; null otherwise.
    pub parent: Option<Link<'a>>,
    /// The rows.
    pub list: Rows<'a>,
    /// Other lists to go to; only on the list of all.
    pub groups: Vec<ListGroup<'a>>,
}

/// The front page of a list.
pub fn front<'a>(from: &Standpoint<'a>, listing: &'a Listing) -> ListPage<'a> {
    let kind = kind_word(listing.kind);
    let title = kind.map_or_else(|| listing.name.clone(), |kind| format!("{kind}: {}", listing.name));
    let total = words::count(from.numbers(), listing.rows.len(), "record");
    let mut meta = Meta::new(from, &listing.url, ("records", title)).described(Some(total));
    meta.here.clone_from(&listing.name);
    let groups = if listing.kind == ListKind::Records { groups(from) } else { Vec::new() };
    ListPage { meta, kind, heading: listing.name.clone(), parent: None, list: rows(from, listing), groups }
}

/// A year of a list.
pub fn part<'a>(from: &Standpoint<'a>, listing: &'a Listing, part: &'a Part) -> ListPage<'a> {
    let heading = format!("{}, {}", listing.name, part_name(part));
    let mut meta = Meta::new(from, &part.url, ("records", heading.clone()));
    if listing.kind != ListKind::Records {
        meta = meta.below(&listing.url, &listing.name);
    }
    meta.here = part_name(part);
    let rows: Vec<RecordRow<'a>> = listing.rows[part.rows.clone()].iter().map(|ix| from.row(*ix)).collect();
    let total = words::count(from.numbers(), rows.len(), "record");
    let list = shown(from, listing, rows, total);
    ListPage { meta, kind: kind_word(listing.kind), heading, parent: Some(from.to_list(listing)), list, groups: Vec::new() }
}

/// The rows of a list's front page.
pub fn rows<'a>(from: &Standpoint<'a>, listing: &'a Listing) -> Rows<'a> {
    let rows: Vec<RecordRow<'a>> = listing.front().iter().map(|ix| from.row(*ix)).collect();
    let total = words::count(from.numbers(), listing.rows.len(), "record");
    shown(from, listing, rows, total)
}

fn shown<'a>(from: &Standpoint<'a>, listing: &'a Listing, rows: Vec<RecordRow<'a>>, total: String) -> Rows<'a> {
    let (any_owner, any_due) = (rows.iter().any(|row| row.owner.is_some()), rows.iter().any(|row| row.due.is_some()));
    Rows { rows, any_owner, any_due, years: years(from, listing), total }
}

/// The pages of a long list.
pub fn years<'a>(from: &Standpoint<'a>, listing: &'a Listing) -> Vec<ListLink<'a>> {
    listing
        .parts
        .iter()
        .map(|part| ListLink {
            link: Link { url: from.to(&part.url), text: part_name(part).into() },
            count: from.numbers().whole(part.rows.len() as f64),
        })
        .collect()
}

fn part_name(part: &Part) -> String {
    let year = part.year.map_or_else(|| "undated".to_owned(), |year| year.to_string());
    if part.number == 1 { year } else { format!("{year}, part {}", part.number) }
}

fn kind_word(kind: ListKind) -> Option<&'static str> {
    match kind {
        ListKind::Records | ListKind::Timeline | ListKind::Reviews | ListKind::Checks => None,
        ListKind::Status(_) => Some("Status"),
        ListKind::Tag(_) => Some("Tag"),
        ListKind::Owner(_) => Some("Owner"),
        ListKind::Scope(_) => Some("Scope"),
        ListKind::Framework(_) => Some("Framework"),
        ListKind::Provider(_) => Some("Provider"),
        ListKind::Price(_) => Some("Price"),
    }
}

/// The lists by status, tag, owner and scope; a group that would not tell anything apart is left out.
fn groups<'a>(from: &Standpoint<'a>) -> Vec<ListGroup<'a>> {
    let material: &'a Material<'a> = from.material;
    let mut groups = [("status", "Status"), ("tags", "Tag"), ("owners", "Owner"), ("scopes", "Scope")].map(|(key, label)| ListGroup {
        key,
        label,
        lists: Vec::new(),
    });
    for listing in &material.listings {
        let at = match listing.kind {
            ListKind::Status(_) => 0,
            ListKind::Tag(_) => 1,
            ListKind::Owner(_) => 2,
            ListKind::Scope(_) => 3,
            _ => continue,
        };
        let count = from.numbers().whole(listing.rows.len() as f64);
        groups[at].lists.push(ListLink { link: from.to_list(listing), count });
    }
    groups.into_iter().filter(|group| !group.lists.is_empty()).collect()
}
