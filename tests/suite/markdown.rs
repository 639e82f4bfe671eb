//! Body text: what Markdown becomes, and that nothing dangerous comes through. Gaps are shown as `{…}`.

mod pieces;

use pieces::PIECES;
use proptest::prelude::{ProptestConfig, any, proptest};
use rationale::{
    base::source::{FileId, Span},
    model::{body::GapKind, site::HtmlPolicy},
    parse::markdown::{BodyDraft, LinkKind, parse},
};

fn draft(text: &str, html: HtmlPolicy) -> BodyDraft {
    parse(text, Span::new(FileId(0), 0..text.len()), html)
}

/// The HTML, its gaps written out: `{a DEST}` and `{/a}` around links, `{text DEST}`, `{src DEST}`.
fn shown(draft: &BodyDraft) -> String {
    let mut shown = String::new();
    let mut written = 0;
    for gap in &draft.gaps {
        shown.push_str(&draft.html[written..gap.at as usize]);
        written = gap.at as usize;
        let dest = &draft.links[gap.target as usize].dest;
        shown += &match gap.kind {
            GapKind::LinkStart => ["{a ", dest, "}"].concat(),
            GapKind::LinkEnd => "{/a}".into(),
            GapKind::LinkText => ["{text ", dest, "}"].concat(),
            GapKind::ImageSource => ["{src ", dest, "}"].concat(),
        };
    }
    shown + &draft.html[written..]
}

#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(shown(&draft(text, HtmlPolicy::Sanitize)).trim_end(), expected, "\n{text}");
}

/// The words of a block of code, each class in brackets.
fn told_apart(language: &str, code: &str) -> String {
    let html = draft(&format!("```{language}\n{code}\n```"), HtmlPolicy::Sanitize).html;
    let (_, code) = html.split_once("\">").and_then(|(_, rest)| rest.split_once('>')).expect("a block of code");
    code.replace("<span class=\"", "[")
        .replace("\">", " ")
        .replace("</span>", "]")
        .replace("\n]", "]\n")
        .replace("</code></pre>", "")
        .trim_end()
        .to_owned()
}

/// HTML without the elements that tell words of code apart.
fn without_spans(html: &str) -> String {
    let mut pieces = html.split("<span class=\"");
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |text, piece| text + piece.split_once("\">").expect("a class ends").1).replace("</span>", "")
}

const LANGUAGES: &[&str] =
    &["rust", "python", "toml", "yaml", "sql", "sh", "json", "html", "javascript", "go", "diff", "hcl", "dockerfile"];

#[test]
fn long_code_stays_plain() {
    for code in ["let a = 1;\n".repeat(10_000), "let a = 1; ".repeat(1_000)] {
        assert!(!draft(&format!("```rust\n{code}\n```"), HtmlPolicy::Sanitize).html.contains("<span"));
    }
}

#[test]
fn a_comment_behind_a_string_comes_to_an_end() {
    for language in ["javascript", "JavaScript", "js", "jsx", "typescript", "html"] {
        for code in ["\"use strict\" /* why */", "'a'\t/*\n*/", "x; `a` /* b */"] {
            let html = draft(&format!("```{language}\n{code}\n```"), HtmlPolicy::Sanitize).html;
            assert!(without_spans(&html).contains("/*"), "{language}: {html}");
        }
    }
}

#[test]
fn words_of_code_are_told_apart() {
    for (language, code, expected) in [
        ("rust", "let a = 1; // b", "[k let] a = [n 1]; [c // b]"),
        ("python", "def f(a):\n    return \"x\"", "[k def ][t f](a):\n    [k return ][s &quot;x&quot;]"),
        ("toml", "[tco]\nmonths = 36 # long", "[[t tco]]\n[t months ]= [n 36 ][c # long]"),
        ("yaml", "a: 1\nb: \"c\"", "[t a]: [n 1]\n[t b]: [s &quot;c&quot;]"),
        ("sql", "SELECT a FROM b -- c", "[k SELECT] a [k FROM] b [c -- c]"),
        ("diff", "-a\n+b", "[d -a]\n[i +b]"),
        ("sh", "echo \"a\" # b", "[t echo ][s &quot;a&quot; ][c # b]"),
        ("Dockerfile", "FROM debian", "[k FROM] debian"),
        ("json", "{\"a\": true}", "{[s &quot;a&quot;]: [n true]}"),
        ("mermaid", "graph TD", "graph TD"),
        ("no-such", "let a = 1;", "let a = 1;"),
    ] {
        assert_eq!(told_apart(language, code), expected, "{language}");
    }
}

