//! Links from pages to their sources: what each forge calls its editor and its history, and where there had better be no link.

use crate::program::{Site, record};

const RECORD: &str = "records/0001-a b#c.md";
const URL: &str = "https://example.org/acme/log";

/// The addresses that a page holds after `href="`, as written.
fn links(page: &str) -> Vec<String> {
    let place = page.split("Source: <code>").nth(1).expect("a page names its source").split("</p>").next().unwrap_or_default();
    place.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap_or_default().replace("&amp;", "&")).collect()
}

fn built(repository: &str, source: &str) -> Vec<String> {
    let path = format!("{source}/{}", RECORD.trim_start_matches("records/"));
    let sources = format!("\n[[sources]]\npath = \"{source}\"\n");
    let site = Site::with(&[("site/rationale.toml", &format!("[repository]\n{repository}{sources}"))]);
    site.write(&format!("site/{path}"), &record("A"));
    site.expect(&["build", "--root", "site"], 0);
    links(&site.read("site/public/0001-a b#c.html"))
}

#[test]
fn each_forge_has_its_own_addresses() {
    let path = "records/0001-a%20b%23c.md";
    for (written, edit, history) in [
        ("url = \"https://github.com/acme/log\"", "https://github.com/acme/log/edit/main/P", "https://github.com/acme/log/commits/main/P"),
        (
            "url = \"https://gitlab.example.org/group/sub/log.git\"\nbranch = \"release/1.0\"",
            "https://gitlab.example.org/group/sub/log/-/edit/release/1.0/P",
            "https://gitlab.example.org/group/sub/log/-/commits/release/1.0/P",
        ),
        (
            "url = \"https://bitbucket.org/acme/log/\"",
            "https://bitbucket.org/acme/log/src/main/P?mode=edit&at=main",
            "https://bitbucket.org/acme/log/history-node/main/P?at=main",
        ),
        (
            "url = \"https://codeberg.org/acme/log\"\nbranch = \"trunk\"",
            "https://codeberg.org/acme/log/_edit/trunk/P",
            "https://codeberg.org/acme/log/commits/branch/trunk/P",
        ),
        (
            "url = \"https://example.org/acme/log\"\nforge = \"forgejo\"\ndirectory = \"docs/decisions/\"",
            "https://example.org/acme/log/_edit/main/docs/decisions/P",
            "https://example.org/acme/log/commits/branch/main/docs/decisions/P",
        ),
        // What is written out counts before what follows from the repository.
        (
            "url = \"https://github.com/acme/log\"\nedit_url = \"https://dev.example.org/{path}/edit\"",
            "https://dev.example.org/P/edit",
            "https://github.com/acme/log/commits/main/P",
        ),
    ] {
        assert_eq!(built(written, "records"), [edit.replace('P', path), history.replace('P', path)], "{written}");
    }
}

#[test]
fn a_file_outside_the_repository_has_no_link() {
    let path = "adr/0001-a%20b%23c.md";
    let short = format!("url = \"{URL}\"\nforge = \"github\"");
    assert_eq!(built(&short, "../adr"), Vec::<String>::new());
    assert_eq!(built("edit_url = \"https://example.org/{path}\"", "../adr"), Vec::<String>::new());
    let inside = built(&format!("{short}\ndirectory = \"docs/site\""), "../adr");
    assert_eq!(inside, [format!("{URL}/edit/main/docs/{path}"), format!("{URL}/commits/main/docs/{path}")]);
}

#[test]
fn content_pages_have_the_same_links() {
    let site = Site::with(&[
        ("rationale.toml", "[repository]\nurl = \"https://github.com/acme/log\"\n"),
        ("records/0001-a.md", &record("A")),
        ("content/how/we decide.md", "# How we decide\n\nTogether.\n"),
    ]);
    site.expect(&["build"], 0);
    let page = site.read("public/how/we decide.html");
    for link in ["edit", "commits"] {
        let address = format!("href=\"https://github.com/acme/log/{link}/main/content/how/we%20decide.md\"");
        assert!(page.contains(&address), "{address}\n{page}");
    }
}

#[test]
fn a_repository_that_cannot_be_linked_to_is_told() {
    for (written, code, words) in [
        ("url = \"https://example.org/acme/log\"", "R0065", "does not say on what forge"),
        ("url = \"git@github.com:acme/log.git\"", "R0004", "is not the address of a repository"),
        ("url = \"https://github.com\"", "R0004", "is not the address of a repository"),
        ("url = \"https://github.com/acme/log\"\nforge = \"sourceforge\"", "R0004", "sourceforge"),
        ("url = \"https://github.com/acme/log\"\nbranch = \"a b\"", "R0004", "cannot be the name of a branch"),
        ("url = \"https://github.com/acme/log\"\ndirectory = \"../x\"", "R0004", "is not a folder of the repository"),
    ] {
        let site = Site::with(&[("rationale.toml", &format!("[repository]\n{written}\n")), ("records/0001-a.md", &record("A"))]);
        let run = site.expect(&["check"], 1);
        assert!(run.out.contains(code) && run.out.contains(words), "{written}\n{}", run.out);
    }
}
