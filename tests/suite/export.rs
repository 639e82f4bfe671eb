//! The tree that other programs read: its names, its order, and the oracle's numbers in it.

use rationale::{analyze, present::export};
use serde_json::{Value, json};

use crate::oracle::{
    CASES, blank,
    close::assert_close,
    data,
    load::{self, text},
};

/// The exported tree of a site's first record, as another program would read it.
fn exported(site: &rationale::model::site::Site) -> Value {
    let analysis = analyze::analyze(site, &site.records[0]);
    let text = serde_json::to_string(&export::export(site, &site.records[0], &analysis)).expect("plain data");
    serde_json::from_str(&text).expect("what was written can be read")
}

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().expect("a table").keys().map(String::as_str).collect()
}

#[test]
fn worked_cases_carry_the_oracles_numbers() {
    for case in CASES {
        let (found, wanted) = (exported(&load::site(&data(&format!("inputs/{case}")))), data(&format!("expected/{case}")));
        let matrix = &found["analysis"]["matrix"];
        for part in [
            "weights",
            "values",
            "natural",
            "gap",
            "outside_anchors",
            "flips",
            "win_share",
            "win_share_ordered",
            "dominated",
            "benefit_without_cost",
            "frontier",
            "implied_price_of_one_point",
        ] {
            assert_close(&format!("{case}/{part}"), &wanted["matrix"][part], &matrix[part]);
        }
        for (at, flip) in wanted["matrix"]["score_flips"].as_array().expect("a list").iter().enumerate() {
            let mut found = matrix["score_flips"][at].clone();
            // Ours says what the move is in the criterion's own unit, too.
            let natural = found.as_object_mut().expect("a table").remove("natural").expect("null, if it is not measured");
            assert_eq!(
                natural.is_object(),
                matrix["natural"][text(&flip["option"])].get(text(&flip["criterion"])).is_some(),
                "{case}: {flip}"
            );
            assert_close(&format!("{case}/score_flips/{at}"), flip, &found);
        }
        assert_eq!((&matrix["win_share_method"], &matrix["win_share_ordered_method"]), (&json!("exact"), &json!("exact")));
        for part in ["spread", "stakeholder_winners"] {
            assert_close(&format!("{case}/{part}"), wanted["matrix"].get(part).unwrap_or(&Value::Null), &matrix[part]);
        }
        for (part, value) in wanted["matrix"]["result"].as_object().expect("a table") {
            assert_close(&format!("{case}/{part}"), value, &matrix[part]);
        }
        for (option, table) in wanted["tco"]["tables"].as_object().expect("a table by option") {
            check_costs(&format!("{case}/{option}"), table, &found["analysis"]["cost"]["options"][option]);
        }
        check_chances(case, &wanted["tco"], &found["analysis"]["cost"]);
        for pair in wanted["tco"]["payback_month"].as_array().expect("a list") {
            let pairs = found["analysis"]["cost"]["payback_month"].as_array().expect("a list");
            assert!(pairs.contains(pair), "{case}: {pair}");
        }
        for part in ["flags", "months_elapsed"] {
            assert_close(&format!("{case}/drift/{part}"), &wanted["drift"][part], &found["analysis"]["drift"][part]);
        }
        check_drift(case, &wanted["drift"], &found["analysis"]["drift"]);
        for part in ["next", "state", "days_to_due", "schedule"] {
            assert_close(&format!("{case}/{part}"), &wanted["review"][part], &found["analysis"]["review"][part]);
        }
    }
}

/// Compares then and now with the oracle's: each key that it has is there, and says the same.
fn check_drift(case: &str, wanted: &Value, found: &Value) {
    for day in ["then", "now"] {
        for (part, value) in wanted[day].as_object().expect("an answer") {
            assert_close(&format!("{case}/drift/{day}/{part}"), value, &found[day][part]);
        }
    }
    for list in ["moved", "forecast"] {
        let (wanted, found) = (wanted[list].as_array().expect("a list"), found[list].as_array().expect("a list"));
        assert_eq!(wanted.len(), found.len(), "{case}/drift/{list}");
        for (wanted, found) in wanted.iter().zip(found) {
            for (part, value) in wanted.as_object().expect("a table") {
                assert_close(&format!("{case}/drift/{list}/{part}"), value, &found[part]);
            }
        }
    }
}