#[test]
fn running_text() {
    for (text, expected) in [
        ("*a* **b** ~~c~~ `d<e>`", "<p><em>a</em> <strong>b</strong> <del>c</del> <code>d&lt;e&gt;</code></p>"),
        ("1 < 2 & \"x\"", "<p>1 &lt; 2 &amp; &quot;x&quot;</p>"),
        ("a  \nb\nc", "<p>a<br>\nb\nc</p>"),
        ("---", "<hr>"),
        ("- a\n- b\n  - c", "<ul>\n<li>a</li>\n<li>b\n<ul>\n<li>c</li>\n</ul>\n</li>\n</ul>"),
        ("3. a\n4. b", "<ol start=\"3\">\n<li>a</li>\n<li>b</li>\n</ol>"),
        ("> a", "<blockquote>\n<p>a</p>\n</blockquote>"),
        ("```klingon,ignore\na < b\n```", "<pre tabindex=\"0\"><code class=\"language-klingon\">a &lt; b\n</code></pre>"),
        ("    https://a.org", "<pre tabindex=\"0\"><code>https://a.org</code></pre>"),
        (
            "> [!WARNING]\n> Mind the gap",
            "<div class=\"alert warning\">\n<p class=\"alert-title\">Warning</p>\n<p>Mind the gap</p>\n</div>",
        ),
        (
            "- [x] a\n- [ ] b",
            "<ul>\n<li class=\"task\"><input type=\"checkbox\" disabled checked aria-label=\"Done\"> a</li>\n\
             <li class=\"task\"><input type=\"checkbox\" disabled aria-label=\"Not done\"> b</li>\n</ul>",
        ),
    ] {
        check(text, expected);
    }
}

#[test]
fn tables_scroll_in_a_box_of_their_own() {
    check(
        "## Costs\n\n| | a | b |\n|---|:-:|--:|\n| x | 1 | [y](z.md) |",
        "<h2 id=\"costs\">Costs</h2>\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table 1, Costs\">\n<table>\n<thead>\n\
         <tr><td></td><th scope=\"col\" class=\"center\">a</th><th scope=\"col\" class=\"right\">b</th></tr>\n</thead>\n<tbody>\n\
         <tr><td>x</td><td class=\"center\">1</td><td class=\"right\">{a z.md}y{/a}</td></tr>\n</tbody>\n</table>\n</div>",
    );
}

#[test]
fn links_that_lead_out_are_written_and_others_are_gaps() {
    for (text, expected) in [
        ("[a](https://x.org/?a=1&b=2 \"t\")", "<p><a href=\"https://x.org/?a=1&amp;b=2\" title=\"t\">a</a></p>"),
        ("<a@b.org>", "<p><a href=\"mailto:a@b.org\">a@b.org</a></p>"),
        ("see https://x.org/a_b_c.", "<p>see <a href=\"https://x.org/a_b_c\">https://x.org/a_b_c</a>.</p>"),
        ("[https://x.org](y.md)", "<p>{a y.md}https://x.org{/a}</p>"),
        ("[a](0003-x.md#b) and [c]\n\n[c]: d.md", "<p>{a 0003-x.md#b}a{/a} and {a d.md}c{/a}</p>"),
        ("[a](b.md \"t\")", "<p>{a b.md}<span title=\"t\">a</span>{/a}</p>"),
        ("see [[0003]] and [[payments/0012|the vault]]", "<p>see {a 0003}{text 0003}{/a} and {a payments/0012}the vault{/a}</p>"),
        ("[a](javascript:alert(1))", "<p>{a javascript:alert(1)}a{/a}</p>"),
        ("![a *b*](c.png \"t\")", "<p><img src=\"{src c.png}\" alt=\"a b\" title=\"t\" loading=\"lazy\" decoding=\"async\"></p>"),
        ("![a](https://x.org/c.png)", "<p><a class=\"external-image\" href=\"https://x.org/c.png\">a</a></p>"),
        ("[![a](https://x.org/c.png)](https://x.org)", "<p><a href=\"https://x.org\">a</a></p>"),
    ] {
        check(text, expected);
    }
}

