//! Text in drawings: how wide it is at most, and where its lines end. Fonts differ from reader to reader, so letters are taken to be as wide
//! as in the widest of the common ones. Knows letters, not what they say.

/// A run of text that fits: its lines.
pub type Lines = Vec<String>;

/// Width of a letter in parts of the font's size.
fn letter(c: char) -> f64 {
    match c {
        'i' | 'j' | 'l' | '\'' | '|' | '.' | ',' | ':' | ';' | '!' | 'I' | 'í' | 'ì' => 0.34,
        ' ' | '\u{a0}' | 't' | 'f' | 'r' | '(' | ')' | '[' | ']' | '/' | '-' | '·' | '‐' | '“' | '”' | '‘' | '’' => 0.42,
        'm' | 'w' | 'M' | 'W' | '%' | '@' | '—' | '…' | '&' => 0.98,
        'a'..='z' | '0'..='9' | '–' => 0.62,
        // Marks that stand on the letter before, and joiners that are not seen.
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{fe00}'..='\u{fe0f}' => 0.0,
        'A'..='Z' | '\u{80}'..='\u{24f}' | '\u{370}'..='\u{52f}' => 0.74,
        // East Asian letters and pictures fill a square and more.
        '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}' => {
            1.02
        }
        '\u{1f000}'..='\u{1faff}' => 1.4,
        _ => 0.8,
    }
}

/// Width of a text, in pixels, in a font of so many pixels: no common font writes it wider.
pub fn width(text: &str, font_px: f64) -> f64 {
    text.chars().map(letter).sum::<f64>() * font_px
}

/// A text in lines no wider than `room_px`, at most so many; where there is more text, the last line ends in `…`. A word that no line can
/// hold is broken where the line ends.
pub fn wrapped(text: &str, (font_px, room_px): (f64, f64), most: usize) -> Lines {
    let mut lines: Lines = Vec::new();
    let mut line = String::new();
    let mut used = 0.0;
    for word in text.split([' ', '\n', '\t']).filter(|word| !word.is_empty()) {
        let needed = width(word, font_px);
        let space = if line.is_empty() { 0.0 } else { letter(' ') * font_px };
        if used + space + needed <= room_px {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
            used += space + needed;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        used = 0.0;
        for c in word.chars() {
            let needed = letter(c) * font_px;
            if used + needed > room_px && !line.is_empty() {
                lines.push(std::mem::take(&mut line));
                used = 0.0;
            }
            line.push(c);
            used += needed;
        }
        if lines.len() > most {
            break;
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            shorten(last, (font_px, room_px));
        }
    }
    lines
}

/// Makes room for `…` at the end of a line.
fn shorten(line: &mut String, (font_px, room_px): (f64, f64)) {
    while !line.is_empty() && width(line, font_px) + letter('…') * font_px > room_px {
        line.pop();
    }
    line.truncate(line.trim_end_matches([' ', ',', ';', ':']).len());
    line.push('…');
}

/// Width of the widest of some lines, in pixels.
pub fn widest(lines: &[String], font_px: f64) -> f64 {
    lines.iter().map(|line| width(line, font_px)).fold(0.0, f64::max).ceil()
}

#[cfg(test)]
mod tests {
    use super::{width, wrapped};

    #[test]
    fn lines_fit() {
        let room = (13.0, 120.0);
        for text in [
            "",
            "a",
            "Is the model itself what customers pay for?",
            "Donaudampfschifffahrtsgesellschaftskapitän",
            "決定記録の一覧を作るための道具",
        ] {
            let lines = wrapped(text, room, 4);
            assert!(lines.len() <= 4 && lines.iter().all(|line| width(line, room.0) <= room.1), "{lines:?}");
        }
        assert_eq!(wrapped("one two", room, 3), ["one two"]);
        assert_eq!(wrapped("one two three four five six seven", room, 1), ["one two three…"]);
        assert_eq!(
            wrapped("Is the model itself what customers pay for?", room, 9).join(" "),
            "Is the model itself what customers pay for?"
        );
    }
}
