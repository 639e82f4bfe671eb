//! What readers search: every page that says something of its own, as documents with sections, and the index of their words.
//! Knows neither how the index is written nor how a browser asks it.

mod document;
mod facets;
mod harvest;
mod index;
mod plain;
mod vocabulary;

use rayon::prelude::{IntoParallelIterator, ParallelIterator};
use schemars::JsonSchema;
use serde::Serialize;

use self::harvest::Harvest;
pub use self::{
    document::{Document, Section},
    facets::Facets,
    harvest::Level,
    index::{Index, browser_order},
};
use super::{material::Material, meta::Meta, standpoint::Standpoint};

/// Documents that one worker reads in a row. The index is the same for every number; much smaller ones repeat common words too often.
const STRETCH: usize = 512;

/// The page of search: template `search.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SearchPage {
    /// What every page has.
    pub meta: Meta,
}

/// The page of search.
pub fn page(from: &Standpoint<'_>) -> SearchPage {
    let meta = Meta::new(from, "search.html", ("search", "Search".into()));
    SearchPage { meta: meta.described(Some("Find decisions, and sections in them, by their words.".into())) }
}

/// All documents, in a fixed order: what is no record, then the records in the site's order, so that a new one comes last.
pub struct Searched<'a> {
    /// Addresses count from the root of the site, wherever the reader is.
    from: Standpoint<'a>,
}

impl<'a> Searched<'a> {
    /// Those of a site.
    pub fn new(material: &'a Material<'a>) -> Self {
        Self { from: Standpoint::at(material, "") }
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        document::count(self.from.material.site)
    }

    /// One of them: made anew each time, so that the texts of a large site are never in memory at once.
    pub fn document(&self, at: usize) -> Document<'_> {
        document::document(&self.from, document::key(self.from.material.site, at))
    }

    /// The index of their words.
    pub fn index(&self) -> Index {
        let stretches = self.count().div_ceil(STRETCH);
        let harvests: Vec<Harvest> = (0..stretches)
            .into_par_iter()
            .map(|stretch| {
                let range = stretch * STRETCH..self.count().min((stretch + 1) * STRETCH);
                let mut harvest = harvest::Gathering::default();
                range.for_each(|at| harvest.add(at, &self.document(at)));
                harvest.finish()
            })
            .collect();
        Index::new(harvests)
    }

    /// What hits can be narrowed by.
    pub fn facets(&self) -> Facets<'a> {
        facets::facets(self.from.material)
    }
}
