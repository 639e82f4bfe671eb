//! `explain`: prints the whole analysis of one record.

use super::{
    Verdict,
    args::{Explain, Format},
    records::find,
    session::{Session, open, request},
    terminal::Terminal,
};
use crate::{
    io::{failure::Failure, read::Request},
    present::{explain::explain, export::export, material::Material},
};

/// Runs the command.
pub(super) fn run(args: &Explain, terminal: &mut Terminal) -> Result<Verdict, Failure> {
    let Session { world, built } = open(&Request { drafts: true, ..request(&args.site)? })?;
    let ix = find(&built, &world.root, ("explain", &args.id))?;
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
