//! Signs of currencies, and where a language puts them. Knows ISO 4217 codes, no rates.

use super::language::Language;

/// Where the sign stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Placement {
    /// `$12`
    Before,
    /// `R$ 12`
    BeforeSpaced,
    /// `12 €`
    After,
}

impl Placement {
    pub(super) fn of(language: Language) -> Self {
        match language {
            Language::English | Language::Japanese | Language::Chinese => Self::Before,
            Language::Portuguese => Self::BeforeSpaced,
            Language::German | Language::French | Language::Spanish => Self::After,
        }
    }
}

/// The sign that readers of a language know for a currency; the code itself where there is none.
pub(super) fn symbol(language: Language, code: &str) -> &str {
    match (language, code) {
        // A bare sign is the reader's own money; others carry their country.
        (Language::Spanish | Language::Portuguese | Language::Chinese, "USD") => "US$",
        (Language::French, "USD") => "$US",
        (_, "USD") => "$",
        (Language::Chinese, "JPY") => "JP¥",
        (_, "JPY") | (Language::Chinese, "CNY") => "¥",
        (_, "CNY") => "CN¥",
        (_, "EUR") => "€",
        (_, "GBP") => "£",
        (_, "INR") => "₹",
        (_, "KRW") => "₩",
        (_, "BRL") => "R$",
        (_, "CAD") => "CA$",
        (_, "AUD") => "A$",
        (_, "NZD") => "NZ$",
        (_, "MXN") => "MX$",
        (_, "HKD") => "HK$",
        (_, "TWD") => "NT$",
        (_, "ILS") => "₪",
        (_, "PHP") => "₱",
        (_, "VND") => "₫",
        _ => code,
    }
}
