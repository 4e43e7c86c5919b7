//! What kind of file this is, by its name and by its first bytes; and a word on those that are not read.

use std::collections::BTreeMap;

use super::MediaType;
use crate::notice::{Notice, Severity};

/// Whether a file is read, and as what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// It is read.
    Readable(MediaType),
    /// It is not.
    Foreign(Foreign),
}

/// Kinds of files that are not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Foreign {
    Pdf,
    Document,
    Mail,
    WebArchive,
    Archive,
    Table,
    Picture,
    Media,
    PagePart,
    Dossier,
    Other,
}

impl Foreign {
    /// What such a file is, in the singular.
    pub(super) fn what(self) -> &'static str {
        match self {
            Foreign::Pdf => "a PDF",
            Foreign::Document => "a word processor's document",
            Foreign::Mail => "an e-mail",
            Foreign::WebArchive => "a web archive",
            Foreign::Archive => "an archive of files",
            Foreign::Table => "a table",
            Foreign::Picture => "a picture",
            Foreign::Media => "a sound or a film",
            Foreign::PagePart => "a part of a saved page (a style or a script)",
            Foreign::Dossier => "a dossier that headwater wrote, and no article",
            Foreign::Other => "neither text, HTML nor JSON lines",
        }
    }

    /// What to do with such a file.
    pub(super) fn hint(self) -> &'static str {
        match self {
            Foreign::Pdf => "save its text as .txt (for example with `pdftotext`)",
            Foreign::Document => "save it as plain text (.txt)",
            Foreign::Mail => "save the article in it as .txt or .html",
            Foreign::WebArchive => "save each page in it as .html",
            Foreign::Archive => "unpack it and give the folder",
            Foreign::Table => "if it says who published the files and when, give it with --metadata",
            Foreign::Picture => "if it shows an article, save its words as .txt",
            Foreign::Media => "write down what is said in it and save that as .txt",
            Foreign::PagePart => "nothing is lost: the page itself is read",
            Foreign::Dossier => "nothing is lost: give the articles that it was made from",
            Foreign::Other => "save the article as .txt, .html or .jsonl",
        }
    }

    /// Whether such a file in a folder may well hold an article that the user expects to be read.
    fn may_hold_an_article(self) -> bool {
        matches!(
            self,
            Foreign::Pdf | Foreign::Document | Foreign::Mail | Foreign::WebArchive | Foreign::Archive
        )
    }
}

/// What the ends of names say. What is not listed here is told by the content.
const BY_NAME: &[(&str, Kind)] = &[
    ("txt text md markdown", Kind::Readable(MediaType::Text)),
    ("html htm xhtml xht", Kind::Readable(MediaType::Html)),
    ("jsonl ndjson json", Kind::Readable(MediaType::JsonLines)),
    ("pdf", Kind::Foreign(Foreign::Pdf)),
    ("doc docx odt rtf pages epub ppt pptx odp", Kind::Foreign(Foreign::Document)),
    ("eml mbox msg pst", Kind::Foreign(Foreign::Mail)),
    ("warc wacz mhtml mht maff webarchive", Kind::Foreign(Foreign::WebArchive)),
    ("zip tar tgz 7z rar bz2 xz zst", Kind::Foreign(Foreign::Archive)),
    ("csv tsv xls xlsx ods", Kind::Foreign(Foreign::Table)),
    ("jpg jpeg png gif webp svg ico bmp tif tiff avif heic", Kind::Foreign(Foreign::Picture)),
    ("mp3 mp4 m4a wav ogg oga ogv webm mov avi mkv flac", Kind::Foreign(Foreign::Media)),
    ("css js mjs map woff woff2 ttf otf eot", Kind::Foreign(Foreign::PagePart)),
    ("exe dll so bin db sqlite toml yaml yml ini lock py rs sh log", Kind::Foreign(Foreign::Other)),
];

