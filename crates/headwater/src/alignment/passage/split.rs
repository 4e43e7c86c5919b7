//! Splitting blocks where a careful reader would see two passages.
//!
//! A block is gathered so widely that a sentence taken to the letter may lie in it beside a stretch that shares
//! little more than its subject, or beside whole sentences that stand in one article alone. Shown as one passage,
//! the sentence would be called heavily edited, which it is not. So the stretches that are the same nearly word
//! for word are looked for, and the block is split where one of them meets what is badly aligned.

use super::block::{Block, GAP, Pair, VERBATIM, VERBATIM_WEIGHT, Words, found, merged};
use super::pile::Worded;
use super::seed::Run;

/// Runs belong to one stretch when at most so many words were changed between them.
const CHANGED: usize = 2;
/// And when each of both is so many times as long as what was changed.
const STEADY: usize = 4;
/// Words past the end of a sentence that may be alike by chance.
const OVERHANG: usize = 4;
/// How far beside a stretch a run may lie that belongs to it.
const NEAR: usize = 12;
/// Below this share of the same words, on the side where it is less, a region is badly aligned.
const BADLY: f64 = 0.3;
/// Whole sentences between two stretches, and words in them, that make two passages of them where paragraphs end
/// as well: less is an edit. Beside stretches that are longer than what lies between, it is an edit as far as
/// blocks of one copying may lie apart.
const SENTENCES: usize = 2;
const SOME: usize = 30;

/// Splits each block, and leaves out what is then nothing by itself.
pub(super) fn split(pair: Pair, blocks: Vec<Block>) -> Vec<Block> {
    blocks.into_iter().flat_map(|block| pair.parts(block)).collect()
}

/// A stretch that is the same nearly word for word, or what lies beside one.
struct Region {
    a: Words,
    b: Words,
}

