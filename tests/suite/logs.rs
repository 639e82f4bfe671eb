//! Logs of other teams, read where they lie: found, counted, tied, addressed, and never refused for what is in them.

use std::fs;

use crate::program::{Run, Site, record};

/// A record as adr-tools writes it.
fn nygard(number: usize, title: &str, status: &str) -> String {
    format!(
        "# {number}. {title}\n\nDate: 2024-0{}-15\n\n## Status\n\n{status}\n\n## Context\n\nWe have a need.\n\n## Decision\n\nWe act.\n",
        number % 9 + 1
    )
}

/// A record as MADR has it since its third version.
fn madr(title: &str, front: &str) -> String {
    format!(
        "---\n{front}\n---\n\n# {title}\n\n## Context and Problem Statement\n\nWhat shall we take?\n\n## Decision Outcome\n\nChosen option: \"Ours\", because it is there.\n"
    )
}

/// A log of four records in a repository.
fn repository() -> Site {
    Site::with(&[
        ("shop/.git/HEAD", "ref: refs/heads/main\n"),
        ("shop/README.md", "# Shop\n"),
        ("shop/docs/adr/0001-record-decisions.md", &nygard(1, "Record decisions", "Accepted")),
        ("shop/docs/adr/0002-queue.md", &nygard(2, "Use a queue", "Superseded by [3. Use a broker](0003-broker.md)")),
        ("shop/docs/adr/0003-broker.md", &nygard(3, "Use a broker", "Accepted\n\nSupersedes [2. Use a queue](0002-queue.md)")),
        ("shop/docs/adr/0004-colour.md", &nygard(4, "Paint it blue", "Somewhat agreed")),
        ("shop/docs/adr/README.md", "# Decisions\n\n* [1. Record decisions](0001-record-decisions.md)\n"),
        ("shop/node_modules/other/docs/adr/0001-theirs.md", &nygard(1, "Theirs", "Accepted")),
    ])
}

/// The first line about a log that begins so.
fn line<'a>(run: &'a Run, name: &str) -> &'a str {
    run.out.lines().find(|line| line.starts_with(&format!("{name}: "))).unwrap_or_else(|| panic!("no line of {name}: {run:?}"))
}

fn decisions(site: &Site, out: &str) -> serde_json::Value {
    serde_json::from_str(&site.read(&format!("{out}/decisions.json"))).expect("JSON")
}

#[test]
fn one_command_makes_a_portal_of_a_repository() {
    let site = repository();
    let before = site.tree("shop");
    for path in ["shop", "shop/docs", "shop/docs/adr", "./shop/"] {
        let run = site.expect(&["build", path], 0);
        let expected = "docs/adr: 5 files · 4 records (3 with a status, 4 dated) · 1 of unknown status · 1 skipped (README.md)";
        assert_eq!(line(&run, "docs/adr"), expected, "{path}");
        assert_eq!(decisions(&site, "public")["site"]["title"], "Decisions of shop", "{path}");
    }
    assert_eq!(site.tree("shop"), before, "nothing of the log is changed");
    let stated: Vec<_> = decisions(&site, "public")["records"].as_array().expect("a list").iter().map(|r| r["status"].clone()).collect();
    assert_eq!(stated, ["accepted", "superseded", "accepted", "unknown"]);
    let page = site.read("public/0004-colour.html");
    assert!(page.contains("Somewhat agreed") && page.contains("no known meaning"), "an unknown status keeps its words");
    assert!(!page.contains("r-cost") && !page.contains("r-matrix"), "no section is there for nothing");
    let nav = site.read("public/index.html");
    assert!(!nav.contains("clouds.html") && !nav.contains("frameworks/"), "what nobody speaks of is not there");
}

#[test]
fn a_path_that_has_no_log_is_told_with_a_way_out() {
    let site = repository();
    site.write("empty/.keep", "");
    site.write("code/.git/HEAD", "");
    site.write("code/README.md", "# Code\n");
    for (path, said, help) in [
        ("shpo", "there is no such folder", "did you mean `shop`?"),
        ("shop/docs/ard", "there is no such folder", "did you mean `shop/docs/adr`?"),
        ("shop/README.md", "it is a file", "name the folder that it lies in: `shop`"),
        ("empty", "there are no decision records in it", "rationale init"),
        ("code", "there are no decision records in it", "`docs/adr`"),
    ] {
        for command in ["build", "check", "serve"] {
            let run = site.expect(&[command, path], 2);
            assert!(run.err.contains(said) && run.err.contains(help), "{command} {path}: {}", run.err);
        }
    }
    assert!(!site.path("public").exists());
    let run = site.expect(&["check"], 2);
    assert!(run.err.contains("rationale serve PATH"), "{}", run.err);
}

