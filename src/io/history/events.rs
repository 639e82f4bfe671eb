//! The text of `git log`, commit by commit from the newest on, to what became of each file that is still there. Renames are followed as they
//! come: from a commit that renames a file on, older ones speak of it by its old name.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    io::{BufRead, Read},
    sync::Arc,
};

use crate::base::{date::Date, history::FileHistory};

/// What is asked of each commit: a mark, then the day and the name of its author. Names are those of `.mailmap`.
pub(super) const FORMAT: &str = "--format=tformat:%x01%x00%as%x00%aN%x00";

/// A path or name of more bytes than this is none.
const LONGEST: u64 = 1 << 16;

/// A file that is still there, on the way to its first commit.
struct Track {
    /// Its path today.
    path: String,
    created: Date,
    changed: Date,
    changed_by: Arc<str>,
    /// The latest first.
    authors: Vec<Arc<str>>,
}

/// Who made the commit that is being read, and when.
struct Commit {
    on: Date,
    by: Arc<str>,
}

#[derive(Default)]
struct Tracks {
    all: Vec<Track>,
    /// Where each is known to have been at the commit that is being read, by its name of that time. Looked up only, never walked.
    by_name: HashMap<Vec<u8>, usize>,
    /// Names that were taken away, or began another file, later than that: what is older of them is past.
    over: HashSet<Vec<u8>>,
    names: HashSet<Arc<str>>,
}

/// A log that is none, or breaks off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Broken;

/// Reads a log.
///
/// # Errors
/// It is none, or breaks off.
pub(super) fn read(mut log: impl BufRead) -> Result<BTreeMap<String, FileHistory>, Broken> {
    let mut tracks = Tracks::default();
    let mut commit = None;
    while let Some(word) = word(&mut log)? {
        match word.trim_ascii_start() {
            // Between a commit and what it changed.
            [] => {}
            [1] => commit = tracks.commit(&needed(&mut log)?, &needed(&mut log)?),
            [b'R', ..] => {
                let (from, to) = (needed(&mut log)?, needed(&mut log)?);
                tracks.rename(commit.as_ref(), &from, to);
            }
            // A copy is a file of its own.
            [b'C', ..] => {
                needed(&mut log)?;
                tracks.begin(commit.as_ref(), needed(&mut log)?);
            }
            [b'A', ..] => tracks.begin(commit.as_ref(), needed(&mut log)?),
            [b'D', ..] => {
                let gone = needed(&mut log)?;
                // Of a file that came again later, this is the past.
                if !tracks.by_name.contains_key(&gone) {
                    tracks.over.insert(gone);
                }
            }
            _ => {
                let path = needed(&mut log)?;
                tracks.touch(commit.as_ref(), &path);
            }
        }
    }
    Ok(tracks.finish())
}

/// The next word, without the NUL at its end; `None`: the log has ended.
fn word(log: &mut impl BufRead) -> Result<Option<Vec<u8>>, Broken> {
    let mut word = Vec::new();
    log.by_ref().take(LONGEST).read_until(0, &mut word).map_err(|_| Broken)?;
    match word.pop() {
        None => Ok(None),
        Some(0) => Ok(Some(word)),
        // The last commit ends with a line break.
        Some(b'\n') if word.is_empty() => Ok(None),
        Some(_) => Err(Broken),
    }
}

fn needed(log: &mut impl BufRead) -> Result<Vec<u8>, Broken> {
    word(log)?.ok_or(Broken)
}

impl Tracks {
    /// A commit whose day cannot be read counts for nothing.
    fn commit(&mut self, on: &[u8], by: &[u8]) -> Option<Commit> {
        let on = std::str::from_utf8(on).ok()?.parse().ok()?;
        let by = String::from_utf8_lossy(by);
        let by = by.trim();
        let name = self.names.get(by).cloned().unwrap_or_else(|| {
            let name: Arc<str> = by.into();
            self.names.insert(Arc::clone(&name));
            name
        });
        Some(Commit { on, by: name })
    }

    /// Notes that a commit changed the file of this name, and which one that is today.
    fn touch(&mut self, commit: Option<&Commit>, name: &[u8]) -> Option<usize> {
        let commit = commit?;
        if let Some(at) = self.by_name.get(name) {
            let track = &mut self.all[*at];
            track.created = track.created.min(commit.on);
            track.changed = track.changed.max(commit.on);
            // An author who comes up again was there before everybody who is named since.
            track.authors.retain(|author| *author != commit.by);
            track.authors.push(Arc::clone(&commit.by));
            return Some(*at);
        }
        if self.over.contains(name) {
            return None;
        }
        let path = std::str::from_utf8(name).ok()?.to_owned();
        let by = &commit.by;
        let authors = vec![Arc::clone(by)];
        self.all.push(Track { path, created: commit.on, changed: commit.on, changed_by: Arc::clone(by), authors });
        self.by_name.insert(name.to_owned(), self.all.len() - 1);
        Some(self.all.len() - 1)
    }

    fn begin(&mut self, commit: Option<&Commit>, name: Vec<u8>) {
        self.touch(commit, &name);
        self.by_name.remove(&name);
        self.over.insert(name);
    }

    fn rename(&mut self, commit: Option<&Commit>, from: &[u8], to: Vec<u8>) {
        let track = self.touch(commit, &to);
        self.by_name.remove(&to);
        self.over.insert(to);
        if let Some(at) = track {
            // The old name may have been used again later: that is another file, whose past ended where it began.
            self.by_name.entry(from.to_owned()).or_insert(at);
        }
    }

    fn finish(self) -> BTreeMap<String, FileHistory> {
        let file = |mut track: Track| {
            track.authors.reverse();
            let Track { path, created, changed, changed_by, authors } = track;
            (path, FileHistory { created, changed, changed_by, authors })
        };
        self.all.into_iter().map(file).collect()
    }
}
