//! Laws of how firm an answer is: flips stand exactly where the winner changes, shares of weight space are what cutting option by
//! option gives, and what cannot be cut is estimated and says so.

use proptest::prelude::{Strategy, prop, prop_assert, prop_assert_eq, prop_assert_ne, proptest};
use rationale::{
    analyze::{
        matrix::{self, Matrix},
        robustness::{self, Method, Robustness},
        value,
    },
    model::{
        OptionIx,
        cost::Costing,
        criterion::{Measure, Must, Reading, ValueFunction},
        record::Record,
    },
};

use crate::oracle::{blank, close::is_close};

/// Weights and values of a matrix.
type Numbers = (Vec<f64>, Vec<Vec<f64>>);

/// Matrices in half points; of the weights, some are equal.
fn matrices() -> impl Strategy<Value = Numbers> {
    (1_usize..6, 1_usize..6).prop_flat_map(|(options, criteria)| {
        let weight = (1_u8..=8).prop_map(|weight| f64::from(weight) * 5.0);
        let cell = (2_u8..=10).prop_map(|half| f64::from(half) / 2.0);
        (prop::collection::vec(weight, criteria), prop::collection::vec(prop::collection::vec(cell, criteria), options))
    })
}

fn record((weights, rows): &Numbers) -> Record {
    let mut record = blank::record("random");
    record.options = (0..rows.len()).map(|at| blank::option(&format!("o{at}"), Costing::Uncosted)).collect();
    let column = |at: usize| Reading::Scored(rows.iter().map(|row| Some(row[at])).collect());
    record.criteria = weights.iter().enumerate().map(|(at, weight)| blank::criterion(&format!("c{at}"), *weight, column(at))).collect();
    record
}

fn of(record: Record) -> (Matrix, Robustness) {
    let matrix = matrix::analyze(&record, None).expect("criteria and options");
    let site = blank::site(blank::date("2026-01-01"), record);
    let firm = robustness::analyze(&site, &site.records[0], &matrix, None);
    (matrix, firm)
}

fn winner(numbers: &Numbers) -> Option<OptionIx> {
    matrix::analyze(&record(numbers), None).expect("criteria and options").winner
}

fn free(firm: &Robustness) -> &[f64] {
    &firm.win_share.as_ref().expect("options take part").shares
}

/// What two engineers agreed on: option by option, cut the simplex by each lead, keep what is not negative, and add up.
fn shares_option_by_option(corners: &[Vec<f64>], rows: &[Vec<f64>]) -> Vec<f64> {
    let score = |row: &[f64], corner: &[f64]| row.iter().zip(corner).map(|(value, weight)| value * weight).sum::<f64>();
    let share = |row: &Vec<f64>| {
        let rivals: Vec<&Vec<f64>> = rows.iter().filter(|other| *other != row).collect();
        let leads = |corner: &Vec<f64>| rivals.iter().map(|rival| score(row, corner) - score(rival, corner)).collect::<Vec<f64>>();
        let whole: Vec<Vec<f64>> = corners.iter().map(leads).collect();
        let alike = rows.iter().filter(|other| *other == row).count() as f64;
        cut(&whole, 0, 1.0) / alike
    };
    rows.iter().map(share).collect()
}

fn cut(piece: &[Vec<f64>], lead: usize, volume: f64) -> f64 {
    let Some(_) = piece[0].get(lead) else { return volume };
    let by_lead = |a: &usize, b: &usize| piece[*a][lead].total_cmp(&piece[*b][lead]);
    let low = (0..piece.len()).min_by(by_lead).expect("a corner");
    let high = (0..piece.len()).max_by(by_lead).expect("a corner");
    let (least, most) = (piece[low][lead], piece[high][lead]);
    if least >= -1e-12 {
        return cut(piece, lead + 1, volume);
    }
    if most <= 1e-12 {
        return 0.0;
    }
    let part = most / (most - least);
    let level: Vec<f64> = piece[low].iter().zip(&piece[high]).map(|(low, high)| high + part * (low - high)).collect();
    let with = |at: usize| {
        piece.iter().enumerate().map(|(other, corner)| if at == other { level.clone() } else { corner.clone() }).collect::<Vec<_>>()
    };
    cut(&with(low), lead, volume * part) + cut(&with(high), lead, volume * (1.0 - part))
}

/// Corners of the weightings that keep an order: (1), (½, ½), (⅓, ⅓, ⅓) …
fn ordered_corners(order: &[usize]) -> Vec<Vec<f64>> {
    let corner = |last: usize| {
        let mut weights = vec![0.0; order.len()];
        for criterion in &order[..=last] {
            weights[*criterion] = 1.0 / (last + 1) as f64;
        }
        weights
    };
    (0..order.len()).map(corner).collect()
}

