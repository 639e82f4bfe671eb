//! Amounts: one number, or a range with its likely value, and the shape between its ends.
//! Knows not what the amount is of.

use ::toml::de::DeValue;

use super::{
    super::shape::{Shape as Takes, TableShape, key, needed},
    item::Item,
};
use crate::{
    base::{diagnostic::Diagnostic, source::Span},
    model::{
        fault,
        quantity::{Amount, Shape},
    },
};

/// The words for shapes of ranges.
pub const SHAPES: &[(&str, Shape)] =
    &[("triangular", Shape::Triangular), ("pert", Shape::Pert), ("log-triangular", Shape::LogTriangular), ("uniform", Shape::Uniform)];

/// `{ low, likely, high, shape }`.
pub static RANGE: TableShape = TableShape {
    name: "range",
    header: "{ low, likely, high }",
    doc: "An amount that is not known exactly.",
    keys: &[
        needed("low", Takes::Number, "Lower end."),
        needed("likely", Takes::Number, "The value that tables are computed with."),
        needed("high", Takes::Number, "Upper end."),
        key("shape", Takes::Word(SHAPE_WORDS), "How likely the values between the ends are; default `triangular`."),
    ],
};

/// The words for shapes of ranges, for key tables.
pub const SHAPE_WORDS: &[&str] = &["triangular", "pert", "log-triangular", "uniform"];

impl Item<'_> {
    /// A number, `[low, likely, high]` or `{ low, likely, high, shape }`; ends the right way round (R0004).
    pub fn amount(&self) -> Option<Amount> {
        match self.value {
            DeValue::Integer(_) | DeValue::Float(_) => self.number().map(Amount::fixed),
            DeValue::Array(_) => {
                let numbers: Vec<Option<f64>> = self.items().map(|item| item.number()).collect();
                let [low, likely, high] = numbers.as_slice() else {
                    self.bad(
                        format!("`{}` is a range of three numbers, found {}", self.path(), numbers.len()),
                        "expected `[low, likely, high]`",
                    );
                    return None;
                };
                self.ordered(Amount { low: (*low)?, likely: (*likely)?, high: (*high)?, shape: Shape::Triangular })
            }
            DeValue::Table(_) => {
                let fields = self.table(&RANGE)?;
                let end = |key| fields.need(key).and_then(|item| item.number());
                let (low, likely, high) = (end("low"), end("likely"), end("high"));
                let shape = fields.word("shape", SHAPES).unwrap_or_default();
                let amount = self.ordered(Amount { low: low?, likely: likely?, high: high?, shape })?;
                self.shaped(amount, shape, self.span)
            }
            _ => {
                self.wrong_type(&Takes::Amount);
                None
            }
        }
    }

    fn ordered(&self, amount: Amount) -> Option<Amount> {
        if amount.low <= amount.likely && amount.likely <= amount.high {
            return Some(amount);
        }
        let Amount { low, likely, high, .. } = amount;
        let (message, label) = (format!("the ends of `{}` are out of order", self.path()), format!("{low}, {likely}, {high} must rise"));
        let mut ends = [low, likely, high];
        ends.sort_by(f64::total_cmp);
        let told = Diagnostic::error(fault::BAD_VALUE, message).at(self.span, label);
        self.faults.push(told.help(format!("low, likely, high: `[{}, {}, {}]`", ends[0], ends[1], ends[2])));
        None
    }

    /// `amount` with a shape that is written at `at`; a log-triangular one needs `low > 0` (R0004).
    pub fn shaped(&self, amount: Amount, shape: Shape, at: Span) -> Option<Amount> {
        if shape == Shape::LogTriangular && amount.low <= 0.0 {
            let message = format!("a log-triangular `{}` needs a low end above 0, found {}", self.path(), amount.low);
            self.faults.push(
                Diagnostic::error(fault::BAD_VALUE, message)
                    .at(at, "there is no logarithm of 0 or less")
                    .help("use `triangular` or `pert`"),
            );
            return None;
        }
        Some(Amount { shape, ..amount })
    }
}
