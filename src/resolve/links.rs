//! Where the links of a body lead: to records, pages, headings, files and pages of the portal, or nowhere, which is told.
//!
//! Bodies are looked up each on its own, then finished one after the other, so that files get their handles in order. Knows no HTML but
//! its gaps.

use std::sync::Arc;

use super::{
    addresses::Addresses,
    assets::{self, Assets},
    identity::Found,
    paths,
    places::{Home, Listed, Node, Places},
    relations,
};
use crate::{
    base::{
        diagnostic::{Diagnostic, Reported},
        edit_distance::nearest,
        source::{FileId, Spanned},
    },
    model::{
        PageIx, RecordIx,
        body::{Body, Gap, GapKind, Target},
        fault,
    },
    parse::markdown::{BodyDraft, LinkKind, RawLink},
};

/// Whose body it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    /// A record's.
    Record(RecordIx),
    /// A content page's.
    Page(PageIx),
}

/// Why a link leads nowhere.
type Told = Box<Diagnostic>;

/// Where a link leads, before files have their handles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lead {
    /// Here.
    Target(Target),
    /// To a file that is copied to this address.
    File(FileId, String),
}

/// One body being looked up.
struct Looking<'a> {
    places: &'a Places<'a>,
    owner: Owner,
    listed: &'a Listed,
    /// Folder of its address.
    address_folder: &'a str,
    scope: Option<&'a str>,
    diagnostics: Vec<Diagnostic>,
}

/// Looks up all links of one body. A pure function, so bodies are looked up in parallel.
pub fn look_up(places: &Places<'_>, owner: Owner) -> Reported<Vec<Lead>> {
    let bound = places.bound;
    let (node, body, address, scope) = match owner {
        Owner::Record(ix) => {
            let entry = &bound.entries[ix.index()];
            (Node::Record(ix), &entry.draft.body, bound.stems[ix.index()].as_str(), entry.scope.as_deref())
        }
        Owner::Page(ix) => {
            let page = &bound.pages[ix.index()];
            (Node::Page(ix), &page.draft.body, page.url.as_deref().unwrap_or(""), None)
        }
    };
    let address_folder = paths::folder(address);
    let mut looking = Looking { places, owner, listed: places.listed(node), address_folder, scope, diagnostics: Vec::new() };
    let value = body.links.iter().map(|link| looking.lead(link)).collect();
    Reported { value, diagnostics: leads_out_once(looking.diagnostics) }
}

/// All links that lead out of a log as one: what lies there is not known, so each is worth no more than a number.
fn leads_out_once(mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let count = diagnostics.iter().filter(|told| told.code == fault::LEADS_OUT).count();
    if count > 1 {
        let mut is_first = true;
        diagnostics.retain(|told| told.code != fault::LEADS_OUT || std::mem::take(&mut is_first));
        for told in diagnostics.iter_mut().filter(|told| told.code == fault::LEADS_OUT) {
            told.message = format!("{count} links lead out of this log");
        }
    }
    diagnostics
}

