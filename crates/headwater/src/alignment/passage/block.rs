//! Blocks: stretches of two articles that share more than their subjects would make them share.
//!
//! Runs that stand close together in both articles are gathered, whatever their order, so that shuffled
//! sentences stay in one block; each block is cut where the shared words get too thin on either side
//! (the heaviest interval, as in local alignment); what remains is judged by how much it tells and how much
//! of both sides it covers; blocks that one copying made are joined.

use super::pile::{Packed, Worded};
use super::rarity::{BIT, Rarity};
use super::seed::{Run, whole};

/// A half-open range of words.
pub(super) type Words = std::ops::Range<usize>;

/// A stretch of both articles with the runs that they share in it.
#[derive(Clone, Debug)]
pub(super) struct Block {
    pub(super) a: Words,
    pub(super) b: Words,
    pub(super) runs: Vec<Run>,
}

/// What a block amounts to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Weight {
    /// What the shared words tell, on the side where it is less, in parts of a bit.
    pub(super) shared: u32,
    /// Their share of all that the words of a side tell, on the side where it is less.
    pub(super) cover: f64,
    /// The longest run, in words.
    pub(super) longest: usize,
    /// What that run tells.
    pub(super) longest_weight: u32,
    /// What the heaviest chain of runs tells that keeps its order on both sides.
    pub(super) chain: u32,
}

/// Two articles that are being compared, by what their words tell alone: most pairs end here, and need no places.
#[derive(Clone, Copy)]
pub(super) struct Sides<'p> {
    pub(super) a: &'p Packed,
    pub(super) b: &'p Packed,
}

/// Two articles that share blocks.
#[derive(Clone, Copy)]
pub(super) struct Pair<'p> {
    pub(super) rarity: &'p Rarity,
    pub(super) a: &'p Worded<'p>,
    pub(super) b: &'p Worded<'p>,
    /// Whether somebody asks about these two: a few pairs share less by chance than all of a pile.
    pub(super) asked: bool,
}

impl<'p> Pair<'p> {
    pub(super) fn sides(self) -> Sides<'p> {
        Sides { a: self.a.packed, b: self.b.packed }
    }
}

/// Cost of a word that is not shared, against what a shared word of the same rarity brings.
const UNSHARED: f64 = 0.30;
/// A run of so many words that tell so much is a passage by itself: shorter or commoner ones are idiom.
pub(super) const VERBATIM: usize = 8;
pub(super) const VERBATIM_WEIGHT: f64 = 44.0 * BIT as f64;
/// What a name counts for: whoever writes about a thing names it, so names show the subject and not the wording.
pub(super) const NAME: f64 = 0.1;
/// In blocks of up to so many words: in longer ones there is enough else.
const SHORT: usize = 12;
/// Edited wording may be a passage when its ordered words tell so much, in proportion to what they cover.
pub(super) const EDITED_WEIGHT: f64 = 85.0 * BIT as f64;
/// A run of so many words that tell so much is a passage wherever it stands, even twice in one article.
const TWICE: usize = 12;
const TWICE_WEIGHT: u32 = 60 * BIT;
/// Below this cover, whatever is shared is lost in what is not.
const THIN: f64 = 0.3;
/// Words between two blocks of one copying, on either side.
pub(super) const GAP: usize = 60;
/// Words between runs of one block: at least, at most, and one more for every so much that both tell.
const NEAR: usize = 4;
const FAR: usize = 24;
const PULL: u32 = 5 * BIT;

/// Blocks split where a reader would see two passages, without repetitions, sorted by place.
pub(super) fn settled(pair: Pair, found: Vec<Block>) -> Vec<Block> {
    let blocks = super::split::split(pair, found);
    let mut blocks = without_repeats(pair.sides(), blocks);
    blocks.sort_unstable_by_key(|block| (block.a.start, block.b.start));
    blocks
}

/// The blocks that an article and its twin share.
pub(super) fn of_twins(article: &Packed) -> Vec<Block> {
    found(Sides { a: article, b: article }, &whole(article))
}

