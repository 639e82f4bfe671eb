//! What the name of a record's file says: its id, where the record states none.

use super::super::id::is_id;
use crate::base::slug::slug;

/// Prefixes that logs put before a number: `ADR-012-x`.
const PREFIXES: &[&str] = &["madr", "adr", "dr"];

/// The id of a file at `inner`, a path within its source: the number of its name as written, else the whole name; `README.md` and `index.md`
/// take their folder's name (ruling 9).
pub fn id_of_file(inner: &str) -> String {
    let name = name_of_file(inner);
    if let Some(number) = number_of(name) {
        return number.to_owned();
    }
    if is_id(name) {
        return name.to_owned();
    }
    let id = slug(name);
    if id.is_empty() { "record".into() } else { id }
}

/// The name of a file without its ending, or its folder's for `README.md` and `index.md`.
pub(in crate::parse) fn name_of_file(inner: &str) -> &str {
    let (folder, file) = inner.rsplit_once('/').unwrap_or(("", inner));
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let folder = folder.rsplit('/').next().unwrap_or_default();
    let stands_for_folder = stem.eq_ignore_ascii_case("readme") || stem.eq_ignore_ascii_case("index");
    if stands_for_folder && !folder.is_empty() { folder } else { stem }
}

/// The name of a file or folder with another number in it; `None`: it has none.
pub fn renumbered(name: &str, number: &str) -> Option<String> {
    let old = number_of(name)?;
    let at = name.find(old)?;
    Some(format!("{}{number}{}", &name[..at], &name[at + old.len()..]))
}

/// The number that a name begins with, after a prefix or without one. A date is no number.
pub fn number_of(name: &str) -> Option<&str> {
    let rest = PREFIXES.iter().find_map(|prefix| {
        let (start, rest) = name.split_at_checked(prefix.len())?;
        start.eq_ignore_ascii_case(prefix).then(|| rest.strip_prefix(['-', '_']).unwrap_or(rest))
    });
    let rest = rest.filter(|rest| rest.starts_with(|first: char| first.is_ascii_digit())).unwrap_or(name);
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (number, after) = rest.split_at(digits);
    let ends = after.is_empty() || after.starts_with(['-', '_', ' ']);
    (digits > 0 && ends && !is_date(rest)).then_some(number)
}

/// Whether a name begins with a day: `2026-08-31-x`, `20260831-x`.
fn is_date(name: &str) -> bool {
    let day = |text: &str| text.parse::<crate::base::date::Date>().is_ok();
    let dashed = name.get(..10).is_some_and(day);
    let digits = name.bytes().take_while(u8::is_ascii_digit).count();
    dashed || digits == 8 && day(&format!("{}-{}-{}", &name[..4], &name[4..6], &name[6..8]))
}

#[cfg(test)]
mod tests {
    use super::{id_of_file, renumbered};

    #[test]
    fn a_number_is_replaced_where_it_stands() {
        for (name, expected) in [
            ("0007-x", Some("0012-x")),
            ("ADR-007-x-7", Some("ADR-0012-x-7")),
            ("0007", Some("0012")),
            ("dr7_x", Some("dr0012_x")),
            ("2026-08-31-x", None),
            ("use-7", None),
        ] {
            assert_eq!(renumbered(name, "0012").as_deref(), expected, "{name}");
        }
    }

    #[test]
    fn ids_of_files() {
        for (inner, id) in [
            ("0012-card-vault.md", "0012"),
            ("0012.md", "0012"),
            ("2026/7_x.md", "7"),
            ("0012-card-vault/index.md", "0012"),
            ("team/README.md", "team"),
            ("ADR-012-x.md", "012"),
            ("dr-001-x.md", "001"),
            ("adr0003-x.md", "0003"),
            ("2026-08-31-use-kafka.md", "2026-08-31-use-kafka"),
            ("20260831-use-kafka.md", "20260831-use-kafka"),
            ("use-kafka.md", "use-kafka"),
            ("drop-kafka.md", "drop-kafka"),
            ("3d-engine.md", "3d-engine"),
            ("My Decision!.md", "my-decision"),
            ("index.md", "index"),
            ("…/?.md", "record"),
        ] {
            assert_eq!(id_of_file(inner), id, "{inner}");
        }
    }
}
