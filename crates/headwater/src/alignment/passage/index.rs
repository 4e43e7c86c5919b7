//! Which articles may share wording: an inverted index of shingles.
//!
//! Two kinds of shingle are indexed: runs of four words, which survive edits between them, and near pairs
//! of telling words in either order, which survive shuffled and inflected text. A list of articles costs its
//! square, so of a shingle that many carry each carrier is compared only with the first few: the cost stays
//! linear in the text, and every copy is linked with the same first copies.
//!
//! What else was tried on 8,000 real articles (2026-11-22, `cargo xtask bench reuse` and `eval reuse`): runs alone miss
//! rewritten text; pairs alone keep a quarter less but lose short quotations (plagdet 0.968 for 0.978); telling words
//! paired with the two that follow, in place of one, keep 60 per cent more and find the same. Signatures of whole
//! articles (MinHash: rensa, datasketch) find none of the planted copies.
//!
//! Most shingles stand in one article alone. They are told by a bitmap before anything is kept of them, a part of all
//! shingles at a time, so that the index of a pile is smaller than its text.

use rayon::prelude::*;

use super::pile::{CONTENT, FIRST, MANY, Packed};
use super::rarity::BIT;

/// Words in a run that is indexed.
const RUN: usize = 4;
/// A run that tells less than this is idiom.
const RUN_WEIGHT: u32 = 20 * BIT;
/// Of lists longer than this, each is compared with the first one alone.
const CROWD: usize = 1024;
/// A shingle of more articles than this tells of their subject rather than of each other: of such, one in so many is
/// kept. Text that many carry has more than enough of them.
const FEW: usize = 16;
const ONE_IN: u32 = 4;
/// Two articles are compared when so many of their shingles stand close together in both.
const ENOUGH: u16 = 5;
/// How close, in words.
const CLOSE: usize = 64;
/// Places are kept in steps of so many words.
const STEP: usize = 16;
/// Parts in which shingles are looked at, each by one thread.
const PARTS: u64 = 8;

/// The shingles that several articles share, and who shares them.
#[derive(Default)]
pub(super) struct Index {
    parts: Vec<Lists>,
    /// Where each article stands in the lists, wherever later ones follow that it is to be compared with.
    places: Vec<Place>,
    /// Where the places of each article begin, and where those of the last end.
    of_article: Vec<usize>,
}

/// The lists of one part of the shingles, one after the other.
#[derive(Default)]
struct Lists {
    /// The articles of each list, sorted, its last one marked with [`LAST`].
    members: Vec<u32>,
    /// Where its shingle stands in each.
    steps: Vec<u16>,
}

/// A place in the lists: the part, and the place in it.
#[derive(Clone, Copy, Default)]
struct Place(u32);

impl Place {
    fn new(part: usize, at: usize) -> Self {
        Place((at as u32) << PARTS.ilog2() | part as u32)
    }

    fn part(self) -> usize {
        self.0 as usize % PARTS as usize
    }

    fn at(self) -> usize {
        (self.0 >> PARTS.ilog2()) as usize
    }
}

/// A shingle in an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Posting {
    shingle: u32,
    article: u32,
    step: u16,
}

/// Marks the last article of a list.
const LAST: u32 = 1 << 31;

impl Index {
    /// Indexes the shingles of all articles.
    pub(super) fn of(pile: &[Packed]) -> Self {
        let parts: Vec<Lists> =
            (0..PARTS).into_par_iter().map(|number| Lists::of(&Part { number }.shared(pile))).collect();
        let mut next = vec![0; pile.len() + 1];
        let each = |take: &mut dyn FnMut(u32, Place)| {
            for (part, lists) in parts.iter().enumerate() {
                lists.each_leading(|article, at| take(article, Place::new(part, at)));
            }
        };
        each(&mut |article, _| next[article as usize + 1] += 1);
        for at in 1..next.len() {
            next[at] += next[at - 1];
        }
        let of_article = next.clone();
        let mut places = vec![Place::default(); next.last().copied().unwrap_or_default()];
        each(&mut |article, place| {
            let at = &mut next[article as usize];
            places[*at] = place;
            *at += 1;
        });
        Index { parts, places, of_article }
    }

    /// How many articles carry the wording that most articles carry, where these are too many to compare each with all.
    pub(super) fn crowd(&self) -> Option<usize> {
        let lists =
            self.parts.iter().flat_map(|lists| lists.members.split_inclusive(|member| member & LAST != 0));
        lists.map(<[u32]>::len).max().filter(|longest| *longest > MANY)
    }

    /// The later articles that share enough shingles with an article in one place, sorted.
    pub(super) fn candidates(&self, article: u32, scratch: &mut Scratch) -> Vec<u32> {
        let article = article as usize;
        let own = &self.places[self.of_article[article]..self.of_article[article + 1]];
        scratch.counts.resize(self.of_article.len(), 0);
        let mut enough = false;
        for &place in own {
            for (later, _) in self.later(place) {
                let count = &mut scratch.counts[later as usize];
                if *count == 0 {
                    scratch.touched.push(later);
                }
                *count = count.saturating_add(1);
                enough |= *count >= ENOUGH;
            }
        }
        scratch.hits.clear();
        for &place in own.iter().filter(|_| enough) {
            let step = self.parts[place.part()].steps[place.at()];
            let shared = self.later(place).filter(|(later, _)| scratch.counts[*later as usize] >= ENOUGH);
            scratch.hits.extend(shared.map(|(later, theirs)| (later, step, theirs)));
        }
        for article in scratch.touched.drain(..) {
            scratch.counts[article as usize] = 0;
        }
        scratch.hits.sort_unstable();
        let of_pairs = scratch.hits.chunk_by(|a, b| a.0 == b.0);
        of_pairs.filter(|hits| close_together(hits, &mut scratch.cells)).map(|hits| hits[0].0).collect()
    }

