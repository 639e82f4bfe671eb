//! The line in which many templates tell the outcome: `Chosen option: "Buy (API)", because …`. It says in words what `chosen` says to the
//! program, and the two can part. Whether they do is not known here.

use crate::base::source::{Span, Spanned};

/// Words that the line begins with, in any case of letters.
const BEGINNING: &str = "chosen option";
/// Part of them that is written alike in every case people use: a text without it is not looked at any further.
const SIGN: &str = "hosen ";

/// The option that the first such line names. `place` is where `text` stands in its file. Lines of code do not count.
pub(super) fn find(text: &str, place: Span) -> Option<Spanned<String>> {
    if !text.contains(SIGN) {
        return None;
    }
    let mut fence: Option<&str> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let inner = line.trim_start();
        let mark = ["```", "~~~"].into_iter().find(|mark| inner.starts_with(mark));
        match (fence, mark) {
            (None, Some(mark)) => fence = Some(mark),
            (Some(open), Some(mark)) if open == mark => fence = None,
            (None, None) if line.len() - inner.len() < 4 => {
                if let Some((from, name)) = named(inner) {
                    let from = place.start as usize + start + (line.len() - inner.len()) + from;
                    return Some(Spanned::new(plain(name), Span::new(place.file, from..from + name.len())));
                }
            }
            _ => {}
        }
    }
    None
}

/// The quoted name in a line, with the byte that it begins at.
fn named(line: &str) -> Option<(usize, &str)> {
    let is_mark = |c: char| matches!(c, '*' | '_' | '-' | '+' | ' ');
    let rest = line.trim_start_matches(is_mark);
    let head = rest.get(..BEGINNING.len()).filter(|head| head.eq_ignore_ascii_case(BEGINNING))?;
    let rest = rest[head.len()..].trim_start_matches(is_mark).strip_prefix(':')?.trim_start_matches(is_mark);
    let open = rest.chars().next()?;
    let close: &[char] = match open {
        '"' => &['"'],
        '“' => &['”'],
        '„' => &['“', '”'],
        '«' => &['»'],
        _ => return None,
    };
    let rest = &rest[open.len_utf8()..];
    let name = &rest[..rest.find(close)?];
    Some((line.len() - rest.len(), name)).filter(|(_, name)| !name.trim().is_empty())
}

/// A name without emphasis, code marks and the address of a link.
fn plain(name: &str) -> String {
    let linked = name.trim().strip_prefix('[').and_then(|rest| rest.split_once(']')).map_or(name, |(text, _)| text);
    let words = linked.split_whitespace().collect::<Vec<_>>().join(" ");
    words.trim_matches(|c| matches!(c, '*' | '_' | '`')).to_owned()
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::base::source::{FileId, Span};

    #[test]
    fn the_line_is_found_however_it_is_dressed() {
        for (text, expected) in [
            ("Chosen option: \"Buy (API)\", because it is there.", Some("Buy (API)")),
            ("\n## Decision\n\nChosen option: “Buy,  then tune”\n", Some("Buy, then tune")),
            ("- **Chosen option:** \"**buy**\", because", Some("buy")),
            ("**Chosen Option**: \"[Buy](#buy)\"", Some("Buy")),
            ("Chosen option: buy", None),
            ("Chosen option: \"\"", None),
            ("```\nChosen option: \"a\"\n```\nchosen option: \"b\"", Some("b")),
            ("    Chosen option: \"code\"", None),
            ("> Chosen option: \"of another record\"", None),
            ("We have chosen option: \"a\"", None),
        ] {
            let place = Span::new(FileId(0), 7..7 + text.len());
            let found = find(text, place);
            assert_eq!(found.as_ref().map(|name| name.value.as_str()), expected, "{text}");
            if let Some(name) = found {
                let written = &text[name.span.start as usize - 7..name.span.end as usize - 7];
                assert!(written.contains(name.value.split(' ').next().expect("a word")), "{written}");
            }
        }
    }
}
