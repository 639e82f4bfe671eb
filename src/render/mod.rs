//! Page models and a theme become bytes. Knows Tera; what a matrix or a cost is, it does not know.

pub mod assets;
mod csv;
pub mod data;
mod feeds;
mod package;
pub mod portal;
pub mod search;
mod style_sheet;
mod template_fault;
pub mod theme;
pub mod theme_file;
mod workbook;
