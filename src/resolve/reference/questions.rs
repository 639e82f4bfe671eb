//! The decision diagram of a framework: answers lead to questions or tracks, and every way ends at a track.
//! Knows no record's answers.

use super::{
    super::names::{Faults, Kind},
    framework::unique,
};
use crate::{
    base::{
        diagnostic::Diagnostic,
        source::{Span, Spanned},
    },
    model::{
        QuestionIx, TrackIx, fault,
        framework::{Answer, Leads, Question},
    },
    parse::framework::{AnswerDraft, QuestionDraft},
};

/// Binds the questions. An answer that leads nowhere, or round in a circle, is told and left out.
pub(super) fn bind(drafts: Vec<QuestionDraft>, tracks: &[Spanned<String>], owner: &str, faults: &Faults) -> Vec<Question> {
    let ids: Vec<Spanned<String>> = drafts.iter().map(|question| question.id.clone()).collect();
    for id in &ids {
        if let Some(track) = tracks.iter().find(|track| track.value == id.value) {
            let told = format!("a question and a track have the id `{}`, so that `then` cannot tell them apart", id.value);
            faults.push(Diagnostic::error(fault::DUPLICATE_ID, told).at(id.span, "the question").and(track.span, "the track"));
        }
    }
    // Places of the answers' `then`, for the circles.
    let mut places: Vec<Vec<Span>> = Vec::with_capacity(drafts.len());
    let mut questions = Vec::with_capacity(drafts.len());
    for draft in drafts {
        let mut spans = Vec::new();
        let mut answers = Vec::new();
        for answer in unique(draft.answers, "answers of a question", |answer| &answer.id, faults) {
            let Some(then) = leads(&answer, (&ids, tracks), owner, faults) else { continue };
            spans.push(answer.then.span);
            answers.push(Answer { name: answer.name.unwrap_or_else(|| answer.id.value.clone()), id: answer.id.value, then });
        }
        places.push(spans);
        questions.push(Question { id: draft.id.value, ask: draft.ask, why: draft.why, answers, span: draft.id.span });
    }
    cut_circles(&mut questions, &places, faults);
    tell_unreached(&questions, faults);
    questions
}

fn leads(
    answer: &AnswerDraft,
    (questions, tracks): (&[Spanned<String>], &[Spanned<String>]),
    owner: &str,
    faults: &Faults,
) -> Option<Leads> {
    let place = |list: &[Spanned<String>]| list.iter().position(|known| known.value == answer.then.value);
    let found = place(questions).map(|at| Leads::Question(QuestionIx::at(at)));
    let found = found.or_else(|| place(tracks).map(|at| Leads::Track(TrackIx::at(at))));
    if found.is_none() {
        let known = questions.iter().chain(tracks).map(|known| known.value.as_str());
        faults.unknown(fault::UNKNOWN_QUESTION, &answer.then, &Kind { one: "question or track", whose: owner, place: None }, known);
    }
    found
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Visit {
    New,
    Open,
    Done,
}

/// Tells and takes out each answer that leads back to a question on the way to it (R0032).
fn cut_circles(questions: &mut [Question], places: &[Vec<Span>], faults: &Faults) {
    let mut visits = vec![Visit::New; questions.len()];
    let mut cut: Vec<(usize, usize)> = Vec::new();
    for start in 0..questions.len() {
        if visits[start] != Visit::New {
            continue;
        }
        visits[start] = Visit::Open;
        let mut trail = vec![(start, 0)];
        while let Some((at, answer)) = trail.last().copied() {
            let Some(next) = questions[at].answers.get(answer) else {
                visits[at] = Visit::Done;
                trail.pop();
                continue;
            };
            if let Some(last) = trail.last_mut() {
                last.1 += 1;
            }
            let Leads::Question(next) = next.then else { continue };
            match visits[next.index()] {
                Visit::New => {
                    visits[next.index()] = Visit::Open;
                    trail.push((next.index(), 0));
                }
                Visit::Open => {
                    tell_circle(questions, &trail, (next.index(), places[at][answer]), faults);
                    cut.push((at, answer));
                }
                Visit::Done => {}
            }
        }
    }
    cut.sort_unstable();
    for (question, answer) in cut.into_iter().rev() {
        questions[question].answers.remove(answer);
    }
}

fn tell_circle(questions: &[Question], trail: &[(usize, usize)], (back_to, span): (usize, Span), faults: &Faults) {
    let from = trail.iter().position(|(at, _)| *at == back_to).unwrap_or(0);
    let mut names: Vec<String> = trail[from..].iter().map(|(at, _)| format!("`{}`", questions[*at].id)).collect();
    names.push(names[0].clone());
    let told = Diagnostic::error(fault::DEAD_END, format!("questions lead round in a circle: {}", names.join(" → ")));
    let told = told.at(span, "leads back").and(questions[back_to].span, "to this question");
    faults.push(told.help("let the answer lead to a track, or to a question that was not asked yet"));
}

/// Tells the questions that nothing leads to; the first one is the root (R0032).
fn tell_unreached(questions: &[Question], faults: &Faults) {
    let mut reached = vec![false; questions.len()];
    let mut open: Vec<usize> = if questions.is_empty() { Vec::new() } else { vec![0] };
    while let Some(at) = open.pop() {
        if std::mem::replace(&mut reached[at], true) {
            continue;
        }
        open.extend(questions[at].answers.iter().filter_map(|answer| match answer.then {
            Leads::Question(next) => Some(next.index()),
            Leads::Track(_) => None,
        }));
    }
    for (question, _) in questions.iter().zip(reached).filter(|(_, reached)| !reached) {
        let told = Diagnostic::warning(fault::DEAD_END, format!("nothing leads to the question `{}`", question.id));
        let told = told.at(question.span, "never asked").and(questions[0].span, "the first question is the root");
        faults.push(told.help("let an answer lead to it, or take it out"));
    }
}