/// Compares what ranges mean with the oracle's draws, whose inputs go by the names of their seeds.
fn check_chances(case: &str, wanted: &Value, found: &Value) {
    assert_eq!(found["samples"], 2000, "{case}");
    for part in ["chance_cheapest", "chance_recommended"] {
        assert_close(&format!("{case}/{part}"), &wanted[part], &found[part]);
    }
    for (option, range) in wanted["range"].as_object().expect("a table by option") {
        for (part, value) in range.as_object().expect("a table") {
            assert_close(&format!("{case}/{option}/{part}"), value, &found["options"][option][part]);
        }
        assert_eq!(found["options"][option]["likely"], found["options"][option]["pv"], "{case}/{option}");
    }
    let path = |key: &str| key.replace("items.", "costs.").replace(".base", ".amount").replace("growth_per_year", "growth");
    let mut tornado = wanted["tornado"].clone();
    for swing in tornado.as_object_mut().expect("a table").values_mut().flat_map(|swings| swings.as_array_mut().expect("a list")) {
        swing["input"] = path(swing["input"].as_str().expect("a key")).into();
    }
    assert_close(&format!("{case}/tornado"), &tornado, &found["tornado"]);
}

/// Compares an option's costs with the oracle's table.
fn check_costs(place: &str, wanted: &Value, found: &Value) {
    for part in ["total", "pv", "unit_cost", "levelised_unit_cost"] {
        assert_close(&format!("{place}/{part}"), &wanted[part], &found[part]);
    }
    let years = found["years"].as_array().expect("a list");
    assert_close(place, &wanted["years"], &years.iter().map(|year| year["total"].clone()).collect());
    for year in years {
        let by_kind: f64 = year["by_kind"].as_object().expect("a table").values().map(|kind| kind.as_f64().expect("money")).sum();
        assert_close(&format!("{place}: kinds add up"), &year["total"], &json!(by_kind));
    }
    assert_eq!(keys(&wanted["items"]), keys(&found["items"]), "{place}: items in their order");
    for (item, money) in wanted["items"].as_object().expect("a table") {
        for part in ["total", "pv"] {
            assert_close(&format!("{place}/{item}/{part}"), &money[part], &found["items"][item][part]);
        }
    }
}

#[test]
fn the_tree_has_its_names() {
    let found = exported(&load::site(&data(&format!("inputs/{}", CASES[0]))));
    assert_eq!(keys(&found), ["version", "as_of", "record", "analysis"]);
    assert_eq!(found["as_of"], "2026-11-23");
    assert_eq!(
        keys(&found["analysis"]),
        ["matrix", "cost", "cloud", "guided", "drift", "scenarios", "review", "checklist", "anti_patterns", "findings"]
    );
    // Tables keep the order that people chose, and what is not computed is null, not absent.
    assert_eq!(keys(&found["analysis"]["cost"]["options"]), ["build", "buy", "fine-tune", "hybrid", "buy-then-tune"]);
    assert_eq!(found["analysis"]["cost"]["cheapest"], "buy");
}

#[test]
fn a_bare_record_is_all_there_and_null() {
    let found = exported(&blank::site(blank::date("2026-11-23"), blank::record("bare")));
    for part in ["matrix", "cost", "cloud", "guided", "review", "checklist"] {
        assert_eq!(found["analysis"].get(part), Some(&Value::Null), "{part}");
    }
    for part in ["date", "owner", "chosen", "summary", "framework", "evaluation"] {
        assert_eq!(found["record"].get(part), Some(&Value::Null), "{part}");
    }
}

