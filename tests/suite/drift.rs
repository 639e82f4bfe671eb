//! Does a decision still hold? Flags, forecasts and what counts as looked at, on records written as people write them.

use std::{fmt::Write, sync::Arc};

use rationale::{
    analyze::{
        self,
        drift::{self, Drift, DriftFlag, answer_on, change, has_moved},
        scenario,
    },
    base::source::Content,
    model::{
        CostIx, OptionIx, VolumeIx,
        cost::{Replacement, Scenario, Volume},
        quantity::Amount,
    },
    pipeline::{Built, InputFile, Inputs, Memo, Place, build},
};

use serde_json::json;

use crate::oracle::{
    blank::date,
    close::{assert_close, is_close},
    data, load, shown,
};

/// Two options over one month without discount: `rented` costs ten units of the price `p`, `own` costs 100. The matrix adds a score by hand
/// to the value of the cost, which is 5 for nothing and 1 for 200.
pub(crate) struct Case {
    /// Rows of the price's history.
    pub(crate) history: &'static str,
    /// Front matter to add before the tables.
    pub(crate) record: &'static str,
    /// Keys to add to the cost that names the price.
    pub(crate) cost: &'static str,
    /// Values by hand of the two options.
    pub(crate) scores: (f64, f64),
    pub(crate) today: &'static str,
}

/// Twice as dear from June on, and back from September.
const HISTORY: &str = "{ from = 2026-01-01, price = 8 }, { from = 2026-06-01, price = 16 }, { from = 2026-09-01, price = 8 }";

impl Default for Case {
    fn default() -> Self {
        Self { history: HISTORY, record: "", cost: "", scores: (3.0, 3.0), today: "2026-07-01" }
    }
}

impl Case {
    /// The record and the price book.
    pub(crate) fn files(&self) -> (String, String) {
        let mut record = String::from("+++\ntitle = \"A\"\nstatus = \"accepted\"\ndate = 2026-03-31\nchosen = \"rented\"\n");
        let (rented, own) = self.scores;
        let _ = write!(
            record,
            "{}\n[tco]\nmonths = 1\ndiscount_rate = 0\nvolumes.v = {{ unit = \"u\", per = \"month\", amount = 10 }}\n\
             [[options]]\nid = \"rented\"\ncosts = [{{ id = \"fee\", kind = \"usage\", volume = \"v\", price = \"p\"{} }}]\n\
             [[options]]\nid = \"own\"\ncosts = [{{ id = \"rack\", kind = \"once\", amount = 100 }}]\n\
             [[criteria]]\nid = \"fit\"\nname = \"Fit\"\nweight = 1\nscores = {{ rented = {rented:?}, own = {own:?} }}\n\
             [[criteria]]\nid = \"cost\"\nname = \"Cost\"\nweight = 1\nmeasure = \"tco\"\nbest = 0\nworst = 200\n+++\n",
            self.record, self.cost
        );
        let prices = format!("[[prices]]\nid = \"p\"\nunit = \"u\"\ncurrency = \"USD\"\nhistory = [{}]\n", self.history);
        (record, prices)
    }

    pub(crate) fn built(&self) -> Built {
        let (record, prices) = self.files();
        let file = |place: Place, name: &str, text: &str| InputFile {
            place,
            path: name.into(),
            inner: name.into(),
            content: Content::Text(Arc::from(text)),
        };
        let files = vec![file(Place::Source(0), "0001-a.md", &record), file(Place::Content, "prices.toml", &prices)];
        let built =
            build(&Inputs { files, today: date(self.today), drafts: false, base_url: None, history: Arc::default() }, &mut Memo::cold());
        assert!(!built.diagnostics.iter().any(|told| told.code.0.starts_with('R')), "{:#?}", built.diagnostics);
        built
    }

    fn drift(&self) -> Option<Drift> {
        self.built().analysis.records[0].drift.clone()
    }

    fn flags(&self) -> Vec<&'static str> {
        self.drift().expect("in force and costed").flags.iter().map(|flag| flag.word()).collect()
    }
}