#[test]
fn links_know_where_they_stand() {
    let text = "see [a](b.md), [c][d], [[0003|e]]\n\n[d]: f.md\n\n<p>\n<a class=x\n  href='g.md'>g</a></p>\n";
    let draft = parse(text, Span::new(FileId(4), 100..100 + text.len()), HtmlPolicy::Sanitize);
    let places: Vec<&str> = draft.links.iter().map(|link| &text[link.span.start as usize - 100..link.span.end as usize - 100]).collect();
    assert_eq!(places, ["b.md", "[c][d]", "0003", "'g.md'"]);
}

#[test]
fn headings_are_an_outline_from_the_second_level_on_and_have_fragments() {
    for (text, expected) in [
        ("# T\n\n## A b\n\n## A b", "<h2 id=\"a-b\">A b</h2>\n<h2 id=\"a-b-1\">A b</h2>"),
        ("### A\n\n#### B", "<h2 id=\"a\">A</h2>\n<h3 id=\"b\">B</h3>"),
        ("# T\n\n## A\n\n# B", "<h2 id=\"a\">A</h2>\n<h2 id=\"b\">B</h2>"),
        ("## A\n\n#### B\n\n#### C\n\n### D", "<h2 id=\"a\">A</h2>\n<h3 id=\"b\">B</h3>\n<h3 id=\"c\">C</h3>\n<h3 id=\"d\">D</h3>"),
        ("## A {#x .y onclick=z}", "<h2 id=\"x\" class=\"y\">A</h2>"),
        ("## r-matrix", "<h2 id=\"h-r-matrix\">r-matrix</h2>"),
        ("## [a](b.md) `c`", "<h2 id=\"a-c\">{a b.md}a{/a} <code>c</code></h2>"),
        ("## Über _uns_!", "<h2 id=\"über-uns\">Über <em>uns</em>!</h2>"),
        ("> # A", "<blockquote>\n<h2 id=\"a\">A</h2>\n</blockquote>"),
    ] {
        check(text, expected);
    }
    let draft = draft("intro\n\n# The *title*  #\n\n## Title", HtmlPolicy::Sanitize);
    let title = draft.title.expect("a title");
    assert_eq!((title.value.as_str(), title.span.start, title.span.end), ("The title", 9, 20));
    assert_eq!(draft.title_id.as_deref(), Some("the-title"));
    assert_eq!(draft.headings.len(), 1);
}

#[test]
fn footnotes_are_gathered_at_the_end() {
    check(
        "a[^x] b[^y] c[^x]\n\n[^y]: why [z](z.md)\n[^x]: ex\n[^unused]: no",
        "<p>a<sup class=\"footnote\"><a id=\"r-fnref-1\" href=\"#r-fn-1\" aria-label=\"Footnote 1\">1</a></sup> \
         b<sup class=\"footnote\"><a id=\"r-fnref-2\" href=\"#r-fn-2\" aria-label=\"Footnote 2\">2</a></sup> \
         c<sup class=\"footnote\"><a id=\"r-fnref-1-2\" href=\"#r-fn-1\" aria-label=\"Footnote 1\">1</a></sup></p>\n\
         <section class=\"footnotes\" aria-label=\"Footnotes\">\n<ol>\n\
         <li id=\"r-fn-1\"><p>ex <a class=\"footnote-back\" href=\"#r-fnref-1\" aria-label=\"Back to reference 1\">↩</a> \
         <a class=\"footnote-back\" href=\"#r-fnref-1-2\" aria-label=\"Back to reference 1, 2\">↩</a></p>\n</li>\n\
         <li id=\"r-fn-2\"><p>why {a z.md}z{/a} <a class=\"footnote-back\" href=\"#r-fnref-2\" aria-label=\"Back to reference 2\">↩</a></p>\n</li>\n\
         </ol>\n</section>",
    );
}

