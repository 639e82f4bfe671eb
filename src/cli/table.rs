//! Rows for people: columns as wide as their widest cell, one of them cut short where the terminal is too narrow for all.

use std::fmt::Write;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The least that is left of the column that is cut, in columns of the terminal.
const LEAST: usize = 20;
const GAP: &str = "  ";

/// A cell, and how its text is painted once its width is known.
pub(super) struct Cell {
    /// What it says.
    pub text: String,
    /// Before and after it, of no width.
    pub paint: (&'static str, &'static str),
}

impl Cell {
    /// A cell in plain letters.
    pub(super) fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), paint: ("", "") }
    }
}

/// The rows as lines. Where they are wider than `room`, column `cut` is shortened, with `…`.
pub(super) fn lines(rows: &[Vec<Cell>], cut: usize, room: Option<usize>) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.text.width()).max().unwrap_or(0);
    let mut widths: Vec<usize> = (0..columns).map(width).collect();
    let whole: usize = widths.iter().filter(|width| **width > 0).map(|width| width + GAP.len()).sum::<usize>().saturating_sub(GAP.len());
    if let Some(over) = room.and_then(|room| whole.checked_sub(room))
        && let Some(width) = widths.get_mut(cut)
    {
        *width = width.saturating_sub(over).max(LEAST.min(*width));
    }
    let mut text = String::new();
    for row in rows {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(&widths).filter(|(_, width)| **width > 0) {
            let shown = shortened(&cell.text, *width);
            let pad = width.saturating_sub(shown.width());
            let (before, after) = cell.paint;
            let _ = write!(line, "{before}{shown}{after}{}{GAP}", " ".repeat(pad));
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

fn shortened(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let (mut short, mut used) = (String::new(), 0);
    for c in text.chars() {
        used += c.width().unwrap_or(0);
        if used >= width {
            break;
        }
        short.push(c);
    }
    format!("{}…", short.trim_end())
}

#[cfg(test)]
mod tests {
    use super::{Cell, lines};

    fn table(rows: &[&[&str]], room: Option<usize>) -> String {
        let rows: Vec<Vec<Cell>> = rows.iter().map(|row| row.iter().map(|cell| Cell::plain(*cell)).collect()).collect();
        lines(&rows, 1, room)
    }

    #[test]
    fn columns_are_as_wide_as_their_cells() {
        let rows: &[&[&str]] = &[&["1", "採用する", "", "x"], &["12", "a", "", "y"]];
        assert_eq!(table(rows, None), "1   採用する  x\n12  a         y\n");
        let long = "A title of many words that goes on";
        assert_eq!(table(&[&["1", long, "x"]], Some(30)), "1  A title of many words t…  x\n");
        assert_eq!(table(&[&["1", long, "x"]], Some(5)), "1  A title of many wor…  x\n");
    }
}
