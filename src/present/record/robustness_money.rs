//! Benefit against cost: the scores without what they owe to being cheap, beside the price.

use schemars::JsonSchema;
use serde::Serialize;

use super::Subject;
use crate::{
    analyze::robustness::Robustness,
    model::OptionIx,
    present::chart::{
        frontier::{self, Drawn, Figures, FrontierChart},
        look::Look,
    },
};

/// One option.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct BenefitRow<'a> {
    /// How it looks in every chart.
    pub look: Look,
    /// Its name.
    pub name: &'a str,
    /// Whether it was chosen.
    pub chosen: bool,
    /// Its score without the criteria that speak of cost.
    pub benefit: String,
    /// Its cost, present value.
    pub cost: String,
    /// Whether no other gives as much for less, or more for as much.
    pub on_frontier: bool,
    /// An option that does; null on the frontier.
    pub beaten_by: Option<&'a str>,
}

/// The options with a benefit and a cost, the cheapest first; empty where fewer than two can be compared.
pub fn rows<'a>(of: &Subject<'a>, firm: &Robustness) -> Vec<BenefitRow<'a>> {
    let known = known(of, firm);
    let numbers = of.from.numbers();
    let row = |(ix, benefit, cost): &(OptionIx, f64, f64)| {
        let on_frontier = firm.frontier.contains(ix);
        // Of those on the frontier that cost no more, the best is at least as good.
        let rivals = known.iter().filter(|other| firm.frontier.contains(&other.0) && other.2 <= *cost);
        let beaten_by = rivals.max_by(|a, b| a.1.total_cmp(&b.1)).map(|(ix, ..)| of.option_name(*ix));
        BenefitRow {
            look: of.look(*ix),
            name: of.option_name(*ix),
            chosen: of.is_chosen(*ix),
            benefit: numbers.score(*benefit),
            cost: numbers.money_short(*cost, of.currency()),
            on_frontier,
            beaten_by: beaten_by.filter(|_| !on_frontier),
        }
    };
    known.iter().map(row).collect()
}

/// Benefit and cost of the options that have both, the cheapest first; none where fewer than two can be compared.
fn known(of: &Subject<'_>, firm: &Robustness) -> Vec<(OptionIx, f64, f64)> {
    let Some(costs) = &of.analysis.cost else { return Vec::new() };
    let figures = |ix: OptionIx| Some((ix, firm.benefit[ix.index()]?, costs.option(ix)?.present_value));
    let mut known: Vec<(OptionIx, f64, f64)> = of.record.option_ixs().filter_map(figures).collect();
    if known.len() < 2 {
        return Vec::new();
    }
    known.sort_by(|a, b| a.2.total_cmp(&b.2));
    known
}

/// The rows as a picture.
pub fn chart<'a>(of: &Subject<'a>, firm: &Robustness) -> Option<FrontierChart<'a>> {
    let drawn = |(ix, benefit, cost)| Drawn { key: of.key(ix), benefit, cost, on_frontier: firm.frontier.contains(&ix) };
    let numbers = of.from.numbers();
    let figures = Figures { benefit: &|value| numbers.trimmed(value, 2), cost: &|value| numbers.money_short(value, of.currency()) };
    let mut known = known(of, firm);
    known.sort_by_key(|(ix, ..)| ix.index());
    frontier::chart(known.into_iter().map(drawn).collect(), &figures)
}