/// The blocks that runs make, those of one copying joined.
pub(super) fn found(sides: Sides, runs: &[Run]) -> Vec<Block> {
    let mut found = Vec::new();
    let mut waiting = gathered(runs);
    for _ in 0..6 {
        let mut left = Vec::new();
        for group in std::mem::take(&mut waiting) {
            let Some(block) = sides.cut(&group) else { continue };
            // Both are sorted, and the block holds a part of the group.
            left.extend(group.iter().filter(|run| block.runs.binary_search(run).is_err()));
            if sides.convinces(&block) {
                found.push(block);
            }
        }
        if left.is_empty() {
            break;
        }
        waiting = gathered(&left);
    }
    joined(found)
}

/// The runs that stand close together with others, with which they could be a passage; runs are sorted by place, before
/// and after.
pub(super) fn hopeful(runs: &[Run]) -> Vec<Run> {
    let mut groups = close_together(runs);
    let mut weights = vec![0_u32; runs.len()];
    for (nth, run) in runs.iter().enumerate() {
        let weight = &mut weights[groups.root(nth)];
        // What is a passage by itself is more than enough.
        *weight = weight.saturating_add(if is_verbatim(run) { u32::MAX } else { run.weight });
    }
    let mut may_convince = |nth| f64::from(weights[groups.root(nth)]) >= EDITED_WEIGHT;
    runs.iter().enumerate().filter(|(nth, _)| may_convince(*nth)).map(|(_, run)| *run).collect()
}

/// Puts runs that stand close together in both articles into one group, and leaves out those that could be no passage
/// ([`may_convince`]): most of them.
fn gathered(runs: &[Run]) -> Vec<Vec<Run>> {
    let mut runs = runs.to_vec();
    runs.sort_unstable();
    close_together(&runs).sorted(runs, may_convince)
}

/// The groups of runs that stand close together in both articles; runs are sorted by place.
fn close_together(runs: &[Run]) -> Groups {
    let mut groups = Groups::new(runs.len());
    for (nth, run) in runs.iter().enumerate() {
        for (other_nth, other) in runs.iter().enumerate().skip(nth + 1) {
            if other.a > run.a_end() + FAR {
                break;
            }
            let apart = gap(run.b..run.b_end(), other.b..other.b_end());
            if apart > FAR {
                continue;
            }
            let reach = (NEAR + ((run.weight + other.weight) / PULL) as usize).min(FAR);
            if apart.max(gap(run.a..run.a_end(), other.a..other.a_end())) <= reach {
                groups.join(nth, other_nth);
            }
        }
    }
    groups
}

/// Whether some of these runs could make a block that convinces: exactly what [`Sides::convinces`] asks, were all of them
/// wording, in one chain, with nothing between them.
fn may_convince(runs: &[Run]) -> bool {
    runs.iter().any(is_verbatim) || f64::from(runs.iter().map(|run| run.weight).sum::<u32>()) >= EDITED_WEIGHT
}

/// Whether a run is a passage by itself, were no word of it a name.
pub(super) fn is_verbatim(run: &Run) -> bool {
    run.length >= VERBATIM && f64::from(run.weight) >= VERBATIM_WEIGHT
}

/// How many words lie between two ranges; none where they touch or overlap.
fn gap(one: Words, other: Words) -> usize {
    one.start.max(other.start).saturating_sub(one.end.min(other.end))
}

/// How many words two ranges have in common.
pub(super) fn overlap(one: &Words, other: &Words) -> usize {
    one.end.min(other.end).saturating_sub(one.start.max(other.start))
}

/// Groups of numbers that were joined (disjoint sets).
struct Groups(Vec<usize>);

impl Groups {
    fn new(size: usize) -> Self {
        Groups((0..size).collect())
    }

    fn root(&mut self, mut of: usize) -> usize {
        while self.0[of] != of {
            self.0[of] = self.0[self.0[of]];
            of = self.0[of];
        }
        of
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        self.0[one.max(other)] = one.min(other);
    }

    /// The members of each group, groups by their first member: of the `wanted` groups.
    fn sorted<T: Clone>(mut self, mut members: Vec<T>, wanted: impl Fn(&[T]) -> bool) -> Vec<Vec<T>> {
        let mut keyed: Vec<(usize, usize)> = (0..members.len()).map(|nth| (self.root(nth), nth)).collect();
        keyed.sort_unstable();
        members = keyed.iter().map(|&(_, nth)| members[nth].clone()).collect();
        let mut rest = members.as_slice();
        let mut groups = Vec::new();
        for group in keyed.chunk_by(|one, next| one.0 == next.0) {
            let (group, others) = rest.split_at(group.len());
            rest = others;
            if wanted(group) {
                groups.push(group.to_vec());
            }
        }
        groups
    }
}

