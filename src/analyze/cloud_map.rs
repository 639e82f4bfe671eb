//! Which cloud offers what the options need (ruling 26).

use crate::{
    base::date::Date,
    model::{CapabilityIx, ProviderIx, record::Record, site::Site},
};

/// A provider that lacks a capability, or is about to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap {
    /// The provider.
    pub provider: ProviderIx,
    /// What it lacks.
    pub capability: CapabilityIx,
    /// Why.
    pub why: GapReason,
}

/// Why a capability is not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GapReason {
    /// The catalogue names no service.
    NotOffered,
    /// Its service was retired on this day.
    Retired(Date),
    /// Its service will be retired on this day, within the threshold. Not a gap yet: counted as offered.
    Retiring(Date),
}

/// Needs against providers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CloudMap {
    /// What any option needs, in the catalogue's order.
    pub needs: Vec<CapabilityIx>,
    /// What each option needs, in the catalogue's order.
    pub by_option: super::ByOption<Vec<CapabilityIx>>,
    /// What is lacking for `needs`, by capability, then provider.
    pub gaps: Vec<Gap>,
    /// Providers that offer everything the chosen option needs, and retire none of it today; `None` while undecided or where nothing is needed.
    pub portable_to: Option<Vec<ProviderIx>>,
}

/// The cloud map of a record.
pub fn analyze(_site: &Site, _record: &Record) -> Option<CloudMap> {
    None
}
