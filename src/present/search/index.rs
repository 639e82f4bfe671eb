//! The index: every word of the site in order, with the documents that have it. Stretches are put together here without copying what
//! they found.

use std::cmp::Ordering;

use rayon::slice::ParallelSliceMut;

use super::{
    harvest::{Harvest, Level},
    vocabulary::Vocabulary,
};

/// The words of all documents.
#[derive(Debug)]
pub struct Index {
    harvests: Vec<Harvest>,
    words: Vocabulary,
    /// Words in order.
    order: Vec<u32>,
    /// By stretch, then word: the word's number there, + 1.
    there: Vec<Vec<u32>>,
}

impl Index {
    /// Puts stretches together, in order.
    pub(super) fn new(harvests: Vec<Harvest>) -> Self {
        let mut words = Vocabulary::default();
        let numbers: Vec<Vec<u32>> = harvests
            .iter()
            .map(|harvest| (0..harvest.words.len()).map(|at| words.number(harvest.words.word(number(at)))).collect())
            .collect();
        let there = numbers.iter().map(|numbers| {
            let mut there = vec![0; words.len()];
            for (at, word) in numbers.iter().enumerate() {
                there[*word as usize] = number(at) + 1;
            }
            there
        });
        let there = there.collect();
        let mut order: Vec<u32> = (0..words.len()).map(number).collect();
        order.par_sort_unstable_by(|a, b| browser_order(words.word(*a), words.word(*b)));
        Self { harvests, words, order, there }
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// The word of this rank; ranks follow [`browser_order`].
    pub fn word(&self, rank: usize) -> &str {
        self.words.word(self.order[rank])
    }

    /// Documents that have the word of this rank, in order, each with the weightiest place.
    pub fn postings(&self, rank: usize) -> impl Iterator<Item = (u32, Level)> {
        let word = self.order[rank] as usize;
        let found = self.harvests.iter().zip(&self.there).filter_map(move |(harvest, there)| {
            let here = there[word].checked_sub(1)?;
            Some(harvest.postings(here))
        });
        found.flatten().map(|posting| (posting.document(), posting.level()))
    }

    /// Bytes of text by document.
    pub fn sizes(&self) -> impl Iterator<Item = u32> {
        self.harvests.iter().flat_map(|harvest| harvest.sizes.iter().copied())
    }
}

/// How browsers compare texts: by units of UTF-16.
pub fn browser_order(a: &str, b: &str) -> Ordering {
    if a.is_ascii() && b.is_ascii() { a.cmp(b) } else { a.encode_utf16().cmp(b.encode_utf16()) }
}

fn number(at: usize) -> u32 {
    u32::try_from(at).expect("fewer words than bytes")
}
