//! An index that is kept: what must be at hand of earlier articles so that later ones cost only what they share.
//!
//! The passages between two articles depend on the two, on the order in which articles came (where more than a few
//! carry the same wording: [`earlier_of`]), and on what articles are compared *by*: how much
//! each word tells and which wording is house style. The last is the [`Reference`]. It is made once from a pile and then
//! stands still, or every new article would change all that was found before. So adding articles finds exactly what a
//! run over all of them under the same reference finds; and as the pile grows the reference is made anew
//! ([`Kept::would_outgrow`]), which is a new run.
//!
//! What is kept stands in *segments*, one for each time that articles were added; a segment never changes. It holds blobs
//! of four [`Kind`]s, which [`Shelf`] reads and [`Sink`] takes: how they stand on a disk is not this module's business.

mod posting;
mod record;
mod reference;

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use sha2::{Digest as _, Sha256};

use super::index::{self, Hit};
use super::pile::{self, MANY, Packed, Pile, order};
use super::shingle::{PARTS, earlier_of};
use super::{Compared, Passage, Side, Work, block, compared, crowded, drawn_between, house, in_order};
use crate::article::{Article, ArticleId};
use crate::notice::Noted;
use crate::{Error, ErrorKind, Result};
use posting::Posting;
pub use reference::Reference;

/// The version of the form in which things are kept. Another one is not read but made anew.
pub const VERSION: u32 = 5;

/// What a blob holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// An article: JSON, one blob each.
    Article,
    /// An article's words as they are compared, one blob each.
    Words,
    /// The passages between an article and earlier ones: JSON, one blob each.
    Passages,
    /// Which articles carry which shingles: a bucket of shingles each.
    Carriers,
    /// By what each article is known again: one blob for all.
    Names,
    /// The house style that was first met here: one blob.
    House,
}

impl Kind {
    /// All kinds, in the order in which they are kept.
    pub const ALL: [Kind; 6] =
        [Kind::Article, Kind::Words, Kind::Passages, Kind::Carriers, Kind::Names, Kind::House];
}

/// Where blobs are read from.
pub trait Shelf: Sync {
    /// The blob of a kind with this number in a segment.
    ///
    /// # Errors
    /// When it cannot be read or is not what was put there.
    fn blob(&self, segment: usize, kind: Kind, nth: usize) -> Result<Vec<u8>>;
}

/// Where the blobs of a new segment go, in the order of [`Kind::ALL`] and of their numbers.
pub trait Sink {
    /// Takes the next blob of a kind.
    ///
    /// # Errors
    /// When it cannot be written.
    fn put(&mut self, kind: Kind, blob: &[u8]) -> Result<()>;
}

/// What is known of a segment without reading its blobs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment {
    /// How many articles it holds.
    pub articles: u32,
    /// How many buckets of shingles it has: a power of two.
    pub buckets: u32,
}

/// An index that is kept: what of it stays in memory while articles are added.
pub struct Kept {
    reference: Reference,
    segments: Vec<Segment>,
    /// By what articles are known again: the same one is not added twice.
    known: FxHashMap<Name, u32>,
    /// The first article of each text, and how many have it.
    texts: FxHashMap<Name, (u32, u32)>,
}

/// The first half of a SHA-256.
type Name = [u8; 16];

/// What adding articles brought.
#[derive(Debug)]
pub struct Grown {
    /// The segment that was made; none where every article was known.
    pub segment: Option<Segment>,
    /// The passages between the new articles and all others, numbered as in the index; directions are those that two
    /// articles tell by themselves.
    pub passages: Vec<Passage>,
    /// The numbers of the new articles in the index.
    pub new: Range<u32>,
}

