//! Costs over the horizon: years, kinds, present value, unit cost (maths.md, 3.1 to 3.8, 3.12, 3.13).
//! Amounts here are the likely ones; what is not costed is `None` everywhere, never zero (ruling 16).

pub mod flow;
pub mod grid;
pub mod growth;
pub mod part;
pub mod tariff;

use std::borrow::Cow;

use self::{grid::Grid, part::Part};
use super::{
    ByOption,
    payback::{self, Payback},
};
use crate::{
    base::date::Date,
    model::{
        CostIx, OptionIx, PriceIx, VolumeIx,
        cost::{Cost, CostKind, Tco, UnitPrice},
        record::Record,
        site::Site,
    },
};

/// One cost, worked out.
#[derive(Debug, Clone, PartialEq)]
pub struct CostLine {
    /// The option that the cost is written at: in a mix or progression, the component.
    pub option: OptionIx,
    /// The cost.
    pub cost: CostIx,
    /// Undiscounted, by year of the horizon, in the record's currency.
    pub years: Vec<f64>,
    /// Undiscounted.
    pub total: f64,
    /// Present value at the start of month 0.
    pub present_value: f64,
}

impl CostLine {
    /// The cost behind the line.
    pub fn cost<'r>(&self, record: &'r Record) -> &'r Cost {
        &record.option(self.option).costing.own()[self.cost.index()]
    }

    /// Its name among the costs of `option`: its id, in a mix or progression `component/id`.
    pub fn path<'r>(&self, record: &'r Record, option: OptionIx) -> Cow<'r, str> {
        let id = &*self.cost(record).terms.id;
        if self.option == option { Cow::Borrowed(id) } else { Cow::Owned(format!("{}/{id}", record.option(self.option).id)) }
    }
}

/// One option, worked out.
#[derive(Debug, Clone, PartialEq)]
pub struct OptionCost {
    /// Its costs, in the order they count: own before components', components in their order.
    pub lines: Vec<CostLine>,
    /// Undiscounted by year; the last may be shorter.
    pub years: Vec<f64>,
    /// Undiscounted.
    pub total: f64,
    /// Present value at the start of month 0.
    pub present_value: f64,
    /// Total for one unit of the primary volume; `None` without one.
    pub unit_cost: Option<f64>,
    /// Present value for one discounted unit of the primary volume.
    pub levelised_unit_cost: Option<f64>,
    /// First month in which it serves the primary volume; `None`: never, or no primary volume.
    pub serves_from: Option<u32>,
}

/// Lines of an option that belong together.
#[derive(Debug, Clone, PartialEq)]
pub struct CostGroup<'a> {
    /// What they have in common; `None`: lines without a category.
    pub key: Option<&'a str>,
    /// Undiscounted by year.
    pub years: Vec<f64>,
    /// Undiscounted.
    pub total: f64,
    /// Present value.
    pub present_value: f64,
}

impl OptionCost {
    /// Its lines added up by kind, in order of first use.
    pub fn by_kind<'r>(&self, record: &'r Record) -> Vec<CostGroup<'r>> {
        self.grouped(|line| Some(line.cost(record).kind.word()))
    }

    /// Its lines added up by category, in order of first use.
    pub fn by_category<'r>(&self, record: &'r Record) -> Vec<CostGroup<'r>> {
        self.grouped(|line| line.cost(record).terms.category())
    }

    fn grouped<'r>(&self, key_of: impl Fn(&CostLine) -> Option<&'r str>) -> Vec<CostGroup<'r>> {
        let mut groups: Vec<CostGroup<'r>> = Vec::new();
        for line in &self.lines {
            let key = key_of(line);
            let at = groups.iter().position(|group| group.key == key).unwrap_or_else(|| {
                groups.push(CostGroup { key, years: vec![0.0; self.years.len()], total: 0.0, present_value: 0.0 });
                groups.len() - 1
            });
            let group = &mut groups[at];
            group.years.iter_mut().zip(&line.years).for_each(|(sum, year)| *sum += year);
            group.total += line.total;
            group.present_value += line.present_value;
        }
        groups
    }
}

/// A price that the computation used.
#[derive(Debug, Clone, PartialEq)]
pub struct UsedPrice {
    /// The entry of the price book.
    pub price: PriceIx,
    /// The day it was looked up for.
    pub on: Date,
    /// The price; `None`: no row holds on that day (told as an error).
    pub value: Option<f64>,
    /// First day of the row.
    pub from: Option<Date>,
}

