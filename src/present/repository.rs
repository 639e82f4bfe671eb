//! Links from a page to its source: where it is edited, and where its history is shown. Knows paths and patterns, no forge.

use super::standpoint::{Link, encoded};
use crate::model::site::Repository;

/// Where a page's source is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SourceLinks<'a> {
    /// Where it is edited; `None` where the site names no repository, or the file lies outside of it.
    pub edit: Option<Link<'a>>,
    /// Where its history is shown; `None` likewise.
    pub history: Option<Link<'a>>,
}

/// The links of a file by its path from the site's folder.
pub fn source_links<'a>(repository: &Repository, path: &str) -> SourceLinks<'a> {
    let Some(path) = path_in(repository.directory.as_deref(), path) else { return SourceLinks::default() };
    let path = encoded(&path);
    let link = |pattern: &Option<String>, text: &'static str| {
        pattern.as_ref().map(|pattern| Link { url: pattern.replace("{path}", &path), text: text.into() })
    };
    SourceLinks { edit: link(&repository.edit_url, "Edit this page"), history: link(&repository.history_url, "History") }
}

/// The path of a file from the top of the repository. `None`: it lies outside, and no link is better than a wrong one. Where nobody said
/// where in the repository the site lies, that is so of every file outside the site's folder.
fn path_in(directory: Option<&str>, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = directory.unwrap_or_default().split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}
