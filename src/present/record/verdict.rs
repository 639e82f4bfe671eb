//! The verdict card: the decision beside the computed signals. Each says in words whether it agrees; none is hidden.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Subject, volume::stays_cheapest};
use crate::{
    analyze::{at_option, matrix::Matrix, review::Review, robustness::Method, standing::MatrixStatus, uncertainty::Spread},
    base::date::Date,
    model::{OptionIx, record::Status},
    present::{
        drift_words::{DriftMark, Told},
        home_page::{moved_by, past_bound},
        standpoint::{Due, status_mark},
        words,
    },
};

/// A computed signal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Signal {
    /// `questions`, `matrix` or `cost`.
    pub key: &'static str,
    /// `Matrix recommends` …
    pub label: String,
    /// What it says.
    pub value: String,
    /// `agrees` or `differs` with the decision; null while there is none, or where the signal names nothing.
    pub verdict: Option<&'static str>,
    /// A few words more.
    pub note: String,
    /// Fragment of the section that it comes from.
    pub id: &'static str,
}

/// What today's prices make of the decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Still {
    /// In two words.
    pub mark: DriftMark,
    /// In a sentence.
    pub note: String,
}

/// The card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Verdict<'a> {
    /// `Decided`, `Proposed`, `Not decided` …
    pub label: &'static str,
    /// The option that was chosen.
    pub chosen: Option<&'a str>,
    /// By whom and how surely, in words; empty where nobody said.
    pub by: String,
    /// The signals.
    pub signals: Vec<Signal>,
    /// The next review.
    pub due: Option<Due>,
    /// How often, and what else asks for it, in words.
    pub due_note: String,
    /// Whether the same would be decided with today's prices; null where no price of the book goes in, or it is not in force.
    pub still: Option<Still>,
    /// Why, in the deciders' words; null where they gave none.
    pub why: Option<&'a str>,
    /// Whether the decision is not what the matrix recommends.
    pub departs: bool,
    /// Asks why it is not, where nobody has said; null otherwise.
    pub asks_why: Option<String>,
}

/// The card of a record; `None` where there is neither a chosen option nor a signal.
pub fn verdict<'a>(of: &Subject<'a>) -> Option<Verdict<'a>> {
    let record = of.record;
    let signals: Vec<Signal> = [questions(of), matrix(of), cheapest(of)].into_iter().flatten().collect();
    if record.chosen.is_none() && signals.is_empty() {
        return None;
    }
    let departs = signals.iter().any(|signal| signal.key == "matrix" && signal.verdict == Some("differs"));
    Some(Verdict {
        label: label(record.status, record.chosen),
        chosen: record.chosen.map(|ix| of.option_name(ix)),
        by: by(of),
        signals,
        due: of.from.due(of.ix),
        due_note: due_note(of),
        still: still(of),
        why: record.why.as_deref(),
        departs,
        asks_why: (departs && record.why.is_none()).then(|| asks_why(of)),
    })
}

/// A decision may depart from its matrix, but not without a word.
fn asks_why(of: &Subject<'_>) -> String {
    let names = of.analysis.matrix.iter().flat_map(|matrix| &matrix.winners).map(|ix| of.option_name(*ix)).collect::<Vec<_>>();
    let chosen = of.record.chosen.map(|ix| of.option_name(ix)).unwrap_or_default();
    format!(
        "The scores put {} first, and {chosen} was chosen. Nobody has written down why; “why” in the record is the place for it.",
        words::list(&names)
    )
}

fn label(status: Status, chosen: Option<OptionIx>) -> &'static str {
    match (status, chosen) {
        (Status::Accepted, Some(_)) => "Decided",
        (Status::Accepted, None) => "Accepted without a chosen option",
        (Status::Superseded, Some(_)) => "Decided, since superseded",
        (Status::Draft | Status::Proposed, None) => "Not decided yet",
        (status, _) => status_mark(status).label,
    }
}

fn by(of: &Subject<'_>) -> String {
    let by = Some(words::list(&of.record.deciders)).filter(|by| !by.is_empty()).map(|by| format!("by {by}"));
    let confidence = of.record.confidence.map(|confidence| format!("confidence {}", confidence.word()));
    by.into_iter().chain(confidence).collect::<Vec<_>>().join(" · ")
}

