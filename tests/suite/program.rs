//! The program itself, run in a folder of its own.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use tempfile::TempDir;

/// The day of every test that names no other.
pub(crate) const TODAY: &str = "2026-11-23";

/// What a run of the program left behind.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// A folder with a site in it.
pub(crate) struct Site(TempDir);

impl Site {
    /// An empty folder.
    pub(crate) fn empty() -> Self {
        Self(TempDir::new().expect("a temporary folder"))
    }

    /// A folder with these files.
    pub(crate) fn with(files: &[(&str, &str)]) -> Self {
        let site = Self::empty();
        for (path, text) in files {
            site.write(path, text);
        }
        site
    }

    pub(crate) fn root(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// The program, about to run here, with nothing from the outside but the day.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rationale"));
        command.args(args).current_dir(self.root()).stdin(Stdio::null());
        for name in ["SOURCE_DATE_EPOCH", "NO_COLOR", "CLICOLOR_FORCE", "RAYON_NUM_THREADS"] {
            command.env_remove(name);
        }
        // 23 November 2026, noon.
        command.env("SOURCE_DATE_EPOCH", "1795435200");
        command
    }

    /// Runs the program here.
    pub(crate) fn run(&self, args: &[&str]) -> Run {
        let output = self.command(args).output().expect("the program runs");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the program speaks UTF-8");
        Run { code: output.status.code().expect("no signal"), out: text(output.stdout), err: text(output.stderr) }
    }

    /// Runs the program and holds it to its exit code.
    pub(crate) fn expect(&self, args: &[&str], code: i32) -> Run {
        let run = self.run(args);
        assert_eq!(run.code, code, "{args:?}\n{}\n{}", run.out, run.err);
        run
    }

    /// Bytes by path of everything below a folder, hidden files too.
    pub(crate) fn tree(&self, folder: &str) -> BTreeMap<String, Vec<u8>> {
        let (mut found, mut folders) = (BTreeMap::new(), vec![self.path(folder)]);
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(&folder).expect("a folder") {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    found.insert(path.to_string_lossy().into_owned(), fs::read(&path).expect("a file"));
                }
            }
        }
        let root = self.path(folder).to_string_lossy().into_owned();
        found.into_iter().map(|(path, bytes)| (path[root.len() + 1..].replace('\\', "/"), bytes)).collect()
    }
}

/// A record of three lines.
pub(crate) fn record(title: &str) -> String {
    format!("+++\ntitle = \"{title}\"\nstatus = \"accepted\"\ndate = 2026-11-01\n+++\n\n## Context\n\nText of {title}.\n")
}
