//! Which articles may share wording: an inverted index of shingles.
//!
//! Two kinds of shingle are indexed: runs of four words, which survive edits between them, and near pairs
//! of telling words in either order, which survive shuffled and inflected text. A list of articles costs its
//! square, so of a shingle that many carry each carrier is compared only with the first few: the cost stays
//! linear in the text, and every copy is linked with the same first copies.
//!
//! Most shingles stand in one article alone. They are told by a bitmap before anything is kept of them, a part of all
//! shingles at a time, so that the index of a pile is smaller than its text.

use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

use rayon::prelude::*;

use super::pile::{CONTENT, Packed};
use super::rarity::BIT;

/// Words in a run that is indexed.
const RUN: usize = 4;
/// A run that tells less than this is idiom.
const RUN_WEIGHT: u32 = 20 * BIT;
/// A telling word is paired with so many that follow.
const REACH: usize = 1;
/// The longest list in which every article is compared with every other. Of a text that more carry, each is compared
/// with the first few, so that a thousand copies cost some thousand comparisons and not a million.
const MANY: usize = 64;
/// The first few; and how many where a list is longer than [`CROWD`].
const FIRST: usize = 4;
const CROWD: usize = 1024;
/// A shingle of more articles than this tells of their subject rather than of each other: of such, one in so many is
/// kept. Text that many carry has more than enough of them.
const FEW: usize = 16;
const ONE_IN: u32 = 4;
/// Two articles are compared when so many of their shingles stand close together in both.
const ENOUGH: u16 = 4;
/// How close, in words.
const CLOSE: usize = 64;
/// Places are kept in steps of so many words.
const STEP: usize = 16;
/// Shingles that are looked at in one part, and parts at most.
const PART: usize = 1 << 23;
const PARTS: usize = 4;

/// The shingles that several articles share, and who shares them.
pub(super) struct Index {
    /// The articles of one list after the other, each sorted.
    members: Vec<u32>,
    /// Where its shingle stands in each.
    steps: Vec<u16>,
    /// Where each list begins, and where the last ends.
    starts: Vec<u32>,
    /// The lists of one article after the other, by their numbers.
    lists: Vec<u32>,
    /// Where the lists of each article begin, and where those of the last end.
    of_article: Vec<u32>,
}

/// A shingle in an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Posting {
    shingle: u32,
    article: u32,
    step: u16,
}

impl Index {
    /// Indexes the shingles of all articles.
    pub(super) fn of(pile: &[Packed]) -> Self {
        let words: usize = pile.iter().map(|article| article.keys.len()).sum();
        let parts = (words * 2 / PART).clamp(1, PARTS) as u64;
        let (mut members, mut steps, mut starts) = (Vec::new(), Vec::new(), vec![0]);
        for part in 0..parts {
            let part = Part { number: part, of: parts };
            let kept = |list: &&[Posting]| list.len() > 1 && (list.len() <= FEW || list[0].shingle % ONE_IN == 0);
            for list in part.shared(pile, words).chunk_by(|a, b| a.shingle == b.shingle).filter(kept) {
                members.extend(list.iter().map(|posting| posting.article));
                steps.extend(list.iter().map(|posting| posting.step));
                starts.push(members.len() as u32);
            }
        }
        let mut of_article = vec![0; pile.len() + 1];
        for &article in &members {
            of_article[article as usize + 1] += 1;
        }
        for at in 1..of_article.len() {
            of_article[at] += of_article[at - 1];
        }
        let mut next = of_article.clone();
        let mut lists = vec![0; members.len()];
        for (list, bounds) in starts.windows(2).enumerate() {
            for &article in &members[bounds[0] as usize..bounds[1] as usize] {
                let place = &mut next[article as usize];
                lists[*place as usize] = list as u32;
                *place += 1;
            }
        }
        Index { members, steps, starts, lists, of_article }
    }

