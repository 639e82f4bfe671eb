//! Options, what they cost, and the frame that they are costed in, before any name is looked up.

use std::sync::Arc;

use super::Name;
use crate::{
    base::{
        date::{Date, TimeSpan},
        source::{Span, Spanned},
    },
    model::{
        cost::{Band, Billing, CostTerms, Per, TierMode, Volume},
        framework::Role,
        quantity::Amount,
    },
};

/// `[[options]]`.
#[derive(Debug, Clone)]
pub struct OptionDraft {
    /// Its id.
    pub id: Name,
    /// Its name.
    pub name: Option<String>,
    /// Its track, where it names one.
    pub track: Option<Name>,
    /// Its role, where it states one.
    pub role: Option<Role>,
    /// What it is.
    pub summary: Option<String>,
    /// What speaks for it.
    pub pros: Vec<String>,
    /// What speaks against it.
    pub cons: Vec<String>,
    /// Time to production.
    pub time: Option<TimeSpan>,
    /// People.
    pub team: Option<Amount>,
    /// Cloud capabilities; `None`: the key is not there.
    pub needs: Option<Vec<Name>>,
    /// The provider.
    pub cloud: Option<Name>,
    /// Whether it means leaving things as they are.
    pub status_quo: bool,
    /// Its costs; `None`: the key is not there.
    pub costs: Option<Vec<CostDraft>>,
    /// Its parts; `None`: the key is not there.
    pub mix: Option<Spanned<Vec<MixDraft>>>,
    /// Its steps; `None`: the key is not there.
    pub phases: Option<Spanned<Vec<PhaseDraft>>>,
    /// Whether a fault that was told keeps it from being costed.
    pub costs_faulty: bool,
    /// Where it is written.
    pub span: Span,
}

/// A part of a mix.
#[derive(Debug, Clone)]
pub struct MixDraft {
    /// The option.
    pub option: Name,
    /// Its share.
    pub share: f64,
    /// How much of its fixed costs is paid; 1 where nothing was said.
    pub fixed: f64,
}

/// A step of a progression.
#[derive(Debug, Clone)]
pub struct PhaseDraft {
    /// The option.
    pub option: Name,
    /// Month in which its fixed costs start.
    pub from: u32,
    /// Month in which it takes over; `from` where nothing was said.
    pub serves_from: u32,
    /// Where it is written.
    pub span: Span,
}

/// A unit price as written.
#[derive(Debug, Clone)]
pub enum PriceDraft {
    /// A number.
    Fixed(Amount),
    /// An entry of the price book.
    Named(Name),
}

/// A tariff as written.
#[derive(Debug, Clone)]
pub enum TariffDraft {
    /// The same for each unit.
    Flat(PriceDraft),
    /// By bands, checked.
    Tiers(TierMode, Vec<Band>),
}

/// The six kinds of cost, as written.
#[derive(Debug, Clone)]
pub enum CostKindDraft {
    /// `once`.
    Once {
        /// How much.
        amount: Amount,
        /// Month.
        month: u32,
    },
    /// `recurring`.
    Recurring {
        /// How much.
        amount: Amount,
        /// For which period.
        per: Per,
        /// When paid.
        billing: Billing,
    },
    /// `team`.
    Team {
        /// How many.
        fte: Amount,
        /// Salary of one, a year.
        annual_cost: Amount,
        /// On top.
        load: f64,
        /// Growth of hiring.
        ramp_months: u32,
    },
    /// `usage`.
    Usage {
        /// The volume.
        volume: Name,
        /// What a unit costs.
        tariff: TariffDraft,
        /// As written; `None`: nothing was said, and 1 counts.
        multiplier: Option<f64>,
    },
    /// `capacity`.
    Capacity {
        /// The volume.
        volume: Name,
        /// What a unit carries.
        per_unit: f64,
        /// Units kept at least.
        min_units: f64,
        /// Price of a unit a month.
        price: PriceDraft,
        /// As written; `None`: nothing was said, and 1 counts.
        multiplier: Option<f64>,
    },
    /// `exit`.
    Exit {
        /// How much.
        amount: Amount,
    },
}

/// `[[options.costs]]`. A cost with a fault is not here; its option is then marked `costs_faulty`.
#[derive(Debug, Clone)]
pub struct CostDraft {
    /// What it says that names nothing.
    pub terms: Arc<CostTerms>,
    /// Its currency, where it states one.
    pub currency: Option<Box<Name>>,
    /// Kind and figures.
    pub kind: CostKindDraft,
}

/// `[tco]`, defaults filled in.
#[derive(Debug, Clone)]
pub struct TcoDraft {
    /// Horizon.
    pub months: u32,
    /// Effective rate a year.
    pub discount_rate: f64,
    /// Base currency; `None`: the site's.
    pub currency: Option<String>,
    /// Draws.
    pub samples: u32,
    /// Base units for one unit of each foreign currency.
    pub rates: Vec<(String, f64)>,
    /// The day of those rates.
    pub rates_on: Option<Date>,
    /// Volumes; a volume with a fault is not here, and costs that name it are faulty (see `faulty_volumes`).
    pub volumes: Vec<Volume>,
    /// Ids of volumes that are there but faulty.
    pub faulty_volumes: Vec<String>,
    /// The primary volume.
    pub volume: Option<Name>,
    /// Where crossovers are looked for.
    pub range: Option<(f64, f64)>,
    /// Scenarios.
    pub scenarios: Vec<ScenarioDraft>,
}

/// `[[tco.scenarios]]`: the volumes and costs that it changes, read again as a whole with its values in them.
#[derive(Debug, Clone)]
pub struct ScenarioDraft {
    /// Its id.
    pub id: Name,
    /// Its name.
    pub name: Option<String>,
    /// Path and value as written, in order.
    pub set: Vec<(String, String)>,
    /// Volumes that it changes.
    pub volumes: Vec<Volume>,
    /// Costs that it changes: option's id, and the cost.
    pub costs: Vec<(String, CostDraft)>,
}
