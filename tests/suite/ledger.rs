//! The ledger is a second way to the same numbers: whatever values the ranges take, it says what the month-by-month walk says.

use std::sync::Arc;

use proptest::prelude::{Just, Strategy, prop, prop_assert, prop_assert_eq, proptest};
use rationale::{
    analyze::{cost, ledger::Ledger},
    model::{
        OptionIx, VolumeIx,
        cost::{Band, Billing, CostKind, Costing, MixPart, Per, Phase, PriceChange, Tariff, TierMode, UnitPrice, Volume, VolumePer},
        quantity::{Amount, Shape},
        record::Record,
    },
};

use crate::oracle::{
    CASES,
    blank::{self, HERE},
    data, load,
};

fn amounts(most: f64) -> impl Strategy<Value = Amount> {
    let range = (0.0..most, 0.0..most, 0.0..most).prop_map(|(one, other, third)| {
        let mut ends = [one, other, third];
        ends.sort_by(f64::total_cmp);
        Amount { low: ends[0], likely: ends[1], high: ends[2], shape: Shape::Triangular }
    });
    prop::strategy::Union::new([range.boxed(), (0.0..most).prop_map(Amount::fixed).boxed()])
}

fn kinds() -> impl Strategy<Value = CostKind> {
    let money = || amounts(1e6);
    let price = || amounts(100.0).prop_map(UnitPrice::Fixed);
    let volume = || (0_u32..2).prop_map(VolumeIx);
    let once = (money(), 0_u32..40).prop_map(|(amount, month)| CostKind::Once { amount, month });
    let recurring = (money(), prop::bool::ANY).prop_map(|(amount, yearly)| CostKind::Recurring {
        amount,
        per: if yearly { Per::Year } else { Per::Month },
        billing: if yearly { Billing::InAdvance } else { Billing::Monthly },
    });
    let team = (amounts(20.0), money(), 0_u32..9).prop_map(|(fte, annual_cost, ramp_months)| CostKind::Team {
        fte,
        annual_cost,
        load: 0.3,
        ramp_months,
    });
    let usage = (price(), volume()).prop_map(|(price, volume)| CostKind::Usage { volume, tariff: Tariff::Flat(price), multiplier: 2.0 });
    let tiers = (volume(), prop::bool::ANY).prop_map(|(volume, graduated)| {
        let band = |up_to, price, flat| Band { up_to, price, flat };
        let bands = vec![band(Some(100.0), 3.0, 0.0), band(Some(400.0), 2.0, 50.0), band(None, 1.0, 0.0)];
        let mode = if graduated { TierMode::Graduated } else { TierMode::Volume };
        CostKind::Usage { volume, tariff: Tariff::Tiers { mode, bands }, multiplier: 1.0 }
    });
    let capacity = (price(), 1.0_f64..500.0, volume()).prop_map(|(price, per_unit, volume)| CostKind::Capacity {
        volume,
        per_unit,
        min_units: 2.0,
        price,
        multiplier: 1.0,
    });
    let exit = money().prop_map(|amount| CostKind::Exit { amount });
    prop::strategy::Union::new([
        once.boxed(),
        recurring.boxed(),
        team.boxed(),
        usage.boxed(),
        tiers.boxed(),
        capacity.boxed(),
        exit.boxed(),
    ])
}

fn volumes() -> impl Strategy<Value = Volume> {
    let growth = prop::strategy::Union::new([Just(Amount::fixed(0.0)).boxed(), Just(Amount::fixed(0.4)).boxed(), amounts(1.5).boxed()]);
    (amounts(40.0), growth, 0_u32..6, prop::option::of(100.0_f64..900.0)).prop_map(|(amount, growth, ramp_months, cap_per_month)| Volume {
        id: String::new(),
        unit: "units".into(),
        per: VolumePer::Day,
        amount,
        growth,
        ramp_months,
        cap_per_month,
        basis: None,
        span: HERE,
    })
}