impl Kept {
    /// Begins an index with the articles from which its reference is made.
    ///
    /// # Errors
    /// When `sink` cannot take a blob.
    pub fn begin(articles: &[Article], sink: &mut dyn Sink) -> Result<Noted<(Kept, Grown)>> {
        let mut kept = Kept::empty(Reference::none());
        let (articles, names) = kept.unknown(articles);
        let mut pile = Pile::in_order(articles.iter().collect(), None);
        let house = house::found(&pile);
        pile.wall_off_house(&house);
        kept.reference = Reference::new(Arc::clone(&pile.rarity), house.runs);
        let Compared { found: passages, crowd, .. } = compared(&pile);
        let notices = house::listed(&pile).into_iter().chain(crowd.map(crowded)).collect();
        let postings = |part| Cow::Owned(posting::of_part(part, &pile.stock));
        let segment =
            write(sink, &pile, &Known { passages: &passages, house: &[], names: &names }, &postings)?;
        kept.take_in(segment, &names, &[]);
        let new = 0..articles.len() as u32;
        Ok(Noted { value: (kept, Grown { segment: Some(segment), passages, new }), notices })
    }

    /// An index as it stands on a shelf.
    ///
    /// # Errors
    /// When what is kept of its articles cannot be read.
    pub fn open(reference: Reference, segments: &[Segment], shelf: &dyn Shelf) -> Result<Kept> {
        let mut kept = Kept::empty(reference);
        for (number, segment) in segments.iter().enumerate() {
            let names = shelf.blob(number, Kind::Names, 0)?;
            let house = shelf.blob(number, Kind::House, 0)?;
            let names = record::names(&names, segment.articles).ok_or_else(damaged)?;
            kept.take_in(*segment, &names, &record::runs(&house).ok_or_else(damaged)?);
        }
        Ok(kept)
    }

    fn empty(reference: Reference) -> Kept {
        Kept { reference, segments: Vec::new(), known: FxHashMap::default(), texts: FxHashMap::default() }
    }

