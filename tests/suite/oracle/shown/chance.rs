//! What ranges mean, in the oracle's words.

use rationale::{
    analyze::uncertainty::{Spread, Swing, Uncertainty},
    model::record::Record,
};
use serde_json::{Value, json};

use super::by_option;

/// The parts of the oracle's `tco` that speak of draws.
pub(crate) const PARTS: [&str; 4] = ["range", "chance_cheapest", "chance_recommended", "tornado"];

pub(crate) fn chance(record: &Record, uncertainty: &Uncertainty) -> Value {
    json!({
        "range": by_option(record, &uncertainty.spreads, |spread| json!(spread.map(self::spread))),
        "chance_cheapest": by_option(record, &uncertainty.chance_cheapest, |chance| json!(chance)),
        "chance_recommended": uncertainty.chance_recommended.as_ref().map(|chances| by_option(record, chances, |chance| json!(chance))),
        "tornado": by_option(record, &uncertainty.tornado, |swings| swings.iter().map(|swing| self::swing(uncertainty, swing)).collect()),
    })
}

fn spread(spread: Spread) -> Value {
    json!({ "p10": spread.p10, "p50": spread.p50, "p90": spread.p90, "mean": spread.mean })
}

fn swing(uncertainty: &Uncertainty, swing: &Swing) -> Value {
    let input = &uncertainty.inputs[swing.input];
    json!({ "input": input.key, "at_low": swing.at_low, "at_high": swing.at_high, "swing": swing.swing() })
}
