//! What articles took from each other, thinned until it can be read: where many share wording, every pair of
//! them is joined, and a drawing of all pairs shows nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::build::Link;
use super::layout::is_arc;
use super::{Layer, build::Graph};

/// Articles from which on shared wording is drawn as one bracket and not as a line for each pair.
const BRACKET: usize = 3;

/// Marks which edges between articles are drawn, and gathers the rest into groups.
pub(super) fn thin(graph: &mut Graph) {
    let groups = groups(graph);
    let grouped: BTreeSet<usize> = groups.iter().flatten().copied().collect();
    let kept = kept(graph);
    let arcs: Vec<bool> = graph.edges.iter().map(|edge| is_arc(graph, edge)).collect();
    for (number, (edge, arc)) in graph.edges.iter_mut().zip(arcs).enumerate() {
        edge.drawn =
            !arc || if edge.directed { kept.contains(&number) } else { !grouped.contains(&edge.from) };
    }
    graph.groups = groups;
}

/// Articles joined by shared wording of unknown direction, three or more together, by node.
fn groups(graph: &Graph) -> Vec<Vec<usize>> {
    let mut leader: BTreeMap<usize, usize> = BTreeMap::new();
    for edge in graph.edges.iter().filter(|edge| !edge.directed && is_arc(graph, edge)) {
        let (a, b) = (find(&leader, edge.from), find(&leader, edge.to));
        leader.insert(a.max(b), a.min(b));
    }
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let articles = graph.nodes.iter().enumerate().filter(|(_, node)| node.layer == Layer::Article);
    for (node, _) in articles {
        groups.entry(find(&leader, node)).or_default().push(node);
    }
    groups.into_values().filter(|group| group.len() >= BRACKET).collect()
}

fn find(leader: &BTreeMap<usize, usize>, node: usize) -> usize {
    let mut at = node;
    while let Some(&next) = leader.get(&at).filter(|&&next| next != at) {
        at = next;
    }
    at
}

/// The directed edges between articles that are drawn: all of them while they are few, else one into each article.
fn kept(graph: &Graph) -> BTreeSet<usize> {
    let articles = graph.nodes.iter().filter(|node| node.layer == Layer::Article).count();
    let arcs: Vec<(usize, &Link)> =
        graph.edges.iter().enumerate().filter(|(_, edge)| edge.directed && is_arc(graph, edge)).collect();
    if arcs.len() <= articles {
        return arcs.into_iter().map(|(number, _)| number).collect();
    }
    let mut into: BTreeMap<usize, (bool, usize)> = BTreeMap::new();
    for (number, edge) in arcs {
        // A credit line says more than shared wording.
        let this = (!edge.label.contains("credited"), number);
        into.entry(edge.to).and_modify(|best| *best = (*best).min(this)).or_insert(this);
    }
    into.into_values().map(|(_, number)| number).collect()
}
