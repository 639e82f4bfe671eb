//! Repeatable draws: Latin-hypercube columns keyed by the name of an input (maths.md, 3.9). The same name gives the same column
//! wherever it is asked for, whatever stands beside it and however many threads there are; so a new input never disturbs an old
//! one, and two options that share an input share its luck.

mod pert;
pub mod shape;

/// The 64-bit FNV-1a hash of a text: the seed of its column.
pub fn fnv1a64(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

/// Steele, Lea and Flood's generator: one 64-bit state, no period to speak of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SplitMix64(u64);

impl SplitMix64 {
    /// The generator at its start.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number, all 64 bits alike likely.
    #[inline]
    pub fn next_u64(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

/// Which of `n` equal strata each of `n` draws comes from: every stratum once, in an order that `key` alone decides.
pub fn strata(key: &str, n: u32) -> Vec<u32> {
    let mut order: Vec<u32> = (0..n).collect();
    shuffle(key, &mut order);
    order
}

/// Puts what belongs to the strata, one after another, into the order of the draws.
///
/// Fisher and Yates from the end, with `next mod (i + 1)`.
fn shuffle<T>(key: &str, strata: &mut [T]) {
    let mut random = SplitMix64::new(fnv1a64(key));
    for last in (1..strata.len()).rev() {
        strata.swap(last, modulo(random.next_u64(), last + 1));
    }
}

/// `n` draws of a number between 0 and 1, one from the middle of each stratum: `(stratum + 0.5) / n`.
pub fn column(key: &str, n: u32) -> Vec<f64> {
    let count = f64::from(n);
    strata(key, n).into_iter().map(|stratum| (f64::from(stratum) + 0.5) / count).collect()
}

/// Divisors whose reciprocals are kept; twice the draws that a record takes unless it asks for more.
const KEPT: usize = 4096;

/// `⌊(2⁶⁴ − 1) / divisor⌋`. Divisions are what shuffling would spend its time on.
static RECIPROCALS: [u64; KEPT] = reciprocals();

#[expect(clippy::large_stack_arrays, reason = "it is on the compiler's stack alone")]
const fn reciprocals() -> [u64; KEPT] {
    let mut all = [0; KEPT];
    let mut divisor = 1;
    while divisor < KEPT {
        all[divisor] = u64::MAX / divisor as u64;
        divisor += 1;
    }
    all
}

/// `number mod divisor`, exactly.
#[inline]
#[expect(clippy::cast_possible_truncation, reason = "the high half of a product of two 64-bit numbers, and a remainder below `divisor`")]
fn modulo(number: u64, divisor: usize) -> usize {
    let Some(reciprocal) = RECIPROCALS.get(divisor) else {
        return (number % divisor as u64) as usize;
    };
    // The reciprocal is too small by less than 1 + 1/divisor, so the quotient is at most one too small.
    let quotient = ((u128::from(number) * u128::from(*reciprocal)) >> 64) as u64;
    let rest = number - quotient * divisor as u64;
    (if rest >= divisor as u64 { rest - divisor as u64 } else { rest }) as usize
}

#[cfg(test)]
mod tests {
    use super::{KEPT, SplitMix64, modulo};

    #[test]
    fn remainders_are_exact() {
        let mut random = SplitMix64::new(7);
        let edges = |divisor: u64| {
            [
                0,
                1,
                divisor - 1,
                divisor,
                divisor + 1,
                u64::MAX,
                u64::MAX - 1,
                u64::MAX / divisor * divisor,
                u64::MAX / divisor * divisor - 1,
            ]
        };
        for divisor in 1..KEPT + 3 {
            let drawn: Vec<u64> = (0..50).map(|_| random.next_u64()).collect();
            for number in edges(divisor as u64).into_iter().chain(drawn) {
                assert_eq!(modulo(number, divisor) as u64, number % divisor as u64, "{number} mod {divisor}");
            }
        }
    }
}
