//! A small portal with something on every page: the worked cases, a framework, a cloud catalogue, ties, content.

use std::{collections::BTreeMap, sync::Arc};

use rationale::{
    analyze::{Analysis, analyze},
    base::{
        date::{TimeSpan, TimeUnit},
        source::{Content, File, FileId, Sources},
    },
    model::{
        AssetIx, CapabilityIx, FrameworkIx, ItemIx, OptionIx, PageIx, ProviderIx, QuestionIx, RecordIx, TrackIx,
        body::{Body, Gap, GapKind, Heading, Target},
        catalogue::{Capability, CloudCatalogue, Provider, Service},
        criterion::Anchor,
        framework::{
            Answer, AntiPattern, ChecklistItem, Factor, Framework, Leads, Question, Role, Track, Typical, TypicalFigures, UpperEnd,
        },
        quantity::Amount,
        record::{Confidence, Mark, Record, Relation, Status},
        review::{Outcome, ReviewEntry},
        site::{Asset, ContentPage, Redirect, Site, Source},
    },
    pipeline::{Built, Output, render},
    render::theme_file::ThemeFile,
};

use crate::oracle::{self, blank};

/// Analyzes a site and renders it.
pub(super) fn rendered(site: Site, theme: Vec<rationale::pipeline::InputFile>) -> (Output, Sources) {
    let mut sources = Sources(vec![File { path: "records/case.md".into(), content: Content::Text("# Case\n".into()) }]);
    sources.0.extend(theme.iter().map(|file| File { path: file.path.clone(), content: file.content.clone() }));
    let records = site.records.iter().map(|record| Arc::new(analyze(&site, record))).collect();
    let own =
        theme.into_iter().zip(1..).map(|(file, at)| ThemeFile { file: FileId(at), inner: file.inner, content: file.content }).collect();
    let analysis = Analysis { records };
    let built = Built { sources: sources.clone(), analysis, site: Arc::new(site), diagnostics: Vec::new(), theme: own, blocked: false };
    (render(&built), sources)
}

/// The files of a site by address, with nothing to tell.
pub(crate) fn files(site: Site) -> BTreeMap<String, Vec<u8>> {
    let (output, _) = rendered(site, Vec::new());
    assert_eq!(output.diagnostics, [], "the built-in templates fit every page");
    output.files.into_iter().map(|file| (file.path, file.bytes.to_vec())).collect()
}

/// The pages of a site by address, with nothing to tell.
pub(super) fn pages(site: Site) -> BTreeMap<String, String> {
    let (output, _) = rendered(site, Vec::new());
    assert_eq!(output.diagnostics, [], "the built-in templates fit every page");
    output.files.into_iter().map(|file| (file.path, String::from_utf8_lossy(&file.bytes).into_owned())).collect()
}

/// The record of a worked case, with the names that people would give.
fn case(name: &str, (id, title): (&str, &str)) -> Site {
    let mut site = oracle::load::site(&oracle::data(&format!("inputs/{name}")));
    let record = &mut site.records[0];
    record.id = id.into();
    record.title = title.into();
    record.stem = format!("{id}-{}", rationale::base::slug::slug(title));
    record.owner = Some("Platform & data".into());
    record.tags = vec!["ai".into(), "C++".into()];
    site
}

/// The portal: three worked cases and a few small records.
pub(crate) fn site() -> Site {
    let mut site = case(oracle::CASES[0], ("0007", "Support assistant: build, buy or fine-tune the model"));
    for (name, id) in [(oracle::CASES[1], ("0008", "Cloud vendor for analytics")), (oracle::CASES[2], ("0009", "Message queue"))] {
        // A price book of its own would need handles of its own: only the first case names prices.
        let other = case(name, id);
        if other.prices.prices.is_empty() {
            site.records.extend(other.records);
        }
    }
    site.config.title = "Acme decisions".into();
    site.config.repository.edit_url = Some("https://example.org/edit/{path}".into());
    site.config.sources = vec![Source {
        path: "records".into(),
        scope: None,
        dialect: rationale::model::site::Dialect::Auto,
        is_default: true,
        span: blank::HERE,
    }];
    site.frameworks = vec![framework()];
    site.clouds = clouds();
    dress(&mut site.records[0]);
    site.records.extend(small_records());
    for (at, record) in site.records.iter_mut().enumerate() {
        record.file = FileId(0);
        record.confidence = (at == 1).then_some(Confidence::High);
    }
    let successor = Relation { to: RecordIx(0), part: None, label: None, derived: false };
    let last = site.records.len() - 1;
    site.records[last].relations.superseded_by = vec![successor];
    site.records[0].relations.supersedes = vec![Relation { to: RecordIx::at(last), part: None, label: None, derived: true }];
    site.pages = content();
    site.assets = vec![Asset { file: FileId(0), url: "0007-files/picture one.png".into() }];
    site.redirects = vec![Redirect { from: "old/path.html".into(), to: RecordIx(0) }];
    site
}

