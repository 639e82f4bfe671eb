//! Faults and findings as values: what is wrong, where, and the way out. How they look is `report`'s business.

use super::source::Span;

/// The name of a kind of fault, as printed between brackets: `R0012`, `AP06`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(pub &'static str);

/// How bad it is. The order is the order of printing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Must be mended.
    Error,
    /// Should be looked at; an error under `--strict`.
    Warning,
    /// Good to know.
    Info,
}

impl Severity {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }
}

/// A place and what to say about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// A few words, printed beside the caret.
    pub text: String,
}

/// One thing worth telling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Its kind.
    pub code: Code,
    /// How bad.
    pub severity: Severity,
    /// One sentence that names the thing, without a full stop.
    pub message: String,
    /// The place with the caret. Absent only where no file is to blame.
    pub primary: Option<Label>,
    /// The other side: where the thing that disagrees is defined.
    pub secondary: Vec<Label>,
    /// The way out, a sentence each.
    pub help: Vec<String>,
}

impl Diagnostic {
    /// An error of kind `code`.
    pub fn error(code: Code, message: impl Into<String>) -> Self {
        Self::of(code, Severity::Error, message)
    }

    /// A warning of kind `code`.
    pub fn warning(code: Code, message: impl Into<String>) -> Self {
        Self::of(code, Severity::Warning, message)
    }

    /// An information of kind `code`.
    pub fn info(code: Code, message: impl Into<String>) -> Self {
        Self::of(code, Severity::Info, message)
    }

    /// A diagnostic of kind `code` that is as bad as `severity` says.
    pub fn of(code: Code, severity: Severity, message: impl Into<String>) -> Self {
        Self { code, severity, message: message.into(), primary: None, secondary: Vec::new(), help: Vec::new() }
    }

    /// Puts the caret.
    #[must_use]
    pub fn at(mut self, span: Span, text: impl Into<String>) -> Self {
        self.primary = Some(Label { span, text: text.into() });
        self
    }

    /// Points to the other side as well.
    #[must_use]
    pub fn and(mut self, span: Span, text: impl Into<String>) -> Self {
        self.secondary.push(Label { span, text: text.into() });
        self
    }

    /// Adds a way out.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help.push(text.into());
        self
    }
}

/// A value and what was found on the way to it: a stage reports, it never fails.
#[derive(Debug, Clone)]
pub struct Reported<T> {
    /// The value.
    pub value: T,
    /// All that is worth telling about it.
    pub diagnostics: Vec<Diagnostic>,
}
