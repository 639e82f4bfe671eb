//! Warm equals cold: a build that has a memo of the one before it gives what a build from nothing gives, whatever was edited in between.
//! A small site that uses everything records can refer to is edited at random; the memo lives through all of it.

use std::{collections::BTreeMap, sync::Arc};

use proptest::prelude::{ProptestConfig, any, prop_assert, proptest};
use rationale::{
    base::{
        diagnostic::{Diagnostic, Severity},
        source::Content,
    },
    model::check::{self, Cause},
    pipeline::{Built, InputFile, Inputs, Memo, Output, Place, build, render},
};

/// The site before the first edit: path and text.
const SITE: &[(&str, &str)] = &[
    (
        "rationale.toml",
        "title = \"Decisions\"\nbase_url = \"https://example.org/\"\n[[sources]]\npath = \"records\"\n[[sources]]\npath = \"log\"\nscope = \"team\"\n",
    ),
    (
        "records/0001-queue.md",
        "+++\ntitle = \"Queue\"\nstatus = \"superseded\"\ndate = 2026-02-01\nsuperseded_by = [\"0002\"]\n+++\n\n## Context\n\nSee [[0002]].\n",
    ),
    (
        "records/0002-broker.md",
        "+++\ntitle = \"Broker\"\nstatus = \"accepted\"\ndate = 2026-03-01\nreview = \"6 months\"\ndeciders = [\"Ada\"]\n+++\n\nIn place of [the queue](0001-queue.md), see the [notes](0002-broker/notes.txt) and the [handbook](../content/handbook.md#costs).\n",
    ),
    ("records/0002-broker/notes.txt", "notes\n"),
    (
        "records/0003-model.md",
        concat!(
            "+++\ntitle = \"Model\"\nstatus = \"accepted\"\ndate = 2026-04-01\nframework = \"sourcing\"\nchosen = \"buy\"\ndepends_on = [\"0002\"]\n\n",
            "[[options]]\nid = \"build\"\ntrack = \"own\"\ntime = \"6 months\"\nneeds = [\"serving\"]\n",
            "[[options.costs]]\nid = \"team\"\nkind = \"team\"\nfte = 2\nannual_cost = 120_000\n\n",
            "[[options]]\nid = \"buy\"\ntrack = \"bought\"\ntime = \"1 month\"\ncloud = \"acme\"\n",
            "[[options.costs]]\nid = \"tokens\"\nkind = \"usage\"\nvolume = \"tokens\"\nprice = \"api.input\"\n\n",
            "[[criteria]]\nid = \"fit\"\nweight = 2\nscores = { build = 4, buy = 3 }\n\n",
            "[[criteria]]\nid = \"money\"\nweight = 1\nmeasure = \"tco\"\nbest = 10_000\nworst = 900_000\n\n",
            "[tco]\nsamples = 100\n\n[tco.volumes.tokens]\nunit = \"million tokens\"\nper = \"day\"\namount = [3, 10, 100]\nbasis = \"production\"\n+++\n\n## Outcome\n\nBought.\n",
        ),
    ),
    (
        "records/0004-hosting.md",
        "+++\ntitle = \"Hosting\"\nstatus = \"proposed\"\ndate = 2026-05-01\nrelates_to = [\"0003\"]\n\n[[options]]\nid = \"here\"\n\n[[options]]\nid = \"there\"\ncosts = [{ id = \"rent\", kind = \"recurring\", amount = 90, per = \"month\" }]\n+++\n\nSee [[0003#outcome]].\n",
    ),
    ("records/0005-colour.md", "+++\ntitle = \"Colour\"\nstatus = \"draft\"\ndate = 2026-06-01\n+++\n\nBlue, see [[0004]].\n"),
    ("records/0006-fonts.md", "+++\ntitle = \"Fonts\"\nstatus = \"rejected\"\ndate = 2026-06-01\n+++\n\nNone, see [[0005]].\n"),
    (
        "records/0007-logs.md",
        "+++\ntitle = \"Logs\"\nstatus = \"deprecated\"\ndate = 2026-06-02\namends = [{ id = \"0004\", part = \"disks\" }]\n+++\n",
    ),
    (
        "records/0008-keys.md",
        "+++\ntitle = \"Keys\"\nstatus = \"accepted\"\ndate = 2026-07-01\n[review]\non = 2026-12-01\nwatch = [{ price = \"api.input\", change = \"10%\" }]\n+++\n\n# Keys\n",
    ),
    // A log of another team: its days settle each other, its ties are read on both sides.
    ("log/0001-oven.md", "# 1. Oven\n\nDate: 05/04/2024\n\n## Status\n\nSuperseded by [2. Grill](0002-grill.md)\n"),
    ("log/0002-grill.md", "# 2. Grill\n\nDate: 31/12/2024\n\n## Status\n\nAccepted\n\nSupersedes [1. Oven](0001-oven.md)\n"),
    ("log/0003-pan.md", "---\nstatus: proposed\ndate: 2024-03-04\n---\n# Pan\n\nSee [the grill](0002-grill.md#status).\n"),
    ("log/README.md", "# Log\n\n* [Oven](0001-oven.md)\n"),
    ("content/index.md", "# Decisions\n\nStart with [[0003]].\n"),
    ("content/handbook.md", "+++\ntitle = \"Handbook\"\nnav = true\n+++\n\n## Costs\n\nText, and the [model](../records/0003-model.md).\n"),
    (
        "content/prices.toml",
        "[[prices]]\nid = \"api.input\"\nname = \"Input\"\nunit = \"million tokens\"\nhistory = [{ from = 2026-01-01, price = 15 }, { from = 2026-10-15, price = 3 }]\n",
    ),
    (
        "content/clouds.toml",
        "[[capabilities]]\nid = \"serving\"\nname = \"Serving\"\nservices = { acme = \"Run\" }\n\n[[providers]]\nid = \"acme\"\nname = \"Acme\"\n",
    ),
    (
        "content/frameworks/sourcing.toml",
        concat!(
            "id = \"sourcing\"\nname = \"Sourcing\"\nreview = \"12 months\"\n\n[[tracks]]\nid = \"own\"\nrole = \"build\"\n\n[[tracks]]\nid = \"bought\"\nrole = \"buy\"\n\n",
            "[[criteria]]\nid = \"fit\"\nname = \"Fit\"\nweight = 2\n\n[[criteria]]\nid = \"money\"\nname = \"Money\"\nweight = 1\n",
        ),
    ),
    ("theme/templates/page.html", "{% extends \"__default/page.html\" %}{% block main %}<p>Ours.</p>{{ super() }}{% endblock main %}\n"),
    ("theme/static/own.css", "p { color: red }\n"),
];

