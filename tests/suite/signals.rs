//! Guided answers, checklists, cloud maps and reviews: what the rules say of each edge.

use rationale::{
    analyze::{
        self, RecordAnalysis,
        checklist::ItemState,
        cloud_map::GapReason,
        review::{self, ReviewState},
    },
    base::date::Date,
    model::{
        CapabilityIx, FrameworkIx, ItemIx, OptionIx, PriceIx, ProviderIx, QuestionIx, TrackIx,
        catalogue::{Capability, Price, PriceRow, Provider, Service},
        cost::{Costing, MixPart},
        criterion::Reading,
        framework::{Answer, ChecklistItem, Leads, Question, Role, Track, TypicalFigures},
        record::{DataFacts, Evaluation, Mark, Measurement, Record, Status},
        review::{ReviewEntry, ReviewPlan, Watch},
        site::Site,
    },
};

use crate::oracle::blank::{self, HERE, date};

/// A site with a framework of two tracks and one record that follows it.
fn framed(change: impl FnOnce(&mut Site)) -> RecordAnalysis {
    let mut record = blank::record("0001");
    record.date = Some(date("2026-08-31"));
    record.framework = Some(FrameworkIx(0));
    record.options = vec![blank::option("make", Costing::Uncosted), blank::option("rent", Costing::Uncosted)];
    record.options[0].track = Some(TrackIx(0));
    record.options[1].track = Some(TrackIx(1));
    let mut site = blank::site(date("2026-11-23"), record);
    let mut framework = blank::framework("frame");
    framework.tracks = vec![track("make"), track("rent")];
    site.frameworks.push(framework);
    change(&mut site);
    analyze::analyze(&site, &site.records[0])
}

fn track(id: &str) -> Track {
    Track {
        id: id.into(),
        name: id.into(),
        icon: None,
        summary: None,
        justified_when: None,
        role: None,
        steps: Vec::new(),
        needs: Vec::new(),
        typical: TypicalFigures::default(),
        span: HERE,
    }
}

fn question(id: &str, answers: &[(&str, Leads)]) -> Question {
    let answer = |(id, then): &(&str, Leads)| Answer { id: (*id).into(), name: (*id).into(), then: *then };
    Question { id: id.into(), ask: id.into(), why: None, answers: answers.iter().map(answer).collect(), span: HERE }
}

#[test]
fn questions_are_walked_until_one_is_open() {
    let walk = |answers: &[(u32, usize)], chosen: Option<u32>| {
        framed(|site| {
            site.frameworks[0].questions = vec![
                question("first", &[("yes", Leads::Question(QuestionIx(1))), ("no", Leads::Track(TrackIx(1)))]),
                question("second", &[("yes", Leads::Track(TrackIx(0))), ("no", Leads::Track(TrackIx(1)))]),
            ];
            site.records[0].path = answers.iter().map(|(question, answer)| (QuestionIx(*question), *answer)).collect();
            site.records[0].chosen = chosen.map(OptionIx);
        })
        .guide
        .expect("the framework asks")
    };
    let open = walk(&[], None);
    assert_eq!((open.steps.len(), open.answer, open.open, open.agrees), (0, None, Some(QuestionIx(0)), None));
    let half = walk(&[(0, 0)], Some(0));
    assert_eq!((half.steps.len(), half.answer, half.open, half.agrees), (1, None, Some(QuestionIx(1)), None));
    let whole = walk(&[(1, 0), (0, 0)], Some(0));
    assert_eq!((whole.steps.len(), whole.answer, whole.open, whole.agrees), (2, Some(TrackIx(0)), None, Some(true)));
    // An answer off the path changes nothing.
    let short = walk(&[(0, 1), (1, 0)], Some(0));
    assert_eq!((short.steps.len(), short.answer, short.agrees), (1, Some(TrackIx(1)), Some(false)));
}

#[test]
fn a_circle_of_questions_ends() {
    let analysis = framed(|site| {
        site.frameworks[0].questions = vec![question("again", &[("yes", Leads::Question(QuestionIx(0)))])];
        site.records[0].path = vec![(QuestionIx(0), 0)];
    });
    assert_eq!(analysis.guide.expect("the framework asks").answer, None);
}

/// The state of the one item of a checklist, whether facts decide it, and what it lacks.
fn item(rules: &[&str], needs: &[&str], change: impl FnOnce(&mut Record)) -> (ItemState, bool, Vec<String>) {
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    let analysis = framed(|site| {
        site.frameworks[0].checklist = vec![ChecklistItem { id: "it".into(), item: "It".into(), rules: words(rules), needs: words(needs) }];
        change(&mut site.records[0]);
    });
    let item = analysis.checklist.expect("the framework has one").items.remove(0);
    (item.state, item.derived, item.lacking)
}

