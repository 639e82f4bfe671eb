//! `explain`: prints the whole analysis of one record.

use std::path::Path;

use super::{
    Verdict,
    args::{Explain, Format},
    session::{Session, open, request},
    terminal::Terminal,
};
use crate::{
    base::edit_distance::nearest,
    io::{
        failure::Failure,
        read::{Request, resolved},
    },
    model::{RecordIx, record::Record},
    pipeline::Built,
    present::{explain::explain, export::export, material::Material},
};

/// Runs the command.
pub(super) fn run(args: &Explain, terminal: &mut Terminal) -> Result<Verdict, Failure> {
    let Session { world, built } = open(&Request { drafts: true, ..request(&args.site)? })?;
    let ix = by_path(&built, &world.root, &args.id).map_or_else(|| by_id(&built, &args.id), Ok)?;
    match args.format {
        Format::Human => {
            let material = Material::new(&built.site, &built.analysis, &built.sources);
            terminal.result(&explain(&material, ix));
        }
        Format::Json => {
            let tree = export(&built.site, built.site.record(ix), &built.analysis.records[ix.index()]);
            terminal.result(&format!("{}\n", serde_json::to_string_pretty(&tree).expect("plain data can be written as JSON")));
        }
    }
    Ok(Verdict::Clean)
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

/// The record of this id: with its scope, or without where only one answers to it.
///
/// # Errors
/// None does, or several do.
fn by_id(built: &Built, id: &str) -> Result<RecordIx, Failure> {
    let records = &built.site.records;
    let (scope, bare) = id.rsplit_once('/').map_or((None, id), |(scope, bare)| (Some(scope), bare));
    let answers = |record: &&Record| {
        is_same_id(&record.id, bare) && scope.is_none_or(|scope| record.scope.as_deref().is_some_and(|own| own.eq_ignore_ascii_case(scope)))
    };
    let found: Vec<usize> = (0..records.len()).filter(|at| answers(&&records[*at])).collect();
    // As a link from an unscoped record would: its own source first.
    let unscoped: Vec<usize> = found.iter().copied().filter(|at| records[*at].scope.is_none()).collect();
    match (found.as_slice(), unscoped.as_slice()) {
        ([one], _) | (_, [one]) => Ok(RecordIx::at(*one)),
        ([], _) => {
            let ids: Vec<String> = records.iter().map(Record::full_id).collect();
            let failure = Failure::new("explain", id, "no record has this id, and none was read from such a file");
            Err(match nearest(id, ids.iter().map(String::as_str)) {
                Some(near) => failure.help(format!("did you mean `{near}`?")),
                None => failure,
            })
        }
        (several, _) => {
            let ids: Vec<String> = several.iter().map(|at| format!("`{}`", records[*at].full_id())).collect();
            Err(Failure::new("explain", id, "several records have this id").help(format!("say which: {}", ids.join(", "))))
        }
    }
}

/// Whether two ids are one: as numbers where both are, else without regard to case.
fn is_same_id(a: &str, b: &str) -> bool {
    let number = |id: &str| id.bytes().all(|byte| byte.is_ascii_digit()).then(|| id.trim_start_matches('0').to_owned());
    match (number(a), number(b)) {
        (Some(a), Some(b)) => a == b,
        _ => a.eq_ignore_ascii_case(b),
    }
}

#[cfg(test)]
mod tests {
    use super::is_same_id;

    #[test]
    fn ids_are_numbers_where_both_are() {
        for (a, b, expected) in [("0007", "7", true), ("7", "70", false), ("Auth", "auth", true), ("0", "000", true), ("7a", "07a", false)]
        {
            assert_eq!(is_same_id(a, b), expected, "{a} {b}");
        }
    }
}
