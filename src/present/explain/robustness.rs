//! How firm the answer is, in a terminal.

use super::sheet::{Columns, Sheet};
use crate::present::record::robustness::{CellRow, RobustnessSection, WeightRow};

/// Writes the section.
pub(super) fn section(sheet: &mut Sheet, section: &RobustnessSection<'_>) {
    sheet.heading("HOW FIRM IS IT");
    for sentence in &section.sentences {
        sheet.paragraph(sentence);
    }
    for sentence in &section.dominated {
        sheet.paragraph(sentence);
    }
    shares(sheet, section);
    if !section.weights.is_empty() {
        weights(sheet, section);
    }
    if !section.cells.is_empty() {
        cells(sheet, &section.cells);
    }
    if !section.money.is_empty() {
        money(sheet, section);
    }
}

fn strings<const N: usize>(cells: [&str; N]) -> Vec<String> {
    cells.map(str::to_owned).to_vec()
}

fn shares(sheet: &mut Sheet, section: &RobustnessSection<'_>) {
    sheet.gap();
    let mut head = strings(["Comes first with", "any weights"]);
    head.extend(section.any_ordered.then(|| "any that keep their order".to_owned()));
    let rows: Vec<Vec<String>> = section
        .shares
        .iter()
        .map(|row| {
            let name = if row.chosen { format!("{} *", row.name) } else { row.name.to_owned() };
            [Some(name), Some(row.free.text.clone()), row.ordered.as_ref().map(|share| share.text.clone())].into_iter().flatten().collect()
        })
        .collect();
    sheet.table(Columns::Figures, &head, &rows);
    if let Some(estimated) = &section.estimated {
        sheet.paragraph(estimated);
    }
}

fn weights(sheet: &mut Sheet, section: &RobustnessSection<'_>) {
    sheet.gap();
    let mut head = strings(["Weight of", "Now", "Lowered to", "Then leads", "Raised to", "Then leads"]);
    head.extend(section.priced_at.is_some().then(|| "One point".to_owned()));
    let cell = |text: Option<&str>| text.unwrap_or("–").to_owned();
    let row = |row: &WeightRow<'_>| {
        let mut cells = vec![
            row.name.to_owned(),
            row.weight.clone(),
            cell(row.low.as_deref()),
            cell(row.low_to),
            cell(row.high.as_deref()),
            cell(row.high_to),
        ];
        cells.extend(section.priced_at.is_some().then(|| cell(row.price.as_deref())));
        cells
    };
    sheet.table(Columns::Words, &head, &section.weights.iter().map(row).collect::<Vec<_>>());
    sheet.gap();
    sheet.paragraph(if section.in_shares {
        "A weight as a share, the others rescaled in proportion. A dash: no change of that weight flips the answer."
    } else {
        "A weight in points, the others left alone. A dash: no change of that weight flips the answer."
    });
    if let Some(priced_at) = &section.priced_at {
        sheet.paragraph(&format!("One point: the saving that one point more on the criterion is worth, {priced_at}."));
    }
}

fn cells(sheet: &mut Sheet, cells: &[CellRow<'_>]) {
    sheet.gap();
    let row = |cell: &CellRow<'_>| {
        let natural = cell.natural.clone().unwrap_or_default();
        vec![cell.criterion.to_owned(), cell.option.to_owned(), cell.value.clone(), natural, cell.leads.to_owned()]
    };
    sheet.table(
        Columns::Words,
        &strings(["Value of", "for", "From, to", "Measured", "Beyond that leads"]),
        &cells.iter().map(row).collect::<Vec<_>>(),
    );
}

fn money(sheet: &mut Sheet, section: &RobustnessSection<'_>) {
    sheet.gap();
    let rows: Vec<Vec<String>> = section
        .money
        .iter()
        .map(|row| {
            let name = if row.chosen { format!("{} *", row.name) } else { row.name.to_owned() };
            let frontier = row.beaten_by.map_or_else(|| "on the frontier".to_owned(), |by| format!("beaten by {by}"));
            vec![name, row.benefit.clone(), row.cost.clone(), frontier]
        })
        .collect();
    sheet.table(Columns::Words, &strings(["Benefit against cost", "Benefit", "Present value", ""]), &rows);
}