/// What the first bytes of files say that are not text.
const BY_BEGINNING: &[(&[u8], Foreign)] = &[
    (b"%PDF-", Foreign::Pdf),
    (b"{\\rtf", Foreign::Document),
    (b"\xd0\xcf\x11\xe0", Foreign::Document),
    (b"PK\x03\x04", Foreign::Archive),
    (b"PK\x05\x06", Foreign::Archive),
    (b"BZh", Foreign::Archive),
    (b"\xfd7zXZ", Foreign::Archive),
    (b"\x28\xb5\x2f\xfd", Foreign::Archive),
    (b"7z\xbc\xaf", Foreign::Archive),
    (b"Rar!", Foreign::Archive),
    (b"WARC/", Foreign::WebArchive),
    (b"\x89PNG", Foreign::Picture),
    (b"\xff\xd8\xff", Foreign::Picture),
    (b"GIF8", Foreign::Picture),
    (b"RIFF", Foreign::Media),
    (b"ID3", Foreign::Media),
    (b"OggS", Foreign::Media),
    (b"\x1aE\xdf\xa3", Foreign::Media),
    (b"\x7fELF", Foreign::Other),
    (b"SQLite format 3", Foreign::Other),
];

/// What the name alone says; a name that says nothing is taken for text, to be looked into.
pub(super) fn by_name(path: &str) -> Kind {
    named(path).unwrap_or(Kind::Readable(MediaType::Text))
}

/// The kind for the end of the name, the `.gz` of a compressed file aside.
fn named(path: &str) -> Option<Kind> {
    let name = path.rsplit('/').next().unwrap_or(path).to_lowercase();
    let (_, end) = name.strip_suffix(".gz").unwrap_or(&name).rsplit_once('.')?;
    BY_NAME.iter().find(|(ends, _)| ends.split(' ').any(|known| known == end)).map(|(_, kind)| *kind)
}

/// Whether a file in a folder that turned out to be of this kind is left out with a word: what is named
/// like a text was expected to be read, a dossier aside.
pub(super) fn is_left_out(path: &str, kind: Foreign) -> bool {
    kind == Foreign::Dossier || !matches!(named(path), Some(Kind::Readable(_)))
}

/// The kind of a file that begins with these bytes. Text under a foreign name is text, because whoever
/// names such a file wants it read; bytes that are not text are not read whatever the name says.
pub(super) fn of(path: &str, beginning: &[u8]) -> Kind {
    if let Some((_, foreign)) = BY_BEGINNING.iter().find(|(mark, _)| beginning.starts_with(mark)) {
        return Kind::Foreign(*foreign);
    }
    if is_dossier(beginning) {
        return Kind::Foreign(Foreign::Dossier);
    }
    match named(path) {
        Some(Kind::Readable(_)) if is_binary(beginning) => Kind::Foreign(Foreign::Other),
        Some(readable @ Kind::Readable(_)) => readable,
        Some(
            foreign @ Kind::Foreign(Foreign::Table | Foreign::Picture | Foreign::Mail | Foreign::PagePart),
        ) => foreign,
        foreign if is_binary(beginning) => foreign.unwrap_or(Kind::Foreign(Foreign::Other)),
        _ => Kind::Readable(by_content(beginning)),
    }
}