fn own(kinds: &[CostKind]) -> Costing {
    let change = PriceChange { factor_per_year: 0.9, step_months: 6, floor: 0.5 };
    let cost = |(at, kind): (usize, &CostKind)| {
        let mut cost = blank::cost(&format!("c{at}"), kind.clone());
        Arc::make_mut(&mut cost.terms).price_change = (at % 2 == 1).then(|| Box::new(change));
        cost.rate = Some(1.0 + at as f64 / 10.0);
        cost
    };
    Costing::Own(kinds.iter().enumerate().map(cost).collect())
}

/// Two options of their own, a mix of them and one after the other, over two volumes.
fn record(one: &[CostKind], other: &[CostKind], volumes: Vec<Volume>) -> Record {
    let mut record = blank::record("random");
    let mut tco = blank::tco(30, 0.08);
    tco.volumes = volumes.into_iter().enumerate().map(|(at, volume)| Volume { id: format!("v{at}"), ..volume }).collect();
    tco.volume = Some(VolumeIx(0));
    record.tco = Some(tco);
    let part = |at, share, fixed| MixPart { option: OptionIx(at), share, fixed };
    let mix = Costing::Mix { parts: vec![part(0, 0.3, 0.5), part(1, 0.7, 1.0)], costs: Vec::new() };
    let step = |at, from, serves_from| Phase { option: OptionIx(at), from, serves_from };
    let phases = Costing::Phases { steps: vec![step(0, 0, 0), step(1, 9, 11)], costs: Vec::new() };
    let costings = [own(one), own(other), mix, phases].into_iter().enumerate();
    record.options = costings.map(|(at, costing)| blank::option(&format!("o{at}"), costing)).collect();
    record
}

/// Puts a certain value in the place of the range at a front-matter path.
fn set(record: &mut Record, path: &str, value: f64) {
    let parts: Vec<&str> = path.split('.').collect();
    let amount = match parts[..] {
        ["volumes", id, field] => {
            let volumes = &mut record.tco.as_mut().expect("costed").volumes;
            let volume = volumes.iter_mut().find(|volume| volume.id == id).expect("a volume");
            if field == "amount" { &mut volume.amount } else { &mut volume.growth }
        }
        ["costs", option, id, field] => {
            let option = record.options.iter_mut().find(|known| known.id == option).expect("an option");
            let Costing::Own(costs) = &mut option.costing else { panic!("ranges stand in costs of an option's own") };
            let cost = costs.iter_mut().find(|cost| &*cost.terms.id == id).expect("a cost");
            match (&mut cost.kind, field) {
                (CostKind::Once { amount, .. } | CostKind::Recurring { amount, .. } | CostKind::Exit { amount }, "amount") => amount,
                (CostKind::Team { fte, .. }, "fte") => fte,
                (CostKind::Team { annual_cost, .. }, "annual_cost") => annual_cost,
                (
                    CostKind::Usage { tariff: Tariff::Flat(UnitPrice::Fixed(price)), .. }
                    | CostKind::Capacity { price: UnitPrice::Fixed(price), .. },
                    "price",
                ) => price,
                (kind, field) => panic!("{kind:?} has no {field}"),
            }
        }
        _ => panic!("{path} is no path of a range"),
    };
    *amount = Amount::fixed(value);
}

fn is_near(one: f64, other: f64) -> bool {
    (one - other).abs() <= 1e-9 * one.abs().max(1.0)
}

/// The walk's costs of a record.
fn walked(record: &Record) -> cost::Costs {
    let site = blank::site(blank::date("2026-01-01"), record.clone());
    cost::analyze(&site, &site.records[0]).expect("costed")
}

