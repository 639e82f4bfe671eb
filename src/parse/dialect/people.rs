//! Names of people, and tags: lists in one line, or one name a line.

use super::{
    facts::{Fact, Facts},
    marks,
    outline::{clip, unlisted},
    words::Key,
};
use crate::parse::draft::RecordDraft;

/// Letters of the longest name: what is longer is a sentence.
const LONGEST: usize = 60;
/// The most names that a field may have.
const MOST: usize = 200;

/// Who decided, was asked, was told and answers for it, and under which tags.
pub(super) fn fold(facts: &Facts<'_>, draft: &mut RecordDraft) {
    draft.deciders = names(facts, Key::Deciders);
    draft.consulted = names(facts, Key::Consulted);
    draft.informed = names(facts, Key::Informed);
    draft.owner = names(facts, Key::Owner).into_iter().next();
    draft.tags = names(facts, Key::Tags).iter().flat_map(|tags| hashed(tags)).filter(|tag| !tag.is_empty()).collect();
}

/// `#oven #night`: tags that nothing but their signs part.
fn hashed(tags: &str) -> Vec<String> {
    let words: Vec<&str> = tags.split_whitespace().collect();
    let apart = words.len() > 1 && words.iter().all(|word| word.starts_with('#'));
    let parts = if apart { words } else { vec![tags] };
    parts.into_iter().map(|tag| tag.trim_start_matches('#').to_owned()).collect()
}

/// The names of a field: those of the place that counts, each once.
fn names(facts: &Facts<'_>, key: Key) -> Vec<String> {
    let all = facts.all(key);
    let mut found: Vec<String> = Vec::new();
    let mut place = None;
    for fact in all {
        if place.is_some_and(|place| place != fact.place.rank()) {
            break;
        }
        for name in of(fact) {
            if found.len() < MOST && !found.contains(&name) {
                found.push(name);
            }
        }
        place = (!found.is_empty()).then_some(fact.place.rank());
    }
    found
}

fn of(fact: &Fact<'_>) -> Vec<String> {
    let mut names = Vec::new();
    for line in clip(&fact.value, 16_000).lines() {
        let line = unlisted(line.trim_start_matches(['>', ' ', '\t'])).trim();
        let line = line.strip_prefix("[ ] ").or_else(|| line.strip_prefix("[x] ")).unwrap_or(line);
        let apart = groups(line);
        let line = apart.as_deref().unwrap_or_else(|| unbracketed(line));
        let open = line.starts_with('{')
            || line.starts_with('[') && !line.contains("](") && !line.contains("][") && !line.starts_with("[[") && !line.starts_with("[@");
        if line.is_empty() || open || line.starts_with("<!--") || names.len() > MOST {
            continue;
        }
        let plain = marks::plain(line);
        names.extend(parts(&plain).map(|name| without_address(name.trim())).filter(|name| is_name(name)).map(str::to_owned));
    }
    names
}

/// `[Ada, Ben]` without its brackets; a placeholder keeps them.
fn unbracketed(line: &str) -> &str {
    let inner = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).filter(|inner| !inner.contains(['[', ']', '|']));
    inner.filter(|inner| are_names(inner)).unwrap_or(line)
}

/// `[Ada], [Ben]`: names in brackets of their own, between commas.
fn groups(line: &str) -> Option<String> {
    let inner = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).filter(|_| !line.contains("][") && !line.contains("]("))?;
    let parts: Vec<&str> = inner.split(']').collect();
    let bare = |(at, part): (usize, &&str)| {
        let name = if at == 0 { Some(*part) } else { part.trim_start_matches([',', ';', ' ']).strip_prefix('[') };
        name.filter(|name| !name.contains(['[', '|']) && are_names(name)).map(str::to_owned)
    };
    let names: Option<Vec<String>> = parts.iter().enumerate().map(bare).collect();
    names.filter(|names| names.len() > 1).map(|names| names.join(", "))
}

/// Whether words between brackets are names: the hint of a template is none.
fn are_names(inner: &str) -> bool {
    let short = inner.split(',').all(|part| part.split_whitespace().count() <= 3) && (inner.contains(',') || !inner.contains(' '));
    short && !["list", "name", "everyone", "who", "tag"].iter().any(|word| inner.to_lowercase().contains(word))
}

/// Names between commas and `and`; a comma within brackets parts nothing.
fn parts(line: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0_usize;
    line.split(move |c: char| {
        match c {
            '(' | '（' => depth += 1,
            ')' | '）' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && matches!(c, ',' | ';' | '、' | '，' | '；' | '•' | '|')
    })
    .flat_map(|part| part.split(" and "))
    .flat_map(|part| part.split(" & "))
    .map(|part| part.trim().trim_start_matches("and ").trim_end_matches('.').trim_matches(['"', '\'']))
}

/// `Ada Lovelace ada@example.org` without the address; a handle such as `@ada` is a name.
fn without_address(name: &str) -> &str {
    name.rsplit_once(' ')
        .filter(|(_, last)| last.find('@').is_some_and(|at| last[..at].ends_with(char::is_alphanumeric)))
        .map_or(name, |(before, _)| before.trim_end())
}

fn is_name(name: &str) -> bool {
    const NOBODY: &[&str] = &[
        "n/a", "na", "none", "-", "tbd", "tba", "todo", "?", "...", "…", "nobody", "n.a.", "keine", "aucun", "ninguno", "nenhum", "なし",
        "无",
    ];
    name.chars().any(char::is_alphanumeric) && name.chars().count() <= LONGEST && !NOBODY.contains(&name.to_lowercase().as_str())
}
