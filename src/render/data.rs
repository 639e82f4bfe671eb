//! Files for programs and spreadsheets, from their models to bytes.

use serde::Serialize;

use super::{csv, feeds, workbook};
use crate::present::{
    data_file::{DataFile, PlannedFile},
    portal::Portal,
};

/// Room for the data of a record that weighs five options; what is not written to costs nothing.
const ROOM: usize = 96 * 1024;

/// What all data files share.
#[derive(Debug)]
pub struct Kit(workbook::Kit);

impl Kit {
    /// Makes it once for all files.
    pub fn new() -> Self {
        Self(workbook::Kit::new())
    }
}

impl Default for Kit {
    fn default() -> Self {
        Self::new()
    }
}

/// The bytes of a data file: its model is made, written and dropped here.
pub fn file(portal: &Portal<'_>, planned: &PlannedFile, kit: &Kit) -> Vec<u8> {
    match portal.data_file(planned) {
        DataFile::Decisions(decisions) => json(&decisions),
        DataFile::Record(export) => json(&export),
        DataFile::Schema(schema) => pretty(&schema),
        DataFile::Table(table) => csv::bytes(&table, if portal.csv_bom() { csv::BYTE_ORDER_MARK } else { "" }),
        DataFile::Workbook(workbook) => kit.0.bytes(&workbook),
        DataFile::Calendar(calendar) => feeds::calendar(&calendar),
        DataFile::Feed(feed) => feeds::feed(&feed),
        DataFile::Text(text) => text.into_bytes(),
    }
}

/// Compact JSON: indentation would double the files of a large site, and whoever wants it has a program that makes it.
fn json(tree: &impl Serialize) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(ROOM);
    serde_json::to_writer(&mut bytes, tree).expect("plain data can be written as JSON");
    bytes.push(b'\n');
    bytes
}

/// JSON for people.
fn pretty(tree: &impl Serialize) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(tree).expect("plain data can be written as JSON");
    bytes.push(b'\n');
    bytes
}
