//! Addresses: which page stands where, which names the portal keeps for itself, and that no two things have one address (ruling 36).
//! Knows paths as text; it opens nothing.

use std::collections::{HashMap, HashSet};

use super::{
    identity::{Entry, Register},
    pages::PlacedPage,
    paths,
};
use crate::{
    base::{
        diagnostic::Diagnostic,
        slug::slug,
        source::{Span, Spanned},
    },
    model::{RecordIx, fault, site::Redirect},
};

/// Pages of the portal itself, without `.html`.
const PAGES: &[&str] = &[
    "index",
    "records",
    "reviews",
    "timeline",
    "map",
    "frameworks",
    "clouds",
    "prices",
    "checks",
    "search",
    "status",
    "tags",
    "owners",
    "scopes",
    "404",
];
/// Its other files.
const FILES: &[&str] = &[
    "decisions.json",
    "decisions.schema.json",
    "record.schema.json",
    "atom.xml",
    "reviews.ics",
    "reviews.xml",
    "sitemap.xml",
    "robots.txt",
    "llms.txt",
];
/// Folders that it fills itself.
const FOLDERS: &[&str] =
    &["records", "status", "tags", "owners", "scopes", "frameworks", "clouds", "prices", "reviews", "checks", "search", "assets"];
/// What is written beside the page of a record.
const EXPORTS: &[&str] = &[".json", ".md", ".xlsx", ".matrix.csv", ".cost.csv"];

/// Address of a record's page without ending: `[SCOPE/]STEM`. A record in a folder of its own has the folder's name; other folders are
/// not in the address. `inner` is the file's path within its source.
pub fn record_stem(scope: Option<&str>, inner: &str) -> String {
    let path = folder_of(inner).map_or_else(|| paths::without_ending(inner), |folder| folder.trim_end_matches('/'));
    let name = path.rsplit('/').next().unwrap_or(path);
    scope.map_or_else(|| name.to_owned(), |scope| format!("{scope}/{name}"))
}

/// Addresses of all records, without ending, in their order. Other teams' records give way where theirs is taken, kept by the portal, or
/// cannot be written everywhere: the folder of the file comes before its name, else a number after it.
pub fn stems(entries: &[Entry], pages: &[PlacedPage]) -> Vec<String> {
    let mut stems: Vec<String> = entries.iter().map(|entry| record_stem(entry.scope.as_deref(), &entry.draft.inner)).collect();
    if !entries.iter().any(Entry::is_foreign) {
        return stems;
    }
    let mut taken: HashSet<String> = pages.iter().filter_map(|page| page.url.as_deref().map(str::to_lowercase)).collect();
    let address = |stem: &str| format!("{}.html", stem.to_lowercase());
    taken.extend(entries.iter().zip(&stems).filter(|(entry, _)| !entry.is_foreign()).map(|(_, stem)| address(stem)));
    for (entry, stem) in entries.iter().zip(&mut stems).filter(|(entry, _)| entry.is_foreign()) {
        let plain = writable(stem);
        let is_free = |stem: &String| !is_reserved(&address(stem)) && !taken.contains(&address(stem));
        let numbered = (2..).map(|number| format!("{plain}-{number}"));
        let mut candidates = std::iter::once(plain.clone()).chain(in_folder(&plain, &entry.draft.inner)).chain(numbered);
        *stem = candidates.find(is_free).unwrap_or(plain);
        taken.insert(address(stem));
    }
    stems
}

/// `payments/0012-x` of the file `2024/q1/0012-x.md` as `payments/2024-q1-0012-x`; `None` for one that lies in no folder.
fn in_folder(stem: &str, inner: &str) -> Option<String> {
    let folder = folder_of(inner).map_or_else(|| paths::folder(inner), |own| paths::folder(own.trim_end_matches('/')));
    let words = slug(folder);
    let (scope, name) = stem.rsplit_once('/').map_or(("", stem), |(scope, name)| (scope, name));
    let prefix = if scope.is_empty() { String::new() } else { format!("{scope}/") };
    (!words.is_empty()).then(|| format!("{prefix}{words}-{name}"))
}

/// An address without characters that some systems have no files with.
pub(super) fn writable(address: &str) -> String {
    let is_ill = |letter: char| letter.is_control() || matches!(letter, '\\' | ':' | '?' | '*' | '"' | '<' | '>' | '|');
    address.replace(is_ill, "-")
}

/// The folder that a record has for itself, with a `/` at its end: that of `NNNN-slug/index.md`. `None`: it has none.
pub fn folder_of(inner: &str) -> Option<&str> {
    let (folder, name) = inner.rsplit_once('/')?;
    let name = paths::without_ending(name);
    (name.eq_ignore_ascii_case("index") || name.eq_ignore_ascii_case("readme")).then(|| &inner[..=folder.len()])
}

