//! MM17, MM18: where several people weigh and score.

use super::{Evidence, Found, Outcome, evidence::TOLERANCE, message::Part, once, say};
use crate::model::{CriterionIx, OptionIx};

pub(super) fn far_apart(evidence: &Evidence<'_>) -> Outcome {
    let matrix = evidence.matrix.filter(|_| !evidence.record.voices.is_empty())?;
    let bound = evidence.thresholds().voice_spread - TOLERANCE;
    let apart = |at: usize| -> Option<Found> {
        let criterion = &evidence.record.criteria[at].terms;
        let spread = |option: &OptionIx| matrix.row(*option).spread[at].filter(|spread| *spread >= bound);
        let options: Vec<OptionIx> = evidence.record.option_ixs().filter(|option| spread(option).is_some()).collect();
        let widest = options.iter().filter_map(spread).reduce(f64::max)?;
        let message = say![
            "on ",
            CriterionIx::at(at),
            " the voices' scores of ",
            Part::Options(options),
            " lie up to ",
            Part::Figure(widest),
            " apart"
        ];
        Some(Found::new(criterion.span, message).about(criterion.id.clone()))
    };
    Some((0..evidence.record.criteria.len()).filter_map(apart).collect())
}

pub(super) fn own_winners(evidence: &Evidence<'_>) -> Outcome {
    let matrix = evidence.matrix.filter(|_| !evidence.record.voices.is_empty())?;
    let winners = &matrix.voice_winners;
    if winners.windows(2).all(|pair| pair[0] == pair[1]) {
        return once(None);
    }
    let mut message = say!["alone, the voices would choose differently: "];
    for (at, winner) in winners.iter().enumerate() {
        let separator = if at == 0 { "" } else { ", " };
        message = message.and(say![separator, Part::Voice(at), ": "]).and(winner.map_or_else(|| say!["none"], |winner| say![winner]));
    }
    once(Some(Found::new(evidence.choice_span(), message)))
}
