//! Small vectors: one formula each, at its edges.

use rationale::{
    analyze::{
        self,
        cost::{self, growth, tariff},
        draw::{self, shape},
        review,
        robustness::{self, Method, Robustness},
        value,
    },
    base::date,
    model::{
        CriterionIx,
        catalogue::{Price, PriceRow},
        cost::{Costing, Volume, VolumePer},
        criterion::{Measure, Must, Reading, ValueFunction},
        quantity::{Amount, Shape},
        record::Record,
    },
};
use serde_json::{Value, json};

use super::{
    blank::{self, HERE},
    close::{assert_close, is_close},
    data, load,
    load::{list, number, text},
    shown, worked,
};

fn vectors(name: &str) -> Value {
    let vectors = data("expected/unit-vectors")[name].take();
    assert!(!vectors.is_null(), "the oracle has no vectors called {name}");
    vectors
}

/// Runs `compute` on each vector of a list and compares with the number under `key`.
fn check(name: &str, key: &str, compute: impl Fn(&Value) -> f64) {
    for vector in list(&vectors(name)) {
        let (wanted, found) = (number(&vector[key]), compute(vector));
        assert!(is_close(wanted, found), "{name} {vector}: found {found}");
    }
}

#[test]
fn values() {
    check("value", "v", |vector| value::value_of(&load::value_function(&vector["fn"]), number(&vector["x"])).value);
    for vector in list(&vectors("value")) {
        let found = value::value_of(&load::value_function(&vector["fn"]), number(&vector["x"]));
        assert_eq!(vector["outside"], found.outside, "{vector}");
    }
}

#[test]
fn tiers() {
    check("tiers", "cost", |vector| {
        let (mode, bands) = load::tiers(&vector["tiers"]);
        tariff::tier_cost(mode, &bands, number(&vector["q"]))
    });
}

#[test]
fn capacity() {
    check("capacity", "units", |vector| {
        tariff::capacity_units(number(&vector["q"]), number(&vector["per_unit"]), number(&vector["min_units"]))
    });
}

#[test]
fn growth_of_prices() {
    check("growth", "factor", |vector| {
        growth::price_factor(&load::price_change(&vector["spec"]), load::months(&vector["month"]).expect("a month"))
    });
}

#[test]
fn growth_of_volumes() {
    // A volume grows as a price does that changes every month.
    for vector in list(&vectors("growth")).filter(|vector| vector["spec"]["step_months"] == 1) {
        let volume = Volume {
            id: "u".into(),
            unit: "u".into(),
            per: VolumePer::Month,
            amount: Amount::fixed(1.0),
            growth: Amount::fixed(number(&vector["spec"]["per_year"])),
            ramp_months: 0,
            cap_per_month: None,
            basis: None,
            span: HERE,
        };
        assert!(is_close(number(&vector["factor"]), growth::volume(&volume, load::months(&vector["month"]).expect("a month"))), "{vector}");
    }
}

#[test]
fn ramps() {
    check("ramp", "factor", |vector| {
        growth::ramp(load::months(&vector["k"]).expect("a month"), load::months(&vector["months"]).expect("a month"))
    });
}

/// The result of a matrix with weights 0.6 and 0.4 and a row of two values an option.
fn two_criteria(rows: &[(&str, [Option<f64>; 2])]) -> Value {
    result(&two_criteria_record(rows))
}

fn two_criteria_record(rows: &[(&str, [Option<f64>; 2])]) -> Record {
    let mut record = blank::record("two");
    record.options = rows.iter().map(|(id, _)| blank::option(id, Costing::Uncosted)).collect();
    let column = |at: usize| Reading::Scored(rows.iter().map(|(_, values)| values[at]).collect());
    record.criteria = vec![blank::criterion("x", 60.0, column(0)), blank::criterion("y", 40.0, column(1))];
    record
}

fn result(record: &Record) -> Value {
    shown::result(record, &analyze::matrix::analyze(record, None).expect("a matrix"))
}

#[test]
fn a_winner_and_a_runner_up() {
    let found = two_criteria(&[("a", [Some(4.0), Some(2.0)]), ("b", [Some(3.0), Some(3.0)])]);
    assert_close("flip_two", &vectors("flip_two")["result"], &found);
}

#[test]
fn flips_of_two_options() {
    let wanted = vectors("flip_two");
    let rows = [("a", [4.0, 2.0]), ("b", [3.0, 3.0])].map(|(id, values)| (id, values.map(Some)));
    let (record, firm) = firm(two_criteria_record(&rows));
    let mut flip = shown::robustness::weight_flip(&record, &firm.flips[0].expect("a single winner"));
    // The oracle gives shares, not points, in this vector.
    assert!(is_close(40.0, number(&flip["low_points"])), "{flip}");
    for points in ["low_points", "high_points"] {
        flip.as_object_mut().expect("a table").remove(points);
    }
    assert_close("flip_x", &wanted["flip_x"], &flip);
    assert_close("score_flips", &wanted["score_flips"], &shown::robustness::score_flips(&record, &firm));
}

