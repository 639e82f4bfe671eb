//! Diagnostics as SARIF 2.1.0, the form that code scanners hand their findings on in. Knows no rule: the caller says what a code stands for.

use std::fmt::Write;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde_json::{Value, json};

use crate::base::{
    diagnostic::{Code, Diagnostic, Label, Severity},
    source::Sources,
};

/// What a path within an address may not hold as it is.
const PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b',')
    .add(b':')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// What a code stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// Its name, a few words.
    pub name: String,
    /// What it looks for, a sentence.
    pub looks_for: String,
    /// What to do.
    pub remedy: String,
    /// How loud it is of itself.
    pub severity: Severity,
}

/// One run as SARIF. Columns count characters. `place` gives the path of a file as the repository knows it; a result in a file without one
/// has no location, and its sentence names the file.
pub fn sarif(
    (diagnostics, sources): (&[Diagnostic], &Sources),
    rule: impl Fn(Code) -> Rule,
    place: impl Fn(&str) -> Option<String>,
) -> Value {
    let mut codes: Vec<Code> = diagnostics.iter().map(|told| told.code).collect();
    codes.sort_unstable();
    codes.dedup();
    let results: Vec<Value> = diagnostics.iter().map(|told| result(told, sources, &codes, &place)).collect();
    let rules: Vec<Value> = codes.iter().map(|code| describe(*code, &rule(*code))).collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "Rationale", "semanticVersion": env!("CARGO_PKG_VERSION"), "rules": rules } },
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": { "%SRCROOT%": { "description": { "text": "The root of the repository." } } },
            "results": results,
        }],
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn describe(code: Code, rule: &Rule) -> Value {
    json!({
        "id": code.0,
        "shortDescription": { "text": rule.name },
        "fullDescription": { "text": rule.looks_for },
        "help": { "text": rule.remedy },
        "defaultConfiguration": { "level": level(rule.severity) },
    })
}

fn result(told: &Diagnostic, sources: &Sources, codes: &[Code], place: &impl Fn(&str) -> Option<String>) -> Value {
    let mut text = told.message.clone();
    let primary = told.primary.as_ref().and_then(|label| location(label, sources, place));
    if let (None, Some(label)) = (&primary, &told.primary) {
        let (line, column) = sources.position(label.span.file, label.span.start);
        let _ = write!(text, " ({}:{line}:{column})", sources.path(label.span.file));
    }
    for help in &told.help {
        let _ = write!(text, "\nhelp: {help}");
    }
    let related: Vec<Value> = told.secondary.iter().filter_map(|label| location(label, sources, place)).collect();
    json!({
        "ruleId": told.code.0,
        "ruleIndex": codes.binary_search(&told.code).unwrap_or_default(),
        "level": level(told.severity),
        "message": { "text": text },
        "locations": primary.into_iter().collect::<Vec<_>>(),
        "relatedLocations": related,
    })
}

fn location(label: &Label, sources: &Sources, place: &impl Fn(&str) -> Option<String>) -> Option<Value> {
    let uri = place(sources.path(label.span.file))?;
    let (line, column) = sources.position(label.span.file, label.span.start);
    let (end_line, end_column) = sources.position(label.span.file, label.span.end);
    let mut location = json!({
        "physicalLocation": {
            "artifactLocation": { "uri": utf8_percent_encode(&uri, PATH).to_string(), "uriBaseId": "%SRCROOT%" },
            "region": { "startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column },
        },
    });
    if !label.text.is_empty() {
        location["message"] = json!({ "text": label.text });
    }
    Some(location)
}
