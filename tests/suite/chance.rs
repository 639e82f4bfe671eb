//! What ranges mean: laws that hold for every draw, and the corners of a record where they could break.

use std::sync::Arc;

use proptest::prelude::{Just, Strategy, prop, prop_assert, prop_assert_eq, proptest};

use rationale::{
    analyze::{
        RecordAnalysis, analyze, cost,
        draw::{self, shape},
        ledger::Ledger,
        uncertainty::{Spread, Uncertainty},
    },
    model::{
        OptionIx, VolumeIx,
        cost::{Band, CostKind, Costing, MixPart, Per, Tariff, TierMode, UnitPrice, Volume, VolumePer},
        criterion::{Measure, Must, Reading, ValueFunction, Voice},
        quantity::{Amount, Shape},
        record::Record,
    },
    pipeline,
    present::export,
};

use crate::oracle::{
    CASES,
    blank::{self, HERE},
    close::is_close,
    worked,
};

fn range(low: f64, likely: f64, high: f64) -> Amount {
    Amount { low, likely, high, shape: Shape::Triangular }
}

fn once(amount: Amount) -> CostKind {
    CostKind::Once { amount, month: 0 }
}

fn own(kinds: &[CostKind]) -> Costing {
    Costing::Own(kinds.iter().enumerate().map(|(at, kind)| blank::cost(&format!("c{at}"), kind.clone())).collect())
}

fn volume(amount: Amount, growth: Amount) -> Volume {
    Volume {
        id: "v".into(),
        unit: "units".into(),
        per: VolumePer::Day,
        amount,
        growth,
        ramp_months: 5,
        cap_per_month: None,
        basis: None,
        span: HERE,
    }
}

/// A record whose options `o0`, `o1` … cost this, drawn `samples` times.
fn record(costings: Vec<Costing>, samples: u32) -> Record {
    let mut record = blank::record("random");
    let mut tco = blank::tco(30, 0.08);
    tco.samples = samples;
    tco.volumes.push(volume(range(2.0, 10.0, 40.0), Amount::fixed(0.2)));
    tco.volume = Some(VolumeIx(0));
    record.tco = Some(tco);
    record.options = costings.into_iter().enumerate().map(|(at, costing)| blank::option(&format!("o{at}"), costing)).collect();
    record
}

fn analyzed(record: Record) -> RecordAnalysis {
    let site = blank::site(blank::date("2026-01-01"), record);
    analyze(&site, &site.records[0])
}

fn uncertain(record: Record) -> Uncertainty {
    analyzed(record).uncertainty.expect("the record has ranges")
}

fn spread(uncertainty: &Uncertainty, at: usize) -> Spread {
    uncertainty.spreads[at].expect("costed")
}

/// Ranges of every shape, some of no width.
fn amounts() -> impl Strategy<Value = Amount> {
    let shapes = prop::sample::select(vec![Shape::Triangular, Shape::Pert, Shape::LogTriangular, Shape::Uniform]);
    (1.0_f64..1e5, 0.0_f64..1.0, 0.0_f64..3.0, shapes).prop_map(|(low, part, width, shape)| {
        let high = low * (1.0 + width);
        Amount { low, likely: (low + part * (high - low)).clamp(low, high), high, shape }
    })
}

/// Costs with ranges in them.
fn kinds() -> impl Strategy<Value = CostKind> {
    let price = || amounts().prop_map(UnitPrice::Fixed);
    let tiers = |mode| {
        let bands = vec![
            Band { up_to: Some(300.0), price: 3.0, flat: 5.0 },
            Band { up_to: Some(900.0), price: 2.0, flat: 0.0 },
            Band { up_to: None, price: 1.0, flat: 80.0 },
        ];
        CostKind::Usage { volume: VolumeIx(0), tariff: Tariff::Tiers { mode, bands }, multiplier: 1.0 }
    };
    prop::strategy::Union::new([
        amounts().prop_map(once).boxed(),
        (amounts(), amounts()).prop_map(|(fte, annual_cost)| CostKind::Team { fte, annual_cost, load: 0.3, ramp_months: 4 }).boxed(),
        price().prop_map(|price| CostKind::Usage { volume: VolumeIx(0), tariff: Tariff::Flat(price), multiplier: 2.0 }).boxed(),
        price()
            .prop_map(|price| CostKind::Capacity { volume: VolumeIx(0), per_unit: 70.0, min_units: 2.0, price, multiplier: 1.0 })
            .boxed(),
        Just(tiers(TierMode::Graduated)).boxed(),
        Just(tiers(TierMode::Volume)).boxed(),
    ])
}

