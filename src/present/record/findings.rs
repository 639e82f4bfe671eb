//! What the checks found in a record, each with what to do.

use schemars::JsonSchema;
use serde::Serialize;

use super::Subject;
use crate::{
    analyze::finding::Finding,
    model::check::Cause,
    present::{
        check_words::{LevelMark, Mark, level_mark, marked, total},
        finding::{Naming, Writer},
        standpoint::Standpoint,
        words,
    },
};

/// A finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FindingRow {
    /// Code of the check.
    pub code: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Where the portal says what it looks for.
    pub url: String,
    /// How loud.
    pub level: LevelMark,
    /// What is the matter, with its figures.
    pub message: String,
    /// What follows from it; null for most.
    pub note: Option<String>,
    /// What to do about it, keys set apart.
    pub remedy: Vec<Mark>,
    /// Whether only a day has passed or a price has moved.
    pub by_time: bool,
}

/// The section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FindingsSection {
    /// `1 error, 2 warnings`.
    pub total: String,
    /// The findings, the loudest first.
    pub rows: Vec<FindingRow>,
}

/// What the checks found; `None` where that is nothing.
pub fn section(of: &Subject<'_>) -> Option<FindingsSection> {
    let findings = &of.analysis.findings;
    let writer = Writer { site: of.from.material.site, record: of.record, numbers: of.from.numbers(), naming: Naming::Names };
    let rows: Vec<FindingRow> = findings.iter().map(|finding| row(of.from, writer, finding)).collect();
    (!rows.is_empty()).then(|| FindingsSection { total: total(of.from.numbers(), findings), rows })
}

fn row(from: &Standpoint<'_>, writer: Writer<'_>, finding: &Finding) -> FindingRow {
    let check = finding.check;
    FindingRow {
        code: check.code.0,
        name: check.name,
        url: from.to_check(check),
        level: level_mark(finding.severity),
        message: words::capitalised(&writer.text(&finding.message)),
        note: finding.note.as_ref().map(|note| words::capitalised(&writer.text(note))),
        remedy: marked(check.remedy),
        by_time: check.cause == Cause::Time,
    }
}
