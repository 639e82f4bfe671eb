//! The portal's pages: whole without scripts, clean under a strict policy, every link leading somewhere.

pub(crate) mod portal;

use std::collections::{BTreeMap, BTreeSet};

use rationale::{
    base::source::Content,
    model::RecordIx,
    pipeline::{InputFile, Place},
};

use crate::oracle::{self, blank};

/// Values of an attribute, in order.
fn attributes<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    let opening = format!(" {name}=\"");
    html.match_indices(&opening).filter_map(|(at, _)| html[at + opening.len()..].split('"').next()).collect()
}

/// Whether an address is that of a file of some kind.
fn is_kind(url: &str, ending: &str) -> bool {
    std::path::Path::new(url).extension().is_some_and(|own| own == ending)
}

/// The address that a relative link leads to from a page.
fn resolved(page: &str, link: &str) -> String {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            ".." => assert!(parts.pop().is_some(), "{page}: {link} leaves the site"),
            part => parts.push(part),
        }
    }
    parts.join("/").replace("%20", " ")
}

#[test]
fn every_page_is_sound() {
    let pages = portal::pages(portal::site());
    let html: Vec<(&String, &String)> = pages.iter().filter(|(url, _)| is_kind(url, "html")).collect();
    assert!(html.len() > 20, "all kinds of pages are there: {:?}", pages.keys());
    for (url, text) in html {
        assert!(text.starts_with("<!doctype html>\n<html lang=\"en\""), "{url}");
        assert_eq!(text.matches("<h1").count(), 1, "{url}: one heading of the page");
        assert!(text.contains("Content-Security-Policy\" content=\"default-src 'none'; script-src 'self'"), "{url}");
        for forbidden in [" style=", " onclick=", "<style", "<script>", "javascript:", "{{", "{%", "undefined"] {
            assert!(!text.contains(forbidden), "{url}: {forbidden}");
        }
        let ids = attributes(text, "id");
        let unique: BTreeSet<&&str> = ids.iter().collect();
        assert_eq!(ids.len(), unique.len(), "{url}: an id stands for one thing: {ids:?}");
        for labels in attributes(text, "aria-labelledby") {
            assert!(labels.split(' ').all(|label| ids.contains(&label)), "{url}: {labels} labels something");
        }
        for table in text.split("<table").skip(1) {
            let head = table.split("</thead>").next().unwrap_or_default();
            assert_eq!(head.matches("<th ").count(), head.matches("scope=\"col\"").count(), "{url}: heads of columns have a scope");
        }
    }
}

#[test]
fn every_link_leads_somewhere() {
    let pages = portal::pages(portal::site());
    let mut seen = 0;
    for (url, text) in pages.iter().filter(|(url, _)| is_kind(url, "html")) {
        for link in attributes(text, "href").into_iter().chain(attributes(text, "src")) {
            if link.starts_with("https://") {
                continue;
            }
            let (path, fragment) = link.split_once('#').unwrap_or((link, ""));
            let target = match path {
                "" => url.clone(),
                path if url == "404.html" => path.strip_prefix('/').expect("the 404 page links from the root").to_owned(),
                path => resolved(url, path),
            };
            let page = pages.get(&target).unwrap_or_else(|| panic!("{url}: {link} leads nowhere"));
            assert!(fragment.is_empty() || attributes(page, "id").contains(&fragment), "{url}: {link} names no place there");
            seen += 1;
        }
    }
    assert!(seen > 300, "{seen}");
}

#[test]
fn a_body_gets_its_links() {
    let pages = portal::pages(portal::site());
    let page = &pages["0007-support-assistant-build-buy-or-fine-tune-the-model.html"];
    for expected in [
        "<em><a href=\"handbook/index.html#costs\">what</a></em>",
        "came <a href=\"0008-cloud-vendor-for-analytics.html\">0008 Cloud vendor for analytics</a>.",
        "Also here.",
        "<img src=\"0007-files/picture%20one.png\" alt=\"A picture\">",
    ] {
        assert!(page.contains(expected), "{expected}");
    }
}

#[test]
fn what_people_wrote_is_escaped() {
    let pages = portal::pages(portal::site());
    let page = &pages["0003-ask-everybody-nobody.html"];
    assert!(page.contains("<h1 dir=\"auto\">Ask &lt;everybody&gt; &amp; nobody</h1>"), "{page}");
    assert!(page.contains("Superseded by"), "the banner names what took its place");
}

