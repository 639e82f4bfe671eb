//! `explain`: prints the whole analysis of one record.

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
    model::RecordIx,
    pipeline::Built,
};

/// Runs the command.
pub(super) fn run(args: &Explain, terminal: &mut Terminal) -> Result<Verdict, Failure> {
    let Session { world, built, .. } = open(&Request { drafts: true, ..request(&args.site)? })?;
    let ix = find(&built, &args.id).or_else(|failure| by_path(&built, &world.root, &args.id).ok_or(failure))?;
    let _ = (ix, terminal, Format::Human);
    Ok(Verdict::Clean)
}
