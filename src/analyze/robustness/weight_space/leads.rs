//! What the leads of one linear function over another, corner by corner of a simplex, say about where it is ahead.

/// Differences smaller than this are none.
const NONE: f64 = 1e-12;

/// Where a function stands at a corner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Ahead,
    Level,
    Behind,
}

/// On which side a lead is.
#[inline]
pub(super) fn side(lead: f64) -> Side {
    if lead > NONE {
        Side::Ahead
    } else if lead < -NONE {
        Side::Behind
    } else {
        Side::Level
    }
}

/// At how many corners a function is ahead, and at how many it is behind.
#[inline]
pub(super) fn sides(leads: impl Iterator<Item = f64>) -> (usize, usize) {
    leads.fold((0, 0), |(ahead, behind), lead| (ahead + usize::from(lead > NONE), behind + usize::from(lead < -NONE)))
}

/// Into how many pieces the side ahead falls: a way through a grid each, that leaves out one corner behind after another, and now
/// and then one that is ahead.
pub(super) fn pieces((ahead, behind): (usize, usize)) -> u64 {
    (1..=behind as u64).fold(1_u64, |pieces, step| pieces.saturating_mul(ahead as u64 + step - 1) / step)
}

/// How much of a part lies where a function is not behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Share {
    /// Nothing.
    None,
    /// Perhaps some of it.
    Some,
    /// All.
    All,
}

/// How much of the part in which `given` is not negative lies where `leads` are not negative either.
///
/// The corners of that part are those of the simplex at which `given` is not negative, and one on each edge from ahead to behind.
pub(super) fn share(leads: &[f64], given: &[f64]) -> Share {
    let there = leads.iter().zip(given).filter(|(_, given)| **given >= -NONE);
    let (least, most) = there.fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), (lead, _)| (least.min(*lead), most.max(*lead)));
    if least >= -NONE && all_edges_reach(leads, given, 1.0) {
        Share::All
    } else if most <= NONE && all_edges_reach(leads, given, -1.0) {
        Share::None
    } else {
        Share::Some
    }
}

/// Whether `sign` times the leads is not negative on each edge where `given` is level: at `(a |q| + b p) / (p + |q|)`, for leads `a`
/// and `b` at its ends and `given` `p` and `q`. Over `p |q|` that is a sum of one term an end, so each end is looked at alone.
fn all_edges_reach(leads: &[f64], given: &[f64], sign: f64) -> bool {
    let (mut ahead, mut behind) = (f64::INFINITY, f64::INFINITY);
    for (lead, given) in leads.iter().zip(given) {
        let term = (sign * lead + NONE) / given.abs();
        match side(*given) {
            Side::Ahead => ahead = ahead.min(term),
            Side::Behind => behind = behind.min(term),
            Side::Level => {}
        }
    }
    ahead + behind >= 0.0
}

/// The fraction of a simplex in which a function is ahead. `room` holds three numbers a corner.
///
/// A cut splits an edge from a positive to a negative corner at `s = p/(p − q)`, and what is left to do depends only on how many
/// corners of either sign are left. So one cut needs no pieces: a table of all counts holds their sums.
pub(super) fn fraction(leads: &[f64], room: &mut [f64]) -> f64 {
    let (positive, room) = room.split_at_mut(leads.len());
    let (negative, fractions) = room.split_at_mut(leads.len());
    let (mut ahead, mut behind) = (0, 0);
    // Written down first and counted then, so that nothing depends on a sign but a number.
    for lead in leads {
        positive[ahead] = *lead;
        negative[behind] = *lead;
        fractions[behind] = 0.0;
        ahead += usize::from(*lead > NONE);
        behind += usize::from(*lead < -NONE);
    }
    let (positive, negative, fractions) = (&positive[..ahead], &negative[..behind], &mut fractions[..behind]);
    // fractions[j]: for the positive corners so far and the first j + 1 negative ones.
    for positive in positive {
        let mut before = 1.0;
        for (negative, fraction) in negative.iter().zip(&mut *fractions) {
            *fraction += positive / (positive - negative) * (before - *fraction);
            before = *fraction;
        }
    }
    fractions.last().map_or_else(|| f64::from(u8::from(ahead > 0)), |last| *last)
}

#[cfg(test)]
mod tests {
    use super::{Share, fraction, pieces, share};

    #[test]
    fn a_cut_simplex_has_its_fraction() {
        for (leads, expected) in [
            (&[1.0, -1.0][..], 0.5),
            (&[3.0, -1.0], 0.75),
            // The corner cut from a triangle at thirds of both edges.
            (&[1.0, -2.0, -2.0], 1.0 / 9.0),
            (&[-1.0, 2.0, 2.0], 8.0 / 9.0),
            // A corner on the cut counts for neither side.
            (&[1.0, 0.0, -1.0], 0.5),
            (&[1.0, 2.0], 1.0),
            (&[-1.0, -2.0], 0.0),
        ] {
            let found = fraction(leads, &mut vec![0.0; 3 * leads.len()]);
            assert!((found - expected).abs() < 1e-14, "{leads:?}: {found}");
        }
    }

    #[test]
    fn a_part_may_lie_on_one_side() {
        let given = [1.0, 1.0, -1.0];
        assert_eq!(share(&[1.0, 0.0, -9.0], &[1.0, -1.0, -9.0]), Share::All, "one end makes up for the other");
        assert_eq!(share(&[2.0, 3.0, -1.0], &given), Share::All);
        assert_eq!(share(&[-2.0, -3.0, 1.0], &given), Share::None);
        assert_eq!(share(&[2.0, 3.0, -4.0], &given), Share::Some);
        assert_eq!(share(&[2.0, -3.0, 1.0], &given), Share::Some);
    }

    #[test]
    fn pieces_are_ways_through_a_grid() {
        assert_eq!([(0, 3), (1, 5), (2, 5), (3, 4), (4, 3), (3, 0)].map(pieces), [0, 1, 6, 15, 20, 1]);
    }
}
