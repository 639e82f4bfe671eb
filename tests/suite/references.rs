//! Frameworks, prices, clouds, content pages, links and addresses: what is told of them, and where links lead. A case is one file below
//! `tests/data/references/`: parts that begin with `==> PATH` are the files of a site; `==> told` is all that is printed about them, and
//! `==> leads`, where it is there, is what became of links, files and old addresses. `RATIONALE_BLESS=1` writes both anew; read what changed.

use std::{fmt::Write as _, fs, path::Path, sync::Arc};

use rationale::{
    base::{
        report::{Colour, human},
        source::Content,
    },
    model::{
        body::{Body, Target},
        site::Site,
    },
    pipeline::{Built, InputFile, Inputs, Memo, Place, build},
};

/// The parts of a case: heading and text.
fn parts(case: &str) -> Vec<(&str, &str)> {
    case.split("==> ").skip(1).filter_map(|part| part.split_once('\n')).collect()
}

fn site(parts: &[(&str, &str)]) -> Built {
    let mut files: Vec<InputFile> =
        parts.iter().filter(|(path, _)| !["told", "leads"].contains(path)).map(|(path, text)| file(path, text)).collect();
    files.sort_by(|a, b| (a.place, &a.inner).cmp(&(b.place, &b.inner)));
    let inputs = Inputs { files, today: "2026-11-23".parse().expect("a day"), drafts: false, base_url: None, history: Arc::default() };
    build(&inputs, &mut Memo::cold())
}

fn file(path: &str, text: &str) -> InputFile {
    let (place, inner) =
        [("records/", Place::Source(0)), ("../pay/", Place::Source(1)), ("content/", Place::Content), ("shipped/", Place::Shipped)]
            .into_iter()
            .find_map(|(folder, place)| Some((place, path.strip_prefix(folder)?)))
            .unwrap_or((Place::SiteFile, path));
    let image = Path::new(path).extension().is_some_and(|ending| ending == "png");
    let content = if image { Content::Bytes(Arc::new(vec![0x89, 0x50])) } else { Content::Text(Arc::from(text)) };
    InputFile { place, path: path.into(), inner: inner.into(), content }
}

/// Where every link leads, which files go along, and which addresses send on.
fn leads(built: &Built) -> String {
    let site = &built.site;
    let mut shown = String::new();
    for record in &site.records {
        write_body(&mut shown, &record.url(), &record.body, site);
    }
    for page in &site.pages {
        write_body(&mut shown, page.url.as_deref().unwrap_or("index.html"), &page.body, site);
    }
    for asset in &site.assets {
        let _ = writeln!(shown, "{} is copied to {}", built.sources.path(asset.file), asset.url);
    }
    for redirect in &site.redirects {
        let _ = writeln!(shown, "{} sends on to {}", redirect.from, site.record(redirect.to).url());
    }
    shown
}

fn write_body(shown: &mut String, url: &str, body: &Body, site: &Site) {
    let with = |url: String, fragment: &Option<String>| fragment.iter().fold(url, |url, fragment| url + "#" + fragment);
    for target in &body.targets {
        let to = match target {
            Target::Record(ix, fragment) => with(site.record(*ix).url(), fragment),
            Target::Page(ix, fragment) => with(site.pages[ix.index()].url.clone().unwrap_or_else(|| "index.html".into()), fragment),
            Target::Asset(ix) => format!("the file {}", site.assets[ix.index()].url),
            Target::Address(address) => format!("the portal's {address}"),
            Target::Nowhere => "nowhere".into(),
        };
        let _ = writeln!(shown, "{url} → {to}");
    }
    if body.targets.contains(&Target::Nowhere) {
        let _ = writeln!(shown, "{url} reads: {}", body.html.trim());
    }
}

#[test]
fn references_are_told_and_led_as_expected() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/references");
    let mut paths: Vec<_> = fs::read_dir(folder).expect("the folder of cases").map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    assert!(paths.len() > 20, "the cases are there");
    let mut wrong = Vec::new();
    for path in paths {
        let case = fs::read_to_string(&path).expect("a case");
        let parts = parts(&case);
        let built = site(&parts);
        let told = human(&built.diagnostics, &built.sources, Colour::Never);
        let results = [("told", told), ("leads", leads(&built))];
        let mut after = case[..case.find("==> told").unwrap_or(case.len())].to_owned();
        for (name, found) in results {
            let expected = parts.iter().find(|(part, _)| *part == name);
            // Every case says what is told; where links lead only some do.
            if expected.is_none() && (name == "leads" || found.is_empty()) {
                continue;
            }
            let _ = write!(after, "==> {name}\n{found}");
            if expected.is_none_or(|(_, text)| *text != found) {
                wrong.push(format!("{}: {name}\n{found}", path.display()));
            }
        }
        if std::env::var_os("RATIONALE_BLESS").is_some() {
            fs::write(&path, after).expect("a case is written");
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