/// Volumes that grow for certain or perhaps, capped or not.
fn volumes() -> impl Strategy<Value = Volume> {
    let growth = prop::sample::select(vec![Amount::fixed(0.0), Amount::fixed(0.5), range(-0.3, 0.1, 0.9)]);
    (amounts(), growth, prop::option::of(10.0_f64..2000.0)).prop_map(|(amount, growth, cap_per_month)| {
        let small = |value: f64| value / 1e3;
        let amount = Amount { low: small(amount.low), likely: small(amount.likely), high: small(amount.high), shape: amount.shape };
        Volume { cap_per_month, ..volume(amount, growth) }
    })
}

proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(60))]

    #[test]
    fn quantiles_rise_and_stay_within_the_range(amount in amounts(), n in 1_u32..3000) {
        let rising = shape::quantiles(amount, n);
        prop_assert!(rising.is_sorted());
        let noise = 1e-12 * amount.high;
        prop_assert!(rising.iter().all(|value| (amount.low - noise..=amount.high + noise).contains(value)));
        for at in [0, n / 3, n - 1] {
            let alone = shape::quantile(amount, (f64::from(at) + 0.5) / f64::from(n));
            prop_assert!(is_close(alone, rising[at as usize]), "{amount:?} {at} of {n}: {alone} {}", rising[at as usize]);
        }
    }

    #[test]
    fn every_stratum_is_drawn_once(key in "[a-z.]{0,30}", n in 1_u32..5000) {
        let mut drawn = draw::strata(&key, n);
        drawn.sort_unstable();
        prop_assert!(drawn.into_iter().eq(0..n));
    }

    #[test]
    fn percentiles_are_what_sorting_gives(mut drawn in prop::collection::vec(-1e6_f64..1e6, 1..200)) {
        let found = shape::tenths(&drawn);
        drawn.sort_unstable_by(f64::total_cmp);
        for (p, found) in [0.1, 0.5, 0.9].into_iter().zip(found) {
            let place = p * (drawn.len() - 1) as f64;
            let below = (0..drawn.len()).rfind(|at| *at as f64 <= place).expect("at least the first");
            let (part, above) = (place - below as f64, (below + 1).min(drawn.len() - 1));
            let (below, above) = (drawn[below], drawn[above]);
            prop_assert!(is_close(found, below + part * (above - below)), "{p}");
        }
    }

    #[test]
    fn percentiles_are_ordered_and_the_mean_lies_within(kinds in prop::collection::vec(kinds(), 1..5), samples in 100_u32..400) {
        let uncertainty = uncertain(record(vec![own(&kinds)], samples));
        let Spread { p10, p50, p90, mean } = spread(&uncertainty, 0);
        prop_assert!(p10 <= p50 && p50 <= p90);
        prop_assert!(mean >= 0.0 && mean.is_finite());
        if let [CostKind::Once { amount, .. }] = kinds[..] {
            let noise = 1e-12 * amount.high;
            prop_assert!(amount.low - noise <= p10 && p90 <= amount.high + noise && (amount.low - noise..=amount.high + noise).contains(&mean));
        }
        prop_assert!(uncertainty.tornado[0].iter().map(rationale::analyze::uncertainty::Swing::swing).rev().is_sorted());
    }

    #[test]
    fn many_draws_cost_what_each_costs_alone(kinds in prop::collection::vec(kinds(), 1..4), volume in volumes(), share in 0.1_f64..0.9) {
        let part = |share: f64| MixPart { option: OptionIx(0), share, fixed: share };
        let mut record = record(vec![own(&kinds), Costing::Mix { parts: vec![part(share), part(1.0 - share)], costs: Vec::new() }], 300);
        record.tco.as_mut().expect("costed").volumes[0] = volume;
        let site = blank::site(blank::date("2026-01-01"), record);
        let record = &site.records[0];
        let costs = cost::analyze(&site, record).expect("costed");
        let ledger = Ledger::new(record, &costs).expect("costed");
        let columns: Vec<Vec<f64>> = ledger.inputs().iter().map(|input| shape::draws(&input.key, input.amount, 300)).collect();
        let draws = ledger.draws(columns.clone());
        for option in [OptionIx(0), OptionIx(1)] {
            let mut together = vec![0.0; 300];
            ledger.present_values(option, &draws, &mut together).expect("costed");
            for (draw, found) in together.iter().enumerate() {
                let values: Vec<f64> = columns.iter().map(|column| column[draw]).collect();
                let alone = ledger.present_value(option, &values).expect("costed");
                prop_assert!(is_close(alone, *found), "draw {draw}: {alone} alone, {found} together");
            }
            let likely = ledger.present_value(option, &ledger.likely()).expect("costed");
            prop_assert!(is_close(likely, costs.option(option).expect("costed").present_value));
        }
        let mut undiscounted = record.clone();
        undiscounted.tco.as_mut().expect("costed").discount_rate = 0.0;
        let totals = Ledger::new(&undiscounted, &costs).expect("costed");
        for option in [OptionIx(0), OptionIx(1)] {
            let (wanted, found) = (totals.present_value(option, &ledger.likely()), ledger.undiscounted().present_value(option, &ledger.likely()));
            prop_assert!(is_close(wanted.expect("costed"), found.expect("costed")));
        }
    }

    #[test]
    fn a_higher_price_never_costs_less(kinds in prop::collection::vec(kinds(), 1..5), at in 0_usize..5, factor in 1.0_f64..3.0) {
        let dearer = |amount: &mut Amount| {
            *amount = Amount { low: amount.low * factor, likely: amount.likely * factor, high: amount.high * factor, ..*amount };
        };
        let mut raised = kinds.clone();
        match &mut raised[at % kinds.len()] {
            CostKind::Once { amount, .. } => dearer(amount),
            CostKind::Team { annual_cost, .. } => dearer(annual_cost),
            CostKind::Usage { tariff: Tariff::Flat(UnitPrice::Fixed(price)), .. } | CostKind::Capacity { price: UnitPrice::Fixed(price), .. } => dearer(price),
            CostKind::Usage { tariff: Tariff::Tiers { bands, .. }, .. } => bands.iter_mut().for_each(|band| band.price *= factor),
            other => panic!("no such cost is made here: {other:?}"),
        }
        // The same names, so that both draw alike.
        let [before, after] = [kinds, raised].map(|kinds| spread(&uncertain(record(vec![own(&kinds)], 200)), 0));
        for (before, after) in [(before.p10, after.p10), (before.p50, after.p50), (before.p90, after.p90), (before.mean, after.mean)] {
            prop_assert!(after >= before * (1.0 - 1e-12));
        }
    }

    #[test]
    fn a_new_input_disturbs_no_old_one(kinds in prop::collection::vec(kinds(), 1..4), added in kinds()) {
        let alone = uncertain(record(vec![own(&kinds)], 200));
        let both = uncertain(record(vec![own(&kinds), own(&[added])], 200));
        prop_assert_eq!(alone.spreads[0], both.spreads[0]);
        prop_assert_eq!(alone.tornado[0].len(), both.tornado[0].len());
        let chances: f64 = both.chance_cheapest.iter().flatten().sum();
        prop_assert!(is_close(chances, 1.0));
    }
}

