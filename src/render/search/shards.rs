//! Words and their documents as lines of text, and the lines as shards: a query needs the shards that its words fall into, and the index
//! names the first word of each.
//!
//! A line is a word, then for each level that occurs its mark and the documents, as distances. Lines are parted by spaces. The line
//! `co*` stands for all words that begin with `co`: written where those would fill several shards, so that the first letters of a word
//! load as little as the whole word does.

use rayon::prelude::{IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};

use super::postings::number;
use crate::present::search::{Index, Level, browser_order};

/// Marks of the levels, in their order; none is a digit of a number.
const MARKS: [char; Level::ALL.len()] = ['#', '!', '$', '%', '&', '\''];
/// Bytes of a shard, about: ten kilobytes when compressed.
const SHARD_BYTES: usize = 16_000;
/// Bytes of the lines of all words with one beginning, from which they get a line in common.
const WIDE_BYTES: usize = 2 * SHARD_BYTES;
/// Letters of such a beginning, at most.
const WIDE_LETTERS: usize = 3;
/// Letters of a word that can be meant by one with a slip in it: one of five may have lost a letter.
const SLIP_LETTERS: usize = 4;

/// Lines, put together.
#[derive(Debug)]
pub(super) struct Shards(pub(super) Vec<String>);

impl Shards {
    /// All of them in one.
    pub(super) fn one(lines: &[String]) -> Self {
        Self(vec![lines.join(" ")])
    }

    /// The first word of each.
    pub(super) fn firsts(&self) -> Vec<&str> {
        self.0.iter().map(|shard| word(shard.split(' ').next().unwrap_or_default())).collect()
    }
}

/// Cuts lines into shards.
pub(super) fn cut(lines: Vec<String>) -> Shards {
    let mut shards: Vec<String> = Vec::new();
    for line in lines {
        match shards.last_mut() {
            Some(last) if last.len() + line.len() < SHARD_BYTES => {
                last.push(' ');
                last.push_str(&line);
            }
            _ => shards.push(line),
        }
    }
    Shards(shards)
}

/// The word of a line.
fn word(line: &str) -> &str {
    line.split(MARKS).next().unwrap_or_default()
}

/// All lines, in order.
pub(super) fn lines(index: &Index, documents: usize) -> Vec<String> {
    let mut lines: Vec<String> = (0..index.len()).into_par_iter().map(|rank| line(index.word(rank), index.postings(rank))).collect();
    let common: Vec<String> = beginnings(&lines)
        .par_iter()
        .map(|(beginning, first, end)| {
            let mut levels: Vec<Option<Level>> = vec![None; documents];
            for (document, level) in (*first..*end).flat_map(|rank| index.postings(rank)) {
                let at = &mut levels[document as usize];
                *at = (*at).max(Some(level));
            }
            line(&format!("{beginning}*"), (0..).zip(levels).filter_map(|(document, level)| Some((document, level?))))
        })
        .collect();
    if !common.is_empty() {
        lines.extend(common);
        lines.sort_by(|a, b| browser_order(word(a), word(b)));
    }
    lines
}

fn line(word: &str, postings: impl Iterator<Item = (u32, Level)>) -> String {
    let mut levels: [(String, u32); Level::ALL.len()] = Default::default();
    for (document, level) in postings {
        let (text, next) = &mut levels[level as usize];
        number(text, document - *next);
        *next = document + 1;
    }
    let mut line = String::with_capacity(word.len() + levels.iter().map(|(text, _)| text.len() + 1).sum::<usize>());
    line.push_str(word);
    for (mark, (text, _)) in MARKS.iter().zip(&levels).filter(|(_, (text, _))| !text.is_empty()) {
        line.push(*mark);
        line.push_str(text);
    }
    line
}

/// Beginnings whose words are too many to be loaded: each with the ranks of its first word and after its last.
fn beginnings(lines: &[String]) -> Vec<(String, usize, usize)> {
    let mut found = Vec::new();
    for letters in 1..=WIDE_LETTERS {
        let mut first = 0;
        while first < lines.len() {
            let Some(beginning) = beginning(word(&lines[first]), letters) else {
                first += 1;
                continue;
            };
            let length = lines[first..].iter().take_while(|line| line.starts_with(beginning)).count();
            if lines[first..first + length].iter().map(String::len).sum::<usize>() > WIDE_BYTES {
                found.push((beginning.to_owned(), first, first + length));
            }
            first += length;
        }
    }
    found
}

/// The first letters of a word; `None`: it is shorter.
fn beginning(word: &str, letters: usize) -> Option<&str> {
    let end = word.char_indices().map(|(at, letter)| at + letter.len_utf8()).nth(letters - 1)?;
    Some(&word[..end])
}

/// Words that can be meant by one with a slip in it: letters alone, and enough of them.
pub(super) fn slips(index: &Index) -> Vec<String> {
    let can_be_meant = |word: &&str| word.chars().nth(SLIP_LETTERS - 1).is_some() && !word.chars().any(char::is_numeric);
    (0..index.len()).map(|rank| index.word(rank)).filter(can_be_meant).map(str::to_owned).collect()
}
