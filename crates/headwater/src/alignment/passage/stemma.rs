//! No text is its own ancestor: directions that close a circle are taken back at their weakest place.
//!
//! Each direction is told between two articles, and three that are each likely can still run in a circle (the stemma
//! of a copied text has none). Of a circle the directions are kept from the surest on: where the copy credits the
//! other, then where the dates agree, then by how much wording is shared; what would close it is left unknown.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::{Direction, Passage, direction};
use crate::article::{Article, ArticleId};

/// From whom to whom.
type Step = (ArticleId, ArticleId);

/// How sure a direction is, the surer the larger: whether the copy credits the other, whether the dates agree, and how
/// much is shared.
type Sureness = (bool, bool, usize);

/// In a knot of more steps than these only those are kept that the dates bear out, which never run in a circle.
const KNOT: usize = 2_000;

/// Takes back the directions that close circles.
pub(super) fn without_circles(passages: &mut [Passage], articles: &BTreeMap<ArticleId, &Article>) {
    let mut steps: BTreeMap<Step, Sureness> = BTreeMap::new();
    for passage in passages.iter() {
        let Some(step) = step(passage) else { continue };
        steps.entry(step).or_insert_with(|| sureness(articles, step)).2 +=
            passage.a.span.len() + passage.b.span.len();
    }
    let mut closing: BTreeSet<Step> = BTreeSet::new();
    for knot in knots(&steps) {
        closing.extend(closes(&knot, &steps));
    }
    for passage in passages.iter_mut().filter(|it| step(it).is_some_and(|step| closing.contains(&step))) {
        passage.direction = Direction::Unknown;
        let seen = passage.because.trim_end_matches('.');
        passage.because = format!("{seen}, but this way the copies would run in a circle.");
    }
}

fn step(passage: &Passage) -> Option<Step> {
    match passage.direction {
        Direction::AToB => Some((passage.a.article, passage.b.article)),
        Direction::BToA => Some((passage.b.article, passage.a.article)),
        Direction::Unknown => None,
    }
}

fn sureness(articles: &BTreeMap<ArticleId, &Article>, (from, to): Step) -> Sureness {
    let Some((from, to)) = articles.get(&from).zip(articles.get(&to)) else { return (false, false, 0) };
    (direction::credits(to, from), direction::is_earlier(from, to), 0)
}

/// The steps between articles each of which leads back to itself, a list for each set of them.
fn knots(steps: &BTreeMap<Step, Sureness>) -> Vec<Vec<Step>> {
    let mut onward: BTreeMap<ArticleId, Vec<ArticleId>> = BTreeMap::new();
    let mut back: BTreeMap<ArticleId, Vec<ArticleId>> = BTreeMap::new();
    for &(from, to) in steps.keys() {
        onward.entry(from).or_default().push(to);
        back.entry(to).or_default().push(from);
    }
    // Kosaraju: what is reached backwards, in the order in which the walk onward was done with it, is one set.
    let mut done = Vec::new();
    let mut seen = BTreeSet::new();
    for &start in onward.keys() {
        walk(&onward, start, &mut seen, &mut done);
    }
    let mut set_of: BTreeMap<ArticleId, ArticleId> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for &start in done.iter().rev() {
        let mut reached = Vec::new();
        walk(&back, start, &mut seen, &mut reached);
        set_of.extend(reached.into_iter().map(|id| (id, start)));
    }
    let mut knots: BTreeMap<ArticleId, Vec<Step>> = BTreeMap::new();
    for &(from, to) in steps.keys() {
        if let Some(set) = set_of.get(&from).filter(|set| set_of.get(&to) == Some(set)) {
            knots.entry(*set).or_default().push((from, to));
        }
    }
    knots.into_values().collect()
}

