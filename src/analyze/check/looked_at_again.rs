//! AP05: deciding once and for all.

use super::{Evidence, Found, Outcome, message::Part, once, say};
use crate::{
    analyze::{
        drift::{Answer, Drift, DriftFlag, change},
        review::{Review, ReviewState},
    },
    base::{diagnostic::Severity, source::Span},
    model::{cost::Costing, review::ReviewPlan},
};

/// Whether a record's answer ages: it follows a framework or has costs (ruling 4).
fn ages(evidence: &Evidence<'_>) -> bool {
    let record = evidence.record;
    record.framework.is_some() || record.options.iter().any(|option| !matches!(option.costing, Costing::Uncosted))
}

fn plan<'a>(evidence: &Evidence<'a>) -> Option<&'a ReviewPlan> {
    evidence.record.review.as_ref()
}

fn span(evidence: &Evidence<'_>) -> Span {
    evidence.record.places.review.unwrap_or_else(|| evidence.choice_span())
}

pub(super) fn never(evidence: &Evidence<'_>) -> Outcome {
    if !ages(evidence) {
        return None;
    }
    let missing = plan(evidence).is_none_or(|plan| plan.every_months.is_none() && plan.on.is_none());
    once(missing.then(|| Found::new(span(evidence), say!["nothing says when this decision is to be looked at again"])))
}

pub(super) fn seldom(evidence: &Evidence<'_>) -> Outcome {
    if !ages(evidence) {
        return None;
    }
    let most = evidence.thresholds().review_months;
    let every = plan(evidence).and_then(|plan| plan.every_months).map(f64::from).filter(|every| *every > most);
    once(every.map(|every| {
        let message = say!["reviews are ", Part::Figure(every), " months apart; at most ", Part::Figure(most), " are asked for"];
        Found::new(span(evidence), message)
    }))
}

/// The review, where it stands so.
fn in_state<'a>(evidence: &Evidence<'a>, state: ReviewState, tell: impl FnOnce(&'a Review) -> super::Message) -> Outcome {
    let review = evidence.review?;
    once((review.state == state).then(|| Found::new(span(evidence), tell(review))))
}

pub(super) fn upcoming(evidence: &Evidence<'_>) -> Outcome {
    in_state(evidence, ReviewState::Upcoming, |review| match review.next {
        Some(next) => say!["a review is due on ", next],
        None => say!["a review is coming up"],
    })
}

pub(super) fn due(evidence: &Evidence<'_>) -> Outcome {
    in_state(evidence, ReviewState::Due, |review| {
        let since = review.next.filter(|next| *next <= evidence.site.today);
        let start = match since {
            Some(since) => say!["a review has been due since ", since],
            None => say!["a review is due"],
        };
        review.fired.iter().enumerate().fold(start, |message, (at, watch)| {
            let separator = if at == 0 { ": " } else { "; " };
            let moved = say![separator, Part::Price(watch.price), " has changed by ", Part::Change(change(watch.then, watch.now))];
            message.and(moved).and(say![" since ", watch.since])
        })
    })
}

pub(super) fn overdue(evidence: &Evidence<'_>) -> Outcome {
    in_state(evidence, ReviewState::Overdue, |review| match review.next {
        Some(next) => say!["a review was due on ", next, " and has not been held"],
        None => say!["a review is overdue"],
    })
}

pub(super) fn answer_changed(evidence: &Evidence<'_>) -> Outcome {
    let drift = evidence.drift?;
    let winner = drift.has(DriftFlag::WinnerChanged);
    let cheapest = drift.has(DriftFlag::CheapestChanged);
    if !winner && !cheapest {
        return once(None);
    }
    let mut message = say!["with the prices of ", evidence.site.today, " "];
    if winner {
        message = message.and(recommended(drift));
    }
    if cheapest {
        let now = drift.now.as_ref().and_then(|now| now.cheapest);
        let words = if winner { ", and " } else { "" };
        message = message.and(say![words]).and(match now {
            Some(now) => say![now, " costs least"],
            None => say!["no option is the cheapest"],
        });
        if let Some(then) = drift.then.cheapest {
            message = message.and(say![", where it was ", then]);
        }
    }
    let found = Found::new(evidence.choice_span(), message);
    // A review that was held since has looked at this answer: it stays true, and asks for nothing.
    once(Some(match drift.reviewed {
        Some(held) => Found { note: Some(say!["the review of ", held, " had these prices before it"]), ..found.at_level(Severity::Info) },
        None => found,
    }))
}

/// `the matrix recommends A, where it was B`.
fn recommended(drift: &Drift) -> super::Message {
    let winner = |answer: &Answer| answer.winner;
    let now = match drift.now.as_ref().and_then(winner) {
        Some(now) => say!["the matrix recommends ", now],
        None => say!["the matrix recommends no single option"],
    };
    match winner(&drift.then) {
        Some(then) => now.and(say![", where it was ", then]),
        None => now.and(say![", where it recommended none"]),
    }
}

pub(super) fn price_moved(evidence: &Evidence<'_>) -> Outcome {
    let drift = evidence.drift?;
    let site = evidence.site;
    let moved = drift.moved.iter().map(|moved| {
        let name = site.prices.price(moved.price).id.clone();
        let price = |value| Part::PriceOf(moved.price, value);
        let figures = say![Part::Price(moved.price), " has changed by ", Part::Change(moved.change), " since the decision, from "];
        Found::new(evidence.choice_span(), figures.and(say![price(moved.then), " to ", price(moved.now)])).about(name)
    });
    let limit = evidence.thresholds().forecast_error;
    // A price without a forecast is expected to stay: that it moved is told already.
    let told = |price| drift.moved.iter().any(|moved| moved.price == price);
    let missed = drift.forecasts.iter().filter(|forecast| forecast.is_off(limit) && !told(forecast.price)).map(|forecast| {
        let cost = &evidence.record.option(forecast.option).costing.own()[forecast.cost.index()].terms;
        let price = |value| Part::PriceOf(forecast.price, value);
        let figures =
            say![Part::Price(forecast.price), " was expected to be ", price(forecast.forecast), " by now and is ", price(forecast.actual)];
        Found::new(cost.span, figures.and(say![", ", Part::Change(forecast.error)])).about(cost.id.to_string()).of_option(forecast.option)
    });
    Some(moved.chain(missed).collect())
}

pub(super) fn price_ended(evidence: &Evidence<'_>) -> Outcome {
    let site = evidence.site;
    let ended = evidence.drift?.missing.iter().map(|price| {
        let message = say![Part::Price(*price), " has no price for ", site.today, ", so that there is no answer of today"];
        Found::new(evidence.choice_span(), message).about(site.prices.price(*price).id.clone())
    });
    Some(ended.collect())
}
