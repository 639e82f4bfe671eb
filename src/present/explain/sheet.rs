//! Text of fixed width: headings, paragraphs, lists and tables that line up. Knows columns, not what stands in them.

/// Columns that a line may take.
const WIDTH: usize = 100;
/// What everything below a heading is moved in by.
const INDENT: &str = "  ";
/// Air between the columns of a table.
const GUTTER: usize = 2;
/// Widest head of a column of figures before it breaks into lines.
const HEAD_WIDTH: usize = 14;
/// Narrowest last column of running text that is worth having; below it the text goes on lines of its own.
const LEAST_TEXT: usize = 24;

/// A text in the making.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    text: String,
}

/// How the columns of a table stand, after the first, which is always flush left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Columns {
    /// Figures: flush right, their heads above them.
    Figures,
    /// Words: flush left.
    Words,
}

impl Sheet {
    /// The text, its lines free of trailing spaces and of anything that a terminal would obey.
    pub(super) fn finish(self) -> String {
        let plain = |c: char| match c {
            '\u{a0}' | '\u{202f}' => ' ',
            '\n' => '\n',
            c if c.is_control() => '\u{fffd}',
            c => c,
        };
        let text: String = self.text.chars().map(plain).collect();
        let lines: Vec<&str> = text.trim_end().lines().map(str::trim_end).collect();
        lines.join("\n") + "\n"
    }

    /// A line at the margin, an empty one above it.
    pub(super) fn heading(&mut self, text: &str) {
        self.gap();
        self.line("", text);
    }

    /// An empty line, unless the text has just begun or has one already.
    pub(super) fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// Running text, broken between words.
    pub(super) fn paragraph(&mut self, text: &str) {
        self.hanging("", text);
    }

    /// Running text behind a mark, its further lines below its first word.
    pub(super) fn hanging(&mut self, mark: &str, text: &str) {
        let room = WIDTH - INDENT.len() - width(mark);
        for (at, line) in broken(text, room).into_iter().enumerate() {
            let mark = if at == 0 { mark.to_owned() } else { " ".repeat(width(mark)) };
            self.line(INDENT, &format!("{mark}{line}"));
        }
    }

    /// Lines that have their form already.
    pub(super) fn as_it_is(&mut self, text: &str) {
        for line in text.lines() {
            self.line(INDENT, line);
        }
    }

    /// Rows of a few short columns and a last one of running text, which is broken to the width that is left.
    pub(super) fn rows(&mut self, rows: &[Vec<String>]) {
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        let widths = column_widths(rows, columns);
        for row in rows {
            let Some((last, short)) = row.split_last() else { continue };
            let before: String = short.iter().zip(&widths).map(|(cell, width)| padded_right(cell, width + GUTTER)).collect();
            let room = (WIDTH - INDENT.len()).saturating_sub(width(&before));
            if room >= LEAST_TEXT || width(last) <= room {
                self.hanging(&before, last);
            } else {
                self.line(INDENT, &before);
                self.hanging("    ", last);
            }
        }
    }

    /// A table with a head. Where it is too wide it goes on below, its first column repeated.
    pub(super) fn table(&mut self, columns: Columns, head: &[String], rows: &[Vec<String>]) {
        // The first column holds names, whose head may be as long as they are.
        let lines_of = |(at, cell): (usize, &String)| {
            if at > 0 && columns == Columns::Figures { broken(cell, HEAD_WIDTH) } else { vec![cell.clone()] }
        };
        let head: Vec<Vec<String>> = head.iter().enumerate().map(lines_of).collect();
        let widths: Vec<usize> = (0..head.len())
            .map(|at| {
                let cells = rows.iter().filter_map(|row| row.get(at)).map(|cell| width(cell));
                head[at].iter().map(|line| width(line)).chain(cells).max().unwrap_or(0)
            })
            .collect();
        for (at, block) in blocks(&widths).into_iter().enumerate() {
            if at > 0 {
                self.gap();
            }
            let lines = block.iter().map(|column| head[*column].len()).max().unwrap_or(0);
            for line in 0..lines {
                // Short heads stand on the last line, next to their figures.
                let cell = |column: usize| (line + head[column].len()).checked_sub(lines).map_or("", |line| &head[column][line]);
                self.table_line(columns, &widths, block.iter().map(|column| (*column, cell(*column))));
            }
            for row in rows {
                self.table_line(columns, &widths, block.iter().map(|column| (*column, row.get(*column).map_or("", String::as_str))));
            }
        }
    }

