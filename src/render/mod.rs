//! Page models and a theme become bytes. Knows Tera; what a matrix or a cost is, it does not know.

pub mod assets;
pub mod csv;
pub mod data;
pub mod package;
pub mod portal;
mod template_fault;
pub mod theme;
pub mod theme_file;
pub mod workbook;
