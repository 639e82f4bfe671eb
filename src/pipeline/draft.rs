//! What became of one file, whatever its reader.

use std::sync::Arc;

use crate::{
    base::diagnostic::Reported,
    model::catalogue::{CloudCatalogue, PriceBook},
    parse::{content_page::ContentPageDraft, dialect::Skip, draft::RecordDraft, framework::FrameworkDraft},
};

/// What became of one file.
#[derive(Debug, Clone)]
pub(super) enum Draft {
    /// A record.
    Record(Arc<RecordDraft>),
    /// A content page.
    Page(Arc<ContentPageDraft>),
    /// A framework; `None`: it has no id.
    Framework(Option<Box<FrameworkDraft>>),
    /// The price book.
    Prices(PriceBook),
    /// A cloud catalogue; `None`: it could not be read.
    Clouds(Option<CloudCatalogue>),
    /// A file that goes along as it is.
    Attachment,
    /// One that is no record, though it lies among records: it goes along, and is counted.
    Skipped(Skip),
    /// A text in a format that has no reader: likewise.
    Unread,
    /// A file that is read by somebody else, or by nobody.
    Nothing,
}

impl Draft {
    /// A record.
    pub(super) fn record(record: RecordDraft) -> Self {
        Self::Record(Arc::new(record))
    }
}

impl<T> Reported<T> {
    /// The same report about a changed value.
    pub(super) fn into<U>(self, change: impl FnOnce(T) -> U) -> Reported<U> {
        Reported { value: change(self.value), diagnostics: self.diagnostics }
    }
}
