//! Puts a portal into a folder, whole or not at all. It is staged where nobody looks and swapped in; files of others that lie in the
//! folder come along untouched; a folder that is not ours is refused. Knows bytes and paths, and not what they say.

mod in_place;
mod inventory;
mod manifest;
mod paths;
mod stage;
mod staging;
mod swap;

use std::{
    fmt, fs, io,
    path::{Path, PathBuf},
    sync::Arc,
};

pub use self::manifest::MANIFEST;
use self::{
    inventory::Inventory,
    paths::Plan,
    stage::Stuck,
    staging::{Refused, Staging},
};
use super::{
    failure::{self, Failure},
    path::{has_ending, shown},
};
use crate::{
    base::diagnostic::Diagnostic,
    pipeline::{Output, Rendering},
};

/// The files of a portal, by place in a list of paths. A file may be made when it is asked for, so that a large portal need not be in
/// memory as a whole; asked again, it is the same.
pub trait Files: Sync {
    /// All paths, each once.
    fn paths(&self) -> Vec<&str>;

    /// The bytes of the file in this place.
    ///
    /// # Errors
    /// What keeps it from being made.
    fn bytes(&self, at: usize) -> Result<Arc<Vec<u8>>, Vec<Diagnostic>>;
}

impl Files for Output {
    fn paths(&self) -> Vec<&str> {
        self.files.iter().map(|file| file.path.as_str()).collect()
    }

    fn bytes(&self, at: usize) -> Result<Arc<Vec<u8>>, Vec<Diagnostic>> {
        Ok(Arc::clone(&self.files[at].bytes))
    }
}

impl Files for Rendering<'_> {
    fn paths(&self) -> Vec<&str> {
        Rendering::paths(self).collect()
    }

    fn bytes(&self, at: usize) -> Result<Arc<Vec<u8>>, Vec<Diagnostic>> {
        Rendering::bytes(self, at)
    }
}

/// Why nothing was published.
#[derive(Debug)]
pub enum Unpublished {
    /// The world refused.
    Failure(Failure),
    /// Files could not be made; each fault once.
    Faults(Vec<Diagnostic>),
}

impl fmt::Display for Unpublished {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Failure(failure) => failure.fmt(f),
            Self::Faults(faults) => f.write_str(&faults.iter().map(|fault| fault.message.as_str()).collect::<Vec<_>>().join("\n")),
        }
    }
}

impl std::error::Error for Unpublished {}

impl From<Failure> for Unpublished {
    fn from(failure: Failure) -> Self {
        Self::Failure(failure)
    }
}

/// Whose folder it may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Claim {
    /// An empty one, or one that we wrote.
    Ours,
    /// Any (`--force`): others' files stay, unless a page has the very path of one.
    Force,
}

/// How the new portal takes the place of the old one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// At once, by renaming folders; file by file where the system does not let us.
    Swap,
    /// File by file.
    InPlace,
}

/// What publishing did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Published {
    /// Files of the portal.
    pub files: usize,
    /// Pages among them.
    pub pages: usize,
    /// Those among them that are as they were.
    pub unchanged: usize,
    /// Files of ours that are gone.
    pub removed: usize,
    /// Files of others that lie there too.
    pub foreign: usize,
    /// How it was done.
    pub method: Method,
}

