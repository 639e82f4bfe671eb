//! Costs that do not simply follow their volume: whole units of capacity, bands of a tariff, capped volumes, uncertain growth.

use super::{Money, Volume, drawn::factor_of_a_month};
use crate::{
    analyze::cost::tariff::{capacity_units, tier_cost},
    model::cost::{Band, TierMode},
};

/// What a month's quantity comes to.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Meter {
    /// Itself.
    Units,
    /// Whole units that each carry so much, and how many there are at least.
    Capacity {
        /// What one carries a month.
        per_unit: f64,
        /// How many there are at least.
        min_units: f64,
    },
    /// By bands.
    Tiers {
        /// How they apply.
        mode: TierMode,
        /// The bands.
        bands: Vec<Band>,
    },
}

impl Meter {
    /// What `quantity` comes to in one month.
    fn read(&self, quantity: f64) -> f64 {
        match self {
            Self::Units => quantity,
            Self::Capacity { per_unit, min_units } => capacity_units(quantity, *per_unit, *min_units),
            Self::Tiers { mode, bands } => tier_cost(*mode, bands, quantity),
        }
    }

    /// Hands each quantity from `least` to `most` at which the meter bends or jumps to `found`.
    fn bounds(&self, (least, most): (f64, f64), found: &mut impl FnMut(f64)) {
        match self {
            Self::Units => {}
            Self::Capacity { per_unit, min_units } => {
                // Bounds below `least` are passed over at once: a large range may hold very many.
                let mut units = min_units.floor().max((least / per_unit).floor()).max(0.0);
                while units * per_unit <= most {
                    found(units * per_unit);
                    units += 1.0;
                }
            }
            Self::Tiers { bands, .. } => {
                bands.iter().filter_map(|band| band.up_to).filter(|bound| (least..=most).contains(bound)).for_each(found);
            }
        }
    }

    /// What a quantity comes to, within which bounds all smaller and all larger quantities stay, and how many pieces lie below it.
    fn reading(&self, quantity: f64) -> Reading {
        let value = self.read(quantity);
        let (mut most_before, mut least_after) = (value, value);
        let pieces = match self {
            Self::Units => 0.0,
            Self::Capacity { .. } => value,
            Self::Tiers { mode, bands } => {
                let bounds = bands.windows(2).filter_map(|pair| Some((pair[0].up_to?, &pair[1])));
                if *mode == TierMode::Volume {
                    // The bill may fall at a bound, and only there: what it is at the bound and just beyond it says how low and how high it gets.
                    for (bound, next) in bounds.clone() {
                        if bound < quantity {
                            most_before = most_before.max(self.read(bound));
                        } else {
                            least_after = least_after.min(next.price * bound + next.flat);
                        }
                    }
                }
                bounds.filter(|(bound, _)| *bound < quantity).count() as f64
            }
        };
        Reading { value, most_before, least_after, pieces }
    }
}

/// A cost at one point of the volume.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Reading {
    /// The cost; at a jump, the one below it.
    pub value: f64,
    /// No smaller volume costs more.
    pub most_before: f64,
    /// No larger volume costs less.
    pub least_after: f64,
    /// Number of straight pieces below, up to a constant.
    pub pieces: f64,
}

impl Reading {
    /// Adds `scale ≥ 0` times `other`.
    pub(super) fn add(&mut self, scale: f64, other: &Self) {
        self.value += scale * other.value;
        self.most_before += scale * other.most_before;
        self.least_after += scale * other.least_after;
        self.pieces += other.pieces;
    }
}

/// Months with the same volume.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Step {
    /// Volume of such a month for an amount of 1; growth left out where that is a range.
    pub(super) volume: f64,
    /// The first of them.
    pub(super) month: u32,
    /// Money of all of them for a meter that reads 1.
    pub(super) money: Money,
}

