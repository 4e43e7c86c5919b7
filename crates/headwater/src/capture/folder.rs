//! Which files the inputs name: folders are walked by name, and no file is listed twice.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::{STDIN, Unread};
use crate::notice::{Notice, Severity};

/// One file to be read.
#[derive(Debug)]
pub(super) struct Found {
    /// Where it lies.
    pub place: PathBuf,
    /// The path as given, with `/` between its parts.
    pub path: String,
    /// Whether the user named the file itself and not only a folder above it.
    pub named: bool,
}

/// The files that inputs name, and what could not be listed.
#[derive(Debug, Default)]
pub(super) struct Listing {
    /// The files, each once.
    pub files: Vec<Found>,
    /// Folders that could not be opened or hold nothing.
    pub notices: Vec<Notice>,
}

/// Lists the files of `inputs`. Of two ways to name one file, the one that sorts first is kept.
pub(super) fn files(inputs: &[String]) -> Listing {
    let mut listing = Listing::default();
    let mut inputs: Vec<_> = inputs.iter().filter(|input| *input != STDIN).collect();
    inputs.sort();
    inputs.dedup();
    for input in inputs {
        if Path::new(input).is_dir() {
            walk(input, &mut listing);
        } else {
            listing.files.push(Found { place: input.into(), path: shown(Path::new(input)), named: true });
        }
    }
    listing.files = once(std::mem::take(&mut listing.files));
    listing
}

/// Lists all files of one folder.
fn walk(folder: &str, listing: &mut Listing) {
    let before = listing.files.len() + listing.notices.len();
    let entries = WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter();
    for entry in entries.filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry)) {
        match entry {
            Ok(entry) if entry.file_type().is_file() => listing.files.push(Found {
                place: entry.path().to_owned(),
                path: shown(entry.path()),
                named: false,
            }),
            Ok(_) => {}
            Err(problem) => listing.notices.push(unlisted(folder, &problem)),
        }
    }
    if listing.files.len() + listing.notices.len() == before {
        let empty = Notice::new(Severity::Error, "not read: the folder holds no file");
        let hint = "give a folder with saved articles (.txt, .html, .jsonl)";
        listing.notices.push(empty.about(shown(Path::new(folder))).hint(hint));
    }
}

/// What the reader is told about a place that cannot be listed.
fn unlisted(folder: &str, problem: &walkdir::Error) -> Notice {
    let path = shown(problem.path().unwrap_or(Path::new(folder)));
    if problem.loop_ancestor().is_some() {
        return Notice::new(Severity::Note, "not followed: the link leads back to a folder above it")
            .about(path);
    }
    match problem.io_error() {
        Some(io) => Unread::Io(std::io::Error::from(io.kind())).notice().about(path),
        None => Notice::new(Severity::Error, "not read: the folder cannot be listed").about(path),
    }
}

/// Files whose name begins with a full stop are the system's, not the user's.
fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().to_string_lossy().starts_with('.')
}

/// A path as the dossier shows it: `/` between its parts and no `.` among them.
fn shown(path: &Path) -> String {
    let parts: Vec<_> = path
        .components()
        .filter(|part| !matches!(part, std::path::Component::CurDir))
        .map(|part| part.as_os_str().to_string_lossy().replace('\\', "/"))
        .collect();
    let joined = parts.join("/");
    if joined.starts_with("//") { joined.replacen("//", "/", 1) } else { joined }
}

/// Every file once, sorted by path.
fn once(mut files: Vec<Found>) -> Vec<Found> {
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let mut kept: BTreeMap<PathBuf, Found> = BTreeMap::new();
    for found in files {
        let place = std::fs::canonicalize(&found.place).unwrap_or_else(|_| found.place.clone());
        let named = found.named;
        kept.entry(place).or_insert(found).named |= named;
    }
    let mut files: Vec<_> = kept.into_values().collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

/// The bytes of the file at `place`, if there are at most `limit`.
pub(super) fn bytes(place: &Path, limit: u64) -> Result<Vec<u8>, Unread> {
    let file = File::open(place).map_err(Unread::Io)?;
    let size = file.metadata().map_err(Unread::Io)?.len();
    if size > limit {
        return Err(Unread::TooLarge { size: Some(size), limit });
    }
    // A pipe or device tells no size, so the limit holds for what comes out of it too.
    let mut bytes = Vec::with_capacity(size as usize);
    file.take(limit + 1).read_to_end(&mut bytes).map_err(Unread::Io)?;
    if bytes.len() as u64 > limit {
        return Err(Unread::TooLarge { size: None, limit });
    }
    Ok(bytes)
}
