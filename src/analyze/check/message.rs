//! What a check says: words, with names as handles and figures as they were computed. How a figure is written, and whether people read
//! an id or a name, is decided where the message is shown.

use std::borrow::Cow;

use crate::{
    base::date::{Date, TimeSpan},
    model::{CriterionIx, OptionIx, PriceIx},
};

/// A piece of a message.
#[derive(Debug, Clone, PartialEq)]
pub enum Part {
    /// Words, as they are.
    Words(Cow<'static, str>),
    /// Something that people wrote, or a key: set apart from the words.
    Quoted(String),
    /// An option.
    Option(OptionIx),
    /// Several options, as a list.
    Options(Vec<OptionIx>),
    /// A criterion.
    Criterion(CriterionIx),
    /// Several criteria, as a list.
    Criteria(Vec<CriterionIx>),
    /// A voice, by its place.
    Voice(usize),
    /// An entry of the price book.
    Price(PriceIx),
    /// A price of an entry, in its currency.
    PriceOf(PriceIx, f64),
    /// A share, shown as a percentage with at most one decimal.
    Share(f64),
    /// A relative change, shown as a percentage with its sign.
    Change(f64),
    /// A score, or a difference of scores.
    Score(f64),
    /// A measured figure.
    Figure(f64),
    /// Points of weight, as their author counts them.
    Points(f64),
    /// A number of things.
    Count(usize),
    /// How many times.
    Times(f64),
    /// Money in the record's currency.
    Money(f64),
    /// A day.
    Day(Date),
    /// A span of time, as it was written.
    Time(TimeSpan),
}

impl From<&'static str> for Part {
    fn from(words: &'static str) -> Self {
        Self::Words(Cow::Borrowed(words))
    }
}

impl From<OptionIx> for Part {
    fn from(ix: OptionIx) -> Self {
        Self::Option(ix)
    }
}

impl From<CriterionIx> for Part {
    fn from(ix: CriterionIx) -> Self {
        Self::Criterion(ix)
    }
}

impl From<Date> for Part {
    fn from(day: Date) -> Self {
        Self::Day(day)
    }
}

/// A sentence without its full stop.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Message(pub Vec<Part>);

impl Message {
    /// The same, with more at its end.
    #[must_use]
    pub fn and(mut self, more: Self) -> Self {
        self.0.extend(more.0);
        self
    }
}

/// A message from its pieces: `say!["reaches ", Part::Share(0.924), " of the target"]`.
macro_rules! say {
    ($($part:expr),* $(,)?) => {
        $crate::analyze::check::message::Message(vec![$($crate::analyze::check::message::Part::from($part)),*])
    };
}
pub(super) use say;
