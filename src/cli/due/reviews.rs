//! `due`: the reviews that are listed, as a table, as an issue and as data.

use std::fmt::Write;

use serde::Serialize;

use super::reminder::{Decision, Task, reminder};
use crate::{
    analyze::review::{FiredWatch, Review, ReviewState},
    base::date::{Date, add_days},
    cli::{
        args::{Due, ListFormat},
        terminal::counted,
    },
    model::{
        record::Record,
        review::{Outcome, ReviewPlan},
    },
    pipeline::Built,
    present::{
        number::NumberFormat,
        words::{interval, long_date},
    },
};

/// What `--format json` prints. A key named here is stable within a version.
#[derive(Serialize)]
struct Report {
    version: u32,
    as_of: Date,
    reviews: Vec<Row>,
}

/// A review, as it is listed.
#[derive(Debug, Serialize)]
struct Row {
    #[serde(flatten)]
    decision: Decision,
    state: &'static str,
    /// The day of the schedule.
    next: Option<Date>,
    /// The day on which it is due: that of the schedule, or an earlier one on which a watched price moved.
    due_on: Option<Date>,
    days_to_due: Option<i64>,
    /// The day that the schedule counts from.
    anchor: Date,
    every_months: Option<u32>,
    /// The latest review that was held.
    last: Option<Held>,
    /// Prices that have moved as far as the record said.
    fired: Vec<Moved>,
    /// Events that ask for a review, in words: nobody but people can tell whether they have come.
    when: Vec<String>,
    /// Why it is listed, in sentences.
    why: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Held {
    on: Date,
    by: Option<String>,
    outcome: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct Moved {
    price: String,
    then: f64,
    now: f64,
    since: Date,
}

/// Reviews that are due, or come due within the span that was asked for.
pub(super) fn list(built: &Built, args: &Due) -> String {
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
        ListFormat::Human | ListFormat::Markdown if rows.is_empty() => nothing(&all),
        ListFormat::Human => table(&rows),
        ListFormat::Markdown => markdown(&rows, today),
        ListFormat::Json => {
            let report = Report { version: 1, as_of: today, reviews: rows };
            format!("{}\n", serde_json::to_string_pretty(&report).expect("plain data can be written as JSON"))
        }
    }
}

/// Reviews of records in force.
pub(super) fn reviews(built: &Built) -> impl Iterator<Item = (&Record, &Review)> {
    let records = built.site.records.iter().zip(&built.analysis.records);
    records.filter(|(record, _)| record.in_force()).filter_map(|(record, analysis)| Some((record, analysis.review.as_ref()?)))
}

fn row(built: &Built, record: &Record, review: &Review) -> Row {
    let moved = |fired: &FiredWatch| Moved {
        price: built.site.prices.prices[fired.price.index()].id.clone(),
        then: fired.then,
        now: fired.now,
        since: fired.since,
    };
    let last = record.reviews.iter().max_by_key(|entry| entry.on);
    Row {
        decision: Decision::of(built, record),
        state: review.state.word(),
        next: review.next,
        due_on: review.due_on(),
        days_to_due: review.days_to_due,
        anchor: review.anchor,
        every_months: record.review.as_ref().and_then(|plan| plan.every_months),
        last: last.map(|entry| Held { on: entry.on, by: entry.by.clone(), outcome: entry.outcome.map(Outcome::word) }),
        fired: review.fired.iter().map(moved).collect(),
        when: record.review.as_ref().map(|plan| plan.when.clone()).unwrap_or_default(),
        why: why(built, record, review),
    }
}

/// What asks for the review: prices first, then the calendar, then what only people can tell.
fn why(built: &Built, record: &Record, review: &Review) -> Vec<String> {
    let Some(plan) = &record.review else { return Vec::new() };
    let mut why: Vec<String> = review.fired.iter().map(|fired| moved(built, plan, fired)).collect();
    if let Some(next) = review.next {
        let since = match record.reviews.iter().max_by_key(|entry| entry.on) {
            Some(held) => {
                let outcome = held.outcome.map(|outcome| format!(", {}", outcome.word())).unwrap_or_default();
                format!("the last one was held on {}{outcome}", long_date(held.on))
            }
            None => format!("none was held since the decision of {}", long_date(review.anchor)),
        };
        why.push(match plan.every_months {
            _ if plan.on == Some(next) => format!("The record names this day for a review; {since}."),
            Some(months) => format!("Reviews are {} apart; {since}.", interval(months)),
            None => format!("A review is asked for; {since}."),
        });
    }
    why.extend(plan.when.iter().map(|event| format!("Has it come to this? {event}")));
    why.into_iter().map(|sentence| sentence.replace('\u{a0}', " ")).collect()
}

/// `Input tokens fell by 80%, from $15.00 to $3.00 per million tokens: past its bound of 20% since 15 October 2026.`
fn moved(built: &Built, plan: &ReviewPlan, fired: &FiredWatch) -> String {
    let numbers = NumberFormat::or_english(&built.site.config.language);
    let price = built.site.prices.price(fired.price);
    let money = |value| numbers.money_per_unit(value, &price.currency);
    let (verb, by) = (if fired.now < fired.then { "fell" } else { "rose" }, (fired.now / fired.then - 1.0).abs());
    let by = if by.is_finite() { format!(" by {}", numbers.share(by)) } else { String::new() };
    let bound = plan.watch.iter().find(|watch| watch.price == fired.price).map(|watch| numbers.percentage(watch.change, 0));
    let bound = bound.map(|bound| format!(" of {bound}")).unwrap_or_default();
    let (then, now, since) = (money(fired.then), money(fired.now), long_date(fired.since));
    format!("{} {verb}{by}, from {then} to {now} per {}: past its bound{bound} since {since}.", price.name, price.unit)
}

impl Row {
    /// `131 days ago`, `today`, `in 17 days`; empty where only events ask for a review.
    fn distance(&self) -> String {
        match self.days_to_due {
            Some(0) => "today".to_owned(),
            Some(days) if days < 0 => format!("{} ago", counted(usize::try_from(-days).unwrap_or(0), "day")),
            Some(days) => format!("in {}", counted(usize::try_from(days).unwrap_or(0), "day")),
            None => String::new(),
        }
    }

