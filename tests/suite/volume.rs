//! Laws of costs along the volume, tried on random tariffs: crossovers separate signs, bands leave no hole, tie prices tie, and
//! the best month is the best of all that are worked out one by one.

use std::sync::Arc;

use proptest::prelude::{Just, ProptestConfig, Strategy, prop, prop_assert, prop_assert_eq, proptest};
use rationale::{
    analyze::{
        cost::{self, Costs},
        ledger::Ledger,
        switch, tie_price,
        volume::{self, AtVolume, CrossoverKind},
    },
    model::{
        CostIx, OptionIx, VolumeIx,
        cost::{
            Band, Billing, Cost, CostKind, Costing, MixPart, Per, Phase, PriceChange, Replacement, Scenario, Tariff, TierMode, UnitPrice,
            Volume, VolumePer,
        },
        quantity::Amount,
        record::Record,
        site::Site,
    },
};

use crate::oracle::{
    blank::{self, HERE},
    close::is_close,
};

fn kinds() -> impl Strategy<Value = CostKind> {
    let fixed = |price: f64| UnitPrice::Fixed(Amount::fixed(price));
    let once = (0.0_f64..40_000.0).prop_map(|amount| CostKind::Once { amount: Amount::fixed(amount), month: 0 });
    let rent = (0.0_f64..2_000.0).prop_map(|amount| CostKind::Recurring {
        amount: Amount::fixed(amount),
        per: Per::Month,
        billing: Billing::Monthly,
    });
    let usage =
        (0.0_f64..4.0).prop_map(move |price| CostKind::Usage { volume: VolumeIx(0), tariff: Tariff::Flat(fixed(price)), multiplier: 1.0 });
    let tiers = (20.0_f64..2_000.0, 0.5_f64..4.0, 0.1_f64..2.0, 0.0_f64..500.0, prop::bool::ANY).prop_map(
        |(bound, first, then, flat, graduated)| {
            let band = |up_to, price, flat| Band { up_to, price, flat };
            let bands = vec![band(Some(bound), first, 0.0), band(Some(bound * 3.0), then, flat), band(None, then / 2.0, flat)];
            let mode = if graduated { TierMode::Graduated } else { TierMode::Volume };
            CostKind::Usage { volume: VolumeIx(0), tariff: Tariff::Tiers { mode, bands }, multiplier: 1.0 }
        },
    );
    let capacity = (50.0_f64..900.0, 20.0_f64..900.0).prop_map(move |(per_unit, price)| CostKind::Capacity {
        volume: VolumeIx(0),
        per_unit,
        min_units: 1.0,
        price: fixed(price),
        multiplier: 1.0,
    });
    prop::strategy::Union::new([once.boxed(), rent.boxed(), usage.boxed(), tiers.boxed(), capacity.boxed()])
}

fn volumes() -> impl Strategy<Value = Volume> {
    let growth = prop::strategy::Union::new([Just(0.0).boxed(), Just(0.4).boxed()]);
    (1.0_f64..40.0, growth, 0_u32..6, prop::option::of(500.0_f64..5_000.0)).prop_map(|(amount, growth, ramp_months, cap_per_month)| {
        Volume {
            id: "v".into(),
            unit: "units".into(),
            per: VolumePer::Day,
            amount: Amount::fixed(amount),
            growth: Amount::fixed(growth),
            ramp_months,
            cap_per_month,
            basis: None,
            span: HERE,
        }
    })
}

fn own(kinds: &[CostKind]) -> Costing {
    let change = PriceChange { factor_per_year: 0.9, step_months: 6, floor: 0.5 };
    let cost = |(at, kind): (usize, &CostKind)| {
        let mut cost = blank::cost(&format!("c{at}"), kind.clone());
        Arc::make_mut(&mut cost.terms).price_change = (at % 2 == 1).then(|| Box::new(change));
        cost
    };
    Costing::Own(kinds.iter().enumerate().map(cost).collect())
}

/// Two options of their own, a mix of them and one after the other.
fn site(one: &[CostKind], other: &[CostKind], volume: Volume) -> Site {
    let mut record = blank::record("random");
    let mut tco = blank::tco(30, 0.08);
    tco.volumes = vec![volume];
    tco.volume = Some(VolumeIx(0));
    record.tco = Some(tco);
    record.chosen = Some(OptionIx(0));
    let part = |at, share| MixPart { option: OptionIx(at), share, fixed: 0.5 };
    let mix = Costing::Mix { parts: vec![part(0, 0.3), part(1, 0.7)], costs: Vec::new() };
    let step = |at, from, serves_from| Phase { option: OptionIx(at), from, serves_from };
    let phases = Costing::Phases { steps: vec![step(0, 0, 0), step(1, 9, 11)], costs: vec![blank::cost("move", blank::once(700.0))] };
    let costings = [own(one), own(other), mix, phases].into_iter().enumerate();
    record.options = costings.map(|(at, costing)| blank::option(&format!("o{at}"), costing)).collect();
    blank::site(blank::date("2026-01-01"), record)
}

