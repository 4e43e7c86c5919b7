//! `cargo xtask bench reuse`: passages alone, in piles that double.

use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader, BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use headwater::alignment::passage;
use headwater::article::{Article, ArticleId, Published};
use rayon::prelude::*;

use serde_json::json;

use super::pile::Pile;
use super::{forget_peak, peak_memory};
use crate::shared::root;

/// Makes piles that double up to `articles`, and times passages in each, in a process of its own.
pub fn run(articles: usize) -> bool {
    let pile = Pile::read();
    println!(
        "{} real articles, the rest made from them; {} threads",
        pile.real(),
        rayon::current_num_threads()
    );
    [articles].into_iter().all(|many| {
        let made = file(&pile, many).and_then(|path| {
            let this = std::env::current_exe()?;
            Command::new(this).args(["bench", "reuse", "--pile"]).arg(path).status()
        });
        made.inspect_err(|error| println!("{many} articles: {error}")).is_ok_and(|status| status.success())
    })
}

/// Writes a pile as JSON lines.
fn file(pile: &Pile, many: usize) -> std::io::Result<PathBuf> {
    let folder = root().join("target/bench");
    std::fs::create_dir_all(&folder)?;
    let path = folder.join(format!("pile-{many}.jsonl"));
    let mut file = BufWriter::new(std::fs::File::create(&path)?);
    for first in (0..many).step_by(4096) {
        let last = (first + 4096).min(many);
        let made: Vec<_> = (first..last).into_par_iter().map(|nth| pile.article(nth)).collect();
        for (nth, (text, copy)) in (first..).zip(made) {
            let copy = copy.map(|copy| json!({"from": copy.from, "edit": format!("{:?}", copy.edit)}));
            writeln!(file, "{}", json!({"id": nth, "text": text, "copy": copy}))?;
        }
    }
    file.flush()?;
    Ok(path)
}

/// Reads a pile, finds its passages, and prints what that took.
pub fn measure(path: &Path) -> bool {
    let Ok(file) = std::fs::File::open(path) else { return false };
    let (mut articles, mut copies) = (Vec::new(), Vec::new());
    for line in BufReader::new(file).lines().map_while(Result::ok) {
        let Ok(row) = serde_json::from_str::<Row>(&line) else { continue };
        copies.extend(row.copy.map(|copy| (copy.from, articles.len() as u32, copy.edit)));
        articles.push(article(articles.len(), row.text));
    }
    let bytes: usize = articles.iter().map(|article| article.text.len()).sum();
    forget_peak();
    let (start, cpu) = (Instant::now(), cpu_seconds());
    let found = passage::passages(&articles).value;
    let (seconds, cpu) = (start.elapsed().as_secs_f64(), cpu_seconds() - cpu);
    let pairs: BTreeSet<(u32, u32)> = found.iter().map(|it| (it.a.article.0, it.b.article.0)).collect();
    let there = copies.iter().filter(|(from, to, _)| pairs.contains(&(*from, *to))).count();
    let megabytes = bytes as f64 / 1e6;
    println!(
        "{} articles, {megabytes:.1} MB: {seconds:.2} s, {cpu:.2} CPU-s, {:.2} MB per CPU-second, peak {:.2} of the text, {} passages in {} pairs, {there} of {} planted",
        articles.len(),
        megabytes / cpu,
        peak_memory().unwrap_or_default() * 1.048_576 / megabytes,
        found.len(),
        pairs.len(),
        copies.len(),
    );
    for edit in ["Verbatim", "Dropped", "Spun"] {
        let of: Vec<_> = copies.iter().filter(|copy| copy.2 == edit).collect();
        let there = of.iter().filter(|(from, to, _)| pairs.contains(&(*from, *to))).count();
        println!("  {edit}: {there} of {}", of.len());
    }
    true
}

/// One line of a pile.
#[derive(serde::Deserialize)]
struct Row {
    text: String,
    copy: Option<Copied>,
}

/// What was copied into an article.
#[derive(serde::Deserialize)]
struct Copied {
    from: u32,
    edit: String,
}

fn article(nth: usize, text: String) -> Article {
    Article {
        id: ArticleId(nth as u32),
        path: format!("{nth:07}.txt"),
        outlet: Some(format!("Outlet {}", nth % 500)),
        published: Some(Published::given(format!("2031-{:02}-{:02}", nth / 28 % 12 + 1, nth % 28 + 1))),
        ..Article::of_text(text)
    }
}

/// Seconds of processor time that this process has used, where the system tells (Linux).
fn cpu_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after = stat.rsplit(')').next().unwrap_or_default();
    let ticks: f64 = after.split_whitespace().skip(11).take(2).filter_map(|n| n.parse::<f64>().ok()).sum();
    ticks / 100.0
}
