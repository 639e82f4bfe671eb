//! How levels, counts and sentences of the checks are shown, wherever they are.

use schemars::JsonSchema;
use serde::Serialize;

use super::{number::NumberFormat, words};
use crate::{analyze::finding::Finding, base::diagnostic::Severity};

/// How loud a finding is, in words and in a tone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LevelMark {
    /// `error`, `warning` or `info`.
    pub key: &'static str,
    /// `Error`, `Warning`, `For information`.
    pub label: &'static str,
    /// `bad`, `warn` or `mute`: never the only sign, the label stands beside it.
    pub tone: &'static str,
}

/// A level in words and in a tone.
pub fn level_mark(severity: Severity) -> LevelMark {
    let (label, tone) = match severity {
        Severity::Error => ("Error", "bad"),
        Severity::Warning => ("Warning", "warn"),
        Severity::Info => ("For information", "mute"),
    };
    LevelMark { key: severity.word(), label, tone }
}

/// Errors, warnings and information, in this order.
pub fn gravity(findings: &[Finding]) -> [usize; 3] {
    let mut counts = [0; 3];
    for finding in findings {
        counts[finding.severity as usize] += 1;
    }
    counts
}

/// `1 error, 2 warnings, 3 for information`.
pub fn total(numbers: NumberFormat, findings: &[Finding]) -> String {
    let [errors, warnings, infos] = gravity(findings);
    let parts = [(errors, "error"), (warnings, "warning")];
    let mut words: Vec<String> = parts.into_iter().filter(|(n, _)| *n > 0).map(|(n, noun)| words::count(numbers, n, noun)).collect();
    if infos > 0 {
        words.push(format!("{} for information", numbers.whole(infos as f64)));
    }
    words.join(", ")
}

/// A stretch of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Mark {
    /// Its words.
    pub text: &'static str,
    /// Whether they are a key or a value as people write it.
    pub code: bool,
}

/// A sentence whose keys stand between backticks, taken apart.
pub fn marked(sentence: &'static str) -> Vec<Mark> {
    let stretches = sentence.split('`').enumerate().map(|(at, text)| Mark { text, code: at % 2 == 1 });
    stretches.filter(|mark| !mark.text.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::marked;

    #[test]
    fn keys_are_set_apart() {
        let parts: Vec<(&str, bool)> = marked("`a` and `b`.").iter().map(|mark| (mark.text, mark.code)).collect();
        assert_eq!(parts, [("a", true), (" and ", false), ("b", true), (".", false)]);
    }
}
