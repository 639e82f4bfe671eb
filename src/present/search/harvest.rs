//! Words of a stretch of documents: which word stands in which document, and how weighty the place is. Stretches are read in parallel
//! and put together in order by `index`.

use super::{document::Document, vocabulary::Vocabulary};
use crate::base::tokens::each_token;

/// The weightiest place of a document that has a word, the lightest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Its text.
    Body,
    /// Its text, several times.
    Often,
    /// A heading, or the name of an option or criterion.
    Heading,
    /// A tag, or the owner.
    Tag,
    /// The title.
    Title,
    /// The id.
    Id,
}

impl Level {
    /// All of them, in order.
    pub const ALL: [Self; 6] = [Self::Body, Self::Often, Self::Heading, Self::Tag, Self::Title, Self::Id];
}

/// As many times in a text are often.
const OFTEN: u8 = 3;

/// A word in a document: three bits of level below the document's number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Posting(u32);

impl Posting {
    fn new(document: u32, level: Level) -> Self {
        Self(document << 3 | level as u32)
    }

    pub(super) fn document(self) -> u32 {
        self.0 >> 3
    }

    pub(super) fn level(self) -> Level {
        Level::ALL[(self.0 & 7) as usize]
    }
}

/// A word, found in a document.
#[derive(Debug, Clone, Copy)]
struct Found {
    word: u32,
    document: u32,
    level: Level,
    times: u8,
}

/// A stretch that is being read.
#[derive(Debug, Default)]
pub(super) struct Gathering {
    words: Vocabulary,
    found: Vec<Found>,
    /// By word: where it was found last, + 1.
    last: Vec<u32>,
    /// Bytes of text by document.
    sizes: Vec<u32>,
}

/// A stretch that has been read.
#[derive(Debug)]
pub(super) struct Harvest {
    /// Its words.
    pub(super) words: Vocabulary,
    /// Where the postings of each word start; one more than there are words.
    starts: Vec<u32>,
    postings: Vec<Posting>,
    /// Bytes of text by document.
    pub(super) sizes: Vec<u32>,
}

impl Gathering {
    /// Reads the document of this number.
    pub(super) fn add(&mut self, number: usize, document: &Document<'_>) {
        let number = u32::try_from(number).expect("fewer documents than bytes");
        let mut put = |text: &str, level: Level| self.words_of(text, (number, level));
        put(&document.id, Level::Id);
        // Nobody types the noughts.
        put(document.id.rsplit('/').next().unwrap_or_default().trim_start_matches('0'), Level::Id);
        put(&document.title, Level::Title);
        document.tags.iter().map(String::as_str).chain(document.owner).for_each(|tag| put(tag, Level::Tag));
        let mut size = document.title.len();
        for section in &document.sections {
            put(&section.heading, Level::Heading);
            put(&section.text, Level::Body);
            size += section.heading.len() + section.text.len();
        }
        self.sizes.push(u32::try_from(size).unwrap_or(u32::MAX));
    }

    fn words_of(&mut self, text: &str, (document, level): (u32, Level)) {
        each_token(text, |token| {
            let word = self.words.number(token);
            let at = word as usize;
            if at == self.last.len() {
                self.last.push(0);
            }
            let before = self.last[at].checked_sub(1).map(|at| &mut self.found[at as usize]);
            if let Some(found) = before.filter(|found| found.document == document) {
                found.times = found.times.saturating_add(1);
                found.level = found.level.max(if level == Level::Body && found.times >= OFTEN { Level::Often } else { level });
            } else {
                self.found.push(Found { word, document, level, times: 1 });
                self.last[at] = u32::try_from(self.found.len()).expect("fewer postings than bytes");
            }
        });
    }

    /// Sorts what was found by word; within a word the documents keep their order.
    pub(super) fn finish(self) -> Harvest {
        let mut starts = vec![0_u32; self.words.len() + 1];
        for found in &self.found {
            starts[found.word as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut next = starts.clone();
        let mut postings = vec![Posting(0); self.found.len()];
        for found in &self.found {
            let at = &mut next[found.word as usize];
            postings[*at as usize] = Posting::new(found.document, found.level);
            *at += 1;
        }
        Harvest { words: self.words, starts, postings, sizes: self.sizes }
    }
}

impl Harvest {
    /// The postings of a word, by document.
    pub(super) fn postings(&self, word: u32) -> &[Posting] {
        let at = word as usize;
        &self.postings[self.starts[at] as usize..self.starts[at + 1] as usize]
    }
}
