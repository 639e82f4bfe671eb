//! How diagnostics look: rustc's manner for people, JSON for programs. The only module that knows the drawing library.

pub mod github;
pub mod sarif;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet, renderer::DecorStyle};
use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};
use serde::Serialize;

use super::{
    diagnostic::{Diagnostic, Label, Severity},
    source::{FileId, Sources, Span},
};

/// Whether the text may carry colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    /// Plain text.
    Never,
    /// With ANSI escapes.
    Always,
}

/// The diagnostics as text for people, a blank line between two. Empty where there are none.
pub fn human(diagnostics: &[Diagnostic], sources: &Sources, colour: Colour) -> String {
    let renderer = match colour {
        Colour::Never => Renderer::plain(),
        Colour::Always => Renderer::styled(),
    };
    let renderer = renderer.decor_style(DecorStyle::Ascii);
    // A large log may have ten thousand things to tell, and each has to be drawn.
    let drawn: Vec<String> = diagnostics.par_iter().map(|told| renderer.render(&[group(told, sources)]) + "\n").collect();
    drawn.join("\n")
}

/// One diagnostic as the drawing library wants it: a snippet a file, the file of the caret first.
fn group<'a>(diagnostic: &'a Diagnostic, sources: &'a Sources) -> Group<'a> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    let mut group = Group::with_title(level.primary_title(diagnostic.message.as_str()).id(diagnostic.code.0));
    let mut files: Vec<FileId> = Vec::new();
    for label in labels(diagnostic) {
        if !files.contains(&label.span.file) {
            files.push(label.span.file);
        }
    }
    for file in files {
        group = group.element(snippet(diagnostic, sources, file));
    }
    group.elements(diagnostic.help.iter().map(|help| Level::HELP.message(help.as_str())))
}

fn labels(diagnostic: &Diagnostic) -> impl Iterator<Item = &Label> {
    diagnostic.primary.iter().chain(&diagnostic.secondary)
}

/// The lines of `file` that the labels speak of; only those are handed on, so that a long file costs no more than a short one.
fn snippet<'a>(diagnostic: &'a Diagnostic, sources: &'a Sources, file: FileId) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let text = sources.text(file);
    let here = || labels(diagnostic).filter(|label| label.span.file == file);
    let start = here().map(|label| clamp(text, label.span).start).min().unwrap_or(0);
    let end = here().map(|label| clamp(text, label.span).end).max().unwrap_or(0);
    let from = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let to = text[end..].find('\n').map_or(text.len(), |at| end + at);
    let line = text[..from].matches('\n').count() + 1;
    Snippet::source(&text[from..to]).path(sources.path(file)).line_start(line).annotations(here().map(|label| {
        let range = clamp(text, label.span);
        let kind = if diagnostic.primary.as_ref() == Some(label) { AnnotationKind::Primary } else { AnnotationKind::Context };
        kind.span(range.start - from..range.end - from).label(label.text.as_str())
    }))
}

/// The span within `text` and on boundaries of characters: a label can never make the report fail.
fn clamp(text: &str, span: Span) -> std::ops::Range<usize> {
    let boundary = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let start = boundary(span.start as usize);
    start..boundary(span.end as usize).max(start)
}

/// A diagnostic as `--format json` prints it.
#[derive(Debug, Serialize)]
pub struct JsonDiagnostic<'a> {
    /// `error`, `warning` or `info`.
    pub severity: &'static str,
    /// The kind, such as `R0012`.
    pub code: &'static str,
    /// One sentence.
    pub message: &'a str,
    /// The place with the caret; null where no file is to blame.
    pub place: Option<JsonPlace<'a>>,
    /// The other side.
    pub related: Vec<JsonPlace<'a>>,
    /// Ways out.
    pub help: &'a [String],
}

/// A place as `--format json` prints it. Lines and columns count from 1, columns in characters; the end is exclusive.
#[derive(Debug, Serialize)]
pub struct JsonPlace<'a> {
    /// Path from the site's root.
    pub file: &'a str,
    /// First line.
    pub line: usize,
    /// First column.
    pub column: usize,
    /// Last line.
    pub end_line: usize,
    /// One past the last column.
    pub end_column: usize,
    /// What is said about it.
    pub label: &'a str,
}

