//! Present value as a function of what people are unsure of: every cost of a record taken apart once into what is certain,
//! which ranges it is proportional to, and how it follows a volume. Another draw or another volume then costs a few
//! multiplications; only steps of capacity, bands and caps look at months again (maths.md, 3.9 and 3.10).

pub mod along;
mod compile;
pub mod drawn;
mod stepped;

use self::{along::Along, drawn::Draws, stepped::Stepped};
use super::ByOption;
use crate::model::{CostIx, OptionIx, VolumeIx, quantity::Amount};

/// What an input is written at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holder {
    /// A volume.
    Volume(VolumeIx),
    /// A cost of an option.
    Cost(OptionIx, CostIx),
}

/// An input that is a range.
#[derive(Debug, Clone, PartialEq)]
pub struct Input {
    /// What it is written at.
    pub holder: Holder,
    /// Its key there, as the front matter has it: `amount`, `growth`, `fte`, `annual_cost`, `price`.
    pub field: &'static str,
    /// What its draws are keyed by: `volumes.tokens.base`, `items.buy.api.price`. These words never change, for they seed the draws.
    pub key: String,
    /// Its path in the front matter: `volumes.tokens.amount`, `costs.buy.api.price`.
    pub path: String,
    /// The range.
    pub amount: Amount,
}

/// Money over the horizon, in the record's currency.
#[derive(Debug, Clone, PartialEq)]
pub struct Money {
    /// Present value at the start of month 0.
    pub present_value: f64,
    /// Undiscounted, by year of the horizon.
    pub years: Vec<f64>,
}

impl Money {
    /// No money, over so many years.
    pub fn none(years: usize) -> Self {
        Self { present_value: 0.0, years: vec![0.0; years] }
    }

    /// Undiscounted, over the whole horizon.
    pub fn total(&self) -> f64 {
        self.years.iter().sum()
    }

    /// Adds `factor` times `other`.
    pub fn add(&mut self, factor: f64, other: &Self) {
        self.present_value += factor * other.present_value;
        self.years.iter_mut().zip(&other.years).for_each(|(sum, year)| *sum += factor * year);
    }
}

/// How a term follows a volume.
#[derive(Debug, Clone, PartialEq)]
enum Body {
    /// Not at all.
    Fixed(Money),
    /// In proportion to its amount: money for an amount of 1.
    Proportional(Volume, Money),
    /// By steps, or as a range of growth or a cap has it.
    Stepped(Box<Stepped>),
}

/// A volume as the ledger sees it.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Volume {
    /// Its amount where that is certain, else the likely one.
    likely: f64,
    /// Position of its amount among the inputs, where it is a range.
    input: Option<usize>,
    /// Whether it is the record's primary volume.
    primary: bool,
}

impl Volume {
    fn amount(self, values: &[f64]) -> f64 {
        self.input.map_or(self.likely, |at| values[at])
    }
}

/// One cost in one part of an option: `certain × factors × body`.
#[derive(Debug, Clone, PartialEq)]
struct Term {
    /// The option that the cost is written at.
    written_at: OptionIx,
    /// The cost.
    cost: CostIx,
    /// Product of all that is certain, the price of a unit and the currency's rate among it.
    certain: f64,
    /// Base units for one unit of the cost's currency.
    rate: f64,
    /// Positions among the inputs of the ranges that it is proportional to; at most heads and salary.
    factors: [Option<usize>; 2],
    /// How it follows a volume.
    body: Body,
}

impl Term {
    fn uses(&self, input: usize) -> bool {
        let follows = match &self.body {
            Body::Fixed(_) => false,
            Body::Proportional(volume, _) => volume.input == Some(input),
            Body::Stepped(stepped) => stepped.volume.input == Some(input) || stepped.growth == Some(input),
        };
        follows || self.factors.contains(&Some(input))
    }

    fn scale(&self, values: &[f64]) -> f64 {
        self.factors.iter().flatten().fold(self.certain, |scale, at| scale * values[*at])
    }
}

/// The costs of a record, taken apart.
#[derive(Debug, Clone, PartialEq)]
pub struct Ledger {
    inputs: Vec<Input>,
    options: ByOption<Option<Vec<Term>>>,
    years: usize,
}

impl Ledger {
    /// All inputs that are ranges: volumes first, then costs, in written order.
    pub fn inputs(&self) -> &[Input] {
        &self.inputs
    }

    /// The likely value of each input.
    pub fn likely(&self) -> Vec<f64> {
        self.inputs.iter().map(|input| input.amount.likely).collect()
    }