#[test]
fn nothing_has_come_of_a_price_that_stayed() {
    // On 31 March and on 1 September the price is the same, whatever it was between.
    let drift = Case { today: "2026-09-01", ..Case::default() }.drift().expect("in force and costed");
    assert_eq!((drift.flags.len(), drift.moved.len(), drift.since, drift.months_elapsed), (0, 0, None, 5));
    let now = drift.now.expect("every price is known");
    assert_eq!(now.on, date("2026-09-01"));
    assert_eq!((now.winner, now.present_values, now.scores), (drift.then.winner, drift.then.present_values, drift.then.scores));
}

#[test]
fn a_price_that_doubles_changes_the_answer() {
    let drift = Case::default().drift().expect("in force and costed");
    assert_eq!(drift.flags, [DriftFlag::WinnerChanged, DriftFlag::CheapestChanged, DriftFlag::PriceMoved]);
    let (then, now) = (&drift.then, drift.now.as_ref().expect("every price is known"));
    assert_eq!((then.on, now.on), (date("2026-03-31"), date("2026-07-01")));
    assert_eq!((then.present_values[0], now.present_values[0], now.present_values[1]), (Some(80.0), Some(160.0), Some(100.0)));
    assert_eq!((then.winner.map(|ix| ix.0), now.winner.map(|ix| ix.0)), (Some(0), Some(1)));
    assert!(is_close(then.margin.expect("a runner-up"), 0.2) && is_close(now.margin.expect("a runner-up"), 0.6));
    assert_eq!((drift.moved[0].then, drift.moved[0].now, drift.since), (8.0, 16.0, Some(date("2026-06-01"))));
    assert!(is_close(drift.moved[0].change, 1.0));
    assert_eq!(drift.months_elapsed, 3, "31 March to 30 June is three months");
}

#[test]
fn the_same_winner_with_less_than_half_the_margin() {
    // Values by hand a point apart: the margin is 0.7 with a price of 8, and 0.6 less for each 6 on top of it.
    let margin_at = |price: &'static str| Case { history: price, scores: (4.0, 3.0), ..Case::default() }.flags();
    assert_eq!(
        margin_at("{ from = 2026-01-01, price = 8 }, { from = 2026-06-01, price = 11.6 }"),
        ["cheapest-changed", "margin-halved", "price-moved"]
    );
    assert_eq!(margin_at("{ from = 2026-01-01, price = 8 }, { from = 2026-06-01, price = 9.5 }"), Vec::<&str>::new());
}

#[test]
fn a_fifth_is_reached_by_exactly_a_fifth() {
    for (history, moved) in [
        ("{ from = 2026-01-01, price = 8 }, { from = 2026-06-01, price = 6.4 }", true),
        ("{ from = 2026-01-01, price = 8 }, { from = 2026-06-01, price = 9.6 }", true),
        ("{ from = 2026-01-01, price = 8 }, { from = 2026-06-01, price = 6.41 }", false),
    ] {
        let flags = Case { history, ..Case::default() }.flags();
        assert_eq!(flags.contains(&"price-moved"), moved, "{history}: {flags:?}");
    }
    assert!(has_moved(0.0, 1.0, 0.2) && !has_moved(0.0, 0.0, 0.2), "from nothing to something is far");
    assert_eq!((change(0.0, 0.0), change(4.0, 3.0)), (0.0, -0.25));
}

#[test]
fn a_price_that_is_not_known_today_leaves_no_answer() {
    let case = Case { history: "{ from = 2026-01-01, to = 2026-05-01, price = 8 }", ..Case::default() };
    let drift = case.drift().expect("in force and costed");
    assert_eq!((drift.flags.as_slice(), drift.missing.len(), drift.now.is_none()), ([DriftFlag::PriceMissing].as_slice(), 1, true));
    assert_eq!(drift.forecasts, [], "nothing to hold a forecast against");
    assert!(drift.wants_attention());
}

#[test]
fn a_review_that_was_held_since_has_seen_it() {
    let held = |record| Case { record, ..Case::default() }.drift().expect("in force and costed");
    let before = held("reviews = [{ on = 2026-05-31, outcome = \"reaffirmed\" }]");
    assert_eq!((before.reviewed, before.wants_attention()), (None, true));
    let after = held("reviews = [{ on = 2026-06-01, outcome = \"reaffirmed\" }]");
    assert_eq!((after.reviewed, after.wants_attention()), (Some(date("2026-06-01")), false));
    assert_eq!(after.flags, before.flags, "the flags stay: the answer is another one");
}

