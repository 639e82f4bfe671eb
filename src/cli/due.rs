//! `due`: lists the decisions in force that are due for another look.

mod drift;
mod reminder;
mod reviews;

use super::{
    Verdict,
    args::{Due, FailOn},
    session::{Session, Tally, open, request},
    terminal::{Terminal, counted},
};
use crate::{
    analyze::review::ReviewState,
    io::{failure::Failure, read::Request},
};

/// Runs the command.
pub(super) fn run(args: &Due, terminal: &mut Terminal) -> Result<Verdict, Failure> {
    let Session { built, .. } = open(&Request { base_url: args.base_url.clone(), ..request(&args.site)? })?;
    let tally = Tally::of(&built.diagnostics);
    if tally.errors > 0 {
        terminal.remark(&format!("{} may hide a review; `rationale check` tells", counted(tally.errors, "error")));
    }
    let text = if args.drift { drift::list(&built, args.format) } else { reviews::list(&built, args) };
    terminal.result(&text);
    let worst = reviews::reviews(&built).map(|(_, review)| review.state).min();
    let fails = args.fail_on.iter().any(|on| match on {
        FailOn::Overdue => worst == Some(ReviewState::Overdue),
        FailOn::Due => worst.is_some_and(|state| state <= ReviewState::Due),
        FailOn::Drift => drift::any_changed(&built),
    });
    Ok(if fails { Verdict::Faults } else { Verdict::Clean })
}
