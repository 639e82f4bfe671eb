//! YAML front matter: keys and values with their places. What does not parse is told, and read line by line as far as that goes.

use std::{
    collections::{BTreeMap, BTreeSet, btree_map::Entry as Slot},
    ops::Range,
};

use saphyr_parser::{Event, Parser, ScalarStyle, Span as Mark};

use super::outline::boundary;
use crate::{
    base::{
        diagnostic::Diagnostic,
        source::{FileId, Span},
        value::Value,
    },
    model::fault,
};

/// How deep values may lie within each other.
const DEEPEST: usize = 64;
/// Bytes that front matter may have.
const MOST: usize = 256_000;

/// A value.
#[derive(Debug, Clone)]
pub(super) struct Item {
    /// What it is.
    pub node: Node,
    /// Its place in the file.
    pub at: Range<usize>,
}

/// What a value is.
#[derive(Debug, Clone)]
pub(super) enum Node {
    /// A text, a number, a day: as written. `true`: not between quotes.
    Scalar(String, bool),
    /// A list.
    List(Vec<Item>),
    /// Keys and values.
    Table(Vec<Entry>),
}

/// A key with its value.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// The key.
    pub key: String,
    /// The value.
    pub item: Item,
}

/// Front matter.
#[derive(Debug, Default)]
pub(super) struct Front {
    /// Its keys, in order.
    pub entries: Vec<Entry>,
    /// First byte of the body.
    pub body: usize,
    /// What is wrong with it.
    pub told: Vec<Diagnostic>,
}

/// Where front matter stands, if there is any: between two lines `---` at the top.
pub(super) fn fences(text: &str, from: usize) -> Option<(Range<usize>, usize)> {
    let mut at = from;
    let mut start = None;
    for raw in text[from..].split_inclusive('\n') {
        let line = raw.trim_end();
        let here = at;
        at += raw.len();
        match start {
            None if line == "---" => start = Some(at),
            // A blank line before the fence is an oversight, and nothing else.
            None if line.is_empty() && here < from + 8 => {}
            None => return None,
            Some(start) if line == "---" || line == "..." => {
                let inner = start..here;
                // A rule at the top of a text is no fence.
                return (text[inner.clone()].contains(':') || text[inner.clone()].trim().is_empty()).then_some((inner, at));
            }
            Some(start) if here - start > MOST => return None,
            Some(_) => {}
        }
    }
    None
}

/// Reads front matter. What stands between two rules of a text, and holds no key at all, is none.
pub(super) fn read(file: FileId, text: &str, (inner, body): (Range<usize>, usize)) -> Front {
    let mut front = Front { body, ..Front::default() };
    let yaml = &text[inner.clone()];
    let mut builder = Builder { text, offset: inner.start, bytes: bytes(yaml), file, stack: Vec::new(), told: Vec::new() };
    match builder.build(yaml) {
        Ok(Some(Item { node: Node::Table(entries), .. })) => front.entries = entries,
        Ok(_) => {}
        Err((at, words)) => {
            let at = visible(text, inner.start + at, inner.end);
            let told = Diagnostic::warning(fault::FOREIGN_FRONT_MATTER, "the front matter is not valid YAML");
            let told = told
                .at(Span::new(file, at), words)
                .help("text that holds `: `, `{`, `[`, `#` or `@` stands between quotes: `status: \"…\"`");
            builder.told.push(told);
            front.entries = line_by_line(text, inner);
        }
    }
    let text_between_rules = front.entries.is_empty() && !yaml.trim().is_empty();
    if text_between_rules && yaml.lines().any(|line| line.starts_with("# ") || line.starts_with("* ")) {
        return Front::default();
    }
    front.told = builder.told;
    front
}

/// Byte of each character, where they differ.
fn bytes(yaml: &str) -> Vec<usize> {
    if yaml.is_ascii() { Vec::new() } else { yaml.char_indices().map(|(at, _)| at).chain([yaml.len()]).collect() }
}

/// A place where a caret can be drawn.
fn visible(text: &str, at: usize, end: usize) -> Range<usize> {
    let at = boundary(text, at.min(end));
    let letter = text[at..end].chars().next().filter(|c| !matches!(c, '\n' | '\r'));
    at..at + letter.map_or(0, char::len_utf8)
}

/// What is being built: a list, or a table with the key that waits for its value.
enum Open {
    List(Vec<Item>, usize),
    Table(Vec<Entry>, Option<(String, Range<usize>)>, BTreeMap<String, Range<usize>>, usize),
}

struct Builder<'t> {
    text: &'t str,
    offset: usize,
    bytes: Vec<usize>,
    file: FileId,
    stack: Vec<Open>,
    told: Vec<Diagnostic>,
}

