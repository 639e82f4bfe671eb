//! `due --drift`: lists the decisions in force on whose answer today's prices have a word to say.

use std::fmt::Write;

use serde::Serialize;

use crate::{
    analyze::drift::{Drift, DriftFlag},
    base::date::Date,
    cli::args::ListFormat,
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
    id: String,
    title: String,
    owner: Option<String>,
    url: String,
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
    let rows: Vec<Row> = all.iter().map(|(record, drift)| row(&Told { site: &built.site, numbers, record, drift })).collect();
    match format {
        ListFormat::Human if rows.is_empty() => "Every answer holds with today’s prices.\n".to_owned(),
        ListFormat::Human => human(&rows),
        ListFormat::Markdown => markdown(&rows),
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

fn row(told: &Told<'_>) -> Row {
    let Told { record, drift, .. } = told;
    Row {
        id: record.full_id(),
        title: record.title.clone(),
        owner: record.owner.clone(),
        url: record.url(),
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
}

/// A line a decision, its sentences below.
fn human(rows: &[Row]) -> String {
    let width = rows.iter().map(|row| row.state.len()).max().unwrap_or(0);
    let mut text = String::new();
    for row in rows {
        let owner = row.owner.as_ref().map(|owner| format!("  ({owner})")).unwrap_or_default();
        let since = row.since();
        let _ = writeln!(text, "{:<width$}  {since:<10}  {}  {}{owner}", row.state, row.id, row.title);
        for sentence in &row.told {
            let _ = writeln!(text, "    {sentence}");
        }
    }
    text
}

fn markdown(rows: &[Row]) -> String {
    let mut text = String::from("| state | since | id | title | owner | what |\n|---|---|---|---|---|---|\n");
    for row in rows {
        let cells = [row.state, &row.since(), &row.id, &row.title, row.owner.as_deref().unwrap_or_default(), &row.told.join(" ")];
        let cells = cells.map(|cell| cell.replace('|', "\\|"));
        let _ = writeln!(text, "| {} |", cells.join(" | "));
    }
    text
}
