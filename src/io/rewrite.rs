//! Several files changed as one: all of them, or none. New texts are written beside their files first, so that a full disk is found before anything
//! has changed; then they take their places, and if one cannot, those that could are put back.

use std::{
    collections::VecDeque,
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use super::failure::Failure;

/// A change of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// A file that is there holds something else from now on.
    Write {
        /// The file.
        path: PathBuf,
        /// What it must still hold.
        old: Vec<u8>,
        /// What it is to hold.
        new: Vec<u8>,
    },
    /// A file that is not there yet.
    Create {
        /// The file; folders on the way are made.
        path: PathBuf,
        /// What it is to hold.
        new: Vec<u8>,
    },
    /// A file or folder gets another name.
    Move {
        /// Its name.
        from: PathBuf,
        /// Its new one, which nothing has yet.
        to: PathBuf,
    },
}

/// Reads a file that is to be changed, as it is: a byte order mark included.
///
/// # Errors
/// It cannot be read, or is not UTF-8.
pub fn read(path: &Path) -> Result<String, Failure> {
    let bytes = fs::read(path).map_err(|error| Failure::io("read", path, &error))?;
    String::from_utf8(bytes).map_err(|_| Failure::new("change", super::path::shown(path), "it is not UTF-8 text"))
}

/// Makes all changes, in order, or none.
///
/// # Errors
/// One of them cannot be made; everything is as it was then.
pub fn apply(changes: &[Change]) -> Result<(), Failure> {
    let mut run = Run::default();
    let made = run.stage(changes).and_then(|()| run.put(changes));
    if made.is_err() {
        run.back();
    }
    made
}

/// What has been done so far, so that it can be undone.
#[derive(Debug, Default)]
struct Run {
    /// Texts that wait beside their files: where they wait, and the file. In the order of the changes.
    staged: VecDeque<(PathBuf, PathBuf)>,
    /// Folders that were made, outer ones first.
    folders: Vec<PathBuf>,
    /// How to undo what was done, in the order it was done.
    done: Vec<Undo>,
}

#[derive(Debug)]
enum Undo {
    Restore(PathBuf, Vec<u8>),
    Remove(PathBuf),
    Rename(PathBuf, PathBuf),
}

impl Run {
    /// Writes all new texts beside their files.
    fn stage(&mut self, changes: &[Change]) -> Result<(), Failure> {
        for change in changes {
            match change {
                Change::Write { path, old, new } => {
                    // What a link leads to is changed, not the link.
                    let real = fs::canonicalize(path).map_err(|error| Failure::io("write", path, &error))?;
                    let now = fs::read(&real).map_err(|error| Failure::io("read", path, &error))?;
                    if now != *old {
                        return Err(Failure::new("write", super::path::shown(path), "it was changed meanwhile").help("try again"));
                    }
                    let mode = fs::metadata(&real).map_err(|error| Failure::io("read", path, &error))?.permissions();
                    let waiting = self.wait(&real, new)?;
                    fs::set_permissions(&waiting, mode).map_err(|error| Failure::io("write", path, &error))?;
                }
                Change::Create { path, new } => {
                    self.make_folder_of(path)?;
                    self.wait(path, new)?;
                }
                Change::Move { .. } => {}
            }
        }
        Ok(())
    }

    /// Puts everything in its place.
    fn put(&mut self, changes: &[Change]) -> Result<(), Failure> {
        for change in changes {
            let undo = match change {
                Change::Move { from, to } => {
                    must_be_free(to)?;
                    fs::rename(from, to).map_err(|error| Failure::io("rename", from, &error))?;
                    Undo::Rename(to.clone(), from.clone())
                }
                Change::Write { old, .. } => Undo::Restore(self.take_place()?, old.clone()),
                Change::Create { path, .. } => {
                    must_be_free(path)?;
                    Undo::Remove(self.take_place()?)
                }
            };
            self.done.push(undo);
        }
        Ok(())
    }

    /// Lets the next text that waits take its place.
    fn take_place(&mut self) -> Result<PathBuf, Failure> {
        let (waiting, file) = self.staged.front().cloned().expect("the text of each change was staged");
        fs::rename(&waiting, &file).map_err(|error| Failure::io("write", &file, &error))?;
        self.staged.pop_front();
        Ok(file)
    }

