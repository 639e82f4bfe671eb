//! `import`: takes over a log that is written in another form.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use super::{
    Verdict,
    args::Import,
    session::{Session, open, request},
    terminal::{Terminal, counted},
};
use crate::{
    base::{
        diagnostic::Diagnostic,
        source::{Content, FileId},
    },
    edit::{
        diff::unified,
        import::{self, import},
        site::source_table,
    },
    io::{
        failure::Failure,
        path::{shown, slashed},
        read::{self, Request, SITE_FILE},
        rewrite::{self, Change},
    },
    model::{RecordIx, fault},
    pipeline::{InputFile, Place},
    present::coverage::lines,
};

/// Findings of the log that a person should see before its records are ours.
const TOLD: &[&str] = &[
    fault::DISAGREEING.0,
    fault::UNKNOWN_STATUS.0,
    fault::UNCLEAR_DATE.0,
    fault::FOREIGN_FRONT_MATTER.0,
    fault::TOO_LARGE.0,
    fault::NOT_TEXT.0,
];

/// A file of the log, and where it goes.
struct Taken {
    /// Path in the log, as messages show it.
    from: String,
    /// Where it goes.
    to: PathBuf,
    /// What is there.
    old: Option<Vec<u8>>,
    /// What is to be there.
    new: Vec<u8>,
    /// The text that it was, where it is a record.
    was: Option<String>,
}

/// Runs the command.
pub(super) fn run(args: &Import, terminal: &mut Terminal) -> Result<Verdict, Failure> {
    let root = match &args.site.root {
        Some(root) => root.clone(),
        None => read::find_root(None).unwrap_or_else(|_| PathBuf::from(".")),
    };
    let log = open(&Request { root: None, logs: vec![args.src.clone()], drafts: true, ..request(&args.site)? })?;
    let folders = folders(args, &log)?;
    let taken = taken(&root, &log, &folders)?;
    let told: Vec<Diagnostic> = log.built.diagnostics.iter().filter(|told| TOLD.contains(&told.code.0)).cloned().collect();
    if args.dry_run {
        terminal.result(&difference(&taken));
    } else {
        let in_the_way: Vec<&Taken> = taken.iter().filter(|file| file.old.as_ref().is_some_and(|old| *old != file.new)).collect();
        if let (Some(first), false) = (in_the_way.first(), args.force) {
            let others = if in_the_way.len() > 1 { format!(", and {} more", counted(in_the_way.len() - 1, "file")) } else { String::new() };
            return Err(Failure::new("write", shown(&first.to), format!("it exists already{others}"))
                .help("`--force` overwrites, `--out DIR` takes another folder, `--dry-run` shows what would be written"));
        }
        rewrite::apply(&changes(taken.iter(), &root, &folders))?;
    }
    terminal.diagnostics(&told, &log.built.sources);
    summary(args, (&root, &taken), &log, terminal);
    sources(args, &root, &folders, terminal);
    Ok(Verdict::Clean)
}

/// Where the records of each source go, from the site's folder, and under which scope.
fn folders(args: &Import, log: &Session) -> Result<Vec<(String, Option<String>)>, Failure> {
    let out = slashed(&args.out);
    let sources = &log.built.site.config.sources;
    if let [_] = sources.as_slice() {
        return Ok(vec![(out, args.scope.clone())]);
    }
    if args.scope.is_some() {
        let scopes: Vec<String> = sources.iter().filter_map(|source| Some(format!("`{}`", source.scope.as_ref()?))).collect();
        return Err(Failure::new(
            "import",
            shown(&args.src),
            format!("it holds {} logs, which have scopes of their own: {}", sources.len(), scopes.join(", ")),
        )
        .help("leave `--scope` out, or import one of them at a time"));
    }
    // Beside each other: a folder within another would be read twice.
    let folder = |scope: &Option<String>| scope.as_ref().map_or_else(|| out.clone(), |scope| format!("{out}-{}", scope.replace('/', "-")));
    Ok(sources.iter().map(|source| (folder(&source.scope), source.scope.clone())).collect())
}

