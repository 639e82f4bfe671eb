//! Front matter, changed in place. `toml_edit` says where things stand and how a value is written; the text itself is patched at those places, so
//! that comments, order, quotes and line ends of everything else stay as they are, byte for byte.

use std::{fmt::Write, ops::Range};

use toml_edit::{Array, Document, Item, Table, Value};

use super::Refusal;
use crate::{
    base::date::Date,
    parse::front_matter::{self, FrontMatter},
};

/// A text whose front matter is being changed. Changes are collected, and made by [`Front::finish`].
#[derive(Debug)]
pub struct Front<'t> {
    text: &'t str,
    /// Byte of the text at which the TOML begins: places in the document are counted from there.
    start: usize,
    /// Byte after the TOML.
    end: usize,
    document: Document<&'t str>,
    newline: &'static str,
    patches: Vec<(Range<usize>, String)>,
}

impl<'t> Front<'t> {
    /// Opens a text, a byte order mark before it included.
    ///
    /// # Errors
    /// It has no front matter that can be read.
    pub fn open(text: &'t str) -> Result<Self, Refusal> {
        let mark = text.len() - text.trim_start_matches('\u{feff}').len();
        let (toml, _) = match front_matter::find(&text[mark..]) {
            FrontMatter::Present(toml, body) => (toml, body),
            FrontMatter::Absent => {
                return Err(Refusal::new("its file has no front matter between two lines `+++`")
                    .help("a record of another form is taken over by `rationale import`"));
            }
            FrontMatter::Unclosed(_) => return Err(unreadable()),
        };
        let (start, end) = (toml.start + mark, toml.end + mark);
        let document = Document::parse(&text[start..end]).map_err(|_| unreadable())?;
        let newline = if text[..start].ends_with("\r\n") { "\r\n" } else { "\n" };
        Ok(Self { text, start, end, document, newline, patches: Vec::new() })
    }

    /// Whether a key stands at the top.
    pub fn has(&self, key: &str) -> bool {
        self.document.contains_key(key)
    }

    /// Gives a key of the top a value, written as TOML: in the place of the one it has, else on a line of its own below the last of `after` that is
    /// there.
    ///
    /// # Errors
    /// The key is a table.
    pub fn set(&mut self, key: &str, value: &str, after: &[&str]) -> Result<(), Refusal> {
        match self.document.get(key) {
            Some(Item::Value(old)) => {
                let place = self.place(old.span());
                self.patches.push((place, value.to_owned()));
            }
            Some(_) => return Err(of_the_wrong_type(key)),
            None => {
                let at = self.below(after);
                self.patches.push((at..at, format!("{key} = {value}{}", self.newline)));
            }
        }
        Ok(())
    }

    /// Adds a value, written as TOML, to the list of a key of the top; the key is made as [`Front::set`] makes it. Where the list is one of tables under
    /// headers, `table` gives their lines.
    ///
    /// # Errors
    /// The key is no list.
    pub fn push(&mut self, key: &str, value: &str, table: &[(&str, String)], after: &[&str]) -> Result<(), Refusal> {
        match self.document.get(key) {
            Some(Item::Value(Value::Array(array))) => {
                let patches = self.pushed(array, value);
                self.patches.extend(patches);
                Ok(())
            }
            Some(Item::ArrayOfTables(_)) => self.append(key, table, &[]),
            Some(_) => Err(of_the_wrong_type(key)),
            None => self.set(key, &format!("[{value}]"), after),
        }
    }

    /// Adds a table to the list of tables of a key: after its last one, else after the table of `near`, else at the end.
    ///
    /// # Errors
    /// The key is no list of tables.
    pub fn append(&mut self, key: &str, lines: &[(&str, String)], near: &[&str]) -> Result<(), Refusal> {
        let last = match self.document.get(key) {
            Some(Item::ArrayOfTables(tables)) => tables.iter().last().and_then(end_of_table),
            Some(Item::Value(Value::Array(_))) => {
                let inline: Vec<String> = lines.iter().map(|(key, value)| format!("{key} = {value}")).collect();
                return self.push(key, &format!("{{ {} }}", inline.join(", ")), &[], &[]);
            }
            Some(_) => return Err(of_the_wrong_type(key)),
            None => near.iter().find_map(|near| match self.document.get(near) {
                // Only a table with a header ends where the next one begins; keys with dots may stand among others.
                Some(Item::Table(table)) if !table.is_dotted() && !table.is_implicit() => end_of_table(table),
                _ => None,
            }),
        };
        let at = last.map_or(self.end, |end| self.line_end(self.start + end));
        let newline = self.newline;
        let mut text = String::new();
        if at > self.start && !self.text[self.start..at].ends_with("\n\n") && !self.text[self.start..at].ends_with("\n\r\n") {
            text.push_str(newline);
        }
        let _ = write!(text, "[[{key}]]{newline}");
        for (key, value) in lines {
            let _ = write!(text, "{key} = {value}{newline}");
        }
        self.patches.push((at..at, text));
        Ok(())
    }

