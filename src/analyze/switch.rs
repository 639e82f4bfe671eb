//! The best month to go over from one option to another (maths.md, 3.12). Every month is tried; running sums over the months
//! make each try cheap. Knows costs, not what a reader does with the month.

use super::cost::{
    Costs,
    flow::{self, Payment},
    grid::Grid,
    growth::price_factor,
    part::{self, Part},
};
use crate::model::{
    OptionIx,
    cost::{Billing, Cost, CostKind, Costing, Per},
    record::{Alternative, Record},
};

/// Part of the money compared that counts as floating-point noise: the earlier of two equal months wins.
const NOISE: f64 = 1e-12;

/// The best month of an option of two phases.
#[derive(Debug, Clone, PartialEq)]
pub struct BestSwitch {
    /// The option of two phases.
    pub option: OptionIx,
    /// The month, from 0, in which the second phase should take over; the smallest of equals.
    pub month: u32,
    /// Present value of the option with that month.
    pub present_value: f64,
    /// Present value of staying with the first phase for good.
    pub never: f64,
    /// Present value by month of the switch, from the lead time to the last month.
    pub at: Vec<(u32, f64)>,
}

impl BestSwitch {
    /// Whether staying with the first phase for good costs less than the best month.
    pub fn is_never(&self) -> bool {
        self.never < self.present_value
    }
}

/// The best month of every costed option of two phases, in the record's order, with the prices that `costs` were worked out with.
///
/// One whose lead time is longer than the horizon has none.
pub fn analyze(record: &Record, costs: &Costs) -> Vec<BestSwitch> {
    let Some(tco) = record.tco.as_ref().filter(|_| record.options.iter().any(has_two_phases)) else {
        return Vec::new();
    };
    let desk = Desk { record, costs, grid: Grid::new(tco) };
    record.option_ixs().filter(|ix| costs.option(*ix).is_some()).filter_map(|ix| desk.best(ix)).collect()
}

fn has_two_phases(option: &Alternative) -> bool {
    matches!(&option.costing, Costing::Phases { steps, .. } if steps.len() == 2)
}

/// What the months are tried with.
struct Desk<'a> {
    record: &'a Record,
    costs: &'a Costs,
    grid: Grid,
}

impl Desk<'_> {
    fn best(&self, ix: OptionIx) -> Option<BestSwitch> {
        let record = self.record;
        if !has_two_phases(record.option(ix)) {
            return None;
        }
        let months = self.grid.months;
        let [own, first, second] = part::parts(record, ix, months)?.try_into().ok()?;
        let lead = second.serves_from - second.from;
        let own = own.costs(record).iter().map(|cost| self.present_value(cost, own)).sum::<Option<f64>>()?;
        let first = First::new(self, Part { end: months, leaves: false, ..first })?;
        let second: Vec<Second<'_>> = second.costs(record).iter().map(|cost| self.second(cost, second)).collect::<Option<_>>()?;
        let at: Vec<(u32, f64)> = (first.part.from.saturating_add(lead)..months)
            .map(|month| {
                let later = second.iter().map(|cost| cost.present_value(&self.grid, (month - lead, month))).sum::<f64>();
                (month, own + first.present_value(&self.grid, month) + later)
            })
            .collect();
        let earlier = |best: (u32, f64), next: (u32, f64)| if next.1 < best.1 - NOISE * best.1.abs() { next } else { best };
        let (month, present_value) = at.iter().copied().reduce(earlier)?;
        Some(BestSwitch { option: ix, month, present_value, never: *first.until.last()?, at })
    }

    fn present_value(&self, cost: &Cost, part: Part) -> Option<f64> {
        let scale = self.scale(cost, part)?;
        Some(scale * discounted(cost, part, &self.grid))
    }

    fn scale(&self, cost: &Cost, part: Part) -> Option<f64> {
        flow::scale(cost, part, |price| self.costs.price_of(price))
    }

    fn second<'r>(&self, cost: &'r Cost, part: Part) -> Option<Second<'r>> {
        let months = (0..self.grid.months).map(|month| {
            let factor = cost.terms.price_change.as_ref().map_or(1.0, |change| price_factor(change, month));
            factor * flow::weight_in_arrears(&cost.kind, part, &self.grid, (month, 0)) * self.grid.discount[month as usize + 1]
        });
        let part = Part { end: self.grid.months, leaves: false, ..part };
        Some(Second { cost, part, scale: self.scale(cost, part)?, until: is_steady(&cost.kind).then(|| running_sum(months)) })
    }
}