    /// The cells of a table: state, day, distance, id, title, owner.
    fn cells(&self) -> [String; 6] {
        let day = self.due_on.map_or_else(|| "on event".to_owned(), |day| day.to_string());
        let moved = self.fired.iter().map(|moved| format!("{} moved", moved.price));
        let by_date = self.next.filter(|_| self.due_on != self.next).map(|next| format!("by date {next}"));
        let distance = if self.fired.is_empty() { self.distance() } else { moved.chain(by_date).collect::<Vec<_>>().join(", ") };
        let of = &self.decision;
        [self.state.to_owned(), day, distance, of.id.clone(), of.title.clone(), of.owner.clone().unwrap_or_default()]
    }

    fn task(&self) -> Task<'_> {
        let when = match self.due_on {
            Some(day) if self.due_on != self.next => Some(format!(": since {day}, when a watched price moved")),
            day => day.map(|day| format!(": {day}, {}", self.distance())),
        };
        Task { state: self.state, decision: &self.decision, tail: when.unwrap_or_default(), why: self.why.clone(), is_done: false }
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

/// An issue to copy: what is to be looked at, by whom, and why.
fn markdown(rows: &[Row], today: Date) -> String {
    let states = [ReviewState::Overdue, ReviewState::Due, ReviewState::Upcoming, ReviewState::Ok];
    let counts: Vec<String> = states
        .into_iter()
        .map(|state| (rows.iter().filter(|row| row.state == state.word()).count(), state))
        .filter(|(count, _)| *count > 0)
        .map(|(count, state)| format!("{count} {}", if state == ReviewState::Ok { "later" } else { state.word() }))
        .collect();
    let (number, tasks) = (counted(rows.len(), "decision"), rows.iter().map(Row::task).collect::<Vec<_>>());
    let intro = format!("On {today}, {number} to look at again: {}.", counts.join(", "));
    reminder(&intro, &tasks, "Log each review in its record, under `[[reviews]]`; then it leaves this list until the next one.")
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
