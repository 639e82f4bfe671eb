//! What the handbook tells people to copy: every command of the program is one that it takes, scripts and YAML parse, nginx accepts its part.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use clap::error::ErrorKind;
use serde_json::Value;
use tempfile::TempDir;

use crate::tool;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// A fenced block, or all that stands between backticks in a line.
struct Piece {
    place: String,
    kind: String,
    text: String,
}

fn pages() -> Vec<PathBuf> {
    let handbook = fs::read_dir(Path::new(ROOT).join("content/handbook")).expect("the handbook");
    let mut pages: Vec<PathBuf> = handbook.map(|entry| entry.expect("an entry").path()).collect();
    pages.extend(["README.md", "CONTRIBUTING.md", "content/index.md"].map(|name| Path::new(ROOT).join(name)));
    pages.sort();
    pages
}

fn pieces() -> Vec<Piece> {
    let mut found = Vec::new();
    for path in pages() {
        let text = fs::read_to_string(&path).expect("a page");
        let mut open: Option<Piece> = None;
        for (at, line) in text.lines().enumerate() {
            let place = format!("{}:{}", path.strip_prefix(ROOT).expect("below the root").display(), at + 1);
            match &mut open {
                Some(_) if line == "```" => found.extend(open.take()),
                Some(piece) => piece.text.extend([line, "\n"]),
                None => {
                    if let Some(kind) = line.strip_prefix("```") {
                        open = Some(Piece { place, kind: kind.to_owned(), text: String::new() });
                    } else {
                        let code = line.split('`').skip(1).step_by(2);
                        found.extend(code.map(|text| Piece { place: place.clone(), kind: "inline".into(), text: text.into() }));
                    }
                }
            }
        }
    }
    found
}

fn of_kind(kind: &str) -> Vec<Piece> {
    pieces().into_iter().filter(|piece| piece.kind == kind).collect()
}

/// The words of a line as a shell cuts them, signs that end a command as words of their own. Not all of a shell: as much as recipes use.
fn words(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quote, mut begun) = (Vec::new(), String::new(), None, false);
    for letter in line.chars() {
        match (quote, letter) {
            (Some(open), _) if letter == open => quote = None,
            (None, '"' | '\'') => (quote, begun) = (Some(letter), true),
            (None, '#') if word.is_empty() && !begun => break,
            (None, ' ' | '\n' | '|' | '&' | ';' | '>' | '<' | '(' | ')') => {
                if begun || !word.is_empty() {
                    words.push(std::mem::take(&mut word));
                }
                begun = false;
                if letter != ' ' {
                    words.push(letter.to_string());
                }
            }
            _ => word.push(letter),
        }
    }
    if begun || !word.is_empty() {
        words.push(word);
    }
    words
}

/// A value that a variable may have, where one stands.
fn filled_in(word: &str) -> String {
    let mut text = word.to_owned();
    while let (Some(from), Some(to)) = (text.find("${{"), text.find("}}")) {
        text.replace_range(from..to + 2, if from == 0 { "https://example.org" } else { "x" });
    }
    if text.starts_with('$') { "https://example.org/".into() } else { text.split('$').next().unwrap_or_default().to_owned() }
}

/// The arguments of every run of the program in a text.
fn commands(text: &str) -> Vec<Vec<String>> {
    let joined = text.replace("\\\n", " ");
    let mut found = Vec::new();
    for line in joined.lines() {
        let line = line.replace("${{ ", "${{").replace(" }}", "}}");
        let words = words(line.trim().trim_start_matches("- "));
        for (at, word) in words.iter().enumerate() {
            let starts = match word.as_str() {
                "rationale" => at + 1,
                "--" if words[..at].windows(2).any(|pair| pair == ["cargo", "run"]) => at + 1,
                _ => continue,
            };
            let ends = |word: &&String| !["|", "&", ";", ">", "<", "(", ")"].contains(&word.as_str());
            let arguments: Vec<String> = words[starts..].iter().take_while(ends).map(|word| filled_in(word)).collect();
            // A path that ends so, an image of that name, or the question whether the program is there.
            let is_command =
                arguments.first().is_some_and(|first| first.starts_with(|letter: char| letter.is_ascii_lowercase() || letter == '-'));
            let is_name = at.checked_sub(1).is_some_and(|before| ["FROM", "--tag", "-v", "man"].contains(&words[before].as_str()));
            if is_command && !is_name {
                found.push(arguments);
            }
        }
    }
    found
}

