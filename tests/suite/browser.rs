//! This repository's own portal, and some others, in Chromium: the scripts under `tests/browser/`, each a test. They need Chromium, node and what
//! `npm ci --prefix tests/browser` brings; where one is missing, the test says so.

use std::{env, path::Path, process::Command, sync::OnceLock};

use tempfile::TempDir;

use crate::tool;

mod extremes;
mod foreign;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const PROGRAM: &str = env!("CARGO_BIN_EXE_rationale");

/// The portal, built once for all scripts.
fn site() -> &'static Path {
    static SITE: OnceLock<TempDir> = OnceLock::new();
    SITE.get_or_init(|| {
        let folder = TempDir::new().expect("a temporary folder");
        let out = folder.path().join("site");
        let built = Command::new(PROGRAM)
            .args([
                "build",
                "--quiet",
                "--today",
                "2026-11-23",
                "--base-url",
                "https://decisions.example.org/log/",
                "--root",
                ROOT,
                "--out",
            ])
            .arg(out)
            .output()
            .expect("the program runs");
        assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
        folder
    })
    .path()
}

/// Runs a script with the portal and the program; its last words say what it found.
fn holds(script: &str) {
    hold(script, &site().join("site"));
}

/// Runs a script with a site of its own.
fn hold(script: &str, site: &Path) {
    let chromium = env::var("CHROMIUM").unwrap_or_else(|_| "/usr/bin/chromium".into());
    let packages = format!("{ROOT}/tests/browser/node_modules/playwright-core/package.json");
    let tools: [(&str, &[&str]); 3] =
        [(&chromium, &["--version"]), ("node", &["--version"]), ("node", &["-e", "fs.accessSync(process.argv[1])", &packages])];
    if !tools.iter().all(|(program, arguments)| tool::is_there(program, arguments)) {
        return;
    }
    let told = Command::new("node")
        .arg(format!("{ROOT}/tests/browser/{script}.mjs"))
        .arg(site)
        .arg(PROGRAM)
        .env("CHROMIUM", chromium)
        .output()
        .expect("node runs");
    assert!(told.status.success(), "{script}\n{}{}", String::from_utf8_lossy(&told.stdout), String::from_utf8_lossy(&told.stderr));
}

#[test]
fn pages_are_valid_and_shut_nobody_out() {
    holds("pages");
    hold("pages", &foreign::site().path("public"));
}

#[test]
fn records_are_filtered_sorted_and_found_by_keyboard() {
    holds("records");
}

#[test]
fn the_keyboard_alone_will_do() {
    holds("keyboard");
}

#[test]
fn search_is_worked_by_keyboard_from_a_disk_and_a_server() {
    holds("search");
}

#[test]
fn what_readers_try_is_what_the_program_computes() {
    holds("what-if");
}

#[test]
fn no_text_brings_a_script() {
    holds("hostile");
}

#[test]
fn pages_stay_within_their_budgets() {
    holds("budgets");
}

#[test]
fn charts_hold_what_they_are_given() {
    holds("charts");
    let extremes = extremes::site();
    hold("charts", &extremes.path("public"));
}

#[test]
fn any_host_will_do() {
    holds("hosts");
}
