//! What stands on the disk between runs: an index of passages, to which articles are added at the cost of what they
//! share.
//!
//! This is an edge of the program: it knows how things are kept and nothing of what they mean; the stage
//! [`alignment::passage`](crate::alignment::passage) knows the rest. An index is a folder:
//!
//! | file | what |
//! |---|---|
//! | `index.json` | the list of the others with their digests: the version, what the articles are compared by, and the segments in order. It is replaced as a whole, so an index is always the old one or the new one |
//! | `reference-N` | by what articles are compared: rarity of words and house style |
//! | `segment-N` | articles that were added together, with all that is kept of them (form: `store/blobs.rs`) |
//! | `lock` | held by the program that writes |
//!
//! Every byte is under a SHA-256 that is looked at before the byte is believed. A damaged index is made anew from its
//! own articles, and those that are damaged themselves are named.

mod blobs;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::fs::{File, TryLockError};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::alignment::passage::Passage;
use crate::alignment::passage::kept::{Grown, Kept, Kind, Reference, Segment, Shelf, VERSION};
use crate::article::{Article, ArticleId};
use crate::capture::Digest;
use crate::notice::{Noted, Notice, Severity};
use crate::{Error, ErrorKind, Result};
use blobs::{Reader, Writer};

/// The name of the list in an index.
const LIST: &str = "index.json";
/// What the list says it is.
const FORMAT: &str = "headwater index of passages";
/// What the other files are called, before their numbers.
const REFERENCE: &str = "reference-";
const SEGMENT: &str = "segment-";
/// A segment with articles that could not be read is put aside under this name.
const ASIDE: &str = "damaged-";
/// Held by whoever has the index open.
const LOCK: &str = "lock";
/// Articles that are added at a time.
const AT_A_TIME: usize = 4096;

/// An index of passages on the disk.
pub struct Index {
    folder: PathBuf,
    /// Held while the index is open, so that two programs do not write one index.
    lock: Arc<File>,
    kept: Kept,
    list: List,
    files: Files,
}

/// The files of the segments.
struct Files(Vec<Reader>);

impl Shelf for Files {
    fn blob(&self, segment: usize, kind: Kind, nth: usize) -> Result<Vec<u8>> {
        let missing = || Error::new(ErrorKind::Malformed, DAMAGED);
        self.0.get(segment).ok_or_else(missing)?.blob(kind, nth)
    }
}

/// `index.json`: the list and the digest of its bytes.
#[derive(Serialize, Deserialize)]
struct Sealed<'a> {
    format: String,
    version: u32,
    sha256: String,
    #[serde(borrow)]
    list: &'a RawValue,
}

/// The files of an index.
#[derive(Clone, Serialize, Deserialize)]
struct List {
    reference: Named,
    segments: Vec<Held>,
}

#[derive(Clone, Serialize, Deserialize)]
struct Named {
    file: String,
    sha256: String,
}

#[derive(Clone, Serialize, Deserialize)]
struct Held {
    file: String,
    sha256: String,
    articles: u32,
    buckets: u32,
}

/// What bringing an index up to date brought.
#[derive(Debug)]
pub struct Update {
    /// The new articles, by their numbers in the index.
    pub new: BTreeSet<ArticleId>,
    /// The passages between new articles and all others, in order. Directions are those that these passages tell.
    pub passages: Vec<Passage>,
}

const DAMAGED: &str = "the index is damaged";

fn damaged(path: &Path) -> Error {
    Error::new(ErrorKind::Malformed, DAMAGED).at(path.display().to_string())
}

fn failed(path: &Path, error: &std::io::Error) -> Error {
    match error.kind() {
        std::io::ErrorKind::UnexpectedEof => damaged(path),
        _ => Error::from_io(path.display().to_string(), error),
    }
}

/// The error for a file that the list names: one that is not there is damage.
fn lost(path: &Path, error: &std::io::Error) -> Error {
    if error.kind() == std::io::ErrorKind::NotFound { damaged(path) } else { failed(path, error) }
}

impl Index {
    /// Brings the index in `folder` up to date with `articles`: makes it where there is none, adds what is new, makes it
    /// anew where it is damaged or has outgrown what its articles are compared by.
    ///
    /// Articles that stand in the index and not among `articles` stay there.
    ///
    /// # Errors
    /// When the folder cannot be read or written, is no index and not empty, or another program has it open.
    pub fn update(folder: &Path, articles: &[Article]) -> Result<Noted<(Index, Update)>> {
        std::fs::create_dir_all(folder).map_err(|error| failed(folder, &error))?;
        let there = files(folder)?;
        if there.is_empty() {
            refuse_strange(folder)?;
            return Index::begin(folder, lock(folder)?, Vec::new(), articles);
        }
        let lock = lock(folder)?;
        match Index::opened(folder, &lock).and_then(|index| index.grow(articles)) {
            Err(error) if error.kind() == ErrorKind::Malformed => Index::mend(folder, lock, articles),
            grown => grown,
        }
    }

