//! Which articles may share wording: an inverted index of shingles.
//!
//! Two kinds of shingle are indexed: runs of four words, which survive edits between them, and near pairs
//! of telling words in either order, which survive shuffled and inflected text. A list of articles costs its
//! square, so lists longer than what the whole budget allows link every article only to its next
//! neighbours: the cost stays linear in the text and a copy still leads to its copies.
//!
//! Shingles are numbers of 64 bits, read in several passes that each keep one part of them, so that the
//! index of the moment never outgrows the words themselves.

use rayon::prelude::*;

use super::pile::{CONTENT, Pile, Worded};
use super::rarity::{BIT, Rarity};

/// Words in a run that is indexed.
const RUN: usize = 4;
/// A run that tells less than this is idiom.
const RUN_WEIGHT: u32 = 20 * BIT;
/// A telling word is paired with so many that follow.
const REACH: usize = 2;
/// Comparisons allowed for every word of the pile.
const BUDGET: usize = 24;
/// The longest list in which every article is compared with every other. Of a text that more carry, each is compared
/// with its next neighbours, so that a thousand copies cost a thousand comparisons and not a million.
const MANY: usize = 64;
/// Neighbours in a list that is longer.
const NEIGHBOURS: usize = 4;
/// Shingles kept at a time, in passes over the words.
const PASS: usize = 1 << 23;
/// A shingle of more articles than this tells of their subject rather than of each other.
const FEW: usize = 16;
/// What a shingle of few articles counts for, and one of more.
const RARE: u32 = 4;
const COMMON: u32 = 1;
/// Two articles are compared when shingles that stand close together in both count for so much.
const ENOUGH: u32 = 2 * RARE;
/// How close, in words.
const CLOSE: u32 = 64;

/// One place of one shingle.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Posting {
    shingle: u32,
    article: u32,
    place: u32,
}

/// One shingle in two articles.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Hit {
    articles: (u32, u32),
    places: (u32, u32),
    counts: u32,
}

/// The pairs of articles that share enough shingles in one place, sorted.
pub(super) fn candidates(pile: &Pile) -> Vec<(u32, u32)> {
    let passes = (pile.total() * 5 / 2).div_ceil(PASS).max(1) as u64;
    let mut hits = Vec::new();
    for pass in 0..passes {
        let postings = postings(pile, pass, passes);
        let longest = longest_list(&postings, pile.total() * BUDGET / passes as usize);
        let lists: Vec<&[Posting]> =
            postings.chunk_by(|a, b| a.shingle == b.shingle).filter(|list| list.len() > 1).collect();
        hits.par_extend(lists.into_par_iter().flat_map_iter(|list| joined(list, longest)));
    }
    hits.par_sort_unstable();
    let pairs: Vec<&[Hit]> = hits.chunk_by(|a, b| a.articles == b.articles).collect();
    pairs
        .into_par_iter()
        .filter(|hits| close_together(hits))
        .filter_map(|hits| Some(hits.first()?.articles))
        .collect()
}

/// The shingles of one pass, sorted.
fn postings(pile: &Pile, pass: u64, passes: u64) -> Vec<Posting> {
    let mut postings: Vec<Posting> = pile
        .worded
        .par_iter()
        .enumerate()
        .flat_map_iter(|(article, worded)| {
            let mut own = Vec::new();
            shingles(worded, &pile.rarity, |shingle, place| {
                if (shingle >> 32) % passes == pass {
                    own.push(Posting { shingle: shingle as u32, article: article as u32, place });
                }
            });
            own
        })
        .collect();
    postings.par_sort_unstable();
    postings.dedup_by_key(|posting| (posting.shingle, posting.article));
    postings
}

/// Calls `take` with every shingle of an article and its place.
fn shingles(worded: &Worded, rarity: &Rarity, mut take: impl FnMut(u64, u32)) {
    for (at, run) in worded.words.windows(RUN).enumerate() {
        if worded.open(at, RUN) && rarity.of_run(run) >= RUN_WEIGHT {
            take(run.iter().fold(1, |hash, word| stir(hash, word.key)), at as u32);
        }
    }
    let telling: Vec<(usize, u32)> = worded
        .words
        .iter()
        .enumerate()
        .filter(|(at, word)| rarity.of_key(word.key) >= CONTENT && worded.open(*at, 1))
        .map(|(at, word)| (at, word.key))
        .collect();
    for (nth, &(at, key)) in telling.iter().enumerate() {
        for &(_, other) in telling.iter().skip(nth + 1).take(REACH) {
            if key != other {
                take(stir(stir(2, key.min(other)), key.max(other)), at as u32);
            }
        }
    }
}

fn stir(hash: u64, key: u32) -> u64 {
    let mixed = (hash ^ u64::from(key)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ (mixed >> 31)
}

/// The length up to which all lists together stay within `budget` comparisons.
fn longest_list(postings: &[Posting], budget: usize) -> usize {
    let mut lengths: Vec<usize> =
        postings.chunk_by(|a, b| a.shingle == b.shingle).map(<[_]>::len).filter(|&n| n > 1).collect();
    lengths.sort_unstable();
    let mut spent = 0;
    let affordable = lengths.iter().take_while(|&&n| {
        spent += n * (n - 1) / 2;
        spent <= budget.max(1 << 20)
    });
    affordable.last().copied().unwrap_or(2).clamp(8, MANY)
}

/// Every two articles of a list; each with its next neighbours only where the list is too long.
fn joined(list: &[Posting], longest: usize) -> impl Iterator<Item = Hit> {
    let reach = if list.len() <= longest { list.len() } else { NEIGHBOURS };
    let counts = if list.len() <= FEW { RARE } else { COMMON };
    list.iter().enumerate().flat_map(move |(nth, one)| {
        list.iter().skip(nth + 1).take(reach).map(move |other| Hit {
            articles: (one.article, other.article),
            places: (one.place, other.place),
            counts,
        })
    })
}

/// Whether enough of the places stand close together in both articles.
fn close_together(hits: &[Hit]) -> bool {
    if hits.iter().map(|hit| hit.counts).sum::<u32>() < ENOUGH {
        return false;
    }
    let mut cells: Vec<(u32, u32, u32)> = Vec::with_capacity(hits.len() * 4);
    for hit in hits.iter().take(4096) {
        for (shift_a, shift_b) in [(0, 0), (0, CLOSE / 2), (CLOSE / 2, 0), (CLOSE / 2, CLOSE / 2)] {
            let odd = shift_a / (CLOSE / 2) * 2 + shift_b / (CLOSE / 2);
            let cell = ((hit.places.0 + shift_a) / CLOSE, ((hit.places.1 + shift_b) / CLOSE) * 4 + odd);
            cells.push((cell.0, cell.1, hit.counts));
        }
    }
    cells.sort_unstable();
    let counts = |cell: &[(u32, u32, u32)]| cell.iter().map(|(_, _, counts)| counts).sum::<u32>();
    cells.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)).any(|cell| counts(cell) >= ENOUGH)
}
