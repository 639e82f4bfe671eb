//! Rationale: a static site generator for decision records.
//!
//! One straight line, `read → parse → resolve → analyze → present → render → publish`; see `ARCHITECTURE.md`.

pub mod analyze;
pub mod base;
pub mod cli;
pub mod edit;
pub mod io;
pub mod model;
pub mod parse;
pub mod pipeline;
pub mod present;
pub mod render;
pub mod resolve;
