//! Writing out: whole files or none, and pipes that close early.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

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
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = tempfile::Builder::new().prefix(".headwater-").tempfile_in(folder)?;
    interrupt::begin(file.path());
    let written = file.write_all(content.as_bytes()).and_then(|()| file.as_file().sync_all());
    let kept = written.and_then(|()| {
        readable_by_all(file.as_file())?;
        file.persist(path).map(drop).map_err(|error| error.error)
    });
    interrupt::end();
    kept
}

/// Temporary files are private to the user; a dossier is an ordinary file.
#[cfg(unix)]
fn readable_by_all(file: &std::fs::File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable_by_all(_: &std::fs::File) -> io::Result<()> {
    Ok(())
}

fn cannot_write(path: &Path, error: &io::Error) -> Error {
    let path = path.display();
    let (kind, hint) = match error.kind() {
        io::ErrorKind::NotFound => (ErrorKind::NotFound, "make the folder first, or name another with -o"),
        io::ErrorKind::PermissionDenied => {
            (ErrorKind::Permission, "name a place that you may write to with -o")
        }
        io::ErrorKind::StorageFull => (ErrorKind::Io, "make room on the disk, or name another place with -o"),
        _ => (ErrorKind::Io, "name another place with -o"),
    };
    Error::new(kind, format!("cannot write {path}: {error}")).with_hint(hint)
}
