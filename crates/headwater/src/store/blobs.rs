//! One file of blobs: written once, read anywhere, and every damage to it is noticed.
//!
//! ```text
//! "headwater blobs\n"   16 bytes
//! version               4 bytes, lowest first, as all numbers
//! the blobs             one after the other
//! the table             for every kind: how many blobs (4 bytes), then for each of them
//!                       where it begins (8), how long it is (4), the first 8 bytes of its SHA-256
//! the trailer           where the table begins (8), the SHA-256 of the table (32)
//! ```
//!
//! The table's digest stands for the whole file: it covers the digest of every blob.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use crate::alignment::passage::kept::{self, Kind, Sink, VERSION};
use crate::article::{Article, ArticleId};
use crate::capture::Digest;
use crate::{Error, ErrorKind, Result};

const MAGIC: &[u8; 16] = b"headwater blobs\n";
const HEAD: u64 = 20;
const TRAILER: usize = 40;
const ENTRY: usize = 20;

/// Where a blob stands.
#[derive(Clone, Copy)]
struct Entry {
    start: u64,
    length: u32,
    check: [u8; 8],
}

fn check(blob: &[u8]) -> [u8; 8] {
    let digest: [u8; 32] = Sha256::digest(blob).into();
    std::array::from_fn(|at| digest[at])
}

/// Writes a file of blobs.
pub(super) struct Writer {
    path: PathBuf,
    file: BufWriter<File>,
    at: u64,
    tables: Vec<Vec<Entry>>,
}

impl Writer {
    /// Begins a file; one that stands there is lost.
    pub(super) fn create(path: &Path) -> Result<Self> {
        let io = |error| super::failed(path, &error);
        let mut file = BufWriter::with_capacity(1 << 20, File::create(path).map_err(io)?);
        file.write_all(MAGIC).and_then(|()| file.write_all(&VERSION.to_le_bytes())).map_err(io)?;
        Ok(Writer { path: path.to_owned(), file, at: HEAD, tables: vec![Vec::new(); Kind::ALL.len()] })
    }

    /// Ends the file, on the disk, and gives the digest that stands for it.
    pub(super) fn finish(mut self) -> Result<Digest> {
        let mut table = Vec::new();
        for entries in &self.tables {
            table.extend((entries.len() as u32).to_le_bytes());
            for entry in entries {
                table.extend(entry.start.to_le_bytes());
                table.extend(entry.length.to_le_bytes());
                table.extend(entry.check);
            }
        }
        let digest = Digest::of(&table);
        let write = |file: &mut BufWriter<File>| {
            file.write_all(&table)?;
            file.write_all(&self.at.to_le_bytes())?;
            file.write_all(&digest.0)?;
            file.flush()?;
            file.get_ref().sync_all()
        };
        write(&mut self.file).map_err(|error| super::failed(&self.path, &error))?;
        Ok(digest)
    }
}

impl Sink for Writer {
    fn put(&mut self, kind: Kind, blob: &[u8]) -> Result<()> {
        let length = u32::try_from(blob.len()).map_err(|_| {
            Error::new(ErrorKind::TooLarge, "a record of more than 4 GB has no room in an index")
        })?;
        self.file.write_all(blob).map_err(|error| super::failed(&self.path, &error))?;
        self.tables[kind as usize].push(Entry { start: self.at, length, check: check(blob) });
        self.at += u64::from(length);
        Ok(())
    }
}

/// Reads a file of blobs.
pub(super) struct Reader {
    path: PathBuf,
    file: File,
    tables: Vec<Vec<Entry>>,
}

impl Reader {
    /// Opens a file of blobs and gives the digest that stands for it.
    pub(super) fn open(path: &Path) -> Result<(Self, Digest)> {
        let io = |error| super::failed(path, &error);
        let file = File::open(path).map_err(io)?;
        let length = file.metadata().map_err(io)?.len();
        let damaged = || super::damaged(path);
        let mut head = [0; HEAD as usize];
        let mut trailer = [0; TRAILER];
        let end = length.checked_sub(TRAILER as u64).filter(|end| *end >= HEAD).ok_or_else(damaged)?;
        read_at(&file, &mut head, 0).map_err(io)?;
        read_at(&file, &mut trailer, end).map_err(io)?;
        if !head.starts_with(MAGIC) || !head.ends_with(&VERSION.to_le_bytes()) {
            return Err(damaged());
        }
        let (start, digest) = trailer.split_first_chunk::<8>().ok_or_else(damaged)?;
        let start = u64::from_le_bytes(*start);
        let room = end.checked_sub(start).ok_or_else(damaged)?;
        let mut table = vec![0; usize::try_from(room).map_err(|_| damaged())?];
        read_at(&file, &mut table, start).map_err(io)?;
        let found = Digest::of(&table);
        if found.0 != digest {
            return Err(damaged());
        }
        let tables = tables(&table).ok_or_else(damaged)?;
        Ok((Reader { path: path.to_owned(), file, tables }, found))
    }

    /// How many blobs of a kind there are.
    pub(super) fn count(&self, kind: Kind) -> usize {
        self.tables[kind as usize].len()
    }

    /// One blob, just as it was put.
    pub(super) fn blob(&self, kind: Kind, nth: usize) -> Result<Vec<u8>> {
        let damaged = || super::damaged(&self.path);
        let entry = self.tables[kind as usize].get(nth).ok_or_else(damaged)?;
        let mut blob = vec![0; entry.length as usize];
        read_at(&self.file, &mut blob, entry.start).map_err(|error| super::failed(&self.path, &error))?;
        if check(&blob) == entry.check { Ok(blob) } else { Err(damaged()) }
    }
}

fn tables(mut bytes: &[u8]) -> Option<Vec<Vec<Entry>>> {
    let mut tables = Vec::new();
    for _ in Kind::ALL {
        let (count, rest) = bytes.split_first_chunk::<4>()?;
        let entries = (u32::from_le_bytes(*count) as usize).checked_mul(ENTRY)?;
        let (entries, rest) = rest.split_at_checked(entries)?;
        let (entries, _) = entries.as_chunks::<ENTRY>();
        tables.push(entries.iter().map(entry).collect::<Option<Vec<_>>>()?);
        bytes = rest;
    }
    bytes.is_empty().then_some(tables)
}

fn entry(bytes: &[u8; ENTRY]) -> Option<Entry> {
    let (start, rest) = bytes.split_first_chunk::<8>()?;
    let (length, check) = rest.split_first_chunk::<4>()?;
    let check = check.try_into().ok()?;
    Some(Entry { start: u64::from_le_bytes(*start), length: u32::from_le_bytes(*length), check })
}

/// Fills `bytes` from a place in a file, whoever else reads it.
fn read_at(file: &File, bytes: &mut [u8], at: u64) -> std::io::Result<()> {
    #[cfg(unix)]
    {
        std::os::unix::fs::FileExt::read_exact_at(file, bytes, at)
    }
    #[cfg(windows)]
    {
        let mut done = 0;
        while done < bytes.len() {
            match std::os::windows::fs::FileExt::seek_read(file, &mut bytes[done..], at + done as u64)? {
                0 => return Err(std::io::ErrorKind::UnexpectedEof.into()),
                read => done += read,
            }
        }
        Ok(())
    }
}

/// An article of a file of blobs, numbered from its first; `None` where it is damaged.
pub(super) fn article(reader: &Reader, nth: usize) -> Option<Article> {
    kept::article(&reader.blob(Kind::Article, nth).ok()?, ArticleId(nth as u32))
}
