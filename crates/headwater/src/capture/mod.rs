//! Captures: the bytes that came in, kept unaltered and named by their SHA-256.
//!
//! This is an edge of the program: files can be missing, locked, huge or not text at all. A file that
//! cannot be read becomes a [`Notice`], and the others are read all the same.

mod folder;
mod kind;
mod unpack;

use std::fmt;
use std::path::PathBuf;

use rayon::prelude::*;
use sha2::{Digest as _, Sha256};

use crate::notice::{Notice, Severity};
use folder::{Found, Listing};
use kind::Kind;
pub use kind::is_dossier;
pub use unpack::{Ending, Unpacked};

/// The SHA-256 of a capture's bytes; shown as `sha256:` and 64 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest(pub [u8; 32]);

impl Digest {
    /// The digest of `bytes` (FIPS 180-4).
    pub fn of(bytes: &[u8]) -> Self {
        Digest(Sha256::digest(bytes).into())
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("sha256:")?;
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// What a capture's bytes are, as far as the reader of articles needs to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MediaType {
    /// `text/plain`
    Text,
    /// `text/html`
    Html,
    /// `application/jsonl`: one JSON object with a `text` a line.
    JsonLines,
}

impl MediaType {
    /// The media type's registered name.
    pub fn name(self) -> &'static str {
        match self {
            MediaType::Text => "text/plain",
            MediaType::Html => "text/html",
            MediaType::JsonLines => "application/jsonl",
        }
    }
}

/// The bytes of one file as they came in (Berkeley Protocol: the evidentiary copy).
#[derive(Clone, Debug)]
pub struct Capture {
    /// SHA-256 of `bytes`.
    pub id: Digest,
    /// The path as given, with `/` between its parts and without characters that cannot be seen; `-` for
    /// standard input.
    pub path: String,
    /// What the bytes are.
    pub media_type: MediaType,
    /// The bytes, unaltered (a `.gz` file's as they are: compressed).
    pub bytes: Vec<u8>,
}

/// What was read from the inputs: captures sorted by path, and notices for what was not.
#[derive(Debug, Default)]
pub struct Captures {
    /// The captures, sorted by path and then by digest.
    pub captures: Vec<Capture>,
    /// What could not be read and why.
    pub notices: Vec<Notice>,
}

/// The most bytes that are read from one capture of text or HTML: 32 MiB.
pub const MOST_BYTES: u64 = 32 << 20;
/// The most bytes that are read from one capture of JSON lines: 256 MiB.
pub const MOST_BYTES_OF_LINES: u64 = 256 << 20;

impl Capture {
    /// Names the bytes that came in from `path`.
    pub fn new(path: impl Into<String>, media_type: MediaType, bytes: Vec<u8>) -> Self {
        Capture { id: Digest::of(&bytes), path: path.into(), media_type, bytes }
    }

    /// The bytes to be read: unpacked where they are compressed, at most a limit of them.
    pub fn content(&self) -> Unpacked<'_> {
        unpack::unpack(&self.bytes, limit(self.media_type))
    }
}

/// The most bytes that are read from one capture of this kind.
fn limit(media_type: MediaType) -> u64 {
    match media_type {
        MediaType::Text | MediaType::Html => MOST_BYTES,
        MediaType::JsonLines => MOST_BYTES_OF_LINES,
    }
}

/// Reads files and folders (every file in them, by name); `-` is standard input, given as `stdin`.
///
/// Neither the order of the inputs nor naming one file twice changes what is given back.
pub fn read(inputs: &[PathBuf], stdin: Option<Vec<u8>>) -> Captures {
    let Listing { files, mut notices } = folder::files(inputs);
    let read: Vec<_> = files.par_iter().map(|found| (found, read_one(found))).collect();
    let mut captures = Vec::new();
    let mut skipped = Vec::new();
    for (found, result) in read {
        match result {
            Ok(capture) => captures.push(capture),
            Err(Unread::Foreign(kind)) if !found.named && kind::is_left_out(&found.path, kind) => {
                skipped.push((kind, found.path.clone()));
            }
            Err(unread) => notices.push(unread.notice().about(&found.path)),
        }
    }
    let stdin = stdin.filter(|_| inputs.iter().any(|input| input.as_os_str() == STDIN));
    match stdin.map(|bytes| capture(STDIN, bytes)) {
        Some(Ok(capture)) => captures.push(capture),
        Some(Err(unread)) => notices.push(unread.notice().about(STDIN)),
        None => {}
    }
    notices.extend(kind::skipped(skipped));
    notices.sort();
    captures.sort_by(|a, b| (&a.path, a.id).cmp(&(&b.path, b.id)));
    Captures { captures, notices }
}

