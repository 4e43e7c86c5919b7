//! The tree with the highest sum of arcs that has one root and no crossing arcs (Eisner 1996).
//!
//! English hardly crosses arcs, and what reads the trees wants the words below a word to stand together.

/// Arcs that may not be.
const NEVER: f64 = -1e30;

/// For each of `count` words its head in the best tree, `None` for the root. `scores` holds for each word the score of
/// the root as its head, then that of each word.
pub(super) fn best(scores: &[f32], count: usize) -> Vec<Option<usize>> {
    let mut graph = Graph::new(scores, count);
    let heads = graph.greedy();
    if !is_tree(&heads) {
        graph.price_roots();
        return places(&Chart::new(&graph).heads());
    }
    places(&heads)
}

fn places(heads: &[usize]) -> Vec<Option<usize>> {
    heads.iter().skip(1).map(|head| head.checked_sub(1)).collect()
}

/// Whether heads make a tree with one root and without crossing arcs: every word between a head and its dependent
/// hangs, at whatever distance, from that head.
fn is_tree(heads: &[usize]) -> bool {
    let roots = heads.iter().skip(1).filter(|&&head| head == 0).count();
    roots == 1 && (1..heads.len()).all(|child| holds(heads, child))
}

/// Whether the words between a word and its head hang from the head, and the word itself from the root.
fn holds(heads: &[usize], child: usize) -> bool {
    let head = heads[child];
    let below = |mut word: usize, above: usize| {
        // A path that is longer than the sentence goes in a circle.
        for _ in 0..heads.len() {
            if word == above {
                return true;
            }
            if word == 0 {
                return false;
            }
            word = heads[word];
        }
        false
    };
    below(child, 0) && (child.min(head) + 1..child.max(head)).all(|word| below(word, head))
}

/// A complete graph; node 0 is the root, and row `child` holds the scores of its heads.
struct Graph {
    scores: Vec<f64>,
    size: usize,
}

impl Graph {
    fn new(scores: &[f32], count: usize) -> Self {
        let size = count + 1;
        let mut graph = Graph { scores: vec![NEVER; size], size };
        for (child, row) in scores.chunks_exact(size).enumerate() {
            graph.scores.extend(row.iter().map(|&score| f64::from(score)));
            let own = (child + 1) * size + child + 1;
            graph.scores[own] = NEVER;
        }
        graph
    }

    /// The best head of every node for itself; the first of equals.
    fn greedy(&self) -> Vec<usize> {
        let rows = self.scores.chunks_exact(self.size);
        rows.map(|row| (0..self.size).fold(0, |best, head| if row[head] > row[best] { head } else { best }))
            .collect()
    }

    /// Puts a price on roots that is higher than any other difference: the best tree has as few as it can, which is one.
    fn price_roots(&mut self) {
        let real = self.scores.iter().copied().filter(|&score| score > NEVER);
        let (low, high) = real.fold((0.0f64, 0.0f64), |(low, high), score| (low.min(score), high.max(score)));
        let price = (high - low + 1.0) * self.size as f64;
        for child in 1..self.size {
            self.scores[child * self.size] -= price;
        }
    }
}

/// A half of a tree over a run of words: its head stands at one end.
#[derive(Clone, Copy)]
struct Half {
    sum: f64,
    /// Where the best two parts meet.
    split: usize,
}

/// The best halves over all runs of words, each at `from * size + to`.
struct Chart {
    /// Halves whose head is the first or the last word: whole ones, and ones that end in an arc from end to end.
    whole: [Vec<Half>; 2],
    arc: [Vec<Half>; 2],
    size: usize,
}

/// The head is the last word of the run.
const LEFT: usize = 0;
/// The head is its first.
const RIGHT: usize = 1;

impl Chart {
    fn new(graph: &Graph) -> Self {
        let size = graph.size;
        let empty = || vec![Half { sum: 0.0, split: 0 }; size * size];
        let mut chart = Chart { whole: [empty(), empty()], arc: [empty(), empty()], size };
        for length in 1..size {
            for from in 0..size - length {
                chart.fill(graph, from, from + length);
            }
        }
        chart
    }

