//! Standing wording: what one outlet puts under its articles, whatever they are about.
//!
//! Wording that four articles carry is told by how it spreads (`house`). Two articles are enough where one outlet carries
//! both, the wording stands at the edge of both, and they share nothing else, or are about other things: a line that asks
//! for tips, terms of use, the way to more of a kind. No copying is seen in it, so it is kept as boilerplate and counted
//! by nothing; nor is any in the same wording between other articles of one outlet.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use super::block::{Block, Pair, Words};
use super::house::is_subject;
use super::pile::Packed;
use super::{Direction, Passage, PassageKind, Place, direction};
use crate::article::{Article, ArticleId};
use crate::text::fold::{self, Fold};

/// So many words may stand between it and the edge of an article.
const EDGE: usize = 24;
/// Words in a run that is known again.
const RUN: usize = 8;
/// Two articles of one outlet that share this part of their subject words are no strangers: more than among articles of
/// any outlet (`house`), since those of one desk share its phrases and places.
const RELATED: f64 = 0.2;
/// Fewer subject words than this tell nothing.
const FEW: usize = 8;

/// For each of the blocks that two articles share, whether it is standing wording of their outlet.
pub(super) fn told(pair: Pair, (a, b): (&Article, &Article), blocks: &[Block]) -> Vec<bool> {
    let sides = (pair.a.packed, pair.b.packed);
    if !direction::same_outlet(a, b) {
        return vec![false; blocks.len()];
    }
    // What is walled off is no part of an article: a footer that stands under it all makes its end no middle.
    let open = |side: &Packed, words: Words| words.filter(|&at| side.open(at, 1)).count();
    let ends = |side: &Packed, words: &Words| open(side, words.end..side.keys.len()) <= EDGE;
    let begins = |side: &Packed, words: &Words| open(side, 0..words.start) <= EDGE / 2;
    let is_small = |side: &Packed, words: &Words| words.len() * 2 <= open(side, 0..side.keys.len());
    let at_edge = |block: &Block| {
        let of_both = |is: &dyn Fn(&Packed, &Words) -> bool| is(sides.0, &block.a) && is(sides.1, &block.b);
        (of_both(&ends) || of_both(&begins)) && of_both(&is_small)
    };
    let at_edge: Vec<bool> = blocks.iter().map(at_edge).collect();
    let is_standing = at_edge.contains(&true) && (!at_edge.contains(&false) || strangers(sides, blocks));
    if is_standing { at_edge } else { vec![false; blocks.len()] }
}

/// Whether two articles share little besides these blocks.
fn strangers((a, b): (&Packed, &Packed), blocks: &[Block]) -> bool {
    let subjects = |article: &Packed, shared: Vec<&Words>| {
        let rest = (0..article.keys.len()).filter(|at| !shared.iter().any(|words| words.contains(at)));
        let mut keys: Vec<u32> = rest
            .filter(|&at| article.open(at, 1) && is_subject(article, at))
            .map(|at| article.keys[at])
            .collect();
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

/// Makes boilerplate of passages between articles of one outlet whose wording other passages show to be standing wording.
pub(super) fn spread(passages: &mut [Passage], articles: &BTreeMap<ArticleId, &Article>) {
    let text = |place: Place| articles.get(&place.article).map_or("", |article| place.span.of(&article.text));
    let mut known: FxHashSet<Vec<u32>> = FxHashSet::default();
    for passage in passages.iter().filter(|it| it.kind == PassageKind::Boilerplate) {
        known.extend(keys(text(passage.a)).windows(RUN).map(<[u32]>::to_vec));
    }
    if known.is_empty() {
        return;
    }
    for passage in passages.iter_mut().filter(|it| it.kind != PassageKind::Boilerplate) {
        let (a, b) = (articles.get(&passage.a.article), articles.get(&passage.b.article));
        if !a.zip(b).is_some_and(|(a, b)| direction::same_outlet(a, b)) {
            continue;
        }
        let keys = keys(text(passage.a));
        let runs = keys.windows(RUN);
        let all = runs.len();
        let standing = runs.filter(|run| known.contains(*run)).count();
        if all > 0 && standing * 5 >= all * 4 {
            *passage = boilerplate(passage.clone());
        }
    }
}

fn keys(text: &str) -> Vec<u32> {
    fold::words(text, Fold::Style).into_iter().map(|word| word.key).collect()
}

/// The passage as one that shows no copying.
pub(super) fn boilerplate(passage: Passage) -> Passage {
    Passage {
        kind: PassageKind::Boilerplate,
        spun: None,
        direction: Direction::Unknown,
        because: "The outlet's own standing wording: it stands at the edge of articles of it that share little else.".into(),
        ..passage
    }
}