/// A cost that is metered month by month.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Stepped {
    /// Its volume.
    pub(super) volume: Volume,
    /// Position among the inputs of the volume's growth a year, where that is a range: then each step is one month.
    pub(super) growth: Option<usize>,
    /// Most of the volume in a month.
    pub(super) cap: Option<f64>,
    /// Metered quantity for one unit of volume: share of a mix times multiplier.
    pub(super) quantity: f64,
    /// What the quantity comes to.
    pub(super) meter: Meter,
    /// The months, in order.
    pub(super) steps: Vec<Step>,
}

impl Stepped {
    fn read(&self, volume: f64) -> f64 {
        self.meter.read(self.cap.map_or(volume, |cap| volume.min(cap)) * self.quantity)
    }

    /// Present value for one value an input.
    pub(super) fn present_value(&self, values: &[f64]) -> f64 {
        self.for_amount(self.volume.amount(values), self.growth.map(|at| values[at]))
    }

    /// Present value at an amount of the volume, with one value an input.
    pub(super) fn at(&self, amount: f64, values: &[f64]) -> f64 {
        self.for_amount(amount, self.growth.map(|at| values[at]))
    }

    /// Present value at an amount of the volume, with its bounds and pieces.
    pub(super) fn reading(&self, amount: f64, values: &[f64]) -> Reading {
        let mut sum = Reading::default();
        let mut add = |step: &Step, volume: f64| {
            let volume = amount * volume;
            let capped = self.cap.is_some_and(|cap| volume >= cap);
            let volume = if capped { self.cap.unwrap_or(volume) } else { volume };
            sum.add(step.money.present_value, &self.meter.reading(volume * self.quantity));
            sum.pieces += f64::from(u8::from(capped));
        };
        match self.growth {
            None => self.steps.iter().for_each(|step| add(step, step.volume)),
            Some(at) => self.each_grown(values[at], add),
        }
        sum
    }

    /// Present value for an amount of the volume, and its growth a year where that is a range.
    fn for_amount(&self, amount: f64, growth: Option<f64>) -> f64 {
        match growth {
            None => self.steps.iter().map(|step| self.read(amount * step.volume) * step.money.present_value).sum(),
            Some(growth) => {
                let mut sum = 0.0;
                self.each_grown(growth, |step, grown| sum += self.read(amount * grown) * step.money.present_value);
                sum
            }
        }
    }

    /// Adds `scale` times the money for an amount of the volume, with one value an input.
    pub(super) fn add_money(&self, (amount, values): (f64, &[f64]), scale: f64, into: &mut Money) {
        let mut add = |step: &Step, volume: f64| into.add(scale * self.read(amount * volume), &step.money);
        match self.growth {
            None => self.steps.iter().for_each(|step| add(step, step.volume)),
            Some(at) => self.each_grown(values[at], add),
        }
    }

    /// Each step with its volume for an amount of 1. Growth is carried from month to month, which is one power a draw instead of one a month.
    fn each_grown(&self, growth: f64, mut visit: impl FnMut(&Step, f64)) {
        let monthly = factor_of_a_month(growth);
        let (mut month, mut grown) = (0, 1.0);
        for step in &self.steps {
            while month < step.month {
                grown *= monthly;
                month += 1;
            }
            visit(step, step.volume * grown);
        }
    }

    /// Hands each amount between `low` and `high` at which the cost bends or jumps to `found`.
    pub(super) fn breakpoints(&self, (low, high): (f64, f64), values: &[f64], found: &mut impl FnMut(f64)) {
        let mut at_volume = |volume: f64| {
            let mut keep = |amount: f64| {
                if amount > low && amount < high {
                    found(amount);
                }
            };
            let quantity = volume * self.quantity;
            if quantity > 0.0 {
                let most = self.cap.map_or(f64::INFINITY, |cap| cap * self.quantity).min(high * quantity);
                self.meter.bounds((low * quantity, most), &mut |bound| keep(bound / quantity));
            }
            if let Some(cap) = self.cap.filter(|_| volume > 0.0) {
                keep(cap / volume);
            }
        };
        match self.growth {
            None => self.steps.iter().for_each(|step| at_volume(step.volume)),
            Some(at) => self.each_grown(values[at], |_, grown| at_volume(grown)),
        }
    }
}
