//! What changes in a text, as people compare two versions of one: a unified diff.

use similar::TextDiff;

/// Lines around a change that are shown with it.
const AROUND: usize = 3;

/// The difference between two texts, under the names of their files; empty where there is none.
pub fn unified(old: &str, new: &str, (from, to): (&str, &str)) -> String {
    if old == new {
        return String::new();
    }
    TextDiff::from_lines(old, new).unified_diff().context_radius(AROUND).header(from, to).to_string()
}
