//! Arguments of the commands that serve other tools: editors, shells, themes.

use std::path::PathBuf;

use clap::ValueEnum;
use clap_complete::Shell;

use super::Format;

/// Tell which templates a theme can replace, and what each sees
///
/// Without a name: all templates with the names of their fields. Field and type of everything a template sees come with its name;
/// --format json gives it as JSON Schema.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  rationale theme\n  rationale theme record.html\n  rationale theme site\n  rationale theme --format json > theme.json"
)]
pub(in crate::cli) struct Theme {
    /// A template, or site for what all of them see
    #[arg(value_name = "NAME")]
    pub name: Option<String>,
    /// How to print it
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: Format,
}

/// Print the schemas of the files of a site
///
/// JSON Schemas, draft 7, for editors and other programs, made from the very tables that the program reads by. Without a name and a
/// folder: which there are. As Markdown: the reference of all keys.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  rationale schema site\n  rationale schema --out schema\n  rationale schema record --format markdown")]
pub(in crate::cli) struct Schema {
    /// The kind of file: record, site, framework, prices, clouds or page
    #[arg(value_name = "NAME")]
    pub name: Option<String>,
    /// Write them into this folder, one file each
    #[arg(short, long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// How to print them
    #[arg(long, value_name = "FORMAT", default_value = "json")]
    pub format: SchemaFormat,
}

/// How a schema is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum SchemaFormat {
    /// JSON Schema, draft 7
    Json,
    /// Tables of keys, for people
    Markdown,
}

/// Print the completions for a shell
///
/// Bash: rationale completions bash > ~/.local/share/bash-completion/completions/rationale
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  rationale completions bash > ~/.local/share/bash-completion/completions/rationale\n  rationale completions zsh > \"${fpath[1]}/_rationale\"\n  rationale completions fish > ~/.config/fish/completions/rationale.fish"
)]
pub(in crate::cli) struct Completions {
    /// The shell
    #[arg(value_name = "SHELL")]
    pub shell: Shell,
}

/// Print the manual page of the program or of a command
///
/// With --out: all pages as files, ready for man.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  rationale man | man -l -\n  rationale man build | man -l -\n  rationale man --out ~/.local/share/man/man1"
)]
pub(in crate::cli) struct Man {
    /// The command; without it, the program
    #[arg(value_name = "COMMAND")]
    pub command: Option<String>,
    /// Write all pages into this folder
    #[arg(short, long, value_name = "DIR", conflicts_with = "command")]
    pub out: Option<PathBuf>,
}
