//! The shape of everything that people write, as data: which keys a table has, what each takes and what it means.
//! One list for the reader, its "did you mean", the JSON Schema and the handbook's reference. Knows no values.

/// A table and its keys.
#[derive(Debug)]
pub struct TableShape {
    /// What one of them is, as messages say it: `cost`, `option`.
    pub name: &'static str,
    /// How people write it: `[[options.costs]]`; for a short table its place, `relation`.
    pub header: &'static str,
    /// What it is for, in a sentence.
    pub doc: &'static str,
    /// Its keys, in the order that the reference lists them.
    pub keys: &'static [Key],
}

impl TableShape {
    /// The key of this name.
    pub fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }

    /// `a cost`, `an option`.
    pub fn one(&self) -> String {
        with_article(self.name)
    }
}

/// A key of a table.
#[derive(Debug)]
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// What it takes.
    pub shape: Shape,
    /// What it means, in a sentence.
    pub doc: &'static str,
    /// Whether it must be there.
    pub needed: bool,
}

/// A key that may be left out.
pub const fn key(name: &'static str, shape: Shape, doc: &'static str) -> Key {
    Key { name, shape, doc, needed: false }
}

/// A key that must be there.
pub const fn needed(name: &'static str, shape: Shape, doc: &'static str) -> Key {
    Key { name, shape, doc, needed: true }
}

/// What a key takes.
#[derive(Debug)]
pub enum Shape {
    /// Any text.
    Text,
    /// A kebab-case word: letters, digits, single `-`, `.` or `_` between them.
    Id,
    /// A day: `2026-08-31`.
    Date,
    /// `true` or `false`.
    Bool,
    /// A whole number, 0 or more.
    Whole,
    /// A number.
    Number,
    /// A part of a whole: `0.08` or `"8%"`.
    Share,
    /// A number, `[low, likely, high]` or `{ low, likely, high, shape }`.
    Amount,
    /// A span of time: `"2 weeks"`, `"6..18 months"`.
    TimeSpan,
    /// An interval of whole months or years: `"6 months"`.
    Interval,
    /// One of these words.
    Word(&'static [&'static str]),
    /// A list.
    List(&'static Shape),
    /// A table.
    Table(&'static TableShape),
    /// A list of tables.
    Tables(&'static TableShape),
    /// A table whose keys are people's own ids.
    Map(&'static Shape),
    /// Anything.
    Free,
    /// Any of these: a short form beside the long one.
    OneOf(&'static [Shape]),
}

impl Shape {
    /// What it takes, in words that follow "expected".
    pub fn expected(&self) -> String {
        match self {
            Self::Text => "text".into(),
            Self::Id => "an id such as `fine-tune`".into(),
            Self::Date => "a date such as `2026-08-31`".into(),
            Self::Bool => "`true` or `false`".into(),
            Self::Whole => "a whole number".into(),
            Self::Number => "a number".into(),
            Self::Share => "a share such as `0.08` or `\"8%\"`".into(),
            Self::Amount => "a number or `[low, likely, high]`".into(),
            Self::TimeSpan => "a span of time such as `\"6 months\"`".into(),
            Self::Interval => "an interval such as `\"6 months\"`".into(),
            Self::Word(words) => one_of(words),
            Self::List(_) => "a list".into(),
            Self::Table(_) | Self::Map(_) => "a table".into(),
            Self::Tables(shape) => format!("a list of tables, {} each", shape.one()),
            Self::Free => "anything".into(),
            Self::OneOf(shapes) => shapes.iter().map(Self::expected).collect::<Vec<_>>().join(", or "),
        }
    }

    /// The tables that stand somewhere in it.
    pub fn tables(&self) -> Vec<&'static TableShape> {
        match self {
            Self::Table(shape) | Self::Tables(shape) => vec![shape],
            Self::List(shape) | Self::Map(shape) => shape.tables(),
            Self::OneOf(shapes) => shapes.iter().flat_map(Self::tables).collect(),
            _ => Vec::new(),
        }
    }
}

/// The tables below `root`, itself included, that have a key of this name: where a key that stands in the wrong table belongs.
pub fn tables_with(root: &'static TableShape, name: &str) -> Vec<&'static TableShape> {
    let mut found = Vec::new();
    if root.key(name).is_some() {
        found.push(root);
    }
    for table in root.keys.iter().flat_map(|key| key.shape.tables()) {
        found.extend(tables_with(table, name));
    }
    found
}

/// The word with `a` or `an` before it.
pub fn with_article(word: &str) -> String {
    let article = if word.starts_with(['a', 'e', 'i', 'o']) { "an" } else { "a" };
    format!("{article} {word}")
}

/// The words in backticks, with commas and an `or` between them.
pub fn one_of(words: &[&str]) -> String {
    match words {
        [] => "nothing".into(),
        [only] => format!("`{only}`"),
        [first @ .., last] => {
            let first: Vec<String> = first.iter().map(|word| format!("`{word}`")).collect();
            format!("{} or `{last}`", first.join(", "))
        }
    }
}
