//! The part of a simplex in which each of several linear functions is the largest, by cutting (maths.md, 2.10).
//! Knows corners and numbers alone; that the functions are scores and the simplex holds weightings is its caller's business.
//!
//! A function is the largest where it leads every other one: conditions, a row of leads at the corners each. One alone has a fraction
//! that needs no pieces. Of several, most follow from another one or cannot be met with it, which the corners tell. By the
//! others the simplex is cut, one after another, and only the pieces on the side that counts are looked at.

use super::leads::{Share, Side, fraction, pieces, share, side, sides};

/// Pieces after which the cutting is given up.
const MOST_PIECES: u64 = 200_000;
/// Functions for which it is not begun: each is compared with each other one.
pub(super) const MOST_FUNCTIONS: usize = 64;
/// What the others leave is the last function's part, unless it is so little that their rounding would show in it.
const LITTLE: f64 = 0.01;

/// A simplex to be shared out, and the room that its pieces need, which is allocated once for all of them.
pub(super) struct Cutting {
    /// Corners.
    corners: usize,
    /// Values of the simplex: function by function, then corner by corner.
    values: Vec<f64>,
    /// The functions that no other one reaches at every corner, and the rows of each, if all can be met.
    apart: Vec<(usize, Option<Rows>)>,
    /// Rows of leads, corner by corner: the simplex's own, then those of pieces, depth first.
    stack: Vec<f64>,
    /// Room for a fraction.
    room: Vec<f64>,
    /// Volume that each function has so far.
    pub(super) volumes: Vec<f64>,
    /// Pieces so far.
    pieces: u64,
}

/// Rows of leads on the stack.
#[derive(Clone, Copy)]
struct Rows {
    start: usize,
    count: usize,
}

/// A piece that is being cut by the last of its rows. Its corners are in order: those ahead first, those behind last.
#[derive(Clone, Copy)]
struct Cut {
    /// Where the piece starts.
    start: usize,
    /// Rows besides the one that cuts.
    others: usize,
    /// Corners ahead.
    ahead: usize,
    /// Corners behind.
    behind: usize,
    /// Where the other rows of the piece of a piece are.
    work: usize,
    /// For each edge from a corner ahead to one behind, which part of the way it is level at, and the leads of the other rows there.
    edges: usize,
}

impl Cutting {
    /// Room for simplices of so many corners under so many functions.
    pub(super) fn new(functions: usize, corners: usize) -> Self {
        Self {
            corners,
            values: vec![0.0; functions * corners],
            apart: Vec::with_capacity(functions),
            stack: Vec::new(),
            room: vec![0.0; 3 * corners],
            volumes: vec![0.0; functions],
            pieces: 0,
        }
    }

    /// The values of the simplex to be shared out next: function by function, then corner by corner.
    pub(super) fn values(&mut self) -> &mut [f64] {
        &mut self.values
    }

    /// Adds the part of `volume` in which each function is the largest to [`Self::volumes`]. `None`: too many pieces.
    pub(super) fn share_out(&mut self, volume: f64) -> Option<()> {
        self.tell_apart();
        self.stack.clear();
        for at in 0..self.apart.len() {
            self.apart[at].1 = self.leads_of(at);
        }
        let effort = |at: &usize| self.apart[*at].1.map_or(0, |rows| self.effort(rows));
        let last = (0..self.apart.len()).max_by_key(effort)?;
        let mut rest = 1.0;
        for at in (0..self.apart.len()).filter(|at| *at != last) {
            rest -= self.give(at, volume)?;
        }
        if rest < LITTLE {
            self.give(last, volume)?;
        } else {
            self.volumes[self.apart[last].0] += volume * rest;
        }
        Some(())
    }

    /// Gives a function its part of `volume`, and returns the part.
    fn give(&mut self, at: usize, volume: f64) -> Option<f64> {
        let (function, rows) = self.apart[at];
        let part = rows.map_or(Some(0.0), |rows| self.part(rows))?;
        self.volumes[function] += volume * part;
        Some(part)
    }

    /// Finds the functions that no other one reaches at every corner, and so everywhere.
    fn tell_apart(&mut self) {
        let function = |at: usize| self.values[at * self.corners..(at + 1) * self.corners].iter();
        let sides = |one: usize, other: usize| sides(function(one).zip(function(other)).map(|(one, other)| one - other));
        self.apart.clear();
        for one in 0..self.volumes.len() {
            if self.apart.iter().all(|(other, _)| sides(one, *other).0 > 0) {
                self.apart.retain(|(other, _)| sides(one, *other).1 > 0);
                self.apart.push((one, None));
            }
        }
    }

