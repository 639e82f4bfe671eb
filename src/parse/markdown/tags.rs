//! Tags in a piece of HTML, found well enough to rewrite links and to find gaps again. What this misreads, the cleaner drops.

use std::ops::Range;

/// An attribute of a tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Attribute {
    /// Name of the tag, in lower case.
    pub(super) tag: String,
    /// Its name, in lower case.
    pub(super) name: String,
    /// Its value, the most frequent entities decoded.
    pub(super) value: String,
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
    /// Its attributes that have a value.
    pub(super) attributes: Vec<Attribute>,
    /// All of it.
    pub(super) range: Range<usize>,
}

/// All tags, in order. Comments are passed over.
pub(super) fn tags(html: &str) -> impl Iterator<Item = Tag> + use<'_> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + html[at..].find('<')?;
            if html[start..].starts_with("<!--") {
                at = html[start..].find("-->").map_or(html.len(), |end| start + end + "-->".len());
                continue;
            }
            at = start + 1;
            if html[at..].trim_start_matches('/').starts_with(|c: char| c.is_ascii_alphabetic()) {
                // A tag that is not closed reaches to the end: nothing after it is one.
                let tag = read_tag(html, start)?;
                at = tag.range.end;
                return Some(tag);
            }
        }
    })
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
                let attribute = html[begin..at].to_ascii_lowercase();
                skip(html, &mut at, |c| c.is_ascii_whitespace());
                if html[at..].starts_with('=') {
                    at += 1;
                    skip(html, &mut at, |c| c.is_ascii_whitespace());
                    let range = value(html, &mut at)?;
                    let text = html[range.clone()].trim_matches(['"', '\'']);
                    attributes.push(Attribute { tag: name.clone(), name: attribute, value: decoded(text), range });
                }
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

fn decoded(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&")
}
