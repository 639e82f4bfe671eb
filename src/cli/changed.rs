//! `check --changed BASE`: what a change touches, and what is found in it.

use std::{collections::BTreeSet, fmt::Write};

use serde::Serialize;

use super::{
    Verdict,
    args::{Check, CheckFormat},
    forge,
    governs::{Decision, Rule, decisions, table},
    session::{Session, Tally, comes_with_time},
    terminal::{Terminal, counted},
};
use crate::{
    base::{
        date::Date,
        diagnostic::{Diagnostic, Label, Severity},
        report::{JsonDiagnostic, json},
    },
    io::{
        failure::Failure,
        git::{self, Difference, Happened},
        path::{has_ending, slashed},
        read::{SITE_FILE, resolved},
    },
    model::record::Record,
    pipeline::Built,
};

/// What `--format json` prints.
#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    as_of: Date,
    base: &'a str,
    files: Vec<File>,
    errors: usize,
    warnings: usize,
    infos: usize,
    diagnostics: Vec<JsonDiagnostic<'a>>,
}

/// A file that differs.
#[derive(Serialize)]
struct File {
    /// Its path from the root of the repository.
    path: String,
    /// `added`, `changed`, `deleted` or `renamed`.
    change: &'static str,
    /// The path it had, where it was renamed.
    was: Option<String>,
    /// The record that it holds.
    record: Option<Touched>,
    /// The decisions that govern it.
    governed_by: Vec<Decision>,
    /// Its path from the site's root, as messages show it.
    #[serde(skip)]
    inner: Option<String>,
}

/// A record that differs.
#[derive(Serialize)]
struct Touched {
    id: String,
    title: String,
    status: &'static str,
}

/// Tells it.
pub(super) fn tell(args: &Check, base: &str, session: &Session, terminal: &mut Terminal) -> Result<Verdict, Failure> {
    let Session { world, built } = session;
    let Some(repository) = git::repository(&world.root) else {
        return Err(Failure::new("compare with", base, "the site lies in no git repository"));
    };
    let rule = Rule::new(world, built);
    let root = resolved(&world.root);
    let files: Vec<File> = git::differences(&repository, base)?
        .into_iter()
        .map(|difference| {
            let path = repository.join(&difference.path);
            let inner = path.strip_prefix(&root).ok().map(slashed);
            let record = inner.as_ref().and_then(|inner| built.site.records.iter().find(|record| built.sources.path(record.file) == inner));
            File { record: record.map(Touched::new), governed_by: decisions(built, &rule.of(&path)), inner, ..File::from(difference) }
        })
        .collect();
    let (here, elsewhere) = parted(built, &files);
    let tally = Tally::of(&here);
    match args.format {
        CheckFormat::Human => {
            terminal.result(&told(&files, base, terminal));
            terminal.report(&here, &built.sources);
            terminal.done(&summary(&files, tally));
            if let Some(words) = Tally::of(&elsewhere).words() {
                terminal.remark(&format!("{words} in files that this does not touch: `rationale check` tells"));
            }
        }
        CheckFormat::Github => {
            terminal.result(&forge::notes(&here, &built.sources, &world.root));
            terminal.done(&summary(&files, tally));
        }
        CheckFormat::Sarif => terminal.result(&forge::log(&here, &built.sources, &world.root)),
        CheckFormat::Json => {
            let report = Report {
                version: 1,
                as_of: built.site.today,
                base,
                errors: tally.errors,
                warnings: tally.warnings,
                infos: tally.infos,
                files,
                diagnostics: json(&here, &built.sources),
            };
            terminal.result(&format!("{}\n", serde_json::to_string_pretty(&report).expect("plain data can be written as JSON")));
        }
    }
    let fails = if args.strict { tally.has_warnings() } else { tally.has_errors() };
    Ok(if fails || built.blocked { Verdict::Faults } else { Verdict::Clean })
}

impl From<Difference> for File {
    fn from(difference: Difference) -> Self {
        let (change, was) = match difference.happened {
            Happened::Added => ("added", None),
            Happened::Changed => ("changed", None),
            Happened::Deleted => ("deleted", None),
            Happened::Renamed(was) => ("renamed", Some(was)),
        };
        Self { path: difference.path, change, was, record: None, governed_by: Vec::new(), inner: None }
    }
}

impl Touched {
    fn new(record: &Record) -> Self {
        Self { id: record.full_id(), title: record.title.clone(), status: record.status.word() }
    }
}

/// What is found in the files that differ, and what is found elsewhere. A file of the site that went away, and one that many records are read with,
/// can bring a fault to any other: what else is to be mended is told then too.
fn parted(built: &Built, files: &[File]) -> (Vec<Diagnostic>, Vec<Diagnostic>) {
    let reaches_far = files.iter().any(|file| {
        let Some(inner) = file.inner.as_deref() else { return false };
        let is_shared = inner == SITE_FILE || inner.starts_with("themes/") || (inner.starts_with("content/") && has_ending(inner, "toml"));
        is_shared || matches!(file.change, "deleted" | "renamed")
    });
    let touched: BTreeSet<&str> = files.iter().filter_map(|file| file.inner.as_deref()).collect();
    let is_here = |label: &Label| touched.contains(built.sources.path(label.span.file));
    let is_told = |told: &Diagnostic| {
        let comes_along = reaches_far && told.severity < Severity::Info && !comes_with_time(told.code);
        comes_along || told.primary.iter().chain(&told.secondary).any(is_here)
    };
    built.diagnostics.iter().cloned().partition(is_told)
}

/// The files that a decision governs or that hold one, for people; the rest is counted.
fn told(files: &[File], base: &str, terminal: &Terminal) -> String {
    if files.is_empty() {
        return format!("Nothing differs from {base}.\n\n");
    }
    let mut text = format!("{} since {base}\n\n", differ(files.len()));
    let (before, after) = terminal.soft();
    let mut others = 0;
    for file in files {
        if file.record.is_none() && file.governed_by.is_empty() {
            others += 1;
            continue;
        }
        let was = file.was.as_ref().map(|was| format!(", was {was}")).unwrap_or_default();
        let _ = writeln!(text, "{}  {before}{}{was}{after}", file.path, file.change);
        if let Some(record) = &file.record {
            let _ = writeln!(text, "  holds {}, {}: {}", record.id, record.status, record.title);
        }
        if !file.governed_by.is_empty() {
            text.push_str(&table(&file.governed_by, "  governed by ", terminal));
        }
    }
    if others == files.len() {
        text.push_str("No decision is in what differs or governs it\n");
    } else if others > 0 {
        let _ = writeln!(text, "and {}, which no decision governs", counted(others, "other file"));
    }
    text.push('\n');
    text
}

fn differ(count: usize) -> String {
    if count == 1 { "1 file differs".to_owned() } else { format!("{count} files differ") }
}

fn summary(files: &[File], tally: Tally) -> String {
    let governing: BTreeSet<&str> = files.iter().flat_map(|file| &file.governed_by).map(Decision::id).collect();
    let records = files.iter().filter(|file| file.record.is_some()).count();
    let infos = (tally.infos > 0).then(|| format!("{} for information", tally.infos));
    let found: Vec<String> = tally.words().into_iter().chain(infos).collect();
    let found = if found.is_empty() { "nothing to mend".to_owned() } else { found.join(", ") };
    format!("{} touched, {} governing: {found}\n", counted(records, "record"), counted(governing.len(), "decision"))
}
