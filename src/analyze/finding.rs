//! What the checks found in a record (maths.md, 4).

use crate::{
    base::{
        diagnostic::{Code, Severity},
        source::Span,
    },
    model::OptionIx,
};

/// One finding.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// The check.
    pub code: Code,
    /// How loud: the check's own severity, or what site and record make of it.
    pub severity: Severity,
    /// What is the matter, with its figures.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// What it is about: the id of a criterion, cost, voice or price; `None`: the record as a whole.
    pub subject: Option<String>,
    /// The option that it is about, where it is about one.
    pub option: Option<OptionIx>,
    /// Where it points.
    pub span: Span,
}