fn worked(site: &Site) -> (Costs, Ledger) {
    let costs = cost::analyze(site, &site.records[0]).expect("costed");
    let ledger = Ledger::new(&site.records[0], &costs).expect("costed");
    (costs, ledger)
}

/// Present values at a volume, by the walk through the months.
fn walked(site: &Site, volume: f64) -> Vec<f64> {
    let mut record = site.records[0].clone();
    record.tco.as_mut().expect("costed").volumes[0].amount = Amount::fixed(volume);
    let site = blank::site(site.today, record);
    let costs = cost::analyze(&site, &site.records[0]).expect("costed");
    costs.options.iter().flatten().map(|option| option.present_value).collect()
}

fn same_sign(one: f64, other: f64) -> bool {
    one == 0.0 || other == 0.0 || (one > 0.0) == (other > 0.0)
}

/// A difference that counts.
fn difference(values: &[f64], (a, b): (OptionIx, OptionIx)) -> f64 {
    let (a, b) = (values[a.index()], values[b.index()]);
    if (a - b).abs() <= 1e-9 * (a.abs() + b.abs()) { 0.0 } else { a - b }
}

/// A bound of a step within reach of a volume's own tolerance may go either way.
fn probes(at: &AtVolume) -> Vec<f64> {
    let (low, high) = at.range;
    (0..240).map(|stop| low * (high / low).powf((f64::from(stop) + 0.37) / 240.0)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn crossovers_separate_the_sides(one in prop::collection::vec(kinds(), 1..5), other in prop::collection::vec(kinds(), 1..5), volume in volumes()) {
        let site = site(&one, &other, volume);
        let (_, ledger) = worked(&site);
        let Some(at) = volume::analyze(&site.records[0], &ledger) else { return Ok(()) };
        let probed: Vec<(f64, Vec<f64>)> = probes(&at).into_iter().map(|volume| (volume, walked(&site, volume))).collect();
        for pair in &at.crossovers {
            prop_assert!(pair.points.windows(2).all(|points| points[0].volume < points[1].volume && points[0].cheaper_above != points[1].cheaper_above));
            // Above a crossover, up to the next one, the option that it names costs less.
            for (volume, values) in &probed {
                let Some(below) = pair.points.iter().rev().find(|point| point.volume < volume * (1.0 - 1e-7)) else {
                    let first = pair.points.first().filter(|point| point.volume > volume * (1.0 + 1e-7));
                    if let Some(first) = first {
                        let cheaper_below = if first.cheaper_above == pair.pair.0 { -1.0 } else { 1.0 };
                        prop_assert!(same_sign(difference(values, pair.pair), -cheaper_below), "{pair:?} at {volume}: {values:?}");
                    }
                    continue;
                };
                let wanted = if below.cheaper_above == pair.pair.0 { -1.0 } else { 1.0 };
                prop_assert!(same_sign(difference(values, pair.pair), wanted), "{pair:?} at {volume}: {values:?}");
            }
            // Without crossovers, one of them costs less throughout.
            if pair.points.is_empty() {
                let sides: Vec<f64> = probed.iter().map(|(_, values)| difference(values, pair.pair)).filter(|side| *side != 0.0).collect();
                prop_assert!(sides.windows(2).all(|sides| same_sign(sides[0], sides[1])), "{pair:?}");
            }
            // Right beside each the difference has opposite signs; at a plain crossing it is nothing.
            for point in &pair.points {
                // Steps may follow each other closely: half way to the next crossover at most.
                let others = pair.points.iter().map(|other| (other.volume / point.volume - 1.0).abs() / 2.0).filter(|apart| *apart > 0.0);
                let apart = others.fold(1e-6, f64::min);
                if apart < 1e-8 {
                    continue;
                }
                let (below, above) = (walked(&site, point.volume * (1.0 - apart)), walked(&site, point.volume * (1.0 + apart)));
                let raw = |values: &[f64]| values[pair.pair.0.index()] - values[pair.pair.1.index()];
                prop_assert!(raw(&below) * raw(&above) <= 0.0 || raw(&below).abs().min(raw(&above).abs()) < 1e-5 * below[0].abs(), "{point:?}: {below:?} {above:?}");
                if point.kind == CrossoverKind::Cross {
                    let level = walked(&site, point.volume);
                    prop_assert!(raw(&level).abs() <= 1e-6 * (level[pair.pair.0.index()].abs() + level[pair.pair.1.index()].abs()), "{point:?}: {level:?}");
                }
            }
        }
    }

    #[test]
    fn bands_cover_the_range_and_name_the_cheapest(one in prop::collection::vec(kinds(), 1..5), other in prop::collection::vec(kinds(), 1..5), volume in volumes()) {
        let site = site(&one, &other, volume);
        let (_, ledger) = worked(&site);
        let Some(at) = volume::analyze(&site.records[0], &ledger) else { return Ok(()) };
        prop_assert_eq!(at.cheapest.first().map(|band| band.from), Some(at.range.0));
        prop_assert_eq!(at.cheapest.last().map(|band| band.to), Some(at.range.1));
        prop_assert!(at.cheapest.windows(2).all(|bands| bands[0].to == bands[1].from && bands[0].option != bands[1].option));
        for volume in probes(&at) {
            let band = at.cheapest.iter().find(|band| band.from <= volume && volume <= band.to).expect("no hole");
            let values = walked(&site, volume);
            let least = values.iter().copied().fold(f64::INFINITY, f64::min);
            let near_an_end = [band.from, band.to].iter().any(|end| (end / volume - 1.0).abs() < 1e-7);
            prop_assert!(near_an_end || values[band.option.index()] <= least * (1.0 + 1e-9) + 1e-9, "{band:?} at {volume}: {values:?}");
        }
    }

    #[test]
    fn the_curve_is_the_cost_table_at_another_volume(one in prop::collection::vec(kinds(), 1..5), other in prop::collection::vec(kinds(), 1..5), volume in volumes()) {
        let likely = volume.amount.likely;
        let site = site(&one, &other, volume);
        let (_, ledger) = worked(&site);
        let Some(at) = volume::analyze(&site.records[0], &ledger) else { return Ok(()) };
        let curve = volume::curve(&site.records[0], &ledger, &at);
        prop_assert!(curve.volumes.len() >= 41 && curve.volumes.windows(2).all(|stops| stops[0] < stops[1]));
        prop_assert!(curve.volumes.contains(&likely), "the record's own volume");
        for (stop, volume) in curve.volumes.iter().enumerate().step_by(5) {
            let values = walked(&site, *volume);
            for (wanted, found) in values.iter().zip(&curve.options) {
                let found = found.as_ref().expect("all are costed");
                prop_assert!(is_close(*wanted, found.present_values[stop]));
                prop_assert!(is_close(found.years.iter().map(|year| year[stop]).sum(), found.totals[stop]));
            }
        }
    }

    #[test]
    fn at_the_tie_price_both_cost_the_same(one in prop::collection::vec(kinds(), 1..5), other in prop::collection::vec(kinds(), 1..5), volume in volumes()) {
        let site = site(&one, &other, volume);
        let (costs, ledger) = worked(&site);
        for tie in tie_price::analyze(&site.records[0], &costs, &ledger, Some(OptionIx(3))) {
            let Some(price) = tie.price else { continue };
            let mut record = site.records[0].clone();
            let Costing::Own(own) = &mut record.options[tie.written_at.index()].costing else { panic!("a component has costs of its own") };
            let CostKind::Usage { tariff, .. } = &mut own[tie.cost.index()].kind else { panic!("a price of use") };
            *tariff = Tariff::Flat(UnitPrice::Fixed(Amount::fixed(price)));
            let tied = blank::site(site.today, record);
            let costs = cost::analyze(&tied, &tied.records[0]).expect("costed");
            let present = |ix: OptionIx| costs.option(ix).expect("costed").present_value;
            let (a, b) = (present(tie.option), present(tie.versus));
            // A price far above all else leaves only so many digits of the rest.
            prop_assert!((a - b).abs() <= 1e-7 * (a.abs() + b.abs()).max(1.0), "{tie:?}: {a} and {b}");
        }
    }

    #[test]
    fn the_best_month_is_the_best_of_all(one in prop::collection::vec(kinds(), 1..5), other in prop::collection::vec(kinds(), 1..5), volume in volumes(), lead in 0_u32..5) {
        let mut site = site(&one, &other, volume);
        let exit = |costing: &mut Costing| {
            let Costing::Own(costs) = costing else { panic!("costs of its own") };
            costs.push(blank::cost("leave", CostKind::Exit { amount: Amount::fixed(300.0) }));
            costs.push(blank::cost("people", CostKind::Team { fte: Amount::fixed(2.0), annual_cost: Amount::fixed(9_000.0), load: 0.2, ramp_months: 4 }));
            costs.push(blank::cost("licence", CostKind::Recurring { amount: Amount::fixed(500.0), per: Per::Year, billing: Billing::InAdvance }));
            Arc::make_mut(&mut costs.last_mut().expect("just pushed").terms).end = Some(20);
        };
        site.records[0].options[..2].iter_mut().for_each(|option| exit(&mut option.costing));
        let switched = |site: &Site, from: u32, serves_from: u32| {
            let mut record = site.records[0].clone();
            let Costing::Phases { steps, .. } = &mut record.options[3].costing else { panic!("phases") };
            (steps[1].from, steps[1].serves_from) = (from, serves_from);
            blank::site(site.today, record)
        };
        let site = switched(&site, 9, 9 + lead);
        let costs = cost::analyze(&site, &site.records[0]).expect("costed");
        let best = switch::analyze(&site.records[0], &costs).pop().expect("two phases");
        prop_assert_eq!(best.at.iter().map(|(month, _)| *month).collect::<Vec<_>>(), (lead..30).collect::<Vec<_>>());
        for (month, found) in &best.at {
            let other = switched(&site, month - lead, *month);
            let wanted = cost::analyze(&other, &other.records[0]).expect("costed").option(OptionIx(3)).expect("costed").present_value;
            prop_assert!(is_close(wanted, *found), "month {month}: {wanted} wanted, {found} found");
            prop_assert!(*found >= best.present_value * (1.0 - 1e-11));
        }
        prop_assert!(is_close(best.never, costs.option(OptionIx(0)).expect("costed").present_value));
        prop_assert!(best.at.iter().take_while(|(month, _)| *month < best.month).all(|(_, value)| *value > best.present_value));
    }
}

fn one_price(price: f64, fixed: f64) -> Vec<CostKind> {
    let usage = CostKind::Usage { volume: VolumeIx(0), tariff: Tariff::Flat(UnitPrice::Fixed(Amount::fixed(price))), multiplier: 1.0 };
    vec![usage, blank::once(fixed)]
}

fn a_day(amount: f64) -> Volume {
    Volume {
        id: "v".into(),
        unit: "units".into(),
        per: VolumePer::Day,
        amount: Amount::fixed(amount),
        growth: Amount::fixed(0.0),
        ramp_months: 0,
        cap_per_month: None,
        basis: None,
        span: HERE,
    }
}

#[test]
fn a_cap_keeps_costs_from_crossing() {
    // Free of fixed cost but dear per unit: it loses at 100 a day, unless the volume never gets there.
    let crossing = |cap_per_month| {
        let site = site(&one_price(1.0, 0.0), &one_price(0.5, 41_062.5), Volume { cap_per_month, ..a_day(10.0) });
        let (_, ledger) = worked(&site);
        let at = volume::analyze(&site.records[0], &ledger).expect("a volume");
        at.crossovers.into_iter().find(|pair| pair.pair == (OptionIx(0), OptionIx(1))).expect("the pair").points
    };
    let open = crossing(None);
    assert_eq!(open.len(), 1, "{open:?}");
    let volume = open[0].volume;
    assert!((90.0..140.0).contains(&volume) && open[0].scale == volume / 10.0, "{open:?}");
    let month = 365.0 / 12.0;
    assert_eq!(crossing(Some(volume * 0.9 * month)), [], "the cap is reached first");
    let capped = crossing(Some(volume * 1.1 * month));
    assert_eq!(capped.len(), 1);
    assert!(is_close(capped[0].volume, volume));
}

#[test]
fn steps_without_number_come_to_an_end() {
    // Two ways to buy the same capacity: their steps cross again and again, tens of thousands of times over the range.
    let capacity = |per_unit: f64| {
        let price = UnitPrice::Fixed(Amount::fixed(per_unit));
        vec![CostKind::Capacity { volume: VolumeIx(0), per_unit, min_units: 0.0, price, multiplier: 1.0 }]
    };
    let site = site(&capacity(1.0), &capacity(1.1), Volume { growth: Amount::fixed(0.4), ..a_day(1_000.0) });
    let (_, ledger) = worked(&site);
    let at = volume::analyze(&site.records[0], &ledger).expect("a volume");
    assert!(at.crossovers.iter().all(|pair| pair.points.windows(2).all(|points| points[0].volume <= points[1].volume)));
    assert!(at.cheapest.windows(2).all(|bands| bands[0].to == bands[1].from));
}

#[test]
fn nothing_follows_a_volume_that_drives_nothing() {
    let site = site(&[blank::once(3.0)], &[blank::once(4.0)], a_day(10.0));
    let (_, ledger) = worked(&site);
    assert_eq!(volume::analyze(&site.records[0], &ledger), None);
    let site = self::site(&one_price(1.0, 0.0), &[blank::once(4.0)], a_day(0.0));
    let (_, ledger) = worked(&site);
    assert_eq!(volume::analyze(&site.records[0], &ledger), None, "nothing to scale");
}

#[test]
fn a_named_price_moves_wherever_it_is_paid() {
    let usage = CostKind::Usage { volume: VolumeIx(0), tariff: Tariff::Flat(UnitPrice::Fixed(Amount::fixed(2.0))), multiplier: 1.0 };
    let named = |price: u32| UnitPrice::Named { price: rationale::model::PriceIx(price), span: HERE };
    let with = |kind: &CostKind, price: UnitPrice| match kind {
        CostKind::Usage { volume, multiplier, .. } => {
            CostKind::Usage { volume: *volume, tariff: Tariff::Flat(price), multiplier: *multiplier }
        }
        other => other.clone(),
    };
    let mut site = site(&[with(&usage, named(0))], &[with(&usage, named(0)), blank::once(5.0)], a_day(1.0));
    site.prices.prices.push(rationale::model::catalogue::Price {
        id: "p".into(),
        name: "p".into(),
        unit: "units".into(),
        currency: "USD".into(),
        source: None,
        history: vec![rationale::model::catalogue::PriceRow {
            from: blank::date("2020-01-01"),
            to: None,
            price: 2.0,
            source: None,
            retrieved: None,
        }],
        span: HERE,
    });
    let (costs, ledger) = worked(&site);
    let ties = tie_price::analyze(&site.records[0], &costs, &ledger, None);
    let against_the_other = ties.iter().find(|tie| tie.versus == OptionIx(1)).expect("a tie is asked for");
    assert_eq!(against_the_other.price, None, "both pay the same price for the same use");
}

#[test]
fn the_range_moves_with_a_scenarios_amount() {
    let mut site = site(&one_price(1.0, 0.0), &one_price(0.5, 900.0), a_day(10.0));
    let tco = site.records[0].tco.as_mut().expect("costed");
    tco.range = Some((1.0, 40.0));
    let dearer: Cost = blank::cost("c0", one_price(3.0, 0.0).remove(0));
    let scenario = |id: &str, replacements| Scenario { id: id.into(), name: id.into(), set: Vec::new(), replacements };
    tco.scenarios = vec![
        scenario("more", vec![Replacement::Volume(VolumeIx(0), a_day(80.0))]),
        scenario("dearer", vec![Replacement::Cost(OptionIx(0), CostIx(0), dearer)]),
    ];
    let found = rationale::analyze::analyze(&site, &site.records[0]);
    let ranges: Vec<(f64, f64)> = found.scenarios.iter().map(|scenario| scenario.volume.as_ref().expect("a volume").range).collect();
    assert_eq!(ranges, [(8.0, 320.0), (1.0, 40.0)]);
    let totals = |at: usize| found.scenarios[at].cost.as_ref().expect("costed").option(OptionIx(0)).expect("costed").total;
    let base = found.cost.as_ref().expect("costed").option(OptionIx(0)).expect("costed").total;
    assert!(is_close(totals(0), base * 8.0) && is_close(totals(1), base * 3.0));
    assert_eq!(site.records[0].tco.as_ref().expect("costed").volumes[0].amount.likely, 10.0, "the record is unchanged");
    let mixes = |costs: &Costs| costs.option(OptionIx(2)).expect("costed").total;
    assert!(
        mixes(found.scenarios[1].cost.as_ref().expect("costed")) > mixes(found.cost.as_ref().expect("costed")),
        "the mix holds the cost"
    );
}

#[test]
fn a_scenario_leaves_text_and_scenarios_behind() {
    let mut record: Record = blank::record("r");
    record.tco = Some(blank::tco(12, 0.0));
    let scenario = Scenario { id: "s".into(), name: "s".into(), set: Vec::new(), replacements: Vec::new() };
    record.tco.as_mut().expect("costed").scenarios.push(scenario.clone());
    let changed = rationale::analyze::scenario::changed(&record, &scenario);
    assert!(changed.tco.expect("costed").scenarios.is_empty());
}
