//! What each check looks for, with the thresholds and levels of this site.

use schemars::JsonSchema;
use serde::Serialize;

use crate::{
    model::{
        check::{self, Check, Family},
        framework::Thresholds,
        lint::{Level, level_of},
    },
    present::{
        check_words::{LevelMark, Mark, level_mark, marked},
        standpoint::Standpoint,
    },
};

/// A threshold of a framework that has it otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Elsewhere<'a> {
    /// The framework.
    pub framework: &'a str,
    /// Its value there, formatted.
    pub value: String,
}

/// A threshold that a check compares with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ThresholdRow<'a> {
    /// Its name.
    pub name: &'static str,
    /// Its value for records without a framework, formatted.
    pub value: String,
    /// Frameworks in which it differs, with their values.
    pub elsewhere: Vec<Elsewhere<'a>>,
}

/// A check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CheckEntry<'a> {
    /// Its fragment on this page.
    pub id: String,
    /// Its code.
    pub code: &'static str,
    /// Its name.
    pub name: &'static str,
    /// How loud it is of itself; null where the site does not want to be told.
    pub level: Option<LevelMark>,
    /// Whether the site has set that level.
    pub set: bool,
    /// Where it is louder or quieter; empty for most, and where the site has set its level.
    pub unless: Vec<Mark>,
    /// What it looks for.
    pub looks_for: Vec<Mark>,
    /// Why.
    pub why: &'static str,
    /// What to do about it.
    pub remedy: Vec<Mark>,
    /// What it compares with.
    pub thresholds: Vec<ThresholdRow<'a>>,
}

/// Checks that watch for one kind of mistake.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FamilyEntries<'a> {
    /// The beginning of their codes.
    pub prefix: &'static str,
    /// The mistake.
    pub name: &'static str,
    /// Who is checked for it.
    pub asked_of: Vec<Mark>,
    /// The checks.
    pub checks: Vec<CheckEntry<'a>>,
}

/// All checks, as this site has them.
pub(super) fn families<'a>(from: &Standpoint<'a>) -> Vec<FamilyEntries<'a>> {
    let family = |family: &Family| FamilyEntries {
        prefix: family.prefix,
        name: family.name,
        asked_of: marked(family.asked_of),
        checks: family.checks.iter().map(|check| entry(from, check)).collect(),
    };
    check::FAMILIES.iter().map(family).collect()
}

fn entry<'a>(from: &Standpoint<'a>, check: &'static Check) -> CheckEntry<'a> {
    let site = from.material.site;
    let set = level_of(&site.config.lints, check.code);
    let severity = set.map_or(Some(check.severity), Level::severity);
    CheckEntry {
        id: format!("r-{}", check.anchor()),
        code: check.code.0,
        name: check.name,
        level: severity.map(level_mark),
        set: set.is_some(),
        unless: if set.is_none() { marked(check.unless) } else { Vec::new() },
        looks_for: marked(check.looks_for),
        why: check.why,
        remedy: marked(check.remedy),
        thresholds: check.thresholds.iter().map(|name| threshold(from, name)).collect(),
    }
}

fn threshold<'a>(from: &Standpoint<'a>, name: &'static str) -> ThresholdRow<'a> {
    let site = from.material.site;
    let shown = |value: f64| from.numbers().trimmed(value, 4);
    let of = |thresholds: &Thresholds| thresholds.get(name).unwrap_or_default();
    let value = of(&site.config.thresholds);
    let differing = site.frameworks.iter().filter(|framework| of(&framework.thresholds).total_cmp(&value).is_ne());
    let elsewhere = differing.map(|framework| Elsewhere { framework: &framework.name, value: shown(of(&framework.thresholds)) }).collect();
    ThresholdRow { name, value: shown(value), elsewhere }
}
