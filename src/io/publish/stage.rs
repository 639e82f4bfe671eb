//! Writes files where nobody looks yet. What has not changed since the last build is linked, not written: it keeps its time, so
//! that copying programs and web servers see only what is new.

use std::{
    fs::{self, File},
    io::{self, Read, Write},
    path::Path,
    sync::atomic::{AtomicUsize, Ordering},
};

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::{Unpublished, inventory::Inventory, manifest, manifest::MANIFEST, paths::Plan};
use crate::{base::report::distinct, io::failure::Failure};

/// Why the new portal could not be put together.
#[derive(Debug)]
pub(super) enum Stuck {
    /// A file of somebody else cannot be linked from here: only working in place leaves it alone.
    Crossing,
    /// The world refused, or a file could not be made.
    Unpublished(Unpublished),
}

impl From<Failure> for Stuck {
    fn from(failure: Failure) -> Self {
        Self::Unpublished(failure.into())
    }
}

/// Puts the whole new portal into `new`: its files, others' files of `target`, the manifest. Returns how many files are unchanged.
pub(super) fn whole(plan: &Plan<'_>, old: &Inventory, target: &Path, new: &Path) -> Result<usize, Stuck> {
    let stuck = |error: io::Error| Stuck::from(Failure::io("write", new, &error));
    fs::create_dir(new).map_err(stuck)?;
    for folder in &plan.folders {
        fs::create_dir(new.join(folder)).map_err(stuck)?;
    }
    let kept = AtomicUsize::new(0);
    each(plan, |path, bytes| {
        let (from, to) = (target.join(path), new.join(path));
        if old.ours.contains(path) && is_same(&from, bytes) && fs::hard_link(&from, &to).is_ok() {
            kept.fetch_add(1, Ordering::Relaxed);
            return Ok(());
        }
        write_new(&to, bytes).map_err(|error| Failure::io("write", &to, &error))
    })
    .map_err(Stuck::Unpublished)?;
    carry(old, target, new)?;
    manifest::write(&new.join(MANIFEST), plan.files.keys().copied()).map_err(stuck)?;
    if let Ok(metadata) = fs::metadata(target) {
        fs::set_permissions(new, metadata.permissions()).map_err(stuck)?;
    }
    Ok(kept.into_inner())
}

/// Makes every file and hands it to `put`, many at a time. Files that cannot be made do not keep others from being looked at: all
/// faults are told at once.
pub(super) fn each(plan: &Plan<'_>, put: impl Fn(&str, &[u8]) -> Result<(), Failure> + Sync) -> Result<(), Unpublished> {
    let files: Vec<(&str, usize)> = plan.files.iter().map(|(path, at)| (*path, *at)).collect();
    let one = |(path, at): (&str, usize)| match plan.source.bytes(at) {
        Ok(bytes) => put(path, &bytes).map_err(Unpublished::Failure),
        Err(faults) => Err(Unpublished::Faults(faults)),
    };
    let mut unmade = Vec::new();
    for result in files.into_par_iter().map(one).collect::<Vec<_>>() {
        match result {
            Ok(()) => {}
            Err(Unpublished::Faults(faults)) => unmade.extend(faults),
            Err(failure) => return Err(failure),
        }
    }
    if unmade.is_empty() { Ok(()) } else { Err(Unpublished::Faults(distinct(unmade))) }
}

/// Links others' files of `target` into `new`, and makes their folders.
fn carry(old: &Inventory, target: &Path, new: &Path) -> Result<(), Stuck> {
    let stuck = |error: io::Error| Stuck::from(Failure::io("carry over the files in", target, &error));
    for folder in &old.foreign_folders {
        let (from, to) = (target.join(folder), new.join(folder));
        if is_mount(&from, target) {
            return Err(Stuck::Crossing);
        }
        match fs::create_dir(&to) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(stuck(error)),
            _ => {}
        }
        let permissions = fs::metadata(&from).map_err(stuck)?.permissions();
        fs::set_permissions(&to, permissions).map_err(stuck)?;
    }
    for path in &old.foreign {
        fs::hard_link(target.join(path), new.join(path)).map_err(|_| Stuck::Crossing)?;
    }
    Ok(())
}

/// Whether `folder` is on another file system than `root`.
#[cfg(unix)]
pub(super) fn is_mount(folder: &Path, root: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    matches!((fs::metadata(folder), fs::metadata(root)), (Ok(a), Ok(b)) if a.dev() != b.dev())
}

/// Whether `folder` is on another file system than `root`.
#[cfg(not(unix))]
pub(super) fn is_mount(_folder: &Path, _root: &Path) -> bool {
    false
}

/// Writes a file that must not be there yet.
pub(super) fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    File::options().write(true).create_new(true).open(path)?.write_all(bytes)
}

/// Whether the file at `path`, no link, holds exactly `bytes`.
pub(super) fn is_same(path: &Path, bytes: &[u8]) -> bool {
    let compare = || -> io::Result<bool> {
        let metadata = fs::symlink_metadata(path)?;
        if !metadata.is_file() || metadata.len() != bytes.len() as u64 {
            return Ok(false);
        }
        let mut there = Vec::with_capacity(bytes.len());
        File::open(path)?.read_to_end(&mut there)?;
        Ok(there == bytes)
    };
    compare().unwrap_or(false)
}
