//! Completions and manual pages: made from the arguments, and whole.

use std::process::{Command, Stdio};

use crate::{program::Site, tool};

/// Whoever passes the program on passes these notices on with it; a library in C that leaves takes its notice along.
#[test]
fn libraries_in_c_have_their_notice() {
    let told = Site::empty().expect(&["licenses"], 0).out;
    let locked = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.lock")).expect("the lock file");
    for (library, notice) in [("onig_sys", "K.Kosako"), ("libmimalloc-sys", "Microsoft Corporation, Daan Leijen")] {
        assert!(locked.contains(&format!("name = \"{library}\"")) && told.contains(notice), "{library}");
    }
    assert!(told.contains("Redistributions in binary form must reproduce") && told.contains("The grammars"), "{told}");
}

/// The names of all commands but the one for help.
fn commands() -> Vec<String> {
    rationale::cli::command().get_subcommands().map(|command| command.get_name().to_owned()).filter(|name| name != "help").collect()
}

#[test]
fn bash_completes_commands_options_and_words() {
    let site = Site::empty();
    let script = site.expect(&["completions", "bash"], 0).out;
    if !tool::is_there("bash", &["--version"]) {
        return;
    }
    let complete = |line: &str| {
        let ask = "source completions.bash; COMP_WORDS=($1 \"$2\"); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); \
            _rationale rationale \"$2\" \"${COMP_WORDS[COMP_CWORD - 1]}\"; echo \"${COMPREPLY[*]}\"";
        let (before, last) = line.rsplit_once(' ').expect("a line of words");
        let run =
            Command::new("bash").args(["--norc", "-c", ask, "bash", before, last]).current_dir(site.root()).stdin(Stdio::null()).output();
        let run = run.expect("it was there a moment ago");
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        String::from_utf8(run.stdout).expect("UTF-8").trim().to_owned()
    };
    site.write("completions.bash", &script);
    assert_eq!(complete("rationale che"), "check");
    assert_eq!(complete("rationale check --format "), "human json github sarif");
    assert_eq!(complete("rationale check --str"), "--strict");
    assert_eq!(complete("rationale completions f"), "fish");
    let all = complete("rationale ");
    for name in commands() {
        assert!(all.split(' ').any(|word| word == name), "{name}: {all}");
    }
}

#[test]
fn every_shell_gets_a_script() {
    let site = Site::empty();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = site.expect(&["completions", shell], 0).out;
        for word in ["explain", "fail-on"] {
            assert!(script.contains(word), "{shell}: {word}");
        }
        // Those for elvish and PowerShell know options, and no values of theirs.
        assert_eq!(script.contains("sarif"), !["elvish", "powershell"].contains(&shell), "{shell}");
    }
    site.expect(&["completions", "cmd"], 2);
}

#[test]
fn every_command_has_a_manual_page() {
    let site = Site::empty();
    site.expect(&["man", "--out", "man1"], 0);
    let pages = site.tree("man1");
    let mut program = rationale::cli::command();
    program.build();
    assert_eq!(pages.len(), commands().len() + 1);
    let whole = site.expect(&["man"], 0).out;
    assert_eq!(pages["rationale.1"], whole.as_bytes());
    for name in commands() {
        let page = site.expect(&["man", &name], 0).out;
        assert_eq!(pages[&format!("rationale-{name}.1")], page.as_bytes());
        assert!(page.contains(&format!("\n.TH rationale-{name} 1 ")), "{page}");
        let command = program.find_subcommand(&name).expect("a command");
        for option in command.get_arguments().filter_map(clap::Arg::get_long) {
            assert!(page.contains(&format!("\\-\\-{}", option.replace('-', "\\-"))), "{name}: --{option}\n{page}");
        }
        assert!(whole.contains(&format!("rationale\\-{name}(1)")), "{name} is named on the first page");
    }
    assert!(site.expect(&["man", "chek"], 2).err.contains("did you mean `check`?"));
}

#[test]
fn every_command_is_in_the_readme() {
    let readme = include_str!("../../README.md");
    for name in commands() {
        assert!(readme.contains(&format!("| `rationale {name}")), "{name} has no row");
    }
}
