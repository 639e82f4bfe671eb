//! `check`: tells all faults and writes nothing.

use serde::Serialize;

use super::{
    Verdict,
    args::{Check, CheckFormat},
    changed, forge,
    session::{Session, Tally, open, request_of},
    terminal::{Terminal, counted},
};
use crate::{
    base::{
        date::Date,
        edit_distance::nearest,
        report::{JsonDiagnostic, json, sort},
    },
    io::{failure::Failure, read::Request},
    model::{check, fault},
    pipeline,
    present::{
        coverage::{Counts, counts, is_told, lines},
        explain::check::{explained, text},
        number::NumberFormat,
    },
};

/// What `--format json` prints.
#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    as_of: Date,
    records: usize,
    errors: usize,
    warnings: usize,
    infos: usize,
    /// What became of the files of each log; empty where all are of our own.
    logs: Vec<Counts>,
    diagnostics: Vec<JsonDiagnostic<'a>>,
}

/// Runs the command.
pub(super) fn run(args: &Check, terminal: &mut Terminal) -> Result<Verdict, Failure> {
    // What is still being written is checked too, and asked for its findings as what is up for decision is.
    if let Some(code) = &args.explain {
        return explain(code, args, terminal);
    }
    let Session { world, mut built } = open(&Request { drafts: true, ..request_of(&args.sources)? })?;
    // Templates can be wrong too, and only rendering finds out. The built-in ones are not: without a theme of its own, or with a
    // fault that blocks anyway, there is nothing to look for.
    if !built.blocked && !built.theme.is_empty() {
        built.diagnostics.extend(pipeline::render(&built).diagnostics);
        sort(&mut built.diagnostics, &built.sources);
    }
    if let Some(base) = &args.changed {
        return changed::tell(args, base, &Session { world, built }, terminal);
    }
    let tally = Tally::of(&built.diagnostics);
    let records = built.site.records.len() + built.site.drafts_left_out;
    match args.format {
        CheckFormat::Human => {
            terminal.report(&built.diagnostics, &built.sources);
            for line in lines(&built.site, &built.sources) {
                terminal.done(&format!("{line}\n"));
            }
            terminal.done(&summary(records, tally));
        }
        CheckFormat::Github => {
            terminal.result(&forge::notes(&built.diagnostics, &built.sources, &world.root));
            terminal.done(&summary(records, tally));
        }
        CheckFormat::Sarif => terminal.result(&forge::log(&built.diagnostics, &built.sources, &world.root)),
        CheckFormat::Json => {
            let report = Report {
                version: 1,
                as_of: world.inputs.today,
                records,
                errors: tally.errors,
                warnings: tally.warnings,
                infos: tally.infos,
                logs: built.site.coverage.iter().filter(|log| is_told(log)).map(|log| counts(&built.site, log)).collect(),
                diagnostics: json(&built.diagnostics, &built.sources),
            };
            terminal.result(&format!("{}\n", serde_json::to_string_pretty(&report).expect("plain data can be written as JSON")));
        }
    }
    let fails = if args.strict { tally.has_warnings() } else { tally.has_errors() };
    Ok(if fails || built.blocked { Verdict::Faults } else { Verdict::Clean })
}

/// Tells what a code stands for, with the thresholds and levels of the site.
fn explain(code: &str, args: &Check, terminal: &mut Terminal) -> Result<Verdict, Failure> {
    let Session { built, .. } = open(&request_of(&args.sources)?)?;
    let Some(explained) = explained(&built.site, &built.sources, code) else {
        let codes = check::all().map(|check| check.code.0).chain(fault::ALL.iter().map(|(code, _)| *code));
        let failure = Failure::new("explain", code, "no check and no fault has this code");
        return Err(match nearest(code, codes) {
            Some(near) => failure.help(format!("did you mean `{near}`?")),
            None => failure.help("codes look like `AP05a`, `MM06` or `R0012`; `AP` and `MM` tell of all that begin so"),
        });
    };
    terminal.result(&match args.format {
        CheckFormat::Human => text(&explained, NumberFormat::or_english(&built.site.config.language)),
        CheckFormat::Json | CheckFormat::Github | CheckFormat::Sarif => {
            format!("{}\n", serde_json::to_string_pretty(&explained).expect("plain data can be written as JSON"))
        }
    });
    Ok(Verdict::Clean)
}

fn summary(records: usize, tally: Tally) -> String {
    let infos = (tally.infos > 0).then(|| format!("{} for information", tally.infos));
    let parts: Vec<String> = tally.words().into_iter().chain(infos).collect();
    let found = if parts.is_empty() { "nothing to mend".to_owned() } else { parts.join(", ") };
    format!("Checked {}: {found}\n", counted(records, "record"))
}