/// The oracle's numbers as a reader sees them: scores with two decimals, money in whole units.
#[test]
fn worked_cases_show_the_oracles_numbers() {
    for name in oracle::CASES {
        let site = oracle::load::site(&oracle::data(&format!("inputs/{name}")));
        let (expected, url) = (oracle::data(&format!("expected/{name}")), format!("{}.html", site.records[0].stem));
        let ids: Vec<String> = site.records[0].options.iter().map(|option| option.id.clone()).collect();
        let page = &portal::pages(site)[&url];
        let english = rationale::present::number::NumberFormat::or_english("en");
        for id in ids {
            let number = |value: &serde_json::Value| value.as_f64().unwrap_or_else(|| panic!("{name}: {value} of {id}"));
            let result = &expected["matrix"]["result"]["options"][&id];
            let score = match result["score"].as_f64() {
                Some(score) => english.score(score),
                // Cells are missing: what it could still be.
                None => format!("{}–{}", english.score(number(&result["low"])), english.score(number(&result["high"]))),
            };
            assert!(page.contains(&format!(">{score}</td>")), "{name}: score of {id}");
            let present_value = number(&expected["tco"]["tables"][&id]["pv"]);
            assert!(page.contains(&format!("<b>{}</b>", english.whole(present_value))), "{name}: present value of {id}");
        }
    }
}

#[test]
fn the_verdict_says_whether_each_signal_agrees() {
    let pages = portal::pages(portal::site());
    let page = &pages["0007-support-assistant-build-buy-or-fine-tune-the-model.html"];
    let card = page.split("<section class=\"verdict\"").nth(1).and_then(|rest| rest.split("</section>").next()).expect("a card");
    for expected in
        ["Decided: ", "Questions lead to", "Matrix recommends", "Close call", "no clear winner", "Cheapest over three years", "$436K"]
    {
        assert!(card.contains(expected), "{expected} in {card}");
    }
    assert!(card.contains(">differs</span>") && card.contains(">agrees</span>"), "{card}");
}

#[test]
fn a_cheaper_option_that_is_knocked_out_is_named() {
    let pages = portal::pages(portal::site());
    let page = &pages["0008-cloud-vendor-for-analytics.html"];
    assert!(page.contains("costs less but is knocked out"), "the cheapest of those that count is not the cheapest of all");
    assert!(page.contains("<small class=\"bad\">knocked out</small>") && page.contains("which is out."), "{page}");
}

#[test]
fn the_page_says_how_firm_the_answer_is() {
    let pages = portal::pages(portal::site());
    let page = &pages["0007-support-assistant-build-buy-or-fine-tune-the-model.html"];
    let section = page.split("id=\"r-robustness\"").nth(1).and_then(|rest| rest.split("<h2 ").next()).expect("a section");
    for expected in [
        "close call",
        "no clear winner",
        "Knowing nothing about the weights",
        "Knowing only their order",
        "51%",
        "36%",
        "25.3\u{a0}points",
        "then buy-then-tune leads",
        "never flips",
        "$10M → $250K",
        "$402K",
        "$881K → $692K",
        "on the frontier",
        "no weights put it first",
    ] {
        assert!(section.contains(expected), "{expected} in {section}");
    }
    assert!(page.contains("holds in 51% of weightings"), "the card says so too");
    assert!(page.contains("<small>close call</small>") && !page.contains("<small>recommended</small>"), "no trophy");
    let must = page.find("Must-haves come first").expect("there is one");
    assert!(must < page.find("<table class=\"matrix\">").expect("a matrix"), "before anything is weighed");
}

#[test]
fn a_departure_without_its_reason_asks_for_it() {
    let with_why = |why: Option<&str>| {
        let mut site = portal::site();
        let record = site.records.iter_mut().find(|record| record.stem.starts_with("0007")).expect("the worked case");
        record.why = why.map(str::to_owned);
        portal::pages(site)["0007-support-assistant-build-buy-or-fine-tune-the-model.html"].clone()
    };
    let (silent, said) = (with_why(None), with_why(Some("We want to learn first.")));
    assert!(silent.contains("is not written down") && !said.contains("is not written down"));
    assert!(said.contains("Why it departs from the matrix.</b> We want to learn first."));
}

#[test]
fn three_lines_make_a_page() {
    let mut record = blank::record("0001");
    record.title = "Use PostgreSQL".into();
    record.date = Some(blank::date("2026-01-05"));
    let pages = portal::pages(blank::site(blank::date("2026-11-23"), record));
    let page = &pages["0001.html"];
    assert!(page.contains("<h1 dir=\"auto\">Use PostgreSQL</h1>") && page.contains("5\u{a0}January 2026"), "{page}");
    for absent in ["r-matrix", "r-cost", "class=\"verdict\"", "r-checklist", "r-review"] {
        assert!(!page.contains(absent), "{absent}");
    }
}

