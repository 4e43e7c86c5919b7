//! A lineage as inline SVG. All style stands in the page's style sheet; nothing depends on colour.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::Layer;
use super::build::{Graph, GraphNode, Link};
use super::layout::{LINE, Layout, Place, WIDTH, is_arc, layout};
use crate::dossier::html::plain::Plain;
use crate::dossier::prose::cut;

/// Draws `graph`. The list beside it says the same in words, so the drawing is one image to a screen reader.
///
/// `title` is the anchor of the heading that names it.
pub(super) fn svg(graph: &Graph, title: &str) -> Markup {
    let laid = layout(graph);
    let view_box = format!("0 0 {} {}", laid.width, laid.height);
    let drawn: Vec<&Link> = graph.edges.iter().filter(|edge| edge.drawn).collect();
    html! {
        svg class="lineage" role="img" aria-labelledby=(title) width=(laid.width) height=(laid.height) viewBox=(view_box) {
            @for edge in &drawn { (line(graph, &laid, edge)) }
            @for (lane, group) in (0i32..).zip(&graph.groups) { (bracket(&laid, lane, group)) }
            @for (node, place) in graph.nodes.iter().zip(&laid.places) { (boxed(node, *place)) }
            (arc_labels(graph, &laid, &drawn))
            @for node in 0..graph.nodes.len() { (exit_labels(graph, &laid, node)) }
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
    if is_arc(graph, edge) {
        // Leaving low and arriving high keeps the arrows of one box apart.
        let shift = if from.y < to.y { 8 } else { -8 };
        return Ends { from: (from.x + WIDTH, from.y + shift), to: (to.x + WIDTH, to.y - shift) };
    }
    Ends { from: (from.x + WIDTH, from.y + port(graph, laid, edge)), to: (to.x, to.y) }
}

/// Where lines leave a box together: those from an origin to articles, to one conduit, or of one kind.
struct Exit {
    /// The mean height of where they lead.
    y: i32,
    key: (usize, String),
    labels: Vec<String>,
}

/// What lines leave together with this one.
fn exit_key(graph: &Graph, edge: &Link) -> (usize, String) {
    let layer = |node: usize| graph.nodes.get(node).map(|node| node.layer);
    match (layer(edge.from), layer(edge.to)) {
        (Some(Layer::Origin), Some(Layer::Conduit)) => (edge.to + 1, String::new()),
        (Some(Layer::Conduit), _) => (0, edge.label.clone()),
        _ => (0, String::new()),
    }
}

/// The exits of a box, from the top by where they lead.
fn exits(graph: &Graph, laid: &Layout, node: usize) -> Vec<Exit> {
    let mut found: BTreeMap<(usize, String), Vec<&Link>> = BTreeMap::new();
    for edge in graph.edges.iter().filter(|edge| edge.from == node && !is_arc(graph, edge)) {
        found.entry(exit_key(graph, edge)).or_default().push(edge);
    }
    let height = |edge: &&Link| {
        let pass = laid.pass(graph, edge).map(|pass| pass.y);
        pass.or_else(|| laid.places.get(edge.to).map(|place| place.y)).unwrap_or_default()
    };
    let exit = |(key, edges): ((usize, String), Vec<&Link>)| {
        let y = edges.iter().map(height).sum::<i32>() / i32::try_from(edges.len()).unwrap_or(1).max(1);
        let mut labels: Vec<String> =
            edges.iter().flat_map(|edge| edge.label.split(", ")).map(str::to_owned).collect();
        labels.sort_unstable_by(|a, b| b.cmp(a));
        labels.dedup();
        Exit { y, key, labels }
    };
    let mut exits: Vec<Exit> = found.into_iter().map(exit).collect();
    exits.sort_by(|a, b| (a.y, &a.key).cmp(&(b.y, &b.key)));
    exits
}

/// How far from the middle of its box the `place`th of `number` exits lies.
fn offset(place: usize, number: usize, height: i32) -> i32 {
    let (place, gaps) = (i32::try_from(place).unwrap_or(0), i32::try_from(number).unwrap_or(1) - 1);
    let step = (height - 14).checked_div(gaps).unwrap_or(0).min(14);
    (2 * place - gaps) * step / 2
}

fn port(graph: &Graph, laid: &Layout, edge: &Link) -> i32 {
    let exits = exits(graph, laid, edge.from);
    let key = exit_key(graph, edge);
    let place = exits.iter().position(|exit| exit.key == key).unwrap_or(0);
    offset(place, exits.len(), laid.places.get(edge.from).map_or(0, |place| place.height))
}

/// Each exit of a box with the kinds of its lines, none over another.
fn exit_labels(graph: &Graph, laid: &Layout, node: usize) -> Markup {
    let Some(place) = laid.places.get(node) else { return html! {} };
    let exits = exits(graph, laid, node);
    let mut floor = i32::MIN;
    let mut labels: Vec<(i32, String)> = Vec::new();
    for (nth, exit) in exits.iter().enumerate() {
        let y = (place.y + offset(nth, exits.len(), place.height) - 4).max(floor);
        floor = y + 12;
        labels.push((y, exit.labels.join(", ")));
    }
    html! { @for (y, label) in labels { text class="how" x=(place.x + WIDTH + 7) y=(y) { (label) } } }
}

fn line(graph: &Graph, laid: &Layout, edge: &Link) -> Markup {
    let ends = ends(graph, laid, edge);
    let arc = is_arc(graph, edge);
    let path = if arc { arc_path(&ends, lanes(graph)) } else { curve(&ends, laid.pass(graph, edge)) };
    let class = if edge.directed { "ed" } else { "ed undirected" };
    html! {
        path class=(class) d={ (path) @if edge.directed { (tip(&ends, arc)) } } {}
    }
}

/// A curve from left to right, level at both ends, through the place held for it.
fn curve(ends: &Ends, pass: Option<Place>) -> String {
    let ((x1, y1), (x2, y2)) = (ends.from, ends.to);
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

/// The room that brackets take between the articles and the arcs.
fn lanes(graph: &Graph) -> i32 {
    i32::try_from(graph.groups.len()).unwrap_or(0) * 12
}

/// How far an arc between two articles bulges to the right.
fn depth(ends: &Ends, lanes: i32) -> i32 {
    (28 + lanes + (ends.from.1 - ends.to.1).abs() / 5).min(110 + lanes)
}

fn arc_path(ends: &Ends, lanes: i32) -> String {
    let ((x1, y1), (x2, y2)) = (ends.from, ends.to);
    let out = x1.max(x2) + depth(ends, lanes);
    format!("M{x1} {y1}C{out} {y1} {out} {y2} {x2} {y2}")
}

/// The head of an arrow at the end of a line: pointing right, or left for arcs.
fn tip(ends: &Ends, arc: bool) -> String {
    let (x, y) = ends.to;
    let back = if arc { 7 } else { -7 };
    format!("M{} {}L{x} {y}l{back} 4", x + back, y - 4)
}

/// The labels of the arcs beside them, none over another.
fn arc_labels(graph: &Graph, laid: &Layout, drawn: &[&Link]) -> Markup {
    /// No label is wider, and two lines of labels stand so far apart.
    const ROOM: (i32, i32) = (60, 12);
    let mut wished: Vec<(i32, i32, &str)> = Vec::new();
    for edge in drawn.iter().filter(|edge| is_arc(graph, edge)) {
        let ends = ends(graph, laid, edge);
        let x = ends.from.0.max(ends.to.0) + depth(&ends, lanes(graph)) * 3 / 4 + 4;
        wished.push(((ends.from.1 + ends.to.1) / 2 + if edge.directed { 0 } else { 12 }, x, &edge.label));
    }
    wished.sort_unstable();
    let mut labels: Vec<(i32, i32, &str)> = Vec::new();
    for (mut y, x, label) in wished {
        for &(above, beside, _) in &labels {
            if (x - beside).abs() < ROOM.0 && (y - above).abs() < ROOM.1 {
                y = above + ROOM.1;
            }
        }
        labels.push((y, x, label));
    }
    html! { @for (y, x, label) in labels { text class="how" x=(x) y=(y) { (label) } } }
}

/// Articles that share wording, where it cannot be told who took it from whom.
fn bracket(laid: &Layout, lane: i32, group: &[usize]) -> Markup {
    let places: Vec<Place> = group.iter().filter_map(|&node| laid.places.get(node).copied()).collect();
    let (Some(top), Some(bottom)) = (places.iter().map(|p| p.y).min(), places.iter().map(|p| p.y).max())
    else {
        return html! {};
    };
    let right = places.iter().map(|place| place.x + WIDTH).max().unwrap_or(0);
    let x = right + 16 + lane * 12;
    let ticks: String = places.iter().map(|place| format!("M{right} {}H{x}", place.y)).collect();
    let middle = (top + bottom) / 2 + lane * 44;
    html! {
        path class="ed undirected" d={ (ticks) "M" (x) " " (top) "V" (bottom) } {}
        @for (line, words) in (0..).zip(["same wording,", "direction", "not known"]) {
            text class="how" x=(x + 7) y=(middle + line * 14) { (words) }
        }
    }
}

/// A box with its name. The script lets a click on it lead where the list's link leads.
fn boxed(node: &GraphNode, place: Place) -> Markup {
    let top = place.y - place.height / 2;
    let lines = lines(&node.name);
    let indent = if node.layer == Layer::Origin { 26 } else { 12 };
    html! {
        g class=(class(node)) data-to=[node.href.as_deref()] {
            @if lines.iter().any(|line| line.ends_with('…')) && !node.name.ends_with('…') { title { (Plain(&node.name)) } }
            (outline(node, place, top))
            @for (row, line) in (0i32..).zip(&lines) {
                text class=(size(&lines)) x=(place.x + indent) y=(top + 18 + row * 15) { (Plain(line)) }
            }
            @if !node.detail.is_empty() {
                text class="detail" x=(place.x + indent) y=(top + place.height - 8) { (Plain(&cut(&node.detail, LINE + 5))) }
            }
        }
    }
}

/// A name with a long line is set smaller, so that it stays in its box whatever the reader's font.
fn size(lines: &[String]) -> &'static str {
    if lines.iter().any(|line| line.chars().count() > 17) { "name long" } else { "name" }
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
            rect x=(x) y=(top) width=(WIDTH) height=(height) rx="21" {}
            circle cx=(x + 13) cy=(place.y) r="5" {}
        },
        Layer::Conduit => html! {
            path d={ "M" (x + 9) " " (top) "h" (WIDTH - 18) "l9 9v" (height - 18) "l-9 9h-" (WIDTH - 18) "l-9-9v-" (height - 18) "z" } {}
        },
        Layer::Article => html! { rect x=(x) y=(top) width=(WIDTH) height=(height) {} },
    }
}

/// The name on one or two lines, broken between words; a long first word stands alone.
pub(super) fn lines(name: &str) -> Vec<String> {
    if name.chars().count() <= LINE {
        return vec![name.to_owned()];
    }
    let fits = name.char_indices().nth(LINE + 1).map_or(name.len(), |(at, _)| at);
    match name.get(..fits).unwrap_or_default().rfind(' ') {
        Some(at) => {
            let (first, rest) = name.split_at(at);
            vec![first.to_owned(), cut(rest.trim_start(), LINE)]
        }
        None => vec![cut(name, LINE + 1)],
    }
}
