//! One sheet: its cells in rows. The same formula in neighbouring cells is written once and shared, which is most of a cost sheet.

use std::{fmt::Write, ops::Range};

use crate::present::workbook::{Cell, Down, Sheet, Style, Value, letters};

/// Most letters that a cell may hold.
const LONGEST: usize = 32_000;

/// Appends a sheet to `text`; letters of columns that it needs are added to those that are there.
pub(super) fn write(sheet: &Sheet<'_>, columns: &mut Vec<String>, text: &mut String) {
    text.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
    text.push_str("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">");
    frozen(sheet, text);
    widths(sheet, text);
    text.push_str("<sheetData>");
    let width = sheet.rows.iter().map(|row| row.iter().map(Cell::width).sum::<usize>()).max().unwrap_or_default();
    columns.extend((columns.len()..width).map(letters));
    let mut writer = Writer { text, columns, number: 0, row: String::new(), down: &sheet.down, shared: sheet.down.len() };
    for (row, number) in sheet.rows.iter().zip(1..) {
        writer.row(row, number);
    }
    text.push_str("</sheetData></worksheet>");
}

fn frozen(sheet: &Sheet<'_>, text: &mut String) {
    let (rows, columns) = sheet.frozen;
    text.push_str("<sheetViews><sheetView workbookViewId=\"0\">");
    if rows + columns > 0 {
        let split = |name: &str, count: usize| if count > 0 { format!(" {name}=\"{count}\"") } else { String::new() };
        let pane = match (rows > 0, columns > 0) {
            (true, true) => "bottomRight",
            (true, false) => "bottomLeft",
            _ => "topRight",
        };
        let corner = format!("{}{}", letters(columns), rows + 1);
        let (x, y) = (split("xSplit", columns), split("ySplit", rows));
        let _ = write!(text, "<pane{x}{y} topLeftCell=\"{corner}\" activePane=\"{pane}\" state=\"frozen\"/>");
    }
    text.push_str("</sheetView></sheetViews>");
}

fn widths(sheet: &Sheet<'_>, text: &mut String) {
    text.push_str("<cols>");
    for (at, width) in sheet.widths.iter().enumerate() {
        let last = if at + 1 == sheet.widths.len() { 16_384 } else { at + 1 };
        let _ = write!(text, "<col min=\"{}\" max=\"{last}\" width=\"{width}\" customWidth=\"1\"/>", at + 1);
    }
    text.push_str("</cols>");
}

struct Writer<'t> {
    text: &'t mut String,
    /// Letters of all columns.
    columns: &'t [String],
    /// The number of the row.
    number: usize,
    /// The same in digits.
    row: String,
    /// Formulas that cells below one another share; their places are their numbers.
    down: &'t [Down],
    /// Formulas that were shared so far.
    shared: usize,
}