    /// How many articles it holds.
    pub fn len(&self) -> u32 {
        self.segments.iter().map(|segment| segment.articles).sum()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What its articles are compared by.
    pub fn reference(&self) -> &Reference {
        &self.reference
    }

    /// Whether with so many more articles its reference no longer stands for them: a quarter of those it was made of.
    pub fn would_outgrow(&self, more: usize) -> bool {
        let first = self.segments.first().map_or(0, |segment| segment.articles);
        (u64::from(self.len()) + more as u64) * 4 > u64::from(first) * 5
    }

    /// The number of an article, if it is there.
    pub fn number(&self, article: &Article) -> Option<ArticleId> {
        self.known.get(&names(article).0).copied().map(ArticleId)
    }

    /// Adds articles: finds their passages with each other and with all earlier ones, and puts what is kept of them.
    ///
    /// # Errors
    /// When `shelf` cannot give a blob or `sink` cannot take one. The index is then as it was before.
    pub fn add(
        &mut self,
        articles: &[Article],
        shelf: &dyn Shelf,
        sink: &mut dyn Sink,
    ) -> Result<Noted<Grown>> {
        let first = self.len();
        let (articles, names) = self.unknown(articles);
        if articles.is_empty() {
            return Ok(Noted::quiet(Grown { segment: None, passages: Vec::new(), new: first..first }));
        }
        let rarity = Arc::clone(self.reference.rarity());
        let mut pile = Pile::in_order(articles.iter().collect(), Some(rarity));
        let house = self.reference.new_house(&pile);
        pile.wall_off(|_, run| self.reference.is_house(run) || house.binary_search(&run).is_ok());
        let house: Vec<(u64, u32)> = house.into_iter().map(|run| (run, first)).collect();
        let twin_of = self.twins(first, &names);
        (0..)
            .zip(&twin_of)
            .filter(|(_, twin_of)| twin_of.is_some())
            .for_each(|(nth, _)| pile.stock.forget(nth));
        let parts = (0..PARTS).into_par_iter().map(|part| posting::of_part(part, &pile.stock));
        let postings: Vec<Vec<Posting>> = parts.collect();
        let passages = Old { kept: self, shelf, pile: &pile, twin_of, postings: &postings }.compared()?;
        let of_part = |part| Cow::Borrowed(postings.get(part as usize).map_or(&[][..], Vec::as_slice));
        let segment =
            write(sink, &pile, &Known { passages: &passages, house: &house, names: &names }, &of_part)?;
        let notices = house::listed(&pile);
        self.take_in(segment, &names, &house);
        let new = first..self.len();
        Ok(Noted { value: Grown { segment: Some(segment), passages, new }, notices })
    }

    /// From which segment on all should be merged into one, so that many small additions do not make many segments: those
    /// at the end that are not more than twice as large as all after them together. Never the first, which is large.
    pub fn to_merge(&self) -> Option<usize> {
        let mut after = 0;
        let mut from = self.segments.len();
        while let Some(before) = from.checked_sub(1).filter(|before| *before > 0) {
            let articles = self.segments[before].articles;
            if after > 0 && articles > after * 2 {
                break;
            }
            after += articles;
            from = before;
        }
        (self.segments.len() - from > 1).then_some(from)
    }

    /// Puts all segments from one on as a single one.
    ///
    /// # Errors
    /// When `shelf` cannot give a blob or `sink` cannot take one. The index is then as it was before.
    pub fn merge(&mut self, from: usize, shelf: &dyn Shelf, sink: &mut dyn Sink) -> Result<Segment> {
        let segments = &self.segments[from..];
        for kind in [Kind::Article, Kind::Words, Kind::Passages] {
            for (number, segment) in (from..).zip(segments) {
                (0..segment.articles as usize)
                    .try_for_each(|nth| sink.put(kind, &shelf.blob(number, kind, nth)?))?;
            }
        }
        let buckets = segments.iter().map(|segment| segment.buckets).sum::<u32>().next_power_of_two();
        for part in 0..PARTS {
            let mut postings = Vec::new();
            let mut first = 0;
            for (number, segment) in (from..).zip(segments) {
                let read = |bucket: u32| shelf.blob(number, Kind::Carriers, bucket as usize);
                posting::all(part, segment.buckets, first, read, &mut postings)?;
                first += segment.articles;
            }
            posting::settled(&mut postings);
            let blobs = posting::filed(part, &postings, buckets);
            blobs.iter().try_for_each(|blob| sink.put(Kind::Carriers, blob))?;
        }
        for kind in [Kind::Names, Kind::House] {
            let blobs = (from..).zip(segments).map(|(number, _)| shelf.blob(number, kind, 0));
            sink.put(kind, &blobs.collect::<Result<Vec<_>>>()?.concat())?;
        }
        let merged = Segment { articles: segments.iter().map(|segment| segment.articles).sum(), buckets };
        self.segments.truncate(from);
        self.segments.push(merged);
        Ok(merged)
    }

    /// The articles that are not yet there, in the order in which they are added and numbered on from the last; and by what
    /// they are known again.
    fn unknown(&self, articles: &[Article]) -> (Vec<Article>, Vec<(Name, Name)>) {
        let mut new: Vec<(&Article, (Name, Name))> =
            articles.par_iter().map(|article| (article, names(article))).collect();
        new.retain(|(_, (name, _))| !self.known.contains_key(name));
        new.par_sort_by(|one, other| order(one.0).cmp(&order(other.0)));
        new.dedup_by_key(|(_, (name, _))| *name);
        let numbered = (self.len()..).zip(new);
        numbered.map(|(number, (it, names))| (Article { id: ArticleId(number), ..it.clone() }, names)).unzip()
    }

    /// The first article of the same text, for those that come after so many of it that they are compared with it alone.
    fn twins(&self, first: u32, names: &[(Name, Name)]) -> Vec<Option<u32>> {
        let mut texts: FxHashMap<Name, (u32, u32)> = FxHashMap::default();
        let twin_of = (first..).zip(names).map(|(number, (_, text))| {
            let known = || self.texts.get(text).copied().unwrap_or((number, 0));
            let (first, many) = texts.entry(*text).or_insert_with(known);
            *many += 1;
            (*many as usize > MANY).then_some(*first)
        });
        twin_of.collect()
    }

    fn take_in(&mut self, segment: Segment, names: &[(Name, Name)], house: &[(u64, u32)]) {
        let first = self.len();
        self.reference.learn(house);
        for (number, (name, text)) in (first..).zip(names) {
            self.known.insert(*name, number);
            self.texts.entry(*text).or_insert((number, 0)).1 += 1;
        }
        self.segments.push(segment);
    }

    /// The segment that holds an article, and its number there.
    fn place(&self, article: u32) -> Option<(usize, usize)> {
        let mut number = article;
        for (segment, held) in self.segments.iter().enumerate() {
            match number.checked_sub(held.articles) {
                Some(rest) => number = rest,
                None => return Some((segment, number as usize)),
            }
        }
        None
    }

    /// An article, numbered as in the index.
    ///
    /// # Errors
    /// When there is none of that number, or it cannot be read.
    pub fn article(&self, article: ArticleId, shelf: &dyn Shelf) -> Result<Article> {
        let (segment, nth) = self.place(article.0).ok_or_else(damaged)?;
        record::article(&shelf.blob(segment, Kind::Article, nth)?, article).ok_or_else(damaged)
    }

    /// All passages of the index in order, with the directions that only all of them together tell; and its articles.
    ///
    /// # Errors
    /// When a blob cannot be read.
    pub fn passages(&self, shelf: &dyn Shelf) -> Result<(Vec<Passage>, Vec<Article>)> {
        let all = 0..self.len();
        let articles: Vec<Article> = all
            .clone()
            .into_par_iter()
            .map(|nth| self.article(ArticleId(nth), shelf))
            .collect::<Result<_>>()?;
        let of_article = |nth: u32| -> Result<Vec<Passage>> {
            let (segment, nth) = self.place(nth).ok_or_else(damaged)?;
            record::passages(&shelf.blob(segment, Kind::Passages, nth)?).ok_or_else(damaged)
        };
        let found: Vec<Vec<Passage>> = all.into_par_iter().map(of_article).collect::<Result<_>>()?;
        let passages = in_order(&articles.iter().collect::<Vec<_>>(), found.into_iter().flatten().collect());
        Ok((passages, articles))
    }
}

/// The passages between articles, found in one run over all of them under a reference, in the order given: what an index
/// under that reference holds when the articles were added in this order.
pub fn passages_under(reference: &Reference, articles: &[Article]) -> Vec<Passage> {
    let mut pile = Pile::in_order(articles.iter().collect(), Some(Arc::clone(reference.rarity())));
    pile.wall_off(|nth, run| reference.was_house(run, nth as u32));
    in_order(&pile.articles, compared(&pile).found)
}

/// The article that a blob of [`Kind::Article`] holds, by the number `id`; `None` where it holds none.
pub fn article(blob: &[u8], id: ArticleId) -> Option<Article> {
    record::article(blob, id)
}

/// The error for a blob that is whole and yet not what should stand there.
fn damaged() -> Error {
    Error::new(ErrorKind::Malformed, "the index is damaged: a record in it cannot be read")
}

/// By what an article and its text are known again.
///
/// The same page saved twice is one article; the same text by another outlet, at another address or in a file of another
/// name is another one, and a copy.
fn names(article: &Article) -> (Name, Name) {
    let file = article.path.rsplit('/').next().unwrap_or_default();
    let parts = [article.url.as_deref(), article.outlet.as_deref(), article.headline.as_deref(), Some(file)];
    let text = half(Sha256::new().chain_update(&article.text));
    let all = parts.iter().fold(Sha256::new().chain_update(text), |all, part| {
        let length = part.map_or(u64::MAX, |part| part.len() as u64);
        all.chain_update(length.to_le_bytes()).chain_update(part.unwrap_or_default())
    });
    (half(all), text)
}

fn half(digest: Sha256) -> Name {
    let whole: [u8; 32] = digest.finalize().into();
    std::array::from_fn(|at| whole[at])
}

/// New articles, and what stood there before them.
struct Old<'k> {
    kept: &'k Kept,
    shelf: &'k dyn Shelf,
    pile: &'k Pile<'k>,
    /// The first article of the same text, where an article is only its twin.
    twin_of: Vec<Option<u32>>,
    /// The shingles of the new articles, by their parts.
    postings: &'k [Vec<Posting>],
}

