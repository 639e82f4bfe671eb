//! The months of a horizon: discount factors and volumes, computed once for all costs of a record (maths.md, 3.1, 3.2, 3.4).

use super::growth;
use crate::model::{VolumeIx, cost::Tco};

/// A record's months.
#[derive(Debug, Clone, PartialEq)]
pub struct Grid {
    /// Months of the horizon.
    pub months: u32,
    /// `DF(k) = (1 + r)^(−k/12)` for k from 0 to `months`; `r` is effective a year.
    pub discount: Vec<f64>,
    /// Each volume by month, in its unit.
    pub volumes: Vec<Vec<f64>>,
}

impl Grid {
    /// The grid of a record, with likely volumes.
    pub fn new(tco: &Tco) -> Self {
        let base = 1.0 + tco.discount_rate;
        Self {
            months: tco.months,
            discount: (0..=tco.months).map(|month| libm::pow(base, -f64::from(month) / 12.0)).collect(),
            volumes: tco.volumes.iter().map(|volume| (0..tco.months).map(|month| growth::volume(volume, month)).collect()).collect(),
        }
    }

    /// Years of the horizon; the last may be shorter.
    pub fn years(&self) -> usize {
        (self.months as usize).div_ceil(12)
    }

    /// A volume in a month.
    pub fn volume(&self, ix: VolumeIx, month: u32) -> f64 {
        self.volumes[ix.index()][month as usize]
    }

    /// A volume over the whole horizon: as it is, and discounted at the end of each month.
    pub fn volume_totals(&self, ix: VolumeIx) -> (f64, f64) {
        let months = &self.volumes[ix.index()];
        (months.iter().sum(), months.iter().zip(&self.discount[1..]).map(|(volume, factor)| volume * factor).sum())
    }
}
