//! A record gets another number: its id, the name of its file, and every reference to it, in front matter and in texts, its old address an alias.
//! Each reference leads to the record that it led to before.

use std::{collections::BTreeMap, ops::Range};

use super::{
    Refusal,
    front::{Front, text},
    record::next_number,
};
use crate::{
    base::source::FileId,
    model::{
        RecordIx,
        body::Target,
        record::{Record, Status},
        site::Site,
    },
    parse::{
        content_page::parse_content_page,
        draft::{RecordDraft, RelationDraft},
        id::is_same,
        markdown::{LinkKind, RawLink},
        record::{name, parse_record},
    },
};

/// What changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renumbered {
    /// The new id.
    pub id: String,
    /// Path of the file, or of the record's folder, and its new one; `None`: the name does not hold the number.
    pub moved: Option<(String, String)>,
    /// Files that are to hold another text, the record's own among them.
    pub texts: Vec<(FileId, String)>,
    /// References that cannot be changed by themselves: the file, and the reference as it is written.
    pub left: Vec<(FileId, String)>,
}

/// Changes of a text: places and what stands there then.
type Patches = Vec<(Range<usize>, String)>;

/// One record, its old name and its new one.
struct Renaming<'a> {
    site: &'a Site,
    ix: RecordIx,
    record: &'a Record,
    id: String,
    /// The part of paths that changes: a file's name without its ending, or a folder's.
    names: Option<(String, String)>,
    /// Whether its id leads to it: of two with one id only to the first.
    is_meant: bool,
}

/// Works out what changes. `path` is the record's from the site's root, `disk` gives the text of a file as it is.
///
/// # Errors
/// The number is taken, or the record has none.
pub fn renumber<'t>(
    site: &Site,
    (ix, path): (RecordIx, &str),
    to: Option<&str>,
    disk: impl Fn(FileId) -> &'t str,
) -> Result<Renumbered, Refusal> {
    let record = site.record(ix);
    if record.status == Status::Unreadable {
        return Err(Refusal::new("its front matter cannot be read").help("`rationale check` tells why"));
    }
    let own = disk(record.file);
    let mut front = Front::open(own)?;
    let id = number(site, record, to)?;
    let is_first = |other: &&Record| other.scope == record.scope && is_same(&other.id, &record.id);
    let is_meant = site.records.iter().find(is_first).is_some_and(|first| first.file == record.file);
    let moved = moved(path, &record.id, &id);
    if moved.is_none() && !front.has("id") {
        return Err(Refusal::new("its id is the name of its file, which begins with no number").help("give it an `id`"));
    }
    let names = moved.as_ref().map(|(from, to)| (stem(from).to_owned(), stem(to).to_owned()));
    let renaming = Renaming { site, ix, record, id, names, is_meant };

    let (mut texts, mut left) = (Vec::new(), Vec::new());
    if front.has("id") {
        front.set("id", &text(&renaming.id), &[])?;
    }
    if moved.is_some() {
        front.push(
            "aliases",
            &text(&record.url()),
            &[],
            &["title", "id", "status", "date", "decided", "deciders", "owner", "tags", "summary"],
        )?;
    }
    for (place, new) in renaming.patches_of_record(ix, own, &mut left) {
        front.replace(place, &new);
    }
    texts.push((record.file, front.finish()?));
    for (at, other) in site.records.iter().enumerate().filter(|(_, other)| other.file != record.file && other.status != Status::Unreadable)
    {
        let old = disk(other.file);
        let patches = renaming.patches_of_record(RecordIx::at(at), old, &mut left);
        texts.extend(patched(old, patches).map(|text| (other.file, text)));
    }
    for page in &site.pages {
        let old = disk(page.file);
        let mark = mark(old);
        let links = parse_content_page(page.file, &old[mark..], site.config.html).value.body.links;
        let patches = renaming.patches_of_body((page.file, old), (&links, &page.body.targets), &mut left);
        texts.extend(patched(old, patches).map(|text| (page.file, text)));
    }
    Ok(Renumbered { id: renaming.id, moved, texts, left })
}

