//! Passages: the same wording in two articles, verbatim or edited, drawn to the character.

mod block;
mod claim;
mod common;
mod condensed;
mod deal;
mod difference;
mod direction;
mod draw;
mod house;
mod index;
mod judge;
pub mod kept;
mod number;
mod pile;
mod quoted;
mod rarity;
mod seed;
mod shingle;
mod split;
mod standing;
mod stemma;
mod stock;
#[cfg(test)]
mod tests;
mod trace;
mod wording;

use std::collections::BTreeMap;

use rayon::prelude::*;

pub use difference::difference;

use crate::article::{Article, ArticleId};
use crate::notice::{Noted, Notice, Severity};
use crate::text::Span;

use block::{Block, Pair, Sides, Words};
use direction::Signs;
use index::Index;
use pile::{Packed, Pile, Worded};
use quoted::{Quoted, Spoken};
use rarity::Rarity;

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
}

impl Passage {
    /// Word by word, what was kept and changed, from `a` to `b`; nothing where `articles`, which are numbered by their
    /// places, do not hold both sides.
    ///
    /// It is made when it is asked for: kept for every passage it would take more room than the articles.
    pub fn difference(&self, articles: &[Article]) -> Vec<Change> {
        let text = |place: Place| articles.get(place.article.index()).map(|article| article.text.as_str());
        match (text(self.a), text(self.b)) {
            (Some(a), Some(b)) => difference(a, self.a.span, b, self.b.span),
            _ => Vec::new(),
        }
    }
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
///
/// Of wording that more than 64 articles carry, each carrier is compared with the first few alone.
pub fn passages(articles: &[Article]) -> Noted<Vec<Passage>> {
    passages_and_effort(articles).0
}

/// What finding passages took.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Effort {
    /// Pairs of articles that were compared: those to which the index led.
    pub compared: usize,
}

/// Finds every passage as [`passages`] does, and tells what that took.
pub fn passages_and_effort(articles: &[Article]) -> (Noted<Vec<Passage>>, Effort) {
    let pile = walled(articles);
    let Compared { found, crowd, effort } = compared(&pile);
    let mut notices = house::listed(&pile);
    notices.extend(crowd.map(crowded));
    let value = in_order(&pile.articles, found);
    notices.extend(common::listed(&pile, &value));
    (Noted { value, notices }, effort)
}

/// The words of a pile, its house style walled off.
fn walled(articles: &[Article]) -> Pile<'_> {
    let mut pile = Pile::read(articles);
    let house = house::found(&pile);
    pile.wall_off_house(&house);
    pile
}

/// What comparing the articles of a pile gave.
struct Compared {
    /// The passages, those of each article with earlier ones together and in order.
    found: Vec<Passage>,
    /// How many carry the same wording, where these are too many to compare each with all.
    crowd: Option<usize>,
    effort: Effort,
}

/// Compares the articles of a pile, each with those before it to which the index leads.
fn compared(pile: &Pile) -> Compared {
    let index = Index::of(&pile.stock);
    let of_article = |work: &mut Work, nth: usize| match pile.first_of(nth) {
        Some(first) => (work.twins(pile, first, nth), 1),
        None => {
            let partners = index.candidates(nth as u32, &mut work.scratch);
            (work.between(pile, nth, &partners), partners.len())
        }
    };
    let all = (0..pile.articles.len()).into_par_iter();
    let each: Vec<(Vec<Passage>, usize)> = all.map_init(Work::default, of_article).collect();
    let crowd = index.crowd().max(pile.crowd);
    drop(index);
    let effort = Effort { compared: each.iter().map(|(_, compared)| compared).sum() };
    let found = each.into_iter().flat_map(|(found, _)| found).collect();
    Compared { found, crowd, effort }
}

/// Says that not every two articles that share wording are listed.
fn crowded(articles: usize) -> Notice {
    let message = format!(
        "the same wording stands in {articles} articles: each of them is compared with the first few of them, not with all"
    );
    Notice::new(Severity::Note, message)
}

/// A few sentences of one article that tell what stands all over another, in words of their own.
///
/// Names, figures and telling words of a summary stand in what it sums up; so they do, though seldom as many, in another
/// report of the same event. So this is told of pairs that somebody asks about, and is no passage: nothing that is
/// counted rests on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Condensed {
    /// The few sentences.
    pub short: Place,
    /// What they tell in short: it has at least twice as many words.
    pub long: Place,
    /// How many telling words the short side has.
    pub telling: usize,
    /// How many of these stand in the other article.
    pub held: usize,
}

