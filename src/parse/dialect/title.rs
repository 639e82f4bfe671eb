//! Titles: the words of the first heading without the number that stands before them, or what else says how a record is called.

use super::{date, marks, status};
use crate::{model::record::Status, parse::record::name};

/// Headings that say what kind of text it is, and nothing of what it is about.
const NO_TITLES: &[&str] = &[
    "adr",
    "architecture decision record",
    "architectural decision record",
    "decision record",
    "architecture decision",
    "architectural decision",
    "any decision record",
    "decision",
    "decisions",
    "record",
    "architekturentscheidung",
    "design decision",
    "metadata",
    "adr template",
];

/// Words before a number or a colon that say what kind of text it is.
const KINDS: &[&str] = &[
    "architecture decision record",
    "architectural decision record",
    "architecture decision",
    "architectural decision",
    "design decision record",
    "decision record",
    "design decision",
    "decision",
    "adr",
    "madr",
    "dr",
    "pdr",
    "tdr",
    "ddr",
    "edr",
    "idr",
    "sdr",
    "rfc",
    "proposal",
    "record",
    "architekturentscheidung",
    "architekturentscheid",
];

/// The words of a heading without number and kind; `None`: they say nothing.
pub(super) fn of_heading(heading: &str, id: &str) -> Option<String> {
    let words = marks::plain(heading);
    let bare = without_status(&words).0;
    let title = without_number(bare, id).trim();
    let title = if title.starts_with('"') && title.ends_with('"') && title.len() > 2 { &title[1..title.len() - 1] } else { title };
    let says = title.chars().any(char::is_alphanumeric) && !NO_TITLES.contains(&title.to_lowercase().as_str());
    let number = title.chars().all(|c| c.is_ascii_digit())
        || super::ties::id_in(title).is_some_and(|_| {
            title.split_whitespace().count() == 1
                && title.ends_with(|c: char| c.is_ascii_digit())
                && title.starts_with(|c: char| c.is_ascii_uppercase())
                && is_kind_number(title)
        });
    (says && !number).then(|| title.to_owned())
}

/// `ADR-012`
fn is_kind_number(title: &str) -> bool {
    let lower = title.to_lowercase();
    KINDS.iter().any(|kind| {
        lower.strip_prefix(kind).is_some_and(|rest| rest.trim_start_matches(['-', '_', '#', ' ']).chars().all(|c| c.is_ascii_digit()))
    })
}

/// A title without the kind and number before it: `ADR-012: Title`, `12. Title`, `[ADR-012] Title`, `ADR 12 – Title`.
fn without_number<'t>(title: &'t str, id: &str) -> &'t str {
    let open = title.trim_start_matches(['[', '(', '#']);
    let bracketed = open.len() < title.len() && !title.starts_with('#');
    let lower = open.to_lowercase();
    let kind = KINDS.iter().filter(|kind| lower.starts_with(*kind)).max_by_key(|kind| kind.len());
    // Lower case may be longer than what it stands for; a kind is not, so its length holds in both.
    let after = kind.and_then(|kind| open.get(kind.len()..)).filter(|rest| !rest.starts_with(char::is_alphabetic));
    let rest = after.unwrap_or(open);
    let number_at = rest.trim_start_matches([' ', '-', '_', '#', ':', '.', '№', '°', '\u{a0}']);
    let digits = number_at.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 {
        // `ADR: Title`
        let named = after.and_then(|rest| rest.trim_start().strip_prefix([':', '–', '—'])).or_else(|| after?.strip_prefix(" - "));
        return named.map_or(title, str::trim_start);
    }
    let number = &number_at[..digits];
    let behind = &number_at[digits..];
    if digits == 4
        && let Some(found) = date::find(super::outline::clip(number_at, 10)).filter(|found| found.at.start == 0)
    {
        // A day before the title, which the name of the file or a line says again.
        let behind = number_at[found.at.end..].trim_start_matches([' ', ':', '-', '–', '—', ')', ']']);
        return if behind.is_empty() { title } else { behind };
    }
    let behind = if bracketed { behind.trim_start().trim_start_matches([']', ')']) } else { behind };
    // `12a. Title` beside `12. Title`.
    let behind =
        if behind.len() > 1 && behind.as_bytes()[0].is_ascii_alphabetic() && behind[1..].starts_with(['.', ':', ' ']) && after.is_some() {
            &behind[1..]
        } else {
            behind
        };
    let trimmed = behind.trim_start_matches([' ', '\u{a0}']);
    let mark = trimmed.chars().next().filter(|c| matches!(c, '.' | ':' | ')' | '-' | '–' | '—' | '_' | '|' | '：' | '、' | '·' | '•'));
    let words = mark.map_or(trimmed, |mark| trimmed[mark.len_utf8()..].trim_start_matches(['-', ' ', '\u{a0}', '–', '—', ':', '.']));
    let same = || number.trim_start_matches('0') == id.trim_start_matches('0');
    // `3.5 times faster` and `3 tiers` begin with numbers of their own.
    let decimal = mark == Some('.') && trimmed[1..].starts_with(|c: char| c.is_ascii_digit());
    let strips = if after.is_some() || bracketed {
        !decimal
    } else if mark.is_some() {
        !decimal && (mark != Some('-') || behind.starts_with(' ') || same())
    } else {
        same()
    };
    if strips && !words.is_empty() { words } else { title }
}

