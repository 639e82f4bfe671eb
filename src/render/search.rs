//! The search index as classic scripts, so that a page opened from a disk can load it: one file for a small site, many small ones
//! for a large one, of which a query needs a few. What the files say is told in `search/shards.rs` and read by the theme's `search.js`.

mod postings;
mod shards;

use std::{fmt::Write as _, ops::Range, sync::Arc};

use serde::Serialize;
use sha2::{Digest, Sha256};

use self::shards::{Shards, cut, lines, slips};
use super::assets::hex;
use crate::present::{
    portal::Portal,
    search::{Document, Facets, Searched},
};

/// Folder of the portal that the index is published in. Its names stay the same, so it lies outside of `assets/`, which browsers may keep
/// for ever.
const FOLDER: &str = "search";
/// Up to as many bytes the whole index is one file.
const WHOLE_BYTES: usize = 300_000;
/// Bytes of text in a file of texts: about two long records, since hits of one query lie far apart.
const TEXT_BYTES: usize = 12_000;

/// A file of the index.
#[derive(Debug)]
pub struct Script {
    /// Its address from the root of the site.
    pub url: String,
    /// What is in it.
    pub content: Content,
}

/// What is in a file of the index.
#[derive(Debug)]
pub enum Content {
    /// This.
    Made(Arc<Vec<u8>>),
    /// Texts of some documents, still to be made by [`texts`].
    Texts(Shelf),
}

/// Documents whose texts are one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shelf {
    number: usize,
    documents: Range<usize>,
}

/// What a browser loads first.
#[derive(Serialize)]
struct Root<'a> {
    /// Which build the shards of words belong to.
    version: &'a str,
    /// How many documents there are.
    count: usize,
    /// The first word of each shard of words.
    words: Vec<&'a str>,
    /// The first word of each shard of words that slips are looked up in.
    slips: Vec<&'a str>,
    /// Documents on each shelf.
    shelves: Vec<usize>,
}

/// All files of the index.
pub fn scripts(portal: &Portal<'_>) -> Vec<Script> {
    let searched = portal.searched();
    let index = searched.index();
    let lines = lines(&index, searched.count());
    let sizes: Vec<usize> = index.sizes().map(|size| size as usize).collect();
    let facets = facets(&searched.facets());
    let slips = slips(&index);
    let whole = |texts: &[String]| texts.iter().map(String::len).sum::<usize>();
    let bytes = sizes.iter().sum::<usize>() + whole(&lines) + whole(&slips) + facets.len();
    let is_one = bytes <= WHOLE_BYTES;
    let (words, slips) = if is_one { (Shards::one(&lines), Shards::one(&slips)) } else { (cut(lines), cut(slips)) };
    let shelves = if is_one { vec![Shelf { number: 0, documents: 0..sizes.len() }] } else { shelves(&sizes) };
    let version = version([&words, &slips], &facets);
    let root = Root {
        version: &version,
        count: searched.count(),
        words: words.firsts(),
        slips: slips.firsts(),
        shelves: shelves.iter().map(|shelf| shelf.documents.len()).collect(),
    };
    let mut parts = vec![("index".to_owned(), call("index", &json(&root)))];
    parts.push(("facets".to_owned(), call(&format!("facets.{version}"), &facets)));
    for (name, shards) in [("words", &words), ("slips", &slips)] {
        parts.extend(shards.0.iter().enumerate().map(|(at, text)| {
            let name = format!("{name}-{at}");
            // Words and postings are made of letters that a text between quotes takes as they are.
            let script = call(&format!("{name}.{version}"), &format!("\"{text}\""));
            (name, script)
        }));
    }
    if is_one {
        let mut script: String = parts.into_iter().map(|(_, script)| script).collect();
        script.extend(shelves.iter().map(|shelf| shelf_script(&searched, shelf)));
        return vec![Script { url: address("index"), content: Content::Made(Arc::new(script.into_bytes())) }];
    }
    let made = parts.into_iter().map(|(name, script)| (name, Content::Made(Arc::new(script.into_bytes()))));
    let later = shelves.into_iter().map(|shelf| (format!("texts-{}", shelf.number), Content::Texts(shelf)));
    made.chain(later).map(|(name, content)| Script { url: address(&name), content }).collect()
}