/// A record and how firm its answer is.
fn firm(record: Record) -> (Record, Robustness) {
    let matrix = analyze::matrix::analyze(&record, None).expect("a matrix");
    let site = blank::site(blank::date("2026-01-01"), record);
    let firm = robustness::analyze(&site, &site.records[0], &matrix, None);
    (site.records[0].clone(), firm)
}

#[test]
fn shares_of_weight_space() {
    for vector in list(&vectors("simplex")) {
        let rows: Vec<Vec<Option<f64>>> = list(&vector["rows"]).map(|row| list(row).map(Value::as_f64).collect()).collect();
        let weights: Vec<f64> = list(&vector["weights"]).map(number).collect();
        let mut record = blank::record("simplex");
        record.options = (0..rows.len()).map(|at| blank::option(&format!("o{at}"), Costing::Uncosted)).collect();
        let column = |at: usize| Reading::Scored(rows.iter().map(|row| row[at]).collect());
        record.criteria = weights.iter().enumerate().map(|(at, weight)| blank::criterion(&format!("c{at}"), *weight, column(at))).collect();
        let (_, firm) = firm(record);
        for (key, found) in [("share", firm.win_share), ("ordered", firm.win_share_ordered)] {
            let found = found.expect("options take part");
            assert_eq!(found.method, Method::Exact);
            let wanted: Vec<f64> = list(&vector[key]).map(|share| fraction(text(share))).collect();
            assert_close(&format!("{key} of {vector}"), &json!(wanted), &json!(found.shares));
        }
    }
}

/// `31/63` as a number.
fn fraction(text: &str) -> f64 {
    let (above, below) = text.split_once('/').unwrap_or((text, "1"));
    let number = |text: &str| text.parse::<f64>().expect("a whole number");
    number(above) / number(below)
}

#[test]
fn rank_order_centroids() {
    for (n, wanted) in vectors("roc").as_object().expect("lists by number of criteria") {
        let n: usize = n.parse().expect("a number of criteria");
        let found = worked::weights_by_rank(n);
        assert_close(&format!("roc {n}"), wanted, &json!(found));
    }
}

#[test]
fn ties() {
    let found = two_criteria(&[("a", [Some(4.0), Some(2.0)]), ("b", [Some(2.0), Some(5.0)]), ("c", [Some(1.0), Some(1.0)])]);
    assert_close("tie", &vectors("tie"), &found);
}

#[test]
fn missing_cells() {
    let wanted = vectors("missing");
    for (at, best) in [4.0, 5.0].into_iter().enumerate() {
        let found = two_criteria(&[("a", [Some(best), Some(best)]), ("b", [Some(4.0), None])]);
        assert_close("missing", &wanted[at], &found);
    }
}

#[test]
fn knock_outs() {
    let mut record = blank::record("knock-out");
    record.options = ["a", "b"].map(|id| blank::option(id, Costing::Uncosted)).into();
    let given = Reading::Measured {
        measure: Measure::Given(vec![Some(200.0), Some(150.0)]),
        value: ValueFunction::Linear { best: 200.0, worst: 100.0 },
    };
    record.criteria = vec![blank::criterion("x", 6.0, Reading::Scored(vec![Some(5.0), Some(3.0)])), blank::criterion("y", 4.0, given)];
    record.criteria[1].terms.musts = vec![Must::AtMost(160.0)];
    assert_close("knockout", &vectors("knockout"), &result(&record));

    // Equality passes, and one part in a thousand million is no difference.
    record.criteria[1].terms.musts = vec![Must::AtMost(200.0 - 1e-10), Must::AtLeast(150.0), Must::Value(3.0)];
    assert_eq!(result(&record)["winner"], "a");
    let matrix = analyze::matrix::analyze(&record, None).expect("a matrix");
    assert!(matrix.rows.iter().all(|row| row.eligible), "equality passes");
    record.criteria[1].terms.musts = vec![Must::Value(3.1)];
    let matrix = analyze::matrix::analyze(&record, None).expect("a matrix");
    assert_eq!(matrix.rows[1].failed_musts[0].criterion, CriterionIx(1));
    assert!(is_close(matrix.rows[1].failed_musts[0].found, 3.0));
}

#[test]
fn flows() {
    let flows = vectors("flows");
    let mut doc = flows["doc"].clone();
    doc["id"] = json!("flows");
    let site = load::site(&doc);
    let record = &site.records[0];
    let costs = cost::analyze(&site, record).expect("costed");
    assert_close("flows", &flows["tables"], &shown::tables(record, &costs));
    let months = cost::by_month(&site, record);
    for (id, wanted) in flows["monthly"].as_object().expect("a table by option") {
        let at = record.options.iter().position(|option| option.id == *id).expect("an option of the case");
        assert_close(&format!("flows/monthly/{id}"), wanted, &json!(months[at]));
    }
    for (wanted, pair) in
        [("payback_a_vs_b", json!({"option": "a", "versus": "b"})), ("payback_b_vs_a", json!({"option": "b", "versus": "a"}))]
    {
        assert_close(wanted, &flows[wanted], &shown::payback(record, &costs, &pair));
    }
    let grid = cost::grid::Grid::new(record.tco.as_ref().expect("costed"));
    let discount = [0, 1, 6, 12, 24].map(|month: usize| grid.discount[month]);
    assert_close("flows/df", &flows["df"], &json!(discount));
}

