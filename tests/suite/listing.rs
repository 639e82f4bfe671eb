//! Commands that look at many records: which ones, how they hang together, which of them govern a file, what a change touches.

use std::{
    io::Write as _,
    process::{Command, Stdio},
};

use serde_json::Value;

use crate::{
    program::{Site, record},
    tool,
};

fn site() -> Site {
    let with = |title: &str, more: &str| record(title).replacen("+++\n\n", &format!("{more}+++\n\n"), 1);
    Site::with(&[
        ("rationale.toml", "title = \"T & <U>\"\n[[sources]]\npath = \"records\"\n[[sources]]\npath = \"pay\"\nscope = \"pay\"\n"),
        (
            "records/0001-a.md",
            &with("Keep \\\"it\\\"", "owner = \"Team A\"\ntags = [\"ai\", \"x\"]\nreview = \"6 months\"\n")
                .replace("2026-11-01", "2025-03-01"),
        ),
        (
            "records/0002-b.md",
            &with("Böse \\\\ Zeichen <b> & mehr", "supersedes = [\"1\"]\nrelates_to = [\"pay/7\"]\n").replace("accepted", "proposed"),
        ),
        ("records/0003-c.md", &with("Alone", "affects = [\"src/**\", \"docs\"]\n").replace("accepted", "draft")),
        ("pay/7-d.md", &with("採用する", "affects = [\"src/pay/*.rs\"]\ndepends_on = [\"0001\"]\n")),
        ("pay/8-e.md", "+++\ntitle = \n+++\n"),
    ])
}

#[test]
fn lists_what_every_filter_lets_through() {
    let site = site();
    let ids = |args: &[&str]| {
        let run = site.expect(&[&["list", "--format", "ids"], args].concat(), 0);
        run.out.lines().map(str::to_owned).collect::<Vec<_>>().join(" ")
    };
    for (args, expected) in [
        (&[][..], "0001 0002 0003 pay/7 pay/8"),
        (&["--status", "accepted"], "0001 pay/7"),
        (&["--status", "draft,unreadable"], "0003 pay/8"),
        (&["--tag", "AI"], "0001"),
        (&["--owner", "team a"], "0001"),
        (&["--scope", "pay"], "pay/7 pay/8"),
        (&["--year", "2025"], "0001"),
        (&["--due"], "0001"),
        (&["--due", "--scope", "pay"], ""),
        (&["--text", "ZEICHEN mehr"], "0002"),
        (&["--text", "zeichen keep"], ""),
        (&["--year", "2026", "--status", "accepted"], "pay/7"),
    ] {
        assert_eq!(ids(args), expected, "{args:?}");
    }
    assert_eq!(site.expect(&["list", "--format", "paths", "--scope", "pay"], 0).out, "pay/7-d.md\npay/8-e.md\n");
    let table = site.expect(&["list", "--scope", "pay"], 0);
    assert_eq!(table.out, "pay/7  accepted    2026-11-01  採用する\npay/8  unreadable              7-d\n".replace("7-d", "8-e"));
    let json: Value = serde_json::from_str(&site.expect(&["list", "--format", "json", "--tag", "ai"], 0).out).expect("JSON");
    assert_eq!(json["records"][0]["review"]["state"], "overdue");
    assert_eq!((&json["version"], json["records"].as_array().map(Vec::len)), (&Value::from(1), Some(1)));
    let run = site.expect(&["list", "--tag", "nobody"], 0);
    assert!(run.out.is_empty() && run.err.contains("None of 5 records"), "{run:?}");
    let run = site.expect(&["list", "--scope", "pya"], 2);
    assert!(run.err.contains("did you mean `pay`?"), "{}", run.err);
    let coloured = site.expect(&["list", "--color", "always", "--tag", "ai"], 0).out;
    assert!(coloured.contains("\u{1b}[32maccepted\u{1b}[0m"), "{coloured:?}");
}

#[test]
fn the_graph_is_for_graphviz_and_for_eyes() {
    let site = site();
    let dot = site.expect(&["graph", "--format", "dot"], 0).out;
    for line in [
        "  \"0002\" [label = \"0002 · proposed\\nBöse \\\\ Zeichen <b> & mehr\", style = \"rounded,dashed\"];\n",
        "  \"0001\" [label = \"0001\\nKeep \\\"it\\\"\"];\n",
        "  \"0002\" -> \"0001\" [label = \"supersedes\"];\n",
        "  \"pay/7\" -> \"0001\" [label = \"depends on\"];\n",
        "[label = \"is related to\", dir = none];\n",
    ] {
        assert!(dot.contains(line), "{line}\n{dot}");
    }
    assert!(!dot.contains("Alone") && !dot.contains("pay/8"), "{dot}");
    let svg = site.expect(&["graph"], 0).out;
    assert!(svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\"") && svg.contains("T &amp; &lt;U&gt;"), "{svg}");
    assert!(svg.contains("採用する") && !svg.contains("<b>") && !svg.contains("href"), "{svg}");
    assert_eq!(svg.matches("class=\"head\"").count(), 2, "{svg}");
    site.write("rationale.toml", &format!("base_url = \"https://d.example/x/\"\n{}", site.read("rationale.toml")));
    let svg = site.expect(&["graph", "--scope", "pay"], 0).out;
    assert!(svg.contains("<a href=\"https://d.example/x/pay/7-d.html\""), "{svg}");
    assert_eq!(site.expect(&["graph"], 0).out, site.expect(&["graph"], 0).out);
}