    /// Puts the leads of a function over the others on the stack, as far as they are needed; `None`: nowhere does it lead them all.
    fn leads_of(&mut self, at: usize) -> Option<Rows> {
        let start = self.stack.len();
        let values = |at: usize| self.values[self.apart[at].0 * self.corners..].iter().take(self.corners);
        for other in (0..self.apart.len()).filter(|other| *other != at) {
            self.stack.extend(values(at).zip(values(other)).map(|(own, other)| own - other));
        }
        self.needed(Rows { start, count: self.apart.len() - 1 })
    }

    /// Leaves out the rows that say nothing, because they are nowhere negative or follow from another one. `None`: nothing meets all.
    fn needed(&mut self, Rows { start, mut count }: Rows) -> Option<Rows> {
        let mut at = 0;
        while at < count {
            let (ahead, behind) = sides(self.row(start, at).iter().copied());
            if ahead == 0 {
                return None;
            }
            if behind == 0 {
                count -= 1;
                self.swap_rows(start, (at, count));
            } else {
                at += 1;
            }
        }
        at = 0;
        while at < count {
            let others = (0..count).filter(|other| *other != at);
            let shares = others.map(|other| share(self.row(start, at), self.row(start, other)));
            match shares.into_iter().find(|share| *share != Share::Some) {
                Some(Share::None) => return None,
                Some(_) => {
                    count -= 1;
                    self.swap_rows(start, (at, count));
                }
                None => at += 1,
            }
        }
        Some(Rows { start, count })
    }

    /// About how many pieces a part takes: those of each cut but the last, which needs none.
    fn effort(&self, Rows { start, count }: Rows) -> u64 {
        let cuts = (0..count).map(|row| pieces(sides(self.row(start, row).iter().copied())));
        let (all, most) = cuts.fold((1_u64, 1), |(all, most), pieces| (all.saturating_mul(pieces), most.max(pieces)));
        all / most
    }

    /// The part of a piece in which no row is negative.
    fn part(&mut self, rows: Rows) -> Option<f64> {
        match rows.count {
            0 => Some(1.0),
            1 => Some(fraction(&self.stack[rows.start..rows.start + self.corners], &mut self.room)),
            _ => {
                let top = self.stack.len();
                let cut = self.prepare(rows);
                self.pieces = self.pieces.saturating_add(pieces((cut.ahead, cut.behind)));
                let part = if self.pieces > MOST_PIECES { None } else { self.cut(cut, (0, 0)) };
                self.stack.truncate(top);
                part
            }
        }
    }

    /// Chooses the row to cut by, the one that leaves the fewest pieces, and sorts the corners by it.
    fn prepare(&mut self, Rows { start, count }: Rows) -> Cut {
        let (corners, others) = (self.corners, count - 1);
        let fewest = (0..count).min_by_key(|row| pieces(sides(self.row(start, *row).iter().copied())));
        self.swap_rows(start, (fewest.unwrap_or(others), others));
        let (mut ahead, mut end, mut at) = (0, corners, 0);
        while at < end {
            match side(self.row(start, others)[at]) {
                Side::Ahead => {
                    self.swap_corners(start, count, (at, ahead));
                    ahead += 1;
                    at += 1;
                }
                Side::Level => at += 1,
                Side::Behind => {
                    end -= 1;
                    self.swap_corners(start, count, (at, end));
                }
            }
        }
        let work = self.stack.len();
        self.stack.extend_from_within(start..start + others * corners);
        let edges = self.stack.len();
        for high in 0..ahead {
            for low in (end..corners).rev() {
                let leads = self.row(start, others);
                let part = leads[high] / (leads[high] - leads[low]);
                self.stack.push(part);
                for row in 0..others {
                    let leads = self.row(start, row);
                    self.stack.push(leads[high] + part * (leads[low] - leads[high]));
                }
            }
        }
        Cut { start, others, ahead, behind: corners - end, work, edges }
    }

    /// The part of a piece in which no row is negative, from an edge of the cut on. The corner at which an edge is level takes the place
    /// of either end; what no corner behind is left of is ahead, what no corner ahead is left of counts no more.
    fn cut(&mut self, cut: Cut, (ahead, first): (usize, usize)) -> Option<f64> {
        let corners = self.corners;
        let (mut sum, mut volume) = (0.0, 1.0);
        for behind in first..cut.behind {
            let edge = cut.edges + (ahead * cut.behind + behind) * (cut.others + 1);
            let part = self.stack[edge];
            if ahead + 1 < cut.ahead {
                self.move_corner(cut, (edge + 1, 1), ahead);
                sum += volume * (1.0 - part) * self.cut(cut, (ahead + 1, behind))?;
                self.move_corner(cut, (cut.start + ahead, corners), ahead);
            }
            self.move_corner(cut, (edge + 1, 1), corners - 1 - behind);
            volume *= part;
        }
        sum += volume * self.inside(cut)?;
        for corner in corners - cut.behind..corners - first {
            self.move_corner(cut, (cut.start + corner, corners), corner);
        }
        Some(sum)
    }

