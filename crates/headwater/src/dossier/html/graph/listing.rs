//! A lineage as nested lists: the same as the drawing, for whoever cannot see it or reads on a small screen.

use maud::{Markup, html};

use super::Layer;
use super::build::{Graph, GraphNode};
use super::layout::is_arc;
use crate::dossier::html::evidence;
use crate::dossier::html::plain::Plain;
use crate::dossier::html::view::View;

/// Every origin with what hangs from it, then what the articles took from each other.
pub(super) fn list(view: &View<'_>, graph: &Graph) -> Markup {
    let between: Vec<_> = graph.edges.iter().filter(|edge| is_arc(graph, edge.from, edge.to)).collect();
    html! {
        ul class="tree" {
            @for (place, node) in graph.nodes.iter().enumerate() {
                @if node.layer == Layer::Origin { li { (name(node)) (branches(graph, place)) } }
            }
            @for edge in between {
                @if let (Some(from), Some(to)) = (graph.nodes.get(edge.from), graph.nodes.get(edge.to)) {
                    li { (name(from)) " " (way(&edge.label, edge.directed)) " " (name(to)) @for cited in &edge.because { (evidence::citation(view, cited)) } }
                }
            }
        }
    }
}

/// What hangs from a node. Layers only ever lead to the right, so this ends.
fn branches(graph: &Graph, place: usize) -> Markup {
    let down: Vec<_> =
        graph.edges.iter().filter(|edge| edge.from == place && !is_arc(graph, edge.from, edge.to)).collect();
    html! {
        @if !down.is_empty() {
            ul { @for edge in down {
                @if let Some(node) = graph.nodes.get(edge.to) {
                    li { (way(&edge.label, edge.directed)) " " (name(node)) (branches(graph, edge.to)) }
                }
            } }
        }
    }
}

fn way(label: &str, directed: bool) -> Markup {
    html! { span class="how" { (label) } @if directed { " →" } @else { " (direction not known) —" } }
}

fn name(node: &GraphNode) -> Markup {
    html! {
        @match &node.href {
            Some(href) => a href=(href) { (Plain(&node.name)) },
            None => b { (Plain(&node.name)) },
        }
        @if !node.detail.is_empty() { span class="detail" { " (" (Plain(&node.detail)) ")" } }
    }
}
