//! The folder beside an overview that holds the dossiers of its stories: all of it is written, or none.

use std::io;
use std::path::{Path, PathBuf};

use headwater::capture::is_dossier;
use headwater::{Error, ErrorKind, Result};
use tempfile::TempDir;

use crate::interrupt;
use crate::output::{PREFIX, beginning, cannot_write, fill, folder_of, temporary};

/// What is put behind the overview's name to name the folder.
const ENDING: &str = "-stories";

/// The folder of the overview at `overview`: `lake-stories` for `lake.html`.
pub fn folder(overview: &Path) -> PathBuf {
    let stem = overview.file_stem().unwrap_or_default().to_string_lossy();
    overview.with_file_name(format!("{stem}{ENDING}"))
}

/// Refuses a folder that holds anything but dossiers of an earlier run: it would be replaced.
pub fn check(folder: &Path) -> Result<()> {
    let Ok(about) = folder.symlink_metadata() else { return Ok(()) };
    if about.is_dir() && is_ours(folder).unwrap_or(false) {
        return Ok(());
    }
    let message =
        format!("{} is there already and holds more than dossiers of headwater's", folder.display());
    Err(Error::new(ErrorKind::Io, message).with_hint("name another file to write with -o, or remove it"))
}

/// Whether every file in it is a dossier.
pub fn is_ours(folder: &Path) -> io::Result<bool> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if !entry.file_type()?.is_file() || !is_dossier(&beginning(&entry.path())) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The folder in the making, under a name of its own.
pub struct Folder {
    target: PathBuf,
    made: TempDir,
}

impl Folder {
    /// Begins the folder of the overview at `overview`.
    pub fn begin(overview: &Path) -> Result<Self> {
        let target = folder(overview);
        check(&target)?;
        let made =
            interrupt::begin_folder(|| hidden(&target)).map_err(|error| cannot_write(&target, &error))?;
        Ok(Folder { target, made })
    }

    /// Writes one file in it.
    pub fn write(&self, name: &str, content: &str) -> Result<()> {
        let written = std::fs::write(self.made.path().join(name), content);
        written.map_err(|error| cannot_write(&self.target.join(name), &error))
    }

    /// Puts the folder and then its overview in their places.
    pub fn finish(self, overview: &Path, content: &str) -> Result<()> {
        let placed = self.place(overview, content);
        placed.map_err(|error| cannot_write(overview, &error))
    }

    fn place(self, overview: &Path, content: &str) -> io::Result<()> {
        let mut page = interrupt::begin(|| temporary(overview))?;
        fill(&mut page, content)?;
        readable_by_all(self.made.path())?;
        let spare = interrupt::begin_folder(|| hidden(&self.target))?;
        let old = spare.path().join("old");
        interrupt::finish(|| {
            let replaces = self.target.exists();
            if replaces {
                std::fs::rename(&self.target, &old)?;
            }
            let placed = std::fs::rename(self.made.path(), &self.target)
                .and_then(|()| page.persist(overview).map(drop).map_err(|error| error.error));
            if placed.is_err() {
                // What was there before is put back.
                let _ = std::fs::remove_dir_all(&self.target);
                let _ = replaces.then(|| std::fs::rename(&old, &self.target));
            }
            placed
        })
    }
}

/// An empty folder beside `path`.
fn hidden(path: &Path) -> io::Result<TempDir> {
    tempfile::Builder::new().prefix(PREFIX).tempdir_in(folder_of(path))
}

/// Temporary folders are private to the user; one with dossiers is an ordinary folder.
#[cfg(unix)]
fn readable_by_all(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o755))
}

#[cfg(not(unix))]
fn readable_by_all(_: &Path) -> io::Result<()> {
    Ok(())
}

/// A name as a part of a relative address (RFC 3986: everything but unreserved characters by its bytes).
pub fn address(name: &str) -> String {
    let letter = |byte: u8| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    name.bytes().map(letter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_is_named_after_the_overview() {
        assert_eq!(folder(Path::new("out/lake.html")), Path::new("out/lake-stories"));
        assert_eq!(folder(Path::new("lake")), Path::new("lake-stories"));
    }

    #[test]
    fn names_are_written_into_addresses_by_their_bytes() {
        assert_eq!(address("see ä?#:.html"), "see%20%C3%A4%3F%23%3A.html");
    }
}