#[test]
fn one_input_in_two_options_is_the_same_luck() {
    // Both buy the same units, one at a dearer price: whatever the volume, the cheaper one stays cheaper.
    let usage =
        |price: f64| CostKind::Usage { volume: VolumeIx(0), tariff: Tariff::Flat(UnitPrice::Fixed(Amount::fixed(price))), multiplier: 1.0 };
    let uncertainty = uncertain(record(vec![own(&[usage(2.0)]), own(&[usage(2.001)])], 500));
    assert_eq!(uncertainty.chance_cheapest, [Some(1.0), Some(0.0)]);
    let key = &uncertainty.inputs[0];
    assert_eq!((key.key.as_str(), key.path.as_str()), ("volumes.v.base", "volumes.v.amount"));
}

#[test]
fn equal_options_share_and_what_is_not_costed_has_no_part() {
    let part = |share: f64| MixPart { option: OptionIx(0), share, fixed: share };
    let mix = Costing::Mix { parts: vec![part(0.3), part(0.7)], costs: Vec::new() };
    let uncertainty = uncertain(record(vec![own(&[once(range(1e3, 2e3, 9e3))]), mix, Costing::Uncosted], 400));
    // A mix of an option with itself is that option, up to the order of its sums.
    assert_eq!(uncertainty.chance_cheapest, [Some(0.5), Some(0.5), None]);
    assert!(uncertainty.spreads[2].is_none() && uncertainty.tornado[2].is_empty());
    assert_eq!(uncertain(record(vec![own(&[once(range(1.0, 2.0, 3.0))])], 100)).chance_cheapest, [Some(1.0)]);
}

