//! The articles as they are compared: their words, how rare these are, and what is walled off.

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::house::{self, House};
use super::number;
use super::rarity::{BIT, Rarity};
use super::stock::Stock;
use crate::article::{Article, FurnitureKind};
use crate::text::Span;
use crate::text::fold::{self, Fold, Word};

/// One article's words as they are compared. Places in the text are kept as distances.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Packed {
    /// What each word is compared by.
    pub(super) keys: Vec<u32>,
    /// What each word tells, in parts of a bit.
    pub(super) weights: Vec<u8>,
    /// Whether a word is walled off, a name, house style; whether one byte parts it from the word before it ([`NEXT`]);
    /// and, in the highest four bits, how many bytes it has, or none where there are more than fit.
    pub(super) marks: Vec<u8>,
    /// The distances that do not stand in the marks, in order ([`number`]).
    pub(super) far: Vec<u8>,
}

/// A word that is no one's prose: furniture and house style. Nothing is matched across it.
pub(super) const WALLED: u8 = 1;
/// A word that is a name, or part of one: capitals within a sentence.
pub(super) const NAMED: u8 = 2;
/// A walled word that is house style.
pub(super) const HOUSE: u8 = 4;
/// A word that one byte parts from the word before it, which nearly always is a space.
const NEXT: u8 = 8;
/// Where the length of a word stands in its marks, and the first that does not fit.
const LENGTH: u32 = 4;
const LONG: u32 = 16;

/// One article's words with their places.
pub(super) struct Worded<'a> {
    pub(super) text: &'a str,
    pub(super) words: Vec<Word>,
    pub(super) packed: &'a Packed,
}

/// All articles of a run, in an order that does not depend on how they are numbered: by what they say.
pub(super) struct Pile<'a> {
    pub(super) articles: Vec<&'a Article>,
    /// The words of each; none where an article is only a twin.
    pub(super) stock: Stock,
    /// The first article that has the same text, where so many have it that only the first ones are compared with all
    /// others. A text that is there a million times costs no more room than a text.
    twin_of: Vec<Option<u32>>,
    /// How many articles have the text that most have, where these are too many to compare each with all.
    pub(super) crowd: Option<usize>,
    pub(super) rarity: Arc<Rarity>,
}

/// The longest list of articles that carry the same wording in which every one is compared with every other. Of what
/// more carry, each is compared with the first few, so that a thousand copies cost some thousand comparisons and not a
/// million.
pub(super) const MANY: usize = 64;
/// The first few.
pub(super) const FIRST: usize = 4;

/// Languages in which every noun has a capital (ISO 639-1): there it tells no name.
const ALL_NOUNS: [&str; 2] = ["de", "lb"];

/// Words at least this rare stand for what an article is about.
pub(super) const CONTENT: u32 = 8 * BIT;
/// Pairs of words at least this rare lead somewhere.
pub(super) const PAIR: u32 = 11 * BIT;

impl<'a> Pile<'a> {
    /// Reads the words of all articles.
    pub(super) fn read(articles: &'a [Article]) -> Self {
        let mut articles: Vec<&Article> = articles.iter().collect();
        articles.par_sort_by(|one, other| order(one).cmp(&order(other)));
        Pile::in_order(articles, None)
    }

    /// Reads the words of articles in their order, and how much each tells: from all of them, or as it is `known`.
    pub(super) fn in_order(articles: Vec<&'a Article>, known: Option<Arc<Rarity>>) -> Self {
        let (twin_of, crowd) = twins(&articles);
        let mut stock = Stock::read(&articles, |nth| twin_of[nth].is_none());
        let rarity = known.unwrap_or_else(|| Arc::new(Rarity::of(&stock.counts())));
        stock.weigh(&rarity);
        Pile { articles, stock, twin_of, crowd, rarity }
    }

    /// Walls off these runs as house style, and weighs all words anew by what is left: words that stand under every
    /// article tell what they tell elsewhere.
    pub(super) fn wall_off_house(&mut self, house: &House) {
        if house.runs.is_empty() {
            return;
        }
        let is_house: FxHashSet<u64> = house.runs.iter().copied().collect();
        let carries = |nth: usize| house.carried_by.binary_search(&(nth as u32)).is_ok();
        self.stock.mark(carries, |_, article| house::wall_off(article, |run| is_house.contains(&run)));
        self.rarity = Arc::new(Rarity::of(&self.stock.counts()));
        self.stock.weigh(&self.rarity);
    }

