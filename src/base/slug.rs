//! Words as parts of addresses: transliterated, small letters and digits, joined by hyphens. Knows no list of them.

/// The address part of a text: `Plattform & Daten` → `plattform-daten`; empty where nothing in it can be written so.
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for letter in deunicode::deunicode(text).chars() {
        if letter.is_ascii_alphanumeric() {
            slug.push(letter.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn letters_of_any_script_become_words() {
        for (text, expected) in [
            ("Platform architecture", "platform-architecture"),
            ("  C++ / Rust!  ", "c-rust"),
            ("Größe", "grosse"),
            ("北京", "bei-jing"),
            ("!?", ""),
            ("ai", "ai"),
        ] {
            assert_eq!(slug(text), expected, "{text}");
        }
    }
}
