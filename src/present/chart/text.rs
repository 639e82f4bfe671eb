//! How wide words are. The portal has no font of its own, so widths are those of the widest among common ones: what fits there, fits
//! everywhere.

/// Width of a text in pixels, in letters of 12 pixels, semi-bold.
pub fn width(text: &str) -> f64 {
    text.chars().map(letter).sum()
}

fn letter(letter: char) -> f64 {
    match letter {
        ' ' | '.' | ',' | ':' | ';' | '\'' | '’' | '|' | '!' | 'i' | 'j' | 'l' | 'I' | '\u{a0}' | '\u{202f}' => 4.8,
        'f' | 'r' | 't' | '(' | ')' | '-' | '/' | '"' => 6.2,
        // Wide ones; and ideographs, kana and other scripts whose letters fill a square.
        'M' | 'W' | 'm' | 'w' | '%' | '@' | '—' | '…' | '∞' | '→' | '−' | '\u{1100}'.. => 12.5,
        letter if letter.is_uppercase() => 9.8,
        _ => 8.5,
    }
}