#[test]
fn only_decisions_in_force_drift() {
    let built = Case::default().built();
    let mut site = (*built.site).clone();
    for status in [rationale::model::record::Status::Superseded, rationale::model::record::Status::Deprecated] {
        site.records[0].status = status;
        assert_eq!(analyze::analyze(&site, &site.records[0]).drift, None, "{status:?}");
    }
}

#[test]
fn forecasts_are_graded_by_whole_months() {
    // A fall of a tenth every three months; three whole months have passed since 31 March, so one step is due.
    let cost = ", price_change = { per_year = -0.3439, step_months = 3, floor = 0.5 }";
    let graded = |today| Case { cost, today, ..Case::default() }.drift().expect("in force and costed").forecasts[0];
    let due = graded("2026-06-30");
    assert!(is_close(due.forecast, 8.0 * 0.9) && is_close(due.error, 16.0 / 7.2 - 1.0), "{due:?}");
    assert!(due.is_off(0.25));
    let early = graded("2026-06-29");
    assert!(is_close(early.forecast, 8.0), "{early:?}");
    let right = Case { today: "2026-05-31", ..Case::default() }.drift().expect("in force and costed").forecasts[0];
    assert!(!right.is_off(0.25) && right.error == 0.0);
}

#[test]
fn the_answer_of_any_day_is_that_of_a_record_decided_then() {
    let built = Case::default().built();
    let (site, record) = (&built.site, &built.site.records[0]);
    for day in ["2026-01-01", "2026-05-31", "2026-06-01", "2026-08-31", "2026-09-01"] {
        let decided = rationale::model::record::Record { date: Some(date(day)), ..record.clone() };
        let then = analyze::analyze(site, &decided).drift.expect("in force and costed").then;
        assert_eq!(answer_on(site, record, date(day)), Some(then), "{day}");
    }
    assert_eq!(answer_on(site, record, date("2025-12-31")), None, "a price is never guessed");
}

#[test]
fn a_watch_counts_from_the_day_its_price_went_beyond_the_bound() {
    let history = "{ from = 2026-01-01, price = 8 }, { from = 2026-06-01, price = 16 }, { from = 2026-06-20, price = 15 }";
    let record = "review = { every = \"1 year\", watch = [{ price = \"p\", change = \"50%\" }] }";
    let built = Case { history, record, ..Case::default() }.built();
    let review = built.analysis.records[0].review.clone().expect("asked for");
    let [fired] = review.fired.as_slice() else { panic!("{review:?}") };
    assert_eq!((fired.then, fired.now, fired.since, review.state.word()), (8.0, 15.0, date("2026-06-01"), "due"));
}

#[test]
fn scenarios_drift_as_the_oracle_says() {
    let wanted = data("expected/1-llm-sourcing");
    let site = load::site(&data("inputs/1-llm-sourcing"));
    let record = &site.records[0];
    let tokens = |amount: f64, growth: f64| {
        let volume = record.tco.as_ref().expect("costed").volumes[0].clone();
        Replacement::Volume(VolumeIx(0), Volume { amount: Amount::fixed(amount), growth: Amount::fixed(growth), ..volume })
    };
    let mut api = record.options[1].costing.own()[0].clone();
    let halving = load::price_change(&json!({ "halves_every_months": 12, "step_months": 6, "floor": 0.1 }));
    Arc::make_mut(&mut api.terms).price_change = Some(Box::new(halving));
    let api = Replacement::Cost(OptionIx(1), CostIx(0), api);
    for (id, replacements) in [("x8", vec![tokens(80.0, 0.0)]), ("market", vec![tokens(10.0, 1.0), api])] {
        let scenario = Scenario { id: id.into(), name: id.into(), set: Vec::new(), replacements };
        let changed = scenario::changed(record, &scenario);
        let costs = analyze::cost::analyze(&site, &changed);
        let matrix = analyze::matrix::analyze(&changed, costs.as_ref());
        let drift = drift::analyze(&site, &changed, costs.as_ref(), matrix.as_ref()).expect("in force and costed");
        assert_close(id, &wanted["scenarios"][id]["drift"], &shown::drift::drift(&site, &changed, &drift));
    }
}
