//! Groups what belongs together, so that one matter never swallows its neighbours: every pair that was
//! compared counts for or against (correlation clustering, merged best pair of groups first).

use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

/// What speaks for (above zero) or against (below zero) two things standing together.
#[derive(Debug, Default)]
pub(super) struct Pairs {
    weights: BTreeMap<(usize, usize), f32>,
}

impl FromIterator<(usize, usize, f32)> for Pairs {
    fn from_iter<I: IntoIterator<Item = (usize, usize, f32)>>(weighed: I) -> Self {
        let apart = weighed.into_iter().filter(|(one, other, _)| one != other);
        let weights = apart.map(|(one, other, weight)| ((one.min(other), one.max(other)), weight));
        Pairs { weights: weights.collect() }
    }
}

impl Pairs {
    fn between(&self, one: usize, other: usize) -> Option<f32> {
        self.weights.get(&(one.min(other), one.max(other))).copied()
    }

    /// For each of `count` things those for which at least so much speaks, the surest first.
    fn surest(&self, count: usize, least: f32) -> Vec<Vec<usize>> {
        let mut near: Vec<Vec<(usize, f32)>> = vec![Vec::new(); count];
        for ((one, other), weight) in self.weights.iter().filter(|(_, weight)| **weight >= least) {
            for (from, to) in [(*one, *other), (*other, *one)] {
                near.get_mut(from).into_iter().for_each(|own| own.push((to, *weight)));
            }
        }
        near.iter_mut().for_each(|own| own.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0))));
        near.into_iter().map(|own| own.into_iter().map(|(other, _)| other).collect()).collect()
    }
}

/// So many of a group are asked which of them is nearest to all.
const ASKED: usize = 24;

/// Groups of several owners, each with what surely belongs to the one of it that is nearest to all, for owners that it
/// lacks: a thing may say what several groups say, and one that agrees with the midst of a group need not agree with all.
pub(super) fn with_surest<O: Ord + Copy>(
    mut groups: Vec<Vec<usize>>,
    pairs: &Pairs,
    least: f32,
    owners: &[BTreeSet<O>],
) -> Vec<Vec<usize>> {
    let surest = pairs.surest(owners.len(), least);
    // What answers with others already has its question.
    let mut lone = vec![false; owners.len()];
    for group in &groups {
        let held: BTreeSet<O> = group.iter().filter_map(|at| owners.get(*at)).flatten().copied().collect();
        for at in group.iter().filter(|_| held.len() < 2) {
            lone.get_mut(*at).into_iter().for_each(|lone| *lone = true);
        }
    }
    for group in &mut groups {
        let mut held: BTreeSet<O> =
            group.iter().filter_map(|at| owners.get(*at)).flatten().copied().collect();
        let few = group.get(..ASKED.min(group.len())).unwrap_or_default();
        let worth = |one: usize| few.iter().filter_map(|other| pairs.between(one, *other)).sum::<f32>();
        let midst = few.iter().copied().max_by(|a, b| worth(*a).total_cmp(&worth(*b)).then(b.cmp(a)));
        let Some(near) = midst.filter(|_| held.len() > 1).and_then(|midst| surest.get(midst)) else {
            continue;
        };
        for other in near.iter().filter(|at| lone.get(**at).copied().unwrap_or(false)) {
            let own = owners.get(*other).filter(|own| own.is_disjoint(&held));
            if let Some(own) = own {
                held.extend(own);
                group.push(*other);
            }
        }
        group.sort_unstable();
    }
    groups
}

/// A pair of groups that may be merged; the best comes first, ties by the lower numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Candidate {
    /// What the merging is worth.
    worth: f32,
    one: usize,
    other: usize,
    /// How often the two had changed when this was reckoned.
    version: (u32, u32),
}

impl Eq for Candidate {}

impl Ord for Candidate {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let places = (other.one, other.other).cmp(&(self.one, self.other));
        self.worth.total_cmp(&other.worth).then(places)
    }
}

impl PartialOrd for Candidate {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// The groups among `count` things, each sorted, in order of their first member.
///
/// Two groups are merged while what speaks for it, summed over all compared pairs between them, outweighs
/// what speaks against it; pairs that were never compared say nothing.
pub(super) fn groups(count: usize, pairs: &Pairs) -> Vec<Vec<usize>> {
    groups_by(count, pairs, |bond, _, _| bond.sum / bond.compared as f32)
}

/// As [`groups`], merging while `worth`, which is told the bond of two groups and how many each holds, is above zero.
pub(super) fn groups_by(
    count: usize,
    pairs: &Pairs,
    worth: impl Fn(Bond, usize, usize) -> f32,
) -> Vec<Vec<usize>> {
    let mut state = State::new(count, pairs, worth);
    while let Some(best) = state.queue.pop() {
        if state.is_current(&best) {
            state.merge(best.one, best.other);
        }
    }
    let mut groups: Vec<Vec<usize>> =
        state.members.into_iter().filter(|members| !members.is_empty()).collect();
    groups.iter_mut().for_each(|members| members.sort_unstable());
    groups.sort();
    groups
}

/// What stands between two groups.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Bond {
    /// What speaks for and against, summed over the compared pairs.
    pub sum: f32,
    /// How many pairs were compared.
    pub compared: u32,
}

