//! `serve`: the preview, rebuilt as its sources change.

use std::time::{Duration, Instant};

use percent_encoding::percent_decode_str;

use super::{
    Verdict,
    args::Serve,
    session::{Tally, build, comes_with_time, pages, request_of, tell_left_out},
    terminal::{Terminal, counted, span},
};
use crate::{
    base::{diagnostic::Diagnostic, source::Sources},
    io::{
        clock,
        failure::Failure,
        history,
        read::{self, Request, Start, World},
        serve::{Address, Change, Files, Port, Preview, Problems},
        watch::{Means, Signal, Watch},
    },
    pipeline::{self, Inputs, Memo},
    present::coverage::lines,
};

/// Where browsers look first.
const PORT: u16 = 4000;
/// How often to see whether a new day has begun.
const TICK: Duration = Duration::from_secs(20);

/// Runs the command, until it is stopped.
pub(super) fn run(args: &Serve, terminal: &mut Terminal) -> Result<Verdict, Failure> {
    let request = Request { drafts: true, base_url: args.base_url.clone(), ..request_of(&args.sources)? };
    let start = read::start(&request)?;
    let port = args.port.map_or(Port::From(PORT), Port::Exactly);
    let mut preview = Preparation {
        start,
        request,
        last: None,
        past: history::Reader::default(),
        told: Told::default(),
        logs: Vec::new(),
        memo: Memo::warm(),
    };
    let shown = Preview::start(&Address { host: args.host.clone(), port })?;
    let mut watch = Watch::start(if args.poll { Means::Polled } else { Means::Told })?;

    // What cannot be read now ends the program; later it is laid over the last good site.
    watch.follow(&preview.start.root, &preview.start.layout()?)?;
    let world = read::read_from(&preview.start, &preview.request, &mut preview.past)?;
    tell_left_out(&world, terminal);
    preview.update(world, &shown, terminal);
    if args.port.is_none() && shown.port() != PORT {
        terminal.remark(&format!("Port {PORT} is taken; using {}", shown.port()));
    }
    terminal.result(&format!("Serving {}  (Ctrl-C stops)\n", shown.url()));
    if args.open
        && let Err(error) = open::that_detached(shown.url())
    {
        terminal.remark(&format!("No browser could be opened: {error}"));
    }
    loop {
        if let Some(notice) = watch.notice() {
            terminal.remark(&notice);
        }
        let signal = watch.wait(TICK)?;
        let today = clock::today(args.sources.site.today)?;
        // A commit changes no file that is watched.
        if signal == Signal::Changed || today != preview.request.today || preview.past.is_stale(&preview.start.root) {
            preview.request.today = today;
            preview.look(&mut watch, &shown, terminal)?;
        }
    }
}

/// What is carried from one build to the next.
struct Preparation {
    /// Where to read.
    start: Start,
    request: Request,
    /// What the last build was made from; `None` after one that could not read.
    last: Option<Inputs>,
    /// What git knew of it.
    past: history::Reader,
    told: Told,
    /// What was last said of the files of each log.
    logs: Vec<String>,
    memo: Memo,
}

/// What was last said to be wrong, which is not said again.
#[derive(Default, PartialEq)]
struct Told {
    diagnostics: Vec<Diagnostic>,
    failure: Option<Failure>,
}

impl Preparation {
    /// Reads again and builds, if there is something new.
    fn look(&mut self, watch: &mut Watch, shown: &Preview, terminal: &mut Terminal) -> Result<(), Failure> {
        // Folders are followed before they are read, and those that are missing too, so that nothing goes unseen. A layout that makes
        // no sense is told by the reading.
        if let Ok(layout) = self.start.layout()
            && read::folders(&layout).is_ok()
        {
            watch.follow(&self.start.root, &layout)?;
        }
        match read::read_from(&self.start, &self.request, &mut self.past) {
            Ok(world) => self.update(world, shown, terminal),
            Err(failure) => {
                shown.block(Problems::from(&failure));
                self.last = None;
                let told = Told { failure: Some(failure), ..Told::default() };
                if self.told != told {
                    told.failure.iter().for_each(|failure| terminal.failure(failure));
                    self.told = told;
                }
            }
        }
        Ok(())
    }