#[test]
fn folders_of_logs_are_found_by_name_by_tools_files_and_by_numbers() {
    let one = nygard(1, "One", "Accepted");
    let check = |files: &[&str], extra: &[(&str, &str)], expected: &[(&str, &str)]| {
        let site = Site::empty();
        site.write("top/.git/HEAD", "");
        for file in files {
            site.write(&format!("top/{file}"), &one);
        }
        for (path, text) in extra {
            site.write(&format!("top/{path}"), text);
        }
        let run = site.expect(&["check", "top", "--format", "json"], 0);
        let report: serde_json::Value = serde_json::from_str(&run.out).expect("JSON");
        let logs: Vec<(String, u64)> = (report["logs"].as_array().expect("a list").iter())
            .map(|log| (log["log"].as_str().expect("text").to_owned(), log["records"].as_u64().expect("a number")))
            .collect();
        let expected: Vec<(String, u64)> = expected.iter().map(|(log, n)| ((*log).to_owned(), n.parse().expect("a number"))).collect();
        assert_eq!(logs, expected, "{files:?}");
    };
    for folder in [
        "doc/adr",
        "docs/adrs",
        "adr",
        "ADR",
        "docs/decisions",
        "docs/architecture/decisions",
        "decisions",
        "architecture/decision-records",
    ] {
        check(&[&format!("{folder}/0001-x.md")], &[], &[(folder, "1")]);
    }
    check(&["why/0001-x.md"], &[(".adr-dir", "why\n")], &[("why", "1")]);
    // What a tool's file names is read beside what is found, and once.
    check(&["why/0001-x.md", "pay/docs/adr/0001-y.md"], &[(".adr-dir", "why\n")], &[("why", "1"), ("pay", "1")]);
    check(&["docs/adr/0001-x.md", "docs/adr/old/adr/0002-y.md"], &[(".adr-dir", "docs/adr\n")], &[("docs/adr", "2")]);
    check(&["0001-x.md", "adr/0002-y.md"], &[(".adr-dir", ".\n")], &[("Decisions of top", "2")]);
    check(&["notes/0001-x.md", "notes/0002-y.md"], &[("notes/guide.md", "# 1. Guide\n\n## Status\n\nAccepted\n")], &[("notes", "3")]);
    let packages =
        "project:\n  name: Top\n  adrFolder: ./log\n  packages:\n    - name: cart\n      path: ./cart\n      adrFolder: ./cart/why\n";
    check(&["log/20240102-x.md", "cart/why/20240103-y.md"], &[(".log4brains.yml", packages)], &[("log", "1"), ("cart", "1")]);
    check(
        &["docs/adr/0001-x.md", "services/cart/docs/adr/0001-x.md", "services/till/adr/0001-x.md", "old/till/adr/0001-x.md"],
        &[],
        &[("docs/adr", "1"), ("till", "1"), ("cart", "1"), ("services-till", "1")],
    );
}

#[test]
fn many_logs_are_one_portal_with_scopes() {
    let site = repository();
    site.write("till/adr/0001-cash.md", &madr("Take cash", "status: accepted\ndate: 2025-03-04"));
    site.write("till/adr/0002-card.md", &madr("Take cards", "status: proposed\ndate: 2025-03-05"));
    let run = site.expect(&["build", "shop", "till"], 0);
    assert!(line(&run, "shop").contains("4 records") && line(&run, "till").contains("2 records (2 with a status, 2 dated)"));
    for page in ["shop/0001-record-decisions.html", "till/0001-cash.html", "scopes/till.html", "till/0001-cash.json"] {
        assert!(site.path("public").join(page).exists(), "{page}");
    }
    assert_eq!(decisions(&site, "public")["site"]["title"], "Decisions of shop and till");

    // The same by a site file, beside records of our own, with one dialect set.
    site.write(
        "site/rationale.toml",
        "title = \"All\"\n[[sources]]\npath = \"ours\"\n[[sources]]\npath = \"../till/adr\"\nscope = \"pay\"\ndialect = \"madr\"\n",
    );
    site.write("site/ours/0001-x.md", &record("Ours"));
    site.write("site/ours/0002-lost.md", "# Lost\n\nNo front matter.\n");
    let run = site.expect(&["build", "--root", "site"], 1);
    assert!(
        run.err.contains("R0005") && run.err.contains("ours/0002-lost.md"),
        "among our own a lost front matter is an error: {}",
        run.err
    );
    assert!(line(&run, "pay").contains("2 files · 2 records"));
    assert!(!run.out.contains("ours: "), "of our own log nothing is counted: {}", run.out);
    assert!(site.path("site/public/pay/0002-card.html").exists());
}

