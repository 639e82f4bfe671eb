//! Calendars, feeds and texts, read back by those who know their formats: libraries here, and Python's where it is at hand.

use std::{collections::BTreeSet, fs, process::Command};

use icalendar::{Calendar, CalendarComponent, Component, DatePerhapsTime, parser::unfold};

use crate::{
    program::{Site, record},
    tool::is_there,
};

const BASE: &str = "https://example.org/acme decisions/";
const LONG: &str = "Größe, Maß; und \\\"Übermaß\\\" – eine Entscheidung über lange Titel, die über jede Zeile hinausgehen 漢字漢字漢字漢字漢字漢字漢字漢字";

fn due(title: &str, owner: &str, rest: &str) -> String {
    format!(
        "+++\ntitle = \"{title}\"\nstatus = \"accepted\"\ndate = 2026-08-31\nowner = \"{owner}\"\ntags = [\"a,b\", \"c\"]\n{rest}\n+++\n\nText.\n"
    )
}

fn site(base: Option<&str>) -> Site {
    let base = base.map(|base| format!("base_url = \"{}\"\n", base.replace(' ', "%20"))).unwrap_or_default();
    let file = format!(
        "title = \"Acme & <Sons>\"\ndescription = \"How; we, decide\"\n{base}\n[[sources]]\npath = \"records\"\n\n[[sources]]\npath = \"pay\"\nscope = \"pay\"\n"
    );
    let held =
        "review = \"6 months\"\n[[reviews]]\non = 2026-10-01\nby = \"Dana & Co\"\noutcome = \"reaffirmed\"\nnote = \"Still < that.\"";
    Site::with(&[
        ("rationale.toml", &file),
        ("records/0001-long.md", &due(LONG, "Café & Co", "review = \"3 months\"\nsummary = \"Two\\nlines, and; marks\"")),
        ("records/0002-held.md", &due("Held", "Cafe Co", held)),
        ("records/0003-event.md", &due("On an event", "Ops", "[review]\non = 2026-01-15\nwhen = [\"The law changes\"]")),
        ("records/0004-plain.md", &record("Plain")),
        ("pay/0001-card.md", &due("Card vault", "Ops", "review = { on = 2026-12-01 }")),
    ])
}

/// What a program that knows the format reads in a calendar: UID, day, title, in order.
fn events(text: &str) -> Vec<(String, String, String)> {
    let calendar: Calendar = text.parse().unwrap_or_else(|error| panic!("{error}\n{text}"));
    let event = |component: &CalendarComponent| {
        let CalendarComponent::Event(event) = component else { return None };
        let Some(DatePerhapsTime::Date(day)) = event.get_start() else { panic!("a review is a whole day") };
        assert!(matches!(event.get_timestamp(), Some(stamp) if stamp.to_rfc3339().contains("T00:00:00")), "records know days");
        Some((event.get_uid()?.to_owned(), day.to_string(), event.get_summary()?.to_owned()))
    };
    calendar.components.iter().filter_map(event).collect()
}

#[test]
fn reviews_are_a_calendar() {
    let site = site(Some(BASE));
    site.expect(&["build"], 0);
    let text = site.read("public/reviews.ics");
    for line in text.split("\r\n") {
        assert!(line.len() <= 75 && !line.contains(['\n', '\r']), "{line:?}");
    }
    assert!(text.ends_with("END:VCALENDAR\r\n"));
    let title = format!("Review 0001 {}", LONG.replace("\\\"", "\""));
    let place = "example.org.acme%20decisions";
    let expected = [
        (format!("review-0003@{place}"), "2026-01-15".to_owned(), "Review 0003 On an event".to_owned()),
        (format!("review-0001@{place}"), "2026-11-30".into(), title),
        (format!("review-pay.0001@{place}"), "2026-12-01".into(), "Review pay/0001 Card vault".into()),
        (format!("review-0002@{place}"), "2027-04-01".into(), "Review 0002 Held".into()),
    ];
    let mut found = events(&text);
    for (_, _, title) in &mut found {
        *title = title.replace("\\,", ",").replace("\\;", ";");
    }
    assert_eq!(found, expected);
    let flat = unfold(&text);
    assert!(flat.contains("DTSTART;VALUE=DATE:20261130"), "{flat}");
    assert!(flat.contains("DTSTAMP:20261001T000000Z") && flat.contains("SEQUENCE:1"), "a review that was held moves the event");
    assert!(flat.contains("CATEGORIES:a\\,b,c"), "{flat}");
    assert!(flat.contains("DESCRIPTION:Two\\nlines\\, and\\; marks\\nOwner: Café & Co\\nEvery 3 months"), "{flat}");
    assert!(flat.contains("URL:https://example.org/acme%20decisions/0001-long.html"), "{flat}");
}

