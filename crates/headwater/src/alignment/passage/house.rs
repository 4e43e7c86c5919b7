//! House style: wording that many articles carry which have nothing else to do with each other.
//!
//! A footer, an appeal, a standing phrase is told from agency copy by how it spreads. Agency copy stands in
//! articles that are about the same thing and share its names; a footer stands in articles that share nothing
//! else. So runs of eight words that stand in four articles or more are looked at: when the articles
//! that carry one are strangers to each other, the run is house style and nothing is matched across it.

use std::collections::BTreeMap;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::pile::{Pile, Worded, mix};
use super::rarity::{self, BIT};
use crate::article::ArticleId;
use crate::notice::{Notice, Severity};
use crate::text::fold::Word;

/// Words in a run that is counted.
const RUN: usize = 8;
/// Articles that must carry it.
const MANY: usize = 4;
/// Pairs of its articles that are looked at.
const SAMPLE: usize = 24;
/// Words that say what an article is about are none of the common ones, and at least this rare in the pile:
/// so that the particles of a language of which no common words are known do not count.
const SUBJECT: u32 = 6 * BIT;
/// Articles that together share this part of their subject words are no strangers.
const RELATED: f64 = 0.13;
/// Fewer subject words than this in all tell nothing.
const FEW: usize = 24;

/// Walls off the house style of a pile, and says which words it was.
pub(super) fn wall_off(pile: &mut Pile) -> Vec<Vec<bool>> {
    let counts = Counts::of(pile);
    let spread: Vec<Vec<bool>> = pile.worded.par_iter().map(|worded| counts.spread(worded)).collect();
    let carriers = counts.carriers(pile);
    let subjects = Subjects::of(pile, &carriers, &spread);
    let house: FxHashMap<u64, ()> = carriers
        .iter()
        .filter(|(_, articles)| subjects.strangers(articles))
        .map(|(run, _)| (*run, ()))
        .collect();
    let walls: Vec<Vec<bool>> =
        pile.worded.par_iter().map(|worded| marked(worded, |run| house.contains_key(&run))).collect();
    for (worded, walls) in pile.worded.iter_mut().zip(&walls) {
        for (wall, house) in worded.walled.iter_mut().zip(walls) {
            *wall |= house;
        }
    }
    walls
}

/// House style that is listed one by one; of what spreads less, only how much there is.
const LISTED: usize = 20;
/// Characters of it that are shown.
const SHOWN: usize = 160;

/// Tells the reader which wording was taken for house style, the most spread first.
pub(super) fn listed(pile: &Pile, walls: &[Vec<bool>]) -> Vec<Notice> {
    let mut carriers: BTreeMap<Vec<u32>, Vec<(ArticleId, &str)>> = BTreeMap::new();
    for ((worded, article), walls) in pile.worded.iter().zip(&pile.articles).zip(walls) {
        let mut start = 0;
        for stretch in walls.chunk_by(|one, next| one == next) {
            let words = &worded.words[start..start + stretch.len()];
            start += stretch.len();
            let (Some(&true), Some((first, last))) = (stretch.first(), words.first().zip(words.last()))
            else {
                continue;
            };
            let wording = first.span().cover(last.span()).of(worded.text);
            let keys = words.iter().map(|word| word.key).collect();
            carriers.entry(keys).or_default().push((article.id, wording));
        }
    }
    let mut styles: Vec<Vec<(ArticleId, &str)>> = carriers.into_values().collect();
    styles.iter_mut().for_each(|style| style.sort_unstable());
    styles.sort_unstable_by(|one, other| other.len().cmp(&one.len()).then_with(|| one.cmp(other)));
    let rest = styles.len().saturating_sub(LISTED);
    let notice = |style: &Vec<(ArticleId, &str)>| {
        let &(first, wording) = style.first()?;
        let shown: String = wording.chars().take(SHOWN).collect();
        let dots = if shown.len() < wording.len() { "…" } else { "" };
        let shown = shown.split_whitespace().collect::<Vec<_>>().join(" ");
        let message = match style.len() {
            1 => format!(
                "\u{201c}{shown}{dots}\u{201d} is part of a standing phrase of many articles and is no passage"
            ),
            many => format!(
                "\u{201c}{shown}{dots}\u{201d} stands in {many} articles that share little else: it is boilerplate and no passage"
            ),
        };
        Some(Notice::new(Severity::Note, message).in_article(first))
    };
    let mut notices: Vec<Notice> = styles.iter().take(LISTED).filter_map(notice).collect();
    if rest > 0 {
        let message = format!("{rest} more standing phrases were taken for boilerplate and are no passages");
        notices.push(Notice::new(Severity::Note, message));
    }
    notices
}

