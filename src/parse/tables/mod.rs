//! The key tables of every file that people write, and nothing else: names, shapes and one sentence each.
//! Readers check against them; schema and handbook are made from them.

pub mod clouds;
pub mod content_page;
pub mod criterion;
pub mod documents;
pub mod framework;
pub mod option;
pub mod prices;
pub mod record;
pub mod site;
pub mod tco;

use super::shape::{Key, Shape, TableShape, key};
use crate::model::framework::Thresholds;

/// The levels a check can be set to.
pub const LEVELS: &[&str] = &["allow", "info", "warn", "deny"];

/// `extra`, wherever free fields are taken.
pub const EXTRA: Key = key("extra", Shape::Map(&Shape::Free), "Fields of your own, handed to the theme untouched.");

/// `lints`, at a site and at a record.
pub const LINTS: Key = key(
    "lints",
    Shape::Map(&Shape::Word(LEVELS)),
    "Levels of checks: a code, or the beginning of several, and `allow`, `info`, `warn` or `deny`. The longest match wins.",
);

/// One key a threshold, from the list of thresholds.
static THRESHOLD_KEYS: [Key; Thresholds::ALL.len()] = {
    let mut keys = [const { key("", Shape::Number, "") }; Thresholds::ALL.len()];
    let mut at = 0;
    while at < keys.len() {
        keys[at] = key(Thresholds::ALL[at].0, Shape::Share, Thresholds::ALL[at].2);
        at += 1;
    }
    keys
};

/// `[thresholds]`, at a site and at a framework.
pub static THRESHOLDS: TableShape = TableShape {
    name: "table of thresholds",
    header: "[thresholds]",
    doc: "The numbers that checks compare with. The site's count before a framework's, a framework's before the built-in ones.",
    keys: &THRESHOLD_KEYS,
};