impl Pair<'_> {
    fn parts(self, block: Block) -> Vec<Block> {
        let mut runs = block.runs.clone();
        runs.sort_unstable();
        let stretches = self.grown(self.stretches(&runs), &runs);
        let (Some(first), Some(last)) = (stretches.first(), stretches.last()) else { return vec![block] };
        let before = Region { a: block.a.start..first.a.start, b: block.b.start..first.b.start };
        let after = Region { a: last.a.end..block.a.end, b: last.b.end..block.b.end };
        let mut cuts = Vec::new();
        if self.is_border((first.a.start, first.b.start)) && self.is_bad(&before, &runs) {
            cuts.push((first.a.start, first.b.start));
        }
        for pair_of in stretches.windows(2) {
            let [one, next] = pair_of else { continue };
            let between = Region { a: one.a.end..next.a.start, b: one.b.end..next.b.start };
            // What moved elsewhere is shared as well.
            if self.parts_stretches((one, next), &between) && self.is_bad(&between, &runs) {
                cuts.push((one.a.end, one.b.end));
                cuts.push((next.a.start, next.b.start));
            }
        }
        if self.is_border((last.a.end, last.b.end)) && self.is_bad(&after, &runs) {
            cuts.push((last.a.end, last.b.end));
        }
        if cuts.is_empty() { vec![block] } else { self.cut_at(&cuts, &runs) }
    }

    /// The stretches of a block's runs that are the same nearly word for word and long enough to tell, cut to whole
    /// sentences where they hold most of one.
    fn stretches(self, runs: &[Run]) -> Vec<Region> {
        let steady = |one: &Run, next: &Run| {
            let changed = (next.a.checked_sub(one.a_end()), next.b.checked_sub(one.b_end()));
            let (Some(in_a), Some(in_b)) = changed else { return false };
            let changed = in_a.max(in_b);
            changed <= CHANGED && one.length.min(next.length) >= STEADY * changed
        };
        let telling = |stretch: &&[Run]| {
            stretch.iter().map(|run| run.length).sum::<usize>() >= VERBATIM
                && f64::from(stretch.iter().map(|run| run.weight).sum::<u32>()) >= VERBATIM_WEIGHT
        };
        let whole = |stretch: &[Run]| {
            let (first, last) = (stretch.first()?, stretch.last()?);
            let (skip, drop) = (self.overhang(first), self.overrun(last));
            Some(Region { a: first.a + skip..last.a_end() - drop, b: first.b + skip..last.b_end() - drop })
        };
        runs.chunk_by(steady).filter(telling).filter_map(whole).collect()
    }

    /// The stretches with the runs that lie right beside them in both articles: short ones, after a word or two that
    /// was changed, which would be nothing by themselves.
    fn grown(self, mut stretches: Vec<Region>, runs: &[Run]) -> Vec<Region> {
        let (mut from, ends) = ((0, 0), (usize::MAX, usize::MAX));
        for nth in 0..stretches.len() {
            let to = stretches.get(nth + 1).map_or(ends, |next| (next.a.start, next.b.start));
            let Some(region) = stretches.get_mut(nth) else { break };
            let at = runs.partition_point(|run| run.a < region.a.start);
            self.grow_back(region, from, &runs[..at]);
            self.grow_ahead(region, to, &runs[at..]);
            from = (region.a.end, region.b.end);
        }
        stretches
    }

    fn grow_back(self, region: &mut Region, from: (usize, usize), runs: &[Run]) {
        for run in runs.iter().rev() {
            let gaps = (region.a.start.checked_sub(run.a_end()), region.b.start.checked_sub(run.b_end()));
            if gaps.0.is_some_and(|gap| gap > NEAR) {
                break;
            }
            let (Some(in_a), Some(in_b)) = gaps else { continue };
            if run.a >= from.0 && run.b >= from.1 && self.outweighs(run, in_a.max(in_b)) {
                (region.a.start, region.b.start) = (run.a, run.b);
            }
        }
    }

    fn grow_ahead(self, region: &mut Region, to: (usize, usize), runs: &[Run]) {
        for run in runs {
            let gaps = (run.a.checked_sub(region.a.end), run.b.checked_sub(region.b.end));
            if gaps.0.is_some_and(|gap| gap > NEAR) {
                break;
            }
            let (Some(in_a), Some(in_b)) = gaps else { continue };
            if run.a_end() <= to.0 && run.b_end() <= to.1 && self.outweighs(run, in_a.max(in_b)) {
                (region.a.end, region.b.end) = (run.a_end(), run.b_end());
            }
        }
    }

    /// Whether a run has more words, names apart, than were changed beside it.
    fn outweighs(self, run: &Run, changed: usize) -> bool {
        (run.a..run.a_end()).filter(|&at| !self.a.is_name(at)).count() > changed
    }

    /// The words at the beginning of a run that end a sentence of which no more is shared.
    fn overhang(self, run: &Run) -> usize {
        let border = |n: &usize| self.a.sentence_ends(run.a + n) && self.b.sentence_ends(run.b + n);
        (0..=OVERHANG.min(run.length / 3)).find(border).unwrap_or(0)
    }

    /// The words at the end of a run that begin a sentence of which no more is shared.
    fn overrun(self, run: &Run) -> usize {
        let border =
            |n: &usize| self.a.sentence_ends(run.a_end() - n) && self.b.sentence_ends(run.b_end() - n);
        (0..=OVERHANG.min(run.length / 3)).find(border).unwrap_or(0)
    }

    /// Whether whole sentences lie between two stretches that follow each other in both articles.
    fn parts_stretches(self, (one, next): (&Region, &Region), between: &Region) -> bool {
        let sentences = |worded: &Worded, words: &Words| {
            (words.start..=words.end).filter(|&at| worded.sentence_ends(at)).count().saturating_sub(1)
        };
        let shorter = one.a.len().min(next.a.len());
        let many = GAP.min(shorter.max(SOME));
        between.a.start <= between.a.end
            && between.b.start <= between.b.end
            && self.breaks_paragraph(between)
            && [(self.a, &between.a), (self.b, &between.b)]
                .into_iter()
                .any(|(worded, words)| words.len() >= many && sentences(worded, words) >= SENTENCES)
    }

    /// Whether a paragraph ends within or at the edge of a region, in both articles.
    fn breaks_paragraph(self, region: &Region) -> bool {
        let breaks = |worded: &Worded, words: &Words| {
            (words.start..=words.end).any(|at| worded.between(at).is_none_or(|marks| marks.contains('\n')))
        };
        breaks(self.a, &region.a) && breaks(self.b, &region.b)
    }

    /// Whether a sentence or a quotation begins or ends at a place of both articles.
    fn is_border(self, (a, b): (usize, usize)) -> bool {
        let ends = |worded: &Worded, at: usize| worded.sentence_ends(at) || worded.quotation_ends(at);
        ends(self.a, a) && ends(self.b, b)
    }

    /// The blocks between cuts, and what crosses a cut from one side to the other.
    fn cut_at(self, cuts: &[(usize, usize)], runs: &[Run]) -> Vec<Block> {
        let mut pieces: Vec<Vec<Run>> = vec![Vec::new(); cuts.len() + 1];
        let mut crossing = Vec::new();
        for run in runs {
            let mut rest = Some(*run);
            for (piece, &(a, b)) in pieces.iter_mut().zip(cuts) {
                let Some(run) = rest else { break };
                let (in_a, in_b) = (a.saturating_sub(run.a), b.saturating_sub(run.b));
                let (head, all) = (in_a.min(in_b).min(run.length), in_a.max(in_b).min(run.length));
                piece.extend(self.piece(run, 0, head));
                crossing.extend(self.piece(run, head, all));
                rest = self.piece(run, all, run.length);
            }
            pieces[cuts.len()].extend(rest);
        }
        pieces.push(crossing);
        pieces.iter().flat_map(|runs| found(self.sides(), runs)).collect()
    }

    /// A part of a run.
    fn piece(self, run: Run, from: usize, to: usize) -> Option<Run> {
        (from < to).then(|| Run {
            a: run.a + from,
            b: run.b + from,
            length: to - from,
            weight: self.a.weight(run.a + from..run.a + to),
        })
    }

    /// Whether a region shares so little, names apart, that it is no part of what stands beside it.
    fn is_bad(self, region: &Region, runs: &[Run]) -> bool {
        let share = |worded: &Worded, words: &Words, shared: Vec<Words>| {
            let telling = |words: Words| words.filter(|&at| !worded.is_name(at)).count();
            let within = |run: Words| run.start.max(words.start)..run.end.min(words.end);
            let shared = merged(shared).into_iter().map(within).filter(|run| run.start < run.end);
            let all = if words.start < words.end { telling(words.clone()) } else { 0 };
            (all > 0).then(|| shared.map(telling).sum::<usize>() as f64 / all as f64)
        };
        let in_a = share(self.a, &region.a, runs.iter().map(|run| run.a..run.a_end()).collect());
        let in_b = share(self.b, &region.b, runs.iter().map(|run| run.b..run.b_end()).collect());
        in_a.into_iter().chain(in_b).any(|share| share < BADLY)
    }
}