/// The file of a shelf's texts.
pub fn texts(portal: &Portal<'_>, shelf: &Shelf) -> Vec<u8> {
    shelf_script(&portal.searched(), shelf).into_bytes()
}

fn address(name: &str) -> String {
    format!("{FOLDER}/{name}.js")
}

/// The one thing that a file of the index does: hand its content over.
fn call(key: &str, value: &str) -> String {
    format!("rationaleSearch(\"{key}\",{value});\n")
}

/// As few documents on a shelf as fill it.
fn shelves(sizes: &[usize]) -> Vec<Shelf> {
    let mut shelves: Vec<Shelf> = Vec::new();
    let mut bytes = 0;
    for (at, size) in sizes.iter().enumerate() {
        match shelves.last_mut() {
            Some(last) if bytes + size <= TEXT_BYTES => last.documents.end = at + 1,
            _ => {
                shelves.push(Shelf { number: shelves.len(), documents: at..at + 1 });
                bytes = 0;
            }
        }
        bytes += size;
    }
    shelves
}

fn shelf_script(searched: &Searched<'_>, shelf: &Shelf) -> String {
    let documents: Vec<Document<'_>> = shelf.documents.clone().map(|at| searched.document(at)).collect();
    let rows: Vec<_> = documents.iter().map(row).collect();
    call(&format!("texts-{}", shelf.number), &json(&rows))
}

/// A document as a browser shows it: id, title, address, kind, then its sections, each with fragment, heading and text.
fn row<'a>(document: &'a Document<'_>) -> impl Serialize + use<'a> {
    let sections: Vec<[&str; 3]> =
        document.sections.iter().map(|section| [&*section.anchor, &*section.heading, section.text.as_str()]).collect();
    (&*document.id, &*document.title, document.url.as_str(), &*document.kind, sections)
}

/// Statuses with label and tone, owners, tags, each with their documents; and documents with the days that reviews are due.
fn facets(facets: &Facets<'_>) -> String {
    let documents = |numbers: &[u32]| postings::rising(numbers.iter().copied());
    let statuses: Vec<_> = facets.statuses.iter().map(|(mark, numbers)| (mark.word, documents(numbers), mark.label, mark.tone)).collect();
    let named =
        |groups: &[(&str, Vec<u32>)]| groups.iter().map(|(name, numbers)| ((*name).to_owned(), documents(numbers))).collect::<Vec<_>>();
    let first = facets.due.iter().map(|(_, day)| *day).min().unwrap_or(0);
    let due = postings::rising(facets.due.iter().map(|(number, _)| *number));
    let mut days = String::new();
    facets.due.iter().for_each(|(_, day)| postings::number(&mut days, u32::try_from(day - first).unwrap_or(u32::MAX)));
    json(&(statuses, named(&facets.tags), named(&facets.owners), (first, due, days)))
}

/// JSON that is a script too: of all that JSON may hold in a text, older scripts may not hold two ends of lines.
fn json(value: &impl Serialize) -> String {
    let text = serde_json::to_string(value).expect("plain data can be written as JSON");
    if text.contains(['\u{2028}', '\u{2029}']) { text.replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029") } else { text }
}

/// What tells the words of one build from those of another, for a browser that has kept some of them.
fn version(shards: [&Shards; 2], facets: &str) -> String {
    let mut hash = Sha256::new();
    for text in shards.iter().flat_map(|shards| &shards.0) {
        hash.update(text);
    }
    hash.update(facets);
    let mut version = String::new();
    let _ = write!(version, "{}", hex(&hash.finalize()));
    version
}
