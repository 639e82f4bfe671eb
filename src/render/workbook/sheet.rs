//! One sheet: its cells in rows. The same formula in neighbouring cells is written once and shared, which is most of a cost sheet.

use std::{fmt::Write, ops::Range};

use crate::present::workbook::{Cell, Sheet, Style, Value, letters};

/// Most letters that a cell may hold.
const LONGEST: usize = 32_000;

/// Appends a sheet to `text`.
pub(super) fn write(sheet: &Sheet<'_>, text: &mut String) {
    text.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
    text.push_str("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">");
    frozen(sheet, text);
    columns(sheet, text);
    text.push_str("<sheetData>");
    let width = sheet.rows.iter().map(|row| row.iter().map(Cell::width).sum::<usize>()).max().unwrap_or_default();
    let mut writer = Writer { text, columns: (0..width).map(letters).collect(), row: String::new(), shared: 0 };
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

fn columns(sheet: &Sheet<'_>, text: &mut String) {
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
    columns: Vec<String>,
    /// The number of the row.
    row: String,
    /// Formulas that were shared so far.
    shared: usize,
}

impl Writer<'_> {
    fn row(&mut self, cells: &[Cell<'_>], number: usize) {
        if cells.is_empty() {
            return;
        }
        self.row = number.to_string();
        let _ = write!(self.text, "<row r=\"{number}\">");
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
            Cell::Text(text, style) => {
                self.open(column, *style, " t=\"inlineStr\"");
                // A first or last space counts.
                let space = if text.starts_with(char::is_whitespace) || text.ends_with(char::is_whitespace) {
                    " xml:space=\"preserve\""
                } else {
                    ""
                };
                self.text.push_str("<is><t");
                self.text.push_str(space);
                self.text.push('>');
                escape(text, self.text);
                self.text.push_str("</t></is></c>");
            }
            Cell::Number(value, style) => {
                self.open(column, *style, "");
                self.number(*value);
                self.text.push_str("</c>");
            }
            Cell::Formula(formula, value, style) => self.formula(column, (formula, value), *style),
            Cell::Run(formula, values, style) => self.run(column, (formula, values), *style),
        }
    }

    fn formula(&mut self, column: usize, (formula, value): (&str, &Value), style: Style) {
        let kind = match value {
            Value::Number(_) => "",
            Value::Text(_) => " t=\"str\"",
            Value::Flag(_) => " t=\"b\"",
        };
        self.open(column, style, kind);
        self.text.push_str("<f>");
        escape(formula, self.text);
        self.text.push_str("</f>");
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

    fn run(&mut self, column: usize, (formula, values): (&str, &[f64]), style: Style) {
        let follower = format!("<f t=\"shared\" si=\"{}\"/>", self.shared);
        // Most months cost what the one before did: its digits are copied rather than made again.
        let mut last: Option<(u64, Range<usize>)> = None;
        for (at, value) in values.iter().enumerate() {
            self.open(column + at, style, "");
            if at == 0 {
                let (first, last) = (&self.columns[column], &self.columns[column + values.len() - 1]);
                let row = &self.row;
                let _ = write!(self.text, "<f t=\"shared\" ref=\"{first}{row}:{last}{row}\" si=\"{}\">", self.shared);
                escape(formula, self.text);
                self.text.push_str("</f>");
            } else {
                self.text.push_str(&follower);
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
        self.shared += 1;
    }

    fn open(&mut self, column: usize, style: Style, kind: &str) {
        self.text.push_str("<c r=\"");
        self.text.push_str(&self.columns[column]);
        self.text.push_str(&self.row);
        self.text.push_str(look(style));
        self.text.push_str(kind);
        self.text.push('>');
    }

    /// A value; what is not finite has none, and is computed by whoever opens the file.
    fn number(&mut self, value: f64) {
        if !value.is_finite() {
            return;
        }
        self.text.push_str("<v>");
        let magnitude = value.abs();
        // Most figures are whole, and whole numbers take a third of the time.
        let _ = if magnitude < 1e15 && value.fract() == 0.0 {
            #[expect(clippy::cast_possible_truncation, reason = "whole and below 10^15")]
            let whole = value as i64;
            write!(self.text, "{whole}")
        } else if (1e-5..1e15).contains(&magnitude) {
            write!(self.text, "{value}")
        } else {
            write!(self.text, "{value:e}")
        };
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
    // Looking at every byte is faster than stopping at the first special one: the processor takes many at once.
    let special = |byte: &u8| matches!(byte, 0..b' ' | b'&' | b'<' | b'>' | b'_' | 0xEF);
    if words.len() <= LONGEST && words.as_bytes().iter().filter(|byte| special(byte)).count() == 0 {
        text.push_str(words);
        return;
    }
    for (at, letter) in words.char_indices().take(LONGEST) {
        match letter {
            '&' => text.push_str("&amp;"),
            '<' => text.push_str("&lt;"),
            '>' => text.push_str("&gt;"),
            '_' if is_number_of_a_character(&words[at..]) => text.push_str("_x005F_"),
            '\t' | '\n' => text.push(letter),
            '\r' => text.push_str("&#13;"),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            _ => text.push(letter),
        }
    }
}

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
        ] {
            let mut text = String::new();
            escape(words, &mut text);
            assert_eq!(text, expected);
        }
    }
}