/// Gives the first case everything that a record can say.
fn dress(record: &mut Record) {
    record.framework = Some(FrameworkIx(0));
    record.summary = Some("Start on an API, fine-tune once volume passes the crossover.".into());
    record.why.get_or_insert_with(|| "Prove the case first; keep the option to tune.".into());
    record.deciders = vec!["Head of Support".into(), "Platform & data".into()];
    for option in &mut record.options {
        option.summary = Some("A sentence about it <with> marks.".into());
        option.pros = vec!["Live in weeks".into()];
        option.cons = vec!["No differentiation".into()];
    }
    record.options[0].track = Some(TrackIx(0));
    record.options[0].team = Some(Amount { low: 10.0, likely: 12.0, high: 50.0, ..Amount::fixed(0.0) });
    record.options[0].needs = Some(vec!["training".into()]);
    record.options[1].track = Some(TrackIx(1));
    let chosen = record.chosen.expect("the case has a choice");
    record.options[chosen.index()].cloud = Some(ProviderIx(1));
    record.options[chosen.index()].track = Some(TrackIx(1));
    record.criteria[0].terms.anchors =
        vec![Anchor { score: 1, meaning: "the base model is enough".into() }, Anchor { score: 5, meaning: "far above it".into() }];
    record.criteria[0].terms.question = Some("How far above a general model must it be?".into());
    record.criteria[0].why = vec![(OptionIx(1), "0.85 on tickets-v1".into())];
    record.path = vec![(QuestionIx(0), 1), (QuestionIx(1), 0)];
    record.checklist = vec![
        (ItemIx(0), Mark::Done { on: Some(blank::date("2026-06-20")), by: None, evidence: Some("https://example.org/e".into()) }),
        (ItemIx(1), Mark::Waived { why: "No personal data leaves the region".into() }),
    ];
    record.reviews =
        vec![ReviewEntry { on: blank::date("2026-11-15"), by: None, outcome: Some(Outcome::Reaffirmed), note: Some("Stands.".into()) }];
    let html = "<h2 id=\"context\">Context</h2>\n<p>Support answers tickets; see <em>what</em> came . Also here.</p>\n<p><img src=\"\" alt=\"A picture\"></p>\n";
    let at = |needle: &str, after: usize| u32::try_from(html.find(needle).expect("in the text") + after).expect("short");
    let gap = |at, kind, target| Gap { at, kind, target };
    record.body = Body {
        html: html.into(),
        gaps: vec![
            gap(at("<em>what", 4), GapKind::LinkStart, 0),
            gap(at("what</em>", 4), GapKind::LinkEnd, 0),
            gap(at("came .", 5), GapKind::LinkStart, 1),
            gap(at("came .", 5), GapKind::LinkText, 1),
            gap(at("came .", 5), GapKind::LinkEnd, 1),
            gap(at("here.", 0), GapKind::LinkStart, 2),
            gap(at("here.", 4), GapKind::LinkEnd, 2),
            gap(at("src=\"", 5), GapKind::ImageSource, 3),
        ],
        targets: vec![
            Target::Page(PageIx(1), Some("costs".into())),
            Target::Record(RecordIx(1), None),
            Target::Nowhere,
            Target::Asset(AssetIx(0)),
        ],
        headings: vec![Heading { level: 2, id: "context".into(), text: "Context".into() }],
        ..Body::default()
    };
}

fn small_records() -> Vec<Record> {
    let made = |id: &str, title: &str, status: Status| {
        let mut record = blank::record(id);
        record.title = title.into();
        record.stem = format!("{id}-{}", rationale::base::slug::slug(title));
        record.status = status;
        record.stated = status;
        record
    };
    let mut proposed = made("0012", "Card vault", Status::Proposed);
    proposed.scope = Some("payments".into());
    proposed.stem = format!("payments/{}", proposed.stem);
    proposed.date = Some(blank::date("2026-10-01"));
    proposed.tags = vec!["c".into()];
    let mut unreadable = made("0013", "0013-broken", Status::Unreadable);
    unreadable.faults =
        vec![rationale::base::diagnostic::Diagnostic::error(rationale::base::diagnostic::Code("R0001"), "a string that is not closed")];
    let mut superseded = made("0003", "Ask <everybody> & nobody", Status::Superseded);
    superseded.date = Some(blank::date("2024-02-29"));
    vec![proposed, made("0014", "Three lines, one missing", Status::Absent), unreadable, superseded]
}

