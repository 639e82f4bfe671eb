//! What teams make of checks: a level for each, or for all that start alike.

use crate::base::diagnostic::{Code, Severity};

/// What a team makes of a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Not told.
    Allow,
    /// For information.
    Info,
    /// A warning.
    Warn,
    /// An error.
    Deny,
}

impl Level {
    /// The words for levels, from the quietest to the loudest.
    pub const WORDS: &[(&'static str, Self)] = &[("allow", Self::Allow), ("info", Self::Info), ("warn", Self::Warn), ("deny", Self::Deny)];

    /// How loud a finding of this level is; `None`: it is not told.
    pub fn severity(self) -> Option<Severity> {
        match self {
            Self::Allow => None,
            Self::Info => Some(Severity::Info),
            Self::Warn => Some(Severity::Warning),
            Self::Deny => Some(Severity::Error),
        }
    }
}

/// A level for all checks whose code starts so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lint {
    /// A code or the beginning of some.
    pub code: String,
    /// Its level.
    pub level: Level,
}

/// The level that `lints` give a check: the longest beginning of its code wins, the first of equals.
pub fn level_of(lints: &[Lint], code: Code) -> Option<Level> {
    let matching = lints.iter().filter(|lint| code.0.starts_with(lint.code.as_str()));
    matching.reduce(|longest, next| if next.code.len() > longest.code.len() { next } else { longest }).map(|lint| lint.level)
}
