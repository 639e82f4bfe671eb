//! The checks beyond the oracle: those that it lacks, who is asked, levels, and their entries in the handbook.

mod handbook;

use rationale::{
    analyze::{
        RecordAnalysis, analyze,
        check::{self, Evidence},
        drift::{Answer, Drift, DriftFlag, Forecast, Moved},
        finding::Finding,
        robustness::{CellFlip, FlipPoint, Method, Robustness, WeightFlip, WinShares},
    },
    base::date::{TimeSpan, TimeUnit},
    model::{
        CostIx, CriterionIx, FrameworkIx, OptionIx, PriceIx, TrackIx,
        catalogue::Price,
        check::find,
        cost::{CostKind, Costing},
        criterion::Reading,
        framework::{Role, Track, Typical, TypicalFigures, UpperEnd},
        lint::{Level, Lint},
        quantity::{Amount, Shape},
        record::{Evaluation, Measurement, Record, Status},
        site::Site,
    },
    present::{
        finding::{Naming, Writer, place},
        number::NumberFormat,
    },
};

use crate::oracle::blank::{self, HERE, date};

/// Two options and two scored criteria, both explained; `a` leads clearly and is chosen. Nothing about it is worth telling.
fn sound() -> Record {
    let mut record = blank::record("sound");
    record.options = ["a", "b", "c"].map(|id| blank::option(id, Costing::Uncosted)).into();
    record.options[2].status_quo = true;
    let column = |values: [f64; 3]| Reading::Scored(values.map(Some).into());
    let criteria = [("x", 30.0, [5.0, 2.0, 1.0]), ("y", 30.0, [4.0, 5.0, 1.0]), ("z", 40.0, [5.0, 1.0, 3.0])];
    record.criteria = criteria.map(|(id, weight, values)| blank::criterion(id, weight, column(values))).into();
    for criterion in &mut record.criteria {
        criterion.why = (0..3).map(|at| (OptionIx(at), "measured".to_owned())).collect();
    }
    record.chosen = Some(OptionIx(0));
    record
}

fn site_of(change: impl FnOnce(&mut Record)) -> Site {
    let mut record = sound();
    change(&mut record);
    blank::site(date("2026-11-23"), record)
}

fn analysis(site: &Site) -> RecordAnalysis {
    analyze(site, &site.records[0])
}

/// Code and message of each finding, but for those that the matrix as a whole gives rise to.
fn told(site: &Site) -> Vec<String> {
    shown(site, &analysis(site).findings)
}

fn shown(site: &Site, findings: &[Finding]) -> Vec<String> {
    let record = &site.records[0];
    let writer = Writer { site, record, numbers: NumberFormat::or_english("en"), naming: Naming::Ids };
    let one = |finding: &Finding| {
        let place = place(record, finding).map(|place| format!(" ({place})")).unwrap_or_default();
        format!("{} {}{place}: {}", finding.code.0, finding.severity.word(), writer.text(&finding.message))
    };
    findings.iter().map(one).collect()
}

/// Fails unless the record, changed so, gives exactly these findings.
fn check(change: impl FnOnce(&mut Record), expected: &[&str]) {
    assert_eq!(told(&site_of(change)), expected);
}

#[test]
fn a_sound_record_gives_nothing() {
    check(|_| {}, &[]);
}

#[test]
fn three_lines_give_nothing() {
    let site = blank::site(date("2026-11-23"), blank::record("plain"));
    assert_eq!(told(&site), [""; 0]);
}

#[test]
fn nothing_stays_as_it_is() {
    check(|record| record.options[2].status_quo = false, &["MM13 info: no option leaves things as they are"]);
}

#[test]
fn scores_without_evidence_are_told_once_a_criterion() {
    check(
        |record| {
            record.criteria[0].why.clear();
            record.criteria[2].why.truncate(1);
        },
        &[
            "MM14 warning (x): on `x` nothing says what the scores of `a`, `b` and `c` rest on",
            "MM14 warning (z): on `z` nothing says what the scores of `b` and `c` rest on",
        ],
    );
}

