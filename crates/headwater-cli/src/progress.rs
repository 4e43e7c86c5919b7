//! Progress on long runs, on a terminal only.

use std::time::Duration;

use headwater::Stage;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// What the last and longest stage of a mixed pile is called.
const WRITING: &str = "writing dossiers";

/// A progress bar on standard error; silent where that is no terminal.
pub struct Progress(ProgressBar);

impl Progress {
    /// A bar that shows itself when a run takes more than a moment.
    pub fn new(quiet: bool) -> Self {
        let target = if quiet { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr_with_hz(8) };
        let bar = ProgressBar::with_draw_target(Some(0), target);
        let style = ProgressStyle::with_template("{spinner} {msg:<24} {bar:32} {pos}/{len} {elapsed}");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        bar.enable_steady_tick(Duration::from_millis(200));
        Progress(bar)
    }

    /// Takes note of a stage of [`headwater::report`].
    pub fn at(&self, stage: Stage, number: usize) {
        match stage {
            Stage::Articles => self.0.set_message("reading files"),
            Stage::Reading => {
                self.0.set_length(number as u64);
                self.0.set_message("reading articles");
                self.0.inc(1);
            }
            Stage::Alignment => self.0.set_message("comparing articles"),
            Stage::Corroboration => self.0.set_message("tracing origins"),
            Stage::Dossiers => {
                if self.0.message() != WRITING {
                    self.0.set_position(0);
                    self.0.set_length(number as u64);
                    self.0.set_message(WRITING);
                }
                self.0.inc(1);
            }
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
