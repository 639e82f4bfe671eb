//! Pictures of what the options cost: by year, by kind, and what has been spent by the end of each month, with payback.

use super::{
    Subject,
    cost::{Grid, GridRow},
    cost_lines::{Costed, KINDS, cost_of, kind_label, kinds_used},
};
use crate::{
    analyze::cost::{self, Costs},
    model::OptionIx,
    present::chart::{
        cumulative::{self, CumulativeChart, Drawn, Figures, Paid},
        stacked::{self, Part, Parts, StackedChart},
    },
};

/// Looks of the kinds of cost, in their order: a kind has the same in every record.
const KIND_CLASSES: [&str; KINDS.len()] = ["c0", "c1", "c2", "c3", "c4", "c5"];
/// Looks of years, in turn: what comes first stands first, so two are enough to see where one ends.
const YEAR_CLASSES: [&str; 2] = ["c1", "c3"];
/// Paybacks drawn, at most: those with the chosen or the cheapest option come first.
const PAYBACKS: usize = 12;

/// Undiscounted cost of each option, kind by kind; `None` where all costs are of one kind, or there are none.
pub(super) fn by_kind<'a>(of: &Subject<'a>, costed: &Costed<'_>) -> Option<StackedChart<'a>> {
    let used = kinds_used(of, costed);
    if used.len() < 2 {
        return None;
    }
    let part = |kind: &&str| Part {
        class: KINDS.iter().position(|known| known == kind).map_or(KIND_CLASSES[0], |at| KIND_CLASSES[at]),
        name: (*kind).to_owned(),
    };
    let drawn = costed.iter().map(|(ix, cost)| {
        let mut parts = vec![0.0; used.len()];
        for line in &cost.lines {
            let label = kind_label(&cost_of(of, line).kind);
            let at = used.iter().position(|kind| *kind == label).expect("every kind of a costed option is used");
            parts[at] += line.total;
        }
        bar(of, *ix, (parts, cost.total))
    });
    stacked::chart(drawn.collect(), Parts { list: used.iter().map(part).collect(), legend: true }, |value| money(of, value))
}

/// Undiscounted cost of each option, year by year; `None` for a single year.
pub(super) fn by_year<'a>(of: &Subject<'a>, costed: &Costed<'_>) -> Option<StackedChart<'a>> {
    let years = costed.first()?.1.years.len();
    if years < 2 {
        return None;
    }
    let part = |year: usize| Part { class: YEAR_CLASSES[year % 2], name: format!("Year {}", year + 1) };
    let drawn = costed.iter().map(|(ix, cost)| bar(of, *ix, (cost.years.clone(), cost.total)));
    stacked::chart(drawn.collect(), Parts { list: (0..years).map(part).collect(), legend: false }, |value| money(of, value))
}

fn bar<'a>(of: &Subject<'a>, ix: OptionIx, (parts, total): (Vec<f64>, f64)) -> stacked::Drawn<'a> {
    stacked::Drawn { key: of.key(ix), parts, total: money(of, total) }
}

fn money(of: &Subject<'_>, value: f64) -> String {
    of.from.numbers().money_short(value, of.currency())
}

/// What each option has cost by the end of each month.
pub(super) fn cumulative<'a>(of: &Subject<'a>, costs: &Costs, costed: &Costed<'_>) -> Option<CumulativeChart<'a>> {
    let mut months = cost::by_month(of.from.material.site, of.record);
    let drawn: Vec<Drawn<'a>> =
        costed.iter().filter_map(|(ix, _)| Some(Drawn { key: of.key(*ix), months: months[ix.index()].take()? })).collect();
    let figures = Figures { month: &|month| of.from.numbers().whole(month), cost: &|value| money(of, value) };
    cumulative::chart(drawn, (paybacks(of, costs, costed), leading(of).map(|ix| of.option_name(ix))), &figures)
}

/// The option whose paybacks a reader asks for first: the chosen one, else the cheapest.
fn leading(of: &Subject<'_>) -> Option<OptionIx> {
    of.record.chosen.or(of.analysis.cheapest)
}

/// Paybacks within the horizon that take their time. Those of the chosen option, or of the cheapest where nothing was chosen, are written
/// out.
fn paybacks(of: &Subject<'_>, costs: &Costs, costed: &Costed<'_>) -> Vec<Paid> {
    let leading = leading(of);
    let place = |ix: OptionIx| costed.iter().position(|(own, _)| *own == ix);
    let paid = costs.paybacks.iter().filter_map(|pair| {
        let month = pair.month.filter(|month| *month > 0)?;
        let written = leading.is_some_and(|leading| [pair.option, pair.versus].contains(&leading));
        Some(Paid {
            option: place(pair.option)?,
            month,
            figure: written.then(|| format!("month\u{a0}{}", month + 1)),
            title: format!(
                "From month {} on {} has cost no more than {}",
                month + 1,
                of.option_name(pair.option),
                of.option_name(pair.versus)
            ),
        })
    });
    let mut paid: Vec<Paid> = paid.collect();
    paid.sort_by_key(|paid| (paid.figure.is_none(), paid.month));
    paid.truncate(PAYBACKS);
    paid
}

/// What each option has cost by the end of each year.
pub(super) fn year_ends<'a>(of: &Subject<'a>, costed: &Costed<'_>) -> Grid<'a> {
    let numbers = of.from.numbers();
    let months = of.record.tco.as_ref().map_or(0, |tco| tco.months as usize);
    let years = costed.first().map_or(0, |(_, cost)| cost.years.len());
    let row = |(ix, cost): &(OptionIx, &cost::OptionCost)| {
        let sums = cost.years.iter().scan(0.0, |sum, year| {
            *sum += year;
            Some(Some(numbers.amount(*sum)))
        });
        GridRow { name: of.option_name(*ix), chosen: of.is_chosen(*ix), cells: sums.collect() }
    };
    Grid { columns: (1..=years).map(|year| format!("Month {}", (year * 12).min(months))).collect(), rows: costed.iter().map(row).collect() }
}
