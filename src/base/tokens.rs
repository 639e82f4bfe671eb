//! Words as search knows them: a text cut into tokens. The browser cuts queries by the same rules, and both are held to one file of
//! examples. Knows no index.
//!
//! A text is decomposed (NFKD), loses its marks and its capitals; what is left of letters and digits in a row is a token. Han and kana know no
//! spaces between words: there every two neighbours are a token.

use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

/// Letters of a token, at most: what is longer is no word that anybody types.
const LONGEST: usize = 32;

/// Hands every token of `text` to `found`, in order.
pub fn each_token(text: &str, mut found: impl FnMut(&str)) {
    let bytes = text.as_bytes();
    let mut word = String::with_capacity(LONGEST);
    let mut at = 0;
    while at < bytes.len() {
        if !is_inside(bytes[at]) {
            at += 1;
            continue;
        }
        let start = at;
        let mut all = 0;
        while at < bytes.len() && is_inside(bytes[at]) {
            all |= bytes[at];
            at += 1;
        }
        let run = &text[start..at];
        if all.is_ascii() {
            word.clear();
            word.push_str(&run[..run.len().min(LONGEST)]);
            word.make_ascii_lowercase();
            found(&word);
        } else {
            each_in_any_script(run, &mut found);
        }
    }
}

/// Whether a byte may be part of a token: an ASCII letter or digit, or a part of anything beyond.
fn is_inside(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || !byte.is_ascii()
}

fn each_in_any_script(run: &str, found: &mut impl FnMut(&str)) {
    let lower = |letter: char| letter.to_lowercase().map(|letter| if letter == 'ς' { 'σ' } else { letter });
    let plain: String = run.nfkd().filter(|letter| !is_combining_mark(*letter)).flat_map(lower).collect();
    for mut rest in plain.split(|letter: char| !letter.is_alphanumeric()) {
        while let Some(first) = rest.chars().next() {
            let dense = is_dense(first);
            let (piece, others) = rest.split_at(rest.find(|letter| is_dense(letter) != dense).unwrap_or(rest.len()));
            if dense {
                each_pair(piece, found);
            } else {
                let end = piece.char_indices().nth(LONGEST).map_or(piece.len(), |(at, _)| at);
                found(&piece[..end]);
            }
            rest = others;
        }
    }
}

/// Every two neighbours; a letter alone stands for itself.
fn each_pair(piece: &str, found: &mut impl FnMut(&str)) {
    let starts: Vec<usize> = piece.char_indices().map(|(at, _)| at).collect();
    if starts.len() == 1 {
        return found(piece);
    }
    for (position, start) in starts.iter().enumerate().take(starts.len() - 1) {
        found(&piece[*start..starts.get(position + 2).copied().unwrap_or(piece.len())]);
    }
}

/// Han and kana.
fn is_dense(letter: char) -> bool {
    matches!(letter,
        '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}
