//! Arguments of the commands that serve other tools: editors, shells, themes.

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