fn by_hand(record: &mut Record) {
    record.checklist = vec![(ItemIx(0), Mark::Done { on: None, by: None, evidence: Some("seen".into()) })];
}

fn waived(record: &mut Record) {
    record.checklist = vec![(ItemIx(0), Mark::Waived { why: "no need".into() })];
}

fn measured(record: &mut Record) {
    let baseline = Measurement { option: None, model: None, value: 0.8, on: None, set: None, prompt_engineered: None };
    record.evaluation = Some(Evaluation { target: Some(0.9), baselines: vec![baseline], ..Evaluation::default() });
}

#[test]
fn facts_decide_a_checklist_item_and_a_hand_never_overrules_them() {
    let lacking = |path: &str| vec![path.to_owned()];
    let needs: &[&str] = &["evaluation.target"];
    assert_eq!(item(&[], needs, |_| {}), (ItemState::Open, true, lacking("evaluation.target")));
    assert_eq!(item(&[], needs, by_hand), (ItemState::Open, true, lacking("evaluation.target")));
    assert_eq!(item(&[], needs, waived), (ItemState::Waived, true, lacking("evaluation.target")));
    assert_eq!(item(&[], needs, measured), (ItemState::Done, true, Vec::new()));
    // Nothing to derive it from: people say.
    assert_eq!(item(&[], &[], |_| {}), (ItemState::Open, false, Vec::new()));
    assert_eq!(item(&[], &[], by_hand), (ItemState::Done, false, Vec::new()));
}

#[test]
fn a_rule_that_nobody_can_judge_leaves_the_item_to_people() {
    assert_eq!(item(&["ZZ01"], &[], |_| {}), (ItemState::Open, false, Vec::new()));
    assert_eq!(item(&["ZZ01"], &[], by_hand), (ItemState::Done, false, Vec::new()));
    assert_eq!(item(&["ZZ01"], &["evaluation.target"], measured), (ItemState::Open, false, Vec::new()));
    // Its condition is known, but no role is: still people.
    assert_eq!(item(&["AP01a"], &[], |_| {}), (ItemState::Open, false, Vec::new()));
}

#[test]
fn a_rule_that_fires_keeps_the_item_open() {
    let building = |record: &mut Record| {
        record.chosen = Some(OptionIx(0));
        record.options[0].role = Some(Role::Build);
    };
    assert_eq!(item(&["AP01a"], &[], building).0, ItemState::Open);
    let both = |record: &mut Record| {
        building(record);
        measured(record);
    };
    assert_eq!(item(&["AP01a"], &[], both), (ItemState::Done, true, Vec::new()));
    let no_review = |record: &mut Record| record.review = Some(ReviewPlan { when: vec!["something".into()], ..ReviewPlan::default() });
    assert_eq!(item(&["AP05a"], &[], no_review).0, ItemState::Open);
    let few = |record: &mut Record| {
        record.chosen = Some(OptionIx(0));
        record.options[0].role = Some(Role::Adapt);
        record.data = Some(DataFacts { examples: Some(99), holdout: Some(10), ..DataFacts::default() });
    };
    assert_eq!(item(&["AP02"], &["data.examples"], few).0, ItemState::Open, "a prefix names all checks that start so");
}

#[test]
fn departing_from_the_matrix_asks_for_a_reason() {
    let depart = |record: &mut Record, why: Option<&str>| {
        record.criteria = vec![blank::criterion("c", 1.0, Reading::Scored(vec![Some(5.0), Some(1.0)]))];
        record.chosen = Some(OptionIx(1));
        record.why = why.map(str::to_owned);
    };
    assert_eq!(item(&["MM09"], &["chosen"], |record| depart(record, None)).0, ItemState::Open);
    assert_eq!(item(&["MM09"], &["chosen"], |record| depart(record, Some("we like it"))).0, ItemState::Done);
    // Without a matrix there is nothing to depart from.
    assert_eq!(item(&["MM09"], &["chosen"], |record| record.chosen = Some(OptionIx(1))).0, ItemState::Done);
}

