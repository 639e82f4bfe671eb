//! The maths against an independent second implementation: three worked cases and a file of small vectors, with results to
//! twelve significant digits. Data lies in `tests/data/oracle`.

pub(crate) mod blank;
mod checks;
pub(crate) mod close;
pub(crate) mod load;
pub(crate) mod shown;
mod vectors;
mod volume;
pub(crate) mod worked;

use rationale::{analyze::RecordAnalysis, model::site::Site};
use serde_json::Value;

use close::assert_close;

/// The worked cases.
pub(crate) const CASES: [&str; 3] = ["1-llm-sourcing", "2-cloud-vendor", "3-message-queue"];

/// A data file of the oracle.
pub(crate) fn data(name: &str) -> Value {
    let path = format!("{}/tests/data/oracle/{name}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(&path).expect("the oracle's data is there")).expect("the oracle's data is JSON")
}

/// Compares everything this program computes of a case with the oracle's results: of the oracle's own input, and of the same
/// case as people would write it.
fn check(name: &str) {
    let site = load::site(&data(&format!("inputs/{name}")));
    compare(name, &site, &rationale::analyze::analyze(&site, &site.records[0]));
    let built = worked::built(name);
    compare(&format!("{name}.md"), &built.site, &built.analysis.records[0]);
}

/// Compares the analysis of a site's one record.
fn compare(name: &str, site: &Site, analysis: &RecordAnalysis) {
    let record = &site.records[0];
    let expected = data(&format!("expected/{}", name.trim_end_matches(".md")));
    let matrix = analysis.matrix.as_ref().expect("each case has a matrix");
    let wanted = &expected["matrix"];
    let found = shown::matrix(record, matrix);
    for part in ["weights", "values", "natural", "result", "gap"] {
        assert_close(&format!("{name}/matrix/{part}"), &wanted[part], &found[part]);
    }
    for part in ["spread", "stakeholder_winners"] {
        assert_eq!(wanted.get(part).is_some(), !record.voices.is_empty(), "{name}: only voices have a {part}");
        if let Some(wanted) = wanted.get(part) {
            assert_close(&format!("{name}/matrix/{part}"), wanted, &found[part]);
        }
    }
    assert_close(&format!("{name}/outside_anchors"), &wanted["outside_anchors"], &found["outside_anchors"]);

    let robustness = analysis.robustness.as_ref().expect("each case has a matrix");
    for (part, found) in shown::robustness::robustness(record, matrix, robustness).as_object().expect("a table") {
        assert_close(&format!("{name}/matrix/{part}"), &wanted[part], found);
    }

    let costs = analysis.cost.as_ref().expect("each case is costed");
    assert_close(&format!("{name}/tco/tables"), &expected["tco"]["tables"], &shown::tables(record, costs));
    for wanted in expected["tco"]["payback_month"].as_array().expect("a list of pairs") {
        assert_close(&format!("{name}/payback {wanted}"), &wanted["month"], &shown::payback(record, costs, wanted));
    }
    volume::compare(name, record, &volume::Found::base(analysis), &expected["tco"]);
    volume::compare_scenarios(name, record, analysis, &expected["scenarios"]);
    let uncertainty = analysis.uncertainty.as_ref().expect("each case has ranges");
    let found = shown::chance::chance(record, uncertainty);
    for part in shown::chance::PARTS {
        assert_close(&format!("{name}/tco/{part}"), &expected["tco"][part], &found[part]);
    }
    let review = analysis.review.as_ref().expect("each case asks for reviews");
    assert_close(&format!("{name}/review"), &expected["review"], &shown::review(review));
    let drift = analysis.drift.as_ref().expect("each case is in force and costed");
    assert_close(&format!("{name}/drift"), &expected["drift"], &shown::drift::drift(site, record, drift));
    let scenarios = &record.tco.as_ref().expect("each case is costed").scenarios;
    for (scenario, result) in scenarios.iter().zip(&analysis.scenarios) {
        let drift = result.drift.as_ref().expect("a scenario is in force where its record is");
        let place = format!("{name}/scenarios/{}/drift", scenario.id);
        assert_close(&place, &expected["scenarios"][&scenario.id]["drift"], &shown::drift::drift(site, record, drift));
    }
    checks::compare(name, (record, analysis), &expected);
}

#[test]
fn worked_case_llm_sourcing() {
    check(CASES[0]);
}

#[test]
fn worked_case_cloud_vendor() {
    check(CASES[1]);
}

#[test]
fn worked_case_message_queue() {
    check(CASES[2]);
}
