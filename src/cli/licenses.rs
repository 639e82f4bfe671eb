//! `licenses`: under which terms the program and what it carries may be used.

use super::{Verdict, terminal::Terminal};

const OWN: &str = "Rationale is licensed under MIT or Apache-2.0, as you choose.

The grammars that tell the words of code apart are those below, each under the licence of its authors.

";

/// Runs the command.
pub(super) fn run(terminal: &mut Terminal) -> Verdict {
    terminal.result(OWN);
    terminal.result(&two_face::acknowledgement::listing().to_md());
    Verdict::Clean
}