#[test]
fn what_is_certain_has_one_value_and_what_moves_nothing_is_left_out() {
    let mut certain = record(vec![own(&[once(Amount::fixed(70.0))]), own(&[])], 300);
    let still = uncertain(certain.clone());
    assert!(!still.moves(), "the volume is a range, but nothing uses it");
    assert_eq!(spread(&still, 0), Spread { p10: 70.0, p50: 70.0, p90: 70.0, mean: 70.0 });
    assert_eq!(spread(&still, 1).mean, 0.0);
    assert_eq!(still.chance_cheapest, [Some(0.0), Some(1.0)]);
    assert!(still.tornado.iter().all(Vec::is_empty) && still.inputs.len() == 1);

    certain.tco.as_mut().expect("costed").volumes[0].amount = Amount::fixed(5.0);
    assert_eq!(analyzed(certain.clone()).uncertainty, None, "nothing is a range");
    certain.options[0].costing = own(&[once(range(4.0, 4.0, 4.0))]);
    assert_eq!(analyzed(certain).uncertainty, None, "a range of no width is none");

    // Two units are kept at least and never fill up: the volume goes in, and moves nothing.
    let capacity = CostKind::Capacity {
        volume: VolumeIx(0),
        per_unit: 1e9,
        min_units: 2.0,
        price: UnitPrice::Fixed(Amount::fixed(30.0)),
        multiplier: 1.0,
    };
    let idle = analyzed(record(vec![own(&[capacity])], 300));
    let (uncertainty, likely) =
        (idle.uncertainty.expect("a range"), idle.cost.expect("costed").options[0].as_ref().expect("costed").present_value);
    assert!(uncertainty.tornado[0].is_empty() && !uncertainty.moves());
    assert!(!spread(&uncertainty, 0).leaves_out(likely), "noise of sums is no flaw of averages");
}

#[test]
fn money_that_comes_back_is_drawn_like_any_other() {
    let uncertainty = uncertain(record(vec![own(&[once(range(-900.0, -500.0, -100.0))]), own(&[once(Amount::fixed(-450.0))])], 1000));
    let Spread { p10, p50, p90, mean } = spread(&uncertainty, 0);
    assert!(-900.0 < p10 && p10 < p50 && p50 < p90 && p90 < -100.0 && is_close(mean.round(), -500.0));
    let chances: Vec<f64> = uncertainty.chance_cheapest.iter().flatten().copied().collect();
    assert!(chances[0] > 0.6 && chances[0] < 0.63 && is_close(chances.iter().sum(), 1.0), "{chances:?}");
    assert_eq!(uncertainty.tornado[0][0].swing(), 800.0);
}

/// Two options, the first sometimes dearer than the second; a criterion of cost, and one scored by hand.
fn weighed(scores: [Option<f64>; 2]) -> Record {
    let mut record = record(vec![own(&[once(range(100.0, 150.0, 400.0))]), own(&[once(Amount::fixed(200.0))])], 1000);
    let value = ValueFunction::Linear { best: 0.0, worst: 400.0 };
    let mut cost = blank::criterion("cost", 60.0, Reading::Measured { measure: Measure::PresentValue, value });
    cost.terms.cost = true;
    record.criteria = vec![cost, blank::criterion("fit", 40.0, Reading::Scored(scores.to_vec()))];
    record
}

fn recommended(record: Record) -> Vec<f64> {
    uncertain(record).chance_recommended.expect("cost plays a part")
}

#[test]
fn with_all_else_alike_the_cheapest_is_recommended() {
    let even = weighed([Some(3.0), Some(3.0)]);
    let cheapest: Vec<f64> = uncertain(even.clone()).chance_cheapest.into_iter().flatten().collect();
    assert!(cheapest[0] > 0.3 && cheapest[0] < 0.7, "{cheapest:?}");
    assert_eq!(recommended(even), cheapest);
    let better = recommended(weighed([Some(4.0), Some(3.0)]));
    assert!(better[0] > cheapest[0] && is_close(better.iter().sum(), 1.0));
}

