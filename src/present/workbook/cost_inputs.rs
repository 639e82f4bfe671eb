//! The figures of costs, mixes and progressions on the sheet `Inputs`, and where each of them stands. What a cost does not say has no row,
//! and no place in its formulas.

use std::borrow::Cow;

use super::{
    Cell, Sheet, Style, Subject,
    address::{At, LIKELY, Rows},
    inputs::{Figure, write},
};
use crate::model::{
    VolumeIx,
    cost::{Band, Billing, Cost, CostKind, Costing, Per, Tariff, TierMode, UnitPrice},
    quantity::Amount,
    record::Alternative,
};

/// Where the figures of a cost stand.
pub(super) struct CostAt {
    pub(super) kind: KindAt,
    /// First month, from the option's own start.
    pub(super) start: Option<At>,
    /// One past the last month.
    pub(super) end: Option<At>,
    pub(super) change: Option<ChangeAt>,
    /// Base units for one unit of its currency.
    pub(super) rate: Option<At>,
}

/// How its price moves.
pub(super) struct ChangeAt {
    pub(super) factor: At,
    pub(super) step: At,
    pub(super) floor: At,
}

/// What only its kind has.
pub(super) enum KindAt {
    Once { amount: At, month: Option<At> },
    Recurring { amount: At },
    Team { fte: At, annual_cost: At, load: Option<At>, ramp: Option<At> },
    Usage { volume: VolumeIx, multiplier: Option<At>, tariff: TariffAt },
    Capacity { volume: VolumeIx, multiplier: Option<At>, per_unit: At, min_units: At, price: At },
    Exit { amount: At },
}

/// Where a tariff stands.
pub(super) enum TariffAt {
    Flat(At),
    Tiers { mode: TierMode, above: Rows, up_to: Rows, price: Rows, fee: Rows },
}

/// Where the terms of a part of a mix or progression stand.
#[derive(Default)]
pub(super) struct PartAt {
    pub(super) share: Option<At>,
    pub(super) fixed: Option<At>,
    pub(super) from: Option<At>,
    pub(super) serves_from: Option<At>,
    /// Where the next step takes over.
    pub(super) until: Option<At>,
}

/// What a band without upper bound goes up to: more than anything.
pub(super) const NO_LIMIT: f64 = 1e300;

/// Writes costs down.
pub(super) struct Desk<'d, 'a> {
    pub(super) of: &'d Subject<'a>,
    pub(super) sheet: &'d mut Sheet<'a>,
    pub(super) rates: &'d [(&'a str, At)],
}

/// A cost that is being written down.
struct Entry<'a> {
    option: &'a str,
    cost: &'a Cost,
}

