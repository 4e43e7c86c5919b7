//! What the parser looks at before each action: words and tags on the stack and ahead, what already hangs from
//! them, how far apart they are (after Zhang and Nivre 2011).

use super::Word;
use super::state::{NONE, Node, State};
use crate::annotation::model::Features;

/// A word with its arcs.
struct View {
    word: u32,
    tag: u32,
    node: Node,
}

fn word(words: &[Word], place: u16) -> Word {
    words.get(usize::from(place)).copied().unwrap_or(Word::EDGE)
}

fn view(words: &[Word], state: &State, place: u16) -> View {
    let seen = word(words, place);
    View { word: seen.word, tag: seen.tag, node: state.node(place) }
}

/// How far apart two words are, in steps that grow.
pub(super) fn distance(from: u16, to: u16) -> u32 {
    if from == NONE || to == NONE {
        return 0;
    }
    match from.abs_diff(to) {
        near @ 0..=4 => u32::from(near) + 1,
        5..=6 => 6,
        7..=10 => 7,
        _ => 8,
    }
}

/// The features of a state.
pub(in crate::annotation) fn collect(words: &[Word], state: &State, features: &mut Features) {
    let places = [state.on_stack(0), state.on_stack(1), state.on_stack(2), state.to_come(0)];
    let [s0, s1, s2, b0] = places.map(|place| view(words, state, place));
    let ahead = [1, 2, 3].map(|ahead| word(words, state.to_come(ahead)));
    features.clear();
    alone(&[&s0, &s1, &s2, &b0], &ahead, features);
    pairs(&s0, &s1, &b0, &ahead, features);
    triples([&s0, &s1, &s2, &b0], &ahead, features);
    dependents(words, [&s0, &s1, &s2, &b0], features);
    shape([&s0, &s1, &b0], places, features);
    around(words, places, [&s0, &s1, &b0], features);
}

fn alone(views: &[&View], ahead: &[Word; 3], features: &mut Features) {
    for view in views {
        features.one(view.word);
        features.one(view.tag);
        features.two(view.word, view.tag);
    }
    for word in ahead {
        features.one(word.word);
        features.one(word.tag);
        features.two(word.word, word.tag);
    }
}

fn pairs(s0: &View, s1: &View, b0: &View, ahead: &[Word; 3], features: &mut Features) {
    for (a, b) in [(s0, b0), (s1, s0), (s1, b0)] {
        features.two(a.word, b.word);
        features.two(a.tag, b.tag);
        features.two(a.word, b.tag);
        features.two(a.tag, b.word);
        features.four(a.word, a.tag, b.word, b.tag);
        features.three(a.word, a.tag, b.tag);
        features.three(a.tag, b.word, b.tag);
    }
    let b1 = ahead[0];
    features.two(b0.tag, b1.tag);
    features.two(b0.word, b1.tag);
    features.two(b0.tag, b1.word);
    features.two(b0.word, b1.word);
    features.two(s0.tag, b1.tag);
    features.two(s0.word, b1.word);
    features.two(s0.word, b1.tag);
    features.two(s1.tag, b1.tag);
}

fn triples([s0, s1, s2, b0]: [&View; 4], [b1, b2, b3]: &[Word; 3], features: &mut Features) {
    features.three(s0.tag, b0.tag, b1.tag);
    features.three(s1.tag, s0.tag, b0.tag);
    features.three(s2.tag, s1.tag, s0.tag);
    features.three(b0.tag, b1.tag, b2.tag);
    features.four(s0.tag, b0.tag, b1.tag, b2.tag);
    features.four(s1.tag, s0.tag, b0.tag, b1.tag);
    features.four(s2.tag, s1.tag, s0.tag, b0.tag);
    features.four(b0.tag, b1.tag, b2.tag, b3.tag);
    features.three(s0.word, b0.tag, b1.tag);
    features.three(s0.tag, b0.word, b1.tag);
    features.three(s0.tag, b0.tag, b1.word);
    features.three(s1.word, s0.tag, b0.tag);
    features.three(s1.tag, s0.word, b0.tag);
    features.three(s1.tag, s0.tag, b0.word);
    features.three(s0.word, b0.word, b1.tag);
    features.three(s1.word, s0.word, b0.tag);
    features.three(s2.word, s1.tag, s0.tag);
    features.three(s2.tag, s1.word, s0.word);
}

