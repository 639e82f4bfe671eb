//! `supersede`: one decision takes the place of another.

use super::{
    Verdict,
    args::Supersede,
    records::{Texts, find, open_all, refused},
    session::Session,
    terminal::Terminal,
};
use crate::{
    edit::standing::{Files, supersede},
    io::failure::Failure,
};

/// Runs the command.
pub(super) fn run(args: &Supersede, terminal: &mut Terminal) -> Result<Verdict, Failure> {
    const ACTION: &str = "supersede";
    let Session { world, built } = open_all(&args.site)?;
    let site = &*built.site;
    let old_ix = find(&built, &world.root, (ACTION, &args.old))?;
    let new_ix = find(&built, &world.root, ("supersede with", &args.new))?;
    let texts = Texts::read(&world, &built, [old_ix, new_ix])?;
    let files = Files { site, text: &|ix| texts.of(ix), today: site.today };
    let edited = supersede(&files, (old_ix, new_ix), args.part.as_deref()).map_err(|refusal| refused(ACTION, &args.old, refusal))?;
    texts.write(edited)?;

    let (old, new) = (site.record(old_ix), site.record(new_ix));
    let (old_name, new_name) = (format!("{} {}", old.full_id(), old.title), format!("{} {}", new.full_id(), new.title));
    match &args.part {
        Some(part) => {
            terminal.done(&format!("{new_name} takes the place of a part of {old_name}: {part}\n"));
        }
        None => terminal.done(&format!("{new_name} takes the place of {old_name}\n")),
    }
    if args.part.is_none() && new.is_open() {
        terminal.remark(&format!(
            "{} is {}: {} stays as it is until `rationale accept {}`",
            new.full_id(),
            new.status.word(),
            old.full_id(),
            args.new
        ));
    }
    Ok(Verdict::Clean)
}
