//! Where the nodes of a lineage are drawn: three columns, few crossings, no line through a box.
//!
//! After Sugiyama, Tagawa and Toda (1981): layers, places held for lines that pass a layer, and rows in the
//! order of their neighbours' means. The lines of one origin that pass the middle column do so together.

use std::collections::BTreeSet;

use super::Layer;
use super::build::{Graph, GraphNode, Link};

/// Width of a node's box.
pub(super) const WIDTH: i32 = 196;
/// Room between columns for the lines.
const GAP: i32 = 98;
/// Room between rows.
const ROW_GAP: i32 = 14;
/// Height of the place that is held for lines passing the middle column.
const PASS: i32 = 10;
/// Margin around the drawing.
const MARGIN: i32 = 8;
/// Room to the right of the articles for what leads from one to another, and for what joins them without an arrow.
const ARCS: i32 = 172;
const JOINED: i32 = 108;
/// How often the rows are put in order, left to right and back.
const ROUNDS: usize = 8;
/// How many characters fit on a line of a box.
pub(super) const LINE: usize = 20;

/// One box, or a place held for lines.
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
    /// For each origin the place that its lines to articles pass in the middle column.
    passes: Vec<Option<Place>>,
    pub(super) width: i32,
    pub(super) height: i32,
}

impl Layout {
    /// The place that an edge passes in the middle column.
    pub(super) fn pass(&self, graph: &Graph, edge: &Link) -> Option<Place> {
        self.passes.get(edge.from).copied().flatten().filter(|_| is_long(graph, edge))
    }
}

/// One thing in a column: a node, or the pass of an origin's lines.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Slot {
    Node(usize),
    Pass(usize),
}

/// Places under way.
struct Sheet<'g> {
    graph: &'g Graph,
    columns: Vec<Vec<Slot>>,
    places: Vec<Place>,
    passes: Vec<Option<Place>>,
    has_middle: bool,
}

/// Places the nodes of `graph`.
pub(super) fn layout(graph: &Graph) -> Layout {
    let mut columns = columns(graph);
    let has_middle =
        columns.get(1).is_some_and(|middle| middle.iter().any(|slot| matches!(slot, Slot::Node(_))));
    if !has_middle && let Some(middle) = columns.get_mut(1) {
        middle.clear();
    }
    let count = graph.nodes.len();
    let mut sheet = Sheet {
        graph,
        columns,
        places: vec![Place::default(); count],
        passes: vec![None; count],
        has_middle,
    };
    sheet.order();
    sheet.settle();
    let height = sheet.bottom() + MARGIN;
    let right = sheet.places.iter().map(|place| place.x + WIDTH).max().unwrap_or(0);
    let has_arcs = graph.edges.iter().any(|edge| edge.drawn && is_arc(graph, edge));
    let beside = match has_arcs {
        true => ARCS,
        false if graph.groups.is_empty() => 0,
        false => JOINED,
    };
    Layout { places: sheet.places, passes: sheet.passes, width: right + beside + MARGIN, height }
}

/// Whether the edge joins two nodes of the same layer.
pub(super) fn is_arc(graph: &Graph, edge: &Link) -> bool {
    layer(graph, edge.from) == layer(graph, edge.to)
}

/// Whether the edge leads from an origin straight to an article.
fn is_long(graph: &Graph, edge: &Link) -> bool {
    layer(graph, edge.from) == Some(Layer::Origin) && layer(graph, edge.to) == Some(Layer::Article)
}

fn layer(graph: &Graph, node: usize) -> Option<Layer> {
    graph.nodes.get(node).map(|node| node.layer)
}

fn columns(graph: &Graph) -> Vec<Vec<Slot>> {
    let of = |wanted: Layer| {
        let nodes = graph.nodes.iter().enumerate();
        nodes.filter(move |(_, node)| node.layer == wanted).map(|(place, _)| Slot::Node(place))
    };
    let long: BTreeSet<usize> =
        graph.edges.iter().filter(|edge| is_long(graph, edge)).map(|edge| edge.from).collect();
    let middle = of(Layer::Conduit).chain(long.into_iter().map(Slot::Pass)).collect();
    vec![of(Layer::Origin).collect(), middle, of(Layer::Article).collect()]
}

/// The height of a node's box: one or two lines of name, and one of detail where there is any.
fn height(node: &GraphNode) -> i32 {
    let name = if super::drawing::lines(&node.name).len() > 1 { 44 } else { 29 };
    name + if node.detail.is_empty() { 0 } else { 13 }
}

