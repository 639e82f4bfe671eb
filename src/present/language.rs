//! Languages whose way with numbers is known. The portal's own words are English whatever the language.

/// A language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Language {
    English,
    German,
    French,
    Spanish,
    /// As in Brazil, where most of its readers are.
    Portuguese,
    Japanese,
    Chinese,
}

impl Language {
    /// The language of a tag such as `en`, `de-AT` or `pt_BR`.
    pub(super) fn of_tag(tag: &str) -> Option<Self> {
        Some(match tag.split(['-', '_']).next()?.to_ascii_lowercase().as_str() {
            "en" => Self::English,
            "de" => Self::German,
            "fr" => Self::French,
            "es" => Self::Spanish,
            "pt" => Self::Portuguese,
            "ja" => Self::Japanese,
            "zh" => Self::Chinese,
            _ => return None,
        })
    }
}
