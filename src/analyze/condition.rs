//! Conditions of checks that checklist items name (maths.md, 4). Whether a condition holds is asked here without regard to a
//! record's status; who is told of it, and how loudly, is not this file's business.

use super::{cost::Costs, matrix::Matrix};
use crate::model::{
    OptionIx,
    cost::{Basis, Cost, CostKind, Costing},
    framework::Role,
    record::Record,
    site::Site,
};

/// Tolerance of comparisons with thresholds, in favour of firing (maths.md, 4).
const TOLERANCE: f64 = 1e-9;

/// What a condition looks at.
#[derive(Debug, Clone, Copy)]
pub struct Evidence<'a> {
    /// The site.
    pub site: &'a Site,
    /// The record.
    pub record: &'a Record,
    /// Its costs.
    pub costs: Option<&'a Costs>,
    /// Its matrix.
    pub matrix: Option<&'a Matrix>,
}

/// What became of a condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It holds: the check would speak.
    Fires,
    /// It does not hold.
    Silent,
    /// It says nothing here: no option is chosen, its role is not known, or there is no matrix.
    Idle,
}

/// Tells what becomes of one condition; `None` where it says nothing.
type Condition = fn(&Evidence<'_>) -> Option<bool>;

/// The conditions that are known, by the code of their check.
const CONDITIONS: &[(&str, Condition)] = &[
    ("AP01a", |it| it.has_role(&[Role::Build]).map(|applies| applies && !it.has_baseline())),
    ("AP02a", |it| it.for_adapted(|total, _| total.is_none())),
    ("AP02b", |it| it.for_adapted(|_, learnable| learnable.is_some_and(|n| n < it.site.thresholds_of(it.record).min_examples))),
    ("AP02c", |it| {
        let limits = it.site.thresholds_of(it.record);
        it.for_adapted(|_, learnable| learnable.is_some_and(|n| n >= limits.min_examples && n < limits.few_examples))
    }),
    ("AP02d", |it| {
        it.for_adapted(|total, _| total.is_some() && it.record.data.as_ref().and_then(|data| data.holdout).is_none_or(|held| held == 0))
    }),
    ("AP03a", |it| it.for_bought(|| it.usage().next().is_none())),
    ("AP03b", |it| it.for_bought(|| it.usage().any(|cost| it.basis_of(cost) != Some(Basis::Production)))),
    ("AP03c", |it| it.for_bought(|| it.usage_alarms() && it.other_present_values().next().is_none())),
    ("AP03d", |it| it.for_bought(|| it.usage_alarms() && it.is_undercut())),
    ("AP04a", |it| it.has_role(&[Role::Build, Role::Adapt]).map(|applies| applies && !it.has_baseline())),
    ("AP04c", |it| it.has_role(&[Role::Build, Role::Buy, Role::Adapt]).map(|applies| applies && it.agreed_too_late())),
    ("AP05a", |it| Some(it.record.review.as_ref().is_none_or(|plan| plan.every_months.is_none() && plan.on.is_none()))),
    ("AP05b", |it| {
        let every = it.record.review.as_ref().and_then(|plan| plan.every_months);
        Some(every.is_some_and(|months| f64::from(months) > it.site.thresholds_of(it.record).review_months))
    }),
    ("MM09", |it| {
        let winner = it.matrix?.winner;
        Some(winner.is_some_and(|winner| it.record.chosen.is_some_and(|chosen| chosen != winner)) && it.record.why.is_none())
    }),
];

/// What becomes of the check `code`: `Fires` as soon as one of the known checks whose code starts so does.
/// `None` for a code that is not known here.
pub fn verdict(code: &str, evidence: &Evidence<'_>) -> Option<Verdict> {
    let known = CONDITIONS.iter().filter(|(name, _)| name.starts_with(code));
    let verdicts = known.map(|(_, condition)| match condition(evidence) {
        Some(true) => Verdict::Fires,
        Some(false) => Verdict::Silent,
        None => Verdict::Idle,
    });
    verdicts.reduce(|one, other| match (one, other) {
        (Verdict::Fires, _) | (_, Verdict::Fires) => Verdict::Fires,
        (Verdict::Silent, _) | (_, Verdict::Silent) => Verdict::Silent,
        (Verdict::Idle, Verdict::Idle) => Verdict::Idle,
    })
}

impl<'a> Evidence<'a> {
    /// The chosen option and, where it is made of others, its components.
    fn chosen_parts(&self) -> Vec<OptionIx> {
        let Some(chosen) = self.record.chosen else {
            return Vec::new();
        };
        let mut parts = vec![chosen];
        match &self.record.option(chosen).costing {
            Costing::Mix { parts: mixed, .. } => parts.extend(mixed.iter().map(|part| part.option)),
            Costing::Phases { steps, .. } => parts.extend(steps.iter().map(|step| step.option)),
            Costing::Uncosted | Costing::Faulty | Costing::Own(_) => {}
        }
        parts
    }

    /// Whether the chosen option or a component has one of these roles; `None` while no role is known.
    fn has_role(&self, asked: &[Role]) -> Option<bool> {
        let roles: Vec<Role> = self.chosen_parts().into_iter().filter_map(|ix| self.record.option(ix).role).collect();
        (!roles.is_empty()).then(|| roles.iter().any(|role| asked.contains(role)))
    }

    fn has_baseline(&self) -> bool {
        self.record.evaluation.as_ref().is_some_and(|evaluation| evaluation.baseline().is_some())
    }

    /// Asks `condition` of what a tuned model learns from: all examples, and those not held out.
    fn for_adapted(&self, condition: impl Fn(Option<u64>, Option<f64>) -> bool) -> Option<bool> {
        let data = self.record.data.as_ref();
        let total = data.and_then(|data| data.examples);
        let learnable = total.map(|total| total.saturating_sub(data.and_then(|data| data.holdout).unwrap_or(0)) as f64);
        self.has_role(&[Role::Adapt]).map(|applies| applies && condition(total, learnable))
    }

    fn for_bought(&self, condition: impl Fn() -> bool) -> Option<bool> {
        self.has_role(&[Role::Buy]).map(|applies| applies && condition())
    }

    /// Costs of the chosen option, components included, that follow a volume by its use.
    fn usage(&self) -> impl Iterator<Item = &'a Cost> + use<'a> {
        let record = self.record;
        let costs = self.chosen_parts().into_iter().flat_map(|ix| record.option(ix).costing.own());
        costs.filter(|cost| matches!(cost.kind, CostKind::Usage { .. }))
    }

    fn basis_of(&self, cost: &Cost) -> Option<Basis> {
        let CostKind::Usage { volume, .. } = &cost.kind else {
            return None;
        };
        self.record.tco.as_ref()?.volumes.get(volume.index())?.basis
    }

    /// Whether the dearest year of use reaches the alarm.
    fn usage_alarms(&self) -> bool {
        let peak = self.record.chosen.and_then(|chosen| peak_year_usage(self.record, self.costs?, chosen));
        peak.is_some_and(|peak| peak >= self.site.thresholds_of(self.record).usage_alarm - TOLERANCE)
    }

    /// Present values of the options that were not chosen.
    fn other_present_values(&self) -> impl Iterator<Item = f64> + use<'a> {
        let chosen = self.record.chosen;
        let costs = self.costs.map_or(&[][..], |costs| &costs.options);
        let others = costs.iter().enumerate().filter(move |(at, _)| Some(OptionIx::at(*at)) != chosen);
        others.filter_map(|(_, cost)| Some(cost.as_ref()?.present_value))
    }

    /// Whether an option that was not chosen costs less.
    fn is_undercut(&self) -> bool {
        let chosen = self.record.chosen.and_then(|chosen| self.costs?.option(chosen)).map(|cost| cost.present_value);
        chosen.is_some_and(|chosen| self.other_present_values().any(|other| other < chosen))
    }

    /// Whether the metric was agreed on after the baseline, or on no day that is known.
    fn agreed_too_late(&self) -> bool {
        let Some(evaluation) = &self.record.evaluation else {
            return true;
        };
        let measured = evaluation.baseline().and_then(|baseline| baseline.on);
        evaluation.agreed_on.is_none_or(|agreed| measured.is_some_and(|measured| agreed > measured))
    }
}

/// What use costs in the dearest year of the horizon, in the record's currency; `None` where the option is not costed or nothing is used.
pub fn peak_year_usage(record: &Record, costs: &Costs, option: OptionIx) -> Option<f64> {
    let groups = costs.option(option)?.by_kind(record);
    groups.into_iter().find(|group| group.key == Some("usage"))?.years.into_iter().reduce(f64::max)
}