/// The number that was asked for, or the next one. A record without a scope is named from every log, so its number is free in all of them.
fn number(site: &Site, record: &Record, to: Option<&str>) -> Result<String, Refusal> {
    let is_near = |other: &&Record| record.scope.is_none() || other.scope.is_none() || other.scope == record.scope;
    let near: Vec<&Record> = site.records.iter().filter(is_near).collect();
    let Some(to) = to else {
        return Ok(next_number(&near.iter().map(|other| other.id.as_str()).collect::<Vec<_>>()));
    };
    if is_same(&record.id, to) {
        return Err(Refusal::new(format!("its number is {to} already")));
    }
    match near.iter().find(|other| is_same(&other.id, to)) {
        Some(other) => Err(Refusal::new(format!("`{to}` is the number of {} {}", other.full_id(), other.title))
            .help("leave `--to` out for the next one that is free")),
        None => Ok(to.to_owned()),
    }
}

/// The path of the file or folder whose name begins with the number, and its new one.
fn moved(path: &str, old: &str, new: &str) -> Option<(String, String)> {
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    let (whole, name) = match file.rsplit_once('.') {
        Some((stem, _)) if stem.eq_ignore_ascii_case("index") || stem.eq_ignore_ascii_case("readme") => {
            (folder, folder.rsplit('/').next().unwrap_or(folder))
        }
        _ => (path, file),
    };
    let (stem, ending) = if whole == path { name.rsplit_once('.').unwrap_or((name, "")) } else { (name, "") };
    let renamed = name::number_of(stem).filter(|number| is_same(number, old)).and_then(|_| name::renumbered(stem, new))?;
    let renamed = if ending.is_empty() { renamed } else { format!("{renamed}.{ending}") };
    Some((whole.to_owned(), format!("{}{renamed}", &whole[..whole.len() - name.len()])))
}

/// The name at the end of a path, without `.md`.
fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    [".md", ".markdown"].iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(name)
}

/// Bytes of a byte order mark.
fn mark(text: &str) -> usize {
    text.len() - text.trim_start_matches('\u{feff}').len()
}

fn patched(old: &str, patches: Patches) -> Option<String> {
    // Two links can share a definition.
    let patches: BTreeMap<(usize, usize), String> = patches.into_iter().map(|(place, new)| ((place.start, place.end), new)).collect();
    let (mut text, mut at) = (String::with_capacity(old.len()), 0);
    for ((start, end), new) in patches {
        text.push_str(&old[at..start]);
        text.push_str(&new);
        at = end;
    }
    text.push_str(&old[at..]);
    (text != old).then_some(text)
}