/// What two articles have to do with each other, of which somebody asks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Given {
    /// The passages, sorted by place.
    pub passages: Vec<Passage>,
    /// What one tells in short of the other, sorted by place.
    pub condensed: Vec<Condensed>,
}

/// Finds the passages between the articles of each given pair, and what one tells in short of the other.
pub fn passages_of(articles: &[Article], pairs: &[(ArticleId, ArticleId)]) -> Given {
    let pile = Pile::read(articles);
    let numbered = pile.articles.iter().zip(0..).map(|(article, at)| (article.id, at));
    let places: BTreeMap<ArticleId, u32> = numbered.collect();
    let pair = |(a, b): &(ArticleId, ArticleId)| {
        let (a, b) = (*places.get(a)?, *places.get(b)?);
        Some((a.max(b), a.min(b)))
    };
    let mut pairs: Vec<(u32, u32)> = pairs.iter().filter_map(pair).filter(|(a, b)| a != b).collect();
    pairs.sort_unstable();
    pairs.dedup();
    let of_article = |work: &mut Work, pairs: &[(u32, u32)]| work.asked(&pile, pairs);
    let groups = pairs.par_chunk_by(|one, other| one.0 == other.0);
    let each: Vec<Given> = groups.map_init(Work::default, of_article).collect();
    let (passages, condensed): (Vec<_>, Vec<_>) =
        each.into_iter().map(|given| (given.passages, given.condensed)).unzip();
    let mut condensed = condensed.concat();
    condensed.sort_unstable();
    Given { passages: in_order(&pile.articles, passages.concat()), condensed }
}

/// The passages by place, with the directions that only all of them together tell.
fn in_order(articles: &[&Article], mut found: Vec<Passage>) -> Vec<Passage> {
    found.par_sort_unstable_by_key(|passage| (passage.a, passage.b));
    let by_id: BTreeMap<ArticleId, &Article> =
        articles.iter().map(|article| (article.id, *article)).collect();
    standing::spread(&mut found, &by_id);
    direction::by_group(&mut found, &by_id);
    stemma::without_circles(&mut found, &by_id);
    found
}

/// What one thread keeps from article to article.
#[derive(Default)]
struct Work {
    scratch: index::Scratch,
    seeds: seed::Seeds,
    /// The words of the article and of the partner that are compared.
    rooms: (Packed, Packed),
}

impl Work {
    /// The passages between an article and its partners, which stand before it in the pile.
    ///
    /// Compared in the order of the pile, so that how the articles are numbered changes nothing.
    fn between(&mut self, pile: &Pile, nth: usize, partners: &[u32]) -> Vec<Passage> {
        if partners.is_empty() {
            return Vec::new();
        }
        let (mut own, mut room) = std::mem::take(&mut self.rooms);
        pile.stock.open(nth, &mut own);
        self.seeds.read(&own);
        let mut worded = None;
        let mut found = Vec::new();
        for &partner in partners {
            let partner = partner as usize;
            pile.stock.open(partner, &mut room);
            let blocks = self.blocks(&room, &own);
            if !blocks.is_empty() {
                let worded = worded.get_or_insert_with(|| own.unpacked(pile.text(nth)));
                let one =
                    Side { article: pile.articles[partner], worded: &room.unpacked(pile.text(partner)) };
                let other = Side { article: pile.articles[nth], worded };
                found.extend(drawn_between((&pile.rarity, false), one, other, blocks));
            }
        }
        self.rooms = (own, room);
        found
    }

    /// What pairs that somebody asks about have to do with each other: all of one article, each with one before it.
    fn asked(&mut self, pile: &Pile, pairs: &[(u32, u32)]) -> Given {
        let mut given = Given::default();
        let Some(&(nth, _)) = pairs.first() else { return given };
        let (nth, own) = (nth as usize, pile.opened(nth as usize));
        let other = Side { article: pile.articles[nth], worded: &own.unpacked(pile.text(nth)) };
        self.seeds.read(&own);
        for &(_, partner) in pairs {
            let partner = partner as usize;
            let words = pile.opened(partner);
            let one = Side { article: pile.articles[partner], worded: &words.unpacked(pile.text(partner)) };
            let blocks = self.blocks(one.worded.packed, other.worded.packed);
            given.condensed.extend(condensed_between(one, other, &blocks));
            given.passages.extend(drawn_between((&pile.rarity, true), one, other, blocks));
        }
        given
    }