/// The diagnostics as programs want them.
pub fn json<'a>(diagnostics: &'a [Diagnostic], sources: &'a Sources) -> Vec<JsonDiagnostic<'a>> {
    diagnostics
        .iter()
        .map(|diagnostic| JsonDiagnostic {
            severity: diagnostic.severity.word(),
            code: diagnostic.code.0,
            message: &diagnostic.message,
            place: diagnostic.primary.as_ref().map(|label| place(label, sources)),
            related: diagnostic.secondary.iter().map(|label| place(label, sources)).collect(),
            help: &diagnostic.help,
        })
        .collect()
}

fn place<'a>(label: &'a Label, sources: &'a Sources) -> JsonPlace<'a> {
    let (line, column) = sources.position(label.span.file, label.span.start);
    let (end_line, end_column) = sources.position(label.span.file, label.span.end);
    JsonPlace { file: sources.path(label.span.file), line, column, end_line, end_column, label: &label.text }
}

/// Puts diagnostics in the order they are told: by file, place, code, then message.
pub fn sort(diagnostics: &mut [Diagnostic], sources: &Sources) {
    diagnostics.sort_by(|a, b| {
        let place = |told: &Diagnostic| told.primary.as_ref().map(|label| label.span);
        let key = |span: Option<Span>| span.map(|span| (sources.path(span.file), span.start));
        key(place(a)).cmp(&key(place(b))).then_with(|| a.code.cmp(&b.code)).then_with(|| a.message.cmp(&b.message))
    });
}

/// Leaves out what has been told already: one fault in a template shows on every page that uses it. The first of equals stays.
pub fn distinct(diagnostics: impl IntoIterator<Item = Diagnostic>) -> Vec<Diagnostic> {
    let mut told: Vec<Diagnostic> = Vec::new();
    for diagnostic in diagnostics {
        if !told.iter().any(|known| known.message == diagnostic.message && known.primary == diagnostic.primary) {
            told.push(diagnostic);
        }
    }
    told
}

#[cfg(test)]
mod tests {
    use super::{Colour, human};
    use crate::base::{
        diagnostic::{Code, Diagnostic},
        source::{Content, File, FileId, Sources, Span},
    };

    fn sources(texts: &[(&str, &str)]) -> Sources {
        Sources(texts.iter().map(|(path, text)| File { path: (*path).into(), content: Content::Text((*text).into()) }).collect())
    }

    #[test]
    fn both_sides_and_the_way_out() {
        let sources =
            sources(&[("records/0007.md", "+++\nid = \"latncy\"\n+++\n"), ("content/frameworks/db.toml", "\nid = \"latency\"\n")]);
        let diagnostic = Diagnostic::error(Code("R0012"), "framework `db` has no criterion `latncy`")
            .at(Span::new(FileId(0), 9..17), "unknown criterion")
            .and(Span::new(FileId(1), 6..15), "`latency` is defined here")
            .help("did you mean `latency`?");
        let expected = r#"error[R0012]: framework `db` has no criterion `latncy`
 --> records/0007.md:2:6
  |
2 | id = "latncy"
  |      ^^^^^^^^ unknown criterion
  |
 ::: content/frameworks/db.toml:2:6
  |
2 | id = "latency"
  |      --------- `latency` is defined here
  |
  = help: did you mean `latency`?
"#;
        assert_eq!(human(&[diagnostic], &sources, Colour::Never), expected);
    }

    #[test]
    fn a_span_that_is_off_is_still_drawn() {
        let sources = sources(&[("a.md", "é\n"), ("b.md", "")]);
        for span in [Span::new(FileId(0), 1..99), Span::new(FileId(1), 5..6), Span::top(FileId(1))] {
            let text = human(&[Diagnostic::warning(Code("R0001"), "x").at(span, "y")], &sources, Colour::Never);
            assert!(text.starts_with("warning[R0001]: x"), "{text}");
        }
    }
}