/// All options, worked out with likely amounts.
#[derive(Debug, Clone, PartialEq)]
pub struct Costs {
    /// One an option; `None`: not costed.
    pub options: ByOption<Option<OptionCost>>,
    /// The primary volume, if the record has any.
    pub volume: Option<VolumeIx>,
    /// The primary volume over the whole horizon, in its unit.
    pub volume_total: Option<f64>,
    /// Years of the horizon, the last may be shorter.
    pub years: usize,
    /// Prices that went in, each once, in order of first use.
    pub prices: Vec<UsedPrice>,
    /// Every ordered pair of costed options.
    pub paybacks: Vec<Payback>,
}

/// Present values that differ by less than this part of them are the same.
const LEVEL: f64 = 1e-9;

impl Costs {
    /// The costs of an option, if it is costed.
    pub fn option(&self, ix: OptionIx) -> Option<&OptionCost> {
        self.options[ix.index()].as_ref()
    }

    /// A unit price as it went in, in its own currency; `None` where the price book had none.
    pub fn price_of(&self, price: &UnitPrice) -> Option<f64> {
        match price {
            UnitPrice::Fixed(amount) => Some(amount.likely),
            UnitPrice::Named { price, .. } => self.prices.iter().find(|used| used.price == *price)?.value,
        }
    }

    /// The costed option of the smallest present value among those that `counts`; the first of equals.
    pub fn cheapest(&self, counts: impl Fn(OptionIx) -> bool) -> Option<OptionIx> {
        let costed = self.options.iter().enumerate().filter_map(|(at, cost)| Some((OptionIx::at(at), cost.as_ref()?.present_value)));
        costed.filter(|(ix, _)| counts(*ix)).reduce(|best, next| if next.1 < best.1 { next } else { best }).map(|(ix, _)| ix)
    }

    /// All that cost as little as [the cheapest](Self::cheapest) of those that `counts`, in the record's order.
    pub fn all_cheapest(&self, counts: impl Fn(OptionIx) -> bool) -> Vec<OptionIx> {
        let costed = self.options.iter().enumerate().filter_map(|(at, cost)| Some((OptionIx::at(at), cost.as_ref()?.present_value)));
        all_least(&costed.filter(|(ix, _)| counts(*ix)).collect::<Vec<_>>())
    }
}

/// Whose present value is the least, all of them where several are the same: sums of the same money in another order differ a little.
pub fn all_least<Whose: Copy>(present_values: &[(Whose, f64)]) -> Vec<Whose> {
    let least = present_values.iter().map(|(_, value)| *value).fold(f64::INFINITY, f64::min);
    let most = least + LEVEL * least.abs();
    present_values.iter().filter(|(_, value)| *value <= most).map(|(whose, _)| *whose).collect()
}

/// The costs of a record, with the prices of its own day; `None` where no option is costed.
pub fn analyze(site: &Site, record: &Record) -> Option<Costs> {
    on_day(site, record, record.price_day(site.today))
}

/// The same with the prices of `day`.
pub fn on_day(site: &Site, record: &Record, day: Date) -> Option<Costs> {
    let tco = record.tco.as_ref()?;
    let grid = Grid::new(tco);
    let mut desk = Desk { site, day, grid: &grid, prices: Vec::new() };
    let worked: Vec<Option<Worked>> = record.option_ixs().map(|ix| desk.option(record, tco, ix)).collect();
    if worked.iter().all(Option::is_none) {
        return None;
    }
    let prices = desk.prices;
    let months: Vec<Option<&[f64]>> = worked.iter().map(|worked| worked.as_ref().map(|worked| worked.months.as_slice())).collect();
    Some(Costs {
        paybacks: payback::all_pairs(&months),
        options: worked.into_iter().map(|worked| worked.map(|worked| worked.cost)).collect(),
        volume: tco.volume,
        volume_total: tco.volume.map(|ix| grid.volume_totals(ix).0),
        years: grid.years(),
        prices,
    })
}

/// What each option costs month by month, undiscounted: for whoever draws it. Too much to keep for every record.
pub fn by_month(site: &Site, record: &Record) -> ByOption<Option<Vec<f64>>> {
    let Some(tco) = &record.tco else {
        return vec![None; record.options.len()];
    };
    let grid = Grid::new(tco);
    let mut desk = Desk { site, day: record.price_day(site.today), grid: &grid, prices: Vec::new() };
    record.option_ixs().map(|ix| desk.option(record, tco, ix).map(|worked| worked.months)).collect()
}

