//! What the checks found over the whole log: by rule, by record, how far checklists are, and what each check looks for.
//! Long lists are cut: the rest is said as a number, and a page by year has every record.

mod entries;
mod logs;
mod progress;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

pub use self::{
    entries::{CheckEntry, Elsewhere, FamilyEntries, ThresholdRow},
    logs::{LogCoverage, NamedItem, NamedList},
    progress::{ChecklistProgress, ItemProgress, RecordProgress},
};
use super::{
    check_words::{LevelMark, gravity, level_mark, total},
    list_page::{ListLink, years},
    listing::{ListKind, Listing, Part},
    material::Material,
    meta::{Count, Meta},
    standpoint::{Link, RecordRef, Standpoint},
    words,
};
use crate::{
    analyze::finding::Finding,
    base::diagnostic::Severity,
    model::{
        RecordIx,
        check::{self, Check},
        record::Status,
    },
};

/// Records named for each check, at most: the list by record has all.
const NAMED: usize = 12;

/// A record as a short link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ShortLink<'a> {
    /// Its id, with the scope.
    pub id: std::borrow::Cow<'a, str>,
    /// Its title.
    pub title: &'a str,
    /// Its findings.
    pub url: String,
}

/// A check that found something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RuleRow<'a> {
    /// Its code.
    pub code: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Where this page says what it looks for: a fragment.
    pub entry: String,
    /// The loudest level of its findings.
    pub level: LevelMark,
    /// Findings, formatted.
    pub findings: String,
    /// Records with such findings, formatted.
    pub records: String,
    /// Some of them, the latest first.
    pub named: Vec<ShortLink<'a>>,
    /// How many more there are, in words; null where all are named.
    pub more: Option<String>,
}

/// A check in a record's row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CodeMark {
    /// Its code.
    pub code: &'static str,
    /// Its name.
    pub name: &'static str,
    /// The loudest level of its findings there.
    pub level: LevelMark,
    /// How often it speaks there, where that is more than once.
    pub times: Option<String>,
}

/// A record with findings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RecordFindings<'a> {
    /// The record.
    pub record: RecordRef<'a>,
    /// The address of its findings.
    pub url: String,
    /// Its checks, the loudest first.
    pub codes: Vec<CodeMark>,
    /// `1 error, 2 warnings`.
    pub total: String,
    /// Who reviews.
    pub owner: Option<&'a str>,
}

/// What the checks found: template `checks.html`.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ChecksPage<'a> {
    /// What every page has.
    pub meta: Meta,
    /// Its heading.
    pub heading: String,
    /// A sentence of what there is.
    pub lede: String,
    /// The page of all, on the page of a year; null otherwise.
    pub parent: Option<Link<'a>>,
    /// Findings by level; empty on the page of a year.
    pub counts: Vec<Count>,
    /// Checks that found something; empty on the page of a year.
    pub rules: Vec<RuleRow<'a>>,
    /// Records with findings, those with the most errors first; on the page of a year the latest first.
    pub records: Vec<RecordFindings<'a>>,
    /// How many more there are, in words; null where all are shown.
    pub records_more: Option<String>,
    /// Pages by year, where there are more than one page holds.
    pub years: Vec<ListLink<'a>>,
    /// Logs of other teams, and what became of their files; empty where all is our own, and on the page of a year.
    pub logs: Vec<LogCoverage<'a>>,
    /// How far checklists are, a framework each; empty on the page of a year.
    pub checklists: Vec<ChecklistProgress<'a>>,
    /// The page of the handbook that says the same at length; null where the site has none.
    pub handbook: Option<Link<'a>>,
    /// What each check looks for; empty on the page of a year.
    pub families: Vec<FamilyEntries<'a>>,
}

/// The page of all.
pub fn front<'a>(from: &Standpoint<'a>, listing: &'a Listing) -> ChecksPage<'a> {
    let material: &'a Material<'a> = from.material;
    // The first page is about urgency: the pages by year have every record in its place.
    let mut worst = listing.rows.clone();
    worst.sort_by_cached_key(|ix| std::cmp::Reverse(gravity(&material.analysis_of(*ix).findings)));
    worst.truncate(listing.front().len());
    let hidden = listing.rows.len() - worst.len();
    let meta = Meta::new(from, &listing.url, ("checks", "Checks".into()));
    let lede = lede(from, listing);
    ChecksPage {
        meta: meta.described(Some(lede.clone())),
        heading: "Checks".into(),
        lede,
        parent: None,
        counts: counts(from, listing),
        rules: rules(from, listing),
        records: worst.into_iter().map(|ix| record(from, ix)).collect(),
        records_more: (hidden > 0).then(|| words::count(from.numbers(), hidden, "more record")),
        years: years(from, listing),
        logs: logs::logs(from),
        checklists: progress::checklists(from),
        handbook: handbook(from),
        // Of another team's records nothing is computed that these could be asked of.
        families: if is_all_foreign(from) { Vec::new() } else { entries::families(from) },
    }
}

/// The records of a year.
pub fn part<'a>(from: &Standpoint<'a>, listing: &'a Listing, part: &'a Part) -> ChecksPage<'a> {
    let rows = &listing.rows[part.rows.clone()];
    let heading =
        part.year.map_or_else(|| "Findings in records without a date".to_owned(), |year| format!("Findings in records of {year}"));
    ChecksPage {
        meta: Meta::new(from, &part.url, ("checks", heading.clone())),
        heading,
        lede: format!("{} with findings.", words::capitalised(&words::count(from.numbers(), rows.len(), "record"))),
        parent: Some(from.to_list(listing)),
        counts: Vec::new(),
        rules: Vec::new(),
        records: rows.iter().map(|ix| record(from, *ix)).collect(),
        records_more: None,
        years: years(from, listing),
        logs: Vec::new(),
        checklists: Vec::new(),
        handbook: None,
        families: Vec::new(),
    }
}

