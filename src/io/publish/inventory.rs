//! What lies in the target now: which files are ours, which are somebody else's, and which of those stand in the way.

use std::{
    collections::BTreeSet,
    fs,
    io::{self, ErrorKind},
    path::Path,
};

use super::{
    Claim, Unpublished, manifest,
    manifest::MANIFEST,
    paths::{Plan, parents},
    stage,
    staging::INSIDE,
};
use crate::io::{failure::Failure, path::shown};

/// The content of a target folder. Paths are relative to it, with `/` between parts.
#[derive(Debug, Default)]
pub(super) struct Inventory {
    /// Files that a build of ours wrote.
    pub ours: BTreeSet<String>,
    /// Files and links of others, to be carried over.
    pub foreign: BTreeSet<String>,
    /// Folders that nobody put a file in: made by others, since we make none without files.
    pub empty_folders: BTreeSet<String>,
    /// Folders that hold files of others, or are empty.
    pub foreign_folders: BTreeSet<String>,
    /// Whether the target has a manifest.
    pub has_manifest: bool,
}

impl Inventory {
    /// Looks into `target`; a folder that is not there is an empty one.
    pub(super) fn of(target: &Path) -> io::Result<Self> {
        let listed = manifest::read(target)?;
        let mut found = Self { has_manifest: listed.is_some(), ..Self::default() };
        match found.walk(target, "", &listed.unwrap_or_default()) {
            Err(error) if error.kind() == ErrorKind::NotFound && !target.exists() => Ok(Self::default()),
            Err(error) => Err(error),
            Ok(_) => Ok(found),
        }
    }

    /// Returns how many entries `folder` has.
    fn walk(&mut self, root: &Path, folder: &str, listed: &BTreeSet<String>) -> io::Result<usize> {
        let mut entries = 0;
        for entry in fs::read_dir(root.join(folder))? {
            let entry = entry?;
            let name = entry.file_name();
            let name =
                name.to_str().ok_or_else(|| io::Error::new(ErrorKind::InvalidData, format!("{} is not a Unicode name", name.display())))?;
            if folder.is_empty() && (name == MANIFEST || name == INSIDE) {
                continue;
            }
            entries += 1;
            let path = if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
            let kind = entry.file_type()?;
            if kind.is_dir() {
                if self.walk(root, &path, listed)? == 0 {
                    self.foreign_folders.extend(parents(&path).chain([path.as_str()]).map(str::to_owned));
                    self.empty_folders.insert(path);
                }
            } else if kind.is_file() && listed.contains(&path) {
                self.ours.insert(path);
            } else {
                self.foreign_folders.extend(parents(&path).map(str::to_owned));
                self.foreign.insert(path);
            }
        }
        Ok(entries)
    }

    /// Settles what happens to others' files, before a byte is written. Those that a claim by force replaces leave the inventory.
    ///
    /// # Errors
    /// The folder is somebody else's, or a file of somebody else stands where a page goes.
    pub(super) fn settle(&mut self, plan: &Plan<'_>, target: &Path, claim: Claim) -> Result<(), Unpublished> {
        let is_empty = self.foreign.is_empty() && self.empty_folders.is_empty();
        if claim == Claim::Ours && !self.has_manifest && !is_empty {
            return Err(Failure::new("publish to", shown(target), "the folder is not empty, and Rationale did not write it")
                .help("choose another folder with `--out`, or add `--force`: its files stay, the portal's are added")
                .into());
        }
        let in_the_way = |path: &str, what: &str| {
            Failure::new("publish to", shown(&target.join(path)), format!("{what} that Rationale did not write is in the way"))
        };
        if let Some(path) = self.foreign_folders.iter().find(|path| plan.files.contains_key(path.as_str())) {
            return Err(in_the_way(path, "a folder").help("move it elsewhere").into());
        }
        if let Some(path) = self.foreign.iter().find(|path| plan.folders.contains(path.as_str())) {
            return Err(in_the_way(path, "a file").help("move it elsewhere").into());
        }
        let clashes: Vec<&String> = self.foreign.iter().filter(|path| plan.files.contains_key(path.as_str())).collect();
        for path in &clashes {
            if claim == Claim::Ours {
                let bytes = plan.source.bytes(plan.files[path.as_str()]).map_err(Unpublished::Faults)?;
                if !stage::is_same(&target.join(path), &bytes) {
                    return Err(in_the_way(path, "a file").help("move it elsewhere, or replace it with `--force`").into());
                }
            }
        }
        let clashes: Vec<String> = clashes.into_iter().cloned().collect();
        for path in clashes {
            self.foreign.remove(&path);
            self.ours.insert(path);
        }
        Ok(())
    }
}
