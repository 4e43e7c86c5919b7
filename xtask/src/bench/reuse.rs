//! `cargo xtask bench reuse`: passages alone, in piles that double, beside finders of near-duplicates.
//!
//! Each run is a process of its own, so that its peak of memory is its own: the pile is written to `target/bench` and
//! read again. Then the same footer is put under all articles of the largest pile, which must cost little and bring no
//! passage.

use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader, BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use headwater::alignment::passage;
use headwater::article::{Article, ArticleId, Published};
use headwater::notice::Noted;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::pile::Pile;
use super::{forget_peak, peak_memory};
use crate::shared::root;

/// What stands under every article of the last run.
const FOOTER: &str =
    "\n\nKeep this newsroom independent: give what you can every month, and read us without a fence.";
/// The rivals that registries carry; `xtask/rivals/reuse.py` runs them.
const RIVALS: [&str; 2] = ["rensa", "datasketch"];
/// A rival that finds passages, where it is installed: so slow that it is given so many articles.
const SLOW_RIVAL: &str = "passim";
const FEW: usize = 500;

/// What one run took and found.
#[derive(Serialize, Deserialize)]
struct Figures {
    /// Seconds on the wall.
    seconds: f64,
    /// Seconds of all processors together.
    processor: f64,
    /// The most memory held, in MB of 1,048,576 bytes.
    peak: f64,
    /// Pairs of articles.
    pairs: usize,
    /// Planted copies that are among them.
    planted: usize,
    #[serde(default)]
    passages: usize,
    /// Pairs that were compared, where that is told.
    #[serde(default)]
    compared: usize,
}

/// A pile on the disk.
struct Written {
    path: PathBuf,
    articles: usize,
    megabytes: f64,
    planted: usize,
}

/// Times passages in piles of a quarter, half and all of `articles`, each of so many words; then with a footer, then the
/// rivals.
pub fn run(articles: usize, words: usize, rivals: bool) -> bool {
    let pile = headed(words);
    let all = || -> std::io::Result<()> {
        let mut before: Option<f64> = None;
        for many in [articles / 4, articles / 2, articles] {
            let written = write(&pile, many, "")?;
            let figures = ours(&written)?;
            print("headwater", &written, &figures, before);
            before = Some(figures.seconds);
        }
        let written = write(&pile, articles, FOOTER)?;
        let figures = ours(&written)?;
        print("with a footer", &written, &figures, before);
        if rivals {
            RIVALS.iter().for_each(|rival| beside(rival, &written, &figures));
            let few = write(&pile, articles.min(FEW), "")?;
            beside(SLOW_RIVAL, &few, &ours(&few)?);
        }
        Ok(())
    };
    all().inspect_err(|error| println!("{error}")).is_ok()
}

/// Prints what a rival took and how that compares with what this program took for the same pile, or why it did not run.
fn beside(rival: &str, written: &Written, ours: &Figures) {
    let figures = match theirs(rival, written) {
        Ok(figures) => figures,
        Err(error) => return println!("{rival}: skipped: {error}"),
    };
    print(rival, written, &figures, None);
    let planted = format!("{} planted copies for {}", ours.planted, figures.planted);
    println!(
        "  headwater beside it: {:.2} times as fast by CPU-seconds, {:.2} times the memory, {planted}",
        figures.processor / ours.processor,
        ours.peak / figures.peak,
    );
}

/// Times passages in piles that grow tenfold, from a thousand articles to `articles`.
pub fn growth(articles: usize, words: usize) -> bool {
    let pile = headed(words);
    let sizes =
        std::iter::successors(Some(1000), |many| Some(many * 10)).take_while(|many| *many <= articles);
    let run = |before: Option<f64>, many: usize| -> std::io::Result<Option<f64>> {
        let written = write(&pile, many, "")?;
        let figures = ours(&written)?;
        print("headwater", &written, &figures, before);
        Ok(Some(figures.seconds))
    };
    let mut sizes = sizes;
    sizes.try_fold(None, run).inspect_err(|error| println!("{error}")).is_ok()
}

/// The articles to make piles from, and the head of the table.
fn headed(words: usize) -> Pile {
    let pile = Pile::read(words);
    println!(
        "{} real articles of {words} words, the rest made from them; {} threads",
        pile.real(),
        rayon::current_num_threads()
    );
    println!(
        "{:<18}{:>9}{:>8}{:>9}{:>9}{:>13}{:>11}{:>10}{:>10}{:>15}{:>10}{:>8}",
        "",
        "articles",
        "MB",
        "seconds",
        "CPU-s",
        "MB per CPU-s",
        "peak/text",
        "passages",
        "pairs",
        "compared/pair",
        "planted",
        "growth"
    );
    pile
}

/// Times passages in a pile of one article over and over.
pub fn identical(articles: usize, words: usize) -> bool {
    let text = headed(words).article(0).0;
    let run = || -> std::io::Result<()> {
        let written = write_all(articles, |_| (text.clone(), None))?;
        print("headwater", &written, &ours(&written)?, None);
        Ok(())
    };
    run().inspect_err(|error| println!("{error}")).is_ok()
}

