//! What version control knows of files: when each came, when it last changed, and by whom. Days and names as committed; knows no
//! program that keeps them.

use std::{collections::BTreeMap, sync::Arc};

use super::date::Date;

/// What version control knows of one file, under every name that it had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileHistory {
    /// The day of the first change, on its author's calendar.
    pub created: Date,
    /// The day of the last one.
    pub changed: Date,
    /// Who made the last one.
    pub changed_by: Arc<str>,
    /// Everybody who changed it, each once, in the order of their first change.
    pub authors: Vec<Arc<str>>,
}

/// What version control knows of the files of a site.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct History {
    /// Files by path as shown in messages. A file that is not here was never committed, or nobody knows.
    pub files: BTreeMap<String, Arc<FileHistory>>,
    /// Histories that are there and could not be told: a sentence each, with a way out where there is one.
    pub left_out: Vec<LeftOut>,
}

/// A history that is left out rather than told wrongly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// Why, in a sentence.
    pub why: String,
    /// The way out.
    pub help: Option<&'static str>,
}
