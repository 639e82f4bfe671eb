//! The reference of all keys as Markdown, made from the key tables, for the handbook and for the command line.

use std::fmt::Write;

use super::{
    fields::amount::RANGE,
    shape::{Shape, TableShape},
    tables::documents::Document,
};

/// The keys of some kinds of files: a section each, and in it a table for each of their tables.
pub fn reference<'a>(documents: impl IntoIterator<Item = &'a Document>) -> String {
    let mut text = String::new();
    for document in documents {
        let _ = write!(
            text,
            "{}## {}\n\n{}: {}\n",
            if text.is_empty() { "" } else { "\n" },
            document.title,
            document.place,
            document.table.doc
        );
        let mut met = vec![document.table];
        rows(&mut text, document.table);
        let mut next = 0;
        while let Some(table) = met.get(next) {
            let inner: Vec<&'static TableShape> = table.keys.iter().flat_map(|key| tables(&key.shape)).collect();
            for shape in inner {
                if !met.iter().any(|known| std::ptr::eq(*known, shape)) {
                    met.push(shape);
                }
            }
            next += 1;
        }
        for table in &met[1..] {
            let _ = write!(text, "\n### `{}`\n\n{}\n", table.header, table.doc);
            rows(&mut text, table);
        }
    }
    text
}

fn rows(text: &mut String, table: &TableShape) {
    text.push_str("\n| key | takes | means |\n|---|---|---|\n");
    for key in table.keys {
        let needed = if key.needed { " **Needed.**" } else { "" };
        let _ = writeln!(text, "| `{}` | {} | {}{needed} |", key.name, cell(&takes(&key.shape)), cell(key.doc));
    }
}

/// Text that ends no cell.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

/// What a key takes, in words that stand alone.
fn takes(shape: &Shape) -> String {
    match shape {
        Shape::Text => "text".into(),
        Shape::Id => "an id".into(),
        Shape::Date => "a date".into(),
        Shape::Share => "a share: `0.08` or `\"8%\"`".into(),
        Shape::Amount => "an amount: a number, `[low, likely, high]`, or `{ low, likely, high, shape }`".into(),
        Shape::TimeSpan => "a span of time: `\"2 weeks\"`".into(),
        Shape::Interval => "whole months or years: `\"6 months\"`".into(),
        Shape::Word(words) if words.len() == 1 => format!("`\"{}\"`", words[0]),
        Shape::Word(_) | Shape::Bool | Shape::Whole | Shape::Number | Shape::Free => shape.expected(),
        Shape::List(each) => format!("a list, each {}", takes(each)),
        Shape::Table(table) => format!("a table, `{}`", table.header),
        Shape::Tables(table) => format!("a list of tables, `{}`", table.header),
        Shape::Map(each) => match **each {
            Shape::Free => "a table of your own".into(),
            ref each => format!("a table by id, each {}", takes(each)),
        },
        Shape::OneOf(shapes) => shapes.iter().map(takes).collect::<Vec<_>>().join("; or "),
    }
}

/// The tables that stand in a shape, the long form of an amount among them.
fn tables(shape: &Shape) -> Vec<&'static TableShape> {
    match shape {
        Shape::Amount => vec![&RANGE],
        Shape::List(each) | Shape::Map(each) => tables(each),
        Shape::OneOf(shapes) => shapes.iter().flat_map(tables).collect(),
        other => other.tables(),
    }
}
