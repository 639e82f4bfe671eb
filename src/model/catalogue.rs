//! Reference data that many records share: dated prices, and which cloud offers what.

use super::{CapabilityIx, PriceIx};
use crate::base::{
    date::Date,
    source::{FileId, Span},
};

/// A price from a day on.
#[derive(Debug, Clone, PartialEq)]
pub struct PriceRow {
    /// First day, inclusive.
    pub from: Date,
    /// First day on which it no longer holds: as written, else the next row's first day; `None`: still open.
    pub to: Option<Date>,
    /// Price of a unit.
    pub price: f64,
    /// Where it was read.
    pub source: Option<String>,
    /// When it was read.
    pub retrieved: Option<Date>,
}

/// A price and its history.
#[derive(Debug, Clone, PartialEq)]
pub struct Price {
    /// Its id.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// What one pays for.
    pub unit: String,
    /// An ISO 4217 code.
    pub currency: String,
    /// Where it is published.
    pub source: Option<String>,
    /// Rows by rising `from`, none overlapping.
    pub history: Vec<PriceRow>,
    /// Where it is defined.
    pub span: Span,
}

impl Price {
    /// The row in force on `day`; never a guess.
    pub fn row_on(&self, day: Date) -> Option<&PriceRow> {
        self.history.iter().rev().find(|row| row.from <= day).filter(|row| row.to.is_none_or(|to| day < to))
    }
}

/// All prices.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PriceBook {
    /// In written order.
    pub prices: Vec<Price>,
}

impl PriceBook {
    /// The entry of this id.
    pub fn find(&self, id: &str) -> Option<PriceIx> {
        self.prices.iter().position(|price| price.id == id).map(PriceIx::at)
    }

    /// The entry behind a handle.
    pub fn price(&self, ix: PriceIx) -> &Price {
        &self.prices[ix.index()]
    }
}

/// A cloud provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provider {
    /// Its id.
    pub id: String,
    /// Its name for people.
    pub name: String,
}

/// A service that offers a capability.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Service {
    /// Its name.
    pub name: String,
    /// Its page.
    pub url: Option<String>,
    /// First day on which it is gone.
    pub retired: Option<Date>,
    /// What the provider offers in its place.
    pub replaced_by: Option<String>,
}

/// Something a record may need of a cloud.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Capability {
    /// Its id.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// A service a provider, in the catalogue's order.
    pub services: Vec<Option<Service>>,
    /// Where it is defined.
    pub span: Span,
}

/// Which cloud offers what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CloudCatalogue {
    /// Where it is defined.
    pub file: FileId,
    /// When somebody last looked.
    pub checked: Option<Date>,
    /// The providers.
    pub providers: Vec<Provider>,
    /// What they offer.
    pub capabilities: Vec<Capability>,
}

impl CloudCatalogue {
    /// The capability of this id.
    pub fn find(&self, id: &str) -> Option<CapabilityIx> {
        self.capabilities.iter().position(|capability| capability.id == id).map(CapabilityIx::at)
    }
}
