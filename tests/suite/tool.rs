//! Programs that some tests need and that are not there everywhere: such a test says that it did not run, and where all tools are required
//! (`RATIONALE_REQUIRE=all`) it fails instead.

use std::process::{Command, Stdio};

/// Whether a program answers to these arguments; tells, or fails, where it does not.
#[expect(clippy::print_stderr, reason = "whoever runs the tests should know what they left out")]
pub(crate) fn is_there(program: &str, arguments: &[&str]) -> bool {
    let answer = Command::new(program).args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).stdin(Stdio::null()).status();
    let there = answer.is_ok_and(|status| status.success());
    if !there {
        let required = std::env::var("RATIONALE_REQUIRE").is_ok_and(|what| what == "all");
        assert!(!required, "`{program} {}` does not work, and RATIONALE_REQUIRE=all asks for it", arguments.join(" "));
        eprintln!("not tested: `{program} {}` does not work here", arguments.join(" "));
    }
    there
}
