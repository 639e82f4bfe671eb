//! The cloud catalogue: which provider offers what, what is about to go, and which decisions in force stand on it.

use schemars::JsonSchema;
use serde::Serialize;

use super::{
    list_page::{Rows, rows},
    listing::{ListKind, Listing},
    material::Material,
    meta::Meta,
    service::{ServiceCell, service},
    standpoint::{Link, RecordRef, Standpoint},
    words::Day,
};
use crate::{
    base::date::add_months,
    model::{CapabilityIx, ProviderIx, RecordIx},
};

/// Records named under a service, at most: the provider's page lists all.
const NAMED: usize = 12;

/// A service and the decisions that stand on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct OfferCell<'a> {
    /// What is offered; null where nothing.
    pub service: Option<ServiceCell<'a>>,
    /// Decisions in force that depend on it, formatted; null for none.
    pub used_by: Option<String>,
}

/// A capability.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CapabilityRow<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its name.
    pub name: &'a str,
    /// A cell a provider.
    pub cells: Vec<OfferCell<'a>>,
}

/// A decision's dependence on a service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Dependence<'a> {
    /// The capability.
    pub capability: &'a str,
    /// The provider.
    pub provider: &'a str,
    /// What is offered; null where nothing.
    pub service: Option<ServiceCell<'a>>,
    /// Whether it is gone, or will be within the site's threshold.
    pub at_risk: bool,
    /// Decisions in force that depend on it, the first few.
    pub records: Vec<RecordRef<'a>>,
    /// How many more there are; null where all are named.
    pub more: Option<String>,
}

/// The catalogue: template `clouds.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CloudsPage<'a> {
    /// What every page has.
    pub meta: Meta,
    /// When somebody last looked.
    pub checked: Option<Day>,
    /// The providers.
    pub providers: Vec<Link<'a>>,
    /// What they offer.
    pub capabilities: Vec<CapabilityRow<'a>>,
    /// Services that decisions in force depend on, those at risk first.
    pub dependences: Vec<Dependence<'a>>,
    /// Services that are gone or about to go, whether or not a decision depends on them.
    pub retiring: Vec<Dependence<'a>>,
}

/// A provider: template `cloud.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ProviderPage<'a> {
    /// What every page has.
    pub meta: Meta,
    /// Its name.
    pub name: &'a str,
    /// When somebody last looked.
    pub checked: Option<Day>,
    /// What it offers, a capability a row, each with the decisions that depend on it.
    pub offers: Vec<Dependence<'a>>,
    /// Decisions in force that picked it.
    pub used_by: Rows<'a>,
}

/// The providers with their pages.
pub fn providers<'a>(from: &Standpoint<'a>) -> Vec<Link<'a>> {
    let providers = from.material.site.clouds.providers.iter();
    providers.map(|provider| Link { url: from.to(&format!("clouds/{}.html", provider.id)), text: provider.name.as_str().into() }).collect()
}

/// The page of the catalogue.
pub fn index<'a>(from: &Standpoint<'a>) -> CloudsPage<'a> {
    let material: &'a Material<'a> = from.material;
    let clouds = &material.site.clouds;
    let pairs = || {
        let capabilities = (0..clouds.capabilities.len()).map(CapabilityIx::at);
        capabilities.flat_map(|capability| (0..clouds.providers.len()).map(move |at| (capability, ProviderIx::at(at))))
    };
    let users = users(material);
    let all: Vec<Dependence<'a>> = pairs().map(|pair| dependence(from, pair, users_of(&users, pair))).collect();
    let capabilities = clouds.capabilities.iter().enumerate().map(|(at, capability)| CapabilityRow {
        id: &capability.id,
        name: &capability.name,
        cells: (0..clouds.providers.len()).map(|provider| offer(from, (CapabilityIx::at(at), ProviderIx::at(provider)), &users)).collect(),
    });
    let mut dependences: Vec<Dependence<'a>> = all.iter().filter(|each| !each.records.is_empty()).cloned().collect();
    dependences.sort_by_key(|each| !each.at_risk);
    CloudsPage {
        meta: Meta::new(from, "clouds.html", ("clouds", "Clouds".into())),
        checked: clouds.checked.map(Day::new),
        providers: providers(from),
        capabilities: capabilities.collect(),
        dependences,
        retiring: all.into_iter().filter(|each| each.at_risk && each.service.is_some()).collect(),
    }
}

