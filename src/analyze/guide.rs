//! Where the framework's questions lead with the record's answers (ruling 23).

use crate::model::{QuestionIx, TrackIx, record::Record, site::Site};

/// A walk through the questions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guide {
    /// Questions in the order they were asked, each with the place of its answer.
    pub steps: Vec<(QuestionIx, usize)>,
    /// The track at the end; `None` while a question is open.
    pub answer: Option<TrackIx>,
    /// The question that nobody has answered.
    pub open: Option<QuestionIx>,
    /// Whether the chosen option's track is the answer; `None` while either is unknown.
    pub agrees: Option<bool>,
}

/// The walk of a record.
pub fn analyze(_site: &Site, _record: &Record) -> Option<Guide> {
    None
}