fn due_note(of: &Subject<'_>) -> String {
    let Some(plan) = &of.record.review else { return String::new() };
    let review = of.from.material.review_of(of.ix);
    let early = review.and_then(Review::early);
    // The day that stands above is not told again.
    let told = |(change, since): (String, Date)| if early == Some(since) { change } else { past_bound(of.from, &change, since) };
    let moved: Vec<String> = moved_by(of.from, of.ix).into_iter().map(told).collect();
    let by_date = early.and(review).and_then(|review| review.next).map(|day| format!("by date {}", of.from.date(day)));
    let every = plan.every_months.map(words::every);
    let prices = &of.from.material.site.prices;
    let names: Vec<&str> = plan.watch.iter().map(|watch| prices.price(watch.price).name.as_str()).collect();
    let watches = (moved.is_empty() && !names.is_empty()).then(|| format!("watches {}", words::list(&names)));
    moved.into_iter().chain(by_date).chain(every).chain(watches).collect::<Vec<_>>().join(" · ")
}

fn still(of: &Subject<'_>) -> Option<Still> {
    let drift = of.analysis.drift.as_ref().filter(|_| of.analysis.cost.as_ref().is_some_and(|costs| !costs.prices.is_empty()))?;
    let told = Told { site: of.from.material.site, numbers: of.from.numbers(), record: of.record, drift };
    // A price that moved is told beside the watch and in the section: the card says what has come of it.
    let holds = || format!("The answer is the same with the prices of {}.", of.from.date(of.from.material.site.today));
    Some(Still { mark: told.mark(), note: told.changes().into_iter().next().unwrap_or_else(holds) })
}

fn agreement(agrees: Option<bool>) -> Option<&'static str> {
    agrees.map(|agrees| if agrees { "agrees" } else { "differs" })
}

fn questions(of: &Subject<'_>) -> Option<Signal> {
    let (guide, framework) = (of.analysis.guide.as_ref()?, of.framework?);
    if guide.steps.is_empty() {
        return None; // Nobody has answered anything: the section below shows the open question.
    }
    let answers = words::count(of.from.numbers(), guide.steps.len(), "answer");
    let (value, note) = match (guide.answer, guide.open) {
        (Some(track), _) => (framework.tracks[track.index()].name.clone(), format!("{answers}, path below")),
        (None, Some(open)) => ("Still open".to_owned(), format!("{answers}; next: {}", framework.questions[open.index()].ask)),
        (None, None) => ("Still open".to_owned(), answers),
    };
    let label = "Questions lead to".to_owned();
    Some(Signal { key: "questions", label, value, verdict: agreement(guide.agrees), note, id: "r-questions" })
}

fn matrix(of: &Subject<'_>) -> Option<Signal> {
    let matrix = of.analysis.matrix.as_ref()?;
    let names = |ixs: &[OptionIx]| words::list(&ixs.iter().map(|ix| of.option_name(*ix)).collect::<Vec<_>>());
    let close_call = of.from.material.site.thresholds_of(of.record).close_call;
    let agrees = of.record.chosen.zip(matrix.winner).map(|(chosen, winner)| chosen == winner);
    let (value, note) = match (matrix.status, matrix.winner) {
        (MatrixStatus::Recommended | MatrixStatus::Provisional, Some(winner)) => {
            let lead = lead(of, matrix, winner);
            if matrix.status == MatrixStatus::Provisional {
                let note = format!("{lead}; provisional: {} could still win", names(&matrix.could_still_win));
                (of.option_name(winner).to_owned(), note)
            } else if matrix.is_close_call(close_call) {
                ("Close call".to_owned(), format!("no clear winner: {lead}"))
            } else {
                (of.option_name(winner).to_owned(), lead)
            }
        }
        (MatrixStatus::Tie, _) => ("Tie".to_owned(), format!("{} score alike", names(&matrix.winners))),
        _ if !matrix.could_still_win.is_empty() => {
            ("No recommendation".to_owned(), format!("missing cells leave {} open", names(&matrix.could_still_win)))
        }
        _ => ("No recommendation".to_owned(), "no option is complete and passes every must-have".to_owned()),
    };
    // On a tie, choosing one of the leaders is no departure.
    let agrees = match matrix.status {
        MatrixStatus::Tie => of.record.chosen.map(|chosen| matrix.winners.contains(&chosen)),
        MatrixStatus::None => None,
        _ => agrees,
    };
    let label = "Matrix recommends".to_owned();
    Some(Signal { key: "matrix", label, value, verdict: agreement(agrees), note, id: "r-matrix" })
}

