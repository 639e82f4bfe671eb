//! Page models: the only types that templates see. Knows neither Tera nor files.

pub mod clouds_page;
mod currency;
pub mod drift_words;
pub mod explain;
pub mod export;
pub mod factors;
pub mod finding;
pub mod framework_page;
pub mod home_page;
pub mod html;
mod language;
pub mod leaf;
pub mod list_page;
pub mod listing;
pub mod material;
pub mod measure;
pub mod meta;
pub mod number;
pub mod plain_pages;
pub mod portal;
pub mod record;
pub mod reviews_page;
pub mod service;
pub mod standpoint;
pub mod typical;
pub mod words;