#[test]
fn a_range_over_orders_of_magnitude_asks_for_its_shape() {
    let cost = |amount: [f64; 3], shape: Shape| {
        move |record: &mut Record| {
            let [low, likely, high] = amount;
            let kind = CostKind::Once { amount: Amount { low, likely, high, shape }, month: 0 };
            record.options[0].costing = Costing::Own(vec![blank::cost("move", kind)]);
            record.tco = Some(blank::tco(36, 0.08));
            record.review = Some(rationale::model::review::ReviewPlan { every_months: Some(6), ..Default::default() });
            record.date = Some(date("2026-11-01"));
        }
    };
    let told = "MM20 info (costs.a.move.amount): `costs.a.move.amount` goes from 10 to 100, 10 times as much, and its shape is triangular";
    check(cost([10.0, 20.0, 100.0], Shape::Triangular), &[told]);
    check(cost([10.0, 20.0, 100.0], Shape::LogTriangular), &[]);
    check(cost([10.1, 20.0, 100.0], Shape::Triangular), &[]);
    // Below zero there is no order of magnitude, and no logarithm.
    check(cost([-10.0, 20.0, 100.0], Shape::Triangular), &[]);
    check(cost([0.0, 20.0, 100.0], Shape::Pert), &[]);
}

/// A framework whose one track usually takes 2 to 8 weeks, 10,000 and more up front, and three to eight people.
fn with_track(site: &mut Site) {
    let typical = TypicalFigures {
        time: Some(Typical::Time(TimeSpan { low: 2.0, high: 8.0, unit: TimeUnit::Week })),
        upfront: Some(Typical::Range(10_000.0, UpperEnd::OrMore(100_000.0))),
        team: Some(Typical::Range(3.0, UpperEnd::At(8.0))),
        examples: None,
    };
    let track = Track {
        id: "tune".into(),
        name: "Tune".into(),
        icon: None,
        summary: None,
        justified_when: None,
        role: None,
        steps: Vec::new(),
        needs: Vec::new(),
        typical,
        span: HERE,
    };
    site.frameworks = vec![rationale::model::framework::Framework { tracks: vec![track], ..blank::framework("f") }];
    let record = &mut site.records[0];
    record.framework = Some(FrameworkIx(0));
    record.review = Some(rationale::model::review::ReviewPlan { every_months: Some(6), ..Default::default() });
    record.date = Some(date("2026-11-01"));
    record.tco = Some(blank::tco(36, 0.08));
    record.options[0].track = Some(TrackIx(0));
}

#[test]
fn figures_outside_the_usual_range_are_told() {
    let unusual = |months: f64, upfront: f64, teams: &[(u32, u32, f64)]| {
        let mut site = site_of(|_| {});
        with_track(&mut site);
        let option = &mut site.records[0].options[0];
        option.time = Some(TimeSpan { low: months, high: months, unit: TimeUnit::Month });
        let mut costs = vec![
            blank::cost("first", CostKind::Once { amount: Amount::fixed(upfront), month: 2 }),
            blank::cost("later", CostKind::Once { amount: Amount::fixed(1e9), month: 3 }),
        ];
        for (start, end, fte) in teams {
            let kind = CostKind::Team { fte: Amount::fixed(*fte), annual_cost: Amount::fixed(1.0), load: 0.0, ramp_months: 0 };
            let mut cost = blank::cost("team", kind);
            let terms = std::sync::Arc::get_mut(&mut cost.terms).expect("not shared");
            (terms.start, terms.end) = (*start, Some(*end));
            costs.push(cost);
        }
        option.costing = Costing::Own(costs);
        told(&site)
    };
    assert_eq!(unusual(1.5, 50_000.0, &[(0, 2, 4.0), (2, 36, 1.0)]), [""; 0]);
    // The end is open above, and two teams that overlap count together.
    assert_eq!(unusual(1.5, 5e6, &[(0, 6, 5.0), (3, 9, 3.0)]), [""; 0]);
    assert_eq!(
        unusual(3.0, 9_999.0, &[(0, 6, 5.0), (5, 9, 4.0)]),
        [
            "MM21 info (a/time): `a` takes 3\u{a0}months to production; usual are 2–8\u{a0}weeks",
            "MM21 info (a/upfront): `a` pays $9,999 once in the first three months; usual are $10,000 and more",
            "MM21 info (a/team): `a` has a team of 9 at its largest; usual are 3 to 8",
        ]
    );
}

