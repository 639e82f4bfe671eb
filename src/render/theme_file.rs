//! A file of a site's own theme, and its place among the sources, so that faults can be drawn in it.

use std::sync::Arc;

use crate::base::source::{Content, FileId};

/// A file of the site's own theme.
#[derive(Debug, Clone)]
pub struct ThemeFile {
    /// The file among the sources of the run.
    pub file: FileId,
    /// Path inside the theme: `templates/record.html`, `static/logo.svg`.
    pub inner: Arc<str>,
    /// What it holds.
    pub content: Content,
}

impl ThemeFile {
    /// Its name as a template, and its text, where it is one.
    pub(super) fn template(&self) -> Option<(&str, &str)> {
        let name = self.inner.strip_prefix("templates/")?;
        self.content.text().map(|text| (name, text.as_ref()))
    }
}
