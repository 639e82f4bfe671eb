//! Laws that hold for every matrix and every cost, tried on random ones.

use std::sync::Arc;

use proptest::prelude::{Just, Strategy, prop, prop_assert, prop_assert_eq, prop_assume, proptest};

use rationale::{
    analyze::{
        cost::{self, Costs},
        matrix::{self, Matrix},
    },
    model::{
        OptionIx, VolumeIx,
        cost::{Band, Billing, CostKind, Costing, MixPart, Per, PriceChange, Tariff, TierMode, UnitPrice, Volume, VolumePer},
        criterion::Reading,
        quantity::Amount,
        record::Record,
    },
};

use crate::oracle::{
    blank::{self, HERE},
    close::is_close,
};

/// Weights and values of a matrix; some cells are missing.
fn matrices() -> impl Strategy<Value = (Vec<f64>, Vec<Vec<Option<f64>>>)> {
    (2_usize..6, 2_usize..6).prop_flat_map(|(options, criteria)| {
        let weights = prop::collection::vec(0.1_f64..50.0, criteria);
        let cell = prop::option::weighted(0.9, (2_u8..=10).prop_map(|half| f64::from(half) / 2.0));
        (weights, prop::collection::vec(prop::collection::vec(cell, criteria), options))
    })
}

fn record(weights: &[f64], rows: &[Vec<Option<f64>>]) -> Record {
    let mut record = blank::record("random");
    record.options = (0..rows.len()).map(|at| blank::option(&format!("o{at}"), Costing::Uncosted)).collect();
    let column = |at: usize| Reading::Scored(rows.iter().map(|row| row[at]).collect());
    record.criteria = weights.iter().enumerate().map(|(at, weight)| blank::criterion(&format!("c{at}"), *weight, column(at))).collect();
    record
}

fn analyzed(weights: &[f64], rows: &[Vec<Option<f64>>]) -> Matrix {
    matrix::analyze(&record(weights, rows), None).expect("criteria and options")
}

/// What a random cost is made of.
fn kinds() -> impl Strategy<Value = CostKind> {
    let amount = || (0.0_f64..1e6).prop_map(Amount::fixed);
    let once = (amount(), 0_u32..40).prop_map(|(amount, month)| CostKind::Once { amount, month });
    let recurring = (amount(), prop::bool::ANY).prop_map(|(amount, yearly)| CostKind::Recurring {
        amount,
        per: if yearly { Per::Year } else { Per::Month },
        billing: if yearly { Billing::InAdvance } else { Billing::Monthly },
    });
    let team = (amount(), 0.0_f64..20.0, 0_u32..9).prop_map(|(annual_cost, heads, ramp_months)| CostKind::Team {
        fte: Amount::fixed(heads),
        annual_cost,
        load: 0.3,
        ramp_months,
    });
    let usage =
        amount().prop_map(|price| CostKind::Usage { volume: VolumeIx(0), tariff: Tariff::Flat(UnitPrice::Fixed(price)), multiplier: 2.0 });
    let capacity = (amount(), 1.0_f64..500.0).prop_map(|(price, per_unit)| CostKind::Capacity {
        volume: VolumeIx(0),
        per_unit,
        min_units: 2.0,
        price: UnitPrice::Fixed(price),
        multiplier: 1.0,
    });
    prop::strategy::Union::new([
        once.boxed(),
        recurring.boxed(),
        team.boxed(),
        usage.boxed(),
        capacity.boxed(),
        Just(CostKind::Exit { amount: Amount::fixed(9.0) }).boxed(),
    ])
}

/// The same cost with every price in it `factor` times as high.
fn dearer(kind: &CostKind, factor: f64) -> CostKind {
    let times = |amount: &Amount| Amount::fixed(amount.likely * factor);
    let times_price = |price: &UnitPrice| match price {
        UnitPrice::Fixed(amount) => UnitPrice::Fixed(times(amount)),
        named @ UnitPrice::Named { .. } => named.clone(),
    };
    let mut kind = kind.clone();
    match &mut kind {
        CostKind::Once { amount, .. } | CostKind::Recurring { amount, .. } | CostKind::Exit { amount } => *amount = times(amount),
        CostKind::Team { annual_cost, .. } => *annual_cost = times(annual_cost),
        CostKind::Usage { tariff: Tariff::Flat(price), .. } | CostKind::Capacity { price, .. } => *price = times_price(price),
        CostKind::Usage { tariff: Tariff::Tiers { .. }, .. } => {}
    }
    kind
}

