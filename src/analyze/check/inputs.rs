//! MM20, MM21: figures that go in, against the shape of their range and against what is usual.

use super::{Evidence, Found, Message, Outcome, evidence::TOLERANCE, message::Part, say};
use crate::{
    base::source::Span,
    model::{
        cost::{Cost, CostKind, Tariff, UnitPrice},
        framework::Typical,
        quantity::{Amount, Shape},
        record::Alternative,
    },
};

/// First months whose one-off costs count as paid up front.
const UPFRONT_MONTHS: u32 = 3;

pub(super) fn wide_ranges(evidence: &Evidence<'_>) -> Outcome {
    evidence.matrix?;
    let mut found = Vec::new();
    let bound = evidence.thresholds().wide_range - TOLERANCE;
    let mut look = |amount: Amount, span: Span, path: &dyn Fn() -> String| {
        if amount.shape != Shape::LogTriangular && amount.low > 0.0 && amount.high / amount.low >= bound {
            let times = Part::Times(amount.high / amount.low);
            let ends = say![" goes from ", Part::Figure(amount.low), " to ", Part::Figure(amount.high), ", ", times, " times as much, "];
            let shape = say!["and its shape is ", Part::Words(amount.shape.word().into())];
            found.push(Found::new(span, say![Part::Quoted(path())].and(ends).and(shape)).about(path()));
        }
    };
    for volume in evidence.record.tco.iter().flat_map(|tco| &tco.volumes) {
        look(volume.amount, volume.span, &|| format!("volumes.{}.amount", volume.id));
        look(volume.growth, volume.span, &|| format!("volumes.{}.growth", volume.id));
    }
    for option in &evidence.record.options {
        for cost in option.costing.own() {
            for (field, amount) in amounts(cost).into_iter().flatten() {
                look(amount, cost.terms.span, &|| format!("costs.{}.{}.{field}", option.id, cost.terms.id));
            }
        }
    }
    Some(found)
}

/// What may be a range in a cost, with the name of its field.
fn amounts(cost: &Cost) -> [Option<(&'static str, Amount)>; 2] {
    match &cost.kind {
        CostKind::Once { amount, .. } | CostKind::Recurring { amount, .. } | CostKind::Exit { amount } => [Some(("amount", *amount)), None],
        CostKind::Team { fte, annual_cost, .. } => [Some(("fte", *fte)), Some(("annual_cost", *annual_cost))],
        CostKind::Usage { tariff: Tariff::Flat(UnitPrice::Fixed(price)), .. }
        | CostKind::Capacity { price: UnitPrice::Fixed(price), .. } => [Some(("price", *price)), None],
        CostKind::Usage { .. } | CostKind::Capacity { .. } => [None, None],
    }
}

pub(super) fn unusual(evidence: &Evidence<'_>) -> Outcome {
    evidence.matrix?;
    let framework = evidence.site.framework_of(evidence.record)?;
    let mut found = Vec::new();
    for (ix, option) in evidence.record.option_ixs().zip(&evidence.record.options) {
        let Some(track) = option.track else { continue };
        let typical = &framework.tracks[track.index()].typical;
        let mut tell = |field: &'static str, message: Message| {
            found.push(Found::new(option.span, message).about(field).of_option(ix));
        };
        if let (Some(time), Some(Typical::Time(usual))) = (option.time, &typical.time)
            && let (low, high) = usual.months()
            && !is_within(time.middle_months(), low, high)
        {
            tell("time", say![ix, " takes ", Part::Time(time), " to production; usual are ", Part::Time(*usual)]);
        }
        if let (Some(paid), Some(Typical::Range(low, high))) = (upfront(option), &typical.upfront)
            && !is_within(paid, *low, high.limit())
        {
            let own = say![ix, " pays ", Part::Money(paid), " once in the first three months; "];
            tell("upfront", own.and(usual((*low, high.limit()), Part::Money)));
        }
        if let (Some(people), Some(Typical::Range(low, high))) = (largest_team(option, evidence), &typical.team)
            && !is_within(people, *low, high.limit())
        {
            let own = say![ix, " has a team of ", Part::Figure(people), " at its largest; "];
            tell("team", own.and(usual((*low, high.limit()), Part::Figure)));
        }
    }
    Some(found)
}

fn is_within(value: f64, low: f64, high: f64) -> bool {
    value >= low * (1.0 - TOLERANCE) && value <= high * (1.0 + TOLERANCE)
}

/// `usual are 3 to 8`, `usual are 3 and more`.
fn usual((low, high): (f64, f64), part: impl Fn(f64) -> Part) -> Message {
    if high.is_finite() { say!["usual are ", part(low), " to ", part(high)] } else { say!["usual are ", part(low), " and more"] }
}

/// What an option pays once in its first months, in the record's currency; `None` without such costs, or where a rate is missing.
fn upfront(option: &Alternative) -> Option<f64> {
    let amounts = option.costing.own().iter().filter_map(|cost| match &cost.kind {
        CostKind::Once { amount, month } if *month < UPFRONT_MONTHS => Some(cost.rate.map(|rate| amount.likely * rate)),
        _ => None,
    });
    amounts.reduce(|sum, next| Some(sum? + next?)).flatten()
}

/// The most people that an option pays for in any month; `None` where it pays for none.
fn largest_team(option: &Alternative, evidence: &Evidence<'_>) -> Option<f64> {
    let months = evidence.record.tco.as_ref()?.months;
    let teams: Vec<(u32, u32, f64)> = option
        .costing
        .own()
        .iter()
        .filter_map(|cost| match &cost.kind {
            CostKind::Team { fte, .. } => Some((cost.terms.start, cost.terms.end.unwrap_or(months), fte.likely)),
            _ => None,
        })
        .collect();
    // The sum changes only where a team starts.
    let at = |month: u32| teams.iter().filter(|(start, end, _)| *start <= month && month < *end).map(|(_, _, fte)| fte).sum::<f64>();
    teams.iter().map(|(start, _, _)| at(*start)).reduce(f64::max)
}
