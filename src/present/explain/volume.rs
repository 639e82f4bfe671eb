//! Costs at other volumes, tie prices, best switches and scenarios in a terminal.

use super::{
    cost::grid,
    sheet::{Columns, Sheet},
};
use crate::present::record::{
    RecordPage,
    scenarios::{ScenarioCell, ScenarioRow, ScenarioTable},
    volume::{BandRow, VolumeSection},
};

/// Writes what would change the costs of a record.
pub(super) fn section(sheet: &mut Sheet, page: &RecordPage<'_>) {
    if let Some(section) = &page.volume {
        volume(sheet, section);
    }
    ties(sheet, page);
    for best in &page.switches {
        sheet.heading("BEST MONTH TO SWITCH");
        sheet.paragraph(&format!("{}. {}", best.name, best.sentence));
        sheet.gap();
        grid(sheet, "Present value", &best.months);
    }
    if let Some(table) = &page.scenarios {
        scenarios(sheet, table);
    }
}

fn volume(sheet: &mut Sheet, section: &VolumeSection<'_>) {
    sheet.heading("COST AT OTHER VOLUMES");
    sheet.paragraph(&format!("The record counts on {}; looked at {}.", section.here, section.range));
    sheet.gap();
    let rows: Vec<Vec<String>> = section.bands.iter().map(|band| vec![band.volumes.clone(), marked(band)]).collect();
    sheet.table(Columns::Words, &["Volume".to_owned(), "Costs least".to_owned()], &rows);
    sheet.gap();
    grid(sheet, "Present value", &section.values);
    sheet.gap();
    for sentence in &section.crossovers {
        sheet.hanging("- ", sentence);
    }
    if !section.notes.is_empty() {
        sheet.paragraph(&section.notes.join(" "));
    }
}

fn marked(band: &BandRow<'_>) -> String {
    let marks = [(band.here, "the record is here"), (band.chosen, "chosen"), (band.out, "knocked out")];
    let marks: Vec<&str> = marks.into_iter().filter(|(there, _)| *there).map(|(_, mark)| mark).collect();
    if marks.is_empty() { band.name.to_owned() } else { format!("{} ({})", band.name, marks.join(", ")) }
}

fn ties(sheet: &mut Sheet, page: &RecordPage<'_>) {
    if page.ties.is_empty() {
        return;
    }
    sheet.heading("PRICES THAT WOULD CHANGE IT");
    for tie in &page.ties {
        sheet.hanging("- ", &format!("{}. It went in at {}.", tie.trigger, tie.now));
    }
}

fn scenarios(sheet: &mut Sheet, table: &ScenarioTable<'_>) {
    sheet.heading("SCENARIOS");
    for row in &table.rows {
        if let Some(name) = row.name {
            sheet.hanging("- ", &format!("{name}: {}", row.set.join(", ")));
        }
    }
    sheet.gap();
    let name = |row: &ScenarioRow<'_>| row.name.unwrap_or("As recorded").to_owned();
    let answers = |row: &ScenarioRow<'_>| {
        let note = row.winner_note.as_ref().map(|note| format!(", {note}")).unwrap_or_default();
        let winner = row.winner.as_ref().map(|winner| format!("matrix: {winner}{note}"));
        let cheapest = row.cheapest.as_ref().map(|cheapest| format!("cheapest: {cheapest}"));
        winner.into_iter().chain(cheapest).chain(row.today.clone()).collect::<Vec<_>>().join("; ")
    };
    let rows: Vec<Vec<String>> = table.rows.iter().map(|row| vec![name(row), answers(row)]).collect();
    sheet.rows(&rows);
    sheet.gap();
    let head = |title: &str| -> Vec<String> { std::iter::once(title.to_owned()).chain(table.rows.iter().map(name)).collect() };
    let by_option = |cell: &dyn Fn(&ScenarioCell) -> Option<String>| -> Vec<Vec<String>> {
        let row = |(at, option): (usize, &&str)| {
            let cells = table.rows.iter().map(|row| cell(&row.options[at]).unwrap_or_else(|| "–".to_owned()));
            std::iter::once((*option).to_owned()).chain(cells).collect()
        };
        table.options.iter().enumerate().map(row).collect()
    };
    sheet.table(Columns::Figures, &head("Present value"), &by_option(&|cell| cell.present_value.clone()));
    if table.scored {
        sheet.gap();
        sheet.table(Columns::Figures, &head("Score"), &by_option(&|cell| cell.score.clone()));
    }
}
