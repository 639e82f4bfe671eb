//! Which frameworks and which catalogue a site has: its own before the shipped ones, each id once. Knows no record.

mod framework;
mod questions;

use self::framework::unique;
use super::names::Faults;
use crate::{
    base::{diagnostic::Reported, source::FileId},
    model::{catalogue::CloudCatalogue, framework::Framework},
    parse::framework::FrameworkDraft,
};

/// Where reference data comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// The program.
    Shipped,
    /// The site's `content/`.
    Site,
}

/// The frameworks of a site, by id. `set` are the site file's thresholds, which count before a framework's.
pub fn frameworks(drafts: Vec<(Origin, FrameworkDraft)>, clouds: &CloudCatalogue, set: &[(&'static str, f64)]) -> Reported<Vec<Framework>> {
    let faults = Faults::default();
    let (own, shipped): (Vec<_>, Vec<_>) = drafts.into_iter().partition(|(origin, _)| *origin == Origin::Site);
    let mut chosen = unique(own, "frameworks", |(_, draft)| &draft.id, &faults);
    for draft in shipped {
        if !chosen.iter().any(|(_, own)| own.id.value == draft.1.id.value) {
            chosen.push(draft);
        }
    }
    chosen.sort_by(|(_, a), (_, b)| a.id.value.cmp(&b.id.value));
    let value = chosen.into_iter().map(|draft| framework::bind(draft, clouds, set, &faults)).collect();
    Reported { value, diagnostics: faults.into_list() }
}

/// The catalogue of a site: its own where it could be read, else the shipped one.
pub fn clouds(shipped: Option<CloudCatalogue>, own: Option<CloudCatalogue>) -> CloudCatalogue {
    let none = || CloudCatalogue { file: FileId(0), checked: None, providers: Vec::new(), capabilities: Vec::new() };
    own.or(shipped).unwrap_or_else(none)
}
