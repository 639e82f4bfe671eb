//! What was found, in the words of forges: notes beside a change, results of a code scanner.

use std::path::Path;

use crate::{
    base::{
        diagnostic::{Code, Diagnostic, Severity},
        report::{
            github,
            sarif::{Rule, sarif},
        },
        source::Sources,
    },
    io::surroundings::Surroundings,
    model::{check, fault},
};

/// Workflow commands of GitHub Actions; `root` is the site's folder.
pub(super) fn notes(diagnostics: &[Diagnostic], sources: &Sources, root: &Path) -> String {
    let around = Surroundings::of(root);
    github::github(diagnostics, sources, |path| around.path(path))
}

/// A log in SARIF; `root` is the site's folder.
pub(super) fn log(diagnostics: &[Diagnostic], sources: &Sources, root: &Path) -> String {
    let around = Surroundings::of(root);
    let log = sarif((diagnostics, sources), rule, |path| around.path(path));
    format!("{}\n", serde_json::to_string_pretty(&log).expect("plain data can be written as JSON"))
}

/// What a code stands for, for programs that show rules beside results.
fn rule(code: Code) -> Rule {
    let more = format!("`rationale check --explain {}` tells more.", code.0);
    if let Some(check) = check::find(code.0) {
        let remedy = format!("{} {more}", check.remedy);
        return Rule { name: check.name.to_owned(), looks_for: check.looks_for.to_owned(), remedy, severity: check.severity };
    }
    let means = fault::ALL.iter().find(|(known, _)| *known == code.0).map_or("A fault of the format.", |(_, means)| *means);
    Rule { name: means.trim_end_matches('.').to_owned(), looks_for: means.to_owned(), remedy: more, severity: Severity::Error }
}
