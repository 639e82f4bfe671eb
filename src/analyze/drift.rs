//! Would we decide the same today? The record evaluated with the prices of its own day and with today's (maths.md, 5).
//! Everything else stays: month 0, volumes, weights, scores. Sunk costs and the cost of switching are another question.

use super::{
    ByOption,
    cost::{self, Costs, UsedPrice, growth::price_factor},
    matrix::{self, Matrix, MatrixStatus},
};
use crate::{
    base::date::{Date, whole_months},
    model::{
        CostIx, OptionIx, PriceIx,
        cost::{Cost, CostKind, Tariff, UnitPrice},
        record::Record,
        site::Site,
    },
};

/// Part of a bound by which a price may fall short of it and still count as having reached it: noise of floating point.
const NOISE: f64 = 1e-9;

/// What the record says with the prices of one day.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// The day.
    pub on: Date,
    /// The recommended option.
    pub winner: Option<OptionIx>,
    /// What the matrix says; `None`: there is no matrix.
    pub status: Option<MatrixStatus>,
    /// Winner's lead over the runner-up.
    pub margin: Option<f64>,
    /// Scores; `None` where missing, or without a matrix.
    pub scores: ByOption<Option<f64>>,
    /// Present values; `None` where not costed.
    pub present_values: ByOption<Option<f64>>,
    /// The eligible option of the smallest present value: what the flag and the verdict look at (ruling 29).
    pub cheapest: Option<OptionIx>,
    /// The costed option of the smallest present value, whether or not the matrix knocks it out.
    pub cheapest_costed: Option<OptionIx>,
}

/// What has come of a decision since.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DriftFlag {
    /// The matrix recommends another option, or no single one any more.
    WinnerChanged,
    /// Another option costs least.
    CheapestChanged,
    /// The same option leads, by less than half.
    MarginHalved,
    /// A price that went in has moved far.
    PriceMoved,
    /// A price that went in is not known today.
    PriceMissing,
}

impl DriftFlag {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::WinnerChanged => "winner-changed",
            Self::CheapestChanged => "cheapest-changed",
            Self::MarginHalved => "margin-halved",
            Self::PriceMoved => "price-moved",
            Self::PriceMissing => "price-missing",
        }
    }
}

/// A price that has moved far since.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Moved {
    /// The price.
    pub price: PriceIx,
    /// On the day of the decision.
    pub then: f64,
    /// Today.
    pub now: f64,
    /// `now / then − 1`.
    pub change: f64,
}

/// How a cost's forecast price has held up.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Forecast {
    /// The option that the cost is written at.
    pub option: OptionIx,
    /// The cost.
    pub cost: CostIx,
    /// Its named price.
    pub price: PriceIx,
    /// What the record expected the price to be by now.
    pub forecast: f64,
    /// What it is.
    pub actual: f64,
    /// `actual / forecast − 1`.
    pub error: f64,
}

impl Forecast {
    /// Whether it was further off than `threshold`, a share.
    pub fn is_off(&self, threshold: f64) -> bool {
        self.error.abs() > threshold * (1.0 + NOISE)
    }
}

/// The answer then and now.
#[derive(Debug, Clone, PartialEq)]
pub struct Drift {
    /// With the prices of the record's own day.
    pub then: Answer,
    /// With today's; `None` while a price is not known today.
    pub now: Option<Answer>,
    /// What differs, in the order of [`DriftFlag`].
    pub flags: Vec<DriftFlag>,
    /// Prices that have moved far, in order of first use.
    pub moved: Vec<Moved>,
    /// Prices that went in and are not known today.
    pub missing: Vec<PriceIx>,
    /// Forecasts of every cost with a named price.
    pub forecasts: Vec<Forecast>,
    /// Whole months from the record's day to today.
    pub months_elapsed: u32,
    /// The day on which the last of the prices that differ took effect; `None` where none differs.
    pub since: Option<Date>,
    /// The latest review, where it was held on or after that day: somebody has looked at this answer already.
    pub reviewed: Option<Date>,
}

impl Drift {
    /// Whether a flag is up.
    pub fn has(&self, flag: DriftFlag) -> bool {
        self.flags.contains(&flag)
    }

    /// Whether something has come of the decision that no review has looked at yet.
    pub fn wants_attention(&self) -> bool {
        !self.flags.is_empty() && self.reviewed.is_none()
    }
}

/// Whether a price has moved by `share` or more, up or down; one that has not moved at all has not.
pub fn has_moved(then: f64, now: f64, share: f64) -> bool {
    let by = (now - then).abs();
    by > 0.0 && by >= share * then.abs() * (1.0 - NOISE)
}

/// `now / then − 1`; 0 where both are the same, infinite where something has come of nothing.
pub fn change(then: f64, now: f64) -> f64 {
    if now.total_cmp(&then).is_eq() { 0.0 } else { now / then - 1.0 }
}

