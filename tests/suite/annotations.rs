//! What a check tells to forges: workflow commands of GitHub, SARIF for code scanners; and `due` as an issue.

use serde_json::Value;

use crate::program::{Site, record};

/// A site below a repository, with an error, a warning and something for information, one in a file with a hard name.
fn repository() -> Site {
    let site = Site::empty();
    site.write(".git/HEAD", "ref: refs/heads/main\n");
    site.write("docs/log/rationale.toml", "title = \"T\"\nbase_url = \"https://example.org/log/\"\n[lints]\nMM14 = \"info\"\n");
    site.write("docs/log/records/0001-a.md", &record("A"));
    site.write("docs/log/records/0002-50%, b.md", "+++\ntitle = \"B\"\nstatus = \"accepted\"\ndate = 2026-11-01\nstauts = \"x\"\n+++\n");
    site.write("docs/log/records/0003-c.md", "+++\ntitle = \"C\"\nstatus = \"accepted\"\ndate = 2026-11-01\n+++\n# Another heading\n");
    site.write(
        "docs/log/records/0004-d.md",
        "+++\ntitle = \"D\"\nstatus = \"accepted\"\ndate = 2026-11-01\nsupersedes = [\"0001\"]\n[[options]]\nid = \"x\"\n[[options]]\nid = \"x\"\n+++\n",
    );
    site
}

/// A workflow command as the runner of GitHub takes it apart: command, properties, message.
fn taken_apart(line: &str) -> (String, Vec<(String, String)>, String) {
    let back = |text: &str| text.replace("%0A", "\n").replace("%0D", "\r").replace("%3A", ":").replace("%2C", ",").replace("%25", "%");
    let (head, message) = line.strip_prefix("::").and_then(|rest| rest.split_once("::")).unwrap_or_else(|| panic!("{line}"));
    let (command, properties) = head.split_once(' ').expect("properties");
    let pair = |text: &str| text.split_once('=').map(|(key, value)| (key.to_owned(), back(value))).expect("a pair");
    (command.to_owned(), properties.split(',').map(pair).collect(), back(message))
}

#[test]
fn github_gets_a_line_a_finding() {
    let site = repository();
    let run = site.expect(&["check", "--root", "docs/log", "--format", "github"], 1);
    let json: Value = serde_json::from_str(&site.expect(&["check", "--root", "docs/log", "--format", "json"], 1).out).expect("JSON");
    let told = json["diagnostics"].as_array().expect("a list");
    let lines: Vec<&str> = run.out.lines().filter(|line| line.starts_with("::")).collect();
    assert_eq!(lines.len(), told.len(), "{}", run.out);
    assert!(run.out.lines().last().is_some_and(|line| line.starts_with("Checked 4 records: ")), "{}", run.out);
    for (line, told) in lines.iter().zip(told) {
        let (command, properties, message) = taken_apart(line);
        assert_eq!(command, told["severity"].as_str().expect("a word").replace("info", "notice"));
        let property = |name: &str| properties.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
        assert_eq!(property("title"), told["code"].as_str());
        assert!(message.starts_with(told["message"].as_str().expect("a sentence")), "{message}");
        assert_eq!(property("file"), Some(format!("docs/log/{}", told["place"]["file"].as_str().expect("a path")).as_str()));
        assert_eq!(property("line"), Some(told["place"]["line"].to_string().as_str()));
        if told["place"]["line"] == told["place"]["end_line"] {
            assert_eq!(property("col"), Some(told["place"]["column"].to_string().as_str()));
        }
    }
    let hard = lines.iter().find(|line| line.contains("0002")).expect("the file with the hard name");
    let start = "::error file=docs/log/records/0002-50%25%2C b.md,line=5,col=1,endColumn=7,title=R0002::a record has no key `stauts`: unknown key%0Ahelp: did you";
    assert!(hard.starts_with(start), "{hard}");
}

#[test]
fn sarif_holds_what_its_standard_asks_for() {
    let site = repository();
    let printed = site.expect(&["check", "--root", "docs/log", "--format", "sarif"], 1);
    let log: Value = serde_json::from_str(&printed.out).expect("JSON and nothing else");
    assert_eq!((&log["version"], log["runs"].as_array().map(Vec::len)), (&"2.1.0".into(), Some(1)));
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
    assert_eq!(run["tool"]["driver"]["name"], "Rationale");
    for rule in rules {
        for key in ["shortDescription", "fullDescription", "help"] {
            assert!(rule[key]["text"].as_str().is_some_and(|text| !text.is_empty()), "{key} of {rule}");
        }
        assert!(["error", "warning", "note"].contains(&rule["defaultConfiguration"]["level"].as_str().expect("a level")));
    }
    let json: Value = serde_json::from_str(&site.expect(&["check", "--root", "docs/log", "--format", "json"], 1).out).expect("JSON");
    let (results, told) = (run["results"].as_array().expect("results"), json["diagnostics"].as_array().expect("a list"));
    assert_eq!(results.len(), told.len());
    assert!(results.iter().any(|result| !result["relatedLocations"].as_array().expect("a list").is_empty()), "the other side is told too");
    for (result, told) in results.iter().zip(told) {
        let index = usize::try_from(result["ruleIndex"].as_u64().expect("a number")).expect("small");
        assert_eq!((&result["ruleId"], &rules[index]["id"]), (&told["code"], &told["code"]));
        assert_eq!(result["level"].as_str().expect("a level").replace("note", "info"), told["severity"].as_str().expect("a word"));
        assert!(result["message"]["text"].as_str().is_some_and(|text| text.starts_with(told["message"].as_str().expect("a sentence"))));
        let place = &result["locations"][0]["physicalLocation"];
        let uri = place["artifactLocation"]["uri"].as_str().expect("an address");
        assert!(uri.starts_with("docs/log/records/") && !uri.contains(' ') && !uri.contains(','), "relative and encoded: {uri}");
        assert_eq!(place["artifactLocation"]["uriBaseId"], "%SRCROOT%");
        let region = ["startLine", "startColumn", "endLine", "endColumn"].map(|key| &place["region"][key]);
        assert_eq!(region, ["line", "column", "end_line", "end_column"].map(|key| &told["place"][key]));
    }
    assert!(printed.out.contains("docs/log/records/0002-50%25%2C%20b.md"), "{}", printed.out);
}