    /// The blocks of two articles, before they are held against the texts; of `other` the seeds were read.
    fn blocks(&mut self, one: &Packed, other: &Packed) -> Vec<Block> {
        let runs = seed::runs(&mut self.seeds, one, other);
        block::found(Sides { a: one, b: other }, &runs)
    }

    /// The passages between an article and its twin.
    fn twins(&mut self, pile: &Pile, first: usize, twin: usize) -> Vec<Passage> {
        let words = pile.stock.opened(first);
        let worded = &words.unpacked(pile.text(first));
        let [one, other] = [first, twin].map(|nth| Side { article: pile.articles[nth], worded });
        drawn_between((&pile.rarity, false), one, other, block::of_twins(&words))
    }
}

/// One of two articles that are compared.
#[derive(Clone, Copy)]
struct Side<'p> {
    article: &'p Article,
    worded: &'p Worded<'p>,
}

/// What one of two articles tells in short of the other, and is not told by the blocks that they share.
fn condensed_between(one: Side, other: Side, blocks: &[Block]) -> Vec<Condensed> {
    let of_one: Vec<Words> = blocks.iter().map(|block| block.a.clone()).collect();
    let of_other: Vec<Words> = blocks.iter().map(|block| block.b.clone()).collect();
    let ways = [(one, other, of_one), (other, one, of_other)];
    let told = ways.into_iter().filter_map(|(short, long, passages)| {
        let found = condensed::found(short.worded, long.worded, &passages)?;
        let place =
            |side: Side, words: &Words| Place { article: side.article.id, span: side.worded.span(words) };
        let (short, long) = (place(short, &found.short), place(long, &found.long));
        Some(Condensed { short, long, telling: found.telling, held: found.held })
    });
    told.collect()
}

/// The passages that the blocks of two articles make, given what words tell and whether somebody asks about these two.
fn drawn_between(
    (rarity, asked): (&Rarity, bool),
    one: Side,
    other: Side,
    blocks: Vec<Block>,
) -> Vec<Passage> {
    let mut pair = Pair { rarity, a: one.worded, b: other.worded, asked };
    let mut blocks = block::settled(pair, blocks);
    wording::retain(pair, &mut blocks);
    if blocks.is_empty() {
        return Vec::new();
    }
    let mut articles = (one.article, other.article);
    if articles.0.id > articles.1.id {
        articles = (articles.1, articles.0);
        pair = Pair { a: pair.b, b: pair.a, ..pair };
        blocks = blocks.into_iter().map(Block::turned).collect();
    }
    let signs = Signs::between(pair, articles, &blocks);
    let standing = standing::told(pair, articles, &blocks);
    let drawn = blocks.iter().zip(standing).map(|(block, is_standing)| {
        let passage = drawn(pair, articles, &signs, block);
        if is_standing { standing::boilerplate(passage) } else { passage }
    });
    drawn.collect()
}

/// A block as a passage.
fn drawn(pair: Pair, (a, b): (&Article, &Article), signs: &Signs, block: &Block) -> Passage {
    let texts = (a.text.as_str(), b.text.as_str());
    let (a_span, b_span) = draw::spans(pair, block);
    let tally = difference::counted(texts, (a_span, b_span));
    let sides = [Quoted::of(pair.a, a_span), Quoted::of(pair.b, b_span)];
    let quoted = (sides[0].is_all(), sides[1].is_all());
    let spoken = Spoken::of(block, &sides);
    let is_quotation = quoted == (true, true) || spoken.is_all();
    let kind = if is_quotation { PassageKind::Quotation } else { PassageKind::Prose };
    let (direction, because) = signs.told(kind, (quoted, spoken), (a, b));
    Passage {
        a: Place { article: a.id, span: a_span },
        b: Place { article: b.id, span: b_span },
        edit: tally.edit(),
        kind,
        similarity: tally.similarity(),
        spun: judge::spun(pair, block),
        direction,
        because,
    }
}
