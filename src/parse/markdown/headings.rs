//! Headings: their fragments by GitHub's rule, each once, and their levels.

use std::collections::HashMap;

use super::buffer::Outline;
use crate::model::body::Heading;

/// Beginning of the fragments that the page keeps for sections of its own, footnotes among them.
pub(super) const RESERVED: &str = "r-";

/// All headings so far.
#[derive(Debug, Default)]
pub(super) struct Headings {
    /// In order, at the level they were written with.
    pub(super) list: Vec<Heading>,
    // Fragment and the last number that was hung on it. Looked up only, never walked.
    used: HashMap<String, u32>,
}

impl Headings {
    /// A fragment that nothing else has: `wanted`, or `wanted-1`, `wanted-2`, …
    pub(super) fn unique(&mut self, wanted: &str) -> String {
        let wanted = if wanted.starts_with(RESERVED) { format!("h-{wanted}") } else { wanted.to_owned() };
        if !self.used.contains_key(&wanted) {
            self.used.insert(wanted.clone(), 0);
            return wanted;
        }
        loop {
            let number = self.used.entry(wanted.clone()).or_insert(0);
            *number += 1;
            let id = format!("{wanted}-{number}");
            if !self.used.contains_key(&id) {
                self.used.insert(id.clone(), 0);
                return id;
            }
        }
    }

    /// The headings, each at the level that its place in the outline has.
    pub(super) fn outlined(self) -> Vec<Heading> {
        let (mut list, mut outline) = (self.list, Outline::default());
        for heading in &mut list {
            heading.level = outline.place(heading.level);
        }
        list
    }
}

/// A fragment as GitHub makes it from a heading's text: lower case, letters, digits, `-` and `_` kept, a hyphen for each space.
pub(super) fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for c in text.trim().chars() {
        match c {
            'a'..='z' | '0'..='9' | '-' | '_' => slug.push(c),
            'A'..='Z' => slug.push(c.to_ascii_lowercase()),
            ' ' => slug.push('-'),
            // Marks that change a letter before them are part of it.
            _ if c.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&c) => slug.extend(c.to_lowercase()),
            _ => {}
        }
    }
    if slug.is_empty() { "section".into() } else { slug }
}