/// Every file that is taken over: records in our form, and what lies beside them as it is.
fn taken(root: &Path, log: &Session, folders: &[(String, Option<String>)]) -> Result<Vec<Taken>, Failure> {
    let site = &log.built.site;
    let records: BTreeMap<FileId, RecordIx> = site.records.iter().enumerate().map(|(at, record)| (record.file, RecordIx::at(at))).collect();
    let left: BTreeSet<FileId> = left(log).map(|(file, _)| file).collect();
    let mut taken = Vec::new();
    for (at, file) in log.world.inputs.files.iter().enumerate() {
        let (Place::Source(source), Ok(id)) = (file.place, u32::try_from(at).map(FileId)) else { continue };
        let Some((folder, _)) = folders.get(source).filter(|_| !left.contains(&id)) else { continue };
        let to = root.join(folder).join(&*file.inner);
        let (new, was) = match (records.get(&id), file.content.text()) {
            (Some(ix), Some(source)) => {
                let text = import(&import::Import { site, ix: *ix, inner: &file.inner, path: &file.path, source });
                (text.into_bytes(), Some(source.to_string()))
            }
            _ => (file.content.bytes().to_vec(), None),
        };
        let old = match std::fs::read(&to) {
            Ok(old) => Some(old),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
            Err(error) => return Err(Failure::io("read", &to, &error)),
        };
        taken.push(Taken { from: file.path.to_string(), to, old, new, was });
    }
    Ok(taken)
}

/// Files of the log that are not taken over, and what each is.
fn left(log: &Session) -> impl Iterator<Item = (FileId, &'static str)> + '_ {
    let coverage = log.built.site.coverage.iter();
    let read =
        coverage.flat_map(|log| log.skipped.iter().copied().chain(log.unread.iter().map(|file| (*file, "in a format that is not read"))));
    let large = log
        .world
        .inputs
        .files
        .iter()
        .enumerate()
        .filter(|(_, file)| is_of_source(file) && matches!(file.content, Content::TooLarge { .. }));
    read.chain(large.filter_map(|(at, _)| Some((FileId(u32::try_from(at).ok()?), "too large"))))
}

fn is_of_source(file: &InputFile) -> bool {
    matches!(file.place, Place::Source(_))
}

/// What would be written, as a difference to the log.
fn difference(taken: &[Taken]) -> String {
    let mut text = String::new();
    for file in taken {
        let to = shown(&file.to);
        match &file.was {
            Some(was) => text.push_str(&unified(was, &String::from_utf8_lossy(&file.new), (&file.from, &to))),
            None => text.extend(["copy ", &file.from, " to ", &to, "\n"]),
        }
    }
    text
}

/// Everything that is to be written: what is there already and the same stays, and a site file where none says that there are records.
fn changes<'t>(taken: impl Iterator<Item = &'t Taken>, root: &Path, folders: &[(String, Option<String>)]) -> Vec<Change> {
    let mut changes: Vec<Change> = taken
        .filter_map(|file| match &file.old {
            Some(old) if *old == file.new => None,
            Some(old) => Some(Change::Write { path: file.to.clone(), old: old.clone(), new: file.new.clone() }),
            None => Some(Change::Create { path: file.to.clone(), new: file.new.clone() }),
        })
        .collect();
    let site_file = root.join(SITE_FILE);
    if !site_file.exists() {
        changes.push(Change::Create { path: site_file, new: site_text(folders).into_bytes() });
    }
    changes
}

fn site_text(folders: &[(String, Option<String>)]) -> String {
    let sources: Vec<String> = folders.iter().map(|(path, scope)| source_table(path, scope.as_deref())).collect();
    format!("title = \"Decisions\"\n\n{}", sources.join("\n"))
}

fn summary(args: &Import, (root, taken): (&Path, &[Taken]), log: &Session, terminal: &mut Terminal) {
    let records = taken.iter().filter(|file| file.was.is_some()).count();
    let copied = taken.len() - records;
    let did = if args.dry_run { "Would import" } else { "Imported" };
    let beside = if copied > 0 { format!(", with {} beside them", counted(copied, "file")) } else { String::new() };
    terminal.done(&format!("{did} {} to {}{beside}\n", counted(records, "record"), shown(&root.join(&args.out))));
    for (file, what) in left(log) {
        terminal.done(&format!("Not taken over: {}, {what}\n", log.built.sources.path(file)));
    }
    for line in lines(&log.built.site, &log.built.sources) {
        terminal.done(&format!("{line}\n"));
    }
}

/// Says what the site file lacks, where there is one that does not name a folder.
fn sources(args: &Import, root: &Path, folders: &[(String, Option<String>)], terminal: &Terminal) {
    let Ok(layout) = read::layout(root) else { return };
    if args.dry_run && !root.join(SITE_FILE).exists() {
        return;
    }
    let is_named = |path: &str| layout.sources.iter().any(|source| source.trim_start_matches("./").trim_end_matches('/') == path);
    let missing: Vec<String> =
        folders.iter().filter(|(path, _)| !is_named(path)).map(|(path, scope)| source_table(path, scope.as_deref())).collect();
    if !missing.is_empty() {
        terminal.remark(&format!("`{SITE_FILE}` does not name the folder yet; add\n\n{}", missing.join("\n")));
    }
}
