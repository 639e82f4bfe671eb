//! Which cloud offers what the options need (ruling 26).

use crate::{
    base::date::{DAYS_PER_MONTH, Date, add_days},
    model::{
        CapabilityIx, OptionIx, ProviderIx,
        catalogue::{CloudCatalogue, Service},
        cost::Costing,
        record::Record,
        site::Site,
    },
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

impl CloudMap {
    /// What `provider` lacks of `capability`, or is about to.
    pub fn gap(&self, provider: ProviderIx, capability: CapabilityIx) -> Option<GapReason> {
        self.gaps.iter().find(|gap| gap.provider == provider && gap.capability == capability).map(|gap| gap.why)
    }
}

/// The cloud map of a record; `None` where no option needs anything of a cloud.
pub fn analyze(site: &Site, record: &Record) -> Option<CloudMap> {
    let clouds = &site.clouds;
    let by_option: Vec<Vec<CapabilityIx>> = record.option_ixs().map(|ix| needs_of(site, record, ix)).collect();
    let needs = in_catalogue_order(by_option.iter().flatten().copied());
    if needs.is_empty() {
        return None;
    }
    let horizon = retiring_until(site.today, site.thresholds_of(record).retiring_months);
    let gaps = needs
        .iter()
        .flat_map(|capability| providers(clouds).map(move |provider| (*capability, provider)))
        .filter_map(|(capability, provider)| {
            let why = reason(service(clouds, capability, provider), site.today, horizon)?;
            Some(Gap { provider, capability, why })
        })
        .collect();
    let portable_to = record.chosen.map(|chosen| &by_option[chosen.index()]).filter(|needs| !needs.is_empty()).map(|needs| {
        let offers = |provider: &ProviderIx| needs.iter().all(|need| is_offered(service(clouds, *need, *provider), site.today));
        providers(clouds).filter(offers).collect()
    });
    Some(CloudMap { needs, by_option, gaps, portable_to })
}

/// Whether a service is there on a day.
pub fn is_offered(service: Option<&Service>, today: Date) -> bool {
    service.is_some_and(|service| service.retired.is_none_or(|retired| today < retired))
}

/// Last day of retirements that are told ahead.
pub fn retiring_until(today: Date, months: f64) -> Date {
    #[expect(clippy::cast_possible_truncation, reason = "casts to integers saturate, and dates stay in the calendar")]
    let days = (months * DAYS_PER_MONTH).round_ties_even() as i64;
    add_days(today, days.clamp(0, 1_000_000))
}

/// What an option needs: its own word, else its track's, else what its components need.
fn needs_of(site: &Site, record: &Record, ix: OptionIx) -> Vec<CapabilityIx> {
    if let Some(needs) = own_or_track(site, record, ix) {
        return needs;
    }
    let parts: Vec<OptionIx> = match &record.option(ix).costing {
        Costing::Mix { parts, .. } => parts.iter().map(|part| part.option).collect(),
        Costing::Phases { steps, .. } => steps.iter().map(|step| step.option).collect(),
        Costing::Uncosted | Costing::Faulty | Costing::Own(_) => Vec::new(),
    };
    in_catalogue_order(parts.into_iter().filter_map(|part| own_or_track(site, record, part)).flatten())
}

/// What an option says itself, or its track for it; `None` where neither speaks.
fn own_or_track(site: &Site, record: &Record, ix: OptionIx) -> Option<Vec<CapabilityIx>> {
    let option = record.option(ix);
    let track = || site.framework_of(record).zip(option.track).map(|(framework, track)| &framework.tracks[track.index()].needs);
    let ids = option.needs.as_ref().or_else(|| track().filter(|needs| !needs.is_empty()))?;
    Some(in_catalogue_order(ids.iter().filter_map(|id| site.clouds.find(id))))
}

fn in_catalogue_order(needs: impl Iterator<Item = CapabilityIx>) -> Vec<CapabilityIx> {
    let mut needs: Vec<CapabilityIx> = needs.collect();
    needs.sort_unstable();
    needs.dedup();
    needs
}

fn providers(clouds: &CloudCatalogue) -> impl Iterator<Item = ProviderIx> + use<> {
    (0..clouds.providers.len()).map(ProviderIx::at)
}

fn service(clouds: &CloudCatalogue, capability: CapabilityIx, provider: ProviderIx) -> Option<&Service> {
    clouds.capabilities[capability.index()].services.get(provider.index())?.as_ref()
}

fn reason(service: Option<&Service>, today: Date, horizon: Date) -> Option<GapReason> {
    let Some(service) = service else {
        return Some(GapReason::NotOffered);
    };
    let retired = service.retired?;
    if retired <= today {
        Some(GapReason::Retired(retired))
    } else if retired <= horizon {
        Some(GapReason::Retiring(retired))
    } else {
        None
    }
}
