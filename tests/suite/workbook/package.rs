//! Reads and writes workbooks, with no more of the formats than these tests need, and nothing of the code under test.

use std::collections::BTreeMap;

use zlib_rs::{Inflate, InflateFlush, Status, crc32::crc32};

/// What a cell shows.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Found {
    Number(f64),
    Text(String),
    Flag(bool),
}

/// A workbook: its parts by name.
#[derive(Debug, Clone)]
pub(super) struct Book(BTreeMap<String, Vec<u8>>);

fn number(bytes: &[u8], at: usize, length: usize) -> usize {
    bytes[at..at + length].iter().rev().fold(0, |sum, byte| sum << 8 | usize::from(*byte))
}

impl Book {
    /// Takes a package apart, by its directory; every checksum is checked.
    pub(super) fn read(bytes: &[u8]) -> Self {
        let end = bytes.windows(4).rposition(|four| four == b"PK\x05\x06").expect("a directory");
        let (count, mut at) = (number(bytes, end + 10, 2), number(bytes, end + 16, 4));
        let mut parts = BTreeMap::new();
        for _ in 0..count {
            assert_eq!(&bytes[at..at + 4], b"PK\x01\x02");
            let (method, checksum) = (number(bytes, at + 10, 2), number(bytes, at + 16, 4));
            let (packed, size, names) = (number(bytes, at + 20, 4), number(bytes, at + 24, 4), number(bytes, at + 28, 2));
            let more = number(bytes, at + 30, 2) + number(bytes, at + 32, 2);
            let file = number(bytes, at + 42, 4);
            let name = String::from_utf8(bytes[at + 46..at + 46 + names].to_vec()).expect("a name");
            let start = file + 30 + number(bytes, file + 26, 2) + number(bytes, file + 28, 2);
            let data = &bytes[start..start + packed];
            let mut content = data.to_vec();
            if method != 0 {
                content = vec![0; size];
                let status = Inflate::new(false, 15).decompress(data, &mut content, InflateFlush::Finish);
                assert_eq!(status, Ok(Status::StreamEnd), "{name}: compressed as it should be");
            }
            assert_eq!((content.len(), crc32(0, &content) as usize), (size, checksum), "{name}");
            parts.insert(name, content);
            at += 46 + names + more;
        }
        Self(parts)
    }

    /// Puts the package together, uncompressed.
    pub(super) fn write(&self) -> Vec<u8> {
        let (mut bytes, mut directory) = (Vec::new(), Vec::new());
        let word = |value: usize| u32::try_from(value).expect("small").to_le_bytes();
        for (name, content) in &self.0 {
            let start = bytes.len();
            let mut common = vec![20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0];
            common.extend(crc32(0, content).to_le_bytes());
            common.extend(word(content.len()));
            common.extend(word(content.len()));
            common.extend(word(name.len()));
            bytes.extend(b"PK\x03\x04");
            bytes.extend(&common);
            bytes.extend(name.bytes());
            bytes.extend(content);
            directory.extend(b"PK\x01\x02\x14\0");
            directory.extend(&common);
            directory.extend([0; 10]);
            directory.extend(word(start));
            directory.extend(name.bytes());
        }
        let start = bytes.len();
        let count = u16::try_from(self.0.len()).expect("few").to_le_bytes();
        bytes.extend(&directory);
        bytes.extend(b"PK\x05\x06\0\0\0\0");
        bytes.extend([count, count].concat());
        bytes.extend(word(directory.len()));
        bytes.extend(word(start));
        bytes.extend([0, 0]);
        bytes
    }

    /// A part as text.
    pub(super) fn part(&self, name: &str) -> String {
        String::from_utf8(self.0.get(name).unwrap_or_else(|| panic!("no part {name}")).clone()).expect("text")
    }

    /// The part of the sheet of this name.
    fn path(&self, sheet: &str) -> Option<String> {
        let book = self.part("xl/workbook.xml");
        let names: Vec<&str> = elements(&book, "sheet").into_iter().map(|(tag, _)| attribute(tag, "name").expect("a name")).collect();
        names.iter().position(|name| *name == sheet).map(|at| format!("xl/worksheets/sheet{}.xml", at + 1))
    }