/// The first phase, which ends where the second takes over.
struct First<'a> {
    part: Part,
    /// Present value of all costs before a month, from month 0 to the horizon, without what leaving costs.
    until: Vec<f64>,
    /// What leaving costs, and its scale.
    exits: Vec<(&'a Cost, f64)>,
}

impl<'a> First<'a> {
    fn new(desk: &Desk<'a>, part: Part) -> Option<Self> {
        let mut months = vec![0.0; desk.grid.months as usize];
        let mut exits = Vec::new();
        for cost in part.costs(desk.record) {
            let scale = desk.scale(cost, part)?;
            if let CostKind::Exit { .. } = cost.kind {
                exits.push((cost, scale));
            }
            flow::walk(cost, part, &desk.grid, |payment| months[payment.month as usize] += scale * worth(payment, &desk.grid));
        }
        Some(Self { part, until: running_sum(months.into_iter()), exits })
    }

    /// Its present value where it ends at the start of `month`.
    fn present_value(&self, grid: &Grid, month: u32) -> f64 {
        let part = Part { end: month, leaves: true, ..self.part };
        let exits = self.exits.iter().map(|(cost, scale)| scale * discounted(cost, part, grid)).sum::<f64>();
        self.until[month as usize] + exits
    }
}

/// A cost of the second phase, which moves with the month of the switch.
struct Second<'a> {
    cost: &'a Cost,
    part: Part,
    scale: f64,
    /// Discounted weight of all months before a month, where a month weighs the same whenever the phase began.
    until: Option<Vec<f64>>,
}

impl Second<'_> {
    /// Its present value where its phase starts in month `from` and serves from month `serves_from`.
    fn present_value(&self, grid: &Grid, (from, serves_from): (u32, u32)) -> f64 {
        let part = Part { from, serves_from, ..self.part };
        let weight = self.until.as_ref().map_or_else(
            || discounted(self.cost, part, grid),
            |until| {
                let months = flow::active_months(self.cost, part);
                if months.is_empty() { 0.0 } else { until[months.end as usize] - until[months.start as usize] }
            },
        );
        self.scale * weight
    }
}

/// Whether what a month costs does not depend on when the cost began, and is paid at the month's end.
fn is_steady(kind: &CostKind) -> bool {
    match kind {
        CostKind::Recurring { per, billing, .. } => *per == Per::Month || *billing == Billing::Monthly,
        CostKind::Team { ramp_months, .. } => *ramp_months == 0,
        CostKind::Usage { .. } | CostKind::Capacity { .. } => true,
        CostKind::Once { .. } | CostKind::Exit { .. } => false,
    }
}

/// Discounted weight of all payments of a cost.
fn discounted(cost: &Cost, part: Part, grid: &Grid) -> f64 {
    let mut sum = 0.0;
    flow::walk(cost, part, grid, |payment| sum += worth(payment, grid));
    sum
}

fn worth(payment: Payment, grid: &Grid) -> f64 {
    payment.weight * grid.discount[payment.paid_after as usize]
}

/// Sums of all values before each place, the whole sum last.
fn running_sum(values: impl Iterator<Item = f64>) -> Vec<f64> {
    let sums = values.scan(0.0, |sum, value| {
        *sum += value;
        Some(*sum)
    });
    std::iter::once(0.0).chain(sums).collect()
}
