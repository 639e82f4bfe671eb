//! The commands: one file each. They put the stages together and say what came of it; what there is to know, the stages know.

mod accept;
mod args;
mod build;
mod changed;
mod check;
mod due;
mod explain;
mod files;
mod forge;
mod governs;
mod graph;
mod import;
mod init;
mod licenses;
mod list;
mod man;
mod new;
mod records;
mod renumber;
mod review;
mod schema;
mod serve;
mod session;
mod supersede;
mod table;
mod terminal;
mod theme;

use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use self::{
    args::{Args, Command},
    terminal::Terminal,
};

/// How a command ended, where nothing kept it from its work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    /// All is well: exit 0.
    Clean,
    /// There is something to mend: exit 1.
    Faults,
}

/// The command line as data: for completions, manual pages, and to see whether a line of documentation is a command.
pub fn command() -> clap::Command {
    Args::command()
}

/// Runs the command that the arguments ask for. Exit 0: well; 1: something to mend in the site; 2: the command could not do its work.
pub fn run() -> ExitCode {
    let args = Args::parse();
    let mut terminal = Terminal::new(&args.speech);
    let ended = match &args.command {
        Command::Init(args) => init::run(args, &mut terminal),
        Command::New(args) => new::run(args, &mut terminal),
        Command::Build(args) => build::run(args, &mut terminal),
        Command::Serve(args) => serve::run(args, &mut terminal),
        Command::Check(args) => check::run(args, &mut terminal),
        Command::Due(args) => due::run(args, &mut terminal),
        Command::Explain(args) => explain::run(args, &mut terminal),
        Command::List(args) => list::run(args, &mut terminal),
        Command::Governs(args) => governs::run(args, &mut terminal),
        Command::Graph(args) => graph::run(args, &mut terminal),
        Command::Accept(args) => accept::run(args, &mut terminal),
        Command::Supersede(args) => supersede::run(args, &mut terminal),
        Command::Review(args) => review::run(args, &mut terminal),
        Command::Renumber(args) => renumber::run(args, &mut terminal),
        Command::Import(args) => import::run(args, &mut terminal),
        Command::Schema(args) => schema::run(args, &mut terminal),
        Command::Completions(args) => Ok(man::completions(args.shell, &mut terminal)),
        Command::Man(args) => man::run(args, &mut terminal),
        Command::Theme(args) => theme::run(args, &mut terminal),
        Command::Licenses => Ok(licenses::run(&mut terminal)),
    };
    let ended = ended.and_then(|verdict| terminal.finish().map(|()| verdict));
    match ended {
        Ok(Verdict::Clean) => ExitCode::SUCCESS,
        Ok(Verdict::Faults) => ExitCode::from(1),
        Err(failure) => {
            terminal.failure(&failure);
            ExitCode::from(2)
        }
    }
}
