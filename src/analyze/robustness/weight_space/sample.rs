//! Weightings drawn at random, for matrices that cutting would take too many pieces for (maths.md, 2.10).

use super::orders::Orders;
use crate::analyze::draw;

/// Weightings drawn.
pub(super) const POINTS: u32 = 65_536;

/// The part of the drawn weightings under which each row comes first; equals share a point. With an order, only weightings that
/// keep it are drawn.
pub(super) fn estimate(rows: &[&[f64]], criteria: usize, orders: Option<&Orders>) -> Vec<f64> {
    let columns: Vec<Vec<f64>> = (1..criteria).map(|at| draw::column(&format!("weights.{at}"), POINTS)).collect();
    let (mut cuts, mut weights, mut scores) = (vec![0.0; criteria - 1], vec![0.0; criteria], vec![0.0; rows.len()]);
    let mut firsts = vec![0.0; rows.len()];
    let mut room = Vec::with_capacity(criteria);
    for point in 0..POINTS as usize {
        for (cut, column) in cuts.iter_mut().zip(&columns) {
            *cut = column[point];
        }
        gaps(&mut cuts, &mut weights);
        if let Some(orders) = orders {
            orders.arrange(&mut weights, &mut room);
        }
        for (score, row) in scores.iter_mut().zip(rows) {
            *score = row.iter().zip(&weights).map(|(value, weight)| value * weight).sum();
        }
        let top = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let leaders = scores.iter().filter(|score| **score >= top).count() as f64;
        for (first, _) in firsts.iter_mut().zip(&scores).filter(|(_, score)| **score >= top) {
            *first += 1.0 / leaders;
        }
    }
    firsts.iter().map(|first| first / f64::from(POINTS)).collect()
}

/// Cuts of a stick of length 1 as the lengths of its parts: evenly spread over all weightings.
fn gaps(cuts: &mut [f64], weights: &mut [f64]) {
    cuts.sort_by(f64::total_cmp);
    let ends = cuts.iter().copied().chain(std::iter::once(1.0));
    let starts = std::iter::once(0.0).chain(cuts.iter().copied());
    for (weight, (start, end)) in weights.iter_mut().zip(starts.zip(ends)) {
        *weight = end - start;
    }
}

#[cfg(test)]
mod tests {
    use super::{Orders, estimate};

    #[test]
    fn an_estimate_is_near_the_exact_share() {
        let rows: [&[f64]; 3] = [&[4.0, 1.0, 3.0, 5.0], &[3.0, 5.0, 2.0, 2.0], &[4.0, 3.0, 3.0, 3.0]];
        let near = |found: &[f64], exact: [f64; 3]| found.iter().zip(exact).all(|(found, exact)| (found - exact).abs() < 0.01);
        let free = estimate(&rows, 4, None);
        assert!(near(&free, [31.0 / 63.0, 2.0 / 7.0, 2.0 / 9.0]), "{free:?}");
        let ordered = estimate(&rows, 4, Some(&Orders::of(&[0.4, 0.3, 0.2, 0.1])));
        assert!(near(&ordered, [0.0, 2.0 / 9.0, 7.0 / 9.0]), "{ordered:?}");
        let equals = estimate(&rows, 4, Some(&Orders::of(&[0.4, 0.2, 0.2, 0.2])));
        assert!(near(&equals, [0.5, 2.0 / 27.0, 23.0 / 54.0]), "{equals:?}");
        assert!((equals.iter().sum::<f64>() - 1.0).abs() < 1e-12);
    }
}
