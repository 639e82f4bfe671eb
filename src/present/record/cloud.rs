//! What the options need of a cloud, who offers it, what is missing or about to go, how portable the chosen option is.

use schemars::JsonSchema;
use serde::Serialize;

use super::Subject;
use crate::{
    analyze::cloud_map::{CloudMap, GapReason},
    model::{CapabilityIx, ProviderIx},
    present::{
        service::{ServiceCell, service},
        standpoint::Link,
        words,
    },
};

/// A provider as a column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ProviderColumn<'a> {
    /// Its page and name.
    pub link: Link<'a>,
    /// Whether the chosen option picked it.
    pub picked: bool,
    /// Options that picked it, in words; empty for none.
    pub picked_by: String,
}

/// A need as a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct NeedRow<'a> {
    /// The capability.
    pub name: &'a str,
    /// Options that need it, in words; empty where all do.
    pub needed_by: String,
    /// A cell a provider.
    pub cells: Vec<NeedCell<'a>>,
}

/// A provider's answer to a need.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct NeedCell<'a> {
    /// What it offers; null where nothing.
    pub service: Option<ServiceCell<'a>>,
    /// Whether the provider is the one that was picked.
    pub picked: bool,
}

/// The section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CloudSection<'a> {
    /// The providers.
    pub providers: Vec<ProviderColumn<'a>>,
    /// The needs.
    pub needs: Vec<NeedRow<'a>>,
    /// What is missing or about to be, a sentence each.
    pub gaps: Vec<String>,
    /// How portable the chosen option is, in a sentence; null while undecided.
    pub portability: Option<String>,
}

/// The cloud map of a record.
pub fn section<'a>(of: &Subject<'a>) -> Option<CloudSection<'a>> {
    let map = of.analysis.cloud.as_ref().filter(|map| !map.needs.is_empty())?;
    let clouds = &of.from.material.site.clouds;
    let picked = of.record.chosen.and_then(|chosen| of.record.option(chosen).cloud);
    let providers = clouds.providers.iter().enumerate().map(|(at, provider)| {
        let ix = ProviderIx::at(at);
        let by: Vec<&str> = of.record.options.iter().filter(|option| option.cloud == Some(ix)).map(|option| option.name.as_str()).collect();
        let link = Link { url: of.from.to(&format!("clouds/{}.html", provider.id)), text: provider.name.as_str().into() };
        ProviderColumn { link, picked: picked == Some(ix), picked_by: words::list(&by) }
    });
    Some(CloudSection {
        providers: providers.collect(),
        needs: map.needs.iter().map(|need| row(of, map, (*need, picked))).collect(),
        gaps: gaps(of, map),
        portability: portability(of, map),
    })
}

fn row<'a>(of: &Subject<'a>, map: &CloudMap, (need, picked): (CapabilityIx, Option<ProviderIx>)) -> NeedRow<'a> {
    let capability = &of.from.material.site.clouds.capabilities[need.index()];
    let by: Vec<&str> =
        of.record.option_ixs().filter(|ix| map.by_option[ix.index()].contains(&need)).map(|ix| of.option_name(ix)).collect();
    let cells = capability.services.iter().enumerate().map(|(at, offered)| NeedCell {
        service: offered.as_ref().map(|offered| service(of.from.material.site.today, offered)),
        picked: picked == Some(ProviderIx::at(at)),
    });
    let needed_by = if by.len() == of.record.options.len() { String::new() } else { words::list(&by) };
    NeedRow { name: &capability.name, needed_by, cells: cells.collect() }
}

fn gaps(of: &Subject<'_>, map: &CloudMap) -> Vec<String> {
    let clouds = &of.from.material.site.clouds;
    map.gaps
        .iter()
        .map(|gap| {
            let (provider, capability) = (&clouds.providers[gap.provider.index()], &clouds.capabilities[gap.capability.index()]);
            let service = capability.services[gap.provider.index()].as_ref();
            let name = service.map_or(capability.name.as_str(), |service| &service.name);
            let instead = service.and_then(|service| service.replaced_by.as_ref());
            let instead = instead.map(|other| format!("; {other} takes its place")).unwrap_or_default();
            match gap.why {
                GapReason::NotOffered => format!("{} offers nothing for {}.", provider.name, capability.name),
                GapReason::Retired(day) => format!("{} retired {name} on {}{instead}.", provider.name, of.from.date(day)),
                GapReason::Retiring(day) => format!("{} will retire {name} on {}{instead}.", provider.name, of.from.date(day)),
            }
        })
        .collect()
}

fn portability(of: &Subject<'_>, map: &CloudMap) -> Option<String> {
    let (portable, chosen) = (map.portable_to.as_ref()?, of.record.chosen?);
    let providers = &of.from.material.site.clouds.providers;
    let name = of.option_name(chosen);
    let names: Vec<&str> = portable.iter().map(|ix| providers[ix.index()].name.as_str()).collect();
    Some(match names.len() {
        0 => format!("No provider offers everything that {name} needs."),
        n if n == providers.len() => format!("Every provider offers everything that {name} needs."),
        n => format!("{n} of {} providers offer everything that {name} needs: {}.", providers.len(), words::list(&names)),
    })
}