impl Sides<'_> {
    /// The part of a group of runs in which both sides are dense with shared words.
    pub(super) fn cut(self, group: &[Run]) -> Option<Block> {
        let mut runs = group.to_vec();
        loop {
            let a = self.heaviest(self.a, runs.iter().map(|run| run.a..run.a_end()))?;
            let within: Vec<Run> =
                runs.iter().copied().filter(|run| a.start <= run.a && run.a_end() <= a.end).collect();
            let b = self.heaviest(self.b, within.iter().map(|run| run.b..run.b_end()))?;
            let kept: Vec<Run> =
                within.into_iter().filter(|run| b.start <= run.b && run.b_end() <= b.end).collect();
            if kept.len() == runs.len() {
                return Some(Block::around(kept));
            }
            if kept.is_empty() {
                return None;
            }
            runs = kept;
        }
    }

    /// The interval of words in which shared words most outweigh the others.
    fn heaviest(self, side: &Packed, shared: impl Iterator<Item = Words>) -> Option<Words> {
        let shared = merged(shared.collect());
        let weight = |words: Words| f64::from(side.weight(words));
        let (mut best, mut best_range) = (0.0, None);
        let (mut sum, mut start) = (0.0, shared.first()?.start);
        let mut before = start;
        for stretch in shared {
            sum -= UNSHARED * weight(before..stretch.start);
            if sum <= 0.0 {
                (sum, start) = (0.0, stretch.start);
            }
            sum += weight(stretch.clone());
            if sum > best {
                (best, best_range) = (sum, Some(start..stretch.end));
            }
            before = stretch.end;
        }
        best_range
    }

    /// What a block amounts to.
    pub(super) fn weigh(self, block: &Block) -> Weight {
        let of_side = |side: &Packed, all: &Words, shared: Vec<Words>| {
            let shared: u32 = merged(shared).into_iter().map(|words| side.weight(words)).sum();
            (shared, f64::from(shared) / f64::from(side.weight(all.clone()).max(1)))
        };
        let a = of_side(self.a, &block.a, block.runs.iter().map(|run| run.a..run.a_end()).collect());
        let b = of_side(self.b, &block.b, block.runs.iter().map(|run| run.b..run.b_end()).collect());
        let longest = block.runs.iter().max_by_key(|run| (run.length, run.weight));
        Weight {
            shared: a.0.min(b.0),
            cover: a.1.min(b.1),
            longest: longest.map_or(0, |run| run.length),
            longest_weight: longest.map_or(0, |run| run.weight),
            chain: chain(&block.runs),
        }
    }

    /// Whether the wording of a block is shared beyond chance, subject and idiom.
    fn convinces(self, block: &Block) -> bool {
        self.convinces_by(block, EDITED_WEIGHT)
    }

    /// The same where edited wording needs to tell so much.
    pub(super) fn convinces_by(self, block: &Block, needs: f64) -> bool {
        let weight = self.weigh(block);
        let telling = self.telling(block);
        let long_run =
            weight.longest >= VERBATIM && f64::from(weight.longest_weight) * telling >= VERBATIM_WEIGHT;
        let words = block.a.len().min(block.b.len());
        let chain = f64::from(weight.chain) * weight.cover * telling;
        weight.cover >= THIN && (long_run || words >= VERBATIM && chain >= needs)
    }

    /// The part of what a block's runs tell that is wording: names count for less.
    fn telling(self, block: &Block) -> f64 {
        let places = || block.runs.iter().flat_map(|run| run.a..run.a_end());
        let weight = |at: usize| self.a.weight(at..at + 1);
        let all: u32 = places().map(weight).sum();
        let names: u32 = places().filter(|&at| self.a.is_name(at)).map(weight).sum();
        if block.a.len().min(block.b.len()) > SHORT {
            return 1.0;
        }
        1.0 - (1.0 - NAME) * f64::from(names) / f64::from(all.max(1))
    }
}