/// All orders that weights allow.
fn orders(weights: &[f64]) -> Vec<Vec<usize>> {
    let mut orders = vec![Vec::new()];
    for _ in weights {
        let longer = |order: &Vec<usize>| {
            let left = || (0..weights.len()).filter(|at| !order.contains(at));
            let most = left().map(|at| weights[at]).fold(0.0, f64::max);
            left().filter(|at| weights[*at] == most).map(|at| [&order[..], &[at]].concat()).collect::<Vec<_>>()
        };
        orders = orders.iter().flat_map(longer).collect();
    }
    orders
}

fn near(one: &[f64], other: &[f64]) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(one, other)| (one - other).abs() < 1e-9)
}

proptest! {
    #[test]
    fn shares_are_those_of_cutting_option_by_option(numbers in matrices()) {
        let (_, firm) = of(record(&numbers));
        let (weights, rows) = &numbers;
        let corners: Vec<Vec<f64>> = (0..weights.len()).map(|at| (0..weights.len()).map(|other| f64::from(u8::from(at == other))).collect()).collect();
        let wanted = shares_option_by_option(&corners, rows);
        prop_assert!(near(free(&firm), &wanted), "{:?} instead of {:?}", free(&firm), wanted);
        prop_assert!(is_close(wanted.iter().sum(), 1.0) && is_close(free(&firm).iter().sum(), 1.0));

        let orders = orders(weights);
        let mut mean = vec![0.0; rows.len()];
        for order in &orders {
            for (mean, share) in mean.iter_mut().zip(shares_option_by_option(&ordered_corners(order), rows)) {
                *mean += share / orders.len() as f64;
            }
        }
        let ordered = firm.win_share_ordered.expect("few orders").shares;
        prop_assert!(near(&ordered, &mean), "{ordered:?} instead of {mean:?}");
        prop_assert!(is_close(ordered.iter().sum(), 1.0));
    }

    #[test]
    fn an_option_that_never_leads_takes_nothing_from_the_others(numbers in matrices()) {
        let (_, firm) = of(record(&numbers));
        if let Some(never) = free(&firm).iter().position(|share| *share == 0.0) {
            let (weights, mut rows) = numbers.clone();
            rows.remove(never);
            let mut wanted = free(&firm).to_vec();
            wanted.remove(never);
            let (_, fewer) = of(record(&(weights, rows)));
            prop_assert!(near(free(&fewer), &wanted));
        }
    }

    #[test]
    fn scaling_the_weights_moves_no_flip(numbers in matrices(), factor in 0.01_f64..100.0) {
        let scaled = (numbers.0.iter().map(|weight| weight * factor).collect(), numbers.1.clone());
        let ((_, one), (_, other)) = (of(record(&numbers)), of(record(&scaled)));
        prop_assert!(near(free(&one), free(&other)));
        for (one, other) in one.flips.iter().zip(&other.flips) {
            prop_assert_eq!(one.is_some(), other.is_some());
            let (Some(one), Some(other)) = (one, other) else { continue };
            for (one, other) in [(one.low, other.low), (one.high, other.high)] {
                prop_assert_eq!(one.map(|flip| flip.to), other.map(|flip| flip.to));
                let points = one.and_then(|flip| flip.points).zip(other.and_then(|flip| flip.points));
                prop_assert!(points.is_none_or(|(one, other)| (one * factor - other).abs() <= 1e-9 * other.abs().max(1.0)));
            }
        }
    }

    #[test]
    fn the_winner_stays_inside_its_interval_and_goes_outside(numbers in matrices()) {
        let (matrix, firm) = of(record(&numbers));
        for (at, flip) in firm.flips.iter().enumerate().filter_map(|(at, flip)| Some((at, flip.as_ref()?))) {
            // Others untouched: the author's points say the same as the share.
            for (point, outwards) in [(flip.low, -1.0), (flip.high, 1.0)] {
                let Some(point) = point else { continue };
                let points = point.points.expect("the share is below 1");
                let moved_to = |points: f64| {
                    let mut moved = numbers.clone();
                    moved.0[at] = points;
                    winner(&moved)
                };
                // A thousandth of the way: the lead there is small, but not so small as to count as none.
                let step = (points - numbers.0[at]).abs() / 1000.0 * outwards;
                prop_assert_eq!(moved_to(points - step), matrix.winner, "just inside");
                prop_assert_ne!(moved_to((points + step).max(points / 2.0)), matrix.winner, "just outside");
            }
        }
    }

    #[test]
    fn the_interval_is_as_wide_as_it_can_be(numbers in matrices(), part in 0.0_f64..1.0) {
        let (matrix, firm) = of(record(&numbers));
        let whole: f64 = numbers.0.iter().sum();
        for (at, flip) in firm.flips.iter().enumerate().filter_map(|(at, flip)| Some((at, flip.as_ref()?))) {
            let (low, high) = (flip.low.map_or(0.0, |low| low.share), flip.high.map_or(1.0, |high| high.share));
            prop_assert!(low < flip.weight && flip.weight < high);
            let share = (low + (high - low) * (0.001 + 0.998 * part)).clamp(1e-6, 1.0 - 1e-6);
            let mut moved = numbers.clone();
            moved.0[at] = share / (1.0 - share) * (whole - numbers.0[at]);
            // Near an end the lead may be smaller than what counts as one.
            let found = matrix::analyze(&record(&moved), None).expect("criteria and options");
            prop_assert!(found.winners.contains(&matrix.winner.expect("a flip has a winner")));
        }
    }

    #[test]
    fn a_cell_flips_just_beyond_its_change(numbers in matrices()) {
        let (matrix, firm) = of(record(&numbers));
        prop_assert!(firm.cell_flips.len() <= 5);
        prop_assert!(firm.cell_flips.is_sorted_by(|a, b| a.change.abs() <= b.change.abs()));
        for flip in &firm.cell_flips {
            let moved_by = |change: f64| {
                let mut moved = numbers.clone();
                moved.1[flip.option.index()][flip.criterion.index()] += change;
                let scores = matrix::analyze(&record(&moved), None).expect("criteria and options");
                let score = |ix: OptionIx| scores.row(ix).score.expect("complete");
                score(matrix.winner.expect("a flip has a winner")) - score(flip.versus)
            };
            prop_assert!(moved_by(flip.change).abs() < 1e-9, "level");
            prop_assert!(moved_by(flip.change * 0.999) > 0.0 && moved_by(flip.change * 1.001) < 0.0);
        }
    }

    #[test]
    fn readings_bring_the_value_that_was_asked_for(from in 0.5_f64..200.0, target in 1.0_f64..5.0) {
        let log = ValueFunction::Log { best: 1.0, worst: 100.0 };
        let linear = ValueFunction::Linear { best: 10.0, worst: 90.0 };
        let points = ValueFunction::Points(vec![(1.0, 5.0), (10.0, 2.0), (40.0, 4.0), (100.0, 1.0)]);
        for function in [log, linear, points] {
            let reached = value::reading_of(&function, from, target).expect("all values from 1 to 5 are reached");
            prop_assert!((value::value_of(&function, reached.reading).value - target).abs() < 1e-9 && !reached.beyond);
        }
    }

    #[test]
    fn slopes_are_what_the_value_does_next(reading in 11.0_f64..89.0) {
        let points = ValueFunction::Points(vec![(1.0, 5.0), (10.0, 2.0), (40.0, 4.0), (100.0, 1.0)]);
        for function in [ValueFunction::Log { best: 1.0, worst: 100.0 }, ValueFunction::Linear { best: 90.0, worst: 10.0 }, points] {
            let after = value::value_of(&function, reading + 1e-6).value - value::value_of(&function, reading).value;
            let slope = value::slope_at(&function, reading).expect("inside the anchors");
            prop_assert!((slope - after / 1e-6).abs() < 1e-4 || (39.9..40.0).contains(&reading), "{slope} at {reading}");
        }
    }
}

