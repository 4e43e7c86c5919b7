//! `cargo xtask bench reuse`: passages alone, in piles that double.

use std::collections::BTreeSet;
use std::time::Instant;

use headwater::alignment::passage;
use headwater::article::{Article, ArticleId, Published};
use rayon::prelude::*;

use super::pile::{Edit, Pile};
use super::{forget_peak, peak_memory};

/// Times passages in piles of `articles`, twice and four times as many.
pub fn run(articles: usize) -> bool {
    let pile = Pile::read();
    println!("{} real articles, the rest made from them; {} threads", pile.real(), rayon::current_num_threads());
    measure(&pile, articles, None);
    true
}

fn measure(pile: &Pile, many: usize, footer: Option<&str>) {
    let made: Vec<_> = (0..many).into_par_iter().map(|nth| pile.article(nth)).collect();
    let copies: Vec<(u32, u32, Edit)> = made
        .iter()
        .enumerate()
        .filter_map(|(nth, (_, copy))| copy.as_ref().map(|copy| (copy.from as u32, nth as u32, copy.edit)))
        .collect();
    let articles: Vec<Article> =
        made.into_iter().enumerate().map(|(nth, (text, _))| article(nth, text, footer)).collect();
    let bytes: usize = articles.iter().map(|article| article.text.len()).sum();
    forget_peak();
    let (start, cpu) = (Instant::now(), cpu_seconds());
    let found = passage::passages(&articles).value;
    let (seconds, cpu) = (start.elapsed().as_secs_f64(), cpu_seconds() - cpu);
    let pairs: BTreeSet<(u32, u32)> = found.iter().map(|it| (it.a.article.0, it.b.article.0)).collect();
    let there = copies.iter().filter(|(from, to, _)| pairs.contains(&(*from, *to))).count();
    let megabytes = bytes as f64 / 1e6;
    println!(
        "{many} articles, {megabytes:.1} MB: {seconds:.2} s, {cpu:.2} CPU-s, {:.2} MB per CPU-second, peak {:.2} of the text, {} passages in {} pairs, {there} of {} planted",
        megabytes / cpu,
        peak_memory().unwrap_or_default() / megabytes,
        found.len(),
        pairs.len(),
        copies.len(),
    );
    if std::env::var("DUMP").is_ok() {
        let planted: BTreeSet<(u32, u32)> = copies.iter().map(|c| (c.0, c.1)).collect();
        let mut n = 0;
        for it in found.iter().step_by(97) {
            let (a, b) = (it.a.article.0, it.b.article.0);
            if a / 8049 != b / 8049 && !planted.contains(&(a, b)) {
                println!("{a} {b} {:?} {}\n   {}", it.edit, it.a.span.of(&articles[a as usize].text), it.b.span.of(&articles[b as usize].text));
                n += 1;
                if n > 25 { break }
            }
        }
    }
    for edit in [Edit::Verbatim, Edit::Dropped, Edit::Spun] {
        let of: Vec<_> = copies.iter().filter(|copy| copy.2 == edit).collect();
        let there = of.iter().filter(|(from, to, _)| pairs.contains(&(*from, *to))).count();
        println!("  {edit:?}: {there} of {}", of.len());
    }
}

fn article(nth: usize, mut text: String, footer: Option<&str>) -> Article {
    text.push_str(footer.unwrap_or_default());
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