/// The page of a provider, with the list of decisions that picked it.
pub fn provider<'a>(from: &Standpoint<'a>, ix: ProviderIx, listing: &'a Listing) -> ProviderPage<'a> {
    let material: &'a Material<'a> = from.material;
    let clouds = &material.site.clouds;
    let name = clouds.providers[ix.index()].name.as_str();
    let users = users(material);
    let capabilities = (0..clouds.capabilities.len()).map(CapabilityIx::at);
    ProviderPage {
        meta: Meta::new(from, &listing.url, ("clouds", name.to_owned())),
        name,
        checked: clouds.checked.map(Day::new),
        offers: capabilities.map(|capability| dependence(from, (capability, ix), users_of(&users, (capability, ix)))).collect(),
        used_by: rows(from, listing),
    }
}

type Pair = (CapabilityIx, ProviderIx);

/// Decisions in force by what their chosen option needs of the provider it picked.
fn users(material: &Material<'_>) -> Vec<(Pair, Vec<RecordIx>)> {
    let mut users: std::collections::BTreeMap<Pair, Vec<RecordIx>> = std::collections::BTreeMap::new();
    for listing in &material.listings {
        let ListKind::Provider(provider) = listing.kind else { continue };
        for ix in &listing.rows {
            let chosen = material.site.record(*ix).chosen;
            let needs = chosen.zip(material.analysis_of(*ix).cloud.as_ref()).map(|(chosen, map)| &map.by_option[chosen.index()]);
            for need in needs.into_iter().flatten() {
                users.entry((*need, provider)).or_default().push(*ix);
            }
        }
    }
    users.into_iter().collect()
}

fn users_of(users: &[(Pair, Vec<RecordIx>)], pair: Pair) -> &[RecordIx] {
    users.binary_search_by_key(&pair, |(pair, _)| *pair).map_or(&[], |at| &users[at].1)
}

fn offer<'a>(from: &Standpoint<'a>, pair: Pair, users: &[(Pair, Vec<RecordIx>)]) -> OfferCell<'a> {
    let site = from.material.site;
    let offered = site.clouds.capabilities[pair.0.index()].services[pair.1.index()].as_ref();
    let count = users_of(users, pair).len();
    OfferCell {
        service: offered.map(|offered| service(site.today, offered)),
        used_by: (count > 0).then(|| super::words::count(from.numbers(), count, "decision")),
    }
}

fn dependence<'a>(from: &Standpoint<'a>, (capability, provider): Pair, users: &[RecordIx]) -> Dependence<'a> {
    let site = from.material.site;
    let offered = site.clouds.capabilities[capability.index()].services[provider.index()].as_ref();
    #[expect(clippy::cast_possible_truncation, reason = "a threshold in months, bounded by the reader")]
    let horizon = add_months(site.today, site.config.thresholds.retiring_months as i32);
    let hidden = users.len().saturating_sub(NAMED);
    Dependence {
        capability: &site.clouds.capabilities[capability.index()].name,
        provider: &site.clouds.providers[provider.index()].name,
        service: offered.map(|offered| service(site.today, offered)),
        at_risk: offered.is_none() || offered.and_then(|offered| offered.retired).is_some_and(|day| day <= horizon),
        records: users.iter().take(NAMED).map(|ix| from.record(*ix)).collect(),
        more: (hidden > 0).then(|| from.numbers().whole(hidden as f64)),
    }
}
