//! The commands, run as people run them: what they print, what they write, and the exit code of every case.

use std::{fs, process::Stdio};

use crate::program::{Run, Site, TODAY, record};

/// A record with an error in it, and one with a warning.
const UNKNOWN_KEY: &str = "+++\ntitle = \"A\"\nstatsu = \"accepted\"\nstatus = \"accepted\"\ndate = 2026-11-01\n+++\n";
const OTHER_HEADING: &str = "+++\ntitle = \"A\"\nstatus = \"accepted\"\ndate = 2026-11-01\n+++\n\n# B\n";

fn good() -> Site {
    Site::with(&[("rationale.toml", "title = \"T\"\n"), ("records/0001-a.md", &record("A"))])
}

#[test]
fn a_new_site_builds_and_checks_clean() {
    let site = Site::empty();
    let run = site.expect(&["init", "x"], 0);
    assert!(run.out.contains("cd x") && run.out.contains("rationale serve --open"), "{}", run.out);
    let before = site.tree("x");
    for (args, said) in
        [(&["build", "--root", "x", "--strict"][..], "Built 1 record"), (&["check", "--root", "x", "--strict"], "nothing to mend")]
    {
        let run = site.expect(args, 0);
        assert!(run.out.contains(said) && run.err.is_empty(), "{run:?}");
    }
    // Neither does it go sour with time.
    site.expect(&["check", "--root", "x", "--strict", "--today", "2046-01-01"], 0);
    let page = site.read("x/public/0001-keep-our-decisions-as-text-in-the-repository.html");
    assert!(page.contains("Matrix recommends") || page.contains("matrix"), "the first record is scored");
    assert!(!page.contains("__rationale"), "published pages know nothing of the preview");
    for (path, bytes) in before {
        assert_eq!(fs::read(site.path("x").join(&path)).expect("still there"), bytes, "{path}");
    }
}

#[test]
fn init_overwrites_nothing() {
    let site = Site::with(&[(".gitignore", "mine\n"), ("records/0007-mine.md", &record("Mine")), ("content/index.md", "mine\n")]);
    let run = site.expect(&["init"], 0);
    assert!(run.out.contains("echo /public >> .gitignore"), "{}", run.out);
    assert_eq!(site.read(".gitignore"), "mine\n");
    assert_eq!(site.read("content/index.md"), "mine\n");
    assert_eq!(site.tree("records").keys().collect::<Vec<_>>(), ["0007-mine.md"]);
    site.expect(&["check", "--strict"], 0);

    let before = site.tree(".");
    let run = site.expect(&["init"], 2);
    assert!(run.err.contains("already") && run.out.is_empty(), "{run:?}");
    assert_eq!(site.tree("."), before);
}

#[test]
fn new_records_are_numbered_and_clean() {
    let site = good();
    site.write("records/0041-b/index.md", &record("B"));
    fs::create_dir_all(site.path("content/deep")).expect("made");
    let run = site.expect(&["new", "Größe & “more”:", "a \"title\" \\ of #1"], 0);
    assert_eq!(run.out, "records/0042-grosse-more-a-title-of-1.md\n");
    let text = site.read("records/0042-grosse-more-a-title-of-1.md");
    assert!(text.contains("date = 2026-11-23"), "{text}");
    site.expect(&["new", "With a framework", "--framework", "build-buy-fine-tune"], 0);
    let text = site.read("records/0043-with-a-framework.md");
    for expected in ["framework = \"build-buy-fine-tune\"", "id = \"fine-tune\"", "# ninety-percent = ", "# baseline = \"done\""] {
        assert!(text.contains(expected), "{expected}\n{text}");
    }
    let run = site.expect(&["check", "--strict"], 0);
    assert!(run.out.contains("Checked 4 records"), "{}", run.out);
    let explained = site.expect(&["explain", "42"], 0).out;
    assert!(explained.contains("Größe & “more”: a \"title\" \\ of #1"), "{explained}");
}

