//! Standard error: a progress bar on a terminal, notes, the summary.

use crate::work::tally::Tally;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

/// What the user sees of the run. Clones are one.
#[derive(Clone, Debug)]
pub struct Console {
    bar: ProgressBar,
    quiet: bool,
    since: Instant,
}

impl Console {
    /// Without a bar yet.
    pub fn new(quiet: bool) -> Console {
        Console {
            bar: ProgressBar::hidden(),
            quiet,
            since: Instant::now(),
        }
    }

    /// Shows a bar over `bytes` of input, or what is known where that is 0; on a terminal only.
    pub fn show_bar(&self, bytes: u64) {
        if self.quiet || !io::stderr().is_terminal() {
            return;
        }
        let template = if bytes > 0 {
            self.bar.set_length(bytes);
            "{wide_bar} {percent}% {msg}, {eta} left"
        } else {
            "{spinner} {msg}"
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            self.bar.set_style(style);
        }
        self.bar.set_draw_target(ProgressDrawTarget::stderr());
    }

    /// How far the run is: bytes of input, and what was counted, of which `before` by an earlier run.
    pub fn progress(&self, consumed: u64, tally: &Tally, before: &Tally) {
        if self.bar.is_hidden() {
            return;
        }
        self.bar.set_position(consumed);
        let seconds = self.since.elapsed().as_secs_f64().max(0.001);
        let speed = (tally.text - before.text) as f64 / 1e6 / seconds;
        self.bar
            .set_message(format!("{} articles, {speed:.1} MB/s", tally.written));
    }

    /// Whether somebody is looking.
    pub fn is_terminal(&self) -> bool {
        io::stderr().is_terminal()
    }

    /// Takes the bar away.
    pub fn clear(&self) {
        self.bar.finish_and_clear();
    }

    /// A note, unless the user wants none.
    pub fn note(&self, message: &str) {
        if !self.quiet {
            self.complain(message);
        }
    }

    /// What the user has to know.
    pub fn complain(&self, message: &str) {
        self.lines(&format!("neta-dump: {message}\n"));
    }

    /// Lines as they are.
    pub fn lines(&self, lines: &str) {
        // Where standard error is closed, there is nobody left to tell.
        self.bar.suspend(|| {
            let _ = io::stderr().write_all(lines.as_bytes());
        });
    }

    /// The summary of a run.
    pub fn summary(&self, tally: &Tally, elapsed: Duration) {
        if !self.quiet {
            self.lines(&crate::summary::summary(tally, elapsed));
        }
    }
}
