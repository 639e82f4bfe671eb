//! Then and now in a terminal.

use super::sheet::{Columns, Sheet};
use crate::present::record::drift::{DriftSection, ForecastRow, OptionRow, PriceRow};

/// Writes the section.
pub(super) fn section(sheet: &mut Sheet, section: &DriftSection<'_>) {
    sheet.heading("DOES IT STILL HOLD?");
    sheet.paragraph(&section.answer);
    for flag in section.flags.iter().chain(&section.reviewed) {
        sheet.hanging("- ", flag);
    }
    sheet.gap();
    let head = ["With prices of".to_owned(), section.then.iso.clone(), section.now.iso.clone()];
    let known = |text: &Option<String>| text.clone().unwrap_or_else(|| "not known".to_owned());
    let rows: Vec<Vec<String>> = section.rows.iter().map(|row| vec![row.label.to_owned(), row.then.clone(), known(&row.now)]).collect();
    sheet.table(Columns::Words, &head, &rows);
    sheet.gap();
    let head = ["Option", "Present value then", "Now", "Change", "Score then", "Now"].map(str::to_owned);
    let columns = if section.any_score { head.len() } else { 4 };
    let rows: Vec<Vec<String>> = section.options.iter().map(|row| option(row)[..columns].to_vec()).collect();
    sheet.table(Columns::Figures, &head[..columns], &rows);
    sheet.gap();
    let prices = section.prices.iter().map(|row| ["Price".to_owned(), price(row)].to_vec());
    let forecasts = section.forecasts.iter().map(|row| ["Forecast".to_owned(), forecast(row, section)].to_vec());
    sheet.rows(&prices.chain(forecasts).collect::<Vec<_>>());
}

fn option(row: &OptionRow<'_>) -> [String; 6] {
    let shown = |cell: &Option<String>| cell.clone().unwrap_or_else(|| "–".to_owned());
    let name = if row.chosen { format!("{} *", row.name) } else { row.name.to_owned() };
    [name, shown(&row.pv_then), shown(&row.pv_now), shown(&row.pv_change), shown(&row.score_then), shown(&row.score_now)]
}

fn price(row: &PriceRow<'_>) -> String {
    let now = row.now.as_deref().unwrap_or("no price");
    let change = row.change.as_ref().map(|by| format!(", {by}")).unwrap_or_default();
    let since = row.since.as_ref().map(|day| format!(" since {}", day.text)).unwrap_or_default();
    let far = if row.far { " (moved)" } else { "" };
    format!("{} per {}: {} then, {now} now{change}{since}{far}", row.price.text, row.unit, row.then)
}

fn forecast(row: &ForecastRow<'_>, section: &DriftSection<'_>) -> String {
    let off = if row.off { format!(", more than {}", section.tolerance) } else { String::new() };
    format!(
        "{}, {}: {} expected after {}, {} found, {} off{off}",
        row.option, row.cost, row.forecast, section.elapsed, row.actual, row.error
    )
}
