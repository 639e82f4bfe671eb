//! `rationale.toml`, to the settings of a site. It holds no names to look up, so what it yields is final.
//! Knows no folder but by its name.

use super::{
    fields::Fields,
    id::is_id,
    item::Item,
    levels, repository,
    tables::{THRESHOLDS, site},
    toml::{self, Faults},
};
use crate::{
    base::{
        date::TimeSpan,
        diagnostic::{Diagnostic, Reported},
        source::{FileId, Span, Spanned},
    },
    model::{
        fault,
        framework::Thresholds,
        site::{Config, Dialect, HtmlPolicy, Source},
    },
};

/// The site file, read.
#[derive(Debug, Clone, PartialEq)]
pub struct SiteFile {
    /// Settings, defaults filled in.
    pub config: Config,
    /// Thresholds that it sets itself: they count before those of a framework.
    pub thresholds: Vec<(&'static str, f64)>,
}

/// Languages whose numbers we know how to write; others take English ones.
const KNOWN_LANGUAGES: &[&str] = &["en", "de", "fr", "es", "pt", "ja", "zh"];

const HTML_POLICIES: &[(&str, HtmlPolicy)] = &[("sanitize", HtmlPolicy::Sanitize), ("escape", HtmlPolicy::Escape)];

const DIALECTS: &[(&str, Dialect)] = &[
    ("auto", Dialect::Auto),
    ("rationale", Dialect::Rationale),
    ("nygard", Dialect::Nygard),
    ("madr", Dialect::Madr),
    ("log4brains", Dialect::Log4brains),
    ("table", Dialect::Table),
];

/// A site without a site file.
pub fn default_site() -> SiteFile {
    parse_site_file(FileId(0), "").value
}

/// Reads the site file. Where its TOML does not parse only that is told, and what could be read counts.
pub fn parse_site_file(file: FileId, text: &str) -> Reported<SiteFile> {
    let faults = Faults::new(file, 0);
    let table = toml::parse(text, &faults);
    if faults.errors() > 0 {
        let silenced = Faults::new(file, 0);
        let value = read(Fields::document(&table, &site::SITE, &silenced));
        return Reported { value, diagnostics: faults.into_list() };
    }
    let value = read(Fields::document(&table, &site::SITE, &faults));
    Reported { value, diagnostics: faults.into_list() }
}

fn read(fields: Fields<'_>) -> SiteFile {
    let review = fields.table("review", &site::REVIEW);
    let days = |key, default| review.and_then(|review| review.time_span(key)).map_or(default, TimeSpan::days);
    let set = fields.table("thresholds", &THRESHOLDS).map(read_thresholds).unwrap_or_default();
    let mut thresholds = Thresholds::default();
    for (name, value) in &set {
        thresholds.set(name, *value);
    }
    let config = Config {
        title: fields.text("title").unwrap_or_else(|| "Decisions".into()),
        description: fields.text("description"),
        base_url: fields.get("base_url").and_then(base_url),
        language: fields.get("language").and_then(language).unwrap_or_else(|| "en".into()),
        currency: fields.get("currency").and_then(|item| currency(&item)).unwrap_or_else(|| "USD".into()),
        theme: fields.get("theme").and_then(theme).unwrap_or_else(|| "default".into()),
        output: fields.get("output").and_then(output).unwrap_or_else(|| "public".into()),
        html: fields.table("markdown", &site::MARKDOWN).and_then(|table| table.word("html", HTML_POLICIES)).unwrap_or_default(),
        review_months: review.and_then(|review| review.get("every")).and_then(|item| item.interval_months()).unwrap_or(6),
        notice_days: days("notice", 30),
        grace_days: days("grace", 14),
        repository: repository::read(fields),
        csv_bom: fields.table("export", &site::EXPORT).and_then(|table| table.bool("bom")).unwrap_or_default(),
        sources: sources(fields),
        lints: levels::read_lints(fields),
        thresholds,
        thresholds_set: set.iter().map(|(name, _)| *name).collect(),
        extra: fields.free("extra"),
    };
    SiteFile { config, thresholds: set }
}

/// Reads `[thresholds]`, of a site or of a framework: names and values as set, in written order.
pub fn read_thresholds(fields: Fields<'_>) -> Vec<(&'static str, f64)> {
    let one = |(name, _, _): &(&'static str, f64, &'static str)| {
        let item = fields.get(name)?;
        let value = item.share()?;
        if value < 0.0 {
            item.bad(format!("the threshold `{name}` must be 0 or more"), "out of range");
            return None;
        }
        Some((*name, value))
    };
    Thresholds::ALL.iter().filter_map(one).collect()
}

/// Brings a base address into its one form: `http` or `https`, a host, a path that ends in `/`.
///
/// # Errors
/// A few words that say what is wrong with it.
pub fn normal_base_url(text: &str) -> Result<String, &'static str> {
    let rest =
        text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")).ok_or("it must begin with `https://` or `http://`")?;
    if rest.is_empty() || rest.starts_with(['/', ':']) {
        return Err("it names no host");
    }
    if rest.contains(['?', '#']) {
        return Err("it may not have a query or a fragment");
    }
    if rest.chars().any(|letter| letter.is_whitespace() || letter.is_control() || matches!(letter, '"' | '<' | '>' | '\\' | '`')) {
        return Err("it holds a character that no address may have");
    }
    Ok(if text.ends_with('/') { text.to_owned() } else { format!("{text}/") })
}

