//! `review`: a review was held.

use super::{
    Verdict,
    args::Review,
    records::{Texts, find, open_all, refused},
    session::Session,
    terminal::Terminal,
};
use crate::{
    edit::{review::log, standing::Edited},
    io::failure::Failure,
    model::review::{Outcome, ReviewEntry},
};

/// Runs the command.
pub(super) fn run(args: &Review, terminal: &mut Terminal) -> Result<Verdict, Failure> {
    const ACTION: &str = "log a review of";
    let Session { world, built } = open_all(&args.site)?;
    let ix = find(&built, &world.root, (ACTION, &args.id))?;
    let record = built.site.record(ix);
    let on = args.date.unwrap_or(built.site.today);
    if on > built.site.today {
        return Err(Failure::new(ACTION, &args.id, format!("{on} is still to come")).help("log it when it was held, or correct `--date`"));
    }
    let entry = ReviewEntry { on, by: args.by.clone(), outcome: Some(args.outcome.0), note: Some(args.note.clone()) };
    let texts = Texts::read(&world, &built, [ix])?;
    let text = log(record, texts.of(ix), &entry).map_err(|refusal| refused(ACTION, &args.id, refusal))?;
    texts.write(vec![Edited { ix, text }])?;

    terminal.done(&format!("Logged: {} {} was {} on {on}\n", record.full_id(), record.title, args.outcome.0.word()));
    if args.outcome.0 == Outcome::Superseded && record.relations.superseded_by.is_empty() {
        terminal.remark(&format!("No record takes its place yet: `rationale supersede {} NEW` ties the two", args.id));
    }
    // What comes next is for the same reader to say that all others ask.
    let Session { built: after, .. } = open_all(&args.site)?;
    let analysis = after.site.records.iter().zip(&after.analysis.records).find(|(other, _)| other.stem == record.stem);
    match analysis.and_then(|(_, analysis)| analysis.review.as_ref()) {
        Some(review) => {
            if let Some(next) = review.next {
                terminal.done(&format!("Next review: {next}\n"));
            }
        }
        None if record.in_force() => terminal.remark("It asks for no further review: `review = \"6 months\"` in its front matter would"),
        None => {}
    }
    Ok(Verdict::Clean)
}
