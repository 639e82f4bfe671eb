//! When a record's file was created and last changed, and by whom, as version control has it.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::Serialize;

use super::Subject;
use crate::present::words::{self, Day};

/// Others who are named, at most.
const NAMED: usize = 8;

/// The past of a record's file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Past<'a> {
    /// The day of its first commit.
    pub created: Day,
    /// Who made it.
    pub created_by: &'a str,
    /// The day of its last one; null where that is the day of the first.
    pub changed: Option<Day>,
    /// Who made the last one.
    pub changed_by: &'a str,
    /// All others who had a hand in it, in words; null where there are none.
    pub others: Option<String>,
}

/// The past of a record's file; `None` where version control knows nothing of it.
pub fn past<'a>(of: &Subject<'a>) -> Option<Past<'a>> {
    let history = of.record.history.as_ref()?;
    let created_by = history.authors.first().unwrap_or(&history.changed_by);
    let changed = (history.changed != history.created).then(|| Day::new(history.changed));
    let is_named = |author: &&Arc<str>| *author == created_by || (changed.is_some() && **author == history.changed_by);
    let mut others: Vec<String> = history.authors.iter().filter(|author| !is_named(author)).map(ToString::to_string).collect();
    if others.len() > NAMED {
        let more = others.split_off(NAMED).len();
        others.push(format!("{} more", of.from.numbers().whole(more as f64)));
    }
    Some(Past {
        created: Day::new(history.created),
        created_by,
        changed,
        changed_by: &history.changed_by,
        others: (!others.is_empty()).then(|| words::list(&others)),
    })
}
