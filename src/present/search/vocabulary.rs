//! Words and their numbers. A table of its own, because it is asked for every word of every text, and because its words must come out in
//! the order they went in. Knows nothing of what words stand for.

/// Every word once, numbered from 0 as they came.
#[derive(Debug, Clone)]
pub(super) struct Vocabulary {
    /// All words, one after the other.
    text: String,
    /// Where each ends.
    ends: Vec<u32>,
    /// Number + 1 of the word that lives here, and a part of its hash; 0: nobody. A power of two, at most half full.
    slots: Vec<(u32, u32)>,
}

impl Default for Vocabulary {
    fn default() -> Self {
        Self { text: String::new(), ends: Vec::new(), slots: vec![(0, 0); 1024] }
    }
}

impl Vocabulary {
    /// How many words there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The word of a number.
    pub(super) fn word(&self, number: u32) -> &str {
        let at = number as usize;
        let start = if at == 0 { 0 } else { self.ends[at - 1] as usize };
        &self.text[start..self.ends[at] as usize]
    }

    /// The number of a word, a new one where it has none.
    pub(super) fn number(&mut self, word: &str) -> u32 {
        let hash = hash(word);
        let (sign, mask) = (part(hash), self.slots.len() - 1);
        let mut at = place(hash) & mask;
        loop {
            match self.slots[at] {
                (0, _) => break,
                (taken, other) if other == sign && self.word(taken - 1) == word => return taken - 1,
                _ => at = (at + 1) & mask,
            }
        }
        self.text.push_str(word);
        self.ends.push(u32::try_from(self.text.len()).expect("the words of a site are shorter than 4 GiB"));
        let next = u32::try_from(self.ends.len()).expect("fewer words than bytes");
        self.slots[at] = (next, sign);
        if self.ends.len() * 2 > self.slots.len() {
            self.grow();
        }
        next - 1
    }

    fn grow(&mut self) {
        let mask = self.slots.len() * 4 - 1;
        let mut slots = vec![(0, 0); mask + 1];
        for number in 0..self.ends.len() {
            let number = u32::try_from(number).expect("fewer words than bytes");
            let hash = hash(self.word(number));
            let mut at = place(hash) & mask;
            while slots[at].0 != 0 {
                at = (at + 1) & mask;
            }
            slots[at] = (number + 1, part(hash));
        }
        self.slots = slots;
    }
}

/// Multiplies and turns, eight bytes at a time. Words that were made to meet would only slow their own site's build.
fn hash(word: &str) -> u64 {
    let step = |hash: u64, bytes: u64| (hash.rotate_left(5) ^ bytes).wrapping_mul(0x517c_c1b7_2722_0a95);
    let mut chunks = word.as_bytes().chunks_exact(8);
    let hash = chunks.by_ref().fold(0, |hash, chunk| step(hash, u64::from_le_bytes(chunk.try_into().expect("eight bytes"))));
    let rest = chunks.remainder().iter().rev().fold(0, |bits, byte| bits << 8 | u64::from(*byte));
    step(hash, rest)
}

#[expect(clippy::cast_possible_truncation, reason = "a part is what is wanted")]
fn part(hash: u64) -> u32 {
    hash as u32
}

/// The upper bits are the well-mixed ones.
fn place(hash: u64) -> usize {
    (hash >> 32) as usize
}

#[cfg(test)]
mod tests {
    use super::Vocabulary;

    #[test]
    fn words_keep_their_numbers() {
        let mut words = Vocabulary::default();
        let all: Vec<String> = (0..5000).map(|at| format!("word{}", at % 3000)).collect();
        let numbers: Vec<u32> = all.iter().map(|word| words.number(word)).collect();
        assert_eq!(words.len(), 3000);
        assert!(all.iter().zip(&numbers).all(|(word, number)| words.word(*number) == word));
        assert_eq!(numbers[..3], [0, 1, 2], "in the order they came");
    }
}
