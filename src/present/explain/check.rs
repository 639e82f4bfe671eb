//! What a check looks for, as text and as data: its words, the thresholds in force and where each comes from, its level and how to set it.

use schemars::JsonSchema;
use serde::Serialize;

use super::sheet::Sheet;
use crate::{
    base::source::Sources,
    model::{
        check::{self, Check, Family},
        fault,
        lint::{Level, level_of},
        site::Site,
    },
    present::{export::Number, number::NumberFormat},
};

/// What a code stands for.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Explained {
    /// The checks whose codes start so.
    Checks(Vec<CheckCard>),
    /// A fault of the format.
    Fault(FaultCard),
}

/// A fault of the format.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FaultCard {
    /// Its code.
    pub code: &'static str,
    /// What it means.
    pub means: &'static str,
}

/// A check.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CheckCard {
    /// Its code.
    pub code: &'static str,
    /// Its name.
    pub name: &'static str,
    /// `error`, `warning`, `info`; null where the site does not want to be told.
    pub level: Option<&'static str>,
    /// Whether the site file has set that level.
    pub level_is_set: bool,
    /// Where it is louder or quieter; null for most.
    pub unless: Option<&'static str>,
    /// What it looks for.
    pub looks_for: &'static str,
    /// Who is asked.
    pub asked_of: &'static str,
    /// Why it matters.
    pub why: &'static str,
    /// What to do about it.
    pub remedy: &'static str,
    /// What it compares with.
    pub thresholds: Vec<ThresholdCard>,
}

/// A threshold in force.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ThresholdCard {
    /// Its name.
    pub name: &'static str,
    /// Its value.
    pub value: Number,
    /// The framework whose records it holds for; null: those without one.
    pub framework: Option<String>,
    /// Where it comes from: `rationale.toml`, the framework's file, or `built in`.
    pub from: String,
}

/// What a code stands for, or the beginning of several; `None` where it stands for nothing.
pub fn explained(site: &Site, sources: &Sources, code: &str) -> Option<Explained> {
    let code = as_written(code);
    if let Some((code, means)) = fault::ALL.iter().find(|(known, _)| *known == code) {
        return Some(Explained::Fault(FaultCard { code, means }));
    }
    let family_of = |check: &Check| check::FAMILIES.iter().find(|family| family.checks.iter().any(|one| one.code == check.code));
    let cards: Vec<CheckCard> = check::starting(&code).filter_map(|check| Some(card((site, sources), family_of(check)?, check))).collect();
    (!cards.is_empty()).then_some(Explained::Checks(cards))
}

/// `ap05A` as the list has it: `AP05a`.
fn as_written(code: &str) -> String {
    let upper = code.to_ascii_uppercase();
    match upper.split_at_checked(4) {
        Some((number, letter)) if !upper.starts_with('R') => format!("{number}{}", letter.to_ascii_lowercase()),
        _ => upper,
    }
}

fn card(of: (&Site, &Sources), family: &Family, check: &'static Check) -> CheckCard {
    let set = level_of(&of.0.config.lints, check.code);
    CheckCard {
        code: check.code.0,
        name: check.name,
        level: set.map_or(Some(check.severity), Level::severity).map(crate::base::diagnostic::Severity::word),
        level_is_set: set.is_some(),
        unless: Some(check.unless).filter(|unless| !unless.is_empty() && set.is_none()),
        looks_for: check.looks_for,
        asked_of: family.asked_of,
        why: check.why,
        remedy: check.remedy,
        thresholds: check.thresholds.iter().flat_map(|name| thresholds(of, name)).collect(),
    }
}

/// A threshold for records without a framework, then for those of each framework.
fn thresholds((site, sources): (&Site, &Sources), name: &'static str) -> Vec<ThresholdCard> {
    let by_site = site.config.thresholds_set.contains(&name);
    let from = |file: Option<String>| match file {
        _ if by_site => "rationale.toml".to_owned(),
        Some(file) => file,
        None => "built in".to_owned(),
    };
    let bare =
        ThresholdCard { name, value: Number(site.config.thresholds.get(name).unwrap_or_default()), framework: None, from: from(None) };
    let of_frameworks = site.frameworks.iter().map(|framework| {
        let file = framework.thresholds_set.contains(&name).then(|| sources.path(framework.file).to_owned());
        let value = Number(framework.thresholds.get(name).unwrap_or_default());
        ThresholdCard { name, value, framework: Some(framework.id.clone()), from: from(file) }
    });
    std::iter::once(bare).chain(of_frameworks).collect()
}

/// The same as text for a terminal.
pub fn text(explained: &Explained, numbers: NumberFormat) -> String {
    let mut sheet = Sheet::default();
    match explained {
        Explained::Fault(fault) => {
            sheet.heading(fault.code);
            sheet.rows(&[row("Means", fault.means), row("Level", "Faults of the format always count; they cannot be set.")]);
        }
        Explained::Checks(cards) => cards.iter().for_each(|card| write(&mut sheet, card, numbers)),
    }
    sheet.finish()
}

fn write(sheet: &mut Sheet, card: &CheckCard, numbers: NumberFormat) {
    sheet.heading(&format!("{}  {}", card.code, card.name));
    let mut rows =
        vec![row("Looks for", card.looks_for), row("Asked of", card.asked_of), row("Why", card.why), row("What to do", card.remedy)];
    let mut label = "Threshold";
    for threshold in &card.thresholds {
        let records = threshold.framework.as_ref().map_or_else(|| "records without a framework".into(), |id| format!("those of `{id}`"));
        let value = numbers.trimmed(threshold.value.0, 4);
        rows.push(row(label, &format!("`{}` = {value} for {records}: {}", threshold.name, threshold.from)));
        label = "";
    }
    let whose = if card.level_is_set { "as rationale.toml has it" } else { "its own" };
    let level = card.level.unwrap_or("not told");
    let unless = card.unless.map(|unless| format!(". {}", unless.trim_end_matches('.'))).unwrap_or_default();
    rows.push(row("Level", &format!("{level}, {whose}{unless}")));
    let code = card.code;
    let how = format!("`lints = {{ {code} = \"allow\" }}` in a record, or `{code} = \"allow\"` under `[lints]` in rationale.toml");
    rows.push(row("To set it", &format!("{how}; `info`, `warn` and `deny` likewise")));
    sheet.rows(&rows);
}

fn row(label: &str, text: &str) -> Vec<String> {
    vec![label.to_owned(), text.to_owned()]
}

#[cfg(test)]
mod tests {
    use super::as_written;

    #[test]
    fn codes_are_found_in_any_case_of_letters() {
        for (typed, code) in [("ap06", "AP06"), ("AP05A", "AP05a"), ("mm", "MM"), ("r0012", "R0012"), ("ap", "AP"), ("é", "é")] {
            assert_eq!(as_written(typed), code);
        }
    }
}
