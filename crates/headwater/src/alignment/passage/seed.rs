//! The runs of words that two articles share: the longest ones around every shared word or pair that tells.

use super::block::{EDITED_WEIGHT, Words, hopeful, is_verbatim};
use super::claim::{Claims, claimed};
use super::pile::{CONTENT, PAIR, Packed, WALLED, mix};

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
    /// The run seen from the other article.
    pub(super) fn turned(self) -> Self {
        Run { a: self.b, b: self.a, ..self }
    }
}

/// A word or pair that stands more often than this in one article leads nowhere.
const OFTEN: u32 = 8;
/// Nor does one that would lead to more places than this.
const PLACES: u32 = 16;

/// Where the telling words and pairs of one article stand: made once, then every partner's words are looked up in it.
#[derive(Default)]
pub(super) struct Seeds {
    /// Which words and pairs may stand here, by some of their bits: nearly all of a partner's do not, and it is small
    /// enough to stay near.
    maybe: Vec<u64>,
    /// The first entry of each slot, from one; zero where there is none.
    slots: Vec<u32>,
    entries: Vec<Entry>,
    /// How often the word or pair of an entry stands in the partner.
    there: Vec<u32>,
    /// Places of the partner with the entries that they lead to.
    led: Vec<(u32, u32)>,
    /// What was found with the partner of the moment: room that is used again.
    dots: Vec<Dot>,
    runs: Vec<Run>,
    claims: Claims,
}

/// One word or pair; its places are a chain of entries.
#[derive(Clone, Copy)]
struct Entry {
    gram: u32,
    place: u32,
    /// The next entry of the slot, from one.
    next: u32,
    /// The next place of the same word or pair, from one.
    again: u32,
    /// How often it stands here, where this is its first entry.
    here: u32,
}

impl Seeds {
    /// Reads the telling words and pairs of an article.
    pub(super) fn read(&mut self, article: &Packed) {
        self.slots.clear();
        self.slots.resize((article.keys.len() * 3).next_power_of_two().max(16), 0);
        self.entries.clear();
        self.maybe.clear();
        self.maybe.resize((article.keys.len() / 2).next_power_of_two().clamp(64, 1 << 16), 0);
        grams(article, |gram, at| self.add(gram, at));
        self.there.clear();
        self.there.resize(self.entries.len(), 0);
    }

    fn slot(&self, gram: u32) -> usize {
        // The low bits of keys are spread, those of their mixtures as well.
        gram as usize & (self.slots.len() - 1)
    }

    /// The word and the bit of `maybe` that stand for a word or pair.
    fn bit(&self, gram: u32) -> (usize, u64) {
        ((gram >> 6) as usize & (self.maybe.len() - 1), 1 << (gram & 63))
    }

    fn may_hold(&self, gram: u32) -> bool {
        let (word, bit) = self.bit(gram);
        self.maybe[word] & bit != 0
    }

    fn find(&self, gram: u32) -> Option<u32> {
        let mut at = self.slots[self.slot(gram)];
        while at != 0 {
            let entry = &self.entries[at as usize - 1];
            if entry.gram == gram {
                return Some(at - 1);
            }
            at = entry.next;
        }
        None
    }

    fn add(&mut self, gram: u32, place: u32) {
        let number = self.entries.len() as u32 + 1;
        let (word, bit) = self.bit(gram);
        self.maybe[word] |= bit;
        if let Some(first) = self.find(gram) {
            // Only the first few places are ever used.
            let entry = &mut self.entries[first as usize];
            entry.here += 1;
            if entry.here <= OFTEN {
                let again = std::mem::replace(&mut entry.again, number);
                self.entries.push(Entry { gram, place, next: 0, again, here: 0 });
            }
            return;
        }
        let slot = self.slot(gram);
        let next = std::mem::replace(&mut self.slots[slot], number);
        self.entries.push(Entry { gram, place, next, again: 0, here: 1 });
    }

    /// Notes the pairs of places, in a partner and here, that hold the same telling word or pair, if it does not stand
    /// everywhere, by their diagonals.
    fn dots(&mut self, partner: &Packed) {
        self.led.clear();
        grams(partner, |gram, at| {
            if self.may_hold(gram)
                && let Some(first) = self.find(gram)
            {
                self.there[first as usize] += 1;
                self.led.push((at, first));
            }
        });
        self.dots.clear();
        for &(place, first) in &self.led {
            let (here, there) = (self.entries[first as usize].here, self.there[first as usize]);
            if here > OFTEN || there > OFTEN || here * there > PLACES {
                continue;
            }
            let mut at = first + 1;
            while at != 0 {
                let entry = &self.entries[at as usize - 1];
                self.dots.push(Dot::new(place, entry.place));
                at = entry.again;
            }
        }
        for &(_, first) in &self.led {
            self.there[first as usize] = 0;
        }
        self.dots.sort_unstable();
    }
}

/// Calls `take` with the telling words and pairs of an article and their places, in order.
///
/// A word tells the same in every article, so what is not telling in one need not be looked for in another.
fn grams(article: &Packed, mut take: impl FnMut(u32, u32)) {
    let words = || article.keys.iter().zip(&article.weights).zip(&article.marks);
    // The word before, and what it tells; none where nothing is matched across it.
    let mut before: Option<(u32, u32)> = None;
    for (((&key, &weight), &mark), at) in words().zip(0..) {
        let weight = u32::from(weight);
        let open = mark & WALLED == 0;
        if let Some((other, _)) = before.filter(|(_, other)| open && other + weight >= PAIR) {
            take(mix(other, key), at - 1);
        }
        if open && weight >= CONTENT {
            take(key, at);
        }
        before = open.then_some((key, weight));
    }
}

