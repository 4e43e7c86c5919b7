//! Where the nodes of a lineage are drawn: three columns, few crossings, no line through a box.
//!
//! After Sugiyama, Tagawa and Toda (1981): layers, places held for lines that pass a layer, and rows in the
//! order of their neighbours' means.

use super::build::Graph;
use super::{Layer, build::GraphNode};

/// Width of a node's box.
pub(super) const WIDTH: i32 = 196;
/// Room between columns for the lines.
const GAP: i32 = 98;
/// Room between rows.
const ROW_GAP: i32 = 14;
/// Height of the place that is held for a line passing the middle column.
const PASS: i32 = 10;
/// Margin around the drawing.
const MARGIN: i32 = 8;
/// How often the rows are put in order, left to right and back.
const ROUNDS: usize = 8;
/// How many characters fit on a line of a box.
pub(super) const LINE: usize = 20;

/// One box, or a place held for a line.
#[derive(Clone, Copy, Default)]
pub(super) struct Place {
    pub(super) x: i32,
    /// Its middle.
    pub(super) y: i32,
    pub(super) height: i32,
}

/// The whole drawing.
pub(super) struct Layout {
    pub(super) places: Vec<Place>,
    /// For each edge the place that it passes in the middle column.
    pub(super) passes: Vec<Option<Place>>,
    pub(super) width: i32,
    pub(super) height: i32,
}

/// One thing in a column: a node, or the pass of an edge.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Slot {
    Node(usize),
    Pass(usize),
}

/// Places the nodes of `graph`.
pub(super) fn layout(graph: &Graph) -> Layout {
    let mut columns = columns(graph);
    let mut places = vec![Place::default(); graph.nodes.len()];
    let mut passes = vec![None; graph.edges.len()];
    let has_middle =
        columns.get(1).is_some_and(|middle| middle.iter().any(|slot| matches!(slot, Slot::Node(_))));
    if !has_middle && let Some(middle) = columns.get_mut(1) {
        middle.clear();
    }
    set(graph, &columns, &mut places, &mut passes, has_middle);
    let mut best = (crossings(graph, &places, &passes), columns.clone());
    for round in 0..ROUNDS {
        for column in if round % 2 == 0 { [0, 1, 2] } else { [2, 1, 0] } {
            reorder(graph, &mut columns, column, &places, &passes);
            set(graph, &columns, &mut places, &mut passes, has_middle);
            let crossings = crossings(graph, &places, &passes);
            if crossings < best.0 {
                best = (crossings, columns.clone());
            }
        }
    }
    columns = best.1;
    set(graph, &columns, &mut places, &mut passes, has_middle);
    settle(graph, &columns, &mut places, &mut passes);
    let height = bottom(&places, &passes) + MARGIN;
    let right = places.iter().map(|place| place.x + WIDTH).max().unwrap_or(0);
    Layout { places, passes, width: right + arcs(graph) + MARGIN, height }
}

/// How many pairs of lines cross between the columns.
fn crossings(graph: &Graph, places: &[Place], passes: &[Option<Place>]) -> usize {
    let at = |node: usize| places.get(node).map_or((0, 0), |place| (place.x, place.y));
    let mut legs: Vec<((i32, i32), (i32, i32))> = Vec::new();
    for (edge, pass) in graph.edges.iter().zip(passes).filter(|(edge, _)| !is_arc(graph, edge.from, edge.to))
    {
        let (from, to) = (at(edge.from), at(edge.to));
        match pass.filter(|pass| pass.x > from.0 && pass.x < to.0) {
            Some(pass) => legs.extend([(from, (pass.x, pass.y)), ((pass.x, pass.y), to)]),
            None => legs.push((from, to)),
        }
    }
    let cross = |a: &((i32, i32), (i32, i32)), b: &((i32, i32), (i32, i32))| {
        a.0.0 == b.0.0 && (a.0.1 - b.0.1).signum() * (a.1.1 - b.1.1).signum() < 0
    };
    legs.iter()
        .enumerate()
        .map(|(place, a)| legs.iter().skip(place + 1).filter(|b| cross(a, b)).count())
        .sum()
}

/// The room to the right of the articles for the lines between them.
fn arcs(graph: &Graph) -> i32 {
    if graph.edges.iter().any(|edge| is_arc(graph, edge.from, edge.to)) { 150 } else { 0 }
}

/// Whether the edge joins two nodes of the same layer.
pub(super) fn is_arc(graph: &Graph, from: usize, to: usize) -> bool {
    let layer = |place: usize| graph.nodes.get(place).map(|node| node.layer);
    layer(from) == layer(to)
}

fn columns(graph: &Graph) -> Vec<Vec<Slot>> {
    let of = |layer: Layer| {
        graph
            .nodes
            .iter()
            .enumerate()
            .filter(move |(_, node)| node.layer == layer)
            .map(|(place, _)| Slot::Node(place))
    };
    let long = graph.edges.iter().enumerate().filter(|(_, edge)| {
        let layer = |place: usize| graph.nodes.get(place).map(|node| node.layer);
        layer(edge.from) == Some(Layer::Origin) && layer(edge.to) == Some(Layer::Article)
    });
    let mut middle: Vec<Slot> = of(Layer::Conduit).collect();
    middle.extend(long.map(|(place, _)| Slot::Pass(place)));
    vec![of(Layer::Origin).collect(), middle, of(Layer::Article).collect()]
}

