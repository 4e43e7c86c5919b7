//! The tree with the highest sum of arcs and one root (Chu and Liu 1965, Edmonds 1967).

/// Arcs into a word that may not be.
const NEVER: f64 = -1e30;

/// For each of `count` words its head in the best tree, `None` for the root. `scores` holds for each word the score of
/// the root as its head, then that of each word.
pub(super) fn best(scores: &[f32], count: usize) -> Vec<Option<usize>> {
    let mut graph = Graph::new(scores, count);
    // With a price on roots that is higher than any other difference, the best tree has as few roots as it can: one.
    let (low, high) = graph.bounds();
    let price = (high - low + 1.0) * (count as f64 + 1.0);
    let heads = graph.greedy();
    let roots = heads.iter().skip(1).filter(|&&head| head == 0).count();
    if roots == 1 && cycle(&heads).is_none() {
        return places(&heads);
    }
    for child in 1..graph.size {
        graph.scores[child * graph.size] -= price;
    }
    places(&graph.tree())
}

fn places(heads: &[usize]) -> Vec<Option<usize>> {
    heads.iter().skip(1).map(|head| head.checked_sub(1)).collect()
}

/// A complete graph; node 0 is the root, and row `child` holds the scores of its heads.
struct Graph {
    scores: Vec<f64>,
    size: usize,
}

impl Graph {
    fn new(scores: &[f32], count: usize) -> Self {
        let size = count + 1;
        let mut graph = Graph { scores: vec![NEVER; size * size], size };
        for (child, row) in scores.chunks_exact(size).enumerate() {
            let place = (child + 1) * size;
            for (cell, &score) in graph.scores.iter_mut().skip(place).zip(row) {
                *cell = f64::from(score);
            }
            graph.scores[place + child + 1] = NEVER;
        }
        graph
    }

    fn at(&self, child: usize, head: usize) -> f64 {
        self.scores.get(child * self.size + head).copied().unwrap_or(NEVER)
    }

    /// The lowest and the highest score.
    fn bounds(&self) -> (f64, f64) {
        let real = self.scores.iter().copied().filter(|&score| score > NEVER);
        real.fold((0.0, 0.0), |(low, high), score| (score.min(low), score.max(high)))
    }

    /// The best head of every node for itself; the first of equals.
    fn greedy(&self) -> Vec<usize> {
        let head = |child: usize| {
            (0..self.size)
                .fold(0, |best, head| if self.at(child, head) > self.at(child, best) { head } else { best })
        };
        (0..self.size).map(|child| if child == 0 { 0 } else { head(child) }).collect()
    }

    /// The best tree: while the best heads make a circle, it is drawn together to one node.
    fn tree(&self) -> Vec<usize> {
        let mut heads = self.greedy();
        let Some(circle) = cycle(&heads) else { return heads };
        let inside = |node: usize| circle.contains(&node);
        let outside: Vec<usize> = (0..self.size).filter(|&node| !inside(node)).collect();
        // The nodes outside keep their order, the circle comes last.
        let (knot, size) = (outside.len(), outside.len() + 1);
        let mut small = Graph { scores: vec![NEVER; size * size], size };
        let mut enters = vec![0; size];
        let mut leaves = vec![0; size];
        for (place, &node) in outside.iter().enumerate() {
            for (other, &head) in outside.iter().enumerate() {
                small.scores[place * size + other] = self.at(node, head);
            }
            let from = circle
                .iter()
                .copied()
                .fold(circle[0], |a, b| if self.at(node, b) > self.at(node, a) { b } else { a });
            leaves[place] = from;
            small.scores[place * size + knot] = self.at(node, from);
            let gain = |child: usize| self.at(child, node) - self.at(child, heads[child]);
            let into = circle.iter().copied().fold(circle[0], |a, b| if gain(b) > gain(a) { b } else { a });
            enters[place] = into;
            small.scores[knot * size + place] = gain(into);
        }
        let found = small.tree();
        for (place, &node) in outside.iter().enumerate().skip(1) {
            heads[node] = if found[place] == knot { leaves[place] } else { outside[found[place]] };
        }
        let above = found[knot];
        heads[enters[above]] = outside[above];
        heads
    }
}

/// The nodes of a circle of heads, if there is one.
fn cycle(heads: &[usize]) -> Option<Vec<usize>> {
    // 0: not seen; else the number of the walk that came by.
    let mut walks = vec![0; heads.len()];
    for start in 1..heads.len() {
        let mut node = start;
        while node != 0 && walks[node] == 0 {
            walks[node] = start;
            node = heads[node];
        }
        if node != 0 && walks[node] == start {
            let mut circle = vec![node];
            let mut next = heads[node];
            while next != node {
                circle.push(next);
                next = heads[next];
            }
            return Some(circle);
        }
    }
    None
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
            let roots = heads.iter().skip(1).filter(|&&head| head == 0).count();
            let own = heads.iter().enumerate().skip(1).any(|(child, &head)| child == head);
            if roots == 1 && !own && cycle(&heads).is_none() {
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
