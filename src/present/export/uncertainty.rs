//! What ranges mean, as data.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Keyed, Number};
use crate::{
    analyze::uncertainty::Uncertainty,
    model::{OptionIx, record::Record},
};

/// One input alone at both ends of its range, all else likely.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SwingExport<'a> {
    /// Its path in the front matter: `costs.buy.api.price`.
    pub input: &'a str,
    /// Present value with the input at its low end.
    pub at_low: Number,
    /// Present value with the input at its high end.
    pub at_high: Number,
    /// Distance between the two.
    pub swing: Number,
}

/// What moves each option, largest swing first; null where it is not costed.
pub(super) fn tornado<'a>(record: &'a Record, uncertainty: &'a Uncertainty) -> Keyed<&'a str, Option<Vec<SwingExport<'a>>>> {
    let swings = |ix: OptionIx| {
        let swings = uncertainty.tornado[ix.index()].iter().map(|swing| SwingExport {
            input: &uncertainty.inputs[swing.input].path,
            at_low: Number(swing.at_low),
            at_high: Number(swing.at_high),
            swing: Number(swing.swing()),
        });
        uncertainty.spreads[ix.index()].map(|_| swings.collect())
    };
    record.option_ixs().map(|ix| (record.option(ix).id.as_str(), swings(ix))).collect()
}

/// A chance an option; null where there is none to tell.
pub(super) fn chances(record: &Record, chances: impl IntoIterator<Item = Option<f64>>) -> Keyed<&str, Option<Number>> {
    record.options.iter().zip(chances).map(|(option, chance)| (option.id.as_str(), chance.map(Number))).collect()
}