fn base_url(item: Item<'_>) -> Option<String> {
    let text = item.text()?;
    match normal_base_url(text) {
        Ok(url) => Some(url),
        Err(why) => {
            let told = Diagnostic::error(fault::BAD_VALUE, format!("`{text}` cannot be the base address: {why}"));
            item.faults().push(told.at(item.span, "not a base address").help("for example `https://decisions.example.org/`"));
            None
        }
    }
}

fn language(item: Item<'_>) -> Option<String> {
    let text = item.text()?;
    let mut parts = text.split('-');
    let first = parts.next().unwrap_or_default();
    let word = |part: &str, most: usize| !part.is_empty() && part.len() <= most && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if !(2..=3).contains(&first.len()) || !first.bytes().all(|byte| byte.is_ascii_alphabetic()) || !parts.all(|part| word(part, 8)) {
        item.bad(format!("`{text}` is not a language tag"), "expected a tag such as `en` or `pt-BR`");
        return None;
    }
    if !KNOWN_LANGUAGES.contains(&first.to_ascii_lowercase().as_str()) {
        let told = Diagnostic::warning(fault::UNSUPPORTED, format!("numbers are written the English way in `{text}`"));
        let known = KNOWN_LANGUAGES.join(", ");
        item.faults()
            .push(told.at(item.span, "no number format for this language").help(format!("languages with their own format: {known}")));
    }
    Some(text.to_owned())
}

/// An ISO 4217 code: three capital letters (R0004).
pub(super) fn currency(item: &Item<'_>) -> Option<String> {
    let text = item.text()?;
    if text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return Some(text.to_owned());
    }
    let told =
        Diagnostic::error(fault::BAD_VALUE, format!("`{text}` is not a currency code")).at(item.span, "expected three capital letters");
    item.faults().push(told.help("for example `USD` or `EUR`"));
    None
}

/// A folder's path relative to the site's root, in its one form: no `./` before it, no `/` after it.
fn relative_path(item: &Item<'_>) -> Option<String> {
    let text = item.text()?;
    let drive = text.as_bytes().get(1) == Some(&b':');
    if text.starts_with(['/', '\\', '~']) || drive || text.contains(['\\', '\0']) {
        let told = Diagnostic::error(fault::BAD_VALUE, format!("`{}` must be a path relative to the site's root", item.name));
        item.faults().push(told.at(item.span, "not a relative path").help("parts are joined by `/`"));
        return None;
    }
    let parts: Vec<&str> = text.split('/').filter(|part| !part.is_empty() && *part != ".").collect();
    Some(if parts.is_empty() { ".".into() } else { parts.join("/") })
}

fn theme(item: Item<'_>) -> Option<String> {
    let text = item.text()?;
    if !is_id(text) {
        item.bad(format!("`{text}` is not the name of a theme"), "expected the name of a folder below `themes/`");
        return None;
    }
    Some(text.to_owned())
}

fn output(item: Item<'_>) -> Option<String> {
    let path = relative_path(&item)?;
    if path.split('/').all(|part| part == "." || part == "..") {
        item.bad("the result needs a folder of its own", "this folder holds the site itself");
        return None;
    }
    Some(path)
}

fn sources(fields: Fields<'_>) -> Vec<Source> {
    let records = |span| Source { path: "records".into(), scope: None, dialect: Dialect::Auto, is_default: true, span };
    if !fields.has("sources") {
        return vec![records(Span::top(fields.faults().file()))];
    }
    let mut sources: Vec<Source> = Vec::new();
    for table in fields.tables("sources", &site::SOURCE) {
        let path = table.need("path").and_then(|item| relative_path(&item).map(|path| Spanned::new(path, item.span)));
        let scope = table.id("scope");
        let dialect = table.word("dialect", DIALECTS).unwrap_or_default();
        let Some(path) = path else { continue };
        let same_scope = |source: &&Source| scope.is_some() && source.scope.as_ref() == scope.as_ref().map(|scope| &scope.value);
        if let Some(other) = sources.iter().find(|source| source.path == path.value) {
            let told = Diagnostic::error(fault::DUPLICATE_ID, format!("`{}` is read twice", path.value)).at(path.span, "a source already");
            fields.faults().push(told.and(other.span, "first named here"));
            continue;
        }
        if let (Some(other), Some(scope)) = (sources.iter().find(same_scope), &scope) {
            let told = Diagnostic::error(fault::DUPLICATE_ID, format!("two sources have the scope `{}`", scope.value));
            fields.faults().push(told.at(scope.span, "taken").and(other.span, "by this source"));
            continue;
        }
        sources.push(Source { path: path.value, scope: scope.map(|scope| scope.value), dialect, is_default: false, span: path.span });
    }
    sources
}
