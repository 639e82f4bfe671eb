//! Finds the decision logs below a folder that somebody points at: one log, a repository with a log, a tree with many. What is found is
//! written down as the site file that would say the same, so that everything behind it knows one way in. Knows names of folders and
//! files; what a text says is not its business.

mod scopes;
mod seek;

use std::{
    fs,
    path::{Path, PathBuf},
};

use self::scopes::Named;
use super::{
    failure::Failure,
    path::{shown, slashed},
};
use crate::base::edit_distance::nearest;

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The folder that all paths are told from: the top of the repository, else what holds everything that was asked for.
    pub root: PathBuf,
    /// The name of all of it.
    pub title: String,
    /// The logs, each with its path from the root and its scope.
    pub logs: Vec<Log>,
}

/// A folder of records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Log {
    /// Path from the root, `/` between parts; `.` for the root itself.
    pub path: String,
    /// Prefix of its ids and addresses; none where there is one log only.
    pub scope: Option<String>,
}

impl Found {
    /// The site file that says the same, in TOML.
    pub fn site_file(&self) -> String {
        format!("title = {}\n{}", quoted(&self.title), self.sources())
    }

    /// The same with paths told from another folder that holds all logs.
    #[must_use]
    pub fn seen_from(self, root: &Path) -> Self {
        let real = fs::canonicalize(root).unwrap_or_else(|_| root.to_owned());
        let logs = self.logs.into_iter().map(|log| Log { path: below(&self.root.join(&log.path), &real), ..log });
        Self { logs: logs.collect(), root: root.to_owned(), title: self.title }
    }

    /// Its tables of sources.
    pub fn sources(&self) -> String {
        let source = |log: &Log| {
            let scope = log.scope.as_ref().map_or_else(String::new, |scope| format!("scope = {}\n", quoted(scope)));
            format!("\n[[sources]]\npath = {}\n{scope}", quoted(&log.path))
        };
        self.logs.iter().map(source).collect()
    }
}

/// A TOML string.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => out.extend(['\\', letter]),
            control if control.is_control() => out.extend(["\\u", &format!("{:04X}", u32::from(control))]),
            other => out.push(other),
        }
    }
    out.push('"');
    out
}

/// Finds the logs at and below `paths`.
///
/// # Errors
/// A path is not there or is no folder, or there is no log.
pub fn discover(paths: &[PathBuf]) -> Result<Found, Failure> {
    let mut tops = Vec::new();
    let mut named: Vec<Named> = Vec::new();
    for path in paths {
        let top = folder(path)?;
        if tops.contains(&top) {
            continue;
        }
        let logs = seek::logs(&top)?;
        if logs.is_empty() {
            return Err(nothing(path, &top));
        }
        // A log that lies in another was asked for twice.
        for log in logs {
            if !named.iter().any(|known| log.folder.starts_with(&known.folder)) {
                named.push(Named { top: top.clone(), folder: log.folder, scope: log.scope });
            }
        }
        tops.push(top);
    }
    let root = root(&tops);
    let logs = scopes::scoped(&named, tops.len()).into_iter().zip(&named);
    let logs = logs.map(|(scope, named)| Log { path: below(&named.folder, &root), scope }).collect();
    Ok(Found { title: title(&tops), root, logs })
}

/// The folder at `path`, links followed.
fn folder(path: &Path) -> Result<PathBuf, Failure> {
    let real = match fs::canonicalize(path) {
        Ok(real) => real,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            let failure = Failure::new("read", shown(path), "there is no such folder");
            return Err(match near(path) {
                Some(near) => failure.help(format!("did you mean `{near}`?")),
                None => failure.help("name a folder of decision records, or a repository that has one"),
            });
        }
        Err(error) => return Err(Failure::io("read", path, &error)),
    };
    if !real.is_dir() {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).map_or_else(|| ".".into(), shown);
        return Err(Failure::new("read", shown(path), "it is a file").help(format!("name the folder that it lies in: `{folder}`")));
    }
    Ok(real)
}

/// The folder that was probably meant: one with nearly the same name, as far along the path as there are any.
fn near(path: &Path) -> Option<String> {
    let known = path.ancestors().skip(1).find(|above| above.as_os_str().is_empty() || above.is_dir())?;
    let wanted = path.strip_prefix(known).ok()?.components().next()?.as_os_str().to_str()?.to_owned();
    let folder = if known.as_os_str().is_empty() { Path::new(".") } else { known };
    let entries = fs::read_dir(folder).ok()?.filter_map(Result::ok).filter(|entry| entry.path().is_dir());
    let mut names: Vec<String> = entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort();
    let near = nearest(&wanted, names.iter().map(String::as_str))?;
    Some(shown(&known.join(near)))
}

/// What is said where no log was found, with what was looked for.
fn nothing(path: &Path, top: &Path) -> Failure {
    let has_texts = seek::has_text(top);
    let failure = Failure::new("find", shown(path), "there are no decision records in it");
    failure.help(if has_texts {
        "it looks like a repository without a log: name the folder that holds the records; found by themselves are folders such as `docs/adr`, \
         `doc/adr`, `adr`, `docs/decisions` and `docs/architecture/decisions`, and what `.adr-dir` and `.log4brains.yml` name"
    } else {
        "a log is a folder of Markdown files; `rationale init DIR` starts one"
    })
}

/// What paths are told from: the top of the repository that holds everything, else the nearest folder that does.
fn root(tops: &[PathBuf]) -> PathBuf {
    let Some(first) = tops.first() else { return PathBuf::from(".") };
    let common = first.ancestors().find(|above| tops.iter().all(|top| top.starts_with(above))).unwrap_or(first);
    repository(common).unwrap_or(common).to_owned()
}

/// The top of the repository that a folder lies in.
fn repository(folder: &Path) -> Option<&Path> {
    folder.ancestors().find(|above| above.join(".git").exists())
}

/// `Decisions of payments`: after the repository, else after the first folder above the log with a name of its own.
fn title(tops: &[PathBuf]) -> String {
    let mut names: Vec<String> = Vec::new();
    for top in tops {
        let own = repository(top).unwrap_or_else(|| scopes::owner(top));
        let name = own.file_name().map(|name| name.to_string_lossy().into_owned());
        names.extend(name.filter(|name| !names.contains(name)));
    }
    match names.as_slice() {
        [] => "Decisions".to_owned(),
        [one] => format!("Decisions of {one}"),
        [start @ .., last] if names.len() <= 3 => format!("Decisions of {} and {last}", start.join(", ")),
        all => format!("Decisions of {} logs", all.len()),
    }
}

/// The path of a folder as the site file has it.
fn below(folder: &Path, root: &Path) -> String {
    let path = slashed(folder.strip_prefix(root).unwrap_or(folder));
    if path.is_empty() { ".".to_owned() } else { path }
}
