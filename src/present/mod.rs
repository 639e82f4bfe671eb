//! Page models: the only types that templates see. Knows neither Tera nor files.

mod currency;
pub mod export;
mod language;
pub mod number;