impl<'a> Desk<'_, 'a> {
    /// Writes a cost of an option down.
    pub(super) fn cost(&mut self, option: &'a Alternative, cost: &'a Cost) -> CostAt {
        let entry = Entry { option: &option.id, cost };
        let months = |value: u32| Amount::fixed(f64::from(value));
        let kind = self.kind(&entry);
        let terms = &cost.terms;
        let change = terms.price_change.as_ref().map(|change| ChangeAt {
            factor: self.add(&entry, ("Price after a year", "times".into()), Amount::fixed(change.factor_per_year)),
            step: self.add(&entry, ("Price changes every", "months".into()), months(change.step_months.max(1))),
            floor: self.add(&entry, ("Price never below", "times".into()), Amount::fixed(change.floor)),
        });
        let lasts = !matches!(cost.kind, CostKind::Once { .. } | CostKind::Exit { .. });
        let start = (lasts && terms.start > 0).then(|| self.add(&entry, ("First month", "from 0".into()), months(terms.start)));
        let end = terms.end.filter(|_| lasts).map(|end| self.add(&entry, ("Ends before month", "from 0".into()), months(end)));
        let rate = self.rates.iter().find(|(currency, _)| *currency == &*cost.currency && **currency != *self.of.tco.currency);
        CostAt { kind, start, end, change, rate: rate.map(|(_, at)| *at) }
    }

    fn kind(&mut self, entry: &Entry<'a>) -> KindAt {
        let money = &*entry.cost.currency;
        match &entry.cost.kind {
            CostKind::Once { amount, month } => KindAt::Once {
                amount: self.add(entry, ("Amount", money.into()), *amount),
                month: (*month > 0).then(|| self.add(entry, ("In month", "from 0".into()), Amount::fixed(f64::from(*month)))),
            },
            CostKind::Recurring { amount, per, billing } => {
                let unit = match (per, billing) {
                    (Per::Month, _) => "a month",
                    (Per::Year, Billing::Monthly) => "a year, paid monthly",
                    (Per::Year, Billing::InAdvance) => "a year, in advance",
                };
                KindAt::Recurring { amount: self.add(entry, ("Amount", format!("{money} {unit}").into()), *amount) }
            }
            CostKind::Team { fte, annual_cost, load, ramp_months } => KindAt::Team {
                fte: self.add(entry, ("People", "full time".into()), *fte),
                annual_cost: self.add(entry, ("Salary", format!("{money} a year").into()), *annual_cost),
                load: (*load != 0.0).then(|| self.add(entry, ("On top of salary", "share of it".into()), Amount::fixed(*load))),
                ramp: (*ramp_months > 0).then(|| self.add(entry, ("Hired over", "months".into()), Amount::fixed(f64::from(*ramp_months)))),
            },
            CostKind::Usage { volume, tariff, multiplier } => {
                let multiplier = self.multiplier(entry, *volume, *multiplier);
                KindAt::Usage { volume: *volume, multiplier, tariff: self.tariff(entry, *volume, tariff) }
            }
            CostKind::Capacity { volume, per_unit, min_units, price, multiplier } => {
                let carried = format!("{} a month", self.of.tco.volumes[volume.index()].unit);
                KindAt::Capacity {
                    volume: *volume,
                    multiplier: self.multiplier(entry, *volume, *multiplier),
                    per_unit: self.add(entry, ("One unit carries", carried.into()), Amount::fixed(*per_unit)),
                    min_units: self.add(entry, ("At least", "units".into()), Amount::fixed(*min_units)),
                    price: self.price(entry, price, format!("{money} for a unit and month")),
                }
            }
            CostKind::Exit { amount } => KindAt::Exit { amount: self.add(entry, ("Amount", money.into()), *amount) },
        }
    }

    /// Writes the parts of a mix or progression down.
    pub(super) fn parts(&mut self, option: &'a Alternative) -> Vec<PartAt> {
        let record = self.of.record;
        match &option.costing {
            Costing::Uncosted | Costing::Faulty | Costing::Own(_) => Vec::new(),
            Costing::Mix { parts, .. } => {
                let part = |part: &crate::model::cost::MixPart| {
                    let of = (option.id.as_str(), record.option(part.option).id.as_str());
                    PartAt {
                        share: Some(self.term(of, ("Share of the volume", "share"), part.share)),
                        fixed: Some(self.term(of, ("Part of fixed costs", "share"), part.fixed)),
                        ..PartAt::default()
                    }
                };
                parts.iter().map(part).collect()
            }
            Costing::Phases { steps, .. } => {
                let step = |step: &crate::model::cost::Phase| {
                    let of = (option.id.as_str(), record.option(step.option).id.as_str());
                    PartAt {
                        from: Some(self.term(of, ("Costs from month", "from 0"), step.from.into())),
                        serves_from: Some(self.term(of, ("Serves from month", "from 0"), step.serves_from.into())),
                        ..PartAt::default()
                    }
                };
                let mut parts: Vec<PartAt> = steps.iter().map(step).collect();
                for at in 1..parts.len() {
                    parts[at - 1].until = parts[at].serves_from;
                }
                parts
            }
        }
    }

    fn term(&mut self, of: (&'a str, &'a str), (name, unit): (&'static str, &'static str), value: f64) -> At {
        write(self.sheet, Figure { of, name, unit: unit.into(), amount: Amount::fixed(value), source: "".into() })
    }

    /// A figure of a cost; where it comes from is told with its first one.
    fn add(&mut self, entry: &Entry<'a>, (name, unit): (&'static str, Cow<'a, str>), amount: Amount) -> At {
        let told = self.sheet.rows.last().is_some_and(|row| is_of(row, entry));
        let source = if told { "".into() } else { source(entry.cost) };
        write(self.sheet, Figure { of: (entry.option, &entry.cost.terms.id), name, unit, amount, source })
    }

    fn multiplier(&mut self, entry: &Entry<'a>, volume: VolumeIx, multiplier: f64) -> Option<At> {
        let unit = &self.of.tco.volumes[volume.index()].unit;
        (multiplier != 1.0).then(|| self.add(entry, ("Priced units", format!("for one of {unit}").into()), Amount::fixed(multiplier)))
    }

    fn price(&mut self, entry: &Entry<'a>, price: &UnitPrice, unit: String) -> At {
        let ix = match price {
            UnitPrice::Fixed(amount) => return self.add(entry, ("Price", unit.into()), *amount),
            UnitPrice::Named { price, .. } => *price,
        };
        let book = self.of.site.prices.price(ix);
        let used = self.of.costs.prices.iter().find(|used| used.price == ix);
        let value = used.and_then(|used| used.value).unwrap_or_default();
        let since = used.and_then(|used| used.from).map(|from| format!(", since {from}")).unwrap_or_default();
        let row = used.and_then(|used| book.row_on(used.on)).and_then(|row| row.source.as_deref());
        let read = row.or(book.source.as_deref()).map(|source| format!(": {source}")).unwrap_or_default();
        let source = format!("price book, {}{since}{read}", book.id).into();
        let of = (entry.option, &*entry.cost.terms.id);
        write(self.sheet, Figure { of, name: "Price", unit: unit.into(), amount: Amount::fixed(value), source })
    }

    fn tariff(&mut self, entry: &Entry<'a>, volume: VolumeIx, tariff: &'a Tariff) -> TariffAt {
        let unit = &self.of.tco.volumes[volume.index()].unit;
        match tariff {
            Tariff::Flat(price) => TariffAt::Flat(self.price(entry, price, format!("{} for {unit}", entry.cost.currency))),
            Tariff::Tiers { mode, bands } => {
                let (first, last) = self.bands(entry, bands);
                let rows = |column| Rows { column, first, last };
                TariffAt::Tiers { mode: *mode, above: rows('E'), up_to: rows('G'), price: rows(LIKELY), fee: rows('H') }
            }
        }
    }

    /// Bands of a tariff have a block of their own: first and last row.
    fn bands(&mut self, entry: &Entry<'a>, bands: &'a [Band]) -> (usize, usize) {
        let words = ["Option", "Cost", "Band", "Unit", "More than", "Price of a unit", "Up to, a month", "Fee of the band"];
        let head = self.sheet.push(words.into_iter().map(Cell::head).collect());
        for (at, band) in bands.iter().enumerate() {
            let above = match at {
                0 => Cell::Number(0.0, Style::Plain),
                _ => Cell::formula(format!("G{}", head + at), bands[at - 1].up_to.unwrap_or(NO_LIMIT), Style::Plain),
            };
            self.sheet.push(vec![
                Cell::text(entry.option),
                Cell::text(&*entry.cost.terms.id),
                Cell::Text(format!("Band {}", at + 1).into(), Style::Plain),
                Cell::text(&*entry.cost.currency),
                above,
                Cell::Number(band.price, Style::Input),
                Cell::Number(band.up_to.unwrap_or(NO_LIMIT), Style::InputLimit),
                Cell::Number(band.flat, Style::Input),
            ]);
        }
        (head + 1, head + bands.len())
    }
}

/// Whether a row belongs to a cost.
fn is_of(row: &[Cell<'_>], entry: &Entry<'_>) -> bool {
    matches!((row.first(), row.get(1)), (Some(Cell::Text(option, _)), Some(Cell::Text(cost, _)))
        if option == entry.option && **cost == *entry.cost.terms.id)
}

/// Where a cost's figures come from, and what people remarked on it.
fn source(cost: &Cost) -> Cow<'_, str> {
    let Some(remarks) = &cost.terms.remarks else { return "".into() };
    match (&remarks.source, &remarks.note) {
        (Some(source), Some(note)) => format!("{source}; {note}").into(),
        (Some(one), None) | (None, Some(one)) => one.as_str().into(),
        (None, None) => "".into(),
    }
}
