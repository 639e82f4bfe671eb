//! A table as RFC 4180 says: commas, CRLF, quotes where they are needed. What people wrote cannot act as a formula in a spreadsheet.

use std::borrow::Cow;

use crate::present::{
    export::Number,
    table::{Cell, Table},
};

/// What tells some spreadsheets that a file is UTF-8.
pub(super) const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Characters that make a spreadsheet take text for a formula, or cut it there and look at the rest.
const RISKY: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// The table as a file that begins with `mark`: [`BYTE_ORDER_MARK`] or nothing.
pub(super) fn bytes(table: &Table<'_>, mark: &str) -> Vec<u8> {
    let mut text = String::with_capacity(mark.len() + 64 * (table.rows.len() + 1));
    text.push_str(mark);
    line(&mut text, table.header.iter(), |text, name| words(text, name));
    for row in &table.rows {
        line(&mut text, row.iter(), cell);
    }
    text.into_bytes()
}

fn line<T>(text: &mut String, cells: impl Iterator<Item = T>, write: impl Fn(&mut String, T)) {
    for (at, each) in cells.enumerate() {
        if at > 0 {
            text.push(',');
        }
        write(text, each);
    }
    text.push_str("\r\n");
}

fn cell(text: &mut String, cell: &Cell<'_>) {
    match cell {
        Cell::Empty => {}
        // Without an exponent: not every reader of CSV knows one.
        Cell::Number(value) => Number(*value).in_table(text),
        Cell::Text(of) => words(text, of),
    }
}

fn words(text: &mut String, of: &str) {
    let of = if of.starts_with(RISKY) { Cow::Owned(format!("'{of}")) } else { Cow::Borrowed(of) };
    if of.contains(['"', ',', '\n', '\r']) || of.starts_with(' ') || of.ends_with(' ') {
        text.push('"');
        text.push_str(&of.replace('"', "\"\""));
        text.push('"');
    } else {
        text.push_str(&of);
    }
}

#[cfg(test)]
mod tests {
    use super::{BYTE_ORDER_MARK, bytes};
    use crate::present::table::{Cell, Table};

    fn written(cells: Vec<Cell<'static>>) -> String {
        let table = Table { header: vec!["a".into(), "b".into()], rows: vec![cells] };
        String::from_utf8(bytes(&table, "")).expect("text").trim_start_matches("a,b\r\n").to_owned()
    }

    #[test]
    fn cells_are_quoted_where_they_must_be() {
        let text = |text: &'static str| Cell::Text(text.into());
        for (cells, expected) in [
            (vec![text("plain"), Cell::Empty], "plain,\r\n"),
            (vec![text("a, b"), text("say \"no\"")], "\"a, b\",\"say \"\"no\"\"\"\r\n"),
            (vec![text("two\nlines"), text(" air ")], "\"two\nlines\",\" air \"\r\n"),
            (vec![Cell::Number(436_092.083_816_123_4), Cell::Number(-5.0)], "436092.083816,-5\r\n"),
            (vec![Cell::Number(1e-9), Cell::Number(f64::INFINITY)], "0.000000001,\r\n"),
        ] {
            assert_eq!(written(cells), expected);
        }
    }

    #[test]
    fn what_people_wrote_is_never_a_formula() {
        for (wrote, expected) in [
            ("=1+1", "'=1+1"),
            ("+1", "'+1"),
            ("-1", "'-1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t=1"),
            ("\r=1", "\"'\r=1\""),
            ("=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\""),
            ("a=1", "a=1"),
        ] {
            assert_eq!(written(vec![Cell::Text(wrote.into())]), format!("{expected}\r\n"), "{wrote}");
        }
    }

    #[test]
    fn a_byte_order_mark_comes_first() {
        let table = Table { header: vec!["a".into()], rows: Vec::new() };
        assert_eq!(bytes(&table, BYTE_ORDER_MARK), b"\xef\xbb\xbfa\r\n");
    }
}