fn clouds(site: &mut Site) {
    let provider = |id: &str| Provider { id: id.into(), name: id.into() };
    site.clouds.providers = ["a", "b"].map(provider).into();
    let service = |retired: Option<&str>| Some(Service { name: "s".into(), url: None, retired: retired.map(date), replaced_by: None });
    let capability =
        |id: &str, services: [Option<Service>; 2]| Capability { id: id.into(), name: id.into(), services: services.into(), span: HERE };
    site.clouds.capabilities = vec![
        capability("training", [service(None), None]),
        capability("serving", [service(Some("2027-11-01")), service(Some("2026-11-23"))]),
        capability("tuning", [service(None), service(Some("2029-01-01"))]),
    ];
}

#[test]
fn clouds_are_held_against_what_options_need() {
    let needs = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    let analysis = framed(|site| {
        clouds(site);
        let framework = &mut site.frameworks[0];
        framework.tracks[0].needs = needs(&["serving", "training"]);
        framework.tracks[1].needs = needs(&["tuning"]);
        framework.tracks.push(track("both"));
        let part = |option: u32| MixPart { option: OptionIx(option), share: 0.5, fixed: 1.0 };
        let record = &mut site.records[0];
        record.options.push(blank::option("mix", Costing::Mix { parts: vec![part(0), part(1)], costs: Vec::new() }));
        record.options[2].track = Some(TrackIx(2));
        record.options.push(blank::option("none", Costing::Uncosted));
        record.options[3].needs = Some(Vec::new());
        record.chosen = Some(OptionIx(1));
    });
    let map = analysis.cloud.expect("something is needed");
    let all = [CapabilityIx(0), CapabilityIx(1), CapabilityIx(2)];
    assert_eq!(map.needs, all);
    assert_eq!(map.by_option, [vec![all[0], all[1]], vec![all[2]], all.to_vec(), vec![]], "own, track's, components', none");
    let gaps: Vec<_> = map.gaps.iter().map(|gap| (gap.capability.0, gap.provider.0, gap.why)).collect();
    let (retiring, retired) = (date("2027-11-01"), date("2026-11-23"));
    // Gone on its last day already; two years ahead is no warning yet.
    assert_eq!(gaps, [(0, 1, GapReason::NotOffered), (1, 0, GapReason::Retiring(retiring)), (1, 1, GapReason::Retired(retired))]);
    assert_eq!(map.portable_to, Some(vec![ProviderIx(0), ProviderIx(1)]));
}

#[test]
fn a_record_that_needs_no_cloud_has_no_map() {
    assert_eq!(framed(clouds).cloud, None);
}

/// A review of a record decided on 31 August 2026, on 23 November.
fn reviewed(plan: ReviewPlan, held: &[&str]) -> Option<review::Review> {
    let analysis = framed(|site| {
        site.records[0].review = Some(plan);
        site.records[0].reviews = held.iter().map(|day| ReviewEntry { on: date(day), by: None, outcome: None, note: None }).collect();
        let row = |from: &str, price: f64| PriceRow { from: date(from), to: None, price, source: None, retrieved: None };
        site.prices.prices.push(Price {
            id: "p".into(),
            name: "p".into(),
            unit: "u".into(),
            currency: "USD".into(),
            source: None,
            history: vec![row("2026-01-01", 15.0), row("2026-10-15", 12.0)],
            span: HERE,
        });
    });
    analysis.review
}

fn every(months: u32) -> ReviewPlan {
    ReviewPlan { every_months: Some(months), ..ReviewPlan::default() }
}

fn days(schedule: &[Date]) -> Vec<String> {
    schedule.iter().map(ToString::to_string).collect()
}

#[test]
fn reviews_count_from_the_last_one_held() {
    let first = reviewed(every(6), &[]).expect("asked for");
    assert_eq!((first.next, first.days_to_due), (Some(date("2027-02-28")), Some(97)));
    let later = reviewed(every(6), &["2026-11-15", "2026-10-01"]).expect("asked for");
    assert_eq!((later.anchor, later.next), (date("2026-11-15"), Some(date("2027-05-15"))));
}

#[test]
fn a_fixed_date_holds_until_it_was_held() {
    let fixed = |on: &str, every_months: Option<u32>| ReviewPlan { on: Some(date(on)), every_months, ..ReviewPlan::default() };
    let open = reviewed(fixed("2026-12-01", Some(6)), &["2026-10-31"]).expect("asked for");
    assert_eq!(days(&open.schedule)[..2], ["2026-12-01", "2027-06-01"], "a review before the notice is another one");
    assert_eq!(open.state, ReviewState::Upcoming);
    let held = reviewed(fixed("2026-12-01", Some(6)), &["2026-11-01"]).expect("asked for");
    assert_eq!(held.next, Some(date("2027-05-01")), "held within the notice");
    let once = reviewed(fixed("2026-12-01", None), &["2026-12-01"]).expect("asked for");
    assert_eq!((once.next, once.state, once.schedule.len()), (None, ReviewState::Ok, 0));
}

