use super::*;

/// A folder for one test, removed at its end.
struct Folder(std::path::PathBuf);

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

    fn path(&self, name: &str) -> String {
        self.0.join(name).to_string_lossy().into_owned()
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
        |inputs: &[String]| read(inputs, None).captures.into_iter().map(|c| c.path).collect::<Vec<_>>();
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
    let read = read(&["-".to_owned()], Some(b"<!doctype html><p>Hello".to_vec()));
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
