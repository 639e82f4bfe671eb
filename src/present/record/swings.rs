//! What moves the cost of each option: every range alone at its low and at its high end, the largest swing first (a tornado).

use schemars::JsonSchema;
use serde::Serialize;

use super::Subject;
use crate::{
    analyze::{
        ledger::{Holder, Input},
        uncertainty::{Swing, Uncertainty},
    },
    model::OptionIx,
    present::{
        chart::{axis::Axis, board::Tick, look::Look, percent},
        words,
    },
};

/// One input of an option.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SwingRow {
    /// `Volume of tokens`, `Team, people`.
    pub input: String,
    /// Its path in the front matter: `costs.buy.team.fte`.
    pub path: String,
    /// `log-triangular`: what lies between the ends.
    pub shape: &'static str,
    /// `3 to 100 million tokens a day`: its ends.
    pub range: String,
    /// The input at its low end: `3 million tokens a day`.
    pub low: String,
    /// The input as it is likely.
    pub likely: String,
    /// The input at its high end.
    pub high: String,
    /// Present value with the input at its low end, in whole units.
    pub at_low: String,
    /// Present value with the input at its high end, in whole units.
    pub at_high: String,
    /// How far it swings, in whole units.
    pub swing: String,
    /// How far it swings, in three digits.
    pub brief: String,
    /// Its bar; null where its figures outran what a number can hold.
    pub bar: Option<SwingBar>,
}

/// A bar from one end to the other, in percent of the width. What stands left of `likely` is the cheaper part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SwingBar {
    /// Where the cheaper part starts.
    pub from: String,
    /// How long the cheaper part is.
    pub saving: String,
    /// The present value with likely inputs, where the dearer part starts.
    pub likely: String,
    /// How long the dearer part is.
    pub rise: String,
}

/// The inputs of an option.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SwingGroup<'a> {
    /// How the option looks in every chart.
    pub look: Look,
    /// The option.
    pub option: &'a str,
    /// Whether it is shown at once: the chosen and the cheapest option are.
    pub open: bool,
    /// Its present value with likely inputs, in three digits.
    pub likely: String,
    /// The inputs, largest swing first.
    pub rows: Vec<SwingRow>,
    /// Values named below the bars.
    pub ticks: Vec<Tick>,
}

/// What moves each option; options that nothing moves are left out.
pub fn groups<'a>(of: &Subject<'a>, uncertainty: &Uncertainty) -> Vec<SwingGroup<'a>> {
    let options = of.record.option_ixs().zip(&uncertainty.tornado).filter(|(_, swings)| !swings.is_empty());
    options.filter_map(|(ix, swings)| group(of, uncertainty, ix, swings)).collect()
}

fn group<'a>(of: &Subject<'a>, uncertainty: &Uncertainty, ix: OptionIx, swings: &[Swing]) -> Option<SwingGroup<'a>> {
    let likely = of.analysis.cost.as_ref()?.option(ix)?.present_value;
    let axis = Axis::linear(swings.iter().flat_map(|swing| [swing.at_low, swing.at_high]).chain([likely]));
    let short = |value| of.from.numbers().money_short(value, of.currency());
    Some(SwingGroup {
        look: of.look(ix),
        option: of.option_name(ix),
        open: of.is_chosen(ix) || of.analysis.cheapest == Some(ix),
        likely: short(likely),
        rows: swings.iter().map(|swing| row(of, (&uncertainty.inputs[swing.input], swing), ix, axis.map(|axis| (axis, likely)))).collect(),
        ticks: axis.map(|axis| axis.ticks(short)).unwrap_or_default(),
    })
}

fn row(of: &Subject<'_>, (input, swing): (&Input, &Swing), option: OptionIx, axis: Option<(Axis, f64)>) -> SwingRow {
    let numbers = of.from.numbers();
    SwingRow {
        input: name(of, input, option),
        path: input.path.clone(),
        shape: input.amount.shape.word(),
        range: values(of, input, &[input.amount.low, input.amount.high]),
        low: values(of, input, &[input.amount.low]),
        likely: values(of, input, &[input.amount.likely]),
        high: values(of, input, &[input.amount.high]),
        at_low: numbers.amount(swing.at_low),
        at_high: numbers.amount(swing.at_high),
        swing: numbers.amount(swing.swing()),
        brief: numbers.money_short(swing.swing(), of.currency()),
        bar: axis.filter(|_| swing.swing().is_finite()).map(|(axis, likely)| bar(axis, swing, likely)),
    }
}

fn bar(axis: Axis, swing: &Swing, likely: f64) -> SwingBar {
    // Steps of a tariff can put the likely value outside the two ends.
    let (low, high) = (swing.at_low.min(swing.at_high), swing.at_low.max(swing.at_high));
    let [from, middle, to] = [low, likely.clamp(low, high), high].map(|value| axis.place(value));
    SwingBar { from: percent(from), saving: percent(middle - from), likely: percent(middle), rise: percent(to - middle) }
}

/// `Volume of tokens`, `Growth of tokens`, `Team, people`; the option is named where it is another: `Team of Buy, people`.
fn name(of: &Subject<'_>, input: &Input, option: OptionIx) -> String {
    match input.holder {
        Holder::Volume(ix) => {
            let id = of.record.tco.as_ref().map_or("", |tco| tco.volumes[ix.index()].id.as_str());
            format!("{} of {id}", if input.field == "growth" { "Growth" } else { "Volume" })
        }
        Holder::Cost(at, ix) => {
            let cost = words::capitalised(of.record.option(at).costing.own()[ix.index()].terms.name());
            let of_whom = if at == option { String::new() } else { format!(" of {}", of.option_name(at)) };
            let field = match input.field {
                "fte" => ", people",
                "annual_cost" => ", cost of one a year",
                "price" => ", price",
                _ => "",
            };
            format!("{cost}{of_whom}{field}")
        }
    }
}

/// Values of an input, with their unit after the last one.
fn values(of: &Subject<'_>, input: &Input, values: &[f64]) -> String {
    let numbers = of.from.numbers();
    let joined = |show: &dyn Fn(f64) -> String, unit: &[&str]| {
        let mut text = String::with_capacity(48);
        for (at, value) in values.iter().enumerate() {
            text.push_str(if at == 0 { "" } else { " to " });
            text.push_str(&show(*value));
        }
        text.extend(unit.iter().copied());
        text
    };
    match (input.holder, input.field) {
        (Holder::Volume(_), "growth") => joined(&|value| numbers.percentage(value, 1), &[" a year"]),
        (Holder::Volume(ix), _) => {
            let volume = of.record.tco.as_ref().map(|tco| &tco.volumes[ix.index()]);
            let unit = volume.map(|volume| ["\u{a0}", &volume.unit, " ", words::each(volume.per)]);
            joined(&|value| numbers.significant(value), unit.as_ref().map_or(&[], |unit| unit))
        }
        (Holder::Cost(..), "fte") => {
            let one = values.iter().all(|value| *value == 1.0);
            joined(&|value| numbers.trimmed(value, 2), &["\u{a0}", if one { "person" } else { "people" }])
        }
        (Holder::Cost(at, ix), field) => {
            let currency = &of.record.option(at).costing.own()[ix.index()].currency;
            // What somebody wrote as a part of a unit is not to read as nothing.
            let is_price = field == "price" || values.iter().any(|value| *value != 0.0 && value.abs() < 1.0);
            let money = |value| if is_price { numbers.money_per_unit(value, currency) } else { numbers.money(value, currency) };
            joined(&money, &[])
        }
    }
}
