//! What can be asked for on the command line, and the help that goes with it.

#![expect(clippy::doc_markdown, reason = "these comments are help texts, which show no Markdown")]

mod edit;
pub(super) mod tools;

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

pub(super) use self::edit::{Accept, Governs, Graph, GraphFormat, Import, List, RecordFormat, Renumber, Review, Supersede};
use crate::{
    base::date::{Date, TimeSpan, parse_time_span},
    parse::site_file::normal_base_url,
};

/// A portal of decision records: scores, costs and reviews, computed at build time.
///
/// Rationale reads a folder of Markdown records with a few lines of TOML, computes what they say, and writes a static site.
#[derive(Debug, Parser)]
#[command(version, propagate_version = true, arg_required_else_help = true, max_term_width = 100, after_help = EXAMPLES)]
pub(super) struct Args {
    #[command(flatten)]
    pub speech: Speech,
    #[command(subcommand)]
    pub command: Command,
}

const EXAMPLES: &str = "\
A log that is there already, as it lies:
  rationale serve docs/adr --open

A first site:
  rationale init decisions && cd decisions
  rationale new \"Use PostgreSQL for orders\"
  rationale serve --open

Exit codes: 0 all is well; 1 something in the site is to be mended; 2 the command could not do its work.";

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Init(Init),
    New(New),
    Build(Build),
    Serve(Serve),
    Check(Check),
    List(List),
    Due(Due),
    Explain(Explain),
    Governs(Governs),
    Graph(Graph),
    Accept(Accept),
    Supersede(Supersede),
    Review(Review),
    Renumber(Renumber),
    Import(Import),
    Theme(tools::Theme),
    Schema(tools::Schema),
    Completions(tools::Completions),
    Man(tools::Man),
    /// Print the licences of the program and of what it carries
    Licenses,
}

/// How much is said, and how it looks.
#[derive(Debug, clap::Args)]
pub(super) struct Speech {
    /// Say nothing but errors and what was asked for
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Say more: information as well as warnings, and how long each stage took
    #[arg(short, long, global = true)]
    pub verbose: bool,
    /// When to use colours; NO_COLOR turns them off too
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", visible_alias = "colour")]
    pub color: When,
}

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum When {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// Which site, on which day.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct Site {
    /// The site's folder, or a log's [default: the nearest one with a rationale.toml, from here upward]
    #[arg(long, value_name = "DIR")]
    pub root: Option<PathBuf>,
    /// The day to compute for, as 2026-11-23 [default: SOURCE_DATE_EPOCH, else today in UTC]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub today: Option<Date>,
}

/// A site, or logs that are read where they lie.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct Sources {
    /// Logs to read as they lie, in place of a site: folders of decision records, or repositories that have some
    #[arg(value_name = "PATH", conflicts_with = "root")]
    pub paths: Vec<PathBuf>,
    #[command(flatten)]
    pub site: Site,
}

/// Start a site that builds at once
///
/// Writes a site file, a first record with options, scores and costs to change, a start page, and the framework "build, buy or
/// fine-tune". Files that are there already stay as they are.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  rationale init decisions && cd decisions && rationale serve --open")]
pub(super) struct Init {
    /// The folder, made if need be
    #[arg(value_name = "DIR", default_value = ".")]
    pub dir: PathBuf,
    /// The date of the first record, as 2026-11-23 [default: SOURCE_DATE_EPOCH, else today in UTC]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub today: Option<Date>,
}

/// Write the next record from a template
///
/// The record gets the next number, in the width that is in use, the title as its name, and today's date. Its path is printed.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  rationale new \"Use PostgreSQL for orders\"\n  rationale new \"A model for support\" --framework build-buy-fine-tune\n  $EDITOR \"$(rationale new 'Move to the cloud')\""
)]
pub(super) struct New {
    /// What the decision is about
    #[arg(value_name = "TITLE", required = true, num_args = 1..)]
    pub title: Vec<String>,
    /// Bring along what a framework asks for: its tracks as options, its criteria, questions and checklist
    #[arg(long, value_name = "ID")]
    pub framework: Option<String>,
    /// Write it into the log of this scope [default: the first log that the site file names]
    #[arg(long, value_name = "SCOPE")]
    pub scope: Option<String>,
    #[command(flatten)]
    pub site: Site,
}

/// Write the portal, whole or not at all
///
/// The portal is put together beside its folder and swapped in, so that readers never see half of it. Faults in records are told
/// and published with the rest; one in the site file, a template or an address keeps everything as it was.
///
/// With PATH, any log of decisions becomes a portal as it lies, in ./public: no file of it is changed, and none is needed.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  rationale build\n  rationale build docs/adr                  # any log, as it lies\n  rationale build ../payments ../search     # several in one portal\n  rationale build --strict --out dist --base-url https://acme.github.io/decisions/"
)]
pub(super) struct Build {
    #[command(flatten)]
    pub sources: Sources,
    /// The folder to write [default: `output` in rationale.toml, else public in the site's folder; with PATH, public here]
    #[arg(short, long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Where the site will be served; takes the place of `base_url` in rationale.toml
    #[arg(long, value_name = "URL", value_parser = base_url)]
    pub base_url: Option<String>,
    /// Show drafts
    #[arg(long)]
    pub drafts: bool,
    /// Let warnings count as errors, and publish nothing if there is one
    #[arg(long)]
    pub strict: bool,
    /// Publish into a folder with files that Rationale did not write; they stay, except where a page has the same path
    #[arg(long)]
    pub force: bool,
}

