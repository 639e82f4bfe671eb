//! Costs in a terminal: by year, by kind and by category, what was priced with what, and who pays back when.

use super::sheet::{Columns, Sheet};
use crate::present::record::cost::{CostRow, CostSection, Grid, PriceRow};

/// Writes the section.
pub(super) fn section(sheet: &mut Sheet, section: &CostSection<'_>) {
    sheet.heading(&section.heading.to_uppercase());
    sheet.paragraph(&section.caption);
    if let Some(uncosted) = &section.uncosted {
        sheet.paragraph(uncosted);
    }
    sheet.gap();
    by_year(sheet, section);
    per_unit(sheet, section);
    for (title, grid) in [("By kind", &section.by_kind), ("By category", &section.by_category), ("Paid back", &section.payback)] {
        if let Some(grid) = grid {
            sheet.gap();
            self::grid(sheet, title, grid);
        }
    }
    let facts =
        section.volumes.iter().map(|volume| ("Volume", volume.clone())).chain(section.prices.iter().map(|row| ("Price", price(row))));
    let facts: Vec<Vec<String>> = facts.map(|(label, text)| vec![label.to_owned(), text]).collect();
    sheet.gap();
    sheet.rows(&facts);
    if let Some(note) = &section.service_note {
        sheet.gap();
        sheet.paragraph(note);
    }
}

fn by_year(sheet: &mut Sheet, section: &CostSection<'_>) {
    let head: Vec<String> = std::iter::once("Option".to_owned())
        .chain(section.years.iter().cloned())
        .chain(["Total".to_owned(), "Present value".to_owned()])
        .collect();
    let rows: Vec<Vec<String>> = section
        .rows
        .iter()
        .map(|row| [vec![marked(row)], row.years.clone(), vec![row.total.clone(), row.present_value.clone()]].concat())
        .collect();
    sheet.table(Columns::Figures, &head, &rows);
    let marks = [
        (section.rows.iter().any(|row| row.chosen), "* the option that was chosen"),
        (section.rows.iter().any(|row| row.cheapest), "< the cheapest"),
        (section.rows.iter().any(|row| row.out), "! knocked out by the matrix"),
        (section.rounded, "figures are rounded and may not add up"),
    ];
    let marks: Vec<&str> = marks.into_iter().filter(|(there, _)| *there).map(|(_, mark)| mark).collect();
    if !marks.is_empty() {
        sheet.gap();
        sheet.paragraph(&marks.join(" · "));
    }
}

/// What a unit of the primary volume costs; nothing where there is none.
fn per_unit(sheet: &mut Sheet, section: &CostSection<'_>) {
    let Some(unit) = &section.unit else { return };
    let cost = |cost: &Option<String>| cost.clone().unwrap_or_else(|| "–".to_owned());
    let rows: Vec<Vec<String>> =
        section.rows.iter().map(|row| vec![row.name.to_owned(), cost(&row.unit_cost), cost(&row.levelised_unit_cost)]).collect();
    sheet.gap();
    sheet.table(Columns::Figures, &[unit.clone(), "Total".to_owned(), "Levelised".to_owned()], &rows);
}

/// The option's name with its marks.
fn marked(row: &CostRow<'_>) -> String {
    let marks = [(row.chosen, '*'), (row.cheapest, '<'), (row.out, '!')];
    let marks: String = marks.into_iter().filter(|(there, _)| *there).map(|(_, mark)| mark).collect();
    if marks.is_empty() { row.name.to_owned() } else { format!("{} {marks}", row.name) }
}

pub(super) fn grid(sheet: &mut Sheet, title: &str, grid: &Grid<'_>) {
    let head: Vec<String> = std::iter::once(title.to_owned()).chain(grid.columns.iter().cloned()).collect();
    let rows: Vec<Vec<String>> = grid
        .rows
        .iter()
        .map(|row| {
            let cells = row.cells.iter().map(|cell| cell.clone().unwrap_or_else(|| "–".to_owned()));
            std::iter::once(row.name.to_owned()).chain(cells).collect()
        })
        .collect();
    sheet.table(Columns::Figures, &head, &rows);
}

fn price(row: &PriceRow<'_>) -> String {
    let shown = row.price.as_deref().unwrap_or("no price known");
    let since = row.since.as_ref().map(|day| format!(" since {}", day.text)).unwrap_or_default();
    format!("{}: {shown}{since}, as of {}.", row.name, row.on.text)
}