#[test]
fn a_watched_price_makes_a_review_due() {
    let watch = |change: f64| ReviewPlan { watch: vec![Watch { price: PriceIx(0), change }], ..every(6) };
    let fired = reviewed(watch(0.2), &[]).expect("asked for");
    assert_eq!((fired.state, fired.fired.len()), (ReviewState::Due, 1), "20 % is reached by exactly 20 %");
    assert_eq!((fired.fired[0].then, fired.fired[0].now, fired.fired[0].since), (15.0, 12.0, date("2026-10-15")));
    assert_eq!(reviewed(watch(0.21), &[]).expect("asked for").state, ReviewState::Ok);
    // Somebody has looked since.
    assert_eq!(reviewed(watch(0.2), &["2026-10-20"]).expect("asked for").fired, []);
}

#[test]
fn only_records_in_force_are_due() {
    for status in [Status::Draft, Status::Proposed, Status::Rejected, Status::Deprecated, Status::Superseded, Status::Absent] {
        let analysis = framed(|site| {
            site.records[0].status = status;
            site.records[0].review = Some(every(6));
        });
        assert_eq!(analysis.review, None, "{status:?}");
    }
}

#[test]
fn the_cheapest_option_is_one_that_may_win() {
    let analysis = framed(|site| {
        let record = &mut site.records[0];
        record.tco = Some(blank::tco(12, 0.0));
        record.options[0].costing = Costing::Own(vec![blank::cost("c", blank::once(1.0))]);
        record.options[1].costing = Costing::Own(vec![blank::cost("c", blank::once(2.0))]);
        record.criteria = vec![blank::criterion("c", 1.0, Reading::Scored(vec![Some(1.0), Some(5.0)]))];
        record.criteria[0].terms.musts = vec![rationale::model::criterion::Must::Value(2.0)];
    });
    assert_eq!(analysis.cheapest, Some(OptionIx(1)), "the cheaper one is knocked out");
    assert_eq!(analysis.matrix.expect("a matrix").status.word(), "recommended");
}

#[test]
fn what_is_not_costed_is_nothing_anywhere() {
    let analysis = framed(|site| {
        let record = &mut site.records[0];
        record.tco = Some(blank::tco(12, 0.0));
        record.options[0].costing = Costing::Own(Vec::new());
        let part = MixPart { option: OptionIx(1), share: 1.0, fixed: 1.0 };
        record.options.push(blank::option("mix", Costing::Mix { parts: vec![part], costs: Vec::new() }));
        let tco = rationale::model::criterion::Measure::PresentValue;
        let value = rationale::model::criterion::ValueFunction::Linear { best: 0.0, worst: 10.0 };
        record.criteria = vec![blank::criterion("c", 1.0, Reading::Measured { measure: tco, value })];
    });
    let costs = analysis.cost.expect("one option says that it costs nothing");
    assert_eq!(
        costs.options.iter().map(Option::is_some).collect::<Vec<_>>(),
        [true, false, false],
        "a mix of what is not costed is not costed"
    );
    assert_eq!(costs.paybacks, []);
    let matrix = analysis.matrix.expect("a matrix");
    assert_eq!(matrix.rows.iter().map(|row| row.score).collect::<Vec<_>>(), [Some(5.0), None, None]);
}

#[test]
fn every_key_of_a_record_is_a_fact_that_can_be_asked_for() {
    use rationale::{analyze::facts::is_there, parse::tables::record::RECORD};

    // Kept elsewhere than in the record, or about the record's file alone.
    const ELSEWHERE: [&str; 3] = ["id", "aliases", "lints"];
    let record = blank::record("bare");
    for key in RECORD.keys.iter().filter(|key| !ELSEWHERE.contains(&key.name)) {
        assert!(is_there(key.name, &record, None).is_some(), "{}", key.name);
        if ["evaluation", "data", "training", "requirements", "review", "options", "tco"].contains(&key.name) {
            for inner in key.shape.tables().iter().flat_map(|table| table.keys) {
                let path = format!("{}.{}", key.name, inner.name);
                assert_eq!(is_there(&path, &record, None), Some(false), "{path}");
            }
        }
    }
    assert_eq!(is_there("evaluation.tarket", &record, None), None);
}
