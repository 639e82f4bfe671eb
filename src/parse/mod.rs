//! Raw values: what people wrote, every field with its place; no name looked up yet.
//! One file at a time: nothing here knows another record, a folder or a disk.

pub mod clouds;
pub mod content_page;
pub mod criterion;
pub mod dialect;
pub mod draft;
pub mod fields;
pub mod framework;
pub mod front_matter;
pub mod id;
mod levels;
pub mod log4brains;
pub mod markdown;
pub mod prices;
pub mod record;
pub mod reference;
mod repository;
pub mod schema;
pub mod shape;
pub mod site_file;
pub mod tables;
pub mod toml;

pub use fields::{amount, item};