#[test]
fn raw_html_is_cleaned_and_its_links_are_links() {
    for (text, expected) in [
        ("a <!-- note --> b<br/>c", "<p>a  b<br>c</p>"),
        ("<!-- a\n[b](c.md) -->\n\nd", "<p>d</p>"),
        ("a <kbd>b</kbd> <script>alert(1)</script> c", "<p>a <kbd>b</kbd> &lt;script&gt;alert(1)&lt;/script&gt; c</p>"),
        ("<p onclick=\"x()\" style=\"color: red\">a</p>", "<p>a</p>"),
        ("<a href=\"b.md\" onmouseover=x>a</a> <a href='https://x.org'>y</a>", "<p>{a b.md}a{/a} <a href=\"https://x.org\">y</a></p>"),
        ("<a href=\"java&#115;cript:x\">a</a>", "<p>{a javascript:x}a{/a}</p>"),
        ("<img src=\"a.png\" alt=b onerror=x>", "<img src=\"{src a.png}\" alt=\"b\">"),
        ("<img src=\"https://x.org/a.png\" alt=b>", "<span class=\"absent\">b</span>"),
        (
            "<a id=\"here\"></a>[a](b.md) [[0003]] ![c](d.png)",
            "<p><a id=\"here\"></a>{a b.md}a{/a} {a 0003}{text 0003}{/a} <img src=\"{src d.png}\" alt=\"c\" loading=\"lazy\" decoding=\"async\"></p>",
        ),
        (
            "<details>\n<summary>a</summary>\n\n**b**\n\n</details>",
            "<details>\n<summary>a</summary>\n<p><strong>b</strong></p>\n</details>",
        ),
        ("a <input type=text onfocus=x autofocus> b", "<p>a <input disabled=\"\"> b</p>"),
        ("<div></div></div></main>\n\na", "<div></div>\n<p>a</p>"),
        ("<div title=\"\n\n[a](b.md)", "&lt;div title=\"\n<p>{a b.md}a{/a}</p>"),
    ] {
        check(text, expected);
    }
    assert_eq!(draft("<a id=\"here\"></a>\n\n## Here", HtmlPolicy::Sanitize).anchors, ["here"]);
}

#[test]
fn raw_html_forges_nothing() {
    for (text, expected) in [
        // Links of the writer's that look like gaps.
        ("<a href=\"r-gap:0\">a</a>", "<p>{a r-gap:0}a{/a}</p>"),
        ("[x](y.md) <a href=\"r-gap-text:0\">a</a>", "<p>{a y.md}x{/a} {a r-gap-text:0}a{/a}</p>"),
        ("<q cite=\"r-gap:0\">a</q> <q cite=\"javascript:x\">b</q>", "<p><q>a</q> <q>b</q></p>"),
        ("<img src=\"r-gap:0\">", "<img src=\"{src r-gap:0}\" alt=\"\">"),
        ("</div><![CDATA[<!--<script><a href=\"r-gap:0\">", "&lt;![CDATA[&lt;!--&lt;script&gt;&lt;a href=\"r-gap:0\"&gt;"),
        // Addresses in disguise.
        ("<a href=\"java&#10;script:x\">a</a>", "<p>{a java\nscript:x}a{/a}</p>"),
        ("<a href=\"&#x6A;ava&Tab;script&colon;x\">a</a>", "<p>{a java\tscript:x}a{/a}</p>"),
        ("<a href=\" &#1;JavaScript:x\">a</a>", "<p>{a  \u{1}JavaScript:x}a{/a}</p>"),
        ("<a href='data:text/html,x'>a</a>", "<p>{a data:text/html,x}a{/a}</p>"),
        ("<a href=x.md href=javascript:x>a</a>", "<p>{a x.md}a{/a}</p>"),
        ("<a href=\"https&#58;//x.org/?a&amp;b\">a</a>", "<p><a href=\"https://x.org/?a&amp;b\">a</a></p>"),
        ("<a\thref \n = \t\"x.md\">a</a>", "<p>{a x.md}a{/a}</p>"),
        ("<a id=i href=x.md>a</a>", "<p><span id=\"i\"></span>{a x.md}a{/a}</p>"),
        // Elements and attributes that do things.
        ("<form action=x><button formaction=javascript:x>a</button></form>\n", "a"),
        ("<base href=//x><meta http-equiv=refresh content=0><link rel=stylesheet href=x>\n\na", "\n<p>a</p>"),
        ("<object data=x><embed src=y>a</object>", "<p>a</p>"),
        ("<iframe srcdoc=\"<script>\">a</iframe>\n\nb", "&lt;iframe srcdoc=\"&lt;script&gt;\"&gt;a&lt;/iframe&gt;\n<p>b</p>"),
        ("<svg onload=x><a xlink:href=javascript:x>a</a></svg>", "<p><a>a</a></p>"),
        ("<p style='x:y' onclick=z srcdoc=q formaction=w ping=v>a</p>", "<p>a</p>"),
        ("<img src=x.png srcset=//y/z.png lowsrc=w style=x>", "<img src=\"{src x.png}\" alt=\"\">"),
    ] {
        check(text, expected);
    }
    assert!(draft("<a href=\"&#106;ava&#10;script&colon;x\">a</a>", HtmlPolicy::Sanitize).links[0].kind == LinkKind::Forbidden);
}