#[test]
fn graphviz_reads_the_graph() {
    if !tool::is_there("dot", &["-V"]) {
        return;
    }
    let dot = site().expect(&["graph", "--format", "dot"], 0).out;
    let mut run =
        Command::new("dot").arg("-Tplain").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it runs");
    run.stdin.take().expect("piped").write_all(dot.as_bytes()).expect("written");
    let output = run.wait_with_output().expect("it ends");
    let (plain, told) = (String::from_utf8_lossy(&output.stdout).into_owned(), String::from_utf8_lossy(&output.stderr).into_owned());
    assert!(output.status.success() && told.is_empty(), "{told}");
    assert_eq!((plain.matches("\nnode ").count(), plain.matches("\nedge ").count()), (3, 3), "{plain}");
}

fn git(site: &Site, args: &[&str]) {
    let mut run = Command::new("git");
    run.args(["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"]).args(args);
    let output = run.current_dir(site.root()).output().expect("git runs");
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn files_and_the_decisions_that_govern_them() {
    let site = site();
    site.write("src/pay/card.rs", "");
    site.write("src/other.rs", "");
    let run = site.expect(&["governs", "src/pay/card.rs"], 0);
    assert_eq!(run.out, "pay/7  accepted  採用する  src/pay/*.rs\n0003   draft     Alone     src/**\n");
    let run = site.expect(&["governs", "src/other.rs", "docs/deep/new.md", "Makefile"], 0);
    let said =
        "src/other.rs\n  0003  draft  Alone  src/**\n\ndocs/deep/new.md\n  0003  draft  Alone  docs\n\nMakefile: no decision governs it\n";
    assert_eq!(run.out, said);
    let json: Value = serde_json::from_str(&site.expect(&["governs", "src", "--format", "json"], 0).out).expect("JSON");
    assert_eq!(json["files"][0]["decisions"][0]["id"], "pay/7", "what is in force comes first");
    assert_eq!(json["files"][0]["decisions"][1]["globs"][0], "src/**");

    // Globs are seen from the root of the repository, wherever the site lies in it, and paths from the working folder.
    let outer = Site::with(&[
        ("docs/rationale.toml", "title = \"T\"\n"),
        ("docs/records/0001-a.md", &record("A").replacen("+++\n\n", "affects = [\"src/[a-b].rs\"]\n+++\n\n", 1)),
    ]);
    git(&outer, &["init", "-q"]);
    assert!(outer.expect(&["governs", "--root", "docs", "src/a.rs"], 0).out.contains("0001"));
    assert!(outer.expect(&["governs", "--root", "docs", "docs/src/a.rs"], 0).out.contains("no decision governs it"));
    outer.write("docs/records/0002-b.md", &record("B").replacen("+++\n\n", "affects = [\"src/[a\", \"../x\"]\n+++\n\n", 1));
    let run = outer.expect(&["check", "--root", "docs"], 1);
    assert!(
        run.out.contains("error[R0060]: `src/[a` is no glob of files") && run.out.contains("leads out of the repository"),
        "{}",
        run.out
    );
}

#[test]
fn a_change_is_told_with_what_it_touches() {
    let site = site();
    site.write("pay/8-e.md", &record("E"));
    site.write("src/pay/card.rs", "");
    site.write("notes.txt", "");
    git(&site, &["init", "-q"]);
    git(&site, &["add", "."]);
    git(&site, &["commit", "-qm", "one"]);
    git(&site, &["checkout", "-qb", "topic"]);
    let run = site.expect(&["check", "--changed", "main"], 0);
    assert!(run.out.contains("Nothing differs from main."), "{}", run.out);

    site.write("src/pay/card.rs", "fn f() {}\n");
    site.write("notes.txt", "x\n");
    git(&site, &["commit", "-qam", "two"]);
    site.write("records/0004-f.md", &record("F").replace("Text", "[gone](gone.md) Text"));
    let run = site.expect(&["check", "--changed", "main"], 1);
    for said in [
        "3 files differ since main\n",
        "records/0004-f.md  added\n  holds 0004, accepted: F\n",
        "src/pay/card.rs  changed\n  governed by pay/7  accepted  採用する  src/pay/*.rs\n  governed by 0003   draft     Alone     src/**\n",
        "and 1 other file, which no decision governs\n",
        "error[R0021]",
        "1 record touched, 2 decisions governing: 1 error\n",
    ] {
        assert!(run.out.contains(said), "{said}\n{}", run.out);
    }
    // A review that has come due is told, and does not fail the check (ruling 3); what others left behind is only counted.
    site.write("records/0004-f.md", &record("F"));
    site.write("records/0001-a.md", &format!("{}\nMore.\n", site.read("records/0001-a.md")));
    let run = site.expect(&["check", "--changed", "main"], 0);
    assert!(run.out.contains("[AP05"), "{}", run.out);

    // Where a record went away, what named it is told too.
    git(&site, &["add", "."]);
    git(&site, &["rm", "-qf", "pay/7-d.md"]);
    let run = site.expect(&["check", "--changed", "main", "--format", "json"], 1);
    let json: Value = serde_json::from_str(&run.out).expect("JSON");
    let deleted = json["files"].as_array().and_then(|files| files.iter().find(|file| file["path"] == "pay/7-d.md")).expect("listed");
    assert_eq!((&deleted["change"], &deleted["record"]), (&Value::from("deleted"), &Value::Null));
    assert!(json["diagnostics"].as_array().is_some_and(|all| all.iter().any(|told| told["code"] == "R0019")), "{}", run.out);

    let run = site.expect(&["check", "--changed", "nowhere"], 2);
    assert!(run.err.contains("git knows no such commit or branch"), "{}", run.err);
    let run = self::site().expect(&["check", "--changed", "main"], 2);
    assert!(run.err.contains("the site lies in no git repository"), "{}", run.err);
}