#[test]
fn a_site_outside_any_repository_is_told_from_where_one_stands() {
    let site = Site::with(&[("a/rationale.toml", "title = \"T\"\n"), ("a/records/0001-a.md", "no front matter\n")]);
    let run = site.expect(&["check", "--root", "a", "--format", "github"], 1);
    assert!(run.out.contains("file=a/records/0001-a.md,line=1"), "{}", run.out);
}

#[test]
fn what_is_due_is_an_issue() {
    let site = Site::with(&[
        ("rationale.toml", "title = \"T\"\nbase_url = \"https://example.org/log/\"\n"),
        (
            "content/prices.toml",
            "[[prices]]\nid = \"api\"\nname = \"Calls\"\nunit = \"call\"\nhistory = [{ from = 2026-01-01, price = 10 }, { from = 2026-10-01, price = 2 }]\n",
        ),
    ]);
    let reviewed = |title: &str, owner: &str, date: &str, review: &str| {
        format!("+++\ntitle = \"{title}\"\nstatus = \"accepted\"\ndate = {date}\n{owner}{review}\n+++\n")
    };
    site.write("records/0001-late.md", &reviewed("Late [x] *y*", "owner = \"@acme/data\"\n", "2026-01-15", "review = \"6 months\""));
    site.write(
        "records/0002-price.md",
        &reviewed(
            "Price",
            "",
            "2026-06-01",
            "[review]\nevery = \"1 year\"\nwhen = [\"A rule comes\"]\nwatch = [{ price = \"api\", change = \"20%\" }]",
        ),
    );
    site.write("records/0003-soon.md", &reviewed("Soon", "owner = \"@acme/data\"\n", "2026-06-10", "review = \"6 months\""));
    let issue = site.expect(&["due", "--format", "markdown"], 0).out;
    let expected = "\
On 2026-11-23, 3 decisions to look at again: 1 overdue, 1 due, 1 upcoming.

### @acme/data

- [ ] **overdue** [0001 Late \\[x\\] \\*y\\*](https://example.org/log/0001-late.html): 2026-07-15, 131 days ago
  - Reviews are 6 months apart; none was held since the decision of 15 January 2026.
- [ ] **upcoming** [0003 Soon](https://example.org/log/0003-soon.html): 2026-12-10, in 17 days
  - Reviews are 6 months apart; none was held since the decision of 10 June 2026.

### Without an owner

- [ ] **due** [0002 Price](https://example.org/log/0002-price.html): since 2026-10-01, when a watched price moved
  - Calls fell by 80%, from $10.00 to $2.00 per call: past its bound of 20% since 1 October 2026.
  - Reviews are 1 year apart; none was held since the decision of 1 June 2026.
  - Has it come to this? A rule comes

Log each review in its record, under `[[reviews]]`; then it leaves this list until the next one.
";
    assert_eq!(issue, expected);
    let json: Value = serde_json::from_str(&site.expect(&["due", "--format", "json"], 0).out).expect("JSON");
    let price = &json["reviews"][1];
    assert_eq!((&price["id"], &price["page"]), (&"0002".into(), &"https://example.org/log/0002-price.html".into()));
    assert_eq!(
        (&price["fired"][0]["price"], &price["when"][0], &price["every_months"]),
        (&"api".into(), &"A rule comes".into(), &12.into())
    );
    assert_eq!(price["why"].as_array().map(Vec::len), Some(3));
    // Without an address of the portal the file is named; one from the command line does as well.
    site.write("rationale.toml", "title = \"T\"\n");
    assert!(site.expect(&["due", "--format", "markdown"], 0).out.contains("- [ ] **due** 0002 Price (`records/0002-price.md`): "));
    let given = site.expect(&["due", "--format", "markdown", "--base-url", "https://a.example/b"], 0).out;
    assert!(given.contains("(https://a.example/b/0002-price.html)"), "{given}");
    assert_eq!(
        site.expect(&["due", "--format", "markdown", "--today", "2026-06-02"], 0).out,
        "Nothing is due. Next: 0001 on 2026-07-15, Late [x] *y*\n"
    );
}
