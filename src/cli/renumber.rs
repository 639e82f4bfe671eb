//! `renumber`: a record gets another number, and everything that names it follows.

use std::collections::BTreeMap;

use super::{
    Verdict,
    args::Renumber,
    records::{find, open_all, refused},
    session::Session,
    terminal::{Terminal, counted},
};
use crate::{
    base::source::FileId,
    edit::{
        diff::unified,
        renumber::{Renumbered, renumber},
    },
    io::{
        failure::Failure,
        path::shown,
        read::World,
        rewrite::{self, Change},
    },
    pipeline::Built,
};

/// Runs the command.
pub(super) fn run(args: &Renumber, terminal: &mut Terminal) -> Result<Verdict, Failure> {
    const ACTION: &str = "renumber";
    let Session { world, built } = open_all(&args.site)?;
    let ix = find(&built, &world.root, (ACTION, &args.id))?;
    let record = built.site.record(ix);
    let disk = texts(&world, &built)?;
    let path = built.sources.path(record.file);
    let renumbered = renumber(&built.site, (ix, path), args.to.as_deref(), |file| disk.get(&file).map_or("", String::as_str))
        .map_err(|refusal| refused(ACTION, &args.id, refusal))?;
    if let Some((from, to)) = &renumbered.moved
        && world.root.join(to).exists()
    {
        return Err(Failure::new("rename", from, format!("`{to}` exists already")).help("take another number with `--to`"));
    }
    if args.dry_run {
        terminal.result(&told(&renumbered, &built, &disk));
    } else {
        rewrite::apply(&changes(&renumbered, &world, &built, &disk))?;
        let others = renumbered.texts.len() - 1;
        let followed = if others == 0 { String::new() } else { format!(", {} followed", counted(others, "file")) };
        let name = renumbered.moved.as_ref().map(|(_, to)| format!(", now {}", shown(&world.root.join(to)))).unwrap_or_default();
        terminal.done(&format!("{} is {}{name}{followed}\n", record.full_id(), renumbered.id));
    }
    for (file, written) in &renumbered.left {
        terminal.remark(&format!("`{}` names it as `{written}`, which is to be changed by hand", built.sources.path(*file)));
    }
    Ok(Verdict::Clean)
}

/// The texts of all records and pages, as they are on disk. One that is no text names nothing.
fn texts(world: &World, built: &Built) -> Result<BTreeMap<FileId, String>, Failure> {
    let files = built.site.records.iter().map(|record| record.file).chain(built.site.pages.iter().map(|page| page.file));
    let texts = files.filter(|file| built.sources.file(*file).content.text().is_some());
    texts.map(|file| rewrite::read(&world.root.join(built.sources.path(file))).map(|text| (file, text))).collect()
}

fn told(renumbered: &Renumbered, built: &Built, disk: &BTreeMap<FileId, String>) -> String {
    let mut text = renumbered.moved.as_ref().map(|(from, to)| format!("rename {from}\n    to {to}\n\n")).unwrap_or_default();
    for (file, new) in &renumbered.texts {
        let path = built.sources.path(*file);
        text.push_str(&unified(disk.get(file).map_or("", String::as_str), new, (path, path)));
    }
    text
}

fn changes(renumbered: &Renumbered, world: &World, built: &Built, disk: &BTreeMap<FileId, String>) -> Vec<Change> {
    let write = |(file, new): &(FileId, String)| {
        let old = disk.get(file).cloned().unwrap_or_default();
        Change::Write { path: world.root.join(built.sources.path(*file)), old: old.into_bytes(), new: new.clone().into_bytes() }
    };
    let mut changes: Vec<Change> = renumbered.texts.iter().map(write).collect();
    changes.extend(renumbered.moved.as_ref().map(|(from, to)| Change::Move { from: world.root.join(from), to: world.root.join(to) }));
    changes
}
