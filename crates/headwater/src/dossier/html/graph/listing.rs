//! A lineage as nested lists: the same as the drawing, for whoever cannot see it or reads on a small screen.

use std::collections::{BTreeMap, BTreeSet};

use maud::{Markup, html};

use super::Layer;
use super::build::{Graph, GraphNode, Link};
use super::layout::is_arc;
use crate::article::ArticleId;
use crate::corroboration::OriginId;
use crate::dossier::html::evidence;
use crate::dossier::html::plain::Plain;
use crate::dossier::html::view::View;
use crate::dossier::prose;
use crate::dossier::prose::cut;
use crate::statement::StatementId;

/// Every origin with what hangs from it, then what the articles took from each other.
pub(super) fn list(view: &View<'_>, graph: &Graph) -> Markup {
    let grouped: BTreeSet<usize> = graph.groups.iter().flatten().copied().collect();
    let alone = |edge: &&Link| is_arc(graph, edge) && (edge.directed || !grouped.contains(&edge.from));
    html! {
        ul class="tree" {
            @for (place, node) in graph.nodes.iter().enumerate() {
                @if node.layer == Layer::Origin { li { (name(node)) (branches(graph, place)) } }
            }
            @for group in &graph.groups { li { (shared(graph, group)) } }
            @for edge in graph.edges.iter().filter(alone) { li { (between(view, graph, edge)) } }
        }
    }
}

/// Articles that share wording.
fn shared(graph: &Graph, group: &[usize]) -> Markup {
    let nodes = group.iter().filter_map(|&node| graph.nodes.get(node));
    html! {
        i { "the same wording copied" } ", direction not known: "
        @for (nth, node) in nodes.enumerate() { @if nth > 0 { ", " } (link(node)) }
    }
}

/// What one article took from another, with the words or the passages that show it.
fn between(view: &View<'_>, graph: &Graph, edge: &Link) -> Markup {
    let (Some(from), Some(to)) = (graph.nodes.get(edge.from), graph.nodes.get(edge.to)) else {
        return html! {};
    };
    let passages = edge.between.and_then(|(a, b)| view.pair_id(a, b));
    html! {
        (link(from)) " " (way(&edge.label, edge.directed)) " " (link(to))
        @if let Some(id) = passages { " (" a href={ "#" (id) } { "passages" } ")" }
        @else { @for cited in &edge.because { (evidence::citation(view, cited)) } }
    }
}

/// What hangs from a node. Layers only ever lead to the right, so this ends.
fn branches(graph: &Graph, place: usize) -> Markup {
    let down: Vec<_> = graph.edges.iter().filter(|edge| edge.from == place && !is_arc(graph, edge)).collect();
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
    html! { i { (label) } @if directed { " →" } @else { " (direction not known) —" } }
}

fn link(node: &GraphNode) -> Markup {
    html! {
        @match &node.href {
            Some(href) => a href=(href) { (Plain(&node.name)) },
            None => b { (Plain(&node.name)) },
        }
    }
}

fn name(node: &GraphNode) -> Markup {
    html! {
        (link(node))
        @if !node.detail.is_empty() { small { " (" (Plain(&cut(&node.detail, 60))) ")" } }
    }
}

/// Articles named under one origin; the rest is counted.
const NAMED: usize = 24;

/// Each origin of these statements with the articles that it reaches, the widest reach first.
pub(super) fn by_origin(view: &View<'_>, ids: &[StatementId]) -> Markup {
    let mut reach: BTreeMap<OriginId, BTreeSet<ArticleId>> = BTreeMap::new();
    for &id in ids {
        let origin = view.dossier.corroboration.origin_of.get(id.index());
        if let (Some(&origin), Some(statement)) = (origin, view.statement(id)) {
            reach.entry(origin).or_default().insert(statement.article);
        }
    }
    let mut reach: Vec<_> = reach.into_iter().collect();
    reach.sort_by_key(|(id, articles)| (std::cmp::Reverse(articles.len()), *id));
    html! { ul class="tree" { @for (id, articles) in &reach { li { (origin(view, *id)) " → " (prose::count(articles.len(), "article")) ": " (names(view, articles)) } } } }
}

fn origin(view: &View<'_>, id: OriginId) -> Markup {
    let origin = view.dossier.corroboration.origins.get(id.index());
    html! { b { (Plain(origin.map_or("", |origin| &origin.name))) } " " small { (origin.map_or("", |origin| origin.kind.name())) } }
}

fn names(view: &View<'_>, articles: &BTreeSet<ArticleId>) -> Markup {
    html! {
        @for (nth, &article) in articles.iter().take(NAMED).enumerate() {
            @if nth > 0 { ", " } a href={ "#" (article) } { (Plain(view.label(article))) }
        }
        @if articles.len() > NAMED { " and " (articles.len() - NAMED) " more" }
    }
}
