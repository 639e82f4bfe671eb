//! What is laid over a page when something is wrong: the faults as data for the script in the browser, and that script.

use serde::Serialize;

use crate::{
    base::{
        diagnostic::{Diagnostic, Severity},
        report::{Colour, human},
        source::Sources,
    },
    io::failure::Failure,
};

/// The script that every page of a preview gets, and no published one.
pub(super) const SCRIPT: &str = include_str!("preview.js");
/// Its style sheet.
pub(super) const STYLE: &str = include_str!("preview.css");

/// What is wrong with the site as it is on disk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Default)]
pub struct Problems {
    /// Whether the page under it is an older one, because the newest cannot be built.
    pub blocked: bool,
    /// Each thing.
    pub items: Vec<Problem>,
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// `error` or `warning`.
    pub severity: &'static str,
    /// Its kind; empty for what the world refuses.
    pub code: &'static str,
    /// One sentence.
    pub message: String,
    /// `FILE:LINE:COLUMN`; empty where no file is to blame.
    pub place: String,
    /// The whole of it as a terminal shows it, lines and carets.
    pub text: String,
}

impl Problems {
    /// The errors among `diagnostics`.
    pub fn of(diagnostics: &[Diagnostic], sources: &Sources) -> Self {
        let errors = diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error);
        Self { blocked: false, items: errors.map(|diagnostic| Problem::of(diagnostic, sources)).collect() }
    }

    /// The same, over a page that is an older one.
    #[must_use]
    pub fn blocking(self) -> Self {
        Self { blocked: true, ..self }
    }
}

impl From<&Failure> for Problems {
    fn from(failure: &Failure) -> Self {
        let message = failure.to_string();
        let help = failure.help.as_ref().map(|help| format!("\n  = help: {help}")).unwrap_or_default();
        let text = format!("error: {message}{help}\n");
        Self { blocked: true, items: vec![Problem { severity: "error", code: "", message, place: String::new(), text }] }
    }
}

impl Problem {
    fn of(diagnostic: &Diagnostic, sources: &Sources) -> Self {
        let place = diagnostic.primary.as_ref().map(|label| {
            let (line, column) = sources.position(label.span.file, label.span.start);
            format!("{}:{line}:{column}", sources.path(label.span.file))
        });
        Self {
            severity: diagnostic.severity.word(),
            code: diagnostic.code.0,
            message: diagnostic.message.clone(),
            place: place.unwrap_or_default(),
            text: human(std::slice::from_ref(diagnostic), sources, Colour::Never),
        }
    }
}
