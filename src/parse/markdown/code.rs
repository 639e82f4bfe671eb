//! Code with its words told apart: comments, texts, numbers, keywords and names, each in a class that the theme gives a look.
//! The grammars are those of editors, loaded when a first block names a language that has one. Knows no theme.

use std::sync::LazyLock;

use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};

use super::buffer::escape;

/// Longest code, in bytes, that is told apart: what is longer is data, and would hold up the build.
const LONGEST: usize = 64 * 1024;
/// Longest line, in bytes. Some grammars take quadratic time for a line.
const LONGEST_LINE: usize = 2_000;

/// All grammars, for lines that keep their ends. Read once, never changed.
static GRAMMARS: LazyLock<SyntaxSet> = LazyLock::new(two_face::syntax::extra_newlines);

/// Kinds of words by what grammars call them; of several, the innermost counts, and of one name the first entry.
static KINDS: LazyLock<Vec<(Scope, &'static str)>> = LazyLock::new(|| {
    let kinds = [
        ("comment", "c"),
        ("string", "s"),
        ("constant.character", "s"),
        ("constant", "n"),
        ("keyword.operator", ""),
        ("keyword", "k"),
        ("storage", "k"),
        ("variable.language", "k"),
        ("entity.name", "t"),
        ("entity.other.attribute-name", "t"),
        ("support.type", "t"),
        ("support.class", "t"),
        ("support.function", "t"),
        ("variable.function", "t"),
        ("markup.inserted", "i"),
        ("markup.deleted", "d"),
        ("markup.heading", "k"),
    ];
    kinds.map(|(name, class)| (Scope::new(name).expect("a name of a few words"), class)).to_vec()
});

/// Appends code as HTML. In a language without a grammar, and where it is too long for one, it stays plain.
pub(super) fn write(language: &str, code: &str, html: &mut String) {
    let fits = code.len() <= LONGEST && code.lines().all(|line| line.len() <= LONGEST_LINE);
    let before = html.len();
    let told = grammar(language).filter(|_| fits).and_then(|grammar| told_apart(grammar, code, html));
    if told.is_none() {
        // A grammar that gave up half way leaves nothing behind.
        html.truncate(before);
        escape(html, code);
    }
}

fn grammar(language: &str) -> Option<&'static SyntaxReference> {
    // Most blocks name none: then the grammars need not be read.
    let named = !matches!(language, "" | "text" | "txt" | "plain" | "plaintext" | "mermaid");
    // Two grammars are for JavaScript: that of the long name never comes to an end where a block comment follows a string.
    let language = if language.eq_ignore_ascii_case("javascript") { "js" } else { language };
    named.then(|| GRAMMARS.find_syntax_by_token(language)).flatten()
}

/// Appends what a grammar makes of code; `None` where it gives up.
fn told_apart(grammar: &SyntaxReference, code: &str, html: &mut String) -> Option<()> {
    let (mut state, mut scopes) = (ParseState::new(grammar), ScopeStack::new());
    let mut words = Words { html, class: "" };
    for line in code.split_inclusive('\n') {
        let mut written = 0;
        for (at, change) in state.parse_line(line, &GRAMMARS).ok()? {
            words.write(&line[written..at], &scopes);
            written = at;
            scopes.apply(&change).ok()?;
        }
        words.write(&line[written..], &scopes);
    }
    words.switch("");
    Some(())
}

/// Words in their classes; neighbours of one class share an element.
struct Words<'h> {
    html: &'h mut String,
    class: &'static str,
}

impl Words<'_> {
    fn write(&mut self, text: &str, scopes: &ScopeStack) {
        // White space looks the same in any class.
        if !text.trim().is_empty() {
            self.switch(class(scopes));
        }
        escape(self.html, text);
    }

    fn switch(&mut self, class: &'static str) {
        if class == self.class {
            return;
        }
        if !self.class.is_empty() {
            self.html.push_str("</span>");
        }
        if !class.is_empty() {
            self.html.push_str("<span class=\"");
            self.html.push_str(class);
            self.html.push_str("\">");
        }
        self.class = class;
    }
}

fn class(scopes: &ScopeStack) -> &'static str {
    let kind = |scope: &Scope| KINDS.iter().find(|(kind, _)| kind.is_prefix_of(*scope)).map(|(_, class)| *class);
    scopes.scopes.iter().rev().find_map(kind).unwrap_or("")
}
