//! How far the checklists of frameworks are, over all records that are looked after.

use schemars::JsonSchema;
use serde::Serialize;

use crate::{
    analyze::checklist::{Checklist, ItemState},
    model::{FrameworkIx, RecordIx, record::Status},
    present::{
        listing::ListKind,
        material::Material,
        standpoint::{Link, RecordRef, Standpoint},
        words,
    },
};

/// Records named for a framework, at most: the least complete.
const NAMED: usize = 10;

/// An item over all records.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ItemProgress<'a> {
    /// What is to be done.
    pub text: &'a str,
    /// Records in which it is done, formatted.
    pub done: String,
    /// Records in which it was waived, formatted.
    pub waived: String,
    /// Records in which it is open, formatted.
    pub open: String,
    /// Whether it is open in any.
    pub any_open: bool,
}

/// A record and how far it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RecordProgress<'a> {
    /// The record.
    pub record: RecordRef<'a>,
    /// The address of its checklist.
    pub url: String,
    /// `9 of 11 done, 1 waived`.
    pub progress: String,
}

/// The checklist of a framework.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ChecklistProgress<'a> {
    /// The framework.
    pub framework: Link<'a>,
    /// Records that follow it and are in force or up for decision, formatted with the noun.
    pub records: String,
    /// Its items.
    pub items: Vec<ItemProgress<'a>>,
    /// Records with open items, the least complete first.
    pub incomplete: Vec<RecordProgress<'a>>,
    /// How many more there are, in words; null where all are named.
    pub more: Option<String>,
}

/// One a framework that has a checklist and records to go with it.
pub(super) fn checklists<'a>(from: &Standpoint<'a>) -> Vec<ChecklistProgress<'a>> {
    (0..from.material.site.frameworks.len()).filter_map(|at| checklist(from, FrameworkIx::at(at))).collect()
}

fn checklist<'a>(from: &Standpoint<'a>, ix: FrameworkIx) -> Option<ChecklistProgress<'a>> {
    let material: &'a Material<'a> = from.material;
    let framework = material.site.framework(ix);
    let looked_after = |ix: &RecordIx| matches!(material.site.record(*ix).status, Status::Draft | Status::Proposed | Status::Accepted);
    let rows = material.listing(ListKind::Framework(ix)).map(|listing| listing.rows.as_slice()).unwrap_or_default();
    let lists: Vec<(RecordIx, &Checklist)> =
        rows.iter().filter(|ix| looked_after(ix)).filter_map(|ix| Some((*ix, material.analysis_of(*ix).checklist.as_ref()?))).collect();
    if lists.is_empty() {
        return None;
    }
    let number = |n: usize| from.numbers().whole(n as f64);
    let items = framework.checklist.iter().enumerate().map(|(at, item)| {
        let count = |state| lists.iter().filter(|(_, list)| list.items[at].state == state).count();
        let open = count(ItemState::Open);
        ItemProgress {
            text: &item.item,
            done: number(count(ItemState::Done)),
            waived: number(count(ItemState::Waived)),
            open: number(open),
            any_open: open > 0,
        }
    });
    let mut incomplete: Vec<&(RecordIx, &Checklist)> = lists.iter().filter(|(_, list)| list.count(ItemState::Open) > 0).collect();
    incomplete.sort_by_key(|(_, list)| std::cmp::Reverse(list.count(ItemState::Open)));
    let hidden = incomplete.len().saturating_sub(NAMED);
    let named = incomplete.into_iter().take(NAMED);
    Some(ChecklistProgress {
        framework: from.to_framework(ix),
        records: words::count(from.numbers(), lists.len(), "record"),
        items: items.collect(),
        incomplete: named.map(|(ix, list)| progress(from, *ix, list)).collect(),
        more: (hidden > 0).then(|| words::count(from.numbers(), hidden, "more record")),
    })
}

fn progress<'a>(from: &Standpoint<'a>, ix: RecordIx, list: &Checklist) -> RecordProgress<'a> {
    let waived = list.count(ItemState::Waived);
    let done = format!("{} of {} done", list.count(ItemState::Done), list.items.len());
    RecordProgress {
        record: from.record(ix),
        url: format!("{}#r-checklist", from.to_record(ix)),
        progress: if waived == 0 { done } else { format!("{done}, {waived} waived") },
    }
}
