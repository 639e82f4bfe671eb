//! What an option is made of: itself, the parts of a mix, the steps of a progression (maths.md, 3.12 and 3.13).

use crate::model::{
    OptionIx,
    cost::{Cost, Costing},
    record::Record,
};

/// Costs of one option, and where on the horizon and for how much of the volume they stand.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Part {
    /// The option that the costs are written at.
    pub option: OptionIx,
    /// Month from which they count.
    pub from: u32,
    /// Month from which they carry volume.
    pub serves_from: u32,
    /// One past their last month.
    pub end: u32,
    /// Share of every volume that they carry.
    pub share: f64,
    /// How much of their fixed costs is paid.
    pub fixed: f64,
    /// Whether the part ends before the horizon, so that exit costs are due.
    pub leaves: bool,
}

impl Part {
    /// An option that carries everything, over `months`.
    fn whole(option: OptionIx, months: u32) -> Self {
        Self { option, from: 0, serves_from: 0, end: months, share: 1.0, fixed: 1.0, leaves: false }
    }

    /// Its costs.
    pub fn costs(self, record: &Record) -> &[Cost] {
        record.option(self.option).costing.own()
    }
}

/// Parts of an option, its own costs before its components', or `None` where it or one of its components is not costed.
pub fn parts(record: &Record, option: OptionIx, months: u32) -> Option<Vec<Part>> {
    let own = Part::whole(option, months);
    match &record.option(option).costing {
        Costing::Uncosted | Costing::Faulty => None,
        Costing::Own(_) => Some(vec![own]),
        Costing::Mix { parts, .. } => {
            let mixed = parts.iter().map(|part| Part { option: part.option, share: part.share, fixed: part.fixed, ..own });
            all_costed(record, std::iter::once(own).chain(mixed))
        }
        Costing::Phases { steps, .. } => {
            let phases = steps.iter().enumerate().map(|(at, step)| {
                let end = steps.get(at + 1).map_or(months, |next| next.serves_from.min(months));
                Part { option: step.option, from: step.from, serves_from: step.serves_from, end, leaves: end < months, ..own }
            });
            all_costed(record, std::iter::once(own).chain(phases))
        }
    }
}

/// The parts, if the option itself comes first and each component has costs of its own.
fn all_costed(record: &Record, parts: impl Iterator<Item = Part>) -> Option<Vec<Part>> {
    parts.enumerate().map(|(at, part)| (at == 0 || matches!(record.option(part.option).costing, Costing::Own(_))).then_some(part)).collect()
}