/// Whether this program wrote these bytes: a dossier that lies beside the articles is none of them.
pub fn is_dossier(beginning: &[u8]) -> bool {
    /// The marks stand in the first lines; what quotes one further down is an article.
    const TOP: usize = 2048;
    let top = beginning.get(..beginning.len().min(TOP)).unwrap_or_default();
    let holds = |mark: &[u8]| memchr::memmem::find(top, mark).is_some();
    let page = top.starts_with(b"<!DOCTYPE html>") && holds(br#"name="generator" content="headwater"#);
    let json = top.starts_with(b"{\"format\":") && holds(b",\"headwater\":\"");
    let counted = top.strip_prefix(b"Read ").is_some_and(|rest| rest.first().is_some_and(u8::is_ascii_digit));
    page || json || (counted && holds(b" article") && holds(b" attributed"))
}

/// What readable kind the content looks like.
fn by_content(beginning: &[u8]) -> MediaType {
    let start =
        String::from_utf8_lossy(beginning).trim_start_matches(['\u{feff}', '\0']).trim_start().to_lowercase();
    let html =
        ["<!doctype html", "<html", "<head", "<body", "<!--", "<?xml", "<article", "<div", "<p>", "<meta"];
    if html.iter().any(|tag| start.starts_with(tag)) {
        MediaType::Html
    } else if start.starts_with(['{', '[']) && start.contains("\"text\"") {
        MediaType::JsonLines
    } else {
        MediaType::Text
    }
}

/// Whether these bytes are not text in any encoding: control characters all over and not UTF-16.
///
/// A few NUL bytes in a text are damage and not a binary file; in UTF-16 they are every second byte,
/// on one side.
fn is_binary(beginning: &[u8]) -> bool {
    if beginning.starts_with(b"\xff\xfe") || beginning.starts_with(b"\xfe\xff") {
        return false;
    }
    let controls = |bytes: &mut dyn Iterator<Item = &u8>| {
        bytes.filter(|byte| matches!(byte, 0..=8 | 14..=26 | 28..=31 | 127)).count()
    };
    let [even, odd] = [0, 1].map(|first| controls(&mut beginning.iter().skip(first).step_by(2)));
    let half = beginning.len() / 2;
    let one_sided = half > 4 && even.max(odd) * 10 > half * 4 && even.min(odd) * 20 < half;
    !one_sided && (even + odd) * 10 > beginning.len()
}

/// One notice for each kind of files in folders that were not read.
pub(super) fn skipped(files: Vec<(Foreign, String)>) -> Vec<Notice> {
    let mut by_kind: BTreeMap<Foreign, Vec<String>> = BTreeMap::new();
    for (kind, path) in files {
        by_kind.entry(kind).or_default().push(path);
    }
    by_kind.into_iter().map(|(kind, paths)| skipped_of(kind, &paths)).collect()
}

/// The notice for files of one kind.
fn skipped_of(kind: Foreign, paths: &[String]) -> Notice {
    let severity = if kind.may_hold_an_article() { Severity::Error } else { Severity::Note };
    let first = paths.first().map(String::as_str).unwrap_or_default();
    let message = match paths {
        [_] => format!("left out: it is {}", kind.what()),
        _ => format!("left out, as are {} more such files: it is {}", paths.len() - 1, kind.what()),
    };
    Notice::new(severity, message).about(first).hint(kind.hint())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_first_and_content_tells_the_rest() {
        let cases: &[(&str, &[u8], Kind)] = &[
            ("a/b.txt", b"Words", Kind::Readable(MediaType::Text)),
            ("b.HTML.gz", b"<p>", Kind::Readable(MediaType::Html)),
            ("c", b"\n<!DOCTYPE html><p>x", Kind::Readable(MediaType::Html)),
            ("d.json", b"{\"text\": \"x\"}", Kind::Readable(MediaType::JsonLines)),
            ("march.txt", b"%PDF-1.4", Kind::Foreign(Foreign::Pdf)),
            ("e", b"\0\x01\x02\x03\x04\x05\x06\x07", Kind::Foreign(Foreign::Other)),
            ("a/dossier.html", DOSSIER, Kind::Foreign(Foreign::Dossier)),
            ("g.html", b"\0\x01\x02\x03\x04\x05\x06\x07", Kind::Foreign(Foreign::Other)),
            ("f", b"H\0e\0l\0l\0o\0 \0w\0o\0r\0l\0d\0", Kind::Readable(MediaType::Text)),
        ];
        for (path, bytes, kind) in cases {
            assert_eq!(of(path, bytes), *kind, "{path}");
        }
    }

    const DOSSIER: &[u8] = b"<!DOCTYPE html><html><meta name=\"generator\" content=\"headwater 1.0\">";

    #[test]
    fn files_of_one_kind_share_a_notice() {
        let files = ["a.png", "b.jpg", "c.pdf"].map(|path| match by_name(path) {
            Kind::Foreign(kind) => (kind, path.to_owned()),
            Kind::Readable(_) => panic!("{path} is not read"),
        });
        let notices = skipped(files.to_vec());
        assert_eq!(notices.len(), 2);
        assert_eq!(notices[0].severity, Severity::Error);
        assert!(notices[1].message.contains("1 more"));
    }
}
