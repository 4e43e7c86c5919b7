//! A lineage as inline SVG. All style stands in the page's style sheet; nothing depends on colour.

use maud::{Markup, html};

use super::Layer;
use super::build::{Graph, GraphNode, Link};
use super::layout::{LINE, Layout, Place, WIDTH, is_arc, layout};
use crate::dossier::html::plain::{Plain, cut};

/// Draws `graph`. The list beside it says the same in words, so the drawing is one image to a screen reader.
pub(super) fn svg(graph: &Graph, title: &str) -> Markup {
    let laid = layout(graph);
    let view_box = format!("0 0 {} {}", laid.width, laid.height);
    html! {
        svg class="lineage" role="img" aria-label=(Plain(title)) width=(laid.width) height=(laid.height) viewBox=(view_box) {
            @for number in 0..graph.edges.len() { (line(graph, &laid, number)) }
            @for (node, place) in graph.nodes.iter().zip(&laid.places) { (shape(node, *place)) }
            @for number in 0..graph.edges.len() { (label(graph, &laid, number)) }
        }
    }
}

/// The ends of an edge: where it leaves and where it arrives.
struct Ends {
    from: (i32, i32),
    to: (i32, i32),
}

fn ends(graph: &Graph, laid: &Layout, edge: &Link) -> Ends {
    let place = |node: usize| laid.places.get(node).copied().unwrap_or_default();
    let (from, to) = (place(edge.from), place(edge.to));
    if is_arc(graph, edge.from, edge.to) {
        // Leaving low and arriving high keeps the arrows of one box apart.
        let shift = if from.y < to.y { 8 } else { -8 };
        return Ends { from: (from.x + WIDTH, from.y + shift), to: (to.x + WIDTH, to.y - shift) };
    }
    Ends { from: (from.x + WIDTH, from.y + port(graph, laid, edge)), to: (to.x, to.y) }
}

/// Lines of different kinds leave a box at different heights, so that each kind is labelled once.
fn port(graph: &Graph, laid: &Layout, edge: &Link) -> i32 {
    let kinds = kinds_from(graph, laid, edge.from);
    let place = kinds.iter().position(|kind| *kind == edge.label).unwrap_or(0);
    let (place, number) = (i32::try_from(place).unwrap_or(0), i32::try_from(kinds.len()).unwrap_or(1));
    (2 * place - number + 1) * 8
}

/// The kinds of lines that leave a box to the right, from the top.
fn kinds_from<'g>(graph: &'g Graph, laid: &Layout, node: usize) -> Vec<&'g str> {
    let leaving = graph.edges.iter().filter(|edge| edge.from == node && !is_arc(graph, edge.from, edge.to));
    let mut kinds: Vec<(i32, &str)> = Vec::new();
    for edge in leaving {
        let y = laid.places.get(edge.to).map_or(0, |place| place.y);
        match kinds.iter_mut().find(|(_, kind)| *kind == edge.label) {
            Some((least, _)) => *least = (*least).min(y),
            None => kinds.push((y, &edge.label)),
        }
    }
    kinds.sort_unstable();
    kinds.into_iter().map(|(_, kind)| kind).collect()
}

fn line(graph: &Graph, laid: &Layout, number: usize) -> Markup {
    let Some(edge) = graph.edges.get(number) else { return html! {} };
    let ends = ends(graph, laid, edge);
    let arc = is_arc(graph, edge.from, edge.to);
    let path = if arc { arc_path(&ends) } else { curve(&ends, laid.passes.get(number).copied().flatten()) };
    let class = if edge.directed { "ed" } else { "ed undirected" };
    html! {
        path class=(class) d=(path) { title { (Plain(&edge.label)) } }
        @if edge.directed { path class="tip" d=(tip(&ends, arc)) {} }
    }
}

/// A curve from left to right, level at both ends, through the place held for it.
fn curve(ends: &Ends, pass: Option<Place>) -> String {
    let ((x1, y1), (x2, y2)) = (ends.from, ends.to);
    let x2 = x2 - 6;
    match pass.filter(|pass| pass.x > x1 && pass.x + WIDTH < x2) {
        None => {
            let middle = (x1 + x2) / 2;
            format!("M{x1} {y1}C{middle} {y1} {middle} {y2} {x2} {y2}")
        }
        Some(pass) => {
            let (left, right, y) = (pass.x, pass.x + WIDTH, pass.y);
            let (a, b) = ((x1 + left) / 2, (right + x2) / 2);
            format!("M{x1} {y1}C{a} {y1} {a} {y} {left} {y}H{right}C{b} {y} {b} {y2} {x2} {y2}")
        }
    }
}

