//! Takes the costs of a record apart.

use super::{
    Body, Holder, Input, Ledger, Money, Term, Volume,
    stepped::{Meter, Step, Stepped},
};
use crate::{
    analyze::cost::{
        Costs,
        flow::{self, Payment},
        grid::Grid,
        growth::{price_factor, ramp},
        part::{self, Part},
    },
    model::{
        CostIx, OptionIx, VolumeIx,
        cost::{Cost, CostKind, Tariff, Tco, UnitPrice, Volume as WrittenVolume},
        quantity::Amount,
        record::Record,
    },
};

impl Ledger {
    /// The ledger of a record, with the prices that its costs were worked out with; `None` without a cost table.
    pub fn new(record: &Record, costs: &Costs) -> Option<Self> {
        let tco = record.tco.as_ref()?;
        let mut compiler = Compiler { record, tco, costs, grid: Grid::new(tco), inputs: Vec::new() };
        compiler.name_volumes();
        compiler.name_costs();
        let options = record.option_ixs().map(|ix| compiler.option(ix)).collect();
        Some(Self { options, years: compiler.grid.years(), inputs: compiler.inputs })
    }
}

struct Compiler<'a> {
    record: &'a Record,
    tco: &'a Tco,
    costs: &'a Costs,
    grid: Grid,
    inputs: Vec<Input>,
}

impl Compiler<'_> {
    fn name_volumes(&mut self) {
        for (at, volume) in self.tco.volumes.iter().enumerate() {
            for (field, seeded, amount) in [("amount", "base", volume.amount), ("growth", "growth_per_year", volume.growth)] {
                let key = format_args!("volumes.{}.{seeded}", volume.id);
                let path = format_args!("volumes.{}.{field}", volume.id);
                name(&mut self.inputs, (Holder::Volume(VolumeIx::at(at)), field), amount, (key, path));
            }
        }
    }

    fn name_costs(&mut self) {
        for option in self.record.option_ixs() {
            let written = self.record.option(option);
            for (at, cost) in written.costing.own().iter().enumerate() {
                for (field, amount) in ranged_fields(&cost.kind).into_iter().flatten() {
                    let key = format_args!("items.{}.{}.{field}", written.id, cost.terms.id);
                    let path = format_args!("costs.{}.{}.{field}", written.id, cost.terms.id);
                    name(&mut self.inputs, (Holder::Cost(option, CostIx::at(at)), field), amount, (key, path));
                }
            }
        }
    }

    fn input(&self, holder: Holder, field: &str) -> Option<usize> {
        self.inputs.iter().position(|input| input.holder == holder && input.field == field)
    }

    fn option(&self, ix: OptionIx) -> Option<Vec<Term>> {
        self.costs.option(ix)?;
        let parts = part::parts(self.record, ix, self.tco.months)?;
        let costs = parts.iter().flat_map(|part| part.costs(self.record).iter().enumerate().map(move |(at, cost)| (*part, at, cost)));
        costs.map(|(part, at, cost)| self.term(part, CostIx::at(at), cost)).collect()
    }

    /// One cost in one part; `None` where its price or rate is missing, and the option not costed.
    fn term(&self, part: Part, at: CostIx, cost: &Cost) -> Option<Term> {
        let rate = cost.rate?;
        let mut term = Term {
            written_at: part.option,
            cost: at,
            certain: rate,
            rate,
            factors: [None, None],
            body: Body::Fixed(Money::none(self.grid.years())),
        };
        for (slot, (field, amount)) in ranged_fields(&cost.kind).into_iter().flatten().enumerate() {
            match self.input(Holder::Cost(part.option, at), field) {
                Some(input) => term.factors[slot] = Some(input),
                None => term.certain *= amount.likely,
            }
        }
        match &cost.kind {
            CostKind::Usage { tariff: Tariff::Flat(UnitPrice::Named { price, .. }), .. }
            | CostKind::Capacity { price: UnitPrice::Named { price, .. }, .. } => {
                term.certain *= self.costs.prices.iter().find(|used| used.price == *price)?.value?;
            }
            CostKind::Team { load, .. } => term.certain *= (1.0 + load) * part.fixed,
            CostKind::Once { .. } | CostKind::Recurring { .. } | CostKind::Exit { .. } => term.certain *= part.fixed,
            CostKind::Usage { .. } | CostKind::Capacity { .. } => {}
        }
        term.body = match &cost.kind {
            CostKind::Usage { volume, tariff, multiplier } => {
                let meter = match tariff {
                    Tariff::Flat(_) => Meter::Units,
                    Tariff::Tiers { mode, bands } => Meter::Tiers { mode: *mode, bands: bands.clone() },
                };
                self.metered(cost, part, *volume, (meter, *multiplier))
            }
            CostKind::Capacity { volume, per_unit, min_units, multiplier, .. } => {
                self.metered(cost, part, *volume, (Meter::Capacity { per_unit: *per_unit, min_units: *min_units }, *multiplier))
            }
            _ => self.fixed(cost, part),
        };
        Some(term)
    }

    fn fixed(&self, cost: &Cost, part: Part) -> Body {
        let mut money = Money::none(self.grid.years());
        flow::walk(cost, part, &self.grid, |Payment { month, paid_after, weight }| {
            money.years[month as usize / 12] += weight;
            money.present_value += weight * self.grid.discount[paid_after as usize];
        });
        Body::Fixed(money)
    }

    /// A cost that follows a volume. It is cut into months only where it must be.
    fn metered(&self, cost: &Cost, part: Part, ix: VolumeIx, (meter, multiplier): (Meter, f64)) -> Body {
        let written = &self.tco.volumes[ix.index()];
        let holder = Holder::Volume(ix);
        let volume = Volume { likely: written.amount.likely, input: self.input(holder, "amount"), primary: self.tco.volume == Some(ix) };
        let growth = self.input(holder, "growth");
        let mut steps: Vec<Step> = Vec::new();
        for month in flow::active_months(cost, part) {
            let volume = for_an_amount_of_one(written, growth.is_some(), month);
            let factor = cost.terms.price_change.as_ref().map_or(1.0, |change| price_factor(change, month));
            if growth.is_some() || steps.last().is_none_or(|step| step.volume != volume) {
                steps.push(Step { volume, month, money: Money::none(self.grid.years()) });
            }
            let money = &mut steps.last_mut().expect("a step was just pushed").money;
            money.years[month as usize / 12] += factor;
            money.present_value += factor * self.grid.discount[month as usize + 1];
        }
        let quantity = part.share * multiplier;
        if meter == Meter::Units && growth.is_none() && written.cap_per_month.is_none() {
            let mut money = Money::none(self.grid.years());
            for step in &steps {
                money.add(step.volume * quantity, &step.money);
            }
            return Body::Proportional(volume, money);
        }
        Body::Stepped(Box::new(Stepped { volume, growth, cap: written.cap_per_month, quantity, meter, steps }))
    }
}

