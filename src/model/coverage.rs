//! What became of the files of a source: nothing of a log is left out silently.

use super::SourceIx;
use crate::base::source::FileId;

/// What became of the files of one source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// The source.
    pub source: SourceIx,
    /// Whether another team's records are among them.
    pub foreign: bool,
    /// Files that are no records, each with what it is instead: `a template`.
    pub skipped: Vec<(FileId, &'static str)>,
    /// Files in a format that is not read.
    pub unread: Vec<FileId>,
    /// Supersessions that only one of two records tells of.
    pub one_sided: usize,
    /// Ties that lead to no record.
    pub loose: usize,
    /// Ids that more than one record has.
    pub duplicates: usize,
}
