//! Records that are legal and odd: what their pages and figures then say.

use serde_json::Value;

use crate::program::Site;

const HEAD: &str = "title = \"Odd\"\nstatus = \"accepted\"\ndate = 2026-06-01\nreview = \"6 months\"\n";

/// A site with one record of these further lines, built.
fn built(lines: &str) -> Site {
    let site = Site::with(&[("records/0001-odd.md", &format!("+++\n{HEAD}{lines}\n+++\n"))]);
    site.run(&["build"]);
    site
}

fn page(lines: &str) -> String {
    built(lines).read("public/0001-odd.html")
}

/// Three options that cost the same, and one that costs more.
const LEVEL: &str = r#"chosen = "b"
options = [
  { id = "a", name = "A", costs = [{ id = "use", kind = "usage", volume = "calls", price = 1 }] },
  { id = "b", name = "B", costs = [{ id = "use", kind = "usage", volume = "calls", price = 1 }] },
  { id = "c", name = "C", mix = [{ option = "a", share = 0.7 }, { option = "b", share = 0.3 }] },
  { id = "d", name = "D", costs = [{ id = "use", kind = "usage", volume = "calls", price = 2 }] },
]
[tco.volumes.calls]
unit = "calls"
per = "hour"
amount = 10
[[tco.scenarios]]
id = "more"
set = { "volumes.calls.amount" = 70 }
"#;

#[test]
fn options_that_cost_the_same_are_all_the_cheapest() {
    let site = built(LEVEL);
    let page = site.read("public/0001-odd.html");
    assert!(page.contains("A, B and C, $"), "the card names all three");
    assert!(page.contains("they cost the same, of 4 costed") && page.contains(">agrees</span>") && !page.contains(">differs</span>"));
    assert_eq!(page.matches("<small>cheapest</small>").count(), 3);
    assert!(page.contains("<td>A, B and C</td>"), "so does the scenario");
    let data = page.split("id=\"r-if-data\">").nth(1).and_then(|rest| rest.split("</script>").next()).expect("data of what-if");
    let data: Value = serde_json::from_str(data).expect("JSON");
    let stops = data["stops"].as_array().expect("stops");
    assert!(stops.iter().all(|stop| stop[3] == serde_json::json!([0, 1, 2])), "{}", stops[0]);
    let explained = site.expect(&["explain", "1", "--format", "json"], 0).out;
    assert_eq!(serde_json::from_str::<Value>(&explained).expect("JSON")["analysis"]["cost"]["cheapest"], "a", "in data the first declared");
}

#[test]
fn words_follow_their_number() {
    let page = page(&format!("{LEVEL}[tco]\nmonths = 13\n"));
    assert!(page.contains("Year 2 (1 month)") && !page.contains("1 months"), "{page}");
    assert!(page.contains("calls an hour") && !page.contains("calls a hour"), "{page}");
}

#[test]
fn a_rate_above_all_of_it_is_meant_where_it_is_a_percentage() {
    let lines = |rate: &str| {
        format!(
            "options = [{{ id = \"a\", costs = [{{ id = \"rent\", kind = \"once\", amount = 1000, month = 12 }}] }}]\ntco = {{ discount_rate = {rate} }}"
        )
    };
    let site = built(&lines("\"300%\""));
    let explained: Value = serde_json::from_str(&site.expect(&["explain", "1", "--format", "json"], 0).out).expect("JSON");
    assert_eq!(explained["analysis"]["cost"]["options"]["a"]["pv"], 250.0);
    let slip = built(&lines("300")).expect(&["check"], 1).out;
    assert!(slip.contains("`discount_rate` is a share, found 300") && slip.contains("did you mean `\"300%\"`?"), "{slip}");
}

