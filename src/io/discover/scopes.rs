//! Names for logs that stand side by side: of the package, team or repository that each belongs to.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use super::seek::is_named;
use crate::base::slug::slug;

/// Names that say where a log lies, and not whose it is.
const PLACES: &[&str] = &["docs", "doc", "documentation", "architecture", "arch", "design"];
/// Names that the portal has for folders of its own.
const TAKEN: &[&str] =
    &["records", "status", "tags", "owners", "scopes", "frameworks", "clouds", "prices", "reviews", "checks", "search", "assets"];

/// A log that wants a name.
#[derive(Debug, Clone)]
pub(super) struct Named {
    /// The folder that was asked for.
    pub top: PathBuf,
    /// The log's own.
    pub folder: PathBuf,
    /// The name that a tool's file gives it.
    pub scope: Option<String>,
}

/// A scope for each: none where there is one log only, nor for the one that is its repository's own.
pub(super) fn scoped(logs: &[Named], tops: usize) -> Vec<Option<String>> {
    let mut taken = BTreeSet::new();
    let mut unscoped = false;
    logs.iter()
        .map(|log| {
            let mut words = if logs.len() == 1 { Vec::new() } else { words(log, tops) };
            // The only log of a repository is called as that is, however deep it lies.
            if tops > 1 && log.scope.is_none() && logs.iter().filter(|other| other.top == log.top).count() == 1 {
                words.truncate(1);
            }
            if words.is_empty() {
                if !unscoped {
                    unscoped = true;
                    return None;
                }
                words.extend(log.folder.file_name().map(|name| name.to_string_lossy().into_owned()));
            }
            Some(free(&words, &mut taken))
        })
        .collect()
}

/// The names that tell a log from others, the outermost first.
fn words(log: &Named, tops: usize) -> Vec<String> {
    let mut words: Vec<String> = if let Some(scope) = &log.scope {
        vec![scope.clone()]
    } else {
        let way = owner(&log.folder).strip_prefix(&log.top).map(Path::to_owned).unwrap_or_default();
        way.iter().map(|part| part.to_string_lossy().into_owned()).collect()
    };
    if tops > 1 {
        words.splice(0..0, owner(&log.top).file_name().map(|name| name.to_string_lossy().into_owned()));
    }
    words
}

/// A name that no other log has: the last word, else as many before it as it takes, else a number.
fn free(words: &[String], taken: &mut BTreeSet<String>) -> String {
    let is_free = |name: &String| !name.is_empty() && !TAKEN.contains(&name.as_str());
    let names = (0..words.len()).rev().map(|from| slug(&words[from..].join(" ")));
    let name = names.filter(is_free).find(|name| !taken.contains(name));
    let name = name.unwrap_or_else(|| {
        let base = words.last().map(|word| slug(word)).filter(is_free).unwrap_or_else(|| "log".to_owned());
        let numbered = (2..).map(|number| format!("{base}-{number}"));
        let first = std::iter::once(base.clone()).chain(numbered);
        first.into_iter().find(|name| !taken.contains(name)).unwrap_or(base)
    });
    taken.insert(name.clone());
    name
}

/// The folder whose decisions a log holds: the nearest one above it, or itself, whose name says more than where the log lies.
pub(super) fn owner(folder: &Path) -> &Path {
    let says_where = |folder: &&Path| {
        let name = folder.file_name().map(|name| name.to_string_lossy().to_lowercase());
        is_named(folder) || name.is_some_and(|name| PLACES.contains(&name.as_str()))
    };
    folder.ancestors().find(|above| !says_where(above) && above.file_name().is_some()).unwrap_or(folder)
}