/// The number of the run of words that begins at each place.
fn runs<'w>(worded: &'w Worded) -> impl Iterator<Item = u64> + 'w {
    worded.words.windows(RUN).map(|run| {
        let half = |seed| run.iter().fold(seed, |hash, word| mix(hash, word.key));
        u64::from(half(7)) << 32 | u64::from(half(11))
    })
}

/// Marks the words of all runs that `wanted` wants.
fn marked(worded: &Worded, wanted: impl Fn(u64) -> bool) -> Vec<bool> {
    let mut marks = vec![false; worded.words.len()];
    for (at, _) in runs(worded).enumerate().filter(|&(_, run)| wanted(run)) {
        marks[at..at + RUN].fill(true);
    }
    marks
}

/// In how many articles runs stand, by the run's low bits; never too few, seldom too many.
struct Counts(Vec<u8>);

impl Counts {
    fn of(pile: &Pile) -> Self {
        let size = (pile.total() * 2).next_power_of_two().max(1 << 12);
        let mut counts = Counts(vec![0; size]);
        for batch in pile.worded.chunks(1024) {
            let distinct: Vec<Vec<u64>> = batch.par_iter().map(distinct).collect();
            for run in distinct.into_iter().flatten() {
                let place = counts.place(run);
                counts.0[place] = counts.0[place].saturating_add(1);
            }
        }
        counts
    }

    fn place(&self, run: u64) -> usize {
        run as usize & (self.0.len() - 1)
    }

    fn many(&self, run: u64) -> bool {
        usize::from(self.0[self.place(run)]) >= MANY
    }

    fn spread(&self, worded: &Worded) -> Vec<bool> {
        marked(worded, |run| self.many(run))
    }

    /// The runs that many articles carry, each with its articles.
    fn carriers(&self, pile: &Pile) -> Vec<(u64, Vec<u32>)> {
        let mut places: Vec<(u64, u32)> = pile
            .worded
            .par_iter()
            .zip(0..pile.worded.len() as u32)
            .flat_map_iter(|(worded, article)| {
                let many = distinct(worded).into_iter().filter(|&run| self.many(run));
                many.map(move |run| (run, article)).collect::<Vec<_>>()
            })
            .collect();
        places.par_sort_unstable();
        let lists = places.chunk_by(|a, b| a.0 == b.0).filter(|list| list.len() >= MANY);
        lists.map(|list| (list[0].0, list.iter().map(|&(_, article)| article).collect())).collect()
    }
}

fn distinct(worded: &Worded) -> Vec<u64> {
    let mut all: Vec<u64> = runs(worded).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// The words that say what articles are about, without those in wording that is spread.
struct Subjects(Vec<Vec<u32>>);

impl Subjects {
    fn of(pile: &Pile, carriers: &[(u64, Vec<u32>)], spread: &[Vec<bool>]) -> Self {
        let mut asked: Vec<u32> =
            carriers.iter().flat_map(|(_, articles)| sample(articles)).flat_map(|(a, b)| [a, b]).collect();
        asked.sort_unstable();
        asked.dedup();
        let mut subjects = vec![Vec::new(); pile.worded.len()];
        for article in asked {
            let (worded, spread) = (&pile.worded[article as usize], &spread[article as usize]);
            let telling =
                |word: &Word| !rarity::is_common(word.key) && pile.rarity.of_key(word.key) >= SUBJECT;
            let own = worded.words.iter().zip(spread).filter(|&(word, spread)| !spread && telling(word));
            let mut keys: Vec<u32> = own.map(|(word, _)| word.key).collect();
            keys.sort_unstable();
            keys.dedup();
            subjects[article as usize] = keys;
        }
        Subjects(subjects)
    }

    /// Whether these articles have nothing to do with each other, taken together: single ones may be too short
    /// to tell.
    fn strangers(&self, articles: &[u32]) -> bool {
        let mut told = (0, 0);
        for (a, b) in sample(articles) {
            let (one, other) = (&self.0[a as usize], &self.0[b as usize]);
            told.0 += one.iter().filter(|key| other.binary_search(key).is_ok()).count();
            told.1 += one.len().min(other.len());
        }
        told.1 >= FEW && (told.0 as f64) < RELATED * told.1 as f64
    }
}

/// Some pairs of a list, spread over it.
fn sample(articles: &[u32]) -> Vec<(u32, u32)> {
    let step = (articles.len() / SAMPLE).max(1);
    let half = articles.len() / 2;
    // Neighbours in the list begin alike, so each is paired with one from the other half.
    let pair = |at: usize| (articles[at], articles[(at + half) % articles.len()]);
    (0..articles.len()).step_by(step).take(SAMPLE).map(pair).filter(|(a, b)| a != b).collect()
}