#[test]
fn an_empty_site_has_its_pages() {
    let mut site = blank::site(blank::date("2026-11-23"), blank::record("0001"));
    site.records.clear();
    let pages = portal::pages(site);
    assert!(pages["index.html"].contains("No decision has been recorded yet."));
    assert!(pages["records.html"].contains("No decision has been recorded yet."));
}

#[test]
fn long_lists_are_split_by_year() {
    let mut site = blank::site(blank::date("2026-11-23"), blank::record("0001"));
    site.records = (0..1200)
        .map(|n| {
            let mut record = blank::record(&format!("{n:04}"));
            record.date = Some(blank::date(if n < 500 { "2025-03-01" } else { "2026-03-01" }));
            record.tags = vec!["all".into()];
            record
        })
        .collect();
    let pages = portal::pages(site);
    let rows = |url: &str| pages[url].matches("<td class=\"id\">").count();
    for stem in ["records", "tags/all", "status/accepted"] {
        assert_eq!(rows(&format!("{stem}.html")), 100, "{stem}");
        let parts = [format!("{stem}/2026.html"), format!("{stem}/2026-2.html"), format!("{stem}/2025.html")];
        assert_eq!(parts.map(|url| rows(&url)), [500, 200, 500], "{stem}");
    }
    assert!(pages["tags/all.html"].contains("href=\"../tags/all/2026-2.html\""));
}

#[test]
fn a_base_url_brings_what_needs_one() {
    let mut site = portal::site();
    assert!(!portal::pages(portal::site()).contains_key("sitemap.xml"));
    site.config.base_url = Some("https://example.org/decisions/".into());
    let pages = portal::pages(site);
    assert!(pages["sitemap.xml"].contains("<loc>https://example.org/decisions/records.html</loc>"));
    assert!(!pages["sitemap.xml"].contains("404.html"));
    assert!(pages["404.html"].contains("href=\"/decisions/records.html\""));
    assert!(pages["index.html"].contains("<link rel=\"canonical\" href=\"https://example.org/decisions/\">"));
    assert!(pages["old/path.html"].contains("content=\"0; url=../0007-support-assistant"));
}

#[test]
fn a_full_folder_names_the_pages_around() {
    let mut site = blank::site(blank::date("2026-11-23"), blank::record("0001"));
    let page = portal::site().pages.remove(2);
    site.pages = (0..200)
        .map(|n| rationale::model::site::ContentPage {
            url: Some(format!("notes/{n:03}.html")),
            title: format!("Note {n}"),
            ..page.clone()
        })
        .collect();
    let pages = portal::pages(site);
    let named =
        |url: &str| pages[url].split("<nav aria-label=\"Pages\"").nth(1).expect("a list of pages").matches("<a href=\"../notes/").count();
    assert_eq!(["notes/000.html", "notes/100.html", "notes/199.html"].map(named), [41; 3]);
    assert!(pages["notes/100.html"].contains("aria-current=\"page\">Note 100<"));
    assert!(pages["notes/100.html"].contains("rel=\"prev\"") && !pages["notes/000.html"].contains("rel=\"prev\""));
}

#[test]
fn two_runs_agree_in_every_byte() {
    assert_eq!(portal::pages(portal::site()), portal::pages(portal::site()));
}

fn theme(files: &[(&str, &str)]) -> Vec<InputFile> {
    let file = |(inner, text): &(&str, &str)| InputFile {
        place: Place::Theme,
        path: format!("themes/mine/{inner}").into(),
        inner: (*inner).into(),
        content: Content::Text((*text).into()),
    };
    files.iter().map(file).collect()
}

#[test]
fn a_site_replaces_one_template_and_extends_ours() {
    let own = theme(&[
        ("templates/record.html", "{% extends \"__default/record.html\" %}{% block foot %}Ours, {{ page.head.id }}{% endblock foot %}"),
        ("static/portal.css", "body { color: red }"),
    ]);
    let (output, _) = portal::rendered(portal::site(), own);
    assert_eq!(output.diagnostics, []);
    let files: BTreeMap<&str, String> =
        output.files.iter().map(|file| (file.path.as_str(), String::from_utf8_lossy(&file.bytes).into_owned())).collect();
    let record = &files["payments/0012-card-vault.html"];
    assert!(record.contains("Ours, payments/0012") && record.contains("<h1 dir=\"auto\">Card vault</h1>"), "{record}");
    assert!(!files["index.html"].contains("Ours,"));
    let sheet = files.iter().find(|(path, _)| path.starts_with("assets/portal.") && is_kind(path, "css")).expect("a sheet");
    assert_eq!(sheet.1, "body{color:red}");
}

