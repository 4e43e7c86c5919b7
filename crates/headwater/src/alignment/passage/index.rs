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
//! rewritings, and no figure of `eval reuse` falls.
//!
//! Most shingles stand in one article alone. They are told by a bitmap before anything is kept of them, and what is kept
//! of the others is made for some parts of all shingles at a time.

use rayon::prelude::*;

use super::deal::deal;
use super::number;
use super::pile::{FIRST, MANY, Packed};
use super::shingle::{FEW, OF_PAIR, OF_RUN, PARTS, STEP, Shingle, held, shingles, step};

/// Two articles are compared when shingles that count for so much stand close together in both: five runs (eight words
/// to the letter), seven pairs, or some of both.
const ENOUGH: u8 = 14;
/// How close, in words.
const CLOSE: usize = 64;
/// Parts that are gathered in one go over the articles: more are faster and take more room.
const AT_ONCE: usize = 4;

/// The shingles that several articles share, and who shares them.
pub(super) struct Index {
    parts: Vec<Lists>,
}

/// The lists of one part of the shingles: the articles of each, in order.
#[derive(Default)]
struct Lists {
    /// The lists one after the other, those of pairs before those of runs: how far each article is from the one before it
    /// ([`number`]), and in which step its shingle stands. Never more than the first [`MANY`] of a list, since later ones
    /// are compared with a few of these.
    bytes: Vec<u8>,
    /// Where the lists of runs begin.
    runs: u32,
    /// For every article that comes after others in a list, where that list begins, and its own step there.
    starts: Vec<u32>,
    steps: Vec<u8>,
    /// Where the lists of each article begin among these, and where those of the last end.
    of_article: Vec<u32>,
    /// How many articles the longest list has.
    longest: usize,
}

