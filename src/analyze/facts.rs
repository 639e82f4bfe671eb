//! Facts of a record by front-matter path: what a checklist item may ask for. A fact is there or it is not; what it says is
//! for the checks.

use super::cost::Costs;
use crate::model::{
    cost::Costing,
    record::{Alternative, DataFacts, Evaluation, Record, Requirements, Status, Training},
};

/// Whether the fact at a front-matter path is there; `None` for a path that names none.
pub fn is_there(path: &str, record: &Record, costs: Option<&Costs>) -> Option<bool> {
    let (table, key) = path.split_once('.').unwrap_or((path, ""));
    match table {
        "evaluation" => of_evaluation(key, record.evaluation.as_ref()),
        "data" => of_data(key, record.data.as_ref()),
        "training" => of_training(key, record.training),
        "requirements" => of_requirements(key, record.requirements.as_ref()),
        "review" => of_review(key, record),
        "tco" => of_tco(key, record),
        "options" => of_options(key, record, costs),
        _ if !key.is_empty() => None,
        _ => of_record(path, record),
    }
}

/// Keys at the top of the front matter.
fn of_record(key: &str, record: &Record) -> Option<bool> {
    let ties = &record.relations;
    Some(match key {
        "title" => !record.title.is_empty(),
        "status" => record.stated != Status::Absent,
        "framework" => record.framework.is_some(),
        "supersedes" => !ties.supersedes.is_empty(),
        "superseded_by" => !ties.superseded_by.is_empty(),
        "amends" => !ties.amends.is_empty(),
        "depends_on" => !ties.depends_on.is_empty(),
        "relates_to" => !ties.relates_to.is_empty(),
        "checklist" => !record.checklist.is_empty(),
        "imported_from" => record.imported_from.is_some(),
        "extra" => !record.extra.is_empty(),
        "date" => record.date.is_some(),
        "decided" => record.decided.is_some(),
        "deciders" => !record.deciders.is_empty(),
        "consulted" => !record.consulted.is_empty(),
        "informed" => !record.informed.is_empty(),
        "owner" => record.owner.is_some(),
        "tags" => !record.tags.is_empty(),
        "chosen" => record.chosen.is_some(),
        "why" => record.why.is_some(),
        "confidence" => record.confidence.is_some(),
        "summary" => record.summary.is_some(),
        "reviews" => !record.reviews.is_empty(),
        "differentiator" => record.differentiator.is_some(),
        "justification" => record.justification.is_some(),
        "criteria" | "matrix" => !record.criteria.is_empty(),
        "voices" => !record.voices.is_empty(),
        "path" => !record.path.is_empty(),
        "affects" => !record.affects.is_empty(),
        _ => return None,
    })
}

fn of_evaluation(key: &str, evaluation: Option<&Evaluation>) -> Option<bool> {
    let has = |test: fn(&Evaluation) -> bool| Some(evaluation.is_some_and(test));
    match key {
        // A direction is always known: higher is better unless somebody says otherwise.
        "" | "direction" => has(|_| true),
        "metric" => has(|it| it.metric.is_some()),
        "target" => has(|it| it.target.is_some()),
        "agreed_on" => has(|it| it.agreed_on.is_some()),
        "set" => has(|it| it.set.is_some()),
        "expected" => has(|it| it.expected.is_some()),
        "baseline" | "baselines" => has(|it| !it.baselines.is_empty()),
        "results" => has(|it| !it.results.is_empty()),
        _ => None,
    }
}

fn of_data(key: &str, data: Option<&DataFacts>) -> Option<bool> {
    let has = |test: fn(&DataFacts) -> bool| Some(data.is_some_and(test));
    match key {
        "" => has(|_| true),
        "examples" => has(|it| it.examples.is_some()),
        "holdout" => has(|it| it.holdout.is_some()),
        "unique" => has(|it| it.unique.is_some()),
        "third_parties" => has(|it| it.third_parties.is_some()),
        "labelling" => has(|it| it.labelling.is_some()),
        _ => None,
    }
}

fn of_training(key: &str, training: Option<Training>) -> Option<bool> {
    match key {
        "" => Some(training.is_some()),
        "start" => Some(training.is_some_and(|it| it.start.is_some())),
        "end" => Some(training.is_some_and(|it| it.end.is_some())),
        _ => None,
    }
}

fn of_requirements(key: &str, requirements: Option<&Requirements>) -> Option<bool> {
    let has = |test: fn(&Requirements) -> bool| Some(requirements.is_some_and(test));
    match key {
        "" => has(|_| true),
        "latency" => has(|it| it.latency.is_some()),
        "throughput" => has(|it| it.throughput.is_some()),
        "compliance" => has(|it| it.compliance.is_some()),
        _ => None,
    }
}

fn of_review(key: &str, record: &Record) -> Option<bool> {
    let plan = record.review.as_ref();
    Some(match key {
        // A review without a day to hold it on is no review: words alone come round for nobody.
        "" => plan.is_some_and(|it| it.every_months.is_some() || it.on.is_some()),
        "every" => plan.is_some_and(|it| it.every_months.is_some()),
        "on" => plan.is_some_and(|it| it.on.is_some()),
        "when" => plan.is_some_and(|it| !it.when.is_empty()),
        "watch" => plan.is_some_and(|it| !it.watch.is_empty()),
        _ => return None,
    })
}

fn of_tco(key: &str, record: &Record) -> Option<bool> {
    let tco = record.tco.as_ref();
    Some(match key {
        "" | "months" | "discount_rate" | "currency" | "samples" => tco.is_some(),
        "rates" => tco.is_some_and(|it| !it.rates.is_empty()),
        "rates_on" => tco.is_some_and(|it| it.rates_on.is_some()),
        "range" => tco.is_some_and(|it| it.range.is_some()),
        "volumes" | "volume" => tco.is_some_and(|it| !it.volumes.is_empty()),
        "scenarios" => tco.is_some_and(|it| !it.scenarios.is_empty()),
        _ => return None,
    })
}

/// Facts that every option has to bring; being made of others is one that any may.
fn of_options(key: &str, record: &Record, costs: Option<&Costs>) -> Option<bool> {
    let every = |test: &dyn Fn(&Alternative) -> bool| !record.options.is_empty() && record.options.iter().all(test);
    Some(match key {
        "" | "id" | "name" | "status_quo" => !record.options.is_empty(),
        "role" => every(&|option| option.role.is_some()),
        "needs" => every(&|option| option.needs.is_some()),
        "cloud" => every(&|option| option.cloud.is_some()),
        "mix" => record.options.iter().any(|option| matches!(option.costing, Costing::Mix { .. })),
        "phases" => record.options.iter().any(|option| matches!(option.costing, Costing::Phases { .. })),
        "costs" => costs.is_some_and(|costs| costs.options.iter().all(Option::is_some)),
        "time" => every(&|option| option.time.is_some()),
        "team" => every(&|option| option.team.is_some()),
        "summary" => every(&|option| option.summary.is_some()),
        "pros" => every(&|option| !option.pros.is_empty()),
        "cons" => every(&|option| !option.cons.is_empty()),
        "track" => every(&|option| option.track.is_some()),
        _ => return None,
    })
}