    /// The later articles that share enough shingles with an article in one place, sorted.
    pub(super) fn candidates(&self, article: u32, scratch: &mut Scratch) -> Vec<u32> {
        let own = self.of_article[article as usize] as usize..self.of_article[article as usize + 1] as usize;
        let own = &self.lists[own];
        scratch.counts.resize(self.of_article.len(), 0);
        let mut enough = false;
        for &list in own {
            for &later in &self.members[self.later(list, article).1] {
                let count = &mut scratch.counts[later as usize];
                if *count == 0 {
                    scratch.touched.push(later);
                }
                *count = count.saturating_add(1);
                enough |= *count >= ENOUGH;
            }
        }
        scratch.hits.clear();
        for &list in own.iter().filter(|_| enough) {
            let (at, later) = self.later(list, article);
            for at_later in later.filter(|&at| scratch.counts[self.members[at] as usize] >= ENOUGH) {
                scratch.hits.push((self.members[at_later], self.steps[at], self.steps[at_later]));
            }
        }
        for article in scratch.touched.drain(..) {
            scratch.counts[article as usize] = 0;
        }
        scratch.hits.sort_unstable();
        let of_pairs = scratch.hits.chunk_by(|a, b| a.0 == b.0);
        of_pairs.filter(|hits| close_together(hits, &mut scratch.cells)).map(|hits| hits[0].0).collect()
    }

    /// Where an article stands in a list, and the later articles that it leads to.
    fn later(&self, list: u32, article: u32) -> (usize, Range<usize>) {
        let (start, end) = (self.starts[list as usize] as usize, self.starts[list as usize + 1] as usize);
        let members = &self.members[start..end];
        let own = match members.len() {
            ..=FEW => members.iter().position(|member| *member >= article).unwrap_or_default(),
            _ => members.partition_point(|member| *member < article),
        };
        let reach = match members.len() {
            ..=MANY => MANY,
            ..=CROWD => FIRST,
            _ => 1,
        };
        let at = start + own;
        (at, if own < reach { at + 1..end } else { end..end })
    }
}

/// What is needed to look for the partners of one article after the other.
#[derive(Default)]
pub(super) struct Scratch {
    counts: Vec<u16>,
    touched: Vec<u32>,
    /// Who shares a shingle, and where it stands in both.
    hits: Vec<(u32, u16, u16)>,
    cells: Vec<u32>,
}

/// Whether enough of the shingles of two articles stand close together in both.
fn close_together(hits: &[(u32, u16, u16)], cells: &mut Vec<u32>) -> bool {
    // Squares twice as wide as what is close, overlapping by half.
    const HALF: u16 = (CLOSE / STEP / 2) as u16;
    cells.clear();
    for &(_, a, b) in hits {
        for (odd_a, odd_b) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
            let cell = |step: u16, odd: u16| u32::from((step / HALF + odd) / 2) * 2 + u32::from(odd);
            cells.push(cell(a, odd_a) << 16 | cell(b, odd_b));
        }
    }
    cells.sort_unstable();
    cells.chunk_by(|a, b| a == b).any(|cell| cell.len() >= usize::from(ENOUGH))
}

/// One part of all shingles: those whose number leaves a rest.
#[derive(Clone, Copy)]
struct Part {
    number: u64,
    of: u64,
}

impl Part {
    /// The shingles of this part that several articles may share, sorted, each once an article.
    fn shared(self, pile: &[Packed], words: usize) -> Vec<Posting> {
        let seen = Bits::new(words * 2 / self.of as usize * 6);
        let again = Bits::new(words * 2 / self.of as usize * 6);
        pile.par_iter().for_each(|article| {
            self.shingles(article, |shingle, _| {
                if seen.set(shingle) {
                    again.set(shingle);
                }
            });
        });
        drop(seen);
        let mut shared: Vec<Posting> = pile
            .par_iter()
            .enumerate()
            .flat_map_iter(|(article, words)| {
                let mut own = Vec::new();
                self.shingles(words, |shingle, place| {
                    if again.has(shingle) {
                        let step = u16::try_from(place / STEP).unwrap_or(u16::MAX);
                        own.push(Posting { shingle: (shingle >> 32) as u32, article: article as u32, step });
                    }
                });
                own
            })
            .collect();
        shared.par_sort_unstable();
        shared.dedup_by_key(|posting| (posting.shingle, posting.article));
        shared
    }

