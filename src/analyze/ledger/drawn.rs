//! Metered costs of many draws at once. What `Stepped` says of one value an input is said here of a column of them, month by
//! month over a handful of draws, so that the processor works on several side by side.

use super::{
    Input,
    stepped::{Meter, Stepped},
};
use crate::{
    analyze::cost::tariff::capacity_units,
    model::cost::{Band, TierMode},
};

/// Draws that are worked on together: what they need lies in the innermost cache.
const CHUNK: usize = 256;

/// A column of draws an input.
#[derive(Debug, Clone, PartialEq)]
pub struct Draws {
    columns: Vec<Vec<f64>>,
    /// For growth, the factor of one month: a power, which is taken once for all costs that follow it.
    monthly: Vec<Vec<f64>>,
}

impl Draws {
    /// Columns of draws, one an input; what no option uses may be empty.
    pub(super) fn new(inputs: &[Input], columns: Vec<Vec<f64>>) -> Self {
        let monthly = |(input, column): (&Input, &Vec<f64>)| {
            let growth: &[f64] = if input.field == "growth" { column } else { &[] };
            growth.iter().map(|growth| factor_of_a_month(*growth)).collect()
        };
        Self { monthly: inputs.iter().zip(&columns).map(monthly).collect(), columns }
    }

    /// The draws of an input.
    pub fn of(&self, input: usize) -> &[f64] {
        &self.columns[input]
    }
}

/// By how much a volume grows in a month, for its growth a year.
pub(super) fn factor_of_a_month(growth: f64) -> f64 {
    libm::pow(1.0 + growth, 1.0 / 12.0)
}

/// A few draws at work.
struct Bench {
    amounts: [f64; CHUNK],
    grown: [f64; CHUNK],
    quantities: [f64; CHUNK],
    read: [f64; CHUNK],
}

impl Stepped {
    /// Present values for a column of draws an input.
    pub(super) fn present_values(&self, draws: &Draws, into: &mut [f64]) {
        let amounts = self.volume.input.map(|at| draws.of(at));
        let monthly = self.growth.map(|at| draws.monthly[at].as_slice());
        if amounts.is_none() && monthly.is_none() {
            into.fill(self.present_value(&[]));
            return;
        }
        let mut bench = Bench { amounts: [self.volume.likely; CHUNK], grown: [1.0; CHUNK], quantities: [0.0; CHUNK], read: [0.0; CHUNK] };
        for (at, into) in into.chunks_mut(CHUNK).enumerate() {
            let here = at * CHUNK..at * CHUNK + into.len();
            if let Some(amounts) = amounts {
                bench.amounts[..into.len()].copy_from_slice(&amounts[here.clone()]);
            }
            self.chunk(&mut bench, monthly.map(|monthly| &monthly[here]), into);
        }
    }

    fn chunk(&self, bench: &mut Bench, monthly: Option<&[f64]>, into: &mut [f64]) {
        let count = into.len();
        let (amounts, grown) = (&bench.amounts[..count], &mut bench.grown[..count]);
        let (quantities, read) = (&mut bench.quantities[..count], &mut bench.read[..count]);
        into.fill(0.0);
        grown.fill(1.0);
        let mut month = 0;
        for step in &self.steps {
            if let Some(monthly) = monthly {
                while month < step.month {
                    grown.iter_mut().zip(monthly).for_each(|(grown, monthly)| *grown *= monthly);
                    month += 1;
                }
            }
            let volumes = quantities.iter_mut().zip(amounts.iter().zip(&*grown));
            volumes.for_each(|(volume, (amount, grown))| *volume = amount * (step.volume * grown));
            if let Some(cap) = self.cap {
                for volume in quantities.iter_mut() {
                    *volume = volume.min(cap);
                }
            }
            for volume in quantities.iter_mut() {
                *volume *= self.quantity;
            }
            self.meter.read_all(quantities, read);
            into.iter_mut().zip(&*read).for_each(|(sum, read)| *sum += read * step.money.present_value);
        }
    }
}

impl Meter {
    /// What each quantity comes to in one month.
    fn read_all(&self, quantities: &[f64], into: &mut [f64]) {
        match self {
            Self::Units => into.copy_from_slice(quantities),
            Self::Capacity { per_unit, min_units } => {
                into.iter_mut().zip(quantities).for_each(|(units, quantity)| *units = capacity_units(*quantity, *per_unit, *min_units));
            }
            Self::Tiers { mode: TierMode::Graduated, bands } => graduated(bands, quantities, into),
            Self::Tiers { mode: TierMode::Volume, bands } => by_volume(bands, quantities, into),
        }
    }
}

/// Each band prices its own units.
fn graduated(bands: &[Band], quantities: &[f64], into: &mut [f64]) {
    into.fill(0.0);
    let mut below = 0.0;
    for band in bands {
        let upper = band.up_to.unwrap_or(f64::INFINITY);
        for (cost, quantity) in into.iter_mut().zip(quantities) {
            let entered = band.price * (quantity.min(upper) - below) + band.flat;
            *cost += if *quantity > below { entered } else { 0.0 };
        }
        below = upper;
    }
}

/// The band that holds the quantity prices all units: the last one at first, then each one below that still holds it.
fn by_volume(bands: &[Band], quantities: &[f64], into: &mut [f64]) {
    into.fill(0.0);
    for band in bands.iter().rev() {
        let upper = band.up_to.unwrap_or(f64::INFINITY);
        for (cost, quantity) in into.iter_mut().zip(quantities) {
            let held = *quantity > 0.0 && *quantity <= upper;
            *cost = if held { band.price * quantity + band.flat } else { *cost };
        }
    }
}