/// An option's costs, and its months for comparing it with others: too much to keep for every record.
struct Worked {
    cost: OptionCost,
    months: Vec<f64>,
}

/// Everything that the options of a record are worked out with.
struct Desk<'a> {
    site: &'a Site,
    day: Date,
    grid: &'a Grid,
    prices: Vec<UsedPrice>,
}

impl Desk<'_> {
    fn option(&mut self, record: &Record, tco: &Tco, ix: OptionIx) -> Option<Worked> {
        let parts = part::parts(record, ix, tco.months)?;
        let mut months = vec![0.0; tco.months as usize];
        let mut lines = Vec::new();
        let mut complete = true;
        for part in &parts {
            for (at, cost) in part.costs(record).iter().enumerate() {
                // A missing price or rate leaves the option uncosted; the others are still walked, so that all prices are named.
                match self.line(cost, *part, &mut months) {
                    Some((years, present_value)) => {
                        let total = years.iter().sum();
                        lines.push(CostLine { option: part.option, cost: CostIx::at(at), years, total, present_value });
                    }
                    None => complete = false,
                }
            }
        }
        complete.then(|| Worked { cost: self.sum(lines, tco, &parts, record), months })
    }

    /// Years and present value of a cost; its money is added to `months`.
    fn line(&mut self, cost: &Cost, part: Part, months: &mut [f64]) -> Option<(Vec<f64>, f64)> {
        let scale = flow::scale(cost, part, |price| self.price(price))?;
        let mut years = vec![0.0; self.grid.years()];
        let mut present = 0.0;
        flow::walk(cost, part, self.grid, |payment| {
            let money = scale * payment.weight;
            months[payment.month as usize] += money;
            years[payment.month as usize / 12] += money;
            present += payment.weight * self.grid.discount[payment.paid_after as usize];
        });
        Some((years, scale * present))
    }

    /// The price of a unit; what comes from the price book is noted.
    fn price(&mut self, price: &UnitPrice) -> Option<f64> {
        let ix = match price {
            UnitPrice::Fixed(amount) => return Some(amount.likely),
            UnitPrice::Named { price, .. } => *price,
        };
        if let Some(used) = self.prices.iter().find(|used| used.price == ix) {
            return used.value;
        }
        let row = self.site.prices.price(ix).row_on(self.day);
        self.prices.push(UsedPrice { price: ix, on: self.day, value: row.map(|row| row.price), from: row.map(|row| row.from) });
        row.map(|row| row.price)
    }

    fn sum(&self, lines: Vec<CostLine>, tco: &Tco, parts: &[Part], record: &Record) -> OptionCost {
        let mut years = vec![0.0; self.grid.years()];
        let (mut total, mut present_value) = (0.0, 0.0);
        for line in &lines {
            years.iter_mut().zip(&line.years).for_each(|(sum, year)| *sum += year);
            total += line.total;
            present_value += line.present_value;
        }
        // One denominator for every option, whether it serves from the first month or never.
        let volume = tco.volume.map(|ix| self.grid.volume_totals(ix));
        OptionCost {
            unit_cost: volume.filter(|(plain, _)| *plain > 0.0).map(|(plain, _)| total / plain),
            levelised_unit_cost: volume.filter(|(_, discounted)| *discounted > 0.0).map(|(_, discounted)| present_value / discounted),
            serves_from: tco.volume.and_then(|ix| serves_from(ix, parts, record)),
            lines,
            years,
            total,
            present_value,
        }
    }
}

/// First month in which one of the parts carries a volume.
fn serves_from(volume: VolumeIx, parts: &[Part], record: &Record) -> Option<u32> {
    let carries = |cost: &Cost| match &cost.kind {
        CostKind::Usage { volume: carried, .. } | CostKind::Capacity { volume: carried, .. } => *carried == volume,
        _ => false,
    };
    let months = parts.iter().flat_map(|part| {
        let costs = part.costs(record).iter().filter(|cost| carries(cost));
        costs.map(|cost| flow::active_months(cost, *part))
    });
    months.filter(|months| !months.is_empty()).map(|months| months.start).min()
}