/// Preview the site, and reload it as you write
///
/// Builds and serves from memory; nothing is written. Every change of a record, a page, the theme or the site file is shown at once.
/// When a build fails, the last good site stays up with the faults laid over it. Drafts are shown.
///
/// With PATH, any log of decisions is shown as it lies, without a site.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  rationale serve --open\n  rationale serve docs/adr --open           # any log, as it lies\n  rationale serve --port 8080 --base-url https://acme.github.io/decisions/"
)]
pub(super) struct Serve {
    #[command(flatten)]
    pub sources: Sources,
    /// Show the site in a browser
    #[arg(long)]
    pub open: bool,
    /// The host to listen on; 0.0.0.0 lets other machines in
    #[arg(long, value_name = "HOST", default_value = "127.0.0.1")]
    pub host: String,
    /// The port to listen on; 0 for any [default: 4000, or the next one that is free]
    #[arg(short, long, value_name = "PORT")]
    pub port: Option<u16>,
    /// Where the site will be served: it is mounted under the same path here; takes the place of `base_url` in rationale.toml
    #[arg(long, value_name = "URL", value_parser = base_url)]
    pub base_url: Option<String>,
    /// Look for changes once a second, where the system does not tell of them: network drives, some containers
    #[arg(long)]
    pub poll: bool,
}

/// Tell every fault of every file at once
///
/// Nothing is written. What only the passing of time brings, such as a review that has come due, is told and does not fail the
/// check; `rationale due --fail-on` is there for that.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  rationale check\n  rationale check docs/adr                  # any log, as it lies\n  rationale check --strict --format github\n  rationale check --changed origin/main     # what a pull request touches\n  rationale check --explain AP06"
)]
pub(super) struct Check {
    #[command(flatten)]
    pub sources: Sources,
    /// Let warnings count as errors
    #[arg(long)]
    pub strict: bool,
    /// Tell what a code stands for, such as AP06, MM or R0012, with the thresholds in force, instead of checking
    #[arg(long, value_name = "CODE", conflicts_with = "strict")]
    pub explain: Option<String>,
    /// Tell only what a change touches: the files that differ from where BASE parted, the decisions that govern them, and what is
    /// found in the records among them
    #[arg(long, value_name = "BASE", conflicts_with = "explain")]
    pub changed: Option<String>,
    /// How to print it
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: CheckFormat,
}

/// How findings are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum CheckFormat {
    /// For people
    Human,
    /// For programs
    Json,
    /// Workflow commands of GitHub Actions: notes beside the change
    Github,
    /// SARIF 2.1.0, for code scanners
    Sarif,
}

/// List the decisions that are due for another look
///
/// Without --within: what is overdue, due, or upcoming as the site's notice says.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  rationale due\n  rationale due --within \"3 months\"\n  rationale due --drift\n  rationale due --fail-on overdue,drift    # for a scheduled job"
)]
pub(super) struct Due {
    #[command(flatten)]
    pub site: Site,
    /// List what comes due within a span of time, such as "30 days" or "6 months"
    #[arg(long, value_name = "SPAN", value_parser = span)]
    pub within: Option<TimeSpan>,
    /// List the decisions on whose answer today's prices have a word to say, in place of reviews
    #[arg(long, conflicts_with = "within")]
    pub drift: bool,
    /// How to print it
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: ListFormat,
    /// Where the portal is served, for links; takes the place of `base_url` in rationale.toml
    #[arg(long, value_name = "URL", value_parser = base_url)]
    pub base_url: Option<String>,
    /// Exit with 1 if a review is overdue, or due, or if prices have changed an answer; several are separated by commas
    #[arg(long, value_name = "STATE", value_delimiter = ',')]
    pub fail_on: Vec<FailOn>,
}

/// Print the whole analysis of one record
///
/// Scores, costs, cloud services, the guided answer, the checklist and the review, as the record's page has them.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  rationale explain 0007\n  rationale explain payments/12 --format json\n  rationale explain records/0007-support-assistant.md"
)]
pub(super) struct Explain {
    /// The record: its id, scope/id, or the path of its file
    #[arg(value_name = "ID")]
    pub id: String,
    #[command(flatten)]
    pub site: Site,
    /// How to print it
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: Format,
}

/// How something is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people
    Human,
    /// For programs
    Json,
}

/// How a list is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ListFormat {
    /// For people
    Human,
    /// For programs
    Json,
    /// An issue with a checkbox for each, by owner
    Markdown,
}

/// From which state on `due` fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FailOn {
    /// A review is overdue
    Overdue,
    /// A review is due or overdue
    Due,
    /// Today's prices have changed an answer, or one of them is missing, and no review has been held since
    Drift,
}

fn date(text: &str) -> Result<Date, String> {
    let is_plain = text.len() == "2026-11-23".len();
    text.parse().ok().filter(|_| is_plain).ok_or_else(|| "expected a day such as 2026-11-23".to_owned())
}

fn base_url(text: &str) -> Result<String, String> {
    normal_base_url(text).map_err(|why| format!("{why}; expected an address such as https://example.org/decisions/"))
}

fn span(text: &str) -> Result<TimeSpan, String> {
    let span = parse_time_span(text)?;
    if span.is_range() { Err("expected one span, such as `30 days`".to_owned()) } else { Ok(span) }
}
