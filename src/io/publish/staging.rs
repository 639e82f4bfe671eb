//! The folder where a new portal is put together before anybody sees it, and the lock that lets only one build do so at a time.
//! It lies beside the target where that is possible, so that one rename makes the portal appear.

use std::{
    fs::{self, File, TryLockError},
    io,
    path::{Path, PathBuf},
};

use super::manifest::MANIFEST;
use crate::io::{failure::Failure, path::shown};

/// A staging folder, locked. It is removed when this is dropped; one that a crash left behind is cleared by the next build.
#[derive(Debug)]
pub(super) struct Staging {
    folder: PathBuf,
    /// Held until the folder is gone.
    _lock: Option<File>,
}

/// Why there is no staging folder.
#[derive(Debug)]
pub(super) enum Refused {
    /// Nothing may be made there; another place may do.
    Place(io::Error),
    /// Another build is at work.
    Busy,
}

impl Staging {
    /// Opens the staging folder beside `target`.
    pub(super) fn beside(target: &Path) -> Result<Self, Refused> {
        let name = target.file_name().ok_or_else(|| Refused::Place(io::ErrorKind::InvalidInput.into()))?;
        Self::open(target.with_file_name(format!(".{}.rationale", name.to_string_lossy())), Some(target))
    }

    /// Opens the staging folder inside `target`: for a folder that is a file system of its own.
    pub(super) fn inside(target: &Path) -> Result<Self, Refused> {
        Self::open(target.join(INSIDE), None)
    }

    fn open(folder: PathBuf, target: Option<&Path>) -> Result<Self, Refused> {
        let lock = lock(&folder)?;
        let staging = Self { folder, _lock: lock };
        if let Some(target) = target {
            staging.bring_back(target).map_err(Refused::Place)?;
        }
        staging.clear().map_err(Refused::Place)?;
        Ok(staging)
    }

    /// Where the new portal grows.
    pub(super) fn new_site(&self) -> PathBuf {
        self.folder.join("new")
    }

    /// Where the old portal goes when two renames take the place of one.
    pub(super) fn old_site(&self) -> PathBuf {
        self.folder.join("old")
    }

    /// A build that died between two renames left the portal here: it goes back.
    fn bring_back(&self, target: &Path) -> io::Result<()> {
        let old = self.old_site();
        if fs::symlink_metadata(target).is_err() && old.join(MANIFEST).exists() { fs::rename(old, target) } else { Ok(()) }
    }

    fn clear(&self) -> io::Result<()> {
        for folder in [self.new_site(), self.old_site()] {
            match fs::remove_dir_all(folder) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        Ok(())
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // What cannot be removed now is removed by the next build. The lock's file goes while it is still held: who opened it
        // meanwhile sees that it is no longer the one in the folder, and asks again.
        if self.clear().is_ok() {
            let _ = fs::remove_file(self.folder.join(LOCK));
            let _ = fs::remove_dir(&self.folder);
        }
    }
}

/// Name of the staging folder inside a target.
pub(super) const INSIDE: &str = ".rationale-staging";
const LOCK: &str = "lock";

/// Takes the lock in `folder`, which is made where it is missing. `None`: this file system knows no locks.
fn lock(folder: &Path) -> Result<Option<File>, Refused> {
    let path = folder.join(LOCK);
    // Between making the folder and opening the file another build may remove both, when it ends; a few turns are plenty.
    for _ in 0..100 {
        match fs::create_dir(folder) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(Refused::Place(error)),
            _ => {}
        }
        let file = match File::options().create(true).append(true).open(&path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(Refused::Place(error)),
        };
        match file.try_lock() {
            Ok(()) if is_still(&file, &path) => return Ok(Some(file)),
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(Refused::Busy),
            Err(TryLockError::Error(_)) => return Ok(None),
        }
    }
    Err(Refused::Busy)
}

/// Whether the open file is the one that now has this path.
#[cfg(unix)]
fn is_still(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let same = |a: &fs::Metadata, b: &fs::Metadata| a.dev() == b.dev() && a.ino() == b.ino();
    matches!((file.metadata(), fs::metadata(path)), (Ok(a), Ok(b)) if same(&a, &b))
}

/// Whether the open file is the one that now has this path.
#[cfg(not(unix))]
fn is_still(_file: &File, path: &Path) -> bool {
    path.exists()
}

impl Refused {
    /// The failure that this is for a build into `target`.
    pub(super) fn failure(&self, target: &Path) -> Failure {
        match self {
            Self::Place(error) => Failure::io("publish to", target, error),
            Self::Busy => Failure::new("publish to", shown(target), "another build is writing to it")
                .help("wait until it has ended, or choose another folder with `--out`"),
        }
    }
}
