//! What was found about a record, and where: fields by name, before anything weighs them against each other.

use std::{borrow::Cow, ops::Range};

use super::{date, phrases::Phrase, words::Key};

/// What a field says.
#[derive(Debug, Clone, Copy)]
pub(super) enum Field {
    /// A field of the record.
    Of(Key),
    /// A tie.
    Tie(Phrase),
}

/// Where a field was written. The order is the order of precedence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Where {
    /// Front matter.
    Front,
    /// A line, list, quote, admonition or table before the first section.
    Header(How),
    /// A section of its own.
    Section,
    /// A sentence before the first section: `Accepted on 2018-09-26.`
    Sentence,
    /// An entry of a change log.
    History,
    /// The title: `Use Kafka (deprecated)`.
    Title,
}

/// How a header is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum How {
    /// A line of its own.
    Line,
    /// An entry of a list.
    Item,
    /// A row of a table.
    Row,
    /// A line of a quote or admonition.
    Quote,
}

impl Where {
    /// Its rank: what has a lower one counts.
    pub(super) fn rank(self) -> u8 {
        match self {
            Self::Front => 0,
            Self::Header(_) => 1,
            Self::Section => 2,
            Self::Sentence => 3,
            Self::History => 4,
            Self::Title => 5,
        }
    }

    /// For people: `the front matter`.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Front => "the front matter",
            Self::Header(How::Row) => "the table",
            Self::Header(How::Item) => "the list below the title",
            Self::Header(How::Quote) => "the note below the title",
            Self::Header(How::Line) | Self::Sentence => "the text below the title",
            Self::Section => "the section",
            Self::History => "the change log",
            Self::Title => "the title",
        }
    }
}

/// A field with its value.
#[derive(Debug, Clone)]
pub(super) struct Fact<'t> {
    /// What it says.
    pub field: Field,
    /// The value, marks included; escapes of front matter resolved.
    pub value: Cow<'t, str>,
    /// The value's place in the file; never empty where there is a value.
    pub at: Range<usize>,
    /// Where it was written.
    pub place: Where,
}

impl Fact<'_> {
    /// Whether it is a field of that name.
    pub(super) fn is(&self, key: Key) -> bool {
        matches!(self.field, Field::Of(own) if own == key)
    }
}

/// All that was found.
#[derive(Debug, Default)]
pub(super) struct Facts<'t> {
    /// In the order they were met.
    pub list: Vec<Fact<'t>>,
}

impl<'t> Facts<'t> {
    /// Enters one.
    pub(super) fn add(&mut self, field: Field, (value, at): (impl Into<Cow<'t, str>>, Range<usize>), place: Where) {
        let value = value.into();
        // `Stand: 12.06.2022` and `State: 2022-06-12` tell the day, whatever else their names mean.
        let is_day = matches!(field, Field::Of(Key::Status)) && date::whole(&value).is_some();
        let field = if is_day { Field::Of(Key::Date) } else { field };
        self.list.push(Fact { field, value, at, place });
    }

    /// All of a name, what counts first.
    pub(super) fn all(&self, key: Key) -> Vec<&Fact<'t>> {
        let mut found: Vec<&Fact<'t>> = self.list.iter().filter(|fact| fact.is(key)).collect();
        found.sort_by_key(|fact| fact.place.rank());
        found
    }

    /// Whether there is one of a name.
    pub(super) fn has(&self, key: Key) -> bool {
        self.list.iter().any(|fact| fact.is(key))
    }
}