/// What a framework leaves commented is right as it stands: with the marks taken away it is still well-formed. What the checks say
/// of such a decision is another matter.
#[test]
fn a_template_can_be_filled_by_taking_marks_away() {
    let site = good();
    site.expect(&["new", "Filled", "--framework", "build-buy-fine-tune"], 0);
    let text = site.read("records/0002-filled.md");
    let keep = |line: &str| line.contains(" = ") || line.contains("[[");
    let filled: Vec<String> = text
        .lines()
        .map(|line| match line.strip_prefix("# ") {
            // Options have neither costs nor time yet, the tracks that measured criteria ask for.
            Some(code) if keep(code) && !code.starts_with('"') => code.replace('…', "x"),
            _ => line.to_owned(),
        })
        .collect();
    site.write("records/0002-filled.md", &filled.join("\n"));
    let run = site.run(&["check"]);
    assert!(!run.out.contains("error[R"), "{}\n{}", filled.join("\n"), run.out);
}

#[test]
fn new_tells_what_it_cannot_do() {
    let site = good();
    for (args, said) in [
        (&["new", "X", "--framework", "build-buy-finetune"][..], "did you mean `build-buy-fine-tune`?"),
        (&["new", "  "], "it says nothing"),
        (&["new"], "required"),
    ] {
        let run = site.expect(args, 2);
        assert!(run.err.contains(said), "{args:?}: {}", run.err);
    }
    assert_eq!(site.tree("records").len(), 1);
}

#[test]
fn faults_in_records_are_told_and_published() {
    let site = good();
    site.write("records/0002-b.md", UNKNOWN_KEY);
    let run = site.expect(&["build"], 1);
    assert!(run.err.contains("records/0002-b.md:3") && run.err.contains("`statsu`"), "{}", run.err);
    assert!(run.out.contains("Built 2 records") && run.out.contains("(1 error)"), "{}", run.out);
    assert!(site.path("public/0002-b.html").exists());
    let run = site.expect(&["check"], 1);
    assert!(run.out.contains("records/0002-b.md:3") && run.out.contains("Checked 2 records: 1 error"), "{}", run.out);
    for args in [&["due"][..], &["explain", "2"]] {
        site.expect(args, 0);
    }
}

#[test]
fn warnings_fail_only_where_that_is_asked_for() {
    let site = good();
    site.expect(&["build"], 0);
    let before = site.tree("public");
    site.write("records/0001-a.md", OTHER_HEADING);
    site.expect(&["check"], 0);
    site.expect(&["check", "--strict"], 1);
    let run = site.expect(&["build", "--strict"], 1);
    assert!(run.err.contains("Nothing was published: 1 warning") && run.out.is_empty(), "{run:?}");
    assert_eq!(site.tree("public"), before);
    let run = site.expect(&["build"], 0);
    assert!(run.err.contains("warning") && run.out.contains("(1 warning)"), "{run:?}");
    assert_ne!(site.tree("public"), before);
}

#[test]
fn what_blocks_a_build_leaves_the_old_site() {
    let cases: &[(&str, &[(&str, &str)])] = &[
        ("the site file", &[("rationale.toml", "titel = \"T\"\n")]),
        ("syntax of the site file", &[("rationale.toml", "title = \n")]),
        ("one address for two", &[("content/0001-a.md", "# Page\n")]),
        ("a template", &[("themes/default/templates/record.html", "{% if %}")]),
        ("a template that fails late", &[("themes/default/templates/record.html", "{{ page.nothing.at.all }}")]),
    ];
    for (what, files) in cases {
        let site = good();
        site.expect(&["build"], 0);
        let before = site.tree("public");
        for (path, text) in *files {
            site.write(path, text);
        }
        let run = site.expect(&["build"], 1);
        assert!(run.err.contains("error[") && run.err.contains("Nothing was published"), "{what}: {run:?}");
        assert!(run.out.is_empty(), "{what}: {}", run.out);
        assert_eq!(site.tree("public"), before, "{what}");
        let run = site.expect(&["check"], 1);
        assert!(run.out.contains("error["), "{what}: {run:?}");
    }
}

