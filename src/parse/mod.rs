//! Raw values: what people wrote, every field with its place; no name looked up yet.
