//! A record of another form, written in ours: what was understood of it as front matter, its text as it is, byte for byte.

use std::fmt::Write;

use toml_edit::{Array, InlineTable, Key};

use super::front::text;
use crate::{
    base::value::Value,
    model::{
        RecordIx,
        record::{Record, Relation, Status},
        site::Site,
    },
    parse::{dialect, record::name::id_of_file},
};

/// A record on its way.
pub struct Import<'a> {
    /// The log it is in.
    pub site: &'a Site,
    /// The record.
    pub ix: RecordIx,
    /// Path of its file within the log.
    pub inner: &'a str,
    /// Path of its file, as people know it.
    pub path: &'a str,
    /// What the file holds.
    pub source: &'a str,
}

/// Where the text of a record begins: behind the front matter that its form has; at the top where it has none.
pub fn body(source: &str) -> &str {
    &source[dialect::body_start(source)..]
}

/// The record in our form. One that is in it already stays as it is.
pub fn import(of: &Import<'_>) -> String {
    let record = of.site.record(of.ix);
    let Some(form) = record.form else { return of.source.to_owned() };
    let mut head = String::new();
    let mut line = |key: &str, value: &str| {
        let _ = writeln!(head, "{key} = {value}");
    };
    line("title", &text(&record.title));
    if id_of_file(of.inner) != record.id {
        line("id", &text(&record.id));
    }
    let is_ours = Status::WRITTEN.iter().any(|(_, status)| *status == record.stated);
    if is_ours {
        line("status", &text(record.stated.word()));
    }
    if let Some(date) = record.date {
        let derived = if record.date_derived { " # the day of its first commit" } else { "" };
        line("date", &format!("{date}{derived}"));
    }
    if let Some(decided) = record.decided {
        line("decided", &decided.to_string());
    }
    let owner = record.owner.iter().filter(|owner| record.deciders.first() != Some(*owner));
    for (key, list) in
        [("deciders", &record.deciders), ("consulted", &record.consulted), ("informed", &record.informed), ("tags", &record.tags)]
    {
        if !list.is_empty() {
            line(key, &list.iter().map(String::as_str).collect::<Array>().to_string());
        }
    }
    owner.for_each(|owner| line("owner", &text(owner)));
    if let Some(summary) = &record.summary {
        line("summary", &text(summary));
    }
    line("imported_from", &text(&format!("{}: {}", form.word(), of.path)));
    of.ties(&mut head);
    of.remarks(&mut head, is_ours);
    if !record.extra.is_empty() {
        head.push_str("\n[extra]\n");
        for (key, value) in &record.extra {
            let _ = writeln!(head, "{} = {}", Key::new(key), toml(value));
        }
    }
    let body = body(of.source);
    // One kind of line end in one file.
    let head = format!("+++\n{head}+++\n");
    let head = if of.source.lines().next().is_some_and(|first| of.source[first.len()..].starts_with("\r\n")) {
        head.replace('\n', "\r\n")
    } else {
        head
    };
    format!("{head}{body}")
}

