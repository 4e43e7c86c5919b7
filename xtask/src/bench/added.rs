//! `cargo xtask bench added`: articles added to an index, beside one run over all of them.

use std::path::Path;
use std::time::Instant;

use headwater::Result;
use headwater::alignment::passage::kept::passages_under;
use headwater::alignment::passage::{self, Passage};
use headwater::article::Article;
use headwater::store::Index;
use rayon::prelude::*;

use super::pile::{Pile, WORDS};
use super::reuse::article;
use crate::shared::root;

/// Articles that are added.
const ADDED: usize = 1_000;

/// Makes an index of `articles` articles, adds a thousand and then one, and compares with full runs.
pub fn run(articles: usize) -> bool {
    let folder = root().join("target/bench/index");
    let _ = std::fs::remove_dir_all(&folder);
    measure(&folder, articles).inspect_err(|error| println!("{error}")).is_ok()
}

fn measure(folder: &Path, articles: usize) -> Result<()> {
    let pile = Pile::read(WORDS);
    let made = (0..articles + ADDED + 1).into_par_iter().map(|nth| article(nth, pile.article(nth).0));
    let all: Vec<Article> = made.collect();
    drop(pile);
    let bytes: usize = all.iter().map(|article| article.text.len()).sum();
    println!("{articles} articles, {:.1} MB", bytes as f64 / 1e6);

    let timed = Instant::now();
    drop(Index::update(folder, &all[..articles])?);
    let size = folder_size(folder) as f64;
    let made = timed.elapsed().as_secs_f64();
    println!("made in {made:.1} s; {:.1} MB on the disk, {:.2} of the text", size / 1e6, size / bytes as f64);
    let timed = Instant::now();
    drop(Index::open(folder)?);
    println!("opened in {:.3} s", timed.elapsed().as_secs_f64());

    for (named, upto) in [("a thousand", articles + ADDED), ("one more", articles + ADDED + 1)] {
        let first = if upto == articles + ADDED { articles } else { upto - 1 };
        let timed = Instant::now();
        let (index, update) = Index::update(folder, &all[first..upto])?.value;
        let (seconds, new, passages) =
            (timed.elapsed().as_secs_f64(), update.new.len(), update.passages.len());
        println!("{named} added in {seconds:.3} s: {new} new, {passages} passages, {} articles", index.len());
    }

    let index = Index::open(folder)?;
    let (kept, kept_articles) = index.passages()?;
    let timed = Instant::now();
    let full = passages_under(index.reference(), &kept_articles);
    let seconds = timed.elapsed().as_secs_f64();
    println!(
        "one run over all, compared by the same: {seconds:.1} s, {} passages; {}",
        full.len(),
        if full == kept { "equal to the index" } else { "NOT equal to the index" }
    );
    let anew = passage::passages(&kept_articles).value;
    let same = common(&kept, &anew);
    println!("one run that counts words anew: {} passages, {same} of them in the index", anew.len());
    Ok(())
}

/// How many passages of one list stand in the other, whatever their direction.
fn common(one: &[Passage], other: &[Passage]) -> usize {
    other
        .iter()
        .filter(|passage| one.binary_search_by_key(&(passage.a, passage.b), |it| (it.a, it.b)).is_ok())
        .count()
}

fn folder_size(folder: &Path) -> u64 {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.filter_map(|entry| Some(entry.metadata().ok()?.len())).sum()
}
