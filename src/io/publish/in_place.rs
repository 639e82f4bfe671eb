//! Brings a folder up to date file by file, for folders that cannot be swapped: a mounted volume, a parent that is read-only.
//! Everything is staged first, so that a full disk is found before anything has changed; then assets move in, then pages, then what is
//! no longer there goes. The manifest knows every file of ours at every moment.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::{
    Unpublished,
    inventory::Inventory,
    manifest,
    manifest::MANIFEST,
    paths::{Plan, parents},
    stage,
    staging::Staging,
};
use crate::io::{failure::Failure, path::has_ending};

/// Makes `target` hold the files of `plan` beside those of others. Returns how many files are unchanged.
pub(super) fn update(plan: &Plan<'_>, old: &Inventory, target: &Path, staging: &Staging) -> Result<usize, Unpublished> {
    let new = staging.new_site();
    let staged = |at: usize| new.join(at.to_string());
    let fail = |path: &Path, error: &io::Error| Failure::io("write", path, error);

    fs::create_dir(&new).map_err(|error| fail(&new, &error))?;
    stage::each(plan, |path, bytes| {
        if old.ours.contains(path) && stage::is_same(&target.join(path), bytes) {
            return Ok(());
        }
        stage::write_new(&staged(plan.files[path]), bytes).map_err(|error| fail(&new, &error))
    })?;
    let changed: Vec<(usize, &str)> = plan.files.iter().map(|(path, at)| (*at, *path)).filter(|(at, _)| staged(*at).exists()).collect();

    let both = plan.files.keys().copied().chain(old.ours.iter().map(String::as_str));
    list(both.collect(), &new, target).map_err(|error| fail(target, &error))?;
    make_way(plan, old, target).map_err(|error| fail(target, &error))?;
    let mut order = changed.clone();
    order.sort_by_key(|(_, path)| (has_ending(path, "html"), *path));
    for (at, path) in order {
        let to = target.join(path);
        fs::rename(staged(at), &to).map_err(|error| fail(&to, &error))?;
    }
    for path in old.ours.iter().filter(|path| !plan.files.contains_key(path.as_str()) && !is_in_the_way(plan, path)) {
        remove(target, path).map_err(|error| fail(&target.join(path), &error))?;
    }
    list(plan.files.keys().copied().collect(), &new, target).map_err(|error| fail(target, &error))?;
    Ok(plan.files.len() - changed.len())
}

/// Puts the manifest of `paths` into `target`, at once.
fn list(mut paths: Vec<&str>, new: &Path, target: &Path) -> io::Result<()> {
    paths.sort_unstable();
    paths.dedup();
    let staged: PathBuf = new.join("manifest");
    manifest::write(&staged, paths)?;
    fs::rename(staged, target.join(MANIFEST))
}

/// Removes files of ours that stand where a folder goes, and makes the folders. Folders of ours where a file goes are emptied too.
fn make_way(plan: &Plan<'_>, old: &Inventory, target: &Path) -> io::Result<()> {
    for path in old.ours.iter().filter(|path| is_in_the_way(plan, path)) {
        remove(target, path)?;
    }
    for folder in &plan.folders {
        match fs::create_dir(target.join(folder)) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
            _ => {}
        }
    }
    Ok(())
}

/// Whether a path is to become a folder, or lies in a folder that is to become a file.
fn is_in_the_way(plan: &Plan<'_>, path: &str) -> bool {
    plan.folders.contains(path) || parents(path).any(|folder| plan.files.contains_key(folder))
}

/// Removes a file of ours, and the folders above it that are empty then.
fn remove(target: &Path, path: &str) -> io::Result<()> {
    match fs::remove_file(target.join(path)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    for folder in parents(path).rev() {
        if fs::remove_dir(target.join(folder)).is_err() {
            break;
        }
    }
    Ok(())
}
