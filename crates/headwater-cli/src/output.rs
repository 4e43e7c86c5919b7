//! Writing out: whole files or none, and pipes that close early.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use headwater::capture::is_dossier;
use headwater::{Error, ErrorKind, Result};

use crate::interrupt;

/// Where a dossier goes.
#[derive(Debug, PartialEq, Eq)]
pub enum Target {
    /// Standard output.
    Stdout,
    /// A file.
    File(PathBuf),
}

impl Target {
    /// `-` is standard output; a folder gets a file called `name`.
    pub fn new(path: &Path, name: &str) -> Self {
        match path {
            path if path == Path::new("-") => Target::Stdout,
            path if path.is_dir() => Target::File(path.join(name)),
            path => Target::File(path.to_owned()),
        }
    }

    /// Says before the work what would keep its result from being written. A file that the user did not
    /// name (`named`) is only replaced where this program wrote it.
    pub fn check(&self, named: bool) -> Result<()> {
        let Target::File(path) = self else { return Ok(()) };
        if path.is_file() && !named && !is_dossier(&beginning(path)) {
            let message = format!("{} is there already and is no dossier of headwater's", path.display());
            return Err(Error::new(ErrorKind::Io, message).with_hint("name the file to write with -o"));
        }
        if path.exists() && !path.is_file() {
            return Ok(());
        }
        interrupt::begin(|| temporary(path))
            .map(interrupt::dropped)
            .map_err(|error| cannot_write(path, &error))
    }

    /// Refuses to write over what is read: the files themselves, or any that stands in a folder of them.
    pub fn keep_off<'p>(&self, mut read: impl Iterator<Item = &'p Path>) -> Result<()> {
        let Target::File(path) = self else { return Ok(()) };
        let Ok(place) = path.canonicalize() else { return Ok(()) };
        if !place.is_file() || is_dossier(&beginning(path)) {
            return Ok(());
        }
        match read.any(|input| input.canonicalize().is_ok_and(|input| place.starts_with(input))) {
            false => Ok(()),
            true => {
                let message = format!("{} is among what is read, and would be overwritten", path.display());
                Err(Error::new(ErrorKind::Io, message).with_hint("name another file to write with -o"))
            }
        }
    }

    /// Writes `content` whole.
    pub fn write(&self, content: &str) -> Result<()> {
        match self {
            Target::Stdout => to_stdout(content),
            Target::File(path) => to_file(path, content).map_err(|error| cannot_write(path, &error)),
        }
    }
}

/// Writes to standard output; whoever closed the pipe has seen enough.
fn to_stdout(content: &str) -> Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(content.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other.map_err(|error| cannot_write(Path::new("standard output"), &error)),
    }
}

/// Writes beside the target first and renames, so that the target is never half written.
fn to_file(path: &Path, content: &str) -> io::Result<()> {
    if path.exists() && !path.is_file() {
        return std::fs::OpenOptions::new().write(true).open(path)?.write_all(content.as_bytes());
    }
    let mut file = interrupt::begin(|| temporary(path))?;
    let written = fill(&mut file, content);
    interrupt::end(file, path, written)
}

/// Writes all of `content` and makes it an ordinary file.
pub fn fill(file: &mut tempfile::NamedTempFile, content: &str) -> io::Result<()> {
    file.write_all(content.as_bytes())?;
    file.as_file().sync_all()?;
    readable_by_all(file.as_file())
}

/// An empty file beside `path`.
pub fn temporary(path: &Path) -> io::Result<tempfile::NamedTempFile> {
    tempfile::Builder::new().prefix(PREFIX).tempfile_in(folder_of(path))
}

/// How the names of temporary files and folders begin.
pub const PREFIX: &str = ".headwater-";

/// The folder that a file stands in.
pub fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// The first bytes of a file; none where it cannot be read.
pub fn beginning(path: &Path) -> Vec<u8> {
    let mut bytes = Vec::new();
    let _ = File::open(path).and_then(|file| file.take(2048).read_to_end(&mut bytes));
    bytes
}

/// Temporary files are private to the user; a dossier is an ordinary file.
#[cfg(unix)]
fn readable_by_all(file: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable_by_all(_: &File) -> io::Result<()> {
    Ok(())
}

/// What is said about a place that cannot be written to.
pub fn cannot_write(path: &Path, error: &io::Error) -> Error {
    let path = path.display();
    let says =
        |kind, said: &str, hint| Error::new(kind, format!("cannot write {path}: {said}")).with_hint(hint);
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => says(
            ErrorKind::NotFound,
            "its folder is not there",
            "make the folder first, or name another with -o",
        ),
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => says(
            ErrorKind::Permission,
            "permission to write there is missing",
            "name a place that you may write to with -o",
        ),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            says(ErrorKind::Io, "the disk is full", "make room on the disk, or name another place with -o")
        }
        io::ErrorKind::FileTooLarge => says(
            ErrorKind::Io,
            "it is larger than a file may be there",
            "raise the limit (ulimit -f), or name a place on another disk with -o",
        ),
        _ => says(ErrorKind::Io, &error.to_string(), "name another place with -o"),
    }
}
