//! What the checks found in a record (maths.md, 4).

use super::check::message::Message;
use crate::{
    base::{
        diagnostic::{Code, Severity},
        source::Span,
    },
    model::{OptionIx, check::Check},
};

/// One finding.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// Code of the check.
    pub code: Code,
    /// The check.
    pub check: &'static Check,
    /// How loud: the check's own severity, or what site and record make of it.
    pub severity: Severity,
    /// What is the matter, with its figures.
    pub message: Message,
    /// What follows from it, where there is more to say.
    pub note: Option<Message>,
    /// What it is about: the id of a criterion, voice or price, or the front-matter path of a figure; `None`: the record as a whole.
    pub subject: Option<String>,
    /// The option that it is about, where it is about one.
    pub option: Option<OptionIx>,
    /// Where it points.
    pub span: Span,
}
