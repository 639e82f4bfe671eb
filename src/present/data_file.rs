//! Files for programs and spreadsheets: which ones there are, and the model of each. Like pages, they are made when they are asked for.

use schemars::Schema;

use super::{
    beside::Beside,
    calendar::{self, Calendar},
    export::{
        self, Export,
        decisions::{self, Decisions},
        schema,
    },
    feed::{self, Feed, FeedKind},
    listing::ListKind,
    material::Material,
    plain_text,
    table::{self, Table},
    workbook::{self, Workbook},
};
use crate::model::RecordIx;

/// All records in brief.
pub const DECISIONS: &str = "decisions.json";

/// Which file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Key {
    Decisions,
    DecisionsSchema,
    RecordSchema,
    Llms,
    Feed(FeedKind),
    Reviews,
    /// The calendar of an owner: the place of their list.
    ReviewsOf(usize),
    Of(RecordIx, Beside),
}

/// A file that is still to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedFile {
    /// Its address from the root of the site.
    pub url: String,
    key: Key,
}

/// What is in a file.
pub enum DataFile<'a> {
    /// All records in brief.
    Decisions(Decisions<'a>),
    /// A record and its analysis.
    Record(Box<Export<'a>>),
    /// What a JSON file looks like, as JSON Schema.
    Schema(Schema),
    /// A table.
    Table(Table<'a>),
    /// A workbook.
    Workbook(Workbook<'a>),
    /// Reviews as a calendar.
    Calendar(Calendar<'a>),
    /// What is new.
    Feed(Feed<'a>),
    /// A text as it is.
    Text(String),
}

/// All data files, in a fixed order.
pub(super) fn files(material: &Material<'_>) -> Vec<PlannedFile> {
    let planned = |url: &str, key| PlannedFile { url: url.to_owned(), key };
    let mut files = vec![
        planned(DECISIONS, Key::Decisions),
        planned("decisions.schema.json", Key::DecisionsSchema),
        planned("record.schema.json", Key::RecordSchema),
        planned(plain_text::LLMS, Key::Llms),
        planned(calendar::ALL, Key::Reviews),
    ];
    if material.site.config.base_url.is_some() {
        files.extend(FeedKind::ALL.map(|kind| planned(kind.address(), Key::Feed(kind))));
    }
    for (at, listing) in material.listings.iter().enumerate() {
        if let ListKind::Owner(_) = listing.kind {
            files.push(PlannedFile { url: calendar::address(listing), key: Key::ReviewsOf(at) });
        }
    }
    for ix in material.record_ixs() {
        let record = material.site.record(ix);
        let beside = Beside::of(record, material.analysis_of(ix));
        files.extend(beside.map(|each| PlannedFile { url: each.address(record), key: Key::Of(ix, each) }));
    }
    files
}

/// The model of a file.
pub(super) fn file<'a>(material: &Material<'a>, planned: &PlannedFile) -> DataFile<'a> {
    let site = material.site;
    match planned.key {
        Key::Decisions => DataFile::Decisions(decisions::decisions(site, material.analysis.records.iter().map(|each| &**each))),
        Key::DecisionsSchema => DataFile::Schema(schema::of_decisions()),
        Key::RecordSchema => DataFile::Schema(schema::of_record()),
        Key::Llms => DataFile::Text(plain_text::llms(material)),
        Key::Feed(kind) => DataFile::Feed(feed::feed(material, kind)),
        Key::Reviews => DataFile::Calendar(calendar::all(material)),
        Key::ReviewsOf(at) => DataFile::Calendar(calendar::of_owner(material, &material.listings[at])),
        Key::Of(ix, beside) => {
            let (record, analysis) = (site.record(ix), material.analysis_of(ix));
            let missing = "a file is planned only for a record that has what is in it";
            let costs = || analysis.cost.as_ref().zip(record.tco.as_ref()).expect(missing);
            match beside {
                Beside::Tree => DataFile::Record(Box::new(export::export(site, record, analysis))),
                Beside::Text => DataFile::Text(plain_text::record(material, ix)),
                Beside::Matrix => DataFile::Table(table::matrix::table(record, analysis.matrix.as_ref().expect(missing))),
                Beside::Cost => DataFile::Table(table::cost::table(record, costs().0, costs().1)),
                Beside::Workbook => {
                    let (costs, tco) = costs();
                    DataFile::Workbook(workbook::workbook(&workbook::Subject { site, record, analysis, costs, tco }))
                }
            }
        }
    }
}
