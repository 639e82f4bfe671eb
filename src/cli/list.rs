//! `list`: the records that filters let through.

use super::{
    Verdict,
    args::{List, RecordFormat},
    session::{Session, open, request_of},
    table::{Cell, lines},
    terminal::{Terminal, counted},
};
use crate::{
    analyze::{RecordAnalysis, review::ReviewState},
    io::{failure::Failure, read::Request},
    model::record::Record,
    pipeline::Built,
    present::{export::decisions::decisions, standpoint::status_mark},
};

/// Runs the command.
pub(super) fn run(args: &List, terminal: &mut Terminal) -> Result<Verdict, Failure> {
    let Session { built, .. } = open(&Request { drafts: true, ..request_of(&args.sources)? })?;
    check(args, &built)?;
    let wanted = Wanted::new(args);
    let listed: Vec<bool> = built
        .site
        .records
        .iter()
        .zip(&built.analysis.records)
        .map(|(record, analysis)| wanted.takes(record, analysis, built.sources.text(record.file)))
        .collect();
    let records: Vec<&Record> = built.site.records.iter().zip(&listed).filter(|(_, listed)| **listed).map(|(record, _)| record).collect();
    let text = match args.format {
        RecordFormat::Human => table(&records, terminal),
        RecordFormat::Paths => lines_of(records.iter().map(|record| built.sources.path(record.file).to_owned())),
        RecordFormat::Ids => lines_of(records.iter().map(|record| record.full_id())),
        RecordFormat::Json => {
            let mut tree = decisions(&built.site, built.analysis.records.iter().map(|each| &**each));
            let mut listed = listed.iter();
            tree.records.retain(|_| listed.next().copied().unwrap_or(false));
            format!("{}\n", serde_json::to_string_pretty(&tree).expect("plain data can be written as JSON"))
        }
    };
    terminal.result(&text);
    if records.is_empty() && args.format == RecordFormat::Human {
        terminal.remark(&match built.site.records.len() {
            0 => "There is no record yet: `rationale new TITLE` writes the first".to_owned(),
            all => format!("None of {} is such a one", counted(all, "record")),
        });
    }
    Ok(Verdict::Clean)
}

/// A scope that no log has is a slip, where a tag that no record bears is an answer.
fn check(args: &List, built: &Built) -> Result<(), Failure> {
    args.scope.iter().try_for_each(|scope| super::records::check_scope("list", scope, &built.site))
}

/// The filters.
struct Wanted<'a> {
    args: &'a List,
    words: Vec<String>,
}

impl<'a> Wanted<'a> {
    fn new(args: &'a List) -> Self {
        let words = args.text.iter().flat_map(|text| text.split_whitespace()).map(str::to_lowercase).collect();
        Self { args, words }
    }

    fn takes(&self, record: &Record, analysis: &RecordAnalysis, source: &str) -> bool {
        let Self { args, words } = self;
        let is_one_of = |wanted: &[String], has: &[String]| {
            wanted.is_empty() || has.iter().any(|has| wanted.iter().any(|wanted| wanted.trim().to_lowercase() == has.to_lowercase()))
        };
        let is_due = || record.in_force() && analysis.review.as_ref().is_some_and(|review| review.state <= ReviewState::Due);
        let holds_words = || {
            let text = format!("{}\n{source}", record.title).to_lowercase();
            words.iter().all(|word| text.contains(word))
        };
        (args.status.is_empty() || args.status.iter().any(|status| status.0 == record.status))
            && is_one_of(&args.tag, &record.tags)
            && is_one_of(&args.owner, record.owner.as_slice())
            && is_one_of(&args.scope, record.scope.as_slice())
            && (args.year.is_empty() || record.date.is_some_and(|date| args.year.contains(&date.year())))
            && (!args.due || is_due())
            && (words.is_empty() || holds_words())
    }
}

/// A line each.
fn lines_of(words: impl Iterator<Item = String>) -> String {
    words.flat_map(|words| [words, "\n".to_owned()]).collect()
}

fn table(records: &[&Record], terminal: &Terminal) -> String {
    let soft = |text: String| Cell { text, paint: terminal.soft() };
    let row = |record: &&Record| {
        let mark = status_mark(record.status);
        vec![
            Cell::plain(record.full_id()),
            Cell { text: mark.word.to_owned(), paint: terminal.tone(mark.tone) },
            soft(record.date.map(|date| date.to_string()).unwrap_or_default()),
            Cell::plain(record.title.as_str()),
            soft(record.owner.clone().unwrap_or_default()),
        ]
    };
    lines(&records.iter().map(row).collect::<Vec<_>>(), 3, Terminal::width())
}