/// A record with a growing volume and these costings.
fn costed(costings: Vec<Costing>) -> Costs {
    let mut record = blank::record("random");
    record.tco = Some(blank::tco(30, 0.08));
    let volume = Volume {
        id: "v".into(),
        unit: "units".into(),
        per: VolumePer::Day,
        amount: Amount::fixed(10.0),
        growth: Amount::fixed(0.4),
        ramp_months: 5,
        cap_per_month: Some(900.0),
        basis: None,
        span: HERE,
    };
    let tco = record.tco.as_mut().expect("just set");
    tco.volumes.push(volume);
    tco.volume = Some(VolumeIx(0));
    record.options = costings.into_iter().enumerate().map(|(at, costing)| blank::option(&format!("o{at}"), costing)).collect();
    let site = blank::site(blank::date("2026-01-01"), record);
    cost::analyze(&site, &site.records[0]).expect("costed")
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

proptest! {
    #[test]
    fn shares_sum_to_one((weights, rows) in matrices()) {
        prop_assert!(is_close(analyzed(&weights, &rows).weights.iter().sum(), 1.0));
    }

    #[test]
    fn scaling_the_weights_changes_nothing((weights, rows) in matrices(), factor in 0.01_f64..100.0) {
        let (one, other) = (analyzed(&weights, &rows), analyzed(&weights.iter().map(|weight| weight * factor).collect::<Vec<_>>(), &rows));
        prop_assert_eq!(one.winners, other.winners);
        for (one, other) in one.rows.iter().zip(&other.rows) {
            prop_assert_eq!(one.rank, other.rank);
            prop_assert!(is_close(one.low, other.low) && is_close(one.high, other.high));
        }
    }

    #[test]
    fn dropping_an_option_that_did_not_win_reorders_nobody((weights, rows) in matrices(), drop in 0_usize..6) {
        let whole = analyzed(&weights, &rows);
        prop_assume!(drop < rows.len() && !whole.winners.contains(&OptionIx::at(drop)) && rows.len() > 1);
        let mut fewer = rows.clone();
        fewer.remove(drop);
        let left = analyzed(&weights, &fewer);
        let scores = |matrix: &Matrix| matrix.rows.iter().map(|row| row.score).collect::<Vec<_>>();
        let mut wanted = scores(&whole);
        wanted.remove(drop);
        prop_assert_eq!(wanted, scores(&left));
        let ids = |winners: &[OptionIx], at: usize| winners.iter().map(|ix| if ix.index() > at { ix.index() - 1 } else { ix.index() }).collect::<Vec<_>>();
        prop_assert_eq!(ids(&whole.winners, drop), ids(&left.winners, usize::MAX));
    }

    #[test]
    fn contributions_make_up_the_score_and_gaps_the_margin((weights, rows) in matrices()) {
        let matrix = analyzed(&weights, &rows);
        for row in &matrix.rows {
            prop_assert!(row.low <= row.high && (1.0 - 1e-9..=5.0 + 1e-9).contains(&row.low));
            prop_assert_eq!(row.score.is_some(), row.missing.is_empty());
            if let Some(score) = row.score {
                prop_assert!(is_close(score, row.contribution.iter().flatten().sum()));
            }
        }
        if let (Some(gap), Some(margin)) = (&matrix.gap, matrix.margin) {
            prop_assert!((gap.iter().sum::<f64>() - margin).abs() < 1e-9);
            prop_assert!(margin > 0.0);
        }
    }

    #[test]
    fn years_kinds_and_lines_add_up_to_the_total(kinds in prop::collection::vec(kinds(), 0..6)) {
        let costs = costed(vec![own(&kinds)]);
        let option = costs.options[0].as_ref().expect("costed");
        let near = |one: f64, other: f64| (one - other).abs() <= 1e-9 * one.abs().max(1.0);
        prop_assert!(near(option.total, option.years.iter().sum()));
        prop_assert!(near(option.total, option.lines.iter().map(|line| line.total).sum()));
        prop_assert!(near(option.present_value, option.lines.iter().map(|line| line.present_value).sum()));
        prop_assert!(option.present_value <= option.total * (1.0 + 1e-12), "later money is worth less");
    }

    #[test]
    fn a_higher_price_never_costs_less(kinds in prop::collection::vec(kinds(), 1..6), at in 0_usize..6, factor in 1.0_f64..3.0) {
        prop_assume!(at < kinds.len());
        let mut raised = kinds.clone();
        raised[at] = dearer(&kinds[at], factor);
        let costs = costed(vec![own(&kinds), own(&raised)]);
        let (before, after) = (costs.options[0].as_ref().expect("costed"), costs.options[1].as_ref().expect("costed"));
        prop_assert!(after.total >= before.total * (1.0 - 1e-12));
        prop_assert!(after.present_value >= before.present_value * (1.0 - 1e-12));
    }

    #[test]
    fn a_mix_of_an_option_with_itself_is_the_option(kinds in prop::collection::vec(kinds(), 1..6), share in 0.1_f64..0.9) {
        // Steps of capacity are what a split can cost; everything else is linear.
        let linear: Vec<CostKind> = kinds.into_iter().filter(|kind| !matches!(kind, CostKind::Capacity { .. })).collect();
        let part = |share: f64| MixPart { option: OptionIx(0), share, fixed: share };
        let costs = costed(vec![own(&linear), Costing::Mix { parts: vec![part(share), part(1.0 - share)], costs: Vec::new() }]);
        let (alone, mixed) = (costs.options[0].as_ref().expect("costed"), costs.options[1].as_ref().expect("costed"));
        prop_assert!((alone.total - mixed.total).abs() <= 1e-9 * alone.total.max(1.0));
        prop_assert!((alone.present_value - mixed.present_value).abs() <= 1e-9 * alone.present_value.max(1.0));
    }

    #[test]
    fn splitting_capacity_never_saves_a_unit(quantity in 0.0_f64..1e5, per_unit in 1.0_f64..500.0, share in 0.0_f64..=1.0) {
        let units = |quantity| cost::tariff::capacity_units(quantity, per_unit, 0.0);
        prop_assert!(units(quantity * share) + units(quantity * (1.0 - share)) >= units(quantity));
    }

    #[test]
    fn graduated_tiers_never_fall(bounds in prop::collection::btree_set(1_u32..10_000, 1..4), one in 0.0_f64..20_000.0, other in 0.0_f64..20_000.0) {
        let mut bands: Vec<Band> = bounds.iter().map(|bound| Band { up_to: Some(f64::from(*bound)), price: 10.0 / f64::from(*bound), flat: 3.0 }).collect();
        bands.push(Band { up_to: None, price: 0.001, flat: 0.0 });
        let cost = |quantity| cost::tariff::tier_cost(TierMode::Graduated, &bands, quantity);
        prop_assert!(cost(one.min(other)) <= cost(one.max(other)) + 1e-9);
    }

    #[test]
    fn of_two_options_one_has_paid_back_at_the_end(one in prop::collection::vec(kinds(), 1..4), other in prop::collection::vec(kinds(), 1..4)) {
        let costs = costed(vec![own(&one), own(&other), Costing::Uncosted]);
        prop_assert_eq!(costs.paybacks.len(), 2, "every ordered pair of those that are costed");
        let total = |at: usize| costs.options[at].as_ref().expect("costed").total;
        let months = [costs.paybacks[0].month, costs.paybacks[1].month];
        prop_assert!(months[0].is_some() || months[1].is_some());
        if total(0) < total(1) * (1.0 - 1e-9) {
            prop_assert!(months[0].is_some() && months[1].is_none());
        }
    }
}
