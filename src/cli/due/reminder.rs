//! A list of decisions as the text of an issue: a checkbox each, by owner, with what is known of why.
//! Knows neither reviews nor prices.

use std::fmt::Write;

use crate::{model::record::Record, pipeline::Built, present::standpoint::encoded};

/// A decision to look at.
pub(super) struct Task {
    /// Who is asked; `None`: nobody is named.
    pub owner: Option<String>,
    /// `overdue`, `answer changed` …
    pub state: &'static str,
    /// The decision, as a link where the portal has an address.
    pub decision: String,
    /// What follows it on its line.
    pub tail: String,
    /// Why, a sentence each.
    pub why: Vec<String>,
    /// Whether somebody has looked already.
    pub is_done: bool,
}

/// The tasks in their order, under the names of those who are asked; those without a name come last.
pub(super) fn reminder(intro: &str, tasks: &[Task], outro: &str) -> String {
    let mut owners: Vec<Option<&str>> = Vec::new();
    for task in tasks {
        if !owners.contains(&task.owner.as_deref()) {
            owners.push(task.owner.as_deref());
        }
    }
    owners.sort_by_key(Option::is_none);
    let mut text = format!("{intro}\n");
    for owner in owners {
        let _ = write!(text, "\n### {}\n\n", owner.map_or_else(|| "Without an owner".to_owned(), plain));
        for task in tasks.iter().filter(|task| task.owner.as_deref() == owner) {
            let mark = if task.is_done { 'x' } else { ' ' };
            let _ = writeln!(text, "- [{mark}] **{}** {}{}", task.state, task.decision, task.tail);
            for sentence in &task.why {
                let _ = writeln!(text, "  - {}", plain(sentence));
            }
        }
    }
    let _ = write!(text, "\n{outro}\n");
    text
}

/// Id and title, as a link to the page where the portal's address is known, else with the path of the record's file.
pub(super) fn decision(built: &Built, record: &Record) -> String {
    let name = format!("{} {}", record.full_id(), plain(&record.title));
    match page(built, record) {
        Some(page) => format!("[{name}]({page})"),
        None => format!("{name} (`{}`)", built.sources.path(record.file)),
    }
}

/// The absolute address of a record's page.
pub(super) fn page(built: &Built, record: &Record) -> Option<String> {
    let base = built.site.config.base_url.as_ref()?;
    Some(format!("{base}{}", encoded(&record.url())).replace('(', "%28").replace(')', "%29"))
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