/// `Buy 3.78 against 3.73 for Buy, then tune, a lead of 0.05; holds in 51% of weightings`.
fn lead(of: &Subject<'_>, matrix: &Matrix, winner: OptionIx) -> String {
    let numbers = of.from.numbers();
    let score = |ix| at_option(&matrix.rows, ix).score.map(|score| numbers.score(score)).unwrap_or_default();
    let first = format!("{} {}", of.option_name(winner), score(winner));
    match matrix.runner_up {
        Some(second) => {
            let margin = numbers.score(matrix.margin.unwrap_or_default());
            format!("{first} against {} for {}, a lead of {margin}{}", score(second), of.option_name(second), holds(of, winner))
        }
        None => first,
    }
}

/// `; holds in 51% of weightings`: with any weights at all, each weighting as likely as another.
fn holds(of: &Subject<'_>, winner: OptionIx) -> String {
    let Some(shares) = of.analysis.robustness.as_ref().and_then(|firm| firm.win_share.as_ref()) else { return String::new() };
    let about = if shares.method == Method::Estimated { "about " } else { "" };
    format!("; holds in {about}{} of weightings", of.from.numbers().chance(*at_option(&shares.shares, winner)))
}

fn cheapest(of: &Subject<'_>) -> Option<Signal> {
    let (cost, tco) = (of.analysis.cost.as_ref()?, of.record.tco.as_ref()?);
    let cheapest = of.analysis.cheapest?;
    let level = of.all_cheapest();
    let names = words::list(&level.iter().map(|ix| of.option_name(*ix)).collect::<Vec<_>>());
    let figures = cost.options[cheapest.index()].as_ref()?;
    let numbers = of.from.numbers();
    let rivals = cost.options.iter().flatten().count();
    let below = |ix: &OptionIx| cost.options[ix.index()].as_ref().is_some_and(|other| other.present_value < figures.present_value);
    let undercut: Vec<&str> = of.record.option_ixs().filter(below).map(|ix| of.option_name(ix)).collect();
    let note = match (rivals, undercut.as_slice()) {
        (1, _) => "the only option that was costed".to_owned(),
        (_, []) if level.len() > 1 => format!("they cost the same, of {rivals} costed"),
        (_, []) => stays_cheapest(of, cheapest)
            .unwrap_or_else(|| format!("present value at {} a year, of {rivals} costed", numbers.percentage(tco.discount_rate, 2))),
        (_, [one]) => format!("present value; {one} costs less but is knocked out"),
        (_, several) => format!("present value; {} cost less but are knocked out", words::list(several)),
    };
    let spread = of.analysis.uncertainty.as_ref().and_then(|uncertainty| uncertainty.spreads[cheapest.index()]);
    let note = match spread.filter(Spread::is_spread).filter(|_| level.len() == 1) {
        Some(spread) => {
            let [low, middle, high] = [spread.p10, spread.p50, spread.p90].map(|value| numbers.money_short(value, &tco.currency));
            format!("{note}, with likely inputs; with ranges P50 {middle}, P10–P90 {}", words::range(&low, &high))
        }
        None => note,
    };
    let agrees =
        of.record.chosen.filter(|chosen| cost.options[chosen.index()].is_some() && rivals > 1).map(|chosen| level.contains(&chosen));
    Some(Signal {
        key: "cost",
        label: format!("Cheapest over {}", words::horizon(tco.months)),
        value: format!("{names}, {}", numbers.money_short(figures.present_value, &tco.currency)),
        verdict: agreement(agrees),
        note,
        id: "r-cost",
    })
}