impl Looking<'_> {
    fn lead(&mut self, link: &RawLink) -> Lead {
        let found = match link.kind {
            LinkKind::Record => self.record(link),
            LinkKind::Path | LinkKind::Image => self.path(link),
            LinkKind::Forbidden => {
                let scheme = link.dest.split(':').next().unwrap_or_default().trim().to_lowercase();
                let told = Diagnostic::error(fault::BROKEN_LINK, format!("links may not begin with `{scheme}:`"));
                Err(told
                    .at(link.span, "not followed")
                    .help("use a path, or an address that begins with `https:`, `mailto:` or `tel:`")
                    .into())
            }
        };
        found.unwrap_or_else(|told| {
            self.diagnostics.push(*told);
            Lead::Target(Target::Nowhere)
        })
    }

    /// `[[0003#context]]`
    fn record(&mut self, link: &RawLink) -> Result<Lead, Told> {
        let (id, fragment) = link.dest.split_once('#').map_or((link.dest.as_str(), None), |(id, fragment)| (id, Some(fragment)));
        let name = Spanned::new(id.trim().to_owned(), link.span);
        let asker = if let Owner::Record(ix) = self.owner { Some(ix) } else { None };
        match self.places.bound.register.find(self.scope, &name.value) {
            Found::One(ix) => self.lead_to_record(ix, fragment.filter(|text| !text.is_empty()).map(str::to_owned), link),
            Found::Two(own, other) => Err(relations::ambiguous(&name, (own, other), self.places.bound.register).into()),
            Found::Nobody => {
                Err(Diagnostic { code: fault::BROKEN_LINK, ..relations::unknown(&name, asker, self.places.bound.register) }.into())
            }
        }
    }

    fn path(&mut self, link: &RawLink) -> Result<Lead, Told> {
        let parts = paths::parts(&link.dest);
        let path = parts.path.trim();
        if path.is_empty() {
            return if link.kind == LinkKind::Image {
                Err(missing(link, "an image needs a file").into())
            } else {
                self.lead_to_owner(parts.fragment, link)
            };
        }
        let from = if path.starts_with('/') { "" } else { paths::folder(&self.listed.path) };
        let from_root = paths::joined(from, path);
        let node = self.places.at_path(&from_root);
        match (node, link.kind) {
            (Some(Node::File(at)), _) => return self.to_file(&self.places.files[at], link),
            (Some(_), LinkKind::Image) => return Err(missing(link, "this is a page, not an image").into()),
            (Some(Node::Record(ix)), _) => return self.lead_to_record(ix, parts.fragment, link),
            (Some(Node::Page(ix)), _) => return self.to_page(ix, parts.fragment, link),
            (None, _) => {}
        }
        // What is no file may be an address of the portal, seen from the page or from the file.
        let home = &self.listed.path[..self.listed.path.len() - self.listed.inner.len()];
        let base = if path.starts_with('/') { "" } else { self.address_folder };
        for address in [paths::joined(base, path).as_str(), from_root.strip_prefix(home).unwrap_or(&from_root), from_root.as_str()] {
            match self.places.at_address(address) {
                Some(Node::Record(ix)) => return self.lead_to_record(ix, parts.fragment, link),
                Some(Node::Page(ix)) => return self.to_page(ix, parts.fragment, link),
                _ if self.places.is_own_page(address) => {
                    let fragment = parts.fragment.map(|fragment| format!("#{fragment}")).unwrap_or_default();
                    return Ok(Lead::Target(Target::Address(format!("{address}{fragment}"))));
                }
                _ => {}
            }
        }
        if let (Some(asker), LinkKind::Path) = (self.foreign(), link.kind)
            && let Some(ix) = self.places.bound.lookup.link(asker, &link.dest)
        {
            return self.lead_to_record(ix, parts.fragment, link);
        }
        if self.foreign().is_some() && !from_root.starts_with(home) {
            return Err(leads_out(link, path).into());
        }
        Err(self.nothing_there(link, path).into())
    }

    fn lead_to_owner(&mut self, fragment: Option<String>, link: &RawLink) -> Result<Lead, Told> {
        match self.owner {
            Owner::Record(ix) => self.lead_to_record(ix, fragment, link),
            Owner::Page(ix) => self.to_page(ix, fragment, link),
        }
    }

    /// The asker, if another team wrote it.
    fn foreign(&self) -> Option<RecordIx> {
        match self.owner {
            Owner::Record(ix) if self.places.bound.entries[ix.index()].is_of_others() => Some(ix),
            _ => None,
        }
    }

    fn lead_to_record(&mut self, ix: RecordIx, fragment: Option<String>, link: &RawLink) -> Result<Lead, Told> {
        let draft = &self.places.bound.entries[ix.index()].draft;
        // The page of a record has sections of its own; which ones depends on what is computed.
        let own_section = fragment.as_ref().is_some_and(|fragment| fragment.starts_with("r-"));
        let fragment = if own_section || !draft.unreadable.is_empty() {
            fragment
        } else {
            // Other tools make other fragments of capitals.
            let small = fragment.as_ref().filter(|_| self.foreign().is_some()).map(|fragment| fragment.to_lowercase());
            let fragment = small.filter(|small| draft.body.has_fragment(small)).or(fragment);
            match checked(fragment, &draft.body, link) {
                // The page is there, and worth more than nothing.
                Err(told) if self.foreign().is_some() => {
                    self.diagnostics.push(*told);
                    None
                }
                checked => checked?,
            }
        };
        // Drafts that are left out have no page, and nobody is to blame for that.
        let kept = self.places.bound.register.is_kept(ix);
        Ok(Lead::Target(if kept { Target::Record(ix, fragment) } else { Target::Nowhere }))
    }

    fn to_page(&self, ix: PageIx, fragment: Option<String>, link: &RawLink) -> Result<Lead, Told> {
        let page = &self.places.bound.pages[ix.index()];
        Ok(Lead::Target(Target::Page(ix, checked(fragment, &page.draft.body, link)?)))
    }

    fn to_file(&self, file: &Listed, link: &RawLink) -> Result<Lead, Told> {
        if let Some(url) = assets::standing_address(self.places, file) {
            return Ok(Lead::File(file.file, url));
        }
        match self.owner {
            Owner::Record(ix) if file.home == self.listed.home => Ok(Lead::File(file.file, assets::address_for(self.places, ix, file))),
            _ => {
                let told = Diagnostic::error(fault::ASSET_OUTSIDE, format!("`{}` is not published", link.dest));
                let told = told.at(link.span, "it belongs to a folder of records");
                Err(told.help("put the file beside this page, or link to the record that it belongs to").into())
            }
        }
    }

    fn nothing_there(&self, link: &RawLink, path: &str) -> Diagnostic {
        let told = if link.kind == LinkKind::Image {
            Diagnostic::error(fault::MISSING_IMAGE, format!("there is no image `{path}`"))
        } else {
            Diagnostic::error(fault::BROKEN_LINK, format!("`{path}` leads nowhere"))
        };
        let told = told.at(link.span, format!("looked for from {}", folder_name(paths::folder(&self.listed.path))));
        // What only our own records can write is no way out for those of others.
        let is_ours = self.foreign().is_none();
        if is_ours && path.to_lowercase().ends_with(".toml") {
            return told.help("data that the portal reads is not published as it is; a framework has the page `frameworks/ID.html`");
        }
        match self.near(path) {
            Some(near) => told.help(format!("did you mean `{near}`?")),
            None if link.kind == LinkKind::Image || !is_ours => told.help("paths count from the folder that this file lies in"),
            None => told.help("paths count from the folder that this file lies in; `[[0003]]` links to a record by its id"),
        }
    }

    /// The file that was probably meant: a record with the same number or the same name, or a file with nearly the same path.
    fn near(&self, path: &str) -> Option<String> {
        let bound = self.places.bound;
        let name = path.rsplit('/').next().unwrap_or(path);
        let name = name.strip_suffix(".md").or_else(|| name.strip_suffix(".html"));
        let record = name.and_then(|name| {
            let number = &name[..name.bytes().take_while(u8::is_ascii_digit).count()];
            if let (false, Found::One(ix)) = (number.is_empty(), bound.register.find(self.scope, number)) {
                return Some(ix);
            }
            let words = name[number.len()..].trim_start_matches(['-', '_']);
            let named = |stem: &String| words.len() > 3 && stem.rsplit('/').next().is_some_and(|last| last.ends_with(words));
            bound.stems.iter().position(named).map(RecordIx::at)
        });
        let folder = paths::folder(&self.listed.path);
        if let Some(ix) = record {
            let by_id = || self.foreign().is_none().then(|| format!("[[{}]]", bound.register.name(ix)));
            return paths::relative(folder, &self.places.listed(Node::Record(ix)).path).or_else(by_id);
        }
        // Comparing with thousands of paths would cost more than it tells.
        let others = self.places.files.iter().filter(|file| file.home == Home::Content || paths::folder(&file.path) == folder);
        let known: Vec<String> = others.take(500).filter_map(|file| paths::relative(folder, &file.path)).collect();
        nearest(path.trim_start_matches("./"), known.iter().map(String::as_str)).map(str::to_owned)
    }
}

