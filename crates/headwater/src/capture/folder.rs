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
pub(super) fn files(inputs: &[PathBuf]) -> Listing {
    let mut listing = Listing::default();
    let mut inputs: Vec<_> = inputs.iter().filter(|input| input.as_os_str() != STDIN).collect();
    inputs.sort();
    inputs.dedup();
    for input in inputs {
        if input.is_dir() {
            walk(input, &mut listing);
        } else {
            listing.files.push(Found { place: input.clone(), path: shown(input), named: true });
        }
    }
    listing.files = once(std::mem::take(&mut listing.files));
    listing
}

/// Lists all files of one folder.
fn walk(folder: &Path, listing: &mut Listing) {
    let before = listing.files.len() + listing.notices.len();
    let entries = WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter();
    for entry in entries.filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry)) {
        match entry {
            Ok(entry) if entry.file_type().is_file() => listing.files.push(Found {
                place: entry.path().to_owned(),
                path: shown(entry.path()),
                named: false,
            }),
            Ok(entry) if entry.file_type().is_dir() => {}
            Ok(entry) => listing.notices.push(Unread::NoFile.notice().about(shown(entry.path()))),
            Err(problem) => listing.notices.push(unlisted(folder, &problem)),
        }
    }
    if listing.files.len() + listing.notices.len() == before {
        let empty = Notice::new(Severity::Error, "not read: the folder holds no file");
        let hint = "give a folder with saved articles (.txt, .html, .jsonl)";
        listing.notices.push(empty.about(shown(folder)).hint(hint));
    }
}

/// What the reader is told about a place that cannot be listed.
fn unlisted(folder: &Path, problem: &walkdir::Error) -> Notice {
    let path = shown(problem.path().unwrap_or(folder));
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

/// A path as the dossier shows it: `/` between its parts and no `.` among them; characters that would
/// move the cursor or turn the line around are written out (`\n`, `\u{202e}`).
fn shown(path: &Path) -> String {
    let parts: Vec<_> = path
        .components()
        .filter(|part| !matches!(part, std::path::Component::CurDir))
        .map(|part| part.as_os_str().to_string_lossy().replace('\\', "/"))
        .collect();
    let joined = parts.join("/");
    let joined = if joined.starts_with("//") { joined.replacen("//", "/", 1) } else { joined };
    if joined.contains(is_unseen) { joined.chars().map(visible).collect() } else { joined }
}

/// Control characters, and those that set the direction of a line (Unicode UAX #9).
fn is_unseen(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The character, or how it is written out.
fn visible(letter: char) -> String {
    if is_unseen(letter) { letter.escape_default().to_string() } else { letter.to_string() }
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
    let about = std::fs::metadata(place).map_err(Unread::Io)?;
    if !about.is_file() && !is_handed_over(place) {
        return Err(Unread::NoFile);
    }
    let file = File::open(place).map_err(Unread::Io)?;
    let size = about.len();
    if size > limit {
        return Err(Unread::TooLarge { size: Some(size), limit });
    }
    // A pipe tells no size, so the limit holds for what comes out of it too.
    let mut bytes = Vec::with_capacity(size as usize);
    file.take(limit + 1).read_to_end(&mut bytes).map_err(Unread::Io)?;
    if bytes.len() as u64 > limit {
        return Err(Unread::TooLarge { size: None, limit });
    }
    Ok(bytes)
}

/// Whether a shell handed this pipe over (`<(curl …)`): somebody writes into it. Other pipes may be silent
/// for ever, and devices endless.
fn is_handed_over(place: &Path) -> bool {
    ["/dev/fd", "/proc/self/fd", "/dev/stdin"].iter().any(|open| place.starts_with(open))
}
