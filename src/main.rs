//! The program: everything is in the library, but for the allocator.

/// A portal is made of many small pieces, made and dropped on every core: with the system's allocator a third of a build is spent on them.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    rationale::cli::run()
}
