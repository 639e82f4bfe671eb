//! An analysis in the oracle's words, so that trees can be compared.

pub(super) mod chance;
pub(crate) mod drift;
pub(crate) mod robustness;

use rationale::{
    analyze::{
        cost::Costs,
        matrix::{Matrix, Row},
        review::Review,
    },
    model::{OptionIx, record::Record},
};
use serde_json::{Map, Value, json};

/// A table by criterion, leaving out what is not there.
fn by_criterion(record: &Record, values: impl Iterator<Item = Option<f64>>) -> Value {
    let ids = record.criteria.iter().map(|criterion| criterion.terms.id.clone());
    ids.zip(values).filter_map(|(id, value)| Some((id, json!(value?)))).collect::<Map<_, _>>().into()
}

fn by_option<T>(record: &Record, values: &[T], show: impl Fn(&T) -> Value) -> Value {
    record.options.iter().zip(values).map(|(option, value)| (option.id.clone(), show(value))).collect::<Map<_, _>>().into()
}

fn id(record: &Record, ix: Option<OptionIx>) -> Value {
    ix.map(|ix| record.option(ix).id.clone()).into()
}

fn ids(record: &Record, ixs: &[OptionIx]) -> Value {
    ixs.iter().map(|ix| record.option(*ix).id.clone()).collect::<Vec<_>>().into()
}

pub(super) fn matrix(record: &Record, matrix: &Matrix) -> Value {
    let outside = record.options.iter().zip(&matrix.rows).flat_map(|(option, row)| {
        let columns = record.criteria.iter().zip(&row.outside).filter(|(_, outside)| **outside);
        columns.map(move |(criterion, _)| json!([option.id, criterion.terms.id]))
    });
    json!({
        "weights": by_criterion(record, matrix.weights.iter().copied().map(Some)),
        "values": by_option(record, &matrix.rows, |row| values(record, row)),
        "natural": by_option(record, &matrix.rows, |row| by_criterion(record, row.natural.iter().copied())),
        "spread": by_option(record, &matrix.rows, |row| by_criterion(record, row.spread.iter().copied())),
        "gap": matrix.gap.as_ref().map(|gap| by_criterion(record, gap.iter().copied().map(Some))),
        "result": result(record, matrix),
        "stakeholder_winners": record.voices.iter().zip(&matrix.voice_winners)
            .map(|(voice, winner)| (voice.id.clone(), id(record, *winner))).collect::<Map<_, _>>(),
        "outside_anchors": outside.collect::<Vec<_>>(),
    })
}

fn values(record: &Record, row: &Row) -> Value {
    let ids = record.criteria.iter().map(|criterion| criterion.terms.id.clone());
    ids.zip(&row.values).map(|(id, value)| (id, json!(value))).collect::<Map<_, _>>().into()
}

pub(super) fn result(record: &Record, matrix: &Matrix) -> Value {
    let criterion = |ix: &rationale::model::CriterionIx| record.criteria[ix.index()].terms.id.clone();
    json!({
        "options": by_option(record, &matrix.rows, |row| json!({
            "contribution": by_criterion(record, row.contribution.iter().copied()),
            "missing": row.missing.iter().map(criterion).collect::<Vec<_>>(),
            "score": row.score,
            "low": row.low,
            "high": row.high,
            "failed_musts": row.failed_musts.iter().map(|must| criterion(&must.criterion)).collect::<Vec<_>>(),
            "eligible": row.eligible,
            "rank": row.rank,
        })),
        "winner": id(record, matrix.winner),
        "winners": ids(record, &matrix.winners),
        "runner_up": id(record, matrix.runner_up),
        "margin": matrix.margin,
        "status": matrix.status.word(),
        "blocked_leader": id(record, matrix.blocked_leader),
        "could_still_win": ids(record, &matrix.could_still_win),
    })
}

pub(super) fn tables(record: &Record, costs: &Costs) -> Value {
    let tables = record.option_ixs().filter_map(|ix| {
        let cost = costs.option(ix)?;
        let items = cost.lines.iter().map(|line| {
            let name = &line.cost(record).terms.id;
            // Costs of a component carry its name.
            let name = if line.option == ix { name.to_string() } else { format!("{}/{name}", record.option(line.option).id) };
            (name, json!({ "total": line.total, "pv": line.present_value }))
        });
        let table = json!({
            "years": cost.years,
            "total": cost.total,
            "pv": cost.present_value,
            "items": items.collect::<Map<_, _>>(),
            "unit_cost": cost.unit_cost,
            "levelised_unit_cost": cost.levelised_unit_cost,
        });
        Some((record.option(ix).id.clone(), table))
    });
    tables.collect::<Map<_, _>>().into()
}

/// The month of the pair that `wanted` names.
pub(super) fn payback(record: &Record, costs: &Costs, wanted: &Value) -> Value {
    let named = |ix: OptionIx, key: &str| record.option(ix).id == wanted[key].as_str().expect("an option's id");
    let pair = costs.paybacks.iter().find(|pair| named(pair.option, "option") && named(pair.versus, "versus"));
    json!(pair.expect("every ordered pair of costed options").month)
}

pub(super) fn review(review: &Review) -> Value {
    json!({
        "next": review.next.map(|day| day.to_string()),
        "state": review.state.word(),
        "days_to_due": review.days_to_due,
        "schedule": review.schedule.iter().map(ToString::to_string).collect::<Vec<_>>(),
    })
}
