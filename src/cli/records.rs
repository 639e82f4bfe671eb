//! What commands on single records share: which record is meant, the text of its file as it is on disk, and writing what came of it.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use super::session::{Session, open, request};
use crate::{
    base::edit_distance::nearest,
    edit::{Refusal, standing::Edited},
    io::{
        failure::Failure,
        read::{Request, World, resolved},
        rewrite::{self, Change},
    },
    model::{RecordIx, record::Record, site::Site},
    parse::id::is_same,
    pipeline::Built,
};

/// A site that is to be changed: drafts are records too.
pub(super) fn open_all(site: &super::args::Site) -> Result<Session, Failure> {
    open(&Request { drafts: true, ..request(site)? })
}

/// The record of an id, with its scope or without where only one answers to it, or of a file's path. `action` is what cannot be done without it.
///
/// # Errors
/// There is none, or there are several.
pub(super) fn find(built: &Built, root: &Path, (action, id): (&str, &str)) -> Result<RecordIx, Failure> {
    by_path(built, root, id).map_or_else(|| by_id(built, (action, id)), Ok)
}

/// The record that was read from the file at `path`, as the working folder or the site's root sees it.
fn by_path(built: &Built, root: &Path, path: &str) -> Option<RecordIx> {
    let shown = |record: &Record| built.sources.path(record.file);
    let wanted = [Path::new(path).to_owned(), root.join(path)].map(|path| resolved(&path));
    let is_wanted = |record: &Record| {
        let file = root.join(shown(record));
        wanted.iter().any(|wanted| wanted.file_name() == file.file_name()) && wanted.contains(&resolved(&file))
    };
    built.site.records.iter().position(is_wanted).map(RecordIx::at)
}

fn by_id(built: &Built, (action, id): (&str, &str)) -> Result<RecordIx, Failure> {
    let records = &built.site.records;
    let (scope, bare) = id.rsplit_once('/').map_or((None, id), |(scope, bare)| (Some(scope), bare));
    let answers = |record: &&Record| {
        is_same(&record.id, bare) && scope.is_none_or(|scope| record.scope.as_deref().is_some_and(|own| own.eq_ignore_ascii_case(scope)))
    };
    let found: Vec<usize> = (0..records.len()).filter(|at| answers(&&records[*at])).collect();
    // As a link from an unscoped record would: its own source first.
    let unscoped: Vec<usize> = found.iter().copied().filter(|at| records[*at].scope.is_none()).collect();
    match (found.as_slice(), unscoped.as_slice()) {
        ([one], _) | (_, [one]) => Ok(RecordIx::at(*one)),
        ([], _) => {
            let ids: Vec<String> = records.iter().map(Record::full_id).collect();
            let failure = Failure::new(action, id, "no record has this id, and none was read from such a file");
            Err(match nearest(id, ids.iter().map(String::as_str)) {
                Some(near) => failure.help(format!("did you mean `{near}`?")),
                None => failure.help("`rationale list` lists them all"),
            })
        }
        (several, _) => {
            let is_told_by_id =
                several.iter().all(|at| several.iter().filter(|other| records[**other].full_id() == records[*at].full_id()).count() == 1);
            let name = |at: &usize| {
                let record = &records[*at];
                if is_told_by_id { format!("`{}`", record.full_id()) } else { format!("`{}`", built.sources.path(record.file)) }
            };
            let names: Vec<String> = several.iter().map(name).collect();
            Err(Failure::new(action, id, "several records have this id").help(format!("say which: {}", names.join(", "))))
        }
    }
}

/// Holds that a log has this scope.
///
/// # Errors
/// None does.
pub(super) fn check_scope(action: &str, scope: &str, site: &Site) -> Result<(), Failure> {
    let scopes: Vec<&str> = site.config.sources.iter().filter_map(|source| source.scope.as_deref()).collect();
    if scopes.iter().any(|known| known.eq_ignore_ascii_case(scope)) {
        return Ok(());
    }
    let failure = Failure::new(action, scope, "no log of the site has this scope");
    Err(match nearest(scope, scopes.iter().copied()) {
        Some(near) => failure.help(format!("did you mean `{near}`?")),
        None if scopes.is_empty() => failure.help("a scope is given to a log by `[[sources]]` in `rationale.toml`"),
        None => failure.help(format!("its logs have {}", scopes.iter().map(|scope| format!("`{scope}`")).collect::<Vec<_>>().join(", "))),
    })
}

/// The texts of some records' files, as they are on disk.
pub(super) struct Texts(BTreeMap<RecordIx, (PathBuf, String)>);

impl Texts {
    /// Reads them.
    ///
    /// # Errors
    /// One cannot be read, or is no text.
    pub(super) fn read(world: &World, built: &Built, records: impl IntoIterator<Item = RecordIx>) -> Result<Self, Failure> {
        let read = |ix: RecordIx| {
            let path = world.root.join(built.sources.path(built.site.record(ix).file));
            rewrite::read(&path).map(|text| (ix, (path, text)))
        };
        records.into_iter().map(read).collect::<Result<_, _>>().map(Self)
    }

    /// The text of one.
    pub(super) fn of(&self, ix: RecordIx) -> &str {
        self.0.get(&ix).map_or("", |(_, text)| text)
    }

    /// Writes what came of them: all or none.
    ///
    /// # Errors
    /// One cannot be written; none is then.
    pub(super) fn write(&self, edited: Vec<Edited>) -> Result<(), Failure> {
        let change = |edited: Edited| {
            let (path, old) = self.0.get(&edited.ix)?;
            Some(Change::Write { path: path.clone(), old: old.clone().into_bytes(), new: edited.text.into_bytes() })
        };
        rewrite::apply(&edited.into_iter().filter_map(change).collect::<Vec<_>>())
    }
}

/// A refusal, as a failure of what was asked for.
pub(super) fn refused(action: &str, id: &str, refusal: Refusal) -> Failure {
    let failure = Failure::new(action, id, refusal.reason);
    match refusal.help {
        Some(help) => failure.help(help),
        None => failure,
    }
}
