//! The direction of the arrows: every stage knows only the stages to its left.

use std::path::{Path, PathBuf};

/// The stages from left to right; the leaves know nobody but each other.
const STAGES: [&str; 7] =
    ["capture", "article", "annotation", "statement", "alignment", "corroboration", "dossier"];
const LEAVES: [&str; 5] = ["text", "edtf", "notice", "error", "corrections"];

/// Leaves name articles by their number, and nothing else of them.
const NUMBER: &str = "crate::article::ArticleId";

#[test]
fn no_stage_knows_a_stage_to_its_right() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = Vec::new();
    for (place, stage) in STAGES.iter().enumerate() {
        for file in files_of(&source, stage) {
            let text = std::fs::read_to_string(&file).expect("source is UTF-8");
            let right = STAGES.iter().skip(place + 1);
            wrong.extend(right.filter(|other| text.contains(&format!("crate::{other}::"))).map(|other| {
                format!("{} knows {other}", file.strip_prefix(&source).unwrap_or(&file).display())
            }));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn nobody_knows_the_store() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for part in STAGES.iter().chain(&LEAVES) {
        for file in files_of(&source, part) {
            let text = std::fs::read_to_string(&file).expect("source is UTF-8");
            assert!(!text.contains("crate::store"), "{} knows the store", file.display());
        }
    }
}

#[test]
fn leaves_know_no_stage() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for leaf in LEAVES {
        for file in files_of(&source, leaf) {
            let text = std::fs::read_to_string(&file).expect("source is UTF-8").replace(NUMBER, "");
            let known: Vec<&&str> =
                STAGES.iter().filter(|stage| text.contains(&format!("crate::{stage}::"))).collect();
            assert!(known.is_empty(), "{leaf} knows {known:?}");
        }
    }
}

#[test]
fn the_library_opens_no_connection_and_reads_no_clock() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let tests = |file: &PathBuf| file.file_name().is_some_and(|name| name == "tests.rs");
    for file in files_in(&source).into_iter().filter(|file| !tests(file)) {
        let text = std::fs::read_to_string(&file).expect("source is UTF-8");
        for absent in ["std::net", "SystemTime", "Instant::now", "std::env", "println!", "eprintln!"] {
            let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
            let used = code.take_while(|line| *line != "#[cfg(test)]").any(|line| line.contains(absent));
            assert!(!used, "{} uses {absent}", file.display());
        }
    }
}

fn files_of(source: &Path, module: &str) -> Vec<PathBuf> {
    let alone = source.join(format!("{module}.rs"));
    let folder = source.join(module);
    let mut files = if folder.is_dir() { files_in(&folder) } else { Vec::new() };
    files.extend(alone.is_file().then_some(alone));
    assert!(!files.is_empty(), "no file of {module}");
    files
}

fn files_in(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("the folder is there");
    let mut files = Vec::new();
    for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
        if path.is_dir() {
            files.extend(files_in(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}