impl Builder<'_> {
    fn byte(&self, index: usize) -> usize {
        self.bytes.get(index).copied().unwrap_or_else(|| self.bytes.last().copied().unwrap_or(index))
    }

    fn place(&self, mark: Mark) -> Range<usize> {
        let end = self.text.len();
        let at = |index: usize| boundary(self.text, (self.offset + self.byte(index)).min(end));
        let (start, end) = (at(mark.start.index()), at(mark.end.index()));
        let kept = self.text[start..end.max(start)].trim_end().len();
        start..start + kept
    }

    /// The first document; or where it breaks, and the parser's words.
    fn build(&mut self, yaml: &str) -> Result<Option<Item>, (usize, String)> {
        let mut parser = Parser::new_from_str(yaml);
        while let Some(event) = parser.next_event() {
            let (event, mark) = event.map_err(|error| (self.byte(error.marker().index()), error.info().to_owned()))?;
            let at = self.place(mark);
            let done = match event {
                Event::Scalar(value, style, ..) => self.put(Node::Scalar(value.into_owned(), style == ScalarStyle::Plain), at),
                Event::Alias(_) => self.put(Node::Scalar(self.text[at.clone()].to_owned(), true), at),
                Event::SequenceStart(..) => self.open(Open::List(Vec::new(), at.start))?,
                Event::MappingStart(..) => self.open(Open::Table(Vec::new(), None, BTreeMap::new(), at.start))?,
                Event::SequenceEnd | Event::MappingEnd => self.close(at.end),
                Event::DocumentEnd | Event::StreamEnd => return Ok(None),
                Event::Nothing | Event::StreamStart | Event::DocumentStart(_) => None,
            };
            if done.is_some() {
                return Ok(done);
            }
        }
        Ok(None)
    }

    fn open(&mut self, open: Open) -> Result<Option<Item>, (usize, String)> {
        if self.stack.len() >= DEEPEST {
            let start = match open {
                Open::List(_, start) | Open::Table(_, _, _, start) => start,
            };
            return Err((start - self.offset, "values lie too deep within each other".into()));
        }
        self.stack.push(open);
        Ok(None)
    }

    fn close(&mut self, end: usize) -> Option<Item> {
        let (node, start) = match self.stack.pop()? {
            Open::List(items, start) => (Node::List(items), start),
            Open::Table(entries, _, _, start) => (Node::Table(entries), start),
        };
        let end = end.max(start);
        let kept = self.text[start..end].trim_end().len();
        self.put(node, start..start + kept)
    }

    /// Puts a value where it belongs; returns the outermost.
    fn put(&mut self, node: Node, at: Range<usize>) -> Option<Item> {
        let item = Item { at: unquoted(self.text, &node, at), node };
        match self.stack.last_mut() {
            None => return Some(item),
            Some(Open::List(items, _)) => items.push(item),
            Some(Open::Table(entries, waiting, keys, _)) => {
                let Some((key, at)) = waiting.take() else {
                    let key = if let Node::Scalar(key, _) = item.node { key } else { String::new() };
                    *waiting = Some((key, item.at));
                    return None;
                };
                match keys.entry(key.clone()) {
                    Slot::Vacant(slot) => {
                        slot.insert(at);
                        entries.push(Entry { key, item });
                    }
                    Slot::Occupied(first) => self.told.push(twice(self.file, &key, at, first.get().clone())),
                }
            }
        }
        None
    }
}

fn twice(file: FileId, key: &str, at: Range<usize>, first: Range<usize>) -> Diagnostic {
    let told = Diagnostic::warning(fault::FOREIGN_FRONT_MATTER, format!("`{key}` is given twice"));
    let told = told.at(Span::new(file, at), "not read: the first one counts");
    told.and(Span::new(file, first), "first given here").help("keep one of the two")
}

/// The place of a text within its quotes, where its bytes are those of the file.
fn unquoted(text: &str, node: &Node, at: Range<usize>) -> Range<usize> {
    if let Node::Scalar(value, false) = node
        && at.len() == value.len() + 2
        && text.get(at.start + 1..at.end - 1) == Some(value.as_str())
    {
        return at.start + 1..at.end - 1;
    }
    at
}

/// `key: value` lines, and `- value` lines below a key, of front matter that is not YAML.
fn line_by_line(text: &str, inner: Range<usize>) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut seen = BTreeSet::new();
    let mut at = inner.start;
    for raw in text[inner].split_inclusive('\n') {
        let start = at;
        at += raw.len();
        let line = raw.trim_end();
        let scalar = |value: &str, from: usize| {
            let bare = value.trim();
            let from = from + (value.len() - value.trim_start().len());
            let inside = ['"', '\''].into_iter().find_map(|quote| bare.strip_prefix(quote)?.strip_suffix(quote));
            let (bare, from) = inside.map_or((bare, from), |inside| (inside, from + 1));
            Item { node: Node::Scalar(bare.to_owned(), inside.is_none()), at: from..from + bare.len() }
        };
        if let Some(value) = line.trim_start().strip_prefix("- ") {
            let item = scalar(value, start + line.len() - value.len());
            if let Some(Entry { item: Item { node: Node::List(items), .. }, .. }) = entries.last_mut() {
                items.push(item);
            }
            continue;
        }
        let Some((key, value)) = line.split_once(':') else { continue };
        let plain = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ' ')) && !key.starts_with(' ');
        if plain && seen.insert(key.to_owned()) {
            let item = scalar(value, start + key.len() + 1);
            let empty = matches!(&item.node, Node::Scalar(value, _) if value.is_empty());
            let item = if empty { Item { node: Node::List(Vec::new()), at: item.at } } else { item };
            entries.push(Entry { key: key.to_owned(), item });
        }
    }
    entries
}

/// A value as a free field.
pub(super) fn value(item: &Item) -> Value {
    match &item.node {
        Node::List(items) => Value::List(items.iter().map(value).collect()),
        Node::Table(entries) => Value::Table(entries.iter().map(|entry| (entry.key.clone(), value(&entry.item))).collect()),
        Node::Scalar(text, true) if text == "true" || text == "false" => Value::Bool(text == "true"),
        // `0012` is a name, not the number 12.
        Node::Scalar(text, true) if !text.starts_with('0') || text == "0" => {
            let whole = text.parse::<i64>().ok().map(Value::Whole);
            let number = || text.parse::<f64>().ok().filter(|number| number.is_finite() && text.contains('.')).map(Value::Number);
            whole.or_else(number).unwrap_or_else(|| Value::Text(text.clone()))
        }
        Node::Scalar(text, _) => Value::Text(text.clone()),
    }
}
