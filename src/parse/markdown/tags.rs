//! Pieces of HTML: tags, comments and text, told apart so strictly that nothing is left to guess.
//!
//! What is no well-formed tag or comment here is text: a construct that another reader would let run on (an open quote, an open comment,
//! an element whose content is no markup) ends at the latest where the piece ends, and is shown. Knows nothing of Markdown or links.

use std::ops::Range;

/// An attribute of a tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Attribute {
    /// Its name, in lower case.
    pub(super) name: String,
    /// Its value, decoded; empty where it has none.
    pub(super) value: String,
    /// The value as written, without quotes.
    pub(super) written: Range<usize>,
    /// The value with its quotes, if it has any.
    pub(super) range: Range<usize>,
}

/// A tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tag {
    /// Its name, in lower case.
    pub(super) name: String,
    /// Whether it is a closing one.
    pub(super) closing: bool,
    /// Its attributes.
    pub(super) attributes: Vec<Attribute>,
    /// All of it.
    pub(super) range: Range<usize>,
}

/// A piece of HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// A whole tag.
    Tag(Tag),
    /// A whole comment.
    Comment,
    /// Anything else: words, declarations, instructions, what is not closed, and elements whose content browsers do not read as markup.
    Text(Range<usize>),
}

/// Elements whose content is no markup to a browser: all of it is text here, as the `tagfilter` of GitHub Flavored Markdown has it.
const OPAQUE: &[&str] = &["iframe", "noembed", "noframes", "noscript", "plaintext", "script", "style", "textarea", "title", "xmp"];

/// All pieces, in order; together they are the whole of `html`.
pub(super) fn tokens(html: &str) -> impl Iterator<Item = Token> + use<'_> {
    let mut at = 0;
    std::iter::from_fn(move || {
        if at == html.len() {
            return None;
        }
        let start = at;
        let (token, end) = token(html, start);
        at = end;
        Some(token)
    })
}

/// All tags, in order.
pub(super) fn tags(html: &str) -> impl Iterator<Item = Tag> + use<'_> {
    tokens(html).filter_map(|token| if let Token::Tag(tag) = token { Some(tag) } else { None })
}

/// The piece at `start`, and where it ends.
fn token(html: &str, start: usize) -> (Token, usize) {
    let rest = &html[start..];
    let text = |length: usize| (Token::Text(start..start + length), start + length);
    // Up to and with `closing`, looked for from `from`; all there is where it does not come.
    let through = |from: usize, closing: &str| rest[from..].find(closing).map(|at| from + at + closing.len());
    if !rest.starts_with('<') {
        return text(rest.find('<').unwrap_or(rest.len()));
    }
    if rest.starts_with("<!--") {
        return through("<!".len(), "-->").map_or_else(|| text(rest.len()), |length| (Token::Comment, start + length));
    }
    let letter = |text: &str| text.starts_with(|c: char| c.is_ascii_alphabetic());
    for (opening, closing) in [("<![CDATA[", "]]>"), ("<!", ">"), ("<?", "?>")] {
        if rest.starts_with(opening) {
            return text(through(opening.len(), closing).unwrap_or(rest.len()));
        }
    }
    if !letter(rest[1..].strip_prefix('/').unwrap_or(&rest[1..])) {
        return text("<".len());
    }
    match read_tag(html, start) {
        None => text(rest.len()),
        Some(tag) if OPAQUE.contains(&tag.name.as_str()) => {
            let length = tag.range.len();
            text(if tag.closing { length } else { opaque_length(rest, length, &tag.name) })
        }
        Some(tag) => {
            let end = tag.range.end;
            (Token::Tag(tag), end)
        }
    }
}

/// Length of the element `name` that `rest` begins with, up to its closing tag; all of `rest` where none comes.
fn opaque_length(rest: &str, from: usize, name: &str) -> usize {
    let closing =
        |at: usize| rest.as_bytes().get(at + 2..at + 2 + name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()));
    rest[from..].match_indices("</").map(|(at, _)| from + at).find(|at| closing(*at)).unwrap_or(rest.len())
}