#[test]
fn faults_of_templates_are_told_where_they_stand() {
    for (text, line, message) in [
        ("<p>\n{{ page.title", 2, ""),
        ("{% extends \"base.html\" %}\n{% block main %}\n{{ page.nothing }}{% endblock main %}", 3, "`nothing` is not defined"),
        ("line\n\n{{ page.meta.title | shout }}", 3, "unknown filter `shout`"),
        ("{% extends \"nowhere.html\" %}", 1, "extends `nowhere.html`"),
        ("{{ asset(name=\"portal.cs\") }}", 1, "no static file `portal.cs`"),
    ] {
        let (output, sources) = portal::rendered(portal::site(), theme(&[("templates/record.html", text)]));
        let [fault] = output.diagnostics.as_slice() else { panic!("{text}: one fault, told once: {:?}", output.diagnostics) };
        assert_eq!(fault.code.0, "R0042");
        assert!(fault.message.contains(message), "{}", fault.message);
        let place = fault.primary.as_ref().unwrap_or_else(|| panic!("{text}: a place: {fault:?}")).span;
        assert_eq!(sources.path(place.file), "themes/mine/templates/record.html");
        assert_eq!(sources.position(place.file, place.start).0, line, "{text}");
    }
}

#[test]
fn words_that_share_a_slug_get_pages_of_their_own() {
    let pages = portal::pages(portal::site());
    // `C++` of the worked cases and `c` of another record.
    assert!(pages["tags/c.html"].contains("<h1>C++</h1>") && pages["tags/c-2.html"].contains("<h1>c</h1>"));
    assert!(portal::site().record(RecordIx(0)).tags.contains(&"C++".to_owned()));
}

#[test]
fn the_checks_page_tells_of_all_findings() {
    let pages = portal::pages(portal::site());
    let page = &pages["checks.html"];
    for expected in [
        "<a href=\"#r-mm13\"><span class=\"id\">MM13</span> Nothing stays as it is</a>",
        "<div id=\"r-ap06\">",
        "<code>ninety_percent</code> is 0.9",
        "By record",
        "Checklists",
    ] {
        assert!(page.contains(expected), "{expected}");
    }
    let entries = rationale::model::check::all().count();
    assert_eq!(page.matches("What to do:").count(), entries, "every check says what it looks for");
    let record = &pages["0007-support-assistant-build-buy-or-fine-tune-the-model.html"];
    assert!(record.contains("id=\"r-findings\"") && record.contains("href=\"checks.html#r-mm04\""), "{record}");
}

#[test]
fn nothing_found_is_said() {
    let pages = portal::pages(blank::site(blank::date("2026-11-23"), blank::record("0001")));
    assert!(pages["checks.html"].contains("The checks found nothing in 1 record"), "{}", pages["checks.html"]);
    assert!(!pages["0001.html"].contains("r-findings"));
}

#[test]
fn a_long_log_of_findings_is_cut_and_loses_no_record() {
    let mut site = blank::site(blank::date("2026-11-23"), blank::record("0001"));
    site.records = (0..700)
        .map(|n| {
            let mut record = blank::record(&format!("{n:04}"));
            record.date = Some(blank::date(if n < 400 { "2025-03-01" } else { "2026-03-01" }));
            record.options = vec![blank::option("a", rationale::model::cost::Costing::Own(Vec::new()))];
            // Two of them have an error, the others a warning.
            let level = if n % 400 == 7 { rationale::model::lint::Level::Deny } else { rationale::model::lint::Level::Warn };
            record.lints = vec![rationale::model::lint::Lint { code: "AP05a".into(), level }];
            record
        })
        .collect();
    let pages = portal::pages(site);
    let front = &pages["checks.html"];
    assert!(front.contains("and 688 more") && front.contains("600 more records"), "the rest is a number");
    let first = front.split("r-records").nth(2).and_then(|rows| rows.split("</tbody>").next()).expect("the rows");
    let (worst, next) = (first.find("0407.html").expect("a record with an error"), first.find("0699.html").expect("one without"));
    assert!(worst < next, "errors come first");
    let rows = |url: &str| pages[url].matches("<tr>").count() - 1;
    assert_eq!((rows("checks/2026.html"), rows("checks/2025.html")), (300, 400));
    assert!(front.len() < 100_000, "{} bytes", front.len());
    let home = &pages["index.html"];
    assert_eq!(home.matches("fails a check").count(), 2, "errors want attention, warnings do not");
}
