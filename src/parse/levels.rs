//! Levels of checks, as a site or a record sets them. Knows how codes look, not which there are.

use super::fields::Fields;
use crate::{
    base::diagnostic::Diagnostic,
    model::{
        fault,
        lint::{Level, Lint},
    },
};

const LEVELS: &[(&str, Level)] = &[("allow", Level::Allow), ("warn", Level::Warn), ("deny", Level::Deny)];

/// Reads `lints`.
pub(super) fn read_lints(fields: Fields<'_>) -> Vec<Lint> {
    let mut lints = Vec::new();
    for (code, item) in fields.entries("lints") {
        if !is_code(code.value) {
            let message = format!("there are no checks called `{}`", code.value);
            let mut told = Diagnostic::error(fault::BAD_VALUE, message).at(code.span, "not a code, nor the beginning of one");
            let format_fault = code.value.starts_with('R');
            told = told.help(if format_fault { "faults of the format always count" } else { "codes look like `AP05a` or `MM06`" });
            fields.faults().push(told);
            continue;
        }
        if let Some(level) = item.word(LEVELS) {
            lints.push(Lint { code: code.value.to_owned(), level });
        }
    }
    lints
}

/// `AP`, `AP05`, `AP05a`, `MM`, `MM06`.
pub(super) fn is_code(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("AP").or_else(|| text.strip_prefix("MM")) else {
        return false;
    };
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let letters = &rest[digits..];
    digits <= 2 && (letters.is_empty() || digits == 2 && letters.len() == 1 && letters.as_bytes()[0].is_ascii_lowercase())
}
