//! What the commands read: files, folders, standard input, and the table beside them.

use std::io::{IsTerminal, Read};
use std::path::{Path, PathBuf};

use headwater::article::Metadata;
use headwater::capture::{Captures, MOST_BYTES_OF_LINES, STDIN};
use headwater::corrections::{Corrections, MOST_BYTES};
use headwater::notice::{Noted, Notice, Severity};
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

/// The name of the table that says what the texts do not, in a folder of articles.
pub const TABLE: &str = "metadata.csv";

/// The file that the user names, or the one of this name that stands in an input folder.
pub fn near(inputs: &[PathBuf], named: Option<&PathBuf>, name: &str) -> Option<PathBuf> {
    let found = || inputs.iter().map(|input| input.join(name)).find(|path| path.is_file());
    named.cloned().or_else(found)
}

/// Files that are used are no articles, and are not told as left out.
pub fn not_left_out<'p>(used: impl Iterator<Item = &'p PathBuf>, notices: &mut Vec<Notice>) {
    for used in used.map(|path| path.to_string_lossy().replace('\\', "/")) {
        notices.retain(|notice| notice.path.as_ref() != Some(&used));
    }
}

/// What such a file holds. One that only happens to stand in the folder does not keep its articles from being read.
pub fn used<T: Default>(read: Result<Option<Noted<T>>>, named: bool, notices: &mut Vec<Notice>) -> Result<T> {
    match read {
        Ok(found) => Ok(found.unwrap_or_default().into_value(notices)),
        Err(error) if named => Err(error),
        Err(error) => {
            let notice = Notice::new(Severity::Error, format!("not read: {}", error.message()));
            let notice = notice.about(error.path().unwrap_or_default());
            notices.push(notice.hint(error.hint().unwrap_or_default()));
            Ok(T::default())
        }
    }
}

/// Why a run without a single article could not run.
pub fn nothing_to_read() -> Error {
    Error::new(ErrorKind::NotFound, "no article was found in what was given").with_hint(
        "name files or folders with plain text, saved web pages or JSON lines; see headwater report --help",
    )
}
