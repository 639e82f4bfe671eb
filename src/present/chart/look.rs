//! How an option looks in every chart of its record: a letter, a colour, a dash. Twelve options differ in colour and dash together;
//! a letter belongs to one alone.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::Serialize;

/// Letters, in turn.
const LETTERS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
/// Colours and dashes go round at different paces, so that twelve pairs differ. The class of the first dash, a full line, is left out.
const CLASSES: [&str; 12] = ["k0", "k1 d1", "k2 d2", "k3 d3", "k4", "k5 d1", "k0 d2", "k1 d3", "k2", "k3 d1", "k4 d2", "k5 d3"];

/// The look of an option.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Look {
    /// `A` to `Z`, then `27`, `28` …
    pub letter: Cow<'static, str>,
    /// Classes of its colour, `k0` to `k5`, and of its dash, `d1` to `d3` or none.
    pub class: &'static str,
}

impl Look {
    /// The look of a record's option, counted from 0 in its own order.
    pub fn of(option: usize) -> Self {
        let letter = LETTERS.get(option..=option).map(Cow::Borrowed);
        Self { letter: letter.unwrap_or_else(|| (option + 1).to_string().into()), class: CLASSES[option % CLASSES.len()] }
    }
}

/// An option as a legend names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Key<'a> {
    /// `A` to `Z`, then `27`, `28` …
    pub letter: Cow<'static, str>,
    /// Classes of its colour, `k0` to `k5`, and of its dash, `d1` to `d3` or none.
    pub class: &'static str,
    /// Its name.
    pub name: &'a str,
    /// Whether it was chosen.
    pub chosen: bool,
    /// Whether the matrix knocks it out.
    pub out: bool,
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::Look;

    #[test]
    fn twelve_options_are_told_apart() {
        let looks: Vec<Look> = (0..40).map(Look::of).collect();
        assert_eq!(looks[..12].iter().map(|look| look.class).collect::<BTreeSet<_>>().len(), 12);
        assert_eq!(looks.iter().map(|look| &look.letter).collect::<BTreeSet<_>>().len(), 40);
        assert_eq!((&*looks[25].letter, &*looks[26].letter), ("Z", "27"));
    }
}
