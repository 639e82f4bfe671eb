//! Numbers as readers see them: rounded once, here, from the value that was computed.
//! Knows languages and currencies; it does not know what a number means, and nothing calculates with what it returns.

mod digits;
mod money;

use self::digits::{MOST_DECIMALS, rounded, significant_digits};
pub use self::{digits::write_decimal, money::is_rounded};
use super::language::Language;

/// How a language writes numbers. The portal's own words stay English.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NumberFormat {
    language: Language,
}

/// A space that keeps a number and its unit on one line.
const NO_BREAK: char = '\u{a0}';
/// The thin one that French groups thousands with.
const NARROW_NO_BREAK: char = '\u{202f}';
/// What a value that is not finite shows as: growth can outrun floating point.
const NOT_FINITE: &str = "∞";

impl NumberFormat {
    /// The format of a language tag such as `en`, `de-AT` or `pt_BR`; `None` for a language that is not known.
    pub fn of_language(tag: &str) -> Option<Self> {
        Language::of_tag(tag).map(|language| Self { language })
    }

    /// The format of a language tag, English where the language is not known.
    pub fn or_english(tag: &str) -> Self {
        Self::of_language(tag).unwrap_or(Self { language: Language::English })
    }

    /// `value` with exactly `decimals` decimals: `1,234.50`.
    pub fn fixed(self, value: f64, decimals: usize) -> String {
        if !value.is_finite() {
            return not_finite(value);
        }
        match rounded(value, decimals) {
            Some(rounded) => self.decimal(rounded, decimals),
            None => self.written(&format!("{value:.decimals$}")),
        }
    }

    /// A whole number: `1,234`.
    pub fn whole(self, value: f64) -> String {
        self.fixed(value, 0)
    }

    /// `value` with at most `decimals` decimals and no zeros at their end: `0.5`, `25`, `1,234.5`.
    pub fn trimmed(self, value: f64, decimals: usize) -> String {
        if !value.is_finite() {
            return not_finite(value);
        }
        match rounded(value, decimals) {
            Some(rounded) => self.trimmed_decimal(rounded, decimals),
            None => self.written(without_trailing_zeros(&format!("{value:.decimals$}"))),
        }
    }

    /// Three significant digits, no zeros at the end of decimals: `1,230,000`, `47.4`, `0.00123`.
    pub fn significant(self, value: f64) -> String {
        if !value.is_finite() {
            return not_finite(value);
        }
        let (digits, exponent) = significant_digits(value);
        self.with_point(sign_of(value) * digits, exponent)
    }

    /// The same for a place with little room: from ten thousand on with a letter, `15K`, `1T`.
    pub fn compact(self, value: f64) -> String {
        if value.abs() < 1e4 || !value.is_finite() { self.significant(value) } else { self.lettered(value) }
    }

    /// Points of weight: at most `decimals` decimals, and below one three digits, since many give weights that sum to 1: `27.08`, `0.125`.
    pub fn points(self, value: f64, decimals: usize) -> String {
        if value.abs() < 1.0 { self.significant(value) } else { self.trimmed(value, decimals) }
    }

    /// A score: two decimals.
    pub fn score(self, value: f64) -> String {
        self.fixed(value, 2)
    }

    /// A difference of scores, with its sign: `+0.15`, `−0.20`, `0.00`.
    pub fn score_change(self, value: f64) -> String {
        let shown = self.score(value);
        if value > 0.0 && shown.chars().any(|c| c.is_ascii_digit() && c != '0') { format!("+{shown}") } else { shown }
    }

    /// A share, as a whole percentage: 0.514 is `51%`.
    pub fn share(self, value: f64) -> String {
        self.percentage(value, 0)
    }

    /// A chance, as a whole percentage that is 0% or 100% only where it is exactly that: 0.003 is `<1%`, 0.998 is `>99%`.
    pub fn chance(self, value: f64) -> String {
        if value > 0.0 && value <= 0.005 {
            format!("<{}", self.share(0.01))
        } else if (0.995..1.0).contains(&value) {
            format!(">{}", self.share(0.99))
        } else {
            self.share(value)
        }
    }

