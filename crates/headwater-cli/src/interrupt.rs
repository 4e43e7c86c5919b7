//! Ctrl-C: stop at once and leave no half-written file behind.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tempfile::{NamedTempFile, TempDir};

/// How far the writing of the result is. While it is locked, Ctrl-C waits.
enum Writing {
    /// Nothing was written.
    Nothing,
    /// These temporary files and folders stand beside the target.
    Begun(Vec<PathBuf>),
    /// The target is written.
    Done,
}

static WRITING: Mutex<Writing> = Mutex::new(Writing::Nothing);

/// By convention, 128 and the number of the signal.
const INTERRUPTED: i32 = 130;

/// From now on Ctrl-C removes the file being written and ends the program, and a limit on the size of files
/// (`ulimit -f`) is an error of writing like a full disk, where it would end the program in the middle.
pub fn watch() {
    // Without a handler Ctrl-C still ends the program; only a temporary file might stay behind.
    let _ = ctrlc::set_handler(|| {
        // Never let go again: what was not written by now is not written.
        let writing = writing();
        if let Writing::Begun(paths) = &*writing {
            paths.iter().for_each(|path| remove(path));
        }
        let written = matches!(*writing, Writing::Done);
        crate::messages::say(if written { "interrupted" } else { "interrupted: nothing was written" });
        std::process::exit(INTERRUPTED);
    });
    #[cfg(unix)]
    let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, std::sync::Arc::default());
}

/// Makes a temporary file that Ctrl-C removes.
pub fn begin(make: impl FnOnce() -> io::Result<NamedTempFile>) -> io::Result<NamedTempFile> {
    begun(make, NamedTempFile::path)
}

/// Makes a temporary folder that Ctrl-C removes with all that is in it.
pub fn begin_folder(make: impl FnOnce() -> io::Result<TempDir>) -> io::Result<TempDir> {
    begun(make, TempDir::path)
}

fn begun<T>(make: impl FnOnce() -> io::Result<T>, path: impl Fn(&T) -> &Path) -> io::Result<T> {
    let mut writing = writing();
    let made = make()?;
    let path = path(&made).to_owned();
    match &mut *writing {
        Writing::Begun(paths) => paths.push(path),
        other => *other = Writing::Begun(vec![path]),
    }
    Ok(made)
}

/// Removes a file or a folder; other threads may still be putting files into it.
fn remove(path: &Path) {
    const TRIES: usize = 100;
    for _ in 0..TRIES {
        let removed = if path.is_dir() { std::fs::remove_dir_all(path) } else { std::fs::remove_file(path) };
        if removed.is_ok() || !path.exists() {
            return;
        }
    }
}

/// Does the last step of writing, which Ctrl-C does not part: whatever was begun is in its place afterwards, or gone.
pub fn finish(place: impl FnOnce() -> io::Result<()>) -> io::Result<()> {
    let mut writing = writing();
    let done = place();
    *writing = if done.is_ok() { Writing::Done } else { Writing::Nothing };
    done
}

/// Removes a temporary file that only tried the place.
pub fn dropped(file: NamedTempFile) {
    let mut writing = writing();
    drop(file);
    *writing = Writing::Nothing;
}

/// Puts a temporary file in the place of `target`, or removes it where its writing failed.
pub fn end(file: NamedTempFile, target: &Path, written: io::Result<()>) -> io::Result<()> {
    finish(|| written.and_then(|()| file.persist(target).map(drop).map_err(|error| error.error)))
}

/// Waits while Ctrl-C is dealt with, which then ends the program: an error because what was being written is gone is none
/// to tell of.
pub fn settled() {
    drop(writing());
}

fn writing() -> MutexGuard<'static, Writing> {
    WRITING.lock().unwrap_or_else(PoisonError::into_inner)
}
