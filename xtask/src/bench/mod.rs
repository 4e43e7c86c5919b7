//! `cargo xtask bench`: articles/s, words/s and peak memory, a stage and overall.
//!
//! Articles of about 600 words are cut from the gold data's texts where they are there (some 8,000, news first), and
//! else from the bundled example; more are made from them (`pile`). Times are of one run on a shared machine:
//! compare ratios, not seconds.

pub mod added;
mod pile;
pub mod reuse;

use std::time::{Duration, Instant};

use headwater::alignment::{self, Reading};
use headwater::annotation::Annotations;
use headwater::article::{Article, Metadata};
use headwater::capture::{Capture, Digest, MediaType};
use headwater::statement::Statement;
use headwater::{annotation, article, corroboration, dossier, statement};
use rayon::prelude::*;

use pile::Pile;
pub use pile::WORDS;

/// What is timed.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
pub enum What {
    /// Every stage.
    All,
    /// Passages alone.
    Reuse,
    /// Passages alone, in piles that grow tenfold.
    Growth,
    /// Passages alone, in a pile of one article over and over.
    Identical,
    /// Articles added to an index of passages.
    Added,
}

/// Times every stage over half of the articles and over all of them.
pub fn run(articles: usize) -> bool {
    let pile = Pile::read(WORDS);
    let texts: Vec<String> = (0..articles).map(|nth| pile.article(nth).0).collect();
    println!("{} articles of {WORDS} words, {} threads", texts.len(), rayon::current_num_threads());
    println!("what was learnt, and the lists, are loaded in {:.0} ms", loading().as_secs_f64() * 1e3);
    let half = stages(texts.get(..texts.len() / 2).unwrap_or_default());
    let all = stages(&texts);
    println!(
        "{:<16}{:>9}{:>14}{:>14}{:>20}{:>12}",
        "stage", "seconds", "articles/s", "words/s", "time(2n)/time(n)", "peak MB"
    );
    for (run, before) in all.iter().zip(&half) {
        print_row(run, before.time, texts.len());
    }
    let total = |runs: &[Run]| runs.iter().map(|run| run.time).sum();
    let peak = all.iter().filter_map(|run| run.peak).reduce(f64::max);
    print_row(&Run { stage: "overall", time: total(&all), peak }, total(&half), texts.len());
    true
}

/// What the first annotation of a process takes beyond the second: weights and lists are read once.
fn loading() -> Duration {
    let article = Article { language: Some("en".to_owned()), ..Article::of_text("Nobody came.".to_owned()) };
    let took = || {
        let start = Instant::now();
        std::hint::black_box(annotation::annotate(&article));
        start.elapsed()
    };
    let first = took();
    first.saturating_sub(took())
}

/// What one stage took.
struct Run {
    stage: &'static str,
    time: Duration,
    /// The most memory held while it ran, all that was made before it included, in MB, where the system tells.
    peak: Option<f64>,
}

fn print_row(run: &Run, half: Duration, articles: usize) {
    let seconds = run.time.as_secs_f64().max(1e-9);
    let growth = seconds / half.as_secs_f64().max(1e-9);
    let per_second = articles as f64 / seconds;
    let peak = run.peak.map_or("-".to_owned(), |peak| format!("{peak:.0}"));
    let words = per_second * WORDS as f64;
    println!("{:<16}{seconds:>9.3}{per_second:>14.1}{words:>14.0}{growth:>20.2}{peak:>12}", run.stage);
}

/// Runs the pipeline of [`headwater::report`] stage by stage, with a watch.
fn stages(texts: &[String]) -> Vec<Run> {
    let mut times = Vec::new();
    let captures = captures(texts);
    let articles = timed("article", &mut times, || article::articles(&captures, &Metadata::default()).value);
    let annotations: Vec<Annotations> = timed("annotation", &mut times, || {
        let mut found: Vec<_> =
            articles.par_iter().map(|article| annotation::annotate(article).value).collect();
        annotation::settle_times(&articles, &mut found);
        found
    });
    let statements: Vec<Statement> = timed("statement", &mut times, || {
        let pairs = articles.par_iter().zip(&annotations);
        statement::gather(pairs.map(|(article, found)| statement::statements(article, found).value).collect())
    });
    let entities = timed("entities", &mut times, || alignment::entity::entities(&articles, &annotations));
    let passages = timed("passages", &mut times, || alignment::passage::passages(&articles).value);
    let stories = timed("stories", &mut times, || alignment::question::stories(&articles, &annotations));
    let reading = Reading {
        articles: &articles,
        annotations: &annotations,
        statements: &statements,
        entities: &entities,
        passages: &passages,
        stories: &stories,
    };
    let questions = timed("questions", &mut times, || alignment::question::questions(reading));
    let corroboration =
        timed("corroboration", &mut times, || corroboration::corroborate(reading, questions).value);
    let captures = captures.iter().map(dossier::CaptureRecord::of).collect();
    let dossier = dossier::Dossier {
        captures,
        articles,
        annotations,
        entities,
        statements,
        passages,
        corroboration,
        ..dossier::Dossier::default()
    };
    timed("json", &mut times, || dossier::json::write(&dossier).len());
    timed("html", &mut times, || dossier::html::page(&dossier).len());
    times
}

fn timed<T>(stage: &'static str, runs: &mut Vec<Run>, work: impl FnOnce() -> T) -> T {
    forget_peak();
    let start = Instant::now();
    let done = work();
    runs.push(Run { stage, time: start.elapsed(), peak: peak_memory() });
    done
}

fn captures(texts: &[String]) -> Vec<Capture> {
    let capture = |(number, text): (usize, &String)| {
        let mut id = [0; 32];
        for (byte, digit) in id.iter_mut().zip(number.to_be_bytes()) {
            *byte = digit;
        }
        Capture {
            id: Digest(id),
            path: format!("{number:07}.txt"),
            media_type: MediaType::Text,
            bytes: text.clone().into_bytes(),
        }
    };
    texts.iter().enumerate().map(capture).collect()
}

/// Lets the system count the peak from here on (Linux: `clear_refs` in proc(5)); elsewhere peaks are those since the start.
fn forget_peak() {
    // A system that does not let it tells a peak that is too high, never one that is too low.
    let _ = std::fs::write("/proc/self/clear_refs", "5");
}

/// The most memory that this process has held since [`forget_peak`], in MB, where the system tells (Linux).
fn peak_memory() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kilobytes: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes / 1024.0)
}