fn refusal(arguments: &[String]) -> Option<String> {
    let asked = std::iter::once("rationale".to_owned()).chain(arguments.iter().cloned());
    let error = rationale::cli::command().try_get_matches_from(asked).err()?;
    let is_answer = [ErrorKind::DisplayHelp, ErrorKind::DisplayVersion].contains(&error.kind());
    (!is_answer).then(|| error.to_string())
}

#[test]
fn every_command_of_the_handbook_is_one_that_the_program_takes() {
    let (mut seen, mut wrong) = (0, Vec::new());
    for piece in pieces().iter().filter(|piece| ["sh", "yaml", "containerfile"].contains(&piece.kind.as_str())) {
        for arguments in commands(&piece.text) {
            seen += 1;
            wrong.extend(refusal(&arguments).map(|why| format!("{}: rationale {}\n{why}", piece.place, arguments.join(" "))));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(seen > 40, "{seen} commands were found");
    let known = rationale::cli::command();
    for piece in of_kind("inline") {
        let Some(name) = piece.text.strip_prefix("rationale ").and_then(|rest| rest.split(' ').next()) else { continue };
        let is_option = name.starts_with('-');
        assert!(is_option || known.get_subcommands().any(|inner| inner.get_name() == name), "{}: `{}`", piece.place, piece.text);
    }
}

#[test]
fn every_command_in_a_help_text_is_one_that_the_program_takes() {
    let mut program = rationale::cli::command();
    program.build();
    let mut seen = 0;
    for command in std::iter::once(&program).chain(program.get_subcommands()) {
        let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
        for arguments in commands(&help.replace("\"$(", "").replace(")\"", "")) {
            seen += 1;
            let refused = refusal(&arguments);
            assert!(refused.is_none(), "{}: rationale {}\n{}", command.get_name(), arguments.join(" "), refused.unwrap_or_default());
        }
    }
    assert!(seen > 15, "{seen} examples were found");
}

#[test]
fn a_wrong_command_would_be_found() {
    let text = "cd x && rationale build --frobnicate | cat\n- run: rationale due --fail-on soon > due.md # rationale no\nrationale man | man -l -\n";
    let found = commands(text);
    assert_eq!(found, [vec!["build", "--frobnicate"], vec!["due", "--fail-on", "soon"], vec!["man"]]);
    assert!(refusal(&found[0]).is_some() && refusal(&found[1]).is_some() && refusal(&found[2]).is_none());
    assert_eq!(
        commands("command -v rationale || cargo install\nFROM rationale AS build\npodman run -v \"$PWD:/site\" rationale check"),
        [["check"]]
    );
    let url = "rationale build --base-url \"${{ steps.pages.outputs.base_url }}/\" --out \"x-${{ a }}\"";
    assert_eq!(commands(url), [["build", "--base-url", "https://example.org/", "--out", "x-x"]]);
}

/// The scripts within a tree of YAML: under `run`, `script` and `before_script`.
fn scripts(tree: &Value, found: &mut Vec<String>) {
    match tree {
        Value::Object(map) => {
            for (key, value) in map {
                match value {
                    Value::String(text) if key == "run" => found.push(text.clone()),
                    Value::Array(lines) if key.ends_with("script") => {
                        found.push(lines.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("\n"));
                    }
                    other => scripts(other, found),
                }
            }
        }
        Value::Array(list) => list.iter().for_each(|value| scripts(value, found)),
        _ => {}
    }
}

/// The trees of all YAML of the handbook, as Python reads them; `None` where it is not there.
fn trees() -> Option<Vec<(String, Value)>> {
    if !tool::is_there("python3", &["-c", "import yaml"]) {
        return None;
    }
    let read = "import json, sys, yaml; json.dump(yaml.safe_load(sys.argv[1]), sys.stdout)";
    let tree = |piece: Piece| {
        let run = Command::new("python3").args(["-c", read, &piece.text]).output().expect("it was there a moment ago");
        assert!(run.status.success(), "{}: {}", piece.place, String::from_utf8_lossy(&run.stderr));
        (piece.place, serde_json::from_slice(&run.stdout).expect("JSON"))
    };
    Some(of_kind("yaml").into_iter().map(tree).collect())
}

fn assert_is_shell(place: &str, script: &str) {
    let script = script.replace("${{", "$").replace("}}", "");
    let run = Command::new("bash").args(["-n", "-c", &script]).stdin(Stdio::null()).output().expect("it was there a moment ago");
    assert!(run.status.success(), "{place}: {}\n{script}", String::from_utf8_lossy(&run.stderr));
}

#[test]
fn scripts_and_yaml_parse() {
    if !tool::is_there("bash", &["--version"]) {
        return;
    }
    for piece in of_kind("sh") {
        assert_is_shell(&piece.place, &piece.text);
    }
    let Some(trees) = trees() else { return };
    let mut found = Vec::new();
    for (place, tree) in &trees {
        let before = found.len();
        scripts(tree, &mut found);
        assert!(found.len() > before, "{place} runs something");
        found[before..].iter().for_each(|script| assert_is_shell(place, script));
    }
    let program = found.iter().flat_map(|script| commands(script)).count();
    assert!(program > 6, "the recipes run the program: {found:?}");
    let actions = trees.iter().find(|(_, tree)| tree["jobs"].is_object()).expect("a workflow");
    for (name, job) in actions.1["jobs"].as_object().expect("jobs") {
        assert!(job["runs-on"].is_string() && job["permissions"].is_object(), "{name}");
        let checkout = &job["steps"][0];
        assert_eq!((&checkout["uses"], &checkout["with"]["fetch-depth"]), (&"actions/checkout@v4".into(), &0.into()), "{name}");
        for step in job["steps"].as_array().expect("steps") {
            assert!(step["uses"].is_string() != step["run"].is_string(), "{name}: {step}");
        }
    }
}

#[test]
fn nginx_accepts_its_configuration() {
    let path = format!("{}:/usr/sbin", std::env::var("PATH").unwrap_or_default());
    let nginx = |arguments: &[&str]| Command::new("nginx").env("PATH", &path).args(arguments).output();
    let is_there = nginx(&["-v"]).is_ok() || tool::is_there("nginx", &["-v"]);
    if !is_there || !tool::is_there("openssl", &["version"]) {
        return;
    }
    let folder = TempDir::new().expect("a temporary folder");
    let room = folder.path().display().to_string();
    let made = Command::new("openssl")
        .args(["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=decisions.example.org"])
        .args(["-keyout", &format!("{room}/decisions.key"), "-out", &format!("{room}/decisions.pem")])
        .output()
        .expect("it was there a moment ago");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let blocks = of_kind("nginx");
    assert!(!blocks.is_empty());
    for block in blocks {
        assert!(block.text.contains("/etc/ssl/decisions.pem") && block.text.contains("add_header Content-Security-Policy"));
        let server = block.text.replace("/etc/ssl/", &format!("{room}/"));
        let places: String =
            ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(|name| format!("{name}_temp_path {room}/{name};")).concat();
        let conf = format!("pid {room}/pid; error_log stderr; events {{}} http {{ access_log off; {places} {server} }}");
        fs::write(folder.path().join("nginx.conf"), conf).expect("written");
        let run = nginx(&["-t", "-e", "stderr", "-c", &format!("{room}/nginx.conf")]).expect("it was there a moment ago");
        assert!(run.status.success(), "{}: {}", block.place, String::from_utf8_lossy(&run.stderr));
    }
}