    fn shingles(self, article: &Packed, mut take: impl FnMut(u64, usize)) {
        shingles(article, |shingle, place| {
            if (shingle & 0xff) % self.of == self.number {
                take(shingle, place);
            }
        });
    }
}

/// Calls `take` with every shingle of an article and its place, in words.
fn shingles(article: &Packed, mut take: impl FnMut(u64, usize)) {
    let keys = &article.keys;
    let open_from = |at: usize| article.open(at, 1);
    // How many open words stand in a row up to here, and what the last few of them tell.
    let (mut row, mut weight) = (0, 0);
    for at in 0..keys.len() {
        row = if open_from(at) { row + 1 } else { 0 };
        weight += u32::from(article.weights[at]);
        if at >= RUN {
            weight -= u32::from(article.weights[at - RUN]);
        }
        if row >= RUN && weight >= RUN_WEIGHT {
            let first = at + 1 - RUN;
            take(keys[first..=at].iter().fold(1, |hash, &key| stir(hash, key)), first);
        }
    }
    let mut before = [None; REACH];
    for (at, &key) in keys.iter().enumerate() {
        if u32::from(article.weights[at]) < CONTENT || !open_from(at) {
            continue;
        }
        for &(place, other) in before.iter().flatten() {
            if key != other {
                take(stir(stir(2, key.min(other)), key.max(other)), place);
            }
        }
        before.rotate_left(1);
        before[REACH - 1] = Some((at, key));
    }
}

fn stir(hash: u64, key: u32) -> u64 {
    let mixed = (hash ^ u64::from(key)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ (mixed >> 31)
}

/// A set of numbers, by their low bits.
struct Bits(Vec<AtomicU64>);

impl Bits {
    fn new(bits: usize) -> Self {
        Bits((0..(bits / 64).next_power_of_two().max(1 << 10)).map(|_| AtomicU64::new(0)).collect())
    }

    fn place(&self, number: u64) -> (&AtomicU64, u64) {
        let number = number >> 8;
        (&self.0[(number >> 6) as usize & (self.0.len() - 1)], 1 << (number & 63))
    }

    /// Puts a number in, and says whether it was there.
    fn set(&self, number: u64) -> bool {
        let (place, bit) = self.place(number);
        // Most are there after a while, and looking is cheaper than writing.
        place.load(Relaxed) & bit != 0 || place.fetch_or(bit, Relaxed) & bit != 0
    }

    fn has(&self, number: u64) -> bool {
        let (place, bit) = self.place(number);
        place.load(Relaxed) & bit != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(keys: impl Iterator<Item = u32>) -> Packed {
        let keys: Vec<u32> = keys.map(|key| key.wrapping_mul(0x9e37_79b9)).collect();
        let (weights, marks) = (vec![200; keys.len()], vec![0; keys.len()]);
        Packed { keys, weights, marks, ..Packed::default() }
    }

    #[test]
    fn who_shares_wording_is_found() {
        let pile = [article(0..100), article(200..300), article((300..340).chain(20..60))];
        let index = Index::of(&pile);
        let mut scratch = Scratch::default();
        assert_eq!(index.candidates(0, &mut scratch), [2]);
        assert_eq!(index.candidates(1, &mut scratch), [] as [u32; 0]);
    }

    #[test]
    fn a_crowd_is_linked_with_its_first() {
        let pile: Vec<Packed> = (0..200).map(|_| article(0..100)).collect();
        let index = Index::of(&pile);
        let mut scratch = Scratch::default();
        let found: Vec<usize> =
            (0..200).map(|nth| index.candidates(nth, &mut scratch).len()).collect();
        assert_eq!(found[..5], [199, 198, 197, 196, 0]);
        assert_eq!(found.iter().sum::<usize>(), 790);
    }
}