/// Notes a range; what is certain needs no name.
fn name(
    inputs: &mut Vec<Input>,
    (holder, field): (Holder, &'static str),
    amount: Amount,
    (key, path): (std::fmt::Arguments<'_>, std::fmt::Arguments<'_>),
) {
    if amount.is_range() {
        inputs.push(Input { holder, field, key: key.to_string(), path: path.to_string(), amount });
    }
}

/// Fields of a cost that can be ranges.
fn ranged_fields(kind: &CostKind) -> [Option<(&'static str, Amount)>; 2] {
    match kind {
        CostKind::Once { amount, .. } | CostKind::Recurring { amount, .. } | CostKind::Exit { amount } => [Some(("amount", *amount)), None],
        CostKind::Team { fte, annual_cost, .. } => [Some(("fte", *fte)), Some(("annual_cost", *annual_cost))],
        CostKind::Usage { tariff: Tariff::Flat(UnitPrice::Fixed(price)), .. }
        | CostKind::Capacity { price: UnitPrice::Fixed(price), .. } => [Some(("price", *price)), None],
        CostKind::Usage { .. } | CostKind::Capacity { .. } => [None, None],
    }
}

/// A month's volume for an amount of 1, uncapped; without its growth where that is a range.
fn for_an_amount_of_one(volume: &WrittenVolume, growth_is_range: bool, month: u32) -> f64 {
    let growth = volume.growth.likely;
    let grown = if growth == 0.0 || growth_is_range { 1.0 } else { libm::pow(1.0 + growth, f64::from(month) / 12.0) };
    volume.per.per_month() * grown * ramp(month, volume.ramp_months)
}
