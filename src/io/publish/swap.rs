//! Makes the staged portal the one that people see: with one exchange of two folders where the system can do that, else with two
//! renames. Afterwards the old portal is taken apart, file by known file: nothing that we did not write is ever removed.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use super::{inventory::Inventory, manifest::MANIFEST, paths::parents, staging::Staging};

/// Puts the staged portal in the place of `target`. Returns where the old one is now; `None` where there was none.
///
/// # Errors
/// The system forbids it, for a mount for instance. Then nothing has changed.
pub(super) fn exchange(staging: &Staging, target: &Path) -> io::Result<Option<PathBuf>> {
    let new = staging.new_site();
    if fs::symlink_metadata(target).is_err() {
        return fs::rename(new, target).map(|()| None);
    }
    match exchange_at_once(&new, target) {
        Ok(()) => Ok(Some(new)),
        Err(error) if is_unknown(&error) => {
            let old = staging.old_site();
            fs::rename(target, &old)?;
            if let Err(error) = fs::rename(&new, target) {
                fs::rename(&old, target)?;
                return Err(error);
            }
            Ok(Some(old))
        }
        Err(error) => Err(error),
    }
}

#[cfg(target_os = "linux")]
fn exchange_at_once(a: &Path, b: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE).map_err(io::Error::from)
}

#[cfg(not(target_os = "linux"))]
fn exchange_at_once(_a: &Path, _b: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Whether the system or the file system does not know how to exchange two folders.
fn is_unknown(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput)
}

/// Takes the old portal apart: our files, and the links to others' files that the new portal has too. What somebody put there
/// meanwhile moves over to the new one.
pub(super) fn take_apart(old: &Path, known: &Inventory, target: &Path) -> io::Result<()> {
    let files: Vec<&String> = known.ours.iter().chain(&known.foreign).collect();
    files.par_iter().for_each(|path| {
        // A file that resists is found by the walk below.
        let _ = fs::remove_file(old.join(path));
    });
    let _ = fs::remove_file(old.join(MANIFEST));
    let mut folders: Vec<&str> =
        files.iter().flat_map(|path| parents(path)).chain(known.empty_folders.iter().map(String::as_str)).collect();
    folders.sort_unstable_by(|a, b| b.cmp(a));
    folders.dedup();
    for folder in folders {
        let _ = fs::remove_dir(old.join(folder));
    }
    if fs::remove_dir(old).is_err() { move_late_arrivals(old, target) } else { Ok(()) }
}

fn move_late_arrivals(from: &Path, to: &Path) -> io::Result<()> {
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if fs::symlink_metadata(&to).is_err() {
            fs::rename(from, to)?;
        } else if entry.file_type()?.is_dir() && to.is_dir() {
            move_late_arrivals(&from, &to)?;
        } else {
            return Err(io::Error::new(io::ErrorKind::AlreadyExists, format!("{} came while the portal was written", from.display())));
        }
    }
    fs::remove_dir(from)
}