    /// Walls off house style: the runs of words that `is_house` tells, of the article with that number in the pile.
    pub(super) fn wall_off(&mut self, is_house: impl Fn(usize, u64) -> bool + Sync) {
        self.stock.mark(|_| true, |nth, article| house::wall_off(article, |run| is_house(nth, run)));
    }

    /// The first article of the same text, where an article is only its twin.
    pub(super) fn first_of(&self, nth: usize) -> Option<usize> {
        self.twin_of[nth].map(|first| first as usize)
    }

    /// The words of an article, or of the one that it is a twin of.
    pub(super) fn opened(&self, nth: usize) -> Packed {
        self.stock.opened(self.first_of(nth).unwrap_or(nth))
    }

    /// The text of an article, as far as it is read.
    pub(super) fn text(&self, nth: usize) -> &str {
        read_text(self.articles[nth])
    }
}

/// For articles in their order, the first of the same text for those after the first ones; and how many have the text
/// that most have, where these are too many to compare each with all.
fn twins(articles: &[&Article]) -> (Vec<Option<u32>>, Option<usize>) {
    let mut texts: FxHashMap<&str, (u32, usize)> = FxHashMap::default();
    let mut crowd = None;
    let twin_of = (0..).zip(articles).map(|(number, article)| {
        let (first, many) = texts.entry(&article.text).or_insert((number, 0));
        *many += 1;
        let is_twin = *many > MANY;
        crowd = crowd.max(is_twin.then_some(*many));
        is_twin.then_some(*first)
    });
    (twin_of.collect(), crowd)
}

/// What articles are ordered by: what they say, then where they stand.
pub(super) fn order(article: &Article) -> (&str, Option<&str>, Option<&str>, &str) {
    (&article.text, article.url.as_deref(), article.outlet.as_deref(), &article.path)
}

/// The part of a text that can be read: places are numbers of 32 bits.
pub(super) fn read_text(article: &Article) -> &str {
    article.text.get(..u32::MAX as usize).unwrap_or(&article.text)
}

impl Packed {
    /// Reads the words of an article; what they tell is left open.
    pub(super) fn read(article: &Article) -> Self {
        let text = read_text(article);
        let words = fold::words(text, Fold::Style);
        let mut marks = vec![0; words.len()];
        // What stands under a picture was written by somebody, and is copied as the story is.
        let walls = article.furniture.iter().filter(|piece| piece.kind != FurnitureKind::Caption);
        let mut furniture = walls.peekable();
        for (word, mark) in words.iter().zip(&mut marks) {
            while furniture.next_if(|piece| piece.span.end <= word.start as usize).is_some() {}
            if furniture.peek().is_some_and(|piece| piece.span.overlaps(word.span())) {
                *mark |= WALLED;
            }
        }
        if !article.language.as_deref().is_some_and(|language| ALL_NOUNS.contains(&language)) {
            mark_names(text, &words, &mut marks);
        }
        let mut packed = Packed { marks, ..Packed::default() };
        packed.keys = words.iter().map(|word| word.key).collect();
        let mut before = 0;
        for (word, mark) in words.iter().zip(&mut packed.marks) {
            match word.start - before {
                1 => *mark |= NEXT,
                gap => number::put(&mut packed.far, gap),
            }
            match word.end - word.start {
                length if length < LONG => *mark |= (length as u8) << LENGTH,
                length => number::put(&mut packed.far, length),
            }
            before = word.end;
        }
        packed.far.shrink_to_fit();
        packed
    }

    /// Words that stand nowhere and all tell the same.
    #[cfg(test)]
    pub(super) fn of_keys(keys: Vec<u32>, weight: u8) -> Self {
        let (weights, marks) = (vec![weight; keys.len()], vec![0; keys.len()]);
        Packed { keys, weights, marks, ..Packed::default() }
    }

    /// Notes what each word tells.
    pub(super) fn weigh(&mut self, rarity: &Rarity) {
        self.weights = self.keys.iter().map(|&key| rarity.of_key(key) as u8).collect();
    }

    /// The words with their places in `text`, which they were read from.
    pub(super) fn unpacked<'t>(&'t self, text: &'t str) -> Worded<'t> {
        let mut far = self.far.as_slice();
        let mut far = || number::take(&mut far).unwrap_or_default();
        let mut end = 0;
        let words = self.keys.iter().zip(&self.marks).map(|(&key, &mark)| {
            let start = end + if mark & NEXT != 0 { 1 } else { far() };
            end =
                start + Some(u32::from(mark >> LENGTH)).filter(|length| *length > 0).unwrap_or_else(&mut far);
            Word { start, end, key }
        });
        Worded { text, words: words.collect(), packed: self }
    }

