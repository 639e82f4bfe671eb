//! One option's costs along the primary volume, everything else likely.

use super::{Body, Money, stepped::Stepped};

pub use super::stepped::Reading;

/// Costs of an option as a function of the primary volume's amount, in that volume's unit and period.
#[derive(Debug, Clone)]
pub struct Along<'l> {
    /// What does not follow the volume.
    fixed: Money,
    /// For an amount of 1, what follows it in proportion.
    slope: Money,
    /// What follows it otherwise, and its scale.
    stepped: Vec<(f64, &'l Stepped)>,
    /// Likely value of each input.
    values: Vec<f64>,
}

impl<'l> Along<'l> {
    pub(super) fn new(years: usize) -> Self {
        Self { fixed: Money::none(years), slope: Money::none(years), stepped: Vec::new(), values: Vec::new() }
    }

    pub(super) fn add(&mut self, scale: f64, body: &'l Body, values: &[f64]) {
        match body {
            Body::Fixed(money) => self.fixed.add(scale, money),
            Body::Proportional(volume, money) if volume.primary => self.slope.add(scale, money),
            Body::Proportional(volume, money) => self.fixed.add(scale * volume.amount(values), money),
            Body::Stepped(stepped) if stepped.volume.primary => {
                self.stepped.push((scale, stepped));
                if self.values.is_empty() {
                    self.values = values.to_vec();
                }
            }
            Body::Stepped(stepped) => stepped.add_money((stepped.volume.amount(values), values), scale, &mut self.fixed),
        }
    }

    /// Present value at an amount of the primary volume.
    pub fn present_value(&self, amount: f64) -> f64 {
        let stepped: f64 = self.stepped.iter().map(|(scale, stepped)| scale * stepped.at(amount, &self.values)).sum();
        self.fixed.present_value + amount * self.slope.present_value + stepped
    }

    /// Present value at an amount of the primary volume, with what bounds it on both sides.
    ///
    /// Prices are never negative, so cost rises with the volume but for tariffs whose band prices all units.
    pub fn reading(&self, amount: f64) -> Reading {
        let straight = self.fixed.present_value + amount * self.slope.present_value;
        let mut sum = Reading { value: straight, most_before: straight, least_after: straight, pieces: 0.0 };
        for (scale, stepped) in &self.stepped {
            sum.add(*scale, &stepped.reading(amount, &self.values));
        }
        sum
    }

    /// Puts present value and years at an amount of the primary volume into `sum`, whose room is used again.
    pub fn money(&self, amount: f64, sum: &mut Money) {
        sum.present_value = self.fixed.present_value;
        sum.years.clone_from(&self.fixed.years);
        sum.add(amount, &self.slope);
        for (scale, stepped) in &self.stepped {
            stepped.add_money((amount, &self.values), *scale, sum);
        }
    }

    /// Whether the primary volume moves the cost at all.
    pub fn follows_volume(&self) -> bool {
        !self.stepped.is_empty() || self.slope.years.iter().any(|year| *year != 0.0)
    }

    /// Appends each amount strictly between the ends at which the cost bends or jumps; unsorted, with repetitions.
    pub fn breakpoints(&self, ends: (f64, f64), into: &mut Vec<f64>) {
        for (_, stepped) in &self.stepped {
            stepped.breakpoints(ends, &self.values, &mut |amount| into.push(amount));
        }
    }
}
