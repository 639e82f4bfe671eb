//! What our commands write into a site: new records, new sites, changes of what is there. Texts in, texts out; where they go is the command's
//! business. Knows nothing of pages and of analysis.

pub mod diff;
pub mod front;
pub mod record;
pub mod renumber;
pub mod review;
pub mod site;
pub mod standing;

/// A file to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFile {
    /// Path from the site's root, `/` between parts.
    pub path: String,
    /// What it holds.
    pub text: String,
}

/// Why something cannot be done, in words that follow "cannot accept `0007`: ".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Why not.
    pub reason: String,
    /// The way out; `None`: the reason says it.
    pub help: Option<String>,
}

impl Refusal {
    /// A refusal for this reason.
    pub fn new(reason: impl Into<String>) -> Self {
        Self { reason: reason.into(), help: None }
    }

    /// Adds the way out.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}
