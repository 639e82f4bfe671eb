//! Costs along the volume, tie prices, best switches and scenarios against the oracle. Its cases name some pairs and restrict the
//! bands to some options; this program takes every costed option, so what it found is looked up pair by pair, and the bands are
//! drawn again over the oracle's options.

use rationale::{
    analyze::{
        RecordAnalysis,
        cost::Costs,
        ledger::Ledger,
        matrix::Matrix,
        scenario,
        switch::BestSwitch,
        tie_price::TiePrice,
        volume::{self, AtVolume},
    },
    model::{OptionIx, record::Record},
};
use serde_json::Value;

use super::{
    CASES,
    close::{assert_close, assert_close_volume, is_close},
    data,
    load::{list, number, text},
    shown,
};

/// What was found, of the record or of one of its scenarios.
pub(super) struct Found<'a> {
    costs: &'a Costs,
    volume: &'a AtVolume,
    ties: &'a [TiePrice],
    switches: &'a [BestSwitch],
}

impl<'a> Found<'a> {
    pub(super) fn base(analysis: &'a RecordAnalysis) -> Self {
        Self {
            costs: analysis.cost.as_ref().expect("each case is costed"),
            volume: analysis.volume.as_ref().expect("each case has a volume"),
            ties: &analysis.tie_prices,
            switches: &analysis.switches,
        }
    }
}

pub(super) fn compare(name: &str, record: &Record, found: &Found<'_>, wanted: &Value) {
    crossovers(name, record, found, &wanted["crossovers"]);
    bands(name, record, found, &wanted["cheapest_by_volume"]);
    for tie in list(&wanted["tie_price"]) {
        let is_it = |own: &&TiePrice| {
            let cost = &record.option(own.written_at).costing.own()[own.cost.index()];
            id(record, own.option) == text(&tie["option"])
                && id(record, own.versus) == text(&tie["versus"])
                && *cost.terms.id == *text(&tie["item"])
        };
        let own = found.ties.iter().find(is_it);
        // Ties are told for the chosen and the cheapest option; where the oracle asks for another, the tie is worked out for that one.
        let price = own.map_or_else(|| other_tie(record, found, tie), |own| own.price);
        assert_close(&format!("{name}/tie {tie}"), &tie["price"], &price.into());
    }
    if let Some(switch) = wanted.get("best_switch") {
        let own = found.switches.first().expect("a best month");
        assert_eq!(number(&switch["month"]), f64::from(own.month), "{name}");
        assert!(is_close(number(&switch["pv"]), own.present_value), "{name}: {own:?}");
        for (month, wanted) in switch["at"].as_object().expect("months") {
            let (_, found) = own.at.iter().find(|(own, _)| own.to_string() == *month).expect("every month from the lead on");
            assert!(is_close(number(wanted), *found), "{name}: a switch in month {month} costs {found}");
        }
    }
}

/// The tie price of an option that is neither chosen nor cheapest: the same record, had it been chosen.
fn other_tie(record: &Record, found: &Found<'_>, wanted: &Value) -> Option<f64> {
    let option = option(record, &wanted["option"]);
    let record = Record { chosen: Some(option), ..record.clone() };
    let ledger = Ledger::new(&record, found.costs).expect("costed");
    let ties = rationale::analyze::tie_price::analyze(&record, found.costs, &ledger, None);
    ties.into_iter().find(|tie| id(&record, tie.versus) == text(&wanted["versus"])).expect("a tie against every other option").price
}

fn crossovers(name: &str, record: &Record, found: &Found<'_>, wanted: &Value) {
    let costed = record.option_ixs().filter(|ix| found.costs.option(*ix).is_some()).count();
    assert_eq!(found.volume.crossovers.len(), costed * (costed - 1) / 2, "{name}: every pair");
    for wanted in list(wanted) {
        let pair = [option(record, &wanted["pair"][0]), option(record, &wanted["pair"][1])];
        let own = found.volume.crossovers.iter().find(|own| pair.contains(&own.pair.0) && pair.contains(&own.pair.1)).expect("every pair");
        let points: Vec<&Value> = list(&wanted["points"]).collect();
        assert_eq!(points.len(), own.points.len(), "{name}: {wanted} wanted, {:?} found", own.points);
        for (wanted, own) in points.iter().zip(&own.points) {
            assert_close_volume(&format!("{name}/{wanted}"), number(&wanted["volume"]), own.volume);
            assert_close_volume(&format!("{name}/{wanted}"), number(&wanted["scale"]), own.scale);
            assert_eq!(text(&wanted["kind"]), own.kind.word(), "{name}/{wanted}");
            assert_eq!(text(&wanted["cheaper_above"]), id(record, own.cheaper_above), "{name}/{wanted}");
        }
    }
}

fn bands(name: &str, record: &Record, found: &Found<'_>, wanted: &Value) {
    let case = CASES.iter().find(|case| name.starts_with(**case)).expect("a case");
    let among = data(&format!("inputs/{case}"))["crossover"]["bands"].take();
    let among: Vec<OptionIx> = list(&among).map(|id| option(record, id)).collect();
    let ledger = Ledger::new(record, found.costs).expect("costed");
    let own = volume::cheapest_among(record, &ledger, found.volume, |ix| among.contains(&ix));
    let wanted: Vec<&Value> = list(wanted).collect();
    assert_eq!(wanted.len(), own.len(), "{name}: {own:?}");
    for (wanted, own) in wanted.iter().zip(&own) {
        assert_eq!(text(&wanted["option"]), id(record, own.option), "{name}");
        assert_close_volume(&format!("{name}/{wanted}"), number(&wanted["from"]), own.from);
        assert_close_volume(&format!("{name}/{wanted}"), number(&wanted["to"]), own.to);
    }
    assert_eq!(volume::cheapest_among(record, &ledger, found.volume, |_| true), found.volume.cheapest, "{name}: all options");
}

pub(super) fn compare_scenarios(name: &str, record: &Record, analysis: &RecordAnalysis, wanted: &Value) {
    let scenarios = record.tco.as_ref().map_or(&[][..], |tco| &tco.scenarios);
    assert_eq!(scenarios.len(), wanted.as_object().expect("scenarios").len(), "{name}");
    for (scenario, result) in scenarios.iter().zip(&analysis.scenarios) {
        let (name, wanted) = (format!("{name}/{}", scenario.id), &wanted[&scenario.id]);
        let changed = scenario::changed(record, scenario);
        let costs = result.cost.as_ref().expect("costed");
        let found =
            Found { costs, volume: result.volume.as_ref().expect("a volume"), ties: &result.tie_prices, switches: &result.switches };
        assert_close(&format!("{name}/tables"), &wanted["tco"]["tables"], &shown::tables(&changed, costs));
        for wanted in list(&wanted["tco"]["payback_month"]) {
            assert_close(&format!("{name}/payback {wanted}"), &wanted["month"], &shown::payback(&changed, costs, wanted));
        }
        compare(&name, &changed, &found, &wanted["tco"]);
        matrix(&name, &changed, result.matrix.as_ref().expect("a matrix"), &wanted["matrix"]);
    }
}

fn matrix(name: &str, record: &Record, matrix: &Matrix, wanted: &Value) {
    assert_close(&format!("{name}/matrix"), wanted, &shown::result(record, matrix));
}

fn option(record: &Record, name: &Value) -> OptionIx {
    record.option_ixs().find(|ix| id(record, *ix) == text(name)).expect("an option of the case")
}

fn id(record: &Record, ix: OptionIx) -> &str {
    &record.option(ix).id
}
