//! AP03: overlooking what use costs at scale.

use super::{
    Evidence, Found, Outcome,
    evidence::{TOLERANCE, peak_year_usage},
    message::Part,
    once, say,
};
use crate::model::{
    OptionIx,
    cost::{Basis, CostKind, Costing, Volume},
    framework::Role,
};

/// Asks `condition` where something is bought and its costs can be read.
fn for_bought(evidence: &Evidence<'_>, condition: impl FnOnce() -> Outcome) -> Outcome {
    if !evidence.has_role(&[Role::Buy])? {
        return once(None);
    }
    // What is wrong with faulty costs has been told where they stand.
    let faulty = |ix: OptionIx| matches!(evidence.record.option(ix).costing, Costing::Faulty);
    if evidence.chosen_parts().any(faulty) { None } else { condition() }
}

pub(super) fn no_usage(evidence: &Evidence<'_>) -> Outcome {
    for_bought(evidence, || {
        let bought = evidence.part_of_role(&[Role::Buy])?;
        let missing = evidence.usage().next().is_none();
        let message = say![bought, " is bought, and nothing of what it costs follows a volume"];
        once(missing.then(|| Found::new(evidence.record.option(bought).span, message).of_option(bought)))
    })
}

pub(super) fn not_production(evidence: &Evidence<'_>) -> Outcome {
    for_bought(evidence, || {
        let volumes = evidence.record.tco.as_ref().map_or(&[][..], |tco| &tco.volumes);
        let mut used: Vec<usize> = evidence
            .usage()
            .filter_map(|cost| if let CostKind::Usage { volume, .. } = &cost.kind { Some(volume.index()) } else { None })
            .collect();
        used.sort_unstable();
        used.dedup();
        let guessed = used.into_iter().filter_map(|at| volumes.get(at)).filter(|volume| volume.basis != Some(Basis::Production));
        Some(guessed.map(of_another_basis).collect())
    })
}

fn of_another_basis(volume: &Volume) -> Found {
    let quoted = Part::Quoted(volume.id.clone());
    let message = match volume.basis {
        Some(Basis::Demo) => say!["the volume ", quoted, " that the bill follows is that of a demonstration"],
        Some(Basis::Pilot) => say!["the volume ", quoted, " that the bill follows is that of a pilot"],
        _ => say!["nothing says that the volume ", quoted, " that the bill follows is that of production"],
    };
    Found::new(volume.span, message).about(volume.id.clone())
}

/// What use costs in the dearest year, where that reaches the alarm.
fn alarming(evidence: &Evidence<'_>) -> Option<f64> {
    let peak = peak_year_usage(evidence.record, evidence.costs?, evidence.record.chosen?)?;
    (peak >= evidence.thresholds().usage_alarm - TOLERANCE).then_some(peak)
}

/// The cheapest of the options that were not chosen, with its present value.
fn cheapest_other(evidence: &Evidence<'_>) -> Option<(OptionIx, f64)> {
    let costs = evidence.costs?;
    let other = costs.cheapest(|ix| Some(ix) != evidence.record.chosen)?;
    Some((other, costs.option(other)?.present_value))
}

pub(super) fn nothing_to_compare(evidence: &Evidence<'_>) -> Outcome {
    for_bought(evidence, || {
        let peak = alarming(evidence).filter(|_| cheapest_other(evidence).is_none());
        once(peak.map(|peak| {
            let message = say!["use costs ", Part::Money(peak), " in its dearest year, and no other option is costed"];
            Found::new(evidence.choice_span(), message)
        }))
    })
}

pub(super) fn undercut(evidence: &Evidence<'_>) -> Outcome {
    for_bought(evidence, || {
        let found = || {
            let peak = alarming(evidence)?;
            let (other, present_value) = cheapest_other(evidence)?;
            let own = evidence.costs?.option(evidence.record.chosen?)?.present_value;
            (present_value < own).then(|| {
                let figures = say!["use costs ", Part::Money(peak), " in its dearest year, and ", other, " costs less over the horizon: "];
                let values = say![Part::Money(present_value), " against ", Part::Money(own), " present value"];
                Found::new(evidence.choice_span(), figures.and(values)).of_option(other)
            })
        };
        once(found())
    })
}
