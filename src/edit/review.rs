//! A review that was held goes into the log of its record.

use super::{
    Refusal,
    front::{Front, day, text},
};
use crate::model::{
    record::{Record, Status},
    review::ReviewEntry,
};

/// Adds an entry to the reviews of a record, whose file holds `source`.
///
/// # Errors
/// The record was never in force, or the same review is logged already.
pub fn log(record: &Record, source: &str, entry: &ReviewEntry) -> Result<String, Refusal> {
    let mut front = Front::open(source)?;
    match record.status {
        Status::Accepted | Status::Deprecated | Status::Superseded => {}
        Status::Unreadable => return Err(Refusal::new("its front matter cannot be read").help("`rationale check` tells why")),
        Status::Absent => return Err(Refusal::new("it has no status, and only what was accepted is reviewed")),
        other => {
            let refusal = Refusal::new(format!("it is {}, and only what was accepted is reviewed", other.word()));
            return Err(if other == Status::Rejected { refusal } else { refusal.help("`rationale accept` accepts it") });
        }
    }
    if let Some(decided) = record.decided_on().filter(|decided| record.in_force() && *decided > entry.on) {
        return Err(Refusal::new(format!("it was accepted on {decided}, after the review")));
    }
    if record.reviews.contains(entry) {
        return Err(Refusal::new("the same review is in its log already"));
    }
    let mut lines = vec![("on", day(entry.on))];
    lines.extend(entry.by.as_ref().map(|by| ("by", text(by))));
    lines.extend(entry.outcome.map(|outcome| ("outcome", text(outcome.word()))));
    lines.extend(entry.note.as_ref().map(|note| ("note", text(note))));
    front.append("reviews", &lines, &["review"])?;
    front.finish()
}
