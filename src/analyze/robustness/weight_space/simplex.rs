//! The part of a simplex in which each of several linear functions is the largest, by cutting (maths.md, 2.10).
//! Knows corners and numbers alone; that the functions are scores and the simplex holds weightings is its caller's business.

/// Differences smaller than this are none.
const NONE: f64 = 1e-12;
/// Pieces after which the cutting is given up.
const MOST_PIECES: u32 = 200_000;
/// Functions that a piece can tell apart.
pub(super) const MOST_FUNCTIONS: usize = 64;

/// A set of functions, a bit each.
type Set = u64;

/// A simplex to be shared out, and the room that its pieces need. One stack of floats serves all pieces, depth first: a piece
/// copies itself once and then changes in place, so that nothing is allocated for each.
pub(super) struct Cutting {
    /// Functions; at most [`MOST_FUNCTIONS`].
    functions: usize,
    /// Corners.
    corners: usize,
    /// Values of one piece after another, function by function, then corner by corner.
    stack: Vec<f64>,
    /// By how much one function leads another at each corner, for the pair that is looked at.
    leads: Vec<f64>,
    /// Room for a column of the table in [`fraction`].
    table: Vec<f64>,
    /// Volume that each function has so far.
    pub(super) volumes: Vec<f64>,
    /// Pieces so far.
    pieces: u32,
}

impl Cutting {
    /// Room for simplices of so many corners under so many functions.
    pub(super) fn new(functions: usize, corners: usize) -> Self {
        let piece = functions * corners;
        let (leads, table) = (vec![0.0; corners], Vec::with_capacity(corners + 1));
        Self { functions, corners, stack: vec![0.0; piece * 8], leads, table, volumes: vec![0.0; functions], pieces: 0 }
    }

    /// The values of the simplex to be shared out next: function by function, then corner by corner.
    pub(super) fn values(&mut self) -> &mut [f64] {
        &mut self.stack[..self.functions * self.corners]
    }

    /// Adds the part of `volume` in which each function is the largest to [`Self::volumes`]. `None`: too many pieces.
    pub(super) fn share_out(&mut self, volume: f64) -> Option<()> {
        let all = if self.functions == MOST_FUNCTIONS { Set::MAX } else { (1 << self.functions) - 1 };
        self.resolve(0, all, volume)
    }

    /// Shares out the piece at depth `at`, in which only the functions of `set` can be the largest.
    fn resolve(&mut self, at: usize, set: Set, volume: f64) -> Option<()> {
        // Two need no telling apart: the fraction says all there is to say.
        let (set, pair) = if set.count_ones() == 2 { (set, both(set)) } else { self.tell_apart(at, set) };
        match set.count_ones() {
            1 => self.volumes[set.trailing_zeros() as usize] += volume,
            2 => {
                self.read_lead(at, pair);
                let part = volume * fraction(&self.leads, &mut self.table);
                self.volumes[pair.0] += part;
                self.volumes[pair.1] += volume - part;
            }
            _ => return self.cut(at, (set, pair), volume),
        }
        self.pieces += 1;
        (self.pieces <= MOST_PIECES).then_some(())
    }

    /// Cuts a piece by which of two functions is larger, edge by edge, until each part lies on one side.
    fn cut(&mut self, at: usize, (set, (one, other)): (Set, (usize, usize)), mut volume: f64) -> Option<()> {
        loop {
            self.read_lead(at, (one, other));
            let (low, high) = ends(&self.leads);
            let (least, most) = (self.leads[low], self.leads[high]);
            if least >= -NONE {
                return self.resolve(at, set & !(1 << other), volume);
            }
            if most <= NONE {
                return self.resolve(at, set & !(1 << one), volume);
            }
            // The corner on that edge where both are level takes the place of either end.
            let part = most / (most - least);
            self.copy_up(at);
            self.move_corner(at + 1, low, (high, 1.0 - part));
            self.level(at + 1, low, (one, other));
            self.cut(at + 1, (set, (one, other)), volume * part)?;
            self.move_corner(at, high, (low, part));
            self.level(at, high, (one, other));
            volume *= 1.0 - part;
        }
    }

    fn start(&self, at: usize, function: usize) -> usize {
        (at * self.functions + function) * self.corners
    }

    fn function(&self, at: usize, function: usize) -> &[f64] {
        let start = self.start(at, function);
        &self.stack[start..start + self.corners]
    }

    /// Reads by how much one function leads another at each corner.
    fn read_lead(&mut self, at: usize, (one, other): (usize, usize)) {
        let (one, other) = (self.start(at, one), self.start(at, other));
        for corner in 0..self.corners {
            self.leads[corner] = self.stack[one + corner] - self.stack[other + corner];
        }
    }