#[test]
fn weights_and_cells_are_looked_at() {
    check(
        |record| record.criteria[2].terms.weight = Some(60.0),
        &["MM02 warning (z): `z` has 50% of the weight: the others can hardly outvote it"],
    );
    check(|record| record.criteria[2].terms.weight = Some(30.0), &["MM03 info: all 3 criteria have the same weight"]);
    let costly = |record: &mut Record| record.criteria.iter_mut().take(2).for_each(|criterion| criterion.terms.cost = true);
    check(costly, &["MM08 warning (y): `x` and `y` all speak of cost: it counts more than once"]);
    let alike = |record: &mut Record| record.criteria[1].reading = Reading::Scored(vec![Some(4.0), Some(4.2), Some(4.0)]);
    check(alike, &["MM06 info (y): on `y` the options that are left lie 0.20 points apart, from 4.00 to 4.20"]);
    let open = |record: &mut Record| record.criteria[1].reading = Reading::Scored(vec![Some(4.0), None, None]);
    check(
        open,
        &["MM15 info (b): `b` has no value for `y`, and is not ranked", "MM15 info (c): `c` has no value for `y`, and is not ranked"],
    );
}

#[test]
fn the_winner_and_the_choice_are_looked_at() {
    check(|record| record.chosen = Some(OptionIx(1)), &["MM09 error (b): `b` was chosen, the matrix recommends `a`, and nothing says why"]);
    let close = |record: &mut Record| record.criteria[0].reading = Reading::Scored(vec![Some(1.0), Some(5.0), Some(1.0)]);
    let close_too = |record: &mut Record| {
        close(record);
        record.criteria[2].reading = Reading::Scored(vec![Some(4.1), Some(2.3), Some(3.0)]);
        record.criteria[1].reading = Reading::Scored(vec![Some(5.0), Some(3.3), Some(1.0)]);
    };
    let told = told(&site_of(close_too));
    assert!(told.iter().any(|line| line.starts_with("MM04 warning: `a` leads `b` by 0.")), "{told:?}");
    let knocked_out = |record: &mut Record| {
        record.criteria[0].terms.musts = vec![rationale::model::criterion::Must::Value(3.0)];
        record.criteria[0].reading = Reading::Scored(vec![Some(2.0), Some(3.0), Some(1.0)]);
        record.why = Some("…".into());
    };
    let told = self::told(&site_of(knocked_out));
    let lines = [
        "MM16 warning: only one option passes every must-have",
        "MM19 info (a): `a` scores highest, 3.80 against 2.80, but misses the must-have of `x`",
    ];
    for line in lines {
        assert!(told.iter().any(|told| told.starts_with(line)), "{line}: {told:?}");
    }
}

/// Findings of a sound record with other results beside its matrix.
fn judged(robustness: Option<&Robustness>, drift: Option<&Drift>, change: impl FnOnce(&mut Site)) -> Vec<String> {
    let mut site = site_of(|_| {});
    change(&mut site);
    let analysis = analysis(&site);
    let evidence = Evidence {
        site: &site,
        record: &site.records[0],
        costs: analysis.cost.as_ref(),
        matrix: analysis.matrix.as_ref(),
        robustness,
        review: analysis.review.as_ref(),
        drift,
    };
    shown(&site, &check::ask(&evidence).findings(&site, &site.records[0]))
}

