//! What the commands read: files, folders, standard input, and the table beside them.

use std::io::{IsTerminal, Read};
use std::path::{Path, PathBuf};

use headwater::article::Metadata;
use headwater::capture::{Captures, MOST_BYTES_OF_LINES, STDIN};
use headwater::corrections::{Corrections, MOST_BYTES};
use headwater::notice::Noted;
use headwater::{Error, ErrorKind, Result};

use crate::messages;

/// Captures what was named.
pub fn captures(inputs: &[PathBuf]) -> Result<Captures> {
    let stdin = inputs.iter().any(|input| input.as_os_str() == STDIN);
    let stdin = stdin.then(standard_input).transpose()?;
    Ok(headwater::capture::read(inputs, stdin))
}

/// What comes in, to one byte more than is ever read: who goes on for ever is told so.
fn standard_input() -> Result<Vec<u8>> {
    if std::io::stdin().is_terminal() {
        messages::say("reading an article from the keyboard; end with Ctrl-D");
    }
    let mut bytes = Vec::new();
    let read = std::io::stdin().lock().take(MOST_BYTES_OF_LINES + 1).read_to_end(&mut bytes);
    read.map(|_| bytes).map_err(|error| Error::from_io("standard input", &error))
}

/// Reads the table that says what the texts do not.
pub fn metadata(path: &Path) -> Result<Noted<Metadata>> {
    let name = path.display().to_string();
    let bytes = std::fs::read(path).map_err(|error| Error::from_io(&name, &error))?;
    Metadata::from_csv(&bytes).map_err(|error| error.at(&name))
}

/// Reads what a person says against the program. What of it is wrong is told, and the run goes on without it.
pub fn corrections(path: &Path) -> Result<Noted<Corrections>> {
    let name = path.display().to_string();
    let failed = |error: std::io::Error| Error::from_io(&name, &error);
    let file = std::fs::File::open(path).map_err(failed)?;
    let mut bytes = Vec::new();
    file.take(MOST_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(failed)?;
    Ok(Corrections::from_file(&name.replace('\\', "/"), &bytes))
}

/// Why a run without a single article could not run.
pub fn nothing_to_read() -> Error {
    Error::new(ErrorKind::NotFound, "no article was found in what was given").with_hint(
        "name files or folders with plain text, saved web pages or JSON lines; see headwater report --help",
    )
}
