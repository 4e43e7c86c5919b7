//! Shingles: what articles are known by to share, before they are compared.
//!
//! Two kinds: runs of four words, which survive edits between them, and near pairs of telling words in either order,
//! which survive shuffled and inflected text. Names make no pairs: whoever writes on a subject has its names in a row. Only
//! so many of the articles that carry one are compared with a further one.

use super::pile::{CONTENT, FIRST, MANY, NAMED, Packed, WALLED};
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
    let mut run = Row::default();
    // The last telling word that is no name.
    let mut before: Option<(usize, u32, u32)> = None;
    let words = article.keys.iter().zip(&article.weights).zip(&article.marks);
    for (at, ((&key, &weight), &mark)) in words.enumerate() {
        let weight = u32::from(weight);
        if mark & WALLED != 0 {
            run = Row::default();
            continue;
        }
        run.push(key, weight);
        if run.words >= RUN && run.weight() >= RUN_WEIGHT {
            take(Shingle::new(run.number(), true), at + 1 - RUN);
        }
        if weight < CONTENT || mark & NAMED != 0 {
            continue;
        }
        if let Some((place, other, told)) = before.replace((at, key, weight))
            && other != key
            && told + weight >= PAIR_WEIGHT
        {
            take(Shingle::new(mixed(paired(key.min(other), key.max(other))), false), place);
        }
    }
}

/// The last words of a row that is open to matching: a run, once there are as many.
#[derive(Default)]
struct Row {
    words: usize,
    keys: [u32; RUN],
    weights: [u32; RUN],
}

impl Row {
    fn push(&mut self, key: u32, weight: u32) {
        self.words += 1;
        self.keys = [self.keys[1], self.keys[2], self.keys[3], key];
        self.weights = [self.weights[1], self.weights[2], self.weights[3], weight];
    }

    /// What the words tell.
    fn weight(&self) -> u32 {
        self.weights.iter().sum()
    }

    /// What the words are known by, in their order.
    fn number(&self) -> u64 {
        let [first, second, third, fourth] = self.keys;
        mixed(paired(first, second).rotate_left(23) ^ paired(third, fourth).wrapping_mul(ODD))
    }
}

/// Odd, and its bits are spread (the golden ratio).
const ODD: u64 = 0x9e37_79b9_7f4a_7c15;

/// Two words as one number.
fn paired(first: u32, second: u32) -> u64 {
    (u64::from(first) << 32 | u64::from(second)).wrapping_mul(ODD)
}

/// A number of which all bits depend on all (the end of MurmurHash3's, Appleby 2011).
fn mixed(number: u64) -> u64 {
    let number = (number ^ (number >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    number ^ (number >> 33)
}
