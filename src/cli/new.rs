//! `new`: writes the next record.

use super::{
    Verdict,
    args::New,
    init::write_new,
    session::{Session, open, request},
    terminal::Terminal,
};
use crate::{
    base::edit_distance::nearest,
    edit::record::{Wish, new_record},
    io::{failure::Failure, path::shown, read::Request},
    model::{SourceIx, framework::Framework, site::Site},
};

/// Runs the command.
pub(super) fn run(args: &New, terminal: &mut Terminal) -> Result<Verdict, Failure> {
    let title = args.title.iter().flat_map(|words| words.split_whitespace()).collect::<Vec<_>>().join(" ");
    if title.is_empty() {
        return Err(Failure::new("write", "TITLE", "it says nothing"));
    }
    // Drafts have numbers too.
    let Session { world, built, .. } = open(&Request { drafts: true, ..request(&args.site)? })?;
    let site = &built.site;
    let framework = args.framework.as_deref().map(|id| framework(site, id)).transpose()?;
    let source = SourceIx::at(0);
    let taken: Vec<&str> = site.records.iter().filter(|record| record.source == source).map(|record| record.id.as_str()).collect();
    let folder = world.layout.sources.first().map_or("records", String::as_str);
    let file = new_record(&Wish { title: &title, today: world.inputs.today, folder, taken: &taken, framework });

    let path = world.root.join(&file.path);
    if !write_new(&path, &file.text)? {
        return Err(Failure::new("write", shown(&path), "it exists already"));
    }
    terminal.result(&format!("{}\n", shown(&path)));
    Ok(Verdict::Clean)
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
