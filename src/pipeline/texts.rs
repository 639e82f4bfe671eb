//! From files to drafts: which reader each file gets. Files are parsed in parallel, and one that has not changed is not parsed again.

use std::sync::Arc;

use rayon::prelude::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};

use super::{
    InputFile, Inputs, Memo, Place,
    draft::Draft,
    logs::{self, Settings},
};
use crate::{
    base::{
        diagnostic::{Diagnostic, Reported},
        source::{Content, FileId, Span},
    },
    model::{SourceIx, fault},
    parse::{
        clouds, content_page, framework, prices, record,
        site_file::{self, SiteFile},
    },
    resolve::{Attachment, Parsed, reference::Origin},
};

/// Reads the site file; without one the defaults count.
pub(super) fn site_file(inputs: &Inputs) -> Reported<SiteFile> {
    let found = inputs.files.iter().enumerate().find(|(_, file)| file.place == Place::SiteFile);
    match found.and_then(|(at, file)| Some((file_id(at), file.content.text()?))) {
        Some((file, text)) => site_file::parse_site_file(file, text),
        None => Reported { value: site_file::default_site(), diagnostics: Vec::new() },
    }
}

/// Reads every file that has a reader.
pub(super) fn parse(inputs: &Inputs, site: Reported<SiteFile>, memo: &mut Memo) -> Reported<Parsed> {
    let settings = Settings::of(inputs, &site.value.config);
    let known = memo.parsed(&settings);
    let drafts: Vec<Arc<Reported<Draft>>> = inputs
        .files
        .par_iter()
        .enumerate()
        .map(|(at, file)| known.get(at, file).unwrap_or_else(|| Arc::new(draft(file_id(at), file, &settings))))
        .collect();
    memo.keep_parsed(inputs, &drafts, settings);
    sort_out(inputs, site, drafts)
}

pub(super) fn file_id(at: usize) -> FileId {
    FileId(u32::try_from(at).expect("fewer than 2^32 files"))
}

/// Reads one file by where it lies and what it is called.
fn draft(id: FileId, file: &InputFile, settings: &Settings) -> Reported<Draft> {
    let silent = |value| Reported { value, diagnostics: Vec::new() };
    let inner = &*file.inner;
    let is_markdown = has_ending(inner, "md") || has_ending(inner, "markdown");
    let is_ours = is_markdown || (file.place != Place::Theme && has_ending(inner, "toml"));
    let Some(text) = file.content.text() else {
        return unread(id, file, is_markdown, is_ours);
    };
    match file.place {
        Place::SiteFile | Place::Theme => silent(Draft::Nothing),
        Place::Source(source) if is_markdown => settings.tongue(source).record(id, file, text, settings.html),
        Place::Source(_) if ["adoc", "asciidoc", "rst"].iter().any(|ending| has_ending(inner, ending)) => silent(Draft::Unread),
        Place::Content | Place::Shipped if is_markdown => {
            content_page::parse_content_page(id, text, settings.html).into(|page| Draft::Page(Arc::new(page)))
        }
        Place::Content | Place::Shipped if inner == "prices.toml" => prices::parse_prices(id, text, &settings.currency).into(Draft::Prices),
        Place::Content | Place::Shipped if inner == "clouds.toml" => clouds::parse_clouds(id, text).into(Draft::Clouds),
        Place::Content | Place::Shipped if inner.starts_with("frameworks/") && is_ours => {
            framework::parse_framework(id, text).into(|framework| Draft::Framework(framework.map(Box::new)))
        }
        Place::Content | Place::Shipped if is_ours => {
            let told =
                Diagnostic::error(fault::MISPLACED_FILE, format!("`{}` is not read: no reader knows a TOML file of this name", file.path));
            let help = "`content/` holds `prices.toml`, `clouds.toml` and `frameworks/*.toml`; other TOML belongs elsewhere";
            Reported { value: Draft::Nothing, diagnostics: vec![told.at(Span::top(id), "").help(help)] }
        }
        Place::Source(_) | Place::Content | Place::Shipped => silent(Draft::Attachment),
    }
}

/// What becomes of a file without a text: it goes along where it need not be one. A record is listed all the same, with what is wrong with it.
fn unread(id: FileId, file: &InputFile, is_markdown: bool, is_ours: bool) -> Reported<Draft> {
    let told = match file.content {
        Content::TooLarge { bytes, limit } => {
            let message = format!("`{}` is not read: it has {bytes} bytes, and {limit} is the most", file.path);
            let help = if is_ours { "split it, or keep long listings in files beside it" } else { "keep it elsewhere, and link to it" };
            Diagnostic::error(fault::TOO_LARGE, message).help(help)
        }
        _ if is_ours => Diagnostic::error(fault::NOT_TEXT, format!("`{}` is not UTF-8 text", file.path)).help("save it as UTF-8"),
        _ => return Reported { value: Draft::Attachment, diagnostics: Vec::new() },
    };
    let told = told.at(Span::top(id), "");
    if let (Place::Source(_), true) = (file.place, is_markdown) {
        return record::unreadable(id, &file.inner, vec![told]).into(Draft::record);
    }
    Reported { value: Draft::Nothing, diagnostics: vec![told] }
}

fn has_ending(path: &str, ending: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, found)| found.eq_ignore_ascii_case(ending))
}

/// Puts drafts of a kind together, as `resolve` takes them.
fn sort_out(inputs: &Inputs, site: Reported<SiteFile>, drafts: Vec<Arc<Reported<Draft>>>) -> Reported<Parsed> {
    let mut parsed = Parsed::new(site.value);
    let mut diagnostics = site.diagnostics;
    for (at, (file, draft)) in inputs.files.iter().zip(drafts).enumerate() {
        diagnostics.extend(draft.diagnostics.iter().cloned());
        let origin = if file.place == Place::Shipped { Origin::Shipped } else { Origin::Site };
        match &draft.value {
            Draft::Record(record) => {
                if let Place::Source(source) = file.place {
                    parsed.records.push((SourceIx::at(source), Arc::clone(record)));
                }
            }
            Draft::Page(page) => parsed.pages.push((Arc::clone(&file.inner), Arc::clone(page))),
            Draft::Framework(framework) => parsed.frameworks.extend(framework.iter().map(|framework| (origin, (**framework).clone()))),
            Draft::Prices(prices) => parsed.prices = prices.clone(),
            Draft::Clouds(clouds) if origin == Origin::Shipped => parsed.shipped_clouds.clone_from(clouds),
            Draft::Clouds(clouds) => parsed.own_clouds.clone_from(clouds),
            Draft::Attachment | Draft::Skipped(_) | Draft::Unread => {
                let source = if let Place::Source(source) = file.place { Some(SourceIx::at(source)) } else { None };
                match (&draft.value, source) {
                    (Draft::Skipped(skip), Some(source)) => parsed.skipped.push((source, skip.clone())),
                    (Draft::Unread, Some(source)) => parsed.unread.push((source, file_id(at))),
                    _ => {}
                }
                parsed.attachments.push(Attachment { file: file_id(at), source, inner: Arc::clone(&file.inner) });
            }
            Draft::Nothing => {}
        }
    }
    diagnostics.extend(logs::settle(&mut parsed.records));
    Reported { value: parsed, diagnostics }
}
