//! Then and now in the oracle's words.

use rationale::{
    analyze::{
        drift::{Answer, Drift},
        matrix::MatrixStatus,
    },
    model::{record::Record, site::Site},
};
use serde_json::{Value, json};

use super::{by_option, id};

/// The oracle's `drift` of a record.
pub(crate) fn drift(site: &Site, record: &Record, drift: &Drift) -> Value {
    let price = |ix| site.prices.price(ix).id.clone();
    let moved = drift
        .moved
        .iter()
        .map(|moved| json!({ "sku": price(moved.price), "then": moved.then, "now": moved.now, "change": moved.change }))
        .collect::<Vec<_>>();
    let forecast = drift.forecasts.iter().map(|each| {
        let option = record.option(each.option);
        let item = format!("{}/{}", option.id, option.costing.own()[each.cost.index()].terms.id);
        json!({ "item": item, "forecast": each.forecast, "actual": each.actual, "error": each.error })
    });
    json!({
        "then": answer(record, &drift.then),
        "now": drift.now.as_ref().map(|now| answer(record, now)),
        "flags": drift.flags.iter().map(|flag| flag.word()).collect::<Vec<_>>(),
        "moved": moved,
        "forecast": forecast.collect::<Vec<_>>(),
        "months_elapsed": drift.months_elapsed,
    })
}

fn answer(record: &Record, answer: &Answer) -> Value {
    json!({
        "on": answer.on.to_string(),
        "winner": id(record, answer.winner),
        "status": answer.status.map(MatrixStatus::word),
        "margin": answer.margin,
        "scores": by_option(record, &answer.scores, |score| json!(score)),
        "pv": by_option(record, &answer.present_values, |value| json!(value)),
        // The oracle names the cheapest of all; the flag looks at the eligible ones.
        "cheapest": id(record, answer.cheapest_costed),
    })
}
