//! Which articles may share wording: an inverted index of shingles.
//!
//! Two kinds of shingle are indexed: runs of four words, which survive edits between them, and near pairs
//! of telling words in either order, which survive shuffled and inflected text. A list of articles costs its
//! square, so of a shingle that many carry each carrier is compared only with the first few: the cost stays
//! linear in the text, and every copy is linked with the same first copies. Whom an article is compared with depends
//! only on those before it ([`earlier_of`]): so an index to which articles are added later (`kept`) finds what
//! one run over all of them finds.
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
/// A shingle of more articles than this tells of their subject rather than of each other: of such, one in so many leads
/// further ones to them. Text that many carry has more than enough of them.
const FEW: usize = 16;
const ONE_IN: u32 = 4;
/// Two articles are compared when so many of their shingles stand close together in both.
const ENOUGH: u16 = 5;
/// How close, in words.
const CLOSE: usize = 64;
/// Places are kept in steps of so many words.
const STEP: usize = 16;
/// Parts in which shingles are looked at, each by one thread.
pub(super) const PARTS: u64 = 8;

/// The shingles that several articles share, and who shares them.
#[derive(Default)]
pub(super) struct Index {
    parts: Vec<Lists>,
    /// Where each article stands in the lists, wherever earlier ones stand that it is to be compared with.
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
    /// Where the lists begin in which not every one is compared with every other.
    long: Vec<usize>,
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

/// What a shingle is known by: the part of all shingles, then 32 bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Shingle(pub(super) u64);

impl Shingle {
    /// How many bits it has.
    pub(super) const BITS: u32 = u32::BITS + PARTS.ilog2();

    fn new(number: u64) -> Self {
        Shingle(((number % PARTS) << u32::BITS) | (number >> u32::BITS))
    }

