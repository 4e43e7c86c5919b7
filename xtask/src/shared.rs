//! The gold data beside the repository, where they are there.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use headwater::article::{self, Metadata};
use headwater::capture;
use headwater::dossier::{CaptureRecord, Dossier, json};

/// The root of the repository.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_owned()
}

/// `../shared/PATH`, where it is there; says so where it is not.
pub fn shared(path: &str) -> Option<PathBuf> {
    let found = root().join("../shared").join(path);
    if !found.exists() {
        println!("skipped: ../shared/{path} is not here");
        return None;
    }
    Some(found)
}

/// The dossier of a folder of articles, as JSON.
pub fn dossier(articles: &Path, metadata: &Path) -> String {
    let captures = capture::read(&[articles.to_owned()], None);
    let metadata = std::fs::read(metadata).ok().and_then(|bytes| Metadata::from_csv(&bytes).ok());
    let metadata = metadata.map(|metadata| metadata.value).unwrap_or_default();
    json::write(&headwater::report(&captures, &metadata, &|_, _| {}))
}

/// A dossier that holds only captures and articles, as JSON: what the scorers of web pages need.
pub fn dossier_of_articles(folder: &Path) -> String {
    let read = capture::read(&[folder.to_owned()], None);
    let articles = article::articles(&read.captures, &Metadata::default()).value;
    let captures = read.captures.iter().map(CaptureRecord::of).collect();
    json::write(&Dossier { captures, articles, ..Dossier::default() })
}

/// Puts `content` into a file of its own for a scorer to read.
pub fn scratch(name: &str, content: &str) -> Option<PathBuf> {
    let path = std::env::temp_dir().join(format!("headwater-eval-{name}-{}.json", std::process::id()));
    std::fs::write(&path, content).ok()?;
    Some(path)
}

/// Runs a scorer and gives back what it prints; says so where it cannot.
pub fn python(args: &[&OsStr]) -> Option<String> {
    let output = Command::new("python3").args(args).output();
    match output {
        Ok(output) if output.status.success() => Some(String::from_utf8_lossy(&output.stdout).into_owned()),
        Ok(output) => {
            println!("the scorer failed: {}", String::from_utf8_lossy(&output.stderr));
            None
        }
        Err(error) => {
            println!("skipped: python3 cannot be run: {error}");
            None
        }
    }
}
