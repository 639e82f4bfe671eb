//! What pages draw with graphs: the diagram with a record's path, lineage, the map, the timeline.

use crate::program::Site;

/// A record with some more keys.
fn record(title: &str, date: &str, more: &str) -> String {
    format!("+++\ntitle = \"{title}\"\nstatus = \"accepted\"\ndate = {date}\n{more}\n+++\n\n## Context\n\nText.\n")
}

const FRAMEWORK: &str = r#"
id = "two"
name = "Two ways"

[[tracks]]
id = "stay"
name = "Stay"
role = "buy"
typical = { time = "2 to 4 weeks", upfront = [1000, 2000], team = [1, 2] }

[[tracks]]
id = "move"
name = "Move <b>&"
role = "build"

[[questions]]
id = "old"
ask = "Is it old?"
answers = [{ id = "no", name = "No", then = "stay" }, { id = "yes", name = "Yes", then = "dear" }]

[[questions]]
id = "dear"
ask = "Is it dear?"
answers = [{ id = "no", name = "Not at all", then = "stay" }, { id = "yes", name = "Very", then = "move" }]
"#;

/// The drawing that begins with these words.
fn drawn<'p>(page: &'p str, from: &str) -> &'p str {
    let start = page.find(from).unwrap_or_else(|| panic!("{from} in {page}"));
    &page[start..start + page[start..].find("</svg>").expect("a drawing ends")]
}

#[test]
fn a_path_is_marked_in_the_diagram_of_its_framework() {
    let site = Site::with(&[
        ("rationale.toml", "title = \"T\"\n"),
        ("content/frameworks/two.toml", FRAMEWORK),
        (
            "records/0001-a.md",
            &record("A", "2026-01-01", "framework = \"two\"\nreview = \"2 years\"\n[path]\nold = \"yes\"\ndear = \"yes\""),
        ),
        ("records/0002-b.md", &record("B", "2026-01-02", "framework = \"two\"\nreview = \"2 years\"\n[path]\nold = \"yes\"")),
    ]);
    site.expect(&["build"], 0);
    let whole = site.read("public/frameworks/two.html");
    let diagram = drawn(&whole, "aria-labelledby=\"r-diagram-title\"");
    for words in ["Is it old?", "Not at all", "Move &lt;b&gt;&amp;", "Cost $1K", "Time 2", "Team 1"] {
        assert!(diagram.contains(words), "{words} in {diagram}");
    }
    assert_eq!((diagram.matches("class=\"ask\"").count(), diagram.matches("class=\"answer\"").count()), (2, 4));
    assert_eq!(
        (diagram.matches("class=\"way\"").count(), diagram.matches(" on\"").count()),
        (2, 0),
        "a way is one box, and nobody has gone"
    );
    let of = |page: &str| {
        let page = site.read(page);
        let diagram = drawn(&page, "aria-labelledby=\"r-diagram-title\"").to_owned();
        ["ask on", "answer on", "way on"].map(|look| diagram.matches(&format!("class=\"{look}\"")).count())
    };
    assert_eq!((of("public/0001-a.html"), of("public/0002-b.html")), ([2, 2, 1], [2, 1, 0]), "to the end, and to the open question");
}

#[test]
fn ties_are_drawn_around_a_record_and_on_the_map() {
    let site = Site::with(&[
        ("rationale.toml", "title = \"T\"\n"),
        ("records/0001-a.md", &record("First", "2025-11-01", "")),
        ("records/0002-b.md", &record("Second", "2026-01-02", "supersedes = [\"0001\"]")),
        ("records/0003-c.md", &record("Third", "2026-01-30", "supersedes = [\"0002\"]\ndepends_on = [\"0004\"]")),
        ("records/0004-d.md", &record("Ground", "2026-01-01", "")),
        ("records/0005-e.md", &record("Alone", "2026-02-01", "")),
    ]);
    site.expect(&["build"], 0);
    let page = site.read("public/0001-a.html");
    let lineage = drawn(&page, "aria-labelledby=\"r-lineage-title\"");
    for words in ["Second", "Third", "href=\"0002-b.html\"", "class=\"supersedes\"", "class=\"on\""] {
        assert!(lineage.contains(words), "{words} in {lineage}");
    }
    assert!(!lineage.contains("Ground") && !lineage.contains("Alone"), "the line of succession, and its own ties");
    assert!(!site.read("public/0005-e.html").contains("r-lineage"));

    let map = site.read("public/map.html");
    assert!(
        map.contains("4 of 5 decisions are tied to another.") && map.matches("<svg width=").count() == 5,
        "one group, and four of the legend"
    );
    assert!(map.contains("Third</a> supersedes <a") && map.contains("Third</a> depends on <a"), "{map}");

    let timeline = site.read("public/timeline.html");
    let order = ["2026", "February", "Alone", "January", "Third", "Second", "Ground", "2025", "November", "First"];
    let mut rest = timeline.split_once("<h1>").expect("a heading").1;
    for words in order {
        let ends = [format!(">{words}<"), format!(">{words} <"), format!("{words}</a>")];
        let place = ends.iter().filter_map(|end| rest.find(end)).min().unwrap_or_else(|| panic!("{words} in its turn"));
        rest = &rest[place + 1..];
    }
    assert!(timeline.contains("takes the place of") && timeline.contains("gave way to"));
}

#[test]
fn large_logs_stay_readable() {
    let site = Site::with(&[("rationale.toml", "title = \"T\"\n")]);
    // A line of 400, each in need of the one before; one that 200 need; and 350 pairs, which are older.
    let needs = |at: usize| match at {
        2..=400 => format!("depends_on = [\"{:04}\"]", at - 1),
        402..=601 => "depends_on = [\"0401\"]".to_owned(),
        _ if at > 601 && at % 2 == 1 => format!("relates_to = [\"{:04}\"]", at - 1),
        _ => String::new(),
    };
    for at in 1..=1301_usize {
        let date = format!("20{:02}-{:02}-01", if at > 601 { 10 + at / 200 } else { 20 }, 1 + at % 12);
        site.write(
            &format!("records/{at:04}-r.md"),
            &record(&format!("Decision {at} with a title of the usual length"), &date, &needs(at)),
        );
    }
    site.expect(&["build"], 0);
    let heaviest = site
        .tree("public")
        .into_iter()
        .filter(|(path, _)| std::path::Path::new(path).extension() == Some("html".as_ref()))
        .map(|(path, bytes)| (bytes.len(), path))
        .max();
    let (bytes, path) = heaviest.expect("there are pages");
    assert!(bytes < 700_000, "{path} has {bytes} bytes");
    let map = site.read("public/map.html");
    assert!(map.contains("Too many to read as one picture") && map.contains("more tie") && map.contains("Earlier groups"));
    let needed = site.read("public/0401-r.html");
    assert!(needed.contains("183 more ties not drawn"), "{}", drawn(&needed, "r-lineage"));
    assert!(site.path("public/timeline/2013.html").exists() && site.read("public/timeline.html").len() < 60_000);
}
