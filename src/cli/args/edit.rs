//! Arguments of the commands that list records and that change them in place.

use std::path::PathBuf;

use clap::{ValueEnum, builder::NonEmptyStringValueParser};

use super::{Site, Sources, date};
use crate::{
    base::date::Date,
    model::{record::Status, review::Outcome},
};

/// Accept a decision
///
/// Sets its status and its date, and the option that was decided for. What it supersedes is marked as superseded in the same step. Comments,
/// order and the text stay as they are.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  rationale accept 0007\n  rationale accept 0007 --chosen buy --date 2026-11-20")]
pub(in crate::cli) struct Accept {
    /// The record: its id, scope/id, or the path of its file
    #[arg(value_name = "ID")]
    pub id: String,
    /// The option that was decided for, by its id
    #[arg(long, value_name = "OPTION")]
    pub chosen: Option<String>,
    /// The day of the decision, as 2026-11-23 [default: today]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub date: Option<Date>,
    #[command(flatten)]
    pub site: Site,
}

/// Let one decision take the place of another
///
/// Both records are changed, or neither. The old one becomes superseded as soon as the new one is accepted: now, or when `accept` says so.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  rationale supersede 0003 0011\n  rationale supersede 0003 0011 --part \"retention only\"")]
pub(in crate::cli) struct Supersede {
    /// The record whose place is taken
    #[arg(value_name = "OLD")]
    pub old: String,
    /// The record that takes it
    #[arg(value_name = "NEW")]
    pub new: String,
    /// The part that is meant, in words; the old record then stays in force
    #[arg(long, value_name = "TEXT", value_parser = NonEmptyStringValueParser::new())]
    pub part: Option<String>,
    #[command(flatten)]
    pub site: Site,
}

/// Log a review that was held
///
/// The next due date counts from it.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  rationale review 0007 --outcome reaffirmed --note \"Volume still under the crossover.\" --by \"Platform architecture\""
)]
pub(in crate::cli) struct Review {
    /// The record: its id, scope/id, or the path of its file
    #[arg(value_name = "ID")]
    pub id: String,
    /// How it ended
    #[arg(long, value_name = "OUTCOME")]
    pub outcome: OutcomeWord,
    /// What was found, in a sentence
    #[arg(long, value_name = "TEXT", value_parser = NonEmptyStringValueParser::new())]
    pub note: String,
    /// Who held it
    #[arg(long, value_name = "NAME", value_parser = NonEmptyStringValueParser::new())]
    pub by: Option<String>,
    /// The day it was held, as 2026-11-23 [default: today]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub date: Option<Date>,
    #[command(flatten)]
    pub site: Site,
}

/// List records
///
/// All of them, or those that every filter lets through. Several values of one filter are separated by commas: one of them is enough.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  rationale list\n  rationale list --status accepted --tag ai --year 2026\n  rationale list --due --owner \"Platform architecture\"\n  rationale list docs/adr --status none     # any log, as it lies\n  grep -l retention $(rationale list --status proposed --format paths)"
)]
pub(in crate::cli) struct List {
    /// Where they stand
    #[arg(long, value_name = "STATUS", value_delimiter = ',')]
    pub status: Vec<StatusWord>,
    /// A tag they bear
    #[arg(long, value_name = "TAG", value_delimiter = ',')]
    pub tag: Vec<String>,
    /// Who reviews them
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    pub owner: Vec<String>,
    /// The log they are in
    #[arg(long, value_name = "SCOPE", value_delimiter = ',')]
    pub scope: Vec<String>,
    /// The year they got their status in
    #[arg(long, value_name = "YEAR", value_delimiter = ',')]
    pub year: Vec<i16>,
    /// Only those in force whose review is due or overdue
    #[arg(long)]
    pub due: bool,
    /// Words that title, summary or text hold, all of them, in any case of letters
    #[arg(long, value_name = "WORDS")]
    pub text: Option<String>,
    /// How to print it
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: RecordFormat,
    #[command(flatten)]
    pub sources: Sources,
}

