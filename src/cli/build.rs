//! `build`: writes the portal.

use std::time::Instant;

use super::{
    Verdict,
    args::Build,
    session::{Tally, build, request_of, tell_left_out},
    terminal::{Terminal, counted, span},
};
use crate::{
    base::report::sort,
    io::{
        failure::Failure,
        path::shown,
        publish::{Claim, Method, Unpublished, publish},
        read::{Request, read},
    },
    pipeline::{Memo, Rendering},
    present::coverage::lines,
};

/// Runs the command.
pub(super) fn run(args: &Build, terminal: &mut Terminal) -> Result<Verdict, Failure> {
    let started = Instant::now();
    let request = Request { drafts: args.drafts, base_url: args.base_url.clone(), ..request_of(&args.sources)? };
    let world = read(&request)?;
    let target = world.output(args.out.as_deref())?;
    terminal.detail(&format!("read {} in {}", counted(world.inputs.files.len(), "file"), span(started.elapsed())));
    let building = Instant::now();
    let mut built = build(&world, &mut Memo::cold());
    terminal.detail(&format!("built {} in {}", counted(built.site.records.len(), "record"), span(building.elapsed())));

    tell_left_out(&world, terminal);
    let tally = Tally::of(&built.diagnostics);
    if built.blocked || (args.strict && tally.has_warnings()) {
        terminal.diagnostics(&built.diagnostics, &built.sources);
        return Ok(unpublished(terminal, tally));
    }
    let publishing = Instant::now();
    let claim = if args.force { Claim::Force } else { Claim::Ours };
    let published =
        Rendering::new(&built).map_err(Unpublished::Faults).and_then(|rendering| publish(&rendering, &target, claim, Method::Swap));
    let published = match published {
        Ok(published) => published,
        Err(Unpublished::Failure(failure)) => return Err(failure),
        Err(Unpublished::Faults(faults)) => {
            built.diagnostics.extend(faults);
            sort(&mut built.diagnostics, &built.sources);
            terminal.diagnostics(&built.diagnostics, &built.sources);
            return Ok(unpublished(terminal, Tally::of(&built.diagnostics)));
        }
    };
    terminal.diagnostics(&built.diagnostics, &built.sources);
    let how = match published.method {
        Method::Swap => "swapped in",
        Method::InPlace => "brought up to date file by file",
    };
    terminal.detail(&format!(
        "rendered and published in {}, {how}: {} as they were, {} removed, {} of others",
        span(publishing.elapsed()),
        counted(published.unchanged, "file"),
        published.removed,
        published.foreign
    ));
    for line in lines(&built.site, &built.sources) {
        terminal.done(&format!("{line}\n"));
    }
    let faults = tally.words().map(|words| format!(" ({words})")).unwrap_or_default();
    terminal.done(&format!(
        "Built {}, {} in {} → {}{faults}\n",
        counted(built.site.records.len(), "record"),
        counted(published.pages, "page"),
        span(started.elapsed()),
        shown(&target)
    ));
    Ok(if tally.has_errors() { Verdict::Faults } else { Verdict::Clean })
}

fn unpublished(terminal: &Terminal, tally: Tally) -> Verdict {
    terminal.remark(&format!("Nothing was published: {}", tally.words().unwrap_or_else(|| "the site cannot be built".to_owned())));
    Verdict::Faults
}