#[test]
fn worked_cases_carry_what_the_volume_does() {
    for case in CASES {
        let (found, wanted) = (exported(&load::site(&data(&format!("inputs/{case}")))), data(&format!("expected/{case}")));
        check_volume(case, &wanted["tco"], &found["analysis"]["cost"]);
        let scenarios = found["analysis"]["scenarios"].as_array().expect("a list");
        assert_eq!(scenarios.len(), wanted["scenarios"].as_object().expect("a table").len());
        for scenario in scenarios {
            assert_eq!(keys(scenario), ["id", "name", "set", "cost", "matrix", "drift"]);
            let wanted = &wanted["scenarios"][scenario["id"].as_str().expect("an id")];
            check_volume(case, &wanted["tco"], &scenario["cost"]);
            for (part, value) in wanted["matrix"].as_object().expect("a table") {
                assert_close(&format!("{case}/{part}"), value, &scenario["matrix"][part]);
            }
            let then = &scenario["drift"]["then"];
            assert_close(case, &wanted["drift"]["then"]["pv"], &then["pv"]);
            assert_eq!(scenario["cost"]["curve"], Value::Null, "the what-if walks the record's own curve");
        }
    }
}

/// Compares what is told along the volume with the oracle.
fn check_volume(case: &str, wanted: &Value, found: &Value) {
    let list = |value: &Value| value.as_array().cloned().expect("a list");
    for wanted in list(&wanted["crossovers"]) {
        let pair = list(&wanted["pair"]);
        let own = list(&found["crossovers"]).into_iter().find(|own| pair.iter().all(|option| list(&own["pair"]).contains(option)));
        let (wanted, own) = (list(&wanted["points"]), list(&own.expect("every pair")["points"]));
        assert_eq!(wanted.len(), own.len(), "{case}: {pair:?}");
        for (wanted, own) in wanted.iter().zip(&own) {
            assert_eq!(keys(own), ["volume", "scale", "kind", "cheaper_above"]);
            assert_eq!((&wanted["kind"], &wanted["cheaper_above"]), (&own["kind"], &own["cheaper_above"]), "{case}: {pair:?}");
            let volume = |point: &Value| point["volume"].as_f64().expect("a volume");
            assert!((volume(wanted) / volume(own) - 1.0).abs() < 1e-6, "{case}: {wanted} wanted, {own} found");
        }
    }
    let bands = list(&found["cheapest_by_volume"]);
    assert!(!bands.is_empty() && bands.iter().all(|band| keys(band) == ["option", "from", "to"]));
    for tie in list(&found["tie_price"]) {
        assert_eq!(keys(&tie), ["option", "item", "versus", "currency", "now", "price"]);
    }
    if let Some(wanted) = wanted.get("best_switch") {
        let own = &found["best_switch"]["buy-then-tune"];
        assert_eq!(keys(own), ["month", "pv", "never_pv", "at"]);
        assert_eq!(wanted["month"], own["month"]);
        assert_close(case, &wanted["pv"], &own["pv"]);
        assert_close(case, &found["options"]["buy"]["pv"], &own["never_pv"]);
        assert_eq!(list(&own["at"]).len(), 34, "months 2 to 35");
    }
    // A scenario has no curve of its own.
    for stop in found["curve"].as_array().into_iter().flatten() {
        assert_eq!(keys(stop), ["volume", "options"]);
        for (option, at) in stop["options"].as_object().expect("a table") {
            assert_eq!(keys(at), ["total", "pv", "years", "values"], "{option}");
        }
        if stop["volume"] == found["volume"]["amount"]["likely"] {
            let here: Vec<&Value> = stop["options"].as_object().expect("a table").values().map(|at| &at["pv"]).collect();
            let base: Vec<&Value> = found["options"].as_object().expect("a table").values().map(|option| &option["pv"]).collect();
            here.iter().zip(base).for_each(|(here, base)| assert_close(case, base, here));
        }
    }
}
