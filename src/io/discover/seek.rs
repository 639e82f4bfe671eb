//! Where logs lie: what tools write down about it, then the names that folders of records have everywhere, then folders of numbered
//! files.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::{
    io::{failure::Failure, path::has_ending},
    pipeline,
};

/// Names of folders that hold records, in small letters; `docs/architecture/decisions` ends in one too.
pub(super) const NAMES: &[&str] = &[
    "adr",
    "adrs",
    "decisions",
    "decision-records",
    "decision_records",
    "decision-log",
    "architecture-decisions",
    "architecture_decisions",
    "architectural-decisions",
    "architecture-decision-records",
    "architecture_decision_records",
    "architectural-decision-records",
    "design-decisions",
    "technical-decisions",
];
/// Folders that hold other people's files, or made ones, or a test's.
const PASSED_BY: &[&str] = &["node_modules", "vendor", "third_party", "target", "dist", "build", "test", "tests", "testdata", "fixtures"];
/// Levels of folders that are looked through.
const DEPTH: usize = 8;
/// Numbered files that make a folder a log, whatever its name.
const NUMBERED: usize = 2;

/// A folder of records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Seen {
    /// Where it lies.
    pub folder: PathBuf,
    /// The name that a tool's file gives it.
    pub scope: Option<String>,
}

/// The logs at or below a folder: of each folder on the way those that a tool's file names, then those that their names tell.
///
/// # Errors
/// A folder that a tool's file names is not there.
pub(super) fn logs(top: &Path) -> Result<Vec<Seen>, Failure> {
    let plain = |folder: PathBuf| Seen { folder, scope: None };
    if told(top)?.is_empty() && (is_named(top) || numbered(top) >= NUMBERED) {
        return Ok(if has_text(top) { vec![plain(top.to_owned())] } else { Vec::new() });
    }
    let mut found = Vec::new();
    below(top, DEPTH, &|folder| is_named(folder) && has_text(folder), &mut found)?;
    if found.is_empty() {
        below(top, DEPTH, &|folder| numbered(folder) >= NUMBERED, &mut found)?;
    }
    // A repository has many texts that are no records. Whoever names another folder knows what is in it.
    if found.is_empty() && !top.join(".git").exists() && has_text(top) {
        found.push(plain(top.to_owned()));
    }
    found.dedup();
    Ok(found)
}

/// What the file of a tool says: adr-tools has one line, log4brains a list of packages.
fn told(top: &Path) -> Result<Vec<Seen>, Failure> {
    for name in [".log4brains.yml", ".log4brains.yaml"] {
        if let Ok(text) = fs::read_to_string(top.join(name)) {
            let mut logs = Vec::new();
            for (path, scope) in pipeline::log4brains(&text) {
                logs.push(Seen { folder: named_by(top, &path, name)?, scope });
            }
            return Ok(logs);
        }
    }
    if let Ok(text) = fs::read_to_string(top.join(".adr-dir"))
        && let Some(path) = text.lines().next().map(str::trim).filter(|path| !path.is_empty())
    {
        return Ok(vec![Seen { folder: named_by(top, path, ".adr-dir")?, scope: None }]);
    }
    Ok(Vec::new())
}

/// The folder that a tool's file names, which must be there and lie below that file.
fn named_by(top: &Path, path: &str, file: &str) -> Result<PathBuf, Failure> {
    let refuse = |why: &str| Err(Failure::new("read", path, why).help(format!("`{file}` names it; name another folder by its own path")));
    match fs::canonicalize(top.join(path)) {
        Ok(real) if !real.is_dir() => refuse("it is no folder"),
        Ok(real) if !real.starts_with(top) => refuse("it lies outside of the repository"),
        Ok(real) => Ok(real),
        Err(_) => refuse("there is no such folder"),
    }
}

/// Adds the logs at and below a folder. Nothing is looked for within a log: it is read whole.
fn below(folder: &Path, depth: usize, is_log: &dyn Fn(&Path) -> bool, found: &mut Vec<Seen>) -> Result<(), Failure> {
    found.extend(told(folder)?);
    let is_found = |found: &[Seen], folder: &Path| found.iter().any(|seen| seen.folder == folder);
    if depth == 0 || is_found(found, folder) {
        return Ok(());
    }
    for child in folders(folder) {
        let holds_a_log = found.iter().any(|seen| seen.folder.starts_with(&child));
        if !holds_a_log && is_log(&child) {
            found.push(Seen { folder: child, scope: None });
        } else if !is_found(found, &child) {
            below(&child, depth - 1, is_log, found)?;
        }
    }
    Ok(())
}

/// The folders in a folder, by name: neither hidden ones nor links, and none that holds what others made.
fn folders(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let is_wanted = |entry: &fs::DirEntry| {
        let name = entry.file_name().to_string_lossy().into_owned();
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        is_folder && !name.starts_with('.') && !PASSED_BY.contains(&name.to_lowercase().as_str()) && !is_portal(&entry.path())
    };
    let mut folders: Vec<PathBuf> = entries.filter_map(Result::ok).filter(is_wanted).map(|entry| entry.path()).collect();
    folders.sort();
    folders
}

/// Whether we wrote it.
fn is_portal(folder: &Path) -> bool {
    folder.join(crate::io::publish::MANIFEST).exists()
}

/// Whether the name of a folder says that it holds records.
pub(super) fn is_named(folder: &Path) -> bool {
    folder.file_name().is_some_and(|name| NAMES.contains(&name.to_string_lossy().to_lowercase().as_str()))
}

/// How many texts in a folder have a name that begins with a number, as records have.
fn numbered(folder: &Path) -> usize {
    let begins = |name: &str| {
        let name = name.to_lowercase();
        let prefixed = ["madr", "adr", "dr"].iter().find_map(|prefix| name.strip_prefix(prefix));
        let number = prefixed.unwrap_or(&name).trim_start_matches(['-', '_']);
        let digits = number.bytes().take_while(u8::is_ascii_digit).count();
        let behind = &number[digits..];
        // `ADR0001.md` has no words behind its number.
        digits >= 3 && (behind.starts_with(['-', '_']) || prefixed.is_some() && behind.starts_with('.'))
    };
    texts(folder).filter(|name| begins(name)).count()
}

/// Names of the texts in a folder.
fn texts(folder: &Path) -> impl Iterator<Item = String> {
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let files = entries.filter(|entry| !entry.path().is_dir());
    files.filter_map(|entry| entry.file_name().into_string().ok()).filter(|name| is_text(name))
}

fn is_text(name: &str) -> bool {
    !name.starts_with('.') && ["md", "markdown", "adoc", "asciidoc", "rst"].iter().any(|ending| has_ending(name, ending))
}

/// Whether there is a text that may be a record, at any depth.
pub(super) fn has_text(folder: &Path) -> bool {
    fn within(folder: &Path, depth: usize) -> bool {
        depth > 0 && (texts(folder).next().is_some() || folders(folder).iter().any(|child| within(child, depth - 1)))
    }
    within(folder, DEPTH)
}
