//! The runs of words that two articles share: the longest ones around every shared word or pair that tells.

use super::block::{VERBATIM, VERBATIM_WEIGHT, Words, merged};
use super::claim::claimed;
use super::pile::{Pile, Worded};
use super::rarity::BIT;

/// A run of the same words in both articles, as long as it goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Run {
    /// First word in `a`.
    pub(super) a: usize,
    /// First word in `b`.
    pub(super) b: usize,
    /// How many words.
    pub(super) length: usize,
    /// What they tell, in parts of a bit.
    pub(super) weight: u32,
}

impl Run {
    pub(super) fn a_end(&self) -> usize {
        self.a + self.length
    }
    pub(super) fn b_end(&self) -> usize {
        self.b + self.length
    }
}

/// A word or pair that stands more often than this in one article leads nowhere.
const OFTEN: usize = 8;
/// Nor does one that would lead to more places than this.
const PLACES: usize = 16;

/// The shared runs of two articles, sorted by place.
pub(super) fn runs(pile: &Pile, one: &Worded, other: &Worded) -> Vec<Run> {
    let mut dots = dots(one.grams(&pile.rarity), other.grams(&pile.rarity));
    dots.sort_unstable_by_key(|&(a, b)| (i64::from(a) - i64::from(b), a));
    let mut runs: Vec<Run> = Vec::new();
    for (a, b) in dots {
        let (a, b) = (a as usize, b as usize);
        let covered = runs.last().is_some_and(|run| a + run.b == b + run.a && a < run.a_end());
        if !covered && same(one, other, a, b) {
            runs.push(longest(pile, one, other, a, b));
        }
    }
    runs.sort_unstable();
    if !may_hold_a_block(pile, one, other, &runs) {
        return Vec::new();
    }
    claimed(runs, (one.words.len(), other.words.len()), |a, length| {
        pile.rarity.of_run(&one.words[a..a + length])
    })
}

/// What an unshared word costs in [`may_hold_a_block`], in hundredths.
const COST: i64 = 23;
/// What a stretch must bring there, in parts of a bit: a block that convinces by edited wording shares `s` of `w` bits with
/// `s * s / w` of at least 92 and `s / w` of at least 0.3, and then `s - 0.23 * w` is at least 0.77 * 92 = 70.8.
const BRINGS: i64 = 70 * BIT as i64;

/// Whether the runs could make a block at all, were every one of them kept: most pairs only share a subject.
fn may_hold_a_block(pile: &Pile, one: &Worded, other: &Worded, runs: &[Run]) -> bool {
    let verbatim = |run: &Run| run.length >= VERBATIM && f64::from(run.weight) >= VERBATIM_WEIGHT;
    runs.iter().any(verbatim)
        || brings(pile, one, runs.iter().map(|run| run.a..run.a_end()))
            && brings(pile, other, runs.iter().map(|run| run.b..run.b_end()))
}

/// Whether shared words outweigh the others enough in some stretch of one side.
fn brings(pile: &Pile, side: &Worded, shared: impl Iterator<Item = Words>) -> bool {
    let weight = |words: Words| i64::from(pile.rarity.of_run(&side.words[words]));
    let (mut sum, mut before) = (0, 0);
    for stretch in merged(shared.collect()) {
        sum = (sum - weight(before..stretch.start) * COST / 100).max(0);
        sum += weight(stretch.clone()) * (100 - COST) / 100;
        if sum >= BRINGS {
            return true;
        }
        before = stretch.end;
    }
    false
}

/// Where a gram of one article stands in the other, if it does not stand everywhere.
fn dots(one: &[(u32, u32)], other: &[(u32, u32)]) -> Vec<(u32, u32)> {
    let mut dots = Vec::new();
    let (mut i, mut j) = (0, 0);
    while let (Some(&(x, _)), Some(&(y, _))) = (one.get(i), other.get(j)) {
        if x != y {
            if x < y {
                i += 1
            } else {
                j += 1
            }
            continue;
        }
        let here = one[i..].iter().take_while(|gram| gram.0 == x).count();
        let there = other[j..].iter().take_while(|gram| gram.0 == x).count();
        if here <= OFTEN && there <= OFTEN && here * there <= PLACES {
            for &(_, a) in &one[i..i + here] {
                dots.extend(other[j..j + there].iter().map(|&(_, b)| (a, b)));
            }
        }
        (i, j) = (i + here, j + there);
    }
    dots
}

fn same(one: &Worded, other: &Worded, a: usize, b: usize) -> bool {
    one.open(a, 1) && other.open(b, 1) && one.words[a].key == other.words[b].key
}

/// The run around two places that hold the same word.
fn longest(pile: &Pile, one: &Worded, other: &Worded, a: usize, b: usize) -> Run {
    let back = (1..=a.min(b)).take_while(|n| same(one, other, a - n, b - n)).count();
    let ahead = (0..).take_while(|n| same(one, other, a + n, b + n)).count();
    let (a, b, length) = (a - back, b - back, back + ahead);
    Run { a, b, length, weight: pile.rarity.of_run(&one.words[a..a + length]) }
}
