//! Holds what was found against what is expected. A fact of a record that no line speaks of has to be absent: nothing is made up.

use super::found::Found;

/// Facts that are absent where nothing is said of them.
const STRICT: &[&str] = &["date", "by", "supersedes", "ties", "deciders", "consulted", "informed", "tags"];

/// Every fact that is another than it should be.
pub(crate) fn mismatches(facts: &[(String, String)], found: &Found) -> Vec<String> {
    let mut wrong = Vec::new();
    let fact = |key: &str| facts.iter().find(|(known, _)| known == key).map(|(_, value)| value.as_str());
    let kind = match (fact("skipped"), fact("not read")) {
        (Some("?"), _) => "skipped: ?".to_owned(),
        (Some(why), _) => format!("skipped: {why}"),
        (_, Some(_)) => "not read".to_owned(),
        _ => "record".to_owned(),
    };
    if !(found.kind == kind || kind == "skipped: ?" && found.kind.starts_with("skipped: ")) {
        return vec![format!("expected {kind}, found {}", found.kind)];
    }
    if kind == "record" {
        assert!(fact("status").is_some() && fact("title").is_some(), "a record needs title and status: {facts:?}");
        let absent = STRICT.iter().filter(|key| fact(key).is_none()).map(|key| (*key, "-"));
        let stated = facts.iter().map(|(key, value)| (key.as_str(), value.as_str()));
        for (key, value) in stated.chain(absent) {
            wrong.extend(mismatch(key, value, found));
        }
        if fact("now").is_none() && found.now != found.status {
            wrong.push(format!("expected to stand as it says, `{}`, found `{}`", found.status, found.now));
        }
    }
    wrong
}

fn mismatch(key: &str, value: &str, found: &Found) -> Option<String> {
    let list = |list: &[String]| list.join(", ");
    let got = match key {
        "title" => found.title.clone(),
        "status" => found.status.clone(),
        "now" => found.now.clone(),
        "text" => found.text.clone(),
        "id" => found.id.clone(),
        "date" => found.date.clone(),
        "by" => list(&found.by),
        "supersedes" => list(&found.supersedes),
        "ties" => list(&found.ties),
        "deciders" => list(&found.deciders),
        "consulted" => list(&found.consulted),
        "informed" => list(&found.informed),
        "tags" => list(&found.tags),
        "told" => return told(value, &found.told),
        other => panic!("there is no fact `{other}`"),
    };
    let is_right = value.split(" | ").any(|value| value == "?" || same(key, value, &got));
    (!is_right).then(|| format!("{key}: expected `{value}`, found `{}`", if got.is_empty() { "-" } else { &got }))
}

/// Whether a value is the expected one: lists in any order, `any` for a tie of any kind.
pub(crate) fn same(key: &str, expected: &str, got: &str) -> bool {
    if expected == "-" {
        return got.is_empty();
    }
    if ["title", "status", "now", "text", "id", "date"].contains(&key) {
        return expected == got;
    }
    let split = |list: &str| {
        let mut list: Vec<String> = list.split(", ").map(str::to_owned).collect();
        list.sort();
        list
    };
    let (expected, got) = (split(expected), split(got));
    let fits =
        |want: &String, have: &String| want == have || want.strip_prefix("any ").is_some_and(|name| have.ends_with(&format!(" {name}")));
    expected.len() == got.len() && expected.iter().all(|want| got.iter().any(|have| fits(want, have)))
}

fn told(value: &str, told: &str) -> Option<String> {
    let is_right = match value {
        "yes" => !told.is_empty(),
        "no" => !told.contains("warning[") && !told.contains("error["),
        words => told.contains(words),
    };
    (!is_right).then(|| format!("told: expected `{value}`, found `{}`", told.trim()))
}