/// `fragment`, if `body` has it (R0021). The title's leads to the page as a whole.
fn checked(fragment: Option<String>, body: &BodyDraft, link: &RawLink) -> Result<Option<String>, Told> {
    let Some(fragment) = fragment else { return Ok(None) };
    if body.title_id.as_ref() == Some(&fragment) || fragment == "top" {
        return Ok(None);
    }
    if body.has_fragment(&fragment) {
        return Ok(Some(fragment));
    }
    let told = Diagnostic::error(fault::BROKEN_LINK, format!("there is no heading `#{fragment}`")).at(link.span, "no such heading there");
    let told = match nearest(&fragment, body.fragments()) {
        Some(near) => told.help(format!("did you mean `#{near}`?")),
        None if body.headings.is_empty() => told.help("that page has no headings"),
        None => told.help(format!("its first heading is `#{}`", body.headings[0].id)),
    };
    Err(told.into())
}

/// What lies outside of another team's log is not known, so nobody is to blame.
fn leads_out(link: &RawLink, path: &str) -> Diagnostic {
    let what = if link.kind == LinkKind::Image { "not shown" } else { "shown as words" };
    let told = Diagnostic::info(fault::LEADS_OUT, format!("`{path}` leads out of this log")).at(link.span, what);
    told.help("nothing is published from outside of a log's folder; an address of the web would lead there")
}

