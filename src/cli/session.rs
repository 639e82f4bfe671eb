//! What most commands begin with: the site read and built, and its faults counted as the exit codes want them.

use super::{
    args::{Site, Sources},
    terminal::{Terminal, counted},
};
use crate::{
    base::diagnostic::{Code, Diagnostic, Severity},
    io::{
        clock,
        failure::Failure,
        read::{self, Request, World},
    },
    model::{
        check::{self, Cause},
        fault::PASSED_OVER,
    },
    pipeline::{self, Built, Memo},
};

/// A site as it is on disk, built.
pub(super) struct Session {
    /// What was read; its files live on in `built`.
    pub world: World,
    /// What came of it.
    pub built: Built,
}

/// What is asked for.
pub(super) fn request(site: &Site) -> Result<Request, Failure> {
    Ok(Request { root: site.root.clone(), logs: Vec::new(), today: clock::today(site.today)?, drafts: false, base_url: None })
}

/// The same, where logs may take the place of a site.
pub(super) fn request_of(sources: &Sources) -> Result<Request, Failure> {
    Ok(Request { logs: sources.paths.clone(), ..request(&sources.site)? })
}

/// Reads and builds.
pub(super) fn open(request: &Request) -> Result<Session, Failure> {
    let world = read::read(request)?;
    let built = build(&world, &mut Memo::cold());
    Ok(Session { world, built })
}

/// Builds what was read; what the reading passed over is told with the rest.
pub(super) fn build(world: &World, memo: &mut Memo) -> Built {
    let mut built = pipeline::build(&world.inputs, memo);
    built.diagnostics.extend(world.passed_over.iter().map(|sentence| Diagnostic::warning(PASSED_OVER, sentence.as_str())));
    built
}

/// Says which histories are not told, and how they could be: information that nobody would ask for.
pub(super) fn tell_left_out(world: &World, terminal: &Terminal) {
    for left_out in &world.inputs.history.left_out {
        let help = left_out.help.map(|help| format!(" ({help})")).unwrap_or_default();
        terminal.hint(&format!("{}{help}", capitalised(&left_out.why)));
    }
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// How many diagnostics there are of each severity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Tally {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Information.
    pub infos: usize,
    /// Errors and warnings that count for the exit code.
    counting: [usize; 2],
}

impl Tally {
    /// Counts.
    pub(super) fn of<'a>(diagnostics: impl IntoIterator<Item = &'a Diagnostic>) -> Self {
        let mut tally = Self::default();
        for diagnostic in diagnostics {
            let counts = usize::from(!comes_with_time(diagnostic.code));
            match diagnostic.severity {
                Severity::Error => {
                    tally.errors += 1;
                    tally.counting[0] += counts;
                }
                Severity::Warning => {
                    tally.warnings += 1;
                    tally.counting[1] += counts;
                }
                Severity::Info => tally.infos += 1,
            }
        }
        tally
    }

    /// Whether an error was told that a person can be asked to mend now.
    pub(super) fn has_errors(self) -> bool {
        self.counting[0] > 0
    }

    /// The same, warnings counted too.
    pub(super) fn has_warnings(self) -> bool {
        self.counting.iter().sum::<usize>() > 0
    }

    /// `1 error, 2 warnings`; nothing where there are none.
    pub(super) fn words(self) -> Option<String> {
        let counts = [(self.errors, "error"), (self.warnings, "warning")];
        let words: Vec<String> = counts.into_iter().filter(|(count, _)| *count > 0).map(|(count, noun)| counted(count, noun)).collect();
        (!words.is_empty()).then(|| words.join(", "))
    }
}

/// Whether a finding comes only because a day has passed or a price has moved: time never fails a build (ruling 3).
pub(super) fn comes_with_time(code: Code) -> bool {
    check::find(code.0).is_some_and(|check| check.cause == Cause::Time)
}

/// How many pages there are among the paths of a portal.
pub(super) fn pages<'a>(paths: impl IntoIterator<Item = &'a str>) -> usize {
    paths.into_iter().filter(|path| crate::io::path::has_ending(path, "html")).count()
}

#[cfg(test)]
mod tests {
    use super::{Code, Diagnostic, Tally};

    #[test]
    fn time_never_fails_a_build() {
        let overdue = Tally::of(&[Diagnostic::error(Code("AP05e"), "overdue"), Diagnostic::warning(Code("AP05d"), "due")]);
        assert!(!overdue.has_errors() && !overdue.has_warnings());
        assert_eq!(overdue.words().as_deref(), Some("1 error, 1 warning"));
        let unasked = Tally::of(&[Diagnostic::warning(Code("AP05b"), "too seldom")]);
        assert!(!unasked.has_errors() && unasked.has_warnings());
        assert!(Tally::of(&[Diagnostic::error(Code("R0001"), "syntax")]).has_errors());
        assert_eq!(Tally::of(&[]).words(), None);
    }
}