/// A title without the status that stands behind or before it in brackets: `Use Kafka (deprecated)`, `[SUPERSEDED] Use Kafka`.
pub(super) fn without_status(title: &str) -> (&str, Option<(Status, std::ops::Range<usize>)>) {
    let title = title.trim();
    for (open, close) in [('(', ')'), ('[', ']')] {
        if let Some((before, inner)) = title.strip_suffix(close).and_then(|rest| rest.rsplit_once(open))
            && let Some(status) = status::whole(inner).filter(|_| !before.trim().is_empty())
        {
            return (before.trim_end(), Some((status, before.len() + 1..before.len() + 1 + inner.len())));
        }
        if let Some((inner, behind)) = title.strip_prefix(open).and_then(|rest| rest.split_once(close))
            && let Some(status) = status::whole(inner).filter(|_| !behind.trim().is_empty())
        {
            return (behind.trim_start(), Some((status, 1..1 + inner.len())));
        }
    }
    (title, None)
}

/// The name of a file as words: `0012-use-rust.md` → `Use rust`.
pub(super) fn of_file(inner: &str) -> String {
    let name = name::name_of_file(inner);
    let number = name::number_of(name).map(str::len).map(|length| name.find(|c: char| c.is_ascii_digit()).unwrap_or(0) + length);
    let dated = date::of_name(name).map(|_| if name.get(4..5).is_some_and(|c| c.bytes().all(|c| c.is_ascii_digit())) { 8 } else { 10 });
    let rest = name.get(dated.or(number).unwrap_or(0)..).unwrap_or(name).trim_start_matches(['-', '_', ' ', '.']);
    let rest = if rest.is_empty() { name } else { rest };
    let words = rest.split(['-', '_', ' ']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    let mut letters = words.chars();
    letters.next().map_or(words.clone(), |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::{of_file, of_heading};

    #[test]
    fn numbers_and_kinds_are_left_out() {
        for (heading, title) in [
            ("12. Use Rust", Some("Use Rust")),
            ("ADR-012: Use Rust", Some("Use Rust")),
            ("ADR 12 – Use Rust", Some("Use Rust")),
            ("ADR-0012 Use Rust", Some("Use Rust")),
            ("[ADR-012] Use Rust", Some("Use Rust")),
            ("ADR: Use Rust", Some("Use Rust")),
            ("ADR #12: Use Rust", Some("Use Rust")),
            ("Architecture Decision Record: Use Rust", Some("Use Rust")),
            ("0012 - Use Rust", Some("Use Rust")),
            ("0012 Use Rust", Some("Use Rust")),
            ("12) Use Rust", Some("Use Rust")),
            ("2026-08-31: Use Rust", Some("Use Rust")),
            ("DR-001 Use Rust", Some("Use Rust")),
            ("Use **Rust** (accepted)", Some("Use Rust")),
            ("[DEPRECATED] Use Rust", Some("Use Rust")),
            ("3 tiers", Some("3 tiers")),
            ("3.5 times faster", Some("3.5 times faster")),
            ("Decision making by vote", Some("Decision making by vote")),
            ("Adrift", Some("Adrift")),
            ("ADR-012", None),
            ("Architecture Decision Record", None),
            ("12", None),
            ("使用 Rust", Some("使用 Rust")),
            ("İADR 12. x", Some("İADR 12. x")),
            ("", None),
        ] {
            assert_eq!(of_heading(heading, "0012").as_deref(), title, "{heading}");
        }
    }

    #[test]
    fn names_of_files_are_words() {
        for (inner, words) in [
            ("0012-use-rust.md", "Use rust"),
            ("a/ADR-012_use_rust.md", "Use rust"),
            ("20260831-use-rust.md", "Use rust"),
            ("2026-08-31-use-rust.md", "Use rust"),
            ("0012-x/README.md", "X"),
            ("0012.md", "0012"),
            ("é.md", "É"),
        ] {
            assert_eq!(of_file(inner), words, "{inner}");
        }
    }
}