#[test]
fn steps_say_which_bound_to_reach_or_pass() {
    let steps = ValueFunction::Steps(vec![(Some(10.0), 5.0), (Some(50.0), 3.0), (None, 1.0)]);
    let reached = |from: f64, target: f64| value::reading_of(&steps, from, target).map(|to| (to.reading, to.beyond));
    assert_eq!(reached(45.0, 3.2), Some((10.0, false)), "a better step ends at its bound");
    assert_eq!(reached(45.0, 2.9), Some((50.0, true)), "a worse one begins behind it");
    assert_eq!(reached(900.0, 4.0), Some((10.0, false)), "over a step that is not enough");
    assert_eq!(reached(5.0, 5.0 + 1e-9), None, "nothing is better than the best");
    assert_eq!(value::slope_at(&steps, 20.0), None);
}

#[test]
fn a_flat_curve_has_no_price_and_no_way_back() {
    let plateau = ValueFunction::Points(vec![(0.0, 4.0), (10.0, 4.0), (20.0, 2.0)]);
    assert_eq!(value::slope_at(&plateau, 5.0), None);
    assert_eq!(value::slope_at(&plateau, 10.0), Some(-0.2), "at a bend, what comes next");
    assert_eq!(value::slope_at(&plateau, 25.0), None, "outside the anchors");
    assert_eq!(value::reading_of(&plateau, 15.0, 4.5), None);
}

