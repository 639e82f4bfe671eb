//! All records in brief: what a list, a dashboard or a script needs before it opens any one of them.

use schemars::JsonSchema;
use serde::Serialize;

use super::{VERSION, schema::Day};
use crate::{
    analyze::RecordAnalysis,
    base::{date::Date, diagnostic::Severity},
    model::{
        record::{Record, Relation},
        site::Site,
    },
};

/// `decisions.json`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Decisions<'a> {
    /// Version of the tree: a key means the same within one.
    pub version: u32,
    /// The day that everything was computed for.
    #[schemars(with = "Day")]
    pub as_of: Date,
    /// The portal.
    pub site: SiteExport<'a>,
    /// All records, in the site's order.
    pub records: Vec<DecisionExport<'a>>,
}

/// The portal.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SiteExport<'a> {
    /// Its name.
    pub title: &'a str,
    /// A sentence about it.
    pub description: Option<&'a str>,
    /// Where it is served, ending in `/`; null where nobody said.
    pub base_url: Option<&'a str>,
}

/// A record in brief.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DecisionExport<'a> {
    /// Its id within the scope.
    pub id: &'a str,
    /// Prefix of its id and address.
    pub scope: Option<&'a str>,
    /// Its title.
    pub title: &'a str,
    /// Where it stands: `draft`, `proposed`, `accepted`, `rejected`, `deprecated`, `superseded`, `unknown` (in words of no
    /// known meaning), `no status` or `unreadable`.
    pub status: &'static str,
    /// The day it got its status.
    #[schemars(with = "Option<Day>")]
    pub date: Option<Date>,
    /// The day it was first accepted, where the record says so beside its date.
    #[schemars(with = "Option<Day>")]
    pub decided: Option<Date>,
    /// Address of its page from the root of the site.
    pub url: String,
    /// Address of the record and its whole analysis as data.
    pub json: String,
    /// Who reviews.
    pub owner: Option<&'a str>,
    /// Its tags.
    pub tags: &'a [String],
    /// The option it decided for.
    pub chosen: Option<&'a str>,
    /// The option that leads the matrix; null on a tie or without a matrix.
    pub winner: Option<&'a str>,
    /// What the matrix says: `recommended`, `tie`, `provisional` or `none`; null without a matrix.
    pub matrix_status: Option<&'static str>,
    /// The eligible option of the smallest present value; null where nothing is costed.
    pub cheapest: Option<&'a str>,
    /// When to look again; null where nobody asked for a review.
    pub review: Option<ReviewBrief>,
    /// What has changed since: `winner-changed`, `cheapest-changed`, `margin-halved`, `price-moved`, `price-missing`.
    pub flags: Vec<&'static str>,
    /// What the checks found.
    pub findings: FindingCounts,
    /// Ids, with their scope, of the records whose place it takes, in whole or in part.
    pub supersedes: Vec<String>,
    /// Ids, with their scope, of the records that take its place.
    pub superseded_by: Vec<String>,
}

/// When to look again.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ReviewBrief {
    /// The next due date; null where only an event asks for a review.
    #[schemars(with = "Option<Day>")]
    pub next: Option<Date>,
    /// `ok`, `upcoming`, `due` or `overdue`.
    pub state: &'static str,
}

/// How many findings of each level.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FindingCounts {
    /// Must be mended.
    pub error: usize,
    /// Should be looked at.
    pub warning: usize,
    /// Good to know.
    pub info: usize,
}

/// All records in brief; `analyses` is one a record, in the site's order.
pub fn decisions<'a>(site: &'a Site, analyses: impl Iterator<Item = &'a RecordAnalysis>) -> Decisions<'a> {
    Decisions {
        version: VERSION,
        as_of: site.today,
        site: SiteExport {
            title: &site.config.title,
            description: site.config.description.as_deref(),
            base_url: site.config.base_url.as_deref(),
        },
        records: site.records.iter().zip(analyses).map(|(record, analysis)| brief(site, record, analysis)).collect(),
    }
}

fn brief<'a>(site: &'a Site, record: &'a Record, analysis: &'a RecordAnalysis) -> DecisionExport<'a> {
    let id = |ix| record.option(ix).id.as_str();
    let ids = |ties: &[Relation]| ties.iter().map(|tie| site.record(tie.to).full_id()).collect();
    let count = |severity: Severity| analysis.findings.iter().filter(|finding| finding.severity == severity).count();
    let matrix = analysis.matrix.as_ref();
    let review = analysis.review.as_ref();
    DecisionExport {
        id: &record.id,
        scope: record.scope.as_deref(),
        title: &record.title,
        status: record.status.word(),
        date: record.date,
        decided: record.decided,
        url: record.url(),
        json: format!("{}.json", record.stem),
        owner: record.owner.as_deref(),
        tags: &record.tags,
        chosen: record.chosen.map(id),
        winner: matrix.and_then(|matrix| matrix.winner).map(id),
        matrix_status: matrix.map(|matrix| matrix.status.word()),
        cheapest: analysis.cheapest.map(id),
        review: review.map(|review| ReviewBrief { next: review.next, state: review.state.word() }),
        flags: analysis.drift.as_ref().map_or_else(Vec::new, |drift| drift.flags.iter().map(|flag| flag.word()).collect()),
        findings: FindingCounts { error: count(Severity::Error), warning: count(Severity::Warning), info: count(Severity::Info) },
        supersedes: ids(&record.relations.supersedes),
        superseded_by: ids(&record.relations.superseded_by),
    }
}