/// A shingle in an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Posting {
    /// What the shingle is known by in its part.
    shingle: u32,
    article: u32,
    step: u8,
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
    pub(super) fn of(pile: &[Packed]) -> Self {
        let words: usize = pile.iter().map(|article| article.keys.len()).sum();
        let mut seen: Vec<Seen> = (0..PARTS).map(|_| Seen::new(words / PARTS as usize * 6)).collect();
        let post_all = |first| {
            move |article, words: &Packed, parts: &mut [Vec<Posting>]| post(article, words, first, parts)
        };
        let number = |_, words: &Packed, parts: &mut [Vec<u32>]| {
            shingles(words, |shingle, _| parts[shingle.part()].push(shingle.low()));
        };
        deal(pile, &mut seen, number, Seen::add);
        let mut parts = Vec::new();
        while !seen.is_empty() {
            let first = parts.len();
            let seen = seen.drain(..AT_ONCE);
            let mut shared: Vec<(Seen, Vec<Posting>)> = seen.map(|seen| (seen, Vec::new())).collect();
            deal(pile, &mut shared, post_all(first), |(seen, shared), posting| {
                if seen.twice(posting.shingle) {
                    shared.push(posting);
                }
            });
            let shared: Vec<Vec<Posting>> = shared.into_iter().map(|(_, shared)| shared).collect();
            parts.par_extend(shared.into_par_iter().map(|shared| Lists::of(shared, pile.len())));
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

/// Puts the shingles of an article with those of their parts, the first of which has that number.
fn post(article: u32, words: &Packed, first: usize, parts: &mut [Vec<Posting>]) {
    shingles(words, |shingle, place| {
        if let Some(part) = parts.get_mut(shingle.part().wrapping_sub(first)) {
            part.push(Posting { shingle: shingle.low(), article, step: step(place) });
        }
    });
}

impl Lists {
    /// The lists that postings make, which stand in the order of articles: of each list only those that others are
    /// compared with.
    fn of(mut postings: Vec<Posting>, articles: usize) -> Self {
        // A stable sort by the shingle alone keeps the articles, and the places in them, in order.
        postings.sort_by_key(|posting| posting.shingle);
        postings.dedup_by_key(|posting| (posting.shingle, posting.article));
        let mut lists = Lists { of_article: vec![0; articles + 1], runs: u32::MAX, ..Lists::default() };
        // Those that come after others in a list are gathered at the front, each with the beginning of its list.
        let (mut led, mut at) = (0, 0);
        while let Some(&Posting { shingle, .. }) = postings.get(at) {
            let many = postings[at..].iter().take_while(|posting| posting.shingle == shingle).count();
            let start = lists.bytes.len() as u32;
            let shingle = Shingle::of_low(shingle);
            if shingle.counts() == OF_RUN {
                lists.runs = lists.runs.min(start);
            }
            let held = if held(shingle) == MANY { many } else { many.min(FEW) };
            let mut before = 0;
            for nth in (0..held).filter(|_| many > 1) {
                let posting = postings[at + nth];
                if nth < MANY {
                    number::put(&mut lists.bytes, posting.article - before);
                    lists.bytes.push(posting.step);
                    before = posting.article;
                }
                if nth > 0 {
                    postings[led] = Posting { shingle: start, ..posting };
                    lists.of_article[posting.article as usize + 1] += 1;
                    led += 1;
                }
            }
            lists.longest = lists.longest.max(held);
            at += many;
        }
        lists.bytes.shrink_to_fit();
        lists.place(&postings[..led]);
        lists
    }

    /// Notes for every article where the lists begin in which it comes after others.
    fn place(&mut self, led: &[Posting]) {
        for article in 1..self.of_article.len() {
            self.of_article[article] += self.of_article[article - 1];
        }
        let mut next = self.of_article.clone();
        (self.starts, self.steps) = (vec![0; led.len()], vec![0; led.len()]);
        for posting in led {
            let at = &mut next[posting.article as usize];
            self.starts[*at as usize] = posting.shingle;
            self.steps[*at as usize] = posting.step;
            *at += 1;
        }
    }

    /// Calls `take` with every shingle of an article, and each of the earlier ones that it is to be compared with for it.
    fn hits(&self, article: u32, mut take: impl FnMut(Hit)) {
        let nth = article as usize;
        let own = self.of_article[nth] as usize..self.of_article[nth + 1] as usize;
        let mut earlier = [(0, 0); MANY];
        for (&start, &step) in self.starts[own.clone()].iter().zip(&self.steps[own]) {
            let counts = if start >= self.runs { OF_RUN } else { OF_PAIR };
            let mut many = 0;
            let mut rest = &self.bytes[start as usize..];
            let mut earlier_one = 0;
            // Its list holds the article itself, unless as many come before it as a list keeps.
            while many < MANY
                && let Some(far) = number::take(&mut rest)
                && let Some((&theirs, after)) = rest.split_first()
            {
                rest = after;
                earlier_one += far;
                if earlier_one >= article {
                    break;
                }
                earlier[many] = (earlier_one, theirs);
                many += 1;
            }
            let compared = if many < MANY { many } else { FIRST };
            for &(earlier, theirs) in &earlier[..compared] {
                take(Hit { earlier, counts, steps: (step, theirs) });
            }
        }
    }
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
struct Seen(Vec<u64>);

impl Seen {
    /// Room for so many numbers.
    fn new(numbers: usize) -> Self {
        Seen(vec![0; (numbers / 32).max(1 << 7)])
    }

    fn place(&self, number: u32) -> (usize, u32) {
        // Runs and pairs differ in the highest bit and are not equally many: spread anew.
        let spread = u64::from(number.wrapping_mul(0x9e37_79b9));
        (((spread * self.0.len() as u64) >> 32) as usize, (number & 31) * 2)
    }

    fn add(&mut self, number: u32) {
        let (place, shift) = self.place(number);
        let seen = self.0[place] >> shift & 3;
        self.0[place] |= (seen << 1 | 1) << shift & 3 << shift;
    }

    fn twice(&self, number: u32) -> bool {
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
