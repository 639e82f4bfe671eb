//! `due --drift`: lists the decisions in force on whose answer today's prices have a word to say.

use std::fmt::Write;

use serde::Serialize;

use super::reminder::{Decision, Task, reminder};

use crate::{
    analyze::drift::{Drift, DriftFlag},
    base::date::Date,
    cli::{args::ListFormat, terminal::counted},
    model::record::Record,
    pipeline::Built,
    present::{drift_words::Told, number::NumberFormat},
};

/// What `--format json` prints.
#[derive(Serialize)]
struct Report {
    version: u32,
    as_of: Date,
    drift: Vec<Row>,
}

/// A decision, as it is listed.
#[derive(Debug, Serialize)]
struct Row {
    #[serde(flatten)]
    decision: Decision,
    /// `answer changed`, `margin halved`, `price moved` or `price missing`.
    state: &'static str,
    flags: Vec<&'static str>,
    since: Option<Date>,
    /// The latest review, where it was held with these prices.
    reviewed: Option<Date>,
    told: Vec<String>,
}

/// Whether an answer has changed, or cannot be computed any more, and no review has looked at it since.
pub(super) fn any_changed(built: &Built) -> bool {
    let gate = [DriftFlag::WinnerChanged, DriftFlag::CheapestChanged, DriftFlag::PriceMissing];
    drifts(built).any(|(_, drift)| drift.wants_attention() && gate.iter().any(|flag| drift.has(*flag)))
}

/// The list in a format.
pub(super) fn list(built: &Built, format: ListFormat) -> String {
    let numbers = NumberFormat::or_english(&built.site.config.language);
    let mut all: Vec<(&Record, &Drift)> = drifts(built).filter(|(_, drift)| !drift.flags.is_empty()).collect();
    // What no review has looked at comes first, then what weighs most, then what is newest.
    all.sort_by_key(|(record, drift)| {
        (!drift.wants_attention(), drift.flags.first().copied(), std::cmp::Reverse(drift.since), record.full_id())
    });
    let rows: Vec<Row> = all.iter().map(|(record, drift)| row(built, &Told { site: &built.site, numbers, record, drift })).collect();
    match format {
        ListFormat::Human | ListFormat::Markdown if rows.is_empty() => "Every answer holds with today’s prices.\n".to_owned(),
        ListFormat::Human => human(&rows),
        ListFormat::Markdown => markdown(&rows, built.site.today),
        ListFormat::Json => {
            let report = Report { version: 1, as_of: built.site.today, drift: rows };
            format!("{}\n", serde_json::to_string_pretty(&report).expect("plain data can be written as JSON"))
        }
    }
}

/// Decisions in force that are costed; others do not drift.
fn drifts(built: &Built) -> impl Iterator<Item = (&Record, &Drift)> {
    let records = built.site.records.iter().zip(&built.analysis.records);
    records.filter_map(|(record, analysis)| Some((record, analysis.drift.as_ref()?)))
}

fn row(built: &Built, told: &Told<'_>) -> Row {
    let Told { record, drift, .. } = told;
    Row {
        decision: Decision::of(built, record),
        state: told.mark().label,
        flags: drift.flags.iter().map(|flag| flag.word()).collect(),
        since: drift.since,
        reviewed: drift.reviewed,
        told: told.sentences().into_iter().chain(told.reviewed()).map(|sentence| sentence.replace('\u{a0}', " ")).collect(),
    }
}

impl Row {
    fn since(&self) -> String {
        self.since.map(|day| day.to_string()).unwrap_or_default()
    }

    /// A decision that a review has looked at since is ticked.
    fn task(&self) -> Task<'_> {
        Task {
            decision: &self.decision,
            state: self.state,
            tail: self.since.map(|since| format!(": since {since}")).unwrap_or_default(),
            why: self.told.clone(),
            is_done: self.reviewed.is_some(),
        }
    }
}

/// A line a decision, its sentences below.
fn human(rows: &[Row]) -> String {
    let width = rows.iter().map(|row| row.state.len()).max().unwrap_or(0);
    let mut text = String::new();
    for row in rows {
        let owner = row.decision.owner.as_ref().map(|owner| format!("  ({owner})")).unwrap_or_default();
        let since = row.since();
        let _ = writeln!(text, "{:<width$}  {since:<10}  {}  {}{owner}", row.state, row.decision.id, row.decision.title);
        for sentence in &row.told {
            let _ = writeln!(text, "    {sentence}");
        }
    }
    text
}

/// An issue to copy.
fn markdown(rows: &[Row], today: Date) -> String {
    let intro = format!("With the prices of {today}, {} on whose answer prices have a word to say.", counted(rows.len(), "decision"));
    let tasks: Vec<Task<'_>> = rows.iter().map(Row::task).collect();
    reminder(&intro, &tasks, "Log a review in the record, under `[[reviews]]`, once somebody has looked.")
}