/// The answer of a record then and now.
///
/// `costs` and `matrix` are those of its own price day: the answer of that day is read from them. Today's is computed only where a
/// price that went in has changed. `None`: the record is not in force (ruling 5), is not costed, or lacks a price on its own day, which
/// is told as an error.
pub fn analyze(site: &Site, record: &Record, costs: Option<&Costs>, matrix: Option<&Matrix>) -> Option<Drift> {
    let costs = costs.filter(|costs| record.in_force() && costs.prices.iter().all(|used| used.value.is_some()))?;
    let then = answer(record.price_day(site.today), costs, matrix);
    let used: Vec<Compared> = costs.prices.iter().filter_map(|used| compared(site, used)).collect();
    let missing: Vec<PriceIx> = used.iter().filter(|used| used.now.is_none()).map(|used| used.price).collect();
    let now = if !missing.is_empty() {
        None
    } else if used.iter().any(Compared::differs) {
        answer_on(site, record, site.today)
    } else {
        Some(Answer { on: site.today, ..then.clone() })
    };
    let limits = site.thresholds_of(record);
    let moved: Vec<Moved> = used.iter().filter_map(|used| used.moved(limits.price_moved)).collect();
    let since = used.iter().filter(|used| used.differs()).filter_map(|used| used.now).map(|(_, from)| from).max();
    let last_held = record.reviews.iter().map(|review| review.on).max();
    Some(Drift {
        flags: flags((&then, now.as_ref()), limits.margin_halved, (!moved.is_empty(), !missing.is_empty())),
        forecasts: forecasts(site, record, then.on),
        months_elapsed: whole_months(then.on, site.today),
        reviewed: last_held.filter(|held| missing.is_empty() && since.is_some_and(|since| *held >= since)),
        then,
        now,
        moved,
        missing,
        since,
    })
}

/// What a record says with the prices of `day`, everything else being as it is; `None` where it is not costed or lacks a price on that day.
pub fn answer_on(site: &Site, record: &Record, day: Date) -> Option<Answer> {
    let costs = cost::on_day(site, record, day).filter(|costs| costs.prices.iter().all(|used| used.value.is_some()))?;
    let matrix = matrix::analyze(record, Some(&costs));
    Some(answer(day, &costs, matrix.as_ref()))
}

fn answer(on: Date, costs: &Costs, matrix: Option<&Matrix>) -> Answer {
    let eligible = |ix: OptionIx| matrix.is_none_or(|matrix| matrix.row(ix).eligible);
    Answer {
        on,
        winner: matrix.and_then(|matrix| matrix.winner),
        status: matrix.map(|matrix| matrix.status),
        margin: matrix.and_then(|matrix| matrix.margin),
        scores: costs.options.iter().enumerate().map(|(at, _)| matrix.and_then(|matrix| matrix.rows[at].score)).collect(),
        present_values: costs.options.iter().map(|option| option.as_ref().map(|option| option.present_value)).collect(),
        cheapest: costs.cheapest(eligible),
        cheapest_costed: costs.cheapest(|_| true),
    }
}

/// A price that went in: what it was, and what it is today.
struct Compared {
    price: PriceIx,
    then: f64,
    /// The price, and the first day of its row; `None`: not known today.
    now: Option<(f64, Date)>,
}

impl Compared {
    fn differs(&self) -> bool {
        self.now.is_some_and(|(now, _)| now.total_cmp(&self.then).is_ne())
    }

    fn moved(&self, threshold: f64) -> Option<Moved> {
        let (now, _) = self.now?;
        let moved = Moved { price: self.price, then: self.then, now, change: change(self.then, now) };
        has_moved(self.then, now, threshold).then_some(moved)
    }
}

fn compared(site: &Site, used: &UsedPrice) -> Option<Compared> {
    let now = site.prices.price(used.price).row_on(site.today).map(|row| (row.price, row.from));
    Some(Compared { price: used.price, then: used.value?, now })
}

/// What differs. While a price is not known today there is no answer to hold against the old one.
fn flags((then, now): (&Answer, Option<&Answer>), halved: f64, (moved, missing): (bool, bool)) -> Vec<DriftFlag> {
    let same_winner_by_less = |now: &Answer| {
        let margins = then.margin.zip(now.margin).filter(|_| then.winner.is_some() && then.winner == now.winner);
        margins.is_some_and(|(then, now)| now < halved * then)
    };
    let raised = [
        (DriftFlag::WinnerChanged, now.is_some_and(|now| then.winner != now.winner)),
        (DriftFlag::CheapestChanged, now.is_some_and(|now| then.cheapest != now.cheapest)),
        (DriftFlag::MarginHalved, now.is_some_and(same_winner_by_less)),
        (DriftFlag::PriceMoved, moved),
        (DriftFlag::PriceMissing, missing),
    ];
    raised.into_iter().filter(|(_, raised)| *raised).map(|(flag, _)| flag).collect()
}

/// `actual / (then × F(whole months elapsed)) − 1` of every cost with a named price, in the record's order (maths.md, 5).
fn forecasts(site: &Site, record: &Record, then: Date) -> Vec<Forecast> {
    let elapsed = whole_months(then, site.today);
    let priced = record.option_ixs().flat_map(|option| {
        let costs = record.option(option).costing.own().iter().enumerate();
        costs.filter_map(move |(at, cost)| Some((option, CostIx::at(at), cost, named_price(cost)?)))
    });
    priced
        .filter_map(|(option, cost, written, price)| {
            let entry = site.prices.price(price);
            let (then, actual) = (entry.row_on(then)?.price, entry.row_on(site.today)?.price);
            let factor = written.terms.price_change.as_ref().map_or(1.0, |change| price_factor(change, elapsed));
            let forecast = then * factor;
            Some(Forecast { option, cost, price, forecast, actual, error: change(forecast, actual) })
        })
        .collect()
}

/// The entry of the price book that a cost names.
pub fn named_price(cost: &Cost) -> Option<PriceIx> {
    match &cost.kind {
        CostKind::Usage { tariff: Tariff::Flat(price), .. } | CostKind::Capacity { price, .. } => match price {
            UnitPrice::Named { price, .. } => Some(*price),
            UnitPrice::Fixed(_) => None,
        },
        _ => None,
    }
}