    /// Builds and shows what was read, if it is not what was read before.
    fn update(&mut self, world: World, shown: &Preview, terminal: &mut Terminal) {
        if self.last.as_ref().is_some_and(|last| is_same(last, &world.inputs)) {
            return;
        }
        let is_first = self.last.is_none();
        let started = Instant::now();
        let built = build(&world, &mut self.memo);
        // What only the passing of time brings is told in the terminal and on its page, and covers no other.
        let to_mend: Vec<Diagnostic> = built.diagnostics.iter().filter(|told| !comes_with_time(told.code)).cloned().collect();
        let mut problems = Problems::of(&to_mend, &built.sources);
        let mut diagnostics = built.diagnostics.clone();
        let mut line = None;
        if built.blocked {
            shown.block(problems.blocking());
        } else {
            let output = pipeline::render(&built);
            diagnostics.extend(output.diagnostics.iter().cloned());
            let mut of_templates = Problems::of(&output.diagnostics, &built.sources);
            let is_blocked = !of_templates.items.is_empty();
            problems.items.append(&mut of_templates.items);
            if is_blocked {
                shown.block(problems.blocking());
            } else {
                let files: Files = output.files.into_iter().map(|file| (file.path, file.bytes)).collect();
                let all = pages(files.keys().map(String::as_str));
                let change = shown.show(files, &mount(built.site.config.base_url.as_deref()), problems);
                line = Some((change, all));
            }
        }
        self.tell(diagnostics, &built.sources, terminal);
        let logs = lines(&built.site, &built.sources);
        if self.logs != logs {
            for line in &logs {
                terminal.done(&format!("{line}\n"));
            }
            self.logs = logs;
        }
        let time = span(started.elapsed());
        let records = counted(built.site.records.len(), "record");
        terminal.done(&match line {
            None if is_first => format!("Not built ({time}): the site appears as soon as it can be built\n"),
            None => format!("Not built ({time}): the last good site stays up\n"),
            Some((_, all)) if is_first => format!("Built {records}, {} in {time}\n", counted(all, "page")),
            Some((change, all)) => format!("Rebuilt {records} in {time}: {}\n", changed(&change, all)),
        });
        self.last = Some(world.inputs);
    }

    /// Says what is wrong, unless that was said before.
    fn tell(&mut self, diagnostics: Vec<Diagnostic>, sources: &Sources, terminal: &Terminal) {
        let was_wrong = self.told != Told::default();
        let told = Told { diagnostics, failure: None };
        if self.told != told {
            terminal.diagnostics(&told.diagnostics, sources);
            let tally = Tally::of(&told.diagnostics);
            if was_wrong && tally.words().is_none() {
                terminal.remark("Nothing is wrong any more");
            }
        }
        self.told = told;
    }
}

fn changed(change: &Change, all: usize) -> String {
    match change {
        Change::Nothing => "nothing changed".to_owned(),
        Change::Styles(styles) => format!("{} changed", counted(styles.len(), "style sheet")),
        Change::Pages(paths) => format!("{} of {} changed", pages(paths.iter().map(String::as_str)), counted(all, "page")),
    }
}

/// Whether two readings found the same.
fn is_same(a: &Inputs, b: &Inputs) -> bool {
    let files = || a.files.iter().zip(&b.files);
    a.today == b.today
        && a.base_url == b.base_url
        && a.history == b.history
        && a.files.len() == b.files.len()
        && files().all(|(a, b)| (a.place, &a.path, a.content.bytes()) == (b.place, &b.path, b.content.bytes()))
}

/// The path that the site is mounted under, `/` at both ends: that of its address.
fn mount(base_url: Option<&str>) -> String {
    let path = base_url.and_then(|url| url.split_once("://")).and_then(|(_, rest)| rest.split_once('/')).map_or("", |(_, path)| path);
    let path = path.split(['?', '#']).next().unwrap_or_default().trim_matches('/');
    let path = percent_decode_str(path).decode_utf8_lossy();
    if path.is_empty() { "/".to_owned() } else { format!("/{path}/") }
}

#[cfg(test)]
mod tests {
    use super::mount;

    #[test]
    fn the_site_lies_under_the_path_of_its_address() {
        for (url, expected) in [
            (None, "/"),
            (Some("https://example.org"), "/"),
            (Some("https://example.org/"), "/"),
            (Some("https://example.org/sub/path/"), "/sub/path/"),
            (Some("https://example.org/sub/path"), "/sub/path/"),
            (Some("https://example.org/a%20b/?x#y"), "/a b/"),
            (Some("not a url"), "/"),
        ] {
            assert_eq!(mount(url), expected, "{url:?}");
        }
    }
}
