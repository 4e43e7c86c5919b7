//! The runs of words that two articles share: the longest ones around every shared word or pair that tells.

use super::claim::claimed;
use super::pile::{Pile, Worded};

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
    claimed(runs, (one.words.len(), other.words.len()), |a, length| {
        pile.rarity.of_run(&one.words[a..a + length])
    })
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