    /// Whether an input goes into an option's cost at all.
    pub fn uses(&self, option: OptionIx, input: usize) -> bool {
        self.options[option.index()].iter().flatten().any(|term| term.uses(input))
    }

    /// The same ledger without discount: its present values are totals.
    #[must_use]
    pub fn undiscounted(&self) -> Self {
        let mut ledger = self.clone();
        for term in ledger.options.iter_mut().flatten().flatten() {
            match &mut term.body {
                Body::Fixed(money) | Body::Proportional(_, money) => money.present_value = money.total(),
                Body::Stepped(stepped) => stepped.steps.iter_mut().for_each(|step| step.money.present_value = step.money.total()),
            }
        }
        ledger
    }

    /// Present value of an option for one value an input; `None` where it is not costed.
    pub fn present_value(&self, option: OptionIx, values: &[f64]) -> Option<f64> {
        let terms = self.options[option.index()].as_ref()?;
        Some(terms.iter().map(|term| term.scale(values) * present_value(&term.body, values)).sum())
    }

    /// Columns of draws, one an input, made ready for [`Ledger::present_values`]; those that no option uses may be empty.
    pub fn draws(&self, columns: Vec<Vec<f64>>) -> Draws {
        Draws::new(&self.inputs, columns)
    }

    /// Present values of an option for draws of each input, all of the length of `into`; `None` where it is not costed.
    pub fn present_values(&self, option: OptionIx, draws: &Draws, into: &mut [f64]) -> Option<()> {
        let terms = self.options[option.index()].as_ref()?;
        into.fill(0.0);
        let mut sure = 0.0;
        let mut work = Vec::new();
        for term in terms {
            let factors = term.factors.iter().flatten().map(|at| draws.of(*at));
            match &term.body {
                Body::Fixed(money) => add_product(into, &mut sure, term.certain * money.present_value, factors),
                Body::Proportional(volume, money) => {
                    let per_amount = term.certain * money.present_value;
                    match volume.input {
                        Some(at) => add_product(into, &mut sure, per_amount, factors.chain([draws.of(at)])),
                        None => add_product(into, &mut sure, per_amount * volume.likely, factors),
                    }
                }
                Body::Stepped(stepped) => {
                    work.resize(into.len(), 0.0);
                    stepped.present_values(draws, &mut work);
                    add_product(into, &mut sure, term.certain, factors.chain([work.as_slice()]));
                }
            }
        }
        for sum in into {
            *sum += sure;
        }
        Some(())
    }

    /// The costs of an option along the primary volume, all else likely; `None` where it is not costed.
    pub fn along(&self, option: OptionIx) -> Option<Along<'_>> {
        let terms = self.options[option.index()].as_ref()?;
        let mut along = Along::new(self.years);
        let values = self.likely();
        for term in terms {
            along.add(term.scale(&values), &term.body, &values);
        }
        Some(along)
    }

    /// Present value that an option would pay, with likely inputs, if each flat unit price that `counts` were 1 in its own
    /// currency and all else were free. `counts` is asked for the place of every cost in the option, components' among them.
    pub fn for_a_price_of_one(&self, option: OptionIx, counts: impl Fn(OptionIx, CostIx) -> bool) -> Option<f64> {
        let values = self.likely();
        let terms = self.options[option.index()].as_ref()?.iter().filter(|term| counts(term.written_at, term.cost));
        Some(terms.map(|term| term.rate * present_value(&term.body, &values)).sum())
    }
}

/// Present value of a body for a scale of 1.
fn present_value(body: &Body, values: &[f64]) -> f64 {
    match body {
        Body::Fixed(money) => money.present_value,
        Body::Proportional(volume, money) => volume.amount(values) * money.present_value,
        Body::Stepped(stepped) => stepped.present_value(values),
    }
}

/// Adds `scale` times the product of the columns to `into`; what needs no column is added to `sure`.
fn add_product<'c>(into: &mut [f64], sure: &mut f64, scale: f64, columns: impl Iterator<Item = &'c [f64]>) {
    let columns: Vec<&[f64]> = columns.collect();
    match columns[..] {
        [] => *sure += scale,
        [only] => into.iter_mut().zip(only).for_each(|(sum, value)| *sum += scale * value),
        [one, other] => into.iter_mut().zip(one.iter().zip(other)).for_each(|(sum, (one, other))| *sum += scale * one * other),
        _ => {
            for (at, sum) in into.iter_mut().enumerate() {
                *sum += columns.iter().fold(scale, |product, column| product * column[at]);
            }
        }
    }
}
