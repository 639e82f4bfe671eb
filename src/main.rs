//! The program.

fn main() -> std::process::ExitCode {
    rationale::cli::run()
}
