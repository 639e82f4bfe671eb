//! The decision matrix in a terminal.

use super::sheet::{Columns, Sheet};
use crate::present::record::matrix::{Beside, Cell, CriterionRow, MatrixSection};

/// Writes the section.
pub(super) fn section(sheet: &mut Sheet, section: &MatrixSection<'_>) {
    sheet.heading("DECISION MATRIX");
    let names = section.columns.iter().map(|column| if column.chosen { format!("{}\u{a0}*", column.name) } else { column.name.to_owned() });
    let head: Vec<String> = ["Criterion".to_owned(), "Weight".to_owned()].into_iter().chain(names).collect();
    let mut rows: Vec<Vec<String>> = section.rows.iter().flat_map(criterion).collect();
    let summary = |label: &str, cells: Vec<String>| [vec![label.to_owned(), String::new()], cells].concat();
    rows.push(summary("Score", section.columns.iter().map(|column| column.score.clone()).collect()));
    let rank = |rank: Option<u32>| rank.map_or_else(|| "–".to_owned(), |rank| rank.to_string());
    rows.push(summary("Rank", section.columns.iter().map(|column| rank(column.rank)).collect()));
    sheet.table(Columns::Figures, &head, &rows);
    sheet.gap();
    if section.columns.iter().any(|column| column.chosen) {
        sheet.paragraph("* the option that was chosen");
    }
    for column in &section.columns {
        if let Some(why) = &column.out {
            sheet.hanging("out: ", &format!("{}: {why}", column.name));
        }
    }
    for sentence in &section.sentences {
        sheet.paragraph(sentence);
    }
    voices(sheet, section);
    if !section.notes.is_empty() {
        sheet.gap();
        for note in &section.notes {
            sheet.hanging(&format!("{}. ", note.number), &format!("{}, {}: {}", note.criterion, note.option, note.why));
        }
    }
}

/// A criterion's values, and below them the readings that they were measured from.
fn criterion(row: &CriterionRow<'_>) -> Vec<Vec<String>> {
    let value = |cell: &Cell| {
        let value = cell.value.clone().unwrap_or_else(|| "–".to_owned());
        cell.beside.as_ref().and_then(|beside| beside.note).map_or_else(|| value.clone(), |note| format!("[{note}] {value}"))
    };
    let line = |label: &str, share: &str, cells: Vec<String>| [vec![label.to_owned(), share.to_owned()], cells].concat();
    let mut lines = vec![line(row.name, &row.share, row.cells.iter().map(value).collect())];
    let mut below = |label: &str, words: fn(&Beside) -> &Option<String>| {
        let words: Vec<Option<String>> =
            row.cells.iter().map(|cell| cell.beside.as_ref().and_then(|beside| words(beside).clone())).collect();
        if words.iter().any(Option::is_some) {
            lines.push(line(label, "", words.into_iter().map(Option::unwrap_or_default).collect()));
        }
    };
    below("  measured", |beside| &beside.natural);
    below("  voices differ", |beside| &beside.spread);
    lines
}

fn voices(sheet: &mut Sheet, section: &MatrixSection<'_>) {
    if section.voices.is_empty() {
        return;
    }
    sheet.gap();
    let rows: Vec<Vec<String>> = section
        .voices
        .iter()
        .map(|voice| {
            let agrees = match voice.agrees {
                Some(true) => "as the group",
                Some(false) => "not as the group",
                None => "",
            };
            [voice.name, &voice.influence, voice.winner.unwrap_or("–"), agrees].map(str::to_owned).to_vec()
        })
        .collect();
    sheet.table(Columns::Words, &["Voice", "Influence", "Alone", ""].map(str::to_owned), &rows);
}