    /// Makes the index in `folder` anew, from what can be read of it and `articles`: after a record that is seldom read
    /// turned out to be damaged.
    ///
    /// # Errors
    /// When the folder cannot be read or written, or another program has the index open.
    pub fn rebuild(folder: &Path, articles: &[Article]) -> Result<Noted<(Index, Update)>> {
        Index::mend(folder, lock(folder)?, articles)
    }

    /// Opens the index in `folder`.
    ///
    /// # Errors
    /// When there is none, it is damaged ([`ErrorKind::Malformed`]), or another program has it open.
    pub fn open(folder: &Path) -> Result<Index> {
        if !folder.join(LIST).exists() {
            let error = Error::new(ErrorKind::NotFound, "there is no index").at(folder.display().to_string());
            return Err(error.with_hint("name the folder of an index"));
        }
        Index::opened(folder, &lock(folder)?)
    }

    fn opened(folder: &Path, lock: &Arc<File>) -> Result<Index> {
        let list = List::read(folder)?;
        let path = folder.join(&list.reference.file);
        let bytes = std::fs::read(&path).map_err(|error| lost(&path, &error))?;
        let whole = Digest::of(&bytes).to_string() == list.reference.sha256;
        let reference = Reference::from_bytes(&bytes).filter(|_| whole).ok_or_else(|| damaged(&path))?;
        let mut readers = Vec::new();
        for held in &list.segments {
            readers.push(held.open(folder)?);
        }
        let segments: Vec<Segment> = list.segments.iter().map(Held::segment).collect();
        let files = Files(readers);
        let kept = Kept::open(reference, &segments, &files)?;
        Ok(Index { folder: folder.to_owned(), lock: Arc::clone(lock), kept, list, files })
    }