#[test]
fn what_the_world_refuses_is_exit_2() {
    let check = |site: &Site, args: &[&str], said: &str| {
        let Run { out, err, .. } = site.expect(args, 2);
        assert!(err.starts_with("error: ") && err.contains(said) && out.is_empty(), "{args:?}: {out}{err}");
    };
    let site = good();
    site.write("theirs/thesis.txt", "years of work");
    check(&site, &["build", "--out", "theirs"], "the folder is not empty");
    check(&site, &["build", "--out", "."], "the site itself lies there");
    check(&site, &["build", "--out", ".."], "the site itself lies there");
    check(&site, &["build", "--out", "records"], "`records` lies there");
    check(&site, &["build", "--out", "rationale.toml"], "it is a file");
    check(&site, &["explain", "99"], "no record has this id");
    check(&site, &["build", "--root", "nowhere"], "cannot read site `nowhere`");
    check(&site, &["build", "--root", "theirs"], "neither `rationale.toml` nor `records/`");
    assert_eq!(site.read("theirs/thesis.txt"), "years of work");
    site.expect(&["build", "--out", "theirs", "--force"], 0);
    assert_eq!(site.read("theirs/thesis.txt"), "years of work");
    site.expect(&["build", "--out", "theirs"], 0);

    check(&Site::empty(), &["check"], "cannot find `rationale.toml`");
    check(&Site::with(&[("rationale.toml", "[[sources]]\npath = \"gone\"\n")]), &["check"], "cannot read `gone`");
    check(&Site::with(&[("rationale.toml", "theme = \"gone\"\n")]), &["check"], "cannot read `themes/gone`");
    for args in
        [&["frobnicate"][..], &["build", "--frobnicate"], &["check", "--today", "tomorrow"], &["due", "--within", "soon"], &["explain"]]
    {
        let run = site.expect(args, 2);
        assert!(run.err.contains("--help"), "{args:?}: {}", run.err);
    }
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_read_is_exit_2() {
    use std::os::unix::fs::PermissionsExt;
    let site = good();
    let path = site.path("records/0001-a.md");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).expect("set");
    if fs::read(&path).is_ok() {
        return; // The superuser reads everything.
    }
    let run = site.expect(&["build"], 2);
    assert!(run.err.contains("cannot read `records/0001-a.md`: permission denied"), "{}", run.err);
}

#[test]
fn sites_are_found_from_below_and_need_no_site_file() {
    let site = good();
    fs::create_dir_all(site.path("content/deep")).expect("made");
    let mut command = site.command(&["check"]);
    let output = command.current_dir(site.path("content/deep")).output().expect("the program runs");
    assert!(String::from_utf8_lossy(&output.stdout).contains("Checked 1 record"), "{output:?}");
    let bare = Site::with(&[("records/0001-a.md", &record("A"))]);
    assert!(bare.expect(&["build"], 0).out.contains("→ public"));
    let empty = Site::with(&[("rationale.toml", "")]);
    assert!(empty.expect(&["build"], 0).out.contains("Built 0 records"));
}

#[test]
fn the_same_inputs_give_the_same_bytes() {
    let site = Site::empty();
    site.expect(&["init"], 0);
    for number in 2..40 {
        site.write(&format!("records/{number:04}-r{number}.md"), &record(&format!("Record {number}")));
    }
    for (threads, out) in [("1", "one"), ("8", "many")] {
        let output = site.command(&["build", "--out", out]).env("RAYON_NUM_THREADS", threads).output().expect("the program runs");
        assert!(output.status.success(), "{output:?}");
    }
    assert_eq!(site.tree("one"), site.tree("many"));
    site.expect(&["build", "--out", "one"], 0);
    assert_eq!(site.tree("one"), site.tree("many"), "a second build over the first");
}

/// A log with one record overdue, one due, one upcoming, one far off, one that is not in force.
fn reviews() -> Site {
    let record = |title: &str, status: &str, date: &str| {
        format!("+++\ntitle = \"{title}\"\nstatus = \"{status}\"\ndate = {date}\nowner = \"O\"\nreview = \"6 months\"\n+++\n")
    };
    let site = Site::with(&[("rationale.toml", "title = \"T\"\n")]);
    for (number, (title, status, date)) in [
        ("Late", "accepted", "2026-01-15"),
        ("Now", "accepted", "2026-05-20"),
        ("Soon", "accepted", "2026-06-10"),
        ("Later", "accepted", "2026-10-01"),
        ("Void", "rejected", "2025-01-01"),
    ]
    .into_iter()
    .enumerate()
    {
        site.write(&format!("records/000{}-x.md", number + 1), &record(title, status, date));
    }
    site
}

