//! `accept`: a decision is made.

use super::{
    Verdict,
    args::Accept,
    records::{Texts, find, open_all, refused},
    session::Session,
    terminal::Terminal,
};
use crate::{
    edit::standing::{Edited, Files, accept},
    io::failure::Failure,
    model::record::Record,
};

/// Runs the command.
pub(super) fn run(args: &Accept, terminal: &mut Terminal) -> Result<Verdict, Failure> {
    const ACTION: &str = "accept";
    let Session { world, built } = open_all(&args.site)?;
    let site = &*built.site;
    let ix = find(&built, &world.root, (ACTION, &args.id))?;
    let record = site.record(ix);
    let texts = Texts::read(&world, &built, [ix].into_iter().chain(record.relations.supersedes.iter().map(|tie| tie.to)))?;
    let files = Files { site, text: &|ix| texts.of(ix), today: site.today };
    let on = args.date.unwrap_or(site.today);
    let edited = accept(&files, ix, args.chosen.as_deref(), on).map_err(|refusal| refused(ACTION, &args.id, refusal))?;
    let superseded: Vec<&Record> = edited.iter().skip(1).map(|Edited { ix, .. }| site.record(*ix)).collect();
    texts.write(edited)?;

    let chosen = args.chosen.as_ref().map(|chosen| format!(", with `{chosen}`")).unwrap_or_default();
    let when = if record.in_force() { String::new() } else { format!(" on {on}") };
    terminal.done(&format!("Accepted {} {}{when}{chosen}\n", record.full_id(), record.title));
    for old in superseded {
        terminal.done(&format!("It takes the place of {} {}\n", old.full_id(), old.title));
    }
    if args.chosen.is_none() && record.chosen.is_none() && !record.options.is_empty() {
        let first = &record.options[0].id;
        terminal.remark(&format!("It does not say which option was chosen: `rationale accept {} --chosen {first}`, or another", args.id));
    }
    Ok(Verdict::Clean)
}