#[test]
fn raw_html_swallows_nothing() {
    for (text, expected) in [
        ("<!-- a\n\n[b](c.md)", "&lt;!-- a\n\n[b](c.md)"),
        ("<!-- a -->b<!---->c<!-->d", "bcd"),
        ("- <!-- a\n\nb", "<ul>\n<li>\n&lt;!-- a\n\n</li>\n</ul>\n<p>b</p>"),
        ("<div><!-- a\n\n*b*", "<div>&lt;!-- a\n<p><em>b</em></p>\n</div>"),
        ("<div><![CDATA[ a\n\n*b*", "<div>&lt;![CDATA[ a\n<p><em>b</em></p>\n</div>"),
        ("a <![CDATA[ b > c ]]> <?php d ?> <!DOCTYPE e> f", "<p>a &lt;![CDATA[ b &gt; c ]]&gt; &lt;?php d ?&gt; &lt;!DOCTYPE e&gt; f</p>"),
        ("<div><textarea>a\n\n*b*", "<div>&lt;textarea&gt;a\n<p><em>b</em></p>\n</div>"),
        ("a <title> *b*", "<p>a &lt;title&gt; <em>b</em></p>"),
        ("a <plaintext> *b*", "<p>a &lt;plaintext&gt; <em>b</em></p>"),
        ("<div><style>\n\n*b*", "<div>&lt;style&gt;\n<p><em>b</em></p>\n</div>"),
        ("<noscript>*a*\n\n*b*", "<p>&lt;noscript&gt;<em>a</em></p>\n<p><em>b</em></p>"),
        ("a <template> *b* <select> *c* <math> *d*", "<p>a  <em>b</em>  <em>c</em>  <em>d</em></p>"),
        ("<script>\nif (a < b) c(\"<p>\")\n</script>\n\nd", "&lt;script&gt;\nif (a &lt; b) c(\"&lt;p&gt;\")\n&lt;/script&gt;\n<p>d</p>"),
        ("<div a='\n\n[b](c.md)'>d", "&lt;div a='\n<p>{a c.md}b{/a}'&gt;d</p>"),
    ] {
        check(text, expected);
    }
    assert_eq!(shown(&draft("<!-- a\n\n*b*", HtmlPolicy::Escape)), "<p>&lt;!-- a\n\n*b*</p>\n");
}

#[test]
fn raw_html_is_shown_as_text_where_the_site_says_so() {
    for (text, expected) in [
        ("a <kbd>b</kbd><br> <!-- c -->", "<p>a &lt;kbd&gt;b&lt;/kbd&gt;<br> </p>"),
        ("<p onclick=\"x\">\n<!-- y --></p>", "<p>&lt;p onclick=&quot;x&quot;&gt;\n&lt;/p&gt;</p>"),
    ] {
        assert_eq!(shown(&draft(text, HtmlPolicy::Escape)).trim_end(), expected, "{text}");
    }
}

/// What a tag of the output says: its name, and names and values of its attributes.
fn tags(html: &str) -> Vec<(String, Vec<(String, String)>)> {
    let mut tags = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        rest = &rest[start + 1..];
        let (mut end, mut quoted) = (0, false);
        for (at, c) in rest.char_indices() {
            quoted ^= c == '"';
            end = at;
            if c == '>' && !quoted {
                break;
            }
        }
        let (tag, after) = rest.split_at(end);
        rest = after;
        let (name, mut attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        let mut list = Vec::new();
        while let Some((name, value)) = attributes.split_once("=\"") {
            let (value, after) = value.split_once('"').expect("quotes are closed");
            list.push((name.trim().to_owned(), value.to_owned()));
            attributes = after;
        }
        tags.push((name.trim_start_matches('/').to_owned(), list));
    }
    tags
}

