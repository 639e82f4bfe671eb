//! A workbook as `SpreadsheetML`, the parts of an `.xlsx` file. Knows cells and styles; what a formula means, it does not know.

mod parts;
mod sheet;

use std::sync::Mutex;

use super::package::{Packed, Packer, package, stored};
use crate::present::workbook::Workbook;

/// What all workbooks share, made once.
#[derive(Debug)]
pub(super) struct Kit {
    styles: Packed,
    relations: Packed,
    /// Desks that nobody works at.
    desks: Mutex<Vec<Desk>>,
}

/// What one workbook after another is written with: making its tables takes as long as compressing a sheet.
#[derive(Debug, Default)]
struct Desk {
    packer: Packer,
    text: String,
    /// Letters of the columns that were needed so far.
    columns: Vec<String>,
}

impl Default for Kit {
    fn default() -> Self {
        Self::new()
    }
}

impl Kit {
    /// Makes it.
    pub(super) fn new() -> Self {
        let mut packer = Packer::new();
        Self {
            styles: packer.deflated("xl/styles.xml", parts::styles().as_bytes()),
            relations: packer.deflated("_rels/.rels", parts::RELATIONS.as_bytes()),
            desks: Mutex::default(),
        }
    }

    /// The bytes of a workbook.
    pub(super) fn bytes(&self, workbook: &Workbook<'_>) -> Vec<u8> {
        let small = |name: &str, text: String| stored(name, text.into_bytes());
        let names: Vec<&str> = workbook.sheets.iter().map(|sheet| sheet.name).collect();
        let content_types = small("[Content_Types].xml", parts::content_types(names.len()));
        let properties = small("docProps/core.xml", parts::properties(&workbook.title, workbook.day));
        let book = small("xl/workbook.xml", parts::workbook(&names));
        let book_relations = small("xl/_rels/workbook.xml.rels", parts::workbook_relations(names.len()));
        let mut desk = self.desks.lock().expect("nobody fails with the lock in hand").pop().unwrap_or_default();
        let mut sheets = Vec::with_capacity(names.len());
        for (at, each) in workbook.sheets.iter().enumerate() {
            desk.text.clear();
            sheet::write(each, &mut desk.columns, &mut desk.text);
            sheets.push(desk.packer.deflated(&parts::sheet_path(at), desk.text.as_bytes()));
        }
        self.desks.lock().expect("nobody fails with the lock in hand").push(desk);
        let mut files = vec![&content_types, &self.relations, &properties, &book, &book_relations, &self.styles];
        files.extend(&sheets);
        package(&files, workbook.day)
    }
}
