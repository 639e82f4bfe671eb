//! Money as readers see it: in columns, on cards, for a unit. Knows where a language puts the sign of a currency.

use super::{NO_BREAK, NumberFormat, digits::rounded, not_finite};
use crate::present::currency::{Placement, symbol};

/// Money below this is what sums of floats leave over where nothing is left.
const NOISE: f64 = 1e-6;

impl NumberFormat {
    /// Money in a column that names its currency: whole units, `436,092`. Less than one unit keeps three digits, so that what costs
    /// little does not read as costing nothing: `0.036`.
    pub fn amount(self, value: f64) -> String {
        if is_part_of_a_unit(value) { self.significant(value) } else { self.whole(value) }
    }

    /// The whole number that [`Self::amount`] shows; `None` where it shows something else.
    pub fn whole_amount(value: f64) -> Option<i64> {
        if is_part_of_a_unit(value) { None } else { rounded(value, 0) }
    }

    /// The same with its currency, an ISO 4217 code: `$436,092`.
    pub fn money(self, value: f64, currency: &str) -> String {
        self.with_currency(self.amount(value), currency)
    }

    /// Money on a card: three significant digits, `$436K`, `$7.69M`, `€1.5M`.
    pub fn money_short(self, value: f64, currency: &str) -> String {
        if !value.is_finite() {
            return not_finite(value);
        }
        self.with_currency(self.lettered(value), currency)
    }

    /// The price of a unit: two decimals, below one three significant digits: `$44.22`, `$0.00123`.
    pub fn money_per_unit(self, value: f64, currency: &str) -> String {
        let number = if value.abs() < 1.0 && value != 0.0 { self.significant(value) } else { self.fixed(value, 2) };
        self.with_currency(number, currency)
    }

    /// A formatted number with the sign of its currency, where the language puts it.
    fn with_currency(self, mut number: String, currency: &str) -> String {
        let digits = if number.starts_with('−') { '−'.len_utf8() } else { 0 };
        let symbol = symbol(self.language, currency);
        let spaced = match Placement::of(self.language) {
            // A code of letters needs air: `CHF 120`.
            Placement::Before => symbol.ends_with(char::is_alphabetic),
            Placement::BeforeSpaced => true,
            Placement::After => {
                number.push(NO_BREAK);
                number.push_str(symbol);
                return number;
            }
        };
        if spaced {
            number.insert(digits, NO_BREAK);
        }
        number.insert_str(digits, symbol);
        number
    }
}

/// Whether rows, each as [`NumberFormat::amount`] shows it, add up to something else than the total as it is shown: then the table says so.
pub fn is_rounded(rows: &[f64], total: f64) -> bool {
    // `round_ties_even` agrees with `format!("{:.0}")`, which is what the reader sees.
    let shown = |value: f64| {
        if is_part_of_a_unit(value) { format!("{value:.2e}").parse().unwrap_or(value) } else { value.round_ties_even() }
    };
    (rows.iter().map(|row| shown(*row)).sum::<f64>() - shown(total)).abs() > NOISE
}

/// Whether there is less than a unit of money, and yet something.
fn is_part_of_a_unit(value: f64) -> bool {
    (NOISE..1.0).contains(&value.abs())
}

#[cfg(test)]
mod tests {
    use super::{NumberFormat, is_rounded};

    fn format(tag: &str) -> NumberFormat {
        NumberFormat::of_language(tag).expect("a language of the test")
    }

    #[test]
    fn money_in_tables_is_whole() {
        for (language, value, currency, expected) in [
            ("en", 436_092.083_816, "USD", "$436,092"),
            ("en", -1234.5, "USD", "−$1,234"),
            ("en", 0.2, "EUR", "€0.2"),
            ("en", -0.036, "EUR", "−€0.036"),
            ("de", 0.001_234_5, "EUR", "0,00123\u{a0}€"),
            ("en", 0.999_7, "EUR", "€1"),
            ("en", 1.4, "EUR", "€1"),
            ("en", -3e-11, "EUR", "€0"),
            ("en", 120.0, "CHF", "CHF\u{a0}120"),
            ("en-GB", 1e6, "GBP", "£1,000,000"),
            ("de", 1_511_406.64, "EUR", "1.511.407\u{a0}€"),
            ("fr", 1_511_406.64, "EUR", "1\u{202f}511\u{202f}407\u{a0}€"),
            ("es", 1234.0, "EUR", "1234\u{a0}€"),
            ("es", 12345.0, "EUR", "12.345\u{a0}€"),
            ("pt_BR", 12345.0, "BRL", "R$\u{a0}12.345"),
            ("ja", 12345.0, "JPY", "¥12,345"),
            ("zh", 12345.0, "CNY", "¥12,345"),
            ("zh", 12345.0, "USD", "US$12,345"),
        ] {
            assert_eq!(format(language).money(value, currency), expected, "{language} {value}");
        }
    }

    #[test]
    fn money_on_cards_has_three_digits() {
        for (value, expected) in [
            (436_092.083_816, "$436K"),
            (7_692_152.75, "$7.69M"),
            (1_500_000.0, "$1.5M"),
            (999_600.0, "$1M"),
            (999_400.0, "$999K"),
            (44.2237, "$44.2"),
            (0.0, "$0"),
            (0.012_345, "$0.0123"),
            (-2_500.0, "−$2.5K"),
            (3.2e9, "$3.2B"),
            (4.5e15, "$4,500T"),
            (f64::INFINITY, "∞"),
        ] {
            assert_eq!(format("en").money_short(value, "USD"), expected, "{value}");
        }
        assert_eq!(format("de").money_short(7_692_152.75, "EUR"), "7,69M\u{a0}€");
    }

    #[test]
    fn the_price_of_a_unit_keeps_cents() {
        for (value, expected) in [(755.031_963, "$755.03"), (1.498_9, "$1.50"), (0.493_15, "$0.493"), (0.001_234_5, "$0.00123")] {
            assert_eq!(format("en").money_per_unit(value, "USD"), expected);
        }
    }

    #[test]
    fn a_table_knows_when_it_is_rounded() {
        assert!(is_rounded(&[0.5, 0.5, 0.5], 1.5));
        assert!(!is_rounded(&[1.0, 2.0, 3.0], 6.0));
        assert!(is_rounded(&[1.4, 1.4], 2.8));
        assert!(is_rounded(&[0.4, 1.7], 2.1));
        assert!(!is_rounded(&[0.012, 0.012, 0.012], 0.036));
        assert!(!is_rounded(&[0.1, 0.2], 0.3));
    }
}