    /// Whether the words from `at` for `length` are all open to matching.
    pub(super) fn open(&self, at: usize, length: usize) -> bool {
        self.marks.get(at..at + length).is_some_and(|marks| marks.iter().all(|mark| mark & WALLED == 0))
    }

    /// Whether a word is a name, or part of one.
    pub(super) fn is_name(&self, at: usize) -> bool {
        self.marks[at] & NAMED != 0
    }

    /// What the words of a range tell, in parts of a bit.
    pub(super) fn weight(&self, words: std::ops::Range<usize>) -> u32 {
        self.weights.get(words).unwrap_or_default().iter().map(|weight| u32::from(*weight)).sum()
    }
}

/// Marks the words that are names. In lines where most words have capitals (headlines) a capital tells nothing.
fn mark_names(text: &str, words: &[Word], marks: &mut [u8]) {
    let between = |at: usize| Some(marks_between(text, words, at.checked_sub(1)?)).flatten();
    let capital = |word: &Word| match text.as_bytes().get(word.start as usize) {
        Some(first) if first.is_ascii() => first.is_ascii_uppercase(),
        _ => word.span().of(text).starts_with(char::is_uppercase),
    };
    let capitals: Vec<bool> = words.iter().map(capital).collect();
    let mut start = 0;
    for end in 1..=words.len() {
        if !between(end).is_none_or(|marks| marks.contains('\n')) {
            continue;
        }
        let line = &capitals[start..end];
        if line.iter().filter(|capital| **capital).count() * 5 <= line.len() * 3 {
            for at in start..end {
                if capitals[at] && !between(at).is_none_or(ends_sentence) {
                    marks[at] |= NAMED;
                }
            }
        }
        start = end;
    }
}

/// What stands between a word and the next; `None` where there is no next.
fn marks_between<'t>(text: &'t str, words: &[Word], at: usize) -> Option<&'t str> {
    let (before, after) = (words.get(at)?, words.get(at + 1)?);
    Some(text.get(before.end as usize..after.start as usize).unwrap_or_default())
}

/// Whether what stands between two words ends a sentence.
fn ends_sentence(marks: &str) -> bool {
    // Nearly always one space.
    marks.len() > 1
        && (marks.contains('\n')
            || marks.contains(['.', '!', '?', '…', '。', '！', '？', '؟', '।'])
                && marks.contains(char::is_whitespace))
        || marks == "\n"
}

impl<'a> Worded<'a> {
    /// Whether nothing is matched across a word.
    pub(super) fn is_walled(&self, at: usize) -> bool {
        self.packed.marks[at] & WALLED != 0
    }

    /// Whether a word is a name, or part of one.
    pub(super) fn is_name(&self, at: usize) -> bool {
        self.packed.is_name(at)
    }

    /// What the words of a range tell, in parts of a bit.
    pub(super) fn weight(&self, words: std::ops::Range<usize>) -> u32 {
        self.packed.weight(words)
    }

    /// Whether a sentence ends just before the word at `at`, or the text does.
    pub(super) fn sentence_ends(&self, at: usize) -> bool {
        self.between(at).is_none_or(ends_sentence)
    }

    /// Whether a quotation ends or begins just before the word at `at`, or the text does.
    pub(super) fn quotation_ends(&self, at: usize) -> bool {
        self.between(at).is_none_or(|marks| marks.contains(['“', '”', '"', '«', '»']))
    }

    /// Where the words of a range stand in the text.
    pub(super) fn span(&self, words: &std::ops::Range<usize>) -> Span {
        let words = self.words.get(words.clone()).unwrap_or_default();
        let ends = words.first().zip(words.last());
        ends.map_or(Span::new(0, 0), |(first, last)| first.span().cover(last.span()))
    }

    /// What stands between the word at `at` and the one before it; `None` at either end of the text.
    pub(super) fn between(&self, at: usize) -> Option<&'a str> {
        marks_between(self.text, &self.words, at.checked_sub(1)?)
    }
}

/// One number for two keys in their order.
pub(super) fn mix(first: u32, second: u32) -> u32 {
    let both = (u64::from(first) << 32 | u64::from(second)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (both ^ (both >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9).rotate_right(32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_is_unpacked() {
        let text = format!("A{}word\n\n“Pilots said {} in Varnholm”.", " ".repeat(700), "x".repeat(240));
        let packed = Packed::read(&Article::of_text(text.clone()));
        assert_eq!(packed.unpacked(&text).words, fold::words(&text, Fold::Style));
        assert!(packed.unpacked(&text).is_name(packed.keys.len() - 1));
    }
}
