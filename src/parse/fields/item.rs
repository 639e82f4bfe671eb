//! One value being read: its type, its range, and the sentence that tells what was expected and what was found.
//! Knows no key by name.

use ::toml::de::{DeFloat, DeInteger, DeValue};

use super::{
    super::{
        id::check_id,
        shape::{Shape as Takes, TableShape, one_of},
        toml::Faults,
    },
    Fields,
};
use crate::{
    base::{
        date::{Date, TimeSpan, parse_time_span},
        diagnostic::Diagnostic,
        edit_distance::nearest,
        source::{Span, Spanned},
        value::Value,
    },
    model::fault,
};

/// A value, its place, and the key it belongs to.
#[derive(Debug, Clone, Copy)]
pub struct Item<'a> {
    pub(super) value: &'a DeValue<'a>,
    /// Where it stands.
    pub span: Span,
    /// The key that it belongs to.
    pub name: &'a str,
    /// The key of the map that it stands in, where that says more: `scores` for `buy`.
    pub(super) of: Option<&'a str>,
    pub(super) faults: &'a Faults,
    pub(super) root: &'static TableShape,
}

impl<'a> Item<'a> {
    /// The list that its faults go to.
    pub fn faults(&self) -> &'a Faults {
        self.faults
    }

    /// What messages call it: `owner`, `scores.buy`.
    pub fn path(&self) -> String {
        self.of.map_or_else(|| self.name.to_owned(), |of| format!("{of}.{}", self.name))
    }

    /// Tells a value of the wrong type (R0003).
    pub fn wrong_type(&self, takes: &Takes) {
        let expected = takes.expected();
        let kind = expected.split(" such as").next().unwrap_or_default();
        let told = Diagnostic::error(fault::WRONG_TYPE, format!("`{}` takes {kind}, found {}", self.path(), self.found()));
        let mut told = told.at(self.span, format!("expected {expected}"));
        if let (Takes::List(_), DeValue::String(text)) = (takes, self.value) {
            told = told.help(format!("a list of one: `[\"{text}\"]`"));
        }
        self.faults.push(told);
    }

    /// Tells a value that says nothing sensible (R0004): `message` is the whole sentence, `label` stands beside the caret.
    pub fn bad(&self, message: impl Into<String>, label: impl Into<String>) {
        self.faults.error(fault::BAD_VALUE, self.span, (message, label));
    }

    /// What was found, in words.
    fn found(&self) -> &'static str {
        match self.value {
            DeValue::String(_) => "text",
            DeValue::Integer(_) => "a whole number",
            DeValue::Float(_) => "a number",
            DeValue::Boolean(true) => "`true`",
            DeValue::Boolean(false) => "`false`",
            DeValue::Datetime(when) if when.time.is_none() => "a date",
            DeValue::Datetime(_) => "a time",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        }
    }

    /// The text, if it is one; nothing is told if not. For values with a short form.
    pub fn as_text(&self) -> Option<&'a str> {
        match self.value {
            DeValue::String(text) => Some(text),
            _ => None,
        }
    }

    /// Whether it is a whole or other number.
    pub fn is_number(&self) -> bool {
        matches!(self.value, DeValue::Integer(_) | DeValue::Float(_))
    }

    /// Whether it is a list.
    pub fn is_list(&self) -> bool {
        matches!(self.value, DeValue::Array(_))
    }

    /// Whether it is a table.
    pub fn is_table(&self) -> bool {
        matches!(self.value, DeValue::Table(_))
    }

    /// Text that says something.
    pub fn text(&self) -> Option<&'a str> {
        match self.value {
            DeValue::String(text) if text.trim().is_empty() => {
                self.bad(format!("`{}` is empty", self.path()), "nothing is said here");
                None
            }
            DeValue::String(text) => Some(text),
            _ => {
                self.wrong_type(&Takes::Text);
                None
            }
        }
    }

    /// Text, or a number as text.
    pub fn text_or_number(&self) -> Option<String> {
        match self.value {
            DeValue::Integer(number) => Some(number.to_string()),
            DeValue::Float(number) => Some(number.to_string()),
            DeValue::String(_) => self.text().map(str::to_owned),
            _ => {
                self.wrong_type(&Takes::OneOf(&[Takes::Text, Takes::Number]));
                None
            }
        }
    }

    /// A kebab-case id (R0007).
    pub fn id(&self) -> Option<Spanned<String>> {
        let Some(text) = self.as_text() else {
            self.wrong_type(&Takes::Id);
            return None;
        };
        if !check_id(&Spanned::new(text, self.span), self.faults) {
            return None;
        }
        Some(Spanned::new(text.to_owned(), self.span))
    }

    /// A day, without a time.
    pub fn date(&self) -> Option<Date> {
        if let DeValue::Datetime(when) = self.value
            && let (Some(date), None, None) = (when.date, when.time, when.offset)
            && let (Ok(year), Ok(month), Ok(day)) = (i16::try_from(date.year), i8::try_from(date.month), i8::try_from(date.day))
            && let Ok(date) = Date::new(year, month, day)
        {
            return Some(date);
        }
        self.wrong_type(&Takes::Date);
        if self.as_text().is_some_and(|text| text.parse::<Date>().is_ok()) {
            self.faults.amend_last(|told| told.help("dates stand without quotes"));
        }
        None
    }

    /// `true` or `false`.
    pub fn bool(&self) -> Option<bool> {
        let DeValue::Boolean(value) = self.value else {
            self.wrong_type(&Takes::Bool);
            return None;
        };
        Some(*value)
    }

    /// A whole number, 0 or more.
    pub fn whole(&self) -> Option<u64> {
        let DeValue::Integer(number) = self.value else {
            self.wrong_type(&Takes::Whole);
            return None;
        };
        let value = whole_of(number).and_then(|value| u64::try_from(value).ok());
        if value.is_none() {
            self.bad(format!("`{}` is a whole number, 0 or more", self.path()), "out of range");
        }
        value
    }

    /// A whole number of months, 0 to 12,000.
    pub fn months(&self) -> Option<u32> {
        let whole = self.whole()?;
        let months = u32::try_from(whole).ok().filter(|months| *months <= 12_000);
        if months.is_none() {
            self.bad(format!("`{}` is a number of months, at most 12,000", self.path()), "out of range");
        }
        months
    }

    /// A finite number.
    pub fn number(&self) -> Option<f64> {
        let number = match self.value {
            DeValue::Integer(number) => number_of_integer(number),
            DeValue::Float(number) => number_of_float(number),
            _ => {
                self.wrong_type(&Takes::Number);
                return None;
            }
        };
        if !number.is_finite() {
            self.bad(format!("`{}` must be a finite number", self.path()), "not a number to compute with");
            return None;
        }
        Some(number)
    }

    /// A number of at least `low` and at most `high` (R0004).
    pub fn number_within(&self, low: f64, high: f64) -> Option<f64> {
        let number = self.number()?;
        if !(low..=high).contains(&number) {
            let bounds = if high.is_finite() { format!("between {low} and {high}") } else { format!("at least {low}") };
            self.bad(format!("`{}` must be {bounds}, found {number}", self.path()), "out of range");
            return None;
        }
        Some(number)
    }

    /// A number above `bound` (R0004).
    pub fn number_above(&self, bound: f64) -> Option<f64> {
        let number = self.number()?;
        if number <= bound {
            self.bad(format!("`{}` must be more than {bound}, found {number}", self.path()), "out of range");
            return None;
        }
        Some(number)
    }

    /// `0.08` or `"8%"`.
    pub fn share(&self) -> Option<f64> {
        let Some(text) = self.as_text() else {
            if self.is_number() {
                return self.number();
            }
            self.wrong_type(&Takes::Share);
            return None;
        };
        let number = text.trim().strip_suffix('%').and_then(|number| number.trim_end().parse::<f64>().ok()).filter(|n| n.is_finite());
        if number.is_none() {
            self.bad(format!("`{}` takes {}, found `{text}`", self.path(), Takes::Share.expected()), "not a share");
        }
        number.map(|percent| percent / 100.0)
    }

    /// A span of time: `"2 weeks"`, `"6..18 months"`.
    pub fn time_span(&self) -> Option<TimeSpan> {
        let Some(text) = self.as_text() else {
            self.wrong_type(&Takes::TimeSpan);
            return None;
        };
        match parse_time_span(text) {
            Ok(span) => Some(span),
            Err(why) => {
                self.bad(format!("`{}`: {why}", self.path()), "not a span of time");
                None
            }
        }
    }

    /// An interval of whole months or years, in months.
    pub fn interval_months(&self) -> Option<u32> {
        let span = self.time_span()?;
        let months = span.whole_months();
        if months.is_none() {
            self.bad(format!("`{}` takes whole months or years", self.path()), "expected an interval such as `6 months` or `1 year`");
        }
        months
    }

    /// One of the words, as what it stands for (R0004).
    pub fn word<T: Copy>(&self, words: &[(&str, T)]) -> Option<T> {
        let names = || words.iter().map(|(word, _)| *word).collect::<Vec<_>>();
        let Some(text) = self.as_text() else {
            let expected = one_of(&names());
            let message = format!("`{}` takes {expected}, found {}", self.path(), self.found());
            self.faults.error(fault::WRONG_TYPE, self.span, (message, format!("expected {expected}")));
            return None;
        };
        if let Some((_, value)) = words.iter().find(|(word, _)| *word == text) {
            return Some(*value);
        }
        let expected = format!("expected {}", one_of(&names()));
        let mut told = Diagnostic::error(fault::BAD_VALUE, format!("`{}` cannot be `{text}`", self.path())).at(self.span, expected);
        if let Some(near) = nearest(text, words.iter().map(|(word, _)| *word)) {
            told = told.help(format!("did you mean `{near}`?"));
        }
        self.faults.push(told);
        None
    }

    /// The elements of a list; of anything else none, and that is told (R0003).
    pub fn items(&self) -> impl Iterator<Item = Item<'a>> + use<'a> {
        let elements = if let DeValue::Array(elements) = self.value {
            Some(elements)
        } else {
            self.wrong_type(&Takes::List(&Takes::Free));
            None
        };
        let place = *self;
        let item = move |element: &'a ::toml::Spanned<DeValue<'a>>| Item {
            value: element.get_ref(),
            span: place.faults.span(element.span()),
            ..place
        };
        elements.into_iter().flat_map(|elements| elements.iter()).map(item)
    }

    /// The table, opened against its shape.
    pub fn table(&self, shape: &'static TableShape) -> Option<Fields<'a>> {
        let DeValue::Table(table) = self.value else {
            self.wrong_type(&Takes::Table(shape));
            return None;
        };
        Some(Fields::open(table, shape, self))
    }

    /// Keys of people's own and their values, in the order they were written.
    pub fn entries(&self) -> Vec<(Spanned<&'a str>, Item<'a>)> {
        let DeValue::Table(table) = self.value else {
            self.wrong_type(&Takes::Map(&Takes::Free));
            return Vec::new();
        };
        let entry = |(key, value): (&'a ::toml::Spanned<::toml::de::DeString<'a>>, &'a ::toml::Spanned<DeValue<'a>>)| {
            let name: &'a str = key.get_ref();
            let item = Item { value: value.get_ref(), span: self.faults.span(value.span()), name, of: Some(self.name), ..*self };
            (Spanned::new(name, self.faults.span(key.span())), item)
        };
        table.iter().map(entry).collect()
    }

    /// The value as it is.
    pub fn free(&self) -> Value {
        match self.value {
            DeValue::String(text) => Value::Text(text.to_string()),
            DeValue::Integer(number) => whole_of(number)
                .and_then(|whole| i64::try_from(whole).ok())
                .map_or_else(|| Value::Number(number_of_integer(number)), Value::Whole),
            DeValue::Float(number) => Value::Number(number_of_float(number)),
            DeValue::Boolean(value) => Value::Bool(*value),
            DeValue::Datetime(when) => Value::Text(when.to_string()),
            DeValue::Array(_) => Value::List(self.items().map(|item| item.free()).collect()),
            DeValue::Table(_) => Value::Table(self.entries().iter().map(|(key, item)| (key_name_of(key), item.free())).collect()),
        }
    }
}

pub(super) fn key_name_of(key: &Spanned<&str>) -> String {
    key.value.to_owned()
}

fn whole_of(number: &DeInteger<'_>) -> Option<i128> {
    i128::from_str_radix(number.as_str(), number.radix()).ok()
}

/// The nearest number: digits beyond what a number holds are rounded, not refused.
fn number_of_integer(number: &DeInteger<'_>) -> f64 {
    let by_hand = || whole_of(number).map_or(f64::NAN, |whole| whole as f64);
    if number.radix() == 10 { number.as_str().parse().unwrap_or_else(|_| by_hand()) } else { by_hand() }
}

fn number_of_float(number: &DeFloat<'_>) -> f64 {
    number.as_str().parse().unwrap_or(f64::NAN)
}