    /// The part of a piece of a piece, on the side of the cut that counts, in which no other row is negative.
    fn inside(&mut self, cut: Cut) -> Option<f64> {
        let piece = Rows { start: cut.work, count: cut.others };
        if cut.others == 1 {
            return self.part(piece);
        }
        // What is sorted and left out there is none of this piece's business.
        let start = self.stack.len();
        self.stack.extend_from_within(cut.work..cut.work + cut.others * self.corners);
        let part = self.needed(Rows { start, ..piece }).map_or(Some(0.0), |rows| self.part(rows));
        self.stack.truncate(start);
        part
    }

    /// Gives a corner of the piece of a piece other leads, a row each, which are some way apart on the stack.
    fn move_corner(&mut self, cut: Cut, (from, apart): (usize, usize), corner: usize) {
        for row in 0..cut.others {
            self.stack[cut.work + row * self.corners + corner] = self.stack[from + row * apart];
        }
    }

    fn row(&self, start: usize, row: usize) -> &[f64] {
        &self.stack[start + row * self.corners..start + (row + 1) * self.corners]
    }

    fn swap_rows(&mut self, start: usize, (one, other): (usize, usize)) {
        for corner in 0..self.corners {
            self.stack.swap(start + one * self.corners + corner, start + other * self.corners + corner);
        }
    }

    fn swap_corners(&mut self, start: usize, rows: usize, (one, other): (usize, usize)) {
        for row in 0..rows {
            self.stack.swap(start + row * self.corners + one, start + row * self.corners + other);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Cutting;
    use crate::analyze::draw::SplitMix64;

    fn cut(functions: &[Vec<f64>]) -> Vec<f64> {
        let mut cutting = Cutting::new(functions.len(), functions[0].len());
        cutting.values().copy_from_slice(&functions.concat());
        cutting.share_out(1.0).expect("few pieces");
        cutting.volumes
    }

    #[test]
    fn three_functions_share_a_triangle() {
        let volumes = cut(&[vec![5.0, 1.0, 3.0], vec![1.0, 5.0, 3.0], vec![3.0, 3.0, 4.0]]);
        assert!(volumes.iter().all(|volume| (volume - 1.0 / 3.0).abs() < 1e-14), "{volumes:?}");
    }

    /// Halves edges between corners of different leaders where they are level, until each piece has one leader.
    fn plainly(corners: &[Vec<f64>], volume: f64, volumes: &mut [f64]) {
        let functions = volumes.len();
        for one in 0..functions {
            for other in 0..one {
                let leads: Vec<f64> = corners.iter().map(|values| values[one] - values[other]).collect();
                let (Some(high), Some(low)) = (leads.iter().position(|lead| *lead > 1e-12), leads.iter().position(|lead| *lead < -1e-12))
                else {
                    continue;
                };
                let part = leads[high] / (leads[high] - leads[low]);
                let level: Vec<f64> = corners[high].iter().zip(&corners[low]).map(|(high, low)| high + part * (low - high)).collect();
                for (replaced, volume) in [(low, volume * part), (high, volume * (1.0 - part))] {
                    let mut corners = corners.to_vec();
                    corners[replaced].clone_from(&level);
                    plainly(&corners, volume, volumes);
                }
                return;
            }
        }
        let sums: Vec<f64> = (0..functions).map(|at| corners.iter().map(|values| values[at]).sum()).collect();
        let leader = (0..functions).max_by(|one, other| sums[*one].total_cmp(&sums[*other]));
        volumes[leader.expect("a function")] += volume;
    }

    #[test]
    fn cutting_is_as_exact_as_the_plain_way() {
        let mut random = SplitMix64::new(11);
        // Few whole numbers, so that many corners are level.
        let mut value = || (random.next_u64() % 5) as f64 + (random.next_u64() % 2) as f64 / 7.0;
        for round in 0..300 {
            let (functions, corners) = (2 + round % 4, 2 + round % 3);
            // A little more for each, so that no two are one and the same.
            let functions: Vec<Vec<f64>> = (0..functions).map(|at| (0..corners).map(|_| value() + at as f64 / 97.0).collect()).collect();
            let mut wanted = vec![0.0; functions.len()];
            let turned: Vec<Vec<f64>> = (0..corners).map(|corner| functions.iter().map(|values| values[corner]).collect()).collect();
            plainly(&turned, 1.0, &mut wanted);
            let found = cut(&functions);
            assert!(wanted.iter().zip(&found).all(|(wanted, found)| (wanted - found).abs() < 1e-12), "{functions:?}: {wanted:?} {found:?}");
        }
    }
}