    fn table_line<'c>(&mut self, columns: Columns, widths: &[usize], cells: impl Iterator<Item = (usize, &'c str)>) {
        let mut line = String::new();
        for (column, cell) in cells {
            if column == 0 || columns == Columns::Words {
                line += &padded_right(cell, widths[column] + GUTTER);
            } else {
                line += &" ".repeat(widths[column].saturating_sub(width(cell)));
                line += &padded_right(cell, width(cell) + GUTTER);
            }
        }
        self.line(INDENT, &line);
    }

    fn line(&mut self, indent: &str, text: &str) {
        self.text += indent;
        self.text += text;
        self.text.push('\n');
    }
}

/// Which columns stand side by side: the first, and as many of the others as fit.
fn blocks(widths: &[usize]) -> Vec<Vec<usize>> {
    let Some(first) = widths.first() else { return Vec::new() };
    let mut blocks = vec![vec![0]];
    let mut used = INDENT.len() + first;
    for (column, width) in widths.iter().enumerate().skip(1) {
        if used + GUTTER + width > WIDTH && blocks.last().is_some_and(|block| block.len() > 1) {
            blocks.push(vec![0]);
            used = INDENT.len() + first;
        }
        used += GUTTER + width;
        blocks.last_mut().expect("begins with one").push(column);
    }
    blocks
}

/// Widths of all columns but the last of each row.
fn column_widths(rows: &[Vec<String>], columns: usize) -> Vec<usize> {
    (0..columns).map(|at| rows.iter().filter(|row| at + 1 < row.len()).map(|row| width(&row[at])).max().unwrap_or(0)).collect()
}

/// `text` in lines of at most `room` columns, broken at spaces; a longer word keeps a line to itself.
fn broken(text: &str, room: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split([' ', '\n', '\t']).filter(|word| !word.is_empty()) {
        let line = lines.last_mut().expect("begins with one");
        if line.is_empty() {
            line.push_str(word);
        } else if width(line) + 1 + width(word) <= room {
            line.push(' ');
            line.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines
}

fn padded_right(text: &str, to: usize) -> String {
    format!("{text}{}", " ".repeat(to.saturating_sub(width(text))))
}

/// Columns that a terminal gives to a text: two for letters of East Asia, none for marks that join the letter before.
fn width(text: &str) -> usize {
    text.chars()
        .map(|c| match u32::from(c) {
            0x0300..=0x036f | 0x200b..=0x200f | 0xfe00..=0xfe0f => 0,
            0x1100..=0x115f
            | 0x2e80..=0xa4cf
            | 0xac00..=0xd7a3
            | 0xf900..=0xfaff
            | 0xfe30..=0xfe6f
            | 0xff00..=0xff60
            | 0xffe0..=0xffe6
            | 0x1f300..=0x1faff
            | 0x20000..=0x3fffd => 2,
            _ => 1,
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::{Columns, Sheet, broken, width};

    fn strings(cells: &[&str]) -> Vec<String> {
        cells.iter().map(|cell| (*cell).to_owned()).collect()
    }

    #[test]
    fn text_breaks_between_words() {
        assert_eq!(broken("one two three", 7), ["one two", "three"]);
        assert_eq!(broken("unbreakable word", 5), ["unbreakable", "word"]);
        assert_eq!(broken("", 5), [""]);
        assert_eq!(width("日本"), 4);
    }

    #[test]
    fn figures_stand_flush_right_below_their_heads() {
        let mut sheet = Sheet::default();
        sheet.table(Columns::Figures, &strings(&["Option", "Present value"]), &[strings(&["a", "1"]), strings(&["b", "1,000"])]);
        assert_eq!(sheet.finish(), "  Option  Present value\n  a                   1\n  b               1,000\n");
    }

    #[test]
    fn a_wide_table_goes_on_below() {
        let mut sheet = Sheet::default();
        let wide = |text: &str| text.repeat(40);
        let head = [strings(&["Row"]), vec![wide("x"), wide("y"), wide("z")]].concat();
        sheet.table(Columns::Words, &head, &[strings(&["1", "a", "b", "c"])]);
        let text = sheet.finish();
        assert_eq!(text.matches("Row").count(), 2, "{text}");
        assert!(text.lines().all(|line| width(line) <= super::WIDTH), "{text}");
    }

    #[test]
    fn nothing_that_a_terminal_obeys_gets_through() {
        let mut sheet = Sheet::default();
        sheet.paragraph("red \u{1b}[31malert\u{7}");
        assert_eq!(sheet.finish(), "  red \u{fffd}[31malert\u{fffd}\n");
    }

    #[test]
    fn the_last_column_of_rows_is_running_text() {
        let mut sheet = Sheet::default();
        sheet.rows(&[strings(&["Review", "long ".repeat(30).trim()])]);
        let text = sheet.finish();
        assert!(text.lines().skip(1).all(|line| line.starts_with("          long")), "{text}");
    }
}
