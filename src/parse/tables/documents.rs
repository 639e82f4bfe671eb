//! The kinds of files that people write, by name: what each is called, where it lies, and its key table.

use super::{clouds::CATALOGUE, content_page::CONTENT_PAGE, framework::FRAMEWORK, prices::PRICE_BOOK, record::RECORD, site::SITE};
use crate::parse::shape::TableShape;

/// A kind of file.
#[derive(Debug)]
pub struct Document {
    /// Its name for programs: `site`, `record`.
    pub name: &'static str,
    /// Its name for people.
    pub title: &'static str,
    /// Where it lies in a site.
    pub place: &'static str,
    /// Its keys.
    pub table: &'static TableShape,
}

/// All of them, in the order in which people meet them.
pub static DOCUMENTS: &[Document] = &[
    Document { name: "record", title: "Record", place: "`records/**/*.md`, front matter", table: &RECORD },
    Document { name: "site", title: "Site file", place: "`rationale.toml`", table: &SITE },
    Document { name: "framework", title: "Framework", place: "`content/frameworks/*.toml`", table: &FRAMEWORK },
    Document { name: "prices", title: "Price book", place: "`content/prices.toml`", table: &PRICE_BOOK },
    Document { name: "clouds", title: "Cloud catalogue", place: "`content/clouds.toml`", table: &CATALOGUE },
    Document { name: "page", title: "Content page", place: "`content/**/*.md`, front matter", table: &CONTENT_PAGE },
];

/// The kind of this name.
pub fn document(name: &str) -> Option<&'static Document> {
    DOCUMENTS.iter().find(|document| document.name == name)
}
