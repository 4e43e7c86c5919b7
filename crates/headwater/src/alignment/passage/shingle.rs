//! Shingles: what articles are known by to share, before they are compared.
//!
//! Two kinds: runs of four words, which survive edits between them, and near pairs of telling words in either order,
//! which survive shuffled and inflected text. Only so many of the articles that carry one are compared with a further one.

use super::pile::{CONTENT, FIRST, MANY, Packed};
use super::rarity::BIT;

/// Words in a run that is indexed.
const RUN: usize = 4;
/// A run that tells less than this is idiom.
const RUN_WEIGHT: u32 = 20 * BIT;
/// A pair that tells less than this stands side by side in too many articles.
const PAIR_WEIGHT: u32 = 16 * BIT;
/// A shingle of more articles than this tells of their subject rather than of each other: of such, one in so many leads
/// further ones to them. Text that many carry has more than enough of them.
pub(super) const FEW: usize = 16;
const ONE_IN: u32 = 4;
/// What a shared shingle counts for. Writers on one subject pair the same names; they seldom put four words in a row
/// alike, and hardly ever two such rows close together.
pub(super) const OF_RUN: u8 = 3;
pub(super) const OF_PAIR: u8 = 2;
/// Places are kept in steps of so many words.
pub(super) const STEP: usize = 16;
/// Parts of all shingles: each is indexed by one thread.
pub(super) const PARTS: u64 = 8;

/// What a shingle is known by: the part of all shingles, then 32 bits, of which the first tells runs from pairs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Shingle(pub(super) u64);

impl Shingle {
    /// How many bits it has.
    pub(super) const BITS: u32 = u32::BITS + PARTS.ilog2();

    fn new(number: u64, is_run: bool) -> Self {
        let low = number >> (u32::BITS + 1) | u64::from(is_run) << (u32::BITS - 1);
        Shingle((number % PARTS) << u32::BITS | low)
    }

    /// The number of its part.
    pub(super) fn part(self) -> usize {
        (self.0 >> u32::BITS) as usize
    }

    /// What it is known by in its part.
    pub(super) fn low(self) -> u32 {
        self.0 as u32
    }

    /// The shingle of some part that is known by this there: which part it is tells nothing of it.
    pub(super) fn of_low(low: u32) -> Self {
        Shingle(low.into())
    }

    /// What it counts for where two articles share it.
    pub(super) fn counts(self) -> u8 {
        if self.low() >> (u32::BITS - 1) == 1 { OF_RUN } else { OF_PAIR }
    }
}

/// How many carriers of a shingle others are compared with.
pub(super) fn held(shingle: Shingle) -> usize {
    if shingle.low().is_multiple_of(ONE_IN) { MANY } else { FEW }
}

/// With how many of the first carriers of a shingle the next one is compared, where `before` carry it already.
pub(super) fn earlier_of(shingle: Shingle, before: usize) -> usize {
    match held(shingle) {
        held if before < held => before,
        MANY => FIRST,
        _ => 0,
    }
}

/// Calls `take` with the shingles of one part in an article, and with where they stand, in steps.
pub(super) fn posted(article: &Packed, part: u64, mut take: impl FnMut(Shingle, u8)) {
    shingles(article, |shingle, place| {
        if shingle.part() == part as usize {
            take(shingle, step(place));
        }
    });
}

/// The step in which a word stands, counted round: what is 4,096 words apart may seem close, which costs a comparison and
/// hides nothing.
pub(super) fn step(place: usize) -> u8 {
    (place / STEP) as u8
}

/// Calls `take` with every shingle of an article and its place, in words.
pub(super) fn shingles(article: &Packed, mut take: impl FnMut(Shingle, usize)) {
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
            let number = keys[first..=at].iter().fold(1, |hash, &key| stir(hash, key));
            take(Shingle::new(number, true), first);
        }
    }
    let mut before: Option<(usize, u32)> = None;
    for (at, &key) in keys.iter().enumerate() {
        if u32::from(article.weights[at]) < CONTENT || !open_from(at) {
            continue;
        }
        if let Some((place, other)) = before.replace((at, key)).filter(|(_, other)| *other != key)
            && u32::from(article.weights[at]) + u32::from(article.weights[place]) >= PAIR_WEIGHT
        {
            take(Shingle::new(stir(stir(2, key.min(other)), key.max(other)), false), place);
        }
    }
}

fn stir(hash: u64, key: u32) -> u64 {
    let mixed = (hash ^ u64::from(key)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ (mixed >> 31)
}
