//! The trade-off table of a framework: a row a factor, a cell a track.

use schemars::JsonSchema;
use serde::Serialize;

use super::{
    number::NumberFormat,
    typical::{Unit, typical},
};
use crate::model::framework::Framework;

/// A factor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FactorRow<'a> {
    /// Its name.
    pub name: &'a str,
    /// A cell a track; null where the framework says nothing.
    pub cells: Vec<Option<String>>,
}

/// The table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FactorTable<'a> {
    /// Names of the tracks that it speaks of.
    pub tracks: Vec<&'a str>,
    /// The factors.
    pub rows: Vec<FactorRow<'a>>,
}

/// The table of a framework; `None` without factors. Tracks that no factor speaks of are left out.
pub fn factors(numbers: NumberFormat, framework: &Framework) -> Option<FactorTable<'_>> {
    let told: Vec<usize> =
        (0..framework.tracks.len()).filter(|at| framework.factors.iter().any(|factor| factor.cells[*at].is_some())).collect();
    let rows = framework.factors.iter().map(|factor| {
        let unit = match factor.unit.as_deref() {
            // An ISO 4217 code is money, anything else a plain word.
            Some(code) if code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase()) => Unit::Money(code),
            Some("people") => Unit::People,
            Some(name) => Unit::Named(name),
            None => Unit::Named(""),
        };
        let cell = |at: &usize| factor.cells[*at].as_ref().map(|cell| typical(numbers, cell, unit));
        FactorRow { name: &factor.name, cells: told.iter().map(cell).collect() }
    });
    (!told.is_empty())
        .then(|| FactorTable { tracks: told.iter().map(|at| framework.tracks[*at].name.as_str()).collect(), rows: rows.collect() })
}