fn missing(link: &RawLink, label: &str) -> Diagnostic {
    Diagnostic::error(fault::MISSING_IMAGE, format!("there is no image `{}`", link.dest)).at(link.span, label)
}

fn folder_name(folder: &str) -> String {
    if folder.is_empty() { "the root of the site".into() } else { format!("`{folder}`") }
}

/// A body with its targets written in.
pub fn finish(draft: &BodyDraft, leads: Vec<Lead>, (assets, addresses): (&mut Assets, &mut Addresses)) -> Body {
    let targets: Vec<Target> = leads
        .into_iter()
        .map(|lead| match lead {
            Lead::Target(target) => target,
            Lead::File(file, url) => assets.add(file, url, addresses).map_or(Target::Nowhere, Target::Asset),
        })
        .collect();
    let headings = draft.headings.clone();
    if targets.contains(&Target::Nowhere) {
        let (html, gaps) = without_nowhere(&draft.html, &draft.gaps, (&targets, &draft.links));
        return Body { html: html.into(), gaps, targets, headings, written: draft.written, edits: draft.edits.clone() };
    }
    let (html, gaps) = (Arc::clone(&draft.html), draft.gaps.clone());
    Body { html, gaps, targets, headings, written: draft.written, edits: draft.edits.clone() }
}

/// Takes back the image that `out` ends in, and writes its description in its place; how much of `rest` belonged to it.
fn image_as_words(out: &mut String, rest: &str) -> usize {
    let mut quoted = true;
    let closes = |byte: u8| {
        quoted ^= byte == b'"';
        byte == b'>' && !quoted
    };
    let length = rest.bytes().position(closes).map_or(rest.len(), |at| at + 1);
    let start = out.rfind("<img ").unwrap_or(out.len());
    let tag = [&out[start..], &rest[..length]].concat();
    out.truncate(start);
    let words = tag.split_once(" alt=\"").and_then(|(_, rest)| rest.split_once('"')).map_or("", |(words, _)| words);
    if !words.is_empty() {
        out.push_str(&["<span class=\"absent\">", &words.replace('<', "&lt;"), "</span>"].concat());
    }
    length
}

/// The body with every gap that leads nowhere closed: links are their text, records without a page their id as written, images their words.
fn without_nowhere(html: &str, gaps: &[Gap], (targets, links): (&[Target], &[RawLink])) -> (String, Vec<Gap>) {
    let mut out = String::with_capacity(html.len());
    let mut kept = Vec::with_capacity(gaps.len());
    let mut written = 0;
    for gap in gaps {
        let at = gap.at as usize;
        out.push_str(&html[written..at]);
        written = at;
        if targets[gap.target as usize] != Target::Nowhere {
            kept.push(Gap { at: u32::try_from(out.len()).expect("a body below 4 GiB"), ..*gap });
            continue;
        }
        match gap.kind {
            GapKind::LinkText => {
                let id = &links[gap.target as usize].dest;
                out.extend(id.chars().map(|c| match c {
                    '&' => "&amp;".to_owned(),
                    '<' => "&lt;".to_owned(),
                    '>' => "&gt;".to_owned(),
                    c => c.to_string(),
                }));
            }
            GapKind::ImageSource => written = at + image_as_words(&mut out, &html[at..]),
            GapKind::LinkStart | GapKind::LinkEnd => {}
        }
    }
    out.push_str(&html[written..]);
    (out, kept)
}