#[test]
fn due_lists_what_is_due() {
    let site = reviews();
    let run = site.expect(&["due"], 0);
    let lines: Vec<&str> = run.out.lines().collect();
    assert_eq!(
        lines,
        [
            "state     date                      id    title  owner",
            "overdue   2026-07-15  131 days ago  0001  Late   O",
            "due       2026-11-20  3 days ago    0002  Now    O",
            "upcoming  2026-12-10  in 17 days    0003  Soon   O",
        ]
    );
    assert_eq!(site.expect(&["due", "--within", "5 months"], 0).out.lines().count(), 5);
    assert_eq!(site.expect(&["due", "--within", "1 day"], 0).out.lines().count(), 3);
    let markdown = site.expect(&["due", "--format", "markdown"], 0).out;
    assert!(markdown.contains("### O\n\n- [ ] **overdue** 0001 Late (`records/0001-x.md`): 2026-07-15, 131 days ago\n"), "{markdown}");
    let json: serde_json::Value = serde_json::from_str(&site.expect(&["due", "--format", "json"], 0).out).expect("JSON");
    assert_eq!(
        (&json["as_of"], &json["reviews"][0]["state"], &json["reviews"][0]["days_to_due"]),
        (&TODAY.into(), &"overdue".into(), &(-131).into())
    );
    let early = site.expect(&["due", "--today", "2026-02-01"], 0).out;
    assert!(early.starts_with("Nothing is due. Next: 0001 on 2026-07-15"), "{early}");
}

#[test]
fn due_fails_where_that_is_asked_for() {
    let site = reviews();
    for (today, fail_on, code) in [
        ("2026-11-23", "overdue", 1),
        ("2026-11-23", "due", 1),
        ("2026-07-15", "overdue", 0),
        ("2026-07-15", "due", 1),
        ("2026-07-14", "due", 0),
    ] {
        site.expect(&["due", "--today", today, "--fail-on", fail_on], code);
        site.expect(&["due", "--today", today], 0);
        // Time never fails a check.
        site.expect(&["check", "--today", today, "--strict"], 0);
    }
}

#[test]
fn explain_finds_records_by_id_and_path() {
    let site = good();
    site.write("rationale.toml", "[[sources]]\npath = \"records\"\n[[sources]]\npath = \"pay\"\nscope = \"pay\"\n");
    site.write("pay/0001-p.md", &record("P"));
    site.write("pay/0002-q.md", &record("Q"));
    for (id, title) in [
        ("0001", "A"),
        ("1", "A"),
        ("records/0001-a.md", "A"),
        ("./records/../records/0001-a.md", "A"),
        ("pay/1", "P"),
        ("2", "Q"),
        ("PAY/0002", "Q"),
        ("pay/0002-q.md", "Q"),
    ] {
        let out = site.expect(&["explain", id], 0).out;
        assert!(out.lines().next().is_some_and(|line| line.ends_with(&format!("  {title}"))), "{id}: {out}");
    }
    let json: serde_json::Value = serde_json::from_str(&site.expect(&["explain", "pay/1", "--format", "json"], 0).out).expect("JSON");
    assert_eq!((&json["version"], &json["as_of"], &json["record"]["title"]), (&1.into(), &TODAY.into(), &"P".into()));
    site.write("pay/0003-r.md", &record("R"));
    site.write("more/0003-s.md", &record("S"));
    site.write("rationale.toml", "[[sources]]\npath = \"pay\"\nscope = \"pay\"\n[[sources]]\npath = \"more\"\nscope = \"more\"\n");
    let run = site.expect(&["explain", "3"], 2);
    assert!(run.err.contains("`pay/0003`, `more/0003`") || run.err.contains("`more/0003`, `pay/0003`"), "{}", run.err);
}

