//! The framework's trade-off table, and the record's own figures beside the usual ones, with a mark where they part (ruling 25).

use schemars::JsonSchema;
use serde::Serialize;

use super::{Subject, options::people};
use crate::{
    model::{
        OptionIx,
        cost::{Cost, CostKind, Costing},
        framework::{Track, Typical},
        record::Alternative,
    },
    present::{
        factors::{FactorTable, factors},
        typical::{Unit, typical},
        words,
    },
};

/// A figure beside the usual one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Comparison {
    /// The record's own, in words; null where it gives none.
    pub own: Option<String>,
    /// The usual one; null where the framework gives none.
    pub usual: Option<String>,
    /// `within`, `below` or `above`; null where one is missing or is only words.
    pub mark: Option<&'static str>,
}

/// An option's figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ComparisonRow<'a> {
    /// The option.
    pub option: &'a str,
    /// The track it is held against.
    pub track: &'a str,
    /// Whether it was chosen.
    pub chosen: bool,
    /// Time to production.
    pub time: Comparison,
    /// Paid in the first three months, once.
    pub upfront: Comparison,
    /// People.
    pub team: Comparison,
}

/// The section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TradeoffSection<'a> {
    /// The framework's table; null where it has none.
    pub factors: Option<FactorTable<'a>>,
    /// The record's own figures, an option a row; empty where none can be compared.
    pub own: Vec<ComparisonRow<'a>>,
    /// Examples in the record's data, in words; null where it says nothing.
    pub examples: Option<String>,
    /// Page of the framework.
    pub framework_url: String,
}

/// The trade-offs of a record.
pub fn section<'a>(of: &Subject<'a>) -> Option<TradeoffSection<'a>> {
    let framework = of.framework?;
    let rows = of.record.options.iter().enumerate().filter_map(|(at, option)| {
        let track = &framework.tracks[option.track?.index()];
        let row = row(of, (OptionIx::at(at), option), track);
        [&row.time, &row.upfront, &row.team].iter().any(|figure| figure.own.is_some() && figure.usual.is_some()).then_some(row)
    });
    let (own, table): (Vec<_>, _) = (rows.collect(), factors(of.from.numbers(), framework));
    if own.is_empty() && table.is_none() {
        return None;
    }
    let examples = of.record.data.as_ref().and_then(|data| data.examples);
    Some(TradeoffSection {
        own,
        factors: table,
        examples: examples.map(|n| words::count(of.from.numbers(), usize::try_from(n).unwrap_or(usize::MAX), "example")),
        framework_url: of.record.framework.map(|ix| of.from.to_framework(ix).url).unwrap_or_default(),
    })
}

fn row<'a>(of: &Subject<'a>, (ix, option): (OptionIx, &'a Alternative), track: &'a Track) -> ComparisonRow<'a> {
    let numbers = of.from.numbers();
    let (usual, currency) = (&track.typical, of.currency());
    let time = option.time.map(crate::base::date::TimeSpan::middle_months);
    let upfront = upfront(&option.costing);
    let team = option.team.map(|team| team.likely).or_else(|| peak_team(&option.costing));
    ComparisonRow {
        option: &option.name,
        track: &track.name,
        chosen: of.is_chosen(ix),
        time: Comparison {
            own: option.time.map(|span| words::time_span(numbers, span)),
            usual: usual.time.as_ref().map(|time| typical(numbers, time, Unit::Named(""))),
            mark: mark(time, usual.time.as_ref()),
        },
        upfront: Comparison {
            own: upfront.map(|sum| numbers.money_short(sum, currency)),
            usual: usual.upfront.as_ref().map(|sum| typical(numbers, sum, Unit::Money(&of.from.material.site.config.currency))),
            // Sums of another currency are not held against each other.
            mark: (currency == of.from.material.site.config.currency).then(|| mark(upfront, usual.upfront.as_ref())).flatten(),
        },
        team: Comparison {
            own: team.map(|team| people(numbers, crate::model::quantity::Amount::fixed(team))),
            usual: usual.team.as_ref().map(|team| typical(numbers, team, Unit::People)),
            mark: mark(team, usual.team.as_ref()),
        },
    }
}

/// Where a figure lies; a hair outside counts as within.
fn mark(own: Option<f64>, usual: Option<&Typical>) -> Option<&'static str> {
    let (own, (low, high)) = (
        own?,
        match usual? {
            Typical::Range(low, end) => (*low, end.limit()),
            Typical::Time(span) => span.months(),
            Typical::Words(_) => return None,
        },
    );
    Some(if own < low - 1e-9 {
        "below"
    } else if own > high + 1e-9 {
        "above"
    } else {
        "within"
    })
}

/// The option's own costs, where it is no composite of others: those have several tracks' figures in them.
fn own_costs(costing: &Costing) -> Option<&[Cost]> {
    match costing {
        Costing::Own(costs) => Some(costs),
        Costing::Uncosted | Costing::Faulty | Costing::Mix { .. } | Costing::Phases { .. } => None,
    }
}

/// What is paid once in the first three months, in the record's currency.
fn upfront(costing: &Costing) -> Option<f64> {
    let costs = own_costs(costing)?;
    costs.iter().try_fold(0.0, |sum, cost| match &cost.kind {
        CostKind::Once { amount, month } if *month <= 2 => cost.rate.map(|rate| sum + amount.likely * rate),
        _ => Some(sum),
    })
}

/// The most people of any month, hiring in full; `None` where the costs name none.
fn peak_team(costing: &Costing) -> Option<f64> {
    let teams: Vec<(u32, u32, f64)> = own_costs(costing)?
        .iter()
        .filter_map(|cost| match &cost.kind {
            CostKind::Team { fte, .. } => Some((cost.terms.start, cost.terms.end.unwrap_or(u32::MAX), fte.likely)),
            _ => None,
        })
        .collect();
    // The number only rises where a team starts, so these are the months to look at.
    let in_month = |month: u32| teams.iter().filter(|(start, end, _)| (*start..*end).contains(&month)).map(|(.., fte)| fte).sum::<f64>();
    teams.iter().map(|(start, ..)| in_month(*start)).reduce(f64::max)
}