    /// A share as a percentage with at most `decimals` decimals: 0.075 is `7.5%`.
    pub fn percentage(self, value: f64, decimals: usize) -> String {
        let mut number = self.trimmed(value * 100.0, decimals);
        match self.language {
            Language::German | Language::Spanish => number.push(NO_BREAK),
            Language::French => number.push(NARROW_NO_BREAK),
            _ => {}
        }
        number.push('%');
        number
    }

    /// A relative change, as a whole percentage with its sign: `+20%`, `−80%`, below a tenth with a decimal: `+3.5%`. `None` where
    /// nothing has changed, or where it has changed from nothing, so that no percentage can say it.
    pub fn share_change(self, value: f64) -> Option<String> {
        if value == 0.0 || !value.is_finite() {
            return None;
        }
        let shown = self.percentage(value, usize::from(value.abs() < 0.1));
        Some(if value > 0.0 { format!("+{shown}") } else { shown })
    }

    /// An amount of something, with its unit: `47.4 million tokens`.
    pub fn volume(self, value: f64, unit: &str) -> String {
        let mut amount = self.significant(value);
        amount.push(NO_BREAK);
        amount.push_str(unit);
        amount
    }

    /// Three significant digits, thousands and their powers as a letter.
    fn lettered(self, value: f64) -> String {
        let (digits, exponent) = significant_digits(value);
        let thousands = (exponent.max(0) / 3).min(4);
        let letter = ["", "K", "M", "B", "T"][usize::try_from(thousands).unwrap_or(0)];
        let mut number = self.with_point(sign_of(value) * digits, exponent - 3 * thousands);
        number.push_str(letter);
        number
    }

    /// Three digits, the first of which stands for `10^exponent`, without zeros at the end of decimals.
    fn with_point(self, digits: i64, exponent: i32) -> String {
        match usize::try_from(2 - exponent) {
            Ok(decimals) if decimals <= MOST_DECIMALS => self.trimmed_decimal(digits, decimals),
            Ok(decimals) => {
                let sign = if digits < 0 { "-" } else { "" };
                self.written(without_trailing_zeros(&format!("{sign}0.{:0decimals$}", digits.abs())))
            }
            Err(_) => self.written(&format!("{digits}{}", "0".repeat(exponent.unsigned_abs() as usize - 2))),
        }
    }

    /// `scaled / 10^decimals` without zeros at the end of decimals.
    fn trimmed_decimal(self, mut scaled: i64, mut decimals: usize) -> String {
        while decimals > 0 && scaled % 10 == 0 {
            scaled /= 10;
            decimals -= 1;
        }
        self.decimal(scaled, decimals)
    }

    /// `scaled / 10^decimals`, written in this language. The commonest figure of all, so it is made in one go.
    fn decimal(self, scaled: i64, decimals: usize) -> String {
        let mut buffer = itoa::Buffer::new();
        let digits = buffer.format(scaled.unsigned_abs());
        let (whole, part) = digits.split_at(digits.len().saturating_sub(decimals));
        let mut text = String::with_capacity(32);
        if scaled < 0 {
            text.push('−');
        }
        self.push_grouped(if whole.is_empty() { "0" } else { whole }, &mut text);
        if decimals > 0 {
            text.push(self.decimal_mark());
            (part.len()..decimals).for_each(|_| text.push('0'));
            text.push_str(part);
        }
        text
    }

    /// Appends the digits of a whole number, its thousands apart.
    fn push_grouped(self, whole: &str, text: &mut String) {
        if whole.len() < self.groups_from() {
            return text.push_str(whole);
        }
        let (first, rest) = whole.split_at((whole.len() - 1) % 3 + 1);
        text.push_str(first);
        for at in (0..rest.len()).step_by(3) {
            text.push(self.group_mark());
            text.push_str(&rest[at..at + 3]);
        }
    }

    /// Digits from which on a number is grouped.
    pub fn groups_from(self) -> usize {
        if self.language == Language::Spanish { 5 } else { 4 }
    }

