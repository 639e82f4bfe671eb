//! `theme`: tells which templates there are, and what each sees.

use super::{
    Verdict,
    args::{Format, tools::Theme},
    terminal::Terminal,
};
use crate::{
    base::edit_distance::nearest,
    io::failure::Failure,
    present::theme_guide::ThemeGuide,
    render::theme::{built_in_files, built_in_templates},
};

/// Runs the command. It needs no site: what a template sees is the same in all of them.
pub(super) fn run(args: &Theme, terminal: &mut Terminal) -> Result<Verdict, Failure> {
    let guide = ThemeGuide::new(&built_in_templates().collect::<Vec<_>>(), built_in_files());
    let text = match (&args.name, args.format) {
        (None, Format::Human) => guide.list(),
        (None, Format::Json) => guide.json(),
        (Some(name), Format::Human) => guide.one(name).ok_or_else(|| unknown(&guide, name))?,
        (Some(name), Format::Json) => guide.one_json(name).ok_or_else(|| unknown(&guide, name))?,
    };
    terminal.result(&text);
    Ok(Verdict::Clean)
}

fn unknown(guide: &ThemeGuide, name: &str) -> Failure {
    let failure = Failure::new("explain", name, "the built-in theme has no such template");
    match nearest(name, guide.names()) {
        Some(near) => failure.help(format!("did you mean `{near}`?")),
        None => failure.help("`rationale theme` lists all of them"),
    }
}