/// Edits of a text: file, what is there, what comes in its place. Made a second time, an edit takes itself back.
const CHANGES: &[(&str, &str, &str)] = &[
    ("rationale.toml", "title = \"Decisions\"", "title = \"Our decisions\""),
    ("rationale.toml", "base_url", "html = \"escape\"\nbase_url"),
    ("rationale.toml", "base_url", "currency = \"EUR\"\nbase_url"),
    ("rationale.toml", "base_url", "unheard_of = 1\nbase_url"),
    ("rationale.toml", "base_url", "review = \"3 months\"\nbase_url"),
    ("records/0001-queue.md", "See [[0002]].", "See <b>[[0009]]</b>, or [[0003]] instead."),
    ("records/0001-queue.md", "superseded_by", "status = 3\nsuperseded_by"),
    ("records/0002-broker.md", "\"accepted\"", "\"proposed\""),
    ("records/0002-broker.md", "title = \"Broker\"", "title = \"The broker"),
    ("records/0002-broker.md", "notes](0002-broker/notes.txt)", "notes](0002-broker/other.txt)"),
    ("records/0003-model.md", "build = 4", "build = 5"),
    ("records/0003-model.md", "title = \"Model\"", "title = \"A much longer title, so that everything moves\""),
    ("records/0003-model.md", "## Outcome", "## Result"),
    ("records/0003-model.md", "kind = \"usage\"", "kind = \"useage\""),
    ("records/0003-model.md", "2026-04-01", "2025-04-01"),
    ("records/0004-hosting.md", "\"proposed\"", "\"accepted\""),
    ("records/0004-hosting.md", "amount = 90", "amount = 70"),
    ("records/0005-colour.md", "\"draft\"", "\"accepted\""),
    ("records/0006-fonts.md", "2026-06-01\n+++", "2026-06-01\n***"),
    ("records/0007-logs.md", "\"0004\"", "\"0006\""),
    ("records/0008-keys.md", "2026-12-01", "2026-11-01"),
    ("rationale.toml", "scope = \"team\"", "scope = \"crew\""),
    ("log/0001-oven.md", "# 1. Oven", "# 1. Stove"),
    ("log/0001-oven.md", "0002-grill.md", "0009-gone.md"),
    ("log/0002-grill.md", "31/12/2024", "12/11/2024"),
    ("log/0002-grill.md", "Accepted", "Proposed"),
    ("log/0002-grill.md", "Supersedes [1. Oven](0001-oven.md)", "Amends [3](0003-pan.md)"),
    ("log/0003-pan.md", "status: proposed", "status: simmering"),
    ("log/0003-pan.md", "---\nstatus", "+++\nstatus"),
    ("log/README.md", "# Log", "# 5. A record\n\n## Status\n\nAccepted"),
    ("content/index.md", "[[0003]]", "[[0004]] and <i>more</i>"),
    ("content/handbook.md", "## Costs", "## Money"),
    ("content/prices.toml", "price = 3 ", "price = 30 "),
    ("content/prices.toml", "2026-01-01", "2026-09-01"),
    ("content/clouds.toml", "id = \"acme\"", "id = \"apex\""),
    ("content/frameworks/sourcing.toml", "weight = 2", "weight = 7"),
    ("content/frameworks/sourcing.toml", "id = \"own\"", "id = \"ours\""),
    ("theme/templates/page.html", "Ours.", "Ours, changed."),
    ("theme/templates/page.html", "{% endblock main %}", "{% endblck main %}"),
    ("theme/static/own.css", "red", "blue"),
];

