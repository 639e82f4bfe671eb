//! Where the files of a site lie in its repository: forges know them by their paths from there, messages by those from the site.

use std::path::{Component, Path, PathBuf};

use super::{git, path::slashed, read::resolved};

/// The surroundings of a site.
#[derive(Debug)]
pub struct Surroundings {
    site: PathBuf,
    root: PathBuf,
}

impl Surroundings {
    /// Looks for the repository that a site's folder is in; where there is none, the working folder takes its place, and where the site is not
    /// below that either, the site itself.
    pub fn of(site: &Path) -> Self {
        let site = resolved(site);
        let repository = git::repository(&site);
        let here = || std::env::current_dir().ok().map(|folder| resolved(&folder)).filter(|folder| site.starts_with(folder));
        let root = repository.or_else(here).unwrap_or_else(|| site.clone());
        Self { site, root }
    }

    /// The path of a file from the root of the repository, `/` between parts; `path` is as messages show it. `None`: it lies elsewhere, or is
    /// part of the program.
    pub fn path(&self, path: &str) -> Option<String> {
        let mut whole = self.site.clone();
        for part in Path::new(path).components() {
            match part {
                Component::ParentDir => _ = whole.pop(),
                Component::CurDir => {}
                part => whole.push(part),
            }
        }
        let inner = whole.strip_prefix(&self.root).ok()?;
        whole.exists().then(|| slashed(inner))
    }
}