impl Renaming<'_> {
    fn patches_of_record(&self, ix: RecordIx, old: &str, left: &mut Vec<(FileId, String)>) -> Patches {
        let record = self.site.record(ix);
        let mark = mark(old);
        let draft = parse_record(record.file, "", &old[mark..], self.site.config.html).value;
        let mut patches: Patches = Vec::new();
        if ix != self.ix {
            let named = relations(&draft).filter(|relation| self.is_named(&relation.id.value, record));
            patches.extend(named.map(|relation| {
                let place = relation.id.span.range();
                (place.start + mark..place.end + mark, text(&self.renamed_id(&relation.id.value)))
            }));
        }
        let body = self.patches_of_body((record.file, old), (&draft.body.links, &record.body.targets), left);
        patches.extend(body);
        patches.sort_by_key(|(place, _)| place.start);
        patches.dedup_by(|a, b| a.0 == b.0);
        patches
    }

    /// Whether an id that `asker` wrote down leads to the record (ruling 9).
    fn is_named(&self, id: &str, asker: &Record) -> bool {
        let (scope, bare) = id.trim().split_once('/').map_or((None, id.trim()), |(scope, bare)| (Some(scope), bare));
        let own = self.record.scope.as_deref();
        let fits = match scope {
            Some(scope) => own.is_some_and(|own| own.eq_ignore_ascii_case(scope)),
            // Where a record of the asker's log and one without a scope answer, the id means neither.
            None if asker.scope.is_some() && own.is_none() => !self.has(bare, asker.scope.as_deref()),
            None if asker.scope.is_some() => own == asker.scope.as_deref() && !self.has(bare, None),
            None => own.is_none(),
        };
        self.is_meant && fits && is_same(bare, &self.record.id)
    }

    /// Whether a log has a record of this id.
    fn has(&self, id: &str, scope: Option<&str>) -> bool {
        self.site.records.iter().any(|other| other.scope.as_deref() == scope && is_same(&other.id, id))
    }

    /// The same id with the new number: its scope and fragment stay.
    fn renamed_id(&self, id: &str) -> String {
        let (id, fragment) = id.find('#').map_or((id, ""), |at| id.split_at(at));
        let scope = id.rfind('/').map_or("", |at| &id[..=at]);
        format!("{scope}{}{fragment}", self.id)
    }

    fn patches_of_body(
        &self,
        (file, old): (FileId, &str),
        (links, targets): (&[RawLink], &[Target]),
        left: &mut Vec<(FileId, String)>,
    ) -> Patches {
        let mark = mark(old);
        let mut patches = Vec::new();
        for (link, _) in links.iter().zip(targets).filter(|(_, target)| self.is_target(target)) {
            let Some(new) = self.renamed(link) else { continue };
            let place = link.span.range();
            let place = place.start + mark..place.end + mark;
            let written = old.get(place.clone()).and_then(|written| written.find(&link.dest));
            let at = written.map(|at| place.start + at..place.start + at + link.dest.len());
            let places: Vec<Range<usize>> = at.map_or_else(|| definitions(old, &link.dest), |at| std::iter::once(at).collect());
            if places.is_empty() {
                left.push((file, link.dest.clone()));
            }
            patches.extend(places.into_iter().map(|place| (place, new.clone())));
        }
        patches
    }

    /// Whether a link leads to the record, or to a file in its folder.
    fn is_target(&self, target: &Target) -> bool {
        match target {
            Target::Record(ix, _) => *ix == self.ix,
            Target::Asset(ix) => {
                let folder = self.site.assets[ix.index()].url.strip_prefix(&self.record.stem);
                self.names.is_some() && folder.is_some_and(|rest| rest.starts_with('/'))
            }
            _ => false,
        }
    }

    /// A link with the new number; `None`: it does not hold the old one.
    fn renamed(&self, link: &RawLink) -> Option<String> {
        if link.kind == LinkKind::Record {
            return Some(self.renamed_id(&link.dest));
        }
        let (old, new) = self.names.as_ref()?;
        let (path, rest) = link.dest.find(['#', '?']).map_or((link.dest.as_str(), ""), |at| link.dest.split_at(at));
        let mut is_renamed = false;
        let rename = |part: &str| match part.strip_prefix(old.as_str()) {
            Some(ending) if ending.is_empty() || ending.starts_with('.') => {
                is_renamed = true;
                format!("{new}{ending}")
            }
            _ => part.to_owned(),
        };
        let parts: Vec<String> = path.split('/').map(rename).collect();
        is_renamed.then(|| format!("{}{rest}", parts.join("/")))
    }
}

fn relations(draft: &RecordDraft) -> impl Iterator<Item = &RelationDraft> {
    let ties = &draft.relations;
    let both = [&ties.supersedes, &ties.superseded_by].into_iter().flatten().flatten();
    both.chain(&ties.amends).chain(&ties.depends_on).chain(&ties.relates_to)
}

/// Where a text defines a link by a name: `[name]: 0007-x.md`.
fn definitions(text: &str, dest: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if line.trim_start().starts_with('[')
            && let Some(at) = line.find("]:").map(|at| at + 2)
        {
            let rest = line[at..].trim_start();
            let at = at + (line[at..].len() - rest.len());
            let (at, rest) = rest.strip_prefix('<').map_or((at, rest), |rest| (at + 1, rest));
            if rest.strip_prefix(dest).is_some_and(|after| after.is_empty() || after.starts_with(|c: char| c.is_whitespace() || c == '>')) {
                found.push(start + at..start + at + dest.len());
            }
        }
        start += line.len();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{definitions, moved};

    #[test]
    fn the_number_changes_in_a_name_and_nothing_else() {
        let check =
            |path: &str, from: &str, to: &str| assert_eq!(moved(path, "7", "0012"), Some((from.to_owned(), to.to_owned())), "{path}");
        check("records/0007-x.md", "records/0007-x.md", "records/0012-x.md");
        check("adr-7_x.markdown", "adr-7_x.markdown", "adr-0012_x.markdown");
        check("records/2026/0007-x/index.md", "records/2026/0007-x", "records/2026/0012-x");
        for path in ["records/0008-x.md", "records/x.md", "index.md"] {
            assert_eq!(moved(path, "7", "0012"), None, "{path}");
        }
    }

    #[test]
    fn definitions_are_found_where_they_stand() {
        let text = "[a]: 0007-x.md\n  [b]: <0007-x.md> \"t\"\n[c]: 0007-x.md.html\nx [a]: 0007-x.md\n";
        let found: Vec<&str> = definitions(text, "0007-x.md").into_iter().map(|place| &text[place]).collect();
        assert_eq!(found, ["0007-x.md", "0007-x.md"]);
    }
}
