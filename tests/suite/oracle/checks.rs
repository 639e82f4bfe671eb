//! The checks against the oracle: its 29 cases give exactly their codes and levels, and the worked cases the findings, figures and places
//! that it lists. What the oracle lacks (`AP05g`, `AP05h`, `MM13`, `MM14`, `MM20`, `MM21`) has tests of its own in `checks`.

use rationale::{
    analyze::{
        self, RecordAnalysis,
        check::{self, Evidence, ninety_percent},
        drift::{Answer, Drift, DriftFlag},
        review,
    },
    model::{
        OptionIx, TrackIx, VolumeIx,
        cost::{Basis, CostKind, Costing, Tariff, UnitPrice, Volume, VolumePer},
        framework::Role,
        quantity::Amount,
        record::{DataFacts, Direction, Evaluation, Measurement, Record, Training},
        review::ReviewPlan,
    },
    present::finding::place,
};
use serde_json::{Value, json};

use super::{
    blank::{self, HERE},
    close::assert_close,
    data,
    load::{self, list, text},
};

/// Codes that the oracle does not know.
const LACKING: [&str; 6] = ["AP05g", "AP05h", "MM13", "MM14", "MM20", "MM21"];

#[test]
fn each_case_gives_exactly_its_codes() {
    let vectors = data("expected/unit-vectors")["anti_patterns"].take();
    assert_eq!(list(&vectors).count(), 29, "the cases are there");
    for vector in list(&vectors) {
        let site = blank::site(blank::date(text(&vector["record"]["as_of"])), judged(&vector["record"]));
        let record = &site.records[0];
        let costs = analyze::cost::analyze(&site, record);
        let review = review::analyze(&site, record);
        let drift = (vector["record"]["drift"] == true).then(drifted);
        let evidence = Evidence {
            site: &site,
            record,
            costs: costs.as_ref(),
            matrix: None,
            robustness: None,
            review: review.as_ref(),
            drift: drift.as_ref(),
        };
        let mut found: Vec<(&str, &str)> =
            check::ask(&evidence).findings(&site, record).iter().map(|finding| (finding.code.0, finding.severity.word())).collect();
        found.sort_unstable();
        let wanted: Vec<(&str, &str)> = list(&vector["findings"]).map(|finding| (text(&finding[0]), text(&finding[1]))).collect();
        assert_eq!(wanted, found, "{}", vector["case"]);
    }
}

/// Another option leads with today's prices.
fn drifted() -> Drift {
    let answer = |winner: u32| Answer {
        on: blank::date("2026-11-23"),
        winner: Some(OptionIx(winner)),
        status: None,
        margin: None,
        scores: Vec::new(),
        present_values: Vec::new(),
        cheapest: None,
        cheapest_costed: None,
    };
    Drift {
        then: answer(0),
        now: Some(answer(1)),
        flags: vec![DriftFlag::WinnerChanged],
        moved: Vec::new(),
        missing: Vec::new(),
        forecasts: Vec::new(),
        months_elapsed: 2,
        since: None,
        reviewed: None,
    }
}

/// Compares the findings of a worked case, and the figures behind them. The oracle's own inputs say nothing of roles and measurements as
/// records do, so anti-patterns are compared for the record alone.
pub(super) fn compare(name: &str, (record, analysis): (&Record, &RecordAnalysis), expected: &Value) {
    let is_record = std::path::Path::new(name).extension().is_some();
    let lints = list(&expected["matrix"]["lints"]);
    let patterns = list(&expected["anti_patterns"]["findings"]).filter(|_| is_record);
    let mut wanted: Vec<(&str, &str, Option<&str>)> = lints
        .chain(patterns)
        // In words, and in the message here.
        .map(|it| (text(&it[0]), text(&it[1]), it[2].as_str().filter(|place| !place.contains(' '))))
        .collect();
    let places: Vec<Option<String>> = analysis.findings.iter().map(|finding| place(record, finding)).collect();
    let mut found: Vec<(&str, &str, Option<&str>)> = analysis
        .findings
        .iter()
        .zip(&places)
        .filter(|(finding, _)| !LACKING.contains(&finding.code.0) && (is_record || finding.code.0.starts_with("MM")))
        .map(|(finding, place)| {
            let named = wanted.iter().any(|(code, _, place)| *code == finding.code.0 && place.is_some());
            (finding.code.0, finding.severity.word(), place.as_deref().filter(|_| named))
        })
        .collect();
    wanted.sort_unstable();
    found.sort_unstable();
    assert_eq!(wanted, found, "{name}: findings");
    if let Some(evaluation) = record.evaluation.as_ref().filter(|_| is_record) {
        let shown = json!({
            "attainment": ninety_percent::baseline(evaluation).map(|it| it.attainment),
            "remaining_error_ratio": ninety_percent::remaining_error_ratio(evaluation),
            "relative_gain": ninety_percent::relative_gain(evaluation),
        });
        for part in ["attainment", "remaining_error_ratio", "relative_gain"] {
            assert_close(&format!("{name}/{part}"), &expected["anti_patterns"][part], &shown[part]);
        }
    }
    let usage = check::peak_year_usage(record, analysis.cost.as_ref().expect("costed"), record.chosen.expect("each case has a choice"));
    assert_close(&format!("{name}/peak_year_usage"), &expected["anti_patterns"]["peak_year_usage"], &usage.into());
}