#[test]
fn who_lacks_a_value_or_misses_a_must_have_is_never_recommended() {
    assert_eq!(recommended(weighed([None, Some(1.0)])), [0.0, 1.0]);
    assert_eq!(uncertain(weighed([None, None])).chance_recommended, None, "nobody is complete");

    let mut strict = weighed([Some(5.0), Some(2.0)]);
    strict.criteria[1].terms.musts = vec![Must::Value(3.0)];
    assert_eq!(recommended(strict.clone()), [1.0, 0.0]);
    let chances = uncertain(strict).chance_cheapest;
    assert!(chances[1].is_some_and(|chance| chance > 0.3), "who is knocked out can still be the cheapest");

    let mut uncosted = weighed([Some(3.0), Some(5.0)]);
    uncosted.options[1].costing = Costing::Uncosted;
    assert_eq!(recommended(uncosted), [1.0, 0.0]);
}

#[test]
fn a_must_have_on_cost_is_judged_draw_by_draw() {
    let mut capped = weighed([Some(5.0), Some(1.0)]);
    capped.criteria[0].terms.musts = vec![Must::AtMost(250.0)];
    let within = recommended(capped.clone());
    // Where the better one costs too much, the other is left.
    assert!(within[0] > 0.5 && within[1] > 0.2 && is_close(within.iter().sum(), 1.0), "{within:?}");
    capped.criteria[0].terms.musts = vec![Must::AtMost(150.0)];
    let few = recommended(capped.clone());
    assert!(few[1] == 0.0 && few[0] > 0.1 && few[0] < 0.2, "the other never passes: {few:?}");
    capped.criteria[0].terms.musts = vec![Must::Value(4.9)];
    assert_eq!(recommended(capped.clone()), [0.0, 0.0], "no draw leaves anybody");
    // A must-have without weight still counts.
    capped.criteria[0].terms.weight = Some(0.0);
    capped.criteria[0].terms.musts = vec![Must::AtMost(250.0)];
    assert_eq!(recommended(capped.clone()), within);
    capped.criteria[0].terms.musts.clear();
    assert_eq!(uncertain(capped).chance_recommended, None, "cost plays no part");
}

#[test]
fn totals_and_present_values_are_drawn_alike() {
    let mut later = weighed([Some(3.0), Some(3.0)]);
    let yearly = CostKind::Recurring { amount: Amount::fixed(84.0), per: Per::Year, billing: rationale::model::cost::Billing::Monthly };
    // 210 over thirty months, of which 190 at present value: which of the two is read decides who is cheaper.
    later.options[1].costing = own(&[yearly]);
    later.options[0].costing = own(&[once(range(199.0, 200.0, 201.0))]);
    assert_eq!(recommended(later.clone()), [0.0, 1.0]);
    if let Reading::Measured { measure, .. } = &mut later.criteria[0].reading {
        *measure = Measure::Total;
    }
    assert_eq!(recommended(later), [1.0, 0.0]);
}

#[test]
fn voices_are_heard_as_a_group() {
    let mut record = weighed([None, None]);
    record.criteria[1].terms.weight = None;
    let voice = |id: &str, fit: [f64; 2]| Voice {
        id: id.into(),
        name: id.into(),
        influence: 1.0,
        weights: vec![60.0, 40.0],
        scores: fit.iter().map(|score| vec![None, Some(*score)]).collect(),
    };
    record.voices = vec![voice("a", [2.0, 4.0]), voice("b", [4.0, 2.0])];
    assert_eq!(recommended(record), recommended(weighed([Some(3.0), Some(3.0)])));
}

#[test]
fn the_same_bytes_with_one_thread_and_with_eight() {
    let exported =
        |threads: usize| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
            pool.install(|| {
                let built = pipeline::build(&worked::inputs(&CASES), &mut pipeline::Memo::cold());
                let texts =
                    built.site.records.iter().zip(&built.analysis.records).map(|(record, analysis)| {
                        serde_json::to_string(&export::export(&built.site, record, analysis)).expect("plain data")
                    });
                let pages = pipeline::render(&built).files;
                (texts.collect::<Vec<_>>(), pages.into_iter().map(|file| (file.path, file.bytes)).collect::<Vec<(String, Arc<Vec<u8>>)>>())
            })
        };
    let (one, eight) = (exported(1), exported(8));
    assert_eq!(one.0, eight.0);
    assert!(one == eight, "pages differ");
    assert!(one.0.iter().all(|text| text.contains("\"p50\":")) && one.0.len() == 3);
}
