//! Levels of checks, as a site or a record sets them; and codes of checks, wherever a file names some.

use super::{fields::Fields, toml::Faults};
use crate::{
    base::{diagnostic::Diagnostic, edit_distance::nearest, source::Span},
    model::{
        check, fault,
        lint::{Level, Lint},
    },
};

/// Reads `lints`.
pub(super) fn read_lints(fields: Fields<'_>) -> Vec<Lint> {
    let mut lints = Vec::new();
    for (code, item) in fields.entries("lints") {
        if !is_known(code.value, code.span, fields.faults()) {
            continue;
        }
        if let Some(level) = item.word(Level::WORDS) {
            lints.push(Lint { code: code.value.to_owned(), level });
        }
    }
    lints
}

/// Whether a text is the code of a check, or the beginning of some; told where it is not (R0004).
pub(super) fn is_known(text: &str, span: Span, faults: &Faults) -> bool {
    if check::starting(text).next().is_some() {
        return true;
    }
    let told = Diagnostic::error(fault::BAD_VALUE, format!("there are no checks called `{text}`"));
    let told = told.at(span, "not a code, nor the beginning of one");
    let codes = check::all().map(|check| check.code.0).chain(check::FAMILIES.iter().map(|family| family.prefix));
    faults.push(match nearest(text, codes) {
        _ if text.starts_with('R') => told.help("faults of the format always count"),
        Some(near) => told.help(format!("did you mean `{near}`?")),
        None => told.help("codes look like `AP05a` or `MM06`"),
    });
    false
}