impl Writer<'_> {
    fn row(&mut self, cells: &[Cell<'_>], number: usize) {
        if cells.is_empty() {
            return;
        }
        self.number = number;
        self.row.clear();
        self.row.push_str(itoa::Buffer::new().format(number));
        self.text.push_str("<row r=\"");
        self.text.push_str(&self.row);
        self.text.push_str("\">");
        let mut column = 0;
        for cell in cells {
            self.cell(cell, column);
            column += cell.width();
        }
        self.text.push_str("</row>");
    }

    fn cell(&mut self, cell: &Cell<'_>, column: usize) {
        match cell {
            Cell::Empty => {}
            Cell::Text(text, Style::Plain) if text.is_empty() => {}
            Cell::Text(text, style) => self.words(column, text, *style),
            Cell::Number(value, style) => {
                self.open(column, *style, ">");
                self.number(*value);
                self.text.push_str("</c>");
            }
            Cell::Formula(formula, value, style) => {
                self.open_for(column, value, *style);
                self.formula(formula);
                self.value(value);
            }
            Cell::Run(formula, values, style) => self.run(column, (formula, values), *style),
            Cell::Across(formula, values, style) => self.across(column, (formula, values), *style),
            Cell::Down(at, value, style) => self.down(column, *at, (value, *style)),
        }
    }

    fn words(&mut self, column: usize, text: &str, style: Style) {
        if text.is_empty() {
            return self.open(column, style, "/>");
        }
        self.open(column, style, " t=\"inlineStr\"><is><t");
        // A first or last space counts.
        let counts = text.starts_with(char::is_whitespace) || text.ends_with(char::is_whitespace);
        self.text.push_str(if counts { " xml:space=\"preserve\">" } else { ">" });
        escape(text, self.text);
        self.text.push_str("</t></is></c>");
    }

    /// One formula for numbers in a row.
    fn run(&mut self, column: usize, (formula, values): (&str, &[f64]), style: Style) {
        let number = self.next_shared();
        // Most months cost what the one before did: its digits are copied rather than made again.
        let mut last: Option<(u64, Range<usize>)> = None;
        for (at, value) in values.iter().enumerate() {
            self.open(column + at, style, ">");
            if at == 0 {
                self.first_across(formula, column, values.len());
            } else {
                self.follower(number);
            }
            match &last {
                Some((bits, digits)) if *bits == value.to_bits() => self.text.extend_from_within(digits.clone()),
                _ => {
                    let start = self.text.len();
                    self.number(*value);
                    self.text.push_str("</c>");
                    last = Some((value.to_bits(), start..self.text.len()));
                }
            }
        }
    }

    /// One formula for values in a row.
    fn across(&mut self, column: usize, (formula, values): (&str, &[Value]), style: Style) {
        let number = self.next_shared();
        for (at, value) in values.iter().enumerate() {
            self.open_for(column + at, value, style);
            if at == 0 {
                self.first_across(formula, column, values.len());
            } else {
                self.follower(number);
            }
            self.value(value);
        }
    }

    /// One formula for cells below one another; written in the first of them.
    fn down(&mut self, column: usize, at: usize, (value, style): (&Value, Style)) {
        let Down { formula, rows: (first, last) } = &self.down[at];
        self.open_for(column, value, style);
        if first == last {
            self.formula(formula);
        } else if *first == self.number {
            let letters = &self.columns[column];
            let _ = write!(self.text, "<f t=\"shared\" ref=\"{letters}{first}:{letters}{last}\" si=\"{at}\">");
            self.rest_of_formula(formula);
        } else {
            self.follower(at);
        }
        self.value(value);
    }

    /// The number of the next formula that cells in a row share.
    fn next_shared(&mut self) -> usize {
        self.shared += 1;
        self.shared - 1
    }

    /// The formula of a cell that shares that of another.
    fn follower(&mut self, number: usize) {
        self.text.push_str("<f t=\"shared\" si=\"");
        self.text.push_str(itoa::Buffer::new().format(number));
        self.text.push_str("\"/>");
    }

    /// The formula of the first of these cells in a row, shared with the number that is used last.
    fn first_across(&mut self, formula: &str, column: usize, count: usize) {
        if count == 1 {
            return self.formula(formula);
        }
        let (first, last, row) = (&self.columns[column], &self.columns[column + count - 1], &self.row);
        let _ = write!(self.text, "<f t=\"shared\" ref=\"{first}{row}:{last}{row}\" si=\"{}\">", self.shared - 1);
        self.rest_of_formula(formula);
    }

    fn formula(&mut self, formula: &str) {
        self.text.push_str("<f>");
        self.rest_of_formula(formula);
    }

    fn rest_of_formula(&mut self, formula: &str) {
        escape(formula, self.text);
        self.text.push_str("</f>");
    }

    /// What a formula gives, and the end of its cell.
    fn value(&mut self, value: &Value) {
        match value {
            Value::Number(value) => self.number(*value),
            Value::Text(words) => {
                self.text.push_str("<v>");
                escape(words, self.text);
                self.text.push_str("</v>");
            }
            Value::Flag(flag) => self.text.push_str(if *flag { "<v>1</v>" } else { "<v>0</v>" }),
        }
        self.text.push_str("</c>");
    }

    /// The beginning of a formula's cell.
    fn open_for(&mut self, column: usize, value: &Value, style: Style) {
        let kind = match value {
            Value::Number(_) => ">",
            Value::Text(_) => " t=\"str\">",
            Value::Flag(_) => " t=\"b\">",
        };
        self.open(column, style, kind);
    }

    /// The beginning of a cell, with the rest of its tag.
    fn open(&mut self, column: usize, style: Style, rest: &str) {
        self.text.push_str("<c r=\"");
        self.text.push_str(&self.columns[column]);
        self.text.push_str(&self.row);
        self.text.push_str(look(style));
        self.text.push_str(rest);
    }

    /// A value; what is not finite has none, and is computed by whoever opens the file.
    fn number(&mut self, value: f64) {
        if !value.is_finite() {
            return;
        }
        self.text.push_str("<v>");
        let magnitude = value.abs();
        // Whole numbers without a point, as spreadsheets write them; most figures are whole.
        if magnitude < 1e15 && value.fract() == 0.0 {
            #[expect(clippy::cast_possible_truncation, reason = "whole and below 10^15")]
            let whole = value as i64;
            self.text.push_str(itoa::Buffer::new().format(whole));
        } else if (1e-5..1e15).contains(&magnitude) {
            self.text.push_str(zmij::Buffer::new().format_finite(value));
        } else {
            let _ = write!(self.text, "{value:e}");
        }
        self.text.push_str("</v>");
    }
}