/// Publishes `files` to the folder `target`.
///
/// # Errors
/// A file cannot be made, the folder is not ours, another build is writing to it, a file of somebody else is in the way, or the world refuses. The folder is
/// then as it was; only a failure in the midst of moving files into a folder that cannot be swapped leaves it half new, and the next build
/// mends it.
pub fn publish(files: &dyn Files, target: &Path, claim: Claim, method: Method) -> Result<Published, Unpublished> {
    let plan = Plan::of(files)?;
    let target = &place(target)?;
    let is_mounted = target.parent().is_some_and(|parent| stage::is_mount(target, parent));
    if method == Method::InPlace || is_mounted {
        return publish_in_place(&plan, target, claim);
    }
    let staging = match Staging::beside(target) {
        Ok(staging) => staging,
        Err(Refused::Place(_)) if target.is_dir() => return publish_in_place(&plan, target, claim),
        Err(refused) => return Err(refused.failure(target).into()),
    };
    let mut old = Inventory::of(target).map_err(|error| Failure::io("read", target, &error))?;
    old.settle(&plan, target, claim)?;
    let unchanged = match stage::whole(&plan, &old, target, &staging.new_site()) {
        Ok(unchanged) => unchanged,
        Err(Stuck::Crossing) => return publish_in_place(&plan, target, claim),
        Err(Stuck::Unpublished(why)) => return Err(why),
    };
    match swap::exchange(&staging, target) {
        Ok(Some(folder)) => swap::take_apart(&folder, &old, target).or_else(|error| rescue(&folder, target, &error))?,
        Ok(None) => {}
        Err(_) if target.is_dir() => return publish_in_place(&plan, target, claim),
        Err(error) => return Err(Failure::io("publish to", target, &error).into()),
    }
    Ok(report(&plan, &old, unchanged, Method::Swap))
}

/// What is left of the old portal and cannot move over goes where its owner finds it: a staging folder would be cleared.
fn rescue(old: &Path, target: &Path, why: &io::Error) -> Result<(), Failure> {
    let name = target.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let free = (1..=u16::MAX).map(|n| target.with_file_name(format!("{name}.rescued-{n}"))).find(|path| !path.exists());
    let refuge = free.unwrap_or_else(|| old.to_owned());
    fs::rename(old, &refuge).map_err(|error| Failure::io("keep", &refuge, &error))?;
    Err(Failure::new("clear away the old files of", shown(target), failure::reason(why))
        .help(format!("the portal itself is published; what was left is in `{}`", shown(&refuge))))
}

fn publish_in_place(plan: &Plan<'_>, target: &Path, claim: Claim) -> Result<Published, Unpublished> {
    // The folder is looked at before anything is made in it: one that is refused stays as it was.
    let look = || -> Result<Inventory, Unpublished> {
        let mut old = Inventory::of(target).map_err(|error| Failure::io("read", target, &error))?;
        old.settle(plan, target, claim)?;
        Ok(old)
    };
    look()?;
    fs::create_dir_all(target).map_err(|error| Failure::io("make", target, &error))?;
    let staging = Staging::inside(target).map_err(|refused| refused.failure(target))?;
    let old = look()?;
    let unchanged = in_place::update(plan, &old, target, &staging)?;
    Ok(report(plan, &old, unchanged, Method::InPlace))
}

fn report(plan: &Plan<'_>, old: &Inventory, unchanged: usize, method: Method) -> Published {
    let removed = old.ours.iter().filter(|path| !plan.files.contains_key(path.as_str())).count();
    let pages = plan.files.keys().filter(|path| has_ending(path, "html")).count();
    Published { files: plan.files.len(), pages, unchanged, removed, foreign: old.foreign.len(), method }
}

/// The folder that is meant, links followed, with a parent that is there.
fn place(target: &Path) -> Result<PathBuf, Failure> {
    let fail = |error: io::Error| Failure::io("publish to", target, &error);
    if target.is_dir() {
        return fs::canonicalize(target).map_err(fail);
    }
    if let Ok(metadata) = fs::symlink_metadata(target) {
        let what = if metadata.is_symlink() { "it is a link that leads nowhere" } else { "it is a file" };
        return Err(Failure::new("publish to", shown(target), what).help("choose another folder with `--out`"));
    }
    let target = std::path::absolute(target).map_err(fail)?;
    let parent = target.parent().ok_or_else(|| Failure::new("publish to", shown(&target), "it is no folder"))?;
    fs::create_dir_all(parent).map_err(|error| Failure::io("make", parent, &error))?;
    let parent = fs::canonicalize(parent).map_err(fail)?;
    Ok(target.file_name().map_or(parent.clone(), |name| parent.join(name)))
}