#[test]
fn check_speaks_json() {
    let site = good();
    site.write("records/0002-b.md", UNKNOWN_KEY);
    let json: serde_json::Value = serde_json::from_str(&site.expect(&["check", "--format", "json"], 1).out).expect("JSON");
    let told = &json["diagnostics"][0];
    assert_eq!((&json["errors"], &told["severity"], &told["place"]["file"]), (&1.into(), &"error".into(), &"records/0002-b.md".into()));
    assert_eq!((&told["place"]["line"], &told["place"]["column"]), (&3.into(), &1.into()));
}

#[test]
fn how_much_is_said_and_in_which_colours() {
    let site = good();
    site.write("records/0002-b.md", OTHER_HEADING);
    let run = site.expect(&["-q", "build"], 0);
    assert!(run.out.is_empty() && run.err.is_empty(), "{run:?}");
    let run = site.expect(&["build", "-v"], 0);
    assert!(run.err.contains("published in"), "{run:?}");
    assert!(!site.expect(&["check"], 0).out.contains('\x1b'));
    assert!(site.expect(&["check", "--color", "always"], 0).out.contains("\x1b["));
    assert!(!site.expect(&["check", "--colour", "never"], 0).out.contains('\x1b'));
    assert!(site.expect(&["build", "--root", "gone", "--color", "always"], 2).err.starts_with("\x1b["));
}

#[test]
fn the_day_comes_from_the_flag_then_the_environment() {
    let site = good();
    let built_for = |run: Run| -> String {
        let json: serde_json::Value = serde_json::from_str(&run.out).expect("JSON");
        json["as_of"].as_str().expect("a day").to_owned()
    };
    assert_eq!(built_for(site.run(&["check", "--format", "json", "--today", "2030-02-03"])), "2030-02-03");
    assert_eq!(built_for(site.run(&["check", "--format", "json"])), TODAY);
    let output = site.command(&["check"]).env("SOURCE_DATE_EPOCH", "yesterday").output().expect("the program runs");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("SOURCE_DATE_EPOCH"), "{output:?}");
}

#[test]
fn drafts_are_shown_where_that_is_asked_for() {
    let site = good();
    site.write("records/0002-b.md", &record("B").replace("accepted", "draft"));
    site.expect(&["build"], 0);
    assert!(!site.path("public/0002-b.html").exists());
    site.expect(&["build", "--drafts"], 0);
    assert!(site.path("public/0002-b.html").exists());
}

#[test]
fn the_base_url_can_be_given() {
    let site = good();
    site.expect(&["build"], 0);
    assert!(!site.path("public/sitemap.xml").exists());
    site.expect(&["build", "--base-url", "https://example.org/sub"], 0);
    assert!(site.read("public/sitemap.xml").contains("https://example.org/sub/0001-a.html"));
    for bad in ["example.org", "ftp://example.org/", "https://"] {
        site.expect(&["build", "--base-url", bad], 2);
    }
}

#[test]
fn what_is_read_and_what_is_passed_over() {
    let site = good();
    site.write("records/0002-bom.md", &format!("\u{feff}{}", record("Marked")));
    site.write("records/.0003-hidden.md", &record("Hidden"));
    site.write("records/0004-old.md~", "leftover");
    site.write("records/deep/er/0005-deep.md", &record("Deep"));
    site.expect(&["build", "--out", "records/portal"], 0);
    let run = site.expect(&["build", "--out", "elsewhere", "--strict"], 0);
    assert!(run.out.contains("Built 3 records"), "a portal among the records is not read: {}", run.out);
    for path in site.tree("elsewhere").keys() {
        assert!(!path.contains('~') && !path.contains("hidden") && !path.starts_with("portal/"), "{path}");
    }
}

#[cfg(unix)]
#[test]
fn links_are_followed_inside_and_not_outside() {
    use std::os::unix::fs::symlink;
    let site = good();
    site.write("outside/0009-secret.md", &record("Secret"));
    site.write("records/real/0002-b.md", &record("B"));
    symlink("..", site.path("records/real/loop")).expect("linked");
    symlink("../../outside", site.path("records/real/out")).expect("linked");
    symlink("../outside/0009-secret.md", site.path("records/0009-secret.md")).expect("linked");
    symlink("nowhere.md", site.path("records/0008-dangling.md")).expect("linked");
    let run = site.expect(&["build"], 0);
    assert!(run.out.contains("Built 2 records"), "{run:?}");
    assert_eq!(run.err.matches("leads out of `records`").count(), 2, "{}", run.err);
    assert!(!site.tree("public").keys().any(|path| path.contains("secret")), "{run:?}");
    let whole = Site::with(&[("log/0001-a.md", &record("A"))]);
    symlink("log", whole.path("records")).expect("linked");
    assert!(whole.expect(&["build", "--strict"], 0).out.contains("Built 1 record"), "a folder of records may itself be a link");
}