#[test]
fn each_owner_has_a_calendar_that_stays() {
    let site = site(None);
    site.expect(&["build"], 0);
    let of =
        |owner: &str| events(&site.read(&format!("public/reviews/{owner}.ics"))).into_iter().map(|(_, _, title)| title).collect::<Vec<_>>();
    // Two owners whose names are written alike in an address.
    assert_eq!(of("cafe-co"), ["Review 0002 Held"]);
    assert_eq!(of("cafe-co-2").len(), 1);
    assert_eq!(of("ops"), ["Review 0003 On an event", "Review pay/0001 Card vault"]);
    let text = site.read("public/reviews.ics");
    assert!(!text.contains("URL:"), "without an address nothing can be pointed to");
    assert!(text.contains("@acme-sons\r\n"), "{text}");
    let page = site.read("public/reviews.html");
    for link in ["reviews.ics", "reviews/cafe-co.ics", "reviews/cafe-co-2.ics", "reviews/ops.ics"] {
        assert!(page.contains(&format!("href=\"{link}\"")), "{link}");
    }
    assert!(!site.path("public/atom.xml").exists() && !site.path("public/reviews.xml").exists());
    assert!(!page.contains("application/atom+xml"));

    // The last decision of an owner is superseded: whoever subscribed sees an empty calendar, not an error.
    site.write("records/0002-held.md", &due("Held", "Cafe Co", "").replace("accepted", "rejected"));
    site.expect(&["build"], 0);
    assert_eq!(of("cafe-co"), Vec::<String>::new());
    assert!(site.read("public/reviews/cafe-co.ics").contains("BEGIN:VTIMEZONE"), "a calendar must hold something");
}

#[test]
fn names_and_days_of_events_outlive_edits() {
    let site = site(Some(BASE));
    site.expect(&["build"], 0);
    let uids = |site: &Site| events(&site.read("public/reviews.ics")).into_iter().map(|(uid, ..)| uid).collect::<BTreeSet<_>>();
    let before = (uids(&site), site.read("public/reviews.ics"));
    site.expect(&["build", "--today", "2027-01-20"], 0);
    assert_eq!(site.read("public/reviews.ics"), before.1, "another day changes nothing");
    fs::rename(site.path("records/0002-held.md"), site.path("records/0002-other.md")).expect("renamed");
    let text = site.read("records/0002-other.md").replace("title = \"Held\"", "title = \"Another title\"");
    site.write("records/0002-other.md", &text);
    site.expect(&["build"], 0);
    assert_eq!(uids(&site), before.0);
}

