//! Passages: the same wording in two articles, verbatim or edited, drawn to the character.

mod block;
mod claim;
mod difference;
mod direction;
mod draw;
mod house;
mod index;
mod judge;
mod pile;
mod quoted;
mod rarity;
mod seed;
mod split;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use rayon::prelude::*;

pub use difference::difference;

use crate::article::{Article, ArticleId};
use crate::notice::Noted;
use crate::text::Span;

use block::{Block, Pair};
use direction::Signs;
use judge::Tally;
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
    /// Words replaced one for one, where that was done systematically, as machines rewrite.
    pub spun: Option<Spun>,
    /// Which way it went.
    pub direction: Direction,
    /// Why the direction is what it is, or why it cannot be told: one sentence.
    pub because: String,
    /// Word by word, what was kept and changed, from `a` to `b`.
    pub difference: Vec<Change>,
}

/// A passage that was rewritten by replacing words one for one ("spun").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spun {
    /// Words replaced, each between words that were kept.
    pub replaced: usize,
    /// Words of the shorter side.
    pub words: usize,
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

/// Finds every passage between the articles, sorted by place. House style is none, and is listed in the notices.
pub fn passages(articles: &[Article]) -> Noted<Vec<Passage>> {
    let mut pile = Pile::read(articles);
    let walls = house::wall_off(&mut pile);
    let pairs = index::candidates(&pile);
    Noted { value: found_in(&pile, &pairs), notices: house::listed(&pile, &walls) }
}

/// Finds the passages between the articles of each given pair, sorted by place.
pub fn passages_of(articles: &[Article], pairs: &[(ArticleId, ArticleId)]) -> Noted<Vec<Passage>> {
    let pile = Pile::read(articles);
    let numbered = pile.articles.iter().zip(0..).map(|(article, at)| (article.id, at));
    let places: BTreeMap<ArticleId, u32> = numbered.collect();
    let pair = |(a, b): &(ArticleId, ArticleId)| Some((*places.get(a)?, *places.get(b)?));
    let pairs: Vec<(u32, u32)> = pairs.iter().filter_map(pair).collect();
    Noted::quiet(found_in(&pile, &pairs))
}

fn found_in(pile: &Pile, pairs: &[(u32, u32)]) -> Vec<Passage> {
    let mut found: Vec<Passage> = pairs.par_iter().flat_map_iter(|&(a, b)| between(pile, a, b)).collect();
    found.par_sort_unstable_by_key(|passage| (passage.a, passage.b));
    let named = pile.articles.iter().map(|article| (article.id, article.label()));
    let names: BTreeMap<ArticleId, &str> = named.collect();
    direction::by_group(&mut found, &names);
    found
}

/// The passages between two articles.
fn between(pile: &Pile, a: u32, b: u32) -> Vec<Passage> {
    // Compared in the order of the pile, so that how the articles are numbered changes nothing.
    let (mut a, mut b) = (a.min(b) as usize, a.max(b) as usize);
    let mut pair = Pair { pile, a: &pile.worded[a], b: &pile.worded[b] };
    let runs = seed::runs(pile, pair.a, pair.b);
    let mut blocks = block::blocks(pair, &runs);
    if pile.articles[a].id > pile.articles[b].id {
        (a, b) = (b, a);
        pair = Pair { a: pair.b, b: pair.a, ..pair };
        blocks = blocks.into_iter().map(Block::turned).collect();
    }
    if blocks.is_empty() {
        return Vec::new();
    }
    let articles = (pile.articles[a], pile.articles[b]);
    let signs = Signs::between(pair, articles, &blocks);
    blocks.iter().map(|block| drawn(pair, articles, &signs, block)).collect()
}

/// A block as a passage.
fn drawn(pair: Pair, (a, b): (&Article, &Article), signs: &Signs, block: &Block) -> Passage {
    let texts = (a.text.as_str(), b.text.as_str());
    let (a_span, b_span) = draw::spans(pair, block);
    let difference = difference(texts.0, a_span, texts.1, b_span);
    let tally = Tally::of(&difference, texts);
    let kind = judge::kind(texts, (a_span, b_span));
    let (direction, because) = signs.quotation(texts, (a_span, b_span), (a, b)).told(kind);
    Passage {
        a: Place { article: a.id, span: a_span },
        b: Place { article: b.id, span: b_span },
        edit: tally.edit(),
        kind,
        similarity: tally.similarity(),
        spun: judge::spun(pair, texts, block),
        direction,
        because,
        difference,
    }
}
