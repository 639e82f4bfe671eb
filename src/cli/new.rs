//! `new`: writes the next record.

use super::{
    Verdict,
    args::New,
    init::write_new,
    records::{check_scope, open_all},
    session::Session,
    terminal::Terminal,
};
use crate::{
    base::edit_distance::nearest,
    edit::record::{Wish, new_record},
    io::{failure::Failure, path::shown},
    model::{
        framework::Framework,
        site::{Dialect, Site, Source},
    },
};

/// Runs the command.
pub(super) fn run(args: &New, terminal: &mut Terminal) -> Result<Verdict, Failure> {
    let title = args.title.iter().flat_map(|words| words.split_whitespace()).collect::<Vec<_>>().join(" ");
    if title.is_empty() {
        return Err(Failure::new("write", "TITLE", "it says nothing"));
    }
    // Drafts have numbers too.
    let Session { world, built } = open_all(&args.site)?;
    let site = &built.site;
    let framework = args.framework.as_deref().map(|id| framework(site, id)).transpose()?;
    let at = args.scope.as_deref().map_or(Ok(0), |scope| source_of(site, scope))?;
    // Two logs may share a scope, and with it their numbers.
    let scope = site.config.sources.get(at).and_then(|source| source.scope.as_ref());
    let taken: Vec<&str> = site.records.iter().filter(|record| record.scope.as_ref() == scope).map(|record| record.id.as_str()).collect();
    let folder = world.layout.sources.get(at).map_or("records", String::as_str);
    let file = new_record(&Wish { title: &title, today: world.inputs.today, folder, taken: &taken, framework });

    let path = world.root.join(&file.path);
    if !write_new(&path, &file.text)? {
        return Err(Failure::new("write", shown(&path), "it exists already"));
    }
    terminal.result(&format!("{}\n", shown(&path)));
    Ok(Verdict::Clean)
}

/// The first log of a scope, where ours can be written.
fn source_of(site: &Site, scope: &str) -> Result<usize, Failure> {
    check_scope("write a record into", scope, site)?;
    let has_scope = |source: &Source| source.scope.as_deref().is_some_and(|own| own.eq_ignore_ascii_case(scope));
    let at = site.config.sources.iter().position(has_scope).unwrap_or(0);
    match site.config.sources.get(at).map(|source| source.dialect) {
        Some(Dialect::Auto | Dialect::Rationale) | None => Ok(at),
        Some(_) => Err(Failure::new("write a record into", scope, "the site file says that its log is written in another form")
            .help("write it there as the others are, or take the log over with `rationale import`")),
    }
}

fn framework<'a>(site: &'a Site, id: &str) -> Result<&'a Framework, Failure> {
    let ids = || site.frameworks.iter().map(|framework| framework.id.as_str());
    site.frameworks.iter().find(|framework| framework.id == id).ok_or_else(|| {
        let failure = Failure::new("find framework", id, "the site has none of that id");
        match nearest(id, ids()) {
            Some(near) => failure.help(format!("did you mean `{near}`?")),
            None => failure.help(format!("it has: {}", ids().collect::<Vec<_>>().join(", "))),
        }
    })
}