    /// The articles that follow a place in its list, and where its shingle stands in them.
    fn later(&self, place: Place) -> impl Iterator<Item = (u32, u16)> {
        let (lists, at) = (&self.parts[place.part()], place.at());
        let mut ended = false;
        let members = lists.members[at + 1..]
            .iter()
            .take_while(move |member| !std::mem::replace(&mut ended, **member & LAST != 0));
        members.zip(&lists.steps[at + 1..]).map(|(member, step)| (member & !LAST, *step))
    }
}

impl Lists {
    /// The lists that sorted postings make.
    fn of(postings: &[Posting]) -> Self {
        let mut members: Vec<u32> = postings.iter().map(|posting| posting.article).collect();
        for (member, pair) in members.iter_mut().zip(postings.windows(2)) {
            *member |= if pair[0].shingle == pair[1].shingle { 0 } else { LAST };
        }
        members.last_mut().into_iter().for_each(|last| *last |= LAST);
        Lists { members, steps: postings.iter().map(|posting| posting.step).collect() }
    }

    /// Calls `take` with every article that leads to later ones of its list, and where it stands.
    fn each_leading(&self, mut take: impl FnMut(u32, usize)) {
        let mut start = 0;
        for list in self.members.split_inclusive(|member| member & LAST != 0) {
            let reach = match list.len() {
                many if many > CROWD => 1,
                many if many > MANY => FIRST,
                _ => MANY,
            };
            for (nth, article) in list[..list.len() - 1].iter().take(reach).enumerate() {
                take(*article, start + nth);
            }
            start += list.len();
        }
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
}

impl Part {
    /// The shingles of this part that several articles share and that are kept, sorted, each once an article.
    fn shared(self, pile: &[Packed]) -> Vec<Posting> {
        let words: usize = pile.iter().map(|article| article.keys.len()).sum();
        let mut seen = Seen::new(words * 2 / PARTS as usize * 6);
        for article in pile {
            self.shingles(article, |shingle, _| seen.add(shingle));
        }
        let mut shared = Vec::new();
        for (article, words) in pile.iter().enumerate() {
            self.shingles(words, |shingle, place| {
                if seen.twice(shingle) {
                    let step = u16::try_from(place / STEP).unwrap_or(u16::MAX);
                    shared.push(Posting { shingle: (shingle >> 32) as u32, article: article as u32, step });
                }
            });
        }
        drop(seen);
        // Gathered in the order of articles: a stable sort by the shingle alone keeps it.
        shared.sort_by_key(|posting| posting.shingle);
        shared.dedup_by_key(|posting| (posting.shingle, posting.article));
        let kept = |list: &&[Posting]| {
            list.len() > 1 && (list.len() <= FEW || list[0].shingle.is_multiple_of(ONE_IN))
        };
        let lists = shared.chunk_by(|a, b| a.shingle == b.shingle).filter(kept);
        lists.flatten().copied().collect()
    }

    fn shingles(self, article: &Packed, mut take: impl FnMut(u64, usize)) {
        shingles(article, |shingle, place| {
            if shingle % PARTS == self.number {
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
    let mut before: Option<(usize, u32)> = None;
    for (at, &key) in keys.iter().enumerate() {
        if u32::from(article.weights[at]) < CONTENT || !open_from(at) {
            continue;
        }
        if let Some((place, other)) = before.replace((at, key)).filter(|(_, other)| *other != key) {
            take(stir(stir(2, key.min(other)), key.max(other)), place);
        }
    }
}

fn stir(hash: u64, key: u32) -> u64 {
    let mixed = (hash ^ u64::from(key)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ (mixed >> 31)
}

/// Which numbers were seen once and which twice, by some of their bits; never too seldom, sometimes too often.
struct Seen(Vec<u64>);

impl Seen {
    /// Room for `bits` bits.
    fn new(bits: usize) -> Self {
        Seen(vec![0; (bits / 64).next_power_of_two().max(1 << 8)])
    }

    fn place(&self, number: u64) -> (usize, u64) {
        ((number >> 8) as usize & (self.0.len() - 1), (number >> 59) * 2)
    }

    fn add(&mut self, number: u64) {
        let (place, shift) = self.place(number);
        let seen = self.0[place] >> shift & 3;
        self.0[place] |= (seen << 1 | 1) << shift & 3 << shift;
    }

    fn twice(&self, number: u64) -> bool {
        let (place, shift) = self.place(number);
        self.0[place] >> shift & 2 != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(keys: impl Iterator<Item = u32>) -> Packed {
        let keys: Vec<u32> = keys.map(|key| key.wrapping_mul(0x9e37_79b9)).collect();
        Packed::of_keys(keys, 200)
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
        let found: Vec<usize> = (0..200).map(|nth| index.candidates(nth, &mut scratch).len()).collect();
        assert_eq!(found[..5], [199, 198, 197, 196, 0]);
        assert_eq!(found.iter().sum::<usize>(), 790);
    }
}
