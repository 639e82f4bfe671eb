//! `licenses`: under which terms the program and what it carries may be used.

use super::{Verdict, terminal::Terminal};

const OWN: &str = "Rationale is licensed under MIT or Apache-2.0, as you choose.

The libraries in Rust that it is built from stand in its Cargo.lock, each under the licence of its authors; their sources and licences are
on crates.io, and `cargo tree --format \"{p} {l}\"` lists them. Two libraries in C are compiled in, whose authors ask that this be told:

";

/// Libraries in C, each with its licence as it came.
const IN_C: [(&str, &str); 2] =
    [("Oniguruma", include_str!("licenses/oniguruma.txt")), ("mimalloc", include_str!("licenses/mimalloc.txt"))];

const GRAMMARS: &str = "The grammars that tell the words of code apart are those below, each under the licence of its authors.

";

/// Runs the command.
pub(super) fn run(terminal: &mut Terminal) -> Verdict {
    terminal.result(OWN);
    for (name, text) in IN_C {
        terminal.result(&format!("## {name}\n\n{}\n\n", text.trim()));
    }
    terminal.result(GRAMMARS);
    terminal.result(&two_face::acknowledgement::listing().to_md());
    Verdict::Clean
}