#[test]
fn how_firm_the_answer_is_counts() {
    let flip = |weight: f64, share: f64| {
        let point = FlipPoint { share, to: OptionIx(1), points: Some(35.0) };
        Some(WeightFlip { weight, low: None, high: Some(point) })
    };
    let shares = |first: f64| Some(WinShares { shares: vec![first, 1.0 - first, 0.0], method: Method::Exact });
    let mut robustness = Robustness {
        flips: vec![flip(0.3, 0.345), flip(0.3, 0.36), None],
        cell_flips: vec![CellFlip { option: OptionIx(0), criterion: CriterionIx(1), change: -1.0, reading: None, versus: OptionIx(1) }],
        win_share: None,
        win_share_ordered: shares(0.49),
        dominated: vec![(OptionIx(0), OptionIx(1))],
        benefit: Vec::new(),
        frontier: Vec::new(),
        price_of_one_point: Vec::new(),
    };
    assert_eq!(
        judged(Some(&robustness), None, |_| {}),
        [
            "MM12 error (a): `a` was chosen, and `b` is nowhere worse and somewhere better",
            "MM05 warning (a): `a` comes first in only 49% of the weightings that keep the stated order of importance",
            "MM10 warning (x): 34.5% of the weight for `x` instead of 30% (35 points for 30) brings `b` level; beyond it, that option leads",
            "MM11 warning (a/y): a score that is 1.00 less for `a` on `y` brings `b` level with it",
        ]
    );
    robustness.flips[0] = flip(0.3, 0.351);
    robustness.cell_flips[0].change = -1.01;
    robustness.win_share_ordered = shares(0.5);
    robustness.dominated = vec![(OptionIx(1), OptionIx(0))];
    assert_eq!(judged(Some(&robustness), None, |_| {}), [""; 0], "at and beyond the bounds");
}

#[test]
fn what_only_time_brings_is_told_and_named_so() {
    let answer = |winner: u32, cheapest: u32| Answer {
        on: date("2026-11-23"),
        winner: Some(OptionIx(winner)),
        status: None,
        margin: None,
        scores: Vec::new(),
        present_values: Vec::new(),
        cheapest: Some(OptionIx(cheapest)),
        cheapest_costed: None,
    };
    let forecast = |price: u32, error: f64| Forecast {
        option: OptionIx(0),
        cost: CostIx(0),
        price: PriceIx(price),
        forecast: 2.0,
        actual: 2.0 * (1.0 + error),
        error,
    };
    let mut drift = Drift {
        then: answer(0, 0),
        now: Some(answer(1, 1)),
        flags: vec![DriftFlag::WinnerChanged, DriftFlag::CheapestChanged, DriftFlag::PriceMoved],
        moved: vec![Moved { price: PriceIx(0), then: 15.0, now: 3.0, change: -0.8 }],
        missing: Vec::new(),
        // The first price has been told as moved; the second is off by just as much as it may be, and more.
        forecasts: vec![forecast(0, -0.8), forecast(1, 0.25), forecast(1, -0.3)],
        months_elapsed: 2,
        since: None,
        reviewed: None,
    };
    let priced = |site: &mut Site| {
        let price = |id: &str| Price {
            id: id.into(),
            name: id.into(),
            unit: "u".into(),
            currency: "USD".into(),
            source: None,
            history: Vec::new(),
            span: HERE,
        };
        site.prices.prices = vec![price("p"), price("q")];
        let record = &mut site.records[0];
        record.options[0].costing = Costing::Own(vec![blank::cost("use", blank::once(1.0))]);
        record.review = Some(rationale::model::review::ReviewPlan { every_months: Some(6), ..Default::default() });
        record.date = Some(date("2026-11-01"));
    };
    let told = judged(None, Some(&drift), priced);
    assert_eq!(
        told,
        [
            "AP05f warning: with the prices of 2026-11-23 the matrix recommends `b`, where it was `a`, and `b` costs least, where it was `a`",
            "AP05g info (p): `p` has changed by −80% since the decision, from $15.00 to $3.00",
            "AP05g info (a/use): `q` was expected to be $2.00 by now and is $1.40, −30%",
        ]
    );
    for line in told {
        assert_eq!(find(&line[..5]).map(|check| check.cause), Some(rationale::model::check::Cause::Time), "{line}");
    }
    drift.reviewed = Some(date("2026-11-20"));
    assert!(judged(None, Some(&drift), priced)[0].starts_with("AP05f info"), "a review has looked at it");
    drift = Drift {
        now: None,
        flags: vec![DriftFlag::PriceMissing],
        moved: Vec::new(),
        missing: vec![PriceIx(1)],
        forecasts: Vec::new(),
        ..drift
    };
    assert_eq!(
        judged(None, Some(&drift), priced),
        ["AP05h warning (q): `q` has no price for 2026-11-23, so that there is no answer of today"]
    );
    assert_eq!(find("AP05h").map(|check| check.cause), Some(rationale::model::check::Cause::Time));
}

