//! Records of other teams, read where they lie and as they are. What a text does not say stays open: a status is never guessed.
//! Knows one file at a time; what only a whole log can tell (which number of a date is the day) is settled by [`settle_dates`].

use super::{
    draft::{DateOrder, ForeignDraft, RecordDraft},
    markdown, record,
};
use crate::{
    base::{
        diagnostic::Reported,
        source::{FileId, Span},
    },
    model::{
        origin::Form,
        site::{Dialect, HtmlPolicy},
    },
};

/// What a file turned out to be.
#[derive(Debug, Clone)]
pub enum Foreign {
    /// A record.
    Record(Box<RecordDraft>),
    /// No record: counted, named, and not read.
    Skipped(Skip),
}

/// A file that is no record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skip {
    /// The file.
    pub file: FileId,
    /// What it is instead.
    pub why: Why,
    /// What shows it: a placeholder, a heading; else the top of the file.
    pub span: Span,
}

/// What a file is that is no record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// To be filled in.
    Template,
    /// A page about the log, or a list of its records.
    Index,
    /// A list of decisions that are still to be made.
    Backlog,
    /// A page for people or tools that work on the log: `CONTRIBUTING.md`.
    Guide,
}

impl Why {
    /// With its article: `a template`.
    pub fn words(self) -> &'static str {
        match self {
            Self::Template => "a template",
            Self::Index => "an index",
            Self::Backlog => "a backlog",
            Self::Guide => "a guide",
        }
    }
}

/// Whose record a text is: ours where it begins with our fence, else another's; which form exactly is told by [`read`].
pub fn detect(text: &str) -> Dialect {
    if text.trim_start_matches('\u{feff}').trim_start().starts_with(super::front_matter::FENCE) {
        Dialect::Rationale
    } else {
        Dialect::Auto
    }
}

/// Reads one file of another team. `inner` is its path within its source; the dialect is what the site file calls it, `Auto` where nothing does.
pub fn read(file: FileId, inner: &str, text: &str, (_dialect, html): (Dialect, HtmlPolicy)) -> Reported<Foreign> {
    let mut draft = record::blank(file, inner);
    draft.body = markdown::parse(text, Span::new(file, 0..text.len()), html);
    draft.title.clone_from(&draft.body.title);
    draft.foreign = Some(Box::new(ForeignDraft {
        form: Form::Plain,
        status_text: None,
        ambiguous: None,
        order: None,
        dated_by_name: false,
        ties: Vec::new(),
    }));
    Reported { value: Foreign::Record(Box::new(draft)), diagnostics: Vec::new() }
}

/// Settles the dates of a log that can be read two ways: by those of its dates that cannot. Tells the rest (R0048).
pub fn settle_dates(drafts: &mut [&mut RecordDraft]) -> Vec<crate::base::diagnostic::Diagnostic> {
    let orders: Vec<DateOrder> = drafts.iter().filter_map(|draft| draft.foreign.as_ref()?.order).collect();
    let first = orders.first().copied().filter(|first| orders.iter().all(|order| order == first));
    let mut told = Vec::new();
    for draft in drafts {
        let Some(foreign) = draft.foreign.as_mut() else { continue };
        let Some(ambiguous) = foreign.ambiguous.take() else { continue };
        if let Some(order) = first {
            draft.date = Some(ambiguous.value.read(order));
            continue;
        }
        let (day_first, month_first) = (ambiguous.value.day_first, ambiguous.value.month_first);
        let message = format!("the date can be read as {day_first} or as {month_first}, and nothing in the log tells which");
        told.push(
            crate::base::diagnostic::Diagnostic::warning(crate::model::fault::UNCLEAR_DATE, message)
                .at(ambiguous.span, "day first, or month first?")
                .help("write it as year, month and day: `2026-08-31`; one date of the log with a day past 12 settles the others"),
        );
        foreign.ambiguous = Some(ambiguous);
    }
    told
}
