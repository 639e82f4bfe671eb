//! Style sheets as they are published: without comments and spaces that nobody reads. Knows the marks of CSS, not what they mean.

/// A style sheet without what browsers skip. Texts, addresses and comments that begin with `/*!` stay as they are; so does whatever
/// follows a text or comment that nobody closed.
pub(super) fn squeezed(sheet: &str) -> String {
    let mut out = String::with_capacity(sheet.len());
    let mut rest = sheet;
    // A space that is written only if what follows needs it.
    let mut space = false;
    while let Some(letter) = rest.chars().next() {
        let taken = match letter {
            '/' if rest.starts_with("/*") && !rest.starts_with("/*!") => {
                let Some(end) = rest.find("*/") else { break };
                space = true;
                rest = &rest[end + 2..];
                continue;
            }
            '/' if rest.starts_with("/*!") => rest.find("*/").map_or(rest.len(), |end| end + 2),
            '"' | '\'' => text_end(rest, letter),
            'u' if is_address(rest) => rest.find(')').map_or(rest.len(), |end| end + 1),
            _ if letter.is_ascii_whitespace() => {
                space = true;
                rest = &rest[1..];
                continue;
            }
            _ => letter.len_utf8(),
        };
        if std::mem::take(&mut space) && !ends_alone(&out) && !stands_alone(letter) {
            out.push(' ');
        }
        if letter == '}' && out.ends_with(';') {
            out.pop();
        }
        out.push_str(&rest[..taken]);
        rest = &rest[taken..];
    }
    out.push_str(rest);
    out
}

/// Whether no space need follow what is written. After a colon none is needed, in declarations as in conditions; a selector such as
/// `a :hover` has its space before the colon, and keeps it.
fn ends_alone(out: &str) -> bool {
    out.is_empty() || out.ends_with(['{', '}', ';', ',', ':', '('])
}

/// Whether no space need stand before a letter.
fn stands_alone(letter: char) -> bool {
    matches!(letter, '{' | '}' | ';' | ',' | ')')
}

/// One past the quotation mark that ends a text; all of it where none does.
fn text_end(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, letter) in rest.char_indices().skip(1) {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            letter if letter == quote => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// Whether an address without quotation marks follows: spaces and slashes in it mean themselves.
fn is_address(rest: &str) -> bool {
    rest.strip_prefix("url(").is_some_and(|inside| !inside.trim_start().starts_with(['"', '\'']))
}

#[cfg(test)]
mod tests {
    use super::squeezed;

    #[test]
    fn what_nobody_reads_goes_and_nothing_else() {
        for (sheet, expected) in [
            ("/* a */\n:root {\n  --a: #fff; /* b */\n  --b:  1px ;\n}\n", ":root{--a:#fff;--b:1px}"),
            ("a > b + c , d :hover { margin: 0 auto }", "a > b + c,d :hover{margin:0 auto}"),
            ("a{width:calc(1px + 2px * (3 - 1))}", "a{width:calc(1px + 2px * (3 - 1))}"),
            ("@media (min-width: 3rem) and (scripting: none) { a { b: c } }", "@media (min-width:3rem) and (scripting:none){a{b:c}}"),
            ("a::before { content: \"/* x */ ;  }\\\"\" }", "a::before{content:\"/* x */ ;  }\\\"\"}"),
            ("a{background:url( a b/*c.png ) ; x: y}", "a{background:url( a b/*c.png );x:y}"),
            ("/*! licence */ a { b: c }", "/*! licence */ a{b:c}"),
            ("a{b:c} /* open", "a{b:c}/* open"),
            ("a{b:'open }", "a{b:'open }"),
            ("a:is(b, c) d{e:f}", "a:is(b,c) d{e:f}"),
            ("é{ content: 'ü' }", "é{content:'ü'}"),
            ("", ""),
        ] {
            assert_eq!(squeezed(sheet), expected, "{sheet}");
        }
    }

    #[test]
    fn what_was_squeezed_stays_as_it_is() {
        let sheet = squeezed(include_str!("../../themes/default/static/portal.css"));
        assert_eq!(squeezed(&sheet), sheet);
    }
}