/// What the heaviest chain of runs tells that rises on both sides (a Fenwick tree of best chains by place in `b`).
fn chain(runs: &[Run]) -> u32 {
    let mut runs = runs.to_vec();
    runs.sort_unstable();
    let mut ends: Vec<usize> = runs.iter().map(Run::b_end).collect();
    ends.sort_unstable();
    let mut best = vec![0_u32; ends.len() + 1];
    for run in &runs {
        let mut before = 0;
        let mut at = ends.partition_point(|&end| end <= run.b);
        while at > 0 {
            before = before.max(best[at]);
            at &= at - 1;
        }
        let mut at = ends.partition_point(|&end| end < run.b_end()) + 1;
        while at < best.len() {
            best[at] = best[at].max(before + run.weight);
            at += at & at.wrapping_neg();
        }
    }
    best.into_iter().max().unwrap_or(0)
}

/// Ranges without overlaps, sorted.
pub(super) fn merged(mut ranges: Vec<Words>) -> Vec<Words> {
    ranges.sort_unstable_by_key(|range| (range.start, range.end));
    let mut out: Vec<Words> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match out.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => out.push(range),
        }
    }
    out
}

impl Block {
    /// The same block seen from the other article.
    pub(super) fn turned(self) -> Self {
        let runs = self.runs.into_iter().map(Run::turned).collect();
        Block { a: self.b, b: self.a, runs }
    }

    /// The smallest block that holds all `runs`.
    fn around(runs: Vec<Run>) -> Self {
        let cover = |ranges: Vec<Words>| {
            let start = ranges.iter().map(|range| range.start).min().unwrap_or(0);
            start..ranges.iter().map(|range| range.end).max().unwrap_or(start)
        };
        let a = cover(runs.iter().map(|run| run.a..run.a_end()).collect());
        let b = cover(runs.iter().map(|run| run.b..run.b_end()).collect());
        Block { a, b, runs }
    }
}

/// Joins blocks that one copying made: close together in both articles.
fn joined(mut blocks: Vec<Block>) -> Vec<Block> {
    blocks.sort_unstable_by_key(|block| (block.a.start, block.b.start));
    let mut groups = Groups::new(blocks.len());
    for (nth, block) in blocks.iter().enumerate() {
        for (other_nth, other) in blocks.iter().enumerate().skip(nth + 1) {
            if other.a.start > block.a.end + GAP {
                break;
            }
            let (in_a, in_b) = (gap(block.a.clone(), other.a.clone()), gap(block.b.clone(), other.b.clone()));
            if in_a.max(in_b) <= GAP {
                groups.join(nth, other_nth);
            }
        }
    }
    let joined = groups.sorted(blocks, |_| true).into_iter();
    joined.map(|group| Block::around(group.into_iter().flat_map(|block| block.runs).collect())).collect()
}

/// Leaves out blocks that mostly repeat, on either side, what a heavier block already shows.
fn without_repeats(sides: Sides, blocks: Vec<Block>) -> Vec<Block> {
    let mut weighed: Vec<(u32, Block)> =
        blocks.into_iter().map(|block| (sides.weigh(&block).shared, block)).collect();
    weighed.sort_unstable_by(|(x, one), (y, other)| {
        let size = |block: &Block| {
            (
                block.a.len() + block.b.len(),
                block.a.start + block.b.start,
                block.a.start.abs_diff(block.b.start),
            )
        };
        y.cmp(x).then_with(|| size(one).cmp(&size(other)))
    });
    let mut kept: Vec<Block> = Vec::new();
    for (_, block) in weighed {
        // Whole sentences may stand twice in one of the articles: that is no accident, and no repetition.
        let twice = block.runs.iter().any(|run| {
            run.length >= TWICE
                && run.weight >= TWICE_WEIGHT
                && run.length * 2 > block.a.len().max(block.b.len())
        });
        let repeats = |other: &Block| {
            let in_a = overlap(&block.a, &other.a) * 2 > block.a.len();
            let in_b = overlap(&block.b, &other.b) * 2 > block.b.len();
            if twice { in_a && in_b } else { in_a || in_b }
        };
        if !kept.iter().any(repeats) {
            kept.push(block);
        }
    }
    kept
}
