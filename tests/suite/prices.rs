//! Price pages: the history as a chart and a table, the decisions that a price goes into, and what its changes did to them; and where else
//! the portal and the command line tell of answers that prices have changed.

use proptest::prelude::{Strategy, prop, prop_assert, proptest};
use rationale::{
    base::date::{Date, add_days},
    model::catalogue::{Price, PriceRow},
    pipeline::render,
    present::{
        chart::{board::Label, price::chart},
        number::NumberFormat,
    },
};

use crate::{
    drift::Case,
    oracle::blank::{HERE, date},
    program::Site,
};

/// A page of the case's portal, with plain spaces.
fn page(case: &Case, url: &str) -> String {
    let output = render(&case.built());
    assert!(output.diagnostics.is_empty(), "{:#?}", output.diagnostics);
    let file = output.files.iter().find(|file| file.path == url).unwrap_or_else(|| panic!("no page {url}"));
    String::from_utf8_lossy(&file.bytes).replace('\u{a0}', " ")
}

#[test]
fn a_price_page_tells_what_each_change_did() {
    let page = page(&Case { today: "2026-10-01", ..Case::default() }, "prices/p.html");
    let changes: Vec<&str> = page.split("<section class=\"change\">").skip(1).collect();
    assert_eq!(changes.len(), 2, "the first row of a history is no change");
    for (change, told) in changes.iter().zip([
        [
            "1 September 2026</time>: from $16.00 to $8.00 per u, −50%",
            "It has changed the answer of the one decision",
            "own <span",
            "<b>rented</b>",
        ],
        [
            "1 June 2026</time>: from $8.00 to $16.00 per u, +100%",
            "It has changed the answer of the one decision",
            "rented <span",
            "<b>own</b>",
        ],
    ]) {
        for words in told {
            assert!(change.contains(words), "{words} in {change}");
        }
        assert!(change.contains("answer changed") && change.contains("$80") && change.contains("$160"), "{change}");
    }
    assert!(page.contains("$8.00 per u on 1 October 2026, since 1 September 2026: −50% against the $16.00 before."), "{page}");
    assert!(page.contains("role=\"img\"") && page.contains("<small>in force</small>"));
}

#[test]
fn a_price_that_is_announced_tells_what_it_will_do() {
    let page = page(&Case { today: "2026-05-01", ..Case::default() }, "prices/p.html");
    assert!(page.contains("It will change the answer of the one decision that it goes into."), "{page}");
    assert_eq!(page.matches("<small>announced</small>").count(), 2);
    assert!(page.contains("class=\"step later\""), "what is announced is drawn apart");
}

#[test]
fn a_change_before_the_decision_changes_no_answer() {
    let history = "{ from = 2026-01-01, price = 16 }, { from = 2026-02-01, price = 8 }";
    let page = page(&Case { history, ..Case::default() }, "prices/p.html");
    assert!(page.contains("No change fell into the time of a decision in force that it goes into."), "{page}");
}

#[test]
fn a_price_that_never_changed_has_a_table_and_no_chart() {
    let page = page(&Case { history: "{ from = 2026-01-01, price = 16 }", ..Case::default() }, "prices/p.html");
    assert!(!page.contains("<svg") && page.contains("<th scope=\"col\">Retrieved</th>") && !page.contains("What each change did"));
}

#[test]
fn an_answer_that_changed_is_told_where_people_look() {
    let case = Case::default();
    let winner = "With today’s prices the matrix recommends own, no longer rented.";
    for url in ["index.html", "reviews.html", "0001-a.html"] {
        let page = page(&case, url);
        assert!(page.contains("answer changed") && page.contains(winner), "{url}: {page}");
    }
    assert!(page(&case, "index.html").contains("answer changed by prices"));
    assert!(page(&case, "0001-a.html").contains("href=\"prices/p.html\""));
    // Somebody has looked: the record still says so, the lists no longer ask.
    let seen = Case { record: "reviews = [{ on = 2026-06-20, outcome = \"reaffirmed\" }]", ..case };
    for (url, told) in [("index.html", false), ("reviews.html", false), ("0001-a.html", true)] {
        assert_eq!(page(&seen, url).contains(winner), told, "{url}");
    }
    assert!(page(&seen, "0001-a.html").contains("A review on 20 June 2026, reaffirmed, was held with these prices."));
}

#[test]
fn prices_that_nobody_named_change_nothing() {
    let site = Site::with(&[("rationale.toml", "title = \"T\"\n"), ("records/0001-a.md", &crate::program::record("A"))]);
    site.expect(&["build"], 0);
    assert!(!site.path("public/prices.html").exists());
    assert!(!site.read("public/index.html").contains("prices.html"), "no entry of the navigation either");
}