impl Import<'_> {
    /// Ties to other records, each pair on both sides as ours want it.
    fn ties(&self, head: &mut String) {
        let ties = &self.site.record(self.ix).relations;
        let mut by: Vec<Relation> = ties.superseded_by.clone();
        // A successor that was rejected is void there; where both sides speak, both have to name each other all the same.
        for (at, other) in self.site.records.iter().enumerate() {
            let other_ix = RecordIx::at(at);
            let names = other.relations.supersedes.iter().find(|tie| tie.to == self.ix);
            if let Some(tie) = names.filter(|_| !by.is_empty() && !by.iter().any(|known| known.to == other_ix)) {
                by.push(Relation { to: other_ix, ..tie.clone() });
            }
        }
        self.list(head, "supersedes", ties.supersedes.iter());
        self.list(head, "superseded_by", by.iter());
        self.list(head, "amends", ties.amends.iter());
        self.list(head, "depends_on", ties.depends_on.iter());
        self.list(head, "relates_to", ties.relates_to.iter().filter(|tie| !tie.derived));
    }

    fn list<'r>(&self, head: &mut String, key: &str, ties: impl Iterator<Item = &'r Relation>) {
        let mut entries: Vec<(String, String)> = Vec::new();
        for tie in ties {
            let other = self.site.record(tie.to);
            if !self.is_meant(tie.to) {
                let _ = writeln!(head, "# {key}: {}, whose id another record has too", one_line(&other.title));
                continue;
            }
            let id = text(&self.name(tie.to));
            let entry = tie.part.as_ref().map_or_else(
                || id.clone(),
                |part| {
                    // Which part is for the text to say; that it is one is kept.
                    let part = if part.trim().is_empty() { "in part" } else { part };
                    format!("{{ id = {id}, part = {} }}", text(part))
                },
            );
            entries.push((entry, tie.label.as_deref().map(one_line).unwrap_or_default()));
        }
        if entries.is_empty() {
            return;
        }
        if entries.iter().all(|(_, label)| label.is_empty()) {
            let entries: Vec<String> = entries.into_iter().map(|(entry, _)| entry).collect();
            let _ = writeln!(head, "{key} = [{}]", entries.join(", "));
            return;
        }
        let _ = writeln!(head, "{key} = [");
        for (entry, label) in entries {
            let label = if label.is_empty() { label } else { format!(" # {label}") };
            let _ = writeln!(head, "  {entry},{label}");
        }
        head.push_str("]\n");
    }

    /// How the record names another.
    fn name(&self, ix: RecordIx) -> String {
        let (record, other) = (self.site.record(self.ix), self.site.record(ix));
        if record.scope == other.scope { other.id.clone() } else { other.full_id() }
    }

    /// Whether an id leads to a record: of several with one id only to the first.
    fn is_meant(&self, ix: RecordIx) -> bool {
        let other = self.site.record(ix);
        let is_same = |first: &&Record| first.scope == other.scope && crate::parse::id::is_same(&first.id, &other.id);
        self.site.records.iter().find(is_same).is_some_and(|first| first.file == other.file)
    }

    /// What front matter cannot say, as remarks: a status in other words, a day that is open, and the front matter that the text had.
    fn remarks(&self, head: &mut String, has_status: bool) {
        let record = self.site.record(self.ix);
        match (&record.status_text, has_status) {
            (Some(words), false) => {
                let _ = writeln!(head, "# status: the log says “{}”, which has no known meaning", one_line(words));
            }
            (None, false) => head.push_str("# status: the log states none\n"),
            _ => {}
        }
        if record.date.is_none() {
            head.push_str("# date: the log states none that can be read one way only\n");
        }
        let front = &self.source[..self.source.len() - body(self.source).len()];
        let lines = front.lines().map(|line| line.trim_start_matches('\u{feff}').trim_end()).filter(|line| !line.is_empty());
        let lines: Vec<&str> = lines.filter(|line| *line != "---" && *line != "...").collect();
        if !lines.is_empty() {
            head.push_str("\n# Its front matter, as it was:\n");
            for line in lines {
                let _ = writeln!(head, "#   {}", one_line_kept(line));
            }
        }
    }
}

/// Words on one line, so that they stay a remark.
fn one_line(words: &str) -> String {
    words.split_whitespace().map(one_line_kept).collect::<Vec<_>>().join(" ")
}

/// A line without what TOML does not let stand in a remark.
fn one_line_kept(line: &str) -> String {
    line.chars().map(|c| if c.is_control() && c != '\t' { '\u{fffd}' } else { c }).collect()
}

/// A free value as TOML. The format of the log may know values that TOML does not; they arrive as texts.
fn toml(value: &Value) -> toml_edit::Value {
    match value {
        Value::Bool(value) => (*value).into(),
        Value::Whole(value) => (*value).into(),
        Value::Number(value) => (*value).into(),
        Value::Text(value) => value.as_str().into(),
        Value::List(values) => values.iter().map(toml).collect::<Array>().into(),
        Value::Table(entries) => entries.iter().map(|(key, value)| (Key::new(key), toml(value))).collect::<InlineTable>().into(),
    }
}
