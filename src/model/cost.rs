//! Costs of an option, month by month over a horizon. Formulas are maths.md, section 3.

use std::sync::Arc;

use super::{OptionIx, PriceIx, VolumeIx, quantity::Amount};
use crate::base::{date::Date, source::Span};

/// Per month or per year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Per {
    /// A month.
    Month,
    /// A year of twelve months.
    Year,
}

/// When a yearly amount is paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Billing {
    /// A twelfth at the end of each month.
    Monthly,
    /// The whole year at its first day.
    InAdvance,
}

/// A unit price.
#[derive(Debug, Clone, PartialEq)]
pub enum UnitPrice {
    /// A number, in the cost's currency.
    Fixed(Amount),
    /// An entry of the price book, in that entry's currency, as of the day prices are taken from.
    Named {
        /// The entry.
        price: PriceIx,
        /// Where the record names it.
        span: Span,
    },
}

/// How bands of a tariff apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TierMode {
    /// Each band prices its own units.
    Graduated,
    /// The band that holds the quantity prices all units.
    Volume,
}

/// One band of a tariff.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Band {
    /// Last quantity of the band, inclusive, per model month; `None` on the last band only.
    pub up_to: Option<f64>,
    /// Price of a unit.
    pub price: f64,
    /// Fee for entering the band.
    pub flat: f64,
}

/// What a unit of use costs.
#[derive(Debug, Clone, PartialEq)]
pub enum Tariff {
    /// The same for each unit.
    Flat(UnitPrice),
    /// By bands; bounds rise strictly and the last is open.
    Tiers {
        /// How they apply.
        mode: TierMode,
        /// The bands.
        bands: Vec<Band>,
    },
}

/// How a price moves: `F(m) = max(floor, G^(step·⌊m/step⌋/12))` (maths.md, 3.3).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PriceChange {
    /// `G`: factor of one year, > 0.
    pub factor_per_year: f64,
    /// `step`: months between changes, ≥ 1.
    pub step_months: u32,
    /// Lowest factor, ≥ 0.
    pub floor: f64,
}

/// The six kinds of cost.
#[derive(Debug, Clone, PartialEq)]
pub enum CostKind {
    /// Paid once, at the start of a month.
    Once {
        /// How much; may be negative.
        amount: Amount,
        /// Month, from the option's own start.
        month: u32,
    },
    /// Rent, licences, infrastructure.
    Recurring {
        /// How much, per `per`.
        amount: Amount,
        /// The period it is for.
        per: Per,
        /// When it is paid.
        billing: Billing,
    },
    /// People.
    Team {
        /// How many, full time.
        fte: Amount,
        /// Salary of one, a year.
        annual_cost: Amount,
        /// What an employer pays on top, as a share of the salary.
        load: f64,
        /// Months over which hiring grows to the full number; 0: at once.
        ramp_months: u32,
    },
    /// Per unit of a volume.
    Usage {
        /// The volume.
        volume: VolumeIx,
        /// What a unit costs.
        tariff: Tariff,
        /// Priced units for one unit of the volume.
        multiplier: f64,
    },
    /// Whole units that each carry so much a month.
    Capacity {
        /// The volume.
        volume: VolumeIx,
        /// What one unit carries a month, > 0.
        per_unit: f64,
        /// Units kept at least.
        min_units: f64,
        /// Price of one unit a month.
        price: UnitPrice,
        /// Carried units for one unit of the volume.
        multiplier: f64,
    },
    /// Due when a phase ends before the horizon.
    Exit {
        /// How much; may be negative.
        amount: Amount,
    },
}

impl CostKind {
    /// The word people write.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Once { .. } => "once",
            Self::Recurring { .. } => "recurring",
            Self::Team { .. } => "team",
            Self::Usage { .. } => "usage",
            Self::Capacity { .. } => "capacity",
            Self::Exit { .. } => "exit",
        }
    }
}

/// What a cost says that names nothing: shared by the draft and the bound cost.
#[derive(Debug, Clone, PartialEq)]
pub struct CostTerms {
    /// Its id, unique in its option.
    pub id: Box<str>,
    /// Its name for people, where it has one.
    pub name: Option<Box<str>>,
    /// What few costs have: kept apart, because a large log holds a quarter of a million costs.
    pub remarks: Option<Box<CostRemarks>>,
    /// First month, from the option's own start.
    pub start: u32,
    /// One past the last month; `None`: to the end.
    pub end: Option<u32>,
    /// How it moves over time.
    pub price_change: Option<Box<PriceChange>>,
    /// Where it is written: its id.
    pub span: Span,
}

/// Words beside a cost's figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CostRemarks {
    /// A free word to group by.
    pub category: Option<String>,
    /// Remark.
    pub note: Option<String>,
    /// Where the figure comes from.
    pub source: Option<String>,
}

impl CostTerms {
    /// A free word to group by.
    pub fn category(&self) -> Option<&str> {
        self.remarks.as_ref()?.category.as_deref()
    }

    /// Its name for people; the id where it has none.
    pub fn name(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.id)
    }
}

