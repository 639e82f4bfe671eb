//! A list of decisions as the text of an issue: a checkbox each, by owner, with what is known of why.
//! Knows neither reviews nor prices.

use std::fmt::Write;

use serde::Serialize;

use crate::{model::record::Record, pipeline::Built, present::standpoint::encoded};

/// A decision, as every list of them begins.
#[derive(Debug, Serialize)]
pub(super) struct Decision {
    pub id: String,
    pub title: String,
    /// Who is asked; `None`: nobody is named.
    pub owner: Option<String>,
    /// Address of its page from the root of the site.
    url: String,
    /// The same in full; null without `base_url`.
    page: Option<String>,
    /// The record's file.
    source: String,
}

impl Decision {
    pub(super) fn of(built: &Built, record: &Record) -> Self {
        Self {
            id: record.full_id(),
            title: record.title.clone(),
            owner: record.owner.clone(),
            url: record.url(),
            page: page(built, record),
            source: built.sources.path(record.file).to_owned(),
        }
    }

    /// Id and title, as a link to the page where the portal's address is known, else with the path of the record's file.
    fn link(&self) -> String {
        let name = format!("{} {}", self.id, plain(&self.title));
        match &self.page {
            Some(page) => format!("[{name}]({page})"),
            None => format!("{name} (`{}`)", self.source),
        }
    }
}

/// The absolute address of a record's page.
fn page(built: &Built, record: &Record) -> Option<String> {
    let base = built.site.config.base_url.as_ref()?;
    Some(format!("{base}{}", encoded(&record.url())).replace('(', "%28").replace(')', "%29"))
}

/// A decision to look at.
pub(super) struct Task<'a> {
    pub decision: &'a Decision,
    /// `overdue`, `answer changed` …
    pub state: &'static str,
    /// What follows it on its line.
    pub tail: String,
    /// Why, a sentence each.
    pub why: Vec<String>,
    /// Whether somebody has looked already.
    pub is_done: bool,
}

/// The tasks in their order, under the names of those who are asked; those without a name come last.
pub(super) fn reminder(intro: &str, tasks: &[Task<'_>], outro: &str) -> String {
    let mut owners: Vec<Option<&str>> = Vec::new();
    for task in tasks {
        if !owners.contains(&task.decision.owner.as_deref()) {
            owners.push(task.decision.owner.as_deref());
        }
    }
    owners.sort_by_key(Option::is_none);
    let mut text = format!("{intro}\n");
    for owner in owners {
        let _ = write!(text, "\n### {}\n\n", owner.map_or_else(|| "Without an owner".to_owned(), plain));
        for task in tasks.iter().filter(|task| task.decision.owner.as_deref() == owner) {
            let mark = if task.is_done { 'x' } else { ' ' };
            let _ = writeln!(text, "- [{mark}] **{}** {}{}", task.state, task.decision.link(), task.tail);
            for sentence in &task.why {
                let _ = writeln!(text, "  - {}", plain(sentence));
            }
        }
    }
    let _ = write!(text, "\n{outro}\n");
    text
}

/// Text that Markdown shows as it is, on one line. An `@` stays: where an owner is an account, the issue reaches it.
fn plain(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' => shown.extend(['\\', letter]),
            '\n' | '\r' | '\u{a0}' => shown.push(' '),
            other => shown.push(other),
        }
    }
    shown
}
