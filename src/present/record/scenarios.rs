//! The same record with a few inputs changed, beside the base case: what would win, what would cost least, and by how much.

use schemars::JsonSchema;
use serde::Serialize;

use super::Subject;
use crate::{
    analyze::{cost::Costs, drift::Drift, matrix::Matrix, standing::MatrixStatus},
    model::{OptionIx, cost::Scenario},
    present::words,
};

/// One case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ScenarioRow<'a> {
    /// Its name; null for the record as it is.
    pub name: Option<&'a str>,
    /// What it sets: `volumes.tokens.amount = 80`.
    pub set: Vec<String>,
    /// What the matrix recommends; null without one.
    pub winner: Option<String>,
    /// A few words on it.
    pub winner_note: Option<String>,
    /// The cheapest option, or those that cost the same; null where none is costed.
    pub cheapest: Option<String>,
    /// What today's prices would make of it; null where that is the same, or nothing is known.
    pub today: Option<String>,
    /// By option: score and present value.
    pub options: Vec<ScenarioCell>,
}

/// An option in one case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ScenarioCell {
    /// Its present value; null where it is not costed.
    pub present_value: Option<String>,
    /// Its score; null where it has none.
    pub score: Option<String>,
}

/// The table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ScenarioTable<'a> {
    /// Names of the options.
    pub options: Vec<&'a str>,
    /// Whether any case has a matrix.
    pub scored: bool,
    /// The record as it is, then its scenarios.
    pub rows: Vec<ScenarioRow<'a>>,
}

/// What is shown of a case.
struct Case<'r> {
    cost: Option<&'r Costs>,
    matrix: Option<&'r Matrix>,
    drift: Option<&'r Drift>,
}

/// The scenarios of a record; `None` where it has none.
pub fn table<'a>(of: &Subject<'a>) -> Option<ScenarioTable<'a>> {
    let scenarios = &of.record.tco.as_ref()?.scenarios;
    if scenarios.is_empty() {
        return None;
    }
    let own = of.analysis;
    let base = Case { cost: own.cost.as_ref(), matrix: own.matrix.as_ref(), drift: own.drift.as_ref() };
    let others = scenarios.iter().zip(&own.scenarios).map(|(scenario, result)| {
        let case = Case { cost: result.cost.as_ref(), matrix: result.matrix.as_ref(), drift: result.drift.as_ref() };
        row(of, Some(scenario), &case)
    });
    Some(ScenarioTable {
        options: of.record.options.iter().map(|option| option.name.as_str()).collect(),
        scored: own.matrix.is_some(),
        rows: std::iter::once(row(of, None, &base)).chain(others).collect(),
    })
}

fn row<'a>(of: &Subject<'a>, scenario: Option<&'a Scenario>, case: &Case<'_>) -> ScenarioRow<'a> {
    let numbers = of.from.numbers();
    let cell = |ix: OptionIx| ScenarioCell {
        present_value: case.cost.and_then(|cost| cost.option(ix)).map(|cost| numbers.money_short(cost.present_value, of.currency())),
        score: case.matrix.and_then(|matrix| matrix.row(ix).score).map(|score| numbers.score(score)),
    };
    let eligible = |ix: OptionIx| case.matrix.is_none_or(|matrix| matrix.row(ix).eligible);
    let cheapest = case.cost.map(|cost| cost.all_cheapest(eligible)).unwrap_or_default();
    let cheapest: Vec<&str> = cheapest.into_iter().map(|ix| of.option_name(ix)).collect();
    let (winner, winner_note) = case.matrix.map(|matrix| winner(of, matrix)).unwrap_or_default();
    ScenarioRow {
        name: scenario.map(|scenario| scenario.name.as_str()),
        set: scenario.iter().flat_map(|scenario| &scenario.set).map(|(path, value)| format!("{path} = {value}")).collect(),
        winner,
        winner_note,
        cheapest: (!cheapest.is_empty()).then(|| words::list(&cheapest)),
        today: case.drift.and_then(|drift| today(of, drift)),
        options: of.record.option_ixs().map(cell).collect(),
    }
}

/// What the matrix of a case recommends, and how clearly.
fn winner(of: &Subject<'_>, matrix: &Matrix) -> (Option<String>, Option<String>) {
    let close_call = of.from.material.site.thresholds_of(of.record).close_call;
    let lead = matrix.margin.map(|margin| format!("by {}", of.from.numbers().score(margin)));
    match (matrix.status, matrix.winner) {
        (MatrixStatus::Tie, _) => (Some("Tie".to_owned()), None),
        (_, None) => (Some("No recommendation".to_owned()), None),
        (MatrixStatus::Provisional, Some(winner)) => (Some(of.option_name(winner).to_owned()), Some("provisional".to_owned())),
        (_, Some(winner)) => {
            let close = if matrix.is_close_call(close_call) { ", a close call" } else { "" };
            (Some(of.option_name(winner).to_owned()), lead.map(|lead| format!("{lead}{close}")))
        }
    }
}

/// What changes with today's prices.
fn today(of: &Subject<'_>, drift: &Drift) -> Option<String> {
    let now = drift.now.as_ref()?;
    let winner = now.winner.filter(|_| now.winner != drift.then.winner);
    let cheapest = now.cheapest.filter(|_| now.cheapest != drift.then.cheapest);
    let name = |ix: OptionIx| of.option_name(ix);
    let changed = match (winner, cheapest) {
        (None, None) => return None,
        (Some(winner), None) => format!("{} leads", name(winner)),
        (None, Some(cheapest)) => format!("{} costs least", name(cheapest)),
        (Some(winner), Some(cheapest)) if winner == cheapest => format!("{} leads and costs least", name(winner)),
        (Some(winner), Some(cheapest)) => format!("{} leads and {} costs least", name(winner), name(cheapest)),
    };
    Some(format!("with today's prices {changed}"))
}