/// Whether the portal keeps an address for itself. Upper and lower case make no difference: not every file system tells them apart.
pub fn is_reserved(address: &str) -> bool {
    let address = address.to_lowercase();
    match address.split_once('/') {
        Some((folder, _)) => FOLDERS.contains(&folder),
        None => address.strip_suffix(".html").is_some_and(|page| PAGES.contains(&page)) || FILES.contains(&address.as_str()),
    }
}

/// All addresses that are taken, and by whom.
#[derive(Debug, Default)]
pub struct Addresses {
    /// Address in lower case, what stands there and where it is written. Looked up only, never walked.
    taken: HashMap<String, (&'static str, Span)>,
    /// What was told.
    pub diagnostics: Vec<Diagnostic>,
}

impl Addresses {
    /// Takes the address of a record's page, `STEM.html`, and of what is written beside it.
    pub fn claim_record(&mut self, stem: &str, span: Span) {
        self.claim(&format!("{stem}.html"), ("a record", span));
    }

    /// Takes an address for `what`, which is defined at `span`; tells it where that cannot be (R0034).
    pub fn claim(&mut self, address: &str, (what, span): (&'static str, Span)) -> bool {
        if is_reserved(address) {
            let told = Diagnostic::error(fault::DUPLICATE_ADDRESS, format!("the portal keeps the address `{address}` for itself"));
            self.diagnostics.push(told.at(span, format!("{what} with this address")).help("give the file another name"));
            return false;
        }
        let key = address.to_lowercase();
        let export = EXPORTS.iter().filter_map(|ending| key.strip_suffix(ending)).find_map(|stem| {
            let page = format!("{stem}.html");
            self.taken.get(&page).filter(|(what, _)| *what == "a record")
        });
        if let Some((other, place)) = self.taken.get(&key).or(export) {
            let told = Diagnostic::error(fault::DUPLICATE_ADDRESS, format!("two things have the address `{address}`"));
            let told = told.at(span, what).and(*place, format!("{other} with this address"));
            self.diagnostics.push(told.help("give one of the files another name; upper and lower case make no difference"));
            return false;
        }
        self.taken.insert(key, (what, span));
        true
    }
}

/// The pages that send on from old addresses. Aliases of drafts that are left out are checked all the same.
pub fn redirects(entries: &[Entry], register: &Register, addresses: &mut Addresses) -> Vec<Redirect> {
    let mut redirects = Vec::new();
    for (at, entry) in entries.iter().enumerate() {
        for alias in &entry.draft.aliases {
            let Some(from) = checked_alias(alias, &mut addresses.diagnostics) else { continue };
            let to = RecordIx::at(at);
            if register.is_kept(to) && addresses.claim(&from, ("an alias", alias.span)) {
                redirects.push(Redirect { from, to });
            }
        }
    }
    redirects
}

/// An alias in its one form: relative to the root of the site, ending in `.html` (R0004).
fn checked_alias(alias: &Spanned<String>, diagnostics: &mut Vec<Diagnostic>) -> Option<String> {
    let text = alias.value.trim_start_matches("./");
    let ill = |c: char| c.is_control() || matches!(c, '\\' | ':' | '?' | '#' | '"' | '<' | '>' | '|' | '*');
    let wrong = if text.starts_with('/') {
        Some("it must be relative to the root of the site")
    } else if !text.to_lowercase().ends_with(".html") {
        Some("it must end in `.html`")
    } else if text.split('/').any(|part| part.is_empty() || part == "." || part == "..") {
        Some("its parts must be names of folders and files")
    } else if text.contains(ill) {
        Some("it holds a character that file names cannot have everywhere")
    } else {
        None
    };
    let Some(why) = wrong else { return Some(text.to_owned()) };
    let told = Diagnostic::error(fault::BAD_VALUE, format!("`{}` cannot be an old address: {why}", alias.value));
    diagnostics.push(told.at(alias.span, "not an address of this site").help("for example `decisions/old-name.html`"));
    None
}

#[cfg(test)]
mod tests {
    use super::{is_reserved, record_stem};

    #[test]
    fn folders_are_not_in_the_address_of_a_record() {
        for (scope, inner, stem) in [
            (None, "0007-support.md", "0007-support"),
            (None, "2024/0007-support.md", "0007-support"),
            (None, "2024/0012-card-vault/index.md", "0012-card-vault"),
            (Some("payments"), "0012-card-vault/README.md", "payments/0012-card-vault"),
            (None, "0008-x.markdown", "0008-x"),
        ] {
            assert_eq!(record_stem(scope, inner), stem);
        }
    }

    #[test]
    fn the_portals_own_addresses_are_kept_without_case() {
        for address in ["Index.html", "records.html", "records/2026.html", "TAGS/ai.html", "robots.txt", "assets/x.css"] {
            assert!(is_reserved(address), "{address}");
        }
        for address in ["handbook/index.html", "records-of-old.html", "0007-x.html", "favicon.ico"] {
            assert!(!is_reserved(address), "{address}");
        }
    }
}