fn framework() -> Framework {
    let mut framework = blank::framework("build-buy-fine-tune");
    framework.name = "Build vs buy vs fine-tune".into();
    framework.review_months = Some(6);
    framework.tracks = ["build", "buy"].map(track).into();
    framework.factors = vec![Factor {
        id: "control".into(),
        name: "Control".into(),
        cells: vec![Some(Typical::Words("Full".into())), Some(Typical::Range(1.0, UpperEnd::At(3.0)))],
        unit: Some("people".into()),
    }];
    let answer = |id: &str, then| Answer { id: id.into(), name: id.into(), then };
    let question = |id: &str, answers| Question { id: id.into(), ask: format!("Is it {id}?"), why: None, answers, span: blank::HERE };
    framework.questions = vec![
        question("core", vec![answer("yes", Leads::Track(TrackIx(0))), answer("no", Leads::Question(QuestionIx(1)))]),
        question("enough", vec![answer("yes", Leads::Track(TrackIx(1))), answer("no", Leads::Track(TrackIx(0)))]),
    ];
    let item = |id: &str, item: &str| ChecklistItem { id: id.into(), item: item.into(), rules: Vec::new(), needs: Vec::new() };
    framework.checklist = vec![item("baseline", "Baseline measured"), item("privacy", "Privacy judged"), item("skills", "Skills there")];
    framework.antipatterns = vec![AntiPattern {
        id: "scratch".into(),
        name: "From scratch".into(),
        why: "Dear.".into(),
        instead: Some("Ask first.".into()),
        rule: Some("AP01".into()),
    }];
    framework
}

fn track(id: &str) -> Track {
    Track {
        id: id.into(),
        name: rationale::present::words::capitalised(id),
        icon: None,
        summary: Some("A way to go.".into()),
        justified_when: Some("it pays.".into()),
        role: Some(Role::Build),
        steps: vec!["Collect".into(), "Train".into()],
        needs: vec!["training".into()],
        typical: TypicalFigures {
            time: Some(Typical::Time(TimeSpan { low: 6.0, high: 18.0, unit: TimeUnit::Month })),
            upfront: Some(Typical::Range(500_000.0, UpperEnd::At(5_000_000.0))),
            team: Some(Typical::Range(10.0, UpperEnd::Open)),
            examples: Some(Typical::Words("massive".into())),
        },
        span: blank::HERE,
    }
}

fn clouds() -> CloudCatalogue {
    let service = |name: &str, retired: Option<&str>| {
        Some(Service { name: name.into(), url: None, retired: retired.map(blank::date), replaced_by: retired.map(|_| "Newer".into()) })
    };
    let provider = |id: &str, name: &str| Provider { id: id.into(), name: name.into() };
    let catalogue = CloudCatalogue {
        file: FileId(0),
        checked: Some(blank::date("2026-11-01")),
        providers: vec![provider("gcp", "Google Cloud"), provider("aws", "AWS")],
        capabilities: vec![Capability {
            id: "training".into(),
            name: "Training".into(),
            services: vec![None, service("SageMaker", Some("2027-03-31"))],
            span: blank::HERE,
        }],
    };
    assert_eq!(catalogue.find("training"), Some(CapabilityIx(0)));
    catalogue
}

fn content() -> Vec<ContentPage> {
    let page = |url: Option<&str>, title: &str| ContentPage {
        file: FileId(0),
        url: url.map(str::to_owned),
        title: title.into(),
        summary: None,
        order: None,
        nav: url == Some("handbook/index.html"),
        body: Body {
            html: "<h2 id=\"costs\">Costs</h2>\n<p>Text.</p>\n".into(),
            headings: vec![Heading { level: 2, id: "costs".into(), text: "Costs".into() }],
            ..Body::default()
        },
        extra: Vec::new(),
    };
    vec![
        page(None, "Why we chose what we chose"),
        page(Some("handbook/index.html"), "Handbook"),
        page(Some("handbook/costs.html"), "Costs"),
    ]
}