    /// A number in plain digits, written in this language: grouped, with its decimal mark and a true minus.
    fn written(self, plain: &str) -> String {
        let (minus, magnitude) = plain.strip_prefix('-').map_or(("", plain), |rest| ("−", rest));
        let (whole, decimals) = magnitude.split_once('.').unwrap_or((magnitude, ""));
        let zero = magnitude.bytes().all(|b| matches!(b, b'0' | b'.'));
        let mut text = String::with_capacity(plain.len() + 8);
        text.push_str(if zero { "" } else { minus });
        self.push_grouped(whole, &mut text);
        if !decimals.is_empty() {
            text.push(self.decimal_mark());
            text.push_str(decimals);
        }
        text
    }

    /// What stands between thousands.
    pub fn group_mark(self) -> char {
        match self.language {
            Language::English | Language::Japanese | Language::Chinese => ',',
            Language::German | Language::Spanish | Language::Portuguese => '.',
            Language::French => NARROW_NO_BREAK,
        }
    }

    fn decimal_mark(self) -> char {
        match self.language {
            Language::English | Language::Japanese | Language::Chinese => '.',
            _ => ',',
        }
    }
}

fn without_trailing_zeros(plain: &str) -> &str {
    if plain.contains('.') { plain.trim_end_matches('0').trim_end_matches('.') } else { plain }
}

fn sign_of(value: f64) -> i64 {
    if value < 0.0 { -1 } else { 1 }
}

fn not_finite(value: f64) -> String {
    if value < 0.0 { format!("−{NOT_FINITE}") } else { NOT_FINITE.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::NumberFormat;

    fn format(tag: &str) -> NumberFormat {
        NumberFormat::of_language(tag).expect("a language of the test")
    }

    #[test]
    fn whole_numbers_take_the_short_way_to_the_same_digits() {
        let en = format("en");
        for value in [0.0, -0.0, 0.5, 1.5, 2.5, -0.5, -2.5, 0.49, 1e15, 9_007_199_254_740_993.0, -1234.5, 99_999.999] {
            assert_eq!(en.whole(value).replace(['−', ','], ""), format!("{value:.0}").replace('-', ""), "{value}");
            assert_eq!(en.fixed(value, 2).replace(['−', ','], ""), format!("{value:.2}").replace('-', ""), "{value}");
        }
        assert_eq!((en.trimmed(3.0, 2), en.trimmed(-4000.0, 1), en.score(4.0)), ("3".into(), "−4,000".into(), "4.00".into()));
    }

    #[test]
    fn scores_shares_and_volumes() {
        let en = format("en");
        assert_eq!(en.score(3.779_336), "3.78");
        // Ties go to even on the exact binary value: 2.675 is a little less than it looks.
        assert_eq!((en.score(2.675), en.score(0.125), en.score(0.375)), ("2.67".into(), "0.12".into(), "0.38".into()));
        assert_eq!(
            (en.score_change(0.152_6), en.score_change(-0.2), en.score_change(0.001)),
            ("+0.15".into(), "−0.20".into(), "0.00".into())
        );
        assert_eq!((en.share(0.514_573), format("de").share(0.514_573)), ("51%".into(), "51\u{a0}%".into()));
        assert_eq!(en.percentage(0.075, 1), "7.5%");
        assert_eq!([27.083, 25.0, 0.125, 0.004, 0.0].map(|points| en.points(points, 2)), ["27.08", "25", "0.125", "0.004", "0"]);
        let chances = [0.0, 0.002, 0.005, 0.943, 0.994, 0.998, 1.0].map(|chance| en.chance(chance));
        assert_eq!(chances, ["0%", "<1%", "<1%", "94%", "99%", ">99%", "100%"]);
        assert_eq!(en.volume(47.363_77, "million tokens"), "47.4\u{a0}million tokens");
        assert_eq!(en.significant(1_234_567.0), "1,230,000");
        assert_eq!((en.trimmed(25.0, 2), en.trimmed(0.5, 2), en.trimmed(100.0, 0)), ("25".into(), "0.5".into(), "100".into()));
        assert_eq!(format("fr").trimmed(1234.5, 2), "1\u{202f}234,5");
    }

    #[test]
    fn an_unknown_language_is_told() {
        assert_eq!(NumberFormat::of_language("tlh"), None);
        assert_eq!(NumberFormat::or_english("tlh").whole(1234.0), "1,234");
    }
}
