//! What ranges mean, in a terminal: spreads, chances with their assumption, and what moves each option.

use super::sheet::{Columns, Sheet};
use crate::present::record::{
    swings::SwingGroup,
    uncertainty::{SpreadRow, UncertaintySection},
};

/// Writes the section.
pub(super) fn section(sheet: &mut Sheet, section: &UncertaintySection<'_>) {
    sheet.heading("RANGES AND CHANCES");
    for sentence in section.sentences.iter().chain(&section.flaws) {
        sheet.paragraph(sentence);
    }
    if section.rows.is_empty() {
        return;
    }
    sheet.gap();
    let recommended = section.any_recommended.then_some("Recommended");
    let head = ["Present value", "Likely", "P10", "P50", "P90", "Mean", "Cheapest"].into_iter().chain(recommended);
    let rows: Vec<Vec<String>> = section.rows.iter().map(spread).collect();
    sheet.table(Columns::Figures, &head.map(str::to_owned).collect::<Vec<_>>(), &rows);
    for group in &section.swings {
        sheet.gap();
        swings(sheet, group);
    }
}

fn spread(row: &SpreadRow<'_>) -> Vec<String> {
    let figures = [&row.likely, &row.p10, &row.p50, &row.p90, &row.mean, &row.cheapest].into_iter().chain(&row.recommended);
    std::iter::once(row.name.to_owned()).chain(figures.cloned()).collect()
}

fn swings(sheet: &mut Sheet, group: &SwingGroup<'_>) {
    let head = [format!("What moves {}", group.option), "At low".into(), "At high".into(), "Swing".into(), "Ends".into()];
    let rows =
        group.rows.iter().map(|row| vec![row.input.clone(), row.at_low.clone(), row.at_high.clone(), row.swing.clone(), row.range.clone()]);
    sheet.table(Columns::Figures, &head, &rows.collect::<Vec<_>>());
}
