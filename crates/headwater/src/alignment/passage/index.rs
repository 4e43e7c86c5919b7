//! Which articles may share wording: an inverted index of shingles.
//!
//! A list of articles costs its square, so of a shingle that many carry each carrier is compared only with the first
//! few: the cost stays linear in the text, and every copy is linked with the same first copies. Whom an article is
//! compared with depends only on those before it ([`earlier_of`](super::shingle::earlier_of)): so an index to which
//! articles are added later (`kept`) finds what one run over all of them finds.
//!
//! What else was tried on 8,000 real articles (2026-11-22, `cargo xtask bench reuse` and `eval reuse`): runs alone miss
//! rewritten text; pairs alone keep a quarter less but lose short quotations (plagdet 0.968 for 0.978); telling words
//! paired with the two that follow, in place of one, keep 60 per cent more and find the same. Signatures of whole
//! articles (MinHash: rensa, datasketch) find none of the planted copies. Any five shingles close together, in place of
//! runs and pairs that count for what they tell, lead to 437,000 comparisons in 40,000 articles and find 72,364 pairs;
//! so counted they lead to 238,000 and find 70,145: what is lost are runs of eight words by chance and the loosest
//! rewritings, and no figure of `eval reuse` falls. Since passages are wording, 16 in place of 14 is [`ENOUGH`]: it leads
//! to 144,000, and loses 12 of 6,768 planted copies. Since names make no pairs (2026-11-24), 121,000, and four of 6,867.
//!
//! Most shingles stand in one article alone. They are told by a bitmap before anything is kept of them, and what is kept
//! of the others is made for some parts of all shingles at a time.

use rayon::prelude::*;

use super::deal::deal;
use super::number;
use super::pile::{FIRST, MANY, Packed};
use super::shingle::{OF_PAIR, OF_RUN, PARTS, STEP, Shingle, held, shingles, step};
use super::stock::Stock;

/// Two articles are compared when shingles that count for so much stand close together in both: six runs (nine words to
/// the letter), eight pairs, or some of both, such as eight words to the letter with a pair among them.
const ENOUGH: u8 = 16;
/// How close, in words.
const CLOSE: usize = 64;
/// Parts that are gathered in each go over the articles. More are faster and take more room, of which there is the less,
/// the more parts stand in their lists.
const GOES: [usize; 4] = [3, 2, 2, 1];
const _: () = assert!(GOES[0] + GOES[1] + GOES[2] + GOES[3] == PARTS as usize, "every part is gathered once");

/// Lists that are fetched together.
const AHEAD: usize = 16;

/// The shingles that several articles share, and who shares them.
pub(super) struct Index {
    parts: Vec<Lists>,
}

/// The lists of one part of the shingles: the articles of each, in order.
///
/// Most lists have two articles, and only the last article of a list looks through all of it. So lists stand in the order
/// of their last articles: each article reads on where the one before it left off, and only of longer lists the articles
/// in between are told where they stand.
#[derive(Default)]
struct Lists {
    /// The lists one after the other: twice the number of articles that follow, and one where it is of a run; how far each
    /// of these is from the one before it ([`number`]), and in which step its shingle stands; in which it stands in the
    /// last article. Of more than [`MANY`] articles only the first ones, since later ones are compared with a few of these.
    bytes: Vec<u8>,
    /// Where the lists of which each article is the last begin, and where those of the last article end.
    of_last: Vec<u32>,
    /// For every article that stands between the first and the last of a list, where that list begins, and its own step.
    starts: Vec<u32>,
    steps: Vec<u8>,
    /// Where the lists of each article begin among these, and where those of the last end.
    of_article: Vec<u32>,
    /// How many articles the longest list has.
    longest: usize,
}

/// A shingle in an article, in one number that sorts by the shingle, then by article, then by step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Posting(u64);

/// How postings of so many articles are put in one number.
#[derive(Clone, Copy)]
struct Layout {
    /// Bits that articles need beyond 24: steps are that much coarser.
    coarse: u32,
}

impl Layout {
    fn of(articles: usize) -> Self {
        Layout { coarse: (articles.max(1).ilog2() + 1).clamp(24, 32) - 24 }
    }

