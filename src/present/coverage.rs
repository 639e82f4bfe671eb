//! What became of the files of each log, in one line a log and at length: nothing is left out silently.

use serde::Serialize;

use super::{number::NumberFormat, words};
use crate::{
    base::source::Sources,
    model::{
        RecordIx,
        coverage::Coverage,
        record::{Record, Status},
        site::Site,
    },
};

/// Files named in a line, at most.
const NAMED: usize = 4;

/// What became of the files of a log, counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// The log: its scope, else its folder, else the portal's name.
    pub log: String,
    /// Texts in it: records, and what is none.
    pub files: usize,
    /// Records.
    pub records: usize,
    /// Records whose status is known.
    pub with_status: usize,
    /// Records that state a status in words of no known meaning.
    pub unknown_status: usize,
    /// Records with a day.
    pub dated: usize,
    /// Texts that are no records.
    pub skipped: usize,
    /// Texts in a format without a reader.
    pub unread: usize,
    /// Supersessions that only one record tells of.
    pub one_sided: usize,
    /// Ties that lead to no record.
    pub loose: usize,
    /// Numbers that several records have.
    pub duplicates: usize,
}

/// Whether there is anything to tell of a source: of a log of our own, everything is told as faults.
pub fn is_told(coverage: &Coverage) -> bool {
    coverage.foreign || !coverage.skipped.is_empty() || !coverage.unread.is_empty()
}

/// Records of a source, with their handles.
pub fn records<'a>(site: &'a Site, coverage: &Coverage) -> impl Iterator<Item = (RecordIx, &'a Record)> + use<'a> {
    let source = coverage.source;
    let all = site.records.iter().enumerate().filter(move |(_, record)| record.source == source);
    all.map(|(at, record)| (RecordIx::at(at), record))
}

/// Whether it is known where a record stands, by its own words.
pub fn has_status(record: &Record) -> bool {
    !matches!(record.stated, Status::Absent | Status::Unknown | Status::Unreadable)
}

/// Counts one log.
pub fn counts(site: &Site, coverage: &Coverage) -> Counts {
    let count = |is_one: fn(&Record) -> bool| records(site, coverage).filter(|(_, record)| is_one(record)).count();
    let records = count(|_| true);
    let (skipped, unread) = (coverage.skipped.len(), coverage.unread.len());
    Counts {
        log: name(site, coverage),
        files: records + skipped + unread,
        records,
        with_status: count(has_status),
        unknown_status: count(|record| record.stated == Status::Unknown),
        dated: count(|record| record.date.is_some()),
        skipped,
        unread,
        one_sided: coverage.one_sided,
        loose: coverage.loose,
        duplicates: coverage.duplicates,
    }
}

/// What a log is called.
pub fn name(site: &Site, coverage: &Coverage) -> String {
    let source = &site.config.sources[coverage.source.index()];
    match &source.scope {
        Some(scope) => scope.clone(),
        None if source.path == "." => site.config.title.clone(),
        None => source.path.clone(),
    }
}

/// A line for each log that there is anything to tell of.
pub fn lines(site: &Site, sources: &Sources) -> Vec<String> {
    site.coverage.iter().filter(|coverage| is_told(coverage)).map(|coverage| line(site, coverage, sources)).collect()
}

/// `payments: 57 files · 55 records (54 with a status, 49 dated) · 2 skipped (template.md, README.md)`, and what else there is.
fn line(site: &Site, coverage: &Coverage, sources: &Sources) -> String {
    let numbers = NumberFormat::or_english(&site.config.language);
    let counts = counts(site, coverage);
    let whole = |n: usize| numbers.whole(n as f64);
    let mut line = format!(
        "{}: {} · {} ({} with a status, {} dated)",
        counts.log,
        words::count(numbers, counts.files, "file"),
        words::count(numbers, counts.records, "record"),
        whole(counts.with_status),
        whole(counts.dated)
    );
    let named = |files: &mut dyn Iterator<Item = crate::base::source::FileId>| {
        let names: Vec<&str> = files.map(|file| short(sources.path(file))).collect();
        let more = names.len().saturating_sub(NAMED);
        let rest = if more > 0 { format!(", {} more", whole(more)) } else { String::new() };
        format!("({}{rest})", names[..names.len() - more].join(", "))
    };
    let mut add = |text: String| {
        line.push_str(" · ");
        line.push_str(&text);
    };
    if counts.unknown_status > 0 {
        add(format!("{} of unknown status", whole(counts.unknown_status)));
    }
    if counts.skipped > 0 {
        add(format!("{} skipped {}", whole(counts.skipped), named(&mut coverage.skipped.iter().map(|(file, _)| *file))));
    }
    if counts.unread > 0 {
        add(format!("{} not read {}", whole(counts.unread), named(&mut coverage.unread.iter().copied())));
    }
    for (count, what) in [(counts.one_sided, "one-sided link"), (counts.loose, "loose link"), (counts.duplicates, "duplicate number")] {
        if count > 0 {
            add(words::count(numbers, count, what));
        }
    }
    line
}

/// The name of a file without its folders.
fn short(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}
