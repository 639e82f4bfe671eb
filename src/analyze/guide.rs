//! Where the framework's questions lead with the record's answers (ruling 23).

use crate::model::{QuestionIx, TrackIx, framework::Leads, record::Record, site::Site};

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

/// The walk of a record; `None` where its framework asks nothing.
pub fn analyze(site: &Site, record: &Record) -> Option<Guide> {
    let questions = &site.framework_of(record)?.questions;
    let mut guide = Guide { steps: Vec::new(), answer: None, open: None, agrees: None };
    let mut next = (!questions.is_empty()).then(|| QuestionIx::at(0))?;
    // Circles are told as faults and may still stand here: nobody is asked twice.
    while guide.steps.len() < questions.len() {
        let answer = record.path.iter().find(|(question, _)| *question == next).map(|(_, answer)| *answer);
        let Some((place, answer)) = answer.and_then(|place| Some((place, questions[next.index()].answers.get(place)?))) else {
            guide.open = Some(next);
            break;
        };
        guide.steps.push((next, place));
        match answer.then {
            Leads::Question(question) => next = question,
            Leads::Track(track) => {
                guide.answer = Some(track);
                break;
            }
        }
    }
    let chosen = record.chosen.and_then(|chosen| record.option(chosen).track);
    guide.agrees = guide.answer.zip(chosen).map(|(answer, chosen)| answer == chosen);
    Some(guide)
}