    /// The posting of a shingle, by what it is known by in its part.
    fn posting(self, shingle: u32, article: u32, step: u8) -> Posting {
        let step = u64::from(step) >> self.coarse;
        Posting(u64::from(shingle) << 32 | u64::from(article) << (8 - self.coarse) | step)
    }

    fn article(self, posting: Posting) -> u32 {
        (posting.0 as u32) >> (8 - self.coarse)
    }

    fn step(self, posting: Posting) -> u8 {
        ((posting.0 & ((1 << (8 - self.coarse)) - 1)) << self.coarse) as u8
    }
}

impl Posting {
    fn shingle(self) -> u32 {
        (self.0 >> 32) as u32
    }
}

/// A shingle that an article shares with an earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Hit {
    pub(super) earlier: u32,
    /// What it counts for.
    pub(super) counts: u8,
    /// Where it stands in both.
    pub(super) steps: (u8, u8),
}

/// The articles that share enough shingles in one place: given all that are shared, sorted.
pub(super) fn partners(hits: impl Iterator<Item = Hit>, scratch: &mut Scratch) -> Vec<u32> {
    scratch.hits.clear();
    scratch.hits.extend(hits);
    scratch.partners()
}

impl Index {
    /// Indexes the shingles of all articles.
    pub(super) fn of(stock: &Stock) -> Self {
        let words = stock.total();
        let mut seen: Vec<Seen> = (0..PARTS).map(|_| Seen::new(words / PARTS as usize)).collect();
        let number = |_, words: &Packed, parts: &mut [Vec<u32>]| {
            shingles(words, |shingle, _| parts[shingle.part()].push(shingle.low()));
        };
        deal(stock, &mut seen, number, Seen::add);
        let layout = Layout::of(stock.len());
        let mut parts = Vec::new();
        for at_once in GOES {
            let first = parts.len();
            let post = |article, words: &Packed, parts: &mut [Vec<Posting>]| {
                shingles(words, |shingle, place| {
                    if let Some(part) = parts.get_mut(shingle.part().wrapping_sub(first)) {
                        part.push(layout.posting(shingle.low(), article, step(place)));
                    }
                });
            };
            let seen: Vec<Seen> = seen.drain(..at_once).collect();
            let mut room = vec![Posting(0); seen.iter().map(|seen| seen.shared).sum()];
            let mut gathered = Gathered::side_by_side(seen, &mut room);
            deal(stock, &mut gathered, post, Gathered::add);
            let lists = gathered.into_par_iter().map(|part| Lists::of(part, stock.len(), layout));
            parts.par_extend(lists);
        }
        Index { parts }
    }

    /// How many articles carry the wording that most articles carry, where these are too many to compare each with all.
    pub(super) fn crowd(&self) -> Option<usize> {
        self.parts.iter().map(|lists| lists.longest).max().filter(|longest| *longest > MANY)
    }

    /// The earlier articles that share enough shingles with an article in one place, sorted.
    pub(super) fn candidates(&self, article: u32, scratch: &mut Scratch) -> Vec<u32> {
        let Scratch { counts, touched, hits, .. } = scratch;
        counts.resize(counts.len().max(article as usize), 0);
        hits.clear();
        for lists in &self.parts {
            lists.hits(article, |hit| {
                let count = &mut counts[hit.earlier as usize];
                if *count == 0 {
                    touched.push(hit.earlier);
                }
                *count = count.saturating_add(hit.counts);
                hits.push(hit);
            });
        }
        // Most share a shingle or two, by chance.
        hits.retain(|hit| counts[hit.earlier as usize] >= ENOUGH);
        for earlier in touched.drain(..) {
            counts[earlier as usize] = 0;
        }
        hits.sort_unstable();
        scratch.partners()
    }
}

/// The postings of one part that several articles share, as they are gathered.
struct Gathered<'r> {
    seen: Seen,
    /// Room for exactly as many as there are, next to that of other parts: in one piece, it is given back as one.
    room: &'r mut [Posting],
    many: usize,
}

