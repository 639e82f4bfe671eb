//! Which paths may be written: those that stay inside the folder, on every system. The pages' addresses come from people's
//! file names and tags, so nothing about them is taken on trust here.

use std::collections::{BTreeMap, BTreeSet};

use super::{Files, manifest::MANIFEST};
use crate::io::failure::Failure;

/// The files and folders of a portal, checked: no path leaves it, and none is in another's way.
pub(super) struct Plan<'a> {
    /// Where the bytes come from.
    pub source: &'a dyn Files,
    /// Places in `source`, by path.
    pub files: BTreeMap<&'a str, usize>,
    /// Every folder that must be there, parents first.
    pub folders: BTreeSet<&'a str>,
}

impl<'a> Plan<'a> {
    /// Checks the paths of `source`.
    pub(super) fn of(source: &'a dyn Files) -> Result<Self, Failure> {
        let mut plan = Self { source, files: BTreeMap::new(), folders: BTreeSet::new() };
        for (at, path) in source.paths().into_iter().enumerate() {
            if !is_inside(path) || path == MANIFEST {
                return Err(Failure::new("write", path, "a page's address must stay inside the folder of the portal"));
            }
            if plan.files.insert(path, at).is_some() {
                return Err(Failure::new("write", path, "two pages have this address"));
            }
            plan.folders.extend(parents(path));
        }
        if let Some(path) = plan.files.keys().find(|path| plan.folders.contains(*path)) {
            return Err(Failure::new("write", *path, "it would be a file and a folder at once"));
        }
        Ok(plan)
    }
}

/// The folders above a path, outermost first, without the root.
pub(super) fn parents(path: &str) -> impl DoubleEndedIterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}

/// Whether a path names a file below the root and nothing else, whatever system reads it.
pub(super) fn is_inside(path: &str) -> bool {
    !path.is_empty()
        && !path.contains(|c: char| c.is_control() || c == '\\' || c == ':')
        && path.split('/').all(|part| !part.is_empty() && part != "." && part != "..")
}

#[cfg(test)]
mod tests {
    use super::{is_inside, parents};

    #[test]
    fn nothing_leaves_the_folder() {
        for good in ["index.html", "a/b.html", "ä/ö ü.html", ".well-known/x", "a..b/c...html"] {
            assert!(is_inside(good), "{good}");
        }
        for bad in ["", "/", "/etc/passwd", "../x", "a/../../x", "a//b", "./a", "a/.", "a/", "a\\..\\x", "c:x", "a\nb", "a\0b"] {
            assert!(!is_inside(bad), "{bad:?}");
        }
    }

    #[test]
    fn folders_above() {
        assert_eq!(parents("a/b/c.html").collect::<Vec<_>>(), ["a", "a/b"]);
        assert_eq!(parents("c.html").count(), 0);
    }
}