#[test]
fn a_review_is_told_by_how_it_stands() {
    let on = |day: &str| {
        let mut site = site_of(|record| {
            record.review = Some(rationale::model::review::ReviewPlan { every_months: Some(6), ..Default::default() });
            record.date = Some(date("2026-02-28"));
        });
        site.today = date(day);
        told(&site)
    };
    assert_eq!(on("2026-07-28"), [""; 0]);
    assert_eq!(on("2026-08-01"), ["AP05c info: a review is due on 2026-08-28"]);
    assert_eq!(on("2026-09-11"), ["AP05d warning: a review has been due since 2026-08-28"]);
    assert_eq!(on("2026-09-12"), ["AP05e error: a review was due on 2026-08-28 and has not been held"]);
}

/// A record that builds without having measured anything.
fn rash(record: &mut Record) {
    record.options[0].role = Some(Role::Build);
    record.differentiator = Some(true);
    record.data = Some(rationale::model::record::DataFacts { unique: Some(true), ..Default::default() });
    record.evaluation = Some(Evaluation { agreed_on: Some(date("2026-01-01")), ..Evaluation::default() });
}

#[test]
fn history_is_shown_without_findings() {
    let codes = |status: Status| {
        let site = site_of(|record| {
            rash(record);
            record.status = status;
        });
        analysis(&site).findings.iter().map(|finding| finding.code.0).collect::<Vec<_>>()
    };
    for status in [Status::Draft, Status::Proposed, Status::Accepted] {
        assert_eq!(codes(status), ["AP01a", "AP04a"], "{status:?}");
    }
    for status in [Status::Rejected, Status::Deprecated, Status::Superseded, Status::Absent, Status::Unreadable] {
        assert_eq!(codes(status), [""; 0], "{status:?}");
    }
}

#[test]
fn only_what_is_in_force_is_asked_for_reviews() {
    let codes = |status: Status, costed: bool| {
        let site = site_of(|record| {
            record.status = status;
            if costed {
                record.options[0].costing = Costing::Own(Vec::new());
            }
        });
        analysis(&site).findings.iter().map(|finding| finding.code.0).collect::<Vec<_>>()
    };
    assert_eq!(codes(Status::Accepted, true), ["AP05a"]);
    assert_eq!(codes(Status::Proposed, true), [""; 0]);
    assert_eq!(codes(Status::Accepted, false), [""; 0], "a decision without framework and costs need not be reviewed");
}

#[test]
fn nobody_is_asked_to_review_the_log_of_another_tool() {
    let mut site = site_of(|record| record.options[0].costing = Costing::Own(Vec::new()));
    assert_eq!(told(&site).len(), 1);
    site.records[0].form = Some(rationale::model::origin::Form::Madr3);
    assert_eq!(told(&site), [""; 0]);
}