    fn fill(&mut self, graph: &Graph, from: usize, to: usize) {
        let size = self.size;
        let here = from * size + to;
        let sum = |halves: &[Half], from: usize, to: usize| halves[from * size + to].sum;
        let met =
            highest(from..to, |at| sum(&self.whole[RIGHT], from, at) + sum(&self.whole[LEFT], at + 1, to));
        let (leftward, rightward) = (graph.scores[from * size + to], graph.scores[to * size + from]);
        self.arc[LEFT][here] = Half { sum: met.sum + leftward, ..met };
        self.arc[RIGHT][here] = Half { sum: met.sum + rightward, ..met };
        self.whole[LEFT][here] =
            highest(from..to, |at| sum(&self.whole[LEFT], from, at) + sum(&self.arc[LEFT], at, to));
        self.whole[RIGHT][here] =
            highest(from + 1..to + 1, |at| sum(&self.arc[RIGHT], from, at) + sum(&self.whole[RIGHT], at, to));
    }

    /// The heads in the best tree.
    fn heads(&self) -> Vec<usize> {
        let mut heads = vec![0; self.size];
        // Runs still to be taken apart: first and last word, side of the head, whether it ends in an arc.
        let mut open = vec![(0, self.size - 1, RIGHT, false)];
        while let Some((from, to, side, is_arc)) = open.pop() {
            if from == to {
                continue;
            }
            let halves = if is_arc { &self.arc } else { &self.whole };
            let split = halves[side][from * self.size + to].split;
            if is_arc {
                let (head, child) = if side == LEFT { (to, from) } else { (from, to) };
                heads[child] = head;
                open.extend([(from, split, RIGHT, false), (split + 1, to, LEFT, false)]);
            } else if side == LEFT {
                open.extend([(from, split, LEFT, false), (split, to, LEFT, true)]);
            } else {
                open.extend([(from, split, RIGHT, true), (split, to, RIGHT, false)]);
            }
        }
        heads
    }
}

/// The split with the highest sum; the first of equals.
fn highest(splits: std::ops::Range<usize>, sum: impl Fn(usize) -> f64) -> Half {
    let mut found = Half { sum: f64::NEG_INFINITY, split: splits.start };
    for split in splits {
        let sum = sum(split);
        if sum > found.sum {
            found = Half { sum, split };
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The best sum over all trees with one root, by trying them all.
    fn by_trial(scores: &[f32], count: usize) -> f32 {
        let mut best = f32::NEG_INFINITY;
        for choice in 0..(count + 1).pow(count as u32) {
            let heads: Vec<usize> = std::iter::once(0)
                .chain((0..count).map(|word| choice / (count + 1).pow(word as u32) % (count + 1)))
                .collect();
            if is_tree(&heads) {
                best = best.max(sum(scores, &places(&heads)));
            }
        }
        best
    }

    fn sum(scores: &[f32], heads: &[Option<usize>]) -> f32 {
        let width = heads.len() + 1;
        heads
            .iter()
            .enumerate()
            .map(|(child, head)| scores[child * width + head.map_or(0, |head| head + 1)])
            .sum()
    }

    #[test]
    fn finds_what_trying_all_trees_finds() {
        let mut seed = 7u32;
        for round in 0..300 {
            let count = 1 + round % 5;
            let scores: Vec<f32> = (0..count * (count + 1))
                .map(|_| {
                    seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    (seed >> 24) as f32 / 8.0
                })
                .collect();
            let found = best(&scores, count);
            assert_eq!(found.iter().filter(|head| head.is_none()).count(), 1);
            assert!((sum(&scores, &found) - by_trial(&scores, count)).abs() < 1e-3, "{scores:?} {found:?}");
        }
    }

    #[test]
    fn nothing_has_no_tree() {
        assert!(best(&[], 0).is_empty());
    }
}