#[test]
fn a_reader_that_leaves_is_no_fault() {
    let site = reviews();
    let mut child =
        site.command(&["check", "--format", "json"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program runs");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("the program ends");
    assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
}

#[test]
fn help_tells_what_a_newcomer_needs() {
    let site = Site::empty();
    let help = site.expect(&["--help"], 0).out;
    for command in ["init", "new", "build", "serve", "check", "due", "explain"] {
        assert!(help.contains(&format!("  {command}")), "{help}");
        let of_it = site.expect(&[command, "--help"], 0).out;
        assert!(of_it.contains("Example") && of_it.contains(&format!("rationale {command}")), "{of_it}");
    }
    assert!(site.expect(&["--version"], 0).out.starts_with("rationale "));
}

#[test]
fn check_explains_what_a_code_stands_for() {
    let site = good();
    site.write("rationale.toml", "title = \"Decisions\"\n\n[lints]\nAP06 = \"info\"\n\n[thresholds]\nninety_percent = 0.85\n");
    let told = site.expect(&["check", "--explain", "ap06"], 0).out;
    for expected in
        ["AP06  The 90 % rule", "`ninety_percent` = 0.85 for records without a framework: rationale.toml", "info, as rationale.toml has it"]
    {
        assert!(told.contains(expected), "{expected}\n{told}");
    }
    assert!(site.expect(&["check", "--explain", "R0012"], 0).out.contains("cannot be set"));
    let family = site.expect(&["check", "--explain", "AP05", "--format", "json"], 0).out;
    let family: serde_json::Value = serde_json::from_str(&family).expect("JSON");
    assert_eq!(family.as_array().map(Vec::len), Some(8), "a beginning stands for all");
    assert!(site.expect(&["check", "--explain", "AP6"], 2).err.contains("did you mean `AP06`?"));
}

/// Findings are told like faults, and count by their level; those that come with time count for nothing.
#[test]
fn findings_fail_a_check_by_their_level() {
    let costed = |lints: &str, review: &str| {
        format!(
            "+++\ntitle = \"Rent\"\nstatus = \"accepted\"\ndate = 2026-01-01\nchosen = \"a\"\n{lints}{review}options = [{{ id = \"a\", costs = [] }}]\n+++\n"
        )
    };
    let site = good();
    for (lints, review, plain, strict) in [
        ("", "", 1, 1),
        ("lints = { AP05a = \"warn\" }\n", "", 0, 1),
        ("lints = { AP05 = \"info\" }\n", "", 0, 0),
        ("", "review = \"1 month\"\n", 0, 0),
    ] {
        site.write("records/0002-rent.md", &costed(lints, review));
        site.expect(&["check"], plain);
        site.expect(&["check", "--strict"], strict);
        site.expect(&["build"], plain);
    }
    let json: serde_json::Value = serde_json::from_str(&site.expect(&["check", "--format", "json"], 0).out).expect("JSON");
    assert_eq!((&json["errors"], &json["diagnostics"][0]["code"]), (&1.into(), &"AP05e".into()), "told all the same");
    assert!(site.read("public/0002-rent.html").contains("A review was due on"));
    assert!(site.read("public/checks.html").contains("AP05e"));
}

/// What is still being written is checked as what is up for decision.
#[test]
fn drafts_are_checked_and_not_shown() {
    let site = good();
    site.write(
        "records/0002-draft.md",
        "+++\ntitle = \"Rent\"\nstatus = \"draft\"\ndate = 2026-01-01\nchosen = \"a\"\noptions = [{ id = \"a\", role = \"buy\", costs = [] }]\n+++\n",
    );
    assert!(site.expect(&["check"], 1).out.contains("error[AP03a]"));
    site.expect(&["build"], 0);
}
