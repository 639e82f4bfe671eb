//! Lists of records that never grow without bound: one page up to a limit, beyond it a front page and a page a year.
//! Knows the order of rows and their addresses; it does not know what a row shows.

use crate::{
    base::date::Date,
    model::{FrameworkIx, PriceIx, ProviderIx, RecordIx, record::Status},
};

/// Rows of one page, at most.
pub const PAGE_ROWS: usize = 500;
/// Rows of the front page of a list that is split.
const FRONT_ROWS: usize = 100;

/// What a list holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ListKind {
    /// All records.
    Records,
    /// Records of a status.
    Status(Status),
    /// All records, over time.
    Timeline,
    /// Records with a tag: index among the tags.
    Tag(usize),
    /// Records of an owner: index among the owners.
    Owner(usize),
    /// Records of a scope: index among the scopes.
    Scope(usize),
    /// Records that follow a framework.
    Framework(FrameworkIx),
    /// Records in force that picked a provider.
    Provider(ProviderIx),
    /// Records that a price goes into.
    Price(PriceIx),
    /// Records in force by due date.
    Reviews,
    /// Records in which the checks found something.
    Checks,
}

/// One page of a list that is split.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The year; `None`: rows without a date.
    pub year: Option<i16>,
    /// 1, 2, 3 … within the year.
    pub number: usize,
    /// Which rows.
    pub rows: std::ops::Range<usize>,
    /// Its address from the root of the site.
    pub url: String,
}

/// A list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing {
    /// What it holds.
    pub kind: ListKind,
    /// Its name for people.
    pub name: String,
    /// Its address from the root of the site.
    pub url: String,
    /// All rows in the order they are shown; the years follow each other.
    pub rows: Vec<RecordIx>,
    /// Pages by year; empty while one page holds all.
    pub parts: Vec<Part>,
}

impl Listing {
    /// A list at `stem` (an address without ending) over rows that are already in order, `day` telling the year of each.
    pub fn new(kind: ListKind, (name, stem): (String, &str), rows: Vec<RecordIx>, day: impl Fn(RecordIx) -> Option<Date>) -> Self {
        let parts = if rows.len() > PAGE_ROWS { split(stem, &rows, day) } else { Vec::new() };
        Self { kind, name, url: format!("{stem}.html"), rows, parts }
    }

    /// The rows of its front page: all of them, or the first few.
    pub fn front(&self) -> &[RecordIx] {
        if self.parts.is_empty() { &self.rows } else { &self.rows[..FRONT_ROWS] }
    }
}

fn split(stem: &str, rows: &[RecordIx], day: impl Fn(RecordIx) -> Option<Date>) -> Vec<Part> {
    let year = |at: usize| day(rows[at]).map(jiff::civil::Date::year);
    let mut parts: Vec<Part> = Vec::new();
    for at in 0..rows.len() {
        let year = year(at);
        match parts.last_mut() {
            Some(part) if part.year == year && part.rows.len() < PAGE_ROWS => part.rows.end = at + 1,
            last => {
                let number = last.filter(|part| part.year == year).map_or(1, |part| part.number + 1);
                let name = year.map_or_else(|| "undated".to_owned(), |year| year.to_string());
                let ending = if number == 1 { String::new() } else { format!("-{number}") };
                parts.push(Part { year, number, rows: at..at + 1, url: format!("{stem}/{name}{ending}.html") });
            }
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::{ListKind, Listing, PAGE_ROWS, RecordIx};
    use crate::base::date::Date;

    fn listing(rows: usize) -> Listing {
        // Newest first: two thirds of the rows fall into 2026, the rest into 2025, the last five have no date.
        let day = |ix: RecordIx| -> Option<Date> {
            let at = ix.index();
            (at + 5 < rows).then(|| Date::constant(if at < rows * 2 / 3 { 2026 } else { 2025 }, 3, 1))
        };
        Listing::new(ListKind::Records, ("All".into(), "records"), (0..rows).map(RecordIx::at).collect(), day)
    }

    #[test]
    fn a_short_list_is_one_page() {
        let list = listing(PAGE_ROWS);
        assert_eq!((list.front().len(), list.parts.len()), (PAGE_ROWS, 0));
    }

    #[test]
    fn a_long_list_is_split_by_year_and_loses_no_row() {
        let list = listing(1500);
        let urls: Vec<&str> = list.parts.iter().map(|part| part.url.as_str()).collect();
        assert_eq!(urls, ["records/2026.html", "records/2026-2.html", "records/2025.html", "records/undated.html"]);
        assert_eq!(list.parts.iter().map(|part| part.rows.len()).sum::<usize>(), 1500);
        assert!(list.parts.iter().all(|part| part.rows.len() <= PAGE_ROWS));
        assert_eq!(list.front().len(), 100);
    }
}
