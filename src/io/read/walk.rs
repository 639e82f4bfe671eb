//! Which files a folder of the site has. Hidden files, editors' copies and portals of ours are passed over; links are followed
//! while they stay in the folder, so that a log can never publish a file from outside of it.

use std::{
    ffi::OsStr,
    fs,
    io::ErrorKind,
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
};

use ignore::{DirEntry, WalkBuilder};

use super::{Folder, inner_path};
use crate::{
    io::{
        failure::{Failure, reason},
        publish::MANIFEST,
    },
    pipeline::Place,
};

/// A file that is to be read.
#[derive(Debug)]
pub(super) struct Found {
    /// Which folder it is in.
    pub place: Place,
    /// Where it lies.
    pub file: PathBuf,
    /// Path as shown in messages.
    pub path: Arc<str>,
    /// Path inside its place.
    pub inner: Arc<str>,
}

/// Adds the files of `folder`, in the order of their names, and a sentence to `passed_over` for each that is not read.
pub(super) fn walk(root: &Path, folder: &Folder, found: &mut Vec<Found>, passed_over: &mut Vec<String>) -> Result<(), Failure> {
    let top = root.join(&folder.path);
    let Ok(real) = fs::canonicalize(&top) else {
        return if folder.is_asked_for { Err(Failure::new("read", &folder.path, "there is no such folder")) } else { Ok(()) };
    };
    if !real.is_dir() {
        return Err(Failure::new("read", &folder.path, "it is no folder"));
    }
    let prefix = match folder.path.trim_start_matches("./").trim_end_matches('/') {
        "" | "." => String::new(),
        path => format!("{path}/"),
    };
    let shown = |path: &Path| format!("{prefix}{}", inner_path(path, &top));
    let strays: Arc<Mutex<Vec<PathBuf>>> = Arc::default();
    let noted = Arc::clone(&strays);
    let entries = WalkBuilder::new(&top)
        .standard_filters(false)
        .hidden(true)
        .follow_links(true)
        .sort_by_file_name(OsStr::cmp)
        .filter_entry(move |entry| entry.depth() == 0 || is_wanted(entry, &real, &noted))
        .build();
    for entry in entries {
        match entry {
            Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) => {
                if entry.path().to_str().is_none() {
                    passed_over.push(format!("`{}` is not read: its name is not Unicode", shown(entry.path())));
                    continue;
                }
                let (path, inner) = (shown(entry.path()).into(), inner_path(entry.path(), &top).into());
                found.push(Found { place: folder.place, file: entry.into_path(), path, inner });
            }
            Ok(_) => {}
            Err(error) => passed_over.extend(settle(&error, shown)?),
        }
    }
    for stray in strays.lock().expect("the walk has ended").iter() {
        passed_over.push(format!("`{}` is not read: the link leads out of `{}`", shown(stray), folder.path));
    }
    Ok(())
}

/// Whether an entry is a part of the site. Links that leave it are noted in `strays`.
fn is_wanted(entry: &DirEntry, inside: &Path, strays: &Mutex<Vec<PathBuf>>) -> bool {
    let name = entry.file_name().to_string_lossy();
    if name.ends_with('~') || (name.starts_with('#') && name.ends_with('#')) {
        return false;
    }
    if entry.path_is_symlink() && !fs::canonicalize(entry.path()).is_ok_and(|real| real.starts_with(inside)) {
        strays.lock().expect("nothing fails while the lock is held").push(entry.path().to_owned());
        return false;
    }
    let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
    !(is_folder && entry.path().join(MANIFEST).exists())
}

/// What an error of the walk means: nothing for a link to a folder above itself and for what went away meanwhile, a warning for a
/// link that leads nowhere, a failure otherwise.
fn settle(error: &ignore::Error, shown: impl Fn(&Path) -> String) -> Result<Option<String>, Failure> {
    let (mut cause, mut path) = (error, None);
    loop {
        match cause {
            ignore::Error::WithPath { path: at, err } => (path, cause) = (Some(at.as_path()), err),
            ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => cause = err,
            ignore::Error::Loop { .. } => return Ok(None),
            _ => break,
        }
    }
    let subject = path.map_or_else(|| ".".into(), shown);
    match (cause.io_error(), path) {
        (Some(_), Some(path)) if path.is_symlink() => Ok(Some(format!("`{subject}` is not read: the link leads nowhere"))),
        (Some(error), Some(_)) if error.kind() == ErrorKind::NotFound => Ok(None),
        (Some(error), _) => Err(Failure::new("read", subject, reason(error))),
        (None, _) => Err(Failure::new("read", subject, cause.to_string())),
    }
}
