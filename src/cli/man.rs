//! `man` and `completions`: the manual pages, and what shells want to know, made from the arguments themselves.

use clap_complete::Shell;
use clap_mangen::Man as Page;

use super::{Verdict, args::tools::Man, command, files::write_all, terminal::Terminal};
use crate::{base::edit_distance::nearest, io::failure::Failure};

/// Prints the completions for a shell.
pub(super) fn completions(shell: Shell, terminal: &mut Terminal) -> Verdict {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command(), "rationale", &mut script);
    terminal.result(&String::from_utf8_lossy(&script));
    Verdict::Clean
}

/// Prints one page, or writes all.
pub(super) fn run(args: &Man, terminal: &mut Terminal) -> Result<Verdict, Failure> {
    let pages = pages()?;
    if let Some(dir) = &args.out {
        write_all(dir, pages.into_iter().map(|(name, page)| (format!("{name}.1"), page)).collect(), terminal)?;
        return Ok(Verdict::Clean);
    }
    let wanted = args.command.as_ref().map_or_else(|| "rationale".to_owned(), |command| format!("rationale-{command}"));
    let Some((_, page)) = pages.iter().find(|(name, _)| *name == wanted) else {
        let asked = args.command.as_deref().unwrap_or_default();
        let failure = Failure::new("print", asked, "there is no command of this name");
        let names = pages.iter().filter_map(|(name, _)| name.strip_prefix("rationale-"));
        return Err(match nearest(asked, names) {
            Some(near) => failure.help(format!("did you mean `{near}`?")),
            None => failure.help("`rationale --help` lists all commands"),
        });
    };
    terminal.result(&String::from_utf8_lossy(page));
    Ok(Verdict::Clean)
}

/// Every page by name: the program, then its commands in their order.
fn pages() -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let mut program = command().disable_help_subcommand(true);
    program.build();
    let render = |name: &str, command: clap::Command| {
        let mut page = Vec::new();
        Page::new(command)
            .source(concat!("Rationale ", env!("CARGO_PKG_VERSION")))
            .manual("Rationale")
            .render(&mut page)
            .map_err(|error| Failure::new("write", name, crate::io::failure::reason(&error)))?;
        Ok((name.to_owned(), page))
    };
    let mut pages = vec![render("rationale", program.clone())?];
    for inner in program.get_subcommands() {
        let name = format!("rationale-{}", inner.get_name());
        pages.push(render(&name, inner.clone())?);
    }
    Ok(pages)
}
