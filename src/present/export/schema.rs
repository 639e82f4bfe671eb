//! JSON Schema of what is exported, draft 7, made from the very types that are written: it cannot say anything else than they do.
//! Sentences in it are the types' own documentation.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, generate::SchemaSettings, json_schema};

use super::{Export, Free, Keyed, Number, decisions::Decisions};

/// Schema of a record's `.json`.
pub fn of_record() -> Schema {
    of::<Export<'_>>("One decision record and its analysis")
}

/// Schema of `decisions.json`.
pub fn of_decisions() -> Schema {
    of::<Decisions<'_>>("All decision records in brief")
}

fn of<T: JsonSchema>(title: &str) -> Schema {
    let mut schema = SchemaSettings::draft07().for_serialize().into_generator().into_root_schema_for::<T>();
    schema.insert("title".into(), title.into());
    schema
}

/// A date as it is written.
pub(super) struct Day;

impl JsonSchema for Day {
    fn schema_name() -> Cow<'static, str> {
        "Day".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "description": "A day: 2026-11-23.", "type": "string", "format": "date" })
    }
}

impl JsonSchema for Number {
    fn schema_name() -> Cow<'static, str> {
        "Number".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A number to twelve significant digits; null where growth outran what a number can hold.",
            "type": ["number", "null"],
        })
    }
}

impl JsonSchema for Free<'_> {
    fn schema_name() -> Cow<'static, str> {
        "Free".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "description": "A value of any shape, as it was written." })
    }
}

impl<K, V: JsonSchema> JsonSchema for Keyed<K, V> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("Table of {}", V::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "object", "additionalProperties": generator.subschema_for::<V>() })
    }
}