#[test]
fn months_and_days() {
    for vector in list(&vectors("add_months")) {
        let found =
            date::add_months(blank::date(text(&vector["date"])), serde_json::from_value(vector["n"].clone()).expect("a whole number"));
        assert_eq!(vector["result"], found.to_string(), "{vector}");
    }
    for vector in list(&vectors("whole_months")) {
        let found = date::whole_months(blank::date(text(&vector["from"])), blank::date(text(&vector["to"])));
        assert_eq!(vector["n"], found, "{vector}");
    }
}

#[test]
fn schedules() {
    let vector = vectors("schedule");
    let found = review::schedule(blank::date(text(&vector["anchor"])), None, load::months(&vector["every"]));
    let wanted: Vec<&str> = list(&vector["dates"]).map(text).collect();
    assert_eq!(wanted, found.iter().take(wanted.len()).map(ToString::to_string).collect::<Vec<_>>());
}

#[test]
fn review_states() {
    for vector in list(&vectors("review_state")) {
        let found = review::state(blank::date(text(&vector["due"])), blank::date(text(&vector["today"])), 30, 14);
        assert_eq!(vector["state"], found.word(), "{vector}");
    }
}

#[test]
fn prices_on_a_day() {
    let row = |from: &str, price: f64| PriceRow { from: blank::date(from), to: None, price, source: None, retrieved: None };
    let mut price = Price {
        id: "s".into(),
        name: "s".into(),
        unit: "u".into(),
        currency: "USD".into(),
        source: None,
        history: vec![row("2026-01-01", 10.0), row("2026-06-01", 4.0)],
        span: HERE,
    };
    price.history[0].to = Some(blank::date("2026-06-01"));
    for vector in list(&vectors("price_lookup")) {
        let found = price.row_on(blank::date(text(&vector["on"]))).map(|row| row.price);
        assert_eq!(Some(number(&vector["price"])), found, "{vector}");
    }
    assert_eq!(price.row_on(blank::date("2025-12-31")), None, "never a guess");
}

#[test]
fn prices_that_overlap() {
    for vector in list(&vectors("price_check")) {
        // The oracle's words: `s: overlap at 2026-12-01`.
        let (id, day) = text(vector).split_once(": overlap at ").expect("an overlap");
        let rows = format!("{{ from = 2026-01-01, to = 2027-01-01, price = 10 }}, {{ from = {day}, price = 4 }}");
        let book = format!("[[prices]]\nid = \"{id}\"\nunit = \"u\"\nhistory = [{rows}]\n");
        let told = rationale::parse::prices::parse_prices(rationale::base::source::FileId(0), &book, "USD").diagnostics;
        let [told] = told.as_slice() else { panic!("{vector}: {told:#?}") };
        assert!(told.code == rationale::model::fault::OVERLAPPING_PRICES && told.message.contains(day), "{vector}: {told:#?}");
    }
}

#[test]
fn seeds_and_strata() {
    let sampling = vectors("sampling");
    for (key, hash) in sampling["fnv1a64"].as_object().expect("hashes by key") {
        assert_eq!(text(hash), draw::fnv1a64(key).to_string(), "{key:?}");
    }
    let mut random = draw::SplitMix64::new(0);
    for wanted in list(&sampling["splitmix64_seed0"]) {
        assert_eq!(text(wanted), random.next_u64().to_string());
    }
    let strata = &sampling["strata"];
    assert_eq!(strata["n"], 8);
    assert_close("strata", &strata["u"], &draw::column(text(&strata["key"]), 8).into());
}

#[test]
fn quantiles() {
    let sampling = vectors("sampling");
    let cases = [
        ("triangular", Shape::Triangular, 10.0, 40.0),
        ("pert", Shape::Pert, 10.0, 40.0),
        ("log_triangular", Shape::LogTriangular, 3.0, 10.0),
    ];
    for (name, shape, low, likely) in cases {
        let amount = Amount { low, likely, high: 100.0, shape };
        for vector in list(&sampling[name]) {
            let (wanted, found) = (number(&vector["x"]), shape::quantile(amount, number(&vector["u"])));
            assert!(is_close(wanted, found), "{name} {vector}: found {found}");
        }
    }
    for vector in list(&sampling["percentile"]) {
        let [found] = shape::percentiles(&[50.0, 15.0, 40.0, 20.0, 35.0], [number(&vector["p"])]);
        assert!(is_close(number(&vector["x"]), found), "{vector}: found {found}");
    }
}