/// Structure that RFC 4287 asks for, over what XML itself does: the elements that must be there, once, in their form.
fn hold_to_atom(text: &str, own: &str) -> Vec<(String, String, String)> {
    const ATOM: &str = "http://www.w3.org/2005/Atom";
    let document = roxmltree::Document::parse(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    let feed = document.root_element();
    assert!(feed.has_tag_name((ATOM, "feed")));
    let all = |node: roxmltree::Node<'_, '_>, name: &str| {
        let named = node.children().filter(|child| child.has_tag_name((ATOM, name)));
        named.map(|child| child.text().unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    let one = |node: roxmltree::Node<'_, '_>, name: &str| {
        let found = all(node, name);
        assert_eq!(found.len(), 1, "{name}");
        assert!(!found[0].is_empty(), "{name}");
        found[0].clone()
    };
    let instant = |text: &str| assert!(text.len() == 20 && text.ends_with("T00:00:00Z"), "{text}");
    let link = |node: roxmltree::Node<'_, '_>, rel: &str| {
        let links: Vec<_> =
            node.children().filter(|child| child.has_tag_name((ATOM, "link")) && child.attribute("rel") == Some(rel)).collect();
        assert_eq!(links.len(), 1, "{rel}");
        links[0].attribute("href").expect("an address").to_owned()
    };
    assert_eq!(one(feed, "id"), own);
    assert_eq!(link(feed, "self"), own);
    one(feed, "title");
    let updated = one(feed, "updated");
    instant(&updated);
    assert_eq!(feed.children().filter(|child| child.has_tag_name((ATOM, "author"))).count(), 1, "answers for entries without one");
    let mut ids = BTreeSet::new();
    let mut entries = Vec::new();
    for entry in feed.children().filter(|child| child.has_tag_name((ATOM, "entry"))) {
        let (id, published, changed) = (one(entry, "id"), one(entry, "published"), one(entry, "updated"));
        instant(&published);
        instant(&changed);
        assert!(published <= changed && changed <= updated, "{published} {changed} {updated}");
        assert!(id.starts_with("https://") && ids.insert(id.clone()), "{id}");
        assert!(link(entry, "alternate").starts_with("https://example.org/acme%20decisions/"));
        one(entry, "summary");
        entries.push((id, one(entry, "title"), changed[..10].to_owned()));
    }
    let days: Vec<&String> = entries.iter().map(|(.., day)| day).collect();
    assert!(days.is_sorted_by(|a, b| a >= b), "the newest first: {days:?}");
    entries
}

#[test]
fn decisions_and_reviews_are_feeds() {
    let site = site(Some(BASE));
    site.expect(&["build"], 0);
    let base = BASE.replace(' ', "%20");
    let decisions = hold_to_atom(&site.read("public/atom.xml"), &format!("{base}atom.xml"));
    let ids: Vec<String> = decisions.iter().map(|(id, ..)| id[base.len()..].to_owned()).collect();
    assert_eq!(ids, ["#decision/0004", "#decision/pay/0001", "#decision/0003", "#decision/0002", "#decision/0001"]);
    let reviews = hold_to_atom(&site.read("public/reviews.xml"), &format!("{base}reviews.xml"));
    let told: Vec<(&str, &str)> = reviews.iter().map(|(_, title, day)| (title.as_str(), day.as_str())).collect();
    let long = format!("Review upcoming: 0001 {}", LONG.replace("\\\"", "\""));
    assert_eq!(
        told,
        [
            ("Review upcoming: pay/0001 Card vault", "2026-11-01"),
            (long.as_str(), "2026-10-31"),
            ("Reviewed, reaffirmed: 0002 Held", "2026-10-01"),
            ("Review overdue: 0003 On an event", "2026-01-30"),
        ]
    );
    let page = site.read("public/pay/0001-card.html");
    for address in ["../atom.xml", "../reviews.xml"] {
        assert!(
            page.contains("rel=\"alternate\" type=\"application/atom+xml\"") && page.contains(&format!("href=\"{address}\"")),
            "{address}"
        );
    }
    // One entry a due date: it says so anew when the state changes, under the same name.
    site.expect(&["build", "--today", "2026-12-02"], 0);
    let later = hold_to_atom(&site.read("public/reviews.xml"), &format!("{base}reviews.xml"));
    let card =
        |entries: &[(String, String, String)]| entries.iter().find(|(_, title, _)| title.contains("Card")).cloned().expect("an entry");
    assert_eq!(card(&later).0, card(&reviews).0);
    assert_eq!(card(&later).1, "Review due: pay/0001 Card vault");
    assert_eq!(card(&later).2, "2026-12-01");
}

#[test]
fn python_reads_the_same() {
    if !is_there("python3", &["-c", "import icalendar, feedparser"]) {
        return;
    }
    let site = site(Some(BASE));
    site.expect(&["build"], 0);
    let check = "\
import glob, icalendar, feedparser
events = 0
for path in glob.glob('public/**/*.ics', recursive=True):
    calendar = icalendar.Calendar.from_ical(open(path, 'rb').read())
    assert not calendar.errors, (path, calendar.errors)
    for event in calendar.walk('VEVENT'):
        assert not event.errors, (path, event.errors)
        events += 1
        print(event['UID'], event.decoded('DTSTART'), str(event['SUMMARY']), sep='|')
assert events == 8, events
for path in ['public/atom.xml', 'public/reviews.xml']:
    feed = feedparser.parse(path)
    assert not feed.bozo, (path, feed.bozo_exception)
    assert feed.version == 'atom10' and feed.entries, path
    for entry in feed.entries:
        assert entry.id and entry.title and entry.updated_parsed and entry.link.startswith('https://'), entry
";
    let run = Command::new("python3")
        .env("PYTHONUTF8", "1")
        .args(["-c", check])
        .current_dir(site.root())
        .output()
        .expect("it was there a moment ago");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let out = String::from_utf8_lossy(&run.stdout).into_owned();
    let title = format!("|2026-11-30|Review 0001 {}", LONG.replace("\\\"", "\""));
    assert!(out.contains(&title), "{title}\n{out}");
}

/// A record's text leads on as its page does, from where it lies.
#[test]
fn a_record_is_a_text_too() {
    let body = "\
# Use *it*

<!-- a note for writers -->
See [the *other*](0002-b.md#why \"A \\\"title\\\"\"), [it][ref], [[0002]], [[0002|that one]] and [[2#why]]. Not [a draft](0003-draft.md), not [[0003]].

![A picture](pic (1).png) [![Shown](<pic (1).png>)](0002-b.md) [out](https://example.org/x) <a href=\"0002-b.md\">raw</a>

```
[code](0002-b.md) <!-- stays -->
```

[ref]: 0002-b.md \"Another\"
";
    let body = body.replace("(pic (1).png)", "(<pic (1).png>)");
    let head = "+++\ntitle = \"Use *it*\"\nstatus = \"accepted\"\ndate = 2026-08-31\ndeciders = [\"Ada\", \"Bob\"]\nsummary = \"A [sentence]\"\nchosen = \"x\"\nsupersedes = [\"0002\"]\n[[options]]\nid = \"x\"\nname = \"Option X\"\n[[options]]\nid = \"y\"\nname = \"Y\"\n+++\n\n";
    let site = Site::with(&[
        ("rationale.toml", ""),
        ("records/0001-a.md", &format!("{head}{body}")),
        (
            "records/0002-b.md",
            "+++\ntitle = \"B\"\nstatus = \"superseded\"\ndate = 2026-01-01\nsuperseded_by = [\"1\"]\n+++\n\n## Why\n\nSo.\n",
        ),
        ("records/0003-draft.md", "+++\ntitle = \"D\"\nstatus = \"draft\"\ndate = 2026-01-01\n+++\nText.\n"),
        ("records/pic (1).png", "x"),
    ]);
    site.run(&["build"]);
    let text = site.read("public/0001-a.md");
    let (head, body) = text.split_once("**Decided: Option X.**\n").expect("the verdict is a sentence");
    assert_eq!(
        head,
        "# Use \\*it\\*\n\n> A \\[sentence\\]\n\n- Id: 0001\n- Status: Accepted\n- Date: 2026-08-31\n- Deciders: Ada, Bob\n- Owner: Ada\n\
         - Supersedes: [0002 B](0002-b.md)\n- Page: [0001-a.html](0001-a.html)\n\n"
    );
    for piece in [
        "[the *other*](0002-b.md#why \"A \\\"title\\\"\")",
        "[it](0002-b.md \"Another\")",
        "[0002 B](0002-b.md)",
        "[that one](0002-b.md)",
        "Not a draft, not 0003.",
        "pic%20%281%29.png)](0002-b.md)",
        "![A picture](",
        "[0002 B](0002-b.md#why)",
        "[out](https://example.org/x)",
        "<a href=\"0002-b.md\">raw</a>",
        "[code](0002-b.md) <!-- stays -->",
    ] {
        assert!(body.contains(piece), "{piece}\n{body}");
    }
    assert!(!body.contains("a note for writers") && !body.contains("# Use"), "{body}");
    assert!(site.path("public/0002-b.md").exists());
    let page = site.read("public/0001-a.html");
    assert!(page.contains("href=\"0001-a.md\" download>Text (Markdown)</a>"), "{page}");
}

#[test]
fn programs_that_read_for_people_find_their_way() {
    let site = site(None);
    site.write("content/how.md", "+++\ntitle = \"How we decide\"\nsummary = \"Together.\"\n+++\nText.\n");
    site.write("records/0005-no.md", &record("No").replace("accepted", "rejected"));
    site.expect(&["build"], 0);
    let text = site.read("public/llms.txt");
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some("# Acme & \\<Sons>"));
    assert_eq!((lines.next(), lines.next()), (Some(""), Some("> How; we, decide")));
    let sections: Vec<&str> = text.lines().filter(|line| line.starts_with('#')).collect();
    assert_eq!(sections[1..], ["## In force", "## Optional", "## Pages"]);
    assert!(text.contains("\n- [pay/0001 Card vault](pay/0001-card.md)\n"), "{text}");
    assert!(text.contains("\n- [0005 No](0005-no.md): Rejected.\n"), "{text}");
    assert!(text.contains("\n- [How we decide](how.html): Together.\n"), "{text}");
    for link in text.split("](").skip(1).map(|rest| rest.split(')').next().unwrap_or_default()) {
        assert!(site.path(&format!("public/{link}")).exists(), "{link}");
    }
    let site = self::site(Some(BASE));
    site.expect(&["build"], 0);
    assert!(site.read("public/llms.txt").contains("](https://example.org/acme%20decisions/0004-plain.md)"));
}
