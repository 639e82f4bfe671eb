//! A new site: small, real, and clean under every check, so that the first thing a newcomer changes is theirs.

use super::{NewFile, front::text};
use crate::base::date::Date;

/// The first record.
pub const FIRST_RECORD: &str = "records/0001-keep-our-decisions-as-text-in-the-repository.md";

/// The files of a new site, by what to look at first. `shipped` is the reference data that a site may change: path below
/// `content/` and text.
pub fn starter(today: Date, shipped: &[(&str, &str)]) -> Vec<NewFile> {
    let file = |path: &str, text: &str| NewFile { path: path.to_owned(), text: text.to_owned() };
    let record = include_str!("starter/record.md").replace("{today}", &today.to_string());
    let mut files = vec![
        file("rationale.toml", include_str!("starter/rationale.toml")),
        file(FIRST_RECORD, &record),
        file("content/index.md", include_str!("starter/index.md")),
    ];
    files.extend(shipped.iter().map(|(inner, text)| file(&format!("content/{inner}"), text)));
    files.push(file(".gitignore", "/public\n"));
    files
}

/// The lines that name a folder of records in a site file.
pub fn source_table(path: &str, scope: Option<&str>) -> String {
    let scope = scope.map(|scope| format!("scope = {}\n", text(scope))).unwrap_or_default();
    format!("[[sources]]\npath = {}\n{scope}", text(path))
}
