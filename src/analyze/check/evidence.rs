//! What checks look at, and the questions that several of them ask of it.

use crate::{
    analyze::{cost::Costs, drift::Drift, matrix::Matrix, review::Review, robustness::Robustness},
    base::source::Span,
    model::{
        OptionIx,
        cost::{Cost, CostKind, Costing},
        framework::{Role, Thresholds},
        record::{Evaluation, Record},
        site::Site,
    },
};

/// Tolerance of comparisons that include the bound, in favour of firing (maths.md, 4).
pub(super) const TOLERANCE: f64 = 1e-9;

/// What checks look at.
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
    /// How firm the matrix is.
    pub robustness: Option<&'a Robustness>,
    /// When it is to be looked at.
    pub review: Option<&'a Review>,
    /// What today's prices make of it.
    pub drift: Option<&'a Drift>,
}

impl<'a> Evidence<'a> {
    /// What the record's checks compare with.
    pub(super) fn thresholds(&self) -> &'a Thresholds {
        self.site.thresholds_of(self.record)
    }

    /// The chosen option and, where it is made of others, its components.
    pub(super) fn chosen_parts(&self) -> impl Iterator<Item = OptionIx> + Clone + use<'a> {
        let record = self.record;
        let costing = record.chosen.map(|chosen| &record.option(chosen).costing);
        let mixed = match costing {
            Some(Costing::Mix { parts, .. }) => parts.as_slice(),
            _ => &[],
        };
        let steps = match costing {
            Some(Costing::Phases { steps, .. }) => steps.as_slice(),
            _ => &[],
        };
        record.chosen.into_iter().chain(mixed.iter().map(|part| part.option)).chain(steps.iter().map(|step| step.option))
    }

    /// Whether the chosen option or a component has one of these roles; `None` while no role is known.
    pub(super) fn has_role(&self, asked: &[Role]) -> Option<bool> {
        let mut known = false;
        for role in self.chosen_parts().filter_map(|ix| self.record.option(ix).role) {
            known = true;
            if asked.contains(&role) {
                return Some(true);
            }
        }
        known.then_some(false)
    }

    /// The first of the chosen option and its components that has one of these roles.
    pub(super) fn part_of_role(&self, asked: &[Role]) -> Option<OptionIx> {
        self.chosen_parts().find(|ix| self.record.option(*ix).role.is_some_and(|role| asked.contains(&role)))
    }

    /// What was measured.
    pub(super) fn evaluation(&self) -> Option<&'a Evaluation> {
        self.record.evaluation.as_ref()
    }

    /// Costs by use of the chosen option itself and of its components that buy.
    pub(super) fn usage(&self) -> impl Iterator<Item = &'a Cost> + use<'a> {
        let record = self.record;
        let counts = move |ix: &OptionIx| Some(*ix) == record.chosen || record.option(*ix).role == Some(Role::Buy);
        let costs = self.chosen_parts().filter(counts).flat_map(|ix| record.option(ix).costing.own());
        costs.filter(|cost| matches!(cost.kind, CostKind::Usage { .. }))
    }

    /// Where the choice is written.
    pub(super) fn choice_span(&self) -> Span {
        self.record.places.chosen.unwrap_or(self.record.span)
    }

    /// Where the measurements are written; where there are none, the choice that asks for them.
    pub(super) fn evaluation_span(&self) -> Span {
        self.record.places.evaluation.unwrap_or_else(|| self.choice_span())
    }
}

/// What use costs in the dearest year of the horizon, in the record's currency; `None` where the option is not costed or nothing is used.
pub fn peak_year_usage(record: &Record, costs: &Costs, option: OptionIx) -> Option<f64> {
    let cost = costs.option(option)?;
    let mut years: Vec<f64> = Vec::new();
    for line in cost.lines.iter().filter(|line| matches!(line.cost(record).kind, CostKind::Usage { .. })) {
        years.resize(line.years.len(), 0.0);
        years.iter_mut().zip(&line.years).for_each(|(sum, year)| *sum += year);
    }
    years.into_iter().reduce(f64::max)
}
