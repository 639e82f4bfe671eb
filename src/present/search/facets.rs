//! What hits can be narrowed by: status, tag, owner, and the day a review is due. Columns over all documents, because a browser counts
//! them for every query.

use std::collections::BTreeMap;

use super::document::others;
use crate::{
    base::date::{Date, days_between},
    model::record::Record,
    present::{
        material::Material,
        standpoint::{StatusMark, status_mark},
    },
};

/// Columns over all documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facets<'a> {
    /// The statuses that occur, the most common first, with the documents that have each.
    pub statuses: Vec<(StatusMark, Vec<u32>)>,
    /// The owners, likewise.
    pub owners: Vec<(&'a str, Vec<u32>)>,
    /// The tags, likewise.
    pub tags: Vec<(&'a str, Vec<u32>)>,
    /// Documents whose review is due some day, with that day, counted from 1 January 1970.
    pub due: Vec<(u32, i64)>,
}

/// Gathers them.
pub(super) fn facets<'a>(material: &'a Material<'a>) -> Facets<'a> {
    let epoch = Date::constant(1970, 1, 1);
    let mut due = Vec::new();
    let mut statuses: BTreeMap<&'static str, (StatusMark, Vec<u32>)> = BTreeMap::new();
    let (mut owners, mut tags): (Groups<'a>, Groups<'a>) = (BTreeMap::new(), BTreeMap::new());
    let first = u32::try_from(others(material.site)).expect("fewer pages than bytes");
    for (number, ix) in (first..).zip(material.record_ixs()) {
        let record: &'a Record = material.site.record(ix);
        let mark = status_mark(record.status);
        statuses.entry(mark.word).or_insert_with(|| (mark, Vec::new())).1.push(number);
        record.owner.iter().for_each(|owner| owners.entry(owner).or_default().push(number));
        record.tags.iter().for_each(|tag| tags.entry(tag).or_default().push(number));
        if let Some(day) = material.review_of(ix).and_then(|review| review.next) {
            due.push((number, days_between(epoch, day)));
        }
    }
    let mut statuses: Vec<(StatusMark, Vec<u32>)> = statuses.into_values().collect();
    statuses.sort_by_key(|(_, documents)| std::cmp::Reverse(documents.len()));
    Facets { statuses, owners: by_size(owners), tags: by_size(tags), due }
}

/// Documents by word.
type Groups<'a> = BTreeMap<&'a str, Vec<u32>>;

/// The largest first, those of one size by name.
fn by_size<'a>(groups: Groups<'a>) -> Vec<(&'a str, Vec<u32>)> {
    let mut groups: Vec<(&'a str, Vec<u32>)> = groups.into_iter().collect();
    groups.sort_by_key(|(_, documents)| std::cmp::Reverse(documents.len()));
    groups
}