/// Files that get another name, and take the old one back when they are renamed again.
const RENAMES: &[(&str, &str)] = &[
    ("records/0001-queue.md", "records/0001-old-queue.md"),
    ("records/0003-model.md", "records/0010-model.md"),
    ("records/0005-colour.md", "records/0004-colour.md"),
    ("records/0002-broker/notes.txt", "records/0002-broker/other.txt"),
    ("log/0003-pan.md", "log/0001-pan.md"),
    ("log/README.md", "log/0005-readme.md"),
    ("content/handbook.md", "content/guide/handbook.md"),
    ("content/frameworks/sourcing.toml", "content/sourcing.toml"),
];

/// Files that are not there at first.
const ADDED: &[(&str, &str)] = &[
    ("records/0000-first.md", "+++\ntitle = \"First\"\nstatus = \"accepted\"\ndate = 2026-01-01\nsupersedes = [\"0008\"]\n+++\n"),
    (
        "records/0009-last.md",
        "+++\ntitle = \"Last\"\nstatus = \"accepted\"\ndate = 2026-08-01\nframework = \"sourcing\"\n+++\n\n[[0001]]\n",
    ),
    ("log/0004-late.md", "# 4. Late\n\nDate: 06/05/2024\n\n## Status\n\nAccepted\n\nSupersedes [2](0002-grill.md)\n"),
    ("content/a.txt", "a\n"),
];

/// A day that counts: before and after the price moved, before and after reviews fall due.
const DAYS: &[&str] = &["2026-09-10", "2026-11-23", "2026-11-24", "2028-01-01"];

/// What the world looks like between two edits.
struct World {
    files: BTreeMap<String, String>,
    removed: BTreeMap<String, String>,
    today: &'static str,
    drafts: bool,
}

impl World {
    fn new() -> Self {
        let files = SITE.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
        let removed = ADDED.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
        Self { files, removed, today: DAYS[1], drafts: false }
    }