    /// What it is known by in its part.
    fn low(self) -> u32 {
        self.0 as u32
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
pub(super) fn posted(article: &Packed, part: u64, mut take: impl FnMut(Shingle, u16)) {
    Part { number: part }.shingles(article, |shingle, place| take(Shingle::new(shingle), step(place)));
}

/// The step in which a word stands.
fn step(place: usize) -> u16 {
    u16::try_from(place / STEP).unwrap_or(u16::MAX)
}

/// The articles that share enough shingles in one place: given which ones share a shingle, sorted, and where it stands.
pub(super) fn partners(hits: impl Iterator<Item = (u32, u16, u16)>, scratch: &mut Scratch) -> Vec<u32> {
    scratch.hits.clear();
    scratch.hits.extend(hits);
    scratch.partners()
}

impl Index {
    /// Indexes the shingles of all articles.
    pub(super) fn of(pile: &[Packed]) -> Self {
        let parts: Vec<Lists> =
            (0..PARTS).into_par_iter().map(|number| Lists::of(&Part { number }.shared(pile))).collect();
        let mut next = vec![0; pile.len() + 1];
        let each = |take: &mut dyn FnMut(u32, Place)| {
            for (part, lists) in parts.iter().enumerate() {
                lists.each_led(|article, at| take(article, Place::new(part, at)));
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

    /// The earlier articles that share enough shingles with an article in one place, sorted.
    pub(super) fn candidates(&self, article: u32, scratch: &mut Scratch) -> Vec<u32> {
        let article = article as usize;
        let own = &self.places[self.of_article[article]..self.of_article[article + 1]];
        scratch.counts.resize(self.of_article.len(), 0);
        let mut enough = false;
        for &place in own {
            for (earlier, _) in self.earlier(place) {
                let count = &mut scratch.counts[earlier as usize];
                if *count == 0 {
                    scratch.touched.push(earlier);
                }
                *count = count.saturating_add(1);
                enough |= *count >= ENOUGH;
            }
        }
        scratch.hits.clear();
        for &place in own.iter().filter(|_| enough) {
            let step = self.parts[place.part()].steps[place.at()];
            let enough = |earlier: u32| scratch.counts[earlier as usize] >= ENOUGH;
            let shared = self.earlier(place).filter(|(earlier, _)| enough(*earlier));
            scratch.hits.extend(shared.map(|(earlier, theirs)| (earlier, step, theirs)));
        }
        for article in scratch.touched.drain(..) {
            scratch.counts[article as usize] = 0;
        }
        scratch.hits.sort_unstable();
        scratch.partners()
    }

    /// The articles before a place in its list that it is compared with, and where the shingle stands in them.
    fn earlier(&self, place: Place) -> impl Iterator<Item = (u32, u16)> {
        let lists = &self.parts[place.part()];
        let range = lists.earlier(place.at());
        let members = lists.members[range.clone()].iter().map(|member| member & !LAST);
        members.zip(lists.steps[range].iter().copied())
    }
}

impl Lists {
    /// The lists that sorted postings make: of each only those that are compared with others.
    fn of(postings: &[Posting]) -> Self {
        let mut lists = Lists::default();
        let shared = postings.chunk_by(|one, next| one.shingle == next.shingle).filter(|list| list.len() > 1);
        for list in shared {
            let kept = match held(Shingle(list[0].shingle.into())) {
                MANY => list.len(),
                held => list.len().min(held),
            };
            if kept > MANY {
                lists.long.push(lists.members.len());
            }
            lists.members.extend(list[..kept].iter().map(|posting| posting.article));
            lists.steps.extend(list[..kept].iter().map(|posting| posting.step));
            lists.members.last_mut().into_iter().for_each(|last| *last |= LAST);
        }
        lists
    }

    /// Where those stand that the one at `at` is compared with: all before it in its list, or the first few.
    fn earlier(&self, at: usize) -> std::ops::Range<usize> {
        let before = self.members[at.saturating_sub(MANY)..at].iter().rev();
        match before.take_while(|member| *member & LAST == 0).count() {
            few if few < MANY => at - few..at,
            _ => {
                let of_list = self.long.partition_point(|start| *start <= at);
                let start = of_list.checked_sub(1).map_or(at, |nth| self.long[nth]);
                start..start + FIRST
            }
        }
    }

    /// Calls `take` with every article that comes after others in its list, and where it stands.
    fn each_led(&self, mut take: impl FnMut(u32, usize)) {
        let mut leads = false;
        for (at, member) in self.members.iter().enumerate() {
            if leads {
                take(member & !LAST, at);
            }
            leads = member & LAST == 0;
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

impl Scratch {
    fn partners(&mut self) -> Vec<u32> {
        let of_pairs = self.hits.chunk_by(|a, b| a.0 == b.0);
        of_pairs.filter(|hits| close_together(hits, &mut self.cells)).map(|hits| hits[0].0).collect()
    }
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
                    let low = Shingle::new(shingle).low();
                    shared.push(Posting { shingle: low, article: article as u32, step: step(place) });
                }
            });
        }
        drop(seen);
        // Gathered in the order of articles: a stable sort by the shingle alone keeps it.
        shared.sort_by_key(|posting| posting.shingle);
        shared.dedup_by_key(|posting| (posting.shingle, posting.article));
        shared
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
        // By the half that a posting keeps, so that shingles that are taken for one are counted as one.
        ((number >> 37) as usize & (self.0.len() - 1), (number >> 32 & 31) * 2)
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
        assert_eq!(index.candidates(2, &mut scratch), [0]);
        assert_eq!(index.candidates(1, &mut scratch), [] as [u32; 0]);
    }

    #[test]
    fn a_crowd_is_linked_with_its_first() {
        let pile: Vec<Packed> = (0..200).map(|_| article(0..100)).collect();
        let index = Index::of(&pile);
        let mut scratch = Scratch::default();
        let found: Vec<usize> = (0..200).map(|nth| index.candidates(nth, &mut scratch).len()).collect();
        assert_eq!([found[0], found[1], found[63], found[64], found[199]], [0, 1, 63, 4, 4]);
        assert_eq!(found.iter().sum::<usize>(), 63 * 64 / 2 + 136 * 4);
    }
}
