//! Diagnostics as workflow commands of GitHub Actions: lines that its runner turns into notes beside the change.
//!
//! The form is `::error file=…,line=…,col=…,endLine=…,endColumn=…,title=…::message`, with `%`, line breaks and, in properties, `:` and `,`
//! written as `%25`, `%0D`, `%0A`, `%3A` and `%2C`.

use std::fmt::Write;

use crate::base::{
    diagnostic::{Diagnostic, Label, Severity},
    source::Sources,
};

/// The diagnostics, a line each. `place` gives the path of a file as the repository knows it; where it has none the note is about the run
/// as a whole, and its sentence names the file.
pub fn github(diagnostics: &[Diagnostic], sources: &Sources, place: impl Fn(&str) -> Option<String>) -> String {
    diagnostics.iter().map(|told| line(told, sources, &place)).collect()
}

fn line(told: &Diagnostic, sources: &Sources, place: &impl Fn(&str) -> Option<String>) -> String {
    let level = match told.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let mut properties = Vec::new();
    let mut message = told.message.clone();
    if let Some(label) = &told.primary {
        let (line, column) = sources.position(label.span.file, label.span.start);
        let path = sources.path(label.span.file);
        match place(path) {
            Some(path) => properties.extend(properties_of(&path, label, sources)),
            None => _ = write!(message, " ({path}:{line}:{column})"),
        }
        if !label.text.is_empty() {
            let _ = write!(message, ": {}", label.text);
        }
    }
    for other in &told.secondary {
        let (line, column) = sources.position(other.span.file, other.span.start);
        let _ = write!(message, "\n{}:{line}:{column}: {}", sources.path(other.span.file), other.text);
    }
    for help in &told.help {
        let _ = write!(message, "\nhelp: {help}");
    }
    properties.push(format!("title={}", property(told.code.0)));
    format!("::{level} {}::{}\n", properties.join(","), data(&message))
}

fn properties_of(path: &str, label: &Label, sources: &Sources) -> Vec<String> {
    let (line, column) = sources.position(label.span.file, label.span.start);
    let (end_line, end_column) = sources.position(label.span.file, label.span.end);
    let mut properties = vec![format!("file={}", property(path)), format!("line={line}")];
    // The runner takes columns for a single line only.
    if line == end_line {
        properties.extend([format!("col={column}"), format!("endColumn={end_column}")]);
    } else {
        properties.push(format!("endLine={end_line}"));
    }
    properties
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