proptest! {
    #[test]
    fn any_value_of_any_range(
        one in prop::collection::vec(kinds(), 0..5),
        other in prop::collection::vec(kinds(), 0..5),
        volumes in prop::collection::vec(volumes(), 2..=2),
        parts in prop::collection::vec(0.0_f64..=1.0, 32),
    ) {
        let record = record(&one, &other, volumes);
        let ledger = Ledger::new(&record, &walked(&record)).expect("costed");
        let between = |amount: Amount, part: f64| amount.low + part * (amount.high - amount.low);
        let values: Vec<f64> = ledger.inputs().iter().zip(&parts).map(|(input, part)| between(input.amount, *part)).collect();
        let mut moved = record.clone();
        for (input, value) in ledger.inputs().iter().zip(&values) {
            set(&mut moved, &input.path, *value);
        }
        let (likely, walked_likely, walked_moved) = (ledger.likely(), walked(&record), walked(&moved));
        let columns: Vec<Vec<f64>> = values.iter().zip(&likely).map(|(value, likely)| vec![*value, *likely]).collect();
        for option in record.option_ixs() {
            let wanted = [&walked_moved, &walked_likely].map(|costs| costs.option(option).expect("costed").present_value);
            let mut found = [0.0; 2];
            prop_assert_eq!(ledger.present_values(option, &ledger.draws(columns.clone()), &mut found), Some(()));
            for ((found, wanted), values) in found.into_iter().zip(wanted).zip([&values, &likely]) {
                prop_assert!(is_near(wanted, found), "{wanted} by the walk, {found} by columns");
                prop_assert!(is_near(wanted, ledger.present_value(option, values).expect("costed")));
            }
        }
    }

    #[test]
    fn any_amount_of_the_primary_volume(
        one in prop::collection::vec(kinds(), 0..5),
        other in prop::collection::vec(kinds(), 0..5),
        volumes in prop::collection::vec(volumes(), 2..=2),
        amount in 0.0_f64..100.0,
    ) {
        let record = record(&one, &other, volumes);
        let ledger = Ledger::new(&record, &walked(&record)).expect("costed");
        let mut moved = record.clone();
        set(&mut moved, "volumes.v0.amount", amount);
        let costs = walked(&moved);
        for option in record.option_ixs() {
            let (wanted, along) = (costs.option(option).expect("costed"), ledger.along(option).expect("costed"));
            let mut money = rationale::analyze::ledger::Money::none(0);
            along.money(amount, &mut money);
            prop_assert!(is_near(wanted.present_value, along.present_value(amount)));
            prop_assert!(is_near(wanted.present_value, money.present_value) && is_near(wanted.total, money.total()));
            for (wanted, found) in wanted.years.iter().zip(&money.years) {
                prop_assert!(is_near(*wanted, *found));
            }
        }
    }
}

#[test]
fn ranges_are_named_as_people_write_them_and_keyed_as_the_oracle_does() {
    let site = load::site(&data(&format!("inputs/{}", CASES[0])));
    let record = &site.records[0];
    let ledger = Ledger::new(record, &cost::analyze(&site, record).expect("costed")).expect("costed");
    let named: Vec<[&str; 2]> = ledger.inputs().iter().map(|input| [input.key.as_str(), input.path.as_str()]).collect();
    assert_eq!(named[0], ["volumes.tokens.base", "volumes.tokens.amount"]);
    assert!(named.contains(&["items.buy.team-integrate.fte", "costs.buy.team-integrate.fte"]), "{named:?}");
}

#[test]
fn breakpoints_are_where_the_slope_changes() {
    let site = load::site(&data(&format!("inputs/{}", CASES[0])));
    let record = &site.records[0];
    let ledger = Ledger::new(record, &cost::analyze(&site, record).expect("costed")).expect("costed");
    let along = ledger.along(OptionIx(2)).expect("costed");
    let mut found = Vec::new();
    along.breakpoints((0.1, 300.0), &mut found);
    // Two units of 900 million tokens a month are there anyway: the first step comes at 1,800 a month.
    let first = found.iter().copied().fold(f64::INFINITY, f64::min);
    assert!(is_near(1800.0 / (365.0 / 12.0), first), "{first}");
    assert!(along.present_value(first * 1.001) > along.present_value(first * 0.999) + 1000.0);
}
