//! What differs between two portals, and whether a browser can show it by loading style sheets alone.

use std::{collections::BTreeMap, sync::Arc};

use serde::Serialize;

use crate::io::path::has_ending;

/// A portal in memory: bytes by path.
pub type Files = BTreeMap<String, Arc<Vec<u8>>>;

/// What a browser has to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Nothing.
    Nothing,
    /// Load these style sheets in the place of those.
    Styles(Vec<StyleChange>),
    /// Load pages again: the paths that changed, came or went.
    Pages(Vec<String>),
}

/// A style sheet and what takes its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StyleChange {
    /// Path of the old one.
    pub from: String,
    /// Path of the new one; the same, where the name says nothing of the content.
    pub to: String,
}

impl Change {
    /// What leads from `old` to `new`.
    pub fn between(old: &Files, new: &Files) -> Self {
        let differs = |path: &&String| match (old.get(*path), new.get(*path)) {
            (Some(a), Some(b)) => !Arc::ptr_eq(a, b) && a != b,
            _ => true,
        };
        let mut paths: Vec<String> =
            old.keys().chain(new.keys().filter(|path| !old.contains_key(*path))).filter(differs).cloned().collect();
        paths.sort_unstable();
        if paths.is_empty() {
            return Self::Nothing;
        }
        styles_alone(&paths, old, new).map_or(Self::Pages(paths), Self::Styles)
    }
}

/// The style sheets that changed, if everything else that changed is their names in pages.
fn styles_alone(paths: &[String], old: &Files, new: &Files) -> Option<Vec<StyleChange>> {
    let (sheets, others): (Vec<&String>, Vec<&String>) = paths.iter().partition(|path| has_ending(path, "css"));
    let mut styles = Vec::new();
    for from in sheets.iter().filter(|path| old.contains_key(**path)) {
        let to = if new.contains_key(*from) {
            *from
        } else {
            sheets.iter().find(|to| !old.contains_key(**to) && without_hash(to) == without_hash(from))?
        };
        styles.push(StyleChange { from: (*from).clone(), to: to.clone() });
    }
    let renamed = |path: &String| {
        let (Some(a), Some(b)) = (old.get(path), new.get(path)) else { return false };
        let (Ok(a), Ok(b)) = (std::str::from_utf8(a), std::str::from_utf8(b)) else { return false };
        let with_new_names = styles.iter().fold(a.to_owned(), |text, style| text.replace(name(&style.from), name(&style.to)));
        with_new_names == b
    };
    let is_all = !styles.is_empty() && others.iter().all(|path| has_ending(path, "html") && renamed(path));
    is_all.then_some(styles)
}

/// The last part of a path.
fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// `assets/NAME.HASH.css` as `assets/NAME..css`: what stays when the content changes.
fn without_hash(path: &str) -> String {
    let mut parts: Vec<&str> = path.split('.').collect();
    if let [.., _, hash, _] = parts.as_mut_slice()
        && hash.len() >= 6
        && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
    {
        *hash = "";
    }
    parts.join(".")
}

#[cfg(test)]
mod tests {
    use super::{Arc, Change, Files, StyleChange};

    fn files(files: &[(&str, &str)]) -> Files {
        files.iter().map(|(path, text)| ((*path).to_owned(), Arc::new(text.as_bytes().to_vec()))).collect()
    }

    fn check(old: &[(&str, &str)], new: &[(&str, &str)], expected: &Change) {
        assert_eq!(Change::between(&files(old), &files(new)), *expected);
    }

    #[test]
    fn pages_that_came_changed_and_went() {
        let pages = Change::Pages(["b.html", "c.html", "d.html"].map(str::to_owned).into());
        check(&[("a.html", "1"), ("b.html", "1"), ("c.html", "1")], &[("a.html", "1"), ("b.html", "2"), ("d.html", "1")], &pages);
        check(&[("a.html", "1")], &[("a.html", "1")], &Change::Nothing);
    }

    #[test]
    fn a_style_sheet_is_loaded_alone() {
        let style = |from: &str, to: &str| Change::Styles(vec![StyleChange { from: from.into(), to: to.into() }]);
        check(&[("s.css", "1"), ("a.html", "x")], &[("s.css", "2"), ("a.html", "x")], &style("s.css", "s.css"));
        check(
            &[("assets/s.0a1b2c.css", "1"), ("a.html", "<link href=assets/s.0a1b2c.css>")],
            &[("assets/s.ffffff.css", "2"), ("a.html", "<link href=assets/s.ffffff.css>")],
            &style("assets/s.0a1b2c.css", "assets/s.ffffff.css"),
        );
    }

    #[test]
    fn a_style_sheet_with_anything_else_is_a_reload() {
        let pages = |paths: &[&str]| Change::Pages(paths.iter().map(|path| (*path).to_owned()).collect());
        check(&[("s.css", "1"), ("a.html", "x")], &[("s.css", "2"), ("a.html", "y")], &pages(&["a.html", "s.css"]));
        check(&[("s.css", "1"), ("a.js", "x")], &[("s.css", "2"), ("a.js", "y")], &pages(&["a.js", "s.css"]));
        check(&[("a.html", "x")], &[("a.html", "x"), ("s.css", "1")], &pages(&["s.css"]));
    }
}
