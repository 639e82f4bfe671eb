//! JSON Schema of what people write, draft 7, made from the key tables: an editor that reads it completes keys, explains them, and marks
//! what the reader would refuse. It knows shapes and no values: what one key says about another, only the reader finds.
//!
//! TOML has dates and JSON has none: a date is held against the schema as the text `2026-08-31`, as editors do.

use serde_json::{Map, Value, json};

use super::{
    fields::amount::RANGE,
    shape::{Key, Shape, TableShape},
    tables::documents::Document,
};

/// A number as people write it inside a text.
const NUMBER: &str = r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?";
/// The same, 0 or more.
const AMOUNT: &str = r"[+]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?";

/// The schema of a kind of file.
pub fn schema(document: &Document) -> Value {
    let mut schema = Map::new();
    schema.insert("$schema".into(), "http://json-schema.org/draft-07/schema#".into());
    schema.insert("title".into(), document.title.into());
    schema.insert("description".into(), document.table.doc.into());
    schema.append(&mut table(document.table));
    Value::Object(schema)
}

/// A table: its keys, and no others.
fn table(shape: &TableShape) -> Map<String, Value> {
    let needed: Vec<&str> = shape.keys.iter().filter(|key| key.needed).map(|key| key.name).collect();
    let mut schema = Map::new();
    schema.insert("type".into(), "object".into());
    if !needed.is_empty() {
        schema.insert("required".into(), json!(needed));
    }
    schema.insert("additionalProperties".into(), false.into());
    schema.insert("properties".into(), Value::Object(shape.keys.iter().map(|key| (key.name.to_owned(), property(key))).collect()));
    schema
}

fn property(key: &Key) -> Value {
    let mut schema = Map::new();
    schema.insert("description".into(), key.doc.into());
    schema.append(&mut value(&key.shape));
    Value::Object(schema)
}

/// What a key takes.
fn value(shape: &Shape) -> Map<String, Value> {
    let schema = match shape {
        Shape::Text => json!({ "type": "string", "pattern": r"\S" }),
        Shape::Id => json!({ "type": "string", "pattern": "^[a-z0-9]+([-._][a-z0-9]+)*$" }),
        Shape::Date => json!({ "type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" }),
        Shape::Bool => json!({ "type": "boolean" }),
        Shape::Whole => json!({ "type": "integer", "minimum": 0 }),
        Shape::Number => json!({ "type": "number" }),
        Shape::Share => json!({ "anyOf": [
            { "type": "number" },
            { "type": "string", "pattern": format!(r"^\s*{NUMBER}\s*%\s*$") },
        ] }),
        Shape::Amount => json!({ "anyOf": [
            { "type": "number" },
            { "type": "array", "items": { "type": "number" }, "minItems": 3, "maxItems": 3 },
            described(&RANGE),
        ] }),
        Shape::TimeSpan => {
            json!({ "type": "string", "pattern": format!(r"^\s*{AMOUNT}(\s*\.\.\s*{AMOUNT})?\s* (days?|weeks?|months?|years?)\s*$") })
        }
        Shape::Interval => json!({ "type": "string", "pattern": format!(r"^\s*{AMOUNT}\s* (months?|years?)\s*$") }),
        Shape::Word(words) => json!({ "type": "string", "enum": words }),
        Shape::List(each) => json!({ "type": "array", "items": value(each) }),
        Shape::Table(shape) => Value::Object(table(shape)),
        Shape::Tables(shape) => json!({ "type": "array", "items": described(shape) }),
        Shape::Map(each) => json!({ "type": "object", "additionalProperties": value(each) }),
        Shape::Free => json!({}),
        Shape::OneOf(shapes) => json!({ "anyOf": shapes.iter().map(value).collect::<Vec<_>>() }),
    };
    match schema {
        Value::Object(schema) => schema,
        other => unreachable!("a schema is a table, not {other}"),
    }
}

/// A table that stands in a list or beside a short form: it is told what one of it is.
fn described(shape: &TableShape) -> Value {
    let mut schema = Map::new();
    schema.insert("title".into(), shape.name.into());
    schema.insert("description".into(), shape.doc.into());
    schema.append(&mut table(shape));
    Value::Object(schema)
}
