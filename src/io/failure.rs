//! What the world does to us: a file that cannot be read, a folder that is not ours, a port that is taken. A person's mistake in
//! a record is no failure but a diagnostic.

use std::{
    fmt,
    io::{Error, ErrorKind},
    path::Path,
};

use super::path::shown;

/// An action that the world refused, with its subject and the reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// A verb, and what goes with it: `read`, `publish to`.
    pub action: String,
    /// A path or an address, as people know it.
    pub subject: String,
    /// Why not.
    pub reason: String,
    /// The way out.
    pub help: Option<String>,
}

impl Failure {
    /// The failure of `action` on `subject`, because of `reason`.
    pub fn new(action: &str, subject: impl Into<String>, reason: impl Into<String>) -> Self {
        Self { action: action.to_owned(), subject: subject.into(), reason: reason.into(), help: None }
    }

    /// The failure of `action` on `path`, as the system tells it.
    pub fn io(action: &str, path: &Path, error: &Error) -> Self {
        Self::new(action, shown(path), reason(error))
    }

    /// Adds the way out.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot {} `{}`: {}", self.action, self.subject, self.reason)
    }
}

impl std::error::Error for Failure {}

/// The system's reason in plain words, without its number.
pub fn reason(error: &Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "there is no such file or folder".into(),
        ErrorKind::PermissionDenied => "permission denied".into(),
        ErrorKind::AlreadyExists => "it exists already".into(),
        ErrorKind::NotADirectory => "part of the path is no folder".into(),
        ErrorKind::StorageFull => "the disk is full".into(),
        ErrorKind::ReadOnlyFilesystem => "the file system is read-only".into(),
        ErrorKind::AddrInUse => "something else is using it".into(),
        _ => {
            let text = error.to_string();
            let words = text.split(" (os error").next().unwrap_or_default();
            let mut letters = words.chars();
            letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
        }
    }
}
