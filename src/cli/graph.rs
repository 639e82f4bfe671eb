//! `graph`: the ties between records as a picture, or for Graphviz.

use super::{
    Verdict,
    args::{Graph, GraphFormat},
    records::check_scope,
    session::{Session, open, request_of},
    terminal::Terminal,
};
use crate::{
    io::{failure::Failure, read::Request},
    present::{
        material::Material,
        ties_file::{dot, svg},
    },
};

/// Runs the command.
pub(super) fn run(args: &Graph, terminal: &mut Terminal) -> Result<Verdict, Failure> {
    let Session { built, .. } = open(&Request { drafts: true, ..request_of(&args.sources)? })?;
    let scope = args.scope.as_deref();
    if let Some(scope) = scope {
        check_scope("draw", scope, &built.site)?;
    }
    terminal.result(&match args.format {
        GraphFormat::Dot => dot(&built.site, scope),
        GraphFormat::Svg => svg(&Material::new(&built.site, &built.analysis, &built.sources), scope),
    });
    Ok(Verdict::Clean)
}