impl<'r> Gathered<'r> {
    fn side_by_side(seen: Vec<Seen>, mut room: &'r mut [Posting]) -> Vec<Self> {
        let part = |seen: Seen| {
            let (own, rest) = std::mem::take(&mut room).split_at_mut(seen.shared);
            room = rest;
            Gathered { seen, room: own, many: 0 }
        };
        seen.into_iter().map(part).collect()
    }

    fn add(&mut self, posting: Posting) {
        if self.seen.twice(posting.shingle())
            && let Some(place) = self.room.get_mut(self.many)
        {
            *place = posting;
            self.many += 1;
        }
    }
}

/// Sorts postings and keeps the first of each shingle in each article.
fn settled(postings: &mut [Posting], layout: Layout) -> &[Posting] {
    postings.sort_unstable();
    let what = |posting: Posting| (posting.shingle(), layout.article(posting));
    let mut kept = 0;
    for at in 0..postings.len() {
        if at == 0 || what(postings[at]) != what(postings[kept - 1]) {
            postings[kept] = postings[at];
            kept += 1;
        }
    }
    &postings[..kept]
}

impl Lists {
    /// The lists that postings make: of each list only those that others are compared with.
    fn of(part: Gathered, articles: usize, layout: Layout) -> Self {
        let postings = settled(part.room, layout);
        // The room in which it was told which stand twice has about the size that the lists have: were it given back,
        // others would not fit into what it leaves.
        let mut bytes = part.seen.bits;
        bytes.clear();
        let mut lists =
            Lists { bytes, of_article: vec![0; articles + 1], of_last: vec![0], ..Lists::default() };
        let ordered = by_last(postings, articles, layout);
        for &place in &ordered {
            let list = list_at(postings, place);
            let [.., last] = list else { continue };
            lists.longest = lists.longest.max(list.len());
            lists.of_last.resize(layout.article(*last) as usize + 1, lists.bytes.len() as u32);
            let kept = list.len().min(MANY + 1) - 1;
            let is_run = Shingle::of_low(list[0].shingle()).counts() == OF_RUN;
            number::put(&mut lists.bytes, (kept as u32) << 1 | u32::from(is_run));
            let mut before = 0;
            for posting in &list[..kept] {
                let article = layout.article(*posting);
                number::put(&mut lists.bytes, article - before);
                lists.bytes.push(layout.step(*posting));
                before = article;
            }
            lists.bytes.push(layout.step(*last));
            for posting in &list[1..list.len() - 1] {
                lists.of_article[layout.article(*posting) as usize + 1] += 1;
            }
        }
        lists.of_last.resize(articles + 1, lists.bytes.len() as u32);
        lists.bytes.shrink_to_fit();
        lists.place(postings, &ordered, layout);
        lists
    }

    /// Notes for every article where the lists begin in which it stands between others, and its own step there.
    fn place(&mut self, postings: &[Posting], ordered: &[u32], layout: Layout) {
        for article in 1..self.of_article.len() {
            self.of_article[article] += self.of_article[article - 1];
        }
        let mut next = self.of_article.clone();
        let all = self.of_article.last().copied().unwrap_or_default() as usize;
        (self.starts, self.steps) = (vec![0; all], vec![0; all]);
        let mut rest = self.bytes.as_slice();
        let mut earlier = [(0, 0); MANY];
        for &place in ordered {
            let list = list_at(postings, place);
            let start = (self.bytes.len() - rest.len()) as u32;
            for posting in &list[1..list.len() - 1] {
                let at = &mut next[layout.article(*posting) as usize];
                self.starts[*at as usize] = start;
                self.steps[*at as usize] = layout.step(*posting);
                *at += 1;
            }
            // The next one begins after this one's articles and the last one's step.
            let read = before(&mut rest, u32::MAX, &mut earlier);
            debug_assert!(read.is_some(), "what was written is read");
            rest = rest.get(1..).unwrap_or_default();
        }
    }

