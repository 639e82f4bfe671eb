//! A whole site: settings, records, frameworks, prices, clouds, pages and the files that go along.

use super::{
    FrameworkIx, RecordIx,
    body::Body,
    catalogue::{CloudCatalogue, PriceBook},
    coverage::Coverage,
    framework::{Framework, Thresholds},
    lint::Lint,
    record::Record,
};
use crate::base::{
    date::Date,
    source::{FileId, Span},
    value::Value,
};

/// What happens to raw HTML in bodies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum HtmlPolicy {
    /// Kept where it is harmless.
    #[default]
    Sanitize,
    /// Shown as text.
    Escape,
}

/// How a log is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Dialect {
    /// Told from each file.
    #[default]
    Auto,
    /// Ours.
    Rationale,
    /// Nygard's, as adr-tools writes it.
    Nygard,
    /// MADR, any version.
    Madr,
    /// log4brains.
    Log4brains,
    /// Tables.
    Table,
}

/// A folder of records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// As written, relative to the site's root.
    pub path: String,
    /// Prefix of its ids and addresses.
    pub scope: Option<String>,
    /// How it is written.
    pub dialect: Dialect,
    /// Whether nobody named it: `records/`, where a site file names no source.
    pub is_default: bool,
    /// Where it is named.
    pub span: Span,
}

/// Where the sources of pages are kept, and what of it pages tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repository {
    /// Address of a file's editor, with `{path}` in it.
    pub edit_url: Option<String>,
    /// Address of a file's history, with `{path}` in it.
    pub history_url: Option<String>,
    /// The site's folder in it, `/` between parts; empty: its top. `None`: nobody said, and files outside the site's folder may be anywhere.
    pub directory: Option<String>,
    /// Whether the histories of records are read from git.
    pub reads_history: bool,
}

/// What the site file says, defaults filled in.
#[derive(Debug, Clone, PartialEq)]
pub struct Config {
    /// Name of the portal.
    pub title: String,
    /// A sentence about it.
    pub description: Option<String>,
    /// Where it will be served, ending in `/`.
    pub base_url: Option<String>,
    /// A language tag.
    pub language: String,
    /// An ISO 4217 code.
    pub currency: String,
    /// Name of the theme.
    pub theme: String,
    /// Folder of the result.
    pub output: String,
    /// What happens to raw HTML.
    pub html: HtmlPolicy,
    /// Interval for records that ask for review without saying how often, in months.
    pub review_months: u32,
    /// Days before a due date from which it is upcoming.
    pub notice_days: i64,
    /// Days after a due date up to which it is not yet overdue.
    pub grace_days: i64,
    /// Where the sources of pages are kept.
    pub repository: Repository,
    /// Whether CSV files begin with a byte order mark.
    pub csv_bom: bool,
    /// Folders of records.
    pub sources: Vec<Source>,
    /// Levels of checks.
    pub lints: Vec<Lint>,
    /// Thresholds for records without a framework, the site's own settings applied.
    pub thresholds: Thresholds,
    /// Names of those that the site has set itself.
    pub thresholds_set: Vec<&'static str>,
    /// Free fields.
    pub extra: Vec<(String, Value)>,
}

/// A page that is no record.
#[derive(Debug, Clone, PartialEq)]
pub struct ContentPage {
    /// Where it is written.
    pub file: FileId,
    /// Its address from the root of the site; `None` for `content/index.md`, which introduces the home page.
    pub url: Option<String>,
    /// Its title.
    pub title: String,
    /// A sentence about it.
    pub summary: Option<String>,
    /// Place among its neighbours.
    pub order: Option<f64>,
    /// Whether the site's navigation names it.
    pub nav: bool,
    /// Its text.
    pub body: Body,
    /// Free fields.
    pub extra: Vec<(String, Value)>,
}

/// A file that is copied along.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    /// The file.
    pub file: FileId,
    /// Its address from the root of the site.
    pub url: String,
}

/// A page that sends its readers on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redirect {
    /// The old address from the root of the site.
    pub from: String,
    /// The record that is meant.
    pub to: RecordIx,
}

/// Everything there is, bound and checked.
#[derive(Debug, Clone, PartialEq)]
pub struct Site {
    /// Settings.
    pub config: Config,
    /// The day the site is built for.
    pub today: Date,
    /// Records by source, then id (numbers by value). Drafts only where they are asked for; unreadable ones with that status.
    pub records: Vec<Record>,
    /// What became of the files of each source, in their order.
    pub coverage: Vec<Coverage>,
    /// Drafts that were left out: still checked.
    pub drafts_left_out: usize,
    /// Frameworks, by id.
    pub frameworks: Vec<Framework>,
    /// The price book.
    pub prices: PriceBook,
    /// The cloud catalogue.
    pub clouds: CloudCatalogue,
    /// Content pages, by order, then address.
    pub pages: Vec<ContentPage>,
    /// Files that go along.
    pub assets: Vec<Asset>,
    /// Old addresses.
    pub redirects: Vec<Redirect>,
}

impl Site {
    /// The record behind a handle.
    pub fn record(&self, ix: RecordIx) -> &Record {
        &self.records[ix.index()]
    }

    /// The framework behind a handle.
    pub fn framework(&self, ix: FrameworkIx) -> &Framework {
        &self.frameworks[ix.index()]
    }

    /// The framework that a record names.
    pub fn framework_of(&self, record: &Record) -> Option<&Framework> {
        record.framework.map(|ix| self.framework(ix))
    }

    /// What the checks of a record compare with.
    pub fn thresholds_of(&self, record: &Record) -> &Thresholds {
        self.framework_of(record).map_or(&self.config.thresholds, |framework| &framework.thresholds)
    }
}