#[test]
fn measured_cells_flip_in_their_own_unit() {
    let mut record = record(&(vec![60.0, 40.0], vec![vec![4.0, 0.0], vec![3.0, 0.0]]));
    let value = ValueFunction::Linear { best: 0.0, worst: 100.0 };
    record.criteria[1].reading = Reading::Measured { measure: Measure::Given(vec![Some(75.0), Some(50.0)]), value };
    // 0.6 × 4 + 0.4 × 2 against 0.6 × 3 + 0.4 × 3: ahead by 0.2, which is half a point of the second criterion.
    let (_, firm) = of(record);
    let flip = firm.cell_flips.iter().find(|flip| flip.criterion.index() == 1 && flip.option == OptionIx(1)).expect("in reach");
    let reading = flip.reading.expect("measured");
    assert!(is_close(flip.change, 0.5) && is_close(reading.from, 50.0) && is_close(reading.to, 37.5), "{flip:?}");
    assert!(firm.cell_flips.iter().filter(|flip| flip.criterion.index() == 0).all(|flip| flip.reading.is_none()));
}

#[test]
fn who_takes_no_part_has_no_share_and_beats_nobody() {
    let mut record = record(&(vec![50.0, 50.0], vec![vec![5.0, 5.0], vec![3.0, 4.0], vec![4.0, 3.0], vec![2.0, 2.0]]));
    record.criteria[0].terms.musts = vec![Must::Value(1.0)];
    let Reading::Scored(scores) = &mut record.criteria[0].reading else { panic!("scored by hand") };
    scores[0] = Some(0.5);
    let (matrix, firm) = of(record);
    assert!(!matrix.rows[0].eligible);
    assert!(near(free(&firm), &[0.0, 0.5, 0.5, 0.0]), "{firm:?}");
    assert_eq!(firm.dominated, [(OptionIx(3), OptionIx(1)), (OptionIx(3), OptionIx(2))]);
    assert_eq!((matrix.winner, firm.flips), (None, vec![None, None]), "a tie has no winner to flip");
    assert_eq!(firm.benefit[0], None);
}

#[test]
fn one_criterion_has_nothing_to_flip_and_one_option_wins_always() {
    let (_, firm) = of(record(&(vec![7.0], vec![vec![3.0], vec![2.0]])));
    assert_eq!(firm.flips, [None]);
    assert!(near(free(&firm), &[1.0, 0.0]));
    let (_, firm) = of(record(&(vec![7.0, 3.0], vec![vec![3.0, 1.0]])));
    assert_eq!(free(&firm), [1.0]);
    assert!(firm.flips.iter().all(|flip| flip.is_some_and(|flip| flip.low.is_none() && flip.high.is_none())));
}

#[test]
fn too_many_equal_weights_leave_their_orders_alone() {
    let rows = vec![vec![1.0, 2.0, 3.0, 4.0, 5.0, 4.0, 3.0], vec![5.0, 4.0, 3.0, 2.0, 1.0, 2.0, 4.0]];
    let shares = |weights: Vec<f64>| of(record(&(weights, rows.clone()))).1.win_share_ordered;
    assert_eq!(shares(vec![1.0; 7]), None, "5,040 orders");
    assert!(shares(vec![2.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0]).is_some(), "720 orders");
}

#[test]
fn what_takes_too_many_pieces_is_estimated_and_says_so() {
    // On a curve bent outwards each row is the best somewhere.
    let rows: Vec<Vec<f64>> =
        (0..70_u8).map(|at| f64::from(at) / 69.0).map(|x| vec![1.0 + 4.0 * x, 1.0 + 4.0 * (1.0 - x * x), 3.0]).collect();
    let (_, firm) = of(record(&(vec![50.0, 30.0, 20.0], rows)));
    for share in [firm.win_share, firm.win_share_ordered] {
        let share = share.expect("options take part");
        assert_eq!(share.method, Method::Estimated);
        assert!(is_close(share.shares.iter().sum(), 1.0));
    }
}