    /// Calls `take` with every shingle of an article, and each of the earlier ones that it is to be compared with for it.
    fn hits(&self, article: u32, mut take: impl FnMut(Hit)) {
        let nth = article as usize;
        let mut earlier = [(0, 0); MANY];
        let mut rest = &self.bytes[self.of_last[nth] as usize..self.of_last[nth + 1] as usize];
        while let Some((counts, compared)) = before(&mut rest, article, &mut earlier) {
            let Some((&step, next)) = rest.split_first() else { break };
            rest = next;
            for &(earlier, theirs) in compared {
                take(Hit { earlier, counts, steps: (step, theirs) });
            }
        }
        let own = self.of_article[nth] as usize..self.of_article[nth + 1] as usize;
        let some = self.starts[own.clone()].chunks(AHEAD).zip(self.steps[own].chunks(AHEAD));
        for (starts, steps) in some {
            // The lists stand far apart: were each fetched only when it is read, the next would wait for it.
            let fetched = starts.iter().fold(0, |all, &start| all ^ self.bytes[start as usize]);
            std::hint::black_box(fetched);
            for (&start, &step) in starts.iter().zip(steps) {
                let list = before(&mut &self.bytes[start as usize..], article, &mut earlier);
                let (counts, compared) = list.unwrap_or_default();
                for &(earlier, theirs) in compared {
                    take(Hit { earlier, counts, steps: (step, theirs) });
                }
            }
        }
    }
}

/// The first postings of a list: those by which others are compared.
fn compared_by(list: &[Posting]) -> &[Posting] {
    match held(Shingle::of_low(list[0].shingle())) {
        MANY => list,
        few => &list[..list.len().min(few)],
    }
}

/// The list that begins at a place.
fn list_at(postings: &[Posting], place: u32) -> &[Posting] {
    let rest = &postings[place as usize..];
    let length = rest.iter().take_while(|posting| posting.shingle() == rest[0].shingle()).count();
    compared_by(&rest[..length])
}

/// Where the lists of at least two articles begin among settled postings, in the order of their last articles.
fn by_last(postings: &[Posting], articles: usize, layout: Layout) -> Vec<u32> {
    let lists = || {
        let mut at = 0;
        let all = postings.chunk_by(|one, next| one.shingle() == next.shingle()).map(move |list| {
            at += list.len();
            (at - list.len(), compared_by(list))
        });
        all.filter_map(|(at, list)| match list {
            [_, .., last] => Some((at as u32, layout.article(*last) as usize)),
            _ => None,
        })
    };
    let mut next = vec![0_u32; articles + 1];
    lists().for_each(|(_, last)| next[last + 1] += 1);
    for article in 1..next.len() {
        next[article] += next[article - 1];
    }
    let mut ordered = vec![0; next.last().copied().unwrap_or_default() as usize];
    for (at, last) in lists() {
        ordered[next[last] as usize] = at;
        next[last] += 1;
    }
    ordered
}

/// Reads those of a list that come before an article, up to its own step where it is the last: what its shingle counts for,
/// and those that the article is to be compared with.
fn before<'e>(
    bytes: &mut &[u8],
    article: u32,
    earlier: &'e mut [(u32, u8); MANY],
) -> Option<(u8, &'e [(u32, u8)])> {
    let head = number::take(bytes)?;
    let (mut many, mut last) = (0, 0);
    while many < (head >> 1) as usize {
        last += number::take(bytes)?;
        let (&step, rest) = bytes.split_first()?;
        *bytes = rest;
        if last >= article {
            break;
        }
        *earlier.get_mut(many)? = (last, step);
        many += 1;
    }
    let compared = if many < MANY { many } else { FIRST };
    Some((if head & 1 == 1 { OF_RUN } else { OF_PAIR }, &earlier[..compared]))
}

/// What is needed to look for the partners of one article after the other.
#[derive(Default)]
pub(super) struct Scratch {
    /// What the shingles count for that each earlier article shares, and which ones share any.
    counts: Vec<u8>,
    touched: Vec<u32>,
    hits: Vec<Hit>,
    /// What the shingles in each square of [`close_together`] count for.
    squares: Vec<u8>,
}

impl Scratch {
    fn partners(&mut self) -> Vec<u32> {
        self.squares.resize(SQUARES * SQUARES, 0);
        let of_pairs = self.hits.chunk_by(|one, next| one.earlier == next.earlier);
        of_pairs.filter(|hits| close_together(hits, &mut self.squares)).map(|hits| hits[0].earlier).collect()
    }
}

