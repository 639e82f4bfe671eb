//! Raw values: what people wrote, every field with its place; no name looked up yet.
//! One file at a time: nothing here knows another record, a folder or a disk.

pub mod amount;
pub mod fields;
pub mod id;
pub mod item;
pub mod shape;
pub mod toml;