/// A place in each of two articles, in one number that sorts by how far apart they are and then by place.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Dot(u64);

impl Dot {
    fn new(a: u32, b: u32) -> Self {
        let diagonal = (1_u64 << 31) + u64::from(a) - u64::from(b);
        Dot(diagonal << 32 | u64::from(a))
    }

    fn a(self) -> usize {
        (self.0 & 0xffff_ffff) as usize
    }

    fn b(self) -> usize {
        self.a() + (1 << 31) - (self.0 >> 32) as usize
    }
}

/// The runs that an article shares with one of the same text.
pub(super) fn whole(article: &Packed) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut at = 0;
    while at < article.keys.len() {
        let length = (at..).take_while(|&at| article.open(at, 1)).count();
        if length > 0 {
            runs.push(Run { a: at, b: at, length, weight: article.weight(at..at + length) });
        }
        at += length + 1;
    }
    runs
}

/// The shared runs of two articles that could make blocks, sorted by place; `seeds` were read from `other`, and edited
/// wording `needs` to tell so much.
pub(super) fn runs(seeds: &mut Seeds, one: &Packed, other: &Packed) -> Vec<Run> {
    seeds.dots(one);
    let Seeds { dots, runs, claims, .. } = seeds;
    runs.clear();
    for dot in dots.iter() {
        let (a, b) = (dot.a(), dot.b());
        let covered = runs.last().is_some_and(|run| a + run.b == b + run.a && a < run.a_end());
        if !covered {
            runs.extend(around(one, other, a, b));
        }
    }
    // No two runs begin at the same two places.
    runs.sort_unstable_by_key(|run| (run.a as u64) << 32 | run.b as u64);
    if !may_hold_a_block(one, other, runs) {
        return Vec::new();
    }
    let runs = &hopeful(runs);
    claimed(claims, runs, (one.keys.len(), other.keys.len()), |a, length| one.weight(a..a + length))
}

/// What an unshared word costs in [`may_hold_a_block`], in hundredths.
const COST: i64 = 23;
/// Whether the runs, sorted by place, could make a block at all, were every one of them kept: most pairs only share a
/// subject.
///
/// A block that convinces by edited wording shares `s` of `w` bits with `s * s / w` of at least [`EDITED_WEIGHT`] and `s / w`
/// of at least 0.3: then `s - 0.23 * w` is at least 0.77 of that.
fn may_hold_a_block(one: &Packed, other: &Packed, runs: &[Run]) -> bool {
    if runs.iter().any(is_verbatim) {
        return true;
    }
    let must = EDITED_WEIGHT as i64 * (100 - COST) / 100;
    let all: i64 = runs.iter().map(|run| i64::from(run.weight)).sum();
    if all * (100 - COST) / 100 < must || !brings(one, runs.iter().map(|run| run.a..run.a_end()), must) {
        return false;
    }
    let mut there: Vec<u64> = runs.iter().map(|run| (run.b as u64) << 32 | run.b_end() as u64).collect();
    there.sort_unstable();
    let there = there.iter().map(|&words| (words >> 32) as usize..(words & 0xffff_ffff) as usize);
    brings(other, there, must)
}

/// Whether shared words, sorted by place, outweigh the others enough in some stretch of one side.
fn brings(side: &Packed, shared: impl Iterator<Item = Words>, must: i64) -> bool {
    let weight = |words: Words| i64::from(side.weight(words));
    let (mut sum, mut before) = (0, 0);
    for stretch in shared {
        if stretch.start > before {
            sum = (sum - weight(before..stretch.start) * COST / 100).max(0);
        }
        sum += weight(stretch.start.max(before)..stretch.end) * (100 - COST) / 100;
        if sum >= must {
            return true;
        }
        before = before.max(stretch.end);
    }
    false
}

/// The run around two places, where these hold the same word: what is alike is counted on slices of one length, which
/// need no look at their ends for every word.
fn around(one: &Packed, other: &Packed, a: usize, b: usize) -> Option<Run> {
    let most = (one.keys.len() - a).min(other.keys.len() - b);
    let (keys, marks) = (&one.keys[a..][..most], &one.marks[a..][..most]);
    let (other_keys, other_marks) = (&other.keys[b..][..most], &other.marks[b..][..most]);
    let mut ahead = 0;
    while ahead < most && keys[ahead] == other_keys[ahead] && is_open(marks[ahead] | other_marks[ahead]) {
        ahead += 1;
    }
    if ahead == 0 {
        return None;
    }
    let most = a.min(b);
    let (keys, marks) = (&one.keys[a - most..a], &one.marks[a - most..a]);
    let (other_keys, other_marks) = (&other.keys[b - most..b], &other.marks[b - most..b]);
    let mut from = most;
    while from > 0
        && keys[from - 1] == other_keys[from - 1]
        && is_open(marks[from - 1] | other_marks[from - 1])
    {
        from -= 1;
    }
    let back = most - from;
    let (a, b, length) = (a - back, b - back, back + ahead);
    Some(Run { a, b, length, weight: one.weight(a..a + length) })
}

fn is_open(marks: u8) -> bool {
    marks & WALLED == 0
}