fn assert_harmless(text: &str, html: HtmlPolicy) {
    let draft = draft(text, html);
    let shown = shown(&draft);
    for gap in draft.gaps.windows(2) {
        assert!(gap[0].at <= gap[1].at, "{text:?}");
    }
    for gap in &draft.gaps {
        assert!(draft.html.is_char_boundary(gap.at as usize), "{text:?}");
    }
    for gap in &draft.gaps {
        let link = &draft.links[gap.target as usize];
        // Only an image may stand where an image stands; every other gap is a link.
        assert!(gap.kind != GapKind::ImageSource || matches!(link.kind, LinkKind::Image | LinkKind::Forbidden), "{text:?}\n{shown}");
        assert!(gap.kind != GapKind::LinkText || link.kind == LinkKind::Record, "{text:?}\n{shown}");
    }
    for link in &draft.links {
        assert!(text.get(link.span.range()).is_some(), "{text:?}: {link:?}");
    }
    for (name, attributes) in tags(&draft.html) {
        assert!(
            ![
                "script",
                "style",
                "iframe",
                "object",
                "embed",
                "svg",
                "math",
                "base",
                "link",
                "meta",
                "form",
                "textarea",
                "title",
                "template",
                "noscript",
                "plaintext",
                "xmp",
                "button"
            ]
            .contains(&name.as_str()),
            "{text:?}\n{shown}"
        );
        for (name, value) in attributes {
            assert!(!name.starts_with("on") && !name.contains(" on") && name != "style", "{text:?}\n{shown}");
            if name.ends_with("href") || name.ends_with("src") {
                let known = ["http://", "https://", "mailto:", "tel:", "#r-fn"].iter().any(|start| value.to_lowercase().starts_with(start));
                // An image's address is a gap; a link within the site is one as a whole.
                assert!(known || (name == "src" && value.is_empty()), "{text:?}\n{shown}");
            } else {
                assert!(!value.starts_with("r-gap"), "{text:?}\n{shown}");
            }
        }
    }
}

proptest! {
    #![proptest_config(if cfg!(debug_assertions) { ProptestConfig::default() } else { ProptestConfig::with_cases(20_000) })]

    #[test]
    fn any_text_is_a_body(text in any::<String>()) {
        assert_harmless(&text, HtmlPolicy::Sanitize);
    }

    #[test]
    fn code_keeps_every_letter(language in 0..LANGUAGES.len(), code in "[a-z0-9 \n\t\"'#/*<>&{}()\\[\\]:=$@\\\\.;é-]{0,80}") {
        // Neither the fence nor what Markdown does with tabs and line ends is what this is about.
        let text = format!("```{}\n{code}\n```", LANGUAGES[language]);
        let html = draft(&text, HtmlPolicy::Sanitize).html;
        let plain = draft(&text.replacen(LANGUAGES[language], "text", 1), HtmlPolicy::Sanitize).html;
        assert_eq!(without_spans(&html), plain.replace("language-text", &format!("language-{}", LANGUAGES[language])));
    }

    #[test]
    fn any_markup_is_harmless(pieces in proptest::collection::vec(0..PIECES.len(), 0..40), escaped in any::<bool>()) {
        let text: String = pieces.iter().map(|piece| PIECES[*piece]).collect();
        let html = if escaped { HtmlPolicy::Escape } else { HtmlPolicy::Sanitize };
        assert_harmless(&text, html);
        // Whatever stands open, what comes after it is still there.
        let text = text + "\n\nafterwards";
        assert!(draft(&text, html).html.contains("afterwards"), "{text:?}");
    }
}

#[test]
fn long_bodies_take_no_more_than_their_length() {
    // Each of these once took, or could take, a time that grows with the square of its length.
    for piece in [
        "## a\n\n",
        "<a ",
        "<div <a ",
        "[[1]] ",
        "a[^1] ",
        "\n[^1]: a\n",
        "<b id=a>",
        "> ",
        "[",
        "http://",
        "<!-- ",
        "<div><!-- ",
        "<div><textarea>",
        "<div></script",
        "<div>\n<?",
        "<div a='",
        "<b id=1>\n\n",
        "<b>",
        "<table>",
        "<div x",
        "<p><![CDATA[",
        "| a ",
        "- [x] a\n",
        "<p>## a\n\n",
    ] {
        let text = piece.repeat(100_000 / piece.len());
        let started = std::time::Instant::now();
        draft(&text, HtmlPolicy::Sanitize);
        assert!(started.elapsed().as_secs() < 20, "{piece:?} took {:?}", started.elapsed());
    }
}