#[test]
fn weights_that_sum_to_one_keep_their_digits() {
    let lines = r#"options = [{ id = "a" }, { id = "b" }]
criteria = [
  { id = "x", name = "X", weight = 0.125, scores = { a = 4.5, b = 2.5 } },
  { id = "y", name = "Y", weight = 0.555, scores = { a = 3, b = 4 } },
  { id = "z", name = "Z", weight = 0.32, scores = { a = 4, b = 3 } },
]"#;
    let page = page(lines).replace("\u{a0}", " ");
    for expected in [
        "from 0.555 to 0.57 points",
        "(0.118 points for 0.125)",
        "value=\"0.125\" inputmode",
        "step=\"0.01\"",
        ">0.125<small>",
        "points for 0.125)",
    ] {
        assert!(page.contains(expected), "{expected} in {page}");
    }
}

/// The price halved first and has doubled since: the review is due since the first of these days, and the price has not stood where it
/// is ever since.
#[test]
fn a_watched_price_that_swings_is_not_said_to_have_stood_still() {
    let site = Site::with(&[(
        "content/prices.toml",
        "[[prices]]\nid = \"p\"\nname = \"Calls\"\nunit = \"call\"\ncurrency = \"USD\"\nhistory = [{ from = 2026-01-01, price = 2 }, { from = 2026-07-01, price = 1 }, { from = 2026-10-01, price = 2.6 }]\n",
    )]);
    let plan = "review = { every = \"3 months\", watch = [{ price = \"p\", change = \"20%\" }] }";
    site.write("records/0001-odd.md", &format!("+++\n{}\n+++\n", HEAD.replace("review = \"6 months\"", plan)));
    let issue = site.expect(&["due", "--format", "markdown"], 0).out;
    assert!(issue.contains("Calls rose by 30%, from $2.00 to $2.60 per call: past its bound of 20% since 1 July 2026."), "{issue}");
    site.expect(&["build"], 0);
    let page = site.read("public/0001-odd.html");
    assert!(page.contains("Calls +30%, past its bound since 1\u{a0}July 2026") && !page.contains("+30% since"), "{page}");
}

#[test]
fn a_head_without_facts_has_no_empty_box() {
    let page = page("confidence = \"low\"\ndeciders = [\"Ada\"]\nchosen = \"a\"\noptions = [{ id = \"a\" }]");
    assert!(page.contains("by Ada · confidence low"), "{page}");
    assert!(page.contains("<dt>Owner</dt>"), "the first decider is asked to review");
    let bare = built("confidence = \"low\"\nchosen = \"a\"\noptions = [{ id = \"a\" }]").read("public/0001-odd.html");
    assert!(bare.contains("confidence low") && !bare.contains("facts head"), "{bare}");
}

/// Both need one server at first: they are level over a stretch, then the part costs less, and neither order ever turns round. Two others,
/// far dearer, cross in between, so that the cheapest is asked for where both are level.
#[test]
fn options_that_are_level_for_a_stretch_are_told_by_where_they_differ() {
    let site = built(
        r#"options = [
  { id = "whole", costs = [{ id = "servers", kind = "capacity", volume = "calls", per_unit = 100, price = 10 }] },
  { id = "flat", costs = [{ id = "fee", kind = "recurring", amount = 600, per = "month" }] },
  { id = "metered", costs = [{ id = "use", kind = "usage", volume = "calls", price = 4 }] },
  { id = "part", mix = [{ option = "whole", share = 0.3 }, { option = "flat", share = 0.7, fixed = 0 }] },
]
[tco]
range = [4, 1000]
[tco.volumes.calls]
unit = "calls"
per = "month"
amount = 150
"#,
    );
    let explained: Value = serde_json::from_str(&site.expect(&["explain", "1", "--format", "json"], 0).out).expect("JSON");
    let cost = &explained["analysis"]["cost"];
    assert_eq!(cost["cheapest_by_volume"], serde_json::json!([{ "option": "part", "from": 4.0, "to": 1000.0 }]));
    let points = |one: &str, other: &str| {
        let pairs = cost["crossovers"].as_array().expect("pairs");
        pairs.iter().find(|pair| pair["pair"] == serde_json::json!([one, other])).expect("the pair")["points"].clone()
    };
    assert_eq!(points("whole", "part"), serde_json::json!([]));
    assert_eq!(points("flat", "metered").as_array().map(Vec::len), Some(1));
}
