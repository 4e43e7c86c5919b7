//! Standing wording: what one outlet puts under its articles, whatever they are about.
//!
//! Wording that four articles carry is told by how it spreads (`house`). Two articles are enough where one outlet carries
//! both, they share little else, and the wording stands at the edge of both: a line that asks for tips, terms of use, the
//! way to more of a kind. No copying is seen in it, so it is kept as boilerplate and counted by nothing.

use super::block::{Block, Pair, Words};
use super::house::is_subject;
use super::pile::Packed;
use super::{Direction, Passage, PassageKind, direction};
use crate::article::Article;

/// So many words may stand between it and the edge of an article.
const EDGE: usize = 24;
/// Two articles of one outlet that share this part of their subject words are no strangers: more than among articles of
/// any outlet (`house`), since those of one desk share its phrases and places.
const RELATED: f64 = 0.2;
/// Fewer subject words than this tell nothing.
const FEW: usize = 8;

/// For each of the blocks that two articles share, whether it is standing wording of their outlet.
pub(super) fn told(pair: Pair, (a, b): (&Article, &Article), blocks: &[Block]) -> Vec<bool> {
    let sides = (pair.a.packed, pair.b.packed);
    let at_edge = |block: &Block| {
        let ends = |side: &Packed, words: &Words| side.keys.len() - words.end <= EDGE;
        let begins = |words: &Words| words.start <= EDGE / 2;
        let is_small = |side: &Packed, words: &Words| words.len() * 2 <= side.keys.len();
        (ends(sides.0, &block.a) && ends(sides.1, &block.b) || begins(&block.a) && begins(&block.b))
            && is_small(sides.0, &block.a)
            && is_small(sides.1, &block.b)
    };
    let at_edge: Vec<bool> = blocks.iter().map(at_edge).collect();
    if !at_edge.contains(&true) || !direction::same_outlet(a, b) || !strangers(sides, blocks) {
        return vec![false; blocks.len()];
    }
    at_edge
}

/// Whether two articles share little besides these blocks.
fn strangers((a, b): (&Packed, &Packed), blocks: &[Block]) -> bool {
    let subjects = |article: &Packed, shared: Vec<&Words>| {
        let rest = (0..article.keys.len()).filter(|at| !shared.iter().any(|words| words.contains(at)));
        let mut keys: Vec<u32> =
            rest.filter(|&at| is_subject(article, at)).map(|at| article.keys[at]).collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    };
    let in_a = subjects(a, blocks.iter().map(|block| &block.a).collect());
    let in_b = subjects(b, blocks.iter().map(|block| &block.b).collect());
    let shared = in_a.iter().filter(|key| in_b.binary_search(key).is_ok()).count();
    let least = in_a.len().min(in_b.len());
    least >= FEW && (shared as f64) < RELATED * least as f64
}

/// The passage as one that shows no copying.
pub(super) fn boilerplate(passage: Passage) -> Passage {
    Passage {
        kind: PassageKind::Boilerplate,
        spun: None,
        direction: Direction::Unknown,
        because: "It stands at the edge of two articles of one outlet that share little else: the outlet's own standing wording.".into(),
        ..passage
    }
}
