//! Condensing: a few sentences of one article that tell what stands all over another.
//!
//! A summary keeps names, figures and telling words, and neither their order nor their sentences: no run of shared words
//! finds it. What gives it away is how much of a short stretch the other article holds, spread over many more words. Two
//! reports of one event hold much of each other in the same way, so this is asked only of pairs that somebody asks
//! about, and is never taken for copying.

use rustc_hash::FxHashMap;

use super::block::{Words, overlap};
use super::pile::{WALLED, Worded};
use super::rarity::BIT;

/// What a word must tell before it says what a sentence is about; only what is beyond that counts.
const TELLING: u32 = 7 * BIT;
/// The part of what a stretch tells, in hundredths, at which it no longer grows.
const HELD: i64 = 55;
/// How much more of it the other article must hold than of the rest of the stretch's own article, in hundredths: articles
/// on one subject hold much of each other anyway.
const BEYOND: i64 = 45;
/// What is taken to be held of the rest before it is seen, in hundredths of so much.
const BEFORE: (i64, i64) = (40, 300 * BIT as i64);
/// What a stretch must bring when what is not held is taken off, in hundredths.
const BRINGS: i64 = 40 * 100 * BIT as i64;
/// Words that a stretch has: fewer are held by chance, more are no summary.
const WORDS: Words = 30..250;
/// Words that one passage may take to the stretch, a sentence of it, and at most half of it: what is more is copied.
const COPIED: usize = 40;
/// Words of the stretch that stand once in the other article: at least so many, to tell how far they are spread.
const ONCE: usize = 8;
/// The middle four in five of these are spread over so many times the words of the stretch.
const SPREAD: usize = 2;
/// Of an article of which this part is condensed, all is: so many quarters.
const WHOLE: usize = 3;

/// A stretch of one article that condenses a longer one of the other, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) short: Words,
    pub(super) long: Words,
    /// Telling words of the short stretch, and how many of these the long one holds.
    pub(super) telling: usize,
    pub(super) held: usize,
}

/// The stretch of `short` that best condenses `long`, where one does; what stands in `passages` of `short` is copied.
pub(super) fn found(short: &Worded, long: &Worded, passages: &[Words]) -> Option<Stretch> {
    // Where each telling word stands first, and how often.
    let mut places: FxHashMap<u32, (usize, usize)> = FxHashMap::default();
    for (at, word) in long.words.iter().enumerate().filter(|(at, _)| worth(long, *at) > 0) {
        places.entry(word.key).and_modify(|(_, many)| *many += 1).or_insert((at, 1));
    }
    let held = |at: &usize| places.contains_key(&short.words[*at].key);
    let (heaviest, brings) = heaviest(short, held)?;
    let words = in_sentences(short, heaviest);
    let worth_of = |places: &mut dyn Iterator<Item = usize>| places.map(|at| worth(short, at)).sum::<i64>();
    let tells = |words: Words| (worth_of(&mut words.clone()), worth_of(&mut words.clone().filter(held)));
    let ((own, own_held), (all, all_held)) = (tells(words.clone()), tells(0..short.words.len()));
    let rest_held = 100 * (all_held - own_held) + BEFORE.0 * BEFORE.1;
    let beyond = 100 * own_held / own.max(1) - rest_held / (all - own + BEFORE.1);
    let copied = passages.iter().map(|passage| overlap(passage, &words)).max().unwrap_or(0);
    if brings < BRINGS
        || beyond < BEYOND
        || !WORDS.contains(&words.len())
        || copied > COPIED.min(words.len() / 2)
    {
        return None;
    }
    let telling: Vec<usize> = words.clone().filter(|&at| worth(short, at) > 0).collect();
    let mut once: Vec<usize> = telling
        .iter()
        .filter_map(|&at| places.get(&short.words[at].key))
        .filter(|(_, many)| *many == 1)
        .map(|(at, _)| *at)
        .collect();
    once.sort_unstable();
    once.dedup();
    let ends = once.len() / 10;
    let (first, last) = (*once.get(ends)?, *once.get(once.len() - 1 - ends)?);
    if once.len() < ONCE || last - first < words.len() * SPREAD {
        return None;
    }
    let mut told = in_sentences(long, *once.first()?..once.last()? + 1);
    if told.len() * 4 >= long.words.len() * WHOLE {
        told = 0..long.words.len();
    }
    let held = telling.iter().filter(|at| held(at)).count();
    Some(Stretch { short: words, long: told, telling: telling.len(), held })
}

/// What a word tells beyond what most words do; nothing where nothing is matched across it.
fn worth(side: &Worded, at: usize) -> i64 {
    let open = side.packed.marks[at] & WALLED == 0;
    if open { i64::from(u32::from(side.packed.weights[at]).saturating_sub(TELLING)) } else { 0 }
}

/// The stretch of words in which what is held most outweighs what is not, and by how much.
fn heaviest(side: &Worded, held: impl Fn(&usize) -> bool) -> Option<(Words, i64)> {
    let (mut best, mut best_range) = (0, None);
    let (mut sum, mut start) = (0, 0);
    for at in 0..side.words.len() {
        if sum <= 0 {
            (sum, start) = (0, at);
        }
        sum += worth(side, at) * if held(&at) { 100 - HELD } else { -HELD };
        if sum > best {
            (best, best_range) = (sum, Some(start..at + 1));
        }
    }
    Some((best_range?, best))
}

/// The sentences of which at least half stands in a range.
fn in_sentences(side: &Worded, words: Words) -> Words {
    let before = (0..=words.start).rev().find(|&at| side.sentence_ends(at)).unwrap_or(0);
    let after = (words.start + 1..=side.words.len()).find(|&at| side.sentence_ends(at));
    let after = after.unwrap_or(side.words.len());
    let start =
        if (words.start - before) * 2 <= after - before || after >= words.end { before } else { after };
    let next = (words.end..=side.words.len()).find(|&at| side.sentence_ends(at));
    let next = next.unwrap_or(side.words.len());
    let last = (0..words.end).rev().find(|&at| side.sentence_ends(at)).unwrap_or(0);
    let end = if (words.end - last) * 2 >= next - last || last <= start { next } else { last };
    start..end
}
