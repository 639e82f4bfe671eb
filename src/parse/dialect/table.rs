//! Tables of fields: two columns of name and value (with a blank header or none), or names on top and values below.

use std::ops::Range;

use super::{
    date::{self, Day},
    facts::{Facts, Field, How, Where},
    label,
    outline::Line,
    status,
    words::Key,
};

/// Lines that a table in HTML may take.
const MOST: usize = 400;

/// How many lines from the first on are rows of a table; 0: it is none.
pub(super) fn rows(lines: &[Line<'_>]) -> usize {
    lines.iter().take_while(|line| line.live && bare(line.text).starts_with('|')).count()
}

/// A row without the marks of a quote.
fn bare(line: &str) -> &str {
    line.trim_start_matches(['>', ' ', '\t'])
}

/// The cells of a row, as bytes of the file.
fn cells(line: &Line<'_>) -> Vec<Range<usize>> {
    let inner = bare(line.text);
    let from = line.at + (line.text.len() - inner.len());
    let inner = inner.trim_end();
    let mut cells = Vec::new();
    let mut start = 1;
    let mut escaped = false;
    for (at, letter) in inner.char_indices().skip(1) {
        if letter == '|' && !escaped {
            cells.push(trim(inner, start..at, from));
            start = at + 1;
        }
        escaped = letter == '\\' && !escaped;
    }
    if start < inner.len() {
        cells.push(trim(inner, start..inner.len(), from));
    }
    cells
}

fn trim(line: &str, range: Range<usize>, from: usize) -> Range<usize> {
    let text = &line[range.clone()];
    let start = range.start + (text.len() - text.trim_start().len());
    from + start..from + start + text.trim().len()
}

fn is_rule(text: &str, cells: &[Range<usize>]) -> bool {
    cells.iter().all(|cell| text[cell.clone()].chars().all(|c| matches!(c, '-' | ':' | ' ')) && text[cell.clone()].contains('-'))
}

/// Reads a table of fields.
pub(super) fn read<'t>(lines: &[Line<'t>], text: &'t str, facts: &mut Facts<'t>) {
    let rows: Vec<Vec<Range<usize>>> = lines.iter().map(cells).filter(|cells| !cells.is_empty() && !is_rule(text, cells)).collect();
    fields_of(&rows, text, facts);
}

/// Reads a table of fields in HTML, as wikis export it. Returns how many lines it takes; `None`: there is none.
pub(super) fn html<'t>(lines: &[Line<'t>], text: &'t str, facts: &mut Facts<'t>) -> Option<usize> {
    let has = |line: &Line<'_>, tag: &str| line.live && line.text.to_ascii_lowercase().contains(tag);
    let first = lines.first().filter(|line| has(line, "<table") && line.text.trim_start().starts_with('<'))?;
    let last = lines.iter().take(MOST).position(|line| has(line, "</table"))?;
    fields_of(&html_rows(text, first.at..lines[last].at + lines[last].text.len()), text, facts);
    Some(last + 1)
}

/// The cells of a table in HTML, row by row.
fn html_rows(text: &str, table: Range<usize>) -> Vec<Vec<Range<usize>>> {
    let lower = text[table.clone()].to_ascii_lowercase();
    let mut rows: Vec<Vec<Range<usize>>> = Vec::new();
    let mut open: Option<usize> = None;
    for (at, _) in lower.match_indices('<') {
        let name: String = lower[at + 1..].chars().take_while(|c| c.is_ascii_alphabetic() || *c == '/').collect();
        let ends = matches!(name.as_str(), "td" | "th" | "tr" | "/td" | "/th" | "/tr" | "/table" | "/thead" | "/tbody");
        if let (true, Some(start), Some(row)) = (ends, open, rows.last_mut()) {
            row.push(trim(text, start..table.start + at, 0));
            open = None;
        }
        if name == "tr" {
            rows.push(Vec::new());
        } else if matches!(name.as_str(), "td" | "th") {
            open = lower[at..].find('>').map(|end| table.start + at + end + 1);
        }
    }
    rows.retain(|row| !row.is_empty());
    rows
}

/// Enters the fields of a table: a name and a value in each row, or names on top.
fn fields_of<'t>(rows: &[Vec<Range<usize>>], text: &'t str, facts: &mut Facts<'t>) {
    let Some(top) = rows.first() else { return };
    let fields: Vec<Option<Field>> = top.iter().map(|cell| label::field(&text[cell.clone()])).collect();
    let across = top.len() > 1 && rows.len() > 1 && fields.iter().flatten().count() > 1 && fields.iter().flatten().count() * 2 >= top.len();
    if across {
        below(&fields, &rows[1..], text, facts);
        return;
    }
    for row in rows {
        for pair in row.chunks(2) {
            let [name, value] = pair else { continue };
            if let Some(field) = label::field(&text[name.clone()]).filter(|_| !value.is_empty()) {
                facts.add(field, (&text[value.clone()], value.clone()), Where::Header(How::Row));
            }
        }
        // One cell that holds name and value: `| Status: accepted |`.
        for cell in row {
            let found = label::fields(&text[cell.clone()]);
            for (field, value) in found.into_iter().filter(|(_, value)| !value.is_empty()) {
                let range = cell.start + value.start..cell.start + value.end;
                facts.add(field, (&text[range.clone()], range), Where::Header(How::Row));
            }
        }
    }
}

/// Names on top: the values of the row that is the latest, else of the last that has a status, else of the first.
fn below<'t>(fields: &[Option<Field>], rows: &[Vec<Range<usize>>], text: &'t str, facts: &mut Facts<'t>) {
    let cell = |row: &[Range<usize>], key: Key| {
        let at = fields.iter().position(|field| matches!(field, Some(Field::Of(own)) if *own == key))?;
        row.get(at).cloned()
    };
    let day = |row: &Vec<Range<usize>>| match date::find(&text[cell(row, Key::Date)?])?.day {
        Day::Known(date, _) => Some(date),
        Day::Ambiguous(_) => None,
    };
    let dated = rows.iter().filter(|row| day(row).is_some()).max_by_key(|row| day(row));
    let Some(row) = dated.or(rows.last()) else { return };
    for (field, value) in fields.iter().zip(row) {
        if let Some(field) = field.filter(|_| !value.is_empty()) {
            facts.add(field, (&text[value.clone()], value.clone()), Where::Header(How::Row));
        }
    }
}

/// A table of what happened and when: each row that holds a status and a day.
pub(super) fn history<'t>(lines: &[Line<'t>], text: &'t str, facts: &mut Facts<'t>) {
    for row in lines.iter().map(cells).filter(|row| !is_rule(text, row)) {
        let is_status = |cell: &&Range<usize>| status::whole(&text[(*cell).clone()]).is_some();
        let dated = row.iter().any(|cell| date::find(&text[cell.clone()]).is_some());
        if let Some(cell) = row.iter().find(is_status).filter(|_| dated) {
            let (first, last) = (row.first().map_or(cell.start, |cell| cell.start), row.last().map_or(cell.end, |cell| cell.end));
            // The whole row, so that the day is read with the word.
            facts.add(Field::Of(Key::Status), (&text[cell.clone()], cell.clone()), Where::History);
            facts.add(Field::Of(Key::Updated), (&text[first..last], first..last), Where::History);
        }
    }
}
