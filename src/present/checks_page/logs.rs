//! What became of the files of logs that other teams wrote: counted, and everything that is missing or left out by its name.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::Serialize;

use crate::{
    model::{RecordIx, coverage::Coverage, record::Status},
    present::{
        coverage::{counts, is_told, records},
        standpoint::{RecordRef, Standpoint},
        words,
    },
};

/// Names of one list, at most.
const NAMED: usize = 100;

/// A log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LogCoverage<'a> {
    /// What it is called.
    pub name: String,
    /// Texts in it, formatted.
    pub files: String,
    /// Records, formatted.
    pub records: String,
    /// Records whose status is known, formatted.
    pub with_status: String,
    /// Records with a day, formatted.
    pub dated: String,
    /// Texts that are no records or in a format without a reader, formatted.
    pub left_out: String,
    /// Everything else there is to count, in words: `3 one-sided links`.
    pub remarks: Vec<String>,
    /// What is missing or left out, by name; empty where nothing is.
    pub lists: Vec<NamedList<'a>>,
}

/// Files or records, by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct NamedList<'a> {
    /// What they are: `Not read as records`.
    pub label: &'static str,
    /// The first of them.
    pub items: Vec<NamedItem<'a>>,
    /// How many more there are, in words; null where all are named.
    pub more: Option<String>,
}

/// A file or a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct NamedItem<'a> {
    /// The record; null for a file that is none.
    pub record: Option<RecordRef<'a>>,
    /// The file's path; null for a record.
    pub path: Option<&'a str>,
    /// What is to be said of it: `a template`, the words of its status.
    pub note: Option<Cow<'a, str>>,
}

/// All logs of which there is anything to tell.
pub(super) fn logs<'a>(from: &Standpoint<'a>) -> Vec<LogCoverage<'a>> {
    let site = from.material.site;
    site.coverage.iter().filter(|coverage| is_told(coverage)).map(|coverage| log(from, coverage)).collect()
}

fn log<'a>(from: &Standpoint<'a>, coverage: &'a Coverage) -> LogCoverage<'a> {
    let (site, numbers) = (from.material.site, from.numbers());
    let counts = counts(site, coverage);
    let whole = |n: usize| numbers.whole(n as f64);
    let remarks = [(counts.one_sided, "one-sided link"), (counts.loose, "loose link"), (counts.duplicates, "duplicate number")];
    LogCoverage {
        files: whole(counts.files),
        records: whole(counts.records),
        with_status: whole(counts.with_status),
        dated: whole(counts.dated),
        left_out: whole(counts.skipped + counts.unread),
        remarks: remarks.into_iter().filter(|(n, _)| *n > 0).map(|(n, what)| words::count(numbers, n, what)).collect(),
        lists: lists(from, coverage),
        name: counts.log,
    }
}

fn lists<'a>(from: &Standpoint<'a>, coverage: &'a Coverage) -> Vec<NamedList<'a>> {
    let (site, sources) = (from.material.site, from.material.sources);
    let file = |file, note: Option<&'static str>| NamedItem { record: None, path: Some(sources.path(file)), note: note.map(Cow::Borrowed) };
    let those = |is_one: fn(&crate::model::record::Record) -> bool| -> Vec<RecordIx> {
        records(site, coverage).filter(|(_, record)| is_one(record)).map(|(ix, _)| ix).collect()
    };
    let record = |ix: &RecordIx, note| NamedItem { record: Some(from.record(*ix)), path: None, note };
    let own_words = |ix: &RecordIx| record(ix, site.record(*ix).status_text.as_deref().map(|text| format!("“{text}”").into()));
    let lists = [
        ("Passed over", coverage.skipped.iter().map(|(id, why)| file(*id, Some(why))).collect::<Vec<_>>()),
        ("Not read: no reader for this format", coverage.unread.iter().map(|id| file(*id, None)).collect()),
        ("Cannot be read", those(|record| record.status == Status::Unreadable).iter().map(|ix| record(ix, None)).collect()),
        ("Status in words of no known meaning", those(|record| record.stated == Status::Unknown).iter().map(own_words).collect()),
        ("Without a status", those(|record| record.stated == Status::Absent).iter().map(|ix| record(ix, None)).collect()),
        ("Without a date", those(|record| record.date.is_none()).iter().map(|ix| record(ix, None)).collect()),
    ];
    lists.into_iter().filter(|(_, items)| !items.is_empty()).map(|(label, items)| named(from, label, items)).collect()
}

fn named<'a>(from: &Standpoint<'a>, label: &'static str, mut items: Vec<NamedItem<'a>>) -> NamedList<'a> {
    let hidden = items.len().saturating_sub(NAMED);
    items.truncate(NAMED);
    let more = (hidden > 0).then(|| format!("{} more", from.numbers().whole(hidden as f64)));
    NamedList { label, items, more }
}
