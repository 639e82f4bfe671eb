//! What the checks found in a record, each with what to do.

use serde::Serialize;

use super::Subject;
use crate::{
    analyze::finding::Finding,
    base::diagnostic::Severity,
    model::check::Cause,
    present::{
        checks_page::{Mark, marked},
        finding::{Naming, Writer},
        standpoint::Standpoint,
        words,
    },
};

/// How loud a finding is, in words and in a tone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct LevelMark {
    /// `error`, `warning` or `info`.
    pub key: &'static str,
    /// `Error`, `Warning`, `For information`.
    pub label: &'static str,
    /// `bad`, `warn` or `mute`: never the only sign, the label stands beside it.
    pub tone: &'static str,
}

/// A level in words and in a tone.
pub fn level_mark(severity: Severity) -> LevelMark {
    let (label, tone) = match severity {
        Severity::Error => ("Error", "bad"),
        Severity::Warning => ("Warning", "warn"),
        Severity::Info => ("For information", "mute"),
    };
    LevelMark { key: severity.word(), label, tone }
}

/// A finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
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
    (!rows.is_empty()).then(|| FindingsSection { total: total(of.from, findings), rows })
}

fn row(from: &Standpoint<'_>, writer: Writer<'_>, finding: &Finding) -> FindingRow {
    let check = finding.check();
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

/// `1 error, 2 warnings, 3 for information`.
pub fn total(from: &Standpoint<'_>, findings: &[Finding]) -> String {
    let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
    let numbers = from.numbers();
    let parts = [(count(Severity::Error), "error"), (count(Severity::Warning), "warning")];
    let mut words: Vec<String> = parts.into_iter().filter(|(n, _)| *n > 0).map(|(n, noun)| words::count(numbers, n, noun)).collect();
    if let n @ 1.. = count(Severity::Info) {
        words.push(format!("{} for information", numbers.whole(n as f64)));
    }
    words.join(", ")
}