    /// How many articles it holds.
    pub fn len(&self) -> u32 {
        self.kept.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    /// One of its articles.
    ///
    /// # Errors
    /// When there is none of that number or it is damaged.
    pub fn article(&self, id: ArticleId) -> Result<Article> {
        self.kept.article(id, &self.files)
    }

    /// All its passages in order and all its articles, numbered alike.
    ///
    /// # Errors
    /// When one of them is damaged.
    pub fn passages(&self) -> Result<(Vec<Passage>, Vec<Article>)> {
        self.kept.passages(&self.files)
    }

    /// What its articles are compared by.
    pub fn reference(&self) -> &Reference {
        self.kept.reference()
    }

    /// Makes an index of old articles and new ones.
    fn begin(
        folder: &Path,
        lock: Arc<File>,
        mut articles: Vec<Article>,
        new: &[Article],
    ) -> Result<Noted<(Index, Update)>> {
        let old = articles.len();
        articles.extend_from_slice(new);
        let number = next_number(folder)?;
        let path = folder.join(format!("{SEGMENT}{number}"));
        let mut writer = Writer::create(&path)?;
        let mut notices = Vec::new();
        let (kept, grown) = Kept::begin(&articles, &mut writer)?.into_value(&mut notices);
        let reference = Named::write(folder, &format!("{REFERENCE}{number}"), &kept.reference().to_bytes())?;
        let list = List { reference, segments: Vec::new() };
        let mut index = Index { folder: folder.to_owned(), lock, kept, list, files: Files(Vec::new()) };
        index.take_in(path, writer, grown.segment)?;
        let old = articles[..old].iter().filter_map(|article| index.kept.number(article));
        let mut new: BTreeSet<ArticleId> = grown.new.map(ArticleId).collect();
        old.for_each(|number| {
            new.remove(&number);
        });
        let mut passages = grown.passages;
        passages.retain(|passage| new.contains(&passage.a.article) || new.contains(&passage.b.article));
        Ok(Noted { value: (index, Update { new, passages }), notices })
    }

    /// Makes a damaged index anew, from what can be read of it and `articles`.
    fn mend(folder: &Path, lock: Arc<File>, articles: &[Article]) -> Result<Noted<(Index, Update)>> {
        let mut notices = Vec::new();
        let old = salvage(folder, &mut notices)?;
        let made = Index::begin(folder, lock, old, articles)?.into_value(&mut notices);
        let message =
            format!("it was damaged and has been made anew from the {} articles in it", made.0.len());
        notices.push(Notice::new(Severity::Warning, message).about(folder.display().to_string()));
        Ok(Noted { value: made, notices })
    }

    /// Adds the articles that are not yet there.
    fn grow(mut self, articles: &[Article]) -> Result<Noted<(Index, Update)>> {
        let unknown = articles.iter().filter(|article| self.kept.number(article).is_none()).count();
        if self.kept.would_outgrow(unknown) {
            let old = (0..self.len()).map(|nth| self.article(ArticleId(nth))).collect::<Result<_>>()?;
            return Index::begin(&self.folder, self.lock, old, articles);
        }
        let mut update = Update { new: BTreeSet::new(), passages: Vec::new() };
        let mut notices = Vec::new();
        for some in articles.chunks(AT_A_TIME) {
            let added = self.add(some)?.into_value(&mut notices);
            update.new.extend(added.new.map(ArticleId));
            update.passages.extend(added.passages);
        }
        Ok(Noted { value: (self, update), notices })
    }

    fn add(&mut self, articles: &[Article]) -> Result<Noted<Grown>> {
        let path = self.folder.join(format!("{SEGMENT}{}", next_number(&self.folder)?));
        let mut writer = Writer::create(&path)?;
        let added = self.kept.add(articles, &self.files, &mut writer)?;
        self.take_in(path, writer, added.value.segment)?;
        self.merge()?;
        Ok(added)
    }

    /// Merges the segments of many small additions.
    fn merge(&mut self) -> Result<()> {
        let Some(from) = self.kept.to_merge() else { return Ok(()) };
        let path = self.folder.join(format!("{SEGMENT}{}", next_number(&self.folder)?));
        let mut writer = Writer::create(&path)?;
        let merged = self.kept.merge(from, &self.files, &mut writer)?;
        self.list.segments.truncate(from);
        self.files.0.truncate(from);
        self.take_in(path, writer, Some(merged))
    }

    /// Ends the file of a new segment and puts it on the list.
    fn take_in(&mut self, path: PathBuf, writer: Writer, segment: Option<Segment>) -> Result<()> {
        let digest = writer.finish()?;
        if let Some(segment) = segment {
            let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let held = Held {
                file,
                sha256: digest.to_string(),
                articles: segment.articles,
                buckets: segment.buckets,
            };
            self.files.0.push(held.open(&self.folder)?);
            self.list.segments.push(held);
        }
        self.list.write(&self.folder)
    }
}

impl List {
    fn read(folder: &Path) -> Result<List> {
        let path = folder.join(LIST);
        let text = std::fs::read_to_string(&path).map_err(|error| match error.kind() {
            std::io::ErrorKind::InvalidData => damaged(&path),
            _ => lost(&path, &error),
        })?;
        let sealed: Sealed = serde_json::from_str(&text).map_err(|_| damaged(&path))?;
        if sealed.format != FORMAT {
            return Err(damaged(&path));
        }
        if sealed.version != VERSION {
            let message =
                format!("the index has version {}, and this program reads version {VERSION}", sealed.version);
            let hint = "use another folder, or the program that made it";
            return Err(Error::new(ErrorKind::Io, message).at(path.display().to_string()).with_hint(hint));
        }
        let whole = Digest::of(sealed.list.get().as_bytes()).to_string() == sealed.sha256;
        serde_json::from_str(sealed.list.get()).ok().filter(|_| whole).ok_or_else(|| damaged(&path))
    }

    /// Replaces the list, and removes the files that are no longer on it.
    fn write(&self, folder: &Path) -> Result<()> {
        let unwritable = |_| Error::new(ErrorKind::Io, "the list of an index cannot be written");
        let list = serde_json::value::to_raw_value(self).map_err(unwritable)?;
        let sha256 = Digest::of(list.get().as_bytes()).to_string();
        let sealed = Sealed { format: FORMAT.to_owned(), version: VERSION, sha256, list: &list };
        let bytes = serde_json::to_vec(&sealed).map_err(unwritable)?;
        let new = "index.json.new";
        Named::write(folder, new, &bytes)?;
        let path = folder.join(LIST);
        std::fs::rename(folder.join(new), &path).map_err(|error| failed(&path, &error))?;
        let listed = |file: &String| {
            *file == self.reference.file || self.segments.iter().any(|held| held.file == *file)
        };
        for file in files(folder)?.into_iter().filter(|file| file != LIST && !listed(file)) {
            // What is left over does no harm.
            let _ = std::fs::remove_file(folder.join(file));
        }
        Ok(())
    }
}

impl Named {
    /// Writes a file, on the disk.
    fn write(folder: &Path, file: &str, bytes: &[u8]) -> Result<Named> {
        let path = folder.join(file);
        let write = || {
            let mut file = File::create(&path)?;
            file.write_all(bytes)?;
            file.sync_all()
        };
        write().map_err(|error| failed(&path, &error))?;
        Ok(Named { file: file.to_owned(), sha256: Digest::of(bytes).to_string() })
    }
}

impl Held {
    fn segment(&self) -> Segment {
        Segment { articles: self.articles, buckets: self.buckets }
    }