/// Walks from `start` to whatever is not seen yet, and notes each article when all behind it is done.
fn walk(
    leads: &BTreeMap<ArticleId, Vec<ArticleId>>,
    start: ArticleId,
    seen: &mut BTreeSet<ArticleId>,
    done: &mut Vec<ArticleId>,
) {
    if !seen.insert(start) {
        return;
    }
    let mut path = vec![(start, 0)];
    while let Some((at, next)) = path.last_mut() {
        match leads.get(at).and_then(|all| all.get(*next)) {
            Some(&to) => {
                *next += 1;
                if seen.insert(to) {
                    path.push((to, 0));
                }
            }
            None => {
                done.push(*at);
                path.pop();
            }
        }
    }
}

/// The steps of a knot that close a circle with surer ones.
fn closes(knot: &[Step], steps: &BTreeMap<Step, Sureness>) -> Vec<Step> {
    let sure = |step: &Step| steps.get(step).copied().unwrap_or_default();
    if knot.len() > KNOT {
        return knot.iter().copied().filter(|step| !sure(step).1).collect();
    }
    let mut by_sureness: BTreeMap<Reverse<Sureness>, Vec<Step>> = BTreeMap::new();
    for step in knot {
        by_sureness.entry(Reverse(sure(step))).or_default().push(*step);
    }
    let mut kept: BTreeMap<ArticleId, Vec<ArticleId>> = BTreeMap::new();
    let mut closing = Vec::new();
    // Of steps that are equally sure all that lie on a circle go: which is numbered first tells nothing.
    for alike in by_sureness.into_values() {
        let mut with = kept.clone();
        alike.iter().for_each(|&(from, to)| with.entry(from).or_default().push(to));
        for (from, to) in alike {
            let mut behind = BTreeSet::new();
            walk(&with, to, &mut behind, &mut Vec::new());
            if behind.contains(&from) {
                closing.push((from, to));
            } else {
                kept.entry(from).or_default().push(to);
            }
        }
    }
    closing
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps(all: &[(u32, u32, bool, usize)]) -> BTreeMap<Step, Sureness> {
        let step = |&(from, to, dated, shared): &(u32, u32, bool, usize)| {
            ((ArticleId(from), ArticleId(to)), (false, dated, shared))
        };
        all.iter().map(step).collect()
    }

    fn closing(steps: &BTreeMap<Step, Sureness>) -> Vec<(u32, u32)> {
        let all = knots(steps).into_iter().flat_map(|knot| closes(&knot, steps));
        all.map(|(from, to)| (from.0, to.0)).collect()
    }

    #[test]
    fn a_circle_is_opened_at_its_weakest_step() {
        assert_eq!(closing(&steps(&[(0, 1, true, 90), (1, 2, true, 80), (2, 0, false, 400)])), [(2, 0)]);
        assert_eq!(closing(&steps(&[(0, 1, false, 90), (1, 2, false, 80), (2, 0, false, 400)])), [(1, 2)]);
        assert_eq!(closing(&steps(&[(0, 1, false, 90), (1, 0, false, 80)])), [(1, 0)]);
        assert_eq!(closing(&steps(&[(0, 1, false, 80), (1, 0, false, 80)])), [(0, 1), (1, 0)]);
    }

    #[test]
    fn what_runs_in_no_circle_keeps_its_direction() {
        let tree = [(0, 1, false, 9), (0, 2, false, 9), (1, 2, false, 9), (2, 3, false, 9), (4, 3, false, 9)];
        assert!(closing(&steps(&tree)).is_empty());
    }

    #[test]
    fn circles_that_share_steps_are_all_opened() {
        let all = steps(&[
            (0, 1, false, 50),
            (1, 2, false, 40),
            (2, 0, false, 30),
            (2, 3, false, 20),
            (3, 1, false, 10),
            (3, 4, false, 70),
        ]);
        let taken = closing(&all);
        let left: BTreeMap<Step, Sureness> = all
            .iter()
            .filter(|((from, to), _)| !taken.contains(&(from.0, to.0)))
            .map(|(step, sure)| (*step, *sure))
            .collect();
        assert!(knots(&left).is_empty(), "{taken:?}");
        assert_eq!(taken.len(), 2);
    }
}
