use std::path::PathBuf;

use super::*;

/// A folder for one test, removed at its end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("headwater-capture-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    fn with(self, name: &str, bytes: &[u8]) -> Self {
        let path = self.0.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
        self
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    fn read(&self) -> Captures {
        read(&[self.path("")], None)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
fn a_folder_is_read_by_name_and_hidden_files_are_left() {
    let folder = Folder::new("walk")
        .with("b.txt", b"B")
        .with("sub/a.txt", b"A")
        .with(".hidden", b"H")
        .with("c.png", b"P");
    let read = folder.read();
    let names: Vec<_> = read.captures.iter().map(|c| c.path.rsplit('/').next().unwrap()).collect();
    assert_eq!(names, ["b.txt", "a.txt"]);
    assert_eq!(read.notices.len(), 1);
    assert_eq!(read.notices[0].severity, Severity::Note);
}

#[test]
fn neither_order_nor_naming_twice_changes_anything() {
    let folder = Folder::new("order").with("a.txt", b"A").with("b.txt", b"B");
    let (a, b, all) = (folder.path("a.txt"), folder.path("b.txt"), folder.path(""));
    let paths =
        |inputs: &[PathBuf]| read(inputs, None).captures.into_iter().map(|c| c.path).collect::<Vec<_>>();
    assert_eq!(paths(&[a.clone(), b.clone()]), paths(&[b.clone(), a.clone(), b.clone()]));
    assert_eq!(paths(&[a, all.clone()]), paths(&[all]));
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_is_read() {
    let folder = Folder::new("bad")
        .with("empty.txt", b"")
        .with("a.txt", b"A")
        .with("b.txt", b"%PDF-1.7 x")
        .with("c.html.gz", &[0x1f, 0x8b, 9, 9]);
    let mut inputs = vec![folder.path("missing.txt"), folder.path("")];
    inputs.reverse();
    let read = read(&inputs, None);
    assert_eq!(read.captures.len(), 1);
    assert_eq!(
        read.notices.iter().filter(|n| n.severity == Severity::Error).count(),
        4,
        "{:?}",
        read.notices
    );
    assert!(read.notices.iter().all(|n| n.hint.is_some() && n.path.is_some()));
}

#[test]
fn an_empty_folder_and_standard_input() {
    let folder = Folder::new("nothing");
    assert_eq!(folder.read().notices.len(), 1);
    let read = read(&["-".into()], Some(b"<!doctype html><p>Hello".to_vec()));
    assert_eq!(read.captures[0].media_type, MediaType::Html);
    assert_eq!(read.captures[0].path, "-");
}

#[test]
fn a_packed_bomb_is_cut() {
    use std::io::Write as _;
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    for _ in 0..40 {
        packer.write_all(&vec![b' '; 1 << 20]).unwrap();
    }
    let capture = Capture::new("bomb.txt.gz", MediaType::Text, packer.finish().unwrap());
    let content = capture.content();
    assert_eq!(content.ending, Ending::Cut(MOST_BYTES));
    assert_eq!(content.bytes.len() as u64, MOST_BYTES);
}

#[test]
fn a_dossier_beside_the_articles_is_none_of_them() {
    let page = b"<!DOCTYPE html><html><head><meta name=\"generator\" content=\"headwater 0.1.0\">";
    let folder = Folder::new("dossier")
        .with("a.txt", b"A")
        .with("dossier.html", page)
        .with("dossier.json", b"{\"format\":1,\"headwater\":\"0.1.0\",\n\"captures\":[]}")
        .with("dossier.txt", b"Read 2 articles from 2 outlets, with 3 attributed statements.\n");
    let found = folder.read();
    assert_eq!(found.captures.len(), 1);
    assert!(found.notices.iter().all(|notice| notice.severity == Severity::Note), "{:?}", found.notices);
    let named = read(&[folder.path("dossier.html")], None);
    assert_eq!(named.notices[0].severity, Severity::Error);
}

#[cfg(unix)]
#[test]
fn names_cannot_move_the_cursor_and_need_not_be_unicode() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let folder = Folder::new("names").with("a\u{1b}[31m\nb\u{202e}.txt", b"A");
    let strange = folder.0.join(OsStr::from_bytes(b"\xff.txt"));
    std::fs::write(&strange, "B").unwrap();
    let found = folder.read();
    assert!(found.captures[0].path.ends_with(r"a\u{1b}[31m\nb\u{202e}.txt"), "{}", found.captures[0].path);
    assert_eq!(found.captures.len(), 2);
    assert_eq!(read(&[strange], None).captures.len(), 1);
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_told_and_never_waited_for() {
    let folder = Folder::new("socket").with("a.txt", b"A");
    let _socket = std::os::unix::net::UnixListener::bind(folder.0.join("b.txt")).unwrap();
    let found = folder.read();
    assert_eq!((found.captures.len(), found.notices.len()), (1, 1));
    assert!(read(&["/dev/zero".into()], None).notices[0].message.contains("no file"));
}
