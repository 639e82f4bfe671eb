//! The checks, in one list: code, name, level, what each looks for, why, what to do, and the thresholds that it compares with.
//! Plain data: what a check finds in a record is `analyze`'s business. Whoever names a check, names one of these.

mod matrix;
mod patterns;

use crate::base::diagnostic::{Code, Severity};

/// What makes a check speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// What the record says.
    Record,
    /// Only that a day has passed or a price has moved: nobody who changed nothing is held up by it (ruling 3).
    Time,
}

/// A check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Check {
    /// Its code.
    pub code: Code,
    /// Its name for people.
    pub name: &'static str,
    /// How loud it is of itself.
    pub severity: Severity,
    /// Where it is louder or quieter; empty for most.
    pub unless: &'static str,
    /// What makes it speak.
    pub cause: Cause,
    /// What it looks for, with its formula, as one sentence.
    pub looks_for: &'static str,
    /// Why that matters.
    pub why: &'static str,
    /// What to do about it.
    pub remedy: &'static str,
    /// Names of the thresholds that it compares with.
    pub thresholds: &'static [&'static str],
}

impl Check {
    /// The fragment of its entry in lists of checks: `ap06`.
    pub fn anchor(&self) -> String {
        self.code.0.to_ascii_lowercase()
    }
}

/// Checks that watch for one kind of mistake.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Family {
    /// The beginning of their codes.
    pub prefix: &'static str,
    /// The mistake, for people.
    pub name: &'static str,
    /// Who is checked for it.
    pub asked_of: &'static str,
    /// The checks, in order of their codes.
    pub checks: &'static [Check],
}

/// All checks, in order of their codes.
pub const FAMILIES: &[Family] = &[
    patterns::SCRATCH,
    patterns::LITTLE_DATA,
    patterns::COST_AT_SCALE,
    patterns::MEASURED,
    patterns::LOOKED_AT_AGAIN,
    patterns::NINETY_PERCENT,
    matrix::MATRIX,
];

/// All checks, in order of their codes.
pub fn all() -> impl Iterator<Item = &'static Check> {
    FAMILIES.iter().flat_map(|family| family.checks)
}

/// The check of this very code.
pub fn find(code: &str) -> Option<&'static Check> {
    all().find(|check| check.code.0 == code)
}

/// The checks whose codes start so; none for an empty beginning.
pub fn starting(prefix: &str) -> impl Iterator<Item = &'static Check> {
    all().filter(move |check| !prefix.is_empty() && check.code.0.starts_with(prefix))
}
