//! Which relation an arc has.

use super::Word;
use super::features::distance;
use super::state::{NONE, State};
use crate::annotation::model::Features;
use crate::annotation::{Relation, Upos};

/// The relations that treebanks have between words of two parts of speech, in each direction.
#[derive(Clone, Debug, Default)]
pub(in crate::annotation) struct Allowed(Vec<u64>);

impl Allowed {
    pub(in crate::annotation) fn new() -> Self {
        Allowed(vec![0; Upos::ALL.len() * Upos::ALL.len() * 2])
    }

    /// Reads the table out of its bytes.
    pub(in crate::annotation) fn of(bytes: &[u8]) -> Self {
        let whole = |chunk: &[u8]| chunk.try_into().map_or(0, u64::from_le_bytes);
        Allowed(bytes.chunks(8).map(whole).collect())
    }

    pub(in crate::annotation) fn bytes(&self) -> Vec<u8> {
        self.0.iter().flat_map(|set| set.to_le_bytes()).collect()
    }

    fn place(head: Upos, child: Upos, left: bool) -> usize {
        (head as usize * Upos::ALL.len() + child as usize) * 2 + usize::from(left)
    }

    pub(in crate::annotation) fn add(&mut self, head: Upos, child: Upos, left: bool, relation: Relation) {
        self.0[Self::place(head, child, left)] |= 1 << relation as u64;
    }

    /// The relations that may stand between such words.
    pub(in crate::annotation) fn between(
        &self,
        head: Upos,
        child: Upos,
        left: bool,
    ) -> impl Iterator<Item = Relation> {
        let set = self.0.get(Self::place(head, child, left)).copied().unwrap_or_default();
        Relation::ALL.iter().copied().filter(move |&relation| set >> relation as u64 & 1 == 1)
    }
}

/// The features of an arc about to be made.
pub(in crate::annotation) fn collect_first(
    words: &[Word],
    state: &State,
    head: usize,
    child: usize,
    features: &mut Features,
) {
    features.clear();
    both(words, head, child, features);
    hanging(words, state, head, child, features);
}

/// The features of an arc with the whole tree in view.
pub(in crate::annotation) fn collect_final(
    words: &[Word],
    state: &State,
    head: usize,
    child: usize,
    features: &mut Features,
) {
    collect_first(words, state, head, child, features);
    let seen = |place: u16| words.get(usize::from(place)).copied().unwrap_or(Word::EDGE);
    let (h, c) = (words[head], words[child]);
    let (node, own) = (state.nodes[head], state.nodes[child]);
    let above = seen(node.head);
    features.one(own.relation as u32);
    features.two(own.relation as u32, c.word);
    features.two(own.relation as u32, h.word);
    features.three(own.relation as u32, c.tag, h.tag);
    features.three(above.tag, h.tag, c.tag);
    features.three(above.word, h.tag, c.tag);
    features.two(node.relation as u32, c.tag);
    features.three(node.relation as u32, h.tag, c.tag);
    features.two(node.relation as u32, own.relation as u32);
    let folded = (node.relations as u32) ^ (node.relations >> 32) as u32;
    features.two(folded, own.relation as u32);
    features.three(folded, h.tag, c.tag);
    for place in node.left.into_iter().chain(node.right) {
        features.three(seen(place).tag, h.tag, c.tag);
        features.two(state.node(place).relation as u32, own.relation as u32);
        features.three(state.node(place).relation as u32, h.tag, c.word);
    }
}

fn both(words: &[Word], head: usize, child: usize, features: &mut Features) {
    let beside = |place: usize, by: isize| {
        place.checked_add_signed(by).and_then(|at| words.get(at)).copied().unwrap_or(Word::EDGE)
    };
    let (h, c) = (words[head], words[child]);
    let side = u32::from(child < head);
    let number = |place: usize| u16::try_from(place).unwrap_or(NONE);
    let far = distance(number(head), number(child)) * 2 + side;
    features.one(side);
    features.two(h.word, side);
    features.two(c.word, side);
    features.two(h.tag, side);
    features.two(c.tag, side);
    features.three(h.tag, c.tag, far);
    features.three(h.word, c.tag, side);
    features.three(h.tag, c.word, side);
    features.three(h.word, c.word, side);
    features.three(c.suffix, h.tag, side);
    features.three(h.suffix, c.tag, side);
    features.two(h.suffix, c.suffix);
    for by in [-1, 1] {
        features.three(beside(child, by).tag, c.tag, h.tag);
        features.three(beside(head, by).tag, h.tag, c.tag);
        features.two(beside(child, by).word, c.tag);
        features.three(beside(child, by).word, c.word, side);
        features.three(beside(head, by).word, h.tag, c.tag);
    }
}

/// What hangs from the two words already.
fn hanging(words: &[Word], state: &State, head: usize, child: usize, features: &mut Features) {
    let seen = |place: u16| words.get(usize::from(place)).copied().unwrap_or(Word::EDGE);
    let (h, c) = (words[head], words[child]);
    let (node, own) = (state.nodes[head], state.nodes[child]);
    // The outermost on the left is often the preposition or conjunction that says what the dependent is.
    for place in [own.left[0], own.left[1], own.right[0]] {
        let mark = seen(place);
        features.two(mark.word, c.tag);
        features.three(mark.word, c.tag, h.tag);
        features.three(mark.tag, c.tag, h.tag);
        features.three(mark.word, c.word, h.word);
        features.three(state.node(place).relation as u32, c.tag, h.tag);
        features.three(mark.word, h.word, c.tag);
    }
    let fold = |set: u64| (set as u32) ^ (set >> 32) as u32;
    features.two(fold(own.relations), c.tag);
    features.three(fold(own.relations), c.tag, h.tag);
    features.two(fold(node.relations), c.tag);
    features.three(fold(node.relations), c.tag, h.tag);
    features.three(fold(node.relations), h.word, c.tag);
    features.three(fold(node.relations), fold(own.relations), c.tag);
}
