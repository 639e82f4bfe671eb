//! What git knows of a repository: where it begins, and which files a change touches. Asks the program that is installed, and changes nothing.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use super::{failure::Failure, path::shown, read::resolved};

/// The repository that a folder is in.
pub fn repository(folder: &Path) -> Option<PathBuf> {
    resolved(folder).ancestors().find(|folder| folder.join(".git").exists()).map(Path::to_owned)
}

/// What happened to a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Happened {
    /// It is new.
    Added,
    /// It holds something else.
    Changed,
    /// It is gone.
    Deleted,
    /// It had this path.
    Renamed(String),
}

/// A file that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Its path from the root of the repository, `/` between parts.
    pub path: String,
    /// What happened to it.
    pub happened: Happened,
}

/// The files of a repository that differ from where `base` and the present branch parted: committed or not, new files that git does not ignore
/// included. By path.
///
/// # Errors
/// There is no git, no such base, or too little history.
pub fn differences(repository: &Path, base: &str) -> Result<Vec<Difference>, Failure> {
    let compare = |reason: &str| Failure::new("compare with", base, reason);
    let commit =
        ask(repository, &["rev-parse", "--verify", "--quiet", "--end-of-options", &format!("{base}^{{commit}}")])?.ok_or_else(|| {
            compare("git knows no such commit or branch")
                .help(format!("`git fetch` brings what only the server has: `git -C {} branch --all` lists branches", shown(repository)))
        })?;
    let parted = ask(repository, &["merge-base", commit.trim(), "HEAD"])?.ok_or_else(|| {
        compare("git does not know where the two parted")
            .help("a shallow clone lacks the history: `git fetch --unshallow`, or `fetch-depth: 0` in a workflow")
    })?;
    let listed = ask(repository, &["diff", "--name-status", "--find-renames", "-z", parted.trim(), "--"])?
        .ok_or_else(|| compare("git could not list what differs"))?;
    let mut differences = parsed(&listed);
    let new = ask(repository, &["ls-files", "--others", "--exclude-standard", "-z"])?.unwrap_or_default();
    differences.extend(
        new.split('\0').filter(|path| !path.is_empty()).map(|path| Difference { path: path.to_owned(), happened: Happened::Added }),
    );
    differences.sort_by(|a, b| a.path.cmp(&b.path));
    differences.dedup_by(|a, b| a.path == b.path);
    Ok(differences)
}

/// `M\0path\0R100\0old\0new\0`
fn parsed(listed: &str) -> Vec<Difference> {
    let mut fields = listed.split('\0').filter(|field| !field.is_empty());
    let mut differences = Vec::new();
    while let (Some(kind), Some(path)) = (fields.next(), fields.next()) {
        let (path, happened) = match kind.as_bytes().first() {
            Some(b'A') => (path, Happened::Added),
            Some(b'D') => (path, Happened::Deleted),
            Some(b'R') => match fields.next() {
                Some(new) => (new, Happened::Renamed(path.to_owned())),
                None => (path, Happened::Changed),
            },
            Some(b'C') => (fields.next().unwrap_or(path), Happened::Added),
            _ => (path, Happened::Changed),
        };
        differences.push(Difference { path: path.to_owned(), happened });
    }
    differences
}

/// What git answers; `None`: it refused.
fn ask(repository: &Path, args: &[&str]) -> Result<Option<String>, Failure> {
    let run = Command::new("git").arg("-C").arg(repository).args(args).env("GIT_OPTIONAL_LOCKS", "0").output();
    let output =
        run.map_err(|error| Failure::new("run", "git", super::failure::reason(&error)).help("git has to be installed for this"))?;
    Ok(output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned()))
}

#[cfg(test)]
mod tests {
    use super::{Difference, Happened, parsed};

    #[test]
    fn what_git_lists() {
        let difference = |path: &str, happened| Difference { path: path.to_owned(), happened };
        assert_eq!(
            parsed("M\0a b\0A\0c\0R087\0d\0e\0D\0f\0T\0g\0C100\0h\0i\0"),
            [
                difference("a b", Happened::Changed),
                difference("c", Happened::Added),
                difference("e", Happened::Renamed("d".to_owned())),
                difference("f", Happened::Deleted),
                difference("g", Happened::Changed),
                difference("i", Happened::Added),
            ]
        );
        assert_eq!(parsed(""), []);
    }
}
