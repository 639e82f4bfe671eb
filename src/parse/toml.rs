//! TOML text to a table with places, and the list that every fault of a file goes to.
//! Knows nothing of what the tables mean.

use std::{cell::RefCell, ops::Range};

use ::toml::de::DeTable;

use crate::{
    base::{
        diagnostic::{Code, Diagnostic, Severity},
        source::{FileId, Span},
    },
    model::fault,
};

/// The faults of one file, and where its TOML begins in it: places in the TOML plus `offset` are places in the file.
#[derive(Debug)]
pub struct Faults {
    file: FileId,
    offset: usize,
    list: RefCell<Vec<Diagnostic>>,
}

impl Faults {
    /// No faults yet, in `file`, whose TOML begins at byte `offset`.
    pub fn new(file: FileId, offset: usize) -> Self {
        Self { file, offset, list: RefCell::default() }
    }

    /// The file.
    pub fn file(&self) -> FileId {
        self.file
    }

    /// The place in the file of a stretch of the TOML.
    pub fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.file, range.start + self.offset..range.end + self.offset)
    }

    /// The stretch of the TOML that stands at a place in the file.
    pub(super) fn range(&self, span: Span) -> Range<usize> {
        let Range { start, end } = span.range();
        start.saturating_sub(self.offset)..end.saturating_sub(self.offset)
    }

    /// Adds one.
    pub fn push(&self, diagnostic: Diagnostic) {
        self.list.borrow_mut().push(diagnostic);
    }

    /// Adds an error of kind `code` at `span`; `label` stands beside the caret.
    pub fn error(&self, code: Code, span: Span, told: (impl Into<String>, impl Into<String>)) {
        self.push(Diagnostic::error(code, told.0).at(span, told.1));
    }

    /// Adds to the one that was told last.
    pub fn amend_last(&self, change: impl FnOnce(Diagnostic) -> Diagnostic) {
        let mut list = self.list.borrow_mut();
        if let Some(last) = list.pop() {
            list.push(change(last));
        }
    }

    /// How many errors there are by now. Compare two readings to see whether a part was read without a fault.
    pub fn errors(&self) -> usize {
        self.list.borrow().iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count()
    }

    /// All of them, in the order they were met.
    pub fn into_list(self) -> Vec<Diagnostic> {
        self.list.into_inner()
    }
}

/// Parses `text`. All syntax errors and doubled keys of it are told at once (R0001); the table holds what could be read all the same.
pub fn parse<'t>(text: &'t str, faults: &Faults) -> DeTable<'t> {
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        let range = visible(text, error.span().unwrap_or(0..0));
        let doubled = error.message() == "duplicate key";
        let found = &text[range.clone()];
        let message = if doubled { format!("`{found}` is given twice") } else { "this is not valid TOML".to_owned() };
        let label = if doubled { "already given in this table".to_owned() } else { words(error.message()).to_owned() };
        faults.push(Diagnostic::error(fault::SYNTAX, message).at(faults.span(range), label).help(way_out(error.message())));
    }
    table.into_inner()
}

/// What a writer can do about a message of the parser.
fn way_out(message: &str) -> &'static str {
    const WAYS: &[(&str, &str)] = &[
        ("duplicate key", "keep one of the two"),
        ("must be quoted", "text stands between double quotes: `title = \"…\"`"),
        ("string", "a text ends on its line with the quote that it began with; one of several lines stands between `\"\"\"`"),
        ("date", "a day is written as year, month and day: `2026-08-31`"),
        ("array", "a list stands between `[` and `]`, with commas between its entries"),
        ("table", "a table is a line `[name]`, one of a list `[[name]]`, a short one `{ key = value, … }` on one line"),
    ];
    let known = WAYS.iter().find(|(word, _)| message.contains(word));
    known.map_or("TOML writes `key = value`, one to a line, under lines such as `[table]` and `[[list-of-tables]]`", |(_, way)| way)
}

/// The parser's words, where it has better ones than its own.
fn words(message: &str) -> &str {
    if message.contains("must be quoted") { "text must be quoted" } else { message }
}

/// `range` on whole characters; an empty one grows over the character after it, or before it at the end of a line, so that a caret can be drawn.
fn visible(text: &str, range: Range<usize>) -> Range<usize> {
    let (mut start, mut end) = (range.start.min(text.len()), range.end.min(text.len()));
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    while !text.is_char_boundary(end) {
        end += 1;
    }
    if start < end {
        return start..end;
    }
    match text[start..].chars().next().filter(|next| !matches!(next, '\n' | '\r')) {
        Some(next) => start..start + next.len_utf8(),
        None => start - text[..start].chars().next_back().filter(|last| *last != '\n').map_or(0, char::len_utf8)..start,
    }
}
