//! Ids: what may be one, and the nearest one to what a person wrote. Knows no list of them.

use super::toml::Faults;
use crate::{
    base::{diagnostic::Diagnostic, slug::slug, source::Spanned},
    model::fault,
};

/// Whether a text may be an id: `[a-z0-9]+([-._][a-z0-9]+)*`; capitals are let through, ids are compared without case (ruling 9).
pub fn is_id(text: &str) -> bool {
    let bytes = text.as_bytes();
    let word = |byte: u8| byte.is_ascii_alphanumeric();
    let joint = |byte: u8| matches!(byte, b'-' | b'.' | b'_');
    !bytes.is_empty()
        && bytes.iter().all(|byte| word(*byte) || joint(*byte))
        && word(bytes[0])
        && word(bytes[bytes.len() - 1])
        && !bytes.windows(2).any(|pair| joint(pair[0]) && joint(pair[1]))
}

/// Whether two ids are one: as numbers where both are, else without regard to case.
pub fn is_same(a: &str, b: &str) -> bool {
    let number = |id: &str| id.bytes().all(|byte| byte.is_ascii_digit()).then(|| id.trim_start_matches('0').to_owned());
    match (number(a), number(b)) {
        (Some(a), Some(b)) => a == b,
        _ => a.eq_ignore_ascii_case(b),
    }
}

/// Whether a text is an id in small letters; tells it if not (R0007), with the nearest one that is.
pub fn check_id(id: &Spanned<&str>, faults: &Faults) -> bool {
    if is_id(id.value) && !id.value.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return true;
    }
    let mut told = Diagnostic::error(fault::BAD_ID, format!("`{}` is not an id", id.value));
    told = told.at(id.span, "expected small letters and digits, joined by `-`");
    let better = slug(id.value);
    if !better.is_empty() {
        told = told.help(format!("write `{better}`, and keep the words for people in `name`"));
    }
    faults.push(told);
    false
}

#[cfg(test)]
mod tests {
    use super::is_same;

    #[test]
    fn ids_are_numbers_where_both_are() {
        for (a, b, expected) in [("0007", "7", true), ("7", "70", false), ("Auth", "auth", true), ("0", "000", true), ("7a", "07a", false)]
        {
            assert_eq!(is_same(a, b), expected, "{a} {b}");
        }
    }
}
