//! The framework's questions with the record's answers, and where they lead.

use schemars::JsonSchema;
use serde::Serialize;

use super::Subject;
use crate::present::{
    leaf::{Leaf, leaf},
    picture::Picture,
};

/// A question that was answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Step<'a> {
    /// The question.
    pub ask: &'a str,
    /// Why it is asked.
    pub why: Option<&'a str>,
    /// The record's answer.
    pub answer: &'a str,
}

/// The section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct GuideSection<'a> {
    /// The questions in the order they were asked.
    pub steps: Vec<Step<'a>>,
    /// Where they lead; null while a question is open.
    pub leaf: Option<Leaf<'a>>,
    /// The question that nobody has answered; null at the end of the path.
    pub open: Option<&'a str>,
    /// Whether the chosen option's track is where they lead; null while either is unknown.
    pub agrees: Option<bool>,
    /// All questions as a diagram, with the path marked.
    pub diagram: Option<Picture>,
    /// The whole list, on the framework's page.
    pub framework_url: String,
}

/// The walk of a record.
pub fn section<'a>(of: &Subject<'a>) -> Option<GuideSection<'a>> {
    let (guide, framework) = (of.analysis.guide.as_ref()?, of.framework?);
    let steps = guide.steps.iter().map(|(question, answer)| {
        let question = &framework.questions[question.index()];
        Step { ask: &question.ask, why: question.why.as_deref(), answer: &question.answers[*answer].name }
    });
    let currency = &of.from.material.site.config.currency;
    Some(GuideSection {
        steps: steps.collect(),
        leaf: guide.answer.map(|track| leaf(of.from.numbers(), currency, &framework.tracks[track.index()])),
        open: guide.open.map(|question| framework.questions[question.index()].ask.as_str()),
        agrees: guide.agrees,
        diagram: of
            .record
            .framework
            .and_then(|ix| of.from.material.diagrams[ix.index()].as_ref())
            .map(|diagram| diagram.picture(Some(guide))),
        framework_url: format!("{}#r-questions", of.record.framework.map(|ix| of.from.to_framework(ix).url).unwrap_or_default()),
    })
}