/// The end of the attribute before it, and the place of a style in the list of looks.
fn look(style: Style) -> &'static str {
    match style {
        Style::Plain => "\"",
        Style::Title => "\" s=\"1\"",
        Style::Head => "\" s=\"2\"",
        Style::Note => "\" s=\"3\"",
        Style::Input => "\" s=\"4\"",
        Style::InputLimit => "\" s=\"5\"",
        Style::Money => "\" s=\"6\"",
        Style::MoneyTotal => "\" s=\"7\"",
        Style::Total => "\" s=\"8\"",
        Style::Factor => "\" s=\"9\"",
        Style::Score => "\" s=\"10\"",
        Style::Share => "\" s=\"11\"",
    }
}

/// Appends words as XML: what XML cannot hold is left out, and what the format would take for a character's number stays as written.
pub(super) fn escape(words: &str, text: &mut String) {
    let longest = if words.len() > LONGEST { words.char_indices().nth(LONGEST).map(|(end, _)| end) } else { None };
    let words = &words[..longest.unwrap_or(words.len())];
    // What needs no change is taken over in stretches.
    let mut taken = 0;
    for (at, byte) in words.bytes().enumerate() {
        if !IS_SPECIAL[usize::from(byte)] {
            continue;
        }
        let (instead, length) = match byte {
            b'&' => ("&amp;", 1),
            b'<' => ("&lt;", 1),
            b'>' => ("&gt;", 1),
            b'\r' => ("&#13;", 1),
            b'_' if is_number_of_a_character(&words[at..]) => ("_x005F_", 1),
            0..b' ' if byte != b'\t' && byte != b'\n' => ("", 1),
            0xEF if words[at..].starts_with(['\u{fffe}', '\u{ffff}']) => ("", 3),
            _ => continue,
        };
        text.push_str(&words[taken..at]);
        text.push_str(instead);
        taken = at + length;
    }
    text.push_str(&words[taken..]);
}

/// Bytes that may have to be written in another way.
const IS_SPECIAL: [bool; 256] = {
    let mut special = [false; 256];
    let mut control = 0;
    while control < b' ' as usize {
        special[control] = true;
        control += 1;
    }
    special[b'&' as usize] = true;
    special[b'<' as usize] = true;
    special[b'>' as usize] = true;
    special[b'_' as usize] = true;
    special[0xEF] = true;
    special
};

/// Whether text begins with `_x`, four hexadecimal digits and `_`.
fn is_number_of_a_character(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() >= 7 && bytes[1] == b'x' && bytes[6] == b'_' && bytes[2..6].iter().all(u8::is_ascii_hexdigit)
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn words_are_safe_in_xml_and_stay_as_they_are() {
        for (words, expected) in [
            ("plain", "plain"),
            ("a < b & c > d", "a &lt; b &amp; c &gt; d"),
            ("snake_case", "snake_case"),
            ("_x0041_", "_x005F_x0041_"),
            ("bell\u{7} and\ttab\r\n", "bell and\ttab&#13;\n"),
            ("naïve, 価格", "naïve, 価格"),
            ("half｡\u{ffff}\u{fffe}<", "half｡&lt;"),
        ] {
            let mut text = String::new();
            escape(words, &mut text);
            assert_eq!(text, expected);
        }
    }
}