struct State<W> {
    members: Vec<Vec<usize>>,
    /// For each group, its bonds with its neighbours.
    neighbours: Vec<BTreeMap<usize, Bond>>,
    versions: Vec<u32>,
    queue: BinaryHeap<Candidate>,
    worth: W,
}

impl<W: Fn(Bond, usize, usize) -> f32> State<W> {
    fn new(count: usize, pairs: &Pairs, worth: W) -> Self {
        let mut state = State {
            members: (0..count).map(|at| vec![at]).collect(),
            neighbours: vec![BTreeMap::new(); count],
            versions: vec![0; count],
            queue: BinaryHeap::new(),
            worth,
        };
        for (&(one, other), &weight) in &pairs.weights {
            if one.max(other) < count {
                for (from, to) in [(one, other), (other, one)] {
                    state.neighbours.get_mut(from).into_iter().for_each(|bonds| {
                        bonds.insert(to, Bond { sum: weight, compared: 1 });
                    });
                }
            }
        }
        for one in 0..count {
            state.offer(one, |other| other > one);
        }
        state
    }

    fn version(&self, group: usize) -> u32 {
        self.versions.get(group).copied().unwrap_or(u32::MAX)
    }

    /// Puts the pairs of `group` with its neighbours into the queue where they may be merged.
    fn offer(&mut self, group: usize, which: impl Fn(usize) -> bool) {
        let Some(neighbours) = self.neighbours.get(group) else { return };
        let size = |group: usize| self.members.get(group).map_or(0, Vec::len);
        let offers: Vec<Candidate> = neighbours
            .iter()
            .filter(|(other, _)| which(**other))
            .map(|(&other, &bond)| Candidate {
                worth: (self.worth)(bond, size(group), size(other)),
                one: group.min(other),
                other: group.max(other),
                version: (self.version(group.min(other)), self.version(group.max(other))),
            })
            .filter(|candidate| candidate.worth > 0.0)
            .collect();
        self.queue.extend(offers);
    }

    fn is_current(&self, candidate: &Candidate) -> bool {
        candidate.version == (self.version(candidate.one), self.version(candidate.other))
    }

    /// Puts `other` into `one`.
    fn merge(&mut self, one: usize, other: usize) {
        let moved = self.members.get_mut(other).map(std::mem::take).unwrap_or_default();
        self.members.get_mut(one).into_iter().for_each(|members| members.extend(&moved));
        let bonds = self.neighbours.get_mut(other).map(std::mem::take).unwrap_or_default();
        for (neighbour, moved) in bonds {
            if let Some(back) = self.neighbours.get_mut(neighbour) {
                back.remove(&other);
            }
            if neighbour == one {
                continue;
            }
            for (from, to) in [(one, neighbour), (neighbour, one)] {
                if let Some(bonds) = self.neighbours.get_mut(from) {
                    let bond = bonds.entry(to).or_default();
                    *bond = Bond { sum: bond.sum + moved.sum, compared: bond.compared + moved.compared };
                }
            }
        }
        self.versions.get_mut(other).into_iter().for_each(|version| *version = u32::MAX);
        self.versions.get_mut(one).into_iter().for_each(|version| *version += 1);
        self.offer(one, |_| true);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chain_does_not_drift() {
        let pairs = Pairs::from_iter([(0, 1, 0.3), (1, 2, 0.2), (0, 2, -0.5)]);
        assert_eq!(groups(4, &pairs), vec![vec![0, 1], vec![2], vec![3]]);
    }

    #[test]
    fn what_agrees_stands_together() {
        let pairs = Pairs::from_iter([(0, 1, 0.2), (0, 2, 0.2), (1, 2, 0.2), (3, 2, 0.2), (0, 3, -0.1)]);
        assert_eq!(groups(4, &pairs), vec![vec![0, 1, 2, 3]]);
    }

    #[test]
    fn who_agrees_with_the_midst_of_a_group_belongs_to_it() {
        let pairs = Pairs::from_iter([(0, 1, 0.3), (1, 2, 0.2), (0, 2, -0.5), (1, 3, 0.1), (0, 3, -0.4)]);
        let owners = |of: [u32; 4]| of.map(|owner| BTreeSet::from([owner]));
        let of_four = with_surest(groups(4, &pairs), &pairs, 0.2, &owners([0, 1, 2, 3]));
        assert_eq!(of_four, vec![vec![0, 1], vec![2], vec![3]], "the first of two equals is asked");
        let pairs = Pairs::from_iter([(0, 1, 0.3), (0, 2, 0.2), (1, 2, -0.5), (0, 3, 0.1), (1, 3, -0.4)]);
        let of_four = with_surest(groups(4, &pairs), &pairs, 0.2, &owners([0, 1, 2, 3]));
        assert_eq!(of_four, vec![vec![0, 1, 2], vec![2], vec![3]]);
        let of_two = with_surest(groups(4, &pairs), &pairs, 0.2, &owners([0, 1, 1, 3]));
        assert_eq!(of_two, vec![vec![0, 1], vec![2], vec![3]]);
    }
}
