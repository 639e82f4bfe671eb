//! Logs of records: in whose words each is written, which of their files are records, and what only a whole log can settle.

use std::sync::Arc;

use super::{InputFile, Inputs, Place, draft::Draft};
use crate::{
    base::{
        diagnostic::{Diagnostic, Reported, Severity},
        source::{FileId, Span},
    },
    model::{
        SourceIx, fault,
        origin::Form,
        site::{Config, Dialect, HtmlPolicy, Source},
    },
    parse::{
        dialect::{self, Foreign},
        draft::RecordDraft,
        record,
    },
    resolve::Parsed,
};

/// What readers of texts go by, beyond the text itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Settings {
    /// What happens to raw HTML.
    pub html: HtmlPolicy,
    /// The site's currency.
    pub currency: String,
    /// How each source is written.
    tongues: Vec<Tongue>,
}

/// How a source is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tongue {
    dialect: Dialect,
    /// Whether it is a log of our own, so that a text without any front matter is one whose front matter was forgotten.
    ours: bool,
}

impl Settings {
    /// As the site file has them, and as the texts show.
    pub(super) fn of(inputs: &Inputs, config: &Config) -> Self {
        let tongue = |source: &Source| Tongue { dialect: source.dialect, ours: source.dialect == Dialect::Rationale || source.is_default };
        let mut tongues: Vec<Tongue> = config.sources.iter().map(tongue).collect();
        for file in &inputs.files {
            if let Place::Source(source) = file.place
                && let Some(tongue) = tongues.get_mut(source)
                && !tongue.ours
                && file.content.text().is_some_and(|text| dialect::detect(text) == Dialect::Rationale)
            {
                tongue.ours = true;
            }
        }
        Self { html: config.html, currency: config.currency.clone(), tongues }
    }

    /// How a source is written.
    pub(super) fn tongue(&self, source: usize) -> Tongue {
        self.tongues.get(source).copied().unwrap_or(Tongue { dialect: Dialect::Auto, ours: true })
    }
}

impl Tongue {
    /// Reads a Markdown file of the source.
    pub(super) fn record(self, id: FileId, file: &InputFile, text: &str, html: HtmlPolicy) -> Reported<Draft> {
        let inner = &*file.inner;
        if self.ours && record::is_index(inner, text) {
            let told = Diagnostic::info(fault::PASSED_OVER, format!("`{}` is not read as a record: it is a page for people", file.path));
            let help = "front matter with `title`, `status` and `date` would make it one";
            return Reported { value: Draft::Attachment, diagnostics: vec![told.at(Span::top(id), "has no front matter").help(help)] };
        }
        let own = || record::parse_record(id, inner, text, html).into(Draft::record);
        if self.dialect == Dialect::Rationale || dialect::detect(text) == Dialect::Rationale {
            return own();
        }
        let read = dialect::read(id, inner, text, (self.dialect, html));
        match read.value {
            // Among our own records, what shows no sign of another form has lost its front matter.
            Foreign::Record(draft) if self.ours && self.dialect == Dialect::Auto && says_nothing(&draft) => own(),
            Foreign::Record(draft) => Reported { value: Draft::record(*draft), diagnostics: read.diagnostics },
            Foreign::Skipped(skip) => Reported { value: Draft::Skipped(skip), diagnostics: read.diagnostics },
        }
    }
}

/// Whether a text says nothing that a record would.
fn says_nothing(draft: &RecordDraft) -> bool {
    let is_plain = draft.foreign.as_ref().is_some_and(|foreign| foreign.form == Form::Plain && foreign.status_text.is_none());
    is_plain && draft.status.is_none()
}

/// Settles what only a whole log can tell: which of two numbers in a date is the day. `records` is in order of sources.
pub(super) fn settle(records: &mut [(SourceIx, Arc<RecordDraft>)]) -> Vec<Diagnostic> {
    let tells = |draft: &RecordDraft| draft.foreign.as_ref().is_some_and(|foreign| foreign.ambiguous.is_some() || foreign.order.is_some());
    let mut diagnostics = Vec::new();
    for log in records.chunk_by_mut(|(a, _), (b, _)| a == b) {
        let drafts = log.iter_mut().filter(|(_, draft)| tells(draft));
        let mut drafts: Vec<&mut RecordDraft> = drafts.map(|(_, draft)| Arc::make_mut(draft)).collect();
        if drafts.iter().any(|draft| draft.foreign.as_ref().is_some_and(|foreign| foreign.ambiguous.is_some())) {
            diagnostics.extend(dialect::settle_dates(&mut drafts));
        }
    }
    diagnostics
}

/// Which files are judged leniently, by their place in the list: those of other teams' logs, but for what is written in our own words there.
/// A log is never refused for anything in it (ruling 2).
pub(super) fn lenient(inputs: &Inputs, parsed: &Parsed) -> Vec<bool> {
    let mut logs = vec![false; parsed.site.config.sources.len()];
    for (source, draft) in &parsed.records {
        if let Some(log) = logs.get_mut(source.index()) {
            *log |= draft.foreign.is_some();
        }
    }
    let is_of_log = |file: &InputFile| if let Place::Source(source) = file.place { logs.get(source).copied() } else { None };
    let mut lenient: Vec<bool> = inputs.files.iter().map(|file| is_of_log(file).unwrap_or_default()).collect();
    for (_, draft) in parsed.records.iter().filter(|(_, draft)| draft.foreign.is_none()) {
        // A file of a foreign log that is no text at all is nobody's words.
        let file = draft.file.0 as usize;
        let is_ours = inputs.files[file].content.text().is_some_and(|text| dialect::detect(text) == Dialect::Rationale);
        lenient[file] &= !is_ours;
    }
    lenient
}

/// Makes warnings of the errors that are told of such files.
pub(super) fn soften(diagnostics: &mut [Diagnostic], lenient: &[bool]) {
    for told in diagnostics.iter_mut().filter(|told| told.severity == Severity::Error) {
        if told.primary.as_ref().is_some_and(|label| lenient.get(label.span.file.0 as usize).copied().unwrap_or_default()) {
            told.severity = Severity::Warning;
        }
    }
}