    /// The functions of a set that are not reached by another one at every corner, and so everywhere in the piece; and the pair of
    /// them whose cut leaves the fewest parts.
    fn tell_apart(&self, at: usize, set: Set) -> (Set, (usize, usize)) {
        let (mut left, mut fewest) = (set, (usize::MAX, (0, 0)));
        for one in bits(set) {
            for other in bits(set & !((2 << one) - 1)) {
                if left & (1 << one) == 0 || left & (1 << other) == 0 {
                    continue;
                }
                match sides(self.function(at, one), self.function(at, other)) {
                    (_, 0) => left &= !(1 << other),
                    (0, _) => left &= !(1 << one),
                    (ahead, behind) => fewest = fewest.min((ahead * behind, (one, other))),
                }
            }
        }
        let (one, other) = fewest.1;
        let stands = left & (1 << one) != 0 && left & (1 << other) != 0;
        // A pair of which one has been left out since says nothing; without it, nothing more is left out.
        if stands || left.count_ones() < 2 { (left, fewest.1) } else { self.tell_apart(at, left) }
    }

    /// Copies a piece to the next place of the stack.
    fn copy_up(&mut self, at: usize) {
        let piece = self.functions * self.corners;
        if self.stack.len() < (at + 2) * piece {
            self.stack.resize((at + 2) * piece, 0.0);
        }
        self.stack.copy_within(at * piece..(at + 1) * piece, (at + 1) * piece);
    }

    /// Moves a corner of a piece towards another by a part of the way.
    fn move_corner(&mut self, at: usize, corner: usize, (towards, part): (usize, f64)) {
        for function in 0..self.functions {
            let start = self.start(at, function);
            let (from, to) = (self.stack[start + corner], self.stack[start + towards]);
            self.stack[start + corner] = from + part * (to - from);
        }
    }

    /// Writes down that two functions are level at a corner, whatever rounding says.
    fn level(&mut self, at: usize, corner: usize, (one, other): (usize, usize)) {
        let value = self.stack[self.start(at, one) + corner];
        let start = self.start(at, other);
        self.stack[start + corner] = value;
    }
}

/// At how many corners one function leads another, and at how many it trails.
fn sides(one: &[f64], other: &[f64]) -> (usize, usize) {
    let (mut ahead, mut behind) = (0, 0);
    for (one, other) in one.iter().zip(other) {
        let lead = one - other;
        ahead += usize::from(lead > NONE);
        behind += usize::from(lead < -NONE);
    }
    (ahead, behind)
}

/// The corners with the least and the most lead, the first of equals.
fn ends(leads: &[f64]) -> (usize, usize) {
    let (mut low, mut high) = (0, 0);
    for (corner, lead) in leads.iter().enumerate() {
        if *lead < leads[low] {
            low = corner;
        }
        if *lead > leads[high] {
            high = corner;
        }
    }
    (low, high)
}

/// The two functions of a set of two.
fn both(set: Set) -> (usize, usize) {
    (set.trailing_zeros() as usize, set.ilog2() as usize)
}

/// The functions of a set.
fn bits(mut set: Set) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let bit = (set != 0).then(|| set.trailing_zeros() as usize)?;
        set &= set - 1;
        Some(bit)
    })
}

/// The part of a simplex in which a linear function, given at its corners, is not negative.
///
/// A cut splits an edge from a positive to a negative corner at `s = p/(p − q)`, and what is left to do depends only on how many
/// corners of either sign are left. So the last cut needs no pieces: a table of all counts holds their sums.
fn fraction(values: &[f64], table: &mut Vec<f64>) -> f64 {
    // table[j]: the part for the positive corners so far and the first j negative ones.
    table.clear();
    table.push(0.0);
    table.extend(values.iter().filter(|value| **value < -NONE).map(|_| 0.0));
    for positive in values.iter().copied().filter(|value| *value > NONE) {
        table[0] = 1.0;
        let mut at = 0;
        for negative in values.iter().copied().filter(|value| *value < -NONE) {
            at += 1;
            let part = positive / (positive - negative);
            table[at] = part * table[at - 1] + (1.0 - part) * table[at];
        }
    }
    table[table.len() - 1]
}

#[cfg(test)]
mod tests {
    use super::{Cutting, fraction};

    fn close(one: f64, other: f64) -> bool {
        (one - other).abs() < 1e-14
    }

    #[test]
    fn a_cut_simplex_has_its_fraction() {
        let of = |values: &[f64]| fraction(values, &mut Vec::new());
        for (values, expected) in [
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
            assert!(close(of(values), expected), "{values:?}: {}", of(values));
        }
    }

    #[test]
    fn three_functions_share_a_triangle() {
        let mut cutting = Cutting::new(3, 3);
        cutting.values().copy_from_slice(&[5.0, 1.0, 3.0, 1.0, 5.0, 3.0, 3.0, 3.0, 4.0]);
        cutting.share_out(1.0).expect("few pieces");
        assert!(cutting.volumes.iter().all(|volume| close(*volume, 1.0 / 3.0)), "{:?}", cutting.volumes);
    }
}
