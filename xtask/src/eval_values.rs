//! Times and quantities against gold data: WikiWars, the Microsoft recogniser cases, TimeNorm and ctparse.
//!
//! Relaxed and value F1 are those of TempEval-3: a span counts when it overlaps a gold one, one to one, the
//! longest overlap first; a value counts when it equals that of its gold partner. TIMEX3 and EDTF write some
//! values differently (seasons, weeks, decades, parts of the day, years before Christ, references to the
//! present); [`timex`] is where ours become theirs, and the only place.

mod numbers;
mod recognizers;
mod timex;

use std::path::Path;

use headwater::annotation::{Time, time};
use headwater::article::{Article, Published};
use headwater::text::CodePoints;
use serde::Deserialize;

use crate::eval::Measures;
use crate::shared::shared;
use timex::Timex;

/// A document with its gold times.
#[derive(Deserialize)]
struct Document {
    id: String,
    dct: Option<String>,
    text: String,
    #[serde(alias = "expected")]
    timexes: Vec<Gold>,
}

/// One gold time; offsets in code points.
#[derive(Deserialize)]
struct Gold {
    start: usize,
    end: usize,
    #[serde(default)]
    text: String,
    #[serde(default)]
    value: Option<serde_json::Value>,
}

/// Prints and gives back all tables of values.
pub fn run() -> Option<Measures> {
    let mut measures = wikiwars()?;
    measures.extend(recognizers::run()?);
    measures.extend(phrases()?);
    measures.extend(numbers::run()?);
    Some(measures)
}

/// An article that holds only `text`, published on `day`.
fn article(text: &str, day: Option<&str>) -> Article {
    Article { published: day.map(Published::given), ..Article::of_text(text) }
}

/// The lines of a JSONL file.
fn rows<T: for<'de> Deserialize<'de>>(path: &Path) -> Vec<T> {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
}

/// The times of `text` as TIMEX3, in code points.
fn found(text: &str, day: Option<&str>) -> Vec<Timex> {
    let times: Vec<Time> = time::times(&article(text, day));
    let places = CodePoints::new(text);
    times.iter().flat_map(|time| timex::timexes(time, text, day, &places)).collect()
}

/// Spans and values of the 22 histories.
fn wikiwars() -> Option<Measures> {
    let documents: Vec<Document> = rows(&shared("data/temporal/wikiwars.jsonl")?);
    let (mut gold, mut given, mut relaxed, mut strict, mut valued) = (0, 0, 0, 0, 0);
    let show = std::env::var("ERRORS").is_ok();
    for document in &documents {
        let found = found(&document.text, document.dct.as_deref());
        gold += document.timexes.len();
        given += found.len();
        let pairs = pairs(&document.timexes, &found);
        for &(g, f) in &pairs {
            let (gold, found) = (&document.timexes[g], &found[f]);
            let right =
                gold.value.as_ref().and_then(|value| value.as_str()).unwrap_or_default() == found.value;
            relaxed += 1;
            strict += usize::from((gold.start, gold.end) == (found.start, found.end));
            valued += usize::from(right);
            if show && !right {
                println!(
                    "VAL\t{}\t{}\t{:?}\t{}\t{}",
                    document.id, gold.text, gold.value, found.value, found.text
                );
            }
        }
        if show {
            misses(document, &found, &pairs);
        }
    }
    let f1 = |right: usize| 200.0 * right as f64 / (gold + given) as f64;
    println!("wikiwars: {gold} gold, {given} given, {relaxed} overlap");
    Some(vec![
        ("wikiwars relaxed F1".to_owned(), f1(relaxed)),
        ("wikiwars strict F1".to_owned(), f1(strict)),
        ("wikiwars value F1".to_owned(), f1(valued)),
        ("wikiwars relaxed precision".to_owned(), 100.0 * relaxed as f64 / given as f64),
        ("wikiwars relaxed recall".to_owned(), 100.0 * relaxed as f64 / gold as f64),
    ])
}

/// Prints what has no partner.
fn misses(document: &Document, found: &[Timex], pairs: &[(usize, usize)]) {
    for (g, gold) in document.timexes.iter().enumerate() {
        if !pairs.iter().any(|&(other, _)| other == g) {
            println!("MISS\t{}\t{}\t{:?}", document.id, gold.text, gold.value);
        }
    }
    for (f, found) in found.iter().enumerate() {
        if !pairs.iter().any(|&(_, other)| other == f) {
            println!("SPUR\t{}\t{}\t{}", document.id, found.text, found.value);
        }
    }
}

/// One case of a recogniser, of dates or of numbers.
#[derive(Deserialize)]
struct Case {
    spec: String,
    dct: Option<String>,
    text: String,
    expected: Vec<Expected>,
}

/// What a recogniser marks in a case, in code points.
#[derive(Deserialize)]
struct Expected {
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    kind: String,
    text: String,
    value: Option<String>,
}

/// Pairs of overlapping spans, the longest overlap first, one to one.
fn pairs(gold: &[Gold], found: &[Timex]) -> Vec<(usize, usize)> {
    let mut all = Vec::new();
    for (g, a) in gold.iter().enumerate().filter(|(_, gold)| gold.end > gold.start) {
        for (f, b) in found.iter().enumerate() {
            if a.start < b.end && b.start < a.end {
                let overlap = a.end.min(b.end) - a.start.max(b.start);
                let off = a.start.abs_diff(b.start) + a.end.abs_diff(b.end);
                all.push((std::cmp::Reverse(overlap), off, g, f));
            }
        }
    }
    all.sort();
    let (mut golds, mut founds) = (vec![false; gold.len()], vec![false; found.len()]);
    let mut pairs = Vec::new();
    for (_, _, g, f) in all {
        if !golds[g] && !founds[f] {
            golds[g] = true;
            founds[f] = true;
            pairs.push((g, f));
        }
    }
    pairs
}

/// One phrase with its value.
#[derive(Deserialize)]
struct Phrase {
    text: String,
    value: String,
}

/// Absolute phrases of TimeNorm: those whose value does not hang on a date that the file does not give.
fn phrases() -> Option<Measures> {
    let phrases: Vec<Phrase> = rows(&shared("data/temporal/timenorm_en.jsonl")?);
    let absolute: Vec<&Phrase> = phrases.iter().filter(|phrase| is_absolute(phrase)).collect();
    let mut right = 0;
    for phrase in &absolute {
        let found = found(&phrase.text, None);
        let fits = found.iter().any(|found| found.value == phrase.value);
        right += u32::from(fits);
        if std::env::var("ERRORS").is_ok() && !fits {
            println!(
                "NORM\t{}\t{}\t{:?}",
                phrase.text,
                phrase.value,
                found.iter().map(|f| &f.value).collect::<Vec<_>>()
            );
        }
    }
    println!("timenorm: {} phrases that say their value themselves", absolute.len());
    Some(vec![(
        "timenorm absolute values right %".to_owned(),
        100.0 * f64::from(right) / absolute.len() as f64,
    )])
}

/// Whether the phrase itself holds its year, or is a length.
fn is_absolute(phrase: &Phrase) -> bool {
    let year = phrase.value.get(..4).unwrap_or_default();
    let length = phrase.value.starts_with('P') && !phrase.value.contains("REF");
    length
        || (year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()) && phrase.text.contains(year))
}