/// Print the ties between records as a graph
///
/// What takes the place of what, changes it, needs it or is worth reading with it. Records without a tie are left out.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  rationale graph > decisions.svg\n  rationale graph docs/adr > decisions.svg  # any log, as it lies\n  rationale graph --format dot | dot -Tpdf -o decisions.pdf"
)]
pub(in crate::cli) struct Graph {
    /// How to draw it
    #[arg(long, value_name = "FORMAT", default_value = "svg")]
    pub format: GraphFormat,
    /// Only the records of this log, and what they are tied to
    #[arg(long, value_name = "SCOPE")]
    pub scope: Option<String>,
    #[command(flatten)]
    pub sources: Sources,
}

/// List the decisions that govern files
///
/// A record names the files it governs by `affects = ["src/payments/**"]`, seen from the root of the repository. Decisions in force come
/// first.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  rationale governs src/payments/card.rs\n  rationale governs src/payments --format json")]
pub(in crate::cli) struct Governs {
    /// Files, there or not yet there; a folder stands for all files in it
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// How to print it
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: super::Format,
    #[command(flatten)]
    pub site: Site,
}

/// Give a record another number
///
/// For two records with one number: its file, its id and every reference to it follow, and its old address leads on to the new one. Nothing
/// is overwritten.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  rationale renumber records/0012-card-vault.md --dry-run\n  rationale renumber 0012 --to 0040")]
pub(in crate::cli) struct Renumber {
    /// The record: its id, scope/id, or the path of its file; the path where two have one id
    #[arg(value_name = "ID")]
    pub id: String,
    /// The new number [default: the next that is free]
    #[arg(long, value_name = "NUMBER", value_parser = number)]
    pub to: Option<String>,
    /// Print what would change, and change nothing
    #[arg(long)]
    pub dry_run: bool,
    #[command(flatten)]
    pub site: Site,
}

/// Take over a log that is written in another form
///
/// Each record gets front matter in TOML with what was understood of it; its text stays as it is, byte for byte. Names of files and ids
/// stay, files beside the records come along, and what is no record is named. The log itself is not changed.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  rationale import docs/adr --dry-run\n  rationale import docs/adr\n  rationale import ../payments --out teams/payments --scope payments"
)]
pub(in crate::cli) struct Import {
    /// The log: a folder of records, or a repository that has some
    #[arg(value_name = "SRC")]
    pub src: PathBuf,
    /// The folder to write to, seen from the site's folder
    #[arg(long, value_name = "DIR", default_value = "records")]
    pub out: PathBuf,
    /// The scope that the site file gives to that folder, for references between logs
    #[arg(long, value_name = "SCOPE")]
    pub scope: Option<String>,
    /// Print what would be written, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Overwrite files that are there already
    #[arg(long)]
    pub force: bool,
    #[command(flatten)]
    pub site: Site,
}

/// How records are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum RecordFormat {
    /// A table for people
    Human,
    /// For programs: the rows of decisions.json
    Json,
    /// The path of each file, a line each
    Paths,
    /// The id of each, a line each
    Ids,
}

/// How a graph is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum GraphFormat {
    /// A picture
    Svg,
    /// For Graphviz
    Dot,
}

/// Where a record stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) struct StatusWord(pub Status);

impl ValueEnum for StatusWord {
    fn value_variants<'a>() -> &'a [Self] {
        const ALL: &[StatusWord] = &[
            StatusWord(Status::Draft),
            StatusWord(Status::Proposed),
            StatusWord(Status::Accepted),
            StatusWord(Status::Rejected),
            StatusWord(Status::Deprecated),
            StatusWord(Status::Superseded),
            StatusWord(Status::Unknown),
            StatusWord(Status::Absent),
            StatusWord(Status::Unreadable),
        ];
        ALL
    }

    fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
        // An argument without a space in it.
        Some(clap::builder::PossibleValue::new(if self.0 == Status::Absent { "none" } else { self.0.word() }))
    }
}

/// How a review ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) struct OutcomeWord(pub Outcome);

impl ValueEnum for OutcomeWord {
    fn value_variants<'a>() -> &'a [Self] {
        const ALL: &[OutcomeWord] = &[OutcomeWord(Outcome::Reaffirmed), OutcomeWord(Outcome::Changed), OutcomeWord(Outcome::Superseded)];
        ALL
    }

    fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
        Some(clap::builder::PossibleValue::new(self.0.word()))
    }
}

fn number(text: &str) -> Result<String, String> {
    let is_number = !text.is_empty() && text.len() <= 18 && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { Ok(text.to_owned()) } else { Err("expected a number such as 0012".to_owned()) }
}