impl Sheet<'_> {
    /// Puts the rows of each column in the order with the fewest crossings that a few rounds find.
    fn order(&mut self) {
        self.stack();
        let mut best = (self.crossings(), self.columns.clone());
        for round in 0..ROUNDS {
            for column in if round % 2 == 0 { [0, 1, 2] } else { [2, 1, 0] } {
                self.reorder(column);
                self.stack();
                let crossings = self.crossings();
                if crossings < best.0 {
                    best = (crossings, self.columns.clone());
                }
            }
        }
        self.columns = best.1;
        self.stack();
    }

    fn slot_height(&self, slot: Slot) -> i32 {
        match slot {
            Slot::Node(place) => self.graph.nodes.get(place).map_or(0, height),
            Slot::Pass(_) => PASS,
        }
    }

    /// Stacks every column in its order, centred on the tallest.
    fn stack(&mut self) {
        let tall =
            |column: &Vec<Slot>| column.iter().map(|&slot| self.slot_height(slot) + ROW_GAP).sum::<i32>();
        let talls: Vec<i32> = self.columns.iter().map(tall).collect();
        let most = talls.iter().copied().max().unwrap_or(0);
        let mut x = MARGIN;
        for (number, (column, tall)) in self.columns.clone().into_iter().zip(talls).enumerate() {
            let mut y = MARGIN + (most - tall) / 2;
            for slot in column {
                let height = self.slot_height(slot);
                self.put(slot, Place { x, y: y + height / 2, height });
                y += height + ROW_GAP;
            }
            if number != 1 || self.has_middle {
                x += WIDTH + GAP;
            }
        }
    }

    fn put(&mut self, slot: Slot, place: Place) {
        match slot {
            Slot::Node(at) => self.places.get_mut(at).map(|old| *old = place),
            Slot::Pass(at) => self.passes.get_mut(at).map(|old| *old = Some(place)),
        };
    }

    fn place(&self, slot: Slot) -> Place {
        let place = match slot {
            Slot::Node(at) => self.places.get(at).copied(),
            Slot::Pass(at) => self.passes.get(at).copied().flatten(),
        };
        place.unwrap_or_default()
    }

    /// The legs of an edge between the columns, as slots.
    fn legs(&self, edge: &Link) -> Vec<(Slot, Slot)> {
        let (from, to) = (Slot::Node(edge.from), Slot::Node(edge.to));
        if is_arc(self.graph, edge) {
            Vec::new()
        } else if self.has_middle && is_long(self.graph, edge) {
            vec![(from, Slot::Pass(edge.from)), (Slot::Pass(edge.from), to)]
        } else {
            vec![(from, to)]
        }
    }

    /// How many pairs of lines cross between the columns.
    fn crossings(&self) -> usize {
        let at = |slot: Slot| (self.place(slot).x, self.place(slot).y);
        let legs: BTreeSet<_> =
            self.graph.edges.iter().flat_map(|edge| self.legs(edge)).map(|(a, b)| (at(a), at(b))).collect();
        let cross = |a: &((i32, i32), (i32, i32)), b: &((i32, i32), (i32, i32))| {
            a.0.0 == b.0.0 && (a.0.1 - b.0.1).signum() * (a.1.1 - b.1.1).signum() < 0
        };
        legs.iter()
            .enumerate()
            .map(|(place, a)| legs.iter().skip(place + 1).filter(|b| cross(a, b)).count())
            .sum()
    }

    /// Sorts a column by the mean height of what each slot is joined to.
    fn reorder(&mut self, number: usize) {
        let Some(column) = self.columns.get(number) else { return };
        let mut wanted: Vec<(i32, usize, Slot)> =
            column.iter().enumerate().map(|(row, &slot)| (self.wish(slot), row, slot)).collect();
        wanted.sort_by_key(|&(y, row, _)| (y, row));
        let sorted = wanted.into_iter().map(|(_, _, slot)| slot).collect();
        if let Some(column) = self.columns.get_mut(number) {
            *column = sorted;
        }
    }

    /// The mean height of a slot's neighbours in other columns; its own where it has none.
    fn wish(&self, slot: Slot) -> i32 {
        let legs = self.graph.edges.iter().flat_map(|edge| self.legs(edge));
        let ys: Vec<i32> = legs
            .filter_map(|(a, b)| match slot {
                _ if a == slot => Some(self.place(b).y),
                _ if b == slot => Some(self.place(a).y),
                _ => None,
            })
            .collect();
        mean(&ys).unwrap_or(self.place(slot).y)
    }

    /// Where a slot would best stand: a pass level with the articles that it leads to, so that its lines bend once.
    fn best(&self, slot: Slot) -> i32 {
        let Slot::Pass(origin) = slot else { return self.wish(slot) };
        let long = self.graph.edges.iter().filter(|edge| edge.from == origin && is_long(self.graph, edge));
        let ys: Vec<i32> = long.map(|edge| self.place(Slot::Node(edge.to)).y).collect();
        mean(&ys).unwrap_or(self.place(slot).y)
    }

    /// Moves the slots of all columns towards their neighbours without changing their order.
    fn settle(&mut self) {
        let floor = self.bottom();
        for number in [1, 0, 2, 1, 0] {
            let column = self.columns.get(number).cloned().unwrap_or_default();
            for (slot, y) in column.iter().copied().zip(self.spread(&column, floor)) {
                self.put(slot, Place { y, ..self.place(slot) });
            }
        }
    }

    /// Wished heights pushed apart downwards, then back up where they run past the floor.
    fn spread(&self, column: &[Slot], floor: i32) -> Vec<i32> {
        let half = |slot: Slot| self.slot_height(slot) / 2;
        let mut ys: Vec<i32> = column.iter().map(|&slot| self.best(slot)).collect();
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

    fn bottom(&self) -> i32 {
        let all = self.places.iter().chain(self.passes.iter().flatten());
        all.map(|place| place.y + place.height / 2).max().unwrap_or(0)
    }
}

fn mean(ys: &[i32]) -> Option<i32> {
    ys.iter().sum::<i32>().checked_div(i32::try_from(ys.len()).ok()?)
}