fn dependents(words: &[Word], [s0, s1, s2, b0]: [&View; 4], features: &mut Features) {
    for (view, other) in [(s0, b0), (s1, s0), (b0, s0)] {
        for child in [view.node.left[0], view.node.right[0], view.node.left[1], view.node.right[1]] {
            let seen = word(words, child);
            features.two(seen.word, view.tag);
            features.three(seen.tag, view.tag, other.tag);
            features.two(seen.tag, view.word);
        }
    }
    let inner = [s0.node.left[0], s0.node.right[0]].map(|child| word(words, child));
    for child in inner {
        features.three(s1.tag, s0.tag, child.tag);
        features.three(s1.word, child.word, s0.word);
        features.three(s1.word, child.word, s0.tag);
        features.three(s1.tag, child.word, s0.tag);
        features.four(s2.tag, s1.tag, child.word, s0.tag);
        features.four(s2.word, s1.word, child.word, s0.tag);
        features.three(s2.word, child.word, s0.tag);
        features.three(child.word, s0.word, b0.word);
        features.four(s1.tag, child.word, s0.tag, b0.tag);
    }
}

/// How many dependents, of which relations, how far apart.
fn shape([s0, s1, b0]: [&View; 3], places: [u16; 4], features: &mut Features) {
    let near = distance(places[0], places[3]);
    let below = distance(places[1], places[0]);
    features.two(near, s0.word);
    features.two(near, b0.word);
    features.three(near, s0.tag, b0.tag);
    features.two(below, s1.word);
    features.two(below, s0.word);
    features.three(below, s1.tag, s0.tag);
    features.four(below, near, s1.tag, s0.tag);
    for view in [s0, s1, b0] {
        let [left, right] = view.node.count.map(u32::from);
        features.two(view.word, right);
        features.two(view.tag, right);
        features.two(view.word, left);
        features.two(view.tag, left);
        let relations = view.node.relations;
        let folded = (relations as u32) ^ (relations >> 32) as u32;
        features.two(view.word, folded);
        features.two(view.tag, folded);
        features.three(view.tag, folded, b0.tag);
    }
    features.three(s0.tag, s1.tag, s1.node.relations as u32);
}

/// The neighbours in the text of the words in question.
fn around(words: &[Word], places: [u16; 4], [s0, s1, b0]: [&View; 3], features: &mut Features) {
    let beside = |place: u16, by: i16| {
        let place = if place == NONE { None } else { place.checked_add_signed(by) };
        place.map_or(Word::EDGE, |place| word(words, place))
    };
    features.two(beside(places[0], -1).tag, s0.tag);
    features.three(beside(places[0], -1).tag, s0.tag, b0.tag);
    features.two(beside(places[0], 1).tag, s0.tag);
    features.three(beside(places[0], 1).tag, s0.tag, b0.tag);
    features.two(beside(places[3], -1).tag, b0.tag);
    features.three(beside(places[3], -1).word, s0.tag, b0.tag);
    features.two(beside(places[1], -1).tag, s1.tag);
    features.three(beside(places[1], 1).tag, s1.tag, s0.tag);
    features.two(beside(places[0], -1).word, s0.word);
    let (a, b) = (word(words, places[0]), word(words, places[3]));
    features.two(a.suffix, b.suffix);
    features.two(a.suffix, b.tag);
    features.two(a.tag, b.suffix);
    features.two(word(words, places[1]).suffix, a.suffix);
}
