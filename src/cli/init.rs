//! `init`: starts a site.

use std::{fs, io::ErrorKind, path::Path};

use super::{Verdict, args::Init, terminal::Terminal};
use crate::{
    edit::site::{FIRST_RECORD, starter},
    io::{clock, failure::Failure, path::shown, read::SITE_FILE, shipped::SHIPPED},
};

/// Runs the command.
pub(super) fn run(args: &Init, terminal: &mut Terminal) -> Result<Verdict, Failure> {
    let today = clock::today(args.today)?;
    let dir = args.dir.as_path();
    if dir.join(SITE_FILE).exists() {
        return Err(Failure::new("start a site in", shown(dir), format!("it has a `{SITE_FILE}` already"))
            .help("`rationale serve` shows it, `rationale new TITLE` adds a record"));
    }
    let has_records = holds_text(&dir.join("records"));
    // Prices and services age with the program; a framework is what people make their own.
    let shipped = SHIPPED.iter().filter(|file| file.inner.starts_with("frameworks/"));
    let shipped: Vec<(&str, &str)> = shipped.map(|file| (file.inner, file.text)).collect();
    let mut kept_ignore = false;
    for file in starter(today, &shipped) {
        if file.path == FIRST_RECORD && has_records {
            continue;
        }
        let is_new = write_new(&dir.join(&file.path), &file.text)?;
        kept_ignore |= file.path == ".gitignore" && !is_new;
        terminal.done(&format!("{} {}\n", if is_new { "wrote" } else { "kept " }, shown(&dir.join(&file.path))));
    }
    let mut steps = vec!["\nNext:".to_owned()];
    if shown(dir) != "." {
        steps.push(format!("  cd {}", shown(dir)));
    }
    if kept_ignore {
        steps.push("  echo /public >> .gitignore        the result is never committed".to_owned());
    }
    steps.push("  rationale serve --open            see it, and change records/ while you look".to_owned());
    steps.push("  rationale new \"Your decision\"     write the next record\n".to_owned());
    terminal.done(&steps.join("\n"));
    Ok(Verdict::Clean)
}

/// Writes a file that is not there yet. `false`: it is, and stays.
pub(super) fn write_new(path: &Path, text: &str) -> Result<bool, Failure> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| Failure::io("make", folder, &error))?;
    }
    match fs::File::create_new(path).and_then(|mut file| std::io::Write::write_all(&mut file, text.as_bytes())) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(Failure::io("write", path, &error)),
    }
}

/// Whether a folder holds anything that is not hidden: a log that is there already.
fn holds_text(folder: &Path) -> bool {
    fs::read_dir(folder)
        .is_ok_and(|mut entries| entries.any(|entry| entry.is_ok_and(|entry| !entry.file_name().to_string_lossy().starts_with('.'))))
}
