//! What our commands write into a site: new records, new sites. Texts in, texts out; where they go is the command's business.
//! Knows nothing of pages and of analysis.

pub mod record;
pub mod site;

/// A file to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFile {
    /// Path from the site's root, `/` between parts.
    pub path: String,
    /// What it holds.
    pub text: String,
}