#[test]
fn due_lists_what_prices_have_changed() {
    let (record, prices) = Case { record: "review = \"6 months\"", ..Case::default() }.files();
    let site = Site::with(&[("rationale.toml", "title = \"T\"\n"), ("records/0001-a.md", &record), ("content/prices.toml", &prices)]);
    let on = |day: &'static str, more: &[&'static str], code| site.expect(&[&["due", "--drift", "--today", day], more].concat(), code).out;
    let told = on("2026-07-01", &[], 0);
    let lines: Vec<&str> = told.lines().collect();
    assert_eq!(lines[0], "answer changed  2026-06-01  0001  A");
    assert_eq!(lines[1], "    With today’s prices the matrix recommends own, no longer rented.");
    assert_eq!(lines.len(), 4, "{told}");
    assert!(
        on("2026-07-01", &["--format", "markdown"], 0)
            .contains("- [ ] **answer changed** 0001 A (`records/0001-a.md`): since 2026-06-01\n  - With")
    );
    let json: serde_json::Value = serde_json::from_str(&on("2026-07-01", &["--format", "json"], 0)).expect("JSON");
    assert_eq!(json["drift"][0]["flags"], serde_json::json!(["winner-changed", "cheapest-changed", "price-moved"]));
    assert_eq!(on("2026-10-01", &[], 0), "Every answer holds with today’s prices.\n");

    on("2026-07-01", &["--fail-on", "drift"], 1);
    on("2026-10-01", &["--fail-on", "drift"], 0);
    site.expect(&["due", "--today", "2026-07-01", "--fail-on", "overdue,drift"], 1);
    site.expect(&["due", "--today", "2026-07-01", "--fail-on", "overdue"], 0);
    // Prices never fail a check, as time does not.
    site.expect(&["check", "--today", "2026-07-01"], 0);
    site.expect(&["due", "--drift", "--within", "3 months"], 2);
    // A review held since has seen it.
    site.write("records/0001-a.md", &record.replace("chosen =", "reviews = [{ on = 2026-06-20 }]\nchosen ="));
    assert!(on("2026-07-01", &["--fail-on", "drift"], 0).contains("A review on 20 June 2026, was held with these prices."));
}

/// The box of a word at a width, in pixels: left, right, top, bottom.
fn box_of(label: &Label, width: f64) -> [f64; 4] {
    let number = |text: &str| text.trim_end_matches('%').parse::<f64>().expect("a number");
    let (anchor, wide) = (number(&label.x) / 100.0 * width + number(&label.dx), label.text.chars().count() as f64 * 6.0);
    let left = match label.anchor {
        "start" => anchor,
        "middle" => anchor - wide / 2.0,
        _ => anchor - wide,
    };
    [left, left + wide, number(&label.y) - 10.0, number(&label.y) + 1.0]
}

/// Histories of two to nine rows, a day to two years apart, now and then with a gap, and a day to look at them.
fn histories() -> impl Strategy<Value = (Vec<PriceRow>, Date)> {
    let row = (1_i64..700, prop::num::f64::POSITIVE.prop_map(|x| 10_f64.powf(x.log10().rem_euclid(6.0) - 3.0)), prop::bool::weighted(0.1));
    (prop::collection::vec(row, 2..10), -100_i64..4000).prop_map(|(rows, today)| {
        let mut from = date("2020-01-01");
        let mut history: Vec<PriceRow> = Vec::new();
        for (days, price, gap) in rows {
            let next = add_days(from, days + i64::from(gap));
            history.push(PriceRow { from, to: Some(add_days(from, days)), price, source: None, retrieved: None });
            from = next;
        }
        history.last_mut().expect("two rows at least").to = None;
        (history, add_days(date("2020-01-01"), today))
    })
}

proptest! {
    #[test]
    fn words_of_a_chart_never_touch((history, today) in histories()) {
        let price = Price {
            id: "p".into(),
            name: "P".into(),
            unit: "u".into(),
            currency: "USD".into(),
            source: None,
            history,
            span: HERE,
        };
        let chart = chart(&price, today, NumberFormat::or_english("en")).expect("two rows at least");
        // The empty columns left and right of a chart.
        let beside = (["g3", "g4", "g5", "g6"].iter().position(|class| *class == chart.column).expect("a column") as f64 * 16.0 + 48.0, 24.0);
        for width in [280.0 - beside.0 - beside.1, 420.0, 680.0] {
            let words: Vec<&Label> = chart.labels.iter().chain(&chart.prices).chain(&chart.times).collect();
            for (at, one) in words.iter().enumerate() {
                let a = box_of(one, width);
                prop_assert!(a[0] > -beside.0 && a[1] < width + beside.1, "{one:?} leaves the chart at {width}");
                for other in &words[at + 1..] {
                    let b = box_of(other, width);
                    prop_assert!(a[0] >= b[1] || b[0] >= a[1] || a[2] >= b[3] || b[2] >= a[3], "{one:?} touches {other:?} at {width}");
                }
            }
        }
        let names_today = price.row_on(today).is_none_or(|row| {
            let text = NumberFormat::or_english("en").money_per_unit(row.price, "USD");
            chart.labels.iter().any(|label| label.text.ends_with(&text))
        });
        prop_assert!(names_today, "today's price is always named: {:?}", chart.labels);
    }
}