#[test]
fn the_longest_code_wins_and_a_record_speaks_before_its_site() {
    use Level::{Allow, Deny, Info, Warn};

    let levels = |site: &[(&str, Level)], record: &[(&str, Level)]| {
        let lints = |all: &[(&str, Level)]| all.iter().map(|(code, level)| Lint { code: (*code).to_owned(), level: *level }).collect();
        let mut all = site_of(|of| {
            rash(of);
            of.lints = lints(record);
        });
        all.config.lints = lints(site);
        analysis(&all).findings.iter().map(|finding| format!("{} {}", finding.code.0, finding.severity.word())).collect::<Vec<_>>()
    };
    assert_eq!(levels(&[], &[]), ["AP01a error", "AP04a error"]);
    assert_eq!(levels(&[("AP", Info)], &[]), ["AP01a info", "AP04a info"]);
    assert_eq!(levels(&[("AP01a", Warn), ("AP01", Allow), ("AP", Info)], &[]), ["AP01a warning", "AP04a info"]);
    assert_eq!(levels(&[("AP01a", Allow)], &[("AP", Deny)]), ["AP01a error", "AP04a error"], "the record's own word, however short");
    assert_eq!(levels(&[("AP01a", Deny)], &[("AP0", Allow)]), [""; 0]);
}

/// To be told otherwise does not make it so: the checklist goes by the condition, whatever its level.
#[test]
fn a_level_ticks_no_item() {
    use rationale::{analyze::checklist::ItemState, model::framework::ChecklistItem};

    let mut site = site_of(|record| {
        rash(record);
        record.lints = vec![Lint { code: "AP01".into(), level: Level::Allow }];
    });
    let item = ChecklistItem { id: "i".into(), item: "I".into(), rules: vec!["AP01".into()], needs: Vec::new() };
    site.frameworks = vec![rationale::model::framework::Framework { checklist: vec![item], ..blank::framework("f") }];
    site.records[0].framework = Some(FrameworkIx(0));
    let analysis = analysis(&site);
    let item = &analysis.checklist.expect("a checklist").items[0];
    assert_eq!((item.state, item.fired.as_slice()), (ItemState::Open, &["AP01a"][..]));
    assert!(!analysis.findings.iter().any(|finding| finding.code.0.starts_with("AP01")));
}

#[test]
fn the_price_of_the_rest_is_told_with_the_rule() {
    let mut site = site_of(|record| {
        record.options[0].role = Some(Role::Adapt);
        record.options[1].role = Some(Role::Buy);
        for (option, money) in record.options.iter_mut().zip([900.0, 400.0]) {
            option.costing = Costing::Own(vec![blank::cost("once", blank::once(money))]);
        }
        record.tco = Some(blank::tco(12, 0.0));
        let baseline = Measurement { option: None, model: None, value: 0.85, on: None, set: None, prompt_engineered: None };
        record.evaluation =
            Some(Evaluation { target: Some(0.92), expected: Some(0.90), baselines: vec![baseline], ..Evaluation::default() });
    });
    let note = |site: &Site| {
        let writer = Writer { site, record: &site.records[0], numbers: NumberFormat::or_english("en"), naming: Naming::Ids };
        let findings = analysis(site).findings;
        let finding = findings.iter().find(|finding| finding.code.0 == "AP06").expect("it speaks").clone();
        (writer.text(&finding.message), finding.note.map(|note| writer.text(&note)))
    };
    let (message, price) = note(&site);
    assert_eq!(message, "the baseline reaches 92.4% of the target, 0.85 of 0.92; still 1.9 times the allowed errors");
    assert_eq!(price.as_deref(), Some("the step from 0.85 to 0.9 costs $500 more than `b`: $100 a percentage point, present value"));
    // Nine tenths of a high target are many times the errors.
    let evaluation = site.records[0].evaluation.as_mut().expect("just set");
    (evaluation.target, evaluation.baselines[0].value, evaluation.expected) = (Some(0.99), 0.892, None);
    let (message, price) = note(&site);
    assert_eq!(message, "the baseline reaches 90.1% of the target, 0.892 of 0.99; still 10.8 times the allowed errors");
    assert_eq!(price, None, "nothing is expected, so nothing is priced");
}