/// The handbook's page of checks, where a site has taken it along.
fn handbook<'a>(from: &Standpoint<'a>) -> Option<Link<'a>> {
    let material: &'a Material<'a> = from.material;
    let page = material.site.pages.iter().find(|page| page.url.as_deref() == Some("handbook/checks.html"))?;
    Some(Link { url: from.to("handbook/checks.html"), text: page.title.as_str().into() })
}

/// Whether there are records, and all are other teams'.
fn is_all_foreign(from: &Standpoint<'_>) -> bool {
    let records = &from.material.site.records;
    !records.is_empty() && records.iter().all(|record| record.form.is_some())
}

fn lede(from: &Standpoint<'_>, listing: &Listing) -> String {
    if is_all_foreign(from) && listing.rows.is_empty() {
        return "Read as they lie: what became of each file, and what its words leave open.".into();
    }
    let looked_after = |status| from.material.listing(ListKind::Status(status)).map_or(0, |listing| listing.rows.len());
    let asked: usize = [Status::Accepted, Status::Proposed, Status::Draft].into_iter().map(looked_after).sum();
    let numbers = from.numbers();
    match (asked, listing.rows.len()) {
        (0, _) => "No decision is in force or up for decision, so there is nothing to check.".into(),
        (_, 0) => format!("The checks found nothing in {} in force or up for decision.", words::count(numbers, asked, "record")),
        (_, found) => {
            let records = words::count(numbers, asked, "record");
            format!("The checks found something in {} of {records} in force or up for decision.", numbers.whole(found as f64))
        }
    }
}

fn counts(from: &Standpoint<'_>, listing: &Listing) -> Vec<Count> {
    let mut sums = [0; 3];
    for ix in &listing.rows {
        for (sum, count) in sums.iter_mut().zip(gravity(&from.material.analysis_of(*ix).findings)) {
            *sum += count;
        }
    }
    let labels = [
        (Severity::Error, ["error", "errors"]),
        (Severity::Warning, ["warning", "warnings"]),
        (Severity::Info, ["for information", "for information"]),
    ];
    labels
        .into_iter()
        .zip(sums)
        .map(|((severity, [one, several]), sum)| Count {
            key: severity.word(),
            label: if sum == 1 { one } else { several },
            value: from.numbers().whole(sum as f64),
            tone: if sum > 0 && severity < Severity::Info { level_mark(severity).tone } else { "" },
            url: None,
        })
        .collect()
}

/// What became of one check over the whole log.
struct Tally {
    severity: Severity,
    findings: usize,
    records: Vec<RecordIx>,
}

/// Checks that found something: the loudest first, then in their order.
fn rules<'a>(from: &Standpoint<'a>, listing: &Listing) -> Vec<RuleRow<'a>> {
    let material: &'a Material<'a> = from.material;
    let mut tallies: BTreeMap<&'static str, Tally> = BTreeMap::new();
    for ix in &listing.rows {
        for finding in &material.analysis_of(*ix).findings {
            let tally = tallies.entry(finding.code.0).or_insert(Tally { severity: finding.severity, findings: 0, records: Vec::new() });
            tally.severity = tally.severity.min(finding.severity);
            tally.findings += 1;
            if tally.records.last() != Some(ix) {
                tally.records.push(*ix);
            }
        }
    }
    let mut rows: Vec<(&Check, Tally)> = check::all().filter_map(|check| Some((check, tallies.remove(check.code.0)?))).collect();
    rows.sort_by_key(|(_, tally)| tally.severity);
    rows.into_iter().map(|(check, tally)| rule(from, check, &tally)).collect()
}

fn rule<'a>(from: &Standpoint<'a>, check: &Check, tally: &Tally) -> RuleRow<'a> {
    let hidden = tally.records.len().saturating_sub(NAMED);
    RuleRow {
        code: check.code.0,
        name: check.name,
        entry: format!("r-{}", check.anchor()),
        level: level_mark(tally.severity),
        findings: from.numbers().whole(tally.findings as f64),
        records: from.numbers().whole(tally.records.len() as f64),
        named: tally.records.iter().take(NAMED).map(|ix| short(from, *ix)).collect(),
        more: (hidden > 0).then(|| format!("{} more", from.numbers().whole(hidden as f64))),
    }
}

fn short<'a>(from: &Standpoint<'a>, ix: RecordIx) -> ShortLink<'a> {
    let RecordRef { id, title, .. } = from.record(ix);
    ShortLink { id, title, url: findings_of(from, ix) }
}

/// The address of a record's findings.
fn findings_of(from: &Standpoint<'_>, ix: RecordIx) -> String {
    format!("{}#r-findings", from.to_record(ix))
}

fn record<'a>(from: &Standpoint<'a>, ix: RecordIx) -> RecordFindings<'a> {
    let material: &'a Material<'a> = from.material;
    let findings = &material.analysis_of(ix).findings;
    let mut codes: Vec<(&Finding, usize)> = Vec::new();
    for finding in findings {
        match codes.iter_mut().find(|(first, _)| first.code == finding.code) {
            Some((_, times)) => *times += 1,
            None => codes.push((finding, 1)),
        }
    }
    let mark = |(finding, times): (&Finding, usize)| CodeMark {
        code: finding.code.0,
        name: finding.check.name,
        level: level_mark(finding.severity),
        times: (times > 1).then(|| from.numbers().whole(times as f64)),
    };
    RecordFindings {
        record: from.record(ix),
        url: findings_of(from, ix),
        codes: codes.into_iter().map(mark).collect(),
        total: total(from.numbers(), findings),
        owner: material.site.record(ix).owner.as_deref(),
    }
}
