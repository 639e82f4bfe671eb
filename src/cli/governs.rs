//! `governs`: which decisions govern a file.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use ignore::WalkBuilder;
use serde::Serialize;

use super::{
    Verdict,
    args::{Format, Governs},
    records::open_all,
    session::Session,
    table::{Cell, lines},
    terminal::Terminal,
};
use crate::{
    analyze::governs::{Governance, Governing},
    base::date::Date,
    io::{
        failure::Failure,
        git,
        path::{shown, slashed},
        read::{World, resolved},
    },
    model::{RecordIx, SourceIx},
    pipeline::Built,
    present::standpoint::status_mark,
};

/// What `--format json` prints.
#[derive(Serialize)]
struct Report {
    version: u32,
    as_of: Date,
    files: Vec<File>,
}

/// A file, as it was asked for.
#[derive(Serialize)]
struct File {
    path: String,
    decisions: Vec<Decision>,
}

/// A decision that governs a file.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Decision {
    id: String,
    title: String,
    status: &'static str,
    #[serde(skip)]
    tone: &'static str,
    /// Path of its file from the site's root.
    file: String,
    /// Address of its page from the root of the portal.
    url: String,
    /// Which of its globs name the file.
    globs: Vec<String>,
}

impl Decision {
    /// Its id, with the scope.
    pub(super) fn id(&self) -> &str {
        &self.id
    }

    fn new(built: &Built, governing: &Governing<'_>) -> Self {
        let record = built.site.record(governing.ix);
        Self {
            id: record.full_id(),
            title: record.title.clone(),
            status: record.status.word(),
            tone: status_mark(record.status).tone,
            file: built.sources.path(record.file).to_owned(),
            url: record.url(),
            globs: governing.globs.iter().map(|glob| (*glob).to_owned()).collect(),
        }
    }
}

/// Runs the command.
pub(super) fn run(args: &Governs, terminal: &mut Terminal) -> Result<Verdict, Failure> {
    let Session { world, built } = open_all(&args.site)?;
    let rule = Rule::new(&world, &built);
    let files: Vec<File> =
        args.files.iter().map(|path| File { path: shown(path), decisions: decisions(&built, &rule.of_all(path)) }).collect();
    match args.format {
        Format::Human => {
            let text: Vec<String> = files.iter().map(|file| told(file, files.len() > 1, &built, terminal)).collect();
            terminal.result(&text.join("\n"));
        }
        Format::Json => {
            let report = Report { version: 1, as_of: built.site.today, files };
            terminal.result(&format!("{}\n", serde_json::to_string_pretty(&report).expect("plain data can be written as JSON")));
        }
    }
    Ok(Verdict::Clean)
}

/// What governs a file, to be told.
pub(super) fn decisions(built: &Built, governing: &[Governing<'_>]) -> Vec<Decision> {
    governing.iter().map(|governing| Decision::new(built, governing)).collect()
}

/// A file and what governs it, for people.
fn told(file: &File, is_one_of_several: bool, built: &Built, terminal: &Terminal) -> String {
    if file.decisions.is_empty() {
        let says_so = built.site.records.iter().any(|record| !record.affects.is_empty());
        let hint = if says_so { "" } else { ": none says `affects`" };
        return format!("{}: no decision governs it{hint}\n", file.path);
    }
    let head = if is_one_of_several { format!("{}\n", file.path) } else { String::new() };
    format!("{head}{}", table(&file.decisions, if is_one_of_several { "  " } else { "" }, terminal))
}

/// Decisions as rows, for people.
pub(super) fn table(decisions: &[Decision], indent: &str, terminal: &Terminal) -> String {
    let row = |decision: &Decision| {
        vec![
            Cell::plain(format!("{indent}{}", decision.id)),
            Cell { text: decision.status.to_owned(), paint: terminal.tone(decision.tone) },
            Cell::plain(decision.title.as_str()),
            Cell { text: decision.globs.join(", "), paint: terminal.soft() },
        ]
    };
    lines(&decisions.iter().map(row).collect::<Vec<_>>(), 2, Terminal::width())
}

/// The globs of a site, and the repositories that they are seen from.
pub(super) struct Rule<'a> {
    governance: Governance<'a>,
    /// Root of the repository of each source; where git knows none, the site's folder.
    roots: Vec<PathBuf>,
}

impl<'a> Rule<'a> {
    /// Reads the globs.
    pub(super) fn new(world: &World, built: &'a Built) -> Self {
        let root = |path: &String| {
            let folder = world.root.join(path);
            git::repository(&folder).unwrap_or_else(|| resolved(&world.root))
        };
        Self { governance: Governance::new(&built.site), roots: world.layout.sources.iter().map(root).collect() }
    }

    /// What governs a file, wherever it lies.
    pub(super) fn of(&self, file: &Path) -> Vec<Governing<'a>> {
        let file = resolved(file);
        let paths: Vec<Option<String>> = self.roots.iter().map(|root| file.strip_prefix(root).ok().map(slashed)).collect();
        self.governance.of(|source: SourceIx| paths.get(source.index()).and_then(Option::as_deref))
    }

    /// What governs a file, or any file of a folder.
    fn of_all(&self, path: &Path) -> Vec<Governing<'a>> {
        if !path.is_dir() {
            return self.of(path);
        }
        // What git ignores and what is hidden is nobody's to govern.
        let files =
            WalkBuilder::new(path).build().filter_map(Result::ok).filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file()));
        let mut found: BTreeMap<RecordIx, BTreeSet<&'a str>> = BTreeMap::new();
        for governing in files.flat_map(|entry| self.of(entry.path())).chain(self.of(path)) {
            found.entry(governing.ix).or_default().extend(governing.globs);
        }
        let mut governing: Vec<Governing<'a>> =
            found.into_iter().map(|(ix, globs)| Governing { ix, globs: globs.into_iter().collect() }).collect();
        governing.sort_by_key(|governing| self.governance.place(governing.ix));
        governing
    }
}
