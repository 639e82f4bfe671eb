//! The sheet `Check`: what the workbook computes, beside what this program computed, figure by figure.

use std::borrow::Cow;

use super::{Cell, Sheet, Style, Subject, Value, address::letters, costs::Places, grid::BEFORE, scores::ScorePlaces};

/// First row of figures.
const FIRST: usize = 5;

/// Compares everything.
pub(super) fn sheet<'a>(of: &Subject<'a>, costs: &Places, scores: Option<&ScorePlaces>) -> Sheet<'a> {
    let mut sheet = Sheet::new("Check", vec![24, 22, 18, 18, 14, 10], (4, 0));
    let figures = figures(of, costs, scores);
    let last = FIRST + figures.len().max(1) - 1;
    sheet.push(vec![Cell::Text("This workbook beside Rationale".into(), Style::Title)]);
    let note = "Rationale's figures are those of the record as it is published: they differ as soon as an input is changed.";
    sheet.push(vec![Cell::Text(note.into(), Style::Note)]);
    let verdict = format!("IF(COUNTIF(F{FIRST}:F{last},\"agrees\")=ROWS(F{FIRST}:F{last}),\"All figures agree\",\"Some figures differ\")");
    sheet.push(vec![Cell::Formula(verdict, Value::Text("All figures agree".into()), Style::Total)]);
    sheet.push(["Option", "Figure", "This workbook", "Rationale", "Difference", ""].into_iter().map(Cell::head).collect());
    let (mut differences, mut verdicts) = (None, None);
    for (option, name, formula, value) in figures {
        let row = sheet.rows.len() + 1;
        let cells = vec![
            Cell::text(option),
            Cell::text(name),
            Cell::formula(formula, value, Style::Factor),
            Cell::Number(value, Style::Factor),
            sheet.down(&mut differences, Value::Number(0.0), Style::Factor, || format!("N(C{row})-D{row}")),
            sheet.down(&mut verdicts, Value::Text("agrees".into()), Style::Plain, || {
                format!("IF(ABS(E{row})<=1E-9*MAX(1,ABS(D{row})),\"agrees\",\"differs\")")
            }),
        ];
        sheet.push(cells);
    }
    sheet
}

/// Option, name, formula and the program's own value of every figure that has one.
fn figures<'a>(of: &Subject<'a>, costs: &Places, scores: Option<&ScorePlaces>) -> Vec<(&'a str, Cow<'static, str>, String, f64)> {
    let mut figures = Vec::new();
    for ix in of.record.option_ixs() {
        let option = of.record.option(ix).id.as_str();
        let mut add = |name: Cow<'static, str>, formula: String, value: f64| {
            if value.is_finite() {
                figures.push((option, name, formula, value));
            }
        };
        if let Some((cost, row)) = of.costs.option(ix).zip(costs.options[ix.index()]) {
            add("Total".into(), format!("Cost!G{row}"), cost.total);
            add("Present value".into(), format!("Cost!H{row}"), cost.present_value);
            for (year, value) in cost.years.iter().enumerate() {
                add(format!("Year {}", year + 1).into(), format!("Cost!{}{row}", letters(BEFORE + year)), *value);
            }
            if let Some((unit_cost, volume)) = cost.unit_cost.zip(costs.volume) {
                add("Cost of a unit".into(), format!("Cost!G{row}/Cost!G{volume}"), unit_cost);
            }
            if let Some((levelised, volume)) = cost.levelised_unit_cost.zip(costs.volume) {
                add("Levelised cost of a unit".into(), format!("Cost!H{row}/Cost!H{volume}"), levelised);
            }
        }
        let row = of.analysis.matrix.as_ref().map(|matrix| matrix.row(ix));
        let Some((row, places)) = row.zip(scores) else { continue };
        let column = places.column(ix);
        if let Some(score) = row.score {
            add("Score".into(), format!("Scores!{column}{}", places.score), score);
        } else {
            add("Lowest score".into(), format!("Scores!{column}{}", places.low), row.low);
            add("Highest score".into(), format!("Scores!{column}{}", places.high), row.high);
        }
        if let Some(rank) = row.rank {
            add("Rank".into(), format!("Scores!{column}{}", places.rank), f64::from(rank));
        }
    }
    figures
}