#[test]
fn a_folder_with_a_site_file_is_that_site_with_the_logs_that_are_found() {
    let site = repository();
    site.write("shop/rationale.toml", "title = \"The shop\"\n[extra]\nx = 1\n");
    site.expect(&["build", "shop"], 0);
    assert_eq!(decisions(&site, "public")["site"]["title"], "The shop");
    assert_eq!(decisions(&site, "public")["records"].as_array().map(Vec::len), Some(4));
    let explained = site.expect(&["explain", "3", "--root", "shop/docs/adr"], 0);
    assert!(explained.out.contains("Use a broker"), "{}", explained.out);
    site.expect(&["due", "--root", "shop/docs/adr"], 0);
    for (filter, ids) in
        [(["--status", "unknown"], "0004\n"), (["--status", "superseded"], "0002\n"), (["--year", "2024"], "0001\n0002\n0003\n0004\n")]
    {
        let listed = site.expect(&["list", "--root", "shop/docs/adr", "--format", "ids", filter[0], filter[1]], 0);
        assert_eq!(listed.out, ids, "{filter:?}");
    }
}

#[test]
fn logs_are_found_by_the_names_of_files_and_called_as_their_repositories() {
    let site = Site::with(&[
        ("till/.git/HEAD", "ref: refs/heads/main\n"),
        ("till/docs/why/ADR0001.md", "# Take cash\n\nStatus: accepted\n"),
        ("till/docs/why/ADR0002.md", "# Take cards\n\nStatus: accepted\n"),
        ("shop/.git/HEAD", "ref: refs/heads/main\n"),
        ("shop/docs/entscheidungen/adr/0001-oven.md", "# Oven\n\nStatus: accepted\n"),
    ]);
    let run = site.expect(&["check", "till"], 0);
    assert!(line(&run, "docs/why").contains("2 records"), "{}", run.out);
    let run = site.expect(&["build", "till", "shop"], 0);
    assert!(line(&run, "till").contains("2 records") && line(&run, "shop").contains("1 record"), "{}", run.out);
}

#[test]
fn a_way_out_is_told_in_the_form_of_the_log() {
    let site = Site::with(&[
        ("adr/0001-a.md", "# A\n\nStatus: superseded\n\n## Why\n\nSee [b](gone.md), [c](0009-x.md) and [d](Cargo.toml).\n"),
        ("adr/0002-b.md", "---\nstatus: superseded\ndate: 2024-02-03\n---\n# B\n\nSee ![p](no.png).\n"),
        ("adr/0003-c.md", "# C\n\nStatus: accepted\n\n## Why\n\nSee [x](#gone).\n"),
    ]);
    let run = site.expect(&["check", "adr", "-v"], 0);
    for ours in ["[[", "superseded_by = ", "+++", "`deprecated`", "the portal reads"] {
        assert!(!run.err.contains(ours) && !run.out.contains(ours), "{ours}: {}{}", run.out, run.err);
    }
    let all = format!("{}{}", run.out, run.err);
    assert!(all.contains("`Superseded by [12. Title](0012-title.md)`") && all.contains("`superseded_by: 0012`"), "{all}");
}

