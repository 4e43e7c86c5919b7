//! Passages: the same wording in two articles, verbatim or edited, drawn to the character.

mod block;
mod difference;
mod draw;
mod index;
mod pile;
mod rarity;
mod seed;

use rayon::prelude::*;

pub use difference::difference;

use crate::article::{Article, ArticleId};
use crate::notice::Noted;
use crate::text::Span;

use block::{Block, Pair};
use pile::Pile;

/// A span of one article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The article.
    pub article: ArticleId,
    /// Where in its text.
    pub span: Span,
}

/// The same wording in two articles (text reuse: an aligned passage pair). `a.article < b.article`.
#[derive(Clone, Debug, PartialEq)]
pub struct Passage {
    /// In the article with the lower number.
    pub a: Place,
    /// In the other.
    pub b: Place,
    /// How much was changed.
    pub edit: Edit,
    /// Whether it is a quotation that both carry, or prose that one took from the other.
    pub kind: PassageKind,
    /// Share of words kept, from 0 to 1.
    pub similarity: f64,
    /// Which way it went.
    pub direction: Direction,
    /// Why the direction is what it is, or why it cannot be told: one sentence.
    pub because: String,
    /// Word by word, what was kept and changed, from `a` to `b`.
    pub difference: Vec<Change>,
}

/// How much of a passage was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Edit {
    /// Nothing but typography.
    Verbatim,
    /// Up to a fifth of the words.
    Light,
    /// More.
    Heavy,
}

/// What a passage is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PassageKind {
    /// The article's prose: somebody took it from somebody.
    Prose,
    /// Words in quotation marks: both may have heard them.
    Quotation,
    /// Furniture, boilerplate or idiom: shared, but no sign of copying.
    Boilerplate,
}

/// Which way a passage went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Direction {
    /// From `a` to `b`.
    AToB,
    /// From `b` to `a`.
    BToA,
    /// Cannot be told.
    Unknown,
}

/// One step of a word-by-word comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// The words in `a`; empty where words were added.
    pub a: Span,
    /// The words in `b`; empty where words were dropped.
    pub b: Span,
    /// Whether they are the same words.
    pub same: bool,
}

/// Finds every passage between the articles, sorted by place.
pub fn passages(articles: &[Article]) -> Noted<Vec<Passage>> {
    let pile = Pile::read(articles);
    let pairs = index::candidates(&pile);
    let mut found: Vec<Passage> =
        pairs.into_par_iter().flat_map_iter(|(a, b)| between(&pile, a, b)).collect();
    found.par_sort_unstable_by_key(|passage| (passage.a, passage.b));
    Noted::quiet(found)
}

/// The passages between two articles.
fn between(pile: &Pile, a: u32, b: u32) -> Vec<Passage> {
    let (a, b) = (a as usize, b as usize);
    let pair = Pair { pile, a: &pile.worded[a], b: &pile.worded[b] };
    let runs = seed::runs(pile, pair.a, pair.b);
    let blocks = block::blocks(pair, &runs);
    blocks.iter().map(|block| drawn(pair, (a, b), block)).collect()
}

/// A block as a passage, whose direction is not told yet.
fn drawn(pair: Pair, (a, b): (usize, usize), block: &Block) -> Passage {
    let texts = (pair.pile.text(a), pair.pile.text(b));
    let (a_span, b_span) = draw::spans(pair, texts, block);
    let difference = difference(texts.0, a_span, texts.1, b_span);
    Passage {
        a: Place { article: pair.pile.articles[a].id, span: a_span },
        b: Place { article: pair.pile.articles[b].id, span: b_span },
        edit: Edit::Light,
        kind: PassageKind::Prose,
        similarity: pair.weigh(block).cover,
        direction: Direction::Unknown,
        because: String::new(),
        difference,
    }
}