fn print(name: &str, written: &Written, figures: &Figures, before: Option<f64>) {
    let growth = before.map_or("-".to_owned(), |before| format!("{:.2}", figures.seconds / before));
    let compared = match figures.compared {
        0 => "-".to_owned(),
        compared => format!("{:.2}", compared as f64 / figures.pairs.max(1) as f64),
    };
    println!(
        "{name:<18}{:>9}{:>8.1}{:>9.1}{:>9.1}{:>13.2}{:>11.2}{:>10}{:>10}{compared:>15}{:>9.1}%{growth:>8}",
        written.articles,
        written.megabytes,
        figures.seconds,
        figures.processor,
        written.megabytes / figures.processor,
        figures.peak * 1.048_576 / written.megabytes,
        figures.passages,
        figures.pairs,
        100.0 * figures.planted as f64 / written.planted.max(1) as f64,
    );
}

/// Writes a pile as JSON lines.
fn write(pile: &Pile, many: usize, footer: &str) -> std::io::Result<Written> {
    write_all(many, |nth| {
        let (text, copy) = pile.article(nth);
        (text + footer, copy)
    })
}

/// Writes so many articles as JSON lines.
fn write_all(
    many: usize,
    article: impl Fn(usize) -> (String, Option<super::pile::Copy>) + Sync,
) -> std::io::Result<Written> {
    let folder = root().join("target/bench");
    std::fs::create_dir_all(&folder)?;
    let path = folder.join("pile.jsonl");
    let mut file = BufWriter::new(std::fs::File::create(&path)?);
    let (mut bytes, mut planted) = (0, 0);
    for first in (0..many).step_by(4096) {
        let last = (first + 4096).min(many);
        let made: Vec<_> = (first..last).into_par_iter().map(&article).collect();
        for (nth, (text, copy)) in (first..).zip(made) {
            (bytes, planted) = (bytes + text.len(), planted + usize::from(copy.is_some()));
            let copy = copy.map(|copy| json!({"from": copy.from, "edit": format!("{:?}", copy.edit)}));
            writeln!(file, "{}", json!({"id": nth, "text": text, "copy": copy}))?;
        }
    }
    file.flush()?;
    Ok(Written { path, articles: many, megabytes: bytes as f64 / 1e6, planted })
}

/// Runs this program on a pile.
fn ours(written: &Written) -> std::io::Result<Figures> {
    let this = std::env::current_exe()?;
    figures(Command::new(this).args(["bench", "reuse", "--pile"]).arg(&written.path))
}

/// Runs a rival on a pile, with the interpreter that `RIVAL_PYTHON` names.
fn theirs(name: &str, written: &Written) -> std::io::Result<Figures> {
    let python = std::env::var_os("RIVAL_PYTHON").unwrap_or_else(|| "python3".into());
    figures(Command::new(python).arg(root().join("xtask/rivals/reuse.py")).arg(&written.path).arg(name))
}

/// The figures that a command prints.
fn figures(command: &mut Command) -> std::io::Result<Figures> {
    let output = command.output()?;
    serde_json::from_slice(&output.stdout).map_err(|_| {
        std::io::Error::other(String::from_utf8_lossy(&output.stderr).trim().replace('\n', " ").to_owned())
    })
}

/// Reads a pile, finds its passages, and prints what that took.
pub fn measure(path: &Path) -> bool {
    let Ok(file) = std::fs::File::open(path) else { return false };
    let (mut articles, mut copies) = (Vec::new(), Vec::new());
    for line in BufReader::new(file).lines().map_while(Result::ok) {
        let Ok(row) = serde_json::from_str::<Row>(&line) else { continue };
        copies.extend(row.copy.map(|copy| (copy.from, articles.len() as u32)));
        articles.push(article(articles.len(), row.text));
    }
    forget_peak();
    let (start, before) = (Instant::now(), cpu_seconds());
    let (Noted { value: found, .. }, effort) = passage::passages_and_effort(&articles);
    let (seconds, processor) = (start.elapsed().as_secs_f64(), cpu_seconds() - before);
    let peak = peak_memory().unwrap_or_default();
    let pairs: BTreeSet<(u32, u32)> = found.iter().map(|it| (it.a.article.0, it.b.article.0)).collect();
    let planted = copies.iter().filter(|copy| pairs.contains(copy)).count();
    let (pairs, passages, compared) = (pairs.len(), found.len(), effort.compared);
    let figures = Figures { seconds, processor, peak, pairs, planted, passages, compared };
    serde_json::to_string(&figures).inspect(|line| println!("{line}")).is_ok()
}

/// One line of a pile.
#[derive(Deserialize)]
struct Row {
    text: String,
    copy: Option<Copied>,
}

/// What was copied into an article.
#[derive(Deserialize)]
struct Copied {
    from: u32,
}

pub(super) fn article(nth: usize, text: String) -> Article {
    Article {
        id: ArticleId(nth as u32),
        path: format!("{nth:07}.txt"),
        outlet: Some(format!("Outlet {}", nth % 500)),
        published: Some(Published::given(format!("2031-{:02}-{:02}", nth / 28 % 12 + 1, nth % 28 + 1))),
        ..Article::of_text(text)
    }
}

/// Seconds of processor time that this process has used, where the system tells (Linux: fields 14 and 15 of
/// `/proc/self/stat`, in hundredths).
fn cpu_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after = stat.rsplit(')').next().unwrap_or_default();
    let ticks: f64 = after.split_whitespace().skip(11).take(2).filter_map(|n| n.parse::<f64>().ok()).sum();
    ticks / 100.0
}
