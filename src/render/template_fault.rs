//! Faults of templates as diagnostics, with the caret where Tera says. Knows how Tera tells of a fault, and nothing of pages.

use tera::{Error, ErrorKind, Tera};

use super::theme_file::ThemeFile;
use crate::base::{
    diagnostic::{Code, Diagnostic},
    source::Span,
};

/// The code of these faults.
const TEMPLATE: Code = Code("R0042");

/// Syntax errors of all of a site's templates, each file read on its own.
pub(super) fn syntax_faults(own: &[ThemeFile]) -> Vec<Diagnostic> {
    let fault = |file: &ThemeFile| {
        let (name, text) = file.template()?;
        let fault = Tera::new().add_raw_template(name, text).err()?;
        // Alone, a template misses its parents and neighbours; that is judged when all are there.
        matches!(fault.kind(), ErrorKind::SyntaxError(_)).then(|| faults(&fault, own))
    };
    own.iter().filter_map(fault).flatten().collect()
}

/// A fault of Tera; several where it tells several in one text.
pub(super) fn faults(fault: &Error, own: &[ThemeFile]) -> Vec<Diagnostic> {
    match fault.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let told = Diagnostic::error(TEMPLATE, lowered(report.message()));
            let told = match find(own, report.filename()) {
                Some((file, _)) => told.at(Span::new(file.file, report.span().range.clone()), "in this template"),
                None => told.help(built_in_help(report.filename())),
            };
            vec![told]
        }
        ErrorKind::MissingParent { current, parent } => {
            vec![at_top(own, current, format!("template `{current}` extends `{parent}`, which does not exist"))]
        }
        ErrorKind::CircularExtend { tpl, inheritance_chain } => {
            vec![at_top(own, tpl, format!("template `{tpl}` extends itself by way of {}", inheritance_chain.join(", ")))]
        }
        ErrorKind::CircularInclude { tpl, include_chain } => {
            vec![at_top(own, tpl, format!("template `{tpl}` includes itself by way of {}", include_chain.join(", ")))]
        }
        _ => reports(&fault.to_string(), own),
    }
}

/// Several reports in one text: `error: MESSAGE`, then `--> FILE:LINE:COLUMN`.
fn reports(text: &str, own: &[ThemeFile]) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> = Vec::new();
    for line in text.lines() {
        if let Some(message) = line.strip_prefix("error: ") {
            found.push(Diagnostic::error(TEMPLATE, lowered(message)));
        } else if let (Some(place), Some(told)) = (line.trim_start().strip_prefix("--> "), found.last_mut())
            && told.primary.is_none()
        {
            *told = placed(told.clone(), place, own);
        }
    }
    if found.is_empty() { vec![Diagnostic::error(TEMPLATE, lowered(text))] } else { found }
}

/// Puts the caret at `FILE:LINE:COLUMN`, lines and columns counted from 1.
fn placed(told: Diagnostic, place: &str, own: &[ThemeFile]) -> Diagnostic {
    let mut parts = place.rsplitn(3, ':');
    let (column, line) = (parts.next().and_then(|n| n.parse::<usize>().ok()), parts.next().and_then(|n| n.parse::<usize>().ok()));
    let name = parts.next().unwrap_or(place);
    let (Some((file, text)), Some(line), Some(column)) = (find(own, name), line, column) else {
        return told.help(built_in_help(name));
    };
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let here = &text[start..];
    let at = start + here.char_indices().nth(column.saturating_sub(1)).map_or(0, |(at, _)| at);
    let word = text[at..]
        .chars()
        .take_while(|letter| letter.is_alphanumeric() || matches!(letter, '_' | '.' | '"' | '/'))
        .map(char::len_utf8)
        .sum::<usize>();
    told.at(Span::new(file.file, at..at + word.max(1)), "in this template")
}

fn at_top(own: &[ThemeFile], name: &str, message: String) -> Diagnostic {
    let told = Diagnostic::error(TEMPLATE, message);
    let told = match find(own, name) {
        Some((file, text)) => told.at(Span::new(file.file, 0..text.find('\n').unwrap_or(text.len())), "in this template"),
        None => told,
    };
    told.help("the built-in templates are called `__default/NAME`")
}

fn find<'a>(own: &'a [ThemeFile], name: &str) -> Option<(&'a ThemeFile, &'a str)> {
    own.iter().find_map(|file| file.template().filter(|(own, _)| *own == name).map(|(_, text)| (file, text)))
}

/// A built-in template only fails where the site's own files hand it something it does not expect.
fn built_in_help(name: &str) -> String {
    format!("it shows in the built-in template `{name}`; look for what the theme's own templates set or leave out")
}

/// Tera starts its sentences with a capital letter; ours do not.
fn lowered(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