/// The height of a node's box: one or two lines of name, and one of detail; more where many lines leave it.
fn height(graph: &Graph, place: usize, node: &GraphNode) -> i32 {
    let leaving =
        graph.edges.iter().filter(|edge| edge.from == place && !is_arc(graph, place, edge.to)).count();
    let least = if node.name.chars().count() > LINE { 58 } else { 42 };
    least.max(14 + 10 * i32::try_from(leaving.min(9)).unwrap_or(9))
}

fn slot_height(graph: &Graph, slot: Slot) -> i32 {
    match slot {
        Slot::Node(place) => graph.nodes.get(place).map_or(0, |node| height(graph, place, node)),
        Slot::Pass(_) => PASS,
    }
}

/// Stacks every column in its order, centred on the tallest.
fn set(
    graph: &Graph,
    columns: &[Vec<Slot>],
    places: &mut [Place],
    passes: &mut [Option<Place>],
    has_middle: bool,
) {
    let tall =
        |column: &Vec<Slot>| column.iter().map(|&slot| slot_height(graph, slot) + ROW_GAP).sum::<i32>();
    let most = columns.iter().map(tall).max().unwrap_or(0);
    let mut x = MARGIN;
    for (number, column) in columns.iter().enumerate() {
        let mut y = MARGIN + (most - tall(column)) / 2;
        for &slot in column {
            let height = slot_height(graph, slot);
            put(slot, Place { x, y: y + height / 2, height }, places, passes);
            y += height + ROW_GAP;
        }
        if number != 1 || has_middle {
            x += WIDTH + GAP;
        }
    }
}

fn put(slot: Slot, place: Place, places: &mut [Place], passes: &mut [Option<Place>]) {
    match slot {
        Slot::Node(at) => places.get_mut(at).map(|old| *old = place),
        Slot::Pass(at) => passes.get_mut(at).map(|old| *old = Some(place)),
    };
}

/// Sorts a column by the mean height of what each slot is joined to.
fn reorder(
    graph: &Graph,
    columns: &mut [Vec<Slot>],
    number: usize,
    places: &[Place],
    passes: &[Option<Place>],
) {
    let Some(column) = columns.get_mut(number) else { return };
    let mut wanted: Vec<(i32, usize, Slot)> = column
        .iter()
        .enumerate()
        .map(|(row, &slot)| (wish(graph, slot, places, passes), row, slot))
        .collect();
    wanted.sort_by_key(|&(y, row, _)| (y, row));
    *column = wanted.into_iter().map(|(_, _, slot)| slot).collect();
}

/// The mean height of a slot's neighbours in other columns; its own where it has none.
fn wish(graph: &Graph, slot: Slot, places: &[Place], passes: &[Option<Place>]) -> i32 {
    let at = |node: usize| places.get(node).map_or(0, |place| place.y);
    let ys: Vec<i32> = match slot {
        Slot::Pass(edge) => {
            graph.edges.get(edge).map(|edge| [at(edge.from), at(edge.to)]).into_iter().flatten().collect()
        }
        Slot::Node(node) => graph
            .edges
            .iter()
            .zip(passes)
            .filter(|(edge, _)| {
                (edge.from == node) != (edge.to == node) && !is_arc(graph, edge.from, edge.to)
            })
            .map(|(edge, pass)| {
                pass.map_or(at(if edge.from == node { edge.to } else { edge.from }), |pass| pass.y)
            })
            .collect(),
    };
    match i32::try_from(ys.len()) {
        Ok(number) if number > 0 => ys.iter().sum::<i32>() / number,
        _ => match slot {
            Slot::Node(node) => at(node),
            Slot::Pass(_) => 0,
        },
    }
}

/// Moves the slots of the shorter columns towards their neighbours without changing their order.
fn settle(graph: &Graph, columns: &[Vec<Slot>], places: &mut [Place], passes: &mut [Option<Place>]) {
    let floor = bottom(places, passes);
    for column in [columns.get(1), columns.first(), columns.get(2), columns.get(1), columns.first()]
        .into_iter()
        .flatten()
    {
        let ys = spread(graph, column, floor, places, passes);
        for (&slot, y) in column.iter().zip(ys) {
            let old = match slot {
                Slot::Node(node) => places.get(node).copied(),
                Slot::Pass(edge) => passes.get(edge).copied().flatten(),
            };
            put(slot, Place { y, ..old.unwrap_or_default() }, places, passes);
        }
    }
}

/// Wished heights pushed apart downwards, then back up where they run past the floor.
fn spread(
    graph: &Graph,
    column: &[Slot],
    floor: i32,
    places: &[Place],
    passes: &[Option<Place>],
) -> Vec<i32> {
    let half = |slot: Slot| slot_height(graph, slot) / 2;
    // A line that passes a column does so level with where it arrives, so that it bends once.
    let level = |slot: Slot| match slot {
        Slot::Pass(edge) => {
            graph.edges.get(edge).and_then(|edge| places.get(edge.to)).map_or(0, |place| place.y)
        }
        Slot::Node(_) => wish(graph, slot, places, passes),
    };
    let mut ys: Vec<i32> = column.iter().map(|&slot| level(slot)).collect();
    let mut top = MARGIN;
    for (y, &slot) in ys.iter_mut().zip(column) {
        *y = (*y).max(top + half(slot));
        top = *y + half(slot) + ROW_GAP;
    }
    let mut end = floor;
    for (y, &slot) in ys.iter_mut().zip(column).rev() {
        *y = (*y).min(end - half(slot));
        end = *y - half(slot) - ROW_GAP;
    }
    ys
}

fn bottom(places: &[Place], passes: &[Option<Place>]) -> i32 {
    let all = places.iter().chain(passes.iter().flatten());
    all.map(|place| place.y + place.height / 2).max().unwrap_or(0)
}