/// The path that stands for standard input.
pub const STDIN: &str = "-";

/// Why a file became no capture.
enum Unread {
    /// It is of a kind that is not read.
    Foreign(kind::Foreign),
    /// It is a pipe, a device or a socket.
    NoFile,
    /// It holds nothing.
    Empty,
    /// It is larger than the limit, in bytes.
    TooLarge { size: Option<u64>, limit: u64 },
    /// It is compressed, and what it holds cannot be got out.
    Broken,
    /// The system refused.
    Io(std::io::Error),
}

impl Unread {
    /// What the reader is told.
    fn notice(&self) -> Notice {
        let error = |message: String, hint: &str| Notice::new(Severity::Error, message).hint(hint);
        match self {
            Unread::Foreign(kind) => error(format!("not read: it is {}", kind.what()), kind.hint()),
            Unread::NoFile => error(
                "not read: it is a pipe or a device and no file".to_owned(),
                "save what comes out of it to a file, or give it as standard input (`-`)",
            ),
            Unread::Empty => error("not read: it is empty".to_owned(), "save the article again"),
            Unread::TooLarge { size, limit } => error(
                match size.map(|size| size >> 20).filter(|size| *size > limit >> 20) {
                    Some(size) => {
                        format!("not read: it holds {size} MB, and at most {} are read", limit >> 20)
                    }
                    None => format!("not read: it holds more than {} MB", limit >> 20),
                },
                "split it into one file for each article, or into JSON lines (.jsonl) of several files",
            ),
            Unread::Broken => error(
                "not read: it is damaged: nothing can be unpacked from it".to_owned(),
                "save or copy the file again",
            ),
            Unread::Io(problem) => error(format!("not read: {}", saying(problem)), next(problem)),
        }
    }
}

/// What the system said, in words that do not depend on the system.
fn saying(problem: &std::io::Error) -> String {
    match problem.kind() {
        std::io::ErrorKind::NotFound => "nothing stands at this path".to_owned(),
        std::io::ErrorKind::PermissionDenied => "permission to read it is missing".to_owned(),
        _ => problem.to_string(),
    }
}

/// What to do next about what the system said.
fn next(problem: &std::io::Error) -> &'static str {
    match problem.kind() {
        std::io::ErrorKind::NotFound => "check the spelling, and the folder you are in",
        std::io::ErrorKind::PermissionDenied => "allow yourself to read it, or copy it to where you may",
        _ => "try again, or copy the file to another disk",
    }
}

/// Reads one file.
fn read_one(found: &Found) -> Result<Capture, Unread> {
    if let (false, Kind::Foreign(kind)) = (found.named, kind::by_name(&found.path)) {
        return Err(Unread::Foreign(kind));
    }
    let limit = match kind::by_name(&found.path) {
        Kind::Readable(media_type) => limit(media_type),
        Kind::Foreign(_) => MOST_BYTES_OF_LINES,
    };
    capture(&found.path, folder::bytes(&found.place, limit)?)
}

/// Makes bytes a capture, if they are of a kind that is read.
fn capture(path: &str, bytes: Vec<u8>) -> Result<Capture, Unread> {
    if bytes.is_empty() {
        return Err(Unread::Empty);
    }
    let beginning = unpack::beginning(&bytes);
    if beginning.is_empty() {
        return Err(if unpack::is_packed(&bytes) { Unread::Broken } else { Unread::Empty });
    }
    let media_type = match kind::of(path, &beginning) {
        Kind::Readable(media_type) => media_type,
        Kind::Foreign(kind) => return Err(Unread::Foreign(kind)),
    };
    let (size, limit) = (bytes.len() as u64, limit(media_type));
    if size > limit {
        return Err(Unread::TooLarge { size: Some(size), limit });
    }
    Ok(Capture::new(path, media_type, bytes))
}

#[cfg(test)]
mod tests;