#[test]
fn ties_are_read_however_they_are_written_and_loose_ones_are_told() {
    let site = Site::empty();
    let log = |name: &str, text: &str| site.write(&format!("team/adr/{name}"), text);
    log("0001-first.md", &nygard(1, "The first", "Superseded by [2](../adr/0002-second.html#decision)"));
    log("0002-second.md", &nygard(2, "The second", "Accepted\n\nSupersedes [1. The first](0001-first.md)"));
    log("0003-third.md", &madr("The third", "status: superseded by ADR-0004\ndate: 2024-05-05"));
    log("0004-fourth.md", &nygard(4, "The fourth", "Accepted"));
    log(
        "0005-fifth.md",
        &nygard(5, "The fifth", "Accepted\n\nAmends [2. The second](0002-second.md)\n\nClarifies [4. The fourth](./0004-fourth.md)"),
    );
    log("0006-sixth.md", &nygard(6, "The sixth", "Superseded by [9. Gone](0009-gone.md)"));
    let run = site.expect(&["build", "team"], 0);
    assert_eq!(
        line(&run, "adr").split_once(" · ").map(|(_, rest)| rest),
        Some("6 records (6 with a status, 6 dated) · 1 one-sided link · 1 loose link")
    );
    assert!(run.err.contains("warning[R0053]: `0004` does not say that it supersedes `0003`"), "{}", run.err);
    assert!(run.err.contains("warning[R0054]: `0009-gone.md` leads to no record of this log"), "{}", run.err);
    assert!(!run.err.contains("error"), "a log is never refused for its ties: {}", run.err);
    let all = decisions(&site, "public");
    let successors: Vec<_> = all["records"].as_array().expect("a list").iter().map(|record| record["superseded_by"].to_string()).collect();
    assert_eq!(successors, ["[\"0002\"]", "[]", "[\"0004\"]", "[]", "[]", "[]"]);
    let page = site.read("public/0005-fifth.html");
    assert!(page.contains("Amends") && page.contains("clarifies"), "labels are kept");
    assert!(site.read("public/0006-sixth.html").contains("9. Gone"), "what leads nowhere keeps its words");
    assert!(site.read("public/0001-first.html").contains("href=\"0002-second.html#decision\""), "links of other tools lead on");
}

#[test]
fn one_number_twice_and_names_that_clash_are_all_listed() {
    let site = Site::empty();
    for (name, number) in [
        ("0001-a.md", 1),
        ("0001-b.md", 1),
        ("0002-Same.md", 2),
        ("0003-same.md", 3),
        ("old/0003-same.md", 3),
        ("map.md", 4),
        ("a:b?.md", 5),
    ] {
        site.write(&format!("adr/{name}"), &nygard(number, name, "Accepted"));
    }
    site.write("adr/0006-c.md", &nygard(6, "C", "Accepted\n\nAmends ADR-0001"));
    site.write("adr/0007-latin.md", "");
    fs::write(site.path("adr/0007-latin.md"), b"# 7. Caf\xe9\n").expect("written");
    let run = site.expect(&["build", "adr"], 0);
    assert!(run.out.contains("9 files · 9 records") && run.out.contains("2 duplicate numbers"), "{}", run.out);
    assert!(run.err.contains("warning[R0055]: two records have the number `0001`"), "{}", run.err);
    let all = decisions(&site, "public");
    let mut urls: Vec<String> =
        all["records"].as_array().expect("a list").iter().map(|r| r["url"].as_str().expect("text").to_lowercase()).collect();
    for url in &urls {
        assert!(!url.contains([':', '?']), "{url}");
    }
    assert!(urls.contains(&"old-0003-same.html".to_owned()) && urls.contains(&"map-2.html".to_owned()), "{urls:?}");
    urls.sort();
    urls.dedup();
    assert_eq!(urls.len(), 9, "each has an address of its own");
}

