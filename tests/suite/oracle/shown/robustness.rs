//! How firm an answer is, in the oracle's words.

use rationale::{
    analyze::{
        matrix::Matrix,
        robustness::{Robustness, WeightFlip, WinShares},
    },
    model::record::Record,
};
use serde_json::{Map, Value, json};

use super::{by_criterion, id, ids};

/// Everything under `matrix` that says how firm the answer is.
pub(crate) fn robustness(record: &Record, matrix: &Matrix, found: &Robustness) -> Value {
    let flips = record.criteria.iter().zip(&found.flips).map(|(criterion, flip)| {
        let flip = flip.as_ref().expect("each case has a single winner and no criterion that has everything");
        (criterion.terms.id.clone(), weight_flip(record, flip))
    });
    let benefit = record.options.iter().zip(&found.benefit).filter_map(|(option, benefit)| Some((option.id.clone(), json!((*benefit)?))));
    let dominated = found.dominated.iter().map(|(worse, better)| ids(record, &[*worse, *better]));
    json!({
        "flips": flips.collect::<Map<_, _>>(),
        "score_flips": score_flips(record, found),
        "win_share": shares(record, matrix, found.win_share.as_ref()),
        "win_share_ordered": shares(record, matrix, found.win_share_ordered.as_ref()),
        "dominated": dominated.collect::<Vec<_>>(),
        "benefit_without_cost": benefit.collect::<Map<_, _>>(),
        "frontier": ids(record, &found.frontier),
        "implied_price_of_one_point": by_criterion(record, found.price_of_one_point.iter().copied()),
    })
}

pub(crate) fn weight_flip(record: &Record, flip: &WeightFlip) -> Value {
    json!({
        "weight": flip.weight,
        "low": flip.low.map(|low| low.share),
        "low_to": id(record, flip.low.map(|low| low.to)),
        "high": flip.high.map(|high| high.share),
        "high_to": id(record, flip.high.map(|high| high.to)),
        "smallest_change": flip.smallest_change(),
        "low_points": flip.low.and_then(|low| low.points),
        "high_points": flip.high.and_then(|high| high.points),
    })
}

pub(crate) fn score_flips(record: &Record, found: &Robustness) -> Value {
    let flips = found.cell_flips.iter().map(|flip| {
        json!({
            "option": id(record, Some(flip.option)),
            "criterion": record.criteria[flip.criterion.index()].terms.id,
            "change": flip.change,
            "versus": id(record, Some(flip.versus)),
        })
    });
    flips.collect::<Vec<_>>().into()
}

/// The oracle lists the options that take part.
fn shares(record: &Record, matrix: &Matrix, shares: Option<&WinShares>) -> Value {
    let Some(shares) = shares else { return Value::Null };
    let options = record.options.iter().zip(&matrix.rows).zip(&shares.shares);
    let taking_part = options.filter(|((_, row), _)| row.takes_part());
    taking_part.map(|((option, _), share)| (option.id.clone(), json!(share))).collect::<Map<_, _>>().into()
}
