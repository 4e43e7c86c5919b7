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
            @for (node, place) in graph.nodes.iter().zip(&laid.places) { (boxed(node, *place)) }
            @for number in 0..graph.edges.len() { (label(graph, &laid, number)) }
        }
    }
}

/// The ends of an edge: where it leaves and where it arrives.
struct Ends {
    from: (i32, i32),
    to: (i32, i32),
}

fn ends(graph: &Graph, laid: &Layout, number: usize, edge: &Link) -> Ends {
    let place = |node: usize| laid.places.get(node).copied().unwrap_or_default();
    let (from, to) = (place(edge.from), place(edge.to));
    if is_arc(graph, edge.from, edge.to) {
        // Leaving low and arriving high keeps the arrows of one box apart.
        let shift = if from.y < to.y { 8 } else { -8 };
        return Ends { from: (from.x + WIDTH, from.y + shift), to: (to.x + WIDTH, to.y - shift) };
    }
    Ends { from: (from.x + WIDTH, from.y + port(graph, laid, number, edge)), to: (to.x, to.y) }
}

/// The lines that leave a box to the right, from the top by where they lead.
fn leaving(graph: &Graph, laid: &Layout, node: usize) -> Vec<usize> {
    let height = |number: usize, edge: &Link| match laid.passes.get(number).copied().flatten() {
        Some(pass) => pass.y,
        None => laid.places.get(edge.to).map_or(0, |place| place.y),
    };
    let edges = graph.edges.iter().enumerate();
    let mut leaving: Vec<(i32, usize)> = edges
        .filter(|(_, edge)| edge.from == node && !is_arc(graph, edge.from, edge.to))
        .map(|(number, edge)| (height(number, edge), number))
        .collect();
    leaving.sort_unstable();
    leaving.into_iter().map(|(_, number)| number).collect()
}

/// How far from the middle of its box a line leaves, so that lines of one box do not cross.
fn port(graph: &Graph, laid: &Layout, number: usize, edge: &Link) -> i32 {
    let leaving = leaving(graph, laid, edge.from);
    let place = leaving.iter().position(|&other| other == number).unwrap_or(0);
    let height = laid.places.get(edge.from).map_or(0, |place| place.height);
    let (place, gaps) = (i32::try_from(place).unwrap_or(0), i32::try_from(leaving.len()).unwrap_or(1) - 1);
    let step = (height - 14).checked_div(gaps).unwrap_or(0).min(13);
    (2 * place - gaps) * step / 2
}

fn line(graph: &Graph, laid: &Layout, number: usize) -> Markup {
    let Some(edge) = graph.edges.get(number) else { return html! {} };
    let ends = ends(graph, laid, number, edge);
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

/// The label of an edge; one for neighbouring edges of its kind that leave the same box.
fn label(graph: &Graph, laid: &Layout, number: usize) -> Markup {
    let Some(edge) = graph.edges.get(number) else { return html! {} };
    let ends = ends(graph, laid, number, edge);
    if is_arc(graph, edge.from, edge.to) {
        let x = ends.from.0.max(ends.to.0) + depth(&ends) * 3 / 4 + 4;
        return html! { text class="how" x=(x) y=((ends.from.1 + ends.to.1) / 2 + 4) { (edge.label) } };
    }
    match labels(graph, laid, edge.from).into_iter().find(|label| label.0 == number) {
        Some((_, y)) => html! { text class="how" x=(ends.from.0 + 7) y=(y - 3) { (edge.label) } },
        None => html! {},
    }
}

/// The lines leaving a box that are labelled, each with the height of its label: one of each run of the same
/// kind, and none over another.
fn labels(graph: &Graph, laid: &Layout, node: usize) -> Vec<(usize, i32)> {
    let mut labels: Vec<(usize, i32)> = Vec::new();
    let mut last = "";
    for number in leaving(graph, laid, node) {
        let Some(edge) = graph.edges.get(number).filter(|edge| edge.label != last) else { continue };
        let y = ends(graph, laid, number, edge).from.1;
        labels.push((number, labels.last().map_or(y, |&(_, above)| y.max(above + 12))));
        last = &edge.label;
    }
    labels
}

/// A box with its name. The script lets a click on it lead where the list's link leads.
fn boxed(node: &GraphNode, place: Place) -> Markup {
    let top = place.y - place.height / 2;
    let lines = lines(&node.name);
    let spare = (place.height - if lines.len() > 1 { 58 } else { 42 }) / 2;
    let indent = if node.layer == Layer::Origin { 26 } else { 12 };
    html! {
        g class=(class(node)) data-to=[node.href.as_deref()] {
            title { (Plain(&node.name)) @if !node.detail.is_empty() { " (" (Plain(&node.detail)) ")" } }
            (outline(node, place, top))
            @for (row, line) in (0i32..).zip(&lines) {
                text class="name" x=(place.x + indent) y=(top + spare + 18 + row * 15) { (Plain(line)) }
            }
            text class="detail" x=(place.x + indent) y=(top + place.height - spare - 8) { (Plain(&cut(&node.detail, LINE + 6))) }
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

/// The name on one or two lines, broken between words where there are any.
fn lines(name: &str) -> Vec<String> {
    if name.chars().count() <= LINE {
        return vec![name.to_owned()];
    }
    let fits = name.char_indices().nth(LINE + 1).map_or(name.len(), |(at, _)| at);
    let head = name.get(..fits).unwrap_or_default();
    let at =
        head.rfind(' ').or_else(|| name.char_indices().nth(LINE).map(|(at, _)| at)).unwrap_or(name.len());
    let (first, rest) = name.split_at(at);
    vec![first.to_owned(), cut(rest.trim_start(), LINE)]
}