/// How far an arc between two articles bulges to the right.
fn depth(ends: &Ends) -> i32 {
    (28 + (ends.from.1 - ends.to.1).abs() / 5).min(110)
}

fn arc_path(ends: &Ends) -> String {
    let ((x1, y1), (x2, y2)) = (ends.from, ends.to);
    let out = x1.max(x2) + depth(ends);
    format!("M{x1} {y1}C{out} {y1} {out} {y2} {} {y2}", x2 + 6)
}

/// The head of an arrow at the end of a line: pointing right, or left for arcs.
fn tip(ends: &Ends, arc: bool) -> String {
    let (x, y) = ends.to;
    let back = if arc { x + 8 } else { x - 8 };
    format!("M{x} {y}L{back} {}V{}z", y - 4, y + 4)
}

/// The label of an edge; one for all edges of its kind that leave the same box.
fn label(graph: &Graph, laid: &Layout, number: usize) -> Markup {
    let Some(edge) = graph.edges.get(number) else { return html! {} };
    let ends = ends(graph, laid, edge);
    if is_arc(graph, edge.from, edge.to) {
        let x = ends.from.0.max(ends.to.0) + depth(&ends) * 3 / 4 + 4;
        return html! { text class="how" x=(x) y=((ends.from.1 + ends.to.1) / 2 + 4) { (edge.label) } };
    }
    let same = |other: &Link| {
        other.from == edge.from && other.label == edge.label && !is_arc(graph, other.from, other.to)
    };
    if graph.edges.iter().position(same) != Some(number) {
        return html! {};
    }
    html! { text class="how" x=(ends.from.0 + 7) y=(ends.from.1 - 4) { (edge.label) } }
}

fn shape(node: &GraphNode, place: Place) -> Markup {
    let top = place.y - place.height / 2;
    html! {
        @if let Some(href) = &node.href { a href=(href) tabindex="-1" { (boxed(node, place, top)) } }
        @else { (boxed(node, place, top)) }
    }
}

fn boxed(node: &GraphNode, place: Place, top: i32) -> Markup {
    let lines = lines(&node.name);
    let indent = if node.layer == Layer::Origin { 24 } else { 12 };
    html! {
        g class=(class(node)) {
            title { (Plain(&node.name)) @if !node.detail.is_empty() { " (" (Plain(&node.detail)) ")" } }
            (outline(node, place, top))
            @for (row, line) in (0i32..).zip(&lines) {
                text class="name" x=(place.x + indent) y=(top + 18 + row * 15) { (Plain(line)) }
            }
            text class="detail" x=(place.x + indent) y=(top + place.height - 8) { (Plain(&cut(&node.detail, LINE + 2))) }
        }
    }
}

fn class(node: &GraphNode) -> &'static str {
    match (node.layer, node.unknown) {
        (Layer::Origin, true) => "nd origin unknown",
        (Layer::Origin, false) => "nd origin",
        (Layer::Conduit, _) => "nd conduit",
        (Layer::Article, _) => "nd article",
    }
}

/// Origins are pills with a circle, conduits have cut corners, articles are rectangles.
fn outline(node: &GraphNode, place: Place, top: i32) -> Markup {
    let (x, height) = (place.x, place.height);
    match node.layer {
        Layer::Origin => html! {
            rect x=(x) y=(top) width=(WIDTH) height=(height) rx=(height / 2) {}
            circle cx=(x + 13) cy=(place.y) r="5" {}
        },
        Layer::Conduit => html! {
            path d={ "M" (x + 9) " " (top) "h" (WIDTH - 18) "l9 9v" (height - 18) "l-9 9h-" (WIDTH - 18) "l-9-9v-" (height - 18) "z" } {}
        },
        Layer::Article => html! { rect x=(x) y=(top) width=(WIDTH) height=(height) {} },
    }
}

/// The name on one or two lines.
fn lines(name: &str) -> Vec<String> {
    let first = cut(name, LINE);
    let Some(kept) = first.strip_suffix('…') else { return vec![first] };
    let rest = name.get(kept.len()..).unwrap_or_default().trim_start_matches([' ', ',', ';', ':']);
    vec![kept.to_owned(), cut(rest, LINE)]
}