    fn open(&self, folder: &Path) -> Result<Reader> {
        let path = folder.join(&self.file);
        let (reader, digest) = Reader::open(&path)?;
        let counted = reader.count(Kind::Article) == self.articles as usize
            && reader.count(Kind::Carriers) == self.buckets as usize
            && self.buckets.is_power_of_two();
        if counted && digest.to_string() == self.sha256 { Ok(reader) } else { Err(damaged(&path)) }
    }
}

/// Takes the lock of an index, which is held as long as the file is open.
fn lock(folder: &Path) -> Result<Arc<File>> {
    let path = folder.join(LOCK);
    let file =
        File::options().create(true).append(true).open(&path).map_err(|error| failed(&path, &error))?;
    match file.try_lock() {
        Ok(()) => Ok(Arc::new(file)),
        Err(TryLockError::WouldBlock) => {
            let error = Error::new(ErrorKind::Io, "another program has the index open");
            Err(error.at(folder.display().to_string()).with_hint("wait until it has ended"))
        }
        Err(TryLockError::Error(error)) => Err(failed(&path, &error)),
    }
}

/// The files in a folder that are an index's, by name.
fn files(folder: &Path) -> Result<BTreeSet<String>> {
    let io = |error| failed(folder, &error);
    let mut files = BTreeSet::new();
    for entry in std::fs::read_dir(folder).map_err(io)? {
        let name = entry.map_err(io)?.file_name().to_string_lossy().into_owned();
        let numbered = |start: &str| name.strip_prefix(start).is_some_and(|rest| rest.parse::<u32>().is_ok());
        if name == LIST || numbered(REFERENCE) || numbered(SEGMENT) {
            files.insert(name);
        }
    }
    Ok(files)
}

/// Refuses a folder that holds something else.
fn refuse_strange(folder: &Path) -> Result<()> {
    let mut entries = std::fs::read_dir(folder).map_err(|error| failed(folder, &error))?;
    if entries.any(|entry| entry.is_ok_and(|entry| entry.file_name() != LOCK)) {
        let error = Error::new(ErrorKind::Malformed, "the folder holds other files and is no index");
        return Err(error.at(folder.display().to_string()).with_hint("name a folder that is empty or new"));
    }
    Ok(())
}

/// A number that no file of an index has.
fn next_number(folder: &Path) -> Result<u32> {
    let number = |file: String| file.rsplit('-').next().and_then(|number| number.parse::<u32>().ok());
    Ok(files(folder)?.into_iter().filter_map(number).max().map_or(1, |last| last.saturating_add(1)))
}

/// All articles that can be read in an index, whatever else is damaged. Files with others are put aside.
fn salvage(folder: &Path, notices: &mut Vec<Notice>) -> Result<Vec<Article>> {
    let mut found = Vec::new();
    // What is not on the list is what an addition left that did not end.
    let listed = List::read(folder).ok().map(|list| list.segments);
    let stands = |file: &String| {
        let on_list = |segments: &Vec<Held>| segments.iter().any(|held| held.file == *file);
        file.starts_with(SEGMENT) && listed.as_ref().is_none_or(on_list)
    };
    for file in files(folder)?.into_iter().filter(stands) {
        let path = folder.join(&file);
        let (read, unread) = match Reader::open(&path) {
            Ok((reader, _)) => {
                let all = 0..reader.count(Kind::Article);
                let read: Vec<Article> = all.clone().filter_map(|nth| blobs::article(&reader, nth)).collect();
                let unread = all.len() - read.len();
                (read, (unread > 0).then(|| format!("{unread} articles in it are damaged")))
            }
            Err(_) => (Vec::new(), Some("it is damaged, and no article in it can be read".to_owned())),
        };
        found.extend(read);
        if let Some(message) = unread {
            let aside = format!("{ASIDE}{file}");
            std::fs::rename(&path, folder.join(&aside)).map_err(|error| failed(&path, &error))?;
            let message = format!("not read: {message}; the file was put aside as {aside}");
            let notice = Notice::new(Severity::Error, message).about(path.display().to_string());
            notices.push(notice.hint("give the captures that they came from once more"));
        }
    }
    Ok(found)
}