    /// Cells of a sheet that show something; empty where there is no such sheet.
    pub(super) fn sheet(&self, sheet: &str) -> BTreeMap<String, Found> {
        let Some(path) = self.path(sheet) else { return BTreeMap::new() };
        let shared = if self.0.contains_key("xl/sharedStrings.xml") { self.part("xl/sharedStrings.xml") } else { String::new() };
        let shared: Vec<String> = elements(&shared, "si").into_iter().map(|(_, inner)| words(inner)).collect();
        let text = self.part(&path);
        let cells = elements(&text, "c").into_iter().filter_map(|(tag, inner)| {
            let kind = attribute(tag, "t").unwrap_or("n");
            let value = elements(inner, "v").first().map(|(_, value)| unescaped(value));
            let found = match (kind, value) {
                ("inlineStr", _) => Found::Text(words(inner)),
                (_, None) => return None,
                ("s", Some(at)) => Found::Text(shared[at.parse::<usize>().expect("a place")].clone()),
                ("str", Some(text)) => Found::Text(text),
                ("b", Some(flag)) => Found::Flag(flag == "1"),
                ("n", Some(value)) => Found::Number(value.parse().expect("a number")),
                (kind, value) => panic!("{sheet}!{tag}: {kind} {value:?}"),
            };
            Some((attribute(tag, "r").expect("a place").to_owned(), found))
        });
        cells.collect()
    }

    /// Cells of a sheet that hold formulas.
    pub(super) fn formulas(&self, sheet: &str) -> Vec<String> {
        let Some(path) = self.path(sheet) else { return Vec::new() };
        let text = self.part(&path);
        let cells = elements(&text, "c").into_iter().filter(|(_, inner)| inner.starts_with("<f"));
        cells.map(|(tag, _)| attribute(tag, "r").expect("a place").to_owned()).collect()
    }

    /// The same without the value of any formula.
    pub(super) fn without_values(&self) -> Self {
        let mut book = self.clone();
        for (_, content) in book.0.iter_mut().filter(|(name, _)| name.starts_with("xl/worksheets/")) {
            let text = String::from_utf8(content.clone()).expect("text");
            let mut kept = String::with_capacity(text.len());
            for (at, piece) in text.split("<c ").enumerate() {
                if at > 0 {
                    kept.push_str("<c ");
                }
                match (piece.contains("<f"), piece.find("<v>"), piece.find("</v>")) {
                    (true, Some(from), Some(to)) => {
                        // What kind of value it is goes as well.
                        kept.push_str(&piece[..from].replace(" t=\"str\"", "").replace(" t=\"b\"", ""));
                        kept.push_str(&piece[to + "</v>".len()..]);
                    }
                    _ => kept.push_str(piece),
                }
            }
            *content = kept.into_bytes();
        }
        book
    }

    /// The same with a sheet of another book in place of its own.
    pub(super) fn with_sheet_of(&self, sheet: &str, other: &Self) -> Self {
        let (own, from) = (self.path(sheet).expect("such a sheet"), other.path(sheet).expect("such a sheet"));
        let mut book = self.clone();
        book.0.insert(own, other.0[&from].clone());
        book
    }
}

/// Elements of this name: their tags, and what is in them. None of those looked for here holds another of its name.
fn elements<'x>(xml: &'x str, name: &str) -> Vec<(&'x str, &'x str)> {
    let (open, close) = (format!("<{name}"), format!("</{name}>"));
    let mut found = Vec::new();
    let mut rest = xml;
    while let Some(at) = rest.find(&open) {
        rest = &rest[at + open.len()..];
        if !rest.starts_with([' ', '>', '/']) {
            continue;
        }
        let end = rest.find('>').expect("a tag ends");
        let tag = &rest[..end];
        rest = &rest[end + 1..];
        if tag.ends_with('/') {
            found.push((tag, ""));
            continue;
        }
        let inner = rest.find(&close).expect("an element ends");
        found.push((tag, &rest[..inner]));
        rest = &rest[inner + close.len()..];
    }
    found
}

fn attribute<'x>(tag: &'x str, name: &str) -> Option<&'x str> {
    let start = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    tag[start..].split('"').next()
}

/// The words of a text, whose pieces may be formatted apart.
fn words(inner: &str) -> String {
    elements(inner, "t").into_iter().map(|(_, text)| unescaped(text)).collect()
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&#13;", "\r")
        .replace("&amp;", "&")
}