    /// One edit, chosen by two numbers. Returns what it was, for the report of a failure.
    fn edit(&mut self, kind: u8, pick: usize) -> String {
        match kind % 16 {
            0..=9 => self.change(CHANGES[pick % CHANGES.len()]),
            10 | 11 => {
                let (one, other) = RENAMES[pick % RENAMES.len()];
                let (from, to) = if self.files.contains_key(one) { (one, other) } else { (other, one) };
                if let Some(text) = self.files.remove(from) {
                    self.files.insert(to.to_owned(), text);
                }
                format!("rename {from} to {to}")
            }
            12 => {
                let at = pick % self.files.len();
                let path = self.files.keys().nth(at).expect("a file").clone();
                let text = self.files.remove(&path).expect("it is there");
                self.removed.insert(path.clone(), text);
                format!("remove {path}")
            }
            13 => {
                let Some(path) = self.removed.keys().nth(pick % self.removed.len().max(1)).cloned() else { return "nothing".into() };
                let text = self.removed.remove(&path).expect("it is there");
                self.files.insert(path.clone(), text);
                format!("add {path}")
            }
            14 => {
                self.today = DAYS[pick % DAYS.len()];
                format!("today is {}", self.today)
            }
            _ => {
                self.drafts = !self.drafts;
                format!("drafts: {}", self.drafts)
            }
        }
    }

    fn change(&mut self, (path, one, other): (&str, &str, &str)) -> String {
        if let Some(text) = self.files.get_mut(path) {
            *text = if text.contains(other) { text.replacen(other, one, 1) } else { text.replacen(one, other, 1) };
        }
        format!("{path}: {one:?} or {other:?}")
    }

    fn inputs(&self) -> Inputs {
        let mut files: Vec<InputFile> = self.files.iter().map(|(path, text)| file(path, text)).collect();
        files.sort_by(|a, b| (a.place, &a.inner).cmp(&(b.place, &b.inner)));
        Inputs { files, today: self.today.parse().expect("a day"), drafts: self.drafts, base_url: None, history: Arc::default() }
    }
}

fn file(path: &str, text: &str) -> InputFile {
    let (place, inner) =
        [("records/", Place::Source(0)), ("log/", Place::Source(1)), ("content/", Place::Content), ("theme/", Place::Theme)]
            .into_iter()
            .find_map(|(folder, place)| Some((place, path.strip_prefix(folder)?)))
            .unwrap_or((Place::SiteFile, path));
    InputFile { place, path: path.into(), inner: inner.into(), content: Content::Text(Arc::from(text)) }
}

/// The first difference between two portals, in words.
fn difference(warm: &Output, cold: &Output) -> Option<String> {
    let paths = |output: &Output| output.files.iter().map(|file| file.path.clone()).collect::<Vec<_>>();
    if paths(warm) != paths(cold) {
        return Some(format!("files: {:?} and {:?}", paths(warm), paths(cold)));
    }
    if warm.diagnostics != cold.diagnostics {
        return Some(format!("faults: {:#?} and {:#?}", warm.diagnostics, cold.diagnostics));
    }
    let differing = warm.files.iter().zip(&cold.files).find(|(warm, cold)| warm.bytes != cold.bytes);
    differing.map(|(warm, _)| format!("bytes of {}", warm.path))
}

/// The same built from nothing.
fn cold(inputs: &Inputs) -> Built {
    build(inputs, &mut Memo::cold())
}

/// The site is worth editing: it has no errors and shows what it is made of.
#[test]
fn the_site_is_sound_before_it_is_edited() {
    let built = cold(&World::new().inputs());
    let comes_with_time = |told: &Diagnostic| check::find(told.code.0).is_some_and(|check| check.cause == Cause::Time);
    let errors: Vec<_> = built.diagnostics.iter().filter(|told| told.severity == Severity::Error && !comes_with_time(told)).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let output = render(&built);
    assert!(output.diagnostics.is_empty(), "{:#?}", output.diagnostics);
    let model = output.files.iter().find(|file| file.path == "0003-model.html").expect("a page");
    let text = std::str::from_utf8(&model.bytes).expect("text");
    assert!(text.contains("Matrix") && text.contains("buy"), "{text}");
}