/// Stretches twice as long as what is close, overlapping by half, into which the steps of an article fall.
const SQUARES: usize = (u8::MAX as usize + 1) / HALF;
const HALF: usize = CLOSE / STEP / 2;

/// Whether shingles that count enough stand close together in both articles; `squares` are empty before and after.
fn close_together(hits: &[Hit], squares: &mut [u8]) -> bool {
    let stretches = |step: u8| [0, 1].map(|odd| (usize::from(step) / HALF + odd) / 2 * 2 % SQUARES + odd);
    let around = |hit: &Hit| {
        let [a, b] = [hit.steps.0, hit.steps.1].map(stretches);
        [(0, 0), (0, 1), (1, 0), (1, 1)].map(|(in_a, in_b)| a[in_a] * SQUARES + b[in_b])
    };
    let mut enough = false;
    for hit in hits {
        for at in around(hit) {
            squares[at] = squares[at].saturating_add(hit.counts);
            enough |= squares[at] >= ENOUGH;
        }
    }
    for hit in hits {
        around(hit).into_iter().for_each(|at| squares[at] = 0);
    }
    enough
}

/// Which numbers were seen once and which twice, by some of their bits; never too seldom, sometimes too often.
struct Seen {
    bits: Vec<u8>,
    /// How many were seen more than once, each as often as it was seen.
    shared: usize,
}

impl Seen {
    /// Room for the shingles of so many words: eight times two bits a word.
    fn new(words: usize) -> Self {
        Seen { bits: vec![0; (words * 2).max(1 << 10)], shared: 0 }
    }

    fn place(&self, number: u32) -> (usize, u32) {
        // Runs and pairs differ in the highest bit and are not equally many: spread anew.
        let spread = u64::from(number.wrapping_mul(0x9e37_79b9));
        (((spread * self.bits.len() as u64) >> 32) as usize, (number & 3) * 2)
    }

    fn add(&mut self, number: u32) {
        let (place, shift) = self.place(number);
        let seen = self.bits[place] >> shift & 3;
        self.bits[place] |= (seen << 1 | 1) << shift & 3 << shift;
        self.shared += [0, 2, 1, 1][usize::from(seen)];
    }

    fn twice(&self, number: u32) -> bool {
        let (place, shift) = self.place(number);
        self.bits[place] >> shift & 2 != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(keys: impl Iterator<Item = u32>) -> Vec<u32> {
        keys.map(|key| key.wrapping_mul(0x9e37_79b9)).collect()
    }

    #[test]
    fn who_shares_wording_is_found() {
        let pile = [article(0..100), article(200..300), article((300..340).chain(20..60))];
        let index = Index::of(&Stock::of_keys(pile, 200));
        let mut scratch = Scratch::default();
        assert_eq!(index.candidates(2, &mut scratch), [0]);
        assert_eq!(index.candidates(1, &mut scratch), [] as [u32; 0]);
    }

    #[test]
    fn a_crowd_is_linked_with_its_first() {
        let index = Index::of(&Stock::of_keys((0..200).map(|_| article(0..100)), 200));
        let mut scratch = Scratch::default();
        let found: Vec<usize> = (0..200).map(|nth| index.candidates(nth, &mut scratch).len()).collect();
        assert_eq!([found[0], found[1], found[63], found[64], found[199]], [0, 1, 63, 4, 4]);
        assert_eq!(found.iter().sum::<usize>(), 63 * 64 / 2 + 136 * 4);
    }

    #[test]
    fn more_articles_than_24_bits_number_have_coarser_steps() {
        for (articles, article, steps) in
            [(1, 0, 255), (1 << 24, (1 << 24) - 1, 254), (1 << 26, (1 << 26) - 1, 248)]
        {
            let layout = Layout::of(articles);
            let posting = layout.posting(u32::MAX - 1, article, 255);
            assert_eq!((posting.shingle(), layout.article(posting)), (u32::MAX - 1, article));
            assert_eq!(layout.step(posting), steps);
        }
    }
}