/// The tag at `start`; `None` where it is not closed.
fn read_tag(html: &str, start: usize) -> Option<Tag> {
    let closing = html[start + 1..].starts_with('/');
    let mut at = start + 1 + usize::from(closing);
    let name = word(html, &mut at, "");
    let mut attributes = Vec::new();
    loop {
        skip(html, &mut at, |c| c.is_ascii_whitespace() || c == '/');
        match html[at..].chars().next() {
            None => return None,
            Some('>') => return Some(Tag { name, closing, attributes, range: start..at + 1 }),
            Some(first) => {
                // A name may begin with anything, `=` among them.
                let begin = at;
                at += first.len_utf8();
                word(html, &mut at, "=");
                let name = html[begin..at].to_ascii_lowercase();
                skip(html, &mut at, |c| c.is_ascii_whitespace());
                let mut range = at..at;
                if html[at..].starts_with('=') {
                    at += 1;
                    skip(html, &mut at, |c| c.is_ascii_whitespace());
                    range = value(html, &mut at)?;
                }
                let quotes = usize::from(html[range.clone()].starts_with(['"', '\'']));
                let written = range.start + quotes..range.end - quotes;
                attributes.push(Attribute { name, value: decoded(&html[written.clone()]), written, range });
            }
        }
    }
}

fn skip(html: &str, at: &mut usize, unwanted: impl Fn(char) -> bool) {
    *at = html.len() - html[*at..].trim_start_matches(unwanted).len();
}

/// The word at `at`, in lower case: up to white space, `/`, `>` or one of `ends`.
fn word(html: &str, at: &mut usize, ends: &str) -> String {
    let start = *at;
    skip(html, at, |c| !c.is_ascii_whitespace() && c != '/' && c != '>' && !ends.contains(c));
    html[start..*at].to_ascii_lowercase()
}

/// The value at `at`, with its quotes.
fn value(html: &str, at: &mut usize) -> Option<Range<usize>> {
    let start = *at;
    match html[start..].chars().next()? {
        quote @ ('"' | '\'') => *at = start + 1 + html[start + 1..].find(quote)? + 1,
        _ => skip(html, at, |c| !c.is_ascii_whitespace() && c != '>'),
    }
    Some(start..*at)
}

/// Names of references that addresses and fragments are written with.
const REFERENCES: &[(&str, char)] = &[
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{a0}'),
    ("Tab", '\t'),
    ("NewLine", '\n'),
    ("colon", ':'),
    ("sol", '/'),
    ("bsol", '\\'),
    ("num", '#'),
    ("quest", '?'),
    ("equals", '='),
    ("period", '.'),
    ("lowbar", '_'),
    ("percnt", '%'),
    ("lpar", '('),
    ("rpar", ')'),
];

/// `text` with its references resolved. What this does not know stays as written, and is judged and shown so.
fn decoded(text: &str) -> String {
    let mut pieces = text.split('&');
    let mut decoded = pieces.next().unwrap_or("").to_owned();
    for piece in pieces {
        if let Some((letter, rest)) = reference(piece) {
            decoded.push(letter);
            decoded.push_str(rest);
        } else {
            decoded.push('&');
            decoded.push_str(piece);
        }
    }
    decoded
}

/// The letter that `piece`, what follows a `&`, begins with, and the rest.
fn reference(piece: &str) -> Option<(char, &str)> {
    let Some(number) = piece.strip_prefix('#') else {
        return REFERENCES.iter().find_map(|(name, letter)| Some((*letter, piece.strip_prefix(name)?.strip_prefix(';')?)));
    };
    let (radix, digits) = number.strip_prefix(['x', 'X']).map_or((10, number), |digits| (16, digits));
    let end = digits.find(|c: char| !c.is_digit(radix)).unwrap_or(digits.len());
    let (digits, rest) = digits.split_at(end);
    // Zeros in front may be many; a number too large is no letter.
    let code = match digits.trim_start_matches('0') {
        "" if digits.is_empty() => return None,
        "" => 0,
        significant => u32::from_str_radix(significant, radix).unwrap_or(u32::MAX),
    };
    let letter = char::from_u32(code).filter(|letter| *letter != '\0').unwrap_or(char::REPLACEMENT_CHARACTER);
    // The semicolon may be left out.
    Some((letter, rest.strip_prefix(';').unwrap_or(rest)))
}
