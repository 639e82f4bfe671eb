//! The one place that speaks. Results go to standard output, everything about them to standard error; a reader that has gone away
//! is no fault.

use std::{
    io::{self, ErrorKind, IsTerminal, Write},
    time::Duration,
};

use super::args::{Speech, When};
use crate::{
    base::{
        diagnostic::{Diagnostic, Severity},
        report::{Colour, human},
        source::Sources,
    },
    io::failure::Failure,
};

/// Errors that are drawn beside a result, at most.
const ERRORS_DRAWN: usize = 200;
/// Warnings and information likewise: of a large log the checks may have thousands to tell.
const OTHERS_DRAWN: usize = 50;
/// Diagnostics that are drawn before the first of them is written.
const DRAWN_AT_ONCE: usize = 1_000;

/// Where a command speaks.
#[derive(Debug)]
pub(super) struct Terminal {
    loudness: Loudness,
    out: Colour,
    err: Colour,
    fault: Option<Failure>,
}

/// How much is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Loudness {
    /// Errors, and what was asked for.
    Quiet,
    /// Warnings too, and what was done.
    Normal,
    /// Everything.
    Verbose,
}

impl Terminal {
    /// A terminal as `speech` asks for, on the program's own streams.
    pub(super) fn new(speech: &Speech) -> Self {
        let loudness = match (speech.quiet, speech.verbose) {
            (true, _) => Loudness::Quiet,
            (false, false) => Loudness::Normal,
            (false, true) => Loudness::Verbose,
        };
        let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let is_dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        let colour = |is_terminal: bool| match speech.color {
            When::Always => Colour::Always,
            When::Auto if is_terminal && !is_set("NO_COLOR") && !is_dumb => Colour::Always,
            When::Auto | When::Never => Colour::Never,
        };
        Self { loudness, out: colour(io::stdout().is_terminal()), err: colour(io::stderr().is_terminal()), fault: None }
    }

    /// Prints a result, which ends with a line of its own.
    pub(super) fn result(&mut self, text: &str) {
        let mut out = io::stdout().lock();
        let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
        match written {
            Err(error) if error.kind() != ErrorKind::BrokenPipe => {
                self.fault.get_or_insert_with(|| Failure::new("write to", "standard output", crate::io::failure::reason(&error)));
            }
            _ => {}
        }
    }

    /// How many columns results have; `None`: as many as they need, since nobody looks at them in a terminal.
    pub(super) fn width() -> Option<usize> {
        if !io::stdout().is_terminal() {
            return None;
        }
        terminal_size::terminal_size().map(|(width, _)| usize::from(width.0))
    }

    /// What comes before and after words of a tone in a result: `good`, `warn`, `bad` or `mute`.
    pub(super) fn tone(&self, tone: &str) -> (&'static str, &'static str) {
        let begin = match (self.out, tone) {
            (Colour::Never, _) => return ("", ""),
            (Colour::Always, "good") => "\x1b[32m",
            (Colour::Always, "warn") => "\x1b[33m",
            (Colour::Always, "bad") => "\x1b[31m",
            (Colour::Always, _) => "\x1b[2m",
        };
        (begin, "\x1b[0m")
    }

    /// The same of words that stand back.
    pub(super) fn soft(&self) -> (&'static str, &'static str) {
        self.tone("mute")
    }

    /// Prints what was done, unless that is not wanted.
    pub(super) fn done(&mut self, text: &str) {
        if self.loudness >= Loudness::Normal {
            self.result(text);
        }
    }

    /// Prints a remark, unless that is not wanted.
    pub(super) fn remark(&self, text: &str) {
        if self.loudness >= Loudness::Normal {
            aside(&format!("{text}\n"));
        }
    }

    /// Prints a remark where the diagnostics do not tell the same: where everything is wanted, they do.
    pub(super) fn hint(&self, text: &str) {
        if self.loudness == Loudness::Normal {
            aside(&format!("{text}\n"));
        }
    }

    /// Prints details, where they are wanted.
    pub(super) fn detail(&self, text: &str) {
        if self.loudness >= Loudness::Verbose {
            aside(&format!("{text}\n"));
        }
    }

    /// Prints what stands in the way.
    pub(super) fn failure(&self, failure: &Failure) {
        let word = match self.err {
            Colour::Always => "\x1b[1;91merror\x1b[0m",
            Colour::Never => "error",
        };
        let help = failure.help.as_ref().map(|help| format!("  = help: {help}\n")).unwrap_or_default();
        aside(&format!("{word}: {failure}\n{help}"));
    }

    /// Prints diagnostics beside a result: errors always, warnings normally, information where everything is wanted.
    pub(super) fn diagnostics(&self, diagnostics: &[Diagnostic], sources: &Sources) {
        let least = match self.loudness {
            Loudness::Quiet => Severity::Error,
            Loudness::Normal => Severity::Warning,
            Loudness::Verbose => Severity::Info,
        };
        let mut left = [ERRORS_DRAWN, OTHERS_DRAWN];
        let mut hidden = 0;
        let mut told: Vec<Diagnostic> = Vec::new();
        for diagnostic in diagnostics.iter().filter(|diagnostic| diagnostic.severity <= least) {
            let left = &mut left[usize::from(diagnostic.severity != Severity::Error)];
            if *left == 0 {
                hidden += 1;
            } else {
                *left -= 1;
                told.push(diagnostic.clone());
            }
        }
        if !told.is_empty() {
            aside(&format!("{}\n", human(&told, sources, self.err)));
        }
        if hidden > 0 {
            aside(&format!("… and {hidden} more: `rationale check` tells all of them\n\n"));
        }
    }

    /// Prints diagnostics as the result.
    pub(super) fn report(&mut self, diagnostics: &[Diagnostic], sources: &Sources) {
        // A large log has a hundred thousand things to tell: drawn all at once they would fill the memory.
        for some in diagnostics.chunks(DRAWN_AT_ONCE) {
            self.result(&format!("{}\n", human(some, sources, self.out)));
        }
    }

    /// Ends the speech.
    ///
    /// # Errors
    /// A result could not be written.
    pub(super) fn finish(&mut self) -> Result<(), Failure> {
        self.fault.take().map_or(Ok(()), Err)
    }
}

/// Writes to standard error. Nobody is left to tell if that fails.
fn aside(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// `12 ms`, `1.3 s`.
pub(super) fn span(time: Duration) -> String {
    if time < Duration::from_secs(1) { format!("{} ms", time.as_millis()) } else { format!("{:.1} s", time.as_secs_f64()) }
}

/// `1 record`, `37 records`.
pub(super) fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}
