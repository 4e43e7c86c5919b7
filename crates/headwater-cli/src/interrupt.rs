//! Ctrl-C: stop at once and leave no half-written file behind.

use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// The temporary file that is being written, if any.
static PENDING: Mutex<Option<PathBuf>> = Mutex::new(None);

/// By convention, 128 and the number of the signal.
const INTERRUPTED: i32 = 130;

/// From now on Ctrl-C removes the file being written and ends the program.
pub fn watch() {
    // Without a handler Ctrl-C still ends the program; only a temporary file might stay behind.
    let _ = ctrlc::set_handler(|| {
        if let Some(path) = pending().take() {
            let _ = std::fs::remove_file(path);
        }
        crate::messages::say("interrupted: nothing was written");
        std::process::exit(INTERRUPTED);
    });
}

/// Says that `path` is being written.
pub fn begin(path: &Path) {
    *pending() = Some(path.to_owned());
}

/// Says that the file stands complete or is gone.
pub fn end() {
    *pending() = None;
}

fn pending() -> std::sync::MutexGuard<'static, Option<PathBuf>> {
    PENDING.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}