/// A base address from outside the site file is put in order like one in it, and one that is none keeps everything from being published.
#[test]
fn a_base_address_from_outside_is_checked() {
    let inputs = |url: &str| Inputs { base_url: Some(url.to_owned()), ..World::new().inputs() };
    let good = cold(&inputs("https://example.org/sub"));
    assert_eq!((good.site.config.base_url.as_deref(), good.blocked), (Some("https://example.org/sub/"), false));
    let bad = cold(&inputs("example.org"));
    assert!(bad.blocked && bad.diagnostics.iter().any(|told| told.message.contains("`example.org`")), "{:#?}", bad.diagnostics);
    assert_eq!(bad.site.config.base_url.as_deref(), Some("https://example.org/"), "the site's own holds");
}

/// Each text that an edit looks for is in the site, and each file that one renames: no edit is idle.
#[test]
fn every_edit_does_something() {
    for change in CHANGES {
        let mut world = World::new();
        let before = world.files.clone();
        world.change(*change);
        assert_ne!(before, world.files, "{change:?}");
        world.change(*change);
        assert_eq!(before, world.files, "{change:?} takes itself back");
    }
    assert!(RENAMES.iter().all(|(from, _)| SITE.iter().any(|(path, _)| path == from)));
}

/// Builds warm and cold, and compares everything.
///
/// # Errors
/// What differs, in words.
fn compare(inputs: &Inputs, memo: &mut Memo) -> Result<(), String> {
    let (warm, cold) = (build(inputs, memo), cold(inputs));
    if warm.diagnostics != cold.diagnostics || warm.blocked != cold.blocked {
        return Err(format!("told: {:#?} and {:#?}", warm.diagnostics, cold.diagnostics));
    }
    if warm.site != cold.site {
        return Err(format!("the site: {:#?} and {:#?}", warm.site, cold.site));
    }
    if warm.analysis.records != cold.analysis.records {
        return Err(format!("the analysis: {:#?} and {:#?}", warm.analysis, cold.analysis));
    }
    difference(&render(&warm), &render(&cold)).map_or(Ok(()), Err)
}

/// A world and the memo of its first build.
fn begun() -> (World, Memo) {
    let (world, mut memo) = (World::new(), Memo::warm());
    build(&world.inputs(), &mut memo);
    (world, memo)
}

#[test]
fn one_edit_made_and_taken_back() {
    let edits = (0..CHANGES.len()).map(|pick| (0, pick)).chain((0..RENAMES.len()).map(|pick| (10, pick)));
    let toggles = [(15, 0), (14, 0), (14, 3)];
    for (kind, pick) in edits.chain(toggles) {
        let (mut world, mut memo) = begun();
        for _ in 0..2 {
            let done = world.edit(kind, pick);
            compare(&world.inputs(), &mut memo).unwrap_or_else(|why| panic!("after {done}: {why}"));
        }
    }
}

/// An edit of one record costs the work of one record: what was found for all others is taken over as it is.
#[test]
fn an_edited_record_is_analyzed_alone() {
    let (mut world, mut memo) = begun();
    let before = build(&world.inputs(), &mut memo);
    world.change(("records/0004-hosting.md", "amount = 90", "amount = 70"));
    let after = build(&world.inputs(), &mut memo);
    let pairs = after.site.records.iter().zip(before.analysis.records.iter().zip(&after.analysis.records));
    let anew: Vec<&str> = pairs.filter(|(_, (old, new))| !Arc::ptr_eq(old, new)).map(|(record, _)| record.stem.as_str()).collect();
    assert_eq!(anew, ["0004-hosting"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_warm_build_gives_what_a_cold_one_gives(edits in proptest::collection::vec((any::<u8>(), 0_usize..1000), 1..16)) {
        let (mut world, mut memo) = begun();
        let mut done = Vec::new();
        for (kind, pick) in edits {
            done.push(world.edit(kind, pick));
            let compared = compare(&world.inputs(), &mut memo);
            prop_assert!(compared.is_ok(), "after {:#?}: {:?}", done, compared);
        }
    }
}