impl Old<'_> {
    /// The passages between new articles and all before them, those of each new article together and in order.
    fn compared(&self) -> Result<Vec<Passage>> {
        let hits = self.hits()?;
        let of_article = |work: &mut Work, nth: usize| match self.twin_of[nth] {
            Some(first) => self.with_twin(first, nth),
            None => {
                let start = hits.partition_point(|(new, _)| (*new as usize) < nth);
                let own = hits[start..].iter().take_while(|(new, _)| *new as usize == nth);
                let own = own.map(|(_, hit)| *hit);
                let partners = index::partners(own, &mut work.scratch);
                self.with(work, nth, &partners)
            }
        };
        let all = (0..self.pile.articles.len()).into_par_iter();
        let found: Vec<Vec<Passage>> = all.map_init(Work::default, of_article).collect::<Result<_>>()?;
        Ok(found.into_iter().flatten().collect())
    }

    /// What every new article shares with those before it, as far as they are compared ([`earlier_of`]), with its number.
    fn hits(&self) -> Result<Vec<(u32, Hit)>> {
        let first = self.kept.len();
        let of_part = |new: &Vec<Posting>| -> Result<Vec<(u32, Hit)>> {
            let mut old = Vec::new();
            let mut held_before = 0;
            for (number, segment) in self.kept.segments.iter().enumerate() {
                let read = |bucket: u32| self.shelf.blob(number, Kind::Carriers, bucket as usize);
                posting::find(new, segment.buckets, held_before, read, &mut old)?;
                held_before += segment.articles;
            }
            // Segments follow each other, so a stable sort keeps the articles of a list in their order.
            old.sort_by_key(|posting| posting.shingle);
            let mut hits = Vec::new();
            let mut rest = old.as_slice();
            let mut list: Vec<Posting> = Vec::new();
            for group in new.chunk_by(|one, next| one.shingle == next.shingle) {
                let shingle = group[0].shingle;
                rest = &rest[rest.partition_point(|posting| posting.shingle < shingle)..];
                list.clear();
                list.extend(rest.iter().take_while(|posting| posting.shingle == shingle));
                for posting in group {
                    let reach = earlier_of(shingle, list.len());
                    let counts = shingle.counts();
                    hits.extend(list.iter().take(reach).map(|earlier| {
                        let steps = (posting.step, earlier.step);
                        (posting.article, Hit { earlier: earlier.article, counts, steps })
                    }));
                    list.push(Posting { article: first + posting.article, ..*posting });
                }
            }
            Ok(hits)
        };
        let parts = self.postings.par_iter().map(of_part).collect::<Result<Vec<_>>>()?;
        let mut hits: Vec<(u32, Hit)> = parts.into_iter().flatten().collect();
        hits.par_sort_unstable();
        Ok(hits)
    }

    /// The passages between a new article and some before it.
    fn with(&self, work: &mut Work, nth: usize, partners: &[u32]) -> Result<Vec<Passage>> {
        if partners.is_empty() {
            return Ok(Vec::new());
        }
        let own = self.pile.stock.opened(nth);
        work.seeds.read(&own);
        let mut worded = None;
        let mut found = Vec::new();
        for &partner in partners {
            let one = self.words(partner)?;
            let blocks = work.blocks(&one, &own);
            if !blocks.is_empty() {
                let article = self.article(partner)?;
                let worded = worded.get_or_insert_with(|| own.unpacked(self.pile.text(nth)));
                let one = Side { article: &article, worded: &one.unpacked(pile::read_text(&article)) };
                let other = Side { article: self.pile.articles[nth], worded };
                found.extend(drawn_between((&self.pile.rarity, false), one, other, blocks));
            }
        }
        Ok(found)
    }

    /// The passages between a new article and the first of the same text.
    fn with_twin(&self, first: u32, nth: usize) -> Result<Vec<Passage>> {
        let words = self.words(first)?;
        let article = self.article(first)?;
        let worded = &words.unpacked(pile::read_text(&article));
        let one = Side { article: &article, worded };
        let other = Side { article: self.pile.articles[nth], worded };
        Ok(drawn_between((&self.pile.rarity, false), one, other, block::of_twins(&words)))
    }

    /// The words of an article before, or of a new one.
    fn words(&self, article: u32) -> Result<Packed> {
        if let Some(new) = article.checked_sub(self.kept.len()) {
            return Ok(self.pile.stock.opened(new as usize));
        }
        let (segment, nth) = self.kept.place(article).ok_or_else(damaged)?;
        let mut packed = record::packed(&self.shelf.blob(segment, Kind::Words, nth)?).ok_or_else(damaged)?;
        packed.weigh(&self.pile.rarity);
        Ok(packed)
    }

    fn article(&self, article: u32) -> Result<Cow<'_, Article>> {
        match article.checked_sub(self.kept.len()) {
            Some(new) => self
                .pile
                .articles
                .get(new as usize)
                .map(|article| Cow::Borrowed(*article))
                .ok_or_else(damaged),
            None => self.kept.article(ArticleId(article), self.shelf).map(Cow::Owned),
        }
    }
}

