//! Every reader of a text that people hand in, and what must hold whatever it says. The fuzzer and the tests that replay its corpus share this page.

use std::sync::Arc;

use rationale::{
    base::{
        diagnostic::Diagnostic,
        report::{self, Colour},
        source::{Content, File, FileId, Sources, Span},
    },
    model::site::{Dialect, HtmlPolicy},
    parse::{
        clouds::parse_clouds,
        content_page::parse_content_page,
        dialect::{self, Foreign},
        framework::parse_framework,
        markdown,
        prices::parse_prices,
        record::parse_record,
        site_file::parse_site_file,
    },
    pipeline::{self, InputFile, Inputs, Memo, Place},
};

/// A text, put to the test.
pub(crate) type Reader = fn(&str);

/// Name of each target, which is that of its corpus as well, and what it does with a text.
pub(crate) const READERS: &[(&str, Reader)] = &[
    ("record", record),
    ("foreign", foreign),
    ("page", page),
    ("framework", framework),
    ("prices", prices),
    ("clouds", clouds),
    ("site_file", site_file),
    ("portal", portal),
];

const FILE: FileId = FileId(0);

/// What is told stands at places that are in the text, and can be drawn.
fn sound(text: &str, diagnostics: &[Diagnostic]) {
    for label in diagnostics.iter().flat_map(|told| told.primary.iter().chain(&told.secondary)) {
        assert!(text.get(label.span.range()).is_some(), "{:?} is no place in {text:?}", label.span);
    }
    let sources = Sources(vec![File { path: "x".into(), content: Content::Text(text.into()) }]);
    report::human(&diagnostics[..diagnostics.len().min(20)], &sources, Colour::Never);
}

/// A record of ours.
pub(crate) fn record(text: &str) {
    sound(text, &parse_record(FILE, "0007-x.md", text, HtmlPolicy::Sanitize).diagnostics);
}

/// Another team's record: places are in the text, and the body is all that stands below its front matter.
pub(crate) fn foreign(text: &str) {
    let read = dialect::read(FILE, "0007-x.md", text, (Dialect::Auto, HtmlPolicy::Sanitize));
    sound(text, &read.diagnostics);
    let Foreign::Record(draft) = read.value else { return };
    let own = draft.foreign.as_ref().expect("the part of a foreign record");
    let named = own.ties.iter().map(|tie| tie.target.span).chain(own.status_text.iter().map(|status| status.span));
    for span in named.chain(draft.title.iter().map(|title| title.span)) {
        assert!(text.get(span.range()).is_some(), "{span:?} is no place in {text:?}");
    }
    let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let below = text
        .match_indices('\n')
        .map(|(at, _)| at + 1)
        .filter(|at| matches!(text[start..*at].lines().last().map(str::trim_end), Some("---" | "...")));
    let is_body =
        |from: usize| markdown::parse(&text[from..], Span::new(FILE, from..text.len()), HtmlPolicy::Sanitize).html == draft.body.html;
    assert!([start].into_iter().chain(below).chain([text.len()]).any(is_body), "a part of the body is lost: {text:?}");
}

/// A page of `content/`.
pub(crate) fn page(text: &str) {
    sound(text, &parse_content_page(FILE, text, HtmlPolicy::Escape).diagnostics);
}

/// A framework.
pub(crate) fn framework(text: &str) {
    sound(text, &parse_framework(FILE, text).diagnostics);
}

/// A price book.
pub(crate) fn prices(text: &str) {
    sound(text, &parse_prices(FILE, text, "USD").diagnostics);
}

/// A cloud catalogue.
pub(crate) fn clouds(text: &str) {
    sound(text, &parse_clouds(FILE, text).diagnostics);
}

/// The site's settings.
pub(crate) fn site_file(text: &str) {
    sound(text, &parse_site_file(FILE, text).diagnostics);
}

/// A record, all the way to its pages.
pub(crate) fn portal(text: &str) {
    let file = |inner: &str, text: &str| InputFile {
        place: Place::Source(0),
        path: Arc::from(format!("records/{inner}")),
        inner: Arc::from(inner),
        content: Content::Text(Arc::from(text)),
    };
    let other = "+++\ntitle = \"Other\"\nstatus = \"accepted\"\ndate = 2026-01-01\n+++\n";
    let files = vec![file("0007-x.md", text), file("0008-y.md", other)];
    let today = "2026-11-23".parse().expect("a day");
    let built = pipeline::build(&Inputs { files, today, drafts: true, base_url: None, history: Arc::default() }, &mut Memo::cold());
    assert!(!pipeline::render(&built).files.is_empty() || built.blocked, "no portal");
}