/// A record that says what a case of the oracle says.
fn judged(input: &Value) -> Record {
    let mut record = blank::record("judged");
    let day = |value: &Value| value.as_str().map(blank::date);
    record.date = day(&input["decided"]);
    record.differentiator = input["differentiator"].as_bool();
    record.justification = input["justification"].as_str().map(str::to_owned);
    record.review =
        load::months(&input["review_every_months"]).map(|every| ReviewPlan { every_months: Some(every), ..ReviewPlan::default() });
    record.training = Some(Training { start: day(&input["training_start"]), end: day(&input["training_end"]) });
    record.data = Some(DataFacts {
        examples: input["data"]["examples_total"].as_u64(),
        holdout: input["data"]["examples_holdout"].as_u64(),
        unique: input["data"]["unique"].as_bool(),
        ..DataFacts::default()
    });
    let evaluation = &input["evaluation"];
    let baseline = evaluation["baseline"]["value"].as_f64().map(|value| Measurement {
        option: None,
        model: None,
        value,
        on: day(&evaluation["baseline"]["date"]),
        set: evaluation["baseline"]["eval_set"].as_str().map(str::to_owned),
        prompt_engineered: None,
    });
    let after = evaluation["after"]["value"].as_f64().map(|value| Measurement {
        option: Some(OptionIx(0)),
        model: None,
        value,
        on: None,
        set: evaluation["after"]["eval_set"].as_str().map(str::to_owned),
        prompt_engineered: None,
    });
    record.evaluation = Some(Evaluation {
        direction: if evaluation["direction"] == "lower" { Direction::Lower } else { Direction::Higher },
        target: evaluation["target"].as_f64(),
        agreed_on: day(&evaluation["metric_agreed_on"]),
        expected: evaluation["expected"].as_f64(),
        baselines: baseline.into_iter().collect(),
        results: after.into_iter().collect(),
        ..Evaluation::default()
    });
    record.options = options_of(input);
    record.chosen = Some(OptionIx(0));
    record.tco = Some(usage_frame(&input["usage"]));
    record
}

/// The chosen option, with a use that costs what the case says in its dearest year, and the alternative that the case speaks of.
fn options_of(input: &Value) -> Vec<rationale::model::record::Alternative> {
    let usage = &input["usage"];
    let price = UnitPrice::Fixed(Amount::fixed(usage["peak_year"].as_f64().unwrap_or(0.0) / 12.0));
    let kind = CostKind::Usage { volume: VolumeIx(0), tariff: Tariff::Flat(price), multiplier: 1.0 };
    let costs = if usage["has_usage"] == true { vec![blank::cost("use", kind)] } else { Vec::new() };
    let mut chosen = blank::option("chosen", Costing::Own(costs));
    chosen.track = Some(TrackIx(0));
    chosen.role = Some(match text(&input["tracks"][0]) {
        "build" => Role::Build,
        "buy" => Role::Buy,
        _ => Role::Adapt,
    });
    let alternative = match (&usage["alternative_costed"], &usage["cheaper_alternative"]) {
        (Value::Bool(true), Value::Bool(true)) => Costing::Own(vec![blank::cost("cheap", blank::once(1.0))]),
        (Value::Bool(true), _) => Costing::Own(vec![blank::cost("dear", blank::once(1e9))]),
        _ => Costing::Uncosted,
    };
    vec![chosen, blank::option("alternative", alternative)]
}

fn usage_frame(usage: &Value) -> rationale::model::cost::Tco {
    let mut tco = blank::tco(12, 0.0);
    tco.volumes.push(Volume {
        id: "v".into(),
        unit: "units".into(),
        per: VolumePer::Month,
        amount: Amount::fixed(1.0),
        growth: Amount::fixed(0.0),
        ramp_months: 0,
        cap_per_month: None,
        basis: Some(if usage["basis"] == "demo" { Basis::Demo } else { Basis::Production }),
        span: HERE,
    });
    tco
}