/// What is known of new articles that is kept.
struct Known<'a> {
    passages: &'a [Passage],
    /// The house style that was first met in them.
    house: &'a [(u64, u32)],
    names: &'a [(Name, Name)],
}

/// Puts what is kept of new articles, given the shingles of each part, and gives their segment.
fn write<'p>(
    sink: &mut dyn Sink,
    pile: &Pile,
    known: &Known,
    postings: &dyn Fn(u64) -> Cow<'p, [Posting]>,
) -> Result<Segment> {
    let each = |kind: Kind, blob: &(dyn Fn(usize) -> Vec<u8> + Sync), sink: &mut dyn Sink| -> Result<()> {
        let all: Vec<usize> = (0..pile.articles.len()).collect();
        for some in all.chunks(AT_A_TIME) {
            let blobs: Vec<Vec<u8>> = some.par_iter().map(|&nth| blob(nth)).collect();
            blobs.iter().try_for_each(|blob| sink.put(kind, blob))?;
        }
        Ok(())
    };
    each(Kind::Article, &|nth| record::of_article(pile.articles[nth]), sink)?;
    each(Kind::Words, &|nth| record::of_packed(&pile.stock.opened(nth)), sink)?;
    let of_article = |nth: usize| {
        let id = pile.articles[nth].id;
        let start = known.passages.partition_point(|passage| passage.b.article < id);
        let end = known.passages.partition_point(|passage| passage.b.article <= id);
        record::of_passages(&known.passages[start..end])
    };
    each(Kind::Passages, &of_article, sink)?;
    let buckets = posting::buckets(pile.stock.total());
    for part in 0..PARTS {
        let blobs = posting::filed(part, &postings(part), buckets);
        blobs.iter().try_for_each(|blob| sink.put(Kind::Carriers, blob))?;
    }
    sink.put(Kind::Names, &record::of_names(known.names))?;
    sink.put(Kind::House, &record::of_runs(known.house))?;
    Ok(Segment { articles: pile.articles.len() as u32, buckets })
}

/// Blobs that are made before they are put.
const AT_A_TIME: usize = 1024;