    /// Puts a value, written as TOML, in the place of one, by its place in the text.
    pub fn replace(&mut self, place: Range<usize>, value: &str) {
        self.patches.push((place, value.to_owned()));
    }

    /// The text with all changes made.
    ///
    /// # Errors
    /// What came of it could not be read again: nothing is to be written then.
    pub fn finish(mut self) -> Result<String, Refusal> {
        // Those of one place stay in the order they were asked for.
        self.patches.sort_by_key(|(place, _)| place.start);
        let (mut text, mut at) = (String::with_capacity(self.text.len() + 200), 0);
        for (place, new) in &self.patches {
            text.push_str(&self.text[at..place.start]);
            text.push_str(new);
            at = place.end;
        }
        text.push_str(&self.text[at..]);
        Front::open(&text).map_err(|_| Refusal::new("the changed front matter could not be read again").help("change it by hand"))?;
        Ok(text)
    }

    /// The place in the text of something in the document.
    fn place(&self, span: Option<Range<usize>>) -> Range<usize> {
        let span = span.expect("a parsed document knows the place of each value");
        span.start + self.start..span.end + self.start
    }

    /// The beginning of the line after the one that holds byte `at`; never past the TOML.
    fn line_end(&self, at: usize) -> usize {
        self.text[at..self.end].find('\n').map_or(self.end, |end| at + end + 1)
    }

    /// Where a new line of the top belongs: below the last of some keys, else before everything.
    fn below(&self, after: &[&str]) -> usize {
        let ends = after.iter().filter_map(|key| match self.document.get(key) {
            Some(Item::Value(value)) => Some(self.place(value.span()).end),
            _ => None,
        });
        ends.max().map_or(self.start, |end| self.line_end(end))
    }

    /// What adds a value to a list: beside its last one, or on a line of its own where the last one has one.
    fn pushed(&self, array: &Array, value: &str) -> Vec<(Range<usize>, String)> {
        let whole = self.place(array.span());
        let Some(last) = array.iter().last().map(|last| self.place(last.span())) else {
            return vec![(whole.start + 1..whole.start + 1, value.to_owned())];
        };
        let line = self.text[..last.start].rfind('\n').map_or(0, |at| at + 1);
        let indent = &self.text[line..last.start];
        let next_line = self.line_end(last.end);
        if !indent.trim().is_empty() || next_line >= whole.end {
            return vec![(last.end..last.end, format!(", {value}"))];
        }
        // Up to the next line stand at most a comma and a remark on the last value, which stays with it.
        let has_comma = self.text[last.end..next_line].trim_start().starts_with(',');
        let (before, behind) = if has_comma { (None, ",") } else { (Some((last.end..last.end, ",".to_owned())), "") };
        before.into_iter().chain([(next_line..next_line, format!("{indent}{value}{behind}{}", self.newline))]).collect()
    }
}

/// Last byte of everything that belongs to a table.
fn end_of_table(table: &Table) -> Option<usize> {
    let within = table.iter().filter_map(|(_, item)| match item {
        Item::Value(value) => value.span().map(|span| span.end),
        Item::Table(table) => end_of_table(table),
        Item::ArrayOfTables(tables) => tables.iter().filter_map(end_of_table).max(),
        Item::None => None,
    });
    within.chain(table.span().map(|span| span.end)).max()
}

fn unreadable() -> Refusal {
    Refusal::new("its front matter cannot be read").help("`rationale check` tells why")
}

fn of_the_wrong_type(key: &str) -> Refusal {
    Refusal::new(format!("its `{key}` is of the wrong type")).help("`rationale check` tells what it should be")
}

/// A text as TOML.
pub fn text(text: &str) -> String {
    Value::from(text).to_string()
}