#[test]
fn links_and_images_of_a_record_lead_into_the_portal_and_nothing_out_of_the_log_is_copied() {
    let site = Site::with(&[
        ("repo/.git/HEAD", ""),
        ("repo/secret.png", "secret"),
        (
            "repo/docs/adr/0001-a.md",
            "# 1. A\n\n## Status\n\nAccepted\n\n## Context\n\n![p](img/p.png) ![s](../../secret.png) [b](./0002-b.md#Next) [b2](0002-b.html) [b3](0009-b.md) [out](../../README.md) [two](../guide.md)\n",
        ),
        ("repo/docs/adr/0002-b.md", "# 2. B\n\n## Status\n\nAccepted\n\n## Next\n\nText.\n"),
        ("repo/docs/adr/img/p.png", "png"),
        ("repo/docs/adr/old.adoc", "= Old\n"),
        ("repo/docs/adr/older.rst", "Older\n=====\n"),
    ]);
    let run = site.expect(&["build", "repo", "-v"], 0);
    assert!(line(&run, "docs/adr").contains("4 files · 2 records") && line(&run, "docs/adr").contains("2 not read (old.adoc, older.rst)"));
    assert!(run.err.contains("info[R0056]: 3 links lead out of this log"), "{}", run.err);
    let page = site.read("public/0001-a.html");
    assert!(page.contains("href=\"0002-b.html#next\"") && page.matches("href=\"0002-b.html").count() >= 3, "{page}");
    assert_eq!(site.read("public/0001-a/img/p.png"), "png");
    assert!(!site.tree("public").values().any(|bytes| bytes == b"secret"));
    let checks = site.read("public/checks.html");
    assert!(checks.contains("old.adoc") && checks.contains("Without a date") && checks.contains("0001"), "all that is left out is named");
}

#[test]
fn the_records_of_a_log_are_listed_and_drawn_as_they_lie() {
    let site = Site::with(&[(".git/HEAD", "")]);
    site.write("adr/0001-a.md", &nygard(1, "One", "Superseded by [2. Two](0002-b.md)"));
    site.write("adr/0002-b.md", &nygard(2, "Two", "Accepted"));
    let listed = |args: &[&str]| site.expect(&[&["list", "adr"], args].concat(), 0).out;
    assert_eq!(listed(&["--format", "ids"]), "0001\n0002\n");
    assert_eq!(listed(&["--status", "accepted", "--format", "paths"]), "adr/0002-b.md\n");
    let graph = site.expect(&["graph", "adr", "--format", "dot"], 0).out;
    assert!(graph.contains("\"0002\" -> \"0001\""), "{graph}");
    assert!(site.expect(&["graph", "adr"], 0).out.starts_with("<svg"));
}

#[test]
fn a_log_is_searched_and_seen_over_time() {
    let site = repository();
    site.expect(&["build", "shop", "--quiet", "--out", "out"], 0);
    let index = site.read("out/search/index.js");
    let facets = index.lines().find_map(|line| line.strip_prefix("rationaleSearch(\"facets.")?.split_once(',')).expect("facets").1;
    let facets: serde_json::Value = serde_json::from_str(facets.trim_end_matches(");")).expect("JSON");
    let statuses: Vec<_> = facets[0].as_array().expect("groups").iter().filter_map(|group| group[0].as_str()).collect();
    assert_eq!(statuses, ["accepted", "superseded", "unknown"], "of all records, the most common first: {facets}");
    assert!(index.contains("Use a broker") && index.contains("0003-broker.html"), "a record can be found");
    let timeline = site.read("out/timeline.html");
    for (day, address) in
        [("2024-02-15", "0001-record-decisions.html"), ("2024-03-15", "0002-queue.html"), ("2024-04-15", "0003-broker.html")]
    {
        assert!(timeline.contains(&format!("datetime=\"{day}\"")) && timeline.contains(&format!("href=\"{address}\"")), "{address}");
    }
    assert!(timeline.contains("takes the place of <a href=\"0002-queue.html\">"), "{timeline}");
    let unsettled = timeline.split_once("0004-colour.html").expect("it is there").1;
    assert!(unsettled.split_once("</p>").expect("an entry").0.contains("Unknown"), "what nobody is known to have decided says so");
}

#[test]
fn a_log_is_read_alone_though_it_lies_in_a_site() {
    let site = Site::with(&[(".git/HEAD", ""), ("rationale.toml", "title = \"Around it\"\n"), ("content/index.md", "Around it.\n")]);
    site.write("records/0001-ours.md", "+++\ntitle = \"Ours\"\nstatus = \"accepted\"\ndate = 2026-01-01\n+++\n");
    site.write("docs/adr/0001-a.md", &nygard(1, "One", "Accepted"));
    site.expect(&["build", "docs/adr", "--out", "shown"], 0);
    let pages = site.tree("shown");
    assert!(pages.keys().any(|page| page == "0001-a.html") && !pages.keys().any(|page| page.contains("ours")), "{:?}", pages.keys());
    assert!(!site.read("shown/index.html").contains("Around it"), "only the log's own folder may hold a site file");
}