/// One cost.
#[derive(Debug, Clone, PartialEq)]
pub struct Cost {
    /// What it says.
    pub terms: Arc<CostTerms>,
    /// Its currency: as written, else the record's (a named price brings its own).
    pub currency: Arc<str>,
    /// Base units for one unit of `currency`; 1 in the record's own. `None`: nobody gave a rate (told as an error), and the option is uncosted.
    pub rate: Option<f64>,
    /// What kind, and its figures.
    pub kind: CostKind,
}

/// An option's share of a mix.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MixPart {
    /// The option; it has costs of its own.
    pub option: OptionIx,
    /// Its share of the volume; shares sum to 1.
    pub share: f64,
    /// How much of its fixed costs is paid.
    pub fixed: f64,
}

/// A step of a progression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Phase {
    /// The option; it has costs of its own.
    pub option: OptionIx,
    /// Month in which its fixed costs start.
    pub from: u32,
    /// Month in which it takes over the volume; the phase before ends there.
    pub serves_from: u32,
}

/// How an option's cost comes about.
#[derive(Debug, Clone, PartialEq)]
pub enum Costing {
    /// Nobody has costed it: null everywhere, never zero (ruling 16).
    Uncosted,
    /// Somebody has, but a fault in it was told: null as well, never understated.
    Faulty,
    /// Its own costs; an empty list says that it costs nothing.
    Own(Vec<Cost>),
    /// A share of the volume each. `costs` are its own, on top.
    Mix {
        /// The parts.
        parts: Vec<MixPart>,
        /// Costs of its own.
        costs: Vec<Cost>,
    },
    /// One after the other. `costs` are its own, on top.
    Phases {
        /// The steps, `from` rising.
        steps: Vec<Phase>,
        /// Costs of its own.
        costs: Vec<Cost>,
    },
}

impl Costing {
    /// Costs written at the option itself.
    pub fn own(&self) -> &[Cost] {
        match self {
            Self::Uncosted | Self::Faulty => &[],
            Self::Own(costs) | Self::Mix { costs, .. } | Self::Phases { costs, .. } => costs,
        }
    }
}

/// The period of a volume.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VolumePer {
    /// An hour: 730 a month.
    Hour,
    /// A day: 365/12 a month.
    Day,
    /// A month.
    Month,
    /// A year: 1/12 a month.
    Year,
}

impl VolumePer {
    /// Periods in a model month.
    pub fn per_month(self) -> f64 {
        match self {
            Self::Hour => 730.0,
            Self::Day => 365.0 / 12.0,
            Self::Month => 1.0,
            Self::Year => 1.0 / 12.0,
        }
    }

    /// The word people write.
    pub fn word(self) -> &'static str {
        match self {
            Self::Hour => "hour",
            Self::Day => "day",
            Self::Month => "month",
            Self::Year => "year",
        }
    }
}

/// What a volume was measured on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// A demonstration.
    Demo,
    /// A pilot.
    Pilot,
    /// Production.
    Production,
}

impl Basis {
    /// The word people write.
    pub fn word(self) -> &'static str {
        match self {
            Self::Demo => "demo",
            Self::Pilot => "pilot",
            Self::Production => "production",
        }
    }
}

/// A stream of volume: `V(m) = min(cap, amount · per_month · (1 + growth)^(m/12) · ramp)` (maths.md, 3.4).
#[derive(Debug, Clone, PartialEq)]
pub struct Volume {
    /// Its id.
    pub id: String,
    /// What is counted.
    pub unit: String,
    /// The period of `amount`.
    pub per: VolumePer,
    /// How much.
    pub amount: Amount,
    /// Growth a year, > −1.
    pub growth: Amount,
    /// Months over which it grows to its full size; 0: at once.
    pub ramp_months: u32,
    /// Most in a month.
    pub cap_per_month: Option<f64>,
    /// What it was measured on.
    pub basis: Option<Basis>,
    /// Where it is written.
    pub span: Span,
}

/// A whole volume or cost that a scenario puts in place of the record's own.
#[derive(Debug, Clone, PartialEq)]
pub enum Replacement {
    /// A volume, with the scenario's fields in it.
    Volume(VolumeIx, Volume),
    /// A cost of an option, with the scenario's fields in it.
    Cost(OptionIx, super::CostIx, Cost),
}

/// The same record with a few inputs changed.
#[derive(Debug, Clone, PartialEq)]
pub struct Scenario {
    /// Its id.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// What it sets: front-matter path and value as written, in order.
    pub set: Vec<(String, String)>,
    /// What that amounts to.
    pub replacements: Vec<Replacement>,
}

/// The frame that all options of a record are costed in.
#[derive(Debug, Clone, PartialEq)]
pub struct Tco {
    /// Horizon in months, 1 to 600.
    pub months: u32,
    /// Effective rate a year, > −1.
    pub discount_rate: f64,
    /// Base currency of the record, an ISO 4217 code.
    pub currency: String,
    /// Draws for ranges.
    pub samples: u32,
    /// Base units for one unit of each foreign currency.
    pub rates: Vec<(String, f64)>,
    /// The day of those rates.
    pub rates_on: Option<Date>,
    /// Streams of volume, in written order.
    pub volumes: Vec<Volume>,
    /// The primary stream: that of unit cost, crossovers and what-if.
    pub volume: Option<VolumeIx>,
    /// Where crossovers are looked for, in that stream's unit and period.
    pub range: Option<(f64, f64)>,
    /// Scenarios shown beside the base case.
    pub scenarios: Vec<Scenario>,
}
