//! What teams make of checks: a level for each, or for all that start alike.

/// What a team makes of a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Not told.
    Allow,
    /// A warning.
    Warn,
    /// An error.
    Deny,
}

/// A level for all checks whose code starts so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lint {
    /// A code or the beginning of some.
    pub code: String,
    /// Its level.
    pub level: Level,
}
