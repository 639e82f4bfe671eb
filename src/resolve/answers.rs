//! What a record says to its framework: answers to the questions, marks on the checklist.

use super::{
    names::{Faults, Kind},
    options::duplicate,
};
use crate::{
    base::{diagnostic::Diagnostic, source::Span},
    model::{
        ItemIx, QuestionIx, fault,
        framework::{Framework, Leads},
        record::Mark,
    },
    parse::draft::{Name, RecordDraft},
};

/// The answers, by question and place of the answer. Answers to questions that the walk does not reach are told.
pub fn path(draft: &RecordDraft, framework: Option<&Framework>, faults: &Faults) -> Vec<(QuestionIx, usize)> {
    let Some(framework) = framework else {
        tell_without_framework("[path]", draft.path.first().map(|(name, _)| name.span), draft, faults);
        return Vec::new();
    };
    let answers: Vec<(QuestionIx, usize, Span)> =
        draft.path.iter().filter_map(|(question, answer)| step(framework, (question, answer), faults)).collect();
    let reached = walk(framework, &answers);
    for (question, _, span) in answers.iter().filter(|(question, ..)| !reached.contains(question)) {
        let id = &framework.questions[question.index()].id;
        let told = Diagnostic::warning(fault::OFF_PATH, format!("the answers do not lead to question `{id}`"));
        faults.push(told.at(*span, "answered, but never asked").help("take it out, or look at the answers before it"));
    }
    answers.into_iter().map(|(question, answer, _)| (question, answer)).collect()
}

fn step(framework: &Framework, (question, answer): (&Name, &Name), faults: &Faults) -> Option<(QuestionIx, usize, Span)> {
    let whose = format!("framework `{}`", framework.id);
    let Some(at) = framework.questions.iter().position(|known| known.id == question.value) else {
        let known = framework.questions.iter().map(|known| known.id.as_str());
        let place = framework.questions.first().map(|known| known.span);
        faults.unknown(fault::UNKNOWN_QUESTION, question, &Kind { one: "question", whose: &whose, place }, known);
        return None;
    };
    let asked = &framework.questions[at];
    let Some(found) = asked.answers.iter().position(|known| known.id == answer.value) else {
        let whose = format!("question `{}`", asked.id);
        let known = asked.answers.iter().map(|known| known.id.as_str());
        faults.unknown(fault::UNKNOWN_QUESTION, answer, &Kind { one: "answer", whose: &whose, place: Some(asked.span) }, known);
        return None;
    };
    Some((QuestionIx::at(at), found, question.span))
}

/// The questions that are asked, from the root to the first that is open. Questions in a circle are asked once.
fn walk(framework: &Framework, answers: &[(QuestionIx, usize, Span)]) -> Vec<QuestionIx> {
    let mut reached = Vec::new();
    let mut next = (!framework.questions.is_empty()).then_some(QuestionIx(0));
    while let Some(question) = next.filter(|question| !reached.contains(question)) {
        reached.push(question);
        let answer = answers.iter().find(|(answered, ..)| *answered == question);
        next = answer.and_then(|(_, answer, _)| match framework.questions[question.index()].answers[*answer].then {
            Leads::Question(question) => Some(question),
            Leads::Track(_) => None,
        });
    }
    reached
}

/// The marks, by item.
pub fn checklist(draft: &RecordDraft, framework: Option<&Framework>, faults: &Faults) -> Vec<(ItemIx, Mark)> {
    let Some(framework) = framework else {
        tell_without_framework("[checklist]", draft.checklist.first().map(|(name, _)| name.span), draft, faults);
        return Vec::new();
    };
    let mut marks: Vec<(ItemIx, Mark, Span)> = Vec::new();
    for (name, mark) in &draft.checklist {
        let Some(item) = framework.item(&name.value) else {
            let whose = format!("the checklist of framework `{}`", framework.id);
            let known = framework.checklist.iter().map(|item| item.id.as_str());
            faults.unknown(fault::UNKNOWN_ITEM, name, &Kind { one: "item", whose: &whose, place: None }, known);
            continue;
        };
        match marks.iter().find(|(known, ..)| *known == item) {
            Some((_, _, first)) => faults.push(duplicate("checklist item", name, *first)),
            None => marks.push((item, mark.clone(), name.span)),
        }
    }
    marks.into_iter().map(|(item, mark, _)| (item, mark)).collect()
}

/// Both tables speak to a framework. Where the record names one that does not exist, that has been told already.
fn tell_without_framework(table: &str, at: Option<Span>, draft: &RecordDraft, faults: &Faults) {
    if let (Some(at), None) = (at, &draft.framework) {
        let told = Diagnostic::error(fault::UNKNOWN_FRAMEWORK, format!("`{table}` answers to a framework, and this record follows none"));
        faults.push(told.at(at, "nothing asks this").help("add `framework = \"…\"`, or take the table out"));
    }
}