    /// Writes a text beside the file that it is for.
    fn wait(&mut self, file: &Path, new: &[u8]) -> Result<PathBuf, Failure> {
        let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        // Hidden, so that nothing takes it for a record.
        let waiting = file.with_file_name(format!(".{name}.new"));
        let mut opened = fs::File::create_new(&waiting).map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => Failure::new("write", super::path::shown(&waiting), "it exists already")
                .help("it is left from a run that was cut off, or in use by another: delete it if no other is running"),
            _ => Failure::io("write", &waiting, &error),
        })?;
        self.staged.push_back((waiting.clone(), file.to_owned()));
        opened.write_all(new).and_then(|()| opened.sync_all()).map_err(|error| Failure::io("write", file, &error))?;
        Ok(waiting)
    }

    fn make_folder_of(&mut self, path: &Path) -> Result<(), Failure> {
        let Some(folder) = path.parent() else { return Ok(()) };
        let missing: Vec<&Path> = folder.ancestors().take_while(|folder| !folder.as_os_str().is_empty() && !folder.exists()).collect();
        for folder in missing.into_iter().rev() {
            fs::create_dir(folder).map_err(|error| Failure::io("make", folder, &error))?;
            self.folders.push(folder.to_owned());
        }
        Ok(())
    }

    /// Undoes everything. What cannot be undone cannot be told better than by what stands there then.
    fn back(self) {
        for undo in self.done.into_iter().rev() {
            let _ = match undo {
                Undo::Restore(path, old) => fs::write(path, old),
                Undo::Remove(path) => fs::remove_file(path),
                Undo::Rename(from, to) => fs::rename(from, to),
            };
        }
        for (waiting, _) in self.staged {
            let _ = fs::remove_file(waiting);
        }
        for folder in self.folders.into_iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

fn must_be_free(path: &Path) -> Result<(), Failure> {
    // A link that leads nowhere is something too.
    if fs::symlink_metadata(path).is_ok() { Err(Failure::new("write", super::path::shown(path), "it exists already")) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{Change, apply};

    fn names(folder: &std::path::Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .expect("a folder")
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn all_or_none() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        let write = |name: &str, old: &str, new: &str| Change::Write { path: at(name), old: old.into(), new: new.into() };
        fs::write(at("a"), "1").expect("written");
        fs::write(at("b"), "2").expect("written");
        let good = [
            write("a", "1", "one"),
            write("b", "2", "two"),
            Change::Create { path: at("deep/er/c"), new: "3".into() },
            Change::Move { from: at("a"), to: at("d") },
        ];
        apply(&good).expect("made");
        assert_eq!(names(folder.path()), ["b", "d", "deep"]);
        assert_eq!(fs::read_to_string(at("d")).expect("there"), "one");

        // Each of these fails at its last change, after others were made.
        let first = || {
            vec![write("b", "two", "x"), Change::Create { path: at("new/e"), new: "5".into() }, Change::Move { from: at("d"), to: at("f") }]
        };
        for (last, said) in [
            (write("deep/er/c", "not what it holds", "x"), "it was changed meanwhile"),
            (Change::Move { from: at("gone"), to: at("h") }, "no such file"),
            (Change::Move { from: at("b"), to: at("deep") }, "it exists already"),
            (Change::Create { path: at("deep"), new: "6".into() }, "it exists already"),
            (write("gone", "", "x"), "no such file"),
        ] {
            let mut changes = first();
            changes.push(last);
            let failure = apply(&changes).expect_err("it fails").to_string();
            assert!(failure.contains(said), "{failure}");
            assert_eq!(names(folder.path()), ["b", "d", "deep"], "{failure}");
            assert_eq!(names(&at("deep/er")), ["c"], "{failure}");
            assert_eq!(fs::read_to_string(at("b")).expect("there"), "two", "{failure}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn links_and_modes_stay() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        fs::write(at("real"), "1").expect("written");
        fs::set_permissions(at("real"), fs::Permissions::from_mode(0o640)).expect("set");
        symlink(at("real"), at("link")).expect("linked");
        apply(&[Change::Write { path: at("link"), old: "1".into(), new: "2".into() }]).expect("made");
        assert!(fs::symlink_metadata(at("link")).expect("there").is_symlink());
        assert_eq!(fs::read_to_string(at("real")).expect("there"), "2");
        assert_eq!(fs::metadata(at("real")).expect("there").permissions().mode() & 0o777, 0o640);
    }
}