/// A day as TOML.
pub fn day(date: Date) -> String {
    date.to_string()
}

#[cfg(test)]
mod tests {
    use super::Front;

    fn pushed(toml: &str) -> String {
        let text = format!("+++\n{toml}+++\nbody\n");
        let mut front = Front::open(&text).expect("front matter");
        front.push("to", "\"x\"", &[("id", "\"x\"".to_owned())], &["title"]).expect("a list");
        let new = front.finish().expect("readable");
        new.strip_prefix("+++\n").and_then(|text| text.strip_suffix("+++\nbody\n")).expect("the rest as it was").to_owned()
    }

    #[test]
    fn lists_grow_in_the_way_they_are_written() {
        for (old, new) in [
            ("title = \"t\" # why\nb = 1\n", "title = \"t\" # why\nto = [\"x\"]\nb = 1\n"),
            ("b = 1\n", "to = [\"x\"]\nb = 1\n"),
            ("to = []\n", "to = [\"x\"]\n"),
            ("to = [ # none\n]\n", "to = [\"x\" # none\n]\n"),
            ("to = ['a', \"b\"] # c\n", "to = ['a', \"b\", \"x\"] # c\n"),
            ("to = [\"a\", ]\n", "to = [\"a\", \"x\", ]\n"),
            ("to = [\n  \"a\", # one\n  \"b\" # two\n  # end\n]\n", "to = [\n  \"a\", # one\n  \"b\", # two\n  \"x\"\n  # end\n]\n"),
            ("to = [\n\t\"a\",\n]\n", "to = [\n\t\"a\",\n\t\"x\",\n]\n"),
            ("to = [\n  \"a\"]\n", "to = [\n  \"a\", \"x\"]\n"),
            ("to = [\"a\",\n  { id = \"b\", part = \"c\" }]\n", "to = [\"a\",\n  { id = \"b\", part = \"c\" }, \"x\"]\n"),
            ("[[to]]\nid = \"a\" # c\n\n[b]\nc = 1\n", "[[to]]\nid = \"a\" # c\n\n[[to]]\nid = \"x\"\n\n[b]\nc = 1\n"),
        ] {
            assert_eq!(pushed(old), new, "{old}");
        }
    }

    #[test]
    fn tables_stand_with_their_own_kind() {
        let check = |old: &str, expected: &str| {
            let text = format!("+++\n{old}+++\n");
            let mut front = Front::open(&text).expect("front matter");
            front.append("reviews", &[("on", "2026-11-23".to_owned())], &["review"]).expect("a list of tables");
            assert_eq!(front.finish().expect("readable"), format!("+++\n{expected}+++\n"));
        };
        check("a = 1\n", "a = 1\n\n[[reviews]]\non = 2026-11-23\n");
        check("a = 1\n\n", "a = 1\n\n[[reviews]]\non = 2026-11-23\n");
        check("", "[[reviews]]\non = 2026-11-23\n");
        check("reviews = []\n", "reviews = [{ on = 2026-11-23 }]\n");
        check("review.every = \"1 year\"\na = 1\n", "review.every = \"1 year\"\na = 1\n\n[[reviews]]\non = 2026-11-23\n");
        check(
            "[review]\nevery = \"1 year\" # c\n# d\n\n[b]\nc = 1\n",
            "[review]\nevery = \"1 year\" # c\n\n[[reviews]]\non = 2026-11-23\n# d\n\n[b]\nc = 1\n",
        );
        check(
            "[[reviews]]\non = 2026-01-01\n\n[[reviews]]\non = 2026-02-01\n\n[b]\nc = 1\n",
            "[[reviews]]\non = 2026-01-01\n\n[[reviews]]\non = 2026-02-01\n\n[[reviews]]\non = 2026-11-23\n\n[b]\nc = 1\n",
        );
    }

    #[test]
    fn what_cannot_be_read_is_refused() {
        for text in ["", "body", "+++\na = 1\n", "+++\na = \n+++\n"] {
            assert!(Front::open(text).is_err(), "{text:?}");
        }
        let mut front = Front::open("+++\n[status]\nto = 1\n+++\n").expect("front matter");
        assert!(front.set("status", "1", &[]).is_err());
        assert!(front.append("status", &[], &[]).is_err());
        assert!(front.push("status", "1", &[], &[]).is_err());
    }
}
