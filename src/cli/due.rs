//! `due`: lists the decisions in force that are due for another look.

mod drift;

use std::fmt::Write;

use serde::Serialize;

use super::{
    Verdict,
    args::{Due, FailOn, ListFormat},
    session::{Session, Tally, open, request},
    terminal::{Terminal, counted},
};
use crate::{
    analyze::review::{Review, ReviewState},
    base::date::{Date, add_days},
    io::failure::Failure,
    model::record::Record,
    pipeline::Built,
};

/// What `--format json` prints.
#[derive(Serialize)]
struct Report {
    version: u32,
    as_of: Date,
    reviews: Vec<Row>,
}

/// A review, as it is listed.
#[derive(Debug, Serialize)]
struct Row {
    id: String,
    title: String,
    owner: Option<String>,
    url: String,
    state: &'static str,
    /// The day of the schedule.
    next: Option<Date>,
    /// The day on which it is due: that of the schedule, or an earlier one on which a watched price moved.
    due_on: Option<Date>,
    days_to_due: Option<i64>,
    anchor: Date,
    /// Prices that have moved as far as the record said.
    fired: Vec<Moved>,
}

#[derive(Debug, Serialize)]
struct Moved {
    price: String,
    then: f64,
    now: f64,
    since: Date,
}

/// Runs the command.
pub(super) fn run(args: &Due, terminal: &mut Terminal) -> Result<Verdict, Failure> {
    let Session { built, .. } = open(&request(&args.site)?)?;
    let tally = Tally::of(&built.diagnostics);
    if tally.errors > 0 {
        terminal.remark(&format!("{} may hide a review; `rationale check` tells", counted(tally.errors, "error")));
    }
    let text = if args.drift { drift::list(&built, args.format) } else { list(&built, args) };
    terminal.result(&text);
    let worst = reviews(&built).map(|(_, review)| review.state).min();
    let fails = args.fail_on.iter().any(|on| match on {
        FailOn::Overdue => worst == Some(ReviewState::Overdue),
        FailOn::Due => worst.is_some_and(|state| state <= ReviewState::Due),
        FailOn::Drift => drift::any_changed(&built),
    });
    Ok(if fails { Verdict::Faults } else { Verdict::Clean })
}

/// Reviews that are due, or come due within the span that was asked for.
fn list(built: &Built, args: &Due) -> String {
    let today = built.site.today;
    let mut all: Vec<(&Record, &Review)> = reviews(built).collect();
    all.sort_by_key(|(record, review)| (review.state, review.due_on(), record.full_id()));
    let last = args.within.map(|span| add_days(today, span.days()));
    let is_listed = |review: &Review| match last {
        Some(last) => review.state <= ReviewState::Due || review.next.is_some_and(|next| next <= last),
        None => review.state <= ReviewState::Upcoming,
    };
    let rows: Vec<Row> = all.iter().filter(|(_, review)| is_listed(review)).map(|(record, review)| row(built, record, review)).collect();
    match args.format {
        ListFormat::Human if rows.is_empty() => nothing(&all),
        ListFormat::Human => table(&rows),
        ListFormat::Markdown => markdown(&rows),
        ListFormat::Json => {
            let report = Report { version: 1, as_of: today, reviews: rows };
            format!("{}\n", serde_json::to_string_pretty(&report).expect("plain data can be written as JSON"))
        }
    }
}

/// Reviews of records in force.
fn reviews(built: &Built) -> impl Iterator<Item = (&Record, &Review)> {
    let records = built.site.records.iter().zip(&built.analysis.records);
    records.filter(|(record, _)| record.in_force()).filter_map(|(record, analysis)| Some((record, analysis.review.as_ref()?)))
}

fn row(built: &Built, record: &Record, review: &Review) -> Row {
    let moved = |fired: &crate::analyze::review::FiredWatch| Moved {
        price: built.site.prices.prices[fired.price.index()].id.clone(),
        then: fired.then,
        now: fired.now,
        since: fired.since,
    };
    Row {
        id: record.full_id(),
        title: record.title.clone(),
        owner: record.owner.clone(),
        url: record.url(),
        state: review.state.word(),
        next: review.next,
        due_on: review.due_on(),
        days_to_due: review.days_to_due,
        anchor: review.anchor,
        fired: review.fired.iter().map(moved).collect(),
    }
}

impl Row {
    /// The cells of a table: state, day, distance, id, title, owner.
    fn cells(&self) -> [String; 6] {
        let day = self.due_on.map_or_else(|| "on event".to_owned(), |day| day.to_string());
        let distance = match self.days_to_due {
            _ if !self.fired.is_empty() => {
                let moved = self.fired.iter().map(|moved| format!("{} moved", moved.price));
                moved
                    .chain(self.next.filter(|_| self.due_on != self.next).map(|next| format!("by date {next}")))
                    .collect::<Vec<_>>()
                    .join(", ")
            }
            Some(0) => "today".to_owned(),
            Some(days) if days < 0 => format!("{} ago", counted(usize::try_from(-days).unwrap_or(0), "day")),
            Some(days) => format!("in {}", counted(usize::try_from(days).unwrap_or(0), "day")),
            None => String::new(),
        };
        [self.state.to_owned(), day, distance, self.id.clone(), self.title.clone(), self.owner.clone().unwrap_or_default()]
    }
}

const HEAD: [&str; 6] = ["state", "date", "", "id", "title", "owner"];

fn table(rows: &[Row]) -> String {
    let cells: Vec<[String; 6]> = std::iter::once(HEAD.map(str::to_owned)).chain(rows.iter().map(Row::cells)).collect();
    let width = |column: usize| cells.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: [usize; 6] = std::array::from_fn(width);
    let mut text = String::new();
    for row in &cells {
        let line: Vec<String> = row.iter().zip(widths).map(|(cell, width)| format!("{cell:<width$}")).collect();
        let _ = writeln!(text, "{}", line.join("  ").trim_end());
    }
    text
}

fn markdown(rows: &[Row]) -> String {
    let mut text = String::from("| state | date | | id | title | owner |\n|---|---|---|---|---|---|\n");
    for row in rows {
        let cells = row.cells().map(|cell| cell.replace('|', "\\|"));
        let _ = writeln!(text, "| {} |", cells.join(" | "));
    }
    text
}

/// What is said when nothing is due: what comes next.
fn nothing(all: &[(&Record, &Review)]) -> String {
    let next =
        all.iter().filter_map(|(record, review)| Some((review.next?, record))).min_by_key(|(next, record)| (*next, record.full_id()));
    match next {
        Some((day, record)) => format!("Nothing is due. Next: {} on {day}, {}\n", record.full_id(), record.title),
        None => "Nothing is due: no decision in force asks for a review.\n".to_owned(),
    }
}
